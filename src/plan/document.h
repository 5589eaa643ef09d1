/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan as a document in HTML: what document.html is given.  The page of
 * the plan and the file that stands by itself are made of the same parts and
 * differ in where a number leads.
 */
#ifndef HOPTAC_PLAN_DOCUMENT_H
#define HOPTAC_PLAN_DOCUMENT_H

#include "lib/html/parts.h"
#include "plan/internal.h"

/* --- lines -------------------------------------------------------------------- */

/* A mark behind a number: the check that names it. */
struct doc_mark {
	size_t number; /* "[2]" */
	enum tone tone;
};

struct doc_run {
	const char *text;
	const char *url; /* source of a number; NULL: plain text */
	const char *id;  /* what links back lead to, or NULL */
	enum tone tone;
	bool missing;
	struct doc_mark *mark;
	size_t n_mark;
};

struct doc_line {
	struct doc_run *run;
	size_t n;
};

/* --- tables -------------------------------------------------------------------- */

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
	enum extent extent; /* an appendix tells units too */
	const char *id;
	const char *number, *title, *note;
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

/* --- the whole ------------------------------------------------------------------ */

struct doc_block {
	const struct block *of;
	struct doc_line text;
	struct doc_line footnote;
	size_t footnote_mark; /* 0: none */
	const struct doc_table *table;
	const char *view_url; /* of a paragraph on a page: how it came to its
			       * wording; NULL: not told */
	const char *edit_url; /* NULL: not to be edited here and now */
};

/* A check that is broken; its place in the list is its mark. */
struct doc_check {
	const char *title;
	const char *message;
	const char *reason; /* given for it, or NULL */
	enum tone tone;
};

struct plan_document {
	const struct plan *plan;
	const char *mark; /* "DỰ THẢO", or NULL */
	bool alone;       /* nothing is around it: its title is the page's */
	struct doc_block *block;
	size_t n_block;
	struct doc_table *table; /* the appendices */
	size_t n_table;
	struct doc_check *check;
	size_t n_check;
};

/* --- setting it ------------------------------------------------------------------ */

struct doc_setter {
	struct arena *arena;
	const struct plan *plan;
	bool marks; /* numbers bear the marks of their checks */
	/* Gives a number its url, and its id when it has one. */
	void (*lead)(void *ctx, size_t number, struct doc_run *run);
	void *ctx;
};

struct doc_run doc_run(const struct doc_setter *s, size_t number,
		       const char *text);
struct doc_line doc_line(const struct doc_setter *s, const struct line *l);

/* The text with its tables; the appendices; the broken checks. */
void doc_set_text(const struct doc_setter *s, struct plan_document *d);
void doc_set_appendices(const struct doc_setter *s, struct plan_document *d);
void doc_set_checks(const struct doc_setter *s, struct plan_document *d);

#endif
