/* SPDX-License-Identifier: Apache-2.0 */
/* Days and moments.  The civil conversion counts days in 400-year eras that
 * begin on 1 March, so that the leap day is the last of its year. */
#include "lib/base/date.h"

#include "lib/base/base.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

enum {
	DAYS_400Y = 146097,
	DAYS_TO_1970 = 719468, /* from 0000-03-01 to 1970-01-01 */
	DAY_MS = 86400000,
	OFFSET_MS = 7 * 3600000, /* Asia/Ho_Chi_Minh, constant since 1975 */
};

static bool leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int month_days(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return m == 2 && leap(y) ? 29 : days[m - 1];
}

int day_from_civil(int year, int month, int day, day_t *out)
{
	int y, m, era, yoe, doy;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return -1;
	y = month <= 2 ? year - 1 : year;
	m = (month + 9) % 12; /* March is 0 */
	era = y / 400;
	yoe = y % 400;
	doy = (153 * m + 2) / 5 + day - 1;
	*out = era * DAYS_400Y + yoe * 365 + yoe / 4 - yoe / 100 + doy -
	       DAYS_TO_1970;
	return 0;
}

void day_to_civil(day_t d, int *year, int *month, int *day)
{
	int n, era, doe, yoe, doy, m;

	if (d < DAY_MIN || d > DAY_MAX)
		BUG("day %d out of range", d);
	n = d + DAYS_TO_1970;
	era = n / DAYS_400Y;
	doe = n % DAYS_400Y;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	m = (5 * doy + 2) / 153;
	*day = doy - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

/* Reads min..max digits at *s and moves on; -1 when there are fewer. */
static int digits(const char **s, int min, int max)
{
	int n = 0;
	int v = 0;

	while (n < max && isdigit((unsigned char)**s)) {
		v = v * 10 + (**s - '0');
		(*s)++;
		n++;
	}
	return n < min ? -1 : v;
}

/* "2023-06-30" at *s. */
static int iso_at(const char **s, day_t *out)
{
	int y, m, d;

	if ((y = digits(s, 4, 4)) < 0 || *(*s)++ != '-')
		return -1;
	if ((m = digits(s, 2, 2)) < 0 || *(*s)++ != '-')
		return -1;
	if ((d = digits(s, 2, 2)) < 0)
		return -1;
	return day_from_civil(y, m, d, out);
}

int day_year(day_t d)
{
	int year;
	int month;
	int day;

	day_to_civil(d, &year, &month, &day);
	return year;
}

int day_parse(const char *s, day_t *out)
{
	const char *p = s;
	int y, m, d;
	char sep;

	if (strlen(s) == 10 && s[4] == '-')
		return iso_at(&p, out) < 0 || *p ? -1 : 0;
	if ((d = digits(&p, 1, 2)) < 0)
		return -1;
	sep = *p;
	if (sep != '/' && sep != '-' && sep != '.')
		return -1;
	p++;
	if ((m = digits(&p, 1, 2)) < 0 || *p++ != sep)
		return -1;
	if ((y = digits(&p, 4, 4)) < 0 || *p)
		return -1;
	return day_from_civil(y, m, d, out);
}

char *day_iso(struct arena *a, day_t d)
{
	int y, m, n;

	day_to_civil(d, &y, &m, &n);
	return arena_printf(a, "%04d-%02d-%02d", y, m, n);
}

moment_t moment_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (moment_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

day_t moment_day(moment_t m)
{
	return (day_t)floor_div(m + OFFSET_MS, DAY_MS);
}

day_t day_today(void)
{
	return moment_day(moment_now());
}

/* ":ss" and ".mmm" at *s, both optional: milliseconds, or -1. */
static int seconds_at(const char **s)
{
	int sec;
	int ms = 0;
	int unit = 100;

	if (**s != ':')
		return 0;
	(*s)++;
	if ((sec = digits(s, 2, 2)) < 0 || sec > 59)
		return -1;
	if (**s == '.') {
		(*s)++;
		if (!isdigit((unsigned char)**s))
			return -1;
		for (; isdigit((unsigned char)**s); (*s)++, unit /= 10)
			ms += (**s - '0') * unit;
	}
	return sec * 1000 + ms;
}

/* "Z", "+hh:mm" or nothing (Vietnam) at *s: 0 and the offset, or -1. */
static int offset_at(const char **s, int64_t *ms)
{
	int sign, h, m;

	*ms = OFFSET_MS;
	if (**s == '\0')
		return 0;
	if (**s == 'Z') {
		(*s)++;
		*ms = 0;
		return 0;
	}
	if (**s != '+' && **s != '-')
		return -1;
	sign = *(*s)++ == '-' ? -1 : 1;
	if ((h = digits(s, 2, 2)) < 0 || h > 14 || *(*s)++ != ':')
		return -1;
	if ((m = digits(s, 2, 2)) < 0 || m > 59)
		return -1;
	*ms = sign * (h * 3600000 + m * 60000);
	return 0;
}

int moment_parse(const char *s, moment_t *out)
{
	const char *p = s;
	day_t d;
	int h, m, ms;
	int64_t offset;

	if (day_parse(s, &d) == 0) {
		*out = ((moment_t)d + 1) * DAY_MS - OFFSET_MS - 1;
		return 0;
	}
	if (strnlen(s, 11) < 11 || s[4] != '-' || iso_at(&p, &d) < 0)
		return -1;
	if (*p != 'T' && *p != ' ')
		return -1;
	p++;
	if ((h = digits(&p, 2, 2)) < 0 || h > 23 || *p++ != ':')
		return -1;
	if ((m = digits(&p, 2, 2)) < 0 || m > 59)
		return -1;
	if ((ms = seconds_at(&p)) < 0 || offset_at(&p, &offset) < 0 || *p)
		return -1;
	*out = (moment_t)d * DAY_MS + h * 3600000 + m * 60000 + ms - offset;
	return 0;
}

char *moment_iso(struct arena *a, moment_t m)
{
	int64_t local = m + OFFSET_MS;
	int64_t d = floor_div(local, DAY_MS);
	int64_t ms = local - d * DAY_MS;
	int year, month, day;

	day_to_civil((day_t)d, &year, &month, &day);
	return arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d.%03d+07:00",
			    year, month, day, (int)(ms / 3600000),
			    (int)(ms / 60000 % 60), (int)(ms / 1000 % 60),
			    (int)(ms % 1000));
}
