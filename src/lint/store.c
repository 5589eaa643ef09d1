/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of the draft audit: see store.h. */
#include "lint/store.h"

size_t drafts_read(struct arena *a, struct db *db, int64_t known,
		   struct kept_draft **out)
{
	struct rows *r = db_query(
		db,
		"SELECT d.row, d.name, t.who, t.at FROM draft d"
		" JOIN tx t ON t.id = d.known_from"
		" WHERE d.known_from <= $1 AND d.known_to > $1"
		" ORDER BY d.row DESC",
		db_int(known));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r))
		*VEC_PUSH(a, *out, n, cap) = (struct kept_draft){
			.row = db_col_int(r, 0),
			.name = arena_strdup(a, db_col_text(r, 1)),
			.who = arena_strdup(a, db_col_text(r, 2)),
			.when = db_col_int(r, 3),
		};
	return n;
}

const void *draft_file(struct arena *a, struct db *db, int64_t row,
		       int64_t known, const char **name, size_t *n,
		       struct err *e)
{
	struct rows *r = db_query(db,
				  "SELECT name, data FROM draft WHERE row = $1"
				  " AND known_from <= $2 AND known_to > $2",
				  db_int(row), db_int(known));
	const void *data;

	if (!db_step(r)) {
		err_set(e, ERR_NOTFOUND, "không có dự thảo này");
		err_hint(e, "xem danh sách ở trang Rà soát dự thảo");
		return NULL;
	}
	*name = arena_strdup(a, db_col_text(r, 0));
	data = db_col_blob(r, 1, n);
	data = arena_memdup(a, data, *n);
	db_end(r);
	return data;
}

int64_t draft_keep(struct db *db, const char *name, const void *data, size_t n)
{
	int64_t row = db_next(db, "draft", "row");

	db_run(db,
	       "INSERT INTO draft (row, known_from, known_to, name, data)"
	       " VALUES ($1, $2, $3, $4, $5)",
	       db_int(row), db_int(db_tx(db)), db_int(DB_STILL), db_text(name),
	       db_blob(data, n));
	return row;
}

void draft_drop(struct db *db, int64_t row)
{
	db_withdraw(db, "draft", row);
}

struct baseline accepted_read(struct arena *a, struct db *db, int64_t known)
{
	struct rows *r = db_query(db,
				  "SELECT id, rule, quote, reason"
				  " FROM finding_accepted"
				  " WHERE known_from <= $1 AND known_to > $1"
				  " ORDER BY row",
				  db_int(known));
	struct baseline b = { 0 };

	while (db_step(r))
		*VEC_PUSH(a, b.entry, b.n, b.cap) = (struct baseline_entry){
			.id = arena_strdup(a, db_col_text(r, 0)),
			.rule = arena_strdup(a, db_col_text(r, 1)),
			.quote = arena_strdup(a, db_col_text(r, 2)),
			.reason = arena_strdup(a, db_col_text(r, 3)),
		};
	return b;
}

void accepted_write(struct db *db, const struct baseline_entry *x)
{
	int64_t row = db_get_int(db, 0,
				 "SELECT row FROM finding_accepted"
				 " WHERE id = $1 AND known_to = $2",
				 db_text(x->id), db_int(DB_STILL));

	if (row)
		db_withdraw(db, "finding_accepted", row);
	db_run(db,
	       "INSERT INTO finding_accepted (row, known_from, known_to, id,"
	       " rule, quote, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	       db_int(db_next(db, "finding_accepted", "row")),
	       db_int(db_tx(db)), db_int(DB_STILL), db_text(x->id),
	       db_text(x->rule), db_text(x->quote), db_text(x->reason));
}
