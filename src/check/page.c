/* SPDX-License-Identifier: Apache-2.0 */
/* Kiểm tra số liệu: the page, accepting a proposal, explaining a warning. */
#include "check/page.h"

#include "check/accept.h"
#include "check/equation.h"
#include "check/page.html.h"
#include "figure/asked.h"
#include "figure/words.h"
#include "lib/html/html.h"
#include "lib/db/db.h"
#include "office/office.h"

#include <pthread.h>

/* --- which check is looked at --------------------------------------------------- */

const char *finding_key(struct arena *a, const struct finding *fd)
{
	const struct figure_context *c = &fd->context;
	const char *const part[] = {
		fd->check->code, "@", c->period, "/", basis_name(c->basis),
		"/", c->breakdown, "@", c->place,
	};
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < ARRAY_LEN(part); i++)
		buf_adds(&b, part[i]);
	return b.data;
}

static bool same_finding(const struct finding *x, const struct finding *y)
{
	const struct figure_context *c = &x->context;
	const struct figure_context *d = &y->context;

	return x->check == y->check && c->basis == d->basis &&
	       strcmp(c->period, d->period) == 0 &&
	       strcmp(c->breakdown, d->breakdown) == 0 &&
	       strcmp(c->place, d->place) == 0;
}

static const struct finding *find(struct arena *a,
				  const struct check_report *r,
				  const char *key)
{
	for (size_t i = 0; key && i < r->nbroken; i++)
		if (strcmp(finding_key(a, &r->broken[i]), key) == 0)
			return &r->broken[i];
	for (size_t i = 0; key && i < r->nunknown; i++)
		if (strcmp(finding_key(a, &r->unknown[i]), key) == 0)
			return &r->unknown[i];
	for (size_t i = 0; key && i < r->nrun; i++)
		if (strcmp(finding_key(a, &r->run[i]), key) == 0)
			return &r->run[i];
	return r->nbroken ? &r->broken[0] : NULL;
}

/* --- the state that a page is made from -------------------------------------------- */

struct checking {
	struct request *q;
	struct asked asked;
	struct check_report report;
	const struct inquiries *inquiries;
	const struct proposal *proposal; /* NULL: none was asked for */
	struct check_view *view;
};

static int read_checks(struct request *q, struct checking *x)
{
	const struct reasons *reasons;
	int64_t year = 0;

	*x = (struct checking){ .q = q };
	http_int(q, "nam", &year);
	if (figures_asked(q, (int)year, &x->asked) < 0 ||
	    check_run(x->asked.figures, x->asked.home, x->asked.year,
		      &x->report, &q->err) < 0)
		return -1;
	reasons = reasons_read(q->arena, q->db, x->asked.home, x->asked.year,
			       x->asked.known, &q->err);
	if (!reasons)
		return -1;
	reasons_match(reasons, x->asked.figures, &x->report);
	x->inquiries = inquiries_asked(q, &x->asked, &x->report);
	return x->inquiries ? 0 : -1;
}

/* --- the list at the left ------------------------------------------------------------- */

static const char *check_url(struct checking *x, const struct finding *fd)
{
	return asked_url(x->q, http_url(x->q, "chon",
					finding_key(x->q->arena, fd)));
}

/* "đang hỏi Huyện Bình Gia", or NULL. */
static const char *asked_vi(struct checking *x, const struct finding *fd)
{
	const struct inquiry *i;
	struct buf b = BUF_INIT(x->q->arena);
	size_t at = 0;

	while ((i = inquiry_about(x->inquiries, fd, &at)))
		if (i->standing != INQUIRY_DONE)
			buf_addf(&b, "%s%s", b.len ? ", " : "đang hỏi ",
				 place_vi(x->asked.figures, i->unit,
					  i->period));
	return b.len ? b.data : NULL;
}

/* "Huyện Bình Gia; vận tải; ước thực hiện, năm 2023; đang hỏi ..." */
static const char *note_of(struct checking *x, const struct finding *fd)
{
	const struct figure_context *c = &fd->context;
	struct arena *a = x->q->arena;
	const char *cut = breakdown_vi(a, x->asked.pack, c->breakdown);
	const char *asked = asked_vi(x, fd);
	struct buf b = BUF_INIT(a);

	if (strcmp(c->place, x->asked.home) != 0)
		buf_addf(&b, "%s; ", place_vi(x->asked.figures, c->place,
					      c->period));
	buf_adds(&b, cut);
	if (*cut)
		buf_adds(&b, "; ");
	buf_adds(&b, basis_vi(c->basis));
	buf_adds(&b, ", ");
	buf_adds(&b, period_vi(a, c->period));
	if (asked) {
		buf_adds(&b, "; ");
		buf_adds(&b, asked);
	}
	return b.data;
}

static struct item item_of(struct checking *x, const struct finding *fd,
			   enum tone tone)
{
	const struct finding *chosen = x->view->chosen;

	return (struct item){
		.text = fd->check->title,
		.note = note_of(x, fd),
		.url = check_url(x, fd),
		.tone = tone,
		.current = chosen && same_finding(fd, chosen),
	};
}

static bool is_waiting_warning(const struct finding *fd)
{
	return fd->check->severity == SEV_WARNING && !is_justified(fd);
}

static bool is_broken_error(const struct finding *fd)
{
	return fd->check->severity == SEV_ERROR;
}

static bool is_other_broken(const struct finding *fd)
{
	return !is_broken_error(fd) && !is_waiting_warning(fd);
}

static bool holds(const struct finding *fd)
{
	return fd->result.verdict == RULE_HOLDS;
}

static bool any(const struct finding *fd)
{
	(void)fd;
	return true;
}

static void add_list(struct checking *x, const char *title,
		     const struct finding *fd, size_t n,
		     bool (*wanted)(const struct finding *fd), enum tone tone)
{
	struct check_list *l = &x->view->list[x->view->n_list++];
	struct item *item = ARENA_ARRAY(x->q->arena, n, struct item);

	l->item = item;
	l->folded = tone == TONE_NONE || tone == TONE_OK;
	for (size_t i = 0; i < n; i++)
		if (wanted(&fd[i]))
			item[l->n++] = item_of(x, &fd[i], tone);
	l->title = arena_printf(x->q->arena, "%s · %zu", title, l->n);
}

static bool waits_for_me(struct checking *x, const struct inquiry *i)
{
	return i->standing == INQUIRY_WAITS &&
	       inquiry_is_mine(x->q, &x->asked, i);
}

static bool waits_for_others(struct checking *x, const struct inquiry *i)
{
	return i->standing == INQUIRY_WAITS &&
	       !inquiry_is_mine(x->q, &x->asked, i);
}

static bool is_answered(struct checking *x, const struct inquiry *i)
{
	(void)x;
	return i->standing != INQUIRY_WAITS && i->standing != INQUIRY_DONE;
}

static bool is_closed(struct checking *x, const struct inquiry *i)
{
	(void)x;
	return i->standing == INQUIRY_DONE;
}

static void add_inquiries(struct checking *x, const char *title,
			  bool (*wanted)(struct checking *x,
					 const struct inquiry *i), bool folded)
{
	struct check_list *l = &x->view->list[x->view->n_list++];
	const struct inquiries *all = x->inquiries;
	struct item *item = ARENA_ARRAY(x->q->arena, all->n, struct item);

	l->item = item;
	l->folded = folded;
	for (size_t i = 0; i < all->n; i++)
		if (wanted(x, &all->v[i]))
			item[l->n++] = inquiry_item(x->q, &x->asked,
						    &all->v[i]);
	l->title = arena_printf(x->q->arena, "%s · %zu", title, l->n);
}

static void add_lists(struct checking *x)
{
	const struct check_report *r = &x->report;

	add_inquiries(x, "Chờ đơn vị bạn trả lời", waits_for_me, false);
	add_inquiries(x, "Đơn vị đã trả lời, chờ xem", is_answered, false);
	add_list(x, "Lỗi chặn", r->broken, r->nbroken, is_broken_error,
		 TONE_ERR);
	add_list(x, "Cảnh báo cần giải trình", r->broken, r->nbroken,
		 is_waiting_warning, TONE_WARN);
	add_inquiries(x, "Đang chờ đơn vị trả lời", waits_for_others, false);
	add_list(x, "Đã giải trình, nên xem", r->broken, r->nbroken,
		 is_other_broken, TONE_INFO);
	add_list(x, "Chưa xét được, thiếu số liệu", r->unknown, r->nunknown,
		 any, TONE_NONE);
	add_list(x, "Đạt", r->run, r->nrun, holds, TONE_OK);
	add_inquiries(x, "Yêu cầu rà soát đã đóng", is_closed, true);
}

/* --- the equation ---------------------------------------------------------------------- */

static bool is_suspect(const struct rule_result *r, const bool *suspect,
		       const struct figure *fig)
{
	for (size_t i = 0; fig && i < r->noperand; i++)
		if (r->operand[i].value.source == fig)
			return suspect[i];
	return false;
}

static void add_equation(struct checking *x, const struct finding *fd,
			 const bool *suspect)
{
	struct arena *a = x->q->arena;
	struct equation *eq = ARENA_NEW(a, struct equation);
	struct equation_term *from;
	struct term *t;

	if (fd->result.verdict != RULE_BROKEN)
		return;
	eq->n = finding_equation(a, fd, &from);
	t = ARENA_ARRAY(a, eq->n, struct term);
	for (size_t i = 0; i < eq->n; i++) {
		const struct figure *fig = from[i].figure;

		t[i] = (struct term){
			.text = from[i].text, .op = from[i].op,
			.wrong = from[i].wrong,
			.url = fig ? asked_source(x->q, &fig->key) : NULL,
			.suspect = is_suspect(&fd->result, suspect, fig),
		};
	}
	eq->terms = t;
	x->view->equation = eq;
	x->view->n_equation = 1;
}

/* --- what is proposed ----------------------------------------------------------------------- */

static bool changes(const struct checking *x, const struct candidate *c,
		    const struct figure *fig)
{
	for (size_t i = 0; i < c->solution.nchange; i++) {
		const struct figure *f = system_figure(
			&x->proposal->system, c->solution.change[i].var);

		if (f && figure_key_same(&f->key, &fig->key))
			return true;
	}
	return false;
}

/* Whether this choice mends the check that is looked at. */
static bool concerns(const struct checking *x, const struct candidate *c)
{
	const struct repair_group *g = &x->proposal->result.group[c->group];
	const struct finding *chosen = x->view->chosen;

	for (size_t i = 0; i < g->nrule; i++) {
		const struct finding *fd = x->proposal->system.rule[g->rule[i]];

		if (same_finding(fd, chosen))
			return true;
	}
	return false;
}

static void add_choice(struct checking *x, const struct candidate *c)
{
	struct arena *a = x->q->arena;
	const struct proposal *p = x->proposal;
	struct choice_view *v = &x->view->choice[x->view->n_choice++];

	*v = (struct choice_view){
		.id = c->id,
		.change = ARENA_ARRAY(a, c->solution.nchange,
				      struct choice_change),
		.why = choice_reason_vi(a, x->asked.pack, p, c),
		.second = c->second,
	};
	if (c->solution.cause != CAUSE_UNKNOWN)
		v->cause = cause_vi(c->solution.cause);
	if (!choice_acceptable(p, c))
		v->blocked = "Số này đếm từ sổ đăng ký: sửa hồ sơ hợp tác xã "
			     "trong sổ đăng ký";
	for (size_t i = 0; i < c->solution.nchange; i++) {
		const struct repair_change *g = &c->solution.change[i];
		const struct figure *fig = system_figure(&p->system, g->var);
		int places = repair_get(p->system.repair, g->var)->places;

		v->change[v->n++] = (struct choice_change){
			.name = figure_key_vi(a, x->asked.pack, &fig->key),
			.from = figure_signed_vi(a, fig),
			.to = figure_number_vi(a, fig, g->to, places),
			.words = change_vi(a, p, g),
			.url = asked_source(x->q, &fig->key),
		};
	}
}

static void add_attempt(struct checking *x, const struct attempt *t)
{
	struct arena *a = x->q->arena;
	const struct proposal *p = x->proposal;
	const struct figure *fig = system_figure(&p->system, t->change.var);
	struct buf which = BUF_INIT(a);

	for (size_t i = 0; i < t->nleft; i++)
		buf_addf(&which, "%s%s", i ? "; " : "",
			 t->left[i].check->title);
	x->view->attempt[x->view->n_attempt++] = (struct attempt_row){
		.name = figure_key_vi(a, x->asked.pack, &fig->key),
		.words = change_vi(a, p, &t->change),
		.left = (int64_t)t->nleft,
		.which = which.data,
	};
}

static int add_proposals(struct checking *x)
{
	struct arena *a = x->q->arena;
	struct check_view *v = x->view;
	const struct proposal *p;
	const struct candidate *shown = NULL;
	bool proven;
	size_t first = 0;

	if (!v->chosen || v->chosen->check->severity != SEV_ERROR ||
	    v->chosen->result.verdict != RULE_BROKEN)
		return 0;
	x->proposal = p = proposal_shared(x->asked.figures, x->asked.home,
					  x->asked.year, &x->q->err);
	if (!p)
		return -1;
	v->undecided = p->undecided;
	v->choice = ARENA_ARRAY(a, p->nchoice, struct choice_view);
	v->attempt = ARENA_ARRAY(a, p->nattempt, struct attempt_row);
	for (size_t i = 0; i < p->nchoice; i++) {
		const struct candidate *c = &p->choice[i];

		if (!c->solution.decided || !concerns(x, c))
			continue;
		shown = c;
		first += !c->second;
		add_choice(x, c);
	}
	for (size_t i = 0; shown && i < p->nattempt; i++)
		if (p->attempt[i].group == shown->group)
			add_attempt(x, &p->attempt[i]);
	proven = p->result.status == REPAIR_MINIMAL;
	v->proposals = !proven    ? "Đề xuất tốt nhất đã tìm được"
		       : first > 1 ? "Một trong các đề xuất sửa ít nhất"
				   : "Đề xuất duy nhất, không có cách nào sửa "
				     "ít hơn";
	return 0;
}

/* --- the figures of the check ----------------------------------------------------------------- */

static void add_operands(struct checking *x)
{
	struct arena *a = x->q->arena;
	struct check_view *v = x->view;
	const struct rule_result *r = &v->chosen->result;
	bool *suspect = ARENA_ARRAY(a, r->noperand, bool);

	v->operand = ARENA_ARRAY(a, r->noperand, struct operand_row);
	for (size_t i = 0; i < r->noperand; i++) {
		const struct figure *fig = operand_figure(r, i);

		if (!fig)
			continue;
		for (size_t k = 0; x->proposal && k < x->proposal->nchoice;
		     k++)
			suspect[i] |= !x->proposal->choice[k].second &&
				      changes(x, &x->proposal->choice[k], fig);
		v->operand[v->n_operand++] = (struct operand_row){
			.name = figure_key_vi(a, x->asked.pack, &fig->key),
			.value = figure_signed_vi(a, fig),
			.url = asked_source(x->q, &fig->key),
			.suspect = suspect[i],
		};
	}
	add_equation(x, v->chosen, suspect);
}

/* --- the reason of a warning ---------------------------------------------------------------------- */

static void add_reason(struct checking *x)
{
	struct arena *a = x->q->arena;
	struct check_view *v = x->view;
	const struct finding *fd = v->chosen;
	const struct justification *j = fd->justification;

	v->wants_reason = fd->check->severity == SEV_WARNING &&
			  fd->result.verdict == RULE_BROKEN;
	if (!j)
		return;
	if (j->given)
		v->given = arena_printf(a, "“%s” (%s)", j->given->text,
					reason_by(a, j->given));
	v->is_void = j->nchange > 0;
	if (j->reminder)
		v->reminder = arena_printf(a, "“%s” (%s)", j->reminder->text,
					   reason_by(a, j->reminder));
}

/* --- asking the unit ----------------------------------------------------------------------------- */

/* The unit of the figure that the first proposal would change, or where the
 * check is broken. */
static const char *likely_unit(const struct checking *x)
{
	const struct proposal *p = x->proposal;

	for (size_t i = 0; p && i < p->nchoice; i++) {
		const struct candidate *c = &p->choice[i];

		if (c->solution.decided && c->solution.nchange &&
		    concerns(x, c))
			return system_figure(&p->system,
					     c->solution.change[0].var)
				->key.place;
	}
	return x->view->chosen->context.place;
}

static void add_ask(struct checking *x)
{
	struct check_view *v = x->view;

	ask_view(x->q, &x->asked, x->inquiries, v->chosen, likely_unit(x),
		 v->why_not, &v->ask);
}

/* --- the page --------------------------------------------------------------------------------------- */

static void choose(struct checking *x, const char *key)
{
	static const char *const severity[] = {
		[SEV_ERROR] = "Lỗi chặn",
		[SEV_WARNING] = "Cảnh báo",
		[SEV_NOTE] = "Nên xem",
	};
	static const enum tone tone[] = {
		[SEV_ERROR] = TONE_ERR, [SEV_WARNING] = TONE_WARN,
		[SEV_NOTE] = TONE_INFO,
	};
	struct check_view *v = x->view;
	const struct finding *fd = find(x->q->arena, &x->report, key);

	v->chosen = fd;
	if (!fd)
		return;
	v->key = finding_key(x->q->arena, fd);
	if (fd->result.verdict == RULE_BROKEN) {
		v->tone = tone[fd->check->severity];
		v->severity = severity[fd->check->severity];
	} else {
		v->tone = fd->result.verdict == RULE_HOLDS ? TONE_OK
							   : TONE_NONE;
		v->severity = fd->result.verdict == RULE_HOLDS
				      ? "Đạt" : "Chưa xét được";
	}
}

static void say_what_was_done(struct request *q, struct frame *f)
{
	const char *done = http_typed(q, "xong");

	if (strcmp(done, "chap-nhan") == 0)
		office_done(f, "Đã ghi đính chính; các phép kiểm tra đã chạy "
			       "lại.");
	else if (strcmp(done, "giai-trinh") == 0)
		office_done(f, "Đã ghi giải trình.");
}

int check_show(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Kiểm tra số liệu");
	struct check_view v = { .frame = f };
	struct checking x;

	if (read_checks(q, &x) < 0)
		return -1;
	x.view = &v;
	v.year = x.asked.year;
	v.why_not = q->has_known ? "Đang xem số liệu đã biết trước đây"
		    : http_may(q, "settle") ? asked_barred_all(q, &x.asked)
					    : "Vai trò của bạn không được "
					      "chấp nhận, giải trình, hỏi đơn "
					      "vị";
	v.may_settle = !v.why_not;
	choose(&x, http_typed(q, "chon"));
	if (add_proposals(&x) < 0)
		return -1;
	if (v.chosen) {
		add_operands(&x);
		add_reason(&x);
		add_ask(&x);
	}
	add_lists(&x);
	v.reason = office_control(q, "ly-do", CONTROL_LINES, NULL);
	v.reason.label = "Lý do";
	v.reason.hint = "vì sao số liệu như vậy vẫn đúng; sẽ in thành chú "
			"thích dưới phụ lục";
	v.accept_reason = office_control(q, "ly-do", CONTROL_TEXT, NULL);
	f->dated = true;
	f->subtitle = arena_printf(q->arena,
				   "Kế hoạch năm %d · %zu phép kiểm tra · %zu "
				   "đúng · %zu sai",
				   v.year, x.report.nrun, x.report.nheld,
				   x.report.nbroken);
	say_what_was_done(q, f);
	if (q->page->method == HTTP_POST)
		office_complain(q, f);
	check_page(&r->body, &v);
	return 0;
}

/* --- writing -------------------------------------------------------------------------------------------- */

static void go_back(struct request *q, struct response *r, int year,
		    const char *done, const char *key)
{
	struct buf b = BUF_INIT(q->arena);

	buf_addf(&b, "/kiem-tra?nam=%d&xong=%s", year, done);
	if (key) {
		buf_adds(&b, "&chon=");
		html_arg(&b, key);
	}
	http_redirect(r, b.data);
}

static void rename_reason(struct err *e)
{
	if (strcmp(e->field, "reason") == 0)
		snprintf(e->field, sizeof e->field, "ly-do");
}

/* Checks are of the whole province; so are those who settle them. */
static int read_to_settle(struct request *q, struct checking *x)
{
	const char *why;

	if (read_checks(q, x) < 0)
		return -1;
	why = asked_barred_all(q, &x->asked);
	return why ? http_forbid(q, why) : 0;
}

static int accept(struct request *q, struct response *r)
{
	struct acceptance done;
	struct accept_request a;
	struct checking x;

	if (read_to_settle(q, &x) < 0)
		return -1;
	a = (struct accept_request){
		.pack = x.asked.pack, .place = x.asked.home,
		.year = x.asked.year, .id = http_text(q, "ma"),
		.who = q->user->login, .reason = http_text(q, "ly-do"),
	};
	if (proposal_accept(q->arena, http_writer(q), &a, &done, &q->err) < 0) {
		rename_reason(&q->err);
		return -1;
	}
	go_back(q, r, x.asked.year, "chap-nhan", NULL);
	return 0;
}

static int explain(struct request *q, struct response *r)
{
	const char *key = http_text(q, "chon");
	const struct finding *fd;
	struct checking x;
	struct db *db;

	if (read_to_settle(q, &x) < 0)
		return -1;
	fd = find(q->arena, &x.report, key);
	if (!fd || strcmp(finding_key(q->arena, fd), key) != 0)
		return err_set(&q->err, ERR_NOTFOUND,
			       "không còn phép kiểm tra này");
	db = http_writer(q);
	if (db_begin(db, q->user->login,
		     arena_printf(q->arena, "giải trình %s", fd->check->code),
		     &q->err) < 0)
		return -1;
	if (reason_give(db, x.asked.figures, fd, http_text(q, "ly-do"),
			&q->err) < 0) {
		db_rollback(db);
		rename_reason(&q->err);
		return -1;
	}
	if (db_commit(db, &q->err) < 0)
		return -1;
	go_back(q, r, x.asked.year, "giai-trinh", key);
	return 0;
}

/* --- the rail's number -------------------------------------------------------------------------------------- */

int64_t check_waiting(struct request *q)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static int64_t counted_after = -1;
	static int64_t errors;
	int64_t now = db_last_tx(q->db);
	struct check_report r;
	struct asked x;
	struct err was = q->err;
	int64_t n;

	pthread_mutex_lock(&lock);
	n = counted_after == now ? errors : -1;
	pthread_mutex_unlock(&lock);
	if (n >= 0)
		return n;
	if (q->has_known || q->has_on)
		return 0; /* a page about the past does not tell what waits */
	n = 0;
	if (figures_asked(q, 0, &x) == 0 &&
	    check_run(x.figures, x.home, x.year, &r, &q->err) == 0)
		n = (int64_t)check_errors(&r);
	q->err = was;
	pthread_mutex_lock(&lock);
	counted_after = now;
	errors = n;
	pthread_mutex_unlock(&lock);
	return n;
}

/* --- the table ------------------------------------------------------------------------------------------------ */

static const struct field check_fields[] = {
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100),
	FIELD("chon", FIELD_TEXT, "Phép kiểm tra"),
	FIELD("ly-do", FIELD_TEXT, "Lý do", .max = WORDS_MAX),
	ASK_FIELDS,
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field accept_fields[] = {
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100),
	FIELD("chon", FIELD_TEXT, "Phép kiểm tra"),
	FIELD("ma", FIELD_TEXT, "Mã đề xuất", .flags = FIELD_REQUIRED,
	      .max = 40),
	ASK_FIELDS,
	FIELD("ly-do", FIELD_TEXT, "Lý do", .flags = FIELD_REQUIRED,
	      .max = WORDS_MAX),
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};
static const struct field reason_fields[] = {
	FIELD("nam", FIELD_INT, "Năm kế hoạch", .min = 2000, .max = 2100),
	FIELD("chon", FIELD_TEXT, "Phép kiểm tra", .flags = FIELD_REQUIRED),
	FIELD("ly-do", FIELD_LINES, "Lý do", .flags = FIELD_REQUIRED,
	      .max = WORDS_MAX),
	ASK_FIELDS,
	FIELD("xong", FIELD_TEXT, "Việc vừa làm", .max = 20),
	FIELD_END
};

const struct page check_pages[] = {
	{ .path = "/kiem-tra", .right = "read", .title = "Kiểm tra số liệu",
	  .help = "Những quan hệ giữa các số không đúng, đề xuất sửa ít nhất, "
		  "giải trình cảnh báo",
	  .fields = check_fields, .run = check_show },
	{ .method = HTTP_POST, .path = "/kiem-tra/chap-nhan",
	  .right = "settle", .title = "Chấp nhận đề xuất",
	  .fields = accept_fields, .flags = PAGE_SLOW, .run = accept,
	  .again = check_show },
	{ .method = HTTP_POST, .path = "/kiem-tra/giai-trinh",
	  .right = "settle", .title = "Giải trình cảnh báo",
	  .fields = reason_fields, .flags = PAGE_SLOW, .run = explain,
	  .again = check_show },
	PAGE_END
};
