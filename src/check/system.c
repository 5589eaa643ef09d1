/* SPDX-License-Identifier: Apache-2.0 */
/* Figures and checks as variables and rules of a repair. */
#include "check/system.h"

#include "figure/words.h"
#include "lib/base/multimap.h"

struct building {
	struct arena *arena;
	struct check_system *out;
	struct multimap *index; /* variables by the key of their figure */
	size_t capfigure;
	size_t caprule;
	size_t capleft;
	const struct finding *at; /* whose formula is read */
	const struct narrowing *only;
};

/* --- a figure as a variable --------------------------------------------------- */

static int64_t trust(const struct figure *fig)
{
	if (fig->from_register)
		return TRUST_REGISTER;
	return fig->key.percent ? TRUST_PERCENT : TRUST_REPORTED;
}

bool figure_is_witness(const struct figure *fig)
{
	return fig->state == FIG_VALUE &&
	       (fig->source != FIG_FORMULA || fig->from_register);
}

static bool is_point(const struct rule_value *v)
{
	return v->has_low && v->has_high && dec_cmp(v->low, v->high) == 0;
}

static struct repair_range range_of(const struct rule_value *v)
{
	return (struct repair_range){
		.has_low = v->has_low, .has_high = v->has_high,
		.low_open = v->low_open, .high_open = v->high_open,
		.low = v->low, .high = v->high,
	};
}

static struct repair_var variable_of(const struct figure *fig)
{
	const struct measure *m = fig->indicator->measure;
	bool percent = fig->key.percent;
	struct repair_var v = {
		.name = fig->key.indicator,
		.weight = trust(fig),
		.places = m->whole && !percent ? 0 : fig->value.places,
		.domain = { .has_low = percent || fig->indicator->nonnegative },
	};

	if (fig->state == FIG_NOT_APPLICABLE) { /* adds nothing to a sum */
		v.fixed = true;
	} else if (!figure_is_witness(fig)) {
		v.missing = true;
		v.inexact = percent || !m->whole;
	} else {
		v.value = fig->range.point;
		v.inexact = !is_point(&fig->range);
		v.kept = range_of(&fig->range);
	}
	return v;
}

bool same_figure(const struct figure *x, const struct figure *y)
{
	return x->indicator == y->indicator && figure_key_same(&x->key, &y->key);
}

bool may_change(const struct narrowing *only, const struct figure *fig)
{
	if (!only || !only->figure)
		return true;
	for (size_t i = 0; i < only->nfigure; i++)
		if (same_figure(only->figure[i], fig))
			return true;
	return false;
}

static bool is_taken(const struct narrowing *only, const struct finding *fd)
{
	if (!only || !only->finding)
		return true;
	for (size_t i = 0; i < only->nfinding; i++)
		if (only->finding[i] == fd)
			return true;
	return false;
}

static size_t variable(struct building *b, const struct figure *fig)
{
	struct check_system *s = b->out;
	uint64_t key = figure_key_hash(&fig->key);
	struct repair_var v;
	size_t var;

	for (size_t i = multimap_first(b->index, key); i;
	     i = multimap_next(b->index, i)) {
		var = (size_t)multimap_value(b->index, i);
		if (same_figure(s->figure[var], fig))
			return var;
	}
	v = variable_of(fig);
	v.fixed = v.fixed || (!v.missing && !may_change(b->only, fig));
	var = repair_var(s->repair, &v);
	while (s->nfigure < var) /* hidden ones in between */
		*VEC_PUSH(b->arena, s->figure, s->nfigure, b->capfigure) =
			NULL;
	*VEC_PUSH(b->arena, s->figure, s->nfigure, b->capfigure) = fig;
	multimap_add(b->index, key, (int64_t)var);
	return var;
}

/* --- what names in a formula mean ---------------------------------------------- */

/* The operands of the evaluation say what each reference was: the same place
 * in the text, the same selectors. */
static bool same_ref(const struct rule_ref *x, const struct rule_ref *y)
{
	if (x->column != y->column || x->percent != y->percent ||
	    x->nsel != y->nsel)
		return false;
	for (size_t i = 0; i < x->nsel; i++)
		if (strcmp(x->sel[i].category, y->sel[i].category) != 0)
			return false;
	return true;
}

const struct rule_operand *finding_operand(const struct finding *fd,
					   const struct rule_ref *ref)
{
	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct rule_operand *o = &fd->result.operand[i];

		if (o->ref && o->value.source && same_ref(o->ref, ref))
			return o;
	}
	return NULL;
}

static int on_var(void *ctx, const struct rule_ref *ref, size_t *out,
		  struct err *e)
{
	struct building *b = ctx;
	const struct rule_operand *o = finding_operand(b->at, ref);

	if (!o)
		return err_set(e, ERR_RULE, "kiểm tra “%s” không đọc “%s”",
			       b->at->check->code, ref->indicator);
	*out = variable(b, o->value.source);
	return 0;
}

size_t finding_categories(struct arena *a, const struct finding *fd,
			  const struct rule_ref *by, const char *const **out)
{
	const struct rule_result *r = &fd->result;
	const char **category = ARENA_ARRAY(a, r->noperand, const char *);
	size_t n = 0;

	for (size_t i = 0; i < r->noperand; i++) {
		const struct rule_ref *ref = r->operand[i].ref;

		if (ref && ref->column == by->column &&
		    ref->nsel == by->nsel)
			category[n++] = ref->sel[by->nsel - 1].category;
	}
	*out = category;
	return n;
}

static size_t on_categories(void *ctx, const struct rule_ref *by,
			    const char *dimension, const char *const **out)
{
	struct building *b = ctx;

	(void)dimension; /* the last selector's */
	return finding_categories(b->arena, b->at, by, out);
}

static bool on_applies(void *ctx, const struct rule_ref *ref)
{
	struct building *b = ctx;
	const struct rule_operand *o = finding_operand(b->at, ref);

	return !o || o->value.state != RULE_NOT_APPLICABLE;
}

/* --- the system ------------------------------------------------------------------ */

static int add_check(struct building *b, const struct finding *fd,
		     struct err *e)
{
	static const struct repair_names names = {
		.var = on_var, .categories = on_categories,
		.applies = on_applies,
	};
	struct repair_names mine = names;
	struct check_system *s = b->out;
	const char *why = NULL;
	size_t rule;
	int rc;

	mine.ctx = b;
	b->at = fd;
	rc = repair_check(s->repair, fd->check->rule, fd->check->code, &mine,
			  &rule, &why, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		*VEC_PUSH(b->arena, s->left_out, s->nleft_out, b->capleft) =
			(struct left_out){ fd, why };
	else
		*VEC_PUSH(b->arena, s->rule, s->nrule, b->caprule) = fd;
	return 0;
}

int check_system(struct arena *a, const struct check_report *r,
		 const struct narrowing *only, struct check_system *out,
		 struct err *e)
{
	struct building b = { .arena = a, .out = out, .only = only,
			      .index = multimap_new(a) };

	*out = (struct check_system){ .report = r, .repair = repair_new(a) };
	for (size_t i = 0; i < r->nrun; i++) {
		const struct finding *fd = &r->run[i];

		if (fd->check->severity == SEV_ERROR &&
		    fd->result.verdict != RULE_IDLE && is_taken(only, fd) &&
		    add_check(&b, fd, e) < 0)
			return -1;
	}
	return 0;
}

const struct figure *system_figure(const struct check_system *s, size_t var)
{
	return var < s->nfigure ? s->figure[var] : NULL;
}

bool finding_names(const struct finding *fd, const struct figure *fig)
{
	for (size_t i = 0; i < fd->result.noperand; i++) {
		const struct figure *x = fd->result.operand[i].value.source;

		if (x && figure_key_same(&x->key, &fig->key))
			return true;
	}
	return false;
}

size_t system_support(struct arena *a, const struct check_system *s,
		      const struct figure *fig, const struct finding ***out)
{
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	for (size_t i = 0; i < s->report->nrun; i++) {
		const struct finding *fd = &s->report->run[i];

		if (fd->result.verdict == RULE_HOLDS && finding_names(fd, fig))
			*VEC_PUSH(a, *out, n, cap) = fd;
	}
	return n;
}
