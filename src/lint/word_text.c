/* SPDX-License-Identifier: Apache-2.0 */
/* Letters, and phrases that are looked for in text by bytes. */
#include "lint/word.h"

#include "lib/text/text.h"

#include <string.h>
#include <utf8proc.h>

int word_next(const char *s, int32_t *c)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;

	*c = (unsigned char)*s;
	if (*c < 0x80)
		return *c != 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &cp);
	if (n <= 0) {
		*c = 0xfffd;
		return 1;
	}
	*c = cp;
	return (int)n;
}

int32_t word_before(const char *s, size_t i)
{
	int32_t c;

	if (i == 0)
		return 0;
	do
		i--;
	while (i > 0 && ((unsigned char)s[i] & 0xc0) == 0x80);
	word_next(s + i, &c);
	return c;
}

bool word_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return utf8proc_category(c) >= UTF8PROC_CATEGORY_LU &&
	       utf8proc_category(c) <= UTF8PROC_CATEGORY_LO;
}

bool word_is_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool word_is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

/* In UTF-8 the letters of Vietnamese begin with C3..C6 or E1; punctuation
 * that is not ASCII begins with C2 or E2. */
bool word_goes_on(const char *s)
{
	unsigned char c = (unsigned char)s[0];

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c >= 0x80 && c < 0xc0) ||
	       (c >= 0xc3 && c <= 0xcd) || c == 0xe1;
}

size_t word_blanks(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (s[n] == ' ' || s[n] == '\t' || s[n] == '\n')
			n++;
		else if (memcmp(s + n, "\xc2\xa0", s[n] ? 2 : 1) == 0)
			n += 2;
		else
			return n;
	}
}

/* --- one spelling ------------------------------------------- */

/* Open syllables whose tone two schools set on different letters: as the newer
 * spelling marks them, and as the older one does, with as many bytes. */
static const char *const spelling[][2] = {
	{ "oá", "óa" }, { "oà", "òa" }, { "oả", "ỏa" }, { "oã", "õa" },
	{ "oạ", "ọa" }, { "oé", "óe" }, { "oè", "òe" }, { "oẻ", "ỏe" },
	{ "oẽ", "õe" }, { "oẹ", "ọe" }, { "uý", "úy" }, { "uỳ", "ùy" },
	{ "uỷ", "ủy" }, { "uỹ", "ũy" }, { "uỵ", "ụy" },
};

static void respell(char *s)
{
	for (size_t i = 0; i < ARRAY_LEN(spelling); i++) {
		size_t n = strlen(spelling[i][0]);

		if (strncmp(s, spelling[i][0], n) == 0 &&
		    !word_goes_on(s + n)) {
			memcpy(s, spelling[i][1], n);
			return;
		}
	}
}

char *word_small(struct arena *a, const char *s)
{
	char *low = text_lower(a, s);
	char before = ' ';

	if (strlen(low) != strlen(s)) /* a letter of another script */
		low = arena_strdup(a, s);
	for (char *p = low; *p; before = *p++) {
		if (memcmp(p, "\xc3\xb0", 2) == 0 ||
		    memcmp(p, "\xc9\x96", 2) == 0)
			memcpy(p, "đ", strlen("đ"));
		else if ((*p == 'o' || *p == 'u') && before != 'q' &&
			 (unsigned char)p[1] >= 0x80)
			respell(p);
	}
	return low;
}

/* --- phrases ------------------------------------------- */

static size_t letter_length(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* The bytes of the letter at s when it is this one, small or not; else 0. */
static size_t letter_match(const char *s, const char *small)
{
	size_t n = letter_length(small);
	size_t i = 1;
	int32_t x, y;

	if (!word_may_match(s, small))
		return 0;
	while (i < n && s[i] == small[i])
		i++;
	if (i == n)
		return n;
	n = (size_t)word_next(s, &x);
	word_next(small, &y);
	return utf8proc_tolower(x) == y ? n : 0;
}

/* Does a word end before byte i of s? */
static bool is_break(const char *s, size_t i)
{
	int32_t before = word_before(s, i);

	return !word_is_letter(before) && !word_is_digit(before);
}

size_t word_match_all(const char *s, const char *phrase)
{
	const char *begin = phrase;
	const char *p = s;

	while (*phrase) {
		size_t n = *phrase == ' ' ? word_blanks(p) :
					    letter_match(p, phrase);

		if (n == 0)
			return 0;
		p += n;
		phrase += letter_length(phrase);
	}
	if (word_goes_on(p) && !is_break(begin, (size_t)(phrase - begin)))
		return 0;
	return (size_t)(p - s);
}

size_t word_match_any(const char *s, const char *const *list, size_t *which)
{
	for (size_t i = 0; list[i]; i++) {
		size_t n = word_match(s, list[i]);

		if (n > 0) {
			if (which)
				*which = i;
			return n;
		}
	}
	return 0;
}

size_t word_find_within(const char *s, size_t from, size_t to,
			const char *phrase)
{
	bool word = word_goes_on(phrase);

	for (size_t i = from; i < to && s[i]; i++) {
		size_t n;

		if (!word_may_match(s + i, phrase))
			continue;
		n = word_match(s + i, phrase);
		if (n > 0 && n <= to - i && (is_break(s, i) || !word))
			return i;
	}
	return SIZE_MAX;
}

const char *word_find(const char *s, const char *phrase)
{
	size_t i = word_find_within(s, 0, SIZE_MAX, phrase);

	return i == SIZE_MAX ? NULL : s + i;
}

bool word_is_in(const char *lower, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (*list[i] == *lower && strcmp(list[i], lower) == 0)
			return true;
	return false;
}

const char *word_find_in(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *p = word_find(s, list[i]);

		if (p)
			return p;
	}
	return NULL;
}

/* Does a sentence end with byte i?  No number, abbreviation or ellipsis does:
 * a blank and a capital or a digit follow. */
static bool is_end(const char *s, size_t i)
{
	int32_t c;

	if (!s[i])
		return true;
	if (!strchr(".!?", s[i]) || (s[i + 1] && s[i + 1] != ' '))
		return false;
	if (!s[i + 1])
		return true;
	word_next(s + i + 2, &c);
	return word_is_upper(c) || word_is_digit(c) || c > 0x2000;
}

enum { MAX_SENTENCE = 4000 }; /* bytes before and after; more is no prose */

static bool is_inside(const char *s, size_t i)
{
	return ((unsigned char)s[i] & 0xc0) == 0x80;
}

static void around(const char *s, size_t at, bool clause, size_t *from,
		   size_t *to)
{
	size_t low = at > MAX_SENTENCE ? at - MAX_SENTENCE : 0;

	*from = at;
	while (*from > low && !is_end(s, *from - 1) &&
	       !(clause && s[*from - 1] == ';'))
		--*from;
	while (s[*from] == ' ' || is_inside(s, *from))
		++*from;
	*to = at;
	while (s[*to] && !is_end(s, *to) && !(clause && s[*to] == ';') &&
	       (*to < at + MAX_SENTENCE || is_inside(s, *to)))
		++*to;
}

void word_sentence(const char *s, size_t at, size_t *from, size_t *to)
{
	around(s, at, false, from, to);
}

void word_clause(const char *s, size_t at, size_t *from, size_t *to)
{
	around(s, at, true, from, to);
}

