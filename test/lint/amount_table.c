/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/amount.h"

#include "lint/amount_table.h"
#include "test.h"

#include <string.h>

static const char *const roles[] = { "count", "average", "share", "of-plan",
				     "change", "other" };

/* "450 htx count htx 2022-12-31 actual": each amount of a text. */
static char *told(struct arena *a, const char *name, const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, name, text, strlen(text), &e);
	char *s = arena_strdup(a, "");
	struct amounts *m;

	if (!d)
		BUG("%s", e.message);
	m = amounts_find(a, d, words_of_document(a, d),
			    outline_make(a, d));
	for (size_t i = 0; i < m->n; i++) {
		const struct amount *x = &m->amount[i];

		s = arena_printf(a, "%s%s %s %s|%s|%s|%s %s\n", s,
				 dec_str(a, x->value.point), x->unit,
				 roles[x->role], x->subject, x->scope,
				 x->when, basis_name(x->basis));
	}
	return s;
}

TEST(cells_are_told_by_row_column_and_unit)
{
	CHECK_STR(
		told(a, "t.md",
		     "| STT | Chỉ tiêu | ĐVT | Thực hiện 2022 | Ước TH 2023 | KH 2024 | So với KH (%) |\n"
		     "|---|---|---|---|---|---|---|\n"
		     "| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n"
		     "| 1 | Tổng số HTX | HTX | 450 | 474 | 500 | 94,8 |\n"
		     "| | - HTX nông nghiệp | HTX | 300 | 338 | 350 | |\n"
		     "| 2 | Doanh thu bình quân | Triệu đồng/năm | 800,5 | 900 | | |\n"),
		"450 htx count|htx||2022-12-31 actual\n"
		"474 htx count|htx||2023-12-31 estimate\n"
		"500 htx count|htx||2024-12-31 plan\n"
		"94.8 % of-plan|htx|| actual\n"
		"300 htx count|htx|nong nghiep|2022-12-31 actual\n"
		"338 htx count|htx|nong nghiep|2023-12-31 estimate\n"
		"350 htx count|htx|nong nghiep|2024-12-31 plan\n"
		"800500000 dong/nam average|doanh thu||2022 actual\n"
		"900000000 dong/nam average|doanh thu||2023 estimate\n");
}

TEST(headings_over_columns_and_a_unit_above_the_table)
{
	CHECK_STR(
		told(a, "t.html",
		     "<h2>Kết quả năm 2023</h2><p>Đơn vị tính: triệu đồng</p>"
		     "<table><tr><th rowspan=2>TT</th><th rowspan=2>Nội dung</th>"
		     "<th colspan=2>Năm 2023</th><th rowspan=2>Kế hoạch 2024"
		     "</th></tr><tr><th>Tổng số</th><th>NSTW</th></tr>"
		     "<tr><td>I</td><td>Tổng kinh phí</td><td>23.720</td>"
		     "<td>11.120</td><td>25.000</td></tr></table>"),
		"23720000000 dong count|kinh phi||2023 actual\n"
		"11120000000 dong count|kinh phi ngan sach trung uong||2023 actual\n"
		"25000000000 dong count|kinh phi||2024 plan\n");
}

TEST(rows_of_places_and_numbers_that_name)
{
	CHECK_STR(told(a, "t.md",
		       "| TT | Huyện | Số HTX | Thành viên |\n"
		       "|---|---|---|---|\n"
		       "| 1 | Chi Lăng | 30 | 450 |\n"
		       "| 2 | Huyện Bình Gia | 12 | 98 |\n"
		       "| | Tổng cộng | 42 | 548 |\n"),
		  "30 htx count|htx|chi lang| actual\n"
		  "450 nguoi count|thanh vien|chi lang| actual\n"
		  "12 htx count|htx|binh gia| actual\n"
		  "98 nguoi count|thanh vien|binh gia| actual\n"
		  "42 htx count|htx|| actual\n"
		  "548 nguoi count|thanh vien|| actual\n");
}
