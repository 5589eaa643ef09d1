/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests src/admin/seal.c: in a child that has sealed itself every way out is
 * tried.  test/cli/serve.sh looks at the server itself.
 */
#include "admin/seal.h"

#include "test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int run_program(void)
{
	char *argv[] = { (char *)(uintptr_t)"/bin/true", NULL };

	execve(argv[0], argv, NULL);
	return errno; /* when it runs, the child ends with 0 */
}

static int run_by_descriptor(void)
{
	const int fd = open("/bin/true", O_RDONLY);

	syscall(SYS_execveat, fd, "", NULL, NULL, 0x1000 /* AT_EMPTY_PATH */);
	return errno;
}

static int make_process(void)
{
	const pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : 0;
}

static int make_process_newly(void)
{
	const long pid = syscall(SYS_vfork);

	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : 0;
}

static int make_socket(int family, int type)
{
	return socket(family, type, 0) < 0 ? errno : 0;
}

static int connect_tcp(void)
{
	return make_socket(AF_INET, SOCK_STREAM);
}

static int connect_tcp6(void)
{
	return make_socket(AF_INET6, SOCK_STREAM);
}

static int send_udp(void)
{
	return make_socket(AF_INET, SOCK_DGRAM);
}

static int connect_local(void)
{
	return make_socket(AF_UNIX, SOCK_STREAM);
}

static int listener = -1; /* made before the seal, not yet bound */

static int listen_again(void)
{
	return listen(listener, 1) < 0 ? errno : 0;
}

static int connect_old(void)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET, .sin_port = htons(1),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	return connect(listener, (const void *)&to, sizeof to) < 0 ? errno : 0;
}

static int watch_another(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0 ? errno : 0;
}

static int kill_another(void)
{
	return kill(getppid(), 0) < 0 ? errno : 0;
}

static int write_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
		       ? errno : 0;
}

static int turn_into_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED || mprotect(p, 4096, PROT_READ | PROT_EXEC) < 0
		       ? errno : 0;
}

static int become_root(void)
{
	return syscall(SYS_setuid, 0) < 0 ? errno : 0;
}

static int read_secret(void)
{
	return open("/etc/passwd", O_RDONLY) < 0 ? errno : 0;
}

static int write_elsewhere(void)
{
	return open("/var/hoptac-test", O_WRONLY | O_CREAT, 0600) < 0 ? errno
								       : 0;
}

static int write_system(void)
{
	return open("/usr/hoptac-test", O_WRONLY | O_CREAT, 0600) < 0 ? errno
								       : 0;
}

static const struct {
	const char *name;
	int (*try)(void); /* its errno, or 0: it is open */
	bool file; /* closed by Landlock */
} ways[] = {
	{ "run a program", run_program, false },
	{ "run a program by its descriptor", run_by_descriptor, false },
	{ "make a process", make_process, false },
	{ "make a process in the old way", make_process_newly, false },
	{ "connect by TCP", connect_tcp, false },
	{ "connect by TCP over IPv6", connect_tcp6, false },
	{ "send by UDP", send_udp, false },
	{ "connect to a local service", connect_local, false },
	{ "listen once more", listen_again, false },
	{ "connect with an old socket", connect_old, false },
	{ "watch another process", watch_another, false },
	{ "signal another process", kill_another, false },
	{ "write code", write_code, false },
	{ "turn data into code", turn_into_code, false },
	{ "become root", become_root, false },
	{ "read a file of the system's", read_secret, true },
	{ "write beside the data", write_elsewhere, true },
	{ "write among programs", write_system, true },
};

static void *nothing(void *arg)
{
	return arg;
}

static bool still_works(const char *dir)
{
	char name[4096];
	int fd;

	snprintf(name, sizeof name, "%s/file", dir);
	fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	return fd >= 0 && write(fd, "x", 1) == 1 && fsync(fd) == 0 &&
	       close(fd) == 0 && unlink(name) == 0;
}

/* In a child: seals, tries, tells the errno of a way by its status. */
static int try_sealed(const char *dir, int i)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct err e = { 0 };
		bool confined;

		listener = socket(AF_INET, SOCK_STREAM, 0);
		if (seal_files(dir, &confined, &e) < 0)
			_exit(201);
		if (i >= 0 && ways[i].file && !confined)
			_exit(EACCES); /* this kernel cannot */
		if (seal_calls(&e) < 0)
			_exit(202);
		if (i < 0)
			_exit(still_works(dir) ? 0 : 203);
		_exit(ways[i].try());
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return 204;
	return WEXITSTATUS(status);
}

TEST(seal_closes_every_way_out)
{
	const char *dir = test_dir(a);

	for (int i = 0; i < (int)ARRAY_LEN(ways); i++) {
		const int got = try_sealed(dir, i);

		if (!CHECK(got == (ways[i].file ? EACCES : ENOSYS)))
			printf("%s: %d (%s)\n", ways[i].name, got,
			       got < 200 ? strerror(got) : "no seal");
	}
}

TEST(seal_leaves_its_own_directory)
{
	CHECK_INT(try_sealed(test_dir(a), -1), 0);
}

/* The filter holds for threads that were there before it. */
static pthread_barrier_t sealed;

static void *try_later(void *arg)
{
	int *got = arg;

	pthread_barrier_wait(&sealed);
	*got = connect_tcp();
	return NULL;
}

TEST(seal_holds_for_every_thread)
{
	const pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct err e = { 0 };
		pthread_t thread;
		int got = 0;

		pthread_barrier_init(&sealed, NULL, 2);
		if (pthread_create(&thread, NULL, try_later, &got) ||
		    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
		    seal_calls(&e) < 0)
			_exit(202);
		pthread_barrier_wait(&sealed);
		pthread_join(thread, NULL);
		/* and none is made any more */
		_exit(pthread_create(&thread, NULL, nothing, NULL) ? got : 203);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), ENOSYS);
}

/* Only root can show that it is left. */
TEST(seal_leaves_root_to_the_owner_of_the_data)
{
	const char *above = test_dir(a);
	const char *dir = arena_printf(a, "%s/data", above);
	const uid_t someone = 65534;
	int status;
	pid_t pid;

	if (geteuid() != 0)
		return;
	CHECK_INT(chmod(above, 0755) + mkdir(dir, 0700), 0);
	CHECK_INT(chown(dir, someone, someone), 0);
	pid = fork();
	if (pid == 0) {
		struct err e = { 0 };
		bool confined;
		uid_t r, f, s;

		if (seal_files(dir, &confined, &e) < 0)
			_exit(201);
		getresuid(&r, &f, &s);
		_exit(r == someone && f == someone && s == someone &&
		      setuid(0) < 0 && access(dir, W_OK) == 0 ? 0 : 1);
	}
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 0);
}
