/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: init, verify, backup, restore. */
#include "admin/admin.h"
#include "admin/serve.h"

#include "lib/cli/cli.h"
#include "lib/db/db.h"

static int init(struct cli *cli)
{
	if (!admin_init(cli->arena, cli->data, cli->share,
			cli_text(cli, "province"), cli_who(cli), &cli->err))
		return -1;
	buf_addf(&cli->out, "Đã tạo thư mục dữ liệu “%s”.\n", cli->data);
	return 0;
}

static void print_finding(void *ctx, const char *text)
{
	struct cli *cli = ctx;

	buf_addf(&cli->out, "- %s\n", text);
}

static int verify(struct cli *cli)
{
	int n = admin_verify(cli->arena, cli->db, print_finding, cli,
			     &cli->err);

	if (n < 0)
		return -1;
	if (n == 0)
		buf_addf(&cli->out,
			 "Dữ liệu toàn vẹn: %lld giao dịch, chuỗi băm đúng,"
			 " không có sai lệch.\n",
			 (long long)db_last_tx(cli->db));
	else
		buf_addf(&cli->out, "Có %d sai lệch.\n", n);
	return n > 0;
}

static int backup(struct cli *cli)
{
	if (db_backup(cli->db, cli->argv[0], &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã sao lưu vào “%s”.\n", cli->argv[0]);
	return 0;
}

static int restore(struct cli *cli)
{
	if (db_restore(cli->argv[0], cli->data, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã khôi phục “%s” vào thư mục dữ liệu “%s”.\n",
		 cli->argv[0], cli->data);
	return 0;
}

static const struct opt init_opts[] = {
	{ "province", 0, OPT_TEXT, "CODE",
	  "the province it is for (default: the one with up-to-date units)" },
	OPT_END
};

static const struct opt pages_opts[] = { OPT_FORMAT, OPT_END };
static const struct opt serve_opts[] = {
	{ "listen", 0, OPT_TEXT, "ADDRESS",
	  "where to listen (default: 127.0.0.1:8080; port 0: a free one)" },
	{ "origin", 0, OPT_TEXT, "URL",
	  "the address that browsers use, when a proxy stands in front" },
	OPT_END
};

const struct cmd admin_cmds[] = {
	{ .name = "init", .run = init, .access = CMD_FREE, .opts = init_opts,
	  .summary = "make a data directory with units and rule packs",
	  .help = "Refuses a directory that already holds data." },
	{ .name = "verify", .run = verify, .access = CMD_READ,
	  .summary = "recompute hash chain, references, stocks against events",
	  .help = "Exit status 1 when something does not agree." },
	{ .name = "backup", .args = "FILE", .min_args = 1, .max_args = 1,
	  .run = backup, .access = CMD_READ,
	  .summary = "copy the whole database into one file",
	  .help = "Others may read and write meanwhile. An existing file is"
		  " not overwritten." },
	{ .name = "restore", .args = "FILE", .min_args = 1, .max_args = 1,
	  .run = restore, .access = CMD_FREE,
	  .summary = "make a data directory from a backup, after verifying it" },
	{ .name = "pages", .run = serve_list, .access = CMD_FREE,
	  .opts = pages_opts, .summary = "list the pages and the rights they ask for",
	  .help = "Rights come with roles: see hoptac user add.  \"*\" is "
		  "everybody, \"user\" whoever is logged in." },
	{ .name = "serve", .run = serve_run, .access = CMD_FREE,
	  .opts = serve_opts, .summary = "serve the pages to browsers",
	  .help = "Prints the address, and the code for the first "
		  "administrator when there is none yet.  Ctrl+C stops it.  "
		  "Started by root it goes on as the owner of the data "
		  "directory." },
	{ 0 }
};
