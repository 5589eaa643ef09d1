/* SPDX-License-Identifier: Apache-2.0 */
/* Headings as they are marked; what plans call themselves. */
#include "finding.h"
#include "test.h"

TEST(heading_styles)
{
	CHECK_STR(found(a, "heading-level",
			"# I. A\n\n## 1. B\n\n## 2. C\n\n# II. D\n\n"
			"### 1. E"),
		  "note: 1. E");
	CHECK_STR(found(a, "heading-level", "# I. A\n\n## 1. B\n\n# II. D"),
		  "");
	CHECK_STR(found(a, "missing-heading-markup",
			"# I. A\n\n# II. B\n\nIII. C"),
		  "note: III. C");
	CHECK_STR(found(a, "missing-heading-markup", "I. A\n\nII. B"), "");
}

TEST(heading_promises)
{
	CHECK_STR(found(a, "heading-promise",
			"1. Về doanh thu và thu nhập\n\nDoanh thu tăng.\n\n"
			"Vốn tăng.\n\n2. Khác"),
		  "note: thu nhập");
	CHECK_STR(found(a, "heading-promise",
			"1. Về doanh thu và thu nhập\n\nDoanh thu tăng.\n\n"
			"Tiền lương tăng.\n\n2. Khác"),
		  "");
	CHECK_STR(found(a, "heading-promise", "1. Về doanh thu\n\n2. Khác"),
		  "");
}

#define FOUR "1. A\n\n2. B\n\n3. C\n\n4. D\n\n"

TEST(heading_of_a_plan)
{
	CHECK_STR(found(a, "missing-section",
			"KẾ HOẠCH năm 2025\n\nI. M\n\n" FOUR "II. N\n\n" FOUR
			"III. K\n\n" FOUR),
		  "note: KẾ HOẠCH");
	CHECK_STR(found(a, "missing-section",
			"KẾ HOẠCH năm 2025\n\nI. M\n\n" FOUR "II. N\n\n" FOUR
			"III. Tổ chức thực hiện\n\n" FOUR),
		  "");
	CHECK_STR(found(a, "missing-section", "KẾ HOẠCH năm 2025\n\nI. M"),
		  "");
}

TEST(heading_names_of_a_plan)
{
	CHECK_STR(found(a, "title-variant",
			"KẾ HOẠCH  \nPhát triển kinh tế tập thể, hợp tác xã "
			"năm 2025\n\nI. KẾ HOẠCH PHÁT TRIỂN KTTT NĂM 2025"),
		  "note: PHÁT TRIỂN KTTT NĂM 2025 | Phát triển kinh tế tập "
		  "thể, hợp tác xã năm 2025");
	CHECK_STR(found(a, "title-variant",
			"KẾ HOẠCH Phát triển kinh tế tập thể, hợp tác xã năm "
			"2025\n\nI. KẾ HOẠCH PHÁT TRIỂN KTTT, HTX NĂM 2025"),
		  "");
}
