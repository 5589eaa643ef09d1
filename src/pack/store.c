/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Packs in the database: the texts of their files, versioned, so that what was
 * in force can be loaded again as it was known.
 */
#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "lib/text/number.h"
#include "pack/load.h"
#include "pack/ruleset.h"

#include <inttypes.h>

/* Withdraws what stands of a code: its files first, then the pack. */
static void withdraw(struct db *db, const char *code)
{
	struct arena *a = arena_new();
	int64_t *file = NULL;
	size_t n = 0, cap = 0;
	int64_t row = db_get_int(db, 0,
				 "SELECT row FROM pack"
				 " WHERE code = $1 AND known_to = $2",
				 db_text(code), db_int(DB_STILL));
	struct rows *r;

	if (row) {
		r = db_query(db,
			     "SELECT row FROM pack_file"
			     " WHERE pack = $1 AND known_to = $2 ORDER BY row",
			     db_int(row), db_int(DB_STILL));
		while (db_step(r))
			*VEC_PUSH(a, file, n, cap) = db_col_int(r, 0);
		for (size_t i = 0; i < n; i++)
			db_withdraw(db, "pack_file", file[i]);
		db_withdraw(db, "pack", row);
	}
	arena_free(a);
}

static void insert(struct db *db, const struct pack *p,
		   const struct pack_file files[PACK_FILES])
{
	int64_t pack = db_next(db, "pack", "row");

	db_run(db,
	       "INSERT INTO pack (row, code, version, title, valid_from,"
	       " valid_to, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	       db_int(pack), db_text(p->code), db_int(p->version),
	       db_text(p->title), db_int(p->from), db_int(p->to),
	       db_int(db_tx(db)), db_int(DB_STILL));
	for (size_t i = 0; i < PACK_FILES; i++) {
		if (!files[i].text)
			continue;
		db_run(db,
		       "INSERT INTO pack_file (row, pack, name, text,"
		       " known_from, known_to)"
		       " VALUES ($1, $2, $3, $4, $5, $6)",
		       db_int(db_next(db, "pack_file", "row")), db_int(pack),
		       db_text(files[i].name), db_text(files[i].text),
		       db_int(db_tx(db)), db_int(DB_STILL));
	}
}

int pack_install(struct db *db, const char *dir, struct err *e)
{
	struct arena *a = arena_new();
	struct pack_file files[PACK_FILES];
	struct pack *p = NULL;
	struct ruleset rules;
	int status = -1;

	if (pack_read_files(a, dir, files, e) == 0)
		p = pack_load(a, files, PACK_FILES, e);
	if (p && ruleset_examine(a, p, &rules, e) == 0) {
		withdraw(db, p->code);
		insert(db, p, files);
		status = db_failed(db, e);
	}
	arena_free(a);
	return status;
}

/* The files of a pack's row, on the arena; how many. */
static size_t read_files(struct arena *a, struct db *db, int64_t pack,
			 struct pack_file out[PACK_FILES])
{
	struct rows *r = db_query(db,
				  "SELECT name, text FROM pack_file"
				  " WHERE pack = $1 ORDER BY row",
				  db_int(pack));
	size_t n = 0;

	while (n < PACK_FILES && db_step(r)) {
		out[n].name = arena_strdup(a, db_col_text(r, 0));
		out[n].text = arena_strdup(a, db_col_text(r, 1));
		out[n].n = strlen(out[n].text);
		n++;
	}
	db_end(r);
	return n;
}

struct stored {
	struct db *db;
	int64_t row;
};

/* The texts of a row never change, so neither does what they say. */
static void *load_stored(struct arena *a, void *ctx, struct err *e)
{
	struct stored *s = ctx;
	struct arena *texts = arena_new();
	struct pack_file files[PACK_FILES];
	size_t n = read_files(texts, s->db, s->row, files);
	struct pack *p = NULL;

	if (db_failed(s->db, e) == 0)
		p = pack_load(a, files, n, e);
	arena_free(texts);
	return p;
}

const struct pack *pack_in_force(struct arena *a, struct db *db, day_t on,
				 int64_t known, struct err *e)
{
	int64_t row = db_get_int(db, 0,
				 "SELECT row FROM pack"
				 " WHERE valid_from <= $1"
				 " AND known_from <= $2 AND known_to > $2"
				 " ORDER BY valid_from DESC, row DESC LIMIT 1",
				 db_int(on), db_int(known));

	if (db_failed(db, e) < 0)
		return NULL;
	if (!row) {
		err_set(e, ERR_NOTFOUND,
			"Không có gói quy tắc nào có hiệu lực ngày %s",
			day_vi(a, on));
		return NULL;
	}
	return shelf_get(db_shelf(db), a, arena_printf(a, "pack %" PRId64, row),
			 load_stored, &(struct stored){ db, row }, e);
}

size_t pack_list(struct arena *a, struct db *db, int64_t known,
		 struct pack_entry **out)
{
	struct rows *r = db_query(db,
				  "SELECT code, version, title, valid_from,"
				  " valid_to FROM pack WHERE known_from <= $1"
				  " AND known_to > $1"
				  " ORDER BY valid_from, code",
				  db_int(known));
	size_t n = 0, cap = 0;

	*out = NULL;
	while (db_step(r))
		*VEC_PUSH(a, *out, n, cap) = (struct pack_entry){
			.code = arena_strdup(a, db_col_text(r, 0)),
			.version = db_col_int(r, 1),
			.title = arena_strdup(a, db_col_text(r, 2)),
			.from = (day_t)db_col_int(r, 3),
			.to = (day_t)db_col_int(r, 4),
		};
	return n;
}
