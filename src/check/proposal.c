/* SPDX-License-Identifier: Apache-2.0 */
/* Solutions of the system, second choices and what else was tried. */
#include "check/proposal.h"

struct making {
	struct arena *arena;
	struct proposal *out;
	size_t capchoice;
	size_t capattempt;
	size_t tries;
	struct err *e;
};

/* --- what changes break ------------------------------------------------------------ */

static bool same_check(const struct finding *x, const struct finding *y)
{
	return x->check == y->check &&
	       strcmp(x->context.place, y->context.place) == 0 &&
	       strcmp(x->context.period, y->context.period) == 0 &&
	       x->context.basis == y->context.basis &&
	       strcmp(x->context.breakdown, y->context.breakdown) == 0;
}

static bool was_broken(const struct proposal *x, const struct finding *fd)
{
	const struct check_report *r = x->system.report;

	for (size_t i = 0; i < r->nbroken; i++)
		if (same_check(&r->broken[i], fd))
			return true;
	return false;
}

static bool in_group(const struct proposal *x, size_t group,
		     const struct finding *fd)
{
	const struct repair_group *g = &x->result.group[group];

	for (size_t i = 0; i < g->nrule; i++)
		if (same_check(x->system.rule[g->rule[i]], fd))
			return true;
	return false;
}

/* --- choices ------------------------------------------------------------------------ */

/* FNV-1a, 32 bits: a few proposals are told apart, not kept apart for ever. */
static const char *id_of(struct arena *a, const struct check_system *s,
			 const struct repair_solution *x)
{
	struct buf b = BUF_INIT(a);
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < x->nchange; i++) {
		const struct repair_change *c = &x->change[i];
		const struct figure_key *k = &system_figure(s, c->var)->key;

		buf_addf(&b, "%s|%s|%s|%s|%s|%d|%s|%s\n", k->indicator,
			 k->place, k->breakdown, k->period,
			 basis_name(k->basis), k->percent,
			 dec_str(a, c->from), dec_str(a, c->to));
	}
	for (size_t i = 0; i < b.len; i++)
		h = (h ^ (unsigned char)b.data[i]) * 16777619u;
	return arena_printf(a, "%08x", h);
}

static void add_choice(struct making *m, size_t group, bool second,
		       int64_t weight, const struct repair_solution *s)
{
	struct proposal *x = m->out;
	struct candidate c = {
		.id = "", .group = group, .second = second,
		.weight = weight, .solution = *s,
	};
	struct broken_list after;
	size_t cap = 0;

	if (s->decided) {
		c.id = id_of(m->arena, &x->system, s);
		after = broken_after(m->arena, &x->system, s->change,
				     s->nchange);
		for (size_t i = 0; i < after.n; i++)
			if (!was_broken(x, &after.v[i]))
				*VEC_PUSH(m->arena, c.fresh, c.nfresh, cap) =
					after.v[i];
	}
	*VEC_PUSH(m->arena, x->choice, x->nchoice, m->capchoice) = c;
}

/* --- other figures of the conflicts --------------------------------------------------- */

/* The figure, and those that the first solutions of other groups change. */
static size_t with_others(struct making *m, size_t group,
			  const struct figure *fig, const struct figure ***out)
{
	const struct repair_result *r = &m->out->result;
	const struct figure **v = NULL;
	size_t n = 0;
	size_t cap = 0;

	*VEC_PUSH(m->arena, v, n, cap) = fig;
	for (size_t i = 0; i < r->ngroup; i++) {
		const struct repair_solution *s = &r->group[i].solution[0];

		for (size_t k = 0; i != group && k < s->nchange; k++)
			*VEC_PUSH(m->arena, v, n, cap) = system_figure(
				&m->out->system, s->change[k].var);
	}
	*out = v;
	return n;
}

/* The best value of the figure, and the errors that stay with it. */
static int add_attempt(struct making *m, size_t group, size_t var)
{
	struct proposal *x = m->out;
	const struct repair_group *g = &x->result.group[group];
	struct attempt t = { .group = group };
	struct broken_list after;
	struct err failed = { 0 };
	size_t cap = 0;

	if (alone_best(m->arena, &x->system, var, g->rule, g->nrule,
		       &t.change, &failed) <= 0)
		return 0; /* no value of it mends anything */
	after = broken_after(m->arena, &x->system, &t.change, 1);
	for (size_t i = 0; i < after.n; i++) {
		struct finding *fd = &after.v[i];

		if (fd->check->severity == SEV_ERROR &&
		    (!was_broken(x, fd) || in_group(x, group, fd)))
			*VEC_PUSH(m->arena, t.left, t.nleft, cap) = *fd;
	}
	*VEC_PUSH(m->arena, x->attempt, x->nattempt, m->capattempt) = t;
	return 0;
}

static int try_alone(struct making *m, size_t group, size_t var)
{
	struct proposal *x = m->out;
	const struct figure *fig = system_figure(&x->system, var);
	const struct figure **figure;
	struct repair_solution s;
	struct err failed = { 0 };
	size_t n = with_others(m, group, fig, &figure);
	int rc;

	rc = alone_solves(m->arena, &x->system, figure, n, &s, &failed);
	if (rc < 0 && failed.kind != ERR_INPUT) {
		*m->e = failed;
		return -1;
	}
	if (rc <= 0)
		return add_attempt(m, group, var);
	add_choice(m, group, true,
		   repair_get(x->system.repair, var)->weight, &s);
	return 0;
}

static bool is_changed(const struct repair_group *g, size_t var)
{
	for (size_t i = 0; i < g->nsolution; i++)
		for (size_t k = 0; k < g->solution[i].nchange; k++)
			if (g->solution[i].change[k].var == var &&
			    g->solution[i].nchange == 1)
				return true;
	return false;
}

/* Every figure of the conflicts once, those of all conflicts together. */
static int try_others(struct making *m, size_t group)
{
	struct proposal *x = m->out;
	const struct repair_group *g = &x->result.group[group];
	bool *seen = ARENA_ARRAY(m->arena, repair_nvar(x->system.repair),
				 bool);

	for (size_t i = 0; i < g->nconflict; i++)
		for (size_t k = 0; k < g->conflict[i].nvar; k++) {
			size_t var = g->conflict[i].var[k];

			if (seen[var] || is_changed(g, var) ||
			    !system_figure(&x->system, var) ||
			    m->tries == ATTEMPTS_MAX)
				continue;
			seen[var] = true;
			m->tries++;
			if (try_alone(m, group, var) < 0)
				return -1;
		}
	return 0;
}

/* Second choices of a group: the less trusted first, else in order. */
static void sort_choices(struct candidate *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && v[k].weight < v[k - 1].weight;
		     k--) {
			struct candidate c = v[k];

			v[k] = v[k - 1];
			v[k - 1] = c;
		}
}

static int list_choices(struct making *m)
{
	struct proposal *x = m->out;

	for (size_t i = 0; i < x->result.ngroup; i++) {
		const struct repair_group *g = &x->result.group[i];
		size_t second;

		for (size_t k = 0; k < g->nsolution; k++)
			add_choice(m, i, false, g->weight, &g->solution[k]);
		second = x->nchoice;
		if (try_others(m, i) < 0)
			return -1;
		sort_choices(x->choice + second, x->nchoice - second);
	}
	return 0;
}

int proposal_make(struct arena *a, const struct check_report *r,
		  struct proposal *out, struct err *e)
{
	struct making m = { .arena = a, .out = out, .e = e };
	struct err failed = { 0 };

	*out = (struct proposal){ 0 };
	if (check_system(a, r, NULL, &out->system, e) < 0)
		return -1;
	if (repair_solve(a, out->system.repair, NULL, &out->result,
			 &failed) == 0)
		return list_choices(&m);
	if (failed.kind != ERR_INPUT) {
		*e = failed;
		return -1;
	}
	out->undecided = arena_strdup(a, failed.message);
	return 0;
}

struct asked {
	const char *place;
	int year;
};

static void *make_shared(struct figures *f, void *ctx, struct err *e)
{
	const struct asked *asked = ctx;
	struct arena *a = figures_arena(f);
	struct check_report *r = ARENA_NEW(a, struct check_report);
	struct proposal *x = ARENA_NEW(a, struct proposal);

	if (check_run(f, asked->place, asked->year, r, e) < 0 ||
	    proposal_make(a, r, x, e) < 0)
		return NULL;
	return x;
}

const struct proposal *proposal_shared(struct figures *f, const char *place,
				       int year, struct err *e)
{
	struct asked asked = { place, year };

	return figures_shared(f, arena_printf(figures_arena(f),
					      "proposals for %s in %d", place,
					      year),
			      make_shared, &asked, e);
}

const struct candidate *proposal_find(const struct proposal *x, const char *id)
{
	for (size_t i = 0; i < x->nchoice; i++)
		if (*id && strcmp(x->choice[i].id, id) == 0)
			return &x->choice[i];
	return NULL;
}

bool choice_acceptable(const struct proposal *x, const struct candidate *c)
{
	for (size_t i = 0; i < c->solution.nchange; i++)
		if (system_figure(&x->system, c->solution.change[i].var)
			    ->source != FIG_REPORTED)
			return false;
	return c->solution.decided;
}
