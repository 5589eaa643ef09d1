/* SPDX-License-Identifier: Apache-2.0 */
/* Tables in: what the readers of CSV and XLSX have in common. */
#include "lib/file/sheet.h"

#include "lib/text/text.h"

#include <strings.h>

static void free_row(void *sheet)
{
	struct sheet *s = sheet;

	arena_free(s->row_arena);
}

static bool ends_with(const char *path, const char *ending)
{
	size_t n = strlen(path);
	size_t m = strlen(ending);

	return n >= m && strcasecmp(path + n - m, ending) == 0;
}

struct sheet *sheet_open(struct arena *a, const char *path,
			 const char *sheet_name, struct err *e)
{
	struct sheet *s = ARENA_NEW(a, struct sheet);
	int r;

	s->arena = a;
	s->path = arena_strdup(a, path);
	s->row_arena = arena_new();
	arena_defer(a, free_row, s);
	if (ends_with(path, ".xlsx") || ends_with(path, ".xlsm")) {
		r = xlsx_open(s, sheet_name, e);
	} else if (ends_with(path, ".csv") || ends_with(path, ".tsv") ||
		   ends_with(path, ".txt")) {
		r = csv_open(s, e);
	} else {
		r = err_set(e, ERR_INPUT,
			    "Không nhận ra loại bảng của tệp “%s”", path);
		err_hint(e, "Dùng tệp .xlsx hoặc .csv (CSV UTF-8).");
	}
	return r < 0 ? NULL : s;
}

/* The first row names the columns; in a legacy font nothing would be found by
 * name, and the rest of the file is no better. */
static int check_first_row(struct sheet *s, struct err *e)
{
	struct buf b = BUF_INIT(s->row_arena);

	for (size_t i = 0; i < s->n; i++)
		buf_addf(&b, "%s%s", i ? " " : "", s->cell[i]);
	return text_check_font(b.data, e) < 0 ? sheet_at_row(s, e) : 0;
}

int sheet_next(struct sheet *s, struct sheet_row *row, struct err *e)
{
	int r;

	do {
		s->any = false;
		r = s->next(s, e);
	} while (r == 1 && !s->any);
	if (r != 1)
		return r;
	while (s->n < s->least) {
		s->mark[s->n] = 0;
		s->cell[s->n++] = "";
	}
	if (s->least == 0) {
		if (check_first_row(s, e) < 0)
			return -1;
		s->least = s->n;
	}
	row->n = s->n;
	row->cell = s->cell;
	row->mark = s->mark;
	row->number = s->number;
	return 1;
}

bool sheet_typed(const struct sheet *s)
{
	return s->typed;
}

const char *sheet_name(const struct sheet *s)
{
	return s->name;
}

int sheet_begin_row(struct sheet *s, int64_t number, struct err *e)
{
	if (arena_used(s->row_arena) > 0) {
		arena_free(s->row_arena);
		s->row_arena = arena_new();
	}
	s->n = 0;
	s->number = number;
	if (number > SHEET_MAX_ROWS) {
		err_set(e, ERR_INPUT, "Bảng có quá nhiều hàng: tối đa %d",
			SHEET_MAX_ROWS);
		return sheet_at_row(s, e);
	}
	return 0;
}

/* Bytes of the blank that begins at s, 0 when there is none: ASCII controls
 * and space, no-break and typographic spaces, the full-width space, BOM. */
static size_t blank_at(const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;

	if (n >= 1 && u[0] <= ' ')
		return 1;
	if (n >= 2 && u[0] == 0xc2 && u[1] == 0xa0)
		return 2;
	if (n < 3)
		return 0;
	if (u[0] == 0xe2 && u[1] == 0x80 && (u[2] <= 0x8b || u[2] == 0xaf))
		return 3;
	if ((u[0] == 0xe3 && u[1] == 0x80 && u[2] == 0x80) ||
	    (u[0] == 0xef && u[1] == 0xbb && u[2] == 0xbf))
		return 3;
	return 0;
}

static void trim(const char **text, size_t *n)
{
	const char *s = *text;
	size_t skip;
	size_t end = *n;

	while ((skip = blank_at(s, end)) > 0) {
		s += skip;
		end -= skip;
	}
	while (end > 0) {
		size_t k = 1;

		while (k < 3 && k < end && ((unsigned char)s[end - k] & 0xc0) ==
						   0x80)
			k++;
		if (blank_at(s + end - k, k) != k)
			break;
		end -= k;
	}
	*text = s;
	*n = end;
}

int sheet_put_cell(struct sheet *s, size_t column, const char *text, size_t n,
		   struct err *e)
{
	char *out;

	if (column >= SHEET_MAX_COLUMNS) {
		err_set(e, ERR_INPUT, "Hàng có quá nhiều cột: tối đa %d",
			SHEET_MAX_COLUMNS);
		return sheet_at_row(s, e);
	}
	trim(&text, &n);
	if (n > SHEET_MAX_CELL) {
		err_set(e, ERR_INPUT,
			"Ô quá dài: %zu byte, tối đa %d byte; bắt đầu bằng "
			"“%.40s”",
			n, SHEET_MAX_CELL, arena_strndup(s->row_arena, text,
							 40));
		return sheet_at_cell(s, column, e);
	}
	if (text_nfc(s->row_arena, text, n, &out, e) < 0)
		return sheet_at_cell(s, column, e);
	while (s->n <= column) {
		s->mark[s->n] = 0;
		s->cell[s->n++] = "";
	}
	s->cell[column] = out;
	s->mark[column] = 0;
	s->any = s->any || *out;
	return 0;
}

char *sheet_cell_name(struct arena *a, size_t column, int64_t row)
{
	char letters[16];
	char *p = letters + sizeof letters;

	*--p = '\0';
	for (size_t n = column + 1; n > 0; n = (n - 1) / 26)
		*--p = (char)('A' + (n - 1) % 26);
	return arena_printf(a, "%s%lld", p, (long long)row);
}

int sheet_at_cell(struct sheet *s, size_t column, struct err *e)
{
	return err_detail(e, "tệp “%s”, ô %s", s->path,
			  sheet_cell_name(s->row_arena, column, s->number));
}

int sheet_at_row(struct sheet *s, struct err *e)
{
	return err_detail(e, "tệp “%s”, hàng %lld", s->path,
			  (long long)s->number);
}
