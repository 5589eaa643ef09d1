/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rules judged, and the smallest change that satisfies them all.
 *
 * A cell that the workbook computes is no witness: when a typed cell is
 * corrected it follows by itself.  So it goes into the system as missing, and
 * only typed cells are proposed.  Where the typed cells can all be right and
 * a rule is broken all the same, the computation is what is wrong: a second
 * system, of those rules alone and with the typed cells fixed, says which
 * computed cells those are.
 */
#include "sheet/sheet.h"

#include <inttypes.h>

/* --- judging -------------------------------------------------------------------- */

struct judging {
	const struct rules *rules;
	const struct instance *in;
	const char **category;
};

/* "0", "1", ...: the parts of a sum by their place in it. */
static size_t on_categories(void *ctx, const struct rule_ref *by,
			    const char *dimension, const char *const **out)
{
	struct judging *j = ctx;
	struct arena *a = book_arena(j->rules->book);
	struct span s = rules_span(j->in, by);
	size_t n = span_size(&s);

	(void)dimension;
	j->category = ARENA_ARRAY(a, n, const char *);
	for (size_t i = 0; i < n; i++)
		j->category[i] = arena_printf(a, "%zu", i);
	*out = j->category;
	return n;
}

static struct cell *cell_of(const struct judging *j,
			    const struct rule_ref *ref, struct err *e)
{
	struct span s = rules_span(j->in, ref);
	size_t i = 0;

	if (ref->nsel > 0)
		i = strtoul(ref->sel[ref->nsel - 1].category, NULL, 10);
	return rules_cell(j->rules, &s, i, e);
}

static int on_figure(void *ctx, const struct rule_ref *ref,
		     struct rule_value *out, struct err *e)
{
	const struct cell *c = cell_of(ctx, ref, e);

	if (!c)
		return -1;
	*out = c->value;
	return 0;
}

static int on_aggregate(void *ctx, const struct rule_agg *agg,
			struct rule_value *out, struct err *e)
{
	(void)ctx;
	(void)agg;
	(void)out;
	return err_set(e, ERR_INPUT, "bảng không có hồ sơ để đếm");
}

static int judge_one(struct findings *f, const struct instance *in,
		     struct judged *out, struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	struct judging j = { .rules = f->rules, .in = in };
	const struct rule_env env = { &j, a, on_figure, on_aggregate,
				      on_categories };
	struct err failed = { 0 };

	out->instance = in;
	if (rule_eval(in->rule->rule, &env, &out->result, &failed) < 0) {
		if (failed.kind != ERR_INPUT) {
			*e = failed;
			return -1;
		}
		out->failed = arena_strdup(a, failed.message);
		f->nfailed++;
		return 0;
	}
	f->nheld += out->result.verdict == RULE_HOLDS;
	f->nbroken += out->result.verdict == RULE_BROKEN;
	f->nunknown += out->result.verdict == RULE_UNKNOWN;
	f->nidle += out->result.verdict == RULE_IDLE;
	return 0;
}

static bool is_broken(const struct judged *j)
{
	return !j->failed && j->result.verdict == RULE_BROKEN;
}

/* --- systems --------------------------------------------------------------------- */

enum phase { TYPED, COMPUTED };

struct building {
	struct judging judging; /* first: the callbacks are given it */
	struct solving *out;
	enum phase phase;
	size_t capcell;
};

static struct repair_range range_of(const struct rule_value *v)
{
	return (struct repair_range){
		.has_low = v->has_low, .has_high = v->has_high,
		.low_open = v->low_open, .high_open = v->high_open,
		.low = v->low, .high = v->high,
	};
}

static bool is_point(const struct rule_value *v)
{
	return v->has_low && v->has_high && dec_cmp(v->low, v->high) == 0;
}

static struct repair_var variable_of(const struct cell *c, enum phase phase)
{
	struct repair_var v = {
		.name = c->name,
		.weight = c->weight,
		.places = c->written.places,
		.fixed = c->fixed,
		.domain = { .has_low = !c->negative },
	};

	if (c->state == RULE_NOT_APPLICABLE) { /* adds nothing to a sum */
		v.fixed = true;
	} else if (c->state != RULE_KNOWN || (c->formula && phase == TYPED)) {
		v.missing = true;
		v.inexact = true;
		v.fixed = false;
	} else {
		v.value = c->value.point;
		v.inexact = !is_point(&c->value);
		v.kept = range_of(&c->value);
	}
	if (phase == TYPED || c->state != RULE_KNOWN)
		return v;
	v.fixed = !c->formula;
	if (c->formula) { /* its result may have any decimals */
		v.weight = REPAIR_TYPED;
		v.places = DEC_PLACES;
		v.inexact = true;
	}
	return v;
}

static int on_var(void *ctx, const struct rule_ref *ref, size_t *out,
		  struct err *e)
{
	struct building *b = ctx;
	struct solving *s = b->out;
	struct arena *a = book_arena(b->judging.rules->book);
	struct cell *c = cell_of(&b->judging, ref, e);
	struct repair_var v;

	if (!c)
		return -1;
	if (c->var >= s->ncell || s->cell[c->var] != c) {
		v = variable_of(c, b->phase);
		c->var = repair_var(s->repair, &v);
		while (s->ncell < c->var) /* hidden ones in between */
			*VEC_PUSH(a, s->cell, s->ncell, b->capcell) = NULL;
		*VEC_PUSH(a, s->cell, s->ncell, b->capcell) = c;
	}
	*out = c->var;
	return 0;
}

static bool on_applies(void *ctx, const struct rule_ref *ref)
{
	struct building *b = ctx;
	struct err e = { 0 };
	const struct cell *c = cell_of(&b->judging, ref, &e);

	return !c || c->state != RULE_NOT_APPLICABLE;
}

/* Tells the engine the rules of which `in` is true. */
static int build(const struct findings *f, const bool *in, enum phase phase,
		 struct solving *s, struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	struct building b = { .judging = { .rules = f->rules }, .out = s,
			      .phase = phase };
	const struct repair_names names = {
		.ctx = &b, .var = on_var, .categories = on_categories,
		.applies = on_applies,
	};
	size_t caprule = 0;
	size_t capleft = 0;

	*s = (struct solving){ .repair = repair_new(a) };
	for (size_t i = 0; i < f->rules->ninstance; i++) {
		const struct judged *j = &f->judged[i];
		const char *why = j->failed;
		size_t rule;
		int rc = 0;

		if (!in[i])
			continue;
		b.judging.in = j->instance;
		if (!why)
			rc = repair_check(s->repair, j->instance->rule->rule,
					  j->instance->where, &names, &rule,
					  &why, e);
		if (rc < 0)
			return -1;
		if (rc == 0)
			*VEC_PUSH(a, s->left_out, s->nleft_out, capleft) =
				(struct left_out){ j->instance, why };
		else
			*VEC_PUSH(a, s->rule, s->nrule, caprule) =
				j->instance;
	}
	return 0;
}

/* Where the cells stand: worksheets far from each other. */
static struct cause_table places(struct arena *a, const struct solving *s)
{
	size_t n = repair_nvar(s->repair);
	int *row = ARENA_ARRAY(a, n, int);
	int *column = ARENA_ARRAY(a, n, int);

	for (size_t i = 0; i < n; i++) {
		const struct cell *c = i < s->ncell ? s->cell[i] : NULL;

		row[i] = c ? (int)c->row : -1;
		column[i] = c ? c->grid->index * 2 * SHEET_MAX_COLUMNS +
					(int)c->column
			      : -1;
	}
	return (struct cause_table){ row, column, n };
}

static int solve(struct arena *a, struct solving *s, struct err *e)
{
	struct cause_table table = places(a, s);
	const struct repair_options options = { .table = &table };
	struct err failed = { 0 };

	if (repair_solve(a, s->repair, &options, &s->result, &failed) == 0)
		return 0;
	if (failed.kind != ERR_INPUT) {
		*e = failed;
		return -1;
	}
	s->undecided = arena_strdup(a, failed.message);
	return 0;
}

/* --- computed cells ----------------------------------------------------------------- */

/* Rules that share cells, directly or not, have one root. */
static size_t root(size_t *parent, size_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

struct joining {
	const struct findings *f;
	const struct instance *in;
	size_t *parent; /* by variable of the first system */
	size_t first;
	struct err *e;
};

static void join_cells(void *ctx, const struct rule_ref *ref)
{
	struct joining *j = ctx;
	struct span s = rules_span(j->in, ref);
	size_t n = span_size(&s);

	for (size_t i = 0; i < n; i++) {
		const struct cell *c = rules_cell(j->f->rules, &s, i, j->e);
		const struct solving *t = &j->f->typed;

		if (!c || c->var >= t->ncell || t->cell[c->var] != c)
			continue;
		if (j->first == SIZE_MAX)
			j->first = c->var;
		j->parent[root(j->parent, c->var)] =
			root(j->parent, j->first);
	}
}

static size_t *join_all(const struct findings *f, size_t *first, struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	size_t n = repair_nvar(f->typed.repair);
	struct joining j = { .f = f, .parent = ARENA_ARRAY(a, n, size_t),
			     .e = e };

	for (size_t i = 0; i < n; i++)
		j.parent[i] = i;
	for (size_t i = 0; i < f->rules->ninstance; i++) {
		j.in = &f->rules->instance[i];
		j.first = SIZE_MAX;
		rule_each_ref(j.in->rule->rule, join_cells, &j);
		first[i] = j.first;
	}
	return j.parent;
}

/* Rules away from every conflict of typed cells; *broken: one of them is. */
static bool *untouched(const struct findings *f, bool *broken, struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	const struct repair_result *r = &f->typed.result;
	size_t n = f->rules->ninstance;
	size_t *first = ARENA_ARRAY(a, n, size_t);
	size_t *parent = join_all(f, first, e);
	bool *hit = ARENA_ARRAY(a, repair_nvar(f->typed.repair), bool);
	bool *in = ARENA_ARRAY(a, n, bool);

	for (size_t g = 0; g < r->ngroup; g++)
		for (size_t i = 0; i < r->group[g].nconflict; i++)
			for (size_t k = 0; k < r->group[g].conflict[i].nvar;
			     k++)
				hit[root(parent,
					 r->group[g].conflict[i].var[k])] =
					true;
	*broken = false;
	for (size_t i = 0; i < n; i++) {
		in[i] = first[i] != SIZE_MAX && !hit[root(parent, first[i])];
		*broken = *broken || (in[i] && is_broken(&f->judged[i]));
	}
	return in;
}

static int solve_computed(struct findings *f, struct err *e)
{
	struct arena *a = book_arena(f->rules->book);
	struct err ignored = { 0 };
	bool broken;
	bool *in;

	if (f->typed.undecided ||
	    f->typed.result.status == REPAIR_IMPOSSIBLE)
		return 0;
	in = untouched(f, &broken, &ignored);
	if (!broken)
		return 0;
	if (build(f, in, COMPUTED, &f->computed, e) < 0)
		return -1;
	f->computed.nleft_out = 0; /* told already */
	f->has_computed = true;
	return solve(a, &f->computed, e);
}

int findings_make(const struct rules *r, struct findings *out, struct err *e)
{
	struct arena *a = book_arena(r->book);
	bool *all = ARENA_ARRAY(a, r->ninstance, bool);

	*out = (struct findings){ .rules = r };
	out->judged = ARENA_ARRAY(a, r->ninstance, struct judged);
	for (size_t i = 0; i < r->ninstance; i++) {
		all[i] = true;
		if (judge_one(out, &r->instance[i], &out->judged[i], e) < 0)
			return -1;
	}
	if (build(out, all, TYPED, &out->typed, e) < 0 ||
	    solve(a, &out->typed, e) < 0)
		return -1;
	return solve_computed(out, e);
}

bool findings_clean(const struct findings *f)
{
	return f->nbroken == 0 && f->nfailed == 0 && !f->typed.undecided &&
	       f->typed.result.status == REPAIR_NONE;
}

bool findings_marks(const struct findings *f)
{
	const struct repair_result *r = &f->typed.result;

	return f->nbroken > 0 ||
	       (!f->typed.undecided &&
		(r->ngroup > 0 || (r->status == REPAIR_IMPOSSIBLE &&
				   r->contradiction.nvar > 0)));
}
