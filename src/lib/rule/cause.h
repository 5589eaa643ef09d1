/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Causes: how people err when they type a table.
 *
 * Given what a figure says and what it must say, names the slip that turns
 * the second into the first.  The order of enum cause is the order in which
 * candidates are shown: a slip that leaves a figure so particular that it
 * hardly arises by chance comes before one that explains any number.
 */
#ifndef HOPTAC_RULE_CAUSE_H
#define HOPTAC_RULE_CAUSE_H

#include "lib/base/dec.h"

#include <stdbool.h>
#include <stddef.h>

enum cause {
	CAUSE_UNIT,          /* a thousand times too large or too small */
	CAUSE_SIGN,          /* minus for plus */
	CAUSE_SWAPPED_DIGITS, /* two neighbouring digits: 321 for 231 */
	CAUSE_SWAPPED_CELLS, /* two figures stand in each other's place */
	CAUSE_SHIFTED,       /* figures of a row or column moved by one cell */
	CAUSE_MISSING_DIGIT, /* a digit was dropped, mostly the first */
	CAUSE_TYPING,        /* one digit is another, or one too many */
	CAUSE_UNKNOWN,
	CAUSE__MAX
};

/* "unit", "sign", "swapped_digits", ...: the names in JSON. */
const char *cause_name(enum cause c) __attribute__((returns_nonnull));

/* A sentence for the officer: "nhầm đơn vị nghìn lần". */
const char *cause_vi(enum cause c) __attribute__((returns_nonnull));

/* The rank of a cause beside others, less is likelier; the sum over the
 * changes of a solution orders solutions of equal weight. */
int cause_cost(enum cause c);

/* The slip by which `right`, printed with `places` decimals, became `wrong`:
 * one that can be told from a single figure. */
enum cause cause_of(struct dec wrong, struct dec right, int places);

/* Calls fn with every right number that a slip of one figure explains, the
 * likeliest first, until it returns true.  Returns whether it did. */
bool cause_each(struct dec wrong, int places,
		bool (*fn)(void *ctx, struct dec right, enum cause c),
		void *ctx);

/* Where figures stand: variable i in row[i], column[i] of the table, -1 when
 * it is in none. */
struct cause_table {
	const int *row;
	const int *column;
	size_t n;
};

#endif
