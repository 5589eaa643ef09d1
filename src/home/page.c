/* SPDX-License-Identifier: Apache-2.0 */
/* Tổng quan: gathering what the first page shows. */
#include "home/home.h"

#include "check/reason.h"
#include "figure/asked.h"
#include "figure/words.h"
#include "home/page.html.h"
#include "home/view.h"
#include "office/office.h"
#include "territory/territory.h"

/* --- what is looked at ------------------------------------------------------- */

struct reading {
	struct request *q;
	struct arena *a;
	struct asked asked;
	struct period now;  /* what is counted is counted for it */
	struct period h1;   /* what was reported of the half-year */
	struct period year; /* that is assessed */
	struct period next; /* that is planned */
	struct check_report checks;
	struct home_view *v;
};

/* Reads a figure; false when there is no such indicator, or no value. */
static bool read_figure(struct reading *x, const struct figure_key *key,
			struct figure *out)
{
	struct err e = { 0 };

	return pack_indicator(x->asked.pack, key->indicator) &&
	       figures_get(x->asked.figures, key, out, &e) == 1 &&
	       out->state == FIG_VALUE;
}

static bool read_of(struct reading *x, const char *indicator,
		    const char *breakdown, const struct period *period,
		    enum basis basis, struct figure *out)
{
	struct figure_key key = { .indicator = indicator,
				  .place = x->asked.place,
				  .breakdown = breakdown,
				  .period = period->code,
				  .basis = basis };

	return read_figure(x, &key, out);
}

static struct told tell(struct reading *x, const struct figure *fig)
{
	return (struct told){ .text = figure_vi(x->a, fig),
			      .url = asked_source(x->q, &fig->key) };
}

/* The per cent of plan of a figure, "87%"; false when it has none. */
static bool read_percent(struct reading *x, const struct figure *of,
			 struct told *out, struct dec *value)
{
	struct figure_key key = of->key;
	struct figure fig;

	key.percent = true;
	if (!of->has_percent || !read_figure(x, &key, &fig))
		return false;
	*out = (struct told){ .text = arena_printf(x->a, "%s%%",
						   figure_vi(x->a, &fig)),
			      .url = asked_source(x->q, &key) };
	if (value)
		*value = fig.value.low;
	return true;
}

static bool whole(const struct figure *fig, int64_t *out)
{
	return dec_to_int(fig->value.low, out) == 0;
}

/* --- the cards at the top ------------------------------------------------------- */

struct mention {
	const char *indicator;
	const char *words; /* after the number */
};

/* What stands at the top: an indicator, and others beside it. */
struct headline {
	const char *indicator;
	const char *label;
	const char *icon;
	struct mention beside[3];
	const char *parts[2]; /* of the whole, drawn as a bar: what is well,
			       * and what is lost of the rest */
};

static const struct headline headlines[] = {
	{ "htx_total", "Hợp tác xã", "building-community",
	  { { "htx_operating", "đang hoạt động" },
	    { "htx_suspended", "không hoạt động" },
	    { "htx_dormant_on_books", "chỉ còn trên sổ sách" } },
	  { "htx_operating", "htx_dormant_on_books" } },
	{ "tht_total", "Tổ hợp tác", "users",
	  { { "tht_members", "thành viên" } }, { NULL } },
	{ "lhhtx_total", "Liên hiệp HTX", "arrows-join",
	  { { "lhhtx_member_htx", "HTX thành viên" } }, { NULL } },
	{ "htx_members", "Thành viên HTX", "user-circle",
	  { { "htx_new_members", "mới gia nhập" } }, { NULL } },
	{ "htx_regular_labour", "Lao động thường xuyên", "tractor",
	  { { NULL, NULL } }, { NULL } },
	{ "htx_registered_capital", "Vốn đăng ký", "coin",
	  { { "htx_new", "HTX thành lập mới" },
	    { "htx_new_registered_capital", "tỷ đồng của HTX mới" } },
	  { NULL } },
};

/* The bar: at work, at rest, only on the books. */
static void add_parts(struct reading *x, const struct headline *h,
		      const struct figure *fig, struct headline_card *c)
{
	struct figure well;
	struct figure lost;
	int64_t all, good, bad;

	if (!h->parts[0] ||
	    !read_of(x, h->parts[0], "", &x->now, BASIS_ACTUAL, &well) ||
	    !read_of(x, h->parts[1], "", &x->now, BASIS_ACTUAL, &lost) ||
	    !whole(fig, &all) || !whole(&well, &good) || !whole(&lost, &bad) ||
	    good + bad > all || all == 0)
		return;
	c->parts[0] = good;
	c->parts[1] = all - good - bad;
	c->parts[2] = bad;
	c->tones[0] = TONE_OK;
	c->tones[1] = TONE_WARN;
	c->tones[2] = TONE_ERR;
	c->n_parts = 3;
	c->wide = true;
}

static void add_told(struct headline_card *c, struct told t)
{
	if (c->n_told < CARD_TOLD)
		c->told[c->n_told++] = t;
}

static void add_mentions(struct reading *x, const struct headline *h,
			 struct headline_card *c)
{
	for (size_t i = 0; i < ARRAY_LEN(h->beside); i++) {
		const struct mention *m = &h->beside[i];
		struct figure fig;
		struct told t;

		if (!m->indicator || !read_of(x, m->indicator, "", &x->now,
					      BASIS_ACTUAL, &fig))
			continue;
		t = tell(x, &fig);
		t.after = m->words;
		add_told(c, t);
	}
}

/* "đạt 87% kế hoạch"; "ước cả năm 8.100". */
static void add_plan(struct reading *x, const struct headline *h,
		     const struct figure *fig, struct headline_card *c)
{
	struct figure year;
	struct told t;

	if (fig && read_percent(x, fig, &t, NULL)) {
		t.before = "đạt";
		t.after = "kế hoạch";
		add_told(c, t);
	}
	if (read_of(x, h->indicator, "", &x->year, BASIS_ESTIMATE, &year)) {
		t = tell(x, &year);
		t.before = "ước cả năm";
		add_told(c, t);
	}
}

static void add_card(struct reading *x, const struct headline *h)
{
	const struct indicator *ind = pack_indicator(x->asked.pack,
						     h->indicator);
	struct headline_card *c = &x->v->card[x->v->n_card];
	struct figure fig;
	bool known;

	if (!ind)
		return;
	*c = (struct headline_card){ .label = h->label, .icon = h->icon };
	known = read_of(x, h->indicator, "", &x->now, BASIS_ACTUAL, &fig);
	if (known)
		c->figure = tell(x, &fig);
	if (!ind->measure->whole)
		c->label = arena_printf(x->a, "%s, %s", h->label,
					ind->measure->name);
	add_mentions(x, h, c);
	add_plan(x, h, known ? &fig : NULL, c);
	if (known)
		add_parts(x, h, &fig, c);
	x->v->n_card++;
}

static void add_cards(struct reading *x)
{
	x->v->card = ARENA_ARRAY(x->a, ARRAY_LEN(headlines),
				 struct headline_card);
	for (size_t i = 0; i < ARRAY_LEN(headlines); i++)
		add_card(x, &headlines[i]);
}

/* --- against the plan ------------------------------------------------------------- */

/* The colours of a per cent, as the legend under the bars tells. */
static enum tone tone_of(struct dec percent)
{
	if (dec_cmp(percent, dec_int(95)) >= 0)
		return TONE_OK;
	return dec_cmp(percent, dec_int(70)) >= 0 ? TONE_WARN : TONE_ERR;
}

/* Why the figure is in question: what a broken check says that reads it. */
static const char *doubt_of(const struct reading *x,
			    const struct figure_key *key)
{
	struct figure_key percent = *key;

	percent.percent = true;
	for (size_t i = 0; i < x->checks.nbroken; i++) {
		const struct finding *fd = &x->checks.broken[i];

		for (size_t k = 0; k < fd->result.noperand; k++) {
			const struct figure *f = operand_figure(&fd->result, k);

			if (f && (figure_key_same(&f->key, key) ||
				  figure_key_same(&f->key, &percent)))
				return fd->message;
		}
	}
	return NULL;
}

static int by_percent(const void *a, const void *b)
{
	const struct bullet *x = a;
	const struct bullet *y = b;
	int c = dec_cmp(y->percent, x->percent);

	return c ? c : strcmp(x->text, y->text);
}

static void add_bullets(struct reading *x)
{
	struct home_view *v = x->v;
	const struct pack *p = x->asked.pack;

	v->bullet = ARENA_ARRAY(x->a, p->nindicator, struct bullet);
	for (size_t i = 0; i < p->nindicator; i++) {
		struct bullet *b = &v->bullet[v->n_bullet];
		struct told value, percent;
		struct figure fig;

		if (!read_of(x, p->indicator[i].code, "", &x->year,
			     BASIS_ESTIMATE, &fig) ||
		    !read_percent(x, &fig, &percent, &b->percent))
			continue;
		value = tell(x, &fig);
		b->text = fig.indicator->name;
		b->value = value.text;
		b->source = value.url;
		b->percent_text = percent.text;
		b->percent_source = percent.url;
		b->tone = tone_of(b->percent);
		b->doubt = doubt_of(x, &fig.key);
		v->n_bullet++;
	}
	qsort(v->bullet, v->n_bullet, sizeof *v->bullet, by_percent);
}

/* --- by sector ----------------------------------------------------------------------- */

#define BAR_TOTAL "htx_total"
#define BAR_FULL "htx_operating"
#define BAR_PALE "htx_suspended"

static void add_bar(struct reading *x, const char *breakdown, int series,
		    const struct period *period, enum basis basis,
		    const char *group, const char *label)
{
	struct figure total, full, pale;
	struct bar *b = &x->v->bar[x->v->n_bar];
	bool has_pale = read_of(x, BAR_PALE, breakdown, period, basis, &pale);

	*b = (struct bar){ .group = group, .label = label, .series = series };
	if (!read_of(x, BAR_TOTAL, breakdown, period, basis, &total) ||
	    !read_of(x, BAR_FULL, breakdown, period, basis, &full) ||
	    !whole(&total, &b->total) || !whole(&full, &b->full))
		return;
	if (!has_pale || !whole(&pale, &b->pale))
		b->pale = b->total > b->full ? b->total - b->full : 0;
	b->full_url = asked_source(x->q, &full.key);
	b->total_url = asked_source(x->q, &total.key);
	if (b->full + b->pale != b->total)
		b->note = arena_printf(x->a, "%lld + %lld ≠ %lld",
				       (long long)b->full, (long long)b->pale,
				       (long long)b->total);
	x->v->n_bar++;
}

static const char *day_month(struct arena *a, day_t d)
{
	int year, month, day;

	day_to_civil(d, &year, &month, &day);
	return arena_printf(a, "%d/%d", day, month);
}

static void add_sectors(struct reading *x)
{
	const struct indicator *ind = pack_indicator(x->asked.pack, BAR_TOTAL);
	const struct indicator *full = pack_indicator(x->asked.pack, BAR_FULL);
	const struct indicator *pale = pack_indicator(x->asked.pack, BAR_PALE);
	const struct classification *c;

	if (!ind || !ind->nby || !full || !pale)
		return;
	c = ind->by[0];
	x->v->bar_full = full->brief;
	x->v->bar_pale = pale->brief;
	x->v->bar = ARENA_ARRAY(x->a, 2 * c->nleaf, struct bar);
	for (size_t i = 0; i < c->nleaf; i++) {
		const struct category *k = category_find(c, c->leaf[i]);
		const char *breakdown = arena_printf(x->a, "%s=%s", c->code,
						     k->code);
		size_t before = x->v->n_bar;

		add_bar(x, breakdown, (int)(i % 6) + 1, &x->now, BASIS_ACTUAL,
			k->brief, day_month(x->a, x->now.last));
		add_bar(x, breakdown, (int)(i % 6) + 1, &x->year,
			BASIS_ESTIMATE,
			x->v->n_bar == before ? k->brief : NULL, "ước 31/12");
	}
}

/* --- by unit ------------------------------------------------------------------------- */

#define STAR "model_scheme_htx"

static bool has_star(struct reading *x, struct figure_key key)
{
	struct figure fig;

	key.indicator = STAR;
	return read_figure(x, &key, &fig) && dec_cmp(fig.value.low,
						     DEC_ZERO) > 0;
}

static void add_unit(struct reading *x, const struct unit *u, int64_t *count)
{
	struct figure_key key = { .indicator = BAR_TOTAL, .place = u->code,
				  .breakdown = "", .period = x->now.code,
				  .basis = BASIS_ACTUAL };
	struct area_value *area = &x->v->area[x->v->n_area];
	struct area_row *row = &x->v->unit[x->v->n_area];
	struct figure fig;

	row->name = u->name;
	area->code = u->code;
	*count = -1;
	if (read_figure(x, &key, &fig) && whole(&fig, count)) {
		row->value = tell(x, &fig);
		row->count = fig.value.low;
		area->text = row->value.text;
		area->url = row->value.url;
		area->star = has_star(x, key);
		if (area->star)
			x->v->star = pack_indicator(x->asked.pack, STAR)->brief;
		if (*count > x->v->most)
			x->v->most = *count;
	} else {
		area->text = "chưa có";
	}
	x->v->n_area++;
}

static void add_units(struct reading *x)
{
	struct home_view *v = x->v;
	const struct territory *t = figures_territory(x->asked.figures);
	const struct unit *home =
		t ? territory_find(t, x->asked.home, x->now.last) : NULL;
	const struct unit **child;
	int64_t *count, *known;
	size_t n, n_known = 0;

	v->area_title = "Hợp tác xã theo địa bàn";
	if (!home)
		return;
	n = territory_children(x->a, t, home, x->now.last, &child);
	v->area = ARENA_ARRAY(x->a, n, struct area_value);
	v->unit = ARENA_ARRAY(x->a, n, struct area_row);
	count = ARENA_ARRAY(x->a, n, int64_t);
	known = ARENA_ARRAY(x->a, n, int64_t);
	for (size_t i = 0; i < n; i++) {
		add_unit(x, child[i], &count[i]);
		if (count[i] >= 0)
			known[n_known++] = count[i];
	}
	chart_bounds(x->a, known, n_known, v->bounds);
	for (size_t i = 0; i < n; i++)
		v->area[i].class = count[i] < 0 ? 0
						: chart_class(count[i],
							      v->bounds);
	v->map = map_find(x->asked.home, x->now.last);
}

/* --- money ---------------------------------------------------------------------------- */

static bool is_money(const struct indicator *ind)
{
	return strcmp(ind->measure->dimension, "money") == 0 &&
	       ind->kind == IND_FLOW && !ind->formula;
}

static void set_cell(struct reading *x, struct told *cell,
		     const struct indicator *ind, const char *breakdown,
		     const struct period *period, enum basis basis, bool *any)
{
	struct figure fig;

	if (!read_of(x, ind->code, breakdown, period, basis, &fig))
		return;
	*cell = tell(x, &fig);
	*any = true;
}

/* What was spent and budgeted for each kind of support in the year. */
static void add_spending(struct reading *x)
{
	const struct pack *p = x->asked.pack;
	struct money_table *t = &x->v->spending;
	const struct measure *m = NULL;

	*t = (struct money_table){
		.title = arena_printf(x->a, "Kinh phí hỗ trợ năm %d",
				      x->v->year),
		.column = { "6 tháng", "Ước cả năm", "Dự toán" },
		.n_column = 3,
		.row = ARENA_ARRAY(x->a, p->nindicator, struct money_row),
	};
	for (size_t i = 0; i < p->nindicator; i++) {
		const struct indicator *ind = &p->indicator[i];
		struct money_row *row = &t->row[t->n];
		bool any = false;

		if (!is_money(ind))
			continue;
		set_cell(x, &row->cell[0], ind, "", &x->h1, BASIS_ACTUAL, &any);
		set_cell(x, &row->cell[1], ind, "", &x->year, BASIS_ESTIMATE,
			 &any);
		set_cell(x, &row->cell[2], ind, "", &x->year, BASIS_PLAN, &any);
		if (!any)
			continue;
		if (!m)
			m = ind->measure;
		row->name = ind->measure == m
				    ? ind->name
				    : arena_printf(x->a, "%s (%s)", ind->name,
						   ind->measure->name);
		t->n++;
	}
	if (m)
		t->note = m->name;
}

/* "funding_kind=investment;funding_source=central": in order of code. */
static const char *cross(struct arena *a, const struct classification *c,
			 const char *x, const struct classification *d,
			 const char *y)
{
	if (!x && !y)
		return "";
	if (!x || !y)
		return x ? arena_printf(a, "%s=%s", c->code, x)
			 : arena_printf(a, "%s=%s", d->code, y);
	return strcmp(c->code, d->code) < 0
		       ? arena_printf(a, "%s=%s;%s=%s", c->code, x, d->code, y)
		       : arena_printf(a, "%s=%s;%s=%s", d->code, y, c->code, x);
}

/* The first indicator of money that has two breakdowns: need by source and
 * kind. */
static const struct indicator *crossed(const struct pack *p)
{
	for (size_t i = 0; i < p->nindicator; i++)
		if (is_money(&p->indicator[i]) && p->indicator[i].nby == 2)
			return &p->indicator[i];
	return NULL;
}

static void add_need_row(struct reading *x, const struct indicator *ind,
			 struct money_table *t, const char *name,
			 const char *source, bool *any)
{
	const struct classification *kind = ind->by[1];
	struct money_row *row = &t->row[t->n++];
	size_t n = 0;

	row->name = name;
	for (size_t k = 0; k < kind->ncategory && n + 1 < t->n_column; k++)
		if (!kind->category[k].parent)
			set_cell(x, &row->cell[n++], ind,
				 cross(x->a, ind->by[0], source, kind,
				       kind->category[k].code),
				 &x->next, BASIS_PLAN, any);
	set_cell(x, &row->cell[n], ind,
		 cross(x->a, ind->by[0], source, kind, NULL), &x->next,
		 BASIS_PLAN, any);
}

static void add_need(struct reading *x)
{
	const struct indicator *ind = crossed(x->asked.pack);
	struct money_table *t = &x->v->need;
	const struct classification *source, *kind;
	bool any = false;

	if (!ind)
		return;
	source = ind->by[0];
	kind = ind->by[1];
	*t = (struct money_table){
		.title = arena_printf(x->a, "%s năm %d", ind->name,
				      x->v->year + 1),
		.note = ind->measure->name,
		.row = ARENA_ARRAY(x->a, source->ncategory + 1,
				   struct money_row),
		.total = true,
	};
	for (size_t k = 0; k < kind->ncategory && t->n_column < 3; k++)
		if (!kind->category[k].parent)
			t->column[t->n_column++] = kind->category[k].name;
	t->column[t->n_column++] = "Cộng";
	for (size_t i = 0; i < source->ncategory; i++)
		if (!source->category[i].parent)
			add_need_row(x, ind, t, source->category[i].name,
				     source->category[i].code, &any);
	add_need_row(x, ind, t, "Cộng", NULL, &any);
	if (!any)
		t->n = 0;
}

/* --- what waits ------------------------------------------------------------------------- */

enum { SHOWN = 3 }; /* of each kind; the others are counted */

static int read_checks(struct reading *x)
{
	const struct reasons *reasons;

	if (check_run(x->asked.figures, x->asked.home, x->asked.year,
		      &x->checks, &x->q->err) < 0)
		return -1;
	reasons = reasons_read(x->a, x->q->db, x->asked.home, x->asked.year,
			       x->asked.known, &x->q->err);
	if (!reasons)
		return -1;
	reasons_match(reasons, x->asked.figures, &x->checks);
	return 0;
}

/* "thương mại; ước thực hiện, năm 2023: hai bên là 56 và 55". */
static const char *sides(const struct reading *x, const struct finding *fd)
{
	const char *cut = breakdown_vi(x->a, x->asked.pack,
				       fd->context.breakdown);

	return arena_printf(x->a, "%s%s%s, %s: hai bên là %s và %s", cut,
			    *cut ? "; " : "", basis_vi(fd->context.basis),
			    period_vi(x->a, fd->context.period), fd->left,
			    fd->right);
}

static bool waits(const struct finding *fd, enum severity s)
{
	return fd->check->severity == s &&
	       (s == SEV_ERROR || !is_justified(fd));
}

static void add_findings(struct reading *x, enum severity s, enum tone tone,
			 const char *rest)
{
	struct home_view *v = x->v;
	const char *url = x->v->errors_url;
	int64_t n = 0;

	for (size_t i = 0; i < x->checks.nbroken; i++) {
		const struct finding *fd = &x->checks.broken[i];

		if (!waits(fd, s) || n++ >= SHOWN)
			continue;
		v->item[v->n_item++] = (struct item){
			.text = fd->check->title, .note = sides(x, fd),
			.url = url, .tone = tone,
		};
	}
	if (n > SHOWN)
		v->item[v->n_item++] = (struct item){
			.text = arena_printf(x->a, "và %lld %s",
					     (long long)(n - SHOWN), rest),
			.url = url, .tone = tone,
		};
}

static void add_waiting(struct reading *x)
{
	struct home_view *v = x->v;
	struct buf b = BUF_INIT(x->a);

	v->errors_url = asked_url(x->q, arena_printf(x->a, "/kiem-tra?nam=%d",
						     x->asked.year));
	v->item = ARENA_ARRAY(x->a, 4 * SHOWN, struct item);
	for (size_t i = 0; i < x->checks.nbroken; i++) {
		const struct finding *fd = &x->checks.broken[i];

		if (!waits(fd, SEV_ERROR))
			continue;
		if (v->n_errors++ < SHOWN)
			buf_addf(&b, "%s%s: %s và %s", b.len ? "; " : "",
				 fd->check->title, fd->left, fd->right);
	}
	buf_addch(&b, '.');
	v->errors = b.data;
	add_findings(x, SEV_ERROR, TONE_ERR, "lỗi khác");
	add_findings(x, SEV_WARNING, TONE_WARN,
		     "cảnh báo khác cần giải trình");
}

/* --- the page ------------------------------------------------------------------------------ */

static bool has_demonstration(const struct reading *x)
{
	const struct snapshot *s = figures_snapshot(x->asked.figures);

	for (size_t i = 0; i < s->norg; i++)
		if (s->org[i].demonstration)
			return true;
	return false;
}

static int open_reading(struct request *q, struct reading *x)
{
	*x = (struct reading){ .q = q, .a = q->arena, .v = x->v };
	if (figures_asked(q, 0, &x->asked) < 0)
		return -1;
	if (period_parse(x->asked.now, &x->now) < 0 ||
	    period_word("h1", x->asked.year, &x->h1) < 0 ||
	    period_word("year", x->asked.year, &x->year) < 0 ||
	    period_word("next", x->asked.year, &x->next) < 0)
		BUG("no periods for %d", x->asked.year);
	x->v->year = x->asked.year - 1;
	return read_checks(x);
}

static int show(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Tổng quan kinh tế tập thể, "
					  "hợp tác xã");
	struct home_view v = { .frame = f };
	struct reading x = { .v = &v };

	if (open_reading(q, &x) < 0)
		return -1;
	add_bullets(&x);
	add_cards(&x);
	add_sectors(&x);
	add_units(&x);
	add_waiting(&x);
	add_need(&x);
	add_spending(&x);
	v.demonstration = has_demonstration(&x);
	v.write_url = arena_printf(q->arena, "/ke-hoach?nam=%d", x.asked.year);
	f->dated = true;
	f->subtitle = arena_printf(
		q->arena, "%s · số liệu đến %s, ước thực hiện đến %s",
		place_vi(x.asked.figures, x.asked.place, x.now.code),
		day_vi(q->arena, x.now.last), day_vi(q->arena, x.year.last));
	home_page(&r->body, &v);
	return 0;
}

const struct page home_pages[] = {
	{ .path = "/", .right = "read", .title = "Tổng quan",
	  .help = "Tình hình chung, thực hiện so với kế hoạch, việc đang chờ",
	  .run = show },
	PAGE_END
};
