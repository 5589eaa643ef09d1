/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of the register: one organisation and its history. */
#include "assets.h"
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/page.html.h"
#include "register/page_internal.h"
#include "register/store.h"

/* --- the organisation ------------------------------------------------------------ */

int record_read(struct request *q, struct record *out)
{
	int64_t id = 0;

	*out = (struct record){ 0 };
	http_int(q, "id", &id);
	if (page_view(q, &out->view) < 0)
		return -1;
	out->org = register_org(q->arena, q->db, out->view.pack, id,
				out->view.known, &q->err);
	if (!out->org)
		return -1;
	out->at = org_version_on(out->org, out->view.on);
	out->status = pack_status(out->view.pack,
				  record_status(out, out->view.on));
	out->name = out->at ? out->at->name :
		    out->org->nversion ? out->org->version[0].name :
					 "chưa có tên";
	return db_failed(q->db, &q->err);
}

const char *record_status(const struct record *x, day_t on)
{
	const char *code = org_status(NULL, x->org, on);

	return code ? code : "";
}

static bool is_in(const struct unit *u, const struct unit *his)
{
	return u && unit_is_under(u, his);
}

const char *page_barred(const struct request *q, const struct view *v,
			const struct org_version *at)
{
	const struct account *who = office_account(q);
	const struct classification *sector =
		pack_classification(v->pack, "sector");
	const struct unit *his = NULL;
	int64_t seat = at ? at->seat : REG_NONE;

	if (!who)
		return NULL;
	if (*who->place)
		his = territory_meant(v->territory, who->place,
				      who->place_since);
	/* a unit that has ended still names whom a user works for, so the seat
	 * counts both as it was recorded and as it is called on the day */
	if (*who->place &&
	    (seat == REG_NONE || !his ||
	     (!is_in(territory_unit(v->territory, seat), his) &&
	      !is_in(view_seat(v, seat), his))))
		return "tổ chức này không thuộc đơn vị của bạn";
	if (*who->sector &&
	    (!sector || !at || !at->sector ||
	     !category_is(sector, at->sector, who->sector)))
		return "tổ chức này không thuộc lĩnh vực của bạn";
	return NULL;
}

/* --- facts ------------------------------------------------------------------------ */

struct facts {
	struct arena *arena;
	struct fact *fact;
	size_t n;
	size_t cap;
};

static struct fact *fact(struct facts *x, const char *name, const char *text)
{
	struct fact *f = VEC_PUSH(x->arena, x->fact, x->n, x->cap);

	*f = (struct fact){ .name = name, .text = text };
	return f;
}

static const char *seat_words(struct arena *a, const struct unit *u)
{
	struct buf b = BUF_INIT(a);

	for (; u && u->level >= UNIT_DISTRICT; u = u->parent)
		buf_addf(&b, "%s%s", b.len ? ", " : "", u->name);
	return b.len ? b.data : NULL;
}

static void add_identifier(struct facts *x, const struct pack *p,
			   const struct org_identifier *id)
{
	struct buf b = BUF_INIT(x->arena);

	buf_adds(&b, id->number);
	if (id->day != DAY_MIN)
		buf_addf(&b, ", cấp ngày %s", day_vi(x->arena, id->day));
	if (id->issuer)
		buf_addf(&b, ", nơi cấp: %s", id->issuer);
	fact(x, identifier_name(p, id->kind), b.data);
}

static void add_identity(struct request *q, const struct record *o,
			 struct record_view *v)
{
	struct facts x = { .arena = q->arena };
	const struct unit *seat = o->at ? view_seat(&o->view, o->at->seat)
					: NULL;
	struct fact *f;

	for (size_t i = 0; i < o->org->nidentifier; i++)
		add_identifier(&x, o->view.pack, &o->org->identifier[i]);
	if (o->org->nevent)
		fact(&x, "Thành lập", day_vi(q->arena, o->org->event[0].day));
	fact(&x, "Lĩnh vực", v->sector);
	f = fact(&x, "Trụ sở", seat_words(q->arena, seat));
	if (seat)
		f->url = page_url(q, arena_printf(q->arena,
						  "/so-dang-ky?don-vi=%s",
						  seat->code));
	fact(&x, "Địa chỉ", o->at ? o->at->address : NULL);
	v->identity = x.fact;
	v->n_identity = x.n;
}

static void add_number(struct request *q, const struct record *o,
		       struct facts *x, const char *name, const char *text,
		       const char *unit, const char *code)
{
	struct fact *f = fact(x, name, text);

	if (!text)
		return;
	f->text = arena_printf(q->arena, "%s %s", text, unit);
	f->url = page_url(q, record_url(q->arena, o->org->id,
					arena_printf(q->arena, "/nguon?so=%s",
						     code)));
	f->number = true;
}

/* The numbers of a version, by the name of their field in the pack. */
static const struct {
	const char *code;
	const char *name;
	size_t at;
} numbers[] = {
	{ "capital", "Vốn đăng ký", offsetof(struct org_version, capital) },
	{ "members", "Thành viên", offsetof(struct org_version, members) },
	{ "labour", "Lao động thường xuyên",
	  offsetof(struct org_version, labour) },
	{ "managers", "Cán bộ quản lý",
	  offsetof(struct org_version, managers) },
	{ "managers_low", "trong đó sơ cấp, trung cấp",
	  offsetof(struct org_version, managers_low) },
	{ "managers_high", "trong đó cao đẳng, đại học trở lên",
	  offsetof(struct org_version, managers_high) },
};

static int64_t number_of(const struct org_version *v, size_t i)
{
	return *(const int64_t *)((const char *)v + numbers[i].at);
}

static const char *number_words(struct arena *a, size_t i, int64_t n)
{
	return i == 0 ? million_vi(a, n) : count_vi(a, n);
}

static const char *number_unit(size_t i)
{
	return i == 0 ? "triệu đồng" : "người";
}

static void add_size(struct request *q, const struct record *o,
		     struct record_view *v)
{
	struct facts x = { .arena = q->arena };

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		add_number(q, o, &x, numbers[i].name,
			   o->at ? number_words(q->arena, i,
						number_of(o->at, i))
				 : NULL,
			   number_unit(i), numbers[i].code);
	v->size = x.fact;
	v->n_size = x.n;
}

static void add_links(struct request *q, const struct record *o,
		      struct record_view *v)
{
	struct facts x = { .arena = q->arena };
	struct rows *r = store_links_of(q->db, o->org->id, o->view.known);

	while (db_step(r)) {
		const char *name = db_col_text(r, 5);
		struct org_link l;
		struct fact *f;
		bool member;

		store_link(q->arena, r, 0, &l);
		if (l.from > o->view.on || l.to < o->view.on)
			continue;
		member = l.member == o->org->id;
		f = fact(&x, member ? "Thành viên của" : "Có thành viên",
			 arena_strdup(q->arena, name ? name : "?"));
		f->url = page_url(q, record_url(q->arena,
						member ? l.of : l.member, ""));
	}
	v->link = x.fact;
	v->n_link = x.n;
}

/* --- history ---------------------------------------------------------------------------- */

static const char *event_icon(const struct pack *p, const struct event_kind *k)
{
	const struct status *to = k && k->to ? pack_status(p, k->to) : NULL;

	if (!k)
		return ICON_FLAG;
	if (k->first)
		return ICON_BUILDING_COMMUNITY;
	if (!to)
		return k->quantity ? ICON_USERS : ICON_FLAG;
	return to->exists ? ICON_ARROWS_EXCHANGE : ICON_BUILDING_OFF;
}

static void dress(const struct record *o, struct entry *t)
{
	const struct change *c = t->change;
	const struct event_kind *k =
		c->event ? pack_event(o->view.pack, c->event->kind) : NULL;

	if (c->state != CHANGE_STANDS) {
		t->icon = c->state == CHANGE_VOIDED ? ICON_BAN : ICON_HISTORY;
		return;
	}
	t->icon = c->event ? event_icon(o->view.pack, k) : ICON_NOTES;
	t->tone = k && k->to ? status_tone(pack_status(o->view.pack, k->to))
			     : TONE_INFO;
}

/* What an entry is a statement about: corrections of it stand together. */
static bool same_matter(const struct change *x, const struct change *y)
{
	if (!x->event != !y->event)
		return false;
	return x->event ? x->event->id == y->event->id : x->day == y->day;
}

struct placed {
	struct entry entry;
	day_t day;   /* of what stands of the matter, else of its last word */
	int64_t matter;
	int64_t row; /* INT64_MAX for what stands */
};

static int newest_first(const void *px, const void *py)
{
	const struct placed *x = px;
	const struct placed *y = py;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (x->matter != y->matter)
		return x->matter > y->matter ? -1 : 1;
	return (x->row < y->row) - (x->row > y->row);
}

static struct placed place(const struct change *all, size_t n, size_t i)
{
	const struct change *c = &all[i];
	struct placed p = { .day = c->day, .row = c->row,
			    .matter = c->event ? c->event->id : 0,
			    .entry.change = c };
	int64_t best = c->row;

	if (c->state == CHANGE_STANDS)
		p.row = INT64_MAX;
	for (size_t k = 0; k < n; k++) {
		const struct change *other = &all[k];
		int64_t rank = other->state == CHANGE_STANDS ? INT64_MAX
							     : other->row;

		if (same_matter(c, other) && rank > best) {
			best = rank;
			p.day = other->day;
		}
	}
	return p;
}

size_t record_history(struct request *q, const struct record *o,
		      struct entry **out)
{
	struct arena *a = q->arena;
	struct change *c;
	size_t n = history_read(a, q->db, &o->view, o->org->id, &c);
	struct placed *p = ARENA_ARRAY(a, n, struct placed);
	struct entry *t = ARENA_ARRAY(a, n, struct entry);

	for (size_t i = 0; i < n; i++)
		p[i] = place(c, n, i);
	qsort(p, n, sizeof *p, newest_first);
	for (size_t i = 0; i < n; i++) {
		t[i] = p[i].entry;
		t[i].day = day_vi(a, t[i].change->day);
		t[i].later = t[i].change->day > o->view.on;
		dress(o, &t[i]);
	}
	*out = t;
	return n;
}

/* --- the page ------------------------------------------------------------------------------ */

static void add_crumbs(struct request *q, const struct record *o,
		       struct frame *f)
{
	const struct unit *seat = o->at ? view_seat(&o->view, o->at->seat)
					: NULL;
	struct hyperlink *h = ARENA_ARRAY(q->arena, 2, struct hyperlink);

	h[0] = (struct hyperlink){ "Sổ đăng ký", page_url(q, "/so-dang-ky") };
	f->n_crumbs = 1;
	if (seat && seat->level > UNIT_DISTRICT && seat->parent &&
	    seat->parent->level == UNIT_DISTRICT)
		seat = seat->parent;
	if (seat) {
		h[1].text = seat->name;
		h[1].url = page_url(q, arena_printf(q->arena,
						    "/so-dang-ky?don-vi=%s",
						    seat->code));
		f->n_crumbs = 2;
	}
	f->crumbs = h;
}

static void add_actions(struct request *q, const struct record *o,
			struct record_view *v)
{
	if (!http_may(q, "register"))
		return;
	v->event_url = record_url(q->arena, o->org->id, "/su-kien");
	v->change_url = record_url(q->arena, o->org->id, "/thay-doi");
	v->barred = page_barred(q, &o->view, o->at);
	if (v->barred || (!q->has_on && !q->has_known))
		return;
	v->barred = "đang xem ngày khác, về hôm nay để ghi";
	v->barred_url = record_url(q->arena, o->org->id, "");
}

static void say_done(struct request *q, struct frame *f)
{
	const char *done = http_typed(q, "xong");

	if (strcmp(done, "su-kien") == 0)
		office_done(f, "Đã ghi sự kiện.");
	else if (strcmp(done, "dinh-chinh") == 0)
		office_done(f, "Đã đính chính; bản trước vẫn còn trong lịch "
			       "sử.");
	else if (strcmp(done, "huy") == 0)
		office_done(f, "Đã huỷ; bản trước vẫn còn trong lịch sử.");
	else if (strcmp(done, "thay-doi") == 0)
		office_done(f, "Đã ghi thay đổi thông tin.");
}

/* Where a statement is corrected; NULL when it cannot be, or not here. */
static const char *correct_url(struct request *q, const struct record *o,
			       const struct change *c)
{
	struct arena *a = q->arena;

	if (c->state != CHANGE_STANDS)
		return NULL;
	if (c->event)
		return record_url(a, o->org->id,
				  arena_printf(a, "/su-kien/%lld/dinh-chinh",
					       (long long)c->row));
	return o->at && c->row == o->at->row
		       ? record_url(a, o->org->id, "/thay-doi?dinh-chinh=1")
		       : NULL;
}

int show_record(struct request *q, struct response *r)
{
	struct record_view v = { 0 };
	const struct record_kind *kind;
	struct entry *entry;
	struct record o;
	struct frame *f;

	if (record_read(q, &o) < 0)
		return -1;
	f = office_frame(q, o.name);
	f->icon = ICON_BUILDING_COMMUNITY;
	f->dated = true;
	add_crumbs(q, &o, f);
	say_done(q, f);
	kind = pack_kind(o.view.pack, o.org->kind);
	v.kind = kind ? kind->name : o.org->kind;
	v.status = o.status ? o.status->name : "chưa thành lập";
	v.tone = status_tone(o.status);
	v.demonstration = o.org->demonstration;
	if (o.at) {
		v.sector = sector_name(&o.view, o.at->sector, false);
		v.since = arena_printf(q->arena, "từ ngày %s",
				       day_vi(q->arena, o.at->from));
	}
	add_identity(q, &o, &v);
	add_size(q, &o, &v);
	add_links(q, &o, &v);
	add_actions(q, &o, &v);
	v.n_entry = record_history(q, &o, &entry);
	for (size_t i = 0; i < v.n_entry && v.event_url && !v.barred; i++)
		entry[i].url = correct_url(q, &o, entry[i].change);
	v.entry = entry;
	record_page(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}

/* --- where a number comes from ------------------------------------------------------------- */

int show_source(struct request *q, struct response *r)
{
	const char *code = http_text(q, "so");
	struct source_view v = { 0 };
	struct entry *all;
	struct entry *kept;
	struct record o;
	struct frame *f;
	size_t i = 0;
	size_t n;

	if (record_read(q, &o) < 0)
		return -1;
	while (code && i < ARRAY_LEN(numbers) &&
	       strcmp(numbers[i].code, code) != 0)
		i++;
	if (!code || i == ARRAY_LEN(numbers))
		return err_set(&q->err, ERR_NOTFOUND, "không có số liệu này");
	n = record_history(q, &o, &all);
	kept = ARENA_ARRAY(q->arena, n, struct entry);
	for (size_t k = 0; k < n; k++) {
		struct change *c;
		const char *said;

		if (!all[k].change->version || all[k].later)
			continue;
		c = arena_memdup(q->arena, all[k].change, sizeof *c);
		said = number_words(q->arena, i, number_of(c->version, i));
		c->title = said ? arena_printf(q->arena, "%s %s", said,
					       number_unit(i))
				: "chưa có";
		c->note = "";
		kept[v.n_entry] = all[k];
		kept[v.n_entry++].change = c;
	}
	v.entry = kept;
	v.name = numbers[i].name;
	v.value = o.at ? number_words(q->arena, i, number_of(o.at, i)) : NULL;
	if (v.value)
		v.value = arena_printf(q->arena, "%s %s", v.value,
				       number_unit(i));
	v.record = o.name;
	v.record_url = page_url(q, record_url(q->arena, o.org->id, ""));
	f = office_frame(q, arena_printf(q->arena, "Nguồn của số: %s", v.name));
	f->dated = true;
	add_crumbs(q, &o, f);
	record_source(&r->body, f, &v);
	return db_failed(q->db, &q->err);
}
