/* SPDX-License-Identifier: Apache-2.0 */
/* Nhật ký: who changed what, when and why; whether the chain is whole. */
#include "admin/audit.h"

#include "admin/page.html.h"
#include "admin/view.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "lib/db/shelf.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "register/rules.h"

#include <inttypes.h>

enum {
	PAGE_SIZE = 30,
	TOGETHER = 32, /* transactions that are counted at once */
};

static const struct {
	const char *table;
	const char *name;
} names[] = {
	{ "unit", "đơn vị hành chính" },
	{ "unit_change", "biến động đơn vị hành chính" },
	{ "unit_coverage", "phạm vi danh mục đơn vị" },
	{ "unit_home", "tỉnh của dữ liệu" },
	{ "pack", "gói quy định" },
	{ "pack_file", "tệp quy định" },
	{ "organisation", "tổ chức" },
	{ "identifier", "mã số của tổ chức" },
	{ "organisation_version", "thông tin tổ chức" },
	{ "event", "sự kiện" },
	{ "link", "quan hệ thành viên" },
	{ "figure_reported", "số liệu báo cáo" },
	{ "check_reason", "giải trình" },
	{ "check_reason_figure", "số liệu kèm giải trình" },
	{ "check_inquiry", "yêu cầu rà soát" },
	{ "check_inquiry_figure", "số liệu kèm yêu cầu rà soát" },
	{ "account", "tài khoản" },
	{ "plan_text", "đoạn văn bản kế hoạch" },
	{ "token", "khoá truy cập API" },
	{ "draft", "dự thảo giữ lại" },
	{ "finding_accepted", "phát hiện được chấp nhận" },
};

static const char *table_vi(const char *table)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i].table, table) == 0)
			return names[i].name;
	return table;
}

/* --- the list ------------------------------------------------------------------ */

/* "12 số liệu báo cáo; 1 sự kiện (thay hoặc huỷ 1)". */
static const char *wrote(struct request *q, const struct db_written *c,
			 size_t n, int64_t tx)
{
	struct buf b = BUF_INIT(q->arena);

	for (size_t i = 0; i < n; i++) {
		if (c[i].tx != tx)
			continue;
		if (b.len)
			buf_adds(&b, "; ");
		html_int(&b, c[i].wrote);
		buf_addch(&b, ' ');
		buf_adds(&b, table_vi(c[i].table));
		if (c[i].withdrew) {
			buf_adds(&b, " (thay hoặc huỷ ");
			html_int(&b, c[i].withdrew);
			buf_adds(&b, ")");
		}
	}
	return b.len ? b.data : "không ghi bản ghi nào";
}

struct written {
	struct db *db;
	int64_t first;
	int64_t last;
	struct db_written *v;
	size_t n;
};

static void *count_written(struct arena *own, void *ctx, struct err *e)
{
	const struct written *asked = ctx;
	struct written *w = arena_memdup(own, asked, sizeof *asked);

	(void)e;
	w->n = db_written(own, w->db, w->first, w->last, &w->v);
	w->db = NULL; /* its own ends before this does */
	return w;
}

/* What a transaction wrote never changes: it is counted with those beside it,
 * once for everybody. */
static const struct written *written_around(struct request *q, int64_t tx)
{
	struct written w = { .db = q->db };
	const int64_t newest = db_last_tx(q->db);

	w.first = tx - tx % TOGETHER;
	w.last = w.first + TOGETHER - 1;
	if (w.last > newest)
		w.last = newest;
	return shelf_get(db_shelf(q->db), q->arena,
			 arena_printf(q->arena, "written by %" PRId64
						" to %" PRId64,
				      w.first, w.last),
			 count_written, &w, NULL);
}

/* Rows that somebody has picked out of years are counted one by one. */
static void fill_rows(struct request *q, struct audit_list_view *v,
		      struct audit_entry *entry, size_t n)
{
	const bool close = n && entry[0].tx - entry[n - 1].tx < TOGETHER;
	const struct written *w = NULL;
	struct written one;

	v->row = ARENA_ARRAY(q->arena, n, struct audit_row);
	for (size_t i = 0; i < n; i++) {
		const int64_t tx = entry[i].tx;

		if (!close) {
			one.n = db_written(q->arena, q->db, tx, tx, &one.v);
			w = &one;
		} else if (!w || tx < w->first) {
			w = written_around(q, tx);
		}
		v->row[v->n++] = (struct audit_row){
			&entry[i], wrote(q, w->v, w->n, tx) };
	}
}

static struct control people(struct request *q)
{
	struct control c = office_control(q, "ai", CONTROL_SELECT, NULL);
	const char **who;
	size_t n = audit_people(q->arena, q->db, &who);
	struct choice *list = ARENA_ARRAY(q->arena, n + 1, struct choice);

	list[0] = (struct choice){ "", "mọi người" };
	for (size_t i = 0; i < n; i++)
		list[i + 1] = (struct choice){ who[i], who[i] };
	c.choices = list;
	c.n_choices = n + 1;
	return c;
}

/* The last millisecond of a day in Vietnam. */
static moment_t end_of(struct request *q, day_t d)
{
	moment_t m;

	if (moment_parse(day_iso(q->arena, d), &m) < 0)
		BUG("no such day");
	return m;
}

static struct audit_filter filter_of(struct request *q)
{
	struct audit_filter f = { .who = http_text(q, "ai"),
				  .words = http_text(q, "q") };
	day_t d;

	if (http_day(q, "tu", &d) && d > DAY_MIN)
		f.from = end_of(q, d - 1) + 1;
	if (http_day(q, "den", &d))
		f.to = end_of(q, d);
	return f;
}

static void fill_list(struct request *q, struct audit_list_view *v)
{
	struct audit_filter f = filter_of(q);
	struct audit_filter all = { 0 };
	struct audit_entry *entry, *last;
	size_t n, n_last;
	int64_t page = 1;

	http_int(q, "trang", &page);
	v->pager = (struct pager){
		.url = http_url(q, "trang", ""),
		.page = page, .size = PAGE_SIZE, .what = "giao dịch",
	};
	v->pager.total = (int64_t)audit_list(
		q->arena, q->db, &f, (size_t)(page - 1) * PAGE_SIZE, PAGE_SIZE,
		&entry, &n);
	fill_rows(q, v, entry, n);
	audit_list(q->arena, q->db, &all, 0, 1, &last, &n_last);
	v->last = n_last ? last : NULL;
}

static bool may_verify(const struct request *q)
{
	return http_may(q, "users") || http_may(q, "approve");
}

static int draw_list(struct request *q, struct response *r,
		     struct audit_list_view *v)
{
	struct frame *f = office_frame(q, "Nhật ký");

	v->frame = f;
	f->subtitle = "Ai đã thay đổi gì, lúc nào, vì sao; không ai sửa hay "
		      "xoá được";
	v->control[0] = people(q);
	v->control[1] = office_control(q, "tu", CONTROL_DAY, NULL);
	v->control[2] = office_control(q, "den", CONTROL_DAY, NULL);
	v->control[3] = office_control(q, "q", CONTROL_TEXT, NULL);
	for (size_t i = 0; i < ARRAY_LEN(v->control); i++)
		v->control[i].optional = false;
	v->may_verify = may_verify(q);
	fill_list(q, v);
	audit_list_page(&r->body, v);
	return 0;
}

static int show_list(struct request *q, struct response *r)
{
	struct audit_list_view v = { 0 };

	return draw_list(q, r, &v);
}

/* --- the chain ------------------------------------------------------------------- */

struct collector {
	struct arena *arena;
	struct audit_list_view *view;
	size_t cap;
};

static void collect(void *ctx, const char *text)
{
	struct collector *c = ctx;

	*VEC_PUSH(c->arena, c->view->finding, c->view->n_finding, c->cap) =
		arena_strdup(c->arena, text);
}

/* A question, though a long one: nothing is written, and the answer is drawn
 * at once. */
static int verify(struct request *q, struct response *r)
{
	struct audit_list_view v = { .verified = true };
	struct collector c = { q->arena, &v, 0 };

	if (!may_verify(q)) {
		err_set(&q->err, ERR_RULE,
			"vai trò của bạn không được kiểm chứng dữ liệu");
		return err_hint(&q->err, "nhờ người duyệt hoặc người quản trị");
	}
	db_reset(q->db);
	if (db_verify(q->db, collect, &c, &q->err) < 0)
		return -1;
	return draw_list(q, r, &v);
}

/* --- one transaction ---------------------------------------------------------------- */

static const char *value(struct arena *a, bool has, const struct quantity *v,
			 bool percent)
{
	return has ? arena_printf(a, "%s%s", quantity_vi(a, v, false),
				  percent ? "%" : "") : NULL;
}

static void add_figures(struct request *q, const struct pack *p,
			struct audit_view *v)
{
	struct audit_figure *f;
	size_t n = audit_figures(q->arena, q->db, v->entry->tx, &f);

	for (size_t i = 0; i < n; i++) {
		const char *now = value(q->arena, f[i].has_now, &f[i].now,
					f[i].key.percent);

		v->change[v->n_change++] = (struct change_row){
			.what = figure_key_vi(q->arena, p, &f[i].key),
			.url = figure_source_url(q->arena, &f[i].key),
			.before = value(q->arena, f[i].has_before, &f[i].before,
					f[i].key.percent),
			.now = now ? now : "không có số",
		};
	}
}

static const char *happened(struct arena *a, day_t day, int64_t quantity)
{
	return quantity == REG_NONE
		       ? arena_printf(a, "ngày %s", day_vi(a, day))
		       : arena_printf(a, "ngày %s, số lượng %lld",
				      day_vi(a, day), (long long)quantity);
}

static void add_events(struct request *q, const struct pack *p,
		       struct audit_view *v)
{
	struct arena *a = q->arena;
	struct audit_event *e;
	size_t n = audit_events(a, q->db, v->entry->tx, &e);

	for (size_t i = 0; i < n; i++) {
		const struct event_kind *k = pack_event(p, e[i].kind);
		const char *now = happened(a, e[i].day, e[i].quantity);

		v->change[v->n_change++] = (struct change_row){
			.what = arena_printf(a, "%s: %s",
					     k ? k->name : e[i].kind,
					     e[i].name),
			.url = arena_printf(a, "/so-dang-ky/%lld",
					    (long long)e[i].org),
			.before = e[i].corrected
					  ? happened(a, e[i].day_before,
						     e[i].quantity_before)
				  : e[i].voided ? now : NULL,
			.now = now,
			.voided = e[i].voided,
		};
	}
}

/* True when there are changes that can be told one by one. */
static bool add_counts(struct request *q, struct audit_view *v)
{
	bool told = false;

	v->n_count = db_written(q->arena, q->db, v->entry->tx,
				v->entry->tx, &v->count);
	for (size_t i = 0; i < v->n_count; i++) {
		struct db_written *c = &v->count[i];

		if (strcmp(c->table, "figure_reported") == 0 ||
		    strcmp(c->table, "event") == 0) {
			v->more += c->wrote;
			told = true;
		}
		c->table = table_vi(c->table);
	}
	return told;
}

static int show_one(struct request *q, struct response *r)
{
	static const struct hyperlink up[] = { { "Nhật ký", "/nhat-ky" } };
	struct frame *f = office_frame(q, "Giao dịch");
	struct audit_entry entry;
	struct audit_view v = { .frame = f, .entry = &entry };
	const struct pack *p;
	int64_t tx = 0;

	http_int(q, "so", &tx);
	if (audit_get(q->arena, q->db, tx, &entry, &q->err) < 0)
		return -1;
	f->title = arena_printf(q->arena, "Giao dịch số %lld", (long long)tx);
	f->crumbs = up;
	f->n_crumbs = 1;
	v.change = ARENA_ARRAY(q->arena, 3 * AUDIT_MOST, struct change_row);
	if (add_counts(q, &v)) {
		p = rules_on(q->arena, q->db, office_on(q), db_last_tx(q->db),
			     &q->err);
		if (!p)
			return -1;
		add_events(q, p, &v);
		add_figures(q, p, &v);
	}
	v.more = v.more > (int64_t)v.n_change
			 ? v.more - (int64_t)v.n_change : 0;
	audit_page(&r->body, &v);
	return 0;
}

/* --- the table ------------------------------------------------------------------------ */

static const struct field list_fields[] = {
	FIELD("ai", FIELD_TEXT, "Ai", .max = 100),
	FIELD("tu", FIELD_DAY, "Từ ngày"),
	FIELD("den", FIELD_DAY, "Đến ngày"),
	FIELD("q", FIELD_TEXT, "Lý do có chữ", .max = 200),
	FIELD("trang", FIELD_INT, "Trang", .min = 1, .max = 1000000),
	FIELD_END
};

static const struct field one_fields[] = {
	FIELD("so", FIELD_INT, "Số giao dịch", .min = 1),
	FIELD_END
};

const struct page audit_pages[] = {
	{ .path = "/nhat-ky", .right = "read", .title = "Nhật ký",
	  .fields = list_fields, .run = show_list },
	{ .method = HTTP_POST, .path = "/nhat-ky", .right = "read",
	  .title = "Kiểm chứng toàn bộ", .fields = list_fields,
	  .flags = PAGE_SLOW, .run = verify },
	{ .path = "/nhat-ky/{so}", .right = "read", .title = "Giao dịch",
	  .fields = one_fields, .run = show_one },
	PAGE_END
};
