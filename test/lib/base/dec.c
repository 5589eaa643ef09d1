/* SPDX-License-Identifier: Apache-2.0 */
/* Exact decimals, against hand calculation. */
#include "lib/base/dec.h"
#include "test.h"

static struct dec d(const char *s)
{
	struct dec out = DEC_ZERO;

	CHECK(dec_parse(s, &out, NULL) == 0);
	return out;
}

TEST(dec_text)
{
	struct dec v;
	int places = -1;

	CHECK_STR(dec_str(a, d("0")), "0");
	CHECK_STR(dec_str(a, d("-0.5")), "-0.5");
	CHECK_STR(dec_str(a, d("991.50")), "991.5");
	CHECK_STR(dec_str(a, d("23720")), "23720");
	CHECK_STR(dec_str(a, d("0.000001")), "0.000001");
	CHECK_STR(dec_fixed(a, d("36.48"), 1), "36.5");
	CHECK_STR(dec_fixed(a, d("2.675"), 2), "2.68");
	CHECK_STR(dec_fixed(a, d("-2.5"), 0), "-3");
	CHECK_STR(dec_fixed(a, d("7"), 2), "7.00");
	CHECK(dec_parse("96.40", &v, &places) == 0);
	CHECK_INT(places, 2);
	CHECK(dec_parse("", &v, NULL) < 0);
	CHECK(dec_parse("-", &v, NULL) < 0);
	CHECK(dec_parse("1.", &v, NULL) < 0);
	CHECK(dec_parse(".5", &v, NULL) < 0);
	CHECK(dec_parse("1.2.3", &v, NULL) < 0);
	CHECK(dec_parse("1.0000001", &v, NULL) < 0);
	CHECK(dec_parse("99999999999999999999999999999999999999999", &v,
			NULL) < 0);
}

TEST(dec_arithmetic)
{
	struct dec v;

	/* ten times a tenth is one, exactly */
	CHECK(dec_mul(d("0.1"), d("10"), &v) == 0);
	CHECK_STR(dec_str(a, v), "1");
	CHECK(dec_div(d("2"), d("3"), &v) == 0);
	CHECK_STR(dec_str(a, v), "0.666667");
	CHECK(dec_div(d("-2"), d("3"), &v) == 0);
	CHECK_STR(dec_str(a, v), "-0.666667");
	/* 991 500 000 000 đồng in tỷ */
	CHECK(dec_div(d("991500000000"), d("1000000000"), &v) == 0);
	CHECK_STR(dec_str(a, v), "991.5");
	CHECK(dec_div(d("1"), DEC_ZERO, &v) < 0);
	/* 10^15 times 10^15 fits, 10^22 times 10^22 does not */
	CHECK(dec_mul(d("1000000000000000"), d("1000000000000"), &v) == 0);
	CHECK(dec_mul(d("10000000000000000000000"),
		      d("10000000000000000000000"), &v) < 0);
}

TEST(dec_floor_and_ceil)
{
	CHECK_STR(dec_str(a, dec_floor(d("-1.5"))), "-2");
	CHECK_STR(dec_str(a, dec_ceil(d("-1.5"))), "-1");
	CHECK_STR(dec_str(a, dec_floor(d("1.5"))), "1");
	CHECK_STR(dec_str(a, dec_ceil(d("1.5"))), "2");
	CHECK_STR(dec_str(a, dec_ceil(d("2"))), "2");
}

/* Against rounding, place by place. */
TEST(decimals_that_a_value_has)
{
	static const char *const text[] = { "0", "-7", "120", "0.5", "-12.50",
					    "3.000001", "1000000.12" };

	for (size_t i = 0; i < ARRAY_LEN(text); i++) {
		struct dec d;
		int n = 0;

		CHECK_INT(dec_parse(text[i], &d, NULL), 0);
		while (dec_cmp(dec_round(d, n), d) != 0)
			n++;
		CHECK_INT(dec_places(d), n);
	}
}
