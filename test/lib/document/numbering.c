/* SPDX-License-Identifier: Apache-2.0 */
/* Labels that a word processor counts. */
#include "lib/document/numbering.h"

#include "test.h"

TEST(numbering_formats)
{
	CHECK_STR(number_text(a, NUMBER_DECIMAL, 12), "12");
	CHECK_STR(number_text(a, NUMBER_ZERO, 3), "03");
	CHECK_STR(number_text(a, NUMBER_LOWER_ROMAN, 19), "xix");
	CHECK_STR(number_text(a, NUMBER_UPPER_ROMAN, 44), "XLIV");
	CHECK_STR(number_text(a, NUMBER_LOWER_LETTER, 26), "z");
	CHECK_STR(number_text(a, NUMBER_UPPER_LETTER, 28), "BB");
	CHECK_STR(number_text(a, NUMBER_NONE, 1), "");
}

TEST(numbering_levels_begin_again)
{
	int counter[NUMBERING_LEVELS] = { 0 };
	struct number_list l = {
		.counter = counter,
		.level = { { NUMBER_DECIMAL, 1, "%1." },
			   { NUMBER_DECIMAL, 1, "%1.%2." },
			   { NUMBER_BULLET, 1, "\uf0b7" } },
	};

	CHECK_STR(number_next(a, &l, 0), "1.");
	CHECK_STR(number_next(a, &l, 1), "1.1.");
	CHECK_STR(number_next(a, &l, 1), "1.2.");
	CHECK_STR(number_next(a, &l, 0), "2.");
	CHECK_STR(number_next(a, &l, 2), "•");
	CHECK_STR(number_next(a, &l, 1), "2.1.");
	CHECK_STR(number_next(a, &l, 99), "");
}
