/* SPDX-License-Identifier: Apache-2.0 */
/* Number, symbol and date of a citation, read by hand. */
#include "lint/citecode.h"

#include "lib/base/buf.h"
#include "lib/text/text.h"
#include "lint/word.h"

#include <string.h>

enum { MAX_SYMBOL = 40, YEAR_FIRST = 1945, YEAR_LAST = 2099 };

/* A hyphen or one of the dashes that Word makes of it: its bytes. */
static size_t dash(const char *s)
{
	if (s[0] == '-')
		return 1;
	if (strncmp(s, "–", strlen("–")) == 0 ||
	    strncmp(s, "—", strlen("—")) == 0)
		return strlen("–");
	return 0;
}

static bool is_capital(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return (u[0] >= 'A' && u[0] <= 'Z') ||
	       (u[0] == 0xc4 && u[1] == 0x90) || /* Đ */
	       (u[0] == 0xc3 && u[1] == 0x90) || /* Ð, eth */
	       (u[0] == 0xc6 && u[1] == 0x89) || /* Ɖ, African D */
	       (u[0] == 0xc6 && u[1] == 0xaf) || /* Ư */
	       (u[0] == 0xc3 && u[1] == 0x9d);   /* Ý of "Ý kiến" */
}

static size_t letter_bytes(const char *s)
{
	unsigned char c = (unsigned char)s[0];

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : 3;
}

/* One group of a symbol, "QĐ", "TTg", "QH13", "SNN&PTNT": its bytes. */
static size_t scan_group(const char *s)
{
	size_t n = 0;

	if (!is_capital(s))
		return 0;
	while (word_goes_on(s + n) ||
	       (strchr("&.", s[n]) && s[n] && is_capital(s + n + 1)))
		n += letter_bytes(s + n);
	return n;
}

/* Blanks, at most one, before a separator and after it. */
static size_t scan_separator(const char *s, char *sep)
{
	size_t n = s[0] == ' ';
	size_t d = dash(s + n);

	if (d == 0 && s[n] == '/')
		d = 1;
	if (d == 0)
		return 0;
	*sep = s[n] == '/' ? '/' : '-';
	n += d;
	return n + (s[n] == ' ');
}

static void add_group(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i += letter_bytes(s + i)) {
		if (memcmp(s + i, "\xc3\x90", 2) == 0 ||
		    memcmp(s + i, "\xc6\x89", 2) == 0)
			buf_adds(b, "Đ");
		else
			buf_add(b, s + i, letter_bytes(s + i));
	}
}

/*
 * The groups of a symbol with what joins them.  A first group may be missing
 * ("-CP"), and so may the last ("QĐ-"): both are told later as mistakes.  A
 * blank beside the separator is taken only when a capital follows.
 */
static size_t scan_symbol(const char *s, struct buf *b)
{
	size_t n = scan_group(s);
	char sep;

	if (n == 0 && !(dash(s) && is_capital(s + dash(s))))
		return 0;
	add_group(b, s, n);
	while (n < MAX_SYMBOL) {
		size_t gap = scan_separator(s + n, &sep);
		size_t group = gap ? scan_group(s + n + gap) : 0;

		if (group == 0) {
			size_t d = dash(s + n);

			/* at the end of a passage it may go on elsewhere */
			if (d > 0 && s[n + d] && strchr(" ,.;)", s[n + d])) {
				buf_addch(b, '-');
				n += d;
			}
			break;
		}
		buf_addch(b, sep);
		add_group(b, s + n + gap, group);
		n += gap + group;
	}
	return n;
}

static size_t scan_digits(const char *s, size_t most, int *value)
{
	size_t n = 0;

	*value = 0;
	for (; n < most && word_is_digit(s[n]); n++)
		*value = 10 * *value + (s[n] - '0');
	return word_is_digit(s[n]) ? 0 : n;
}

static size_t scan_year(const char *s, int *year)
{
	size_t n = scan_digits(s, 4, year);

	return n == 4 && *year >= YEAR_FIRST && *year <= YEAR_LAST ? n : 0;
}

/* "/2020" before "/": of documents that make law; a blank may stand before. */
static size_t scan_code_year(const char *s, bool typed, int *year)
{
	size_t i = s[0] == ' ' && s[1] == '/';
	size_t n = s[i] == '/' ? scan_year(s + i + 1, year) : 0;

	if (n > 0 && (s[i + 5] == '/' || dash(s + i + 5) ||
		      (typed && !word_goes_on(s + i + 5))))
		return i + 5;
	*year = 0;
	return 0;
}

/* An empty place for the number: blanks, dots or nothing before "/". */
static size_t scan_empty(const char *s)
{
	size_t n = 0;

	while (s[n] == '.' || s[n] == ' ' || s[n] == '_' ||
	       strncmp(s + n, "…", strlen("…")) == 0)
		n += s[n] < 0 ? strlen("…") : 1;
	return n;
}

/* Does the symbol alone show that this is a document, without a word before?
 * "115/KH-UBND" does, "9/HTX" does not. */
static bool is_telling(const char *symbol)
{
	return strpbrk(symbol, "-/") || strncmp(symbol, "QH", 2) == 0;
}

static const char *spell(struct arena *a, const char *digits, size_t n,
			 const struct code *c, bool party)
{
	struct buf b = BUF_INIT(a);

	if (c->number < 0)
		return "";
	buf_add(&b, digits, n);
	if (c->year > 0)
		buf_addf(&b, "/%d", c->year);
	if (*c->symbol)
		buf_addf(&b, "%c%s", party ? '-' : '/', c->symbol);
	return b.data;
}

/* What follows the number: "/", "/2020/" or the hyphen of the Party. */
static size_t scan_join(const char *s, bool typed, struct code *c, bool *party)
{
	size_t n = scan_code_year(s, typed, &c->year);
	char sep = 0;
	size_t gap = scan_separator(s + n, &sep);

	*party = sep == '-' && n == 0;
	return n + gap;
}

bool code_scan(struct arena *a, const char *s, size_t i, bool typed,
	       struct code *out)
{
	struct code c = { .from = i, .number = -1, .symbol = "", .text = "" };
	struct buf symbol = BUF_INIT(a);
	size_t digits = scan_digits(s + i, 6, &c.number);
	size_t j = i + digits;
	bool party = false;
	size_t n;
	size_t end;

	if (digits == 0) {
		j += typed ? scan_empty(s + j) : 0;
		if (!typed || s[j] != '/' || word_is_digit(s[j + 1]))
			return false;
		c.number = -1;
	} else if (strchr("abcd", s[j]) && s[j] && s[j + 1] == '/') {
		j++;
		digits++;
	}
	n = scan_join(s + j, typed, &c, &party);
	end = n > 0 ? scan_symbol(s + j + n, &symbol) : 0;
	if (end > 0) {
		c.to = j + n + end;
	} else if (typed && digits > 0 && !word_goes_on(s + j)) {
		c.to = j + (c.year > 0 ? scan_code_year(s + j, typed, &c.year)
				       : 0);
		party = false;
	} else {
		return false;
	}
	c.symbol = symbol.data;
	if (!typed && !is_telling(c.symbol))
		return false;
	c.text = spell(a, s + i, digits, &c, party);
	*out = c;
	return true;
}

const char *code_key(struct arena *a, const char *symbol)
{
	char *key = text_upper(a, symbol);
	struct buf b = BUF_INIT(a);

	for (char *p = key; *p; p++) {
		if (strncmp(p, "TƯ", strlen("TƯ")) == 0) {
			buf_adds(&b, "TW");
			p += strlen("TƯ") - 1;
		} else {
			buf_addch(&b, *p == '/' ? '-' : *p);
		}
	}
	return b.data;
}

/* --- dates ----------------------------------------------------------------- */

/* A number of one or two digits, or an empty place: its bytes with the
 * blanks before it; *value 0 when empty. */
static size_t scan_field(const char *s, int *value, bool *padded)
{
	size_t blanks = scan_empty(s);
	size_t n = scan_digits(s + blanks, 2, value);

	*padded = s[blanks] == '0';
	if (n == 0)
		*value = 0;
	return blanks + n;
}

/* A year, also with a blank that tore it apart: "202 3". */
static size_t scan_day_year(const char *s, int *year)
{
	size_t blanks = word_blanks(s);
	size_t n = scan_year(s + blanks, year);
	int head;
	int tail;

	if (n > 0)
		return word_goes_on(s + blanks + n) ? 0 : blanks + n;
	n = scan_digits(s + blanks, 3, &head);
	if ((n == 2 || n == 3) && s[blanks + n] == ' ' &&
	    scan_digits(s + blanks + n + 1, 2, &tail) == 4 - n &&
	    head / (n == 2 ? 1 : 10) == 20) {
		*year = head * (n == 2 ? 100 : 10) + tail;
		return blanks + 5;
	}
	return 0;
}

static void judge(struct written_day *w, bool zero_d, bool zero_m)
{
	if (w->d == 0 || w->m == 0)
		w->state = DAY_BLANK;
	else
		w->state = day_from_civil(w->y, w->m, w->d, &w->day) == 0
				   ? DAY_GOOD : DAY_IMPOSSIBLE;
	w->padded = (w->d >= 10 || zero_d) && (w->m > 2 || zero_m);
}

/* "d tháng m năm yyyy". */
static size_t scan_long(const char *s, struct written_day *w)
{
	bool zero_d;
	bool zero_m;
	size_t n = scan_field(s, &w->d, &zero_d);
	size_t word = word_match(s + n + word_blanks(s + n), "tháng");

	if (word == 0)
		return 0;
	n += word_blanks(s + n) + word;
	n += scan_field(s + n, &w->m, &zero_m);
	n += word_blanks(s + n);
	word = word_match(s + n, "năm");
	if (word == 0)
		return 0;
	n += word;
	word = scan_day_year(s + n, &w->y);
	if (word == 0)
		return 0;
	judge(w, zero_d, zero_m);
	w->is_long = true;
	return n + word;
}

/* "d/m/yyyy". */
static size_t scan_short(const char *s, struct written_day *w)
{
	bool zero_d;
	bool zero_m;
	size_t n = scan_field(s, &w->d, &zero_d);
	size_t year;
	char sep;

	n += word_blanks(s + n);
	sep = s[n];
	if (!sep || !strchr("/.-", sep))
		return 0;
	n++;
	n += scan_field(s + n, &w->m, &zero_m);
	n += word_blanks(s + n);
	if (s[n++] != sep)
		return 0;
	year = scan_day_year(s + n, &w->y);
	if (year == 0)
		return 0;
	judge(w, zero_d, zero_m);
	return n + year;
}

bool day_scan(const char *low, size_t i, bool worded, struct written_day *out)
{
	struct written_day w = { .from = i + word_blanks(low + i) };
	size_t n;

	if (!worded && !word_is_digit(low[w.from]))
		return false;
	n = scan_long(low + w.from, &w);
	if (n == 0)
		n = scan_short(low + w.from, &w);
	if (n == 0 || (!worded && w.state == DAY_BLANK))
		return false;
	w.to = w.from + n;
	*out = w;
	return true;
}
