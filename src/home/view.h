/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder are given. */
#ifndef HOPTAC_HOME_VIEW_H
#define HOPTAC_HOME_VIEW_H

#include "lib/html/chart.h"
#include "lib/html/parts.h"
#include "lib/http/piece.h"
#include "pack/pack.h"

/* A number that leads to its source, with words around it. */
struct told {
	const char *before;
	const char *text;
	const char *url; /* NULL: the text alone */
	const char *after;
};

struct card_view {
	const char *label;
	const char *icon;
	bool wide;
	struct told figure;
	int64_t parts[3]; /* well, resting, lost */
	size_t n_parts;
	struct told *told;
	size_t n_told;
};

struct plan_view {
	int year;
	const struct overview_plan *bounds; /* NULL: the pack has none */
	const char *on_course; /* "95" */
	const char *behind;
	struct bullet *bullet;
	size_t n;
};

struct bars_view {
	const char *title;
	const char *full; /* what the full part is */
	const char *pale;
	struct bar *bar;
	size_t n;
};

struct unit_row {
	const char *name;
	struct told value;
	struct dec count;
};

/* The units right under the province; area and unit are parallel. */
struct units_view {
	const char *title;
	bool demonstration;
	const struct map *map; /* NULL: there is none for that day */
	struct area_value *area;
	struct unit_row *unit;
	size_t n;
	int64_t most; /* of a unit */
	int64_t bounds[4];
	const char *star; /* what a star means; NULL: none shown */
};

struct table_row {
	const char *name;
	bool head;  /* it names no figures */
	bool total; /* it sums the rows up */
	struct told *cell;
};

/* A table of figures: every column a period or a kind. */
struct table_view {
	const char *title;
	const char *note;
	const char **column;
	size_t n_column;
	struct table_row *row;
	size_t n;
};

/* What is inside the frame, but for the heading. */
struct inside_view {
	const struct pack *pack;
	const char *packs_url; /* where the pack is shown */
	int64_t n_errors;      /* broken checks of error level */
	const char *errors;
	const char *errors_url;
	struct item *item;     /* what waits */
	size_t n_item;
	/* drawn before: */
	const char *cards;
	const char *left;      /* the columns of the grid ... */
	const char *map;       /* ... around what waits */
	const char *right;
};

struct home_view {
	const struct frame *frame;
	struct response *response;
	const struct item *inquiry; /* that waits for who looks */
	size_t n_inquiry;
	const struct http_piece *inside;
	bool demonstration;
	int year;              /* of the plan */
	const char *write_url; /* of the plan */
};

#endif
