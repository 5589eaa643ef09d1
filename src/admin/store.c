/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of the log. */
#include "admin/audit.h"

#include "lib/db/db.h"
#include "lib/text/text.h"

#define ENTRY "SELECT id, at, who, why, digest, hash FROM tx "

static const char *base16(struct arena *a, struct rows *r, int col)
{
	size_t n;
	const unsigned char *p = db_col_blob(r, col, &n);
	static const char digit[] = "0123456789abcdef";
	char *out = arena_alloc(a, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digit[p[i] >> 4];
		out[2 * i + 1] = digit[p[i] & 15];
	}
	return out;
}

static struct audit_entry read_entry(struct arena *a, struct rows *r)
{
	return (struct audit_entry){
		.tx = db_col_int(r, 0),
		.at = db_col_int(r, 1),
		.who = arena_strdup(a, db_col_text(r, 2)),
		.why = arena_strdup(a, db_col_text(r, 3)),
		.digest = base16(a, r, 4),
		.hash = base16(a, r, 5),
	};
}

/* The times of transactions increase as their numbers do. */
#define FITS "WHERE at >= $1 AND at <= $2 AND ($3 = '' OR who = $3)"
#define FILTER(f)                                                            \
	db_int((f)->from), db_int((f)->to ? (f)->to : INT64_MAX),            \
		db_text((f)->who ? (f)->who : "")

/* Words are looked for by reading: there is no other way to fold them. */
static size_t list_with_words(struct arena *a, struct db *db,
			      const struct audit_filter *f, size_t skip,
			      size_t size, struct audit_entry *out, size_t *n)
{
	struct rows *r = db_query(db, ENTRY FITS " ORDER BY at DESC",
				  FILTER(f));
	const char *fold = text_fold(a, f->words);
	size_t total = 0;

	while (db_step(r)) {
		if (!strstr(text_fold(a, db_col_text(r, 3)), fold))
			continue;
		if (total >= skip && *n < size)
			out[(*n)++] = read_entry(a, r);
		total++;
	}
	return total;
}

size_t audit_list(struct arena *a, struct db *db, const struct audit_filter *f,
		  size_t skip, size_t size, struct audit_entry **out,
		  size_t *n)
{
	struct rows *r;

	*out = ARENA_ARRAY(a, size, struct audit_entry);
	*n = 0;
	if (f->words)
		return list_with_words(a, db, f, skip, size, *out, n);
	r = db_query(db, ENTRY FITS " ORDER BY at DESC LIMIT $4 OFFSET $5",
		     FILTER(f), db_int((int64_t)size), db_int((int64_t)skip));
	while (*n < size && db_step(r))
		(*out)[(*n)++] = read_entry(a, r);
	db_end(r);
	return (size_t)db_get_int(db, 0, "SELECT COUNT(*) FROM tx " FITS,
				  FILTER(f));
}

int audit_get(struct arena *a, struct db *db, int64_t tx,
	      struct audit_entry *out, struct err *e)
{
	struct rows *r = db_query(db, ENTRY "WHERE id = $1", db_int(tx));

	if (!db_step(r))
		return err_set(e, ERR_NOTFOUND, "không có giao dịch số %lld",
			       (long long)tx);
	*out = read_entry(a, r);
	db_end(r);
	return 0;
}

size_t audit_people(struct arena *a, struct db *db, const char ***out)
{
	struct rows *r = db_query(db, "SELECT DISTINCT who FROM tx ORDER BY who");
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r)) {
		const char *who = arena_strdup(a, db_col_text(r, 0));

		*VEC_PUSH(a, *out, n, cap) = who;
	}
	return n;
}

/* A value as it was printed: its two ends and its word, from column i. */
static bool read_quantity(struct rows *r, int i, struct quantity *out)
{
	const char *low = db_col_text(r, i);
	const char *high = db_col_text(r, i + 1);
	const char *word = db_col_text(r, i + 2);

	*out = (struct quantity){ 0 };
	if (!low || dec_parse(low, &out->low, &out->places) < 0 ||
	    qualifier_parse(word, &out->qualifier) < 0)
		return false;
	out->high = out->low;
	return !high || dec_parse(high, &out->high, NULL) == 0;
}

size_t audit_figures(struct arena *a, struct db *db, int64_t tx,
		     struct audit_figure **out)
{
	struct rows *r = db_query(db,
		"SELECT n.indicator, n.place, n.breakdown, n.period, n.basis,"
		" n.percent, n.value, n.value_max, n.qualifier,"
		" o.value, o.value_max, o.qualifier"
		" FROM figure_reported n LEFT JOIN figure_reported o"
		" ON o.known_to = n.known_from AND o.indicator = n.indicator"
		" AND o.place = n.place AND o.breakdown = n.breakdown"
		" AND o.period = n.period AND o.basis = n.basis"
		" AND o.percent = n.percent"
		" WHERE n.known_from = $1 ORDER BY n.row LIMIT $2",
		db_int(tx), db_int(AUDIT_MOST));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r)) {
		struct audit_figure f = {
			.key = {
				.indicator = arena_strdup(a, db_col_text(r, 0)),
				.place = arena_strdup(a, db_col_text(r, 1)),
				.breakdown = arena_strdup(a, db_col_text(r, 2)),
				.period = arena_strdup(a, db_col_text(r, 3)),
				.percent = db_col_int(r, 5) != 0,
			},
		};

		if (basis_parse(db_col_text(r, 4), &f.key.basis) < 0)
			continue;
		f.has_now = read_quantity(r, 6, &f.now);
		f.has_before = read_quantity(r, 9, &f.before);
		*VEC_PUSH(a, *out, n, cap) = f;
	}
	return n;
}

static int64_t int_or_none(struct rows *r, int col)
{
	return db_col_null(r, col) ? REG_NONE : db_col_int(r, col);
}

#define ORG_NAME                                                             \
	"(SELECT v.name FROM organisation_version v WHERE v.org = e.org"      \
	" ORDER BY v.row DESC LIMIT 1)"

static void read_events(struct arena *a, struct rows *r, bool voided,
			struct audit_event **out, size_t *n, size_t *cap)
{
	while (db_step(r)) {
		struct audit_event v = {
			.org = db_col_int(r, 0),
			.name = arena_strdup(a, db_col_null(r, 1)
							? "" : db_col_text(r, 1)),
			.kind = arena_strdup(a, db_col_text(r, 2)),
			.day = (day_t)db_col_int(r, 3),
			.quantity = int_or_none(r, 4),
			.voided = voided,
			.corrected = !voided && !db_col_null(r, 5),
		};

		if (v.corrected) {
			v.day_before = (day_t)db_col_int(r, 5);
			v.quantity_before = int_or_none(r, 6);
		}
		*VEC_PUSH(a, *out, *n, *cap) = v;
	}
}

size_t audit_events(struct arena *a, struct db *db, int64_t tx,
		    struct audit_event **out)
{
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	read_events(a, db_query(db,
		"SELECT e.org, " ORG_NAME ", e.kind, e.day, e.quantity,"
		" o.day, o.quantity FROM event e LEFT JOIN event o"
		" ON o.id = e.id AND o.known_to = e.known_from"
		" WHERE e.known_from = $1 ORDER BY e.row LIMIT $2",
		db_int(tx), db_int(AUDIT_MOST)), false, out, &n, &cap);
	read_events(a, db_query(db,
		"SELECT e.org, " ORG_NAME ", e.kind, e.day, e.quantity"
		" FROM event e WHERE e.known_to = $1 AND NOT EXISTS"
		" (SELECT 1 FROM event n WHERE n.id = e.id AND"
		" n.known_from = $1) ORDER BY e.row LIMIT $2",
		db_int(tx), db_int(AUDIT_MOST)), true, out, &n, &cap);
	return n;
}
