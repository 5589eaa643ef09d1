/* SPDX-License-Identifier: Apache-2.0 */
/* See fixture.h. */
#include "figure/fixture.h"

#include "demo/demo.h"
#include "lib/base/buf.h"
#include "territory/territory.h"

static struct arena *keep;

__attribute__((destructor)) static void forget(void)
{
	arena_free(keep);
}

const struct pack *fixture_pack(void)
{
	static const struct pack *p;
	struct err e = { 0 };

	if (p)
		return p;
	keep = arena_new();
	p = pack_read(keep, "packs/vn-htx-2012", &e);
	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

static void must(int rc, const struct err *e)
{
	if (rc < 0)
		BUG("%s (%s)", e->message, e->detail);
}

struct db *figure_fixture(struct arena *a)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);

	if (!db)
		BUG("%s", e.message);
	must(db_begin(db, "test", "mở sổ", &e), &e);
	must(pack_install(db, "packs/vn-htx-2012", &e), &e);
	must(territory_load(db, "packs/vn-units", "20", &e) < 0 ? -1 : 0, &e);
	must(db_commit(db, &e), &e);
	must(db_begin(db, "test", "nhập", &e), &e);
	return db;
}

struct figures *fixture_open(struct arena *a, struct db *db)
{
	struct err e = { 0 };
	struct figures *f;

	must(db_commit(db, &e), &e);
	must(db_begin(db, "test", "nhập", &e), &e);
	f = figures_open(a, db, fixture_pack(), db_last_tx(db), &e);
	if (!f)
		BUG("%s (%s)", e.message, e.detail);
	return f;
}

struct figures *fixture_demo(struct arena *a)
{
	static struct arena *all;
	static struct db *db;
	struct err e = { 0 };
	struct figures *f;

	if (!db) {
		(void)fixture_pack();
		all = arena_new();
		arena_defer(keep, (void (*)(void *))arena_free, all);
		db = figure_fixture(all);
		must(demo_load_register(db, "demo/lang-son", &e) < 0 ? -1 : 0,
		     &e);
		must(demo_load_reported(db, "demo/lang-son", &e) < 0 ? -1 : 0,
		     &e);
		must(db_commit(db, &e), &e);
	}
	f = figures_open(a, db, fixture_pack(), db_last_tx(db), &e);
	if (!f)
		BUG("%s (%s)", e.message, e.detail);
	return f;
}

day_t fixture_day(const char *s)
{
	day_t d;

	if (day_parse(s, &d) < 0)
		BUG("%s", s);
	return d;
}

int64_t fixture_unit(struct db *db, const char *code, const char *on)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	const struct territory *t = territory_read(a, db, "20", db_tx(db), &e);
	const struct unit *u = t ? territory_find(t, code, fixture_day(on))
				 : NULL;
	int64_t id;

	if (!u)
		BUG("%s on %s: %s", code, on, e.message);
	id = u->id;
	arena_free(a);
	return id;
}

int64_t fixture_htx(struct db *db, const char *name, const char *seat,
		    const char *sector, const char *founded, int64_t capital,
		    int64_t members)
{
	struct err e = { 0 };
	struct org_event event = {
		.kind = "founded",
		.day = fixture_day(founded),
		.quantity = REG_NONE,
	};
	struct org_new o = {
		.kind = "htx",
		.version = {
			.from = fixture_day(founded),
			.name = name,
			.seat = seat ? fixture_unit(db, seat, founded)
				     : REG_NONE,
			.sector = sector,
			.capital = capital,
			.members = members,
			.labour = REG_NONE,
			.managers = REG_NONE,
			.managers_low = REG_NONE,
			.managers_high = REG_NONE,
		},
		.event = &event,
		.nevent = 1,
	};
	int64_t id = register_add(db, fixture_pack(), &o, &e);

	must(id < 0 ? -1 : 0, &e);
	return id;
}

void fixture_event(struct db *db, int64_t org, const char *kind,
		   const char *on, int64_t quantity)
{
	struct err e = { 0 };
	struct org_event event = {
		.kind = kind,
		.day = fixture_day(on),
		.quantity = quantity,
	};

	must(register_event(db, fixture_pack(), org, &event, &e) < 0 ? -1 : 0,
	     &e);
}

void fixture_report(struct db *db, const char *indicator, const char *place,
		    const char *breakdown, const char *period,
		    enum basis basis, const char *text)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct figure_report r = {
		.key = key_of(indicator, place, breakdown, period, basis),
	};
	size_t n = strlen(text);

	r.key.percent = n > 0 && text[n - 1] == '%';
	must(quantity_parse(arena_strndup(a, text, n - r.key.percent),
			    &r.value, &e), &e);
	must(figure_report(db, fixture_pack(), &r, &e), &e);
	arena_free(a);
}

struct figure_key key_of(const char *indicator, const char *place,
			 const char *breakdown, const char *period,
			 enum basis basis)
{
	return (struct figure_key){
		.indicator = indicator,
		.place = place,
		.breakdown = breakdown,
		.period = period,
		.basis = basis,
	};
}

static const char *const states[] = { "value", "[missing]", "[not applicable]",
				      "[refused]" };

const char *value_of(struct arena *a, struct figures *f, struct figure_key key)
{
	struct figure fig;
	struct err e = { 0 };

	if (figures_get(f, &key, &fig, &e) < 0)
		return arena_strdup(a, e.message);
	return fig.state == FIG_VALUE ? dec_str(a, fig.value.low)
				      : states[fig.state];
}

const char *figure_of(struct arena *a, struct figures *f,
		      struct figure_key key)
{
	struct buf b = BUF_INIT(a);
	struct figure fig;
	struct err e = { 0 };

	if (figures_get(f, &key, &fig, &e) < 0)
		return arena_strdup(a, e.message);
	buf_adds(&b, value_of(a, f, key));
	if (fig.state == FIG_VALUE && fig.value.qualifier != QUAL_EXACT)
		buf_addf(&b, " %s", qualifier_name(fig.value.qualifier));
	buf_addf(&b, " %s", figure_source_name(&fig));
	if (fig.has_percent)
		buf_addf(&b, " %s%%", dec_str(a, fig.percent.low));
	return b.data;
}
