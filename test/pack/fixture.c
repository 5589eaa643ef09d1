/* SPDX-License-Identifier: Apache-2.0 */
/* See fixture.h. */
#include "pack/fixture.h"

#include "lib/file/file.h"

static const struct {
	const char *name;
	const char *text;
} tiny[] = {
	{ "pack.yaml", "code: tiny\n"
		       "version: 1\n"
		       "title: Gói thử\n"
		       "from: 2020-01-01\n"
		       "basis: [không có]\n" },
	{ "measures.yaml",
	  "measures:\n"
	  "  - { code: htx, name: HTX, dimension: org, whole: yes }\n"
	  "  - { code: person, name: người, dimension: person }\n"
	  "  - { code: vnd, name: đồng, dimension: money }\n"
	  "  - { code: billion, name: tỷ đồng, dimension: money, factor: 1000000000 }\n" },
	{ "codes.yaml", "classifications:\n"
			"  - code: sector\n"
			"    name: Lĩnh vực\n"
			"    categories:\n"
			"      - { code: farm, name: nông nghiệp }\n"
			"      - { code: other, name: phi nông nghiệp }\n"
			"      - { code: shop, name: thương mại, parent: other }\n"
			"      - { code: road, name: vận tải, parent: other }\n" },
	{ "register.yaml",
	  "kinds:\n"
	  "  - { code: htx, name: Hợp tác xã, measure: htx }\n"
	  "fields:\n"
	  "  - { code: status, name: Tình trạng, classification: status }\n"
	  "  - { code: sector, name: Lĩnh vực, classification: sector }\n"
	  "  - { code: members, name: Thành viên, measure: person }\n"
	  "  - { code: capital, name: Vốn, measure: vnd }\n"
	  "statuses:\n"
	  "  - { code: on, name: hoạt động }\n"
	  "  - { code: off, name: ngừng }\n"
	  "  - { code: gone, name: giải thể, exists: no }\n"
	  "events:\n"
	  "  - { code: founded, name: Thành lập, first: yes, to: on, basis: không }\n"
	  "  - { code: stopped, name: Ngừng, from: [on], to: off, basis: không }\n" },
	{ "indicators.yaml",
	  "indicators:\n"
	  "  - code: total\n"
	  "    name: Tổng số\n"
	  "    measure: htx\n"
	  "    kind: stock\n"
	  "    by: [sector]\n"
	  "    formula: count(htx)\n"
	  "    basis: không có\n"
	  "  - code: people\n"
	  "    name: Thành viên\n"
	  "    measure: person\n"
	  "    kind: stock\n"
	  "    formula: sum(members of htx)\n"
	  "    basis: không có\n"
	  "  - { code: money, name: Vốn, measure: billion, kind: stock, basis: không có }\n" },
	{ "checks.yaml", "checks:\n"
			 "  - code: by_sector\n"
			 "    title: Cộng lĩnh vực\n"
			 "    formula: total = sum(total by sector)\n"
			 "    basis: không có\n"
			 "    severity: error\n"
			 "    in: [{ period: year, basis: estimate }]\n" },
	{ "outline.yaml", "issuer: ỦY BAN\n"
			  "place: Lạng Sơn\n"
			  "symbol: KH\n"
			  "type: KẾ HOẠCH\n"
			  "subject: Thử\n"
			  "basis: không có\n"
			  "sections:\n"
			  "  - { id: p1, level: 1, heading: MỘT }\n"
			  "recipients: [Lưu]\n"
			  "signature: [TM]\n" },
	{ "appendices.yaml", "appendices: []\n" },
	{ "forms.yaml", "forms:\n"
			"  - code: f1\n"
			"    number: Biểu 1\n"
			"    title: Thử\n"
			"    level: province\n"
			"    basis: không có\n"
			"    columns:\n"
			"      - { code: A, title: Năm, period: year, basis: estimate }\n"
			"    rows:\n"
			"      - { code: all, title: Tổng, ref: total }\n" },
	{ "overview.yaml",
	  "plan: { on_course: 90, behind: 50.5, basis: không có }\n"
	  "cards:\n"
	  "  - { indicator: total, label: HTX, icon: users,\n"
	  "      beside: [{ indicator: people, words: người }],\n"
	  "      parts: { well: total, lost: total } }\n"
	  "bars: { title: Cột, by: sector, total: total, full: total, pale: total }\n"
	  "map: { title: Bản đồ, indicator: total, star: money }\n"
	  "tables:\n"
	  "  - code: t1\n"
	  "    title: Tiền năm {{ year next }}\n"
	  "    columns:\n"
	  "      - { code: A, title: \"{{ day h1 }}\", period: h1, basis: actual }\n"
	  "    rows:\n"
	  "      - { code: m, title: Vốn, ref: money }\n" },
	{ "cases.yaml", "cases:\n"
			"  - code: adds_up\n"
			"    check: by_sector\n"
			"    given:\n"
			"      - { figure: total, value: 3 }\n"
			"      - { figure: \"total[sector = farm]\", value: 1 }\n"
			"      - { figure: \"total[sector = other]\", value: 2 }\n"
			"    expect: holds\n" },
};

const char *tiny_text(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(tiny); i++)
		if (strcmp(tiny[i].name, name) == 0)
			return tiny[i].text;
	BUG("no file %s", name);
}

char *tiny_with(struct arena *a, const char *name, const char *old,
		const char *new)
{
	const char *text = tiny_text(name);
	const char *at = strstr(text, old);

	if (!at || strstr(at + 1, old))
		BUG("“%s” does not stand once in %s", old, name);
	return arena_printf(a, "%.*s%s%s", (int)(at - text), text, new,
			    at + strlen(old));
}

char *tiny_pack(struct arena *a, const char *name, const char *text)
{
	char *dir = test_dir(a);
	struct err e = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(tiny); i++) {
		bool other = name && strcmp(name, tiny[i].name) == 0;
		const char *t = other ? text : tiny[i].text;

		if (t && file_write(arena_printf(a, "%s/%s", dir,
						 tiny[i].name),
				    t, strlen(t), &e) < 0)
			BUG("%s", e.message);
	}
	return dir;
}

void tiny_refused(struct arena *a, const char *name, const char *text,
		  const char *message, const char *detail, const char *file,
		  int line)
{
	struct err e = { 0 };

	test_check(!pack_read(a, tiny_pack(a, name, text), &e), file, line,
		   message);
	test_err(&e, ERR_INPUT, message, file, line);
	if (detail && !test_check(strstr(e.detail, detail) != NULL, file, line,
				  detail))
		printf("  detail is: %s\n", e.detail);
}
