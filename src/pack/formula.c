/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The formulas of a pack: parsed in its words, told in its places, and free of
 * circles.
 */
#include "pack/formula.h"

/* The column inside the formula out of the parser's "cột N"; 0: none. */
static int formula_column(const struct err *e)
{
	static const char head[] = "cột ";
	const char *s = e->detail;
	int column = 0;

	if (strncmp(s, head, sizeof head - 1) != 0)
		return 0;
	for (s += sizeof head - 1; *s >= '0' && *s <= '9' && column < 10000;
	     s++)
		column = column * 10 + (*s - '0');
	return column;
}

static void set_place(struct err *e, const struct pack_place *at,
		      const struct err *why)
{
	int column = formula_column(why);

	err_set(e, why->kind, "%s", why->message);
	if (at->exact && column)
		err_detail(e, "%s, dòng %d, cột %d", at->file, at->line,
			   at->column + column - 1);
	else
		err_detail(e, "%s, dòng %d, cột %d (ký tự %d của công thức)",
			   at->file, at->line, at->column, column);
	if (*why->hint)
		err_hint(e, "%s", why->hint);
}

const struct rule *pack_parse(struct arena *a, const struct pack *p,
			      const char *text, const struct pack_place *at,
			      bool check, const char *wanted, struct err *e)
{
	struct err why = { 0 };
	const struct rule *r =
		check ? rule_parse_check(a, text, &p->names, &why)
		      : rule_parse_value(a, text, &p->names, wanted, &why);

	if (!r)
		set_place(e, at, &why);
	return r;
}

/* --- circles -------------------------------------------------------------- */

/* A walk along the formulas of indicators, depth first. */
struct walk {
	const struct pack *pack;
	char *state; /* of each indicator: 0 new, 1 on the path, 2 done */
	const struct indicator *circle;
};

static void visit(struct walk *w, const struct indicator *i);

/* A figure at another period or basis is another figure: previous years may
 * refer to themselves, so only references without such a selector count. */
static bool same_figure(const struct rule_ref *ref)
{
	for (size_t i = 0; i < ref->nsel; i++)
		if (strcmp(ref->sel[i].dimension, "period") == 0 ||
		    strcmp(ref->sel[i].dimension, "basis") == 0)
			return false;
	return true;
}

static void follow(void *ctx, const struct rule_ref *ref)
{
	struct walk *w = ctx;
	const struct indicator *to = pack_indicator(w->pack, ref->indicator);

	if (to && !w->circle && same_figure(ref))
		visit(w, to);
}

static void visit(struct walk *w, const struct indicator *i)
{
	char *state = &w->state[i - w->pack->indicator];

	if (*state == 1)
		w->circle = i;
	if (*state != 0)
		return;
	*state = 1;
	if (i->rule)
		rule_each_ref(i->rule, follow, w);
	*state = 2;
}

static int check_circles(struct arena *a, const struct pack *p,
			 struct err *e)
{
	struct walk w = { .pack = p,
			  .state = arena_alloc(a, p->nindicator + 1) };

	for (size_t i = 0; i < p->nindicator; i++) {
		visit(&w, &p->indicator[i]);
		if (w.circle)
			return pack_err(e, &w.circle->formula_at,
					"Chỉ tiêu “%s” được tính vòng tròn từ "
					"chính nó", w.circle->code);
	}
	return 0;
}

int pack_parse_formulas(struct arena *a, struct pack *p, struct err *e)
{
	for (size_t i = 0; i < p->nindicator; i++) {
		struct indicator *in = &p->indicator[i];

		if (!in->formula)
			continue;
		in->rule = pack_parse(a, p, in->formula, &in->formula_at,
				      false, in->measure->code, e);
		if (!in->rule)
			return -1;
	}
	for (size_t i = 0; i < p->ncheck; i++) {
		struct check *c = &p->check[i];

		c->rule = pack_parse(a, p, c->formula, &c->formula_at, true,
				     NULL, e);
		if (!c->rule)
			return -1;
	}
	return check_circles(a, p, e);
}
