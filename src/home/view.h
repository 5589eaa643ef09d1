/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder are given. */
#ifndef HOPTAC_HOME_VIEW_H
#define HOPTAC_HOME_VIEW_H

#include "lib/html/chart.h"
#include "lib/html/parts.h"

/* A number that leads to its source, with words around it. */
struct told {
	const char *before;
	const char *text;
	const char *url; /* NULL: the text alone */
	const char *after;
};

enum { CARD_TOLD = 6 };

struct headline_card {
	const char *label;
	const char *icon;
	bool wide;
	struct told figure;
	int64_t parts[3];
	enum tone tones[3];
	size_t n_parts;
	struct told told[CARD_TOLD];
	size_t n_told;
};

struct money_row {
	const char *name;
	struct told cell[4];
};

/* A table of amounts: every column a period or a kind. */
struct money_table {
	const char *title;
	const char *note;
	const char *column[4];
	size_t n_column;
	struct money_row *row;
	size_t n;
	bool total; /* the last row sums the others up */
};

struct area_row {
	const char *name;
	struct told value;
	struct dec count;
};

struct home_view {
	const struct frame *frame;
	bool demonstration;
	int year;         /* that is assessed */
	const char *write_url; /* of the plan */
	/* broken checks of error level */
	int64_t n_errors;
	const char *errors;
	const char *errors_url;
	struct headline_card *card;
	size_t n_card;
	struct bullet *bullet;
	size_t n_bullet;
	struct bar *bar;
	size_t n_bar;
	const char *bar_pale; /* what the pale part is */
	const char *bar_full;
	/* units right under the province */
	const char *area_title;
	const struct map *map; /* NULL: there is none for that day */
	struct area_value *area;
	struct area_row *unit;
	size_t n_area;
	int64_t most; /* of a unit */
	int64_t bounds[4];
	const char *star; /* what a star means; NULL: none shown */
	struct money_table spending; /* n 0: nothing is known */
	struct money_table need;
	struct item *item;
	size_t n_item;
};

#endif
