/* SPDX-License-Identifier: Apache-2.0 */
/* The check and context that a command names. */
#include "check/select.h"

#include "lib/base/buf.h"

static int read_period(struct cli *cli, struct selection *s)
{
	const char *text = cli_text(cli, "period");
	struct period p;

	if (!text)
		return 0;
	if (period_word(text, s->q.year, &p) < 0) {
		err_set(&cli->err, ERR_USAGE, "“%s” không phải là kỳ số liệu",
			text);
		err_field(&cli->err, "period");
		return err_hint(&cli->err, "ghi 2023, 2023-H1, 2021-2025");
	}
	s->period = arena_strdup(cli->arena, p.code);
	return 0;
}

static int refuse_unknown(struct cli *cli, const struct selection *s)
{
	if (!s->check || pack_check(figures_pack(s->q.figures), s->check))
		return 0;
	err_set(&cli->err, ERR_NOTFOUND, "không có kiểm tra “%s”", s->check);
	return err_hint(&cli->err, "xem mã bằng lệnh hoptac check --year %d",
			s->q.year);
}

int selection_read(struct cli *cli, struct selection *s)
{
	struct question *q = &s->q;

	*s = (struct selection){
		.check = cli->argc > 0 ? cli->argv[0] : NULL,
		.here = cli_text(cli, "place") != NULL,
		.basis = cli_text(cli, "basis"),
		.breakdown = cli_text(cli, "breakdown"),
	};
	if (s->breakdown && strcmp(s->breakdown, "all") == 0)
		s->breakdown = "";
	if (question_read(cli, q) < 0 || refuse_unknown(cli, s) < 0 ||
	    read_period(cli, s) < 0)
		return -1;
	return check_run(q->figures, q->place, q->year, &s->report,
			 &cli->err);
}

bool selection_has(const struct selection *s, const char *check,
		   const char *place, const char *period, enum basis basis,
		   const char *breakdown)
{
	return (!s->check || strcmp(s->check, check) == 0) &&
	       (!s->here || strcmp(s->q.place, place) == 0) &&
	       (!s->period || strcmp(s->period, period) == 0) &&
	       (!s->basis || strcmp(s->basis, basis_name(basis)) == 0) &&
	       (!s->breakdown || strcmp(s->breakdown, breakdown) == 0);
}

bool selection_wants(const struct selection *s, const struct finding *fd)
{
	const struct figure_context *c = &fd->context;

	return selection_has(s, fd->check->code, c->place, c->period, c->basis,
			     c->breakdown);
}

bool selection_looks_at(const struct selection *s, const char *place)
{
	if (strcmp(place, s->q.place) == 0)
		return true;
	for (size_t i = 0; i < s->report.nrun; i++)
		if (strcmp(s->report.run[i].context.place, place) == 0)
			return true;
	return false;
}

/* --- the one that is meant ---------------------------------------------------- */

/* The other findings of the check in a run: does one differ in what the
 * function tells? */
static bool differs(const struct check_report *r, const struct finding *fd,
		    bool (*other)(const struct figure_context *x,
				  const struct figure_context *y))
{
	for (size_t i = 0; i < r->nbroken; i++)
		if (r->broken[i].check == fd->check &&
		    other(&r->broken[i].context, &fd->context))
			return true;
	return false;
}

static bool other_place(const struct figure_context *x,
			const struct figure_context *y)
{
	return strcmp(x->place, y->place) != 0;
}

static bool other_period(const struct figure_context *x,
			 const struct figure_context *y)
{
	return strcmp(x->period, y->period) != 0;
}

static bool other_basis(const struct figure_context *x,
			const struct figure_context *y)
{
	return x->basis != y->basis;
}

static bool other_breakdown(const struct figure_context *x,
			    const struct figure_context *y)
{
	return strcmp(x->breakdown, y->breakdown) != 0;
}

const char *finding_command(struct arena *a, const char *command,
			    const struct figures *f,
			    const struct check_report *r,
			    const struct finding *fd)
{
	const struct figure_context *c = &fd->context;
	const char *home = figures_home(f);
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "hoptac %s %s", command, fd->check->code);
	if (!home || strcmp(home, c->place) != 0 ||
	    differs(r, fd, other_place))
		buf_addf(&b, " --place %s", c->place);
	buf_addf(&b, " --year %d", c->year);
	if (differs(r, fd, other_period))
		buf_addf(&b, " --period %s", c->period);
	if (differs(r, fd, other_basis))
		buf_addf(&b, " --basis %s", basis_name(c->basis));
	if (differs(r, fd, other_breakdown))
		buf_addf(&b, " --breakdown '%s'",
			 *c->breakdown ? c->breakdown : "all");
	return b.data;
}

/* Several contexts fit: names them all. */
static void ambiguous(struct cli *cli, const struct selection *s,
		      const char *command, const char *then)
{
	struct buf b = BUF_INIT(cli->arena);

	for (size_t i = 0; i < s->report.nbroken; i++) {
		const struct finding *fd = &s->report.broken[i];

		if (selection_wants(s, fd))
			buf_addf(&b, "%s%s", b.len ? "\n  " : "",
				 finding_command(cli->arena, command,
						 s->q.figures, &s->report,
						 fd));
	}
	err_set(&cli->err, ERR_USAGE,
		"kiểm tra “%s” sai ở nhiều nơi; nêu từng nơi một", s->check);
	err_detail(&cli->err, "%s", b.data);
	err_hint(&cli->err, "chọn một lệnh và %s", then);
}

const struct finding *selection_finding(struct cli *cli,
					const struct selection *s,
					const char *command,
					bool (*is_meant)(const struct finding *),
					const char *then)
{
	const struct check_report *r = &s->report;
	const struct finding *found = NULL;

	for (size_t i = 0; i < r->nbroken; i++) {
		if (!selection_wants(s, &r->broken[i]))
			continue;
		if (found && is_meant(found)) {
			ambiguous(cli, s, command, then);
			return NULL;
		}
		found = &r->broken[i];
	}
	for (size_t i = 0; !found && i < r->nunknown; i++)
		if (selection_wants(s, &r->unknown[i]))
			found = &r->unknown[i];
	for (size_t i = 0; !found && i < r->nrun; i++)
		if (selection_wants(s, &r->run[i]))
			found = &r->run[i];
	if (!found) {
		err_set(&cli->err, ERR_NOTFOUND,
			"kiểm tra “%s” không xét trong kỳ, loại số liệu, phân "
			"tổ này", s->check);
		err_hint(&cli->err, "xem những nơi không đạt: hoptac check "
				    "--year %d", s->q.year);
	}
	return found;
}
