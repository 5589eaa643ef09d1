/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline of a document, taken from its numbering: officers number every
 * level and style few of them.  "Phần thứ nhất", "I.", "1.", "1.1.", "a)",
 * "(1)", "-", "+" are the levels of Vietnamese documents in their usual order.
 */
#ifndef HOPTAC_LINT_OUTLINE_H
#define HOPTAC_LINT_OUTLINE_H

#include "lib/document/document.h"

enum section_style {
	SECTION_PART,    /* Phần thứ nhất, Phần I */
	SECTION_ANNEX,   /* Phụ lục 1 */
	SECTION_CHAPTER, /* Chương */
	SECTION_ROMAN,   /* I. */
	SECTION_NUMBER,  /* 1. */
	SECTION_DECIMAL, /* 1.1., 1.1.1. */
	SECTION_LETTER,  /* a), đ) */
	SECTION_COUNT,   /* (1), (5.1) */
	SECTION_DASH,    /* - */
	SECTION_PLUS,    /* + */
	SECTION_TITLE,   /* a heading without a number */
};

struct section {
	enum section_style style;
	const char *label;  /* "1.1." as written; "" of a title */
	const char *title;  /* what follows it in the line */
	size_t passage;     /* where it begins */
	size_t end;         /* the passage after its last one */
	int parent;         /* index of the section it stands in; -1: none */
	int depth;          /* 0: at the top */
};

struct outline {
	struct section *section; /* in reading order */
	size_t n;
	int *of;                 /* innermost section of each passage; -1 */
};

/* The outline of a document, on the arena. */
struct outline *outline_make(struct arena *a, const struct document *d)
	__attribute__((returns_nonnull));

#endif
