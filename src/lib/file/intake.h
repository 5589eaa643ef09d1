/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Taking in a table that people made: its columns are found by their headers,
 * its cells read as what they should be, and everything that is wrong is noted
 * with its cell, so that one reading tells all there is to mend.
 *
 *	struct intake *in = intake_open(a, path, columns, ncolumns, e);
 *	while (in && (r = intake_next(in, e)) > 0) {
 *		... intake_text(in, NAME), intake_int(in, MEMBERS) ...
 *		if (unknown commune)
 *			intake_fault(in, COMMUNE, "không có xã này");
 *		if (intake_row_ok(in))
 *			take it;
 *	}
 *
 * The header is the first of the leading rows that has every column that is
 * needed; above it there may be titles.  Headers are compared without regard
 * to case, diacritics and punctuation.  A column of money says its unit there:
 * "Vốn điều lệ (triệu đồng)".
 */
#ifndef HOPTAC_FILE_INTAKE_H
#define HOPTAC_FILE_INTAKE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/buf.h"
#include "lib/base/date.h"

#include <stdbool.h>
#include <stdint.h>

#define INTAKE_NONE INT64_MIN /* the number of an empty or faulty cell */

enum {
	INTAKE_FAULTS = 100, /* listed; more are only counted */
	INTAKE_HEADER_ROWS = 20, /* among which the header must be */
};

enum intake_type {
	INTAKE_TEXT,
	INTAKE_COUNT, /* a whole number, not negative */
	INTAKE_MONEY, /* đồng, a whole number, not negative */
	INTAKE_DAY,
};

enum intake_need {
	INTAKE_OPTIONAL,
	INTAKE_COLUMN, /* the column must be there, its cells may be empty */
	INTAKE_FILLED, /* and none of them may be empty */
};

struct intake_column {
	const char *title;   /* what messages call it: "Mã số thuế" */
	const char *headers; /* folded, split by "|": "ma so thue|mst|tax" */
	enum intake_type type;
	enum intake_need need;
};

struct intake;

/* Opens a .csv or .xlsx and finds its header.  Columns are known by their
 * index from then on.  Closed with the arena.  NULL with e: as sheet_open, or
 * ERR_INPUT for a missing column, one that is there twice, or money without a
 * unit. */
struct intake *intake_open(struct arena *a, const char *path,
			   const struct intake_column *columns, size_t n,
			   struct err *e);

/* The next row with all its cells read: 1, 0 at the end, -1 with e. */
int intake_next(struct intake *in, struct err *e);

/* The number of the row in the file, and of those read so far. */
int64_t intake_row(const struct intake *in);
int64_t intake_count(const struct intake *in);

/* Cells of the current row: NULL, INTAKE_NONE or false when empty or faulty.
 * A text is valid until the next row. */
bool intake_has(const struct intake *in, size_t column);
const char *intake_text(const struct intake *in, size_t column);
int64_t intake_int(const struct intake *in, size_t column);
bool intake_day(const struct intake *in, size_t column, day_t *out);

/* Has the file typed cells, in which a number has a point (see sheet_typed)? */
bool intake_typed(const struct intake *in);

/* Notes that a cell of the current row is wrong, and why: what was expected.
 * The message names file, row, cell, title and value by itself. */
void intake_fault(struct intake *in, size_t column, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Has the current row no fault so far? */
bool intake_row_ok(const struct intake *in);

/* How many faults there are, in how many rows. */
int64_t intake_faults(const struct intake *in);
int64_t intake_faulty_rows(const struct intake *in);

/* "tệp “a.csv”, hàng 7, ô B7 (Mã số thuế): “12x” – ...", a line each. */
void intake_report(const struct intake *in, struct buf *out);

/* Headers of the file that stand for no column: "Ghi chú, STT"; "" if none. */
const char *intake_unused(const struct intake *in);

#endif
