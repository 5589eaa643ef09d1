/* SPDX-License-Identifier: Apache-2.0 */
/* A broken check is told as the sum that an officer would write under it. */
#include "check/equation.h"

#include "figure/fixture.h"

static void estimate(struct db *db, const char *indicator, const char *breakdown,
		     const char *text)
{
	fixture_report(db, indicator, "20", breakdown, "2023", BASIS_ESTIMATE,
		       text);
}

/* What is said of one check of the province's figures; "" when it is not
 * broken. */
static const char *said_of(struct arena *a, struct db *db, const char *code)
{
	static struct check_report r;
	struct err e = { 0 };

	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	for (size_t i = 0; i < r.nbroken; i++)
		if (strcmp(r.broken[i].check->code, code) == 0)
			return finding_sum(a, &r.broken[i]);
	return "";
}

TEST(the_longer_side_is_added_up_first)
{
	struct db *db = figure_fixture(a);

	estimate(db, "htx_total", "sector=trade_service_env", "56");
	estimate(db, "htx_operating", "sector=trade_service_env", "46");
	estimate(db, "htx_suspended", "sector=trade_service_env", "9");
	CHECK_STR(said_of(a, db, "htx_by_status"), "46 + 9 = 55 ≠ 56");
}

TEST(a_part_above_its_whole_keeps_the_direction)
{
	struct db *db = figure_fixture(a);

	/* 390 joined, yet only 170 are members */
	estimate(db, "htx_members", "", "170");
	estimate(db, "htx_new_members", "", "390");
	CHECK_STR(said_of(a, db, "new_members_within_members"), "390 > 170");
}

TEST(a_formula_that_is_no_sum_shows_what_both_sides_come_to)
{
	struct db *db = figure_fixture(a);

	/* 80 x 1.3 thousand million is 104,000 million; 90 x 800 is 72,000 */
	estimate(db, "htx_effective", "", "80");
	estimate(db, "htx_effective_avg_revenue", "", "1,3");
	estimate(db, "htx_operating", "", "90");
	estimate(db, "htx_avg_revenue", "", "800");
	CHECK_STR(said_of(a, db, "effective_revenue_within_total"), "104.000 > 72.000");
}
