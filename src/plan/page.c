/* SPDX-License-Identifier: Apache-2.0 */
/* Văn bản kế hoạch: the document, its appendices, its files. */
#include "plan/page.h"

#include "lib/base/buf.h"
#include "office/office.h"
#include "plan/page.html.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

static struct frame *new_frame(struct planning *x, const char *title)
{
	struct frame *f = office_frame(x->q, title);
	struct param *p = ARENA_NEW(x->q->arena, struct param);

	*p = (struct param){ "nam", arena_printf(x->q->arena, "%d",
						 x->asked.year) };
	f->dated = true;
	f->params = p;
	f->n_params = 1;
	return f;
}

static int show_plan(struct request *q, struct response *r)
{
	const char *done = http_typed(q, "xong");
	struct planning x;
	struct plan_frame v = { .response = r,
				.shown = plan_show(q, PLAN_TEXT, &x) };
	struct frame *f;

	if (!v.shown)
		return -1;
	f = new_frame(&x, arena_printf(q->arena,
		"Kế hoạch kinh tế tập thể, hợp tác xã năm %d", x.asked.year));
	f->subtitle = arena_printf(q->arena,
		"%zu số trong văn bản và phụ lục, số nào cũng mở được nguồn",
		v.shown->numbers);
	if (strcmp(done, "doan") == 0)
		office_done(f, "Đã lưu lời văn của đoạn.");
	else if (strcmp(done, "bo") == 0)
		office_done(f, "Đã trả đoạn về lời văn của quy định.");
	v.frame = f;
	v.files = plan_url(&x, "/ke-hoach/tai?nam=%d", x.asked.year);
	v.compare = plan_url(&x, "/ke-hoach/so-sanh?nam=%d", x.asked.year);
	plan_page(&r->body, &v);
	return 0;
}

static int show_appendices(struct request *q, struct response *r)
{
	struct planning x;
	struct plan_frame v = { .response = r,
				.shown = plan_show(q, PLAN_APPENDICES, &x) };
	struct frame *f;
	struct hyperlink *up;

	if (!v.shown)
		return -1;
	f = new_frame(&x, arena_printf(q->arena, "Phụ lục kế hoạch năm %d",
					x.asked.year));
	v.frame = f;
	v.files = plan_url(&x, "/ke-hoach/tai?nam=%d", x.asked.year);
	up = ARENA_NEW(q->arena, struct hyperlink);
	*up = (struct hyperlink){ "Văn bản kế hoạch",
				  plan_url(&x, "/ke-hoach?nam=%d",
					   x.asked.year) };
	f->crumbs = up;
	f->n_crumbs = 1;
	appendix_page(&r->body, &v);
	return 0;
}

/* --- files ---------------------------------------------------------------------------- */

struct file_kind {
	const char *word;
	const char *name; /* the year and the end follow */
	const char *end;
	const char *type;
	int (*write)(const struct plan *p, const char *path, struct err *e);
};

static const struct file_kind kinds[] = {
	{ "docx", "ke-hoach", "docx", "application/vnd.openxmlformats-"
	  "officedocument.wordprocessingml.document", plan_write_docx },
	{ "xlsx", "phu-luc", "xlsx", "application/vnd.openxmlformats-"
	  "officedocument.spreadsheetml.sheet", plan_write_xlsx },
	{ "html", "ke-hoach", "html", "text/html; charset=utf-8",
	  plan_write_html },
	{ "trace", "trace", "json", "application/json", plan_write_trace },
};

static const struct file_kind *find_kind(const char *word)
{
	for (size_t i = 0; word && i < ARRAY_LEN(kinds); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return &kinds[i];
	return &kinds[0];
}

static int take_file(struct request *q, const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	char part[16384];
	size_t n;
	bool failed;

	if (!f)
		return err_set(&q->err, ERR_IO, "không đọc được tệp vừa ghi: %s",
			       err_reason(errno));
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(out, part, n);
	failed = ferror(f);
	fclose(f);
	return failed ? err_set(&q->err, ERR_IO, "không đọc được tệp vừa ghi")
		      : 0;
}

/* Nobody can guess it, and mkdir does not take one that is there. */
static const char *temporary_name(struct arena *a)
{
	unsigned char random[16];
	char hex[2 * sizeof random + 1];

	randombytes_buf(random, sizeof random);
	sodium_bin2hex(hex, sizeof hex, random, sizeof random);
	return arena_printf(a, "/tmp/hoptac-%s", hex);
}

/* The writers set files, each whole or not at all; so a folder of its own, gone
 * when the file has been taken. */
static int send_file(struct request *q, struct response *r)
{
	const struct file_kind *k = find_kind(http_text(q, "dang"));
	const char *dir = temporary_name(q->arena);
	const char *path = arena_printf(q->arena, "%s/%s", dir, k->word);
	struct planning x;
	int status;

	if (planning_open(q, 0, &x) < 0)
		return -1;
	if (mkdir(dir, 0700) < 0)
		return err_set(&q->err, ERR_IO, "không tạo được thư mục tạm: %s",
			       err_reason(errno));
	status = k->write(x.plan, path, &q->err);
	if (status == 0)
		status = take_file(q, path, &r->body);
	unlink(path);
	rmdir(dir);
	if (status < 0)
		return -1;
	http_download(r, arena_printf(q->arena, "%s-%d.%s", k->name,
				      x.asked.year, k->end), k->type);
	return 0;
}

/* --- the table ------------------------------------------------------------------------- */

#define YEAR FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100)

static const struct field plan_fields[] = {
	YEAR,
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field year_fields[] = { YEAR, FIELD_END };
static const struct field file_fields[] = {
	YEAR,
	FIELD("dang", FIELD_CHOICE, "Loại tệp", .choices = "docx|xlsx|html|trace"),
	FIELD_END
};

static const struct field text_fields[] = {
	FIELD("doan", FIELD_TEXT, "Đoạn", .max = 60),
	YEAR,
	FIELD("loi-van", FIELD_LINES, "Lời văn của đoạn", .max = PLAN_TEXT_MAX),
	FIELD("ly-do", FIELD_TEXT, "Lý do sửa", .flags = FIELD_REQUIRED,
	      .max = 300),
	FIELD("viec", FIELD_CHOICE, "Việc", .choices = "luu|bo"),
	FIELD("dua-tren", FIELD_TEXT, "Bản đã xem", .max = 80),
	FIELD("cu", FIELD_LINES, "Lời văn đã xem"),
	FIELD_END
};
static const struct field compare_fields[] = {
	YEAR,
	FIELD("tu", FIELD_INT, "Bản trước", .min = 1),
	FIELD("den", FIELD_INT, "Bản sau", .min = 1),
	FIELD_END
};

const struct page plan_pages[] = {
	{ .path = "/ke-hoach", .right = "read", .title = "Văn bản kế hoạch",
	  .help = "Bản kế hoạch năm, số nào cũng mở được nguồn",
	  .fields = plan_fields, .run = show_plan },
	{ .path = "/ke-hoach/phu-luc", .right = "read",
	  .title = "Phụ lục kế hoạch", .fields = year_fields,
	  .run = show_appendices },
	{ .path = "/ke-hoach/tai", .right = "read", .title = "Tải kế hoạch",
	  .fields = file_fields, .run = send_file },
	{ .path = "/ke-hoach/so-sanh", .right = "read",
	  .title = "So sánh hai bản dự thảo",
	  .help = "Đoạn văn và số liệu đã đổi giữa hai lần ghi",
	  .fields = compare_fields, .run = plan_compare_show },
	{ .path = "/ke-hoach/doan/{doan}", .right = "read",
	  .title = "Một đoạn của kế hoạch", .fields = text_fields,
	  .run = plan_text_show },
	{ .method = HTTP_POST, .path = "/ke-hoach/doan/{doan}",
	  .right = "write", .title = "Sửa một đoạn của kế hoạch",
	  .help = "Lời văn của cán bộ thay lời văn của quy định; số vẫn gắn "
		  "với nguồn",
	  .fields = text_fields, .flags = PAGE_SLOW, .run = plan_text_save,
	  .again = plan_text_show },
	PAGE_END
};
