/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The snapshot, and random lives against an oracle: a plain list of every
 * statement ever made, searched from end to end for each question.
 */
#include "register/fixture.h"

TEST(snapshot_of_nothing)
{
	struct db *db = register_fixture(a, NULL);
	struct err e = { 0 };
	const struct snapshot *s =
		register_snapshot(a, db, &register_pack, db_tx(db), &e);

	CHECK(s != NULL);
	CHECK_INT(s->norg, 0);
	CHECK_INT(s->nlink, 0);
	CHECK(snapshot_org(s, 1) == NULL);
}

TEST(snapshot_shares_codes_with_the_pack)
{
	struct db *db = register_fixture(a, NULL);
	struct err e = { 0 };
	int64_t id = add_htx(db, "HTX A", "2020-01-01");
	int64_t known = fixture_next(db, "thêm");
	const struct snapshot *s;
	const struct org *o;

	add_htx(db, "HTX B", "2020-01-01");
	s = register_snapshot(a, db, &register_pack, known, &e);
	CHECK_INT(s->norg, 1); /* B was not known then */
	o = snapshot_org(s, id);
	CHECK(o->kind == register_pack.kind[0].code);
	CHECK(o->event->kind == register_pack.event[0].code);
	CHECK(o->event->status == register_pack.event[0].to);
	CHECK(o->version->sector ==
	      register_pack.classification[0].category[0].code);
	CHECK(org_status(s, o, day("2019-12-31")) == NULL);
	CHECK_STR(org_status(s, o, day("2020-01-01")), "operating");
	CHECK(register_org(a, db, &register_pack, 9, known, &e) == NULL);
	CHECK_ERR(&e, ERR_NOTFOUND, "số 9");
}

/* --- random lives ----------------------------------------------------------- */

enum { ORGS = 12, STEPS = 500, MOST = 4000 };

/* Everything ever said: event `id` of `org` is this, from transaction tx on;
 * withdrawn: no longer. */
struct said {
	int64_t tx;
	int64_t org;
	int64_t id;
	day_t day;
	const char *kind;
	bool withdrawn;
};

static struct said said[MOST];
static size_t nsaid;

/* The last statement about an event at a state of knowledge. */
static const struct said *last_said(int64_t id, int64_t known)
{
	const struct said *last = NULL;

	for (size_t i = 0; i < nsaid; i++) {
		if (said[i].id == id && said[i].tx <= known)
			last = &said[i];
	}
	return last && !last->withdrawn ? last : NULL;
}

/* The rules of fixture.h again, written out as cases. */
static const char *oracle_step(const char *status, const char *kind)
{
#define IS(s) (status && strcmp(status, s) == 0)
#define KIND(k) (strcmp(kind, k) == 0)
	bool there = status && !IS("dissolved");

	if (KIND("founded"))
		return status ? NULL : "operating";
	if (KIND("suspended"))
		return IS("operating") ? "suspended" : NULL;
	if (KIND("resumed"))
		return IS("suspended") || IS("dormant") ? "operating" : NULL;
	if (KIND("found_dormant"))
		return IS("operating") || IS("suspended") ? "dormant" : NULL;
	if (KIND("dissolution_started"))
		return there ? "dissolving" : NULL;
	if (KIND("dissolved"))
		return there ? "dissolved" : NULL;
	return there ? status : NULL;
#undef IS
#undef KIND
}

/* The status of an organisation on a day as known; *legal says whether its
 * whole life up to that day is.  Picks the next event in order again and
 * again. */
static const char *oracle_status(int64_t org, day_t on, int64_t known,
				 int64_t max_id, bool *legal)
{
	const char *status = NULL;
	day_t at = DAY_MIN;
	int64_t after = 0;

	*legal = true;
	for (;;) {
		const struct said *next = NULL;

		for (int64_t id = 1; id <= max_id; id++) {
			const struct said *s = last_said(id, known);

			if (!s || s->org != org || s->day > on ||
			    s->day < at || (s->day == at && s->id <= after))
				continue;
			if (!next || s->day < next->day)
				next = s;
		}
		if (!next)
			return status;
		at = next->day;
		after = next->id;
		status = oracle_step(status, next->kind);
		if (!status) {
			*legal = false;
			return NULL;
		}
	}
}

static bool would_be_legal(const struct said *s, int64_t max_id)
{
	bool legal;

	said[nsaid++] = *s;
	oracle_status(s->org, DAY_MAX, INT64_MAX, max_id, &legal);
	nsaid--;
	return legal;
}

static day_t random_day(uint64_t *seed)
{
	return day("2020-01-01") + (day_t)test_random(seed, 40);
}

/* One random statement, made to both; they must agree on whether it is
 * allowed.  Returns the highest event id. */
static int64_t random_step(struct db *db, uint64_t *seed, int64_t max_id)
{
	static const char *const kinds[] = {
		"suspended", "resumed", "found_dormant", "dissolution_started",
		"dissolved", "members_joined",
	};
	struct err e = { 0 };
	struct org_event event = { .day = random_day(seed),
				   .quantity = REG_NONE };
	struct said s = { .tx = db_tx(db), .day = event.day };
	bool expect;
	int64_t got;

	if (test_random(seed, 3) > 0) { /* a new event */
		s.org = 1 + test_random(seed, ORGS);
		s.id = max_id + 1;
		s.kind = kinds[test_random(seed, ARRAY_LEN(kinds))];
		event.kind = s.kind;
		if (strcmp(s.kind, "members_joined") == 0)
			event.quantity = 1;
		expect = would_be_legal(&s, s.id);
		got = register_event(db, &register_pack, s.org, &event, &e);
		CHECK_INT(got, expect ? s.id : -1);
		max_id += expect;
	} else { /* a correction or a withdrawal */
		const struct said *old;

		s.id = 1 + test_random(seed, (uint32_t)max_id);
		old = last_said(s.id, INT64_MAX);
		s.withdrawn = test_random(seed, 3) == 0;
		if (old) {
			s.org = old->org;
			s.kind = old->kind;
			if (strcmp(s.kind, "members_joined") == 0)
				event.quantity = 1;
		}
		expect = old && would_be_legal(&s, max_id);
		got = register_correct_event(db, &register_pack, s.id, &event,
					     s.withdrawn, &e);
		CHECK_INT(got, expect ? 0 : -1);
	}
	if (expect)
		said[nsaid++] = s;
	return max_id;
}

TEST(random_lives_as_of_any_day_as_known_at_any_time)
{
	struct db *db = register_fixture(a, NULL);
	uint64_t seed = 20230630;
	int64_t max_id = ORGS;
	struct err e = { 0 };

	nsaid = 0;
	for (int64_t i = 1; i <= ORGS; i++) {
		add_htx(db, arena_printf(a, "HTX %lld", (long long)i),
			"2020-01-05");
		said[nsaid++] = (struct said){
			.tx = db_tx(db), .org = i, .id = i,
			.day = day("2020-01-05"), .kind = "founded" };
	}
	for (int i = 0; i < STEPS; i++) {
		if (test_random(&seed, 8) == 0)
			fixture_next(db, "tiếp");
		max_id = random_step(db, &seed, max_id);
	}
	CHECK(max_id > 2 * ORGS); /* not all were refused */
	for (int64_t known = 1; known <= db_tx(db); known += 3) {
		const struct snapshot *s =
			register_snapshot(a, db, &register_pack, known, &e);

		CHECK_INT(s->norg, ORGS);
		for (int i = 0; i < 60; i++) {
			const struct org *o =
				&s->org[test_random(&seed, ORGS)];
			day_t on = random_day(&seed);
			bool legal;

			CHECK_STR(org_status(s, o, on),
				  oracle_status(o->id, on, known, max_id,
						&legal));
			CHECK(legal);
		}
	}
}

/* --- random versions ---------------------------------------------------------- */

/* A statement of what an organisation is called, and from when to when it
 * stood. */
struct named {
	int64_t org;
	day_t from;
	char name[16];
	int64_t tx;
	int64_t withdrawn; /* DB_STILL: it stands */
};

static struct named named[STEPS + ORGS];
static size_t nnamed;

/* The statement with the latest first day up to a day, as known. */
static struct named *name_on(int64_t org, day_t on, int64_t known)
{
	struct named *best = NULL;

	for (size_t i = 0; i < nnamed; i++) {
		struct named *n = &named[i];

		if (n->org == org && n->from <= on && n->tx <= known &&
		    n->withdrawn > known && (!best || n->from > best->from))
			best = n;
	}
	return best;
}

static void random_version(struct db *db, uint64_t *seed, int step)
{
	struct org_version v = { .from = random_day(seed), .seat = REG_NONE,
				 .capital = REG_NONE, .members = REG_NONE,
				 .labour = REG_NONE, .managers = REG_NONE,
				 .managers_low = REG_NONE,
				 .managers_high = REG_NONE };
	struct named say = { .org = 1 + test_random(seed, ORGS),
			     .from = v.from, .tx = db_tx(db),
			     .withdrawn = DB_STILL };
	bool correct = test_random(seed, 2);
	struct named *old = name_on(say.org, v.from, DB_STILL - 1);
	bool expect = correct ? old != NULL : !old || old->from != v.from;
	struct err e = { 0 };

	snprintf(say.name, sizeof say.name, "HTX %d", step);
	v.name = say.name;
	CHECK_INT(register_version(db, &register_pack, say.org, &v, correct,
				   &e), expect ? 0 : -1);
	if (!expect)
		return;
	if (correct) {
		say.from = old->from;
		old->withdrawn = say.tx;
	}
	named[nnamed++] = say;
}

TEST(random_versions_as_of_any_day_as_known_at_any_time)
{
	struct db *db = register_fixture(a, NULL);
	uint64_t seed = 474;
	struct err e = { 0 };

	nnamed = 0;
	for (int64_t i = 1; i <= ORGS; i++) {
		struct named first = { .org = i, .from = day("2020-01-05"),
				       .name = "HTX", .tx = db_tx(db),
				       .withdrawn = DB_STILL };

		add_htx(db, first.name, "2020-01-05");
		named[nnamed++] = first;
	}
	for (int i = 0; i < STEPS; i++) {
		if (test_random(&seed, 6) == 0)
			fixture_next(db, "tiếp");
		random_version(db, &seed, i);
	}
	for (int64_t known = 1; known <= db_tx(db); known += 3) {
		const struct snapshot *s =
			register_snapshot(a, db, &register_pack, known, &e);

		for (int i = 0; i < 60; i++) {
			const struct org *o = &s->org[test_random(&seed, ORGS)];
			day_t on = random_day(&seed);
			const struct org_version *v = org_version_on(o, on);
			const struct named *want = name_on(o->id, on, known);

			CHECK_STR(v ? v->name : NULL,
				  want ? want->name : NULL);
			CHECK(!v || (v->from <= on && on <= v->to));
		}
	}
}
