/* SPDX-License-Identifier: Apache-2.0 */
/* register list: search and filters; as CSV a file that import takes. */
#include "register/cmd.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/search.h"

#include <inttypes.h>

struct filter {
	const char *kind;
	const char *status;
	const char *sector;
	const struct unit *place;
	bool ended; /* also those that no longer exist */
};

/* One organisation on the day. */
struct line {
	const struct org *org;
	const struct org_version *version;
	const struct status *status;
	day_t status_day;
	const struct unit *seat;
};

/* --- filters --------------------------------------------------------------- */

static int no_such(struct cli *cli, const char *option, const char *what)
{
	err_set(&cli->err, ERR_NOTFOUND, "không có %s “%s”", what,
		cli_text(cli, option));
	return err_field(&cli->err, option);
}

static int read_filter(struct cli *cli, const struct view *v,
		       struct filter *f)
{
	const struct classification *sector =
		pack_classification(v->pack, "sector");
	const char *place = cli_text(cli, "place");

	f->kind = cli_text(cli, "kind");
	f->status = cli_text(cli, "status");
	f->sector = cli_text(cli, "sector");
	f->ended = f->status || cli->argc > 0;
	if (f->kind && !pack_kind(v->pack, f->kind))
		return no_such(cli, "kind", "loại hình");
	if (f->status && !pack_status(v->pack, f->status))
		return no_such(cli, "status", "tình trạng");
	if (f->sector && (!sector || !category_find(sector, f->sector)))
		return no_such(cli, "sector", "lĩnh vực");
	if (!place)
		return 0;
	f->place = territory_find(v->territory, place, v->on);
	if (f->place)
		return 0;
	err_set(&cli->err, ERR_NOTFOUND,
		"ngày %s trong tỉnh không có đơn vị hành chính mã %s",
		day_vi(cli->arena, v->on), place);
	return err_field(&cli->err, "place");
}

static bool wanted(const struct view *v, const struct filter *f,
		   const struct line *l)
{
	const struct classification *sector =
		pack_classification(v->pack, "sector");

	if (f->kind && strcmp(l->org->kind, f->kind) != 0)
		return false;
	if (!f->ended && !l->status->exists)
		return false;
	if (f->status && !status_is(v->pack, l->status->code, f->status))
		return false;
	if (f->sector && (!l->version || !l->version->sector ||
			  !category_is(sector, l->version->sector, f->sector)))
		return false;
	return !f->place || (l->seat && unit_is_under(l->seat, f->place));
}

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

/* False for one that was not founded on the day. */
static bool look(const struct view *v, const struct snapshot *s,
		 const struct org *o, struct line *out)
{
	const char *status = org_status(s, o, v->on);

	*out = (struct line){ .org = o };
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

/* --- printing ---------------------------------------------------------------- */

static const char *unit_name(const struct unit *u, enum unit_level level)
{
	const struct unit *at = u ? unit_above(u, level) : NULL;

	return at ? at->name : NULL;
}

static const char *unit_code(const struct unit *u, enum unit_level level)
{
	const struct unit *at = u ? unit_above(u, level) : NULL;

	return at ? at->code : NULL;
}

static const char *sector_name(const struct view *v, const char *code,
			       bool brief)
{
	const struct classification *c = pack_classification(v->pack, "sector");
	const struct category *sector = c && code ? category_find(c, code) :
						    NULL;

	if (!sector)
		return code;
	return brief && sector->brief ? sector->brief : sector->name;
}

static const struct column short_columns[] = {
	{ "id", "Số", COL_RIGHT, true },
	{ "name", "Tên", COL_LEFT, false },
	{ "kind", "Loại", COL_LEFT, false },
	{ "number", "Mã số", COL_LEFT, false },
	{ "commune", "Xã", COL_LEFT, false },
	{ "district", "Huyện", COL_LEFT, false },
	{ "sector", "Lĩnh vực", COL_LEFT, false },
	{ "status", "Tình trạng", COL_LEFT, false },
};

static void add_short(struct table *t, const struct view *v,
		      const struct line *l)
{
	const struct record_kind *kind = pack_kind(v->pack, l->org->kind);
	const struct org_version *version = l->version;

	table_cellf(t, "%" PRId64, l->org->id);
	table_cell(t, version ? version->name : NULL);
	table_cell(t, kind && kind->brief ? kind->brief : l->org->kind);
	table_cell(t, l->org->number);
	table_cell(t, unit_name(l->seat, UNIT_COMMUNE));
	table_cell(t, unit_name(l->seat, UNIT_DISTRICT));
	table_cell(t, version ? sector_name(v, version->sector, true) : NULL);
	table_cell(t, l->status->name);
}

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

static const char *identifier(const struct org *o, const char *kind)
{
	for (size_t i = 0; i < o->nidentifier; i++) {
		if (strcmp(o->identifier[i].kind, kind) == 0)
			return o->identifier[i].number;
	}
	return NULL;
}

static void add_full(struct cli *cli, struct table *t, const struct line *l)
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
	table_cell(t, identifier(o, "tax"));
	table_cell(t, identifier(o, "certificate"));
	table_cell(t, identifier(o, "old"));
	table_cell(t, identifier(o, "demo"));
	table_cell(t, day_iso(cli->arena, o->event[0].day));
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
	table_cell(t, day_iso(cli->arena, l->status_day));
	table_cell(t, o->demonstration ? "1" : "0");
}

/* --- finding ------------------------------------------------------------------ */

/* Does every word of the key begin a word of the text? */
static bool holds(const char *text, const char *key)
{
	while (*key) {
		size_t n = strcspn(key, " ");
		const char *p = text;

		while (*p && strncmp(p, key, n) != 0) {
			p += strcspn(p, " ");
			p += *p == ' ';
		}
		if (!*p)
			return false;
		key += n;
		key += key[0] == ' ';
	}
	return true;
}

/* "htx dinh lap": an HTX in a place of that name. */
static bool lies_in(struct arena *a, const struct line *l, const char *key)
{
	const char *const *k;
	static const char *const kinds[] = { "lhhtx ", "htx ", "tht ", NULL };

	for (k = kinds; *k && strncmp(key, *k, strlen(*k)) != 0; k++)
		;
	if (*k) {
		const char *name = search_key(a, l->version->name);

		if (strncmp(name, *k, strlen(*k)) != 0)
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

static int by_id(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x;
	int64_t b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* Those that a name or number finds, then those that lie in a place of that
 * name; both in dictionary order. */
static size_t find(struct cli *cli, const struct view *v,
		   const struct snapshot *s, int64_t **out)
{
	struct arena *a = cli->arena;
	const char *text = cli->argc ? cli->argv[0] : "";
	const char *key = search_key(a, text);
	size_t n = register_search(a, cli->db, text, v->on, v->known, out);
	size_t cap = n;
	int64_t *named;
	int64_t *all;
	size_t nnamed = n;
	size_t nall;

	if (!*key)
		return n;
	named = arena_memdup(a, *out, n * sizeof *named);
	qsort(named, nnamed, sizeof *named, by_id);
	nall = register_search(a, cli->db, "", v->on, v->known, &all);
	for (size_t i = 0; i < nall; i++) {
		const struct org *o = snapshot_org(s, all[i]);
		struct line l;

		if (bsearch(&all[i], named, nnamed, sizeof *named, by_id) ||
		    !o || !look(v, s, o, &l) || !l.version)
			continue;
		if (lies_in(a, &l, key))
			*VEC_PUSH(a, *out, n, cap) = all[i];
	}
	return n;
}

static int print(struct cli *cli, const struct view *v,
		 const struct snapshot *s, const struct filter *f)
{
	const char *format = cli_text(cli, "format");
	bool full = format && strcmp(format, "table") != 0;
	struct table *t =
		full ? table_new(cli->arena, full_columns,
				 ARRAY_LEN(full_columns)) :
		       table_new(cli->arena, short_columns,
				 ARRAY_LEN(short_columns));
	int64_t *id;
	size_t n = find(cli, v, s, &id);
	size_t shown = 0;

	for (size_t i = 0; i < n; i++) {
		const struct org *o = snapshot_org(s, id[i]);
		struct line l;

		if (!o || !look(v, s, o, &l) || !wanted(v, f, &l))
			continue;
		if (full)
			add_full(cli, t, &l);
		else
			add_short(t, v, &l);
		shown++;
	}
	if (db_failed(cli->db, &cli->err) < 0)
		return -1;
	if (shown || full)
		table_print(t, format, &cli->out);
	if (!full)
		buf_addf(&cli->out, "%zu tổ chức, ngày %s\n", shown,
			 day_vi(cli->arena, v->on));
	return 0;
}

int register_list(struct cli *cli)
{
	struct view v;
	struct filter f = { 0 };
	const struct snapshot *s;

	if (view_read(cli, &v) < 0 || read_filter(cli, &v, &f) < 0)
		return -1;
	s = register_snapshot(cli->arena, cli->db, v.pack, v.known, &cli->err);
	return s ? print(cli, &v, s, &f) : -1;
}
