/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What csv.c and xlsx.c share behind csv.h; nobody else includes this.
 *
 * A reader fills the row that sheet_next then hands out: sheet_begin_row,
 * sheet_put_cell for each cell, and returns 1.
 */
#ifndef HOPTAC_FILE_SHEET_H
#define HOPTAC_FILE_SHEET_H

#include "lib/file/csv.h"

struct sheet {
	struct arena *arena; /* lives as long as the sheet */
	const char *path;
	int (*next)(struct sheet *s, struct err *e); /* 1, 0 or -1 */
	void *reader; /* struct csv or struct xlsx */
	bool typed;
	const char *name; /* of the worksheet; NULL of a CSV */

	struct arena *row_arena;
	const char *cell[SHEET_MAX_COLUMNS];
	unsigned char mark[SHEET_MAX_COLUMNS]; /* enum sheet_mark */
	size_t n;       /* cells put so far, gaps included */
	size_t least;   /* cells of the first row */
	int64_t number; /* of the row being filled */
	bool any;       /* has it a cell that is not empty? */
};

int csv_open(struct sheet *s, struct err *e);
int xlsx_open(struct sheet *s, const char *sheet_name, struct err *e);

/* Where the parts of a workbook stand in its archive. */
struct xlsx_places {
	const char *sheet;  /* the worksheet of that name, or the first shown */
	const char *styles; /* NULL when there is none */
};
int xlsx_places(struct arena *a, const char *path, const char *sheet_name,
		struct xlsx_places *out, struct err *e);

/* Forgets the row before and begins this one. */
int sheet_begin_row(struct sheet *s, int64_t number, struct err *e);

/* Puts n bytes of UTF-8 into a cell, normalised and without blanks at the
 * ends.  -1 with e when the column or the text is beyond the limits. */
int sheet_put_cell(struct sheet *s, size_t column, const char *text, size_t n,
		   struct err *e);

/* Add the place to an error: "tệp “a.csv”, ô B7"; "tệp “a.csv”, hàng 7". */
int sheet_at_cell(struct sheet *s, size_t column, struct err *e);
int sheet_at_row(struct sheet *s, struct err *e);

/*
 * The number of an XLSX cell as a plain decimal (see csv.h); NULL when raw is
 * none that a spreadsheet program writes.
 */
char *xlsx_number(struct arena *a, const char *raw);

/* A date serial ("45107.5") as "2023-06-30T12:00:00"; NULL when out of
 * range.  base1904: days count from 1904-01-01. */
char *xlsx_date(struct arena *a, const char *raw, bool base1904);

/* Is this number format one for dates? */
bool xlsx_date_format(const char *code);

/* Does this number format show a hundredfold with "%"? */
bool xlsx_percent_format(const char *code);

#endif
