/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: logging in and out, the first administrator, one's own account, the
 * users. */
#include "office/office.h"

#include "lib/db/db.h"
#include "office/internal.h"
#include "office/page.html.h"
#include "office/pages.h"

#include <sodium.h>

/* Only a page of this site; else the first one. */
static const char *local_or_home(const char *to)
{
	return to && to[0] == '/' && to[1] != '/' && to[1] != '\\' ? to : "/";
}

/* A write of an account's own doing: one transaction around fn. */
static int in_transaction(struct request *q, const char *who, const char *why,
			  int (*fn)(struct request *q, struct db *db, void *x),
			  void *x)
{
	struct db *db = http_writer(q);

	if (db_begin(db, who, why, &q->err) < 0)
		return -1;
	if (fn(q, db, x) < 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, &q->err);
}

/* --- logging in -------------------------------------------------------------- */

static int show_login(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Đăng nhập");
	struct login_view v = { .csrf = http_csrf(q),
				.to = local_or_home(http_typed(q, "ve")) };
	struct account *list;

	v.first = account_list(q->arena, q->db, db_last_tx(q->db), &list) == 0;
	v.control[0] = office_control(q, "ten", CONTROL_TEXT, NULL);
	v.control[0].autocomplete = "username";
	v.control[1] = office_control(q, "mat-khau", CONTROL_SECRET, NULL);
	v.control[1].autocomplete = "current-password";
	v.control[2] = office_control(q, "ma", CONTROL_FIGURE, NULL);
	v.control[2].autocomplete = "one-time-code";
	v.control[2].hint = "chỉ khi tài khoản đã bật xác thực hai bước";
	v.n_control = 3;
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	login_page(&r->body, f, &v);
	return 0;
}

static int take_code(struct request *q, struct db *db, void *x)
{
	const struct account *who = x;
	int64_t code = -1;

	http_int(q, "ma", &code);
	return account_totp_take(db, who->id, (int)code, moment_now(),
				 &q->err);
}

static int log_in(struct request *q, struct response *r)
{
	const char *login = http_text(q, "ten");
	int wait = guess_wait(q->address, login, moment_now());
	struct account who;

	if (wait) {
		err_set(&q->err, ERR_RULE,
			"đã thử sai nhiều lần, chờ %d giây rồi thử lại", wait);
		return -1;
	}
	if (account_login(q->arena, q->db, login, http_text(q, "mat-khau"),
			  &who, &q->err) < 0 ||
	    (who.has_totp && in_transaction(q, who.login, "Đăng nhập hai bước",
					    take_code, &who) < 0)) {
		if (q->err.kind == ERR_RULE)
			guess_failed(q->address, login, moment_now());
		if (strcmp(q->err.field, "code") == 0)
			snprintf(q->err.field, sizeof q->err.field, "ma");
		return -1;
	}
	guess_right(q->address, login, moment_now());
	http_login(q, r, who.id);
	http_redirect(r, local_or_home(http_text(q, "ve")));
	return 0;
}

static int log_out(struct request *q, struct response *r)
{
	http_logout(q, r);
	http_redirect(r, "/dang-nhap");
	return 0;
}

/* --- the first administrator ---------------------------------------------------- */

static bool nobody_yet(struct request *q)
{
	const struct office *o = q->context;

	return *o->setup_code && account_count(q->db, "administrator", 0) == 0;
}

static int show_first(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Người quản trị đầu tiên");
	struct login_view v = { .csrf = http_csrf(q) };

	if (!nobody_yet(q))
		return err_set(&q->err, ERR_NOTFOUND,
			       "hệ thống đã có người quản trị");
	v.control[0] = office_control(q, "ma", CONTROL_TEXT, NULL);
	v.control[1] = office_control(q, "ten", CONTROL_TEXT, NULL);
	v.control[1].autocomplete = "username";
	v.control[1].hint = "chữ thường không dấu, chữ số, dấu chấm";
	v.control[2] = office_control(q, "ho-ten", CONTROL_TEXT, NULL);
	v.control[2].autocomplete = "name";
	v.control[3] = office_control(q, "mat-khau", CONTROL_SECRET, NULL);
	v.control[3].autocomplete = "new-password";
	v.control[3].hint = "từ 12 ký tự, ký tự nào cũng được";
	v.n_control = 4;
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	first_page(&r->body, f, &v);
	return 0;
}

/* Names of fields in errors of account.h, and of these forms. */
static void rename_field(struct err *e)
{
	static const char *const names[][2] = {
		{ "login", "ten" },    { "name", "ho-ten" },
		{ "role", "vai-tro" }, { "place", "don-vi" },
		{ "password", "mat-khau" }, { "code", "ma" },
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(e->field, names[i][0]) == 0) {
			snprintf(e->field, sizeof e->field, "%s",
				 names[i][1]);
			return;
		}
}

static int add_account(struct request *q, struct db *db, void *x)
{
	struct account *who = x;

	if (account_add(db, who, http_text(q, "mat-khau"), &who->id,
			&q->err) == 0)
		return 0;
	rename_field(&q->err);
	return -1;
}

static int make_first(struct request *q, struct response *r)
{
	const struct office *o = q->context;
	const char *code = http_text(q, "ma");
	struct account who = { .login = http_text(q, "ten"),
			       .name = http_text(q, "ho-ten"),
			       .role = role_find("administrator"),
			       .place = "", .sector = "" };
	size_t n = strlen(o->setup_code);

	if (!nobody_yet(q))
		return err_set(&q->err, ERR_NOTFOUND,
			       "hệ thống đã có người quản trị");
	if (strlen(code) != n || sodium_memcmp(code, o->setup_code, n) != 0) {
		err_set(&q->err, ERR_RULE, "mã bắt đầu không đúng");
		err_hint(&q->err, "xem mã ở nơi chạy lệnh hoptac serve");
		return err_field(&q->err, "ma");
	}
	if (in_transaction(q, who.login, "Lập người quản trị đầu tiên",
			   add_account, &who) < 0)
		return -1;
	http_login(q, r, who.id);
	http_redirect(r, "/");
	return 0;
}

/* --- one's own account -------------------------------------------------------------- */

static int show_account(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Tài khoản của tôi");
	const struct account *x = office_account(q);
	bool password = strcmp(q->page->path, "/tai-khoan/mat-khau") == 0;
	bool code = strcmp(q->page->path, "/tai-khoan/hai-buoc") == 0;
	struct account_view v = { .has_totp = x->has_totp, .n_password = 2 };
	uint8_t secret[TOTP_SECRET];
	char hex[2 * TOTP_SECRET + 1];
	const char *done = http_typed(q, "xong");

	f->subtitle = arena_printf(q->arena, "%s · %s", x->login,
				   x->role->name);
	v.password[0] = (struct control){
		.kind = CONTROL_SECRET, .name = "mat-khau-cu",
		.label = "Mật khẩu đang dùng",
		.autocomplete = "current-password",
		.error = password ? http_error(q, "mat-khau-cu") : NULL,
	};
	v.password[1] = (struct control){
		.kind = CONTROL_SECRET, .name = "mat-khau",
		.label = "Mật khẩu mới", .autocomplete = "new-password",
		.hint = "từ 12 ký tự, ký tự nào cũng được",
		.error = password ? http_error(q, "mat-khau") : NULL,
	};
	v.code[0] = (struct control){
		.kind = CONTROL_FIGURE, .name = "ma",
		.label = "Mã sáu chữ số", .autocomplete = "one-time-code",
		.error = code ? http_error(q, "ma") : NULL,
	};
	if (code && *http_typed(q, "khoa")) {
		v.totp_secret = http_typed(q, "khoa");
		if (sodium_hex2bin(secret, sizeof secret, v.totp_secret,
				   strlen(v.totp_secret), NULL, NULL,
				   NULL) != 0)
			totp_secret(secret);
	} else {
		totp_secret(secret);
	}
	sodium_bin2hex(hex, sizeof hex, secret, sizeof secret);
	v.totp_secret = arena_strdup(q->arena, hex);
	v.totp_url = totp_url(q->arena, x->login, secret);
	v.session = http_sessions(q, &v.n_session);
	if (strcmp(done, "mat-khau") == 0)
		office_done(f, "Đã đổi mật khẩu; các phiên khác và mọi mã truy "
			       "cập đã kết thúc.");
	else if (strcmp(done, "hai-buoc") == 0)
		office_done(f, "Đã bật xác thực hai bước.");
	else if (strcmp(done, "phien") == 0)
		office_done(f, "Đã kết thúc phiên.");
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	account_page(&r->body, f, &v);
	return 0;
}

static int new_password(struct request *q, struct db *db, void *x)
{
	const struct account *who = x;

	if (account_set_password(db, who->id, http_text(q, "mat-khau"),
				 &q->err) == 0)
		return 0;
	rename_field(&q->err);
	return -1;
}

static int change_password(struct request *q, struct response *r)
{
	struct account who;

	if (account_login(q->arena, q->db, q->user->login,
			  http_text(q, "mat-khau-cu"), &who, &q->err) < 0) {
		q->err = (struct err){ 0 };
		err_set(&q->err, ERR_RULE, "mật khẩu đang dùng không đúng");
		return err_field(&q->err, "mat-khau-cu");
	}
	if (in_transaction(q, who.login, "Đổi mật khẩu", new_password,
			   &who) < 0)
		return -1;
	http_login(q, r, who.id); /* a new session: the others are over */
	http_redirect(r, "/tai-khoan?xong=mat-khau");
	return 0;
}

static int set_totp(struct request *q, struct db *db, void *x)
{
	int64_t code = -1;

	http_int(q, "ma", &code);
	if (account_totp_set(db, q->user->id, x, (int)code, moment_now(),
			     &q->err) == 0)
		return 0;
	rename_field(&q->err);
	return -1;
}

static int begin_totp(struct request *q, struct response *r)
{
	uint8_t secret[TOTP_SECRET];
	const char *hex = http_text(q, "khoa");
	size_t n;

	if (sodium_hex2bin(secret, sizeof secret, hex, strlen(hex), NULL, &n,
			   NULL) != 0 || n != sizeof secret)
		return err_set(&q->err, ERR_INPUT, "khoá không hợp lệ");
	if (in_transaction(q, q->user->login, "Bật xác thực hai bước",
			   set_totp, secret) < 0)
		return -1;
	http_redirect(r, "/tai-khoan?xong=hai-buoc");
	return 0;
}

static int end_session(struct request *q, struct response *r)
{
	const char *text = http_text(q, "phien");
	char *end;
	uint64_t id = strtoull(text, &end, 10);

	if (*end || http_session_end(q, id) < 0)
		return err_set(&q->err, ERR_NOTFOUND,
			       "phiên này đã kết thúc");
	http_redirect(r, "/tai-khoan?xong=phien");
	return 0;
}

/* --- users ------------------------------------------------------------------------------ */

static int show_users(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Người dùng");
	struct users_view v = { 0 };
	struct account *list;

	v.n = account_list(q->arena, q->db, office_known(q), &list);
	v.user = list;
	f->subtitle = "ai làm việc ở đây, với vai trò nào, cho đơn vị nào";
	if (strcmp(http_typed(q, "xong"), "luu") == 0)
		office_done(f, "Đã lưu người dùng.");
	users_page(&r->body, f, &v);
	return 0;
}

/* The form of a user: of a new one (was NULL) or of one that stands. */
static int user_page(struct request *q, struct response *r,
		     const struct account *was)
{
	static const struct hyperlink up[] = { { "Người dùng", "/nguoi-dung" } };
	struct frame *f = office_frame(q, was ? was->login
					      : "Thêm người dùng");
	struct user_view v = { .role = roles };
	struct choice *choice;
	struct control *c = v.control;

	f->crumbs = up;
	f->n_crumbs = 1;
	while (roles[v.n_role].code)
		v.n_role++;
	choice = ARENA_ARRAY(q->arena, v.n_role, struct choice);
	for (size_t i = 0; i < v.n_role; i++)
		choice[i] = (struct choice){ roles[i].code, roles[i].name };
	v.action = was ? arena_printf(q->arena, "/nguoi-dung/%lld",
				      (long long)was->id)
		       : "/nguoi-dung/them";
	if (!was) {
		*c = office_control(q, "ten", CONTROL_TEXT, NULL);
		c++->hint = "chữ thường không dấu, chữ số, dấu chấm";
	}
	*c++ = office_control(q, "ho-ten", CONTROL_TEXT,
			      was ? was->name : NULL);
	*c = office_control(q, "vai-tro", CONTROL_SELECT,
			    was && was->role ? was->role->code : "officer");
	c->choices = choice;
	c++->n_choices = v.n_role;
	*c = office_control(q, "don-vi", CONTROL_TEXT, was ? was->place : NULL);
	c++->hint = "mã đơn vị hành chính, khi chỉ làm cho đơn vị đó";
	*c = office_control(q, "linh-vuc", CONTROL_TEXT,
			    was ? was->sector : NULL);
	c++->hint = "mã lĩnh vực, khi chỉ làm cho lĩnh vực đó";
	*c = office_control(q, "mat-khau", CONTROL_SECRET, NULL);
	c->autocomplete = "new-password";
	c++->hint = was ? "bỏ trống thì giữ mật khẩu đang có"
			: "từ 12 ký tự; đưa riêng cho người dùng";
	if (was)
		*c++ = office_control(q, "khoa", CONTROL_CHECK,
				      was->disabled ? "1" : NULL);
	v.n_control = (size_t)(c - v.control);
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	user_form(&r->body, f, &v);
	return 0;
}

static int show_new_user(struct request *q, struct response *r)
{
	return user_page(q, r, NULL);
}

static int show_user(struct request *q, struct response *r)
{
	struct account was;
	int64_t id = 0;

	http_int(q, "id", &id);
	if (account_get(q->arena, q->db, id, &was, &q->err) < 0)
		return -1;
	return user_page(q, r, &was);
}

static void take_form(struct request *q, struct account *x)
{
	const char *place = http_text(q, "don-vi");
	const char *sector = http_text(q, "linh-vuc");

	x->name = http_text(q, "ho-ten");
	x->role = role_find(http_text(q, "vai-tro"));
	x->place = place ? place : "";
	x->sector = sector ? sector : "";
}

static int add_user(struct request *q, struct response *r)
{
	struct account x = { .login = http_text(q, "ten") };

	take_form(q, &x);
	if (in_transaction(q, q->user->login,
			   arena_printf(q->arena, "Thêm người dùng %s",
					x.login), add_account, &x) < 0)
		return -1;
	http_redirect(r, "/nguoi-dung?xong=luu");
	return 0;
}

static int write_account(struct request *q, struct db *db, void *x)
{
	struct account *who = x;

	if (account_change(db, who, &q->err) == 0 &&
	    (!http_text(q, "mat-khau") || new_password(q, db, who) == 0))
		return 0;
	rename_field(&q->err);
	return -1;
}

static int change_user(struct request *q, struct response *r)
{
	struct account x;
	int64_t id = 0;

	http_int(q, "id", &id);
	if (account_get(q->arena, q->db, id, &x, &q->err) < 0)
		return -1;
	take_form(q, &x);
	x.disabled = http_flag(q, "khoa");
	if (in_transaction(q, q->user->login,
			   arena_printf(q->arena, "Sửa người dùng %s", x.login),
			   write_account, &x) < 0)
		return -1;
	http_redirect(r, "/nguoi-dung?xong=luu");
	return 0;
}

/* --- the table --------------------------------------------------------------------------- */

#define DONE FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20)

static const struct field login_fields[] = {
	FIELD("ten", FIELD_TEXT, "Tên đăng nhập", .flags = FIELD_REQUIRED, .max = 64),
	FIELD("mat-khau", FIELD_SECRET, "Mật khẩu", .flags = FIELD_REQUIRED),
	FIELD("ma", FIELD_INT, "Mã xác thực", .max = 999999),
	FIELD("ve", FIELD_TEXT, "Trang cần đến"),
	FIELD_END
};
static const struct field first_fields[] = {
	FIELD("ma", FIELD_TEXT, "Mã bắt đầu", .flags = FIELD_REQUIRED),
	FIELD("ten", FIELD_TEXT, "Tên đăng nhập", .flags = FIELD_REQUIRED),
	FIELD("ho-ten", FIELD_TEXT, "Họ tên", .flags = FIELD_REQUIRED),
	FIELD("mat-khau", FIELD_SECRET, "Mật khẩu", .flags = FIELD_REQUIRED),
	FIELD_END
};
static const struct field account_fields[] = { DONE, FIELD_END };
static const struct field password_fields[] = {
	FIELD("mat-khau-cu", FIELD_SECRET, "Mật khẩu đang dùng", .flags = FIELD_REQUIRED),
	FIELD("mat-khau", FIELD_SECRET, "Mật khẩu mới", .flags = FIELD_REQUIRED),
	DONE,
	FIELD_END
};
static const struct field totp_fields[] = {
	FIELD("khoa", FIELD_TEXT, "Khoá", .flags = FIELD_REQUIRED, .max = 40),
	FIELD("ma", FIELD_INT, "Mã sáu chữ số", .flags = FIELD_REQUIRED, .max = 999999),
	DONE,
	FIELD_END
};
static const struct field session_fields[] = {
	FIELD("phien", FIELD_TEXT, "Phiên", .flags = FIELD_REQUIRED, .max = 20),
	FIELD_END
};
static const struct field users_fields[] = { DONE, FIELD_END };

#define USER_FIELDS(password)                                                \
	FIELD("ho-ten", FIELD_TEXT, "Họ tên", .flags = FIELD_REQUIRED),                  \
	FIELD("vai-tro", FIELD_CHOICE, "Vai trò", .flags = FIELD_REQUIRED,                \
	  .choices = ROLE_CHOICES),                                         \
	FIELD("don-vi", FIELD_TEXT, "Đơn vị", .max = 10),                       \
	FIELD("linh-vuc", FIELD_TEXT, "Lĩnh vực", .max = 40),                   \
	FIELD("mat-khau", FIELD_SECRET, "Mật khẩu", .flags = password),                  \
	FIELD("khoa", FIELD_FLAG, "Khoá tài khoản này")

static const struct field new_user_fields[] = {
	FIELD("ten", FIELD_TEXT, "Tên đăng nhập", .flags = FIELD_REQUIRED),
	USER_FIELDS(FIELD_REQUIRED),
	FIELD_END
};
static const struct field user_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	USER_FIELDS(0),
	FIELD_END
};

const struct page office_pages[] = {
	{ .path = "/dang-nhap", .right = RIGHT_PUBLIC, .title = "Đăng nhập",
	  .fields = login_fields, .run = show_login },
	{ .method = HTTP_POST, .path = "/dang-nhap", .right = RIGHT_PUBLIC,
	  .title = "Đăng nhập", .fields = login_fields, .flags = PAGE_SLOW,
	  .run = log_in, .again = show_login },
	{ .method = HTTP_POST, .path = "/dang-xuat", .right = RIGHT_PUBLIC,
	  .title = "Đăng xuất", .flags = PAGE_SLOW, .run = log_out },
	{ .path = "/bat-dau", .right = RIGHT_PUBLIC,
	  .title = "Người quản trị đầu tiên", .fields = first_fields,
	  .run = show_first },
	{ .method = HTTP_POST, .path = "/bat-dau", .right = RIGHT_PUBLIC,
	  .title = "Người quản trị đầu tiên", .fields = first_fields,
	  .flags = PAGE_SLOW, .run = make_first, .again = show_first },
	{ .path = "/tai-khoan", .right = RIGHT_ANY,
	  .title = "Tài khoản của tôi", .fields = account_fields,
	  .run = show_account },
	{ .method = HTTP_POST, .path = "/tai-khoan/mat-khau",
	  .right = RIGHT_ANY, .title = "Đổi mật khẩu",
	  .fields = password_fields, .flags = PAGE_SLOW,
	  .run = change_password, .again = show_account },
	{ .method = HTTP_POST, .path = "/tai-khoan/hai-buoc",
	  .right = RIGHT_ANY, .title = "Bật xác thực hai bước",
	  .fields = totp_fields, .flags = PAGE_SLOW, .run = begin_totp,
	  .again = show_account },
	{ .method = HTTP_POST, .path = "/tai-khoan/phien", .right = RIGHT_ANY,
	  .title = "Kết thúc một phiên", .fields = session_fields,
	  .flags = PAGE_SLOW, .run = end_session },
	{ .path = "/nguoi-dung", .right = "users", .title = "Người dùng",
	  .fields = users_fields, .run = show_users },
	{ .path = "/nguoi-dung/them", .right = "users",
	  .title = "Thêm người dùng", .fields = new_user_fields,
	  .run = show_new_user },
	{ .method = HTTP_POST, .path = "/nguoi-dung/them", .right = "users",
	  .title = "Thêm người dùng", .fields = new_user_fields,
	  .flags = PAGE_SLOW, .run = add_user, .again = show_new_user },
	{ .path = "/nguoi-dung/{id}", .right = "users", .title = "Người dùng",
	  .fields = user_fields, .run = show_user },
	{ .method = HTTP_POST, .path = "/nguoi-dung/{id}", .right = "users",
	  .title = "Người dùng", .fields = user_fields, .flags = PAGE_SLOW,
	  .run = change_user, .again = show_user },
	PAGE_END
};
