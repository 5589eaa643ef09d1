/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: the tokens of one's own programs. */
#include "office/office.h"

#include "lib/db/db.h"
#include "office/page.html.h"
#include "office/pages.h"
#include "office/token.h"

static int show_with(struct request *q, struct response *r, const char *fresh)
{
	static const struct hyperlink up[] = {
		{ "Tài khoản của tôi", "/tai-khoan" }
	};
	struct frame *f = office_frame(q, "Mã truy cập");
	struct tokens_view v = { .fresh = fresh };
	struct token *list;

	f->crumbs = up;
	f->n_crumbs = 1;
	v.n = token_list(q->arena, q->db, q->user->id, &list);
	v.token = list;
	v.control[0] = (struct control){
		.kind = CONTROL_TEXT, .name = "ten", .label = "Dùng cho",
		.hint = "ví dụ: kho dữ liệu của Sở Tài chính",
	};
	if (q->page->method == HTTP_POST && !fresh) {
		v.control[0] = office_control(q, "ten", CONTROL_TEXT, NULL);
		office_complain(q, f);
	} else if (!fresh && strcmp(http_typed(q, "xong"), "thu-hoi") == 0) {
		office_done(f, "Đã thu hồi mã; chương trình dùng mã ấy không "
			       "còn vào được.");
	}
	tokens_page(&r->body, f, &v);
	return 0;
}

static int show(struct request *q, struct response *r)
{
	return show_with(q, r, NULL);
}

/* Answers with the page itself: the token must not stand in an address, nor be
 * kept anywhere for a second request. */
static int make(struct request *q, struct response *r)
{
	char text[TOKEN_TEXT + 1];
	const char *name = http_text(q, "ten");

	if (db_begin(q->db, q->user->login,
		     arena_printf(q->arena, "Tạo mã truy cập: %s", name),
		     &q->err) < 0)
		return -1;
	if (token_make(q->db, q->user->id, name, text, &q->err) < 0 ||
	    db_commit(q->db, &q->err) < 0)
		return -1;
	return show_with(q, r, arena_strdup(q->arena, text));
}

static int revoke(struct request *q, struct response *r)
{
	int64_t row = 0;

	http_int(q, "so", &row);
	if (db_begin(q->db, q->user->login, "Thu hồi mã truy cập",
		     &q->err) < 0 ||
	    token_revoke(q->db, q->user->id, row, &q->err) < 0 ||
	    db_commit(q->db, &q->err) < 0)
		return -1;
	http_redirect(r, "/tai-khoan/ma-truy-cap?xong=thu-hoi");
	return 0;
}

static const struct field show_fields[] = {
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field make_fields[] = {
	FIELD("ten", FIELD_TEXT, "Dùng cho", .flags = FIELD_REQUIRED,
	      .max = 100),
	FIELD_END
};
static const struct field revoke_fields[] = {
	FIELD("so", FIELD_INT, "Số của mã", .flags = FIELD_REQUIRED, .min = 1),
	FIELD_END
};

const struct page token_pages[] = {
	{ .path = "/tai-khoan/ma-truy-cap", .right = RIGHT_ANY,
	  .title = "Mã truy cập", .fields = show_fields, .run = show },
	{ .method = HTTP_POST, .path = "/tai-khoan/ma-truy-cap",
	  .right = RIGHT_ANY, .title = "Tạo mã truy cập",
	  .fields = make_fields, .run = make, .again = show },
	{ .method = HTTP_POST, .path = "/tai-khoan/ma-truy-cap/thu-hoi",
	  .right = RIGHT_ANY, .title = "Thu hồi mã truy cập",
	  .fields = revoke_fields, .run = revoke },
	PAGE_END
};
