/* SPDX-License-Identifier: Apache-2.0 */
/* See roll.h. */
#include "register/roll.h"

#include "lib/cli/cli.h"
#include "lib/db/db.h"
#include "lib/text/text.h"
#include "register/search.h"

#include <inttypes.h>

/* --- one organisation ------------------------------------------------------- */

/* The last event that led to the status of the day. */
static day_t status_since(const struct org *o, day_t on)
{
	day_t since = DAY_MIN;
	const char *before = NULL;

	for (size_t i = 0; i < o->nevent && o->event[i].day <= on; i++) {
		const char *status = o->event[i].status;

		if (!before || (status && strcmp(before, status) != 0))
			since = o->event[i].day;
		before = status;
	}
	return since;
}

bool roll_look(const struct view *v, const struct snapshot *s,
	       const struct org *o, struct roll_line *out)
{
	const char *status = org_status(s, o, v->on);

	*out = (struct roll_line){ .org = o };
	if (status)
		out->status = pack_status(v->pack, status);
	if (!out->status)
		return false;
	out->version = org_version_on(o, v->on);
	out->status_day = status_since(o, v->on);
	if (out->version)
		out->seat = view_seat(v, out->version->seat);
	return true;
}

bool roll_wanted(const struct view *v, const struct roll_filter *f,
		 const struct roll_line *l)
{
	const struct classification *sector =
		pack_classification(v->pack, "sector");

	if (f->kind && strcmp(l->org->kind, f->kind) != 0)
		return false;
	if (!f->ended && !f->status && !l->status->exists)
		return false;
	if (f->status && !status_is(v->pack, l->status->code, f->status))
		return false;
	if (f->sector && (!l->version || !l->version->sector ||
			  !category_is(sector, l->version->sector, f->sector)))
		return false;
	return !f->place || (l->seat && unit_is_under(l->seat, f->place));
}

const char *org_identifier(const struct org *o, const char *kind)
{
	for (size_t i = 0; i < o->nidentifier; i++) {
		if (strcmp(o->identifier[i].kind, kind) == 0)
			return o->identifier[i].number;
	}
	return NULL;
}

/* --- finding ---------------------------------------------------------------- */

static const char *next_word(const char *p)
{
	p = strchrnul(p, ' ');
	return *p ? p + 1 : p;
}

/* Does every word of the key begin a word of the text? */
static bool holds(const char *text, const char *key)
{
	for (; *key; key = next_word(key)) {
		const size_t n = (size_t)(strchrnul(key, ' ') - key);
		const char *p = text;

		while (*p && strncmp(p, key, n) != 0)
			p = next_word(p);
		if (!*p)
			return false;
	}
	return true;
}

static bool has_number(const struct org *o, const char *number)
{
	for (size_t i = 0; i < o->nidentifier; i++)
		if (strcmp(o->identifier[i].number, number) == 0)
			return true;
	return false;
}

/* By a name that it has, had or will have, or by a number. */
static bool is_called(const struct org *o, const char *text, const char *key)
{
	for (size_t i = 0; i < o->nversion; i++)
		if (holds(o->version[i].fold, key))
			return true;
	return has_number(o, text);
}

/* "htx dinh lap": an HTX in a place of that name. */
static bool lies_in(const struct roll_line *l, const char *key)
{
	const char *const *k;
	static const char *const kinds[] = { "lhhtx ", "htx ", "tht ", NULL };

	for (k = kinds; *k && strncmp(key, *k, strlen(*k)) != 0; k++)
		;
	if (*k) {
		if (strncmp(l->version->fold, *k, strlen(*k)) != 0)
			return false;
		key += strlen(*k);
	}
	for (const struct unit *u = l->seat; u && u->level > UNIT_PROVINCE;
	     u = u->parent) {
		if (holds(u->fold, key))
			return true;
	}
	return false;
}

/* Those that a name or number finds, then those that lie in a place of that
 * name; both in dictionary order.  A province's register is looked through in
 * memory: register_search finds the same names in the database. */
static size_t find(struct arena *a, struct db *db, const struct view *v,
		   const struct snapshot *s, const char *text, int64_t **out)
{
	const char *key = search_key(a, text);
	int64_t *all;
	const size_t n = register_search(a, db, "", v->on, v->known, &all);
	int64_t *near;
	size_t named = 0;
	size_t placed = 0;

	*out = all;
	if (!*key)
		return n;
	near = ARENA_ARRAY(a, n, int64_t);
	for (size_t i = 0; i < n; i++) {
		const struct org *o = snapshot_org(s, all[i]);
		struct roll_line l;

		if (!o)
			continue;
		if (is_called(o, text, key))
			all[named++] = o->id;
		else if (roll_look(v, s, o, &l) && l.version &&
			 lies_in(&l, key))
			near[placed++] = o->id;
	}
	if (placed)
		memcpy(all + named, near, placed * sizeof *near);
	return named + placed;
}

size_t roll_read(struct arena *a, struct db *db, const struct view *v,
		 const struct snapshot *s, const struct roll_filter *f,
		 struct roll_line **out)
{
	int64_t *id;
	size_t nid = find(a, db, v, s, f->text, &id);
	struct roll_line *line = ARENA_ARRAY(a, nid, struct roll_line);
	size_t n = 0;

	for (size_t i = 0; i < nid; i++) {
		const struct org *o = snapshot_org(s, id[i]);

		if (o && roll_look(v, s, o, &line[n]) &&
		    roll_wanted(v, f, &line[n]))
			n++;
	}
	*out = line;
	return n;
}

/* --- ranking ------------------------------------------------------------------ */

struct ranked {
	int rank; /* 0 best */
	size_t at;
	struct roll_line line;
};

/* Does a text hold a phrase, from the beginning of a word on? */
static const char *phrase_in(const char *text, const char *phrase)
{
	const char *p = text;

	while ((p = strstr(p, phrase)) && p > text && p[-1] != ' ')
		p++;
	return p;
}

static int rank_of(struct arena *a, const struct roll_line *l,
		   const char *text, const char *marked, const char *key)
{
	const char *name = l->version ? l->version->name : "";
	const char *folded = l->version ? l->version->fold : "";
	const char *at = phrase_in(folded, key);
	int rank = strcmp(folded, key) == 0 ? 0 :
		   at == folded		    ? 1 :
		   at			    ? 2 :
		   holds(folded, key)	    ? 3 :
					      4;

	if (has_number(l->org, text))
		return 0;
	return rank + (holds(text_lower(a, name), marked) ? 0 : 5);
}

static int by_rank(const void *px, const void *py)
{
	const struct ranked *x = px;
	const struct ranked *y = py;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	return (x->at > y->at) - (x->at < y->at);
}

void roll_rank(struct arena *a, const char *text, struct roll_line *line,
	       size_t n)
{
	struct ranked *r = ARENA_ARRAY(a, n, struct ranked);
	const char *marked = text_lower(a, text);
	const char *key = search_key(a, text);

	if (!*key)
		return;
	for (size_t i = 0; i < n; i++)
		r[i] = (struct ranked){ rank_of(a, &line[i], text, marked, key),
					i, line[i] };
	qsort(r, n, sizeof *r, by_rank);
	for (size_t i = 0; i < n; i++)
		line[i] = r[i].line;
}

/* --- as a file --------------------------------------------------------------- */

/* In CSV and JSON: codes and plain numbers, under names that import knows. */
static const struct column full_columns[] = {
	{ "id", "", COL_RIGHT, true },
	{ "kind", "", COL_LEFT, false },
	{ "name", "", COL_LEFT, false },
	{ "tax", "", COL_LEFT, false },
	{ "certificate", "", COL_LEFT, false },
	{ "old", "", COL_LEFT, false },
	{ "demo", "", COL_LEFT, false },
	{ "founded", "", COL_LEFT, false },
	{ "sector", "", COL_LEFT, false },
	{ "district", "", COL_LEFT, false },
	{ "district_name", "", COL_LEFT, false },
	{ "commune", "", COL_LEFT, false },
	{ "commune_name", "", COL_LEFT, false },
	{ "address", "", COL_LEFT, false },
	{ "capital_vnd", "", COL_RIGHT, true },
	{ "members", "", COL_RIGHT, true },
	{ "labour", "", COL_RIGHT, true },
	{ "managers", "", COL_RIGHT, true },
	{ "managers_low", "", COL_RIGHT, true },
	{ "managers_high", "", COL_RIGHT, true },
	{ "status", "", COL_LEFT, false },
	{ "status_day", "", COL_LEFT, false },
	{ "demonstration", "", COL_RIGHT, true },
};

static void cell_number(struct table *t, int64_t n)
{
	if (n == REG_NONE)
		table_cell(t, NULL);
	else
		table_cellf(t, "%" PRId64, n);
}

static void add_full(struct arena *a, struct table *t,
		     const struct roll_line *l)
{
	static const struct org_version nothing = {
		.seat = REG_NONE, .capital = REG_NONE, .members = REG_NONE,
		.labour = REG_NONE, .managers = REG_NONE,
		.managers_low = REG_NONE, .managers_high = REG_NONE,
	};
	const struct org_version *v = l->version ? l->version : &nothing;
	const struct org *o = l->org;

	table_cellf(t, "%" PRId64, o->id);
	table_cell(t, o->kind);
	table_cell(t, v->name);
	table_cell(t, org_identifier(o, "tax"));
	table_cell(t, org_identifier(o, "certificate"));
	table_cell(t, org_identifier(o, "old"));
	table_cell(t, org_identifier(o, "demo"));
	table_cell(t, day_iso(a, o->event[0].day));
	table_cell(t, v->sector);
	table_cell(t, unit_code(l->seat, UNIT_DISTRICT));
	table_cell(t, unit_name(l->seat, UNIT_DISTRICT));
	table_cell(t, unit_code(l->seat, UNIT_COMMUNE));
	table_cell(t, unit_name(l->seat, UNIT_COMMUNE));
	table_cell(t, v->address);
	cell_number(t, v->capital);
	cell_number(t, v->members);
	cell_number(t, v->labour);
	cell_number(t, v->managers);
	cell_number(t, v->managers_low);
	cell_number(t, v->managers_high);
	table_cell(t, l->status->code);
	table_cell(t, day_iso(a, l->status_day));
	table_cell(t, o->demonstration ? "1" : "0");
}

void roll_print(struct arena *a, const struct roll_line *line, size_t n,
		const char *format, struct buf *out)
{
	struct table *t = table_new(a, full_columns, ARRAY_LEN(full_columns));

	for (size_t i = 0; i < n; i++)
		add_full(a, t, &line[i]);
	table_print(t, format, out);
}
