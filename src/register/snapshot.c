/* SPDX-License-Identifier: Apache-2.0 */
/* The snapshot: one ordered query a table, merged. */
#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "register/life.h"
#include "register/store.h"

#include <inttypes.h>

/* Codes are shared with the pack, so that a snapshot holds each once. */
static const char *kind_code(const struct pack *p, const char *s)
{
	const struct record_kind *k = pack_kind(p, s);

	return k ? k->code : s;
}

static const char *event_code(const struct pack *p, const char *s)
{
	const struct event_kind *k = pack_event(p, s);

	return k ? k->code : s;
}

static const char *sector_code(const struct classification *sector,
			       const char *s)
{
	const struct category *c =
		sector && s ? category_find(sector, s) : NULL;

	return c ? c->code : s;
}

static void read_organisations(struct arena *a, struct db *db,
			       struct snapshot *s, const struct scope *scope,
			       size_t max)
{
	struct rows *r = store_organisations(db, scope);

	s->org = ARENA_ARRAY(a, max, struct org);
	while (s->norg < max && db_step(r)) {
		struct org *o = &s->org[s->norg++];
		const char *kind = db_col_text(r, 1);

		o->id = db_col_int(r, 0);
		o->kind = kind_code(s->pack, kind);
		if (o->kind == kind)
			o->kind = arena_strdup(a, kind);
		o->demonstration = db_col_int(r, 2) != 0;
	}
	db_end(r);
}

/* The organisation that a row belongs to; rows and organisations come in the
 * same order.  NULL for a row without its organisation. */
static struct org *advance(struct snapshot *s, size_t *at, int64_t id)
{
	while (*at < s->norg && s->org[*at].id < id)
		++*at;
	return *at < s->norg && s->org[*at].id == id ? &s->org[*at] : NULL;
}

static void read_versions(struct arena *a, struct db *db, struct snapshot *s,
			  const struct scope *scope, size_t max)
{
	const struct classification *sector =
		pack_classification(s->pack, "sector");
	struct org_version *v = ARENA_ARRAY(a, max, struct org_version);
	struct rows *r = store_versions(db, scope);
	size_t at = 0;

	while (max > 0 && db_step(r)) {
		struct org *o = advance(s, &at, db_col_int(r, 0));

		if (!o)
			continue;
		store_version(a, r, 1, v);
		v->sector = sector_code(sector, v->sector);
		if (o->nversion++ == 0)
			o->version = v;
		else
			v[-1].to = v->from - 1;
		v++;
		max--;
	}
	db_end(r);
}

static void read_events(struct arena *a, struct db *db, struct snapshot *s,
			const struct scope *scope, size_t max)
{
	struct org_event *event = ARENA_ARRAY(a, max, struct org_event);
	struct rows *r = store_events(db, scope);
	size_t at = 0;

	while (max > 0 && db_step(r)) {
		struct org *o = advance(s, &at, db_col_int(r, 0));
		const char *before = NULL;

		if (!o)
			continue;
		store_event(a, r, 1, event);
		event->kind = event_code(s->pack, event->kind);
		if (o->nevent++ == 0)
			o->event = event;
		else
			before = event[-1].status;
		event->status = life_step(s->pack, before, event);
		event++;
		max--;
	}
	db_end(r);
}

/* Where a kind stands among those of the pack; behind them all when it is none
 * of them. */
static size_t rank(const struct pack *p, const char *kind)
{
	size_t i = 0;

	while (i < p->nidentifier && strcmp(p->identifier[i].code, kind) != 0)
		i++;
	return i;
}

/* The number to show: of the most telling kind, the first of it. */
static void choose_number(const struct pack *p, struct org *o)
{
	size_t best = SIZE_MAX;

	for (size_t i = 0; i < o->nidentifier; i++) {
		size_t at = rank(p, o->identifier[i].kind);

		if (at < best) {
			best = at;
			o->number = o->identifier[i].number;
		}
	}
}

static void read_identifiers(struct arena *a, struct db *db,
			     struct snapshot *s, const struct scope *scope,
			     size_t max)
{
	struct org_identifier *id = ARENA_ARRAY(a, max, struct org_identifier);
	struct rows *r = store_identifiers(db, scope);
	size_t at = 0;

	while (max > 0 && db_step(r)) {
		struct org *o = advance(s, &at, db_col_int(r, 0));

		if (!o)
			continue;
		store_identifier(a, r, 1, id);
		if (o->nidentifier++ == 0)
			o->identifier = id;
		id++;
		max--;
	}
	db_end(r);
	for (size_t i = 0; i < s->norg; i++)
		choose_number(s->pack, &s->org[i]);
}

static void read_links(struct arena *a, struct db *db, struct snapshot *s,
		       const struct scope *scope, size_t max)
{
	struct rows *r = store_links(db, scope);

	s->link = ARENA_ARRAY(a, max, struct org_link);
	while (s->nlink < max && db_step(r))
		store_link(a, r, 0, &s->link[s->nlink++]);
	db_end(r);
}

static struct snapshot *read_scope(struct arena *a, struct db *db,
				   const struct pack *p,
				   const struct scope *scope, struct err *e)
{
	struct snapshot *s = ARENA_NEW(a, struct snapshot);
	struct scope_size size = store_size(db, scope);

	s->pack = p;
	read_organisations(a, db, s, scope, size.norg);
	read_versions(a, db, s, scope, size.nversion);
	read_events(a, db, s, scope, size.nevent);
	read_identifiers(a, db, s, scope, size.nidentifier);
	read_links(a, db, s, scope, size.nlink);
	return db_failed(db, e) < 0 ? NULL : s;
}

struct wanted {
	struct db *db;
	struct shelf *shelf; /* that it will stand on, or NULL */
	const struct pack *pack;
	int64_t known;
};

static void *read_all(struct arena *a, void *ctx, struct err *e)
{
	const struct wanted *w = ctx;
	struct scope scope = { 0, INT64_MAX, w->known };

	if (w->shelf)
		shelf_hold(w->shelf, a, w->pack); /* whose codes it shares */
	return read_scope(a, w->db, w->pack, &scope, e);
}

const struct snapshot *register_snapshot(struct arena *a, struct db *db,
					 const struct pack *p, int64_t known,
					 struct err *e)
{
	static const char *const tables[] = {
		"organisation", "organisation_version", "event", "identifier",
		"link", NULL
	};
	struct wanted w = { db, db_shelf(db), p, known };
	const char *key = "";

	if (w.shelf && !shelf_hold(w.shelf, a, p))
		w.shelf = NULL; /* not a pack that others share */
	if (w.shelf)
		key = arena_printf(a, "register by %p at %" PRId64,
				   (const void *)p,
				   db_changed(db, tables, known));
	return shelf_get(w.shelf, a, key, read_all, &w, e);
}

const struct org *register_org(struct arena *a, struct db *db,
			       const struct pack *p, int64_t org,
			       int64_t known, struct err *e)
{
	struct scope scope = { org, org, known };
	struct snapshot *s = read_scope(a, db, p, &scope, e);

	if (!s)
		return NULL;
	if (s->norg == 0) {
		err_set(e, ERR_NOTFOUND, "Không có tổ chức số %lld",
			(long long)org);
		return NULL;
	}
	return s->org;
}

const struct org *snapshot_org(const struct snapshot *s, int64_t id)
{
	size_t low = 0;
	size_t high = s->norg;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->org[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->norg && s->org[low].id == id ? &s->org[low] : NULL;
}

const char *org_status(const struct snapshot *s, const struct org *o,
		       day_t on)
{
	size_t n = o->nevent;

	(void)s;
	while (n > 0 && o->event[n - 1].day > on)
		n--;
	return n > 0 ? o->event[n - 1].status : NULL;
}

const struct org_version *org_version_on(const struct org *o, day_t on)
{
	size_t n = o->nversion;

	while (n > 0 && o->version[n - 1].from > on)
		n--;
	return n > 0 ? &o->version[n - 1] : NULL;
}
