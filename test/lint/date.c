/* SPDX-License-Identifier: Apache-2.0 */
/* Days that do not fit the year of a plan. */
#include "finding.h"
#include "test.h"

#define TARGET(text) found(a, "target-date-before-plan-year", (text))
#define PLAN "II. KẾ HOẠCH NĂM 2025\n\n1. Mục tiêu cụ thể\n\n"

TEST(date_of_a_target)
{
	CHECK_STR(TARGET(PLAN "Phấn đấu đến 30/9/2024 có 40 HTX tốt."),
		  "error: 30/9/2024 | NĂM 2025 => 30/9/2024 → 30/9/2025");
	CHECK_STR(TARGET(PLAN "Hỗ trợ 4 HTX đến 30/9/2024 theo đề án."),
		  "warning: 30/9/2024 | NĂM 2025 => 30/9/2024 → 30/9/2025");
	/* the year in the head of the document */
	CHECK_STR(TARGET("KẾ HOẠCH  \nPhát triển năm 2025\n\nI. Mục tiêu\n\n"
			 "Hoàn thành trước ngày 15/8/2024."),
		  "error: 15/8/2024 | năm 2025 => 15/8/2024 → 15/8/2025");
}

TEST(date_of_a_task_can_prepare_the_year)
{
#define TASKS "II. KẾ HOẠCH NĂM 2025\n\n1. Nhiệm vụ\n\n"
	CHECK_STR(TARGET(TASKS "Hoàn thành hồ sơ trước ngày 15/12/2024."), "");
	CHECK_STR(TARGET(TASKS "Hoàn thành hồ sơ trước ngày 15/12/2023."),
		  "warning: 15/12/2023 | NĂM 2025 => 15/12/2023 → 15/12/2025");
}

TEST(date_of_a_base_is_none)
{
	CHECK_STR(TARGET(PLAN "Tăng 10 HTX so với đến 31/12/2024."), "");
	CHECK_STR(TARGET(PLAN "Phấn đấu đến 30/9/2025 có 40 HTX tốt."), "");
	CHECK_STR(TARGET(PLAN "Theo Quyết định ngày 30/9/2024 của tỉnh."), "");
	CHECK_STR(TARGET(PLAN "Tính đến 30/9/2024 có 10 HTX."), "");
	CHECK_STR(TARGET("I. KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2025\n\n"
			 "1. Mục tiêu\n\nPhấn đấu đến 30/9/2024 có 4 HTX."),
		  "");
	CHECK_STR(TARGET("I. KẾ HOẠCH 5 NĂM 2021-2025\n\n1. Mục tiêu\n\n"
			 "Phấn đấu đến 30/9/2020 có 4 HTX."),
		  "");
}

TEST(date_of_the_year_before_last)
{
	CHECK_STR(found(a, "stale-baseline-year",
			"I. YÊU CẦU XÂY DỰNG KẾ HOẠCH NĂM 2025\n\nChỉ tiêu "
			"phải phù hợp với tình hình thực hiện năm 2023."),
		  "warning: năm 2023 | NĂM 2025 => năm 2023 → năm 2024");
	CHECK_STR(found(a, "stale-baseline-year",
			"I. YÊU CẦU XÂY DỰNG KẾ HOẠCH NĂM 2025\n\nChỉ tiêu "
			"phải phù hợp với tình hình thực hiện năm 2024."),
		  "");
}
