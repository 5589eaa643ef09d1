/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables in and out: one reader for CSV and XLSX.
 *
 * A source is read row by row as texts, whatever its format; a row
 * knows its number in the file so that a message can name the cell.  CSV is
 * RFC 4180 with ',' or ';' or TAB (the one that the header line has most of),
 * UTF-8 with or without BOM; anything else is refused with a hint how to save
 * it from the spreadsheet program.
 */
#ifndef HOPTAC_FILE_CSV_H
#define HOPTAC_FILE_CSV_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/buf.h"

#include <stdbool.h>
#include <stdint.h>

struct sheet;

enum {
	SHEET_MAX_ROWS = 1048576,       /* as XLSX itself */
	SHEET_MAX_COLUMNS = 1024,
	SHEET_MAX_CELL = 32767,         /* bytes in a cell */
	SHEET_MAX_FILE = 256 << 20,     /* bytes of a CSV; of a part of an XLSX
					 * unpacked see zip.h */
};

/*
 * Opens a table: .csv, .tsv, .txt or .xlsx by the name's ending, checked
 * against the content.  sheet_name selects a worksheet of an XLSX (NULL: the
 * first that is not hidden).  Closed with the arena.  NULL with e set
 * (ERR_NOTFOUND, ERR_INPUT: not a ZIP, truncated, encrypted, a ZIP bomb, wrong
 * encoding ...).
 */
struct sheet *sheet_open(struct arena *a, const char *path,
			 const char *sheet_name, struct err *e);

/*
 * The next row: its cells as NFC texts without blanks at the ends, absent
 * cells as "", valid until the next call.  Returns 1, 0 at the end, -1 with e,
 * whose detail names the file and the cell or row.  Rows that are wholly
 * empty are passed over; every row has at least as many cells as the first.
 * A first row in a legacy Vietnamese font is refused (text_check_font).
 *
 * Numbers of an XLSX come as plain decimals with a point ("991500000000",
 * "0.5"): a whole number exactly, another to the 15 digits that a spreadsheet
 * program can show, so that 36.479999999999997 in the file is 36.48.  Cells
 * with a date format come as "2023-06-30", with a time of day as
 * "2023-06-30T08:30:00"; booleans as "1" and "0"; formulas give their cached
 * value, errors their name ("#N/A").
 */
enum sheet_mark {
	SHEET_NUMBER = 1,  /* an XLSX number, not a text that looks like one */
	SHEET_FORMULA = 2, /* computed in the file; the cell is its last value */
	SHEET_PERCENT = 4, /* a number shown as a hundredfold with "%" */
};
struct sheet_row {
	size_t n;
	const char *const *cell;
	const unsigned char *mark; /* of each cell; 0 in a CSV */
	int64_t number; /* the row's number in the file, from 1; in a CSV an
			 * empty line counts, a quoted line break does not */
};
int sheet_next(struct sheet *s, struct sheet_row *row, struct err *e);

/* True when the cells are typed (XLSX): a number there has a point, in a CSV
 * it is written the Vietnamese way. */
bool sheet_typed(const struct sheet *s);

/* The worksheet that is read; NULL of a CSV. */
const char *sheet_name(const struct sheet *s);

/* "B7": the name of a cell (column from 0, row from 1), on the arena. */
char *sheet_cell_name(struct arena *a, size_t column, int64_t row);

/* Appends one cell of a CSV line, quoted when it must be; a text that begins
 * with = + - @ or a tab and is not a number is made harmless by a leading
 * apostrophe (formula injection). */
void csv_add_cell(struct buf *b, const char *s, bool first);

#endif
