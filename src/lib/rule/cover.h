/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Least weighted hitting set: elements of least total weight of which every
 * set holds at least one.
 *
 * Exact, by branch and bound with the reductions without which it does not
 * end on forms with twenty errors: a set that contains another goes, an
 * element that another dominates goes, parts without a common element are
 * solved apart; dual ascent gives the bound.  Only inside lib/rule.
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
 * in[e] for the chosen elements (weight[e] > 0) of 0..nelem-1.  *nodes is
 * counted down; when it ends before the search does, the result is a hitting
 * set that need not be least.  Returns a lower bound of the weight, equal to
 * that of the result (*weight_out) when it is proven.
 */
int64_t cover_least(const int64_t *weight, size_t nelem,
		    const struct cover_set *set, size_t nset, int64_t known,
		    uint64_t *nodes, bool *in, int64_t *weight_out);

/* A lower bound for hitting the sets that hold no element with in[e], without
 * elements with out[e]; INT64_MAX when that is impossible.  residual: room
 * for nelem numbers. */
int64_t cover_bound(const int64_t *weight, const struct cover_set *set,
		    size_t nset, const bool *in, const bool *out,
		    int64_t *residual);

#endif
