/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Slips of one figure, undone: from the wrong number every right one that a
 * slip could have come from.  Numbers are looked at as typed: digits in units
 * of the last printed decimal.
 */
#include "lib/rule/cause.h"

#include "lib/base/base.h"

enum {
	DIGITS = 40,
	SMALL = 18, /* so many digits are a number of 64 bits */
};

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
};

/* false when it has more decimals than `places`: it was not typed so. */
static bool typed_of(struct dec v, int places, struct typed *t)
{
	unsigned __int128 u = v.u < 0 ? -(unsigned __int128)v.u
				      : (unsigned __int128)v.u;
	int reverse[DIGITS];

	*t = (struct typed){ .places = places, .negative = v.u < 0,
			     .unit = DEC_ONE };
	for (int i = 0; i < places; i++)
		t->unit /= 10;
	if (u % (unsigned __int128)t->unit != 0)
		return false;
	u /= (unsigned __int128)t->unit;
	/* one digit before the point at least: 0,5 is "05" */
	for (; t->n < DIGITS - 1 && (u || t->n <= places); u /= 10)
		reverse[t->n++] = (int)(u % 10);
	for (int i = 0; i < t->n; i++)
		t->digit[i] = reverse[t->n - 1 - i];
	return u == 0;
}

struct visit {
	const struct typed *t;
	bool (*fn)(void *ctx, struct dec right, enum cause c);
	void *ctx;
};

static bool offer_digits(const struct visit *v, const int *digit, int n,
			 enum cause c)
{
	int64_t first = 0; /* the value of the first digits */
	__int128 u;

	if (n > v->t->places + 1 && digit[0] == 0)
		return false; /* nobody types 015 */
	for (int i = 0; i < n && i < SMALL; i++)
		first = first * 10 + digit[i];
	u = first;
	for (int i = SMALL; i < n; i++)
		if (__builtin_mul_overflow(u, (__int128)10, &u) ||
		    __builtin_add_overflow(u, (__int128)digit[i], &u))
			return false;
	if (__builtin_mul_overflow(u, v->t->unit, &u))
		return false;
	return v->fn(v->ctx, (struct dec){ v->t->negative ? -u : u }, c);
}

static bool swapped_digits(const struct visit *v)
{
	const struct typed *t = v->t;
	int digit[DIGITS];

	for (int i = 0; i + 1 < t->n; i++) {
		if (t->digit[i] == t->digit[i + 1])
			continue;
		memcpy(digit, t->digit, sizeof digit);
		digit[i] = t->digit[i + 1];
		digit[i + 1] = t->digit[i];
		if (offer_digits(v, digit, t->n, CAUSE_SWAPPED_DIGITS))
			return true;
	}
	return false;
}

/* A digit put in before position `at`. */
static bool with_digit(const struct visit *v, int at, int d)
{
	const struct typed *t = v->t;
	int digit[DIGITS];

	for (int i = 0; i < at; i++)
		digit[i] = t->digit[i];
	digit[at] = d;
	for (int i = at; i < t->n; i++)
		digit[i + 1] = t->digit[i];
	return offer_digits(v, digit, t->n + 1, CAUSE_MISSING_DIGIT);
}

static bool missing_digit(const struct visit *v)
{
	if (v->t->n + 1 >= DIGITS)
		return false;
	for (int at = 0; at <= v->t->n; at++)
		for (int d = at == 0; d <= 9; d++)
			if (with_digit(v, at, d))
				return true;
	return false;
}

static bool other_digit(const struct visit *v)
{
	const struct typed *t = v->t;
	int digit[DIGITS];

	/* from the last digit, and from near to far */
	for (int i = t->n - 1; i >= 0; i--) {
		for (int k = 2; k < 20; k++) {
			int d = t->digit[i] + (k % 2 ? -(k / 2) : k / 2);

			if (d < 0 || d > 9)
				continue;
			memcpy(digit, t->digit, sizeof digit);
			digit[i] = d;
			if (offer_digits(v, digit, t->n, CAUSE_TYPING))
				return true;
		}
	}
	return false;
}

static bool extra_digit(const struct visit *v)
{
	const struct typed *t = v->t;
	int digit[DIGITS];

	for (int i = 0; i < t->n && t->n > t->places + 1; i++) {
		memcpy(digit, t->digit, sizeof digit);
		memmove(digit + i, digit + i + 1,
			(size_t)(t->n - 1 - i) * sizeof *digit);
		if (offer_digits(v, digit, t->n - 1, CAUSE_TYPING))
			return true;
	}
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
