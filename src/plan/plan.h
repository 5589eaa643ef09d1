/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan: a document that is a view.
 *
 * The outline stands in the pack; every number in it is a formula.  Writing
 * the plan evaluates them once and sets four files from the same result:
 *
 *	ke-hoach-2024.docx   the document in the official form
 *	phu-luc-2024.xlsx    the appendices, with live formulas
 *	ke-hoach-2024.html   each number a link to its source
 *	trace.json           for each number: formula, operands, records or report
 *
 * The same knowledge gives the same bytes.
 */
#ifndef HOPTAC_PLAN_PLAN_H
#define HOPTAC_PLAN_PLAN_H

#include "check/reason.h"

struct plan_texts;

struct plan_request {
	const char *place; /* code of the province */
	int year;          /* that is planned */
	int64_t known;     /* transaction */
	const char *number; /* of the document, day and signer: NULL while open */
	const char *signer;
	day_t day;         /* of the document; DAY_MIN while open */
	const struct reasons *reasons; /* for broken warnings of that place
				* and year as known then; NULL: none */
	const struct plan_texts *texts; /* paragraphs in officers' wording, of
				* that place and year as known then (text.h);
				* NULL: none */
};

/* One number in the document or in an appendix. */
struct plan_number {
	const char *id;        /* "n17": stable in one document */
	const char *paragraph; /* id of the paragraph, or of the appendix cell:
				* "phu-luc-2.agri.E" */
	const char *formula;
	const char *unit;      /* code of a measure */
	const char *text;      /* as printed; "…" when it is missing */
	bool missing;
	struct rule_result result;
	const char **check;    /* codes of broken checks that name it */
	size_t ncheck;
	bool wrong;            /* one of them is of error level */
	const struct finding **reason; /* warnings that name it and were
				* justified */
	size_t nreason;
};

struct plan;

/* Evaluates the outline.  NULL with e when a formula cannot be evaluated. */
struct plan *plan_compile(struct arena *a, struct figures *f,
			  const struct plan_request *r, struct err *e);

/* The numbers, in reading order: the text, then the appendices. */
size_t plan_numbers(const struct plan *p, const struct plan_number **out);

/* What the checks said about the figures of this plan. */
const struct check_report *plan_checks(const struct plan *p);

/* What keeps it a draft. */
enum obstacle_kind {
	OPEN_NUMBER,     /* of the document; the day; the signer */
	OPEN_DAY,
	OPEN_SIGNER,
	OPEN_ERRORS,     /* broken checks of error level */
	OPEN_WARNINGS,   /* broken warnings without a valid reason */
	OPEN_FIGURES,    /* numbers of the text that nobody knows */
	OPEN_PARAGRAPHS, /* left for an officer to fill in */
	OPEN_CONFLICTS,  /* changed by an officer and by the pack */
	OPEN_LOST,       /* changed by an officer, gone from the pack */
};

struct plan_obstacle {
	enum obstacle_kind kind;
	const char *text;    /* "3 kiểm tra mức lỗi chưa đạt" */
	const char *command; /* that helps, or NULL */
};

/* All of them, in the order of the enum; how many. */
size_t plan_obstacles(const struct plan *p, const struct plan_obstacle **out);

/* True while there is one; *why (Vietnamese) tells all, with the commands. */
bool plan_is_draft(const struct plan *p, const char **why);

/* Writes the four files into dir (made when missing), each whole or not at
 * all; *files (may be NULL) gets their NULL-ended paths.  0 or -1. */
int plan_write(const struct plan *p, const char *dir,
	       const char *const **files, struct err *e);

/* What trace.json holds.  0 or -1. */
int plan_trace(const struct plan *p, struct buf *out, struct err *e);

struct cmd;
extern const struct cmd plan_cmds[];

#endif
