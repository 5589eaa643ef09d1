/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A draft beside its findings, as the page and the report show it.
 */
#ifndef HOPTAC_LINT_VIEW_H
#define HOPTAC_LINT_VIEW_H

#include "lib/html/parts.h"
#include "lint/lint.h"

/* Words of the draft; with a finding they lead to it. */
struct draft_run {
	const char *text;
	size_t finding; /* its number, from 1; 0: none */
	enum tone tone;
	const char *anchor; /* "cho-3" at the first part of a finding, or NULL */
};

struct draft_line {
	struct draft_run *run;
	size_t n, cap;
};

struct draft_row {
	struct draft_line *cell;
	size_t n, cap;
};

enum draft_kind { DRAFT_TEXT, DRAFT_HEADING, DRAFT_NOTE, DRAFT_TABLE };

struct draft_block {
	enum draft_kind kind;
	const char *label;      /* of a note: "1" */
	struct draft_line line; /* of all but a table */
	struct draft_row *row;  /* of a table */
	size_t nrow, caprow;
};

struct draft_finding {
	const struct lint_finding *f;
	size_t number;        /* from 1, in the order of the list */
	enum tone tone;
	const char *severity; /* "LỖI" */
	size_t line;          /* of the text */
};

struct draft_view {
	const struct lint *lint;
	const char *name;    /* of the file, without folders */
	const char *summary; /* "2 lỗi, 1 cảnh báo, 0 lưu ý" */
	struct draft_finding *finding; /* errors first; accepted ones last */
	size_t nfinding;
	size_t naccepted;
	struct draft_block *block;
	size_t nblock;
};

/* What to show of an audit; on its arena. */
struct draft_view *draft_view_make(const struct lint *l)
	__attribute__((returns_nonnull));

/* The report: one file that stands by itself, needs no script and prints. */
void lint_report_html(const struct lint *l, struct buf *out);

#endif
