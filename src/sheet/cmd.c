/* SPDX-License-Identifier: Apache-2.0 */
/* Command: repair. */
#include "sheet/sheet.h"

static void print_json(struct cli *cli, const struct findings *f,
		       const char *copy)
{
	json_t *j = findings_json(f);
	char *text;

	json_object_set_new(j, "copy", copy ? json_string(copy) : json_null());
	text = json_dumps(j, JSON_INDENT(2));
	if (!text)
		BUG("JSON that cannot be written");
	buf_adds(&cli->out, text);
	buf_addch(&cli->out, '\n');
	free(text);
	json_decref(j);
}

static void print_text(struct cli *cli, const struct findings *f,
		       const char *copy)
{
	findings_print(f, &cli->out);
	if (copy)
		buf_addf(&cli->out,
			 "Bản chép có tô màu và ghi chú: %s (đỏ: ô nên sửa; "
			 "cam: đề xuất khác; vàng: ô liên quan).\n",
			 copy);
}

static int run_repair(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	const char *path = cli_text(cli, "rules");
	const char *copy = NULL;
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
	if (findings_marks(&f)) {
		copy = copy_write(&f, cli_text(cli, "out"), &cli->err);
		if (!copy)
			return -1;
	}
	if (format && strcmp(format, "json") == 0)
		print_json(cli, &f, copy);
	else
		print_text(cli, &f, copy);
	return !findings_clean(&f);
}

static const struct opt repair_opts[] = {
	{ "rules", 0, OPT_TEXT, "FILE", "what must hold between the cells" },
	{ "out", 0, OPT_TEXT, "FILE",
	  "the marked copy (default: FILE.repair.xlsx beside the table)" },
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
		  "rule.  When something is wrong, a copy of the workbook "
		  "is written with these cells coloured and commented; the "
		  "table itself is never changed.  docs/sheet.md describes "
		  "the rules.  The exit status is 1 when something is wrong.",
	  .opts = repair_opts, .access = CMD_FREE, .min_args = 1,
	  .max_args = 1, .run = run_repair },
	{ 0 }
};
