/* SPDX-License-Identifier: Apache-2.0 */
/* See fixture.h. */
#include "lib/db/fixture.h"

#include "lib/base/buf.h"

struct db *fixture_in(struct arena *a, const char *dir)
{
	struct err e = { 0 };
	struct db *db = db_open(a, dir, DB_CREATE, &e);

	if (!db || db_begin(db, "test", "fixture", &e))
		BUG("fixture: %s", e.message);
	if (db_exec(db,
		    "CREATE TABLE fact (row BIGINT PRIMARY KEY,"
		    " id BIGINT NOT NULL, value BIGINT, note TEXT,"
		    " known_from BIGINT NOT NULL, known_to BIGINT NOT NULL);"
		    "CREATE INDEX fact_from ON fact (known_from);"
		    "CREATE INDEX fact_to ON fact (known_to)"
		    " WHERE known_to < 9223372036854775807;"
		    "CREATE UNIQUE INDEX fact_still ON fact (id)"
		    " WHERE known_to = 9223372036854775807;"
		    "INSERT INTO chained (name) VALUES ('fact')",
		    &e) ||
	    db_commit(db, &e))
		BUG("fixture: %s", e.message);
	return db;
}

struct db *fixture(struct arena *a, char **dir)
{
	char *path = test_dir(a);

	if (dir)
		*dir = path;
	return fixture_in(a, path);
}

void fixture_withdraw(struct db *db, int64_t id)
{
	int64_t old = db_get_int(db, 0,
				 "SELECT row FROM fact"
				 " WHERE id = $1"
				 " AND known_to = 9223372036854775807",
				 db_int(id));

	if (old)
		db_withdraw(db, "fact", old);
}

int64_t fixture_write(struct db *db, int64_t id, int64_t value,
		      const char *note)
{
	int64_t row;

	fixture_withdraw(db, id);
	row = db_next(db, "fact", "row");
	db_run(db,
	       "INSERT INTO fact (row, id, value, note, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6)",
	       db_int(row), db_int(id), db_int(value), db_text(note),
	       db_int(db_tx(db)), db_int(DB_STILL));
	return row;
}

void fixture_commit(struct db *db, int64_t id, int64_t value)
{
	struct err e = { 0 };

	if (db_begin(db, "test", "write", &e))
		BUG("%s", e.message);
	fixture_write(db, id, value, "ghi chú");
	if (db_commit(db, &e))
		BUG("%s", e.message);
}

void fixture_tamper(const char *dir, const char *sql)
{
	struct arena *a = arena_new();
	sqlite3 *h;

	if (sqlite3_open(arena_printf(a, "%s/%s", dir, DB_FILE), &h) ||
	    sqlite3_exec(h, sql, NULL, NULL, NULL))
		BUG("%s: %s", sqlite3_errmsg(h), sql);
	sqlite3_close(h);
	arena_free(a);
}

static void collect(void *ctx, const char *text)
{
	buf_addf(ctx, "%s\n", text);
}

int fixture_verify(struct arena *a, const char *dir, char **text)
{
	struct arena *inner = arena_new();
	struct err e = { 0 };
	struct buf b = BUF_INIT(a);
	struct db *db = db_open(inner, dir, DB_READ, &e);
	int n = db ? db_verify(db, collect, &b, &e) : -1;

	if (n < 0)
		printf("verify: %s %s\n", e.message, e.detail);
	if (text)
		*text = b.data;
	arena_free(inner);
	return n;
}
