/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Formulas over figures: what a reference means in a context, and the two
 * callbacks that give the evaluator its operands.
 */
#include "figure/internal.h"

#include "territory/territory.h"

enum { DEPTH_MAX = 16 };

struct reading {
	struct figures *f;
	struct want context; /* its indicator: whose formula it is, or NULL */
	bool from_register;
	bool exact;          /* no operand was approximate */
};

/* --- references ------------------------------------------------------------------- */

/* The year of the plan that a period belongs to, when nobody says. */
static int year_of(const struct want *w)
{
	int year = day_year(w->period.last);

	if (w->year)
		return w->year;
	return w->basis == BASIS_PLAN ? year : year + 1;
}

static int apply_selector(struct figures *f, const struct rule_sel *s,
			  int year, struct want *w, struct err *e)
{
	const struct classification *c;
	const struct category *k = NULL;

	if (strcmp(s->dimension, "period") == 0) {
		if (period_word(s->category, year, &w->period) < 0)
			return err_set(e, ERR_INPUT, "không có kỳ “%s”",
				       s->category);
		return 0;
	}
	if (strcmp(s->dimension, "basis") == 0) {
		if (basis_parse(s->category, &w->basis) < 0)
			return err_set(e, ERR_INPUT,
				       "không có loại số liệu “%s”",
				       s->category);
		return 0;
	}
	if (strcmp(s->dimension, "place") == 0) {
		w->place = s->category;
		w->silent = false;
		return 0;
	}
	c = pack_classification(f->pack, s->dimension);
	if (c && strcmp(s->category, "all") != 0)
		k = category_find(c, s->category);
	if (!c || (!k && strcmp(s->category, "all") != 0))
		return err_set(e, ERR_INPUT, "không có mã “%s” trong “%s”",
			       s->category, s->dimension);
	return breakdown_set(f->arena, &w->breakdown, c, k, e);
}

static int resolve(struct figures *f, const struct rule_ref *ref,
		   const struct want *context, struct want *out, struct err *e)
{
	int year = year_of(context);

	*out = *context;
	out->percent = ref->percent;
	out->indicator = pack_indicator(f->pack, ref->indicator);
	if (!out->indicator)
		return err_set(e, ERR_INPUT, "không có chỉ tiêu “%s”",
			       ref->indicator);
	for (size_t i = 0; i < ref->nsel; i++)
		if (apply_selector(f, &ref->sel[i], year, out, e) < 0)
			return -1;
	return 0;
}

static int want_of_context(struct figures *f, const struct figure_context *c,
			   struct want *out, struct err *e)
{
	*out = (struct want){
		.place = c->place,
		.basis = c->basis,
		.year = c->year,
	};
	if (period_word(c->period, c->year, &out->period) < 0)
		return err_set(e, ERR_INPUT, "“%s” không phải là kỳ số liệu",
			       c->period);
	return breakdown_parse(f->arena, f->pack,
			       c->breakdown ? c->breakdown : "",
			       &out->breakdown, e);
}

/* --- operands ------------------------------------------------------------------------ */

struct rule_value figure_value(const struct figure *fig)
{
	static const enum rule_state absent[] = {
		[FIG_MISSING] = RULE_MISSING,
		[FIG_NOT_APPLICABLE] = RULE_NOT_APPLICABLE,
		[FIG_REFUSED] = RULE_REFUSED,
	};
	struct rule_value v = fig->range;

	if (fig->state != FIG_VALUE)
		v = rule_absent(absent[fig->state],
				fig->indicator->nonnegative);
	v.source = fig;
	return v;
}

static int on_figure(void *ctx, const struct rule_ref *ref,
		     struct rule_value *out, struct err *e)
{
	struct reading *r = ctx;
	struct figure *fig = ARENA_NEW(r->f->arena, struct figure);
	struct want w;

	if (resolve(r->f, ref, &r->context, &w, e) < 0 ||
	    figure_want(r->f, &w, fig, e) < 0)
		return -1;
	if (!fig->from_register)
		r->from_register = false;
	if (fig->state == FIG_VALUE && fig->value.qualifier != QUAL_EXACT)
		r->exact = false;
	*out = figure_value(fig);
	return 0;
}

static int on_aggregate(void *ctx, const struct rule_agg *agg,
			struct rule_value *out, struct err *e)
{
	struct reading *r = ctx;
	const struct want *c = &r->context;
	const struct classification *by[BREAKDOWN_MAX];
	struct window w = { c->period.first, c->period.last };
	struct cell cell;
	int rc;

	if (c->indicator)
		w = indicator_window(c->indicator, &c->period);
	for (size_t i = 0; i < c->breakdown.n; i++)
		by[i] = c->breakdown.at[i].c;
	*out = rule_absent(RULE_MISSING, true);
	if (c->basis != BASIS_ACTUAL || c->period.last > r->f->known_day)
		return 0;
	rc = cubes_get(r->f->ground->cubes, agg, w, by, c->breakdown.n, c->place,
		       &c->breakdown, &cell, e);
	if (rc < 0)
		return -1;
	if (rc == 0 || (cell.n == 0 && cell.of > 0))
		return 0;
	if (cell.n == 0 && (agg->op == AGG_MIN || agg->op == AGG_MAX)) {
		*out = rule_absent(RULE_NOT_APPLICABLE, true);
		return 0;
	}
	*out = rule_point(cell.value);
	if (cell.n < cell.of) {
		out->complete = false;
		out->has_high = false;
	}
	return 0;
}

/* --- categories ----------------------------------------------------------------------- */

/* Is there a figure for `by` with this category? */
static bool there_is(struct reading *r, const struct rule_ref *by,
		     const char *category)
{
	struct rule_ref ref = *by;
	struct rule_sel *sel = arena_memdup(r->f->arena, by->sel,
					    by->nsel * sizeof *by->sel);
	struct figure fig;
	struct want w;

	sel[by->nsel - 1].category = category;
	ref.sel = sel;
	return resolve(r->f, &ref, &r->context, &w, NULL) == 0 &&
	       figure_want(r->f, &w, &fig, NULL) > 0;
}

/* The roll-up that stands for a leaf without a figure, else the leaf. */
static const char *stand_in(struct reading *r, const struct rule_ref *by,
			    const struct classification *c, const char *leaf)
{
	const struct category *up = category_find(c, leaf);

	if (there_is(r, by, leaf))
		return leaf;
	while (up->parent) {
		up = category_find(c, up->parent);
		if (there_is(r, by, up->code))
			return up->code;
	}
	return leaf;
}

/* The leaves, those under a roll-up that stands for them left out. */
static size_t partition(struct reading *r, const struct rule_ref *by,
			const struct classification *c, const char **out)
{
	size_t n = 0;

	for (size_t i = 0; i < c->nleaf; i++)
		out[n++] = stand_in(r, by, c, c->leaf[i]);
	for (size_t i = 0; i < n; i++) {
		size_t kept = i + 1;

		for (size_t j = i + 1; j < n; j++)
			if (!category_is(c, out[j], out[i]))
				out[kept++] = out[j];
		n = kept;
	}
	/* a leaf that stood before the roll-up over it */
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			if (category_is(c, out[i], out[j])) {
				memmove(&out[i], &out[i + 1],
					(n - i - 1) * sizeof *out);
				n--;
				i--;
				break;
			}
	return n;
}

/* The units right under the place that a reference means, on its last day:
 * districts until they were abolished, communes after. */
static size_t units_below(struct reading *r, const struct rule_ref *by,
			  const char *const **out)
{
	const struct territory *t = r->f->ground->territory;
	struct rule_ref whole = *by;
	const struct unit **unit;
	const struct unit *in;
	const char **list;
	struct want w;
	size_t n;

	whole.nsel--; /* "by place" */
	if (resolve(r->f, &whole, &r->context, &w, NULL) < 0)
		return 0;
	in = territory_find(t, w.place, w.period.last);
	if (!in || territory_covers(t, in, w.period.last, NULL) < 0)
		return 0;
	n = territory_children(r->f->arena, t, in, w.period.last, &unit);
	list = ARENA_ARRAY(r->f->arena, n, const char *);
	for (size_t i = 0; i < n; i++)
		list[i] = unit[i]->code;
	*out = list;
	return n;
}

static size_t on_categories(void *ctx, const struct rule_ref *by,
			    const char *dimension, const char *const **out)
{
	struct reading *r = ctx;
	const struct classification *c =
		pack_classification(r->f->pack, dimension);
	const char **list;

	*out = NULL;
	if (c) {
		list = ARENA_ARRAY(r->f->arena, c->nleaf, const char *);
		*out = list;
		return partition(r, by, c, list);
	}
	if (strcmp(dimension, "place") != 0 || !r->f->ground->territory)
		return 0;
	return units_below(r, by, out);
}

/* --- evaluation ------------------------------------------------------------------------ */

static int evaluate(struct reading *r, const struct rule *rule,
		    struct rule_result *out, struct err *e)
{
	struct rule_env env = {
		.ctx = r,
		.arena = r->f->arena,
		.figure = on_figure,
		.aggregate = on_aggregate,
		.categories = on_categories,
	};
	int rc;

	if (r->f->depth >= DEPTH_MAX)
		return err_set(e, ERR_RULE,
			       "công thức “%s” dẫn đến chính nó",
			       rule_text(rule));
	r->f->depth++;
	rc = rule_eval(rule, &env, out, e);
	r->f->depth--;
	return rc;
}

int figures_eval(struct figures *f, const struct rule *r,
		 const struct figure_context *c, struct rule_result *out,
		 struct err *e)
{
	struct reading reading = { .f = f, .from_register = true };

	if (want_of_context(f, c, &reading.context, e) < 0)
		return -1;
	return evaluate(&reading, r, out, e);
}

static int places_of(const struct indicator *ind, struct dec v)
{
	int has = dec_places(v);

	return has < ind->measure->places ? has : ind->measure->places;
}

int figure_formula(struct figures *f, const struct want *w,
		   struct figure *out, struct err *e)
{
	struct reading r = {
		.f = f, .context = *w, .from_register = true, .exact = true,
	};
	struct rule_result result;
	struct err failed = { 0 };
	int64_t num;
	int64_t den;

	if (indicator_aggregate(w->indicator, &num, &den))
		return 0;
	if (evaluate(&r, w->indicator->rule, &result, &failed) < 0) {
		if (failed.kind != ERR_INPUT) {
			if (e && !e->kind)
				*e = failed;
			return -1;
		}
		/* nothing to divide by: no such figure, and why */
		out->state = FIG_NOT_APPLICABLE;
		out->note = arena_strdup(f->arena, failed.message);
		out->source = FIG_FORMULA;
		out->from_register = r.from_register;
		return 1;
	}
	if (result.value.state == RULE_MISSING)
		return 0;
	out->source = FIG_FORMULA;
	out->from_register = r.from_register;
	if (result.value.state != RULE_KNOWN) {
		out->state = result.value.state == RULE_REFUSED
				     ? FIG_REFUSED
				     : FIG_NOT_APPLICABLE;
		return 1;
	}
	out->state = FIG_VALUE;
	out->range = result.value;
	out->range.source = NULL;
	out->value = (struct quantity){
		.low = result.value.point,
		.high = result.value.point,
		.qualifier = r.exact ? QUAL_EXACT : QUAL_APPROX,
		.places = places_of(w->indicator, result.value.point),
	};
	return 1;
}
