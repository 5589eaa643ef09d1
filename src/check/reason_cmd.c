/* SPDX-License-Identifier: Apache-2.0 */
/* Command: justify. */
#include "check/store.h"

#include "figure/cmd.h"
#include "figure/words.h"
#include "lib/db/db.h"

/* A run of the checks, and which of its contexts the officer named. */
struct asked {
	struct question q;
	struct check_report report;
	struct reasons *reasons;
	const char *check;     /* code; NULL: all */
	bool here;             /* only the place itself, no unit under it */
	const char *period;    /* code; NULL: any */
	const char *basis;     /* name; NULL: any */
	const char *breakdown; /* "" for the total; NULL: any */
};

static int read_period(struct cli *cli, struct asked *x)
{
	const char *text = cli_text(cli, "period");
	struct period p;

	if (!text)
		return 0;
	if (period_word(text, x->q.year, &p) < 0) {
		err_set(&cli->err, ERR_USAGE, "“%s” không phải là kỳ số liệu",
			text);
		err_field(&cli->err, "period");
		return err_hint(&cli->err, "ghi 2023, 2023-H1, 2021-2025");
	}
	x->period = arena_strdup(cli->arena, p.code);
	return 0;
}

static int read_question(struct cli *cli, struct asked *x)
{
	struct question *q = &x->q;

	*x = (struct asked){
		.check = cli->argc > 0 ? cli->argv[0] : NULL,
		.here = cli_text(cli, "place") != NULL,
		.basis = cli_text(cli, "basis"),
		.breakdown = cli_text(cli, "breakdown"),
	};
	if (x->breakdown && strcmp(x->breakdown, "all") == 0)
		x->breakdown = "";
	if (question_read(cli, q) < 0 || read_period(cli, x) < 0 ||
	    check_run(q->figures, q->place, q->year, &x->report,
		      &cli->err) < 0)
		return -1;
	x->reasons = reasons_read(cli->arena, cli->db, q->place, q->year,
				  q->known, &cli->err);
	if (!x->reasons)
		return -1;
	reasons_match(x->reasons, q->figures, &x->report);
	return 0;
}

static bool wanted(const struct asked *x, const char *check,
		   const char *place, const char *period, enum basis basis,
		   const char *breakdown)
{
	return (!x->check || strcmp(x->check, check) == 0) &&
	       (!x->here || strcmp(x->q.place, place) == 0) &&
	       (!x->period || strcmp(x->period, period) == 0) &&
	       (!x->basis || strcmp(x->basis, basis_name(basis)) == 0) &&
	       (!x->breakdown || strcmp(x->breakdown, breakdown) == 0);
}

static bool wants_finding(const struct asked *x, const struct finding *fd)
{
	const struct figure_context *c = &fd->context;

	return wanted(x, fd->check->code, c->place, c->period, c->basis,
		      c->breakdown);
}

/* The run looks at the place: the one asked for, or a unit under it. */
static bool looks_at(const struct asked *x, const char *place)
{
	if (strcmp(place, x->q.place) == 0)
		return true;
	for (size_t i = 0; i < x->report.nrun; i++)
		if (strcmp(x->report.run[i].context.place, place) == 0)
			return true;
	return false;
}

static bool wants_reason(const struct asked *x, const struct reason *r)
{
	return looks_at(x, r->place) &&
	       wanted(x, r->check, r->place, r->period, r->basis,
		      r->breakdown);
}

/* "Huyện Bình Gia; vận tải; ước thực hiện, năm 2023" */
static const char *context_vi(struct arena *a, const struct asked *x,
			      const struct reason *r)
{
	const struct figures *f = x->q.figures;
	const char *cut = breakdown_vi(a, figures_pack(f), r->breakdown);

	return arena_printf(a, "%s; %s%s%s, %s",
			    place_vi(f, r->place, r->period), cut,
			    *cut ? "; " : "", basis_vi(r->basis),
			    period_vi(a, r->period));
}

/* --- the list ------------------------------------------------------------------ */

enum standing { WAITING, VALID, VOID, NOT_NEEDED };

struct line {
	const char *check;
	const char *place;
	const char *period;
	enum basis basis;
	const char *breakdown;
	enum standing standing;
	const struct reason *reason; /* or NULL */
};

static const struct finding *finding_of(const struct asked *x,
					const struct reason *r)
{
	for (size_t i = 0; i < x->report.nbroken; i++) {
		const struct justification *j =
			x->report.broken[i].justification;

		if (j && j->given == r)
			return &x->report.broken[i];
	}
	return NULL;
}

/* What waits and what was explained, then the reasons that nothing needs. */
static struct line *lines_of(struct arena *a, const struct asked *x, size_t *n)
{
	struct line *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < x->report.nbroken; i++) {
		const struct finding *fd = &x->report.broken[i];
		const struct justification *j = fd->justification;

		if (!j || !wants_finding(x, fd))
			continue;
		*VEC_PUSH(a, v, *n, cap) = (struct line){
			fd->check->code, fd->context.place,
			fd->context.period, fd->context.basis,
			fd->context.breakdown,
			!j->given ? WAITING : j->nchange ? VOID : VALID,
			j->given,
		};
	}
	for (size_t i = 0; i < x->reasons->n; i++) {
		const struct reason *r = &x->reasons->v[i];

		if (wants_reason(x, r) && !finding_of(x, r))
			*VEC_PUSH(a, v, *n, cap) = (struct line){
				r->check, r->place, r->period, r->basis,
				r->breakdown, NOT_NEEDED, r,
			};
	}
	return v;
}

static const char *standing_name(enum standing s, bool code)
{
	static const char *const codes[] = { "waiting", "valid", "void",
					     "not_needed" };
	static const char *const names[] = {
		"chờ giải trình", "đã giải trình", "hết giá trị, giải trình lại",
		"không còn cần",
	};

	return code ? codes[s] : names[s];
}

static void add_line(struct cli *cli, const struct asked *x, struct table *t,
		     const struct line *l, bool code)
{
	struct arena *a = cli->arena;
	const struct reason *r = l->reason;
	const char *cut = breakdown_vi(a, figures_pack(x->q.figures),
				       l->breakdown);

	table_cell(t, l->check);
	table_cell(t, code ? l->place
			   : place_vi(x->q.figures, l->place, l->period));
	table_cell(t, code ? l->period : period_vi(a, l->period));
	table_cell(t, code ? basis_name(l->basis) : basis_vi(l->basis));
	table_cell(t, code ? l->breakdown : cut);
	table_cell(t, standing_name(l->standing, code));
	table_cell(t, r ? r->who : NULL);
	table_cell(t, !r ? NULL : code ? moment_iso(a, r->when)
				       : day_vi(a, moment_day(r->when)));
	table_cell(t, r ? r->text : NULL);
}

static int list(struct cli *cli, const struct asked *x)
{
	static const struct column columns[] = {
		{ "check", "Kiểm tra", COL_LEFT, false },
		{ "place", "Địa bàn", COL_LEFT, false },
		{ "period", "Kỳ", COL_LEFT, false },
		{ "basis", "Loại", COL_LEFT, false },
		{ "breakdown", "Phân tổ", COL_LEFT, false },
		{ "standing", "Tình trạng", COL_LEFT, false },
		{ "who", "Người giải trình", COL_LEFT, false },
		{ "when", "Ngày", COL_LEFT, false },
		{ "reason", "Lý do", COL_LEFT, false },
	};
	const char *format = cli_text(cli, "format");
	bool code = format && strcmp(format, "table") != 0;
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));
	size_t n;
	struct line *v = lines_of(cli->arena, x, &n);
	size_t waiting = check_unjustified(&x->report);

	for (size_t i = 0; i < n; i++)
		add_line(cli, x, t, &v[i], code);
	if (n || code)
		table_print(t, format, &cli->out);
	if (code)
		return 0;
	buf_addf(&cli->out, "Kế hoạch năm %d: %zu cảnh báo, %zu chờ giải "
			    "trình.\n",
		 x->q.year, check_warnings(&x->report), waiting);
	if (waiting)
		buf_addf(&cli->out, "Xem số liệu: hoptac check --year %d. Giải "
				    "trình: hoptac justify KIỂM-TRA --year %d "
				    "--reason \"...\"\n",
			 x->q.year, x->q.year);
	return 0;
}

/* --- giving and taking back ------------------------------------------------------- */

/* Several contexts fit: names them all. */
static int ambiguous(struct cli *cli, const struct asked *x)
{
	struct buf b = BUF_INIT(cli->arena);

	for (size_t i = 0; i < x->report.nbroken; i++) {
		const struct finding *fd = &x->report.broken[i];

		if (wants_finding(x, fd))
			buf_addf(&b, "%s%s", b.len ? "\n  " : "",
				 reason_command(cli->arena, x->q.figures,
						&x->report, fd));
	}
	err_set(&cli->err, ERR_USAGE,
		"kiểm tra “%s” sai ở nhiều nơi; giải trình từng nơi một",
		x->check);
	err_detail(&cli->err, "%s", b.data);
	return err_hint(&cli->err, "chọn một lệnh và thêm --reason");
}

/* The one finding that is meant: a broken one if there is any, else the first
 * that fits, so that the refusal can say why.  NULL with cli->err. */
static const struct finding *the_finding(struct cli *cli,
					 const struct asked *x)
{
	const struct check_report *r = &x->report;
	const struct finding *found = NULL;

	for (size_t i = 0; i < r->nbroken; i++) {
		if (!wants_finding(x, &r->broken[i]))
			continue;
		if (found && found->check->severity == SEV_WARNING) {
			ambiguous(cli, x);
			return NULL;
		}
		found = &r->broken[i];
	}
	for (size_t i = 0; !found && i < r->nunknown; i++)
		if (wants_finding(x, &r->unknown[i]))
			found = &r->unknown[i];
	for (size_t i = 0; !found && i < r->nrun; i++)
		if (wants_finding(x, &r->run[i]))
			found = &r->run[i];
	if (!found) {
		err_set(&cli->err, ERR_NOTFOUND,
			"kiểm tra “%s” không xét trong kỳ, loại số liệu, phân "
			"tổ này", x->check);
		err_hint(&cli->err, "xem nơi cần giải trình: hoptac justify "
				    "--year %d", x->q.year);
	}
	return found;
}

static int give(struct cli *cli, struct asked *x, const char *text)
{
	const struct finding *fd = the_finding(cli, x);
	size_t waiting = check_unjustified(&x->report);

	if (!fd ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "giải trình %s",
				  fd->check->code), &cli->err) < 0 ||
	    reason_give(cli->db, x->q.figures, fd, text, &cli->err) < 0 ||
	    db_commit(cli->db, &cli->err) < 0)
		return -1;
	waiting -= !is_justified(fd);
	buf_addf(&cli->out, "Đã ghi giải trình: %s\n%s\n", fd->message,
		 waiting ? arena_printf(cli->arena, "Còn %zu cảnh báo chờ giải "
						    "trình.", waiting)
			 : "Không còn cảnh báo nào chờ giải trình.");
	return 0;
}

/* The one reason that is meant.  NULL with cli->err. */
static const struct reason *the_reason(struct cli *cli, const struct asked *x)
{
	const struct reason *found = NULL;

	for (size_t i = 0; i < x->reasons->n; i++) {
		const struct reason *r = &x->reasons->v[i];

		if (!wants_reason(x, r))
			continue;
		if (found) {
			err_set(&cli->err, ERR_USAGE,
				"kiểm tra “%s” có giải trình ở nhiều nơi",
				x->check);
			err_hint(&cli->err, "thêm --place, --period, "
					    "--basis, --breakdown: xem hoptac justify %s",
				 x->check);
			return NULL;
		}
		found = r;
	}
	if (!found) {
		err_set(&cli->err, ERR_NOTFOUND,
			"chưa có giải trình nào cho kiểm tra “%s”", x->check);
		err_hint(&cli->err, "xem các giải trình: hoptac justify "
				    "--year %d", x->q.year);
	}
	return found;
}

static int take_back(struct cli *cli, const struct asked *x)
{
	const struct reason *r = the_reason(cli, x);

	if (!r || db_begin(cli->db, cli_who(cli),
			   arena_printf(cli->arena, "rút giải trình %s",
					r->check), &cli->err) < 0 ||
	    reason_remove(cli->db, r, &cli->err) < 0 ||
	    db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã rút giải trình %s (%s): %s\n", r->check,
		 context_vi(cli->arena, x, r), r->text);
	return 0;
}

/* --- hoptac justify ------------------------------------------------------------------ */

static int check_options(struct cli *cli, bool writes)
{
	struct err *e = &cli->err;

	if (!writes)
		return 0;
	if (cli->argc == 0) {
		err_set(e, ERR_USAGE, "chưa nêu kiểm tra nào");
		return err_hint(e, "xem mã các kiểm tra chờ giải trình: hoptac "
				   "justify");
	}
	if (cli_text(cli, "reason") && cli_flag(cli, "withdraw")) {
		err_set(e, ERR_USAGE, "--reason và --withdraw không đi cùng "
				      "nhau");
		return err_hint(e, "lý do mới tự thay lý do cũ: bỏ --withdraw");
	}
	if (cli_text(cli, "known")) {
		err_set(e, ERR_USAGE, "không ghi được vào thời điểm đã qua");
		return err_hint(e, "bỏ --known");
	}
	return 0;
}

int run_justify(struct cli *cli)
{
	const char *text = cli_text(cli, "reason");
	bool writes = text || cli_flag(cli, "withdraw");
	struct asked x;

	if (check_options(cli, writes) < 0 || read_question(cli, &x) < 0)
		return -1;
	if (x.check && !pack_check(figures_pack(x.q.figures), x.check)) {
		err_set(&cli->err, ERR_NOTFOUND, "không có kiểm tra “%s”",
			x.check);
		return err_hint(&cli->err, "xem mã bằng lệnh hoptac check "
					   "--year %d", x.q.year);
	}
	if (!writes)
		return list(cli, &x);
	return text ? give(cli, &x, text) : take_back(cli, &x);
}
