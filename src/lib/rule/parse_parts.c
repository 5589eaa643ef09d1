/* SPDX-License-Identifier: Apache-2.0 */
/* A check taken apart, for asking whether it can hold and whether it can fail. */
#include "lib/rule/node.h"

/* The check that says only this. */
static const struct rule *only(struct arena *a, const struct rule *of,
			       const struct relation *rel)
{
	struct rule *r = arena_memdup(a, of, sizeof *of);

	r->relation = *rel;
	r->condition = NULL;
	r->ncondition = 0;
	return r;
}

static const struct rule *compare(struct arena *a, const struct rule *of,
				  enum iv_relation op, const struct node *right)
{
	struct relation rel = of->relation;

	rel.op = op;
	rel.within = false;
	rel.right = right;
	rel.upper = NULL;
	return only(a, of, &rel);
}

static void add_failures(struct arena *a, const struct rule *r,
			 struct rule_parts *out)
{
	static const enum iv_relation opposite[] = {
		[IV_LE] = IV_GT, [IV_GE] = IV_LT,
		[IV_LT] = IV_GE, [IV_GT] = IV_LE,
	};
	const struct relation *rel = &r->relation;

	if (rel->within || rel->op == IV_EQ) {
		out->failure[out->nfailure++] =
			compare(a, r, IV_LT, rel->right);
		out->failure[out->nfailure++] = compare(
			a, r, IV_GT, rel->within ? rel->upper : rel->right);
		return;
	}
	out->failure[out->nfailure++] =
		compare(a, r, opposite[rel->op], rel->right);
}

struct rule_parts rule_take_apart(struct arena *a, const struct rule *check)
{
	struct rule_parts out = { .ncondition = check->ncondition };

	if (!check->check)
		BUG("%s is not a check", check->text);
	out.condition = ARENA_ARRAY(a, check->ncondition,
				    const struct rule *);
	for (size_t i = 0; i < check->ncondition; i++)
		out.condition[i] = only(a, check, &check->condition[i]);
	out.demand = only(a, check, &check->relation);
	add_failures(a, check, &out);
	return out;
}
