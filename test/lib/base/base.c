/* SPDX-License-Identifier: Apache-2.0 */
/* Errors as values. */
#include "lib/base/base.h"
#include "test.h"

#include <string.h>

TEST(err_keeps_the_first)
{
	struct err e = { 0 };

	CHECK_INT(err_set(&e, ERR_INPUT, "một"), -1);
	CHECK_INT(err_set(&e, ERR_IO, "hai"), -1);
	CHECK_STR(e.message, "một");
	CHECK_INT(e.kind, ERR_INPUT);
	CHECK_INT(err_set(NULL, ERR_IO, "ba"), -1);
}

TEST(err_cuts_between_characters)
{
	struct err e = { 0 };
	char long_text[2000] = "";
	size_t n = 0;

	/* "ế" is three bytes: no cut may leave one or two of them */
	while (n + 4 < sizeof long_text) {
		memcpy(long_text + n, "\u1ebf", 3);
		n += 3;
	}
	err_set(&e, ERR_INPUT, "%s", long_text);
	CHECK(strlen(e.message) % 3 == 0);
	CHECK(strlen(e.message) >= sizeof e.message - 4);
	err_hint(&e, "x%s", long_text);
	CHECK(strlen(e.hint) % 3 == 1);
}
