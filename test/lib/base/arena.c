/* SPDX-License-Identifier: Apache-2.0 */
/* Arenas. */
#include "lib/base/arena.h"
#include "test.h"

#include <string.h>

static void note(void *arg)
{
	char **p = arg;

	(*p)++;
}

TEST(arena_memory_is_zeroed_and_kept)
{
	struct arena *b = arena_new();
	char *first = arena_strdup(b, "Đình Lập");
	char zero[5000] = { 0 };

	for (int i = 1; i < 5000; i += 7) {
		char *p = arena_alloc(b, (size_t)i);

		CHECK(memcmp(p, zero, (size_t)i) == 0);
		memset(p, 0xff, (size_t)i);
	}
	CHECK_STR(first, "Đình Lập");
	arena_free(b);
}

TEST(arena_grow_keeps_content)
{
	int *v = NULL;
	size_t n = 0, cap = 0;

	for (int i = 0; i < 10000; i++) {
		*VEC_PUSH(a, v, n, cap) = i;
		if (i % 1000 == 0)
			arena_alloc(a, 3); /* so that it has to move */
	}
	CHECK_INT(n, 10000);
	for (int i = 0; i < 10000; i++)
		if (v[i] != i) {
			CHECK_INT(v[i], i);
			break;
		}
}

TEST(arena_runs_cleanups_once)
{
	struct arena *b = arena_new();
	char mark[4];
	char *p = mark;

	arena_defer(b, note, &p);
	arena_defer(b, note, &p);
	arena_free(b);
	CHECK_INT(p - mark, 2);
}

TEST(arena_rewind_gives_back_zeroed_room)
{
	struct arena *b = arena_new();
	char *kept = arena_strdup(b, "Lộc Bình");
	char zero[9000] = { 0 };

	for (int round = 0; round < 20; round++) {
		struct arena_mark m = arena_mark(b);
		size_t used = arena_used(b);

		for (size_t n = 1; n < sizeof zero; n += 997) {
			char *p = arena_alloc(b, n);

			CHECK(memcmp(p, zero, n) == 0);
			memset(p, 0xff, n);
		}
		arena_rewind(b, m);
		CHECK_INT(arena_used(b), used);
	}
	CHECK_STR(kept, "Lộc Bình");
	arena_free(b);
}

TEST(arena_rewinds_in_order_of_nesting)
{
	struct arena *b = arena_new();
	struct arena_mark outer = arena_mark(b);
	int *x = arena_alloc(b, 3000 * sizeof *x);
	struct arena_mark inner;

	x[2999] = 7;
	inner = arena_mark(b);
	memset(arena_alloc(b, 100000), 0xff, 100000);
	arena_rewind(b, inner);
	CHECK_INT(x[2999], 7);
	arena_rewind(b, outer);
	CHECK_INT(arena_used(b), 0);
	CHECK_INT(*(char *)arena_alloc(b, 90000), 0);
	arena_free(b);
}
