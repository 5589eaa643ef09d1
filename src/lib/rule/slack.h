/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers that fit rows, where that is easy to see.
 *
 * Most systems that a repair looks at can hold, and most rules in them have an
 * unknown that stands in no other rule: whatever the rest is, that one gives
 * way.  Such a rule is put aside, then others have an unknown of their own; and
 * when none is left, numbers are given in the opposite order.  What was found
 * fits, checked in whole numbers; when nothing was found nothing is known, and
 * the simplex decides.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_SLACK_H
#define HOPTAC_RULE_SLACK_H

#include "lib/rule/simplex.h"

/* Unknowns are variables 0..ncol-1, rows ncol..ncol+nrow-1, as in a simplex. */
struct slack {
	size_t nrow;
	size_t ncol;
	size_t *at; /* entries of row i: at[i] to before at[i + 1] */
	size_t *col;
	__int128 *coef;
	struct edge *low; /* by variable */
	struct edge *high;
	__int128 *step;  /* by column: its values are multiples; 0: any */
	__int128 *start; /* by column: where it stands */
	__int128 *home;  /* by column: the same, between its bounds */
	bool *astray;    /* by column: there is no such number */
	size_t nastray;
	__int128 *value; /* by column, after slack_fit */
	/* room for slack_fit */
	size_t *row_at; /* rows of column j: row[row_at[j]] and on; or NULL */
	size_t *row;
	size_t *open;   /* by column: its rows not put aside */
	size_t *last;   /* by column: the last of its rows put aside, + 1 */
	size_t *order;  /* rows in the order in which they were put aside */
	size_t *stack;
	bool *aside;
};

/* Room; the caller fills at, col, coef (none zero), bounds, steps and
 * starts.  There may be fewer entries than said. */
void slack_init(struct arena *a, struct slack *s, size_t nrow, size_t ncol,
		size_t nentry);

/* To be told of the first bounds of a column and of every change of them. */
void slack_bounded(struct slack *s, size_t col);

/* Finds values within all bounds, multiples of the steps.  false: none were
 * found.  Bounds may be changed between calls, entries may not. */
bool slack_fit(struct arena *a, struct slack *s);

/* What a row is with the values found; false on overflow. */
bool slack_sum(const struct slack *s, size_t row, __int128 *sum);

/* The simplex of the rows, which shares their bounds. */
void slack_simplex(struct arena *a, const struct slack *s,
		   struct simplex *lp, uint64_t *steps);

#endif
