/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sharing a total out in whole parts: the one tool by which the demonstration
 * reaches its totals.
 *
 * Largest remainders (Hare, Niemeyer) between bounds.  Every part gets its
 * least; what is left is shared by weight: a part gets the whole part of its
 * quota, the few units that remain go to the largest remainders.  A part that
 * would exceed its most is given just that, and the others share again.
 * Nothing is rounded and mended afterwards, so the parts always add up.
 *
 *	2 of 3 : 3 : 1       quotas 6/7, 6/7, 2/7 -> 1, 1, 0
 */
#ifndef HOPTAC_DEMO_APPORTION_H
#define HOPTAC_DEMO_APPORTION_H

#include <stddef.h>
#include <stdint.h>

/*
 * Shares total over n parts: out[i] in least[i]..most[i], sum total.  least
 * NULL: all 0; most NULL: no bound.  Weights are >= 0; when no part that may
 * still grow has any weight, all those weigh the same.  Equal remainders are
 * served in a fixed shuffled order, so that they do not all fall to the first
 * parts.  A total below the sum of least or above the sum of most is a BUG,
 * and so are total * weight beyond int64.
 */
void apportion(int64_t total, size_t n, const int64_t *weight,
	       const int64_t *least, const int64_t *most, int64_t *out);

/* A fixed scrambling of a number: the only "chance" in the demonstration
 * (splitmix64 of Steele, Lea and Flood 2014). */
uint64_t scramble(uint64_t x);

#endif
