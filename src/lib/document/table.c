/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of plain text, whose cells pipes divide: rows of Markdown, rows
 * without pipes at their ends, tables that were copied cell by cell, each in a
 * line of its own that ends (or begins) with a pipe, and tables of HTML in
 * Markdown.
 */
#include "lib/document/line.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
	LAYOUT_ROWS = 3,  /* of a letter head at most */
	LAYOUT_CELLS = 8, /* and when its cells come one by one */
	CELL_LINES = 4,   /* of a cell at most */
	CELL_WIDTH = 60,  /* code points of such a line */
	MAX_COLUMNS = 30,
	MAX_LINES = 5000, /* of a table of HTML */
};

struct table {
	struct paras *paras;
	const struct lines *ls;
	int number;
	int row;
	int column;
	int down[MAX_COLUMNS]; /* rows that a cell above still reaches */
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

/* What seemed a table only places its text. */
static void tell_as_text(struct table *t, size_t first)
{
	const char *text = t->ls->text;

	for (size_t i = first; i < t->paras->n; i++) {
		struct para *p = &t->paras->para[i];

		p->kind = p->nspan && bullet_scan(text + p->span[0].from,
						  text + p->span[0].to) ?
				  PASSAGE_ITEM : PASSAGE_BODY;
		p->table = p->row = p->column = 0;
	}
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

/* A few rows with words alone are a letter head or signatures. */
static void settle_rows(struct table *t, size_t first, bool divided)
{
	if (divided || t->row > LAYOUT_ROWS)
		return;
	for (size_t i = first; i < t->paras->n; i++) {
		const struct para *p = &t->paras->para[i];
		const char *s = t->ls->text + (p->nspan ? p->span[0].from : 0);
		size_t n = p->nspan ? p->span[0].to - p->span[0].from : 0;

		if (n > 0 && strspn(s, "0123456789.,% ") >= n && t->row > 1)
			return;
	}
	tell_as_text(t, first);
}

/* --- cell by cell ------------------------------------------------------------------ */

static bool ends_with_pipe(const char *text, const struct line *l)
{
	return l->kind == LINE_ROW && l->pipes == 1 &&
	       text[l->to - 1] == '|';
}

static bool begins_with_pipe(const char *text, const struct line *l)
{
	return l->kind == LINE_ROW && l->pipes == 1 && text[l->from] == '|';
}

/* Is a line without a pipe the beginning of a cell whose end has one? */
static bool is_broken_cell(const struct lines *ls, size_t i)
{
	for (size_t k = i; k < ls->n && k < i + CELL_LINES; k++) {
		if (ends_with_pipe(ls->text, &ls->line[k]))
			return k > i;
		if (ls->line[k].kind != LINE_TEXT ||
		    ls->line[k].width > CELL_WIDTH)
			return false;
	}
	return false;
}

/* The cells of such lines, all in one row so far. */
static size_t take_cells(struct table *t, size_t i, bool ends)
{
	const struct lines *ls = t->ls;
	size_t first = i;
	bool open = false;

	t->row = 1;
	for (; i < ls->n; i++) {
		const struct line *l = &ls->line[i];
		bool piped = ends ? ends_with_pipe(ls->text, l) :
				    begins_with_pipe(ls->text, l);

		if (!piped && !(ends ? is_broken_cell(ls, i) :
				       l->kind == LINE_TEXT &&
					       l->width <= CELL_WIDTH))
			break;
		if (!open || (!ends && piped))
			open_cell(t, 1, 1);
		open = !ends || !piped;
		add_trimmed(t, l->from + (!ends && piped),
			    l->to - (ends && piped));
	}
	return i - first;
}

/* The text of a cell of one line; "" when it has another form. */
static const char *cell_text(const struct table *t, size_t i, size_t *n)
{
	const struct para *p = &t->paras->para[i];

	*n = p->nspan == 1 ? p->span[0].to - p->span[0].from : 0;
	return *n ? t->ls->text + p->span[0].from : "";
}

static int cell_number(const struct table *t, size_t i)
{
	size_t n;
	const char *s = cell_text(t, i, &n);

	return i < t->paras->n && n > 0 && n < 4 && strspn(s, "0123456789") >= n ?
		       (int)strtol(s, NULL, 10) : -1;
}

static bool is_number_head(const struct table *t, size_t i)
{
	size_t n;
	const char *s = cell_text(t, i, &n);

	return (n == 2 && memcmp(s, "TT", 2) == 0) ||
	       (n == 3 && memcmp(s, "STT", 3) == 0);
}

/* How many columns: the numbers of the rows, 1, 2, 3, come back as often.
 * *one gets the cell with the 1.  0 when they do not. */
static size_t find_columns(const struct table *t, size_t head, size_t *one)
{
	size_t n = t->paras->n;

	for (size_t i = head + 2; i < n && i < head + 2 * MAX_COLUMNS; i++) {
		if (cell_number(t, i) != 1)
			continue;
		for (size_t k = 2; k <= MAX_COLUMNS && i + k < n; k++)
			if (cell_number(t, i + k) == 2 &&
			    (i + 2 * k >= n || cell_number(t, i + 2 * k) == 3)) {
				*one = i;
				return k;
			}
	}
	return 0;
}

/* Gives cells that came one by one their rows and columns. */
static void settle_cells(struct table *t, size_t first)
{
	size_t n = t->paras->n;
	size_t head = first;
	size_t one = 0;
	size_t columns;

	if (n - first <= LAYOUT_CELLS) {
		tell_as_text(t, first);
		return;
	}
	while (head < n && !is_number_head(t, head))
		head++;
	columns = head < n ? find_columns(t, head, &one) : 0;
	for (size_t i = first; i < n; i++) {
		struct para *p = &t->paras->para[i];

		if (columns == 0) {
			p->column = (int)(i - first) + 1;
			continue;
		}
		/* the head may have fewer cells than columns */
		p->row = i < one ? 1 : (int)((i - one) / columns) + 2;
		p->column = i < one ? (int)(i < head ? 0 : i - head) + 1 :
				      (int)((i - one) % columns) + 1;
	}
}

/* --- HTML in Markdown ------------------------------------------------------------------ */

/* The number that an attribute of a tag has, 1 when it has none. */
static int attribute(const char *tag, const char *end, const char *name)
{
	const char *p = memmem(tag, (size_t)(end - tag), name, strlen(name));
	long n;

	if (!p)
		return 1;
	p += strlen(name);
	p += strspn(p, "=\"' ");
	n = strtol(p, NULL, 10);
	return n < 1 ? 1 : n > MAX_COLUMNS ? MAX_COLUMNS : (int)n;
}

static bool is_tag(const char *s, const char *name)
{
	size_t n = strlen(name);

	return strncasecmp(s, name, n) == 0 && strchr(" >/", s[n]);
}

/* Opens the cell of a tag where no cell above reaches down. */
static void open_html_cell(struct table *t, const char *tag, const char *end)
{
	int span = attribute(tag, end, "colspan");
	int rows = attribute(tag, end, "rowspan");

	while (t->column < MAX_COLUMNS && t->down[t->column] > 0)
		t->down[t->column++]--;
	open_cell(t, t->row ? t->row : 1, t->column + 1);
	for (int i = 0; i < span && t->column < MAX_COLUMNS; i++)
		t->down[t->column++] = rows - 1;
}

static void next_row(struct table *t)
{
	while (t->column < MAX_COLUMNS) {
		t->down[t->column] -= t->down[t->column] > 0;
		t->column++;
	}
	t->column = 0;
	t->row++;
}

/* The cells of a line of HTML; true when the table ends in it. */
static bool take_html(struct table *t, const struct line *l, bool *in_cell)
{
	const char *text = t->ls->text;
	uint32_t from = l->from;

	for (uint32_t i = l->from; i < l->to; i++) {
		const char *s = text + i;
		const char *end = *s == '<' ? memchr(s, '>', l->to - i) : NULL;
		bool cell = end && (is_tag(s, "<td") || is_tag(s, "<th"));
		bool ends = end && (is_tag(s, "</td") || is_tag(s, "</th") ||
				    is_tag(s, "</tr") || is_tag(s, "<tr") ||
				    is_tag(s, "</table"));

		if (!cell && !ends)
			continue;
		if (*in_cell)
			add_trimmed(t, from, i);
		*in_cell = cell;
		if (cell)
			open_html_cell(t, s, end);
		else if (is_tag(s, "<tr"))
			next_row(t);
		else if (is_tag(s, "</table"))
			return true;
		i = (uint32_t)(end - text);
		from = i + 1;
	}
	if (*in_cell)
		add_trimmed(t, from, l->to);
	return false;
}

static bool may_be_html(const struct lines *ls, size_t i)
{
	const struct line *l = &ls->line[i];

	return l->from == l->to || ls->text[l->from] == '<';
}

/* --- all --------------------------------------------------------------------------------- */

static size_t take_any(struct table *t, size_t i)
{
	const struct lines *ls = t->ls;
	size_t first = i;
	size_t cells = t->paras->n;
	bool ends = ends_with_pipe(ls->text, &ls->line[i]);
	bool divided = false;
	bool in_cell = false;
	size_t n;

	if (ls->line[i].kind == LINE_TABLE) {
		while (i < ls->n && (in_cell || may_be_html(ls, i)) &&
		       i - first < MAX_LINES &&
		       !take_html(t, &ls->line[i++], &in_cell))
			;
		return i - first;
	}
	if (ends || begins_with_pipe(ls->text, &ls->line[i])) {
		n = take_cells(t, i, ends);
		settle_cells(t, cells);
		return n;
	}
	while (i < ls->n && ls->line[i].kind == LINE_ROW) {
		const struct line *l = &ls->line[i++];

		if (is_divider(ls->text, l))
			divided = true;
		else
			take_row(t, l);
	}
	settle_rows(t, cells, divided);
	return i - first;
}

size_t table_take(struct paras *ps, const struct lines *ls, size_t i)
{
	struct table t = { .paras = ps, .ls = ls, .number = 1 };

	for (size_t k = ps->n; k-- > 0;)
		if (ps->para[k].kind == PASSAGE_CELL) {
			t.number = ps->para[k].table + 1;
			break;
		}
	return take_any(&t, i);
}
