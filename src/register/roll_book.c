/* SPDX-License-Identifier: Apache-2.0 */
/* The roll as a workbook for officers. */
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "lib/file/file.h"
#include "lib/text/number.h"
#include "register/page_internal.h"

#include <inttypes.h>

#define MAX_BYTES ((size_t)64 << 20)

static const struct {
	const char *title;
	int width;
} columns[] = {
	{ "Số", 8 },	       { "Tên", 44 },
	{ "Loại hình", 20 },   { "Mã số", 16 },
	{ "Xã, phường", 24 },  { "Huyện", 20 },
	{ "Địa chỉ", 30 },     { "Lĩnh vực", 24 },
	{ "Tình trạng", 24 },  { "Từ ngày", 12 },
	{ "Thành lập", 12 },   { "Vốn (đồng)", 18 },
	{ "Thành viên", 12 },  { "Lao động", 12 },
	{ "Cán bộ quản lý", 14 }, { "Sơ cấp, trung cấp", 12 },
	{ "Cao đẳng, đại học", 12 }, { "Minh hoạ", 10 },
};

struct book {
	struct arena *arena;
	lxw_worksheet *sheet;
	lxw_format *number;
	lxw_row_t y;
	lxw_col_t x;
};

/* A text is written as one, whatever it begins with: never a formula. */
static void text(struct book *b, const char *s)
{
	if (s && *s)
		worksheet_write_string(b->sheet, b->y, b->x, s, NULL);
	b->x++;
}

static void number(struct book *b, int64_t n)
{
	if (n != REG_NONE)
		worksheet_write_number(
			b->sheet, b->y, b->x,
			strtod(arena_printf(b->arena, "%" PRId64, n), NULL),
			b->number);
	b->x++;
}

static void write_version(struct book *b, const struct org_version *v)
{
	number(b, v->capital);
	number(b, v->members);
	number(b, v->labour);
	number(b, v->managers);
	number(b, v->managers_low);
	number(b, v->managers_high);
}

static void write_line(struct book *b, const struct view *v,
		       const struct roll_line *l)
{
	const struct record_kind *kind = pack_kind(v->pack, l->org->kind);
	const struct org_version *x = l->version;

	number(b, l->org->id);
	text(b, x ? x->name : NULL);
	text(b, kind ? kind->name : l->org->kind);
	text(b, l->org->number);
	text(b, unit_name(l->seat, UNIT_COMMUNE));
	text(b, unit_name(l->seat, UNIT_DISTRICT));
	text(b, x ? x->address : NULL);
	text(b, x ? sector_name(v, x->sector, true) : NULL);
	text(b, l->status->name);
	text(b, day_vi(b->arena, l->status_day));
	text(b, day_vi(b->arena, l->org->event[0].day));
	if (x)
		write_version(b, x);
	b->x = ARRAY_LEN(columns) - 1;
	text(b, l->org->demonstration ? "minh hoạ" : NULL);
}

static int write_book(struct arena *a, const char *path, const struct view *v,
		      const struct roll_line *line, size_t n, struct err *e)
{
	lxw_workbook *w = workbook_new(path);
	struct book b = { .arena = a };
	lxw_format *head = workbook_add_format(w);

	format_set_bold(head);
	format_set_text_wrap(head);
	b.number = workbook_add_format(w);
	format_set_num_format(b.number, "#,##0");
	b.sheet = workbook_add_worksheet(w, "Sổ đăng ký");
	worksheet_freeze_panes(b.sheet, 1, 2);
	for (lxw_col_t x = 0; x < ARRAY_LEN(columns); x++) {
		worksheet_set_column(b.sheet, x, x, columns[x].width, NULL);
		worksheet_write_string(b.sheet, 0, x, columns[x].title, head);
	}
	for (size_t i = 0; i < n; i++) {
		b.y = (lxw_row_t)i + 1;
		b.x = 0;
		write_line(&b, v, &line[i]);
	}
	if (n)
		worksheet_autofilter(b.sheet, 0, 0, (lxw_row_t)n,
				     ARRAY_LEN(columns) - 1);
	if (workbook_close(w) != LXW_NO_ERROR)
		return err_set(e, ERR_IO, "không ghi được tệp bảng tính");
	return 0;
}

/* The library writes to a path only, so there is one of a file in memory. */
int roll_workbook(struct arena *a, const struct view *v,
		  const struct roll_line *line, size_t n, struct buf *out,
		  struct err *e)
{
	int fd = memfd_create("so-dang-ky", MFD_CLOEXEC);
	const char *path = arena_printf(a, "/proc/self/fd/%d", fd);
	char *data = NULL;
	size_t size = 0;

	if (fd < 0)
		return err_set(e, ERR_IO, "không tạo được tệp tạm");
	if (write_book(a, path, v, line, n, e) == 0)
		data = file_read(a, path, MAX_BYTES, &size, e);
	close(fd);
	if (!data)
		return -1;
	buf_add(out, data, size);
	return 0;
}
