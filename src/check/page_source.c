/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The page /nguon: where a number comes from.  It says what hoptac explain
 * says, each number again with its source, so that one can go down to the
 * records or the report.
 */
#include "check/explain.h"

#include "check/page.h"
#include "check/reason.h"
#include "check/source.html.h"
#include "figure/asked.h"
#include "figure/words.h"
#include "lib/html/html.h"
#include "lib/text/number.h"
#include "lib/text/text.h"
#include "office/office.h"

enum { RECORDS_SHOWN = 20 };

struct sourcing {
	struct request *q;
	struct arena *arena;
	struct asked asked;
	struct source_view *v;
	const struct figure *fig;
};

/* --- numbers ---------------------------------------------------------------------- */

static const char *unit_vi(const struct figure *fig)
{
	return fig->key.percent ? "%" : fig->indicator->measure->name;
}

/* "420 HTX", "108%", "chưa có". */
static const char *value_text(struct sourcing *s, const struct figure *fig)
{
	return fig->state == FIG_MISSING ? "chưa có"
					 : figure_unit_vi(s->arena, fig);
}

static struct source_part part_of(struct sourcing *s, const struct figure *fig,
				  const char *text)
{
	return (struct source_part){
		.text = text,
		.value = value_text(s, fig),
		.url = asked_source(s->q, &fig->key),
		.missing = fig->state != FIG_VALUE,
	};
}

/* What names a part beside the figure it stands behind: only what differs. */
static const char *part_name(struct sourcing *s, const struct figure_key *k,
			     const struct figure_key *beside)
{
	const struct indicator *ind = pack_indicator(s->asked.pack,
						     k->indicator);
	const char *cut = breakdown_vi(s->arena, s->asked.pack, k->breakdown);
	struct buf b = BUF_INIT(s->arena);

	buf_adds(&b, ind ? ind->name : k->indicator);
	if (*cut)
		buf_addf(&b, ", %s", cut);
	if (!beside || strcmp(k->period, beside->period) != 0)
		buf_addf(&b, ", %s", period_vi(s->arena, k->period));
	if (!beside || k->basis != beside->basis)
		buf_addf(&b, ", %s", basis_vi(k->basis));
	if (k->percent && (!beside || !beside->percent))
		buf_adds(&b, ", tỷ lệ so với kế hoạch");
	return b.data;
}

/* --- what it is ------------------------------------------------------------------- */

static void add_facts(struct sourcing *s)
{
	const struct figure *fig = s->fig;
	const struct figure_key *k = &fig->key;
	struct source_fact *fact = ARENA_ARRAY(s->arena, 8, struct source_fact);
	const char *cut = breakdown_vi(s->arena, s->asked.pack, k->breakdown);
	struct figure_key percent = *k;
	size_t n = 0;

	fact[n++] = (struct source_fact){ .term = "Kỳ",
					  .text = period_vi(s->arena,
							    k->period) };
	fact[n++] = (struct source_fact){ .term = "Loại số liệu",
					  .text = basis_vi(k->basis) };
	fact[n++] = (struct source_fact){ .term = "Phân tổ",
					  .text = *cut ? cut : "tổng số" };
	fact[n++] = (struct source_fact){ .term = "Địa bàn",
					  .text = place_vi(s->asked.figures,
							   k->place, k->period) };
	if (fig->has_percent && !k->percent) {
		percent.percent = true;
		fact[n++] = (struct source_fact){
			.term = "So với kế hoạch", .number = true,
			.text = figure_percent_vi(s->arena, s->asked.pack, fig),
			.url = asked_source(s->q, &percent),
		};
	}
	fact[n++] = (struct source_fact){ .term = "Căn cứ",
					  .text = fig->indicator->basis
						  ? fig->indicator->basis
						  : "chưa xác nhận" };
	s->v->fact = fact;
	s->v->n_fact = n;
}

/* --- how it came about --------------------------------------------------------------- */

static void add_records(struct sourcing *s, bool all)
{
	const struct snapshot *snap = figures_snapshot(s->asked.figures);
	const struct rule_agg *agg = rule_as_aggregate(s->fig->indicator->rule);
	bool counted = agg && agg->op == AGG_COUNT;
	struct source_record *list;
	struct figure_record *r;
	size_t n;

	if (figures_records(s->asked.figures, &s->fig->key, &r, &n, NULL) < 0)
		return;
	s->v->n_all = (int64_t)n;
	if (!all && n > RECORDS_SHOWN) {
		n = RECORDS_SHOWN;
		s->v->all_url = http_url(s->q, "tat-ca", "1");
	}
	list = ARENA_ARRAY(s->arena, n, struct source_record);
	for (size_t i = 0; i < n; i++) {
		const struct org *o = snapshot_org(snap, r[i].org);

		list[i] = (struct source_record){
			.name = r[i].name,
			.note = r[i].number,
			.url = asked_url(s->q,
					 arena_printf(s->arena,
						      "/so-dang-ky/%lld",
						      (long long)r[i].org)),
			.value = counted ? NULL
					 : number_vi(s->arena, r[i].value, -1),
			.demonstration = o && o->demonstration,
		};
	}
	s->v->record = list;
	s->v->n_record = n;
}

static void add_operands(struct sourcing *s, const struct rule_result *result,
			 const struct figure_key *beside)
{
	struct source_part *part = ARENA_ARRAY(s->arena, result->noperand,
					       struct source_part);
	size_t n = 0;

	for (size_t i = 0; i < result->noperand; i++) {
		const struct rule_operand *o = &result->operand[i];
		const struct figure *fig = operand_figure(result, i);

		if (fig)
			part[n++] = part_of(s, fig,
					    part_name(s, &fig->key, beside));
		else if (o->agg)
			part[n++] = (struct source_part){
				.text = aggregate_vi(s->arena, s->asked.pack,
						     o->agg),
				.value = value_vi(s->arena, &o->value, NULL),
			};
	}
	s->v->part = part;
	s->v->n_part = n;
}

static void add_percent_parts(struct sourcing *s)
{
	struct figure part[2];
	struct source_part *list = ARENA_ARRAY(s->arena, 2, struct source_part);

	figure_percent_parts(s->asked.figures, s->fig, part);
	for (size_t i = 0; i < ARRAY_LEN(part); i++)
		list[i] = part_of(s, &part[i],
				  part_name(s, &part[i].key, NULL));
	s->v->how = "Tính: thực hiện chia cho kế hoạch";
	s->v->part = list;
	s->v->n_part = ARRAY_LEN(part);
}

static void add_how(struct sourcing *s, bool all)
{
	const struct figure *fig = s->fig;
	const struct figure_key *k = &fig->key;
	const struct indicator *ind = fig->indicator;
	struct figure_context c = { k->place, k->breakdown, k->period,
				    k->basis, s->asked.year };
	struct rule_result result;

	if (fig->source == FIG_REPORTED && fig->row) {
		s->v->how = NULL; /* the history says it */
	} else if (figure_is_computed_percent(fig)) {
		add_percent_parts(s);
	} else if (fig->source == FIG_REGISTER && fig->state == FIG_VALUE) {
		s->v->how = fig->n < fig->of
				    ? arena_printf(s->arena,
						   "Sổ đăng ký: %lld trong %lld "
						   "tổ chức có số",
						   (long long)fig->n,
						   (long long)fig->of)
				    : "Từ sổ đăng ký";
		s->v->formula = formula_vi(s->arena, s->asked.pack,
					   ind->formula);
		add_records(s, all);
	} else if (fig->source == FIG_FORMULA && !k->percent && ind->rule) {
		s->v->how = "Tính theo công thức";
		s->v->formula = formula_vi(s->arena, s->asked.pack,
					   ind->formula);
		if (figures_eval(s->asked.figures, ind->rule, &c, &result,
				 NULL) == 0)
			add_operands(s, &result, k);
	} else if (fig->state == FIG_MISSING) {
		s->v->how = "Chưa ai báo cáo số này và sổ đăng ký không tính "
			    "được";
		if (ind->formula)
			s->v->formula = formula_vi(s->arena, s->asked.pack,
						   ind->formula);
	}
}

/* --- what it is made of ------------------------------------------------------------- */

static bool adds_up(const struct indicator *ind)
{
	return ind->kind == IND_STOCK || ind->kind == IND_FLOW ||
	       ind->kind == IND_CUMULATIVE;
}

/* The sum of the categories, told when each is one number. */
static void add_sum(struct sourcing *s, struct source_part *list, size_t *n,
		    struct dec sum)
{
	struct figure total = *s->fig;
	bool same = s->fig->state == FIG_VALUE &&
		    dec_cmp(sum, s->fig->range.low) >= 0 &&
		    (!s->fig->range.has_high ||
		     dec_cmp(sum, s->fig->range.high) <= 0);

	total.state = FIG_VALUE;
	total.source = FIG_REPORTED;
	total.value.low = total.value.high = sum;
	total.value.qualifier = QUAL_EXACT;
	list[(*n)++] = (struct source_part){
		.text = same ? "Cộng" : "Cộng, không khớp với số trên",
		.value = value_text(s, &total),
		.wrong = !same,
	};
}

static void add_within(struct sourcing *s, const struct classification *c)
{
	struct source_part *list = ARENA_ARRAY(s->arena, c->nleaf + 1,
					       struct source_part);
	struct figure_key k = s->fig->key;
	struct dec sum = DEC_ZERO;
	bool whole = adds_up(s->fig->indicator);
	size_t n = 0;
	struct figure fig;

	for (size_t i = 0; i < c->nleaf; i++) {
		const struct category *at = category_find(c, c->leaf[i]);

		k.breakdown = arena_printf(s->arena, "%s=%s", c->code,
					   c->leaf[i]);
		if (figures_get(s->asked.figures, &k, &fig, NULL) <= 0) {
			whole = false;
			continue;
		}
		list[n++] = part_of(s, &fig, at->brief);
		if (fig.state != FIG_VALUE ||
		    dec_cmp(fig.value.low, fig.value.high) != 0 ||
		    dec_add(sum, fig.value.low, &sum) < 0)
			whole = false;
	}
	if (n == 0)
		return;
	if (whole)
		add_sum(s, list, &n, sum);
	s->v->within = list;
	s->v->n_within = n;
	s->v->within_title = arena_printf(s->arena, "Trong đó theo %s",
					  text_lower(s->arena, c->name));
}

/* --- history and checks ------------------------------------------------------------- */

static void add_history(struct sourcing *s, const struct explained *x)
{
	struct happening *h = ARENA_ARRAY(s->arena, x->nhistory,
					  struct happening);

	for (size_t i = 0; i < x->nhistory; i++) {
		const struct figure_version *v = &x->history[i];
		struct figure then = *s->fig;
		struct buf b = BUF_INIT(s->arena);

		then.state = v->state;
		then.value = v->value;
		then.source = FIG_REPORTED;
		buf_addf(&b, "%s ghi ngày %s", v->who,
			 day_vi(s->arena, moment_day(v->when)));
		if (v->origin)
			buf_addf(&b, " · xuất xứ: %s", v->origin);
		if (v->why && *v->why)
			buf_addf(&b, " · lý do: %s", v->why);
		if (v->note)
			buf_addf(&b, " · ghi chú: %s", v->note);
		if (i > 0)
			buf_addf(&b, " · được thay ngày %s",
				 day_vi(s->arena,
					moment_day(x->history[i - 1].when)));
		h[i] = (struct happening){
			.title = arena_printf(s->arena, "%s: %s",
					      i > 0 ? "Trước đó báo cáo"
						    : "Báo cáo",
					      value_text(s, &then)),
			.note = b.data,
			.icon = i > 0 ? "history" : "report-analytics",
			.tone = i > 0 ? TONE_NONE : TONE_OK,
		};
	}
	s->v->history = h;
	s->v->n_history = x->nhistory;
}

static const char *check_url(struct sourcing *s, const struct finding *fd)
{
	struct buf b = BUF_INIT(s->arena);

	buf_addf(&b, "/kiem-tra?nam=%d&chon=", s->asked.year);
	html_arg(&b, finding_key(s->arena, fd));
	return asked_url(s->q, b.data);
}

static struct item check_item(struct sourcing *s, const struct finding *fd)
{
	static const char *const verdict[] = {
		[RULE_HOLDS] = "khớp", [RULE_BROKEN] = "không khớp",
		[RULE_UNKNOWN] = "chưa đủ số",
	};
	const struct measure *m = pack_measure(s->asked.pack,
					       rule_unit(fd->check->rule));
	bool broken = fd->result.verdict == RULE_BROKEN;
	bool error = fd->check->severity == SEV_ERROR;

	return (struct item){
		.text = fd->check->title,
		.note = arena_printf(s->arena, "%s so với %s",
				     value_vi(s->arena, &fd->result.left, m),
				     value_vi(s->arena, &fd->result.right, m)),
		.end = broken && is_justified(fd)
			       ? "đã giải trình"
			       : verdict[fd->result.verdict],
		.url = check_url(s, fd),
		.tone = !broken ? fd->result.verdict == RULE_HOLDS
					  ? TONE_OK : TONE_NONE
			: error ? TONE_ERR : TONE_WARN,
		.icon = fd->result.verdict == RULE_UNKNOWN ? "question-mark"
							   : NULL,
	};
}

static void add_checks(struct sourcing *s, const struct explained *x)
{
	struct item *list = ARENA_ARRAY(s->arena, x->ncheck, struct item);
	size_t n = 0;

	/* those that are broken come first */
	for (size_t i = 0; i < x->ncheck; i++) {
		list[i] = check_item(s, &x->check[i]);
		n += x->check[i].result.verdict == RULE_BROKEN;
	}
	s->v->broken = list;
	s->v->n_broken = n;
	s->v->check = list + n;
	s->v->n_check = x->ncheck - n;
}

/* --- the page ----------------------------------------------------------------------- */

static int show_figure(struct sourcing *s)
{
	const struct figure *fig = s->fig;
	const struct indicator *ind = fig->indicator;
	struct explained x;

	s->v->name = ind->name;
	s->v->name_url = asked_url(s->q, arena_printf(s->arena, "/chi-tieu/%s",
						      ind->code));
	s->v->missing = fig->state != FIG_VALUE;
	s->v->value = s->v->missing ? value_text(s, fig)
				    : figure_vi(s->arena, fig);
	s->v->unit = unit_vi(fig);
	s->v->about = ind->about;
	s->v->code = figure_reference(s->arena, &fig->key, NULL);
	s->v->title = arena_printf(s->arena, "Nguồn của số %s",
				   value_text(s, fig));
	add_facts(s);
	add_how(s, http_flag(s->q, "tat-ca"));
	if (!*fig->key.breakdown && ind->nby > 0)
		add_within(s, ind->by[0]);
	if (figure_explain(s->asked.figures, s->q->db, &fig->key,
			   s->asked.year, s->asked.known, &x, &s->q->err) < 0)
		return -1;
	add_history(s, &x);
	add_checks(s, &x);
	return 0;
}

/* A formula that is no single figure: its value and its operands. */
static void show_formula(struct sourcing *s, const struct rule *r,
			 const struct rule_result *result)
{
	const struct measure *m = pack_measure(s->asked.pack, rule_unit(r));

	s->v->name = formula_vi(s->arena, s->asked.pack, rule_text(r));
	s->v->missing = result->value.state != RULE_KNOWN;
	s->v->value = value_vi(s->arena, &result->value, m);
	s->v->unit = m ? m->name : "";
	s->v->code = rule_text(r);
	s->v->title = arena_printf(s->arena, "Nguồn của số %s", s->v->value);
	s->v->how = "Tính từ";
	add_operands(s, result, NULL);
}

static int show_source(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Nguồn của số liệu");
	const char *text = http_text(q, "so");
	struct source_view v = { 0 };
	struct sourcing s = { .q = q, .arena = q->arena, .v = &v };
	struct figure_context c = { .breakdown = "" };
	struct rule_result result;
	struct rule *rule;
	int64_t year = 0;

	http_int(q, "nam", &year);
	if (!text)
		return err_set(&q->err, ERR_INPUT,
			       "không nói nguồn của số nào");
	if (figures_asked(q, (int)year, &s.asked) < 0)
		return -1;
	c.place = s.asked.place;
	c.period = s.asked.now;
	c.year = s.asked.year;
	rule = rule_parse_value(q->arena, text, &s.asked.pack->names, NULL,
				&q->err);
	if (!rule ||
	    figures_eval(s.asked.figures, rule, &c, &result, &q->err) < 0)
		return -1;
	s.fig = only_figure(&result);
	if (!s.fig)
		show_formula(&s, rule, &result);
	else if (show_figure(&s) < 0)
		return -1;
	f->title = v.title;
	f->dated = true;
	f->params = ARENA_NEW(q->arena, struct param);
	*(struct param *)f->params = (struct param){ "so", text };
	f->n_params = 1;
	source_page(&r->body, f, &v);
	return 0;
}

static const struct field source_fields[] = {
	FIELD("so", FIELD_TEXT, "Số liệu", .max = 1000),
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 1900, .max = 2200),
	FIELD("tat-ca", FIELD_FLAG, "Xem mọi tổ chức"),
	FIELD_END
};

const struct page source_pages[] = {
	{ .path = "/nguon", .right = "read", .title = "Nguồn của số liệu",
	  .help = "Mỗi số liệu từ đâu: công thức, hồ sơ, báo cáo, người ghi",
	  .fields = source_fields, .run = show_source },
	PAGE_END
};
