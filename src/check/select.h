/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which check in which context a command is about: its argument CHECK and the
 * options --place, --year, --period, --basis, --breakdown.
 */
#ifndef HOPTAC_CHECK_SELECT_H
#define HOPTAC_CHECK_SELECT_H

#include "check/check.h"
#include "figure/cmd.h"

/* A run of the checks, and which of its contexts the officer named. */
struct selection {
	struct question q;
	struct check_report report;
	const char *check;     /* code; NULL: all */
	bool here;             /* only the place itself, no unit under it */
	const char *period;    /* code; NULL: any */
	const char *basis;     /* name; NULL: any */
	const char *breakdown; /* "" for the total; NULL: any */
};

/* The options of a context, beside OPT_PLACE and OPT_YEAR. */
#define OPTS_CONTEXT                                                         \
	{ "period", 0, OPT_TEXT, "PERIOD", "in this period: 2023, 2023-H1" },\
	{ "basis", 0, OPT_CHOICE, "actual|estimate|plan", "of this basis" }, \
	{ "breakdown", 0, OPT_TEXT, "BREAKDOWN",                             \
	  "in this breakdown: sector=agri; all: in the total" }

/* Reads the first argument and the options, and runs the checks.  0 or -1 with
 * cli->err, also when the pack has no such check. */
int selection_read(struct cli *cli, struct selection *out);

/* Whether that context is one of those named. */
bool selection_has(const struct selection *s, const char *check,
		   const char *place, const char *period, enum basis basis,
		   const char *breakdown);
bool selection_wants(const struct selection *s, const struct finding *fd);

/* The run looks at the place: the one asked for, or a unit under it. */
bool selection_looks_at(const struct selection *s, const char *place);

/*
 * The one finding that is meant: a broken one if there is any, else the first
 * that fits, so that a refusal can say why.  Several broken ones of a severity
 * that the command is for are an error that lists the commands; `then` says
 * what to add to one of them.  NULL with cli->err.
 */
const struct finding *selection_finding(struct cli *cli,
					const struct selection *s,
					const char *command,
					bool (*is_meant)(const struct finding *),
					const char *then);

/* The command that names a broken finding of a run over f, with as many
 * options as tell it from the others: hoptac justify CODE --year 2024 ... */
const char *finding_command(struct arena *a, const char *command,
			    const struct figures *f,
			    const struct check_report *r,
			    const struct finding *fd)
	__attribute__((returns_nonnull));

#endif
