/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/http/throttle.c: simulated days of guessing. */
#include "lib/http/throttle.h"
#include "test.h"

#define S 1000 /* milliseconds */

/* Guesses as fast as allowed for a time; how many guesses were made. */
static int guess(struct throttle *t, const char *account, const char *address,
		 moment_t begin, int64_t seconds)
{
	int n = 0;

	for (moment_t now = begin; now < begin + seconds * S;) {
		const int wait = throttle_wait(t, account, address, now);

		if (wait) {
			now += wait * S;
			continue;
		}
		throttle_failed(t, account, address, now);
		n++;
		now += 100; /* the hash takes a while */
	}
	return n;
}

TEST(a_slip_costs_nothing)
{
	struct throttle *t = throttle_new(a);

	for (int i = 0; i < 4; i++) {
		throttle_failed(t, "lan", "10.0.0.1", 1);
		CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1), 0);
	}
	throttle_failed(t, "lan", "10.0.0.1", 1);
	CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1), 1);
	throttle_failed(t, "lan", "10.0.0.1", 1);
	CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1), 2);
	throttle_passed(t, "lan", "10.0.0.1");
	CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1), 0);
}

/* 4 free, then waits of 1, 2, 4 ... 512 s and 900 s ever after: 14 guesses
 * take 1,023 s, and a day has (86,400 - 1,023) / 900 = 94 more and a few. */
TEST(a_day_of_guessing_from_one_place_is_a_hundred_guesses)
{
	struct throttle *t = throttle_new(a);
	const int n = guess(t, "lan", "10.0.0.1", 1, 86400);

	CHECK(n > 50 && n <= 112);
}

TEST(trying_every_account_from_one_place_is_slow_too)
{
	struct throttle *t = throttle_new(a);
	int n = 0;

	for (moment_t now = 1; now < 86400 * S;) {
		const char *account = arena_printf(a, "user%d", n);
		const int wait = throttle_wait(t, account, "10.0.0.1", now);

		if (wait) {
			now += wait * S;
			continue;
		}
		throttle_failed(t, account, "10.0.0.1", now);
		n++;
		now += 100;
	}
	CHECK(n <= 130);
}

TEST(nobody_locks_a_colleague_out_for_long)
{
	struct throttle *t = throttle_new(a);
	const moment_t later = 1 + 3600 * S;
	int n = 0;

	/* from one place: the colleague's own is free but for ten seconds */
	guess(t, "lan", "10.0.0.66", 1, 3600);
	CHECK(throttle_wait(t, "lan", "10.0.0.1", later) <= 10);
	CHECK_INT(throttle_wait(t, "minh", "10.0.0.1", later), 0);
	/* from a thousand places */
	for (moment_t now = later; now < later + 3600 * S; now += 50) {
		const char *from = arena_printf(a, "10.1.%d.%d", n / 250 % 4,
						n % 250);

		if (throttle_wait(t, "lan", from, now) == 0)
			throttle_failed(t, "lan", from, now);
		n++;
	}
	CHECK(throttle_wait(t, "lan", "10.0.0.1", later + 3600 * S) <= 10);
}

TEST(failures_are_forgotten_after_half_an_hour)
{
	struct throttle *t = throttle_new(a);

	for (int i = 0; i < 40; i++)
		throttle_failed(t, "lan", "10.0.0.1", 1 * S);
	CHECK(throttle_wait(t, "lan", "10.0.0.1", 2 * S) > 800);
	CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1802 * S), 0);
	throttle_failed(t, "lan", "10.0.0.1", 1802 * S);
	CHECK_INT(throttle_wait(t, "lan", "10.0.0.1", 1802 * S), 0);
}

/* A flood of names does not make it forget who guesses. */
TEST(a_flood_of_names_does_not_wash_a_guesser_away)
{
	struct throttle *t = throttle_new(a);
	moment_t now = 1 * S;

	for (int i = 0; i < 10000; i++) {
		char account[32];

		snprintf(account, sizeof account, "flood%d", i);
		throttle_failed(t, account, "10.0.0.66", now);
		if (i % 500 == 0)
			throttle_failed(t, "lan", "10.0.0.99", now);
		now += 10;
	}
	CHECK(throttle_wait(t, "lan", "10.0.0.99", now) > 100);
	CHECK(throttle_wait(t, "any", "10.0.0.66", now) > 100);
}
