/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Benchmark of repairs: forms, systems with inequalities, large balances;
 * alone, and beside GLPK and CBC on the same systems.
 *
 * A system is figures in which each derived one is the sum of a few before
 * it; errors are planted by changing figures.  Times are of repair_solve with
 * all solutions, proposals and explanations; each is the median of some
 * rounds.
 *
 * GLPK and CBC find one solution and prove its weight; they get it as an
 * integer programme with one binary a figure and bounds that are tight: no
 * figure rises by more than 2,000.  Their time is that of the process less
 * that of a process which only reads the file, so that starting and reading
 * are not held against them, and never less than 10 us.
 */
#include "lib/rule/solver.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	LIMIT_S = 10,
	ROUNDS = 9,
	LONG_US = 100000,
};

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

static struct solver_rule *new_rule(struct arena *a, struct solver_system *s,
				    char rel)
{
	struct solver_rule *r = &s->rule[s->nrule++];

	*r = (struct solver_rule){ .rel = rel,
				   .figure = ARENA_ARRAY(a, 6, size_t),
				   .coef = ARENA_ARRAY(a, 6, int) };
	return r;
}

static void add_term(struct solver_rule *r, size_t figure, int coef)
{
	r->figure[r->n] = figure;
	r->coef[r->n++] = coef;
}

/* Figure i is the sum of 2 to 5 before it: of parts nearby, or now and then
 * of other totals. */
static int64_t add_total(struct arena *a, const struct shape *p,
			 struct solver_system *s, const int64_t *value,
			 size_t i, uint64_t *seed)
{
	struct solver_rule *r = new_rule(a, s, '=');
	size_t base = p->figures - p->balances;
	uint32_t n = 2 + random_below(seed, 4);
	int64_t sum = 0;

	add_term(r, i, -1);
	for (uint32_t k = 1; k <= n; k++) {
		size_t from = random_below(seed, 4) ? base : i;
		size_t back = p->reach < from ? p->reach : from;
		size_t at = i * base / p->figures;
		size_t by = random_below(seed, (uint32_t)back);
		size_t j = from == base ? (at + by) % base : i - 1 - by;

		add_term(r, j, 1);
		sum += value[j];
	}
	if (sum > INT64_C(1000000000000))
		BUG("figures grow too large");
	return sum;
}

/* Parts not above wholes, mostly near enough to matter. */
static void add_inequalities(struct arena *a, const struct shape *p,
			     struct solver_system *s, const int64_t *value,
			     uint64_t *seed)
{
	for (size_t k = 0; k < p->inequalities;) {
		size_t i = random_below(seed, (uint32_t)p->figures);
		size_t j = random_below(seed, (uint32_t)p->figures);
		struct solver_rule *r;

		if (value[i] >= value[j] || value[j] > 3 * value[i])
			continue;
		r = new_rule(a, s, 'l');
		add_term(r, i, 1);
		add_term(r, j, -1);
		k++;
	}
}

static struct solver_system make(struct arena *a, const struct shape *p,
				 uint64_t seed)
{
	struct solver_system s = {
		.figure = ARENA_ARRAY(a, p->figures, struct solver_figure),
		.nfigure = p->figures,
		.rule = ARENA_ARRAY(a, p->balances + p->inequalities,
				    struct solver_rule),
		.no_high = true,
	};
	int64_t *value = ARENA_ARRAY(a, p->figures, int64_t);
	bool *wrong = ARENA_ARRAY(a, p->figures, bool);
	size_t base = p->figures - p->balances;

	for (size_t i = 0; i < base; i++)
		value[i] = 10 + random_below(&seed, 990);
	for (size_t i = base; i < p->figures; i++)
		value[i] = add_total(a, p, &s, value, i, &seed);
	for (size_t k = 0; k < p->errors;) {
		size_t i = random_below(&seed, (uint32_t)p->figures);

		if (wrong[i])
			continue;
		wrong[i] = true;
		k++;
	}
	for (size_t i = 0; i < p->figures; i++) {
		struct solver_figure *v = &s.figure[i];

		*v = (struct solver_figure){
			.weight = 1 + (int)random_below(&seed, p->weights),
			.step = 10,
			.value = 10 * value[i],
		};
		if (wrong[i])
			v->value += 10 * (1 + random_below(&seed, 90));
		v->high = v->value + 20000;
	}
	add_inequalities(a, p, &s, value, &seed);
	return s;
}

/* Systems without a number of errors have 1, 2, 3, 1, ... */
static struct solver_system instance(struct arena *a, const struct shape *p,
				     int i)
{
	struct shape one = *p;

	if (p->errors == 0)
		one.errors = 1 + (size_t)i % 3;
	return make(a, &one, (uint64_t)i * 1000003 + 17);
}

static int64_t solved(struct arena *a, const struct solver_system *s,
		      struct repair_result *r)
{
	struct repair *x = solver_told(a, s);
	struct err e = { 0 };
	int64_t start = now_us();

	if (repair_solve(a, x, NULL, r, &e) < 0) {
		printf("  %s\n", e.message);
		*r = (struct repair_result){ .status = REPAIR_IMPOSSIBLE };
	}
	return now_us() - start;
}

static double ms(int64_t us)
{
	return (double)us / 1000;
}

/* The machine is shared: the median of a few rounds, of long ones one. */
static int64_t median_of(struct arena *a, const struct solver_system *s,
			 struct repair_result *r)
{
	int64_t us[ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		us[i] = solved(a, s, r);
		if (us[i] > LONG_US)
			return us[i];
	}
	qsort(us, ROUNDS, sizeof *us, by_value);
	return us[ROUNDS / 2];
}

static void measure(const char *what, const struct shape *p, int n)
{
	int64_t *us = calloc((size_t)n, sizeof *us);
	int64_t total = 0;
	int proven = 0;
	uint64_t tests = 0;

	for (int i = 0; i < n; i++) {
		struct arena *a = arena_new();
		struct solver_system s = instance(a, p, i);
		struct repair_result r;

		us[i] = median_of(a, &s, &r);
		proven += r.status == REPAIR_MINIMAL ||
			  r.status == REPAIR_NONE;
		total += us[i];
		tests += r.tests;
		arena_free(a);
	}
	qsort(us, (size_t)n, sizeof *us, by_value);
	printf("%-46s total %9.3f ms  median %9.3f  max %9.3f  proven %d/%d"
	       "  tests %" PRIu64 "\n",
	       what, ms(total), ms(us[n / 2]), ms(us[n - 1]), proven, n,
	       tests / (uint64_t)n);
	free(us);
}

/* --- beside others ---------------------------------------------------------- */

struct tally {
	int64_t own_us; /* sums over the systems */
	int64_t solve_us;
	int64_t wall_us;
	int64_t longest_us;
	int same;     /* systems on which it proves our weight */
	int unproven; /* in the time it has */
	int other;    /* proves another one: to be looked at */
};

static void add(struct tally *t, const struct repair_result *r, int64_t own,
		const struct solver_answer *x)
{
	int64_t us = x->wall_us - x->read_us;

	if (us < 10)
		us = 10;
	t->own_us += own;
	t->wall_us += x->wall_us;
	t->solve_us += us;
	if (us > t->longest_us)
		t->longest_us = us;
	if (x->status == SOLVER_LIMIT)
		t->unproven++;
	else if (x->status == SOLVER_OPTIMAL && r->status == REPAIR_MINIMAL &&
		 x->weight == r->weight)
		t->same++;
	else
		t->other++;
}

static void beside(const char *what, const struct shape *p, int n,
		   enum solver k, const char *dir)
{
	struct tally t = { 0 };

	if (!solver_exists(k)) {
		printf("  %-12s not installed, skipped\n", solver_name(k));
		return;
	}
	for (int i = 0; i < n; i++) {
		struct arena *a = arena_new();
		struct solver_system s = instance(a, p, i);
		struct repair_result r;
		int64_t own = solved(a, &s, &r);
		struct solver_answer x =
			solver_ask(a, k, &s, dir, LIMIT_S, true);

		add(&t, &r, own, &x);
		arena_free(a);
	}
	printf("%-34s %-11s %2d systems  hoptac %8.3f ms  its solving %9.1f "
	       "(longest %8.1f)  ratio %s%.0f  its process %9.1f  same weight "
	       "%d",
	       what, solver_name(k), n, ms(t.own_us), ms(t.solve_us),
	       ms(t.longest_us), t.unproven ? "> " : "",
	       (double)t.solve_us / (double)t.own_us, ms(t.wall_us), t.same);
	if (t.unproven)
		printf("  > %d s, unproven %d", LIMIT_S, t.unproven);
	printf(t.other ? "  ANOTHER ANSWER %d\n" : "\n", t.other);
}

static void all_beside(const char *what, const struct shape *p, int n)
{
	char dir[] = "/tmp/hoptac-bench-XXXXXX";
	static const char *const files[] = { "programme.lp", "solution",
					     "log" };
	char path[64];

	if (!mkdtemp(dir))
		BUG("mkdtemp %s", dir);
	for (int k = 0; k < SOLVER__MAX; k++)
		beside(what, p, n, (enum solver)k, dir);
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		snprintf(path, sizeof path, "%s/%s", dir, files[i]);
		unlink(path);
	}
	rmdir(dir);
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
	printf("-- beside GLPK and CBC, sums over the systems, %d s each at "
	       "most\n",
	       LIMIT_S);
	all_beside("60 figures, 40 rules, 1-3 errors", &form, 63);
	for (size_t i = 0; i < 2; i++) {
		char what[80];

		mixed.errors = large.errors = errors[i];
		snprintf(what, sizeof what, "200 figures, 150 rules, %zu errors",
			 errors[i]);
		all_beside(what, &mixed, 3);
		if (i > 0)
			continue;
		snprintf(what, sizeof what, "2000 figures, 1500 sums, %zu err",
			 errors[i]);
		all_beside(what, &large, 2);
	}
	return 0;
}
