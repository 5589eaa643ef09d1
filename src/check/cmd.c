/* SPDX-License-Identifier: Apache-2.0 */
/* Command: check; and the table of commands. */
#include "check/accept.h"
#include "check/check.h"
#include "check/explain.h"
#include "check/proposal.h"
#include "check/inquiry.h"
#include "check/reason.h"
#include "check/select.h"

#include "figure/cmd.h"
#include "figure/words.h"

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

static json_t *finding_json(struct arena *a, const struct inquiries *asked,
			    const struct finding *fd)
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
	json_object_set_new(j, "place", json_string(fd->context.place));
	json_object_set_new(j, "period", json_string(fd->context.period));
	json_object_set_new(j, "basis",
			    json_string(basis_name(fd->context.basis)));
	json_object_set_new(j, "breakdown",
			    breakdown_json(fd->context.breakdown));
	json_object_set_new(j, "formula", json_string(c->formula));
	json_object_set_new(j, "advice",
			    c->advice ? json_string(c->advice) : json_null());
	justification_json(a, fd, j);
	json_object_set_new(j, "inquiries", inquiries_json(a, asked, fd));
	return j;
}

static json_t *findings_json(struct arena *a, const struct inquiries *asked,
			     const struct finding *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, finding_json(a, asked, &v[i]));
	return list;
}

static void print_json(struct cli *cli, const struct question *q,
		       const struct check_report *r,
		       const struct inquiries *asked,
		       const struct proposal *repair, bool all)
{
	json_t *j = json_object();

	json_object_set_new(j, "checks", json_integer((json_int_t)r->nrun));
	json_object_set_new(j, "broken",
			    findings_json(cli->arena, asked, r->broken,
					  r->nbroken));
	json_object_set_new(j, "held", json_integer((json_int_t)r->nheld));
	json_object_set_new(j, "undecided",
			    json_integer((json_int_t)r->nunknown));
	json_object_set_new(j, "unjustified",
			    json_integer((json_int_t)check_unjustified(r)));
	if (all)
		json_object_set_new(j, "unknown",
				    findings_json(cli->arena, asked,
						  r->unknown, r->nunknown));
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

		if (!fig)
			continue;
		buf_addf(&cli->out, "    %s: %s\n",
			 figure_key_vi(a, p, &fig->key),
			 figure_signed_vi(a, fig));
	}
}

static void print_finding(struct cli *cli, const struct question *q,
			  const struct finding *fd, const char *heading)
{
	buf_addf(&cli->out, "%s %s\n  %s\n", heading, fd->check->code,
		 fd->message);
	print_operands(cli, figures_pack(q->figures), &fd->result);
}

static void print_broken(struct cli *cli, const struct question *q,
			 const struct check_report *r,
			 const struct inquiries *asked)
{
	for (size_t i = 0; i < r->nbroken; i++) {
		const struct finding *fd = &r->broken[i];

		print_finding(cli, q, fd, severity_vi(fd->check->severity));
		if (fd->check->advice)
			buf_addf(&cli->out, "  Nên xem: %s\n",
				 fd->check->advice);
		justification_print(cli->arena, q->figures, r, fd, &cli->out);
		inquiries_print(cli->arena, q->figures, asked, fd, &cli->out);
	}
}

static void print_next_step(struct cli *cli, const struct question *q)
{
	const char *home = figures_home(q->figures);
	bool elsewhere = !home || strcmp(home, q->place) != 0;

	buf_addf(&cli->out,
		 "Đối chiếu với tài liệu gốc, rồi chấp nhận một đề xuất theo mã "
		 "đứng đầu dòng:\n"
		 "  hoptac accept MÃ --year %d%s%s --reason \"căn cứ đã đối "
		 "chiếu\"\n"
		 "hoặc nhập số khác bằng hoptac import figures.\n",
		 q->year, elsewhere ? " --place " : "",
		 elsewhere ? q->place : "");
}

static void print_text(struct cli *cli, const struct question *q,
		       const struct check_report *r,
		       const struct inquiries *asked,
		       const struct proposal *repair, bool all)
{
	print_broken(cli, q, r, asked);
	for (size_t i = 0; all && i < r->nunknown; i++)
		print_finding(cli, q, &r->unknown[i], "CHƯA XÉT ĐƯỢC");
	buf_addf(&cli->out,
		 "Kế hoạch năm %d: đã xét %zu quan hệ; %zu đúng, %zu sai "
		 "(trong đó %zu lỗi, %zu cảnh báo; %zu cảnh báo chờ giải "
		 "trình), %zu chưa xét được vì thiếu số liệu, %zu không áp "
		 "dụng.\n",
		 q->year, r->nrun, r->nheld, r->nbroken, check_errors(r),
		 check_warnings(r), check_unjustified(r), r->nunknown,
		 r->nidle);
	if (!repair)
		return;
	proposal_print(cli->arena, figures_pack(q->figures), repair,
		       &cli->out);
	if (repair->nchoice)
		print_next_step(cli, q);
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
		{ "reason", "", COL_LEFT, false },
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
		table_cell(t, is_justified(fd)
				      ? fd->justification->given->text : NULL);
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
	const struct reasons *reasons;
	struct inquiries *asked;
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
	reasons = reasons_read(cli->arena, cli->db, q.place, q.year, q.known,
			       &cli->err);
	asked = inquiries_read(cli->arena, cli->db, q.year, q.known,
			       &cli->err);
	if (!reasons || !asked)
		return -1;
	reasons_match(reasons, q.figures, &r);
	inquiries_match(asked, q.figures, &r);
	if (wanted && proposal_make(cli->arena, &r, wanted, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		print_json(cli, &q, &r, asked, wanted, all);
	else if (format && strcmp(format, "csv") == 0)
		print_csv(cli, &r);
	else
		print_text(cli, &q, &r, asked, wanted, all);
	return check_errors(&r) > 0;
}

/* --- the table --------------------------------------------------------------------- */

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

static const struct opt justify_opts[] = {
	{ "reason", 0, OPT_TEXT, "TEXT", "why the figures are right" },
	{ "withdraw", 0, OPT_FLAG, NULL, "take the reason back" },
	OPTS_CONTEXT,
	OPT_PLACE,
	OPT_YEAR,
	OPT_KNOWN,
	OPT_FORMAT,
	OPT_END
};

static const struct opt ask_opts[] = {
	{ "question", 0, OPT_TEXT, "TEXT", "what the unit shall look at" },
	{ "unit", 0, OPT_TEXT, "CODE",
	  "the unit that is asked (default: where the check is broken)" },
	{ "due", 0, OPT_DAY, "DATE", "the day until which it shall answer" },
	{ "close", 0, OPT_FLAG, NULL, "close the inquiry" },
	{ "remark", 0, OPT_TEXT, "TEXT", "a word when closing it" },
	{ "version", 0, OPT_INT, "N",
	  "only when it is still this version of the inquiry" },
	OPTS_CONTEXT,
	OPT_PLACE,
	OPT_YEAR,
	OPT_KNOWN,
	OPT_FORMAT,
	OPT_END
};

static const struct opt answer_opts[] = {
	{ "text", 0, OPT_TEXT, "TEXT", "the answer" },
	{ "version", 0, OPT_INT, "N",
	  "only when it is still this version of the inquiry" },
	OPT_END
};

static const struct opt explain_opts[] = {
	OPT_PLACE,
	OPT_YEAR,
	{ "period", 0, OPT_TEXT, "PERIOD",
	  "2023, 2023-H1, 2021-2025 ..., or h1, year, next, programme "
	  "(default: h1)" },
	{ "basis", 0, OPT_CHOICE, "actual|estimate|plan",
	  "kind of figures (default: actual)" },
	OPT_ON,
	OPT_KNOWN,
	{ "format", 0, OPT_CHOICE, "table|json",
	  "form of the output (default: table)" },
	OPT_END
};

static const struct opt accept_opts[] = {
	{ "reason", 0, OPT_TEXT, "TEXT", "why the proposal is right" },
	OPT_PLACE,
	OPT_YEAR,
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
	{ .name = "justify", .run = run_justify, .access = CMD_WRITE,
	  .args = "[CHECK]", .max_args = 1,
	  .summary = "explain a broken warning, or list what needs a reason",
	  .opts = justify_opts,
	  .help = "Records why the figures are right although the warning "
		  "CHECK is broken.  --place, --period, --basis and "
		  "--breakdown say where, when it is broken more than once.  "
		  "The reason is "
		  "void as soon as one of the figures behind it is another.  "
		  "Without CHECK it lists the warnings that wait for a reason "
		  "and the reasons that there are." },
	{ .name = "ask", .run = run_ask, .access = CMD_WRITE,
	  .args = "[CHECK|INQUIRY]", .max_args = 1,
	  .summary = "ask a unit about a broken check, or list what is asked",
	  .opts = ask_opts,
	  .help = "Asks the unit CODE about the figures that it reported and "
		  "that stand in the broken CHECK.  --place, --period, "
		  "--basis and --breakdown say where, when it is broken more "
		  "than once.  With the number of an inquiry it asks again, "
		  "or closes it.  The unit answers with the command answer, "
		  "or by reporting another figure.  The check stays as broken "
		  "as it is.  Without --question and --close it lists the "
		  "inquiries and where they stand." },
	{ .name = "answer", .run = run_answer, .access = CMD_WRITE,
	  .args = "INQUIRY", .min_args = 1, .max_args = 1,
	  .summary = "answer what a unit was asked about a broken check",
	  .opts = answer_opts,
	  .help = "INQUIRY is the number that ask prints.  A unit whose "
		  "figure was wrong reports another one instead; the inquiry "
		  "shows both." },
	{ .name = "explain", .run = run_explain, .access = CMD_READ,
	  .args = "FIGURE", .min_args = 1, .max_args = 1,
	  .summary = "what a figure is made of, and what is said of it",
	  .opts = explain_opts,
	  .help = "FIGURE is an indicator, htx_total[sector = agri, period = "
		  "2023, basis = estimate], pct(htx_members), or any formula "
		  "that a rule pack may say. Prints the value, its formula "
		  "with the operands, and behind each the organisations or "
		  "the report; of a single figure also what was reported "
		  "before, and the checks of the plan of YEAR that name it." },
	{ .name = "accept", .run = run_accept, .access = CMD_WRITE,
	  .args = "PROPOSAL", .min_args = 1, .max_args = 1,
	  .summary = "correct figures as a proposal says",
	  .opts = accept_opts,
	  .help = "PROPOSAL is the id that check --repair prints before a "
		  "proposal. It stands for those figures, what they are and "
		  "what they shall be: when one of them has changed since, "
		  "the id is refused. All changes are written at once as "
		  "reports, with the reason; the old figures stay in the "
		  "history. PLACE and YEAR must be those of the check. A "
		  "figure that the register counts is refused: correct the "
		  "events." },
	{ 0 }
};
