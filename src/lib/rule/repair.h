/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Repair: the smallest change of figures that satisfies all rules.
 *
 * Given figures with weights (how much they are trusted) and linear rules
 * between them, finds every set of figures of least total weight whose change
 * makes all rules hold together (Fellegi and Holt, 1976), with the values
 * that those figures must then have and the conflicts that prove it: sets of
 * figures that cannot all be right.
 *
 *	struct repair *s = repair_new(a);
 *	size_t part = repair_var(s, &(struct repair_var){ .name = "a",
 *		.weight = 1, .value = dec_int(46) });
 *	...
 *	size_t rule = repair_rule(s, "sum");
 *	repair_linear(s, rule, terms, 3, REPAIR_EQ, DEC_ZERO, 1);
 *	repair_solve(a, s, &options, &result, &e);
 *
 * What is exact.  All arithmetic is on whole numbers and fractions of 128
 * bits; where that is not enough the answer is an error, never a guess.  A
 * rule is taken over what a figure can have been before it was printed: an
 * exact figure is a point, 115 % is [114.5, 115.5), "trên 50" is (50, oo).
 * So no rule has a tolerance of its own.  All rules are taken together: two
 * rules that hold one by one may be found to contradict each other.
 *
 * A per cent of plan (value = per cent x plan) is not linear; but while the
 * per cent stands as printed, between l and u, it says l x plan <= value <=
 * u x plan, which is, and when the per cent is among the changed figures it
 * says only what the per cent's domain does.  So these rules are exact too.
 * The plan may be a hidden figure: a missing variable.
 *
 * A product of two figures in a line is linear while one of them stands as an
 * exact figure.  Where neither does, the product is enclosed between what the
 * ranges of both allow, and these are divided until numbers are found that fit
 * exactly or nothing is left: so no enclosure is taken for a solution, and what
 * cannot be decided that way is not decided.
 *
 * Method: exact simplex for one set of changed figures, whose certificates of
 * infeasibility are the conflicts; least hitting set of the conflicts found
 * so far by branch and bound; until the set is feasible.  The order of the
 * answers depends on nothing but the input.
 */
#ifndef HOPTAC_RULE_REPAIR_H
#define HOPTAC_RULE_REPAIR_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/dec.h"
#include "lib/rule/cause.h"
#include "lib/rule/rule.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	REPAIR_MAX_WEIGHT = 1000000,
	/* weights by trust, for callers to agree on */
	REPAIR_TYPED = 1,
	REPAIR_APPROVED = 3,
	REPAIR_COMPUTED = 9,
};

/* --- the system ---------------------------------------------------------- */

struct repair;

/* An empty system; it and all it is told live on the arena. */
struct repair *repair_new(struct arena *a) __attribute__((returns_nonnull));

/* Figures are at most 10^18 in size; bounds too. */
struct repair_range {
	bool has_low; /* false: unbounded below */
	bool has_high;
	bool low_open; /* the bound itself is excluded */
	bool high_open;
	struct dec low;
	struct dec high;
};

/* A figure. */
struct repair_var {
	const char *name; /* for messages; the caller's, kept by reference */
	bool missing;     /* may have any value of its domain, at no cost */
	bool fixed;       /* must not be changed */
	int64_t weight;   /* 1..REPAIR_MAX_WEIGHT; of no matter when missing */
	int places;       /* decimals printed, 0..6: a change keeps to them */
	struct dec value; /* as printed */
	/* The true value may lie anywhere in `kept` (see rule_rounded): the
	 * printed number only stands for it.  When false the figure is exact,
	 * `kept` is ignored and its true value has `places` decimals.  A
	 * missing figure that is inexact may be any number. */
	bool inexact;
	struct repair_range kept;
	struct repair_range domain; /* what it can be at all: >= 0 */
};

/* Adds a figure; returns its index, from 0. */
size_t repair_var(struct repair *s, const struct repair_var *v);

/* Adds a rule without content; returns its index, from 0.  The name is the
 * caller's, kept by reference. */
size_t repair_rule(struct repair *s, const char *name);

struct repair_term {
	size_t var;
	int64_t num; /* coefficient num / den, den > 0 */
	int64_t den;
};

enum repair_relation { REPAIR_EQ, REPAIR_LE, REPAIR_LT, REPAIR_GE, REPAIR_GT };

/* Adds to the rule: the sum of terms REL right / right_den (> 0).  A rule may
 * hold several such lines ("a in b .. c" holds two).  Several terms of one
 * variable are added up. */
void repair_linear(struct repair *s, size_t rule,
		   const struct repair_term *term, size_t nterm,
		   enum repair_relation rel, struct dec right,
		   int64_t right_den);

/*
 * A rule may hold choices besides: of each choice one alternative at least must
 * hold, and an alternative holds when all its lines do.  "a = 0 or b <= c" is
 * a choice of two; "if a > 0 then b <= c" is the choice of a <= 0 or b <= c.
 * One without lines always holds.
 */
size_t repair_choice(struct repair *s, size_t rule); /* without alternatives */
size_t repair_alternative(struct repair *s, size_t choice); /* from 0 */
/* Adds a line to an alternative; else as repair_linear. */
void repair_linear_in(struct repair *s, size_t choice, size_t alternative,
		      const struct repair_term *term, size_t nterm,
		      enum repair_relation rel, struct dec right,
		      int64_t right_den);

/*
 * Adds to the rule: value = part * num / den * whole, num / den > 0: with
 * 1 / 100 the part is in per cent.  There is no part of nothing: the whole is
 * above zero unless the part is missing.  The domains of part and whole must not
 * reach below zero, and a part may stand in no linear line: such a system is
 * refused by repair_solve.
 */
void repair_product(struct repair *s, size_t rule, size_t value, size_t part,
		    int64_t num, int64_t den, size_t whole);

/*
 * The product of two figures, as a figure that lines may have as a term; the
 * rule is that of these lines.  A factor is neither such a product nor the part
 * of a repair_product: such a system is refused by repair_solve.
 */
size_t repair_times(struct repair *s, size_t rule, size_t x, size_t y);

/* The same system, to be solved alone, with figures fixed besides: fixed[i] for
 * each of the repair_nvar figures.  It stands on the rules of s. */
struct repair *repair_fixing(struct arena *a, const struct repair *s,
			     const bool *fixed);

size_t repair_nvar(const struct repair *s);
size_t repair_nrule(const struct repair *s);
const struct repair_var *repair_get(const struct repair *s, size_t var)
	__attribute__((returns_nonnull));

/* --- from formulas ------------------------------------------------------- */

/*
 * Takes a check that was parsed over to the engine.  Understood are linear
 * checks, sums "by" a dimension included; between two bounds; with the min or
 * max "by" a dimension as one side; value(x) of an exact figure; any of these
 * under conditions of the same kind (=>); a quotient of two figures compared
 * with a figure in per cent (share) or a constant; implied_plan(x) =
 * implied_plan(y), and whole(implied_plan(x)) compared with 0.
 *
 * var gives the variable of a figure as the evaluation context reads it
 * (ref->percent set: of its per cent), or -1 with e; "by" is resolved through
 * categories, as in struct rule_env.  aggregate gives the variable of a
 * record aggregate (usually `fixed` or of a high weight).
 *
 * 1 when the rule was added (*rule its index); 0 when the check is of another
 * form, with *why saying which in Vietnamese (nothing was added); -1 with e
 * when a callback failed.
 */
struct repair_names {
	void *ctx;
	int (*var)(void *ctx, const struct rule_ref *ref, size_t *out,
		   struct err *e);
	int (*aggregate)(void *ctx, const struct rule_agg *agg, size_t *out,
			 struct err *e);
	size_t (*categories)(void *ctx, const struct rule_ref *by,
			     const char *dimension, const char *const **out);
	/* May be NULL: whether there can be such a figure; else a part is left
	 * out of its sum, and is not the least of all. */
	bool (*applies)(void *ctx, const struct rule_ref *ref);
};
int repair_check(struct repair *s, const struct rule *check, const char *name,
		 const struct repair_names *names, size_t *rule,
		 const char **why, struct err *e);

/* --- the answer ---------------------------------------------------------- */

/* Figures that cannot all be right, and the rules that prove it.  No figure
 * and no rule can be left out of it (but where that is too hard to decide).  Without figures: the rules
 * contradict each other (or figures that are fixed). */
struct repair_conflict {
	size_t *var;
	size_t nvar;
	size_t *rule;
	size_t nrule;
};

struct repair_change {
	size_t var;
	struct dec from;
	struct repair_range range; /* every value that it can get */
	bool unique;               /* one printed value only */
	/* The proposal: together, the proposals of a solution satisfy all. */
	struct dec to;
	enum cause cause;
};

struct repair_solution {
	struct repair_change *change; /* in order of variables */
	size_t nchange;
	bool decided;     /* false: too hard to say what the values must be;
			   * ranges and proposals are then not set */
	enum cause cause; /* that explains all changes: the weakest */
	int cost;         /* by which it was ranked: less is likelier */
};

/* A problem by itself: conflicts that share figures.  Every solution of one
 * group goes with every solution of another; the proposals of the first ones
 * go together, those of another suppose that the figures of the first ones of
 * the other groups may change. */
struct repair_group {
	int64_t weight; /* of each of its solutions */
	struct repair_conflict *conflict;
	size_t nconflict;
	struct repair_solution *solution; /* best first */
	size_t nsolution;
	bool more;    /* there are more of the same weight than were asked */
	size_t *rule; /* broken as reported, that the solutions satisfy */
	size_t nrule;
};

enum repair_status {
	REPAIR_NONE,       /* all rules can hold: nothing to change */
	REPAIR_MINIMAL,    /* proven: there is no lighter change */
	REPAIR_BEST_FOUND, /* on the limit: a change, no less than `bound` */
	REPAIR_IMPOSSIBLE, /* no change satisfies all: see `contradiction` */
};

struct repair_result {
	enum repair_status status;
	int64_t weight; /* of all groups together */
	int64_t bound;  /* proven lower bound of it */
	struct repair_group *group;
	size_t ngroup;
	/* Solutions of different groups were not all tried together (there
	 * were too many): each goes with the first ones of the others. */
	bool untried;
	struct repair_conflict contradiction; /* irreducible */
	uint64_t tests; /* sets of figures tried, for the curious */
};

struct repair_options {
	size_t max_solutions;  /* per group; 0: 16 */
	uint64_t max_nodes;    /* steps of search; 0: 3 000 000 */
	const struct cause_table *table; /* or NULL: where the figures stand */
};

/* Solves.  0; -1 with e (ERR_INPUT): the numbers are too large to decide
 * exactly, a system that is malformed, or one too entangled to decide at all
 * within the limits (no change known). */
int repair_solve(struct arena *a, const struct repair *s,
		 const struct repair_options *o, struct repair_result *out,
		 struct err *e);

#endif
