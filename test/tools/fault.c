/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A disk that fails on demand: preloaded into the program (LD_PRELOAD), it
 * lets writing fail with ENOSPC while the file $FAULT.write exists, syncing
 * with EIO while $FAULT.sync does, and reading with EIO while $FAULT.read does.
 * Sockets, and files that have no name, go on working.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int failing(int fd, const char *what)
{
	const int was = errno;
	const char *base = getenv("FAULT");
	char name[4096];
	struct stat st;
	int yes;

	if (!base || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		errno = was;
		return 0;
	}
	snprintf(name, sizeof name, "%s.%s", base, what);
	yes = access(name, F_OK) == 0;
	errno = was;
	return yes;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int refuse(int why)
{
	errno = why;
	return -1;
}

ssize_t write(int fd, const void *p, size_t n)
{
	return failing(fd, "write") ? refuse(ENOSPC) : REAL(write)(fd, p, n);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	return failing(fd, "write") ? refuse(ENOSPC)
				    : REAL(pwrite64)(fd, p, n, at);
}

int fsync(int fd)
{
	return failing(fd, "sync") ? refuse(EIO) : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
	return failing(fd, "sync") ? refuse(EIO) : REAL(fdatasync)(fd);
}

ssize_t read(int fd, void *p, size_t n)
{
	return failing(fd, "read") ? refuse(EIO) : REAL(read)(fd, p, n);
}

ssize_t pread64(int fd, void *p, size_t n, off64_t at)
{
	return failing(fd, "read") ? refuse(EIO) : REAL(pread64)(fd, p, n, at);
}
