/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is found in the tree of a check before it is told to the engine:
 * exact coefficients and sums of figures.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_REPAIR_EXTRACT_H
#define HOPTAC_RULE_REPAIR_EXTRACT_H

#include "lib/rule/node.h"
#include "lib/rule/repair_model.h"

/* num / den in lowest terms, den > 0. */
struct ratio {
	int64_t num;
	int64_t den;
};

/* The sum of coefficients times figures, and a constant. */
struct linear {
	struct repair_term *term;
	size_t n;
	size_t cap;
	struct ratio constant;
};

struct extraction {
	struct repair *s;
	const struct repair_names *names;
	const char *why;
	struct err *e;
};

enum { FAILED = -1, OTHER = 0, UNDERSTOOD = 1 };

/* OTHER, with the reason. */
int extract_other(struct extraction *x, const char *why);

/* Takes the conversions of units off a tree: n is *k times what is left
 * (*k 0: too fine to say). */
const struct node *extract_unscaled(const struct node *n, struct ratio *k);

/* left - right as one sum, and the same with k times a figure instead of the
 * left or the right side (NULL). */
int extract_difference(struct extraction *x, const struct node *left,
		       const struct node *right, struct linear *out);
int extract_distance(struct extraction *x, const struct node *left,
		     const struct node *right, const struct rule_ref *ref,
		     struct ratio k, bool printed, struct linear *out);

/* The parts of a figure by its last selector that there can be; how many. */
size_t extract_parts(struct extraction *x, const struct rule_ref *by,
		     const struct rule_ref **out);

/*
 * The check as lines and choices, a condition included (repair_choice.c).
 * Nothing is told before all of it is understood.
 */
int extract_lines(struct extraction *x, const struct rule *check,
		  const char *name, size_t *rule);

#endif
