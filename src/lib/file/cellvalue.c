/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values of XLSX cells: numbers and date serials.
 *
 * The file holds IEEE doubles written out ("9.915E11", "36.479999999999997").
 * This is the one place where a double may stand: it only passes through, to
 * find the decimal or the second that the spreadsheet program shows.
 */
#include "lib/file/sheet.h"

#include "lib/base/date.h"

#include <math.h>

enum { SHOWN_DIGITS = 15, EXACT_DIGITS = 17, DAY_SECONDS = 86400 };

/* "-d.ddde+XX" without exponent and without zeros that say nothing. */
static char *plain(struct arena *a, const char *scientific)
{
	char digits[32];
	int n = 0;
	struct buf b = BUF_INIT(a);
	const char *p = scientific;
	int point; /* digits before the point; may be negative */

	if (*p == '-')
		buf_addch(&b, *p++);
	for (; *p && *p != 'e'; p++)
		if (*p != '.')
			digits[n++] = *p;
	point = 1 + (int)strtol(p + 1, NULL, 10);
	while (n > 1 && digits[n - 1] == '0')
		n--;
	if (point <= 0) {
		buf_adds(&b, "0.");
		for (int i = point; i < 0; i++)
			buf_addch(&b, '0');
	}
	for (int i = 0; i < n || i < point; i++) {
		if (i == point && i > 0)
			buf_addch(&b, '.');
		buf_addch(&b, i < n ? digits[i] : '0');
	}
	return b.data;
}

/* The double that raw says; -1 when raw is none that a spreadsheet writes. */
static int read_double(const char *raw, double *v)
{
	char *end;

	if (!*raw || raw[strspn(raw, "0123456789+-.eE")])
		return -1;
	*v = strtod(raw, &end);
	return *end || !isfinite(*v) ? -1 : 0;
}

char *xlsx_number(struct arena *a, const char *raw)
{
	char text[64];
	double v;
	int digits = SHOWN_DIGITS;

	if (read_double(raw, &v) < 0)
		return NULL;
	if (v == 0)
		return arena_strdup(a, "0");
	snprintf(text, sizeof text, "%.*e", digits - 1, v);
	/* a long whole number (an identity number) keeps every digit */
	while (v == floor(v) && strtod(text, NULL) != v &&
	       digits < EXACT_DIGITS)
		snprintf(text, sizeof text, "%.*e", digits++, v);
	return plain(a, text);
}

/* The day that a serial means.  In the 1900 system serial 60 is 29/02/1900,
 * which never was: before it the count is one less than behind it. */
static int64_t serial_day(int64_t serial, bool base1904)
{
	if (base1904)
		return serial - 24107;
	return serial < 60 ? serial - 25568 : serial - 25569;
}

char *xlsx_date(struct arena *a, const char *raw, bool base1904)
{
	int64_t seconds;
	int64_t day;
	double v;
	char *iso;

	if (read_double(raw, &v) < 0 || v < 1 || v > 1e7)
		return NULL;
	seconds = llround(v * DAY_SECONDS);
	day = serial_day(seconds / DAY_SECONDS, base1904);
	seconds %= DAY_SECONDS;
	if (day > DAY_MAX)
		return NULL;
	iso = day_iso(a, (day_t)day);
	if (seconds == 0)
		return iso;
	return arena_printf(a, "%sT%02d:%02d:%02d", iso, (int)(seconds / 3600),
			    (int)(seconds / 60 % 60), (int)(seconds % 60));
}

/* Does the first section hold one of these letters, outside quotes, brackets
 * and escapes? */
static bool shows(const char *code, const char *letters)
{
	for (const char *p = code; *p && *p != ';'; p++) {
		switch (*p) {
		case '"':
			p = strchr(p + 1, '"');
			break;
		case '[':
			p = strchr(p, ']');
			break;
		case '\\':
		case '_':
		case '*':
			p = p[1] ? p + 1 : NULL;
			break;
		default:
			if (strchr(letters, *p))
				return true;
			break;
		}
		if (!p)
			return false;
	}
	return false;
}

/* A month letter alone may be minutes and does not count. */
bool xlsx_date_format(const char *code)
{
	return shows(code, "dDyY");
}

bool xlsx_percent_format(const char *code)
{
	return shows(code, "%");
}
