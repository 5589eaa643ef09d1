/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of the amounts share. */
#ifndef HOPTAC_LINT_AMOUNT_INTERNAL_H
#define HOPTAC_LINT_AMOUNT_INTERNAL_H

#include "lint/amount.h"
#include "lint/amount_unit.h"
#include "lint/number_scan.h"
#include "lint/word.h"

/* Where a word stands in the text. */
struct spot {
	size_t sentence; /* over the document */
	size_t clause;
	int bracket;     /* depth */
};

/* A number of the text and the words around it, counted in words. */
struct site {
	const struct words *w;
	const struct spot *spot; /* of each word */
	size_t begin;  /* after the amount before it, or where the clause begins */
	size_t label;  /* in it, after the words that belong to the amount
			* before */
	size_t open;   /* its first open word ("khoảng"), or number */
	size_t number; /* its first digit */
	size_t after;  /* after the number */
	size_t end;    /* after the unit and its closing word ("trở lên") */
	size_t beyond; /* after the words behind it that tell what it counts */
	struct unit unit;
	const struct amount *before; /* in the sentence; or NULL */
	const struct amount *parent; /* it seems to be a part of this one, as
				      * "trong đó" or brackets say; or NULL */
	const struct amount *alike; /* the last of its unit in the sentence */
	const struct amount *owner; /* the last count of organisations in the
				     * sentence: whose members or money */
	bool two;      /* the owner follows another kind: "430 HTX và
			* 7.150 THT với ..." */
};

/* Where the plan is told beside what was done: "102 % kế hoạch (500 HTX)", "45
 * HTX/kế hoạch 40 HTX". */
bool site_is_plan(const struct site *s);

/* Where the value is that of the time compared with, "tăng 32 HTX so với năm
 * 2023 (480 HTX)": the word at which "so với" stands; else its own number. */
size_t site_compared(const struct site *s);

/* The qualifier that the words before and after the number give it; moves
 * open and end of the site over them. */
enum qualifier site_qualifier(struct site *s, bool range);

/* What the number says of its subject. */
enum amount_role site_role(const struct site *s);

/* Sentences and clauses of a passage: a spot for each word; the counters go
 * on over the document. */
struct spot *spots_of(struct arena *a, const struct words *w,
		      size_t *sentence, size_t *clause);

#endif
