/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of figures: what was reported, by whom, as known when. */
#include "figure/internal.h"

#include "lib/db/db.h"

static const char *keep(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

/* The columns that the queries below share, as a struct. */
static int read_row(struct arena *a, struct rows *r, struct reported *out,
		    struct err *e)
{
	const char *low = db_col_text(r, 7);
	const char *high = db_col_text(r, 8);
	int low_places = 0;
	int high_places = 0;

	*out = (struct reported){
		.row = db_col_int(r, 0),
		.key = {
			.indicator = keep(a, db_col_text(r, 1)),
			.place = keep(a, db_col_text(r, 2)),
			.breakdown = keep(a, db_col_text(r, 3)),
			.period = keep(a, db_col_text(r, 4)),
			.percent = db_col_int(r, 6) != 0,
		},
		.note = keep(a, db_col_text(r, 11)),
		.origin = keep(a, db_col_text(r, 12)),
		.who = keep(a, db_col_text(r, 13)),
		.when = db_col_int(r, 14),
	};
	if (basis_parse(db_col_text(r, 5), &out->key.basis) < 0 ||
	    state_parse(db_col_text(r, 10), &out->state) < 0 ||
	    qualifier_parse(db_col_text(r, 9), &out->value.qualifier) < 0 ||
	    (low && dec_parse(low, &out->value.low, &low_places) < 0) ||
	    (high && dec_parse(high, &out->value.high, &high_places) < 0))
		return err_set(e, ERR_IO,
			       "số liệu báo cáo số %lld trong cơ sở dữ liệu bị hỏng",
			       (long long)out->row);
	if (!high)
		out->value.high = out->value.low;
	out->value.places = low_places > high_places ? low_places : high_places;
	return 0;
}

int reported_load(struct arena *a, struct db *db, int64_t known,
		  struct reported **out, size_t *n, struct err *e)
{
	struct rows *r = db_query(db,
		"SELECT f.row, f.indicator, f.place, f.breakdown, f.period,"
		" f.basis, f.percent, f.value, f.value_max, f.qualifier,"
		" f.state, f.note, f.origin, t.who, t.at"
		" FROM figure_reported f JOIN tx t ON t.id = f.known_from"
		" WHERE f.known_from <= $1 AND f.known_to > $1"
		" ORDER BY f.row", db_int(known));
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (db_step(r)) {
		if (read_row(a, r, VEC_PUSH(a, *out, *n, cap), e) < 0) {
			db_end(r);
			return -1;
		}
	}
	return db_failed(db, e);
}

int figure_history(struct arena *a, struct db *db, const struct figure_key *k,
		   int64_t known, struct figure_version **out, size_t *n,
		   struct err *e)
{
	struct rows *r = db_query(db,
		"SELECT f.row, f.indicator, f.place, f.breakdown, f.period,"
		" f.basis, f.percent, f.value, f.value_max, f.qualifier,"
		" f.state, f.note, f.origin, t.who, t.at, t.why"
		" FROM figure_reported f JOIN tx t ON t.id = f.known_from"
		" WHERE f.place = $1 AND f.period = $2 AND f.indicator = $3"
		" AND f.breakdown = $4 AND f.basis = $5 AND f.percent = $6"
		" AND f.known_from <= $7 ORDER BY f.known_from DESC",
		db_text(k->place), db_text(k->period), db_text(k->indicator),
		db_text(k->breakdown), db_text(basis_name(k->basis)),
		db_int(k->percent), db_int(known));
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	while (db_step(r)) {
		struct reported row;

		if (read_row(a, r, &row, e) < 0) {
			db_end(r);
			return -1;
		}
		*VEC_PUSH(a, *out, *n, cap) = (struct figure_version){
			.state = row.state, .value = row.value,
			.who = row.who, .when = row.when,
			.why = keep(a, db_col_text(r, 15)),
			.note = row.note, .origin = row.origin,
		};
	}
	return db_failed(db, e);
}

int64_t figure_standing(struct db *db, const struct figure_key *k)
{
	return db_get_int(db, 0,
		"SELECT row FROM figure_reported WHERE place = $1"
		" AND period = $2 AND indicator = $3 AND breakdown = $4"
		" AND basis = $5 AND percent = $6"
		" AND known_to = $7",
		db_text(k->place), db_text(k->period), db_text(k->indicator),
		db_text(k->breakdown), db_text(basis_name(k->basis)),
		db_int(k->percent), db_int(DB_STILL));
}

int reported_insert(struct arena *a, struct db *db,
		    const struct figure_report *r, struct err *e)
{
	const struct figure_key *k = &r->key;
	const struct quantity *q = &r->value;
	int64_t standing = figure_standing(db, k);
	bool value = r->state == FIG_VALUE;
	bool range = value && dec_cmp(q->low, q->high) != 0;

	if (standing && db_get_int(db, 0,
				   "SELECT known_from FROM figure_reported"
				   " WHERE row = $1", db_int(standing)) ==
				db_tx(db))
		return err_set(e, ERR_CONFLICT,
			       "số liệu này được báo cáo hai lần cùng lúc");
	if (standing)
		db_withdraw(db, "figure_reported", standing);
	db_run(db,
	       "INSERT INTO figure_reported (row, known_from, known_to,"
	       " indicator, place, breakdown, period, basis, percent, state,"
	       " value, value_max, qualifier, note, origin)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	       " $13, $14, $15)",
	       db_int(db_next(db, "figure_reported", "row")),
	       db_int(db_tx(db)), db_int(DB_STILL), db_text(k->indicator),
	       db_text(k->place),
	       db_text(k->breakdown), db_text(k->period),
	       db_text(basis_name(k->basis)), db_int(k->percent),
	       db_text(state_name(r->state)),
	       db_text(value ? dec_fixed(a, q->low, q->places) : NULL),
	       db_text(range ? dec_fixed(a, q->high, q->places) : NULL),
	       db_text(qualifier_name(value ? q->qualifier : QUAL_EXACT)),
	       db_text(r->note), db_text(r->origin));
	return db_failed(db, e);
}

int reported_last_year(struct db *db, int64_t known)
{
	return (int)db_get_int(db, 0,
		"SELECT MAX(CAST(SUBSTR(period, 1, 4) AS BIGINT)"
		" + CASE WHEN basis = 'plan' THEN 0 ELSE 1 END)"
		" FROM figure_reported WHERE period NOT LIKE '____-____'"
		" AND known_from <= $1 AND known_to > $1", db_int(known));
}

day_t known_day(struct db *db, int64_t known)
{
	int64_t at = db_get_int(db, 0, "SELECT at FROM tx WHERE id = $1",
				db_int(known));

	/* the one being written has no time yet: it is now */
	return at == INT64_MAX ? day_today() : moment_day(at);
}
