/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Benchmark of the draft audit: 20, 100 and 1,000 pages of plain text, read and
 * audited in the process.  The text is the plan read by hand (test/data/lint),
 * again and again, each time with other digits, so that nothing is the same
 * and much is wrong.
 */
#include "lint/lint.h"

#include "lib/base/buf.h"
#include "lib/file/file.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { PAGE = 1700, ROUNDS = 9 }; /* characters; medians of so many */

int main(void);

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_value(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x;
	int64_t b = *(const int64_t *)y;

	return (a > b) - (a < b);
}

/* So many pages of it: whole paragraphs, and in each repetition every figure
 * but the years turned by one more. */
static const char *pages(struct arena *a, const char *seed, size_t n)
{
	struct buf b = BUF_INIT(a);
	size_t chars = 0;

	for (int turn = 0; chars < n * PAGE; turn++) {
		for (const char *p = seed; *p && chars < n * PAGE; p++) {
			bool year = p > seed && isdigit(p[-1]);

			buf_addch(&b, isdigit(*p) && year
				? (char)('0' + (*p - '0' + turn) % 10) : *p);
			chars += (*p & 0xc0) != 0x80;
		}
		buf_adds(&b, "\n\n");
	}
	return b.data;
}

static void measure(const char *seed, size_t n, int rounds)
{
	static const struct lint_options all = { 0 };
	struct arena *whole = arena_new();
	const char *text = pages(whole, seed, n);
	int64_t t[ROUNDS];
	int64_t read[ROUNDS];
	size_t found = 0;
	struct rusage use;

	for (int i = 0; i < rounds; i++) {
		struct arena *a = arena_new();
		struct err e = { 0 };
		int64_t begin = now_us();
		struct document *d = document_parse(a, "t.txt", text,
						    strlen(text), &e);

		if (!d)
			BUG("%s", e.message);
		read[i] = now_us() - begin;
		found = lint_run(a, d, &all)->nfinding;
		t[i] = now_us() - begin;
		arena_free(a);
	}
	qsort(t, (size_t)rounds, sizeof *t, by_value);
	qsort(read, (size_t)rounds, sizeof *read, by_value);
	getrusage(RUSAGE_SELF, &use);
	printf("lint, %4zu pages %27.1f ms  (reading %.1f; %.1f .. %.1f, %d "
	       "rounds), %zu findings, at most %ld MB\n",
	       n, (double)t[rounds / 2] / 1000,
	       (double)read[rounds / 2] / 1000, (double)t[0] / 1000,
	       (double)t[rounds - 1] / 1000, rounds, found,
	       use.ru_maxrss >> 10);
	arena_free(whole);
}

int main(void)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	size_t n;
	const char *seed = file_read(a, "test/data/lint/seed.txt", 1 << 20, &n,
				     &e);

	if (!seed)
		BUG("%s", e.message);
	measure(seed, 20, ROUNDS);
	measure(seed, 100, ROUNDS);
	measure(seed, 1000, 3);
	arena_free(a);
	return 0;
}
