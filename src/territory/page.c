/* SPDX-License-Identifier: Apache-2.0 */
/* Địa bàn: the units of the province on a day, and what became of them. */
#include "territory/page.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "office/office.h"
#include "territory/internal.h"
#include "territory/page.html.h"
#include "territory/view.h"

struct looking {
	struct request *q;
	struct arena *a;
	const struct territory *t;
	const struct unit *home; /* on the day; NULL: none */
	day_t on;
};

static int look(struct request *q, struct looking *x)
{
	int64_t known = office_known(q);
	const char *home = territory_home(q->arena, q->db, known);

	*x = (struct looking){ .q = q, .a = q->arena, .on = office_on(q) };
	if (!home) {
		err_set(&q->err, ERR_NOTFOUND,
			"chưa nạp danh mục đơn vị hành chính");
		return err_hint(&q->err, "tạo thư mục dữ liệu bằng lệnh hoptac "
					 "init");
	}
	x->t = territory_read(q->arena, q->db, home, known, &q->err);
	if (!x->t)
		return -1;
	x->home = territory_find(x->t, home, x->on);
	return 0;
}

/* The page of a unit, on the same day, as known at the same time. */
static const char *unit_url(const struct looking *x, const struct unit *u)
{
	const struct request *q = x->q;
	struct buf b = BUF_INIT(x->a);

	buf_addf(&b, "/dia-ban/%lld", (long long)u->id);
	if (q->has_on)
		buf_addf(&b, "?ngay=%s", day_iso(x->a, q->on));
	if (q->has_known)
		buf_addf(&b, "%cbiet=%s", q->has_on ? '&' : '?',
			 day_iso(x->a, moment_day(q->known)));
	return b.data;
}

/* "Xã Thất Khê"; "Xã A; Xã B"; "12 đơn vị": what stands for it today, NULL
 * while it does itself. */
static const char *later(const struct looking *x, const struct unit *u)
{
	struct buf b = BUF_INIT(x->a);
	struct unit_part *part;
	size_t n;

	if (u->to == DAY_MAX || u->to >= day_today())
		return NULL;
	n = territory_successors(x->a, x->t, u, day_today(), &part);
	if (n > 3)
		return arena_printf(x->a, "%zu đơn vị", n);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "; " : "", part[i].unit->name);
	return n ? b.data : "không còn đơn vị nối tiếp";
}

static struct unit_row row_of(const struct looking *x, const struct unit *u)
{
	const struct unit **below;

	return (struct unit_row){
		.unit = u,
		.url = unit_url(x, u),
		.parent_url = u->parent ? unit_url(x, u->parent) : NULL,
		.communes = u->level == UNIT_COMMUNE
				    ? -1
				    : (int64_t)territory_below(
					      x->a, x->t, u, UNIT_COMMUNE,
					      x->on, &below),
		.later = later(x, u),
	};
}

static const char *doubt(const struct looking *x, const struct unit *u)
{
	struct err e = { 0 };

	if (!u || territory_covers(x->t, u, x->on, &e) == 0)
		return NULL;
	return arena_printf(x->a, "%s; %s", e.message, e.hint);
}

/* --- the list ------------------------------------------------------------------ */

static size_t wanted(const struct looking *x, const struct unit ***out)
{
	const char *text = http_text(x->q, "q");
	const char *level = http_text(x->q, "cap");
	enum unit_level want = !level ? UNIT_ANY
			       : strcmp(level, "huyen") == 0 ? UNIT_DISTRICT
							     : UNIT_COMMUNE;
	size_t n, kept = 0;

	if (!x->home)
		return 0;
	if (!text)
		return level ? territory_below(x->a, x->t, x->home, want,
					       x->on, out)
			     : territory_children(x->a, x->t, x->home, x->on,
						  out);
	n = territory_search(x->a, x->t, text, x->on, out);
	for (size_t i = 0; i < n; i++)
		if (unit_is_under((*out)[i], x->home) &&
		    (want == UNIT_ANY || (*out)[i]->level == want))
			(*out)[kept++] = (*out)[i];
	return kept;
}

static struct control levels(struct request *q)
{
	static const struct choice choices[] = {
		{ "", "trực thuộc tỉnh" },
		{ "huyen", "cấp huyện" },
		{ "xa", "cấp xã" },
	};
	struct control c = office_control(q, "cap", CONTROL_SELECT, NULL);

	c.choices = choices;
	c.n_choices = ARRAY_LEN(choices);
	c.optional = false;
	return c;
}

static int show_list(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Địa bàn");
	struct units_view v = { 0 };
	const struct unit **unit, **below;
	struct looking x;
	size_t n;

	if (look(q, &x) < 0)
		return -1;
	v.control[0] = office_control(q, "q", CONTROL_TEXT, NULL);
	v.control[0].optional = false;
	v.control[1] = levels(q);
	v.on = q->has_on ? day_iso(q->arena, q->on) : NULL;
	v.known = q->has_known ? day_iso(q->arena, moment_day(q->known)) : NULL;
	v.doubt = doubt(&x, x.home);
	n = wanted(&x, &unit);
	v.row = ARENA_ARRAY(q->arena, n, struct unit_row);
	for (size_t i = 0; i < n; i++)
		v.row[v.n++] = row_of(&x, unit[i]);
	v.what = arena_printf(q->arena, "%zu đơn vị", n);
	f->dated = true;
	if (x.home)
		f->subtitle = arena_printf(
			q->arena, "%s ngày %s: %zu đơn vị cấp huyện, %zu đơn "
				  "vị cấp xã",
			x.home->name, day_vi(q->arena, x.on),
			territory_below(q->arena, x.t, x.home, UNIT_DISTRICT,
					x.on, &below),
			territory_below(q->arena, x.t, x.home, UNIT_COMMUNE,
					x.on, &below));
	units_page(&r->body, f, &v);
	return 0;
}

/* --- one unit -------------------------------------------------------------------- */

static const char *kind_vi(const char *kind)
{
	static const char *const names[][2] = {
		{ "whole", "nhập toàn bộ" }, { "split", "nhập một phần" },
		{ "rename", "đổi tên" },     { "recode", "đổi mã" },
		{ "abolish", "bỏ cấp" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(kind, names[i][0]) == 0)
			return names[i][1];
	BUG("kind of change: %s", kind);
}

static struct change_row change_of(const struct looking *x,
				   const struct unit_change *c,
				   const struct unit *other)
{
	struct change_row row = { .change = c, .kind = kind_vi(c->kind),
				  .url = unit_url(x, other), .other = other };
	struct dec km2;

	if (c->area_m2 >= 0 &&
	    dec_div(dec_int(c->area_m2), dec_int(1000000), &km2) == 0)
		row.area = number_vi(x->a, dec_round(km2, 2), -1);
	if (c->people >= 0)
		row.people = number_vi(x->a, dec_int(c->people), 0);
	return row;
}

static void add_changes(const struct looking *x, struct unit_view *v)
{
	size_t before = 0;
	size_t after = 0;

	for (size_t i = 0; i < x->t->nchange; i++) {
		const struct unit_change *c = &x->t->change[i];

		if (c->old == v->unit)
			*VEC_PUSH(x->a, v->after, v->n_after, after) =
				change_of(x, c, c->new);
		if (c->new == v->unit)
			*VEC_PUSH(x->a, v->before, v->n_before, before) =
				change_of(x, c, c->old);
	}
}

static const char *share(struct arena *a, bool known, struct dec part)
{
	struct dec percent;

	if (!known || dec_mul(part, dec_int(100), &percent) < 0)
		return NULL;
	return percent_vi(a, number_vi(a, dec_round(percent, 1), -1));
}

static void add_parts(const struct looking *x, struct unit_view *v)
{
	struct unit_part *part;
	size_t n;

	if (v->unit->to >= day_today())
		return;
	n = territory_successors(x->a, x->t, v->unit, day_today(), &part);
	v->part = ARENA_ARRAY(x->a, n, struct part_row);
	for (size_t i = 0; i < n; i++)
		v->part[v->n_part++] = (struct part_row){
			.unit = part[i].unit,
			.url = unit_url(x, part[i].unit),
			.area = share(x->a, part[i].area_known, part[i].area),
			.people = share(x->a, part[i].people_known,
					part[i].people),
		};
}

/* What lies in it on the day, or on its last one when it has ended. */
static void add_below(struct looking *x, struct unit_view *v)
{
	const struct unit **child;
	size_t n;

	if (v->unit->to < x->on)
		x->on = v->unit->to;
	else if (v->unit->from > x->on)
		x->on = v->unit->from;
	n = territory_children(x->a, x->t, v->unit, x->on, &child);
	v->row = ARENA_ARRAY(x->a, n, struct unit_row);
	for (size_t i = 0; i < n; i++)
		v->row[v->n++] = row_of(x, child[i]);
	v->what = arena_printf(x->a, "%zu đơn vị trực thuộc, ngày %s", n,
			       day_vi(x->a, x->on));
}

static int show_unit(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Địa bàn");
	struct hyperlink *up = ARENA_ARRAY(q->arena, 1, struct hyperlink);
	struct unit_view v = { 0 };
	struct looking x;
	int64_t id = 0;

	if (look(q, &x) < 0)
		return -1;
	http_int(q, "id", &id);
	v.unit = territory_unit(x.t, id);
	if (!v.unit)
		return err_set(&q->err, ERR_NOTFOUND,
			       "tỉnh này không có đơn vị hành chính đó");
	v.parent_url = v.unit->parent ? unit_url(&x, v.unit->parent) : NULL;
	v.doubt = doubt(&x, v.unit);
	add_changes(&x, &v);
	add_parts(&x, &v);
	add_below(&x, &v);
	up[0] = (struct hyperlink){ "Địa bàn", "/dia-ban" };
	if (q->has_on)
		up[0].url = arena_printf(q->arena, "/dia-ban?ngay=%s",
					 day_iso(q->arena, q->on));
	f->title = v.unit->name;
	f->crumbs = up;
	f->n_crumbs = 1;
	f->dated = true;
	unit_page(&r->body, f, &v);
	return 0;
}

/* --- the table ---------------------------------------------------------------------- */

static const struct field list_fields[] = {
	FIELD("q", FIELD_TEXT, "Tên hoặc mã", .max = 100),
	FIELD("cap", FIELD_CHOICE, "Cấp", .choices = "huyen|xa"),
	FIELD_END
};

static const struct field unit_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	FIELD_END
};

const struct page territory_pages[] = {
	{ .path = "/dia-ban", .right = "read", .title = "Địa bàn",
	  .fields = list_fields, .run = show_list },
	{ .path = "/dia-ban/{id}", .right = "read", .title = "Địa bàn",
	  .fields = unit_fields, .run = show_unit },
	PAGE_END
};
