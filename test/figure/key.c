/* SPDX-License-Identifier: Apache-2.0 */
/* Breakdowns in canonical form, and the range of a figure. */
#include "figure/internal.h"
#include "figure/fixture.h"

static const char *canonical(struct arena *a, const char *text)
{
	struct breakdown b;
	struct err e = { 0 };

	return breakdown_parse(a, fixture_pack(), text, &b, &e) < 0
		       ? arena_strdup(a, e.message)
		       : b.text;
}

TEST(a_breakdown_has_one_text)
{
	CHECK_STR(canonical(a, ""), "");
	CHECK_STR(canonical(a, " sector = agri "), "sector=agri");
	CHECK_STR(canonical(a,
			    "funding_source=central;funding_kind=investment"),
		  "funding_kind=investment;funding_source=central");
	CHECK_STR(canonical(a,
			    "funding_source=central, funding_kind=investment"),
		  "funding_kind=investment;funding_source=central");
	CHECK_STR(canonical(a, "sector=fish"),
		  "“fish” không phải là mã của chiều “sector”");
	CHECK_STR(canonical(a, "colour=red"),
		  "không có chiều phân tổ “colour” (trong “colour=red”)");
	CHECK_STR(canonical(a, "sector=agri;sector=transport"),
		  "chiều “sector” ghi hai lần trong “sector=agri;sector="
		  "transport”");
	CHECK_STR(canonical(a, "sector"),
		  "phân tổ “sector” phải viết dạng chiều=mã");
	CHECK_STR(canonical(a, "sector=agri x"),
		  "phân tổ “sector=agri x” phải viết dạng chiều=mã");
}

/* "[450 550]", "(50 +" , "[114.5 115.5)". */
static const char *range(struct arena *a, const char *text, const char *unit)
{
	struct err e = { 0 };
	struct quantity q;
	struct rule_value r;

	if (quantity_parse(text, &q, &e) < 0)
		return arena_strdup(a, e.message);
	r = quantity_range(&q, pack_measure(fixture_pack(), unit));
	return arena_printf(a, "%s%s %s%s%s", r.low_open ? "(" : "[",
			    dec_str(a, r.low),
			    r.has_high ? dec_str(a, r.high) : "+",
			    r.has_high ? r.high_open ? ")" : "]" : "",
			    r.complete ? "" : " incomplete");
}

TEST(a_figure_is_a_range)
{
	CHECK_STR(range(a, "474", "htx"), "[474 474]");
	CHECK_STR(range(a, "36,48", "billion_vnd"), "[36.48 36.48]");
	/* a per cent is what rounds to it */
	CHECK_STR(range(a, "115", "percent"), "[114.5 115.5)");
	CHECK_STR(range(a, "96,4", "percent"), "[96.35 96.45)");
	/* about: half of the last digit written, to either side */
	CHECK_STR(range(a, "khoảng 500", "htx"), "[450 550]");
	CHECK_STR(range(a, "khoảng 4.650", "person"), "[4645 4655]");
	CHECK_STR(range(a, "khoảng 991,5", "billion_vnd"), "[991.45 991.55]");
	CHECK_STR(range(a, "khoảng 0", "htx"), "[0 0]");
	CHECK_STR(range(a, "khoảng 3,5 - 4,5", "billion_vnd"), "[3.45 4.55]");
	CHECK_STR(range(a, "4 - 4,5", "billion_vnd"), "[4 4.5]");
	CHECK_STR(range(a, "trên 50", "htx"), "(50 +");
	CHECK_STR(range(a, "từ 50 trở lên", "htx"), "[50 +");
	CHECK_STR(range(a, "gần 20", "htx"), "[0 20]");
	CHECK_STR(range(a, "dưới 20", "htx"), "[0 20)");
}

TEST(names_of_basis_and_state_are_read_back)
{
	enum figure_state s;
	enum basis b;

	for (int i = BASIS_ACTUAL; i <= BASIS_PLAN; i++) {
		CHECK_INT(basis_parse(basis_name((enum basis)i), &b), 0);
		CHECK_INT(b, i);
	}
	for (int i = FIG_VALUE; i <= FIG_REFUSED; i++) {
		CHECK_INT(state_parse(state_name((enum figure_state)i), &s),
			  0);
		CHECK_INT(s, i);
	}
	CHECK_INT(basis_parse("target", &b), -1);
	CHECK_INT(state_parse("", &s), -1);
}
