/* SPDX-License-Identifier: Apache-2.0 */
/* A table and its rules from texts. */
#ifndef HOPTAC_TEST_SHEET_FIXTURE_H
#define HOPTAC_TEST_SHEET_FIXTURE_H

#include "sheet/sheet.h"
#include "test.h"

/* Opens a CSV of that text. */
struct book *table(struct arena *a, const char *csv);

/* Reads rules for it: 0 or -1 with e. */
int rules_of(struct book *b, const char *text, struct rules *out,
	     struct err *e);

/* Both, which must be in order, and what was found. */
struct findings *found(struct arena *a, const char *csv, const char *rules);

/* "B4 321 -> 231 swapped_digits; ...": the proposals of a group, best first;
 * several changes of one joined by " + ". */
const char *proposals(struct arena *a, const struct solving *s, size_t group);

#endif
