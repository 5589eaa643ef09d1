/* SPDX-License-Identifier: Apache-2.0 */
/* Mistyped years. */
#include "finding.h"
#include "test.h"

TEST(year_period)
{
	CHECK_STR(found(a, "period-reversed", "Giai đoạn 2025-2021 và sau."),
		  "error: 2025-2021");
	CHECK_STR(found(a, "period-reversed", "Giai đoạn 2025 – 2021 và sau."),
		  "error: 2025 – 2021");
	CHECK_STR(found(a, "period-reversed",
			"Giai đoạn 2021-2025; năm 2023, 2021-2020 gì đó; so "
			"với cùng kỳ 2023-2022; năm "
			"2025; 2021"),
		  "");
}

TEST(year_mistyped)
{
	CHECK_STR(found(a, "year-implausible", "Đến năm 2203, có 5 HTX."),
		  "warning: 2203");
	CHECK_STR(found(a, "year-implausible", "Kế hoạch năm 20223; hết."),
		  "warning: 20223");
	CHECK_STR(found(a, "year-implausible",
			"Quyết định số 2420/QĐ-UBND. Mỗi năm 2500 tấn; năm 2.500, tấn; đến năm 2030, năm "
			"2045."),
		  "");
}
