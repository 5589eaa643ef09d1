/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marking cells of a workbook: a copy with colours and comments.
 *
 * The copy is the workbook itself: formulas, charts, formats and every part
 * that has nothing to do with the marked cells are the same bytes.  A cell
 * keeps its format and only gets another fill; a comment that was there keeps
 * its text, and what is said now follows it.
 */
#ifndef HOPTAC_FILE_XLSXMARK_H
#define HOPTAC_FILE_XLSXMARK_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdint.h>

struct xlsx_mark {
	const char *sheet;   /* name of the worksheet; NULL: the first shown */
	size_t column;       /* from 0 */
	int64_t row;         /* from 1 */
	uint32_t colour;     /* 0xRRGGBB */
	const char *comment; /* lines; NULL: only the colour */
};

/*
 * Writes a copy of the workbook `from` to `path` with the marks, each cell at
 * most once; author is who the comments are by.  A cell that is not in the
 * file gets only its comment, and so do all in a workbook without styles.  The
 * copy appears whole or not at all.  0 or -1 with e.
 */
int xlsx_mark(const char *from, const char *path, const char *author,
	      const struct xlsx_mark *mark, size_t n, struct err *e);

#endif
