/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A third opinion on repairs: integer programming.
 *
 * A system is told twice, to the library and, as a file in CPLEX LP format,
 * to a solver from the distribution (glpsol or cbc).  The programme has one
 * binary a figure: 0 and the figure is as printed, 1 and it may be anything
 * in its domain (big M, as tight as the domain lets it be).
 *
 * All numbers are whole numbers of tenths, so a strict inequality is one step
 * away from the other kind, and what a solver says can be checked without
 * rounding (solver_weight).
 */
#ifndef HOPTAC_TEST_RULE_SOLVER_H
#define HOPTAC_TEST_RULE_SOLVER_H

#include "lib/rule/repair.h"

struct solver_figure {
	bool missing;
	bool fixed;
	bool part; /* a per cent; in products alone */
	int weight;
	int step; /* 10: a whole number; 1: one decimal; also as printed */
	int64_t value; /* tenths, as the next two; the domain has both ends */
	int64_t low;
	int64_t high;
};

struct solver_rule {
	/* value = part / 100 * whole, when whole != value */
	size_t value;
	size_t part;
	size_t whole;
	/* or the sum of coef * figure REL right */
	size_t *figure;
	int *coef;
	size_t n;
	char rel; /* '=', 'l' <=, '<', 'g' >=, '>' */
	int64_t right; /* tenths */
};

struct solver_system {
	struct solver_figure *figure;
	size_t nfigure;
	struct solver_rule *rule;
	size_t nrule;
	bool no_high; /* the library is not told where domains end above */
};

struct repair *solver_told(struct arena *a, const struct solver_system *s);

enum solver { SOLVER_GLPK, SOLVER_GLPK_CUTS, SOLVER_CBC, SOLVER__MAX };

/* "GLPK", "GLPK --cuts", "CBC". */
const char *solver_name(enum solver k);

/* Whether its program is installed. */
bool solver_exists(enum solver k);

enum solver_status {
	SOLVER_OPTIMAL, /* or so the solver says */
	SOLVER_INFEASIBLE,
	SOLVER_LIMIT, /* time ran out */
	SOLVER_FAILED, /* it printed something else */
};

struct solver_answer {
	enum solver_status status;
	int64_t weight;
	/* figures, rounded to their step, and whether they changed */
	int64_t *value;
	bool *changed;
	int64_t wall_us; /* the process from start to end */
	int64_t read_us; /* a process that reads the file and ends */
};

/* Writes the system below dir and asks.  time: also measure read_us. */
struct solver_answer solver_ask(struct arena *a, enum solver k,
				const struct solver_system *s, const char *dir,
				int seconds, bool time);

/* Whether rule i holds of the values; a per cent is as printed, or anything in
 * its domain where changed says so (NULL: none is). */
bool solver_holds(const struct solver_system *s, size_t i,
		  const int64_t *value, const bool *changed);

/* What the changes of an answer weigh, when they are changes in fact and the
 * values satisfy every rule, in whole numbers; -1 otherwise. */
int64_t solver_weight(const struct solver_system *s,
		      const struct solver_answer *x);

#endif
