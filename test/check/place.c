/* SPDX-License-Identifier: Apache-2.0 */
/* Checks across levels, on figures that districts reported. */
#include "check/check.h"
#include "figure/fixture.h"

static const struct finding *find(const struct finding *v, size_t n,
				  const char *code, const char *place)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].check->code, code) == 0 &&
		    strcmp(v[i].context.place, place) == 0)
			return &v[i];
	return NULL;
}

static void told(struct db *db, const char *indicator, const char *place,
		 const char *text)
{
	fixture_report(db, indicator, place, "", "2023", BASIS_ESTIMATE, text);
}

static struct check_report run(struct arena *a, struct db *db)
{
	struct check_report r;
	struct err e = { 0 };

	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	return r;
}

TEST(missing_districts_are_named)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	const struct finding *fd;

	told(db, "tht_total", "20", "250");
	for (const char *const *d =
		     (const char *const[]){ "178", "180", "182", "183", "184",
					    "185", "186", "187", "188", NULL };
	     *d; d++)
		told(db, "tht_total", *d, "20");
	/* 9 of 11 districts told 180; the other two can have 70 */
	r = run(a, db);
	fd = find(r.unknown, r.nunknown, "tht_total_by_place", "20");
	if (CHECK(fd != NULL))
		CHECK_STR(fd->message,
			  "Tổng số THT của tỉnh bằng các đơn vị hành chính "
			  "trực thuộc cộng lại (ước thực hiện, năm 2023): chưa "
			  "xét được, hai bên là 250 và chưa có số liệu (THT). "
			  "Thiếu: Tổng số THT, Huyện Bình Gia; Tổng số THT, "
			  "Huyện Đình Lập");
	told(db, "tht_total", "181", "30");
	told(db, "tht_total", "189", "40");
	r = run(a, db);
	CHECK(!find(r.unknown, r.nunknown, "tht_total_by_place", "20"));
	CHECK_INT(r.nbroken, 0);
	told(db, "tht_total", "189", "41");
	r = run(a, db);
	fd = find(r.broken, r.nbroken, "tht_total_by_place", "20");
	if (CHECK(fd != NULL)) {
		CHECK_STR(fd->left, "250");
		CHECK_STR(fd->right, "251");
		CHECK_INT(fd->result.noperand, 12);
	}
}

TEST(what_no_district_tells_is_not_asked_for)
{
	struct db *db = figure_fixture(a);
	struct check_report r;

	told(db, "tht_total", "20", "250");
	r = run(a, db);
	CHECK(!find(r.unknown, r.nunknown, "tht_total_by_place", "20"));
	CHECK(r.nidle >= 1);
}

TEST(a_district_is_checked_for_itself)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	const struct finding *fd;

	told(db, "htx_total", "181", "20");
	told(db, "htx_operating", "181", "14");
	told(db, "htx_suspended", "181", "5");
	r = run(a, db);
	CHECK_INT(r.nbroken, 1);
	fd = find(r.broken, r.nbroken, "htx_by_status", "181");
	if (CHECK(fd != NULL))
		CHECK_STR(fd->message,
			  "Tổng số HTX bằng số đang hoạt động cộng số không "
			  "hoạt động (Huyện Bình Gia; ước thực hiện, năm 2023): "
			  "không đúng, hai bên là 20 và 19 (HTX)");
	/* a district that told nothing is not asked */
	CHECK(!find(r.run, r.nrun, "htx_by_status", "182"));
}
