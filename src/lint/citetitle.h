/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Titles of documents, compared by what they say.
 */
#ifndef HOPTAC_LINT_CITETITLE_H
#define HOPTAC_LINT_CITETITLE_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * What a title says, to compare it with another: its words without order,
 * the short forms of this subject spelled out (KTTT, HTX), words that every
 * title has left out (về việc, phê duyệt, trên địa bàn ...), and its years.
 */
struct cite_words {
	uint64_t *word; /* hashes, ascending, each once */
	size_t n;
	int year[4];    /* in order of place; 0 after the last */
	uint64_t numbers; /* sum of the hashes of the other numbers; 0 */
};
struct cite_words cite_words(struct arena *a, const char *title);

/*
 * Are two titles nearly the same?  At least three words each, at most one in
 * six of the shorter missing in the longer, and no year or number of one
 * against another of the other.
 */
bool cite_same_title(const struct cite_words *x, const struct cite_words *y);

#endif
