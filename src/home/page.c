/* SPDX-License-Identifier: Apache-2.0 */
/* Tổng quan: the first page, put together from its parts. */
#include "home/home.h"

#include "check/inquiry_view.h"
#include "figure/words.h"
#include "home/page.html.h"
#include "home/reading.h"
#include "lib/base/buf.h"
#include "lib/db/db.h"
#include "office/office.h"

static bool has_demonstration(const struct reading *x)
{
	const struct snapshot *s = figures_snapshot(x->asked.figures);

	for (size_t i = 0; i < s->norg; i++)
		if (s->org[i].demonstration)
			return true;
	return false;
}

/* --- inside the frame ---------------------------------------------------------------- */

struct inside {
	const struct http_piece *piece;
	bool demonstration;
};

static char *drawn(struct buf *b)
{
	char *html = arena_strdup(b->arena, b->data);

	buf_cut(b, 0);
	return html;
}

static void draw(struct reading *x, bool demonstration, struct inside_view *v)
{
	struct buf b = BUF_INIT(x->a);

	cards_write(x, &b);
	v->cards = drawn(&b);
	progress_write(x, &b);
	bars_write(x, &b);
	tables_write(x, 0, &b);
	v->left = drawn(&b);
	units_write(x, demonstration, &b);
	v->map = drawn(&b);
	tables_write(x, 1, &b);
	v->right = drawn(&b);
}

/* All but the piece lies on the arena of the request. */
static void *make_inside(struct figures *own, void *ctx, struct err *e)
{
	struct reading *x = ctx;
	struct arena *a = figures_arena(own);
	struct inside *made = ARENA_NEW(a, struct inside);
	struct inside_view v = { .pack = x->asked.pack };
	struct buf html = BUF_INIT(a);

	made->demonstration = has_demonstration(x);
	v.packs_url = asked_url(x->q, arena_printf(x->a, "/goi-quy-dinh/%s",
						   v.pack->code));
	if (check_run(x->asked.figures, x->asked.home, x->asked.year,
		      &x->checks, e) < 0 ||
	    waiting_read(x, &v, e) < 0)
		return NULL;
	draw(x, made->demonstration, &v);
	home_inside(&html, &v);
	made->piece = piece_new(a, html.data, html.len);
	return made;
}

/* The same for everybody who looks at this state for this place; as of another
 * day is what one person asks for, once. */
static const struct inside *inside(struct reading *x)
{
	static const char *const tables[] = { "check_reason",
					      "check_reason_figure", NULL };
	const struct asked *k = &x->asked;
	struct err *e = &x->q->err;

	if (x->q->has_on || x->q->has_known)
		return make_inside(k->figures, x, e);
	return figures_shared(
		k->figures,
		arena_printf(x->a, "first page of %s for %d, reasons at %lld",
			     k->place, k->year,
			     (long long)db_changed(x->q->db, tables,
						   k->known)),
		make_inside, x, e);
}

/* --- the page ------------------------------------------------------------------------ */

static int show(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Tổng quan kinh tế tập thể, "
					  "hợp tác xã");
	struct home_view v = { .frame = f, .response = r };
	const struct inside *made;
	struct reading x;

	if (reading_open(q, &x) < 0)
		return -1;
	made = inside(&x);
	if (!made ||
	    inquiries_waiting(q, &x.asked, &v.inquiry, &v.n_inquiry) < 0)
		return -1;
	v.inside = made->piece;
	v.demonstration = made->demonstration;
	v.year = x.asked.year;
	v.write_url = arena_printf(q->arena, "/ke-hoach?nam=%d", v.year);
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
