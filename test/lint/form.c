/* SPDX-License-Identifier: Apache-2.0 */
/* Blank fields. */
#include "finding.h"
#include "test.h"

#define BLANK(text) found(a, "blank-field", (text))
/* more passages than the head of a document has */
#define HEADS                                                                \
	"A\n\nB\n\nC\n\nD\n\nE\n\nF\n\nG\n\nH\n\nI\n\nK\n\nL\n\nM\n\n"

TEST(form_blank_issue)
{
	CHECK_STR(BLANK("Số: /KH-UBND\n\nTỉnh A, ngày tháng 7 năm 2023"),
		  "error: Số: /KH-UBND | ngày tháng 7 năm 2023 => điền số và "
		  "ngày, tháng ban hành");
	CHECK_STR(BLANK("Số: ..... /BC-UBND"),
		  "error: Số: ..... /BC-UBND => điền số văn bản");
	CHECK_STR(BLANK("Tỉnh A, ngày … tháng … năm 2024"),
		  "error: ngày … tháng … năm 2024 => điền ngày, tháng, năm");
	CHECK_STR(BLANK("(Kèm theo Báo cáo ngày   /7/2023 của Sở)"),
		  "error: ngày /7/2023 => điền ngày, tháng, năm");
	CHECK_STR(BLANK("Tỉnh A, ngày tháng năm"),
		  "error: ngày tháng năm => điền ngày, tháng, năm");
}

TEST(form_filled_fields)
{
	CHECK_STR(BLANK("Số: 12/KH-UBND\n\nTỉnh A, ngày 05 tháng 7 năm 2023"),
		  "");
	CHECK_STR(BLANK("Họ tên, ngày tháng năm sinh, số điện thoại/email"),
		  "");
	CHECK_STR(BLANK("Một số HTX/tổ hợp tác; số lượng 5 HTX/huyện."), "");
	CHECK_STR(BLANK("Từ ngày 01 đến ngày 12 tháng 3 năm 2021"), "");
}

TEST(form_below_the_head)
{
	CHECK_STR(BLANK(HEADS "Theo Kế hoạch số   /KH-UBND của tỉnh."),
		  "warning: số /KH-UBND => điền số văn bản");
	CHECK_STR(BLANK(HEADS "Phụ lục 2\n\n..., ngày … tháng … năm …"), "");
}

TEST(form_header)
{
	CHECK_STR(found(a, "header-missing", "Số: 12/KH-UBND\n\n" HEADS),
		  "note: Số: 12/KH-UBND");
	CHECK_STR(found(a, "header-missing",
			"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: "
			"12/KH-UBND\n\n" HEADS),
		  "");
	CHECK_STR(found(a, "header-missing", "Số lượng: 12 HTX\n\n" HEADS), "");
}

TEST(form_dots)
{
	CHECK_STR(BLANK("Doanh thu đạt ..... triệu đồng."),
		  "warning: ..... => điền số liệu");
	CHECK_STR(BLANK("Có …… HTX hoạt động."),
		  "warning: …… => điền số liệu");
	/* "and so on" */
	CHECK_STR(BLANK("Trồng ngô, lúa.... HTX A liên kết; rau, ... HTX B"),
		  "");
	CHECK_STR(BLANK("Có HTX làm dịch vụ... triệu đồng"), "");
	CHECK_STR(BLANK("Đạt xx triệu đồng (Đơn vị bổ sung)."),
		  "warning: Đơn vị bổ sung");
}
