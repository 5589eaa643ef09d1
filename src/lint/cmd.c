/* SPDX-License-Identifier: Apache-2.0 */
/* Command: lint. */
#include "lint/annotate.h"
#include "lint/baseline.h"
#include "lint/view.h"

#include "lib/cli/cli.h"
#include "lib/file/file.h"

#include <string.h>

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

/* Writes the copy with comments. */
static int annotate(struct cli *cli, const struct lint *l, const char *to)
{
	size_t n, len;
	char *data = file_read(cli->arena, l->doc->path, DOCUMENT_MAX_FILE, &n,
			       &cli->err);
	char *out = data ? lint_annotate(cli->arena, l, data, n, &len,
					 &cli->err) : NULL;

	return out ? file_write(to, out, len, &cli->err) : -1;
}

/* One draft: what was asked of it.  Whether an error is left, or -1. */
static int lint_file(struct cli *cli, const char *path, struct baseline *b)
{
	const struct lint_options o = {
		.only = cli_text(cli, "only"),
		.without = cli_text(cli, "without"),
	};
	const char *format = cli_text(cli, "format");
	const char *reason = cli_text(cli, "accept");
	const char *copy = cli_text(cli, "annotate");
	struct document *d = document_read(cli->arena, path, &cli->err);
	struct lint *l;

	if (!d)
		return -1;
	if (cli_flag(cli, "text")) {
		buf_add(&cli->out, d->text, d->n);
		return 0;
	}
	l = lint_run(cli->arena, d, &o);
	baseline_apply(b, l);
	if (reason)
		baseline_accept(b, l, reason);
	if (copy && annotate(cli, l, copy) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		print_json(cli, l);
	else if (format && strcmp(format, "html") == 0)
		lint_report_html(l, &cli->out);
	else
		lint_print(l, &cli->out);
	return lint_count(l, SEV_ERROR) > 0;
}

/* Every word of a list must be the id of a rule. */
static int check_ids(struct cli *cli, const char *option)
{
	const char *list = cli_text(cli, option);

	for (const char *p = list; p && *p;) {
		size_t n = strcspn(p, ", ");
		const char *id = arena_strndup(cli->arena, p, n);

		if (n > 0 && !lint_rule(id)) {
			err_set(&cli->err, ERR_USAGE,
				"không có quy tắc “%s”", id);
			err_field(&cli->err, option);
			return err_hint(&cli->err,
					"xem danh sách quy tắc trong docs/lint");
		}
		p += n + strspn(p + n, ", ");
	}
	return 0;
}

static int run_lint(struct cli *cli)
{
	const char *path = cli_text(cli, "baseline");
	struct baseline b = { 0 };
	int status = 0;

	if (cli_text(cli, "accept") && !path) {
		err_set(&cli->err, ERR_USAGE,
			"--accept cần --baseline TỆP để ghi vào");
		return err_field(&cli->err, "baseline");
	}
	if (cli_text(cli, "annotate") && cli->argc != 1) {
		err_set(&cli->err, ERR_USAGE,
			"--annotate chỉ nhận một tệp .docx");
		return err_field(&cli->err, "annotate");
	}
	if (check_ids(cli, "only") < 0 || check_ids(cli, "without") < 0 ||
	    (path && baseline_read(cli->arena, path, &b, &cli->err) < 0))
		return -1;
	for (int i = 0; i < cli->argc; i++) {
		int r = lint_file(cli, cli->argv[i], &b);

		if (r < 0)
			return -1;
		status |= r;
	}
	if (cli_text(cli, "accept") &&
	    baseline_write(cli->arena, path, &b, &cli->err) < 0)
		return -1;
	return status;
}

static const struct opt lint_opts[] = {
	{ "text", 0, OPT_FLAG, NULL,
	  "only print the text that positions refer to" },
	{ "only", 0, OPT_TEXT, "RULES", "only these rules, split by commas" },
	{ "without", 0, OPT_TEXT, "RULES", "not these rules" },
	{ "baseline", 0, OPT_TEXT, "FILE",
	  "findings that were accepted, with reasons; they do not count" },
	{ "accept", 0, OPT_TEXT, "REASON",
	  "accept all findings that are left (see --only) into the baseline" },
	{ "annotate", 0, OPT_TEXT, "OUT",
	  "write a copy of the .docx with a comment for each finding" },
	{ "format", 0, OPT_CHOICE, "text|json|html",
	  "form of the output (default: text); json is one object a file" },
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
