/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Maps and grids of tiles.
 *
 * Areas are drawn first and their names over them, so that no outline covers
 * a name.  The outlines lie in a file of their own, which the browser keeps:
 * only the colours change, and they are most of what there would be to send.
 */
#include "lib/html/map.h"

#include "lib/base/base.h"
#include "lib/html/chart.h"
#include "lib/html/html.h"

const struct map *map_find(const char *parent, day_t on)
{
	for (const struct map *m = maps; m->parent; m++) {
		day_t first;
		day_t last;

		if (day_parse(m->first, &first) < 0 ||
		    day_parse(m->last, &last) < 0)
			BUG("the days of map %s", m->parent);
		if (strcmp(m->parent, parent) == 0 && first <= on && on <= last)
			return m;
	}
	return NULL;
}

static const struct area_value *value_of(const char *code,
					 const struct area_value *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].code, code) == 0)
			return &v[i];
	return NULL;
}

/* <a href="..." aria-label="Tràng Định: 29">, without the label when name is
 * NULL; returns whether it did. */
static bool begin_link(struct buf *b, const char *name,
		       const struct area_value *v)
{
	if (!v || !v->url)
		return false;
	buf_adds(b, "<a href=\"");
	html_url(b, v->url);
	if (name) {
		buf_adds(b, "\" aria-label=\"");
		html_text(b, name);
		buf_adds(b, ": ");
		html_text(b, v->text);
	}
	buf_adds(b, "\">");
	return true;
}

static int class_of(const struct area_value *v)
{
	if (!v)
		return 0;
	if (v->class < 0 || v->class > 5)
		BUG("class %d of a map", v->class);
	return v->class;
}

static void draw_area(struct buf *b, const struct map *m,
		      const struct map_area *area, const struct area_value *v)
{
	bool linked = begin_link(b, area->name, v);

	buf_addf(b, "<use class=\"area m%d\" href=\"%s#u%s\"/>", class_of(v),
		 m->url, area->code);
	if (linked)
		buf_adds(b, "</a>");
}

static void draw_star(struct buf *b, int x, int y)
{
	buf_addf(b, "<path class=\"f-gold\" d=\"M%d %dl1.8 3.6 4 .6-2.900 2.800"
		 " .7 4-3.600-1.900-3.600 1.900 .7-4-2.900-2.800 4-.6z\"/>",
		 x, y);
}

/* The name, the figure under it, and a star over it. */
static void draw_label(struct buf *b, const struct map_area *area,
		       const struct area_value *v)
{
	bool away = area->away_x || area->away_y;
	int x = (away ? area->away_x : area->x) / 10;
	int y = (away ? area->away_y : area->y) / 10;
	const char *dark = !away && class_of(v) >= 4 ? " on-dark" : "";

	if (away)
		buf_addf(b, "<path class=\"leader\" d=\"M%d %dL%d %d\"/>",
			 area->x / 10, area->y / 10, x - 14, y + 5);
	if (v && v->star)
		draw_star(b, area->x / 10, (away ? area->y / 10 : y) - 22);
	buf_addf(b, "<text class=\"b%s\" x=\"%d\" y=\"%d\""
		 " text-anchor=\"middle\">", dark, x, y);
	html_text(b, area->name);
	buf_adds(b, "</text>");
	if (!v)
		return;
	buf_addf(b, "<text class=\"b%s\" x=\"%d\" y=\"%d\""
		 " text-anchor=\"middle\">", dark, x, y + 13);
	html_text(b, v->text);
	buf_adds(b, "</text>");
}

void chart_map(struct buf *b, const struct map *m, const struct area_value *v,
	       size_t n)
{
	buf_addf(b, "<svg class=\"chart map\" viewBox=\"-4 -4 %d %d\">"
		 "<g transform=\"scale(.1)\">", m->width / 10 + 8,
		 m->height / 10 + 8);
	for (size_t i = 0; i < m->n; i++)
		draw_area(b, m, &m->areas[i], value_of(m->areas[i].code, v, n));
	buf_adds(b, "</g><g class=\"labels\" aria-hidden=\"true\">");
	for (size_t i = 0; i < m->n; i++)
		draw_label(b, &m->areas[i], value_of(m->areas[i].code, v, n));
	buf_adds(b, "</g></svg>");
}

void chart_tiles(struct buf *b, const struct map *m,
		 const struct area_value *v, size_t n)
{
	enum { WIDTH = 104, HEIGHT = 58, GAP = 4 };
	int rows = 0;
	int columns = 0;

	for (size_t i = 0; i < m->n; i++) {
		rows = m->areas[i].row >= rows ? m->areas[i].row + 1 : rows;
		columns = m->areas[i].column >= columns ?
			  m->areas[i].column + 1 : columns;
	}
	buf_addf(b, "<svg class=\"chart tiles\" viewBox=\"0 0 %d %d\">",
		 columns * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP);
	for (size_t i = 0; i < m->n; i++) {
		const struct map_area *area = &m->areas[i];
		const struct area_value *value = value_of(area->code, v, n);
		const char *dark = class_of(value) >= 4 ? " on-dark" : "";
		int x = area->column * (WIDTH + GAP);
		int y = area->row * (HEIGHT + GAP);
		bool linked = begin_link(b, NULL, value);

		buf_addf(b, "<rect class=\"area m%d\" x=\"%d\" y=\"%d\""
			 " width=\"%d\" height=\"%d\" rx=\"4\"/>"
			 "<text class=\"b%s\" x=\"%d\" y=\"%d\">",
			 class_of(value), x, y, WIDTH, HEIGHT, dark, x + 9,
			 y + 20);
		html_text(b, area->name);
		buf_addf(b, "</text> <text class=\"b big%s\" x=\"%d\" y=\"%d\">",
			 dark, x + 9, y + 44);
		html_text(b, value ? value->text : "");
		buf_adds(b, linked ? "</text></a>" : "</text>");
	}
	buf_adds(b, "</svg>");
}

static int by_size(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x;
	int64_t b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

void chart_bounds(struct arena *a, const int64_t *values, size_t n,
		  int64_t bounds[4])
{
	int64_t *sorted = arena_memdup(a, values, n * sizeof(*values));

	qsort(sorted, n, sizeof(*sorted), by_size);
	for (size_t i = 0; i < 4; i++)
		bounds[i] = n ? sorted[n * (i + 1) / 5] : 0;
}

int chart_class(int64_t value, const int64_t bounds[4])
{
	int class = 1;

	while (class < 5 && value >= bounds[class - 1])
		class++;
	return class;
}

void chart_classes(struct buf *b, const int64_t bounds[4])
{
	buf_adds(b, "<ul class=\"legend\">");
	for (int i = 0; i < 5; i++) {
		/* two bounds that are equal leave a class without values */
		if (i > 0 && i < 4 && bounds[i - 1] == bounds[i])
			continue;
		char name[] = { 'm', (char)('1' + i), '\0' };

		buf_adds(b, "<li>");
		chart_swatch(b, name);
		if (i == 0) {
			buf_adds(b, "&lt; ");
			html_int(b, bounds[0]);
		} else if (i == 4) {
			buf_adds(b, "≥ ");
			html_int(b, bounds[3]);
		} else {
			html_int(b, bounds[i - 1]);
			if (bounds[i] - 1 > bounds[i - 1]) {
				buf_adds(b, "–");
				html_int(b, bounds[i] - 1);
			}
		}
		buf_adds(b, "</li>");
	}
	buf_adds(b, "</ul>");
}
