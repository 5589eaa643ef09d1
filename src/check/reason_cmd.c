/* SPDX-License-Identifier: Apache-2.0 */
/* Command: justify. */
#include "check/select.h"
#include "check/store.h"

#include "figure/cmd.h"
#include "figure/words.h"
#include "lib/db/db.h"

/* What was asked for, and the reasons that were given there. */
struct asked {
	struct selection s;
	struct reasons *reasons;
};

static int read_question(struct cli *cli, struct asked *x)
{
	*x = (struct asked){ 0 };
	if (selection_read(cli, &x->s) < 0)
		return -1;
	x->reasons = reasons_read(cli->arena, cli->db, x->s.q.place,
				  x->s.q.year, x->s.q.known, &cli->err);
	if (!x->reasons)
		return -1;
	reasons_match(x->reasons, x->s.q.figures, &x->s.report);
	return 0;
}

static bool wants_reason(const struct asked *x, const struct reason *r)
{
	return selection_looks_at(&x->s, r->place) &&
	       selection_has(&x->s, r->check, r->place, r->period, r->basis,
			     r->breakdown);
}

/* "Huyện Bình Gia; vận tải; ước thực hiện, năm 2023" */
static const char *context_vi(struct arena *a, const struct asked *x,
			      const struct reason *r)
{
	const struct figures *f = x->s.q.figures;
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
	for (size_t i = 0; i < x->s.report.nbroken; i++) {
		const struct justification *j =
			x->s.report.broken[i].justification;

		if (j && j->given == r)
			return &x->s.report.broken[i];
	}
	return NULL;
}

/* What waits and what was explained, then the reasons that nothing needs. */
static struct line *lines_of(struct arena *a, const struct asked *x, size_t *n)
{
	struct line *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < x->s.report.nbroken; i++) {
		const struct finding *fd = &x->s.report.broken[i];
		const struct justification *j = fd->justification;

		if (!j || !selection_wants(&x->s, fd))
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
	const char *cut = breakdown_vi(a, figures_pack(x->s.q.figures),
				       l->breakdown);

	table_cell(t, l->check);
	table_cell(t, code ? l->place
			   : place_vi(x->s.q.figures, l->place, l->period));
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
	size_t waiting = check_unjustified(&x->s.report);

	for (size_t i = 0; i < n; i++)
		add_line(cli, x, t, &v[i], code);
	if (n || code)
		table_print(t, format, &cli->out);
	if (code)
		return 0;
	buf_addf(&cli->out, "Kế hoạch năm %d: %zu cảnh báo, %zu chờ giải "
			    "trình.\n",
		 x->s.q.year, check_warnings(&x->s.report), waiting);
	if (waiting)
		buf_addf(&cli->out, "Xem số liệu: hoptac check --year %d. Giải "
				    "trình: hoptac justify KIỂM-TRA --year %d "
				    "--reason \"...\"\n",
			 x->s.q.year, x->s.q.year);
	return 0;
}

/* --- giving and taking back ------------------------------------------------------- */

static bool is_warning(const struct finding *fd)
{
	return fd->check->severity == SEV_WARNING;
}

static int give(struct cli *cli, struct asked *x, const char *text)
{
	const struct finding *fd = selection_finding(
		cli, &x->s, "justify", is_warning, "thêm --reason");
	size_t waiting = check_unjustified(&x->s.report);

	if (!fd ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "giải trình %s",
				  fd->check->code), &cli->err) < 0 ||
	    reason_give(cli->db, x->s.q.figures, fd, text, &cli->err) < 0 ||
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
				x->s.check);
			err_hint(&cli->err, "thêm --place, --period, "
					    "--basis, --breakdown: xem hoptac justify %s",
				 x->s.check);
			return NULL;
		}
		found = r;
	}
	if (!found) {
		err_set(&cli->err, ERR_NOTFOUND,
			"chưa có giải trình nào cho kiểm tra “%s”", x->s.check);
		err_hint(&cli->err, "xem các giải trình: hoptac justify "
				    "--year %d", x->s.q.year);
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
	if (!writes)
		return list(cli, &x);
	return text ? give(cli, &x, text) : take_back(cli, &x);
}
