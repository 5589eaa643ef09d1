/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers in running text: their value, and whether they count something or
 * name something.
 */
#ifndef HOPTAC_LINT_NUMBER_SCAN_H
#define HOPTAC_LINT_NUMBER_SCAN_H

#include "lib/base/dec.h"
#include "lint/word.h"

struct number {
	struct dec value;
	int places;
	bool plain;  /* digits only: it may be a year */
	bool is_word; /* written in words */
};

/*
 * Reads n bytes of digits, dots and commas.  A dot before three digits groups
 * thousands, one before one or two is a decimal point, as in tables; a comma
 * begins decimals, unless several group thousands.  Returns 0; -1 when it is
 * no number (a telephone number, "1.2.3") or has more than six decimals.
 */
int number_read(const char *s, size_t n, struct number *out);

/* A number in words at word i ("hai", "mười lăm", "sáu mươi"): how many words
 * it takes; 0 when there is none.  "một" alone is an article and none. */
size_t number_in_words(const struct words *w, size_t i, struct number *out);

/*
 * When the number at word i names something (a date, a document, an article,
 * a label of the outline, a telephone), how many words from i belong to the
 * name; else 0.  A year that stands alone counts as a name.
 */
size_t number_names(const struct words *w, size_t i);

/* Is it a year by itself: 1900 to 2100 without separators? */
bool number_is_year(const struct word *word, const struct number *n);

#endif
