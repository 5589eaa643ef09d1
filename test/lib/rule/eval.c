/* SPDX-License-Identifier: Apache-2.0 */
/* Formulas evaluated, against hand calculation on the published plan. */
#include "lib/base/buf.h"
#include "lib/rule/fixture.h"

static const char *value(struct arena *a, const char *formula,
			 const char *const *figures)
{
	struct rule_result out;

	if (fixture_eval(a, false, formula, figures, &out) < 0)
		return NULL;
	return fixture_value(a, &out.value);
}

/* The estimate for the end of 2023, as published. */
#define ESTIMATE                                                             \
	"htx_total", "500", "htx_operating", "420",                          \
		"htx_total[sector=agri]", "358",                             \
		"htx_total[sector=industry]", "69",                          \
		"htx_total[sector=trade]", "56",                             \
		"htx_total[sector=transport]", "17",                         \
		"htx_operating[sector=agri]", "308",                         \
		"htx_operating[sector=industry]", "54",                      \
		"htx_operating[sector=trade]", "46",                         \
		"htx_operating[sector=transport]", "11",                     \
		"htx_suspended[sector=trade]", "9",                          \
		"htx_suspended[sector=transport]", "6"

TEST(rule_sums)
{
	const char *const *f = FIGURES(ESTIMATE);

	/* 358 + 69 + 56 + 17 = 500; 308 + 54 + 46 + 11 = 419, not 420 */
	CHECK_STR(fixture_verdict(a, "sum(htx_total by sector) = htx_total",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(
			  a, "sum(htx_operating by sector) = htx_operating", f),
		  "BROKEN");
	/* 46 + 9 = 55, not 56; 11 + 6 = 17 */
	CHECK_STR(fixture_verdict(a,
				  "htx_operating[sector=trade] + "
				  "htx_suspended[sector=trade] = "
				  "htx_total[sector=trade]",
				  f),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a,
				  "htx_operating[sector=transport] + "
				  "htx_suspended[sector=transport] = "
				  "htx_total[sector=transport]",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a,
				  "htx_operating[sector=trade] <= "
				  "htx_total[sector=trade]",
				  f),
		  "HOLDS");
	CHECK_STR(value(a, "sum(htx_operating by sector)", f), "419");
	CHECK_STR(value(a, "min(htx_total by sector)", f), "17");
	CHECK_STR(value(a, "max(htx_total by sector)", f), "358");
}

TEST(rule_two_classifications)
{
	/* 23 720 = 6 000 + 5 120 + 4 000 + 8 600, by source then by kind */
	const char *const *f = FIGURES(
		"support_budget", "23720", "support_budget[source=central]",
		"11120", "support_budget[source=local]", "12600",
		"support_budget[source=central,kind=investment]", "6000",
		"support_budget[source=central,kind=recurrent]", "5120",
		"support_budget[kind=investment,source=central]", "6000",
		"support_budget[kind=investment,source=local]", "4000",
		"support_budget[kind=investment]", "10000");

	CHECK_STR(fixture_verdict(
			  a, "sum(support_budget by source) = support_budget",
			  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a,
				  "sum(support_budget[source=central] by kind) "
				  "= support_budget[source=central]",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(
			  a,
			  "sum(support_budget[kind=investment] by source) = "
			  "support_budget[kind=investment]",
			  f),
		  "HOLDS");
}

TEST(rule_stock_and_flow)
{
	/* 474 + (45 - 20) - (10 - 6) = 495, not 500 */
	const char *const *f =
		FIGURES("htx_total[period=h1]", "474", "htx_new[period=h1]",
			"20", "htx_new[period=year]", "45",
			"htx_dissolved[period=h1]", "6",
			"htx_dissolved[period=year]", "10",
			"htx_total[period=year]", "500");
	const char *formula =
		"htx_total[period=h1] + (htx_new[period=year] - "
		"htx_new[period=h1]) - (htx_dissolved[period=year] - "
		"htx_dissolved[period=h1]) = htx_total[period=year]";
	struct rule_result out;

	CHECK_STR(fixture_verdict(a, formula, f), "BROKEN");
	CHECK(fixture_eval(a, true, formula, f, &out) == 0);
	CHECK_STR(fixture_value(a, &out.left), "495");
	CHECK_STR(fixture_value(a, &out.right), "500");
}

static const char *plans(struct arena *a, const char *v1, const char *p1,
			 const char *v2, const char *p2)
{
	return fixture_verdict(
		a,
		"implied_plan(htx_members[period=h1]) = "
		"implied_plan(htx_members[period=year])",
		FIGURES("htx_members[period=h1]", v1, "htx_members[period=h1]%",
			p1, "htx_members[period=year]", v2,
			"htx_members[period=year]%", p2));
}

TEST(rule_implied_plans)
{
	struct rule_result out;

	/* 5409 / 1.155 = 4683.1 and / 1.145 = 4724.0;
	 * 5630 / 0.885 = 6361.6 and / 0.875 = 6434.3: disjoint */
	CHECK_STR(plans(a, "5409", "~115", "5630", "~88"), "BROKEN");
	/* [3195.9, 3218.0] and [3186.1, 3206.3] */
	CHECK_STR(plans(a, "4650", "~145", "5050", "~158"), "HOLDS");
	/* [8345.1, 8441.6] and [8398.1, 8406.9] */
	CHECK_STR(plans(a, "7302", "~87", "8100", "~96.40"), "HOLDS");
	/* [1540.0, 1541.5] and [1540.0, 1541.4] */
	CHECK_STR(plans(a, "1550", "~100.60", "1590", "~103.20"), "HOLDS");
	CHECK_STR(plans(a, "170", "~26", "390", "~60"), "HOLDS");
	CHECK_STR(plans(a, "230", "~92", "250", "~100"), "HOLDS");
	/* read as exact, 4650 / 1.45 and 5050 / 1.58 differ */
	CHECK_STR(plans(a, "4650", "145", "5050", "158"), "BROKEN");
	CHECK_STR(plans(a, "5409", "?", "5630", "~88"), "UNKNOWN");
	/* nothing done yet: any plan may stand behind it */
	CHECK_STR(plans(a, "0", "0", "5630", "~88"), "UNKNOWN");

	/* 5409 * 100 / 115 = 4703.478261; 540900 / 115.5 = 4683.116883...,
	 * 540900 / 114.5 = 4724.017467... and 115.5 is excluded */
	CHECK(fixture_eval(a, false, "implied_plan(htx_members)",
			   FIGURES("htx_members", "5409", "htx_members%",
				   "~115"),
			   &out) == 0);
	CHECK_STR(dec_str(a, out.value.point), "4703.478261");
	CHECK_STR(fixture_value(a, &out.value), "(4683.116883,4724.017468)");
}

static const char *whole_plan(struct arena *a, const char *v, const char *pct)
{
	return value(a, "whole(implied_plan(htx_total))",
		     FIGURES("htx_total", v, "htx_total%", pct));
}

TEST(rule_whole_plans)
{
	/* 500 / 1.085 = 460.8, 500 / 1.075 = 465.1 and so on */
	CHECK_STR(whole_plan(a, "500", "~108"), "[461,465]");
	CHECK_STR(whole_plan(a, "250", "~100"), "[249,251]");
	CHECK_STR(whole_plan(a, "20", "~50"), "40");
	CHECK_STR(whole_plan(a, "900", "~72"), "[1242,1258]");
	CHECK_STR(whole_plan(a, "90", "~47"), "[190,193]");
	/* 7 / 0.8 = 8.75 .. 7 / 0.79 = 8.86: none */
	CHECK_STR(whole_plan(a, "7", "79..80"), "empty");
	CHECK_STR(fixture_verdict(a, "whole(implied_plan(htx_total)) >= 0",
				  FIGURES("htx_total", "7", "htx_total%",
					  "79..80")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a, "whole(implied_plan(htx_total)) >= 0",
				  FIGURES("htx_total", "500", "htx_total%",
					  "~108")),
		  "HOLDS");
}

TEST(rule_shares)
{
	/* 338 / 474 = 71.308 %, 136 / 474 = 28.692 % */
	const char *const *f = FIGURES(
		"htx_total", "474", "htx_total[sector=agri]", "338",
		"htx_share[sector=agri]", "~71", "htx_share", "71");

	CHECK_STR(fixture_verdict(a,
				  "htx_share[sector=agri] = "
				  "100 * htx_total[sector=agri] / htx_total",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a,
				  "htx_share[sector=agri] = "
				  "htx_total[sector=agri] / htx_total",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a,
				  "htx_share = 100 * htx_total[sector=agri] / "
				  "htx_total",
				  f),
		  "BROKEN");
	CHECK_STR(fixture_verdict(
			  a,
			  "htx_share = round(100 * htx_total[sector=agri] / "
			  "htx_total, 0)",
			  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a, "htx_share >= 70%", f), "HOLDS");
	CHECK_STR(fixture_verdict(a, "htx_share >= 72", f), "BROKEN");
	CHECK_STR(fixture_verdict(
			  a, "htx_total[sector=agri] / htx_total >= 72%", f),
		  "BROKEN");
	/* 474 * 71 % = 336.54, whichever way it is written */
	CHECK_STR(value(a, "htx_total * htx_share", f), "336.54");
	CHECK(strstr(fixture_verdict(a, "htx_total * htx_share / 100 > 0", f),
		     "không chia cho 100 nữa") != NULL);
	CHECK_STR(value(a, "htx_total * (htx_share / 100)", f), "336.54");
	CHECK_STR(value(a, "htx_total * 71%", f), "336.54");
	CHECK_STR(value(a, "100 - htx_share", f), "29");
	/* per cent of per cent; a difference of shares, in per cents */
	CHECK_STR(value(a, "htx_share * 50%", f), "0.355");
	CHECK_STR(value(a, "100 * (htx_total[sector=agri] / htx_total - 1)",
			FIGURES("htx_total", "4", "htx_total[sector=agri]",
				"5")),
		  "25");
	CHECK_STR(value(a, "100 * a + b", FIGURES("a", "2", "b", "3")), "203");
	CHECK_STR(fixture_verdict(a, "htx_share * 50% = 35.5%", f), "HOLDS");
}

TEST(rule_means)
{
	const char *const *f = FIGURES(
		ESTIMATE, "htx_avg_revenue", "900",
		"htx_avg_revenue[sector=agri]", "550",
		"htx_avg_revenue[sector=industry]", ">1000",
		"htx_avg_revenue[sector=trade]", "1000",
		"htx_avg_revenue[sector=transport]", "600",
		"htx_avg_profit", "90", "htx_avg_profit[sector=agri]", "30",
		"htx_avg_profit[sector=industry]", "50",
		"htx_avg_profit[sector=trade]", "45",
		"htx_avg_profit[sector=transport]", "-");

	/* (308 * 550 + 54 * 1000 + 46 * 1000 + 11 * 600) / 419
	 * = 276000 / 419 = 658.711217..., and no upper end */
	CHECK_STR(value(a,
			"mean(htx_avg_revenue by sector weight htx_operating)",
			f),
		  "(658.711217,oo)");
	CHECK_STR(fixture_verdict(a,
				  "htx_avg_revenue = mean(htx_avg_revenue by "
				  "sector weight htx_operating)",
				  f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(
			  a,
			  "htx_avg_revenue in min(htx_avg_revenue by sector) "
			  ".. max(htx_avg_revenue by sector)",
			  f),
		  "HOLDS");
	/* (308 * 30 + 54 * 50 + 46 * 45) / 408 = 14010 / 408 = 34.338235 */
	CHECK_STR(value(a,
			"mean(htx_avg_profit by sector weight htx_operating)",
			f),
		  "(34.338235,34.338236)");
	/* 90 lies above 50, the largest */
	CHECK_STR(fixture_verdict(
			  a,
			  "htx_avg_profit in min(htx_avg_profit by sector) .. "
			  "max(htx_avg_profit by sector)",
			  f),
		  "BROKEN");
}

/* 550 is 545 to 555, 1.000 is 500 to 1.500 and "trên 1.000" too, 3,5 is 3,45 to
 * 3,55; what has an interval of its own keeps it. */
TEST(rule_about)
{
	static const char *const is[][2] = {
		{ "550", "[545,555]" },	  { "1000", "[500,1500]" },
		{ ">1000", "[500,1500]" }, { "3.5", "[3.45,3.55]" },
		{ "-40", "[-45,-35]" },	  { "0", "0" },
		{ "4..4.5", "[4,4.5]" },  { "~71", "[70.5,71.5)" },
		{ "?", "missing [0,oo)" }, { "-", "not applicable" },
	};

	for (size_t i = 0; i < ARRAY_LEN(is); i++)
		CHECK_STR(value(a, "about(htx_avg_revenue)",
				FIGURES("htx_avg_revenue", is[i][0])),
			  is[i][1]);
}

TEST(rule_means_of_round_numbers)
{
	const char *const *f = FIGURES(
		ESTIMATE, "htx_avg_revenue", "900",
		"htx_avg_revenue[sector=agri]", "550",
		"htx_avg_revenue[sector=industry]", ">1000",
		"htx_avg_revenue[sector=trade]", "1000",
		"htx_avg_revenue[sector=transport]", "600");

	/* (308 * 545 + 54 * 500 + 46 * 500 + 11 * 550) / 419 = 534.391408,
	 * (308 * 555 + 54 * 1500 + 46 * 1500 + 11 * 650) / 419 = 783.031026 */
	CHECK_STR(value(a, "mean(about(htx_avg_revenue) by sector weight "
			   "htx_operating)", f),
		  "(534.391408,783.031027)");
	CHECK_STR(fixture_verdict(a, "about(htx_avg_revenue) = "
				     "mean(about(htx_avg_revenue) by sector "
				     "weight htx_operating)", f),
		  "BROKEN");
	/* (308 * 550 + 54 * 1000 + 46 * 1000 + 11 * 600) / 419 */
	CHECK_STR(value(a, "mean(value(htx_avg_revenue) by sector weight "
			   "value(htx_operating))", f),
		  "(658.711217,658.711218)");
	CHECK_STR(value(a, "max(value(htx_avg_revenue) by sector)", f), "1000");
	CHECK_STR(value(a, "max(htx_avg_revenue by sector)", f), "(1000,oo)");
	CHECK_STR(value(a, "min(about(htx_avg_revenue) by sector)", f),
		  "[500,555]");
	/* what earns little weighs the most it can, what earns much the
	 * least: (308.5 * 550 + 53.5 * 1000 + 45.5 * 1000 + 11.5 * 600) / 419 */
	CHECK_STR(value(a, "mean(htx_avg_revenue by sector weight "
			   "about(htx_operating))", f),
		  "(657.696897,oo)");
}

TEST(rule_missing)
{
	const char *const *f = FIGURES(
		"htx_total", "10", "htx_total[sector=agri]", "4",
		"htx_total[sector=industry]", "5", "htx_total[sector=trade]",
		"?", "htx_total[sector=transport]", "-");
	const char *const *worse = FIGURES(
		"htx_total", "10", "htx_total[sector=agri]", "6",
		"htx_total[sector=industry]", "5", "htx_total[sector=trade]",
		"?", "htx_total[sector=transport]", "-");
	const char *sums = "sum(htx_total by sector) = htx_total";
	struct rule_result out;

	/* 4 + 5 + ? can be 10; 6 + 5 + ? cannot, for ? >= 0 */
	CHECK_STR(fixture_verdict(a, sums, f), "UNKNOWN");
	CHECK_STR(fixture_verdict(a, sums, worse), "BROKEN");
	CHECK(fixture_eval(a, true, sums, f, &out) == 0);
	CHECK_STR(fixture_value(a, &out.left), "missing [9,oo)");
	CHECK_INT(out.noperand, 5);
	CHECK_INT(out.operand[2].value.state, RULE_MISSING);
	CHECK_STR(out.operand[2].ref->sel[0].category, "trade");
	CHECK_INT(out.operand[2].side, 0);
	CHECK_STR(out.operand[4].ref->indicator, "htx_total");
	CHECK_INT(out.operand[4].ref->nsel, 0);
	CHECK_INT(out.operand[4].side, 1);

	CHECK_STR(value(a, "htx_avg_profit", FIGURES("x", "1")),
		  "missing (-oo,oo)");
	CHECK_STR(value(a, "htx_total", FIGURES("htx_total", "!")),
		  "refused [0,oo)");
	CHECK_STR(value(a, "htx_total / htx_new", FIGURES("htx_total", "-")),
		  "not applicable");
	CHECK_STR(fixture_verdict(a, "htx_total <= htx_new",
				  FIGURES("htx_total", "-", "htx_new", "3")),
		  "IDLE");
}

TEST(rule_conditions)
{
	const char *formula = "htx_members[period=h1] < htx_members"
			      "[period=year] => pct(htx_members[period=h1]) "
			      "<= pct(htx_members[period=year])";
	const char *guarded = "htx_operating > 0 => 100 * htx_new / "
			      "htx_operating <= 50";

	/* values 5409 -> 5630 grow, per cents 115 -> 88 fall */
	CHECK_STR(fixture_verdict(
			  a, formula,
			  FIGURES("htx_members[period=h1]", "5409",
				  "htx_members[period=year]", "5630",
				  "htx_members[period=h1]%", "~115",
				  "htx_members[period=year]%", "~88")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(
			  a, formula,
			  FIGURES("htx_members[period=h1]", "170",
				  "htx_members[period=year]", "390",
				  "htx_members[period=h1]%", "~26",
				  "htx_members[period=year]%", "~60")),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a, formula,
				  FIGURES("htx_members[period=h1]", "5630",
					  "htx_members[period=year]", "5409")),
		  "IDLE");
	/* only possibly 170 < 160..180: never broken for that */
	CHECK_STR(fixture_verdict(
			  a, formula,
			  FIGURES("htx_members[period=h1]", "170",
				  "htx_members[period=year]", "160..180",
				  "htx_members[period=h1]%", "90",
				  "htx_members[period=year]%", "80")),
		  "UNKNOWN");
	CHECK_STR(fixture_verdict(a, guarded,
				  FIGURES("htx_operating", "0", "htx_new",
					  "1")),
		  "IDLE");
	CHECK_STR(fixture_verdict(a, guarded,
				  FIGURES("htx_operating", "4", "htx_new",
					  "3")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a,
				  "htx_total in 1 HTX..5 HTX and htx_new > 0 "
				  "=> htx_new <= htx_total",
				  FIGURES("htx_total", "3", "htx_new", "4")),
		  "BROKEN");
}

TEST(rule_open_words)
{
	/* "trên 50" excludes 50, "từ 50 trở lên" does not */
	CHECK_STR(fixture_verdict(a, "htx_new = 50 HTX",
				  FIGURES("htx_new", ">50")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a, "htx_new = 50 HTX",
				  FIGURES("htx_new", ">=50")),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a, "htx_new <= 50 HTX",
				  FIGURES("htx_new", ">50")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a, "htx_new > 60 HTX",
				  FIGURES("htx_new", ">50")),
		  "HOLDS");
	/* [70.5, 71.5) and [71.5, 72.5) touch, without a common value */
	CHECK_STR(fixture_verdict(a, "htx_share = htx_share[period=h1]",
				  FIGURES("htx_share", "~71",
					  "htx_share[period=h1]", "~72")),
		  "BROKEN");
	CHECK_STR(fixture_verdict(a, "htx_share = htx_share[period=h1]",
				  FIGURES("htx_share", "~71",
					  "htx_share[period=h1]", "71.4")),
		  "HOLDS");
}

TEST(rule_conversion)
{
	struct rule_result out;
	const char *const *f = FIGURES("htx_capital", "36.48",
				       "support_budget", "36480", "wage",
				       "3.5..4.5", "income", "54", "htx_total",
				       "474", "htx_capital[period=h1]",
				       "0.000001");

	CHECK_STR(fixture_verdict(a, "htx_capital = support_budget", f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a, "htx_capital = 36480000001 vnd", f),
		  "BROKEN");
	/* the smallest tỷ that can be written is 1 000 đồng */
	CHECK_STR(fixture_verdict(a, "htx_capital[period=h1] = 1000 vnd", f),
		  "HOLDS");
	CHECK_STR(fixture_verdict(a, "htx_capital[period=h1] = 1001 vnd", f),
		  "BROKEN");
	CHECK(fixture_eval(a, true, "wage <= income", f, &out) == 0);
	CHECK_INT(out.verdict, RULE_HOLDS);
	/* 3.5 * 12 = 42 and 4.5 * 12 = 54, in triệu a year */
	CHECK_STR(fixture_value(a, &out.left), "[42,54]");
	CHECK_STR(fixture_verdict(a, "wage > income", f), "BROKEN");
	CHECK_STR(value(a, "wage * 12 month / 1 year", f), "[42,54]");
	/* 36.48 tỷ and 36 480 triệu are 72 960 triệu; per HTX 76.96 */
	CHECK_STR(value(a, "htx_capital + support_budget", f), "72960");
	CHECK_STR(value(a, "htx_capital / support_budget", f), "1");
	CHECK_STR(value(a, "support_budget / htx_total",
			FIGURES("support_budget", "948", "htx_total", "474")),
		  "2");
}

TEST(rule_records)
{
	struct rule_result out;
	const char *const *f =
		FIGURES("count(htx)", "474", "htx_total", "474",
			"sum(capital of htx)", "991500000000", "htx_capital",
			"991.5", "distinct(commune of htx)", "190");

	CHECK_STR(fixture_verdict(
			  a, "count(htx where status = operating) = htx_total",
			  f),
		  "HOLDS");
	CHECK(fixture_eval(a, true, "sum(capital of htx) = htx_capital", f,
			   &out) == 0);
	CHECK_INT(out.verdict, RULE_HOLDS);
	CHECK_INT(out.noperand, 2);
	CHECK_STR(out.operand[0].agg->field, "capital");
	CHECK(out.operand[0].ref == NULL);
	CHECK_STR(fixture_value(a, &out.operand[0].value), "991500000000");
	CHECK_STR(fixture_value(a, &out.operand[1].value), "991.5");
	CHECK_STR(fixture_verdict(a, "distinct(commune of htx) <= htx_total",
				  f),
		  "HOLDS");
	CHECK_STR(value(a, "sum(capital of htx) / count(htx)",
			FIGURES("sum(capital of htx)", "948", "count(htx)",
				"474")),
		  "2");
}

TEST(rule_quotients_are_enclosed)
{
	/* a third has no last digit; three thirds can still be one */
	CHECK_STR(value(a, "a / b", FIGURES("a", "1", "b", "3")),
		  "(0.333333,0.333334)");
	CHECK_STR(fixture_verdict(a, "a / b * b = a",
				  FIGURES("a", "1", "b", "3")),
		  "HOLDS");
	CHECK_STR(value(a, "a / b", FIGURES("a", "1", "b", "0..2")),
		  "[0.5,oo)");
	CHECK_STR(value(a, "a / b", FIGURES("a", "1", "b", "-1..2")),
		  "(-oo,oo)");
	CHECK_STR(value(a, "a / b", FIGURES("a", "0", "b", "-1..2")), "0");
	CHECK_STR(value(a, "a / b", FIGURES("a", "6", "b", ">2")), "(0,3)");
}

TEST(rule_failures)
{
	struct rule_result out;
	struct err e = { .kind = ERR_NONE };

	CHECK(fixture_try(a, false, "a +  b / c", FIGURES("c", "0"), &out,
			  &e) < 0);
	CHECK_ERR(&e, ERR_INPUT, "chia cho 0");
	CHECK_STR(e.detail, "cột 8");
	e = (struct err){ .kind = ERR_NONE };
	CHECK(fixture_try(a, false, "a * b",
			  FIGURES("a", "1000000000000000", "b",
				  "10000000000000000"),
			  &out, &e) < 0);
	CHECK_ERR(&e, ERR_INPUT, "10^30");
	e = (struct err){ .kind = ERR_NONE };
	CHECK(fixture_try(a, false, "a",
			  FIGURES("a", "9999999999999999999999999999999"),
			  &out, &e) < 0);
	CHECK_ERR(&e, ERR_INPUT, "10^30");
}

TEST(rule_long_sums)
{
	struct buf b = BUF_INIT(a);
	struct rule_result out;

	/* 2 - 2 * 2047 */
	buf_addch(&b, 'a');
	while (b.len + 2 <= RULE_MAX_TEXT)
		buf_adds(&b, "-a");
	CHECK(fixture_eval(a, false, b.data, FIGURES("a", "2"), &out) == 0);
	CHECK_INT(out.noperand, 2048);
	CHECK_STR(fixture_value(a, &out.value), "-4092");
}
