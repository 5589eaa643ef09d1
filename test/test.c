/* SPDX-License-Identifier: Apache-2.0 */
/* The runner behind test.h. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct test *tests;
static struct test **last = &tests;
static int failed_checks;

void test_register(struct test *t)
{
	*last = t;
	last = &t->next;
}

bool test_check(bool ok, const char *file, int line, const char *what)
{
	if (!ok) {
		printf("%s:%d: failed: %s\n", file, line, what);
		failed_checks++;
	}
	return ok;
}

bool test_str(const char *got, const char *want, const char *file, int line)
{
	bool ok = got && want ? strcmp(got, want) == 0 : got == want;

	if (!ok) {
		printf("%s:%d: got  %s\n%s:%d: want %s\n", file, line,
		       got ? got : "(null)", file, line,
		       want ? want : "(null)");
		failed_checks++;
	}
	return ok;
}

bool test_int(int64_t got, int64_t want, const char *file, int line)
{
	if (got != want) {
		printf("%s:%d: got %lld, want %lld\n", file, line,
		       (long long)got, (long long)want);
		failed_checks++;
	}
	return got == want;
}

bool test_err(const struct err *e, enum err_kind kind, const char *text,
	      const char *file, int line)
{
	bool ok = e->kind == kind && (strstr(e->message, text) ||
				      strstr(e->detail, text) ||
				      strstr(e->hint, text));

	if (!ok) {
		printf("%s:%d: got error %d: %s | %s | %s\n"
		       "%s:%d: want error %d with: %s\n",
		       file, line, (int)e->kind, e->message, e->detail,
		       e->hint, file, line, (int)kind, text);
		failed_checks++;
	}
	return ok;
}

static void remove_tree(void *path)
{
	char command[512];

	snprintf(command, sizeof command, "rm -rf '%s'", (char *)path);
	if (system(command) != 0)
		printf("cannot remove %s\n", (char *)path);
}

char *test_dir(struct arena *a)
{
	const char *tmp = getenv("TMPDIR");
	char *path = arena_printf(a, "%s/hoptac-test-XXXXXX",
				  tmp ? tmp : "/tmp");

	if (!mkdtemp(path))
		BUG("mkdtemp %s", path);
	arena_defer(a, remove_tree, path);
	return path;
}

uint32_t test_random(uint64_t *state, uint32_t n)
{
	/* splitmix64 (Steele, Lea, Flood 2014) */
	uint64_t z = (*state += 0x9e3779b97f4a7c15U);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	z ^= z >> 31;
	return n ? (uint32_t)(z % n) : 0;
}

int main(int argc, char **argv)
{
	int passed = 0;
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (struct test *t = tests; t; t = t->next) {
		struct arena *a;
		char id[512];
		int before = failed_checks;

		snprintf(id, sizeof id, "%s:%s", t->file, t->name);
		if (argc > 1 && !strstr(id, argv[1]))
			continue;
		a = arena_new();
		t->fn(a);
		arena_free(a);
		if (failed_checks == before) {
			passed++;
		} else {
			printf("not ok %s\n", id);
			failed++;
		}
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed || !passed;
}
