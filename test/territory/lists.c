/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/territory/lists.c: wrong lists, and lists that learn. */
#include "territory/territory.h"

#include "lib/db/db.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const char units[] = "code,name,kind,parent\n"
			    "20,Tỉnh Lạng Sơn,Tỉnh,\n"
			    "180,Huyện Một,Huyện,20\n"
			    "00001,Xã A,Xã,180\n"
			    "00002,Xã B,Xã,180\n";
#define HEADER \
	"day,action,code,to_code,name,kind,parent,change,area_km2,people," \
	"decision,note\n"
static const char coverage[] = "province,from,to\n20,2020-01-01,\n";

static void put(struct arena *a, const char *dir, const char *name,
		const char *text)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", dir, name), "w");

	if (!f || fputs(text, f) < 0 || fclose(f))
		BUG("%s/%s", dir, name);
}

static char *folder(struct arena *a, const char *changes)
{
	char *dir = test_dir(a);

	put(a, dir, "units-2023.csv", units);
	put(a, dir, "changes-2025.csv", changes);
	put(a, dir, "coverage.csv", coverage);
	return dir;
}

static int64_t load(struct db *db, const char *dir, struct err *e)
{
	int64_t n;

	memset(e, 0, sizeof *e);
	if (db_begin(db, "test", "units", e))
		return -1;
	n = territory_load(db, dir, "20", e);
	if (n < 0)
		db_rollback(db);
	else if (db_commit(db, e))
		return -1;
	return n;
}

TEST(lists_wrong_in_many_ways)
{
	static const struct {
		const char *row;
		const char *says;
		const char *where;
	} cases[] = {
		{ "1/7/2025,end,00001,,,,,,,,,", "begin hoặc become: end",
		  "dòng 2" },
		{ "31/6/2025,become,00001,00002,,,,whole,,,,", "31/6/2025",
		  "changes-2025.csv" },
		{ "1/7/2025,become,00009,00002,,,,whole,,,,", "00009", "dòng" },
		{ "1/7/2025,become,00001,00009,,,,whole,,,,", "00009", "dòng" },
		{ "1/7/2025,become,00001,00002,,,,eaten,,,,", "eaten", "dòng" },
		{ "1/7/2025,become,00001,00002,,,,split,x5,,,", "x5", "dòng" },
		{ "1/7/2025,become,00001,00002,,,,split,,1.5,,", "1.5",
		  "dòng" },
		{ "1/7/2025,become,00001,00002,,,,split,-1,,,", "-1", "dòng" },
		{ "1/7/2025,become,00001,00001,,,,whole,,,,", "00001", "dòng" },
		{ "1/7/2025,begin,00001,,Xã C,Xã,180,,,,,", "đang là mã của",
		  "dòng" },
		{ "1/7/2025,begin,0001,,Xã C,Xã,180,,,,,", "0001", "dòng" },
		{ "1/7/2025,begin,00003,,,Xã,180,,,,,", "thiếu tên", "dòng" },
		{ "1/7/2025,begin,00003,,Xã C,Xã,181,,,,,", "181", "dòng" },
		{ "1/7/2025,begin,00003,,Xã C,Xã,,,,,,", "cấp trên", "dòng" },
		{ "1/7/2025,begin,00003,,Xã C,Xã,00002,,,,,", "00002", "dòng" },
		{ "1/7/2025,become,180,20,,,,abolish,,,,", "còn sau khi",
		  "hoptac" },
		{ "1/7/2025,become,00001,00002,,,,whole,,,,\n"
		  "2/7/2025,become,00002,180,,,,whole,,,,", "một ngày",
		  "dòng 3" },
	};
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *dir = folder(a, arena_printf(a, HEADER "%s\n",
						   cases[i].row));

		CHECK_INT(load(db, dir, &e), -1);
		CHECK_ERR(&e, ERR_INPUT, cases[i].says);
		CHECK_ERR(&e, ERR_INPUT, cases[i].where);
	}
	CHECK_INT(load(db, folder(a, "day,what\n"), &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "cột 2 phải là action");
	CHECK_INT(load(db, test_dir(a), &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "units-*.csv");
	CHECK_INT(db_last_tx(db), 0);
}

static const struct unit *find(const struct territory *t, const char *code,
			       int year)
{
	day_t d;

	if (day_from_civil(year, 7, 1, &d))
		BUG("%d", year);
	return territory_find(t, code, d);
}

/*
 * First 00001 is thought to go on; then its split on 1/7/2025 comes to be
 * known: 1 km2 and 300 people to 00002, 3 km2 and 100 people to the new
 * 00003.  What was known before stays known as of then.
 */
TEST(lists_that_learn)
{
	static const char learnt[] =
		HEADER "1/7/2025,become,00001,00003,,,,split,3,100,NQ 1,\n"
		       "1/7/2025,begin,00003,,Xã C,Xã,180,,,,NQ 1,\n"
		       "1/7/2025,become,00001,00002,,,,split,1,300,NQ 1,\n";
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);
	char *dir = folder(a, HEADER);
	const struct territory *t;
	struct unit_part *p;
	const struct unit *u;
	int64_t first;
	int64_t third;
	day_t d;

	/* 4 units, 1 covered province, the home */
	CHECK_INT(load(db, dir, &e), 6);
	first = db_last_tx(db);
	put(a, dir, "changes-2025.csv", learnt);
	/* 00001 withdrawn and written with its end, 00003, two changes */
	CHECK_INT(load(db, dir, &e), 5);
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	u = find(t, "00001", 2024);
	third = find(t, "00003", 2025)->id;
	CHECK(find(t, "00001", 2025) == NULL);
	CHECK(day_from_civil(2025, 7, 1, &d) == 0);
	if (!CHECK_INT(territory_successors(a, t, u, d, &p), 2))
		return;
	CHECK_STR(p[0].unit->code, "00002");
	CHECK(p[0].area_known && p[0].people_known);
	CHECK_STR(dec_str(a, p[0].area), "0.25");
	CHECK_STR(dec_str(a, p[0].people), "0.75");
	CHECK_STR(dec_str(a, p[1].area), "0.75");
	CHECK_STR(dec_str(a, p[1].people), "0.25");
	t = territory_read(a, db, "20", first, &e);
	CHECK(find(t, "00001", 2025) != NULL);
	CHECK_INT(find(t, "00001", 2025)->id, u->id);
	CHECK(find(t, "00003", 2025) == NULL);
	/* and back: 00001 withdrawn and restored, 00003 and the changes gone */
	put(a, dir, "changes-2025.csv", HEADER);
	CHECK_INT(load(db, dir, &e), 5);
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	CHECK(find(t, "00001", 2025) != NULL);
	CHECK(find(t, "00003", 2025) == NULL);
	/* and once more: 00003 is who it was */
	put(a, dir, "changes-2025.csv", learnt);
	CHECK_INT(load(db, dir, &e), 5);
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	CHECK_INT(find(t, "00003", 2025)->id, third);
	CHECK_INT(db_verify(db, NULL, NULL, &e), 0);
}

/* 00001 is split, nobody knows how, and on the next day both parts come
 * together again: the whole of it is there. */
TEST(lists_where_parts_meet_again)
{
	struct err e = { 0 };
	struct db *db = db_open(a, test_dir(a), DB_CREATE, &e);
	char *dir = folder(a, HEADER
			   "1/7/2025,become,00001,00002,,,,split,,,,\n"
			   "1/7/2025,begin,00003,,Xã C,Xã,180,,,,,\n"
			   "1/7/2025,become,00001,00003,,,,split,,,,\n");
	const struct territory *t;
	const struct unit *u;
	struct unit_part *p;
	day_t d;

	put(a, dir, "changes-2026.csv",
	    HEADER "1/1/2026,become,00003,00002,,,,whole,,,,\n");
	CHECK(load(db, dir, &e) > 0);
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	u = find(t, "00001", 2024);
	CHECK(day_from_civil(2025, 12, 31, &d) == 0);
	CHECK_INT(territory_successors(a, t, u, d, &p), 2);
	CHECK(territory_on(t, u, d) == NULL);
	CHECK_INT(territory_successors(a, t, u, d + 1, &p), 1);
	CHECK_STR(p[0].unit->code, "00002");
	CHECK(p[0].area_known && dec_cmp(p[0].area, dec_int(1)) == 0);
	CHECK(territory_on(t, u, d + 1) == p[0].unit);
}
