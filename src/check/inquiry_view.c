/* SPDX-License-Identifier: Apache-2.0 */
/* Inquiries on any page: whose they are, in lists, the form that asks, what
 * waits for whom. */
#include "check/inquiry_view.h"

#include "figure/words.h"
#include "office/office.h"

/* --- whose ------------------------------------------------------------------------- */

const char *inquiry_barred(struct request *q, const struct asked *x,
			   const struct inquiry *i)
{
	if (q->has_known)
		return "Đang xem như đã biết trước đây";
	if (!http_may(q, "report"))
		return "Vai trò của bạn không được nhập số liệu, trả lời";
	for (size_t k = 0; k < i->nfigure; k++) {
		const char *why = i->figure[k].asked
					  ? asked_barred(q, x,
							 &i->figure[k].key)
					  : NULL;

		if (why)
			return why;
	}
	return NULL;
}

bool inquiry_is_mine(struct request *q, const struct asked *x,
		     const struct inquiry *i)
{
	const struct account *who = office_account(q);
	bool limited = who && *who->place && strcmp(who->place, x->home) != 0;

	return (limited || strcmp(i->unit, x->home) == 0) &&
	       !inquiry_barred(q, x, i);
}

const char *settle_barred(struct request *q, const struct asked *x)
{
	if (q->has_known)
		return "Đang xem như đã biết trước đây";
	return http_may(q, "settle") ? asked_barred_all(q, x)
				     : "Vai trò của bạn không được hỏi đơn vị";
}

/* --- in lists ----------------------------------------------------------------------- */

const char *inquiry_url(struct request *q, const struct inquiry *i)
{
	return asked_url(q, arena_printf(q->arena, "/kiem-tra/yeu-cau/%lld",
					 (long long)i->id));
}

enum tone inquiry_tone(const struct inquiry *i)
{
	static const enum tone tone[] = {
		[INQUIRY_WAITS] = TONE_WARN, [INQUIRY_CORRECTED] = TONE_OK,
		[INQUIRY_MOOT] = TONE_OK, [INQUIRY_REPLIED] = TONE_INFO,
		[INQUIRY_DONE] = TONE_NONE,
	};

	return tone[i->standing];
}

const char *inquiry_title(const struct asked *x, const struct inquiry *i)
{
	const struct check *c = pack_check(x->pack, i->check);

	return c ? c->title : i->check;
}

const char *inquiry_context(struct arena *a, const struct asked *x,
			    const struct inquiry *i)
{
	const char *cut = breakdown_vi(a, x->pack, i->breakdown);

	return arena_printf(a, "%s%s%s, %s", cut, *cut ? "; " : "",
			    basis_vi(i->basis), period_vi(a, i->period));
}

struct item inquiry_item(struct request *q, const struct asked *x,
			 const struct inquiry *i)
{
	const struct inquiry_entry *last = inquiry_last(i);
	struct arena *a = q->arena;
	const char *standing = standing_vi(i->standing);

	if (i->standing == INQUIRY_WAITS && inquiry_is_mine(q, x, i))
		standing = "chờ đơn vị bạn trả lời";
	if (inquiry_is_late(i, day_today()))
		standing = arena_printf(a, "%s, quá hạn %s", standing,
					day_vi(a, last->due));
	else if (i->standing == INQUIRY_WAITS && last->has_due)
		standing = arena_printf(a, "%s, hạn %s", standing,
					day_vi(a, last->due));
	return (struct item){
		.text = inquiry_title(x, i),
		.note = arena_printf(a, "%s; %s: %s",
				     inquiry_unit_vi(x->figures, i->unit,
						     i->period),
				     inquiry_context(a, x, i), standing),
		.url = inquiry_url(q, i),
		.tone = inquiry_tone(i),
		.icon = i->standing == INQUIRY_WAITS ? "message" : NULL,
	};
}

struct inquiries *inquiries_asked(struct request *q, const struct asked *x,
				  const struct check_report *r)
{
	struct inquiries *all = inquiries_read(q->arena, q->db, x->year,
					       x->known, &q->err);

	if (all)
		inquiries_match(all, x->figures, r);
	return all;
}

const struct inquiry *inquiry_open(struct request *q, int64_t id,
				   struct asked *x)
{
	struct check_report *r = ARENA_NEW(q->arena, struct check_report);
	int year = inquiry_year(q->db, id, office_known(q));
	const struct inquiries *all;

	if (!year) {
		err_set(&q->err, ERR_NOTFOUND,
			"không có yêu cầu rà soát số %lld", (long long)id);
		return NULL;
	}
	if (figures_asked(q, year, x) < 0 ||
	    check_run(x->figures, x->home, year, r, &q->err) < 0)
		return NULL;
	all = inquiries_asked(q, x, r);
	return all ? inquiry_find(all, id) : NULL;
}

static bool is_answered(const struct inquiry *i)
{
	return i->standing != INQUIRY_WAITS && i->standing != INQUIRY_DONE;
}

static size_t add_waiting(struct request *q, const struct asked *x,
			  const struct inquiries *all, struct item *item)
{
	bool settles = !settle_barred(q, x);
	size_t n = 0;

	for (size_t k = 0; k < all->n; k++)
		if (all->v[k].standing == INQUIRY_WAITS &&
		    inquiry_is_mine(q, x, &all->v[k]))
			item[n++] = inquiry_item(q, x, &all->v[k]);
	for (size_t k = 0; settles && k < all->n; k++)
		if (is_answered(&all->v[k]))
			item[n++] = inquiry_item(q, x, &all->v[k]);
	return n;
}

/* Most of the time nothing is asked, and no check has to be run. */
int inquiries_waiting(struct request *q, const struct asked *x,
		      const struct item **out, size_t *n)
{
	struct inquiries *all = inquiries_read(q->arena, q->db, x->year,
					       x->known, &q->err);
	struct check_report r;
	struct item *item;

	*n = 0;
	if (!all)
		return -1;
	if (all->n == 0)
		return 0;
	if (check_run(x->figures, x->home, x->year, &r, &q->err) < 0)
		return -1;
	inquiries_match(all, x->figures, &r);
	item = ARENA_ARRAY(q->arena, all->n, struct item);
	*n = add_waiting(q, x, all, item);
	*out = item;
	return 0;
}

const char *inquiry_said_by(struct arena *a, const struct inquiry *i)
{
	const struct inquiry_entry *last = inquiry_last(i);

	return arena_printf(a, "%s, %s%s%s", last->who,
			    day_vi(a, moment_day(last->when)),
			    last->has_due ? "; trả lời chậm nhất ngày " : "",
			    last->has_due ? day_vi(a, last->due) : "");
}

/* --- asking -------------------------------------------------------------------------- */

static void add_unit(struct request *q, const struct asked *x,
		     const struct finding *fd, const char *unit,
		     struct ask_unit *out)
{
	struct arena *a = q->arena;

	*out = (struct ask_unit){
		.code = unit,
		.name = inquiry_unit_vi(x->figures, unit, fd->context.period),
		.figure = ARENA_ARRAY(a, fd->result.noperand,
				      struct asked_figure),
	};
	for (size_t k = 0; k < fd->result.noperand; k++) {
		const struct figure *fig = operand_figure(&fd->result, k);

		if (fig && inquiry_asks(fig, unit))
			out->figure[out->n++] = (struct asked_figure){
				.name = figure_key_vi(a, x->pack, &fig->key),
				.was = figure_signed_vi(a, fig),
				.url = asked_source(q, &fig->key),
			};
	}
}

/* The one that was chosen, the likely one, or the first. */
static void choose_unit(struct ask_view *v, const char *typed,
			const char *likely)
{
	size_t best = 0;

	for (size_t k = 0; k < v->n_unit; k++)
		if (likely && strcmp(v->unit[k].code, likely) == 0)
			best = k;
	for (size_t k = 0; k < v->n_unit; k++)
		if (strcmp(v->unit[k].code, typed) == 0)
			best = k;
	v->unit[best].chosen = true;
}

void ask_view(struct request *q, const struct asked *x,
	      const struct inquiries *all, const struct finding *fd,
	      const char *likely, const char *why_not, struct ask_view *out)
{
	const char *const *unit;
	const struct inquiry *i;
	struct item *item = ARENA_ARRAY(q->arena, all->n + 1, struct item);
	size_t at = 0;

	*out = (struct ask_view){
		.wanted = fd->result.verdict == RULE_BROKEN,
		.why_not = why_not,
		.item = item,
		.open = *http_typed(q, "dau") != '\0',
		.unit_error = http_error(q, "don-vi"),
		.mark = printed_mark(q->arena, &fd->result),
		.text = office_control(q, "hoi", CONTROL_LINES, NULL),
		.due = office_control(q, "han", CONTROL_DAY, NULL),
	};
	out->text.optional = false;
	out->text.hint = "số nào, vì sao nghi sai, đối chiếu với tài liệu nào";
	while ((i = inquiry_about(all, fd, &at)))
		item[out->n_item++] = inquiry_item(q, x, i);
	out->n_unit = inquiry_units(q->arena, fd, &unit);
	out->unit = ARENA_ARRAY(q->arena, out->n_unit, struct ask_unit);
	for (size_t k = 0; k < out->n_unit; k++)
		add_unit(q, x, fd, unit[k], &out->unit[k]);
	if (out->n_unit)
		choose_unit(out, http_typed(q, "don-vi"), likely);
	else if (!out->why_not)
		out->why_not = "Không đơn vị nào báo cáo số trong phép kiểm "
			       "tra này; số đếm từ sổ đăng ký thì sửa ở hồ sơ";
}
