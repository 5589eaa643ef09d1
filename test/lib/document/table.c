/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of plain text. */
#include "lib/document/passages.h"

static const char *cells(struct arena *a, const char *text)
{
	return shown(a, parse_as(a, "t.md", text, strlen(text)));
}

TEST(table_of_markdown)
{
	CHECK_STR(cells(a, "Biểu:\n| TT | Tên | Số |\n|---|:--|--:|\n"
			   "| 1 | **A** |  |\n| 2 | B \\| C | 7 |\nHết.\n"),
		  "body: Biểu:\n"
		  "cell 1:1,1: TT\ncell 1:1,2: Tên\ncell 1:1,3: Số\n"
		  "cell 1:2,1: 1\ncell 1:2,2: A\n"
		  "cell 1:3,1: 2\ncell 1:3,2: B | C\ncell 1:3,3: 7\n"
		  "body: Hết.\n");
}

TEST(table_without_pipes_at_the_ends)
{
	CHECK_STR(cells(a, "a | b\n--|--\n1 | 2\n\nx\n\n| c |\n|--|\n| 3 |\n"),
		  "cell 1:1,1: a\ncell 1:1,2: b\ncell 1:2,1: 1\n"
		  "cell 1:2,2: 2\nbody: x\ncell 2:1,1: c\ncell 2:2,1: 3\n");
}

TEST(table_that_only_places_is_none)
{
	CHECK_STR(cells(a, "ỦY BAN | CỘNG HÒA\nSố: 5/KH | Độc lập\n\nKẾ HOẠCH"),
		  "body: ỦY BAN\nbody: CỘNG HÒA\nbody: Số: 5/KH\n"
		  "body: Độc lập\nbody: KẾ HOẠCH\n");
	CHECK_STR(cells(a, "ỦY BAN |\nCỘNG HÒA XÃ HỘI CHỦ\nNGHĨA |\nSố: 5 |\n"
			   "Thực hiện các văn bản.\n"),
		  "body: ỦY BAN\nbody: CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n"
		  "body: Số: 5\nbody: Thực hiện các văn bản.\n");
}

/* The numbers of the rows tell the columns. */
TEST(table_cell_by_cell)
{
	static const char *const want =
		"cell 1:1,1: TT\ncell 1:1,2: Lĩnh vực\ncell 1:1,3: Số HTX\n"
		"cell 1:2,1: 1\ncell 1:2,2: Nông nghiệp\ncell 1:2,3: 338\n"
		"cell 1:3,1: 2\ncell 1:3,2: Vận tải\ncell 1:4,1: 3\n"
		"cell 1:4,2: Khác\ncell 1:4,3: 9\nbody: Hết.\n";

	CHECK_STR(cells(a, "TT |\nLĩnh vực |\nSố HTX |\n1 |\nNông nghiệp |\n"
			   "338 |\n2 |\nVận tải |\n|\n3 |\nKhác |\n9 |\n\n"
			   "Hết."), want);
	CHECK_STR(cells(a, "| TT\n| Lĩnh vực\n| Số HTX\n| 1\n| Nông nghiệp\n"
			   "| 338\n| 2\n| Vận\ntải\n|\n| 3\n| Khác\n| 9\n\n"
			   "Hết."), want);
}

TEST(table_of_html)
{
	CHECK_STR(cells(a, "<table><tr><td rowspan=\"2\">TT</td><td colspan=2>"
			   "Năm</td></tr>\n<tr><td>2023<br>ước</td><td>2024</td>"
			   "</tr><tr><td>1</td><td></td><td>**5**</td></tr>"
			   "</table>\n\nHết."),
		  "cell 1:1,1: TT\ncell 1:1,2: Năm\ncell 1:2,2: 2023 ước\n"
		  "cell 1:2,3: 2024\ncell 1:3,1: 1\ncell 1:3,3: 5\n"
		  "body: Hết.\n");
	CHECK_STR(cells(a, "<table>\nMột câu không có bảng."),
		  "body: Một câu không có bảng.\n");
}
