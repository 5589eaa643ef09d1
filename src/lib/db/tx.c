/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Transactions and versions.
 *
 * The row of a transaction is written when it begins, so that its number is
 * taken, and completed when it commits: then the time is set (later than
 * every time before it, whatever the clock says), the digest computed from
 * what stands in the tables, and the hash chained to the row before.
 */
#include "lib/db/db.h"

#include "lib/db/internal.h"

#include <string.h>

/* The clock, or the moment in HOPTAC_NOW: tests and demonstrations must give
 * the same database twice. */
static int now(moment_t *m, struct err *e)
{
	const char *fixed = getenv("HOPTAC_NOW");

	*m = moment_now();
	if (!fixed || !*fixed || moment_parse(fixed, m) == 0)
		return 0;
	return err_set(e, ERR_USAGE, "HOPTAC_NOW không phải là thời điểm: %s",
		       fixed);
}

static void end(struct db *db)
{
	db->tx = 0;
	memset(&db->err, 0, sizeof db->err);
	db->broken = SQLITE_OK;
	for (size_t i = 0; i < db->n_counters; i++)
		db->counters[i].next = 0;
}

static void insert_tx(struct db *db, const char *who, const char *why)
{
	db->tx = 1 + db_get_int(db, 0, "SELECT MAX(id) FROM tx");
	db_run(db,
	       "INSERT INTO tx (id, at, who, why, digest, hash)"
	       " VALUES ($1, $2, $3, $4, $5, $5)",
	       db_int(db->tx), db_int(INT64_MAX), db_text(who ? who : ""),
	       db_text(why ? why : ""), db_blob("", 0));
}

int db_begin(struct db *db, const char *who, const char *why, struct err *e)
{
	moment_t unused;

	if (db->mode == DB_READ)
		BUG("db_begin on a database opened for reading");
	if (db->tx)
		BUG("db_begin inside transaction %lld", (long long)db->tx);
	if (db_failed(db, e) || now(&unused, e) ||
	    db_exec(db, "BEGIN IMMEDIATE", e))
		return -1;
	db->tx = -1;
	insert_tx(db, who, why);
	if (db_failed(db, e)) {
		db_rollback(db);
		return -1;
	}
	return 0;
}

static void hash_before(struct db *db, unsigned char out[DB_HASH_SIZE])
{
	struct rows *r = db_query(db, "SELECT hash FROM tx WHERE id = $1",
				  db_int(db->tx - 1));

	memset(out, 0, DB_HASH_SIZE);
	if (db_step(r)) {
		size_t n;
		const void *p = db_col_blob(r, 0, &n);

		if (n == DB_HASH_SIZE)
			memcpy(out, p, n);
	}
	db_end(r);
}

static int complete(struct db *db, moment_t at)
{
	unsigned char before[DB_HASH_SIZE];
	unsigned char digest[DB_HASH_SIZE];
	unsigned char hash[DB_HASH_SIZE];
	struct rows *r;

	if (db_digest(db, db->tx, digest))
		return -1;
	hash_before(db, before);
	r = db_query(db, "SELECT who, why FROM tx WHERE id = $1",
		     db_int(db->tx));
	if (db_step(r)) {
		struct db_tx_row t = { db->tx, at, db_col_text(r, 0),
				       db_col_text(r, 1), digest };

		db_hash(before, &t, hash);
	}
	db_end(r);
	db_run(db,
	       "UPDATE tx SET at = $2, digest = $3, hash = $4 WHERE id = $1",
	       db_int(db->tx), db_int(at), db_blob(digest, sizeof digest),
	       db_blob(hash, sizeof hash));
	return db_failed(db, NULL);
}

int db_commit(struct db *db, struct err *e)
{
	moment_t at;
	int64_t last;

	if (!db->tx)
		BUG("db_commit outside a transaction");
	last = db_get_int(db, 0, "SELECT at FROM tx WHERE id = $1",
			  db_int(db->tx - 1));
	if (now(&at, &db->err) == 0 && at <= last)
		at = last + 1;
	if (db_failed(db, e) || complete(db, at) ||
	    db_exec(db, "COMMIT", &db->err)) {
		db_failed(db, e);
		db_rollback(db);
		return -1;
	}
	end(db);
	return 0;
}

void db_rollback(struct db *db)
{
	if (!db->tx)
		return;
	db_end_all(db);
	/* SQLite has rolled back by itself after some errors, a full disk
	 * among them; then there is nothing to do. */
	if (!sqlite3_get_autocommit(db->h) &&
	    sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
		BUG("rollback: %s", sqlite3_errmsg(db->h));
	end(db);
}

void db_reset(struct db *db)
{
	db_rollback(db);
	db_end_all(db);
	end(db);
	if (!sqlite3_get_autocommit(db->h))
		db_run(db, "ROLLBACK"); /* of db_snapshot */
	end(db);
}

void db_snapshot(struct db *db)
{
	if (db->mode != DB_READ)
		BUG("db_snapshot on a database opened for writing");
	db_run(db, "BEGIN");
}

int64_t db_tx(const struct db *db)
{
	if (db->tx <= 0)
		BUG("no transaction is open");
	return db->tx;
}

/* While a transaction is being written its own row is there too, but at the
 * end of time and with an empty hash. */
int64_t db_last_tx(struct db *db)
{
	return db_tx_at(db, INT64_MAX - 1);
}

int64_t db_tx_at(struct db *db, moment_t m)
{
	return db_get_int(db, 0,
			  "SELECT id FROM tx WHERE at <= $1"
			  " ORDER BY at DESC LIMIT 1",
			  db_int(m));
}

static struct counter *counter(struct db *db, const char *table,
			       const char *column)
{
	struct counter *c;

	for (size_t i = 0; i < db->n_counters; i++) {
		c = &db->counters[i];
		if (strcmp(c->table, table) == 0 &&
		    strcmp(c->column, column) == 0)
			return c;
	}
	db_check_name(table);
	db_check_name(column);
	c = VEC_PUSH(db->arena, db->counters, db->n_counters,
		     db->cap_counters);
	c->table = arena_strdup(db->arena, table);
	c->column = arena_strdup(db->arena, column);
	c->sql = arena_printf(db->arena, "SELECT MAX(%s) FROM %s", column,
			      table);
	c->next = 0;
	return c;
}

int64_t db_next(struct db *db, const char *table, const char *column)
{
	struct counter *c = counter(db, table, column);

	db_tx(db);
	if (!c->next)
		c->next = 1 + db_get_int(db, 0, c->sql);
	return c->next++;
}

const struct versioned *db_versioned(struct db *db, const char *table)
{
	struct arena *a = db->arena;
	struct versioned *v;

	for (size_t i = 0; i < db->n_versioned; i++)
		if (strcmp(db->versioned[i].table, table) == 0)
			return &db->versioned[i];
	db_check_name(table);
	v = VEC_PUSH(a, db->versioned, db->n_versioned, db->cap_versioned);
	v->table = arena_strdup(a, table);
	v->withdraw = arena_printf(a,
				   "UPDATE %s SET known_to = $2"
				   " WHERE row = $1 AND known_to = $3",
				   table);
	v->written = arena_printf(a,
				  "SELECT * FROM %s WHERE known_from = $1"
				  " ORDER BY row",
				  table);
	/* The condition of the index on known_to stands as it is written there.
	 * A bare $1 the engine would hold against the index of what still
	 * stands, and plan anew for every other value. */
	v->withdrawn = arena_printf(a,
				    "SELECT row FROM %s"
				    " WHERE known_to < 9223372036854775807"
				    " AND known_to = $1 + 0"
				    " ORDER BY row",
				    table);
	v->count_written = arena_printf(a,
					"SELECT known_from, COUNT(*) FROM %s"
					" WHERE known_from >= $1"
					" AND known_from <= $2"
					" GROUP BY known_from", table);
	v->count_withdrawn = arena_printf(a,
					  "SELECT known_to, COUNT(*) FROM %s"
					  " WHERE known_to < 9223372036854775807"
					  " AND known_to >= $1 + 0"
					  " AND known_to <= $2 + 0"
					  " GROUP BY known_to",
					  table);
	v->wrote_last = arena_printf(a,
				     "SELECT known_from FROM %s"
				     " WHERE known_from <= $1"
				     " ORDER BY known_from DESC LIMIT 1",
				     table);
	v->withdrew_last = arena_printf(a,
					"SELECT known_to FROM %s"
					" WHERE known_to < 9223372036854775807"
					" AND known_to <= $1"
					" ORDER BY known_to DESC LIMIT 1",
					table);
	v->orphans = arena_printf(a,
				  "SELECT row, known_from, known_to FROM %s"
				  " WHERE known_from NOT IN (SELECT id FROM tx)"
				  " OR (known_to <> $1 AND known_to NOT IN"
				  " (SELECT id FROM tx))"
				  " OR known_to < known_from",
				  table);
	return v;
}

int64_t db_changed(struct db *db, const char *const *tables, int64_t known)
{
	int64_t last = 0;

	for (; *tables; tables++) {
		const struct versioned v = *db_versioned(db, *tables);
		int64_t wrote = db_get_int(db, 0, v.wrote_last, db_int(known));
		int64_t withdrew = db_get_int(db, 0, v.withdrew_last,
					      db_int(known));

		last = wrote > last ? wrote : last;
		last = withdrew > last ? withdrew : last;
	}
	return last;
}

struct shelf *db_shelf(const struct db *db)
{
	return db->tx ? NULL : db->shelf;
}

struct shelf *db_shelf_of(const struct db *db, int64_t changed)
{
	return db->tx && changed >= db->tx ? NULL : db->shelf;
}

void db_share(struct db *db, struct shelf *s)
{
	db->shelf = s;
}

void db_withdraw(struct db *db, const char *table, int64_t row)
{
	int64_t changed = db_run(db, db_versioned(db, table)->withdraw,
				 db_int(row), db_int(db_tx(db)),
				 db_int(DB_STILL));

	if (changed != 0)
		return;
	err_set(&db->err, ERR_CONFLICT,
		"bản ghi đã được người khác thay bằng bản mới");
	err_detail(&db->err, "bảng %s, dòng %lld", table, (long long)row);
	err_hint(&db->err, "xem lại bản hiện hành rồi làm lại");
}
