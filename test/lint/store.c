/* SPDX-License-Identifier: Apache-2.0 */
/* Kept drafts and accepted findings: what goes in comes out, versions stay. */
#include "lint/store.h"

#include "test.h"

#include <string.h>

static struct db *begin(struct arena *a)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);

	if (!db || db_begin(db, "lan", "thử", &e) < 0)
		BUG("%s", e.message);
	return db;
}

static int64_t again(struct db *db)
{
	int64_t tx = db_tx(db);
	struct err e = { 0 };

	if (db_commit(db, &e) < 0 || db_begin(db, "lan", "thử", &e) < 0)
		BUG("%s", e.message);
	return tx;
}

TEST(store_a_draft_is_kept_and_let_go)
{
	struct db *db = begin(a);
	int64_t row = draft_keep(db, "kế hoạch.docx", "P\0K", 3);
	int64_t kept = again(db);
	struct kept_draft *list;
	struct err e = { 0 };
	const char *name;
	size_t n;

	CHECK_INT(drafts_read(a, db, kept, &list), 1);
	CHECK_STR(list[0].who, "lan");
	CHECK(memcmp(draft_file(a, db, row, kept, &name, &n, &e), "P\0K", 3) ==
	      0);
	CHECK_INT(n, 3);
	CHECK_STR(name, "kế hoạch.docx");
	draft_drop(db, row);
	again(db);
	CHECK_INT(drafts_read(a, db, db_last_tx(db), &list), 0);
	CHECK(!draft_file(a, db, row, db_last_tx(db), &name, &n, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "");
	CHECK_INT(drafts_read(a, db, kept, &list), 1);
}

TEST(store_a_newer_reason_replaces_the_older)
{
	struct db *db = begin(a);
	struct baseline_entry x = { "0123", "sum-mismatch", "46 + 9", "một" };
	struct baseline b;
	int64_t first;

	accepted_write(db, &x);
	first = again(db);
	x.reason = "hai";
	accepted_write(db, &x);
	again(db);
	b = accepted_read(a, db, db_last_tx(db));
	CHECK_INT(b.n, 1);
	CHECK_STR(b.entry[0].reason, "hai");
	CHECK_STR(b.entry[0].quote, "46 + 9");
	b = accepted_read(a, db, first);
	CHECK_STR(b.entry[0].reason, "một");
}
