/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Least weighted hitting set by branch and bound.
 */
#include "lib/rule/cover.h"

#include "lib/base/base.h"
#include "lib/rule/cover_few.h"
#include "lib/rule/cover_problem.h"

enum {
	ROOT_STEPS = 150, /* of the bound of a whole problem */
	NODE_STEPS = 15,
	FEW_STEPS = 3,
	MANY = 4, /* one in so many elements fixed is worth another bound */
	SMALL = 20, /* sets of a problem that is soon tried out */
};

struct search {
	struct arena *room; /* of all nodes, given back node by node */
	uint64_t *nodes;
	size_t nelem;
	bool gave_up;
};

static int64_t solve(struct search *s, struct problem p, int64_t known,
		     int64_t limit, int steps, bool *in);

static int64_t whole_weight(int64_t parts)
{
	return (parts + COVER_SCALE - 1) / COVER_SCALE;
}

/* --- parts ---------------------------------------------------------------- */

/* The sum over the parts, or limit when it is not below. */
static int64_t solve_parts(struct search *s, struct arena *a,
			   const struct problem *p, const size_t *part,
			   size_t n, int64_t limit, bool *in)
{
	struct problem *q = ARENA_ARRAY(a, n, struct problem);
	int64_t *bound = ARENA_ARRAY(a, n, int64_t);
	int64_t *left;
	int64_t rest = 0; /* at least, for what is not solved yet */
	int64_t cost = 0;

	for (size_t k = 0; k < n; k++) {
		q[k] = problem_part(a, p, part, k);
		bound[k] = whole_weight(
			problem_bound(a, &q[k], limit, 1, &left));
		rest += bound[k];
	}
	for (size_t k = 0; k < n; k++) {
		int64_t room = limit - cost - (rest - bound[k]);
		int64_t got;

		if (room <= bound[k])
			return limit;
		got = solve(s, q[k], bound[k], room, NODE_STEPS, in);
		if (got >= room)
			return limit;
		cost += got;
		rest -= bound[k];
	}
	return cost;
}

/* --- branching ------------------------------------------------------------- */

/* The element that is paid most: without it the bound changes most. */
static size_t branch_at(struct arena *a, const struct problem *p)
{
	int64_t *paid = ARENA_ARRAY(a, p->ne, int64_t);
	size_t best = 0;
	size_t e;

	for (size_t s = 0; s < p->ns; s++) {
		if (p->price[s] == 0)
			continue;
		EACH_ELEMENT(p, s, e)
			paid[e] += p->price[s];
	}
	for (e = 1; e < p->ne; e++)
		if (paid[e] > paid[best])
			best = e;
	return best;
}

/* With the element, then without it. */
static int64_t branch(struct search *s, struct arena *a,
		      const struct problem *p, int64_t known, int64_t limit,
		      bool *in)
{
	size_t e = branch_at(a, p);
	bool *with = arena_memdup(a, in, s->nelem * sizeof *in);
	bool *without = arena_memdup(a, in, s->nelem * sizeof *in);
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);
	int64_t best = limit;
	int64_t got;

	memset(elem, 1, p->ne);
	elem[e] = false;
	for (size_t i = 0; i < p->ns; i++)
		set[i] = !problem_holds(p, i, e);
	with[p->id[e]] = true;
	got = p->weight[e] + solve(s, problem_restricted(a, p, set, elem),
				   known - p->weight[e], best - p->weight[e],
				   NODE_STEPS, with);
	if (got < best) {
		best = got;
		memcpy(in, with, s->nelem * sizeof *in);
	}
	if (best <= known)
		return best;
	memset(set, 1, p->ns);
	got = solve(s, problem_restricted(a, p, set, elem), known, best,
		    NODE_STEPS, without);
	if (got < best) {
		best = got;
		memcpy(in, without, s->nelem * sizeof *in);
	}
	return best;
}

/* --- a node ---------------------------------------------------------------- */

/* A node of a large problem counts for more. */
static void spend(uint64_t *nodes, size_t work)
{
	*nodes -= work + 1 < *nodes ? work + 1 : *nodes;
}

/* Drops the elements that no hitting set within `room` of the bound can have,
 * and takes those that each must have (parts).  Returns whether there were so
 * many that bounding again is worth it, or all is said. */
static bool fix(struct arena *a, struct problem *p, const int64_t *left,
		int64_t room, bool *in, int64_t *cost)
{
	bool *set = ARENA_ARRAY(a, p->ns, bool);
	bool *elem = ARENA_ARRAY(a, p->ne, bool);
	size_t n = p->ne;
	size_t fixed = 0;

	memset(set, 1, p->ns);
	for (size_t e = 0; e < p->ne; e++) {
		elem[e] = left[e] <= room && -left[e] <= room;
		fixed += !elem[e];
		if (-left[e] <= room)
			continue;
		in[p->id[e]] = true;
		*cost += p->weight[e];
		for (size_t s = 0; s < p->ns; s++)
			set[s] = set[s] && !problem_holds(p, s, e);
	}
	if (fixed == 0)
		return false;
	*p = problem_restricted(a, p, set, elem);
	return fixed * MANY > n || p->ns == 0 || problem_has_empty_set(p);
}

/* What is being decided at a node. */
struct node {
	struct problem p; /* what is left */
	bool *taken;      /* by the caller's element, for sure */
	int64_t cost;     /* of what was taken here */
	int64_t known;
	int64_t limit; /* of what is sought, or the weight of what is in `in` */
	int64_t bound; /* of p */
	bool *in;
};

/* A light hitting set of what is left, if that is an improvement. */
static void guess(struct search *s, struct arena *a, struct node *n,
		  const int64_t *left)
{
	bool *in = arena_memdup(a, n->taken, s->nelem * sizeof *in);
	int64_t w = n->cost + problem_greedy(a, &n->p, left, in);

	if (w >= n->limit)
		return;
	n->limit = w;
	memcpy(n->in, in, s->nelem * sizeof *in);
}

/* Makes the problem as small as bounds below the limit allow; true when that
 * settled it. */
static bool narrow(struct search *s, struct arena *a, struct node *n,
		   int steps)
{
	int64_t *left;
	int64_t value;
	int64_t before;

	do {
		n->cost += problem_reduce(a, &n->p,
					  steps == ROOT_STEPS ? REDUCE_ALL
							      : REDUCE_FORCED,
					  n->taken);
		if (n->cost >= n->limit || problem_has_empty_set(&n->p))
			return true;
		if (n->p.ns == 0) {
			n->limit = n->cost;
			memcpy(n->in, n->taken, s->nelem * sizeof *n->in);
			return true;
		}
		value = problem_bound(a, &n->p, n->limit - n->cost - 1,
				      n->p.ns < SMALL ? FEW_STEPS : steps,
				      &left);
		n->bound = whole_weight(value);
		if (n->cost + n->bound >= n->limit)
			return true;
		guess(s, a, n, left);
		if (n->cost + n->bound >= n->limit || n->limit <= n->known)
			return true;
		before = n->cost;
	} while (fix(a, &n->p, left,
		     (n->limit - n->cost - 1) * COVER_SCALE - value, n->taken,
		     &n->cost));
	n->bound -= n->cost - before; /* it was of what is taken now, too */
	return false;
}

static int64_t solve_in(struct search *s, struct arena *a, struct node *n,
			int steps)
{
	size_t *part;
	size_t nparts;
	int64_t got;

	if (narrow(s, a, n, steps))
		return n->limit;
	if (*s->nodes == 0) {
		s->gave_up = true;
		return n->limit;
	}
	spend(s->nodes, n->p.ns * n->p.ne / 64);
	part = ARENA_ARRAY(a, n->p.ns, size_t);
	nparts = problem_parts(a, &n->p, part);
	if (n->known - n->cost > n->bound)
		n->bound = n->known - n->cost;
	got = n->cost +
	      (nparts > 1 ? solve_parts(s, a, &n->p, part, nparts,
					n->limit - n->cost, n->taken)
			  : branch(s, a, &n->p, n->bound, n->limit - n->cost,
				   n->taken));
	if (got < n->limit) {
		n->limit = got;
		memcpy(n->in, n->taken, s->nelem * sizeof *n->in);
	}
	return n->limit;
}

/* Adds to in[] a hitting set of weight below limit, the least or one of at
 * most `known`, and returns the weight; or returns limit (in[] is then of no
 * meaning). */
static int64_t solve(struct search *s, struct problem p, int64_t known,
		     int64_t limit, int steps, bool *in)
{
	struct node n = { .p = p, .known = known, .limit = limit, .in = in };
	struct arena_mark before = arena_mark(s->room);

	if (p.ns == 0)
		return limit > 0 ? 0 : limit;
	if (limit <= 0)
		return limit;
	n.taken = arena_memdup(s->room, in, s->nelem * sizeof *in);
	limit = solve_in(s, s->room, &n, steps);
	arena_rewind(s->room, before);
	return limit;
}

/* --- the least ------------------------------------------------------------- */

/* The weight of a hitting set; INT64_MAX when it is none. */
static int64_t weight_of(const struct problem *p, const int64_t *weight,
			 size_t nelem, const bool *in)
{
	int64_t w = 0;

	for (size_t s = 0; s < p->ns; s++) {
		bool hit = false;
		size_t e;

		EACH_ELEMENT(p, s, e)
			hit = hit || in[p->id[e]];
		if (!hit)
			return INT64_MAX;
	}
	for (size_t e = 0; e < nelem; e++)
		w += in[e] ? weight[e] : 0;
	return w;
}

/* An element that no set has stays out: one that comes with sets added later
 * is in no least hitting set, which without it hits the sets that there are and
 * is lighter. */
static struct problem told(struct arena *a, const int64_t *weight,
			   size_t nelem, const struct cover_set *set,
			   size_t nset)
{
	size_t *column = ARENA_ARRAY(a, nelem, size_t);
	struct problem p;
	size_t n = 0;

	for (size_t i = 0; i < nset; i++)
		for (size_t j = 0; j < set[i].n; j++)
			column[set[i].elem[j]] = 1;
	for (size_t e = 0; e < nelem; e++)
		n += column[e];
	p = problem_new(a, nset, n);
	n = 0;
	for (size_t e = 0; e < nelem; e++) {
		if (!column[e])
			continue;
		p.id[n] = e;
		p.weight[n] = weight[e];
		column[e] = n++;
	}
	for (size_t i = 0; i < nset; i++)
		for (size_t j = 0; j < set[i].n; j++)
			problem_put(&p, i, column[set[i].elem[j]]);
	return p;
}

/* The lightest so far. */
struct lightest {
	size_t nelem;
	int64_t known;
	bool *in;
};

static bool keep_lighter(struct few *f, int64_t weight)
{
	struct lightest *x = f->ctx;

	f->limit = weight;
	memcpy(x->in, f->in, x->nelem * sizeof *x->in);
	return weight > x->known;
}

/* The same as cover_least where it has few elements; else false. */
static bool least_of_few(struct arena *a, const int64_t *weight, size_t nelem,
			 const struct cover_set *set, size_t nset,
			 int64_t known, bool *in, int64_t *weight_out)
{
	struct lightest x = { nelem, known, in };
	struct few f;
	bool *light = ARENA_ARRAY(a, nelem, bool);
	int64_t given;
	bool hit;

	if (nset > FEW_SETS)
		return false;
	few_init(a, &f, weight, nelem, set, nset);
	few_greedy(&f, nelem, light);
	hit = few_hit(&f, nelem, in, &given);
	if (hit && given <= f.limit)
		f.limit = given;
	if (!few_enough(&f))
		return false;
	if (!hit || given > f.limit)
		memcpy(in, light, nelem * sizeof *in);
	f.found = keep_lighter;
	f.ctx = &x;
	if (f.limit > known)
		few_search(&f);
	*weight_out = f.limit;
	return true;
}

static int64_t least_of_many(struct arena *a, const int64_t *weight,
			     size_t nelem, const struct cover_set *set,
			     size_t nset, int64_t known, uint64_t *nodes,
			     bool *in, int64_t *weight_out)
{
	struct problem p = told(a, weight, nelem, set, nset);
	struct search s = { .room = a, .nodes = nodes, .nelem = nelem };
	bool *best = ARENA_ARRAY(a, nelem, bool);
	int64_t *left;
	int64_t bound;
	int64_t start;
	int64_t given;

	bound = whole_weight(problem_bound(a, &p, INT32_MAX, 1, &left));
	if (known > bound)
		bound = known;
	given = weight_of(&p, weight, nelem, in);
	start = problem_greedy(a, &p, left, best);
	if (start < given)
		memcpy(in, best, nelem * sizeof *in);
	else
		start = given;
	*weight_out = start;
	if (start > bound) {
		memset(best, 0, nelem * sizeof *best);
		*weight_out = solve(&s, p, bound, start, ROOT_STEPS, best);
		if (*weight_out < start)
			memcpy(in, best, nelem * sizeof *in);
	}
	if (!s.gave_up)
		bound = *weight_out;
	return bound;
}

int64_t cover_least(const int64_t *weight, size_t nelem,
		    const struct cover_set *set, size_t nset, int64_t known,
		    uint64_t *nodes, bool *in, int64_t *weight_out)
{
	struct arena *a = arena_new();
	int64_t bound;

	if (least_of_few(a, weight, nelem, set, nset, known, in, weight_out))
		bound = *weight_out;
	else
		bound = least_of_many(a, weight, nelem, set, nset, known,
				      nodes, in, weight_out);
	arena_free(a);
	return bound;
}

/* --- all of the least -------------------------------------------------------- */

/* Takes over sets that were added since and are not hit. */
static void absorb(struct arena *a, const struct cover_all *c,
		   struct problem *p, size_t from, const bool *taken)
{
	size_t *column = ARENA_ARRAY(a, c->nelem, size_t);
	struct problem q;
	size_t n = p->ns;

	if (from == c->nset)
		return;
	for (size_t e = 0; e < p->ne; e++)
		column[p->id[e]] = e + 1;
	q = problem_new(a, p->ns + c->nset - from, p->ne);
	memcpy(q.bit, p->bit, p->ns * p->words * sizeof *p->bit);
	memcpy(q.price, p->price, p->ns * sizeof *p->price);
	q.id = p->id;
	q.weight = p->weight;
	for (size_t s = from; s < c->nset; s++) {
		bool hit = false;

		for (size_t i = 0; i < c->set[s].n; i++)
			hit = hit || taken[c->set[s].elem[i]];
		for (size_t i = 0; i < c->set[s].n && !hit; i++)
			if (column[c->set[s].elem[i]])
				problem_put(&q, n,
					    column[c->set[s].elem[i]] - 1);
		n += !hit;
	}
	q.ns = n;
	*p = q;
}

/* A node of the search for all. */
struct branching {
	struct arena *room;
	struct problem p;
	bool *taken;
	int64_t cost;
	size_t seen; /* sets that p knows of */
};

static bool all_in(struct cover_all *c, struct arena *a, struct branching *n,
		   int steps);

static bool all(struct cover_all *c, const struct branching *n, int steps)
{
	struct arena *a = n->room;
	struct arena_mark before = arena_mark(a);
	struct branching m = *n;
	bool ok;

	m.taken = arena_memdup(a, n->taken, c->nelem * sizeof *n->taken);
	ok = all_in(c, a, &m, steps);
	arena_rewind(a, before);
	return ok;
}

static bool both_ways(struct cover_all *c, struct arena *a,
		      const struct branching *n)
{
	size_t e = branch_at(a, &n->p);
	struct branching m = *n;
	bool *set = ARENA_ARRAY(a, n->p.ns, bool);
	bool *elem = ARENA_ARRAY(a, n->p.ne, bool);

	memset(elem, 1, n->p.ne);
	elem[e] = false;
	for (size_t s = 0; s < n->p.ns; s++)
		set[s] = !problem_holds(&n->p, s, e);
	m.p = problem_restricted(a, &n->p, set, elem);
	m.cost += n->p.weight[e];
	m.taken[n->p.id[e]] = true;
	if (!all(c, &m, NODE_STEPS))
		return false;
	m = *n;
	memset(set, 1, n->p.ns);
	m.p = problem_restricted(a, &n->p, set, elem);
	m.taken[n->p.id[e]] = false;
	return all(c, &m, NODE_STEPS);
}

static bool all_in(struct cover_all *c, struct arena *a, struct branching *n,
		   int steps)
{
	int64_t *left;
	int64_t value;

	absorb(a, c, &n->p, n->seen, n->taken);
	n->seen = c->nset;
	do {
		n->cost += problem_reduce(a, &n->p,
					  steps == ROOT_STEPS ? REDUCE_SETS
							      : REDUCE_FORCED,
					  n->taken);
		if (n->cost > c->least || problem_has_empty_set(&n->p))
			return true;
		if (n->p.ns == 0)
			return c->leaf(c->ctx, n->taken);
		value = problem_bound(a, &n->p, c->least - n->cost,
				      n->p.ns < SMALL ? FEW_STEPS : steps,
				      &left);
		if (n->cost + whole_weight(value) > c->least)
			return true;
	} while (fix(a, &n->p, left,
		     (c->least - n->cost) * COVER_SCALE - value, n->taken,
		     &n->cost));
	if (*c->nodes == 0)
		return false;
	spend(c->nodes, n->p.ns * n->p.ne / 64);
	return both_ways(c, a, n);
}

struct few_all {
	struct cover_all *c;
	size_t known; /* sets that the search hits */
};

/* Sets that were added since are looked at here only. */
static bool tell_few(struct few *f, int64_t weight)
{
	const struct few_all *x = f->ctx;
	struct cover_all *c = x->c;

	(void)weight; /* known to be the least */
	for (size_t s = x->known; s < c->nset; s++) {
		size_t i = 0;

		while (i < c->set[s].n && !f->in[c->set[s].elem[i]])
			i++;
		if (i == c->set[s].n)
			return true;
	}
	return c->leaf(c->ctx, f->in);
}

/* The same as cover_all where that has few elements. */
static bool all_of_few(struct arena *a, struct cover_all *c, bool *all)
{
	struct few_all x = { c, c->nset };
	struct few f;

	if (c->nset > FEW_SETS)
		return false;
	few_init(a, &f, c->weight, c->nelem, c->set, c->nset);
	f.limit = c->least + 1;
	if (!few_enough(&f))
		return false;
	f.found = tell_few;
	f.ctx = &x;
	*all = few_search(&f);
	return true;
}

static bool all_of_many(struct arena *a, struct cover_all *c)
{
	struct branching n = {
		.room = a,
		.p = told(a, c->weight, c->nelem, c->set, c->nset),
		.taken = ARENA_ARRAY(a, c->nelem, bool),
		.seen = c->nset,
	};

	return all(c, &n, ROOT_STEPS);
}

bool cover_all(struct cover_all *c)
{
	struct arena *a = arena_new();
	bool ok;

	if (!all_of_few(a, c, &ok))
		ok = all_of_many(a, c);
	arena_free(a);
	return ok;
}
