/* SPDX-License-Identifier: Apache-2.0 */
/* Every mistake that a pack can hold, each with its place.  Tests
 * src/pack/formula.c and src/pack/shapes.c too. */
#include "pack/fixture.h"

#include "lib/file/file.h"

TEST(load_tiny)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, tiny_pack(a, NULL, NULL), &e);

	CHECK_STR(e.message, "");
	CHECK(p && p->ncase == 1);
	CHECK(p && p->to == DAY_MAX);
}

TEST(load_missing_file)
{
	CHECK_REFUSED("cases.yaml", NULL, "thiếu tệp cases.yaml", "");
	CHECK_REFUSED("pack.yaml", NULL, "thiếu tệp pack.yaml", "");
}

TEST(load_no_folder)
{
	struct err e = { 0 };

	CHECK(!pack_read(a, arena_printf(a, "%s/none", test_dir(a)), &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "none");
}

TEST(load_unknown_key)
{
	struct err e = { 0 };
	const char *text = tiny_with(a, "checks.yaml", "severity:", "severty:");

	CHECK_REFUSED("checks.yaml", text, "“severty”",
		      "checks.yaml, dòng 6, cột 5");
	CHECK(!pack_read(a, tiny_pack(a, "checks.yaml", text), &e));
	CHECK(strstr(e.hint, "severity") != NULL);
}

TEST(load_missing_key)
{
	CHECK_REFUSED("pack.yaml", tiny_with(a, "pack.yaml", "version: 1\n", ""),
		      "thiếu khoá “version”", "pack.yaml, dòng 1, cột 1");
}

TEST(load_wrong_types)
{
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "version: 1", "version: một"),
		      "“một” không phải là số", "pack.yaml, dòng 2, cột 10");
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "2020-01-01", "2020-02-30"),
		      "“2020-02-30” không phải là ngày", "dòng 4, cột 7");
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "[không có]", "không có"),
		      "“basis” phải là một danh sách", "dòng 5, cột 8");
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "code: tiny", "code: [tiny]"),
		      "“code” nhận nhầm một danh sách", "dòng 1, cột 7");
	CHECK_REFUSED("measures.yaml",
		      tiny_with(a, "measures.yaml", "whole: yes", "whole: true"),
		      "“true” không hợp lệ; ở đây phải là một trong: no, yes",
		      "measures.yaml, dòng 2, cột 52");
	CHECK_REFUSED("indicators.yaml",
		      tiny_with(a, "indicators.yaml", "code: total",
				"code: Tổng"),
		      "“Tổng” không phải là mã", "dòng 2, cột 11");
	CHECK_REFUSED("checks.yaml",
		      tiny_with(a, "checks.yaml", "severity: error",
				"severity: high"),
		      "error, warning, note", "dòng 6, cột 15");
	CHECK_REFUSED("checks.yaml", "checks: [một]\n",
		      "phải là các cặp", "checks.yaml, dòng 1, cột 10");
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "title: Gói thử", "title:"),
		      "“title” chưa có giá trị", "pack.yaml, dòng 3");
}

TEST(load_unknown_names)
{
	struct err e = { 0 };

	CHECK_REFUSED("indicators.yaml",
		      tiny_with(a, "indicators.yaml", "measure: htx",
				"measure: htxx"),
		      "Không có đơn vị đo “htxx”",
		      "indicators.yaml, dòng 4, cột 14");
	CHECK(!pack_read(a, tiny_pack(a, "indicators.yaml",
				      tiny_with(a, "indicators.yaml",
						"measure: htx",
						"measure: htxx")), &e));
	CHECK_STR(e.hint, "Có phải ý là “htx”?");
	CHECK_REFUSED("indicators.yaml",
		      tiny_with(a, "indicators.yaml", "[sector]", "[region]"),
		      "Không có phân tổ “region”", "dòng 6, cột 10");
	CHECK_REFUSED("checks.yaml",
		      tiny_with(a, "checks.yaml", "period: year",
				"period: hôm qua"),
		      "“hôm qua” không phải là kỳ", "dòng 7, cột 20");
	CHECK_REFUSED("checks.yaml",
		      tiny_with(a, "checks.yaml", "basis: estimate",
				"basis: guess"),
		      "“guess” không phải là loại số liệu", "dòng 7");
}

TEST(load_register_names)
{
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "from: [on]",
				"from: [onn]"),
		      "không có tình trạng “onn”",
		      "register.yaml, dòng 14, cột 5");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "to: off", "to: sleep"),
		      "không có tình trạng “sleep”", "dòng 14");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "first: yes, to: on",
				"first: yes"),
		      "phải có “to”", "dòng 13");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "measure: person",
				"measure: people"),
		      "không có đơn vị đo “people”", "dòng 6");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", ", measure: person", ""),
		      "measure hoặc classification", "dòng 6");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "measure: person",
				"measure: person, part_of: heads, "
				"classification: sector, category: farm"),
		      "không có trường số “heads”", "dòng 6");
	CHECK_REFUSED("register.yaml",
		      tiny_with(a, "register.yaml", "measure: person",
				"measure: person, kinds: [xyz]"),
		      "Không có loại tổ chức “xyz”", "dòng 6");
}

TEST(load_rollup_circle)
{
	CHECK_REFUSED("codes.yaml",
		      tiny_with(a, "codes.yaml", "name: phi nông nghiệp",
				"name: phi nông nghiệp, parent: shop"),
		      "gộp vòng tròn", "codes.yaml, dòng 6, cột 9");
	CHECK_REFUSED("codes.yaml",
		      tiny_with(a, "codes.yaml", "vận tải, parent: other",
				"vận tải, parent: nowhere"),
		      "Không có mã “nowhere”", "codes.yaml, dòng 8");
	CHECK_REFUSED("codes.yaml",
		      tiny_with(a, "codes.yaml", "code: sector",
				"code: period"),
		      "dành riêng", "codes.yaml, dòng 2, cột 5");
}

TEST(load_duplicates)
{
	CHECK_REFUSED("codes.yaml",
		      tiny_with(a, "codes.yaml", "code: road", "code: shop"),
		      "Mã “shop” của mã phân tổ ghi hai lần",
		      "codes.yaml, dòng 8, cột 9");
	CHECK_REFUSED("pack.yaml", "code: a\ncode: b\n",
		      "Khoá “code” ghi hai lần", "pack.yaml, dòng 2, cột 1");
}

/* The law says so: đồng is never added to người. */
TEST(load_units_of_measure)
{
	const char *text = tiny_with(a, "checks.yaml",
				     "total = sum(total by sector)",
				     "money + people = money");

	/* "money" begins in column 14, "+" stands in column 20 */
	CHECK_REFUSED("checks.yaml", text, "tỷ đồng",
		      "checks.yaml, dòng 4, cột 20");
	CHECK_REFUSED("checks.yaml", text, "người", NULL);
	CHECK_REFUSED("indicators.yaml",
		      tiny_with(a, "indicators.yaml", "sum(members of htx)",
				"sum(capital of htx)"),
		      "đồng", "indicators.yaml, dòng 13, cột 14");
}

TEST(load_formula_places)
{
	CHECK_REFUSED("checks.yaml",
		      tiny_with(a, "checks.yaml", "sum(total by sector)",
				"totl"),
		      "totl", "checks.yaml, dòng 4, cột 22");
	/* folded over lines, only the place in the formula can be told */
	CHECK_REFUSED("checks.yaml",
		      tiny_with(a, "checks.yaml",
				"total = sum(total by sector)",
				">-\n      total\n      = totl"),
		      "totl", "dòng 4, cột 14 (ký tự 9 của công thức)");
}

TEST(load_indicator_circle)
{
	CHECK_REFUSED("indicators.yaml",
		      tiny_with(a, "indicators.yaml", "count(htx)",
				"total + total"),
		      "“total” được tính vòng tròn",
		      "indicators.yaml, dòng 7, cột 14");
}

/* Last year's figure is another figure. */
TEST(load_indicator_of_last_year)
{
	struct err e = { 0 };
	const char *text = tiny_with(a, "indicators.yaml", "count(htx)",
				     "total[period = prev] + 0");

	CHECK(pack_read(a, tiny_pack(a, "indicators.yaml", text), &e));
	CHECK_STR(e.message, "");
}

TEST(load_outline_ids)
{
	CHECK_REFUSED("outline.yaml",
		      tiny_with(a, "outline.yaml", "recipients:",
				"opening: [{ id: p1, text: x }]\nrecipients:"),
		      "Mã “p1” trong kế hoạch ghi hai lần",
		      "outline.yaml, dòng 8, cột 5");
}

TEST(load_in_force)
{
	CHECK_REFUSED("pack.yaml",
		      tiny_with(a, "pack.yaml", "basis:",
				"to: 2019-12-31\nbasis:"),
		      "hết hiệu lực trước", "pack.yaml");
}

/* The examples of docs/pack.md are one pack, and it loads. */
TEST(load_manual)
{
	static const char fence[] = "```yaml\n# ";
	const char *dir = test_dir(a);
	struct err e = { 0 };
	size_t n;
	const char *at = file_read(a, "docs/pack.md", 1 << 20, &n, &e);
	struct pack *p;

	while (at && (at = strstr(at, fence))) {
		const char *name = at + sizeof fence - 1;
		const char *end = strstr(name, "\n```");
		size_t length = strcspn(name, "\n");

		if (!end)
			break;
		CHECK_INT(file_write(arena_printf(a, "%s/%.*s", dir,
						  (int)length, name),
				     name + length, (size_t)(end - name) -
				     length, &e), 0);
		at = end;
	}
	p = pack_read(a, dir, &e);
	CHECK_STR(e.message, "");
	CHECK_STR(e.detail, "");
	CHECK(p && p->ncase == 4 && p->overview);
}
