/* SPDX-License-Identifier: Apache-2.0 */
/* A broken check as an equation. */
#include "check/equation.h"

#include "figure/words.h"
#include "lib/base/buf.h"

/* Formulas that are sums and differences on both sides of one relation. */
static bool is_plain_sum(const char *formula)
{
	static const char *const more[] = {
		"=>", "..", " in ", "implied_plan", "weight", "value(",
		"about(", "pct(", "round(", "whole(", "min(", "max(",
	};

	for (size_t i = 0; i < ARRAY_LEN(more); i++)
		if (strstr(formula, more[i]))
			return false;
	return !strpbrk(formula, "*/%&|");
}

/* A minus before the name at this column takes away, also from a bracket. */
static bool is_taken_away(const char *formula, int column)
{
	for (int i = column - 2; i >= 0; i--)
		if (!strchr(" (", formula[i]))
			return formula[i] == '-';
	return false;
}

/* The figures of one side, or what it comes to when it has none. */
static size_t side_terms(struct arena *a, const struct finding *fd, int side,
			 struct equation_term *t)
{
	const struct rule_result *r = &fd->result;
	size_t n = 0;

	for (size_t i = 0; is_plain_sum(fd->check->formula) && i < r->noperand;
	     i++) {
		const struct rule_operand *o = &r->operand[i];
		const struct figure *fig = o->value.source;
		bool minus;

		if (o->side != side || !fig || !o->ref)
			continue;
		minus = is_taken_away(fd->check->formula, o->ref->column);
		t[n] = (struct equation_term){
			.op = minus ? "−" : n ? "+" : NULL,
			.text = figure_signed_vi(a, fig),
			.figure = fig,
		};
		n++;
	}
	if (n == 0)
		t[n++] = (struct equation_term){
			.text = side ? fd->right : fd->left };
	return n;
}

/* What stands between the sides when the relation does not hold, the left
 * side of the formula first. */
static const char *broken_sign(const char *formula, bool turned)
{
	bool less = strchr(formula, '<');
	bool more = strchr(formula, '>');

	if (!less && !more)
		return "≠";
	return less != turned ? ">" : "<";
}

size_t finding_equation(struct arena *a, const struct finding *fd,
			struct equation_term **out)
{
	size_t most = fd->result.noperand + 1;
	struct equation_term *side[2] = {
		ARENA_ARRAY(a, most, struct equation_term),
		ARENA_ARRAY(a, most, struct equation_term),
	};
	size_t n[2] = { side_terms(a, fd, 0, side[0]),
			side_terms(a, fd, 1, side[1]) };
	bool turned = n[1] > n[0];
	int first = turned ? 1 : 0;
	struct equation_term *t =
		ARENA_ARRAY(a, n[0] + n[1] + 1, struct equation_term);
	size_t k = n[first];

	memcpy(t, side[first], k * sizeof *t);
	if (k > 1)
		t[k++] = (struct equation_term){
			.op = "=", .text = first ? fd->right : fd->left };
	memcpy(&t[k], side[!first], n[!first] * sizeof *t);
	t[k].op = broken_sign(fd->check->formula, turned);
	for (size_t i = k; i < k + n[!first]; i++)
		t[i].wrong = true;
	*out = t;
	return k + n[!first];
}

const char *finding_sum(struct arena *a, const struct finding *fd)
{
	struct equation_term *t;
	size_t n = finding_equation(a, fd, &t);
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s%s%s", i ? " " : "", t[i].op ? t[i].op : "",
			 t[i].op && i ? " " : "", t[i].text);
	return b.data;
}
