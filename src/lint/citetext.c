/* SPDX-License-Identifier: Apache-2.0 */
/* Words of a passage for the grammar of citations. */
#include "lint/citetext.h"

#include "lib/base/base.h"
#include "lib/text/text.h"

#include <string.h>

bool cite_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* In UTF-8 the letters of Vietnamese begin with C3..C6 or E1; punctuation
 * that is not ASCII begins with C2 or E2. */
bool cite_is_letter(const char *s)
{
	unsigned char c = (unsigned char)s[0];

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c >= 0x80 && c < 0xc0) ||
	       (c >= 0xc3 && c <= 0xcd) || c == 0xe1;
}

size_t cite_blanks(const char *s)
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

/* Syllables that end with two vowels: as the newer spelling marks them, and
 * as the older one does, with the same number of bytes. */
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
		    !cite_is_letter(s + n)) {
			memcpy(s, spelling[i][1], n);
			return;
		}
	}
}

char *cite_lower(struct arena *a, const char *s)
{
	char *low = text_lower(a, s);
	char before = ' ';

	if (strlen(low) != strlen(s)) /* a letter of another script */
		low = arena_strdup(a, s);
	for (char *p = low; *p; before = *p++) {
		if (memcmp(p, "\xc3\xb0", 2) == 0 ||
		    memcmp(p, "\xc9\x96", 2) == 0)
			memcpy(p, "đ", strlen("đ"));
		else if ((*p == 'o' || *p == 'u') && before != 'q')
			respell(p);
	}
	return low;
}

size_t cite_phrase(const char *s, const char *phrase)
{
	size_t n = 0;

	for (; *phrase; phrase++) {
		if (*phrase == ' ') {
			size_t blanks = cite_blanks(s + n);

			if (blanks == 0)
				return 0;
			n += blanks;
		} else if (s[n++] != *phrase) {
			return 0;
		}
	}
	return cite_is_letter(s + n) ? 0 : n;
}

size_t cite_any(const char *s, const char *const *phrases, size_t *which)
{
	for (size_t i = 0; phrases[i]; i++) {
		size_t n = cite_phrase(s, phrases[i]);

		if (n > 0) {
			if (which)
				*which = i;
			return n;
		}
	}
	return 0;
}
