/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any table against rules of one's own: hoptac repair.
 *
 * A table is a CSV or the worksheets of an XLSX.  A rules file says what must
 * hold between its cells, in the check language of lib/rule with cells for
 * names (docs/sheet.md).  All rules together are the system of a repair: the
 * same engine that works on figures says which cells cannot all be right and
 * which smallest change of cells satisfies every rule.  A copy of the
 * workbook shows it, with the cells coloured and commented; the table itself
 * is only read.
 *
 *	struct book *b = book_open(a, "bieu.xlsx", e);
 *	rules_read(b, "bieu.rules", &rules, e);
 *	findings_make(&rules, &findings, e);
 *	findings_print(&findings, &out);
 *	copy_write(&findings, NULL, e);
 *
 * All memory is the arena's with which the book was opened.
 */
#ifndef HOPTAC_SHEET_SHEET_H
#define HOPTAC_SHEET_SHEET_H

#include "lib/base/buf.h"
#include "lib/cli/cli.h"
#include "lib/file/csv.h"
#include "lib/rule/repair.h"

#include <jansson.h>

enum {
	SHEET_MAX_CELLS = 4 << 20,   /* of a worksheet */
	SHEET_MAX_RULES = 20000,     /* a rule for each row counts per row */
	SHEET_MAX_OPERANDS = 500000, /* cells mentioned, each time it is */
	SHEET_MAX_RULES_FILE = 4 << 20,
	SHEET_MAX_VALUE_DIGITS = 15, /* whole digits of a number */
};

/* --- tables ---------------------------------------------------------------- */

/* A worksheet, or the table of a CSV. */
struct grid {
	const char *name; /* NULL in a CSV */
	int index;        /* in order of first use */
	int64_t nrow;     /* the last row that holds something */
	size_t ncolumn;
	bool minus[SHEET_MAX_COLUMNS]; /* a number below zero stands there */
	struct grid_row {
		size_t n;
		const char **text;
		unsigned char *mark; /* enum sheet_mark */
	} *row; /* by number, the first is row 1 */
};

/* A cell that a rule mentions. */
struct cell {
	struct grid *grid;
	size_t column; /* from 0 */
	int64_t row;   /* from 1 */
	const char *name;  /* "B4"; of other worksheets "'Biểu 2'!B4" */
	const char *label; /* what stands before and above it; may be "" */
	const char *text;  /* as written */
	enum rule_state state;
	bool formula; /* the workbook computes it */
	bool percent; /* counted and shown in per cent */
	bool fixed;
	bool negative; /* may be below zero */
	int64_t weight;
	struct quantity written; /* when known; of a per cent 67.6, not 0.676 */
	struct rule_value value;
	size_t var;  /* in the system being built */
	size_t note; /* in the copy being written; 0: none */
};

struct book;

/* Opens a table.  NULL with e, as sheet_open. */
struct book *book_open(struct arena *a, const char *path, struct err *e);
struct arena *book_arena(const struct book *b);
const char *book_path(const struct book *b);
bool book_is_csv(const struct book *b);

/* The worksheet of that name, read on first use; NULL: the first one that is
 * shown.  NULL with e. */
struct grid *book_grid(struct book *b, const char *name, struct err *e);

/* What stands in a cell; "" when nothing does. */
const char *grid_text(const struct grid *g, size_t column, int64_t row);

/* The text reads as a number, or as "not applicable" (a dash). */
bool grid_is_number(const struct grid *g, size_t column, int64_t row);

/* What the rules file says of cells besides rules. */
enum saying { SAY_TRUST, SAY_FIXED, SAY_ROUNDED, SAY_NEGATIVE };
struct span {
	struct grid *grid;
	size_t left, right;   /* columns from 0 */
	int64_t top, bottom;  /* rows from 1 */
};
void book_say(struct book *b, enum saying what, const struct span *where,
	      int64_t weight);

/* The cell, read as a number.  NULL with e when it is none. */
struct cell *book_cell(struct book *b, struct grid *g, size_t column,
		       int64_t row, struct err *e);

/* A value of the cell in words: "1.092", "67,6%". */
const char *cell_value(struct arena *a, const struct cell *c, struct dec v);

/* The cell as written there: "khoảng 500", "67,6%". */
const char *cell_written(struct arena *a, const struct cell *c);

/* --- names in rules --------------------------------------------------------- */

enum name_kind {
	NAME_CELLS,   /* B2, B2:B9, 'Biểu 2'!B2 */
	NAME_COLUMNS, /* $B, $B:$D: of the row at hand */
	NAME_ROWS,    /* $3, $3:$9: of the column at hand */
	NAME_HEADER,  /* [Tổng số]: of the row at hand */
};
struct name {
	enum name_kind kind;
	const char *sheet; /* NULL: the first */
	struct span span;  /* what it says of columns and rows; no grid */
	const char *header;
};

/* Reads the name that text begins with; its length in bytes, 0 when there is
 * none that only a table has.  A bare word of ASCII is no such name. */
size_t name_scan(struct arena *a, const char *text, struct name *out);

/* The column whose heading it is, and the row in which that stands.  0, or -1
 * with e (none, or several in one row). */
int name_header(struct arena *a, const struct grid *g, const char *header,
		size_t *column, int64_t *row, struct err *e);

/* --- rules -------------------------------------------------------------------- */

/* A name that a rule uses, and what it means there. */
struct known_name {
	const char *text;
	struct name name;
	struct span span; /* what depends on the row or column is left 0 */
};

/* A line of the rules file that is a rule. */
struct table_rule {
	int line;
	const char *title; /* NULL: none was given */
	const char *text;  /* the check itself */
	const struct rule *rule;
	enum { EACH_NONE, EACH_ROW, EACH_COLUMN } each;
	bool spelled; /* from, to were written down */
	int64_t from; /* rows, columns, from 1 */
	int64_t to;
	int64_t below; /* the last row that holds a heading of it */
	struct known_name *name;
	size_t nname, capname;
};

/* A rule where it applies: once, or at a row or a column. */
struct instance {
	const struct table_rule *rule;
	int64_t at;
	const char *where; /* "dòng 4", "dòng 4, hàng 7" */
};

struct rules {
	struct book *book;
	const char *path;
	struct table_rule *rule;
	size_t nrule, caprule;
	struct instance *instance;
	size_t ninstance, capinstance;
};

/* Reads a rules file for a book and every cell that it names.  0, or -1 with
 * e: the file, line and column of what is not understood, or the cell that is
 * no number. */
int rules_read(struct book *b, const char *path, struct rules *out,
	       struct err *e);
/* The same from a text of n bytes that was read. */
int rules_parse(struct book *b, const char *path, const char *text, size_t n,
		struct rules *out, struct err *e);

/* The cells that a figure of a rule stands for where it applies; how many
 * they are, and each of them in reading order. */
struct span rules_span(const struct instance *in, const struct rule_ref *ref);
size_t span_size(const struct span *s);
struct cell *rules_cell(const struct rules *r, const struct span *s, size_t i,
			struct err *e);

/* --- findings ------------------------------------------------------------------ */

struct judged {
	const struct instance *instance;
	struct rule_result result;
	const char *failed; /* Vietnamese: it cannot be computed; or NULL */
};

struct left_out {
	const struct instance *instance;
	const char *why; /* Vietnamese */
};

/* A system of the engine and its answer. */
struct solving {
	struct repair *repair;
	struct cell **cell; /* by variable; NULL: a hidden one */
	size_t ncell;
	const struct instance **rule; /* by rule of the system */
	size_t nrule;
	struct left_out *left_out;
	size_t nleft_out;
	struct repair_result result;
	const char *undecided; /* Vietnamese: why there is no answer; or NULL */
};

struct findings {
	const struct rules *rules;
	struct judged *judged; /* by instance */
	size_t nheld, nbroken, nunknown, nidle, nfailed;
	/* Which typed cells to change; the computed ones follow. */
	struct solving typed;
	/* Where the typed cells can all be right: computed cells that do not
	 * give what the rules ask; see has_computed. */
	struct solving computed;
	bool has_computed;
};

/* Judges and solves.  What is broken or undecided is no error.  0 or -1. */
int findings_make(const struct rules *r, struct findings *out, struct err *e);

/* Is everything as it should be: no rule broken, none against another? */
bool findings_clean(const struct findings *f);

/* Is there a cell to mark?  Not when only rules contradict each other. */
bool findings_marks(const struct findings *f);

/* Words that report and comments share. */
const char *rule_words(struct arena *a, const struct instance *in);
const char *change_words(struct arena *a, const struct solving *s,
			 const struct repair_change *c);
const char *reason_words(struct arena *a, const struct repair_group *g,
			 const struct repair_solution *sol);
const char *cause_words(const struct solving *s,
			const struct repair_solution *sol);

void findings_print(const struct findings *f, struct buf *out);
json_t *findings_json(const struct findings *f);

/* --- the copy -------------------------------------------------------------------- */

/* Writes the workbook again with what was found: the cells of the first
 * proposal in one colour, those of other proposals in a second, the others
 * that are in question in a light third, each with a comment.  Everything
 * else stays byte for byte; a CSV becomes a workbook.  path NULL: a name
 * beside the table that no file has yet.  Refuses to write over the table or
 * the rules.  Returns the path; NULL with e. */
const char *copy_write(const struct findings *f, const char *path,
		       struct err *e);

extern const struct cmd sheet_cmds[];

#endif
