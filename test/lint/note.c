/* SPDX-License-Identifier: Apache-2.0 */
/* Footnotes. */
#include "finding.h"
#include "test.h"

TEST(note_pairs)
{
	CHECK_STR(found(a, "footnote-missing,footnote-orphan",
			"Có báo cáo<sup>1</sup>.\n\n<sup>1</sup> Báo cáo số "
			"5 của tỉnh."),
		  "");
	CHECK_STR(found(a, "footnote-missing,footnote-orphan",
			"Có báo cáo<sup>1</sup> và<sup>2</sup>.\n\n"
			"<sup>1</sup> Báo cáo số 5.\n\n<sup>3</sup> Tờ "
			"trình."),
		  "warning: và; warning: Tờ trình.");
}

TEST(note_is_no_square_metre)
{
	CHECK_STR(found(a, "footnote-missing",
			"Rộng 5 m<sup>2</sup>, theo báo cáo<sup>1</sup>.\n\n"
			"<sup>1</sup> Báo cáo số 5."),
		  "");
}

TEST(note_twice)
{
	CHECK_STR(found(a, "footnote-duplicate",
			"A<sup>1</sup> b<sup>2</sup>.\n\n<sup>1</sup> Báo cáo "
			"số 5 của tỉnh.\n\n<sup>2</sup> Báo cáo số 5 của "
			"tỉnh"),
		  "note: Báo cáo số 5 của tỉnh | Báo cáo số 5 của tỉnh.");
}

TEST(note_that_repeats_the_text)
{
#define TEN "một hai ba bốn năm sáu bảy tám chín mười "
	CHECK_STR(found(a, "footnote-duplicate",
			"Có " TEN TEN TEN "<sup>1</sup>.\n\n<sup>1</sup> " TEN
			TEN TEN "."),
		  "note: " TEN TEN
		  "một hai ba bốn năm sáu bảy tám chín mười | " TEN TEN
		  "một hai ba bốn năm sáu bảy tám chín mười");
	CHECK_STR(found(a, "footnote-duplicate",
			"Có " TEN TEN "<sup>1</sup>.\n\n<sup>1</sup> " TEN TEN
			"."),
		  "");
}

TEST(note_ends)
{
	CHECK_STR(found(a, "footnote-punctuation",
			"A<sup>1</sup> b<sup>2</sup> c<sup>3</sup>.\n\n"
			"<sup>1</sup> Một.\n\n<sup>2</sup> Hai.\n\n"
			"<sup>3</sup> Số ba"),
		  "note: ba");
}

#define LISTED(words, third)                                                  \
	"UBND tỉnh ban hành " words "<sup>1</sup>.\n\n---\n\n<sup>1</sup> "     \
	"Kế hoạch số 7/KH-UBND ngày 07/8/2021 thực hiện Kết luận số "         \
	"56-KL/TW ngày 21/2/2013; Kế hoạch số 11/KH-UBND ngày 23/12/2021 về " \
	"thi hành Nghị quyết số 28-NQ/TW; " third ".\n"

TEST(note_lists_what_the_sentence_names)
{
	CHECK_STR(found(a, "list-type-mismatch",
			LISTED("các chương trình, kế hoạch cụ thể",
			       "Quyết định số 19/QĐ-UBND ngày 25/11/2021")),
		  "note: Quyết định");
	CHECK_STR(found(a, "list-type-mismatch",
			LISTED("các văn bản, kế hoạch cụ thể",
			       "Quyết định số 19/QĐ-UBND ngày 25/11/2021")),
		  "");
	CHECK_STR(found(a, "list-type-mismatch",
			LISTED("các kế hoạch và quyết định cụ thể",
			       "Quyết định số 19/QĐ-UBND ngày 25/11/2021")),
		  "");
	CHECK_STR(found(a, "list-type-mismatch",
			LISTED("các kế hoạch",
			       "Kế hoạch số 19/KH-UBND ngày 25/11/2021")), "");
}
