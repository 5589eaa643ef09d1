/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The head of a request: libmicrohttpd has split it into lines, we decide
 * whether we believe it.  Whatever a proxy before us might read otherwise
 * than we do (two lengths, a length and a coding, a line that ends oddly) is
 * refused and the connection closed: so no request hides in another.
 */
#include "lib/http/internal.h"

#include "lib/http/asset.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <strings.h>

/* Headers that we read, where they go; each may come once. */
static const struct {
	const char *name;
	size_t at;
} known[] = {
	{ "Host", offsetof(struct exchange, host) },
	{ "Cookie", offsetof(struct exchange, cookie) },
	{ "Accept-Encoding", offsetof(struct exchange, encoding) },
	{ "If-None-Match", offsetof(struct exchange, none_match) },
	{ "Content-Type", offsetof(struct exchange, content_type) },
	{ "X-Forwarded-For", offsetof(struct exchange, forwarded) },
	{ "Origin", offsetof(struct exchange, source.origin) },
	{ "Sec-Fetch-Site", offsetof(struct exchange, source.fetch_site) },
	{ "Authorization", offsetof(struct exchange, authorization) },
	{ "X-CSRF-Token", offsetof(struct exchange, csrf_sent) },
};

struct reading {
	struct exchange *x;
	const char *at; /* where the next line must begin */
	size_t n;
	size_t size; /* of the head up to here */
	unsigned lengths;
	unsigned codings;
	int status; /* of the refusal, or 0 */
};

/* RFC 9110, 5.6.2: the characters of a header's name. */
static bool is_token(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!s[i] || !(strchr("!#$%&'*+-.^_`|~", s[i]) ||
			       (s[i] >= '0' && s[i] <= '9') ||
			       (s[i] >= 'a' && s[i] <= 'z') ||
			       (s[i] >= 'A' && s[i] <= 'Z')))
			return false;
	return n > 0;
}

static bool is_value(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 127)
			return false;
	return true;
}

static bool read_length(const char *s, int64_t *out)
{
	int64_t n = 0;

	if (!*s || strlen(s) > 18)
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return false;
		n = n * 10 + (*s - '0');
	}
	*out = n;
	return true;
}

/*
 * The library has split the head in place: CR and LF of each line became NUL,
 * and so did the colon.  So each name must begin where the line before ended,
 * two bytes after its value, and the empty line must be two bytes too.  A line
 * that ended with LF or CR alone, one that was folded and one that the library
 * has passed over all show as a name at another place.
 */
static enum MHD_Result take_header(void *ctx, enum MHD_ValueKind kind,
				   const char *name, size_t name_size,
				   const char *value, size_t size)
{
	struct reading *r = ctx;
	struct exchange *x = r->x;
	const char *text;

	(void)kind;
	r->size += name_size + size + sizeof ": \r\n" - 1;
	if (++r->n > HEADERS_MAX || r->size > HEAD_MAX) {
		r->status = 431;
		return MHD_NO;
	}
	if (name != r->at || !is_token(name, name_size) ||
	    !is_value(value, size) || value[size] || value[size + 1]) {
		r->status = 400;
		return MHD_NO;
	}
	r->at = value + size + 2;
	while (size > 0 && strchr(" \t", value[size - 1]))
		size--;
	text = arena_strndup(x->arena, value, size);
	if (strcasecmp(name, "Content-Length") == 0) {
		r->lengths++;
		if (!read_length(text, &x->length))
			r->status = 400;
	} else if (strcasecmp(name, "Transfer-Encoding") == 0) {
		r->codings++;
	} else if (strcasecmp(name, "HX-Request") == 0) {
		x->q.fragment = true;
	}
	for (size_t i = 0; i < ARRAY_LEN(known); i++) {
		const char **to;

		if (strcasecmp(name, known[i].name))
			continue;
		to = (const char **)(void *)((char *)x + known[i].at);
		if (*to)
			r->status = 400;
		*to = text;
	}
	return r->status ? MHD_NO : MHD_YES;
}

/* It takes a line of a colon or of a NUL alone for the empty one, too. */
size_t head_size(struct MHD_Connection *c)
{
	return MHD_get_connection_info(
		c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
}

/* RFC 9112, 3.2: an absolute path, an address with its scheme, or "*". */
static bool is_target(const char *s)
{
	return s[0] == '/' || strcmp(s, "*") == 0 ||
	       strncasecmp(s, "http://", 7) == 0 ||
	       strncasecmp(s, "https://", 8) == 0;
}

/* The status of what is wrong with the framing, or 0. */
static int check_headers(struct exchange *x, const char *url,
			 const char *method, const char *version)
{
	struct reading r = { .x = x, .at = version + strlen(version) + 2,
			     .size = x->target_size };

	/* the words of the request line lie one behind the other: a NUL in one
	 * would end it before the blank does */
	if (url != method + strlen(method) + 1 ||
	    version != url + x->target_size + 1 || !is_target(x->target))
		return 400;
	for (size_t i = 0; i < x->target_size; i++)
		if (x->target[i] <= ' ' || x->target[i] >= 127)
			return 400;
	if (strcmp(version, "HTTP/1.1") && strcmp(version, "HTTP/1.0"))
		return 505;
	MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND,
				    take_header, &r);
	if (r.status)
		return r.status;
	if (r.n == 0 || r.at[0] || r.at[1] ||
	    head_size(x->connection) != (size_t)(r.at + 2 - method))
		return 400;
	if (r.lengths > 1 || (r.lengths && r.codings))
		return 400;
	/* No browser sends forms in pieces; proxies gather them. */
	if (r.codings)
		return 411;
	if (!x->host)
		return 400;
	return 0;
}

/* Is it one of our names?  A page of another site that has its name point at
 * us (DNS rebinding) is not served. */
static bool own_host(struct exchange *x)
{
	static const char *const local[] = { "127.0.0.1", "localhost",
					     "[::1]" };
	const struct http *h = x->h;

	if (h->origin_host && strcasecmp(x->host, h->origin_host) == 0) {
		x->own = h->c.origin;
		return true;
	}
	for (size_t i = 0; h->loopback && i < ARRAY_LEN(local); i++) {
		char name[32];

		snprintf(name, sizeof name, "%s:%u", local[i], h->port);
		if (strcasecmp(x->host, name) == 0) {
			x->own = arena_printf(x->arena, "http://%s", name);
			return true;
		}
	}
	return false;
}

/* The address of the browser: that of the peer, or what our proxy says. */
static void take_address(struct exchange *x)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *sa = info ? info->client_addr : NULL;
	const void *raw = NULL;
	bool local = false;

	x->q.address = x->address;
	if (!sa)
		return;
	if (sa->sa_family == AF_INET) {
		const struct in_addr *in =
			&((const struct sockaddr_in *)(const void *)sa)
				 ->sin_addr;

		raw = in;
		local = ntohl(in->s_addr) >> 24 == 127;
	} else if (sa->sa_family == AF_INET6) {
		const struct in6_addr *in6 =
			&((const struct sockaddr_in6 *)(const void *)sa)
				 ->sin6_addr;

		raw = in6;
		local = IN6_IS_ADDR_LOOPBACK(in6);
	}
	if (raw)
		inet_ntop(sa->sa_family, raw, x->address, sizeof x->address);
	if (local && x->h->tls && x->forwarded) {
		const char *last = strrchr(x->forwarded, ',');
		struct in6_addr any;

		last = last ? last + 1 : x->forwarded;
		last += strspn(last, " ");
		if (inet_pton(AF_INET, last, &any) == 1 ||
		    inet_pton(AF_INET6, last, &any) == 1)
			snprintf(x->address, sizeof x->address, "%s", last);
	}
}

static int take_method(struct exchange *x, const char *method)
{
	static const char *const name[] = { "GET", "POST", "PUT", "DELETE" };

	x->head = strcmp(method, "HEAD") == 0;
	if (x->head)
		return 0;
	for (unsigned i = 0; i < ARRAY_LEN(name); i++) {
		if (strcmp(method, name[i]))
			continue;
		x->method = (enum http_method)i;
		return 0;
	}
	return -1;
}

/* Path, query, page.  A status, or 0. */
static int find_page(struct exchange *x, bool known_method)
{
	const char *const mark = memchr(x->target, '?', x->target_size);
	const size_t n = mark ? (size_t)(mark - x->target) : x->target_size;

	x->q.path = arena_strndup(x->arena, x->target, n);
	x->query = mark ? mark + 1 : "";
	if (form_path(x->arena, x->target, n, x->segment, &x->n_segment) < 0)
		return 404;
	x->route = routes_find(&x->h->routes, x->method, x->segment,
			       x->n_segment, &x->allow);
	if (!x->allow)
		return 404;
	if (!known_method || !x->route) {
		x->route = NULL;
		return 405;
	}
	x->q.page = x->route->page;
	return 0;
}

/* The scheme of RFC 6750.  Who comes with a token comes by it alone: whether
 * there is a cookie too does not matter. */
static bool take_bearer(struct exchange *x)
{
	static const char scheme[] = "Bearer ";
	const char *s = x->authorization;

	if (!x->api || !s || strncasecmp(s, scheme, sizeof scheme - 1))
		return false;
	x->bearer = s + strspn(s + sizeof scheme - 1, " ") + sizeof scheme - 1;
	return true;
}

static void find_session(struct exchange *x)
{
	const char *token = form_cookie(x->arena, x->cookie,
					x->h->tls ? COOKIE_TLS : COOKIE);

	if (!token)
		return;
	x->user_id = sessions_find(x->h->sessions, token, moment_now(),
				   &x->session_begun, &x->session_id);
	if (x->user_id)
		x->token = token;
}

static int64_t body_max(const struct exchange *x)
{
	if (x->api)
		return API_BODY_MAX;
	return (int64_t)(x->route ? page_body_max(x->route->page) : BODY_MAX);
}

void head_take(struct exchange *x, const char *url, const char *method,
	       const char *version)
{
	const char *const api = x->h->site->api;
	int status;
	bool known_method;

	x->state = X_BODY;
	x->api = api && strncmp(x->target, api, strlen(api)) == 0;
	status = check_headers(x, url, method, version);
	take_address(x);
	if (!status && !own_host(x))
		status = 421;
	known_method = take_method(x, method) == 0;
	if (!status && x->length > 0 && known_method && x->method == HTTP_GET)
		status = 400;
	if (status) {
		answer_plain(x, status);
		return;
	}
	if (known_method && x->method == HTTP_GET && x->h->site->assets) {
		const struct asset *f = answer_asset(
			x->h->site, x->target, x->target_size);

		if (f) {
			answer_static(x, f);
			return;
		}
	}
	x->refused = find_page(x, known_method);
	if (!take_bearer(x))
		find_session(x);
	if (x->length > body_max(x))
		answer_plain(x, 413);
	else
		body_begin(x);
}
