/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comply or explain: a broken warning needs a reason.
 *
 * An officer says why the figures are right although the check is broken.
 * The reason is kept with who and when, for one check in one context (place,
 * year of the plan, period, basis, breakdown), together with what every figure
 * of the check was, as printed.  It is compared when it is read: as soon as
 * one of the figures is another, or the check reads other figures, the reason
 * is void and the warning needs a new one.  When the figures become again what
 * they were, the reason counts again, for it was given for just those.
 *
 * Only warnings are explained.  An error is a breach of arithmetic or of a
 * definition, which no reason mends; a note asks for nothing.
 *
 * The plan of the next year shows the reason of the year before as a reminder
 * where the same check is broken again.  A reminder justifies nothing.
 */
#ifndef HOPTAC_CHECK_REASON_H
#define HOPTAC_CHECK_REASON_H

#include "check/printed.h"
#include "lib/base/buf.h"

#include <jansson.h>

struct reason {
	int64_t row;
	const char *check; /* its code */
	const char *place;
	int year;          /* of the plan */
	const char *period;
	enum basis basis;
	const char *breakdown;
	const char *text;
	const char *who;
	moment_t when;
	struct printed *figure;
	size_t nfigure;
};

/* What has been said of a broken warning. */
struct justification {
	const struct reason *given;    /* the newest, or NULL */
	struct printed_change *change; /* since it was given: */
	size_t nchange;                /* not 0: it is void */
	const struct reason *reminder; /* of the year before, or NULL */
};

/* The reasons in the plan of one year, in the order in which they were given,
 * and those of the year before: of every unit, for the checks of a place may
 * look at each unit under it. */
struct reasons {
	const char *place;   /* whose checks they are read for */
	int year;
	struct reason *v;    /* of the year */
	size_t n;
	struct reason *last; /* of the year before */
	size_t nlast;
};

/* Reads what was known after a transaction.  NULL with e. */
struct reasons *reasons_read(struct arena *a, struct db *db, const char *place,
			     int year, int64_t known, struct err *e);

/* Gives every broken warning of a run its justification; f is what the run
 * was made of, for the place and year of the reasons. */
void reasons_match(const struct reasons *rs, struct figures *f,
		   struct check_report *r);

/* A reason that is not void stands for the finding. */
bool is_justified(const struct finding *fd);

/* Broken warnings, and those of them without a valid reason. */
size_t check_warnings(const struct check_report *r);
size_t check_unjustified(const struct check_report *r);

/*
 * Records a reason for a finding of a run over f, in the open write
 * transaction; an older one in the same context is withdrawn.  The text comes
 * from outside: it is brought to NFC and onto one line.  ERR_RULE when the
 * finding is no broken warning, ERR_INPUT for an empty or overlong text.
 */
int reason_give(struct db *db, struct figures *f, const struct finding *fd,
		const char *text, struct err *e);

/* --- words (reason_words.c) ------------------------------------------------ */

/* "bà An, 5/7/2023": who gave it and when. */
const char *reason_by(struct arena *a, const struct reason *r)
	__attribute__((returns_nonnull));

/* The lines under a broken warning: its reason, what made it void, the
 * reminder, what to do. */
void justification_print(struct arena *a, struct figures *f,
			 const struct check_report *r,
			 const struct finding *fd, struct buf *out);

/* Sets "reason" and "reminder" of a finding's object, null when there is
 * none. */
void justification_json(struct arena *a, const struct finding *fd, json_t *j);

/* The command "justify". */
struct cli;
int run_justify(struct cli *cli);

#endif
