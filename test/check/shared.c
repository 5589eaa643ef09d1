/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Readers that share packs, units, the register, sums, checks and proposals,
 * while somebody writes: each sees what he would have made for himself alone.
 * The slow obvious way is a handle without a shelf.
 */
#include "check/proposal.h"
#include "demo/demo.h"
#include "figure/fixture.h"
#include "lib/db/shelf.h"
#include "register/rules.h"
#include "territory/territory.h"

#include <pthread.h>
#include <stdatomic.h>

/* The demonstration province in a new directory. */
static const char *province(struct arena *a)
{
	struct arena *own = arena_new();
	const char *dir = test_dir(a);
	struct err e = { 0 };
	struct db *db = db_open(own, dir, DB_CREATE, &e);

	if (!db || db_begin(db, "test", "mở sổ", &e) < 0 ||
	    pack_install(db, "packs/vn-htx-2012", &e) < 0 ||
	    territory_load(db, "packs/vn-units", "20", &e) < 0 ||
	    db_commit(db, &e) < 0 || db_begin(db, "test", "nhập", &e) < 0 ||
	    demo_load_register(db, "demo/lang-son", &e) < 0 ||
	    demo_load_reported(db, "demo/lang-son", &e) < 0 ||
	    db_commit(db, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	(void)fixture_pack(); /* before there are threads */
	arena_free(own);
	return dir;
}

static struct db *reader(struct arena *a, const char *dir, struct shelf *s)
{
	struct err e = { 0 };
	struct db *db = db_open(a, dir, DB_READ, &e);

	if (!db)
		BUG("%s", e.message);
	db_share(db, s);
	return db;
}

/* --- everything that is shared, in words ---------------------------------------- */

/* What the register counts up to a day, what was reported besides. */
static void tell_figures(struct figures *f, const char *period,
			 const char *place, struct buf *b)
{
	struct period p;
	struct figure_filter filter = { .place = place, .below = true,
					.period = &p, .nperiod = 1,
					.nregister = 1 };
	struct err e = { 0 };
	struct figure *fig;
	size_t n;

	if (period_parse(period, &p) < 0 ||
	    figures_list(f, &filter, &fig, &n, &e) < 0)
		BUG("%s %s", period, e.message);
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s@%s[%s] %d = %s %d %lld/%lld\n",
			 fig[i].key.indicator, fig[i].key.place,
			 fig[i].key.breakdown, (int)fig[i].key.basis,
			 dec_str(b->arena, fig[i].value.low),
			 (int)fig[i].state, (long long)fig[i].n,
			 (long long)fig[i].of);
}

static void tell_checks(struct figures *f, struct buf *b)
{
	const struct proposal *x;
	struct check_report r;
	struct err e = { 0 };

	if (check_run(f, "20", 2024, &r, &e) < 0)
		BUG("%s", e.message);
	buf_addf(b, "%zu run, %zu held\n", r.nrun, r.nheld);
	for (size_t i = 0; i < r.nbroken; i++)
		buf_addf(b, "%s\n", r.broken[i].message);
	for (size_t i = 0; i < r.nunknown; i++)
		buf_addf(b, "%s\n", r.unknown[i].message);
	x = proposal_shared(f, "20", 2024, &e);
	if (!x)
		BUG("%s", e.message);
	proposal_print(b->arena, figures_pack(f), x, b);
}

/* As known after a transaction; whole: with checks and proposals. */
static const char *tell(struct arena *a, struct db *db, int64_t known,
			const char *period, bool whole)
{
	struct buf b = BUF_INIT(a);
	struct err e = { 0 };
	const struct pack *p = rules_on(a, db, fixture_day("2023-06-30"),
					known, &e);
	struct figures *f = p ? figures_open(a, db, p, known, &e) : NULL;

	if (!f)
		BUG("%s", e.message);
	/* 183: Huyện Chi Lăng, so that there is less to tell */
	tell_figures(f, period, whole ? "20" : "183", &b);
	if (whole)
		tell_checks(f, &b);
	return b.data;
}

/* --- many at once --------------------------------------------------------------- */

struct bustle {
	const char *dir;
	struct shelf *shelf;
	atomic_bool over; /* the writer has done */
	atomic_int compared;
	atomic_int wrong;
};

static void compare(struct bustle *x, struct arena *a, struct db *shared,
		    struct db *alone, int64_t known, uint64_t *seed)
{
	static const char *const period[] = { "2023-H1", "2022", "2023-03-31",
					      "2021", "2023-06-15" };
	const char *when = period[test_random(seed, ARRAY_LEN(period))];
	bool whole = test_random(seed, 8) == 0;

	if (strcmp(tell(a, shared, known, when, whole),
		   tell(a, alone, known, when, whole)) != 0)
		x->wrong++;
	x->compared++;
}

static void *read_on(void *arg)
{
	struct bustle *x = arg;
	struct arena *a = arena_new();
	struct db *shared = reader(a, x->dir, x->shelf);
	struct db *alone = reader(a, x->dir, NULL);
	uint64_t seed = (uint64_t)(uintptr_t)a;

	while (!x->over) {
		struct arena *own = arena_new();
		int64_t last = db_last_tx(shared);
		int64_t known = test_random(&seed, 2)
			? last
			: 1 + test_random(&seed, (uint32_t)last);

		compare(x, own, shared, alone, known, &seed);
		arena_free(own);
	}
	arena_free(a);
	return NULL;
}

static void write_one(struct db *db, int i)
{
	struct arena *a = arena_new();

	if (i % 3 == 0)
		fixture_htx(db, arena_printf(a, "HTX mới %d", i), NULL,
			    "agri", "2023-02-01", 1000000000, 10);
	else
		fixture_report(db, i % 3 == 1 ? "htx_operating" : "htx_total",
			       "20", "sector=agri", "2023", BASIS_ESTIMATE,
			       arena_printf(a, "%d", 300 + i));
	arena_free(a);
}

/* What is read inside a transaction that never ends well stays its own. */
static void write_in_vain(struct db *db, int i)
{
	struct arena *a = arena_new();
	struct err e = { 0 };

	if (db_begin(db, "test", "bỏ", &e) < 0)
		BUG("%s", e.message);
	write_one(db, i);
	tell(a, db, db_tx(db), "2023-H1", true);
	db_rollback(db);
	arena_free(a);
}

static void write_on(struct bustle *x, struct db *db, struct db *alone,
		     int writes)
{
	uint64_t seed = 42;
	struct err e = { 0 };

	for (int i = 1; i <= writes; i++) {
		struct arena *a = arena_new();

		write_in_vain(db, 100 + i);
		if (db_begin(db, "test", "ghi", &e) < 0)
			BUG("%s", e.message);
		write_one(db, i);
		if (db_commit(db, &e) < 0)
			BUG("%s", e.message);
		/* who was told that it is saved sees it */
		compare(x, a, db, alone, db_last_tx(db), &seed);
		arena_free(a);
	}
	x->over = true;
}

static void bustle(struct arena *a, size_t things, size_t bytes)
{
	struct arena *own = arena_new();
	struct bustle x = { .dir = province(a),
			    .shelf = shelf_new(own, things, bytes) };
	struct err e = { 0 };
	struct db *writer = db_open(own, x.dir, DB_WRITE, &e);
	struct db *alone = reader(own, x.dir, NULL);
	pthread_t thread[3];

	if (!writer)
		BUG("%s", e.message);
	db_share(writer, x.shelf);
	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_create(&thread[i], NULL, read_on, &x);
	write_on(&x, writer, alone, 5);
	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_join(thread[i], NULL);
	CHECK_INT(x.wrong, 0);
	CHECK(x.compared > 6);
	arena_free(own);
}

TEST(readers_who_share_see_what_each_would_see_alone)
{
	bustle(a, 48, 16 << 20);
}

TEST(readers_who_share_a_shelf_too_small_see_it_too)
{
	bustle(a, 3, 1 << 20);
}

/* --- what is shared, and when not --------------------------------------------------- */

static const struct check_report *run(struct arena *a, struct db *db,
				      struct figures **f)
{
	struct check_report *r = ARENA_NEW(a, struct check_report);
	struct err e = { 0 };
	const int64_t known = db_last_tx(db);
	const struct pack *p = rules_on(a, db, fixture_day("2023-06-30"),
					known, &e);

	*f = figures_open(a, db, p, known, &e);
	CHECK_INT(check_run(*f, "20", 2024, r, &e), 0);
	return r;
}

static void commit(struct db *db, bool figure)
{
	struct err e = { 0 };

	db_begin(db, "test", "ghi", &e);
	if (figure)
		fixture_report(db, "htx_total", "20", "", "2023",
			       BASIS_ESTIMATE, "475");
	CHECK_INT(db_commit(db, &e), 0);
}

TEST(checks_are_made_anew_when_what_they_read_has_changed)
{
	struct arena *own = arena_new();
	const char *dir = province(a);
	struct err e = { 0 };
	struct db *db = db_open(own, dir, DB_WRITE, &e);
	const struct check_report *x, *y, *z, *w;
	struct figures *f, *g;

	db_share(db, shelf_new(own, 48, 16 << 20));
	x = run(own, db, &f);
	commit(db, false); /* something else */
	y = run(own, db, &g);
	CHECK(x->run == y->run);
	CHECK(x->broken != y->broken); /* theirs to put reasons to */
	CHECK(figures_snapshot(f) == figures_snapshot(g));
	commit(db, true);
	z = run(own, db, &g);
	CHECK(x->run != z->run);
	CHECK(figures_snapshot(f) == figures_snapshot(g));
	w = run(own, reader(own, dir, NULL), &g);
	CHECK(z->run != w->run);
	CHECK_INT(z->nbroken, w->nbroken);
	arena_free(own);
}

TEST(what_is_supposed_is_not_shared)
{
	struct arena *own = arena_new();
	const char *dir = province(a);
	struct err e = { 0 };
	struct db *db = db_open(own, dir, DB_WRITE, &e);
	struct figure_report r = {
		.key = key_of("htx_total", "20", "", "2023", BASIS_ESTIMATE),
		.state = FIG_VALUE,
	};
	struct check_report supposed;
	const struct check_report *x, *y;
	struct figures *f, *g;

	db_share(db, shelf_new(own, 48, 16 << 20));
	x = run(own, db, &f);
	CHECK_INT(quantity_parse("9999", &r.value, &e), 0);
	CHECK_INT(figures_suppose(f, &r, &e), 0);
	CHECK_INT(check_run(f, "20", 2024, &supposed, &e), 0);
	CHECK(supposed.nbroken > x->nbroken);
	y = run(own, db, &g);
	CHECK(x->run == y->run);
	CHECK_STR(value_of(own, f, r.key), "9999");
	CHECK_STR(value_of(own, g, r.key), "500");
	arena_free(own);
}
