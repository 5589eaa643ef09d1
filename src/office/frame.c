/* SPDX-License-Identifier: Apache-2.0 */
/* The frame of every page, filled for who asks. */
#include "office/office.h"

#include "assets.h"
#include "lib/db/db.h"
#include "office/page.html.h"
#include "office/token.h"

/* --- the rail ----------------------------------------------------------------- */

struct part {
	struct rail_item item;
	const char *right;
};

static const struct part running[] = {
	{ { "Tổng quan", "/", ICON_LAYOUT_DASHBOARD, "t", 0, 0, 0 }, "read" },
	{ { "Sổ đăng ký", "/so-dang-ky", ICON_BUILDING_COMMUNITY, "s", 0, 0,
	    0 }, "read" },
	{ { "Biểu nhập liệu", "/bieu", ICON_CLIPBOARD_LIST, "b", 0, 0, 0 },
	  "read" },
	{ { "Chỉ tiêu, kế hoạch", "/chi-tieu", ICON_TARGET_ARROW, "c", 0, 0,
	    0 }, "read" },
	{ { "Kiểm tra số liệu", "/kiem-tra", ICON_SCALE, "k", 0, 0, 0 },
	  "read" },
	{ { "Văn bản kế hoạch", "/ke-hoach", ICON_FILE_TEXT, "v", 0, 0, 0 },
	  "read" },
	{ { "Rà soát dự thảo", "/ra-soat", ICON_FILE_SEARCH, "r", 0, 0, 0 },
	  "read" },
	{ { 0 }, NULL },
};

static const struct part system_parts[] = {
	{ { "Địa bàn", "/dia-ban", ICON_MAP_2, "d", 0, 0, 0 }, "read" },
	{ { "Nhật ký", "/nhat-ky", ICON_HISTORY, "n", 0, 0, 0 }, "read" },
	{ { "Gói quy định", "/goi-quy-dinh", ICON_BOOKS, "q", 0, 0, 0 },
	  "read" },
	{ { "Người dùng", "/nguoi-dung", ICON_USERS, "u", 0, 0, 0 }, "users" },
	{ { 0 }, NULL },
};

/* The longest address of a part that the path lies under is where we are. */
static bool is_here(const char *path, const char *url)
{
	size_t n = strlen(url);

	if (strcmp(url, "/") == 0)
		return strcmp(path, "/") == 0;
	return strncmp(path, url, n) == 0 &&
	       (path[n] == '\0' || path[n] == '/');
}

static struct rail_group rail_group(struct request *q, const char *title,
				    const struct part *parts)
{
	const struct office *o = q->context;
	struct rail_item *items = NULL;
	size_t n = 0;
	size_t cap = 0;

	for (const struct part *p = parts; p->right; p++) {
		struct rail_item *it;

		if (!http_may(q, p->right))
			continue;
		it = VEC_PUSH(q->arena, items, n, cap);
		*it = p->item;
		it->current = is_here(q->path, it->url);
		if (strcmp(it->url, "/kiem-tra") == 0 && o->errors) {
			it->count = o->errors(q);
			it->bad = true;
		}
	}
	return (struct rail_group){ title, items, n };
}

/* --- who asks ------------------------------------------------------------------- */

const struct account *office_account(const struct request *q)
{
	return q->user ? q->user->more : NULL;
}

/* The first letters of the first and the last word: "Nguyễn Thị Hoa", "NH". */
static const char *initials(struct arena *a, const char *name)
{
	const char *last = strrchr(name, ' ');
	struct buf b = BUF_INIT(a);
	const char *from[] = { name, last ? last + 1 : NULL };

	for (size_t i = 0; i < ARRAY_LEN(from) && from[i] && *from[i]; i++) {
		size_t n = 1;

		while (((unsigned char)from[i][n] & 0xc0) == 0x80)
			n++;
		buf_add(&b, from[i], n);
	}
	return b.data;
}

const struct user *office_user(struct request *q, int64_t id)
{
	struct account *x = ARENA_NEW(q->arena, struct account);
	struct user *u = ARENA_NEW(q->arena, struct user);
	struct err e = { 0 };

	if (account_get(q->arena, q->db, id, x, &e) < 0 || x->disabled ||
	    !x->role)
		return NULL;
	*u = (struct user){ .id = id, .login = x->login, .name = x->name,
			    .since = x->since, .more = x };
	return u;
}

const struct user *office_bearer(struct request *q, const char *token)
{
	const int64_t account = token_account(q->db, token, moment_now());

	return account ? office_user(q, account) : NULL;
}

bool office_may(const struct request *q, const char *right)
{
	const struct account *x = office_account(q);

	return x && account_may(x, right);
}

/* --- for when --------------------------------------------------------------------- */

day_t office_on(const struct request *q)
{
	return q->has_on ? q->on : day_today();
}

int64_t office_known(struct request *q)
{
	return q->has_known ? db_tx_at(q->db, q->known) : db_last_tx(q->db);
}

/* --- the frame ---------------------------------------------------------------------- */

static void add_who(struct request *q, struct frame *f)
{
	const struct account *x = office_account(q);
	struct rail_group *g = ARENA_ARRAY(q->arena, 2, struct rail_group);

	if (!x)
		return;
	f->user = x->name;
	f->initials = initials(q->arena, x->name);
	f->place = x->role->name;
	f->csrf = http_csrf(q);
	g[0] = rail_group(q, "Điều hành", running);
	g[1] = rail_group(q, "Hệ thống", system_parts);
	f->groups = g;
	f->n_groups = 2;
}

struct frame *office_frame(struct request *q, const char *title)
{
	struct frame *f = ARENA_NEW(q->arena, struct frame);
	const struct office *o = q->context;

	*f = (struct frame){
		.site = o->name,
		.tagline = o->tagline,
		.owner = o->owner,
		.search_url = "/so-dang-ky",
		.account_url = "/tai-khoan",
		.logout_url = "/dang-xuat",
		.path = q->path,
		.has_on = q->has_on,
		.has_known = q->has_known,
		.on = office_on(q),
		.known = q->has_known ? moment_day(q->known) : day_today(),
		.today_url = q->path,
		.title = title,
	};
	add_who(q, f);
	return f;
}

void office_done(struct frame *f, const char *text)
{
	f->flash = text;
	f->flash_tone = TONE_OK;
}

void office_complain(struct request *q, struct frame *f)
{
	struct complaint *list = NULL;
	size_t cap = 0;

	f->n_complaints = 0;
	for (const struct field *d = q->page->fields; d && d->name; d++) {
		const char *why = http_error(q, d->name);

		if (why)
			*VEC_PUSH(q->arena, list, f->n_complaints, cap) =
				(struct complaint){
					d->name,
					arena_printf(q->arena, "%s: %s",
						     d->label, why),
				};
	}
	if (!f->n_complaints && *q->err.message)
		*VEC_PUSH(q->arena, list, f->n_complaints, cap) =
			(struct complaint){
				NULL,
				*q->err.hint ? arena_printf(q->arena, "%s; %s",
							    q->err.message,
							    q->err.hint)
					     : arena_strdup(q->arena,
							    q->err.message),
			};
	f->complaints = list;
}

static const struct field *field_of(const struct page *p, const char *name)
{
	for (const struct field *d = p->fields; d && d->name; d++)
		if (strcmp(d->name, name) == 0)
			return d;
	BUG("page %s has no field %s", p->path, name);
}

struct control office_control(struct request *q, const char *name,
			      enum control_kind kind, const char *value)
{
	const struct field *d = field_of(q->page, name);
	const char *typed = http_typed(q, name);

	return (struct control){
		.kind = kind,
		.name = name,
		.label = d->label,
		.value = *typed || !value ? typed : value,
		.error = http_error(q, name),
		.optional = !(d->flags & FIELD_REQUIRED),
	};
}

/* --- errors -------------------------------------------------------------------------- */

static const char *error_title(int status)
{
	switch (status) {
	case 401:
		return "Cần đăng nhập";
	case 403:
		return "Không có quyền";
	case 404:
		return "Không tìm thấy";
	case 409:
		return "Đã có người sửa trước";
	case 422:
		return "Chưa làm được";
	case 503:
		return "Máy chủ đang bận";
	}
	return status < 500 ? "Yêu cầu không hợp lệ" : "Có sự cố";
}

int office_error(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, error_title(r->status));

	if (q->user)
		error_page(&r->body, f, &q->err);
	else
		error_alone(&r->body, f, &q->err);
	return 0;
}
