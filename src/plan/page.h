/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pages Văn bản kế hoạch: the plan of a year as a document on the screen,
 * its files, its paragraphs in officers' wording, two drafts side by side.
 */
#ifndef HOPTAC_PLAN_PAGE_H
#define HOPTAC_PLAN_PAGE_H

#include "figure/asked.h"
#include "lib/http/http.h"
#include "plan/document.h"

extern const struct page plan_pages[];

/* --- what the templates are given -------------------------------------------- */

/* A section in the outline at the left, with what is wrong inside. */
struct doc_section {
	const char *text;
	const char *url;
	int level;
	size_t wrong;  /* numbers */
	size_t waits;  /* paragraphs and numbers that want an officer */
};

struct doc_obstacle {
	const char *text;
	const char *url;
	const char *action;
	enum tone tone;
};

/* What is inside the frame of the page. */
struct plan_view {
	struct plan_document document;
	struct doc_section *section;
	size_t n_section;
	struct doc_obstacle *obstacle;
	size_t n_obstacle;
	struct step step[4];
	const char *checks;   /* addresses */
	const char *appendix;
	const char *blocked;  /* why it cannot be signed, or NULL */
	const char *blocked_url;
};

/* It and the frame around it. */
struct plan_frame {
	const struct frame *frame;
	struct response *response;
	const struct plan_shown *shown;
	const char *files;   /* addresses; before the word of the kind */
	const char *compare;
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
	struct doc_setter set; /* numbers lead to the page of their source */
};

/* Compiles it; known 0: as the request says.  0 or -1 with q->err. */
int planning_open(struct request *q, int64_t known, struct planning *out);

/* The inside of a page of the plan, which is the same for all who may do the
 * same: set and compressed once (lib/http/piece.h). */
struct plan_shown {
	const struct http_piece *piece;
	size_t numbers;
	const char *blocked; /* as in struct plan_view */
	const char *blocked_url;
};

/* That of /ke-hoach or of its appendices; out gets what was asked for, its
 * plan only if it was needed.  NULL with q->err. */
enum plan_part { PLAN_TEXT, PLAN_APPENDICES };
const struct plan_shown *plan_show(struct request *q, enum plan_part part,
				   struct planning *out);

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
