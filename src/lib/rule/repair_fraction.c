/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products, weighted means, quotients and rounded sides as lines over products
 * of two figures.
 *
 * A weighted mean is the sum of weight times figure over the sum of weights,
 * so "y = mean" says: y times the sum of weights is that sum of products.  A
 * quotient is multiplied out in the same way.  "y = round(v, n)" says that v
 * lies between y less and y plus half of its last digit, where y has no more
 * decimals than that.
 *
 * What is below the line stays above zero where something of it is printed so:
 * a mean is not put right by a mean of nothing.
 */
#include "lib/rule/repair_extract.h"

enum { MOST_PRODUCTS = 400 }; /* of a rule */

/* top / bottom, rounded to so many places (-1: not). */
struct fraction {
	struct linear top;
	struct linear bottom;
	bool whole;    /* the bottom is 1 */
	bool positive; /* some of the bottom is printed above zero */
	bool printed;  /* all of it is */
	int places;
};

static const struct ratio one = {1, 1};

/* --- products of two figures ----------------------------------------------- */

static bool is_product(const struct repair *s, size_t var)
{
	for (size_t i = 0; i < s->ntimes; i++)
		if (s->times[i].var == var)
			return true;
	return false;
}

/* The figure that is a * b in this rule. */
static int product_of(struct extraction *x, size_t a, size_t b, size_t *out)
{
	struct repair *s = x->s;
	size_t i = s->ntimes;
	size_t n = 0;

	if (is_product(s, a) || is_product(s, b))
		return extract_other(x, "tích của ba số liệu");
	if (extract_is_part(s, a) || extract_is_part(s, b))
		return extract_other(x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	for (; i > 0 && s->times[i - 1].rule == x->rule; i--, n++) {
		const struct times *t = &s->times[i - 1];

		*out = t->var;
		if ((t->x == a && t->y == b) || (t->x == b && t->y == a))
			return UNDERSTOOD;
	}
	if (n == MOST_PRODUCTS)
		return extract_other(x, "quá nhiều tích của hai số liệu");
	*out = repair_times(s, x->rule, a, b);
	return UNDERSTOOD;
}

static struct ratio factor_at(const struct linear *l, size_t i)
{
	return i < l->n ? (struct ratio){l->term[i].num, l->term[i].den}
			: l->constant;
}

/* Adds k times the i-th of l times the j-th of r; past the last stands the
 * constant. */
static int add_pair(struct extraction *x, const struct linear *l, size_t i,
		    const struct linear *r, size_t j, struct ratio k,
		    struct linear *out)
{
	struct ratio a = factor_at(l, i);
	struct ratio b = factor_at(r, j);
	size_t var = SIZE_MAX;

	if (a.num == 0 || b.num == 0)
		return UNDERSTOOD;
	if (!extract_ratio_times(a, b, &a) || !extract_ratio_times(a, k, &k))
		return extract_too_fine(x);
	if (i < l->n && j < r->n) {
		int rc = product_of(x, l->term[i].var, r->term[j].var, &var);

		if (rc != UNDERSTOOD)
			return rc;
	} else if (i < l->n) {
		var = l->term[i].var;
	} else if (j < r->n) {
		var = r->term[j].var;
	}
	return extract_term(x, out, var, k);
}

int extract_times(struct extraction *x, const struct linear *l,
		  const struct linear *r, struct ratio k, struct linear *out)
{
	for (size_t i = 0; i <= l->n; i++)
		for (size_t j = 0; j <= r->n; j++) {
			int rc = add_pair(x, l, i, r, j, k, out);

			if (rc != UNDERSTOOD)
				return rc;
		}
	return UNDERSTOOD;
}

/* --- fractions -------------------------------------------------------------- */

/* The weight of the group that a part is. */
static struct rule_ref weight_of(struct extraction *x,
				 const struct rule_ref *by,
				 const struct rule_ref *part)
{
	struct rule_ref ref = *by;
	struct rule_sel *sel = arena_memdup(x->s->arena, by->sel,
					    by->nsel * sizeof *by->sel);

	sel[by->nsel - 1].category = part->sel[part->nsel - 1].category;
	ref.sel = sel;
	return ref;
}

/* Adds a group to a mean: its weight, or 1, and that times its figure. */
static int add_group(struct extraction *x, const struct node *n,
		     const struct rule_ref *part, struct ratio k,
		     struct fraction *f)
{
	struct linear figure = {.constant = {0, 1}};
	struct linear weight = {.constant = {0, 1}};
	const struct repair_var *v;
	struct rule_ref by;
	int rc;

	if (!n->second) {
		extract_term(x, &f->bottom, SIZE_MAX, one);
		return extract_read(x, &f->top, part, n->read, k);
	}
	by = weight_of(x, n->second, part);
	if (x->names->applies && !x->names->applies(x->names->ctx, &by))
		return UNDERSTOOD;
	rc = extract_read(x, &figure, part, n->read, one);
	if (rc == UNDERSTOOD)
		rc = extract_read(x, &weight, &by, n->read_second, one);
	if (rc != UNDERSTOOD)
		return rc;
	v = &x->s->var[weight.term[0].var];
	if (!v->domain.has_low || v->domain.low.u < 0)
		return extract_other(x, "quyền số có thể âm");
	rc = extract_times(x, &weight, &figure, k, &f->top);
	return rc == UNDERSTOOD
		   ? extract_term(x, &f->bottom, weight.term[0].var, one)
		   : rc;
}

static int mean(struct extraction *x, const struct node *n, struct ratio k,
		struct fraction *f)
{
	const struct rule_ref *part;
	size_t count = extract_parts(x, n->ref, &part);

	for (size_t i = 0; i < count; i++) {
		int rc = add_group(x, n, &part[i], k, f);

		if (rc != UNDERSTOOD)
			return rc;
	}
	if (f->bottom.n == 0 && f->bottom.constant.num == 0)
		return extract_other(x, "bình quân không có nhóm nào");
	return UNDERSTOOD;
}

static int quotient(struct extraction *x, const struct node *n, struct ratio k,
		    struct fraction *f)
{
	int rc = extract_side(x, &f->top, n->left, k);

	if (n->right->kind != NODE_FIGURE || !n->right->nonnegative)
		return extract_other(x, "thương của hai số liệu");
	return rc == UNDERSTOOD ? extract_side(x, &f->bottom, n->right, one)
				: rc;
}

/* What is printed of a bottom. */
static int look_below(struct extraction *x, struct fraction *f)
{
	if (f->bottom.n == 0) { /* a number */
		f->whole = f->positive = true;
		return UNDERSTOOD;
	}
	f->printed = true;
	for (size_t i = 0; i < f->bottom.n; i++) {
		const struct repair_var *v =
		    &x->s->var[f->bottom.term[i].var];

		f->printed = f->printed && !v->missing;
		f->positive =
		    f->positive || (!v->missing && v->value.u > 0);
	}
	if (!f->positive && (f->printed || x->condition))
		return extract_other(x, "mẫu số hoặc mọi quyền số bằng 0");
	if (f->positive)
		repair_linear(x->s, x->rule, f->bottom.term, f->bottom.n,
			      REPAIR_GT, DEC_ZERO, 1);
	return UNDERSTOOD;
}

static int fraction_of(struct extraction *x, const struct node *n,
		       struct fraction *f)
{
	struct ratio k;
	int rc;

	*f = (struct fraction){.top.constant = {0, 1},
			       .bottom.constant = {0, 1},
			       .places = -1};
	if (n->kind == NODE_ROUND) {
		f->places = n->places;
		n = n->left;
	}
	n = extract_unscaled(n, &k);
	if (k.num == 0)
		return extract_too_fine(x);
	if (n->kind == NODE_MEAN) {
		rc = mean(x, n, k, f);
	} else if (extract_is_quotient(n)) {
		rc = quotient(x, n, k, f);
	} else {
		f->whole = f->positive = true;
		f->bottom.constant = one;
		return extract_side(x, &f->top, n, k);
	}
	return rc == UNDERSTOOD ? look_below(x, f) : rc;
}

bool extract_is_fraction(const struct node *n)
{
	struct ratio k;

	n = extract_unscaled(n, &k);
	return n->kind == NODE_ROUND || n->kind == NODE_MEAN ||
	       extract_is_quotient(n);
}

/* --- the bottom as one figure ------------------------------------------------ */

/* How many decimals the sum of figures has; -1: any number. */
static int places_of(const struct repair *s, const struct linear *l)
{
	int places = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct repair_var *v = &s->var[l->term[i].var];

		if (v->inexact)
			return -1;
		if (v->places > places)
			places = v->places;
	}
	return places;
}

/*
 * A figure that is not exact times a sum: the sum is made a figure, for one
 * product with a range between two lines is exact, and several are not.
 */
static void gather(struct extraction *x, struct fraction *f,
		   const struct linear *other)
{
	bool exact = true;
	struct repair_term t = {0, -1, 1};
	struct linear line = {.constant = {0, 1}};
	int places;

	for (size_t i = 0; i < other->n; i++) {
		const struct repair_var *v = &x->s->var[other->term[i].var];

		exact = exact && !v->inexact && !v->missing;
	}
	if (exact || f->bottom.n < 2)
		return;
	places = places_of(x->s, &f->bottom);
	t.var = repair_var(x->s, &(struct repair_var){
				     .name = "tổng quyền số",
				     .missing = true,
				     .inexact = places < 0,
				     .places = places < 0 ? 0 : places,
				     .domain = {.has_low = true,
						.low_open = f->positive}});
	for (size_t i = 0; i < f->bottom.n; i++)
		extract_term(x, &line, f->bottom.term[i].var, one);
	extract_term(x, &line, t.var, (struct ratio){-1, 1});
	repair_linear(x->s, x->rule, line.term, line.n, REPAIR_EQ, DEC_ZERO,
		      1);
	f->bottom.n = 0;
	extract_term(x, &f->bottom, t.var, one);
}

/* --- comparing --------------------------------------------------------------- */

/* l * what is below r - r * what is below l, as one sum. */
static int across(struct extraction *x, struct fraction *l, struct fraction *r,
		  struct linear *out)
{
	int rc;

	*out = (struct linear){.constant = {0, 1}};
	if (!r->whole)
		gather(x, r, &l->top);
	if (!l->whole)
		gather(x, l, &r->top);
	rc = extract_times(x, &l->top, &r->bottom, one, out);
	return rc == UNDERSTOOD ? extract_times(x, &r->top, &l->bottom,
						(struct ratio){-1, 1}, out)
				: rc;
}

/* Where all that is below may be nothing, nothing is compared strictly. */
static enum repair_relation loosened(enum repair_relation rel)
{
	return rel == REPAIR_GT   ? REPAIR_GE
	       : rel == REPAIR_LT ? REPAIR_LE
				  : rel;
}

/* Whether a sum of figures has at most so many decimals. */
static bool on_grid(const struct repair *s, const struct linear *l,
		    int decimals)
{
	int places = places_of(s, l);

	if (places < 0 || places > decimals || l->constant.den != 1)
		return false;
	for (size_t i = 0; i < l->n; i++)
		if (l->term[i].den != 1)
			return false;
	return true;
}

/* Nothing in it can be below zero. */
static bool is_nonnegative(const struct repair *s, const struct linear *l)
{
	if (l->constant.num < 0)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		size_t var = l->term[i].var;
		bool product = is_product(s, var);

		if (l->term[i].num < 0 ||
		    (!product && (!s->var[var].domain.has_low ||
				  s->var[var].domain.low.u < 0)))
			return false;
	}
	return true;
}

static struct linear *sum_of(struct extraction *x, const struct linear *l)
{
	return arena_memdup(x->s->arena, l, sizeof *l);
}

/* round(l) REL r: l against r less (low) or plus half of the last digit. */
static int half_away(struct extraction *x, struct fraction *l,
		     struct fraction *r, bool low, struct linear *out)
{
	struct fraction moved = *r;
	struct ratio half = {low ? -1 : 1, 2};

	for (int i = 0; i < l->places; i++)
		half.den *= 10;
	moved.top = (struct linear){.constant = {0, 1}};
	for (size_t i = 0; i < r->top.n; i++)
		extract_term(x, &moved.top, r->top.term[i].var,
			     factor_at(&r->top, i));
	moved.top.constant = r->top.constant;
	if (extract_term(x, &moved.top, SIZE_MAX, half) != UNDERSTOOD)
		return OTHER;
	return across(x, l, &moved, out);
}

static int compare_rounded(struct extraction *x, struct fraction *l,
			   enum repair_relation rel, struct fraction *r,
			   struct comparison *out, size_t *n)
{
	/* at least y - h; y as a multiple: above it is at least y + h */
	bool least = rel != REPAIR_LE && rel != REPAIR_LT;
	bool most = rel != REPAIR_GE && rel != REPAIR_GT;
	struct linear sum;

	if (!r->whole || r->places >= 0 ||
	    !on_grid(x->s, &r->top, l->places))
		return extract_other(
		    x, "so sánh số làm tròn với số lẻ hơn hoặc số có khoảng");
	if (!is_nonnegative(x->s, &l->top))
		return extract_other(x, "làm tròn số có thể âm");
	for (int up = 0; up < 2; up++) {
		int rc;

		if (up ? !most : !least)
			continue;
		rc = half_away(x, l, r,
			       up ? rel == REPAIR_LT : rel != REPAIR_GT, &sum);
		if (rc != UNDERSTOOD)
			return rc;
		out[(*n)++] = (struct comparison){
		    .sum = sum_of(x, &sum),
		    .n = 1,
		    .rel = !up		 ? REPAIR_GE
			   : l->positive ? REPAIR_LT
					 : REPAIR_LE,
		};
	}
	return UNDERSTOOD;
}

static enum repair_relation turned(enum repair_relation rel)
{
	static const enum repair_relation other[] = {
	    [REPAIR_EQ] = REPAIR_EQ, [REPAIR_LE] = REPAIR_GE,
	    [REPAIR_LT] = REPAIR_GT, [REPAIR_GE] = REPAIR_LE,
	    [REPAIR_GT] = REPAIR_LT,
	};

	return other[rel];
}

int extract_fractions(struct extraction *x, const struct node *left,
		      enum repair_relation rel, const struct node *right,
		      struct comparison *out, size_t *n)
{
	struct fraction l;
	struct fraction r;
	struct linear sum;
	int rc = fraction_of(x, left, &l);

	if (rc == UNDERSTOOD)
		rc = fraction_of(x, right, &r);
	if (rc != UNDERSTOOD)
		return rc;
	if (l.places >= 0)
		return compare_rounded(x, &l, rel, &r, out, n);
	if (r.places >= 0)
		return compare_rounded(x, &r, turned(rel), &l, out, n);
	rc = across(x, &l, &r, &sum);
	if (rc != UNDERSTOOD)
		return rc;
	out[(*n)++] = (struct comparison){
	    .sum = sum_of(x, &sum),
	    .n = 1,
	    .rel = l.positive && r.positive ? rel : loosened(rel),
	};
	return UNDERSTOOD;
}
