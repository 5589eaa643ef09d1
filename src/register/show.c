/* SPDX-License-Identifier: Apache-2.0 */
/*
 * register show: one organisation on a day, and one history in which what
 * happened (valid time) and what became known when (knowledge) stand side by
 * side.
 */
#include "register/cmd.h"

#include "lib/db/db.h"
#include "lib/text/number.h"
#include "register/history.h"
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
	say(out, "Lĩnh vực", sector_name(v, version->sector, false));
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

		buf_addf(out, "%s: %s", identifier_name(v->pack, id->kind),
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

/* A paragraph for each statement: what and since when; when it was recorded;
 * and, when it no longer counts, what became of it. */
static void print_history(struct cli *cli, const struct change *change,
			  size_t n)
{
	struct arena *a = cli->arena;
	struct buf *out = &cli->out;

	buf_adds(out, "\nLịch sử\n");
	for (size_t i = 0; i < n; i++) {
		const struct change *c = &change[i];

		buf_addf(out, "%-10s  %s%s%s%s", day_vi(a, c->day),
			 c->event ? "" : "Thông tin: ", c->title,
			 *c->note ? "; " : "", c->note);
		if (c->event)
			buf_addf(out, " [sự kiện %" PRId64 "]", c->event->id);
		buf_addf(out, "\n            ghi nhận %s\n",
			 written_text(a, &c->from));
		if (c->state != CHANGE_STANDS)
			buf_addf(out, "            %s %s\n",
				 c->state == CHANGE_CORRECTED ?
					 "ĐÃ ĐÍNH CHÍNH" : "ĐÃ HỦY",
				 written_text(a, &c->to));
	}
}

int register_show(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct change *change;
	size_t n;
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
	s = (struct snapshot){ .org = (struct org *)o,
			       .norg = 1, .pack = v.pack };
	n = history_read(cli->arena, cli->db, &v, id, &change);
	if (format && strcmp(format, "json") == 0) {
		register_json(cli->arena, &v, o, org_status(&s, o, v.on),
			      change, n, &cli->out);
		return db_failed(cli->db, &cli->err);
	}
	print_head(cli, &v, &s);
	print_version(cli, &v, org_version_on(o, v.on));
	print_links(cli, &v, id);
	print_history(cli, change, n);
	return db_failed(cli->db, &cli->err);
}
