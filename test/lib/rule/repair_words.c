/* SPDX-License-Identifier: Apache-2.0 */
/* A proposed change, in words and in JSON. */
#include "lib/rule/repair_words.h"

#include "test.h"

static struct repair_change change(struct dec low, struct dec high)
{
	return (struct repair_change){
		.range = { .has_low = true, .has_high = true, .low = low,
			   .high = high },
	};
}

TEST(repair_change_is_told_by_what_is_known)
{
	struct repair_change c = change(dec_int(47), dec_int(47));

	c.unique = true;
	CHECK_STR(repair_change_vi(a, &c, "46", "47"), "46 → 47");
	/* 5.409 over 6.362 and over 6.434, in per cent: 85,02 and 84,07 */
	c = change(dec_int(84), dec_int(85));
	CHECK_STR(repair_change_vi(a, &c, "115%", "85%"),
		  "115% → 85% (số đúng nằm giữa 84 và 85)");
	c.range.has_high = false;
	CHECK_STR(repair_change_vi(a, &c, "3", "90"),
		  "3 → từ 84 trở lên (có thể là 90)");
	c.range.has_high = true;
	c.range.has_low = false;
	CHECK_STR(repair_change_vi(a, &c, "99", "80"),
		  "99 → không quá 85 (có thể là 80)");
}

TEST(repair_range_has_no_bound_that_is_not_known)
{
	struct repair_change c = change(dec_int(4), dec_int(9));
	json_t *j = json_object();

	c.range.has_high = false;
	repair_range_json(a, &c, true, j);
	CHECK_STR(json_string_value(json_object_get(j, "low")), "4");
	CHECK(json_is_null(json_object_get(j, "high")));
	CHECK(json_is_false(json_object_get(j, "unique")));
	repair_range_json(a, &c, false, j);
	CHECK(json_is_null(json_object_get(j, "low")));
	json_decref(j);
}
