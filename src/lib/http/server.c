/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The server: sockets, threads, the queue between them, start and stop.
 *
 * libmicrohttpd does the sockets on one thread with epoll.  A request that has
 * come whole is suspended there and put into a bounded queue; workers take it,
 * make the response and resume the connection.  So a slow page delays nobody
 * who asks for another.  A thread sweeps away connections that take too long
 * to say what they want, and keeps the file of sessions.
 */
#include "lib/http/internal.h"

#include "lib/db/db.h"
#include "lib/db/shelf.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netdb.h>
#include <signal.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	SWEEP_MS = 250,
	SPEED = 4096,        /* bytes a second that a sender must reach */
	KEPT_DESCRIPTORS = 128, /* for files and the database */
	WAIT_S = 20,         /* in the queue, at most */
	CROWDED = 75,        /* per cent of the connections in use */
	PATIENCE_MS = 1000,  /* then, with who says nothing */
	SHELF_THINGS = 48,   /* made from the database, and kept */
	SHELF_BYTES = 16 << 20,
	STOP_S = 10,
	HEADER_COST = 64,    /* bytes of the library beside the text of one */
	ANSWER_ROOM = 4096,  /* for the head of an answer */
};

int64_t clock_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* --- connections -------------------------------------------------------------- */

static void set_deadline(struct http *h, struct link *l, int64_t us)
{
	pthread_mutex_lock(&h->lock);
	l->deadline = us ? clock_us() + us : 0;
	pthread_mutex_unlock(&h->lock);
}

static int64_t head_time(const struct http *h)
{
	return (int64_t)h->c.head_ms * 1000;
}

/* As long as n bytes may take on a bad line. */
static int64_t time_for(const struct http *h, size_t n)
{
	return head_time(h) + (int64_t)(n / SPEED) * 1000000;
}

static void on_connection(void *ctx, struct MHD_Connection *c,
			  void **link, enum MHD_ConnectionNotificationCode code)
{
	struct http *h = ctx;
	struct link *l = *link;

	pthread_mutex_lock(&h->lock);
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		l = h->free;
		if (!l)
			BUG("more connections than there may be");
		h->free = l->next;
		l->used = true;
		l->fd = MHD_get_connection_info(
			c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
		l->waits = clock_us();
		l->deadline = l->waits + head_time(h);
		h->links++;
		*link = l;
	} else if (l) {
		h->links--;
		l->used = false;
		l->next = h->free;
		h->free = l;
	}
	pthread_mutex_unlock(&h->lock);
}

static struct link *link_of(struct MHD_Connection *c)
{
	return MHD_get_connection_info(
		c, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/*
 * Connections whose time is over are shut; the library then sees their end.
 * When most places are taken, those that have said nothing whole yet, or
 * nothing any more, have a second: so there is always room for who has
 * something to say.
 */
static void sweep(struct http *h)
{
	const int64_t now = clock_us();
	const uint64_t room = (uint64_t)h->c.connections * CROWDED / 100;
	unsigned left;

	pthread_mutex_lock(&h->lock);
	left = h->links;
	for (unsigned i = 0; i < h->c.connections; i++) {
		struct link *l = &h->link[i];
		const bool mute = l->waits &&
				  now - l->waits > PATIENCE_MS * 1000;

		if (!l->used || !l->deadline ||
		    (l->deadline > now && !(left > room && mute)))
			continue;
		l->deadline = 0;
		left--;
		shutdown(l->fd, SHUT_RDWR);
	}
	pthread_mutex_unlock(&h->lock);
}

static void *sweeper(void *arg)
{
	struct http *h = arg;
	bool stop = false;

	while (!stop) {
		struct timespec t = { 0, SWEEP_MS * 1000000L };

		nanosleep(&t, NULL);
		sweep(h);
		sessions_save(h->sessions);
		pthread_mutex_lock(&h->lock);
		stop = h->stopped;
		pthread_mutex_unlock(&h->lock);
	}
	return NULL;
}

/* --- the queue -------------------------------------------------------------------- */

/* Suspends the connection and lets its request wait for a worker; false when
 * too many wait.  All under the lock, so that no request comes into the queue
 * behind the last worker's back. */
static bool queue_put(struct http *h, struct exchange *x)
{
	bool room;

	pthread_mutex_lock(&h->lock);
	room = h->waiting < h->c.queue && !h->closed;
	if (room) {
		x->state = X_QUEUED;
		x->queued = clock_us();
		x->link->deadline = 0;
		MHD_suspend_connection(x->connection);
		x->next = NULL;
		*h->last = x;
		h->last = &x->next;
		h->waiting++;
		pthread_cond_signal(&h->work);
	}
	pthread_mutex_unlock(&h->lock);
	return room;
}

static bool is_write(const struct exchange *x)
{
	const struct page *p = x->q.page;

	return p && p->method != HTTP_GET && !(p->flags & PAGE_SLOW);
}

/* The first that can be begun.  There is one writer: while a worker writes, no
 * second one shall stand behind it, who could read for somebody meanwhile. */
static struct exchange *queue_next(struct http *h)
{
	for (struct exchange **at = &h->first; *at; at = &(*at)->next) {
		struct exchange *x = *at;

		if (is_write(x) && h->writing)
			continue;
		*at = x->next;
		if (h->last == &x->next)
			h->last = at;
		h->waiting--;
		h->writing |= is_write(x);
		return x;
	}
	return NULL;
}

/* Waits for one; NULL: go home. */
static struct exchange *queue_take(struct http *h)
{
	struct exchange *x;

	pthread_mutex_lock(&h->lock);
	while (!(x = queue_next(h)) && !(h->closed && h->waiting == 0))
		pthread_cond_wait(&h->work, &h->lock);
	pthread_mutex_unlock(&h->lock);
	return x;
}

/* The writer is free again. */
static void queue_written(struct http *h)
{
	pthread_mutex_lock(&h->lock);
	h->writing = false;
	pthread_cond_broadcast(&h->work);
	pthread_mutex_unlock(&h->lock);
}

static void *worker(void *arg)
{
	struct worker *w = arg;
	struct exchange *x;

	while ((x = queue_take(w->h))) {
		const bool write = is_write(x);

		x->taken = clock_us();
		if (x->taken - x->queued > WAIT_S * 1000000LL)
			answer_plain(x, 503); /* nobody waits for it */
		else
			work(x, w);
		if (write)
			queue_written(w->h);
		MHD_resume_connection(x->connection);
	}
	return NULL;
}

/* --- exchanges --------------------------------------------------------------------- */

/* The request line has come: an exchange begins. */
static void *on_target(void *ctx, const char *target,
		       struct MHD_Connection *c)
{
	struct http *h = ctx;
	struct arena *a = arena_new();
	struct exchange *x = ARENA_NEW(a, struct exchange);

	x->h = h;
	x->arena = a;
	x->connection = c;
	x->begun = clock_us();
	x->file = -1;
	x->target = arena_strdup(a, target);
	x->target_size = strlen(target);
	x->body = (struct buf)BUF_INIT(a);
	x->q.arena = a;
	x->q.x = x;
	x->q.context = h->site->context;
	x->q.path = "";
	x->q.address = "";
	x->r.status = 200;
	x->r.type = "text/html; charset=utf-8";
	x->r.body = (struct buf)BUF_INIT(a);
	x->r.x = x;
	x->number = ++h->next_number; /* only this thread counts */
	return x;
}

static enum MHD_Result send_answer(struct exchange *x)
{
	struct MHD_Response *const m = x->response;
	enum MHD_Result ok;

	x->state = X_DONE;
	x->response = NULL;
	set_deadline(x->h, x->link, time_for(x->h, x->r.body.len));
	ok = MHD_queue_response(x->connection, (unsigned)x->r.status, m);
	MHD_destroy_response(m);
	answer_log(x);
	return ok;
}

/* A head that fills the library's memory for a connection leaves no room there
 * for an answer: then it is written by hand, and the connection closed. */
static bool is_full(struct MHD_Connection *c)
{
	const size_t lines = (size_t)MHD_get_connection_values(
		c, MHD_HEADER_KIND, NULL, NULL);

	return head_size(c) + lines * HEADER_COST + ANSWER_ROOM > HEAD_ROOM;
}

static enum MHD_Result answer_bare(struct exchange *x)
{
	static const char text[] =
		"HTTP/1.1 431 Request Header Fields Too Large\r\n"
		"Connection: close\r\nContent-Length: 0\r\n\r\n";

	if (send(x->link->fd, text, sizeof text - 1,
		 MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
		return MHD_NO; /* he has gone */
	answer_log(x);
	return MHD_NO;
}

/* Called by the library for the head, each piece of the body, its end, and
 * after the connection was resumed. */
static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c,
				  const char *url, const char *method,
				  const char *version, const char *data,
				  size_t *size, void **context)
{
	struct http *h = ctx;
	struct exchange *x = *context;

	switch (x->state) {
	case X_HEAD:
		x->link = link_of(c);
		pthread_mutex_lock(&h->lock);
		h->busy++;
		x->link->waits = 0;
		pthread_mutex_unlock(&h->lock);
		head_take(x, url, method, version);
		if (x->response)
			return is_full(c) ? answer_bare(x) : send_answer(x);
		set_deadline(h, x->link, time_for(h, (size_t)x->length));
		return MHD_YES;
	case X_BODY:
		if (*size > 0) {
			if (body_add(x, data, *size) < 0)
				return MHD_NO;
			*size = 0;
			return MHD_YES;
		}
		if (queue_put(h, x))
			return MHD_YES;
		answer_plain(x, 503);
		return send_answer(x);
	case X_QUEUED:
		return send_answer(x);
	case X_DONE:
		break;
	}
	return MHD_NO;
}

/* The response has gone out, or the connection has broken. */
static void on_completed(void *ctx, struct MHD_Connection *c, void **context,
			 enum MHD_RequestTerminationCode code)
{
	struct http *h = ctx;
	struct exchange *x = *context;

	(void)c;
	(void)code;
	if (!x)
		return;
	*context = NULL;
	body_end(x);
	if (x->response)
		MHD_destroy_response(x->response);
	if (x->link) {
		pthread_mutex_lock(&h->lock);
		x->link->waits = clock_us();
		x->link->deadline = x->link->waits + head_time(h);
		h->busy--;
		pthread_cond_broadcast(&h->idle);
		pthread_mutex_unlock(&h->lock);
	}
	arena_free(x->arena);
}

/* --- start --------------------------------------------------------------------------- */

static int bad_address(struct err *e, const char *what)
{
	err_set(e, ERR_USAGE, "không lắng nghe được tại “%s”", what);
	return err_hint(e, "ghi địa chỉ và cổng, ví dụ 127.0.0.1:8080");
}

/* getaddrinfo takes no port for 0 and cuts one above 65535 to 16 bits. */
static bool is_port(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n >= 1 && n <= 5 && !s[n] && strtol(s, NULL, 10) <= UINT16_MAX;
}

/* "127.0.0.1:8080", "[::1]:0" */
static int listen_at(struct http *h, struct err *e)
{
	const char *const at = h->c.listen;
	const char *const colon = strrchr(at, ':');
	struct addrinfo hint = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV |
					     AI_PASSIVE,
				 .ai_socktype = SOCK_STREAM };
	struct sockaddr_storage sa = { 0 };
	socklen_t len = sizeof sa;
	struct addrinfo *ai;
	const int one = 1;
	char *host;

	if (!colon || !is_port(colon + 1))
		return bad_address(e, at);
	host = arena_strndup(h->arena, at, (size_t)(colon - at));
	if (host[0] == '[' && host[strlen(host) - 1] == ']')
		host = arena_strndup(h->arena, host + 1, strlen(host) - 2);
	if (getaddrinfo(host, colon + 1, &hint, &ai) != 0)
		return bad_address(e, at);
	h->listener = socket(ai->ai_family,
			     SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (h->listener >= 0)
		setsockopt(h->listener, SOL_SOCKET, SO_REUSEADDR, &one,
			   sizeof one);
	if (h->listener < 0 ||
	    bind(h->listener, ai->ai_addr, ai->ai_addrlen) < 0 ||
	    listen(h->listener, SOMAXCONN) < 0) {
		const int why = errno;

		freeaddrinfo(ai);
		err_set(e, why == EADDRINUSE ? ERR_CONFLICT : ERR_IO,
			"không lắng nghe được tại “%s”: %s", at,
			why == EADDRINUSE ? "cổng này đang có chương trình"
					    " khác dùng"
					  : err_reason(why));
		return -1;
	}
	freeaddrinfo(ai);
	getsockname(h->listener, (struct sockaddr *)(void *)&sa, &len);
	if (sa.ss_family == AF_INET6) {
		const struct sockaddr_in6 *in6 = (void *)&sa;

		h->port = ntohs(in6->sin6_port);
		h->loopback = IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
	} else {
		const struct sockaddr_in *in = (void *)&sa;

		h->port = ntohs(in->sin_port);
		h->loopback = ntohl(in->sin_addr.s_addr) >> 24 == 127;
	}
	snprintf(h->address, sizeof h->address, "http://%.*s:%u",
		 (int)(colon - at), at, h->port);
	return 0;
}

/* Under which name we are known; nothing goes over a network in clear text
 * unless somebody has written that it shall. */
static int take_origin(struct http *h, struct err *e)
{
	const char *const o = h->c.origin;

	if (o) {
		h->tls = strncmp(o, "https://", 8) == 0;
		if (!h->tls && strncmp(o, "http://", 7))
			return err_set(e, ERR_USAGE,
				       "“%s” không phải địa chỉ http(s)://", o);
		h->origin_host = o + (h->tls ? 8 : 7);
		if (!*h->origin_host || strpbrk(h->origin_host, "/?# @"))
			return err_set(e, ERR_USAGE,
				       "“%s” chỉ được gồm tên máy và cổng", o);
	} else if (!h->loopback) {
		err_set(e, ERR_USAGE, "chưa ghi địa chỉ mà trình duyệt dùng");
		return err_hint(e, "ví dụ https://htx.langson.gov.vn;"
				   " http:// chỉ khi mạng tin cậy được");
	}
	return 0;
}

static void set_limits(struct http *h)
{
	struct http_config *const c = &h->c;
	struct rlimit files;

#define DEFAULT(field, value) c->field = c->field ? c->field : (value)
	DEFAULT(listen, "127.0.0.1:8080");
	DEFAULT(workers, 4);
	DEFAULT(queue, 256);
	DEFAULT(connections, 10000);
	DEFAULT(per_address, 500);
	DEFAULT(head_ms, 20000);
	DEFAULT(idle_s, 30 * 60);
	DEFAULT(session_s, 12 * 60 * 60);
#undef DEFAULT
	if (getrlimit(RLIMIT_NOFILE, &files) < 0)
		return;
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	if (files.rlim_cur < c->connections + KEPT_DESCRIPTORS)
		c->connections = files.rlim_cur > 2 * KEPT_DESCRIPTORS
			? (unsigned)files.rlim_cur - KEPT_DESCRIPTORS
			: KEPT_DESCRIPTORS;
}

/* The writer comes first: it brings the database to the newest migration and
 * recovers what a crash has left. */
static int open_databases(struct http *h, struct err *e)
{
	struct shelf *shelf;

	if (!h->c.data)
		return 0;
	h->writer = db_open(h->arena, h->c.data, DB_WRITE, e);
	if (!h->writer)
		return -1;
	shelf = shelf_new(h->arena, SHELF_THINGS, SHELF_BYTES);
	db_share(h->writer, shelf);
	for (unsigned i = 0; i < h->c.workers; i++) {
		struct worker *w = &h->worker[i];

		w->db = db_open(w->arena, h->c.data, DB_READ, e);
		if (!w->db)
			return -1;
		db_share(w->db, shelf);
	}
	return 0;
}

static int start_daemon(struct http *h, struct err *e)
{
	const unsigned per_address = h->tls ? 0 : h->c.per_address;

	h->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
			MHD_USE_ITC,
		0, NULL, NULL, on_request, h,
		MHD_OPTION_LISTEN_SOCKET, h->listener,
		MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, h,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, h,
		MHD_OPTION_CONNECTION_LIMIT, h->c.connections,
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, per_address,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_ROOM,
		MHD_OPTION_END);
	if (h->daemon)
		return 0;
	return err_set(e, ERR_IO, "không khởi động được máy chủ web");
}

static void prepare(struct http *h)
{
	unsigned char raw[4];

	randombytes_buf(raw, sizeof raw);
	sodium_bin2hex(h->run, sizeof h->run, raw, sizeof raw);
	pthread_mutex_init(&h->lock, NULL);
	pthread_mutex_init(&h->write_lock, NULL);
	pthread_cond_init(&h->work, NULL);
	pthread_cond_init(&h->idle, NULL);
	for (const struct page *const *t = h->site->pages; *t; t++)
		routes_add(h->arena, &h->routes, *t);
	h->last = &h->first;
	h->link = ARENA_ARRAY(h->arena, h->c.connections, struct link);
	for (unsigned i = 0; i < h->c.connections; i++) {
		h->link[i].next = h->free;
		h->free = &h->link[i];
	}
	h->sessions = sessions_new(
		h->arena,
		h->c.data ? arena_printf(h->arena, "%s/sessions", h->c.data)
			  : NULL,
		h->c.idle_s, h->c.session_s);
	h->worker = ARENA_ARRAY(h->arena, h->c.workers, struct worker);
	for (unsigned i = 0; i < h->c.workers; i++) {
		h->worker[i].h = h;
		h->worker[i].arena = arena_new();
	}
}

static void end(struct http *h)
{
	if (h->listener >= 0)
		close(h->listener);
	for (unsigned i = 0; i < h->c.workers; i++)
		arena_free(h->worker[i].arena);
	pthread_mutex_destroy(&h->lock);
	pthread_mutex_destroy(&h->write_lock);
	pthread_cond_destroy(&h->work);
	pthread_cond_destroy(&h->idle);
	arena_free(h->arena);
}

struct http *http_start(const struct site *site, const struct http_config *c,
			struct err *e)
{
	struct arena *a = arena_new();
	struct http *h = ARENA_NEW(a, struct http);
	sigset_t ours;

	if (sodium_init() < 0)
		BUG("libsodium");
	h->arena = a;
	h->site = site;
	h->c = *c;
	h->listener = -1;
	set_limits(h);
	prepare(h);
	if (listen_at(h, e) < 0 || take_origin(h, e) < 0 ||
	    open_databases(h, e) < 0)
		goto failed;
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ours, &h->mask);
	if (start_daemon(h, e) < 0) {
		pthread_sigmask(SIG_SETMASK, &h->mask, NULL);
		goto failed;
	}
	for (unsigned i = 0; i < h->c.workers; i++) {
		if (pthread_create(&h->worker[i].thread, NULL, worker,
				   &h->worker[i]))
			BUG("no thread");
	}
	if (pthread_create(&h->sweeper, NULL, sweeper, h))
		BUG("no thread");
	return h;
failed:
	end(h);
	return NULL;
}

const char *http_address(const struct http *h)
{
	return h->address;
}

void http_wait(struct http *h)
{
	sigset_t ours;
	int got;

	(void)h;
	sigemptyset(&ours);
	sigaddset(&ours, SIGTERM);
	sigaddset(&ours, SIGINT);
	sigwait(&ours, &got);
}

void http_stop(struct http *h)
{
	struct timespec until;

	atomic_store(&h->leaving, true);
	MHD_quiesce_daemon(h->daemon);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += STOP_S;
	pthread_mutex_lock(&h->lock);
	while (h->busy > 0 &&
	       pthread_cond_timedwait(&h->idle, &h->lock, &until) == 0)
		;
	h->closed = true;
	pthread_cond_broadcast(&h->work);
	pthread_mutex_unlock(&h->lock);
	for (unsigned i = 0; i < h->c.workers; i++)
		pthread_join(h->worker[i].thread, NULL);
	MHD_stop_daemon(h->daemon);
	pthread_mutex_lock(&h->lock);
	h->stopped = true;
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->sweeper, NULL);
	sessions_save(h->sessions);
	pthread_sigmask(SIG_SETMASK, &h->mask, NULL);
	end(h);
}
