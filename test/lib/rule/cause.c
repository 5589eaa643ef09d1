/* SPDX-License-Identifier: Apache-2.0 */
/* Which slip turned one number into another. */
#include "lib/rule/cause.h"
#include "test.h"

static const char *slip(const char *wrong, const char *right)
{
	struct dec w;
	struct dec r;
	int pw;
	int pr;

	if (dec_parse(wrong, &w, &pw) < 0 || dec_parse(right, &r, &pr) < 0)
		BUG("%s, %s", wrong, right);
	return cause_name(cause_of(w, r, pw > pr ? pw : pr));
}

TEST(slips_have_names)
{
	CHECK_STR(slip("36480", "36.48"), "unit");
	CHECK_STR(slip("36480000", "36480"), "unit");
	CHECK_STR(slip("36", "36000"), "unit");
	CHECK_STR(slip("-15", "15"), "sign");
	CHECK_STR(slip("321", "231"), "swapped_digits");
	CHECK_STR(slip("67.6", "76.6"), "swapped_digits");
	CHECK_STR(slip("0.5", "5.0"), "swapped_digits");
	CHECK_STR(slip("409", "5409"), "missing_digit");
	CHECK_STR(slip("549", "5409"), "missing_digit");
	CHECK_STR(slip("46", "47"), "typing");
	CHECK_STR(slip("446", "46"), "typing");
	CHECK_STR(slip("46", "99"), "unknown");
	CHECK_STR(slip("46", "46"), "unknown");
}

TEST(a_swap_does_not_give_a_leading_zero)
{
	/* 105 cannot stand for 015 */
	CHECK_STR(slip("105", "15"), "typing");
	CHECK_STR(slip("100", "10"), "typing");
}

TEST(a_number_with_more_decimals_than_said_has_no_slip)
{
	CHECK_STR(cause_name(cause_of((struct dec){ 1500000 },
				      (struct dec){ 5100000 }, 0)),
		  "unknown");
}

TEST(likelier_causes_cost_less)
{
	for (int c = 1; c < CAUSE__MAX; c++) {
		CHECK(cause_cost((enum cause)c) >
		      cause_cost((enum cause)(c - 1)));
		CHECK(cause_vi((enum cause)c)[0] != '\0');
	}
}

TEST(huge_numbers_do_not_overflow)
{
	struct dec huge = { ((__int128)1 << 126) };

	CHECK_STR(cause_name(cause_of(huge, dec_int(1), 6)), "unknown");
	huge.u = -huge.u;
	CHECK_STR(cause_name(cause_of(huge, dec_int(1), 6)), "unknown");
}
