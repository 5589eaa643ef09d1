/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hitting sets against trying every choice; tests
 * src/lib/rule/cover_bound.c, src/lib/rule/cover_few.c and
 * src/lib/rule/cover_problem.c too.
 */
#include "lib/rule/cover.h"
#include "test.h"

enum { ELEMS = 12, SETS = 20 };

struct instance {
	size_t nelem;
	size_t nset;
	int64_t weight[ELEMS];
	size_t elem[SETS][ELEMS];
	struct cover_set set[SETS];
	unsigned mask[SETS];
};

/* Where weights differ much, what is light may have many elements. */
static void fill(uint64_t *seed, struct instance *x)
{
	uint32_t weights = test_random(seed, 2) ? 3 : 30;

	x->nelem = 2 + test_random(seed, ELEMS - 1);
	x->nset = 1 + test_random(seed, SETS);
	for (size_t e = 0; e < x->nelem; e++)
		x->weight[e] = 1 + test_random(seed, weights);
	for (size_t s = 0; s < x->nset; s++) {
		size_t n = 0;

		x->mask[s] = 1 + test_random(seed, (1U << x->nelem) - 1);
		if (test_random(seed, 2))
			x->mask[s] &= 1 + test_random(seed,
						      (1U << x->nelem) - 1);
		if (x->mask[s] == 0)
			x->mask[s] = 1;
		for (size_t e = 0; e < x->nelem; e++)
			if (x->mask[s] >> e & 1)
				x->elem[s][n++] = e;
		x->set[s] = (struct cover_set){ x->elem[s], n };
	}
}

static bool hits_all(const struct instance *x, unsigned choice, size_t nset)
{
	for (size_t s = 0; s < nset; s++)
		if (!(x->mask[s] & choice))
			return false;
	return true;
}

static int64_t weight_of(const struct instance *x, unsigned choice)
{
	int64_t w = 0;

	for (size_t e = 0; e < x->nelem; e++)
		w += choice >> e & 1 ? x->weight[e] : 0;
	return w;
}

static int64_t least_of(const struct instance *x, size_t nset, int *n)
{
	int64_t least = INT64_MAX;

	for (unsigned c = 0; c < 1U << x->nelem; c++) {
		int64_t w = weight_of(x, c);

		if (w > least || !hits_all(x, c, nset))
			continue;
		*n = w < least ? 1 : *n + 1;
		least = w;
	}
	return least;
}

static unsigned choice_of(const struct instance *x, const bool *in)
{
	unsigned c = 0;

	for (size_t e = 0; e < x->nelem; e++)
		c |= (unsigned)in[e] << e;
	return c;
}

TEST(the_least_hitting_set_is_the_least)
{
	uint64_t seed = 7;

	for (int i = 0; i < 3000; i++) {
		struct instance x;
		uint64_t nodes = 100000;
		bool in[ELEMS] = { false };
		int64_t weight;
		int64_t want;
		int n = 0;

		fill(&seed, &x);
		want = least_of(&x, x.nset, &n);
		/* sometimes with a hitting set that is known */
		for (size_t e = 0; e < x.nelem && i % 2; e++)
			in[e] = true;
		CHECK_INT(cover_least(x.weight, x.nelem, x.set, x.nset, 0,
				      &nodes, in, &weight),
			  want);
		CHECK_INT(weight, want);
		CHECK_INT(weight_of(&x, choice_of(&x, in)), want);
		CHECK(hits_all(&x, choice_of(&x, in), x.nset));
	}
}

/* Leaves are counted; the sets kept back are added one by one, as hitting
 * sets miss them. */
struct count {
	struct instance *x;
	struct cover_all all;
	unsigned seen[1 << ELEMS];
	int n;
	int twice;
};

static bool count_leaf(void *ctx, const bool *in)
{
	struct count *c = ctx;
	unsigned choice = choice_of(c->x, in);

	if (!hits_all(c->x, choice, c->x->nset)) {
		while (hits_all(c->x, choice, c->all.nset))
			c->all.nset++;
		return true;
	}
	for (int i = 0; i < c->n; i++)
		c->twice += c->seen[i] == choice;
	c->seen[c->n++] = choice;
	return true;
}

TEST(all_hitting_sets_of_the_least_weight_are_found_once)
{
	uint64_t seed = 8;
	int late = 0;

	for (int i = 0; i < 3000; i++) {
		static struct instance x;
		static struct count c;
		uint64_t nodes = 100000;
		size_t known;
		int64_t least;
		int want = 0;
		int fewer = 0;

		fill(&seed, &x);
		least = least_of(&x, x.nset, &want);
		/* as few sets as prove the weight */
		for (known = 1; least_of(&x, known, &fewer) < least;)
			known++;
		late += known < x.nset;
		c = (struct count){ .x = &x };
		c.all = (struct cover_all){
			.weight = x.weight, .nelem = x.nelem, .set = x.set,
			.nset = known, .least = least, .nodes = &nodes,
			.leaf = count_leaf, .ctx = &c,
		};
		CHECK(cover_all(&c.all));
		CHECK_INT(c.n, want);
		CHECK_INT(c.twice, 0);
		for (int k = 0; k < c.n; k++)
			CHECK(weight_of(&x, c.seen[k]) == least);
	}
	CHECK(late > 500);
}

TEST(the_search_says_when_it_gives_up)
{
	uint64_t seed = 9;
	int open = 0;

	for (int i = 0; i < 500; i++) {
		struct instance x;
		uint64_t nodes = 0;
		bool in[ELEMS] = { false };
		int64_t weight;
		int64_t bound;
		int n = 0;

		fill(&seed, &x);
		bound = cover_least(x.weight, x.nelem, x.set, x.nset, 0,
				    &nodes, in, &weight);
		CHECK(bound <= least_of(&x, x.nset, &n));
		CHECK(weight >= least_of(&x, x.nset, &n));
		CHECK(hits_all(&x, choice_of(&x, in), x.nset));
		open += bound < weight;
	}
	CHECK(open > 0);
}
