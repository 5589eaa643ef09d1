/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Labels that a word processor numbers by itself: "1.", "1.2.", "a)", "-".
 * Officers cite them ("điểm a khoản 2"), so the text must have them.  Only for
 * lib/document.
 */
#ifndef HOPTAC_DOCUMENT_NUMBERING_H
#define HOPTAC_DOCUMENT_NUMBERING_H

#include "lib/base/arena.h"

#include <stdbool.h>

enum { NUMBERING_LEVELS = 10 };

enum number_format {
	NUMBER_DECIMAL,
	NUMBER_ZERO, /* 01, 02 */
	NUMBER_LOWER_LETTER,
	NUMBER_UPPER_LETTER,
	NUMBER_LOWER_ROMAN,
	NUMBER_UPPER_ROMAN,
	NUMBER_BULLET,
	NUMBER_NONE,
};

struct number_level {
	enum number_format format;
	int start;
	const char *text; /* "%1.%2."; of a bullet the bullet */
};

/* One list; those that count together share their counters. */
struct number_list {
	const char *id;
	struct number_level level[NUMBERING_LEVELS];
	int *counter; /* NUMBERING_LEVELS, 0: not begun */
};

/* Counts a paragraph of this level (from 0) and gives its label, "" when it
 * has none. */
const char *number_next(struct arena *a, struct number_list *list, int level)
	__attribute__((returns_nonnull));

/* n in a format: "iv", "b". */
const char *number_text(struct arena *a, enum number_format format, int n)
	__attribute__((returns_nonnull));

#endif
