/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random systems of 30 to 60 figures: the weight of the repair equals what an
 * independent solver of integer programmes finds.  40 of them, or as many as
 * HOPTAC_REPAIR_SOLVED says, which also prints a summary; with glpsol, or cbc
 * when HOPTAC_REPAIR_SOLVER says "cbc".
 *
 * Whole numbers beside decimals, with per cents of whole numbers, are hard: on
 * some systems the library reaches its limit.  It must then say so, and what
 * it says must agree too: bound <= the solver's weight <= the best found.
 *
 * A solver works in floating point: a binary may be 0.00001 away from a whole
 * number, so with a big M above 100,000 steps of a figure a change could be
 * had for nothing.  Figures here stay below 30,000 steps, and nothing rests on
 * that alone, as both sides bring a witness that is checked in whole numbers:
 * the solver its values, and the library its proposals, which are written into
 * the figures and must then need no change.  A witness cannot be fooled by a
 * tolerance.  When both hold and weigh the same, neither has found more than
 * the other, and each says that there is no less.  When the weights differ,
 * the lighter witness shows that the other side is wrong.
 */
#include "lib/rule/solver.h"
#include "test.h"

enum { MAX_FIGURES = 64, MAX_RULES = 80, LIMIT_S = 5, HIGHEST = 6000 };

static int pick(uint64_t *seed, int n)
{
	return (int)test_random(seed, (uint32_t)n);
}

/* --- making ---------------------------------------------------------------- */

static struct solver_rule *new_rule(struct arena *a, struct solver_system *s,
				    char rel)
{
	struct solver_rule *r = &s->rule[s->nrule++];

	*r = (struct solver_rule){ .rel = rel,
				   .figure = ARENA_ARRAY(a, 8, size_t),
				   .coef = ARENA_ARRAY(a, 8, int) };
	return r;
}

static void add_term(struct solver_rule *r, size_t figure, int coef)
{
	r->figure[r->n] = figure;
	r->coef[r->n++] = coef;
}

static size_t new_figure(uint64_t *seed, struct solver_system *s, int step,
			 int64_t value)
{
	s->figure[s->nfigure] = (struct solver_figure){
		.weight = 1 + pick(seed, 9),
		.step = step,
		.value = value,
	};
	return s->nfigure++;
}

/* Some figure that is no part; near the end, where totals are, or anywhere. */
static size_t some_figure(uint64_t *seed, const struct solver_system *s)
{
	size_t j;

	do {
		int n = (int)s->nfigure;
		int back = n > 20 && pick(seed, 2) ? 20 : n;

		j = (size_t)(n - 1 - pick(seed, back));
	} while (s->figure[j].part);
	return j;
}

/* A new figure that is a sum, or a balance, of some before it. */
static void add_total(struct arena *a, uint64_t *seed,
		      struct solver_system *s)
{
	struct solver_rule *r = new_rule(a, s, '=');
	int64_t value = 0;
	int n = 2 + pick(seed, 4);
	int step = 10;

	for (int i = 0; i < n; i++) {
		size_t j = some_figure(seed, s);
		int coef = pick(seed, 12) == 0 ? 2 : 1;

		if (i > 0 && pick(seed, 5) == 0)
			coef = -coef;
		if (value + coef * s->figure[j].value < 0 ||
		    value + coef * s->figure[j].value > HIGHEST)
			continue;
		value += coef * s->figure[j].value;
		if (s->figure[j].step == 1)
			step = 1;
		add_term(r, j, coef);
	}
	add_term(r, new_figure(seed, s, step, value), -1);
}

/* An inequality that holds, closely now and then. */
static void add_inequality(struct arena *a, uint64_t *seed,
			   struct solver_system *s)
{
	static const char rels[] = "l<g>";
	struct solver_rule *r = new_rule(a, s, rels[pick(seed, 4)]);
	bool strict = r->rel == '<' || r->rel == '>';
	bool less = r->rel == 'l' || r->rel == '<';
	int64_t sum = 0;
	int n = 2 + pick(seed, 3);

	for (int i = 0; i < n; i++) {
		size_t j = some_figure(seed, s);

		add_term(r, j, i % 2 ? -1 : 1 + pick(seed, 2));
		sum += r->coef[i] * s->figure[j].value;
	}
	r->right = sum + (less ? 10 : -10) * (strict + pick(seed, 2) *
							   pick(seed, 9));
	/* often against nothing: part within whole */
	if (pick(seed, 3) == 0 && (less ? sum < 0 : sum > 0))
		r->right = 0;
}

/* value = printed per cent of whole, a new figure or two. */
static void add_product(struct arena *a, uint64_t *seed,
			struct solver_system *s)
{
	struct solver_rule *r = new_rule(a, s, 'p');
	size_t whole = some_figure(seed, s);
	size_t value = some_figure(seed, s);
	const struct solver_figure *v = &s->figure[value];
	const struct solver_figure *w = &s->figure[whole];
	int64_t percent;

	if (whole == value || v->step != 10 || w->step != 10 ||
	    v->value < 10 || w->value < 10 || v->value > 9 * w->value) {
		s->nrule--;
		return;
	}
	/* rounded half up */
	percent = (200 * v->value + w->value) / (2 * w->value);
	if (percent < 1) {
		s->nrule--;
		return;
	}
	s->figure[whole].low = 10;
	r->value = value;
	r->whole = whole;
	r->part = new_figure(seed, s, 10, 10 * percent);
	s->figure[r->part].part = true;
}

static void add_domains(struct solver_system *s)
{
	for (size_t j = 0; j < s->nfigure; j++) {
		struct solver_figure *v = &s->figure[j];

		if (v->part)
			v->high = 20000; /* 2,000 % */
		else
			v->high = (2 * v->value + 500) / 10 * 10;
	}
}

/* Errors, missing and fixed figures. */
static void spoil(uint64_t *seed, struct solver_system *s)
{
	int errors = pick(seed, 8);

	for (int i = 0; i < errors; i++) {
		struct solver_figure *v =
			&s->figure[pick(seed, (int)s->nfigure)];
		int64_t by = v->step * (1 + pick(seed, pick(seed, 2) ? 3 : 30));

		if (pick(seed, 2) && v->value - by >= v->low + v->step)
			v->value -= by;
		else if (v->value + by <= v->high - v->step)
			v->value += by;
	}
	for (size_t j = 0; j < s->nfigure; j++) {
		if (pick(seed, 10) == 0)
			s->figure[j].missing = true;
		else if (pick(seed, 15) == 0)
			s->figure[j].fixed = true;
	}
}

static struct solver_system make(struct arena *a, uint64_t *seed)
{
	struct solver_system s = {
		.figure = ARENA_ARRAY(a, MAX_FIGURES, struct solver_figure),
		.rule = ARENA_ARRAY(a, MAX_RULES, struct solver_rule),
	};
	int want = 30 + pick(seed, 31);
	bool decimals = pick(seed, 3) == 0;

	for (int i = 0; i < want / 2; i++) {
		int step = decimals && pick(seed, 4) == 0 ? 1 : 10;

		new_figure(seed, &s, step,
			   step * (1 + pick(seed, step == 1 ? 400 : 60)));
	}
	while ((int)s.nfigure < want) {
		if (pick(seed, 6) == 0)
			add_product(a, seed, &s);
		else
			add_total(a, seed, &s);
		if (s.nrule >= MAX_RULES - 20)
			break;
	}
	for (int i = pick(seed, 20); i > 0; i--)
		add_inequality(a, seed, &s);
	add_domains(&s);
	spoil(seed, &s);
	return s;
}

/* --- comparing -------------------------------------------------------------- */

struct tally {
	int none;
	int minimal;
	int impossible;
	int limit;    /* the library said so */
	int unproven; /* the solver ran out of time */
	int64_t weight;
};

/* The system after the first proposals, and no figure that may change more. */
static struct solver_system proposed(struct arena *a,
				     const struct solver_system *s,
				     const struct repair_result *r)
{
	struct solver_system out = *s;

	out.figure = ARENA_ARRAY(a, s->nfigure, struct solver_figure);
	memcpy(out.figure, s->figure, s->nfigure * sizeof *s->figure);
	for (size_t k = 0; k < r->ngroup; k++) {
		const struct repair_solution *x = &r->group[k].solution[0];

		for (size_t i = 0; i < x->nchange; i++)
			out.figure[x->change[i].var].value =
				(int64_t)(x->change[i].to.u / (DEC_ONE / 10));
	}
	for (size_t j = 0; j < s->nfigure; j++)
		out.figure[j].fixed = true;
	return out;
}

/* What the changes of the first solutions weigh. */
static int64_t weight_of(const struct solver_system *s,
			 const struct repair_result *r)
{
	int64_t weight = 0;

	for (size_t k = 0; k < r->ngroup; k++) {
		const struct repair_solution *x = &r->group[k].solution[0];

		for (size_t i = 0; i < x->nchange; i++)
			weight += s->figure[x->change[i].var].weight;
	}
	return weight;
}

/* NULL when both agree, and why not otherwise. */
static const char *disagreement(struct arena *a, const struct solver_system *s,
				enum solver k, const char *dir,
				struct tally *t)
{
	const struct repair_options o = { .max_nodes = 50000 };
	struct repair_result r;
	struct err e = { 0 };
	struct solver_system after;
	struct solver_answer x;
	struct solver_answer y;

	if (repair_solve(a, solver_told(a, s), &o, &r, &e) < 0) {
		t->limit++;
		return strstr(e.message, "giới hạn")
			       ? NULL
			       : arena_printf(a, "%s", e.message);
	}
	x = solver_ask(a, k, s, dir, LIMIT_S, false);
	if (x.status == SOLVER_FAILED)
		return "the solver has not answered";
	if (r.status == REPAIR_IMPOSSIBLE) {
		t->impossible++;
		return x.status == SOLVER_OPTIMAL ? "status" : NULL;
	}
	t->none += r.status == REPAIR_NONE;
	t->minimal += r.status == REPAIR_MINIMAL;
	t->limit += r.status == REPAIR_BEST_FOUND;
	t->weight += r.weight;
	if (weight_of(s, &r) != r.weight || r.bound > r.weight ||
	    (r.bound != r.weight && r.status != REPAIR_BEST_FOUND))
		return "the library's own sums";
	after = proposed(a, s, &r);
	y = solver_ask(a, k, &after, dir, LIMIT_S, false);
	if (y.status != SOLVER_OPTIMAL || solver_weight(&after, &y) != 0)
		return "the proposals do not hold";
	if (x.status == SOLVER_LIMIT) {
		t->unproven++;
		return NULL;
	}
	if (x.status == SOLVER_INFEASIBLE)
		return "the solver finds nothing, the proposals hold";
	if (solver_weight(s, &x) != x.weight)
		return "the solver's values do not hold";
	if (x.weight < r.bound)
		return "the solver's change is below the bound, and holds";
	if (x.weight < r.weight && r.status != REPAIR_BEST_FOUND)
		return "the solver's change is lighter, and holds";
	if (x.weight > r.weight)
		return "the library's change is lighter, and holds";
	return NULL;
}

TEST(larger_systems_agree_with_an_independent_solver)
{
	const char *asked = getenv("HOPTAC_REPAIR_SOLVED");
	const char *which = getenv("HOPTAC_REPAIR_SOLVER");
	enum solver k = which && strcmp(which, "cbc") == 0 ? SOLVER_CBC
							   : SOLVER_GLPK_CUTS;
	long n = asked ? strtol(asked, NULL, 10) : 40;
	const char *dir = test_dir(a);
	struct tally t = { 0 };
	int wrong = 0;

	/* not skipped: a comparison that is not made proves nothing */
	if (!CHECK(solver_exists(k))) {
		printf("%s is not installed: see setup\n", solver_name(k));
		return;
	}
	for (long i = 0; i < n; i++) {
		uint64_t seed = 20241231 + (uint64_t)i * 104729;
		struct arena *step = arena_new();
		struct solver_system s = make(step, &seed);
		const char *what = disagreement(step, &s, k, dir, &t);

		if (what) {
			printf("system %ld, %zu figures, %zu rules: %s\n", i,
			       s.nfigure, s.nrule, what);
			wrong++;
		}
		arena_free(step);
	}
	CHECK_INT(wrong, 0);
	if (asked)
		printf("%ld systems beside %s: %d disagree, %d unproven by "
		       "it in %d s; nothing to change %d, minimal %d, "
		       "impossible %d, on the library's limit %d; mean weight "
		       "%.1f\n",
		       n, solver_name(k), wrong, t.unproven, LIMIT_S, t.none,
		       t.minimal, t.impossible, t.limit,
		       (double)t.weight / (double)n);
	/* the mixture is worth something */
	CHECK(t.minimal > n / 2 && t.unproven <= n / 8 && t.limit <= n / 5);
}
