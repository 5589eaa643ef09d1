/* SPDX-License-Identifier: Apache-2.0 */
/* Worked cases: what they can give and how they fail. */
#include "pack/fixture.h"

static void with_case(struct arena *a, const char *lines, const char *message,
		      const char *detail)
{
	CHECK_REFUSED("cases.yaml",
		      arena_printf(a, "cases:\n  - code: mine\n%s", lines),
		      message, detail);
}

static void passes(struct arena *a, const char *lines)
{
	struct err e = { 0 };

	pack_read(a, tiny_pack(a, "cases.yaml",
			       arena_printf(a, "cases:\n  - code: mine\n%s",
					    lines)), &e);
	CHECK_STR(e.message, "");
}

TEST(cases_none)
{
	CHECK_REFUSED("cases.yaml", "cases: []\n", "không có ca mẫu nào",
		      "cases.yaml");
}

TEST(cases_wrong_verdict)
{
	with_case(a, "    check: by_sector\n"
		     "    given:\n"
		     "      - { figure: total, value: 4 }\n"
		     "      - { figure: \"total[sector = farm]\", value: 1 }\n"
		     "      - { figure: \"total[sector = other]\", value: 2 }\n"
		     "    expect: holds\n",
		  "Ca mẫu “mine” không đúng: mong đợi holds, nhưng được broken "
		  "(vế trái 4, vế phải 3)",
		  "cases.yaml, dòng 2, cột 5");
}

TEST(cases_wrong_value)
{
	with_case(a, "    indicator: total\n"
		     "    organisations:\n"
		     "      - { kind: htx, fields: { status: on } }\n"
		     "      - { kind: htx, fields: { status: gone } }\n"
		     "    expect: 2\n",
		  "mong đợi 2, nhưng được 1", "cases.yaml, dòng 2, cột 5");
}

TEST(cases_right_side)
{
	with_case(a, "    check: by_sector\n"
		     "    given:\n"
		     "      - { figure: total, value: 4 }\n"
		     "      - { figure: \"total[sector = farm]\", value: 1 }\n"
		     "      - { figure: \"total[sector = other]\", value: 2 }\n"
		     "    expect: broken\n"
		     "    right: 4\n",
		  "vế phải 4, nhưng được broken", "dòng 2");
}

TEST(cases_given)
{
	static const char *const good[] = {
		"{ figure: total, value: 7 }", "{ figure: total, above: 7 }",
		"{ figure: total, at_least: 7 }",
		"{ figure: total, from: 7, to: 9 }",
		"{ figure: total, state: refused }",
		"{ figure: total, state: missing }",
		"{ figure: \"total[period = year, basis = estimate]\", value: 1 }",
	};
	static const char *const bad[][2] = {
		{ "{ figure: total, value: bảy }", "“bảy” không phải là số" },
		{ "{ figure: total, from: 7 }", "Số liệu cần một trong" },
		{ "{ figure: total, state: lost }", "Số liệu cần một trong" },
		{ "{ figure: totl, value: 7 }", "totl" },
		{ "{ figure: total + total, value: 7 }", "đúng một số liệu" },
	};

	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		char *lines = arena_printf(a, "    check: by_sector\n"
					      "    given:\n      - %s\n"
					      "    expect: unknown\n",
					   good[i]);

		passes(a, lines);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		with_case(a, arena_printf(a, "    check: by_sector\n"
					     "    given:\n      - %s\n"
					     "    expect: unknown\n",
					  bad[i][0]),
			  bad[i][1], "cases.yaml, dòng 5");
}

TEST(cases_organisations)
{
	with_case(a, "    indicator: total\n    expect: 0\n"
		     "    organisations: [{ kind: bank }]\n",
		  "Không có loại tổ chức “bank”", "cases.yaml, dòng 5");
	with_case(a, "    indicator: total\n    expect: 0\n"
		     "    organisations: [{ kind: htx, fields: { size: 1 } }]\n",
		  "không có trường “size”", "cases.yaml, dòng 5, cột 44");
	with_case(a, "    indicator: total\n    expect: 0\n"
		     "    organisations: [{ kind: htx, events: { sold: 1 } }]\n",
		  "không có biến động “sold”", "dòng 5");
	with_case(a, "    indicator: total\n    expect: 0\n"
		     "    organisations: [{ kind: htx, fields: { status: up } }]\n",
		  "Không có tình trạng “up”", "dòng 5");
	with_case(a, "    indicator: people\n    expect: 0\n"
		     "    organisations: [{ kind: htx, fields: { status: on } }]\n",
		  "thiếu “members”", "dòng 2");
}

TEST(cases_subject)
{
	with_case(a, "    expect: holds\n", "phải nêu một kiểm tra", "dòng 2");
	with_case(a, "    check: no_such\n    expect: holds\n",
		  "phải nêu một kiểm tra", "dòng 2");
	with_case(a, "    indicator: money\n    expect: 1\n",
		  "có công thức", "dòng 2"); /* it is only ever reported */
	with_case(a, "    check: by_sector\n    period: x\n    expect: holds\n",
		  "kỳ hoặc loại số liệu", "dòng 2");
	with_case(a, "    check: by_sector\n    breakdown: { sector: sea }\n"
		     "    expect: holds\n",
		  "Không có mã “sea”", "dòng 4");
}

/* "Trên 3" is not 3; "từ 3 trở lên" may be. */
TEST(cases_open_bounds)
{
	static const char lines[] =
		"    check: by_sector\n    given:\n"
		"      - { figure: total, %s: 3 }\n"
		"      - { figure: \"total[sector = farm]\", value: 1 }\n"
		"      - { figure: \"total[sector = other]\", value: 2 }\n"
		"    expect: %s\n";

	passes(a, arena_printf(a, lines, "above", "broken"));
	passes(a, arena_printf(a, lines, "at_least", "holds"));
}
