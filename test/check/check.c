/* SPDX-License-Identifier: Apache-2.0 */
/* Checks on a few reported figures. */
#include "check/check.h"
#include "figure/fixture.h"

static const struct finding *find(const struct finding *v, size_t n,
				  const char *code, const char *breakdown)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].check->code, code) == 0 &&
		    strcmp(v[i].context.breakdown, breakdown) == 0)
			return &v[i];
	return NULL;
}

static void estimate(struct db *db, const char *indicator,
		     const char *breakdown, const char *text)
{
	fixture_report(db, indicator, "20", breakdown, "2023", BASIS_ESTIMATE,
		       text);
}

TEST(a_sum_that_does_not_add_up_is_told_with_both_sides)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	struct err e = { 0 };
	const struct finding *fd;

	estimate(db, "htx_total", "sector=trade_service_env", "56");
	estimate(db, "htx_operating", "sector=trade_service_env", "46");
	estimate(db, "htx_suspended", "sector=trade_service_env", "9");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK_INT(r.nbroken, 1);
	CHECK_INT(r.nrun, r.nheld + r.nidle + r.nunknown + r.nbroken);
	CHECK_INT(check_errors(&r), 1);
	fd = find(r.broken, r.nbroken, "htx_by_status",
		  "sector=trade_service_env");
	if (!CHECK(fd != NULL))
		return;
	CHECK_STR(fd->left, "56");
	CHECK_STR(fd->right, "55");
	CHECK_STR(fd->message,
		  "Tổng số HTX bằng số đang hoạt động cộng số không hoạt động "
		  "(thương mại - dịch vụ - vệ sinh môi trường; ước thực hiện, "
		  "năm 2023): không đúng, hai bên là 56 và 55 (HTX)");
	CHECK_INT(fd->result.noperand, 3);
	CHECK_INT(((const struct figure *)fd->result.operand[1].value.source)
			  ->value.low.u,
		  46 * DEC_ONE);
}

TEST(two_per_cents_of_one_plan_must_meet)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	struct err e = { 0 };
	const struct finding *fd;

	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "5.409");
	fixture_report(db, "htx_members", "20", "", "2023-H1", BASIS_ACTUAL,
		       "115%");
	estimate(db, "htx_members", "", "5.630");
	estimate(db, "htx_members", "", "88%");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	fd = find(r.broken, r.nbroken, "htx_members_one_plan", "");
	if (!CHECK(fd != NULL))
		return;
	/* 5.409 / 115,5 % = 4.683,1; / 114,5 % = 4.724,02 (not reached) */
	CHECK_STR(fd->left, "4.703 (4.684 - 4.724)");
	/* 5.630 / 88,5 % = 6.361,6; / 87,5 % = 6.434,3 */
	CHECK_STR(fd->right, "6.398 (6.362 - 6.434)");
}

TEST(what_is_missing_breaks_nothing)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	struct err e = { 0 };

	estimate(db, "htx_total", "", "500");
	estimate(db, "htx_operating", "", "420");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK_INT(r.nbroken, 0);
	CHECK(find(r.unknown, r.nunknown, "htx_by_status", "") != NULL);
	/* a part above the whole is broken although other parts are missing */
	db = figure_fixture(a);
	estimate(db, "htx_total", "", "500");
	estimate(db, "htx_operating", "", "520");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK(find(r.broken, r.nbroken, "htx_by_status", "") != NULL);
}

TEST(a_roll_up_stands_for_its_leaves)
{
	struct db *db = figure_fixture(a);
	struct check_report r;
	struct err e = { 0 };
	const char *plan = "support_capital_need";

	fixture_report(db, plan, "20", "", "2024", BASIS_PLAN, "23.720");
	fixture_report(db, plan, "20", "funding_source=central", "2024",
		       BASIS_PLAN, "11.120");
	fixture_report(db, plan, "20", "funding_source=local", "2024",
		       BASIS_PLAN, "12.600");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK(!find(r.broken, r.nbroken, "capital_by_source", ""));
	CHECK(!find(r.unknown, r.nunknown, "capital_by_source", ""));
	fixture_report(db, plan, "20", "funding_source=local", "2024",
		       BASIS_PLAN, "12.500");
	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	CHECK(find(r.broken, r.nbroken, "capital_by_source", ""));
}
