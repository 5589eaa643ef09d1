/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in a paragraph besides its words; only for lib/document.
 */
#ifndef HOPTAC_DOCUMENT_MARK_H
#define HOPTAC_DOCUMENT_MARK_H

#include "lib/document/internal.h"

/* Ways of calling a note that are believed only when the note is there. */
enum call_style {
	CALL_SQUARE, /* "[1]" */
	CALL_GLUED,  /* "thực hiện1", of a raised digit that lost its place */
	CALL_STYLES,
};

struct note_calls {
	bool noted[CALL_STYLES][100]; /* a note of that number is there */
};

/* The n digits at s as a number below 100; -1. */
int call_number(const char *s, size_t n);

/* Fills the passage that is open with a paragraph.  calls: of a plain text,
 * whose marks of Markdown are taken out; NULL: the text has no marks. */
void mark_paragraph(struct passages *out, const char *text,
		    const struct para *para, const struct note_calls *calls);

/* "&amp;", "&#273;" at s: its length, and what it says (up to 4 bytes); 0
 * when it is none. */
size_t entity_scan(const char *s, size_t n, char out[4], size_t *len);

/* Raised digits "¹²" at s: their length, and what they are as digits. */
size_t raised_scan(const char *s, const char *end, char label[4]);

/* A digit as a raised one: '2' is "²". */
const char *raised_digit_text(char digit);

#endif
