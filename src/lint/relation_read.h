/* SPDX-License-Identifier: Apache-2.0 */
/* The readers of relations and the rules that they are told under. */
#ifndef HOPTAC_LINT_RELATION_READ_H
#define HOPTAC_LINT_RELATION_READ_H

#include "lint/relation_words.h"

enum relation_rule {
	SUM_MISMATCH,
	SUBSET_LARGER,
	PLAN_DISJOINT,
	SHARE_MISMATCH,
	SHARES_NOT_WHOLE,
	GROWTH_MISMATCH,
	STOCK_FLOW,
	FIGURE_CONFLICT,
	COUNT_MISMATCH,
	AVERAGE_OUTSIDE,
	WEIGHTED_MEAN,
	TARGET_BELOW,
	UNIT_LABEL,
	MISSING_CELL,
	RELATION_RULES
};
extern const struct lint_rule relation_rules[RELATION_RULES + 1];

/* All relations that the readers find in a document. */
struct relations *relations_read(struct lint *l)
	__attribute__((returns_nonnull));

void read_sums(struct relations *rs);    /* sum.c */
void read_scopes(struct relations *rs);  /* sum_scope.c */
void read_tables(struct relations *rs);  /* sum_table.c */
void read_plans(struct relations *rs);   /* plan.c */
void read_shares(struct relations *rs);  /* share.c; after the sums */
void read_stocks(struct relations *rs);  /* stock.c */
void read_growth(struct relations *rs);  /* growth.c */

/* What is told at once, without the engine. */
void check_averages(struct relations *rs); /* average.c */
void check_multiples(struct relations *rs); /* growth.c */
void check_names(struct relations *rs);    /* relation_names.c */
void check_cells(struct relations *rs);    /* relation_cell.c; after the sums */

#endif
