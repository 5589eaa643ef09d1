/* SPDX-License-Identifier: Apache-2.0 */
/* Names of bodies. */
#include "finding.h"
#include "test.h"

#define NAME(text) found(a, "org-name-variant", (text))

TEST(name_of_a_committee)
{
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển kinh tế tập thể tỉnh họp. "
		       "Sau đó Ban Chỉ đạo đổi mới, phát triển KTTT của tỉnh "
		       "họp."),
		  "warning: Ban Chỉ đạo phát triển kinh tế tập thể tỉnh | Ban "
		  "Chỉ đạo đổi mới, phát triển KTTT của tỉnh");
	CHECK_STR(NAME("UBND các huyện kiện toàn Ban Chỉ đạo phát triển kinh "
		       "tế tập thể. Nay Ban Chỉ đạo KTTT cấp huyện họp."),
		  "warning: Ban Chỉ đạo phát triển kinh tế tập thể | Ban Chỉ "
		  "đạo KTTT cấp huyện");
	/* commas and abbreviations make no other name */
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển KTTT, HTX tỉnh họp. Sau đó "
		       "Ban Chỉ đạo phát triển KTTT và HTX tỉnh họp."),
		  "note: Ban Chỉ đạo phát triển KTTT, HTX tỉnh | Ban Chỉ đạo "
		  "phát triển KTTT và HTX tỉnh");
}

TEST(name_of_a_fund)
{
	CHECK_STR(NAME("Nay Quỹ hỗ trợ phát triển hợp tác xã tỉnh cho vay. Sau "
		       "đó Quỹ hỗ trợ HTX tỉnh thu nợ. Ban Chỉ đạo KTTT tỉnh "
		       "họp."),
		  "warning: Quỹ hỗ trợ phát triển hợp tác xã tỉnh | Quỹ hỗ trợ "
		  "HTX tỉnh");
	CHECK_STR(NAME("Nay Quỹ hỗ trợ nông dân tỉnh và Quỹ hỗ trợ hợp tác xã "
		       "tỉnh cho vay."),
		  "");
}

TEST(name_of_two_committees)
{
	/* two levels, a renaming, a short name, another matter */
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển kinh tế tập thể tỉnh họp. "
		       "Sau đó Ban Chỉ đạo KTTT cấp huyện họp."),
		  "");
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển kinh tế tập thể tỉnh (trên "
		       "cơ sở Ban Chỉ đạo đổi mới KTTT tỉnh) họp."),
		  "");
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển kinh tế tập thể tỉnh (gọi "
		       "tắt là Ban Chỉ đạo KTTT tỉnh) họp."),
		  "");
	CHECK_STR(NAME("Nay Ban Chỉ đạo phát triển kinh tế tập thể tỉnh họp. "
		       "Sau đó Ban Chỉ đạo nông thôn mới tỉnh họp."),
		  "");
}

TEST(name_spellings)
{
	CHECK_STR(NAME("Vốn của Quỹ hỗ trợ phát triển HTX và Quỹ Hỗ trợ phát "
		       "triển hợp tác xã."),
		  "note: Quỹ Hỗ trợ phát triển hợp tác xã | Quỹ hỗ trợ phát "
		  "triển HTX");
	CHECK_STR(NAME("Công ty cổ phần A và Công ty B."), "");
	CHECK_STR(found(a, "capitalisation",
			"Theo Bộ chính trị và Bộ Chính trị, Bộ Chính trị."),
		  "note: Bộ chính trị | Bộ Chính trị");
	CHECK_STR(found(a, "capitalisation", "BỘ CHÍNH TRỊ, của Bộ Chính trị"),
		  "");
	CHECK_STR(found(a, "place-name-variant",
			"Ở TP Bắc Sơn và thành phố Bắc Sơn."),
		  "note: TP Bắc Sơn | thành phố Bắc Sơn");
}
