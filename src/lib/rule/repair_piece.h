/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of a trial: see repair_trial.c (conflicts, the whole),
 * repair_piece.c and repair_extreme.c.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_REPAIR_PIECE_H
#define HOPTAC_RULE_REPAIR_PIECE_H

#include "lib/rule/repair_model.h"

/* Whether a figure is unknown, and whether a row must hold. */
static inline bool trial_active(const struct trial *t, const bool *in,
				size_t col)
{
	return in[col] || !t->m->exact[col];
}

static inline bool trial_in_force(const struct trial *t, const bool *in,
				  const struct row *r)
{
	return (r->guard == NO_GUARD || !in[r->guard]) &&
	       (!t->only || t->only[r->rule]);
}

/* --- the conflict being collected ------------------------------------------- */

void trial_mark_figure(struct trial *t, size_t var);
/* What makes the row hold: its rule, and the part that stands. */
void trial_mark_row(struct trial *t, const struct row *r);
/* What gives an unknown its bound, if not its domain. */
void trial_mark_column(struct trial *t, const bool *in, size_t col, bool low);
void trial_clear_marks(struct trial *t);

/* --- a piece ----------------------------------------------------------------- */

/* All that hangs together with a column that was not seen yet. */
void piece_grow(struct trial *t, const bool *in, size_t col,
		struct piece *p);

/* Decides a piece; marks a conflict when infeasible.  pivots: the simplex is
 * wanted, and not only the answer. */
enum trial_answer piece_solve(struct trial *t, const bool *in,
			      struct piece *p, bool pivots);

/* The bounds of the unknown part of a row; false on overflow. */
bool piece_row(const struct trial *t, const bool *in, const struct row *r,
	       struct part_bounds *out);

/* The same as piece_solve for a piece of one unknown (repair_single.c), with
 * p->in set; false when that is not easily said. */
bool piece_single(struct trial *t, struct piece *p, enum trial_answer *answer);

/* The same from the bounds on that its simplex has now. */
enum trial_answer piece_solve_whole(struct trial *t, const bool *in,
				    struct piece *p);

enum trial_answer piece_answer(enum simplex_answer answer);

/* The largest multiple of step not above num / den, and whether it is it;
 * false on overflow. */
bool piece_floor(struct near num, __int128 den, __int128 step, __int128 *out,
		 bool *exact);

/* A certificate is marked by the bounds of its unknowns (trial_mark_column),
 * then its rows by what they are multiplied with (above zero: their lower bound
 * is used), then what stands in their sum. */
void piece_mark_row(struct trial *t, const bool *in, const struct row *r,
		    const struct part_bounds *b, __int128 mult);
void piece_mark_sums(struct trial *t);
/* A row that no whole number meets. */
void piece_mark_crossed(struct trial *t, const bool *in, const struct row *r,
			const struct part_bounds *b);

/* Whether num / den is on the wrong side of a bound: below a lower one
 * (dir > 0) or above an upper one. */
bool edge_beyond(const struct edge *e, int dir, struct near num,
		 __int128 den);

/* The first choice of which no alternative holds in what was found, by the
 * simplex or easily; p->nchoice: none. */
size_t piece_open_choice(const struct piece *p, bool easily);

/* Sets the bounds of the rows of an alternative; false when no whole number
 * meets one, which is marked.  In any case to be undone. */
bool piece_choose(struct trial *t, struct piece *p, size_t choice, size_t k);
void piece_unchoose(struct piece *p, size_t choice, size_t k);

/* --- products of two figures (repair_times.c) -------------------------------- */

/* Whether both factors are unknown. */
static inline bool times_open(const struct trial *t, const bool *in,
			      const struct times *x)
{
	return trial_active(t, in, x->x) && trial_active(t, in, x->y);
}

/* Makes row i of a piece, which is one of a product, once the bounds of the
 * columns are set; false on overflow. */
bool times_build(struct trial *t, const bool *in, struct piece *p, size_t i);

/* What such a row needs besides its rule. */
void times_mark(struct trial *t, const bool *in, const struct row *r);

/* Decides a piece with open products, of which numbers were found that fit
 * their enclosures: p->num then has some that fit.  Marks a conflict when
 * there are none. */
enum trial_answer times_solve(struct trial *t, const bool *in,
			      struct piece *p);

/* Whether the piece can hold with column j at a value. */
enum trial_answer times_at(struct trial *t, struct piece *p, size_t j,
			   __int128 v);

#endif
