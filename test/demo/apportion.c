/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"

#include "demo/apportion.h"

TEST(apportion_by_hand)
{
	const int64_t sectors[] = { 338, 67, 52, 17 };
	int64_t out[4];

	/* 20 new of 474: 20*338/474 = 14,26; 2,83; 2,19; 0,72.  Whole parts
	 * 14 + 2 + 2 + 0 = 18, the two left go to ,83 and ,72. */
	apportion(20, 4, sectors, NULL, NULL, out);
	CHECK_INT(out[0], 14);
	CHECK_INT(out[1], 3);
	CHECK_INT(out[2], 2);
	CHECK_INT(out[3], 1);

	/* 6 dissolved: 4,28; 0,85; 0,66; 0,22 -> 4, 0, 0, 0 and two left. */
	apportion(6, 4, sectors, NULL, NULL, out);
	CHECK_INT(out[0], 4);
	CHECK_INT(out[1], 1);
	CHECK_INT(out[2], 1);
	CHECK_INT(out[3], 0);
}

TEST(apportion_dormant_by_hand)
{
	/* 48 dormant of 45 + 15 + 8 + 6 = 74: 29,19; 9,73; 5,19; 3,89.  Whole
	 * parts 29 + 9 + 5 + 3 = 46, two left go to ,89 and ,73. */
	const int64_t idle[] = { 45, 15, 8, 6 };
	int64_t out[4];

	apportion(48, 4, idle, NULL, idle, out);
	CHECK_INT(out[0], 29);
	CHECK_INT(out[1], 10);
	CHECK_INT(out[2], 5);
	CHECK_INT(out[3], 4);
}

TEST(apportion_bounds_by_hand)
{
	/* 10 over weights 8 : 1 : 1, each at least 1, the first at most 4:
	 * 7 are left after the leasts, the first would get 5,6 and has room
	 * for 3; the 4 left are shared 2 : 2. */
	const int64_t weight[] = { 8, 1, 1 };
	const int64_t least[] = { 1, 1, 1 };
	const int64_t most[] = { 4, 9, 9 };
	int64_t out[3];

	apportion(10, 3, weight, least, most, out);
	CHECK_INT(out[0], 4);
	CHECK_INT(out[1], 3);
	CHECK_INT(out[2], 3);
}

TEST(apportion_without_weight)
{
	const int64_t weight[] = { 0, 0, 5 };
	const int64_t most[] = { 9, 9, 1 };
	int64_t out[3];

	apportion(5, 3, weight, NULL, most, out);
	CHECK_INT(out[0], 2);
	CHECK_INT(out[1], 2);
	CHECK_INT(out[2], 1);
	apportion(0, 3, weight, NULL, most, out);
	CHECK_INT(out[0] + out[1] + out[2], 0);
}

/* Within bounds and adding up, whatever the numbers; and without bounds no
 * part is further than one from its quota. */
TEST(apportion_always_adds_up)
{
	uint64_t state = 7;

	for (int round = 0; round < 2000; round++) {
		int64_t weight[20], least[20], most[20], out[20];
		size_t n = 1 + test_random(&state, 20);
		int64_t low = 0, high = 0, sum = 0, total, mass = 0;

		for (size_t i = 0; i < n; i++) {
			weight[i] = test_random(&state, 50);
			least[i] = test_random(&state, 4);
			most[i] = least[i] + test_random(&state, 30);
			low += least[i];
			high += most[i];
			mass += weight[i];
		}
		total = low + test_random(&state, (uint32_t)(high - low) + 1);
		apportion(total, n, weight, least, most, out);
		for (size_t i = 0; i < n; i++) {
			CHECK(out[i] >= least[i] && out[i] <= most[i]);
			sum += out[i];
		}
		CHECK_INT(sum, total);
		if (!mass)
			continue;
		apportion(total, n, weight, NULL, NULL, out);
		for (size_t i = 0; i < n; i++) {
			CHECK(out[i] * mass > total * weight[i] - mass);
			CHECK(out[i] * mass < total * weight[i] + mass);
		}
	}
}
