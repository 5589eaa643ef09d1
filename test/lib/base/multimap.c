/* SPDX-License-Identifier: Apache-2.0 */
/* The index from hashes to numbers. */
#include "lib/base/multimap.h"

#include "test.h"

TEST(multimap_newest_first)
{
	struct multimap *m = multimap_new(a);
	size_t i;

	CHECK_INT(multimap_first(m, 7), 0);
	multimap_add(m, 7, 70);
	multimap_add(m, 8, 80);
	multimap_add(m, 7, 71);
	i = multimap_first(m, 7);
	CHECK_INT(multimap_value(m, i), 71);
	i = multimap_next(m, i);
	CHECK_INT(multimap_value(m, i), 70);
	CHECK_INT(multimap_next(m, i), 0);
}

/* 3000 keys, each three times, through several growths. */
TEST(multimap_many)
{
	struct multimap *m = multimap_new(a);
	int wrong = 0;

	for (int64_t v = 0; v < 9000; v++)
		multimap_add(m, hash_bytes(HASH_BEGIN, &(int64_t){ v % 3000 },
					   sizeof v), v);
	for (int64_t k = 0; k < 3000; k++) {
		size_t i = multimap_first(
			m, hash_bytes(HASH_BEGIN, &k, sizeof k));

		for (int64_t turn = 2; turn >= 0; turn--) {
			wrong += !i || multimap_value(m, i) != k + 3000 * turn;
			i = i ? multimap_next(m, i) : 0;
		}
		wrong += i != 0;
	}
	CHECK_INT(wrong, 0);
}

TEST(hash_goes_on)
{
	/* FNV-1a of "foobar", published by its authors */
	CHECK(hash_bytes(HASH_BEGIN, "foobar", 6) ==
	      UINT64_C(0x85944171f73967e8));
	CHECK(hash_bytes(hash_bytes(HASH_BEGIN, "foo", 3), "bar", 3) ==
	      UINT64_C(0x85944171f73967e8));
}
