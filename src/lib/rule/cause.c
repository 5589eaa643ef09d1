/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Slips of one figure, undone: from the wrong number every right one that a
 * slip could have come from.  Numbers are looked at as typed: digits in units
 * of the last printed decimal.
 */
#include "lib/rule/cause.h"

#include "lib/base/base.h"

enum { DIGITS = 36 };

/* Numbers up to this have so many digits; ten times that is one, too. */
static const __int128 largest = (__int128)1000000000000000000 *
					1000000000000000000 - 1;

static const struct {
	const char *name;
	const char *vi;
	int cost;
} causes[CAUSE__MAX] = {
	[CAUSE_UNIT] = { "unit", "nhầm đơn vị một nghìn lần", 1 },
	[CAUSE_SIGN] = { "sign", "nhầm dấu", 2 },
	[CAUSE_SWAPPED_DIGITS] = { "swapped_digits",
				   "đảo hai chữ số liền nhau", 3 },
	[CAUSE_SWAPPED_CELLS] = { "swapped_cells", "ghi lẫn hai ô", 4 },
	[CAUSE_SHIFTED] = { "shifted", "số liệu lệch đi một ô", 5 },
	[CAUSE_MISSING_DIGIT] = { "missing_digit", "thiếu một chữ số", 6 },
	[CAUSE_TYPING] = { "typing", "gõ sai một chữ số", 10 },
	[CAUSE_UNKNOWN] = { "unknown", "chưa rõ nguyên nhân", 30 },
};

const char *cause_name(enum cause c)
{
	if ((int)c < 0 || c >= CAUSE__MAX)
		BUG("cause %d", (int)c);
	return causes[c].name;
}

const char *cause_vi(enum cause c)
{
	if ((int)c < 0 || c >= CAUSE__MAX)
		BUG("cause %d", (int)c);
	return causes[c].vi;
}

int cause_cost(enum cause c)
{
	if ((int)c < 0 || c >= CAUSE__MAX)
		BUG("cause %d", (int)c);
	return causes[c].cost;
}

/* A number as typed: digits without sign, the last one of weight `unit`. */
struct typed {
	int digit[DIGITS]; /* the first one first */
	int n;
	int places;
	bool negative;
	__int128 unit;
	__int128 u; /* all digits as one number */
	/* of digit i: its weight, and the numbers that the digits before it
	 * and after it make */
	__int128 weight[DIGITS];
	__int128 before[DIGITS];
	__int128 after[DIGITS];
};

/* false when it has more decimals than `places`: it was not typed so; or too
 * many digits. */
static bool typed_of(struct dec v, int places, struct typed *t)
{
	__int128 weight = 1;
	__int128 rest;

	t->places = places;
	t->negative = v.u < 0;
	t->unit = DEC_ONE;
	for (int i = 0; i < places; i++)
		t->unit /= 10;
	if (v.u > largest || v.u < -largest || v.u % t->unit != 0)
		return false;
	t->u = v.u / t->unit;
	if (t->negative)
		t->u = -t->u;
	/* one digit before the point at least: 0,5 is "05" */
	t->n = 0;
	for (rest = t->u; rest || t->n <= places; rest /= 10)
		t->n++;
	rest = t->u;
	for (int i = t->n - 1; i >= 0; i--) {
		t->digit[i] = (int)(rest % 10);
		rest /= 10;
		t->before[i] = rest;
		t->after[i] = t->u -
			      (10 * rest + t->digit[i]) * weight;
		t->weight[i] = weight;
		weight *= 10;
	}
	return true;
}

struct visit {
	const struct typed *t;
	bool (*fn)(void *ctx, struct dec right, enum cause c);
	void *ctx;
};

/* A number of n digits with this first one. */
static bool offer(const struct visit *v, __int128 u, int n, int first,
		  enum cause c)
{
	if (n > v->t->places + 1 && first == 0)
		return false; /* nobody types 015 */
	u *= v->t->unit;
	return v->fn(v->ctx, (struct dec){ v->t->negative ? -u : u }, c);
}

static bool swapped_digits(const struct visit *v)
{
	const struct typed *t = v->t;

	for (int i = 0; i + 1 < t->n; i++) {
		int more = t->digit[i + 1] - t->digit[i];

		if (more && offer(v, t->u + more * (t->weight[i] -
						    t->weight[i + 1]),
				  t->n, t->digit[i == 0], CAUSE_SWAPPED_DIGITS))
			return true;
	}
	return false;
}

/* A digit put in before digit `at`, or after the last. */
static bool with_digit(const struct visit *v, int at, int d)
{
	const struct typed *t = v->t;
	__int128 u = at < t->n ? t->u + (9 * t->before[at] + d) *
						t->weight[at] * 10
			       : 10 * t->u + d;

	return offer(v, u, t->n + 1, at ? t->digit[0] : d,
		     CAUSE_MISSING_DIGIT);
}

static bool missing_digit(const struct visit *v)
{
	for (int at = 0; at <= v->t->n; at++)
		for (int d = at == 0; d <= 9; d++)
			if (with_digit(v, at, d))
				return true;
	return false;
}

static bool other_digit(const struct visit *v)
{
	const struct typed *t = v->t;

	/* from the last digit, and from near to far */
	for (int i = t->n - 1; i >= 0; i--) {
		for (int k = 2; k < 20; k++) {
			int more = k % 2 ? -(k / 2) : k / 2;
			int d = t->digit[i] + more;

			if (d >= 0 && d <= 9 &&
			    offer(v, t->u + more * t->weight[i], t->n,
				  i ? t->digit[0] : d, CAUSE_TYPING))
				return true;
		}
	}
	return false;
}

static bool extra_digit(const struct visit *v)
{
	const struct typed *t = v->t;

	for (int i = 0; i < t->n && t->n > t->places + 1; i++)
		if (offer(v, t->before[i] * t->weight[i] + t->after[i],
			  t->n - 1, t->digit[i == 0], CAUSE_TYPING))
			return true;
	return false;
}

static bool unit_slip(const struct visit *v, struct dec wrong)
{
	__int128 up;

	if (wrong.u == 0)
		return false;
	if (wrong.u % (1000 * v->t->unit) == 0 &&
	    v->fn(v->ctx, (struct dec){ wrong.u / 1000 }, CAUSE_UNIT))
		return true;
	return !__builtin_mul_overflow(wrong.u, (__int128)1000, &up) &&
	       v->fn(v->ctx, (struct dec){ up }, CAUSE_UNIT);
}

bool cause_each(struct dec wrong, int places,
		bool (*fn)(void *ctx, struct dec right, enum cause c),
		void *ctx)
{
	struct typed t;
	struct visit v = { .t = &t, .fn = fn, .ctx = ctx };

	if (places < 0 || places > DEC_PLACES)
		BUG("%d decimals", places);
	if (!typed_of(wrong, places, &t))
		return false;
	if (unit_slip(&v, wrong))
		return true;
	if (wrong.u != 0 && fn(ctx, dec_neg(wrong), CAUSE_SIGN))
		return true;
	return swapped_digits(&v) || missing_digit(&v) || other_digit(&v) ||
	       extra_digit(&v);
}

struct sought {
	struct dec right;
	enum cause cause;
};

static bool is_sought(void *ctx, struct dec right, enum cause c)
{
	struct sought *s = ctx;

	if (dec_cmp(right, s->right) != 0)
		return false;
	s->cause = c;
	return true;
}

enum cause cause_of(struct dec wrong, struct dec right, int places)
{
	struct sought s = { .right = right, .cause = CAUSE_UNKNOWN };

	cause_each(wrong, places, is_sought, &s);
	return s.cause;
}
