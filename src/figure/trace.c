/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is behind a number: its formula, the operands of that, and of each the
 * organisations that were summed or the report that somebody gave.
 */
#include "figure/cmd.h"
#include "figure/internal.h"
#include "figure/words.h"

#include "lib/text/number.h"

enum { DEPTH_MAX = 8, RECORDS_SHOWN = 20 };

struct trace {
	struct figures *f;
	struct arena *arena;
	struct buf *out; /* of the table form */
	int year;
	struct err *e;
};

static struct figure_context context_of(const struct trace *t,
					const struct figure_key *k)
{
	return (struct figure_context){
		.place = k->place,
		.breakdown = k->breakdown,
		.period = k->period,
		.basis = k->basis,
		.year = t->year,
	};
}

/* --- JSON -------------------------------------------------------------------------- */

static json_t *bound_json(struct arena *a, bool has, struct dec d)
{
	return has ? json_string(dec_str(a, d)) : json_null();
}

static json_t *range_json(struct arena *a, const struct rule_value *v)
{
	json_t *j = json_object();

	json_object_set_new(j, "low", bound_json(a, v->has_low, v->low));
	json_object_set_new(j, "low_open", json_boolean(v->low_open));
	json_object_set_new(j, "high", bound_json(a, v->has_high, v->high));
	json_object_set_new(j, "high_open", json_boolean(v->high_open));
	return j;
}

static json_t *records_json(struct trace *t, const struct figure *fig)
{
	json_t *list = json_array();
	struct figure_record *r;
	size_t n;

	if (figures_records(t->f, &fig->key, &r, &n, t->e) < 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		json_t *j = json_object();

		json_object_set_new(j, "id", json_integer(r[i].org));
		json_object_set_new(j, "name", json_string(r[i].name));
		json_object_set_new(j, "number",
				    r[i].number ? json_string(r[i].number)
						: json_null());
		json_object_set_new(j, "value",
				    json_string(dec_str(t->arena,
							r[i].value)));
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *text_json(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *report_json(struct trace *t, const struct figure *fig)
{
	json_t *j = json_object();

	json_object_set_new(j, "who", text_json(fig->who));
	json_object_set_new(j, "when",
			    json_string(moment_iso(t->arena, fig->when)));
	json_object_set_new(j, "origin", text_json(fig->origin));
	json_object_set_new(j, "note", text_json(fig->note));
	return j;
}

static json_t *result_json(struct trace *t, const struct rule *r,
			   const struct rule_result *result, int depth);

static json_t *behind_json(struct trace *t, const struct figure *fig,
			   int depth)
{
	json_t *j = figure_json(t->arena, fig);
	struct figure_context c = context_of(t, &fig->key);
	struct rule_result result;

	if (fig->key.percent)
		json_object_set_new(j, "percent", json_true());
	if (fig->source == FIG_REPORTED && fig->row) {
		json_object_set_new(j, "report", report_json(t, fig));
	} else if (fig->source == FIG_REGISTER &&
		   fig->state == FIG_VALUE) {
		json_object_set_new(j, "formula",
				    json_string(fig->indicator->formula));
		json_object_set_new(j, "counted", json_integer(fig->n));
		json_object_set_new(j, "of", json_integer(fig->of));
		json_object_set_new(j, "records", records_json(t, fig));
	} else if (fig->source == FIG_FORMULA && !fig->key.percent &&
		   depth < DEPTH_MAX &&
		   figures_eval(t->f, fig->indicator->rule, &c, &result,
				NULL) == 0) {
		json_object_set_new(j, "from",
				    result_json(t, fig->indicator->rule,
						&result, depth + 1));
	}
	return j;
}

static json_t *result_json(struct trace *t, const struct rule *r,
			   const struct rule_result *result, int depth)
{
	const struct rule_value *v = &result->value;
	json_t *j = json_object();
	json_t *list = json_array();

	json_object_set_new(j, "formula", json_string(rule_text(r)));
	json_object_set_new(j, "unit", json_string(rule_unit(r)));
	json_object_set_new(j, "value",
			    v->state == RULE_KNOWN
				    ? json_string(dec_str(t->arena, v->point))
				    : json_null());
	json_object_set_new(j, "range", range_json(t->arena, v));
	json_object_set_new(j, "complete", json_boolean(v->complete));
	for (size_t i = 0; i < result->noperand; i++) {
		const struct figure *fig = operand_figure(result, i);

		if (fig)
			json_array_append_new(list,
					      behind_json(t, fig, depth));
	}
	json_object_set_new(j, "operands", list);
	return j;
}

/* --- text ---------------------------------------------------------------------------- */

static void indent(struct trace *t, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_adds(t->out, "  ");
}

static void print_records(struct trace *t, const struct figure *fig, int depth)
{
	struct figure_record *r;
	size_t n;

	indent(t, depth);
	buf_addf(t->out, "sổ đăng ký: %s", fig->indicator->formula);
	if (fig->n < fig->of)
		buf_addf(t->out, "; %lld trong %lld tổ chức có số",
			 (long long)fig->n, (long long)fig->of);
	buf_adds(t->out, "\n");
	if (figures_records(t->f, &fig->key, &r, &n, t->e) < 0)
		return;
	for (size_t i = 0; i < n && i < RECORDS_SHOWN; i++) {
		indent(t, depth);
		buf_addf(t->out, "- %s%s%s: %s\n", r[i].name,
			 r[i].number ? ", số " : "",
			 r[i].number ? r[i].number : "",
			 number_vi(t->arena, r[i].value, -1));
	}
	if (n > RECORDS_SHOWN) {
		indent(t, depth);
		buf_addf(t->out,
			 "- ... và %zu tổ chức khác (đủ cả với --format json)\n",
			 n - RECORDS_SHOWN);
	}
}

static void print_report(struct trace *t, const struct figure *fig, int depth)
{
	indent(t, depth);
	buf_addf(t->out, "báo cáo: %s ghi ngày %s", fig->who,
		 day_vi(t->arena, moment_day(fig->when)));
	if (fig->origin)
		buf_addf(t->out, "; xuất xứ: %s", fig->origin);
	if (fig->note)
		buf_addf(t->out, "; ghi chú: %s", fig->note);
	buf_adds(t->out, "\n");
}

static void print_operands(struct trace *t, const struct rule_result *result,
			   int depth);

static void print_behind(struct trace *t, const struct figure *fig, int depth)
{
	const struct pack *p = figures_pack(t->f);
	const char *cut = breakdown_vi(t->arena, p, fig->key.breakdown);
	struct figure_context c = context_of(t, &fig->key);
	struct rule_result result;

	indent(t, depth);
	buf_addf(t->out, "%s%s%s%s (%s, %s): %s%s%s\n",
		 fig->key.percent ? "Tỷ lệ so với kế hoạch, " : "",
		 fig->indicator->name, *cut ? ", " : "", cut,
		 basis_vi(fig->key.basis),
		 period_vi(t->arena, fig->key.period),
		 figure_vi(t->arena, fig),
		 fig->state == FIG_VALUE ? " " : "",
		 fig->state != FIG_VALUE ? ""
		 : fig->key.percent	 ? "%"
					 : fig->indicator->measure->name);
	if (fig->source == FIG_REPORTED && fig->row) {
		print_report(t, fig, depth + 1);
	} else if (fig->source == FIG_REGISTER &&
		   fig->state == FIG_VALUE) {
		print_records(t, fig, depth + 1);
	} else if (fig->source == FIG_FORMULA && !fig->key.percent &&
		   depth < DEPTH_MAX &&
		   figures_eval(t->f, fig->indicator->rule, &c, &result,
				NULL) == 0) {
		indent(t, depth + 1);
		buf_addf(t->out, "công thức: %s\n", fig->indicator->formula);
		print_operands(t, &result, depth + 1);
	}
}

static void print_operands(struct trace *t, const struct rule_result *result,
			   int depth)
{
	for (size_t i = 0; i < result->noperand; i++) {
		const struct figure *fig = operand_figure(result, i);

		if (fig)
			print_behind(t, fig, depth);
	}
}

/* --- hoptac trace ---------------------------------------------------------------------- */

static int read_context(struct cli *cli, const struct question *q,
			struct figure_context *out)
{
	const char *word = cli_text(cli, "period");
	const char *basis = cli_text(cli, "basis");
	struct period p;

	*out = (struct figure_context){
		.place = q->place, .breakdown = "", .year = q->year,
	};
	if (basis)
		(void)basis_parse(basis, &out->basis);
	if (!word)
		word = q->dated ? day_iso(cli->arena, q->on) : "h1";
	if (period_word(word, q->year, &p) < 0) {
		err_set(&cli->err, ERR_USAGE,
			"“%s” không phải là kỳ số liệu", word);
		return err_field(&cli->err, "period");
	}
	out->period = arena_strdup(cli->arena, p.code);
	return 0;
}

int figure_trace(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct figure_context c;
	struct rule_result result;
	struct question q;
	struct rule *r;
	struct trace t = { .arena = cli->arena, .out = &cli->out,
			   .e = &cli->err };

	if (question_read(cli, &q) < 0 || read_context(cli, &q, &c) < 0)
		return -1;
	t.f = q.figures;
	t.year = q.year;
	r = rule_parse_value(cli->arena, cli->argv[0],
			     &figures_pack(t.f)->names, NULL, &cli->err);
	if (!r || figures_eval(t.f, r, &c, &result, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0) {
		json_print(&cli->out, result_json(&t, r, &result, 0));
	} else {
		const struct measure *m = pack_measure(figures_pack(t.f),
						       rule_unit(r));

		buf_addf(&cli->out, "%s = %s%s%s\n", rule_text(r),
			 value_vi(cli->arena, &result.value, m),
			 m && result.value.state == RULE_KNOWN ? " " : "",
			 m && result.value.state == RULE_KNOWN ? m->name : "");
		print_operands(&t, &result, 1);
	}
	return cli->err.kind ? -1 : 0;
}
