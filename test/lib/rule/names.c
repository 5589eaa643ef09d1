/* SPDX-License-Identifier: Apache-2.0 */
/* Names that the caller brings.  Tests src/lib/rule/parser.c and
 * src/lib/rule/parse.c too. */
#include "lib/rule/rule.h"
#include "test.h"

/* "{...}" is a name, a bare number; of "{many ...}" there are two parts. */
static size_t name_len(void *ctx, const char *text)
{
	const char *end = *text == '{' ? strchr(text, '}') : NULL;

	(void)ctx;
	return end ? (size_t)(end - text) + 1 : 0;
}

static const char *parts(void *ctx, const char *name)
{
	(void)ctx;
	return strncmp(name, "{many", 5) == 0 ? "part" : NULL;
}

static int indicator(void *ctx, const char *name, const char **unit,
		     bool *nonnegative)
{
	(void)ctx;
	*unit = NULL;
	*nonnegative = true;
	return *name == '{' ? 0 : -1;
}

static int nothing(void *ctx, const char *x, const char *y)
{
	(void)ctx;
	(void)x;
	(void)y;
	return -1;
}

static int no_field(void *ctx, const char *x, const char *y,
		    const char **unit)
{
	*unit = "";
	return nothing(ctx, x, y);
}

static int no_unit(void *ctx, const char *x, const char **dimension,
		   struct dec *factor)
{
	(void)dimension;
	(void)factor;
	return nothing(ctx, x, x);
}

static const struct rule_names names = {
	.indicator = indicator, .category = nothing, .field = no_field,
	.event = nothing, .unit = no_unit, .name_len = name_len,
	.parts = parts,
};

/* Every figure is its column in the formula; the second part is 100. */
static int figure(void *ctx, const struct rule_ref *ref,
		  struct rule_value *out, struct err *e)
{
	(void)ctx;
	(void)e;
	*out = rule_point(dec_int(ref->nsel && *ref->sel[0].category == '2' ?
					  100 : ref->column));
	return 0;
}

static size_t categories(void *ctx, const struct rule_ref *by,
			 const char *dimension, const char *const **out)
{
	static const char *const two[] = { "1", "2" };

	(void)ctx;
	CHECK_STR(by->indicator, "{many đồng}");
	CHECK_STR(dimension, "part");
	*out = two;
	return 2;
}

static const char *computed(struct arena *a, const char *text)
{
	const struct rule_env env = { .arena = a, .figure = figure,
				      .categories = categories };
	struct rule_result out;
	struct err e = { 0 };
	struct rule *r = rule_parse_value(a, text, &names, NULL, &e);

	if (!r || rule_eval(r, &env, &out, &e) < 0)
		return arena_printf(a, "%s | %s", e.message, e.detail);
	return dec_str(a, out.value.point);
}

TEST(names_of_the_callers_own)
{
	CHECK_STR(computed(a, "{a + b} * 10"), "10");
	CHECK_STR(computed(a, "2 + {é}"), "7");
	CHECK_STR(computed(a, "sum({many đồng})"), "105");
	/* bare numbers: no unit is cancelled, a hundred is a hundred */
	CHECK_STR(computed(a, "100 * {x} /  {y} + 1"), "51");
	CHECK_STR(computed(a, "{é} {x}"), "chờ một phép tính hoặc hết công "
					  "thức, nhưng gặp “{x}” | cột 5");
	CHECK_STR(computed(a, "sum({x})"),
		  "chờ “by” và một chiều phân tổ, hoặc “of” và loại hồ sơ, "
		  "nhưng gặp “)” | cột 8");
	CHECK_STR(computed(a, "y + 1"), "không có chỉ tiêu “y” | cột 1");
}
