/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A broken check as an equation: "46 + 9 = 55 ≠ 56".
 */
#ifndef HOPTAC_CHECK_EQUATION_H
#define HOPTAC_CHECK_EQUATION_H

#include "check/check.h"

struct equation_term {
	const char *op;   /* before it: "+", "−", "=", "≠"; NULL at the first */
	const char *text; /* "46", "115%" */
	const struct figure *figure; /* NULL: what a side comes to */
	bool wrong;       /* what the side before it does not agree with */
};

/*
 * The terms of a broken check in reading order: the side with more terms, what
 * it comes to, and the other side.  When the formula is no plain sum (products,
 * conditions, functions), what both sides come to.  On the arena; how many.
 */
size_t finding_equation(struct arena *a, const struct finding *fd,
			struct equation_term **out);

/* The same as text. */
const char *finding_sum(struct arena *a, const struct finding *fd)
	__attribute__((returns_nonnull));

#endif
