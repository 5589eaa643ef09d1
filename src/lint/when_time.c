/* SPDX-License-Identifier: Apache-2.0 */
/* Times as documents write them. */
#include "lint/when.h"

#include <string.h>

static int number(const struct words *w, size_t i)
{
	const struct word *x;

	if (i >= w->n || w->word[i].is->kind != WORD_NUMBER)
		return -1;
	x = &w->word[i];
	if (x->to - x->from > 4 ||
	    strspn(x->is->usual, "0123456789") != x->is->len)
		return -1;
	return (int)strtol(x->is->usual, NULL, 10);
}

static int year_in(const struct words *w, size_t i)
{
	int y = number(w, i);

	return y >= 1900 && y <= 2100 ? y : 0;
}

/* The year at word i + *n, which is passed over, else the one that is known. */
static int year_or(const struct words *w, size_t i, size_t *n, int known)
{
	int y = year_in(w, i + *n);

	if (y == 0)
		return known;
	++*n;
	return y;
}

static bool is_dash(const struct words *w, size_t i)
{
	return word_is(w, i, "-") || word_is(w, i, "–") ||
	       word_is(w, i, "—");
}

static int last_day(int year, int month)
{
	day_t d;
	int y, m, day;

	if (month == 12)
		return 31;
	if (day_from_civil(year, month + 1, 1, &d) < 0)
		return 30;
	day_to_civil(d - 1, &y, &m, &day);
	return day;
}

static size_t set_day(struct said_time *t, int y, int m, int d, size_t n)
{
	day_t day;

	if (day_from_civil(y, m, d, &day) < 0)
		return 0;
	t->kind = TIME_DAY;
	snprintf(t->code, sizeof t->code, "%04d-%02d-%02d", y, m, d);
	return n;
}

/* Months 1 to m of a year, or the last m of it. */
static void set_months(struct said_time *t, int y, int m, bool first)
{
	t->kind = TIME_PERIOD;
	if (m == 6)
		snprintf(t->code, sizeof t->code, "%04d-H%d", y, first ? 1 : 2);
	else if (m == 3)
		snprintf(t->code, sizeof t->code, "%04d-Q%d", y, first ? 1 : 4);
	else if (m == 12)
		snprintf(t->code, sizeof t->code, "%04d", y);
	else if (first)
		snprintf(t->code, sizeof t->code, "%04d-%02d-%02d", y, m,
			 last_day(y, m));
	else
		t->kind = TIME_UNSAID;
}

/* d/m/yyyy, "30 tháng 6 năm 2023", 30.6.2023 */
static size_t date(const struct words *w, size_t i, struct said_time *t)
{
	int d = number(w, i);
	int m, y;
	char end;

	if (i < w->n && w->word[i].is->len >= strlen("1.1.2023") &&
	    sscanf(w->word[i].is->usual, "%2d.%2d.%4d%c", &d, &m, &y, &end) ==
		3)
		return set_day(t, y, m, d, 1);
	if (d < 1 || d > 31)
		return 0;
	if ((word_is(w, i + 1, "/") || is_dash(w, i + 1)) &&
	    (word_is(w, i + 3, "/") || is_dash(w, i + 3)) &&
	    !w->word[i + 1].gap && year_in(w, i + 4))
		return set_day(t, year_in(w, i + 4), number(w, i + 2), d, 5);
	if (word_is(w, i + 1, "tháng") && word_is(w, i + 3, "năm") &&
	    year_in(w, i + 4))
		return set_day(t, year_in(w, i + 4), number(w, i + 2), d, 5);
	return 0;
}

static int months_said(const struct words *w, size_t i)
{
	static const char *const words[] = { "ba", "sáu", "chín" };

	for (size_t k = 0; k < ARRAY_LEN(words); k++)
		if (word_is(w, i, words[k]))
			return 3 * ((int)k + 1);
	return number(w, i);
}

/* "6 tháng đầu năm [2023]", "9 tháng năm 2023", "06 tháng cuối năm" */
static size_t months(const struct words *w, size_t i, int year,
		     struct said_time *t)
{
	int m = months_said(w, i);
	bool first = !word_is(w, i + 2, "cuối");
	size_t n = 2;
	int y;

	if (m < 1 || m > 12 || !word_is(w, i + 1, "tháng"))
		return 0;
	if (word_is(w, i + 2, "đầu") || word_is(w, i + 2, "cuối"))
		n++;
	if (word_is(w, i + n, "của"))
		n++;
	if (word_is(w, i + n, "năm"))
		n++;
	y = year_or(w, i, &n, year);
	if (n < 3 || y == 0)
		return 0;
	set_months(t, y, m, first);
	return t->kind == TIME_UNSAID ? 0 : n;
}

static int roman(const struct words *w, size_t i)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv" };

	for (int k = 0; k < 4; k++)
		if (word_is(w, i, numerals[k]))
			return k + 1;
	return number(w, i);
}

/* "quý II/2023", "quý 2 năm 2023" */
static size_t quarter(const struct words *w, size_t i, int year,
		      struct said_time *t)
{
	int q = roman(w, i + 1);
	size_t n = 2;
	int y;

	if (!word_is(w, i, "quý") || q < 1 || q > 4)
		return 0;
	if (word_is(w, i + n, "/") || word_is(w, i + n, "năm"))
		n++;
	y = year_or(w, i, &n, year);
	if (y == 0)
		return 0;
	t->kind = TIME_PERIOD;
	snprintf(t->code, sizeof t->code, "%04d-Q%d", y, q);
	return n;
}

/* Does the text before word i speak of how it stands then: "đến", "cuối"? */
static bool is_state_then(const struct words *w, size_t i)
{
	static const char *const before[] = { "đến", "tới", "hết", "cuối",
					      "thời điểm", "tính đến", NULL };

	return phrase_any_before(w, i, before) > 0;
}

/* "tháng 9/2023", "tháng 9 năm 2023" */
static size_t month(const struct words *w, size_t i, struct said_time *t)
{
	int m = number(w, i + 1);
	int y;

	if (!word_is(w, i, "tháng") || m < 1 || m > 12)
		return 0;
	if (!word_is(w, i + 2, "/") && !is_dash(w, i + 2) &&
	    !word_is(w, i + 2, "năm"))
		return 0;
	y = year_in(w, i + 3);
	if (y == 0)
		return 0;
	if (i > 0 && word_is(w, i - 1, "đầu") && is_state_then(w, i - 1))
		return set_day(t, y, m, 1, 4);
	if (is_state_then(w, i))
		return set_day(t, y, m, last_day(y, m), 4);
	t->kind = TIME_PERIOD;
	snprintf(t->code, sizeof t->code, "%04d-%02d", y, m);
	return 4;
}

/* "năm 2021 đến năm 2025", "giai đoạn 2021 - 2025", "2021-2025" */
static size_t years(const struct words *w, size_t i, struct said_time *t)
{
	size_t n = word_is(w, i, "năm") ? 1 : 0;
	int first = year_in(w, i + n);
	int last;

	n++;
	if (first == 0 || (!is_dash(w, i + n) && !word_is(w, i + n, "đến")))
		return 0;
	n++;
	if (word_is(w, i + n, "năm"))
		n++;
	last = year_in(w, i + n);
	if (last <= first)
		return 0;
	t->kind = TIME_PERIOD;
	snprintf(t->code, sizeof t->code, "%04d-%04d", first % 10000,
		 last % 10000);
	return n + 1;
}

static size_t whole_year(const struct words *w, size_t i, struct said_time *t)
{
	int y = year_in(w, i + 1);

	if (!word_is(w, i, "năm") || y == 0)
		return 0;
	if (is_state_then(w, i))
		return set_day(t, y, 12, 31, 2);
	t->kind = TIME_PERIOD;
	snprintf(t->code, sizeof t->code, "%04d", y);
	return 2;
}

/* "cả năm", "cuối năm", "hết năm" without a year */
static size_t year_unsaid(const struct words *w, size_t i, int year,
			  struct said_time *t)
{
	if (year == 0 || year_in(w, i + 2))
		return 0;
	if (phrase_at(w, i, "cả năm")) {
		t->kind = TIME_PERIOD;
		snprintf(t->code, sizeof t->code, "%04d", year);
		return 2;
	}
	if ((phrase_at(w, i, "cuối năm") || phrase_at(w, i, "hết năm")) &&
	    is_state_then(w, i))
		return set_day(t, year, 12, 31, 2);
	return 0;
}

size_t time_at(const struct words *w, size_t i, int year,
	       struct said_time *out)
{
	size_t n;

	*out = (struct said_time){ 0 };
	n = date(w, i, out);
	if (n == 0)
		n = months(w, i, year, out);
	if (n == 0)
		n = quarter(w, i, year, out);
	if (n == 0)
		n = month(w, i, out);
	if (n == 0)
		n = years(w, i, out);
	if (n == 0)
		n = whole_year(w, i, out);
	if (n == 0)
		n = year_unsaid(w, i, year, out);
	return n;
}

const char *time_code(struct arena *a, const struct said_time *t, bool stock)
{
	struct period p;

	if (t->kind == TIME_UNSAID)
		return "";
	if (period_parse(t->code, &p) < 0 || strlen(t->code) == 9)
		return arena_strdup(a, t->code);
	if (stock)
		return day_iso(a, p.last);
	if (t->kind == TIME_DAY && strcmp(t->code + 4, "-12-31") == 0)
		return arena_strndup(a, t->code, 4);
	if (t->kind == TIME_DAY && strcmp(t->code + 4, "-06-30") == 0)
		return arena_printf(a, "%.4s-H1", t->code);
	if (t->kind == TIME_DAY && strcmp(t->code + 4, "-03-31") == 0)
		return arena_printf(a, "%.4s-Q1", t->code);
	return arena_strdup(a, t->code);
}
