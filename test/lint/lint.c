/* SPDX-License-Identifier: Apache-2.0 */
/* Running an audit and telling it.  Tests src/lint/form.c, src/lint/report.c
 * and src/lint/cmd.c too. */
#include "lint/lint.h"

#include "lib/file/file.h"
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
	CHECK_INT(lint_count(l, SEV_ERROR), 1);
	CHECK_INT(json_integer_value(json_object_get(j, "start")), 4);
	CHECK_INT(json_integer_value(json_object_get(j, "line")), 2);
	CHECK_STR(json_string_value(json_object_get(j, "quote")),
		  "Số: /KH-UBND");
	json_decref(all);
	CHECK_INT(lint(a, "Số: 12/KH-UBND", &none)->nfinding, 0);
}

TEST(lint_a_finding_keeps_its_id)
{
	struct lint_options none = { 0 };
	const char *id = lint(a, "Số: /KH-UBND", &none)->finding[0].id;
	struct lint *two = lint(a, "Trước\n\nSố: /KH-UBND\n\nSố: /KH-UBND",
				&none);

	CHECK_STR(two->finding[0].id, id);
	CHECK(strcmp(two->finding[1].id, id) != 0);
}

TEST(lint_the_list_marks_the_words)
{
	struct lint_options none = { 0 };
	struct buf b = BUF_INIT(a);

	lint_print(lint(a, "Kính gửi\n\nSố: /KH-UBND, ngày", &none), &b);
	CHECK(strstr(b.data, "t.txt:3: LỖI [blank-field]"));
	CHECK(strstr(b.data, "“‹Số: /KH-UBND›, ngày”"));
	CHECK(strstr(b.data, "1 lỗi, 0 cảnh báo, 0 lưu ý."));
}

TEST(lint_says_when_there_is_nothing_to_look_at)
{
	static const struct lint_options none;
	struct buf b = BUF_INIT(a);

	lint_print(lint(a, "Hòa bình muôn năm.", &none), &b);
	CHECK(strstr(b.data, "không có số liệu, viện dẫn hay đề mục"));
	buf_cut(&b, 0);
	lint_print(lint(a, "Toàn tỉnh có 5 HTX.", &none), &b);
	CHECK(!strstr(b.data, "không có số liệu"));
}

TEST(lint_rules_can_be_chosen)
{
	struct lint_options only = { .only = "sum-mismatch" };
	struct lint_options without = { .without = "x, blank-field" };

	CHECK_INT(lint(a, "Số: /KH-UBND", &only)->nfinding, 0);
	CHECK_INT(lint(a, "Số: /KH-UBND", &without)->nfinding, 0);
}

/* A title, then the id. */
TEST(lint_rules_have_their_pages)
{
	for (size_t i = 0; lint_passes[i]; i++)
		for (const struct lint_rule *r = lint_passes[i]->rules; r->id;
		     r++) {
			const char *path = arena_printf(a, "docs/lint/%s.md",
							r->id);
			const char *id = arena_printf(a, "\n\n`%s`", r->id);
			struct err e = { 0 };
			size_t n;
			const char *page = file_read(a, path, 1 << 16, &n, &e);

			if (!CHECK(page && strncmp(page, "# ", 2) == 0 &&
				   strstr(page, id)))
				printf("  %s\n", path);
		}
}
