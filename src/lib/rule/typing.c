/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations on nodes with their units.
 *
 * A per cent is a unit like others, one hundredth of one.  Two habits of
 * writing are met: the constant 100 in a product whose units cancel makes it
 * count per cents (100 * a / b), and a bare number beside a per cent counts
 * per cents too.
 */
#include "lib/rule/typing.h"

struct node *node_new(struct parser *p, enum node_kind kind, size_t start,
		      int at)
{
	struct node *n = ARENA_NEW(p->arena, struct node);

	n->kind = kind;
	n->start = start;
	n->end = p->end;
	n->column = at;
	n->m = measure_none();
	return n;
}

/* n, counting in units of to instead of its own. */
static struct node *scaled(struct parser *p, struct node *n,
			   const struct measure *to, int64_t num, int64_t den)
{
	struct node *s;

	if (num == den)
		return n;
	s = node_new(p, NODE_SCALE, n->start, n->column);
	s->end = n->end;
	s->left = n;
	s->num = num;
	s->den = den;
	s->m = *to;
	s->m.hundred = n->m.hundred;
	s->m.part = n->m.part;
	return s;
}

static const char *span(struct parser *p, const struct node *n)
{
	return arena_strndup(p->arena, p->text + n->start, n->end - n->start);
}

static void *too_complex(struct parser *p, int at)
{
	return parser_fail(p, at, "đơn vị của biểu thức quá phức tạp");
}

/* "không thể VERB “tỷ đồng” (htx_capital) LINK “người” (htx_members)" */
static int mismatch(struct parser *p, int at, const char *verb,
		    const char *link, const struct node *l,
		    const struct node *r)
{
	parser_fail(p, at, "không thể %s “%s” (%s) %s “%s” (%s)", verb,
		    parser_words(p, &l->m), span(p, l), link,
		    parser_words(p, &r->m), span(p, r));
	if (l->m.bare || r->m.bare)
		err_hint(p->e, "viết đơn vị sau số, ví dụ 7 %s",
			 measure_text(p->arena, l->m.bare ? &r->m : &l->m));
	return -1;
}

static bool fits_any(const struct measure *m)
{
	return m->any || m->bare;
}

/* Brings two values that meet in a sum or a relation to one unit, the finer,
 * because then the factor is whole and the conversion exact. */
int typed_align(struct parser *p, int at, const char *verb, const char *link,
		struct node **l, struct node **r)
{
	struct measure *x = &(*l)->m;
	struct measure *y = &(*r)->m;
	int64_t num;
	int64_t den;

	if (fits_any(x) && fits_any(y))
		return 0;
	if (x->any || (x->bare && measure_plain(y)))
		*x = *y;
	else if (y->any || (y->bare && measure_plain(x)))
		*y = *x;
	if (!measure_same(x, y))
		return mismatch(p, at, verb, link, *l, *r);
	if (measure_ratio(y, x, &num, &den) < 0) {
		too_complex(p, at);
		return -1;
	}
	if (num == 1)
		*l = scaled(p, *l, y, den, num);
	else
		*r = scaled(p, *r, x, num, den);
	return 0;
}

static struct node *binary(struct parser *p, enum node_kind kind, int at,
			   struct node *l, struct node *r)
{
	struct node *n = node_new(p, kind, l->start, at);

	n->left = l;
	n->right = r;
	return n;
}

struct node *typed_sum(struct parser *p, bool minus, int at, struct node *l,
		       struct node *r)
{
	struct node *n;

	if (typed_align(p, at, minus ? "trừ" : "cộng", minus ? "cho" : "với",
			&l, &r) < 0)
		return NULL;
	n = binary(p, minus ? NODE_SUB : NODE_ADD, at, l, r);
	n->m = l->m;
	n->m.bare = l->m.bare && r->m.bare;
	n->m.any = n->m.bare ? l->m.any && r->m.any
			     : fits_any(&l->m) && fits_any(&r->m);
	n->m.hundred = measure_percent(&n->m) ? l->m.hundred || r->m.hundred
					      : l->m.hundred && r->m.hundred;
	n->m.ratio = l->m.ratio && r->m.ratio;
	n->m.part = l->m.part || r->m.part;
	return n;
}

/* A ratio that is not counted in ones (per cent) becomes so, to be a factor.
 * What was made per cents by a 100 in the text is refused: to lose that 100
 * would be wrong, and to keep it is hardly meant. */
static struct node *as_factor(struct parser *p, struct node *n)
{
	struct measure one = measure_none();
	bool part = measure_percent(&n->m);

	if (!measure_plain(&n->m) || n->m.any)
		return n;
	if (part && n->m.hundred) {
		parser_fail(p, n->column,
			    "“%s” đã nhân 100 để thành phần trăm, không nhân "
			    "hay chia tiếp được",
			    span(p, n));
		err_hint(p->e, "bỏ 100, hoặc chia lại cho 100 trước");
		return NULL;
	}
	n = scaled(p, n, &one, n->m.num, n->m.den);
	n->m.part = n->m.part || part;
	return n;
}

/* c * x with a constant c: x's unit.  100 * (a / b) counts per cents. */
static struct measure times_constant(const struct measure *c,
				     const struct measure *x)
{
	struct measure m = *x;

	if (c->hundred && x->ratio) {
		m = measure_percent_unit();
		m.part = x->part;
	}
	m.hundred = x->hundred || (c->hundred && !measure_percent(x));
	return m;
}

static struct node *over_constant(struct parser *p, struct node *n,
				  const struct measure *c,
				  const struct measure *x)
{
	n->m = *x;
	if (!c->hundred)
		return n;
	if (x->part && !x->hundred) {
		parser_fail(p, n->column,
			    "phần trăm đã được tính là một phần trăm "
			    "(0,01), không chia cho 100 nữa");
		err_hint(p->e, "bỏ “/ 100”");
		return NULL;
	}
	if (measure_percent(x) && !x->bare)
		n->m = measure_none();
	n->m.hundred = false;
	return n;
}

/* Neither operand is a bare constant. */
static struct node *product_of_units(struct parser *p, bool over, int at,
				     struct node *l, struct node *r)
{
	struct measure one = measure_none();
	struct measure m;
	struct node *n;

	l = as_factor(p, l);
	r = as_factor(p, r);
	if (!l || !r)
		return NULL;
	if (measure_times(&l->m, &r->m, over ? -1 : 1, &m) < 0)
		return too_complex(p, at);
	m.any = !over && l->m.any && r->m.any;
	m.bare = false;
	m.ratio = over || !measure_plain(&l->m);
	m.part = l->m.part || r->m.part;
	m.hundred =
	    over ? l->m.hundred && !r->m.hundred : l->m.hundred || r->m.hundred;
	n = binary(p, over ? NODE_DIV : NODE_MUL, at, l, r);
	n->m = m;
	if (!measure_plain(&m) || m.any)
		return n;
	/* the units have cancelled: a plain ratio, or per cents of it */
	n = scaled(p, n, &one, m.num, m.den);
	n->m = m.hundred && m.ratio ? measure_percent_unit() : one;
	n->m.hundred = m.hundred;
	n->m.ratio = m.ratio && !m.hundred;
	n->m.part = m.part;
	return n;
}

struct node *typed_product(struct parser *p, bool over, int at, struct node *l,
			   struct node *r)
{
	struct node *n;

	if (!l->m.bare && !r->m.bare)
		return product_of_units(p, over, at, l, r);
	if (!l->m.bare || !over) {
		n = binary(p, over ? NODE_DIV : NODE_MUL, at, l, r);
		if (over)
			return over_constant(p, n, &r->m, &l->m);
		if (l->m.bare)
			n->m = times_constant(&l->m, &r->m);
		else
			n->m = times_constant(&r->m, &l->m);
		n->m.bare = l->m.bare && r->m.bare;
		n->m.any = n->m.any && !n->m.bare;
		return n;
	}
	if (!r->m.bare) { /* constant / x */
		l->m.bare = false;
		l->m.any = false;
		return product_of_units(p, true, at, l, r);
	}
	n = binary(p, NODE_DIV, at, l, r);
	n->m.bare = true;
	n->m.hundred = l->m.hundred && !r->m.hundred;
	return n;
}

/* The value in the unit that is wanted of it. */
struct node *typed_in_unit(struct parser *p, struct node *n, const char *unit)
{
	struct measure want;
	int64_t num;
	int64_t den;

	if (measure_of(p->arena, p->names, unit, &want, p->e) < 0)
		return parser_fail_at(p, 1);
	if (fits_any(&n->m)) {
		n->m = want;
		return n;
	}
	if (!measure_same(&n->m, &want))
		return parser_fail(p, 1, "công thức tính ra “%s”, cần “%s”",
				   parser_words(p, &n->m),
				   parser_words(p, &want));
	if (measure_ratio(&n->m, &want, &num, &den) < 0)
		return too_complex(p, 1);
	return scaled(p, n, &want, num, den);
}
