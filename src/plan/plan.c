/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiling the plan: every text of the outline and every cell of the
 * appendices is evaluated once, in reading order, into blocks and tables that
 * the writers only set.
 */
#include "plan/plan.h"

#include <errno.h>
#include <sys/stat.h>

#include "lib/base/buf.h"
#include "lib/base/period.h"
#include "lib/file/file.h"
#include "lib/text/number.h"
#include "plan/internal.h"

struct compiler {
	struct plan *plan;
	size_t block_cap;
	struct err *err;
};

/* --- numbers ------------------------------------------------------------------ */

/* True for "NAME", "NAME[...]", "pct(NAME[...])": the number is a figure as
 * somebody gave it, to be printed with its words. */
static bool is_bare(const char *formula)
{
	size_t n = strspn(formula, "abcdefghijklmnopqrstuvwxyz0123456789_");
	const char *end = formula + n;

	if (!strncmp(formula, "pct(", 4)) {
		end = strchr(formula, ')');
		return end && !end[1];
	}
	if (*end == '[')
		end = strchr(end, ']') + 1;
	return *end == 0;
}

static const struct figure *figure_of(const struct rule_operand *o)
{
	return o->ref ? o->value.source : NULL;
}

const struct figure *sole_figure(const struct plan_number *n)
{
	if (n->result.noperand != 1 || !is_bare(n->formula))
		return NULL;
	return figure_of(&n->result.operand[0]);
}

/* The quantity to print, and whether it can be printed at all. */
static bool number_quantity(const struct plan *p, const struct plan_number *n,
			    struct quantity *q)
{
	const struct figure *f = sole_figure(n);
	const struct measure *m = pack_measure(p->pack, n->unit);
	struct dec v = n->result.value.point;

	if (n->result.value.state != RULE_KNOWN)
		return false;
	if (f && f->state == FIG_VALUE && f->source == FIG_REPORTED) {
		*q = f->value;
		return true;
	}
	if (m)
		v = dec_round(v, m->whole ? 0 : m->places);
	*q = (struct quantity){ .low = v, .high = v, .qualifier = QUAL_EXACT,
				.places = dec_places(v) };
	return true;
}

static const char *number_text(const struct plan *p,
			       const struct plan_number *n, bool padded)
{
	const struct measure *m = pack_measure(p->pack, n->unit);
	const char *text;
	struct quantity q;

	if (n->result.value.state == RULE_NOT_APPLICABLE)
		return "không phát sinh";
	if (!number_quantity(p, n, &q))
		return "…";
	text = quantity_vi(p->arena, &q, padded && m && m->padded);
	return m && !strcmp(m->code, "percent") ? percent_vi(p->arena, text)
						: text;
}

/* Evaluates a formula as the next number of the plan. */
static struct plan_number *evaluate(struct compiler *c, const struct rule *rule,
				    const char *formula, const char *paragraph,
				    bool padded)
{
	struct plan *p = c->plan;
	struct plan_number *n = VEC_PUSH(p->arena, p->number, p->nnumber,
					 p->number_cap);

	*n = (struct plan_number){
		.id = arena_printf(p->arena, "n%zu", p->nnumber),
		.paragraph = paragraph,
		.formula = formula,
		.unit = rule_unit(rule),
	};
	if (figures_eval(p->figures, rule, &p->context, &n->result, c->err)) {
		err_detail(c->err, "đoạn %s", paragraph);
		return NULL;
	}
	n->missing = n->result.value.state == RULE_MISSING ||
		     n->result.value.state == RULE_REFUSED;
	n->text = number_text(p, n, padded);
	return n;
}

/* --- text --------------------------------------------------------------------- */

/* "2024", "2021-2025" */
static const char *year_text(struct compiler *c, const char *word)
{
	struct period period;
	int first, last, month, day;

	if (period_word(word, c->plan->request.year, &period))
		return word;
	day_to_civil(period.first, &first, &month, &day);
	day_to_civil(period.last, &last, &month, &day);
	if (first == last)
		return arena_printf(c->plan->arena, "%d", last);
	return arena_printf(c->plan->arena, "%d-%d", first, last);
}

static const char *day_text(struct compiler *c, const char *word)
{
	struct period period;

	if (period_word(word, c->plan->request.year, &period))
		return word;
	return day_vi(c->plan->arena, period.last);
}

static int set_piece(struct compiler *c, const struct piece *piece,
		     const char *paragraph, struct run *out)
{
	out->number = NO_NUMBER;
	out->text = piece->text;
	switch (piece->kind) {
	case PIECE_TEXT:
		return 0;
	case PIECE_YEAR:
		out->text = year_text(c, piece->text);
		return 0;
	case PIECE_DAY:
		out->text = day_text(c, piece->text);
		return 0;
	case PIECE_PLACE:
		out->text = c->plan->outline->place;
		return 0;
	case PIECE_FORMULA: {
		const struct plan_number *n = evaluate(c, piece->rule,
						       piece->text, paragraph,
						       true);

		if (!n)
			return -1;
		out->number = c->plan->nnumber - 1;
		out->text = n->text;
		return 0;
	}
	}
	BUG("piece %d", piece->kind);
}

static int set_line(struct compiler *c, const struct pieces *from,
		    const char *paragraph, struct line *out)
{
	*out = (struct line){
		.run = ARENA_ARRAY(c->plan->arena, from->n, struct run),
	};
	for (; out->n < from->n; out->n++)
		if (set_piece(c, &from->v[out->n], paragraph,
			      &out->run[out->n]))
			return -1;
	return 0;
}

/* A text of an officer, which the pack does not hold taken apart. */
static int set_typed_line(struct compiler *c, const char *text,
			  const char *paragraph, struct line *out)
{
	struct pieces pieces;

	if (outline_pieces(c->plan->arena, text, &c->plan->pack->names,
			   &pieces, c->err))
		return -1;
	return set_line(c, &pieces, paragraph, out);
}

/* A text in which there are years and days, but no formula; NULL when there
 * is none. */
static int set_words(struct compiler *c, const struct pieces *from,
		     const char **out)
{
	struct line line;

	*out = NULL;
	if (!from->n)
		return 0;
	if (set_line(c, from, "", &line))
		return -1;
	*out = line_text(c->plan->arena, &line);
	return 0;
}

static struct block *add_block(struct compiler *c, enum block_kind kind,
			       const char *id)
{
	struct plan *p = c->plan;
	struct block *b = VEC_PUSH(p->arena, p->block, p->nblock, c->block_cap);

	*b = (struct block){ .kind = kind, .id = id };
	return b;
}

/* The words of a text, its formulas left as they are: what an officer's wording
 * is compared with.  It does not change when figures do. */
static int set_source(struct compiler *c, const struct pieces *from,
		      const char **out)
{
	struct buf b = BUF_INIT(c->plan->arena);
	struct run run;

	for (size_t i = 0; i < from->n; i++) {
		if (from->v[i].kind == PIECE_FORMULA) {
			buf_addf(&b, "{{ %s }}", from->v[i].text);
			continue;
		}
		if (set_piece(c, &from->v[i], "", &run))
			return -1;
		buf_adds(&b, run.text);
	}
	*out = b.data;
	return 0;
}

/* A paragraph in the officer's wording when there is one that can be read
 * under these rules, else in the pack's. */
static int set_paragraph(struct compiler *c, const struct paragraph *v,
			 struct block *b)
{
	const struct plan_text *t = plan_text_find(c->plan->request.texts,
						   v->id);
	struct compiler mine = *c;
	struct err unreadable = { 0 };
	size_t first = c->plan->nnumber;

	b->style = v->style;
	b->edit = t;
	if (set_source(c, &v->text_pieces, &b->source))
		return -1;
	b->state = text_merge(t, b->source);
	mine.err = &unreadable;
	if (t && set_typed_line(&mine, t->text, v->id, &b->text)) {
		b->state = TEXT_UNREADABLE;
		c->plan->nnumber = first;
	}
	if (b->state == TEXT_GENERATED || b->state == TEXT_UNREADABLE) {
		if (set_line(c, &v->text_pieces, v->id, &b->text))
			return -1;
	}
	return set_line(c, &v->footnote_pieces, v->id, &b->footnote);
}

/* True when the pack leaves the text to an officer and none has given it.
 * In a pack that does not say what such a text begins with, a bracket tells. */
static bool waits(const struct outline *o, const struct block *b)
{
	const char *mark = o->fill_in ? o->fill_in : "[";

	return b->text.n && strncmp(b->text.run[0].text, mark,
				    strlen(mark)) == 0;
}

static int add_paragraphs(struct compiler *c, const struct paragraph *v,
			  size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct block *b;

		if (v[i].style == PARA_TABLE) {
			b = add_block(c, BLOCK_TABLE, v[i].id);
			while (strcmp(c->plan->pack->appendix[b->table].code,
				      v[i].table))
				b->table++;
			continue;
		}
		b = add_block(c, BLOCK_PARAGRAPH, v[i].id);
		if (set_paragraph(c, &v[i], b))
			return -1;
		b->open = waits(c->plan->outline, b);
	}
	return 0;
}

static int set_text(struct compiler *c)
{
	struct plan *p = c->plan;
	const struct outline *o = p->outline;

	if (set_words(c, &o->subject_pieces, &p->title) ||
	    add_paragraphs(c, o->opening, o->nopening))
		return -1;
	for (size_t i = 0; i < o->nsection; i++) {
		const struct section *s = &o->section[i];
		struct block *b = add_block(c, BLOCK_HEADING, s->id);

		b->level = s->level;
		b->label = s->number;
		if (set_line(c, &s->heading_pieces, s->id, &b->text) ||
		    add_paragraphs(c, s->paragraph, s->nparagraph))
			return -1;
	}
	p->body = p->nblock;
	return add_paragraphs(c, o->closing, o->nclosing);
}

/* --- appendices --------------------------------------------------------------- */

static int set_cell(struct compiler *c, const struct appendix *x, size_t row,
		    size_t column, struct cell *out)
{
	struct plan *p = c->plan;
	const struct appendix_cell *from = &x->cell[row * x->ncolumn + column];
	struct plan_number *n;

	out->number = NO_NUMBER;
	if (!from->formula)
		return 0;
	n = evaluate(c, from->rule, from->formula,
		     arena_printf(p->arena, "%s.%s.%s", x->code,
				  x->row[row].code, x->column[column].code),
		     false);
	if (!n)
		return -1;
	out->measure = pack_measure(p->pack, n->unit);
	if (!number_quantity(p, n, &out->value)) {
		p->nnumber--; /* a blank cell is no number */
		return 0;
	}
	out->kind = CELL_FIGURE;
	out->number = p->nnumber - 1;
	out->text = quantity_vi(p->arena, &out->value, false);
	return 0;
}

static int set_heads(struct compiler *c, struct table *t)
{
	const struct appendix *x = t->appendix;

	t->head = ARENA_ARRAY(c->plan->arena, x->ncolumn, const char *);
	t->group = ARENA_ARRAY(c->plan->arena, x->ncolumn, const char *);
	for (size_t i = 0; i < x->ncolumn; i++)
		if (set_words(c, &x->column[i].title_pieces, &t->head[i]) ||
		    set_words(c, &x->column[i].group_pieces, &t->group[i]))
			return -1;
	return set_words(c, &x->title_pieces, &t->title) ||
	       set_words(c, &x->note_pieces, &t->note) ? -1 : 0;
}

static int set_table(struct compiler *c, struct table *t)
{
	struct arena *a = c->plan->arena;
	const struct appendix *x = t->appendix;

	if (set_heads(c, t))
		return -1;
	t->hide_row = ARENA_ARRAY(a, x->nrow, bool);
	t->hide_column = ARENA_ARRAY(a, x->ncolumn, bool);
	t->cell = ARENA_ARRAY(a, x->nrow * x->ncolumn, struct cell);
	for (size_t r = 0; r < x->nrow; r++)
		for (size_t i = 0; i < x->ncolumn; i++)
			if (set_cell(c, x, r, i, table_cell_at(t, r, i)))
				return -1;
	table_finish(a, t);
	return 0;
}

static int set_tables(struct compiler *c)
{
	struct plan *p = c->plan;

	p->ntable = p->pack->nappendix;
	p->table = ARENA_ARRAY(p->arena, p->ntable, struct table);
	for (size_t i = 0; i < p->ntable; i++) {
		p->table[i].appendix = &p->pack->appendix[i];
		if (set_table(c, &p->table[i]))
			return -1;
	}
	return 0;
}

/* --- checks ------------------------------------------------------------------- */

static bool names(const struct rule_result *check,
		  const struct rule_result *number)
{
	for (size_t i = 0; i < number->noperand; i++) {
		const struct figure *f = figure_of(&number->operand[i]);

		for (size_t j = 0; f && j < check->noperand; j++) {
			const struct figure *g = figure_of(&check->operand[j]);

			if (g && figure_key_same(&f->key, &g->key))
				return true;
		}
	}
	return false;
}

static void mark_number(struct plan *p, struct plan_number *n)
{
	const struct check_report *r = &p->checks;
	size_t cap = 0, reason_cap = 0;

	for (size_t i = 0; i < r->nbroken; i++) {
		const struct check *check = r->broken[i].check;

		if (!names(&r->broken[i].result, &n->result))
			continue;
		n->wrong |= check->severity == SEV_ERROR;
		if (is_justified(&r->broken[i]))
			*VEC_PUSH(p->arena, n->reason, n->nreason,
				  reason_cap) = &r->broken[i];
		if (n->ncheck && n->check[n->ncheck - 1] == check->code)
			continue;
		*VEC_PUSH(p->arena, n->check, n->ncheck, cap) = check->code;
	}
}

static bool is_demonstration(const struct snapshot *s)
{
	for (size_t i = 0; s && i < s->norg; i++)
		if (s->org[i].demonstration)
			return true;
	return false;
}

/* --- the plan ----------------------------------------------------------------- */

struct plan *plan_compile(struct arena *a, struct figures *f,
			  const struct plan_request *r, struct err *e)
{
	struct plan *p = ARENA_NEW(a, struct plan);
	struct period h1;
	struct compiler c = { .plan = p, .err = e };

	if (r->year < 2 || period_word("h1", r->year, &h1)) {
		err_set(e, ERR_USAGE, "năm kế hoạch %d không hợp lệ", r->year);
		return NULL;
	}
	p->arena = a;
	p->figures = f;
	p->pack = figures_pack(f);
	p->outline = &p->pack->outline;
	p->request = *r;
	p->demonstration = is_demonstration(figures_snapshot(f));
	p->context = (struct figure_context){
		.place = r->place, .breakdown = "",
		.period = arena_strdup(a, h1.code),
		.basis = BASIS_ACTUAL, .year = r->year,
	};
	if (set_text(&c) || set_tables(&c) ||
	    check_run(f, r->place, r->year, &p->checks, e))
		return NULL;
	if (r->reasons)
		reasons_match(r->reasons, f, &p->checks);
	for (size_t i = 0; i < p->nnumber; i++)
		mark_number(p, &p->number[i]);
	plan_set_notes(p);
	return p;
}

int plan_line(struct plan *p, const char *text, const char *paragraph,
	      struct line *out, struct err *e)
{
	struct compiler c = { .plan = p, .err = e };
	size_t first = p->nnumber;

	if (set_typed_line(&c, text, paragraph, out))
		return -1;
	for (size_t i = first; i < p->nnumber; i++)
		mark_number(p, &p->number[i]);
	return 0;
}

size_t plan_numbers(const struct plan *p, const struct plan_number **out)
{
	*out = p->number;
	return p->nnumber;
}

const struct check_report *plan_checks(const struct plan *p)
{
	return &p->checks;
}

static int make_dir(const char *dir, struct err *e)
{
	struct stat st;

	if (!mkdir(dir, 0777) ||
	    (errno == EEXIST && !stat(dir, &st) && S_ISDIR(st.st_mode)))
		return 0;
	err_set(e, ERR_IO, "không tạo được thư mục %s: %s", dir,
		err_reason(errno));
	return err_hint(e, "chọn thư mục khác bằng --out");
}

int plan_write(const struct plan *p, const char *dir, const char *const **files,
	       struct err *e)
{
	struct arena *a = p->arena;
	const char **path = ARENA_ARRAY(a, 5, const char *);
	int year = p->request.year;

	path[0] = arena_printf(a, "%s/ke-hoach-%d.docx", dir, year);
	path[1] = arena_printf(a, "%s/phu-luc-%d.xlsx", dir, year);
	path[2] = arena_printf(a, "%s/ke-hoach-%d.html", dir, year);
	path[3] = arena_printf(a, "%s/trace.json", dir);
	if (files)
		*files = path;
	if (make_dir(dir, e) || plan_write_docx(p, path[0], e) ||
	    plan_write_xlsx(p, path[1], e) ||
	    plan_write_html(p, path[2], e) || plan_write_trace(p, path[3], e))
		return -1;
	return 0;
}
