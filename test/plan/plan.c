/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiling the plan: every number bound, named by the checks that it breaks,
 * and a draft for as long as something is open.  test/cli/plan.sh reads the
 * files that come of it.  Tests src/plan/draft.c too.
 */
#include "plan/plan.h"

#include "figure/fixture.h"
#include "lib/db/db.h"

static struct plan *compile(struct arena *a, struct figures *f, int year,
			    bool signed_off)
{
	struct plan_request r = {
		.place = "20",
		.year = year,
		.number = signed_off ? "15" : NULL,
		.signer = signed_off ? "Người ký thử" : NULL,
		.day = DAY_MIN,
	};
	struct err e = { 0 };
	struct plan *p;

	if (signed_off)
		day_parse("2023-07-15", &r.day);
	p = plan_compile(a, f, &r, &e);
	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

/* The first number that a paragraph prints for a formula that begins so. */
static const struct plan_number *find(const struct plan *p,
				      const char *paragraph,
				      const char *formula)
{
	const struct plan_number *v;
	size_t n = plan_numbers(p, &v);

	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].paragraph, paragraph) == 0 &&
		    strncmp(v[i].formula, formula, strlen(formula)) == 0)
			return &v[i];
	BUG("no %s in %s", formula, paragraph);
}

TEST(plan_prints_figures_with_their_words)
{
	struct plan *p = compile(a, fixture_demo(a), 2024, false);

	CHECK_STR(find(p, "p1-1-1-a-1", "tht_total[period = h1")->text, "230");
	CHECK_STR(find(p, "p1-1-1-a-1", "pct(")->text, "100%");
	CHECK_STR(find(p, "p1-1-1-a-2", "tht_avg_revenue")->text, "khoảng 600");
	CHECK_STR(find(p, "p1-1-1-b-1", "htx_dissolved")->text, "06");
	CHECK_STR(find(p, "p1-1-1-b-1", "htx_new_registered")->text, "36,48");
}

TEST(plan_numbers_know_what_they_break)
{
	struct plan *p = compile(a, fixture_demo(a), 2024, false);
	const struct plan_number *v;
	size_t n = plan_numbers(p, &v);
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++) {
		/* only figures of the two broken sums and of the members'
		 * per cents: 420, 308, 54, 46, 11, 56, 9, 5.409, 115, 5.630, 88,
		 * and the plan that the per cents imply */
		static const char *const broken =
			" 420 308 54 46 11 56 09 9 5.409 115% 115 5.630 88% 88"
			" 6.398 ";

		CHECK(v[i].result.noperand > 0);
		if (!v[i].wrong)
			continue;
		wrong++;
		CHECK(v[i].ncheck > 0);
		if (!strstr(broken, arena_printf(a, " %s ", v[i].text)))
			CHECK_STR(v[i].text, "one of the wrong figures");
	}
	CHECK(wrong >= 11);
	CHECK_STR(find(p, "p1-1-1-a-1", "tht_total")->ncheck ? "some" : "none",
		  "none");
}

TEST(plan_stays_a_draft_while_something_is_open)
{
	struct figures *f = fixture_demo(a);
	const char *why = NULL;

	CHECK(plan_is_draft(compile(a, f, 2024, false), &why));
	CHECK(why && strstr(why, "chưa có số văn bản"));
	CHECK(why && strstr(why, "chưa có người ký"));
	CHECK(why && strstr(why, "3 kiểm tra mức lỗi"));
	CHECK(plan_is_draft(compile(a, f, 2024, true), &why));
	CHECK(why && !strstr(why, "chưa có số văn bản"));
	CHECK(why && strstr(why, "3 kiểm tra mức lỗi"));
}

/* Four paragraphs of the outline begin with the words "[Đơn vị bổ sung"; a
 * pack that names no such words is taken at its brackets. */
TEST(plan_waits_for_what_officers_fill_in)
{
	struct figures *f = fixture_demo(a);
	struct outline *o = (struct outline *)&figures_pack(f)->outline;
	const char *why = NULL;

	CHECK(plan_is_draft(compile(a, f, 2024, true), &why));
	CHECK(why && strstr(why, "4 đoạn chờ đơn vị bổ sung"));
	o->fill_in = NULL;
	CHECK(plan_is_draft(compile(a, f, 2024, true), &why));
	CHECK(why && strstr(why, "4 đoạn chờ đơn vị bổ sung"));
}

/* Of 2030 nobody has reported anything: dots, never zeros. */
TEST(plan_prints_dots_for_what_nobody_knows)
{
	struct plan *p = compile(a, fixture_demo(a), 2030, false);
	const struct plan_number *n =
		find(p, "p1-1-1-a-2", "tht_avg_revenue");
	const char *why = NULL;

	CHECK(n->missing);
	CHECK_STR(n->text, "…");
	CHECK(plan_is_draft(p, &why));
}
