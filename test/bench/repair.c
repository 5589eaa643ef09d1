/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Benchmark of repairs: forms, systems with inequalities, large balances; and
 * planted slips on realistic forms, with the rate by cause.
 *
 * A system is figures in which each derived one is the sum of a few before
 * it; errors are planted by changing figures.  Times are of repair_solve with
 * all solutions, proposals and explanations.
 */
#include "lib/rule/repair.h"

#include <inttypes.h>

int main(void);

static uint32_t random_below(uint64_t *seed, uint32_t n)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)((*seed >> 33) % n);
}

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

struct shape {
	size_t figures;
	size_t balances;
	size_t inequalities;
	size_t errors;
	size_t reach; /* how far apart the parts of a total are */
	uint32_t weights;
};

static struct repair *make(struct arena *a, const struct shape *p,
			   uint64_t seed)
{
	struct repair *s = repair_new(a);
	int64_t *value = ARENA_ARRAY(a, p->figures, int64_t);
	bool *wrong = ARENA_ARRAY(a, p->figures, bool);
	size_t base = p->figures - p->balances;
	struct repair_term *terms =
		ARENA_ARRAY(a, p->balances * 6, struct repair_term);

	for (size_t i = 0; i < base; i++)
		value[i] = 10 + random_below(&seed, 990);
	for (size_t i = base; i < p->figures; i++) {
		struct repair_term *t = &terms[(i - base) * 6];
		uint32_t n = 2 + random_below(&seed, 4);

		t[0] = (struct repair_term){ i, -1, 1 };
		for (uint32_t k = 1; k <= n; k++) {
			/* of parts, or now and then of other totals */
			size_t from = random_below(&seed, 4) ? base : i;
			size_t back = p->reach < from ? p->reach : from;
			size_t at = i * base / p->figures;
			size_t j = from == base
				? (at + random_below(&seed, (uint32_t)back)) %
					  base
				: i - 1 - random_below(&seed, (uint32_t)back);

			t[k] = (struct repair_term){ j, 1, 1 };
			value[i] += value[j];
		}
		if (value[i] > INT64_C(1000000000000))
			BUG("figures grow too large");
	}
	for (size_t k = 0; k < p->errors;) {
		size_t i = random_below(&seed, (uint32_t)p->figures);

		if (wrong[i])
			continue;
		wrong[i] = true;
		k++;
	}
	for (size_t i = 0; i < p->figures; i++) {
		struct repair_var v = { .name = "x",
					.domain = { .has_low = true } };

		v.weight = 1 + random_below(&seed, p->weights);
		v.value = dec_int(value[i] +
				  (wrong[i] ? 1 + random_below(&seed, 90)
					    : 0));
		repair_var(s, &v);
	}
	for (size_t i = 0; i < p->balances; i++) {
		size_t n = 1;

		while (n < 6 && terms[i * 6 + n].den)
			n++;
		repair_linear(s, repair_rule(s, "balance"), &terms[i * 6], n,
			      REPAIR_EQ, DEC_ZERO, 1);
	}
	for (size_t k = 0; k < p->inequalities;) {
		size_t i = random_below(&seed, (uint32_t)p->figures);
		size_t j = random_below(&seed, (uint32_t)p->figures);
		const struct repair_term t[2] = { { i, 1, 1 }, { j, -1, 1 } };

		/* parts not above wholes, mostly near enough to matter */
		if (value[i] >= value[j] || value[j] > 3 * value[i])
			continue;
		repair_linear(s, repair_rule(s, "within"), t, 2, REPAIR_LE,
			      DEC_ZERO, 1);
		k++;
	}
	return s;
}

static void measure(const char *what, const struct shape *p, int n)
{
	int64_t *us = calloc((size_t)n, sizeof *us);
	int64_t total = 0;
	int proven = 0;
	uint64_t tests = 0;

	for (int i = 0; i < n; i++) {
		struct arena *a = arena_new();
		struct shape one = *p;
		struct repair *s;
		struct repair_result r;
		struct err e = { 0 };
		int64_t start;

		if (p->errors == 0)
			one.errors = 1 + (size_t)i % 3;
		s = make(a, &one, (uint64_t)i * 1000003 + 17);
		start = now_us();
		if (repair_solve(a, s, NULL, &r, &e) < 0)
			printf("  instance %d: %s\n", i, e.message);
		else
			proven += r.status == REPAIR_MINIMAL ||
				  r.status == REPAIR_NONE;
		us[i] = now_us() - start;
		total += us[i];
		tests += r.tests;
		arena_free(a);
	}
	qsort(us, (size_t)n, sizeof *us, by_value);
	printf("%-46s total %9.3f ms  median %9.3f  max %9.3f  proven %d/%d"
	       "  tests %" PRIu64 "\n",
	       what, (double)total / 1000, (double)us[n / 2] / 1000,
	       (double)us[n - 1] / 1000, proven, n, tests / (uint64_t)n);
	free(us);
}

int main(void)
{
	const struct shape form = { 60, 40, 0, 0, 20, 1 };
	struct shape mixed = { 200, 60, 90, 3, 30, 3 };
	struct shape large = { 2000, 1500, 0, 3, 200, 1 };
	static const size_t errors[] = { 3, 6, 12, 20 };

	setvbuf(stdout, NULL, _IOLBF, 0);
	measure("63 forms, 60 figures, 40 rules, 1-3 errors", &form, 63);
	for (size_t i = 0; i < ARRAY_LEN(errors); i++) {
		char what[80];

		mixed.errors = large.errors = errors[i];
		snprintf(what, sizeof what,
			 "200 figures, 60 sums, 90 inequalities, %zu err",
			 errors[i]);
		measure(what, &mixed, 20);
		snprintf(what, sizeof what, "2000 figures, 1500 sums, %zu err",
			 errors[i]);
		measure(what, &large, 5);
	}
	return 0;
}
