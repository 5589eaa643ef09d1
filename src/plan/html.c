/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan as one page that stands by itself: the document on paper, the
 * appendices, and behind them the sources.  Every number is a link to its
 * source, every source leads back to the places where it is printed.  It is
 * well-formed XML, needs no script and prints as the document.
 */
#include "figure/words.h"
#include "lib/file/file.h"
#include "plan/file.h"
#include "plan/file.html.h"

enum { RECORDS_SHOWN = 50 };

/* Numbers of the same formula share one source, that of the first. */
struct file_maker {
	struct plan_file *file;
	size_t *source; /* per number: the number whose source it shares */
	bool *printed;  /* per number: its first place has been set */
};

static size_t *shared_sources(const struct plan *p)
{
	size_t *source = ARENA_ARRAY(p->arena, p->nnumber, size_t);

	for (size_t i = 0; i < p->nnumber; i++)
		while (strcmp(p->number[source[i]].formula,
			      p->number[i].formula))
			source[i]++;
	return source;
}

/* The place of a number is named once, where it is printed first. */
static void lead(void *ctx, size_t i, struct doc_run *run)
{
	struct file_maker *m = ctx;
	const struct plan *p = m->file->document.plan;

	run->url = arena_printf(p->arena, "#s-%s", p->number[m->source[i]].id);
	if (!m->printed[i])
		run->id = p->number[i].id;
	m->printed[i] = true;
}

/* --- sources ---------------------------------------------------------------------- */

static int set_records(const struct plan *p, const struct figure *f,
		       struct file_operand *out, struct err *e)
{
	if (f->state != FIG_VALUE || f->source == FIG_REPORTED)
		return 0;
	if (figures_records(p->figures, &f->key, &out->record, &out->of, e) < 0)
		return -1;
	out->n_record = out->of < RECORDS_SHOWN ? out->of : RECORDS_SHOWN;
	return 0;
}

static int set_operand(const struct plan *p, const struct figure *f,
		       struct file_operand *out, struct err *e)
{
	*out = (struct file_operand){
		.words = figure_words(p, &f->key),
		.text = figure_unit_vi(p->arena, f),
		.from = source_words(p, f),
	};
	if (f->source != FIG_REPORTED && f->state == FIG_VALUE)
		out->formula = f->indicator->formula;
	return set_records(p, f, out, e);
}

static int set_source(const struct file_maker *m, size_t i,
		      struct file_source *out, struct err *e)
{
	const struct plan *p = m->file->document.plan;
	const struct plan_number *n = &p->number[i];

	out->number = n;
	out->operand = ARENA_ARRAY(p->arena, n->result.noperand,
				   struct file_operand);
	for (size_t k = 0; k < n->result.noperand; k++) {
		const struct figure *f = operand_figure(&n->result, k);

		if (f && set_operand(p, f, &out->operand[out->n_operand++],
				     e) < 0)
			return -1;
	}
	out->used = ARENA_ARRAY(p->arena, p->nnumber - i,
				const struct plan_number *);
	for (size_t k = i; k < p->nnumber; k++)
		if (m->source[k] == i && m->printed[k])
			out->used[out->n_used++] = &p->number[k];
	return 0;
}

static int set_sources(const struct file_maker *m, struct err *e)
{
	struct plan_file *f = m->file;
	const struct plan *p = f->document.plan;

	f->source = ARENA_ARRAY(p->arena, p->nnumber, struct file_source);
	for (size_t i = 0; i < p->nnumber; i++)
		if (m->source[i] == i &&
		    set_source(m, i, &f->source[f->n_source++], e) < 0)
			return -1;
	return 0;
}

int plan_write_html(const struct plan *p, const char *path, struct err *e)
{
	struct plan_file f = { .document = { .plan = p, .alone = true } };
	struct file_maker m = {
		.file = &f, .source = shared_sources(p),
		.printed = ARENA_ARRAY(p->arena, p->nnumber, bool),
	};
	const struct doc_setter s = { .arena = p->arena, .plan = p,
				      .lead = lead, .ctx = &m };
	struct buf b = BUF_INIT(p->arena);

	doc_set_text(&s, &f.document);
	doc_set_appendices(&s, &f.document);
	if (set_sources(&m, e) < 0)
		return -1;
	plan_file(&b, &f);
	return file_write(path, b.data, b.len, e);
}
