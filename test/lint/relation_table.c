/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What texts assert, right and wrong, a pair for each way of writing.  Tests
 * src/lint/growth.c and src/lint/relation_names.c too.  The numbers are worked out by hand beside each.
 */
#include "lint/lint.h"

#include "test.h"

#include <string.h>

/* "sum-mismatch! 56 46 09; growth-mismatch? ...": rules of relations with the
 * words they point at; ! an error, ? a warning. */
static const char *said(struct arena *a, const char *text)
{
	static const struct lint_options relations = {
		.only = "sum-mismatch,subset-larger-than-whole,"
			"implied-plan-disjoint,share-mismatch,shares-not-whole,"
			"growth-mismatch,stock-flow-mismatch,"
			"average-outside-hull,weighted-mean-mismatch,"
			"unit-label-mismatch,missing-cell,count-mismatch",
	};
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);
	struct buf b = BUF_INIT(a);
	struct lint *l;

	if (!d)
		BUG("%s", e.message);
	l = lint_run(a, d, &relations);
	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];

		buf_addf(&b, "%s%s%s", i ? "; " : "", f->rule->id,
			 f->severity == SEV_ERROR ? "!" : "?");
		for (size_t k = 0; k < f->npart; k++)
			buf_addf(&b, " %s",
				 lint_quote(a, d, f->part[k].start,
					    f->part[k].end));
	}
	return b.data;
}

/* 200 = 120 + 50 + 30 shows what divides the whole; then 160 = 100 + 40 + 20,
 * with 99 in place of 100 it is 159. */
#define SECTORS(working)                                                      \
	"Đến 30/6/2023, toàn tỉnh có 200 HTX. Số HTX đang hoạt động là 160 "  \
	"HTX.\n\n"                                                            \
	"Lĩnh vực nông nghiệp: đến 30/6/2023 có 120 HTX, trong đó " working   \
	" HTX đang hoạt động.\n\n"                                            \
	"Lĩnh vực xây dựng: đến 30/6/2023 có 50 HTX, trong đó 40 HTX đang "   \
	"hoạt động.\n\n"                                                      \
	"Lĩnh vực vận tải: đến 30/6/2023 có 30 HTX, trong đó 20 HTX đang "    \
	"hoạt động."

TEST(relation_over_the_scopes_of_the_whole)
{
	CHECK_STR(said(a, SECTORS("100")), "");
	CHECK_STR(said(a, SECTORS("99")), "sum-mismatch! 40 160 99 20");
}

TEST(relation_two_states_and_a_third)
{
	CHECK_STR(said(a, "Có 54 HTX. Trong đó, 38 HTX đang hoạt động, 02 HTX "
			  "tạm ngừng hoạt động, 01 HTX giải thể."), "");
	CHECK_STR(said(a, "Có 54 HTX. Trong đó, 38 HTX đang hoạt động, 15 HTX "
			  "tạm ngừng hoạt động; giải thể 04 HTX."),
		  "sum-mismatch! 54 38 15");
}

TEST(relation_wholes_in_other_words)
{
	/* 290 + 60 + 45 + 30 = 425 */
	CHECK_STR(said(a, "Trong tổng số 425 HTX có 290 HTX nông nghiệp, 60 "
			  "HTX xây dựng, 45 HTX thương mại và 30 HTX vận tải."),
		  "");
	CHECK_STR(said(a, "Trong tổng số 425 HTX có 290 HTX nông nghiệp, 60 "
			  "HTX xây dựng, 45 HTX thương mại và 33 HTX vận tải."),
		  "sum-mismatch! 425 290 60 45 33");
	/* 44 + 8 = 52 */
	CHECK_STR(said(a, "Có 52 HTX: 44 HTX hoạt động, 08 HTX ngừng hoạt "
			  "động."), "");
	CHECK_STR(said(a, "Có 52 HTX: 44 HTX hoạt động, 09 HTX ngừng hoạt "
			  "động."), "sum-mismatch! 52 44 09");
	/* 9,600 of 12,800 is 75 % */
	CHECK_STR(said(a, "Lao động 12.800 người, trong đó thành viên 9.600 "
			  "người (chiếm 75%)."), "");
	CHECK_STR(said(a, "Lao động 12.800 người, trong đó thành viên 9.600 "
			  "người (chiếm 57%)."),
		  "share-mismatch! 57 9.600 12.800");
}

TEST(relation_numbers_of_names)
{
	CHECK_STR(said(a, "Có 03 huyện: Cao Lộc, Lộc Bình và Đình Lập."), "");
	CHECK_STR(said(a, "Có 04 huyện: Cao Lộc, Lộc Bình và Đình Lập."),
		  "count-mismatch? 04 Cao Lộc, Lộc Bình và Đình Lập");
	CHECK_STR(said(a, "Có 02 HTX (HTX Chăn nuôi và dịch vụ An, HTX Bình) "
			  "mới."), "");
	CHECK_STR(said(a, "Có 03 HTX (HTX Chăn nuôi và dịch vụ An, HTX Bình) "
			  "mới."),
		  "count-mismatch? 03 HTX Chăn nuôi và dịch vụ An, HTX Bình");
	/* some of them, places of each, and what are no names */
	CHECK_STR(said(a, "Có 12 huyện: Cao Lộc, Lộc Bình và Đình Lập."), "");
	CHECK_STR(said(a, "Có 04 huyện tiêu biểu như: Cao Lộc, Lộc Bình, Đình "
			  "Lập."), "");
	CHECK_STR(said(a, "Có 03 HTX (HTX An, huyện Cao Lộc, HTX Bình) mới."),
		  "");
	CHECK_STR(said(a, "Có 03 HTX: chè, cam và bưởi, đều mới."), "");
}

TEST(relation_growth)
{
	/* 2036 / (29378 - 2036) = 7,4 %; 18 / (125 - 18) = 16,8 % */
	CHECK_STR(said(a, "Năm 2022 có 29.378 HTX, tăng 7% (tăng 2.036 HTX) "
			  "so với năm 2021."), "");
	/* 20 / (120 - 20) = 20 % */
	CHECK_STR(said(a, "Có 120 HTX, tăng 20 HTX (tương ứng 20%) so với "
			  "cùng kỳ."), "");
	CHECK_STR(said(a, "Có 120 HTX, tăng 20 HTX (tương ứng 26%) so với "
			  "cùng kỳ."), "growth-mismatch! 26 120 20");
	/* 20 / (120 + 20) = 14,3 % */
	CHECK_STR(said(a, "Có 120 HTX, giảm 20 HTX (tương ứng 14,3%) so với "
			  "cùng kỳ."), "");
}

TEST(relation_stock_and_flow)
{
	/* 150 + 20 - 5 = 165 */
	CHECK_STR(said(a, "Đến 31/12/2021 toàn tỉnh có 150 HTX. Trong năm 2022 "
			  "thành lập mới 20 HTX, giải thể 05 HTX, nâng tổng số "
			  "HTX đến 31/12/2022 lên 165 HTX."), "");
	CHECK_STR(said(a, "Đến 31/12/2021 toàn tỉnh có 150 HTX. Trong năm 2022 "
			  "thành lập mới 20 HTX, giải thể 05 HTX, nâng tổng số "
			  "HTX đến 31/12/2022 lên 168 HTX."),
		  "stock-flow-mismatch! 168 150 20 05");
	/* a stock of June is no opening of the year */
	CHECK_STR(said(a, "Đến 30/6/2022 toàn tỉnh có 150 HTX. Trong năm 2022 "
			  "thành lập mới 20 HTX, giải thể 05 HTX, nâng tổng số "
			  "HTX đến 31/12/2022 lên 168 HTX."), "");
}

TEST(relation_labels)
{
	CHECK_STR(said(a, "Số HTX hoạt động tốt: Đạt 40% trở lên."),
		  "unit-label-mismatch! 40 Số HTX hoạt động tốt");
	CHECK_STR(said(a, "Tỷ lệ HTX hoạt động tốt: Đạt 40% trở lên."), "");
	CHECK_STR(said(a, "Số HTX thành lập mới: đạt 120% kế hoạch."), "");
	CHECK_STR(said(a, "Số HTX thành lập mới: 20 HTX, chiếm 40%."), "");
}

TEST(relation_supported_and_established)
{
	CHECK_STR(said(a, "Sáu tháng đầu năm 2023 thành lập mới 20 HTX.\n\n"
			  "Sáu tháng đầu năm 2023 đã hỗ trợ thành lập mới 23 "
			  "HTX."),
		  "subset-larger-than-whole? 20 23");
	CHECK_STR(said(a, "Sáu tháng đầu năm 2023 thành lập mới 20 HTX.\n\n"
			  "Sáu tháng đầu năm 2023 đã hỗ trợ thành lập mới 18 "
			  "HTX."), "");
}

/* (120 x 500 + 80 x 1.000) / 200 = 700 */
#define AVERAGES(all)                                                         \
	"Đến 31/12/2023 có 200 HTX; doanh thu bình quân 01 HTX năm 2023 đạt " \
	all " triệu đồng/năm.\n\n"                                            \
	"Lĩnh vực nông nghiệp: đến 31/12/2023 có 120 HTX; doanh thu bình "    \
	"quân năm 2023 đạt 500 triệu đồng/HTX/năm.\n\n"                       \
	"Lĩnh vực vận tải: đến 31/12/2023 có 80 HTX; doanh thu bình quân "    \
	"năm 2023 đạt 1.000 triệu đồng/HTX/năm."

TEST(relation_averages)
{
	CHECK_STR(said(a, AVERAGES("700")), "");
	CHECK_STR(said(a, AVERAGES("900")),
		  "weighted-mean-mismatch? 900 500 1.000");
	CHECK_STR(said(a, AVERAGES("1.300")),
		  "average-outside-hull? 1.300 500 1.000");
}

/* 36 / 12 is 3: three times as much, or twice as much again. */
#define TIMES(words, old)                                                     \
	"Năm 2023 doanh thu của HTX đạt 36 tỷ đồng, " words                   \
	" so với năm 2020 (" old " tỷ đồng)."

TEST(relation_multiple_of_the_old_value)
{
	CHECK_STR(said(a, TIMES("tăng 3 lần", "12")), "");
	CHECK_STR(said(a, TIMES("tăng 2 lần", "12")), "");
	CHECK_STR(said(a, TIMES("gấp 3 lần", "12")), "");
	CHECK_STR(said(a, TIMES("tăng 5 lần", "12")), "growth-mismatch! 5 36 12");
	CHECK_STR(said(a, TIMES("gấp 1,5 lần", "12")),
		  "growth-mismatch! 1,5 36 12");
	/* printed in whole milliards, 1 may be anything from 0,5 to 1,5 */
	CHECK_STR(said(a, TIMES("gấp 50 lần", "1")), "");
}
