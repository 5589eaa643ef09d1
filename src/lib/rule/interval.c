/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arithmetic on intervals.
 *
 * A product or a quotient takes its extreme values at the corners, so the
 * four of them are computed as bounds (a number or an infinity, attained or
 * not) and the lowest and the highest are kept.
 */
#include "lib/rule/interval.h"

struct bound {
	int inf; /* -1, 0 (a number), 1 */
	struct dec v;
	bool open;
};

bool iv_in_range(struct dec v)
{
	const __int128 limit =
	    (__int128)1000000000000000000 * 1000000000000000000;

	return v.u <= limit && v.u >= -limit;
}

/* --- values -------------------------------------------------------------- */

struct rule_value rule_point(struct dec v)
{
	return (struct rule_value){
	    .state = RULE_KNOWN,
	    .complete = true,
	    .has_low = true,
	    .has_high = true,
	    .low = v,
	    .high = v,
	    .point = v,
	};
}

struct rule_value rule_absent(enum rule_state state, bool nonnegative)
{
	return (struct rule_value){
	    .state = state,
	    .complete = state == RULE_NOT_APPLICABLE,
	    .has_low = nonnegative,
	};
}

struct rule_value rule_rounded(struct dec v, int places)
{
	struct rule_value out = rule_point(v);
	struct dec half;

	if (places < 0 || places > DEC_PLACES)
		BUG("a figure printed with %d decimals", places);
	if (places == DEC_PLACES)
		return out;
	half = dec_int(1);
	for (int i = 0; i < places; i++)
		half.u /= 10;
	half.u /= 2;
	/* half away from zero: what is exactly half belongs to the larger */
	if (dec_sub(v, half, &out.low) < 0 || dec_add(v, half, &out.high) < 0)
		return rule_point(v);
	out.low_open = v.u <= 0;
	out.high_open = v.u >= 0;
	return out;
}

/* Half of the last digit that is written and not zero: what "khoảng" leaves
 * open.  About 500 is 450 to 550, about 4.650 is 4.645 to 4.655. */
static struct dec half_last_digit(struct dec v)
{
	__int128 step = 1;
	__int128 u = v.u < 0 ? -v.u : v.u;

	if (u == 0)
		return DEC_ZERO;
	while (u % 10 == 0) {
		u /= 10;
		step *= 10;
	}
	return (struct dec){ step / 2 };
}

struct rule_value rule_written(const struct quantity *q, bool rounded)
{
	struct rule_value r = rule_point(q->low);
	struct dec half_low = half_last_digit(q->low);
	struct dec half_high = half_last_digit(q->high);

	switch (q->qualifier) {
	case QUAL_EXACT:
		return rounded ? rule_rounded(q->low, q->places) : r;
	case QUAL_APPROX:
	case QUAL_APPROX_RANGE:
		r.low.u = q->low.u - half_low.u;
		r.high.u = q->high.u + half_high.u;
		break;
	case QUAL_RANGE:
		r.high = q->high;
		break;
	case QUAL_MORE_THAN:
	case QUAL_AT_LEAST:
		r.has_high = false;
		r.low_open = q->qualifier == QUAL_MORE_THAN;
		return r;
	case QUAL_LESS_THAN:
	case QUAL_AT_MOST:
	case QUAL_NEARLY:
		/* what is counted or paid is not below zero */
		r.low = DEC_ZERO;
		r.high_open = q->qualifier == QUAL_LESS_THAN;
		break;
	case QUAL__MAX:
		BUG("no such qualifier");
	}
	/* the middle of a range is what one would print */
	r.point.u = (q->low.u + q->high.u) / 2;
	return r;
}

static struct bound low_of(struct rule_value a)
{
	if (!a.has_low)
		return (struct bound){.inf = -1, .open = true};
	return (struct bound){.v = a.low, .open = a.low_open};
}

static struct bound high_of(struct rule_value a)
{
	if (!a.has_high)
		return (struct bound){.inf = 1, .open = true};
	return (struct bound){.v = a.high, .open = a.high_open};
}

static void set_low(struct rule_value *a, struct bound b)
{
	a->has_low = b.inf == 0;
	a->low = b.inf ? DEC_ZERO : b.v;
	a->low_open = b.inf == 0 && b.open;
}

static void set_high(struct rule_value *a, struct bound b)
{
	a->has_high = b.inf == 0;
	a->high = b.inf ? DEC_ZERO : b.v;
	a->high_open = b.inf == 0 && b.open;
}

static bool is_exactly(struct rule_value a, struct dec v)
{
	return a.has_low && a.has_high && dec_cmp(a.low, v) == 0 &&
	       dec_cmp(a.high, v) == 0;
}

static bool not_applicable(struct rule_value a)
{
	return a.state == RULE_NOT_APPLICABLE;
}

static enum rule_state both_states(enum rule_state a, enum rule_state b)
{
	if (a == RULE_MISSING || b == RULE_MISSING)
		return RULE_MISSING;
	if (a == RULE_REFUSED || b == RULE_REFUSED)
		return RULE_REFUSED;
	if (a == RULE_NOT_APPLICABLE || b == RULE_NOT_APPLICABLE)
		return RULE_NOT_APPLICABLE;
	return RULE_KNOWN;
}

/* What a result of two operands has whatever the operation. */
static struct rule_value joined(struct rule_value a, struct rule_value b)
{
	return (struct rule_value){
	    .state = both_states(a.state, b.state),
	    .complete = a.complete && b.complete,
	    .empty = a.empty || b.empty,
	};
}

/* A number for the point of a result whose own point cannot be computed. */
static struct dec some_point(struct rule_value a)
{
	return a.has_low ? a.low : a.has_high ? a.high : DEC_ZERO;
}

/* --- rounding ------------------------------------------------------------ */

/* n / d rounded down (dir < 0) or up (dir > 0); says when it was inexact. */
static __int128 div_toward(__int128 n, __int128 d, int dir, bool *inexact)
{
	__int128 q = n / d;
	__int128 r = n % d;

	if (r == 0)
		return q;
	*inexact = true;
	if ((r < 0) == (d < 0)) /* the true quotient is above q */
		return dir > 0 ? q + 1 : q;
	return dir < 0 ? q - 1 : q;
}

static int mul_toward(struct dec a, struct dec b, int dir, struct bound *out)
{
	/* in two parts as in dec_mul, lest the product of the millionths
	 * overflow long before the result does */
	__int128 whole;
	__int128 part;

	if (__builtin_mul_overflow(a.u / DEC_ONE, b.u, &whole) ||
	    __builtin_mul_overflow(a.u % DEC_ONE, b.u, &part))
		return IV_OVERFLOW;
	part = div_toward(part, DEC_ONE, dir, &out->open);
	if (__builtin_add_overflow(whole, part, &out->v.u))
		return IV_OVERFLOW;
	return 0;
}

static int div_bound(struct dec a, struct dec b, int dir, struct bound *out)
{
	__int128 n;

	if (__builtin_mul_overflow(a.u, (__int128)DEC_ONE, &n))
		return IV_OVERFLOW;
	out->v.u = div_toward(n, b.u, dir, &out->open);
	return 0;
}

/* --- sums ---------------------------------------------------------------- */

struct rule_value iv_neg(struct rule_value a)
{
	struct rule_value out = a;

	out.has_low = a.has_high;
	out.low = dec_neg(a.high);
	out.low_open = a.high_open;
	out.has_high = a.has_low;
	out.high = dec_neg(a.low);
	out.high_open = a.low_open;
	out.point = dec_neg(a.point);
	out.source = NULL;
	return out;
}

static int add_bounds(struct bound a, struct bound b, struct bound *out)
{
	*out = (struct bound){.open = a.open || b.open};
	if (a.inf || b.inf) {
		out->inf = a.inf ? a.inf : b.inf;
		return 0;
	}
	return dec_add(a.v, b.v, &out->v) < 0 ? IV_OVERFLOW : 0;
}

int iv_add(struct rule_value a, struct rule_value b, struct rule_value *out)
{
	struct rule_value sum = joined(a, b);
	struct bound low;
	struct bound high;

	if (not_applicable(a) || not_applicable(b)) {
		*out = not_applicable(a) ? b : a;
		out->source = NULL;
		return 0;
	}
	if (add_bounds(low_of(a), low_of(b), &low) < 0 ||
	    add_bounds(high_of(a), high_of(b), &high) < 0 ||
	    dec_add(a.point, b.point, &sum.point) < 0)
		return IV_OVERFLOW;
	set_low(&sum, low);
	set_high(&sum, high);
	*out = sum;
	return 0;
}

int iv_sub(struct rule_value a, struct rule_value b, struct rule_value *out)
{
	return iv_add(a, iv_neg(b), out);
}

/* --- products and quotients ---------------------------------------------- */

static int sign_of(struct bound b)
{
	if (b.inf)
		return b.inf;
	return (b.v.u > 0) - (b.v.u < 0);
}

/* The lower (dir < 0) or higher of two bounds; attained if either is. */
static struct bound extreme(struct bound a, struct bound b, int dir)
{
	int c = a.inf != b.inf ? (a.inf > b.inf) - (a.inf < b.inf)
		: a.inf	       ? 0
			       : dec_cmp(a.v, b.v);

	if (c == 0) {
		a.open = a.open && b.open;
		return a;
	}
	return (c < 0) == (dir < 0) ? a : b;
}

static int mul_corner(struct bound a, struct bound b, int dir,
		      struct bound *out)
{
	int sa = sign_of(a);
	int sb = sign_of(b);

	*out = (struct bound){.open = a.open || b.open};
	if (sa == 0 || sb == 0) {
		/* zero is attained when a zero factor is, whatever the other */
		out->open = !((sa == 0 && !a.open) || (sb == 0 && !b.open));
		return 0;
	}
	if (a.inf || b.inf) {
		out->inf = sa * sb;
		return 0;
	}
	return mul_toward(a.v, b.v, dir, out);
}

/* side: the sign of what is left of b beside a bound of zero. */
static int div_corner(struct bound a, struct bound b, int side, int dir,
		      struct bound *out)
{
	int sa = sign_of(a);

	*out = (struct bound){.open = a.open || b.open};
	if (sa == 0) {
		out->open = a.open;
		return 0;
	}
	if (b.inf) { /* tends to zero, or to anything: other corners say */
		out->open = true;
		return 0;
	}
	if (b.v.u == 0 || a.inf) {
		out->inf = sa * (b.v.u == 0 ? side : sign_of(b));
		out->open = true;
		return 0;
	}
	return div_bound(a.v, b.v, dir, out);
}

static int corners(struct rule_value a, struct rule_value b, bool quotient,
		   struct rule_value *out)
{
	const struct bound x[2] = {low_of(a), high_of(a)};
	const struct bound y[2] = {low_of(b), high_of(b)};
	int side = sign_of(y[0]) < 0 ? -1 : 1;
	struct bound best[2];

	for (int k = 0; k < 2; k++) {
		int dir = k ? 1 : -1;

		for (int i = 0; i < 4; i++) {
			struct bound c;
			int rc;

			rc = quotient
				 ? div_corner(x[i / 2], y[i % 2], side, dir, &c)
				 : mul_corner(x[i / 2], y[i % 2], dir, &c);
			if (rc < 0)
				return rc;
			best[k] = i ? extreme(best[k], c, dir) : c;
		}
	}
	set_low(out, best[0]);
	set_high(out, best[1]);
	return 0;
}

/* A product or quotient with something not applicable or impossible. */
static bool degenerate(struct rule_value *out)
{
	return out->state == RULE_NOT_APPLICABLE || out->empty;
}

int iv_mul(struct rule_value a, struct rule_value b, struct rule_value *out)
{
	struct rule_value r = joined(a, b);

	if (not_applicable(a) || not_applicable(b))
		r = rule_absent(RULE_NOT_APPLICABLE, false);
	if (!degenerate(&r)) {
		if (corners(a, b, false, &r) < 0 ||
		    dec_mul(a.point, b.point, &r.point) < 0)
			return IV_OVERFLOW;
	}
	*out = r;
	return 0;
}

int iv_div(struct rule_value a, struct rule_value b, struct rule_value *out)
{
	struct rule_value r = joined(a, b);

	if (not_applicable(a) || not_applicable(b))
		r = rule_absent(RULE_NOT_APPLICABLE, false);
	if (degenerate(&r)) {
		*out = r;
		return 0;
	}
	if (is_exactly(b, DEC_ZERO))
		return IV_ZERO;
	if (sign_of(low_of(b)) < 0 && sign_of(high_of(b)) > 0) {
		/* zero lies inside: on both sides of it all is possible,
		 * unless there is nothing to divide */
		if (is_exactly(a, DEC_ZERO)) {
			set_low(&r, low_of(a));
			set_high(&r, high_of(a));
		}
	} else if (corners(a, b, true, &r) < 0) {
		return IV_OVERFLOW;
	}
	if (b.point.u == 0)
		r.point = some_point(r);
	else if (dec_div(a.point, b.point, &r.point) < 0)
		return IV_OVERFLOW;
	*out = r;
	return 0;
}

static int scale_bound(struct bound *b, int64_t num, int64_t den, int dir)
{
	if (b->inf)
		return 0;
	if (__builtin_mul_overflow(b->v.u, (__int128)num, &b->v.u))
		return IV_OVERFLOW;
	b->v.u = div_toward(b->v.u, den, dir, &b->open);
	return 0;
}

int iv_scale(struct rule_value a, int64_t num, int64_t den,
	     struct rule_value *out)
{
	struct rule_value r = a;
	struct bound low = low_of(a);
	struct bound high = high_of(a);
	struct bound point = {.v = a.point};
	struct bound up = {.v = a.point};

	if (scale_bound(&low, num, den, -1) < 0 ||
	    scale_bound(&high, num, den, 1) < 0 ||
	    scale_bound(&point, num, den, -1) < 0 ||
	    scale_bound(&up, num, den, 1) < 0)
		return IV_OVERFLOW;
	if (up.v.u != point.v.u) {
		/* the half nearer to the true value, away from zero in a tie */
		__int128 twice = (a.point.u * num) % den * 2;

		if (a.point.u >= 0 ? twice >= den : twice > -(__int128)den)
			point = up;
	}
	set_low(&r, low);
	set_high(&r, high);
	r.point = point.v;
	r.source = NULL;
	*out = r;
	return 0;
}

/* --- choices and roundings ------------------------------------------------ */

/* The lower end of the larger (and the upper end of the smaller) of two is
 * the inner one, and open if either is. */
static struct bound inner(struct bound a, struct bound b, int dir)
{
	struct bound out = extreme(a, b, dir);

	if (a.inf == b.inf && (a.inf || dec_cmp(a.v, b.v) == 0))
		out.open = a.open || b.open;
	return out;
}

struct rule_value iv_min(struct rule_value a, struct rule_value b)
{
	struct rule_value out = joined(a, b);

	if (not_applicable(a) || not_applicable(b))
		return not_applicable(a) ? b : a;
	set_low(&out, extreme(low_of(a), low_of(b), -1));
	set_high(&out, inner(high_of(a), high_of(b), -1));
	out.point = dec_cmp(a.point, b.point) < 0 ? a.point : b.point;
	return out;
}

struct rule_value iv_max(struct rule_value a, struct rule_value b)
{
	return iv_neg(iv_min(iv_neg(a), iv_neg(b)));
}

struct rule_value iv_whole(struct rule_value a)
{
	struct rule_value out = a;

	if (a.has_low) {
		out.low = dec_ceil(a.low);
		if (a.low_open && dec_cmp(out.low, a.low) == 0)
			out.low.u += DEC_ONE;
	}
	if (a.has_high) {
		out.high = dec_floor(a.high);
		if (a.high_open && dec_cmp(out.high, a.high) == 0)
			out.high.u -= DEC_ONE;
	}
	out.low_open = false;
	out.high_open = false;
	out.source = NULL;
	if (a.has_low && a.has_high && dec_cmp(out.low, out.high) > 0)
		out.empty = true;
	out.point = dec_round(a.point, 0);
	if (out.has_low && dec_cmp(out.point, out.low) < 0)
		out.point = out.low;
	if (out.has_high && dec_cmp(out.point, out.high) > 0)
		out.point = out.high;
	return out;
}

/* The least value of the rounding just above an open bound v: not v's own
 * when v is exactly a half that rounds down. */
static struct dec round_above(struct dec v, bool open, int places)
{
	struct dec r = dec_round(v, places);
	struct dec next;

	if (!open || v.u >= 0)
		return r;
	next = dec_round((struct dec){v.u + 1}, places);
	/* one millionth up is past the half only if v stood on it */
	return places < DEC_PLACES ? next : r;
}

struct rule_value iv_round(struct rule_value a, int places)
{
	struct rule_value out = a;

	out.low = round_above(a.low, a.low_open, places);
	out.high = dec_neg(round_above(dec_neg(a.high), a.high_open, places));
	if (places < DEC_PLACES) {
		out.low_open = false;
		out.high_open = false;
	}
	out.point = dec_round(a.point, places);
	out.source = NULL;
	return out;
}

/* One number was said: 50, "trên 50", "không quá 50"; not 3,5 - 4,5. */
static bool is_one_number(const struct rule_value *a)
{
	return !a->has_low || !a->has_high ||
	       dec_cmp(a->high, a->point) == 0;
}

struct rule_value iv_about(struct rule_value a)
{
	struct dec half = half_last_digit(a.point);

	if (a.state != RULE_KNOWN || a.empty || !is_one_number(&a))
		return a;
	a.has_low = a.has_high = true;
	a.low_open = a.high_open = false;
	a.low.u = a.point.u - half.u;
	a.high.u = a.point.u + half.u;
	return a;
}

struct rule_value iv_point(struct rule_value a)
{
	struct rule_value out = a;

	if (a.state != RULE_KNOWN)
		return a;
	out = rule_point(a.point);
	out.complete = a.complete;
	return out;
}

struct rule_value iv_between(struct rule_value a, struct rule_value b)
{
	struct rule_value out = joined(a, b);

	if (not_applicable(a) || not_applicable(b))
		return rule_absent(RULE_NOT_APPLICABLE, false);
	set_low(&out, low_of(a));
	set_high(&out, high_of(b));
	out.point = a.point;
	return out;
}

/* --- the weighted mean ---------------------------------------------------- */

struct term {
	struct bound x;
	struct dec least;
	struct dec most;
};

/* The lower end of the mean (dir < 0) of terms ordered by x ascending, or
 * the upper end of terms ordered descending: heavy first, light after; which
 * is the last heavy one must be tried. */
static int mean_bound(const struct term *t, size_t n, int dir,
		      struct bound *out)
{
	for (size_t k = 0; k <= n; k++) {
		struct bound sum = {.open = false};
		struct dec weight = DEC_ZERO;
		struct bound c = {.open = false};

		for (size_t i = 0; i < n; i++) {
			struct dec w = i < k ? t[i].most : t[i].least;
			struct bound p = {.open = t[i].x.open};

			if (w.u == 0)
				continue;
			if (t[i].x.inf)
				p.inf = t[i].x.inf;
			else if (mul_toward(t[i].x.v, w, dir, &p) < 0)
				return IV_OVERFLOW;
			if (add_bounds(sum, p, &sum) < 0 ||
			    dec_add(weight, w, &weight) < 0)
				return IV_OVERFLOW;
		}
		if (weight.u == 0)
			continue;
		c.inf = sum.inf;
		c.open = sum.open;
		if (!sum.inf && div_bound(sum.v, weight, dir, &c) < 0)
			return IV_OVERFLOW;
		/* k == 0 may be skipped, when every weight can be zero */
		*out = out->inf == -2 ? c : extreme(*out, c, dir);
	}
	return 0;
}

static int term_cmp(const struct term *a, const struct term *b)
{
	if (a->x.inf != b->x.inf)
		return a->x.inf < b->x.inf ? -1 : 1;
	return a->x.inf ? 0 : dec_cmp(a->x.v, b->x.v);
}

static int ascending(const void *a, const void *b)
{
	return term_cmp(a, b);
}

static int descending(const void *a, const void *b)
{
	return term_cmp(b, a);
}

/* The weights are not all bounded: the mean still lies in the hull of x. */
static struct bound hull(const struct rule_value *x, const struct rule_value *w,
			 size_t n, int dir)
{
	struct bound out = {.inf = -dir};

	for (size_t i = 0; i < n; i++) {
		if (not_applicable(x[i]) || not_applicable(w[i]) ||
		    sign_of(high_of(w[i])) <= 0)
			continue;
		out = extreme(out, dir < 0 ? low_of(x[i]) : high_of(x[i]), dir);
	}
	return out;
}

static int mean_end(const struct rule_value *x, const struct rule_value *w,
		    size_t n, int dir, struct arena *scratch, struct bound *out)
{
	struct term *t = ARENA_ARRAY(scratch, n, struct term);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		if (not_applicable(x[i]) || not_applicable(w[i]) ||
		    sign_of(high_of(w[i])) <= 0)
			continue;
		if (!w[i].has_high) {
			*out = hull(x, w, n, dir);
			return 0;
		}
		t[count].x = dir < 0 ? low_of(x[i]) : high_of(x[i]);
		t[count].most = w[i].high;
		if (w[i].has_low && w[i].low.u > 0)
			t[count].least = w[i].low;
		count++;
	}
	qsort(t, count, sizeof *t, dir < 0 ? ascending : descending);
	out->inf = -2; /* none yet */
	return mean_bound(t, count, dir, out);
}

static int mean_point(const struct rule_value *x, const struct rule_value *w,
		      size_t n, struct dec *out)
{
	struct dec sum = DEC_ZERO;
	struct dec weight = DEC_ZERO;

	for (size_t i = 0; i < n; i++) {
		struct dec p;

		if (x[i].state != RULE_KNOWN || w[i].state != RULE_KNOWN ||
		    w[i].point.u <= 0)
			continue;
		if (dec_mul(x[i].point, w[i].point, &p) < 0 ||
		    dec_add(sum, p, &sum) < 0 ||
		    dec_add(weight, w[i].point, &weight) < 0)
			return IV_OVERFLOW;
	}
	if (weight.u == 0)
		return 0;
	return dec_div(sum, weight, out) < 0 ? IV_OVERFLOW : 0;
}

int iv_mean(const struct rule_value *x, const struct rule_value *w, size_t n,
	    struct arena *scratch, struct rule_value *out)
{
	struct rule_value r = rule_point(DEC_ZERO);
	struct bound low = {.open = false};
	struct bound high = {.open = false};
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		bool weighs;

		if (not_applicable(x[i]) || not_applicable(w[i]))
			continue;
		r.empty = r.empty || x[i].empty || w[i].empty;
		weighs = sign_of(high_of(w[i])) > 0;
		any = any || weighs;
		r.complete = r.complete && w[i].complete;
		r.state = both_states(r.state, w[i].state);
		if (!weighs)
			continue;
		r.complete = r.complete && x[i].complete;
		r.state = both_states(r.state, x[i].state);
	}
	if (!any) {
		*out = rule_absent(RULE_NOT_APPLICABLE, false);
		return 0;
	}
	if (r.empty) {
		*out = r;
		return 0;
	}
	if (mean_end(x, w, n, -1, scratch, &low) < 0 ||
	    mean_end(x, w, n, 1, scratch, &high) < 0)
		return IV_OVERFLOW;
	set_low(&r, low);
	set_high(&r, high);
	r.point = some_point(r);
	if (mean_point(x, w, n, &r.point) < 0)
		return IV_OVERFLOW;
	*out = r;
	return 0;
}

/* --- relations ------------------------------------------------------------ */

/* Some value of a is below (or at) some value of b. */
static bool can_be_below(struct rule_value a, struct rule_value b,
			 bool or_equal)
{
	int c;

	if (!a.has_low || !b.has_high)
		return true;
	c = dec_cmp(a.low, b.high);
	if (c != 0)
		return c < 0;
	return or_equal && !a.low_open && !b.high_open;
}

bool iv_possible(struct rule_value a, enum iv_relation op, struct rule_value b)
{
	if (a.empty || b.empty)
		return false;
	switch (op) {
	case IV_EQ:
		return can_be_below(a, b, true) && can_be_below(b, a, true);
	case IV_LE:
		return can_be_below(a, b, true);
	case IV_GE:
		return can_be_below(b, a, true);
	case IV_LT:
		return can_be_below(a, b, false);
	case IV_GT:
		return can_be_below(b, a, false);
	}
	BUG("relation %d", op);
}

bool iv_certain(struct rule_value a, enum iv_relation op, struct rule_value b)
{
	if (a.empty || b.empty)
		return false;
	switch (op) {
	case IV_EQ:
		return a.has_low && is_exactly(a, a.low) &&
		       is_exactly(b, a.low);
	case IV_LE:
		return !iv_possible(a, IV_GT, b);
	case IV_GE:
		return !iv_possible(a, IV_LT, b);
	case IV_LT:
		return !iv_possible(a, IV_GE, b);
	case IV_GT:
		return !iv_possible(a, IV_LE, b);
	}
	BUG("relation %d", op);
}
