/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/sheet/findings.c, src/sheet/words.c and src/sheet/report.c, with
 * src/sheet/book.c, src/sheet/name.c, src/sheet/rules.c and src/sheet/cmd.c
 * behind them: tables worked out by hand. */
#include "fixture.h"

/* Đồng Nai as published.  738 + 321 + 28 + 95 = 1182, 90 more than 1092, and
 * 321 of 1092 is 29,4 %; 231 of 1092 is 21,15 %, which prints as 21,2 (21,15
 * is the lower bound), and 738 + 231 + 28 + 95 = 1092. */
TEST(the_published_line_of_dong_nai)
{
	struct findings *f = found(a,
		"Lĩnh vực;Số HTX;Tỷ lệ (%)\n"
		"Tổng số;1.092;\n"
		"Nông nghiệp;738;67,6\n"
		"Công nghiệp;321;21,2\n"
		"Thương mại;28;2,6\n"
		"Khác;95;8,7\n",
		"\"Tổng\" B2 = sum(B3:B6)\n"
		"each row 3..6: [Tỷ lệ (%)] = 100 * [Số HTX] / B2\n");
	struct buf out = BUF_INIT(a);

	CHECK_INT(f->nbroken, 2);
	CHECK_INT(f->nheld, 3);
	CHECK_INT(f->typed.result.status, REPAIR_MINIMAL);
	CHECK_STR(proposals(a, &f->typed, 0),
		  "B4 321 -> 231 swapped_digits");
	CHECK(!f->has_computed);
	CHECK(!findings_clean(f));
	findings_print(f, &out);
	CHECK(strstr(out.data, "B4 (Công nghiệp, Số HTX): 321 → 231"));
	CHECK(strstr(out.data, "Đề xuất duy nhất"));
}

TEST(a_table_that_holds_needs_nothing)
{
	struct findings *f = found(a, "a,b\n1,2\n3,\n", "A2 + 1 = B2\n");

	CHECK(findings_clean(f));
	CHECK_INT(f->nheld, 1);
	CHECK_INT(f->typed.result.status, REPAIR_NONE);
}
