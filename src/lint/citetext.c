/* SPDX-License-Identifier: Apache-2.0 */
/* Words of a passage for the grammar of citations. */
#include "lint/citetext.h"

#include "lib/base/base.h"
#include "lib/base/multimap.h"
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

/* --- titles ---------------------------------------------------------------- */

static const char *const long_forms[][2] = {
	{ "kttt", "kinh te tap the" }, { "htx", "hop tac xa" },
	{ "tht", "to hop tac" }, { "lhhtx", "lien hiep hop tac xa" },
	{ "lh", "lien hiep" }, { "ubnd", "uy ban nhan dan" },
	{ "hdnd", "hoi dong nhan dan" }, { "bcd", "ban chi dao" },
	{ "ntm", "nong thon moi" }, { "qlnn", "quan ly nha nuoc" },
	{ "ktxh", "kinh te xa hoi" }, { "sxkd", "san xuat kinh doanh" },
	{ "nq", "nghi quyet" }, { "ctr", "chuong trinh" }, { "kh", "ke hoach" },
};

/* Words that do not tell one title from another. */
static const char *const weak_words[] = {
	"ve", "viec", "phe", "duyet", "ban", "hanh", "thuc", "hien", "trien",
	"khai", "to", "chuc", "tren", "dia", "tinh", "cua", "cac", "va", "giai",
	"doan", "nam", "so", "cho", "trong", "den", "tai", "noi", "dung",
};

struct word_list {
	struct arena *arena;
	struct cite_words words;
	size_t cap;
	size_t nyear;
};

static void add_word(struct word_list *l, const char *s, size_t n)
{
	if (n == 4 && strspn(s, "0123456789") >= 4 &&
	    (s[0] == '1' || s[0] == '2') && (s[1] == '9' || s[1] == '0')) {
		if (l->nyear < ARRAY_LEN(l->words.year))
			l->words.year[l->nyear++] =
				(int)strtol(s, NULL, 10);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(weak_words); i++)
		if (strlen(weak_words[i]) == n &&
		    memcmp(weak_words[i], s, n) == 0)
			return;
	*VEC_PUSH(l->arena, l->words.word, l->words.n, l->cap) =
		hash_bytes(HASH_BEGIN, s, n);
	if (cite_is_digit(*s))
		l->words.numbers += hash_bytes(HASH_BEGIN, s, n);
}

static void add_words(struct word_list *l, const char *fold)
{
	for (const char *s = fold; *s;) {
		size_t n = strcspn(s, " ");
		size_t i = 0;

		while (i < ARRAY_LEN(long_forms) &&
		       (strlen(long_forms[i][0]) != n ||
			memcmp(long_forms[i][0], s, n) != 0))
			i++;
		if (i < ARRAY_LEN(long_forms))
			add_words(l, long_forms[i][1]);
		else
			add_word(l, s, n);
		s += n + (s[n] == ' ');
	}
}

static int by_hash(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x;
	uint64_t b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

struct cite_words cite_words(struct arena *a, const char *title)
{
	struct word_list l = { .arena = a };
	size_t n = 0;

	add_words(&l, text_fold(a, title));
	if (l.words.n > 1)
		qsort(l.words.word, l.words.n, sizeof *l.words.word, by_hash);
	for (size_t i = 0; i < l.words.n; i++)
		if (i == 0 || l.words.word[i] != l.words.word[i - 1])
			l.words.word[n++] = l.words.word[i];
	l.words.n = n;
	return l.words;
}

static size_t common(const struct cite_words *x, const struct cite_words *y)
{
	size_t n = 0;

	for (size_t i = 0, j = 0; i < x->n && j < y->n;) {
		if (x->word[i] == y->word[j]) {
			n++;
			i++;
			j++;
		} else if (x->word[i] < y->word[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n;
}

static bool has_year(const struct cite_words *w, int year)
{
	for (size_t i = 0; i < ARRAY_LEN(w->year); i++)
		if (w->year[i] == year)
			return true;
	return false;
}

/* All years of x stand in y. */
static bool years_within(const struct cite_words *x,
			 const struct cite_words *y)
{
	for (size_t i = 0; i < ARRAY_LEN(x->year) && x->year[i]; i++)
		if (!has_year(y, x->year[i]))
			return false;
	return true;
}

bool cite_same_title(const struct cite_words *x, const struct cite_words *y)
{
	size_t less = x->n < y->n ? x->n : y->n;

	if (x->numbers && y->numbers && x->numbers != y->numbers)
		return false;
	return less >= 3 && 6 * common(x, y) >= 5 * less &&
	       (years_within(x, y) || years_within(y, x));
}
