/* SPDX-License-Identifier: Apache-2.0 */
/* Gói quy định: the packs that stand, and one of them. */
#include "pack/page.h"

#include "lib/text/number.h"
#include "office/office.h"
#include "pack/page.html.h"
#include "pack/view.h"

/* The pack of an entry: the one that governs its first day. */
static const struct pack *load(struct request *q, const struct pack_entry *e)
{
	struct err err = { 0 };
	const struct pack *p = pack_in_force(q->arena, q->db, e->from,
					     office_known(q), &err);

	return p && strcmp(p->code, e->code) == 0 ? p : NULL;
}

static const char *known_after(struct request *q, const char *url)
{
	char mark = strchr(url, '?') ? '&' : '?';
	struct buf b = BUF_INIT(q->arena);

	buf_adds(&b, url);
	if (q->has_on) {
		buf_addf(&b, "%cngay=%s", mark, day_iso(q->arena, q->on));
		mark = '&';
	}
	if (q->has_known)
		buf_addf(&b, "%cbiet=%s", mark,
			 day_iso(q->arena, moment_day(q->known)));
	return b.data;
}

static int show_list(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Gói quy định");
	struct packs_view v = { 0 };
	struct pack_entry *entry;
	struct err e = { 0 };
	const struct pack *now = pack_in_force(q->arena, q->db, office_on(q),
					       office_known(q), &e);

	v.n = pack_list(q->arena, q->db, office_known(q), &entry);
	v.row = ARENA_ARRAY(q->arena, v.n, struct pack_row);
	for (size_t i = 0; i < v.n; i++)
		v.row[i] = (struct pack_row){
			.entry = &entry[i],
			.pack = load(q, &entry[i]),
			.url = known_after(q, arena_printf(
						      q->arena,
						      "/goi-quy-dinh/%s",
						      entry[i].code)),
			.governs = now && strcmp(now->code,
						 entry[i].code) == 0,
			.ended = entry[i].to < office_on(q),
		};
	f->dated = true;
	f->subtitle = "Luật là dữ liệu: chỉ tiêu, phép kiểm tra, mẫu văn bản "
		      "và căn cứ của từng điều";
	packs_page(&r->body, f, &v);
	return 0;
}

/* --- one pack ------------------------------------------------------------------ */

static const char *period_word_vi(const char *word)
{
	static const char *const words[][2] = {
		{ "prev", "năm trước" },     { "h1", "6 tháng" },
		{ "year", "cả năm" },        { "next", "năm kế hoạch" },
		{ "programme", "giai đoạn" },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(words[i][0], word) == 0)
			return words[i][1];
	return word;
}

static const char *basis_word_vi(const char *basis)
{
	return strcmp(basis, "actual") == 0     ? "thực hiện"
	       : strcmp(basis, "estimate") == 0 ? "ước thực hiện"
						: "kế hoạch";
}

static const char *contexts(struct arena *a, const struct check *c)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < c->ncontext; i++)
		buf_addf(&b, "%s%s, %s", i ? "; " : "",
			 period_word_vi(c->context[i].period),
			 basis_word_vi(c->context[i].basis));
	if (c->each)
		buf_addf(&b, "; từng mục của %s", c->each->name);
	if (c->each_place)
		buf_adds(&b, "; từng địa bàn");
	return b.data;
}

static void add_checks(struct request *q, struct pack_view *v)
{
	static const enum tone tones[] = { [SEV_ERROR] = TONE_ERR,
					   [SEV_WARNING] = TONE_WARN,
					   [SEV_NOTE] = TONE_INFO };
	static const char *const names[] = { [SEV_ERROR] = "lỗi chặn",
					     [SEV_WARNING] = "cảnh báo",
					     [SEV_NOTE] = "nên xem" };
	const struct pack *p = v->pack;

	v->check = ARENA_ARRAY(q->arena, p->ncheck, struct check_row);
	for (size_t i = 0; i < p->ncheck; i++)
		v->check[v->n_check++] = (struct check_row){
			.check = &p->check[i],
			.tone = tones[p->check[i].severity],
			.severity = names[p->check[i].severity],
			.contexts = contexts(q->arena, &p->check[i]),
		};
}

static void tell_overview(struct request *q, struct pack_view *v)
{
	const struct overview *o = v->pack->overview;
	const day_t on = office_on(q) < v->pack->to ? office_on(q)
						    : v->pack->to;
	const int year = day_year(on) + 1;

	if (!o)
		return;
	v->overview = (struct overview_view){
		.on_course = number_vi(q->arena, o->plan.on_course, -1),
		.behind = number_vi(q->arena, o->plan.behind, -1),
		.title = ARENA_ARRAY(q->arena, o->ntable, const char *),
	};
	for (size_t i = 0; i < o->ntable; i++)
		v->overview.title[i] = overview_title(
			q->arena, v->pack, o->table[i].title, year);
}

static const struct pack *asked_pack(struct request *q)
{
	const char *code = http_text(q, "ma");
	struct pack_entry *entry;
	size_t n = pack_list(q->arena, q->db, office_known(q), &entry);
	const struct pack *p = NULL;

	for (size_t i = 0; i < n && !p; i++)
		if (code && strcmp(entry[i].code, code) == 0)
			p = load(q, &entry[i]);
	if (!p)
		err_set(&q->err, ERR_NOTFOUND, "không có gói quy định này");
	return p;
}

static int show_pack(struct request *q, struct response *r)
{
	static const struct hyperlink up[] = {
		{ "Gói quy định", "/goi-quy-dinh" },
	};
	struct frame *f = office_frame(q, "Gói quy định");
	struct pack_view v = { .pack = asked_pack(q),
			       .examined = http_flag(q, "xet") };
	struct ruleset rules = { 0 };
	struct err e = { 0 };

	if (!v.pack)
		return -1;
	add_checks(q, &v);
	tell_overview(q, &v);
	v.examine_url = http_url(q, "xet", "1");
	v.rules = &rules;
	if (v.examined && ruleset_examine(q->arena, v.pack, &rules, &e) < 0)
		v.contradiction = arena_printf(q->arena, "%s %s", e.message,
					       e.detail);
	f->title = v.pack->title;
	f->crumbs = up;
	f->n_crumbs = 1;
	pack_page(&r->body, f, &v);
	return 0;
}

static const struct field pack_fields[] = {
	FIELD("ma", FIELD_TEXT, "Mã gói", .max = 100),
	FIELD("xet", FIELD_FLAG, "Xét gói"),
	FIELD_END
};

const struct page pack_pages[] = {
	{ .path = "/goi-quy-dinh", .right = "read", .title = "Gói quy định",
	  .run = show_list },
	{ .path = "/goi-quy-dinh/{ma}", .right = "read",
	  .title = "Gói quy định", .fields = pack_fields, .run = show_pack },
	PAGE_END
};
