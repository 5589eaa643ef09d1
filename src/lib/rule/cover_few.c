/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Few sets, as the bits of a word.
 */
#include "lib/rule/cover_few.h"

#include "lib/base/base.h"
#include "lib/rule/cover_problem.h"

enum { QUICK = 30000 }; /* choices, at most */

static void sort_by_size(struct few *f, const struct cover_set *set, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t j = i;

		for (; j && set[i].n < f->set[j - 1]->n; j--)
			f->set[j] = f->set[j - 1];
		f->set[j] = &set[i];
	}
}

void few_init(struct arena *a, struct few *f, const int64_t *weight,
	      size_t nelem, const struct cover_set *set, size_t nset)
{
	*f = (struct few){
		.weight = weight,
		.hits = ARENA_ARRAY(a, nelem, uint64_t),
		.past = ARENA_ARRAY(a, nelem, unsigned),
		.in = ARENA_ARRAY(a, nelem, bool),
	};
	sort_by_size(f, set, nset);
	for (size_t s = 0; s < nset; s++) {
		f->all |= UINT64_C(1) << s;
		for (size_t i = 0; i < f->set[s]->n; i++)
			f->hits[f->set[s]->elem[i]] |= UINT64_C(1) << s;
	}
	for (size_t s = 0; s < nset; s++) {
		f->cheapest[s] = INT64_MAX;
		for (size_t i = 0; i < f->set[s]->n; i++) {
			size_t e = f->set[s]->elem[i];

			f->near[s] |= f->hits[e];
			if (weight[e] < f->cheapest[s])
				f->cheapest[s] = weight[e];
		}
	}
}

bool few_hit(const struct few *f, size_t nelem, const bool *in, int64_t *weight)
{
	uint64_t open = f->all;

	*weight = 0;
	for (size_t e = 0; e < nelem; e++) {
		if (!in[e])
			continue;
		open &= ~f->hits[e];
		*weight += f->weight[e];
	}
	return open == 0;
}

void few_greedy(struct few *f, size_t nelem, bool *in)
{
	uint64_t open = f->all;

	memset(in, 0, nelem * sizeof *in);
	f->limit = 0;
	while (open) {
		size_t best = 0;
		int64_t most = 0;

		for (size_t e = 0; e < nelem; e++) {
			int64_t n = bits_in(f->hits[e] & open);

			if (n * f->weight[best] > most * f->weight[e]) {
				best = e;
				most = n;
			}
		}
		in[best] = true;
		open &= ~f->hits[best];
		f->limit += f->weight[best];
	}
}

bool few_enough(const struct few *f)
{
	int64_t least = INT64_MAX;
	size_t work = 1;
	size_t size = 1;

	for (uint64_t rest = f->all; rest; rest &= rest - 1) {
		int s = __builtin_ctzll(rest);

		size = f->set[s]->n; /* of the last, the largest */
		if (f->cheapest[s] < least)
			least = f->cheapest[s];
	}
	for (int64_t w = f->limit - 1; w >= least && work <= QUICK; w -= least)
		work *= size;
	return work <= QUICK;
}

/* What hitting the open sets costs at least. */
static int64_t bound(const struct few *f, uint64_t open)
{
	int64_t sum = 0;

	while (open) {
		int s = __builtin_ctzll(open);

		sum += f->cheapest[s];
		open &= ~f->near[s];
	}
	return sum;
}

static bool search(struct few *f, uint64_t open, int64_t cost)
{
	const struct cover_set *s;
	bool on = true;
	size_t n = 0;

	if (open == 0)
		return f->found(f, cost);
	s = f->set[__builtin_ctzll(open)];
	while (n < s->n && on) {
		size_t e = s->elem[n++];
		uint64_t left = open & ~f->hits[e];
		int64_t with = cost + f->weight[e];

		if (f->past[e]++ || with + bound(f, left) >= f->limit)
			continue;
		f->in[e] = true;
		on = search(f, left, with);
		f->in[e] = false;
	}
	while (n--)
		f->past[s->elem[n]]--;
	return on;
}

bool few_search(struct few *f)
{
	return search(f, f->all, 0);
}
