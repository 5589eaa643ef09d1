/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/territory/cmd.c: what `hoptac units` prints. */
#include "territory/territory.h"

#include "lib/db/db.h"
#include "test.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static char *data(struct arena *a)
{
	struct err e = { 0 };
	char *dir = test_dir(a);
	struct db *db = db_open(a, dir, DB_CREATE, &e);

	if (!db || db_begin(db, "test", "units", &e) ||
	    territory_load(db, "packs/vn-units", "20", &e) < 0 ||
	    db_commit(db, &e))
		BUG("%s %s", e.message, e.detail);
	return dir;
}

/* Runs "hoptac -d DIR ARGUMENTS" (split by blanks) with both outputs into one
 * text. */
static int go(struct arena *a, const char *dir, const char *arguments,
	      char **text)
{
	static const struct cmd *const tables[] = { territory_cmds, NULL };
	char *file = arena_printf(a, "%s/output", dir);
	char *argv[16] = { arena_strdup(a, "hoptac"), arena_strdup(a, "-d"),
			   arena_strdup(a, dir) };
	int argc = 3;
	int out = dup(STDOUT_FILENO);
	int err = dup(STDERR_FILENO);
	int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0600);
	int status;
	ssize_t n;
	char *save;

	for (char *w = strtok_r(arena_strdup(a, arguments), " ", &save); w;
	     w = strtok_r(NULL, " ", &save))
		argv[argc++] = w;
	fflush(stdout);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	status = cli_main(argc, argv, tables);
	fflush(stdout);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	*text = arena_alloc(a, 65536);
	n = pread(fd, *text, 65535, 0);
	if (n < 0)
		BUG("pread");
	close(fd);
	close(out);
	close(err);
	return status;
}

static int lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

TEST(units_of_the_province)
{
	char *dir = data(a);
	char *text;

	CHECK_INT(go(a, dir, "units --on 30/6/2023", &text), 0);
	CHECK(strstr(text, "Huyện Tràng Định"));
	CHECK(strstr(text, "11 đơn vị cấp huyện, 200 đơn vị cấp xã"));
	CHECK(!strstr(text, "Lưu ý"));
	CHECK_INT(go(a, dir, "units --on 30/6/2023 --format csv", &text), 0);
	CHECK_INT(lines(text), 1 + 11);
	CHECK(strstr(text, "180,Huyện Tràng Định,Huyện,20,Tỉnh Lạng Sơn,,"
			   "2025-06-30,22\r\n"));
	CHECK_INT(go(a, dir, "units --on 1/7/2025 --format csv", &text), 0);
	CHECK_INT(lines(text), 1 + 65);
	CHECK(strstr(text, "06040,Xã Thất Khê,Xã,20,Tỉnh Lạng Sơn,2025-07-01,"
			   ",\r\n"));
	CHECK_INT(go(a, dir, "units --on 1/3/2025 --place 180 --format csv",
		     &text), 0);
	CHECK_INT(lines(text), 1 + 20);
}

TEST(units_by_text_and_code)
{
	char *dir = data(a);
	char *text;

	CHECK_INT(go(a, dir, "units dinh-lap --on 30/6/2023 --format csv",
		     &text), 0);
	CHECK_INT(lines(text), 1 + 3); /* huyện, thị trấn, xã */
	CHECK_INT(go(a, dir, "units 06040 --on 1/12/2024 --format json",
		     &text), 0);
	CHECK(strstr(text, "\"Thị trấn Thất Khê\""));
	CHECK(!strstr(text, "Đại Đồng"));
	CHECK_INT(go(a, dir, "units 06040 --on 1/12/2024 --place 181", &text),
		  1);
	CHECK(strstr(text, "Huyện Bình Gia không có đơn vị"));
	CHECK_INT(go(a, dir, "units --place 180 --on 1/7/2025", &text), 1);
	CHECK(strstr(text, "mã 180"));
	CHECK_INT(go(a, dir, "units --known #0", &text), 1);
}

TEST(units_elsewhere_and_out_of_range)
{
	char *dir = data(a);
	char *text;

	CHECK_INT(go(a, dir, "units --place 01 --on 10/4/2023 --format csv",
		     &text), 0);
	CHECK_INT(lines(text), 1 + 30); /* districts of Hà Nội */
	CHECK_INT(go(a, dir, "units --place 01 --on 1/7/2025", &text), 0);
	CHECK(strstr(text, "Lưu ý: danh mục đơn vị hành chính của Thành phố "
			   "Hà Nội không chắc đủ vào ngày 01/7/2025"));
}

TEST(units_successors)
{
	char *dir = data(a);
	char *text;

	CHECK_INT(go(a, dir, "units 06040 --successors --format csv", &text),
		  0);
	/* Đại Đồng in two, Đội Cấn and thị trấn Thất Khê in one each */
	CHECK_INT(lines(text), 1 + 4);
	CHECK(strstr(text, "2024-12-01,06040,Xã Đại Đồng,split,06040,"
			   "Thị trấn Thất Khê,18.61,8527,,\r\n"));
	CHECK(strstr(text, "2024-12-01,06040,Xã Đại Đồng,split,06025,"
			   "Xã Đội Cấn,,,,phần còn lại\r\n"));
	CHECK(strstr(text, "2025-07-01,06040,Thị trấn Thất Khê,whole,06040,"
			   "Xã Thất Khê"));
	CHECK_INT(go(a, dir, "units 06040 -s --format json", &text), 0);
	CHECK(strstr(text, "\"18.61\"") && strstr(text, "8527"));
	CHECK_INT(go(a, dir, "units 06040 -s", &text), 0);
	CHECK(strstr(text, "18,61") && strstr(text, "8.527"));
	CHECK_INT(go(a, dir, "units 06040 -s --on 1/3/2025 --format csv",
		     &text), 0);
	CHECK_INT(lines(text), 1 + 1);
	CHECK_INT(go(a, dir, "units kien-moc -s", &text), 0);
	CHECK(strstr(text, "chia tách"));
	CHECK_INT(go(a, dir, "units -s", &text), 2);
	CHECK_INT(go(a, dir, "units atlantis -s", &text), 1);
	CHECK(strstr(text, "atlantis"));
}
