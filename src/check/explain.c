/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is behind a number: its formula, the operands of that, and of each the
 * organisations that were summed or the report that somebody gave.  Of a
 * single figure also what was reported before, and the checks that name it.
 */
#include "check/explain.h"

#include "check/reason.h"
#include "check/system.h"
#include "figure/cmd.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

enum { DEPTH_MAX = 8, RECORDS_SHOWN = 20 };

struct explaining {
	struct figures *f;
	struct arena *arena;
	struct db *db;
	struct buf *out; /* of the table form */
	int year;
	int64_t known;
	struct err *e;
};

/* --- history and checks ------------------------------------------------------------ */

struct picking {
	struct arena *arena;
	const struct figure_key *key;
	struct explained *out;
	size_t cap;
};

static void pick(struct picking *p, int verdict, const struct finding *v,
		 size_t n)
{
	const struct figure fig = { .key = *p->key };

	for (size_t i = 0; i < n; i++)
		if ((int)v[i].result.verdict == verdict &&
		    finding_names(&v[i], &fig))
			*VEC_PUSH(p->arena, p->out->check, p->out->ncheck,
				  p->cap) = v[i];
}

const struct figure *only_figure(const struct rule_result *r)
{
	const struct figure *fig = r->noperand == 1 ? operand_figure(r, 0)
						    : NULL;
	const struct rule_value *v = &r->value;

	if (!fig || v->state != r->operand[0].value.state ||
	    (v->state == RULE_KNOWN &&
	     dec_cmp(v->point, r->operand[0].value.point) != 0))
		return NULL;
	return fig;
}

int figure_explain(struct figures *f, struct db *db,
		   const struct figure_key *key, int year, int64_t known,
		   struct explained *out, struct err *e)
{
	struct arena *a = figures_arena(f);
	struct picking p = { .arena = a, .key = key, .out = out };
	const struct reasons *reasons;
	struct check_report r;

	*out = (struct explained){ 0 };
	reasons = reasons_read(a, db, key->place, year, known, e);
	if (!reasons ||
	    figure_history(a, db, key, known, &out->history, &out->nhistory,
			   e) < 0 ||
	    check_run(f, key->place, year, &r, e) < 0)
		return -1;
	reasons_match(reasons, f, &r);
	pick(&p, RULE_BROKEN, r.broken, r.nbroken);
	pick(&p, RULE_UNKNOWN, r.unknown, r.nunknown);
	pick(&p, RULE_HOLDS, r.run, r.nrun);
	return 0;
}

static const char *side_vi(struct explaining *t, const struct finding *fd,
			   const struct rule_value *v)
{
	return value_vi(t->arena, v,
			pack_measure(figures_pack(t->f),
				     rule_unit(fd->check->rule)));
}

static const char *version_vi(struct explaining *t, const struct figure *fig,
			      const struct figure_version *v)
{
	struct figure then = *fig;

	then.state = v->state;
	then.value = v->value;
	then.source = FIG_REPORTED;
	return figure_vi(t->arena, &then);
}

static struct figure_context context_of(const struct explaining *t,
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

bool figure_is_computed_percent(const struct figure *fig)
{
	return fig->key.percent && fig->source == FIG_FORMULA &&
	       fig->state == FIG_VALUE;
}

void figure_percent_parts(struct figures *f, const struct figure *fig,
			  struct figure part[2])
{
	struct figure_key k = fig->key;

	k.percent = false;
	(void)figures_get(f, &k, &part[0], NULL);
	k.basis = BASIS_PLAN;
	k.period = arena_strndup(figures_arena(f), k.period, 4);
	(void)figures_get(f, &k, &part[1], NULL);
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

static json_t *records_json(struct explaining *t, const struct figure *fig)
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

static json_t *report_json(struct explaining *t, const struct figure *fig)
{
	json_t *j = json_object();

	json_object_set_new(j, "who", text_json(fig->who));
	json_object_set_new(j, "when",
			    json_string(moment_iso(t->arena, fig->when)));
	json_object_set_new(j, "origin", text_json(fig->origin));
	json_object_set_new(j, "note", text_json(fig->note));
	return j;
}

static json_t *result_json(struct explaining *t, const struct rule *r,
			   const struct rule_result *result, int depth);

static json_t *history_json(struct explaining *t, const struct figure *fig,
			    const struct explained *x)
{
	json_t *list = json_array();

	for (size_t i = 0; i < x->nhistory; i++) {
		const struct figure_version *v = &x->history[i];
		json_t *j = json_object();

		json_object_set_new(j, "value",
				    json_string(version_vi(t, fig, v)));
		json_object_set_new(j, "who", text_json(v->who));
		json_object_set_new(j, "when",
				    json_string(moment_iso(t->arena,
							   v->when)));
		json_object_set_new(j, "why", text_json(v->why));
		json_object_set_new(j, "origin", text_json(v->origin));
		json_object_set_new(j, "note", text_json(v->note));
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *checks_json(struct explaining *t, const struct explained *x)
{
	static const char *const verdicts[] = {
		[RULE_HOLDS] = "holds", [RULE_BROKEN] = "broken",
		[RULE_UNKNOWN] = "undecided",
	};
	json_t *list = json_array();

	for (size_t i = 0; i < x->ncheck; i++) {
		const struct finding *fd = &x->check[i];
		json_t *j = json_object();

		json_object_set_new(j, "check", json_string(fd->check->code));
		json_object_set_new(j, "title", json_string(fd->check->title));
		json_object_set_new(
			j, "severity",
			json_string(severity_code(fd->check->severity)));
		json_object_set_new(j, "verdict",
				    json_string(verdicts[fd->result.verdict]));
		json_object_set_new(j, "left",
				    json_string(side_vi(t, fd,
							&fd->result.left)));
		json_object_set_new(j, "right",
				    json_string(side_vi(t, fd,
							&fd->result.right)));
		justification_json(t->arena, fd, j);
		json_array_append_new(list, j);
	}
	return list;
}

static json_t *parts_json(struct explaining *t, const struct figure *fig,
			  int depth);

static json_t *behind_json(struct explaining *t, const struct figure *fig,
			   int depth)
{
	json_t *j = figure_json(t->arena, fig);
	struct figure_context c = context_of(t, &fig->key);
	struct rule_result result;

	if (fig->key.percent)
		json_object_set_new(j, "percent", json_true());
	json_object_set_new(j, "name",
			    json_string(figure_key_vi(t->arena,
						      figures_pack(t->f),
						      &fig->key)));
	if (fig->source == FIG_REPORTED && fig->row) {
		json_object_set_new(j, "report", report_json(t, fig));
	} else if (figure_is_computed_percent(fig)) {
		json_object_set_new(j, "parts", parts_json(t, fig, depth));
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

static json_t *parts_json(struct explaining *t, const struct figure *fig,
			  int depth)
{
	json_t *list = json_array();
	struct figure part[2];

	figure_percent_parts(t->f, fig, part);
	for (size_t i = 0; i < ARRAY_LEN(part); i++)
		json_array_append_new(list, behind_json(t, &part[i], depth + 1));
	return list;
}

static json_t *result_json(struct explaining *t, const struct rule *r,
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

static void indent(struct explaining *t, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_adds(t->out, "  ");
}

static void print_records(struct explaining *t, const struct figure *fig, int depth)
{
	const struct rule_agg *agg = rule_as_aggregate(fig->indicator->rule);
	bool counted = agg && agg->op == AGG_COUNT;
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
		buf_addf(t->out, "- #%lld %s%s%s%s%s\n",
			 (long long)r[i].org, r[i].name,
			 r[i].number ? ", số " : "",
			 r[i].number ? r[i].number : "", counted ? "" : ": ",
			 counted ? "" : number_vi(t->arena, r[i].value, -1));
	}
	if (n > RECORDS_SHOWN) {
		indent(t, depth);
		buf_addf(t->out,
			 "- ... và %zu tổ chức khác (đủ cả với --format json)\n",
			 n - RECORDS_SHOWN);
	}
}

static void print_report(struct explaining *t, const struct figure *fig, int depth)
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

static void print_operands(struct explaining *t, const struct rule_result *result,
			   int depth);

static void print_behind(struct explaining *t, const struct figure *fig,
			 int depth)
{
	struct figure_context c = context_of(t, &fig->key);
	struct rule_result result;
	struct figure part[2];

	indent(t, depth);
	buf_addf(t->out, "%s: %s\n",
		 figure_key_vi(t->arena, figures_pack(t->f), &fig->key),
		 figure_unit_vi(t->arena, fig));
	if (fig->source == FIG_REPORTED && fig->row) {
		print_report(t, fig, depth + 1);
	} else if (figure_is_computed_percent(fig)) {
		indent(t, depth + 1);
		buf_adds(t->out, "tính: thực hiện chia cho kế hoạch\n");
		figure_percent_parts(t->f, fig, part);
		for (size_t i = 0; i < ARRAY_LEN(part); i++)
			print_behind(t, &part[i], depth + 1);
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

static void print_operands(struct explaining *t, const struct rule_result *result,
			   int depth)
{
	for (size_t i = 0; i < result->noperand; i++) {
		const struct figure *fig = operand_figure(result, i);

		if (fig)
			print_behind(t, fig, depth);
	}
}

/* What was reported before, or beside what the register counts. */
static void print_history(struct explaining *t, const struct figure *fig,
			  const struct explained *x)
{
	size_t first = fig->source == FIG_REPORTED && fig->row ? 1 : 0;

	if (x->nhistory <= first)
		return;
	buf_adds(t->out, first ? "  Số báo cáo trước đó:\n"
			       : "  Số đã báo cáo:\n");
	for (size_t i = first; i < x->nhistory; i++) {
		const struct figure_version *v = &x->history[i];

		buf_addf(t->out, "    %s: %s ghi ngày %s",
			 figure_sign_vi(t->arena, fig, version_vi(t, fig, v)),
			 v->who, day_vi(t->arena, moment_day(v->when)));
		if (v->origin)
			buf_addf(t->out, "; xuất xứ: %s", v->origin);
		if (v->note)
			buf_addf(t->out, "; ghi chú: %s", v->note);
		if (i > 0)
			buf_addf(t->out, "; thay ngày %s",
				 day_vi(t->arena,
					moment_day(x->history[i - 1].when)));
		buf_adds(t->out, "\n");
	}
}

static void print_checks(struct explaining *t, const struct explained *x)
{
	static const char *const verdicts[] = {
		[RULE_HOLDS] = "đúng", [RULE_BROKEN] = "SAI",
		[RULE_UNKNOWN] = "chưa xét được",
	};

	if (x->ncheck == 0) {
		buf_addf(t->out, "  Không phép kiểm tra nào của kế hoạch năm "
				 "%d dùng số này.\n", t->year);
		return;
	}
	buf_addf(t->out, "  Các phép kiểm tra của kế hoạch năm %d dùng số "
			 "này:\n", t->year);
	for (size_t i = 0; i < x->ncheck; i++) {
		const struct finding *fd = &x->check[i];
		const char *severity = severity_vi(fd->check->severity);
		bool broken = fd->result.verdict == RULE_BROKEN;

		buf_addf(t->out, "    %s%s%s%s: %s: %s so với %s (%s)\n",
			 verdicts[fd->result.verdict], broken ? " (" : "",
			 broken ? text_lower(t->arena, severity) : "",
			 broken ? ")" : "", fd->check->title,
			 side_vi(t, fd, &fd->result.left),
			 side_vi(t, fd, &fd->result.right), fd->check->code);
		if (is_justified(fd))
			buf_addf(t->out, "      giải trình: %s (%s)\n",
				 fd->justification->given->text,
				 reason_by(t->arena,
					   fd->justification->given));
	}
}

/* --- hoptac explain ------------------------------------------------------------------ */

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

static int print_json(struct explaining *t, const struct rule *r,
		      const struct rule_result *result)
{
	const struct figure *fig = only_figure(result);
	json_t *j = result_json(t, r, result, 0);
	struct explained x;

	if (fig) {
		if (figure_explain(t->f, t->db, &fig->key, t->year, t->known,
				   &x, t->e) < 0) {
			json_decref(j);
			return -1;
		}
		json_object_set_new(j, "history", history_json(t, fig, &x));
		json_object_set_new(j, "checks", checks_json(t, &x));
	}
	json_print(t->out, j);
	return 0;
}

static int print_text(struct explaining *t, const struct rule *r,
		      const struct rule_result *result)
{
	const struct measure *m = pack_measure(figures_pack(t->f),
					       rule_unit(r));
	const struct figure *fig = only_figure(result);
	bool known = m && result->value.state == RULE_KNOWN;
	struct explained x;

	if (!fig) {
		buf_addf(t->out, "%s = %s%s%s\n", rule_text(r),
			 value_vi(t->arena, &result->value, m),
			 known ? " " : "", known ? m->name : "");
		print_operands(t, result, 1);
		return 0;
	}
	if (figure_explain(t->f, t->db, &fig->key, t->year, t->known, &x,
			   t->e) < 0)
		return -1;
	print_behind(t, fig, 0);
	print_history(t, fig, &x);
	print_checks(t, &x);
	return 0;
}

int run_explain(struct cli *cli)
{
	const char *format = cli_text(cli, "format");
	struct figure_context c;
	struct rule_result result;
	struct question q;
	struct rule *r;
	struct explaining t = { .arena = cli->arena, .db = cli->db,
				.out = &cli->out, .e = &cli->err };
	int rc;

	if (question_read(cli, &q) < 0 || read_context(cli, &q, &c) < 0)
		return -1;
	t.f = q.figures;
	t.year = q.year;
	t.known = q.known;
	r = rule_parse_value(cli->arena, cli->argv[0],
			     &figures_pack(t.f)->names, NULL, &cli->err);
	if (!r || figures_eval(t.f, r, &c, &result, &cli->err) < 0)
		return -1;
	if (format && strcmp(format, "json") == 0)
		rc = print_json(&t, r, &result);
	else
		rc = print_text(&t, r, &result);
	return cli->err.kind ? -1 : rc;
}
