/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/territory/territory.c too: no reform of units gives a user more
 * than he was given.
 *
 * A world is a province of sixty spots of land.  Each reform merges, splits,
 * renames, moves or re-codes communes or districts, mostly giving codes of
 * units that have ended again.  The oracle knows no codes: it knows on which
 * spots a unit has stood.  A user who was given a unit may never write for
 * anything that stands on another spot; and for his unit he may while it
 * stands.  HOPTAC_REFORMS is how many there are.
 */
#include "territory/internal.h"
#include "test.h"

enum {
	SPOTS = 60,
	REFORMS_OF_A_WORLD = 100,
	UNITS = 6000,
	USERS = 8,
	CODES = 12, /* so few that they come again soon */
#ifdef __SANITIZE_ADDRESS__
	REFORMS = 10000,
#else
	REFORMS = 100000,
#endif
};

struct place {
	uint64_t spots; /* now */
	uint64_t ever;  /* in all its life */
	bool stands;
};

struct user {
	char code[6];
	day_t written;
	size_t unit; /* what it meant */
};

struct world {
	struct arena *arena;
	struct territory t;
	struct place place[UNITS];
	struct user user[USERS];
	size_t nuser;
	day_t today;
	uint32_t dice;
};

static uint32_t roll(struct world *w, uint32_t n)
{
	w->dice ^= w->dice << 13;
	w->dice ^= w->dice >> 17;
	w->dice ^= w->dice << 5;
	return w->dice % n;
}

static bool code_taken(const struct world *w, const char *code)
{
	const struct unit *u = territory_find(&w->t, code, w->today);

	return u != NULL;
}

/* A code of the level that nobody has today. */
static char *new_code(struct world *w, enum unit_level level)
{
	char *code = NULL;

	for (uint32_t n = CODES; !code || code_taken(w, code); n++)
		code = level == UNIT_DISTRICT
			       ? arena_printf(w->arena, "%03u", roll(w, n))
			       : arena_printf(w->arena, "%05u", roll(w, 2 * n));
	return code;
}

/* Keeps the order of codes, then of first days. */
static void sort_in(struct territory *t, const struct unit *u)
{
	size_t i = t->nunit - 1;

	for (; i > 0; i--) {
		const struct unit *b = t->by_code[i - 1];
		const int c = strcmp(b->code, u->code);

		if (c < 0 || (c == 0 && b->from <= u->from))
			break;
		t->by_code[i] = b;
	}
	t->by_code[i] = u;
}

static size_t begin(struct world *w, enum unit_level level, const char *code,
		    size_t parent, uint64_t spots)
{
	const size_t i = w->t.nunit++;
	struct unit *u = &w->t.unit[i];

	if (i >= UNITS)
		BUG("too many units");
	*u = (struct unit){ .id = (int64_t)i + 1, .code = code, .level = level,
			    .from = w->today, .to = DAY_MAX, .name = code,
			    .parent = i ? &w->t.unit[parent] : NULL };
	w->place[i] = (struct place){ spots, spots, true };
	sort_in(&w->t, u);
	return i;
}

static void end(struct world *w, size_t i)
{
	w->t.unit[i].to = w->today - 1;
	w->place[i].stands = false;
}

/* One that stands, at random; 0 (the province) when there is none. */
static size_t any(struct world *w, enum unit_level level)
{
	const size_t from = roll(w, (uint32_t)w->t.nunit);

	for (size_t k = 0; k < w->t.nunit; k++) {
		const size_t i = (from + k) % w->t.nunit;

		if (w->place[i].stands && w->t.unit[i].level == level)
			return i;
	}
	return 0;
}

static size_t parent_of(const struct world *w, size_t i)
{
	return (size_t)(w->t.unit[i].parent - w->t.unit);
}

/* A commune ends and begins anew: under a parent, under a code of its own. */
static void renew(struct world *w, size_t i, size_t parent, const char *code)
{
	const uint64_t spots = w->place[i].spots;

	end(w, i);
	begin(w, UNIT_COMMUNE, code ? code : new_code(w, UNIT_COMMUNE), parent,
	      spots);
}

static void count_up(struct world *w, size_t i, uint64_t spots)
{
	w->place[i].spots |= spots;
	w->place[i].ever |= spots;
}

/* The land of a district is that of its communes. */
static void gather(struct world *w)
{
	for (size_t i = 1; i < w->t.nunit; i++)
		if (w->place[i].stands && w->t.unit[i].level == UNIT_DISTRICT)
			w->place[i].spots = 0;
	for (size_t i = 1; i < w->t.nunit; i++)
		if (w->place[i].stands && w->t.unit[i].level == UNIT_COMMUNE &&
		    parent_of(w, i))
			count_up(w, parent_of(w, i), w->place[i].spots);
}

/* Two communes of a district: into a new one, or the first goes on, larger. */
static void merge(struct world *w)
{
	const size_t a = any(w, UNIT_COMMUNE);
	size_t b = 0;
	uint64_t both;

	for (size_t i = 1; i < w->t.nunit; i++)
		if (i != a && w->place[i].stands &&
		    w->t.unit[i].level == UNIT_COMMUNE &&
		    w->t.unit[i].parent == w->t.unit[a].parent)
			b = i;
	if (!b)
		return;
	both = w->place[a].spots | w->place[b].spots;
	end(w, b);
	if (roll(w, 3) == 0) {
		count_up(w, a, both);
		return;
	}
	end(w, a);
	begin(w, UNIT_COMMUNE, new_code(w, UNIT_COMMUNE), parent_of(w, a),
	      both);
}

static void split(struct world *w)
{
	const size_t a = any(w, UNIT_COMMUNE);
	const uint64_t spots = w->place[a].spots;
	const uint64_t half = spots & (spots >> 1 | spots << 1) &
			      0x5555555555555555;

	if (!half || half == spots)
		return;
	end(w, a);
	begin(w, UNIT_COMMUNE, new_code(w, UNIT_COMMUNE), parent_of(w, a),
	      half);
	begin(w, UNIT_COMMUNE, new_code(w, UNIT_COMMUNE), parent_of(w, a),
	      spots & ~half);
}

/* A district ends; its communes begin anew elsewhere. */
static void dissolve(struct world *w, size_t to)
{
	const size_t d = any(w, UNIT_DISTRICT);
	const size_t n = w->t.nunit;

	if (!d || d == to)
		return;
	end(w, d);
	for (size_t i = 1; i < n; i++)
		if (w->place[i].stands && parent_of(w, i) == d)
			renew(w, i, to, NULL);
}

static void reform(struct world *w)
{
	size_t commune;

	w->today++;
	switch (roll(w, 9)) {
	case 0: case 1: case 2:
		merge(w);
		break;
	case 3: case 4:
		split(w);
		break;
	case 5: /* to another district */
		commune = any(w, UNIT_COMMUNE);
		renew(w, commune, any(w, UNIT_DISTRICT), NULL);
		break;
	case 6: /* another name, the same code */
		commune = any(w, UNIT_COMMUNE);
		renew(w, commune, parent_of(w, commune),
		      w->t.unit[commune].code);
		break;
	case 7: /* into another district, or under the province */
		dissolve(w, roll(w, 2) ? any(w, UNIT_DISTRICT) : 0);
		break;
	case 8: { /* a new one of two communes, with a code of old */
		const size_t d = begin(w, UNIT_DISTRICT,
				       new_code(w, UNIT_DISTRICT), 0, 0);

		renew(w, any(w, UNIT_COMMUNE), d, NULL);
		renew(w, any(w, UNIT_COMMUNE), d, NULL);
		break;
	}
	}
	gather(w);
}

static void give_rights(struct world *w)
{
	const size_t i = any(w, roll(w, 2) ? UNIT_COMMUNE : UNIT_DISTRICT);
	struct user *u = &w->user[w->nuser < USERS ? w->nuser++
						   : roll(w, USERS)];

	u->unit = i;
	u->written = w->today;
	snprintf(u->code, sizeof u->code, "%s", w->t.unit[i].code);
}

/* What every user may write today, against the land; *naive counts what a
 * rule by codes alone would have given away. */
static bool right(struct world *w, long *naive)
{
	bool ok = true;

	for (size_t k = 0; k < w->nuser; k++) {
		const struct user *u = &w->user[k];
		const uint64_t own = w->place[u->unit].ever;

		for (size_t i = 1; i < w->t.nunit; i++) {
			const char *code = w->t.unit[i].code;
			bool may;

			if (!w->place[i].stands)
				continue;
			may = territory_is_in(&w->t, code, w->today, u->code,
					      u->written);
			if (may && w->place[i].spots & ~own)
				ok = false;
			if (!may && i == u->unit)
				ok = false;
			*naive += strcmp(code, u->code) == 0 &&
				  w->place[i].spots & ~own;
		}
	}
	return ok;
}

static void make_world(struct world *w, struct arena *a, uint32_t seed)
{
	*w = (struct world){ .arena = a, .dice = seed, .today = 1000 };
	w->t.unit = ARENA_ARRAY(a, UNITS, struct unit);
	w->t.by_code = ARENA_ARRAY(a, UNITS, const struct unit *);
	begin(w, UNIT_PROVINCE, "20", 0, (UINT64_C(1) << SPOTS) - 1);
	for (int d = 0; d < 4; d++) {
		const size_t district = begin(
			w, UNIT_DISTRICT, new_code(w, UNIT_DISTRICT), 0, 0);

		for (int c = 0; c < 5; c++)
			begin(w, UNIT_COMMUNE, new_code(w, UNIT_COMMUNE),
			      district,
			      UINT64_C(7) << (15 * d + 3 * c));
	}
	gather(w);
}

TEST(no_reform_widens_rights)
{
	const char *wanted = getenv("HOPTAC_REFORMS");
	const long reforms = wanted ? atol(wanted) : REFORMS;
	long naive = 0;
	long done = 0;

	for (uint32_t seed = 1; done < reforms; seed++) {
		struct arena *step = arena_new();
		struct world *w = ARENA_NEW(step, struct world);

		make_world(w, step, seed * 2654435761U);
		for (int i = 0; i < REFORMS_OF_A_WORLD; i++, done++) {
			if (i % 4 == 0)
				give_rights(w);
			reform(w);
			if (!CHECK(right(w, &naive))) {
				printf("world %u, reform %d\n", seed, i);
				arena_free(step);
				return;
			}
		}
		arena_free(step);
	}
	/* these worlds do give codes again to others */
	CHECK(naive > reforms / 100);
}

/* 06040 was xã Đại Đồng, then thị trấn Thất Khê, then xã Thất Khê. */
TEST(a_code_means_what_it_meant_when_it_was_written)
{
	struct world *w = ARENA_NEW(a, struct world);
	size_t first, second;

	*w = (struct world){ .arena = a, .dice = 1, .today = 100 };
	w->t.unit = ARENA_ARRAY(a, UNITS, struct unit);
	w->t.by_code = ARENA_ARRAY(a, UNITS, const struct unit *);
	begin(w, UNIT_PROVINCE, "20", 0, 3);
	first = begin(w, UNIT_COMMUNE, "06040", 0, 1);
	w->today = 200;
	end(w, first);
	w->today = 300; /* a gap, in which nobody has it */
	second = begin(w, UNIT_COMMUNE, "06040", 0, 2);

	CHECK(territory_meant(&w->t, "06040", 99) == NULL);
	CHECK(territory_meant(&w->t, "06040", 100) == &w->t.unit[first]);
	CHECK(territory_meant(&w->t, "06040", 250) == &w->t.unit[first]);
	CHECK(territory_meant(&w->t, "06040", 300) == &w->t.unit[second]);
	CHECK(territory_meant(&w->t, "99999", 300) == NULL);
	CHECK(territory_is_in(&w->t, "06040", 150, "06040", 150));
	CHECK(!territory_is_in(&w->t, "06040", 300, "06040", 150));
	CHECK(!territory_is_in(&w->t, "06040", 150, "06040", 300));
	CHECK(territory_is_in(&w->t, "06040", 300, "20", 150));
}
