/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pages Văn bản kế hoạch: the plan of a year as a document on the screen,
 * its files, its paragraphs in officers' wording, two drafts side by side.
 */
#ifndef HOPTAC_PLAN_PAGE_H
#define HOPTAC_PLAN_PAGE_H

#include "figure/asked.h"
#include "lib/html/parts.h"
#include "lib/http/http.h"
#include "plan/internal.h"

extern const struct page plan_pages[];

/* --- what the templates are given -------------------------------------------- */

/* A mark behind a number: the check that names it. */
struct doc_mark {
	size_t number; /* "[2]" */
	enum tone tone;
};

struct doc_run {
	const char *text;
	const char *url; /* source of a number; NULL: plain text */
	enum tone tone;
	bool missing;
	struct doc_mark *mark;
	size_t n_mark;
};

struct doc_line {
	struct doc_run *run;
	size_t n;
};

struct doc_cell {
	struct doc_run run;
	const size_t *note; /* marks of notes under the table, 0 at the end */
	bool implied;
};

static inline size_t doc_notes(const struct doc_cell *c)
{
	size_t n = 0;

	while (c->note && c->note[n])
		n++;
	return n;
}

struct doc_row {
	const char *number, *title, *unit;
	bool bold;
	struct doc_cell *cell;
};

struct doc_head {
	const char *text;
	size_t span; /* columns; 0: over both rows of the head */
};

struct doc_note {
	size_t mark; /* 0: at no cell */
	const char *text;
};

struct doc_table {
	const char *code, *number, *title, *note;
	struct doc_head *head;
	size_t n_head;
	const char **sub;
	size_t n_sub;
	struct doc_row *row;
	size_t n_row;
	size_t n_cell; /* of each row */
	struct doc_note *foot;
	size_t n_foot;
};

struct doc_block {
	enum block_kind kind;
	const char *id;
	const char *label;
	int level;
	enum para_style style;
	struct doc_line text;
	struct doc_line footnote;
	size_t footnote_mark;
	const struct doc_table *table;
	const struct plan_text *edit;
	enum text_state state;
	const char *edit_url; /* NULL: not to be edited here and now */
	const char *view_url; /* the paragraph, its history */
};

/* A section in the outline at the left, with what is wrong inside. */
struct doc_section {
	const char *text;
	const char *url;
	int level;
	size_t wrong;  /* numbers */
	size_t waits;  /* paragraphs and numbers that want an officer */
};

struct doc_check {
	const char *title;
	const char *message;
	const char *reason; /* given for it, or NULL */
	const char *url;
	enum tone tone;
};

struct doc_obstacle {
	const char *text;
	const char *url;
	const char *action;
	enum tone tone;
};

struct plan_view {
	const struct frame *frame;
	const struct plan *plan;
	int year;
	const char *mark;   /* "DỰ THẢO", or NULL */
	struct doc_section *section;
	size_t n_section;
	struct doc_block *block;
	size_t n_block;
	struct doc_table *table; /* the appendices */
	size_t n_table;
	struct doc_check *check;
	size_t n_check;
	struct doc_obstacle *obstacle;
	size_t n_obstacle;
	struct step step[4];
	const char *files;    /* addresses, before the word of the kind */
	const char *compare;
	const char *appendix;
	const char *back;
	const char *blocked;  /* why it cannot be signed, or NULL */
	const char *blocked_url;
};

/* A wording with who said it. */
struct wording {
	const char *title;
	const char *by;
	struct doc_line text;
};

struct bound_row {
	const char *token; /* "{3: 474}" */
	const char *name;
	const struct doc_run *run;
};

struct text_version {
	const struct plan_text *t;
	struct doc_line text;
};

struct text_view {
	const struct frame *frame;
	const char *id;
	int year;
	const char *action;
	const char *back;
	const char *based_on; /* what was there when the form was made ... */
	const char *shown;    /* ... and what stood in it */
	bool edited;
	struct doc_line now;
	enum text_state state;
	struct wording wording[3]; /* that stand against each other */
	size_t n_wording;
	const char *why_wording;   /* the sentence over them */
	struct control text;
	struct control reason;
	struct bound_row *bound;
	size_t n_bound;
	struct text_version *version;
	size_t n_version;
	bool may;
};

/* A number or a paragraph that is not what it was. */
enum change_kind { CHANGE_SAME, CHANGE_OLD, CHANGE_NEW };

struct change_piece {
	enum change_kind kind;
	const char *text;
};

struct change_row {
	const char *where;
	const char *url;
	const char *from, *to; /* of a cell; NULL: pieces tell */
	struct change_piece *piece;
	size_t n;
};

struct compare_view {
	const struct frame *frame;
	int year;
	const char *back;
	const char *appendix;
	struct control from, to;
	struct change_row *text;
	size_t n_text;
	struct change_row *cell;
	size_t n_cell;
	bool asked;
};

/* --- what the handlers share (page_view.c) ----------------------------------------- */

/* The plan that a request asks for, with ?nam= and as known then. */
struct planning {
	struct request *q;
	struct asked asked;
	struct plan *plan;
};

/* Compiles it; known 0: as the request says.  0 or -1 with q->err. */
int planning_open(struct request *q, int64_t known, struct planning *out);

/* Fills the document: sections, blocks, checks. */
void plan_show(struct planning *x, struct plan_view *v);
/* The appendices. */
void plan_show_tables(struct planning *x, struct plan_view *v);
/* One line of text with its numbers. */
struct doc_line doc_line(struct planning *x, const struct line *l);

/* "/ke-hoach?nam=2024", with ?ngay= and ?biet= carried on. */
const char *plan_url(struct planning *x, const char *fmt, ...)
	__attribute__((returns_nonnull, format(printf, 2, 3)));

/* The plan of the province may be written by who works for the province, and
 * only as of today. */
bool plan_writable(struct planning *x);

/* --- handlers --------------------------------------------------------------------- */

int plan_text_show(struct request *q, struct response *r);  /* page_text.c */
int plan_text_save(struct request *q, struct response *r);
int plan_compare_show(struct request *q, struct response *r); /* page_compare.c */

/* What became of the words of a text: pieces that stayed, went and came. */
void plan_word_changes(struct arena *a, const char *from, const char *to,
		       struct change_row *out);

#endif
