/* SPDX-License-Identifier: Apache-2.0 */
/*
 * /chi-tieu/{ma}: one indicator, what it means, its figures over periods,
 * categories and units, how they were reported, and the form that sets the
 * plan of the next year.
 */
#include "figure/target.h"

#include "figure/internal.h"
#include "figure/target.html.h"
#include "figure/words.h"
#include "lib/db/db.h"
#include "lib/text/text.h"
#include "office/office.h"
#include "territory/territory.h"

#include <stdlib.h>

enum { COLUMNS_MAX = 8, HISTORY_MAX = 40 };

/* A period and basis in which there is something to show. */
struct series {
	struct period period;
	enum basis basis;
};

struct showing {
	struct request *q;
	struct arena *arena;
	struct target_query t;
	const struct indicator *ind;
	struct series column[COLUMNS_MAX];
	size_t n_column;
};

/* --- columns ------------------------------------------------------------------ */

static int compare_columns(const void *x, const void *y)
{
	const struct series *a = x;
	const struct series *b = y;

	if (a->period.last != b->period.last)
		return a->period.last < b->period.last ? -1 : 1;
	if (a->period.first != b->period.first)
		return a->period.first > b->period.first ? -1 : 1;
	return (int)a->basis - (int)b->basis;
}

static void add_column(struct showing *s, const char *code, enum basis basis)
{
	struct series c = { .basis = basis };

	if (s->n_column == COLUMNS_MAX || period_parse(code, &c.period) < 0)
		return;
	for (size_t i = 0; i < s->n_column; i++)
		if (s->column[i].basis == basis &&
		    strcmp(s->column[i].period.code, c.period.code) == 0)
			return;
	s->column[s->n_column++] = c;
}

/* What the list shows, and whatever else was reported. */
static void find_columns(struct showing *s)
{
	const struct figures *f = s->t.asked.figures;

	add_column(s, s->t.asked.now, BASIS_ACTUAL);
	add_column(s, arena_printf(s->arena, "%d", s->t.asked.year - 1),
		   BASIS_ESTIMATE);
	add_column(s, arena_printf(s->arena, "%d", s->t.asked.year),
		   BASIS_PLAN);
	for (size_t i = f->reports->n; i-- > 0;) {
		const struct figure_key *k = &f->reports->v[i].key;

		if (strcmp(k->indicator, s->ind->code) == 0)
			add_column(s, k->period, k->basis);
	}
	qsort(s->column, s->n_column, sizeof *s->column, compare_columns);
}

static const char *column_vi(struct showing *s, const struct series *c)
{
	const char *basis = basis_vi(c->basis);

	return arena_printf(s->arena, "%s %s",
			    c->basis == BASIS_ACTUAL ? "Thực hiện"
			    : c->basis == BASIS_ESTIMATE ? "Ước" : "Kế hoạch",
			    *basis ? period_vi(s->arena, c->period.code) : "");
}

/* --- tables --------------------------------------------------------------------- */

/* -1 when a figure cannot be read; *any is set when one is there. */
static int read_line(struct showing *s, const char *place,
		     const char *breakdown, struct target_line *out, bool *any)
{
	struct target_cell *cell = ARENA_ARRAY(s->arena, s->n_column,
					       struct target_cell);

	for (size_t i = 0; i < s->n_column; i++) {
		struct figure_key k = { s->ind->code, place, breakdown,
					s->column[i].period.code,
					s->column[i].basis, false };
		struct figure fig;

		if (figures_get(s->t.asked.figures, &k, &fig, &s->q->err) < 0)
			return -1;
		cell[i] = target_cell(s->q, &fig);
		*any |= fig.state != FIG_MISSING;
	}
	out->cell = cell;
	return 0;
}

static void begin_table(struct showing *s, struct target_table *t,
			const char *title, const char *first, size_t lines)
{
	const char **head = ARENA_ARRAY(s->arena, s->n_column, const char *);

	for (size_t i = 0; i < s->n_column; i++)
		head[i] = column_vi(s, &s->column[i]);
	*t = (struct target_table){
		.title = title, .first = first, .head = head,
		.n_head = s->n_column, .note = s->ind->measure->name,
		.line = ARENA_ARRAY(s->arena, lines, struct target_line),
	};
}

/* The total and the categories of a classification (NULL: only the total). */
static int category_table(struct showing *s, const struct classification *c,
			  struct target_table *t)
{
	size_t n = c ? c->ncategory : 0;
	struct target_line *line;
	bool any;

	begin_table(s, t, c ? arena_printf(s->arena, "Theo %s",
					   text_lower(s->arena, c->name))
			    : "Số liệu", c ? c->name : "Chỉ tiêu", n + 1);
	line = (struct target_line *)t->line;
	line[0] = (struct target_line){ .name = "Tổng số", .total = true };
	if (read_line(s, s->t.place, "", &line[t->n++], &any) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const char *cut = arena_printf(s->arena, "%s=%s", c->code,
					       c->category[i].code);

		any = false;
		line[t->n].name = c->category[i].brief;
		if (read_line(s, s->t.place, cut, &line[t->n], &any) < 0)
			return -1;
		if (any || !c->category[i].rollup)
			t->n++;
	}
	return 0;
}

static int unit_table(struct showing *s, struct target_table *t)
{
	const struct territory *all = figures_territory(s->t.asked.figures);
	const struct unit **unit = NULL;
	const struct unit *in;
	struct target_line *line;
	struct period now;
	size_t n = 0;

	if (period_parse(s->t.asked.now, &now) < 0)
		return 0;
	in = territory_find(all, s->t.place, now.last);
	if (in)
		n = territory_children(s->arena, all, in, now.last, &unit);
	begin_table(s, t, *s->t.sector
			    ? arena_printf(s->arena, "Theo đơn vị, %s",
					   breakdown_vi(s->arena,
							s->t.asked.pack,
							s->t.breakdown))
			    : "Theo đơn vị", "Đơn vị", n);
	line = (struct target_line *)t->line;
	for (size_t i = 0; i < n; i++) {
		bool any = false;

		line[t->n].name = unit[i]->name;
		line[t->n].url = asked_url(
			s->q, arena_printf(s->arena,
					   "/chi-tieu/%s?don-vi=%s&nam=%d",
					   s->ind->code, unit[i]->code,
					   s->t.asked.year));
		if (read_line(s, unit[i]->code, s->t.breakdown, &line[t->n],
			      &any) < 0)
			return -1;
		t->n += any;
	}
	return 0;
}

static int add_tables(struct showing *s, struct target_view *v)
{
	struct target_table *t = ARENA_ARRAY(s->arena, s->ind->nby + 2,
					     struct target_table);
	size_t n = 0;

	for (size_t i = 0; i < s->ind->nby; i++)
		if (category_table(s, s->ind->by[i], &t[n++]) < 0)
			return -1;
	if (n == 0 && category_table(s, NULL, &t[n++]) < 0)
		return -1;
	if (unit_table(s, &t[n]) < 0)
		return -1;
	v->table = t;
	v->n_table = n + (t[n].n > 0);
	return 0;
}

/* --- history ---------------------------------------------------------------------- */

struct told {
	moment_t when;
	size_t order;
	struct happening h;
};

static int compare_told(const void *x, const void *y)
{
	const struct told *a = x;
	const struct told *b = y;

	if (a->when != b->when)
		return a->when > b->when ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

static const char *version_vi(struct showing *s,
			      const struct figure_version *v)
{
	const struct figure then = {
		.indicator = s->ind, .state = v->state, .value = v->value,
		.source = FIG_REPORTED,
	};

	return figure_unit_vi(s->arena, &then);
}

static struct happening happening_of(struct showing *s,
				     const struct figure_key *k,
				     const struct figure_version *v,
				     const struct figure_version *by)
{
	struct series c = { .basis = k->basis };
	struct buf b = BUF_INIT(s->arena);

	(void)period_parse(k->period, &c.period);
	buf_addf(&b, "%s ghi ngày %s", v->who,
		 day_vi(s->arena, moment_day(v->when)));
	if (v->why && *v->why)
		buf_addf(&b, " · %s", v->why);
	if (v->origin)
		buf_addf(&b, " · xuất xứ: %s", v->origin);
	if (v->note)
		buf_addf(&b, " · %s", v->note);
	if (by)
		buf_addf(&b, " · được thay bằng %s", version_vi(s, by));
	return (struct happening){
		.title = arena_printf(s->arena, "%s: %s", column_vi(s, &c),
				      version_vi(s, v)),
		.url = asked_source(s->q, k),
		.note = b.data,
		.icon = by ? "history" : "report-analytics",
		.tone = by ? TONE_NONE : TONE_OK,
	};
}

static int add_history(struct showing *s, struct target_view *v)
{
	struct told *told = NULL;
	struct happening *h;
	size_t n = 0;
	size_t cap = 0;

	for (size_t i = 0; i < s->n_column; i++) {
		struct figure_key k = { s->ind->code, s->t.place,
					s->t.breakdown,
					s->column[i].period.code,
					s->column[i].basis, false };
		struct figure_version *was;
		size_t nwas;

		if (figure_history(s->arena, s->q->db, &k, s->t.asked.known,
				   &was, &nwas, &s->q->err) < 0)
			return -1;
		for (size_t j = 0; j < nwas; j++) {
			struct told *x = VEC_PUSH(s->arena, told, n, cap);

			x->when = was[j].when;
			x->order = n;
			x->h = happening_of(s, &k, &was[j],
					    j > 0 ? &was[j - 1] : NULL);
		}
	}
	if (n > 0)
		qsort(told, n, sizeof *told, compare_told);
	if (n > HISTORY_MAX)
		n = HISTORY_MAX;
	h = ARENA_ARRAY(s->arena, n, struct happening);
	for (size_t i = 0; i < n; i++)
		h[i] = told[i].h;
	v->history = h;
	v->n_history = n;
	return 0;
}

/* --- the target -------------------------------------------------------------------- */

static struct figure_key plan_key(const struct showing *s)
{
	return (struct figure_key){
		.indicator = s->ind->code,
		.place = s->t.place,
		.breakdown = s->t.breakdown,
		.period = arena_printf(s->arena, "%d", s->t.asked.year),
		.basis = BASIS_PLAN,
	};
}

/* Why this user cannot set this target now; NULL: he can. */
static const char *why_not(struct showing *s)
{
	const struct figure_key k = plan_key(s);

	if (s->q->has_known || s->q->has_on)
		return "đang xem số liệu của một ngày khác; về hôm nay để đặt";
	return asked_barred(s->q, &s->t.asked, &k);
}

static void add_form(struct showing *s, struct target_view *v)
{
	struct target_form *f = ARENA_NEW(s->arena, struct target_form);
	struct figure_key k = plan_key(s);
	const char *cut = breakdown_vi(s->arena, s->t.asked.pack,
				       k.breakdown);
	struct figure fig;
	const char *value = NULL;

	if (!http_may(s->q, "report"))
		return;
	if (figures_get(s->t.asked.figures, &k, &fig, NULL) > 0 &&
	    fig.state == FIG_VALUE)
		value = figure_vi(s->arena, &fig);
	*f = (struct target_form){
		.action = arena_printf(s->arena, "/chi-tieu/%s", s->ind->code),
		.title = arena_printf(s->arena, "Đặt kế hoạch năm %d",
				      s->t.asked.year),
		.csrf = http_csrf(s->q),
		.based_on = arena_printf(
			s->arena, "%lld",
			(long long)figure_standing(s->q->db, &k)),
		.place = s->t.place,
		.sector = s->t.sector,
		.year = arena_printf(s->arena, "%d", s->t.asked.year),
		.blocked = why_not(s),
	};
	f->control[0] = office_control(s->q, "gia-tri", CONTROL_FIGURE, value);
	f->control[0].label = arena_printf(s->arena, "Kế hoạch (%s)",
					   s->ind->measure->name);
	f->control[0].hint = arena_printf(s->arena, "cho %s%s%s",
					  s->t.place_name, *cut ? ", " : "",
					  cut);
	f->control[1] = office_control(s->q, "xuat-xu", CONTROL_TEXT, NULL);
	f->control[2] = office_control(s->q, "ly-do", CONTROL_TEXT, NULL);
	f->n_control = ARRAY_LEN(f->control);
	v->form = f;
}

/* Somebody set it since the form was shown: both values are told. */
static int conflict(struct showing *s, const struct figure_key *k)
{
	struct figure_version *was;
	size_t n;

	if (figure_history(s->arena, s->q->db, k, db_last_tx(s->q->db), &was,
			   &n, &s->q->err) < 0)
		return -1;
	err_set(&s->q->err, ERR_CONFLICT,
		"%s đã đặt %s sau khi trang này được mở; giá trị của bạn (%s) "
		"chưa lưu", n > 0 ? was[0].who : "người khác",
		n > 0 ? version_vi(s, &was[0]) : "lại",
		http_typed(s->q, "gia-tri"));
	err_hint(&s->q->err, "xem lại, rồi lưu lần nữa nếu vẫn muốn đặt giá "
			     "trị của mình");
	return err_field(&s->q->err, "gia-tri");
}

static int open_showing(struct request *q, struct showing *s)
{
	*s = (struct showing){ .q = q, .arena = q->arena };
	if (target_read(q, &s->t) < 0)
		return -1;
	s->ind = pack_indicator(s->t.asked.pack, http_text(q, "ma"));
	if (!s->ind)
		return err_set(&q->err, ERR_NOTFOUND,
			       "không có chỉ tiêu “%s”", http_text(q, "ma"));
	return 0;
}

static int write_target(struct showing *s, struct db *db)
{
	struct figure_report r = {
		.key = plan_key(s), .state = FIG_VALUE,
		.origin = http_text(s->q, "xuat-xu"),
	};
	int64_t based_on = 0;

	http_int(s->q, "dua-tren", &based_on);
	http_quantity(s->q, "gia-tri", &r.value);
	if (figure_standing(db, &r.key) != based_on)
		return conflict(s, &r.key);
	if (figure_report(db, s->t.asked.pack, &r, &s->q->err) == 0)
		return 0;
	if (strcmp(s->q->err.field, "value") == 0 ||
	    strcmp(s->q->err.field, "value_max") == 0)
		err_field(&s->q->err, "gia-tri");
	return -1;
}

int set_target(struct request *q, struct response *r)
{
	struct db *db;
	struct showing s;
	const char *why;

	if (open_showing(q, &s) < 0)
		return -1;
	why = why_not(&s);
	if (why)
		return err_set(&q->err, ERR_RULE, "không đặt được: %s", why);
	db = http_writer(q);
	why = arena_printf(q->arena, "Đặt kế hoạch năm %d, %s, %s: %s",
			   s.t.asked.year, s.ind->name, s.t.place_name,
			   http_text(q, "ly-do"));
	if (db_begin(db, q->user->login, why, &q->err) < 0)
		return -1;
	if (write_target(&s, db) < 0) {
		db_rollback(db);
		return -1;
	}
	if (db_commit(db, &q->err) < 0)
		return -1;
	http_redirect(r, arena_printf(q->arena,
				      "/chi-tieu/%s?don-vi=%s&nam=%d%s%s"
				      "&xong=dat",
				      s.ind->code, s.t.place, s.t.asked.year,
				      *s.t.sector ? "&linh-vuc=" : "",
				      s.t.sector));
	return 0;
}

/* --- the page ------------------------------------------------------------------------ */

static const char *kind_vi(enum indicator_kind k)
{
	static const char *const names[] = {
		[IND_STOCK] = "thời điểm: tại ngày cuối kỳ",
		[IND_FLOW] = "thời kỳ: trong kỳ",
		[IND_CUMULATIVE] = "luỹ kế đến cuối kỳ",
		[IND_AVERAGE] = "bình quân trong kỳ",
		[IND_RATIO] = "tỷ lệ giữa các số khác",
	};

	return names[k];
}

static void add_facts(struct showing *s, struct target_view *v)
{
	const struct indicator *ind = s->ind;
	struct hyperlink *fact = ARENA_ARRAY(s->arena, 6, struct hyperlink);
	size_t n = 0;

	if (ind->about)
		fact[n++] = (struct hyperlink){ "Định nghĩa", ind->about };
	fact[n++] = (struct hyperlink){ "Căn cứ", ind->basis };
	fact[n++] = (struct hyperlink){ "Loại", kind_vi(ind->kind) };
	fact[n++] = (struct hyperlink){ "Đơn vị tính", ind->measure->name };
	fact[n++] = (struct hyperlink){
		"Cách tính",
		ind->formula ? formula_vi(s->arena, s->t.asked.pack,
					  ind->formula)
			     : "chỉ lấy từ báo cáo",
	};
	fact[n++] = (struct hyperlink){ "Mã", ind->code };
	v->fact = fact;
	v->n_fact = n;
}

int show_indicator(struct request *q, struct response *r)
{
	struct target_view v = { 0 };
	struct hyperlink *up = ARENA_NEW(q->arena, struct hyperlink);
	struct param *param = ARENA_ARRAY(q->arena, 3, struct param);
	struct showing s;
	struct frame *f;
	struct err said = q->err; /* of the form that is shown again */

	q->err = (struct err){ 0 };
	if (open_showing(q, &s) < 0)
		return -1;
	q->err = said;
	f = office_frame(q, s.ind->name);
	*up = (struct hyperlink){
		"Chỉ tiêu, kế hoạch",
		asked_url(q, arena_printf(q->arena,
					  "/chi-tieu?don-vi=%s&nam=%d",
					  s.t.place, s.t.asked.year)),
	};
	f->crumbs = up;
	f->n_crumbs = 1;
	f->dated = q->page->method == HTTP_GET;
	f->subtitle = arena_printf(q->arena, "%s · kế hoạch năm %d",
				   s.t.place_name, s.t.asked.year);
	param[0] = (struct param){ "don-vi", s.t.place };
	param[1] = (struct param){ "linh-vuc", s.t.sector };
	f->params = param;
	f->n_params = 2;
	find_columns(&s);
	add_facts(&s, &v);
	q->err = (struct err){ 0 };
	if (add_tables(&s, &v) < 0 || add_history(&s, &v) < 0)
		return -1;
	q->err = said;
	add_form(&s, &v);
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	else if (strcmp(http_typed(q, "xong"), "dat") == 0)
		office_done(f, "Đã đặt kế hoạch.");
	target_view_page(&r->body, f, &v);
	return 0;
}
