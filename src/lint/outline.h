/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline of a document, taken from its numbering: officers number every
 * level and style few of them.  "Phần thứ nhất", "I.", "1.", "1.1.", "a)",
 * "(1)", "-", "+" are the levels of Vietnamese documents in their usual order.
 */
#ifndef HOPTAC_LINT_OUTLINE_H
#define HOPTAC_LINT_OUTLINE_H

#include "lib/document/document.h"

#include <stdbool.h>

enum section_style {
	SECTION_PART,    /* Phần thứ nhất, Phần I */
	SECTION_ANNEX,   /* Phụ lục 1 */
	SECTION_CHAPTER, /* Chương I */
	SECTION_DIVISION, /* Mục 1, in a chapter */
	SECTION_ARTICLE, /* Điều 1. */
	SECTION_CAPITAL, /* A. */
	SECTION_ROMAN,   /* I. */
	SECTION_NUMBER,  /* 1. */
	SECTION_DECIMAL, /* 1.1., 1.1.1. */
	SECTION_LETTER,  /* a), đ), a.1) */
	SECTION_COUNT,   /* (1), (5.1), 1) */
	SECTION_DASH,    /* - */
	SECTION_PLUS,    /* + */
	SECTION_TITLE,   /* a heading without a number */
};

enum { SECTION_MAX_PARTS = 5 };

struct lint_section {
	enum section_style style;
	int part[SECTION_MAX_PARTS]; /* 5.1 is 5, 1; đ) is 5; IV is 4 */
	int nparts;         /* 0 of dashes and titles */
	bool marked;        /* the format says that it is a heading */
	const char *label;  /* "1.1." as written; "" of a title */
	const char *title;  /* what follows it in the line */
	size_t passage;     /* where it begins */
	size_t title_from;  /* byte of that passage where the title begins */
	size_t end;         /* the passage after its last one */
	int parent;         /* index of the section it stands in; -1: none */
	int depth;          /* 0: at the top */
};

struct lint_outline {
	struct lint_section *section; /* in reading order */
	size_t n;
	int *of;                 /* innermost section of each passage; -1 */
};

/* Reads a label at the begin of a text: style, parts, label and title_from
 * are set.  False when the text begins with none: "30/6/2023", "1.550 người"
 * and "2,5 triệu" are no labels. */
bool outline_label(struct arena *a, const char *text, struct lint_section *s);

/* The outline of a document, on the arena. */
struct lint_outline *outline_make(struct arena *a, const struct document *d)
	__attribute__((returns_nonnull));

#endif
