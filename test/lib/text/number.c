/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and dates as Vietnamese documents write them. */
#include "lib/text/number.h"
#include "test.h"

static struct dec dec(const char *s)
{
	struct dec d = DEC_ZERO;

	CHECK(dec_parse(s, &d, NULL) == 0);
	return d;
}

TEST(sign_of_a_per_cent_stands_behind_the_last_digit)
{
	static const char *const said[][2] = {
		{ "115", "115%" }, { "96,4", "96,4%" },
		{ "từ 40 trở lên", "từ 40% trở lên" },
		{ "khoảng 3,5 - 4,5", "khoảng 3,5 - 4,5%" },
		{ "không có", "không có" }, { "", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(said); i++)
		CHECK_STR(percent_vi(a, said[i][0]), said[i][1]);
}

TEST(qualifier_names)
{
	enum qualifier q;

	for (int i = 0; i < QUAL__MAX; i++) {
		CHECK_INT(qualifier_parse(qualifier_name((enum qualifier)i),
					  &q), 0);
		CHECK_INT(q, i);
	}
	CHECK_INT(qualifier_parse("about", &q), -1);
}

TEST(quantity_reads_every_way)
{
	static const struct {
		const char *s;
		enum qualifier qualifier;
		const char *low;
		const char *high; /* NULL: as low */
		int places;
	} t[] = {
		{ "474", QUAL_EXACT, "474", NULL, 0 },
		{ "06", QUAL_EXACT, "6", NULL, 0 },
		{ "0", QUAL_EXACT, "0", NULL, 0 },
		{ "23.720", QUAL_EXACT, "23720", NULL, 0 },
		{ "23720", QUAL_EXACT, "23720", NULL, 0 },
		{ "36,48", QUAL_EXACT, "36.48", NULL, 2 },
		{ "36,480", QUAL_EXACT, "36.48", NULL, 3 },
		{ "1.250,5", QUAL_EXACT, "1250.5", NULL, 1 },
		{ "1250,5", QUAL_EXACT, "1250.5", NULL, 1 },
		{ "991.500.000.000", QUAL_EXACT, "991500000000", NULL, 0 },
		{ "0,5", QUAL_EXACT, "0.5", NULL, 1 },
		{ "-5", QUAL_EXACT, "-5", NULL, 0 },
		{ "\xe2\x88\x92" "1.234,5", QUAL_EXACT, "-1234.5", NULL, 1 },
		{ " 474 ", QUAL_EXACT, "474", NULL, 0 },
		{ "ước 13.180", QUAL_EXACT, "13180", NULL, 0 },
		{ "ước đạt 4,5", QUAL_EXACT, "4.5", NULL, 1 },
		{ "khoảng 600", QUAL_APPROX, "600", NULL, 0 },
		{ "Khoang 600", QUAL_APPROX, "600", NULL, 0 },
		{ "ước khoảng 500", QUAL_APPROX, "500", NULL, 0 },
		{ "gần 20", QUAL_NEARLY, "20", NULL, 0 },
		{ "trên 1,3", QUAL_MORE_THAN, "1.3", NULL, 1 },
		{ "hơn 50", QUAL_MORE_THAN, "50", NULL, 0 },
		{ "dưới 50", QUAL_LESS_THAN, "50", NULL, 0 },
		{ "từ 50 trở lên", QUAL_AT_LEAST, "50", NULL, 0 },
		{ "50 trở lên", QUAL_AT_LEAST, "50", NULL, 0 },
		{ "TỪ  50  TRỞ LÊN", QUAL_AT_LEAST, "50", NULL, 0 },
		{ "tu 50 tro len", QUAL_AT_LEAST, "50", NULL, 0 },
		{ "ít nhất 7", QUAL_AT_LEAST, "7", NULL, 0 },
		{ "tối đa 50", QUAL_AT_MOST, "50", NULL, 0 },
		{ "không quá 5", QUAL_AT_MOST, "5", NULL, 0 },
		{ "50 trở xuống", QUAL_AT_MOST, "50", NULL, 0 },
		{ "4 - 4,5", QUAL_RANGE, "4", "4.5", 1 },
		{ "3,5-4,5", QUAL_RANGE, "3.5", "4.5", 1 },
		{ "3,5 – 4,5", QUAL_RANGE, "3.5", "4.5", 1 },
		{ "từ 3 đến 5", QUAL_RANGE, "3", "5", 0 },
		{ "3 đến 5,25", QUAL_RANGE, "3", "5.25", 2 },
		{ "-5 - -3", QUAL_RANGE, "-5", "-3", 0 },
		{ "khoảng 3,5 - 4,5", QUAL_APPROX_RANGE, "3.5", "4.5", 1 },
		{ "khoảng từ 3 đến 5", QUAL_APPROX_RANGE, "3", "5", 0 },
		{ "ước đạt khoảng 3 - 5", QUAL_APPROX_RANGE, "3", "5", 0 },
		/* no-break, narrow no-break and full-width blanks, tab; NFD */
		{ "khoảng\xc2\xa0" "600", QUAL_APPROX, "600", NULL, 0 },
		{ "trên\xe2\x80\xaf" "50", QUAL_MORE_THAN, "50", NULL, 0 },
		{ "\xe3\x80\x80gần\t20\xe3\x80\x80", QUAL_NEARLY, "20", NULL,
		  0 },
		{ "tre\xcc\x82n 50", QUAL_MORE_THAN, "50", NULL, 0 },
		{ "1234567890123456,123456", QUAL_EXACT,
		  "1234567890123456.123456", NULL, 6 },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct quantity q;
		struct err e = { 0 };

		if (!CHECK_INT(quantity_parse(t[i].s, &q, &e), 0)) {
			printf("  %s: %s\n", t[i].s, e.message);
			continue;
		}
		if (!CHECK_INT(q.qualifier, t[i].qualifier) ||
		    !CHECK_STR(dec_str(a, q.low), t[i].low) ||
		    !CHECK_STR(dec_str(a, q.high),
			       t[i].high ? t[i].high : t[i].low) ||
		    !CHECK_INT(q.places, t[i].places))
			printf("  in: %s\n", t[i].s);
	}
}

TEST(quantity_refuses)
{
	static const char *const bad[] = {
		"", " ", "abc", "1.5", "1,234.5", "12.34.567", "1.2345",
		"1234.567", "0.500", ".500", "1..000", "1.000.", "1.", "1,",
		",5", "1,2,3", "--5", "- 5", "+5", "5 %", "5%", "1 000",
		"12 HTX", "khoảng", "từ 50", "trở lên", "từ 50 trở",
		"trên 3 - 5", "khoảng gần 5", "5 - ", "5 - 3", "3 - 4 - 5",
		"khoảng600", "1e5", "0x10", "NaN", "1,1234567", "½",
		"500\xc2\xb9", "５", "tối đa từ 3 trở lên", "a\xff",
		"12345678901234567890123456789012345678901234567890",
		"9999999999999999999999999999999999",
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct quantity q;
		struct err e = { 0 };

		if (!CHECK_INT(quantity_parse(bad[i], &q, &e), -1) ||
		    !CHECK_INT(e.kind, ERR_INPUT))
			printf("  %s\n", bad[i]);
	}
}

TEST(quantity_says_why)
{
	struct quantity q;
	struct err e = { 0 };

	quantity_parse("1.5", &q, &e);
	CHECK_ERR(&e, ERR_INPUT, "“1.5”");
	CHECK_ERR(&e, ERR_INPUT, "1,5");
	e = (struct err){ 0 };
	quantity_parse("5 - 3", &q, &e);
	CHECK_ERR(&e, ERR_INPUT, "lớn hơn");
	e = (struct err){ 0 };
	quantity_parse("1,1234567", &q, &e);
	CHECK_ERR(&e, ERR_INPUT, "quá nhiều");
}

TEST(number_writes)
{
	CHECK_STR(number_vi(a, dec("23720"), -1), "23.720");
	CHECK_STR(number_vi(a, dec("36.48"), -1), "36,48");
	CHECK_STR(number_vi(a, dec("-5"), -1), "-5");
	CHECK_STR(number_vi(a, dec("-1234567.5"), -1), "-1.234.567,5");
	CHECK_STR(number_vi(a, dec("100"), 0), "100");
	CHECK_STR(number_vi(a, dec("1000"), 1), "1.000,0");
	CHECK_STR(number_vi(a, dec("0.25"), 1), "0,3");
	CHECK_STR(number_vi(a, dec("-0.25"), 1), "-0,3");
	CHECK_STR(number_vi(a, dec("-0.4"), 0), "0");
	CHECK_STR(number_vi_padded(a, dec("6"), -1), "06");
	CHECK_STR(number_vi_padded(a, dec("0"), -1), "0");
	CHECK_STR(number_vi_padded(a, dec("10"), -1), "10");
	CHECK_STR(number_vi_padded(a, dec("6.5"), -1), "6,5");
	CHECK_STR(number_vi_padded(a, dec("6"), 1), "6,0");
	CHECK_STR(number_vi_padded(a, dec("-6"), -1), "-6");
}

TEST(quantity_writes)
{
	struct quantity q = { dec("600"), dec("600"), QUAL_APPROX, 0 };

	CHECK_STR(quantity_vi(a, &q, false), "khoảng 600");
	q = (struct quantity){ dec("50"), dec("50"), QUAL_AT_LEAST, 0 };
	CHECK_STR(quantity_vi(a, &q, false), "từ 50 trở lên");
	q = (struct quantity){ dec("3.5"), dec("4.5"), QUAL_RANGE, 1 };
	CHECK_STR(quantity_vi(a, &q, false), "3,5 - 4,5");
	q = (struct quantity){ dec("4"), dec("4.5"), QUAL_RANGE, 1 };
	CHECK_STR(quantity_vi(a, &q, false), "4 - 4,5");
	q = (struct quantity){ dec("1.3"), dec("1.3"), QUAL_MORE_THAN, 1 };
	CHECK_STR(quantity_vi(a, &q, true), "trên 1,3");
	q = (struct quantity){ dec("6"), dec("6"), QUAL_EXACT, 0 };
	CHECK_STR(quantity_vi(a, &q, true), "06");
	CHECK_STR(quantity_vi(a, &q, false), "6");
}

/* What quantity_vi writes, quantity_parse reads back: value, qualifier. */
TEST(quantity_round_trip)
{
	uint64_t state = 1;

	for (int i = 0; i < 5000; i++) {
		struct quantity q = { 0 };
		struct quantity back;
		struct err e = { 0 };
		char *s;

		q.places = (int)test_random(&state, 7);
		q.qualifier = (enum qualifier)test_random(&state, QUAL__MAX);
		q.low.u = (__int128)test_random(&state, 4000000000U) *
			  (test_random(&state, 2) ? 1 : 1000003) *
			  (test_random(&state, 4) ? 1 : -1);
		q.low = dec_round(q.low, q.places);
		q.high = q.low;
		if (q.qualifier >= QUAL_RANGE) {
			q.high.u += test_random(&state, 4000000000U);
			q.high = dec_round(q.high, q.places);
		}
		s = quantity_vi(a, &q, test_random(&state, 2));
		if (!CHECK_INT(quantity_parse(s, &back, &e), 0) ||
		    !CHECK_INT(back.qualifier, q.qualifier) ||
		    !CHECK(dec_cmp(back.low, q.low) == 0) ||
		    !CHECK(dec_cmp(back.high, q.high) == 0) ||
		    !CHECK_INT(back.places, q.places))
			printf("  %s\n", s);
	}
}

TEST(days_as_the_decree_writes_them)
{
	static const struct {
		int y, m, d;
		const char *brief;
		const char *full;
	} t[] = {
		{ 2023, 6, 30, "30/6/2023", "ngày 30 tháng 6 năm 2023" },
		{ 2024, 1, 5, "05/01/2024", "ngày 05 tháng 01 năm 2024" },
		{ 2024, 2, 29, "29/02/2024", "ngày 29 tháng 02 năm 2024" },
		{ 2024, 3, 9, "09/3/2024", "ngày 09 tháng 3 năm 2024" },
		{ 2024, 12, 31, "31/12/2024", "ngày 31 tháng 12 năm 2024" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		day_t d;

		CHECK(day_from_civil(t[i].y, t[i].m, t[i].d, &d) == 0);
		CHECK_STR(day_vi(a, d), t[i].brief);
		CHECK_STR(day_vi_long(a, d), t[i].full);
	}
}
