/* SPDX-License-Identifier: Apache-2.0 */
/*
 * /chi-tieu: the indicators of a unit in one year, what was done, what is
 * expected, what was planned.
 */
#include "figure/target.h"

#include "figure/internal.h"
#include "figure/page.h"
#include "figure/target.html.h"
#include "figure/words.h"
#include "lib/html/html.h"
#include "lib/text/text.h"
#include "office/office.h"
#include "territory/territory.h"

/* --- the question ------------------------------------------------------------ */

static const struct unit *find_unit(const struct target_query *t,
				    const char *code)
{
	const struct territory *all = figures_territory(t->asked.figures);
	struct period p;

	return all && period_parse(t->asked.now, &p) == 0
		       ? territory_find(all, code, p.last) : NULL;
}

int target_read(struct request *q, struct target_query *out)
{
	const char *place = http_text(q, "don-vi");
	const char *sector = http_text(q, "linh-vuc");
	const struct classification *c;
	const struct unit *u;
	int64_t year = 0;

	*out = (struct target_query){ .search = NULL };
	http_int(q, "nam", &year);
	if (figures_asked(q, (int)year, &out->asked) < 0)
		return -1;
	out->place = place ? place : out->asked.place;
	u = find_unit(out, out->place);
	if (!u) {
		err_set(&q->err, ERR_INPUT,
			"không có đơn vị hành chính mã “%.20s” trong kỳ này",
			out->place);
		return err_field(&q->err, "don-vi");
	}
	out->place_name = u->name;
	out->sector = sector ? sector : "";
	out->breakdown = "";
	if (sector) {
		c = pack_classification(out->asked.pack, "sector");
		if (!c || !category_find(c, sector)) {
			err_set(&q->err, ERR_INPUT, "không có lĩnh vực “%.40s”",
				sector);
			return err_field(&q->err, "linh-vuc");
		}
		out->breakdown = arena_printf(q->arena, "sector=%s", sector);
	}
	return 0;
}

const char *target_head(const struct target_query *t, int column)
{
	struct arena *a = figures_arena(t->asked.figures);
	int year = t->asked.year;

	switch (column) {
	case HEAD_NOW:
		return arena_printf(a, "Thực hiện %s",
				    period_vi(a, t->asked.now));
	case HEAD_YEAR:
		return arena_printf(a, "Ước cả năm %d", year - 1);
	case HEAD_PERCENT:
		return arena_printf(a, "%% kế hoạch %d", year - 1);
	default:
		return arena_printf(a, "Kế hoạch %d", year);
	}
}

/* --- the answer ---------------------------------------------------------------- */

static bool by_sector(const struct indicator *ind)
{
	for (size_t i = 0; i < ind->nby; i++)
		if (strcmp(ind->by[i]->code, "sector") == 0)
			return true;
	return false;
}

static bool is_asked_for(struct arena *a, const struct target_query *t,
			 const struct indicator *ind)
{
	if (*t->sector && !by_sector(ind))
		return false;
	return !t->search ||
	       strstr(text_fold(a, ind->name), text_fold(a, t->search)) ||
	       strcmp(ind->code, t->search) == 0;
}

static int read_figures(struct request *q, const struct target_query *t,
			struct target_figures *v)
{
	struct figures *f = t->asked.figures;
	struct figure_key k = { v->indicator->code, t->place, t->breakdown,
				t->asked.now, BASIS_ACTUAL, false };

	if (figures_get(f, &k, &v->now, &q->err) < 0)
		return -1;
	k.period = arena_printf(q->arena, "%d", t->asked.year - 1);
	k.basis = BASIS_ESTIMATE;
	if (figures_get(f, &k, &v->year, &q->err) < 0)
		return -1;
	k.percent = true;
	if (figures_get(f, &k, &v->percent, &q->err) < 0)
		return -1;
	if (v->percent.state == FIG_MISSING && v->year.state == FIG_MISSING) {
		k.period = t->asked.now;
		k.basis = BASIS_ACTUAL;
		if (figures_get(f, &k, &v->percent, &q->err) < 0)
			return -1;
	}
	k.percent = false;
	k.basis = BASIS_PLAN;
	k.period = arena_printf(q->arena, "%d", t->asked.year);
	return figures_get(f, &k, &v->plan, &q->err) < 0 ? -1 : 0;
}

int target_figures(struct request *q, const struct target_query *t,
		   struct target_figures **out, size_t *n)
{
	const struct pack *p = t->asked.pack;
	struct target_figures *v =
		ARENA_ARRAY(q->arena, p->nindicator, struct target_figures);

	*n = 0;
	for (size_t i = 0; i < p->nindicator; i++) {
		if (!is_asked_for(q->arena, t, &p->indicator[i]))
			continue;
		v[*n].indicator = &p->indicator[i];
		if (read_figures(q, t, &v[(*n)++]) < 0)
			return -1;
	}
	*out = v;
	return 0;
}

struct target_cell target_cell(struct request *q, const struct figure *fig)
{
	const char *text = "chưa có";

	if (fig->state == FIG_VALUE)
		text = fig->key.percent ? figure_signed_vi(q->arena, fig)
					: figure_vi(q->arena, fig);
	else if (fig->state == FIG_NOT_APPLICABLE)
		text = "–";
	else if (fig->state == FIG_REFUSED)
		text = absence_vi(fig->state);
	return (struct target_cell){
		.text = text,
		.url = asked_source(q, &fig->key),
		.missing = fig->state == FIG_MISSING,
	};
}

/* --- filters ------------------------------------------------------------------- */

struct control target_places(struct request *q, const struct target_query *t)
{
	const struct territory *all = figures_territory(t->asked.figures);
	const struct unit *home = find_unit(t, t->asked.home);
	const struct unit **unit = NULL;
	struct choice *choice;
	struct period p;
	size_t n = 0;

	if (home && period_parse(t->asked.now, &p) == 0)
		n = territory_children(q->arena, all, home, p.last, &unit);
	choice = ARENA_ARRAY(q->arena, n + 1, struct choice);
	choice[0] = (struct choice){ t->asked.home,
				     home ? home->name : t->asked.home };
	for (size_t i = 0; i < n; i++)
		choice[i + 1] = (struct choice){ unit[i]->code,
						 unit[i]->name };
	return (struct control){
		.kind = CONTROL_SELECT, .name = "don-vi", .label = "Đơn vị",
		.value = t->place, .choices = choice, .n_choices = n + 1,
	};
}

struct control target_sectors(struct request *q, const struct target_query *t)
{
	const struct classification *c =
		pack_classification(t->asked.pack, "sector");
	size_t n = c ? c->ncategory : 0;
	struct choice *choice = ARENA_ARRAY(q->arena, n + 1, struct choice);

	choice[0] = (struct choice){ "", "Tất cả lĩnh vực" };
	for (size_t i = 0; i < n; i++)
		choice[i + 1] = (struct choice){ c->category[i].code,
						 c->category[i].brief };
	return (struct control){
		.kind = CONTROL_SELECT, .name = "linh-vuc",
		.label = "Lĩnh vực", .value = t->sector, .choices = choice,
		.n_choices = n + 1,
	};
}

static struct control year_control(struct request *q,
				   const struct target_query *t)
{
	int last = figures_year(t->asked.figures) + 1;
	struct choice *choice = ARENA_ARRAY(q->arena, 6, struct choice);
	size_t n = 0;

	if (last < t->asked.year)
		last = t->asked.year;
	for (int y = last; n < 5; y--) {
		const char *text = arena_printf(q->arena, "%d", y);

		choice[n++] = (struct choice){ text, text };
	}
	if (t->asked.year <= last - 5) {
		const char *text = arena_printf(q->arena, "%d", t->asked.year);

		choice[n++] = (struct choice){ text, text };
	}
	return (struct control){
		.kind = CONTROL_SELECT, .name = "nam",
		.label = "Năm kế hoạch",
		.value = arena_printf(q->arena, "%d", t->asked.year),
		.choices = choice, .n_choices = n,
	};
}

/* --- the page -------------------------------------------------------------------- */

static const char *indicator_url(struct request *q,
				 const struct target_query *t,
				 const struct indicator *ind)
{
	struct buf b = BUF_INIT(q->arena);

	buf_addf(&b, "/chi-tieu/%s?don-vi=%s&nam=%d", ind->code, t->place,
		 t->asked.year);
	if (*t->sector)
		buf_addf(&b, "&linh-vuc=%s", t->sector);
	return asked_url(q, b.data);
}

enum tone target_tone(const struct pack *p, struct dec percent)
{
	static const enum tone tones[] = {
		[PROGRESS_UNJUDGED] = TONE_INFO,
		[PROGRESS_ON_COURSE] = TONE_OK,
		[PROGRESS_BEHIND] = TONE_WARN,
		[PROGRESS_FAR_BEHIND] = TONE_ERR,
	};

	return tones[pack_progress(p, percent)];
}

static struct target_row row_of(struct request *q,
				const struct target_query *t,
				const struct target_figures *v)
{
	struct target_row r = {
		.name = v->indicator->name,
		.url = indicator_url(q, t, v->indicator),
		.unit = v->indicator->measure->name,
		.now = target_cell(q, &v->now),
		.year = target_cell(q, &v->year),
		.percent = target_cell(q, &v->percent),
		.plan = target_cell(q, &v->plan),
		.has_bar = v->percent.state == FIG_VALUE,
	};

	if (r.has_bar) {
		r.bar = v->percent.value.low;
		r.tone = target_tone(t->asked.pack, r.bar);
	}
	return r;
}

static const struct target_row *rows_of(struct request *q,
					const struct target_query *t,
					const struct target_figures *v,
					size_t n)
{
	struct target_row *row = ARENA_ARRAY(q->arena, n, struct target_row);
	const char *theme = "";

	for (size_t i = 0; i < n; i++) {
		const char *own = v[i].indicator->theme;

		row[i] = row_of(q, t, &v[i]);
		if (own && strcmp(own, theme) != 0)
			row[i].theme = theme = own;
	}
	return row;
}

static int show_list(struct request *q, struct response *r,
		     const struct target_query *t,
		     const struct target_figures *v, size_t n)
{
	struct frame *f = office_frame(q, "Chỉ tiêu, kế hoạch");
	struct param *param = ARENA_ARRAY(q->arena, 4, struct param);
	struct target_list p = {
		.action = "/chi-tieu",
		.place = target_places(q, t),
		.sector = target_sectors(q, t),
		.year = year_control(q, t),
		.search = { .kind = CONTROL_TEXT, .name = "tim",
			    .label = "Tên chỉ tiêu", .optional = false,
			    .value = t->search },
		.csv_url = http_url(q, "tai", "csv"),
		.xlsx_url = http_url(q, "tai", "xlsx"),
		.now = target_head(t, HEAD_NOW),
		.this_year = target_head(t, HEAD_YEAR),
		.percent = target_head(t, HEAD_PERCENT),
		.plan = target_head(t, HEAD_PLAN),
		.row = rows_of(q, t, v, n),
		.n = n,
	};

	param[0] = (struct param){ "don-vi", t->place };
	param[1] = (struct param){ "linh-vuc", t->sector };
	param[2] = (struct param){ "tim", t->search };
	f->params = param;
	f->n_params = t->search ? 3 : 2;
	f->dated = true;
	f->subtitle = arena_printf(q->arena, "%s · %zu chỉ tiêu · kế hoạch năm "
				   "%d", t->place_name, n, t->asked.year);
	target_list_page(&r->body, f, &p);
	return 0;
}

static int show_targets(struct request *q, struct response *r)
{
	const char *as = http_text(q, "tai");
	struct target_query t;
	struct target_figures *v;
	const char *name;
	size_t n;

	if (target_read(q, &t) < 0)
		return -1;
	t.search = http_text(q, "tim");
	if (target_figures(q, &t, &v, &n) < 0)
		return -1;
	if (!as)
		return show_list(q, r, &t, v, n);
	name = arena_printf(q->arena, "Chỉ tiêu %d, %s.%s", t.asked.year,
			    t.place_name, as);
	if (strcmp(as, "csv") == 0) {
		target_csv(&t, v, n, &r->body);
		http_download(r, name, "text/csv; charset=utf-8");
		return 0;
	}
	if (target_xlsx(&t, v, n, &r->body, &q->err) < 0)
		return -1;
	http_download(r, name, "application/vnd.openxmlformats-officedocument."
		      "spreadsheetml.sheet");
	return 0;
}

#define QUERY_FIELDS                                                          \
	FIELD("don-vi", FIELD_TEXT, "Đơn vị", .max = 20),                     \
	FIELD("linh-vuc", FIELD_TEXT, "Lĩnh vực", .max = 60),                 \
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 1990, .max = 2200)

static const struct field list_fields[] = {
	QUERY_FIELDS,
	FIELD("tim", FIELD_TEXT, "Tên chỉ tiêu", .max = 100),
	FIELD("tai", FIELD_CHOICE, "Tải", .choices = "csv|xlsx"),
	FIELD_END
};

static const struct field indicator_fields[] = {
	FIELD("ma", FIELD_TEXT, "Chỉ tiêu", .max = 80),
	QUERY_FIELDS,
	FIELD("gia-tri", FIELD_QUANTITY, "Kế hoạch",
	      .flags = FIELD_REQUIRED),
	FIELD("ly-do", FIELD_TEXT, "Lý do", .flags = FIELD_REQUIRED,
	      .max = 300),
	FIELD("xuat-xu", FIELD_TEXT, "Văn bản, nguồn", .max = 300),
	FIELD("dua-tren", FIELD_INT, "Số đã xem", .min = 0),
	FIELD("xong", FIELD_TEXT, "Việc vừa xong", .max = 20),
	FIELD_END
};

const struct page target_pages[] = {
	{ .path = "/chi-tieu", .right = "read", .title = "Chỉ tiêu, kế hoạch",
	  .help = "Chỉ tiêu của một đơn vị: thực hiện, ước, kế hoạch",
	  .fields = list_fields, .run = show_targets },
	{ .path = "/chi-tieu/{ma}", .right = "read", .title = "Chỉ tiêu",
	  .fields = indicator_fields, .run = show_indicator },
	{ .method = HTTP_POST, .path = "/chi-tieu/{ma}", .right = "report",
	  .title = "Đặt chỉ tiêu kế hoạch", .fields = indicator_fields,
	  .flags = PAGE_SLOW, .run = set_target, .again = show_indicator },
	PAGE_END
};
