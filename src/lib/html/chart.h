/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Charts as SVG, with attributes and classes only: our policy blocks styles.
 *
 * A chart never stands alone: the figures are beside it as text, so it is
 * hidden from screen readers.  Widths are per cents of the room that the
 * chart gets; nothing needs a script.  Templates call these functions with
 * {{call chart_bullet(percent, tone)}}.
 */
#ifndef HOPTAC_HTML_CHART_H
#define HOPTAC_HTML_CHART_H

#include "lib/base/buf.h"
#include "lib/html/map.h"
#include "lib/html/parts.h"

/* Parts of a whole in one line, coloured by tone; parts are >= 0. */
void chart_parts(struct buf *b, const int64_t *parts, const enum tone *tones,
		 size_t n);

/* A bar of a per cent (0..) with a mark at 100 %.  It reaches to 160 %. */
void chart_bullet(struct buf *b, struct dec percent, enum tone tone);

/* A small bar of value out of max (> 0). */
void chart_meter(struct buf *b, struct dec value, struct dec max,
		 enum tone tone);

/* Bars that compare: a full part and a pale one (at work, suspended). */
struct bar {
	const char *group; /* "Vận tải"; NULL: as the bar before */
	const char *label; /* "30/6" */
	int64_t full;
	int64_t pale;
	int64_t total;     /* printed, as reported; 0: full + pale */
	int series;        /* colour 1..6 */
	const char *full_url; /* sources of the two figures printed, or NULL */
	const char *total_url;
	const char *note;  /* what does not add up: "46 + 9 ≠ 56" */
};

/* A round end of the axis, >= most; the one for some bars. */
int64_t chart_scale(int64_t most);
int64_t bars_scale(const struct bar *bar, size_t n);

/* One such bar on an axis that ends at scale. */
void chart_bar(struct buf *b, const struct bar *bar, int64_t scale);

/* The axis: its numbers. */
void chart_axis(struct buf *b, int64_t scale);

/* The figure of an area on a map. */
struct area_value {
	const char *code;
	const char *text; /* "29" */
	int class;        /* 1 light .. 5 dark; 0: no figure */
	const char *url;  /* where the area leads */
	bool star;        /* marked with a gold star */
};

/* The map, and the grid of tiles; each area with its figure. */
void chart_map(struct buf *b, const struct map *m, const struct area_value *v,
	       size_t n);
void chart_tiles(struct buf *b, const struct map *m,
		 const struct area_value *v, size_t n);

/* Five classes with about as many areas each: class i is from bounds[i - 2] to
 * below bounds[i - 1].  Then the class of a figure, and the legend. */
void chart_bounds(struct arena *a, const int64_t *values, size_t n,
		  int64_t bounds[4]);
int chart_class(int64_t value, const int64_t bounds[4]);
void chart_classes(struct buf *b, const int64_t bounds[4]);

/* A key of a colour, for legends: class "f-ok", "s1", "m3". */
void chart_swatch(struct buf *b, const char *class_name);

#endif
