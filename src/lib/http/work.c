/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a worker does with a request: who asks, may he, is it really he, what
 * did he send; then the handler, and whatever came out as a response.
 */
#include "lib/http/internal.h"

#include "lib/db/db.h"

#include <unistd.h>

static bool is_public(const struct page *p)
{
	return strcmp(p->right, RIGHT_PUBLIC) == 0;
}

bool http_may(const struct request *q, const char *right)
{
	const struct site *s = q->x->h->site;

	if (strcmp(right, RIGHT_PUBLIC) == 0)
		return true;
	if (!q->user)
		return false;
	return strcmp(right, RIGHT_ANY) == 0 || (s->may && s->may(q, right));
}

int http_forbid(struct request *q, const char *why)
{
	q->x->forbidden = true;
	return err_set(&q->err, ERR_RULE, "%s", why);
}

const char *http_csrf(const struct request *q)
{
	struct exchange *x = q->x;

	if (!x->csrf)
		x->csrf = x->token ? csrf_token(x->arena, x->token) : "";
	return x->csrf;
}

struct db *http_writer(struct request *q)
{
	struct exchange *x = q->x;

	if (q->page->method == HTTP_GET)
		BUG("%s writes in a GET", q->page->path);
	if (!x->writes) {
		pthread_mutex_lock(&x->h->write_lock);
		x->writes = true;
	}
	return x->h->writer;
}

/* --- sessions --------------------------------------------------------------------- */

static void set_cookie(struct exchange *x, const char *token)
{
	const bool tls = x->h->tls;

	answer_header(x, "Set-Cookie",
		      arena_printf(x->arena,
				   "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
				   tls ? COOKIE_TLS : COOKIE, token,
				   tls ? "; Secure" : "",
				   *token ? "" : "; Max-Age=0"));
}

void http_login(struct request *q, struct response *r, int64_t user)
{
	struct exchange *x = q->x;
	char token[2 * TOKEN_SIZE + 1];

	(void)r;
	if (x->token)
		sessions_end(x->h->sessions, x->token);
	sessions_begin(x->h->sessions, user, x->address, moment_now(), token);
	x->token = arena_strdup(x->arena, token);
	x->user_id = user;
	x->csrf = NULL;
	set_cookie(x, token);
}

void http_logout(struct request *q, struct response *r)
{
	struct exchange *x = q->x;

	(void)r;
	if (x->token)
		sessions_end(x->h->sessions, x->token);
	x->token = NULL;
	x->csrf = NULL;
	q->user = NULL;
	set_cookie(x, "");
}

const struct session *http_sessions(const struct request *q, size_t *n)
{
	const struct exchange *x = q->x;
	struct session *s;

	*n = 0;
	if (!q->user)
		return NULL;
	s = sessions_list(x->h->sessions, q->arena, q->user->id, moment_now(),
			  n);
	for (size_t i = 0; i < *n; i++)
		s[i].current = s[i].id == x->session_id;
	return s;
}

int http_session_end(struct request *q, uint64_t id)
{
	if (q->user && sessions_end_id(q->x->h->sessions, q->user->id, id))
		return 0;
	return err_set(&q->err, ERR_NOTFOUND,
		       "không có phiên đăng nhập này");
}

/* The user of the session, unless he is gone or the session is from before
 * his new password. */
static int find_user(struct exchange *x)
{
	const struct site *s = x->h->site;

	if (x->bearer) {
		x->q.user = s->bearer ? s->bearer(&x->q, x->bearer) : NULL;
		x->user_id = x->q.user ? x->q.user->id : 0;
		return x->q.db ? db_failed(x->q.db, &x->q.err) : 0;
	}
	if (!x->user_id || !s->user)
		return 0;
	x->q.user = s->user(&x->q, x->user_id);
	if (x->q.db && db_failed(x->q.db, &x->q.err) < 0)
		return -1; /* it is not known that he is gone */
	if (x->q.user && x->session_begun >= x->q.user->since)
		return 0;
	x->q.user = NULL;
	sessions_end(x->h->sessions, x->token);
	x->token = NULL;
	x->user_id = 0;
	return 0;
}

/* --- what goes wrong ----------------------------------------------------------------- */

static int status_of(const struct exchange *x)
{
	if (x->forbidden)
		return 403;
	switch (x->q.err.kind) {
	case ERR_USAGE:    return 400;
	case ERR_INPUT:
		return x->method == HTTP_GET && !x->api ? 400 : 422;
	case ERR_NOTFOUND: return 404;
	case ERR_RULE:     return 422;
	case ERR_CONFLICT: return 409;
	case ERR_IO:
	case ERR_NONE:     break;
	}
	return 500;
}

/* What happened goes to the log, its number to the user. */
static void incident(struct exchange *x)
{
	const int fd = x->h->c.log ? x->h->c.log : STDERR_FILENO;
	char *const number = answer_incident(x);
	struct err *const e = &x->q.err;
	struct buf b = BUF_INIT(x->arena);

	buf_addf(&b, "incident id=%s page=%s message=\"%s; %s\"", number,
		 x->q.page ? x->q.page->path : "-", e->message, e->detail);
	for (size_t i = 0; i < b.len; i++)
		if ((unsigned char)b.data[i] < ' ')
			b.data[i] = ' ';
	buf_addch(&b, '\n');
	if (x->h->c.log >= 0 && write(fd, b.data, b.len) < 0)
		b.len = 0; /* nobody to tell */
	*e = (struct err){ 0 };
	err_set(e, ERR_IO, "máy chủ gặp sự cố và đã ghi lại, số %s", number);
	err_hint(e, "thử lại; nếu vẫn vậy, báo số này cho người quản trị");
}

/* The page of an error, the site's own if it makes one. */
static void tell(struct exchange *x, int status)
{
	const struct site *s = x->h->site;

	x->n_header = 0;
	x->etag = NULL;
	x->not_modified = false;
	x->r.status = status;
	x->r.type = "text/html; charset=utf-8";
	buf_cut(&x->r.body, 0);
	if (status == 405)
		answer_header(x, "Allow", routes_allow(x->arena, x->allow));
	if (status == 500)
		incident(x);
	if (status == 401 && x->api)
		answer_header(x, "WWW-Authenticate",
			      x->bearer ? "Bearer realm=\"hoptac\","
					  " error=\"invalid_token\""
					: "Bearer realm=\"hoptac\"");
	if (x->api || !s->error || s->error(&x->q, &x->r) < 0)
		answer_error(x);
}

/* A page for which one must log in: there, and back afterwards. */
static void send_to_login(struct exchange *x)
{
	const char *login = x->h->site->login;
	struct buf to = BUF_INIT(x->arena);

	if (x->api) {
		err_set(&x->q.err, ERR_RULE,
			x->bearer ? "mã truy cập không đúng hoặc đã thu hồi"
				  : "yêu cầu chưa có mã truy cập");
		err_hint(&x->q.err, "tạo mã ở trang Tài khoản của tôi, gửi kèm:"
				    " Authorization: Bearer MÃ");
	}
	if (x->api || !login) {
		tell(x, 401);
		return;
	}
	buf_adds(&to, login);
	if (x->method == HTTP_GET && !x->q.fragment) {
		buf_adds(&to, "?ve=");
		form_escape(&to, x->q.path);
		if (*x->query) {
			form_escape(&to, "?");
			form_escape(&to, x->query);
		}
		http_redirect(&x->r, to.data);
		return;
	}
	err_set(&x->q.err, ERR_RULE, "phiên đăng nhập đã hết");
	err_hint(&x->q.err, "đăng nhập lại rồi gửi lại");
	tell(x, 401);
	if (x->q.fragment)
		answer_header(x, "HX-Redirect", to.data);
}

/* --- the work ---------------------------------------------------------------------------- */

static bool forged(struct exchange *x)
{
	const char *token = NULL;

	if (x->q.page->method == HTTP_GET)
		return false;
	if (x->bearer)
		return false; /* no browser sends it by itself */
	if (!csrf_same_origin(&x->source, x->own))
		return true;
	if (!x->token)
		return false; /* nobody's rights can be abused */
	if (x->api)
		token = x->csrf_sent; /* a form of another site has no headers */
	for (size_t i = 0; i < x->pairs.n && !x->api; i++)
		if (strcmp(x->pairs.v[i].name, "csrf") == 0)
			token = x->pairs.v[i].value;
	return !token || !csrf_valid(token, x->token);
}

/* Runs one handler and looks after what it left behind. */
static int call(struct exchange *x,
		int (*fn)(struct request *q, struct response *r))
{
	struct request *const q = &x->q;
	const int rc = fn(q, &x->r);

	if (rc == 0 && q->err.kind != ERR_NONE)
		BUG("%s succeeds with an error", q->page->path);
	if (rc < 0 && q->err.kind == ERR_NONE)
		BUG("%s fails without an error", q->page->path);
	if (x->writes && x->h->writer &&
	    db_failed(x->h->writer, &q->err) < 0)
		return -1;
	if (q->db && q->db != x->h->writer && db_failed(q->db, &q->err) < 0)
		return -1;
	return rc;
}

/* The handler, or the form once more. */
static void run(struct exchange *x)
{
	const struct page *const p = x->q.page;
	int status;

	if (p->method != HTTP_GET && !(p->flags & PAGE_SLOW) && x->h->writer)
		x->q.db = http_writer(&x->q);
	if (!x->wrong && call(x, p->run) == 0)
		return;
	status = status_of(x);
	if (!p->again || (status != 422 && status != 409)) {
		tell(x, status);
		return;
	}
	x->n_header = 0;
	x->r.status = status;
	buf_cut(&x->r.body, 0);
	if (p->again(&x->q, &x->r) < 0)
		tell(x, status_of(x));
}

static void tell_forged(struct exchange *x)
{
	err_set(&x->q.err, ERR_RULE,
		"yêu cầu không đến từ trang của hệ thống,"
		" hoặc trang mở đã quá lâu");
	err_hint(&x->q.err, "mở lại trang rồi gửi lại");
	tell(x, 403);
}

static void serve(struct exchange *x)
{
	const struct page *const p = x->q.page;

	if (find_user(x) < 0) {
		tell(x, 500);
	} else if (x->refused) {
		tell(x, x->refused);
	} else if (!is_public(p) && !x->q.user) {
		send_to_login(x);
	} else if (!http_may(&x->q, p->right)) {
		err_set(&x->q.err, ERR_RULE, "không có quyền “%s”", p->title);
		tell(x, 403);
	} else if (x->api && forged(x)) {
		tell_forged(x);
	} else if (fields_take(x) < 0) {
		tell(x, status_of(x));
	} else if (!x->api && forged(x)) {
		tell_forged(x); /* the token is a field of the form */
	} else {
		run(x);
	}
}

void work(struct exchange *x, struct worker *w)
{
	x->q.db = w->db;
	if (w->db && x->method == HTTP_GET)
		db_snapshot(w->db);
	serve(x);
	if (w->db)
		db_reset(w->db);
	if (x->writes) {
		if (x->h->writer)
			db_reset(x->h->writer); /* what was not committed */
		pthread_mutex_unlock(&x->h->write_lock);
	}
	x->writes = false;
	answer_make(x, w);
}
