/* SPDX-License-Identifier: Apache-2.0 */
/* Packs in the database. */
#include "lib/db/db.h"
#include "pack/pack.h"
#include "test.h"

static struct db *new_db(struct arena *a)
{
	struct err e = { 0 };
	struct db *db = db_open(a, arena_printf(a, "%s/d", test_dir(a)),
				DB_CREATE, &e);

	if (!db)
		BUG("%s", e.message);
	return db;
}

static void install(struct db *db)
{
	struct err e = { 0 };

	CHECK_INT(db_begin(db, "test", "pack", &e), 0);
	CHECK_INT(pack_install(db, "packs/vn-htx-2012", &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_STR(e.message, "");
}

static day_t day(const char *s)
{
	day_t d = 0;

	CHECK_INT(day_parse(s, &d), 0);
	return d;
}

TEST(pack_in_force_by_day)
{
	struct db *db = new_db(a);
	struct err e = { 0 }, none = { 0 };
	const struct pack *p;

	install(db);
	p = pack_in_force(a, db, day("2013-07-01"), db_last_tx(db), &e);
	CHECK(p && strcmp(p->code, "vn-htx-2012") == 0);
	CHECK(p && pack_indicator(p, "htx_total"));
	CHECK(pack_in_force(a, db, day("2024-06-30"), db_last_tx(db), &e));
	/* its law has ended, and no successor is installed */
	CHECK(pack_in_force(a, db, day("2026-01-01"), db_last_tx(db), &e));
	CHECK(!pack_in_force(a, db, day("30/6/2013"), db_last_tx(db), &none));
	CHECK_ERR(&none, ERR_NOTFOUND, "30/6/2013");
}

/* A second installation replaces the first; what was known before stays. */
TEST(pack_in_force_as_known)
{
	struct db *db = new_db(a);
	struct err e = { 0 }, none = { 0 };
	struct pack_entry *list;
	int64_t first;

	install(db);
	first = db_last_tx(db);
	install(db);
	CHECK_INT(pack_list(a, db, db_last_tx(db), &list), 1);
	CHECK(pack_in_force(a, db, day("2020-01-01"), first, &e));
	CHECK(!pack_in_force(a, db, day("2020-01-01"), first - 1, &none));
	CHECK_ERR(&none, ERR_NOTFOUND, "01/01/2020");
	CHECK_INT(db_verify(db, NULL, NULL, &e), 0);
}

TEST(pack_install_refuses_and_changes_nothing)
{
	struct db *db = new_db(a);
	struct err e = { 0 };
	struct pack_entry *list;

	CHECK_INT(db_begin(db, "test", "pack", &e), 0);
	CHECK_INT(pack_install(db, test_dir(a), &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "pack.yaml");
	db_rollback(db);
	CHECK_INT(pack_list(a, db, db_last_tx(db), &list), 0);
}
