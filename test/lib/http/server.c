/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/lib/http/server.c, src/lib/http/body.c too: threads and limits.
 * Somebody always asks in bad faith here, and somebody else must be served.
 */
#include "lib/http/fixture.h"

#include "lib/db/db.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define GET(path) "GET " path " HTTP/1.1\r\nHost: HOST\r\n"
#define POST(path) "POST " path " HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n"

/* then memory says nothing */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED true
#else
#define SANITIZED false
#endif

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wait_inside(int n)
{
	while (gate_inside() < n)
		usleep(1000);
}

/* Has the other side closed, within ms? */
static bool is_cut(int fd, int ms)
{
	char c[4096];

	for (int64_t end = now_ms() + ms; now_ms() < end;) {
		struct pollfd p = { fd, POLLIN, 0 };

		if (poll(&p, 1, (int)(end - now_ms())) > 0 &&
		    recv(fd, c, sizeof c, 0) <= 0)
			return true;
	}
	return false;
}

/* --- threads ------------------------------------------------------------------ */

TEST(a_slow_page_delays_nobody)
{
	struct http *h = site_start(a, &(struct http_config){ .workers = 2 });
	const int fd = web_dial(h);
	int64_t begin;

	gate_close();
	web_send(fd, h, GET("/cho") "\r\n");
	wait_inside(1);
	begin = now_ms();
	for (int i = 0; i < 38; i++)
		CHECK_INT(web_status(web_ask(a, h, GET("/muc/1") "\r\n")), 200);
	CHECK(now_ms() - begin < 5000);
	gate_open();
	CHECK_STR(web_body(web_hear(a, fd, 5000)), "slow");
	close(fd);
}

TEST(a_slow_write_delays_no_reader)
{
	struct http *h = site_start(a, &(struct http_config){ .workers = 2 });
	int fd[4];

	gate_close();
	for (int i = 0; i < 4; i++) {
		fd[i] = web_dial(h);
		web_send(fd[i], h, POST("/cho") "Content-Length: 0\r\n\r\n");
		if (i == 0)
			wait_inside(1);
	}
	usleep(20000);
	CHECK_INT(gate_inside(), 1);
	CHECK_INT(web_status(web_ask(a, h, GET("/muc/1") "\r\n")), 200);
	gate_open();
	for (int i = 0; i < 4; i++) {
		CHECK_STR(web_body(web_hear(a, fd[i], 5000)), "slow");
		close(fd[i]);
	}
}

TEST(a_full_queue_says_so)
{
	struct http *h = site_start(a, &(struct http_config){
					       .workers = 1, .queue = 2 });
	const char *got;
	int fd[3];

	gate_close();
	for (int i = 0; i < 3; i++) {
		fd[i] = web_dial(h);
		web_send(fd[i], h, GET("/cho") "\r\n");
		if (i == 0)
			wait_inside(1);
	}
	do { /* until the two stand in the queue */
		got = web_ask(a, h, GET("/muc/1") "\r\n");
	} while (web_status(got) != 503);
	CHECK(web_header(a, got, "Retry-After"));
	/* files need no worker */
	CHECK_INT(web_status(web_ask(a, h, GET("/tinh/app.12ab.css") "\r\n")),
		  200);
	gate_open();
	for (int i = 0; i < 3; i++) {
		CHECK_STR(web_body(web_hear(a, fd[i], 5000)), "slow");
		close(fd[i]);
	}
	CHECK_INT(web_status(web_ask(a, h, GET("/muc/1") "\r\n")), 200);
}

static void *stop_it(void *h)
{
	http_stop(h);
	return NULL;
}

static struct http *start(const struct http_config *c, struct err *e)
{
	struct http_config mine = *c;

	mine.log = -1;
	return http_start(&web_site, &mine, e);
}

TEST(a_stop_finishes_what_runs)
{
	struct err e = { 0 };
	struct http *h = start(&(struct http_config){
				       .listen = "127.0.0.1:0" }, &e);
	const int fd = web_dial(h);
	const int half = web_dial(h);
	pthread_t t;
	const char *got;

	gate_close();
	web_send(fd, h, GET("/cho") "\r\n");
	web_send(half, h, "GET / HTTP/1.1\r\n");
	wait_inside(1);
	pthread_create(&t, NULL, stop_it, h);
	usleep(100000);
	CHECK_STR(web_hear(a, fd, 100), ""); /* it waits for the handler */
	gate_open();
	got = web_hear(a, fd, 5000);
	CHECK_STR(web_body(got), "slow");
	CHECK_STR(web_header(a, got, "Connection"), "close");
	pthread_join(t, NULL);
	close(fd);
	close(half);
}

TEST(a_signal_ends_the_wait)
{
	struct http *h = site_start(a, NULL);

	kill(getpid(), SIGTERM);
	http_wait(h);
	CHECK_INT(web_status(web_ask(a, h, GET("/") "\r\n")), 200);
}

TEST(where_it_cannot_listen_it_says_why)
{
	struct http *h = site_start(a, NULL);
	const char *const taken = strstr(http_address(h), "//") + 2;
	static const struct {
		const char *listen;
		const char *origin;
		enum err_kind kind;
	} bad[] = {
		{ "nowhere", NULL, ERR_USAGE },
		{ "example.vn:80", NULL, ERR_USAGE },
		{ "127.0.0.1:x", NULL, ERR_USAGE },
		{ "127.0.0.1:", NULL, ERR_USAGE },
		{ "127.0.0.1:65536", NULL, ERR_USAGE },
		/* a network without TLS must be asked for by name */
		{ "0.0.0.0:0", NULL, ERR_USAGE },
		{ "127.0.0.1:0", "htx.example.vn", ERR_USAGE },
		{ "127.0.0.1:0", "https://htx.example.vn/", ERR_USAGE },
	};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err e = { 0 };

		CHECK(!start(&(struct http_config){
				     .listen = bad[i].listen,
				     .origin = bad[i].origin }, &e));
		CHECK_INT(e.kind, bad[i].kind);
	}
	{
		struct err e = { 0 };

		CHECK(!start(&(struct http_config){ .listen = taken }, &e));
		CHECK_ERR(&e, ERR_CONFLICT, "đang có chương trình khác dùng");
	}
	{
		struct err e = { 0 };

		CHECK(!start(&(struct http_config){
				     .listen = "127.0.0.1:0",
				     .data = "/nonexistent" }, &e));
		CHECK_INT(e.kind, ERR_NOTFOUND);
	}
}

/* --- the database ------------------------------------------------------------- */

static char *make_data(struct arena *a)
{
	struct arena *own = arena_new();
	char *dir = arena_printf(a, "%s/data", test_dir(a));
	struct err e = { 0 };

	CHECK(db_open(own, dir, DB_CREATE, &e));
	arena_free(own);
	return dir;
}

struct writing {
	struct http *h;
	int failures;
};

static void *write_much(void *p)
{
	struct writing *w = p;
	struct arena *a = arena_new();

	for (int i = 0; i < 25; i++)
		w->failures += web_status(web_ask(
			a, w->h, POST("/dem") "Content-Length: 0\r\n\r\n")) != 200;
	arena_free(a);
	return NULL;
}

TEST(eight_writers_lose_nothing)
{
	struct http *h = site_start(a, &(struct http_config){
					       .data = make_data(a) });
	const long before = strtol(
		web_body(web_ask(a, h, GET("/dem") "\r\n")), NULL, 10);
	struct writing w[8];
	pthread_t t[8];

	for (int i = 0; i < 8; i++) {
		w[i] = (struct writing){ .h = h };
		pthread_create(&t[i], NULL, write_much, &w[i]);
	}
	for (int i = 0; i < 8; i++) {
		pthread_join(t[i], NULL);
		CHECK_INT(w[i].failures, 0);
	}
	CHECK_INT(strtol(web_body(web_ask(a, h, GET("/dem") "\r\n")), NULL, 10),
		  before + 200);
}

TEST(what_a_handler_leaves_open_is_taken_back)
{
	struct http *h = site_start(a, &(struct http_config){
		.data = make_data(a), .workers = 1 });
	const char *before = web_body(web_ask(a, h, GET("/dem") "\r\n"));

	for (int i = 0; i < 3; i++)
		CHECK_INT(web_status(web_ask(a, h, POST("/cau-tha")
					     "Content-Length: 0\r\n\r\n")),
			  200);
	CHECK_STR(web_body(web_ask(a, h, GET("/dem") "\r\n")), before);
	CHECK_INT(web_status(web_ask(a, h, POST("/dem")
				     "Content-Length: 0\r\n\r\n")), 200);
	/* and the reader sees what is new */
	CHECK(strcmp(web_body(web_ask(a, h, GET("/dem") "\r\n")), before) != 0);
}

TEST(sessions_outlive_a_restart)
{
	struct http_config c = { .listen = "127.0.0.1:0",
				 .data = make_data(a) };
	struct err e = { 0 };
	struct http *h = start(&c, &e);
	const char *cookie = web_login(a, h);

	http_stop(h);
	h = start(&c, &e);
	CHECK_INT(web_status(web_ask(a, h, GET("/rieng") "%s\r\n", cookie)),
		  200);
	http_stop(h);
}

/* --- limits ------------------------------------------------------------------- */

TEST(a_gigabyte_is_refused_before_it_comes)
{
	struct http *h = site_start(a, NULL);
	const int64_t begin = now_ms();
	const char *got;

	got = web_ask(a, h, POST("/tep") "Content-Type: multipart/form-data;"
		      " boundary=x\r\nContent-Length: 1073741824\r\n\r\n--x");
	CHECK_INT(web_status(got), 413);
	CHECK_STR(web_header(a, got, "Connection"), "close");
	got = web_ask(a, h, POST("/tep") "Expect: 100-continue\r\n"
		      "Content-Length: 1073741824\r\n\r\n");
	CHECK_INT(web_status(got), 413);
	got = web_ask(a, h, POST("/vong") "Content-Length: 1048576\r\n\r\n");
	CHECK_INT(web_status(got), 413);
	CHECK(now_ms() - begin < 3000);
}

/* A form with one file of n bytes. */
static const char *upload(struct arena *a, struct http *h, const char *path,
			  size_t n, const char *more)
{
	static const char head[] =
		"--x\r\nContent-Disposition: form-data; name=\"tep\";"
		" filename=\"a.bin\"\r\n\r\n";
	static const char tail[] = "\r\n--x--\r\n";
	const int fd = web_dial(h);
	char *data = arena_alloc(a, n + 1);
	const char *got;

	memset(data, 'z', n);
	web_send(fd, h, arena_printf(
		a, "POST %s HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n"
		"%sContent-Type: multipart/form-data; boundary=x\r\n"
		"Content-Length: %zu\r\n\r\n%s", path, more,
		n + sizeof head - 1 + sizeof tail - 1, head));
	web_say(fd, data, n);
	web_say(fd, tail, sizeof tail - 1);
	got = web_hear(a, fd, 5000);
	close(fd);
	return got;
}

TEST(a_file_up_to_its_limit_is_taken)
{
	struct http *h = site_start(a, NULL);
	const char *got = upload(a, h, "/tep", 1 << 20, "");

	CHECK_INT(web_status(got), 200);
	CHECK_STR(web_body(got), "a.bin 1048576 zzzzzzzz");
	got = upload(a, h, "/tep", (1 << 20) + 1, "");
	CHECK_INT(web_status(got), 422);
	CHECK(strstr(web_body(got), "Tệp lớn quá 1024 kB"));
	/* from nobody it is thrown away as it comes */
	CHECK_INT(web_status(upload(a, h, "/tep-rieng", 1 << 20, "")), 401);
	/* an empty choice of a file is none */
	CHECK_INT(web_status(upload(a, h, "/tep", 0, "")), 200);
}

TEST(who_is_slow_to_say_what_he_wants_is_cut)
{
	struct http *h = site_start(a, &(struct http_config){ .head_ms = 800 });
	const int silent = web_dial(h);
	const int head = web_dial(h);
	const int form = web_dial(h);
	const int idle = web_dial(h);
	int64_t begin = now_ms();

	web_send(head, h, "GET / HTTP/1.1\r\nHost: HOST\r\n");
	web_send(form, h, POST("/vong") "Content-Length: 100\r\n\r\nten=");
	web_send(idle, h, GET("/") "\r\n");
	CHECK_INT(web_status(web_hear(a, idle, 1000)), 200);
	/* a byte now and then does not help */
	while (now_ms() - begin < 2500) {
		web_say(head, "a", 1);
		web_say(form, "a", 1);
		usleep(100000);
	}
	CHECK(is_cut(silent, 10));
	CHECK(is_cut(head, 10));
	CHECK(is_cut(form, 10));
	CHECK(is_cut(idle, 10));
	close(silent);
	close(head);
	close(form);
	close(idle);
}

TEST(one_address_cannot_take_all_connections)
{
	struct http *h = site_start(a, &(struct http_config){
					       .per_address = 20 });
	int fd[30];
	int cut = 0;
	int other;

	for (int i = 0; i < 30; i++) {
		fd[i] = web_dial(h);
		web_send(fd[i], h, "GET / HTTP/1.1\r\n");
	}
	for (int i = 0; i < 30; i++)
		cut += is_cut(fd[i], 50);
	CHECK_INT(cut, 10);
	other = web_dial_from(h, "127.0.0.2");
	web_send(other, h, GET("/muc/3") "\r\n");
	CHECK_STR(web_body(web_hear(a, other, 2000)), "item 3");
	close(other);
	for (int i = 0; i < 30; i++)
		close(fd[i]);
}

/* A process that opens n connections, writes half a head on each, tells how
 * many and waits to be killed.  The server and it together need more
 * descriptors than one process may have. */
static pid_t besiege(struct http *h, int n, int *opened)
{
	int pipes[2];
	pid_t pid;

	if (pipe(pipes) < 0)
		BUG("pipe");
	pid = fork();
	if (pid == 0) {
		int got = 0;

		for (; got < n; got++) {
			const int fd = web_dial(h);

			if (fd < 0 || send(fd, "GET / HT", 8, MSG_NOSIGNAL) < 0)
				break;
		}
		if (write(pipes[1], &got, sizeof got) < 0)
			_exit(1);
		pause();
		_exit(0);
	}
	close(pipes[1]);
	if (read(pipes[0], opened, sizeof *opened) != sizeof *opened)
		*opened = -1;
	close(pipes[0]);
	return pid;
}

static long resident_kb(void)
{
	long pages = 0, ignored;
	FILE *f = fopen("/proc/self/statm", "r");

	if (f) {
		if (fscanf(f, "%ld %ld", &ignored, &pages) != 2)
			pages = 0;
		fclose(f);
	}
	return pages * 4;
}

TEST(ten_thousand_connections_hold_nobody_up)
{
	struct rlimit files;
	struct http *h;
	int want, opened;
	long before;
	pid_t pid;
	int64_t begin;

	getrlimit(RLIMIT_NOFILE, &files);
	want = files.rlim_max >= 10500 ? 10000 : (int)files.rlim_max / 2;
	if (want < 10000)
		printf("only %d connections: RLIMIT_NOFILE is %lu\n", want,
		       (unsigned long)files.rlim_max);
	h = site_start(a, &(struct http_config){
		.connections = (unsigned)want + 100,
		.per_address = (unsigned)want + 100 });
	before = resident_kb();
	pid = besiege(h, want, &opened);
	CHECK_INT(opened, want);
	begin = now_ms();
	for (int i = 0; i < 20; i++)
		CHECK_INT(web_status(web_ask(a, h, GET("/muc/1") "\r\n")), 200);
	CHECK(now_ms() - begin < 5000);
	/* measured: 34 to 45 MB */
	if (!CHECK(SANITIZED || resident_kb() - before < 96L << 10))
		printf("%ld kB\n", resident_kb() - before);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	CHECK_INT(web_status(web_ask(a, h, GET("/muc/1") "\r\n")), 200);
}
