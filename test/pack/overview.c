/* SPDX-License-Identifier: Apache-2.0 */
/* What the first page shows, as a pack says it.  Tests src/pack/overview.c and
 * src/pack/shapes_plan.c. */
#include "pack/overview.h"

#include "lib/db/db.h"
#include "pack/fixture.h"
#include "pack/load.h"

static struct pack *tiny(struct arena *a)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, tiny_pack(a, NULL, NULL), &e);

	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

static struct dec percent(const char *s)
{
	struct dec d;

	if (dec_parse(s, &d, NULL) < 0)
		BUG("%s", s);
	return d;
}

TEST(overview_loads)
{
	const struct pack *p = tiny(a);
	const struct overview *o = p->overview;

	CHECK_INT(o->ncard, 1);
	CHECK_STR(o->card[0].indicator->code, "total");
	CHECK_STR(o->card[0].beside[0].indicator->code, "people");
	CHECK_STR(o->bars.by->code, "sector");
	CHECK_STR(o->map.star->code, "money");
	CHECK_INT(o->ntable, 1);
	CHECK(pack_form_cell(a, p, &o->table[0], 0, 0));
}

/* A bound belongs to the better side. */
TEST(overview_judges_by_its_bounds)
{
	const struct pack *p = tiny(a);
	struct pack silent = *p;

	silent.overview = NULL;
	CHECK_INT(pack_progress(p, percent("158")), PROGRESS_ON_COURSE);
	CHECK_INT(pack_progress(p, percent("90")), PROGRESS_ON_COURSE);
	CHECK_INT(pack_progress(p, percent("89.99")), PROGRESS_BEHIND);
	CHECK_INT(pack_progress(p, percent("50.5")), PROGRESS_BEHIND);
	CHECK_INT(pack_progress(p, percent("50.4")), PROGRESS_FAR_BEHIND);
	CHECK_INT(pack_progress(&silent, percent("50")), PROGRESS_UNJUDGED);
}

TEST(overview_titles_speak_of_the_year_asked_for)
{
	const struct pack *p = tiny(a);

	CHECK_STR(overview_title(a, p, "Vốn {{ year next }}", 2024),
		  "Vốn 2024");
	CHECK_STR(overview_title(a, p, "{{ day h1 }}, {{ year year }}", 2024),
		  "30/6/2023, 2023");
	CHECK_STR(overview_title(a, p, "{{ year programme }}", 2024),
		  "2021-2025");
}

TEST(overview_refused_with_the_place_and_the_value)
{
	static const struct { const char *old, *new, *says, *where; } t[] = {
		{ "{ indicator: total, label", "{ indicator: totl, label",
		  "Không có chỉ tiêu “totl”", "overview.yaml, dòng 3, cột 18" },
		{ "{ indicator: people", "{ indicator: peple",
		  "Không có chỉ tiêu “peple”", "overview.yaml, dòng 4" },
		{ "star: money", "star: moneys", "“moneys”",
		  "overview.yaml, dòng 7" },
		{ "on_course: 90", "on_course: 50.5",
		  "“on_course” là 50.5, phải lớn hơn “behind” là 50.5",
		  "overview.yaml, dòng 1" },
		{ "behind: 50.5", "behind: 0", "“behind” là 0",
		  "overview.yaml, dòng 1" },
		{ "on_course: 90", "on_course: chín", "“chín” không phải là số",
		  "overview.yaml, dòng 1, cột 20" },
		{ ", basis: không có", "", "thiếu khoá “basis”",
		  "overview.yaml, dòng 1" },
		{ "icon: users", "icon: sun", "Không có biểu tượng “sun”",
		  "overview.yaml, dòng 3" },
		{ "well: total", "well: money", "“money” tính bằng tỷ đồng",
		  "overview.yaml, dòng 3" },
		{ "by: sector", "by: status",
		  "“total” không phân tổ theo “status”",
		  "overview.yaml, dòng 6" },
		{ "by: sector", "by: region", "Không có phân tổ “region”",
		  "overview.yaml, dòng 6, cột 25" },
		{ "full: total", "full: people", "“people”",
		  "overview.yaml, dòng 6" },
		{ "map: { title: Bản đồ, indicator: total",
		  "map: { title: Bản đồ, indicator: money",
		  "tỷ đồng, không vẽ được như một số đếm",
		  "overview.yaml, dòng 7" },
		{ "year next", "year nex", "nex", "overview.yaml, dòng 9" },
		{ "{{ day h1 }}", "{{ total }}", "không dùng “total”",
		  "overview.yaml, dòng 9" },
		{ "ref: money", "ref: mony", "mony", "overview.yaml, dòng 14" },
		{ "ref: money", "ref: 2 * money", "", "overview.yaml, dòng 14" },
		{ ", ref: money", "", "Bảng “t1” không có ô nào",
		  "overview.yaml, dòng 9" },
		{ "tables:", "tabels:", "“tabels”", "overview.yaml, dòng 8" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		CHECK_REFUSED("overview.yaml",
			      tiny_with(a, "overview.yaml", t[i].old, t[i].new),
			      t[i].says, t[i].where);
}

TEST(overview_a_near_name_is_offered)
{
	struct err e = { 0 };

	CHECK(!pack_read(a, tiny_pack(a, "overview.yaml",
				      tiny_with(a, "overview.yaml",
						"star: money",
						"star: moneys")), &e));
	CHECK_STR(e.hint, "Có phải ý là “money”?");
}

/* Only cards and bounds are a must: a province need not draw anything. */
TEST(overview_may_be_short)
{
	struct err e = { 0 };
	struct pack *p = pack_read(
		a, tiny_pack(a, "overview.yaml",
			     "plan: { on_course: 2, behind: 1, basis: x }\n"
			     "cards: []\n"), &e);

	CHECK_STR(e.message, "");
	CHECK(p && !p->overview->bars.title && !p->overview->map.title);
}

/* A pack without it loads from its folder, is kept and read back. */
TEST(overview_may_be_missing)
{
	char *dir = tiny_pack(a, "overview.yaml", NULL);
	struct err e = { 0 };
	struct db *db = db_open(a, arena_printf(a, "%s/d", test_dir(a)),
				DB_CREATE, &e);
	struct pack *p = pack_read(a, dir, &e);
	const struct pack *kept;

	CHECK(p && !p->overview);
	CHECK_INT(db_begin(db, "test", "pack", &e), 0);
	CHECK_INT(pack_install(db, dir, &e), 0);
	CHECK_INT(db_commit(db, &e), 0);
	kept = pack_in_force(a, db, p ? p->from : 0, db_last_tx(db), &e);
	CHECK_STR(e.message, "");
	CHECK(kept && !kept->overview && kept->nindicator == 3);
}
