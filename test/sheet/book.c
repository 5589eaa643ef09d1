/* SPDX-License-Identifier: Apache-2.0 */
/* Cells as numbers: of a CSV, of a workbook. */
#include "fixture.h"

#include "lib/text/number.h"

#include <xlsxwriter.h>

/* The cell as state, printed value and interval: "known 67,6% 67.55..67.65". */
static const char *cell_text(struct arena *a, struct book *b, size_t column,
			     int64_t row)
{
	struct err e = { 0 };
	struct grid *g = book_grid(b, NULL, &e);
	struct cell *c = g ? book_cell(b, g, column, row, &e) : NULL;
	struct buf out = BUF_INIT(a);

	if (!c)
		return arena_printf(a, "%s", e.message);
	if (c->state == RULE_MISSING)
		return "missing";
	if (c->state == RULE_NOT_APPLICABLE)
		return "none";
	buf_addf(&out, "%s%s%s", cell_written(a, c),
		 c->value.low_open ? " (" : " ",
		 c->value.has_low ? dec_str(a, c->value.low) : "");
	if (!c->value.has_high ||
	    dec_cmp(c->value.low, c->value.high) != 0)
		buf_addf(&out, "..%s", c->value.has_high ?
					       dec_str(a, c->value.high) :
					       "");
	return out.data;
}

TEST(numbers_as_vietnamese_writes_them)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "1.250,5", "1.250,5 1250.5" },
		{ "06", "6 6" },
		{ "0", "0 0" },
		{ "-5", "-5 -5" },
		{ "", "missing" },
		{ "-", "none" },
		{ "–", "none" },
		{ "115%", "115% 114.5..115.5" },
		{ "67,6 %", "67,6% 67.55..67.65" },
		{ "khoảng 500", "khoảng 500 450..550" },
		{ "trên 50", "trên 50 (50.." },
		{ "3,5 - 4,5", "3,5 - 4,5 3.5..4.5" },
		{ "x", "ô B2 phải là một số, nhưng ghi “x”" },
		{ "#DIV/0!", "ô B2 phải là một số, nhưng ghi “#DIV/0!”" },
		{ "1.000.000.000.000.000", "1.000.000.000.000.000 "
					   "1000000000000000" },
		{ "1.000.000.000.000.001", "ô B2 ghi “1.000.000.000.000.001”: "
					   "số lớn hơn 10^15, không tính "
					   "chính xác được" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(cell_text(a,
				    table(a, arena_printf(a, "a;b\nx;%s\ny;\n",
							  cases[i].text)),
				    1, 2),
			  cases[i].want);
}

TEST(a_heading_with_a_per_cent_sign_makes_per_cents)
{
	struct book *b = table(a, "a;Tỷ lệ (%)\nx;67,6\n");
	struct err e = { 0 };
	struct cell *c;

	CHECK_STR(cell_text(a, b, 1, 2), "67,6% 67.55..67.65");
	c = book_cell(b, book_grid(b, NULL, &e), 1, 2, &e);
	CHECK_STR(c->name, "B2");
	CHECK_STR(c->label, "x, Tỷ lệ (%)");
}

TEST(cells_of_a_workbook)
{
	char *path = arena_printf(a, "%s/w.xlsx", test_dir(a));
	lxw_workbook *w = workbook_new(path);
	lxw_worksheet *s = workbook_add_worksheet(w, "Biểu 1");
	lxw_format *percent = workbook_add_format(w);
	struct err e = { 0 };
	struct book *b;

	format_set_num_format(percent, "0.0%");
	worksheet_write_number(s, 0, 0, 1.25, NULL);
	worksheet_write_number(s, 0, 1, 0.676, percent);
	worksheet_write_string(s, 0, 2, "1.250", NULL);
	worksheet_write_formula_num(s, 0, 3, "=A1*2", NULL, 2.5);
	worksheet_write_number(s, 0, 4, 1.0 / 3, NULL);
	workbook_close(w);
	b = book_open(a, path, &e);
	if (!CHECK(b != NULL))
		return;
	CHECK_STR(cell_text(a, b, 0, 1), "1,25 1.25");
	CHECK_STR(cell_text(a, b, 1, 1), "67,6% 67.55..67.65");
	CHECK_STR(cell_text(a, b, 2, 1), "1.250 1250");
	CHECK_STR(cell_text(a, b, 3, 1), "2,5 2.5");
	CHECK(book_cell(b, book_grid(b, NULL, &e), 3, 1, &e)->formula);
	CHECK(!book_cell(b, book_grid(b, NULL, &e), 0, 1, &e)->formula);
	/* more decimals than are kept: the last one stands for what was cut */
	CHECK_STR(cell_text(a, b, 4, 1), "0,333333 0.333333");
	CHECK(!book_grid(b, "Biểu 2", &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "không có trang tính “Biểu 2”");
}

TEST(tables_that_are_none)
{
	struct err e = { 0 };
	struct grid *g;

	CHECK(!book_open(a, "/nowhere.csv", &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "nowhere");
	e = (struct err){ 0 };
	g = book_grid(table(a, "a,b\n"), "Hai", &e);
	CHECK(!g);
	CHECK_ERR(&e, ERR_INPUT, "CSV chỉ có một bảng");
}
