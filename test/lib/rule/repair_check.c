/* SPDX-License-Identifier: Apache-2.0 */
/* Checks as rules of a repair, against the evaluation of the same checks;
 * tests src/lib/rule/repair_choice.c and src/lib/rule/repair_fraction.c too. */
#include "lib/rule/fixture.h"
#include "lib/rule/repair.h"

#include "lib/base/buf.h"

/* A system whose figures come from a list of key, value pairs. */
struct system {
	struct arena *arena;
	struct repair *repair;
	const char *const *figures;
	const char *name[128]; /* by variable; of a product none */
};

static struct repair_range range_of(const struct rule_value *v)
{
	return (struct repair_range){ v->has_low, v->has_high, v->low_open,
				      v->high_open, v->low, v->high };
}

static int on_var(void *ctx, const struct rule_ref *ref, size_t *out,
		  __attribute__((unused)) struct err *e)
{
	struct system *s = ctx;
	struct buf key = BUF_INIT(s->arena);
	struct repair_var v = { .weight = 1, .missing = true, .inexact = true,
				.domain = { .has_low = true } };

	buf_adds(&key, ref->indicator);
	for (size_t i = 0; i < ref->nsel; i++)
		buf_addf(&key, "%s%s=%s", i ? "," : "[", ref->sel[i].dimension,
			 ref->sel[i].category);
	buf_addf(&key, "%s%s", ref->nsel ? "]" : "", ref->percent ? "%" : "");
	for (size_t i = 0; i < repair_nvar(s->repair); i++)
		if (s->name[i] && strcmp(s->name[i], key.data) == 0) {
			*out = i;
			return 0;
		}
	for (const char *const *f = s->figures; *f; f += 2) {
		struct rule_value is;

		if (strcmp(f[0], key.data) != 0)
			continue;
		is = fixture_parse(s->arena, f[1]);
		v.missing = is.state != RULE_KNOWN;
		v.inexact = v.missing || !is.has_high ||
			    dec_cmp(is.low, is.high) != 0;
		v.value = is.point;
		v.kept = range_of(&is);
	}
	v.name = key.data;
	*out = repair_var(s->repair, &v);
	s->name[*out] = key.data;
	return 0;
}

static size_t on_categories(__attribute__((unused)) void *ctx,
			    __attribute__((unused)) const struct rule_ref *by,
			    __attribute__((unused)) const char *dimension,
			    const char *const **out)
{
	static const char *const sector[] = { "agri", "industry", "trade",
					      "transport" };

	*out = sector;
	return ARRAY_LEN(sector);
}

/* Adds a check; as repair_check. */
static int add(struct system *s, const char *formula, const char **why)
{
	struct repair_names names = { .ctx = s, .var = on_var,
				      .categories = on_categories };
	struct err e = { 0 };
	struct rule *r = rule_parse_check(s->arena, formula, &fixture_names,
					  &e);
	size_t rule;

	if (!r)
		BUG("%s: %s", formula, e.message);
	return repair_check(s->repair, r, formula, &names, &rule, why, &e);
}

static struct system system_new(struct arena *a, const char *const *figures)
{
	return (struct system){ .arena = a, .repair = repair_new(a),
				.figures = figures };
}

/* "HOLDS" when nothing has to change, "BROKEN" when something has, else why
 * the check was left out. */
static const char *verdict(struct arena *a, const char *formula,
			   const char *const *figures)
{
	struct system s = system_new(a, figures);
	struct repair_result r;
	struct err e = { 0 };
	const char *why = NULL;

	if (add(&s, formula, &why) != 1)
		return why;
	if (repair_solve(a, s.repair, NULL, &r, &e) < 0)
		return arena_strdup(a, e.message);
	return r.status == REPAIR_NONE ? "HOLDS" : "BROKEN";
}

/* One check by itself must be broken for the engine exactly when it is for
 * the evaluation. */
TEST(one_check_says_what_its_evaluation_says)
{
	const struct {
		const char *formula;
		const char *const *figures;
		const char *want;
	} cases[] = {
		{ "htx_total = htx_operating + htx_suspended",
		  FIGURES("htx_total", "56", "htx_operating", "46",
			  "htx_suspended", "9"), "BROKEN" },
		{ "htx_total = htx_operating + htx_suspended",
		  FIGURES("htx_total", "56", "htx_operating", "47",
			  "htx_suspended", "9"), "HOLDS" },
		{ "htx_total - htx_operating = -(0 - htx_suspended)",
		  FIGURES("htx_total", "56", "htx_operating", "47",
			  "htx_suspended", "9"), "HOLDS" },
		{ "htx_total = sum(htx_total by sector)",
		  FIGURES("htx_total", "500", "htx_total[sector=agri]", "358",
			  "htx_total[sector=industry]", "69",
			  "htx_total[sector=trade]", "56",
			  "htx_total[sector=transport]", "17"), "HOLDS" },
		{ "htx_total = sum(htx_total by sector)",
		  FIGURES("htx_total", "500", "htx_total[sector=agri]", "358",
			  "htx_total[sector=industry]", "69",
			  "htx_total[sector=trade]", "65",
			  "htx_total[sector=transport]", "17"), "BROKEN" },
		/* a bound reached, and passed */
		{ "htx_suspended <= htx_total",
		  FIGURES("htx_suspended", "9", "htx_total", "9"), "HOLDS" },
		{ "htx_suspended < htx_total",
		  FIGURES("htx_suspended", "9", "htx_total", "9"), "BROKEN" },
		{ "htx_total > htx_suspended",
		  FIGURES("htx_suspended", "10", "htx_total", "9"), "BROKEN" },
		/* constants and units: 7 x 10 = 70; 36.48 tỷ = 36 480 triệu */
		{ "htx_members >= htx_total * (7 person / 1 HTX)",
		  FIGURES("htx_members", "69", "htx_total", "10"), "BROKEN" },
		{ "htx_members >= htx_total * (7 person / 1 HTX)",
		  FIGURES("htx_members", "70", "htx_total", "10"), "HOLDS" },
		{ "htx_new + 3 HTX >= htx_total",
		  FIGURES("htx_new", "7", "htx_total", "10"), "HOLDS" },
		{ "htx_new + 3 HTX >= htx_total",
		  FIGURES("htx_new", "7", "htx_total", "11"), "BROKEN" },
		{ "htx_capital = support_budget",
		  FIGURES("htx_capital", "36.48", "support_budget", "36480"),
		  "HOLDS" },
		{ "htx_capital = support_budget",
		  FIGURES("htx_capital", "36.48", "support_budget", "36481"),
		  "BROKEN" },
		{ "htx_total in 90% * htx_new .. 110% * htx_new",
		  FIGURES("htx_total", "111", "htx_new", "100"), "BROKEN" },
		{ "htx_total in 90% * htx_new .. 110% * htx_new",
		  FIGURES("htx_total", "89", "htx_new", "100"), "BROKEN" },
		{ "htx_total in 90% * htx_new .. 110% * htx_new",
		  FIGURES("htx_total", "90", "htx_new", "100"), "HOLDS" },
		/* "khoảng 500", "trên 50" */
		{ "htx_total = htx_operating + htx_suspended",
		  FIGURES("htx_total", "450..550", "htx_operating", "420",
			  "htx_suspended", "80"), "HOLDS" },
		{ "htx_total < htx_new",
		  FIGURES("htx_total", ">50", "htx_new", "50"), "BROKEN" },
		{ "htx_total > htx_new",
		  FIGURES("htx_total", ">50", "htx_new", "50"), "HOLDS" },
		/* 5409 / [1.145, 1.155) and 5630 / [0.875, 0.885) do not
		 * meet; with 85 % they do: 5409 / 0.85 = 6363.5 */
		{ "implied_plan(htx_members[period=h1]) = "
		  "implied_plan(htx_members)",
		  FIGURES("htx_members[period=h1]", "5409",
			  "htx_members[period=h1]%", "~115", "htx_members",
			  "5630", "htx_members%", "~88"), "BROKEN" },
		{ "implied_plan(htx_members[period=h1]) = "
		  "implied_plan(htx_members)",
		  FIGURES("htx_members[period=h1]", "5409",
			  "htx_members[period=h1]%", "~85", "htx_members",
			  "5630", "htx_members%", "~88"), "HOLDS" },
		/* 20 / [0.495, 0.505) = (39.6, 40.4]; 20 / [0.505, 0.515) =
		 * (38.8, 39.6] */
		{ "implied_plan(htx_new) = htx_new[basis=plan]",
		  FIGURES("htx_new", "20", "htx_new%", "~50",
			  "htx_new[basis=plan]", "40"), "HOLDS" },
		{ "htx_new[basis=plan] = implied_plan(htx_new)",
		  FIGURES("htx_new", "20", "htx_new%", "~50",
			  "htx_new[basis=plan]", "41"), "BROKEN" },
		{ "whole(implied_plan(htx_new)) >= 0",
		  FIGURES("htx_new", "20", "htx_new%", "~50"), "HOLDS" },
		{ "whole(implied_plan(htx_new)) >= 0",
		  FIGURES("htx_new", "2", "htx_new%", "~57"), "BROKEN" },
		/* 738 / 1092 = 67.58 % */
		{ "htx_operating / htx_total = htx_share",
		  FIGURES("htx_operating", "738", "htx_total", "1092",
			  "htx_share", "~67.6"), "HOLDS" },
		{ "htx_share = 100 * htx_operating / htx_total",
		  FIGURES("htx_operating", "321", "htx_total", "1092",
			  "htx_share", "~21.2"), "BROKEN" },
		{ "htx_operating / htx_total <= 50%",
		  FIGURES("htx_operating", "51", "htx_total", "100"),
		  "BROKEN" },
		{ "htx_operating / htx_total <= 50%",
		  FIGURES("htx_operating", "50", "htx_total", "100"),
		  "HOLDS" },
		/* a condition that holds, and one that does not */
		{ "htx_new > 3 HTX and htx_total < 9 HTX => htx_suspended = 0 HTX",
		  FIGURES("htx_new", "4", "htx_total", "8", "htx_suspended",
			  "1"), "BROKEN" },
		{ "htx_new > 3 HTX and htx_total < 9 HTX => htx_suspended = 0 HTX",
		  FIGURES("htx_new", "4", "htx_total", "8", "htx_suspended",
			  "0"), "HOLDS" },
		{ "htx_total = htx_new => htx_suspended in 1 HTX .. 3 HTX",
		  FIGURES("htx_new", "4", "htx_total", "4", "htx_suspended",
			  "4"), "BROKEN" },
		{ "value(htx_total) = htx_new => htx_suspended in 1 HTX .. 3 HTX",
		  FIGURES("htx_new", "4", "htx_total", "4", "htx_suspended",
			  "3"), "HOLDS" },
		/* least and greatest of 5, 3, 8 and 4 */
#define SECTORS "htx_total[sector=agri]", "5", "htx_total[sector=industry]", \
		"3", "htx_total[sector=trade]", "8", \
		"htx_total[sector=transport]", "4"
		{ "htx_new <= min(htx_total by sector)",
		  FIGURES("htx_new", "3", SECTORS), "HOLDS" },
		{ "htx_new <= min(htx_total by sector)",
		  FIGURES("htx_new", "4", SECTORS), "BROKEN" },
		{ "htx_new < max(htx_total by sector)",
		  FIGURES("htx_new", "7", SECTORS), "HOLDS" },
		{ "htx_new < max(htx_total by sector)",
		  FIGURES("htx_new", "8", SECTORS), "BROKEN" },
		{ "min(htx_total by sector) < htx_new",
		  FIGURES("htx_new", "3", SECTORS), "BROKEN" },
		{ "min(htx_total by sector) < htx_new",
		  FIGURES("htx_new", "4", SECTORS), "HOLDS" },
		{ "max(htx_total by sector) <= htx_new",
		  FIGURES("htx_new", "7", SECTORS), "BROKEN" },
		{ "max(htx_total by sector) <= htx_new",
		  FIGURES("htx_new", "8", SECTORS), "HOLDS" },
		{ "htx_new = min(htx_total by sector)",
		  FIGURES("htx_new", "3", SECTORS), "HOLDS" },
		{ "htx_new = min(htx_total by sector)",
		  FIGURES("htx_new", "2", SECTORS), "BROKEN" },
		{ "max(htx_total by sector) = htx_new",
		  FIGURES("htx_new", "5", SECTORS), "BROKEN" },
		{ "max(htx_total by sector) = htx_new",
		  FIGURES("htx_new", "8", SECTORS), "HOLDS" },
		{ "htx_new in min(htx_total by sector) .. max(htx_total by sector)",
		  FIGURES("htx_new", "9", SECTORS), "BROKEN" },
		{ "htx_new in min(htx_total by sector) .. max(htx_total by sector)",
		  FIGURES("htx_new", "2", SECTORS), "BROKEN" },
		{ "htx_new in min(htx_total by sector) .. max(htx_total by sector)",
		  FIGURES("htx_new", "6", SECTORS), "HOLDS" },
		{ "htx_suspended > min(htx_total by sector) => htx_new >= "
		  "max(htx_total by sector)",
		  FIGURES("htx_suspended", "4", "htx_new", "7", SECTORS),
		  "BROKEN" },
		{ "htx_suspended > min(htx_total by sector) => htx_new >= "
		  "max(htx_total by sector)",
		  FIGURES("htx_suspended", "4", "htx_new", "8", SECTORS),
		  "HOLDS" },
		/* 5 x 4 = 20; 3 x 7 = 21 */
		{ "htx_total * htx_new <= htx_operating * htx_suspended",
		  FIGURES("htx_total", "5", "htx_new", "4", "htx_operating",
			  "3", "htx_suspended", "7"), "HOLDS" },
		{ "htx_total * htx_new >= htx_operating * htx_suspended",
		  FIGURES("htx_total", "5", "htx_new", "4", "htx_operating",
			  "3", "htx_suspended", "7"), "BROKEN" },
		{ "(htx_total - 2 HTX) * (htx_new + 1 HTX) = htx_operating * 5 HTX",
		  FIGURES("htx_total", "5", "htx_new", "4", "htx_operating",
			  "3"), "HOLDS" },
		{ "htx_total * htx_new > htx_total * htx_total => htx_new < 9 HTX",
		  FIGURES("htx_total", "5", "htx_new", "9"), "BROKEN" },
		{ "htx_total * htx_new > htx_total * htx_total => htx_new < 9 HTX",
		  FIGURES("htx_total", "5", "htx_new", "8"), "HOLDS" },
		/* round(2.4) = 2, round(2.5) = 3 */
		{ "htx_total = round(htx_operating / 2, 0)",
		  FIGURES("htx_total", "3", "htx_operating", "5"), "HOLDS" },
		{ "htx_total = round(htx_operating / 2, 0)",
		  FIGURES("htx_total", "2", "htx_operating", "5"), "BROKEN" },
		{ "round(htx_operating / 5, 0) < htx_total",
		  FIGURES("htx_total", "3", "htx_operating", "12"), "HOLDS" },
		{ "round(htx_operating / 5, 0) < htx_total",
		  FIGURES("htx_total", "3", "htx_operating", "13"), "BROKEN" },
		{ "round(htx_operating / 5, 0) > htx_total",
		  FIGURES("htx_total", "2", "htx_operating", "12"), "BROKEN" },
		{ "round(htx_operating / 5, 0) > htx_total",
		  FIGURES("htx_total", "2", "htx_operating", "13"), "HOLDS" },
		{ "round(htx_operating / 5, 0) >= htx_total",
		  FIGURES("htx_total", "3", "htx_operating", "12"), "BROKEN" },
		{ "round(htx_operating / 5, 0) <= htx_total",
		  FIGURES("htx_total", "2", "htx_operating", "12"), "HOLDS" },
		{ "round(htx_operating / 5, 0) <= htx_total",
		  FIGURES("htx_total", "2", "htx_operating", "13"), "BROKEN" },
		/* two quotients: 5 / 4 and 9 / 7 */
		{ "htx_total / htx_new < htx_operating / htx_suspended",
		  FIGURES("htx_total", "5", "htx_new", "4", "htx_operating",
			  "9", "htx_suspended", "7"), "HOLDS" },
		{ "htx_total / htx_new > htx_operating / htx_suspended",
		  FIGURES("htx_total", "5", "htx_new", "4", "htx_operating",
			  "9", "htx_suspended", "7"), "BROKEN" },
		/* (308 x 550 + 54 x 1,000 + 46 x 1,000 + 11 x 600) / 419
		 * = 276,000 / 419 = 658.71 */
#define MEAN "mean(htx_avg_revenue by sector weight htx_total)"
#define REVENUES "htx_avg_revenue[sector=agri]", "550", \
		 "htx_avg_revenue[sector=industry]", "1000", \
		 "htx_avg_revenue[sector=trade]", "1000", \
		 "htx_avg_revenue[sector=transport]", "600"
#define WEIGHTS "htx_total[sector=agri]", "308", \
		"htx_total[sector=industry]", "54", \
		"htx_total[sector=trade]", "46", \
		"htx_total[sector=transport]", "11"
		{ "htx_avg_revenue = round(" MEAN ", 0)",
		  FIGURES("htx_avg_revenue", "659", REVENUES, WEIGHTS), "HOLDS" },
		{ "htx_avg_revenue = round(" MEAN ", 0)",
		  FIGURES("htx_avg_revenue", "658", REVENUES, WEIGHTS), "BROKEN" },
		{ "htx_avg_revenue = " MEAN,
		  FIGURES("htx_avg_revenue", "658.7..658.8", REVENUES, WEIGHTS),
		  "HOLDS" },
		{ "htx_avg_revenue = " MEAN,
		  FIGURES("htx_avg_revenue", "658.8..659", REVENUES, WEIGHTS),
		  "BROKEN" },
		{ "htx_avg_revenue = " MEAN,
		  FIGURES("htx_avg_revenue", "659", REVENUES, WEIGHTS), "BROKEN" },
		{ MEAN " >= htx_avg_revenue",
		  FIGURES("htx_avg_revenue", "658", REVENUES, WEIGHTS), "HOLDS" },
		{ MEAN " < htx_avg_revenue",
		  FIGURES("htx_avg_revenue", "658", REVENUES, WEIGHTS), "BROKEN" },
		{ "htx_avg_revenue in 90% * " MEAN " .. 110% * " MEAN,
		  FIGURES("htx_avg_revenue", "725", REVENUES, WEIGHTS), "BROKEN" },
		{ "htx_avg_revenue in 90% * " MEAN " .. 110% * " MEAN,
		  FIGURES("htx_avg_revenue", "724", REVENUES, WEIGHTS), "HOLDS" },
		{ "htx_avg_revenue > " MEAN " => htx_new < 5 HTX",
		  FIGURES("htx_avg_revenue", "659", "htx_new", "5", REVENUES,
			  WEIGHTS), "BROKEN" },
#undef MEAN
#undef REVENUES
#undef WEIGHTS
#undef SECTORS
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *got = verdict(a, cases[i].formula,
					  cases[i].figures);

		if (!CHECK_STR(got, cases[i].want) ||
		    !CHECK_STR(fixture_verdict(a, cases[i].formula,
					       cases[i].figures),
			       cases[i].want))
			printf("  in %s\n", cases[i].formula);
	}
}

TEST(a_missing_part_leaves_room_and_no_more)
{
	const char *sum = "htx_total = htx_operating + htx_suspended";

	CHECK_STR(verdict(a, sum, FIGURES("htx_total", "500", "htx_operating",
					  "420")), "HOLDS");
	CHECK_STR(verdict(a, sum, FIGURES("htx_total", "500", "htx_operating",
					  "520")), "BROKEN");
}

TEST(what_is_not_understood_is_said_and_nothing_added)
{
	static const char *const others[] = {
		"htx_total * htx_new * htx_total <= htx_new * htx_new * htx_new",
		"htx_total + round(htx_operating, 0) > htx_new",
		"htx_members / htx_total + htx_members / htx_new >= 7 person / 1 HTX",
		"min(htx_total by sector) <= max(htx_total by sector)",
		"htx_total <= max(about(htx_total) by sector)",
		"value(htx_new) <= htx_total",
		"round(htx_total, 0) = htx_new", /* which is no exact one */
		"htx_total = count(htx)",
	};

	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct system s = system_new(a, FIGURES("htx_total", "1",
							"htx_new", "~50"));
		const char *why = NULL;

		CHECK_INT(add(&s, others[i], &why), 0);
		CHECK(why && *why);
		CHECK_INT(repair_nrule(s.repair), 0);
	}
}

/*
 * A range of the least and greatest part: 9 is above 5, 3, 8 and 4.  Either the
 * whole is wrong and lies in 3 to 8, or one of the parts is and is 9 at least.
 */
TEST(a_figure_above_all_parts_or_a_part_too_small)
{
	struct system s = system_new(
		a, FIGURES("htx_new", "9", "htx_total[sector=agri]", "5",
			   "htx_total[sector=industry]", "3",
			   "htx_total[sector=trade]", "8",
			   "htx_total[sector=transport]", "4"));
	struct repair_result r;
	struct err e = { 0 };
	const char *why = NULL;

	CHECK_INT(add(&s, "htx_new in min(htx_total by sector) .. "
			  "max(htx_total by sector)", &why), 1);
	CHECK_INT(repair_solve(a, s.repair, NULL, &r, &e), 0);
	CHECK_INT(r.status, REPAIR_MINIMAL);
	CHECK_INT(r.weight, 1);
	CHECK_INT(r.group[0].nsolution, 5);
	CHECK_INT(r.group[0].nconflict, 1);
	CHECK_INT(r.group[0].conflict[0].nvar, 5);
	for (size_t i = 0; i < r.group[0].nsolution; i++) {
		const struct repair_change *c = r.group[0].solution[i].change;

		CHECK(c->range.has_low);
		if (strcmp(s.name[c->var], "htx_new") == 0) {
			CHECK(dec_cmp(c->range.low, dec_int(3)) == 0);
			CHECK(dec_cmp(c->range.high, dec_int(8)) == 0);
		} else {
			CHECK(dec_cmp(c->range.low, dec_int(9)) == 0);
			CHECK(!c->range.has_high);
		}
	}
}

/* A part that there cannot be is not the least of all. */
static bool no_transport(__attribute__((unused)) void *ctx,
			 const struct rule_ref *ref)
{
	return strcmp(ref->sel[ref->nsel - 1].category, "transport") != 0;
}

TEST(a_part_that_there_cannot_be_is_no_part)
{
	struct system s = system_new(
		a, FIGURES("htx_new", "2", "htx_total[sector=agri]", "5",
			   "htx_total[sector=industry]", "3",
			   "htx_total[sector=trade]", "8",
			   "htx_total[sector=transport]", "0"));
	struct repair_names names = { .ctx = &s, .var = on_var,
				      .categories = on_categories,
				      .applies = no_transport };
	struct err e = { 0 };
	struct rule *c = rule_parse_check(
		a, "htx_new >= min(htx_total by sector)", &fixture_names, &e);
	struct repair_result r;
	size_t rule;

	CHECK_INT(repair_check(s.repair, c, "c", &names, &rule, NULL, &e), 1);
	CHECK_INT(repair_solve(a, s.repair, NULL, &r, &e), 0);
	CHECK_INT(r.weight, 1);
}

/* Two checks of one system meet in a figure. */
TEST(a_per_cent_of_a_product_is_no_term_of_a_sum)
{
	struct system s = system_new(
		a, FIGURES("htx_operating", "50", "htx_total", "100",
			   "htx_share", "~50"));
	const char *why = NULL;

	CHECK_INT(add(&s, "htx_operating / htx_total = htx_share", &why), 1);
	CHECK_INT(add(&s, "htx_share <= 60%", &why), 0);
	CHECK(why && *why);
	CHECK_INT(add(&s, "htx_operating <= htx_total", &why), 1);
	CHECK_INT(repair_nrule(s.repair), 2);
	/* and the other way round */
	s = system_new(a, FIGURES("htx_operating", "50", "htx_total", "100",
				  "htx_share", "~50"));
	CHECK_INT(add(&s, "htx_share <= 60%", &why), 1);
	CHECK_INT(add(&s, "htx_operating / htx_total = htx_share", &why), 0);
}
