/* SPDX-License-Identifier: Apache-2.0 */
/* The compiled plan as a document in HTML: see document.h. */
#include "plan/document.h"

/* --- checks ------------------------------------------------------------------------ */

static enum tone finding_tone(const struct finding *f)
{
	switch (f->check->severity) {
	case SEV_ERROR:
		return TONE_ERR;
	case SEV_WARNING:
		return is_justified(f) ? TONE_INFO : TONE_WARN;
	case SEV_NOTE:
		return TONE_NONE;
	}
	BUG("severity %d", f->check->severity);
}

/* A code stands for all contexts in which the check is broken; its mark counts
 * codes in the order in which they are told. */
static bool is_first_of_code(const struct check_report *r, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (r->broken[k].check == r->broken[i].check)
			return false;
	return true;
}

void doc_set_checks(const struct doc_setter *s, struct plan_document *d)
{
	const struct check_report *r = &s->plan->checks;

	d->check = ARENA_ARRAY(s->arena, r->nbroken, struct doc_check);
	for (size_t i = 0; i < r->nbroken; i++) {
		const struct finding *f = &r->broken[i];

		if (!is_first_of_code(r, i))
			continue;
		d->check[d->n_check++] = (struct doc_check){
			.title = f->check->title,
			.message = f->message,
			.tone = finding_tone(f),
			.reason = is_justified(f)
				? arena_printf(s->arena, "%s (%s)",
					f->justification->given->text,
					reason_by(s->arena,
						  f->justification->given))
				: NULL,
		};
	}
}

/* --- lines ------------------------------------------------------------------------- */

static bool is_named(const struct plan_number *n, const char *check)
{
	for (size_t i = 0; i < n->ncheck; i++)
		if (strcmp(n->check[i], check) == 0)
			return true;
	return false;
}

static void set_marks(const struct doc_setter *s, const struct plan_number *n,
		      struct doc_run *out)
{
	const struct check_report *r = &s->plan->checks;
	size_t mark = 0;

	if (!n->ncheck)
		return;
	out->mark = ARENA_ARRAY(s->arena, n->ncheck, struct doc_mark);
	for (size_t i = 0; i < r->nbroken; i++) {
		enum tone tone = finding_tone(&r->broken[i]);

		if (!is_first_of_code(r, i))
			continue;
		mark++;
		if (!is_named(n, r->broken[i].check->code))
			continue;
		out->mark[out->n_mark++] = (struct doc_mark){ mark, tone };
		if (tone == TONE_WARN)
			out->tone = TONE_WARN;
	}
	if (n->wrong)
		out->tone = TONE_ERR;
	if (!s->marks)
		out->n_mark = 0;
}

struct doc_run doc_run(const struct doc_setter *s, size_t number,
		       const char *text)
{
	const struct plan_number *n = &s->plan->number[number];
	struct doc_run run = { .text = text, .missing = n->missing };

	s->lead(s->ctx, number, &run);
	set_marks(s, n, &run);
	return run;
}

struct doc_line doc_line(const struct doc_setter *s, const struct line *l)
{
	struct doc_line out = { ARENA_ARRAY(s->arena, l->n, struct doc_run),
				l->n };

	for (size_t i = 0; i < l->n; i++)
		out.run[i] = l->run[i].number == NO_NUMBER
				     ? (struct doc_run){ .text = l->run[i].text }
				     : doc_run(s, l->run[i].number,
					       l->run[i].text);
	return out;
}

/* --- tables ------------------------------------------------------------------------ */

static void set_heads(const struct doc_setter *s, const struct table *t,
		      struct doc_table *out)
{
	const size_t n = t->appendix->ncolumn;

	out->head = ARENA_ARRAY(s->arena, n, struct doc_head);
	out->sub = ARENA_ARRAY(s->arena, n, const char *);
	for (size_t c = 0; c < n; c++) {
		size_t span = head_span(t, c, out->extent);

		if (!shows_column(t, c, out->extent))
			continue;
		out->n_cell++;
		if (!t->group[c]) {
			out->head[out->n_head++].text = t->head[c];
			continue;
		}
		out->sub[out->n_sub++] = t->head[c];
		if (span)
			out->head[out->n_head++] = (struct doc_head){
				t->group[c], span };
	}
}

static struct doc_cell set_cell(const struct doc_setter *s,
				const struct table *t, size_t r, size_t c)
{
	const struct cell *cell = table_cell_at(t, r, c);
	struct doc_cell out = { .implied = is_implied(t, r, c),
				.note = cell_marks(s->plan, t, cell) };

	if (cell->kind == CELL_EMPTY)
		return out;
	if (cell->number == NO_NUMBER)
		out.run.text = cell->text;
	else
		out.run = doc_run(s, cell->number, cell->text);
	out.run.n_mark = 0; /* the notes stand there */
	return out;
}

static struct doc_row set_row(const struct doc_setter *s,
			      const struct table *t, size_t r,
			      const struct doc_table *of)
{
	const struct appendix_row *row = &t->appendix->row[r];
	struct doc_row out = {
		.number = row->number, .title = row->title, .unit = row->unit,
		.bold = is_bold(row),
		.cell = ARENA_ARRAY(s->arena, of->n_cell, struct doc_cell),
	};
	size_t k = 0;

	for (size_t c = 0; c < t->appendix->ncolumn; c++)
		if (shows_column(t, c, of->extent))
			out.cell[k++] = set_cell(s, t, r, c);
	return out;
}

static void set_table(const struct doc_setter *s, const struct table *t,
		      enum extent e, struct doc_table *out)
{
	const struct appendix *x = t->appendix;

	*out = (struct doc_table){
		.extent = e,
		.id = e == IN_APPENDIX ? x->code
				       : arena_printf(s->arena, "van-ban-%s",
						      x->code),
		.number = x->number, .title = t->title, .note = t->note,
		.row = ARENA_ARRAY(s->arena, x->nrow, struct doc_row),
		.foot = ARENA_ARRAY(s->arena, t->nfoot, struct doc_note),
	};
	set_heads(s, t, out);
	for (size_t r = 0; r < x->nrow; r++)
		if (shows_row(t, r, e))
			out->row[out->n_row++] = set_row(s, t, r, out);
	for (size_t i = 0; i < t->nfoot; i++)
		if (e == IN_APPENDIX || t->foot[i].inside)
			out->foot[out->n_foot++] = (struct doc_note){
				t->foot[i].mark,
				note_text(s->plan, &t->foot[i]) };
}

void doc_set_appendices(const struct doc_setter *s, struct plan_document *d)
{
	d->n_table = s->plan->ntable;
	d->table = ARENA_ARRAY(s->arena, d->n_table, struct doc_table);
	for (size_t i = 0; i < d->n_table; i++)
		set_table(s, &s->plan->table[i], IN_APPENDIX, &d->table[i]);
}

/* --- the text ---------------------------------------------------------------------- */

void doc_set_text(const struct doc_setter *s, struct plan_document *d)
{
	const struct plan *p = s->plan;
	size_t footnotes = 0;

	d->plan = p;
	d->mark = plan_mark(p);
	d->n_block = p->nblock;
	d->block = ARENA_ARRAY(s->arena, p->nblock, struct doc_block);
	for (size_t i = 0; i < p->nblock; i++) {
		const struct block *b = &p->block[i];
		struct doc_block *out = &d->block[i];

		out->of = b;
		out->text = doc_line(s, &b->text);
		out->footnote = doc_line(s, &b->footnote);
		if (b->footnote.n)
			out->footnote_mark = ++footnotes;
		if (b->kind == BLOCK_TABLE) {
			struct doc_table *t = ARENA_NEW(s->arena,
							struct doc_table);

			set_table(s, &p->table[b->table], IN_DOCUMENT, t);
			out->table = t;
		}
	}
}
