/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The appendices as a spreadsheet: a sheet each, in the form of the paper, and
 * a last one that leads every cell to its source.
 *
 * Sums, shares and per cents are formulas where they give the number that is
 * published; where they do not, the published number stands, the difference
 * is computed beside it, and a comment names the check that is broken.  Words
 * like "khoảng" belong to the number format, so that the cell stays a number.
 */
#include <unistd.h>
#include <xlsxwriter.h>

#include "figure/words.h"
#include "lib/base/buf.h"
#include "lib/file/file.h"
#include "lib/text/text.h"
#include "plan/internal.h"

/* Every file says that it was made at this moment: 2000-01-01. */
#define MADE 946684800
#define MAX_BYTES ((size_t)64 << 20)

enum {
	FIRST = 3,    /* columns before the figures: TT, Chỉ tiêu, Đơn vị tính */
	HEAD_ROW = 5, /* of the heads, from 0; two rows */
	DATA_ROW = 7,
	CELL_NAME = 16,
	/* widths of columns, in characters; the height of a line, in points */
	NUMBER_WIDTH = 5,
	TITLE_WIDTH = 44,
	UNIT_WIDTH = 16,
	LEFT_WIDTH = NUMBER_WIDTH + TITLE_WIDTH + UNIT_WIDTH,
	FIGURE_WIDTH = 14,
	LINE_HEIGHT = 16,
};

/* A number format, made once. */
struct format {
	const char *code;
	bool bold;
	bool italic;
	bool wrong;
	lxw_format *format;
};

struct book {
	struct arena *arena;
	const struct plan *plan;
	lxw_workbook *workbook;
	struct format *format;
	size_t nformat;
	size_t cap;
	lxw_format *title;
	lxw_format *centre;
	lxw_format *note;
	lxw_format *under; /* of notes under a table */
	lxw_format *head;
	lxw_format *text[2];  /* plain, bold */
	lxw_format *middle[2];
	lxw_format *link;
};

/* --- formats ------------------------------------------------------------------ */

static lxw_format *base_format(struct book *b, int size)
{
	lxw_format *f = workbook_add_format(b->workbook);

	format_set_font_name(f, "Times New Roman");
	format_set_font_size(f, size);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	return f;
}

static lxw_format *cell_format(struct book *b, bool bold)
{
	lxw_format *f = base_format(b, 11);

	format_set_border(f, LXW_BORDER_THIN);
	format_set_text_wrap(f);
	if (bold)
		format_set_bold(f);
	return f;
}

static void make_formats(struct book *b)
{
	b->title = base_format(b, 13);
	format_set_bold(b->title);
	format_set_align(b->title, LXW_ALIGN_CENTER);
	format_set_text_wrap(b->title);
	b->centre = base_format(b, 12);
	format_set_italic(b->centre);
	format_set_align(b->centre, LXW_ALIGN_CENTER);
	b->note = base_format(b, 11);
	format_set_italic(b->note);
	format_set_align(b->note, LXW_ALIGN_RIGHT);
	b->under = base_format(b, 11);
	format_set_align(b->under, LXW_ALIGN_VERTICAL_TOP);
	format_set_text_wrap(b->under);
	b->head = cell_format(b, true);
	format_set_align(b->head, LXW_ALIGN_CENTER);
	for (int bold = 0; bold < 2; bold++) {
		b->text[bold] = cell_format(b, bold);
		b->middle[bold] = cell_format(b, bold);
		format_set_align(b->middle[bold], LXW_ALIGN_CENTER);
	}
	b->link = cell_format(b, false);
	format_set_font_color(b->link, 0x0B4F8A);
	format_set_underline(b->link, LXW_UNDERLINE_SINGLE);
}

/* Digits as Vietnamese writes them, with the figure's word before and the
 * marks of its notes behind. */
static const char *number_code(struct arena *a, const struct quantity *q,
			       const char *marks)
{
	static const char *const word[QUAL__MAX] = {
		[QUAL_APPROX] = "\"khoảng \"", [QUAL_NEARLY] = "\"gần \"",
		[QUAL_MORE_THAN] = "\"trên \"", [QUAL_LESS_THAN] = "\"dưới \"",
		[QUAL_AT_LEAST] = "\"≥ \"", [QUAL_AT_MOST] = "\"≤ \"",
	};
	const char *w = word[q->qualifier] ? word[q->qualifier] : "";

	if (*marks)
		marks = arena_printf(a, "\"%s\"", marks);
	return arena_printf(a, "[$-42A]%s#,##0%s%.*s%s", w,
			    q->places > 0 ? "." : "",
			    q->places > 0 ? q->places : 0, "000000", marks);
}

static lxw_format *number_format(struct book *b, const char *code, bool bold,
				 bool italic, bool wrong)
{
	struct format *f;

	for (size_t i = 0; i < b->nformat; i++) {
		f = &b->format[i];
		if (!strcmp(f->code, code) && f->bold == bold &&
		    f->italic == italic && f->wrong == wrong)
			return f->format;
	}
	f = VEC_PUSH(b->arena, b->format, b->nformat, b->cap);
	*f = (struct format){ code, bold, italic, wrong,
			      cell_format(b, bold) };
	format_set_align(f->format, LXW_ALIGN_RIGHT);
	format_set_num_format(f->format, code);
	if (italic)
		format_set_italic(f->format);
	if (wrong)
		format_set_bg_color(f->format, 0xFDE2DF);
	return f->format;
}

/* --- one sheet ------------------------------------------------------------------ */

struct sheet {
	struct book *book;
	lxw_worksheet *ws;
	const struct table *table;
	size_t row; /* of the cell whose live formula is being written */
	size_t column;
};

/* Spreadsheet column or row of a column or row of the table that is shown. */
static lxw_col_t sheet_column(const struct table *t, size_t c)
{
	lxw_col_t n = FIRST;

	for (size_t i = 0; i < c; i++)
		n = (lxw_col_t)(n + !t->hide_column[i]);
	return n;
}

static lxw_row_t sheet_row(const struct table *t, size_t r)
{
	lxw_row_t n = DATA_ROW;

	for (size_t i = 0; i < r; i++)
		n += !t->hide_row[i];
	return n;
}

static const char *cell_name(struct arena *a, lxw_row_t row, lxw_col_t col)
{
	char *name = arena_alloc(a, CELL_NAME);

	lxw_rowcol_to_cell(name, row, col);
	return name;
}

/* "E" is E of this row; "agri" is this column of that row. */
static const char *live_name(void *ctx, const char *code)
{
	const struct sheet *s = ctx;
	const struct table *t = s->table;
	const struct appendix *x = t->appendix;
	bool rows = table_cell_at(t, s->row, s->column)->live_rows;
	size_t n = rows ? x->nrow : x->ncolumn;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows ? x->row[i].code : x->column[i].code, code))
			continue;
		if (rows ? t->hide_row[i] : t->hide_column[i])
			return NULL;
		return cell_name(s->book->arena,
				 sheet_row(t, rows ? i : s->row),
				 sheet_column(t, rows ? s->column : i));
	}
	return NULL;
}

/* The spreadsheet's formula, or NULL when it names what is left out. */
static const char *live_formula(struct sheet *s, const struct cell *cell)
{
	struct arena *a = s->book->arena;
	char *text = live_text(a, cell->live, live_name, s);
	const struct measure *m = cell->measure;

	if (!text)
		return NULL;
	if (strchr(cell->live, '/'))
		return arena_printf(a, "=ROUND(%s,%d)", text,
				    !m ? 1 : m->whole ? 0 : m->places);
	return arena_printf(a, "=%s", text);
}

/* At the edge only: the spreadsheet keeps binary numbers. */
static double to_double(struct dec d)
{
	return (double)d.u / DEC_ONE;
}

static void comment(struct sheet *s, lxw_row_t row, lxw_col_t col,
		    const struct plan_number *n)
{
	struct buf b = BUF_INIT(s->book->arena);
	lxw_comment_options options = {
		.author = arena_strdup(s->book->arena, "hoptac"),
		.width = 260, .height = 90,
	};

	buf_adds(&b, "Kiểm tra chưa đạt:");
	for (size_t i = 0; i < n->ncheck; i++)
		buf_addf(&b, "\n- %s (%s)",
			 check_title(s->book->plan, n->check[i]), n->check[i]);
	for (size_t i = 0; i < n->nreason; i++) {
		const struct reason *r = n->reason[i]->justification->given;

		buf_addf(&b, "\nGiải trình (%s): %s",
			 reason_by(s->book->arena, r), r->text);
	}
	worksheet_write_comment_opt(s->ws, row, col, b.data, &options);
}

static void write_cell(struct sheet *s, size_t r, size_t c)
{
	struct book *b = s->book;
	const struct cell *cell = table_cell_at(s->table, r, c);
	const struct appendix_row *row = &s->table->appendix->row[r];
	const struct plan_number *n = NULL;
	bool bold = row->sum != NULL;
	lxw_row_t y = sheet_row(s->table, r);
	lxw_col_t x = sheet_column(s->table, c);
	const size_t *mark = cell_marks(b->plan, s->table, cell);
	const char *marks = mark ? marks_text(b->arena, mark, true) : "";
	const char *formula = NULL;
	lxw_format *f;

	if (cell->kind == CELL_EMPTY) {
		worksheet_write_blank(s->ws, y, x, b->text[bold]);
		return;
	}
	if (cell->number != NO_NUMBER)
		n = &b->plan->number[cell->number];
	f = number_format(b, number_code(b->arena, &cell->value, marks), bold,
			  is_implied(s->table, r, c),
			  n && n->wrong);
	s->row = r;
	s->column = c;
	if (cell->kind == CELL_LIVE)
		formula = live_formula(s, cell);
	if (dec_cmp(cell->value.low, cell->value.high))
		worksheet_write_string(s->ws, y, x,
				       arena_printf(b->arena, "%s%s",
						    cell->text, marks), f);
	else if (formula)
		worksheet_write_formula_num(s->ws, y, x, formula, f,
					    to_double(cell->value.low));
	else
		worksheet_write_number(s->ws, y, x, to_double(cell->value.low),
				       f);
	if (n && n->ncheck)
		comment(s, y, x, n);
}

static void merge(struct sheet *s, lxw_row_t r1, lxw_col_t c1, lxw_row_t r2,
		  lxw_col_t c2, const char *text, lxw_format *f)
{
	if (r1 == r2 && c1 == c2)
		worksheet_write_string(s->ws, r1, c1, text, f);
	else
		worksheet_merge_range(s->ws, r1, c1, r2, c2, text, f);
}

/* The heads: groups over their columns, lone columns over both rows. */
static void write_heads(struct sheet *s)
{
	static const char *const fixed[FIRST] = { "TT", "Chỉ tiêu",
						  "Đơn vị tính" };
	const struct table *t = s->table;
	const struct appendix *x = t->appendix;
	lxw_format *f = s->book->head;

	for (lxw_col_t c = 0; c < FIRST; c++)
		merge(s, HEAD_ROW, c, HEAD_ROW + 1, c, fixed[c], f);
	for (size_t c = 0; c < x->ncolumn; c++) {
		lxw_col_t from = sheet_column(t, c);
		lxw_col_t span = (lxw_col_t)head_span(t, c, IN_APPENDIX);

		if (t->hide_column[c])
			continue;
		if (!t->group[c]) {
			merge(s, HEAD_ROW, from, HEAD_ROW + 1, from,
			      t->head[c], f);
			continue;
		}
		worksheet_write_string(s->ws, HEAD_ROW + 1, from, t->head[c],
				       f);
		if (span)
			merge(s, HEAD_ROW, from, HEAD_ROW,
			      (lxw_col_t)(from + span - 1), t->group[c], f);
	}
}

static void write_top(struct sheet *s)
{
	const struct plan *p = s->book->plan;
	const struct table *t = s->table;
	lxw_col_t last = (lxw_col_t)(sheet_column(t, t->appendix->ncolumn) - 1);
	const char *mark = plan_mark(p);
	const char *by = p->outline->issuer_brief;

	merge(s, 0, 0, 0, last, t->appendix->number, s->book->title);
	merge(s, 1, 0, 1, last, t->title, s->book->title);
	worksheet_set_row(s->ws, 1, 36, NULL);
	merge(s, 2, 0, 2, last,
	      arena_printf(s->book->arena, "(Kèm theo Kế hoạch số %s/%s%s%s)",
			   p->request.number ? p->request.number : "      ",
			   p->outline->symbol, by ? " của " : "",
			   by ? by : ""),
	      s->book->centre);
	if (mark)
		merge(s, 3, 0, 3, last, mark, s->book->title);
	if (t->note)
		merge(s, 4, 0, 4, last, t->note, s->book->note);
}

static void print_setup(struct sheet *s)
{
	const struct table *t = s->table;

	worksheet_set_landscape(s->ws);
	worksheet_set_paper(s->ws, 9); /* A4 */
	worksheet_set_margins(s->ws, 0.8, 0.6, 0.8, 0.8);
	worksheet_fit_to_pages(s->ws, 1, 0);
	worksheet_repeat_rows(s->ws, HEAD_ROW, HEAD_ROW + 1);
	worksheet_set_header(s->ws, "&C&\"Times New Roman,Regular\"&13&P");
	worksheet_freeze_panes(s->ws, DATA_ROW, FIRST);
	worksheet_set_column(s->ws, 0, 0, NUMBER_WIDTH, NULL);
	worksheet_set_column(s->ws, 1, 1, TITLE_WIDTH, NULL);
	worksheet_set_column(s->ws, 2, 2, UNIT_WIDTH, NULL);
	worksheet_set_column(s->ws, FIRST,
			     (lxw_col_t)(sheet_column(t, t->appendix->ncolumn) -
					 1), FIGURE_WIDTH, NULL);
	worksheet_set_row(s->ws, HEAD_ROW + 1, 48, NULL);
}

/* Merged cells do not grow with their text: the lines of a note are counted. */
static void write_note(struct sheet *s, lxw_row_t y, const char *text)
{
	lxw_col_t last = (lxw_col_t)(
		sheet_column(s->table, s->table->appendix->ncolumn) - 1);
	size_t wide = LEFT_WIDTH + FIGURE_WIDTH * (size_t)(last - FIRST + 1);
	size_t n = text_width(text) / wide + 1;

	merge(s, y, 0, y, last, text, s->book->under);
	worksheet_set_row(s->ws, y, LINE_HEIGHT * (unsigned)n, NULL);
}

static void write_notes(struct sheet *s)
{
	const struct table *t = s->table;
	struct arena *a = s->book->arena;
	lxw_row_t y = sheet_row(t, t->appendix->nrow) + 1;

	if (t->nfoot)
		write_note(s, y++, NOTES_HEAD);
	for (size_t i = 0; i < t->nfoot; i++) {
		const struct note *n = &t->foot[i];
		const char *text = note_text(s->book->plan, n);

		if (n->mark)
			text = arena_printf(a, "(%zu) %s", n->mark, text);
		write_note(s, y++, text);
	}
}

static void write_sheet(struct book *b, const struct table *t)
{
	const struct appendix *x = t->appendix;
	struct sheet s = { .book = b, .table = t };

	s.ws = workbook_add_worksheet(b->workbook, x->number);
	print_setup(&s);
	write_top(&s);
	write_heads(&s);
	for (size_t r = 0; r < x->nrow; r++) {
		const struct appendix_row *row = &x->row[r];
		bool bold = is_bold(row);
		lxw_row_t y = sheet_row(t, r);

		if (t->hide_row[r])
			continue;
		worksheet_write_string(s.ws, y, 0,
				       row->number ? row->number : "",
				       b->middle[bold]);
		worksheet_write_string(s.ws, y, 1, row->title, b->text[bold]);
		worksheet_write_string(s.ws, y, 2, row->unit ? row->unit : "",
				       b->middle[bold]);
		for (size_t c = 0; c < x->ncolumn; c++)
			if (!t->hide_column[c])
				write_cell(&s, r, c);
	}
	write_notes(&s);
}

/* --- sources -------------------------------------------------------------------- */

static const char *operand_words(const struct book *b,
				 const struct plan_number *n)
{
	struct buf out = BUF_INIT(b->arena);

	for (size_t i = 0; i < n->result.noperand; i++) {
		const struct figure *f = operand_figure(&n->result, i);

		if (f)
			buf_addf(&out, "%s%s: %s; %s", out.len ? "\n" : "",
				 figure_words(b->plan, &f->key),
				 figure_signed_vi(b->arena, f),
				 source_words(b->plan, f));
	}
	return out.data;
}

static const char *check_codes(const struct book *b,
			       const struct plan_number *n)
{
	struct buf out = BUF_INIT(b->arena);

	for (size_t i = 0; i < n->ncheck; i++)
		buf_addf(&out, "%s%s", i ? ", " : "", n->check[i]);
	return out.data;
}

static lxw_row_t source_rows(struct book *b, lxw_worksheet *ws, lxw_row_t y,
			     const struct table *t)
{
	const struct appendix *x = t->appendix;

	for (size_t r = 0; r < x->nrow; r++) {
		for (size_t c = 0; c < x->ncolumn; c++) {
			const struct cell *cell = table_cell_at(t, r, c);
			const struct plan_number *n;
			const char *name;

			if (cell->number == NO_NUMBER || t->hide_row[r] ||
			    t->hide_column[c])
				continue;
			n = &b->plan->number[cell->number];
			name = cell_name(b->arena, sheet_row(t, r),
					 sheet_column(t, c));
			worksheet_write_string(ws, y, 0, x->number,
					       b->text[0]);
			worksheet_write_url(ws, y, 1,
				arena_printf(b->arena, "internal:'%s'!%s",
					     x->number, name), b->link);
			worksheet_write_string(ws, y, 1, name, b->link);
			worksheet_write_string(ws, y, 2, n->text, b->text[0]);
			worksheet_write_string(ws, y, 3, operand_words(b, n),
					       b->text[0]);
			worksheet_write_string(ws, y, 4, n->formula,
					       b->text[0]);
			worksheet_write_string(ws, y, 5, check_codes(b, n),
					       b->text[0]);
			y++;
		}
	}
	return y;
}

static void write_sources(struct book *b)
{
	static const char *const head[] = {
		"Phụ lục", "Ô", "Số liệu", "Chỉ tiêu và nguồn", "Công thức",
		"Kiểm tra chưa đạt",
	};
	static const int width[] = { 12, 8, 16, 70, 50, 30 };
	lxw_worksheet *ws = workbook_add_worksheet(b->workbook,
						   "Nguồn số liệu");
	lxw_row_t y = 1;

	for (lxw_col_t c = 0; c < ARRAY_LEN(head); c++) {
		worksheet_set_column(ws, c, c, width[c], NULL);
		worksheet_write_string(ws, 0, c, head[c], b->head);
	}
	worksheet_freeze_panes(ws, 1, 0);
	worksheet_set_landscape(ws);
	worksheet_set_paper(ws, 9);
	worksheet_fit_to_pages(ws, 1, 0);
	worksheet_repeat_rows(ws, 0, 0);
	for (size_t i = 0; i < b->plan->ntable; i++)
		y = source_rows(b, ws, y, &b->plan->table[i]);
}

/* --- the file ------------------------------------------------------------------- */

int plan_write_xlsx(const struct plan *p, const char *path, struct err *e)
{
	const char *made = arena_printf(p->arena, "%s.tmp", path);
	struct book b = { .arena = p->arena, .plan = p };
	lxw_doc_properties properties = { .created = MADE };
	lxw_error error;
	const char *bytes;
	size_t n;

	b.workbook = workbook_new(made);
	if (!b.workbook)
		BUG("no workbook");
	properties.title = arena_strdup(p->arena, p->title);
	properties.author = arena_strdup(p->arena, "hoptac");
	workbook_set_properties(b.workbook, &properties);
	make_formats(&b);
	for (size_t i = 0; i < p->ntable; i++)
		write_sheet(&b, &p->table[i]);
	write_sources(&b);
	error = workbook_close(b.workbook);
	if (error) {
		unlink(made);
		return err_set(e, ERR_IO, "không ghi được %s: %s", path,
			       lxw_strerror(error));
	}
	bytes = file_read(p->arena, made, MAX_BYTES, &n, e);
	unlink(made);
	return bytes ? file_write(path, bytes, n, e) : -1;
}
