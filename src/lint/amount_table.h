/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers in cells: a cell that holds nothing but a number is told by the
 * label of its row, the headings of its column and the line above the table
 * ("Đơn vị tính: triệu đồng").
 */
#ifndef HOPTAC_LINT_AMOUNT_TABLE_H
#define HOPTAC_LINT_AMOUNT_TABLE_H

#include "lint/amount_internal.h"
#include "lint/noun.h"
#include "lint/when.h"

/* What the surroundings of a cell say of its number. */
struct cell_labels {
	struct unit unit; /* base "" when none is told */
	struct lead lead;
	struct said said; /* by the column, else the row, else above */
	enum amount_role role;
};

struct table_view;

/* Is the passage a cell of a number alone, as a table of figures has?  Then
 * its words are [sign] number ["%"]. */
bool cell_is_number(const struct words *w);

/* Labels of the cell that is passage `index`; *view keeps the table between
 * calls (begin with NULL).  False for headings, row numbers and numbers of
 * columns. */
bool cell_read(struct arena *a, const struct words *words,
	       const struct document *d,
		struct table_view **view, size_t index, int year,
		struct cell_labels *out);

#endif
