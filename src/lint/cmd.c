/* SPDX-License-Identifier: Apache-2.0 */
/* Command: lint. */
#include "lint/lint.h"

#include "lib/cli/cli.h"

static void print_json(struct cli *cli, const struct lint *l)
{
	json_t *j = lint_json(l);
	char *text = json_dumps(j, JSON_COMPACT);

	if (!text)
		BUG("JSON that cannot be written");
	buf_addf(&cli->out, "%s\n", text);
	free(text);
	json_decref(j);
}

static int run_lint(struct cli *cli)
{
	struct lint_options o = {
		.only = cli_text(cli, "only"),
		.without = cli_text(cli, "without"),
	};
	const char *format = cli_text(cli, "format");
	bool errors = false;

	for (int i = 0; i < cli->argc; i++) {
		struct document *d =
			document_read(cli->arena, cli->argv[i], &cli->err);
		struct lint *l;

		if (!d)
			return -1;
		if (cli_flag(cli, "text")) {
			buf_add(&cli->out, d->text, d->n);
			continue;
		}
		l = lint_run(cli->arena, d, &o);
		errors |= lint_has_errors(l);
		if (format && strcmp(format, "json") == 0)
			print_json(cli, l);
		else
			lint_print(l, &cli->out);
	}
	return errors;
}

static const struct opt lint_opts[] = {
	{ "text", 0, OPT_FLAG, NULL,
	  "only print the text that positions refer to" },
	{ "only", 0, OPT_TEXT, "RULES", "only these rules, split by commas" },
	{ "without", 0, OPT_TEXT, "RULES", "not these rules" },
	{ "format", 0, OPT_CHOICE, "text|json",
	  "form of the output (default: text); json is one object a line for each file" },
	OPT_END
};

const struct cmd lint_cmds[] = {
	{ .name = "lint", .args = "FILE...",
	  .summary = "find what cannot be right in a draft that anyone wrote",
	  .help = "Reads drafts and reports sums, shares, per cents of plan, "
		  "dates, citations, names and forms that cannot be right, "
		  "each with its place, the computation and a proposal.  It "
		  "needs no data directory.  The exit status is 1 when an "
		  "error is left.",
	  .opts = lint_opts, .access = CMD_FREE, .min_args = 1,
	  .max_args = 1000, .run = run_lint },
	{ 0 }
};
