/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of the register: the list, and its files. */
#include "register/page.h"

#include "lib/db/db.h"
#include "lib/html/html.h"
#include "lib/text/number.h"
#include "lib/text/text.h"
#include "register/page.html.h"
#include "register/page_internal.h"

enum { PAGE_ROWS = 50 };

/* --- shared ------------------------------------------------------------------ */

int page_view(struct request *q, struct view *out)
{
	return view_at(q->arena, q->db, office_on(q), office_known(q), out,
		       &q->err);
}

const char *page_url(const struct request *q, const char *path)
{
	struct buf b = BUF_INIT(q->arena);
	char mark = strchr(path, '?') ? '&' : '?';

	buf_adds(&b, path);
	if (q->has_on) {
		buf_addf(&b, "%cngay=%s", mark, day_iso(q->arena, q->on));
		mark = '&';
	}
	if (q->has_known) {
		buf_addf(&b, "%cbiet=", mark);
		html_arg(&b, moment_iso(q->arena, q->known));
	}
	return b.data;
}

const char *record_url(struct arena *a, int64_t org, const char *rest)
{
	return arena_printf(a, "/so-dang-ky/%lld%s", (long long)org, rest);
}

enum tone status_tone(const struct status *s)
{
	if (!s || !s->exists)
		return TONE_NONE;
	return s->parent ? TONE_WARN : TONE_OK;
}

const char *million_vi(struct arena *a, int64_t dong)
{
	struct dec d;

	if (dong == REG_NONE ||
	    dec_div(dec_int(dong), dec_int(1000000), &d) < 0)
		return NULL;
	return number_vi(a, d, -1);
}

const char *count_vi(struct arena *a, int64_t n)
{
	return n == REG_NONE ? NULL : number_vi(a, dec_int(n), -1);
}

/* --- the question ---------------------------------------------------------------- */

struct list {
	struct view view;
	const struct snapshot *snapshot;
	struct roll_filter filter;
	const char *wrong; /* a filter that means nothing on this day */
	struct roll_line *line; /* of every kind */
	size_t n;
};

static void read_place(struct request *q, struct list *l)
{
	const char *code = http_text(q, "don-vi");

	if (!code)
		return;
	l->filter.place = territory_find(l->view.territory, code, l->view.on);
	if (!l->filter.place)
		l->wrong = arena_printf(q->arena,
					"Ngày %s trong tỉnh không có đơn vị "
					"hành chính mã %s; chọn lại địa bàn.",
					day_vi(q->arena, l->view.on), code);
}

static void read_codes(struct request *q, struct list *l)
{
	const struct pack *p = l->view.pack;
	const struct classification *sector = pack_classification(p, "sector");
	struct roll_filter *f = &l->filter;
	const char *status = http_text(q, "tinh-trang");

	f->text = http_text(q, "q");
	if (!f->text)
		f->text = "";
	f->sector = http_text(q, "linh-vuc");
	f->ended = *f->text || (status && strcmp(status, "tat-ca") == 0);
	if (status && strcmp(status, "tat-ca") != 0)
		f->status = status;
	if (f->status && !pack_status(p, f->status))
		l->wrong = "Không có tình trạng như vậy; chọn lại.";
	if (f->sector && (!sector || !category_find(sector, f->sector)))
		l->wrong = "Không có lĩnh vực như vậy; chọn lại.";
}

static int read_list(struct request *q, struct list *l)
{
	*l = (struct list){ 0 };
	if (page_view(q, &l->view) < 0)
		return -1;
	l->snapshot = register_snapshot(q->arena, q->db, l->view.pack,
					l->view.known, &q->err);
	if (!l->snapshot)
		return -1;
	read_codes(q, l);
	read_place(q, l);
	if (!l->wrong) {
		l->n = roll_read(q->arena, q->db, &l->view, l->snapshot,
				 &l->filter, &l->line);
		roll_rank(q->arena, l->filter.text, l->line, l->n);
	}
	return db_failed(q->db, &q->err);
}

static size_t count_kind(const struct list *l, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += !kind || strcmp(l->line[i].org->kind, kind) == 0;
	return n;
}

/* Leaves only one kind. */
static void keep_kind(struct list *l, const char *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n && kind; i++)
		if (strcmp(l->line[i].org->kind, kind) == 0)
			l->line[n++] = l->line[i];
	if (kind)
		l->n = n;
}

/* --- sorting ---------------------------------------------------------------------- */

struct keyed {
	const uint8_t *key;
	size_t nkey;
	int64_t number; /* INT64_MAX: not known, always last */
	size_t at;
	struct roll_line line;
};

static const char *place_name(const struct roll_line *l)
{
	const char *commune = unit_name(l->seat, UNIT_COMMUNE);

	return commune ? commune : unit_name(l->seat, UNIT_DISTRICT);
}

static const char *sort_text(const struct view *v, const struct roll_line *l,
			     const char *by)
{
	if (strcmp(by, "ten") == 0)
		return l->version ? l->version->name : NULL;
	if (strcmp(by, "dia-ban") == 0)
		return place_name(l);
	if (strcmp(by, "linh-vuc") == 0)
		return l->version ? sector_name(v, l->version->sector, true)
				  : NULL;
	if (strcmp(by, "tinh-trang") == 0)
		return l->status->name;
	return NULL;
}

static int64_t sort_number(const struct roll_line *l, const char *by)
{
	const struct org_version *v = l->version;

	if (strcmp(by, "thanh-lap") == 0)
		return l->org->event[0].day;
	if (strcmp(by, "thanh-vien") == 0 && v && v->members != REG_NONE)
		return v->members;
	if (strcmp(by, "von") == 0 && v && v->capital != REG_NONE)
		return v->capital;
	return INT64_MAX;
}

static int compare(const struct keyed *x, const struct keyed *y)
{
	size_t n = x->nkey < y->nkey ? x->nkey : y->nkey;
	int d = n ? memcmp(x->key, y->key, n) : 0;

	if (d == 0)
		d = (x->nkey > y->nkey) - (x->nkey < y->nkey);
	return d ? d : (x->number > y->number) - (x->number < y->number);
}

static int upwards(const void *x, const void *y)
{
	int d = compare(x, y);
	const struct keyed *a = x;
	const struct keyed *b = y;

	return d ? d : (a->at > b->at) - (a->at < b->at);
}

static int downwards(const void *x, const void *y)
{
	const struct keyed *a = x;
	const struct keyed *b = y;
	int d;

	if ((a->number == INT64_MAX) != (b->number == INT64_MAX))
		return a->number == INT64_MAX ? 1 : -1;
	d = compare(y, x);
	return d ? d : (a->at > b->at) - (a->at < b->at);
}

static void sort_list(struct arena *a, struct list *l, const char *by,
		      bool down)
{
	struct keyed *k = ARENA_ARRAY(a, l->n, struct keyed);

	for (size_t i = 0; i < l->n; i++) {
		const char *text = sort_text(&l->view, &l->line[i], by);

		k[i] = (struct keyed){ .at = i, .line = l->line[i],
				       .number = sort_number(&l->line[i], by) };
		k[i].key = text_sort_key(a, text ? text : "", &k[i].nkey);
	}
	qsort(k, l->n, sizeof *k, down ? downwards : upwards);
	for (size_t i = 0; i < l->n; i++)
		l->line[i] = k[i].line;
}

/* --- what the page shows ---------------------------------------------------------- */

static const char *about(struct arena *a, const struct view *v,
			 const struct org *o)
{
	const struct record_kind *kind = pack_kind(v->pack, o->kind);
	const char *name = kind && kind->brief ? kind->brief : o->kind;

	return o->number ? arena_printf(a, "%s · %s", name, o->number) : name;
}

static struct list_row list_row(struct request *q, const struct view *v,
				const struct roll_line *l)
{
	struct arena *a = q->arena;
	const struct org_version *x = l->version;
	int64_t id = l->org->id;
	struct list_row r = {
		.url = page_url(q, record_url(a, id, "")),
		.name = x ? x->name : "chưa có tên",
		.about = about(a, v, l->org),
		.demonstration = l->org->demonstration,
		.place = place_name(l),
		.status = l->status->name,
		.tone = status_tone(l->status),
		.founded = l->org->event[0].day,
	};

	if (!x)
		return r;
	r.sector = sector_name(v, x->sector, true);
	r.members = count_vi(a, x->members);
	r.members_url = page_url(q, record_url(a, id, "/nguon?so=members"));
	r.capital = million_vi(a, x->capital);
	r.capital_url = page_url(q, record_url(a, id, "/nguon?so=capital"));
	return r;
}

static void add_tabs(struct request *q, const struct list *l,
		     struct list_view *v)
{
	const struct pack *p = l->view.pack;
	const char *now = http_text(q, "loai");

	v->tab = ARENA_ARRAY(q->arena, p->nkind + 1, struct tab);
	v->tab[v->n_tab++] = (struct tab){ "Tất cả", http_url(q, "loai", NULL),
					   (int64_t)l->n, !now };
	for (size_t i = 0; i < p->nkind; i++) {
		const char *code = p->kind[i].code;

		v->tab[v->n_tab++] = (struct tab){
			p->kind[i].name, http_url(q, "loai", code),
			(int64_t)count_kind(l, code),
			now && strcmp(now, code) == 0,
		};
	}
}

static struct control select_of(struct request *q, const char *name,
				struct choice *choice, size_t n)
{
	struct control c = office_control(q, name, CONTROL_SELECT, NULL);

	c.choices = choice;
	c.n_choices = n;
	return c;
}

static struct control sector_filter(struct request *q, const struct pack *p)
{
	const struct classification *c = pack_classification(p, "sector");
	size_t n = c ? c->ncategory : 0;
	struct choice *x = ARENA_ARRAY(q->arena, n + 1, struct choice);

	x[0] = (struct choice){ "", "Mọi lĩnh vực" };
	for (size_t i = 0; i < n; i++)
		x[i + 1] = (struct choice){ c->category[i].code,
					    c->category[i].brief
						    ? c->category[i].brief
						    : c->category[i].name };
	return select_of(q, "linh-vuc", x, n + 1);
}

static struct control status_filter(struct request *q, const struct pack *p)
{
	struct choice *x = ARENA_ARRAY(q->arena, p->nstatus + 2,
				       struct choice);

	/* who looks for a name also wants those that ended */
	x[0] = (struct choice){ "", *http_typed(q, "q") ? "Mọi tình trạng"
							 : "Còn trên sổ" };
	x[1] = (struct choice){ "tat-ca", "Kể cả đã chấm dứt" };
	for (size_t i = 0; i < p->nstatus; i++)
		x[i + 2] = (struct choice){ p->status[i].code,
					    p->status[i].name };
	return select_of(q, "tinh-trang", x, p->nstatus + 2);
}

/* Districts while there were any, then communes; and the one that is asked
 * for, whatever it is. */
static struct control place_filter(struct request *q, const struct list *l)
{
	const struct territory *t = l->view.territory;
	const struct unit *asked = l->filter.place;
	const struct unit **u;
	size_t n = territory_below(q->arena, t, NULL, UNIT_DISTRICT, l->view.on,
				   &u);
	struct choice *x;
	size_t k = 0;

	if (n == 0)
		n = territory_below(q->arena, t, NULL, UNIT_COMMUNE,
				    l->view.on, &u);
	x = ARENA_ARRAY(q->arena, n + 2, struct choice);
	x[k++] = (struct choice){ "", "Toàn tỉnh" };
	for (size_t i = 0; i < n; i++) {
		x[k++] = (struct choice){ u[i]->code, u[i]->name };
		if (asked == u[i])
			asked = NULL;
	}
	if (asked)
		x[k++] = (struct choice){ asked->code, asked->name };
	return select_of(q, "don-vi", x, k);
}

/* The parameters that a form does not hold itself and must carry on. */
static const struct param *carried(struct request *q, const char *const *name,
				   size_t n, size_t *out)
{
	struct param *p = ARENA_ARRAY(q->arena, n + 2, struct param);

	*out = 0;
	for (size_t i = 0; i < n; i++)
		if (*http_typed(q, name[i]))
			p[(*out)++] = (struct param){ name[i],
						      http_typed(q, name[i]) };
	return p;
}

static void carry_filters(struct request *q, struct frame *f)
{
	static const char *const names[] = { "q", "loai", "tinh-trang",
					     "linh-vuc", "don-vi", "sap" };

	f->params = carried(q, names, ARRAY_LEN(names), &f->n_params);
}

static void carry_days(struct request *q, struct list_view *v)
{
	static const char *const names[] = { "loai", "sap" };
	struct param *p = (struct param *)carried(q, names, ARRAY_LEN(names),
						  &v->n_keep);

	if (q->has_on)
		p[v->n_keep++] = (struct param){ "ngay",
						 day_iso(q->arena, q->on) };
	if (q->has_known)
		p[v->n_keep++] = (struct param){
			"biet", moment_iso(q->arena, q->known) };
	v->keep = p;
}

static const char *file_url(struct request *q, const char *form)
{
	const char *here = http_url(q, "dang", form);

	return arena_printf(q->arena, "/so-dang-ky/tep%s", strchr(here, '?'));
}

static void add_rows(struct request *q, const struct list *l,
		     struct list_view *v)
{
	int64_t last;
	size_t first;
	struct list_row *row;

	v->pager = (struct pager){ .url = http_url(q, "trang", ""), .page = 1,
				   .size = PAGE_ROWS, .total = (int64_t)l->n,
				   .what = "tổ chức" };
	http_int(q, "trang", &v->pager.page);
	last = pager_pages(&v->pager);
	if (v->pager.page > last)
		v->pager.page = last > 0 ? last : 1;
	first = (size_t)(v->pager.page - 1) * PAGE_ROWS;
	v->n = l->n - first < PAGE_ROWS ? l->n - first : PAGE_ROWS;
	row = ARENA_ARRAY(q->arena, v->n, struct list_row);
	for (size_t i = 0; i < v->n; i++)
		row[i] = list_row(q, &l->view, &l->line[first + i]);
	v->row = row;
}

static void sort_as_asked(struct request *q, struct list *l, struct sort *s)
{
	const char *by = http_text(q, "sap");

	*s = (struct sort){ .url = http_url(q, "sap", "") };
	if (by) {
		s->down = *by == '-';
		s->by = by + s->down;
		sort_list(q->arena, l, s->by, s->down);
	} else if (!*l->filter.text) {
		s->by = "ten";
	}
}

static int show_list(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Sổ đăng ký");
	struct list_view v = { 0 };
	struct list l;

	if (read_list(q, &l) < 0)
		return -1;
	f->dated = true;
	f->query = http_typed(q, "q");
	f->today_url = http_url(q, "ngay", NULL);
	if (q->has_known)
		f->today_url = "/so-dang-ky";
	carry_filters(q, f);
	carry_days(q, &v);
	if (l.wrong) {
		f->flash = l.wrong;
		f->flash_tone = TONE_WARN;
	}
	add_tabs(q, &l, &v);
	keep_kind(&l, http_text(q, "loai"));
	sort_as_asked(q, &l, &v.sort);
	add_rows(q, &l, &v);
	f->subtitle = arena_printf(q->arena, "%s tổ chức, tại ngày %s",
				   number_vi(q->arena, dec_int((int64_t)l.n),
					     -1),
				   day_vi(q->arena, l.view.on));
	v.filter[0] = sector_filter(q, l.view.pack);
	v.filter[1] = status_filter(q, l.view.pack);
	v.filter[2] = place_filter(q, &l);
	v.filtered = *l.filter.text || l.filter.status || l.filter.ended ||
		     l.filter.sector || l.filter.place || l.wrong;
	v.all_url = page_url(q, "/so-dang-ky");
	v.csv_url = file_url(q, "csv");
	v.xlsx_url = file_url(q, "xlsx");
	roll_page(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}

/* --- files ---------------------------------------------------------------------------- */

static int send_list(struct request *q, struct response *r)
{
	const char *form = http_text(q, "dang");
	struct sort sort;
	struct list l;
	const char *name;

	if (read_list(q, &l) < 0)
		return -1;
	if (l.wrong)
		return err_set(&q->err, ERR_INPUT, "%s", l.wrong);
	keep_kind(&l, http_text(q, "loai"));
	sort_as_asked(q, &l, &sort);
	name = arena_printf(q->arena, "so-dang-ky-%s.%s",
			    day_iso(q->arena, l.view.on), form ? form : "csv");
	if (form && strcmp(form, "xlsx") == 0) {
		http_download(r, name,
			      "application/vnd.openxmlformats-officedocument."
			      "spreadsheetml.sheet");
		return roll_workbook(q->arena, &l.view, l.line, l.n, &r->body,
				     &q->err);
	}
	http_download(r, name, "text/csv; charset=utf-8");
	buf_adds(&r->body, "\xef\xbb\xbf"); /* spreadsheet programs need it */
	roll_print(q->arena, l.line, l.n, "csv", &r->body);
	return 0;
}

/* --- the table --------------------------------------------------------------------------- */

#define SORTS                                                                \
	"ten|-ten|dia-ban|-dia-ban|linh-vuc|-linh-vuc|tinh-trang|"           \
	"-tinh-trang|thanh-vien|-thanh-vien|von|-von|thanh-lap|-thanh-lap"

#define QUERY_FIELDS                                                         \
	FIELD("q", FIELD_TEXT, "Tìm", .max = 200),                           \
	FIELD("loai", FIELD_TEXT, "Loại hình", .max = 40),                   \
	FIELD("linh-vuc", FIELD_TEXT, "Lĩnh vực", .max = 40),                \
	FIELD("tinh-trang", FIELD_TEXT, "Tình trạng", .max = 40),            \
	FIELD("don-vi", FIELD_TEXT, "Địa bàn", .max = 10),                   \
	FIELD("sap", FIELD_CHOICE, "Sắp xếp", .choices = SORTS)

static const struct field list_fields[] = {
	QUERY_FIELDS,
	FIELD("trang", FIELD_INT, "Trang", .min = 1, .max = 1000000),
	FIELD_END
};
static const struct field file_fields[] = {
	QUERY_FIELDS,
	FIELD("dang", FIELD_CHOICE, "Dạng tệp", .choices = "csv|xlsx"),
	FIELD_END
};
static const struct field record_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field source_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	FIELD("so", FIELD_CHOICE, "Số liệu", .choices = SOURCE_CHOICES),
	FIELD_END
};

const struct page register_pages[] = {
	{ .path = "/so-dang-ky", .right = "read", .title = "Sổ đăng ký",
	  .help = "Tìm, lọc, sắp xếp các tổ chức tại một ngày.",
	  .fields = list_fields, .run = show_list },
	{ .path = "/so-dang-ky/tep", .right = "read",
	  .title = "Tệp của danh sách", .fields = file_fields,
	  .run = send_list },
	{ .path = "/so-dang-ky/{id}", .right = "read", .title = "Hồ sơ",
	  .help = "Một tổ chức tại một ngày, và lịch sử của nó.",
	  .fields = record_fields, .run = show_record },
	{ .path = "/so-dang-ky/{id}/nguon", .right = "read",
	  .title = "Nguồn của số", .fields = source_fields,
	  .run = show_source },
	PAGE_END
};
