/* SPDX-License-Identifier: Apache-2.0 */
/* Commands: figures, import figures. */
#include "figure/cmd.h"

#include "figure/import.h"
#include "figure/words.h"
#include "lib/text/number.h"
#include "territory/territory.h"

/* --- hoptac figures -------------------------------------------------------------- */

enum { PERIODS_MAX = 4 };

/* The day that was asked for; or the periods of the year's plan, of which the
 * register is read for the first half-year. */
static size_t choose_periods(const struct question *q,
			     struct period out[PERIODS_MAX])
{
	static const char *const words[] = { "h1", "year", "next",
					     "programme" };
	struct arena *a = figures_arena(q->figures);
	size_t n = 0;

	if (q->dated)
		return period_parse(day_iso(a, q->on), &out[0]) == 0;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (period_word(words[i], q->year, &out[n]) == 0)
			n++;
	return n;
}

static const char *unit_name(const struct figures *f, const char *code,
			     const char *period)
{
	const struct territory *t = figures_territory(f);
	const struct unit *u = NULL;
	struct period p;

	if (t && period_parse(period, &p) == 0) {
		u = territory_find(t, code, p.last);
		if (!u)
			u = territory_find(t, code, p.first);
	}
	return u ? u->name : code;
}

static const char *source_vi(const struct figure *fig)
{
	if (fig->state == FIG_MISSING)
		return "";
	if (fig->beside)
		return "báo cáo (đối chiếu)";
	if (fig->source == FIG_REPORTED)
		return "báo cáo";
	return fig->from_register ? "sổ đăng ký" : "tính từ báo cáo";
}

/* The line of a total has the name of the indicator, a part is indented under
 * it; a part without a total before it has both. */
static const char *line_name(const struct question *q, const struct figure *v,
			     size_t i)
{
	struct arena *a = figures_arena(q->figures);
	const struct figure *fig = &v[i];
	bool first = i == 0 || v[i - 1].indicator != fig->indicator;
	const char *cut = breakdown_vi(a, figures_pack(q->figures),
				       fig->key.breakdown);

	if (!*cut)
		return fig->indicator->name;
	return first ? arena_printf(a, "%s: %s", fig->indicator->name, cut)
		     : arena_printf(a, "  %s", cut);
}

static void print_table(const struct question *q, const struct figure *v,
			size_t n, bool below, struct buf *out)
{
	static const struct column columns[] = {
		{ "place", "Địa bàn", COL_LEFT, false },
		{ "indicator", "Chỉ tiêu", COL_LEFT, false },
		{ "period", "Kỳ", COL_LEFT, false },
		{ "basis", "Loại", COL_LEFT, false },
		{ "value", "Số liệu", COL_RIGHT, false },
		{ "unit", "Đơn vị", COL_LEFT, false },
		{ "percent_of_plan", "So KH", COL_RIGHT, false },
		{ "source", "Nguồn", COL_LEFT, false },
	};
	struct arena *a = figures_arena(q->figures);
	struct table *t = below ? table_new(a, columns, ARRAY_LEN(columns))
				: table_new(a, columns + 1,
					    ARRAY_LEN(columns) - 1);

	for (size_t i = 0; i < n; i++) {
		const struct figure *fig = &v[i];

		if (below)
			table_cell(t, unit_name(q->figures, fig->key.place,
						fig->key.period));
		table_cell(t, line_name(q, v, i));
		table_cell(t, period_vi(a, fig->key.period));
		table_cell(t, basis_vi(fig->key.basis));
		table_cell(t, figure_vi(a, fig));
		table_cell(t, fig->indicator->measure->name);
		table_cell(t, !fig->has_percent ? "" :
			figure_percent_vi(a, figures_pack(q->figures), fig));
		table_cell(t, source_vi(fig));
	}
	table_print(t, NULL, out);
}

/* "36,48": a decimal comma and no grouping, which import reads back. */
static const char *csv_number(struct arena *a, const char *decimal)
{
	char *s = arena_strdup(a, decimal);
	char *point = strchr(s, '.');

	if (point)
		*point = ',';
	return s;
}

static void print_csv(const struct question *q, const struct figure *v,
		      size_t n, struct buf *out)
{
	static const struct column columns[] = {
		{ "indicator", "", COL_LEFT, false },
		{ "place", "", COL_LEFT, false },
		{ "breakdown", "", COL_LEFT, false },
		{ "period", "", COL_LEFT, false },
		{ "basis", "", COL_LEFT, false },
		{ "value", "", COL_LEFT, false },
		{ "value_max", "", COL_LEFT, false },
		{ "qualifier", "", COL_LEFT, false },
		{ "percent_of_plan", "", COL_LEFT, false },
		{ "state", "", COL_LEFT, false },
		{ "unit", "", COL_LEFT, false },
		{ "source", "", COL_LEFT, false },
	};
	struct arena *a = figures_arena(q->figures);
	struct table *t = table_new(a, columns, ARRAY_LEN(columns));

	for (size_t i = 0; i < n; i++) {
		/* the same texts as in JSON, but for the decimal comma */
		json_t *j = figure_json(a, &v[i]);

		for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
			const char *key = columns[c].key;
			const char *s =
				json_string_value(json_object_get(j, key));

			if (strcmp(key, "breakdown") == 0)
				s = v[i].key.breakdown;
			else if (s && (strncmp(key, "value", 5) == 0 ||
				       strcmp(key, "percent_of_plan") == 0))
				s = csv_number(a, s);
			table_cell(t, s);
		}
		json_decref(j);
	}
	table_print(t, "csv", out);
}

/* An array, one object at a time: all communes make a long list. */
static void print_json(const struct question *q, const struct figure *v,
		       size_t n, struct buf *out)
{
	buf_adds(out, "[\n");
	for (size_t i = 0; i < n; i++) {
		json_print(out, figure_json(figures_arena(q->figures), &v[i]));
		if (i + 1 < n) {
			/* the comma goes before the line feed */
			buf_cut(out, out->len - 1);
			buf_adds(out, ",\n");
		}
	}
	buf_adds(out, "]\n");
}

static int run_figures(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct period period[PERIODS_MAX];
	struct figure_filter filter = {
		.below = cli_flag(cli, "below"),
		.period = period,
		.nregister = 1,
		.indicator = cli_text(cli, "indicator"),
	};
	struct question q;
	struct figure *v;
	size_t n;

	if (question_read(cli, &q) < 0)
		return -1;
	filter.place = q.place;
	filter.nperiod = choose_periods(&q, period);
	if (filter.indicator &&
	    !pack_indicator(figures_pack(q.figures), filter.indicator)) {
		err_set(&cli->err, ERR_NOTFOUND, "không có chỉ tiêu “%s”",
			filter.indicator);
		return err_field(&cli->err, "indicator");
	}
	if (figures_list(q.figures, &filter, &v, &n, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		print_json(&q, v, n, &cli->out);
	else if (format && strcmp(format, "csv") == 0)
		print_csv(&q, v, n, &cli->out);
	else
		print_table(&q, v, n, filter.below, &cli->out);
	return 0;
}

/* --- the table --------------------------------------------------------------------- */

static const struct opt figures_opts[] = {
	OPT_PLACE,
	{ "below", 0, OPT_FLAG, NULL, "also the units under the place" },
	OPT_YEAR,
	OPT_ON,
	OPT_KNOWN,
	{ "indicator", 0, OPT_TEXT, "CODE", "only this indicator" },
	OPT_FORMAT,
	OPT_END
};

static const struct opt import_opts[] = {
	{ "on", 0, OPT_DAY, "DATE",
	  "by the rules in force on this day (default: today)" },
	{ "dry-run", 'n', OPT_FLAG, NULL, "check everything, store nothing" },
	{ "partial", 0, OPT_FLAG, NULL,
	  "store the good rows even when others are wrong" },
	OPT_END
};

const struct cmd figure_cmds[] = {
	{ .name = "figures", .run = run_figures, .access = CMD_READ,
	  .summary = "figures of a plan's year, from the register and reported",
	  .opts = figures_opts,
	  .help = "For the plan of YEAR: the first half of the year before, "
		  "that whole year, YEAR, and the five-year programme. The "
		  "register is read for the half-year only; with --on, for "
		  "the year up to that day. A figure that was reported "
		  "although the register has its own stands beside it.\n"
		  "In CSV numbers have a decimal comma, as \"import figures\" "
		  "reads them; in JSON they are exact decimals in texts." },
	{ .name = "import figures", .run = import_figures,
	  .access = CMD_WRITE, .args = "FILE", .min_args = 1, .max_args = 1,
	  .summary = "import reported figures from CSV or XLSX",
	  .opts = import_opts,
	  .help = "Columns: indicator, period and basis must be there; place, "
		  "breakdown, value, value_max, qualifier, percent_of_plan, "
		  "state, note, origin may. Headers may be Vietnamese: Chỉ "
		  "tiêu, Kỳ, Loại số liệu, Địa bàn, Phân tổ, Giá trị ... A "
		  "figure that was reported before is revised." },
	{ 0 }
};
