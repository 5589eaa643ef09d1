/* SPDX-License-Identifier: Apache-2.0 */
/* Formulas in words: src/figure/formula.c. */
#include "figure/fixture.h"
#include "figure/words.h"

static const char *told(struct arena *a, const char *formula)
{
	return formula_vi(a, fixture_pack(), formula);
}

TEST(a_formula_over_records_is_told_in_words)
{
	CHECK_STR(told(a, "count(htx)"), "số HTX");
	CHECK_STR(told(a, "count(htx where status = operating)"),
		  "số HTX có tình trạng là đang hoạt động");
	CHECK_STR(told(a, "sum(capital of htx with founded)"),
		  "tổng vốn đăng ký của HTX có ghi “thành lập” trong kỳ");
	CHECK_STR(told(a, "distinct(district of htx with "
			  "young_worker_hosted)"),
		  "số huyện, thành phố khác nhau của HTX có ghi “tiếp nhận "
		  "trí thức trẻ về làm việc” trong kỳ");
	CHECK_STR(told(a, "count(htx where not (sector = agri and members "
			  ">= 7))"),
		  "số HTX có không (lĩnh vực là nông, lâm, ngư nghiệp và số "
		  "thành viên không dưới 7 người)");
}

TEST(a_formula_over_figures_is_told_in_words)
{
	CHECK_STR(told(a, "100 * htx_total / htx_total[sector = all]"),
		  "100 × tổng số HTX ÷ tổng số HTX (mọi lĩnh vực hoạt động)");
	CHECK_STR(told(a, "model_scheme_htx - 0.5"),
		  arena_printf(a, "%s − 0,5",
			       told(a, "model_scheme_htx")));
	CHECK_STR(told(a, "count(htx with dissolved) + count(htx with "
			  "merged)"),
		  "số HTX có ghi “giải thể” trong kỳ + số HTX có ghi “sáp "
		  "nhập, hợp nhất” trong kỳ");
	CHECK_STR(told(a, "htx_new[period = 2023, basis = plan, sector = "
			  "agri]"),
		  "số HTX thành lập mới (năm 2023; kế hoạch; nông, lâm, ngư "
		  "nghiệp)");
}

/* Whatever is written, it ends and says something of it. */
TEST(what_is_no_formula_is_told_as_it_stands)
{
	CHECK_STR(told(a, ""), "");
	CHECK_STR(told(a, "no_such_thing"), "no_such_thing");
	CHECK_STR(told(a, "count("), "count(");
	CHECK_STR(told(a, "htx_total["), "tổng số HTX)");
	CHECK_STR(told(a, "1.2.3 <"), "1.2.3 <");
}
