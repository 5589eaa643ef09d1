/* SPDX-License-Identifier: Apache-2.0 */
/* Values of XLSX cells. */
#include "lib/base/dec.h"
#include "lib/file/sheet.h"
#include "test.h"

TEST(cellvalue_numbers)
{
	static const char *const t[][2] = {
		{ "9.915E11", "991500000000" },
		{ "36.479999999999997", "36.48" },
		{ "0.30000000000000004", "0.3" },
		{ "474", "474" },
		{ "-0", "0" },
		{ "0.0", "0" },
		{ "-36.5", "-36.5" },
		{ "1E-3", "0.001" },
		{ "1e+3", "1000" },
		{ "100", "100" },
		{ "1234567890123456", "1234567890123456" },
		{ "9007199254740991", "9007199254740991" },
		{ "1.0E+20", "100000000000000000000" },
		{ "0.1", "0.1" },
		{ "0.96399999999999997", "0.964" },
		{ "123456.78", "123456.78" },
		{ "10.5", "10.5" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++)
		CHECK_STR(xlsx_number(a, t[i][0]), t[i][1]);
	CHECK(!xlsx_number(a, ""));
	CHECK(!xlsx_number(a, "abc"));
	CHECK(!xlsx_number(a, "nan"));
	CHECK(!xlsx_number(a, "0x10"));
	CHECK(!xlsx_number(a, "1e999"));
	CHECK(!xlsx_number(a, "1 "));
	CHECK(!xlsx_number(a, "-"));
}

/* What a spreadsheet program writes for a decimal of up to 15 digits (17
 * digits of its double) comes back as that decimal. */
TEST(cellvalue_round_trip)
{
	uint64_t state = 9;

	for (int i = 0; i < 20000; i++) {
		struct dec d = { (__int128)test_random(&state, 1000000000) *
				 (1 + test_random(&state, 1000000)) };
		char *want = dec_str(a, d);
		char raw[64];

		snprintf(raw, sizeof raw, test_random(&state, 2) ? "%.17g"
								 : "%.16E",
			 strtod(want, NULL));
		CHECK_STR(xlsx_number(a, raw), want);
	}
}

TEST(cellvalue_dates)
{
	/* 45107: as LibreOffice and Excel show it; 1 and 61 by definition */
	CHECK_STR(xlsx_date(a, "45107", false), "2023-06-30");
	CHECK_STR(xlsx_date(a, "45107.5", false), "2023-06-30T12:00:00");
	CHECK_STR(xlsx_date(a, "45107.354166666664", false),
		  "2023-06-30T08:30:00");
	CHECK_STR(xlsx_date(a, "1", false), "1900-01-01");
	CHECK_STR(xlsx_date(a, "59", false), "1900-02-28");
	CHECK_STR(xlsx_date(a, "61", false), "1900-03-01");
	CHECK_STR(xlsx_date(a, "43645", true), "2023-06-30");
	CHECK_STR(xlsx_date(a, "2958465", false), "9999-12-31");
	CHECK(!xlsx_date(a, "2958466", false));
	CHECK(!xlsx_date(a, "0.5", false));
	CHECK(!xlsx_date(a, "-3", false));
	CHECK(!xlsx_date(a, "x", false));
}

TEST(cellvalue_date_formats)
{
	CHECK(xlsx_date_format("dd/mm/yyyy"));
	CHECK(xlsx_date_format("[$-42A]dd\\ mmmm\\ yyyy;@"));
	CHECK(xlsx_date_format("YYYY\\-MM\\-DD"));
	CHECK(!xlsx_date_format("General"));
	CHECK(!xlsx_date_format("#,##0.00\\ \"đồng/day\""));
	CHECK(!xlsx_date_format("[Red]0.00;dd"));
	CHECK(!xlsx_date_format("_d0*y0"));
	CHECK(!xlsx_date_format("[hh]:mm:ss"));
	CHECK(!xlsx_date_format("0\"unclosed d"));
	CHECK(!xlsx_date_format("0[d"));
	CHECK(!xlsx_date_format("0\\"));
}
