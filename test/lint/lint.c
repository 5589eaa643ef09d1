/* SPDX-License-Identifier: Apache-2.0 */
/* Running an audit and telling it.  Tests src/lint/form.c, src/lint/report.c
 * and src/lint/cmd.c too. */
#include "lint/lint.h"

#include "test.h"

#include <string.h>

static struct lint *lint(struct arena *a, const char *text,
			 const struct lint_options *o)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return lint_run(a, d, o);
}

TEST(lint_names_a_blank_number)
{
	struct lint_options none = { 0 };
	struct lint *l = lint(a, "Đây\nSố: /KH-UBND, ngày", &none);
	json_t *all = lint_json(l);
	json_t *j = json_array_get(json_object_get(all, "findings"), 0);

	CHECK_INT(l->nfinding, 1);
	CHECK_STR(l->finding[0].rule->id, "blank-field");
	CHECK(lint_has_errors(l));
	CHECK_INT(json_integer_value(json_object_get(j, "start")), 4);
	CHECK_INT(json_integer_value(json_object_get(j, "line")), 2);
	CHECK_STR(json_string_value(json_object_get(j, "quote")),
		  "Số: /KH-UBND");
	json_decref(all);
	CHECK_INT(lint(a, "Số: 12/KH-UBND", &none)->nfinding, 0);
}

TEST(lint_rules_can_be_chosen)
{
	struct lint_options only = { .only = "sum-mismatch" };
	struct lint_options without = { .without = "x, blank-field" };

	CHECK_INT(lint(a, "Số: /KH-UBND", &only)->nfinding, 0);
	CHECK_INT(lint(a, "Số: /KH-UBND", &without)->nfinding, 0);
}
