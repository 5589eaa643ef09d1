/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first page as a province wants it: its headlines and what they mean are
 * the pack's, drawing them is the page's.
 */
#include "pack/overview.h"

#include "lib/base/buf.h"
#include "lib/base/period.h"
#include "lib/html/html.h"
#include "pack/forms.h"
#include "pack/load.h"
#include "pack/outline.h"

enum progress pack_progress(const struct pack *p, struct dec percent)
{
	const struct overview *o = p->overview;

	if (!o)
		return PROGRESS_UNJUDGED;
	if (dec_cmp(percent, o->plan.on_course) >= 0)
		return PROGRESS_ON_COURSE;
	return dec_cmp(percent, o->plan.behind) >= 0 ? PROGRESS_BEHIND
						     : PROGRESS_FAR_BEHIND;
}

/* --- titles ----------------------------------------------------------------------- */

static void add_piece(struct buf *b, const struct piece *piece, int year)
{
	struct period period;
	int first, last, month, day;

	if (piece->kind == PIECE_TEXT ||
	    period_word(piece->text, year, &period) < 0) {
		buf_adds(b, piece->text);
		return;
	}
	if (piece->kind == PIECE_DAY) {
		buf_adds(b, day_vi(b->arena, period.last));
		return;
	}
	day_to_civil(period.first, &first, &month, &day);
	day_to_civil(period.last, &last, &month, &day);
	if (first != last)
		buf_addf(b, "%d-", first);
	buf_addf(b, "%d", last);
}

const char *overview_title(struct arena *a, const struct pack *p,
			   const char *title, int year)
{
	struct buf b = BUF_INIT(a);
	struct pieces pieces;
	struct err e = { 0 };

	if (outline_pieces(a, title, &p->names, &pieces, &e) < 0)
		BUG("title “%s”: %s", title, e.message);
	for (size_t i = 0; i < pieces.n; i++)
		add_piece(&b, &pieces.v[i], year);
	return b.data;
}

static int check_title(struct arena *a, const struct pack *p,
		       const char *title, const struct pack_place *at,
		       struct err *e)
{
	struct err why = { 0 };
	struct pieces pieces;

	if (outline_pieces(a, title, &p->names, &pieces, &why) < 0)
		return pack_err(e, at, "Tiêu đề “%s”: %s", title, why.message);
	for (size_t i = 0; i < pieces.n; i++)
		if (pieces.v[i].kind == PIECE_FORMULA ||
		    pieces.v[i].kind == PIECE_PLACE)
			return pack_err(e, at, "Tiêu đề “%s”: ở đây chỉ dùng "
					"{{ year ... }} và {{ day ... }}, "
					"không dùng “%s”", title,
					pieces.v[i].text);
	return 0;
}

/* --- bounds ----------------------------------------------------------------------- */

static int check_plan(struct arena *a, const struct overview_plan *plan,
		      struct err *e)
{
	const char *on_course = dec_str(a, plan->on_course);
	const char *behind = dec_str(a, plan->behind);

	if (dec_cmp(plan->behind, DEC_ZERO) <= 0)
		return pack_err(e, &plan->at, "Ngưỡng “behind” là %s; phải lớn "
				"hơn 0 phần trăm kế hoạch", behind);
	if (dec_cmp(plan->on_course, plan->behind) <= 0)
		return pack_err(e, &plan->at, "Ngưỡng “on_course” là %s, phải "
				"lớn hơn “behind” là %s", on_course, behind);
	return 0;
}

/* --- what is drawn ------------------------------------------------------------------ */

/* Parts and bars are whole numbers of one kind of thing. */
static int check_count(const struct indicator *ind,
		       const struct indicator *whole,
		       const struct pack_place *at, struct err *e)
{
	if (!ind->measure->whole)
		return pack_err(e, at, "Chỉ tiêu “%s” tính bằng %s, không vẽ "
				"được như một số đếm", ind->code,
				ind->measure->name);
	if (ind->measure != whole->measure)
		return pack_err(e, at, "Chỉ tiêu “%s” tính bằng %s, không phải "
				"%s như “%s”", ind->code, ind->measure->name,
				whole->measure->name, whole->code);
	return 0;
}

static int check_card(const struct overview_card *c, struct err *e)
{
	const struct overview_parts *parts = &c->parts;

	if (!html_has_icon(c->icon)) {
		pack_err(e, &c->at, "Không có biểu tượng “%s”", c->icon);
		return err_hint(e, "Các biểu tượng dùng được ghi trong "
				   "assets/icons.txt.");
	}
	if (!parts->well)
		return 0;
	if (check_count(c->indicator, c->indicator, &c->at, e) < 0 ||
	    check_count(parts->well, c->indicator, &c->at, e) < 0)
		return -1;
	return check_count(parts->lost, c->indicator, &c->at, e);
}

static bool is_broken_down(const struct indicator *ind,
			   const struct classification *by)
{
	for (size_t i = 0; i < ind->nby; i++)
		if (ind->by[i] == by)
			return true;
	return false;
}

static int check_bars(const struct overview_bars *b, struct err *e)
{
	const struct indicator *const drawn[] = { b->total, b->full, b->pale };

	if (!b->title)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(drawn); i++) {
		if (check_count(drawn[i], b->total, &b->at, e) < 0)
			return -1;
		if (!is_broken_down(drawn[i], b->by))
			return pack_err(e, &b->at, "Chỉ tiêu “%s” không phân tổ "
					"theo “%s”", drawn[i]->code,
					b->by->code);
	}
	return 0;
}

static int check_table(struct arena *a, const struct pack *p,
		       const struct form *t, struct err *e)
{
	if (grid_check(a, p, "Bảng", t, e) < 0 ||
	    check_title(a, p, t->title, &t->at, e) < 0)
		return -1;
	for (size_t i = 0; i < t->ncolumn; i++)
		if (check_title(a, p, t->column[i].title, &t->at, e) < 0)
			return -1;
	return 0;
}

int overview_check(struct arena *a, const struct pack *p, struct err *e)
{
	const struct overview *o = p->overview;

	if (check_plan(a, &o->plan, e) < 0)
		return -1;
	for (size_t i = 0; i < o->ncard; i++)
		if (check_card(&o->card[i], e) < 0)
			return -1;
	if (check_bars(&o->bars, e) < 0)
		return -1;
	if (o->map.title && check_count(o->map.indicator, o->map.indicator,
					&o->map.at, e) < 0)
		return -1;
	for (size_t i = 0; i < o->ntable; i++)
		if (check_table(a, p, &o->table[i], e) < 0)
			return -1;
	return 0;
}
