/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arithmetic on intervals with open, closed or absent bounds.
 *
 * Every result contains each value that operands inside their intervals can
 * give: bounds that millionths cannot hold are rounded outwards and become
 * open.  The point is computed beside them, rounded to the nearest.
 *
 * The functions return 0, IV_OVERFLOW or IV_ZERO; *out is set only on 0 and
 * may be an operand.  State, completeness and emptiness carry through as
 * rule.h says.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_INTERVAL_H
#define HOPTAC_RULE_INTERVAL_H

#include "lib/rule/rule.h"

enum { IV_OVERFLOW = -1, IV_ZERO = -2 };

/* Whether the language can count so far: to 10^30.  What is beyond must be
 * refused before it is used here. */
bool iv_in_range(struct dec v);

struct rule_value iv_neg(struct rule_value a);

int iv_add(struct rule_value a, struct rule_value b, struct rule_value *out);
int iv_sub(struct rule_value a, struct rule_value b, struct rule_value *out);
int iv_mul(struct rule_value a, struct rule_value b, struct rule_value *out);

/* IV_ZERO when b is exactly zero; a zero that b only may be is left out. */
int iv_div(struct rule_value a, struct rule_value b, struct rule_value *out);

/* a * num / den, exactly when that can be written; num, den > 0. */
int iv_scale(struct rule_value a, int64_t num, int64_t den,
	     struct rule_value *out);

/* The smaller and the larger of two; one not applicable is left out. */
struct rule_value iv_min(struct rule_value a, struct rule_value b);
struct rule_value iv_max(struct rule_value a, struct rule_value b);

/* The whole numbers in a; what a becomes when rounded to 0..6 decimals. */
struct rule_value iv_whole(struct rule_value a);
struct rule_value iv_round(struct rule_value a, int places);

/* Only the point. */
struct rule_value iv_point(struct rule_value a);

/* One number, or a word open to one side ("trên 50"), as if it was said with
 * "khoảng"; what has an interval of its own keeps it. */
struct rule_value iv_about(struct rule_value a);

/* From the lower bound of a to the upper bound of b. */
struct rule_value iv_between(struct rule_value a, struct rule_value b);

/*
 * The mean of x[i] weighted by w[i].  Pairs of which one is not applicable
 * are left out; nothing left, or weights that are all exactly zero, give not
 * applicable.  A weight below zero counts as zero.
 */
int iv_mean(const struct rule_value *x, const struct rule_value *w, size_t n,
	    struct arena *scratch, struct rule_value *out);

enum iv_relation { IV_EQ, IV_LE, IV_GE, IV_LT, IV_GT };

/* Some, every choice of values inside the intervals satisfies it. */
bool iv_possible(struct rule_value a, enum iv_relation op,
		 struct rule_value b);
bool iv_certain(struct rule_value a, enum iv_relation op,
		struct rule_value b);

#endif
