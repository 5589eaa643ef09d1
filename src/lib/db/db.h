/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One narrow interface to SQL, and the two time axes.
 *
 * SQL is a string literal with placeholders $1, $2, ... in the subset that
 * SQLite and PostgreSQL share; it stands only in a subject's store.c.  A
 * database handle keeps its first error: after it every call does nothing
 * and answers "no more rows", so store code reads straight and asks once, at
 * the end, with db_failed.
 *
 *	struct rows *r = db_query(db, "SELECT id, name FROM organisation"
 *				      " WHERE kind = $1", db_text(kind));
 *	while (db_step(r))
 *		use(db_col_int(r, 0), db_col_text(r, 1));
 *	return db_failed(db, e);
 *
 * Time.  A fact has two dates: since when it holds (valid, days, columns of
 * the subject's own) and since when we know it (known).  Knowledge is counted
 * in transactions: every versioned table has
 *
 *	row BIGINT PRIMARY KEY          one version of one fact
 *	known_from BIGINT NOT NULL      the transaction that wrote it
 *	known_to BIGINT NOT NULL        the one that withdrew it, or DB_STILL
 *
 * and is never updated but for known_to, which db_withdraw sets.  What was
 * known after transaction k is: known_from <= k AND known_to > k.
 *
 * A migration that makes a versioned table also makes an index on known_from
 * and one on known_to of the withdrawn rows (a digest asks for both at every
 * commit), and names the table in chained(name); what is named there is
 * hashed.  The digest covers every column but known_to, and passes over NULLs,
 * so that a column added later leaves old hashes as they are; a column or
 * table is never renamed.
 * docs/time.md tells the rest.
 *
 * Each transaction row holds who, when, why, a digest of all it wrote and
 * withdrew, and the hash of the row before it (SHA-256), so that a change
 * behind hoptac's back shows in db_verify.
 */
#ifndef HOPTAC_DB_DB_H
#define HOPTAC_DB_DB_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct rows;
struct shelf;

#define DB_STILL INT64_MAX /* known_to of what still stands */
#define DB_FILE "hoptac.db" /* inside the data directory */

enum db_mode {
	DB_READ,   /* must exist; writes are refused by the engine */
	DB_WRITE,  /* must exist */
	DB_CREATE, /* must not exist; the directory is made when missing */
};

/*
 * Opens the database of a data directory; DB_CREATE and DB_WRITE bring it to
 * the newest migration.  Closed with the arena.  NULL with e set: ERR_NOTFOUND
 * (no data directory), ERR_CONFLICT (DB_CREATE where one exists, or another
 * process holds it), ERR_IO.
 */
struct db *db_open(struct arena *a, const char *dir, enum db_mode mode,
		   struct err *e);

/* The sticky error: 0 when there is none, else -1 with e filled.  It ends with
 * the transaction, when db_commit or db_rollback returns. */
int db_failed(struct db *db, struct err *e);

/* Ends queries that still give rows, rolls back, forgets the sticky error: for
 * who uses one handle for one piece of work after another. */
void db_reset(struct db *db);

/* For a handle that reads: from the first query after it to db_reset all see
 * one state of the database, whatever is committed meanwhile, and spare
 * the locks that each would take by itself. */
void db_snapshot(struct db *db);

/* --- statements ------------------------------------------------------- */

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };

struct db_value {
	enum db_type type;
	int64_t i;
	const void *p;
	size_t n;
};

struct db_value db_int(int64_t i);
struct db_value db_text(const char *s); /* NULL gives SQL NULL */
struct db_value db_blob(const void *p, size_t n);
struct db_value db_null(void);

#define DB_VALUES_(...) ((struct db_value[]){ { DB_NULL, 0, 0, 0 }, ##__VA_ARGS__ })
#define DB_COUNT_(...) (sizeof DB_VALUES_(__VA_ARGS__) / sizeof(struct db_value) - 1)

/* Runs a statement that returns no rows; the number of rows it changed, or
 * -1.  Texts and blobs are only read during the call.  A write outside a
 * transaction is a BUG, and so is SQL that does not compile. */
#define db_run(db, sql, ...)                                                 \
	db_run_((db), (sql), DB_COUNT_(__VA_ARGS__),                         \
		DB_VALUES_(__VA_ARGS__) + 1)
int64_t db_run_(struct db *db, const char *sql, size_t n,
		const struct db_value *v);

/* Starts a query.  Statements are kept prepared by the address of their SQL,
 * so the same literal is compiled once.  The rows end by themselves when
 * db_step has returned false; db_end ends them earlier. */
#define db_query(db, sql, ...)                                               \
	db_query_((db), (sql), DB_COUNT_(__VA_ARGS__),                       \
		  DB_VALUES_(__VA_ARGS__) + 1)
struct rows *db_query_(struct db *db, const char *sql, size_t n,
		       const struct db_value *v);
bool db_step(struct rows *r);
void db_end(struct rows *r);

/* Columns of the current row, from 0.  Text and blob are valid until the next
 * db_step; text is NULL for SQL NULL. */
bool db_col_null(struct rows *r, int col);
int64_t db_col_int(struct rows *r, int col);
const char *db_col_text(struct rows *r, int col);
const void *db_col_blob(struct rows *r, int col, size_t *n);

/* The first column of the first row: fallback when there is none or NULL. */
#define db_get_int(db, fallback, sql, ...)                                   \
	db_get_int_((db), (fallback), (sql), DB_COUNT_(__VA_ARGS__),         \
		    DB_VALUES_(__VA_ARGS__) + 1)
int64_t db_get_int_(struct db *db, int64_t fallback, const char *sql,
		    size_t n, const struct db_value *v);
/* The same as text on the arena, NULL when there is none. */
#define db_get_text(db, a, sql, ...)                                         \
	db_get_text_((db), (a), (sql), DB_COUNT_(__VA_ARGS__),               \
		     DB_VALUES_(__VA_ARGS__) + 1)
char *db_get_text_(struct db *db, struct arena *a, const char *sql, size_t n,
		   const struct db_value *v);

/* --- transactions ------------------------------------------------------ */

/*
 * Begins the one write transaction and its row: who (a user name), why (the
 * command or the reason an officer gave).  Waits up to five seconds for
 * another writer, then ERR_CONFLICT.  Durable when db_commit has returned 0:
 * synchronous=FULL.  When it has returned -1 nothing was changed, and the
 * transaction has ended.
 *
 * Its time is that of db_commit, later than every time before it.  The
 * environment variable HOPTAC_NOW (a moment) replaces the clock here, for
 * tests and demonstrations that must come out the same twice.
 */
int db_begin(struct db *db, const char *who, const char *why, struct err *e);
int db_commit(struct db *db, struct err *e);
void db_rollback(struct db *db); /* also what arena_free does to an open one */

/* The transaction being written. */
int64_t db_tx(const struct db *db);

/* The last transaction committed; the last one at or before a moment (0 when
 * there was none). */
int64_t db_last_tx(struct db *db);
int64_t db_tx_at(struct db *db, moment_t m);

/* The next row number, or the next permanent id, of a table: MAX + 1, counted
 * on in memory inside one transaction. */
int64_t db_next(struct db *db, const char *table, const char *column);

/* The last transaction up to `known` that wrote or withdrew rows of one of some
 * versioned tables (NULL-ended): what is read from them as known after either
 * is the same. */
int64_t db_changed(struct db *db, const char *const *tables, int64_t known);

/* What each of the transactions from first to last did to each chained table,
 * by transaction, then by name; tables that one left alone are left out.  How
 * many; on the arena. */
struct db_written {
	int64_t tx;
	const char *table;
	int64_t wrote;    /* rows */
	int64_t withdrew;
};
size_t db_written(struct arena *a, struct db *db, int64_t first, int64_t last,
		  struct db_written **out);

/* Withdraws one version: sets its known_to to this transaction.  ERR_CONFLICT
 * (sticky) when it does not stand any more. */
void db_withdraw(struct db *db, const char *table, int64_t row);

/* --- what was made from it ---------------------------------------------- */

/* The shelf (shelf.h) of all who read this database in one process; NULL when
 * there is none, and inside a transaction, which sees what may never be. */
struct shelf *db_shelf(const struct db *db);
/* The same for what is read from tables that transaction `changed` was the last
 * to touch (db_changed): inside a transaction too, unless it is that one. */
struct shelf *db_shelf_of(const struct db *db, int64_t changed);
void db_share(struct db *db, struct shelf *s);

/* --- care --------------------------------------------------------------- */

/*
 * Looks for damage: the engine's own check, foreign keys, and the hash chain
 * recomputed from all rows.  Each finding is given to report (Vietnamese).
 * Returns the number of findings, or -1 with e when it could not look.
 */
int db_verify(struct db *db, void (*report)(void *ctx, const char *text),
	      void *ctx, struct err *e);

/* A consistent copy into one file while others read and write; refuses to
 * overwrite.  db_restore makes a new data directory from such a file after
 * verifying it.  0 or -1. */
int db_backup(struct db *db, const char *file, struct err *e);
int db_restore(const char *file, const char *dir, struct err *e);

#endif
