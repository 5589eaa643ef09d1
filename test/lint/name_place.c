/* SPDX-License-Identifier: Apache-2.0 */
/* Names of provinces and cooperatives. */
#include "finding.h"
#include "test.h"

#define FIVE                                                                 \
	"UBND tỉnh Hoa Đào họp. Tại tỉnh Hoa Đào, ở tỉnh Hoa Đào, về tỉnh "  \
	"Hoa Đào và tỉnh Hoa Đào.\n\n"
#define PROVINCE(text) found(a, "province-mismatch", FIVE text)
#define NAME(text) found(a, "org-name-variant", (text))

TEST(place_of_another_province)
{
	CHECK_STR(PROVINCE("Có 30 HTX trên địa bàn tỉnh Hoa Mai."),
		  "warning: tỉnh Hoa Mai => tỉnh Hoa Mai → tỉnh Hoa Đào");
	CHECK_STR(PROVINCE("Tham quan HTX trên địa bàn tỉnh Hoa Mai."), "");
	CHECK_STR(PROVINCE("Bán rau cho tỉnh Hoa Mai."), "");
	CHECK_STR(PROVINCE("Trên địa bàn tỉnh Hoa Đào."), "");
}

TEST(place_cooperative_of_two_names)
{
	CHECK_STR(NAME("Gồm HTX thủy sản Hoa Sen; Hợp tác xã chăn nuôi, thủy "
		       "sản Hoa Sen."),
		  "note: Hợp tác xã chăn nuôi, thủy sản Hoa Sen | HTX thủy sản "
		  "Hoa Sen");
	CHECK_STR(NAME("Gồm HTX Hoa Sen và Hợp tác xã nông nghiệp Hoa Sen."),
		  "note: Hợp tác xã nông nghiệp Hoa Sen | HTX Hoa Sen");
	/* two of one name, or of one place */
	CHECK_STR(NAME("Gồm HTX vận tải Hoa Sen và HTX nông nghiệp Hoa Sen."),
		  "");
	CHECK_STR(NAME("Gồm HTX nông sản huyện Hoa Sen, các HTX huyện Hoa "
		       "Sen."),
		  "");
}
