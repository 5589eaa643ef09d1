/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Digests and the hash chain.
 *
 * The digest of a transaction is SHA-256 over its rows in every chained
 * table: tables in the order of their names, first the rows that it wrote,
 * then those it withdrew, each in the order of row.  A table without such
 * rows adds nothing, and neither does a NULL, so that a table or a column
 * added later leaves the old digests as they are.
 *
 * Every piece is preceded by a letter and, where its length varies, by its
 * length: two different contents never give the same bytes.
 *
 *	R table ( C column value )* E      a row written
 *	X table row                        a row withdrawn
 *	value = i int64 | t text | b blob
 *
 * Numbers and lengths are 8 bytes, lowest first.
 */
#include "lib/db/internal.h"

#include <sodium.h>
#include <string.h>

/* A SHA-256 under way. */
struct sha {
	crypto_hash_sha256_state state;
};

static void put(struct sha *s, const void *p, size_t n)
{
	crypto_hash_sha256_update(&s->state, p, n);
}

static void put_int(struct sha *s, int64_t i)
{
	unsigned char byte[8];
	uint64_t u = (uint64_t)i;

	for (size_t k = 0; k < sizeof byte; k++, u >>= 8)
		byte[k] = (unsigned char)u;
	put(s, byte, sizeof byte);
}

static void put_letter(struct sha *s, char c)
{
	put(s, &c, 1);
}

static void put_bytes(struct sha *s, const void *p, size_t n)
{
	put_int(s, (int64_t)n);
	if (n)
		put(s, p, n);
}

static void put_text(struct sha *s, const char *text)
{
	put_bytes(s, text, strlen(text));
}

static void put_value(struct sha *s, sqlite3_stmt *stmt, int col)
{
	switch (sqlite3_column_type(stmt, col)) {
	case SQLITE_INTEGER:
		put_letter(s, 'i');
		put_int(s, sqlite3_column_int64(stmt, col));
		break;
	case SQLITE_TEXT:
	case SQLITE_FLOAT: /* hoptac writes none; tampering might */
		put_letter(s, 't');
		put_bytes(s, sqlite3_column_text(stmt, col),
			  (size_t)sqlite3_column_bytes(stmt, col));
		break;
	default:
		put_letter(s, 'b');
		put_bytes(s, sqlite3_column_blob(stmt, col),
			  (size_t)sqlite3_column_bytes(stmt, col));
	}
}

static void put_row(struct sha *s, const char *table, sqlite3_stmt *stmt)
{
	put_letter(s, 'R');
	put_text(s, table);
	for (int i = 0; i < sqlite3_column_count(stmt); i++) {
		const char *column = sqlite3_column_name(stmt, i);

		if (strcmp(column, "known_to") == 0 ||
		    sqlite3_column_type(stmt, i) == SQLITE_NULL)
			continue;
		put_letter(s, 'C');
		put_text(s, column);
		put_value(s, stmt, i);
	}
	put_letter(s, 'E');
}

static void digest_table(struct db *db, struct sha *s, const char *name,
			 int64_t tx)
{
	const struct versioned *v = db_versioned(db, name);
	struct rows *r = db_query(db, v->written, db_int(tx));

	while (db_step(r))
		put_row(s, name, r->stmt);
	r = db_query(db, v->withdrawn, db_int(tx));
	while (db_step(r)) {
		put_letter(s, 'X');
		put_text(s, name);
		put_int(s, db_col_int(r, 0));
	}
}

int db_digest(struct db *db, int64_t tx, unsigned char out[DB_HASH_SIZE])
{
	struct sha s;
	struct rows *r;

	crypto_hash_sha256_init(&s.state);
	r = db_query(db, "SELECT name FROM chained ORDER BY name");
	while (db_step(r))
		digest_table(db, &s, db_col_text(r, 0), tx);
	crypto_hash_sha256_final(&s.state, out);
	return db_failed(db, NULL);
}

static int by_tx(const void *px, const void *py)
{
	const struct db_written *x = px;
	const struct db_written *y = py;

	if (x->tx != y->tx)
		return x->tx < y->tx ? -1 : 1;
	return strcmp(x->table, y->table);
}

struct tally {
	struct arena *arena;
	struct db_written *v;
	size_t n;
	size_t cap;
};

/* Both queries go through the transactions in their order. */
static void count_table(struct db *db, struct tally *t, const char *name,
			int64_t first, int64_t last)
{
	const struct versioned v = *db_versioned(db, name);
	size_t at = t->n;
	struct rows *r = db_query(db, v.count_written, db_int(first),
				  db_int(last));
	size_t end;

	while (db_step(r))
		*VEC_PUSH(t->arena, t->v, t->n, t->cap) = (struct db_written){
			.tx = db_col_int(r, 0), .table = name,
			.wrote = db_col_int(r, 1),
		};
	end = t->n;
	r = db_query(db, v.count_withdrawn, db_int(first), db_int(last));
	while (db_step(r)) {
		const int64_t tx = db_col_int(r, 0);
		struct db_written *w;

		while (at < end && t->v[at].tx < tx)
			at++;
		if (at < end && t->v[at].tx == tx) {
			w = &t->v[at];
		} else {
			w = VEC_PUSH(t->arena, t->v, t->n, t->cap);
			*w = (struct db_written){ .tx = tx, .table = name };
		}
		w->withdrew = db_col_int(r, 1);
	}
}

size_t db_written(struct arena *a, struct db *db, int64_t first, int64_t last,
		  struct db_written **out)
{
	struct rows *r = db_query(db, "SELECT name FROM chained ORDER BY name");
	struct tally t = { .arena = a };

	while (db_step(r))
		count_table(db, &t, arena_strdup(a, db_col_text(r, 0)), first,
			    last);
	if (t.n)
		qsort(t.v, t.n, sizeof *t.v, by_tx);
	*out = t.v;
	return t.n;
}

void db_hash(const unsigned char before[DB_HASH_SIZE],
	     const struct db_tx_row *t, unsigned char out[DB_HASH_SIZE])
{
	struct sha s;

	crypto_hash_sha256_init(&s.state);
	put(&s, before, DB_HASH_SIZE);
	put_int(&s, t->id);
	put_int(&s, t->at);
	put_text(&s, t->who);
	put_text(&s, t->why);
	put(&s, t->digest, DB_HASH_SIZE);
	crypto_hash_sha256_final(&s.state, out);
}
