/* SPDX-License-Identifier: Apache-2.0 */
/* Running pdftotext, here or in a converter. */
#include "lib/document/convert.h"

#include "lib/base/buf.h"
#include "lib/document/document.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	FD_IN = 3,
	EXIT_NO_PROGRAM = 127,
	EXIT_REFUSED = 3, /* of pdftotext: no permission */
	PIECE = 1 << 16,
	NOBODY = 65534,
};

/* --- the program ------------------------------------------------------------------------- */

static void limit(int what, rlim_t n)
{
	struct rlimit r = { n, n };

	setrlimit(what, &r);
}

/* Root leaves its rights; the files that it reads are everybody's. */
static void leave_root(void)
{
	if (geteuid() == 0 &&
	    (setgroups(0, NULL) < 0 || setresgid(NOBODY, NOBODY, NOBODY) < 0 ||
	     setresuid(NOBODY, NOBODY, NOBODY) < 0))
		_exit(EXIT_NO_PROGRAM);
}

/* In the child: nothing but system calls until the program runs. */
static _Noreturn void become_program(int in, int out)
{
	static char bbox[] = "-bbox";
	static char quiet[] = "-q";
	static char from[] = "/dev/fd/3";
	static char to[] = "-";
	static char language[] = "LC_ALL=C.UTF-8";
	static char name[] = "pdftotext";
	static char *const argv[] = { name, quiet, bbox, from, to, NULL };

	static char *const env[] = { language, NULL };
	int null = open("/dev/null", O_RDWR);

	if (in == FD_IN) /* keeps it open over exec */
		fcntl(in, F_SETFD, 0);
	else
		dup2(in, FD_IN);
	dup2(null, 0);
	dup2(out, 1);
	dup2(null, 2);
	close_range(FD_IN + 1, ~0u, 0);
	limit(RLIMIT_CPU, CONVERT_SECONDS);
	limit(RLIMIT_AS, 2 * (rlim_t)CONVERT_MEMORY);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0); /* it writes to the pipe alone */
	leave_root();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	execve("/usr/bin/pdftotext", argv, env);
	execve("/usr/local/bin/pdftotext", argv, env);
	_exit(EXIT_NO_PROGRAM);
}

/* A file in memory, at its beginning; -1. */
static int memory_file(const char *data, size_t n)
{
	int fd = memfd_create("pdf", MFD_CLOEXEC);

	while (fd >= 0 && n > 0) {
		ssize_t w = write(fd, data, n);

		if (w <= 0) {
			close(fd);
			return -1;
		}
		data += w;
		n -= (size_t)w;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Reads to the end; false when time or room ran out. */
static bool take_output(int fd, struct buf *out)
{
	char piece[PIECE];
	struct timespec start, now;

	clock_gettime(CLOCK_MONOTONIC, &start);
	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t n;

		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec - start.tv_sec >= CONVERT_SECONDS ||
		    out->len > CONVERT_OUTPUT)
			return false;
		if (poll(&p, 1, 1000) <= 0)
			continue;
		n = read(fd, piece, sizeof piece);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		buf_add(out, piece, (size_t)n);
	}
}

static enum convert_status status_of(int status, bool whole)
{
	if (!whole || WIFSIGNALED(status))
		return CONVERT_TOO_MUCH;
	switch (WEXITSTATUS(status)) {
	case 0:
		return CONVERT_OK;
	case EXIT_NO_PROGRAM:
		return CONVERT_MISSING;
	case EXIT_REFUSED:
		return CONVERT_REFUSED;
	default:
		return CONVERT_FAILED;
	}
}

static enum convert_status run(const char *data, size_t n, struct buf *out)
{
	int in = memory_file(data, n);
	int fds[2] = { -1, -1 };
	int status = 0;
	bool whole;
	pid_t pid;

	if (in < 0 || pipe2(fds, O_CLOEXEC) < 0) {
		if (in >= 0)
			close(in);
		return CONVERT_MISSING;
	}
	pid = fork();
	if (pid == 0)
		become_program(in, fds[1]);
	close(in);
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return CONVERT_MISSING;
	}
	whole = take_output(fds[0], out);
	close(fds[0]);
	if (!whole)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status_of(status, whole);
}

/* --- the converter ------------------------------------------------------------------------------ */

struct answer {
	int64_t status;
	uint64_t n;
};

static int converter = -1; /* the socket to it */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static bool send_all(int fd, const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		ssize_t w = send(fd, p, n < PIECE ? n : PIECE, MSG_NOSIGNAL);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

static bool receive_all(int fd, void *data, size_t n)
{
	char *p = data;

	while (n > 0) {
		ssize_t r = recv(fd, p, n, 0);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return false;
		p += r;
		n -= (size_t)r;
	}
	return true;
}

/* One file after another until the process that asks is gone. */
static _Noreturn void serve(int fd)
{
	uint64_t n;

	while (receive_all(fd, &n, sizeof n) && n <= DOCUMENT_MAX_FILE) {
		struct arena *a = arena_new();
		struct buf out = BUF_INIT(a);
		char *data = arena_alloc(a, n);
		struct answer answer;

		if (!receive_all(fd, data, n))
			break;
		answer.status = run(data, n, &out);
		answer.n = answer.status == CONVERT_OK ? out.len : 0;
		if (!send_all(fd, &answer, sizeof answer) ||
		    !send_all(fd, out.data, answer.n))
			break;
		arena_free(a);
	}
	_exit(0);
}

void document_converter_start(void)
{
	int fds[2];
	pid_t pid;

	if (converter >= 0 ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) < 0)
		return;
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		signal(SIGINT, SIG_IGN); /* ends with the one that asks */
		signal(SIGTERM, SIG_DFL);
		leave_root();
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
		serve(fds[1]);
	}
	close(fds[1]);
	if (pid < 0)
		close(fds[0]);
	else
		converter = fds[0];
}

static enum convert_status ask(struct arena *a, const void *data, uint64_t n,
			       char **out, size_t *len)
{
	struct answer answer = { CONVERT_MISSING, 0 };

	if (!send_all(converter, &n, sizeof n) || !send_all(converter, data, n) ||
	    !receive_all(converter, &answer, sizeof answer) ||
	    answer.n > CONVERT_OUTPUT + PIECE)
		return CONVERT_MISSING;
	*out = arena_alloc(a, answer.n + 1);
	*len = answer.n;
	if (!receive_all(converter, *out, answer.n))
		return CONVERT_MISSING;
	return (enum convert_status)answer.status;
}

enum convert_status convert_pdf(struct arena *a, const void *data, size_t n,
				char **out, size_t *len)
{
	struct buf b = BUF_INIT(a);
	enum convert_status status;

	if (converter >= 0) {
		pthread_mutex_lock(&one_at_a_time);
		status = ask(a, data, n, out, len);
		pthread_mutex_unlock(&one_at_a_time);
		return status;
	}
	status = run(data, n, &b);
	*out = b.data;
	*len = b.len;
	return status;
}
