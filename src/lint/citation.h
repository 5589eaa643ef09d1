/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Citations of documents: "Quyết định số 1804/QĐ-TTg ngày 13/11/2020 của Thủ
 * tướng Chính phủ phê duyệt ...", "Luật Hợp tác xã năm 2012", "Phụ lục 1".
 *
 * Read with or without "số", in lists that share their type or symbol, with
 * the date in either form and before or after the issuer; the code in one
 * spelling of its letters.
 */
#ifndef HOPTAC_LINT_CITATION_H
#define HOPTAC_LINT_CITATION_H

#include "lib/base/date.h"
#include "lib/document/document.h"
#include "lint/citecode.h"
#include "lint/word.h"

enum citation_form {
	CITATION_CODED, /* by number: "Quyết định số 167/QĐ-TTg", "Nghị định
			 * 193" */
	CITATION_NAMED, /* "Luật Hợp tác xã năm 2012", "Nghị quyết Trung ương
			 * 5 khóa IX", "Kế hoạch đào tạo ..." */
	CITATION_ANNEX, /* "Phụ lục IV" */
	CITATION_HEAD,  /* "Số: 12/KH-UBND" in the head: of the document
			 * itself */
};

struct citation {
	enum citation_form form;
	const struct passage *passage;
	size_t index;               /* of the passage in the document */
	size_t from, to;            /* bytes: from the type to the date */
	const char *type;           /* "Quyết định"; "" when not written and
				     * not shared from the list */
	bool has_type;              /* written here */
	const char *article;        /* "Điều 54" before it; "" */
	const char *code;           /* "1804/QĐ-TTg" in one spelling; "" */
	size_t code_from, code_to;
	int number;                 /* 1804; -1 when there is none */
	const char *symbol;         /* "QĐ-TTg" */
	const char *key;            /* symbol to compare by: "QĐ-TTG" */
	int year;                   /* in the code or named; 0 */
	int named_year;             /* of a law: "năm 2012" after its name */
	bool has_day;
	day_t day;                  /* with has_day */
	struct written_day written; /* the date as it stands */
	size_t day_from, day_to;    /* its bytes when there is one in any
				     * state, else empty */
	const char *issuer;         /* as written; "" */
	const char *title;          /* as written, cut where it surely ends; "" */
	size_t title_from, title_to;
};

struct citations {
	struct citation *citation; /* in reading order */
	size_t n;
};

/* The citations of a document, on the arena. */
struct citations *citations_find(struct arena *a, const struct document *d,
				 const struct words *words)
	__attribute__((returns_nonnull));

#endif
