/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact feasibility of linear rows between bounds, with certificates.
 *
 * Variables 0..ncol-1 are unknowns, ncol..ncol+nrow-1 the rows (each the sum
 * of coefficients times unknowns).  Each variable has a lower and an upper
 * bound or none; a strict bound is one with an infinitesimal: x > 3 is
 * x >= 3 + d.  Bounds are whole numbers, so a variable outside the basis
 * always has a whole value, and only whole numbers are ever stored: a row of
 * the tableau is whole coefficients over a common divisor.
 *
 * This is the simplex of solvers for arithmetic (Dutertre and de Moura,
 * 2006): bounds may be changed between checks, and the row that cannot reach
 * its bound names the bounds that exclude each other.  Bland's rule, so it
 * ends.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_SIMPLEX_H
#define HOPTAC_RULE_SIMPLEX_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* a + k d, d positive and smaller than any number. */
struct near {
	__int128 a;
	__int128 k;
};

struct edge {
	bool on;
	struct near at;
};

/* Whether nothing lies between them. */
static inline bool edges_cross(const struct edge *low, const struct edge *high)
{
	return low->on && high->on &&
	       (low->at.a > high->at.a ||
		(low->at.a == high->at.a && low->at.k > high->at.k));
}

enum simplex_answer {
	SIMPLEX_FEASIBLE,
	SIMPLEX_INFEASIBLE,
	SIMPLEX_OVERFLOW, /* 128 bits are not enough */
	SIMPLEX_LIMIT,    /* too many steps */
};

struct simplex {
	size_t nrow;
	size_t ncol;
	__int128 *t;      /* nrow x ncol: den * basic = sum of t * nonbasic */
	__int128 *den;    /* by row, > 0 */
	size_t *basic;    /* variable of each row */
	size_t *nonbasic; /* variable of each column */
	size_t *entry;    /* columns with an entry in the row of the pivot */
	size_t nentry;
	size_t *place;    /* by variable: its column, or ncol + its row */
	struct edge *low; /* by variable */
	struct edge *high;
	struct near *value; /* by variable outside the basis */
	struct near *sum;   /* by row, its value times den, when summed */
	bool *summed;
	bool *fits; /* by row that is summed: found between its bounds */
	/* After SIMPLEX_INFEASIBLE, by variable: the sum of mult * variable
	 * is zero identically, and the lower bounds of those with mult > 0
	 * contradict the upper bounds of those with mult < 0. */
	__int128 *mult;
	uint64_t *steps; /* left; counted down by the work of pivots */
};

/* Room for so many rows and columns, all coefficients zero; the bounds, by
 * variable, are the caller's. */
void simplex_init(struct arena *a, struct simplex *s, size_t nrow,
		  size_t ncol, struct edge *low, struct edge *high,
		  uint64_t *steps);

/* Coefficients, before the first check. */
static inline __int128 *simplex_at(struct simplex *s, size_t row, size_t col)
{
	return &s->t[row * s->ncol + col];
}

/* Tells the simplex that bounds of a variable were changed; it may be left to
 * find out that they were widened. */
void simplex_touch(struct simplex *s, size_t var);

/* Every lower bound must lie below its upper. */
enum simplex_answer simplex_check(struct simplex *s);

/* The value of a variable as num / den after SIMPLEX_FEASIBLE; false on
 * overflow. */
bool simplex_value(const struct simplex *s, size_t var, struct near *num,
		   __int128 *den);

/* The least (dir < 0) or greatest value of a variable, after
 * SIMPLEX_FEASIBLE.  FEASIBLE with num / den, or with *bounded false. */
enum simplex_answer simplex_extreme(struct simplex *s, size_t var, int dir,
				    bool *bounded, struct near *num,
				    __int128 *den);

/* Checked arithmetic: false on overflow. */
static inline bool wide_mul(__int128 x, __int128 y, __int128 *out)
{
	if ((int64_t)x == x && (int64_t)y == y) {
		*out = (__int128)(int64_t)x * (int64_t)y;
		return true;
	}
	return !__builtin_mul_overflow(x, y, out);
}

static inline bool wide_add(__int128 x, __int128 y, __int128 *out)
{
	return !__builtin_add_overflow(x, y, out);
}

/* *out += x * y */
static inline bool wide_mac(__int128 *out, __int128 x, __int128 y)
{
	__int128 p;

	return wide_mul(x, y, &p) && wide_add(*out, p, out);
}

/* As / and %, but soon done for small numbers. */
static inline __int128 wide_div(__int128 x, __int128 y)
{
	if ((int64_t)x == x && (int64_t)y == y && y != -1)
		return (int64_t)x / (int64_t)y;
	return x / y;
}

static inline __int128 wide_mod(__int128 x, __int128 y)
{
	if ((int64_t)x == x && (int64_t)y == y && y != -1)
		return (int64_t)x % (int64_t)y;
	return x % y;
}

__int128 wide_gcd(__int128 x, __int128 y); /* >= 0 */
__int128 wide_floor_div(__int128 x, __int128 y); /* y > 0 */

#endif
