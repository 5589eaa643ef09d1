/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The site: the pages of all subjects behind one address.
 */
#ifndef HOPTAC_ADMIN_SERVE_H
#define HOPTAC_ADMIN_SERVE_H

#include "lib/cli/cli.h"
#include "office/office.h"

/* Fills what http_start needs for a data directory: the names of its
 * province, a fresh code for the first administrator when there is none.
 * Both point to each other and to the arena. */
void serve_site(struct arena *a, struct db *db, struct office *office,
		struct site *site);

/* The command pages: every page, and the right that it asks for. */
int serve_list(struct cli *cli);

/* The command serve: serves until it is told to stop. */
int serve_run(struct cli *cli);

#endif
