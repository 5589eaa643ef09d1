/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unit tests: TEST(name) { CHECK(...); } in any .c below test/.
 *
 * A failed check says where and goes on; a test with a failed check has
 * failed.  The program runs every test, or those whose "file:name" holds its
 * first argument, and ends with "N passed, N failed".
 */
#ifndef HOPTAC_TEST_H
#define HOPTAC_TEST_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>
#include <stdint.h>

struct test {
	const char *name;
	const char *file;
	void (*fn)(struct arena *a); /* a: an arena that ends with the test */
	struct test *next;
};

void test_register(struct test *t);

#define TEST(n)                                                              \
	static void test_##n(struct arena *a);                               \
	__attribute__((constructor)) static void register_##n(void)          \
	{                                                                    \
		static struct test t = { #n, __FILE__, test_##n, 0 };        \
		test_register(&t);                                           \
	}                                                                    \
	static void test_##n(__attribute__((unused)) struct arena *a)

#define CHECK(x) test_check((x), __FILE__, __LINE__, #x)
bool test_check(bool ok, const char *file, int line, const char *what);

/* Two strings (either may be NULL), two integers: both are shown. */
#define CHECK_STR(got, want) test_str((got), (want), __FILE__, __LINE__)
bool test_str(const char *got, const char *want, const char *file, int line);
#define CHECK_INT(got, want)                                                 \
	test_int((int64_t)(got), (int64_t)(want), __FILE__, __LINE__)
bool test_int(int64_t got, int64_t want, const char *file, int line);

/* The call failed (-1 or NULL is the caller's to check) with this kind, and
 * its message or detail holds the text. */
#define CHECK_ERR(e, kind, text)                                             \
	test_err((e), (kind), (text), __FILE__, __LINE__)
bool test_err(const struct err *e, enum err_kind kind, const char *text,
	      const char *file, int line);

/* A fresh empty directory under the build's tmp, removed with the arena. */
char *test_dir(struct arena *a);

/* Deterministic pseudo-random numbers: 0 <= r < n. */
uint32_t test_random(uint64_t *state, uint32_t n);

#endif
