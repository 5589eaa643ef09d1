/* SPDX-License-Identifier: Apache-2.0 */
/* Yêu cầu rà soát: the page of an inquiry; asking, answering, asking again,
 * closing. */
#include "check/inquiry_view.h"

#include "check/equation.h"
#include "check/form.h"
#include "check/inquiry.html.h"
#include "check/page.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "lib/html/html.h"
#include "office/office.h"

/* --- one inquiry --------------------------------------------------------------------- */

struct inquiring {
	struct request *q;
	struct arena *a;
	struct asked asked;
	const struct inquiry *inquiry;
	struct inquiry_view *v;
	size_t capsaid;
};

static int open_inquiry(struct request *q, struct inquiring *x)
{
	int64_t id = 0;

	*x = (struct inquiring){ .q = q, .a = q->arena };
	http_int(q, "so", &id);
	x->inquiry = inquiry_open(q, id, &x->asked);
	return x->inquiry ? 0 : -1;
}

/* --- its figures --- */

static const struct printed_change *change_of(const struct inquiry *i,
					      const struct figure_key *k)
{
	for (size_t n = 0; n < i->nchange; n++)
		if (figure_key_same(i->change[n].key, k))
			return &i->change[n];
	return NULL;
}

/* When it was last asked: the figures are those of then. */
static const struct inquiry_entry *question_of(const struct inquiry *i)
{
	const struct inquiry_entry *last = &i->entry[0];

	for (size_t k = 0; k < i->nentry; k++)
		if (i->entry[k].state == INQUIRY_ASKED)
			last = &i->entry[k];
	return last;
}

static struct asked_figure figure_row(struct inquiring *x,
				      const struct figure_key *key,
				      const char *was, const char *now)
{
	struct buf b = BUF_INIT(x->a);

	buf_addf(&b, "%s&biet=", figure_source_url(x->a, key));
	html_arg(&b, moment_iso(x->a, question_of(x->inquiry)->when));
	return (struct asked_figure){
		.name = figure_key_vi(x->a, x->asked.pack, key),
		.url = asked_source(x->q, key),
		.was = was,
		.was_url = b.data,
		.now = now,
	};
}

static void add_figures(struct inquiring *x)
{
	const struct inquiry *i = x->inquiry;
	struct inquiry_view *v = x->v;

	v->figure = ARENA_ARRAY(x->a, i->nfigure, struct asked_figure);
	v->other = ARENA_ARRAY(x->a, i->nchange, struct asked_figure);
	for (size_t k = 0; k < i->nfigure; k++) {
		const struct printed *p = &i->figure[k];
		const struct printed_change *c = change_of(i, &p->key);

		if (p->asked)
			v->figure[v->n_figure++] = figure_row(
				x, &p->key, printed_vi(x->a, p),
				!c ? NULL : c->to ? c->to : "không còn xét");
	}
	for (size_t k = 0; k < i->nchange; k++) {
		const struct printed_change *c = &i->change[k];

		if (!c->asked)
			v->other[v->n_other++] = figure_row(
				x, c->key, c->from ? c->from : "chưa xét",
				c->to ? c->to : "không còn xét");
	}
}

/* --- what was said and done --- */

struct said {
	moment_t when;
	struct happening h;
};

static void add_said(struct inquiring *x, struct said **list, size_t *n,
		     moment_t when, struct happening h)
{
	*VEC_PUSH(x->a, *list, *n, x->capsaid) = (struct said){ when, h };
}

static void add_entries(struct inquiring *x, struct said **list, size_t *n)
{
	static const char *const verb[] = {
		[INQUIRY_ASKED] = "hỏi", [INQUIRY_ANSWERED] = "trả lời",
		[INQUIRY_CLOSED] = "đóng yêu cầu",
	};
	static const char *const icon[] = {
		[INQUIRY_ASKED] = "send", [INQUIRY_ANSWERED] = "message",
		[INQUIRY_CLOSED] = "check",
	};
	static const enum tone tone[] = {
		[INQUIRY_ASKED] = TONE_WARN, [INQUIRY_ANSWERED] = TONE_INFO,
		[INQUIRY_CLOSED] = TONE_OK,
	};
	const struct inquiry *i = x->inquiry;

	for (size_t k = 0; k < i->nentry; k++) {
		const struct inquiry_entry *t = &i->entry[k];
		bool again = k > 0 && t->state == INQUIRY_ASKED;

		add_said(x, list, n, t->when, (struct happening){
			.title = arena_printf(x->a, "%s %s%s, %s", t->who,
					      verb[t->state],
					      again ? " lại" : "",
					      day_vi(x->a,
						     moment_day(t->when))),
			.note = *t->text ? t->text : NULL,
			.icon = icon[t->state],
			.tone = tone[t->state],
		});
	}
}

/* "Số HTX đang hoạt động (…): 14 → 15" of what was reported since. */
static int add_reports(struct inquiring *x, const struct figure_key *key,
		       struct said **list, size_t *n)
{
	moment_t since = x->inquiry->entry[0].when;
	struct figure_version *v;
	size_t nv;

	if (figure_history(x->a, x->q->db, key, x->asked.known, &v, &nv,
			   &x->q->err) < 0)
		return -1;
	for (size_t k = 0; k + 1 < nv && v[k].when > since; k++) {
		const struct printed now = { *key, v[k].state, v[k].value, 0 };
		const struct printed was = { *key, v[k + 1].state,
					     v[k + 1].value, 0 };

		add_said(x, list, n, v[k].when, (struct happening){
			.title = arena_printf(
				x->a, "%s sửa số: %s → %s, %s", v[k].who,
				printed_vi(x->a, &was),
				printed_vi(x->a, &now),
				day_vi(x->a, moment_day(v[k].when))),
			.note = arena_printf(
				x->a, "%s. %s",
				figure_key_vi(x->a, x->asked.pack, key),
				v[k].why),
			.icon = "pencil",
			.tone = TONE_INFO,
		});
	}
	return 0;
}

static int by_time(const void *a, const void *b)
{
	const struct said *x = a;
	const struct said *y = b;

	return (x->when > y->when) - (x->when < y->when);
}

static int add_conversation(struct inquiring *x)
{
	const struct inquiry *i = x->inquiry;
	struct said *list = NULL;
	size_t n = 0;

	add_entries(x, &list, &n);
	for (size_t k = 0; k < i->nfigure; k++)
		if (i->figure[k].asked &&
		    add_reports(x, &i->figure[k].key, &list, &n) < 0)
			return -1;
	qsort(list, n, sizeof *list, by_time);
	x->v->said = ARENA_ARRAY(x->a, n, struct happening);
	for (size_t k = 0; k < n; k++)
		x->v->said[k] = list[k].h;
	x->v->n_said = n;
	return 0;
}

/* --- what can be done --- */

/* The forms on which the figures in question are entered, each once, at the
 * first of them. */
static int add_forms(struct inquiring *x)
{
	const struct inquiry *i = x->inquiry;
	struct inquiry_view *v = x->v;
	const struct form *last = NULL;

	v->form = ARENA_ARRAY(x->a, i->nfigure, struct hyperlink);
	for (size_t k = 0; k < i->nfigure; k++) {
		const struct form *form;
		const char *cell;

		if (!i->figure[k].asked)
			continue;
		if (entry_find(x->asked.figures, i->unit, i->year,
			       &i->figure[k].key, &form, &cell,
			       &x->q->err) < 0)
			return -1;
		if (!form || form == last)
			continue;
		last = form;
		v->form[v->n_form++] = (struct hyperlink){
			arena_printf(x->a, "Sửa ở %s", form->number),
			arena_printf(x->a, "/bieu/%s?nam=%d&don-vi=%s#o.%s",
				     form->code, i->year, i->unit, cell),
		};
	}
	return 0;
}

static void add_controls(struct inquiring *x)
{
	struct request *q = x->q;
	struct inquiry_view *v = x->v;

	v->answer = office_control(q, "tra-loi", CONTROL_LINES, NULL);
	v->answer.optional = false;
	v->answer.hint = "số đúng thì nêu căn cứ, vì sao vẫn đúng";
	v->again = office_control(q, "hoi", CONTROL_LINES, NULL);
	v->again.optional = false;
	v->due_again = office_control(q, "han", CONTROL_DAY, NULL);
	v->remark = office_control(q, "ghi-chu", CONTROL_TEXT, NULL);
}

static int add_actions(struct inquiring *x)
{
	struct request *q = x->q;
	const struct inquiry *i = x->inquiry;
	struct inquiry_view *v = x->v;

	v->closed = i->standing == INQUIRY_DONE;
	v->answered = i->standing != INQUIRY_WAITS;
	v->answer_why_not = inquiry_barred(q, &x->asked, i);
	v->settle_why_not = settle_barred(q, &x->asked);
	v->mine = inquiry_is_mine(q, &x->asked, i);
	add_controls(x);
	return v->closed || v->answer_why_not ? 0 : add_forms(x);
}

static const char *check_url(struct inquiring *x)
{
	const struct inquiry *i = x->inquiry;
	struct buf b = BUF_INIT(x->a);

	buf_addf(&b, "/kiem-tra?nam=%d", i->year);
	if (i->finding) {
		buf_adds(&b, "&chon=");
		html_arg(&b, finding_key(x->a, i->finding));
	}
	return asked_url(x->q, b.data);
}

static void say_what_was_done(struct request *q, struct frame *f)
{
	static const char *const done[][2] = {
		{ "hoi", "Đã gửi yêu cầu rà soát. Đơn vị thấy yêu cầu ở Tổng "
			 "quan và ở biểu nhập liệu." },
		{ "hoi-lai", "Đã gửi lại đơn vị." },
		{ "tra-loi", "Đã gửi câu trả lời." },
		{ "dong", "Đã đóng yêu cầu rà soát." },
	};

	for (size_t i = 0; i < ARRAY_LEN(done); i++)
		if (strcmp(http_typed(q, "xong"), done[i][0]) == 0)
			office_done(f, done[i][1]);
}

static void add_heading(struct inquiring *x, struct frame *f)
{
	const struct inquiry *i = x->inquiry;
	struct hyperlink *crumb = ARENA_NEW(x->a, struct hyperlink);

	*crumb = (struct hyperlink){
		"Kiểm tra số liệu",
		asked_url(x->q, arena_printf(x->a, "/kiem-tra?nam=%d", i->year))
	};
	f->crumbs = crumb;
	f->n_crumbs = 1;
	f->title = arena_printf(x->a, "Yêu cầu rà soát số %lld",
				(long long)i->id);
	f->subtitle = arena_printf(x->a, "%s · %s · kế hoạch năm %d",
				   inquiry_unit_vi(x->asked.figures, i->unit,
						   i->period),
				   inquiry_context(x->a, &x->asked, i), i->year);
	f->dated = true;
	say_what_was_done(x->q, f);
	if (x->q->page->method == HTTP_POST)
		office_complain(x->q, f);
}

static int show(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Yêu cầu rà soát");
	struct inquiry_view v = { .frame = f };
	const struct inquiry_entry *last;
	const struct inquiry *i;
	struct err was = q->err;
	struct inquiring x;

	q->err = (struct err){ 0 };
	if (open_inquiry(q, &x) < 0)
		return -1;
	q->err = was;
	x.v = &v;
	i = x.inquiry;
	last = inquiry_last(i);
	v.id = i->id;
	v.version = last->row;
	v.tone = inquiry_tone(i);
	v.standing = standing_vi(i->standing);
	v.late = inquiry_is_late(i, day_today());
	v.title = inquiry_title(&x.asked, i);
	v.broken = i->finding && i->finding->result.verdict == RULE_BROKEN;
	if (v.broken) {
		v.message = i->finding->message;
		v.sum = finding_sum(q->arena, i->finding);
	}
	v.check_url = check_url(&x);
	v.unit = inquiry_unit_vi(x.asked.figures, i->unit, i->period);
	v.due = last->has_due ? day_vi(q->arena, last->due) : NULL;
	add_figures(&x);
	if (add_conversation(&x) < 0 || add_actions(&x) < 0)
		return -1;
	add_heading(&x, f);
	inquiry_page(&r->body, &v);
	return 0;
}

/* --- writing -------------------------------------------------------------------------- */

/* The names of fields are those of the forms. */
static int rename_fields(struct err *e, const char *text)
{
	if (strcmp(e->field, "text") == 0)
		snprintf(e->field, sizeof e->field, "%s", text);
	else if (strcmp(e->field, "due") == 0)
		snprintf(e->field, sizeof e->field, "han");
	else if (strcmp(e->field, "unit") == 0)
		snprintf(e->field, sizeof e->field, "don-vi");
	else
		*e->field = '\0';
	return -1;
}

static struct inquiry_words words_of(const struct request *q)
{
	struct inquiry_words w = { .text = http_text(q, "hoi") };

	w.has_due = http_day(q, "han", &w.due);
	return w;
}

static const struct finding *broken_finding(struct request *q,
					    const struct check_report *r)
{
	const char *key = http_text(q, "chon");

	for (size_t k = 0; key && k < r->nbroken; k++)
		if (strcmp(finding_key(q->arena, &r->broken[k]), key) == 0)
			return &r->broken[k];
	for (size_t k = 0; key && k < r->nrun; k++)
		if (strcmp(finding_key(q->arena, &r->run[k]), key) == 0) {
			err_set(&q->err, ERR_CONFLICT,
				"số liệu vừa đổi, phép kiểm tra không còn sai, "
				"chưa gửi gì");
			return NULL;
		}
	err_set(&q->err, ERR_NOTFOUND, "không có phép kiểm tra này");
	return NULL;
}

/* What was on the page when the question was written is still so. */
static int refuse_changed(struct request *q, const struct finding *fd)
{
	const char *seen = http_text(q, "dau");

	if (seen && strcmp(seen, printed_mark(q->arena, &fd->result)) == 0)
		return 0;
	err_set(&q->err, ERR_CONFLICT,
		"số liệu của phép kiểm tra đã đổi từ khi mở trang, chưa gửi gì");
	return err_hint(&q->err, "xem lại các số rồi gửi lại");
}

static int write_question(struct request *q, struct db *db,
			  const struct asked *x, const struct finding *fd,
			  const char *unit, int64_t *id)
{
	const struct inquiry_words w = words_of(q);

	if (db_begin(db, q->user->login,
		     arena_printf(q->arena, "yêu cầu %s rà soát %s",
				  place_vi(x->figures, unit,
					   fd->context.period),
				  fd->check->code), &q->err) < 0)
		return -1;
	if (inquiry_ask(db, x->figures, fd, unit, &w, id, &q->err) < 0) {
		db_rollback(db);
		return rename_fields(&q->err, "hoi");
	}
	return db_commit(db, &q->err);
}

/* The writer is held first, so that what is read is what stands. */
static int ask(struct request *q, struct response *r)
{
	const char *unit = http_text(q, "don-vi");
	struct db *db = http_writer(q);
	const struct finding *fd;
	struct check_report report;
	struct asked x;
	const char *why;
	int64_t year = 0;
	int64_t id;

	http_int(q, "nam", &year);
	if (figures_asked(q, (int)year, &x) < 0)
		return -1;
	why = settle_barred(q, &x);
	if (why)
		return http_forbid(q, why);
	if (check_run(x.figures, x.home, x.year, &report, &q->err) < 0)
		return -1;
	fd = broken_finding(q, &report);
	if (!fd || refuse_changed(q, fd) < 0)
		return -1;
	if (!unit) {
		err_set(&q->err, ERR_INPUT, "chưa chọn đơn vị được hỏi");
		return err_field(&q->err, "don-vi");
	}
	if (write_question(q, db, &x, fd, unit, &id) < 0)
		return -1;
	http_redirect(r, arena_printf(q->arena,
				      "/kiem-tra/yeu-cau/%lld?xong=hoi",
				      (long long)id));
	return 0;
}

/* Somebody said something after the page was made. */
static int refuse_stale(struct request *q, const struct inquiry *i)
{
	const struct inquiry_entry *last = inquiry_last(i);
	int64_t seen = 0;

	if (http_int(q, "ban", &seen) && seen == last->row)
		return 0;
	err_set(&q->err, ERR_CONFLICT, "%s vừa ghi vào yêu cầu này, chưa lưu "
				       "gì", last->who);
	return err_hint(&q->err, "xem mục Trao đổi rồi gửi lại");
}

enum saying { ANSWERING, ASKING_AGAIN, CLOSING };

static int write_words(struct inquiring *x, struct db *db, enum saying what)
{
	static const char *const field[] = { "tra-loi", "hoi", "ghi-chu" };
	struct request *q = x->q;
	struct figures *f = x->asked.figures;
	const struct inquiry_words w = words_of(q);
	const char *text = http_text(q, field[what]);
	int rc = -1;

	switch (what) {
	case ANSWERING:
		rc = inquiry_answer(db, f, x->inquiry, text, &q->err);
		break;
	case ASKING_AGAIN:
		rc = inquiry_again(db, f, x->inquiry, &w, &q->err);
		break;
	case CLOSING:
		rc = inquiry_close(db, f, x->inquiry, text, &q->err);
		break;
	}
	return rc < 0 ? rename_fields(&q->err, field[what]) : 0;
}

static int say(struct request *q, struct response *r, enum saying what)
{
	static const char *const why_vi[] = {
		"trả lời yêu cầu rà soát", "hỏi lại yêu cầu rà soát",
		"đóng yêu cầu rà soát"
	};
	static const char *const done[] = { "tra-loi", "hoi-lai", "dong" };
	struct db *db = http_writer(q);
	struct inquiring x;
	const char *why;

	if (open_inquiry(q, &x) < 0)
		return -1;
	why = what == ANSWERING ? inquiry_barred(q, &x.asked, x.inquiry)
				: settle_barred(q, &x.asked);
	if (why)
		return http_forbid(q, why);
	if (refuse_stale(q, x.inquiry) < 0 ||
	    db_begin(db, q->user->login,
		     arena_printf(q->arena, "%s số %lld (%s)", why_vi[what],
				  (long long)x.inquiry->id, x.inquiry->check),
		     &q->err) < 0)
		return -1;
	if (write_words(&x, db, what) < 0) {
		db_rollback(db);
		return -1;
	}
	if (db_commit(db, &q->err) < 0)
		return -1;
	http_redirect(r, arena_printf(q->arena,
				      "/kiem-tra/yeu-cau/%lld?xong=%s",
				      (long long)x.inquiry->id, done[what]));
	return 0;
}

static int answer(struct request *q, struct response *r)
{
	return say(q, r, ANSWERING);
}

static int ask_again(struct request *q, struct response *r)
{
	return say(q, r, ASKING_AGAIN);
}

static int close_inquiry(struct request *q, struct response *r)
{
	return say(q, r, CLOSING);
}

/* --- the table ---------------------------------------------------------------------------- */

static const struct field inquiry_fields[] = {
	FIELD("so", FIELD_INT, "Số của yêu cầu", .min = 1),
	FIELD("ban", FIELD_INT, "Lần ghi làm mốc", .min = 0),
	FIELD("tra-loi", FIELD_LINES, "Trả lời bằng lời", .max = WORDS_MAX),
	FIELD("hoi", FIELD_LINES, "Nội dung cần rà soát thêm",
	      .max = WORDS_MAX),
	FIELD("han", FIELD_DAY, "Trả lời chậm nhất"),
	FIELD("ghi-chu", FIELD_TEXT, "Ghi chú khi đóng", .max = WORDS_MAX),
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field ask_fields[] = {
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100),
	FIELD("chon", FIELD_TEXT, "Phép kiểm tra"),
	FIELD("ly-do", FIELD_LINES, "Lý do", .max = WORDS_MAX),
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	ASK_FIELDS,
	FIELD_END
};

const struct page inquiry_pages[] = {
	{ .path = "/kiem-tra/yeu-cau/{so}", .right = "read",
	  .title = "Yêu cầu rà soát",
	  .help = "Điều đã hỏi đơn vị về một phép kiểm tra không đúng, trả lời, "
		  "số đã sửa từ đó",
	  .fields = inquiry_fields, .run = show },
	{ .method = HTTP_POST, .path = "/kiem-tra/yeu-cau", .right = "settle",
	  .title = "Trả lại đơn vị rà soát", .fields = ask_fields,
	  .flags = PAGE_SLOW, .run = ask, .again = check_show },
	{ .method = HTTP_POST, .path = "/kiem-tra/yeu-cau/{so}/tra-loi",
	  .right = "report", .title = "Trả lời yêu cầu rà soát",
	  .fields = inquiry_fields, .flags = PAGE_SLOW, .run = answer,
	  .again = show },
	{ .method = HTTP_POST, .path = "/kiem-tra/yeu-cau/{so}/hoi-lai",
	  .right = "settle", .title = "Hỏi lại đơn vị",
	  .fields = inquiry_fields, .flags = PAGE_SLOW, .run = ask_again,
	  .again = show },
	{ .method = HTTP_POST, .path = "/kiem-tra/yeu-cau/{so}/dong",
	  .right = "settle", .title = "Đóng yêu cầu rà soát",
	  .fields = inquiry_fields, .flags = PAGE_SLOW, .run = close_inquiry,
	  .again = show },
	PAGE_END
};
