/* SPDX-License-Identifier: Apache-2.0 */
/* Organisations as formulas see them: on a day, at a place, with fields. */
#include "figure/records.h"

#include <stddef.h>

/* An event with whose it is; all of one kind lie together. */
struct happening {
	uint32_t org;
	const struct org_event *event;
};

struct happenings {
	struct happening *v;
	size_t n;
	size_t cap;
};

struct records {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct territory *territory;
	const char *home;
	struct happenings *happened; /* by event kind of the pack */
	struct view *views;
};

/* From a number to an index: open addressing, value -1 is free. */
struct index {
	int64_t *key;
	int *value;
	size_t mask;
	size_t n;
};

struct view {
	day_t day;
	struct records *records;
	struct place *place;
	size_t nplace;
	size_t capplace;
	struct index by_unit; /* unit id -> place */
	struct record *record; /* of every organisation that exists */
	size_t nrecord;
	struct view *next;
};

/* --- index ------------------------------------------------------------------ */

static size_t index_slot(const struct index *x, int64_t key)
{
	size_t i = (size_t)((uint64_t)key * 0x9E3779B97F4A7C15u >> 32) &
		   x->mask;

	while (x->value[i] >= 0 && x->key[i] != key)
		i = (i + 1) & x->mask;
	return i;
}

static int index_get(const struct index *x, int64_t key)
{
	return x->mask ? x->value[index_slot(x, key)] : PLACE_EMPTY;
}

static void index_put(struct arena *a, struct index *x, int64_t key, int value)
{
	size_t i;

	if (x->n * 2 >= x->mask) {
		struct index old = *x;

		x->mask = old.mask ? old.mask * 2 + 1 : 255;
		x->key = ARENA_ARRAY(a, x->mask + 1, int64_t);
		x->value = ARENA_ARRAY(a, x->mask + 1, int);
		memset(x->value, 0xff, (x->mask + 1) * sizeof *x->value);
		for (i = 0; old.mask && i <= old.mask; i++) {
			size_t j = index_slot(x, old.key[i]);

			if (old.value[i] < 0)
				continue;
			x->key[j] = old.key[i];
			x->value[j] = old.value[i];
		}
	}
	i = index_slot(x, key);
	x->n += x->value[i] < 0;
	x->key[i] = key;
	x->value[i] = value;
}

/* --- places ----------------------------------------------------------------- */

static int place_add(struct view *v, const struct unit *u)
{
	struct arena *a = v->records->arena;
	int i = index_get(&v->by_unit, u->id);
	int parent;

	if (i >= 0)
		return i;
	parent = u->parent ? place_add(v, u->parent) : -1;
	i = (int)v->nplace;
	*VEC_PUSH(a, v->place, v->nplace, v->capplace) =
		(struct place){ u, parent };
	index_put(a, &v->by_unit, u->id, i);
	return i;
}

/* The smallest unit that holds both, or NULL. */
static const struct unit *common(const struct unit *x, const struct unit *y)
{
	while (x && !unit_is_under(y, x))
		x = x->parent;
	return x;
}

/* Where the unit of an old seat lies on the day; NULL: nobody can say. */
static const struct unit *seat_on(struct view *v, int64_t seat)
{
	struct records *rs = v->records;
	const struct unit *u = NULL;
	const struct unit *on = NULL;
	struct unit_part *part;
	size_t n;

	if (!rs->territory)
		return NULL;
	if (seat != REG_NONE)
		u = territory_unit(rs->territory, seat);
	if (u) {
		n = territory_successors(rs->arena, rs->territory, u, v->day,
					 &part);
		on = n > 0 ? part[0].unit : NULL;
		for (size_t i = 1; i < n; i++)
			on = common(on, part[i].unit);
	}
	if (!on && rs->home)
		on = territory_find(rs->territory, rs->home, v->day);
	return on;
}

/* The place of a seat; 0 is nowhere. */
static int place_of(struct view *v, int64_t seat)
{
	/* unit ids are positive: their negatives are free to remember seats */
	int64_t key = seat == REG_NONE ? INT64_MAX : -seat;
	int i = index_get(&v->by_unit, key);
	const struct unit *u;

	if (i >= 0)
		return i;
	u = seat_on(v, seat);
	i = u ? place_add(v, u) : 0;
	index_put(v->records->arena, &v->by_unit, key, i);
	return i;
}

const struct place *view_places(const struct view *v, size_t *n)
{
	*n = v->nplace;
	return v->place;
}

int view_place(const struct view *v, const char *code)
{
	const struct territory *t = v->records->territory;
	const struct unit *u = t ? territory_find(t, code, v->day) : NULL;

	return u ? index_get(&v->by_unit, u->id) : PLACE_NONE;
}

/* --- statuses, events, links ------------------------------------------------- */

static int status_index(const struct pack *p, const char *code)
{
	if (!code)
		return -1;
	for (size_t i = 0; i < p->nstatus; i++)
		if (strcmp(p->status[i].code, code) == 0)
			return (int)i;
	return -1;
}

static int event_index(const struct pack *p, const char *code)
{
	const struct event_kind *k = pack_event(p, code);

	return k ? (int)(k - p->event) : -1;
}

static void index_events(struct records *rs)
{
	const struct snapshot *s = rs->snapshot;

	rs->happened = ARENA_ARRAY(rs->arena, s->pack->nevent,
				   struct happenings);
	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];

		for (size_t j = 0; j < o->nevent; j++) {
			int k = event_index(s->pack, o->event[j].kind);
			struct happenings *h = &rs->happened[k < 0 ? 0 : k];

			if (k < 0)
				continue;
			*VEC_PUSH(rs->arena, h->v, h->n, h->cap) =
				(struct happening){ (uint32_t)i, &o->event[j] };
		}
	}
}

static int org_by_id(const struct snapshot *s, int64_t id)
{
	const struct org *o = snapshot_org(s, id);

	return o ? (int)(o - s->org) : -1;
}

/* --- views ------------------------------------------------------------------ */

static bool exists(const struct pack *p, int status)
{
	return status >= 0 && p->status[status].exists;
}

/* Counts for every record of the view the existing records linked to it. */
static void count_links(struct view *v, const int *at)
{
	const struct snapshot *s = v->records->snapshot;

	for (size_t i = 0; i < s->nlink; i++) {
		const struct org_link *l = &s->link[i];
		int of = org_by_id(s, l->of);
		int member = org_by_id(s, l->member);

		if (of >= 0 && member >= 0 && at[of] >= 0 && at[member] >= 0 &&
		    l->from <= v->day && v->day <= l->to)
			v->record[at[of]].links++;
	}
}

static void fill_view(struct view *v)
{
	struct records *rs = v->records;
	const struct snapshot *s = rs->snapshot;
	int *at = ARENA_ARRAY(rs->arena, s->norg, int);

	v->record = ARENA_ARRAY(rs->arena, s->norg, struct record);
	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];
		int status = status_index(s->pack, org_status(s, o, v->day));
		const struct org_version *version;

		at[i] = -1;
		if (!exists(s->pack, status))
			continue;
		version = org_version_on(o, v->day);
		at[i] = (int)v->nrecord;
		v->record[v->nrecord++] = (struct record){
			.org = o,
			.version = version,
			.status = status,
			.place = place_of(v, version ? version->seat : REG_NONE),
			.quantity = REG_NONE,
		};
	}
	count_links(v, at);
}

struct view *records_view(struct records *rs, day_t day)
{
	struct view *v = rs->views;

	while (v && v->day != day)
		v = v->next;
	if (v)
		return v;
	v = ARENA_NEW(rs->arena, struct view);
	v->day = day;
	v->records = rs;
	*VEC_PUSH(rs->arena, v->place, v->nplace, v->capplace) =
		(struct place){ NULL, -1 };
	fill_view(v);
	v->next = rs->views;
	rs->views = v;
	return v;
}

struct records *records_new(struct arena *a, const struct snapshot *s,
			    const struct territory *t, const char *home)
{
	struct records *rs = ARENA_NEW(a, struct records);

	rs->arena = a;
	rs->snapshot = s;
	rs->territory = t;
	rs->home = home;
	index_events(rs);
	return rs;
}

const struct snapshot *records_snapshot(const struct records *rs)
{
	return rs->snapshot;
}

bool records_any(const struct records *rs, const char *kind)
{
	for (size_t i = 0; i < rs->snapshot->norg; i++)
		if (strcmp(rs->snapshot->org[i].kind, kind) == 0)
			return true;
	return false;
}

/* --- fields ----------------------------------------------------------------- */

enum source {
	FROM_VERSION, /* a number of struct org_version, at offset */
	FROM_REST,    /* what the other parts leave of the whole */
	FROM_QUANTITY,
	FROM_LINKS,
	FROM_STATUS,
	FROM_SECTOR,
	FROM_DISTRICT,
	FROM_COMMUNE,
};

/* Where the fields that a pack may name are kept. */
static const struct {
	const char *code;
	enum source source;
	size_t offset;
} columns[] = {
	{ "capital", FROM_VERSION, offsetof(struct org_version, capital) },
	{ "members", FROM_VERSION, offsetof(struct org_version, members) },
	{ "labour", FROM_VERSION, offsetof(struct org_version, labour) },
	{ "managers", FROM_VERSION, offsetof(struct org_version, managers) },
	{ "managers_low", FROM_VERSION,
	  offsetof(struct org_version, managers_low) },
	{ "managers_high", FROM_VERSION,
	  offsetof(struct org_version, managers_high) },
	{ "managers_unstated", FROM_REST, 0 },
	{ "quantity", FROM_QUANTITY, 0 },
	{ "member_htx", FROM_LINKS, 0 },
	{ "status", FROM_STATUS, 0 },
	{ "sector", FROM_SECTOR, 0 },
	{ "district", FROM_DISTRICT, 0 },
	{ "commune", FROM_COMMUNE, 0 },
};

int field_find(const struct records *rs, const char *kind, const char *code,
	       struct field *out)
{
	const struct record_kind *k = pack_kind(rs->snapshot->pack, kind);

	*out = (struct field){ NULL, -1 };
	for (size_t i = 0; k && i < k->nfield; i++)
		if (strcmp(k->field[i].code, code) == 0)
			out->def = &k->field[i];
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		if (strcmp(columns[i].code, code) == 0)
			out->column = (int)i;
	return out->column < 0 ? -1 : 0;
}

static int64_t rest_of_managers(const struct org_version *v)
{
	if (v->managers == REG_NONE || v->managers_low == REG_NONE ||
	    v->managers_high == REG_NONE)
		return REG_NONE;
	return v->managers - v->managers_low - v->managers_high;
}

int64_t field_number(const struct field *f, const struct record *r)
{
	size_t offset = columns[f->column].offset;

	switch (columns[f->column].source) {
	case FROM_VERSION:
		return r->version ? *(const int64_t *)((const char *)r->version +
						       offset)
				  : REG_NONE;
	case FROM_REST:
		return r->version ? rest_of_managers(r->version) : REG_NONE;
	case FROM_QUANTITY:
		return r->quantity;
	case FROM_LINKS:
		return r->links;
	default:
		return REG_NONE;
	}
}

/* The place of a level that a place lies in, -1 when it is above it. */
static int place_above(const struct view *v, int place, enum unit_level level)
{
	while (place >= 0 && v->place[place].unit &&
	       v->place[place].unit->level > level)
		place = v->place[place].parent;
	return place > 0 && v->place[place].unit->level == level ? place : -1;
}

static int category_index(const struct classification *c, const char *code)
{
	const struct category *k = code ? category_find(c, code) : NULL;

	return k ? (int)(k - c->category) : -1;
}

int field_category(const struct records *rs, const struct view *v,
		   const struct field *f, const struct record *r)
{
	const struct pack *p = rs->snapshot->pack;
	const struct classification *c;

	switch (columns[f->column].source) {
	case FROM_STATUS:
		c = pack_classification(p, "status");
		return r->status < 0 || !c
			       ? -1
			       : category_index(c, p->status[r->status].code);
	case FROM_SECTOR:
		c = f->def ? pack_classification(p, f->def->classification)
			   : NULL;
		return r->version && c ? category_index(c, r->version->sector)
				       : -1;
	case FROM_DISTRICT:
		return place_above(v, r->place, UNIT_DISTRICT);
	case FROM_COMMUNE:
		return place_above(v, r->place, UNIT_COMMUNE);
	default:
		return -1;
	}
}

/* --- conditions -------------------------------------------------------------- */

/* A condition with its names looked up. */
struct test {
	enum rule_cond_op op;
	struct test *left;
	struct test *right;
	struct field field;
	uint64_t mask;       /* categories that satisfy "=" */
	const char *code;    /* of a place */
	struct dec number;
	bool is_number;
};

static int compile_code(struct records *rs, struct test *t,
			const struct rule_cond *c, struct err *e)
{
	const char *name = t->field.def ? t->field.def->classification : NULL;
	const struct classification *k =
		name ? pack_classification(rs->snapshot->pack, name) : NULL;

	t->code = c->literal;
	if (!k)
		return 0;
	if (k->ncategory > 64)
		BUG("more than 64 categories in %s", k->code);
	for (size_t i = 0; i < k->ncategory; i++)
		if (category_is(k, k->category[i].code, c->literal))
			t->mask |= (uint64_t)1 << i;
	if (t->mask == 0)
		return err_set(e, ERR_INPUT, "“%s” không phải là mã của “%s”",
			       c->literal, k->code);
	return 0;
}

static int compile(struct records *rs, const char *kind,
		   const struct rule_cond *c, struct test **out,
		   struct err *e)
{
	struct test *t = ARENA_NEW(rs->arena, struct test);

	*out = t;
	t->op = c->op;
	if (c->op == COND_AND || c->op == COND_OR || c->op == COND_NOT) {
		if (compile(rs, kind, c->left, &t->left, e) < 0)
			return -1;
		return c->op == COND_NOT
			       ? 0
			       : compile(rs, kind, c->right, &t->right, e);
	}
	if (field_find(rs, kind, c->field, &t->field) < 0)
		return err_set(e, ERR_INPUT,
			       "sổ đăng ký không giữ trường “%s”", c->field);
	t->is_number = c->is_number;
	t->number = c->number;
	return t->is_number ? 0 : compile_code(rs, t, c, e);
}

static enum truth truth(bool b)
{
	return b ? TRUTH_YES : TRUTH_NO;
}

static enum truth compare_number(const struct test *t, const struct record *r)
{
	int64_t v = field_number(&t->field, r);
	int c;

	if (v == REG_NONE)
		return TRUTH_UNKNOWN;
	c = dec_cmp(dec_int(v), t->number);
	switch (t->op) {
	case COND_EQ:
		return truth(c == 0);
	case COND_NE:
		return truth(c != 0);
	case COND_LT:
		return truth(c < 0);
	case COND_LE:
		return truth(c <= 0);
	case COND_GT:
		return truth(c > 0);
	default:
		return truth(c >= 0);
	}
}

static enum truth compare_code(const struct view *v, const struct test *t,
			       const struct record *r)
{
	int i = field_category(v->records, v, &t->field, r);
	bool same;

	if (i < 0)
		return TRUTH_UNKNOWN;
	if (t->mask)
		same = (t->mask >> i & 1) != 0;
	else
		same = strcmp(v->place[i].unit->code, t->code) == 0;
	return truth(same == (t->op == COND_EQ));
}

static enum truth run(const struct view *v, const struct test *t,
		      const struct record *r)
{
	enum truth x, y;

	if (!t)
		return TRUTH_YES;
	switch (t->op) {
	case COND_NOT:
		x = run(v, t->left, r);
		return x == TRUTH_UNKNOWN ? x : truth(x == TRUTH_NO);
	case COND_AND:
		x = run(v, t->left, r);
		y = run(v, t->right, r);
		if (x == TRUTH_NO || y == TRUTH_NO)
			return TRUTH_NO;
		return x == TRUTH_YES ? y : x;
	case COND_OR:
		x = run(v, t->left, r);
		y = run(v, t->right, r);
		if (x == TRUTH_YES || y == TRUTH_YES)
			return TRUTH_YES;
		return x == TRUTH_NO ? y : x;
	default:
		return t->is_number ? compare_number(t, r)
				    : compare_code(v, t, r);
	}
}

/* --- all of them --------------------------------------------------------------- */

struct scan {
	const struct rule_agg *agg;
	struct view *view;
	struct test *where;
	record_fn *fn;
	void *ctx;
};

static void give(const struct scan *s, const struct record *r)
{
	enum truth t = run(s->view, s->where, r);

	if (t != TRUTH_NO)
		s->fn(s->ctx, r, t);
}

/* The record as it was on the day of an event. */
static struct record at_event(struct view *v, const struct org *o,
			      const struct org_event *event)
{
	const struct snapshot *s = v->records->snapshot;
	const struct org_version *version = org_version_on(o, event->day);

	if (!version && o->nversion > 0)
		version = &o->version[0];
	return (struct record){
		.org = o,
		.version = version,
		.status = status_index(s->pack, org_status(s, o, event->day)),
		.place = place_of(v, version ? version->seat : REG_NONE),
		.quantity = event->quantity,
	};
}

static void each_event(const struct scan *s, struct window w)
{
	struct records *rs = s->view->records;
	int kind = event_index(rs->snapshot->pack, s->agg->event);
	bool every = s->agg->field && strcmp(s->agg->field, "quantity") == 0;
	const struct happenings *h;
	struct record r;

	if (kind < 0)
		return;
	h = &rs->happened[kind];
	for (size_t i = 0; i < h->n; i++) {
		const struct org *o = &rs->snapshot->org[h->v[i].org];
		const struct org_event *event = h->v[i].event;
		bool last = i + 1 == h->n || h->v[i + 1].org != h->v[i].org ||
			    h->v[i + 1].event->day > w.last;

		if (event->day < w.first || event->day > w.last ||
		    (!every && !last) || strcmp(o->kind, s->agg->kind) != 0)
			continue;
		r = at_event(s->view, o, event);
		give(s, &r);
	}
}

int records_each(struct records *rs, const struct rule_agg *agg,
		 struct window w, record_fn *fn, void *ctx, struct err *e)
{
	struct scan s = {
		.agg = agg,
		.view = records_view(rs, w.last),
		.fn = fn,
		.ctx = ctx,
	};

	if (agg->where && compile(rs, agg->kind, agg->where, &s.where, e) < 0)
		return -1;
	if (agg->event) {
		each_event(&s, w);
		return 0;
	}
	for (size_t i = 0; i < s.view->nrecord; i++)
		if (strcmp(s.view->record[i].org->kind, agg->kind) == 0)
			give(&s, &s.view->record[i]);
	return 0;
}
