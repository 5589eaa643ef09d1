/* SPDX-License-Identifier: Apache-2.0 */
/* A small pack and figures given as text. */
#include "lib/rule/fixture.h"

#include "lib/base/buf.h"

/* --- the pack -------------------------------------------------------------- */

static int indicator(__attribute__((unused)) void *ctx, const char *name,
		     const char **unit, bool *nonnegative)
{
	static const struct {
		const char *name;
		const char *unit;
		bool signed_;
	} known[] = {
		{ "htx_total", "HTX", false },
		{ "htx_operating", "HTX", false },
		{ "htx_suspended", "HTX", false },
		{ "htx_new", "HTX", false },
		{ "htx_dissolved", "HTX", false },
		{ "htx_members", "person", false },
		{ "tht_members", "person", false },
		{ "htx_labour", "person", false },
		{ "htx_share", "percent", false },
		{ "htx_avg_revenue", "million_vnd_per_org", false },
		{ "htx_avg_profit", "million_vnd_per_org", true },
		{ "htx_capital", "billion_vnd", false },
		{ "support_budget", "million_vnd", false },
		{ "wage", "million_vnd_per_person_month", false },
		{ "income", "million_vnd_per_person_year", false },
		{ "factor", "1", false },
		{ "a", "1", true },
		{ "b", "1", true },
		{ "c", "1", true },
		{ "d", "1", true },
		{ "tangled", "tangle", true },
		{ "unitless", "no_such_unit", true },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(known[i].name, name) != 0)
			continue;
		*unit = known[i].unit;
		*nonnegative = !known[i].signed_;
		return 0;
	}
	return -1;
}

static int category(__attribute__((unused)) void *ctx, const char *dimension,
		    const char *name)
{
	static const char *const known[][8] = {
		{ "sector", "all", "agri", "industry", "trade", "transport" },
		{ "period", "h1", "year", "2023-H1", "previous" },
		{ "basis", "actual", "estimate", "plan" },
		{ "place", "province", "06040" },
		{ "kind", "investment", "recurrent" },
		{ "source", "central", "local" },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(known[i][0], dimension) != 0)
			continue;
		if (!name)
			return 0;
		for (size_t j = 1; known[i][j]; j++)
			if (strcmp(known[i][j], name) == 0)
				return 0;
	}
	return -1;
}

static int field(__attribute__((unused)) void *ctx, const char *kind,
		 const char *name, const char **unit)
{
	static const char *const known[][2] = {
		{ "status", "" },	{ "sector", "" },
		{ "commune", "" },	{ "capital", "vnd" },
		{ "members", "person" }, { "quantity", "person" },
	};

	if (strcmp(kind, "htx") != 0 && strcmp(kind, "thing") != 0)
		return -1;
	if (!name) {
		*unit = strcmp(kind, "htx") == 0 ? "HTX" : "";
		return 0;
	}
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(known[i][0], name) != 0)
			continue;
		*unit = known[i][1];
		return 0;
	}
	return -1;
}

static int event(__attribute__((unused)) void *ctx,
		 __attribute__((unused)) const char *kind, const char *name)
{
	return strcmp(name, "dissolved") == 0 ? 0 : -1;
}

static int unit(__attribute__((unused)) void *ctx, const char *name,
		const char **dimension, struct dec *factor)
{
	static const struct {
		const char *name;
		const char *dimension;
		const char *factor;
	} known[] = {
		{ "HTX", "org", "1" },
		{ "person", "person", "1" },
		{ "percent", "1", "0.01" },
		{ "vnd", "money", "1" },
		{ "million_vnd", "money", "1000000" },
		{ "billion_vnd", "money", "1000000000" },
		{ "million_vnd_per_org", "money/org", "1000000" },
		{ "month", "month", "1" },
		{ "year", "month", "12" },
		{ "million_vnd_per_person_month", "million_vnd/person/month",
		  "1" },
		{ "million_vnd_per_person_year", "million_vnd/person/year",
		  "1" },
		{ "tangle", "knot", "1" },
		{ "knot", "tangle", "2" },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(known[i].name, name) != 0)
			continue;
		*dimension = known[i].dimension;
		return dec_parse(known[i].factor, factor, NULL);
	}
	return -1;
}

static const char *unit_name(__attribute__((unused)) void *ctx,
			     const char *name)
{
	if (strcmp(name, "billion_vnd") == 0)
		return "tỷ đồng";
	return strcmp(name, "person") == 0 ? "người" : NULL;
}

const struct rule_names fixture_names = {
	.indicator = indicator,
	.category = category,
	.field = field,
	.event = event,
	.unit = unit,
	.unit_name = unit_name,
};

/* --- figures --------------------------------------------------------------- */

struct context {
	struct arena *arena;
	const char *const *figures;
};

static struct dec number(const char *s, int *places)
{
	struct dec d = DEC_ZERO;

	if (dec_parse(s, &d, places) < 0)
		BUG("the test says “%s”, which is no number", s);
	return d;
}

struct rule_value fixture_parse(struct arena *a, const char *s)
{
	const char *dots = strstr(s, "..");
	size_t len = strlen(s);
	struct rule_value v;
	int places;

	if (strcmp(s, "?") == 0)
		return rule_absent(RULE_MISSING, false);
	if (strcmp(s, "!") == 0)
		return rule_absent(RULE_REFUSED, false);
	if (strcmp(s, "-") == 0)
		return rule_absent(RULE_NOT_APPLICABLE, false);
	if (*s == '~') {
		v.low = number(s + 1, &places);
		return rule_rounded(v.low, places);
	}
	if (*s == '>') {
		bool closed = s[1] == '=';

		v = rule_point(number(s + 1 + closed, NULL));
		v.has_high = false;
		v.low_open = !closed;
		return v;
	}
	if (!dots)
		return rule_point(number(s, NULL));
	if (*s == '(' || *s == '[') {
		v = fixture_parse(a, arena_strndup(a, s + 1, len - 2));
		v.low_open = *s == '(';
		v.high_open = s[len - 1] == ')';
		return v;
	}
	v = rule_point(number(arena_strndup(a, s, (size_t)(dots - s)), NULL));
	v.high = number(dots + 2, NULL);
	return v;
}

static struct rule_value lookup(struct context *c, const char *key)
{
	for (const char *const *f = c->figures; f && *f; f += 2)
		if (strcmp(f[0], key) == 0)
			return fixture_parse(c->arena, f[1]);
	return rule_absent(RULE_MISSING, false);
}

static int figure(void *ctx, const struct rule_ref *ref,
		  struct rule_value *out,
		  __attribute__((unused)) struct err *e)
{
	struct context *c = ctx;
	struct buf key = BUF_INIT(c->arena);

	buf_adds(&key, ref->indicator);
	for (size_t i = 0; i < ref->nsel; i++)
		buf_addf(&key, "%s%s=%s", i ? "," : "[", ref->sel[i].dimension,
			 ref->sel[i].category);
	buf_addf(&key, "%s%s", ref->nsel ? "]" : "", ref->percent ? "%" : "");
	*out = lookup(c, key.data);
	return 0;
}

static int aggregate(void *ctx, const struct rule_agg *agg,
		     struct rule_value *out,
		     __attribute__((unused)) struct err *e)
{
	static const char *const ops[] = { "count", "sum", "min", "max",
					   "distinct" };
	struct context *c = ctx;

	*out = lookup(c, arena_printf(c->arena, "%s(%s%s%s)", ops[agg->op],
				      agg->field ? agg->field : "",
				      agg->field ? " of " : "", agg->kind));
	return 0;
}

static size_t categories(__attribute__((unused)) void *ctx,
			 __attribute__((unused)) const struct rule_ref *by,
			 const char *dimension, const char *const **out)
{
	static const char *const sector[] = { "agri", "industry", "trade",
					      "transport" };
	static const char *const kind[] = { "investment", "recurrent" };
	static const char *const source[] = { "central", "local" };

	*out = strcmp(dimension, "kind") == 0   ? kind :
	       strcmp(dimension, "source") == 0 ? source :
						  sector;
	return strcmp(dimension, "sector") == 0 ? 4 : 2;
}

int fixture_try(struct arena *a, bool check, const char *formula,
		const char *const *figures, struct rule_result *out,
		struct err *e)
{
	struct context c = { a, figures };
	const struct rule_env env = {
		.ctx = &c,
		.arena = a,
		.figure = figure,
		.aggregate = aggregate,
		.categories = categories,
	};
	struct rule *r;

	r = check ? rule_parse_check(a, formula, &fixture_names, e) :
		    rule_parse_value(a, formula, &fixture_names, NULL, e);
	return r ? rule_eval(r, &env, out, e) : -1;
}

int fixture_eval(struct arena *a, bool check, const char *formula,
		 const char *const *figures, struct rule_result *out)
{
	struct err e = { .kind = ERR_NONE };

	*out = (struct rule_result){ .verdict = RULE_IDLE };
	if (fixture_try(a, check, formula, figures, out, &e) == 0)
		return 0;
	test_str(e.message, "", formula, 0);
	return -1;
}

const char *fixture_verdict(struct arena *a, const char *formula,
			    const char *const *figures)
{
	static const char *const names[] = { "HOLDS", "BROKEN", "UNKNOWN",
					     "IDLE" };
	struct rule_result out;
	struct err e = { .kind = ERR_NONE };

	if (fixture_try(a, true, formula, figures, &out, &e) < 0)
		return arena_strdup(a, e.message);
	return names[out.verdict];
}

const char *fixture_value(struct arena *a, const struct rule_value *v)
{
	static const char *const states[] = { "", "missing ",
					      "not applicable", "refused " };
	struct buf b = BUF_INIT(a);

	if (v->empty)
		return "empty";
	buf_adds(&b, states[v->state]);
	if (v->state == RULE_NOT_APPLICABLE)
		return b.data;
	if (v->has_low && v->has_high && dec_cmp(v->low, v->high) == 0) {
		buf_adds(&b, dec_str(a, v->low));
		return b.data;
	}
	buf_addf(&b, "%s%s,", !v->has_low || v->low_open ? "(" : "[",
		 v->has_low ? dec_str(a, v->low) : "-oo");
	buf_addf(&b, "%s%s", v->has_high ? dec_str(a, v->high) : "oo",
		 !v->has_high || v->high_open ? ")" : "]");
	return b.data;
}
