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
