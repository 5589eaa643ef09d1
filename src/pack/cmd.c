/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: pack check, pack install, pack list. */
#include "pack/pack.h"

#include "lib/db/db.h"
#include "pack/ruleset.h"

#include <inttypes.h>

static void print_ruleset(struct buf *out, const struct ruleset *r)
{
	buf_addf(out, "Bộ quy tắc không mâu thuẫn: %zu quan hệ giữa %zu số "
		      "liệu; %zu nhận xét, %zu kiểm tra thừa giữ lại có lý do\n",
		 r->nstatement, r->nsymbol, r->nremark, r->nkept);
	for (size_t i = 0; i < r->nremark; i++)
		buf_addf(out, "  - %s\n", r->remark[i].text);
	if (r->nundecided)
		buf_addf(out, "%zu câu hỏi quá lớn, chưa xét được\n",
			 r->nundecided);
	if (r->nleft)
		buf_addf(out, "Không xét mâu thuẫn của %zu kiểm tra không phải "
			      "tổng, hiệu, tỷ lệ:\n", r->nleft);
	for (size_t i = 0; i < r->nleft; i++)
		buf_addf(out, "  - “%s” (dòng %d): %s\n",
			 r->left[i].check->code, r->left[i].check->at.line,
			 r->left[i].why);
}

static void print_overview(struct buf *out, const struct overview *o)
{
	if (!o) {
		buf_adds(out, "Không có overview.yaml: trang Tổng quan chỉ nêu "
			      "tỷ lệ so với kế hoạch và việc đang chờ\n");
		return;
	}
	buf_addf(out, "Trang Tổng quan: %zu thẻ chỉ tiêu, %zu bảng; đạt từ "
		      "%s%% kế hoạch, chậm từ %s%%\n", o->ncard, o->ntable,
		 dec_str(out->arena, o->plan.on_course),
		 dec_str(out->arena, o->plan.behind));
}

static int run_check(struct cli *cli)
{
	const struct pack *p = pack_read(cli->arena, cli->argv[0], &cli->err);
	struct buf *out = &cli->out;
	struct ruleset r;

	if (!p || ruleset_examine(cli->arena, p, &r, &cli->err) < 0)
		return -1;
	buf_addf(out, "Gói quy tắc %s, phiên bản %" PRId64 ": %s\n", p->code,
		 p->version, p->title);
	buf_addf(out, "Hiệu lực từ %s", day_iso(cli->arena, p->from));
	if (p->to != DAY_MAX)
		buf_addf(out, " đến %s", day_iso(cli->arena, p->to));
	buf_addf(out, "\n%zu đơn vị đo, %zu phân tổ, %zu loại tổ chức, "
		      "%zu tình trạng, %zu biến động\n",
		 p->nmeasure, p->nclassification, p->nkind, p->nstatus,
		 p->nevent);
	buf_addf(out, "%zu chỉ tiêu, %zu kiểm tra, %zu mục kế hoạch, "
		      "%zu phụ lục\n",
		 p->nindicator, p->ncheck, p->outline.nsection, p->nappendix);
	print_overview(out, p->overview);
	buf_addf(out, "%zu ca mẫu, tất cả đều đúng\n", p->ncase);
	print_ruleset(out, &r);
	return 0;
}

/* The entry of a code among those that stand now, or NULL. */
static const struct pack_entry *standing(struct cli *cli, const char *code)
{
	struct pack_entry *list;
	size_t n = pack_list(cli->arena, cli->db, db_last_tx(cli->db), &list);

	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return &list[i];
	return NULL;
}

/* Two packs of one code and version could not be told apart in an audit. */
static int check_newer(struct cli *cli, const struct pack *p)
{
	const struct pack_entry *old = standing(cli, p->code);

	if (!old || old->version < p->version)
		return 0;
	err_set(&cli->err, ERR_CONFLICT,
		"gói %s đang ở phiên bản %" PRId64 ", gói trong thư mục là "
		"phiên bản %" PRId64, p->code, old->version, p->version);
	err_detail(&cli->err, "%s/pack.yaml", cli->argv[0]);
	return err_hint(&cli->err, "tăng “version” trong pack.yaml rồi nạp lại");
}

static int run_install(struct cli *cli)
{
	const char *dir = cli->argv[0];
	const struct pack *p = pack_read(cli->arena, dir, &cli->err);

	if (!p || check_newer(cli, p) < 0 ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "nạp gói quy định %s, phiên bản "
				  "%" PRId64, p->code, p->version),
		     &cli->err) < 0 ||
	    pack_install(cli->db, dir, &cli->err) < 0 ||
	    db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã nạp gói %s, phiên bản %" PRId64 ": %s\n",
		 p->code, p->version, p->title);
	return 0;
}

static int run_list(struct cli *cli)
{
	static const struct column columns[] = {
		{ "code", "Mã", COL_LEFT, false },
		{ "version", "Phiên bản", COL_RIGHT, true },
		{ "from", "Từ ngày", COL_LEFT, false },
		{ "to", "Đến ngày", COL_LEFT, false },
		{ "title", "Tên", COL_LEFT, false },
	};
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));
	struct pack_entry *list;
	int64_t known;
	day_t on;
	size_t n;

	if (cli_known(cli, &known) < 0)
		return -1;
	n = pack_list(cli->arena, cli->db, known, &list);
	for (size_t i = 0; i < n; i++) {
		if (cli_day(cli, "on", &on) &&
		    (on < list[i].from || on > list[i].to))
			continue;
		table_cell(t, list[i].code);
		table_cellf(t, "%" PRId64, list[i].version);
		table_cell(t, day_iso(cli->arena, list[i].from));
		table_cell(t, list[i].to == DAY_MAX ?
				      NULL : day_iso(cli->arena, list[i].to));
		table_cell(t, list[i].title);
	}
	table_print(t, cli_text(cli, "format"), &cli->out);
	return 0;
}

static const struct opt list_opts[] = { OPT_ON, OPT_KNOWN, OPT_FORMAT,
					OPT_END };

const struct cmd pack_cmds[] = {
	{ .name = "pack check", .args = "DIR",
	  .summary = "load a rule pack and run its worked cases",
	  .help = "Reads every file of the folder and says what the pack "
		  "holds, or the first mistake with its file, line and "
		  "column.  Nothing is changed.  docs/pack.md describes the "
		  "files.",
	  .access = CMD_FREE, .min_args = 1, .max_args = 1,
	  .run = run_check },
	{ .name = "pack install", .args = "DIR",
	  .summary = "put a rule pack into force",
	  .help = "Checks the folder as \"pack check\" does, then keeps its "
		  "files.  An older version of\nthe same pack no longer "
		  "stands, but stays readable with --known.  A server that "
		  "is\nrunning takes the new pack with the next request.",
	  .access = CMD_WRITE, .min_args = 1, .max_args = 1,
	  .run = run_install },
	{ .name = "pack list", .summary = "list the rule packs",
	  .help = "With --on, only those in force on that day.",
	  .opts = list_opts, .access = CMD_READ, .run = run_list },
	{ 0 }
};
