/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts in memory: whose they are, when they go.  test/web/lint.test.js tests
 * src/lint/page.c. */
#include "lint/visit.h"

#include "test.h"

#include <string.h>

static const char *begin(struct arena *a, int64_t user, const char *text)
{
	struct err e = { 0 };
	const char *id = visit_begin(a, user, "t.txt", text, strlen(text), &e);

	if (!id)
		BUG("%s", e.message);
	return id;
}

TEST(visit_is_its_users_own_until_it_ends)
{
	struct err e = { 0 };
	const char *id = begin(a, 1, "abc");
	const struct visit *v = visit_get(a, 1, id, &e);

	CHECK_INT(v->n, 3);
	CHECK(memcmp(v->data, "abc", 3) == 0);
	CHECK(!visit_get(a, 2, id, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "");
	visit_end(2, id);
	CHECK(visit_get(a, 1, id, &e));
	visit_end(1, id);
	visit_end(1, id);
	CHECK(!visit_get(a, 1, id, &e));
}

TEST(visit_the_oldest_of_a_user_goes)
{
	struct err e = { 0 };
	const char *id[VISIT_MOST + 1];
	const char *other = begin(a, 8, "x");
	struct visit *list;

	for (int i = 0; i <= VISIT_MOST; i++)
		id[i] = begin(a, 7, "y");
	CHECK_INT(visit_list(a, 7, &list), VISIT_MOST);
	CHECK_STR(list[0].id, id[VISIT_MOST]);
	CHECK(!visit_get(a, 7, id[0], &e));
	CHECK(visit_get(a, 8, other, &e));
	for (int i = 0; i <= VISIT_MOST; i++)
		visit_end(7, id[i]);
	visit_end(8, other);
}

TEST(visit_room_is_bounded)
{
	struct err e = { 0 };
	size_t n = VISIT_BYTES / 2 + 1;
	char *big = arena_alloc(a, n);
	const char *first = visit_begin(a, 1, "a", big, n, &e);
	const char *second = visit_begin(a, 2, "b", big, n, &e);

	CHECK(!visit_get(a, 1, first, &e));
	CHECK(visit_get(a, 2, second, &e));
	CHECK(!visit_begin(a, 1, "c", big, (size_t)VISIT_BYTES + 1, &e));
	visit_end(2, second);
}
