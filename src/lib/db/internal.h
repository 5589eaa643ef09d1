/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of lib/db share; nobody else includes this but their tests. */
#ifndef HOPTAC_DB_INTERNAL_H
#define HOPTAC_DB_INTERNAL_H

#include "lib/db/db.h"

#include <sqlite3.h>

enum {
	DB_PARAMS_MAX = 64,  /* placeholders in one statement */
	DB_BUCKETS = 256,    /* of the statement cache */
	DB_HASH_SIZE = 32,   /* SHA-256 */
	DB_BUSY_MS = 5000,   /* how long one waits for another writer */
};

/* A prepared statement, and the rows it is giving. */
struct rows {
	struct rows *next; /* in the bucket */
	struct db *db;
	const char *sql;   /* the literal: its address is the key */
	sqlite3_stmt *stmt;
	bool busy;
	size_t n;
	unsigned char param[DB_PARAMS_MAX]; /* SQLite's index of $1, $2 ... */
	struct db_value *bound; /* what they are: NULLs at first */
};

/* The next number of one column, while a transaction lasts. */
struct counter {
	const char *table;
	const char *column;
	const char *sql;
	int64_t next; /* 0: not asked yet */
};

/* The SQL about one versioned table, kept so that its statements are too. */
struct versioned {
	const char *table;
	const char *withdraw;  /* $1 row, $2 transaction, $3 DB_STILL */
	const char *written;   /* all columns of what transaction $1 wrote */
	const char *withdrawn; /* the rows that it withdrew */
	const char *count_written; /* by each of the transactions $1 to $2 */
	const char *count_withdrawn;
	const char *wrote_last;    /* up to transaction $1 */
	const char *withdrew_last;
	const char *orphans;   /* row and both transactions; $1 DB_STILL */
};

struct db {
	struct arena *arena;
	sqlite3 *h;
	enum db_mode mode;
	struct err err; /* the sticky one */
	int broken;     /* SQLite's primary code behind it */
	int64_t tx;     /* 0: none is open */
	struct shelf *shelf;
	struct rows *bucket[DB_BUCKETS];
	struct rows none; /* what a failed query answers */
	struct counter *counters;
	size_t n_counters;
	size_t cap_counters;
	struct versioned *versioned;
	size_t n_versioned;
	size_t cap_versioned;
};

/* db.c */

/* Opens a file with every protection on; it must exist. */
struct db *db_open_file(struct arena *a, const char *path, enum db_mode mode,
			struct err *e);
/* Tells an SQLite result code to an officer.  Returns -1. */
int db_explain(sqlite3 *h, int rc, struct err *e);
/* Runs SQL without parameters, several statements if need be. */
int db_exec(struct db *db, const char *sql, struct err *e);
/* Sticky: sets db->err from a result code. */
void db_break(struct db *db, int rc);
/* Ends every query that is still giving rows. */
void db_end_all(struct db *db);
/* The name may stand in SQL: lower-case letters, digits and _. */
void db_check_name(const char *name);

/* tx.c */

/* The SQL about a table; valid until the next call. */
const struct versioned *db_versioned(struct db *db, const char *table);

/* file.c */

/* Makes a directory, and those above it, unless it is there. */
int db_make_dir(const char *dir, struct err *e);

/* Makes an empty file beside path for the content to come; its name. */
char *db_temporary(struct arena *a, const char *path, struct err *e);
/* Syncs the temporary file and gives it its name, which must be free. */
int db_publish(const char *temporary, const char *path, struct err *e);

/* migration.c */

/* Applies what is missing.  0 or -1. */
int db_migrate(struct db *db, struct err *e);
/* 1: something is missing, 0: up to date, -1: made by a newer program, or
 * not by this program at all. */
int db_behind(struct db *db, struct err *e);

/* chain.c */

/* The digest of what transaction tx wrote and withdrew. */
int db_digest(struct db *db, int64_t tx, unsigned char out[DB_HASH_SIZE]);

struct db_tx_row {
	int64_t id;
	int64_t at;
	const char *who;
	const char *why;
	const unsigned char *digest;
};
/* The hash of a transaction row after the hash of the one before. */
void db_hash(const unsigned char before[DB_HASH_SIZE],
	     const struct db_tx_row *t, unsigned char out[DB_HASH_SIZE]);

#endif
