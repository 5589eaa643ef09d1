/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/figure/cube.c and src/figure/records.c: random registers, random
 * corrections, random days, places, categories and states of knowledge,
 * against a plain loop over the organisations that keeps nothing and rolls up
 * nothing.
 */
#include "figure/fixture.h"
#include "territory/territory.h"

/* Communes of 2023 in some districts; 06040 was split in 2024 inside its
 * district, 06622 in 2025 when there were no districts any more. */
static const char *const communes[] = { "05971", "05974", "06001", "06040",
					"06043", "06253", "06622" };
static const char *const sectors[] = { "agri", "industry_construction",
				       "trade_service_env", "transport" };

struct world {
	struct arena *arena;
	struct db *db;
	uint64_t seed;
	const struct territory *t;
	struct figures *f;
};

static uint32_t roll(struct world *w, uint32_t n)
{
	return test_random(&w->seed, n);
}

static const char *random_day(struct world *w)
{
	/* often on the first or last day of a period that is asked for */
	if (roll(w, 3) == 0)
		return roll(w, 2) ? "2022-07-01" : "2023-05-17";
	return arena_printf(w->arena, "20%02u-%02u-%02u", 18 + roll(w, 6),
			    1 + roll(w, 12), 1 + roll(w, 28));
}

/* Whatever of these the law of the pack allows is recorded. */
static void random_life(struct world *w, int64_t org)
{
	static const char *const kinds[] = { "suspended", "resumed",
					     "found_dormant", "dissolved",
					     "members_joined",
					     "scheme_joined" };
	uint32_t n = roll(w, 5);

	for (uint32_t i = 0; i < n; i++) {
		struct err e = { 0 };
		struct org_event event = {
			.kind = kinds[roll(w, ARRAY_LEN(kinds))],
			.day = fixture_day(random_day(w)),
			.quantity = REG_NONE,
		};

		if (strcmp(event.kind, "members_joined") == 0)
			event.quantity = 1 + roll(w, 9);
		(void)register_event(w->db, fixture_pack(), org, &event, &e);
	}
}

static void random_version(struct world *w, int64_t org)
{
	const char *commune = communes[roll(w, ARRAY_LEN(communes))];
	struct err e = { 0 };
	struct org_version v = {
		.from = fixture_day(random_day(w)),
		.name = arena_printf(w->arena, "HTX %lld mới", (long long)org),
		.seat = roll(w, 9) ? fixture_unit(w->db, commune, "2023-01-01")
				   : REG_NONE,
		.sector = roll(w, 9) ? sectors[roll(w, 4)] : NULL,
		.capital = roll(w, 5) ? (int64_t)roll(w, 1000) * 1000000
				      : REG_NONE,
		.members = 7 + roll(w, 50),
		.labour = REG_NONE,
		.managers = 3 + roll(w, 9),
		.managers_low = roll(w, 4) ? roll(w, 3) : REG_NONE,
		.managers_high = roll(w, 2),
	};

	(void)register_version(w->db, fixture_pack(), org, &v,
			       roll(w, 3) == 0, &e);
}

/* --- the slow oracle ------------------------------------------------------- */

struct sum {
	int64_t value;
	int64_t n;
	int64_t of;
};

static void add(struct sum *s, int64_t v)
{
	s->of++;
	if (v == REG_NONE)
		return;
	s->n++;
	s->value += v;
}

/* Does a seat lie in a place on a day?  A split commune lies where all its
 * parts lie; an unknown seat lies in the province. */
static bool lies_in(const struct world *w, int64_t seat, const char *place,
		    day_t on)
{
	const struct unit *in = territory_find(w->t, place, on);
	const struct unit *u = seat == REG_NONE
				       ? NULL
				       : territory_unit(w->t, seat);
	struct unit_part *part;
	size_t n = u ? territory_successors(w->arena, w->t, u, on, &part) : 0;

	if (!in || n == 0)
		return in && in->level == UNIT_PROVINCE;
	for (size_t i = 0; i < n; i++)
		if (!unit_is_under(part[i].unit, in))
			return false;
	return true;
}

static bool in_sector(const char *sector, const char *want)
{
	if (!*want)
		return true;
	if (!sector)
		return false;
	if (strcmp(want, "nonagri") == 0)
		return strcmp(sector, "agri") != 0;
	return strcmp(sector, want) == 0;
}

static bool exists(const char *status)
{
	return status && strcmp(status, "dissolved") != 0;
}

static const struct org_version *version_at(const struct org *o, day_t on)
{
	const struct org_version *v = NULL;

	for (size_t i = 0; i < o->nversion; i++)
		if (o->version[i].from <= on)
			v = &o->version[i];
	return v;
}

static const char *status_at(const struct org *o, day_t on)
{
	const char *status = NULL;

	for (size_t i = 0; i < o->nevent; i++)
		if (o->event[i].day <= on)
			status = o->event[i].status;
	return status;
}

struct ask {
	const char *place;
	const char *sector; /* "" for the total */
	struct period period;
};

static struct sum stock(const struct world *w, const struct ask *q,
			const char *what)
{
	const struct snapshot *s = figures_snapshot(w->f);
	struct sum sum = { 0 };

	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];
		const struct org_version *v = version_at(o, q->period.last);
		const char *status = status_at(o, q->period.last);
		bool idle = status && strcmp(status, "operating") != 0;

		if (!exists(status) ||
		    !lies_in(w, v->seat, q->place, q->period.last) ||
		    !in_sector(v->sector, q->sector))
			continue;
		if (strcmp(what, "htx_total") == 0 ||
		    (strcmp(what, "htx_suspended") == 0 && idle))
			add(&sum, 1);
		if (strcmp(what, "htx_registered_capital") == 0)
			add(&sum, v->capital);
		if (strcmp(what, "htx_members") == 0)
			add(&sum, v->members);
		if (strcmp(what, "htx_managers") == 0)
			add(&sum, v->managers);
		if (strcmp(what, "low") == 0)
			add(&sum, v->managers_low);
		if (strcmp(what, "unstated") == 0)
			add(&sum, v->managers_low == REG_NONE ||
					  v->managers_high == REG_NONE
				  ? REG_NONE
				  : v->managers - v->managers_low -
					    v->managers_high);
	}
	return sum;
}

/* Events; each organisation once unless their quantity is summed. */
static struct sum flow(const struct world *w, const struct ask *q,
		       const char *kind, bool quantity, bool cumulative)
{
	const struct snapshot *s = figures_snapshot(w->f);
	struct sum sum = { 0 };

	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];
		const struct org_event *last = NULL;
		const struct org_version *v;

		for (size_t k = 0; k < o->nevent; k++) {
			const struct org_event *x = &o->event[k];

			if (strcmp(x->kind, kind) != 0 ||
			    x->day > q->period.last ||
			    (!cumulative && x->day < q->period.first))
				continue;
			last = x;
			v = version_at(o, x->day);
			if (!v)
				v = &o->version[0];
			if (quantity && in_sector(v->sector, q->sector) &&
			    lies_in(w, v->seat, q->place, q->period.last))
				add(&sum, x->quantity);
		}
		if (!last || quantity)
			continue;
		v = version_at(o, last->day);
		if (!v)
			v = &o->version[0];
		if (in_sector(v->sector, q->sector) &&
		    lies_in(w, v->seat, q->place, q->period.last))
			add(&sum, 1);
	}
	return sum;
}

/* --- comparing ---------------------------------------------------------------- */

static void compare(struct world *w, const struct ask *q,
		    const char *indicator, const char *more, struct sum want,
		    int64_t factor)
{
	const char *cut = arena_printf(w->arena, "%s%s%s%s", more,
				       *more && *q->sector ? ";" : "",
				       *q->sector ? "sector=" : "",
				       q->sector);
	struct figure_key k = key_of(indicator, q->place, cut, q->period.code,
				     BASIS_ACTUAL);
	struct figure_record *r;
	struct dec sum = DEC_ZERO;
	struct figure fig;
	struct err e = { 0 };
	size_t n;
	bool ok;

	ok = CHECK(figures_get(w->f, &k, &fig, &e) >= 0);
	if (want.n == 0 && want.of > 0)
		ok = CHECK_INT(fig.state, FIG_MISSING) && ok;
	else
		ok = CHECK(fig.state == FIG_VALUE &&
			   fig.value.low.u * factor ==
				   dec_int(want.value).u) && ok;
	ok = CHECK_INT(fig.n, want.n) && ok;
	ok = CHECK_INT(fig.of, want.of) && ok;
	ok = CHECK_INT(fig.range.complete || fig.state == FIG_MISSING,
		       want.n == want.of || fig.state == FIG_MISSING) && ok;
	/* the organisations behind it give the same sum */
	if (fig.state == FIG_VALUE) {
		CHECK_INT(figures_records(w->f, &k, &r, &n, &e), 0);
		for (size_t i = 0; i < n; i++)
			sum.u += r[i].value.u;
		ok = CHECK(sum.u == fig.value.low.u) && ok;
	}
	if (!ok)
		printf("%s %s [%s] %s: want %lld, %lld of %lld\n", indicator,
		       q->place, cut, q->period.code, (long long)want.value,
		       (long long)want.n, (long long)want.of);
}

static void compare_all(struct world *w, const struct ask *q)
{
	static const char *const stocks[] = { "htx_total", "htx_suspended",
					      "htx_members", "htx_managers" };

	for (size_t i = 0; i < ARRAY_LEN(stocks); i++)
		compare(w, q, stocks[i], "", stock(w, q, stocks[i]), 1);
	compare(w, q, "htx_registered_capital", "",
		stock(w, q, "htx_registered_capital"), 1000000000);
	compare(w, q, "htx_managers", "qualification=primary_intermediate",
		stock(w, q, "low"), 1);
	compare(w, q, "htx_managers", "qualification=unstated",
		stock(w, q, "unstated"), 1);
	compare(w, q, "htx_new", "", flow(w, q, "founded", false, false), 1);
	compare(w, q, "htx_dissolved", "",
		flow(w, q, "dissolved", false, false), 1);
	compare(w, q, "htx_new_members", "",
		flow(w, q, "members_joined", true, false), 1);
	compare(w, q, "model_scheme_htx", "",
		flow(w, q, "scheme_joined", false, true), 1);
}

static void random_questions(struct world *w)
{
	static const char *const places[] = { "20", "178", "180", "183",
					      "05971", "06040", "06043",
					      "06001", "06025", "06613" };
	static const char *const periods[] = { "2018", "2020-H1", "2021",
					       "2022-Q3", "2023-H1",
					       "2023-05-17", "2024",
					       "2025-08", "2018-2023" };
	static const char *const cuts[] = { "", "", "agri", "nonagri",
					    "transport" };

	for (int i = 0; i < 40; i++) {
		struct ask q = {
			.place = places[roll(w, ARRAY_LEN(places))],
			.sector = cuts[roll(w, ARRAY_LEN(cuts))],
		};

		if (period_parse(periods[roll(w, ARRAY_LEN(periods))],
				 &q.period) < 0)
			BUG("period");
		/* what there is not on the day is missing, not zero */
		if (territory_find(w->t, q.place, q.period.last))
			compare_all(w, &q);
	}
}

static struct figures *open_at(struct world *w, int64_t known)
{
	struct err e = { 0 };
	struct figures *f = figures_open(w->arena, w->db, fixture_pack(),
					 known, &e);

	if (!f)
		BUG("%s", e.message);
	return f;
}

TEST(aggregates_equal_a_plain_loop)
{
	for (uint64_t round = 1; round <= 4; round++) {
		struct world w = { .arena = a, .db = figure_fixture(a),
				   .seed = round };
		struct figures *before;
		int64_t known;

		for (int i = 0; i < 60; i++) {
			int64_t org = fixture_htx(
				w.db, arena_printf(a, "HTX %d", i),
				communes[roll(&w, ARRAY_LEN(communes))],
				sectors[roll(&w, 4)], random_day(&w),
				(int64_t)roll(&w, 2000) * 500000,
				7 + roll(&w, 20));

			random_life(&w, org);
			random_version(&w, org);
		}
		before = fixture_open(a, w.db);
		known = db_last_tx(w.db);
		for (int64_t org = 1; org <= 60; org += 3)
			random_version(&w, org);
		w.f = fixture_open(a, w.db);
		w.t = figures_territory(w.f);
		random_questions(&w);
		/* and as it was known before the corrections */
		CHECK(figures_snapshot(before)->norg ==
		      figures_snapshot(w.f)->norg);
		w.f = open_at(&w, known);
		random_questions(&w);
	}
}
