/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Least weighted hitting set by branch and bound.
 *
 * A problem is a matrix of bits, a line per set, with a column per element.
 * Reducing one makes a smaller one, so no step undoes another.
 */
#include "lib/rule/cover.h"

#include "lib/base/base.h"

struct problem {
	size_t ns;
	size_t ne;
	size_t words;  /* of a line */
	uint64_t *bit; /* ns x words */
	size_t *id;    /* by column: the caller's element */
	int64_t *weight;
};

struct search {
	uint64_t *nodes;
	bool gave_up;
};

static uint64_t *line(const struct problem *p, size_t set)
{
	return p->bit + set * p->words;
}

static bool holds(const struct problem *p, size_t set, size_t e)
{
	return line(p, set)[e / 64] >> (e % 64) & 1;
}

static void put(const struct problem *p, size_t set, size_t e)
{
	line(p, set)[e / 64] |= UINT64_C(1) << (e % 64);
}

static size_t count(const struct problem *p, size_t set)
{
	size_t n = 0;

	for (size_t w = 0; w < p->words; w++)
		n += (size_t)__builtin_popcountll(line(p, set)[w]);
	return n;
}

static size_t first_of(const struct problem *p, size_t set)
{
	for (size_t w = 0; w < p->words; w++)
		if (line(p, set)[w])
			return w * 64 +
			       (size_t)__builtin_ctzll(line(p, set)[w]);
	BUG("an empty set to hit");
}

static struct problem problem_new(struct arena *a, size_t ns, size_t ne)
{
	size_t words = (ne + 63) / 64;

	return (struct problem){
		.ns = ns,
		.ne = ne,
		.words = words,
		.bit = arena_array(a, ns * words, sizeof(uint64_t)),
		.id = ARENA_ARRAY(a, ne, size_t),
		.weight = ARENA_ARRAY(a, ne, int64_t),
	};
}

/* The problem of the kept sets and elements only. */
static struct problem restricted(struct arena *a, const struct problem *p,
				 const bool *set, const bool *elem)
{
	size_t ns = 0;
	size_t ne = 0;
	size_t *column = ARENA_ARRAY(a, p->ne, size_t);
	struct problem q;

	for (size_t s = 0; s < p->ns; s++)
		ns += set[s];
	for (size_t e = 0; e < p->ne; e++)
		ne += elem[e];
	q = problem_new(a, ns, ne);
	ne = 0;
	for (size_t e = 0; e < p->ne; e++) {
		if (!elem[e])
			continue;
		q.id[ne] = p->id[e];
		q.weight[ne] = p->weight[e];
		column[e] = ne++;
	}
	ns = 0;
	for (size_t s = 0; s < p->ns; s++) {
		if (!set[s])
			continue;
		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = line(p, s)[w]; b; b &= b - 1) {
				size_t e = w * 64 +
					   (size_t)__builtin_ctzll(b);

				if (elem[e])
					put(&q, ns, column[e]);
			}
		ns++;
	}
	return q;
}

/* --- reductions ---------------------------------------------------------- */

static bool subset(const uint64_t *x, const uint64_t *y, size_t words)
{
	for (size_t w = 0; w < words; w++)
		if (x[w] & ~y[w])
			return false;
	return true;
}

static bool drop_larger_sets(const struct problem *p, bool *set)
{
	bool changed = false;

	for (size_t s = 0; s < p->ns; s++)
		for (size_t r = 0; r < p->ns && set[s]; r++)
			if (r != s && set[r] &&
			    subset(line(p, r), line(p, s), p->words) &&
			    (r < s || !subset(line(p, s), line(p, r),
					      p->words))) {
				set[s] = false;
				changed = true;
			}
	return changed;
}

/* By element the sets it hits, as bits. */
static uint64_t *transposed(struct arena *a, const struct problem *p,
			    size_t *words)
{
	uint64_t *t;

	*words = (p->ns + 63) / 64;
	t = arena_array(a, p->ne * *words, sizeof *t);
	for (size_t s = 0; s < p->ns; s++)
		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = line(p, s)[w]; b; b &= b - 1) {
				size_t e = w * 64 +
					   (size_t)__builtin_ctzll(b);

				t[e * *words + s / 64] |= UINT64_C(1)
							  << (s % 64);
			}
	return t;
}

static bool drop_dominated(struct arena *a, const struct problem *p,
			   bool *elem)
{
	bool changed = false;
	size_t words;
	uint64_t *t = transposed(a, p, &words);

	for (size_t e = 0; e < p->ne; e++) {
		const uint64_t *te = t + e * words;

		for (size_t f = 0; f < p->ne && elem[e]; f++) {
			const uint64_t *tf = t + f * words;

			if (f == e || !elem[f] ||
			    p->weight[f] > p->weight[e] ||
			    !subset(te, tf, words))
				continue;
			if (f > e && p->weight[f] == p->weight[e] &&
			    subset(tf, te, words))
				continue; /* twins: keep the first */
			elem[e] = false;
			changed = true;
		}
	}
	return changed;
}

/* Takes the elements of sets with one element, dropping what they hit. */
static bool take_forced(const struct problem *p, bool *set, bool *elem,
			bool *in, int64_t *cost)
{
	bool changed = false;

	for (size_t s = 0; s < p->ns; s++) {
		size_t e;

		if (!set[s] || count(p, s) != 1)
			continue;
		e = first_of(p, s);
		in[p->id[e]] = true;
		*cost += p->weight[e];
		elem[e] = false;
		for (size_t r = 0; r < p->ns; r++)
			if (holds(p, r, e))
				set[r] = false;
		changed = true;
	}
	return changed;
}

/* Reduces until nothing changes; returns the weight of what was taken. */
static int64_t reduced(struct arena *a, struct problem *p, bool *in)
{
	int64_t cost = 0;
	bool changed = true;

	while (changed && p->ns) {
		bool *set = ARENA_ARRAY(a, p->ns, bool);
		bool *elem = ARENA_ARRAY(a, p->ne, bool);

		memset(set, 1, p->ns);
		memset(elem, 1, p->ne);
		changed = take_forced(p, set, elem, in, &cost);
		if (!changed)
			changed = drop_larger_sets(p, set);
		if (!changed)
			changed = drop_dominated(a, p, elem);
		if (changed)
			*p = restricted(a, p, set, elem);
	}
	return cost;
}

/* --- bounds -------------------------------------------------------------- */

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
static struct ranked *ranked_sets(struct arena *a, const struct problem *p)
{
	struct ranked *r = ARENA_ARRAY(a, p->ns, struct ranked);
	int64_t *degree = ARENA_ARRAY(a, p->ne, int64_t);

	for (size_t s = 0; s < p->ns; s++)
		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = line(p, s)[w]; b; b &= b - 1)
				degree[w * 64 + (size_t)__builtin_ctzll(b)]++;
	for (size_t s = 0; s < p->ns; s++) {
		r[s].set = s;
		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = line(p, s)[w]; b; b &= b - 1)
				r[s].key += degree[w * 64 +
						   (size_t)__builtin_ctzll(b)];
	}
	qsort(r, p->ns, sizeof *r, by_key);
	return r;
}

/* Dual ascent: each set in turn pays what its cheapest element still costs.
 * left gets what the elements cost then. */
static int64_t dual_ascent(struct arena *a, const struct problem *p,
			   int64_t **left)
{
	const struct ranked *r = ranked_sets(a, p);
	int64_t bound = 0;

	*left = arena_memdup(a, p->weight, p->ne * sizeof **left);
	for (size_t i = 0; i < p->ns; i++) {
		const uint64_t *bits = line(p, r[i].set);
		int64_t least = INT64_MAX;

		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = bits[w]; b; b &= b - 1) {
				size_t e = w * 64 + (size_t)__builtin_ctzll(b);

				if ((*left)[e] < least)
					least = (*left)[e];
			}
		if (least == 0)
			continue;
		for (size_t w = 0; w < p->words; w++)
			for (uint64_t b = bits[w]; b; b &= b - 1)
				(*left)[w * 64 + (size_t)__builtin_ctzll(b)] -=
					least;
		bound += least;
	}
	return bound;
}

/* Drops elements that cost too much beside the bound.  Returns whether there
 * were any. */
static bool drop_dear(struct arena *a, struct problem *p, const int64_t *left,
		      int64_t room)
{
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);
	bool any = false;

	memset(set, 1, p->ns);
	for (size_t e = 0; e < p->ne; e++) {
		elem[e] = left[e] < room;
		any = any || !elem[e];
	}
	if (any)
		*p = restricted(a, p, set, elem);
	return any;
}

int64_t cover_bound(const int64_t *weight, const struct cover_set *set,
		    size_t nset, const bool *in, const bool *out,
		    int64_t *residual)
{
	int64_t bound = 0;

	for (size_t s = 0; s < nset; s++)
		for (size_t i = 0; i < set[s].n; i++)
			residual[set[s].elem[i]] = weight[set[s].elem[i]];
	for (size_t s = 0; s < nset; s++) {
		int64_t least = INT64_MAX;
		bool hit = false;

		for (size_t i = 0; i < set[s].n && !hit; i++) {
			size_t e = set[s].elem[i];

			hit = in[e];
			if (!out[e] && residual[e] < least)
				least = residual[e];
		}
		if (hit)
			continue;
		if (least == INT64_MAX)
			return INT64_MAX;
		for (size_t i = 0; i < set[s].n; i++)
			residual[set[s].elem[i]] -= least;
		bound += least;
	}
	return bound;
}

/* Heaviest cover per weight first; for when the search is given up. */
static int64_t greedy(struct arena *a, const struct problem *p, bool *in)
{
	bool *hit = ARENA_ARRAY(a, p->ns, bool);
	int64_t cost = 0;

	for (;;) {
		size_t best = 0;
		int64_t best_n = 0;

		for (size_t e = 0; e < p->ne; e++) {
			int64_t n = 0;

			for (size_t s = 0; s < p->ns; s++)
				n += !hit[s] && holds(p, s, e);
			if (n * p->weight[best] > best_n * p->weight[e] ||
			    (n && !best_n)) {
				best = e;
				best_n = n;
			}
		}
		if (!best_n)
			return cost;
		in[p->id[best]] = true;
		cost += p->weight[best];
		for (size_t s = 0; s < p->ns; s++)
			hit[s] = hit[s] || holds(p, s, best);
	}
}

/* --- search -------------------------------------------------------------- */

static int64_t solve(struct search *s, struct problem p, size_t nelem,
		     int64_t known, int64_t limit, bool *in);

static size_t root_of(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

/* By set the number of its part; returns how many parts there are. */
static size_t parts(struct arena *a, const struct problem *p, size_t *part)
{
	size_t *parent = ARENA_ARRAY(a, p->ns, size_t);
	size_t *number = ARENA_ARRAY(a, p->ns, size_t);
	size_t n = 0;

	for (size_t s = 0; s < p->ns; s++)
		parent[s] = s;
	for (size_t e = 0; e < p->ne; e++) {
		size_t before = SIZE_MAX;

		for (size_t s = 0; s < p->ns; s++) {
			if (!holds(p, s, e))
				continue;
			if (before != SIZE_MAX)
				parent[root_of(parent, s)] =
					root_of(parent, before);
			before = s;
		}
	}
	for (size_t s = 0; s < p->ns; s++) {
		size_t r = root_of(parent, s);

		if (!number[r])
			number[r] = ++n;
		part[s] = number[r] - 1;
	}
	return n;
}

/* The part's problem. */
static struct problem part_of(struct arena *a, const struct problem *p,
			      const size_t *part, size_t k)
{
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);

	for (size_t s = 0; s < p->ns; s++) {
		set[s] = part[s] == k;
		for (size_t e = 0; set[s] && e < p->ne; e++)
			elem[e] = elem[e] || holds(p, s, e);
	}
	return restricted(a, p, set, elem);
}

/* The sum over the parts, or limit when it is not below. */
static int64_t solve_parts(struct search *s, struct arena *a,
			   const struct problem *p, const size_t *part,
			   size_t n, size_t nelem, int64_t limit, bool *in)
{
	struct problem *q = ARENA_ARRAY(a, n, struct problem);
	int64_t *bound = ARENA_ARRAY(a, n, int64_t);
	int64_t *left;
	int64_t rest = 0; /* at least, for what is not solved yet */
	int64_t cost = 0;

	for (size_t k = 0; k < n; k++) {
		q[k] = part_of(a, p, part, k);
		bound[k] = dual_ascent(a, &q[k], &left);
		rest += bound[k];
	}
	for (size_t k = 0; k < n; k++) {
		int64_t room = limit - cost - (rest - bound[k]);
		int64_t got;

		if (room <= bound[k])
			return limit;
		got = solve(s, q[k], nelem, bound[k], room, in);
		if (got >= room)
			return limit;
		cost += got;
		rest -= bound[k];
	}
	return cost;
}

/* The column of most hits per weight in the smallest set. */
static size_t branching(const struct problem *p)
{
	size_t small = 0;
	size_t best = SIZE_MAX;
	int64_t best_n = 0;

	for (size_t s = 1; s < p->ns; s++)
		if (count(p, s) < count(p, small))
			small = s;
	for (size_t e = 0; e < p->ne; e++) {
		int64_t n = 0;

		if (!holds(p, small, e))
			continue;
		for (size_t s = 0; s < p->ns; s++)
			n += holds(p, s, e);
		if (best == SIZE_MAX ||
		    n * p->weight[best] > best_n * p->weight[e]) {
			best = e;
			best_n = n;
		}
	}
	return best;
}

/* With the element, then without it. */
static int64_t branch(struct search *s, struct arena *a,
		      const struct problem *p, size_t nelem, int64_t known,
		      int64_t limit, bool *in)
{
	size_t e = branching(p);
	bool *with = arena_memdup(a, in, nelem * sizeof *in);
	bool *without = arena_memdup(a, in, nelem * sizeof *in);
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);
	int64_t best = limit;
	int64_t got;

	memset(elem, 1, p->ne);
	elem[e] = false;
	for (size_t i = 0; i < p->ns; i++)
		set[i] = !holds(p, i, e);
	with[p->id[e]] = true;
	got = p->weight[e] + solve(s, restricted(a, p, set, elem), nelem,
				   known - p->weight[e], best - p->weight[e],
				   with);
	if (got < best) {
		best = got;
		memcpy(in, with, nelem * sizeof *in);
	}
	if (best <= known)
		return best;
	memset(set, 1, p->ns);
	got = solve(s, restricted(a, p, set, elem), nelem, known, best,
		    without);
	if (got < best) {
		best = got;
		memcpy(in, without, nelem * sizeof *in);
	}
	return best;
}

/* A node of a large problem counts for more. */
static void spend(uint64_t *nodes, size_t work)
{
	*nodes -= work + 1 < *nodes ? work + 1 : *nodes;
}

static bool has_empty_set(const struct problem *p)
{
	for (size_t i = 0; i < p->ns; i++)
		if (count(p, i) == 0)
			return true;
	return false;
}

/* Reduces as far as bounds below the limit allow; adds to *cost what was
 * taken.  Returns a bound of the rest, or INT64_MAX when there is none below
 * the limit. */
static int64_t narrow(struct arena *a, struct problem *p, bool *in,
		      int64_t *cost, int64_t limit)
{
	int64_t *left;
	int64_t bound;

	do {
		*cost += reduced(a, p, in);
		if (*cost >= limit || has_empty_set(p))
			return INT64_MAX;
		bound = dual_ascent(a, p, &left);
		if (*cost + bound >= limit)
			return INT64_MAX;
	} while (drop_dear(a, p, left, limit - *cost - bound));
	return bound;
}

static int64_t solve_in(struct search *s, struct arena *a, struct problem p,
			size_t nelem, int64_t known, int64_t limit, bool *in)
{
	int64_t cost = 0;
	int64_t bound = narrow(a, &p, in, &cost, limit);
	size_t *part;
	size_t n;

	if (bound == INT64_MAX)
		return limit;
	if (p.ns == 0)
		return cost;
	if (*s->nodes == 0) {
		s->gave_up = true;
		cost += greedy(a, &p, in);
		return cost < limit ? cost : limit;
	}
	spend(s->nodes, p.ns * p.ne / 32);
	part = ARENA_ARRAY(a, p.ns, size_t);
	n = parts(a, &p, part);
	if (n > 1)
		return cost + solve_parts(s, a, &p, part, n, nelem,
					  limit - cost, in);
	if (known - cost > bound)
		bound = known - cost;
	return cost + branch(s, a, &p, nelem, bound, limit - cost, in);
}

/* Marks in in[] a hitting set of weight below limit, the least or one of at
 * most `known`, and returns the weight; or returns limit (in[] is then of no
 * meaning). */
static int64_t solve(struct search *s, struct problem p, size_t nelem,
		     int64_t known, int64_t limit, bool *in)
{
	struct arena *a;
	int64_t cost;

	if (p.ns == 0)
		return limit > 0 ? 0 : limit;
	if (limit <= 0)
		return limit;
	a = arena_new();
	cost = solve_in(s, a, p, nelem, known, limit, in);
	arena_free(a);
	return cost;
}

static int64_t weight_of(const int64_t *weight, size_t nelem, const bool *in)
{
	int64_t w = 0;

	for (size_t e = 0; e < nelem; e++)
		w += in[e] ? weight[e] : 0;
	return w;
}

int64_t cover_least(const int64_t *weight, size_t nelem,
		    const struct cover_set *set, size_t nset, int64_t known,
		    uint64_t *nodes, bool *in, int64_t *weight_out)
{
	struct arena *a = arena_new();
	struct problem p = problem_new(a, nset, nelem);
	struct search s = { .nodes = nodes };
	int64_t *left;
	int64_t bound;
	bool *rough;

	for (size_t e = 0; e < nelem; e++) {
		p.id[e] = e;
		p.weight[e] = weight[e];
	}
	for (size_t i = 0; i < nset; i++)
		for (size_t j = 0; j < set[i].n; j++)
			put(&p, i, set[i].elem[j]);
	memset(in, 0, nelem * sizeof *in);
	bound = dual_ascent(a, &p, &left);
	if (known > bound)
		bound = known;
	rough = ARENA_ARRAY(a, nelem, bool);
	*weight_out = greedy(a, &p, rough);
	if (*weight_out > bound)
		*weight_out = solve(&s, p, nelem, bound, *weight_out, in);
	if (*weight_out == weight_of(weight, nelem, rough))
		memcpy(in, rough, nelem * sizeof *in);
	if (!s.gave_up)
		bound = *weight_out;
	arena_free(a);
	return bound;
}
