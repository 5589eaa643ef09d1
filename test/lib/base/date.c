/* SPDX-License-Identifier: Apache-2.0 */
/* Days and moments. */
#include "lib/base/date.h"
#include "test.h"

TEST(day_round_trip)
{
	int y = 1, m = 1, n = 1;

	/* every day of ten thousand years, counted independently */
	for (day_t d = DAY_MIN; d <= DAY_MAX; d++) {
		int gy, gm, gd;
		day_t back = 0;

		day_to_civil(d, &gy, &gm, &gd);
		if (day_year(d) != y || gy != y || gm != m || gd != n ||
		    day_from_civil(y, m, n, &back) < 0 || back != d) {
			CHECK_INT(d, back);
			return;
		}
		if (day_from_civil(y, m, n + 1, &back) == 0) {
			n++;
		} else {
			n = 1;
			m = m % 12 + 1;
			y += m == 1;
		}
	}
	CHECK_INT(y, 10000);
}

TEST(day_texts)
{
	day_t d;

	CHECK(day_parse("1970-01-01", &d) == 0 && d == 0);
	CHECK(day_parse("30/6/2023", &d) == 0);
	CHECK_STR(day_iso(a, d), "2023-06-30");
	CHECK(day_parse("05/01/2024", &d) == 0);
	CHECK_STR(day_iso(a, d), "2024-01-05");
	CHECK(day_parse("31/6/2023", &d) < 0);
	CHECK(day_parse("29/2/2023", &d) < 0);
	CHECK(day_parse("29/2/2024", &d) == 0);
	CHECK(day_parse("2023-6-30", &d) < 0);
	CHECK(day_parse("30/6/23", &d) < 0);
	CHECK(day_parse("30/6-2023", &d) < 0);
	CHECK(day_parse("", &d) < 0);
	CHECK(day_parse("30/6/2023 ", &d) < 0);
}

TEST(moment_texts)
{
	moment_t m;

	CHECK(moment_parse("1970-01-01T07:00", &m) == 0 && m == 0);
	CHECK(moment_parse("1970-01-01T00:00:00.250Z", &m) == 0 && m == 250);
	CHECK_STR(moment_iso(a, m), "1970-01-01T07:00:00.250+07:00");
	/* a bare day is its end in Vietnam */
	CHECK(moment_parse("2023-06-30", &m) == 0);
	CHECK_STR(moment_iso(a, m), "2023-06-30T23:59:59.999+07:00");
	CHECK_STR(day_iso(a, moment_day(m)), "2023-06-30");
	CHECK_STR(day_iso(a, moment_day(m + 1)), "2023-07-01");
	CHECK(moment_parse("2023-06-30T25:00", &m) < 0);
	CHECK(moment_parse("2023-06-30T10:00+99:00", &m) < 0);
	CHECK(moment_parse("hôm qua", &m) < 0);
}
