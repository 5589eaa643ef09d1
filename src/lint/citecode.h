/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Number and symbol of a document, and its date: "1804/QĐ-TTg",
 * "01/2020/TT-BKHĐT", "23/2012/QH13", "71-CTr/TU", "ngày 13/11/2020", "ngày
 * 12 tháng 3 năm 2021".  Nghị định 30/2020/NĐ-CP writes the number before "/";
 * the Party (Hướng dẫn 36-HD/VPTW) before "-".
 */
#ifndef HOPTAC_LINT_CITECODE_H
#define HOPTAC_LINT_CITECODE_H

#include "lib/base/arena.h"
#include "lib/base/date.h"

#include <stdbool.h>

struct code {
	size_t from, to;    /* bytes */
	int number;         /* -1: its place was left blank */
	int year;           /* 0: none */
	const char *symbol; /* "QĐ-TTg", "CTr/TU", "-CP"; "" */
	const char *text;   /* all of it in one spelling; "" without number */
};

/*
 * Reads a code at byte i of s; typed says that a type of document or "số"
 * stands before it, so that a bare number ("Nghị định 193") or an empty place
 * ("số   /QĐ-UBND") is one too.  Returns whether there is a code.
 */
bool code_scan(struct arena *a, const char *s, size_t i, bool typed,
	       struct code *out);

/*
 * A symbol to compare by: capitals, groups joined by "-", TƯ as TW:
 * "QĐ-TTG", "CTR-TU".
 */
const char *code_key(struct arena *a, const char *symbol)
	__attribute__((returns_nonnull));

enum day_state {
	DAY_NONE,
	DAY_GOOD,
	DAY_IMPOSSIBLE, /* 31/6/2023 */
	DAY_BLANK,      /* ngày    tháng 7 năm 2023 */
};

struct written_day {
	size_t from, to; /* bytes, without the word "ngày" */
	enum day_state state;
	day_t day;
	int d, m, y;     /* as written; 0: blank */
	bool padded;     /* as Nghị định 30/2020 wants it */
	bool is_long;    /* with tháng and năm */
};

/*
 * Reads a date at byte i of low (a text in lower case): d/m/yyyy, also with
 * "." or "-", or "d tháng m năm yyyy"; blank places only after "ngày", which
 * worded tells.  Returns whether there is one.
 */
bool day_scan(const char *low, size_t i, bool worded, struct written_day *out);

#endif
