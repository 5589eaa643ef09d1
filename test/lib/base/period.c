/* SPDX-License-Identifier: Apache-2.0 */
/* Reference periods. */
#include "lib/base/period.h"
#include "test.h"

static const char *days(struct arena *a, const char *code)
{
	struct period p;

	if (period_parse(code, &p) < 0)
		return "no";
	return arena_printf(a, "%s %s %s", p.code, day_iso(a, p.first),
			    day_iso(a, p.last));
}

static const char *word(const char *w, int year)
{
	static struct period p;

	return period_word(w, year, &p) < 0 ? "no" : p.code;
}

TEST(period_codes)
{
	CHECK_STR(days(a, "2023"), "2023 2023-01-01 2023-12-31");
	CHECK_STR(days(a, "2023-H1"), "2023-H1 2023-01-01 2023-06-30");
	CHECK_STR(days(a, "2023-H2"), "2023-H2 2023-07-01 2023-12-31");
	CHECK_STR(days(a, "2024-Q1"), "2024-Q1 2024-01-01 2024-03-31");
	CHECK_STR(days(a, "2024-02"), "2024-02 2024-02-01 2024-02-29");
	CHECK_STR(days(a, "2021-2025"), "2021-2025 2021-01-01 2025-12-31");
	CHECK_STR(days(a, "2023-06-30"), "2023-06-30 2023-01-01 2023-06-30");
	CHECK_STR(days(a, "2023-H3"), "no");
	CHECK_STR(days(a, "2023-13"), "no");
	CHECK_STR(days(a, "2025-2021"), "no");
	CHECK_STR(days(a, "2023-06-31"), "no");
	CHECK_STR(days(a, "23"), "no");
	CHECK_STR(days(a, "2023H1"), "no");
	CHECK_STR(days(a, "9999"), "no");
}

TEST(period_words)
{
	CHECK_STR(word("h1", 2024), "2023-H1");
	CHECK_STR(word("year", 2024), "2023");
	CHECK_STR(word("next", 2024), "2024");
	CHECK_STR(word("prev", 2024), "2022");
	/* 2021-2025 holds 2021 .. 2025, that is plan years 2022 .. 2026 */
	CHECK_STR(word("programme", 2022), "2021-2025");
	CHECK_STR(word("programme", 2024), "2021-2025");
	CHECK_STR(word("programme", 2026), "2021-2025");
	CHECK_STR(word("programme", 2027), "2026-2030");
	CHECK_STR(word("2019-Q2", 2024), "2019-Q2");
	CHECK_STR(word("hôm nay", 2024), "no");
}
