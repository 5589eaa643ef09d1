/* SPDX-License-Identifier: Apache-2.0 */
/* A check and its parts on many points: either what it demands is true or a way
 * to fail is, and the check is broken when its condition holds and the demand
 * does not. */
#include "lib/rule/fixture.h"

/* The figures of a point. */
struct point {
	int total, operating, suspended;
};

static int on_figure(void *ctx, const struct rule_ref *ref,
		     struct rule_value *out, struct err *e)
{
	const struct point *p = ctx;

	(void)e;
	*out = rule_point(dec_int(
		strcmp(ref->indicator, "htx_total") == 0     ? p->total :
		strcmp(ref->indicator, "htx_operating") == 0 ? p->operating :
							       p->suspended));
	return 0;
}

static bool holds(struct arena *a, const struct rule *r, struct point *p)
{
	struct rule_env env = { .ctx = p, .arena = a, .figure = on_figure };
	struct rule_result out;
	struct err e = { 0 };

	if (rule_eval(r, &env, &out, &e) < 0)
		BUG("%s", e.message);
	return out.verdict != RULE_BROKEN;
}

static void compare(struct arena *a, const char *text, struct point p)
{
	struct err e = { 0 };
	const struct rule *r = rule_parse_check(a, text, &fixture_names, &e);
	struct rule_parts parts;
	bool applies = true;
	int failures = 0;

	if (!r)
		BUG("%s", e.message);
	parts = rule_take_apart(a, r);
	for (size_t i = 0; i < parts.ncondition; i++)
		applies = applies && holds(a, parts.condition[i], &p);
	for (size_t i = 0; i < parts.nfailure; i++)
		failures += holds(a, parts.failure[i], &p);
	CHECK(holds(a, parts.demand, &p) == !failures);
	if (!CHECK(holds(a, r, &p) == (!applies || !failures)))
		printf("%s at %d %d %d\n", text, p.total, p.operating,
		       p.suspended);
}

TEST(parts_say_what_the_check_says)
{
	static const char *const checks[] = {
		"htx_total = htx_operating + htx_suspended",
		"htx_total <= htx_operating",
		"htx_total >= htx_operating",
		"htx_total < htx_operating",
		"htx_total > htx_operating",
		"htx_total in htx_operating .. htx_operating + htx_suspended",
		"htx_total > htx_operating => htx_suspended = htx_operating",
		("htx_total >= htx_operating and htx_suspended < htx_operating "
		 "=> htx_total in htx_suspended .. htx_operating + 1 HTX"),
	};

	for (size_t i = 0; i < ARRAY_LEN(checks); i++)
		for (int n = 0; n < 64; n++)
			compare(a, checks[i],
				(struct point){ n % 4, n / 4 % 4, n / 16 });
}

TEST(parts_keep_text_and_unit)
{
	struct err e = { 0 };
	const struct rule *r = rule_parse_check(
		a, "htx_total > htx_operating => htx_suspended > 0",
		&fixture_names, &e);
	struct rule_parts parts = rule_take_apart(a, r);

	CHECK_INT(parts.ncondition, 1);
	CHECK_INT(parts.nfailure, 1);
	CHECK_STR(rule_text(parts.failure[0]), rule_text(r));
	CHECK_STR(rule_unit(parts.failure[0]), rule_unit(r));
}
