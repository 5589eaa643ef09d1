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
