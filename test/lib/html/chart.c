/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/html/chart.c. */
#include "lib/html/chart.h"

#include "test.h"

static bool holds(const struct buf *b, const char *s)
{
	return strstr(b->data, s) != NULL;
}

TEST(a_bullet_marks_the_plan)
{
	struct buf b = BUF_INIT(a);

	/* 80 of 160 is half of the room; 100 of 160 is 62.5 % of it */
	chart_bullet(&b, dec_int(80), TONE_WARN);
	CHECK(holds(&b, "<rect class=\"f-warn\" y=\"2\" height=\"10\" rx=\"2\""
		    " width=\"50.00%\"/>"));
	CHECK(holds(&b, "<rect class=\"mark100\" width=\"2\" height=\"14\""
		    " x=\"62.50%\"/>"));

	/* what is beyond the end stops at it; below nothing is nothing */
	buf_cut(&b, 0);
	chart_bullet(&b, dec_int(100000), TONE_OK);
	CHECK(holds(&b, "width=\"100.00%\"/>"));
	buf_cut(&b, 0);
	chart_bullet(&b, dec_int(-5), TONE_ERR);
	CHECK(holds(&b, "width=\"0.00%\"/>"));
}

TEST(parts_fill_the_whole)
{
	static const int64_t parts[] = { 400, 26, 48 };
	static const enum tone tones[] = { TONE_OK, TONE_WARN, TONE_ERR };
	struct buf b = BUF_INIT(a);

	/* 400 / 474 = 84.38 %, 426 / 474 = 89.87 %, 48 / 474 = 10.12 % */
	chart_parts(&b, parts, tones, 3);
	CHECK(holds(&b, "x=\"0.00%\" width=\"84.38%\""));
	CHECK(holds(&b, "x=\"89.87%\" width=\"10.12%\""));

	/* no figures at all draw no bars, and divide by nothing */
	static const int64_t none[] = { 0, 0 };

	buf_cut(&b, 0);
	chart_parts(&b, none, tones, 2);
	CHECK(holds(&b, "x=\"0.00%\" width=\"0.00%\""));
}

TEST(an_axis_ends_on_a_round_number)
{
	CHECK_INT(chart_scale(0), 2);
	CHECK_INT(chart_scale(1), 2);
	CHECK_INT(chart_scale(10), 10);
	CHECK_INT(chart_scale(11), 20);
	CHECK_INT(chart_scale(358), 400);
	CHECK_INT(chart_scale(401), 500);
	CHECK_INT(chart_scale(991500000000), 1000000000000);
	for (int64_t n = 1; n < 100000; n += 7)
		CHECK(chart_scale(n) >= n && chart_scale(n) <= 2 * n + 2);
	CHECK(chart_scale(INT64_MAX) == INT64_MAX);
}

TEST(a_bar_is_told_in_figures)
{
	struct bar bar = { .full = 308, .pale = 50, .series = 1,
			   .full_url = "/so/1", .total_url = "javascript:x" };
	struct buf b = BUF_INIT(a);

	/* 308 / 400 of 86 % = 66.22 % */
	chart_bar(&b, &bar, 400);
	CHECK(holds(&b, "width=\"66.22%\""));
	CHECK(holds(&b, "<a href=\"/so/1\">308</a>"));
	CHECK(holds(&b, "<a href=\"#\">358</a>"));
}
