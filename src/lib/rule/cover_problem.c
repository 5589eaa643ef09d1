/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hitting set problems as matrices of bits: making, reducing, taking apart.
 */
#include "lib/rule/cover_problem.h"

#include "lib/base/base.h"

size_t problem_count(const struct problem *p, size_t set)
{
	size_t n = 0;

	for (size_t w = 0; w < p->words; w++)
		n += bits_in(problem_line(p, set)[w]);
	return n;
}

static size_t first_of(const struct problem *p, size_t set)
{
	for (size_t w = 0; w < p->words; w++)
		if (problem_line(p, set)[w])
			return w * 64 +
			       (size_t)__builtin_ctzll(problem_line(p, set)[w]);
	BUG("an empty set to hit");
}

struct problem problem_new(struct arena *a, size_t ns, size_t ne)
{
	size_t words = (ne + 63) / 64;

	return (struct problem){
		.ns = ns,
		.ne = ne,
		.words = words,
		.bit = arena_array(a, ns * words, sizeof(uint64_t)),
		.id = ARENA_ARRAY(a, ne, size_t),
		.weight = ARENA_ARRAY(a, ne, int64_t),
		.price = ARENA_ARRAY(a, ns, int64_t),
	};
}

struct problem problem_restricted(struct arena *a, const struct problem *p,
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
			for (uint64_t b = problem_line(p, s)[w]; b; b &= b - 1) {
				size_t e = w * 64 +
					   (size_t)__builtin_ctzll(b);

				if (elem[e])
					problem_put(&q, ns, column[e]);
			}
		q.price[ns++] = p->price[s];
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

/* The sets, chained by their rarest element. */
struct rarest {
	size_t *first; /* by element: a set + 1, or 0 */
	size_t *next;  /* by set: another one + 1, or 0 */
};

static struct rarest sets_by_rarest(struct arena *a, const struct problem *p)
{
	struct rarest r = { ARENA_ARRAY(a, p->ne, size_t),
			    ARENA_ARRAY(a, p->ns, size_t) };
	size_t *often = ARENA_ARRAY(a, p->ne, size_t);
	size_t e;

	for (size_t s = 0; s < p->ns; s++)
		EACH_ELEMENT(p, s, e)
			often[e]++;
	for (size_t s = 0; s < p->ns; s++) {
		size_t least = SIZE_MAX;

		EACH_ELEMENT(p, s, e)
			if (least == SIZE_MAX || often[e] < often[least])
				least = e;
		if (least == SIZE_MAX)
			continue;
		r.next[s] = r.first[least];
		r.first[least] = s + 1;
	}
	return r;
}

/* Of sets that are the same the first is the smallest. */
static bool is_smaller(const struct problem *p, size_t r, size_t s)
{
	const uint64_t *x = problem_line(p, r);
	const uint64_t *y = problem_line(p, s);

	return r != s && subset(x, y, p->words) &&
	       (r < s || !subset(y, x, p->words));
}

static bool holds_smaller(const struct problem *p, const struct rarest *by,
			  const bool *set, size_t s)
{
	size_t e;

	EACH_ELEMENT(p, s, e)
		for (size_t r = by->first[e]; r; r = by->next[r - 1])
			if (set[r - 1] && is_smaller(p, r - 1, s))
				return true;
	return false;
}

/* What a set contains has its rarest element there, too: only such sets are
 * compared. */
static bool drop_larger_sets(struct arena *a, const struct problem *p,
			     bool *set)
{
	struct rarest by = sets_by_rarest(a, p);
	bool changed = false;

	for (size_t s = 0; s < p->ns; s++)
		if (holds_smaller(p, &by, set, s)) {
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
			for (uint64_t b = problem_line(p, s)[w]; b; b &= b - 1) {
				size_t e = w * 64 +
					   (size_t)__builtin_ctzll(b);

				t[e * *words + s / 64] |= UINT64_C(1)
							  << (s % 64);
			}
	return t;
}

/* f hits all that e hits and costs no more; of twins the first does. */
static bool dominates(const struct problem *p, const uint64_t *hits,
		      size_t words, size_t f, size_t e)
{
	const uint64_t *he = hits + e * words;
	const uint64_t *hf = hits + f * words;

	if (f == e || p->weight[f] > p->weight[e] || !subset(he, hf, words))
		return false;
	return f < e || p->weight[f] < p->weight[e] || !subset(hf, he, words);
}

/* What dominates an element stands in each of its sets, so that looking in
 * one of them is enough.  An element of no set is of no use. */
static bool is_dominated(const struct problem *p, const uint64_t *hits,
			 size_t words, const bool *elem, size_t e)
{
	const uint64_t *he = hits + e * words;
	size_t w = 0;
	size_t f;

	while (w < words && !he[w])
		w++;
	if (w == words)
		return true;
	EACH_ELEMENT(p, w * 64 + (size_t)__builtin_ctzll(he[w]), f)
		if (elem[f] && dominates(p, hits, words, f, e))
			return true;
	return false;
}

static bool drop_dominated(struct arena *a, const struct problem *p,
			   bool *elem)
{
	bool changed = false;
	size_t words;
	const uint64_t *hits = transposed(a, p, &words);

	for (size_t e = 0; e < p->ne; e++)
		if (is_dominated(p, hits, words, elem, e)) {
			elem[e] = false;
			changed = true;
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

		if (!set[s] || problem_count(p, s) != 1)
			continue;
		e = first_of(p, s);
		in[p->id[e]] = true;
		*cost += p->weight[e];
		elem[e] = false;
		for (size_t r = 0; r < p->ns; r++)
			if (problem_holds(p, r, e))
				set[r] = false;
		changed = true;
	}
	return changed;
}

int64_t problem_reduce(struct arena *a, struct problem *p, enum reduction how,
		       bool *in)
{
	int64_t cost = 0;
	bool changed = true;

	while (changed && p->ns) {
		bool *set = ARENA_ARRAY(a, p->ns, bool);
		bool *elem = ARENA_ARRAY(a, p->ne, bool);

		memset(set, 1, p->ns);
		memset(elem, 1, p->ne);
		changed = take_forced(p, set, elem, in, &cost);
		if (!changed && how >= REDUCE_SETS)
			changed = drop_larger_sets(a, p, set);
		if (!changed && how == REDUCE_ALL)
			changed = drop_dominated(a, p, elem);
		if (changed)
			*p = problem_restricted(a, p, set, elem);
	}
	return cost;
}

/* --- parts --------------------------------------------------------------- */

static size_t root_of(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

size_t problem_parts(struct arena *a, const struct problem *p, size_t *part)
{
	size_t *parent = ARENA_ARRAY(a, p->ns, size_t);
	size_t *number = ARENA_ARRAY(a, p->ns, size_t);
	size_t *before = ARENA_ARRAY(a, p->ne, size_t); /* set + 1 */
	size_t n = 0;
	size_t e;

	for (size_t s = 0; s < p->ns; s++) {
		parent[s] = s;
		EACH_ELEMENT(p, s, e) {
			if (before[e])
				parent[root_of(parent, s)] =
					root_of(parent, before[e] - 1);
			before[e] = s + 1;
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

struct problem problem_part(struct arena *a, const struct problem *p,
			      const size_t *part, size_t k)
{
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);

	for (size_t s = 0; s < p->ns; s++) {
		set[s] = part[s] == k;
		for (size_t e = 0; set[s] && e < p->ne; e++)
			elem[e] = elem[e] || problem_holds(p, s, e);
	}
	return problem_restricted(a, p, set, elem);
}

bool problem_has_empty_set(const struct problem *p)
{
	for (size_t i = 0; i < p->ns; i++)
		if (problem_count(p, i) == 0)
			return true;
	return false;
}
