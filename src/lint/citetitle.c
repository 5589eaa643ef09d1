/* SPDX-License-Identifier: Apache-2.0 */
/* What titles say, to compare them. */
#include "lint/citetitle.h"

#include "lib/base/base.h"
#include "lib/base/multimap.h"
#include "lib/text/text.h"
#include "lint/word.h"

#include <string.h>

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
	if (word_is_digit(*s))
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
