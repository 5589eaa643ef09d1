/* SPDX-License-Identifier: Apache-2.0 */
/* A small pack made by hand, and a register to fill, for the tests here. */
#ifndef HOPTAC_TEST_REGISTER_FIXTURE_H
#define HOPTAC_TEST_REGISTER_FIXTURE_H

#include "lib/db/db.h"
#include "register/register.h"
#include "test.h"

/* Kinds htx and tht; sectors agri, transport, and the roll-up nonagri over
 * transport; statuses operating, not_operating over suspended, dormant and
 * dissolving, ended over dissolved; events founded, suspended, resumed (also
 * from dormant), found_dormant, dissolution_started, dissolved,
 * members_joined, and scheme_joined for htx only. */
extern const struct pack register_pack;

/* An open database in a directory of its own, in a write transaction. */
struct db *register_fixture(struct arena *a, char **dir);

/* Commits and begins anew; the transaction that ended. */
int64_t fixture_next(struct db *db, const char *why);

day_t day(const char *s);

/* An event without quantity, decision and reason. */
struct org_event happening(const char *kind, const char *on);

/* Adds an HTX in agriculture founded on a day, or aborts. */
int64_t add_htx(struct db *db, const char *name, const char *founded);

#endif
