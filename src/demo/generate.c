/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From drafts to a register: events, and versions that lead up to what each
 * organisation is on 30/6/2023.  A history is laid out backwards: the first
 * version is the last one less all that its changes add.
 */
#include "demo/internal.h"

#define MILLION ((int64_t)1000000)
#define MODEL_DECISION "243/QĐ-UBND ngày 07/02/2022"

static struct org_event *happen(struct draft *d, const char *kind, day_t day)
{
	if (d->nevent == EVENTS)
		BUG("too many events");
	d->event[d->nevent] = (struct org_event){ .kind = kind, .day = day,
						  .quantity = REG_NONE };
	return &d->event[d->nevent++];
}

static struct change *change(struct draft *d, day_t day)
{
	if (d->nchange == CHANGES)
		BUG("too many changes");
	d->change[d->nchange] = (struct change){ .day = day };
	return &d->change[d->nchange++];
}

static void join(struct draft *d, day_t day, int64_t people)
{
	happen(d, "members_joined", day)->quantity = people;
	change(d, day)->members = people;
}

static void leave(struct draft *d, day_t day, int64_t people)
{
	happen(d, "members_left", day)->quantity = people;
	change(d, day)->members = -people;
}

/* --- who gets which further history -------------------------------------- */

static bool is_settled(const struct draft *d, size_t ctx)
{
	(void)ctx;
	return d->fate == FATE_OPERATING && d->founded <= on(2021, 6, 30);
}

/* The members that joined elsewhere than in the new HTX: at least one and at
 * most three each, in HTX that have them above the least. */
static bool may_grow(const struct draft *d, size_t least)
{
	return is_settled(d, 0) && d->members >= (int64_t)least + 3;
}

static void join_some(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	int64_t people = t->new_members - t->new * t->least_members;
	int64_t n = (people + 1) / 2;
	int64_t *v[4];
	struct draft **htx = choose(b, DRAW_JOINER, n, may_grow,
				    (size_t)t->least_members);

	for (size_t k = 0; k < ARRAY_LEN(v); k++)
		v[k] = ARENA_ARRAY(b->arena, (size_t)n, int64_t);
	for (int64_t i = 0; i < n; i++) {
		v[0][i] = 1 + draw(htx[i], DRAW_SIZE, 3);
		v[1][i] = 1;
		v[2][i] = 3;
	}
	apportion(people, (size_t)n, v[0], v[1], v[2], v[3]);
	for (int64_t i = 0; i < n; i++) {
		htx[i]->joined = v[3][i];
		join(htx[i], draw_day(htx[i], DRAW_CHANGE, HALF_FIRST,
				      HALF_LAST), v[3][i]);
	}
}

static void leave_some(struct bench *b)
{
	int64_t n = b->data->totals.left;
	struct draft **htx = choose(b, DRAW_LEAVER, n, is_settled, 0);

	for (int64_t i = 0; i < n; i++)
		leave(htx[i], draw_day(htx[i], DRAW_LEAVE, on(2022, 7, 4),
				       on(2022, 12, 30)), 1);
}

static bool may_host(const struct draft *d, size_t district)
{
	return is_settled(d, 0) && d->sector == 0 && d->district == district;
}

/* One HTX hosts a second worker from the first day on, another from later. */
static void host(struct draft *d, int64_t workers, bool at_once)
{
	day_t first = draw_day(d, DRAW_HOST, on(2022, 1, 10), on(2022, 9, 30));

	happen(d, "young_worker_hosted", first)->quantity =
		at_once ? workers : 1;
	if (!at_once && workers > 1)
		happen(d, "young_worker_hosted",
		       draw_day(d, DRAW_HOSTED, on(2022, 11, 1),
				on(2023, 5, 31)))->quantity = workers - 1;
}

/* Hosts in each district that has any, by its number of HTX; then workers. */
static void host_some(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	size_t n = b->data->ndistrict;
	int64_t *weight = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *least = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *hosts = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *one = ARENA_ARRAY(b->arena, (size_t)t->hosts, int64_t);
	int64_t *workers = ARENA_ARRAY(b->arena, (size_t)t->hosts, int64_t);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		least[i] = b->data->district[i].hosts;
		weight[i] = least[i] * b->data->district[i].weight[0];
	}
	for (int64_t i = 0; i < t->hosts; i++)
		one[i] = 1;
	apportion(t->hosts, n, weight, least, NULL, hosts);
	apportion(t->hosted, (size_t)t->hosts, one, one, NULL, workers);
	for (size_t i = 0; i < n; i++) {
		struct draft **htx = choose(b, DRAW_HOST, hosts[i], may_host,
					    i);

		for (int64_t j = 0; j < hosts[i]; j++, k++)
			host(htx[j], workers[k], k % 2 == 0);
	}
}

static day_t change_day(const struct draft *d)
{
	return draw_day(d, DRAW_CHANGE, on(2021, 9, 1), on(2023, 6, 23));
}

static void revise_some(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	struct draft **htx;

	htx = choose(b, DRAW_VERSION, t->recapitalised, is_settled, 0);
	for (int64_t i = 0; i < t->recapitalised; i++) {
		int64_t percent = 20 + draw(htx[i], DRAW_RAISE, 31);

		change(htx[i], change_day(htx[i]))->capital =
			htx[i]->capital * percent / 1000 * 10;
	}
	htx = choose(b, DRAW_VERSION, t->moved, is_settled, 0);
	for (int64_t i = 0; i < t->moved; i++) {
		size_t step = 1 + (size_t)draw(htx[i], DRAW_RAISE, 4);

		htx[i]->old_seat = (htx[i]->seat + step) % b->ncommune;
		change(htx[i], change_day(htx[i]))->move = true;
	}
	htx = choose(b, DRAW_VERSION, t->renamed, is_settled, 0);
	for (int64_t i = 0; i < t->renamed; i++)
		change(htx[i], change_day(htx[i]))->rename = true;
}

static void model_scheme(struct draft *d)
{
	if (!d->named || !*d->named->scheme)
		return;
	happen(d, "scheme_joined", on(2022, 2, 7))->decision = MODEL_DECISION;
	if (strcmp(d->named->scheme, "supported") == 0)
		happen(d, "scheme_supported",
		       draw_day(d, DRAW_CHANGE, on(2022, 9, 5),
				on(2023, 5, 31)));
}

/* --- what every life has ------------------------------------------------- */

/* The founders, and those that joined later but before the half-year and
 * before work stopped. */
static void gather_members(struct draft *d, int64_t least)
{
	int64_t founders = d->members;
	day_t stopped = d->suspended ? d->suspended : d->dormant;
	day_t last = stopped ? stopped - 30 : d->gone ? d->gone - 90 :
							on(2022, 6, 30);
	int64_t later = 0;

	for (size_t i = 0; i < d->nchange; i++)
		founders -= d->change[i].members;
	if (last > on(2022, 6, 30))
		last = on(2022, 6, 30);
	if (last >= d->founded + 90)
		later = draw(d, DRAW_JOIN, founders - least + 1);
	if (later)
		join(d, draw_day(d, DRAW_JOIN_2, d->founded + 90, last),
		     later);
	happen(d, "members_joined", d->founded)->quantity = founders - later;
}

static void record_life(struct draft *d)
{
	if (d->suspended)
		happen(d, "suspended", d->suspended)->reason =
			"Hợp tác xã đăng ký tạm ngừng";
	if (d->dormant)
		happen(d, "found_dormant", d->dormant)->reason =
			"Rà soát: không hoạt động, còn trên sổ sách";
	if (d->resumed)
		happen(d, "resumed", d->resumed);
	if (d->dissolving)
		happen(d, "dissolution_started", d->dissolving);
	if (d->gone)
		happen(d, "dissolved", d->gone);
}

/* Labour while work went on: what is there today (nothing, or watchmen) and
 * those who left; all come back when work resumes. */
static void record_labour(struct draft *d)
{
	day_t stopped = d->suspended ? d->suspended : d->dormant;
	int64_t went = d->resumed ? (d->labour - d->managers) / 2 :
				    d->managers + draw(d, DRAW_LABOUR, 12);

	if (!stopped || !went)
		return;
	change(d, stopped)->labour = -went;
	if (d->resumed)
		change(d, d->resumed)->labour = went;
}

/* --- versions ------------------------------------------------------------ */

/* Sorts by day and keeps the order of what fell on one day. */
static void sort_events(struct org_event *event, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct org_event e = event[i];
		size_t k = i;

		for (; k && event[k - 1].day > e.day; k--)
			event[k] = event[k - 1];
		event[k] = e;
	}
}

static int by_day(const void *x, const void *y)
{
	const struct change *p = x;
	const struct change *q = y;

	return p->day < q->day ? -1 : p->day > q->day;
}

static void build_versions(struct bench *b, const struct draft *d,
			   const char *name, struct demo_org *o)
{
	struct org_version v = {
		.from = d->founded, .name = name,
		.seat = b->commune[d->seat].unit,
		.sector = b->data->sector[d->sector].code,
		.capital = d->capital * MILLION, .members = d->members,
		.labour = d->labour, .managers = d->managers,
		.managers_low = d->managers_low,
		.managers_high = d->managers_high,
	};
	size_t cap = 0;

	for (size_t i = 0; i < d->nchange; i++) {
		const struct change *c = &d->change[i];

		v.members -= c->members;
		v.labour -= c->labour;
		v.capital -= c->capital * MILLION;
		if (c->move)
			v.seat = b->commune[d->old_seat].unit;
		if (c->rename)
			v.name = arena_printf(b->arena, "%s (tên cũ)", name);
	}
	*VEC_PUSH(b->arena, o->version, o->nversion, cap) = v;
	for (size_t i = 0; i < d->nchange; i++) {
		const struct change *c = &d->change[i];

		v.members += c->members;
		v.labour += c->labour;
		v.capital += c->capital * MILLION;
		if (c->move)
			v.seat = b->commune[d->seat].unit;
		if (c->rename)
			v.name = name;
		if (v.from == c->day) /* two changes on one day */
			o->nversion--;
		v.from = c->day;
		*VEC_PUSH(b->arena, o->version, o->nversion, cap) = v;
	}
}

static int by_founding(const void *x, const void *y)
{
	const struct draft *p = x;
	const struct draft *q = y;

	if (p->founded != q->founded)
		return p->founded < q->founded ? -1 : 1;
	return p->id < q->id ? -1 : 1;
}

static void emit_htx(struct bench *b, struct draft *d, size_t serial,
		     struct demo_org *o)
{
	struct arena *a = b->arena;
	const char *name = d->named ? d->named->name :
				      arena_printf(a, "HTX minh hoạ %03zu",
						   serial);

	happen(d, "founded", d->founded);
	gather_members(d, b->data->totals.least_members);
	record_life(d);
	record_labour(d);
	model_scheme(d);
	sort_events(d->event, d->nevent);
	qsort(d->change, d->nchange, sizeof *d->change, by_day);
	o->kind = "htx";
	o->number = arena_printf(a, "MH-%06zu", serial);
	o->event = arena_memdup(a, d->event, d->nevent * sizeof *d->event);
	o->nevent = d->nevent;
	o->of = d->of;
	build_versions(b, d, name, o);
}

/* --- unions -------------------------------------------------------------- */

static day_t union_day(size_t i)
{
	return i == 0 ? on(2016, 6, 15) : on(2018, 3, 20);
}

static size_t town_of(const struct bench *b, const char *district)
{
	for (size_t i = 0; i < b->ncommune; i++)
		if (b->commune[i].town &&
		    strcmp(b->commune[i].district, district) == 0)
			return i;
	BUG("no town in %s", district);
}

/* A union that has stopped working and waits to be dissolved. */
static void emit_union(struct bench *b, const struct demo_named *named,
		       size_t i, struct demo_org *o)
{
	const struct demo_totals *t = &b->data->totals;
	const int64_t one[] = { 1, 1 };
	int64_t low[2], high[2];
	struct draft d = { .id = 100000 + i, .founded = union_day(i) };

	apportion(t->union_managers_low, 2, one, NULL, NULL, low);
	apportion(t->union_managers_high, 2, one, NULL, NULL, high);
	d.managers_low = low[i];
	d.managers_high = high[1 - i];
	d.managers = low[i] + high[1 - i];
	d.capital = 2000 - 500 * (int64_t)i;
	d.suspended = draw_day(&d, DRAW_STOP, on(2020, 2, 3), on(2020, 6, 30));
	d.dormant = draw_day(&d, DRAW_DORMANT, on(2021, 10, 15),
			     on(2022, 3, 31));
	d.seat = town_of(b, named->district);
	happen(&d, "founded", d.founded);
	record_life(&d);
	o->kind = "lhhtx";
	o->number = arena_printf(b->arena, "MH-L%05zu", i + 1);
	o->event = arena_memdup(b->arena, d.event, d.nevent * sizeof *d.event);
	o->nevent = d.nevent;
	o->of = DEMO_NO_UNION;
	build_versions(b, &d, named->name, o);
}

/* --- cooperative groups -------------------------------------------------- */

/* A group works with its members and has one head, whose qualification
 * nobody asks for. */
static void emit_tht(struct bench *b, struct draft *d, size_t serial,
		     struct demo_org *o)
{
	struct arena *a = b->arena;

	d->labour = d->members;
	d->managers = 1;
	happen(d, "founded", d->founded);
	o->kind = "tht";
	o->number = arena_printf(a, "MH-T%05zu", serial);
	o->event = arena_memdup(a, d->event, d->nevent * sizeof *d->event);
	o->nevent = d->nevent;
	o->of = DEMO_NO_UNION;
	build_versions(b, d, arena_printf(a, "THT minh hoạ %03zu", serial),
		       o);
	o->version[0].capital = REG_NONE;
	o->version[0].managers_low = REG_NONE;
	o->version[0].managers_high = REG_NONE;
}

static struct draft *make_tht(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	size_t n = (size_t)t->tht;
	struct draft *tht = ARENA_ARRAY(b->arena, n, struct draft);
	int64_t *weight = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *least = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *out = ARENA_ARRAY(b->arena, n, int64_t);
	int64_t *count = ARENA_ARRAY(b->arena, b->data->ndistrict, int64_t);
	size_t k = 0;

	for (size_t i = 0; i < b->data->ndistrict; i++)
		weight[i] = b->data->district[i].tht;
	apportion(t->tht, b->data->ndistrict, weight, NULL, NULL, count);
	for (size_t i = 0; i < b->data->ndistrict; i++) {
		size_t *deck;
		size_t ndeck = deck_of(b, b->data->district[i].code, false,
				       &deck);

		for (int64_t j = 0; j < count[i]; j++, k++) {
			tht[k].id = 200000 + k;
			tht[k].seat = deck[(size_t)j % ndeck];
			tht[k].sector = draw(&tht[k], DRAW_WAY, 16) ? 0 : 2;
			tht[k].founded = founding(&tht[k], on(2023, 5, 31));
		}
	}
	for (size_t i = 0; i < n; i++) {
		weight[i] = 4 + draw(&tht[i], DRAW_SIZE, 20);
		least[i] = 5;
	}
	apportion(t->tht_members, n, weight, least, NULL, out);
	for (size_t i = 0; i < n; i++)
		tht[i].members = out[i];
	qsort(tht, n, sizeof *tht, by_founding);
	return tht;
}

struct demo_register *demo_generate(struct arena *a,
				    const struct demo_data *data,
				    const struct demo_commune *commune,
				    size_t ncommune)
{
	struct bench b = { .arena = a, .data = data, .commune = commune,
			   .ncommune = ncommune };
	struct demo_register *r = ARENA_NEW(a, struct demo_register);
	struct draft *tht;
	size_t cap = 0;
	size_t unions = 0;

	cells_fill(&b);
	life_fill(&b);
	size_fill(&b);
	join_some(&b);
	host_some(&b);
	leave_some(&b);
	revise_some(&b);
	qsort(b.htx, b.nhtx, sizeof *b.htx, by_founding);
	for (size_t i = 0; i < data->nnamed; i++)
		if (strcmp(data->named[i].kind, "lhhtx") == 0)
			emit_union(&b, &data->named[i], unions++,
				   VEC_PUSH(a, r->org, r->norg, cap));
	for (size_t i = 0; i < b.nhtx; i++) {
		struct demo_org *o = VEC_PUSH(a, r->org, r->norg, cap);

		emit_htx(&b, &b.htx[i], i + 1, o);
		if (o->of != DEMO_NO_UNION)
			o->joined = union_day(o->of);
	}
	tht = make_tht(&b);
	for (size_t i = 0; i < (size_t)data->totals.tht; i++)
		emit_tht(&b, &tht[i], i + 1,
			 VEC_PUSH(a, r->org, r->norg, cap));
	return r;
}
