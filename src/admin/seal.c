/* SPDX-License-Identifier: Apache-2.0 */
/* Giving up root, files and system calls; Linux alone. */
#include "admin/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int failed(struct err *e, const char *what)
{
	return err_set(e, ERR_IO, "không từ bỏ được %s: %s", what,
		       err_reason(errno));
}

/* --- root ---------------------------------------------------------------------- */

/* Root is for starting.  When the data are root's own there is nobody to
 * become: then it is root without any power but over its files. */
static int leave_root(const char *data, struct err *e)
{
	struct stat st;

	if (geteuid() != 0)
		return 0;
	if (stat(data, &st) < 0)
		return err_set(e, ERR_NOTFOUND, "không có dữ liệu ở “%s”",
			       data);
	if (st.st_uid == 0)
		return 0;
	if (setgroups(0, NULL) < 0 ||
	    setresgid(st.st_gid, st.st_gid, st.st_gid) < 0 ||
	    setresuid(st.st_uid, st.st_uid, st.st_uid) < 0)
		return failed(e, "quyền root");
	return 0;
}

static int drop_capabilities(struct err *e)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	const struct __user_cap_data_struct none[2] = { 0 };

	/* refused when it is not root's to give up: nor can it be gained */
	for (unsigned long i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++)
		prctl(PR_CAPBSET_DROP, i, 0, 0, 0);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    syscall(SYS_capset, &head, none) < 0)
		return failed(e, "các đặc quyền");
	return 0;
}

/* --- files ---------------------------------------------------------------------- */

enum {
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	WRITE = READ | LANDLOCK_ACCESS_FS_WRITE_FILE |
		LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE |
		LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR,
	HANDLED = WRITE | LANDLOCK_ACCESS_FS_EXECUTE |
		  LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK |
		  LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		  LANDLOCK_ACCESS_FS_MAKE_SYM,
};

/* A place that is not there needs no rule. */
static int allow(int rules, const char *path, unsigned access)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = access,
		.parent_fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC),
	};
	long status;

	if (beneath.parent_fd < 0)
		return 0;
	status = syscall(SYS_landlock_add_rule, rules,
			 LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return status < 0 ? -1 : 0;
}

static int confine(const char *data, bool *confined, struct err *e)
{
	static const struct {
		const char *path;
		unsigned access;
	} places[] = {
		{ "/tmp", WRITE }, { "/var/tmp", WRITE },
		{ "/usr", READ }, { "/lib", READ }, { "/lib64", READ },
		{ "/dev", READ }, { "/proc", READ }, { "/sys", READ },
	};
	const struct landlock_ruleset_attr attr = {
		.handled_access_fs = HANDLED
	};
	const int rules = (int)syscall(SYS_landlock_create_ruleset, &attr,
				       sizeof attr, 0);
	long status;

	*confined = rules >= 0;
	if (rules < 0)
		return 0;
	status = allow(rules, data, WRITE);
	for (size_t i = 0; status == 0 && i < ARRAY_LEN(places); i++)
		status = allow(rules, places[i].path, places[i].access);
	if (status == 0)
		status = syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
	return status < 0 ? failed(e, "quyền với các tệp khác") : 0;
}

int seal_files(const char *data, bool *confined, struct err *e)
{
	*confined = false;
	if (leave_root(data, e) < 0 || drop_capabilities(e) < 0)
		return -1;
	return confine(data, confined, e);
}

/* --- system calls ------------------------------------------------------------------ */

/* What a server needs that has its sockets, threads and databases: counted
 * with strace over all browser tests, with their relatives in other versions
 * of the C library. */
static const int needed[] = {
	/* sockets that are there, and those they accept */
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(shutdown),
	SCMP_SYS(setsockopt), SCMP_SYS(getsockopt), SCMP_SYS(getsockname),
	SCMP_SYS(getpeername), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg),
	SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(sendfile),
	SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(eventfd2),
	/* files */
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(read),
	SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(preadv), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(pwritev),
	SCMP_SYS(lseek), SCMP_SYS(fcntl), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(statx),
	SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
	SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat), SCMP_SYS(rmdir), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
	SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(umask), SCMP_SYS(dup),
	SCMP_SYS(memfd_create), /* a document before it is sent */
	/* memory, threads, time */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigtimedwait), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(restart_syscall), SCMP_SYS(sigaltstack),
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(getrandom), SCMP_SYS(sysinfo), SCMP_SYS(uname),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
};

static int add_rules(scmp_filter_ctx f)
{
	int status = 0;

	for (size_t i = 0; status == 0 && i < ARRAY_LEN(needed); i++)
		status = seccomp_rule_add(f, SCMP_ACT_ALLOW, needed[i], 0);
	/* memory holds data or code, and code was loaded at the start */
	if (status == 0)
		status = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (status == 0)
		status = seccomp_rule_add(f, SCMP_ACT_ALLOW,
			SCMP_SYS(mprotect), 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* abort(), of this process */
	if (status == 0)
		status = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
			1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	/* a thread gives itself its name as it begins */
	if (status == 0)
		status = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
			SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
	return status;
}

int seal_calls(struct err *e)
{
	/* ENOSYS: a C library that tries a newer call falls back */
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	int status = f ? 0 : -ENOMEM;

	if (status == 0)
		status = seccomp_attr_set(f, SCMP_FLTATR_CTL_TSYNC, 1);
	if (status == 0)
		status = add_rules(f);
	if (status == 0)
		status = seccomp_load(f);
	if (f)
		seccomp_release(f);
	errno = -status;
	return status < 0 ? failed(e, "các lệnh gọi hệ thống") : 0;
}
