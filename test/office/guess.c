/* SPDX-License-Identifier: Apache-2.0 */
/* Who guesses passwords waits; nobody else does. */
#include "office/office.h"

#include "test.h"

TEST(guess_waits_double_and_end)
{
	const moment_t t0 = INT64_C(1700000000000);

	for (int i = 0; i < 5; i++) {
		CHECK_INT(guess_wait("10.0.0.1", "hoa", t0), 0);
		guess_failed("10.0.0.1", "hoa", t0);
	}
	CHECK_INT(guess_wait("10.0.0.1", "hoa", t0), 1);
	CHECK_INT(guess_wait("10.0.0.1", "hoa", t0 + 1000), 0);
	guess_failed("10.0.0.1", "hoa", t0 + 1000);
	CHECK_INT(guess_wait("10.0.0.1", "hoa", t0 + 1000), 2);
	for (int i = 0; i < 20; i++)
		guess_failed("10.0.0.1", "hoa", t0 + 2000);
	CHECK_INT(guess_wait("10.0.0.1", "hoa", t0 + 2000), 900);
	/* the colleague's own address, and her own name elsewhere */
	CHECK_INT(guess_wait("10.0.0.2", "hoa", t0 + 2000), 0);
	CHECK_INT(guess_wait("10.0.0.1", "lan", t0 + 2000), 0);
	guess_right("10.0.0.1", "hoa");
	CHECK_INT(guess_wait("10.0.0.1", "hoa", t0 + 2000), 0);
}

TEST(guess_many_names_from_one_address)
{
	const moment_t t0 = INT64_C(1700000000000);

	for (int i = 0; i < 60; i++)
		guess_failed("10.0.0.3",
			     arena_printf(a, "user%d", i), t0);
	CHECK(guess_wait("10.0.0.3", "hoa", t0) > 0);
	CHECK_INT(guess_wait("10.0.0.3", "hoa", t0 + 3601 * 1000), 0);
}
