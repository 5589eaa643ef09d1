/* SPDX-License-Identifier: Apache-2.0 */
/* ZIP containers. */
#include "lib/file/zip.h"
#include "test.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

TEST(zip_round_trip)
{
	char *path = arena_printf(a, "%s/a.zip", test_dir(a));
	static const struct zip_entry entries[] = {
		{ "mimetype", "text", 4 },
		{ "thư mục/tệp", "xin chào", 9 },
		{ "empty", "", 0 },
	};
	struct err e = { 0 };
	size_t n = 9;

	CHECK_INT(zip_write(path, entries, 3, &e), 0);
	CHECK_STR(zip_read_entry(a, path, "mimetype", 4, &n, &e), "text");
	CHECK_STR(zip_read_entry(a, path, "thư mục/tệp", 100, &n, &e),
		  "xin chào");
	CHECK_STR(zip_read_entry(a, path, "empty", 0, &n, &e), "");
	CHECK_INT(n, 0);
	CHECK(!zip_read_entry(a, path, "mimetype", 3, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, "hơn 3 byte");
	e = (struct err){ 0 };
	CHECK(!zip_read_entry(a, path, "none", 9, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, "không có phần “none”");
}

/* The same entries give the same bytes, in any time zone, at any time. */
TEST(zip_is_reproducible)
{
	char *dir = test_dir(a);
	char *one = arena_printf(a, "%s/1.zip", dir);
	char *two = arena_printf(a, "%s/2.zip", dir);
	static const struct zip_entry entries[] = { { "a", "aaaaaaaaaa", 10 },
						    { "b", "b", 1 } };
	char *x, *y;
	size_t n, m;

	CHECK_INT(zip_write(one, entries, 2, NULL), 0);
	setenv("TZ", "Asia/Ho_Chi_Minh", 1);
	tzset();
	CHECK_INT(zip_write(two, entries, 2, NULL), 0);
	unsetenv("TZ");
	tzset();
	x = file_read(a, one, 9999, &n, NULL);
	y = file_read(a, two, 9999, &m, NULL);
	CHECK_INT(n, m);
	CHECK(memcmp(x, y, n) == 0);
	/* local header: time 0, date 1980-01-01 = 0x0021, little endian */
	CHECK(memcmp(x + 10, "\0\0\x21\0", 4) == 0);
}

static void refuse(struct arena *a, const char *path, const void *data,
		   size_t n, const char *message)
{
	struct err e = { 0 };

	CHECK_INT(file_write(path, data, n, NULL), 0);
	CHECK(!zip_archive_open(a, path, &e));
	CHECK_ERR(&e, ERR_INPUT, message);
}

TEST(zip_refuses)
{
	char *path = arena_printf(a, "%s/a.zip", test_dir(a));
	static const struct zip_entry entry = { "a", "aaaa", 4 };
	static char ole[4096] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
	struct err e = { 0 };
	char *whole;
	size_t n;

	CHECK(!zip_archive_open(a, path, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "Không có tệp");
	CHECK_INT(zip_write(path, &entry, 1, NULL), 0);
	whole = file_read(a, path, 9999, &n, NULL);
	refuse(a, path, whole, n - 30, "bị cắt cụt");
	refuse(a, path, "hello", 5, "không phải là tệp ZIP");
	refuse(a, path, "", 0, "không phải là tệp ZIP");
	refuse(a, path, ole, sizeof ole, "Office cũ");
	memcpy(ole + 2000, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k", 26);
	refuse(a, path, ole, sizeof ole, "có mật khẩu");
}

/* A hundred megabytes of zeros pack a thousand times smaller. */
TEST(zip_bomb)
{
	char *path = arena_printf(a, "%s/bomb.zip", test_dir(a));
	size_t n = 100 << 20;
	struct zip_entry entry = { "a", arena_alloc(a, n), n };
	struct err e = { 0 };

	CHECK_INT(zip_write(path, &entry, 1, NULL), 0);
	CHECK(!zip_read_entry(a, path, "a", n, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, "bom nén");
}

/* Every single wrong byte of a small archive: an answer or an error, never a
 * crash, and never other data without an error (CRC). */
TEST(zip_survives_damage)
{
	char *path = arena_printf(a, "%s/a.zip", test_dir(a));
	static const struct zip_entry entry = { "a", "some text, some text",
						20 };
	char *whole;
	size_t n;

	CHECK_INT(zip_write(path, &entry, 1, NULL), 0);
	whole = file_read(a, path, 9999, &n, NULL);
	for (size_t i = 0; i < n; i++) {
		struct arena *step = arena_new();
		struct err e = { 0 };
		char *s;
		size_t m;
		FILE *f;

		whole[i] = (char)(whole[i] ^ 0x55);
		f = fopen(path, "wb");
		CHECK(f && fwrite(whole, 1, n, f) == n);
		fclose(f);
		whole[i] = (char)(whole[i] ^ 0x55);
		s = zip_read_entry(step, path, "a", 100, &m, &e);
		if (s)
			CHECK_STR(s, "some text, some text");
		else
			CHECK(e.kind == ERR_INPUT || e.kind == ERR_IO);
		arena_free(step);
	}
}

TEST(a_rewritten_archive_keeps_the_others)
{
	const char *from = arena_printf(a, "%s/a.zip", test_dir(a));
	const char *to = arena_printf(a, "%s/b.zip", test_dir(a));
	const struct zip_entry first[] = { { "one", "1", 1 },
					   { "two", "2", 1 } };
	const struct zip_entry then[] = { { "two", "zwei", 4 },
					  { "three", "3", 1 } };
	struct err e = { 0 };
	size_t n;

	CHECK_INT(zip_write(from, first, 2, &e), 0);
	CHECK_INT(zip_rewrite(from, to, then, 2, &e), 0);
	CHECK_STR(zip_read_entry(a, to, "one", 9, &n, &e), "1");
	CHECK_STR(zip_read_entry(a, to, "two", 9, &n, &e), "zwei");
	CHECK_STR(zip_read_entry(a, to, "three", 9, &n, &e), "3");
	CHECK_STR(zip_read_entry(a, from, "two", 9, &n, &e), "2");
	CHECK_INT(zip_rewrite("/nowhere.zip", to, then, 2, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "nowhere");
	CHECK_STR(zip_read_entry(a, to, "one", 9, &n, &e), "1");
}
