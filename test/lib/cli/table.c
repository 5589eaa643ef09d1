/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of output. */
#include "lib/cli/cli.h"
#include "test.h"

static const struct column columns[] = {
	{ "name", "Tên", COL_LEFT, false },
	{ "members", "Thành viên", COL_RIGHT, true },
};

static const char *print(struct arena *a, const char *format)
{
	struct table *t = table_new(a, columns, ARRAY_LEN(columns));
	struct buf out = BUF_INIT(a);

	table_cell(t, "Đình Lập");
	table_cellf(t, "%d", 7);
	table_cell(t, "\"=1+1\", \\");
	table_cell(t, NULL);
	table_print(t, format, &out);
	return out.data;
}

TEST(table_forms)
{
	CHECK_STR(print(a, NULL), "Tên        Thành viên\n"
				  "─────────────────────\n"
				  "Đình Lập            7\n"
				  "\"=1+1\", \\\n");
	CHECK_STR(print(a, "json"),
		  "[\n{\"name\": \"Đình Lập\", \"members\": 7},\n"
		  "{\"name\": \"\\\"=1+1\\\", \\\\\", \"members\": null}\n]\n");
	CHECK_STR(print(a, "csv"), "name,members\r\nĐình Lập,7\r\n"
				   "\"\"\"=1+1\"\", \\\",\r\n");
}

TEST(table_empty)
{
	struct table *t = table_new(a, columns, ARRAY_LEN(columns));
	struct buf out = BUF_INIT(a);

	table_print(t, "json", &out);
	CHECK_STR(out.data, "[]\n");
}
