/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounds of hitting set problems, and what can be had by greed.
 *
 * The prices of the sets are raised where no element is paid for and lowered
 * where several are (subgradients), in whole numbers.  The bound is nearly
 * that of the linear relaxation after a few dozen steps, at the cost of
 * looking at each set once a step.
 */
#include "lib/rule/cover_problem.h"

#include "lib/base/base.h"

enum {
	PATIENCE = 10,     /* steps without a better bound before shorter ones */
	WHOLE = 1024,      /* lengths of steps are in parts of this */
	FIRST = 600,
	UNIT = 64,         /* slopes are in parts of this */
	TREND = 13,        /* sixteenths of a slope that last to the next */
};

/* The elements of set s: elem[at[s]] to before elem[at[s + 1]]; and the sets
 * of element e: set[of[e]] to before set[of[e + 1]]. */
struct lists {
	uint32_t *at;
	uint32_t *elem;
	uint32_t *of;
	uint32_t *set;
};

static struct lists lists_of(struct arena *a, const struct problem *p)
{
	struct lists l = { .at = ARENA_ARRAY(a, p->ns + 1, uint32_t),
			   .of = ARENA_ARRAY(a, p->ne + 2, uint32_t) };
	uint32_t n = 0;
	size_t e;

	for (size_t s = 0; s < p->ns; s++)
		n += (uint32_t)problem_count(p, s);
	l.elem = ARENA_ARRAY(a, n, uint32_t);
	l.set = ARENA_ARRAY(a, n, uint32_t);
	n = 0;
	for (size_t s = 0; s < p->ns; s++) {
		EACH_ELEMENT(p, s, e) {
			l.elem[n++] = (uint32_t)e;
			l.of[e + 2]++;
		}
		l.at[s + 1] = n;
	}
	for (e = 2; e < p->ne + 2; e++)
		l.of[e] += l.of[e - 1];
	for (size_t s = 0; s < p->ns; s++)
		for (uint32_t i = l.at[s]; i < l.at[s + 1]; i++)
			l.set[l.of[l.elem[i] + 1]++] = (uint32_t)s;
	return l;
}

/* --- dual ascent --------------------------------------------------------- */

struct ranked {
	int64_t key;
	size_t set;
};

static int by_key(const void *x, const void *y)
{
	const struct ranked *a = x;
	const struct ranked *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->set > b->set) - (a->set < b->set);
}

/* Sets that have little in common with others first: they pay most. */
static struct ranked *ranked_sets(struct arena *a, const struct problem *p,
				  const struct lists *l)
{
	struct ranked *r = ARENA_ARRAY(a, p->ns, struct ranked);
	int64_t *degree = ARENA_ARRAY(a, p->ne, int64_t);

	for (size_t i = 0; i < l->at[p->ns]; i++)
		degree[l->elem[i]]++;
	for (size_t s = 0; s < p->ns; s++) {
		r[s].set = s;
		for (size_t i = l->at[s]; i < l->at[s + 1]; i++)
			r[s].key += degree[l->elem[i]];
	}
	qsort(r, p->ns, sizeof *r, by_key);
	return r;
}

/* Each set in turn pays what its cheapest element still costs. */
static void first_prices(struct arena *a, struct problem *p,
			 const struct lists *l, int64_t *left)
{
	const struct ranked *r = ranked_sets(a, p, l);

	for (size_t e = 0; e < p->ne; e++)
		left[e] = p->weight[e] * COVER_SCALE;
	for (size_t k = 0; k < p->ns; k++) {
		size_t s = r[k].set;
		int64_t least = INT64_MAX;

		for (size_t i = l->at[s]; i < l->at[s + 1]; i++)
			if (left[l->elem[i]] < least)
				least = left[l->elem[i]];
		p->price[s] = least;
		for (size_t i = l->at[s]; i < l->at[s + 1]; i++)
			left[l->elem[i]] -= least;
	}
}

/* --- subgradients -------------------------------------------------------- */

/* The bound of the prices; left as in problem_bound. */
static int64_t value_of(const struct problem *p, const struct lists *l,
			const int64_t *price, int64_t *left)
{
	int64_t sum = 0;

	for (size_t e = 0; e < p->ne; e++)
		left[e] = p->weight[e] * COVER_SCALE;
	for (size_t s = 0; s < p->ns; s++) {
		sum += price[s];
		if (price[s] == 0)
			continue;
		for (size_t i = l->at[s]; i < l->at[s + 1]; i++)
			left[l->elem[i]] -= price[s];
	}
	for (size_t e = 0; e < p->ne; e++)
		if (left[e] < 0)
			sum += left[e];
	return sum;
}

/*
 * Moves the prices towards a bound that is `distance` (parts) away, by the
 * length of the way as far as a straight line goes.  trend keeps most of the
 * direction of the step before, so that steps do not undo each other; slope is
 * room by set.  false when there is nothing to move.
 */
static bool move(const struct problem *p, const struct lists *l,
		 int64_t *price, const int64_t *left, int64_t *slope,
		 int64_t distance, int64_t length, int64_t *trend)
{
	int64_t norm = 0;
	int64_t step;

	for (size_t s = 0; s < p->ns; s++)
		slope[s] = UNIT;
	for (size_t e = 0; e < p->ne; e++) {
		if (left[e] >= 0)
			continue;
		for (uint32_t i = l->of[e]; i < l->of[e + 1]; i++)
			slope[l->set[i]] -= UNIT;
	}
	for (size_t s = 0; s < p->ns; s++) {
		trend[s] = slope[s] + trend[s] * TREND / 16;
		if (trend[s] < 0 && price[s] == 0)
			trend[s] = 0;
		norm += trend[s] * trend[s];
	}
	step = norm >= UNIT ? distance * length / (norm / UNIT) : 0;
	if (step == 0)
		return false;
	for (size_t s = 0; s < p->ns; s++) {
		price[s] += step * trend[s] / WHOLE;
		if (price[s] < 0)
			price[s] = 0;
	}
	return true;
}

static bool has_prices(const struct problem *p)
{
	for (size_t s = 0; s < p->ns; s++)
		if (p->price[s])
			return true;
	return false;
}

int64_t problem_bound(struct arena *a, struct problem *p, int64_t enough,
		      int steps, int64_t **out)
{
	struct lists l = lists_of(a, p);
	int64_t *left = ARENA_ARRAY(a, p->ne, int64_t);
	int64_t *price;
	int64_t *trend = ARENA_ARRAY(a, p->ns, int64_t);
	int64_t *slope = ARENA_ARRAY(a, p->ns, int64_t);
	int64_t aim = (enough + 1) * COVER_SCALE;
	int64_t length = FIRST;
	int64_t best = -1;
	int waited = 0;

	*out = ARENA_ARRAY(a, p->ne, int64_t);
	if (!has_prices(p))
		first_prices(a, p, &l, left);
	price = arena_memdup(a, p->price, p->ns * sizeof *price);
	for (int i = 0; i < steps; i++) {
		int64_t value = value_of(p, &l, price, left);

		if (value > best || i == 0) {
			best = value;
			memcpy(*out, left, p->ne * sizeof *left);
			memcpy(p->price, price, p->ns * sizeof *price);
			waited = 0;
			if (best > enough * COVER_SCALE)
				break;
		} else if (++waited == PATIENCE) {
			length /= 2;
			waited = 0;
			if (length == 0)
				break;
		}
		if (!move(p, &l, price, left, slope, aim - value, length,
			  trend))
			break;
	}
	return best;
}

/* --- greed ---------------------------------------------------------------- */

/* Takes elements out again whose sets are all hit by others. */
static int64_t thinned(const struct problem *p,
		       bool *taken, int64_t *hits)
{
	int64_t cost = 0;

	for (size_t e = p->ne; e-- > 0;) {
		bool needed = false;

		if (!taken[e])
			continue;
		for (size_t s = 0; s < p->ns && !needed; s++)
			needed = hits[s] == 1 && problem_holds(p, s, e);
		if (needed) {
			cost += p->weight[e];
			continue;
		}
		taken[e] = false;
		for (size_t s = 0; s < p->ns; s++)
			hits[s] -= problem_holds(p, s, e);
	}
	
	return cost;
}

int64_t problem_greedy(struct arena *a, const struct problem *p,
		       const int64_t *left, bool *in)
{
	struct lists l = lists_of(a, p);
	bool *taken = ARENA_ARRAY(a, p->ne, bool);
	int64_t *hits = ARENA_ARRAY(a, p->ns, int64_t);
	int64_t cost;

	for (size_t e = 0; e < p->ne; e++)
		taken[e] = left[e] < 0;
	for (size_t s = 0; s < p->ns; s++) {
		size_t best = l.elem[l.at[s]];
		bool hit = false;

		for (size_t i = l.at[s]; i < l.at[s + 1]; i++) {
			hit = hit || taken[l.elem[i]];
			if (left[l.elem[i]] < left[best])
				best = l.elem[i];
		}
		if (!hit)
			taken[best] = true;
	}
	for (size_t s = 0; s < p->ns; s++)
		for (size_t i = l.at[s]; i < l.at[s + 1]; i++)
			hits[s] += taken[l.elem[i]];
	cost = thinned(p, taken, hits);
	for (size_t e = 0; e < p->ne; e++)
		if (taken[e])
			in[p->id[e]] = true;
	return cost;
}
