/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows put aside one by one, and numbers given in the opposite order.
 */
#include "lib/rule/slack.h"

#include "lib/base/base.h"

void slack_init(struct arena *a, struct slack *s, size_t nrow, size_t ncol,
		size_t nentry)
{
	struct edge *edge = ARENA_ARRAY(a, 2 * (nrow + ncol), struct edge);
	__int128 *wide = ARENA_ARRAY(a, nentry + 4 * ncol, __int128);
	size_t *size = ARENA_ARRAY(a, nrow + 1 + nentry, size_t);

	*s = (struct slack){
		.nrow = nrow,
		.ncol = ncol,
		.at = size,
		.col = size + nrow + 1,
		.coef = wide,
		.step = wide + nentry,
		.start = wide + nentry + ncol,
		.home = wide + nentry + 2 * ncol,
		.value = wide + nentry + 3 * ncol,
		.low = edge,
		.high = edge + nrow + ncol,
		.astray = ARENA_ARRAY(a, ncol, bool),
	};
}

/* Room, and the rows by column. */
static void prepare(struct arena *a, struct slack *s)
{
	size_t n = s->at[s->nrow];
	size_t *size = ARENA_ARRAY(a, 4 * s->ncol + 2 + n + s->nrow, size_t);

	s->row_at = size;
	s->open = size + s->ncol + 2;
	s->last = s->open + s->ncol;
	s->stack = s->last + s->ncol;
	s->row = s->stack + s->ncol;
	s->order = s->row + n;
	s->aside = ARENA_ARRAY(a, s->nrow, bool);
	for (size_t k = 0; k < n; k++)
		s->row_at[s->col[k] + 2]++;
	for (size_t j = 2; j < s->ncol + 2; j++)
		s->row_at[j] += s->row_at[j - 1];
	for (size_t i = 0; i < s->nrow; i++)
		for (size_t k = s->at[i]; k < s->at[i + 1]; k++)
			s->row[s->row_at[s->col[k] + 1]++] = i;
}

/* --- bounds --------------------------------------------------------------- */

static bool above_low(const struct edge *low, __int128 v)
{
	return !low->on || v > low->at.a ||
	       (v == low->at.a && low->at.k <= 0);
}

static bool below_high(const struct edge *high, __int128 v)
{
	return !high->on || v < high->at.a ||
	       (v == high->at.a && high->at.k >= 0);
}

/* What is whole and nearest to v between the bounds of a variable; false when
 * that is not easily said. */
static bool between(const struct slack *s, size_t var, __int128 v,
		    __int128 *out)
{
	const struct edge *low = &s->low[var];
	const struct edge *high = &s->high[var];

	*out = v;
	if (!above_low(low, v)) {
		*out = low->at.a + (low->at.k > 0);
		return below_high(high, *out);
	}
	if (below_high(high, v))
		return true;
	*out = high->at.a - (high->at.k < 0);
	return above_low(low, *out);
}

void slack_bounded(struct slack *s, size_t col)
{
	s->nastray -= s->astray[col];
	s->astray[col] = !between(s, col, s->start[col], &s->home[col]) ||
			 (s->step[col] > 1 &&
			  wide_mod(s->home[col], s->step[col]));
	s->nastray += s->astray[col];
}

static bool held(const struct slack *s, size_t col)
{
	return s->low[col].on && s->high[col].on &&
	       s->low[col].at.a == s->high[col].at.a;
}

bool slack_sum(const struct slack *s, size_t i, __int128 *sum)
{
	*sum = 0;
	for (size_t k = s->at[i]; k < s->at[i + 1]; k++)
		if (!wide_mac(sum, s->coef[k], s->value[s->col[k]]))
			return false;
	return true;
}

/* --- putting aside --------------------------------------------------------- */

static bool is_free(const struct slack *s, size_t row)
{
	return !s->low[s->ncol + row].on && !s->high[s->ncol + row].on;
}

/* Values where the columns stand, rows counted by column. */
static bool begin(struct slack *s)
{
	if (s->nastray)
		return false;
	memcpy(s->value, s->home, s->ncol * sizeof *s->value);
	memset(s->open, 0, s->ncol * sizeof *s->open);
	memset(s->last, 0, s->ncol * sizeof *s->last);
	for (size_t i = 0; i < s->nrow; i++) {
		s->aside[i] = is_free(s, i);
		for (size_t k = s->at[i]; k < s->at[i + 1] && !s->aside[i];
		     k++)
			s->open[s->col[k]]++;
	}
	return true;
}

static size_t open_row(const struct slack *s, size_t col)
{
	size_t k = s->row_at[col];

	while (s->aside[s->row[k]])
		k++;
	return s->row[k];
}

/* Puts aside all rows that have a column of their own; how many. */
static size_t put_aside(struct slack *s)
{
	size_t n = 0;
	size_t top = 0;

	for (size_t j = 0; j < s->ncol; j++)
		if (s->open[j] == 1 && !held(s, j))
			s->stack[top++] = j;
	while (top) {
		size_t j = s->stack[--top];
		size_t i;

		if (s->open[j] != 1)
			continue; /* its row went with another */
		i = open_row(s, j);
		s->aside[i] = true;
		s->order[n++] = i;
		for (size_t k = s->at[i]; k < s->at[i + 1]; k++) {
			size_t c = s->col[k];

			if (--s->open[c] == 0)
				s->last[c] = i + 1;
			else if (s->open[c] == 1 && !held(s, c))
				s->stack[top++] = c;
		}
	}
	return n;
}

/* --- giving way ------------------------------------------------------------ */

/* Moves a column so that the row gets nearer to what it lacks, as far as its
 * bounds let it. */
static bool give_way(struct slack *s, size_t col, __int128 coef,
		     __int128 *lack)
{
	__int128 by = wide_div(*lack, coef);
	__int128 to;
	__int128 done;

	if (s->step[col] > 1)
		by -= wide_mod(by, s->step[col]);
	if (!wide_add(s->value[col], by, &to))
		return false;
	if (!between(s, col, to, &to))
		return false;
	if (s->step[col] > 1 && wide_mod(to, s->step[col]))
		return false;
	if (!wide_mul(coef, to - s->value[col], &done))
		return false;
	*lack -= done;
	s->value[col] = to;
	return true;
}

/* Makes a row hold by the columns that stand in no row which was put aside
 * after it. */
static bool settle(struct slack *s, size_t i)
{
	__int128 sum;
	__int128 to;
	__int128 lack;

	if (!slack_sum(s, i, &sum) || !between(s, s->ncol + i, sum, &to) ||
	    __builtin_sub_overflow(to, sum, &lack))
		return false;
	for (size_t k = s->at[i]; k < s->at[i + 1] && lack; k++) {
		size_t c = s->col[k];

		if (s->last[c] == i + 1 && !held(s, c) &&
		    !give_way(s, c, s->coef[k], &lack))
			return false;
	}
	return lack == 0;
}

bool slack_fit(struct arena *a, struct slack *s)
{
	size_t n;

	if (!s->row_at)
		prepare(a, s);
	if (!begin(s))
		return false;
	n = put_aside(s);
	for (size_t i = 0; i < s->nrow; i++) {
		__int128 sum;

		if (!s->aside[i] &&
		    (!slack_sum(s, i, &sum) ||
		     !above_low(&s->low[s->ncol + i], sum) ||
		     !below_high(&s->high[s->ncol + i], sum)))
			return false;
	}
	while (n)
		if (!settle(s, s->order[--n]))
			return false;
	return true;
}

/* --- the simplex ------------------------------------------------------------ */

void slack_simplex(struct arena *a, const struct slack *s,
		   struct simplex *lp, uint64_t *steps)
{
	simplex_init(a, lp, s->nrow, s->ncol, s->low, s->high, steps);
	for (size_t i = 0; i < s->nrow; i++)
		for (size_t k = s->at[i]; k < s->at[i + 1]; k++)
			*simplex_at(lp, i, s->col[k]) = s->coef[k];
	for (size_t j = 0; j < s->ncol; j++) {
		lp->value[j].a = s->start[j];
		simplex_touch(lp, j);
	}
}
