/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the tree of a parsed check to lines and products.
 *
 * A side of a relation is linear when it is made of figures, numbers, "+",
 * "-" and factors that hold no figure; then the relation is a line.  Of what
 * is not linear, the forms of repair.h are understood; any other is said to
 * be so and left out, never approximated.  Nothing is told to the engine
 * before the whole check is understood.
 */
#include "lib/rule/repair_extract.h"

int extract_other(struct extraction *x, const char *why)
{
	x->why = why;
	return OTHER;
}

int extract_too_fine(struct extraction *x)
{
	return extract_other(x, "hệ số quá lớn hoặc quá lẻ để tính chính xác");
}

/* --- ratios ---------------------------------------------------------------- */

static bool ratio_of(__int128 num, __int128 den, struct ratio *out)
{
	__int128 g = wide_gcd(num, den);

	if (g == 0)
		return false;
	num = den < 0 ? -num / g : num / g;
	den = den < 0 ? -den / g : den / g;
	if (num > INT64_MAX || num < -INT64_MAX || den > INT64_MAX)
		return false;
	*out = (struct ratio){ (int64_t)num, (int64_t)den };
	return true;
}

bool extract_ratio_times(struct ratio a, struct ratio b, struct ratio *out)
{
	return ratio_of((__int128)a.num * b.num, (__int128)a.den * b.den, out);
}

static bool ratio_plus(struct ratio a, struct ratio b, struct ratio *out)
{
	return ratio_of((__int128)a.num * b.den + (__int128)b.num * a.den,
			(__int128)a.den * b.den, out);
}

static const struct ratio one = { 1, 1 };
static const struct ratio minus_one = { -1, 1 };

/* --- factors without figures ------------------------------------------------ */

/* The value of a subtree that holds nothing but numbers.  false: it holds
 * more, or cannot be written. */
static bool number(const struct node *n, struct ratio *out)
{
	struct ratio l;
	struct ratio r;

	switch (n->kind) {
	case NODE_NUMBER:
		return ratio_of(n->number.u, DEC_ONE, out);
	case NODE_POINT:
		return number(n->left, out);
	case NODE_NEG:
		return number(n->left, &l) && extract_ratio_times(l, minus_one, out);
	case NODE_SCALE:
		return number(n->left, &l) &&
		       extract_ratio_times(l, (struct ratio){ n->num, n->den }, out);
	case NODE_ADD:
	case NODE_SUB:
		return number(n->left, &l) && number(n->right, &r) &&
		       extract_ratio_times(r, n->kind == NODE_SUB ? minus_one : one,
				   &r) &&
		       ratio_plus(l, r, out);
	case NODE_MUL:
		return number(n->left, &l) && number(n->right, &r) &&
		       extract_ratio_times(l, r, out);
	case NODE_DIV:
		return number(n->left, &l) && number(n->right, &r) && r.num &&
		       extract_ratio_times(l, (struct ratio){ r.den, r.num }, &l) &&
		       ratio_of(l.num, l.den, out);
	default:
		return false;
	}
}

bool extract_is_quotient(const struct node *n)
{
	struct ratio k;

	return n->kind == NODE_DIV && !number(n->right, &k);
}

/* --- linear sides ------------------------------------------------------------ */

int extract_term(struct extraction *x, struct linear *l, size_t var,
		 struct ratio k)
{
	struct repair_term t = { var, k.num, k.den };

	if (var == SIZE_MAX)
		return ratio_plus(l->constant, k, &l->constant)
			       ? UNDERSTOOD
			       : extract_too_fine(x);
	*VEC_PUSH(x->s->arena, l->term, l->n, l->cap) = t;
	return UNDERSTOOD;
}

static int add_figure(struct extraction *x, struct linear *l,
		      const struct rule_ref *ref, struct ratio k)
{
	size_t var;

	if (x->names->var(x->names->ctx, ref, &var, x->e) < 0)
		return FAILED;
	return extract_term(x, l, var, k);
}

static int add_records(struct extraction *x, struct linear *l,
		       const struct rule_agg *agg, struct ratio k)
{
	size_t var;

	if (!x->names->aggregate)
		return extract_other(x, "đếm trực tiếp từ sổ đăng ký");
	if (x->names->aggregate(x->names->ctx, agg, &var, x->e) < 0)
		return FAILED;
	return extract_term(x, l, var, k);
}

size_t extract_parts(struct extraction *x, const struct rule_ref *by,
		     const struct rule_ref **out)
{
	const char *const *category = NULL;
	size_t all = x->names->categories(x->names->ctx, by,
					  by->sel[by->nsel - 1].dimension,
					  &category);
	struct rule_ref *ref = ARENA_ARRAY(x->s->arena, all, struct rule_ref);
	size_t n = 0;

	for (size_t i = 0; i < all; i++) {
		struct rule_sel *sel = arena_memdup(
			x->s->arena, by->sel, by->nsel * sizeof *by->sel);

		sel[by->nsel - 1].category = category[i];
		ref[n] = *by;
		ref[n].sel = sel;
		if (!x->names->applies ||
		    x->names->applies(x->names->ctx, &ref[n]))
			n++;
	}
	*out = ref;
	return n;
}

static int add_parts(struct extraction *x, struct linear *l,
		     const struct rule_ref *by, struct ratio k)
{
	const struct rule_ref *part;
	size_t n = extract_parts(x, by, &part);

	if (n == 0)
		return extract_other(x, "tổng không có thành phần nào");
	for (size_t i = 0; i < n; i++)
		if (add_figure(x, l, &part[i], k) < 0)
			return FAILED;
	return UNDERSTOOD;
}

/* value(figure): what is printed is the figure itself when it is exact. */
static int add_printed(struct extraction *x, struct linear *l,
		       const struct rule_ref *ref, struct ratio k)
{
	size_t var;

	if (x->names->var(x->names->ctx, ref, &var, x->e) < 0)
		return FAILED;
	if (x->s->var[var].inexact)
		return extract_other(
			x, "lấy giá trị in, bỏ khoảng làm tròn (value)");
	return extract_term(x, l, var, k);
}

int extract_read(struct extraction *x, struct linear *l,
		 const struct rule_ref *ref, enum node_kind read,
		 struct ratio k)
{
	if (read == NODE_ABOUT)
		return extract_other(x, "lấy gần đúng (about)");
	return read == NODE_POINT ? add_printed(x, l, ref, k)
				  : add_figure(x, l, ref, k);
}

static int add_both(struct extraction *x, struct linear *l,
		    const struct node *n, struct ratio k, bool minus)
{
	struct ratio right = k;
	int rc = extract_side(x, l, n->left, k);

	if (rc != UNDERSTOOD)
		return rc;
	if (minus && !extract_ratio_times(k, minus_one, &right))
		return extract_too_fine(x);
	return extract_side(x, l, n->right, right);
}

/* Two sides with figures. */
static int add_times(struct extraction *x, struct linear *l,
		     const struct node *n, struct ratio k)
{
	struct linear left = { .constant = { 0, 1 } };
	struct linear right = { .constant = { 0, 1 } };
	int rc = extract_side(x, &left, n->left, one);

	if (rc == UNDERSTOOD)
		rc = extract_side(x, &right, n->right, one);
	return rc == UNDERSTOOD ? extract_times(x, &left, &right, k, l) : rc;
}

/* A side times a factor without figures. */
static int add_product(struct extraction *x, struct linear *l,
		       const struct node *n, struct ratio k)
{
	struct ratio f;
	const struct node *rest = n->left;

	if (!number(n->right, &f)) {
		if (n->kind == NODE_DIV)
			return extract_other(x, "thương của hai số liệu");
		if (!number(n->left, &f))
			return add_times(x, l, n, k);
		rest = n->right;
	}
	if (n->kind == NODE_DIV &&
	    (f.num == 0 || !ratio_of(f.den, f.num, &f)))
		return extract_other(x, "chia cho 0");
	if (!extract_ratio_times(k, f, &k))
		return extract_too_fine(x);
	return extract_side(x, l, rest, k);
}

/* Adds k times the tree to l. */
int extract_side(struct extraction *x, struct linear *l, const struct node *n,
		 struct ratio k)
{
	struct ratio v;

	if (number(n, &v)) {
		if (!extract_ratio_times(v, k, &v) ||
		    !ratio_plus(l->constant, v, &l->constant))
			return extract_too_fine(x);
		return UNDERSTOOD;
	}
	switch (n->kind) {
	case NODE_FIGURE:
		return add_figure(x, l, n->ref, k);
	case NODE_RECORDS:
		return add_records(x, l, n->agg, k);
	case NODE_SUM:
		return add_parts(x, l, n->ref, k);
	case NODE_NEG:
		return extract_ratio_times(k, minus_one, &k) ?
			       extract_side(x, l, n->left, k) :
			       extract_too_fine(x);
	case NODE_SCALE:
		return extract_ratio_times(k, (struct ratio){ n->num, n->den }, &k) ?
			       extract_side(x, l, n->left, k) :
			       extract_too_fine(x);
	case NODE_ADD:
	case NODE_SUB:
		return add_both(x, l, n, k, n->kind == NODE_SUB);
	case NODE_MUL:
	case NODE_DIV:
		return add_product(x, l, n, k);
	case NODE_POINT:
		return n->left->kind == NODE_FIGURE ?
			       add_printed(x, l, n->left->ref, k) :
			       extract_other(x, "lấy giá trị in của một phép tính (value)");
	case NODE_MIN:
	case NODE_MAX:
		return extract_other(x, "lấy số nhỏ nhất hoặc lớn nhất");
	case NODE_MEAN:
		return extract_other(x, "bình quân gia quyền trong một phép tính");
	case NODE_IMPLIED:
		return extract_other(x, "kế hoạch suy từ tỷ lệ, ở dạng chưa xét được");
	case NODE_ABOUT:
		return extract_other(x, "lấy gần đúng (about)");
	case NODE_WHOLE:
		return extract_other(x, "lấy số nguyên (whole), ở dạng chưa xét được");
	default:
		return extract_other(x, "làm tròn trong một phép tính");
	}
}

/* --- lines --------------------------------------------------------------------- */

static enum repair_relation relation_of(enum iv_relation op)
{
	static const enum repair_relation same[] = {
		[IV_EQ] = REPAIR_EQ, [IV_LE] = REPAIR_LE,
		[IV_GE] = REPAIR_GE, [IV_LT] = REPAIR_LT,
		[IV_GT] = REPAIR_GT,
	};

	return same[op];
}

/* Whether a figure is a part of a product, and so in no line; or in a line. */
bool extract_is_part(const struct repair *s, size_t var)
{
	for (size_t i = 0; i < s->nproduct; i++)
		if (s->product[i].part == var)
			return true;
	return false;
}

static bool is_in_line(const struct repair *s, size_t var)
{
	for (size_t i = 0; i < s->nproduct; i++)
		if (s->product[i].value == var || s->product[i].whole == var)
			return true;
	for (size_t i = 0; i < s->ntimes; i++)
		if (s->times[i].x == var || s->times[i].y == var)
			return true;
	for (size_t i = 0; i < s->nline; i++)
		for (size_t j = 0; j < s->line[i].nterm; j++)
			if (s->line[i].term[j].var == var)
				return true;
	return false;
}

static int without_parts(struct extraction *x, const struct linear *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (extract_is_part(x->s, l->term[i].var))
			return extract_other(
				x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	return UNDERSTOOD;
}

int extract_difference(struct extraction *x, const struct node *left,
		       const struct node *right, struct linear *out)
{
	int rc;

	*out = (struct linear){ .constant = { 0, 1 } };
	rc = extract_side(x, out, left, one);
	if (rc == UNDERSTOOD)
		rc = extract_side(x, out, right, minus_one);
	return rc == UNDERSTOOD ? without_parts(x, out) : rc;
}

int extract_distance(struct extraction *x, const struct node *left,
		     const struct node *right, const struct rule_ref *ref,
		     struct ratio k, bool printed, struct linear *out)
{
	int rc = UNDERSTOOD;

	*out = (struct linear){ .constant = { 0, 1 } };
	if (left && !extract_ratio_times(k, minus_one, &k))
		return extract_too_fine(x);
	if (left)
		rc = extract_side(x, out, left, one);
	if (right)
		rc = extract_side(x, out, right, minus_one);
	if (rc == UNDERSTOOD)
		rc = printed ? add_printed(x, out, ref, k)
			     : add_figure(x, out, ref, k);
	return rc == UNDERSTOOD ? without_parts(x, out) : rc;
}

/* --- products -------------------------------------------------------------------- */

/* value = part * k * whole, before it is told. */
struct found {
	size_t value;
	size_t part;
	struct ratio k;
};

const struct node *extract_unscaled(const struct node *n, struct ratio *k)
{
	struct ratio f;

	*k = one;
	for (;;) {
		if (n->kind == NODE_SCALE) {
			f = (struct ratio){ n->num, n->den };
			n = n->left;
		} else if (n->kind == NODE_MUL && number(n->left, &f)) {
			n = n->right;
		} else {
			return n;
		}
		if (!extract_ratio_times(*k, f, k))
			*k = (struct ratio){ 0, 1 };
	}
}

static int product(struct extraction *x, const struct rule_ref *value,
		   const struct rule_ref *part, struct ratio k,
		   struct found *out)
{
	out->k = k;
	if (k.num <= 0)
		return extract_too_fine(x);
	if (x->names->var(x->names->ctx, value, &out->value, x->e) < 0 ||
	    x->names->var(x->names->ctx, part, &out->part, x->e) < 0)
		return FAILED;
	if (is_in_line(x->s, out->part) || extract_is_part(x->s, out->value))
		return extract_other(x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	return UNDERSTOOD;
}

/* n = scale * implied_plan: the plan is 100 * value / part, so value = part *
 * 1 / (100 scale) * n. */
static int implied(struct extraction *x, const struct node *n,
		   struct ratio scale, struct found *out)
{
	struct ratio k = { 1, 100 };

	if (scale.num <= 0 ||
	    !extract_ratio_times(k, (struct ratio){ scale.den, scale.num }, &k))
		return extract_too_fine(x);
	return product(x, n->ref, n->second, k, out);
}

static size_t hidden_plan(struct repair *s, bool whole)
{
	return repair_var(s, &(struct repair_var){
				     .name = "kế hoạch",
				     .missing = true,
				     .inexact = !whole,
				     .domain = { .has_low = true } });
}

static void tell_product(struct extraction *x, size_t rule,
			 const struct found *f, size_t whole)
{
	repair_product(x->s, rule, f->value, f->part, f->k.num, f->k.den,
		       whole);
}

/* implied_plan(x) = implied_plan(y), or = a figure. */
static int one_plan(struct extraction *x, const struct node *left,
		    struct ratio lscale, const struct node *right,
		    struct ratio rscale, const char *name, size_t *rule)
{
	struct found l;
	struct found r;
	size_t plan;
	int rc = implied(x, left, lscale, &l);

	if (rc != UNDERSTOOD)
		return rc;
	if (right->kind == NODE_IMPLIED) {
		rc = implied(x, right, rscale, &r);
		if (rc != UNDERSTOOD)
			return rc;
		plan = hidden_plan(x->s, false);
		*rule = repair_rule(x->s, name);
		tell_product(x, *rule, &l, plan);
		tell_product(x, *rule, &r, plan);
		return UNDERSTOOD;
	}
	/* the plan is rscale times the figure */
	if (!extract_ratio_times(l.k, rscale, &l.k) || l.k.num <= 0)
		return extract_too_fine(x);
	if (x->names->var(x->names->ctx, right->ref, &plan, x->e) < 0)
		return FAILED;
	if (extract_is_part(x->s, plan) || plan == l.part)
		return extract_other(x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	*rule = repair_rule(x->s, name);
	tell_product(x, *rule, &l, plan);
	return UNDERSTOOD;
}

/* whole(implied_plan(x)) >= 0: some whole plan fits. */
static int whole_plan(struct extraction *x, const struct node *n,
		      const char *name, size_t *rule)
{
	struct found f;
	int rc = implied(x, n, one, &f);

	if (rc != UNDERSTOOD)
		return rc;
	*rule = repair_rule(x->s, name);
	tell_product(x, *rule, &f, hidden_plan(x->s, true));
	return UNDERSTOOD;
}

/* k * above / below. */
struct quotient {
	const struct rule_ref *above;
	const struct rule_ref *below;
	struct ratio k;
};

static bool quotient(const struct node *n, struct quotient *q)
{
	struct ratio k;
	const struct node *above;

	n = extract_unscaled(n, &q->k);
	if (n->kind != NODE_DIV || n->right->kind != NODE_FIGURE ||
	    !n->right->nonnegative)
		return false;
	above = extract_unscaled(n->left, &k);
	q->above = above->ref;
	q->below = n->right->ref;
	return above->kind == NODE_FIGURE && extract_ratio_times(q->k, k, &q->k);
}

/* k * a / b = scale * part, in per cent: a = part * scale/k * b. */
static int share(struct extraction *x, const struct quotient *q,
		 const struct node *part, struct ratio scale,
		 const char *name, size_t *rule)
{
	struct ratio k;
	struct found f;
	size_t whole;
	int rc;

	if (q->k.num <= 0 ||
	    !extract_ratio_times(scale, (struct ratio){ q->k.den, q->k.num }, &k))
		return extract_too_fine(x);
	rc = product(x, q->above, part->ref, k, &f);
	if (rc != UNDERSTOOD)
		return rc;
	if (x->names->var(x->names->ctx, q->below, &whole, x->e) < 0)
		return FAILED;
	if (extract_is_part(x->s, whole) || whole == f.part)
		return extract_other(x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	*rule = repair_rule(x->s, name);
	tell_product(x, *rule, &f, whole);
	return UNDERSTOOD;
}

/* k * a / b REL c: k a - c b REL 0, for b that is not negative. */
static int rate(struct extraction *x, const struct relation *rel,
		const struct quotient *q, struct ratio c, const char *name,
		size_t *rule)
{
	struct linear l = { .constant = { 0, 1 } };

	if (q->k.num <= 0 || !extract_ratio_times(c, minus_one, &c))
		return extract_too_fine(x);
	if (add_figure(x, &l, q->above, q->k) < 0 ||
	    add_figure(x, &l, q->below, c) < 0)
		return FAILED;
	if (extract_is_part(x->s, l.term[0].var) || extract_is_part(x->s, l.term[1].var))
		return extract_other(x, "tỷ lệ vừa là tỷ lệ vừa là số hạng");
	*rule = repair_rule(x->s, name);
	repair_linear(x->s, *rule, l.term, l.n, relation_of(rel->op),
		      dec_int(-l.constant.num), l.constant.den);
	return UNDERSTOOD;
}

/* --- forms -------------------------------------------------------------------------- */

static int forms(struct extraction *x, const struct rule *check,
		 const char *name, size_t *rule)
{
	const struct relation *rel = &check->relation;
	struct ratio lk;
	struct ratio rk;
	struct ratio c;
	const struct node *l = extract_unscaled(rel->left, &lk);
	const struct node *r = extract_unscaled(rel->right, &rk);
	bool equal = !rel->within && rel->op == IV_EQ;
	struct quotient q;

	if (equal && l->kind == NODE_IMPLIED &&
	    (r->kind == NODE_IMPLIED || r->kind == NODE_FIGURE))
		return one_plan(x, l, lk, r, rk, name, rule);
	if (equal && r->kind == NODE_IMPLIED && l->kind == NODE_FIGURE)
		return one_plan(x, r, rk, l, lk, name, rule);
	if (!rel->within && rel->op == IV_GE && l->kind == NODE_WHOLE &&
	    lk.num > 0 && l->left->kind == NODE_IMPLIED &&
	    number(rel->right, &c) && c.num == 0)
		return whole_plan(x, l->left, name, rule);
	if (equal && r->kind == NODE_FIGURE && quotient(rel->left, &q))
		return share(x, &q, r, rk, name, rule);
	if (equal && l->kind == NODE_FIGURE && quotient(rel->right, &q))
		return share(x, &q, l, lk, name, rule);
	if (!rel->within && quotient(rel->left, &q) && number(rel->right, &c))
		return rate(x, rel, &q, c, name, rule);
	return extract_lines(x, check, name, rule);
}

int repair_check(struct repair *s, const struct rule *check, const char *name,
		 const struct repair_names *names, size_t *rule,
		 const char **why, struct err *e)
{
	struct extraction x = { .s = s, .names = names, .e = e };
	int rc;

	if (!check->check)
		BUG("%s is not a check", check->text);
	if (check->ncondition)
		rc = extract_lines(&x, check, name, rule);
	else
		rc = forms(&x, check, name, rule);
	if (why)
		*why = x.why;
	return rc;
}
