/* SPDX-License-Identifier: Apache-2.0 */
/* The least and greatest that an unknown of a piece can be. */
#include "lib/rule/repair_piece.h"

enum {
	MAX_FORKS = 30000, /* for one number */
	NUDGES = 24,	   /* from a fraction to a possible whole number */
};

/* Whether the column can have the value. */
static enum trial_answer can_be(struct trial *t, struct piece *p, size_t j,
				__int128 v)
{
	struct edge low = p->lp.low[j];
	struct edge high = p->lp.high[j];
	struct edge at = {.on = true, .at = {v, 0}};
	enum trial_answer answer;

	if ((low.on && v < low.at.a) || (high.on && v > high.at.a))
		return TRIAL_INFEASIBLE;
	p->forks = MAX_FORKS;
	if (p->nopen) {
		answer = times_at(t, p, j, v);
		trial_clear_marks(t);
		return answer;
	}
	p->lp.low[j] = at;
	p->lp.high[j] = at;
	simplex_touch(&p->lp, j);
	answer = piece_solve_whole(t, p->in, p);
	trial_clear_marks(t);
	p->lp.low[j] = low;
	p->lp.high[j] = high;
	return answer;
}

static enum trial_answer extreme(struct trial *t, struct piece *p, size_t j,
				 int dir, bool *bounded, struct near *num,
				 __int128 *den);

/* Whether x = num / den lies further in the direction than y. */
static bool further(struct near x, __int128 xden, struct near y, __int128 yden,
		    int dir)
{
	struct edge e = {.on = true};

	if (!wide_mul(y.a, xden, &e.at.a) || !wide_mul(y.k, xden, &e.at.k) ||
	    !wide_mul(x.a, yden, &x.a) || !wide_mul(x.k, yden, &x.k))
		return true; /* rather too wide a range */
	return edge_beyond(&e, -dir, x, 1);
}

/* The furthest extreme of all alternatives of a choice. */
static enum trial_answer extreme_of_all(struct trial *t, struct piece *p,
					size_t choice, size_t j, int dir,
					bool *bounded, struct near *num,
					__int128 *den)
{
	enum trial_answer answer = TRIAL_INFEASIBLE;
	struct taken *x = &p->choice[choice];

	p->forks--;
	x->chosen = true;
	for (size_t k = 0; k < x->fork->n; k++) {
		struct near n = {0, 0};
		__int128 d = 1;
		bool b = true;
		enum trial_answer one = TRIAL_INFEASIBLE;

		if (piece_choose(t, p, choice, k))
			one = extreme(t, p, j, dir, &b, &n, &d);
		piece_unchoose(p, choice, k);
		if (one == TRIAL_INFEASIBLE)
			continue;
		if (one != TRIAL_FEASIBLE) {
			answer = one;
			break;
		}
		if (answer == TRIAL_INFEASIBLE || !b ||
		    (*bounded && further(n, d, *num, *den, dir))) {
			*bounded =
			    b && (answer == TRIAL_INFEASIBLE || *bounded);
			*num = n;
			*den = d;
		}
		answer = TRIAL_FEASIBLE;
	}
	x->chosen = false;
	return answer;
}

/* A choice whose alternatives decide an extreme; p->nchoice: none. */
static size_t deciding_choice(const struct piece *p, bool bounded)
{
	size_t c = 0;

	if (bounded)
		return piece_open_choice(p, false);
	while (c < p->nchoice && p->choice[c].chosen)
		c++;
	return c;
}

/* The extreme of column j where fractions are allowed. */
static enum trial_answer extreme(struct trial *t, struct piece *p, size_t j,
				 int dir, bool *bounded, struct near *num,
				 __int128 *den)
{
	enum trial_answer answer = piece_answer(simplex_check(&p->lp));
	size_t choice;

	if (answer == TRIAL_FEASIBLE)
		answer = piece_answer(
		    simplex_extreme(&p->lp, j, dir, bounded, num, den));
	if (answer != TRIAL_FEASIBLE || p->forks == 0)
		return answer;
	choice = deciding_choice(p, *bounded);
	if (choice == p->nchoice)
		return answer;
	return extreme_of_all(t, p, choice, j, dir, bounded, num, den);
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

	if (p->single) {
		const struct edge *e = dir < 0 ? &p->low : &p->high;

		*bounded = e->on;
		*num = e->at;
		*den = 1;
		return TRIAL_FEASIBLE;
	}
	p->forks = MAX_FORKS;
	answer = extreme(t, p, j, dir, bounded, num, den);
	trial_clear_marks(t);
	if (answer != TRIAL_FEASIBLE || !*bounded || !step)
		return answer;
	if (!piece_floor(*num, *den, step, &v, &exact))
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
	*num = (struct near){answer == TRIAL_FEASIBLE ? v : outer, 0};
	*den = 1;
	return TRIAL_FEASIBLE;
}
