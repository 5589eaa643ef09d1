/* SPDX-License-Identifier: Apache-2.0 */
/* Repeated sentences and words. */
#include "finding.h"
#include "test.h"

#define SENTENCE(text) found(a, "repeated-sentence", (text))
#define DOUBLED(text) found(a, "repeated-words", (text))
#define LONG "Các hợp tác xã của huyện A chủ yếu trồng rau và nuôi gà, "
#define TAIL "phần còn lại nuôi cá và làm dịch vụ du lịch chiếm "

TEST(repeat_of_a_sentence)
{
	CHECK_STR(SENTENCE(LONG TAIL "khoảng 29%.\n\n" LONG TAIL "29%."),
		  "warning: " LONG TAIL "29 | " LONG TAIL
		  "khoảng 29 => bỏ một câu");
	/* other numbers make another sentence */
	CHECK_STR(SENTENCE(LONG TAIL "29%.\n\n" LONG TAIL "31%."), "");
	CHECK_STR(SENTENCE(LONG TAIL "29%.\n\nMột.\n\nHai.\n\nBa.\n\n" LONG TAIL
				     "29%."),
		  "note: " LONG TAIL "29 | " LONG TAIL "29");
}

TEST(repeat_with_another_word)
{
#define DO " phối hợp với Sở Xây dựng và các huyện rà soát, bổ sung quy hoạch"
	CHECK_STR(SENTENCE("Sở Tài chính" DO " chợ.\n\nSở Nội vụ" DO " chợ."),
		  "");
}

TEST(repeat_of_words)
{
	CHECK_STR(DOUBLED("về sửa đổi, bổ sung Sửa đổi, bổ sung một số điều"),
		  "note: Sửa đổi, bổ sung | sửa đổi, bổ sung");
	CHECK_STR(DOUBLED("của của tỉnh"), "note: của | của");
	CHECK_STR(DOUBLED("luôn luôn, xa xa, song song, năm năm, dần dần"),
		  "");
	CHECK_STR(DOUBLED("thực hiện hiện đại hóa, một số số liệu, từ từ"),
		  "");
	CHECK_STR(DOUBLED("nuôi gà, nuôi gà"), "");
	CHECK_STR(DOUBLED("10 10 người"), "");
}

#define FIGURES(fourth)                                                       \
	"Đến 30/6/2023, toàn tỉnh có 200 HTX, trong đó 160 HTX đang hoạt "    \
	"động, 40 HTX ngừng hoạt động. Số THT là 90 THT.\n\nCác cấp, các "    \
	"ngành đã quan tâm.\n\nQuản lý được tăng cường.\n\nVề xử lý: đến "    \
	"30/6/2023 có 200 HTX (160 HTX đang hoạt động, 40 HTX ngừng hoạt "    \
	"động) và " fourth " THT."

TEST(repeat_of_figures)
{
	CHECK_STR(found(a, "repeated-sentence", FIGURES("90")),
		  "note: 200 | 160 | 40 | 90 | 200 | 160 | 40 | 90");
	CHECK_STR(found(a, "repeated-sentence", FIGURES("91")), "");
}
