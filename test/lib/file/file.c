/* SPDX-License-Identifier: Apache-2.0 */
/* Files whole: read with a limit, written whole or not at all. */
#include "lib/file/file.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static int entries(const char *folder)
{
	DIR *d = opendir(folder);
	int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n - 2;
}

TEST(file_round_trip)
{
	char *dir = test_dir(a);
	char *path = arena_printf(a, "%s/tệp.txt", dir);
	struct err e = { 0 };
	size_t n = 0;

	CHECK_INT(file_write(path, "one\0two", 7, &e), 0);
	CHECK(memcmp(file_read(a, path, 7, &n, &e), "one\0two", 8) == 0);
	CHECK_INT(n, 7);
	CHECK_INT(file_write(path, "", 0, &e), 0);
	CHECK_STR(file_read(a, path, 7, &n, &e), "");
	CHECK_INT(entries(dir), 1); /* nothing is left beside it */
}

TEST(file_failures)
{
	char *dir = test_dir(a);
	char *path = arena_printf(a, "%s/x", dir);
	struct err e = { 0 };
	size_t n;

	CHECK(!file_read(a, path, 9, &n, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, path);
	e = (struct err){ 0 };
	CHECK(!file_read(a, dir, 9, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, "không phải là tệp");
	CHECK_INT(file_write(path, "0123456789", 10, NULL), 0);
	e = (struct err){ 0 };
	CHECK(!file_read(a, path, 9, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, "quá lớn");
	e = (struct err){ 0 };
	CHECK_INT(file_write(arena_printf(a, "%s/no/x", dir), "", 0, &e), -1);
	CHECK_ERR(&e, ERR_IO, "không có tệp hoặc thư mục");
	/* the target is a folder: what was there stays, nothing beside it */
	CHECK_INT(mkdir(arena_printf(a, "%s/d", dir), 0777), 0);
	e = (struct err){ 0 };
	CHECK_INT(file_write(arena_printf(a, "%s/d", dir), "x", 1, &e), -1);
	CHECK_ERR(&e, ERR_IO, "đây là thư mục");
	CHECK_INT(entries(dir), 2);
}

TEST(file_full_disk)
{
	struct err e = { 0 };

	if (access("/dev/full", W_OK) != 0)
		return;
	/* /dev/full cannot be written beside, so only the words are tested */
	CHECK_STR(err_reason(ENOSPC), "đĩa đã đầy");
	CHECK_INT(file_write("/dev/full/x", "x", 1, &e), -1);
	CHECK_ERR(&e, ERR_IO, "không phải thư mục");
}
