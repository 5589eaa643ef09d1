/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Migrations: which of the program's are in the database, and applying the
 * others.  All that are missing are applied in one transaction, in the order
 * of their numbers, so a database is at one version or at the next.
 */
#include "lib/db/migration.h"

#include "lib/db/internal.h"

static bool known(int64_t number)
{
	for (const struct migration *m = migrations; m->number; m++)
		if (m->number == number)
			return true;
	return false;
}

static bool applied(struct db *db, int number)
{
	return db_get_int(db, 0, "SELECT 1 FROM migration WHERE number = $1",
			  db_int(number)) != 0;
}

static bool is_fresh(struct db *db)
{
	return db_get_int(db, 0, "SELECT COUNT(*) FROM sqlite_master") == 0;
}

int db_behind(struct db *db, struct err *e)
{
	struct rows *r;
	int behind = 0;

	if (is_fresh(db))
		return db_failed(db, e) ? -1 : 1;
	if (!db_failed(db, e) &&
	    db_get_int(db, 0, "SELECT COUNT(*) FROM sqlite_master"
			      " WHERE name = $1", db_text("migration")) == 0)
		return err_set(e, ERR_INPUT,
			       "tệp này không phải cơ sở dữ liệu của hoptac");
	r = db_query(db, "SELECT number, name FROM migration");
	while (db_step(r)) {
		if (known(db_col_int(r, 0)))
			continue;
		err_set(e, ERR_CONFLICT, "dữ liệu do một phiên bản hoptac mới "
					 "hơn tạo ra");
		err_detail(e, "bước nâng cấp %s", db_col_text(r, 1));
		err_hint(e, "cài phiên bản hoptac mới hơn");
		db_end(r);
		return -1;
	}
	for (const struct migration *m = migrations; m->number; m++)
		if (!applied(db, m->number))
			behind = 1;
	return db_failed(db, e) ? -1 : behind;
}

static int apply(struct db *db, const struct migration *m, struct err *e)
{
	if (db_exec(db, m->sql, e))
		return err_detail(e, "%s", m->name);
	db_run(db, "INSERT INTO migration (number, name) VALUES ($1, $2)",
	       db_int(m->number), db_text(m->name));
	return db_failed(db, e);
}

static int apply_missing(struct db *db, struct err *e)
{
	if (db_exec(db, "CREATE TABLE IF NOT EXISTS migration ("
			" number BIGINT PRIMARY KEY, name TEXT NOT NULL)", e))
		return -1;
	for (const struct migration *m = migrations; m->number; m++)
		if (!applied(db, m->number) && apply(db, m, e))
			return -1;
	return db_failed(db, e);
}

int db_migrate(struct db *db, struct err *e)
{
	if (db_exec(db, "BEGIN IMMEDIATE", e))
		return -1;
	db->tx = -1; /* writing is allowed, but it is no transaction of ours */
	if (apply_missing(db, e) || db_exec(db, "COMMIT", e)) {
		db_rollback(db);
		return -1;
	}
	db->tx = 0;
	return 0;
}
