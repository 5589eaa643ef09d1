/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grammar of citations: against the 98 that a reading by hand found in
 * the golden document (citations.csv beside this file holds them; its offsets
 * are code points of test/data/lint/seed.txt), and pattern by pattern.
 * Tests src/lint/citecode.c and src/lint/citetitle.c too.
 */
#include "lint/citation.h"

#include "lib/file/csv.h"
#include "lib/text/text.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

#define DATA "test/data/lint/"

/* --- the golden document ------------------------------------------------------ */

enum {
	COL_ID = 0, COL_TYPE = 3, COL_WRITTEN = 4, COL_SYMBOL = 6, COL_DAY = 8,
	COL_ISSUER = 10, COL_HAS_ISSUER = 11, COL_OFFSET = 13, COL_RAW = 15,
	COL_FORM = 16,
};

static size_t start_of(const struct document *d, const struct citation *c)
{
	return document_point(d, c->passage->at[c->from]);
}

/* The citation that begins within the row's quotation; the first one, or of
 * its code when it has one. */
static const struct citation *of_row(const struct document *d,
				     const struct citations *all,
				     const char *const *cell)
{
	size_t from = strtoul(cell[COL_OFFSET], NULL, 10);
	size_t n = 0;

	for (const char *p = cell[COL_RAW]; *p; p++)
		n += ((unsigned char)*p & 0xc0) != 0x80;
	for (size_t i = 0; i < all->n; i++) {
		size_t at = start_of(d, &all->citation[i]);

		if (at >= from && at < from + n)
			return &all->citation[i];
	}
	return NULL;
}

static bool is_type(struct arena *a, const struct citation *c,
		    const char *const *cell)
{
	const char *type = strcmp(cell[COL_FORM], "numbered") == 0
				   ? cell[COL_WRITTEN] : cell[COL_TYPE];

	if (strcmp(type, "Điều luật") == 0) /* "Điều 54 Luật ..." */
		return strcmp(c->type, "Luật") == 0 &&
		       strcmp(c->article, "Điều 54") == 0;
	if (c->form == CITATION_HEAD)
		return strcmp(type, "Kế hoạch") == 0;
	return strcmp(text_fold(a, c->type), text_fold(a, type)) == 0 ||
	       (strcmp(type, "Chương trình hành động") == 0 &&
		strcmp(c->type, "Chương trình") == 0);
}

static const char *short_issuer(struct arena *a, const char *s)
{
	static const char *const out[] = { "tinh", "lang son" };
	const char *fold = text_fold(a, s);

	if (strstr(fold, "hoi dong nhan dan"))
		return "hdnd";
	return text_without(a, fold, out, 2);
}

TEST(citation_finds_the_98_of_the_golden_document)
{
	struct err e = { 0 };
	struct document *d = document_read(a, DATA "seed.txt", &e);
	struct citations *all = citations_find(a, d, words_of_document(a, d));
	struct sheet *s = sheet_open(a, "test/lint/citations.csv", NULL, &e);
	struct sheet_row row;
	size_t n = 0;
	size_t coded = 0;

	sheet_next(s, &row, &e);
	while (sheet_next(s, &row, &e) > 0) {
		const char *const *cell = row.cell;
		const struct citation *c = of_row(d, all, cell);
		bool ok = true;

		n++;
		if (!CHECK(c != NULL)) {
			printf("  %s: %s\n", cell[COL_ID], cell[COL_RAW]);
			continue;
		}
		ok &= CHECK(is_type(a, c, cell));
		if (strcmp(cell[COL_FORM], "numbered") == 0) {
			coded++;
			ok &= CHECK_INT(c->form, CITATION_CODED);
			ok &= CHECK_STR(c->code, cell[COL_SYMBOL]);
			ok &= CHECK_INT(start_of(d, c),
					strtoul(cell[COL_OFFSET], NULL, 10));
		}
		ok &= CHECK_STR(c->has_day ? day_iso(a, c->day) : "",
				cell[COL_DAY]);
		if (strcmp(cell[COL_HAS_ISSUER], "yes") == 0)
			ok &= CHECK_STR(short_issuer(a, c->issuer),
					short_issuer(a, cell[COL_ISSUER]));
		else if (strcmp(cell[COL_HAS_ISSUER], "no") == 0)
			ok &= CHECK_STR(c->issuer, "");
		if (!ok)
			printf("  %s: %s\n", cell[COL_ID], cell[COL_RAW]);
	}
	CHECK_INT(n, 98);
	for (size_t i = 0; i < all->n; i++)
		coded -= all->citation[i].form == CITATION_CODED;
	CHECK_INT(coded, 0); /* none is found that is not there */
}

/* --- patterns ------------------------------------------------------------------ */

static struct citations *find(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.txt", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return citations_find(a, d, words_of_document(a, d));
}

/* All citations of a text: "type|code|date|issuer", one a line. */
static const char *told(struct arena *a, const char *text)
{
	struct citations *all = find(a, text);
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];

		if (i > 0)
			buf_addch(&b, '\n');
		if (c->form == CITATION_NAMED) {
			buf_addf(&b, "%s|%s", c->type, c->title);
			if (c->year)
				buf_addf(&b, "|%d", c->year);
			continue;
		}
		buf_addf(&b, "%s|%s|%s|%s", c->type, c->code,
			 c->has_day ? day_iso(a, c->day)
			 : c->day_to > 0 ? "?" : "", c->issuer);
	}
	return b.data;
}

static const struct {
	const char *text;
	const char *told;
} patterns[] = {
	/* with and without "số", dates padded or not, long, with a comma */
	{ "Theo Quyết định 12/QĐ-UBND ngày 3/4/2022 của UBND tỉnh.",
	  "Quyết định|12/QĐ-UBND|2022-04-03|UBND tỉnh" },
	{ "Quyết định số 12/QĐ-UBND , ngày 03/04/2022 của Ủy ban nhân dân tỉnh",
	  "Quyết định|12/QĐ-UBND|2022-04-03|Ủy ban nhân dân tỉnh" },
	{ "Nghị quyết số 9/NQ-CP\nngày 05 tháng 3\nnăm 2021 của Chính phủ",
	  "Nghị quyết|9/NQ-CP|2021-03-05|Chính phủ" },
	{ "Chỉ thị số 7/CT-TTg ngày 9.5.2020", "Chỉ thị|7/CT-TTg|2020-05-09|" },
	{ "Tờ trình số 31/TTr-SNN ngày 9-5-2020",
	  "Tờ trình|31/TTr-SNN|2020-05-09|" },
	{ "Thông tư số 5/2021/TT-BTC ngày 7/4/202 1",
	  "Thông tư|5/2021/TT-BTC|2021-04-07|" },
	/* the date after the issuer */
	{ "Quyết định số 44/QĐ-TTg của Thủ tướng Chính phủ ngày 8/10/2019",
	  "Quyết định|44/QĐ-TTg|2019-10-08|Thủ tướng Chính phủ" },
	/* issuers with "và" and a dash in their name */
	{ "Công văn số 55/BKHĐT-HTX ngày 9/7/2020 của Bộ Kế hoạch và Đầu tư "
	  "và Công văn số 66/BTC-HCSN ngày 10/7/2020 của Bộ Tài chính về vốn",
	  "Công văn|55/BKHĐT-HTX|2020-07-09|Bộ Kế hoạch và Đầu tư\n"
	  "Công văn|66/BTC-HCSN|2020-07-10|Bộ Tài chính" },
	{ "Thông tư số 3/2019/TT-BLĐTBXH ngày 11/6/2019 của Bộ Lao động - "
	  "Thương binh và Xã hội hướng dẫn",
	  "Thông tư|3/2019/TT-BLĐTBXH|2019-06-11|"
	  "Bộ Lao động - Thương binh và Xã hội" },
	/* the Party's, in its several spellings */
	{ "Kết luận số 77-KL/TW, Chương trình hành động số 8-CTr/TU, "
	  "Chương trình số 8/CTr-TU, Nghị quyết số 6 - NQ/TƯ",
	  "Kết luận|77-KL/TW||\nChương trình hành động|8-CTr/TU||\n"
	  "Chương trình|8/CTr-TU||\nNghị quyết|6-NQ/TƯ||" },
	/* other letters for Đ; dashes of Word; blanks around them */
	{ "NGHỊ ĐỊNH SỐ 11/2018/N\xc3\x90-CP; Quyết định số 5/Q\xc4\x90–UBND; "
	  "Quyết định số 6/QĐ - UBND ngày 4/4/2020",
	  "Nghị định|11/2018/NĐ-CP||\nQuyết định|5/QĐ-UBND||\n"
	  "Quyết định|6/QĐ-UBND|2020-04-04|" },
	/* lists */
	{ "các Nghị quyết số 10/NQ-HĐND ngày 4/4/2020 và số 11/NQ-HĐND ngày "
	  "5/4/2020 của HĐND tỉnh",
	  "Nghị quyết|10/NQ-HĐND|2020-04-04|\n"
	  "Nghị quyết|11/NQ-HĐND|2020-04-05|HĐND tỉnh" },
	{ "Quyết định số 12, 14 và 15/QĐ-UBND ngày 4/4/2020",
	  "Quyết định|12/QĐ-UBND||\nQuyết định|14/QĐ-UBND||\n"
	  "Quyết định|15/QĐ-UBND|2020-04-04|" },
	{ "Nghị quyết 10/NQ-HĐND, 11/NQ-HĐND",
	  "Nghị quyết|10/NQ-HĐND||\nNghị quyết|11/NQ-HĐND||" },
	/* the number after the issuer; a bracket after the issuer; a blank in
	 * the code; numbers of a list glued to the type */
	{ "Kết luận của Ban Bí thư số 78-KL/TW ngày 10/6/2020 về tổ chức",
	  "Kết luận|78-KL/TW|2020-06-10|Ban Bí thư" },
	{ "Nghị quyết số 25 /2021/NQ-HĐND; 3Quyết định 246/2006/QĐ-TTg",
	  "Nghị quyết|25/2021/NQ-HĐND||\nQuyết định|246/2006/QĐ-TTg||" },
	{ "Sở Kế hoạch và Đầu tư tại Tờ trình số 7/TTr-SKHĐT; Bộ Kế hoạch và "
	  "Đầu tư hướng dẫn",
	  "Tờ trình|7/TTr-SKHĐT||" },
	{ "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 "
	  "năm 2003, Luật Đầu tư và Luật Đất đai",
	  "Luật|Tổ chức Hội đồng nhân dân và Ủy ban nhân dân\n"
	  "Luật|Đầu tư\nLuật|Đất đai" },
	/* an amended document has no date of its own */
	{ "Nghị định số 40/2019/NĐ-CP ngày 13/5/2019 sửa đổi Nghị định số "
	  "10/2015/NĐ-CP của Chính phủ",
	  "Nghị định|40/2019/NĐ-CP|2019-05-13|\n"
	  "Nghị định|10/2015/NĐ-CP||Chính phủ" },
	/* numbers alone */
	{ "theo Nghị định 193, Nghị định 98/2018 và Quyết định số 167 của Thủ "
	  "tướng",
	  "Nghị định|193||\nNghị định|98/2018||\nQuyết định|167||Thủ tướng" },
	/* laws by name, year and number */
	{ "Luật Hợp tác xã năm 2012, Luật HTX 2003; Luật Đất đai số "
	  "45/2013/QH13 ngày 29/11/2013 của Quốc hội",
	  "Luật|Hợp tác xã|2012\nLuật|HTX|2003\nLuật|45/2013/QH13|2013-11-29|"
	  "Quốc hội" },
	{ "Luật số 17/2023/QH15, Bộ luật Dân sự 2015 và Luật Hợp tác xã (sửa "
	  "đổi)",
	  "Luật|17/2023/QH15||\nBộ luật|Dân sự|2015\n"
	  "Luật|Hợp tác xã (sửa đổi)" },
	/* blank and impossible */
	{ "Quyết định số    /QĐ-UBND ngày     tháng     năm 2023 của UBND tỉnh",
	  "Quyết định||?|UBND tỉnh" },
	{ "Quyết định số ....../QĐ-UBND ngày .../7/2023",
	  "Quyết định||?|" },
	{ "Kế hoạch số 5/KH-UBND ngày 31/6/2023", "Kế hoạch|5/KH-UBND|?|" },
	/* no citations */
	{ "đạt 900 triệu đồng/HTX/năm; 7/11 huyện; 4/12 HTX; kế hoạch 40 HTX; "
	  "5 năm 2021-2025; quyết định giải thể 20 HTX; số 12; 3-4/HTX; "
	  "30/6/2023; theo quy định; luật sư; 20-NĐ", "" },
	{ "Kế hoạch 5 năm, Quyết định 20 HTX giải thể, đạt Kế hoạch 2024", "" },
};

TEST(citation_patterns)
{
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (!CHECK_STR(told(a, patterns[i].text), patterns[i].told))
			printf("  %s\n", patterns[i].text);
}

TEST(citation_titles)
{
	struct citations *all = find(a,
		"Quyết định số 5/QĐ-UBND ngày 4/4/2020 của UBND tỉnh về phát "
		"triển kinh tế tập thể (KTTT), hợp tác xã giai đoạn 2021-2025, "
		"UBND tỉnh giao các sở; Kế hoạch số 6/KH-UBND thực hiện Nghị "
		"quyết số 7/NQ-CP ngày 5/5/2020.");

	CHECK_INT(all->n, 3);
	CHECK_STR(all->citation[0].title,
		  "về phát triển kinh tế tập thể (KTTT), hợp tác xã giai đoạn "
		  "2021-2025");
	CHECK_STR(all->citation[1].title, "thực hiện");
	CHECK_STR(all->citation[2].title, "");
	all = find(a, "Nghị quyết số 7-NQ/TW của Ban Chấp hành Trung ương Đảng "
		      "(khóa XIII) về “giữ rừng”, giao các sở");
	CHECK_STR(all->citation[0].title, "về “giữ rừng”");
}
