/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of a plain text, each looked at alone; only for lib/document.
 */
#ifndef HOPTAC_DOCUMENT_LINE_H
#define HOPTAC_DOCUMENT_LINE_H

#include "lib/document/internal.h"

enum line_kind {
	LINE_BLANK,
	LINE_RULE,    /* "---" */
	LINE_PAGE,    /* number, head or foot of a page */
	LINE_HEADING, /* of Markdown */
	LINE_ITEM,    /* "- ..." */
	LINE_NOTE,    /* "<sup>1</sup> ..." */
	LINE_ROW,     /* of a table: has a pipe */
	LINE_TABLE,   /* a table of HTML begins in it */
	LINE_TEXT,
};

struct line {
	enum line_kind kind;
	uint32_t from, to; /* without blanks at the ends */
	uint32_t body;     /* without the mark of a heading or a note */
	uint32_t indent;   /* blanks before it */
	uint32_t width;    /* code points */
	uint32_t label;    /* bytes of the label that the body begins with */
	uint32_t pipes;
	int level;         /* of a heading */
	const char *note;  /* label of a note */
	bool page;         /* a page ends before it */
};

struct lines {
	struct arena *arena;
	const char *text;
	struct line *line;
	size_t n;
};

/* The lines of a document, on the arena. */
struct lines *lines_find(struct arena *a, const struct document *d)
	__attribute__((returns_nonnull));

/* Takes the rows of a table that begin at line i as cells; how many lines
 * that were, at least 1. */
size_t table_take(struct paras *ps, const struct lines *ls, size_t i);

#endif
