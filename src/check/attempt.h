/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What other changes of figures would do: the checks that a change leaves or
 * makes broken, and whether one figure alone could be the mistake.
 */
#ifndef HOPTAC_CHECK_ATTEMPT_H
#define HOPTAC_CHECK_ATTEMPT_H

#include "check/system.h"

/* Broken checks: copies of findings whose result is that after the change. */
struct broken_list {
	struct finding *v;
	size_t n;
};

/*
 * The checks of every level that are broken after a change, in pack order.
 * What was computed from reported figures counts as missing, for it would be
 * computed anew.
 */
struct broken_list broken_after(struct arena *a, const struct check_system *s,
				const struct repair_change *change, size_t n);

/*
 * Looks for a solution of a whole system in which, of these figures, the
 * first is changed by itself.  The variables in *out are those of s.  1; 0
 * when there is none; -1 with e, also when it is too hard to decide
 * (ERR_INPUT).
 */
int alone_solves(struct arena *a, const struct check_system *s,
		 const struct figure **figure, size_t nfigure,
		 struct repair_solution *out, struct err *e);

/*
 * What a figure must be so that as many of these broken checks as possible
 * hold: all of them that name it, or the first of them for which there is
 * such a value.  1, 0 or -1 as above.
 */
int alone_best(struct arena *a, const struct check_system *s, size_t var,
	       const size_t *rule, size_t nrule, struct repair_change *out,
	       struct err *e);

#endif
