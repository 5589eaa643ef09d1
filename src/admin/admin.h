/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Care of a data directory: making one, verifying it, backing it up.
 */
#ifndef HOPTAC_ADMIN_ADMIN_H
#define HOPTAC_ADMIN_ADMIN_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/cli/cli.h"

struct db;

extern const struct cmd admin_cmds[];

/*
 * Makes a data directory at dir (created when missing; refused when it holds
 * a database) with the administrative units and every rule pack that lie
 * under share/packs, in one transaction of user `who`.  home is the code of
 * the province that it is for, or NULL (see territory_load).  NULL with e on
 * failure; what was begun is then removed.
 */
struct db *admin_init(struct arena *a, const char *dir, const char *share,
		      const char *home, const char *who, struct err *e);

/*
 * Verifies everything that can be recomputed: the engine's own check, foreign
 * keys and the hash chain (db_verify), every life in the register against the
 * transitions of the pack, and for each year the stock of organisations
 * against opening + founded - ended.  Findings (Vietnamese) go to report;
 * returns their number or -1 with e.
 */
int admin_verify(struct arena *a, struct db *db,
		 void (*report)(void *ctx, const char *text), void *ctx,
		 struct err *e);

#endif
