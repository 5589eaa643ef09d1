/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Repairs: what is told of the system, and what is told of its solutions.
 */
#include "lib/rule/repair_search.h"

enum {
	DEFAULT_SOLUTIONS = 16,
	DEFAULT_NODES = 3000000,
	AFTERWARDS = 200000, /* steps for the values, whatever was used */
};

/* --- telling the system ---------------------------------------------------- */

struct repair *repair_new(struct arena *a)
{
	struct repair *s = ARENA_NEW(a, struct repair);

	s->arena = a;
	return s;
}

size_t repair_var(struct repair *s, const struct repair_var *v)
{
	*VEC_PUSH(s->arena, s->var, s->nvar, s->var_cap) = *v;
	return s->nvar - 1;
}

struct repair *repair_fixing(struct arena *a, const struct repair *s,
			     const bool *fixed)
{
	struct repair *out = arena_memdup(a, s, sizeof *s);

	out->arena = a;
	out->var = arena_memdup(a, s->var, s->nvar * sizeof *s->var);
	out->var_cap = s->nvar;
	for (size_t i = 0; i < s->nvar; i++)
		out->var[i].fixed |= fixed[i];
	return out;
}

size_t repair_rule(struct repair *s, const char *name)
{
	*VEC_PUSH(s->arena, s->rule, s->nrule, s->rule_cap) = name;
	return s->nrule - 1;
}

static void check_index(const struct repair *s, size_t var)
{
	if (var >= s->nvar)
		BUG("variable %zu of %zu", var, s->nvar);
}

static void add_line(struct repair *s, const struct line *l)
{
	struct line *own = VEC_PUSH(s->arena, s->line, s->nline, s->line_cap);

	if (l->right_den <= 0)
		BUG("right side over %lld", (long long)l->right_den);
	for (size_t i = 0; i < l->nterm; i++)
		check_index(s, l->term[i].var);
	*own = *l;
	own->term = arena_memdup(s->arena, l->term, l->nterm * sizeof *l->term);
}

void repair_linear(struct repair *s, size_t rule,
		   const struct repair_term *term, size_t nterm,
		   enum repair_relation rel, struct dec right,
		   int64_t right_den)
{
	if (rule >= s->nrule)
		BUG("rule %zu of %zu", rule, s->nrule);
	add_line(s, &(struct line){ rule, NO_CHOICE, 0, term, nterm, rel,
				    right, right_den });
}

size_t repair_choice(struct repair *s, size_t rule)
{
	if (rule >= s->nrule)
		BUG("rule %zu of %zu", rule, s->nrule);
	*VEC_PUSH(s->arena, s->choice, s->nchoice, s->choice_cap) =
		(struct choice){ .rule = rule };
	return s->nchoice - 1;
}

size_t repair_alternative(struct repair *s, size_t choice)
{
	if (choice >= s->nchoice)
		BUG("choice %zu of %zu", choice, s->nchoice);
	return s->choice[choice].nalternative++;
}

void repair_linear_in(struct repair *s, size_t choice, size_t alternative,
		      const struct repair_term *term, size_t nterm,
		      enum repair_relation rel, struct dec right,
		      int64_t right_den)
{
	if (choice >= s->nchoice ||
	    alternative >= s->choice[choice].nalternative)
		BUG("choice %zu of %zu, alternative %zu", choice, s->nchoice,
		    alternative);
	add_line(s, &(struct line){ s->choice[choice].rule, choice,
				    alternative, term, nterm, rel, right,
				    right_den });
}

void repair_product(struct repair *s, size_t rule, size_t value, size_t part,
		    int64_t num, int64_t den, size_t whole)
{
	if (rule >= s->nrule)
		BUG("rule %zu of %zu", rule, s->nrule);
	check_index(s, value);
	check_index(s, part);
	check_index(s, whole);
	*VEC_PUSH(s->arena, s->product, s->nproduct, s->product_cap) =
		(struct product){ rule, value, part, whole, num, den };
}

size_t repair_times(struct repair *s, size_t rule, size_t x, size_t y)
{
	size_t var;

	if (rule >= s->nrule)
		BUG("rule %zu of %zu", rule, s->nrule);
	check_index(s, x);
	check_index(s, y);
	var = repair_var(s, &(struct repair_var){
				    .name = s->var[x].name,
				    .missing = true,
				    .inexact = true });
	*VEC_PUSH(s->arena, s->times, s->ntimes, s->times_cap) =
		(struct times){ rule, var, x, y };
	return var;
}

size_t repair_nvar(const struct repair *s)
{
	return s->nvar;
}

size_t repair_nrule(const struct repair *s)
{
	return s->nrule;
}

const struct repair_var *repair_get(const struct repair *s, size_t var)
{
	check_index(s, var);
	return &s->var[var];
}

/* --- what is told of a group ------------------------------------------------- */

/* Rules broken by themselves, as reported, that a change of the group can
 * touch. */
static void list_broken(struct solver *v, const struct group *g,
			struct repair_group *out)
{
	bool *in = ARENA_ARRAY(v->work, v->s->nvar, bool);
	bool *asked = ARENA_ARRAY(v->work, v->s->nrule, bool);
	bool *only = ARENA_ARRAY(v->work, v->s->nrule, bool);
	size_t cap = 0;

	for (size_t i = 0; i < g->nfirst; i++) {
		const struct column *c = &v->m.col[g->first[i]];

		for (size_t j = 0; j < c->nrow; j++)
			asked[v->m.row[c->row[j]].rule] = true;
	}
	v->t.only = only;
	for (size_t i = 0; i < v->s->nrule; i++) {
		bool broken = false;

		if (!asked[i])
			continue;
		only[i] = true;
		for (size_t j = v->m.rule_at[i];
		     j < v->m.rule_at[i + 1] && !broken; j++) {
			const struct row *r = &v->m.row[v->m.rule_row[j]];

			broken = r->nterm &&
				 trial_run(&v->t, in, &r->term[0].col, 1,
					   NULL) == TRIAL_INFEASIBLE;
		}
		only[i] = false;
		if (broken)
			*VEC_PUSH(v->a, out->rule, out->nrule, cap) = i;
	}
	v->t.only = NULL;
}

/* --- the result --------------------------------------------------------------- */

static int64_t heaviest(const struct repair *s,
			const struct repair_solution *x)
{
	int64_t w = 0;

	for (size_t i = 0; i < x->nchange; i++)
		if (s->var[x->change[i].var].weight > w)
			w = s->var[x->change[i].var].weight;
	return w;
}

/* Better: of a likelier cause, then of less trusted figures, then first. */
static int compare(const struct repair *s, const struct repair_solution *x,
		   const struct repair_solution *y)
{
	int64_t wx = heaviest(s, x);
	int64_t wy = heaviest(s, y);

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	if (wx != wy)
		return wx < wy ? -1 : 1;
	for (size_t i = 0; i < x->nchange && i < y->nchange; i++)
		if (x->change[i].var != y->change[i].var)
			return x->change[i].var < y->change[i].var ? -1 : 1;
	return 0;
}

static void sort_solutions(const struct repair *s, struct repair_solution *x,
			   size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct repair_solution key = x[i];
		size_t j = i;

		for (; j && compare(s, &key, &x[j - 1]) < 0; j--)
			x[j] = x[j - 1];
		x[j] = key;
	}
}

static void propose(struct solver *v, bool *in, const struct found *f,
		    struct repair_solution *out)
{
	for (size_t j = 0; j < f->n; j++)
		in[f->var[j]] = true;
	repair_propose(&v->t, in, f->var, f->n, v->table, v->a, out);
	for (size_t j = 0; j < f->n; j++)
		in[f->var[j]] = false;
}

/* Proposes for every solution, the other groups free to change as their
 * first solutions do. */
static void fill_group(struct solver *v, struct group *g,
		       struct repair_group *out)
{
	bool *in = arena_memdup(v->work, v->best, v->s->nvar * sizeof *in);

	*out = (struct repair_group){ .weight = g->weight, .more = g->more };
	out->solution = ARENA_ARRAY(v->a, g->nfound, struct repair_solution);
	for (size_t j = 0; j < g->nfirst; j++)
		in[g->first[j]] = false;
	for (size_t i = 0; i < g->nfound; i++)
		propose(v, in, &g->found[i], &out->solution[i]);
	out->nsolution = g->nfound;
	sort_solutions(v->s, out->solution, out->nsolution);
	if (out->nsolution > v->max_solutions) {
		out->nsolution = v->max_solutions;
		out->more = true;
	}
}

static struct found figures_of(struct arena *a,
			       const struct repair_solution *x)
{
	struct found f = { ARENA_ARRAY(a, x->nchange, size_t), x->nchange };

	for (size_t i = 0; i < x->nchange; i++)
		f.var[i] = x->change[i].var;
	return f;
}

/*
 * Where groups share rules the number proposed for one depends on what the
 * others do.  The first solutions are proposed again, each beside the
 * proposals before it; then the rest, beside the figures of the first ones.
 */
static void agree(struct solver *v, struct repair_group *g, size_t n)
{
	struct standing *stood = ARENA_ARRAY(v->work, v->s->nvar,
					     struct standing);
	bool *in = ARENA_ARRAY(v->work, v->s->nvar, bool);
	size_t nstood = 0;

	for (size_t k = 0; k < n; k++)
		for (size_t j = 0; j < g[k].solution[0].nchange; j++)
			in[g[k].solution[0].change[j].var] = true;
	for (size_t k = 0; k < n; k++) {
		struct found first = figures_of(v->work, &g[k].solution[0]);

		for (size_t i = 1; i < g[k].nsolution; i++) {
			struct found f =
				figures_of(v->work, &g[k].solution[i]);

			for (size_t j = 0; j < first.n; j++)
				in[first.var[j]] = false;
			propose(v, in, &f, &g[k].solution[i]);
			for (size_t j = 0; j < first.n; j++)
				in[first.var[j]] = true;
		}
	}
	for (size_t k = 0; k < n; k++) {
		struct repair_solution *x = &g[k].solution[0];
		struct found f = figures_of(v->work, x);

		propose(v, in, &f, x);
		for (size_t j = 0; x->decided && j < x->nchange; j++)
			if (!model_stand(&v->m, v->work, x->change[j].var,
					 x->change[j].to, &stood[nstood++]))
				BUG("a proposal that cannot stand");
	}
	while (nstood)
		model_unstand(&v->m, &stood[--nstood]);
}

/* Figures outside their domain must change, whatever the rules. */
static void start(struct solver *v)
{
	for (size_t i = 0; i < v->m.noutside; i++) {
		struct repair_conflict c = { 0 };

		c.var = ARENA_ARRAY(v->work, 1, size_t);
		c.var[0] = v->m.outside[i];
		c.nvar = !v->s->var[c.var[0]].fixed;
		*VEC_PUSH(v->work, v->c.v, v->c.n, v->c.cap) = c;
	}
}

static int undecided(enum trial_answer why, struct err *e)
{
	switch (why) {
	case TRIAL_OVERFLOW:
		err_set(e, ERR_INPUT,
			"số quá lớn, không xét chính xác được các quy tắc");
		return err_hint(e, "kiểm tra đơn vị tính của các số");
	case TRIAL_TOO_LARGE:
		err_set(e, ERR_INPUT,
			"quá nhiều số còn thiếu liên quan với nhau, không xét được");
		return err_hint(e, "bổ sung số liệu rồi kiểm tra lại");
	default:
		err_set(e, ERR_INPUT,
			"chưa tìm được cách sửa trong giới hạn tính toán");
		return err_hint(e, "chia nhỏ biểu hoặc nâng giới hạn");
	}
}

static int answer(struct solver *v, struct repair_result *out,
		  enum trial_answer found, struct err *e)
{
	struct grouping y;
	size_t n = 0;

	if (found == TRIAL_INFEASIBLE) {
		out->status = REPAIR_IMPOSSIBLE;
		out->contradiction =
			repair_shrunk(v, search_contradiction(v));
		return 0;
	}
	if (v->best_weight < 0)
		return undecided(found, e);
	v->steps += AFTERWARDS;
	if (v->best_weight > v->bound)
		search_thin(v);
	out->weight = v->best_weight;
	out->bound = v->bound;
	out->status = v->best_weight > v->bound ? REPAIR_BEST_FOUND
		      : v->best_weight	       ? REPAIR_MINIMAL
					       : REPAIR_NONE;
	y = out->status == REPAIR_MINIMAL ? search_all(v) : search_best(v);
	v->steps += AFTERWARDS;
	out->untried = y.untried;
	out->group = ARENA_ARRAY(v->a, y.n, struct repair_group);
	for (size_t k = 0; k < y.n; k++) {
		if (y.v[k].nfirst == 0)
			continue;
		if (y.v[k].nfound == 0 || v->trouble != TRIAL_FEASIBLE)
			y.v[k].more = true;
		if (y.v[k].nfound == 0) {
			y.v[k].found = ARENA_NEW(v->work, struct found);
			*y.v[k].found = (struct found){ y.v[k].first,
							y.v[k].nfirst };
			y.v[k].nfound = 1;
		}
		fill_group(v, &y.v[k], &out->group[n]);
		repair_explain(v, &y.v[k], &out->group[n]);
		list_broken(v, &y.v[k], &out->group[n]);
		n++;
	}
	if (n > 1 && (y.touching || y.untried))
		agree(v, out->group, n);
	out->ngroup = n;
	return 0;
}

int repair_solve(struct arena *a, const struct repair *s,
		 const struct repair_options *o, struct repair_result *out,
		 struct err *e)
{
	struct solver v = { .a = a, .s = s, .best_weight = -1 };
	int rc;

	*out = (struct repair_result){ .status = REPAIR_NONE };
	v.work = arena_new();
	v.max_solutions = o && o->max_solutions ? o->max_solutions
						: DEFAULT_SOLUTIONS;
	v.steps = o && o->max_nodes ? o->max_nodes : DEFAULT_NODES;
	v.table = o ? o->table : NULL;
	rc = model_compile(v.work, s, &v.m, e);
	if (rc == 0) {
		trial_init(v.work, &v.m, &v.t, &v.steps);
		v.weight = ARENA_ARRAY(v.work, s->nvar, int64_t);
		for (size_t i = 0; i < s->nvar; i++)
			v.weight[i] = s->var[i].weight;
		v.parent = ARENA_ARRAY(v.work, s->nvar, size_t);
		v.local = ARENA_ARRAY(v.work, s->nvar, size_t);
		v.hits = ARENA_ARRAY(v.work, s->nvar, int64_t);
		v.room = v.t.room;
		v.in = ARENA_ARRAY(v.work, s->nvar, bool);
		v.best = ARENA_ARRAY(v.work, s->nvar, bool);
		start(&v);
		rc = answer(&v, out, search_least(&v), e);
		out->tests = v.t.tests;
	}
	arena_free(v.work);
	return rc;
}
