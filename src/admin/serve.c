/* SPDX-License-Identifier: Apache-2.0 */
/* hoptac serve: the pages of all subjects, as one site. */
#include "admin/serve.h"

#include "admin/audit.h"
#include "admin/seal.h"
#include "api/api.h"
#include "check/explain.h"
#include "check/form.h"
#include "check/page.h"
#include "figure/page.h"
#include "home/home.h"
#include "lib/db/db.h"
#include "lib/document/document.h"
#include "lib/http/asset.h"
#include "lib/text/text.h"
#include "lint/page.h"
#include "office/office.h"
#include "plan/page.h"
#include "pack/page.h"
#include "register/page.h"
#include "territory/page.h"
#include "territory/territory.h"

#include <sodium.h>
#include <unistd.h>

static const struct page *const pages[] = {
	home_pages,
	office_pages,
	register_pages,
	register_event_pages,
	register_change_pages,
	token_pages,
	source_pages,
	form_pages,
	check_pages,
	inquiry_pages,
	target_pages,
	territory_pages,
	pack_pages,
	lint_pages,
	audit_pages,
	api_pages,
	plan_pages,
	NULL,
};

/* Eight groups of four: 32 letters of 32 are 160 bits, enough that nobody
 * guesses it, and it can be typed. */
static const char *new_code(struct arena *a)
{
	static const char letter[] = "abcdefghjkmnpqrstuvwxyz23456789-";
	struct buf b = BUF_INIT(a);

	for (int i = 0; i < 32; i++) {
		if (i && i % 4 == 0)
			buf_addch(&b, ' ');
		buf_addch(&b, letter[randombytes_uniform(31)]);
	}
	return b.data;
}

/* The province that the data belong to, or NULL. */
static const struct unit *province(struct arena *a, struct db *db,
				   int64_t known)
{
	const char *code = territory_home(a, db, known);
	struct err e = { 0 };
	const struct territory *t =
		code ? territory_read(a, db, code, known, &e) : NULL;

	return t ? territory_find(t, code, day_today()) : NULL;
}

/* "UBND tỉnh Lạng Sơn", "UBND thành phố Hà Nội". */
static const char *owner_name(struct arena *a, const struct unit *u)
{
	return u ? arena_printf(a, "UBND %s %s", text_lower(a, u->kind),
				u->bare)
		 : "UBND tỉnh";
}

static bool has_administrator(struct arena *a, struct db *db, int64_t known)
{
	struct account *x;
	size_t n = account_list(a, db, known, &x);

	for (size_t i = 0; i < n; i++)
		if (account_may(&x[i], "users"))
			return true;
	return false;
}

void serve_site(struct arena *a, struct db *db, struct office *office,
		struct site *site)
{
	int64_t known = db_last_tx(db);
	const struct unit *home = province(a, db, known);

	*office = (struct office){
		.name = arena_printf(a, "KTTT %s", home ? home->bare : ""),
		.tagline = "Kinh tế tập thể, HTX",
		.owner = owner_name(a, home),
		.errors = check_waiting,
		.setup_code = has_administrator(a, db, known) ? ""
							      : new_code(a),
	};
	*site = (struct site){
		.pages = pages, .assets = assets, .login = "/dang-nhap",
		.context = office, .user = office_user, .may = office_may,
		.error = office_error, .api = "/api/",
		.bearer = office_bearer,
	};
}

int serve_list(struct cli *cli)
{
	static const struct column columns[] = {
		{ "method", "Cách gửi", COL_LEFT, false },
		{ "path", "Địa chỉ", COL_LEFT, false },
		{ "right", "Quyền", COL_LEFT, false },
		{ "title", "Trang", COL_LEFT, false },
		{ "fields", "Các trường", COL_LEFT, false },
	};
	static const char *const method[] = { "GET", "POST", "PUT", "DELETE" };
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));

	for (const struct page *const *table = pages; *table; table++)
		for (const struct page *p = *table; p->path; p++) {
			struct buf b = BUF_INIT(cli->arena);

			for (const struct field *f = p->fields; f && f->name;
			     f++)
				buf_addf(&b, "%s%s", b.len ? " " : "", f->name);
			table_cell(t, method[p->method]);
			table_cell(t, p->path);
			table_cell(t, p->right);
			table_cell(t, p->title);
			table_cell(t, b.data);
		}
	table_print(t, cli_text(cli, "format"), &cli->out);
	return 0;
}

/* The leak checker of the sanitizers is a process of its own. */
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true
#else
#define SANITIZED false
#endif

/* What whoever runs the machine could do better. */
static void warn(bool confined)
{
	if (geteuid() == 0)
		fprintf(stderr, "Thư mục dữ liệu là của root: nên giao cho một "
				"người dùng riêng (chown), máy chủ sẽ chạy "
				"bằng người dùng ấy.\n");
	if (!confined)
		fprintf(stderr, "Nhân hệ điều hành không có Landlock: máy chủ "
				"không tự giới hạn được các tệp.\n");
}

int serve_run(struct cli *cli)
{
	struct http_config config = {
		.data = cli->data,
		.listen = cli_text(cli, "listen"),
		.origin = cli_text(cli, "origin"),
	};
	struct office office;
	struct site site;
	struct http *h;
	bool confined;

	document_converter_start(); /* reads PDFs; may run a program, we may not */
	if (seal_files(cli->data, &confined, &cli->err) < 0)
		return -1;
	cli->db = db_open(cli->arena, cli->data, DB_WRITE, &cli->err);
	if (!cli->db)
		return -1;
	serve_site(cli->arena, cli->db, &office, &site);
	h = http_start(&site, &config, &cli->err);
	if (!h)
		return -1;
	if (!SANITIZED && seal_calls(&cli->err) < 0) {
		http_stop(h);
		return -1;
	}
	warn(confined);
	printf("%s: mở địa chỉ %s bằng trình duyệt; dừng bằng Ctrl+C.\n",
	       office.name, http_address(h));
	if (*office.setup_code)
		printf("Chưa có người quản trị: mở %s/bat-dau và nhập mã bắt đầu\n"
		       "    %s\n", http_address(h), office.setup_code);
	fflush(stdout);
	http_wait(h);
	http_stop(h);
	return 0;
}
