/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages of a PDF: words with their places become lines; only for
 * lib/document.  Lengths are hundredths of a point.
 */
#ifndef HOPTAC_DOCUMENT_PDFPAGE_H
#define HOPTAC_DOCUMENT_PDFPAGE_H

#include "lib/document/internal.h"

struct pdf_word {
	int x0, y0, x1, y1;
	const char *text;
	bool raised; /* small and high: the call of a note */
};

/* Words without a wide gap between them. */
struct pdf_piece {
	int x0, x1;
	const struct pdf_word *word;
	size_t n;
};

struct pdf_line {
	int page;           /* from 0 */
	int x0, x1, y0, y1; /* of what is not raised */
	int height;
	struct pdf_piece *piece;
	size_t n;
	bool gone;          /* a number, head or foot of a page */
	bool note;          /* of the notes at the foot of the page */
	bool stretched;     /* its words are set apart to fill the line */
};

struct pdf_lines {
	struct arena *arena;
	struct pdf_line *line;
	size_t n, cap;
	int pages;
	int height; /* of most letters */
	int left;   /* where most lines begin and end */
	int right;
};

/* Reads what `pdftotext -bbox` writes; lines of all pages in order. */
struct pdf_lines *pdf_lines(struct arena *a, char *bbox, size_t n)
	__attribute__((returns_nonnull));

/* The text of a piece, on the arena: words that touch are one. */
const char *pdf_piece_text(struct arena *a, const struct pdf_piece *p)
	__attribute__((returns_nonnull));

/* Does it begin with a raised number, or the line of a note with a number?
 * Digits of it; 0. */
size_t pdf_note_digits(const struct pdf_line *l);

/* Takes the rows of a table that begins at line i as cells; how many lines
 * that were, 0 when none begins there. */
struct build;
size_t pdf_table(struct build *b, const struct pdf_lines *ls, size_t i);

#endif
