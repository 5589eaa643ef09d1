/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evaluation: the tree walked once, on intervals, with every operand written
 * down as it is read.
 */
#include "lib/rule/node.h"

struct evaluation {
	const struct rule_env *env;
	struct rule_result *out;
	size_t cap; /* of out->operand */
	int side;
	struct err *e;
};

/* --- errors --------------------------------------------------------------- */

static int fail(struct evaluation *ev, int column, const char *message)
{
	err_set(ev->e, ERR_INPUT, "%s", message);
	return err_detail(ev->e, "cột %d", column);
}

static bool in_range(const struct rule_value *v)
{
	return (!v->has_low || iv_in_range(v->low)) &&
	       (!v->has_high || iv_in_range(v->high)) && iv_in_range(v->point);
}

/* What an operation on intervals returned, with the place. */
static int checked(struct evaluation *ev, int column, int rc,
		   const struct rule_value *v)
{
	if (rc == IV_ZERO)
		return fail(ev, column, "chia cho 0");
	if (rc < 0 || !in_range(v))
		return fail(ev, column, "kết quả vượt quá 10^30");
	return 0;
}

/* --- operands ------------------------------------------------------------- */

static void note(struct evaluation *ev, const struct rule_ref *ref,
		 const struct rule_agg *agg, const struct rule_value *v)
{
	struct rule_operand *o = VEC_PUSH(ev->env->arena, ev->out->operand,
					  ev->out->noperand, ev->cap);

	*o = (struct rule_operand){
		.ref = ref, .agg = agg, .value = *v, .side = ev->side
	};
}

/* An absent value has no bounds but those that its unit gives. */
static void make_absent(struct rule_value *v, bool nonnegative)
{
	const void *source = v->source;

	if (v->state == RULE_KNOWN)
		return;
	*v = rule_absent(v->state, nonnegative);
	v->source = source;
}

static int figure(struct evaluation *ev, const struct rule_ref *ref,
		  bool nonnegative, struct rule_value *v)
{
	*v = rule_absent(RULE_MISSING, nonnegative);
	if (ev->env->figure(ev->env->ctx, ref, v, ev->e) < 0)
		return -1;
	note(ev, ref, NULL, v);
	make_absent(v, nonnegative);
	return checked(ev, ref->column, 0, v);
}

static int records(struct evaluation *ev, const struct node *n,
		   struct rule_value *v)
{
	*v = rule_absent(RULE_MISSING, false);
	if (ev->env->aggregate(ev->env->ctx, n->agg, v, ev->e) < 0)
		return -1;
	note(ev, NULL, n->agg, v);
	make_absent(v, n->agg->op == AGG_COUNT || n->agg->op == AGG_DISTINCT);
	return checked(ev, n->column, 0, v);
}

static struct rule_value read_as(enum node_kind how, struct rule_value v)
{
	if (how == NODE_POINT)
		return iv_point(v);
	return how == NODE_ABOUT ? iv_about(v) : v;
}

/* The figure of a "by" with this category for its last selector. */
static int part(struct evaluation *ev, const struct rule_ref *by,
		const char *category, bool nonnegative, enum node_kind how,
		struct rule_value *v)
{
	struct arena *a = ev->env->arena;
	struct rule_ref *ref = arena_memdup(a, by, sizeof *by);
	struct rule_sel *sel =
		arena_memdup(a, by->sel, by->nsel * sizeof *by->sel);

	sel[by->nsel - 1].category = category;
	ref->sel = sel;
	if (figure(ev, ref, nonnegative, v) < 0)
		return -1;
	*v = read_as(how, *v);
	return 0;
}

static size_t categories(struct evaluation *ev, const struct rule_ref *by,
			 const char *const **out)
{
	*out = NULL;
	return ev->env->categories(ev->env->ctx, by,
				   by->sel[by->nsel - 1].dimension, out);
}

static int breakdown(struct evaluation *ev, const struct node *n,
		     struct rule_value *out)
{
	const char *const *category;
	size_t count = categories(ev, n->ref, &category);
	struct rule_value total = rule_absent(RULE_NOT_APPLICABLE, false);

	for (size_t i = 0; i < count; i++) {
		struct rule_value v;
		int rc = 0;

		if (part(ev, n->ref, category[i], n->nonnegative, n->read,
			 &v) < 0)
			return -1;
		if (n->kind == NODE_SUM)
			rc = iv_add(total, v, &total);
		else
			total = n->kind == NODE_MIN ? iv_min(total, v) :
						      iv_max(total, v);
		if (checked(ev, n->column, rc, &total) < 0)
			return -1;
	}
	total.source = NULL;
	*out = total;
	return 0;
}

static int mean(struct evaluation *ev, const struct node *n,
		struct rule_value *out)
{
	struct arena *a = ev->env->arena;
	const char *const *category;
	size_t count = categories(ev, n->ref, &category);
	struct rule_value *x = ARENA_ARRAY(a, count, struct rule_value);
	struct rule_value *w = ARENA_ARRAY(a, count, struct rule_value);

	for (size_t i = 0; i < count; i++) {
		if (part(ev, n->ref, category[i], n->nonnegative, n->read,
			 &x[i]) < 0)
			return -1;
		w[i] = rule_point(dec_int(1));
		if (n->second &&
		    part(ev, n->second, category[i], true, n->read_second,
			 &w[i]) < 0)
			return -1;
	}
	return checked(ev, n->column, iv_mean(x, w, count, a, out), out);
}

/* The plan of which the value is the reported per cent.  Nothing done so far,
 * 0 %, says nothing of how much was planned. */
static int implied_plan(struct evaluation *ev, const struct node *n,
			struct rule_value *out)
{
	struct rule_value v;
	struct rule_value pct;
	int rc;

	if (figure(ev, n->ref, n->nonnegative, &v) < 0 ||
	    figure(ev, n->second, true, &pct) < 0)
		return -1;
	/* hundredfold first: what is divided stays exact */
	rc = iv_scale(v, 100, 1, &v);
	if (rc == 0)
		rc = iv_div(v, pct, out);
	if (rc == IV_ZERO) {
		*out = rule_absent(RULE_MISSING, n->nonnegative);
		rc = 0;
	}
	return checked(ev, n->column, rc, out);
}

/* --- the tree ------------------------------------------------------------- */

static int evaluate(struct evaluation *ev, const struct node *n,
		    struct rule_value *out);

static int leaf(struct evaluation *ev, const struct node *n,
		struct rule_value *out)
{
	switch (n->kind) {
	case NODE_NUMBER:
		*out = rule_point(n->number);
		return 0;
	case NODE_FIGURE:
		return figure(ev, n->ref, n->nonnegative || n->ref->percent,
			      out);
	case NODE_IMPLIED:
		return implied_plan(ev, n, out);
	case NODE_SUM:
	case NODE_MIN:
	case NODE_MAX:
		return breakdown(ev, n, out);
	case NODE_MEAN:
		return mean(ev, n, out);
	case NODE_RECORDS:
		return records(ev, n, out);
	default:
		BUG("node %d without operands", n->kind);
	}
}

static int unary(struct evaluation *ev, const struct node *n,
		 struct rule_value *out)
{
	struct rule_value v;
	int rc = 0;

	if (evaluate(ev, n->left, &v) < 0)
		return -1;
	switch (n->kind) {
	case NODE_NEG:
		*out = iv_neg(v);
		break;
	case NODE_POINT:
	case NODE_ABOUT:
		*out = read_as(n->kind, v);
		break;
	case NODE_WHOLE:
		*out = iv_whole(v);
		break;
	case NODE_ROUND:
		*out = iv_round(v, n->places);
		break;
	case NODE_SCALE:
		rc = iv_scale(v, n->num, n->den, out);
		break;
	default:
		BUG("node %d with one operand", n->kind);
	}
	return checked(ev, n->column, rc, out);
}

static int binary(struct evaluation *ev, const struct node *n,
		  struct rule_value *out)
{
	struct rule_value l;
	struct rule_value r;
	int rc;

	if (evaluate(ev, n->left, &l) < 0 || evaluate(ev, n->right, &r) < 0)
		return -1;
	switch (n->kind) {
	case NODE_ADD:
		rc = iv_add(l, r, out);
		break;
	case NODE_SUB:
		rc = iv_sub(l, r, out);
		break;
	case NODE_MUL:
		rc = iv_mul(l, r, out);
		break;
	case NODE_DIV:
		rc = iv_div(l, r, out);
		break;
	default:
		BUG("node %d with two operands", n->kind);
	}
	return checked(ev, n->column, rc, out);
}

static int evaluate(struct evaluation *ev, const struct node *n,
		    struct rule_value *out)
{
	if (n->right)
		return binary(ev, n, out);
	return n->left ? unary(ev, n, out) : leaf(ev, n, out);
}

/* --- relations ------------------------------------------------------------ */

static bool is_applicable(const struct rule_value *v)
{
	return v->state != RULE_NOT_APPLICABLE;
}

static bool is_whole(const struct rule_value *v)
{
	return v->state == RULE_KNOWN && v->complete;
}

/* What a relation compares; upper only of "in". */
struct sides {
	struct rule_value left;
	struct rule_value right;
	struct rule_value upper;
};

static int read_sides(struct evaluation *ev, const struct relation *rel,
		      bool condition, struct sides *s)
{
	ev->side = condition ? 2 : 0;
	if (evaluate(ev, rel->left, &s->left) < 0)
		return -1;
	ev->side = condition ? 2 : 1;
	if (evaluate(ev, rel->right, &s->right) < 0)
		return -1;
	return rel->within ? evaluate(ev, rel->upper, &s->upper) : 0;
}

/* The right side in one: for "in" the whole range. */
static struct rule_value right_side(const struct relation *rel,
				    const struct sides *s)
{
	return rel->within ? iv_between(s->right, s->upper) : s->right;
}

static bool applicable(const struct relation *rel, const struct sides *s)
{
	return is_applicable(&s->left) && is_applicable(&s->right) &&
	       (!rel->within || is_applicable(&s->upper));
}

static bool possible(const struct relation *rel, const struct sides *s)
{
	return iv_possible(s->left, rel->within ? IV_EQ : rel->op,
			   right_side(rel, s));
}

static bool is_certain(const struct relation *rel, const struct sides *s)
{
	if (!rel->within)
		return iv_certain(s->left, rel->op, s->right);
	return iv_certain(s->left, IV_GE, s->right) &&
	       iv_certain(s->left, IV_LE, s->upper);
}

static int evaluate_check(struct evaluation *ev, const struct rule *r)
{
	const struct relation *rel = &r->relation;
	struct rule_result *out = ev->out;
	struct sides s;
	bool certain = true;

	out->verdict = RULE_IDLE;
	for (size_t i = 0; i < r->ncondition; i++) {
		if (read_sides(ev, &r->condition[i], true, &s) < 0)
			return -1;
		if (!applicable(&r->condition[i], &s) ||
		    !possible(&r->condition[i], &s))
			return 0;
		certain = certain && is_certain(&r->condition[i], &s);
	}
	if (read_sides(ev, rel, false, &s) < 0)
		return -1;
	out->left = s.left;
	out->right = right_side(rel, &s);
	if (!applicable(rel, &s))
		return 0;
	if (!possible(rel, &s))
		out->verdict = certain ? RULE_BROKEN : RULE_UNKNOWN;
	else if (is_whole(&out->left) && is_whole(&out->right))
		out->verdict = RULE_HOLDS;
	else
		out->verdict = RULE_UNKNOWN;
	return 0;
}

int rule_eval(const struct rule *r, const struct rule_env *env,
	      struct rule_result *out, struct err *e)
{
	struct evaluation ev = { .env = env, .out = out, .e = e };

	*out = (struct rule_result){ .verdict = RULE_HOLDS };
	if (r->check)
		return evaluate_check(&ev, r);
	return evaluate(&ev, r->value, &out->value);
}
