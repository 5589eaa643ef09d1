/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Consistency of figures: every check of the pack, evaluated in each of its
 * contexts, for one place and one year of the plan.
 */
#ifndef HOPTAC_CHECK_CHECK_H
#define HOPTAC_CHECK_CHECK_H

#include "figure/figure.h"

struct justification;

struct finding {
	const struct check *check;
	struct figure_context context;
	struct rule_result result;   /* verdict, both sides, operands */
	const char *message;         /* Vietnamese, with both sides in numbers */
	const char *left;            /* both sides: "4.703 (4.684 - 4.724)" */
	const char *right;
	const struct justification *justification; /* of a broken warning, once
						    * reasons_match has run */
};

struct check_report {
	size_t nrun;                /* checks evaluated, counted per context */
	struct finding *run;        /* these, in pack order; without words */
	size_t nheld;
	size_t nidle;               /* its condition did not hold */
	size_t nunknown;            /* could not be decided: operands missing */
	struct finding *broken;     /* errors first, then in pack order */
	size_t nbroken;
	struct finding *unknown;
};

/* Evaluates all checks, or gives what others have evaluated for the same
 * figures; only `broken` is the caller's to change.  It lives as long as the
 * arena of the figures.  0 or -1 with e (a formula that overflowed ...). */
int check_run(struct figures *f, const char *place, int year,
	      struct check_report *out, struct err *e);

/* The number of broken checks of error level. */
size_t check_errors(const struct check_report *r);

/* The name of a unit at the end of a period; its code when it has none. */
const char *place_vi(const struct figures *f, const char *code,
		     const char *period) __attribute__((returns_nonnull));

/* "error", "warning", "note"; "LỖI", "CẢNH BÁO", "LƯU Ý". */
const char *severity_code(enum severity s) __attribute__((returns_nonnull));
const char *severity_vi(enum severity s) __attribute__((returns_nonnull));

struct cmd;
extern const struct cmd check_cmds[];

#endif
