/* SPDX-License-Identifier: Apache-2.0 */
/*
 * register show: one organisation on a day, and one history in which what
 * happened (valid time) and what became known when (knowledge) stand side by
 * side.
 */
#include "register/cmd.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/store.h"

#include <inttypes.h>

/* --- as of a day ------------------------------------------------------------- */

static char *count(struct arena *a, int64_t n, const char *unit)
{
	return n == REG_NONE ? arena_strdup(a, "chưa có số liệu") :
			       arena_printf(a, "%s %s",
					    number_vi(a, dec_int(n), -1), unit);
}

static const char *status_name(const struct view *v, const char *code)
{
	const struct status *s = code ? pack_status(v->pack, code) : NULL;

	return s ? s->name : code ? code : "chưa thành lập";
}

static const char *sector_name(const struct view *v, const char *code)
{
	const struct classification *c = pack_classification(v->pack, "sector");
	const struct category *k = c && code ? category_find(c, code) : NULL;

	return k ? k->name : code;
}

/* "Xã Đình Lập (06601), Huyện Đình Lập (189)" */
static char *seat_text(struct arena *a, const struct unit *u)
{
	struct buf b = BUF_INIT(a);

	for (; u && u->level >= UNIT_DISTRICT; u = u->parent)
		buf_addf(&b, "%s%s (%s)", b.len ? ", " : "", u->name, u->code);
	return b.data;
}

/* A line when there is something to say. */
static void say(struct buf *out, const char *title, const char *text)
{
	if (text && *text)
		buf_addf(out, "  %s: %s\n", title, text);
}

static void print_version(struct cli *cli, const struct view *v,
			  const struct org_version *version)
{
	struct arena *a = cli->arena;
	struct buf *out = &cli->out;

	if (!version) {
		buf_addf(out, "Ngày %s chưa có thông tin về tổ chức\n",
			 day_vi(a, v->on));
		return;
	}
	buf_addf(out, "Thông tin từ ngày %s%s%s\n", day_vi(a, version->from),
		 version->to == DAY_MAX ? "" : " đến ngày ",
		 version->to == DAY_MAX ? "" : day_vi(a, version->to));
	say(out, "Tên", version->name);
	say(out, "Lĩnh vực", sector_name(v, version->sector));
	say(out, "Trụ sở", seat_text(a, view_seat(v, version->seat)));
	say(out, "Địa chỉ", version->address);
	say(out, "Vốn đăng ký", count(a, version->capital, "đồng"));
	say(out, "Thành viên", count(a, version->members, "người"));
	say(out, "Lao động thường xuyên", count(a, version->labour, "người"));
	say(out, "Cán bộ quản lý", count(a, version->managers, "người"));
	if (version->managers_low != REG_NONE)
		say(out, "  trình độ sơ cấp, trung cấp",
		    count(a, version->managers_low, "người"));
	if (version->managers_high != REG_NONE)
		say(out, "  trình độ cao đẳng, đại học trở lên",
		    count(a, version->managers_high, "người"));
}

static void print_head(struct cli *cli, const struct view *v,
		       const struct snapshot *s)
{
	const struct org *o = s->org;
	const struct record_kind *kind = pack_kind(v->pack, o->kind);
	const struct org_version *version = org_version_on(o, v->on);
	struct buf *out = &cli->out;

	if (!version && o->nversion)
		version = &o->version[0];
	buf_addf(out, "#%" PRId64 " %s – %s%s\n", o->id,
		 version ? version->name : "", kind ? kind->name : o->kind,
		 o->demonstration ? " (dữ liệu minh hoạ)" : "");
	for (size_t i = 0; i < o->nidentifier; i++) {
		const struct org_identifier *id = &o->identifier[i];

		buf_addf(out, "%s: %s", identifier_kind_name(id->kind),
			 id->number);
		if (id->day != DAY_MIN)
			buf_addf(out, ", cấp ngày %s",
				 day_vi(cli->arena, id->day));
		if (id->issuer)
			buf_addf(out, ", nơi cấp: %s", id->issuer);
		buf_addch(out, '\n');
	}
	buf_addf(out, "Tình trạng ngày %s: %s\n", day_vi(cli->arena, v->on),
		 status_name(v, org_status(s, o, v->on)));
}

static void print_links(struct cli *cli, const struct view *v, int64_t org)
{
	struct rows *r = store_links_of(cli->db, org, v->known);

	while (db_step(r)) {
		struct org_link l;

		store_link(cli->arena, r, 0, &l);
		if (l.from > v->on || l.to < v->on)
			continue;
		buf_addf(&cli->out, "%s: #%" PRId64 " %s, từ ngày %s\n",
			 l.member == org ? "Thành viên của" :
					   "Có thành viên",
			 l.member == org ? l.of : l.member, db_col_text(r, 5),
			 day_vi(cli->arena, l.from));
	}
}

/* --- history ---------------------------------------------------------------- */

/* A statement about the organisation: since when it holds, and from when to
 * when it was held to be so. */
struct change {
	day_t day;
	int64_t row;
	int64_t event; /* 0: a version */
	const char *text;
	int64_t known_from;
	int64_t known_to;
};

struct history {
	struct change *change;
	size_t n;
	size_t cap;
};

static const char *event_text(struct arena *a, const struct view *v,
			      const struct org_event *e)
{
	const struct event_kind *k = pack_event(v->pack, e->kind);
	struct buf b = BUF_INIT(a);

	buf_adds(&b, k ? k->name : e->kind);
	if (e->quantity != REG_NONE)
		buf_addf(&b, " %s", number_vi(a, dec_int(e->quantity), -1));
	if (e->decision)
		buf_addf(&b, "; văn bản %s", e->decision);
	if (e->reason)
		buf_addf(&b, "; lý do: %s", e->reason);
	return b.data;
}

static void add_count(struct arena *a, struct buf *b, int64_t now,
		      int64_t before, const char *unit)
{
	if (now != REG_NONE && now != before)
		buf_addf(b, "; %s %s", number_vi(a, dec_int(now), -1), unit);
}

static bool same(const char *x, const char *y)
{
	return x && y ? strcmp(x, y) == 0 : x == y;
}

/* The name, and what differs from the version before it. */
static const char *version_text(struct arena *a, const struct view *v,
				const struct org_version *x,
				const struct org_version *before)
{
	struct buf b = BUF_INIT(a);
	const struct unit *seat = x->seat == REG_NONE ?
					  NULL :
					  territory_unit(v->territory, x->seat);

	buf_addf(&b, "Thông tin: %s", x->name);
	if (seat && x->seat != before->seat)
		buf_addf(&b, "; %s", seat->name);
	if (x->address && !same(x->address, before->address))
		buf_addf(&b, "; %s", x->address);
	if (x->sector && !same(x->sector, before->sector))
		buf_addf(&b, "; %s", sector_name(v, x->sector));
	add_count(a, &b, x->capital, before->capital, "đồng vốn");
	add_count(a, &b, x->members, before->members, "thành viên");
	add_count(a, &b, x->labour, before->labour, "lao động");
	add_count(a, &b, x->managers, before->managers, "cán bộ quản lý");
	add_count(a, &b, x->managers_low, before->managers_low,
		  "cán bộ sơ cấp, trung cấp");
	add_count(a, &b, x->managers_high, before->managers_high,
		  "cán bộ cao đẳng, đại học trở lên");
	return b.data;
}

static const struct org_version unknown_version = {
	.seat = REG_NONE, .capital = REG_NONE, .members = REG_NONE,
	.labour = REG_NONE, .managers = REG_NONE, .managers_low = REG_NONE,
	.managers_high = REG_NONE, .from = DAY_MIN,
};

static void read_history(struct cli *cli, const struct view *v, int64_t org,
			 struct history *h)
{
	struct arena *a = cli->arena;
	struct org_version before = unknown_version;
	struct org_version last = unknown_version;
	struct rows *r = store_event_history(cli->db, org, v->known);

	while (db_step(r)) {
		struct change *c = VEC_PUSH(a, h->change, h->n, h->cap);
		struct org_event e;

		store_event(a, r, 2, &e);
		*c = (struct change){ e.day, e.row, e.id,
				      event_text(a, v, &e), db_col_int(r, 0),
				      db_col_int(r, 1) };
	}
	r = store_version_history(cli->db, org, v->known);
	while (db_step(r)) {
		struct change *c = VEC_PUSH(a, h->change, h->n, h->cap);
		struct org_version x;

		store_version(a, r, 2, &x);
		if (x.from > last.from)
			before = last;
		*c = (struct change){ x.from, x.row, 0,
				      version_text(a, v, &x, &before),
				      db_col_int(r, 0), db_col_int(r, 1) };
		last = x;
	}
}

/* By day; on a day events first, in order of id, each with its corrections
 * in the order in which they were made. */
static int by_day(const void *px, const void *py)
{
	const struct change *x = px;
	const struct change *y = py;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if ((x->event == 0) != (y->event == 0))
		return x->event == 0 ? 1 : -1;
	if (x->event != y->event)
		return x->event < y->event ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Is there a later statement that this transaction put in its place? */
static bool replaced(const struct history *h, const struct change *c)
{
	for (size_t i = 0; i < h->n; i++) {
		const struct change *other = &h->change[i];

		if (other->known_from == c->known_to &&
		    other->event == c->event &&
		    (c->event || other->day == c->day))
			return true;
	}
	return false;
}

/* "10/7/2023 08:30" */
static char *moment_vi(struct arena *a, moment_t at)
{
	return arena_printf(a, "%s %.5s", day_vi(a, moment_day(at)),
			    moment_iso(a, at) + strlen("2023-07-10T"));
}

static char *tx_text(struct cli *cli, int64_t tx)
{
	const char *who;
	const char *why;
	moment_t at;

	store_tx(cli->arena, cli->db, tx, &at, &who, &why);
	return arena_printf(cli->arena, "%s, %s: %s", moment_vi(cli->arena, at),
			    who, why);
}

/* A paragraph for each statement: what and since when; when it was recorded;
 * and, when it no longer counts, what became of it. */
static void print_history(struct cli *cli, const struct view *v,
			  const struct history *h)
{
	struct buf *out = &cli->out;

	buf_adds(out, "\nLịch sử\n");
	for (size_t i = 0; i < h->n; i++) {
		const struct change *c = &h->change[i];

		buf_addf(out, "%-10s  %s", day_vi(cli->arena, c->day), c->text);
		if (c->event)
			buf_addf(out, " [sự kiện %" PRId64 "]", c->event);
		buf_addf(out, "\n            ghi nhận %s\n",
			 tx_text(cli, c->known_from));
		if (c->known_to <= v->known)
			buf_addf(out, "            %s %s\n",
				 replaced(h, c) ? "ĐÃ ĐÍNH CHÍNH" : "ĐÃ HỦY",
				 tx_text(cli, c->known_to));
	}
}

int register_show(struct cli *cli)
{
	struct history h = { 0 };
	const struct org *o;
	struct snapshot s;
	struct view v;
	int64_t id;

	if (view_read(cli, &v) < 0)
		return -1;
	id = register_find(cli->db, cli->argv[0], v.on, v.known, &cli->err);
	if (!id)
		return -1;
	o = register_org(cli->arena, cli->db, v.pack, id, v.known, &cli->err);
	if (!o)
		return -1;
	s = (struct snapshot){ .known = v.known, .org = (struct org *)o,
			       .norg = 1, .pack = v.pack };
	print_head(cli, &v, &s);
	print_version(cli, &v, org_version_on(o, v.on));
	print_links(cli, &v, id);
	read_history(cli, &v, id, &h);
	qsort(h.change, h.n, sizeof *h.change, by_day);
	print_history(cli, &v, &h);
	return db_failed(cli->db, &cli->err);
}
