/* SPDX-License-Identifier: Apache-2.0 */
/* Building a document out of paragraphs, tables and notes: taking in. */
#include "lib/document/build.h"
#include "lib/document/mark.h"

#include <ctype.h>
#include <string.h>

enum {
	MAX_PIECES = 1 << 20,
	MAX_TABLES = 16, /* in each other */
};

/* A note that was called and comes behind the paragraph. */
struct note {
	const char *label;
	const struct piece *piece;
	size_t n;
};

static struct piece *add_piece(struct build *b, enum piece_kind kind)
{
	struct piece *p = VEC_PUSH(b->arena, b->piece, b->n, b->cap);

	*p = (struct piece){ .kind = kind, .part = b->part,
			     .text = BUF_INIT(b->arena) };
	if (b->n > MAX_PIECES)
		b->total = DOCUMENT_MAX_TEXT + 1;
	return p;
}

/* Is there no room for more?  The document is too large, then. */
static bool is_full(const struct build *b)
{
	return b->total > DOCUMENT_MAX_TEXT;
}

void build_para(struct build *b, enum passage_kind kind, int level)
{
	struct piece *p;

	if (is_full(b))
		b->n = 0;
	p = add_piece(b, PIECE_PARA);
	p->as = kind;
	p->level = level;
	p->torn = b->torn;
	b->torn = false;
	if (b->depth < BUILD_DEPTH)
		b->open[b->depth] = b->n - 1;
	b->depth++;
}

struct piece *build_open(struct build *b)
{
	if (b->depth == 0 || b->depth > BUILD_DEPTH ||
	    b->open[b->depth - 1] >= b->n)
		return NULL;
	return &b->piece[b->open[b->depth - 1]];
}

static void tell_notes(struct build *b)
{
	for (size_t i = 0; i < b->nnote; i++)
		for (size_t k = 0; k < b->note[i].n; k++) {
			struct piece *p = add_piece(b, PIECE_PARA);

			*p = b->note[i].piece[k];
			p->as = PASSAGE_NOTE;
			p->label = b->note[i].label;
		}
	b->nnote = 0;
}

void build_end(struct build *b)
{
	struct piece *p = build_open(b);

	if (b->depth == 0)
		return;
	/* an empty one that nothing came behind */
	if (p && p->text.len == 0 && p == &b->piece[b->n - 1]) {
		b->torn |= p->torn;
		b->n--;
	}
	b->depth--;
	if (b->depth == 0 && b->tables == 0)
		tell_notes(b);
}

static void add_bytes(struct build *b, struct piece *p, const char *s,
		      size_t n, size_t at, size_t count)
{
	struct origin *last = p->norigin ? &p->origin[p->norigin - 1] : NULL;
	uint32_t from = (uint32_t)p->text.len;

	b->total += n;
	if (is_full(b))
		return;
	buf_add(&p->text, s, n);
	if (count == 0)
		return;
	if (last && count == n && last->count == last->n &&
	    last->xml + last->count == at && last->at + last->n == from) {
		last->n += (uint32_t)n;
		last->count += (uint32_t)n;
		return;
	}
	*VEC_PUSH(b->arena, p->origin, p->norigin, p->cap) =
		(struct origin){ from, (uint32_t)n, (uint32_t)at,
				 (uint32_t)count };
}

void build_text(struct build *b, const char *s, size_t n, size_t at,
		size_t count)
{
	struct piece *p = build_open(b);
	size_t from = p ? p->text.len : 0;

	if (!p || n == 0)
		return;
	add_bytes(b, p, s, n, at, count);
	for (size_t i = from; i < p->text.len; i++)
		if ((unsigned char)p->text.data[i] < ' ')
			p->text.data[i] = ' ';
}

void build_break(struct build *b)
{
	struct piece *p = build_open(b);

	if (p)
		add_bytes(b, p, "\n", 1, 0, 0);
}

void build_raised(struct build *b, const char *s, size_t n, size_t at,
		  size_t count)
{
	struct piece *p = build_open(b);
	bool metre = p && p->text.len > 0 &&
		     p->text.data[p->text.len - 1] == 'm';

	for (size_t i = 0; i < n; i++)
		if (!isdigit((unsigned char)s[i]))
			metre = true;
	if (metre || n > 3) {
		build_text(b, s, n, at, count);
		return;
	}
	for (size_t i = 0; p && i < n; i++) {
		const char *r = raised_digit_text(s[i]);

		add_bytes(b, p, r, strlen(r), at, count);
	}
}

void build_call(struct build *b, int number, const struct piece *piece,
		size_t n, size_t at, size_t count)
{
	char *label = arena_printf(b->arena, "%d", number);

	build_raised(b, label, strlen(label), at, count);
	*VEC_PUSH(b->arena, b->note, b->nnote, b->capnote) =
		(struct note){ label, piece, n };
}

void build_table(struct build *b)
{
	if (b->tables == MAX_TABLES) {
		b->deep++;
		return;
	}
	add_piece(b, PIECE_TABLE);
	b->tables++;
}

void build_row(struct build *b, int before)
{
	if (b->deep == 0)
		add_piece(b, PIECE_ROW)->span = before;
}

void build_cell(struct build *b, int span)
{
	if (b->deep == 0)
		add_piece(b, PIECE_CELL)->span =
			span < 1 ? 1 : span > 63 ? 63 : span;
}

void build_table_end(struct build *b)
{
	if (b->deep > 0) {
		b->deep--;
		return;
	}
	if (b->tables == 0)
		return;
	add_piece(b, PIECE_TABLE_END);
	if (--b->tables == 0 && b->depth == 0)
		tell_notes(b);
}
