/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which figures to change: all checks of a run as one system, solved.
 *
 * Into the system go the checks of error level that apply, in every context:
 * those that are broken, those that hold, so that a repair breaks none, and
 * those that cannot be decided, so that it makes none impossible.  Warnings
 * and notes are likelihoods, not laws: no figure is changed for their sake.
 *
 * A figure is trusted by where it comes from.  What was counted in the
 * register stands on records; a count that was reported stands in sums and in
 * stock and flow; a reported per cent of plan rests on a plan that is not
 * among the figures, so nothing else supports it.  A figure computed from
 * reported ones says nothing of its own and is as good as missing.
 */
#ifndef HOPTAC_CHECK_SYSTEM_H
#define HOPTAC_CHECK_SYSTEM_H

#include "check/check.h"
#include "lib/rule/repair.h"

enum {
	TRUST_PERCENT = 2 * REPAIR_TYPED, /* two of them before one count */
	TRUST_REPORTED = 3 * REPAIR_TYPED,
	TRUST_REGISTER = 3 * REPAIR_COMPUTED,
};

struct left_out {
	const struct finding *finding;
	const char *why; /* Vietnamese: its form is not understood */
};

struct check_system {
	const struct check_report *report;
	struct repair *repair;
	const struct figure **figure;  /* by variable; NULL: a plan that was
					* never printed */
	size_t nfigure;                /* variables after these have none */
	const struct finding **rule;   /* by rule of the system */
	size_t nrule;
	struct left_out *left_out;
	size_t nleft_out;
};

/* A part of the system: only these figures may change, only these checks are
 * taken; NULL: all. */
struct narrowing {
	const struct figure **figure;
	size_t nfigure;
	const struct finding **finding;
	size_t nfinding;
};

/* Builds the system of a run; narrowed when `only` is not NULL.  Variables
 * have the same numbers whichever figures may change.  All memory is a's; the
 * report is kept by reference.  0 or -1 with e. */
int check_system(struct arena *a, const struct check_report *r,
		 const struct narrowing *only, struct check_system *out,
		 struct err *e);

/* Whether a figure that is not missing may be changed in it. */
bool may_change(const struct narrowing *only, const struct figure *fig);

/* The figure of a variable, or NULL. */
const struct figure *system_figure(const struct check_system *s, size_t var);

/* Whether two figures of one report are the same one. */
bool same_figure(const struct figure *x, const struct figure *y);

/* Whether the figure is a witness of its own: not missing, and not computed
 * from what others reported. */
bool figure_is_witness(const struct figure *fig);

/* Whether a check has the figure among its operands. */
bool finding_names(const struct finding *fd, const struct figure *fig);

/* Checks of any level that hold and mention the figure: what supports it.
 * *out is on the arena. */
size_t system_support(struct arena *a, const struct check_system *s,
		      const struct figure *fig, const struct finding ***out);

/* What the evaluation of a check read: the operand that a reference was, or
 * NULL; and the categories of a "by", *out on the arena. */
const struct rule_operand *finding_operand(const struct finding *fd,
					   const struct rule_ref *ref);
size_t finding_categories(struct arena *a, const struct finding *fd,
			  const struct rule_ref *by, const char *const **out);

#endif
