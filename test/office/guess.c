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
	guess_right("10.0.0.1", "hoa", t0);
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

/*
 * Six hours of guessing one login from ten thousand addresses, as often as it is
 * let: it gets few tries, its owner works on at her desk, waits a moment
 * elsewhere, and nobody else notices.
 */
TEST(guess_from_everywhere)
{
	const moment_t t0 = INT64_C(1800000000000);
	const int day = 6 * 3600;
	int tries = 0;
	int longest = 0;

	guess_right("10.1.0.1", "mai", t0 - 1000);
	for (int s = 0; s < day; s++) {
		const moment_t now = t0 + (moment_t)s * 1000;
		char address[32];

		snprintf(address, sizeof address, "172.%d.%d.%d", s % 10,
			 s / 10 % 100, s % 7);
		if (guess_wait(address, "mai", now) == 0) {
			guess_failed(address, "mai", now);
			tries++;
		}
		if (s % 600 == 0) {
			const int wait = guess_wait("10.1.0.9", "mai", now);

			CHECK_INT(guess_wait("10.1.0.1", "mai", now), 0);
			CHECK_INT(guess_wait("10.1.0.1", "lan", now), 0);
			CHECK_INT(guess_wait("10.1.0.9", "lan", now), 0);
			longest = wait > longest ? wait : longest;
		}
	}
	/* 100, and one in ten seconds */
	CHECK(tries <= 100 + day / 10 + 1);
	CHECK(tries > 1000);
	CHECK(longest <= 10);
	/* she mistypes at her desk: as always */
	for (int i = 0; i < 5; i++) {
		CHECK_INT(guess_wait("10.1.0.1", "mai", t0 + 21601000), 0);
		guess_failed("10.1.0.1", "mai", t0 + 21601000);
	}
	CHECK_INT(guess_wait("10.1.0.1", "mai", t0 + 21601000), 1);
}

/* Many logins from one address: no faster than the address may. */
TEST(guess_one_address_all_logins)
{
	const moment_t t0 = INT64_C(1900000000000);
	int tries = 0;

	for (int s = 0; s < 3600; s++) {
		const moment_t now = t0 + (moment_t)s * 1000;
		const char *login = arena_printf(a, "nguoi%d", s % 997);

		if (guess_wait("10.2.0.1", login, now) == 0) {
			guess_failed("10.2.0.1", login, now);
			tries++;
		}
	}
	/* 50, then after 1, 2, 4 ... 512 seconds, then one in 900 */
	CHECK(tries >= 50 && tries <= 64);
	CHECK_INT(guess_wait("10.2.0.2", "nguoi1", t0 + 3600000), 0);
}
