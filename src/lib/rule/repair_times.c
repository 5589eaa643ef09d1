/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Products of two figures in a piece.
 *
 * While one factor stands exactly the product is a multiple of the other: one
 * row.  Where both are unknown, x between l and u and y between m and n, four
 * rows enclose it (McCormick, 1976): (x - l)(y - m) >= 0 multiplied out has
 * the product, x and y in it and nothing else that is not known, and so have
 * the other corners.  What no number between these rows satisfies, none does.
 * But numbers that fit the rows need not be a product: then the one factor is
 * put at where it was found, which makes the product linear again; and when
 * that fails below it, and above it.  So a solution is one that was checked,
 * and a conflict holds on every side.
 */
#include "lib/rule/repair_piece.h"

enum {
	SPLIT_FORKS = 10, /* that a split costs */
	MAX_SPLITS = 150, /* one within the other */
};

/* --- rows ----------------------------------------------------------------- */

static void add_entry(struct slack *s, size_t *n, size_t from, size_t col,
		      __int128 a)
{
	for (size_t k = from; k < *n; k++)
		if (s->col[k] == col) { /* of a square */
			s->coef[k] += a;
			*n -= !s->coef[k];
			return;
		}
	if (!a)
		return;
	s->col[*n] = col;
	s->coef[(*n)++] = a;
}

/* product - a * x = 0 */
static void proportional(struct slack *s, size_t i, size_t product, size_t x,
			 __int128 a)
{
	const struct edge zero = {.on = true};
	size_t n = s->at[i];

	add_entry(s, &n, s->at[i], product, 1);
	add_entry(s, &n, s->at[i], x, -a);
	s->at[i + 1] = n;
	s->low[s->ncol + i] = zero;
	s->high[s->ncol + i] = zero;
}

/* (x - bx)(y - by) >= 0, or <= 0 where they are bounds from different
 * sides; strictly when neither bound is reached. */
static bool corner(struct slack *s, size_t i, size_t product, size_t x,
		   size_t y, const struct edge *bx, const struct edge *by,
		   bool least)
{
	struct edge bound = {.on = true};
	size_t n = s->at[i];

	s->at[i + 1] = n;
	if (!bx->on || !by->on)
		return true;
	if (!wide_mul(-bx->at.a, by->at.a, &bound.at.a))
		return false;
	if (bx->at.k && by->at.k)
		bound.at.k = least ? 1 : -1;
	add_entry(s, &n, s->at[i], product, 1);
	add_entry(s, &n, s->at[i], x, -by->at.a);
	add_entry(s, &n, s->at[i], y, -bx->at.a);
	s->at[i + 1] = n;
	if (least)
		s->low[s->ncol + i] = bound;
	else
		s->high[s->ncol + i] = bound;
	return true;
}

static bool pinned(const struct slack *s, size_t j)
{
	const struct edge *low = &s->low[j];
	const struct edge *high = &s->high[j];

	return low->on && high->on && low->at.a == high->at.a &&
	       !low->at.k && !high->at.k;
}

bool times_build(struct trial *t, const bool *in, struct piece *p, size_t i)
{
	const struct row *r = &t->m->row[p->row[i]];
	const struct times *q = r->times;
	struct slack *s = &p->slack;
	size_t product = t->col_pos[q->var];
	size_t x = t->col_pos[q->x];
	size_t y = t->col_pos[q->y];
	bool xhigh = r->corner & 1;
	bool yhigh = r->corner == 1 || r->corner == 2;

	if (!trial_active(t, in, q->x)) {
		proportional(s, i, product, y, t->m->col[q->x].point);
	} else if (!trial_active(t, in, q->y)) {
		proportional(s, i, product, x, t->m->col[q->y].point);
	} else if (pinned(s, x) || pinned(s, y)) {
		s->at[i + 1] = s->at[i];
		if (r->corner == 0)
			proportional(s, i, product, pinned(s, x) ? y : x,
				     s->low[pinned(s, x) ? x : y].at.a);
	} else {
		return corner(s, i, product, x, y,
			      xhigh ? &s->high[x] : &s->low[x],
			      yhigh ? &s->high[y] : &s->low[y],
			      xhigh == yhigh);
	}
	return true;
}

void times_mark(struct trial *t, const bool *in, const struct row *r)
{
	const size_t factor[] = {r->times->x, r->times->y};

	for (size_t k = 0; k < ARRAY_LEN(factor); k++) {
		if (trial_active(t, in, factor[k])) {
			trial_mark_column(t, in, factor[k], true);
			trial_mark_column(t, in, factor[k], false);
		} else {
			trial_mark_figure(t, factor[k]);
		}
	}
}

/* --- numbers that fit ------------------------------------------------------ */

/* A number found: (a + k d) / den. */
struct number {
	struct near at;
	__int128 den;
};

static struct number number_of(const struct piece *p, size_t j)
{
	return (struct number){p->num[j], p->den[j]};
}

/* Whether z = x * y; what is too large to say is not. */
static bool is_product(struct number z, struct number x, struct number y)
{
	__int128 den;
	__int128 a;
	__int128 k;

	if (x.at.k && y.at.k) /* d squared */
		return false;
	if (!wide_mul(x.den, y.den, &den) || !wide_mul(x.at.a, y.at.a, &a) ||
	    !wide_mul(x.at.k, y.at.a, &k) || !wide_mac(&k, x.at.a, y.at.k))
		return false;
	return wide_mul(a, z.den, &a) && wide_mul(k, z.den, &k) &&
	       wide_mul(z.at.a, den, &z.at.a) &&
	       wide_mul(z.at.k, den, &z.at.k) && a == z.at.a && k == z.at.k;
}

static void reduce(struct number *x)
{
	__int128 g = wide_gcd(wide_gcd(x->at.a, x->at.k), x->den);

	if (x->den < 0)
		g = -g;
	x->at.a /= g;
	x->at.k /= g;
	x->den /= g;
}

/* Puts a factor that stands in nothing else where the product is right:
 * x = z / y. */
static bool divide(const struct trial *t, struct piece *p, size_t product,
		   size_t col, struct number y)
{
	size_t j = t->col_pos[col];
	struct number z = number_of(p, product);
	struct number x;
	__int128 step = t->m->col[col].step;

	if (!t->m->col[col].lone || y.at.a == 0 || y.at.k ||
	    !wide_mul(z.at.a, y.den, &x.at.a) ||
	    !wide_mul(z.at.k, y.den, &x.at.k) ||
	    !wide_mul(z.den, y.at.a, &x.den))
		return false;
	reduce(&x);
	if (step && (x.at.k || x.den != 1 || x.at.a % step))
		return false;
	if (edge_beyond(&p->slack.low[j], 1, x.at, x.den) ||
	    edge_beyond(&p->slack.high[j], -1, x.at, x.den))
		return false;
	p->num[j] = x.at;
	p->den[j] = x.den;
	return true;
}

/* The first open product that is none; NULL when all are. */
static const struct times *first_wrong(const struct trial *t, const bool *in,
				       struct piece *p)
{
	for (size_t i = 0; i < p->nrow; i++) {
		const struct row *r = &t->m->row[p->row[i]];
		const struct times *q = r->times;
		size_t z;
		struct number x;
		struct number y;

		if (!q || r->corner || !times_open(t, in, q))
			continue;
		z = t->col_pos[q->var];
		x = number_of(p, t->col_pos[q->x]);
		y = number_of(p, t->col_pos[q->y]);
		if (!is_product(number_of(p, z), x, y) &&
		    !divide(t, p, z, q->x, y) && !divide(t, p, z, q->y, x))
			return q;
	}
	return NULL;
}

/* --- splitting -------------------------------------------------------------- */

/* The piece with a column between other bounds. */
static enum trial_answer solve_within(struct trial *t, const bool *in,
				      struct piece *p, size_t j,
				      struct edge low, struct edge high)
{
	struct arena_mark empty = arena_mark(t->scratch);
	struct piece sub = *p;
	size_t size = p->ncol * sizeof *p->slack.low;
	enum trial_answer answer;

	sub.box_low = arena_memdup(t->scratch, p->slack.low, size);
	sub.box_high = arena_memdup(t->scratch, p->slack.high, size);
	sub.box_low[j] = low;
	sub.box_high[j] = high;
	answer = piece_solve(t, in, &sub, true);
	p->forks = sub.forks;
	if (answer == TRIAL_FEASIBLE) {
		memcpy(p->num, sub.num, p->ncol * sizeof *p->num);
		memcpy(p->den, sub.den, p->ncol * sizeof *p->den);
	}
	arena_rewind(t->scratch, empty);
	return answer;
}

static bool is_between(const struct piece *p, size_t j, __int128 v)
{
	const struct near at = {v, 0};

	return !edge_beyond(&p->slack.low[j], 1, at, 1) &&
	       !edge_beyond(&p->slack.high[j], -1, at, 1);
}

/* Where to split a column: near what was found, a multiple of its step. */
static bool split_at(const struct trial *t, const struct piece *p, size_t j,
		     __int128 *at)
{
	__int128 step = t->m->col[p->col[j]].step;
	bool exact;

	if (step == 0)
		step = 1;
	if (pinned(&p->slack, j) ||
	    !piece_floor(p->num[j], p->den[j], step, at, &exact))
		return false;
	if (is_between(p, j, *at))
		return true;
	*at += step;
	return is_between(p, j, *at);
}

/* The side of a split beyond v: dir < 0 below it. */
static enum trial_answer solve_beyond(struct trial *t, const bool *in,
				      struct piece *p, size_t j, __int128 v,
				      int dir)
{
	const struct edge *low = &p->slack.low[j];
	const struct edge *high = &p->slack.high[j];
	__int128 step = t->m->col[p->col[j]].step;
	struct edge at = {.on = true, .at = {v + dir * step, step ? 0 : dir}};

	/* nothing there: for the bound that there is */
	if (dir < 0 ? low->on && (low->at.a > at.at.a ||
				  (low->at.a == at.at.a &&
				   low->at.k > at.at.k))
		    : high->on && (high->at.a < at.at.a ||
				   (high->at.a == at.at.a &&
				    high->at.k < at.at.k))) {
		trial_mark_column(t, in, p->col[j], dir < 0);
		return TRIAL_INFEASIBLE;
	}
	return dir < 0 ? solve_within(t, in, p, j, *low, at)
		       : solve_within(t, in, p, j, at, *high);
}

/* The factor to split, as a column of the piece, and where; false: none can
 * be.  Whole numbers come to an end; else the one and then the other. */
static bool choose_split(const struct trial *t, const struct piece *p,
			 const struct times *q, size_t *j, __int128 *at)
{
	size_t col[] = {t->col_pos[q->x], t->col_pos[q->y]};
	__int128 v[2];
	bool can[2];
	bool whole[2];
	int k = p->depth & 1;

	for (int i = 0; i < 2; i++) {
		can[i] = split_at(t, p, col[i], &v[i]);
		whole[i] = t->m->col[p->col[col[i]]].step;
	}
	if (!can[k] || (can[!k] && whole[!k] && !whole[k]))
		k = !k;
	*j = col[k];
	*at = v[k];
	return can[k];
}

enum trial_answer times_solve(struct trial *t, const bool *in, struct piece *p)
{
	const struct times *q = first_wrong(t, in, p);
	struct edge pin = {.on = true};
	enum trial_answer answer;
	size_t j;

	if (!q)
		return TRIAL_FEASIBLE;
	if (p->forks < SPLIT_FORKS || p->depth >= MAX_SPLITS ||
	    !choose_split(t, p, q, &j, &pin.at.a))
		return TRIAL_LIMIT;
	p->forks -= SPLIT_FORKS;
	p->depth++;
	answer = solve_within(t, in, p, j, pin, pin);
	for (int dir = -1; dir <= 1 && answer == TRIAL_INFEASIBLE; dir += 2)
		answer = solve_beyond(t, in, p, j, pin.at.a, dir);
	p->depth--;
	return answer;
}

enum trial_answer times_at(struct trial *t, struct piece *p, size_t j,
			   __int128 v)
{
	const struct edge at = {.on = true, .at = {v, 0}};

	return solve_within(t, p->in, p, j, at, at);
}
