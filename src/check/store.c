/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of checks: see store.h. */
#include "check/store.h"

#include "lib/db/db.h"

/* --- reading reasons -------------------------------------------------------------- */

static const char *keep(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

static int broken_row(struct err *e, const char *table, int64_t row)
{
	err_set(e, ERR_IO, "dữ liệu kiểm tra trong cơ sở dữ liệu bị hỏng");
	return err_detail(e, "bảng %s, dòng %lld", table, (long long)row);
}

static int read_reason(struct arena *a, struct rows *r, struct reason *out,
		       struct err *e)
{
	*out = (struct reason){
		.row = db_col_int(r, 0),
		.check = keep(a, db_col_text(r, 1)),
		.place = keep(a, db_col_text(r, 2)),
		.year = (int)db_col_int(r, 3),
		.period = keep(a, db_col_text(r, 4)),
		.breakdown = keep(a, db_col_text(r, 6)),
		.text = keep(a, db_col_text(r, 7)),
		.who = keep(a, db_col_text(r, 8)),
		.when = db_col_int(r, 9),
	};
	if (basis_parse(db_col_text(r, 5), &out->basis) < 0)
		return broken_row(e, "check_reason", out->row);
	return 0;
}

/* "96.40" and "97" as a quantity with two decimals. */
static int read_quantity(const char *low, const char *high,
			 const char *qualifier, struct quantity *q)
{
	int places = 0;

	*q = (struct quantity){ 0 };
	if (qualifier_parse(qualifier, &q->qualifier) < 0 ||
	    (low && dec_parse(low, &q->low, &q->places) < 0) ||
	    (high && dec_parse(high, &q->high, &places) < 0))
		return -1;
	if (!high)
		q->high = q->low;
	if (places > q->places)
		q->places = places;
	return 0;
}

/* Columns 2 to 11 of a row of `table`. */
static int read_figure(struct arena *a, struct rows *r, const char *table,
		       struct printed *out, struct err *e)
{
	*out = (struct printed){
		.key = {
			.indicator = keep(a, db_col_text(r, 2)),
			.place = keep(a, db_col_text(r, 3)),
			.breakdown = keep(a, db_col_text(r, 4)),
			.period = keep(a, db_col_text(r, 5)),
			.percent = db_col_int(r, 7) != 0,
		},
	};
	if (basis_parse(db_col_text(r, 6), &out->key.basis) < 0 ||
	    state_parse(db_col_text(r, 8), &out->state) < 0 ||
	    read_quantity(db_col_text(r, 9), db_col_text(r, 10),
			  db_col_text(r, 11), &out->value) < 0)
		return broken_row(e, table, db_col_int(r, 0));
	return 0;
}

static struct reason *of_row(struct reason *v, size_t n, int64_t row)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].row == row)
			return &v[i];
	return NULL;
}

/* The figures come in the order of their reasons, so each list grows to its
 * end before the next one. */
static int load_figures(struct arena *a, struct db *db, int year,
			int64_t known, struct reason *v, size_t n,
			struct err *e)
{
	struct rows *rows = db_query(db,
		"SELECT f.row, f.reason, f.indicator, f.place, f.breakdown,"
		" f.period, f.basis, f.percent, f.state, f.value, f.value_max,"
		" f.qualifier"
		" FROM check_reason_figure f"
		" JOIN check_reason r ON r.row = f.reason"
		" WHERE r.year = $1 AND f.known_from <= $2"
		" AND f.known_to > $2 ORDER BY f.reason, f.row",
		db_int(year), db_int(known));
	struct reason *at = NULL;
	size_t cap = 0;

	while (db_step(rows)) {
		int64_t row = db_col_int(rows, 1);

		if (!at || at->row != row) {
			at = of_row(v, n, row);
			cap = 0;
		}
		if (!at || read_figure(a, rows, "check_reason_figure",
				       VEC_PUSH(a, at->figure, at->nfigure,
						cap), e) < 0) {
			db_end(rows);
			return at ? -1 : broken_row(e, "check_reason", row);
		}
	}
	return db_failed(db, e);
}

int reason_load(struct arena *a, struct db *db, int year, int64_t known,
		struct reason **out, size_t *n, struct err *e)
{
	struct rows *rows = db_query(db,
		"SELECT r.row, r.check_code, r.place, r.year, r.period,"
		" r.basis, r.breakdown, r.reason, t.who, t.at"
		" FROM check_reason r JOIN tx t ON t.id = r.known_from"
		" WHERE r.year = $1 AND r.known_from <= $2"
		" AND r.known_to > $2 ORDER BY r.row",
		db_int(year), db_int(known));
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (db_step(rows)) {
		if (read_reason(a, rows, VEC_PUSH(a, *out, *n, cap), e) < 0) {
			db_end(rows);
			return -1;
		}
	}
	if (db_failed(db, e) < 0)
		return -1;
	return load_figures(a, db, year, known, *out, *n, e);
}

/* --- writing reasons -------------------------------------------------------------- */

static void withdraw(struct db *db, int64_t reason)
{
	struct rows *r = db_query(db,
		"SELECT row FROM check_reason_figure WHERE reason = $1"
		" ORDER BY row", db_int(reason));

	while (db_step(r))
		db_withdraw(db, "check_reason_figure", db_col_int(r, 0));
	db_withdraw(db, "check_reason", reason);
}

static void insert_figure(struct arena *a, struct db *db, int64_t reason,
			  const struct printed *f)
{
	const struct figure_key *k = &f->key;
	const struct quantity *q = &f->value;
	bool value = f->state == FIG_VALUE;
	bool range = value && dec_cmp(q->low, q->high) != 0;

	db_run(db,
	       "INSERT INTO check_reason_figure (row, known_from, known_to,"
	       " reason, indicator, place, breakdown, period, basis, percent,"
	       " state, value, value_max, qualifier)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	       " $13, $14)",
	       db_int(db_next(db, "check_reason_figure", "row")),
	       db_int(db_tx(db)), db_int(DB_STILL), db_int(reason),
	       db_text(k->indicator), db_text(k->place),
	       db_text(k->breakdown), db_text(k->period),
	       db_text(basis_name(k->basis)), db_int(k->percent),
	       db_text(state_name(f->state)),
	       db_text(value ? dec_fixed(a, q->low, q->places) : NULL),
	       db_text(range ? dec_fixed(a, q->high, q->places) : NULL),
	       db_text(qualifier_name(value ? q->qualifier : QUAL_EXACT)));
}

int reason_insert(struct arena *a, struct db *db, const struct reason *r,
		  struct err *e)
{
	int64_t row = db_next(db, "check_reason", "row");
	int64_t standing = db_get_int(db, 0,
		"SELECT row FROM check_reason WHERE place = $1 AND year = $2"
		" AND check_code = $3 AND period = $4 AND basis = $5"
		" AND breakdown = $6 AND known_to = $7",
		db_text(r->place), db_int(r->year), db_text(r->check),
		db_text(r->period), db_text(basis_name(r->basis)),
		db_text(r->breakdown), db_int(DB_STILL));

	if (standing)
		withdraw(db, standing);
	db_run(db,
	       "INSERT INTO check_reason (row, known_from, known_to,"
	       " check_code, place, year, period, basis, breakdown, reason)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	       db_int(row), db_int(db_tx(db)), db_int(DB_STILL),
	       db_text(r->check), db_text(r->place), db_int(r->year),
	       db_text(r->period), db_text(basis_name(r->basis)),
	       db_text(r->breakdown), db_text(r->text));
	for (size_t i = 0; i < r->nfigure; i++)
		insert_figure(a, db, row, &r->figure[i]);
	return db_failed(db, e);
}

int reason_remove(struct db *db, const struct reason *r, struct err *e)
{
	withdraw(db, r->row);
	return db_failed(db, e);
}

/* --- reading inquiries ----------------------------------------------------- */

static int read_entry(struct arena *a, struct rows *r,
		      struct inquiry_entry *out, struct err *e)
{
	*out = (struct inquiry_entry){
		.row = db_col_int(r, 0),
		.text = keep(a, db_col_text(r, 10)),
		.has_due = !db_col_null(r, 11),
		.due = (day_t)db_col_int(r, 11),
		.who = keep(a, db_col_text(r, 12)),
		.when = db_col_int(r, 13),
	};
	if (inquiry_state_parse(db_col_text(r, 9), &out->state) < 0)
		return broken_row(e, "check_inquiry", out->row);
	return 0;
}

static int read_inquiry(struct arena *a, struct rows *r, struct inquiry *out,
			struct err *e)
{
	*out = (struct inquiry){
		.id = db_col_int(r, 1),
		.check = keep(a, db_col_text(r, 2)),
		.place = keep(a, db_col_text(r, 3)),
		.year = (int)db_col_int(r, 4),
		.period = keep(a, db_col_text(r, 5)),
		.breakdown = keep(a, db_col_text(r, 7)),
		.unit = keep(a, db_col_text(r, 8)),
	};
	if (basis_parse(db_col_text(r, 6), &out->basis) < 0)
		return broken_row(e, "check_inquiry", db_col_int(r, 0));
	return 0;
}

static struct inquiry *of_id(struct inquiry *v, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].id == id)
			return &v[i];
	return NULL;
}

/* What the last question was about, as known then. */
static int load_asked(struct arena *a, struct db *db, int year, int64_t known,
		      struct inquiry *v, size_t n, struct err *e)
{
	struct rows *rows = db_query(db,
		"SELECT f.row, f.inquiry, f.indicator, f.place, f.breakdown,"
		" f.period, f.basis, f.percent, f.state, f.value, f.value_max,"
		" f.qualifier, f.asked"
		" FROM check_inquiry_figure f"
		" JOIN check_inquiry i ON i.id = f.inquiry"
		" WHERE i.year = $1 AND i.known_from <= $2 AND i.known_to > $2"
		" AND f.known_from <= $2 AND f.known_to > $2"
		" ORDER BY f.inquiry, f.row", db_int(year), db_int(known));
	struct inquiry *at = NULL;
	struct printed *p;
	size_t cap = 0;

	while (db_step(rows)) {
		int64_t id = db_col_int(rows, 1);

		if (!at || at->id != id) {
			at = of_id(v, n, id);
			cap = 0;
		}
		if (!at) {
			db_end(rows);
			return broken_row(e, "check_inquiry", id);
		}
		p = VEC_PUSH(a, at->figure, at->nfigure, cap);
		if (read_figure(a, rows, "check_inquiry_figure", p, e) < 0) {
			db_end(rows);
			return -1;
		}
		p->asked = db_col_int(rows, 12) != 0;
	}
	return db_failed(db, e);
}

/* One version: of the last inquiry, or the first of another one. */
static int read_version(struct arena *a, struct rows *r, struct inquiry *at,
			bool first, size_t *cap, struct err *e)
{
	if (first) {
		*cap = 0;
		if (read_inquiry(a, r, at, e) < 0)
			return -1;
	}
	return read_entry(a, r, VEC_PUSH(a, at->entry, at->nentry, *cap), e);
}

int inquiry_load(struct arena *a, struct db *db, int year, int64_t known,
		 struct inquiry **out, size_t *n, struct err *e)
{
	struct rows *rows = db_query(db,
		"SELECT i.row, i.id, i.check_code, i.place, i.year, i.period,"
		" i.basis, i.breakdown, i.unit, i.state, i.words, i.due,"
		" t.who, t.at"
		" FROM check_inquiry i JOIN tx t ON t.id = i.known_from"
		" WHERE i.year = $1 AND i.known_from <= $2"
		" ORDER BY i.id, i.row", db_int(year), db_int(known));
	size_t cap = 0;
	size_t entries = 0;

	*out = NULL;
	*n = 0;
	while (db_step(rows)) {
		bool first = *n == 0 || (*out)[*n - 1].id != db_col_int(rows, 1);
		struct inquiry *at = first ? VEC_PUSH(a, *out, *n, cap)
					   : &(*out)[*n - 1];

		if (read_version(a, rows, at, first, &entries, e) < 0) {
			db_end(rows);
			return -1;
		}
	}
	if (db_failed(db, e) < 0)
		return -1;
	return load_asked(a, db, year, known, *out, *n, e);
}

int inquiry_year(struct db *db, int64_t id, int64_t known)
{
	return (int)db_get_int(db, 0,
		"SELECT year FROM check_inquiry WHERE id = $1"
		" AND known_from <= $2 AND known_to > $2",
		db_int(id), db_int(known));
}

bool inquiry_stands(struct db *db, const struct inquiry *i)
{
	return db_get_int(db, 0,
		"SELECT id FROM check_inquiry WHERE place = $1 AND year = $2"
		" AND check_code = $3 AND period = $4 AND basis = $5"
		" AND breakdown = $6 AND unit = $7 AND known_to = $8"
		" AND state <> 'closed'",
		db_text(i->place), db_int(i->year), db_text(i->check),
		db_text(i->period), db_text(basis_name(i->basis)),
		db_text(i->breakdown), db_text(i->unit),
		db_int(DB_STILL)) != 0;
}

/* --- writing inquiries ------------------------------------------------------ */

static void insert_asked(struct arena *a, struct db *db, int64_t inquiry,
			 const struct printed *f)
{
	const struct figure_key *k = &f->key;
	const struct quantity *q = &f->value;
	bool value = f->state == FIG_VALUE;
	bool range = value && dec_cmp(q->low, q->high) != 0;

	db_run(db,
	       "INSERT INTO check_inquiry_figure (row, known_from, known_to,"
	       " inquiry, asked, indicator, place, breakdown, period, basis,"
	       " percent, state, value, value_max, qualifier)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	       " $13, $14, $15)",
	       db_int(db_next(db, "check_inquiry_figure", "row")),
	       db_int(db_tx(db)), db_int(DB_STILL), db_int(inquiry),
	       db_int(f->asked), db_text(k->indicator), db_text(k->place),
	       db_text(k->breakdown), db_text(k->period),
	       db_text(basis_name(k->basis)), db_int(k->percent),
	       db_text(state_name(f->state)),
	       db_text(value ? dec_fixed(a, q->low, q->places) : NULL),
	       db_text(range ? dec_fixed(a, q->high, q->places) : NULL),
	       db_text(qualifier_name(value ? q->qualifier : QUAL_EXACT)));
}

static void replace_figures(struct arena *a, struct db *db, int64_t id,
			    const struct inquiry *i)
{
	struct rows *r = db_query(db,
		"SELECT row FROM check_inquiry_figure WHERE inquiry = $1"
		" AND known_to = $2 ORDER BY row", db_int(id),
		db_int(DB_STILL));

	while (db_step(r))
		db_withdraw(db, "check_inquiry_figure", db_col_int(r, 0));
	for (size_t k = 0; k < i->nfigure; k++)
		insert_asked(a, db, id, &i->figure[k]);
}

int inquiry_insert(struct arena *a, struct db *db, const struct inquiry *i,
		   const struct inquiry_entry *said, int64_t *id,
		   struct err *e)
{
	int64_t number = i->nentry ? i->id
				   : db_next(db, "check_inquiry", "id");

	if (i->nentry)
		db_withdraw(db, "check_inquiry", inquiry_last(i)->row);
	db_run(db,
	       "INSERT INTO check_inquiry (row, known_from, known_to, id,"
	       " check_code, place, year, period, basis, breakdown, unit,"
	       " state, words, due)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	       " $13, $14)",
	       db_int(db_next(db, "check_inquiry", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(number), db_text(i->check),
	       db_text(i->place), db_int(i->year), db_text(i->period),
	       db_text(basis_name(i->basis)), db_text(i->breakdown),
	       db_text(i->unit), db_text(inquiry_state_code(said->state)),
	       db_text(said->text),
	       said->has_due ? db_int(said->due) : db_null());
	if (said->state == INQUIRY_ASKED)
		replace_figures(a, db, number, i);
	if (id)
		*id = number;
	return db_failed(db, e);
}
