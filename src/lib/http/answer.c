/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Responses: the headers that protect every page, compression, versions that
 * the browser holds already, files, errors, the line in the log.
 */
#include "lib/http/internal.h"

#include "lib/http/asset.h"
#include "lib/http/piece.h"

#include <microhttpd.h>
#include <unistd.h>
#include <zlib.h>

#define HTML "text/html; charset=utf-8"
#define PROBLEM "application/problem+json"
#define CSP                                                                   \
	"default-src 'none'; script-src 'self'; style-src 'self';"            \
	" img-src 'self' data:; font-src 'self'; connect-src 'self';"         \
	" form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

enum {
	WORTH_ZIPPING = 600, /* bytes */
	ZIP_LEVEL = 2, /* a tenth larger than 4, in half the time */
	ZIP_AROUND = 64, /* bytes: head, tail, the flush before a piece */
};

static const struct header always[] = {
	{ "Content-Security-Policy", CSP },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
};

static void add(struct MHD_Response *r, const char *name, const char *value)
{
	if (MHD_add_response_header(r, name, value) != MHD_YES)
		BUG("header %s: %s", name, value);
}

static void add_common(const struct http *h, struct MHD_Response *r)
{
	for (size_t i = 0; i < ARRAY_LEN(always); i++)
		add(r, always[i].name, always[i].value);
	if (atomic_load(&h->leaving))
		add(r, "Connection", "close");
	if (h->tls)
		add(r, "Strict-Transport-Security", "max-age=31536000");
}

void answer_header(struct exchange *x, const char *name, const char *value)
{
	for (const char *p = value; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			BUG("header %s has a control character", name);
	if (x->n_header == ARRAY_LEN(x->header))
		BUG("too many headers");
	x->header[x->n_header++] = (struct header){
		name, arena_strdup(x->arena, value)
	};
}

/* --- compression --------------------------------------------------------------- */

static bool takes_gzip(const struct exchange *x)
{
	const char *p = x->encoding;

	while (p && *p) {
		size_t n;

		p += strspn(p, " \t,");
		n = strcspn(p, " \t,;");
		if (n == 4 && memcmp(p, "gzip", 4) == 0) {
			p += n + strspn(p + n, " \t");
			return strncmp(p, ";q=0", 4) != 0 ||
			       (p[4] == '.' && strspn(p + 5, "0") <
						       strcspn(p + 5, ", \t"));
		}
		p += strcspn(p, ",");
	}
	return false;
}

static bool is_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0 ||
	       strncmp(type, "application/json", 16) == 0 ||
	       strncmp(type, "image/svg+xml", 13) == 0;
}

static void zip_end(void *p)
{
	deflateEnd(p);
}

static z_stream *compressor(struct worker *w)
{
	z_stream *z = w->zip;

	if (z) {
		deflateReset(z);
		return z;
	}
	z = w->zip = ARENA_NEW(w->arena, z_stream);
	if (deflateInit2(z, ZIP_LEVEL, Z_DEFLATED, -15, 8,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		BUG("deflateInit2");
	arena_defer(w->arena, zip_end, z);
	return z;
}

/* Appends n bytes to the stream, with Z_FULL_FLUSH up to a whole byte and so
 * that what follows does not refer to them, or with Z_FINISH.  Returns the
 * checksum that goes on. */
static uLong add_zipped(z_stream *z, uLong crc, const char *s, size_t n,
			int flush)
{
	z->next_in = (unsigned char *)(uintptr_t)s;
	z->avail_in = (uInt)n;
	if (deflate(z, flush) != (flush == Z_FINISH ? Z_STREAM_END : Z_OK) ||
	    !z->avail_out)
		BUG("deflate: %s", z->msg ? z->msg : "");
	return crc32(crc, (const unsigned char *)s, (uInt)n);
}

static void add_raw(z_stream *z, const void *s, size_t n)
{
	memcpy(z->next_out, s, n);
	z->next_out += n;
	z->avail_out -= (uInt)n;
}

/* The last four bytes of a gzip stream, twice: least significant first. */
static void add_le(z_stream *z, uLong v)
{
	const unsigned char four[4] = { (unsigned char)v,
					(unsigned char)(v >> 8),
					(unsigned char)(v >> 16),
					(unsigned char)(v >> 24) };

	add_raw(z, four, sizeof four);
}

/* What is sent compressed already; an error may have replaced the body. */
static const struct http_piece *piece_of(const struct response *r)
{
	const struct http_piece *p = r->piece;

	return p && r->piece_at + p->size <= r->body.len &&
	       memcmp(r->body.data + r->piece_at, p->text, p->size) == 0
		       ? p : NULL;
}

/* The body compressed in place (RFC 1952). */
static void zip(struct exchange *x, struct worker *w)
{
	static const unsigned char head[10] = { 0x1f, 0x8b, 8, [9] = 3 };
	struct buf *const body = &x->r.body;
	const struct http_piece *p = piece_of(&x->r);
	z_stream *z = compressor(w);
	const size_t room = deflateBound(z, body->len) + ZIP_AROUND +
			    (p ? p->zipped_size : 0);
	char *out = arena_alloc(x->arena, room);
	uLong crc = crc32(0, NULL, 0);
	size_t done = 0;

	z->next_out = (unsigned char *)out;
	z->avail_out = (uInt)room;
	add_raw(z, head, sizeof head);
	if (p) {
		crc = add_zipped(z, crc, body->data, x->r.piece_at,
				 Z_FULL_FLUSH);
		add_raw(z, p->zipped, p->zipped_size);
		crc = crc32_combine(crc, p->crc, (z_off_t)p->size);
		done = x->r.piece_at + p->size;
	}
	crc = add_zipped(z, crc, body->data + done, body->len - done, Z_FINISH);
	add_le(z, crc);
	add_le(z, body->len);
	body->data = out;
	body->len = room - z->avail_out;
}

/* --- responses of pages ----------------------------------------------------------- */

void answer_make(struct exchange *x, struct worker *w)
{
	struct response *r = &x->r;
	struct MHD_Response *m;
	bool zipped;

	if (x->not_modified)
		r->status = 304;
	if (r->status == 304 || r->status == 303)
		r->body.len = 0;
	zipped = r->body.len > WORTH_ZIPPING && is_text(r->type) &&
		 takes_gzip(x);
	if (zipped)
		zip(x, w);
	m = MHD_create_response_from_buffer(r->body.len, r->body.data,
					    MHD_RESPMEM_PERSISTENT);
	if (!m)
		BUG("no response");
	add_common(x->h, m);
	add(m, "Cache-Control", x->etag ? "private, no-cache" : "no-store");
	if (r->status != 304 && r->status != 303)
		add(m, "Content-Type", r->type);
	if (is_text(r->type))
		add(m, "Vary", "Accept-Encoding");
	if (zipped)
		add(m, "Content-Encoding", "gzip");
	if (x->etag)
		add(m, "ETag", x->etag);
	for (size_t i = 0; i < x->n_header; i++)
		add(m, x->header[i].name, x->header[i].value);
	x->response = m;
}

void http_redirect(struct response *r, const char *to)
{
	if (to[0] != '/' || to[1] == '/' || to[1] == '\\')
		BUG("redirect to %s", to);
	r->status = 303;
	answer_header(r->x, "Location", to);
}

/* The name in ASCII for old browsers, and as it is (RFC 6266). */
void http_download(struct response *r, const char *name, const char *type)
{
	struct buf plain = BUF_INIT(r->x->arena);
	struct buf full = BUF_INIT(r->x->arena);
	struct buf value = BUF_INIT(r->x->arena);

	for (const char *p = name; *p; p++) {
		const unsigned char c = (unsigned char)*p;

		if (c < ' ' || c == 127 || strchr("\"\\/:*?<>|;%'", c)) {
			buf_addch(&plain, '_');
			buf_addch(&full, '_');
			continue;
		}
		if (c < 128)
			buf_addch(&plain, *p);
		else if (c >= 0xc0)
			buf_addch(&plain, '_');
		buf_addch(&full, *p);
	}
	buf_addf(&value, "attachment; filename=\"%s\"; filename*=UTF-8''",
		 plain.data);
	form_escape(&value, full.data);
	answer_header(r->x, "Content-Disposition", value.data);
	r->type = type;
}

bool http_unchanged(struct request *q, struct response *r, const char *tag)
{
	struct exchange *x = q->x;
	const char *p = x->none_match;
	const size_t n = strlen(tag);

	(void)r;
	x->etag = arena_printf(x->arena, "W/\"%s\"", tag);
	while (p && (p = strstr(p, tag))) {
		if (p > x->none_match && p[-1] == '"' && p[n] == '"') {
			x->not_modified = true;
			return true;
		}
		p++;
	}
	return false;
}

/* --- static files -------------------------------------------------------------------- */

const struct asset *answer_asset(const struct site *s, const char *target,
				 size_t n)
{
	for (const struct asset *f = s->assets; f->path; f++)
		if (strlen(f->path) == n && memcmp(f->path, target, n) == 0)
			return f;
	return NULL;
}

void answer_static(struct exchange *x, const struct asset *f)
{
	const bool zipped = f->gzip && takes_gzip(x);
	struct MHD_Response *m = MHD_create_response_from_buffer(
		zipped ? f->gzip_size : f->size,
		(void *)(uintptr_t)(zipped ? f->gzip : f->data),
		MHD_RESPMEM_PERSISTENT);

	if (!m)
		BUG("no response");
	add_common(x->h, m);
	add(m, "Content-Type", f->type);
	add(m, "Cache-Control", "public, max-age=31536000, immutable");
	if (f->gzip)
		add(m, "Vary", "Accept-Encoding");
	if (zipped)
		add(m, "Content-Encoding", "gzip");
	x->r.status = 200;
	x->response = m;
}

/* --- errors ------------------------------------------------------------------------------ */

static const char *reason(int status)
{
	switch (status) {
	case 400: return "Yêu cầu gửi lên không hợp lệ";
	case 401: return "Cần đăng nhập";
	case 403: return "Không có quyền làm việc này";
	case 404: return "Không có trang này";
	case 405: return "Trang này không nhận cách gửi như vậy";
	case 409: return "Dữ liệu vừa được người khác thay đổi";
	case 411: return "Yêu cầu gửi lên thiếu độ dài";
	case 413: return "Nội dung gửi lên quá lớn";
	case 421: return "Máy chủ này không mang tên ấy";
	case 422: return "Nội dung gửi lên cần sửa";
	case 431: return "Phần đầu của yêu cầu quá lớn";
	case 503: return "Máy chủ đang bận; thử lại sau ít giây";
	case 505: return "Phiên bản HTTP không được nhận";
	default:  return "Có sự cố trên máy chủ";
	}
}

char *answer_incident(struct exchange *x)
{
	return arena_printf(x->arena, "%s-%llu", x->h->run,
			    (unsigned long long)x->number);
}

void answer_error(struct exchange *x)
{
	struct response *r = &x->r;
	struct buf *b = &r->body;
	const struct err *e = &x->q.err;

	buf_cut(b, 0);
	if (x->api) {
		r->type = PROBLEM;
		json_problem(x, r->status == 404 ? "Không tìm thấy"
						 : reason(r->status), b);
		return;
	}
	r->type = HTML;
	buf_addf(b, "<!DOCTYPE html>\n<html lang=\"vi\"><meta charset=\"utf-8\">"
		    "<meta name=\"viewport\" content=\"width=device-width\">"
		    "<title>%s</title>\n<h1>%s</h1>\n",
		 reason(r->status), reason(r->status));
	if (e->kind == ERR_NONE)
		return;
	buf_adds(b, "<p>");
	buf_addxml(b, e->message);
	buf_adds(b, "</p>\n");
	if (e->hint[0]) {
		buf_adds(b, "<p>");
		buf_addxml(b, e->hint);
		buf_adds(b, "</p>\n");
	}
}

/* For requests that no worker sees: malformed, too large, too many. */
void answer_plain(struct exchange *x, int status)
{
	struct MHD_Response *m;

	x->r.status = status;
	x->refused = status;
	answer_error(x);
	m = MHD_create_response_from_buffer(x->r.body.len, x->r.body.data,
					    MHD_RESPMEM_PERSISTENT);
	if (!m)
		BUG("no response");
	add_common(x->h, m);
	add(m, "Content-Type", x->r.type);
	add(m, "Cache-Control", "no-store");
	/* after a head that we do not believe nothing that follows counts */
	if (!atomic_load(&x->h->leaving))
		add(m, "Connection", "close");
	if (status == 503)
		add(m, "Retry-After", "2");
	x->response = m;
}

/* One line a request, without what identifies a person but the user's number:
 * the page is named by its pattern, not by the address. */
void answer_log(struct exchange *x)
{
	static const char *const method[] = { "GET", "POST", "PUT", "DELETE" };
	struct buf b = BUF_INIT(x->arena);
	const int fd = x->h->c.log ? x->h->c.log : STDERR_FILENO;

	if (x->h->c.log < 0)
		return;
	buf_addf(&b, "http id=%s-%llu method=%s page=%s status=%d bytes=%zu"
		     " us=%lld waited=%lld user=%lld\n",
		 x->h->run, (unsigned long long)x->number,
		 x->head ? "HEAD" : method[x->method],
		 x->q.page ? x->q.page->path : "-", x->r.status, x->r.body.len,
		 (long long)(clock_us() - x->begun),
		 (long long)(x->taken ? x->taken - x->begun : 0),
		 (long long)x->user_id);
	if (write(fd, b.data, b.len) < 0)
		return; /* a log that is gone stops nobody's work */
}
