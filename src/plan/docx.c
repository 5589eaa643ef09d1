/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan as an administrative document: letter head, type and subject,
 * addressee, text, signature block, recipients (Nghị định 30/2020/NĐ-CP, Phụ
 * lục I).  Each number is a bookmark of its id; one that a broken check of
 * error level names is highlighted.
 */
#include "lib/file/docx.h"

#include "plan/internal.h"

/* The text of a page is 160 mm wide. */
enum {
	PAGE_WIDTH = 1600,
	HEAD_LEFT = 610,
	SIGN_LEFT = 820,
	FIRST_COLUMN = 90,
	WIDEST_COLUMN = 300,
};

/* Paragraph per line of a text. */
static void lines(struct docx *d, struct arena *a, enum docx_style style,
		  const char *text, unsigned flags)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		docx_paragraph(d, style);
		docx_text(d, arena_strndup(a, text, n), flags);
		text += n;
		text += *text == '\n';
	}
}

static void letter_head(struct docx *d, const struct plan *p)
{
	static const int widths[] = { HEAD_LEFT, PAGE_WIDTH - HEAD_LEFT };

	docx_table(d, 2, widths, 0);
	docx_row(d, 0);
	docx_cell(d, 1);
	lines(d, p->arena, DOCX_CELL_CENTER, p->outline->issuer, DOCX_BOLD);
	docx_rule(d, 400);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", DOCX_BOLD);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, "Độc lập - Tự do - Hạnh phúc", DOCX_BOLD | DOCX_SMALLER);
	docx_rule(d, 580);
	docx_row(d, 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, plan_number_line(p), DOCX_SMALLER);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CENTER);
	docx_text(d, plan_date_line(p), DOCX_ITALIC | DOCX_SMALLER);
	docx_table_end(d);
}

static void title(struct docx *d, const struct plan *p)
{
	docx_paragraph(d, DOCX_TITLE);
	docx_text(d, p->outline->type, 0);
	docx_paragraph(d, DOCX_SUBJECT);
	docx_text(d, p->title, 0);
	docx_rule(d, 300);
	if (p->demonstration) {
		docx_paragraph(d, DOCX_CENTER);
		docx_text(d, "(Tổng hợp từ số liệu minh hoạ, không phải số liệu chính thức)",
			  DOCX_ITALIC);
	}
	if (p->outline->addressee) {
		docx_paragraph(d, DOCX_CENTER);
		docx_paragraph(d, DOCX_CENTER);
		docx_text(d, arena_printf(p->arena, "Kính gửi: %s.",
					  p->outline->addressee), 0);
	}
}

static void number(struct docx *d, const struct plan *p, size_t i,
		   const char *text, unsigned flags)
{
	const struct plan_number *n = &p->number[i];

	docx_bookmark(d, n->id, text,
		      flags | (n->wrong ? DOCX_HIGHLIGHT : 0u));
}

static void runs(struct docx *d, const struct plan *p, const struct line *line,
		 unsigned flags)
{
	for (size_t i = 0; i < line->n; i++) {
		const struct run *r = &line->run[i];

		if (r->number == NO_NUMBER)
			docx_text(d, r->text, flags);
		else
			number(d, p, r->number, r->text, flags);
	}
}

static void heading(struct docx *d, const struct plan *p,
		    const struct block *b)
{
	static const enum docx_style style[] = {
		DOCX_HEADING_1, DOCX_HEADING_2, DOCX_HEADING_3, DOCX_HEADING_4,
	};
	int level = heading_level(b);

	docx_paragraph(d, style[level - 1]);
	if (b->label) {
		docx_text(d, b->label, 0);
		if (level == 1)
			docx_break(d);
		else
			docx_text(d, " ", 0);
	}
	runs(d, p, &b->text, 0);
}

static void paragraph(struct docx *d, const struct plan *p,
		      const struct block *b)
{
	docx_paragraph(d, b->style == PARA_ITEM ? DOCX_ITEM : DOCX_BODY);
	runs(d, p, &b->text, b->style == PARA_NOTE ? DOCX_ITALIC : 0);
	if (b->footnote.n)
		docx_footnote(d, line_text(p->arena, &b->footnote));
}

/* --- tables ------------------------------------------------------------------- */

static size_t shown_columns(const struct table *t)
{
	size_t n = 0;

	for (size_t c = 0; c < t->appendix->ncolumn; c++)
		n += shows_column(t, c, IN_DOCUMENT);
	return n;
}

static void head_text(struct docx *d, const char *text)
{
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, text, DOCX_BOLD | DOCX_SMALLER);
}

static void head_cell(struct docx *d, int span, const char *text)
{
	docx_cell(d, span);
	head_text(d, text);
}

/* A head over both rows, in the first or the second of them. */
static void tall_head(struct docx *d, bool second, const char *text)
{
	docx_cell_tall(d, second);
	if (!second)
		head_text(d, text);
}

static void head_row(struct docx *d, const struct table *t, bool second)
{
	const struct appendix *x = t->appendix;

	docx_row(d, 1);
	tall_head(d, second, "TT");
	tall_head(d, second, "Nội dung");
	for (size_t c = 0; c < x->ncolumn; c++) {
		size_t span = head_span(t, c, IN_DOCUMENT);

		if (!shows_column(t, c, IN_DOCUMENT))
			continue;
		if (!t->group[c])
			tall_head(d, second, t->head[c]);
		else if (second)
			head_cell(d, 1, t->head[c]);
		else if (span)
			head_cell(d, (int)span, t->group[c]);
	}
}

static void table_row(struct docx *d, const struct plan *p,
		      const struct table *t, size_t r)
{
	const struct appendix_row *row = &t->appendix->row[r];
	unsigned bold = row->sum ? DOCX_BOLD : 0;

	docx_row(d, 0);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CELL_CENTER);
	docx_text(d, row->number ? row->number : "", bold);
	docx_cell(d, 1);
	docx_paragraph(d, DOCX_CELL);
	docx_text(d, row->title, bold);
	for (size_t c = 0; c < t->appendix->ncolumn; c++) {
		const struct cell *cell = table_cell_at(t, r, c);
		const size_t *marks;

		if (!shows_column(t, c, IN_DOCUMENT))
			continue;
		docx_cell(d, 1);
		docx_paragraph(d, DOCX_CELL_RIGHT);
		marks = cell_marks(p, t, cell);
		if (cell->kind == CELL_EMPTY)
			docx_text(d, "", 0);
		else if (cell->number == NO_NUMBER)
			docx_text(d, cell->text, bold | DOCX_SMALLER);
		else
			number(d, p, cell->number, cell->text,
			       bold | DOCX_SMALLER);
		if (marks)
			docx_text(d, marks_text(p->arena, marks, false),
				  DOCX_RAISED);
	}
}

static void notes(struct docx *d, const struct plan *p, const struct table *t)
{
	bool any = false;

	for (size_t i = 0; i < t->nfoot; i++) {
		const struct note *n = &t->foot[i];

		if (!n->inside)
			continue;
		docx_paragraph(d, DOCX_NOTE);
		if (!any) {
			docx_text(d, NOTES_HEAD, DOCX_ITALIC);
			docx_paragraph(d, DOCX_NOTE);
		}
		any = true;
		docx_text(d, arena_printf(p->arena, "(%zu) ", n->mark), 0);
		docx_text(d, note_text(p, n), 0);
	}
}

static void table(struct docx *d, const struct plan *p, const struct table *t)
{
	const struct appendix *x = t->appendix;
	size_t n = shown_columns(t);
	int *width = ARENA_ARRAY(p->arena, n + 2, int);
	int rest = PAGE_WIDTH - FIRST_COLUMN;
	int each = rest * 74 / 100 / (int)n;

	if (each > WIDEST_COLUMN)
		each = WIDEST_COLUMN;
	width[0] = FIRST_COLUMN;
	width[1] = rest - each * (int)n;
	for (size_t i = 0; i < n; i++)
		width[i + 2] = each;
	if (t->note) {
		docx_paragraph(d, DOCX_CAPTION);
		docx_text(d, t->note, 0);
	}
	docx_table(d, n + 2, width, 1);
	head_row(d, t, false);
	head_row(d, t, true);
	for (size_t r = 0; r < x->nrow; r++)
		if (shows_row(t, r, IN_DOCUMENT))
			table_row(d, p, t, r);
	docx_table_end(d);
	notes(d, p, t);
}

/* --- the end ------------------------------------------------------------------ */

static void recipients(struct docx *d, const struct plan *p)
{
	const struct outline *o = p->outline;

	docx_paragraph(d, DOCX_RECIPIENT);
	docx_text(d, "Nơi nhận:", DOCX_BOLD | DOCX_ITALIC);
	for (size_t i = 0; i < o->nrecipient; i++) {
		docx_paragraph(d, DOCX_RECIPIENT);
		docx_text(d, arena_printf(p->arena, "- %s", o->recipient[i]),
			  0);
	}
}

static void signature(struct docx *d, const struct plan *p)
{
	static const int widths[] = { SIGN_LEFT, PAGE_WIDTH - SIGN_LEFT };
	const struct outline *o = p->outline;

	docx_paragraph(d, DOCX_PLAIN);
	docx_table(d, 2, widths, 0);
	docx_row(d, 0);
	docx_cell(d, 1);
	recipients(d, p);
	docx_cell(d, 1);
	for (size_t i = 0; i < o->nsignature; i++) {
		docx_paragraph(d, DOCX_CENTER);
		docx_text(d, o->signature[i], DOCX_BOLD);
	}
	if (p->request.signer) {
		for (int i = 0; i < 4; i++)
			docx_paragraph(d, DOCX_CENTER);
		docx_paragraph(d, DOCX_CENTER);
		docx_text(d, p->request.signer, DOCX_BOLD);
	}
	docx_table_end(d);
}

int plan_write_docx(const struct plan *p, const char *path, struct err *e)
{
	struct docx *d = docx_new(p->arena, p->title);
	const char *mark = plan_mark(p);

	if (mark)
		docx_draft(d, mark);
	letter_head(d, p);
	title(d, p);
	for (size_t i = 0; i < p->nblock; i++) {
		const struct block *b = &p->block[i];

		switch (b->kind) {
		case BLOCK_HEADING:
			heading(d, p, b);
			break;
		case BLOCK_PARAGRAPH:
			paragraph(d, p, b);
			break;
		case BLOCK_TABLE:
			table(d, p, &p->table[b->table]);
			break;
		}
	}
	signature(d, p);
	return docx_write(d, path, e);
}
