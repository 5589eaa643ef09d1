/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/figure/figure.c, and with it src/figure/eval.c,
 * src/figure/cube.c, src/figure/records.c, src/figure/store.c and
 * src/figure/report.c, on small registers made by hand.
 */
#include "figure/fixture.h"

/* Communes of 2023: 06040 and 06082 in Tràng Định, 06334 in Lạng Sơn city. */
static struct figures *small(struct arena *a)
{
	struct db *db = figure_fixture(a);
	int64_t two, three;

	fixture_htx(db, "HTX Một", "06040", "agri", "2020-05-01", 1500000000,
		    10);
	two = fixture_htx(db, "HTX Hai", "06043", "agri", "2023-01-01",
			  480000000, 7);
	three = fixture_htx(db, "HTX Ba", "05971", "transport", "2023-06-30",
			    REG_NONE, 8);
	fixture_event(db, two, "suspended", "2023-06-30", REG_NONE);
	fixture_event(db, three, "members_joined", "2023-06-30", 8);
	fixture_event(db, two, "members_joined", "2023-02-01", 3);
	fixture_event(db, two, "members_joined", "2023-03-01", 4);
	return fixture_open(a, db);
}

static const char *actual(struct arena *a, struct figures *f,
			  const char *indicator, const char *place,
			  const char *breakdown, const char *period)
{
	return value_of(a, f, key_of(indicator, place, breakdown, period,
				     BASIS_ACTUAL));
}

TEST(stocks_are_read_at_the_end_of_the_period)
{
	struct figures *f = small(a);

	CHECK_STR(actual(a, f, "htx_total", "20", "", "2023-H1"), "3");
	CHECK_STR(actual(a, f, "htx_total", "20", "", "2022"), "1");
	CHECK_STR(actual(a, f, "htx_total", "20", "", "2023-06-29"), "2");
	CHECK_STR(actual(a, f, "htx_operating", "20", "", "2023-06-29"), "2");
	CHECK_STR(actual(a, f, "htx_operating", "20", "", "2023-H1"), "2");
	CHECK_STR(actual(a, f, "htx_suspended", "20", "", "2023-H1"), "1");
	CHECK_STR(actual(a, f, "htx_total", "20", "", "2019"), "0");
}

TEST(flows_count_events_between_first_and_last_day)
{
	struct figures *f = small(a);

	CHECK_STR(actual(a, f, "htx_new", "20", "", "2023-H1"), "2");
	CHECK_STR(actual(a, f, "htx_new", "20", "", "2023-Q1"), "1");
	CHECK_STR(actual(a, f, "htx_new", "20", "", "2023-06-29"), "1");
	CHECK_STR(actual(a, f, "htx_new", "20", "", "2023-H2"), "0");
	/* every time counts in the sum of a quantity: 3 + 4 + 8 */
	CHECK_STR(actual(a, f, "htx_new_members", "20", "", "2023-H1"), "15");
	CHECK_STR(actual(a, f, "htx_new_members", "20", "sector=agri",
			 "2023-H1"), "7");
	CHECK_STR(actual(a, f, "htx_new_members", "20", "", "2023-02"), "3");
}

TEST(breakdowns_and_places_roll_up)
{
	struct figures *f = small(a);

	CHECK_STR(actual(a, f, "htx_total", "20", "sector=agri", "2023-H1"),
		  "2");
	CHECK_STR(actual(a, f, "htx_total", "20", "sector=nonagri",
			 "2023-H1"), "1");
	CHECK_STR(actual(a, f, "htx_total", "20", "sector=transport",
			 "2023-H1"), "1");
	CHECK_STR(actual(a, f, "htx_total", "180", "", "2023-H1"), "2");
	CHECK_STR(actual(a, f, "htx_total", "180", "sector=transport",
			 "2023-H1"), "0");
	CHECK_STR(actual(a, f, "htx_total", "178", "sector=nonagri",
			 "2023-H1"), "1");
	CHECK_STR(actual(a, f, "htx_total", "06040", "", "2023-H1"), "1");
	/* a unit without any is zero, a unit that there is not is missing */
	CHECK_STR(actual(a, f, "htx_total", "181", "", "2023-H1"), "0");
	CHECK_STR(actual(a, f, "htx_total", "999", "", "2023-H1"),
		  "[missing]");
}

TEST(unknown_numbers_are_not_zero)
{
	struct figures *f = small(a);
	struct figure_key k = key_of("htx_registered_capital", "20", "",
				     "2023-H1", BASIS_ACTUAL);
	struct figure fig;
	struct err e = { 0 };

	/* 1,5 + 0,48 tỷ; nobody has said the capital of the third */
	CHECK_INT(figures_get(f, &k, &fig, &e), 1);
	CHECK_STR(dec_str(a, fig.value.low), "1.98");
	CHECK_INT(fig.n, 2);
	CHECK_INT(fig.of, 3);
	CHECK(!fig.range.has_high && !fig.range.complete);
	CHECK_STR(actual(a, f, "htx_registered_capital", "178", "",
			 "2023-H1"), "[missing]");
	/* where there is no organisation the sum is zero */
	CHECK_STR(actual(a, f, "htx_registered_capital", "181", "",
			 "2023-H1"), "0");
	/* nobody has said the labour of any */
	CHECK_STR(actual(a, f, "htx_regular_labour", "20", "", "2023-H1"),
		  "[missing]");
	/* and the register holds no THT at all */
	CHECK_STR(actual(a, f, "tht_total", "20", "", "2023-H1"), "[missing]");
}

TEST(the_register_says_nothing_of_the_future)
{
	struct figures *f = small(a);

	CHECK_STR(actual(a, f, "htx_total", "20", "", "2100"), "[missing]");
	CHECK_STR(value_of(a, f, key_of("htx_total", "20", "", "2023-H1",
					BASIS_ESTIMATE)), "[missing]");
}

TEST(an_organisation_of_a_split_commune_counts_above_it)
{
	struct figures *f = small(a);

	/* Tràng Định is gone since 1/7/2025, the province stands */
	CHECK_STR(actual(a, f, "htx_total", "20", "", "2025-08"), "3");
	CHECK_STR(actual(a, f, "htx_total", "180", "", "2025-08"),
		  "[missing]");
	/* thị trấn Thất Khê, 06040 since 1/12/2024, became a part of xã Thất
	 * Khê, 06001 */
	CHECK_STR(actual(a, f, "htx_total", "180", "", "2025-03"), "2");
}

TEST(shares_come_from_unrounded_values)
{
	struct figures *f = small(a);

	/* 2 / 3 and 1 / 3 in per cent, in millionths */
	CHECK_STR(actual(a, f, "htx_share_by_sector", "20", "sector=agri",
			 "2023-H1"), "66.666667");
	CHECK_STR(actual(a, f, "htx_share_by_sector", "20", "sector=nonagri",
			 "2023-H1"), "33.333333");
	/* nothing to divide by */
	CHECK_STR(actual(a, f, "htx_share_by_sector", "181", "sector=agri",
			 "2023-H1"), "[not applicable]");
}

TEST(reports_are_used_where_nothing_is_computed)
{
	struct db *db = figure_fixture(a);
	struct figures *f;

	fixture_htx(db, "HTX Một", "06040", "agri", "2020-05-01", 1, 10);
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "khoảng 500");
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "108%");
	fixture_report(db, "htx_total", "20", "", "2023-H1", BASIS_ACTUAL,
		       "474");
	fixture_report(db, "tht_total", "20", "", "2023-H1", BASIS_ACTUAL,
		       "230");
	fixture_report(db, "htx_effective", "20", "", "2023", BASIS_ESTIMATE,
		       "0");
	f = fixture_open(a, db);
	CHECK_STR(figure_of(a, f, key_of("htx_total", "20", "", "2023",
					 BASIS_ESTIMATE)),
		  "500 approx reported 108%");
	/* the register goes before a report; it holds no THT */
	CHECK_STR(figure_of(a, f, key_of("htx_total", "20", "", "2023-H1",
					 BASIS_ACTUAL)), "1 register");
	CHECK_STR(figure_of(a, f, key_of("tht_total", "20", "", "2023-H1",
					 BASIS_ACTUAL)), "230 reported");
	/* zero is a value, what nobody said is missing */
	CHECK_STR(value_of(a, f, key_of("htx_effective", "20", "", "2023",
					BASIS_ESTIMATE)), "0");
	CHECK_STR(value_of(a, f, key_of("htx_effective", "20", "", "2024",
					BASIS_ESTIMATE)), "[missing]");
	CHECK_INT(figures_year(f), 2024);
	CHECK_STR(figures_home(f), "20");
}

TEST(a_revision_withdraws_and_older_knowledge_stays)
{
	struct db *db = figure_fixture(a);
	struct figure_key k = key_of("htx_total", "20", "", "2023",
				     BASIS_ESTIMATE);
	struct figures *before, *after, *again;
	struct err e = { 0 };
	int64_t known;

	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "500");
	before = fixture_open(a, db);
	known = db_last_tx(db);
	fixture_report(db, "htx_total", "20", "", "2023", BASIS_ESTIMATE,
		       "498");
	after = fixture_open(a, db);
	again = figures_open(a, db, fixture_pack(), known, &e);
	CHECK_STR(value_of(a, before, k), "500");
	CHECK_STR(value_of(a, after, k), "498");
	CHECK_STR(value_of(a, again, k), "500");
}

TEST(per_cent_of_plan_is_reported_or_computed)
{
	struct db *db = figure_fixture(a);
	struct figures *f;

	fixture_report(db, "htx_new", "20", "", "2024", BASIS_PLAN, "50");
	fixture_report(db, "htx_new", "20", "", "2024-H1", BASIS_ACTUAL, "20");
	fixture_report(db, "htx_new", "20", "", "2024", BASIS_ESTIMATE,
		       "khoảng 45");
	fixture_report(db, "htx_new", "20", "", "2024", BASIS_ESTIMATE,
		       "91%");
	/* a per cent without its value */
	fixture_report(db, "htx_members", "20", "", "2024-H1", BASIS_ACTUAL,
		       "115%");
	f = fixture_open(a, db);
	/* 20 / 50, the plan of the year */
	CHECK_STR(figure_of(a, f, key_of("htx_new", "20", "", "2024-H1",
					 BASIS_ACTUAL)), "20 reported 40%");
	CHECK_STR(figure_of(a, f, key_of("htx_new", "20", "", "2024",
					 BASIS_ESTIMATE)),
		  "45 approx reported 91%");
	CHECK_STR(figure_of(a, f, key_of("htx_new", "20", "", "2024",
					 BASIS_PLAN)), "50 reported");
	CHECK_STR(figure_of(a, f, key_of("htx_members", "20", "", "2024-H1",
					 BASIS_ACTUAL)),
		  "[missing] reported 115%");
}

static void refused(struct arena *a, struct figure_key key, const char *text,
		    const char *why)
{
	struct db *db = figure_fixture(a);
	struct figure_report r = { .key = key };
	struct err e = { 0 };

	if (quantity_parse(text, &r.value, &e) < 0)
		BUG("%s", text);
	CHECK_INT(figure_report(db, fixture_pack(), &r, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, why);
}

TEST(unsound_reports_are_refused)
{
	enum basis b = BASIS_ESTIMATE;

	refused(a, key_of("htx_totals", "20", "", "2023", b), "5",
		"htx_totals");
	refused(a, key_of("htx_total", "21", "", "2023", b), "5", "21");
	refused(a, key_of("htx_total", "20", "", "2023-H3", b), "5",
		"2023-H3");
	refused(a, key_of("htx_total", "20", "sector=fish", "2023", b), "5",
		"fish");
	refused(a, key_of("htx_total", "20", "funding_kind=investment",
			  "2023", b), "5", "không phân tổ");
	refused(a, key_of("htx_total", "20", "", "2023", b), "5,5",
		"số nguyên");
	refused(a, key_of("htx_total", "20", "", "2023", b), "-5", "âm");
}
