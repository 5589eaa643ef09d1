/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Conflicts as they are told: without figures and rules that are not needed.
 *
 * The figures of a conflict are held at what they stand for, all others are
 * free.  Then one figure or rule after the other is left out.  Mostly it is
 * easy to see that the rest goes together (slack.h).  Else the rules are put
 * into one simplex, where the next answer is a pivot or two away, and so are
 * whole numbers.  Only where they are hard to find a trial decides.
 *
 * What a solution changes need not be asked at all: when it changes one figure
 * of the conflict only, the others hold together with all rules.
 */
#include "lib/rule/repair_piece.h"
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
	NEAR_FORKS = 3, /* from the last answer on */
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

static bool listed(const size_t *list, size_t n, size_t var)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == var)
			return true;
	return false;
}

/* --- one line ---------------------------------------------------------------- */

/* The row of a rule that is one row of printed figures, all of them fixed or
 * in the conflict; NULL when it is not. */
static size_t *only_row(const struct model *m, const struct repair_conflict *c)
{
	size_t at = m->rule_at[c->rule[0]];
	const struct row *r = &m->row[m->rule_row[at]];

	if (c->nrule != 1 || m->rule_at[c->rule[0] + 1] != at + 1 ||
	    r->nactive || r->choice != NO_CHOICE || r->guard != NO_GUARD)
		return NULL;
	for (size_t j = 0; j < r->nterm; j++) {
		size_t col = r->term[j].col;

		if (!m->col[col].fixed && !listed(c->var, c->nvar, col))
			return NULL;
	}
	return &m->rule_row[at];
}

/* Whether a conflict of one row can do without none of its figures: the row
 * can hold when any one of them is free. */
static bool needs_all(struct solver *v, struct arena *a,
		      const struct repair_conflict *c)
{
	size_t *row = only_row(&v->m, c);
	bool *in = ARENA_ARRAY(a, v->s->nvar, bool);
	enum trial_answer answer = TRIAL_FEASIBLE;

	v->t.scratch = a;
	for (size_t i = 0; row && i < c->nvar; i++) {
		struct piece p = { .col = &c->var[i], .ncol = 1, .row = row,
				   .nrow = 1, .in = in };

		in[c->var[i]] = true;
		if (!piece_single(&v->t, &p, &answer) ||
		    answer != TRIAL_FEASIBLE) {
			trial_clear_marks(&v->t);
			return false;
		}
		in[c->var[i]] = false;
	}
	return row;
}

/* --- by pivots ------------------------------------------------------------- */

/* A conflict as rows and columns. */
struct frame {
	struct solver *v;
	const struct group *g; /* whose solutions are known, or NULL */
	struct arena *a;
	struct slack slack;
	struct simplex lp; /* made when it is needed */
	bool made;
	bool choices; /* some rules have choices or products: a trial decides */
	bool useless; /* what it knows does not decide */
	int forks;    /* left */
	bool *stands; /* by figure: held as printed */
	size_t *col;
	size_t ncol;
	size_t nproduct; /* of these, products of others */
	size_t *row;
	size_t nrow;
	__int128 *step; /* by variable: its values are multiples; 0: any */
};

static void hold_column(struct frame *f, size_t j)
{
	const struct model *m = &f->v->m;
	const struct column *c = &m->col[f->col[j]];
	struct edge *low = &f->slack.low[j];
	struct edge *high = &f->slack.high[j];

	if (f->stands[f->col[j]] && c->kind == COLUMN_EXACT) {
		*low = *high = (struct edge){ true, { c->point, 0 } };
	} else {
		model_bounds(m, !f->stands[f->col[j]], f->col[j], low, high);
	}
	slack_bounded(&f->slack, j);
	if (f->made)
		simplex_touch(&f->lp, j);
}

static void hold_row(struct frame *f, size_t i, bool on)
{
	const struct row *r = &f->v->m.row[f->row[i]];
	size_t at = f->ncol + i;

	on = on && (r->guard == NO_GUARD || f->stands[r->guard]);
	f->slack.low[at] = on ? r->low : (struct edge){ .on = false };
	f->slack.high[at] = on ? r->high : (struct edge){ .on = false };
	if (f->made)
		simplex_touch(&f->lp, at);
}

enum fit { FIT_NONE, FIT_FOUND, FIT_OPEN };

static enum fit whole_fit(struct frame *f);

static bool held(const struct simplex *lp, size_t var)
{
	const struct edge *low = &lp->low[var];
	const struct edge *high = &lp->high[var];

	return low->on && high->on && low->at.k == 0 && high->at.k == 0 &&
	       low->at.a == high->at.a;
}

/*
 * Whether a row of the tableau excludes all whole numbers: what is held in it
 * sums to a number that no multiples of the rest can reach (a sum of even
 * numbers is not odd).
 */
static bool row_odd(const struct frame *f, size_t row)
{
	const struct simplex *lp = &f->lp;
	const __int128 *t = &lp->t[row * lp->ncol];
	__int128 sum = 0;
	__int128 part;
	__int128 g;

	if (!f->step[lp->basic[row]] ||
	    !wide_mul(lp->den[row], f->step[lp->basic[row]], &g))
		return false;
	for (size_t j = 0; j < lp->ncol && g != 1; j++) {
		size_t var = lp->nonbasic[j];

		if (!t[j])
			continue;
		if (held(lp, var)) {
			if (!wide_mac(&sum, t[j], lp->low[var].at.a))
				return false;
			continue;
		}
		if (!f->step[var] || !wide_mul(t[j], f->step[var], &part))
			return false;
		g = wide_gcd(g, part);
	}
	return g != 1 && sum % g;
}

static bool any_odd(const struct frame *f)
{
	for (size_t i = 0; i < f->nrow; i++)
		if (f->lp.den[i] != 1 && row_odd(f, i))
			return true;
	return false;
}

/* The first figure that must be whole and is not, with the whole number below;
 * f->ncol when there is none.  false on overflow. */
static bool first_fraction(struct frame *f, size_t *at, __int128 *below)
{
	for (*at = 0; *at < f->ncol; (*at)++) {
		__int128 step = f->v->m.col[f->col[*at]].step;
		struct near num;
		__int128 den;

		if (!step)
			continue;
		if (!simplex_value(&f->lp, *at, &num, &den) ||
		    !wide_mul(den, step, &den))
			return false;
		if (num.k == 0 && wide_mod(num.a, den) == 0)
			continue;
		*below = wide_floor_div(num.a, den) * step;
		if (num.k < 0 && num.a % den == 0)
			*below -= step;
		return true;
	}
	return true;
}

/* Both sides of a fraction. */
static enum fit fork_at(struct frame *f, size_t at, __int128 below)
{
	struct edge *low = &f->lp.low[at];
	struct edge *high = &f->lp.high[at];
	struct edge kept = *high;
	__int128 above = below + f->v->m.col[f->col[at]].step;
	enum fit fit = FIT_NONE;

	if (f->forks-- <= 0)
		return FIT_OPEN;
	if (!low->on || low->at.a <= below) {
		*high = (struct edge){ true, { below, 0 } };
		simplex_touch(&f->lp, at);
		fit = whole_fit(f);
		*high = kept;
	}
	if (fit == FIT_NONE && (!high->on || high->at.a >= above)) {
		kept = *low;
		*low = (struct edge){ true, { above, 0 } };
		simplex_touch(&f->lp, at);
		fit = whole_fit(f);
		*low = kept;
	}
	return fit;
}

/* Whether numbers fit, whole where they must be. */
static enum fit whole_fit(struct frame *f)
{
	enum simplex_answer answer = simplex_check(&f->lp);
	size_t at;
	__int128 below = 0;

	if (answer == SIMPLEX_INFEASIBLE)
		return FIT_NONE;
	if (answer != SIMPLEX_FEASIBLE || !first_fraction(f, &at, &below))
		return FIT_OPEN;
	if (at < f->ncol && any_odd(f))
		return FIT_NONE;
	return at == f->ncol ? FIT_FOUND : fork_at(f, at, below);
}

/* The multiples that the figures and rows of the conflict are of. */
static void list_steps(struct frame *f)
{
	const struct model *m = &f->v->m;

	f->step = ARENA_ARRAY(f->a, f->ncol + f->nrow, __int128);
	for (size_t j = 0; j < f->ncol; j++)
		f->step[j] = m->col[f->col[j]].step;
	for (size_t i = 0; i < f->nrow; i++) {
		const struct row *r = &m->row[f->row[i]];
		__int128 g = 0;
		__int128 part;

		for (size_t j = 0; j < r->nterm; j++) {
			__int128 step = m->col[r->term[j].col].step;

			if (!step || !wide_mul(r->term[j].a, step, &part)) {
				g = 0;
				break;
			}
			g = wide_gcd(g, part);
		}
		f->step[f->ncol + i] = g;
	}
}

/* Two bounds that exclude each other. */
static bool crossed(const struct frame *f)
{
	for (size_t j = 0; j < f->ncol + f->nrow; j++)
		if (edges_cross(&f->slack.low[j], &f->slack.high[j]))
			return true;
	return false;
}

/* Whether numbers fit, as far as that is near. */
static enum fit near_fit(struct frame *f)
{
	if (f->ncol == 0 || f->choices)
		return FIT_OPEN;
	if (crossed(f))
		return FIT_NONE;
	if (slack_fit(f->a, &f->slack))
		return FIT_FOUND;
	if (f->useless)
		return FIT_OPEN;
	if (!f->made) {
		list_steps(f);
		slack_simplex(f->a, &f->slack, &f->lp, &f->v->steps);
		f->made = true;
	}
	f->forks = NEAR_FORKS;
	return whole_fit(f);
}

/* Returns how many entries the rows have. */
static size_t list_rows(struct frame *f, const struct repair_conflict *c,
			size_t *place)
{
	const struct model *m = &f->v->m;
	size_t row_cap = 0;
	size_t col_cap = 0;
	size_t entries = 0;

	for (size_t i = 0; i < c->nrule; i++)
		for (size_t k = m->rule_at[c->rule[i]];
		     k < m->rule_at[c->rule[i] + 1]; k++) {
			const struct row *r = &m->row[m->rule_row[k]];

			*VEC_PUSH(f->a, f->row, f->nrow, row_cap) =
				m->rule_row[k];
			f->choices = f->choices || r->choice != NO_CHOICE ||
				     r->times;
			entries += r->nterm;
			for (size_t j = 0; j < r->nterm; j++) {
				size_t col = r->term[j].col;

				if (place[col])
					continue;
				*VEC_PUSH(f->a, f->col, f->ncol, col_cap) =
					col;
				place[col] = f->ncol;
				f->nproduct += m->col[col].times != NULL;
			}
		}
	return entries;
}

static void fill_row(struct frame *f, size_t i, const size_t *place)
{
	const struct row *r = &f->v->m.row[f->row[i]];
	size_t n = f->slack.at[i];

	for (size_t j = 0; j < r->nterm; j++) {
		if (!r->term[j].a)
			continue;
		f->slack.col[n] = place[r->term[j].col] - 1;
		f->slack.coef[n++] = r->term[j].a;
	}
	f->slack.at[i + 1] = n;
	hold_row(f, i, true);
}

static void frame_new(struct solver *v, const struct group *g,
		      struct arena *a, const struct repair_conflict *c,
		      struct frame *f)
{
	size_t *place = ARENA_ARRAY(a, v->s->nvar, size_t);
	size_t entries;

	*f = (struct frame){ .v = v, .g = g, .a = a };
	entries = list_rows(f, c, place);
	f->useless = f->nrow == 0 || f->ncol > MAX_CELLS / f->nrow;
	f->stands = ARENA_ARRAY(a, v->s->nvar, bool);
	for (size_t i = 0; i < v->s->nvar; i++)
		f->stands[i] = v->s->var[i].fixed;
	for (size_t i = 0; i < c->nvar; i++)
		f->stands[c->var[i]] = true;
	slack_init(a, &f->slack, f->nrow, f->ncol, entries);
	for (size_t j = 0; j < f->ncol; j++) {
		const struct column *x = &v->m.col[f->col[j]];

		f->slack.step[j] = x->step;
		if (x->kind != COLUMN_MISSING)
			f->slack.start[j] = x->point;
		hold_column(f, j);
	}
	for (size_t i = 0; i < f->nrow; i++)
		fill_row(f, i, place);
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

static void hold(struct frame *f, size_t number, bool rule, bool on)
{
	if (rule)
		hold_rule(f, number, on);
	else
		hold_figure(f, number, on);
}

/* Whether *d, which is the frame's conflict without one figure or rule (of
 * that number), is still a conflict; then the frame is that. */
static bool left_out(struct frame *f, size_t number, bool rule,
		     const struct repair_conflict *d)
{
	enum fit fit;
	bool conflict;

	hold(f, number, rule, false);
	fit = near_fit(f);
	conflict = fit == FIT_NONE;
	if (fit == FIT_OPEN) {
		conflict = still_conflict(f->v, f->a, d,
					  f->ncol - f->nproduct <= FEW_FIGURES);
		/* a trial knows why, the simplex does not */
		f->useless = f->useless || conflict;
	}
	if (!conflict)
		hold(f, number, rule, true);
	return conflict;
}

/* Whether a solution changes, of the conflict, only this figure: then the
 * others and the rules go together, and it is needed. */
static bool is_needed(const struct frame *f, const struct repair_conflict *c,
		      size_t var)
{
	for (size_t i = 0; f->g && i < f->g->nfound; i++) {
		const struct found *x = &f->g->found[i];
		size_t both = 0;

		for (size_t j = 0; j < x->n; j++)
			both += listed(c->var, c->nvar, x->var[j]);
		if (both == 1 && listed(x->var, x->n, var))
			return true;
	}
	return false;
}

/* Leaves out what is not needed, first rules or first figures. */
static void shrink_list(struct frame *f, struct repair_conflict *c, bool rules)
{
	for (size_t i = rules ? c->nrule : c->nvar; i-- > 0;) {
		struct repair_conflict d = *c;
		size_t *list;

		if (!rules && is_needed(f, c, c->var[i]))
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

static struct repair_conflict shrunk(struct solver *v, const struct group *g,
				     struct arena *a,
				     const struct repair_conflict *from)
{
	struct repair_conflict c = *from;
	struct frame f;

	if (c.nrule && !needs_all(v, a, &c)) {
		frame_new(v, g, a, &c, &f);
		shrink_list(&f, &c, false);
		if (c.nrule > 1)
			shrink_list(&f, &c, true);
	}
	c.var = arena_memdup(v->a, c.var, c.nvar * sizeof *c.var);
	c.rule = arena_memdup(v->a, c.rule, c.nrule * sizeof *c.rule);
	return c;
}

struct repair_conflict repair_shrunk(struct solver *v,
				     const struct repair_conflict *from)
{
	struct arena *a = arena_new();
	struct repair_conflict c = shrunk(v, NULL, a, from);

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
	struct arena *a = arena_new();
	struct arena_mark empty = arena_mark(a);
	size_t cap = 0;

	for (size_t i = 0; i < g->conflict.n && out->nconflict < SHOWN; i++) {
		struct repair_conflict c =
			shrunk(v, g, a, &v->c.v[g->conflict.v[i]]);
		bool known = false;

		arena_rewind(a, empty);
		for (size_t j = 0; j < out->nconflict && !known; j++)
			known = same_figures(&out->conflict[j], &c);
		if (!known)
			*VEC_PUSH(v->a, out->conflict, out->nconflict, cap) =
				c;
	}
	arena_free(a);
	sort_conflicts(out->conflict, out->nconflict);
}
