/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of the register: what an organisation is from a day on, changed or
 * corrected. */
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/page_event.html.h"
#include "register/page_internal.h"
#include "register/rules.h"

/* --- the form ------------------------------------------------------------------- */

static struct control sector_control(struct request *q, const struct record *o)
{
	const struct classification *c =
		pack_classification(o->view.pack, "sector");
	struct control x = form_control(q, "linh-vuc", CONTROL_SELECT,
					o->at ? o->at->sector : NULL);
	size_t n = c ? c->ncategory : 0;
	struct choice *list = ARENA_ARRAY(q->arena, n + 1, struct choice);

	list[x.n_choices++] = (struct choice){ "", "chưa biết" };
	for (size_t i = 0; i < n; i++)
		if (!c->category[i].rollup)
			list[x.n_choices++] = (struct choice){
				c->category[i].code, c->category[i].name };
	x.choices = list;
	return x;
}

/* The communes of the day; first the seat as it is recorded, which may be one
 * that has ended since. */
static struct control seat_control(struct request *q, const struct record *o)
{
	int64_t seat = o->at ? o->at->seat : REG_NONE;
	const struct unit *own =
		seat == REG_NONE ? NULL
				 : territory_unit(o->view.territory, seat);
	struct arena *a = q->arena;
	struct control x = form_control(
		q, "tru-so", CONTROL_SELECT,
		own ? arena_printf(a, "%lld", (long long)own->id) : NULL);
	const struct unit **u;
	size_t n = territory_below(a, o->view.territory, NULL, UNIT_COMMUNE,
				   o->view.on, &u);
	struct choice *list = ARENA_ARRAY(a, n + 2, struct choice);

	list[x.n_choices++] = (struct choice){ "", "chưa biết" };
	if (own)
		list[x.n_choices++] = (struct choice){
			arena_printf(a, "%lld", (long long)own->id),
			arena_printf(a, "%s (như đang ghi)", own->name) };
	for (size_t i = 0; i < n; i++)
		if (u[i] != own)
			list[x.n_choices++] = (struct choice){
				arena_printf(a, "%lld", (long long)u[i]->id),
				u[i]->name };
	x.choices = list;
	return x;
}

static const char *typed_name(struct request *q, const struct control *c)
{
	const char *typed = http_typed(q, c->name);

	for (size_t i = 0; i < c->n_choices; i++)
		if (strcmp(c->choices[i].value, typed) == 0)
			return *typed ? c->choices[i].text : "";
	return typed;
}

static const char *choice_name(const struct control *c, const char *value)
{
	for (size_t i = 0; i < c->n_choices && value; i++)
		if (strcmp(c->choices[i].value, value) == 0)
			return c->choices[i].text;
	return value;
}

static const struct conflict *
version_conflict(struct request *q, const struct record *o,
		 const struct control *c, size_t n)
{
	struct conflict *x = ARENA_NEW(q->arena, struct conflict);
	struct change *change;
	size_t m = history_read(q->arena, q->db, &o->view, o->org->id, &change);
	const struct org_version *v = o->at;
	const char *theirs[] = {
		v->name, arena_printf(q->arena, "%lld", (long long)v->seat),
		v->address, v->sector, count_vi(q->arena, v->capital),
		count_vi(q->arena, v->members), count_vi(q->arena, v->labour),
		count_vi(q->arena, v->managers),
		count_vi(q->arena, v->managers_low),
		count_vi(q->arena, v->managers_high),
	};

	x->what = "Thông tin của tổ chức vừa được người khác ghi.";
	for (size_t i = 0; i < m; i++)
		if (change[i].version && change[i].row == v->row)
			x->by = written_text(q->arena, &change[i].from);
	for (size_t i = 0; i < n && i < ARRAY_LEN(theirs); i++)
		form_compare(x, c[i].label, choice_name(&c[i], theirs[i]),
			     typed_name(q, &c[i]));
	return x;
}

static void add_count(struct request *q, struct form_view *v,
		      const char *name, int64_t n)
{
	v->control[v->n_control++] = form_control(q, name, CONTROL_FIGURE,
						  count_vi(q->arena, n));
}

/* The controls from the name to the managers, in the order of the fields. */
static void version_controls(struct request *q, const struct record *o,
			     struct form_view *v)
{
	static const struct org_version nothing = {
		.seat = REG_NONE, .capital = REG_NONE, .members = REG_NONE,
		.labour = REG_NONE, .managers = REG_NONE,
		.managers_low = REG_NONE, .managers_high = REG_NONE,
	};
	const struct org_version *x = o->at ? o->at : &nothing;
	struct control *c = &v->control[v->n_control];

	*c++ = form_control(q, "ten", CONTROL_TEXT, x->name);
	*c++ = seat_control(q, o);
	*c++ = form_control(q, "dia-chi", CONTROL_TEXT, x->address);
	*c++ = sector_control(q, o);
	v->n_control += 4;
	add_count(q, v, "von", x->capital);
	add_count(q, v, "thanh-vien", x->members);
	add_count(q, v, "lao-dong", x->labour);
	add_count(q, v, "can-bo", x->managers);
	add_count(q, v, "so-cap", x->managers_low);
	add_count(q, v, "cao-dang", x->managers_high);
}

static int64_t base_row(const struct record *o)
{
	return o->at ? o->at->row : 0;
}

static bool overtaken(struct request *q, const struct record *o)
{
	int64_t base = 0;

	http_int(q, "dua-tren", &base);
	return base != base_row(o);
}

static int show_change_form(struct request *q, struct response *r)
{
	bool corrects = http_flag(q, "dinh-chinh");
	struct form_view v = { .submit = "Lưu" };
	struct record o;
	struct frame *f;
	struct control *c;

	if (record_read(q, &o) < 0)
		return -1;
	f = form_frame(q, &o, corrects ? "Đính chính thông tin"
				       : "Thay đổi thông tin", &v);
	f->subtitle = o.name;
	v.action = record_url(q->arena, o.org->id, "/thay-doi");
	v.base = base_row(&o);
	c = v.control;
	*c = form_control(q, "tu-ngay", CONTROL_DAY,
			  corrects && o.at ? day_vi(q->arena, o.at->from)
					   : NULL);
	c->hint = "thay đổi có hiệu lực từ ngày này; khi đính chính: một ngày "
		  "mà thông tin sai đang áp dụng";
	v.n_control = 1;
	version_controls(q, &o, &v);
	if (q->err.kind == ERR_CONFLICT && overtaken(q, &o) && o.at)
		v.conflict = version_conflict(q, &o, &v.control[1], 10);
	c = &v.control[v.n_control];
	*c = form_control(q, "dinh-chinh", CONTROL_CHECK,
			  corrects ? "1" : NULL);
	c++->hint = "khi thông tin đã ghi là sai ngay từ đầu";
	*c = form_control(q, "vi-sao", CONTROL_LINES, NULL);
	c->rows = 2;
	c++->hint = "ghi vào lịch sử cùng tên bạn";
	v.n_control = (size_t)(c - v.control);
	register_form_page(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}

/* --- saving ------------------------------------------------------------------------ */

static int64_t typed_count(struct request *q, const char *name)
{
	int64_t n = REG_NONE;

	http_int(q, name, &n);
	return n;
}

static struct org_version typed_version(struct request *q)
{
	struct org_version v = {
		.name = http_text(q, "ten"),
		.seat = typed_count(q, "tru-so"),
		.address = http_text(q, "dia-chi"),
		.sector = http_text(q, "linh-vuc"),
		.capital = typed_count(q, "von"),
		.members = typed_count(q, "thanh-vien"),
		.labour = typed_count(q, "lao-dong"),
		.managers = typed_count(q, "can-bo"),
		.managers_low = typed_count(q, "so-cap"),
		.managers_high = typed_count(q, "cao-dang"),
	};

	http_day(q, "tu-ngay", &v.from);
	return v;
}

static int save_change(struct request *q, struct response *r)
{
	struct org_version v = typed_version(q);
	const struct pack *p;
	const char *why;
	struct record o;

	if (record_read(q, &o) < 0 ||
	    form_check(q, &o, v.from, "tu-ngay") < 0)
		return -1;
	/* nor can what is his be given to somebody else's unit or sector */
	why = page_barred(q, &o.view, &v);
	if (why)
		return http_forbid(q, why);
	if (overtaken(q, &o))
		return err_set(&q->err, ERR_CONFLICT,
			       "Thông tin của tổ chức vừa được người khác "
			       "ghi khi bạn đang mở nó");
	p = rules_on(q->arena, q->db, v.from, o.view.known, &q->err);
	if (!p || db_begin(q->db, q->user->login, http_text(q, "vi-sao"),
			   &q->err) < 0)
		return -1;
	if (register_version(q->db, p, o.org->id, &v,
			     http_flag(q, "dinh-chinh"), &q->err) < 0) {
		db_rollback(q->db);
		return form_refused(q);
	}
	if (db_commit(q->db, &q->err) < 0)
		return -1;
	http_redirect(r, record_url(q->arena, o.org->id, "?xong=thay-doi"));
	return 0;
}

/* --- the table ---------------------------------------------------------------------- */

static const struct field change_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	FIELD("dua-tren", FIELD_INT, "Bản đang sửa", .min = 0),
	FIELD("tu-ngay", FIELD_DAY, "Từ ngày", .flags = FIELD_REQUIRED),
	FIELD("ten", FIELD_TEXT, "Tên", .flags = FIELD_REQUIRED, .max = 300),
	FIELD("tru-so", FIELD_INT, "Trụ sở: xã, phường", .min = 1),
	FIELD("dia-chi", FIELD_TEXT, "Địa chỉ", .max = 300),
	FIELD("linh-vuc", FIELD_TEXT, "Lĩnh vực", .max = 60),
	FIELD("von", FIELD_INT, "Vốn đăng ký (đồng)"),
	FIELD("thanh-vien", FIELD_INT, "Thành viên (người)"),
	FIELD("lao-dong", FIELD_INT, "Lao động thường xuyên (người)"),
	FIELD("can-bo", FIELD_INT, "Cán bộ quản lý (người)"),
	FIELD("so-cap", FIELD_INT, "trong đó sơ cấp, trung cấp (người)"),
	FIELD("cao-dang", FIELD_INT,
	      "trong đó cao đẳng, đại học trở lên (người)"),
	FIELD("dinh-chinh", FIELD_FLAG, "Đính chính thông tin đã ghi"),
	FIELD("vi-sao", FIELD_LINES, "Lý do", .flags = FIELD_REQUIRED,
	      .max = 500),
	FIELD_END
};

const struct page register_change_pages[] = {
	{ .path = "/so-dang-ky/{id}/thay-doi", .right = "register",
	  .title = "Thay đổi thông tin", .fields = change_fields,
	  .run = show_change_form },
	{ .method = HTTP_POST, .path = "/so-dang-ky/{id}/thay-doi",
	  .right = "register", .title = "Thay đổi thông tin",
	  .fields = change_fields, .run = save_change,
	  .again = show_change_form },
	PAGE_END
};
