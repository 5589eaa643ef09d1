/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Worked examples: a small environment in memory for the evaluation of
 * formulas, and the comparison with what was expected.
 */
#include "pack/cases.h"

#include "lib/base/buf.h"
#include "lib/base/period.h"
#include "pack/formula.h"

#define KEY(s, m, fn) .name = #m, .read = fn, .offset = offsetof(struct s, m)
#define LIST(s, m, n, fn)                                                    \
	.read = fn, .offset = offsetof(struct s, m),                         \
	.count = offsetof(struct s, n)

enum { CASE_YEAR = 2024 }; /* of the plan, for period words */

/* --- reading ------------------------------------------------------------------ */

/* A mapping of free keys into an array of pairs. */
static int bind_pairs(struct binder *b, const struct node *n,
		      const struct key *k, void *at)
{
	struct case_pair *pairs = NULL;
	size_t count = 0, cap = 0;

	if (n->kind != NODE_MAP)
		return bind_err(b, n, "Khoá “%s” phải là các cặp “tên: giá "
				"trị”", n->key);
	for (const struct node *m = n->child; m; m = m->next) {
		struct case_pair *pair = VEC_PUSH(b->arena, pairs, count, cap);

		pair->name = m->key;
		pair->at = (struct pack_place){ b->file, m->key_line,
						m->key_column, true };
		if (bind_text(b, m, k, &pair->text) < 0)
			return -1;
	}
	*(struct case_pair **)at = pairs;
	*(size_t *)(void *)((char *)at - k->offset + k->count) = count;
	return 0;
}

static const struct key org_keys[] = {
	{ KEY(case_org, kind, bind_code), .must = true },
	{ .name = "fields", LIST(case_org, field, nfield, bind_pairs) },
	{ .name = "events", LIST(case_org, event, nevent, bind_pairs) },
	{ 0 }
};
static const struct shape org_shape = {
	.what = "tổ chức của ca mẫu",
	.size = sizeof(struct case_org),
	.keys = org_keys,
	.place = offsetof(struct case_org, at), .has_place = true,
};

static const struct key figure_keys[] = {
	{ KEY(case_figure, figure, bind_formula),
	  .count = offsetof(struct case_figure, figure_at), .must = true },
	{ KEY(case_figure, value, bind_text) },
	{ KEY(case_figure, above, bind_text) },
	{ KEY(case_figure, at_least, bind_text) },
	{ KEY(case_figure, from, bind_text) },
	{ KEY(case_figure, to, bind_text) },
	{ KEY(case_figure, state, bind_text) },
	{ 0 }
};
static const struct shape figure_shape = {
	.what = "số liệu của ca mẫu",
	.size = sizeof(struct case_figure),
	.keys = figure_keys,
	.place = offsetof(struct case_figure, at), .has_place = true,
};

static const struct key case_keys[] = {
	{ KEY(pack_case, code, bind_code), .must = true },
	{ KEY(pack_case, check, bind_code) },
	{ KEY(pack_case, indicator, bind_code) },
	{ KEY(pack_case, period, bind_text) },
	{ KEY(pack_case, basis, bind_text) },
	{ .name = "breakdown",
	  LIST(pack_case, breakdown, nbreakdown, bind_pairs) },
	{ KEY(pack_case, note, bind_text) },
	{ .name = "given", LIST(pack_case, given, ngiven, bind_list),
	  .shape = &figure_shape },
	{ .name = "organisations", LIST(pack_case, org, norg, bind_list),
	  .shape = &org_shape },
	{ KEY(pack_case, expect, bind_text), .must = true },
	{ KEY(pack_case, left, bind_text) },
	{ KEY(pack_case, right, bind_text) },
	{ 0 }
};
static const struct shape case_shape = {
	.what = "ca mẫu",
	.size = sizeof(struct pack_case),
	.keys = case_keys,
	.place = offsetof(struct pack_case, at), .has_place = true,
	.id = offsetof(struct pack_case, code), .has_id = true,
};
static const struct key cases_keys[] = {
	{ .name = "cases", LIST(pack_cases, list, n, bind_list),
	  .shape = &case_shape, .must = true },
	{ 0 }
};
const struct shape cases_yaml = {
	.what = "cases.yaml",
	.size = sizeof(struct pack_cases),
	.keys = cases_keys,
};

/* --- the environment ------------------------------------------------------------ */

struct stage {
	struct arena *arena;
	const struct pack *pack;
	const struct pack_case *example;
};

static const struct case_pair *pair_find(const struct case_pair *pairs,
					 size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return &pairs[i];
	return NULL;
}

static const char *selected(const struct rule_ref *ref, const char *dimension)
{
	for (size_t i = 0; i < ref->nsel; i++)
		if (strcmp(ref->sel[i].dimension, dimension) == 0)
			return ref->sel[i].category;
	return NULL;
}

/* The category that the case itself is read for, or NULL. */
static const char *context(const struct pack_case *c, const char *dimension)
{
	const struct case_pair *p =
		pair_find(c->breakdown, c->nbreakdown, dimension);

	return p ? p->text : NULL;
}

/*
 * A figure in one spelling: indicator, period, basis and the categories in the
 * pack's order, with what the reference leaves open taken from the case.
 * replaced, when not NULL, stands for the last selector's category.
 */
static const char *canonical(const struct stage *s, const struct rule_ref *ref,
			     const char *replaced)
{
	struct buf b = BUF_INIT(s->arena);
	const char *period = selected(ref, "period") ?: s->example->period;
	const char *basis = selected(ref, "basis") ?: s->example->basis;
	const char *last = ref->nsel ? ref->sel[ref->nsel - 1].dimension : "";
	struct period p;

	if (period && period_word(period, CASE_YEAR, &p) == 0)
		period = p.code;
	buf_addf(&b, "%s%s %s %s %s", ref->percent ? "% of " : "",
		 ref->indicator, period ? period : "", basis ? basis : "",
		 selected(ref, "place") ?: "");
	for (size_t i = 0; i < s->pack->nclassification; i++) {
		const char *c = s->pack->classification[i].code;
		const char *v = selected(ref, c) ?: context(s->example, c);

		if (replaced && strcmp(c, last) == 0)
			v = replaced;
		if (v && strcmp(v, "all") != 0)
			buf_addf(&b, ";%s=%s", c, v);
	}
	return b.data;
}

static const struct case_figure *given(const struct stage *s, const char *key)
{
	for (size_t i = 0; i < s->example->ngiven; i++)
		if (s->example->given[i].key &&
		    strcmp(s->example->given[i].key, key) == 0)
			return &s->example->given[i];
	return NULL;
}

static int number(const struct pack_place *at, const char *text,
		  struct dec *out, int *places, struct err *e)
{
	if (dec_parse(text, out, places) == 0)
		return 0;
	return pack_err(e, at, "“%s” không phải là số: viết như 1000 hay 0.5",
			text);
}

/* The value that a case gives, as an interval. */
static int read_value(const struct case_figure *g, bool percent,
		      bool nonnegative, struct rule_value *out, struct err *e)
{
	struct dec low, high;
	int places;

	if (g->value) {
		if (number(&g->at, g->value, &low, &places, e) < 0)
			return -1;
		*out = percent ? rule_rounded(low, places) : rule_point(low);
		return 0;
	}
	if (g->above || g->at_least) {
		if (number(&g->at, g->above ?: g->at_least, &low, NULL, e) < 0)
			return -1;
		*out = rule_point(low);
		out->has_high = false;
		out->low_open = g->above != NULL;
		return 0;
	}
	if (g->from && g->to) {
		if (number(&g->at, g->from, &low, NULL, e) < 0 ||
		    number(&g->at, g->to, &high, NULL, e) < 0)
			return -1;
		*out = rule_point(low);
		out->high = high;
		return 0;
	}
	if (g->state && strcmp(g->state, "not_applicable") == 0)
		*out = rule_absent(RULE_NOT_APPLICABLE, nonnegative);
	else if (g->state && strcmp(g->state, "refused") == 0)
		*out = rule_absent(RULE_REFUSED, nonnegative);
	else if (g->state && strcmp(g->state, "missing") == 0)
		*out = rule_absent(RULE_MISSING, nonnegative);
	else
		return pack_err(e, &g->at, "Số liệu cần một trong các khoá: "
				"value; above; at_least; from và to; state "
				"(missing, not_applicable, refused)");
	return 0;
}

static int env_figure(void *ctx, const struct rule_ref *ref,
		      struct rule_value *out, struct err *e)
{
	const struct stage *s = ctx;
	const struct indicator *i = pack_indicator(s->pack, ref->indicator);
	const struct case_figure *g = given(s, canonical(s, ref, NULL));

	if (g)
		return read_value(g, ref->percent, i->nonnegative, out, e);
	*out = rule_absent(RULE_MISSING, i->nonnegative);
	return 0;
}

/* The roll-up over a leaf that stands for it: the nearest one that is given,
 * when nothing under it is. */
static const char *stand_in(const struct stage *s, const struct rule_ref *by,
			    const struct classification *c, const char *leaf)
{
	const char *up = category_find(c, leaf)->parent;

	while (up && !given(s, canonical(s, by, up)))
		up = category_find(c, up)->parent;
	if (!up)
		return leaf;
	for (size_t i = 0; i < c->nleaf; i++)
		if (category_is(c, c->leaf[i], up) &&
		    given(s, canonical(s, by, c->leaf[i])))
			return leaf;
	return up;
}

/* The places of which the case gives figures, in its order. */
static size_t env_places(const struct stage *s, const char *const **out)
{
	const struct pack_case *c = s->example;
	const char **list = ARENA_ARRAY(s->arena, c->ngiven, const char *);
	size_t n = 0;

	for (size_t i = 0; i < c->ngiven; i++) {
		const char *place = c->given[i].place;
		size_t k = 0;

		while (k < n && place && strcmp(list[k], place) != 0)
			k++;
		if (place && k == n)
			list[n++] = place;
	}
	*out = list;
	return n;
}

static size_t env_categories(void *ctx, const struct rule_ref *by,
			     const char *dimension, const char *const **out)
{
	const struct stage *s = ctx;
	const struct classification *c =
		pack_classification(s->pack, dimension);
	const char **list;
	size_t n = 0;

	*out = NULL;
	if (!c)
		return strcmp(dimension, "place") == 0 ? env_places(s, out) : 0;
	list = ARENA_ARRAY(s->arena, c->nleaf, const char *);
	for (size_t i = 0; i < c->nleaf; i++) {
		const char *code = stand_in(s, by, c, c->leaf[i]);
		bool twice = false;

		for (size_t j = 0; j < n; j++)
			twice = twice || strcmp(list[j], code) == 0;
		if (!twice)
			list[n++] = code;
	}
	*out = list;
	return n;
}

/* --- organisations --------------------------------------------------------------- */

static const char *org_field(const struct case_org *o, const char *name)
{
	const struct case_pair *f = pair_find(o->field, o->nfield, name);

	return f ? f->text : NULL;
}

static bool org_exists(const struct stage *s, const struct case_org *o)
{
	const char *code = org_field(o, "status");
	const struct status *status = code ? pack_status(s->pack, code) : NULL;

	return !status || status->exists;
}

/* A code as a category at or below the literal; a number by size. */
static bool compare(const struct stage *s, const struct rule_cond *c,
		    const char *value)
{
	const struct classification *codes =
		pack_classification(s->pack, c->field);
	struct dec v;
	int order;

	if (!value)
		return false;
	if (!c->is_number) {
		bool is = strcmp(value, c->literal) == 0 ||
			  (codes && category_is(codes, value, c->literal));

		return is == (c->op == COND_EQ);
	}
	if (dec_parse(value, &v, NULL) < 0)
		return false;
	order = dec_cmp(v, c->number);
	switch (c->op) {
	case COND_EQ:
		return order == 0;
	case COND_NE:
		return order != 0;
	case COND_LT:
		return order < 0;
	case COND_LE:
		return order <= 0;
	case COND_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

static bool matches(const struct stage *s, const struct case_org *o,
		    const struct rule_cond *c)
{
	if (!c)
		return true;
	switch (c->op) {
	case COND_AND:
		return matches(s, o, c->left) && matches(s, o, c->right);
	case COND_OR:
		return matches(s, o, c->left) || matches(s, o, c->right);
	case COND_NOT:
		return !matches(s, o, c->left);
	default:
		return compare(s, c, org_field(o, c->field));
	}
}

/* The value of the aggregate's field for one organisation; NULL: it has none. */
static const char *contribution(const struct case_org *o,
				const struct rule_agg *agg)
{
	const struct case_pair *v;

	if (!agg->field)
		return "1";
	if (agg->event && strcmp(agg->field, "quantity") == 0) {
		v = pair_find(o->event, o->nevent, agg->event);
		return v ? v->text : NULL;
	}
	return org_field(o, agg->field);
}

static bool counts(const struct stage *s, const struct case_org *o,
		   const struct rule_agg *agg)
{
	if (strcmp(o->kind, agg->kind) != 0 || !matches(s, o, agg->where))
		return false;
	if (agg->event)
		return pair_find(o->event, o->nevent, agg->event) != NULL;
	return org_exists(s, o);
}

/* One more value into a running sum, minimum or maximum. */
static int take(const struct case_org *o, const struct rule_agg *agg,
		const char *text, bool first, struct dec *sum, struct err *e)
{
	struct dec v;

	if (number(&o->at, text, &v, NULL, e) < 0)
		return -1;
	if (agg->op == AGG_MIN || agg->op == AGG_MAX) {
		int order = dec_cmp(v, *sum);

		if (first || (agg->op == AGG_MIN ? order < 0 : order > 0))
			*sum = v;
		return 0;
	}
	if (dec_add(*sum, v, sum) < 0)
		return pack_err(e, &o->at, "Số quá lớn: %s", text);
	return 0;
}

static bool seen(const char *const *values, size_t n, const char *value)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(values[i], value) == 0)
			return true;
	return false;
}

static int env_aggregate(void *ctx, const struct rule_agg *agg,
			 struct rule_value *out, struct err *e)
{
	const struct stage *s = ctx;
	const char **values = ARENA_ARRAY(s->arena, s->example->norg,
					  const char *);
	struct dec sum = DEC_ZERO;
	size_t n = 0;

	for (size_t i = 0; i < s->example->norg; i++) {
		const struct case_org *o = &s->example->org[i];
		const char *v;

		if (!counts(s, o, agg))
			continue;
		v = contribution(o, agg);
		if (!v)
			return pack_err(e, &o->at, "Tổ chức này thiếu “%s” mà "
					"công thức cần đến", agg->field);
		if (agg->op == AGG_DISTINCT && seen(values, n, v))
			continue;
		if (agg->op != AGG_DISTINCT &&
		    take(o, agg, v, n == 0, &sum, e) < 0)
			return -1;
		values[n++] = v;
	}
	if (agg->op == AGG_DISTINCT)
		sum = dec_int((int64_t)n);
	*out = rule_point(sum);
	return 0;
}

/* --- running ---------------------------------------------------------------------- */

struct ref_keeper {
	const struct rule_ref *ref;
	size_t n;
};

static void keep_ref(void *ctx, const struct rule_ref *ref)
{
	struct ref_keeper *k = ctx;

	k->ref = ref;
	k->n++;
}

/* Resolves the figures that a case gives into canonical keys. */
static int resolve_given(struct stage *s, struct pack_case *c, struct err *e)
{
	for (size_t i = 0; i < c->ngiven; i++) {
		struct case_figure *g = &c->given[i];
		struct ref_keeper k = { 0 };
		const struct rule *r = pack_parse(s->arena, s->pack, g->figure,
						  &g->figure_at, false, NULL,
						  e);
		struct rule_value ignored;
		const char *key;

		if (!r || read_value(g, false, true, &ignored, e) < 0)
			return -1;
		rule_each_ref(r, keep_ref, &k);
		if (k.n != 1)
			return pack_err(e, &g->figure_at, "“%s” phải là đúng "
					"một số liệu", g->figure);
		key = canonical(s, k.ref, NULL);
		if (given(s, key))
			return pack_err(e, &g->figure_at, "Số liệu “%s” cho "
					"hai lần", g->figure);
		g->key = key;
		g->place = selected(k.ref, "place");
	}
	return 0;
}

static int check_pairs(const struct stage *s, const struct case_org *o,
		       struct err *e)
{
	const char *unit;

	for (size_t i = 0; i < o->nfield; i++)
		if (s->pack->names.field(s->pack->names.ctx, o->kind,
					 o->field[i].name, &unit) < 0)
			return pack_err(e, &o->field[i].at, "Loại “%s” không "
					"có trường “%s”", o->kind,
					o->field[i].name);
	for (size_t i = 0; i < o->nevent; i++)
		if (s->pack->names.event(s->pack->names.ctx, o->kind,
					 o->event[i].name) < 0)
			return pack_err(e, &o->event[i].at, "Loại “%s” không "
					"có biến động “%s”", o->kind,
					o->event[i].name);
	return 0;
}

static int check_orgs(const struct stage *s, const struct pack_case *c,
		      struct err *e)
{
	const char *code;

	for (size_t i = 0; i < c->norg; i++) {
		const struct case_org *o = &c->org[i];

		if (!pack_kind(s->pack, o->kind))
			return pack_err(e, &o->at, "Không có loại tổ chức "
					"“%s”", o->kind);
		if (check_pairs(s, o, e) < 0)
			return -1;
		code = org_field(o, "status");
		if (code && !pack_status(s->pack, code))
			return pack_err(e, &o->at, "Không có tình trạng “%s”",
					code);
	}
	return 0;
}

static const char *const verdicts[] = { "holds", "broken", "unknown", "idle" };

static const char *side(struct arena *a, const struct rule_value *v)
{
	struct buf b = BUF_INIT(a);

	if (v->state != RULE_KNOWN)
		return "chưa có";
	if (v->has_low && v->has_high && dec_cmp(v->low, v->high) == 0)
		return dec_str(a, v->point);
	buf_addf(&b, "%s%s; %s%s", v->low_open ? "(" : "[",
		 v->has_low ? dec_str(a, v->low) : "-∞",
		 v->has_high ? dec_str(a, v->high) : "+∞",
		 v->high_open || !v->has_high ? ")" : "]");
	return b.data;
}

/* Whether a value is the expected one, at the decimals that it was written
 * with. */
static bool is_value(const struct rule_value *v, const char *expect)
{
	struct dec wanted;
	int places;

	if (strcmp(expect, "missing") == 0)
		return v->state == RULE_MISSING;
	return v->state == RULE_KNOWN &&
	       dec_parse(expect, &wanted, &places) == 0 &&
	       dec_cmp(dec_round(v->point, places), wanted) == 0;
}

static int compare_check(const struct stage *s, const struct rule_result *r,
			 struct err *e)
{
	const struct pack_case *c = s->example;
	const char *got = verdicts[r->verdict];

	if (strcmp(got, c->expect) == 0 &&
	    (!c->left || is_value(&r->left, c->left)) &&
	    (!c->right || is_value(&r->right, c->right)))
		return 0;
	return pack_err(e, &c->at, "Ca mẫu “%s” không đúng: mong đợi %s%s%s%s%s, "
			"nhưng được %s (vế trái %s, vế phải %s)", c->code,
			c->expect, c->left ? ", vế trái " : "",
			c->left ? c->left : "", c->right ? ", vế phải " : "",
			c->right ? c->right : "", got,
			side(s->arena, &r->left), side(s->arena, &r->right));
}

static int check_context_of(const struct stage *s, const struct pack_case *c,
			    struct err *e)
{
	if ((c->period && !pack_is_period(c->period)) ||
	    (c->basis && !pack_is_basis(c->basis)))
		return pack_err(e, &c->at, "Ca mẫu “%s”: kỳ hoặc loại số liệu "
				"không hợp lệ", c->code);
	for (size_t i = 0; i < c->nbreakdown; i++) {
		const struct case_pair *b = &c->breakdown[i];

		if (!pack_classification(s->pack, b->name) ||
		    s->pack->names.category(s->pack->names.ctx, b->name,
					    b->text) < 0)
			return pack_err(e, &b->at, "Không có mã “%s” trong "
					"phân tổ “%s”", b->text, b->name);
	}
	return 0;
}

static int run_case(struct stage *s, struct pack_case *c, struct err *e)
{
	const struct check *check = c->check ? pack_check(s->pack, c->check)
					     : NULL;
	const struct indicator *in =
		c->indicator ? pack_indicator(s->pack, c->indicator) : NULL;
	const struct rule *rule = check ? check->rule : in ? in->rule : NULL;
	const struct rule_env env = { .ctx = s, .arena = s->arena,
				      .figure = env_figure,
				      .aggregate = env_aggregate,
				      .categories = env_categories };
	struct rule_result r;
	struct err why = { 0 };

	if (!rule || (c->check && c->indicator))
		return pack_err(e, &c->at, "Ca mẫu “%s” phải nêu một kiểm tra "
				"(check), hoặc một chỉ tiêu có công thức "
				"(indicator), của gói", c->code);
	if (check_context_of(s, c, e) < 0 || check_orgs(s, c, e) < 0 || resolve_given(s, c, e) < 0)
		return -1;
	if (rule_eval(rule, &env, &r, &why) < 0)
		return pack_err(e, &c->at, "Ca mẫu “%s” không tính được: %s",
				c->code, why.message);
	if (check)
		return compare_check(s, &r, e);
	if (is_value(&r.value, c->expect))
		return 0;
	return pack_err(e, &c->at, "Ca mẫu “%s” không đúng: mong đợi %s, nhưng "
			"được %s", c->code, c->expect, side(s->arena, &r.value));
}

int pack_run_cases(struct arena *a, struct pack *p, struct pack_cases *cases,
		   struct err *e)
{
	if (cases->n == 0) {
		err_set(e, ERR_INPUT, "Gói quy tắc không có ca mẫu nào");
		err_detail(e, "cases.yaml");
		return err_hint(e, "Thêm ít nhất một ca mẫu: số liệu cho sẵn và "
				   "kết quả phải được.");
	}
	for (size_t i = 0; i < cases->n; i++) {
		struct stage s = { a, p, &cases->list[i] };

		if (run_case(&s, &cases->list[i], e) < 0)
			return -1;
	}
	p->ncase = cases->n;
	return 0;
}
