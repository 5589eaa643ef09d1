/* SPDX-License-Identifier: Apache-2.0 */
/* A paragraph of the plan in an officer's wording: form, conflict, history. */
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/html/html.h"
#include "figure/words.h"
#include "office/office.h"
#include "plan/page.h"
#include "plan/page.html.h"

#include <sodium.h>

struct editing {
	struct planning plan;
	const struct block *block;
	struct plan_texts history; /* the newest first */
	struct line *past;         /* of each version; n = 0: unreadable */
	struct line generated;
	struct bounds bounds;
};

static const struct block *find_block(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nblock; i++)
		if (p->block[i].kind == BLOCK_PARAGRAPH &&
		    strcmp(p->block[i].id, id) == 0)
			return &p->block[i];
	return NULL;
}

static void add_bounds(struct editing *x, const struct line *l)
{
	const struct plan *p = x->plan.plan;

	for (size_t i = 0; i < l->n; i++)
		if (l->run[i].number != NO_NUMBER)
			bounds_add(p->arena, &x->bounds,
				   p->number[l->run[i].number].formula,
				   l->run[i].text);
}

/* The numbers of the pack's text come first, then those of all that was ever
 * written, from the oldest on: so a number keeps its number while others
 * write. */
static int editing_open(struct request *q, struct editing *x)
{
	const char *id = http_text(q, "doan");
	struct plan *p;

	*x = (struct editing){ 0 };
	if (planning_open(q, 0, &x->plan) < 0)
		return -1;
	p = x->plan.plan;
	x->block = id ? find_block(p, id) : NULL;
	if (!x->block) {
		err_set(&q->err, ERR_NOTFOUND, "kế hoạch năm %d không có đoạn này",
			x->plan.asked.year);
		return err_hint(&q->err, "chọn đoạn trong văn bản kế hoạch");
	}
	if (plan_text_history(q->arena, q->db, x->plan.asked.home,
			      x->plan.asked.year, id, x->plan.asked.known,
			      &x->history, &q->err) < 0 ||
	    plan_line(p, x->block->source, id, &x->generated, &q->err) < 0)
		return -1;
	add_bounds(x, &x->generated);
	x->past = ARENA_ARRAY(q->arena, x->history.n, struct line);
	for (size_t i = x->history.n; i-- > 0;) {
		struct err unreadable = { 0 };

		if (plan_line(p, x->history.v[i].text, id, &x->past[i],
			      &unreadable) < 0)
			x->past[i].n = 0;
		add_bounds(x, &x->past[i]);
	}
	return 0;
}

/* "Có {1: 474} HTX". */
static const char *form_text(struct editing *x, const struct line *l)
{
	const struct plan *p = x->plan.plan;
	struct buf b = BUF_INIT(p->arena);

	for (size_t i = 0; i < l->n; i++) {
		const struct run *r = &l->run[i];

		if (r->number == NO_NUMBER)
			buf_adds(&b, r->text);
		else
			buf_addf(&b, "{%zu: %s}",
				 bounds_add(p->arena, &x->bounds,
					    p->number[r->number].formula,
					    r->text), r->text);
	}
	return b.data;
}

/* What a form stands on: the version that it would replace, and the text of
 * the pack. */
static const char *based_on(struct editing *x)
{
	unsigned char hash[16];
	char hex[2 * sizeof hash + 1];
	const char *s = x->block->source;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)s,
			   strlen(s), NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return arena_printf(x->plan.plan->arena, "%lld-%s",
			    x->block->edit ? (long long)x->block->edit->row : 0,
			    hex);
}

/* --- the page ---------------------------------------------------------------------- */

/* The checks are told beside the document, not here. */
static struct doc_line unmarked(const struct editing *x, const struct line *l)
{
	struct doc_setter s = x->plan.set;

	s.marks = false;
	return doc_line(&s, l);
}

/* The heading that a paragraph stands under. */
static const char *heading_of(struct editing *x)
{
	const struct plan *p = x->plan.plan;
	const struct block *b = x->block;

	while (b > p->block && b->kind != BLOCK_HEADING)
		b--;
	if (b->kind != BLOCK_HEADING)
		return "phần mở đầu";
	return arena_printf(p->arena, "%s%s%s", b->label ? b->label : "",
			    b->label ? " " : "", line_text(p->arena, &b->text));
}

static struct doc_line wording_line(struct editing *x, const char *text)
{
	struct request *q = x->plan.q;
	struct err unreadable = { 0 };
	struct line l;
	struct doc_run *run;

	if (plan_line(x->plan.plan, text, x->block->id, &l, &unreadable) == 0)
		return unmarked(x, &l);
	run = ARENA_NEW(q->arena, struct doc_run);
	run->text = text;
	return (struct doc_line){ run, 1 };
}

static const char *by(struct arena *a, const struct plan_text *t)
{
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "%s, ", t->who);
	html_moment(&b, t->when);
	return b.data;
}

static void add_wording(struct editing *x, struct text_view *v,
			const char *title, const char *who, const char *text)
{
	v->wording[v->n_wording++] = (struct wording){
		title, who, wording_line(x, text) };
}

/* The texts that stand against each other, side by side. */
static void add_wordings(struct editing *x, struct text_view *v)
{
	struct request *q = x->plan.q;
	const struct plan_text *t = x->block->edit;

	if (q->err.kind == ERR_CONFLICT) {
		v->why_wording = "Trong lúc soạn, đoạn này đã được sửa. Lời văn "
				 "của bạn còn nguyên trong ô bên dưới; so lại rồi "
				 "lưu lời văn cần giữ.";
		if (t)
			add_wording(x, v, "Lời văn vừa được lưu",
				    by(q->arena, t), t->text);
		add_wording(x, v, "Lời văn của quy định", NULL,
			    x->block->source);
		return;
	}
	if (v->state != TEXT_CONFLICT && v->state != TEXT_UNREADABLE)
		return;
	v->why_wording = v->state == TEXT_CONFLICT
		? "Sau khi đoạn này được sửa, quy định cũng đổi lời văn. Văn bản "
		  "đang dùng lời văn đã sửa; cần chọn: lưu lời văn trong ô bên "
		  "dưới (giữ hoặc sửa tiếp), hay dùng lời văn của quy định."
		: "Lời văn đã sửa dùng số liệu không còn trong quy định. Văn bản "
		  "đang dùng lời văn của quy định; cần chọn: soạn lại, hay bỏ "
		  "lời văn đã sửa.";
	add_wording(x, v, "Quy định lúc sửa", NULL, t->base);
	add_wording(x, v, "Lời văn đã sửa", by(q->arena, t), t->text);
	add_wording(x, v, "Quy định bây giờ", NULL, x->block->source);
}

static void add_numbers(struct editing *x, struct text_view *v)
{
	struct request *q = x->plan.q;
	const struct plan *p = x->plan.plan;

	v->bound = ARENA_ARRAY(q->arena, x->bounds.n, struct bound_row);
	for (size_t i = 0; i < x->bounds.n; i++) {
		const struct bound *b = &x->bounds.v[i];
		struct run run = { b->value, 0 };
		const struct line l = { &run, 1 };

		while (strcmp(p->number[run.number].formula, b->formula))
			run.number++;
		v->bound[v->n_bound++] = (struct bound_row){
			.token = arena_printf(q->arena, "{%zu: %s}", i + 1,
					      b->value),
			.name = formula_vi(q->arena, p->pack, b->formula),
			.run = unmarked(x, &l).run,
		};
	}
}

static void add_history(struct editing *x, struct text_view *v)
{
	struct request *q = x->plan.q;

	v->version = ARENA_ARRAY(q->arena, x->history.n, struct text_version);
	for (size_t i = 0; i < x->history.n; i++)
		v->version[v->n_version++] = (struct text_version){
			&x->history.v[i],
			wording_line(x, x->history.v[i].text) };
}

static void add_form(struct editing *x, struct text_view *v)
{
	struct request *q = x->plan.q;
	bool again = q->page->method == HTTP_POST;
	const char *text = form_text(x, x->block->edit &&
		x->block->state == TEXT_UNREADABLE ? &x->generated
						   : &x->block->text);
	const char *was = http_typed(q, "cu");

	v->may = plan_writable(&x->plan);
	v->action = arena_printf(q->arena, "/ke-hoach/doan/%s", x->block->id);
	v->based_on = again && q->err.kind != ERR_CONFLICT
			      ? http_typed(q, "dua-tren") : based_on(x);
	v->shown = *was ? was : text;
	v->text = office_control(q, "loi-van", CONTROL_LINES, text);
	v->text.optional = false;
	v->text.rows = 9;
	v->text.hint = "Số trong ngoặc nhọn gắn với nguồn: giữ nguyên thì khi số "
		       "liệu đổi, số trong đoạn đổi theo; có thể dời chỗ hoặc "
		       "bỏ đi.";
	v->reason = office_control(q, "ly-do", CONTROL_TEXT, NULL);
	v->reason.hint = "ghi vào nhật ký cùng tên người sửa";
	v->edited = x->block->edit != NULL;
}

int plan_text_show(struct request *q, struct response *r)
{
	struct hyperlink *up = ARENA_NEW(q->arena, struct hyperlink);
	struct text_view v = { 0 };
	struct editing x;
	struct frame *f;

	if (q->page->method == HTTP_POST) {
		/* what it is refused for is told, not what comes of reading */
		struct err why = q->err;

		q->err = (struct err){ 0 };
		if (editing_open(q, &x) < 0)
			return -1;
		q->err = why;
	} else if (editing_open(q, &x) < 0) {
		return -1;
	}
	f = office_frame(q, arena_printf(q->arena, "Đoạn %s", x.block->id));
	v.frame = f;
	v.year = x.plan.asked.year;
	v.back = plan_url(&x.plan, "/ke-hoach?nam=%d", v.year);
	f->subtitle = arena_printf(q->arena, "%s, kế hoạch năm %d",
				   heading_of(&x), v.year);
	*up = (struct hyperlink){ "Văn bản kế hoạch", v.back };
	f->crumbs = up;
	f->n_crumbs = 1;
	v.state = x.block->state;
	v.now = unmarked(&x, &x.block->text);
	add_form(&x, &v);
	add_wordings(&x, &v);
	add_numbers(&x, &v);
	add_history(&x, &v);
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	text_page(&r->body, &v);
	return 0;
}

/* --- saving ------------------------------------------------------------------------ */

static int not_his(struct request *q)
{
	err_set(&q->err, ERR_RULE,
		"chỉ người làm việc cho tỉnh sửa được văn bản của tỉnh");
	return err_hint(&q->err, "đề nghị chuyên viên cấp tỉnh sửa đoạn này");
}

/* The wording of the form; text NULL: the pack's stands again. */
static int read_form(struct request *q, struct editing *x,
		     struct plan_text *out)
{
	const char *typed = http_text(q, "loi-van");

	*out = (struct plan_text){ .paragraph = x->block->id,
				   .base = x->block->source };
	if (strcmp(based_on(x), http_typed(q, "dua-tren"))) {
		err_set(&q->err, ERR_CONFLICT,
			"đoạn này vừa được sửa sau khi trang được mở");
		return err_hint(&q->err, "so hai lời văn bên dưới, rồi lưu lại "
					 "lời văn cần giữ");
	}
	if (strcmp(http_typed(q, "viec"), "bo") == 0)
		return 0;
	if (text_bind(q->arena, typed ? typed : "", &x->bounds,
		      http_typed(q, "cu"), &out->text, &q->err) < 0)
		return err_field(&q->err, "loi-van");
	if (strcmp(out->text, x->block->source) == 0)
		out->text = NULL; /* he says what the pack says */
	return 0;
}

static bool is_as_it_was(const struct block *b, const struct plan_text *t)
{
	if (!t->text)
		return !b->edit;
	return b->edit && strcmp(b->edit->text, t->text) == 0 &&
	       strcmp(b->edit->base, t->base) == 0;
}

static int write_text(struct request *q, struct editing *x,
		      const struct plan_text *t)
{
	struct db *db = http_writer(q);
	const char *why = arena_printf(q->arena,
		"%s đoạn %s, kế hoạch năm %d: %s",
		t->text ? "Sửa" : "Trả về lời văn của quy định", t->paragraph,
		x->plan.asked.year, http_text(q, "ly-do"));

	if (db_begin(db, q->user->login, why, &q->err) < 0)
		return -1;
	if (plan_text_write(db, x->plan.asked.home, x->plan.asked.year, t,
			    x->block->edit ? x->block->edit->row : 0,
			    &q->err) < 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, &q->err);
}

int plan_text_save(struct request *q, struct response *r)
{
	struct editing x;
	struct plan_text t;

	if (editing_open(q, &x) < 0)
		return -1;
	if (!plan_writable(&x.plan))
		return not_his(q);
	if (read_form(q, &x, &t) < 0)
		return -1;
	if (!is_as_it_was(x.block, &t) && write_text(q, &x, &t) < 0)
		return -1;
	http_redirect(r, arena_printf(q->arena, "/ke-hoach?nam=%d&xong=%s#%s",
				      x.plan.asked.year, t.text ? "doan" : "bo",
				      x.block->id));
	return 0;
}
