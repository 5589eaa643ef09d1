/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The matrix of a hitting set problem and what makes it smaller.
 *
 * A problem is a matrix of bits, a line per set, with a column per element.
 * Reducing one makes a smaller one, so no step undoes another.  Only inside
 * the cover.
 */
#ifndef HOPTAC_RULE_COVER_PROBLEM_H
#define HOPTAC_RULE_COVER_PROBLEM_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Prices are counted in parts of one unit of weight. */
enum { COVER_SCALE = 1024 };

struct problem {
	size_t ns;
	size_t ne;
	size_t words;  /* of a line */
	uint64_t *bit; /* ns x words */
	size_t *id;    /* by column: the caller's element */
	int64_t *weight;
	int64_t *price; /* by set: what hitting it is worth, see below */
};

static inline uint64_t *problem_line(const struct problem *p, size_t set)
{
	return p->bit + set * p->words;
}

static inline bool problem_holds(const struct problem *p, size_t set, size_t e)
{
	return problem_line(p, set)[e / 64] >> (e % 64) & 1;
}

static inline void problem_put(struct problem *p, size_t set, size_t e)
{
	problem_line(p, set)[e / 64] |= UINT64_C(1) << (e % 64);
}

/* How many bits are set, without the call that a compiler makes of it where
 * not every processor has the instruction. */
static inline unsigned bits_in(uint64_t x)
{
	const uint64_t two = UINT64_C(0x3333333333333333);

	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & two) + (x >> 2 & two);
	x = (x + (x >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* A loop over the elements e of a set. */
#define EACH_ELEMENT(p, set, e)                                              \
	for (size_t w_ = 0; w_ < (p)->words; w_++)                           \
		for (uint64_t b_ = problem_line((p), (set))[w_];             \
		     b_ && ((e) = w_ * 64 + (size_t)__builtin_ctzll(b_), 1); \
		     b_ &= b_ - 1)

size_t problem_count(const struct problem *p, size_t set);

/* Room for so many sets, empty, and elements without weight. */
struct problem problem_new(struct arena *a, size_t ns, size_t ne);

/* The problem of the kept sets and elements only. */
struct problem problem_restricted(struct arena *a, const struct problem *p,
				  const bool *set, const bool *elem);

enum reduction {
	REDUCE_FORCED, /* take what must be taken */
	REDUCE_SETS,   /* drop sets that contain another, too */
	REDUCE_ALL,    /* and elements that another dominates: not every least
			* hitting set is then left, but one is */
};

/* Reduces until nothing changes; marks in in[] (by the caller's element) what
 * was taken and returns its weight.  May leave an empty set: then the problem
 * has no solution. */
int64_t problem_reduce(struct arena *a, struct problem *p, enum reduction how,
		       bool *in);

bool problem_has_empty_set(const struct problem *p);

/* By set the number of its part; returns how many parts there are. */
size_t problem_parts(struct arena *a, const struct problem *p, size_t *part);
struct problem problem_part(struct arena *a, const struct problem *p,
			    const size_t *part, size_t k);

/*
 * Bounds.  For any prices of the sets, none below zero, no hitting set weighs
 * less than the sum of the prices, less what elements are paid above their
 * weight (the Lagrangian dual).  Only whole numbers: a bound is a proof.
 */

/* Raises the prices of p in at most so many steps, until the bound is above
 * `enough` (weight).  Returns the best bound found, in parts, and leaves its
 * prices in p; left[e] gets what element e costs above what it is paid
 * (parts). */
int64_t problem_bound(struct arena *a, struct problem *p, int64_t enough,
		      int steps, int64_t **left);

/* A hitting set that is light where left[] is small; its weight. */
int64_t problem_greedy(struct arena *a, const struct problem *p,
		       const int64_t *left, bool *in);

#endif
