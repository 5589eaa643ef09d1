/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pieces of one unknown, which most are: a figure that is tried alone.
 *
 * Each row says between which numbers it lies.  The first row that leaves none
 * is in conflict with the one, or the domain, that the bound against it came
 * from.
 */
#include "lib/rule/repair_piece.h"

/* A bound of the unknown and the row that says so; NULL: its domain. */
struct found {
	struct edge at;
	const struct row *row;
	struct part_bounds bounds; /* of the row */
	__int128 a;                /* the unknown's coefficient in it */
};

static __int128 coefficient(const struct row *r, size_t col)
{
	for (size_t i = 0; i < r->nterm; i++)
		if (r->term[i].col == col)
			return r->term[i].a;
	return 0;
}

static struct edge over(struct edge e, __int128 a)
{
	e.at.a = wide_div(e.at.a, a);
	return e;
}

/* Marks a bound of a contradiction; other is the coefficient of the other. */
static void mark(struct trial *t, const struct piece *p,
		 const struct found *f, bool low, __int128 other)
{
	__int128 mult = other < 0 ? -other : other;

	if (!f->row) {
		trial_mark_column(t, p->in, p->col[0], low);
		return;
	}
	piece_mark_row(t, p->in, f->row, &f->bounds,
		       low == (f->a > 0) ? mult : -mult);
}

static bool crossed(struct trial *t, const struct piece *p,
		    const struct found *low, const struct found *high)
{
	if (!edges_cross(&low->at, &high->at))
		return false;
	mark(t, p, low, true, high->a);
	mark(t, p, high, false, low->a);
	piece_mark_sums(t);
	return true;
}

/* The printed number, or what is nearest to it. */
static __int128 nearest(const struct column *c, const struct edge *low,
			const struct edge *high)
{
	__int128 v = c->kind == COLUMN_MISSING ? 0 : c->point;

	if (low->on && v < low->at.a)
		v = low->at.a;
	if (high->on && v > high->at.a)
		v = high->at.a;
	return v;
}

/* Takes over what the row says; false when a bound is no multiple of what the
 * unknown is. */
static bool narrow(struct trial *t, const struct piece *p, const struct row *r,
		   struct found *low, struct found *high, bool *none)
{
	struct found f = { .row = r, .a = coefficient(r, p->col[0]) };
	const struct part_bounds *b = &f.bounds;

	if (r->times || !piece_row(t, p->in, r, &f.bounds) || !b->gcd || !f.a)
		return false;
	*none = edges_cross(&b->low, &b->high);
	if (*none) {
		piece_mark_crossed(t, p->in, r, b);
		return true;
	}
	f.at = over(f.a > 0 ? b->low : b->high, f.a);
	if (f.at.on && (!low->at.on || f.at.at.a > low->at.at.a))
		*low = f;
	f.at = over(f.a > 0 ? b->high : b->low, f.a);
	if (f.at.on && (!high->at.on || f.at.at.a < high->at.at.a))
		*high = f;
	*none = crossed(t, p, low, high);
	return true;
}

bool piece_single(struct trial *t, struct piece *p, enum trial_answer *answer)
{
	const struct column *c = &t->m->col[p->col[0]];
	struct found low = { .a = 1 };
	struct found high = { .a = 1 };
	bool none;

	if (p->ncol != 1 || p->nchoice || !c->step)
		return false;
	model_bounds(t->m, p->in[p->col[0]], p->col[0], &low.at, &high.at);
	none = edges_cross(&low.at, &high.at);
	if (none)
		trial_mark_figure(t, p->col[0]);
	for (size_t i = 0; i < p->nrow && !none; i++)
		if (!narrow(t, p, &t->m->row[p->row[i]], &low, &high, &none))
			return false;
	*answer = none ? TRIAL_INFEASIBLE : TRIAL_FEASIBLE;
	if (none)
		return true;
	p->single = true;
	p->low = low.at;
	p->high = high.at;
	p->num = ARENA_NEW(t->scratch, struct near);
	p->den = ARENA_NEW(t->scratch, __int128);
	p->num->a = nearest(c, &low.at, &high.at);
	*p->den = 1;
	return true;
}
