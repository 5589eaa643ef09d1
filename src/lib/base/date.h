/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days and moments.
 *
 * A day is a civil date in Vietnam, kept as days since 1970-01-01 (proleptic
 * Gregorian), so that days compare and subtract as integers.  A moment is
 * UTC in milliseconds since 1970-01-01T00:00Z; at the edges it is shown and
 * read in Vietnam's constant +07:00.
 */
#ifndef HOPTAC_BASE_DATE_H
#define HOPTAC_BASE_DATE_H

#include "lib/base/arena.h"

#include <stdint.h>

typedef int32_t day_t;     /* days since 1970-01-01 */
typedef int64_t moment_t;  /* UTC milliseconds since 1970-01-01T00:00Z */

#define DAY_MIN ((day_t)-719162) /* 0001-01-01 */
#define DAY_MAX ((day_t)2932896) /* 9999-12-31: "until further notice" */

/* The day of a civil date; year 1..9999.  Returns 0, or -1 when there is no
 * such date (31/6). */
int day_from_civil(int year, int month, int day, day_t *out);

/* The civil date of a day in DAY_MIN..DAY_MAX. */
void day_to_civil(day_t d, int *year, int *month, int *day);

/* The year that a day in DAY_MIN..DAY_MAX falls in. */
int day_year(day_t d);

/* Reads the whole of s as "2023-06-30" or "30/6/2023" (one or two digits for
 * day and month; "-" and "." serve as "/" too when the year comes last).
 * Returns 0, or -1 when s is not such a text or no such date exists. */
int day_parse(const char *s, day_t *out);

/* "2023-06-30", on the arena. */
char *day_iso(struct arena *a, day_t d) __attribute__((returns_nonnull));

/* Now; monotonic it is not. */
moment_t moment_now(void);

/* The day that a moment falls on in Vietnam, and today. */
day_t moment_day(moment_t m);
day_t day_today(void);

/* Reads "2023-07-10T08:30:00.250+07:00", "...Z", a text without offset as
 * +07:00, seconds and fraction optional, "T" or a blank; or a bare day, which
 * means its last millisecond in Vietnam.  Returns 0 or -1. */
int moment_parse(const char *s, moment_t *out);

/* "2023-07-10T08:30:00.250+07:00", on the arena. */
char *moment_iso(struct arena *a, moment_t m)
	__attribute__((returns_nonnull));

#endif
