/* SPDX-License-Identifier: Apache-2.0 */
/* A table with a header line, read by the names of its columns. */
#ifndef HOPTAC_DEMO_TABLE_H
#define HOPTAC_DEMO_TABLE_H

#include "lib/file/csv.h"

struct csv_table {
	struct arena *arena;
	const char *path;
	struct sheet *sheet;
	struct sheet_row row;
	char **column;
	size_t ncolumn;
};

/* Opens dir/name and reads its header.  0 or -1 with e. */
int csv_table_open(struct arena *a, const char *dir, const char *name,
		   struct csv_table *t, struct err *e);

/* The next row: 1, 0 at the end, -1 with e. */
int csv_table_next(struct csv_table *t, struct err *e);

/* The cell of a column in this row, on the arena; NULL with e when there is no
 * such column. */
const char *csv_cell(struct csv_table *t, const char *column, struct err *e);

/* The same as a whole number that is not negative.  0 or -1 with e. */
int csv_number(struct csv_table *t, const char *column, int64_t *out,
	       struct err *e);

/* Adds file, row and column to an error; always -1. */
int csv_place(const struct csv_table *t, const char *column, struct err *e);

#endif
