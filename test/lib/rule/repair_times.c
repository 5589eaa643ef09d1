/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/rule/repair_times.c: products of two figures by hand, and
 * averages of groups with one figure wrong. */
#include "lib/rule/repair.h"
#include "test.h"

static struct dec tenths(int64_t n)
{
	return (struct dec){ (__int128)n * (DEC_ONE / 10) };
}

static struct repair_var whole(const char *name, int64_t n)
{
	return (struct repair_var){ .name = name,
				    .weight = 1,
				    .value = dec_int(n),
				    .domain = { .has_low = true } };
}

static size_t figure(struct repair *s, const char *name, int64_t n)
{
	struct repair_var v = whole(name, n);

	return repair_var(s, &v);
}

/* A whole number between low and high that nobody has said. */
static size_t missing(struct repair *s, const char *name, int64_t low,
		      int64_t high)
{
	return repair_var(s, &(struct repair_var){
				     .name = name,
				     .missing = true,
				     .domain = { true, high > 0, false, false,
						 dec_int(low),
						 dec_int(high) } });
}

/* z = x * y */
static void product(struct repair *s, size_t z, size_t x, size_t y)
{
	size_t rule = repair_rule(s, "product");
	const struct repair_term t[] = { { repair_times(s, rule, x, y), 1, 1 },
					 { z, -1, 1 } };

	repair_linear(s, rule, t, 2, REPAIR_EQ, DEC_ZERO, 1);
}

static void equals(struct repair *s, size_t x, int64_t n)
{
	const struct repair_term t = { x, 1, 1 };

	repair_linear(s, repair_rule(s, "known"), &t, 1, REPAIR_EQ,
		      dec_int(n), 1);
}

static struct repair_result solve(struct arena *a, const struct repair *s)
{
	struct repair_result r = { 0 };
	struct err e = { 0 };

	CHECK(repair_solve(a, s, NULL, &r, &e) == 0);
	CHECK_STR(e.message, "");
	return r;
}

static const char *changes(struct arena *a, const struct repair *s,
			   const struct repair_solution *x)
{
	const char *out = "";

	for (size_t i = 0; i < x->nchange; i++)
		out = arena_printf(a, "%s%s%s %s -> %s", out, i ? ", " : "",
				   repair_get(s, x->change[i].var)->name,
				   dec_str(a, x->change[i].from),
				   dec_str(a, x->change[i].to));
	return out;
}

/* 308 x 550 = 169,400.  The first of the three cannot be what is wrong:
 * 169,400 / 560 = 302.5, so the other two are in conflict whatever it is. */
TEST(one_of_three_is_wrong)
{
	struct repair *s = repair_new(a);
	size_t n = figure(s, "n", 308);
	size_t each = figure(s, "each", 560);
	size_t all = figure(s, "all", 169400);
	struct repair_result r;

	product(s, all, n, each);
	r = solve(a, s);
	CHECK_INT(r.status, REPAIR_MINIMAL);
	CHECK_INT(r.weight, 1);
	CHECK_INT(r.group[0].nsolution, 2);
	CHECK_INT(r.group[0].nconflict, 1);
	CHECK_INT(r.group[0].conflict[0].nvar, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct repair_solution *x = &r.group[0].solution[i];

		CHECK(x->change[0].unique);
		CHECK_STR(changes(a, s, x), x->change[0].var == each
						    ? "each 560 -> 550"
						    : "all 169400 -> 172480");
	}
}

/* Both factors are known to be wrong: 12 and 7, whose product is 84. */
TEST(both_factors_change)
{
	struct repair *s = repair_new(a);
	size_t x = figure(s, "x", 5);
	size_t y = figure(s, "y", 6);
	size_t z = figure(s, "z", 84);
	struct repair_result r;

	product(s, z, x, y);
	equals(s, x, 12);
	equals(s, y, 7);
	r = solve(a, s);
	CHECK_INT(r.status, REPAIR_MINIMAL);
	CHECK_INT(r.weight, 2);
	CHECK_INT(r.ngroup, 1); /* 5 x 6 = 84 is a conflict of both */
	CHECK_INT(r.group[0].nsolution, 1);
	CHECK_STR(changes(a, s, &r.group[0].solution[0]), "x 5 -> 12, y 6 -> 7");
	/* and with 85 the product is wrong too */
	s = repair_new(a);
	x = figure(s, "x", 5);
	y = figure(s, "y", 6);
	z = figure(s, "z", 85);
	product(s, z, x, y);
	equals(s, x, 12);
	equals(s, y, 7);
	r = solve(a, s);
	CHECK_INT(r.status, REPAIR_MINIMAL);
	CHECK_INT(r.weight, 3);
}

/* 77 is 7 x 11, 79 is no product of numbers from 2 to 40. */
TEST(two_missing_factors)
{
	for (int z = 77; z <= 79; z += 2) {
		struct repair *s = repair_new(a);
		size_t all = figure(s, "all", z);
		struct repair_result r;

		product(s, all, missing(s, "x", 2, 40),
			missing(s, "y", 2, 40));
		r = solve(a, s);
		CHECK_INT(r.status, z == 77 ? REPAIR_NONE : REPAIR_MINIMAL);
		CHECK_INT(r.weight, z == 79);
	}
}

/* x * x = 144, and nothing is 145. */
TEST(a_square)
{
	for (int z = 144; z <= 145; z++) {
		struct repair *s = repair_new(a);
		size_t all = figure(s, "all", z);
		size_t x = missing(s, "x", 0, 1000);
		struct repair_result r;

		product(s, all, x, x);
		r = solve(a, s);
		CHECK_INT(r.weight, z == 145);
	}
}

/* 1,000,000,007 is prime: to see that it is no product of two numbers above
 * one takes longer than the limit, so to change it is not called minimal. */
TEST(what_is_too_hard_is_best_found)
{
	struct repair *s = repair_new(a);
	size_t all = figure(s, "all", 1000000007);
	struct repair_result r = { 0 };
	struct err e = { 0 };

	product(s, all, missing(s, "x", 2, 0), missing(s, "y", 2, 0));
	if (repair_solve(a, s, NULL, &r, &e) < 0) {
		CHECK_ERR(&e, ERR_INPUT, "giới hạn");
		return;
	}
	CHECK_INT(r.status, REPAIR_BEST_FOUND);
	CHECK_INT(r.bound, 0);
	CHECK_INT(r.weight, 1);
}

/* An average of 44.9 printed with one decimal is [44.85; 44.95) times the
 * number of members: 4,500 to but without 4,495 for 100 members. */
static int64_t weight_of_average(struct arena *a, int64_t total)
{
	struct repair *s = repair_new(a);
	struct rule_value r = rule_rounded(tenths(449), 1);
	size_t average = repair_var(
		s, &(struct repair_var){ .name = "average", .weight = 1,
					 .places = 1, .value = tenths(449),
					 .inexact = true,
					 .kept = { true, true, r.low_open,
						   r.high_open, r.low,
						   r.high },
					 .domain = { .has_low = true } });

	product(s, figure(s, "total", total), average,
		missing(s, "members", 100, 100));
	return solve(a, s).weight;
}

TEST(a_printed_average_is_a_range)
{
	CHECK_INT(weight_of_average(a, 4484), 1);
	CHECK_INT(weight_of_average(a, 4485), 0);
	CHECK_INT(weight_of_average(a, 4494), 0);
	CHECK_INT(weight_of_average(a, 4495), 1);
}

TEST(hostile_products)
{
	struct repair *s = repair_new(a);
	struct repair_result r;
	struct err e = { 0 };
	size_t x = figure(s, "x", 5);
	size_t y = figure(s, "y", 6);
	size_t rule = repair_rule(s, "cube");
	struct repair_term t = { x, 1, 1 };
	struct dec most = dec_int(INT64_C(1000000000000000000));

	/* a product of a product */
	t.var = repair_times(s, rule, repair_times(s, rule, x, y), x);
	repair_linear(s, rule, &t, 1, REPAIR_EQ, DEC_ZERO, 1);
	CHECK(repair_solve(a, s, NULL, &r, &e) == -1);
	CHECK_ERR(&e, ERR_INPUT, "tích");
	/* 10^18 with six decimals, squared: said, not guessed */
	s = repair_new(a);
	most.u -= 1;
	x = repair_var(s, &(struct repair_var){ .name = "x", .weight = 1,
						.places = 6, .value = most });
	y = figure(s, "y", 6);
	product(s, y, x, x);
	e = (struct err){ 0 };
	CHECK(repair_solve(a, s, NULL, &r, &e) == -1);
	CHECK_ERR(&e, ERR_INPUT, "quá lớn");
}

/* --- planted ----------------------------------------------------------------- */

enum { GROUPS = 5, PLANTED = 400 };

/* Members and income of groups (one decimal), all members, the average. */
struct incomes {
	int64_t members[GROUPS];
	int64_t income[GROUPS];
	int64_t all;
	int64_t average;
	size_t n;
};

static struct incomes random_incomes(uint64_t *seed)
{
	struct incomes x = { .n = 3 + test_random(seed, 3) };
	int64_t sum = 0;

	for (size_t i = 0; i < x.n; i++) {
		x.members[i] = 20 + test_random(seed, 3000);
		x.income[i] = 300 + test_random(seed, 400);
		x.all += x.members[i];
		sum += x.members[i] * x.income[i];
	}
	x.average = (2 * sum + x.all) / (2 * x.all);
	return x;
}

/* The figure that is wrong, by number: members, incomes, all, the average. */
static void plant(struct incomes *x, size_t at, uint64_t *seed)
{
	int64_t *v = at < x->n	     ? &x->members[at]
		     : at < 2 * x->n ? &x->income[at - x->n]
		     : at == 2 * x->n ? &x->all
				      : &x->average;

	*v += 1 + test_random(seed, 200);
}

/* average * all members = the sum of income * members, the average rounded to
 * one decimal; and the members add up.  Variables in the order of plant. */
static struct repair *told(struct arena *a, const struct incomes *x)
{
	struct repair *s = repair_new(a);
	struct repair_term t[GROUPS + 1];
	struct rule_value r = rule_rounded(tenths(x->average), 1);
	struct repair_var v = { .weight = 1, .places = 1,
				.domain = { .has_low = true } };
	size_t rule;

	for (size_t i = 0; i < x->n; i++)
		figure(s, "members", x->members[i]);
	for (size_t i = 0; i < x->n; i++) {
		v.value = tenths(x->income[i]);
		v.name = "income";
		repair_var(s, &v);
	}
	figure(s, "all", x->all);
	v.name = "average";
	v.value = tenths(x->average);
	v.inexact = true;
	v.kept = (struct repair_range){ true, true, r.low_open, r.high_open,
					r.low, r.high };
	repair_var(s, &v);
	rule = repair_rule(s, "members");
	for (size_t i = 0; i < x->n; i++)
		t[i] = (struct repair_term){ i, 1, 1 };
	t[x->n] = (struct repair_term){ 2 * x->n, -1, 1 };
	repair_linear(s, rule, t, x->n + 1, REPAIR_EQ, DEC_ZERO, 1);
	rule = repair_rule(s, "mean");
	for (size_t i = 0; i < x->n; i++)
		t[i].var = repair_times(s, rule, i, x->n + i);
	t[x->n].var = repair_times(s, rule, 2 * x->n, 2 * x->n + 1);
	repair_linear(s, rule, t, x->n + 1, REPAIR_EQ, DEC_ZERO, 1);
	return s;
}

static bool is_among(const struct repair_result *r, size_t var)
{
	for (size_t k = 0; k < r->ngroup; k++)
		for (size_t i = 0; i < r->group[k].nsolution; i++)
			if (r->group[k].solution[i].nchange == 1 &&
			    r->group[k].solution[i].change[0].var == var)
				return true;
	return false;
}

/* A wrong member count breaks both rules, so it is found alone or beside the
 * total; a wrong income or average is among those of the mean. */
TEST(the_wrong_figure_of_an_average_is_found)
{
	uint64_t seed = 20231231;
	int broken = 0;

	for (int k = 0; k < PLANTED; k++) {
		struct arena *step = arena_new();
		struct incomes x = random_incomes(&seed);
		size_t at = test_random(&seed, (uint32_t)(2 * x.n + 2));
		struct repair_result r;

		CHECK_INT(solve(step, told(step, &x)).status, REPAIR_NONE);
		plant(&x, at, &seed);
		r = solve(step, told(step, &x));
		if (r.status != REPAIR_NONE) {
			broken++;
			CHECK_INT(r.status, REPAIR_MINIMAL);
			CHECK_INT(r.weight, 1);
			CHECK(is_among(&r, at));
		}
		arena_free(step);
	}
	CHECK(broken > PLANTED * 9 / 10);
}
