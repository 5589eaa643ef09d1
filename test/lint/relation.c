/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Relations read from text.  Tests src/lint/sum.c, src/lint/sum_scope.c,
 * src/lint/sum_table.c, src/lint/plan.c, src/lint/share.c, src/lint/stock.c,
 * src/lint/average.c, src/lint/relation_words.c, src/lint/relation_cell.c too.
 *
 *	HOPTAC_LINT_SHOW=ke-hoach.txt build/unit relations_show
 *
 * prints the relations of a document, for those who work on them.
 */
#include "lint/relation_read.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

static void show_line(struct arena *a, const struct relations *rs,
		      const struct relation_line *line)
{
	for (size_t i = 0; i < line->n; i++) {
		int of = line->term[i].of;

		printf("%s%s", i == 0 ? "" : i == 1 ? " = " :
			       line->product ? "% of " : " + ",
		       of < 0 ? "?" : amount_words(a, &rs->amount[of]));
	}
}

TEST(relations_show)
{
	static const struct lint_options all;
	const char *path = getenv("HOPTAC_LINT_SHOW");
	struct err e = { 0 };
	struct document *d;
	struct relations *rs;

	if (!path)
		return;
	d = document_read(a, path, &e);
	if (!d)
		BUG("%s", e.message);
	rs = relations_read(lint_run(a, d, &all));
	for (size_t i = 0; i < rs->n; i++) {
		printf("%s %s:", rs->v[i].rule->id,
		       rs->v[i].sure ? "sure" : "doubtful");
		for (size_t k = 0; k < rs->v[i].nline; k++) {
			printf(k ? "; " : " ");
			show_line(a, rs, &rs->v[i].line[k]);
		}
		printf("\n");
	}
}

/* What the text gives at error level: "rule: message" a line. */
static const char *errors(struct arena *a, const char *text)
{
	static const struct lint_options all;
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);
	struct buf b = BUF_INIT(a);
	struct lint *l;

	if (!d)
		BUG("%s", e.message);
	l = lint_run(a, d, &all);
	for (size_t i = 0; i < l->nfinding; i++)
		if (l->finding[i].severity == SEV_ERROR)
			buf_addf(&b, "%s%s: %s", i ? "\n" : "",
				 l->finding[i].rule->id,
				 l->finding[i].message);
	return b.data;
}

TEST(relations_of_two_states)
{
	CHECK_STR(errors(a, "Có 56 HTX, trong đó 47 HTX đang hoạt động, 09 HTX "
			    "ngừng hoạt động."), "");
	CHECK_STR(errors(a, "Có 56 HTX, trong đó 46 HTX đang hoạt động, 09 HTX "
			    "ngừng hoạt động."),
		  "sum-mismatch: 46 + 9 = 55, không phải 56. Sửa một trong các "
		  "số: 56 → 55; 46 → 47; 09 → 10.");
}

TEST(relations_of_open_lists_are_none)
{
	CHECK_STR(errors(a, "Có 56 HTX, trong đó 20 HTX chè, 10 HTX cam..."),
		  "");
	CHECK_STR(errors(a, "Có 56 HTX, trong đó có 12 HTX thành lập mới; tổng "
			    "số 80 HTX tham gia tập huấn."), "");
}

/* 40 + 50 + 60 = 150 and 10 + 5 + 10 = 25 show how the table is meant; then
 * 30 + 45 + 50 = 125 is not 126. */
TEST(relations_of_tables)
{
#define TABLE(total)                                                         \
	"| STT | Huyện | Tổng số HTX | Đang hoạt động | Ngừng hoạt động |\n" \
	"|---|---|---|---|---|\n"                                            \
	"| 1 | Bắc Sơn | 40 | 30 | 10 |\n"                                   \
	"| 2 | Chi Lăng | 50 | 45 | 5 |\n"                                   \
	"| 3 | Hữu Lũng | 60 | 50 | 10 |\n"                                  \
	"| | Tổng cộng | 150 | " total " | 25 |\n"
	CHECK_STR(errors(a, TABLE("125")), "");
	CHECK(strstr(errors(a, TABLE("126")),
		     "sum-mismatch: 30 + 45 + 50 = 125, không phải 126.") !=
	      NULL);
}

TEST(relations_of_a_paragraph_that_begins_with_its_parts)
{
	CHECK(strstr(errors(a, "Toàn tỉnh có 110 tổ hợp tác.\n\nTrong đó có 40 "
			       "tổ hợp tác nông nghiệp; 24 tổ hợp tác tín dụng; "
			       "47 tổ hợp tác thủy sản."),
		     "40 + 24 + 47 = 111, không phải 110") != NULL);
}

TEST(relations_of_one_figure_said_twice)
{
	CHECK_STR(errors(a, "Đến ngày 30/6/2023, toàn tỉnh có 474 HTX.\n\nĐến ngày "
			    "30/6/2023, toàn tỉnh có 474 HTX."), "");
	CHECK_STR(errors(a, "Đến ngày 30/6/2023, toàn tỉnh có 474 HTX.\n\nĐến ngày "
			    "30/6/2023, toàn tỉnh có 447 HTX."),
		  "figure-conflict: 474 HTX và 447 HTX là hai giá trị của cùng "
		  "một số liệu ở cùng thời điểm. Sửa một trong các số: 447 → "
		  "474; 474 → 447.");
}
