/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One set of changed figures, tried.
 *
 * Figures that stand are constants, the others unknowns; only rows with an
 * unknown need a simplex, and only together with rows that share one.  What
 * cannot hold gives a conflict: the rules of its certificate and the figures
 * that stand in their combination, without those that cancel out.
 */
#include "lib/rule/repair_piece.h"

enum { MAX_FORKS = 30000 }; /* of a search for whole numbers */

static void free_room(void *room)
{
	arena_free(room);
}

static struct marks marks_new(struct arena *a, size_t n)
{
	return (struct marks){.set = ARENA_ARRAY(a, n, bool),
			      .list = ARENA_ARRAY(a, n, size_t)};
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
	    .in = m->s->ntimes ? ARENA_ARRAY(a, nvar, bool) : NULL,
	};
	arena_defer(a, free_room, t->room);
}

/* --- conflicts ----------------------------------------------------------- */

static void set_mark(struct marks *m, size_t i)
{
	if (m->set[i])
		return;
	m->set[i] = true;
	m->list[m->n++] = i;
}

void trial_mark_figure(struct trial *t, size_t var)
{
	const struct column *c = &t->m->col[var];

	if (c->times) { /* it stands because they do */
		trial_mark_figure(t, c->times->x);
		trial_mark_figure(t, c->times->y);
	} else if (!c->fixed) {
		set_mark(&t->figures, var);
	}
}

/* What makes the row hold besides its rule. */
void trial_mark_row(struct trial *t, const struct row *r)
{
	set_mark(&t->rules, r->rule);
	if (r->guard != NO_GUARD)
		trial_mark_figure(t, r->guard);
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

void trial_clear_marks(struct trial *t)
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
	trial_clear_marks(t);
}

/* A broken row of constants: its rule and figures. */
static void mark_constants(struct trial *t, const struct row *r)
{
	trial_mark_row(t, r);
	for (size_t i = 0; i < r->nterm; i++)
		if (r->term[i].a)
			trial_mark_figure(t, r->term[i].col);
}

/* A choice of rows of constants; marks what breaks each alternative. */
static bool none_holds(struct trial *t, const struct fork *f)
{
	for (size_t k = 0; k < f->n; k++) {
		size_t i = f->at[k];

		while (i < f->at[k + 1] && !model_broken(&t->m->row[f->row[i]]))
			i++;
		if (i == f->at[k + 1])
			return false;
		mark_constants(t, &t->m->row[f->row[i]]);
	}
	return true;
}

/* A row, or choice, of constants. */
static bool broken_constant(struct trial *t, size_t row, struct conflicts *out)
{
	const struct row *r = &t->m->row[row];

	if (r->choice == NO_CHOICE) {
		if (!model_broken(r))
			return false;
		mark_constants(t, r);
	} else if (!none_holds(t, &t->m->fork[r->choice])) {
		trial_clear_marks(t);
		return false;
	}
	emit(t, out);
	return true;
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
		trial_clear_marks(
		    t); /* of one side of a fork that was infeasible */
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

		if (!in[p->col[j]] || c->kind != COLUMN_EXACT || c->times)
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
	piece_grow(t, in, col, &p);
	answer = piece_solve(t, in, &p, false);
	if (answer == TRIAL_FEASIBLE && t->moved)
		note_kept(t, in, &p);
	note(t, y, answer, p.forks != t->forks);
}

/* A column of the row that is unknown; SIZE_MAX: none. */
static size_t unknown_of(const struct trial *t, const bool *in,
			 const struct row *r)
{
	for (size_t j = 0; j < r->nterm; j++)
		if (trial_active(t, in, r->term[j].col))
			return r->term[j].col;
	return SIZE_MAX;
}

/* The row, or all of its choice. */
static void try_row(struct trial *t, const bool *in, size_t i, struct tally *y)
{
	const struct row *r = &t->m->row[i];
	struct fork own = {.row = &i, .at = (size_t[]){0, 1}, .n = 1};
	const struct fork *f =
	    r->choice == NO_CHOICE ? &own : &t->m->fork[r->choice];

	if (t->row_seen[i] == t->seen || !trial_in_force(t, in, r))
		return;
	for (size_t k = 0; k < f->at[f->n]; k++) {
		size_t col = unknown_of(t, in, &t->m->row[f->row[k]]);

		if (col != SIZE_MAX) {
			try_column(t, in, col, y);
			return;
		}
	}
	for (size_t k = 0; k < f->at[f->n]; k++)
		t->row_seen[f->row[k]] = t->seen;
	if (broken_constant(t, i, y->out))
		y->answer = TRIAL_INFEASIBLE;
}

/* A product changes when a factor does. */
static const bool *with_products(struct trial *t, const bool *in)
{
	const struct repair *s = t->m->s;

	if (s->ntimes == 0)
		return in;
	memcpy(t->in, in, s->nvar * sizeof *in);
	for (size_t i = 0; i < s->ntimes; i++)
		t->in[s->times[i].var] =
		    in[s->times[i].x] || in[s->times[i].y];
	return t->in;
}

enum trial_answer trial_run(struct trial *t, const bool *in,
			    const size_t *focus, size_t nfocus,
			    struct conflicts *out)
{
	struct model *m = t->m;
	struct tally y = {TRIAL_FEASIBLE, out};
	struct arena_mark empty = arena_mark(t->room);

	in = with_products(t, in);
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
			if (trial_active(t, in, i))
				try_column(t, in, i, &y);
	}
	arena_rewind(t->room, empty);
	return y.answer;
}

enum trial_answer trial_piece(struct trial *t, const bool *in, size_t col,
			      struct piece *out)
{
	enum trial_answer answer;

	in = with_products(t, in);
	t->scratch = t->keep;
	t->seen++;
	piece_grow(t, in, col, out);
	answer = piece_solve(t, in, out, true);
	trial_clear_marks(t);
	return answer;
}
