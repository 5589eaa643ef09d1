/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conflicts as they are told: without figures and rules that are not needed.
 *
 * The rules of a conflict are put into one simplex, its figures held at what
 * they stand for and all others free.  Then one bound after the other is
 * loosened; the next answer is a pivot or two away.  Only where whole numbers
 * are at stake a trial decides.
 */
#include "lib/rule/repair_search.h"

enum {
	SHOWN = 12,         /* conflicts of a group told */
	MAX_CELLS = 100000, /* of the simplex of a conflict */
	/* how long whole numbers are looked for when something is left out:
	 * among few figures to the end, then less the more was spent */
	FEW_FIGURES = 10,
	ALL_FORKS = 30000,
	SOME_FORKS = 200,
	FEW_FORKS = 5,
	MANY_STEPS = 300,
};

/* --- by trial -------------------------------------------------------------- */

/* Whether the figures of the conflict are in conflict by its rules alone, or
 * the rules by themselves. */
static bool still_conflict(struct solver *v, struct arena *a,
			   const struct repair_conflict *c, bool few)
{
	bool *in = ARENA_ARRAY(a, v->s->nvar, bool);
	bool *only = ARENA_ARRAY(a, v->s->nrule, bool);
	size_t *focus = NULL;
	size_t n = 0;
	size_t cap = 0;
	uint64_t forks = v->t.forks;
	uint64_t before = v->steps;
	bool conflict;

	for (size_t i = 0; i < v->s->nvar; i++)
		in[i] = !v->s->var[i].fixed;
	for (size_t i = 0; i < c->nvar; i++)
		in[c->var[i]] = false;
	for (size_t i = 0; i < c->nrule; i++) {
		only[c->rule[i]] = true;
		for (size_t j = v->m.rule_at[c->rule[i]];
		     j < v->m.rule_at[c->rule[i] + 1]; j++) {
			const struct row *r = &v->m.row[v->m.rule_row[j]];

			for (size_t k = 0; k < r->nterm; k++)
				*VEC_PUSH(a, focus, n, cap) = r->term[k].col;
		}
	}
	v->t.only = only;
	v->t.forks = few ? ALL_FORKS : SOME_FORKS;
	if (!few && v->explained >= MANY_STEPS)
		v->t.forks = FEW_FORKS;
	conflict = trial_run(&v->t, in, focus ? focus : c->var, n, NULL) ==
		   TRIAL_INFEASIBLE;
	v->t.only = NULL;
	v->t.forks = forks;
	v->explained += before - v->steps;
	return conflict;
}

/* --- by pivots ------------------------------------------------------------- */

/* A conflict as rows and columns. */
struct frame {
	struct solver *v;
	struct arena *a;
	struct simplex lp;
	bool ready;   /* lp says that it is a conflict */
	bool *stands; /* by figure: held as printed */
	size_t *col;
	size_t ncol;
	size_t *row;
	size_t nrow;
};

static void hold_column(struct frame *f, size_t j)
{
	const struct model *m = &f->v->m;
	const struct column *c = &m->col[f->col[j]];
	struct edge *low = &f->lp.low[j];
	struct edge *high = &f->lp.high[j];

	if (f->stands[f->col[j]] && c->kind == COLUMN_EXACT) {
		*low = *high = (struct edge){ true, { c->point, 0 } };
	} else {
		model_bounds(m, !f->stands[f->col[j]], f->col[j], low, high);
	}
	simplex_touch(&f->lp, j);
}

static void hold_row(struct frame *f, size_t i, bool on)
{
	const struct row *r = &f->v->m.row[f->row[i]];
	size_t at = f->ncol + i;

	on = on && (r->guard == NO_GUARD || f->stands[r->guard]);
	f->lp.low[at] = on ? r->low : (struct edge){ .on = false };
	f->lp.high[at] = on ? r->high : (struct edge){ .on = false };
	simplex_touch(&f->lp, at);
}

/* Whether no numbers, whole or not, fit.  *sure is cleared where that leaves
 * whole numbers open. */
static bool excluded(struct frame *f, bool *sure)
{
	enum simplex_answer answer;

	for (size_t j = 0; j < f->ncol + f->nrow; j++) {
		const struct edge *low = &f->lp.low[j];
		const struct edge *high = &f->lp.high[j];

		if (low->on && high->on &&
		    (low->at.a > high->at.a || (low->at.a == high->at.a &&
						low->at.k > high->at.k)))
			return true;
	}
	answer = simplex_check(&f->lp);
	if (answer == SIMPLEX_INFEASIBLE)
		return true;
	*sure = answer == SIMPLEX_FEASIBLE;
	for (size_t j = 0; j < f->ncol && *sure; j++) {
		__int128 step = f->v->m.col[f->col[j]].step;
		struct near num;
		__int128 den;

		*sure = simplex_value(&f->lp, j, &num, &den) &&
			(!step || (num.k == 0 && wide_mul(den, step, &den) &&
				   num.a % den == 0));
	}
	return false;
}

static void list_rows(struct frame *f, const struct repair_conflict *c,
		      size_t *place)
{
	const struct model *m = &f->v->m;
	size_t row_cap = 0;
	size_t col_cap = 0;

	for (size_t i = 0; i < c->nrule; i++)
		for (size_t k = m->rule_at[c->rule[i]];
		     k < m->rule_at[c->rule[i] + 1]; k++) {
			const struct row *r = &m->row[m->rule_row[k]];

			*VEC_PUSH(f->a, f->row, f->nrow, row_cap) =
				m->rule_row[k];
			for (size_t j = 0; j < r->nterm; j++) {
				size_t col = r->term[j].col;

				if (place[col])
					continue;
				*VEC_PUSH(f->a, f->col, f->ncol, col_cap) =
					col;
				place[col] = f->ncol;
			}
		}
}

static void frame_new(struct solver *v, struct arena *a,
		      const struct repair_conflict *c, struct frame *f)
{
	size_t *place = ARENA_ARRAY(a, v->s->nvar, size_t);
	bool sure;

	*f = (struct frame){ .v = v, .a = a };
	list_rows(f, c, place);
	if (f->nrow == 0 || f->ncol > MAX_CELLS / f->nrow)
		return;
	f->stands = ARENA_ARRAY(a, v->s->nvar, bool);
	for (size_t i = 0; i < v->s->nvar; i++)
		f->stands[i] = v->s->var[i].fixed;
	for (size_t i = 0; i < c->nvar; i++)
		f->stands[c->var[i]] = true;
	simplex_init(a, &f->lp, f->nrow, f->ncol, &v->steps);
	for (size_t j = 0; j < f->ncol; j++) {
		const struct column *x = &v->m.col[f->col[j]];

		if (x->kind != COLUMN_MISSING)
			f->lp.value[j].a = x->point;
		hold_column(f, j);
	}
	for (size_t i = 0; i < f->nrow; i++) {
		const struct row *r = &v->m.row[f->row[i]];

		for (size_t j = 0; j < r->nterm; j++)
			*simplex_at(&f->lp, i, place[r->term[j].col] - 1) =
				r->term[j].a;
		hold_row(f, i, true);
	}
	f->ready = excluded(f, &sure);
}

static void hold_figure(struct frame *f, size_t var, bool stands)
{
	f->stands[var] = stands;
	for (size_t j = 0; j < f->ncol; j++)
		if (f->col[j] == var)
			hold_column(f, j);
	for (size_t i = 0; i < f->nrow; i++)
		if (f->v->m.row[f->row[i]].guard == var)
			hold_row(f, i, true);
}

static void hold_rule(struct frame *f, size_t rule, bool on)
{
	for (size_t i = 0; i < f->nrow; i++)
		if (f->v->m.row[f->row[i]].rule == rule)
			hold_row(f, i, on);
}

/* --- leaving out ------------------------------------------------------------ */

static void without(const size_t *from, size_t n, size_t skip, size_t *to)
{
	for (size_t i = 0; i < n; i++)
		if (i != skip)
			*to++ = from[i];
}

/* Whether *d, which is the frame's conflict without one figure or rule (of
 * that number), is still a conflict; then the frame is that. */
static bool left_out(struct frame *f, size_t number, bool rule,
		     const struct repair_conflict *d)
{
	bool sure = false;
	bool conflict = false;

	if (f->ready) {
		if (rule)
			hold_rule(f, number, false);
		else
			hold_figure(f, number, false);
		conflict = excluded(f, &sure);
		if (conflict)
			return true;
	}
	if (!sure)
		conflict = still_conflict(f->v, f->a, d,
					  f->ncol <= FEW_FIGURES);
	if (!f->ready)
		return conflict;
	if (conflict)
		f->ready = false; /* the simplex does not know why */
	else if (rule)
		hold_rule(f, number, true);
	else
		hold_figure(f, number, true);
	return conflict;
}

/* Whether the least change that was found changes, of the conflict, only this
 * figure: then the others and the rules go together, and it is needed. */
static bool is_needed(const struct solver *v, const struct repair_conflict *c,
		      size_t var)
{
	if (v->best_weight < 0 || !v->best[var])
		return false;
	for (size_t i = 0; i < c->nvar; i++)
		if (c->var[i] != var && v->best[c->var[i]])
			return false;
	return true;
}

/* Leaves out what is not needed, first rules or first figures. */
static void shrink_list(struct frame *f, struct repair_conflict *c, bool rules)
{
	for (size_t i = rules ? c->nrule : c->nvar; i-- > 0;) {
		struct repair_conflict d = *c;
		size_t *list;

		if (!rules && is_needed(f->v, c, c->var[i]))
			continue;
		if (rules) {
			list = ARENA_ARRAY(f->a, c->nrule, size_t);
			without(c->rule, c->nrule, i, list);
			d.rule = list;
			d.nrule--;
		} else {
			list = ARENA_ARRAY(f->a, c->nvar, size_t);
			without(c->var, c->nvar, i, list);
			d.var = list;
			d.nvar--;
		}
		if (left_out(f, rules ? c->rule[i] : c->var[i], rules, &d))
			*c = d;
	}
}

struct repair_conflict repair_shrunk(struct solver *v,
				     const struct repair_conflict *from)
{
	struct arena *a = arena_new();
	struct repair_conflict c = *from;
	struct frame f;

	if (c.nrule) {
		frame_new(v, a, &c, &f);
		shrink_list(&f, &c, false);
		if (c.nrule > 1)
			shrink_list(&f, &c, true);
	}
	c.var = arena_memdup(v->a, c.var, c.nvar * sizeof *c.var);
	c.rule = arena_memdup(v->a, c.rule, c.nrule * sizeof *c.rule);
	arena_free(a);
	return c;
}

/* --- a group ----------------------------------------------------------------- */

static bool same_figures(const struct repair_conflict *x,
			 const struct repair_conflict *y)
{
	return x->nvar == y->nvar &&
	       memcmp(x->var, y->var, x->nvar * sizeof *x->var) == 0;
}

/* The simplest explanations first. */
static void sort_conflicts(struct repair_conflict *c, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct repair_conflict key = c[i];
		size_t j = i;

		for (; j && key.nrule + key.nvar <
				    c[j - 1].nrule + c[j - 1].nvar;
		     j--)
			c[j] = c[j - 1];
		c[j] = key;
	}
}

void repair_explain(struct solver *v, const struct group *g,
		    struct repair_group *out)
{
	size_t cap = 0;

	for (size_t i = 0; i < g->conflict.n && out->nconflict < SHOWN; i++) {
		struct repair_conflict c =
			repair_shrunk(v, &v->c.v[g->conflict.v[i]]);
		bool known = false;

		for (size_t j = 0; j < out->nconflict && !known; j++)
			known = same_figures(&out->conflict[j], &c);
		if (!known)
			*VEC_PUSH(v->a, out->conflict, out->nconflict, cap) =
				c;
	}
	sort_conflicts(out->conflict, out->nconflict);
}
