/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Least weighted hitting set: elements of least total weight of which every
 * set holds at least one.
 *
 * Exact, by branch and bound with the reductions without which it does not
 * end on forms with twenty errors: a set that contains another goes, an
 * element that another dominates goes, parts without a common element are
 * solved apart.  Bounds are those of prices (cover_problem.h).  What needs few
 * elements is found without all that (cover_few.h).  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_COVER_H
#define HOPTAC_RULE_COVER_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct cover_set {
	const size_t *elem; /* ascending */
	size_t n;           /* > 0 */
};

/*
 * known: a lower bound of the weight, where the search may stop (0: none).
 * in[e] for the chosen elements (weight[e] > 0) of 0..nelem-1; before, a
 * hitting set that is known (or one that is none), which is given back when
 * there is no lighter one.  *nodes is
 * counted down; when it ends before the search does, the result is a hitting
 * set that need not be least.  Returns a lower bound of the weight, equal to
 * that of the result (*weight_out) when it is proven.
 */
int64_t cover_least(const int64_t *weight, size_t nelem,
		    const struct cover_set *set, size_t nset, int64_t known,
		    uint64_t *nodes, bool *in, int64_t *weight_out);

/*
 * All hitting sets of a weight that is known to be the least.
 *
 * leaf is called with each of them, by element.  It may add sets (to set and
 * nset) that the hitting set does not hit: then those still to come hit them
 * too.  It stops the search by returning false.
 */
struct cover_all {
	const int64_t *weight;
	size_t nelem;
	const struct cover_set *set;
	size_t nset;
	int64_t least;
	uint64_t *nodes; /* counted down */
	bool (*leaf)(void *ctx, const bool *in);
	void *ctx;
};

/* Returns whether it came to the end: false on the limit of nodes, and when
 * it was stopped. */
bool cover_all(struct cover_all *c);

#endif
