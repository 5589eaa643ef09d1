/* SPDX-License-Identifier: Apache-2.0 */
/* Marking cells: what changes, and that nothing else does.  Tests
 * src/lib/file/xlsxnote.c too. */
#include "lib/file/xlsxmark.h"

#include "lib/file/csv.h"
#include "lib/file/zip.h"
#include "test.h"

#include <xlsxwriter.h>

/* Two sheets: formulas, a chart, formats, comments on the second. */
static const char *workbook(struct arena *a)
{
	char *path = arena_printf(a, "%s/w.xlsx", test_dir(a));
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *p = workbook_add_worksheet(w, "Biểu 1");
	lxw_worksheet *q = workbook_add_worksheet(w, "Biểu 2");
	lxw_chart *chart = workbook_add_chart(w, LXW_CHART_COLUMN);
	lxw_format *money = workbook_add_format(w);

	format_set_num_format(money, "#,##0.00");
	format_set_bold(money);
	for (int i = 0; i < 4; i++) {
		worksheet_write_number(p, (lxw_row_t)i, 1, i + 1, money);
		worksheet_write_number(q, (lxw_row_t)i, 1, i + 1, NULL);
	}
	worksheet_write_formula_num(p, 4, 1, "=SUM(B1:B4)", money, 10);
	chart_add_series(chart, NULL, "='Biểu 1'!$B$1:$B$4");
	worksheet_insert_chart(p, 6, 3, chart);
	worksheet_write_comment(q, 1, 1, "lời cũ");
	worksheet_write_comment(q, 2, 1, "lời khác");
	workbook_close(w);
	return path;
}

static const char *part(struct arena *a, const char *path, const char *entry)
{
	struct err e = { 0 };
	size_t n;
	char *text = zip_read_entry(a, path, entry, 1 << 20, &n, &e);

	return text ? text : arena_strdup(a, e.message);
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

static const struct xlsx_mark marks[] = {
	{ "Biểu 1", 1, 2, 0xFF9C9C, "Đề xuất: 2 → 3" },
	{ "Biểu 1", 1, 5, 0xFFF2CC, "tổng <sai>" },
	{ "Biểu 2", 1, 2, 0xFF9C9C, "lời mới" },
	{ "Biểu 2", 1, 1, 0xFFF2CC, "một lời nữa" },
	{ "Biểu 2", 7, 9, 0xFFF2CC, "ô trống" },
	{ "Biểu 2", 1, 4, 0xFFF2CC, NULL },
};

static const char *marked(struct arena *a, const char *from)
{
	const char *path = arena_printf(a, "%s/m.xlsx", test_dir(a));
	struct err e = { 0 };

	if (!CHECK(xlsx_mark(from, path, "hoptac", marks, ARRAY_LEN(marks),
			     &e) == 0))
		printf("  %s (%s)\n", e.message, e.detail);
	return path;
}

TEST(other_parts_of_a_marked_workbook_are_the_same)
{
	static const char *const same[] = {
		"xl/workbook.xml", "xl/charts/chart1.xml",
		"xl/drawings/drawing1.xml", "xl/theme/theme1.xml",
		"xl/worksheets/_rels/sheet2.xml.rels", "docProps/core.xml",
		"xl/_rels/workbook.xml.rels",
	};
	const char *from = workbook(a);
	const char *path = marked(a, from);

	for (size_t i = 0; i < ARRAY_LEN(same); i++)
		CHECK_STR(part(a, path, same[i]), part(a, from, same[i]));
}

TEST(a_marked_cell_keeps_its_format_and_formula)
{
	const char *from = workbook(a);
	const char *path = marked(a, from);
	const char *sheet = part(a, path, "xl/worksheets/sheet1.xml");
	const char *styles = part(a, path, "xl/styles.xml");

	/* one format besides the default one; four are wanted: bold with two
	 * colours, plain with two */
	CHECK(strstr(styles, "<cellXfs count=\"6\""));
	CHECK_INT(count(styles, "numFmtId=\"164\" fontId=\"1\""), 3);
	CHECK(strstr(styles, "<fgColor rgb=\"FFFF9C9C\"/>"));
	CHECK(strstr(styles, "<fills count=\"4\""));
	CHECK(strstr(sheet, "<c r=\"B5\" s=\"3\"><f>SUM(B1:B4)</f><v>10</v>"));
	CHECK(strstr(sheet, "<c r=\"B2\" s=\"2\"><v>2</v>"));
	CHECK(strstr(sheet, "<c r=\"B3\" s=\"1\"><v>3</v>"));
	CHECK_INT(count(sheet, "<drawing r:id="), 1);
	CHECK(strstr(sheet, "<drawing r:id=\"rId1\"/><legacyDrawing"));
}

TEST(comments_are_added_and_old_ones_kept)
{
	const char *path = marked(a, workbook(a));
	const char *types = part(a, path, "[Content_Types].xml");
	const char *one = part(a, path, "xl/comments2.xml");
	const char *two = part(a, path, "xl/comments1.xml");
	const char *vml = part(a, path, "xl/drawings/vmlDrawing1.vml");

	CHECK(strstr(one, "<comment ref=\"B2\" authorId=\"0\">"));
	CHECK(strstr(one, "tổng &lt;sai&gt;"));
	CHECK(strstr(types, "PartName=\"/xl/comments2.xml\""));
	CHECK_INT(count(types, "Extension=\"vml\""), 1);
	CHECK_INT(count(two, "<comment ref=\"B2\""), 1);
	CHECK(strstr(two, "lời cũ"));
	CHECK(strstr(two, "lời mới"));
	CHECK(strstr(two, "lời khác"));
	CHECK(strstr(two, "<comment ref=\"H9\""));
	CHECK_INT(count(two, "<comment ref="), 4);
	/* a box for each comment */
	CHECK_INT(count(vml, "ObjectType=\"Note\""), 4);
	CHECK_INT(count(vml, "<v:shapetype"), 1);
	CHECK(strstr(part(a, path, "xl/drawings/vmlDrawing2.vml"),
		     "<x:Row>4</x:Row><x:Column>1</x:Column>"));
}

TEST(a_marked_workbook_reads_and_can_be_marked_again)
{
	const char *path = marked(a, marked(a, workbook(a)));
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, path, "Biểu 1", &e);
	struct sheet_row row;
	int n = 0;

	while (s && sheet_next(s, &row, &e) == 1) {
		CHECK_STR(row.cell[1], ++n < 5 ? arena_printf(a, "%d", n)
					       : "10");
		CHECK_INT(row.mark[1], n < 5 ? SHEET_NUMBER
					     : SHEET_NUMBER | SHEET_FORMULA);
	}
	CHECK_INT(n, 5);
	CHECK_INT(count(part(a, path, "xl/comments2.xml"), "<comment ref="),
		  2);
	CHECK_INT(count(part(a, path, "xl/comments2.xml"), "tổng"), 2);
}

/* A file as another program writes it: prefixes, no styles, cells without
 * names, a plain comment, a drawing that is no XML, relations upwards. */
TEST(workbooks_of_other_programs)
{
	static const char *const text[][2] = {
		{ "[Content_Types].xml", "<Types/>" },
		{ "_rels/.rels",
		  "<Relationships><Relationship Id='a' Type='o/officeDocument'"
		  " Target='/xl/w.xml'/></Relationships>" },
		{ "xl/w.xml",
		  "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet "
		  "name='A' r:id='s'/></x:sheets></x:workbook>" },
		{ "xl/_rels/w.xml.rels",
		  "<Relationships><Relationship Id='s' Type='o/worksheet' "
		  "Target='sheets/a.xml'/></Relationships>" },
		{ "xl/sheets/a.xml",
		  "<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c/><x:c>"
		  "<x:v>7</x:v></x:c></x:row></x:sheetData>"
		  "<x:legacyDrawing xmlns:q='r' q:id='v'/></x:worksheet>" },
		{ "xl/sheets/_rels/a.xml.rels",
		  "<p:Relationships xmlns:p='p'><p:Relationship Id='v' "
		  "Type='o/vmlDrawing' Target='../d/v.vml'/><p:Relationship "
		  "Id='c' Type='o/relationships/comments' Target='../c.xml'/>"
		  "</p:Relationships>" },
		{ "xl/c.xml",
		  "<comments xmlns='m'><authors/><commentList><comment "
		  "ref='B1'><text><t>cũ</t></text></comment></commentList>"
		  "</comments>" },
		{ "xl/d/v.vml", "<xml><br><v:shape id='_x0000_s2050'/></xml>" },
	};
	static const struct xlsx_mark both[] = {
		{ NULL, 0, 1, 1, "mới & A" },
		{ NULL, 1, 1, 1, "mới & B" },
	};
	struct zip_entry entry[ARRAY_LEN(text)];
	const char *from = arena_printf(a, "%s/o.xlsx", test_dir(a));
	const char *to = arena_printf(a, "%s/p.xlsx", test_dir(a));
	struct err e = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(text); i++)
		entry[i] = (struct zip_entry){ text[i][0], text[i][1],
					       strlen(text[i][1]) };
	CHECK_INT(zip_write(from, entry, ARRAY_LEN(text), &e), 0);
	if (!CHECK(xlsx_mark(from, to, "hoptac", both, 2, &e) == 0)) {
		printf("  %s (%s)\n", e.message, e.detail);
		return;
	}
	CHECK_STR(part(a, to, "xl/sheets/a.xml"), text[4][1]);
	CHECK_STR(part(a, to, "xl/sheets/_rels/a.xml.rels"), text[5][1]);
	CHECK(strstr(part(a, to, "xl/c.xml"), "<authors><author>hoptac"));
	CHECK(strstr(part(a, to, "xl/c.xml"), "<t>cũ\n\nmới &amp; B</t>"));
	CHECK(strstr(part(a, to, "xl/c.xml"), "ref=\"A1\" authorId=\"0\""));
	CHECK(strstr(part(a, to, "xl/d/v.vml"), "id=\"_x0000_s2051\""));
}

TEST(marks_that_cannot_be_made)
{
	const char *from = workbook(a);
	const char *to = arena_printf(a, "%s/none.xlsx", test_dir(a));
	const struct xlsx_mark nowhere = { "Biểu 9", 0, 1, 1, "x" };
	struct err e = { 0 };

	CHECK_INT(xlsx_mark(from, to, "hoptac", &nowhere, 1, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "Biểu 9");
	CHECK(!fopen(to, "r"));
	e = (struct err){ 0 };
	CHECK_INT(xlsx_mark(from, "/nowhere/at/all.xlsx", "hoptac", marks, 1,
			    &e), -1);
	CHECK_ERR(&e, ERR_IO, "");
}
