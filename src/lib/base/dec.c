/* SPDX-License-Identifier: Apache-2.0 */
/* Exact decimals: a 128-bit integer counting millionths. */
#include "lib/base/dec.h"

#include "lib/base/base.h"

#include <ctype.h>
#include <string.h>

static const int64_t power10[] = { 1,	  10,	 100,	 1000,
				   10000, 100000, 1000000 };

struct dec dec_int(int64_t n)
{
	return (struct dec){ (__int128)n * DEC_ONE };
}

int dec_add(struct dec a, struct dec b, struct dec *out)
{
	__int128 u;

	if (__builtin_add_overflow(a.u, b.u, &u))
		return -1;
	out->u = u;
	return 0;
}

int dec_sub(struct dec a, struct dec b, struct dec *out)
{
	__int128 u;

	if (__builtin_sub_overflow(a.u, b.u, &u))
		return -1;
	out->u = u;
	return 0;
}

/* n / d, half away from zero; d > 0. */
static __int128 div_round(__int128 n, __int128 d)
{
	__int128 q = n / d;
	__int128 r = n % d;

	if (r < 0)
		r = -r;
	if (r >= d - r)
		q += n < 0 ? -1 : 1;
	return q;
}

int dec_mul(struct dec a, struct dec b, struct dec *out)
{
	/* a whole times b, plus a fraction times b: the product of the
	 * millionths would overflow long before the result does */
	__int128 whole;
	__int128 part;

	if (__builtin_mul_overflow(a.u / DEC_ONE, b.u, &whole) ||
	    __builtin_mul_overflow(a.u % DEC_ONE, b.u, &part) ||
	    __builtin_add_overflow(whole, div_round(part, DEC_ONE), &whole))
		return -1;
	out->u = whole;
	return 0;
}

int dec_div(struct dec a, struct dec b, struct dec *out)
{
	__int128 n;

	if (b.u == 0 || __builtin_mul_overflow(a.u, (__int128)DEC_ONE, &n))
		return -1;
	if (b.u < 0) {
		if (__builtin_sub_overflow((__int128)0, n, &n) ||
		    __builtin_sub_overflow((__int128)0, b.u, &b.u))
			return -1;
	}
	out->u = div_round(n, b.u);
	return 0;
}

struct dec dec_neg(struct dec a)
{
	return (struct dec){ -a.u };
}

int dec_cmp(struct dec a, struct dec b)
{
	return (a.u > b.u) - (a.u < b.u);
}

bool dec_is_whole(struct dec a)
{
	return a.u % DEC_ONE == 0;
}

struct dec dec_round(struct dec a, int places)
{
	int64_t unit;

	if (places < 0 || places > DEC_PLACES)
		BUG("dec_round to %d places", places);
	unit = power10[DEC_PLACES - places];
	return (struct dec){ div_round(a.u, unit) * unit };
}

int dec_places(struct dec a)
{
	int places = DEC_PLACES;

	while (places > 0 && a.u % 10 == 0) {
		a.u /= 10;
		places--;
	}
	return places;
}

struct dec dec_floor(struct dec a)
{
	__int128 r = a.u % DEC_ONE;

	return (struct dec){ a.u - r - (r < 0 ? DEC_ONE : 0) };
}

struct dec dec_ceil(struct dec a)
{
	__int128 r = a.u % DEC_ONE;

	return (struct dec){ a.u - r + (r > 0 ? DEC_ONE : 0) };
}

int dec_parse(const char *s, struct dec *out, int *places)
{
	bool negative = *s == '-';
	__int128 u = 0;
	int after = -1; /* digits after the point; -1 before it */
	bool any = false;

	for (s += negative; *s; s++) {
		if (*s == '.' && after < 0 && any) {
			after = 0;
			continue;
		}
		if (!isdigit((unsigned char)*s) || after == DEC_PLACES)
			return -1;
		if (__builtin_mul_overflow(u, (__int128)10, &u) ||
		    __builtin_add_overflow(u, (__int128)(*s - '0'), &u))
			return -1;
		any = true;
		if (after >= 0)
			after++;
	}
	if (!any || after == 0)
		return -1;
	if (after < 0)
		after = 0;
	if (__builtin_mul_overflow(u, (__int128)power10[DEC_PLACES - after],
				   &u))
		return -1;
	out->u = negative ? -u : u;
	if (places)
		*places = after;
	return 0;
}

char *dec_fixed(struct arena *a, struct dec d, int places)
{
	char text[64];
	char *p = text + sizeof text;
	bool negative;
	unsigned __int128 u;

	d = dec_round(d, places);
	negative = d.u < 0;
	u = negative ? -(unsigned __int128)d.u : (unsigned __int128)d.u;
	u /= (unsigned __int128)power10[DEC_PLACES - places];
	*--p = '\0';
	for (int i = 0; i <= places || u > 0; i++) {
		if (i == places && places > 0)
			*--p = '.';
		*--p = (char)('0' + (int)(u % 10));
		u /= 10;
	}
	if (negative)
		*--p = '-';
	return arena_strdup(a, p);
}

char *dec_str(struct arena *a, struct dec d)
{
	int places = DEC_PLACES;

	while (places > 0 && d.u % power10[DEC_PLACES - places + 1] == 0)
		places--;
	return dec_fixed(a, d, places);
}

int dec_to_int(struct dec d, int64_t *out)
{
	__int128 n = d.u / DEC_ONE;

	if (!dec_is_whole(d) || n > INT64_MAX || n < INT64_MIN)
		return -1;
	*out = (int64_t)n;
	return 0;
}
