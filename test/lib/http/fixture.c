/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/http/fixture.h"

#include "lib/db/db.h"
#include "lib/http/asset.h"
#include "lib/http/piece.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

/* --- the site ----------------------------------------------------------------- */

static int home(struct request *q, struct response *r)
{
	buf_addf(&r->body, "user=%s on=%d known=%lld fragment=%d address=%s",
		 q->user ? q->user->login : "-", q->has_on ? q->on : -1,
		 q->has_known ? (long long)q->known : -1LL, q->fragment,
		 q->address);
	return 0;
}

static int item(struct request *q, struct response *r)
{
	int64_t id = 0;

	http_int(q, "id", &id);
	buf_addf(&r->body, "item %lld", (long long)id);
	return 0;
}

static int fixed_item(struct request *q, struct response *r)
{
	(void)q;
	buf_adds(&r->body, "new");
	return 0;
}

static const struct field id_fields[] = {
	FIELD("id", FIELD_INT, "Số hiệu", .min = 1),
	FIELD_END
};

/* Shows every field as name=value;error */
static int echo(struct request *q, struct response *r)
{
	for (const struct field *f = q->page->fields; f && f->name; f++) {
		const struct value *v;

		for (size_t i = 0; (v = http_value(q, f->name, i)); i++)
			buf_addf(&r->body, "[%s=%s#%lld+%zu%s%s]", v->name,
				 v->text ? v->text : "", (long long)v->number,
				 v->size, v->error ? ";" : "",
				 v->error ? v->error : "");
	}
	if (q->err.kind)
		buf_addf(&r->body, "(%s: %s)", q->err.field, q->err.message);
	return 0;
}

static const struct field echo_fields[] = {
	FIELD("ten", FIELD_TEXT, "Tên", .flags = FIELD_REQUIRED, .max = 20),
	FIELD("so", FIELD_INT, "Số", .min = 1, .max = 100),
	FIELD("von", FIELD_DECIMAL, "Vốn"),
	FIELD("luong", FIELD_QUANTITY, "Lượng"),
	FIELD("loai", FIELD_CHOICE, "Loại", .choices = "htx|tht"),
	FIELD("ngay_cap", FIELD_DAY, "Ngày cấp"),
	FIELD("y_kien", FIELD_LINES, "Ý kiến"),
	FIELD("nhan", FIELD_TEXT, "Nhãn", .flags = FIELD_MANY),
	FIELD("o.*", FIELD_QUANTITY, "Ô"),
	FIELD("dong_y", FIELD_FLAG, "Đồng ý"),
	FIELD("mat_khau", FIELD_SECRET, "Mật khẩu", .min = 3),
	FIELD_END
};

static const struct field file_fields[] = {
	FIELD("tep", FIELD_FILE, "Tệp", .flags = FIELD_REQUIRED, .max = 1 << 20),
	FIELD("ten", FIELD_TEXT, "Tên"),
	FIELD_END
};

static int upload(struct request *q, struct response *r)
{
	const struct value *v = http_value(q, "tep", 0);

	buf_addf(&r->body, "%s %zu ", v->text, v->size);
	buf_add(&r->body, v->data, v->size < 8 ? v->size : 8);
	return 0;
}

/* Words that repeat, so that what is compressed refers back. */
static void add_words(struct buf *b, int64_t n, unsigned seed)
{
	for (int64_t i = 0; i < n; i++)
		buf_addf(b, "số %u ", (seed = seed * 69069 + 1) >> 28);
}

/* A page with so many words before a piece, in it and behind it. */
static int pieced(struct request *q, struct response *r)
{
	struct buf in = BUF_INIT(q->arena);
	int64_t n = 0;

	if (http_int(q, "truoc", &n))
		add_words(&r->body, n, 1);
	if (http_int(q, "trong", &n))
		add_words(&in, n, 2);
	http_piece(&r->body, r, piece_new(q->arena, in.data, in.len));
	if (http_int(q, "sau", &n))
		add_words(&r->body, n, 1);
	return http_flag(q, "hong")
		       ? err_set(&q->err, ERR_NOTFOUND, "không thấy") : 0;
}

static const struct field piece_fields[] = {
	FIELD("truoc", FIELD_INT, "Trước"),
	FIELD("trong", FIELD_INT, "Trong"),
	FIELD("sau", FIELD_INT, "Sau"),
	FIELD("hong", FIELD_FLAG, "Hỏng"),
	FIELD_END
};

static int fail(struct request *q, struct response *r)
{
	const char *how = http_text(q, "cach");

	buf_adds(&r->body, "half a page");
	if (strcmp(how, "rule") == 0)
		return err_set(&q->err, ERR_RULE, "không được <phép>");
	if (strcmp(how, "conflict") == 0)
		return err_set(&q->err, ERR_CONFLICT, "đã đổi");
	if (strcmp(how, "none") == 0)
		return err_set(&q->err, ERR_NOTFOUND, "không thấy");
	err_set(&q->err, ERR_IO, "bí mật /var/lib");
	return err_detail(&q->err, "SELECT secret");
}

static const struct field fail_fields[] = {
	FIELD("cach", FIELD_TEXT, "Cách", .flags = FIELD_REQUIRED),
	FIELD_END
};

static int login_page(struct request *q, struct response *r)
{
	http_login(q, r, 7);
	http_redirect(r, "/");
	return 0;
}

static int logout_page(struct request *q, struct response *r)
{
	http_logout(q, r);
	http_redirect(r, "/");
	return 0;
}

static int form(struct request *q, struct response *r)
{
	buf_addf(&r->body, "csrf=%s", http_csrf(q));
	return 0;
}

static int large(struct request *q, struct response *r)
{
	int64_t n = 1000;

	http_int(q, "n", &n);
	for (int64_t i = 0; i < n; i++)
		buf_adds(&r->body, "<td>hợp tác xã</td>");
	return 0;
}

static const struct field large_fields[] = {
	FIELD("n", FIELD_INT, "Số dòng", .max = 1000000),
	FIELD_END
};

static int versioned(struct request *q, struct response *r)
{
	if (http_unchanged(q, r, "v12"))
		return 0;
	buf_adds(&r->body, "version 12");
	return 0;
}

static int download(struct request *q, struct response *r)
{
	(void)q;
	http_download(r, "Kế hoạch \"2024\"/../x;.docx",
		      "application/octet-stream");
	buf_adds(&r->body, "PK");
	return 0;
}

static int url(struct request *q, struct response *r)
{
	buf_addf(&r->body, "%s %s", http_url(q, "sap", "tên & số"),
		 http_url(q, "loc", NULL));
	return 0;
}

static int sessions(struct request *q, struct response *r)
{
	size_t n;
	const struct session *s = http_sessions(q, &n);
	int64_t id = 0;

	if (http_int(q, "id", &id) && http_session_end(q, (uint64_t)id) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		buf_addf(&r->body, "%llu%s ", (unsigned long long)s[i].id,
			 s[i].current ? "*" : "");
	return 0;
}

/* The number of transactions; one more. */
static int count(struct request *q, struct response *r)
{
	buf_addf(&r->body, "%lld", (long long)db_last_tx(q->db));
	return 0;
}

static int add_one(struct request *q, struct response *r)
{
	if (db_begin(q->db, "lan", "thử", &q->err) < 0 ||
	    db_commit(q->db, &q->err) < 0)
		return -1;
	return count(q, r);
}

/* Leaves a transaction and a query open. */
static int careless(struct request *q, struct response *r)
{
	struct db *db = http_writer(q);

	if (db_begin(db, "lan", "thử", &q->err) < 0)
		return -1;
	db_step(db_query(q->db, "SELECT 1 UNION SELECT 2"));
	return count(q, r);
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate_moved = PTHREAD_COND_INITIALIZER;
static bool gate_closed;
static int inside;

void gate_close(void)
{
	pthread_mutex_lock(&gate);
	gate_closed = true;
	pthread_mutex_unlock(&gate);
}

void gate_open(void)
{
	pthread_mutex_lock(&gate);
	gate_closed = false;
	pthread_cond_broadcast(&gate_moved);
	pthread_mutex_unlock(&gate);
}

int gate_inside(void)
{
	int n;

	pthread_mutex_lock(&gate);
	n = inside;
	pthread_mutex_unlock(&gate);
	return n;
}

static int slow(struct request *q, struct response *r)
{
	(void)q;
	pthread_mutex_lock(&gate);
	inside++;
	while (gate_closed)
		pthread_cond_wait(&gate_moved, &gate);
	inside--;
	pthread_mutex_unlock(&gate);
	buf_adds(&r->body, "slow");
	return 0;
}

static const struct page pages[] = {
	{ .path = "/", .right = RIGHT_PUBLIC, .title = "Đầu", .run = home },
	{ .path = "/muc/{id}", .right = RIGHT_PUBLIC, .title = "Mục",
	  .fields = id_fields, .run = item },
	{ .path = "/muc/moi", .right = RIGHT_PUBLIC, .title = "Mới",
	  .run = fixed_item },
	{ .path = "/vong", .right = RIGHT_PUBLIC, .title = "Vọng",
	  .fields = echo_fields, .run = echo },
	{ .method = HTTP_POST, .path = "/vong", .right = RIGHT_PUBLIC,
	  .title = "Vọng", .fields = echo_fields, .run = echo,
	  .again = echo },
	{ .method = HTTP_POST, .path = "/tep", .right = RIGHT_PUBLIC,
	  .title = "Tệp", .fields = file_fields, .run = upload },
	{ .method = HTTP_POST, .path = "/tep-rieng", .right = RIGHT_ANY,
	  .title = "Tệp", .fields = file_fields, .run = upload },
	{ .path = "/hong", .right = RIGHT_PUBLIC, .title = "Hỏng",
	  .fields = fail_fields, .run = fail },
	{ .method = HTTP_POST, .path = "/hong", .right = RIGHT_PUBLIC,
	  .title = "Hỏng", .fields = fail_fields, .run = fail },
	{ .method = HTTP_POST, .path = "/dang-nhap", .right = RIGHT_PUBLIC,
	  .title = "Đăng nhập", .run = login_page },
	{ .method = HTTP_POST, .path = "/dang-xuat", .right = RIGHT_ANY,
	  .title = "Đăng xuất", .run = logout_page },
	{ .path = "/rieng", .right = RIGHT_ANY, .title = "Riêng",
	  .run = form },
	{ .method = HTTP_POST, .path = "/rieng", .right = RIGHT_ANY,
	  .title = "Riêng", .run = home },
	{ .path = "/duyet", .right = "approve", .title = "Duyệt",
	  .run = home },
	{ .path = "/doc", .right = "read", .title = "Đọc", .run = home },
	{ .path = "/lon", .right = RIGHT_PUBLIC, .title = "Lớn",
	  .fields = large_fields, .run = large },
	{ .path = "/manh", .right = RIGHT_PUBLIC, .title = "Mảnh",
	  .fields = piece_fields, .run = pieced },
	{ .path = "/ban", .right = RIGHT_PUBLIC, .title = "Bản",
	  .run = versioned },
	{ .path = "/tai", .right = RIGHT_PUBLIC, .title = "Tải",
	  .run = download },
	{ .path = "/duong/{id}", .right = RIGHT_PUBLIC, .title = "Đường",
	  .fields = id_fields, .run = url },
	{ .path = "/phien", .right = RIGHT_ANY, .title = "Phiên",
	  .fields = id_fields, .run = sessions },
	{ .path = "/dem", .right = RIGHT_PUBLIC, .title = "Đếm",
	  .run = count },
	{ .method = HTTP_POST, .path = "/dem", .right = RIGHT_PUBLIC,
	  .title = "Đếm", .run = add_one },
	{ .method = HTTP_POST, .path = "/cau-tha", .right = RIGHT_PUBLIC,
	  .title = "Cẩu thả", .flags = PAGE_SLOW, .run = careless },
	{ .path = "/cho", .right = RIGHT_PUBLIC, .title = "Chờ",
	  .run = slow },
	{ .method = HTTP_POST, .path = "/cho", .right = RIGHT_PUBLIC,
	  .title = "Chờ", .run = slow },
	PAGE_END
};

static const struct page *const tables[] = { pages, NULL };

static const unsigned char css[] = "body { margin: 0 }";
static const unsigned char css_gz[] = "not really gzip";
static const struct asset files[] = {
	{ "/tinh/app.12ab.css", "text/css; charset=utf-8", css,
	  sizeof css - 1, css_gz, sizeof css_gz - 1 },
	{ "/tinh/f.34cd.woff2", "font/woff2", css, sizeof css - 1, NULL, 0 },
	{ 0 }
};

static const struct user *user_of(struct request *q, int64_t id)
{
	struct user *u = ARENA_NEW(q->arena, struct user);

	if (id != 7)
		return NULL;
	u->id = id;
	u->login = "lan";
	u->name = "Nguyễn Thị Lan";
	return u;
}

static bool may(const struct request *q, const char *right)
{
	return q->user->id == 7 && strcmp(right, "read") == 0;
}

const struct site web_site = {
	.pages = tables,
	.assets = files,
	.login = "/dang-nhap",
	.user = user_of,
	.may = may,
};

static void stop(void *h)
{
	http_stop(h);
}

struct http *site_start(struct arena *a, const struct http_config *c)
{
	struct http_config mine = c ? *c : (struct http_config){ 0 };
	struct err e = { 0 };
	struct http *h;

	if (!mine.listen)
		mine.listen = "127.0.0.1:0";
	if (!mine.log)
		mine.log = -1;
	h = http_start(&web_site, &mine, &e);
	if (!h)
		BUG("the fixture does not start: %s", e.message);
	arena_defer(a, stop, h);
	return h;
}

/* --- the client -------------------------------------------------------------------- */

unsigned site_port(const struct http *h)
{
	return (unsigned)strtoul(strrchr(http_address(h), ':') + 1, NULL, 10);
}

int web_dial(const struct http *h)
{
	return web_dial_from(h, "127.0.0.1");
}

int web_dial_from(const struct http *h, const char *address)
{
	struct sockaddr_in from = { .sin_family = AF_INET };
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)site_port(h)) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	from.sin_addr.s_addr = inet_addr(address);
	if (fd < 0 ||
	    bind(fd, (struct sockaddr *)(void *)&from, sizeof from) ||
	    connect(fd, (struct sockaddr *)(void *)&to, sizeof to))
		BUG("connect: %s", strerror(errno));
	return fd;
}

void web_say(int fd, const void *p, size_t n)
{
	while (n > 0) {
		const ssize_t done = send(fd, p, n, MSG_NOSIGNAL);

		if (done <= 0)
			return;
		p = (const char *)p + done;
		n -= (size_t)done;
	}
}

/* Is the response whole? */
static bool whole(const char *s, size_t n)
{
	const char *const end = memmem(s, n, "\r\n\r\n", 4);
	const char *length;

	if (!end)
		return false;
	length = strcasestr(s, "\r\ncontent-length:");
	if (!length || length > end)
		return false;
	return n >= (size_t)(end + 4 - s) + strtoul(length + 17, NULL, 10);
}

const char *web_hear(struct arena *a, int fd, int ms)
{
	struct buf b = BUF_INIT(a);
	char piece[65536];

	while (!whole(b.data, b.len)) {
		struct pollfd p = { fd, POLLIN, 0 };
		ssize_t n;

		if (poll(&p, 1, ms) <= 0)
			break;
		n = recv(fd, piece, sizeof piece, 0);
		if (n <= 0)
			break;
		buf_add(&b, piece, (size_t)n);
	}
	return b.data;
}

void web_send(int fd, const struct http *h, const char *text)
{
	const char *const host = strstr(http_address(h), "//") + 2;
	struct arena *a = arena_new();
	struct buf b = BUF_INIT(a);

	for (const char *p = text; *p; p++) {
		if (strncmp(p, "HOST", 4) == 0) {
			buf_adds(&b, host);
			p += 3;
		} else {
			buf_addch(&b, *p);
		}
	}
	web_say(fd, b.data, b.len);
	arena_free(a);
}

const char *web_ask(struct arena *a, const struct http *h, const char *fmt, ...)
{
	const int fd = web_dial(h);
	const char *got;
	va_list ap;

	va_start(ap, fmt);
	web_send(fd, h, arena_vprintf(a, fmt, ap));
	va_end(ap);
	got = web_hear(a, fd, 5000);
	close(fd);
	return got;
}

int web_status(const char *response)
{
	return strncmp(response, "HTTP/1.1 ", 9)
		       ? 0 : (int)strtol(response + 9, NULL, 10);
}

const char *web_header(struct arena *a, const char *response, const char *name)
{
	const char *const end = strstr(response, "\r\n\r\n");
	const size_t n = strlen(name);

	for (const char *p = strstr(response, "\r\n"); p && p < end;
	     p = strstr(p + 2, "\r\n"))
		if (strncasecmp(p + 2, name, n) == 0 && p[2 + n] == ':')
			return arena_strndup(
				a, p + 4 + n,
				(size_t)(strstr(p + 4 + n, "\r\n") - p) - 4 - n);
	return NULL;
}

const char *web_body(const char *response)
{
	const char *const end = strstr(response, "\r\n\r\n");

	return end ? end + 4 : "";
}

const char *web_login(struct arena *a, const struct http *h)
{
	const char *got = web_ask(a, h,
			      "POST /dang-nhap HTTP/1.1\r\nHost: HOST\r\n"
			      "Origin: http://HOST\r\nContent-Length: 0\r\n\r\n");
	const char *set = web_header(a, got, "Set-Cookie");

	return set ? arena_printf(a, "Cookie: %.*s\r\n",
				  (int)strcspn(set, ";"), set)
		   : "";
}

const char *web_token(struct arena *a, const struct http *h, const char *cookie)
{
	const char *got = web_ask(a, h, "GET /rieng HTTP/1.1\r\nHost: HOST\r\n%s\r\n",
			      cookie);

	return web_body(got) + (strncmp(web_body(got), "csrf=", 5) ? 0 : 5);
}
