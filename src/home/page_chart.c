/* SPDX-License-Identifier: Apache-2.0 */
/* What is drawn: bars by category, the map of the units. */
#include "home/page.html.h"
#include "home/reading.h"
#include "territory/territory.h"

/* --- bars ---------------------------------------------------------------------------- */

enum { SERIES = 6 }; /* colours that there are */

/* A bar of a category in a period; false when its figures are not known. */
static bool read_bar(struct reading *x, const char *breakdown,
		     const struct period *period, enum basis basis,
		     struct bar *b)
{
	const struct overview_bars *o = &x->asked.pack->overview->bars;
	struct figure total, full, pale;

	if (!read_of(x, o->total, breakdown, period, basis, &total) ||
	    !read_of(x, o->full, breakdown, period, basis, &full) ||
	    !is_whole(&total, &b->total) || !is_whole(&full, &b->full))
		return false;
	if (!read_of(x, o->pale, breakdown, period, basis, &pale) ||
	    !is_whole(&pale, &b->pale))
		b->pale = b->total > b->full ? b->total - b->full : 0;
	b->full_url = asked_source(x->q, &full.key);
	b->total_url = asked_source(x->q, &total.key);
	if (b->full + b->pale != b->total)
		b->note = arena_printf(x->a, "%lld + %lld ≠ %lld",
				       (long long)b->full, (long long)b->pale,
				       (long long)b->total);
	return true;
}

static const char *day_month(struct arena *a, const char *before, day_t d)
{
	int year, month, day;

	day_to_civil(d, &year, &month, &day);
	return arena_printf(a, "%s%d/%d", before, day, month);
}

/* What is counted now, and what is estimated of the year. */
static void add_bars(struct reading *x, const char *leaf, size_t i,
		     struct bars_view *v)
{
	const struct classification *c = x->asked.pack->overview->bars.by;
	const struct category *k = category_find(c, leaf);
	const char *breakdown = arena_printf(x->a, "%s=%s", c->code, k->code);
	struct bar now = { .group = k->brief, .series = (int)(i % SERIES) + 1 };
	struct bar year = now;

	now.label = day_month(x->a, "", x->now.last);
	year.label = day_month(x->a, "ước ", x->year.last);
	if (read_bar(x, breakdown, &x->now, BASIS_ACTUAL, &now)) {
		v->bar[v->n++] = now;
		year.group = NULL;
	}
	if (read_bar(x, breakdown, &x->year, BASIS_ESTIMATE, &year))
		v->bar[v->n++] = year;
}

void bars_write(struct reading *x, struct buf *out)
{
	const struct overview *o = x->asked.pack->overview;
	struct bars_view v;

	if (!o || !o->bars.title)
		return;
	v = (struct bars_view){
		.title = o->bars.title,
		.full = o->bars.full->brief,
		.pale = o->bars.pale->brief,
		.bar = ARENA_ARRAY(x->a, 2 * o->bars.by->nleaf, struct bar),
	};
	for (size_t i = 0; i < o->bars.by->nleaf; i++)
		add_bars(x, o->bars.by->leaf[i], i, &v);
	home_bars(out, &v);
}

/* --- units --------------------------------------------------------------------------- */

static bool has_star(struct reading *x, struct figure_key key)
{
	const struct indicator *star = x->asked.pack->overview->map.star;
	struct figure fig;

	if (!star)
		return false;
	key.indicator = star->code;
	return read_figure(x, &key, &fig) &&
	       dec_cmp(fig.value.low, DEC_ZERO) > 0;
}

/* The count of a unit; -1 when it is not known. */
static int64_t read_unit(struct reading *x, const struct unit *u,
			 struct area_value *area, struct unit_row *row)
{
	const struct overview_map *o = &x->asked.pack->overview->map;
	struct figure_key key = { .indicator = o->indicator->code,
				  .place = u->code, .breakdown = "",
				  .period = x->now.code,
				  .basis = BASIS_ACTUAL };
	struct figure fig;
	int64_t count;

	row->name = u->name;
	*area = (struct area_value){ .code = u->code, .text = "chưa có" };
	if (!read_figure(x, &key, &fig) || !is_whole(&fig, &count))
		return -1;
	row->value = tell(x, &fig);
	row->count = fig.value.low;
	area->text = row->value.text;
	area->url = row->value.url;
	area->star = has_star(x, key);
	return count;
}

static void read_units(struct reading *x, const struct unit *home,
		       struct units_view *v)
{
	const struct territory *t = figures_territory(x->asked.figures);
	const struct unit **child;
	int64_t *count, *known;
	size_t n_known = 0;

	v->n = territory_children(x->a, t, home, x->now.last, &child);
	v->area = ARENA_ARRAY(x->a, v->n, struct area_value);
	v->unit = ARENA_ARRAY(x->a, v->n, struct unit_row);
	count = ARENA_ARRAY(x->a, v->n, int64_t);
	known = ARENA_ARRAY(x->a, v->n, int64_t);
	for (size_t i = 0; i < v->n; i++) {
		count[i] = read_unit(x, child[i], &v->area[i], &v->unit[i]);
		if (count[i] >= 0)
			known[n_known++] = count[i];
		if (count[i] > v->most)
			v->most = count[i];
		if (v->area[i].star)
			v->star = x->asked.pack->overview->map.star->brief;
	}
	chart_bounds(x->a, known, n_known, v->bounds);
	for (size_t i = 0; i < v->n; i++)
		if (count[i] >= 0)
			v->area[i].class = chart_class(count[i], v->bounds);
}

void units_write(struct reading *x, bool demonstration, struct buf *out)
{
	const struct overview *o = x->asked.pack->overview;
	const struct territory *t = figures_territory(x->asked.figures);
	const struct unit *home =
		t ? territory_find(t, x->asked.home, x->now.last) : NULL;
	struct units_view v = { .demonstration = demonstration };

	if (!o || !o->map.title)
		return;
	v.title = o->map.title;
	if (home)
		read_units(x, home, &v);
	v.map = map_find(x->asked.home, x->now.last);
	home_units(out, &v);
}
