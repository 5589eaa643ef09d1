/* SPDX-License-Identifier: Apache-2.0 */
/* The marked copy.  Tests src/sheet/cmd.c with test/cli/sheet.sh. */
#include "fixture.h"

#include "lib/file/file.h"
#include "lib/file/zip.h"

#include <unistd.h>

static const char *part(struct arena *a, const char *path, const char *entry)
{
	struct err e = { 0 };
	size_t n;
	char *text = zip_read_entry(a, path, entry, 1 << 20, &n, &e);

	return text ? text : arena_strdup(a, e.message);
}

static struct findings *wrong_sum(struct arena *a)
{
	return found(a, "x;y\nTổng;9\nmột;3\nhai;5\n;\n",
		     "\"Tổng\" B2 = B3 + B4\nfixed B3\ntrust B4 2\n");
}

TEST(a_csv_becomes_a_workbook_with_marks)
{
	struct findings *f = wrong_sum(a);
	struct err e = { 0 };
	const char *path = copy_write(f, NULL, &e);
	const char *table = book_path(f->rules->book);
	const char *sheet, *comments;

	if (!CHECK(path != NULL))
		return;
	CHECK_STR(path, arena_printf(a, "%.*s.repair.xlsx",
				     (int)strlen(table) - 4, table));
	sheet = part(a, path, "xl/worksheets/sheet1.xml");
	comments = part(a, path, "xl/comments1.xml");
	CHECK(strstr(sheet, "<v>9</v>"));
	CHECK(strstr(sheet, "<legacyDrawing"));
	CHECK(strstr(comments, "ref=\"B2\""));
	CHECK(strstr(comments, "Đề xuất: 9 → 8"));
	CHECK(strstr(comments, "- Tổng: B2 = B3 + B4 (dòng 1)"));
	CHECK(strstr(comments, "Đề xuất giữ ô này và sửa B2: 9 → 8."));
	CHECK(strstr(part(a, path, "xl/styles.xml"), "FFFF9C9C"));
	/* nothing is left beside it */
	CHECK(access(arena_printf(a, "%s.%ld.tmp", path, (long)getpid()),
		     F_OK) < 0);
}

TEST(a_second_copy_takes_another_name)
{
	struct findings *f = wrong_sum(a);
	struct err e = { 0 };
	const char *first = copy_write(f, NULL, &e);
	const char *second = copy_write(wrong_sum(a), NULL, &e);
	const char *third;

	CHECK(first && second && strcmp(first, second) != 0);
	third = copy_write(f, NULL, &e);
	CHECK(third && strstr(third, ".repair-2.xlsx"));
}

TEST(the_table_is_never_written_over)
{
	struct findings *f = wrong_sum(a);
	const char *table = book_path(f->rules->book);
	const char *link = arena_printf(a, "%s/link.xlsx", test_dir(a));
	struct err e = { 0 };

	CHECK(!copy_write(f, table, &e));
	CHECK_ERR(&e, ERR_USAGE, "đuôi .xlsx");
	e = (struct err){ 0 };
	CHECK_INT(symlink(table, link), 0);
	CHECK(!copy_write(f, link, &e));
	CHECK_ERR(&e, ERR_USAGE, "tệp gốc");
}

/* A sum over a hundred cells: all are coloured, few are commented. */
TEST(a_wide_conflict_is_not_a_hundred_comments)
{
	struct buf csv = BUF_INIT(a);
	struct err e = { 0 };
	const char *path, *comments;
	size_t n = 0;

	buf_adds(&csv, "x;y\nTổng;101\n");
	for (int i = 0; i < 100; i++)
		buf_adds(&csv, "một;1\n");
	path = copy_write(found(a, csv.data,
				"B2 = sum(B3:B102)\nfixed B3:B102\n"),
			  arena_printf(a, "%s/c.xlsx", test_dir(a)), &e);
	if (!CHECK(path != NULL))
		return;
	comments = part(a, path, "xl/comments1.xml");
	CHECK(strstr(comments, "Đề xuất: 101 → 100"));
	for (const char *s = comments; (s = strstr(s, "<comment ref")); s++)
		n++;
	CHECK(n <= 41);
}
