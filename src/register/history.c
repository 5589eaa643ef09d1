/* SPDX-License-Identifier: Apache-2.0 */
/* See history.h. */
#include "register/history.h"

#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/store.h"

/* --- in words --------------------------------------------------------------- */

/* One more part of a list. */
static void add(struct buf *b, const char *text)
{
	buf_addf(b, "%s%s", b->len ? "; " : "", text);
}

static const char *event_title(struct arena *a, const struct view *v,
			       const struct org_event *e)
{
	const struct event_kind *k = pack_event(v->pack, e->kind);
	const char *name = k ? k->name : e->kind;

	if (e->quantity == REG_NONE)
		return name;
	return arena_printf(a, "%s %s", name,
			    number_vi(a, dec_int(e->quantity), -1));
}

static const char *event_note(struct arena *a, const struct org_event *e)
{
	struct buf b = BUF_INIT(a);

	if (e->decision)
		add(&b, arena_printf(a, "văn bản %s", e->decision));
	if (e->reason)
		add(&b, arena_printf(a, "lý do: %s", e->reason));
	return b.data;
}

static void add_count(struct arena *a, struct buf *b, int64_t now,
		      int64_t before, const char *unit)
{
	if (now != REG_NONE && now != before)
		add(b, arena_printf(a, "%s %s",
				    number_vi(a, dec_int(now), -1), unit));
}

static bool same(const char *x, const char *y)
{
	return x && y ? strcmp(x, y) == 0 : x == y;
}

/* What differs from the version before it. */
static const char *version_note(struct arena *a, const struct view *v,
				const struct org_version *x,
				const struct org_version *before)
{
	struct buf b = BUF_INIT(a);
	const struct unit *seat = x->seat == REG_NONE ?
					  NULL :
					  territory_unit(v->territory, x->seat);

	if (seat && x->seat != before->seat)
		add(&b, seat->name);
	if (x->address && !same(x->address, before->address))
		add(&b, x->address);
	if (x->sector && !same(x->sector, before->sector))
		add(&b, sector_name(v, x->sector, false));
	add_count(a, &b, x->capital, before->capital, "đồng vốn");
	add_count(a, &b, x->members, before->members, "thành viên");
	add_count(a, &b, x->labour, before->labour, "lao động");
	add_count(a, &b, x->managers, before->managers, "cán bộ quản lý");
	add_count(a, &b, x->managers_low, before->managers_low,
		  "cán bộ sơ cấp, trung cấp");
	add_count(a, &b, x->managers_high, before->managers_high,
		  "cán bộ cao đẳng, đại học trở lên");
	return b.data;
}

static const struct org_version unknown_version = {
	.seat = REG_NONE, .capital = REG_NONE, .members = REG_NONE,
	.labour = REG_NONE, .managers = REG_NONE, .managers_low = REG_NONE,
	.managers_high = REG_NONE, .from = DAY_MIN,
};

/* --- reading ---------------------------------------------------------------- */

struct history {
	struct change *change;
	size_t n;
	size_t cap;
};

static struct written read_written(struct arena *a, struct db *db, int64_t tx)
{
	struct written w = { .tx = tx };

	store_tx(a, db, tx, &w.at, &w.who, &w.why);
	return w;
}

static struct change *push(struct arena *a, struct history *h,
			   const struct view *v, struct rows *r)
{
	struct change *c = VEC_PUSH(a, h->change, h->n, h->cap);

	*c = (struct change){
		.from.tx = db_col_int(r, 0),
		.to.tx = db_col_int(r, 1),
		.state = db_col_int(r, 1) > v->known ? CHANGE_STANDS
						     : CHANGE_VOIDED,
	};
	return c;
}

static void read_events(struct arena *a, struct db *db, const struct view *v,
			int64_t org, struct history *h)
{
	struct rows *r = store_event_history(db, org, v->known);

	while (db_step(r)) {
		struct org_event *e = ARENA_NEW(a, struct org_event);
		struct change *c = push(a, h, v, r);

		store_event(a, r, 2, e);
		c->day = e->day;
		c->row = e->row;
		c->event = e;
		c->title = event_title(a, v, e);
		c->note = event_note(a, e);
	}
}

static void read_versions(struct arena *a, struct db *db, const struct view *v,
			  int64_t org, struct history *h)
{
	struct rows *r = store_version_history(db, org, v->known);
	const struct org_version *before = &unknown_version;
	const struct org_version *last = &unknown_version;

	while (db_step(r)) {
		struct org_version *x = ARENA_NEW(a, struct org_version);
		struct change *c = push(a, h, v, r);

		store_version(a, r, 2, x);
		if (x->from > last->from)
			before = last;
		c->day = x->from;
		c->row = x->row;
		c->version = x;
		c->title = x->name;
		c->note = version_note(a, v, x, before);
		last = x;
	}
}

static int64_t event_of(const struct change *c)
{
	return c->event ? c->event->id : 0;
}

static int by_day(const void *px, const void *py)
{
	const struct change *x = px;
	const struct change *y = py;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (!x->event != !y->event)
		return x->event ? -1 : 1;
	if (event_of(x) != event_of(y))
		return event_of(x) < event_of(y) ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Is there a later statement that this transaction put in its place? */
static bool replaced(const struct history *h, const struct change *c)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct change *other = &h->change[i];

		if (other->from.tx == c->to.tx &&
		    event_of(other) == event_of(c) &&
		    (c->event || other->day == c->day))
			return true;
	}
	return false;
}

size_t history_read(struct arena *a, struct db *db, const struct view *v,
		    int64_t org, struct change **out)
{
	struct history h = { 0 };

	read_events(a, db, v, org, &h);
	read_versions(a, db, v, org, &h);
	for (size_t i = 0; i < h.n; i++) {
		struct change *c = &h.change[i];

		c->from = read_written(a, db, c->from.tx);
		if (c->state == CHANGE_STANDS)
			continue;
		if (replaced(&h, c))
			c->state = CHANGE_CORRECTED;
		c->to = read_written(a, db, c->to.tx);
	}
	if (h.n)
		qsort(h.change, h.n, sizeof *h.change, by_day);
	*out = h.change;
	return h.n;
}

/* "10/7/2023 08:30" */
static char *moment_vi(struct arena *a, moment_t at)
{
	return arena_printf(a, "%s %.5s", day_vi(a, moment_day(at)),
			    moment_iso(a, at) + strlen("2023-07-10T"));
}

char *written_text(struct arena *a, const struct written *w)
{
	return arena_printf(a, "%s, %s: %s", moment_vi(a, w->at), w->who,
			    w->why);
}
