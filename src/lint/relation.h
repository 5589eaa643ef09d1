/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Relations that a text asserts between its amounts, and what follows when
 * they cannot all hold.
 *
 * Readers, one file for each way of writing, add relations: a whole and its
 * parts, a share and its base, a value and its per cent of plan.  A relation is
 * sure when no other reading of the words is left, or when it holds so exactly
 * that it must have been meant.  All sure ones go into one system of the
 * repair engine for each set of amounts that hang together, so that one wrong
 * number is one finding with its smallest repair, however many sums it breaks.
 * A doubtful one is tried by itself and gives at most a warning.
 *
 * No rule has a tolerance: each amount is what it can have been before it was
 * printed.  A per cent may have been cut off instead of rounded.
 */
#ifndef HOPTAC_LINT_RELATION_H
#define HOPTAC_LINT_RELATION_H

#include "lib/rule/repair.h"
#include "lint/amount.h"
#include "lint/lint.h"

/* What a line is about: an amount by its index, or a hidden figure of the
 * relation, relation_hidden's answer. */
struct relation_term {
	int of;
	int64_t by; /* coefficient: 1, -1, 12 months ... */
};

struct relation_line {
	bool product;               /* term 0 = term 1 % of term 2 */
	enum repair_relation rel;   /* term 0 REL the sum of the others */
	struct relation_term *term;
	size_t n;
};

/* A figure that the text does not print: a plan, an old value. */
struct relation_hidden {
	struct dec factor; /* one of it in the base unit */
};

struct relation {
	const struct lint_rule *rule;
	bool sure;
	struct relation_line *line;
	size_t nline, capline;
	struct relation_hidden *hidden;
	size_t nhidden, caphidden;
	/* The computation when it is broken: "46 + 9 = 55, không phải 56"; NULL:
	 * that of its first line. */
	const char *claim;
	/* What would have to be true; said after a warning; or NULL. */
	const char *unless;
	bool broken; /* by itself */
};

struct relations {
	struct lint *lint;
	const struct amount *amount;
	size_t namount;
	struct relation *v;
	size_t n, cap;
	size_t *same; /* amounts that state one figure: forest */
};

/* Nothing but the amounts. */
struct relations *relations_new(struct lint *l, const struct amount *amount,
				size_t n) __attribute__((returns_nonnull));

/* A relation without lines, to be told when broken under this rule. */
struct relation *relation_add(struct relations *rs,
			      const struct lint_rule *rule, bool sure)
	__attribute__((returns_nonnull));

/* A hidden figure of the last relation, one of which is `factor` base units. */
int relation_hidden(struct relations *rs, struct relation *r,
		    struct dec factor);

/* whole REL the sum of the terms. */
void relation_sum(struct relations *rs, struct relation *r, int whole,
		  enum repair_relation rel, const struct relation_term *term,
		  size_t n);

/* value = per_cent % of whole. */
void relation_product(struct relations *rs, struct relation *r, int value,
		      int per_cent, int whole);

/* The amounts state one figure and say the same of it. */
void relations_same(struct relations *rs, size_t x, size_t y);

/* Judges all relations, solves what is broken and reports it. */
void relations_tell(struct relations *rs);

/* --- what an amount says -------------------------------------------------------- */

/* Its value as printed when it is one number, in its base unit. */
struct dec amount_base(const struct amount *m);

/* Can these hold together: whole = the sum of the parts?  In base units and
 * within what each can have been. */
bool amounts_add_up(const struct relations *rs, size_t whole,
		    const size_t *part, size_t n);

/* "1.550 người", "115%": as the text has it, digits and unit; the digits. */
const char *amount_words(struct arena *a, const struct amount *m)
	__attribute__((returns_nonnull));
const char *amount_digits(struct arena *a, const struct amount *m)
	__attribute__((returns_nonnull));

#endif
