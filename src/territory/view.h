/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder are given. */
#ifndef HOPTAC_TERRITORY_VIEW_H
#define HOPTAC_TERRITORY_VIEW_H

#include "lib/html/parts.h"
#include "territory/territory.h"

struct unit_row {
	const struct unit *unit;
	const char *url;
	const char *parent_url;
	int64_t communes; /* -1: it is one itself */
	const char *later; /* what stands for it today; NULL: itself */
};

struct units_view {
	const struct frame *frame;
	struct control control[2];
	const char *action;
	const char *on;    /* carried on by the form, or NULL */
	const char *known;
	const char *doubt; /* the list may be incomplete, or NULL */
	struct unit_row *row;
	size_t n;
	const char *what; /* heading over the rows */
};

struct part_row {
	const struct unit *unit;
	const char *url;
	const char *area;   /* "48,2%"; NULL: not known */
	const char *people;
};

struct change_row {
	const struct unit_change *change;
	const char *kind;
	const char *url; /* of the other unit */
	const struct unit *other;
	const char *area;   /* km2 */
	const char *people;
};

struct unit_view {
	const struct frame *frame;
	const struct unit *unit;
	const char *parent_url;
	const char *doubt;
	struct change_row *before; /* what it came from */
	size_t n_before;
	struct change_row *after; /* what it became */
	size_t n_after;
	struct part_row *part; /* today; none while it stands */
	size_t n_part;
	const char *what;
	struct unit_row *row; /* what lies in it */
	size_t n;
};

#endif
