/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units of measure in running text: "triệu đồng/người/tháng", "HTX", "lượt
 * người", "ha", "%".
 */
#ifndef HOPTAC_LINT_AMOUNT_UNIT_H
#define HOPTAC_LINT_AMOUNT_UNIT_H

#include "lib/base/dec.h"
#include "lint/word.h"

enum unit_kind {
	UNIT_ORG,     /* htx, tht, lhhtx, qtdnd, organisations and firms */
	UNIT_PERSON,  /* base "nguoi"; members and workers are persons */
	UNIT_MONEY,   /* base "dong" */
	UNIT_PERCENT, /* "%" */
	UNIT_TIMES,   /* "lan" */
	UNIT_TIME,    /* years, months: how long, nothing is counted */
	UNIT_MEASURE, /* ha, tấn, m2 ... */
	UNIT_THING,   /* communes, classes, models, documents ... */
};

struct unit {
	enum unit_kind kind;
	const char *base;   /* "dong/htx/nam" */
	struct dec factor;  /* one of it in the base unit */
	size_t n;           /* words from where it was looked for */
	size_t noun;        /* of these, before its noun: a scale or "lượt" */
	bool scaled;        /* nghìn, triệu, tỷ: printed more coarsely */
	bool rate;          /* something after a slash or "một" */
	bool per_thing;     /* ... other than a time */
	bool per_time;
};

/* The unit at word i, on the arena; false when there is none. */
bool unit_at(struct arena *a, const struct words *w, size_t i,
	     struct unit *out);

/* The unit of a noun that stands at word i, without scale or rate (a heading
 * "Số HTX", a label "Thành viên"); false when it is none. */
bool unit_noun_at(const struct words *w, size_t i, struct unit *out);

/* Adds "/HTX", "/năm" to a unit that is told elsewhere in the sentence:
 * "bình quân 01 HTX đạt 900 triệu đồng/năm". */
void unit_per(struct arena *a, struct unit *u, const char *base, bool time);

/* Does a base unit count organisations: htx, tht, lhhtx, qtdnd? */
bool unit_is_org(const char *base);

#endif
