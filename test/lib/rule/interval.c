/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Intervals, by hand and against slow and obvious oracles: random formulas
 * computed in fractions at every choice of ends and middles.
 */
#include "lib/rule/interval.h"

#include "lib/base/buf.h"
#include "lib/rule/fixture.h"

static struct rule_value v(struct arena *a, const char *text)
{
	return fixture_parse(a, text);
}

static const char *mul(struct arena *a, const char *x, const char *y)
{
	struct rule_value out;

	CHECK_INT(iv_mul(v(a, x), v(a, y), &out), 0);
	return fixture_value(a, &out);
}

static const char *quotient(struct arena *a, const char *x, const char *y)
{
	struct rule_value out;
	int rc = iv_div(v(a, x), v(a, y), &out);

	return rc == IV_ZERO ? "zero" : fixture_value(a, &out);
}

static const char *whole(struct arena *a, const char *x)
{
	struct rule_value out = iv_whole(v(a, x));

	return fixture_value(a, &out);
}

static const char *rounded(struct arena *a, const char *x, int places)
{
	struct rule_value out = iv_round(v(a, x), places);

	return fixture_value(a, &out);
}

static const char *printed(struct arena *a, const char *x)
{
	struct rule_value out = v(a, x);

	return fixture_value(a, &out);
}

TEST(interval_printed)
{
	CHECK_STR(printed(a, "~115"), "[114.5,115.5)");
	CHECK_STR(printed(a, "~96.40"), "[96.395,96.405)");
	CHECK_STR(printed(a, "~0"), "(-0.5,0.5)");
	CHECK_STR(printed(a, "~-2"), "(-2.5,-1.5]");
	CHECK_STR(printed(a, "~1.000000"), "1");
}

TEST(interval_products)
{
	CHECK_STR(mul(a, "2..3", "(4..5)"), "(8,15)");
	CHECK_STR(mul(a, "-2..3", "(4..5]"), "[-10,15]");
	CHECK_STR(mul(a, "(-2..3)", "0"), "0");
	CHECK_STR(mul(a, "(0..3)", "[0..2]"), "[0,6)");
	CHECK_STR(mul(a, "(0..3)", "(0..2]"), "(0,6)");
	CHECK_STR(mul(a, ">2", "-3"), "(-oo,-6)");
	CHECK_STR(mul(a, ">2", "0"), "0");
	CHECK_STR(mul(a, ">-2", ">1"), "(-oo,oo)");
	CHECK_STR(mul(a, "0.000001", "0.5"), "(0,0.000001)");
	CHECK_STR(mul(a, "-0.000001", "0.5"), "(-0.000001,0)");
}

TEST(interval_quotients)
{
	CHECK_STR(quotient(a, "6..12", "2..3"), "[2,6]");
	CHECK_STR(quotient(a, "6..12", "(2..3)"), "(2,6)");
	CHECK_STR(quotient(a, "-6..12", "2..3"), "[-3,6]");
	CHECK_STR(quotient(a, "6", "0"), "zero");
	CHECK_STR(quotient(a, "6", "0..2"), "[3,oo)");
	CHECK_STR(quotient(a, "6", "-2..0"), "(-oo,-3]");
	CHECK_STR(quotient(a, "-6", "0..2"), "(-oo,-3]");
	CHECK_STR(quotient(a, "0..6", "0..2"), "[0,oo)");
	CHECK_STR(quotient(a, "-1..6", "0..2"), "(-oo,oo)");
	CHECK_STR(quotient(a, ">6", ">2"), "(0,oo)");
	CHECK_STR(quotient(a, "-2", "3"), "(-0.666667,-0.666666)");
	CHECK_STR(quotient(a, "-", "0"), "not applicable");
}

TEST(interval_choices)
{
	/* the smaller of x < 3 and 3 is never 3; of x <= 3 and 3 it can be */
	struct rule_value out = iv_min(v(a, "[1..3)"), v(a, "3"));

	CHECK_STR(fixture_value(a, &out), "[1,3)");
	out = iv_min(v(a, "1..3"), v(a, "3"));
	CHECK_STR(fixture_value(a, &out), "[1,3]");
	out = iv_max(v(a, "1..3"), v(a, "(1..2)"));
	CHECK_STR(fixture_value(a, &out), "(1,3]");
	out = iv_max(v(a, "5"), v(a, ">3"));
	CHECK_STR(fixture_value(a, &out), "[5,oo)");
	out = iv_min(v(a, "5"), v(a, "-"));
	CHECK_STR(fixture_value(a, &out), "5");
	out = iv_between(v(a, "(1..4]"), v(a, "2..6"));
	CHECK_STR(fixture_value(a, &out), "(1,6]");
}

TEST(interval_whole)
{
	CHECK_STR(whole(a, "1.2..3.8"), "[2,3]");
	CHECK_STR(whole(a, "(2..4)"), "3");
	CHECK_STR(whole(a, "(2..3)"), "empty");
	CHECK_STR(whole(a, "-1.5..-0.5"), "-1");
	CHECK_STR(whole(a, ">2"), "[3,oo)");
}

TEST(interval_round)
{
	CHECK_STR(rounded(a, "71.308017", 0), "71");
	CHECK_STR(rounded(a, "71.308017", 1), "71.3");
	CHECK_STR(rounded(a, "~71", 0), "71");
	CHECK_STR(rounded(a, "70.5..71.5", 0), "[71,72]");
	CHECK_STR(rounded(a, "(70.5..71.5)", 0), "71");
	/* half goes away from zero: -71.5 to -72, what lies above it to -71 */
	CHECK_STR(rounded(a, "(-71.5..-70.5)", 0), "-71");
	CHECK_STR(rounded(a, "[-71.5..-70.5)", 0), "[-72,-71]");
	CHECK_STR(rounded(a, "(0.5..0.6)", 6), "(0.5,0.6)");
}

TEST(interval_scale)
{
	struct rule_value out;

	CHECK_INT(iv_scale(v(a, "1..2"), 1, 3, &out), 0);
	CHECK_STR(fixture_value(a, &out), "(0.333333,0.666667)");
	CHECK_INT(iv_scale(v(a, "2"), 1, 3, &out), 0);
	CHECK_STR(dec_str(a, out.point), "0.666667");
	CHECK_INT(iv_scale(v(a, "-2"), 1, 3, &out), 0);
	CHECK_STR(dec_str(a, out.point), "-0.666667");
	CHECK_INT(iv_scale(v(a, "-1"), 1, 3, &out), 0);
	CHECK_STR(dec_str(a, out.point), "-0.333333");
	CHECK_INT(iv_scale(v(a, "0.000001"), 1, 2, &out), 0);
	CHECK_STR(dec_str(a, out.point), "0.000001");
	CHECK_INT(iv_scale(v(a, "-0.000001"), 1, 2, &out), 0);
	CHECK_STR(dec_str(a, out.point), "-0.000001");
}

TEST(interval_relations)
{
	static const struct {
		const char *x;
		enum iv_relation op;
		const char *y;
		bool possible;
		bool certain;
	} cases[] = {
		{ "3", IV_EQ, "3", true, true },
		{ "3", IV_EQ, "4", false, false },
		{ "1..3", IV_EQ, "3..5", true, false },
		{ "[1..3)", IV_EQ, "3..5", false, false },
		{ "1..3", IV_EQ, "(3..5]", false, false },
		{ "1..3", IV_LT, "3..5", true, false },
		{ "[1..3)", IV_LT, "3..5", true, true },
		{ "1..3", IV_LE, "3..5", true, true },
		{ "3..5", IV_LE, "1..3", true, false },
		{ "(3..5]", IV_LE, "1..3", false, false },
		{ "3..5", IV_LT, "1..3", false, false },
		{ ">50", IV_GE, "50", true, true },
		{ ">50", IV_GT, "50", true, true },
		{ ">=50", IV_GT, "50", true, false },
		{ ">50", IV_LE, "50", false, false },
		{ ">50", IV_EQ, "51", true, false },
		{ ">50", IV_LT, "?", true, false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct rule_value x = v(a, cases[i].x);
		struct rule_value y = v(a, cases[i].y);

		CHECK_INT(iv_possible(x, cases[i].op, y), cases[i].possible);
		CHECK_INT(iv_certain(x, cases[i].op, y), cases[i].certain);
	}
}

/* --- fractions ------------------------------------------------------------- */

struct fraction {
	int64_t num;
	int64_t den; /* > 0; 0: there is no value */
};

static struct fraction fraction(int64_t num, int64_t den)
{
	int64_t x = num < 0 ? -num : num;
	int64_t y = den < 0 ? -den : den;

	while (y) {
		int64_t r = x % y;

		x = y;
		y = r;
	}
	if (den == 0)
		return (struct fraction){ 0, 0 };
	if (den < 0)
		x = -x;
	return (struct fraction){ num / x, den / x };
}

static struct fraction calculate(char op, struct fraction x,
				 struct fraction y)
{
	if (x.den == 0 || y.den == 0)
		return (struct fraction){ 0, 0 };
	switch (op) {
	case '+':
		return fraction(x.num * y.den + y.num * x.den, x.den * y.den);
	case '-':
		return fraction(x.num * y.den - y.num * x.den, x.den * y.den);
	case '*':
		return fraction(x.num * y.num, x.den * y.den);
	default:
		return fraction(x.num * y.den, x.den * y.num);
	}
}

static int fraction_cmp(struct fraction x, struct fraction y)
{
	__int128 l = (__int128)x.num * y.den;
	__int128 r = (__int128)y.num * x.den;

	return (l > r) - (l < r);
}

/* Where d stands beside the fraction. */
static int beside(struct dec d, struct fraction f)
{
	__int128 l = d.u * f.den;
	__int128 r = (__int128)f.num * DEC_ONE;

	return (l > r) - (l < r);
}

/* --- random formulas ------------------------------------------------------- */

struct tree {
	char op; /* 'v' a variable, 'n' a number, or + - * / */
	int which;
	struct tree *left;
	struct tree *right;
};

struct variable {
	int low; /* of -3..6, in halves of what is evaluated at */
	int high;
	bool low_open;
	bool high_open;
};

enum { VARIABLES = 4 };

struct lab {
	struct arena *arena;
	uint64_t seed;
	struct variable var[VARIABLES];
	int used;     /* variables given out when each may occur once */
	bool once;
	bool divides; /* a "/" stands somewhere */
};

static struct tree *grow(struct lab *lab, int depth)
{
	struct tree *t = ARENA_NEW(lab->arena, struct tree);

	if (depth == 0 || test_random(&lab->seed, 4) == 0) {
		t->op = 'v';
		t->which = (int)test_random(&lab->seed, VARIABLES);
		if (lab->once)
			t->which = lab->used++;
		if (t->which >= VARIABLES || test_random(&lab->seed, 8) == 0) {
			t->op = 'n';
			t->which = (int)test_random(&lab->seed, 7);
		}
		return t;
	}
	t->op = "+-*+-*/"[test_random(&lab->seed, 7)];
	lab->divides = lab->divides || t->op == '/';
	t->left = grow(lab, depth - 1);
	t->right = grow(lab, depth - 1);
	return t;
}

static void write_tree(struct buf *b, const struct tree *t)
{
	if (t->op == 'v') {
		buf_addch(b, (char)('a' + t->which));
	} else if (t->op == 'n') {
		buf_addf(b, "%d", t->which);
	} else {
		buf_addch(b, '(');
		write_tree(b, t->left);
		buf_addf(b, " %c ", t->op);
		write_tree(b, t->right);
		buf_addch(b, ')');
	}
}

/* at[i]: 0 the low end, 1 the middle, 2 the high end of variable i. */
static struct fraction at_point(const struct lab *lab, const struct tree *t,
				const int *at)
{
	const struct variable *var;

	if (t->op == 'n')
		return fraction(t->which, 1);
	if (t->op != 'v')
		return calculate(t->op, at_point(lab, t->left, at),
				 at_point(lab, t->right, at));
	var = &lab->var[t->which];
	return fraction(var->low * (2 - at[t->which]) +
				var->high * at[t->which],
			2);
}

static bool allowed(const struct lab *lab, const int *at)
{
	for (int i = 0; i < VARIABLES; i++)
		if ((at[i] == 0 && lab->var[i].low_open) ||
		    (at[i] == 2 && lab->var[i].high_open))
			return false;
	return true;
}

/* What the oracle finds over all points: the ends and whether attained. */
struct found {
	bool any;
	bool undefined; /* a division by zero at some point */
	struct fraction low;
	struct fraction high;
	bool low_attained;
	bool high_attained;
};

static void widen(struct found *f, struct fraction x, bool attained)
{
	int below = f->any ? fraction_cmp(x, f->low) : -1;
	int above = f->any ? fraction_cmp(x, f->high) : 1;

	if (below < 0)
		f->low = x;
	if (above > 0)
		f->high = x;
	f->low_attained = below < 0 ? attained :
			  below > 0 ? f->low_attained :
				      f->low_attained || attained;
	f->high_attained = above > 0 ? attained :
			   above < 0 ? f->high_attained :
				       f->high_attained || attained;
	f->any = true;
}

static bool inside(const struct rule_value *r, struct fraction x)
{
	int low = r->has_low ? beside(r->low, x) : -1;
	int high = r->has_high ? beside(r->high, x) : 1;

	return (low < 0 || (low == 0 && !r->low_open)) &&
	       (high > 0 || (high == 0 && !r->high_open));
}

static struct found explore(const struct lab *lab, const struct tree *t,
			    const struct rule_value *r, bool *all_inside)
{
	struct found f = { .any = false };

	*all_inside = true;
	for (int i = 0; i < 81; i++) {
		const int at[] = { i % 3, i / 3 % 3, i / 9 % 3, i / 27 };
		struct fraction x = at_point(lab, t, at);

		if (x.den == 0) {
			f.undefined = true;
			continue;
		}
		widen(&f, x, allowed(lab, at));
		if (allowed(lab, at) && !inside(r, x))
			*all_inside = false;
	}
	return f;
}

static const char *const *figures_of(struct lab *lab)
{
	const char **f = ARENA_ARRAY(lab->arena, 2 * VARIABLES + 1,
				     const char *);

	for (int i = 0; i < VARIABLES; i++) {
		struct variable *var = &lab->var[i];

		var->low = (int)test_random(&lab->seed, 8) - 3;
		var->high = var->low + (int)test_random(&lab->seed, 4);
		var->low_open = var->high > var->low &&
				test_random(&lab->seed, 3) == 0;
		var->high_open = var->high > var->low &&
				 test_random(&lab->seed, 3) == 0;
		f[2 * i] = arena_printf(lab->arena, "%c", 'a' + i);
		f[2 * i + 1] = arena_printf(lab->arena, "%c%d..%d%c",
					    var->low_open ? '(' : '[',
					    var->low, var->high,
					    var->high_open ? ')' : ']');
	}
	return f;
}

/* The ends are those found, exactly when nothing divides. */
static bool is_hull(const struct lab *lab, const struct rule_value *r,
		    const struct found *f)
{
	const struct fraction slack = { 1, 1000 };

	if (lab->divides)
		return beside(r->low, calculate('-', f->low, slack)) >= 0 &&
		       beside(r->high, calculate('+', f->high, slack)) <= 0;
	return beside(r->low, f->low) == 0 && beside(r->high, f->high) == 0 &&
	       r->low_open == !f->low_attained &&
	       r->high_open == !f->high_attained;
}

TEST(interval_random_formulas)
{
	int hulls = 0;
	int exact = 0;

	for (uint64_t i = 0; i < 4000; i++) {
		struct lab lab = { .arena = a, .seed = i + 1 };
		struct buf text = BUF_INIT(a);
		struct err e = { .kind = ERR_NONE };
		const char *const *figures;
		struct rule_result out;
		struct found f;
		struct tree *t;
		bool all_inside;
		bool ok = true;

		lab.once = i % 2 == 0;
		t = grow(&lab, 1 + (int)(i % 3));
		write_tree(&text, t);
		figures = figures_of(&lab);
		if (fixture_try(a, false, text.data, figures, &out, &e) < 0) {
			/* only a division by exactly zero is refused */
			ok = strstr(e.message, "chia cho 0") && lab.divides;
		} else {
			f = explore(&lab, t, &out.value, &all_inside);
			ok = all_inside;
			if (lab.once && !f.undefined && out.value.has_low &&
			    out.value.has_high) {
				ok = ok && is_hull(&lab, &out.value, &f);
				hulls++;
				exact += !lab.divides;
			}
		}
		if (!ok)
			CHECK_STR(text.data, fixture_value(a, &out.value));
		if (!ok)
			for (int k = 0; k < VARIABLES; k++)
				CHECK_STR(figures[2 * k + 1], "");
	}
	CHECK(hulls > 1000);
	CHECK(exact > 800);
}

/* --- weighted means -------------------------------------------------------- */

TEST(interval_random_means)
{
	uint64_t seed = 7;

	for (int i = 0; i < 2000; i++) {
		struct rule_value x[3];
		struct rule_value w[3];
		struct rule_value r;
		int xs[3][2];
		int ws[3][2];
		struct found f = { .any = false };

		for (int k = 0; k < 3; k++) {
			xs[k][0] = (int)test_random(&seed, 9) - 4;
			xs[k][1] = xs[k][0] + (int)test_random(&seed, 3);
			ws[k][0] = (int)test_random(&seed, 3);
			ws[k][1] = ws[k][0] + (int)test_random(&seed, 3);
			x[k] = rule_point(dec_int(xs[k][0]));
			x[k].high = dec_int(xs[k][1]);
			w[k] = rule_point(dec_int(ws[k][0]));
			w[k].high = dec_int(ws[k][1]);
		}
		CHECK_INT(iv_mean(x, w, 3, a, &r), 0);
		for (int c = 0; c < 64; c++) {
			int64_t sum = 0;
			int64_t weight = 0;

			for (int k = 0; k < 3; k++) {
				int xk = xs[k][c >> k & 1];
				int wk = ws[k][c >> (3 + k) & 1];

				sum += xk * wk;
				weight += wk;
			}
			if (weight)
				widen(&f, fraction(sum, weight), true);
		}
		CHECK_INT(f.any, r.state == RULE_KNOWN);
		if (!f.any)
			continue;
		CHECK(inside(&r, f.low) && inside(&r, f.high));
		/* within a millionth of the ends found */
		r.low.u++;
		r.high.u--;
		CHECK(beside(r.low, f.low) > 0 || !r.low_open);
		CHECK(beside(r.low, f.low) > 0);
		CHECK(beside(r.high, f.high) < 0);
	}
}

TEST(interval_mean_of_open_ends)
{
	const struct rule_value x[] = { v(a, "550"), v(a, ">1000"),
					v(a, "?"), v(a, "-") };
	const struct rule_value w[] = { v(a, "3"), v(a, "1"), v(a, "0"),
					v(a, "5") };
	const struct rule_value open[] = { v(a, "3"), v(a, ">=0"), v(a, "0"),
					   v(a, "5") };
	struct rule_value out;

	/* (3 * 550 + 1000) / 4 = 662.5; what weighs nothing is not missed */
	CHECK_INT(iv_mean(x, w, 4, a, &out), 0);
	CHECK_STR(fixture_value(a, &out), "(662.5,oo)");
	CHECK(out.complete);
	/* any weight of the second: from 550 up */
	CHECK_INT(iv_mean(x, open, 4, a, &out), 0);
	CHECK_STR(fixture_value(a, &out), "[550,oo)");
}
