/* SPDX-License-Identifier: Apache-2.0 */
/* The table of /chi-tieu as CSV and as a spreadsheet: the same rows. */
#include "figure/target.h"

#include "figure/words.h"
#include "lib/file/csv.h"
#include "lib/file/file.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define MADE 946684800 /* every file says so: 2000-01-01 */
#define MAX_BYTES ((size_t)16 << 20)

enum { TEXTS = 3, COLUMNS = TEXTS + HEAD__MAX };

static const struct figure *figure_at(const struct target_figures *v, int c)
{
	const struct figure *const figures[] = {
		[HEAD_NOW] = &v->now, [HEAD_YEAR] = &v->year,
		[HEAD_PERCENT] = &v->percent, [HEAD_PLAN] = &v->plan,
	};

	return figures[c];
}

static const char *text_at(const struct target_figures *v, int c)
{
	const struct indicator *ind = v->indicator;

	return c == 0 ? ind->code : c == 1 ? ind->name : ind->measure->name;
}

static const char *head_at(const struct target_query *t, int c)
{
	static const char *const texts[] = { "Mã", "Chỉ tiêu", "Đơn vị tính" };

	return c < TEXTS ? texts[c] : target_head(t, c - TEXTS);
}

/* A missing figure is an empty cell, as the import of figures reads it. */
static const char *number_at(struct arena *a, const struct figure *fig)
{
	return fig->state == FIG_MISSING ? "" : figure_vi(a, fig);
}

void target_csv(const struct target_query *t, const struct target_figures *v,
		size_t n, struct buf *out)
{
	struct arena *a = figures_arena(t->asked.figures);

	buf_adds(out, "\xEF\xBB\xBF"); /* so that Excel reads UTF-8 */
	for (int c = 0; c < COLUMNS; c++)
		csv_add_cell(out, head_at(t, c), c == 0);
	buf_adds(out, "\r\n");
	for (size_t i = 0; i < n; i++) {
		for (int c = 0; c < COLUMNS; c++)
			csv_add_cell(out, c < TEXTS ? text_at(&v[i], c)
				     : number_at(a, figure_at(&v[i],
							      c - TEXTS)),
				     c == 0);
		buf_adds(out, "\r\n");
	}
}

/* --- XLSX --------------------------------------------------------------------- */

static void put_number(struct arena *a, lxw_worksheet *ws, lxw_row_t y,
		       lxw_col_t x, const struct figure *fig, lxw_format *text,
		       lxw_format *number)
{
	struct quantity q = figure_printed(fig);

	if (fig->state == FIG_VALUE && q.qualifier == QUAL_EXACT)
		worksheet_write_number(ws, y, x, strtod(dec_str(a, q.low), NULL),
				       number);
	else
		worksheet_write_string(ws, y, x, number_at(a, fig), text);
}

static void write_table(lxw_workbook *book, const struct target_query *t,
			const struct target_figures *v, size_t n)
{
	static const int width[] = { 28, 60, 24, 20, 20, 18, 20 };
	struct arena *a = figures_arena(t->asked.figures);
	lxw_worksheet *ws = workbook_add_worksheet(book, "Chỉ tiêu");
	lxw_format *head = workbook_add_format(book);
	lxw_format *text = workbook_add_format(book);
	lxw_format *number = workbook_add_format(book);

	format_set_bold(head);
	format_set_text_wrap(head);
	format_set_align(text, LXW_ALIGN_RIGHT);
	format_set_num_format(number, "#,##0.######");
	for (int c = 0; c < COLUMNS; c++) {
		worksheet_set_column(ws, (lxw_col_t)c, (lxw_col_t)c, width[c],
				     NULL);
		worksheet_write_string(ws, 0, (lxw_col_t)c, head_at(t, c),
				       head);
	}
	worksheet_freeze_panes(ws, 1, 0);
	for (size_t i = 0; i < n; i++)
		for (int c = 0; c < COLUMNS; c++) {
			lxw_row_t y = (lxw_row_t)i + 1;

			if (c < TEXTS)
				worksheet_write_string(ws, y, (lxw_col_t)c,
						       text_at(&v[i], c), NULL);
			else
				put_number(a, ws, y, (lxw_col_t)c,
					   figure_at(&v[i], c - TEXTS), text,
					   number);
		}
}

int target_xlsx(const struct target_query *t, const struct target_figures *v,
		size_t n, struct buf *out, struct err *e)
{
	struct arena *a = figures_arena(t->asked.figures);
	lxw_doc_properties properties = { .created = MADE };
	int fd = memfd_create("hoptac", MFD_CLOEXEC); /* nothing on the disk */
	const char *path = arena_printf(a, "/proc/self/fd/%d", fd);
	lxw_workbook *book;
	const char *bytes;
	lxw_error error;
	size_t size;

	if (fd < 0)
		return err_set(e, ERR_IO, "không tạo được tệp tạm");
	book = workbook_new(path);
	if (!book)
		BUG("no workbook");
	properties.title = arena_strdup(a, "Chỉ tiêu, kế hoạch");
	workbook_set_properties(book, &properties);
	write_table(book, t, v, n);
	error = workbook_close(book);
	bytes = error ? NULL : file_read(a, path, MAX_BYTES, &size, e);
	close(fd);
	if (error)
		return err_set(e, ERR_IO, "không ghi được tệp XLSX: %s",
			       lxw_strerror(error));
	if (!bytes)
		return -1;
	buf_add(out, bytes, size);
	return 0;
}
