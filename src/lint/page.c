/* SPDX-License-Identifier: Apache-2.0 */
/* Rà soát dự thảo: upload a draft, work through its findings. */
#include "lint/page.h"

#include "lint/annotate.h"
#include "lint/page.html.h"
#include "lint/store.h"
#include "lint/visit.h"
#include "office/office.h"

#include <string.h>

enum { MAX_UPLOAD = 8 << 20 };

/* --- the list ------------------------------------------------------------------ */

static void add_entries(struct request *q, struct draft_list *v)
{
	struct kept_draft *kept;
	struct visit *visit;
	size_t nkept = drafts_read(q->arena, q->db, office_known(q), &kept);
	size_t nvisit = visit_list(q->arena, q->user->id, &visit);

	v->entry = ARENA_ARRAY(q->arena, nkept + nvisit, struct draft_entry);
	for (size_t i = 0; i < nvisit; i++)
		v->entry[v->n++] = (struct draft_entry){
			visit[i].id, visit[i].name, NULL, visit[i].since };
	for (size_t i = 0; i < nkept; i++)
		v->entry[v->n++] = (struct draft_entry){
			arena_printf(q->arena, "%lld",
				     (long long)kept[i].row),
			kept[i].name, kept[i].who, kept[i].when };
}

static int show_list(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Rà soát dự thảo");
	struct draft_list v = {
		.frame = f,
		.file = { .kind = CONTROL_FILE, .name = "tep",
			  .label = "Tệp dự thảo" },
	};

	f->subtitle = "Tìm chỗ không thể đúng trong một văn bản, trước khi ký";
	v.file.accept = ".docx,.odt,.pdf,.html,.txt,.md";
	v.file.hint = "Tệp được xoá khi bạn xem xong, trừ khi bạn giữ lại";
	add_entries(q, &v);
	if (q->page->method == HTTP_POST) {
		v.file.error = http_error(q, "tep");
		office_complain(q, f);
	} else if (http_text(q, "xong")) {
		office_done(f, "Đã xoá tệp khỏi máy chủ.");
	}
	draft_list_page(&r->body, &v);
	return 0;
}

static int upload(struct request *q, struct response *r)
{
	const struct value *file = http_value(q, "tep", 0);
	const char *id;

	/* what cannot be read is told at once, and not kept */
	if (!document_parse(q->arena, file->text, file->data, file->size,
			    &q->err))
		return err_field(&q->err, "tep");
	id = visit_begin(q->arena, q->user->id, file->text, file->data,
			 file->size, &q->err);
	if (!id)
		return err_field(&q->err, "tep");
	http_redirect(r, arena_printf(q->arena, "/ra-soat/%s", id));
	return 0;
}

/* --- one draft ------------------------------------------------------------------- */

/* A draft that was asked for, and its audit. */
struct opened {
	const char *id;
	int64_t row; /* of a kept one; 0: a visit */
	const char *name;
	const void *data;
	size_t n;
	struct lint *lint;
};

static int open_file(struct request *q, struct opened *x)
{
	const struct visit *v;
	struct dec row;
	int places;

	x->id = http_text(q, "ma");
	if (strlen(x->id) == VISIT_ID) {
		v = visit_get(q->arena, q->user->id, x->id, &q->err);
		if (!v)
			return -1;
		x->name = v->name;
		x->data = v->data;
		x->n = v->n;
		return 0;
	}
	if (dec_parse(x->id, &row, &places) < 0 ||
	    dec_to_int(row, &x->row) < 0)
		return err_set(&q->err, ERR_NOTFOUND, "không có dự thảo này");
	x->data = draft_file(q->arena, q->db, x->row, office_known(q),
			     &x->name, &x->n, &q->err);
	return x->data ? 0 : -1;
}

static int open_draft(struct request *q, struct opened *x)
{
	static const struct lint_options all = { 0 };
	struct baseline accepted;
	struct document *d;

	if (open_file(q, x) < 0)
		return -1;
	d = document_parse(q->arena, x->name, x->data, x->n, &q->err);
	if (!d)
		return -1;
	x->lint = lint_run(q->arena, d, &all);
	accepted = accepted_read(q->arena, q->db, office_known(q));
	baseline_apply(&accepted, x->lint);
	return 0;
}

static int show(struct request *q, struct response *r)
{
	static const struct hyperlink crumbs[] = {
		{ "Rà soát dự thảo", "/ra-soat" },
	};
	struct audit_draft v = { .may_write = http_may(q, "write") };
	struct opened x = { 0 };
	struct frame *f;

	if (open_draft(q, &x) < 0)
		return -1;
	v.id = x.id;
	v.is_kept = x.row;
	v.is_word = x.lint->doc->format == DOCUMENT_DOCX;
	v.view = draft_view_make(x.lint);
	f = office_frame(q, x.name);
	f->crumbs = crumbs;
	f->n_crumbs = 1;
	f->subtitle = v.view->summary;
	v.frame = f;
	if (strcmp(http_typed(q, "xong"), "chap-nhan") == 0)
		office_done(f, "Đã ghi lý do chấp nhận.");
	else if (strcmp(http_typed(q, "xong"), "giu") == 0)
		office_done(f, "Đã giữ lại dự thảo.");
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	draft_page(&r->body, &v);
	return 0;
}

static int report(struct request *q, struct response *r)
{
	struct opened x = { 0 };

	if (open_draft(q, &x) < 0)
		return -1;
	http_download(r, arena_printf(q->arena, "ra-soat %s.html", x.name),
		      "text/html; charset=utf-8");
	lint_report_html(x.lint, &r->body);
	return 0;
}

static int annotated(struct request *q, struct response *r)
{
	struct opened x = { 0 };
	char *copy;
	size_t n;

	if (open_draft(q, &x) < 0)
		return -1;
	copy = lint_annotate(q->arena, x.lint, x.data, x.n, &n, &q->err);
	if (!copy)
		return -1;
	http_download(r, arena_printf(q->arena, "ra-soat %s", x.name),
		      "application/vnd.openxmlformats-officedocument."
		      "wordprocessingml.document");
	buf_add(&r->body, copy, n);
	return 0;
}

/* --- writing ------------------------------------------------------------------------ */

static int go_back(struct request *q, struct response *r, const char *id,
		   const char *done)
{
	http_redirect(r, arena_printf(q->arena, "/ra-soat/%s?xong=%s", id,
				      done));
	return 0;
}

static const struct lint_finding *find(const struct lint *l, const char *id)
{
	for (size_t i = 0; i < l->nfinding; i++)
		if (strcmp(l->finding[i].id, id) == 0)
			return &l->finding[i];
	return NULL;
}

static int accept(struct request *q, struct response *r)
{
	const struct lint_finding *f;
	struct baseline_entry entry;
	struct opened x = { 0 };
	struct db *db;

	if (open_draft(q, &x) < 0)
		return -1;
	f = find(x.lint, http_text(q, "phat-hien"));
	if (!f)
		return err_set(&q->err, ERR_NOTFOUND,
			       "dự thảo không có phát hiện này");
	entry = (struct baseline_entry){
		.id = f->id,
		.rule = f->rule->id,
		.quote = lint_quote(q->arena, x.lint->doc, f->start, f->end),
		.reason = http_text(q, "ly-do"),
	};
	db = http_writer(q);
	if (db_begin(db, q->user->login,
		     arena_printf(q->arena,
				  "chấp nhận phát hiện “%s” của “%s”: %s",
				  f->rule->title, x.name, entry.reason),
		     &q->err) < 0)
		return -1;
	accepted_write(db, &entry);
	if (db_commit(db, &q->err) < 0)
		return -1;
	return go_back(q, r, x.id, "chap-nhan");
}

static int keep(struct request *q, struct response *r)
{
	struct opened x = { 0 };
	struct db *db;
	int64_t row;

	if (open_file(q, &x) < 0)
		return -1;
	if (x.row)
		return go_back(q, r, x.id, "giu");
	db = http_writer(q);
	if (db_begin(db, q->user->login,
		     arena_printf(q->arena, "giữ dự thảo “%s”", x.name),
		     &q->err) < 0)
		return -1;
	row = draft_keep(db, x.name, x.data, x.n);
	if (db_commit(db, &q->err) < 0)
		return -1;
	visit_end(q->user->id, x.id);
	return go_back(q, r, arena_printf(q->arena, "%lld", (long long)row),
		       "giu");
}

static int drop_kept(struct request *q, const struct opened *x)
{
	struct db *db;

	if (!http_may(q, "write"))
		return http_forbid(q, "vai trò của bạn không được xoá dự thảo "
				      "đã giữ");
	db = http_writer(q);
	if (db_begin(db, q->user->login,
		     arena_printf(q->arena, "thôi giữ dự thảo “%s”", x->name),
		     &q->err) < 0)
		return -1;
	draft_drop(db, x->row);
	return db_commit(db, &q->err);
}

static int drop(struct request *q, struct response *r)
{
	struct opened x = { 0 };

	if (strlen(http_text(q, "ma")) == VISIT_ID)
		visit_end(q->user->id, http_text(q, "ma"));
	else if (open_file(q, &x) < 0 || drop_kept(q, &x) < 0)
		return -1;
	http_redirect(r, "/ra-soat?xong=xoa");
	return 0;
}

/* --- the table ------------------------------------------------------------------------ */

#define FIELD_ID FIELD("ma", FIELD_TEXT, "Mã dự thảo", \
		       .flags = FIELD_REQUIRED, .max = VISIT_ID)
#define FIELD_DONE FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20)

static const struct field list_fields[] = { FIELD_DONE, FIELD_END };

static const struct field upload_fields[] = {
	FIELD("tep", FIELD_FILE, "Tệp dự thảo", .flags = FIELD_REQUIRED,
	      .max = MAX_UPLOAD),
	FIELD_END
};

static const struct field draft_fields[] = { FIELD_ID, FIELD_DONE, FIELD_END };

static const struct field accept_fields[] = {
	FIELD_ID,
	FIELD_DONE,
	FIELD("phat-hien", FIELD_TEXT, "Phát hiện", .flags = FIELD_REQUIRED,
	      .max = 20),
	FIELD("ly-do", FIELD_TEXT, "Lý do", .flags = FIELD_REQUIRED),
	FIELD_END
};

const struct page lint_pages[] = {
	{ .path = "/ra-soat", .right = "read", .title = "Rà soát dự thảo",
	  .help = "tìm chỗ không thể đúng trong một văn bản, trước khi ký",
	  .fields = list_fields, .run = show_list },
	{ .method = HTTP_POST, .path = "/ra-soat", .right = "read",
	  .title = "Tải dự thảo lên", .fields = upload_fields,
	  .flags = PAGE_SLOW, .run = upload, .again = show_list },
	{ .path = "/ra-soat/{ma}", .right = "read", .title = "Dự thảo",
	  .fields = draft_fields, .run = show },
	{ .path = "/ra-soat/{ma}/bao-cao", .right = "read",
	  .title = "Báo cáo rà soát", .fields = draft_fields, .run = report },
	{ .path = "/ra-soat/{ma}/ban-nhan-xet", .right = "read",
	  .title = "Bản Word có nhận xét", .fields = draft_fields,
	  .run = annotated },
	{ .method = HTTP_POST, .path = "/ra-soat/{ma}/chap-nhan",
	  .right = "write", .title = "Chấp nhận phát hiện",
	  .fields = accept_fields, .flags = PAGE_SLOW, .run = accept,
	  .again = show },
	{ .method = HTTP_POST, .path = "/ra-soat/{ma}/giu", .right = "write",
	  .title = "Giữ dự thảo", .fields = draft_fields, .flags = PAGE_SLOW,
	  .run = keep },
	{ .method = HTTP_POST, .path = "/ra-soat/{ma}/xoa", .right = "read",
	  .title = "Xoá dự thảo", .fields = draft_fields, .flags = PAGE_SLOW,
	  .run = drop },
	PAGE_END
};
