/* SPDX-License-Identifier: Apache-2.0 */
/* CSV in and out.  Tests src/lib/file/sheet.c too: what both readers share. */
#include "lib/file/csv.h"
#include "lib/file/file.h"
#include "test.h"

/* A table file of these bytes, opened. */
static struct sheet *open_bytes(struct arena *a, const char *name,
				const void *data, size_t n, struct err *e)
{
	char *path = arena_printf(a, "%s/%s", test_dir(a), name);

	CHECK_INT(file_write(path, data, n, NULL), 0);
	return sheet_open(a, path, NULL, e);
}

static struct sheet *open_text(struct arena *a, const char *text)
{
	struct err e = { 0 };
	struct sheet *s = open_bytes(a, "t.csv", text, strlen(text), &e);

	if (!CHECK(s != NULL))
		printf("  %s\n", e.message);
	return s;
}

/* "7: a|b|c" for the next row; "end"; or the error. */
static char *next_row(struct arena *a, struct sheet *s)
{
	struct buf b = BUF_INIT(a);
	struct err e = { 0 };
	struct sheet_row row;
	int r = s ? sheet_next(s, &row, &e) : 0;

	if (r <= 0)
		return r < 0 ? arena_printf(a, "%s @ %s", e.message, e.detail)
			     : arena_strdup(a, "end");
	buf_addf(&b, "%lld: ", (long long)row.number);
	for (size_t i = 0; i < row.n; i++)
		buf_addf(&b, "%s%s", i ? "|" : "", row.cell[i]);
	return b.data;
}

TEST(csv_reads)
{
	struct sheet *s = open_text(a, "\xef\xbb\xbfTên,Xã,Số\r\n"
				       "\"HTX \"\"A\"\"\",\"Bính Xá, cũ\",1\r\n"
				       "\r\n,,\r\n"
				       " x  ,\"hai\ndòng\" , \"q\"\r\n"
				       "một\r\n"
				       "a,b,c,d\n"
				       "last,,");

	CHECK_STR(next_row(a, s), "1: Tên|Xã|Số");
	CHECK_STR(next_row(a, s), "2: HTX \"A\"|Bính Xá, cũ|1");
	CHECK_STR(next_row(a, s), "5: x|hai\ndòng|q");
	CHECK_STR(next_row(a, s), "6: một||");
	CHECK_STR(next_row(a, s), "7: a|b|c|d");
	CHECK_STR(next_row(a, s), "8: last||");
	CHECK_STR(next_row(a, s), "end");
	CHECK_STR(next_row(a, s), "end");
	CHECK(!sheet_typed(s));
}

TEST(csv_delimiters)
{
	struct sheet *s = open_text(a, "\"a,b,c,d\";b;c\r1,5;2;3\r");

	CHECK_STR(next_row(a, s), "1: a,b,c,d|b|c");
	CHECK_STR(next_row(a, s), "2: 1,5|2|3");
	s = open_text(a, "a\tb, c\td\n1\t2\t3\n");
	CHECK_STR(next_row(a, s), "1: a|b, c|d");
	s = open_text(a, "only\none\n");
	CHECK_STR(next_row(a, s), "1: only");
	CHECK_STR(next_row(a, open_text(a, "")), "end");
	CHECK_STR(next_row(a, open_text(a, "\n\n\n")), "end");
}

TEST(csv_normalises)
{
	struct sheet *s = open_text(a, "Vie\xcc\xa3\xcc\x82t,\xc2\xa0 x\xe3"
				       "\x80\x80,\xe2\x80\x8b\n");

	CHECK_STR(next_row(a, s), "1: Việt|x|");
}

TEST(csv_names_the_place)
{
	char *got = next_row(a, open_text(a, "a,\"b\n"));

	CHECK(strstr(got, "không đóng") && strstr(got, "ô B1") &&
	      strstr(got, "t.csv"));
	got = next_row(a, open_text(a, "\"a\"b,c\n"));
	CHECK(strstr(got, "“a”") && strstr(got, "ô A1"));
}

TEST(csv_limits)
{
	struct buf b = BUF_INIT(a);
	char *got;

	for (int i = 0; i <= SHEET_MAX_COLUMNS; i++)
		buf_adds(&b, "x,");
	got = next_row(a, open_text(a, b.data));
	CHECK(strstr(got, "quá nhiều cột") && strstr(got, "hàng 1"));
	buf_cut(&b, 0);
	for (int i = 0; i <= SHEET_MAX_CELL; i++)
		buf_adds(&b, "x");
	got = next_row(a, open_text(a, b.data));
	CHECK(strstr(got, "quá dài") && strstr(got, "ô A1"));
	buf_cut(&b, SHEET_MAX_CELL);
	CHECK(strncmp(next_row(a, open_text(a, b.data)), "1: xxx", 6) == 0);
	buf_cut(&b, 0);
	for (int i = 0; i < SHEET_MAX_ROWS; i++)
		buf_adds(&b, "\n");
	buf_adds(&b, "x");
	got = next_row(a, open_text(a, b.data));
	CHECK(strstr(got, "quá nhiều hàng") != NULL);
}

static void refuse(struct arena *a, const char *name, const void *data,
		   size_t n, const char *text, const char *hint)
{
	struct err e = { 0 };

	CHECK(!open_bytes(a, name, data, n, &e));
	CHECK_ERR(&e, ERR_INPUT, text);
	CHECK_ERR(&e, ERR_INPUT, hint);
	/* nothing is cut: the next sentence of a hint must not go missing */
	CHECK(strlen(e.hint) < sizeof e.hint - 1);
}

TEST(csv_refuses_other_encodings)
{
	static const char utf16[] = "\xff\xfeT\0\xea\0n\0,\0X\0\xe3\0\n\0";
	/* "Hợp tác xã nông nghiệp", lines as exported in the old days */
	static const char tcvn3[] = "T\xaan,X\xb7\nH\xee" "p t\xb8" "c x\xb7,"
				    "\xa7\xd7nh L\xcb" "p\n";
	static const char vni[] = "Te\xe2n,Xa\xf5\nH\xf4\xef" "p ta\xf9" "c xa"
				  "\xf5,\xd1\xecnh La\xe4" "p\n";
	static const char cp1258[] = "T\xean,X\xe3\xde\nH\xf5\xf2p t\xe1" "c x"
				     "\xe3\xde,\xd0i\xccnh L\xe2\xf2p\n";

	refuse(a, "u.csv", utf16, sizeof utf16 - 1, "UTF-16", "CSV UTF-8");
	refuse(a, "t.csv", tcvn3, sizeof tcvn3 - 1, "TCVN3", "CSV UTF-8");
	refuse(a, "v.csv", vni, sizeof vni - 1, "VNI", "CSV UTF-8");
	refuse(a, "w.csv", cp1258, sizeof cp1258 - 1, "windows-1258",
	       "CSV UTF-8");
	refuse(a, "x.csv", "a,b\xff\n", 6, "0xFF", "x.csv");
	refuse(a, "z.csv", "PK\3\4....", 8, "XLSX", "đuôi");
	refuse(a, "z.xls", "x", 1, "Không nhận ra", ".xlsx");
}

TEST(csv_refuses_legacy_fonts)
{
	char *got = next_row(a, open_text(a, "Tªn HTX,X·,VÝ dô\nA,B,C\n"));

	CHECK(strstr(got, "TCVN3") && strstr(got, "hàng 1"));
	/* only the first row is judged */
	CHECK_STR(next_row(a, open_text(a, "Tên,Xã\nTªn HTX,X·\n")),
		  "1: Tên|Xã");
}

TEST(csv_missing_file)
{
	struct err e = { 0 };

	CHECK(!sheet_open(a, "/nonexistent/a.csv", NULL, &e));
	CHECK_ERR(&e, ERR_NOTFOUND, "a.csv");
}

TEST(csv_writes_harmless_cells)
{
	static const char *const t[][2] = {
		{ "a", "a" },	       { "a,b", "\"a,b\"" },
		{ "a;b", "\"a;b\"" },  { "say \"x\"", "\"say \"\"x\"\"\"" },
		{ "=1+1", "\"'=1+1\"" }, { "@x", "\"'@x\"" },
		{ "-5", "-5" },	       { "-1.234,5", "\"-1.234,5\"" },
		{ "-x", "\"'-x\"" },   { "+84 912", "\"'+84 912\"" },
		{ "-", "\"'-\"" },     { "'=x", "\"''=x\"" },
		{ "'a", "'a" },	       { "", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct buf b = BUF_INIT(a);

		csv_add_cell(&b, t[i][0], true);
		CHECK_STR(b.data, t[i][1]);
	}
}

/* Random tables of the signs that matter come back as they were. */
TEST(csv_round_trip)
{
	static const char *const part[] = {
		"a", "Ế", ",", ";", "\"", "\n", "\r\n", "=", "-", "+", "@",
		"'", "1", "5", " ", "\t", "đ",
	};
	uint64_t state = 4;

	for (int i = 0; i < 300; i++) {
		struct buf file = BUF_INIT(a);
		struct buf want = BUF_INIT(a);
		struct sheet *s;

		/* a first column and a header keep rows from being empty */
		buf_adds(&file, "h,,,,,\r\n");
		for (uint32_t row = 0; row < 4; row++) {
			buf_adds(&file, "x");
			buf_addf(&want, "%u: x", row + 2);
			for (uint32_t col = 0; col < 5; col++) {
				struct buf c = BUF_INIT(a);

				for (uint32_t n = test_random(&state, 6); n;
				     n--)
					buf_adds(&c, part[test_random(
							&state,
							ARRAY_LEN(part))]);
				csv_add_cell(&file, c.data, false);
				while (c.len && strchr(" \t\r\n",
						       c.data[c.len - 1]))
					buf_cut(&c, c.len - 1);
				buf_addf(&want, "|%s",
					 c.data + strspn(c.data, " \t\r\n"));
			}
			buf_adds(&file, "\r\n");
			buf_adds(&want, "\n");
		}
		s = open_text(a, file.data);
		next_row(a, s);
		for (char *line = want.data; *line;) {
			char *got = next_row(a, s);
			size_t n = strlen(got);

			if (!CHECK(strncmp(line, got, n) == 0)) {
				printf("  got %s\n  want %s", got, line);
				break;
			}
			line += n + 1;
		}
	}
}

TEST(sheet_cell_names)
{
	CHECK_STR(sheet_cell_name(a, 0, 1), "A1");
	CHECK_STR(sheet_cell_name(a, 1, 7), "B7");
	CHECK_STR(sheet_cell_name(a, 25, 2), "Z2");
	CHECK_STR(sheet_cell_name(a, 26, 2), "AA2");
	CHECK_STR(sheet_cell_name(a, 701, 2), "ZZ2");
	CHECK_STR(sheet_cell_name(a, 702, 1048576), "AAA1048576");
}
