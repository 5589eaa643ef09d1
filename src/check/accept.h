/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Accepting a proposal: a correction of the reported figures, with its reason.
 *
 * A proposal is named by its id, which is made of the figures, of what they
 * are and of what they shall be.  So it cannot mean anything else than what
 * was read: when one of the figures has become another, there is no proposal
 * of that id any more.  The whole is one transaction; what was reported before
 * is withdrawn and stays in the history.
 *
 * What was counted in the register is not corrected here: records and events
 * are.  And what nobody proposed is not a matter of accepting; who knows
 * better enters a report (import figures).
 */
#ifndef HOPTAC_CHECK_ACCEPT_H
#define HOPTAC_CHECK_ACCEPT_H

#include "check/proposal.h"

struct accept_request {
	const struct pack *pack;
	const char *place; /* of the checks, and the year of the plan */
	int year;
	const char *id;     /* of the proposal */
	const char *who;
	const char *reason; /* kept as the note of the new figures */
};

struct acceptance {
	struct proposal proposal;     /* as it was solved anew ... */
	const struct candidate *choice;  /* ... and what of it was accepted */
	size_t errors_before;         /* broken checks of error level */
	struct figures *figures;      /* as known now */
	struct check_report after;
};

/*
 * Solves anew as known now, and writes the changes of the proposal as reports.
 * All memory is a's.  0; -1 with e and nothing written: ERR_INPUT (no reason),
 * ERR_NOTFOUND (no such proposal, or not any more), ERR_RULE (the register
 * counts the figure), ERR_CONFLICT (somebody else is writing), ERR_IO.
 */
int proposal_accept(struct arena *a, struct db *db,
		    const struct accept_request *q, struct acceptance *out,
		    struct err *e);

/* The command "accept". */
struct cli;
int run_accept(struct cli *cli);

#endif
