/* SPDX-License-Identifier: Apache-2.0 */
/* Files whole: read with a limit, written whole or not at all. */
#include "lib/file/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 100 };

static int failed(struct err *e, const char *what, const char *path)
{
	return err_set(e, ERR_IO, "Không %s được tệp “%s”: %s", what, path,
		       err_reason(errno));
}

/* Opens a new file beside path and puts its name into *name. */
static int open_beside(struct arena *a, const char *path, char **name)
{
	for (int i = 0; i < MOST_TRIES; i++) {
		int fd;

		*name = arena_printf(a, "%s.%ld-%d.tmp", path, (long)getpid(),
				     i);
		fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  0666);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static int write_all(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, data, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		data += done;
		n -= (size_t)done;
	}
	return fsync(fd);
}

/* Makes the new name itself durable. */
static int sync_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *folder = ".";
	int fd;
	int r;

	if (slash)
		folder = slash == path
				 ? "/"
				 : arena_strndup(a, path,
						 (size_t)(slash - path));
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

static int write_beside(struct arena *a, const char *path, const void *data,
			size_t n, struct err *e)
{
	char *name;
	int fd = open_beside(a, path, &name);
	int r;

	if (fd < 0)
		return failed(e, "tạo", path);
	r = write_all(fd, data, n);
	if (r < 0)
		failed(e, "ghi", path);
	if (close(fd) < 0 && r == 0)
		r = failed(e, "ghi", path);
	if (r == 0 && rename(name, path) < 0)
		r = failed(e, "thay", path);
	if (r < 0) {
		unlink(name);
		return -1;
	}
	if (sync_folder(a, path) < 0)
		return failed(e, "lưu chắc", path);
	return 0;
}

int file_write(const char *path, const void *data, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	int r = write_beside(a, path, data, n, e);

	arena_free(a);
	return r;
}

/* The bytes of an open regular file; it may be growing, so the size is only
 * believed up to what is really there. */
static char *read_open(struct arena *a, int fd, const char *path, size_t limit,
		       size_t *n, struct err *e)
{
	struct stat st;
	size_t size;
	size_t len = 0;
	char *data;

	if (fstat(fd, &st) < 0) {
		failed(e, "đọc", path);
		return NULL;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_INPUT, "“%s” không phải là tệp thường", path);
		return NULL;
	}
	size = (size_t)st.st_size;
	if (size > limit) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” quá lớn: %zu byte, tối đa %zu byte", path,
			size, limit);
		return NULL;
	}
	data = arena_alloc(a, size + 1);
	while (len < size) {
		ssize_t got = read(fd, data + len, size - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			failed(e, "đọc", path);
			return NULL;
		}
		if (got == 0)
			break;
		len += (size_t)got;
	}
	data[len] = '\0';
	*n = len;
	return data;
}

char *file_read(struct arena *a, const char *path, size_t limit, size_t *n,
		struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *data;

	if (fd < 0 && errno == ENOENT) {
		err_set(e, ERR_NOTFOUND, "Không có tệp “%s”", path);
		return NULL;
	}
	if (fd < 0) {
		failed(e, "mở", path);
		return NULL;
	}
	data = read_open(a, fd, path, limit, n, e);
	close(fd);
	return data;
}
