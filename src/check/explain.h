/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a figure comes from and what is said of it: its formula down to the
 * organisations or the report, how it was reported and corrected, and the
 * checks that name it.
 */
#ifndef HOPTAC_CHECK_EXPLAIN_H
#define HOPTAC_CHECK_EXPLAIN_H

#include "check/check.h"
#include "lib/http/http.h"

struct explained {
	struct figure_version *history; /* what was reported, newest first */
	size_t nhistory;
	struct finding *check; /* that name the figure and apply: those that
				* are broken, errors first, with what was said
				* of them; undecided; held */
	size_t ncheck;
};

/* The history of a figure up to a transaction and the checks that name it in
 * the plan of a year, for the figure's place.  All memory is the figures'
 * arena.  0 or -1 with e. */
int figure_explain(struct figures *f, struct db *db,
		   const struct figure_key *key, int year, int64_t known,
		   struct explained *out, struct err *e);

/* The figure that a whole formula is; NULL when it is something else. */
const struct figure *only_figure(const struct rule_result *r);

/* A per cent of plan that nobody reported, and the value and the plan that it
 * is computed from. */
bool figure_is_computed_percent(const struct figure *fig);
void figure_percent_parts(struct figures *f, const struct figure *fig,
			  struct figure part[2]);

/* The page /nguon. */
extern const struct page source_pages[];

/* The command "explain". */
struct cli;
int run_explain(struct cli *cli);

#endif
