/* SPDX-License-Identifier: Apache-2.0 */
/* Names of cells in a rule, and headings of columns. */
#include "sheet/sheet.h"

#include "lib/file/csv.h"
#include "lib/text/text.h"

#include <ctype.h>

enum { HEADER_ROWS = 30 }; /* among which headings are looked for */


/* Letters of a column at s: their number, 0 when there are none or too many. */
static size_t scan_column(const char *s, size_t *column)
{
	size_t n = 0;
	size_t value = 0;

	for (; isalpha((unsigned char)s[n]); n++) {
		if (n == 3)
			return 0;
		value = value * 26 +
			(size_t)(toupper((unsigned char)s[n]) - 'A' + 1);
	}
	if (n > 0)
		*column = value - 1;
	return n;
}

/* Digits of a row at s, likewise. */
static size_t scan_row(const char *s, int64_t *row)
{
	size_t n = 0;

	*row = 0;
	for (; isdigit((unsigned char)s[n]); n++) {
		if (n == 7)
			return 0;
		*row = *row * 10 + (s[n] - '0');
	}
	return *row > 0 ? n : 0;
}

/* May the word end here? */
static bool at_end(const char *s)
{
	return !isalnum((unsigned char)*s) && *s != '_' &&
	       (unsigned char)*s < 0x80;
}

/* B2, $B$2. */
static size_t scan_cell(const char *s, size_t *column, int64_t *row)
{
	size_t n = *s == '$';
	size_t k = scan_column(s + n, column);

	if (k == 0)
		return 0;
	n += k;
	n += s[n] == '$';
	k = scan_row(s + n, row);
	return k > 0 && at_end(s + n + k) ? n + k : 0;
}

static void sort_span(struct span *s)
{
	size_t c = s->left;
	int64_t r = s->top;

	if (s->right < s->left) {
		s->left = s->right;
		s->right = c;
	}
	if (s->bottom < s->top) {
		s->top = s->bottom;
		s->bottom = r;
	}
}

/* B2 or B2:B9. */
static size_t scan_cells(const char *s, struct name *out)
{
	struct span *p = &out->span;
	size_t n = scan_cell(s, &p->left, &p->top);
	struct span last = { 0 };
	size_t k;

	if (n == 0)
		return 0;
	out->kind = NAME_CELLS;
	p->right = p->left;
	p->bottom = p->top;
	if (s[n] != ':')
		return n;
	k = scan_cell(s + n + 1, &last.left, &last.top);
	if (k == 0)
		return n;
	p->right = last.left;
	p->bottom = last.top;
	sort_span(p);
	return n + 1 + k;
}

/* $B, $B:$D, $3, $3:$9. */
static size_t scan_line(const char *s, struct name *out)
{
	struct span *p = &out->span;
	bool column = isalpha((unsigned char)s[1]);
	size_t n = column ? scan_column(s + 1, &p->left)
			  : scan_row(s + 1, &p->top);
	size_t k = 0;

	if (n == 0 || !at_end(s + 1 + n))
		return 0;
	n++;
	out->kind = column ? NAME_COLUMNS : NAME_ROWS;
	if (s[n] == ':' && s[n + 1] == '$')
		k = column ? scan_column(s + n + 2, &p->right)
			   : scan_row(s + n + 2, &p->bottom);
	if (k == 0 || !at_end(s + n + 2 + k)) {
		p->right = p->left;
		p->bottom = p->top;
		return n;
	}
	sort_span(p);
	return n + 2 + k;
}

/* The name of a worksheet with its "!": 'Biểu 2'! or Bieu2!. */
static size_t scan_sheet(struct arena *a, const char *s, const char **name)
{
	struct buf b = BUF_INIT(a);
	size_t n = 0;

	if (*s != '\'') {
		while (!at_end(s + n))
			n++;
		*name = arena_strndup(a, s, n);
		return n > 0 && s[n] == '!' && s[n + 1] != '=' ? n + 1 : 0;
	}
	for (n = 1; s[n]; n++) {
		if (s[n] == '\'' && s[n + 1] != '\'')
			break;
		n += s[n] == '\'';
		buf_addch(&b, s[n]);
	}
	*name = b.data;
	return s[n] == '\'' && s[n + 1] == '!' ? n + 2 : 0;
}

static size_t scan_header(struct arena *a, const char *s, struct name *out)
{
	size_t n = strcspn(s, "]\n");

	if (s[n] != ']')
		return 0;
	out->kind = NAME_HEADER;
	out->header = arena_strndup(a, s + 1, n - 1);
	return n + 1;
}

size_t name_scan(struct arena *a, const char *text, struct name *out)
{
	size_t n;
	size_t k;

	*out = (struct name){ 0 };
	if (*text == '[')
		return scan_header(a, text, out);
	if (*text != '$' && *text != '\'' && at_end(text))
		return 0;
	if (isdigit((unsigned char)*text))
		return 0;
	n = scan_cells(text, out);
	if (n > 0)
		return n;
	if (*text == '$')
		return scan_line(text, out);
	n = scan_sheet(a, text, &out->sheet);
	if (n > 0) {
		k = scan_cells(text + n, out);
		return k > 0 ? n + k : 0;
	}
	out->sheet = NULL;
	if (*text == '\'')
		return 0;
	/* a word: with a letter beyond ASCII the language has no such name */
	k = 0;
	for (n = 0; !at_end(text + n); n++)
		k += (unsigned char)text[n] >= 0x80;
	out->kind = NAME_HEADER;
	out->header = arena_strndup(a, text, n);
	return k > 0 ? n : 0;
}

/* --- headings --------------------------------------------------------------------- */

/* Folds alike, and so does "(1)" or "%" that only one of them has not. */
static bool is_heading(struct arena *a, const char *text, const char *fold)
{
	return *text && strcmp(text_fold(a, text), fold) == 0;
}

/* "[Tổng số], [Nam]": what there is to choose from. */
static const char *headings(struct arena *a, const struct grid *g)
{
	struct buf b = BUF_INIT(a);

	for (int64_t row = 1; row <= g->nrow && row <= HEADER_ROWS; row++)
		for (size_t c = 0; c < g->ncolumn; c++) {
			const char *text = grid_text(g, c, row);

			if (*text && !grid_is_number(g, c, row) &&
			    b.len + strlen(text) < 160)
				buf_addf(&b, "%s[%s]", b.len ? ", " : "",
					 text);
		}
	return b.data;
}

int name_header(struct arena *a, const struct grid *g, const char *header,
		size_t *column, int64_t *row, struct err *e)
{
	const char *fold = text_fold(a, header);
	size_t found = 0;

	for (*row = 1; *row <= g->nrow && *row <= HEADER_ROWS; ++*row) {
		for (size_t c = 0; c < g->ncolumn; c++) {
			if (!is_heading(a, grid_text(g, c, *row), fold))
				continue;
			if (found++ == 0)
				*column = c;
		}
		if (found == 1)
			return 0;
		if (found > 1) {
			err_set(e, ERR_INPUT,
				"hàng %lld có %zu cột cùng tên “%s”",
				(long long)*row, found, header);
			return err_hint(e, "Gọi cột theo chữ cái, ví dụ $B.");
		}
	}
	err_set(e, ERR_INPUT, "không có cột nào tên “%s”", header);
	return err_hint(e, "Trong bảng có: %s", headings(a, g));
}
