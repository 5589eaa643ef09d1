/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of output: aligned text for people, CSV and JSON for programs. */
#include "lib/cli/cli.h"
#include "lib/file/csv.h"
#include "lib/text/text.h"

#include <jansson.h>

struct table {
	struct arena *arena;
	const struct column *column;
	size_t ncolumn;
	const char **cell; /* row after row */
	size_t ncell;
	size_t cap;
};

struct table *table_new(struct arena *a, const struct column *columns,
			size_t n)
{
	struct table *t = ARENA_NEW(a, struct table);

	t->arena = a;
	t->column = columns;
	t->ncolumn = n;
	return t;
}

void table_cell(struct table *t, const char *text)
{
	*VEC_PUSH(t->arena, t->cell, t->ncell, t->cap) =
		text ? arena_strdup(t->arena, text) : NULL;
}

void table_cellf(struct table *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	*VEC_PUSH(t->arena, t->cell, t->ncell, t->cap) =
		arena_vprintf(t->arena, fmt, ap);
	va_end(ap);
}

static void pad(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_addch(out, ' ');
}

static void text_line(const struct table *t, const char *const *cell,
		      const size_t *width, struct buf *out)
{
	for (size_t c = 0; c < t->ncolumn; c++) {
		const char *s = cell[c] ? cell[c] : "";
		size_t gap = width[c] - text_width(s);

		if (t->column[c].align == COL_RIGHT)
			pad(out, gap);
		buf_adds(out, s);
		if (c + 1 == t->ncolumn)
			break;
		if (t->column[c].align == COL_LEFT)
			pad(out, gap);
		pad(out, 2);
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_addch(out, '\n');
}

static void print_text(const struct table *t, struct buf *out)
{
	size_t *width = ARENA_ARRAY(t->arena, t->ncolumn, size_t);
	const char **title = ARENA_ARRAY(t->arena, t->ncolumn, const char *);
	size_t total = 0;

	for (size_t c = 0; c < t->ncolumn; c++) {
		title[c] = t->column[c].title;
		width[c] = text_width(title[c]);
	}
	for (size_t i = 0; i < t->ncell; i++) {
		size_t w = t->cell[i] ? text_width(t->cell[i]) : 0;

		if (w > width[i % t->ncolumn])
			width[i % t->ncolumn] = w;
	}
	text_line(t, title, width, out);
	for (size_t c = 0; c < t->ncolumn; c++)
		total += width[c] + (c ? 2 : 0);
	while (total-- > 0)
		buf_adds(out, "─");
	buf_addch(out, '\n');
	for (size_t i = 0; i < t->ncell; i += t->ncolumn)
		text_line(t, t->cell + i, width, out);
}

static void print_csv(const struct table *t, struct buf *out)
{
	for (size_t c = 0; c < t->ncolumn; c++)
		csv_add_cell(out, t->column[c].key, c == 0);
	buf_adds(out, "\r\n");
	for (size_t i = 0; i < t->ncell; i++) {
		csv_add_cell(out, t->cell[i] ? t->cell[i] : "",
			     i % t->ncolumn == 0);
		if ((i + 1) % t->ncolumn == 0)
			buf_adds(out, "\r\n");
	}
}

static void print_json(const struct table *t, struct buf *out)
{
	buf_adds(out, "[");
	for (size_t i = 0; i < t->ncell; i++) {
		const struct column *c = &t->column[i % t->ncolumn];
		json_t *s;
		char *text;

		if (i % t->ncolumn == 0)
			buf_adds(out, i ? ",\n{" : "\n{");
		buf_addf(out, "%s\"%s\": ", i % t->ncolumn ? ", " : "",
			 c->key);
		if (!t->cell[i]) {
			buf_adds(out, "null");
		} else if (c->json_number) {
			buf_adds(out, t->cell[i]);
		} else {
			s = json_string(t->cell[i]);
			text = s ? json_dumps(s, JSON_ENCODE_ANY) : NULL;
			if (!text)
				BUG("cell is not UTF-8: %s", t->cell[i]);
			buf_adds(out, text);
			free(text);
			json_decref(s);
		}
		if ((i + 1) % t->ncolumn == 0)
			buf_addch(out, '}');
	}
	buf_adds(out, t->ncell ? "\n]\n" : "]\n");
}

void table_print(const struct table *t, const char *format, struct buf *out)
{
	if (t->ncell % t->ncolumn)
		BUG("table of %zu columns has %zu cells", t->ncolumn,
		    t->ncell);
	if (format && strcmp(format, "csv") == 0)
		print_csv(t, out);
	else if (format && strcmp(format, "json") == 0)
		print_json(t, out);
	else
		print_text(t, out);
}
