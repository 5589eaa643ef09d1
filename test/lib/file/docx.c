/* SPDX-License-Identifier: Apache-2.0 */
/* Writing DOCX.  Tests src/lib/file/docxpart.c too.  With HOPTAC_KEEP_DOCX set
 * to a path the sample is left there, for an eye and for LibreOffice. */
#include "lib/base/buf.h"
#include "lib/file/docx.h"
#include "lib/file/zip.h"
#include "test.h"

#include <expat.h>

/* A document with everything in it. */
static void sample(struct arena *a, const char *path, bool draft)
{
	static const int head[] = { 560, 1040 };
	static const int columns[] = { 120, 780, 350, 350 };
	struct docx *d = docx_new(a, "Kế hoạch <thử> & in");

	if (draft)
		docx_draft(d, "DỰ THẢO");
	docx_table(d, 2, head, 0);
	docx_row(d, 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "ỦY BAN NHÂN DÂN\nTỈNH MINH HOẠ", DOCX_BOLD | DOCX_SMALLER);
	docx_rule(d, 400);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
		  DOCX_BOLD | DOCX_SMALLER);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "Độc lập - Tự do - Hạnh phúc", DOCX_BOLD);
	docx_rule(d, 600);
	docx_row(d, 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "Số:      /KH-UBND", DOCX_SMALLER);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "Minh Hoạ, ngày    tháng    năm 2024",
		  DOCX_ITALIC | DOCX_SMALLER);
	docx_table_end(d);
	docx_paragraph(d, DOCX_TITLE);
	docx_text(d, "Kế hoạch", 0);
	docx_paragraph(d, DOCX_SUBJECT);
	docx_text(d, "Phát triển kinh tế tập thể năm thử nghiệm", 0);
	docx_rule(d, 300);
	docx_paragraph(d, DOCX_HEADING_1);
	docx_text(d, "Phần thứ nhất", DOCX_CAPS);
	docx_paragraph(d, DOCX_HEADING_2);
	docx_text(d, "I. Tình hình", 0);
	docx_paragraph(d, DOCX_HEADING_3);
	docx_text(d, "1. Số lượng", 0);
	docx_paragraph(d, DOCX_HEADING_4);
	docx_text(d, "1.1. Hợp tác xã", 0);
	for (int i = 0; i < 30; i++) {
		docx_paragraph(d, DOCX_BODY);
		docx_text(d, "Đến 30/6/2023 có ", 0);
		docx_bookmark(d, "p1.tổng", "474", DOCX_BOLD);
		docx_text(d, " HTX, vốn ", 0);
		docx_text(d, "991,5", DOCX_HIGHLIGHT | DOCX_UNDERLINE);
		docx_text(d, "(1)", DOCX_RAISED);
		docx_text(d, " tỷ đồng; chữ tiếp theo để dòng này dài hơn một "
			     "dòng của trang giấy và căn đều hai bên", 0);
		if (i % 12 == 0)
			docx_footnote(d, "Nguồn: <sổ> đăng ký & báo cáo.");
		docx_text(d, ".", 0);
	}
	docx_paragraph(d, DOCX_ITEM);
	docx_text(d, "- Một mục", 0);
	docx_break(d);
	docx_text(d, "và dòng hai.", 0);
	docx_table(d, 4, columns, 1);
	docx_row(d, 1);
	docx_cell(d, 2);
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, "Chỉ tiêu", DOCX_BOLD);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, "Thực hiện", DOCX_BOLD);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, "Kế hoạch", DOCX_BOLD);
	for (int i = 1; i <= 40; i++) {
		docx_row(d, 0);
		docx_cell(d, 1);
		docx_paragraph(d, DOCX_CELL_CENTER);
		docx_text(d, arena_printf(a, "%d", i), 0);
		docx_cell(d, 1);
		docx_paragraph(d, DOCX_CELL);
		docx_text(d, "Vốn đầu tư phát triển", 0);
		docx_cell(d, 1);
		docx_paragraph(d, DOCX_CELL_RIGHT);
		docx_text(d, "23.720", 0);
		docx_cell(d, 1); /* left empty */
	}
	docx_table_end(d);
	docx_table(d, 2, head, 0);
	docx_row(d, 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_RECIPIENT);
	docx_text(d, "Nơi nhận:", DOCX_BOLD | DOCX_ITALIC);
	docx_paragraph(d, DOCX_RECIPIENT);
	docx_text(d, "- Lưu: VT.", 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", DOCX_BOLD);
	docx_table_end(d);
	docx_page_break(d);
	docx_paragraph(d, DOCX_PLAIN);
	docx_text(d, "Phụ lục\tvới dấu nhảy", 0);
	CHECK_INT(docx_write(d, path, NULL), 0);
}

static char *part(struct arena *a, const char *path, const char *entry)
{
	size_t n;
	struct err e = { 0 };
	char *s = zip_read_entry(a, path, entry, 1 << 24, &n, &e);

	if (!CHECK(s != NULL))
		printf("  %s\n", e.message);
	return s ? s : arena_strdup(a, "");
}

static size_t count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)); s += strlen(what))
		n++;
	return n;
}

/* Every part is there and well-formed. */
TEST(docx_is_well_formed)
{
	static const char *const parts[] = {
		"[Content_Types].xml", "_rels/.rels", "word/document.xml",
		"word/_rels/document.xml.rels", "word/styles.xml",
		"word/settings.xml", "word/footnotes.xml", "word/header1.xml",
		"word/header2.xml", "docProps/core.xml", "docProps/app.xml",
	};
	const char *keep = getenv("HOPTAC_KEEP_DOCX");
	char *path = keep ? arena_strdup(a, keep)
			  : arena_printf(a, "%s/a.docx", test_dir(a));

	sample(a, path, true);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		char *s = part(a, path, parts[i]);
		XML_Parser p = XML_ParserCreateNS(NULL, '|');

		if (!CHECK(XML_Parse(p, s, (int)strlen(s), 1) ==
			   XML_STATUS_OK))
			printf("  %s\n", parts[i]);
		XML_ParserFree(p);
	}
}

TEST(docx_page_of_the_decree)
{
	char *path = arena_printf(a, "%s/a.docx", test_dir(a));
	char *s;

	sample(a, path, false);
	s = part(a, path, "word/document.xml");
	/* A4 = 210 x 297 mm, margins 20/20/30/20 mm, in twips of 1/1440 inch:
	 * 210 / 25.4 * 1440 = 11905.5; 20 mm = 1133.9; 30 mm = 1700.8 */
	CHECK(strstr(s, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") != NULL);
	CHECK(strstr(s, "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" "
			"w:left=\"1701\"") != NULL);
	CHECK(strstr(s, "<w:titlePg/>") != NULL);
	CHECK_INT(count(s, "<w:vertAlign w:val=\"superscript\"/>"), 30);
	CHECK(strstr(part(a, path, "word/header1.xml"), " PAGE ") != NULL);
	CHECK(strstr(part(a, path, "word/header2.xml"), " PAGE ") == NULL);
	CHECK(strstr(part(a, path, "word/header2.xml"), "DỰ THẢO") == NULL);
	CHECK(strstr(part(a, path, "word/styles.xml"),
		     "w:ascii=\"Times New Roman\"") != NULL);
}

TEST(docx_draft_is_marked_everywhere)
{
	char *path = arena_printf(a, "%s/a.docx", test_dir(a));

	sample(a, path, true);
	CHECK(strstr(part(a, path, "word/header1.xml"), "DỰ THẢO") != NULL);
	CHECK(strstr(part(a, path, "word/header2.xml"), "DỰ THẢO") != NULL);
}

TEST(docx_structure)
{
	char *path = arena_printf(a, "%s/a.docx", test_dir(a));
	char *s, *notes;

	sample(a, path, false);
	s = part(a, path, "word/document.xml");
	CHECK_INT(count(s, "<w:tbl>"), 3);
	CHECK_INT(count(s, "<w:tr>"), 2 + 41 + 1);
	/* a cell ends behind a paragraph, always; tables keep apart */
	CHECK_INT(count(s, "<w:tc>"), 4 + 3 + 160 + 2);
	CHECK_INT(count(s, "</w:p></w:tc>"), 4 + 3 + 160 + 2);
	CHECK_INT(count(s, "</w:tbl><w:tbl>"), 0);
	CHECK_INT(count(s, "<w:tblHeader/>"), 1);
	CHECK_INT(count(s, "<w:gridSpan w:val=\"2\"/>"), 1);
	CHECK_INT(count(s, "<w:pageBreakBefore/>"), 1);
	CHECK(strstr(s, "w:name=\"p1_t___ng\"") != NULL);
	/* i = 0, 12, 24 carry one */
	CHECK_INT(count(s, "<w:footnoteReference "), 3);
	notes = part(a, path, "word/footnotes.xml");
	CHECK_INT(count(notes, "Nguồn: &lt;sổ&gt; đăng ký &amp; báo cáo."), 3);
	CHECK(strstr(part(a, path, "docProps/core.xml"),
		     "Kế hoạch &lt;thử&gt; &amp; in") != NULL);
}

/* Word refuses a body that ends with a table. */
TEST(docx_ends_with_a_table)
{
	static const int width = 1600;
	char *path = arena_printf(a, "%s/a.docx", test_dir(a));
	struct docx *d = docx_new(a, "");

	docx_table(d, 1, &width, 1);
	docx_row(d, 0);
	docx_cell(d, 1);
	docx_table_end(d);
	CHECK_INT(docx_write(d, path, NULL), 0);
	CHECK(strstr(part(a, path, "word/document.xml"),
		     "</w:tbl><w:p/><w:sectPr>") != NULL);
}

TEST(docx_is_reproducible)
{
	char *dir = test_dir(a);
	char *one = arena_printf(a, "%s/1.docx", dir);
	char *two = arena_printf(a, "%s/2.docx", dir);
	char *x, *y;
	size_t n, m;

	sample(a, one, true);
	sample(a, two, true);
	x = file_read(a, one, 1 << 24, &n, NULL);
	y = file_read(a, two, 1 << 24, &m, NULL);
	CHECK_INT(n, m);
	CHECK(memcmp(x, y, n) == 0);
}

TEST(cell_over_two_rows)
{
	static const int widths[] = { 400, 400 };
	char *path = arena_printf(a, "%s/tall.docx", test_dir(a));
	struct docx *d = docx_new(a, "Ô cao");
	char *xml;
	size_t n;

	docx_table(d, 2, widths, 1);
	for (int row = 0; row < 2; row++) {
		docx_row(d, 1);
		docx_cell_tall(d, row);
		docx_cell(d, 1);
	}
	docx_table_end(d);
	CHECK_INT(docx_write(d, path, NULL), 0);
	xml = zip_read_entry(a, path, "word/document.xml", 1 << 20, &n, NULL);
	if (CHECK(xml != NULL)) {
		char *first = strstr(xml, "<w:vMerge w:val=\"restart\"/>");

		CHECK(first && strstr(first, "<w:vMerge w:val=\"continue\"/>"));
	}
}
