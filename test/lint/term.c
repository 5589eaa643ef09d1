/* SPDX-License-Identifier: Apache-2.0 */
/* Words of the trade. */
#include "finding.h"
#include "test.h"

TEST(term_one_status_in_two_words)
{
	CHECK_STR(found(a, "status-term-variant",
			"Có 67 HTX (52 HTX đang hoạt động, 15 HTX ngừng hoạt "
			"động); cuối năm 69 HTX, 15 HTX tạm ngừng hoạt "
			"động."),
		  "warning: tạm ngừng hoạt động | ngừng hoạt động");
	/* two sets, told apart */
	CHECK_STR(found(a, "status-term-variant",
			"Có 15 HTX tạm ngừng hoạt động, 20 HTX ngừng hoạt "
			"động chờ giải thể."),
		  "");
	CHECK_STR(found(a, "status-term-variant",
			"Có 15 HTX ngừng hoạt động.\n\nHuyện B có 15 HTX "
			"tạm ngừng hoạt động."),
		  "");
}

TEST(term_of_a_former_law)
{
	CHECK_STR(found(a, "obsolete-term",
			"Năm 2023 có thành viên và xã viên HTX."),
		  "warning: xã viên => xã viên → thành viên");
	CHECK_STR(found(a, "obsolete-term",
			"Năm 2010 có thành viên và xã viên HTX."),
		  "");
	CHECK_STR(found(a, "obsolete-term",
			"Năm 2023 thành viên, cán bộ hợp tác xã viên chức."),
		  "");
}

TEST(term_indicator)
{
	CHECK_STR(found(a, "indicator-name-variant",
			"Lãi bình quân 90 triệu; lợi nhuận bình quân 30 "
			"triệu."),
		  "note: Lãi bình quân | lợi nhuận bình quân");
}
