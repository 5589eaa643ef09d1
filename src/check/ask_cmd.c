/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: ask, answer. */
#include "check/inquiry.h"
#include "check/select.h"

#include "figure/words.h"
#include "lib/db/db.h"

/* --- one inquiry ------------------------------------------------------------------ */

/* An inquiry by its number, and the run of the checks that it stands in. */
struct named {
	struct question q;
	struct check_report report;
	const struct inquiry *inquiry;
};

static int refuse_number(struct cli *cli, const char *text)
{
	err_set(&cli->err, ERR_NOTFOUND, "không có yêu cầu rà soát số “%s”",
		text);
	err_field(&cli->err, "inquiry");
	return err_hint(&cli->err, "xem các yêu cầu: hoptac ask");
}

static bool is_number(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* Refuses what was written about another version than the one that stands. */
static int refuse_stale(struct cli *cli, const struct inquiry *i)
{
	const struct inquiry_entry *last = inquiry_last(i);
	int64_t seen = last->row;

	cli_int(cli, "version", &seen);
	if (seen == last->row)
		return 0;
	err_set(&cli->err, ERR_CONFLICT, "%s đã ghi thêm vào yêu cầu rà soát "
					 "số %lld", last->who,
		(long long)i->id);
	err_field(&cli->err, "version");
	return err_hint(&cli->err, "đọc lại yêu cầu rồi gửi lại");
}

static int read_named(struct cli *cli, struct named *x)
{
	const char *text = cli->argv[0];
	struct inquiries *all;
	int64_t id = 0;
	int year = 0;

	*x = (struct named){ 0 };
	if (is_number(text) && strlen(text) < 18) {
		id = strtoll(text, NULL, 10);
		year = inquiry_year(cli->db, id, db_last_tx(cli->db));
	}
	if (!year)
		return refuse_number(cli, text);
	if (question_of_year(cli, year, &x->q) < 0)
		return -1;
	all = inquiries_read(cli->arena, cli->db, year, x->q.known, &cli->err);
	if (!all)
		return -1;
	x->inquiry = inquiry_find(all, id);
	if (!x->inquiry)
		BUG("inquiry %lld is not of %d", (long long)id, year);
	if (check_run(x->q.figures, x->inquiry->place, year, &x->report,
		      &cli->err) < 0)
		return -1;
	inquiries_match(all, x->q.figures, &x->report);
	return refuse_stale(cli, x->inquiry);
}

/* --- the list --------------------------------------------------------------------- */

static bool wants(const struct selection *s, const struct inquiry *i)
{
	return selection_looks_at(s, i->place) &&
	       selection_has(s, i->check, i->place, i->period, i->basis,
			     i->breakdown);
}

static void add_line(struct cli *cli, const struct selection *s,
		     struct table *t, const struct inquiry *i)
{
	struct arena *a = cli->arena;
	const struct inquiry_entry *last = inquiry_last(i);
	const struct figures *f = s->q.figures;
	bool code = cli_text(cli, "format") != NULL;

	table_cell(t, arena_printf(a, "%lld", (long long)i->id));
	table_cell(t, i->check);
	table_cell(t, code ? i->unit : inquiry_unit_vi(f, i->unit, i->period));
	table_cell(t, code ? i->period : period_vi(a, i->period));
	table_cell(t, code ? basis_name(i->basis) : basis_vi(i->basis));
	table_cell(t, code ? i->breakdown
			   : breakdown_vi(a, figures_pack(f), i->breakdown));
	table_cell(t, code ? standing_code(i->standing)
			   : standing_vi(i->standing));
	table_cell(t, !last->has_due ? NULL : code ? day_iso(a, last->due)
						   : day_vi(a, last->due));
	table_cell(t, last->who);
	table_cell(t, code ? moment_iso(a, last->when)
			   : day_vi(a, moment_day(last->when)));
	table_cell(t, last->text);
}

static void print_json(struct cli *cli, const struct selection *s,
		       const struct inquiries *all)
{
	json_t *list = json_array();

	for (size_t k = 0; k < all->n; k++)
		if (wants(s, &all->v[k]))
			json_array_append_new(list, inquiry_json(cli->arena,
								 &all->v[k]));
	json_print(&cli->out, list);
}

static void print_table(struct cli *cli, const struct selection *s,
			const struct inquiries *all)
{
	static const struct column columns[] = {
		{ "id", "Số", COL_RIGHT, false },
		{ "check", "Kiểm tra", COL_LEFT, false },
		{ "unit", "Đơn vị được hỏi", COL_LEFT, false },
		{ "period", "Kỳ", COL_LEFT, false },
		{ "basis", "Loại", COL_LEFT, false },
		{ "breakdown", "Phân tổ", COL_LEFT, false },
		{ "standing", "Tình trạng", COL_LEFT, false },
		{ "due", "Hạn", COL_LEFT, false },
		{ "who", "Người ghi sau cùng", COL_LEFT, false },
		{ "when", "Ngày", COL_LEFT, false },
		{ "text", "Nội dung", COL_LEFT, false },
	};
	struct table *t = table_new(cli->arena, columns, ARRAY_LEN(columns));
	size_t waiting = 0;
	size_t n = 0;

	for (size_t k = 0; k < all->n; k++) {
		if (!wants(s, &all->v[k]))
			continue;
		add_line(cli, s, t, &all->v[k]);
		waiting += all->v[k].standing == INQUIRY_WAITS;
		n++;
	}
	if (n || cli_text(cli, "format"))
		table_print(t, cli_text(cli, "format"), &cli->out);
	if (!cli_text(cli, "format"))
		buf_addf(&cli->out, "Kế hoạch năm %d: %zu yêu cầu rà soát, %zu "
				    "chờ đơn vị trả lời.\n",
			 s->q.year, n, waiting);
}

static int list(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct inquiries *all;
	struct selection s;

	if (selection_read(cli, &s) < 0)
		return -1;
	all = inquiries_read(cli->arena, cli->db, s.q.year, s.q.known,
			     &cli->err);
	if (!all)
		return -1;
	inquiries_match(all, s.q.figures, &s.report);
	if (format && strcmp(format, "json") == 0)
		print_json(cli, &s, all);
	else
		print_table(cli, &s, all);
	return 0;
}

/* --- asking ------------------------------------------------------------------------ */

static bool is_any(const struct finding *fd)
{
	(void)fd;
	return true;
}

/* The one of the units that has this code or name, else the text itself. */
static const char *unit_named(const struct figures *f, const char *period,
			      const char *const *unit, size_t n,
			      const char *text)
{
	for (size_t k = 0; k < n; k++)
		if (strcmp(place_vi(f, unit[k], period), text) == 0)
			return unit[k];
	return text;
}

static bool is_among(const char *const *v, size_t n, const char *s)
{
	for (size_t k = 0; k < n; k++)
		if (strcmp(v[k], s) == 0)
			return true;
	return false;
}

/* --unit, else where the check is broken, else the only one that reported. */
static const char *the_unit(struct cli *cli, const struct selection *s,
			    const struct finding *fd)
{
	const char *named = cli_text(cli, "unit");
	const char *const *unit;
	size_t n = inquiry_units(cli->arena, fd, &unit);
	struct buf b = BUF_INIT(cli->arena);

	if (named)
		return unit_named(s->q.figures, fd->context.period, unit, n,
				  named);
	if (n == 0 || is_among(unit, n, fd->context.place))
		return fd->context.place;
	if (n == 1)
		return unit[0];
	for (size_t k = 0; k < n; k++)
		buf_addf(&b, "%s%s (%s)", k ? ", " : "", unit[k],
			 place_vi(s->q.figures, unit[k], fd->context.period));
	err_set(&cli->err, ERR_USAGE, "nhiều đơn vị báo cáo số trong kiểm tra "
				      "“%s”", fd->check->code);
	err_field(&cli->err, "unit");
	err_detail(&cli->err, "%s", b.data);
	err_hint(&cli->err, "thêm --unit");
	return NULL;
}

static struct inquiry_words words_of(const struct cli *cli)
{
	struct inquiry_words w = { .text = cli_text(cli, "question") };

	w.has_due = cli_day(cli, "due", &w.due);
	return w;
}

/* The field of an error is the option that it is about. */
static int rename_field(struct cli *cli, const char *text)
{
	if (strcmp(cli->err.field, "text") == 0)
		snprintf(cli->err.field, sizeof cli->err.field, "%s", text);
	return -1;
}

static int ask(struct cli *cli)
{
	const struct inquiry_words w = words_of(cli);
	const struct finding *fd;
	struct selection s;
	const char *unit;
	int64_t id;

	if (selection_read(cli, &s) < 0)
		return -1;
	fd = selection_finding(cli, &s, "ask", is_any, "thêm --question");
	unit = fd ? the_unit(cli, &s, fd) : NULL;
	if (!unit ||
	    db_begin(cli->db, cli_who(cli),
		     arena_printf(cli->arena, "yêu cầu %s rà soát %s",
				  place_vi(s.q.figures, unit,
					   fd->context.period),
				  fd->check->code), &cli->err) < 0)
		return -1;
	if (inquiry_ask(cli->db, s.q.figures, fd, unit, &w, &id,
			&cli->err) < 0)
		return rename_field(cli, "question");
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã gửi yêu cầu rà soát số %lld cho %s: %s\n"
			    "Trả lời: hoptac answer %lld --text \"...\", hoặc "
			    "nhập số đúng.\n",
		 (long long)id,
		 inquiry_unit_vi(s.q.figures, unit, fd->context.period),
		 fd->message, (long long)id);
	return 0;
}

/* --- saying something more ----------------------------------------------------------- */

static int begin(struct cli *cli, const struct named *x, const char *what)
{
	return db_begin(cli->db, cli_who(cli),
			arena_printf(cli->arena, "%s yêu cầu rà soát số %lld "
						 "(%s)",
				     what, (long long)x->inquiry->id,
				     x->inquiry->check), &cli->err);
}

static int ask_again(struct cli *cli)
{
	const struct inquiry_words w = words_of(cli);
	struct named x;

	if (read_named(cli, &x) < 0 || begin(cli, &x, "hỏi lại") < 0)
		return -1;
	if (inquiry_again(cli->db, x.q.figures, x.inquiry, &w, &cli->err) < 0)
		return rename_field(cli, "question");
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã hỏi lại %s.\n",
		 inquiry_unit_vi(x.q.figures, x.inquiry->unit,
				 x.inquiry->period));
	return 0;
}

static int close_named(struct cli *cli)
{
	struct named x;

	if (read_named(cli, &x) < 0 || begin(cli, &x, "đóng") < 0)
		return -1;
	if (inquiry_close(cli->db, x.q.figures, x.inquiry,
			  cli_text(cli, "remark"), &cli->err) < 0)
		return rename_field(cli, "remark");
	if (db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã đóng yêu cầu rà soát số %lld.\n",
		 (long long)x.inquiry->id);
	return 0;
}

/* --- hoptac ask, hoptac answer --------------------------------------------------------- */

static int check_options(struct cli *cli, bool writes, bool closes)
{
	struct err *e = &cli->err;

	if (!writes)
		return 0;
	if (cli_text(cli, "known")) {
		err_set(e, ERR_USAGE, "không ghi được vào thời điểm đã qua");
		return err_hint(e, "bỏ --known");
	}
	if (cli->argc == 0) {
		err_set(e, ERR_USAGE, "chưa nêu kiểm tra hoặc yêu cầu nào");
		return err_hint(e, "xem: hoptac check, hoptac ask");
	}
	if (closes && cli_text(cli, "question")) {
		err_set(e, ERR_USAGE, "--question và --close không đi cùng "
				      "nhau");
		return err_hint(e, "hỏi lại hoặc đóng, một trong hai");
	}
	return 0;
}

int run_ask(struct cli *cli)
{
	bool closes = cli_flag(cli, "close");
	bool writes = closes || cli_text(cli, "question");

	if (check_options(cli, writes, closes) < 0)
		return -1;
	if (!writes)
		return list(cli);
	if (closes)
		return close_named(cli);
	return is_number(cli->argv[0]) ? ask_again(cli) : ask(cli);
}

int run_answer(struct cli *cli)
{
	struct named x;

	if (read_named(cli, &x) < 0 || begin(cli, &x, "trả lời") < 0 ||
	    inquiry_answer(cli->db, x.q.figures, x.inquiry,
			   cli_text(cli, "text"), &cli->err) < 0 ||
	    db_commit(cli->db, &cli->err) < 0)
		return -1;
	buf_addf(&cli->out, "Đã trả lời yêu cầu rà soát số %lld.\n",
		 (long long)x.inquiry->id);
	return 0;
}
