/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A new file appears whole or not at all: written under a temporary name in
 * the same directory, synced, then linked to its own name, which fails when
 * somebody took that name meanwhile.
 */
#include "lib/db/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot_write(const char *path, struct err *e)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return db_explain(NULL, SQLITE_FULL, e);
	if (errno == EEXIST) {
		err_set(e, ERR_CONFLICT, "đã có tệp %s", path);
		return err_hint(e, "chọn một tên khác; hoptac không ghi đè");
	}
	return err_set(e, ERR_IO, "không ghi được %s: %s", path,
		       err_reason(errno));
}

int db_make_dir(const char *dir, struct err *e)
{
	struct arena *a = arena_new();
	char *path = arena_strdup(a, dir);
	int failed = 0;

	for (char *p = path + 1; *path && *p && !failed; p++)
		if (*p == '/') {
			*p = '\0';
			failed = mkdir(path, 0750) && errno != EEXIST;
			*p = '/';
		}
	if (!failed)
		failed = mkdir(path, 0750) && errno != EEXIST;
	arena_free(a);
	if (!failed)
		return 0;
	if (errno == ENOSPC || errno == EDQUOT)
		return db_explain(NULL, SQLITE_FULL, e);
	return err_set(e, ERR_IO, "không tạo được thư mục %s: %s", dir,
		       err_reason(errno));
}

char *db_temporary(struct arena *a, const char *path, struct err *e)
{
	char *name = arena_printf(a, "%s.%ld", path, (long)getpid());
	int fd = open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0640);

	if (fd < 0) {
		cannot_write(path, e);
		return NULL;
	}
	close(fd);
	return name;
}

static int sync_path(const char *path, int flags)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	int ret;

	if (fd < 0)
		return -1;
	ret = fsync(fd);
	close(fd);
	return ret;
}

int db_publish(const char *temporary, const char *path, struct err *e)
{
	struct arena *a = arena_new();
	int ret = 0;

	if (sync_path(temporary, 0) || link(temporary, path) ||
	    sync_path(dirname(arena_strdup(a, path)), O_DIRECTORY))
		ret = cannot_write(path, e);
	arena_free(a);
	return ret;
}
