/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting a draft into words that lead to findings. */
#include "lint/view.h"

#include "check/check.h"
#include "lint/outline.h"
#include "lint/page.html.h"

#include <string.h>

/* A part of a finding where it stands in a passage. */
struct place {
	const struct passage *passage;
	size_t from, to;
	size_t finding; /* its number */
	bool first;     /* of the finding's parts */
};

static int by_passage(const void *x, const void *y)
{
	const struct place *a = x;
	const struct place *b = y;

	if (a->passage != b->passage)
		return a->passage < b->passage ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to > b->to ? -1 : 1;
	return a->finding < b->finding ? -1 : a->finding > b->finding;
}

static struct place *find_places(struct draft_view *v, size_t *n)
{
	struct arena *a = v->lint->arena;
	struct place *out = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < v->nfinding; i++) {
		const struct lint_finding *f = v->finding[i].f;

		for (size_t k = 0; k < f->npart; k++) {
			const struct lint_part *p = &f->part[k];

			*VEC_PUSH(a, out, *n, cap) = (struct place){
				p->passage, p->from, p->to,
				v->finding[i].number, k == 0 };
		}
	}
	if (*n > 0)
		qsort(out, *n, sizeof *out, by_passage);
	return out;
}

static enum tone tone_of(const struct lint_finding *f)
{
	static const enum tone tone[] = {
		[SEV_ERROR] = TONE_ERR, [SEV_WARNING] = TONE_WARN,
		[SEV_NOTE] = TONE_INFO,
	};

	return f->why ? TONE_OK : tone[f->severity];
}

static void add_run(struct arena *a, struct draft_line *line,
		    const struct passage *p, size_t from, size_t to)
{
	if (to > from)
		*VEC_PUSH(a, line->run, line->n, line->cap) =
			(struct draft_run){
				.text = arena_strndup(a, p->text + from,
						      to - from) };
}

/* A passage as runs; places that overlap an earlier one only give it their
 * anchor's turn: the words are shown once. */
static struct draft_line cut(struct draft_view *v, const struct passage *p,
			     const struct place **place,
			     const struct place *end)
{
	struct arena *a = v->lint->arena;
	struct draft_line line = { 0 };
	size_t at = 0;

	for (; *place < end && (*place)->passage == p; ++*place) {
		const struct place *x = *place;
		size_t from = x->from > at ? x->from : at;

		if (x->to <= from && !x->first)
			continue;
		add_run(a, &line, p, at, from);
		add_run(a, &line, p, from, x->to);
		if (x->to <= from) /* nothing left to show: only the anchor */
			*VEC_PUSH(a, line.run, line.n, line.cap) =
				(struct draft_run){ .text = "" };
		line.run[line.n - 1].finding = x->finding;
		line.run[line.n - 1].tone =
			v->finding[x->finding - 1].tone;
		if (x->first)
			line.run[line.n - 1].anchor =
				arena_printf(a, "cho-%zu", x->finding);
		at = x->to > at ? x->to : at;
	}
	add_run(a, &line, p, at, p->n);
	return line;
}

/* A cell in its row; rows and cells come in reading order. */
static void add_cell(struct arena *a, struct draft_block *b,
		     const struct draft_line *line, bool new_row)
{
	struct draft_row *row;

	if (b->nrow == 0 || new_row)
		*VEC_PUSH(a, b->row, b->nrow, b->caprow) =
			(struct draft_row){ 0 };
	row = &b->row[b->nrow - 1];
	*VEC_PUSH(a, row->cell, row->n, row->cap) = *line;
}

/* The passages that are headings: by their style, or because a numbered
 * section of the outline begins with them, in few words. */
static const bool *find_headings(const struct lint *l)
{
	enum { LONG = 250 }; /* bytes: a paragraph that begins with a number */
	const struct document *d = l->doc;
	bool *is = ARENA_ARRAY(l->arena, d->npassage + 1, bool);

	for (size_t i = 0; i < d->npassage; i++)
		is[i] = d->passage[i].kind == PASSAGE_HEADING;
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];
		const struct passage *p = &d->passage[s->passage];

		if (s->style <= SECTION_LETTER && p->kind == PASSAGE_BODY &&
		    p->n < LONG)
			is[s->passage] = true;
	}
	return is;
}

static enum draft_kind kind_of(const struct passage *p, bool is_heading)
{
	return p->kind == PASSAGE_CELL	 ? DRAFT_TABLE
	       : p->kind == PASSAGE_NOTE ? DRAFT_NOTE
	       : is_heading		 ? DRAFT_HEADING
					 : DRAFT_TEXT;
}

static void make_blocks(struct draft_view *v)
{
	const struct document *d = v->lint->doc;
	struct arena *a = v->lint->arena;
	size_t n;
	const struct place *place = find_places(v, &n);
	const struct place *end = place + n;
	const bool *heading = find_headings(v->lint);
	size_t cap = 0;
	int table = 0;
	int row = 0;

	for (size_t i = 0; i < d->npassage; i++) {
		const struct passage *p = &d->passage[i];
		struct draft_line line = cut(v, p, &place, end);

		if (p->kind == PASSAGE_CELL && p->table == table) {
			add_cell(a, &v->block[v->nblock - 1], &line,
				 p->row != row);
			row = p->row;
			continue;
		}
		*VEC_PUSH(a, v->block, v->nblock, cap) = (struct draft_block){
			.kind = kind_of(p, heading[i]),
			.label = p->label,
			.line = line,
		};
		table = p->kind == PASSAGE_CELL ? p->table : 0;
		row = p->row;
		if (p->kind == PASSAGE_CELL)
			add_cell(a, &v->block[v->nblock - 1], &line, true);
	}
}

/* Those of one severity that are accepted, or are not. */
static void add_findings(struct draft_view *v, enum severity s, bool accepted)
{
	for (size_t i = 0; i < v->lint->nfinding; i++) {
		const struct lint_finding *f = &v->lint->finding[i];

		if (f->severity != s || !f->why == accepted)
			continue;
		v->finding[v->nfinding] = (struct draft_finding){
			.f = f,
			.number = v->nfinding + 1,
			.tone = tone_of(f),
			.severity = severity_vi(s),
			.line = document_line(v->lint->doc, f->part[0].start),
		};
		v->nfinding++;
		v->naccepted += accepted;
	}
}

struct draft_view *draft_view_make(const struct lint *l)
{
	struct draft_view *v = ARENA_NEW(l->arena, struct draft_view);
	const char *slash = strrchr(l->doc->path, '/');

	*v = (struct draft_view){
		.lint = l,
		.name = slash ? slash + 1 : l->doc->path,
		.summary = arena_printf(l->arena,
					"%zu lỗi, %zu cảnh báo, %zu lưu ý",
					lint_count(l, SEV_ERROR),
					lint_count(l, SEV_WARNING),
					lint_count(l, SEV_NOTE)),
		.finding = ARENA_ARRAY(l->arena, l->nfinding + 1,
				       struct draft_finding),
	};
	for (int accepted = 0; accepted < 2; accepted++)
		for (int s = SEV_ERROR; s <= SEV_NOTE; s++)
			add_findings(v, (enum severity)s, accepted);
	make_blocks(v);
	return v;
}

void lint_report_html(const struct lint *l, struct buf *out)
{
	draft_report(out, draft_view_make(l));
}
