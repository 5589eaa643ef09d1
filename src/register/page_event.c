/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of the register: recording an event, correcting or voiding one. */
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/life.h"
#include "register/page_event.html.h"
#include "register/page_internal.h"
#include "register/rules.h"

/* --- shared by the forms --------------------------------------------------------- */

struct control form_control(struct request *q, const char *name,
			    enum control_kind kind, const char *value)
{
	/* what was emptied on purpose stays empty */
	return office_control(q, name, kind,
			      q->page->method == HTTP_POST ? NULL : value);
}

struct frame *form_frame(struct request *q, const struct record *o,
			 const char *title, struct form_view *v)
{
	struct hyperlink *up = ARENA_ARRAY(q->arena, 2, struct hyperlink);
	struct frame *f = office_frame(q, title);

	up[0] = (struct hyperlink){ "Sổ đăng ký", "/so-dang-ky" };
	up[1] = (struct hyperlink){ o->name,
				    record_url(q->arena, o->org->id, "") };
	f->crumbs = up;
	f->n_crumbs = 2;
	v->back = up[1].url;
	if (q->page->method != HTTP_POST)
		return f;
	office_complain(q, f);
	v->basis = *q->err.detail ? q->err.detail : NULL;
	v->hint = *q->err.hint ? q->err.hint : NULL;
	return f;
}

int form_check(struct request *q, const struct record *o, day_t day,
	       const char *field)
{
	const char *why = page_barred(q, &o->view, o->at);

	if (why)
		return err_set(&q->err, ERR_RULE, "%s", why);
	if (day <= day_today())
		return 0;
	err_set(&q->err, ERR_INPUT, "Ngày %s là ngày chưa đến",
		day_vi(q->arena, day));
	return err_field(&q->err, field);
}

/* Errors of register.h name its fields; the forms have others. */
int form_refused(struct request *q)
{
	static const char *const names[][2] = {
		{ "event", "loai-su-kien" }, { "quantity", "so-luong" },
		{ "day", "ngay-su-kien" },   { "from", "tu-ngay" },
		{ "name", "ten" },	     { "seat", "tru-so" },
		{ "sector", "linh-vuc" },    { "capital", "von" },
		{ "members", "thanh-vien" }, { "labour", "lao-dong" },
		{ "managers", "can-bo" },    { "managers_low", "so-cap" },
		{ "managers_high", "cao-dang" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(q->err.field, names[i][0]) == 0) {
			snprintf(q->err.field, sizeof q->err.field, "%s",
				 names[i][1]);
			break;
		}
	return -1;
}

void form_compare(struct conflict *c, const char *name, const char *theirs,
		  const char *mine)
{
	c->row[c->n++] = (struct compared){ name, theirs ? theirs : "",
					    mine ? mine : "", false };
	c->row[c->n - 1].differ =
		strcmp(c->row[c->n - 1].theirs, c->row[c->n - 1].mine) != 0;
}

/* --- what may happen ---------------------------------------------------------------- */

/* The kinds that the status of the day allows, and what to say of those that
 * need a quantity. */
static struct control kind_control(struct request *q, const struct record *o)
{
	const struct pack *p = o->view.pack;
	struct control c = form_control(q, "loai-su-kien", CONTROL_RADIO, NULL);
	struct choice *x = ARENA_ARRAY(q->arena, p->nevent, struct choice);

	for (size_t i = 0; i < p->nevent; i++) {
		const struct event_kind *k = &p->event[i];

		if (life_allows(p, k, o->org->kind,
				record_status(o, o->view.on)))
			x[c.n_choices++] = (struct choice){ k->code, k->name };
	}
	c.choices = x;
	return c;
}

static const char *quantity_hint(struct request *q, const struct record *o)
{
	const struct pack *p = o->view.pack;
	struct buf b = BUF_INIT(q->arena);

	for (size_t i = 0; i < p->nevent; i++) {
		const struct event_kind *k = &p->event[i];

		if (k->quantity && event_applies(k, o->org->kind))
			buf_addf(&b, "%s%s", b.len ? "; " : "",
				 k->quantity_name ? k->quantity_name
						  : k->name);
	}
	return b.len ? arena_printf(q->arena, "chỉ khi là: %s", b.data) : NULL;
}

static void add_paper(struct request *q, struct form_view *v,
		      const struct org_event *e)
{
	struct control *c = &v->control[v->n_control];

	*c = form_control(q, "van-ban", CONTROL_TEXT, e ? e->decision : NULL);
	c++->hint = "số và ngày, ví dụ 123/QĐ-UBND ngày 05/7/2023";
	*c = form_control(q, "ly-do", CONTROL_TEXT, e ? e->reason : NULL);
	v->n_control += 2;
}

static const char *event_day_hint(struct request *q, const struct record *o)
{
	return arena_printf(q->arena,
			    "ngày có hiệu lực; tình trạng ngày %s: %s",
			    day_vi(q->arena, o->view.on),
			    o->status ? o->status->name : "chưa thành lập");
}

static int show_event_form(struct request *q, struct response *r)
{
	struct form_view v = { .submit = "Ghi sự kiện" };
	struct record o;
	struct frame *f;

	if (record_read(q, &o) < 0)
		return -1;
	f = form_frame(q, &o, "Ghi sự kiện", &v);
	f->subtitle = o.name;
	v.action = record_url(q->arena, o.org->id, "/su-kien");
	v.control[0] = kind_control(q, &o);
	v.control[1] = form_control(q, "ngay-su-kien", CONTROL_DAY, NULL);
	v.control[1].hint = event_day_hint(q, &o);
	v.control[2] = form_control(q, "so-luong", CONTROL_FIGURE, NULL);
	v.control[2].hint = quantity_hint(q, &o);
	v.n_control = v.control[2].hint ? 3 : 2;
	add_paper(q, &v, NULL);
	if (v.control[0].n_choices == 0) {
		v.about = "Ở tình trạng này không còn sự kiện nào có thể xảy "
			  "ra. Nếu tình trạng sai thì đính chính sự kiện đã "
			  "ghi.";
		v.action = NULL;
	}
	register_form_page(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}

static struct org_event typed_event(struct request *q)
{
	struct org_event e = { .quantity = REG_NONE,
			       .decision = http_text(q, "van-ban"),
			       .reason = http_text(q, "ly-do") };

	http_day(q, "ngay-su-kien", &e.day);
	http_int(q, "so-luong", &e.quantity);
	return e;
}

static int record_event(struct request *q, struct response *r)
{
	struct org_event e = typed_event(q);
	const struct event_kind *k;
	const struct pack *p;
	struct record o;

	e.kind = http_text(q, "loai-su-kien");
	if (record_read(q, &o) < 0 ||
	    form_check(q, &o, e.day, "ngay-su-kien") < 0)
		return -1;
	p = rules_on(q->arena, q->db, e.day, o.view.known, &q->err);
	if (!p)
		return -1;
	k = pack_event(p, e.kind);
	if (db_begin(q->db, q->user->login,
		     arena_printf(q->arena, "Ghi sự kiện %s của %s",
				  k ? k->name : e.kind, o.name),
		     &q->err) < 0)
		return -1;
	if (register_event(q->db, p, o.org->id, &e, &q->err) < 0) {
		db_rollback(q->db);
		return form_refused(q);
	}
	if (db_commit(q->db, &q->err) < 0)
		return -1;
	http_redirect(r, record_url(q->arena, o.org->id, "?xong=su-kien"));
	return 0;
}

/* --- corrections ------------------------------------------------------------------------ */

/* The event that the row of the path states, and what stands of it now: NULL
 * when it was voided. */
struct correction {
	struct record record;
	const struct change *opened;
	const struct change *now;
};

static int read_correction(struct request *q, struct correction *x)
{
	struct change *c;
	int64_t row = 0;
	size_t n;

	*x = (struct correction){ 0 };
	http_int(q, "dong", &row);
	if (record_read(q, &x->record) < 0)
		return -1;
	n = history_read(q->arena, q->db, &x->record.view, x->record.org->id,
			 &c);
	for (size_t i = 0; i < n; i++)
		if (c[i].event && c[i].row == row)
			x->opened = &c[i];
	if (!x->opened)
		return err_set(&q->err, ERR_NOTFOUND,
			       "hồ sơ này không có sự kiện như vậy");
	for (size_t i = 0; i < n; i++)
		if (c[i].event && c[i].event->id == x->opened->event->id &&
		    c[i].state == CHANGE_STANDS)
			x->now = &c[i];
	return db_failed(q->db, &q->err);
}

static int overtaken(struct request *q, const struct correction *x)
{
	const struct written *w = &x->opened->to;

	err_set(&q->err, ERR_CONFLICT,
		"%s đã %s sự kiện này khi bạn đang mở nó", w->who,
		x->now ? "đính chính" : "huỷ");
	return err_hint(&q->err, "so hai bản rồi quyết định");
}

static const struct conflict *event_conflict(struct request *q,
					     const struct correction *x)
{
	struct conflict *c = ARENA_NEW(q->arena, struct conflict);
	const struct org_event *now = x->now ? x->now->event : NULL;
	bool voids = http_flag(q, "huy");

	c->what = x->now ? "Sự kiện này vừa được người khác đính chính."
			 : "Sự kiện này vừa được người khác huỷ.";
	c->by = written_text(q->arena, &x->opened->to);
	form_compare(c, "Sự kiện", now ? x->now->title : "đã huỷ",
		     voids ? "huỷ" : x->opened->title);
	form_compare(c, "Ngày", now ? day_vi(q->arena, now->day) : NULL,
		     control_value(q->arena,
				   &(struct control){
					   .kind = CONTROL_DAY,
					   .value = http_typed(
						   q, "ngay-su-kien") }));
	form_compare(c, "Số lượng", now ? count_vi(q->arena, now->quantity)
					: NULL, http_typed(q, "so-luong"));
	form_compare(c, "Văn bản", now ? now->decision : NULL,
		     http_typed(q, "van-ban"));
	form_compare(c, "Lý do", now ? now->reason : NULL,
		     http_typed(q, "ly-do"));
	return c;
}

static const char *correction_url(struct arena *a, int64_t org, int64_t row)
{
	return record_url(a, org, arena_printf(a, "/su-kien/%lld/dinh-chinh",
					       (long long)row));
}

static void correction_controls(struct request *q, const struct org_event *e,
				struct form_view *v)
{
	struct control *c = v->control;

	*c++ = form_control(q, "ngay-su-kien", CONTROL_DAY,
			    day_vi(q->arena, e->day));
	if (e->quantity != REG_NONE)
		*c++ = form_control(q, "so-luong", CONTROL_FIGURE,
				    count_vi(q->arena, e->quantity));
	v->n_control = (size_t)(c - v->control);
	add_paper(q, v, e);
	c = &v->control[v->n_control];
	*c = form_control(q, "huy", CONTROL_CHECK, NULL);
	c++->hint = "khi việc này không hề xảy ra, hoặc ghi sai loại: huỷ rồi "
		    "ghi sự kiện đúng";
	*c = form_control(q, "vi-sao", CONTROL_LINES, NULL);
	c->rows = 2;
	c++->hint = "vì sao đính chính; ghi vào lịch sử cùng tên bạn";
	v->n_control = (size_t)(c - v->control);
}

static int show_correction(struct request *q, struct response *r)
{
	struct form_view v = { .submit = "Đính chính" };
	struct correction x;
	struct frame *f;

	if (read_correction(q, &x) < 0)
		return -1;
	if (x.opened != x.now && q->page->method != HTTP_POST)
		return overtaken(q, &x);
	f = form_frame(q, &x.record, "Đính chính sự kiện", &v);
	f->subtitle = arena_printf(q->arena, "%s, ngày %s", x.opened->title,
				   day_vi(q->arena, x.opened->day));
	v.about = arena_printf(q->arena, "Ghi lúc %s",
			       written_text(q->arena, &x.opened->from));
	if (x.opened != x.now)
		v.conflict = event_conflict(q, &x);
	if (x.now)
		v.action = correction_url(q->arena, x.record.org->id,
					  x.now->row);
	correction_controls(q, x.opened->event, &v);
	register_form_page(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}

static bool same_text(const char *x, const char *y)
{
	return x && y ? strcmp(x, y) == 0 : x == y;
}

static int correct_event(struct request *q, struct response *r)
{
	struct org_event as = typed_event(q);
	bool voids = http_flag(q, "huy");
	const struct org_event *was;
	const struct pack *p;
	struct correction x;

	if (read_correction(q, &x) < 0 ||
	    form_check(q, &x.record, as.day, "ngay-su-kien") < 0)
		return -1;
	if (x.opened != x.now)
		return overtaken(q, &x);
	was = x.opened->event;
	as.kind = was->kind;
	if (!voids && as.day == was->day && as.quantity == was->quantity &&
	    same_text(as.decision, was->decision) &&
	    same_text(as.reason, was->reason))
		return err_set(&q->err, ERR_INPUT,
			       "Không có gì khác với điều đã ghi");
	p = rules_on(q->arena, q->db, as.day, x.record.view.known, &q->err);
	if (!p || db_begin(q->db, q->user->login, http_text(q, "vi-sao"),
			   &q->err) < 0)
		return -1;
	if (register_correct_event(q->db, p, was->id, &as, voids,
				   &q->err) < 0) {
		db_rollback(q->db);
		if (strcmp(q->err.field, "event") == 0)
			snprintf(q->err.field, sizeof q->err.field,
				 "ngay-su-kien");
		return form_refused(q);
	}
	if (db_commit(q->db, &q->err) < 0)
		return -1;
	http_redirect(r, record_url(q->arena, x.record.org->id,
				    voids ? "?xong=huy" : "?xong=dinh-chinh"));
	return 0;
}

/* --- the table ----------------------------------------------------------------------------- */

#define EVENT_FIELDS                                                         \
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),                         \
	FIELD("ngay-su-kien", FIELD_DAY, "Ngày xảy ra",                      \
	      .flags = FIELD_REQUIRED),                                      \
	FIELD("so-luong", FIELD_INT, "Số lượng", .min = 1),                  \
	FIELD("van-ban", FIELD_TEXT, "Văn bản", .max = 200),                 \
	FIELD("ly-do", FIELD_TEXT, "Lý do", .max = 500)

static const struct field event_fields[] = {
	EVENT_FIELDS,
	FIELD("loai-su-kien", FIELD_TEXT, "Sự kiện", .flags = FIELD_REQUIRED,
	      .max = 60),
	FIELD_END
};
static const struct field correction_fields[] = {
	EVENT_FIELDS,
	FIELD("dong", FIELD_INT, "Dòng", .min = 1),
	FIELD("huy", FIELD_FLAG, "Huỷ sự kiện này"),
	FIELD("vi-sao", FIELD_LINES, "Lý do đính chính",
	      .flags = FIELD_REQUIRED, .max = 500),
	FIELD_END
};

const struct page register_event_pages[] = {
	{ .path = "/so-dang-ky/{id}/su-kien", .right = "register",
	  .title = "Ghi sự kiện", .fields = event_fields,
	  .run = show_event_form },
	{ .method = HTTP_POST, .path = "/so-dang-ky/{id}/su-kien",
	  .right = "register", .title = "Ghi sự kiện", .fields = event_fields,
	  .run = record_event, .again = show_event_form },
	{ .path = "/so-dang-ky/{id}/su-kien/{dong}/dinh-chinh",
	  .right = "register", .title = "Đính chính sự kiện",
	  .fields = correction_fields, .run = show_correction },
	{ .method = HTTP_POST,
	  .path = "/so-dang-ky/{id}/su-kien/{dong}/dinh-chinh",
	  .right = "register", .title = "Đính chính sự kiện",
	  .fields = correction_fields, .run = correct_event,
	  .again = show_correction },
	PAGE_END
};
