/* SPDX-License-Identifier: Apache-2.0 */
/* The compiled plan as the pages show it. */
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/html/html.h"
#include "lib/http/piece.h"
#include "office/office.h"
#include "plan/page.h"
#include "plan/page.html.h"
#include "register/rules.h"

/* --- sharing ----------------------------------------------------------------------- */

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

/* What a plan is made of besides its figures. */
static const char *plan_name(const struct planning *x)
{
	static const char *const tables[] = { "plan_text", "check_reason",
					      "check_reason_figure", NULL };
	const struct asked *k = &x->asked;

	return arena_printf(x->q->arena, "plan of %s for %d with texts at %lld",
			    k->home, k->year,
			    (long long)db_changed(x->q->db, tables, k->known));
}

/* The plan that others read too, as a copy that adds nothing to theirs. */
static int share_plan(struct planning *x)
{
	struct asked *k = &x->asked;
	struct arena *a = x->q->arena;
	struct making m = { x->q, k };
	const struct plan *p = figures_shared(k->figures, plan_name(x),
					      make_plan, &m, &x->q->err);

	if (!p)
		return -1;
	x->plan = arena_memdup(a, p, sizeof *p);
	x->plan->arena = a;
	x->plan->figures = k->figures;
	x->plan->request.known = k->known;
	x->plan->number_cap = p->nnumber;
	x->set.plan = x->plan;
	return 0;
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

static void lead_to_source(void *ctx, size_t i, struct doc_run *run)
{
	struct planning *x = ctx;

	run->url = source_url(x, &x->plan->number[i]);
}

/* --- opening ----------------------------------------------------------------------- */

/* All but the plan. */
static int planning_ask(struct request *q, int64_t known, struct planning *out)
{
	struct asked *k = &out->asked;
	int64_t year = 0;

	*out = (struct planning){ .q = q };
	out->set = (struct doc_setter){ .arena = q->arena, .marks = true,
					.lead = lead_to_source, .ctx = out };
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
	return 0;
}

int planning_open(struct request *q, int64_t known, struct planning *out)
{
	return planning_ask(q, known, out) < 0 ? -1 : share_plan(out);
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

/* --- blocks ------------------------------------------------------------------------ */

static void count_line(const struct doc_line *l, struct doc_section *s)
{
	for (size_t i = 0; s && i < l->n; i++) {
		s->wrong += l->run[i].tone == TONE_ERR;
		s->waits += l->run[i].missing || l->run[i].tone == TONE_WARN;
	}
}

/* "Phần thứ nhất", "II. Kết quả". */
static const char *section_name(struct arena *a, const struct block *b)
{
	if (!b->label)
		return line_text(a, &b->text);
	if (b->level <= 1)
		return b->label;
	return arena_printf(a, "%s %s", b->label, line_text(a, &b->text));
}

enum { OUTLINE_LEVELS = 3 };

/* The outline: what is wrong or waits is counted for the section that it
 * stands in. */
static void set_sections(struct planning *x, struct plan_view *v)
{
	const struct plan_document *d = &v->document;
	struct arena *a = x->q->arena;
	struct doc_section *s = NULL;

	v->section = ARENA_ARRAY(a, d->n_block, struct doc_section);
	for (size_t i = 0; i < d->n_block; i++) {
		const struct block *b = d->block[i].of;

		if (b->kind == BLOCK_HEADING && b->level <= OUTLINE_LEVELS) {
			s = &v->section[v->n_section++];
			*s = (struct doc_section){
				.text = section_name(a, b),
				.url = arena_printf(a, "#%s", b->id),
				.level = heading_level(b),
			};
		}
		count_line(&d->block[i].text, s);
		if (s)
			s->waits += is_undecided(b);
	}
}

static void set_paragraph_urls(struct planning *x, struct plan_document *d)
{
	const bool writable = plan_writable(x);

	for (size_t i = 0; i < d->n_block; i++) {
		struct doc_block *k = &d->block[i];

		if (k->of->kind != BLOCK_PARAGRAPH)
			continue;
		k->view_url = plan_url(x, "/ke-hoach/doan/%s?nam=%d",
				       k->of->id, x->asked.year);
		if (writable)
			k->edit_url = k->view_url;
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
		out.url = arena_printf(a, "#%s", first_block(x->plan, is_undecided));
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

static void set_text(struct planning *x, struct plan_view *v)
{
	struct plan_document *d = &v->document;

	doc_set_text(&x->set, d);
	doc_set_checks(&x->set, d);
	set_paragraph_urls(x, d);
	set_sections(x, v);
	set_obstacles(x, v);
	v->checks = plan_url(x, "/kiem-tra?nam=%d", x->asked.year);
	v->appendix = plan_url(x, "/ke-hoach/phu-luc?nam=%d", x->asked.year);
}

/* --- what is shown ------------------------------------------------------------------ */

struct showing {
	struct planning *x;
	enum plan_part part;
};

/* All but the piece lies on the arena of the request. */
static void *make_shown(struct figures *own, void *ctx, struct err *e)
{
	const struct showing *s = ctx;
	struct arena *a = figures_arena(own);
	struct plan_shown *out = ARENA_NEW(a, struct plan_shown);
	struct buf inside = BUF_INIT(a);
	struct plan_view v = { 0 };

	(void)e;
	if (share_plan(s->x) < 0)
		return NULL;
	if (s->part == PLAN_TEXT) {
		set_text(s->x, &v);
		plan_inside(&inside, &v);
	} else {
		doc_set_appendices(&s->x->set, &v.document);
		appendices_inside(&inside, &v);
	}
	out->piece = piece_new(a, inside.data, inside.len);
	out->numbers = s->x->plan->nnumber;
	if (v.blocked) {
		out->blocked = arena_strdup(a, v.blocked);
		out->blocked_url = v.blocked_url
			? arena_strdup(a, v.blocked_url) : NULL;
	}
	return out;
}

const struct plan_shown *plan_show(struct request *q, enum plan_part part,
				   struct planning *out)
{
	struct showing s = { out, part };
	const struct asked *k = &out->asked;

	if (planning_ask(q, 0, out) < 0)
		return NULL;
	/* as of another day is what one person asks for, once */
	if (q->has_on || q->has_known)
		return make_shown(k->figures, &s, &q->err);
	return figures_shared(k->figures,
		arena_printf(q->arena, "%s, part %d, %s", plan_name(out), part,
			     plan_writable(out) ? "for writers" : "to read"),
		make_shown, &s, &q->err);
}
