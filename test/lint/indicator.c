/* SPDX-License-Identifier: Apache-2.0 */
/* Indicators that are not told whole.  Tests src/lint/heading_cover.c too. */
#include "finding.h"
#include "test.h"

TEST(indicator_about_and_exactly)
{
	CHECK_STR(found(a, "qualifier-mismatch",
			"Đến 30/6/2023, toàn tỉnh có khoảng 200 HTX.\n\n"
			"Tính đến 30/6/2023 có 200 HTX."),
		  "note: 200 | 200");
	/* another day, another number, another thing */
	CHECK_STR(found(a, "qualifier-mismatch",
			"Đến 30/6/2023, toàn tỉnh có khoảng 200 HTX.\n\n"
			"Đến 31/12/2023 có 200 HTX.\n\n"
			"Đến 30/6/2023 có 201 HTX.\n\n"
			"Đến 30/6/2023 có 200 THT."),
		  "");
	/* two courses of the same size are two figures */
	CHECK_STR(found(a, "qualifier-mismatch",
			"Năm 2023 đào tạo khoảng 20 người, kinh phí khoảng 500 "
			"triệu đồng.\n\nNăm 2023 đào tạo 20 người, kinh phí "
			"500 triệu đồng."),
		  "");
}

#define TARGETS                                                               \
	"# KẾ HOẠCH PHÁT TRIỂN KINH TẾ TẬP THỂ NĂM 2024\n\n"                  \
	"## I. ĐÁNH GIÁ NĂM 2023\n\n%s\n\n"                                   \
	"## II. MỤC TIÊU NĂM 2024\n\n### 1. Mục tiêu cụ thể\n\n%s\n"

static const char *in_plan(struct arena *a, const char *rule,
			   const char *assessed, const char *targets)
{
	return found(a, rule, arena_printf(a, TARGETS, assessed, targets));
}

TEST(indicator_target_without_the_year_before)
{
	static const char half[] =
		"6 tháng đầu năm 2023 thành lập mới 20 HTX.";
	static const char whole[] =
		"6 tháng đầu năm 2023 thành lập mới 20 HTX. Ước cả năm 2023 "
		"thành lập mới 45 HTX.";
	static const char target[] =
		"- Năm 2024 thành lập mới 50 HTX.";

	CHECK_STR(in_plan(a, "missing-indicator", half, target),
		  "note: 20 | 50");
	CHECK_STR(in_plan(a, "missing-indicator", whole, target), "");
	CHECK_STR(in_plan(a, "missing-indicator", half,
			  "- Năm 2024 giải thể 5 HTX."), "");
}

TEST(indicator_targets_left_out)
{
	static const char assessed[] =
		"Ước đến 31/12/2023 có 500 HTX, 250 THT; doanh thu bình quân "
		"của HTX năm 2023 ước đạt 900 triệu đồng/HTX; lợi nhuận bình "
		"quân của HTX năm 2023 ước đạt 90 triệu đồng/HTX.";
	static const char few[] =
		"- Năm 2024 thành lập mới 50 HTX.\n\n- Năm 2024 giải thể 5 "
		"HTX.";

	CHECK_STR(in_plan(a, "missing-target", assessed, few),
		  "note: Mục tiêu cụ thể");
	/* the annex has them; so few are no habit */
	CHECK_STR(in_plan(a, "missing-target", assessed,
			  "- Năm 2024 thành lập mới 50 HTX, giải thể 5 HTX.\n\n"
			  "- Các chỉ tiêu khác tại Phụ lục 1."),
		  "");
	CHECK_STR(in_plan(a, "missing-target", assessed,
			  "- Năm 2024 thành lập mới 50 HTX; tổng số HTX 540, "
			  "THT 260.\n\n- Năm 2024 giải thể 5 HTX."),
		  "");
}

#define SUPPORT(third)                                                        \
	"1. Kết quả hỗ trợ\n\n"                                               \
	"a) Thành lập mới: 6 tháng đầu năm 2023 đã hỗ trợ 23 HTX.\n\n"        \
	"b) Đào tạo: năm 2023 ước hỗ trợ 70 HTX.\n\n"                         \
	"c) Tín dụng: " third "\n"

TEST(indicator_result_without_period)
{
	CHECK_STR(found(a, "missing-period", SUPPORT("đã hỗ trợ 02 HTX.")),
		  "note: 02");
	CHECK_STR(found(a, "missing-period",
			SUPPORT("đến 30/6/2023 đã hỗ trợ 02 HTX.")), "");
	CHECK_STR(found(a, "missing-period",
			SUPPORT("tiếp tục hỗ trợ 02 HTX.")), "");
	/* where none tells it, the heading or the title does */
	CHECK_STR(found(a, "missing-period",
			"1. Kết quả\n\na) Đào tạo: đã hỗ trợ 5 HTX.\n\n"
			"b) Tín dụng: đã hỗ trợ 02 HTX.\n"),
		  "");
}

#define MEMBERS(second)                                                       \
	"1. Thành viên năm 2023\n\n"                                          \
	"Đến 30/6/2023, tổng số thành viên THT là 4.650 người. Ước đến "      \
	"31/12/2023, số thành viên THT là 5.050 người.\n\n" second

TEST(indicator_total_without_day)
{
	CHECK_STR(found(a, "missing-asof",
			MEMBERS("Tổng số thành viên HTX là 5.409 người.")),
		  "note: 5.409");
	CHECK_STR(found(a, "missing-asof",
			MEMBERS("Đến 30/6/2023, tổng số thành viên HTX là "
				"5.409 người.")), "");
	/* the day before it is its own */
	CHECK_STR(found(a, "missing-asof",
			"1. Thành viên năm 2023\n\n"
			"Đến 30/6/2023, tổng số thành viên THT là 4.650 "
			"người.\n\nTổng số thành viên HTX là 5.409 người."),
		  "");
}

TEST(heading_covers_its_sections)
{
	CHECK_STR(found(a, "heading-not-covering",
			"1. Về số lượng, doanh thu của hợp tác xã\n\nA.\n\n"
			"a) Về số lượng hợp tác xã\n\nB.\n\n"
			"b) Về thành viên, lao động của hợp tác xã\n\nC.\n"),
		  "note: Về thành viên, lao động của hợp tác xã");
	/* a heading that is no list; sections that do not tell their topic */
	CHECK_STR(found(a, "heading-not-covering",
			"1. Về tình hình hợp tác xã\n\nA.\n\n"
			"a) Về thành viên\n\nB.\n\n"
			"2. Về số lượng, doanh thu\n\nA.\n\n"
			"a) Hợp tác xã nông nghiệp\n\nB.\n"),
		  "");
}
