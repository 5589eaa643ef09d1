/* SPDX-License-Identifier: Apache-2.0 */
/* Slips of the keyboard. */
#include "finding.h"
#include "test.h"

#define TYPO(text) found(a, "typo", (text))

TEST(typo_of_a_compound)
{
	CHECK_STR(TYPO("Vừa bán vừa tham gia trị trường."),
		  "note: trị trường => trị trường → thị trường");
	CHECK_STR(TYPO("Số thanh viên của tổ."),
		  "note: thanh viên => thanh viên → thành viên");
	CHECK_STR(TYPO("Kinh tế tập thể mà nồng cốt là HTX."),
		  "note: nồng cốt => nồng cốt → nòng cốt");
	CHECK_STR(TYPO("Quỹ hổ trợ người trồng rau."),
		  "note: hổ trợ => hổ trợ → hỗ trợ");
}

TEST(typo_that_is_none)
{
	/* halves of other words, small words, names, tone styles */
	CHECK_STR(TYPO("Bắt đầu từ năm nay, các cơ quan trong tỉnh họp."), "");
	CHECK_STR(TYPO("Ông Lê Thanh Viên ở thành phố; thuỷ sản, thủy sản."),
		  "");
	CHECK_STR(TYPO("Nhân dân xã hội họp; nông trường, môi trường."), "");
}

TEST(typo_left_over)
{
	CHECK_STR(TYPO("Các sở thực căn cứ nhiệm vụ để làm."), "note: thực");
	CHECK_STR(TYPO("Thực hiện tốt; thiết thực, thực tế, phát triển, triển "
		       "khai, kế hoạch, khuyến công."),
		  "");
	CHECK_STR(TYPO("Thu 9 triệu; trong doanh thu bình quân 5 triệu."),
		  "note: trong => trong → trong đó");
	CHECK_STR(TYPO("Thu 9 triệu; trong đó doanh thu bình quân 5 triệu."),
		  "");
}

TEST(typo_broken_syllable)
{
	CHECK_STR(TYPO("Việc thưc hiện tốt."), "note: thưc hiện => thưc hiện → thực hiện");
	CHECK_STR(TYPO("Làm nghành rau."), "note: nghành");
	CHECK_STR(TYPO("Ở Đắk Lắk, xã Ea Kpam, dùng website và ôtô."), "");
	/* a text that its reader broke */
	CHECK_STR(TYPO("Thưc hiêṇ cac viêc đươc giaoo tai nghiêp đôc nàyy."), "");
}

TEST(typo_tone_marks)
{
	CHECK_STR(found(a, "tone-placement", "Hàng hóa, hàng hóa, hàng hoá."),
		  "note: hoá");
	CHECK_STR(found(a, "tone-placement", "Việc họat động có kết qủa."),
		  "note: họat | qủa");
	CHECK_STR(found(a, "tone-placement", "Hàng hóa, thủy lợi, quý hoàn."),
		  "");
}
