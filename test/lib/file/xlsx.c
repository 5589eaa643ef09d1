/* SPDX-License-Identifier: Apache-2.0 */
/* Reading XLSX: files of libxlsxwriter, of LibreOffice, and made by hand. */
#include "lib/file/csv.h"
#include "lib/file/zip.h"
#include "test.h"

#include <xlsxwriter.h>

static char *next_row(struct arena *a, struct sheet *s)
{
	struct buf b = BUF_INIT(a);
	struct err e = { 0 };
	struct sheet_row row;
	int r = s ? sheet_next(s, &row, &e) : 0;

	if (r <= 0)
		return r < 0 ? arena_printf(a, "%s @ %s", e.message, e.detail)
			     : arena_strdup(a, "end");
	buf_addf(&b, "%lld: ", (long long)row.number);
	for (size_t i = 0; i < row.n; i++)
		buf_addf(&b, "%s%s", i ? "|" : "", row.cell[i]);
	return b.data;
}

static struct sheet *open_sheet(struct arena *a, const char *path,
				const char *name)
{
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, path, name, &e);

	if (!CHECK(s != NULL))
		printf("  %s\n", e.message);
	return s;
}

TEST(xlsx_of_libxlsxwriter)
{
	char *path = arena_printf(a, "%s/w.xlsx", test_dir(a));
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *p = workbook_add_worksheet(w, "Đăng ký");
	lxw_worksheet *q = workbook_add_worksheet(w, "Hai");
	lxw_format *date = workbook_add_format(w);
	lxw_format *money = workbook_add_format(w);
	lxw_datetime day = { .year = 2023, .month = 6, .day = 30 };
	struct sheet *s;

	format_set_num_format(date, "dd/mm/yyyy");
	format_set_num_format(money, "#,##0 \"đồng\"");
	worksheet_write_string(p, 0, 0, "Tên", NULL);
	worksheet_write_string(p, 0, 1, "Ngày", NULL);
	worksheet_write_string(p, 0, 3, "Vốn", NULL);
	worksheet_write_string(p, 4, 0, " HTX <Vie\xcc\xa3\xcc\x82t> & \"A\" ",
			       NULL);
	worksheet_write_datetime(p, 4, 1, &day, date);
	worksheet_write_number(p, 4, 2, 36.48, NULL);
	worksheet_write_number(p, 4, 3, 991500000000.0, money);
	worksheet_write_boolean(p, 5, 0, 1, NULL);
	worksheet_write_formula_num(p, 5, 1, "=1+1", NULL, 2);
	worksheet_write_formula_str(p, 5, 2, "=\"x\"", NULL, "x");
	worksheet_write_string(p, 5, 3, "06", NULL);
	worksheet_write_blank(p, 6, 0, date);
	worksheet_write_string(q, 2, 1, "B3", NULL);
	CHECK_INT(workbook_close(w), LXW_NO_ERROR);

	s = open_sheet(a, path, NULL);
	CHECK(sheet_typed(s));
	CHECK_STR(next_row(a, s), "1: Tên|Ngày||Vốn");
	CHECK_STR(next_row(a, s),
		  "5: HTX <Việt> & \"A\"|2023-06-30|36.48|991500000000");
	CHECK_STR(next_row(a, s), "6: 1|2|x|06");
	CHECK_STR(next_row(a, s), "end");
	CHECK_STR(next_row(a, s), "end");
	CHECK_STR(next_row(a, open_sheet(a, path, "Hai")), "3: |B3");
}

/* The same with inline strings, as constant_memory writes them; and many
 * rows, so that the parser suspends across pieces. */
TEST(xlsx_streams)
{
	char *path = arena_printf(a, "%s/w.xlsx", test_dir(a));
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	lxw_workbook *w = workbook_new_opt(path, &options);
	lxw_worksheet *p = workbook_add_worksheet(w, NULL);
	struct sheet *s;
	struct sheet_row row;
	struct err e = { 0 };
	int64_t n = 0;

	for (lxw_row_t i = 0; i < 5000; i++) {
		worksheet_write_number(p, i, 0, i, NULL);
		worksheet_write_string(p, i, 1, "Đình Lập", NULL);
	}
	CHECK_INT(workbook_close(w), LXW_NO_ERROR);
	s = open_sheet(a, path, NULL);
	while (sheet_next(s, &row, &e) == 1) {
		n++;
		CHECK_INT(row.number, n);
		CHECK_STR(row.cell[0], arena_printf(a, "%d", (int)n - 1));
		CHECK_STR(row.cell[1], "Đình Lập");
	}
	CHECK_INT(n, 5000);
	CHECK_INT(e.kind, ERR_NONE);
}

/* test/data/xlsx/README says how it was made. */
TEST(xlsx_of_libreoffice)
{
	struct sheet *s = open_sheet(a, "test/data/xlsx/libreoffice.xlsx",
				     NULL);

	CHECK_STR(next_row(a, s), "1: Tên|Xã|Ngày|Vốn|Tỷ lệ|Đúng");
	CHECK_STR(next_row(a, s), "2: HTX Đình Lập|Bính Xá|2023-06-30|"
				  "991500000000|0.125|1");
	CHECK_STR(next_row(a, s), "4: Dòng một\nhai||2024-01-05|-36.48|1000|0");
	CHECK_STR(next_row(a, s), "end");
}

#define RELS                                                                 \
	"<Relationships xmlns='r'><Relationship Id='rId1' "                  \
	"Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define BOOK                                                                 \
	"<workbook xmlns='m' xmlns:r='q'><workbookPr date1904='1'/><sheets>" \
	"<sheet name='An' sheetId='1' state='hidden' r:id='rId1'/>"          \
	"<sheet name='Bình' sheetId='2' r:id='rId2'/></sheets></workbook>"
#define BOOK_RELS                                                            \
	"<Relationships xmlns='r'>"                                          \
	"<Relationship Id='rId1' Type='x/worksheet' Target='s1.xml'/>"       \
	"<Relationship Id='rId2' Type='x/worksheet' Target='/xl/s2.xml'/>"   \
	"<Relationship Id='rId3' Type='x/sharedStrings' Target='ss.xml'/>"   \
	"<Relationship Id='rId4' Type='x/styles' Target='st.xml'/>"          \
	"</Relationships>"
#define STYLES                                                               \
	"<styleSheet xmlns='m'><numFmts><numFmt numFmtId='164' "             \
	"formatCode='yyyy&quot;d&quot;'/></numFmts><cellStyleXfs><xf "       \
	"numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>"          \
	"<xf numFmtId='164'/><xf numFmtId='14'/></cellXfs></styleSheet>"
#define STRINGS                                                              \
	"<sst xmlns='m'><si><t>một</t></si><si><r><t>h</t></r><r><t>ai</t>"  \
	"</r><rPh><t>no</t></rPh></si><si><t>a_x000D_\nb</t></si></sst>"

/* A workbook by hand around one worksheet. */
static char *by_hand(struct arena *a, const char *sheet, const char *strings)
{
	char *path = arena_printf(a, "%s/h.xlsx", test_dir(a));
	struct zip_entry entries[] = {
		{ "_rels/.rels", RELS, strlen(RELS) },
		{ "xl/workbook.xml", BOOK, strlen(BOOK) },
		{ "xl/_rels/workbook.xml.rels", BOOK_RELS, strlen(BOOK_RELS) },
		{ "xl/st.xml", STYLES, strlen(STYLES) },
		{ "xl/ss.xml", strings, strlen(strings) },
		{ "xl/s1.xml", "<worksheet/>", 12 },
		{ "xl/s2.xml", sheet, strlen(sheet) },
	};

	CHECK_INT(zip_write(path, entries, ARRAY_LEN(entries), NULL), 0);
	return path;
}

TEST(xlsx_by_hand)
{
	/* no references, a gap, inline strings, every type, prefixes */
	static const char sheet[] =
		"<x:worksheet xmlns:x='m'><x:sheetData>"
		"<x:row><x:c t='s'><x:v>0</x:v></x:c><x:c t='s'><x:v>1</x:v>"
		"</x:c><x:c t='s'><x:v>2</x:v></x:c></x:row><x:row/>"
		"<x:row r='5'><x:c r='C5' s='1'><x:v>43645</x:v></x:c>"
		"<x:c s='2'><x:v>43645.25</x:v></x:c>"
		"<x:c s='0'>\n<x:v>4.3645E4</x:v>\n</x:c></x:row>"
		"<x:row>\n <x:c t='inlineStr'><x:is><x:r><x:t>in</x:t></x:r>"
		"<x:r><x:t>line</x:t></x:r></x:is></x:c>"
		"<x:c t='e'><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c>"
		"<x:c t='b'>\n <x:v>1</x:v>\n </x:c>\n <x:c t='str'><x:v>7</x:v></x:c>"
		"<x:c t='d'><x:v>2023-06-30T00:00:00</x:v></x:c>"
		"<x:c s='9'/></x:row>"
		"</x:sheetData></x:worksheet>";
	struct sheet *s = open_sheet(a, by_hand(a, sheet, STRINGS), NULL);
	struct err e = { 0 };

	CHECK_STR(next_row(a, s), "1: một|hai|a \nb");
	CHECK_STR(next_row(a, s),
		  "5: ||2023-06-30|2023-06-30T06:00:00|43645");
	CHECK_STR(next_row(a, s), "6: inline|#DIV/0!|1|7|2023-06-30");
	CHECK_STR(next_row(a, s), "end");
	CHECK(!sheet_open(a, by_hand(a, sheet, STRINGS), "Chi", &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "“An”, “Bình”");
}

static void refuse(struct arena *a, const char *path, enum err_kind kind,
		   const char *text)
{
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, path, NULL, &e);
	struct sheet_row row;
	int r = 1;

	while (s && r == 1)
		r = sheet_next(s, &row, &e);
	CHECK(!s || r == -1);
	CHECK_ERR(&e, kind, text);
}

#define SHEET(rows)                                                          \
	"<worksheet xmlns='m'><sheetData>" rows "</sheetData></worksheet>"

TEST(xlsx_refuses_broken_sheets)
{
	refuse(a, by_hand(a, SHEET("<row r='2'/><row r='1'/>"), STRINGS),
	       ERR_INPUT, "đứng sau hàng 2");
	refuse(a, by_hand(a, SHEET("<row r='9999999999'><c><v>1</v></c></row>"),
			  STRINGS), ERR_INPUT, "quá nhiều hàng");
	refuse(a, by_hand(a, SHEET("<row><c r='ZZZ1'><v>1</v></c></row>"),
			  STRINGS), ERR_INPUT, "quá nhiều cột");
	refuse(a, by_hand(a, SHEET("<row><c t='s'><v>3</v></c></row>"),
			  STRINGS), ERR_INPUT, "ô A1");
	refuse(a, by_hand(a, SHEET("<row><c></row>"), STRINGS), ERR_INPUT,
	       "xl/s2.xml");
	refuse(a, by_hand(a, "", STRINGS), ERR_INPUT, "xl/s2.xml");
	refuse(a, by_hand(a, SHEET(""), "<sst"), ERR_INPUT, "xl/ss.xml");
}

/* Ten entities of ten of ten ...: nothing of it is expanded. */
TEST(xlsx_entity_bomb)
{
	struct buf b = BUF_INIT(a);

	buf_adds(&b, "<?xml version='1.0'?><!DOCTYPE sst [<!ENTITY a0 'x'>");
	for (int i = 1; i < 20; i++) {
		buf_addf(&b, "<!ENTITY a%d '", i);
		for (int j = 0; j < 10; j++)
			buf_addf(&b, "&a%d;", i - 1);
		buf_adds(&b, "'>");
	}
	buf_adds(&b, "]><sst><si><t>&a19;</t></si></sst>");
	refuse(a, by_hand(a, SHEET(""), b.data), ERR_INPUT, "khai báo DTD");
	refuse(a, by_hand(a, b.data, STRINGS), ERR_INPUT, "khai báo DTD");
}

TEST(xlsx_zip_bomb)
{
	size_t n = 60 << 20;
	char *sheet = arena_alloc(a, n + 1);

	/* blanks between rows: valid XML, packed a thousand times smaller */
	memset(sheet, ' ', n);
	memcpy(sheet, "<worksheet><sheetData>", 22);
	memcpy(sheet + n - 24, "</sheetData></worksheet>", 24);
	refuse(a, by_hand(a, sheet, STRINGS), ERR_INPUT, "bom nén");
}

TEST(xlsx_refuses_other_zips)
{
	char *path = arena_printf(a, "%s/o.xlsx", test_dir(a));
	static const struct zip_entry entry = { "a", "aaaa", 4 };
	static const struct zip_entry docx = { "_rels/.rels",
					       "<Relationships/>", 16 };
	char *good = by_hand(a, SHEET("<row><c><v>1</v></c></row>"), STRINGS);
	char *data;
	size_t n;

	CHECK_INT(zip_write(path, &entry, 1, NULL), 0);
	refuse(a, path, ERR_INPUT, "không phải là bảng tính");
	CHECK_INT(zip_write(path, &docx, 1, NULL), 0);
	refuse(a, path, ERR_INPUT, "không phải là bảng tính");
	CHECK_INT(file_write(path, "a,b\n", 4, NULL), 0);
	refuse(a, path, ERR_INPUT, "không phải là tệp ZIP");
	refuse(a, "/nonexistent/a.xlsx", ERR_NOTFOUND, "a.xlsx");
	data = file_read(a, good, 99999, &n, NULL);
	for (size_t cut = 1; cut < n; cut += 97) {
		struct err e = { 0 };

		CHECK_INT(file_write(path, data, n - cut, NULL), 0);
		CHECK(!sheet_open(a, path, NULL, &e));
		CHECK_INT(e.kind, ERR_INPUT);
	}
}

TEST(xlsx_tells_numbers_formulas_and_per_cents)
{
	char *path = arena_printf(a, "%s/m.xlsx", test_dir(a));
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *p = workbook_add_worksheet(w, "Một");
	lxw_format *own = workbook_add_format(w);
	lxw_format *quoted = workbook_add_format(w);
	struct err e = { 0 };
	struct sheet_row row;
	struct sheet *s;

	format_set_num_format(own, "0.0%");
	format_set_num_format(quoted, "0\"%\"");
	worksheet_write_number(p, 0, 0, 5, NULL);
	worksheet_write_string(p, 0, 1, "5", NULL);
	worksheet_write_number(p, 0, 2, 0.5, own);
	worksheet_write_number(p, 0, 3, 50, quoted);
	worksheet_write_formula_num(p, 0, 4, "=A1", own, 5);
	worksheet_write_formula_str(p, 0, 6, "=B1", NULL, "x");
	workbook_close(w);
	s = open_sheet(a, path, NULL);
	if (!CHECK(s && sheet_next(s, &row, &e) == 1))
		return;
	CHECK_STR(sheet_name(s), "Một");
	CHECK_INT(row.n, 7);
	CHECK_INT(row.mark[0], SHEET_NUMBER);
	CHECK_INT(row.mark[1], 0);
	CHECK_INT(row.mark[2], SHEET_NUMBER | SHEET_PERCENT);
	CHECK_INT(row.mark[3], SHEET_NUMBER);
	CHECK_INT(row.mark[4], SHEET_NUMBER | SHEET_PERCENT | SHEET_FORMULA);
	CHECK_INT(row.mark[5], 0);
	CHECK_INT(row.mark[6], SHEET_FORMULA);
}
