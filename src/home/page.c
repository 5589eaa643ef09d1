/* SPDX-License-Identifier: Apache-2.0 */
/* Tổng quan: the first page, put together from its parts. */
#include "home/home.h"

#include "figure/words.h"
#include "home/page.html.h"
#include "home/reading.h"
#include "lib/base/buf.h"
#include "office/office.h"

static bool has_demonstration(const struct reading *x)
{
	const struct snapshot *s = figures_snapshot(x->asked.figures);

	for (size_t i = 0; i < s->norg; i++)
		if (s->org[i].demonstration)
			return true;
	return false;
}

/* --- what follows from the figures alone --------------------------------------------- */

static void *make_overview(struct figures *own, void *ctx, struct err *e)
{
	struct reading *x = ctx;
	struct arena *keep = figures_arena(own);
	struct overview_html *made = ARENA_NEW(keep, struct overview_html);
	struct buf b = BUF_INIT(x->a);

	(void)e;
	made->demonstration = has_demonstration(x);
	cards_write(x, &b);
	made->cards = arena_strdup(keep, b.data);
	buf_cut(&b, 0);
	progress_write(x, &b);
	bars_write(x, &b);
	tables_write(x, 0, &b);
	made->left = arena_strdup(keep, b.data);
	buf_cut(&b, 0);
	units_write(x, made->demonstration, &b);
	made->map = arena_strdup(keep, b.data);
	buf_cut(&b, 0);
	tables_write(x, 1, &b);
	made->right = arena_strdup(keep, b.data);
	return made;
}

/* The key names all that is read besides the figures: the place, the periods,
 * and what the links carry on. */
static const struct overview_html *overview(struct reading *x)
{
	const char *key = arena_printf(x->a, "overview of %s at %s for %d, %s",
				       x->asked.place, x->asked.now,
				       x->asked.year, asked_url(x->q, "?"));

	return figures_shared(x->asked.figures, key, make_overview, x,
			      &x->q->err);
}

/* --- the page ------------------------------------------------------------------------ */

static int show(struct request *q, struct response *r)
{
	struct frame *f = office_frame(q, "Tổng quan kinh tế tập thể, "
					  "hợp tác xã");
	struct home_view v = { .frame = f };
	struct reading x;

	if (reading_open(q, &x) < 0)
		return -1;
	v.made = overview(&x);
	if (!v.made || waiting_read(&x, &v) < 0)
		return -1;
	v.pack = x.asked.pack;
	v.year = x.asked.year;
	v.write_url = arena_printf(q->arena, "/ke-hoach?nam=%d", v.year);
	v.packs_url = asked_url(q, arena_printf(q->arena, "/goi-quy-dinh/%s",
						v.pack->code));
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
