/* SPDX-License-Identifier: Apache-2.0 */
/* Units of measure, as the parser follows them through a formula. */
#include "lib/rule/measure.h"

#include "lib/base/buf.h"

enum { MAX_NESTING = 4 };

struct measure measure_none(void)
{
	return (struct measure){.num = 1, .den = 1};
}

struct measure measure_percent_unit(void)
{
	struct measure m = measure_none();

	m.den = 100;
	m.shown.n = 1;
	m.shown.term[0].name = "percent";
	m.shown.term[0].exp = 1;
	return m;
}

static int64_t gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t r = a % b;

		a = b;
		b = r;
	}
	return a;
}

/* *num / *den times n / d (all positive), in lowest terms. */
static int multiply(int64_t *num, int64_t *den, int64_t n, int64_t d)
{
	int64_t g = gcd(*num, d);
	int64_t h = gcd(n, *den);
	int64_t top;
	int64_t bottom;

	if (__builtin_mul_overflow(*num / g, n / h, &top) ||
	    __builtin_mul_overflow(*den / h, d / g, &bottom))
		return -1;
	*num = top;
	*den = bottom;
	return 0;
}

static int exponent(const struct unit_product *p, const char *name)
{
	for (int i = 0; i < p->n; i++)
		if (strcmp(p->term[i].name, name) == 0)
			return p->term[i].exp;
	return 0;
}

static int add_term(struct unit_product *p, const char *name, int exp)
{
	int i = 0;

	while (i < p->n && strcmp(p->term[i].name, name) != 0)
		i++;
	if (i == MEASURE_TERMS)
		return -1;
	if (i == p->n) {
		p->term[i].name = name;
		p->term[i].exp = 0;
		p->n++;
	}
	p->term[i].exp += exp;
	if (p->term[i].exp == 0) {
		p->n--;
		memmove(&p->term[i], &p->term[i + 1],
			(size_t)(p->n - i) * sizeof p->term[0]);
	}
	return 0;
}

static int add_terms(struct unit_product *p, const struct unit_product *q,
		     int sign)
{
	for (int i = 0; i < q->n; i++)
		if (add_term(p, q->term[i].name, sign * q->term[i].exp) < 0)
			return -1;
	return 0;
}

/* --- definitions ---------------------------------------------------------- */

static int wrong_unit(struct err *e, const char *unit)
{
	return err_set(e, ERR_INPUT, "định nghĩa của đơn vị “%s” không đúng",
		       unit);
}

static int expand(struct arena *a, const struct rule_names *names,
		  const char *unit, int sign, int nesting, struct measure *out,
		  struct err *e);

/* One name of a dimension text: another unit, or a base dimension. */
static int expand_name(struct arena *a, const struct rule_names *names,
		       const char *unit, const char *name, int sign,
		       int nesting, struct measure *out, struct err *e)
{
	const char *dimension = NULL;
	struct dec factor;

	if (strcmp(name, "1") == 0)
		return 0;
	if (*name == '\0')
		return wrong_unit(e, unit);
	if (strcmp(name, unit) == 0 ||
	    names->unit(names->ctx, name, &dimension, &factor) < 0 ||
	    dimension == NULL || strcmp(dimension, name) == 0) {
		if (add_term(&out->base, name, sign) < 0)
			return wrong_unit(e, unit);
		return 0;
	}
	return expand(a, names, name, sign, nesting + 1, out, e);
}

static int expand(struct arena *a, const struct rule_names *names,
		  const char *unit, int sign, int nesting, struct measure *out,
		  struct err *e)
{
	const char *dimension = NULL;
	struct dec factor = dec_int(1);
	int64_t common;
	int64_t num;
	int64_t den;
	int each = sign;
	int count = 0;
	int rc;

	if (names->unit(names->ctx, unit, &dimension, &factor) < 0 ||
	    dimension == NULL)
		return err_set(e, ERR_INPUT, "không có đơn vị “%s”", unit);
	if (factor.u <= 0 || factor.u > INT64_MAX || nesting > MAX_NESTING)
		return wrong_unit(e, unit);
	num = (int64_t)factor.u;
	if (strcmp(dimension, "percent") == 0) {
		/* however the pack writes it, a per cent is a hundredth */
		dimension = "1";
		num = DEC_ONE / 100;
	}
	common = gcd(num, DEC_ONE);
	num /= common;
	den = DEC_ONE / common;
	rc = sign > 0 ? multiply(&out->num, &out->den, num, den)
		      : multiply(&out->num, &out->den, den, num);
	if (rc < 0)
		return wrong_unit(e, unit);
	for (const char *p = dimension;; p++) {
		size_t len = strcspn(p, "*/");

		if (++count > MEASURE_TERMS)
			return wrong_unit(e, unit);
		if (expand_name(a, names, unit, arena_strndup(a, p, len), each,
				nesting, out, e) < 0)
			return -1;
		p += len;
		if (*p == '\0')
			return 0;
		each = *p == '/' ? -sign : sign;
	}
}

int measure_of(struct arena *a, const struct rule_names *names,
	       const char *unit, struct measure *out, struct err *e)
{
	*out = measure_none();
	if (unit == NULL || *unit == '\0' || strcmp(unit, "1") == 0)
		return 0;
	if (expand(a, names, unit, 1, 0, out, e) < 0)
		return -1;
	if (add_term(&out->shown, arena_strdup(a, unit), 1) < 0)
		BUG("one unit is too many");
	return 0;
}

/* --- algebra -------------------------------------------------------------- */

bool measure_plain(const struct measure *m)
{
	return m->base.n == 0;
}

bool measure_percent(const struct measure *m)
{
	return m->base.n == 0 && !m->any && m->num == 1 && m->den == 100;
}

bool measure_same(const struct measure *x, const struct measure *y)
{
	if (x->base.n != y->base.n)
		return false;
	for (int i = 0; i < x->base.n; i++)
		if (exponent(&y->base, x->base.term[i].name) !=
		    x->base.term[i].exp)
			return false;
	return true;
}

int measure_times(const struct measure *x, const struct measure *y, int sign,
		  struct measure *out)
{
	struct measure m = *x;
	int rc;

	if (add_terms(&m.shown, &y->shown, sign) < 0 ||
	    add_terms(&m.base, &y->base, sign) < 0)
		return -1;
	rc = sign > 0 ? multiply(&m.num, &m.den, y->num, y->den)
		      : multiply(&m.num, &m.den, y->den, y->num);
	if (rc < 0)
		return -1;
	*out = m;
	return 0;
}

int measure_ratio(const struct measure *x, const struct measure *y,
		  int64_t *num, int64_t *den)
{
	*num = x->num;
	*den = x->den;
	return multiply(num, den, y->den, y->num);
}

/* --- texts ---------------------------------------------------------------- */

static const char *name_of(const struct rule_names *names, const char *unit)
{
	const char *name = NULL;

	if (names && names->unit_name)
		name = names->unit_name(names->ctx, unit);
	return name ? name : unit;
}

static const char *product_text(struct arena *a, const struct rule_names *names,
				const struct unit_product *p)
{
	struct buf b = BUF_INIT(a);

	for (int i = 0; i < p->n; i++)
		for (int k = 0; k < p->term[i].exp; k++)
			buf_addf(&b, "%s%s", b.len ? "*" : "",
				 name_of(names, p->term[i].name));
	for (int i = 0; i < p->n; i++)
		for (int k = 0; k > p->term[i].exp; k--)
			buf_addf(&b, "%s/%s", b.len ? "" : "1",
				 name_of(names, p->term[i].name));
	return b.data;
}

const char *measure_text(struct arena *a, const struct measure *m)
{
	return product_text(a, NULL, &m->shown);
}

const char *measure_words(struct arena *a, const struct rule_names *names,
			  const struct measure *m)
{
	if (m->shown.n == 0)
		return "số không có đơn vị";
	return product_text(a, names, &m->shown);
}
