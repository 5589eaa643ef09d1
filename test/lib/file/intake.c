/* SPDX-License-Identifier: Apache-2.0 */
/* Tables by their headers. */
#include "lib/file/intake.h"

#include "lib/file/file.h"
#include "test.h"

enum { NAME, PEOPLE, MONEY, SINCE, NOTE };
static const struct intake_column columns[] = {
	[NAME] = { "Tên", "ten|ten htx", INTAKE_TEXT, INTAKE_FILLED },
	[PEOPLE] = { "Số người", "so nguoi|people", INTAKE_COUNT,
		     INTAKE_COLUMN },
	[MONEY] = { "Vốn", "von|von dieu le", INTAKE_MONEY, INTAKE_OPTIONAL },
	[SINCE] = { "Ngày", "ngay", INTAKE_DAY, INTAKE_OPTIONAL },
	[NOTE] = { "Ghi chú", "ghi chu", INTAKE_TEXT, INTAKE_OPTIONAL },
};

static struct intake *open_text(struct arena *a, const char *text,
				struct err *e)
{
	char *path = arena_printf(a, "%s/t.csv", test_dir(a));

	*e = (struct err){ 0 };
	if (file_write(path, text, strlen(text), e) < 0)
		BUG("%s", e->message);
	return intake_open(a, path, columns, ARRAY_LEN(columns), e);
}

TEST(intake_reads_cells)
{
	struct err e;
	struct intake *in = open_text(
		a,
		"SỐ NGƯỜI (người),Tên  HTX,Vốn điều lệ (tỷ đồng),Ngày,STT\n"
		"1.200,An,\"36,48\",30/6/2023,1\n"
		"\n"
		",'=Bình,,,2\n", &e);
	day_t d;

	if (!in)
		BUG("%s", e.message);
	CHECK_STR(intake_unused(in), "“STT”");
	CHECK_INT(intake_next(in, &e), 1);
	CHECK_INT(intake_row(in), 2);
	CHECK_STR(intake_text(in, NAME), "An");
	CHECK_INT(intake_int(in, PEOPLE), 1200);
	CHECK_INT(intake_int(in, MONEY), 36480000000);
	CHECK(intake_day(in, SINCE, &d));
	CHECK_STR(day_iso(a, d), "2023-06-30");
	CHECK(!intake_has(in, NOTE)); /* no such column here */
	CHECK_INT(intake_next(in, &e), 1);
	CHECK_INT(intake_row(in), 4);
	CHECK_STR(intake_text(in, NAME), "=Bình"); /* as it was exported */
	CHECK(intake_int(in, PEOPLE) == INTAKE_NONE);
	CHECK(intake_int(in, MONEY) == INTAKE_NONE);
	CHECK(!intake_day(in, SINCE, &d));
	CHECK(intake_row_ok(in));
	CHECK_INT(intake_next(in, &e), 0);
	CHECK_INT(intake_count(in), 2);
	CHECK_INT(intake_faults(in), 0);
}

TEST(intake_notes_every_fault)
{
	struct err e;
	struct intake *in = open_text(a,
				      "ten,people,von (trieu dong),ngay\n"
				      ",x,-1,31/6/2023\n"
				      "B,\"1,5\",\"0,0000001\",1/1/2020\n"
				      "C,khoảng 5,1,1/1/2020\n"
				      "D,5,99999999999999,1/1/2020\n"
				      "E,5,1,1/1/2020\n", &e);
	struct buf b = BUF_INIT(a);
	int64_t ok = 0;

	while (intake_next(in, &e) > 0)
		ok += intake_row_ok(in);
	CHECK_INT(ok, 1);
	CHECK_INT(intake_faults(in), 8);
	CHECK_INT(intake_faulty_rows(in), 4);
	intake_report(in, &b);
	CHECK(strstr(b.data, "hàng 2, ô A2 (Tên) – không được để trống"));
	CHECK(strstr(b.data, "ô B2 (Số người): “x” – phải là một số"));
	CHECK(strstr(b.data, "ô C2 (Vốn): “-1” – không thể là số âm"));
	CHECK(strstr(b.data, "ô D2 (Ngày): “31/6/2023” – không phải ngày"));
	CHECK(strstr(b.data, "ô B3 (Số người): “1,5” – phải là số nguyên"));
	CHECK(strstr(b.data, "ô B4 (Số người): “khoảng 5” – phải là một số"));
	CHECK(strstr(b.data, "ô C5 (Vốn): “99999999999999” – số quá lớn"));
}

TEST(intake_header)
{
	struct err e;
	struct intake *in;

	in = open_text(a, "Bảng 1,\n,\nTên,Số người\nA,1\n", &e);
	CHECK(in && intake_next(in, &e) == 1 && intake_row(in) == 4);
	CHECK(!open_text(a, "Tên HTX,Ngày\nA,1/1/2020\n", &e));
	CHECK_ERR(&e, ERR_INPUT, "thiếu cột “Số người”");
	CHECK_ERR(&e, ERR_INPUT, "“Tên HTX”, “Ngày”");
	CHECK_ERR(&e, ERR_INPUT, "so nguoi|people");
	CHECK(!open_text(a, "Tên,Số người,Vốn\nA,1,5\n", &e));
	CHECK_ERR(&e, ERR_INPUT, "Cột “Vốn” không nói đơn vị tiền");
	CHECK(!open_text(a, "Tên,Ten HTX,Số người\nA,1,5\n", &e));
	CHECK_ERR(&e, ERR_INPUT, "Hai cột đều là “Tên”");
	CHECK(!open_text(a, "", &e));
	CHECK_INT(e.kind, ERR_INPUT);
}

TEST(intake_long_values_are_cut)
{
	struct err e;
	struct buf text = BUF_INIT(a);
	struct buf b = BUF_INIT(a);
	struct intake *in;

	buf_adds(&text, "ten,people\nA,a");
	for (int i = 0; i < 500; i++)
		buf_adds(&text, "ế");
	in = open_text(a, text.data, &e);
	CHECK_INT(intake_next(in, &e), 1);
	intake_report(in, &b);
	CHECK(b.len < 400);
	CHECK(strstr(b.data, "ế…”"));
}
