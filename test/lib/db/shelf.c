/* SPDX-License-Identifier: Apache-2.0 */
/* Things that are made once, held, thrown out; and what their keys rest on. */
#include "lib/db/shelf.h"

#include "lib/base/buf.h"
#include "lib/db/fixture.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct thing {
	int number;
	char ballast[1000];
};

/* How often things were made, how many of them are gone. */
struct count {
	atomic_int made;
	atomic_int gone;
	bool fail;
};

static void on_gone(void *arg)
{
	struct count *c = arg;

	c->gone++;
}

static void *make(struct arena *own, void *ctx, struct err *e)
{
	struct count *c = ctx;
	struct thing *t = ARENA_NEW(own, struct thing);

	arena_defer(own, on_gone, c);
	t->number = ++c->made;
	if (!c->fail)
		return t;
	err_set(e, ERR_IO, "không làm được");
	return NULL;
}

/* The number of the thing with a key, taken and let go again. */
static int number(struct shelf *s, const char *key, struct count *c)
{
	struct arena *own = arena_new();
	struct err e = { 0 };
	struct thing *t = shelf_get(s, own, key, make, c, &e);
	int n = t ? t->number : -1;

	arena_free(own);
	return n;
}

TEST(shelf_makes_a_thing_once)
{
	struct shelf *s = shelf_new(a, 10, 1 << 20);
	struct count *c = ARENA_NEW(a, struct count);

	CHECK_INT(number(s, "a", c), 1);
	CHECK_INT(number(s, "a", c), 1);
	CHECK_INT(number(s, "b", c), 2);
	CHECK_INT(number(s, "a", c), 1);
	CHECK_INT(c->gone, 0);
}

TEST(shelf_that_is_none_makes_it_for_who_asks)
{
	struct count *c = ARENA_NEW(a, struct count);

	CHECK_INT(number(NULL, "a", c), 1);
	CHECK_INT(number(NULL, "a", c), 2);
	CHECK_INT(c->gone, 2);
}

TEST(shelf_throws_out_what_was_not_asked_for_longest)
{
	struct shelf *s = shelf_new(a, 2, 1 << 20);
	struct count *c = ARENA_NEW(a, struct count);

	number(s, "a", c);
	number(s, "b", c);
	number(s, "a", c);
	CHECK_INT(number(s, "c", c), 3);
	CHECK_INT(c->gone, 1); /* b */
	CHECK_INT(number(s, "a", c), 1);
	CHECK_INT(number(s, "b", c), 4);
}

TEST(shelf_is_bounded_in_bytes)
{
	struct shelf *s = shelf_new(a, 100, 3 * sizeof(struct thing));
	struct count *c = ARENA_NEW(a, struct count);

	for (int i = 0; i < 20; i++)
		number(s, arena_printf(a, "%d", i), c);
	/* each is a little larger than the bare thing */
	CHECK_INT(c->made - c->gone, 2);
	s = shelf_new(a, 100, 10);
	CHECK_INT(number(s, "larger than the shelf", c), 21);
	CHECK_INT(number(s, "larger than the shelf", c), 21);
}

TEST(shelf_keeps_what_somebody_holds)
{
	struct shelf *s = shelf_new(a, 1, 1 << 20);
	struct arena *own = arena_new();
	struct count *c = ARENA_NEW(a, struct count);
	struct err e = { 0 };
	struct thing *t = shelf_get(s, own, "a", make, c, &e);

	number(s, "b", c);
	CHECK_INT(c->gone, 0);
	CHECK_INT(t->number, 1);
	CHECK_INT(number(s, "a", c), 3); /* not found again, though */
	CHECK_INT(c->gone, 1);             /* b */
	arena_free(own);
	CHECK_INT(c->gone, 2);
}

TEST(shelf_keeps_nothing_that_failed)
{
	struct shelf *s = shelf_new(a, 10, 1 << 20);
	struct count *c = ARENA_NEW(a, struct count);
	struct err e = { 0 };

	c->fail = true;
	CHECK(shelf_get(s, a, "a", make, c, &e) == NULL);
	CHECK_ERR(&e, ERR_IO, "không làm được");
	CHECK_INT(c->gone, 1);
	c->fail = false;
	CHECK_INT(number(s, "a", c), 2);
}

TEST(shelf_drops_a_thing_for_who_asks_next)
{
	struct shelf *s = shelf_new(a, 10, 1 << 20);
	struct arena *own = arena_new();
	struct count *c = ARENA_NEW(a, struct count);
	struct err e = { 0 };
	struct thing *t = shelf_get(s, own, "a", make, c, &e);

	shelf_drop(s, t);
	CHECK_INT(c->gone, 0);
	CHECK_INT(number(s, "a", c), 2);
	arena_free(own);
	CHECK_INT(c->gone, 1);
}

/* A thing that is made from another one. */
struct upon {
	struct shelf *shelf;
	const struct thing *below;
};

static void *make_upon(struct arena *own, void *ctx, struct err *e)
{
	struct upon *u = ctx;

	(void)e;
	CHECK(shelf_hold(u->shelf, own, u->below));
	return arena_memdup(own, u, sizeof *u);
}

TEST(shelf_keeps_what_another_thing_stands_on)
{
	struct shelf *s = shelf_new(a, 2, 1 << 20);
	struct arena *own = arena_new();
	struct count *c = ARENA_NEW(a, struct count);
	struct err e = { 0 };
	struct upon u = { s, NULL };
	const struct upon *top;

	u.below = shelf_get(s, own, "below", make, c, &e);
	top = shelf_get(s, own, "top", make_upon, &u, &e);
	number(s, "x", c);
	shelf_get(s, own, "top", make_upon, &u, &e);
	number(s, "y", c); /* below is off the shelf now */
	CHECK_INT(number(s, "below", c), 4);
	CHECK_INT(top->below->number, 1);
	CHECK(shelf_hold(s, a, top->below));
	CHECK(!shelf_hold(s, a, c));
	CHECK(!shelf_hold(s, a, NULL));
	arena_free(own);
}

/* --- several threads ---------------------------------------------------------- */

struct crowd {
	struct shelf *shelf;
	struct count count;
	uint64_t seed;
	atomic_int wrong;
};

static void *make_slowly(struct arena *own, void *ctx, struct err *e)
{
	usleep(200);
	return make(own, ctx, e);
}

static void *one_of_the_crowd(void *arg)
{
	struct crowd *x = arg;
	uint64_t seed = (uint64_t)(uintptr_t)&seed;
	struct err e = { 0 };

	for (int i = 0; i < 200; i++) {
		struct arena *own = arena_new();
		const struct thing *t, *u;
		char key[2] = { (char)('a' + test_random(&seed, 6)), '\0' };

		t = shelf_get(x->shelf, own, key, make_slowly, &x->count, &e);
		u = shelf_get(x->shelf, own, "z", make_slowly, &x->count, &e);
		if (!shelf_hold(x->shelf, own, t) || t->number == u->number)
			x->wrong++;
		if (test_random(&seed, 20) == 0)
			shelf_drop(x->shelf, t);
		arena_free(own);
	}
	return NULL;
}

TEST(shelf_is_shared_by_threads)
{
	struct arena *own = arena_new();
	struct crowd x = { .shelf = shelf_new(own, 4, 1 << 20) };
	pthread_t thread[8];

	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_create(&thread[i], NULL, one_of_the_crowd, &x);
	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_join(thread[i], NULL);
	CHECK_INT(x.wrong, 0);
	CHECK(x.count.made < 8 * 200);
	CHECK(x.count.made - x.count.gone <= 4);
	arena_free(own);
	CHECK_INT(x.count.made, x.count.gone);
}

static void *one_who_waits(void *arg)
{
	struct crowd *x = arg;
	struct arena *own = arena_new();
	struct err e = { 0 };

	shelf_get(x->shelf, own, "the same", make_slowly, &x->count, &e);
	arena_free(own);
	return NULL;
}

TEST(shelf_lets_one_make_and_the_others_wait)
{
	struct arena *own = arena_new();
	struct crowd x = { .shelf = shelf_new(own, 4, 1 << 20) };
	pthread_t thread[8];

	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_create(&thread[i], NULL, one_who_waits, &x);
	for (size_t i = 0; i < ARRAY_LEN(thread); i++)
		pthread_join(thread[i], NULL);
	CHECK_INT(x.count.made, 1);
	arena_free(own);
}

/* --- databases ------------------------------------------------------------------ */

TEST(shelf_is_not_for_what_may_never_be)
{
	struct db *db = fixture(a, NULL);
	struct shelf *s = shelf_new(a, 10, 1 << 20);
	struct err e = { 0 };

	CHECK(db_shelf(db) == NULL);
	db_share(db, s);
	CHECK(db_shelf(db) == s);
	CHECK_INT(db_begin(db, "lan", "thử", &e), 0);
	CHECK(db_shelf(db) == NULL);
	db_rollback(db);
	CHECK(db_shelf(db) == s);
}

/* Inside a transaction: what it has not touched, and no more once it has. */
TEST(shelf_is_for_what_a_transaction_leaves_alone)
{
	static const char *const tables[] = { "fact", NULL };
	struct db *db = fixture(a, NULL);
	struct shelf *s = shelf_new(a, 10, 1 << 20);
	struct err e = { 0 };
	int64_t changed;

	db_share(db, s);
	fixture_commit(db, 1, 10);
	changed = db_changed(db, tables, db_last_tx(db));
	CHECK_INT(changed, 2);
	CHECK(db_shelf_of(db, changed) == s);
	CHECK_INT(db_begin(db, "lan", "thử", &e), 0);
	CHECK(db_shelf_of(db, db_changed(db, tables, db_tx(db))) == s);
	fixture_write(db, 1, 11, NULL);
	CHECK(db_shelf_of(db, db_changed(db, tables, db_tx(db))) == NULL);
	db_rollback(db);
	CHECK(db_shelf_of(db, changed) == s);
}

/* What a digest of the table is made from, as known after a transaction. */
static const char *known_facts(struct arena *a, struct db *db, int64_t known)
{
	struct rows *r = db_query(db,
				  "SELECT id, value FROM fact"
				  " WHERE known_from <= $1 AND known_to > $1"
				  " ORDER BY id", db_int(known));
	struct buf b = BUF_INIT(a);

	while (db_step(r))
		buf_addf(&b, "%lld=%lld ", (long long)db_col_int(r, 0),
			 (long long)db_col_int(r, 1));
	return b.data ? b.data : "";
}

TEST(db_changed_tells_when_a_table_last_did)
{
	static const char *const tables[] = { "fact", NULL };
	static const char *const none[] = { NULL };
	struct db *db = fixture(a, NULL);
	struct err e = { 0 };
	uint64_t seed = 7;
	int64_t last;

	for (int i = 0; i < 60; i++) {
		uint32_t what = test_random(&seed, 3);

		db_begin(db, "lan", "thử", &e);
		if (what == 1)
			fixture_write(db, i % 7, i, NULL);
		else if (what == 2 && i > 20)
			fixture_withdraw(db, i % 7);
		if (db_failed(db, NULL) < 0)
			db_rollback(db); /* there was nothing to withdraw */
		else
			db_commit(db, &e);
	}
	last = db_last_tx(db);
	CHECK(last > 30);
	CHECK_INT(db_changed(db, none, last), 0);
	for (int64_t k = 1; k <= last; k++) {
		int64_t at = db_changed(db, tables, k);
		bool same = strcmp(known_facts(a, db, k),
				   known_facts(a, db, k - 1)) == 0;

		/* it moves on exactly when the facts do */
		CHECK_INT(at == k, !same);
		CHECK(at == k || at == db_changed(db, tables, k - 1));
	}
	CHECK_INT(db_failed(db, &e), 0);
}
