/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan after evaluation: blocks of text and tables of cells, from which
 * the four writers and the page set theirs.  Nothing here is computed again.
 */
#ifndef HOPTAC_PLAN_INTERNAL_H
#define HOPTAC_PLAN_INTERNAL_H

#include "pack/outline.h"
#include "plan/plan.h"
#include "plan/text.h"

#define NO_NUMBER ((size_t)-1)

/* A stretch of a paragraph: plain text, or a number. */
struct run {
	const char *text;
	size_t number; /* index into plan->number, or NO_NUMBER */
};

struct line {
	struct run *run;
	size_t n;
};

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_TABLE };

struct block {
	enum block_kind kind;
	const char *id;
	int level;             /* of a heading, as struct section */
	const char *label;     /* its number: "I.", or NULL */
	enum para_style style; /* of a paragraph */
	const char *source;    /* of a paragraph: the pack's text with its
				* formulas, years and days set */
	const struct plan_text *edit; /* the officer's wording, or NULL */
	enum text_state state;
	bool open;             /* it waits for an officer to fill it in */
	struct line text;
	struct line footnote;  /* n = 0: none */
	size_t table;          /* index into plan->table */
};

enum cell_kind {
	CELL_EMPTY,
	CELL_FIGURE,  /* stands by itself */
	CELL_LIVE,    /* equals its live formula */
};

struct cell {
	enum cell_kind kind;
	struct quantity value;
	const char *text;    /* as printed */
	size_t number;       /* the figure, or NO_NUMBER when only computed */
	const char *live;    /* "B + C" or "r1 + r2" */
	bool live_rows;      /* its codes are rows */
	bool implied;        /* computed because no figure stands */
	const struct measure *measure; /* or NULL */
};

/* An appendix with its cells; rows and columns that are left out stay in
 * place, marked. */
struct table {
	const struct appendix *appendix;
	const char *title;
	const char *note;
	const char **head;    /* per column: its title ... */
	const char **group;   /* ... and the head over it, or NULL */
	bool *hide_column;
	bool *hide_row;
	struct cell *cell;    /* row by row */
	struct note *foot;    /* the notes under it */
	size_t nfoot;
};

/* Why a broken warning was left to stand. */
struct note {
	const struct finding *finding;
	size_t mark;  /* at the cells that the check names; 0: at none */
	bool inside;  /* at one of the cells that the document shows too */
};

struct plan {
	struct arena *arena;
	struct figures *figures;
	const struct pack *pack;
	const struct outline *outline;
	struct plan_request request;
	struct figure_context context; /* what formulas leave open */
	const char *title;    /* the subject with its year */
	bool demonstration;
	struct block *block;
	size_t nblock;
	size_t body;          /* blocks before the closing */
	struct table *table;
	size_t ntable;
	struct plan_number *number;
	size_t nnumber;
	size_t number_cap;
	struct check_report checks;
};

/* Sets one more text, whose numbers join those of the plan, after the others:
 * for a page that shows another wording beside.  0 or -1. */
int plan_line(struct plan *p, const char *text, const char *paragraph,
	      struct line *out, struct err *e);

/* The figure that a bare number is, else NULL. */
const struct figure *sole_figure(const struct plan_number *n);

/* cell of row r and column c */
struct cell *table_cell_at(const struct table *t, size_t r, size_t c);

/* Fills the cells that follow from others and decides what is left out. */
void table_finish(struct arena *a, struct table *t);

/* A table in the text of the document shows what is not optional; the same as
 * an appendix also what is optional and says something. */
enum extent { IN_DOCUMENT, IN_APPENDIX };
bool shows_row(const struct table *t, size_t r, enum extent e);
bool shows_column(const struct table *t, size_t c, enum extent e);

/* How many of the columns shown from c on stand under the head that is over
 * c; 0 when c is not the first of them. */
size_t head_span(const struct table *t, size_t c, enum extent e);

/* True for a row that sums or heads others: it is set in bold. */
bool is_bold(const struct appendix_row *row);

/* True for a cell that only follows from others although somebody could have
 * given its figure: it is set in italics.  Sums and differences always
 * follow. */
bool is_implied(const struct table *t, size_t r, size_t c);

/* Gives each justified warning a note under every table with a cell that it
 * names; one that no cell bears is told under the last table. */
void plan_set_notes(struct plan *p);

/* The marks of a cell from the first note to the last, 0 at the end; NULL when
 * there are none. */
const size_t *cell_marks(const struct plan *p, const struct table *t,
			 const struct cell *cell);

/* "(1)(2)"; raised: "⁽¹⁾⁽²⁾", for where letters cannot be raised. */
const char *marks_text(struct arena *a, const size_t *mark, bool raised);

/* "Gồm 03 HTX ... (giải trình cảnh báo: ...)": without its mark. */
const char *note_text(const struct plan *p, const struct note *n)
	__attribute__((returns_nonnull));

/* What stands over the notes. */
#define NOTES_HEAD "Giải trình số liệu:"

/*
 * Writes a live formula by another naming: name(ctx, code) gives the text for
 * a row or column code, NULL when it cannot be named (then NULL is returned).
 * "B + C" becomes "D7+E7".
 */
char *live_text(struct arena *a, const char *live,
		const char *(*name)(void *ctx, const char *code), void *ctx);

/* The words of a document: its number and date as far as they are known. */
const char *plan_number_line(const struct plan *p);
const char *plan_date_line(const struct plan *p);
/* "DỰ THẢO", "SỐ LIỆU MINH HOẠ", both, or NULL. */
const char *plan_mark(const struct plan *p);

/* A figure in words: "Tổng số HTX (vận tải), ước thực hiện năm 2023". */
const char *figure_words(const struct plan *p, const struct figure_key *key);
/* Where a figure comes from, in a sentence. */
const char *source_words(const struct plan *p, const struct figure *f);

/* The title of a check by its code. */
const char *check_title(const struct plan *p, const char *code);

/* A paragraph that an officer has to fill in; one that was changed by him and
 * by the pack, so that he has to choose. */
bool is_open(const struct block *b);
bool is_undecided(const struct block *b);

/* The level of a heading, 1 to 4. */
int heading_level(const struct block *b);
/* The words of a line. */
const char *line_text(struct arena *a, const struct line *l)
	__attribute__((returns_nonnull));

/* The four writers. */
int plan_write_docx(const struct plan *p, const char *path, struct err *e);
int plan_write_xlsx(const struct plan *p, const char *path, struct err *e);
int plan_write_html(const struct plan *p, const char *path, struct err *e);
int plan_write_trace(const struct plan *p, const char *path, struct err *e);

#endif
