/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hostile formulas: the first byte chooses how to read and what the figures
 * are, the rest is the formula.  Every name is known, with a unit by its
 * first letter, so that much of what is tried also parses.  Whatever comes
 * out must be well formed; the sanitizers watch the rest.
 */
#include "lib/rule/rule.h"

#include <stdint.h>

struct world {
	uint64_t seed;
};

static int indicator(__attribute__((unused)) void *ctx, const char *name,
		     const char **unit, bool *nonnegative)
{
	static const char *const units[] = { "", "p", "k", "m", "y", "h" };

	*unit = units[(unsigned char)name[0] % ARRAY_LEN(units)];
	*nonnegative = strchr(name, 'n') == NULL;
	return 0;
}

static int category(__attribute__((unused)) void *ctx,
		    __attribute__((unused)) const char *dimension,
		    const char *name)
{
	return name && name[0] == 'x' ? -1 : 0;
}

static int field(__attribute__((unused)) void *ctx,
		 __attribute__((unused)) const char *kind, const char *name,
		 const char **unit)
{
	bool nonnegative;

	return indicator(NULL, name ? name : "", unit, &nonnegative);
}

static int event(__attribute__((unused)) void *ctx,
		 __attribute__((unused)) const char *kind,
		 __attribute__((unused)) const char *name)
{
	return 0;
}

static int unit(__attribute__((unused)) void *ctx, const char *name,
		const char **dimension, struct dec *factor)
{
	static const struct {
		const char *name;
		const char *dimension;
		int64_t millionths;
	} known[] = {
		{ "p", "percent", DEC_ONE },	  { "k", "g", 1000 * DEC_ONE },
		{ "m", "k*k/h/d", 12 * DEC_ONE }, { "y", "k/g", DEC_ONE / 8 },
		{ "h", "g", 7 },		 { "d", "d", DEC_ONE },
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		if (strcmp(known[i].name, name) != 0)
			continue;
		*dimension = known[i].dimension;
		factor->u = known[i].millionths;
		return 0;
	}
	return -1;
}

static uint32_t draw(struct world *w, uint32_t n)
{
	w->seed = w->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(w->seed >> 33) % n;
}

static struct dec number(struct world *w)
{
	struct dec d = dec_int((int64_t)draw(w, 200) - 50);

	for (uint32_t i = draw(w, 8); i > 6; i--)
		d.u *= 10000000000;
	d.u += draw(w, 3) == 0 ? draw(w, DEC_ONE) : 0;
	return d;
}

static struct rule_value any_value(struct world *w)
{
	struct rule_value v = rule_point(number(w));

	switch (draw(w, 8)) {
	case 0:
		return rule_absent((enum rule_state)(1 + draw(w, 3)), false);
	case 1:
		return rule_rounded(v.low, (int)draw(w, 7));
	case 2:
		v.has_low = false;
		v.low_open = true;
		return v;
	case 3:
		v.has_high = false;
		v.high_open = true;
		return v;
	case 4:
		v.high.u += draw(w, 9) * DEC_ONE / 2 + 1;
		v.low_open = draw(w, 2);
		v.high_open = draw(w, 2);
		return v;
	default:
		return v;
	}
}

static int figure(void *ctx, __attribute__((unused)) const struct rule_ref *r,
		  struct rule_value *out, __attribute__((unused)) struct err *e)
{
	*out = any_value(ctx);
	return 0;
}

static int aggregate(void *ctx, __attribute__((unused)) const struct rule_agg *g,
		     struct rule_value *out,
		     __attribute__((unused)) struct err *e)
{
	*out = any_value(ctx);
	return 0;
}

static size_t categories(void *ctx,
			 __attribute__((unused)) const struct rule_ref *ref,
			 __attribute__((unused)) const char *dimension,
			 const char *const **out)
{
	static const char *const some[] = { "a", "b", "c" };

	*out = some;
	return draw(ctx, 4);
}

static void count_ref(void *ctx, const struct rule_ref *ref)
{
	size_t *n = ctx;

	if (ref->column < 1)
		BUG("a figure at column %d", ref->column);
	++*n;
}

static void well_formed(const struct rule_value *v)
{
	if (v->empty || v->state == RULE_NOT_APPLICABLE)
		return;
	if (v->has_low && v->has_high && dec_cmp(v->low, v->high) > 0)
		BUG("an interval upside down");
	if (v->state != RULE_KNOWN)
		return;
	if ((v->has_low && dec_cmp(v->point, v->low) < 0) ||
	    (v->has_high && dec_cmp(v->point, v->high) > 0))
		BUG("a point outside its interval");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rule_names names = {
		NULL, indicator, category, field, event, unit, NULL,
	};
	struct world w = { size ? data[0] >> 2 : 0 };
	struct arena *a = arena_new();
	const struct rule_env env = { &w, a, figure, aggregate, categories };
	struct err e = { .kind = ERR_NONE };
	struct rule_result out;
	struct rule *r;
	const char *text;
	size_t refs = 0;

	text = size ? arena_strndup(a, (const char *)data + 1, size - 1) : "";
	if (size && data[0] & 1)
		r = rule_parse_check(a, text, &names, &e);
	else
		r = rule_parse_value(a, text, &names,
				     size && data[0] & 2 ? "k" : NULL, &e);
	if (!r && (e.kind != ERR_INPUT || !*e.message || !*e.detail))
		BUG("a refusal that does not say why and where");
	if (r) {
		rule_each_ref(r, count_ref, &refs);
		if (rule_eval(r, &env, &out, &e) == 0) {
			well_formed(&out.value);
			well_formed(&out.left);
			well_formed(&out.right);
		} else if (!*e.message || !*e.detail) {
			BUG("a failure that does not say why and where");
		}
	}
	arena_free(a);
	return 0;
}
