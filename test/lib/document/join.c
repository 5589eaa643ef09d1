/* SPDX-License-Identifier: Apache-2.0 */
/* What a page break tore is one again, and nothing else is. */
#include "lib/document/passages.h"

static const char *joined(struct arena *a, const char *text)
{
	return shown(a, parse_as(a, "t.md", text, strlen(text)));
}

TEST(join_goes_on_in_lower_case)
{
	CHECK_STR(joined(a, "Có 74 tổ hợp tác tạm ngừng, trong đó 48 tổ không"
			    " hoạt động\n\nnhưng vẫn có tên trong sổ.\n"),
		  "body: Có 74 tổ hợp tác tạm ngừng, trong đó 48 tổ không hoạt"
		  " động nhưng vẫn có tên trong sổ.\n");
}

TEST(join_steps_over_a_note)
{
	CHECK_STR(joined(a, "- Cuối năm, tổng số cán bộ quản lý tại các đơn vị"
			    " cơ sở của tỉnh\n\n<sup>1</sup> Theo báo cáo.\n\n"
			    "HTX là 1.590 người.\n"),
		  "item: - Cuối năm, tổng số cán bộ quản lý tại các đơn vị cơ"
		  " sở của tỉnh HTX là 1.590 người.\n"
		  "note [1]: Theo báo cáo.\n");
}

TEST(join_steps_over_a_rule)
{
	CHECK_STR(joined(a, "Một số chính sách không quy định cụ thể, gây khó"
			    " khăn cho\n\n---\n\n<sup>2</sup> Nghị quyết.\n\n"
			    "HTX, nhất là về đất.\n"),
		  "body: Một số chính sách không quy định cụ thể, gây khó khăn"
		  " cho HTX, nhất là về đất.\n"
		  "note [2]: Nghị quyết.\n");
}

TEST(join_leaves_titles_and_labels_alone)
{
	CHECK_STR(joined(a, "ỦY BAN NHÂN DÂN\n\ntỉnh Mẫu\n\n"
			    "1. Tình hình phát triển hợp tác xã trong quý hai"
			    " của năm\n\nToàn tỉnh có 3 HTX.\n\n"
			    "Các nội dung sau đây được triển khai trong năm"
			    " tới ở địa phương:\n\nvốn;\n\n"
			    "Các địa phương báo cáo về những khó khăn đang"
			    " gặp\n\na) vốn ít\n"),
		  "body: ỦY BAN NHÂN DÂN\n"
		  "body: tỉnh Mẫu\n"
		  "body: 1. Tình hình phát triển hợp tác xã trong quý hai của"
		  " năm\n"
		  "body: Toàn tỉnh có 3 HTX.\n"
		  "body: Các nội dung sau đây được triển khai trong năm tới ở"
		  " địa phương:\n"
		  "body: vốn;\n"
		  "body: Các địa phương báo cáo về những khó khăn đang gặp\n"
		  "body: a) vốn ít\n");
}
