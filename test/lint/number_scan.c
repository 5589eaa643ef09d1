/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lint/number_name.c too. */
#include "lint/number_scan.h"

#include "test.h"

#include <string.h>

static char *read(struct arena *a, const char *s)
{
	struct number n;

	return number_read(s, strlen(s), &n) < 0 ? arena_strdup(a, "none")
						 : dec_str(a, n.value);
}

TEST(numbers_with_dots_and_commas)
{
	static const char *const cases[][2] = {
		{ "06", "6" },		    { "23.720", "23720" },
		{ "36,48", "36.48" },	    { "96.4", "96.4" },
		{ "96.45", "96.45" },	    { "1.234.567", "1234567" },
		{ "1.234,56", "1234.56" },  { "1,234,567", "1234567" },
		{ "1,234.5", "1234.5" },    { "0.345", "0.345" },
		{ "1,234", "1.234" },	    { "23720", "23720" },
		{ "1.2.3", "none" },	    { "0205.3812.345", "none" },
		{ "1234.567", "none" },	    { "0912345678", "none" },
		{ "1,2345678", "none" },    { "1234567890123456789", "none" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(read(a, cases[i][0]), cases[i][1]);
}
