/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pieces of a system that hang together: made, decided, and why they cannot
 * hold.
 *
 * A piece is decided as rows between bounds, without a simplex where that is
 * easy (slack.h).  Whole numbers are found by forks on a fraction, and so is
 * the alternative of a choice: its rows have no bounds until one is tried.
 * What excludes every side of a fork is a conflict.
 */
#include "lib/rule/repair_piece.h"

enum {
	MAX_CELLS = 4000000, /* of one tableau */
	MAX_DEPTH = 200,     /* of forks */
};

/* --- pieces -------------------------------------------------------------- */

static void add_column(struct trial *t, struct piece *p, size_t col)
{
	if (t->col_seen[col] == t->seen)
		return;
	t->col_seen[col] = t->seen;
	t->col_pos[col] = p->ncol;
	*VEC_PUSH(t->scratch, p->col, p->ncol, p->col_cap) = col;
}

static void add_row(struct trial *t, const bool *in, struct piece *p, size_t i)
{
	const struct row *r = &t->m->row[i];

	t->row_seen[i] = t->seen;
	if (r->times) {
		bool open = times_open(t, in, r->times);

		p->nopen += open && r->corner == 0;
		if (r->corner && !open)
			return;
	}
	*VEC_PUSH(t->scratch, p->row, p->nrow, p->row_cap) = i;
	p->nentry += r->nterm;
	for (size_t j = 0; j < r->nterm; j++)
		if (trial_active(t, in, r->term[j].col))
			add_column(t, p, r->term[j].col);
}

/* The row, or all rows of its choice. */
static void add_rows(struct trial *t, const bool *in, struct piece *p, size_t i)
{
	const struct row *r = &t->m->row[i];
	const struct fork *f;

	if (t->row_seen[i] == t->seen || !trial_in_force(t, in, r))
		return;
	if (r->choice == NO_CHOICE) {
		add_row(t, in, p, i);
		return;
	}
	f = &t->m->fork[r->choice];
	*VEC_PUSH(t->scratch, p->choice, p->nchoice, p->choice_cap) =
	    (struct taken){.fork = f, .first = p->nrow};
	for (size_t k = 0; k < f->at[f->n]; k++)
		add_row(t, in, p, f->row[k]);
}

/* All that hangs together with a column that was not seen yet. */
void piece_grow(struct trial *t, const bool *in, size_t col, struct piece *p)
{
	*p = (struct piece){.forks = t->forks};
	add_column(t, p, col);
	for (size_t i = 0; i < p->ncol; i++) {
		const struct column *c = &t->m->col[p->col[i]];

		for (size_t j = 0; j < c->nrow; j++)
			add_rows(t, in, p, c->row[j]);
	}
}

/* --- building the simplex ------------------------------------------------- */

static void tighter_low(struct edge *e, const struct edge *by)
{
	if (by->on && (!e->on || by->at.a > e->at.a ||
		       (by->at.a == e->at.a && by->at.k > e->at.k)))
		*e = *by;
}

static void tighter_high(struct edge *e, const struct edge *by)
{
	if (by->on && (!e->on || by->at.a < e->at.a ||
		       (by->at.a == e->at.a && by->at.k < e->at.k)))
		*e = *by;
}

/* Bounds of multiples of g. */
static bool is_round(const struct edge *e, __int128 g)
{
	return !e->on || (!e->at.k && (g == 1 || !wide_mod(e->at.a, g)));
}

static bool round_low(struct edge *e, __int128 g)
{
	struct near at = e->at;

	if (is_round(e, g))
		return false;
	e->at.a = -wide_floor_div(-at.a, g) * g;
	e->at.k = 0;
	if (at.k > 0 && e->at.a == at.a)
		e->at.a += g;
	return e->at.a != at.a || at.k;
}

static bool round_high(struct edge *e, __int128 g)
{
	struct near at = e->at;

	if (is_round(e, g))
		return false;
	e->at.a = wide_floor_div(at.a, g) * g;
	e->at.k = 0;
	if (at.k < 0 && e->at.a == at.a)
		e->at.a -= g;
	return e->at.a != at.a || at.k;
}

void model_bounds(const struct model *m, bool changed, size_t col,
		  struct edge *low, struct edge *high)
{
	const struct column *c = &m->col[col];

	*low = c->floor;
	*high = c->ceiling;
	if (c->kind == COLUMN_INEXACT && !changed) {
		tighter_low(low, &c->low);
		tighter_high(high, &c->high);
	}
	if (c->step) {
		round_low(low, c->step);
		round_high(high, c->step);
	}
}

static bool shift(struct edge *e, __int128 by)
{
	return !e->on || !__builtin_sub_overflow(e->at.a, by, &e->at.a);
}

/* Adds a term to the greatest number that all are multiples of; 0: none. */
static __int128 with_step(__int128 g, const struct column *c, __int128 a)
{
	__int128 step;

	if (!c->grid || !wide_mul(a, c->grid, &step))
		return 0;
	return step == g || step == -g ? g : wide_gcd(step, g);
}

/* The bounds of the unknown part of a row; false on overflow. */
bool piece_row(const struct trial *t, const bool *in, const struct row *r,
	       struct part_bounds *out)
{
	__int128 constant = r->base;
	bool first = true;

	out->gcd = 0;
	for (size_t j = 0; j < r->nterm; j++) {
		size_t col = r->term[j].col;
		const struct column *c = &t->m->col[col];
		__int128 a = r->term[j].a;

		if (!a || !trial_active(t, in, col))
			continue;
		if (c->kind == COLUMN_EXACT && !wide_mac(&constant, -a, c->point))
			return false;
		if (first || out->gcd)
			out->gcd = with_step(out->gcd, c, a);
		first = false;
	}
	out->low = r->low;
	out->high = r->high;
	if (!shift(&out->low, constant) || !shift(&out->high, constant))
		return false;
	out->tight_low = out->gcd && round_low(&out->low, out->gcd);
	out->tight_high = out->gcd && round_high(&out->high, out->gcd);
	return true;
}

static bool build_row(struct trial *t, const bool *in, struct piece *p,
		      size_t i)
{
	const struct row *r = &t->m->row[p->row[i]];
	struct slack *s = &p->slack;
	struct part_bounds *b = &p->bounds[i];
	size_t n = s->at[i];

	for (size_t j = 0; j < r->nterm; j++) {
		size_t col = r->term[j].col;

		if (!trial_active(t, in, col) || !r->term[j].a)
			continue;
		s->col[n] = t->col_pos[col];
		s->coef[n++] = r->term[j].a;
	}
	s->at[i + 1] = n;
	if (!piece_row(t, in, r, b))
		return false;
	if (r->choice == NO_CHOICE) {
		s->low[p->ncol + i] = b->low;
		s->high[p->ncol + i] = b->high;
	}
	return true;
}

static enum trial_answer build(struct trial *t, const bool *in, struct piece *p)
{
	struct slack *s = &p->slack;

	slack_init(t->scratch, s, p->nrow, p->ncol, p->nentry);
	p->bounds = ARENA_ARRAY(t->scratch, p->nrow, struct part_bounds);
	p->num = ARENA_ARRAY(t->scratch, p->ncol, struct near);
	p->den = ARENA_ARRAY(t->scratch, p->ncol, __int128);
	for (size_t j = 0; j < p->ncol; j++) {
		const struct column *c = &t->m->col[p->col[j]];

		model_bounds(t->m, in[p->col[j]], p->col[j], &s->low[j],
			     &s->high[j]);
		if (p->box_low) {
			tighter_low(&s->low[j], &p->box_low[j]);
			tighter_high(&s->high[j], &p->box_high[j]);
		}
		s->step[j] = c->step;
		/* from what is printed it is not far */
		if (c->kind != COLUMN_MISSING)
			s->start[j] = c->point;
		slack_bounded(s, j);
	}
	for (size_t i = 0; i < p->nrow; i++)
		if (!(t->m->row[p->row[i]].times ? times_build
						 : build_row)(t, in, p, i))
			return TRIAL_OVERFLOW;
	return TRIAL_FEASIBLE;
}

/* --- reading certificates ------------------------------------------------- */

static bool edge_same(const struct edge *x, const struct edge *y)
{
	return x->on == y->on && x->at.a == y->at.a && x->at.k == y->at.k;
}

/* The bound of an unknown: of its domain, or of what stands printed. */
void trial_mark_column(struct trial *t, const bool *in, size_t col, bool low)
{
	const struct column *c = &t->m->col[col];
	struct edge domain = low ? c->floor : c->ceiling;
	struct edge lows;
	struct edge highs;

	if (c->kind != COLUMN_INEXACT || in[col])
		return;
	model_bounds(t->m, false, col, &lows, &highs);
	if (!edge_same(&domain, low ? &lows : &highs))
		trial_mark_figure(t, col);
}

/* Figures that a rounded bound depends on. */
static void mark_unaligned(struct trial *t, const bool *in, const struct row *r,
			   __int128 g)
{
	for (size_t i = 0; i < r->nterm; i++) {
		const struct column *c = &t->m->col[r->term[i].col];
		__int128 step;

		if (trial_active(t, in, r->term[i].col) || !r->term[i].a)
			continue;
		if (!c->grid || !wide_mul(r->term[i].a, c->grid, &step) ||
		    step % g)
			trial_mark_figure(t, r->term[i].col);
	}
}

/* Adds mult times the constants of a row to the sums by figure. */
static void combine(struct trial *t, const bool *in, const struct row *r,
		    __int128 mult)
{
	for (size_t i = 0; i < r->nterm; i++) {
		size_t col = r->term[i].col;

		if (!r->term[i].a || trial_active(t, in, col))
			continue;
		if (t->col_pos[col] != SIZE_MAX) {
			t->col_pos[col] = SIZE_MAX;
			t->touched[t->ntouched++] = col;
			t->sum[col] = 0;
		}
		if (!wide_mac(&t->sum[col], mult, r->term[i].a))
			trial_mark_figure(t, col); /* may be: then it is in */
	}
}

void piece_mark_row(struct trial *t, const bool *in, const struct row *r,
		    const struct part_bounds *b, __int128 mult)
{
	trial_mark_row(t, r);
	if (r->times) {
		times_mark(t, in, r);
		return;
	}
	if (mult > 0 ? b->tight_low : b->tight_high)
		mark_unaligned(t, in, r, b->gcd);
	combine(t, in, r, mult);
}

void piece_mark_sums(struct trial *t)
{
	while (t->ntouched) {
		size_t col = t->touched[--t->ntouched];

		if (t->sum[col])
			trial_mark_figure(t, col);
		t->col_pos[col] = 0;
	}
}

static void mark_certificate(struct trial *t, const bool *in,
			     const struct piece *p)
{
	for (size_t j = 0; j < p->ncol; j++)
		if (p->lp.mult[j])
			trial_mark_column(t, in, p->col[j],
					  p->lp.mult[j] > 0);
	for (size_t i = 0; i < p->nrow; i++)
		if (p->lp.mult[p->ncol + i])
			piece_mark_row(t, in, &t->m->row[p->row[i]],
				       &p->bounds[i], p->lp.mult[p->ncol + i]);
	piece_mark_sums(t);
}

void piece_mark_crossed(struct trial *t, const bool *in, const struct row *r,
			const struct part_bounds *b)
{
	trial_mark_row(t, r);
	if (b->gcd)
		mark_unaligned(t, in, r, b->gcd);
}

/* A bound above another from the start: a row that no whole number meets, or
 * a figure's range without one. */
static bool crossed(struct trial *t, const bool *in, const struct piece *p)
{
	for (size_t v = 0; v < p->ncol + p->nrow; v++) {
		if (!edges_cross(&p->slack.low[v], &p->slack.high[v]))
			continue;
		if (v < p->ncol)
			trial_mark_figure(t, p->col[v]);
		else
			piece_mark_crossed(t, in,
					   &t->m->row[p->row[v - p->ncol]],
					   &p->bounds[v - p->ncol]);
		return true;
	}
	return false;
}

/* --- choices ---------------------------------------------------------------
 */

/* Whether num / den is on the wrong side of a bound: below a lower one
 * (dir > 0) or above an upper one. */
bool edge_beyond(const struct edge *e, int dir, struct near num, __int128 den)
{
	struct near at;

	if (!e->on)
		return false;
	if (!wide_mul(e->at.a, den, &at.a) || !wide_mul(e->at.k, den, &at.k))
		return true; /* as far as one can tell */
	if (num.a != at.a)
		return (num.a < at.a) == (dir > 0);
	return num.k != at.k && (num.k < at.k) == (dir > 0);
}

/* Whether a row of a choice holds in what was found: by the simplex, or
 * easily. */
static bool row_holds(const struct piece *p, size_t i, bool easily)
{
	struct near num = {0, 0};
	__int128 den = 1;

	if (easily ? !slack_sum(&p->slack, i, &num.a)
		   : !simplex_value(&p->lp, p->ncol + i, &num, &den))
		return false;
	return !edge_beyond(&p->bounds[i].low, 1, num, den) &&
	       !edge_beyond(&p->bounds[i].high, -1, num, den);
}

/* The first choice of which no alternative holds; p->nchoice: none. */
size_t piece_open_choice(const struct piece *p, bool easily)
{
	for (size_t c = 0; c < p->nchoice; c++) {
		const struct taken *x = &p->choice[c];
		bool holds = x->chosen;

		for (size_t k = 0; k < x->fork->n && !holds; k++) {
			size_t i = x->fork->at[k];

			while (i < x->fork->at[k + 1] &&
			       row_holds(p, x->first + i, easily))
				i++;
			holds = i == x->fork->at[k + 1];
		}
		if (!holds)
			return c;
	}
	return p->nchoice;
}

/* Sets the bounds of the rows of an alternative; false when no whole number
 * meets one, which is marked. */
bool piece_choose(struct trial *t, struct piece *p, size_t choice, size_t k)
{
	const struct taken *x = &p->choice[choice];

	for (size_t j = x->fork->at[k]; j < x->fork->at[k + 1]; j++) {
		size_t i = x->first + j;
		const struct part_bounds *b = &p->bounds[i];

		if (edges_cross(&b->low, &b->high)) {
			piece_mark_crossed(t, p->in, &t->m->row[p->row[i]], b);
			return false;
		}
		p->lp.low[p->ncol + i] = b->low;
		p->lp.high[p->ncol + i] = b->high;
		simplex_touch(&p->lp, p->ncol + i);
	}
	return true;
}

void piece_unchoose(struct piece *p, size_t choice, size_t k)
{
	const struct taken *x = &p->choice[choice];

	for (size_t j = x->fork->at[k]; j < x->fork->at[k + 1]; j++) {
		p->lp.low[p->ncol + x->first + j].on = false;
		p->lp.high[p->ncol + x->first + j].on = false;
	}
}

/* --- solving a piece ------------------------------------------------------ */

enum trial_answer piece_answer(enum simplex_answer answer)
{
	switch (answer) {
	case SIMPLEX_FEASIBLE:
		return TRIAL_FEASIBLE;
	case SIMPLEX_INFEASIBLE:
		return TRIAL_INFEASIBLE;
	case SIMPLEX_OVERFLOW:
		return TRIAL_OVERFLOW;
	case SIMPLEX_LIMIT:
		return TRIAL_LIMIT;
	}
	BUG("answer %d", (int)answer);
}

/* The largest multiple of step not above num / den, and whether it is it. */
bool piece_floor(struct near num, __int128 den, __int128 step, __int128 *out,
		 bool *exact)
{
	__int128 d;

	if (!wide_mul(den, step, &d))
		return false;
	*exact = num.k == 0 && wide_mod(num.a, d) == 0;
	*out = wide_floor_div(num.a, d) * step;
	if (num.k < 0 && num.a % d == 0)
		*out -= step;
	return true;
}

/* A column that should be a multiple of its step and is not; SIZE_MAX when
 * there is none.  false on overflow. */
static bool find_fraction(struct trial *t, struct piece *p, size_t *at,
			  __int128 *below)
{
	*at = SIZE_MAX;
	for (size_t j = 0; j < p->ncol; j++) {
		__int128 step = t->m->col[p->col[j]].step;
		bool exact = true;

		if (!simplex_value(&p->lp, j, &p->num[j], &p->den[j]))
			return false;
		if (step && *at == SIZE_MAX) {
			if (!piece_floor(p->num[j], p->den[j], step, below,
					 &exact))
				return false;
			if (!exact)
				*at = j;
		}
		if (*at != SIZE_MAX)
			return true;
	}
	return true;
}

/* Both sides of a fraction.  The marks of both together are a conflict. */
static enum trial_answer part_ways(struct trial *t, const bool *in,
				   struct piece *p, size_t at, __int128 below)
{
	__int128 step = t->m->col[p->col[at]].step;
	struct edge low = p->lp.low[at];
	struct edge high = p->lp.high[at];
	enum trial_answer answer;

	if (p->forks == 0 || p->depth == MAX_DEPTH)
		return TRIAL_LIMIT;
	p->forks--;
	p->depth++;
	p->lp.high[at] = (struct edge){.on = true, .at = {below, 0}};
	simplex_touch(&p->lp, at);
	answer = piece_solve_whole(t, in, p);
	p->lp.high[at] = high;
	if (answer == TRIAL_INFEASIBLE) {
		p->lp.low[at] =
		    (struct edge){.on = true, .at = {below + step, 0}};
		simplex_touch(&p->lp, at);
		answer = piece_solve_whole(t, in, p);
		p->lp.low[at] = low;
	}
	p->depth--;
	return answer;
}

/* All alternatives of a choice.  The marks of all together are a conflict. */
static enum trial_answer choose_ways(struct trial *t, const bool *in,
				     struct piece *p, size_t choice)
{
	struct taken *x = &p->choice[choice];
	enum trial_answer answer = TRIAL_INFEASIBLE;

	if (p->forks == 0 || p->depth == MAX_DEPTH)
		return TRIAL_LIMIT;
	p->forks--;
	p->depth++;
	x->chosen = true;
	for (size_t k = 0; k < x->fork->n && answer == TRIAL_INFEASIBLE; k++) {
		if (piece_choose(t, p, choice, k))
			answer = piece_solve_whole(t, in, p);
		piece_unchoose(p, choice, k);
	}
	x->chosen = false;
	p->depth--;
	return answer;
}

enum trial_answer piece_solve_whole(struct trial *t, const bool *in,
				    struct piece *p)
{
	enum trial_answer answer = piece_answer(simplex_check(&p->lp));
	size_t choice;
	size_t at;
	__int128 below;

	if (answer == TRIAL_INFEASIBLE)
		mark_certificate(t, in, p);
	if (answer != TRIAL_FEASIBLE)
		return answer;
	choice = piece_open_choice(p, false);
	if (choice < p->nchoice)
		return choose_ways(t, in, p, choice);
	if (!find_fraction(t, p, &at, &below))
		return TRIAL_OVERFLOW;
	return at == SIZE_MAX ? TRIAL_FEASIBLE : part_ways(t, in, p, at, below);
}

static void take_values(struct piece *p)
{
	for (size_t j = 0; j < p->ncol; j++) {
		p->num[j] = (struct near){p->slack.value[j], 0};
		p->den[j] = 1;
	}
}

/* The piece with products enclosed by what their factors can be. */
static enum trial_answer solve_enclosed(struct trial *t, const bool *in,
					struct piece *p, bool pivots)
{
	enum trial_answer answer;

	p->in = in;
	if (piece_single(t, p, &answer))
		return answer;
	answer = build(t, in, p);
	if (answer != TRIAL_FEASIBLE)
		return answer;
	if (crossed(t, in, p))
		return TRIAL_INFEASIBLE;
	if (!pivots && !p->nopen && slack_fit(t->scratch, &p->slack) &&
	    piece_open_choice(p, true) == p->nchoice) {
		take_values(p);
		return TRIAL_FEASIBLE;
	}
	if (p->nrow && p->ncol > MAX_CELLS / p->nrow)
		return TRIAL_TOO_LARGE;
	slack_simplex(t->scratch, &p->slack, &p->lp, t->steps);
	return piece_solve_whole(t, in, p);
}

enum trial_answer piece_solve(struct trial *t, const bool *in, struct piece *p,
			      bool pivots)
{
	enum trial_answer answer = solve_enclosed(t, in, p, pivots);

	return answer == TRIAL_FEASIBLE && p->nopen ? times_solve(t, in, p)
						    : answer;
}
