/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/territory/territory.c, and with it src/territory/change.c and
 * src/territory/store.c, on the lists of packs/vn-units.
 */
#include "territory/territory.h"

#include "lib/db/db.h"
#include "test.h"

#include <string.h>

static day_t day(const char *s)
{
	day_t d;

	if (day_parse(s, &d))
		BUG("%s", s);
	return d;
}

static struct db *load(struct arena *a, int64_t *written)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);
	int64_t n = -1;

	if (db && db_begin(db, "test", "units", &e) == 0)
		n = territory_load(db, "packs/vn-units", "20", &e);
	if (n < 0 || db_commit(db, &e))
		BUG("%s %s", e.message, e.detail);
	if (written)
		*written = n;
	return db;
}

static struct arena *keep;

__attribute__((destructor)) static void forget(void)
{
	arena_free(keep);
}

/* Read once for all tests. */
static const struct territory *country(void)
{
	static const struct territory *t;

	if (!t) {
		struct arena *a = arena_new();
		struct db *db = load(a, NULL);
		struct err e = { 0 };

		keep = arena_new();
		t = territory_read(keep, db, NULL, db_last_tx(db), &e);
		if (!t)
			BUG("%s", e.message);
		arena_free(a);
	}
	return t;
}

static size_t count(struct arena *a, const char *above, enum unit_level level,
		    const char *on)
{
	const struct territory *t = country();
	const struct unit **list;

	return territory_below(a, t,
			       above ? territory_find(t, above, day(on)) : NULL,
			       level, day(on), &list);
}

static const char *name_of(const char *code, const char *on)
{
	const struct unit *u = territory_find(country(), code, day(on));

	return u ? u->name : NULL;
}

/* The counts of the General Statistics Office for its list of 10/4/2023. */
TEST(territory_whole_country_of_2023)
{
	CHECK_INT(count(a, NULL, UNIT_PROVINCE, "10/4/2023"), 63);
	CHECK_INT(count(a, NULL, UNIT_DISTRICT, "10/4/2023"), 705);
	CHECK_INT(count(a, NULL, UNIT_COMMUNE, "10/4/2023"), 10598);
}

TEST(territory_lang_son_on_its_border_days)
{
	CHECK_INT(count(a, "20", UNIT_DISTRICT, "30/6/2023"), 11);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "30/6/2023"), 200);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "30/11/2024"), 200);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "1/12/2024"), 194);
	CHECK_INT(count(a, "20", UNIT_DISTRICT, "1/3/2025"), 11);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "1/3/2025"), 194);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "30/6/2025"), 194);
	CHECK_INT(count(a, "20", UNIT_DISTRICT, "30/6/2025"), 11);
	CHECK_INT(count(a, "20", UNIT_COMMUNE, "1/7/2025"), 65);
	CHECK_INT(count(a, "20", UNIT_DISTRICT, "1/7/2025"), 0);
}

TEST(territory_communes_of_each_district)
{
	static const struct {
		const char *code;
		int in_2023;
		int in_2025;
	} want[] = {
		{ "178", 8, 8 },   { "180", 22, 20 }, { "181", 19, 19 },
		{ "182", 17, 17 }, { "183", 22, 22 }, { "184", 17, 15 },
		{ "185", 18, 18 }, { "186", 24, 23 }, { "187", 20, 20 },
		{ "188", 21, 20 }, { "189", 12, 12 },
	};

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		CHECK_INT(count(a, want[i].code, UNIT_COMMUNE, "30/6/2023"),
			  want[i].in_2023);
		CHECK_INT(count(a, want[i].code, UNIT_COMMUNE, "1/3/2025"),
			  want[i].in_2025);
	}
}

/* 61 xã and 4 phường by the resolution of 16/6/2025. */
TEST(territory_kinds_of_2025)
{
	const struct unit **list;
	day_t on = day("1/7/2025");
	size_t n = territory_below(a, country(),
				   territory_find(country(), "20", on),
				   UNIT_COMMUNE, on, &list);
	int xa = 0;
	int phuong = 0;

	for (size_t i = 0; i < n; i++) {
		xa += strcmp(list[i]->kind, "Xã") == 0;
		phuong += strcmp(list[i]->kind, "Phường") == 0;
	}
	CHECK_INT(xa, 61);
	CHECK_INT(phuong, 4);
}

TEST(territory_reused_code_is_three_units)
{
	static const char *const days[] = { "30/11/2024", "1/12/2024",
					    "1/7/2025" };
	const struct unit *u[3];

	CHECK_STR(name_of("06040", "1/1/2015"), "Xã Đại Đồng");
	CHECK_STR(name_of("06040", "30/11/2024"), "Xã Đại Đồng");
	CHECK_STR(name_of("06040", "1/12/2024"), "Thị trấn Thất Khê");
	CHECK_STR(name_of("06040", "30/6/2025"), "Thị trấn Thất Khê");
	CHECK_STR(name_of("06040", "1/7/2025"), "Xã Thất Khê");
	CHECK_STR(name_of("05995", "30/11/2024"), "Thị trấn Thất Khê");
	CHECK_STR(name_of("05995", "1/12/2024"), NULL);
	for (int i = 0; i < 3; i++) {
		u[i] = territory_find(country(), "06040", day(days[i]));
		CHECK(territory_unit(country(), u[i]->id) == u[i]);
		for (int j = 0; j < i; j++)
			CHECK(u[i]->id != u[j]->id);
	}
	CHECK_STR(unit_above(u[1], UNIT_DISTRICT)->name, "Huyện Tràng Định");
	CHECK(unit_above(u[2], UNIT_DISTRICT) == NULL);
	CHECK_STR(unit_above(u[2], UNIT_PROVINCE)->code, "20");
	/* the town of 2024 leads to the commune of 2025 that has its code */
	CHECK(territory_on(country(), u[1], day("1/7/2025")) == u[2]);
}

TEST(territory_find_nothing)
{
	CHECK(territory_find(country(), "99999", day("30/6/2023")) == NULL);
	CHECK(territory_find(country(), "", day("30/6/2023")) == NULL);
	CHECK(territory_find(country(), "180", day("1/7/2025")) == NULL);
	CHECK(territory_unit(country(), 0) == NULL);
	CHECK(territory_unit(country(), INT64_MAX) == NULL);
}

/*
 * Xã Đại Đồng was split on 1/12/2024: 18,61 km2 with 8.527 people went to the
 * town, the rest, of which no number is given, to xã Đội Cấn.
 */
TEST(territory_split_is_told_with_what_is_known)
{
	const struct territory *t = country();
	const struct unit *dai_dong = territory_find(t, "06040",
						     day("30/6/2023"));
	struct unit_change *c;
	struct unit_part *p;

	CHECK_INT(territory_changes(a, t, dai_dong, &c), 2);
	CHECK_STR(c[0].new->name, "Xã Đội Cấn");
	CHECK_STR(c[0].kind, "split");
	CHECK_INT(c[0].area_m2, -1);
	CHECK_STR(c[1].new->name, "Thị trấn Thất Khê");
	CHECK_INT(c[1].area_m2, 18610000);
	CHECK_INT(c[1].people, 8527);
	CHECK_INT(c[1].day, day("1/12/2024"));
	CHECK_INT(territory_successors(a, t, dai_dong, day("1/3/2025"), &p),
		  2);
	CHECK_STR(p[0].unit->name, "Xã Đội Cấn");
	CHECK(!p[0].area_known && !p[0].people_known);
	CHECK(!p[1].area_known && !p[1].people_known);
	CHECK(territory_on(t, dai_dong, day("1/3/2025")) == NULL);
	CHECK(territory_on(t, dai_dong, day("30/11/2024")) == dai_dong);
}

/* From the lists of the General Statistics Office; a commune of 2023 that was
 * merged twice, Vĩnh Tiến, into Khánh Long and then Đoàn Kết, last. */
TEST(territory_successors_in_2025)
{
	static const struct {
		const char *code;
		const char *successors;
	} want[] = {
		{ "05980", "05977" },	    { "05971", "06187" },
		{ "06622", "06613 06625" }, { "06625", "06625 06637" },
		{ "05995", "06040" },	    { "06007", "06001" },
	};

	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct unit_part *p;
		const struct unit *u = territory_find(country(), want[i].code,
						      day("30/6/2023"));
		size_t n = territory_successors(a, country(), u,
						day("1/7/2025"), &p);
		char *got = arena_strdup(a, n ? p[0].unit->code : "");

		for (size_t j = 1; j < n; j++)
			got = arena_printf(a, "%s %s", got, p[j].unit->code);
		CHECK_STR(got, want[i].successors);
		if (n == 1)
			CHECK(p[0].area_known && p[0].people_known &&
			      dec_cmp(p[0].area, dec_int(1)) == 0);
	}
}

/* A district leads to the province, a unit that stands to itself. */
TEST(territory_successors_of_others)
{
	const struct territory *t = country();
	struct unit_change *c;
	struct unit_part *p;
	const struct unit *u = territory_find(t, "180", day("30/6/2025"));

	CHECK_INT(territory_successors(a, t, u, day("1/7/2025"), &p), 1);
	CHECK_STR(p[0].unit->code, "20");
	u = territory_find(t, "05977", day("1/7/2025"));
	CHECK_INT(territory_successors(a, t, u, day("1/7/2030"), &p), 1);
	CHECK(p[0].unit == u);
	CHECK_INT(territory_changes(a, t, u, &c), 0);
	/* it had not begun */
	CHECK_INT(territory_successors(a, t, u, day("30/6/2025"), &p), 0);
	CHECK(territory_on(t, u, day("30/6/2025")) == NULL);
}

/*
 * Every commune of 2023 leads somewhere; all of them together to exactly the
 * 65 of 2025; and one that leads to a single unit agrees with territory_on.
 */
TEST(territory_every_commune_leads_to_2025)
{
	const struct territory *t = country();
	const day_t on = day("1/7/2025");
	const struct unit *province = territory_find(t, "20", on);
	const struct unit **old;
	const struct unit **new;
	size_t n_old = territory_below(a, t, province, UNIT_COMMUNE,
				       day("30/6/2023"), &old);
	size_t n_new = territory_below(a, t, province, UNIT_COMMUNE, on, &new);
	bool reached[65] = { false };
	int n_reached = 0;
	int split = 0;

	CHECK_INT(n_old, 200);
	if (!CHECK_INT(n_new, 65))
		return;
	for (size_t i = 0; i < n_old; i++) {
		struct unit_part *p;
		size_t n = territory_successors(a, t, old[i], on, &p);
		const struct unit *one = territory_on(t, old[i], on);

		CHECK(n >= 1);
		split += n > 1;
		CHECK(n > 1 ? !one : n == 1 && one == p[0].unit);
		for (size_t j = 0; j < n; j++) {
			size_t k = 0;

			while (k < 65 && new[k] != p[j].unit)
				k++;
			if (CHECK(k < 65))
				reached[k] = true;
		}
	}
	for (size_t k = 0; k < 65; k++)
		n_reached += reached[k];
	CHECK_INT(n_reached, 65);
	CHECK_INT(split, 3); /* Đại Đồng, Bính Xá, Kiên Mộc */
}

/* On every day a unit lies in units of that day, and no code stands twice. */
TEST(territory_is_sound_on_its_border_days)
{
	static const char *const days[] = { "1/1/2020",   "30/6/2023",
					    "30/11/2024", "1/12/2024",
					    "30/6/2025",  "1/7/2025" };
	const struct territory *t = country();

	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		const struct unit **list;
		day_t on = day(days[i]);
		size_t n = territory_below(a, t, territory_find(t, "20", on),
					   UNIT_ANY, on, &list);

		for (size_t k = 0; k < n; k++) {
			const struct unit *u = list[k];

			CHECK(territory_find(t, u->code, on) == u);
			CHECK(u->parent && u->parent->from <= on &&
			      on <= u->parent->to);
			CHECK(u->level > u->parent->level);
			CHECK(unit_is_under(u, u->parent));
			CHECK(!unit_is_under(u->parent, u));
		}
	}
}

TEST(territory_named)
{
	const struct territory *t = country();
	day_t on = day("30/6/2023");
	const struct unit *province = territory_find(t, "20", on);
	const struct unit **u;

	CHECK_INT(territory_named(a, t, "Xã Đại Đồng", province, UNIT_COMMUNE,
				  on, &u), 1);
	CHECK_STR(u[0]->code, "06040");
	CHECK_STR(u[0]->bare, "Đại Đồng");
	CHECK_STR(u[0]->bare_fold, "dai dong");
	CHECK_INT(territory_named(a, t, "dai dong", province, UNIT_ANY, on,
				  &u), 1);
	CHECK_INT(territory_named(a, t, "TP. Lạng Sơn", province, UNIT_ANY,
				  on, &u), 1);
	CHECK_STR(u[0]->code, "178");
	CHECK_INT(territory_named(a, t, "DINH LAP", province, UNIT_DISTRICT,
				  on, &u), 1);
	CHECK_STR(u[0]->name, "Huyện Đình Lập");
	/* a town and a commune, both of huyện Đình Lập */
	CHECK_INT(territory_named(a, t, "Đình Lập", province, UNIT_COMMUNE, on,
				  &u), 2);
	CHECK_INT(territory_named(a, t, "thi tran dinh lap", province,
				  UNIT_COMMUNE, on, &u), 1);
	/* Hòa Bình is in four districts, Tân Thành in three */
	CHECK_INT(territory_named(a, t, "Hòa Bình", province, UNIT_COMMUNE, on,
				  &u), 4);
	CHECK_INT(territory_named(a, t, "Xã Tân Thành", province, UNIT_COMMUNE,
				  on, &u), 3);
	CHECK_INT(territory_named(a, t, "Tân Thành",
				  territory_find(t, "186", on), UNIT_COMMUNE,
				  on, &u), 1);
	CHECK_INT(territory_named(a, t, "Đại", province, UNIT_ANY, on, &u), 0);
	CHECK_INT(territory_named(a, t, "", province, UNIT_ANY, on, &u), 0);
	/* Vạn Thủy and Vân Thủy, unless the text says which */
	CHECK_INT(territory_named(a, t, "van thuy", province, UNIT_COMMUNE, on,
				  &u), 2);
	CHECK_INT(territory_named(a, t, "Vạn Thủy", province, UNIT_COMMUNE, on,
				  &u), 1);
	CHECK_STR(u[0]->code, "06331");
	/* by its name of that day only */
	CHECK_INT(territory_named(a, t, "Đại Đồng", province, UNIT_ANY,
				  day("1/12/2024"), &u), 0);
	/* the kind of a city under the centre is not all in its name */
	CHECK_INT(territory_named(a, t, "ha noi", NULL, UNIT_PROVINCE, on,
				  &u), 1);
	CHECK_STR(u[0]->code, "01");
	CHECK_STR(u[0]->bare, "Hà Nội");
}

TEST(territory_search)
{
	const struct territory *t = country();
	const struct unit **u;

	CHECK_INT(territory_search(a, t, "that khe", day("30/6/2023"), &u), 1);
	CHECK_STR(u[0]->code, "05995");
	CHECK_INT(territory_search(a, t, "0604", day("1/7/2025"), &u), 2);
	CHECK_STR(u[0]->name, "Xã Thất Khê");
	CHECK_STR(u[1]->code, "06046");
}

TEST(territory_covers)
{
	const struct territory *t = country();
	const struct unit *lang_son = territory_find(t, "20",
						     day("1/1/2023"));
	const struct unit *phuc_xa = territory_find(t, "00001",
						    day("10/4/2023"));
	struct err e = { 0 };

	CHECK_INT(territory_covers(t, lang_son, day("1/1/2020"), &e), 0);
	CHECK_INT(territory_covers(t, lang_son, day("1/7/2030"), &e), 0);
	CHECK_INT(territory_covers(t, phuc_xa, day("10/4/2023"), &e), 0);
	CHECK_INT(territory_covers(t, lang_son, day("31/12/2019"), &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "01/01/2020");
	memset(&e, 0, sizeof e);
	CHECK_INT(territory_covers(t, phuc_xa, day("1/7/2025"), &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "Thành phố Hà Nội");
}

TEST(territory_of_one_province)
{
	struct err e = { 0 };
	int64_t written;
	struct db *db = load(a, &written);
	const struct territory *t = territory_read(a, db, "20", db_last_tx(db), &e);
	const struct unit **u;
	struct unit_part *p;

	/* 63 + 705 + 10.598 units of 2023, one town and 65 communes since;
	 * 8, 196 and 11 changes; 63 provinces covered; the home */
	CHECK_INT(written, 63 + 705 + 10598 + 1 + 65 + 8 + 196 + 11 + 63 + 1);
	CHECK_STR(territory_home(a, db, db_last_tx(db)), "20");
	CHECK(territory_home(a, db, 0) == NULL);
	if (!CHECK(t != NULL))
		return;
	CHECK_INT(territory_below(a, t, NULL, UNIT_ANY, day("30/6/2023"), &u),
		  1 + 11 + 200);
	CHECK_STR(u[0]->code, "20");
	CHECK_STR(u[1]->code, "178");
	CHECK_STR(u[2]->code, "05971");
	CHECK(territory_find(t, "01", day("30/6/2023")) == NULL);
	CHECK_INT(territory_successors(
			  a, t, territory_find(t, "06622", day("1/1/2025")),
			  day("1/7/2025"), &p), 2);
	CHECK(territory_read(a, db, "21", db_last_tx(db), &e) == NULL);
	CHECK_ERR(&e, ERR_NOTFOUND, "21");
}

/* The same lists again write nothing, and ids stay. */
TEST(territory_load_again)
{
	struct err e = { 0 };
	struct db *db = load(a, NULL);
	int64_t first = db_last_tx(db);
	const struct territory *t = territory_read(a, db, "20", first, &e);
	int64_t id = territory_find(t, "06040", day("1/3/2025"))->id;

	CHECK_INT(db_begin(db, "test", "again", &e), 0);
	CHECK_INT(territory_load(db, "packs/vn-units", "20", &e), 0);
	CHECK_INT(territory_load(db, "packs/vn-units", "01", &e), 2);
	CHECK_INT(db_commit(db, &e), 0);
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	CHECK_INT(territory_find(t, "06040", day("1/3/2025"))->id, id);
	CHECK_STR(territory_home(a, db, db_last_tx(db)), "01");
	CHECK_STR(territory_home(a, db, first), "20");
	CHECK_INT(db_begin(db, "test", "no home", &e), 0);
	CHECK_INT(territory_load(db, "packs/vn-units", "77777", &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "77777");
	db_rollback(db);
}
