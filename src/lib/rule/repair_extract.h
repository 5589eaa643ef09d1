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

/* Each of the sums, or one of them at least, compared with zero. */
struct comparison {
	struct linear *sum;
	size_t n;
	enum repair_relation rel;
	bool any;
};

struct extraction {
	struct repair *s;
	const struct repair_names *names;
	size_t rule;    /* that is being told, in extract_lines */
	bool condition; /* a condition of it is being read */
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

bool extract_ratio_times(struct ratio a, struct ratio b, struct ratio *out);
int extract_too_fine(struct extraction *x);

/* Adds k times a figure, or k itself (var SIZE_MAX). */
int extract_term(struct extraction *x, struct linear *l, size_t var,
		 struct ratio k);

/* Adds k times a tree that is a sum; a figure read in that way (node.h). */
int extract_side(struct extraction *x, struct linear *l, const struct node *n,
		 struct ratio k);
int extract_read(struct extraction *x, struct linear *l,
		 const struct rule_ref *ref, enum node_kind read,
		 struct ratio k);

bool extract_is_part(const struct repair *s, size_t var);

/* Something over something that is no number. */
bool extract_is_quotient(const struct node *n);

/* The parts of a figure by its last selector that there can be; how many. */
size_t extract_parts(struct extraction *x, const struct rule_ref *by,
		     const struct rule_ref **out);

/*
 * The check as lines and choices, a condition included (repair_choice.c).
 * Nothing is told before all of it is understood.
 */
int extract_lines(struct extraction *x, const struct rule *check,
		  const char *name, size_t *rule);

/* --- products and fractions (repair_fraction.c) ------------------------------ */

/* Adds k * l * r. */
int extract_times(struct extraction *x, const struct linear *l,
		  const struct linear *r, struct ratio k, struct linear *out);

/* Whether a side is a weighted mean, a quotient of figures or rounded; and what
 * left REL right then says, as one or two comparisons. */
bool extract_is_fraction(const struct node *n);
int extract_fractions(struct extraction *x, const struct node *left,
		      enum repair_relation rel, const struct node *right,
		      struct comparison *out, size_t *n);

#endif
