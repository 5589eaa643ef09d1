/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of plain text, whose cells pipes divide: rows of Markdown, rows
 * without pipes at their ends, and tables that were copied cell by cell, each
 * in a line of its own that ends (or begins) with a pipe.
 */
#include "lib/document/line.h"

#include <ctype.h>
#include <string.h>

struct table {
	struct paras *paras;
	const struct lines *ls;
	int number;
	int row;
};

/* "|---|:-:|" */
static bool is_divider(const char *text, const struct line *l)
{
	bool dash = false;

	for (uint32_t i = l->from; i < l->to; i++) {
		if (!strchr("|-: +=\t", text[i]))
			return false;
		dash |= text[i] == '-' || text[i] == '=';
	}
	return dash;
}

static struct para *open_cell(struct table *t, int row, int column)
{
	struct para *p = para_open(t->paras, PASSAGE_CELL);

	p->table = t->number;
	p->row = row;
	p->column = column;
	return p;
}

static void add_trimmed(struct table *t, uint32_t from, uint32_t to)
{
	const char *s = t->ls->text;

	while (from < to && isspace((unsigned char)s[from]))
		from++;
	while (to > from && isspace((unsigned char)s[to - 1]))
		to--;
	if (to > from)
		para_span(t->paras, from, to);
}

/* A line with all cells of a row. */
static void take_row(struct table *t, const struct line *l)
{
	const char *s = t->ls->text;
	uint32_t from = l->from + (s[l->from] == '|');
	int column = 1;

	t->row++;
	while (from < l->to) {
		uint32_t to = from;

		while (to < l->to && !(s[to] == '|' && s[to - 1] != '\\'))
			to++;
		open_cell(t, t->row, column++);
		add_trimmed(t, from, to);
		from = to + 1;
	}
}

/* --- cell by cell ------------------------------------------------------------------ */

static bool ends_with_pipe(const char *text, const struct line *l)
{
	return l->pipes == 1 && text[l->to - 1] == '|';
}

static bool begins_with_pipe(const char *text, const struct line *l)
{
	return l->pipes == 1 && text[l->from] == '|' && l->to - l->from > 1;
}

/* Lines up to the one that ends with the pipe are one cell. */
static size_t take_cells(struct table *t, size_t i, bool ends)
{
	const struct lines *ls = t->ls;
	size_t first = i;
	int column = 1;

	open_cell(t, ++t->row, column++);
	for (; i < ls->n; i++) {
		const struct line *l = &ls->line[i];
		bool last = ends && ends_with_pipe(ls->text, l);

		if (l->kind != LINE_ROW || l->pipes > 1)
			break;
		if (!ends && i > first)
			open_cell(t, t->row, column++);
		add_trimmed(t, l->from + (ends ? 0 : 1), l->to - last);
		if (last && i + 1 < ls->n && ls->line[i + 1].kind == LINE_ROW)
			open_cell(t, t->row, column++);
	}
	return i - first;
}

/* Are the lines of this block cells, one each? */
static bool is_by_cell(const struct lines *ls, size_t i, bool *ends)
{
	const struct line *l = &ls->line[i];

	*ends = ends_with_pipe(ls->text, l);
	return *ends || begins_with_pipe(ls->text, l);
}

size_t table_take(struct paras *ps, const struct lines *ls, size_t i)
{
	struct table t = { .paras = ps, .ls = ls, .number = 1 };
	size_t first = i;
	bool ends;

	for (size_t k = ps->n; k-- > 0;)
		if (ps->para[k].kind == PASSAGE_CELL) {
			t.number = ps->para[k].table + 1;
			break;
		}
	if (is_by_cell(ls, i, &ends))
		return take_cells(&t, i, ends);
	while (i < ls->n && ls->line[i].kind == LINE_ROW) {
		const struct line *l = &ls->line[i++];

		if (!is_divider(ls->text, l))
			take_row(&t, l);
	}
	return i - first;
}
