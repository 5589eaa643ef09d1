/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One set of changed figures, tried.
 *
 * Figures that stand are constants, the others unknowns; only rows with an
 * unknown need a simplex, and only together with rows that share one.  What
 * cannot hold gives a conflict: the rules of its certificate and the figures
 * that stand in their combination, without those that cancel out.
 */
#include "lib/rule/repair_model.h"

enum {
	MAX_CELLS = 4000000, /* of one tableau */
	MAX_FORKS = 30000,   /* of a search for whole numbers */
	MAX_DEPTH = 200,
	NUDGES = 24,         /* from a fraction to a possible whole number */
};

static void free_room(void *room)
{
	arena_free(room);
}

static struct marks marks_new(struct arena *a, size_t n)
{
	return (struct marks){ .set = ARENA_ARRAY(a, n, bool),
			       .list = ARENA_ARRAY(a, n, size_t) };
}

void trial_init(struct arena *a, struct model *m, struct trial *t,
		uint64_t *steps)
{
	size_t nvar = m->s->nvar;

	*t = (struct trial){
		.m = m,
		.keep = a,
		.room = arena_new(),
		.steps = steps,
		.forks = MAX_FORKS,
		.col_seen = ARENA_ARRAY(a, nvar, size_t),
		.row_seen = ARENA_ARRAY(a, m->nrow, size_t),
		.col_pos = ARENA_ARRAY(a, nvar, size_t),
		.figures = marks_new(a, nvar),
		.rules = marks_new(a, m->s->nrule),
		.sum = ARENA_ARRAY(a, nvar, __int128),
		.touched = ARENA_ARRAY(a, nvar, size_t),
	};
	arena_defer(a, free_room, t->room);
}

static bool active(const struct trial *t, const bool *in, size_t col)
{
	return in[col] || t->m->col[col].kind != COLUMN_EXACT;
}

static bool in_force(const struct trial *t, const bool *in,
		     const struct row *r)
{
	return (r->guard == NO_GUARD || !in[r->guard]) &&
	       (!t->only || t->only[r->rule]);
}

/* --- conflicts ----------------------------------------------------------- */

static void set_mark(struct marks *m, size_t i)
{
	if (m->set[i])
		return;
	m->set[i] = true;
	m->list[m->n++] = i;
}

static void mark_figure(struct trial *t, size_t var)
{
	if (!t->m->col[var].fixed)
		set_mark(&t->figures, var);
}

/* What makes the row hold besides its rule. */
static void mark_row(struct trial *t, const struct row *r)
{
	set_mark(&t->rules, r->rule);
	if (r->guard != NO_GUARD)
		mark_figure(t, r->guard);
}

static int by_number(const void *x, const void *y)
{
	size_t a = *(const size_t *)x;
	size_t b = *(const size_t *)y;

	return (a > b) - (a < b);
}

/* What is marked, in order. */
static size_t *collect(struct arena *a, const struct marks *m, size_t *n)
{
	size_t *out = arena_memdup(a, m->list, m->n * sizeof *out);

	*n = m->n;
	qsort(out, *n, sizeof *out, by_number);
	return out;
}

static void clear(struct marks *m)
{
	while (m->n)
		m->set[m->list[--m->n]] = false;
}

static void clear_marks(struct trial *t)
{
	clear(&t->figures);
	clear(&t->rules);
}

/* Makes a conflict of the marks and clears them. */
static void emit(struct trial *t, struct conflicts *out)
{
	struct repair_conflict c;

	if (out) {
		c.var = collect(t->keep, &t->figures, &c.nvar);
		c.rule = collect(t->keep, &t->rules, &c.nrule);
		*VEC_PUSH(t->keep, out->v, out->n, out->cap) = c;
	}
	clear_marks(t);
}

/* A row of constants. */
static bool broken_constant(struct trial *t, const struct row *r,
			    struct conflicts *out)
{
	bool low = r->low.on && (r->base < r->low.at.a ||
				 (r->base == r->low.at.a && r->low.at.k > 0));
	bool high = r->high.on &&
		    (r->base > r->high.at.a ||
		     (r->base == r->high.at.a && r->high.at.k < 0));

	if (!low && !high)
		return false;
	mark_row(t, r);
	for (size_t i = 0; i < r->nterm; i++)
		if (r->term[i].a)
			mark_figure(t, r->term[i].col);
	emit(t, out);
	return true;
}

/* --- pieces -------------------------------------------------------------- */

static void add_column(struct trial *t, struct piece *p, size_t col)
{
	if (t->col_seen[col] == t->seen)
		return;
	t->col_seen[col] = t->seen;
	t->col_pos[col] = p->ncol;
	p->col[p->ncol++] = col;
}

static void add_row(struct trial *t, const bool *in, struct piece *p,
		    size_t i)
{
	const struct row *r = &t->m->row[i];

	if (t->row_seen[i] == t->seen || !in_force(t, in, r))
		return;
	t->row_seen[i] = t->seen;
	p->row[p->nrow++] = i;
	p->nentry += r->nterm;
	for (size_t j = 0; j < r->nterm; j++)
		if (active(t, in, r->term[j].col))
			add_column(t, p, r->term[j].col);
}

/* All that hangs together with a column that was not seen yet. */
static void grow(struct trial *t, const bool *in, size_t col,
		 struct piece *p)
{
	struct model *m = t->m;
	size_t cap_col = 0;
	size_t cap_row = 0;

	*p = (struct piece){ .forks = t->forks };
	/* room is made before each column's rows are looked at */
	p->col = vec_room(t->scratch, p->col, 0, &cap_col, sizeof *p->col);
	t->col_seen[col] = t->seen;
	t->col_pos[col] = 0;
	p->col[p->ncol++] = col;
	for (size_t i = 0; i < p->ncol; i++) {
		const struct column *c = &m->col[p->col[i]];

		for (size_t j = 0; j < c->nrow; j++) {
			size_t need = m->row[c->row[j]].nterm;

			while (cap_col < p->ncol + need + 1)
				p->col = vec_room(t->scratch, p->col, cap_col,
						  &cap_col, sizeof *p->col);
			p->row = vec_room(t->scratch, p->row, p->nrow,
					  &cap_row, sizeof *p->row);
			add_row(t, in, p, c->row[j]);
		}
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
static bool round_low(struct edge *e, __int128 g)
{
	struct near at = e->at;

	if (!e->on)
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

	if (!e->on)
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

/* The greatest number that the unknown part of a row is a multiple of. */
static __int128 row_step(const struct trial *t, const bool *in,
			 const struct row *r)
{
	__int128 g = 0;

	for (size_t i = 0; i < r->nterm; i++) {
		const struct column *c = &t->m->col[r->term[i].col];
		__int128 step;

		if (!r->term[i].a || !active(t, in, r->term[i].col))
			continue;
		if (!c->step || !wide_mul(r->term[i].a, c->step, &step))
			return 0;
		g = wide_gcd(g, step);
	}
	return g;
}

static bool shift(struct edge *e, __int128 by)
{
	return !e->on || !__builtin_sub_overflow(e->at.a, by, &e->at.a);
}

static bool build_row(struct trial *t, const bool *in, struct piece *p,
		      size_t i)
{
	const struct row *r = &t->m->row[p->row[i]];
	struct slack *s = &p->slack;
	size_t n = s->at[i];
	__int128 constant = r->base;
	struct edge low = r->low;
	struct edge high = r->high;

	for (size_t j = 0; j < r->nterm; j++) {
		size_t col = r->term[j].col;
		const struct column *c = &t->m->col[col];

		if (!active(t, in, col) || !r->term[j].a)
			continue;
		s->col[n] = t->col_pos[col];
		s->coef[n++] = r->term[j].a;
		if (c->kind == COLUMN_EXACT &&
		    !wide_mac(&constant, -r->term[j].a, c->point))
			return false;
	}
	s->at[i + 1] = n;
	if (!shift(&low, constant) || !shift(&high, constant))
		return false;
	p->gcd[i] = row_step(t, in, r);
	if (p->gcd[i]) {
		p->tight_low[i] = round_low(&low, p->gcd[i]);
		p->tight_high[i] = round_high(&high, p->gcd[i]);
	}
	s->low[p->ncol + i] = low;
	s->high[p->ncol + i] = high;
	return true;
}

static enum trial_answer build(struct trial *t, const bool *in,
			       struct piece *p)
{
	struct slack *s = &p->slack;

	slack_init(t->scratch, s, p->nrow, p->ncol, p->nentry);
	p->tight_low = ARENA_ARRAY(t->scratch, p->nrow, bool);
	p->tight_high = ARENA_ARRAY(t->scratch, p->nrow, bool);
	p->gcd = ARENA_ARRAY(t->scratch, p->nrow, __int128);
	p->num = ARENA_ARRAY(t->scratch, p->ncol, struct near);
	p->den = ARENA_ARRAY(t->scratch, p->ncol, __int128);
	for (size_t j = 0; j < p->ncol; j++) {
		const struct column *c = &t->m->col[p->col[j]];

		model_bounds(t->m, in[p->col[j]], p->col[j], &s->low[j],
			     &s->high[j]);
		s->step[j] = c->step;
		/* from what is printed it is not far */
		if (c->kind != COLUMN_MISSING)
			s->start[j] = c->point;
		slack_bounded(s, j);
	}
	for (size_t i = 0; i < p->nrow; i++)
		if (!build_row(t, in, p, i))
			return TRIAL_OVERFLOW;
	return TRIAL_FEASIBLE;
}

/* --- reading certificates ------------------------------------------------- */

static bool edge_same(const struct edge *x, const struct edge *y)
{
	return x->on == y->on && x->at.a == y->at.a && x->at.k == y->at.k;
}

/* The bound of an unknown: of its domain, or of what stands printed. */
static void mark_column(struct trial *t, const bool *in, size_t col,
			bool low)
{
	const struct column *c = &t->m->col[col];
	struct edge domain = low ? c->floor : c->ceiling;
	struct edge lows;
	struct edge highs;

	if (c->kind != COLUMN_INEXACT || in[col])
		return;
	model_bounds(t->m, false, col, &lows, &highs);
	if (!edge_same(&domain, low ? &lows : &highs))
		mark_figure(t, col);
}

/* Figures that a rounded bound depends on. */
static void mark_unaligned(struct trial *t, const bool *in,
			   const struct row *r, __int128 g)
{
	for (size_t i = 0; i < r->nterm; i++) {
		const struct column *c = &t->m->col[r->term[i].col];
		__int128 step;

		if (active(t, in, r->term[i].col) || !r->term[i].a)
			continue;
		if (!c->step || !wide_mul(r->term[i].a, c->step, &step) ||
		    step % g)
			mark_figure(t, r->term[i].col);
	}
}

/* Adds mult times the constants of a row to the sums by figure. */
static void combine(struct trial *t, const bool *in, const struct row *r,
		    __int128 mult)
{
	for (size_t i = 0; i < r->nterm; i++) {
		size_t col = r->term[i].col;

		if (!r->term[i].a || active(t, in, col))
			continue;
		if (t->col_pos[col] != SIZE_MAX) {
			t->col_pos[col] = SIZE_MAX;
			t->touched[t->ntouched++] = col;
			t->sum[col] = 0;
		}
		if (!wide_mac(&t->sum[col], mult, r->term[i].a))
			mark_figure(t, col); /* may be: then it is in */
	}
}

static void mark_certificate(struct trial *t, const bool *in,
			     const struct piece *p)
{
	t->ntouched = 0;
	for (size_t j = 0; j < p->ncol; j++)
		if (p->lp.mult[j])
			mark_column(t, in, p->col[j], p->lp.mult[j] > 0);
	for (size_t i = 0; i < p->nrow; i++) {
		const struct row *r = &t->m->row[p->row[i]];
		__int128 mult = p->lp.mult[p->ncol + i];

		if (!mult)
			continue;
		mark_row(t, r);
		if (mult > 0 ? p->tight_low[i] : p->tight_high[i])
			mark_unaligned(t, in, r, p->gcd[i]);
		combine(t, in, r, mult);
	}
	for (size_t i = 0; i < t->ntouched; i++) {
		size_t col = t->touched[i];

		if (t->sum[col])
			mark_figure(t, col);
		t->col_pos[col] = 0;
	}
}

/* A bound above another from the start: a row that no whole number meets, or
 * a figure's range without one. */
static bool crossed(struct trial *t, const bool *in, const struct piece *p)
{
	for (size_t v = 0; v < p->ncol + p->nrow; v++) {
		const struct edge *low = &p->slack.low[v];
		const struct edge *high = &p->slack.high[v];

		if (!low->on || !high->on || low->at.a < high->at.a ||
		    (low->at.a == high->at.a && low->at.k <= high->at.k))
			continue;
		if (v < p->ncol) {
			mark_figure(t, p->col[v]);
		} else {
			const struct row *r = &t->m->row[p->row[v - p->ncol]];

			mark_row(t, r);
			if (p->gcd[v - p->ncol])
				mark_unaligned(t, in, r, p->gcd[v - p->ncol]);
		}
		return true;
	}
	return false;
}

/* --- solving a piece ------------------------------------------------------ */

static enum trial_answer translated(enum simplex_answer answer)
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
static bool floor_of(struct near num, __int128 den, __int128 step,
		     __int128 *out, bool *exact)
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
			if (!floor_of(p->num[j], p->den[j], step, below,
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

static enum trial_answer solve_whole(struct trial *t, const bool *in,
				     struct piece *p);

/* Both sides of a fraction.  The marks of both together are a conflict. */
static enum trial_answer part_ways(struct trial *t, const bool *in,
				   struct piece *p, size_t at,
				   __int128 below)
{
	__int128 step = t->m->col[p->col[at]].step;
	struct edge low = p->lp.low[at];
	struct edge high = p->lp.high[at];
	enum trial_answer answer;

	if (p->forks == 0 || p->depth == MAX_DEPTH)
		return TRIAL_LIMIT;
	p->forks--;
	p->depth++;
	p->lp.high[at] = (struct edge){ .on = true, .at = { below, 0 } };
	simplex_touch(&p->lp, at);
	answer = solve_whole(t, in, p);
	p->lp.high[at] = high;
	if (answer == TRIAL_INFEASIBLE) {
		p->lp.low[at] = (struct edge){ .on = true,
					       .at = { below + step, 0 } };
		simplex_touch(&p->lp, at);
		answer = solve_whole(t, in, p);
		p->lp.low[at] = low;
	}
	p->depth--;
	return answer;
}

static enum trial_answer solve_whole(struct trial *t, const bool *in,
				     struct piece *p)
{
	enum trial_answer answer = translated(simplex_check(&p->lp));
	size_t at;
	__int128 below;

	if (answer == TRIAL_INFEASIBLE)
		mark_certificate(t, in, p);
	if (answer != TRIAL_FEASIBLE)
		return answer;
	if (!find_fraction(t, p, &at, &below))
		return TRIAL_OVERFLOW;
	return at == SIZE_MAX ? TRIAL_FEASIBLE
				: part_ways(t, in, p, at, below);
}

static void take_values(struct piece *p)
{
	for (size_t j = 0; j < p->ncol; j++) {
		p->num[j] = (struct near){ p->slack.value[j], 0 };
		p->den[j] = 1;
	}
}

/* Marks a conflict when infeasible.  pivots: the simplex is wanted, and not
 * only the answer. */
static enum trial_answer solve_piece(struct trial *t, const bool *in,
				     struct piece *p, bool pivots)
{
	enum trial_answer answer = build(t, in, p);

	if (answer != TRIAL_FEASIBLE)
		return answer;
	if (crossed(t, in, p))
		return TRIAL_INFEASIBLE;
	if (!pivots && slack_fit(t->scratch, &p->slack)) {
		take_values(p);
		return TRIAL_FEASIBLE;
	}
	if (p->nrow && p->ncol > MAX_CELLS / p->nrow)
		return TRIAL_TOO_LARGE;
	slack_simplex(t->scratch, &p->slack, &p->lp, t->steps);
	return solve_whole(t, in, p);
}

/* --- a whole trial -------------------------------------------------------- */

struct tally {
	enum trial_answer answer;
	struct conflicts *out;
};

static void note(struct trial *t, struct tally *y, enum trial_answer answer,
		 bool forked)
{
	if (answer == TRIAL_INFEASIBLE)
		emit(t, y->out);
	else if (answer != TRIAL_FEASIBLE || forked)
		clear_marks(t); /* of one side of a fork that was infeasible */
	/* one contradiction settles it, whatever cannot be decided */
	if (answer == TRIAL_INFEASIBLE || y->answer == TRIAL_FEASIBLE)
		y->answer = answer;
}

/* Clears the mark of figures that need not change for these values. */
static void note_kept(struct trial *t, const bool *in, const struct piece *p)
{
	for (size_t j = 0; j < p->ncol; j++) {
		const struct column *c = &t->m->col[p->col[j]];
		__int128 at;

		if (!in[p->col[j]] || c->kind != COLUMN_EXACT)
			continue;
		t->moved[p->col[j]] = p->num[j].k ||
				      !wide_mul(c->point, p->den[j], &at) ||
				      p->num[j].a != at;
	}
}

static void try_column(struct trial *t, const bool *in, size_t col,
		       struct tally *y)
{
	struct piece p;
	enum trial_answer answer;

	if (t->col_seen[col] == t->seen || t->m->col[col].part)
		return;
	grow(t, in, col, &p);
	answer = solve_piece(t, in, &p, false);
	if (answer == TRIAL_FEASIBLE && t->moved)
		note_kept(t, in, &p);
	note(t, y, answer, p.forks != t->forks);
}

static void try_row(struct trial *t, const bool *in, size_t i,
		    struct tally *y)
{
	const struct row *r = &t->m->row[i];

	if (t->row_seen[i] == t->seen || !in_force(t, in, r))
		return;
	for (size_t j = 0; j < r->nterm; j++)
		if (active(t, in, r->term[j].col)) {
			try_column(t, in, r->term[j].col, y);
			return;
		}
	t->row_seen[i] = t->seen;
	if (broken_constant(t, r, y->out))
		y->answer = TRIAL_INFEASIBLE;
}

enum trial_answer trial_run(struct trial *t, const bool *in,
			    const size_t *focus, size_t nfocus,
			    struct conflicts *out)
{
	struct model *m = t->m;
	struct tally y = { TRIAL_FEASIBLE, out };
	struct arena_mark empty = arena_mark(t->room);

	t->scratch = t->room;
	t->seen++;
	t->tests++;
	if (focus) {
		for (size_t i = 0; i < nfocus; i++)
			for (size_t j = 0; j < m->col[focus[i]].nrow; j++)
				try_row(t, in, m->col[focus[i]].row[j], &y);
	} else {
		for (size_t i = 0; i < m->nbad; i++)
			try_row(t, in, m->bad[i], &y);
		for (size_t i = 0; i < m->s->nvar; i++)
			if (active(t, in, i))
				try_column(t, in, i, &y);
	}
	arena_rewind(t->room, empty);
	return y.answer;
}

enum trial_answer trial_piece(struct trial *t, const bool *in, size_t col,
			      struct piece *out)
{
	enum trial_answer answer;

	t->scratch = t->keep;
	t->seen++;
	grow(t, in, col, out);
	out->in = in;
	answer = solve_piece(t, in, out, true);
	clear_marks(t);
	return answer;
}

/* --- extremes ------------------------------------------------------------- */

/* Whether the column can have the value. */
static enum trial_answer can_be(struct trial *t, struct piece *p, size_t j,
				__int128 v)
{
	struct edge low = p->lp.low[j];
	struct edge high = p->lp.high[j];
	struct edge at = { .on = true, .at = { v, 0 } };
	enum trial_answer answer;

	if ((low.on && v < low.at.a) || (high.on && v > high.at.a))
		return TRIAL_INFEASIBLE;
	p->lp.low[j] = at;
	p->lp.high[j] = at;
	p->forks = MAX_FORKS;
	simplex_touch(&p->lp, j);
	answer = solve_whole(t, p->in, p);
	clear_marks(t);
	p->lp.low[j] = low;
	p->lp.high[j] = high;
	return answer;
}

enum trial_answer piece_extreme(struct trial *t, struct piece *p, size_t col,
				int dir, bool *bounded, struct near *num,
				__int128 *den)
{
	size_t j = t->col_pos[col];
	__int128 step = t->m->col[col].step;
	enum trial_answer answer;
	__int128 outer;
	__int128 v;
	bool exact;

	answer = translated(simplex_check(&p->lp));
	if (answer != TRIAL_FEASIBLE)
		return answer;
	answer = translated(
		simplex_extreme(&p->lp, j, dir, bounded, num, den));
	if (answer != TRIAL_FEASIBLE || !*bounded || !step)
		return answer;
	if (!floor_of(*num, *den, step, &v, &exact))
		return TRIAL_OVERFLOW;
	if (dir < 0 && !exact)
		v += step;
	outer = v;
	answer = TRIAL_INFEASIBLE;
	for (int i = 0; i < NUDGES && answer != TRIAL_FEASIBLE; i++) {
		answer = can_be(t, p, j, v);
		if (answer == TRIAL_OVERFLOW)
			return answer;
		if (answer != TRIAL_FEASIBLE)
			v -= dir * step;
	}
	*num = (struct near){ answer == TRIAL_FEASIBLE ? v : outer, 0 };
	*den = 1;
	return TRIAL_FEASIBLE;
}
