/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Building a document out of paragraphs, tables and notes: writing the text,
 * in NFC, and the paragraphs in it.
 */
#include "lib/document/build.h"
#include "lib/document/mark.h"
#include "lib/text/text.h"

#include <string.h>
#include <utf8proc.h>

enum {
	LAYOUT_ROWS = 2,    /* a table that only places has at most so many */
	LAYOUT_COLUMNS = 3,
};

struct telling {
	struct build *b;
	struct buf text;
	struct paras paras;
	struct source *source;
	int tables;
	/* of the cell that is told */
	int table, row, column;
};

/* --- text ------------------------------------------------------------------------- */

static void add_run(struct telling *t, const struct piece *p,
		    const struct origin *o, size_t from, size_t n, size_t skip)
{
	struct source *s = t->source;
	bool same = o->count == o->n;

	*VEC_PUSH(t->b->d->arena, s->run, s->n, s->cap) = (struct source_run){
		.at = (uint32_t)from,
		.n = (uint32_t)n,
		.xml = o->xml + (same ? (uint32_t)skip : 0),
		.count = same ? (uint32_t)n : o->count,
		.part = p->part,
	};
}

/* Bytes of one letter with the marks that combine with it. */
static size_t cluster(const char *s, size_t n)
{
	size_t i = 0;
	size_t len;

	point_at(s, s + n, &i);
	while (i < n) {
		int32_t cp = point_at(s + i, s + n, &len);

		if (utf8proc_get_property(cp)->combining_class == 0 &&
		    utf8proc_category(cp) != UTF8PROC_CATEGORY_MN)
			break;
		i += len;
	}
	return i;
}

/* Letter by letter: each that changes keeps the place of what it was. */
static void add_normal(struct telling *t, const struct piece *p)
{
	size_t k = 0;

	for (size_t i = 0, n; i < p->text.len; i += n) {
		size_t from = t->text.len;
		const struct origin *o;
		char *out;

		n = cluster(p->text.data + i, p->text.len - i);
		if (text_nfc(t->b->arena, p->text.data + i, n, &out, NULL) < 0)
			out = arena_strndup(t->b->arena, "?", 1);
		buf_adds(&t->text, out);
		while (k < p->norigin && p->origin[k].at + p->origin[k].n <= i)
			k++;
		o = k < p->norigin && p->origin[k].at <= i ? &p->origin[k] :
							     NULL;
		if (!o || !t->source)
			continue;
		if (strlen(out) == n && o->count == o->n &&
		    memcmp(out, p->text.data + i, n) == 0) {
			add_run(t, p, o, from, n, i - o->at);
		} else {
			struct origin whole = *o;

			if (o->count == o->n) {
				whole.xml += (uint32_t)i - o->at;
				whole.n = (uint32_t)n + 1;
				whole.count = (uint32_t)n;
			}
			add_run(t, p, &whole, from, t->text.len - from, 0);
		}
	}
}

/* Adds the text of a paragraph; where it begins. */
static size_t add_text(struct telling *t, const struct piece *p)
{
	size_t from = t->text.len;
	char *normal;

	if (text_nfc(t->b->arena, p->text.data, p->text.len, &normal, NULL) ==
		    0 && strlen(normal) == p->text.len &&
	    memcmp(normal, p->text.data, p->text.len) == 0) {
		buf_add(&t->text, p->text.data, p->text.len);
		for (size_t k = 0; t->source && k < p->norigin; k++)
			add_run(t, p, &p->origin[k], from + p->origin[k].at,
				p->origin[k].n, 0);
	} else {
		add_normal(t, p);
	}
	return from;
}

/* --- paragraphs --------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static void trim(const char *s, size_t *from, size_t *to)
{
	while (*from < *to && is_blank(s[*from]))
		++*from;
	while (*to > *from && is_blank(s[*to - 1]))
		--*to;
}

/* Opens the paragraph that a line begins. */
static struct para *begin_para(struct telling *t, const struct piece *p,
			       size_t *from, size_t to)
{
	const char *s = t->text.data;
	struct para *para = para_open(&t->paras, p->as);
	char raised[4];
	size_t n = raised_scan(s + *from, s + to, raised);

	if (p->as == PASSAGE_BODY && n > 0) { /* a note typed by hand */
		para->kind = PASSAGE_NOTE;
		para->label = arena_strdup(t->b->arena, raised);
		*from += n;
		trim(s, from, &to);
	} else if (p->as == PASSAGE_BODY && bullet_scan(s + *from, s + to)) {
		para->kind = PASSAGE_ITEM;
	}
	if (p->label)
		para->label = p->label;
	para->level = p->level;
	return para;
}

/* The lines in [from, to) of the text, as a paragraph or more. */
static void tell_lines(struct telling *t, const struct piece *p, size_t from,
		       size_t to)
{
	const char *s = t->text.data;
	struct para *open = NULL;

	while (from < to) {
		const char *nl = memchr(s + from, '\n', to - from);
		size_t i = from;
		size_t k = nl ? (size_t)(nl - s) : to;

		from = k + 1;
		trim(s, &i, &k);
		if (i == k)
			continue;
		if (!open) {
			open = begin_para(t, p, &i, k);
			open->torn = p->torn;
		} else if (!broken_goes_on(s, open, i, k)) {
			open = begin_para(t, p, &i, k);
		}
		if (i < k)
			para_span(&t->paras, i, k);
	}
}

static void tell_para(struct telling *t, const struct piece *p)
{
	size_t from;

	if (p->label) {
		struct build raised = { .arena = t->b->arena };

		build_para(&raised, PASSAGE_NOTE, 0);
		build_raised(&raised, p->label, strlen(p->label), 0, 0);
		buf_adds(&t->text, build_open(&raised)->text.data);
		buf_addch(&t->text, ' ');
	}
	from = add_text(t, p);
	buf_addch(&t->text, '\n');
	tell_lines(t, p, from, t->text.len - 1);
}

/* --- tables ------------------------------------------------------------------------- */

static size_t end_of_table(const struct build *b, size_t i)
{
	int depth = 0;

	for (; i < b->n; i++) {
		depth += b->piece[i].kind == PIECE_TABLE;
		depth -= b->piece[i].kind == PIECE_TABLE_END;
		if (depth == 0)
			return i;
	}
	return b->n;
}

/* Does the table only place what it holds: a letter head, signatures? */
static bool is_layout(const struct build *b, size_t i, size_t end)
{
	int rows = 0, columns = 0, most = 0, paras = 0;
	bool several = false;
	int depth = 0;

	for (; i < end; i++) {
		const struct piece *p = &b->piece[i];

		depth += p->kind == PIECE_TABLE;
		depth -= p->kind == PIECE_TABLE_END;
		if (depth > 1) {
			several |= p->kind == PIECE_TABLE;
			continue;
		}
		if (p->kind == PIECE_ROW) {
			rows++;
			columns = 0;
		} else if (p->kind == PIECE_CELL) {
			columns++;
			paras = 0;
		} else if (p->kind == PIECE_PARA) {
			several |= ++paras > 1 ||
				   strchr(p->text.data, '\n') != NULL;
		}
		if (columns > most)
			most = columns;
	}
	return most <= 1 || (rows <= LAYOUT_ROWS && most <= LAYOUT_COLUMNS &&
			     (several || rows == 1));
}

static void tell_in_cell(struct telling *t, const struct piece *p)
{
	size_t from = add_text(t, p);
	struct para *para;
	size_t to = t->text.len;

	for (size_t i = from; i < to; i++)
		if (t->text.data[i] == '\n')
			t->text.data[i] = ' ';
	buf_addch(&t->text, ' ');
	trim(t->text.data, &from, &to);
	if (from == to)
		return;
	para = para_open(&t->paras, PASSAGE_CELL);
	para->table = t->table;
	para->row = t->row;
	para->column = t->column;
	para_span(&t->paras, from, to);
}

/* Each row is a line; what is in a table in a cell belongs to the cell. */
static void tell_grid(struct telling *t, size_t i, size_t end)
{
	const struct build *b = t->b;
	size_t first = i;
	int depth = 0;
	int next = 1;
	bool row = false;

	t->table = ++t->tables;
	t->row = 0;
	for (; i < end; i++) {
		const struct piece *p = &b->piece[i];

		depth += p->kind == PIECE_TABLE;
		depth -= p->kind == PIECE_TABLE_END;
		if (p->kind == PIECE_PARA && p->as != PASSAGE_NOTE) {
			tell_in_cell(t, p);
		} else if (depth == 1 && p->kind == PIECE_ROW) {
			if (row)
				buf_adds(&t->text, "|\n");
			row = true;
			t->row++;
			next = 1 + p->span;
		} else if (depth == 1 && p->kind == PIECE_CELL) {
			buf_adds(&t->text, "| ");
			t->column = next;
			next += p->span;
		}
	}
	if (row)
		buf_adds(&t->text, "|\n");
	for (i = first; i < end; i++)
		if (b->piece[i].kind == PIECE_PARA &&
		    b->piece[i].as == PASSAGE_NOTE)
			tell_para(t, &b->piece[i]);
}

static void tell(struct telling *t, size_t i, size_t end)
{
	const struct build *b = t->b;

	while (i < end) {
		const struct piece *p = &b->piece[i];
		size_t stop;

		if (p->kind == PIECE_TABLE) {
			stop = end_of_table(b, i);
			if (is_layout(b, i, stop)) {
				i++;
				continue;
			}
			tell_grid(t, i, stop);
			i = stop;
		} else if (p->kind == PIECE_PARA) {
			tell_para(t, p);
		}
		i++;
	}
}

int build_finish(struct build *b, struct err *e)
{
	struct document *d = b->d;
	struct telling t = { .b = b, .text = BUF_INIT(d->arena),
			     .paras = { .arena = b->arena } };

	if (b->total > DOCUMENT_MAX_TEXT) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” có quá nhiều chữ (hơn %d triệu byte)",
			d->path, DOCUMENT_MAX_TEXT >> 20);
		return err_hint(e, "Tách văn bản thành nhiều tệp.");
	}
	if (d->format == DOCUMENT_DOCX)
		t.source = ARENA_NEW(d->arena, struct source);
	tell(&t, 0, b->n);
	document_set_text(d, t.text.data, t.text.len);
	d->source = t.source;
	paras_join(d->text, &t.paras);
	document_make(d, &t.paras, NULL);
	return 0;
}
