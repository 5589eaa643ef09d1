/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/html/parts.c. */
#include "lib/html/parts.h"

#include "lib/base/buf.h"
#include "test.h"

/* "1 2 _ 9" of a pager. */
static const char *shown(struct arena *a, int64_t page, int64_t size,
			 int64_t total)
{
	struct pager p = { .page = page, .size = size, .total = total };
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < pager_shown(&p); i++) {
		int64_t n = pager_number(&p, i);

		if (n)
			buf_addf(&b, "%s%lld", i ? " " : "", (long long)n);
		else
			buf_adds(&b, " _");
	}
	return b.data;
}

TEST(a_pager_shows_the_ends_and_the_neighbours)
{
	CHECK_STR(shown(a, 1, 50, 0), "1");
	CHECK_STR(shown(a, 1, 50, 50), "1");
	CHECK_STR(shown(a, 1, 50, 51), "1 2");
	CHECK_STR(shown(a, 2, 50, 240), "1 2 3 4 5");
	CHECK_STR(shown(a, 1, 50, 474), "1 2 _ 10");
	CHECK_STR(shown(a, 3, 50, 474), "1 2 3 4 _ 10");
	CHECK_STR(shown(a, 5, 50, 474), "1 _ 4 5 6 _ 10");
	CHECK_STR(shown(a, 10, 50, 474), "1 _ 9 10");
	CHECK_STR(shown(a, 8, 50, 474), "1 _ 7 8 9 10");
	/* a page beyond the end, from an old link */
	CHECK_STR(shown(a, 99, 50, 474), "1 _ 10");
}

TEST(a_pager_is_ordered_and_bounded)
{
	for (int64_t last = 1; last <= 40; last++) {
		for (int64_t page = 1; page <= last; page++) {
			struct pager p = { .page = page, .size = 1,
					   .total = last };
			size_t n = pager_shown(&p);
			int64_t before = 0;
			bool here = false;

			CHECK(n <= 9);
			CHECK_INT(pager_number(&p, 0), 1);
			CHECK_INT(pager_number(&p, n - 1), last);
			for (size_t i = 0; i < n; i++) {
				int64_t k = pager_number(&p, i);

				here |= k == page;
				if (k == 0)
					continue;
				CHECK(k > before);
				before = k;
			}
			CHECK(here);
		}
	}
}

TEST(every_tone_has_a_class_and_a_sign)
{
	CHECK_STR(tone_class(TONE_NONE), "");
	CHECK_STR(tone_class(TONE_ERR), "err");
	CHECK_STR(tone_icon(TONE_WARN), "alert-triangle");
}

TEST(a_day_is_shown_in_the_order_of_the_country)
{
	struct control c = { .kind = CONTROL_DAY, .value = "2024-05-01" };

	CHECK_STR(control_value(a, &c), "01/5/2024");
	c.value = "30/6/2023";
	CHECK_STR(control_value(a, &c), "30/6/2023");
	c.value = "31/6/2023"; /* no such day: what was typed */
	CHECK_STR(control_value(a, &c), "31/6/2023");
	c.kind = CONTROL_TEXT;
	c.value = "2024-05-01";
	CHECK_STR(control_value(a, &c), "2024-05-01");
	c.value = NULL;
	CHECK_STR(control_value(a, &c), "");
}
