/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/demo/generate.c, src/demo/cells.c, src/demo/life.c and
 * src/demo/size.c: the generated register against the published plan, before
 * any database.  The numbers wanted are those of the plan, typed in here from
 * it once more; the counting below knows nothing of how they are reached. */
#include "test.h"

#include "demo/fixture.h"

static day_t day(int year, int month, int d)
{
	day_t out = 0;

	CHECK(day_from_civil(year, month, d, &out) == 0);
	return out;
}

/* --- a register read as of a day, the slow way --------------------------- */

/* What an event leads to, and from where it may come (NULL: while it exists). */
static const struct {
	const char *event;
	const char *from;
	const char *to;
} moves[] = {
	{ "founded", "", "operating" },
	{ "suspended", "operating", "suspended" },
	{ "resumed", "suspended dormant", "operating" },
	{ "found_dormant", "operating suspended", "dormant" },
	{ "dissolution_started", "operating suspended dormant", "dissolving" },
	{ "dissolved", NULL, "dissolved" },
	{ "members_joined", NULL, NULL },
	{ "members_left", NULL, NULL },
	{ "young_worker_hosted", NULL, NULL },
	{ "scheme_joined", NULL, NULL },
	{ "scheme_supported", NULL, NULL },
};

static const char *status_on(const struct demo_org *o, day_t on)
{
	const char *status = "";

	for (size_t i = 0; i < o->nevent && o->event[i].day <= on; i++) {
		size_t m = 0;

		while (m < ARRAY_LEN(moves) &&
		       strcmp(moves[m].event, o->event[i].kind) != 0)
			m++;
		if (!CHECK(m < ARRAY_LEN(moves)))
			return status;
		CHECK(moves[m].from ? strlen(status) <= strlen(moves[m].from) &&
					      strstr(moves[m].from, status)
				    : *status && strcmp(status, "dissolved"));
		if (moves[m].to)
			status = moves[m].to;
	}
	return status;
}

static bool is(const char *x, const char *y)
{
	return strcmp(x, y) == 0;
}

static const struct org_version *version_on(const struct demo_org *o,
					    day_t on)
{
	const struct org_version *v = NULL;

	for (size_t i = 0; i < o->nversion && o->version[i].from <= on; i++)
		v = &o->version[i];
	return v;
}

/* Sums over the organisations of a kind on a day. */
struct sums {
	int64_t n, operating, idle, suspended, dormant;
	int64_t capital, members, labour, managers, low, high;
};

static struct sums sum_on(const struct demo_register *r, const char *kind,
			  const char *sector, day_t on)
{
	struct sums s = { 0 };

	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];
		const struct org_version *v = version_on(o, on);
		const char *status = status_on(o, on);

		if (!is(o->kind, kind) || is(status, "") ||
		    is(status, "dissolved") || (sector && !is(v->sector, sector)))
			continue;
		s.n++;
		s.operating += is(status, "operating");
		s.idle += !is(status, "operating");
		s.suspended += is(status, "suspended");
		s.dormant += is(status, "dormant");
		s.members += v->members;
		s.labour += v->labour;
		s.managers += v->managers;
		if (v->capital != REG_NONE)
			s.capital += v->capital;
		if (v->managers_low != REG_NONE)
			s.low += v->managers_low;
		if (v->managers_high != REG_NONE)
			s.high += v->managers_high;
	}
	return s;
}

/* Events of a kind in a span: how many organisations, which quantity. */
static int64_t happened(const struct demo_register *r, const char *kind,
			const char *event, day_t first, day_t last,
			int64_t *quantity)
{
	int64_t n = 0;

	*quantity = 0;
	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];
		bool any = false;

		for (size_t k = 0; k < o->nevent && is(o->kind, kind); k++) {
			const struct org_event *e = &o->event[k];

			if (!is(e->kind, event) || e->day < first ||
			    e->day > last)
				continue;
			any = true;
			if (e->quantity != REG_NONE)
				*quantity += e->quantity;
		}
		n += any;
	}
	return n;
}

/* --- the published totals ------------------------------------------------ */

TEST(htx_by_sector_and_status)
{
	struct demo_register *r = demo_fixture(a);
	static const struct {
		const char *sector;
		int64_t n, operating, idle;
	} want[] = {
		{ "agri", 338, 293, 45 },
		{ "industry_construction", 67, 52, 15 },
		{ "trade_service_env", 52, 44, 8 },
		{ "transport", 17, 11, 6 },
		{ NULL, 474, 400, 74 },
	};
	day_t on = day(2023, 6, 30);

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct sums s = sum_on(r, "htx", want[i].sector, on);

		CHECK_INT(s.n, want[i].n);
		CHECK_INT(s.operating, want[i].operating);
		CHECK_INT(s.idle, want[i].idle);
		CHECK_INT(s.suspended + s.dormant, want[i].idle);
	}
	CHECK_INT(sum_on(r, "htx", NULL, on).dormant, 48);
	CHECK_INT(sum_on(r, "htx", NULL, on).suspended, 74 - 48);
}

TEST(htx_people_and_capital)
{
	struct demo_register *r = demo_fixture(a);
	struct sums s = sum_on(r, "htx", NULL, day(2023, 6, 30));

	CHECK_INT(s.capital, 991500000000); /* 991,5 tỷ */
	CHECK_INT(s.members, 5409);
	CHECK_INT(s.labour, 7302);
	CHECK_INT(s.managers, 1550);
	CHECK_INT(s.low, 300);
	CHECK_INT(s.high, 350);
	CHECK_INT(s.managers - s.low - s.high, 900);
}

TEST(htx_in_the_half_year)
{
	struct demo_register *r = demo_fixture(a);
	day_t first = day(2023, 1, 1);
	day_t last = day(2023, 6, 30);
	int64_t people, none, capital = 0;

	CHECK_INT(happened(r, "htx", "founded", first, last, &none), 20);
	CHECK_INT(happened(r, "htx", "dissolved", first, last, &none), 6);
	/* 474 - 20 + 6 */
	CHECK_INT(sum_on(r, "htx", NULL, first - 1).n, 460);
	for (size_t i = 0; i < r->norg; i++)
		if (is(r->org[i].kind, "htx") &&
		    r->org[i].version[0].from >= first)
			capital += version_on(&r->org[i], last)->capital;
	CHECK_INT(capital, 36480000000); /* 36,48 tỷ */

	/* 170 joined: 7 founders in each of 20, and 30 elsewhere */
	happened(r, "htx", "members_joined", first, last, &people);
	CHECK_INT(people, 170);
	happened(r, "htx", "members_left", first, last, &none);
	CHECK_INT(none, 0);
}

/* 5.409 - 170 = 5.239 were members at the new year, in the HTX that still
 * exist; those of the six dissolved come to them. */
TEST(htx_members_opening_and_flow)
{
	struct demo_register *r = demo_fixture(a);
	day_t first = day(2023, 1, 1);
	day_t last = day(2023, 6, 30);
	int64_t stay = 0, go = 0;

	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];
		const char *then = status_on(o, first - 1);

		if (!is(o->kind, "htx") || is(then, "") ||
		    is(then, "dissolved"))
			continue;
		if (is(status_on(o, last), "dissolved"))
			go += version_on(o, first - 1)->members;
		else
			stay += version_on(o, first - 1)->members;
	}
	CHECK_INT(stay, 5239);
	CHECK_INT(sum_on(r, "htx", NULL, first - 1).members, 5239 + go);
	CHECK(go >= 6 * 7);
}

TEST(tht_and_unions)
{
	struct demo_register *r = demo_fixture(a);
	struct sums tht = sum_on(r, "tht", NULL, day(2023, 6, 30));
	struct sums unions = sum_on(r, "lhhtx", NULL, day(2023, 6, 30));
	int64_t members[2] = { 0 };

	CHECK_INT(tht.n, 230);
	CHECK_INT(tht.operating, 230);
	CHECK_INT(tht.members, 4650);
	CHECK_INT(tht.labour, 4650);
	CHECK_INT(tht.managers, 230);
	CHECK_INT(unions.n, 2);
	CHECK_INT(unions.operating, 0);
	CHECK_INT(unions.managers, 16);
	CHECK_INT(unions.low, 11);
	CHECK_INT(unions.high, 5);
	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];

		if (o->of == DEMO_NO_UNION)
			continue;
		CHECK_STR(o->kind, "htx");
		CHECK_STR(status_on(o, day(2023, 6, 30)), "operating");
		if (!CHECK(o->of < 2))
			continue;
		members[o->of]++;
		CHECK(o->joined >= r->org[o->of].version[0].from);
		CHECK(o->joined >= o->version[0].from);
	}
	CHECK_INT(members[0] + members[1], 13);
	CHECK(members[0] >= 4 && members[1] >= 4); /* Luật HTX 2012 */
}

TEST(young_workers_and_model_scheme)
{
	struct demo_register *r = demo_fixture(a);
	day_t last = day(2023, 6, 30);
	struct demo_commune *commune;
	size_t n = demo_fixture_communes(a, &commune);
	bool host[190] = { 0 };
	int64_t workers, none, districts = 0;

	CHECK_INT(happened(r, "htx", "young_worker_hosted", DAY_MIN, last,
			   &workers), 27);
	CHECK_INT(workers, 29);
	CHECK_INT(happened(r, "htx", "scheme_joined", DAY_MIN, last, &none), 4);
	CHECK_INT(happened(r, "htx", "scheme_supported", DAY_MIN, last, &none),
		  2);
	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];

		for (size_t k = 0; k < o->nevent; k++)
			for (size_t c = 0; c < n; c++)
				if (is(o->event[k].kind, "young_worker_hosted") &&
				    commune[c].unit == version_on(o, last)->seat)
					host[strtol(commune[c].district, NULL, 10)] = true;
	}
	for (size_t d = 0; d < ARRAY_LEN(host); d++)
		districts += host[d];
	CHECK_INT(districts, 10);
	CHECK(!host[181]); /* Bình Gia */
}

/* --- each organisation by itself ----------------------------------------- */

static void check_version_rows(const struct demo_org *o)
{
	bool htx = is(o->kind, "htx");
	bool tht = is(o->kind, "tht");

	CHECK(o->nversion > 0);
	for (size_t i = 0; i < o->nversion; i++) {
		const struct org_version *v = &o->version[i];

		CHECK(i == 0 || v->from > o->version[i - 1].from);
		CHECK(v->from >= day(2013, 7, 1) && v->from <= day(2023, 6, 30));
		CHECK(v->name && *v->name && v->sector);
		CHECK(tht ? v->capital == REG_NONE : v->capital > 0);
		CHECK(tht || v->capital % 10000000 == 0);
		CHECK(!htx || v->members >= 7); /* Luật HTX 2012 */
		CHECK(!tht || v->members >= 2);
		CHECK(v->labour >= 0 && v->managers >= 1);
		CHECK(!htx || v->managers <= v->members);
		if (!tht)
			CHECK(v->managers_low >= 0 && v->managers_high >= 0 &&
			      v->managers_low + v->managers_high <= v->managers);
	}
}

/* Members are what joined less what left, on every day that a version
 * begins. */
static void check_members(const struct demo_org *o)
{
	for (size_t i = 0; i < o->nversion; i++) {
		int64_t members = 0;

		for (size_t k = 0; k < o->nevent; k++) {
			const struct org_event *e = &o->event[k];

			if (e->day > o->version[i].from)
				break;
			if (is(e->kind, "members_joined"))
				members += e->quantity;
			if (is(e->kind, "members_left"))
				members -= e->quantity;
		}
		CHECK_INT(members, o->version[i].members);
	}
}

TEST(every_organisation_is_sound)
{
	struct demo_register *r = demo_fixture(a);

	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];

		check_version_rows(o);
		CHECK_STR(o->event[0].kind, "founded");
		CHECK_INT(o->event[0].day, o->version[0].from);
		for (size_t k = 1; k < o->nevent; k++)
			CHECK(o->event[k].day >= o->event[k - 1].day &&
			      o->event[k].day <= day(2023, 6, 30));
		status_on(o, DAY_MAX); /* checks every transition */
		if (is(o->kind, "htx"))
			check_members(o);
		CHECK(strncmp(o->number, "MH-", 3) == 0);
		for (size_t k = 0; k < i; k++)
			CHECK(!is(o->number, r->org[k].number));
	}
}

/* Work stands still where nothing operates: no labour in the dormant. */
TEST(labour_follows_status)
{
	struct demo_register *r = demo_fixture(a);
	day_t on = day(2023, 6, 30);

	for (size_t i = 0; i < r->norg; i++) {
		const struct demo_org *o = &r->org[i];
		const struct org_version *v = version_on(o, on);

		if (!is(o->kind, "htx"))
			continue;
		if (is(status_on(o, on), "operating"))
			CHECK(v->labour >= v->managers);
		if (is(status_on(o, on), "dormant"))
			CHECK_INT(v->labour, 0);
	}
}

/* --- spread and history -------------------------------------------------- */

TEST(spread_over_districts_and_communes)
{
	struct demo_register *r = demo_fixture(a);
	struct demo_commune *commune;
	size_t n = demo_fixture_communes(a, &commune);
	day_t on = day(2023, 6, 30);
	int64_t by_district[190] = { 0 };
	int64_t reached = 0;

	CHECK_INT(n, 200);
	for (size_t c = 0; c < n; c++) {
		int64_t here = 0;

		for (size_t i = 0; i < r->norg; i++)
			here += is(r->org[i].kind, "htx") &&
				!is(status_on(&r->org[i], on), "dissolved") &&
				version_on(&r->org[i], on)->seat ==
					commune[c].unit;
		reached += here > 0;
		by_district[strtol(commune[c].district, NULL, 10)] += here;
	}
	/* one round of the deck reaches all but a commune whose turn a named
	 * HTX with a seat of its own has taken */
	CHECK(reached >= 196);
	for (int d = 178; d <= 189; d++)
		CHECK(d == 179 ? by_district[d] == 0 : by_district[d] >= 15);
	/* 8 communes of 200, but trade and transport: 17 - 11 = 6 by weight
	 * 70 of 168, 2,5 of them here beside the one that each district has */
	CHECK(by_district[178] >= 38);
}

TEST(history_changes)
{
	struct demo_register *r = demo_fixture(a);
	int64_t resumed, n = 0, renamed = 0, moved = 0, raised = 0, none;

	for (size_t i = 0; i < r->norg; i++) {
		const struct org_version *v = r->org[i].version;
		size_t last = r->org[i].nversion - 1;

		renamed += !is(v[0].name, v[last].name);
		moved += v[0].seat != v[last].seat;
		raised += v[0].capital != v[last].capital;
		n += is(r->org[i].kind, "htx");
	}
	/* 474 + 6 + 12 ever existed */
	CHECK_INT(n, 492);
	CHECK_INT(renamed, 12);
	CHECK_INT(moved, 12);
	CHECK_INT(raised, 36);
	resumed = happened(r, "htx", "resumed", DAY_MIN, DAY_MAX, &none);
	CHECK_INT(resumed, 24);
	CHECK(happened(r, "htx", "members_left", DAY_MIN, DAY_MAX, &none) == 10);
}

TEST(named_organisations)
{
	struct demo_register *r = demo_fixture(a);
	int64_t named = 0, an_son = 0;

	for (size_t i = 0; i < r->norg; i++) {
		const struct org_version *v = version_on(&r->org[i],
							 day(2023, 6, 30));

		if (strstr(v->name, "minh hoạ"))
			continue;
		named++;
		if (is(r->org[i].kind, "htx"))
			CHECK_STR(status_on(&r->org[i], day(2023, 6, 30)),
				  "operating");
		an_son += is(v->name, "HTX nông nghiệp An Sơn") &&
			  v->seat <= 5992; /* communes of the city */
	}
	CHECK_INT(named, 14 + 2);
	CHECK_INT(an_son, 1);
}

/* --- always the same ----------------------------------------------------- */

TEST(two_runs_are_equal)
{
	struct demo_register *r = demo_fixture(a);
	struct demo_register *s = demo_fixture(a);

	CHECK_INT(r->norg, s->norg);
	for (size_t i = 0; i < r->norg && i < s->norg; i++) {
		const struct demo_org *x = &r->org[i];
		const struct demo_org *y = &s->org[i];

		CHECK_STR(x->number, y->number);
		CHECK_INT(x->nversion, y->nversion);
		CHECK_INT(x->nevent, y->nevent);
		for (size_t k = 0; k < x->nversion; k++) {
			CHECK_STR(x->version[k].name, y->version[k].name);
			CHECK_INT(x->version[k].from, y->version[k].from);
			CHECK_INT(x->version[k].seat, y->version[k].seat);
			CHECK_INT(x->version[k].capital, y->version[k].capital);
			CHECK_INT(x->version[k].members, y->version[k].members);
			CHECK_INT(x->version[k].labour, y->version[k].labour);
		}
		for (size_t k = 0; k < x->nevent; k++) {
			CHECK_STR(x->event[k].kind, y->event[k].kind);
			CHECK_INT(x->event[k].day, y->event[k].day);
			CHECK_INT(x->event[k].quantity, y->event[k].quantity);
		}
	}
}
