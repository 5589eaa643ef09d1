/* SPDX-License-Identifier: Apache-2.0 */
/* Command: demo. */
#include "demo/demo.h"

#include "admin/admin.h"
#include "lib/cli/cli.h"
#include "lib/db/db.h"

/* One of the loads, in a transaction of its own: how many it has recorded. */
static int64_t load(struct cli *cli, struct db *db, const char *why,
		    int64_t (*fn)(struct db *db, const char *dir,
				  struct err *e))
{
	char *dir = arena_printf(cli->arena, "%s/demo/lang-son", cli->share);
	int64_t n;

	if (db_begin(db, "demo", why, &cli->err))
		return -1;
	n = fn(db, dir, &cli->err);
	if (n < 0 || db_commit(db, &cli->err)) {
		db_rollback(db);
		return -1;
	}
	return n;
}

static int demo(struct cli *cli)
{
	struct db *db = admin_init(cli->arena, cli->data, cli->share,
				   DEMO_PROVINCE, "demo", &cli->err);
	int64_t organisations;
	int64_t figures;

	if (!db)
		return -1;
	organisations = load(cli, db, "Nạp sổ đăng ký minh hoạ đến ngày "
				      "30/6/2023", demo_load_register);
	if (organisations < 0)
		return -1;
	figures = load(cli, db, "Nạp số liệu báo cáo theo kế hoạch đã công bố",
		       demo_load_reported);
	if (figures < 0)
		return -1;
	buf_addf(&cli->out,
		 "Đã tạo tỉnh minh hoạ trong “%s”: %lld tổ chức, %lld số "
		 "liệu báo cáo.\nDữ liệu minh hoạ: các tổng số theo kế hoạch "
		 "đã công bố, từng tổ chức là giả định.\n",
		 cli->data, (long long)organisations, (long long)figures);
	return 0;
}

const struct cmd demo_cmds[] = {
	{ .name = "demo", .run = demo, .access = CMD_FREE,
	  .summary = "make a data directory with the demonstration province",
	  .help = "Lạng Sơn on 30/6/2023: the published totals, with invented "
		  "organisations behind them. Refuses a directory that "
		  "already holds data." },
	{ 0 }
};
