/* SPDX-License-Identifier: Apache-2.0 */
/* Every figure of some places and periods. */
#include "figure/fixture.h"

#include "lib/base/buf.h"

enum { NOTHING = 9 }; /* of the register */

/* One line a figure: "htx_total 180 sector=agri 2023-H1 actual 1 register". */
static const char *lines(struct arena *a, struct figures *f,
			 struct figure_filter filter, const char *period)
{
	struct buf b = BUF_INIT(a);
	struct period p;
	struct figure *v;
	struct err e = { 0 };
	size_t n;

	if (period_parse(period, &p) < 0)
		BUG("%s", period);
	filter.period = &p;
	filter.nperiod = 1;
	filter.nregister = filter.nregister == NOTHING ? 0 : 1;
	if (figures_list(f, &filter, &v, &n, &e) < 0)
		return arena_strdup(a, e.message);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s [%s] %s %s %s%s\n", v[i].key.place,
			 v[i].key.breakdown, basis_name(v[i].key.basis),
			 v[i].state == FIG_VALUE ? dec_str(a, v[i].value.low)
						 : "-",
			 figure_source_name(&v[i]),
			 v[i].beside ? " beside" : "");
	return b.data;
}

TEST(lists_the_register_with_what_was_reported_beside)
{
	struct db *db = figure_fixture(a);
	struct figures *f;

	fixture_htx(db, "HTX Một", "06040", "agri", "2020-05-01", 1, 10);
	fixture_report(db, "htx_total", "20", "", "2023-H1", BASIS_ACTUAL,
		       "2");
	fixture_report(db, "htx_total", "20", "", "2023-H1", BASIS_PLAN, "3");
	f = fixture_open(a, db);
	CHECK_STR(lines(a, f, (struct figure_filter){ .place = "20",
						      .indicator = "htx_total" },
			"2023-H1"),
		  "20 [] actual 1 register\n"
		  "20 [] actual 2 reported beside\n"
		  "20 [sector=agri] actual 1 register\n"
		  "20 [sector=nonagri] actual 0 register\n"
		  "20 [sector=industry_construction] actual 0 register\n"
		  "20 [sector=trade_service_env] actual 0 register\n"
		  "20 [sector=transport] actual 0 register\n"
		  "20 [] plan 3 reported\n");
	CHECK_STR(lines(a, f, (struct figure_filter){ .place = "20",
						      .nregister = NOTHING,
						      .indicator = "htx_total" },
			"2023-H1"),
		  "20 [] actual 2 reported beside\n"
		  "20 [] plan 3 reported\n");
}

TEST(lists_units_below_and_finer_reports)
{
	struct db *db = figure_fixture(a);
	struct figures *f;
	const char *text;

	fixture_report(db, "support_capital_need", "20",
		       "funding_source=central;funding_kind=investment",
		       "2024", BASIS_PLAN, "6.000");
	fixture_report(db, "support_capital_need", "181", "", "2024",
		       BASIS_PLAN, "70");
	f = fixture_open(a, db);
	text = lines(a, f, (struct figure_filter){ .place = "20",
						   .below = true }, "2024");
	CHECK_STR(text,
		  "20 [funding_kind=investment;funding_source=central] plan "
		  "6000 reported\n"
		  "181 [] plan 70 reported\n");
	CHECK_STR(lines(a, f, (struct figure_filter){ .place = "182" },
			"2024"), "");
}
