/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact decimals: a 128-bit integer counting millionths.
 *
 * Six decimals are enough for every printed figure (per cents have two), and
 * amounts may reach 10^15 with room to multiply.  Every operation that can
 * overflow says so; nothing wraps and nothing rounds unless asked to.
 * Rounding is half away from zero ("làm tròn số học"), the rule by which
 * Vietnamese statistics round.
 */
#ifndef HOPTAC_BASE_DEC_H
#define HOPTAC_BASE_DEC_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { DEC_PLACES = 6, DEC_ONE = 1000000 };

struct dec {
	__int128 u; /* millionths */
};

#define DEC_ZERO ((struct dec){ 0 })

/* A whole number. */
struct dec dec_int(int64_t n);

/* Sum, difference, product, quotient.  The product and the quotient are
 * rounded half away from zero to millionths.  Return 0; -1 on overflow or
 * division by zero (*out is then untouched). */
int dec_add(struct dec a, struct dec b, struct dec *out);
int dec_sub(struct dec a, struct dec b, struct dec *out);
int dec_mul(struct dec a, struct dec b, struct dec *out);
int dec_div(struct dec a, struct dec b, struct dec *out);

struct dec dec_neg(struct dec a);

/* <0, 0, >0. */
int dec_cmp(struct dec a, struct dec b);

bool dec_is_whole(struct dec a);

/* Rounded to places decimals (0..6), half away from zero. */
struct dec dec_round(struct dec a, int places);

/* The decimals that it has, 0..6: 1 of 12.5. */
int dec_places(struct dec a);

/* The largest whole number <= a; the smallest >= a. */
struct dec dec_floor(struct dec a);
struct dec dec_ceil(struct dec a);

/* Reads the whole of s as "-1234.5678": ASCII digits, a point, at most six
 * decimals, no blanks, no grouping.  *places (may be NULL) gets the number of
 * decimals written.  Returns 0 or -1. */
int dec_parse(const char *s, struct dec *out, int *places);

/* "1234.5": the shortest exact text; with places 0..6 exactly that many
 * decimals after rounding.  On the arena. */
char *dec_str(struct arena *a, struct dec d) __attribute__((returns_nonnull));
char *dec_fixed(struct arena *a, struct dec d, int places)
	__attribute__((returns_nonnull));

/* The value as int64.  Returns 0; -1 when it is not whole or does not fit. */
int dec_to_int(struct dec d, int64_t *out);

#endif
