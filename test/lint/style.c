/* SPDX-License-Identifier: Apache-2.0 */
/* Notes on style. */
#include "finding.h"
#include "test.h"

TEST(style_spellings)
{
	CHECK_STR(found(a, "spelling-variant",
			"Kế hoạch hằng năm, báo cáo hằng năm, họp hàng năm."),
		  "note: hàng năm | hằng năm");
	CHECK_STR(found(a, "spelling-variant", "Hằng năm và hằng năm."), "");
}

TEST(style_names)
{
	CHECK_STR(found(a, "sector-name-variant",
			"Nông, lâm, ngư nghiệp; nông - lâm - ngư nghiệp; "
			"nông, lâm, ngư nghiệp."),
		  "note: nông - lâm - ngư nghiệp | Nông, lâm, ngư nghiệp");
	CHECK_STR(found(a, "separator-variant",
			"HTX A Sơn – Bắc Hà; HTX B Sơn - Bắc Hà; HTX C Sơn - "
			"huyện Bắc Hà."),
		  "note: HTX A Sơn – Bắc | HTX B Sơn - Bắc");
	CHECK_STR(found(a, "redundant-word", "Thu nhập đạt là 5 triệu."),
		  "note: đạt là => đạt là → đạt");
}

TEST(style_numbers)
{
	CHECK_STR(found(a, "range-style",
			"Giai đoạn 2021-2025, 2021-2030 và 2021 - 2025."),
		  "note: 2021 - 2025 | 2021-2025");
	CHECK_STR(found(a, "range-style", "Từ 2021-2025 đến 2026-2030."), "");
	CHECK_STR(found(a, "number-style", "Có 06 HTX, 07 HTX và 5 HTX."),
		  "note: 5 HTX | 06 HTX");
	CHECK_STR(found(a, "number-style", "Có 06 HTX, 12 HTX và 1.005 HTX."),
		  "");
}

TEST(style_marks)
{
	CHECK_STR(found(a, "missing-comma",
			"Có 9 người, đạt 5%; 8 HTX, đạt 6%; 7 HTX, đạt 7%; "
			"6 người đạt 8%; 1 HTX ước đạt 9 triệu."),
		  "note: người đạt | đạt");
	CHECK_STR(found(a, "paragraph-end",
			"1. A\n\nLàm rau;\n\n2. B\n\nNuôi gà."),
		  "note: ; => ; → .");
	CHECK_STR(found(a, "paragraph-end", "1. Rau;\n\n2. Gà;\n\n3. Cá."),
		  "");
	CHECK_STR(found(a, "list-item-merged", "HTX A bán rau.... HTX B bán gà."),
		  "note: ....");
	CHECK_STR(found(a, "list-item-merged", "HTX A bán rau... và bán gà."),
		  "");
}
