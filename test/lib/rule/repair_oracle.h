/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A slow, obvious second opinion on repairs of small systems.
 *
 * All numbers are in tenths.  Whole-number figures are tried one value after
 * the other; real ones are eliminated by Fourier and Motzkin.  Shares no code
 * with the library.
 */
#ifndef HOPTAC_TEST_RULE_REPAIR_ORACLE_H
#define HOPTAC_TEST_RULE_REPAIR_ORACLE_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ORACLE_VARS = 8,
	ORACLE_RULES = 12,
	ORACLE_CHOICES = 2,
	ORACLE_ALTERNATIVES = 3,
	ORACLE_LINES = 2, /* of an alternative */
	ORACLE_TIMES = 2, /* of a rule */
};

struct oracle_var {
	bool missing;
	bool fixed;
	int weight;
	int step;     /* tenths; 0: any number (printed whole) */
	int value;    /* tenths */
	int low;      /* domain, tenths, both attained */
	int high;
	bool part;    /* only in products */
};

struct oracle_rule {
	bool product; /* var[0] = var[1] / 100 * var[2], var[1] printed whole */
	int coef[ORACLE_VARS];
	int var[3];
	char rel; /* '=', 'l' <=, '<', 'g' >=, '>' */
	int right; /* tenths */
	/* besides coefficients times figures: those times two of them */
	struct oracle_times {
		int coef;
		int x;
		int y; /* not both of step 0 */
	} times[ORACLE_TIMES];
};

/* One alternative at least holds; its lines are no products. */
struct oracle_choice {
	int n;
	int nline[ORACLE_ALTERNATIVES];
	struct oracle_rule line[ORACLE_ALTERNATIVES][ORACLE_LINES];
};

/* Choices are rules too, numbered after the others. */
struct oracle {
	int nvar;
	int nrule;
	int nchoice;
	struct oracle_choice choice[ORACLE_CHOICES];
	struct oracle_var var[ORACLE_VARS];
	struct oracle_rule rule[ORACLE_RULES];
};

/* Whether the rules in the mask can hold when the figures in the mask may
 * change. */
bool oracle_feasible(const struct oracle *o, unsigned change, unsigned rules);

/* The same with the figure standing at a value. */
bool oracle_at(const struct oracle *o, unsigned change, int var, int value);

/* The least weight, and the sets that reach it; -1 when there is none. */
int oracle_least(const struct oracle *o, unsigned *set, int *nset);

#endif
