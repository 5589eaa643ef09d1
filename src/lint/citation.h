/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Citations of documents: "Quyết định số 1804/QĐ-TTg ngày 13/11/2020 của Thủ
 * tướng Chính phủ phê duyệt ...".
 */
#ifndef HOPTAC_LINT_CITATION_H
#define HOPTAC_LINT_CITATION_H

#include "lib/base/date.h"
#include "lib/document/document.h"

struct citation {
	const struct passage *passage;
	size_t from, to;            /* bytes: from the type to the date */
	const char *type;           /* "Quyết định"; "" when not written */
	const char *code;           /* "1804/QĐ-TTg" in one spelling; "" */
	size_t code_from, code_to;
	int number;                 /* 1804; -1 when there is none */
	const char *symbol;         /* "QĐ-TTg" */
	int year;                   /* in the code or named; 0 */
	bool has_day;
	day_t day;
	size_t day_from, day_to;
	const char *issuer;         /* as written; "" */
	const char *title;          /* as written, cut where it surely ends; "" */
	size_t title_from, title_to;
};

struct citations {
	struct citation *citation; /* in reading order */
	size_t n;
};

/* The citations of a document, on the arena. */
struct citations *citations_find(struct arena *a, const struct document *d)
	__attribute__((returns_nonnull));

#endif
