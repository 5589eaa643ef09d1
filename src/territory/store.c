/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units in the database.  The lists are brought in as differences: what
 * stands already stays, so loading the same folder again writes nothing.
 */
#include "territory/internal.h"

#include "lib/db/db.h"
#include "lib/text/text.h"

#include <stdlib.h>
#include <string.h>

/* --- reading -------------------------------------------------------------- */

/* The name after its kind.  "Thành phố Trung ương" is a kind, "Thành phố Hà
 * Nội" a name: of a kind that is not all there, the words that are. */
static const char *bare_name(const char *name, const char *kind)
{
	size_t n = strlen(kind);

	while (n && (strncmp(name, kind, n) != 0 || name[n] != ' '))
		n--;
	return n ? name + n + 1 : name;
}

/* A unit is given its id after its parent, so in the order of ids parents
 * come first.  The array may move while it grows, hence parents afterwards. */
static void read_units(struct arena *a, struct db *db, const char *province,
		       int64_t known, struct territory *t)
{
	struct rows *r = db_query(
		db,
		"WITH RECURSIVE inside (id) AS ("
		" SELECT id FROM unit WHERE parent IS NULL"
		"  AND known_from <= $1 AND known_to > $1"
		"  AND (CAST($2 AS TEXT) IS NULL OR code = $2)"
		" UNION"
		" SELECT u.id FROM unit u JOIN inside i ON u.parent = i.id"
		"  WHERE u.known_from <= $1 AND u.known_to > $1)"
		" SELECT u.id, u.code, u.name, u.kind, u.level, u.valid_from,"
		"  u.valid_to, u.parent"
		" FROM unit u WHERE u.known_from <= $1 AND u.known_to > $1"
		"  AND u.id IN (SELECT id FROM inside) ORDER BY u.id",
		db_int(known), db_text(province));
	size_t cap = 0;
	int64_t *parent = NULL;
	size_t nparent = 0, cap_parent = 0;

	while (db_step(r)) {
		const char *name = arena_strdup(a, db_col_text(r, 2));
		const char *kind = arena_strdup(a, db_col_text(r, 3));
		const char *bare = bare_name(name, kind);

		*VEC_PUSH(a, t->unit, t->nunit, cap) = (struct unit){
			.id = db_col_int(r, 0),
			.code = arena_strdup(a, db_col_text(r, 1)),
			.name = name,
			.kind = kind,
			.bare = bare,
			.fold = text_fold(a, name),
			.bare_fold = text_fold(a, bare),
			.level = (enum unit_level)db_col_int(r, 4),
			.from = (day_t)db_col_int(r, 5),
			.to = (day_t)db_col_int(r, 6),
		};
		*VEC_PUSH(a, parent, nparent, cap_parent) = db_col_int(r, 7);
	}
	for (size_t i = 0; i < t->nunit; i++)
		if (parent[i])
			t->unit[i].parent = territory_unit(t, parent[i]);
}

static const char *text_or_null(struct arena *a, struct rows *r, int col)
{
	const char *text = db_col_text(r, col);

	return text ? arena_strdup(a, text) : NULL;
}

static int64_t int_or_unknown(struct rows *r, int col)
{
	return db_col_null(r, col) ? -1 : db_col_int(r, col);
}

static void read_changes(struct arena *a, struct db *db, int64_t known,
			 struct territory *t)
{
	struct rows *r = db_query(
		db,
		"SELECT c.old_unit, c.new_unit, c.kind, c.day, c.area_m2,"
		" c.people, c.decision, c.note"
		" FROM unit_change c JOIN unit n ON n.id = c.new_unit"
		"  AND n.known_from <= $1 AND n.known_to > $1"
		" WHERE c.known_from <= $1 AND c.known_to > $1"
		" ORDER BY c.old_unit, n.code", db_int(known));
	size_t cap = 0;

	while (db_step(r)) {
		struct unit_change c = {
			.old = territory_unit(t, db_col_int(r, 0)),
			.new = territory_unit(t, db_col_int(r, 1)),
			.day = (day_t)db_col_int(r, 3),
			.area_m2 = int_or_unknown(r, 4),
			.people = int_or_unknown(r, 5),
		};

		if (!c.old || !c.new) /* of another province */
			continue;
		c.kind = arena_strdup(a, db_col_text(r, 2));
		c.decision = text_or_null(a, r, 6);
		c.note = text_or_null(a, r, 7);
		*VEC_PUSH(a, t->change, t->nchange, cap) = c;
	}
}

static void read_coverage(struct arena *a, struct db *db, int64_t known,
			  struct territory *t)
{
	struct rows *r = db_query(
		db,
		"SELECT province, valid_from, valid_to FROM unit_coverage"
		" WHERE known_from <= $1 AND known_to > $1"
		" ORDER BY province, valid_from", db_int(known));
	size_t cap = 0;

	while (db_step(r))
		*VEC_PUSH(a, t->coverage, t->ncoverage, cap) =
			(struct coverage){
				arena_strdup(a, db_col_text(r, 0)),
				(day_t)db_col_int(r, 1),
				(day_t)db_col_int(r, 2),
			};
}

int store_read(struct arena *a, struct db *db, const char *province,
	       int64_t known, struct territory *t, struct err *e)
{
	read_units(a, db, province, known, t);
	read_changes(a, db, known, t);
	read_coverage(a, db, known, t);
	return db_failed(db, e);
}

char *territory_home(struct arena *a, struct db *db, int64_t known)
{
	return db_get_text(db, a,
			   "SELECT code FROM unit_home"
			   " WHERE known_from <= $1 AND known_to > $1",
			   db_int(known));
}

/* --- writing -------------------------------------------------------------- */

/* A row that stands in the database, and whether the lists still say it. */
struct standing {
	int64_t row;
	int64_t id;
	const char *code;
	day_t from;
	bool said;
};

struct writer {
	struct arena *a;
	struct db *db;
	struct standing *unit; /* by code and first day */
	size_t nunit;
	int64_t changed;
};

static void read_standing(struct writer *w)
{
	struct rows *r = db_query(w->db,
				  "SELECT row, id, code, valid_from FROM unit"
				  " WHERE known_to = $1"
				  " ORDER BY code, valid_from",
				  db_int(DB_STILL));
	size_t cap = 0;

	while (db_step(r))
		*VEC_PUSH(w->a, w->unit, w->nunit, cap) = (struct standing){
			.row = db_col_int(r, 0),
			.id = db_col_int(r, 1),
			.code = arena_strdup(w->a, db_col_text(r, 2)),
			.from = (day_t)db_col_int(r, 3),
		};
}

static int cmp_standing(const void *key, const void *element)
{
	const struct unit *u = key;
	const struct standing *s = element;
	int c = strcmp(u->code, s->code);

	return c ? c : (u->from > s->from) - (u->from < s->from);
}

static void withdraw(struct writer *w, const char *table, int64_t row)
{
	db_withdraw(w->db, table, row);
	w->changed++;
}

static int64_t parent_id(const struct unit *u)
{
	return u->parent ? u->parent->id : 0;
}

static bool stands(struct writer *w, const struct unit *u, int64_t row)
{
	return db_get_int(w->db, 0,
			  "SELECT 1 FROM unit WHERE row = $1 AND name = $2"
			  " AND kind = $3 AND valid_to = $4"
			  " AND COALESCE(parent, 0) = $5",
			  db_int(row), db_text(u->name), db_text(u->kind),
			  db_int(u->to), db_int(parent_id(u))) != 0;
}

/* The id that this code and first day have, or ever had, or a new one. */
static int64_t id_of(struct writer *w, const struct unit *u)
{
	int64_t id = db_get_int(w->db, 0,
				"SELECT id FROM unit WHERE code = $1"
				" AND valid_from = $2",
				db_text(u->code), db_int(u->from));

	return id ? id : db_next(w->db, "unit", "id");
}

static void write_unit(struct writer *w, struct unit *u)
{
	struct standing *s = NULL;

	if (w->nunit)
		s = bsearch(u, w->unit, w->nunit, sizeof *s, cmp_standing);
	u->id = s ? s->id : id_of(w, u);
	if (s) {
		s->said = true;
		if (stands(w, u, s->row))
			return;
		withdraw(w, "unit", s->row);
	}
	db_run(w->db,
	       "INSERT INTO unit (row, id, code, valid_from, valid_to, level,"
	       " name, kind, parent, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	       db_int(db_next(w->db, "unit", "row")), db_int(u->id),
	       db_text(u->code), db_int(u->from), db_int(u->to),
	       db_int(u->level), db_text(u->name), db_text(u->kind),
	       u->parent ? db_int(u->parent->id) : db_null(),
	       db_int(db_tx(w->db)), db_int(DB_STILL));
	w->changed++;
}

static void write_units(struct writer *w, const struct lists *l)
{
	read_standing(w);
	for (size_t i = 0; i < l->nunit; i++)
		write_unit(w, l->unit[i]);
	for (size_t i = 0; i < w->nunit; i++)
		if (!w->unit[i].said)
			withdraw(w, "unit", w->unit[i].row);
}

static struct db_value known_int(int64_t n)
{
	return n < 0 ? db_null() : db_int(n);
}

static bool same_text(const char *x, const char *y)
{
	return x && y ? strcmp(x, y) == 0 : x == y;
}

/* The current row of a query over unit_change, from its column 1 on, is c. */
static bool is_change(struct rows *r, const struct unit_change *c)
{
	return db_col_int(r, 1) == c->old->id &&
	       db_col_int(r, 2) == c->new->id && db_col_int(r, 4) == c->day &&
	       int_or_unknown(r, 5) == c->area_m2 &&
	       int_or_unknown(r, 6) == c->people &&
	       same_text(db_col_text(r, 3), c->kind) &&
	       same_text(db_col_text(r, 7), c->decision) &&
	       same_text(db_col_text(r, 8), c->note);
}

static void insert_change(struct writer *w, const struct unit_change *c)
{
	db_run(w->db,
	       "INSERT INTO unit_change (row, old_unit, new_unit, kind, day,"
	       " area_m2, people, decision, note, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
	       db_int(db_next(w->db, "unit_change", "row")),
	       db_int(c->old->id), db_int(c->new->id), db_text(c->kind),
	       db_int(c->day), known_int(c->area_m2), known_int(c->people),
	       db_text(c->decision), db_text(c->note), db_int(db_tx(w->db)),
	       db_int(DB_STILL));
	w->changed++;
}

static void write_changes(struct writer *w, const struct lists *l)
{
	bool *there = ARENA_ARRAY(w->a, l->nchange, bool);
	struct rows *r = db_query(w->db,
				  "SELECT row, old_unit, new_unit, kind, day,"
				  " area_m2, people, decision, note"
				  " FROM unit_change WHERE known_to = $1",
				  db_int(DB_STILL));

	while (db_step(r)) {
		size_t i = 0;

		while (i < l->nchange && !is_change(r, &l->change[i]))
			i++;
		if (i < l->nchange)
			there[i] = true;
		else
			withdraw(w, "unit_change", db_col_int(r, 0));
	}
	for (size_t i = 0; i < l->nchange; i++)
		if (!there[i])
			insert_change(w, &l->change[i]);
}

static bool is_coverage(struct rows *r, const struct coverage *c)
{
	return same_text(db_col_text(r, 1), c->province) &&
	       db_col_int(r, 2) == c->from && db_col_int(r, 3) == c->to;
}

static void insert_coverage(struct writer *w, const struct coverage *c)
{
	db_run(w->db,
	       "INSERT INTO unit_coverage (row, province, valid_from,"
	       " valid_to, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4, $5, $6)",
	       db_int(db_next(w->db, "unit_coverage", "row")),
	       db_text(c->province), db_int(c->from), db_int(c->to),
	       db_int(db_tx(w->db)), db_int(DB_STILL));
	w->changed++;
}

static void write_coverage(struct writer *w, const struct lists *l)
{
	bool *there = ARENA_ARRAY(w->a, l->ncoverage, bool);
	struct rows *r = db_query(w->db,
				  "SELECT row, province, valid_from, valid_to"
				  " FROM unit_coverage WHERE known_to = $1",
				  db_int(DB_STILL));

	while (db_step(r)) {
		size_t i = 0;

		while (i < l->ncoverage && !is_coverage(r, &l->coverage[i]))
			i++;
		if (i < l->ncoverage)
			there[i] = true;
		else
			withdraw(w, "unit_coverage", db_col_int(r, 0));
	}
	for (size_t i = 0; i < l->ncoverage; i++)
		if (!there[i])
			insert_coverage(w, &l->coverage[i]);
}

static void write_home(struct writer *w, const char *home)
{
	char *old = db_get_text(w->db, w->a,
				"SELECT code FROM unit_home"
				" WHERE known_to = $1",
				db_int(DB_STILL));

	if (same_text(old, home))
		return;
	if (old)
		withdraw(w, "unit_home",
			 db_get_int(w->db, 0,
				    "SELECT row FROM unit_home"
				    " WHERE known_to = $1", db_int(DB_STILL)));
	db_run(w->db,
	       "INSERT INTO unit_home (row, code, known_from, known_to)"
	       " VALUES ($1, $2, $3, $4)",
	       db_int(db_next(w->db, "unit_home", "row")), db_text(home),
	       db_int(db_tx(w->db)), db_int(DB_STILL));
	w->changed++;
}

int64_t store_lists(struct db *db, const struct lists *l, const char *home,
		    struct err *e)
{
	struct writer w = { .a = arena_new(), .db = db };

	write_units(&w, l);
	write_changes(&w, l);
	write_coverage(&w, l);
	write_home(&w, home);
	arena_free(w.a);
	return db_failed(db, e) ? -1 : w.changed;
}
