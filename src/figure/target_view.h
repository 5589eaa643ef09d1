/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of /chi-tieu are given. */
#ifndef HOPTAC_FIGURE_TARGET_VIEW_H
#define HOPTAC_FIGURE_TARGET_VIEW_H

#include "lib/html/parts.h"

/* A figure in a table. */
struct target_cell {
	const char *text; /* "420", "chưa có", "–" */
	const char *url;  /* its source */
	bool missing;
};

struct target_row {
	const char *theme; /* a heading before it, or NULL */
	const char *name;
	const char *url;   /* of the indicator */
	const char *unit;
	struct target_cell now;
	struct target_cell year;
	struct target_cell percent;
	struct target_cell plan;
	bool has_bar;
	struct dec bar;    /* the per cent */
	enum tone tone;
};

struct target_list {
	const char *action; /* of the form of filters */
	struct control place;
	struct control sector;
	struct control year;
	struct control search;
	const char *csv_url;
	const char *xlsx_url;
	const char *now;    /* column heads */
	const char *this_year;
	const char *percent;
	const char *plan;
	const struct target_row *row;
	size_t n;
};

/* --- one indicator ---------------------------------------------------------- */

struct target_line {
	const char *name;
	const char *url; /* the page for just this, or NULL */
	const struct target_cell *cell; /* as many as columns */
	bool total;
};

struct target_table {
	const char *title;
	const char *note;
	const char *first; /* head of the first column */
	const char *const *head;
	size_t n_head;
	const struct target_line *line;
	size_t n;
};

struct target_form {
	const char *action;
	const char *title;
	const char *csrf;
	const char *based_on; /* the row it was based on */
	const char *place;
	const char *sector;
	const char *year;
	struct control control[3];
	size_t n_control;
	const char *blocked; /* why nobody can set it now, or NULL */
};

struct target_view {
	const struct hyperlink *fact; /* term, text */
	size_t n_fact;
	const char *formula;
	const struct target_table *table;
	size_t n_table;
	const struct happening *history;
	size_t n_history;
	const struct target_form *form; /* NULL: he may not */
};

#endif
