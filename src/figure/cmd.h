/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What commands about figures share: the question that the options --place,
 * --year, --on and --known put, those of them that the command has.
 */
#ifndef HOPTAC_FIGURE_CMD_H
#define HOPTAC_FIGURE_CMD_H

#include "figure/figure.h"
#include "lib/cli/cli.h"

struct question {
	struct figures *figures;
	const char *place; /* code */
	int year;          /* of the plan */
	bool dated;        /* --on was given */
	day_t on;
	int64_t known;     /* transaction */
};

/*
 * Reads the options.  Without them: the province of the data directory, the
 * year that the reports speak of (figures_year), the last state of knowledge.
 * The pack is the one in force on --on, or in the middle of the year before
 * the plan's.  A place is a code, or a name that is only one unit's.  0 or -1
 * with cli->err.
 */
int question_read(struct cli *cli, struct question *out);

/* The same for the plan of a year that follows from something else than
 * --year; 0: the one that the reports speak of. */
int question_of_year(struct cli *cli, int year, struct question *out);

#endif
