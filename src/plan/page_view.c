/* SPDX-License-Identifier: Apache-2.0 */
/* The compiled plan as the pages show it. */
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "plan/page.h"
#include "register/rules.h"

/* --- which plan -------------------------------------------------------------------- */

struct making {
	struct request *q;
	const struct asked *asked;
};

static void *make_plan(struct figures *f, void *ctx, struct err *e)
{
	const struct making *m = ctx;
	const struct asked *k = m->asked;
	struct arena *a = figures_arena(f);
	struct plan_request r = {
		.place = arena_strdup(a, k->home), .year = k->year,
		.known = k->known, .day = DAY_MIN,
		.reasons = reasons_read(a, m->q->db, k->home, k->year,
					k->known, e),
		.texts = plan_texts_read(a, m->q->db, k->home, k->year,
					 k->known, e),
	};

	return r.reasons && r.texts ? plan_compile(a, f, &r, e) : NULL;
}

/* The plan that others read too, as a copy that adds nothing to theirs. */
static int share_plan(struct planning *x)
{
	static const char *const tables[] = { "plan_text", "check_reason",
					      "check_reason_figure", NULL };
	struct asked *k = &x->asked;
	struct arena *a = x->q->arena;
	struct making m = { x->q, k };
	const char *what = arena_printf(
		a, "plan of %s for %d with texts at %lld", k->home, k->year,
		(long long)db_changed(x->q->db, tables, k->known));
	const struct plan *p = figures_shared(k->figures, what, make_plan, &m,
					      &x->q->err);

	if (!p)
		return -1;
	x->plan = arena_memdup(a, p, sizeof *p);
	x->plan->arena = a;
	x->plan->figures = k->figures;
	x->plan->request.known = k->known;
	x->plan->number_cap = p->nnumber;
	return 0;
}

int planning_open(struct request *q, int64_t known, struct planning *out)
{
	struct asked *k = &out->asked;
	int64_t year = 0;

	*out = (struct planning){ .q = q };
	http_int(q, "nam", &year);
	if (figures_asked(q, (int)year, k) < 0)
		return -1;
	if (known && known != k->known) {
		struct period h1;

		if (period_word("h1", k->year, &h1) < 0)
			return err_set(&q->err, ERR_INPUT, "năm không hợp lệ");
		k->known = known;
		k->pack = rules_on(q->arena, q->db, h1.last, known, &q->err);
		k->figures = k->pack ? figures_open(q->arena, q->db, k->pack,
						    known, &q->err) : NULL;
		if (!k->figures)
			return -1;
	}
	return share_plan(out);
}

const char *plan_url(struct planning *x, const char *fmt, ...)
{
	va_list ap;
	const char *path;

	va_start(ap, fmt);
	path = arena_vprintf(x->q->arena, fmt, ap);
	va_end(ap);
	return asked_url(x->q, path);
}

bool plan_writable(struct planning *x)
{
	return http_may(x->q, "write") && !x->q->has_on && !x->q->has_known &&
	       !asked_barred_all(x->q, &x->asked);
}

/* --- numbers ----------------------------------------------------------------------- */

static const char *source_url(struct planning *x, const struct plan_number *n)
{
	const struct figure *f = sole_figure(n);
	struct buf b = BUF_INIT(x->q->arena);

	if (f)
		return asked_source(x->q, &f->key);
	buf_adds(&b, "/nguon?so=");
	html_arg(&b, n->formula);
	buf_addf(&b, "&nam=%d", x->asked.year);
	return asked_url(x->q, b.data);
}

static bool is_named(const struct plan_number *n, const char *check)
{
	for (size_t i = 0; i < n->ncheck; i++)
		if (strcmp(n->check[i], check) == 0)
			return true;
	return false;
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

static void set_marks(struct planning *x, const struct plan_number *n,
		      struct doc_run *out)
{
	const struct check_report *r = &x->plan->checks;
	size_t mark = 0;

	if (!n->ncheck)
		return;
	out->mark = ARENA_ARRAY(x->q->arena, n->ncheck, struct doc_mark);
	for (size_t i = 0; i < r->nbroken; i++) {
		if (!is_first_of_code(r, i))
			continue;
		mark++;
		if (is_named(n, r->broken[i].check->code))
			out->mark[out->n_mark++] = (struct doc_mark){
				mark, finding_tone(&r->broken[i]) };
	}
	for (size_t i = 0; i < out->n_mark; i++)
		if (out->mark[i].tone == TONE_WARN)
			out->tone = TONE_WARN;
	if (n->wrong)
		out->tone = TONE_ERR;
}

static struct doc_run number_run(struct planning *x, size_t i, const char *text)
{
	const struct plan_number *n = &x->plan->number[i];
	struct doc_run run = { .text = text, .url = source_url(x, n),
			       .missing = n->missing };

	set_marks(x, n, &run);
	return run;
}

struct doc_line doc_line(struct planning *x, const struct line *l)
{
	struct doc_line out = { ARENA_ARRAY(x->q->arena, l->n, struct doc_run),
				l->n };

	for (size_t i = 0; i < l->n; i++)
		out.run[i] = l->run[i].number == NO_NUMBER
				     ? (struct doc_run){ .text = l->run[i].text }
				     : number_run(x, l->run[i].number,
						  l->run[i].text);
	return out;
}

/* --- tables ------------------------------------------------------------------------ */

/* The document leaves out what is optional; the appendix what says nothing. */
static bool has_column(const struct table *t, size_t c, bool document)
{
	return document ? !t->appendix->column[c].optional
			: !t->hide_column[c];
}

static bool has_row(const struct table *t, size_t r, bool document)
{
	return document ? !t->appendix->row[r].optional : !t->hide_row[r];
}

static void set_head(struct arena *a, const struct table *t, bool document,
		     struct doc_table *out)
{
	const char *group = NULL;

	out->head = ARENA_ARRAY(a, t->appendix->ncolumn, struct doc_head);
	out->sub = ARENA_ARRAY(a, t->appendix->ncolumn, const char *);
	for (size_t c = 0; c < t->appendix->ncolumn; c++) {
		if (!has_column(t, c, document))
			continue;
		out->n_cell++;
		if (!t->group[c]) {
			out->head[out->n_head++].text = t->head[c];
			group = NULL;
			continue;
		}
		out->sub[out->n_sub++] = t->head[c];
		if (!group || strcmp(group, t->group[c]))
			out->head[out->n_head++].text = t->group[c];
		out->head[out->n_head - 1].span++;
		group = t->group[c];
	}
}

static struct doc_cell view_cell(struct planning *x, const struct table *t,
				  size_t r, size_t c)
{
	const struct cell *cell = table_cell_at(t, r, c);
	struct doc_cell out = { .implied = cell->implied,
				.note = cell_marks(x->plan, t, cell) };

	if (cell->kind == CELL_EMPTY)
		return out;
	if (cell->number == NO_NUMBER)
		out.run.text = cell->text;
	else
		out.run = number_run(x, cell->number, cell->text);
	return out;
}

static struct doc_row view_row(struct planning *x, const struct table *t,
				size_t r, bool document, size_t n)
{
	const struct appendix_row *row = &t->appendix->row[r];
	struct doc_row out = {
		.number = row->number, .title = row->title, .unit = row->unit,
		.bold = row->sum || !(row->ref || row->category),
		.cell = ARENA_ARRAY(x->q->arena, n, struct doc_cell),
	};
	size_t k = 0;

	for (size_t c = 0; c < t->appendix->ncolumn; c++)
		if (has_column(t, c, document))
			out.cell[k++] = view_cell(x, t, r, c);
	return out;
}

static void set_table(struct planning *x, const struct table *t, bool document,
		      struct doc_table *out)
{
	struct arena *a = x->q->arena;

	*out = (struct doc_table){
		.code = t->appendix->code, .number = t->appendix->number,
		.title = t->title, .note = t->note,
		.row = ARENA_ARRAY(a, t->appendix->nrow, struct doc_row),
		.foot = ARENA_ARRAY(a, t->nfoot, struct doc_note),
	};
	set_head(a, t, document, out);
	for (size_t r = 0; r < t->appendix->nrow; r++)
		if (has_row(t, r, document))
			out->row[out->n_row++] = view_row(x, t, r, document,
							   out->n_cell);
	for (size_t i = 0; i < t->nfoot; i++)
		if (!document || t->foot[i].inside)
			out->foot[out->n_foot++] = (struct doc_note){
				t->foot[i].mark,
				note_text(x->plan, &t->foot[i]) };
}

void plan_show_tables(struct planning *x, struct plan_view *v)
{
	v->n_table = x->plan->ntable;
	v->table = ARENA_ARRAY(x->q->arena, v->n_table, struct doc_table);
	for (size_t i = 0; i < v->n_table; i++)
		set_table(x, &x->plan->table[i], false, &v->table[i]);
}

/* --- blocks ------------------------------------------------------------------------ */

static void set_block(struct planning *x, const struct block *b,
		      struct doc_block *out, size_t *footnotes)
{
	*out = (struct doc_block){
		.kind = b->kind, .id = b->id, .label = b->label,
		.level = b->level < 1 ? 1 : b->level > 4 ? 4 : b->level,
		.style = b->style, .edit = b->edit, .state = b->state,
		.text = doc_line(x, &b->text),
		.footnote = doc_line(x, &b->footnote),
	};
	if (b->footnote.n)
		out->footnote_mark = ++*footnotes;
	if (b->kind == BLOCK_TABLE) {
		struct doc_table *t = ARENA_NEW(x->q->arena, struct doc_table);

		set_table(x, &x->plan->table[b->table], true, t);
		out->table = t;
	}
	if (b->kind != BLOCK_PARAGRAPH)
		return;
	out->view_url = plan_url(x, "/ke-hoach/doan/%s?nam=%d", b->id,
				 x->asked.year);
	if (plan_writable(x))
		out->edit_url = out->view_url;
}

static bool waits(const struct block *b)
{
	return b->state == TEXT_CONFLICT || b->state == TEXT_UNREADABLE;
}

static void count_line(const struct doc_line *l, struct doc_section *s)
{
	for (size_t i = 0; s && i < l->n; i++) {
		s->wrong += l->run[i].tone == TONE_ERR;
		s->waits += l->run[i].missing || l->run[i].tone == TONE_WARN;
	}
}

static const char *plain(struct arena *a, const struct line *l)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < l->n; i++)
		buf_adds(&b, l->run[i].text);
	return b.data;
}

/* "Phần thứ nhất", "II. Kết quả". */
static const char *section_name(struct arena *a, const struct block *b)
{
	if (!b->label)
		return plain(a, &b->text);
	if (b->level <= 1)
		return b->label;
	return arena_printf(a, "%s %s", b->label, plain(a, &b->text));
}

enum { OUTLINE_LEVELS = 3 };

static void set_blocks(struct planning *x, struct plan_view *v)
{
	const struct plan *p = x->plan;
	struct arena *a = x->q->arena;
	struct doc_section *s = NULL;
	size_t footnotes = 0;

	v->block = ARENA_ARRAY(a, p->nblock, struct doc_block);
	v->section = ARENA_ARRAY(a, p->nblock, struct doc_section);
	for (v->n_block = 0; v->n_block < p->nblock; v->n_block++) {
		const struct block *b = &p->block[v->n_block];
		struct doc_block *out = &v->block[v->n_block];

		set_block(x, b, out, &footnotes);
		if (b->kind == BLOCK_HEADING && b->level <= OUTLINE_LEVELS) {
			s = &v->section[v->n_section++];
			*s = (struct doc_section){
				.text = section_name(a, b),
				.url = arena_printf(a, "#%s", b->id),
				.level = out->level,
			};
		}
		count_line(&out->text, s);
		if (s)
			s->waits += waits(b);
	}
}

/* --- checks ------------------------------------------------------------------------ */

static void set_checks(struct planning *x, struct plan_view *v)
{
	const struct check_report *r = &x->plan->checks;
	struct arena *a = x->q->arena;

	v->check = ARENA_ARRAY(a, r->nbroken, struct doc_check);
	for (size_t i = 0; i < r->nbroken; i++) {
		const struct finding *f = &r->broken[i];

		if (!is_first_of_code(r, i))
			continue;
		v->check[v->n_check++] = (struct doc_check){
			.title = f->check->title,
			.message = f->message,
			.tone = finding_tone(f),
			.url = plan_url(x, "/kiem-tra?nam=%d", x->asked.year),
			.reason = is_justified(f)
				? arena_printf(a, "%s (%s)",
					       f->justification->given->text,
					       reason_by(a, f->justification->given))
				: NULL,
		};
	}
}

/* --- what is open ------------------------------------------------------------------- */

static const char *first_block(const struct plan *p,
			       bool (*wanted)(const struct block *b))
{
	for (size_t i = 0; i < p->nblock; i++)
		if (wanted(&p->block[i]))
			return p->block[i].id;
	return "noi-dung";
}

static bool is_open(const struct block *b)
{
	return b->text.n && !strncmp(b->text.run[0].text, PLAN_TO_FILL_IN,
				     strlen(PLAN_TO_FILL_IN));
}

/* Where to see to it; "" for what comes with the signing. */
static struct doc_obstacle obstacle(struct planning *x,
				    const struct plan_obstacle *o)
{
	struct doc_obstacle out = { .text = o->text, .tone = TONE_WARN };
	struct arena *a = x->q->arena;

	switch (o->kind) {
	case OPEN_NUMBER:
	case OPEN_DAY:
	case OPEN_SIGNER:
		out.url = "";
		break;
	case OPEN_ERRORS:
		out.tone = TONE_ERR;
		/* fallthrough */
	case OPEN_WARNINGS:
		out.url = plan_url(x, "/kiem-tra?nam=%d", x->asked.year);
		out.action = "Mở kiểm tra số liệu";
		break;
	case OPEN_FIGURES:
		out.url = plan_url(x, "/bieu");
		out.action = "Mở biểu nhập liệu";
		break;
	case OPEN_PARAGRAPHS:
		out.url = arena_printf(a, "#%s", first_block(x->plan, is_open));
		out.action = "Đến đoạn đầu tiên";
		break;
	case OPEN_CONFLICTS:
		out.tone = TONE_ERR;
		out.url = arena_printf(a, "#%s", first_block(x->plan, waits));
		out.action = "Đến đoạn đầu tiên";
		break;
	case OPEN_LOST:
		break;
	}
	return out;
}

static void set_obstacles(struct planning *x, struct plan_view *v)
{
	static const char *const name[] = {
		"Số liệu đạt kiểm tra", "Cảnh báo đã giải trình",
		"Lời văn đầy đủ", "Trình ký",
	};
	const struct plan_obstacle *o;
	size_t n = plan_obstacles(x->plan, &o);
	bool open[ARRAY_LEN(name)] = { 0 };
	bool now = false;

	v->obstacle = ARENA_ARRAY(x->q->arena, n, struct doc_obstacle);
	for (size_t i = 0; i < n; i++) {
		struct doc_obstacle d = obstacle(x, &o[i]);

		open[o[i].kind == OPEN_ERRORS ? 0 :
		     o[i].kind == OPEN_WARNINGS ? 1 :
		     o[i].kind <= OPEN_SIGNER ? 3 : 2] = true;
		if (d.url && !*d.url)
			continue;
		if (!v->blocked) {
			v->blocked = d.text;
			v->blocked_url = d.url;
		}
		v->obstacle[v->n_obstacle++] = d;
	}
	for (size_t i = 0; i < ARRAY_LEN(name); i++) {
		v->step[i] = (struct step){ name[i], !open[i] ? STEP_DONE
					    : now ? STEP_AHEAD : STEP_NOW };
		now |= open[i];
	}
}

void plan_show(struct planning *x, struct plan_view *v)
{
	v->plan = x->plan;
	v->year = x->asked.year;
	v->mark = plan_mark(x->plan);
	set_blocks(x, v);
	set_checks(x, v);
	set_obstacles(x, v);
	v->files = plan_url(x, "/ke-hoach/tai?nam=%d", x->asked.year);
	v->compare = plan_url(x, "/ke-hoach/so-sanh?nam=%d", x->asked.year);
	v->appendix = plan_url(x, "/ke-hoach/phu-luc?nam=%d", x->asked.year);
	v->back = plan_url(x, "/ke-hoach?nam=%d", x->asked.year);
}
