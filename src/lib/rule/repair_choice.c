/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparisons, ranges, conditions, and the least and greatest of parts, as
 * lines and choices.
 *
 * "x <= min(p by d)" says x <= p of every part: so many lines.  "x >= min(p by
 * d)" says it of one of them: a choice.  "if a then b" is the choice of what
 * contradicts a, or b.
 */
#include "lib/rule/repair_extract.h"

enum { MOST_WAYS = 64 }; /* of one choice */

/* A sum compared with zero. */
struct statement {
	struct linear sum;
	enum repair_relation rel;
};

/* All of these statements. */
struct way {
	struct statement *v;
	size_t n;
	size_t cap;
};

/* One of these ways at least. */
struct clause {
	struct way *v;
	size_t n;
	size_t cap;
};

/* --- comparisons ------------------------------------------------------------
 */

static enum repair_relation relation_of(enum iv_relation op)
{
	static const enum repair_relation same[] = {
	    [IV_EQ] = REPAIR_EQ, [IV_LE] = REPAIR_LE, [IV_GE] = REPAIR_GE,
	    [IV_LT] = REPAIR_LT, [IV_GT] = REPAIR_GT,
	};

	return same[op];
}

static bool is_extreme(const struct node *n)
{
	return n->kind == NODE_MIN || n->kind == NODE_MAX;
}

/* The sums left - k * part, or k * part - right, of the parts of n. */
static int each_part(struct extraction *x, const struct node *left,
		     const struct node *right, const struct node *n,
		     struct ratio k, struct comparison *out)
{
	const struct rule_ref *part;

	if (n->read == NODE_ABOUT)
		return extract_other(x, "lấy gần đúng (about)");
	if (k.num <= 0)
		return extract_other(x, "hệ số của min, max không dương");
	out->n = extract_parts(x, n->ref, &part);
	if (out->n == 0)
		return extract_other(x, "min, max không có thành phần nào");
	if (out->n > MOST_WAYS)
		return extract_other(x, "min, max có quá nhiều thành phần");
	out->sum = ARENA_ARRAY(x->s->arena, out->n, struct linear);
	for (size_t i = 0; i < out->n; i++) {
		int rc = extract_distance(x, left, right, &part[i], k,
					  n->read == NODE_POINT, &out->sum[i]);

		if (rc != UNDERSTOOD)
			return rc;
	}
	return UNDERSTOOD;
}

/* left REL right as one or two comparisons. */
static int compare(struct extraction *x, const struct node *left,
		   enum repair_relation rel, const struct node *right,
		   struct comparison *out, size_t *n)
{
	struct ratio lk;
	struct ratio rk;
	const struct node *l = extract_unscaled(left, &lk);
	const struct node *r = extract_unscaled(right, &rk);
	struct comparison c = {.rel = rel, .n = 1};
	bool low; /* the sums are all at most zero where the extreme is */
	int rc;

	if (!is_extreme(l) && !is_extreme(r) &&
	    (extract_is_fraction(l) || extract_is_fraction(r)))
		return extract_fractions(x, left, rel, right, out, n);
	if (!is_extreme(l) && !is_extreme(r)) {
		c.sum = ARENA_NEW(x->s->arena, struct linear);
		rc = extract_difference(x, left, right, c.sum);
		out[(*n)++] = c;
		return rc;
	}
	if (is_extreme(l) && is_extreme(r))
		return extract_other(x, "so sánh hai số nhỏ nhất, lớn nhất");
	rc = is_extreme(r) ? each_part(x, left, NULL, r, rk, &c)
			   : each_part(x, NULL, right, l, lk, &c);
	if (rc != UNDERSTOOD)
		return rc;
	low = is_extreme(r) ? r->kind == NODE_MIN : l->kind == NODE_MAX;
	if (rel != REPAIR_EQ) {
		c.any = (rel == REPAIR_LE || rel == REPAIR_LT) != low;
		out[(*n)++] = c;
		return UNDERSTOOD;
	}
	for (int up = 0; up < 2; up++) {
		c.rel = up ? REPAIR_GE : REPAIR_LE;
		c.any = !up != low;
		out[(*n)++] = c;
	}
	return UNDERSTOOD;
}

enum { COMPARISONS = 4 }; /* of a relation, at most */

static int compare_all(struct extraction *x, const struct relation *rel,
		       struct comparison *out, size_t *n)
{
	int rc;

	*n = 0;
	if (!rel->within)
		return compare(x, rel->left, relation_of(rel->op), rel->right,
			       out, n);
	rc = compare(x, rel->left, REPAIR_GE, rel->right, out, n);
	return rc == UNDERSTOOD
		   ? compare(x, rel->left, REPAIR_LE, rel->upper, out, n)
		   : rc;
}

/* --- ways --------------------------------------------------------------------
 */

static struct way *add_way(struct extraction *x, struct clause *c)
{
	struct way *w = VEC_PUSH(x->s->arena, c->v, c->n, c->cap);

	*w = (struct way){0};
	return w;
}

static void add_statement(struct extraction *x, struct way *w,
			  const struct linear *sum, enum repair_relation rel)
{
	*VEC_PUSH(x->s->arena, w->v, w->n, w->cap) =
	    (struct statement){*sum, rel};
}

/* The ways in which a comparison can fail. */
static void add_failures(struct extraction *x, const struct comparison *c,
			 struct clause *out)
{
	static const enum repair_relation opposite[] = {
	    [REPAIR_LE] = REPAIR_GT,
	    [REPAIR_GE] = REPAIR_LT,
	    [REPAIR_LT] = REPAIR_GE,
	    [REPAIR_GT] = REPAIR_LE,
	};

	if (c->rel == REPAIR_EQ) { /* of one sum */
		add_statement(x, add_way(x, out), &c->sum[0], REPAIR_LT);
		add_statement(x, add_way(x, out), &c->sum[0], REPAIR_GT);
		return;
	}
	if (c->any) {
		struct way *w = add_way(x, out);

		for (size_t i = 0; i < c->n; i++)
			add_statement(x, w, &c->sum[i], opposite[c->rel]);
		return;
	}
	for (size_t i = 0; i < c->n; i++)
		add_statement(x, add_way(x, out), &c->sum[i], opposite[c->rel]);
}

/* --- telling
 * ------------------------------------------------------------------ */

static void tell_clause(struct extraction *x, size_t rule,
			const struct clause *c)
{
	size_t choice;

	if (c->n == 1) {
		for (size_t i = 0; i < c->v[0].n; i++) {
			const struct statement *s = &c->v[0].v[i];

			repair_linear(x->s, rule, s->sum.term, s->sum.n, s->rel,
				      dec_int(-s->sum.constant.num),
				      s->sum.constant.den);
		}
		return;
	}
	choice = repair_choice(x->s, rule);
	for (size_t k = 0; k < c->n; k++) {
		size_t at = repair_alternative(x->s, choice);

		for (size_t i = 0; i < c->v[k].n; i++) {
			const struct statement *s = &c->v[k].v[i];

			repair_linear_in(
			    x->s, choice, at, s->sum.term, s->sum.n, s->rel,
			    dec_int(-s->sum.constant.num), s->sum.constant.den);
		}
	}
}

/* The comparison, or one of the excuses. */
static void tell(struct extraction *x, size_t rule, const struct comparison *c,
		 const struct clause *excuse)
{
	struct clause all = {0};

	for (size_t i = 0; i < c->n; i++) {
		if (i == 0 || !c->any) {
			all = (struct clause){0};
			for (size_t k = 0; k < excuse->n; k++)
				*add_way(x, &all) = excuse->v[k];
		}
		add_statement(x, add_way(x, &all), &c->sum[i], c->rel);
		if (!c->any || i + 1 == c->n)
			tell_clause(x, rule, &all);
	}
}

/* Reads the check; products are told on the way. */
static int read_check(struct extraction *x, const struct rule *check,
		      struct comparison *out, size_t *n,
		      struct clause *excuse)
{
	int rc;

	x->condition = true;
	for (size_t i = 0; i < check->ncondition; i++) {
		rc = compare_all(x, &check->condition[i], out, n);
		if (rc != UNDERSTOOD)
			return rc;
		for (size_t j = 0; j < *n; j++)
			add_failures(x, &out[j], excuse);
	}
	x->condition = false;
	rc = compare_all(x, &check->relation, out, n);
	if (rc == UNDERSTOOD && excuse->n > MOST_WAYS)
		return extract_other(x, "điều kiện có quá nhiều trường hợp");
	return rc;
}

int extract_lines(struct extraction *x, const struct rule *check,
		  const char *name, size_t *rule)
{
	struct repair *s = x->s;
	struct comparison c[COMPARISONS];
	struct clause excuse = {0};
	size_t nline = s->nline;
	size_t ntimes = s->ntimes;
	size_t n;
	int rc;

	x->rule = repair_rule(s, name);
	rc = read_check(x, check, c, &n, &excuse);
	if (rc != UNDERSTOOD) { /* as if nothing had been told */
		s->nline = nline;
		s->ntimes = ntimes;
		s->nrule = x->rule;
		return rc;
	}
	*rule = x->rule;
	for (size_t j = 0; j < n; j++)
		tell(x, *rule, &c[j], &excuse);
	return UNDERSTOOD;
}
