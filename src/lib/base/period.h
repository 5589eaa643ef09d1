/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reference periods.
 *
 * A period has a code, a first and a last day:
 *
 *	2023          1/1/2023 .. 31/12/2023
 *	2023-H1       1/1/2023 .. 30/6/2023     (six months: H1, H2)
 *	2023-Q3       1/7/2023 .. 30/9/2023
 *	2023-06       1/6/2023 .. 30/6/2023     (a month)
 *	2023-06-30    1/1/2023 .. 30/6/2023     (the year up to a day)
 *	2021-2025     1/1/2021 .. 31/12/2025    (a programme)
 *
 * A stock is read at the last day, a flow over all of them.  Rule packs say
 * periods by words relative to the year of the plan Y:
 *
 *	prev   Y - 2     the year before the one that is assessed
 *	h1     Y-1, H1   the six months with actual figures
 *	year   Y - 1     the year that is assessed
 *	next   Y         the year that is planned
 *	programme        the five-year period that holds Y - 1: 2021-2025
 */
#ifndef HOPTAC_BASE_PERIOD_H
#define HOPTAC_BASE_PERIOD_H

#include "lib/base/date.h"

struct period {
	char code[16];
	day_t first;
	day_t last;
};

/* Reads a code.  0 or -1. */
int period_parse(const char *code, struct period *out);

/* Reads a word or a code; year is Y.  0 or -1. */
int period_word(const char *word, int year, struct period *out);

#endif
