/* SPDX-License-Identifier: Apache-2.0 */
/* Changes that are no minimal solution, tried all the same. */
#include "check/attempt.h"

/* --- checks after a change ------------------------------------------------------ */

struct trial {
	struct arena *arena;
	const struct check_system *system;
	const struct repair_change *change;
	size_t nchange;
	const struct finding *at;
};

static const struct repair_change *change_of(const struct trial *t,
					     const struct figure *fig)
{
	for (size_t i = 0; i < t->nchange; i++) {
		const struct figure *x = system_figure(t->system,
						       t->change[i].var);

		if (x && same_figure(x, fig))
			return &t->change[i];
	}
	return NULL;
}

/* A number as it will be printed: one that stood for all that round to it
 * still does. */
static struct rule_value value_after(const struct trial *t,
				     const struct repair_change *c,
				     const struct figure *fig)
{
	bool percent = fig->key.percent ||
		       strcmp(fig->indicator->measure->code, "percent") == 0;
	int places = repair_get(t->system->repair, c->var)->places;
	struct rule_value v = percent ? rule_rounded(c->to, places)
				      : rule_point(c->to);

	v.source = fig;
	return v;
}

static int on_figure(void *ctx, const struct rule_ref *ref,
		     struct rule_value *out, struct err *e)
{
	struct trial *t = ctx;
	const struct rule_operand *o = finding_operand(t->at, ref);
	const struct repair_change *c;
	const struct figure *fig;

	if (!o) /* a condition that was not read before */
		return err_set(e, ERR_INPUT, "không đọc “%s”",
			       ref->indicator);
	fig = o->value.source;
	c = change_of(t, fig);
	if (c)
		*out = value_after(t, c, fig);
	else if (fig->state == FIG_VALUE && !figure_is_witness(fig))
		*out = rule_absent(RULE_MISSING, fig->indicator->nonnegative);
	else
		*out = o->value;
	return 0;
}

static int on_aggregate(void *ctx, const struct rule_agg *agg,
			struct rule_value *out, struct err *e)
{
	struct trial *t = ctx;
	const struct rule_result *r = &t->at->result;

	for (size_t i = 0; i < r->noperand; i++)
		if (r->operand[i].agg == agg) {
			*out = r->operand[i].value;
			return 0;
		}
	return err_set(e, ERR_INPUT, "không đọc sổ đăng ký ở cột %d",
		       agg->column);
}

static size_t on_categories(void *ctx, const struct rule_ref *by,
			    const char *dimension, const char *const **out)
{
	struct trial *t = ctx;

	(void)dimension;
	return finding_categories(t->arena, t->at, by, out);
}

static bool names_a_change(const struct trial *t, const struct finding *fd)
{
	for (size_t i = 0; i < t->nchange; i++)
		if (finding_names(fd, system_figure(t->system,
						    t->change[i].var)))
			return true;
	return false;
}

/* The check as it stands after the change; as it was when that cannot be
 * said. */
static struct finding tried(struct trial *t, const struct finding *fd)
{
	struct rule_env env = {
		.ctx = t, .arena = t->arena, .figure = on_figure,
		.aggregate = on_aggregate, .categories = on_categories,
	};
	struct finding after = *fd;

	t->at = fd;
	if (names_a_change(t, fd) &&
	    rule_eval(fd->check->rule, &env, &after.result, NULL) < 0)
		after.result = fd->result;
	return after;
}

struct broken_list broken_after(struct arena *a, const struct check_system *s,
				const struct repair_change *change, size_t n)
{
	struct trial t = { .arena = a, .system = s, .change = change,
			   .nchange = n };
	struct broken_list list = { 0 };
	size_t cap = 0;

	for (size_t i = 0; i < s->report->nrun; i++) {
		struct finding after = tried(&t, &s->report->run[i]);

		if (after.result.verdict == RULE_BROKEN)
			*VEC_PUSH(a, list.v, list.n, cap) = after;
	}
	return list;
}

/* --- one figure by itself ---------------------------------------------------------- */

/* Solves a system, and finds the solution in which the figure is changed by
 * itself. */
static int solve_alone(struct arena *a, const struct check_system *s,
		       const struct figure *fig, struct repair_solution *out,
		       struct err *e)
{
	struct repair_result r;

	if (repair_solve(a, s->repair, NULL, &r, e) < 0)
		return -1;
	if (r.status != REPAIR_MINIMAL)
		return 0;
	for (size_t i = 0; i < r.ngroup; i++)
		for (size_t k = 0; k < r.group[i].nsolution; k++) {
			const struct repair_solution *x =
				&r.group[i].solution[k];

			if (x->nchange != 1 || !x->decided ||
			    !same_figure(system_figure(s, x->change[0].var),
					 fig))
				continue;
			*out = *x;
			return 1;
		}
	return 0;
}

/* The rules are those of the whole system: only what may change differs. */
int alone_solves(struct arena *a, const struct check_system *s,
		 const struct figure **figure, size_t nfigure,
		 struct repair_solution *out, struct err *e)
{
	const struct narrowing only = { .figure = figure, .nfigure = nfigure };
	bool *fixed = ARENA_ARRAY(a, repair_nvar(s->repair), bool);
	struct check_system part = *s;

	for (size_t i = 0; i < s->nfigure; i++)
		fixed[i] = s->figure[i] &&
			   !repair_get(s->repair, i)->missing &&
			   !may_change(&only, s->figure[i]);
	part.repair = repair_fixing(a, s->repair, fixed);
	return solve_alone(a, &part, figure[0], out, e);
}

/* For the broken checks in `only` that name the figure. */
static int value_for(struct arena *a, const struct check_system *s, size_t var,
		     struct narrowing *only, struct repair_change *out,
		     struct err *e)
{
	const struct figure *fig = system_figure(s, var);
	struct repair_solution solution;
	struct check_system part;
	int rc;

	only->figure = &fig;
	only->nfigure = 1;
	if (check_system(a, s->report, only, &part, e) < 0)
		return -1;
	rc = solve_alone(a, &part, fig, &solution, e);
	if (rc > 0) {
		*out = solution.change[0];
		out->var = var;
	}
	return rc;
}

int alone_best(struct arena *a, const struct check_system *s, size_t var,
	       const size_t *rule, size_t nrule, struct repair_change *out,
	       struct err *e)
{
	const struct figure *fig = system_figure(s, var);
	const struct finding **named =
		ARENA_ARRAY(a, nrule, const struct finding *);
	struct narrowing only = { .finding = named };
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < nrule; i++)
		if (finding_names(s->rule[rule[i]], fig))
			named[n++] = s->rule[rule[i]];
	if (n == 0)
		return 0;
	only.nfinding = n;
	rc = value_for(a, s, var, &only, out, e);
	only.nfinding = 1;
	for (size_t i = 0; n > 1 && rc == 0 && i < n; i++) {
		only.finding = &named[i];
		rc = value_for(a, s, var, &only, out, e);
	}
	return rc;
}
