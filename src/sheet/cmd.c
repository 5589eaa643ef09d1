/* SPDX-License-Identifier: Apache-2.0 */
/* Command: repair. */
#include "sheet/sheet.h"

static int print_json(struct cli *cli, const struct findings *f)
{
	json_t *j = findings_json(f);
	char *text = json_dumps(j, JSON_INDENT(2));

	if (!text)
		BUG("JSON that cannot be written");
	buf_adds(&cli->out, text);
	buf_addch(&cli->out, '\n');
	free(text);
	json_decref(j);
	return 0;
}

static int run_repair(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	const char *path = cli_text(cli, "rules");
	struct findings f;
	struct rules r;
	struct book *b;

	if (!path) {
		err_set(&cli->err, ERR_USAGE, "thiếu tệp quy tắc");
		err_field(&cli->err, "rules");
		return err_hint(&cli->err, "hoptac repair bieu.xlsx --rules "
					   "bieu.rules");
	}
	b = book_open(cli->arena, cli->argv[0], &cli->err);
	if (!b || rules_read(b, path, &r, &cli->err) < 0 ||
	    findings_make(&r, &f, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		print_json(cli, &f);
	else
		findings_print(&f, &cli->out);
	return !findings_clean(&f);
}

static const struct opt repair_opts[] = {
	{ "rules", 0, OPT_TEXT, "FILE", "what must hold between the cells" },
	{ "format", 0, OPT_CHOICE, "text|json",
	  "form of the output (default: text)" },
	OPT_END
};

const struct cmd sheet_cmds[] = {
	{ .name = "repair", .args = "FILE.xlsx|csv",
	  .summary = "find the wrong cells of any table by rules of one's own",
	  .help = "Reads a table and a file of rules between its cells, and "
		  "says which rules are broken, which cells cannot all be "
		  "right, and which smallest change of cells satisfies every "
		  "rule.  The table itself is never changed.  "
		  "docs/sheet.md describes the rules.  The exit status is 1 "
		  "when something is wrong.",
	  .opts = repair_opts, .access = CMD_FREE, .min_args = 1,
	  .max_args = 1, .run = run_repair },
	{ 0 }
};
