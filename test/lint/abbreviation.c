/* SPDX-License-Identifier: Apache-2.0 */
/* Abbreviations. */
#include "finding.h"
#include "test.h"

#define UNDEFINED(text) found(a, "abbreviation-undefined", (text))
#define SIX "KTTT, rồi KTTT, rồi KTTT, rồi KTTT, rồi KTTT, rồi KTTT. "

TEST(abbreviation_slip)
{
	CHECK_STR(UNDEFINED(SIX "Vai trò của KTHT rất lớn."),
		  "warning: KTHT | KTTT => KTHT → KTTT");
	/* in a symbol, in a name, defined, with other letters */
	CHECK_STR(UNDEFINED(SIX "Công văn số 79/BKHĐT-KTHT của Bộ."), "");
	CHECK_STR(UNDEFINED(SIX "Giao Phòng KTHT huyện."), "");
	CHECK_STR(UNDEFINED(SIX "Về kinh tế hợp tác (KTHT), rồi KTHT."), "");
}

TEST(abbreviation_without_meaning)
{
	CHECK_STR(UNDEFINED("Vốn ĐTPT và vốn SN, văn bản QPPL của UBND tỉnh."),
		  "note: ĐTPT | SN | QPPL");
	CHECK_STR(UNDEFINED("Vốn đầu tư phát triển (ĐTPT). Vốn ĐTPT tăng."),
		  "");
	CHECK_STR(UNDEFINED("Vốn của tỉnh (sau đây gọi tắt là ĐTPT). Vốn ĐTPT "
			    "tăng."),
		  "");
	CHECK_STR(UNDEFINED("KINH TẾ NĂM 2024 THEO CHUẨN VIETGAP; TỈNH ĐẮK LẮK; "
			    "khóa XIII; NIPPON ZOKI"),
		  "");
}

TEST(abbreviation_definitions)
{
	CHECK_STR(found(a, "abbreviation-used-before-definition",
			"Vốn ĐTPT tăng.\n\nVốn đầu tư phát triển (ĐTPT) tăng."),
		  "note: ĐTPT | ĐTPT");
	CHECK_STR(found(a, "abbreviation-unused",
			"Vốn đầu tư phát triển (ĐTPT) tăng."),
		  "note: ĐTPT");
	CHECK_STR(found(a, "abbreviation-ambiguous",
			"Vốn sự nghiệp (SN) và sinh nhật (SN), SN."),
		  "warning: SN | SN");
	CHECK_STR(found(a, "abbreviation-ambiguous",
			"Hợp tác xã, liên hiệp hợp tác xã, tổ hợp tác (HTX, "
			"LHHTX, THT)."),
		  "");
	CHECK_STR(found(a, "abbreviation-variant",
			"Có 2 LHHTX và 3 LH HTX khác."),
		  "note: LH HTX | LHHTX => LH HTX → LHHTX");
}
