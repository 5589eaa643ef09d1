/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a number holds and on which basis: done, estimated or planned.
 *
 * A sentence says it ("Đến 30/6/2023", "ước cả năm", "phấn đấu"), else the
 * sentence before it, the paragraph that leads in, a heading ("MỤC TIÊU NĂM
 * 2024").  What compares ("so với cùng kỳ năm 2022") or belongs to the title
 * of a document says nothing of the number.
 */
#ifndef HOPTAC_LINT_WHEN_H
#define HOPTAC_LINT_WHEN_H

#include "lint/amount_internal.h"
#include "lint/outline.h"

enum time_kind {
	TIME_UNSAID,
	TIME_DAY,    /* how it stood on a day */
	TIME_PERIOD, /* what happened in a period */
};

struct said_time {
	enum time_kind kind;
	char code[16]; /* "2023-06-30"; a code of lib/base/period.h */
};

/* A time at word i ("6 tháng đầu năm 2023", "đến hết năm 2023" from "năm" on);
 * year serves where none is said (0: unknown).  Its words, 0 when there is
 * none. */
size_t time_at(const struct words *w, size_t i, int year,
	       struct said_time *out);

/* Time and basis that a heading or a caption says. */
struct said {
	struct said_time time;
	bool has_basis;
	enum basis basis;
};
struct said said_by(const struct words *w, size_t from, size_t to, int year);

/* Walks a document in reading order. */
struct calendar;
struct calendar *calendar_new(struct arena *a, const struct document *d,
			      const struct words *words,
			      const struct lint_outline *o)
	__attribute__((returns_nonnull));

/* The next passage; its words and spots stay valid until the next call. */
void calendar_passage(struct calendar *c, size_t index,
		      const struct words *w, const struct spot *spot);

/* Sets when and basis of an amount of that passage, whose role, flow and unit
 * are known. */
void calendar_tell(struct calendar *c, const struct site *s, struct amount *m);

/* The same of an amount in a cell, whose headings say this much. */
void calendar_tell_cell(struct calendar *c, const struct said *said,
			struct amount *m);

/* The year of the document's title; 0. */
int calendar_year(const struct calendar *c);

/* The code in which a stock (else a flow) has this time: a stock of "2023" is
 * that of "2023-12-31", what happened up to "2023-06-30" is of "2023-H1". */
const char *time_code(struct arena *a, const struct said_time *t, bool stock)
	__attribute__((returns_nonnull));

#endif
