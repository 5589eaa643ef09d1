/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Search for the least change.
 *
 * First one: the least hitting set of all conflicts found so far is tried;
 * what it leaves broken gives new conflicts, until it leaves nothing broken.
 * Then all: the conflicts fall into groups without a common figure, and for
 * each group every hitting set of the same weight is tried, the other groups
 * standing at their first solution.
 */
#include "lib/rule/repair_search.h"

#include "lib/rule/cover.h"

enum {
	COMBINATIONS = 512,
	FEW_CONFLICTS = 20,
	PROBE_ROUNDS = 8,
	PROBE_FORKS = 20,
};

/* How many solutions of a group are looked at before they are ranked: the
 * more changes, the less a person would read of them. */
static size_t enough(const struct solver *v, size_t changes)
{
	size_t n = changes <= 2 ? 256 : changes <= 5 ? 64 : 0;

	return n > v->max_solutions ? n : v->max_solutions;
}

/* --- the search ------------------------------------------------------------ */

static size_t root_of(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

/* Joins figures that share a conflict. */
static void partition(struct solver *v)
{
	for (size_t i = 0; i < v->s->nvar; i++)
		v->parent[i] = i;
	for (size_t i = 0; i < v->c.n; i++)
		for (size_t j = 1; j < v->c.v[i].nvar; j++)
			v->parent[root_of(v->parent, v->c.v[i].var[j])] =
				root_of(v->parent, v->c.v[i].var[0]);
}

/* The conflicts by group, groups in order of their first conflict. */
static struct members *groups(struct solver *v, struct arena *a, size_t *n)
{
	size_t *group = ARENA_ARRAY(a, v->s->nvar, size_t);
	struct members *out = NULL;
	size_t cap = 0;

	*n = 0;
	partition(v);
	for (size_t i = 0; i < v->c.n; i++) {
		size_t root = root_of(v->parent, v->c.v[i].var[0]);
		struct members *m;

		if (!group[root]) {
			*VEC_PUSH(a, out, *n, cap) = (struct members){ 0 };
			group[root] = *n;
		}
		m = &out[group[root] - 1];
		*VEC_PUSH(a, m->v, m->n, m->cap) = i;
	}
	return out;
}

/* What is proven already of the parts that came together, which are
 * forgotten. */
static int64_t known_bound(struct solver *v, const struct members *m)
{
	int64_t bound = 0;

	for (size_t i = 0; i < m->n; i++) {
		bound += v->part[m->v[i]].bound;
		v->part[m->v[i]] = (struct part){ 0 };
	}
	return bound;
}

static void solve_part(struct solver *v, struct arena *a,
		       const struct members *m, struct part *p)
{
	int64_t known = known_bound(v, m);
	struct cover_set *set = ARENA_ARRAY(a, m->n, struct cover_set);
	size_t *elem = NULL;
	size_t nelem = 0;
	size_t cap = 0;
	int64_t *weight;
	bool *in;

	for (size_t i = 0; i < m->n; i++) {
		const struct repair_conflict *c = &v->c.v[m->v[i]];
		size_t *x = ARENA_ARRAY(a, c->nvar, size_t);

		for (size_t j = 0; j < c->nvar; j++) {
			size_t k = v->local[c->var[j]];

			if (k >= nelem || elem[k] != c->var[j]) {
				k = v->local[c->var[j]] = nelem;
				*VEC_PUSH(a, elem, nelem, cap) = c->var[j];
			}
			x[j] = k;
		}
		set[i] = (struct cover_set){ x, c->nvar };
	}
	weight = ARENA_ARRAY(a, nelem, int64_t);
	in = ARENA_ARRAY(a, nelem, bool);
	for (size_t k = 0; k < nelem; k++)
		weight[k] = v->weight[elem[k]];
	*p = (struct part){ .n = m->n };
	for (size_t k = 0; k < nelem && v->best_weight >= 0; k++)
		in[k] = v->best[elem[k]];
	p->bound = cover_least(weight, nelem, set, m->n, known, &v->steps, in,
			       &p->weight);
	p->chosen = ARENA_ARRAY(v->work, nelem, size_t);
	for (size_t k = 0; k < nelem; k++)
		if (in[k])
			p->chosen[p->nchosen++] = elem[k];
}

/* Sets v->in to the least hitting set; *weight its weight and v->bound what
 * is proven of it. */
static void hit_all(struct solver *v, int64_t *weight)
{
	struct arena *a = v->room;
	struct arena_mark empty = arena_mark(a);
	size_t n;
	struct members *m = groups(v, a, &n);
	int64_t bound = 0;

	*weight = 0;
	memset(v->in, 0, v->s->nvar * sizeof *v->in);
	while (v->part_cap < v->c.n)
		v->part = vec_room(v->work, v->part, v->part_cap,
				   &v->part_cap, sizeof *v->part);
	for (size_t i = 0; i < n; i++) {
		struct part *p = &v->part[m[i].v[0]];

		if (p->n != m[i].n || p->bound != p->weight)
			solve_part(v, a, &m[i], p);
		for (size_t j = 0; j < p->nchosen; j++)
			v->in[p->chosen[j]] = true;
		*weight += p->weight;
		bound += p->bound;
	}
	if (bound > v->bound)
		v->bound = bound;
	arena_rewind(a, empty);
}

static int64_t weight_of(const struct solver *v, const bool *in)
{
	int64_t w = 0;

	for (size_t i = 0; i < v->s->nvar; i++)
		if (in[i])
			w += v->weight[i];
	return w;
}

static void keep_best(struct solver *v, const bool *in)
{
	int64_t w = weight_of(v, in);

	if (v->best_weight >= 0 && w >= v->best_weight)
		return;
	v->best_weight = w;
	memcpy(v->best, in, v->s->nvar * sizeof *in);
}

/* The figure of a conflict that is in most conflicts for its weight. */
static size_t favourite(const struct solver *v, const struct repair_conflict *c)
{
	size_t best = c->var[0];

	for (size_t i = 1; i < c->nvar; i++) {
		size_t f = c->var[i];

		if (v->hits[f] * v->weight[best] >
		    v->hits[best] * v->weight[f])
			best = f;
	}
	return best;
}

static bool is_hit(const struct repair_conflict *c, const bool *in)
{
	for (size_t i = 0; i < c->nvar; i++)
		if (in[c->var[i]])
			return true;
	return false;
}

static void count_hits(struct solver *v, size_t from)
{
	for (size_t i = from; i < v->c.n; i++)
		for (size_t j = 0; j < v->c.v[i].nvar; j++)
			v->hits[v->c.v[i].var[j]]++;
}

/* Adds to the set a figure of each of the conflicts that it does not hit;
 * added gets which. */
static size_t extend(struct solver *v, bool *in, size_t from, size_t *added)
{
	size_t n = 0;

	for (size_t i = from; i < v->c.n; i++) {
		if (is_hit(&v->c.v[i], in))
			continue;
		added[n] = favourite(v, &v->c.v[i]);
		in[added[n]] = v->t.moved[added[n]] = true;
		n++;
	}
	return n;
}

/*
 * Tries the set, and again with a figure of each conflict added, until it is
 * feasible: one cheap set gives many conflicts before the next hitting set,
 * which is dear, unless there are few conflicts.  But it does so for a while
 * only, when a change is known and no more steps were spent than on the
 * hitting set: conflicts of large sets are large, and worth less.  FEASIBLE
 * when the set itself was.
 */
static enum trial_answer probe(struct solver *v, bool *in, uint64_t dear)
{
	struct arena *a = v->room;
	struct arena_mark empty = arena_mark(a);
	size_t *added = ARENA_ARRAY(a, v->s->nvar, size_t);
	uint64_t forks = v->t.forks;
	uint64_t start = v->steps;
	size_t before = v->c.n;
	enum trial_answer first;
	enum trial_answer answer;

	v->t.moved = arena_memdup(a, in, v->s->nvar * sizeof *in);
	first = answer = trial_run(&v->t, in, NULL, 0, &v->c);
	v->t.forks = PROBE_FORKS;
	for (int i = 0; answer == TRIAL_INFEASIBLE; i++) {
		size_t n;

		if (search_contradiction(v) || v->c.n <= FEW_CONFLICTS ||
		    (i > PROBE_ROUNDS && v->best_weight >= 0 &&
		     start - v->steps > dear))
			break;
		count_hits(v, before);
		n = extend(v, in, before, added);
		before = v->c.n;
		/* nothing else has changed since the last time */
		answer = trial_run(&v->t, in, added, n, &v->c);
	}
	count_hits(v, before);
	if (answer == TRIAL_FEASIBLE)
		keep_best(v, v->t.moved);
	v->t.forks = forks;
	v->t.moved = NULL;
	arena_rewind(a, empty);
	return first;
}

const struct repair_conflict *search_contradiction(const struct solver *v)
{
	for (size_t i = 0; i < v->c.n; i++)
		if (v->c.v[i].nvar == 0)
			return &v->c.v[i];
	return NULL;
}

/* Some change, where the least could not be decided: what moves when all may. */
static void try_all(struct solver *v)
{
	struct arena *a = arena_new();
	bool *in = ARENA_ARRAY(a, v->s->nvar, bool);

	for (size_t i = 0; i < v->s->nvar; i++)
		in[i] = !v->s->var[i].fixed && !v->s->var[i].missing;
	v->t.moved = arena_memdup(a, in, v->s->nvar * sizeof *in);
	if (trial_run(&v->t, in, NULL, 0, NULL) == TRIAL_FEASIBLE)
		keep_best(v, v->t.moved);
	v->t.moved = NULL;
	arena_free(a);
}

/* FEASIBLE: v->in is a least change, or best_weight > bound when that is not
 * proven.  INFEASIBLE: there is a contradiction. */
enum trial_answer search_least(struct solver *v)
{
	for (;;) {
		int64_t weight;
		uint64_t before;
		enum trial_answer answer;

		if (search_contradiction(v))
			return TRIAL_INFEASIBLE;
		before = v->steps;
		hit_all(v, &weight);
		answer = probe(v, v->in, before - v->steps);
		if (answer == TRIAL_FEASIBLE)
			return answer;
		if (answer == TRIAL_LIMIT && v->best_weight < 0)
			try_all(v);
		if (answer != TRIAL_INFEASIBLE)
			return answer;
		if (v->best_weight >= 0 && v->best_weight <= v->bound)
			return TRIAL_FEASIBLE;
		if (v->steps == 0)
			return TRIAL_LIMIT;
		v->steps--;
	}
}

/* --- all solutions of a group ---------------------------------------------- */

struct walk {
	struct solver *v;
	struct arena *a;
	struct group *g;
	const size_t *owner; /* by figure: its group + 1 */
	size_t number;       /* of this group + 1 */
	struct cover_all all;
	struct cover_set *set;
	size_t set_cap;
	bool *in; /* with the first solutions of the other groups */
	size_t *focus;
	bool merged; /* a conflict with another group was found */
};

static void add_set(struct walk *w, const struct repair_conflict *c)
{
	*VEC_PUSH(w->a, w->set, w->all.nset, w->set_cap) =
		(struct cover_set){ c->var, c->nvar };
	w->all.set = w->set;
	for (size_t i = 0; i < c->nvar; i++)
		if (w->owner[c->var[i]] && w->owner[c->var[i]] != w->number)
			w->merged = true;
}

static void record(struct walk *w, const bool *chosen)
{
	struct found *f;
	size_t nvar = w->v->s->nvar;

	if (w->g->nfound >= enough(w->v, w->g->nfirst)) {
		w->g->more = true;
		return;
	}
	f = VEC_PUSH(w->a, w->g->found, w->g->nfound, w->g->found_cap);
	*f = (struct found){ .var = ARENA_ARRAY(w->a, nvar, size_t) };
	for (size_t i = 0; i < nvar; i++)
		if (chosen[i])
			f->var[f->n++] = i;
}

static bool stopped(const struct walk *w)
{
	return w->merged || w->g->more || w->v->trouble != TRIAL_FEASIBLE;
}

/* Tries what was chosen; what is in its way is added to the sets. */
static bool try_chosen(void *ctx, const bool *chosen)
{
	struct walk *w = ctx;
	struct solver *v = w->v;
	size_t before = v->c.n;
	size_t n = w->g->nfirst;
	enum trial_answer answer;

	memcpy(w->focus, w->g->first, n * sizeof *w->focus);
	for (size_t i = 0; i < v->s->nvar; i++)
		if (chosen[i]) {
			w->in[i] = true;
			w->focus[n++] = i;
		}
	answer = trial_run(&v->t, w->in, w->focus, n, &v->c);
	for (size_t i = 0; i < n; i++)
		w->in[w->focus[i]] = false;
	if (answer == TRIAL_FEASIBLE)
		record(w, chosen);
	else if (answer != TRIAL_INFEASIBLE)
		v->trouble = answer;
	for (size_t i = before; i < v->c.n; i++)
		add_set(w, &v->c.v[i]);
	return !stopped(w);
}

/* Finds all solutions of group k; false when it must be merged. */
static bool enumerate(struct solver *v, struct arena *a, struct group *g,
		      const size_t *owner, size_t k)
{
	size_t nvar = v->s->nvar;
	struct walk w = { .v = v, .a = a, .g = g, .owner = owner,
			  .number = k + 1 };

	w.in = arena_memdup(a, v->best, nvar * sizeof *w.in);
	for (size_t i = 0; i < g->nfirst; i++)
		w.in[g->first[i]] = false;
	w.focus = ARENA_ARRAY(a, 2 * nvar, size_t);
	w.all = (struct cover_all){ .weight = v->weight, .nelem = nvar,
				    .least = g->weight, .nodes = &v->steps,
				    .leaf = try_chosen, .ctx = &w };
	for (size_t i = 0; i < g->conflict.n; i++)
		add_set(&w, &v->c.v[g->conflict.v[i]]);
	if (!cover_all(&w.all) && !stopped(&w))
		v->trouble = TRIAL_LIMIT;
	return !w.merged;
}

/* --- groups together -------------------------------------------------------- */

/* Joins the moving figures of a row with figure `before` (SIZE_MAX: none);
 * returns the last of them. */
static size_t join_row(const struct row *r, const bool *moves, size_t before,
		       size_t *parent)
{
	for (size_t j = 0; j < r->nterm; j++) {
		size_t col = r->term[j].col;

		if (!moves[col])
			continue;
		if (before != SIZE_MAX)
			parent[root_of(parent, col)] = root_of(parent, before);
		before = col;
	}
	return before;
}

/* Groups may touch each other through rules: joins figures of a group, and
 * figures that are unknown in some solution and share a row. */
static size_t *touching(struct solver *v, struct arena *a,
			const struct grouping *y)
{
	size_t *parent = ARENA_ARRAY(a, v->s->nvar, size_t);
	bool *moves = ARENA_ARRAY(a, v->s->nvar, bool);

	for (size_t i = 0; i < v->s->nvar; i++) {
		parent[i] = i;
		moves[i] = v->m.col[i].kind != COLUMN_EXACT;
	}
	for (size_t k = 0; k < y->n; k++) {
		const struct group *g = &y->v[k];

		for (size_t i = 0; i < g->nfound; i++)
			for (size_t j = 0; j < g->found[i].n; j++) {
				size_t var = g->found[i].var[j];

				moves[var] = true;
				parent[root_of(parent, var)] =
					root_of(parent, g->first[0]);
			}
	}
	for (size_t i = 0; i < v->s->ntimes; i++) {
		const struct times *t = &v->s->times[i];

		moves[t->var] = moves[t->var] || moves[t->x] || moves[t->y];
	}
	for (size_t i = 0; i < v->s->nchoice; i++) {
		const struct fork *f = &v->m.fork[i];
		size_t before = SIZE_MAX;

		for (size_t k = 0; k < f->at[f->n]; k++)
			before = join_row(&v->m.row[f->row[k]], moves, before,
					  parent);
	}
	for (size_t i = 0; i < v->m.nrow; i++) {
		const struct row *r = &v->m.row[i];
		size_t before = r->guard != NO_GUARD && moves[r->guard]
					? r->guard : SIZE_MAX;

		join_row(r, moves, before, parent);
	}
	return parent;
}

/* Tries every combination of the groups listed; false when one fails (its
 * conflict was added). */
static bool try_combinations(struct solver *v, struct arena *a,
			     const struct grouping *y, const size_t *list,
			     size_t n)
{
	bool *in = arena_memdup(a, v->best, v->s->nvar * sizeof *in);
	size_t *at = ARENA_ARRAY(a, n, size_t);

	for (;;) {
		enum trial_answer answer;
		size_t k = 0;

		for (size_t i = 0; i < n; i++) {
			const struct group *g = &y->v[list[i]];

			for (size_t j = 0; j < g->nfirst; j++)
				in[g->first[j]] = false;
		}
		for (size_t i = 0; i < n; i++) {
			const struct found *f = &y->v[list[i]].found[at[i]];

			for (size_t j = 0; j < f->n; j++)
				in[f->var[j]] = true;
		}
		answer = trial_run(&v->t, in, NULL, 0, &v->c);
		if (answer == TRIAL_INFEASIBLE)
			return false;
		if (answer != TRIAL_FEASIBLE)
			v->trouble = answer;
		for (size_t i = 0; i < n; i++) {
			const struct found *f = &y->v[list[i]].found[at[i]];

			for (size_t j = 0; j < f->n; j++)
				in[f->var[j]] = false;
		}
		while (k < n && ++at[k] == y->v[list[k]].nfound)
			at[k++] = 0;
		if (k == n || v->trouble != TRIAL_FEASIBLE)
			return true;
	}
}

/* Proves that solutions of different groups go together; false when a
 * conflict between groups was found. */
static bool prove_apart(struct solver *v, struct arena *a,
			struct grouping *y)
{
	size_t *parent = touching(v, a, y);
	size_t *list = ARENA_ARRAY(a, y->n, size_t);
	bool *done = ARENA_ARRAY(a, y->n, bool);

	for (size_t k = 0; k < y->n; k++) {
		size_t n = 0;
		size_t product = 1;

		for (size_t j = k; j < y->n; j++) {
			bool meets = root_of(parent, y->v[j].first[0]) ==
				     root_of(parent, y->v[k].first[0]);

			if (!meets || done[j])
				continue;
			done[j] = true;
			list[n++] = j;
			product = product > COMBINATIONS
					  ? product
					  : product * y->v[j].nfound;
		}
		if (n < 2)
			continue;
		y->touching = true;
		if (product == 1)
			continue;
		if (product > COMBINATIONS)
			y->untried = true;
		else if (!try_combinations(v, a, y, list, n))
			return false;
	}
	return true;
}

static struct grouping make_groups(struct solver *v, struct arena *a,
				   size_t **owner)
{
	struct grouping y = { 0 };
	struct members *m = groups(v, a, &y.n);
	size_t nvar = v->s->nvar;

	y.v = ARENA_ARRAY(a, y.n, struct group);
	*owner = ARENA_ARRAY(a, nvar, size_t);
	for (size_t k = 0; k < y.n; k++) {
		struct group *g = &y.v[k];

		g->conflict = m[k];
		g->first = ARENA_ARRAY(a, nvar, size_t);
		for (size_t i = 0; i < m[k].n; i++) {
			const struct repair_conflict *c = &v->c.v[m[k].v[i]];

			for (size_t j = 0; j < c->nvar; j++) {
				if ((*owner)[c->var[j]])
					continue;
				(*owner)[c->var[j]] = k + 1;
				if (!v->best[c->var[j]])
					continue;
				g->first[g->nfirst++] = c->var[j];
				g->weight += v->weight[c->var[j]];
			}
		}
	}
	return y;
}

/* All solutions by group, of a least change in v->best. */
struct grouping search_all(struct solver *v)
{
	for (;;) {
		struct arena *a = v->work;
		size_t *owner;
		struct grouping y = make_groups(v, a, &owner);
		bool apart = true;

		for (size_t k = 0; k < y.n && apart; k++)
			apart = enumerate(v, a, &y.v[k], owner, k);
		if (apart && v->trouble == TRIAL_FEASIBLE)
			apart = prove_apart(v, a, &y);
		if (apart || v->trouble != TRIAL_FEASIBLE)
			return y;
	}
}

struct grouping search_best(struct solver *v)
{
	size_t *owner;
	struct grouping y = make_groups(v, v->work, &owner);

	for (size_t k = 0; k < y.n; k++) {
		struct group *g = &y.v[k];

		g->found = ARENA_NEW(v->work, struct found);
		*g->found = (struct found){ g->first, g->nfirst };
		g->nfound = 1;
		g->more = true;
	}
	y.untried = v->best_weight > 0;
	return y;
}

void search_thin(struct solver *v)
{
	bool *in = arena_memdup(v->work, v->best, v->s->nvar * sizeof *in);

	for (size_t i = 0; i < v->s->nvar; i++) {
		if (!in[i])
			continue;
		in[i] = false;
		if (trial_run(&v->t, in, &i, 1, NULL) == TRIAL_FEASIBLE)
			keep_best(v, in);
		else
			in[i] = true;
	}
}
