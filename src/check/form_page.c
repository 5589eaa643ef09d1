/* SPDX-License-Identifier: Apache-2.0 */
/* Biểu nhập liệu: the list of forms, the grid of one, trying and saving it. */
#include "check/form.h"

#include "check/form.html.h"
#include "check/inquiry_view.h"
#include "figure/asked.h"
#include "figure/words.h"
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "lib/html/html.h"
#include "office/office.h"
#include "territory/territory.h"

/* --- for which unit and year -------------------------------------------------------- */

struct forming {
	struct request *q;
	struct asked asked;
	const char *place;       /* whose forms */
	const struct unit **unit; /* right under the province */
	size_t nunit;
	const char *unit_name;
	const struct inquiries *inquiries;
};

static bool is_unit(const struct forming *x, const char *code)
{
	for (size_t i = 0; i < x->nunit; i++)
		if (strcmp(x->unit[i]->code, code) == 0)
			return true;
	return false;
}

static const char *url_of(const struct forming *x, const char *form,
			  const char *place, const char *done)
{
	struct buf b = BUF_INIT(x->q->arena);

	buf_addf(&b, "/bieu%s%s?nam=%d&don-vi=", form ? "/" : "",
		 form ? form : "", x->asked.year);
	html_arg(&b, place);
	if (done)
		buf_addf(&b, "&xong=%s", done);
	return done ? b.data : asked_url(x->q, b.data);
}

/* Reads ?nam= and ?don-vi=. */
static int read_question(struct request *q, struct forming *x)
{
	const struct territory *t;
	const struct unit *home;
	struct period year;
	int64_t n = 0;

	*x = (struct forming){ .q = q };
	http_int(q, "nam", &n);
	if (figures_asked(q, (int)n, &x->asked) < 0)
		return -1;
	if (period_word("year", x->asked.year, &year) < 0)
		BUG("year %d", x->asked.year);
	t = figures_territory(x->asked.figures);
	home = territory_find(t, x->asked.home, year.last);
	if (home)
		x->nunit = territory_children(q->arena, t, home, year.last,
					      &x->unit);
	x->place = http_text(q, "don-vi");
	if (!x->place)
		x->place = x->asked.place;
	if (strcmp(x->place, x->asked.home) != 0 && !is_unit(x, x->place))
		return err_set(&q->err, ERR_NOTFOUND,
			       "không có đơn vị “%s” trực thuộc tỉnh trong "
			       "năm %d", x->place, x->asked.year - 1);
	x->unit_name = place_vi(x->asked.figures, x->place, year.code);
	return 0;
}

/* Why this user does not write here; NULL when he does. */
static const char *why_not(const struct forming *x)
{
	struct request *q = x->q;
	const struct figure_key own = {
		.place = x->place,
		.period = arena_printf(q->arena, "%d", x->asked.year - 1),
	};

	if (q->has_known || q->has_on)
		return "Đang xem số liệu của một thời điểm khác";
	if (!http_may(q, "report"))
		return "Vai trò của bạn không được nhập số liệu";
	return asked_barred_place(q, &x->asked, &own);
}

static int find_form(struct forming *x, const struct form **out)
{
	const char *code = http_text(x->q, "ma");

	*out = code ? pack_form(x->asked.pack, code) : NULL;
	if (!*out)
		return err_set(&x->q->err, ERR_NOTFOUND,
			       "không có biểu “%s”", code ? code : "");
	if (form_is_for(x->asked.figures, *out, x->place))
		return 0;
	if ((*out)->level == FORM_PROVINCE)
		return err_set(&x->q->err, ERR_NOTFOUND,
			       "“%s” do cấp tỉnh lập, %s không có",
			       (*out)->number, x->unit_name);
	return err_set(&x->q->err, ERR_NOTFOUND,
		       "“%s” do từng đơn vị trực thuộc tỉnh lập",
		       (*out)->number);
}

/* What is asked about the figures of these forms, seen with what is typed. */
static int read_inquiries(struct forming *x)
{
	struct check_report report;

	if (check_run(x->asked.figures, x->asked.home, x->asked.year, &report,
		      &x->q->err) < 0)
		return -1;
	x->inquiries = inquiries_asked(x->q, &x->asked, &report);
	return x->inquiries ? 0 : -1;
}

/* --- the list ------------------------------------------------------------------------- */

static const char *when_vi(struct arena *a, const struct form_entry *e)
{
	return arena_printf(a, "%s ghi ngày %s", e->who,
			    day_vi(a, moment_day(e->when)));
}

static bool is_asked(const struct inquiry *i, const struct form_entry *e)
{
	for (size_t k = 0; k < i->nfigure; k++)
		if (i->figure[k].asked && entry_has(e, &i->figure[k].key))
			return true;
	return false;
}

/* An inquiry waits for a figure of the form. */
static bool has_question(const struct forming *x, const struct form_entry *e)
{
	for (size_t i = 0; i < x->inquiries->n; i++)
		if (x->inquiries->v[i].standing == INQUIRY_WAITS &&
		    strcmp(x->inquiries->v[i].unit, e->place) == 0 &&
		    is_asked(&x->inquiries->v[i], e))
			return true;
	return false;
}

static int form_item(struct forming *x, const struct form *form,
		     const char *place, const char *text, bool current,
		     struct item *out)
{
	struct arena *a = x->q->arena;
	struct form_entry e;

	if (entry_open(x->asked.figures, form, place, x->asked.year, &e,
		       &x->q->err) < 0)
		return -1;
	*out = (struct item){
		.text = text,
		.note = e.when ? when_vi(a, &e) : "chưa nhập",
		.end = arena_printf(a, "%zu/%zu", e.nfilled, e.ncell),
		.url = url_of(x, form->code, place, NULL),
		.tone = e.nfilled == e.ncell ? TONE_OK
			: e.nfilled	     ? TONE_WARN
					     : TONE_NONE,
		.icon = e.nfilled == e.ncell ? NULL : "clipboard-list",
		.current = current,
	};
	if (has_question(x, &e)) {
		out->note = arena_printf(a, "có yêu cầu rà soát; %s", out->note);
		out->tone = TONE_WARN;
		out->icon = "message";
	}
	return 0;
}

/* The forms of the unit; `now` is the one that is open. */
static int list_forms(struct forming *x, const struct form *now,
		      const struct item **out, size_t *n)
{
	const struct pack *p = x->asked.pack;
	struct item *item = ARENA_ARRAY(x->q->arena, p->nform, struct item);

	*n = 0;
	*out = item;
	for (size_t i = 0; i < p->nform; i++) {
		const struct form *f = &p->form[i];

		if (!form_is_for(x->asked.figures, f, x->place))
			continue;
		if (form_item(x, f, x->place,
			      now ? f->number
				  : arena_printf(x->q->arena, "%s. %s",
						 f->number, f->title),
			      f == now, &item[*n]) < 0)
			return -1;
		if (now)
			item[*n].note = f->title;
		++*n;
	}
	return 0;
}

static int list_units(struct forming *x, struct forms_view *v)
{
	const struct pack *p = x->asked.pack;
	const struct form *form = NULL;
	struct item *item = ARENA_ARRAY(x->q->arena, x->nunit, struct item);

	for (size_t i = 0; i < p->nform && !form; i++)
		if (p->form[i].level == FORM_DISTRICT)
			form = &p->form[i];
	v->more = item;
	for (size_t i = 0; form && i < x->nunit; i++)
		if (form_item(x, form, x->unit[i]->code, x->unit[i]->name,
			      strcmp(x->unit[i]->code, x->place) == 0,
			      &item[v->n_more++]) < 0)
			return -1;
	return 0;
}

static struct control unit_control(struct forming *x)
{
	struct control c = office_control(x->q, "don-vi", CONTROL_SELECT,
					  x->place);
	struct choice *choice = ARENA_ARRAY(x->q->arena, x->nunit + 1,
					    struct choice);

	choice[0] = (struct choice){
		x->asked.home, place_vi(x->asked.figures, x->asked.home,
					x->asked.now)
	};
	for (size_t i = 0; i < x->nunit; i++)
		choice[i + 1] = (struct choice){ x->unit[i]->code,
						 x->unit[i]->name };
	c.optional = false;
	c.choices = choice;
	c.n_choices = x->nunit + 1;
	return c;
}

static int show_list(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Biểu nhập liệu");
	struct forms_view v = { .frame = f };
	struct forming x;

	if (read_question(q, &x) < 0 || read_inquiries(&x) < 0 ||
	    list_forms(&x, NULL, &v.forms, &v.n_forms) < 0 ||
	    list_units(&x, &v) < 0)
		return -1;
	f->dated = true;
	f->subtitle = arena_printf(q->arena, "%s · kế hoạch năm %d",
				   x.unit_name, x.asked.year);
	v.year = office_control(q, "nam", CONTROL_FIGURE,
				arena_printf(q->arena, "%d", x.asked.year));
	v.year.optional = false;
	v.unit = unit_control(&x);
	forms_page(&r->body, &v);
	return 0;
}

/* --- the grid -------------------------------------------------------------------------- */

/* A user of one sector enters only its figures. */
static void lock_other_sectors(struct forming *x, struct form_entry *e)
{
	const struct account *who = office_account(x->q);
	size_t n = e->form->nrow * e->form->ncolumn;

	if (!who || !*who->sector)
		return;
	for (size_t i = 0; i < n; i++)
		if (!e->cell[i].none &&
		    asked_barred(x->q, &x->asked, &e->cell[i].figure.key))
			e->cell[i].locked = "thuộc lĩnh vực khác";
}

/* What was typed in a POST, over the form as it stood when the page was made.
 * The texts come by name, in any order. */
static int take_typed(struct forming *x, struct form_entry *e)
{
	struct request *q = x->q;
	size_t n = e->form->nrow * e->form->ncolumn;
	int64_t based_on = x->asked.known;
	struct form_entry *base = NULL;
	struct figures *then;
	const struct value *v;

	http_int(q, "moc", &based_on);
	if (based_on < x->asked.known) {
		base = ARENA_NEW(q->arena, struct form_entry);
		then = figures_open(q->arena, q->db, x->asked.pack, based_on,
				    &q->err);
		if (!then || entry_open(then, e->form, x->place, e->year, base,
					&q->err) < 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++) {
		const char *text = "";

		if (e->cell[i].none)
			continue;
		for (size_t k = 0; (v = http_value(q, "o.*", k)); k++)
			if (strcmp(v->name + strlen("o."),
				   e->cell[i].name) == 0)
				text = v->text;
		entry_type(e, base, i, text);
	}
	return 0;
}

static int read_entry(struct request *q, struct forming *x, struct form_entry *e)
{
	const struct form *form;

	if (read_question(q, x) < 0 || find_form(x, &form) < 0 ||
	    entry_open(x->asked.figures, form, x->place, x->asked.year, e,
		       &q->err) < 0)
		return -1;
	lock_other_sectors(x, e);
	return q->page->method == HTTP_POST ? take_typed(x, e) : 0;
}

/* "thực hiện, 6 tháng đầu năm 2023" of a column; "" when it has no cell. */
static const char *column_when(struct arena *a, const struct form_entry *e, size_t c)
{
	for (size_t r = 0; r < e->form->nrow; r++) {
		const struct entry_cell *cell =
			&e->cell[r * e->form->ncolumn + c];

		if (!cell->none)
			return arena_printf(a, "%s %s",
					    basis_vi(cell->figure.key.basis),
					    period_vi(a, cell->figure.key
								 .period));
	}
	return "";
}

/* The unit that all cells of a column share, else NULL. */
static const char *column_unit(const struct form_entry *e, size_t c)
{
	const char *unit = NULL;

	for (size_t r = 0; r < e->form->nrow; r++) {
		const struct entry_cell *cell =
			&e->cell[r * e->form->ncolumn + c];
		const char *name;

		if (cell->none)
			continue;
		name = e->form->column[c].percent
			       ? "%" : cell->figure.indicator->measure->name;
		if (unit && strcmp(unit, name) != 0)
			return NULL;
		unit = name;
	}
	return unit;
}

static void add_columns(struct grid_view *v, struct arena *a)
{
	const struct form_entry *e = v->entry;
	bool same = true;

	v->column = ARENA_ARRAY(a, e->form->ncolumn, struct grid_column_view);
	for (size_t c = 1; c < e->form->ncolumn; c++)
		same &= strcmp(column_when(a, e, c), column_when(a, e, 0)) == 0;
	for (size_t c = 0; c < e->form->ncolumn; c++) {
		const char *unit = column_unit(e, c);
		const char *when = same ? NULL : column_when(a, e, c);

		v->column[c] = (struct grid_column_view){
			.title = e->form->column[c].title,
			.unit = when && unit ? arena_printf(a, "%s; %s", when,
							    unit)
				: when	     ? when : unit,
		};
		v->has_column_notes |= e->column_note[c] != NULL;
	}
	v->caption = same ? arena_printf(a, "%s, %s", e->form->title,
					 column_when(a, e, 0))
			  : e->form->title;
}

/* What is wrong in a row: what was typed, what somebody else wrote, what does
 * not add up. */
static const char *row_error(struct arena *a, const struct form_entry *e, size_t row)
{
	struct buf b = BUF_INIT(a);

	for (size_t c = 0; c < e->form->ncolumn; c++) {
		const struct entry_cell *x = &e->cell[row * e->form->ncolumn + c];
		const char *title = e->form->column[c].title;

		if (x->error)
			buf_addf(&b, "%s%s: %s", b.len ? "; " : "", title,
				 x->error);
		if (x->theirs)
			buf_addf(&b, "%s%s: %s vừa ghi “%s”, bạn nhập “%s”",
				 b.len ? "; " : "", title, x->theirs->who,
				 figure_vi(a, x->theirs), x->text);
	}
	if (e->row_note[row])
		buf_addf(&b, "%s%s", b.len ? "; " : "", e->row_note[row]);
	return b.len ? b.data : NULL;
}

static void add_cells(struct forming *x, struct grid_view *v)
{
	const struct form_entry *e = v->entry;
	struct arena *a = x->q->arena;
	size_t width = e->form->ncolumn;

	v->cell = ARENA_ARRAY(a, e->form->nrow * width, struct grid_cell_view);
	v->row_error = ARENA_ARRAY(a, e->form->nrow, const char *);
	for (size_t i = 0; i < e->form->nrow * width; i++) {
		const struct entry_cell *c = &e->cell[i];
		const char *shown;

		v->cell[i].cell = c;
		if (c->none)
			continue;
		shown = c->figure.state == FIG_MISSING ? "chưa có"
			: c->figure.state == FIG_NOT_APPLICABLE
				? "–" : figure_vi(a, &c->figure);
		v->cell[i].value = v->may_write && !c->locked ? NULL : shown;
		v->cell[i].source = asked_source(x->q, &c->figure.key);
		v->cell[i].label = arena_printf(a, "%s, %s",
						e->form->row[i / width].title,
						e->form->column[i % width].title);
	}
	for (size_t r = 0; r < e->form->nrow; r++)
		v->row_error[r] = row_error(a, e, r);
}

/* --- what is asked about it ------------------------------------------------------------ */

/* Marks the cells that an inquiry is about; "Tổng số, Ước cả năm; ...", or
 * NULL when it is about none of this form. */
static const char *mark_asked(struct forming *x, struct grid_view *v,
			      const struct inquiry *i)
{
	const struct form_entry *e = v->entry;
	size_t width = e->form->ncolumn;
	struct arena *a = x->q->arena;
	struct buf b = BUF_INIT(a);

	for (size_t k = 0; k < i->nfigure; k++)
		for (size_t c = 0; c < e->form->nrow * width; c++) {
			const char **note = &v->row_question[c / width];
			const char *title = e->form->column[c % width].title;

			if (!i->figure[k].asked || e->cell[c].none ||
			    !figure_key_same(&e->cell[c].figure.key,
					     &i->figure[k].key))
				continue;
			buf_addf(&b, "%s%s", b.len ? "; " : "",
				 v->cell[c].label);
			if (!v->cell[c].asked)
				*note = *note ? arena_printf(a, "%s, %s", *note,
							     title)
					      : title;
			v->cell[c].asked = true;
		}
	return b.len ? b.data : NULL;
}

/* What waits for the unit of the form; while cells are typed into and not
 * saved nothing has been answered. */
static bool still_asks(const struct forming *x, const struct form_entry *e,
		       const struct inquiry *i)
{
	return strcmp(i->unit, x->place) == 0 &&
	       (i->standing == INQUIRY_WAITS ||
		(e->nchanged && inquiry_last(i)->state == INQUIRY_ASKED));
}

static void add_inquiries(struct forming *x, struct grid_view *v)
{
	struct request *q = x->q;
	const struct inquiries *all = x->inquiries;

	v->row_question = ARENA_ARRAY(q->arena, v->entry->form->nrow,
				      const char *);
	v->inquiry = ARENA_ARRAY(q->arena, all->n, struct grid_inquiry);
	for (size_t k = 0; k < all->n; k++) {
		const struct inquiry *i = &all->v[k];
		const char *cells = still_asks(x, v->entry, i)
					    ? mark_asked(x, v, i) : NULL;

		if (cells)
			v->inquiry[v->n_inquiry++] = (struct grid_inquiry){
				.text = inquiry_last(i)->text,
				.by = inquiry_said_by(q->arena, i),
				.cells = cells,
				.url = inquiry_url(q, i),
				.late = inquiry_is_late(i, day_today()),
			};
	}
}

static void add_findings(struct forming *x, struct grid_view *v)
{
	static const enum tone tone[] = {
		[SEV_ERROR] = TONE_ERR, [SEV_WARNING] = TONE_WARN,
		[SEV_NOTE] = TONE_INFO,
	};
	const struct form_entry *e = v->entry;
	struct item *item = ARENA_ARRAY(x->q->arena, e->nfinding, struct item);

	for (size_t i = 0; i < e->nfinding; i++) {
		const struct check *c = e->finding[i].finding->check;

		item[i] = (struct item){
			.text = c->title,
			.note = c->advice,
			.end = e->finding[i].sum,
			.url = asked_url(x->q,
					 arena_printf(x->q->arena,
						      "/kiem-tra?nam=%d",
						      x->asked.year)),
			.tone = tone[c->severity],
		};
	}
	v->broken = item;
	v->n_broken = e->nfinding;
}

static void say_state(struct grid_view *v, struct arena *a)
{
	const struct form_entry *e = v->entry;
	const char *changed = e->nchanged
				      ? arena_printf(a, "%zu ô sửa chưa lưu · ",
						     e->nchanged)
				      : "";

	v->tone = e->nerror || e->nrefused || e->nconflict ? TONE_ERR : TONE_OK;
	if (e->nrefused)
		v->status = arena_printf(a, "%s%zu ô không đọc được", changed,
					 e->nrefused);
	else if (e->nerror)
		v->status = arena_printf(a, "%s%zu phép cân đối chưa khớp",
					 changed, e->nerror);
	else if (e->nfilled < e->ncell)
		v->status = arena_printf(a, "%sđã có %zu/%zu số", changed,
					 e->nfilled, e->ncell);
	else
		v->status = arena_printf(a, "%smọi phép cân đối đều khớp",
					 changed);
}

/* The summary above the form, with a link to every cell that is refused. */
static void complain_cells(struct request *q, struct frame *f,
			   const struct grid_view *v)
{
	const struct form_entry *e = v->entry;
	size_t n = e->form->nrow * e->form->ncolumn;
	struct complaint *list = NULL;
	size_t cap = 0;

	if (!e->nrefused && !e->nconflict) {
		office_complain(q, f);
		return;
	}
	f->n_complaints = 0;
	for (size_t i = 0; i < n; i++) {
		const struct entry_cell *c = &e->cell[i];
		const char *why = c->error;

		if (c->theirs)
			why = arena_printf(q->arena, "%s vừa ghi “%s” (%s); "
					   "lưu lần nữa để thay bằng “%s”",
					   c->theirs->who,
					   figure_vi(q->arena, c->theirs),
					   day_vi(q->arena,
						  moment_day(c->theirs->when)),
					   c->text);
		if (why)
			*VEC_PUSH(q->arena, list, f->n_complaints, cap) =
				(struct complaint){
					arena_printf(q->arena, "o.%s", c->name),
					arena_printf(q->arena, "%s: %s",
						     v->cell[i].label, why)
				};
	}
	f->complaints = list;
}

static int show_form(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Biểu nhập liệu");
	struct hyperlink *crumb = ARENA_NEW(q->arena, struct hyperlink);
	struct grid_view v = { .frame = f };
	struct err was = q->err;
	struct forming x;
	struct form_entry e;

	q->err = (struct err){ 0 };
	if (read_entry(q, &x, &e) < 0 || entry_check(&e, &q->err) < 0)
		return -1;
	q->err = was;
	v.entry = &e;
	v.year = x.asked.year;
	v.place = x.place;
	v.unit = x.unit_name;
	v.based_on = x.asked.known;
	v.action = arena_printf(q->arena, "/bieu/%s", e.form->code);
	v.back = url_of(&x, e.form->code, x.place, NULL);
	v.why_not = why_not(&x);
	v.may_write = !v.why_not;
	v.reason = office_control(q, "ly-do", CONTROL_TEXT, NULL);
	v.reason.optional = true;
	if (read_inquiries(&x) < 0 ||
	    list_forms(&x, e.form, &v.forms, &v.n_forms) < 0)
		return -1;
	add_columns(&v, q->arena);
	add_cells(&x, &v);
	add_inquiries(&x, &v);
	add_findings(&x, &v);
	say_state(&v, q->arena);
	*crumb = (struct hyperlink){ "Biểu nhập liệu",
				     url_of(&x, NULL, x.place, NULL) };
	f->crumbs = crumb;
	f->n_crumbs = 1;
	f->title = arena_printf(q->arena, "%s: %s", e.form->number,
				e.form->title);
	f->subtitle = arena_printf(q->arena, "%s · kế hoạch năm %d · %s",
				   x.unit_name, v.year,
				   e.when ? when_vi(q->arena, &e) : "chưa nhập");
	f->dated = true;
	if (strcmp(http_typed(q, "xong"), "luu") == 0)
		office_done(f, "Đã lưu biểu.");
	else if (strcmp(http_typed(q, "xong"), "nhu-cu") == 0)
		office_done(f, "Không có ô nào thay đổi, không ghi gì.");
	if (q->page->method == HTTP_POST)
		complain_cells(q, f, &v);
	form_page(&r->body, &v);
	return 0;
}

/* --- writing ---------------------------------------------------------------------------- */

static int refuse_entry(struct request *q, const struct form_entry *e)
{
	if (e->nrefused)
		return err_set(&q->err, ERR_INPUT,
			       "%zu ô không ghi được, chưa lưu gì", e->nrefused);
	err_set(&q->err, ERR_CONFLICT,
		"%zu ô vừa được người khác ghi, chưa lưu gì", e->nconflict);
	return err_hint(&q->err, "xem hai giá trị ở từng ô rồi lưu lại");
}

static int save(struct request *q, struct response *r)
{
	struct figure_report *report;
	const char *why;
	struct forming x;
	struct form_entry e;
	size_t bad;
	size_t n;

	if (read_entry(q, &x, &e) < 0)
		return -1;
	why = why_not(&x);
	if (why)
		return err_set(&q->err, ERR_RULE, "%s", why);
	if (e.nrefused || e.nconflict)
		return refuse_entry(q, &e);
	n = entry_reports(&e, &report);
	if (n == 0) {
		http_redirect(r, url_of(&x, e.form->code, x.place, "nhu-cu"));
		return 0;
	}
	why = http_text(q, "ly-do");
	if (!why)
		why = arena_printf(q->arena, "nhập %s, %s, kế hoạch năm %d: "
				   "%zu số liệu", e.form->number, x.unit_name,
				   x.asked.year, n);
	if (db_begin(q->db, q->user->login, why, &q->err) < 0 ||
	    figure_report_all(q->db, x.asked.pack, report, n, &bad,
			      &q->err) < 0 ||
	    db_commit(q->db, &q->err) < 0)
		return -1;
	http_redirect(r, url_of(&x, e.form->code, x.place, "luu"));
	return 0;
}

/* --- the table ------------------------------------------------------------------------------ */

#define ASKED                                                                \
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100),   \
	FIELD("don-vi", FIELD_TEXT, "Đơn vị", .max = 10),                    \
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20)

static const struct field list_fields[] = { ASKED, FIELD_END };
static const struct field form_fields[] = {
	FIELD("ma", FIELD_TEXT, "Mã biểu", .max = 40),
	ASKED,
	FIELD("moc", FIELD_INT, "Lần ghi làm mốc", .min = 0),
	FIELD("ly-do", FIELD_TEXT, "Lý do", .max = 500),
	FIELD("o.*", FIELD_TEXT, "Ô số liệu", .max = 60),
	FIELD_END
};

const struct page form_pages[] = {
	{ .path = "/bieu", .right = "read", .title = "Biểu nhập liệu",
	  .help = "Các biểu số liệu của một đơn vị, đã nhập đến đâu",
	  .fields = list_fields, .run = show_list },
	{ .path = "/bieu/{ma}", .right = "read", .title = "Biểu nhập liệu",
	  .help = "Nhập số liệu trên lưới; các phép kiểm tra chạy khi gõ",
	  .fields = form_fields, .run = show_form },
	{ .method = HTTP_POST, .path = "/bieu/{ma}", .right = "report",
	  .title = "Lưu biểu", .fields = form_fields, .run = save,
	  .again = show_form },
	{ .method = HTTP_POST, .path = "/bieu/{ma}/thu", .right = "report",
	  .title = "Kiểm tra biểu", .fields = form_fields,
	  .flags = PAGE_SLOW, .run = show_form, .again = show_form },
	PAGE_END
};
