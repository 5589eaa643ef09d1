/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of the plan: see text.h. */
#include "lib/db/db.h"
#include "plan/text.h"

static const char *keep(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static void read_text(struct arena *a, struct rows *r, struct plan_text *out)
{
	*out = (struct plan_text){
		.row = db_col_int(r, 0),
		.paragraph = keep(a, db_col_text(r, 1)),
		.base = keep(a, db_col_text(r, 2)),
		.text = keep(a, db_col_text(r, 3)),
		.who = keep(a, db_col_text(r, 4)),
		.when = db_col_int(r, 5),
		.why = keep(a, db_col_text(r, 6)),
	};
}

struct plan_texts *plan_texts_read(struct arena *a, struct db *db,
				   const char *place, int year, int64_t known,
				   struct err *e)
{
	struct plan_texts *t = ARENA_NEW(a, struct plan_texts);
	struct rows *r = db_query(db,
		"SELECT p.row, p.paragraph, p.base, p.text, t.who, t.at, t.why"
		" FROM plan_text p JOIN tx t ON t.id = p.known_from"
		" WHERE p.place = $1 AND p.year = $2"
		" AND p.known_from <= $3 AND p.known_to > $3 ORDER BY p.row",
		db_text(place), db_int(year), db_int(known));
	size_t cap = 0;

	while (db_step(r))
		read_text(a, r, VEC_PUSH(a, t->v, t->n, cap));
	return db_failed(db, e) ? NULL : t;
}

int plan_text_history(struct arena *a, struct db *db, const char *place,
		      int year, const char *paragraph, int64_t known,
		      struct plan_texts *out, struct err *e)
{
	struct rows *r = db_query(db,
		"SELECT p.row, p.paragraph, p.base, p.text, t.who, t.at, t.why,"
		" u.who, u.at, u.why"
		" FROM plan_text p JOIN tx t ON t.id = p.known_from"
		" LEFT JOIN tx u ON u.id = p.known_to AND u.id <= $4"
		" WHERE p.place = $1 AND p.year = $2 AND p.paragraph = $3"
		" AND p.known_from <= $4 ORDER BY p.row DESC",
		db_text(place), db_int(year), db_text(paragraph),
		db_int(known));
	size_t cap = 0;

	*out = (struct plan_texts){ 0 };
	while (db_step(r)) {
		struct plan_text *t = VEC_PUSH(a, out->v, out->n, cap);

		read_text(a, r, t);
		t->until_who = keep(a, db_col_text(r, 7));
		t->until = db_col_int(r, 8);
		t->until_why = keep(a, db_col_text(r, 9));
	}
	return db_failed(db, e);
}

int plan_text_write(struct db *db, const char *place, int year,
		    const struct plan_text *t, int64_t over, struct err *e)
{
	int64_t stands = db_get_int(db, 0,
		"SELECT row FROM plan_text WHERE place = $1 AND year = $2"
		" AND paragraph = $3 AND known_to = $4",
		db_text(place), db_int(year), db_text(t->paragraph),
		db_int(DB_STILL));

	if (stands != over) {
		err_set(e, ERR_CONFLICT, "đoạn %s vừa được người khác sửa",
			t->paragraph);
		return err_hint(e, "xem lời văn của người đó bên dưới, rồi lưu "
				   "lại lời văn cần giữ");
	}
	if (stands)
		db_withdraw(db, "plan_text", stands);
	if (!t->text)
		return db_failed(db, e);
	db_run(db,
	       "INSERT INTO plan_text (row, known_from, known_to, place, year,"
	       " paragraph, base, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
	       db_int(db_next(db, "plan_text", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_text(place), db_int(year),
	       db_text(t->paragraph), db_text(t->base), db_text(t->text));
	return db_failed(db, e);
}

static bool read_moment(struct arena *a, struct db *db, int64_t tx,
			struct plan_moment *out)
{
	struct rows *r = db_query(db,
		"SELECT at, who, why FROM tx WHERE id = $1", db_int(tx));

	if (!db_step(r))
		return false;
	*out = (struct plan_moment){
		.tx = tx,
		.when = db_col_int(r, 0),
		.who = keep(a, db_col_text(r, 1)),
		.why = keep(a, db_col_text(r, 2)),
	};
	db_end(r);
	return true;
}

int plan_moments(struct arena *a, struct db *db, int64_t known, size_t max,
		 struct plan_moment **out, size_t *n, struct err *e)
{
	static const char *const tables[] = {
		"plan_text", "figure_reported", "check_reason",
		"check_reason_figure", "organisation", "organisation_version",
		"event", "pack", "unit", NULL
	};
	int64_t tx = db_changed(db, tables, known);

	*out = ARENA_ARRAY(a, max, struct plan_moment);
	for (*n = 0; tx > 0 && *n < max; tx = db_changed(db, tables, tx - 1))
		if (read_moment(a, db, tx, &(*out)[*n]))
			++*n;
	return db_failed(db, e);
}
