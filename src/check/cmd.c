/* SPDX-License-Identifier: Apache-2.0 */
/* Command: check. */
#include "check/check.h"
#include "check/proposal.h"

#include "figure/cmd.h"
#include "figure/words.h"

static const char *severity_code(enum severity s)
{
	static const char *const codes[] = { "error", "warning", "note" };

	return codes[s];
}

static const char *severity_vi(enum severity s)
{
	static const char *const names[] = { "LỖI", "CẢNH BÁO", "LƯU Ý" };

	return names[s];
}

/* --- JSON ------------------------------------------------------------------------ */

static json_t *operands_json(struct arena *a, const struct rule_result *result)
{
	json_t *list = json_array();

	for (size_t i = 0; i < result->noperand; i++) {
		const struct figure *fig = operand_figure(result, i);
		json_t *j;

		if (!fig)
			continue;
		j = figure_json(a, fig);
		json_object_set_new(j, "percent",
				    json_boolean(fig->key.percent));
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *finding_json(struct arena *a, const struct finding *fd)
{
	const struct check *c = fd->check;
	json_t *j = json_object();

	json_object_set_new(j, "check", json_string(c->code));
	json_object_set_new(j, "severity",
			    json_string(severity_code(c->severity)));
	json_object_set_new(j, "message", json_string(fd->message));
	json_object_set_new(j, "left", json_string(fd->left));
	json_object_set_new(j, "right", json_string(fd->right));
	json_object_set_new(j, "figures", operands_json(a, &fd->result));
	json_object_set_new(j, "period", json_string(fd->context.period));
	json_object_set_new(j, "basis",
			    json_string(basis_name(fd->context.basis)));
	json_object_set_new(j, "breakdown",
			    breakdown_json(fd->context.breakdown));
	json_object_set_new(j, "formula", json_string(c->formula));
	json_object_set_new(j, "advice",
			    c->advice ? json_string(c->advice) : json_null());
	return j;
}

static json_t *findings_json(struct arena *a, const struct finding *v,
			     size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, finding_json(a, &v[i]));
	return list;
}

static void print_json(struct cli *cli, const struct question *q,
		       const struct check_report *r,
		       const struct proposal *repair, bool all)
{
	json_t *j = json_object();

	json_object_set_new(j, "checks", json_integer((json_int_t)r->nrun));
	json_object_set_new(j, "broken",
			    findings_json(cli->arena, r->broken, r->nbroken));
	json_object_set_new(j, "held", json_integer((json_int_t)r->nheld));
	json_object_set_new(j, "undecided",
			    json_integer((json_int_t)r->nunknown));
	if (all)
		json_object_set_new(j, "unknown",
				    findings_json(cli->arena, r->unknown,
						  r->nunknown));
	if (repair)
		proposal_json(cli->arena, figures_pack(q->figures), repair, j);
	json_print(&cli->out, j);
}

/* --- text ------------------------------------------------------------------------ */

static void print_operands(struct cli *cli, const struct pack *p,
			   const struct rule_result *result)
{
	struct arena *a = cli->arena;

	for (size_t i = 0; i < result->noperand; i++) {
		const struct figure *fig = operand_figure(result, i);
		const char *cut;

		if (!fig)
			continue;
		cut = breakdown_vi(a, p, fig->key.breakdown);
		buf_addf(&cli->out, "    %s%s%s%s (%s, %s): %s%s\n",
			 fig->key.percent ? "So với kế hoạch, " : "",
			 fig->indicator->name, *cut ? ", " : "", cut,
			 basis_vi(fig->key.basis),
			 period_vi(a, fig->key.period), figure_vi(a, fig),
			 fig->key.percent ? "%" : "");
	}
}

static void print_findings(struct cli *cli, const struct pack *p,
			   const struct finding *v, size_t n, bool broken)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(&cli->out, "%s %s\n  %s\n",
			 broken ? severity_vi(v[i].check->severity)
				: "CHƯA XÉT ĐƯỢC",
			 v[i].check->code, v[i].message);
		print_operands(cli, p, &v[i].result);
		if (broken && v[i].check->advice)
			buf_addf(&cli->out, "  Nên xem: %s\n",
				 v[i].check->advice);
	}
}

static void print_text(struct cli *cli, const struct question *q,
		       const struct check_report *r,
		       const struct proposal *repair, bool all)
{
	const struct pack *p = figures_pack(q->figures);

	print_findings(cli, p, r->broken, r->nbroken, true);
	if (all)
		print_findings(cli, p, r->unknown, r->nunknown, false);
	buf_addf(&cli->out,
		 "Kế hoạch năm %d: đã xét %zu quan hệ; %zu đúng, %zu sai "
		 "(trong đó %zu lỗi), %zu chưa xét được vì thiếu số liệu, "
		 "%zu không áp dụng.\n",
		 q->year, r->nrun, r->nheld, r->nbroken, check_errors(r),
		 r->nunknown, r->nidle);
	if (repair)
		proposal_print(cli->arena, p, repair, &cli->out);
}

static void print_csv(struct cli *cli, const struct check_report *r)
{
	static const struct column columns[] = {
		{ "check", "", COL_LEFT, false },
		{ "severity", "", COL_LEFT, false },
		{ "period", "", COL_LEFT, false },
		{ "basis", "", COL_LEFT, false },
		{ "breakdown", "", COL_LEFT, false },
		{ "left", "", COL_LEFT, false },
		{ "right", "", COL_LEFT, false },
		{ "message", "", COL_LEFT, false },
	};
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));

	for (size_t i = 0; i < r->nbroken; i++) {
		const struct finding *fd = &r->broken[i];

		table_cell(t, fd->check->code);
		table_cell(t, severity_code(fd->check->severity));
		table_cell(t, fd->context.period);
		table_cell(t, basis_name(fd->context.basis));
		table_cell(t, fd->context.breakdown);
		table_cell(t, fd->left);
		table_cell(t, fd->right);
		table_cell(t, fd->message);
	}
	table_print(t, "csv", &cli->out);
}

/* --- hoptac check ------------------------------------------------------------------ */

static int run_check(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	bool all = cli_flag(cli, "all");
	struct proposal repair;
	struct proposal *wanted = cli_flag(cli, "repair") ? &repair : NULL;
	struct check_report r;
	struct question q;

	if (wanted && format && strcmp(format, "csv") == 0) {
		err_set(&cli->err, ERR_USAGE,
			"đề xuất sửa số liệu không có dạng CSV");
		err_field(&cli->err, "format");
		return err_hint(&cli->err, "dùng --format json, hoặc bỏ "
					   "--format để xem bằng lời");
	}
	if (question_read(cli, &q) < 0 ||
	    check_run(q.figures, q.place, q.year, &r, &cli->err) < 0)
		return -1;
	if (wanted && proposal_make(cli->arena, &r, wanted, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		print_json(cli, &q, &r, wanted, all);
	else if (format && strcmp(format, "csv") == 0)
		print_csv(cli, &r);
	else
		print_text(cli, &q, &r, wanted, all);
	return check_errors(&r) > 0;
}

static const struct opt check_opts[] = {
	OPT_PLACE,
	OPT_YEAR,
	OPT_KNOWN,
	{ "all", 0, OPT_FLAG, NULL,
	  "also those that could not be decided, with what is missing" },
	{ "repair", 0, OPT_FLAG, NULL,
	  "propose the smallest change of figures that satisfies all errors" },
	OPT_FORMAT,
	OPT_END
};

const struct cmd check_cmds[] = {
	{ .name = "check", .run = run_check, .access = CMD_READ,
	  .summary = "find the figures that do not add up",
	  .opts = check_opts,
	  .help = "Evaluates every check of the rule pack on the figures of "
		  "the plan of YEAR. The exit status is 1 when a check of "
		  "severity error is broken, 0 when only warnings are or "
		  "nothing is. With --repair it also says which figures cannot "
		  "all be right and which smallest change would satisfy every "
		  "check of severity error; nothing is changed." },
	{ 0 }
};
