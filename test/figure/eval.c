/* SPDX-License-Identifier: Apache-2.0 */
/* Sums over the units under a place, against adding by hand. */
#include "figure/fixture.h"
#include "territory/territory.h"

/* Lạng Sơn until 30/6/2025: the city and ten districts. */
static const char *const districts[] = { "178", "180", "181", "182", "183",
					 "184", "185", "186", "187", "188",
					 "189" };

static struct rule_value eval(struct arena *a, struct figures *f,
			      const char *formula, const char *place,
			      const char *period, size_t *noperand)
{
	struct err e = { 0 };
	const struct rule *r = rule_parse_value(
		a, formula, &figures_pack(f)->names, NULL, &e);
	const struct figure_context c = { .place = place, .breakdown = "",
					  .period = period,
					  .basis = BASIS_ESTIMATE,
					  .year = 2024 };
	struct rule_result out;

	if (!r || figures_eval(f, r, &c, &out, &e) < 0)
		BUG("%s", e.message);
	*noperand = out.noperand;
	return out.value;
}

static uint64_t next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* Each district tells a number, an open word, or nothing. */
TEST(a_sum_by_place_is_the_sum_of_the_districts)
{
	uint64_t seed = 7;

	for (int round = 0; round < 20; round++) {
		struct db *db = figure_fixture(a);
		int64_t sum = 0;
		bool complete = true;
		bool open = false;
		struct rule_value v;
		size_t n;

		for (size_t i = 0; i < ARRAY_LEN(districts); i++) {
			int64_t k = (int64_t)(next(&seed) % 90);
			uint64_t how = next(&seed) % 12;

			if (how == 0) {
				complete = false;
				continue;
			}
			open = open || how == 1;
			sum += k;
			fixture_report(db, "htx_total", districts[i], "",
				       "2023", BASIS_ESTIMATE,
				       arena_printf(a, how == 1 ? "trên %d" : "%d",
						    (int)k));
		}
		/* of another year, and of a commune: not in it */
		fixture_report(db, "htx_total", "178", "", "2022",
			       BASIS_ESTIMATE, "1000");
		fixture_report(db, "htx_total", "06040", "", "2023",
			       BASIS_ESTIMATE, "1000");
		v = eval(a, fixture_open(a, db), "sum(htx_total by place)",
			 "20", "2023", &n);
		CHECK_INT(n, ARRAY_LEN(districts));
		CHECK(v.complete == complete);
		CHECK_INT(v.low.u / DEC_ONE, sum);
		CHECK(v.has_high == (complete && !open));
		CHECK(v.low_open == open);
	}
}

TEST(the_units_are_those_of_the_day)
{
	struct db *db = figure_fixture(a);
	struct figures *f = fixture_open(a, db);
	size_t n;

	/* districts until 30/6/2025, then 65 communes */
	eval(a, f, "sum(htx_total by place)", "20", "2025-H1", &n);
	CHECK_INT(n, 11);
	eval(a, f, "sum(htx_total by place)", "20", "2025", &n);
	CHECK_INT(n, 65);
	/* the period of the figures counts, not that of the context */
	eval(a, f, "sum(htx_total[period = 2024] by place)", "20", "2026", &n);
	CHECK_INT(n, 11);
	/* a district has communes: Bình Gia had 19 */
	eval(a, f, "sum(htx_total by place)", "181", "2023", &n);
	CHECK_INT(n, 19);
	/* nobody knows the units of 1990: no sum */
	CHECK_INT(eval(a, f, "sum(htx_total by place)", "20", "1990",
		       &n).state, RULE_NOT_APPLICABLE);
	CHECK_INT(n, 0);
}
