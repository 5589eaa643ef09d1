/* SPDX-License-Identifier: Apache-2.0 */
/* Reference periods. */
#include "lib/base/period.h"

#include "lib/base/base.h"

#include <ctype.h>

/* n digits at s as a number, or -1. */
static int number(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* From the first of month m1 of year y1 to the last of month m2 of y2. */
static int span(struct period *p, int y1, int m1, int y2, int m2)
{
	int after_y = m2 == 12 ? y2 + 1 : y2;
	int after_m = m2 == 12 ? 1 : m2 + 1;
	day_t after;

	/* the year 9999 would need the year 10000 */
	if (y1 < 1 || y2 > 9998 || y2 < y1)
		return -1;
	if (day_from_civil(y1, m1, 1, &p->first) < 0 ||
	    day_from_civil(after_y, after_m, 1, &after) < 0)
		return -1;
	p->last = after - 1;
	return 0;
}

int period_parse(const char *code, struct period *out)
{
	struct period p = { 0 };
	size_t len = strlen(code);
	int y = number(code, 4);
	int part, y2;

	if (y < 0 || len >= sizeof p.code || (len > 4 && code[4] != '-'))
		return -1;
	memcpy(p.code, code, len);
	if (len == 4) {
		if (span(&p, y, 1, y, 12) < 0)
			return -1;
	} else if (len == 7 && code[5] == 'H') {
		part = number(code + 6, 1);
		if (part < 1 || part > 2 ||
		    span(&p, y, part * 6 - 5, y, part * 6) < 0)
			return -1;
	} else if (len == 7 && code[5] == 'Q') {
		part = number(code + 6, 1);
		if (part < 1 || part > 4 ||
		    span(&p, y, part * 3 - 2, y, part * 3) < 0)
			return -1;
	} else if (len == 7) {
		part = number(code + 5, 2);
		if (part < 1 || part > 12 || span(&p, y, part, y, part) < 0)
			return -1;
	} else if (len == 9) {
		y2 = number(code + 5, 4);
		if (y2 <= y || span(&p, y, 1, y2, 12) < 0)
			return -1;
	} else {
		if (day_parse(code, &p.last) < 0 || len != 10 ||
		    day_from_civil(y, 1, 1, &p.first) < 0)
			return -1;
	}
	*out = p;
	return 0;
}

/* Four digits, without the cost of a format: formulas ask for thousands. */
static void put_year(char *s, int year)
{
	for (int i = 3; i >= 0; i--, year /= 10)
		s[i] = (char)('0' + year % 10);
}

int period_word(const char *word, int year, struct period *out)
{
	char code[sizeof out->code] = "";
	int first;

	if (year < 3 || year > 9990)
		return -1;
	if (strcmp(word, "prev") == 0) {
		put_year(code, year - 2);
	} else if (strcmp(word, "h1") == 0) {
		put_year(code, year - 1);
		memcpy(code + 4, "-H1", 4);
	} else if (strcmp(word, "year") == 0) {
		put_year(code, year - 1);
	} else if (strcmp(word, "next") == 0) {
		put_year(code, year);
	} else if (strcmp(word, "programme") == 0) {
		first = (year - 2) / 5 * 5 + 1;
		put_year(code, first);
		code[4] = '-';
		put_year(code + 5, first + 4);
	} else {
		return period_parse(word, out);
	}
	return period_parse(code, out);
}
