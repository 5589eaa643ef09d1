/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables in a PDF, which has no tables: lines whose pieces stand in columns.
 *
 * A line with several numbers is a row; lines without stand over or under it
 * in the same cells, or are the head.
 */
#include "lib/document/build.h"
#include "lib/document/pdfpage.h"

#include <ctype.h>
#include <string.h>

enum {
	MIN_PIECES = 3,   /* of a line that a table begins with */
	MIN_ROWS = 3,     /* such lines */
	AHEAD = 4,        /* lines in which the table must go on */
	MAX_COLUMNS = 64,
	WIDE_LINE = 60,   /* per cent of the text: a line that is no cell */
	CELL_GAP = 55,    /* per cent of the height between two cells */
	NEAR = 6,         /* lines in which a row is looked for */
	MAX_LINES = 2000, /* of a table; more begin another */
};

struct column {
	int x0, x1;
};

struct table {
	struct build *b;
	const struct pdf_lines *ls;
	size_t from, to;
	struct column column[MAX_COLUMNS];
	int columns;
	int *row; /* of each line; 0: the head */
};

static int numbers_in(const struct pdf_line *l)
{
	int n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += isdigit((unsigned char)l->piece[i].word[0].text[0]) != 0;
	return n;
}

static bool is_row(const struct pdf_line *l)
{
	return l->n >= MIN_PIECES && numbers_in(l) >= 2;
}

static bool is_wide(const struct pdf_lines *ls, const struct pdf_line *l)
{
	return l->n == 1 && 100 * (l->x1 - l->x0) >
				    WIDE_LINE * (ls->right - ls->left);
}

/* The first line behind the table that begins at i. */
static size_t end_of(const struct pdf_lines *ls, size_t i)
{
	size_t end = i + 1;

	for (size_t k = i + 1;
	     k < ls->n && k < end + AHEAD && k - i < MAX_LINES; k++) {
		const struct pdf_line *l = &ls->line[k];

		if (l->gone || l->note)
			continue;
		if (is_wide(ls, l))
			break;
		if (l->n >= MIN_PIECES)
			end = k + 1;
	}
	/* the rest of the last row's cells */
	while (end < ls->n && !ls->line[end].gone && !ls->line[end].note &&
	       !is_wide(ls, &ls->line[end]) &&
	       ls->line[end].page == ls->line[end - 1].page &&
	       ls->line[end].y0 - ls->line[end - 1].y1 < ls->height / 4 &&
	       ls->line[end].x0 > ls->left + ls->height)
		end++;
	return end;
}

static int by_left(const void *x, const void *y)
{
	const struct column *a = x;
	const struct column *b = y;

	return a->x0 < b->x0 ? -1 : a->x0 > b->x0;
}

/* Divides a line where cells may be apart; what belongs together comes
 * together again in its column. */
static void divide(const struct pdf_lines *ls, struct pdf_line *l)
{
	const struct pdf_word *w = l->piece[0].word;
	struct pdf_piece *piece = NULL;
	size_t words = 0;
	size_t n = 0, cap = 0;
	size_t from = 0;

	for (size_t i = 0; i < l->n; i++)
		words += l->piece[i].n;
	for (size_t i = 1; i <= words; i++) {
		if (i < words &&
		    100 * (w[i].x0 - w[i - 1].x1) < CELL_GAP * l->height)
			continue;
		*VEC_PUSH(ls->arena, piece, n, cap) = (struct pdf_piece){
			w[from].x0, w[i - 1].x1, w + from, i - from
		};
		from = i;
	}
	l->piece = piece;
	l->n = n;
}

/* Columns: where pieces of lines with numbers stand over each other. */
static void find_columns(struct table *t)
{
	struct arena *a = t->ls->arena;
	struct column *c = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = t->from; i < t->to; i++) {
		const struct pdf_line *l = &t->ls->line[i];

		if (!is_row(l))
			continue;
		for (size_t k = 0; k < l->n; k++)
			*VEC_PUSH(a, c, n, cap) = (struct column){
				l->piece[k].x0, l->piece[k].x1
			};
	}
	if (n > 0)
		qsort(c, n, sizeof *c, by_left);
	for (size_t i = 0; i < n; i++) {
		struct column *last = t->columns ?
					      &t->column[t->columns - 1] :
					      NULL;

		if (last && c[i].x0 <= last->x1) {
			if (c[i].x1 > last->x1)
				last->x1 = c[i].x1;
		} else if (t->columns < MAX_COLUMNS) {
			t->column[t->columns++] = c[i];
		}
	}
}

static int column_of(const struct table *t, const struct pdf_piece *p)
{
	int best = 0;
	int room = INT32_MIN;

	for (int i = 0; i < t->columns; i++) {
		const struct column *c = &t->column[i];
		int x0 = p->x0 > c->x0 ? p->x0 : c->x0;
		int x1 = p->x1 < c->x1 ? p->x1 : c->x1;

		if (x1 - x0 > room) {
			room = x1 - x0;
			best = i;
		}
	}
	return best;
}

/* The widest gap between lines on the way from i to the next row, in one
 * direction; *row gets its index. */
static int gap_to_row(const struct table *t, size_t i, int step, size_t *row)
{
	const struct pdf_line *line = t->ls->line;
	int most = INT32_MIN;

	for (int k = 0; k < NEAR; k++) {
		size_t next = i + (size_t)step;
		int gap;

		if ((step < 0 && i == t->from) || next >= t->to ||
		    line[next].page != line[i].page)
			return INT32_MAX;
		gap = step > 0 ? line[next].y0 - line[i].y1 :
				 line[i].y0 - line[next].y1;
		if (gap > most)
			most = gap;
		i = next;
		if (is_row(&line[i])) {
			*row = i;
			return most;
		}
	}
	return INT32_MAX;
}

/* Lines without numbers belong to the row that they stand close to; those
 * over the first row are the head. */
static void find_rows(struct table *t)
{
	const struct pdf_line *line = t->ls->line;
	int rows = 0;

	t->row = ARENA_ARRAY(t->ls->arena, t->to - t->from, int);
	for (size_t i = t->from; i < t->to; i++)
		if (is_row(&line[i]))
			t->row[i - t->from] = ++rows;
	for (size_t i = t->from; i < t->to; i++) {
		size_t before = 0, behind = 0;
		int up, down;

		if (is_row(&line[i]))
			continue;
		up = gap_to_row(t, i, -1, &before);
		down = gap_to_row(t, i, 1, &behind);
		if (up == INT32_MAX && down == INT32_MAX)
			t->row[i - t->from] =
				i > t->from ? t->row[i - 1 - t->from] : 0;
		else if (up == INT32_MAX)
			/* the head, unless it overlaps the row */
			t->row[i - t->from] =
				down < 0 ? t->row[behind - t->from] : 0;
		else
			t->row[i - t->from] =
				t->row[(down < up ? behind : before) - t->from];
	}
}

static void tell_cell(struct table *t, size_t from, size_t to, int column)
{
	bool open = false;

	build_cell(t->b, 1);
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = &t->ls->line[i];

		for (size_t k = 0; k < l->n && !l->gone && !l->note; k++) {
			const char *text;

			if (column_of(t, &l->piece[k]) != column)
				continue;
			text = pdf_piece_text(t->ls->arena, &l->piece[k]);
			if (!open)
				build_para(t->b, PASSAGE_BODY, 0);
			else
				build_text(t->b, " ", 1, 0, 0);
			build_text(t->b, text, strlen(text), 0, 0);
			open = true;
		}
	}
	if (open)
		build_end(t->b);
}

size_t pdf_table(struct build *b, const struct pdf_lines *ls, size_t i)
{
	struct table t = { .b = b, .ls = ls, .from = i };
	size_t rows = 0;

	if (ls->line[i].n < MIN_PIECES)
		return 0;
	t.to = end_of(ls, i);
	for (size_t k = i; k < t.to; k++)
		rows += ls->line[k].n >= MIN_PIECES;
	if (rows < MIN_ROWS)
		return 0;
	for (size_t k = i; k < t.to; k++)
		divide(ls, &ls->line[k]);
	find_columns(&t);
	if (t.columns < MIN_PIECES)
		return 0;
	find_rows(&t);
	build_table(b);
	for (size_t from = i, to; from < t.to; from = to) {
		int row = t.row[from - i];

		for (to = from; to < t.to && t.row[to - i] <= row;)
			to++;
		build_row(b, 0);
		for (int c = 0; c < t.columns; c++)
			tell_cell(&t, from, to, c);
	}
	build_table_end(b);
	return t.to - i;
}
