/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/check/system.c, src/check/attempt.c, src/check/proposal.c and
 * src/check/tell.c on figures made by hand. */
#include "check/proposal.h"
#include "figure/fixture.h"

static struct proposal propose(struct arena *a, struct db *db)
{
	static struct check_report r;
	struct proposal x = { 0 };
	struct err e = { 0 };

	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK_INT(proposal_make(a, &r, &x, &e), 0);
	CHECK(!x.undecided);
	return x;
}

static void estimate(struct db *db, const char *indicator,
		     const char *breakdown, const char *text)
{
	fixture_report(db, indicator, "20", breakdown, "2023", BASIS_ESTIMATE,
		       text);
}

/* "htx_operating sector=agri: 46 -> 47": the changes of a solution. */
static const char *changes(struct arena *a, const struct proposal *x,
			   size_t group, size_t solution)
{
	const struct repair_solution *s;
	struct buf b = BUF_INIT(a);

	if (group >= x->result.ngroup ||
	    solution >= x->result.group[group].nsolution)
		return "none";
	s = &x->result.group[group].solution[solution];
	for (size_t i = 0; i < s->nchange; i++) {
		const struct repair_change *c = &s->change[i];
		const struct figure *fig = system_figure(&x->system, c->var);

		buf_addf(&b, "%s%s%s%s%s: %s -> %s", i ? ", " : "",
			 fig->key.indicator, *fig->key.breakdown ? " " : "",
			 fig->key.breakdown, fig->key.percent ? "%" : "",
			 dec_str(a, c->from), dec_str(a, c->to));
	}
	return b.data;
}

/* The figure that stands in two broken sums: 56 - 9 = 47 = 110 - 63. */
TEST(the_figure_that_two_broken_sums_share_is_proposed)
{
	struct db *db = figure_fixture(a);
	const char *trade = "sector=trade_service_env";
	struct proposal x;

	estimate(db, "htx_total", trade, "56");
	estimate(db, "htx_operating", trade, "46");
	estimate(db, "htx_suspended", trade, "9");
	estimate(db, "htx_operating", "", "110");
	estimate(db, "htx_operating", "sector=agri", "40");
	estimate(db, "htx_operating", "sector=industry_construction", "20");
	estimate(db, "htx_operating", "sector=transport", "3");
	x = propose(a, db);
	CHECK_INT(x.result.status, REPAIR_MINIMAL);
	CHECK_INT(x.result.weight, TRUST_REPORTED);
	CHECK_INT(x.result.ngroup, 1);
	CHECK_STR(changes(a, &x, 0, 0),
		  "htx_operating sector=trade_service_env: 46 -> 47");
	CHECK_STR(changes(a, &x, 0, 1), "none");
	CHECK_INT(x.result.group[0].nrule, 2);
	CHECK_INT(x.system.nleft_out, 0);
}

/* One sum alone does not tell which of its figures is wrong. */
TEST(a_lone_sum_has_a_proposal_for_each_figure)
{
	struct db *db = figure_fixture(a);
	struct proposal x;

	estimate(db, "htx_total", "", "500");
	estimate(db, "htx_operating", "", "420");
	estimate(db, "htx_suspended", "", "8");
	x = propose(a, db);
	CHECK_INT(x.result.status, REPAIR_MINIMAL);
	CHECK_INT(x.result.ngroup, 1);
	CHECK_INT(x.result.group[0].nsolution, 3);
	/* 500 - 420: a digit was dropped, which explains it best */
	CHECK_STR(changes(a, &x, 0, 0), "htx_suspended: 8 -> 80");
}

/* 5.630 / 88 % against 5.409 / 115 %: see test/lib/rule/repair.c. */
TEST(per_cents_come_before_counts)
{
	struct db *db = figure_fixture(a);
	const struct repair_group *g;
	struct proposal x;

	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "5.409");
	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "115%");
	estimate(db, "htx_members", "", "5.630");
	estimate(db, "htx_members", "", "88%");
	x = propose(a, db);
	CHECK_INT(x.result.weight, TRUST_PERCENT);
	if (!CHECK_INT(x.result.ngroup, 1))
		return;
	g = &x.result.group[0];
	CHECK_INT(g->nsolution, 2);
	for (size_t i = 0; i < g->nsolution; i++) {
		CHECK_INT(g->solution[i].nchange, 1);
		CHECK(system_figure(&x.system, g->solution[i].change[0].var)
			      ->key.percent);
	}
	CHECK_INT(g->conflict[0].nvar, 4);
}

TEST(what_the_register_counts_is_trusted_most)
{
	struct db *db = figure_fixture(a);
	const struct repair_change *c;
	struct buf b = BUF_INIT(a);
	struct proposal x;
	size_t counted = 0;

	/* joined by 30/6 as the register counts, and in the whole year */
	fixture_event(db, fixture_htx(db, "HTX Một", "06040", "agri",
				      "2020-01-01", 1000, 7),
		      "members_joined", "2023-03-01", 5);
	estimate(db, "htx_new_members", "", "3");
	x = propose(a, db);
	for (size_t i = 0; i < x.system.nfigure; i++)
		if (x.system.figure[i] && x.system.figure[i]->from_register) {
			counted++;
			CHECK_INT(repair_get(x.system.repair, i)->weight,
				  TRUST_REGISTER);
		}
	CHECK(counted > 0);
	/* the estimate must be 5 or more; more is not said */
	if (!CHECK_INT(x.result.ngroup, 1) ||
	    !CHECK_INT(x.result.group[0].nsolution, 1))
		return;
	c = &x.result.group[0].solution[0].change[0];
	CHECK_STR(system_figure(&x.system, c->var)->key.indicator,
		  "htx_new_members");
	CHECK_STR(dec_str(a, c->from), "3");
	CHECK_STR(dec_str(a, c->range.low), "5");
	CHECK(!c->range.has_high && !c->unique);
	proposal_print(a, fixture_pack(), &x, &b);
	CHECK(strstr(b.data, "3 → từ 5 trở lên"));
}

TEST(nothing_is_proposed_where_everything_holds)
{
	struct db *db = figure_fixture(a);
	struct proposal x;
	struct buf b = BUF_INIT(a);

	/* khoảng 500 = 450 to 550 */
	estimate(db, "htx_total", "", "khoảng 500");
	estimate(db, "htx_operating", "", "420");
	estimate(db, "htx_suspended", "", "75");
	x = propose(a, db);
	CHECK_INT(x.result.status, REPAIR_NONE);
	CHECK_INT(x.result.ngroup, 0);
	proposal_print(a, fixture_pack(), &x, &b);
	CHECK(strstr(b.data, "Không phải sửa số nào"));
}

static const struct figure *changed(const struct proposal *x,
				    const struct candidate *c)
{
	CHECK_INT(c->solution.nchange, 1);
	return system_figure(&x->system, c->solution.change[0].var);
}

/* 5.409 / [114,5 %, 115,5 %) is a plan of 4.683,12 to 4.724,02, of which
 * [87,5 %, 88,5 %) is 4.097,7 to 4.180,8.  And 5.630 / [87,5 %, 88,5 %) is
 * 6.361,6 to 6.434,3, of which [114,5 %, 115,5 %) is 7.284,01 to 7.431,6. */
TEST(counts_are_second_choices)
{
	struct db *db = figure_fixture(a);
	const struct candidate *c;
	struct proposal x;

	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "5.409");
	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "115%");
	estimate(db, "htx_members", "", "5.630");
	estimate(db, "htx_members", "", "88%");
	x = propose(a, db);
	if (!CHECK_INT(x.nchoice, 4))
		return;
	for (size_t i = 0; i < 4; i++) {
		c = &x.choice[i];
		CHECK_INT(c->second, i >= 2);
		CHECK_INT(c->weight, i < 2 ? TRUST_PERCENT : TRUST_REPORTED);
		CHECK_INT(changed(&x, c)->key.percent, i < 2);
		CHECK(proposal_find(&x, c->id) == c);
		for (size_t k = 0; k < i; k++)
			CHECK(strcmp(c->id, x.choice[k].id) != 0);
	}
	c = &x.choice[changed(&x, &x.choice[2])->key.basis == BASIS_ESTIMATE
			      ? 2 : 3];
	CHECK_STR(dec_str(a, c->solution.change[0].range.low), "4098");
	CHECK_STR(dec_str(a, c->solution.change[0].range.high), "4180");
	c = &x.choice[c == &x.choice[2] ? 3 : 2];
	CHECK_STR(dec_str(a, c->solution.change[0].range.low), "7285");
	CHECK_STR(dec_str(a, c->solution.change[0].range.high), "7431");
	CHECK_INT(x.nattempt, 0);
	CHECK(!proposal_find(&x, "00000000"));
	CHECK(!proposal_find(&x, ""));
}

/* Beside 46 -> 47: each other figure by itself leaves something broken. */
TEST(other_figures_are_tried_and_told)
{
	struct db *db = figure_fixture(a);
	const char *trade = "sector=trade_service_env";
	const struct attempt *t;
	struct proposal x;

	estimate(db, "htx_total", trade, "56");
	estimate(db, "htx_operating", trade, "46");
	estimate(db, "htx_suspended", trade, "9");
	estimate(db, "htx_total", "sector=transport", "5");
	estimate(db, "htx_operating", "sector=transport", "3");
	estimate(db, "htx_suspended", "sector=transport", "2");
	estimate(db, "htx_operating", "", "110");
	estimate(db, "htx_operating", "sector=agri", "40");
	estimate(db, "htx_operating", "sector=industry_construction", "20");
	x = propose(a, db);
	CHECK_INT(x.nchoice, 1);
	/* 56, 9; 110, 40, 20, 3 */
	CHECK_INT(x.nattempt, 6);
	for (size_t i = 0; i < x.nattempt; i++) {
		const struct figure_key *k;

		t = &x.attempt[i];
		k = &system_figure(&x.system, t->change.var)->key;
		/* 3 -> 4 mends the sum of sectors, but then 4 + 2 is not 5;
		 * 46 + 9 is still not 56 */
		if (strcmp(k->indicator, "htx_operating") == 0 &&
		    strcmp(k->breakdown, "sector=transport") == 0) {
			CHECK_STR(dec_str(a, t->change.to), "4");
			CHECK_INT(t->nleft, 2);
		} else {
			CHECK_INT(t->nleft, 1);
		}
	}
}

/* 110 -> 109 mends the sum of sectors and breaks 110 + 9 = 119.  That a
 * district breaks the same relation already does not hide it. */
TEST(what_a_district_breaks_hides_nothing_of_the_province)
{
	static const char *const told[][2] = {
		{ "htx_total", "20" }, { "htx_operating", "14" },
		{ "htx_suspended", "5" },
	};
	struct db *db = figure_fixture(a);
	const char *trade = "sector=trade_service_env";
	struct proposal x;
	size_t seen = 0;

	estimate(db, "htx_total", trade, "56");
	estimate(db, "htx_operating", trade, "46");
	estimate(db, "htx_suspended", trade, "9");
	estimate(db, "htx_operating", "sector=transport", "3");
	estimate(db, "htx_operating", "sector=agri", "40");
	estimate(db, "htx_operating", "sector=industry_construction", "20");
	estimate(db, "htx_operating", "", "110");
	estimate(db, "htx_suspended", "", "9");
	estimate(db, "htx_total", "", "119");
	for (size_t i = 0; i < ARRAY_LEN(told); i++)
		fixture_report(db, told[i][0], "181", "", "2023",
			       BASIS_ESTIMATE, told[i][1]);
	x = propose(a, db);
	for (size_t i = 0; i < x.nattempt; i++) {
		const struct attempt *t = &x.attempt[i];
		const struct figure_key *k =
			&system_figure(&x.system, t->change.var)->key;

		if (strcmp(k->indicator, "htx_operating") != 0 ||
		    *k->breakdown || strcmp(k->place, "20") != 0)
			continue;
		seen++;
		CHECK_STR(dec_str(a, t->change.to), "109");
		/* 46 + 9 is still not 56 */
		CHECK_INT(t->nleft, 2);
	}
	CHECK_INT(seen, 1);
}

/* 56 - 9 asks for 47, the sum of sectors for 51: no figure alone can do, and
 * to tell each of them would only be long. */
TEST(single_changes_are_not_told_where_two_are_needed)
{
	struct db *db = figure_fixture(a);
	const char *trade = "sector=trade_service_env";
	struct buf b = BUF_INIT(a);
	struct proposal x;

	estimate(db, "htx_total", trade, "56");
	estimate(db, "htx_operating", trade, "46");
	estimate(db, "htx_suspended", trade, "9");
	estimate(db, "htx_operating", "", "114");
	estimate(db, "htx_operating", "sector=agri", "40");
	estimate(db, "htx_operating", "sector=industry_construction", "20");
	estimate(db, "htx_operating", "sector=transport", "3");
	x = propose(a, db);
	if (!CHECK_INT(x.result.ngroup, 1))
		return;
	CHECK_INT(x.result.weight, 2 * TRUST_REPORTED);
	for (size_t i = 0; i < x.nchoice; i++)
		CHECK(!x.choice[i].second);
	CHECK(x.nattempt > 0); /* for programs */
	proposal_print(a, fixture_pack(), &x, &b);
	CHECK(!strstr(b.data, "Đã thử"));
	CHECK(strstr(b.data, "nhóm số nữa, suy từ nhiều quan hệ"));
}

/* A warning is no law: 23 supported of 20 founded stays as it is. */
TEST(no_figure_is_changed_for_a_warning)
{
	struct db *db = figure_fixture(a);
	struct proposal x;

	estimate(db, "support_new_htx_count", "", "23");
	estimate(db, "htx_new", "", "20");
	x = propose(a, db);
	CHECK_INT(x.result.status, REPAIR_NONE);
}

TEST(the_proposal_is_told_with_its_reason)
{
	struct db *db = figure_fixture(a);
	struct proposal x;
	struct buf b = BUF_INIT(a);
	json_t *j = json_object();
	json_t *repair;

	estimate(db, "htx_total", "", "500");
	estimate(db, "htx_operating", "", "420");
	estimate(db, "htx_suspended", "", "8");
	x = propose(a, db);
	proposal_print(a, fixture_pack(), &x, &b);
	CHECK(strstr(b.data, "8 → 80"));
	CHECK(strstr(b.data, "Các số không thể cùng đúng"));
	CHECK(strstr(b.data, "Chưa số nào bị sửa"));
	proposal_json(a, fixture_pack(), &x, j);
	repair = json_array_get(json_object_get(j, "repairs"), 0);
	CHECK_STR(json_string_value(json_object_get(repair, "cause")),
		  "missing_digit");
	CHECK_STR(json_string_value(json_object_get(
			  json_array_get(json_object_get(repair, "changes"),
					 0),
			  "to")),
		  "80");
	CHECK_STR(json_string_value(json_array_get(
			  json_object_get(repair, "satisfies"), 0)),
		  "htx_by_status");
	json_decref(j);
}
