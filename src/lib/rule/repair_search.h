/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The search behind a repair: the least change, then all of them by group.
 * Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_REPAIR_SEARCH_H
#define HOPTAC_RULE_REPAIR_SEARCH_H

#include "lib/rule/repair_model.h"

/* The least hitting set of conflicts that share figures, kept until a
 * conflict joins them. */
struct part {
	size_t n; /* conflicts; the part is known by its first one */
	size_t *chosen;
	size_t nchosen;
	int64_t weight;
	int64_t bound;
};

struct solver {
	struct arena *a;    /* of the result */
	struct arena *work; /* of the search */
	struct arena *room; /* used again and again */
	const struct repair *s;
	struct model m;
	struct trial t;
	struct conflicts c;
	int64_t *weight;
	uint64_t steps;
	uint64_t explained; /* steps spent on trials for explanations */
	size_t max_solutions;
	const struct cause_table *table;
	struct part *part; /* by first conflict */
	size_t part_cap;
	size_t *parent;    /* by figure, of the last partition */
	size_t *local;     /* by figure, its number in a part */
	int64_t *hits;     /* by figure, how many conflicts have it */
	bool *in;          /* the current set */
	bool *best;        /* the lightest change known */
	int64_t best_weight; /* -1: none */
	int64_t bound;
	enum trial_answer trouble;
};

/* A group's conflicts are listed by number. */
struct members {
	size_t *v;
	size_t n;
	size_t cap;
};

struct found {
	size_t *var;
	size_t n;
};

struct group {
	struct members conflict;
	size_t *first; /* of the least change, what is in this group */
	size_t nfirst;
	int64_t weight;
	struct found *found;
	size_t nfound;
	size_t found_cap;
	bool more;
};

struct grouping {
	struct group *v;
	size_t n;
	bool untried;
	bool touching; /* some groups share rules */
};

/*
 * A least change in v->best, of weight v->best_weight; when that is above
 * v->bound it is only the best found.  FEASIBLE, or INFEASIBLE with a
 * conflict without figures, or what was in the way (v->best_weight is -1 when
 * no change at all is known).  v has the model, the trial, weights, steps and
 * arrays by figure.
 */
enum trial_answer search_least(struct solver *v);

/* The first conflict without figures, or NULL. */
const struct repair_conflict *search_contradiction(const struct solver *v);

/* Takes out of v->best what it can do without. */
void search_thin(struct solver *v);

/* All solutions by group, of a least change in v->best. */
struct grouping search_all(struct solver *v);

/* --- explaining (repair_explain.c) ----------------------------------------- */

/* The conflict without superfluous figures and rules, on the result's
 * arena. */
struct repair_conflict repair_shrunk(struct solver *v,
				     const struct repair_conflict *from);

/* The conflicts of a group, the simplest first. */
void repair_explain(struct solver *v, const struct group *g,
		    struct repair_group *out);

/* --- what was found --------------------------------------------------------- */

/* The change in v->best as the only solution of its groups. */
struct grouping search_best(struct solver *v);

#endif
