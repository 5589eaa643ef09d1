/* SPDX-License-Identifier: Apache-2.0 */
/* A proposed change, in words and in JSON. */
#include "lib/rule/repair_words.h"

#include "lib/text/number.h"

/* "từ 5 trở lên", "không quá 9": what is known of a change that the rules
 * bound on one side; NULL when they say a number. */
static const char *open_vi(struct arena *a, const struct repair_change *c)
{
	const struct repair_range *r = &c->range;

	if (c->unique || r->has_low == r->has_high)
		return NULL;
	return r->has_low ? arena_printf(a, "từ %s trở lên",
					 number_vi(a, r->low, -1))
			  : arena_printf(a, "không quá %s",
					 number_vi(a, r->high, -1));
}

const char *repair_change_vi(struct arena *a, const struct repair_change *c,
			     const char *from, const char *to)
{
	const struct repair_range *r = &c->range;
	const char *open = open_vi(a, c);

	if (open)
		return arena_printf(a, "%s → %s (có thể là %s)", from, open,
				    to);
	if (c->unique || !r->has_low)
		return arena_printf(a, "%s → %s", from, to);
	return arena_printf(a, "%s → %s (số đúng nằm giữa %s và %s)", from, to,
			    number_vi(a, dec_round(r->low, 2), -1),
			    number_vi(a, dec_round(r->high, 2), -1));
}

static json_t *bound_json(struct arena *a, bool on, struct dec d)
{
	return on ? json_string(dec_str(a, d)) : json_null();
}

void repair_range_json(struct arena *a, const struct repair_change *c,
		       bool decided, json_t *into)
{
	const struct repair_range *r = &c->range;

	json_object_set_new(into, "unique", json_boolean(decided && c->unique));
	json_object_set_new(into, "low",
			    bound_json(a, decided && r->has_low, r->low));
	json_object_set_new(into, "high",
			    bound_json(a, decided && r->has_high, r->high));
}
