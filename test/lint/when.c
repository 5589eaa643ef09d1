/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lint/when_time.c too. */
#include "lint/amount.h"
#include "lint/when.h"

#include "test.h"

#include <string.h>

/* Time and basis of every amount: "2023-06-30 actual; 2023 estimate". */
static char *told(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d =
		document_parse(a, "t.txt", text, strlen(text), &e);
	char *s = arena_strdup(a, "");
	struct amounts *m;

	if (!d)
		BUG("%s", e.message);
	m = amounts_find(a, d, words_of_document(a, d),
			    outline_make(a, d));
	for (size_t i = 0; i < m->n; i++)
		s = arena_printf(a, "%s%s%s %s", s, i ? "; " : "",
				 m->amount[i].when[0] ? m->amount[i].when : "-",
				 basis_name(m->amount[i].basis));
	return s;
}

static const struct {
	const char *text;
	const char *want;
} cases[] = {
	{ "Đến 30/6/2023, có 474 HTX.", "2023-06-30 actual" },
	{ "Tính đến ngày 30 tháng 6 năm 2023 có 474 HTX.", "2023-06-30 actual" },
	{ "Đến hết năm 2022 có 450 HTX.", "2022-12-31 actual" },
	{ "Có 474 HTX đến 30.6.2023.", "2023-06-30 actual" },
	{ "6 tháng đầu năm 2023 thành lập mới 20 HTX.", "2023-H1 actual" },
	{ "Sáu tháng đầu năm 2023 có 474 HTX.", "2023-06-30 actual" },
	{ "9 tháng đầu năm 2023 thành lập mới 20 HTX.", "2023-09-30 actual" },
	{ "Quý II/2023 thành lập mới 5 HTX.", "2023-Q2 actual" },
	{ "Tháng 5/2023 thành lập mới 5 HTX.", "2023-05 actual" },
	{ "Giai đoạn 2021 – 2025 thành lập mới 100 HTX.", "2021-2025 actual" },
	{ "Ước đến 31/12/2023 có 500 HTX, thành lập mới 40 HTX.",
	  "2023-12-31 estimate; 2023 estimate" },
	{ "Đến 30/6/2023 có 474 HTX; ước đến 31/12/2023 có 500 HTX.",
	  "2023-06-30 actual; 2023-12-31 estimate" },
	{ "Năm 2024 phấn đấu thành lập mới 50 HTX.", "2024 plan" },
	{ "Mục tiêu đến năm 2025 có 600 HTX.", "2025-12-31 plan" },
	/* the sentence before, the lead-in, the heading */
	{ "Ước đến 31/12/2023 có 500 HTX. Doanh thu đạt 5 tỷ đồng.",
	  "2023-12-31 estimate; 2023 estimate" },
	{ "# Mục tiêu năm 2024\n\nThành lập mới 50 HTX.", "2024 plan" },
	{ "# Kết quả năm 2022\n\nThành lập mới 50 HTX.", "2022 actual" },
	/* a comparison, a law, a document say nothing of the number */
	{ "Thành lập mới 20 HTX, tăng 5 HTX so với năm 2022.",
	  "- actual; - actual" },
	{ "Có 20 HTX theo Luật Hợp tác xã năm 2012.", "- actual" },
	{ "Theo Kế hoạch số 12/KH-UBND ngày 05/5/2023, có 20 HTX.",
	  "- actual" },
	{ "6 tháng đầu năm 2021 thành lập mới 843 HTX, đạt 56,2% chỉ tiêu kế "
	  "hoạch năm 2022, trong đó nông nghiệp 635 HTX.",
	  "2021-H1 actual; 2021-H1 actual; 2021-H1 actual" },
	{ "Đến 30/6/2023 có 474 HTX. Hiện nay có 5.409 thành viên.",
	  "2023-06-30 actual; - actual" },
	{ "Dự kiến năm 2022 có 20 HTX.\n\nNăm 2021 có 15 HTX. Có 5 THT.",
	  "2022-12-31 estimate; 2021-12-31 actual; 2021-12-31 actual" },
	{ "Năm 2024 có 512 HTX, tăng 32 HTX so với năm 2023 (480 HTX), đạt 102,4% "
	  "kế hoạch (500 HTX).",
	  "2024-12-31 actual; 2024-12-31 actual; 2023-12-31 actual; "
	  "2024-12-31 actual; 2024-12-31 plan" },
	{ "Năm 2024, thành lập mới 45 HTX/kế hoạch 40 HTX.",
	  "2024 actual; 2024 plan" },
	{ "Năm 2023 có 865 HTX (kế hoạch 850 HTX), gồm 690 HTX nông nghiệp.",
	  "2023-12-31 actual; 2023-12-31 plan; 2023-12-31 actual" },
	{ "Có 930 HTX. Ước cả năm 2024 có 960 HTX.\n\nCó 720 HTX nông nghiệp.",
	  "- actual; 2024-12-31 estimate; - actual" },
	{ "Giai đoạn 2021-2025 dự kiến hỗ trợ 40 HTX.", "2021-2025 plan" },
	{ "Dự kiến đến hết năm 2023 hỗ trợ 6 HTX.", "2023 estimate" },
	{ "Có 8.100 người, đạt 96,4% kế hoạch năm 2023.",
	  "- actual; - actual" },
};

TEST(times_and_bases_of_sentences)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (!CHECK_STR(told(a, cases[i].text), cases[i].want))
			printf("  %s\n", cases[i].text);
}
