/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/demo/load.c: the totals once more, read back from the database
 * through the register's own snapshot. */
#include "test.h"

#include "demo/fixture.h"

#include "lib/db/db.h"
#include "pack/pack.h"
#include "territory/territory.h"

static void must(int64_t status, const struct err *e)
{
	if (status < 0)
		BUG("%s (%s)", e->message, e->detail);
}

/* A data directory with the register in it. */
static struct db *loaded(struct arena *a)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);

	if (!db)
		BUG("%s", e.message);
	must(db_begin(db, "test", "test", &e), &e);
	must(territory_load(db, "packs/vn-units", "20", &e), &e);
	must(pack_install(db, "packs/vn-htx-2012", &e), &e);
	must(db_commit(db, &e), &e);
	must(db_begin(db, "demo", "demo", &e), &e);
	must(demo_load_register(db, "demo/lang-son", &e), &e);
	must(db_commit(db, &e), &e);
	return db;
}

struct sums {
	int64_t n, operating, idle, dormant;
	int64_t capital, members, labour, managers, low, high;
	int64_t founded, dissolved, joined, hosts, hosted, scheme, supported;
};

static void count_events(const struct org *o, day_t first, day_t last,
			 struct sums *s)
{
	bool host = false;

	for (size_t i = 0; i < o->nevent; i++) {
		const struct org_event *e = &o->event[i];
		bool half = e->day >= first && e->day <= last;

		s->founded += half && strcmp(e->kind, "founded") == 0;
		s->dissolved += half && strcmp(e->kind, "dissolved") == 0;
		if (half && strcmp(e->kind, "members_joined") == 0)
			s->joined += e->quantity;
		s->scheme += strcmp(e->kind, "scheme_joined") == 0;
		s->supported += strcmp(e->kind, "scheme_supported") == 0;
		if (strcmp(e->kind, "young_worker_hosted") == 0) {
			host = true;
			s->hosted += e->quantity;
		}
	}
	s->hosts += host;
}

static int64_t stated(int64_t n)
{
	return n == REG_NONE ? 0 : n;
}

static struct sums sum(const struct snapshot *s, const char *kind,
		       const char *sector, day_t first, day_t last)
{
	struct sums out = { 0 };

	for (size_t i = 0; i < s->norg; i++) {
		const struct org *o = &s->org[i];
		const struct org_version *v = org_version_on(o, last);
		const char *status = org_status(s, o, last);

		if (strcmp(o->kind, kind) != 0 || !v ||
		    (sector && strcmp(v->sector, sector) != 0))
			continue;
		count_events(o, first, last, &out);
		if (!status || strcmp(status, "dissolved") == 0)
			continue;
		out.n++;
		out.operating += strcmp(status, "operating") == 0;
		out.idle += status_is(s->pack, status, "not_operating");
		out.dormant += strcmp(status, "dormant") == 0;
		out.capital += stated(v->capital);
		out.members += stated(v->members);
		out.labour += stated(v->labour);
		out.managers += stated(v->managers);
		out.low += stated(v->managers_low);
		out.high += stated(v->managers_high);
	}
	return out;
}

static const struct snapshot *read_back(struct arena *a, struct db *db)
{
	struct err e = { 0 };
	const struct pack *p = pack_in_force(a, db, demo_day(), db_last_tx(db), &e);
	const struct snapshot *s = p ? register_snapshot(a, db, p, db_last_tx(db),
						   &e) : NULL;

	if (!s)
		BUG("%s", e.message);
	return s;
}

TEST(totals_from_the_database)
{
	const struct snapshot *s = read_back(a, loaded(a));
	day_t last = demo_day();
	day_t first = last - 180; /* 1/1/2023 */
	struct sums all = sum(s, "htx", NULL, first, last);
	struct sums tht = sum(s, "tht", NULL, first, last);
	struct sums unions = sum(s, "lhhtx", NULL, first, last);

	CHECK_INT(all.n, 474);
	CHECK_INT(all.operating, 400);
	CHECK_INT(all.idle, 74);
	CHECK_INT(all.dormant, 48);
	CHECK_INT(all.capital, 991500000000);
	CHECK_INT(all.members, 5409);
	CHECK_INT(all.labour, 7302);
	CHECK_INT(all.managers, 1550);
	CHECK_INT(all.low, 300);
	CHECK_INT(all.high, 350);
	CHECK_INT(all.founded, 20);
	CHECK_INT(all.dissolved, 6);
	CHECK_INT(all.joined, 170);
	CHECK_INT(all.hosts, 27);
	CHECK_INT(all.hosted, 29);
	CHECK_INT(all.scheme, 4);
	CHECK_INT(all.supported, 2);
	CHECK_INT(sum(s, "htx", NULL, first, first - 1).n, 460);
	CHECK_INT(sum(s, "htx", "agri", first, last).n, 338);
	CHECK_INT(sum(s, "htx", "agri", first, last).operating, 293);
	CHECK_INT(sum(s, "htx", "industry_construction", first, last).n, 67);
	CHECK_INT(sum(s, "htx", "trade_service_env", first, last).n, 52);
	CHECK_INT(sum(s, "htx", "transport", first, last).n, 17);
	CHECK_INT(sum(s, "htx", "transport", first, last).idle, 6);
	CHECK_INT(tht.n, 230);
	CHECK_INT(tht.members, 4650);
	CHECK_INT(tht.labour, 4650);
	CHECK_INT(tht.managers, 230);
	CHECK_INT(unions.n, 2);
	CHECK_INT(unions.idle, 2);
	CHECK_INT(unions.managers, 16);
	CHECK_INT(unions.low, 11);
	CHECK_INT(unions.high, 5);
	CHECK_INT(s->nlink, 13);
	CHECK_INT(s->norg, 492 + 230 + 2);
	for (size_t i = 0; i < s->norg; i++)
		CHECK(s->org[i].demonstration &&
		      strncmp(s->org[i].number, "MH-", 3) == 0);
}

/* Capital then and now differ only by what was founded and raised. */
TEST(earlier_days_differ)
{
	const struct snapshot *s = read_back(a, loaded(a));
	day_t last = demo_day();
	day_t before = last - 365;
	struct sums then = sum(s, "htx", NULL, before, before);
	struct sums now = sum(s, "htx", NULL, last, last);

	CHECK(then.n < now.n);
	CHECK(then.capital < now.capital);
	CHECK(then.members < now.members);
	CHECK_INT(sum(s, "htx", NULL, 0, 15885).n, 0); /* 29/6/2013 */
}
