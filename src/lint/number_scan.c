/* SPDX-License-Identifier: Apache-2.0 */
/* The value of a number in digits or in words. */
#include "lint/number_scan.h"

#include <ctype.h>
#include <string.h>

enum { MAX_DIGITS = 18 };

struct shape {
	int dots, commas;   /* separators of each kind */
	int digits;         /* all of them */
	int first;          /* digits before the first separator */
	int last;           /* after the last one */
	bool triples;       /* three digits between any two separators */
	bool same;          /* one kind of separator */
	char last_sign;
};

static struct shape shape_of(const char *s, size_t n)
{
	struct shape h = { .triples = true, .same = true };
	int run = 0;

	for (size_t i = 0; i < n; i++) {
		if (isdigit((unsigned char)s[i])) {
			run++;
			h.digits++;
			continue;
		}
		if (!h.last_sign)
			h.first = run;
		else if (run != 3)
			h.triples = false;
		if (h.last_sign && h.last_sign != s[i])
			h.same = false;
		h.last_sign = s[i];
		h.dots += s[i] == '.';
		h.commas += s[i] == ',';
		run = 0;
	}
	h.last = run;
	return h;
}

/* How many of the last digits are decimals; -1 when it is no number. */
static int decimals_of(const struct shape *h, const char *s)
{
	bool zero = s[0] == '0' && h->first == 1;

	if (!h->last_sign)
		return 0;
	if (h->first < 1 || (h->dots + h->commas > 1 && h->first > 3))
		return -1;
	if (!h->same) /* 1.234,56: thousands, then one decimal sign */
		return h->triples && (h->last_sign == ',' ? h->commas : h->dots) == 1
			       ? h->last
			       : -1;
	if (h->dots + h->commas > 1) /* 1.234.567 */
		return h->triples && h->last == 3 && !zero ? 0 : -1;
	if (h->commas == 1)
		return h->last;
	if (h->last == 3 && h->first <= 3 && !zero)
		return 0;
	return h->last == 3 && !zero ? -1 : h->last;
}

int number_read(const char *s, size_t n, struct number *out)
{
	struct shape h = shape_of(s, n);
	int places = decimals_of(&h, s);
	__int128 v = 0;

	if (places < 0 || places > DEC_PLACES || h.digits > MAX_DIGITS)
		return -1;
	if (h.digits >= 9 && s[0] == '0' && !h.last_sign)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (isdigit((unsigned char)s[i]))
			v = v * 10 + (s[i] - '0');
	for (int i = places; i < DEC_PLACES; i++)
		v *= 10;
	*out = (struct number){ .value = { v }, .places = places,
				.plain = !h.last_sign };
	return 0;
}

static int unit_word(const char *low)
{
	static const char *const words[] = { "không", "một", "hai", "ba",
					     "bốn", "năm", "sáu", "bảy",
					     "tám", "chín", "mười" };

	for (size_t i = 1; i < ARRAY_LEN(words); i++)
		if (*low == *words[i] && strcmp(low, words[i]) == 0)
			return (int)i;
	if (strcmp(low, "bẩy") == 0)
		return 7;
	return strcmp(low, "tư") == 0 ? 4 : 0;
}

size_t number_in_words(const struct words *w, size_t i, struct number *out)
{
	int v = unit_word(w->word[i].is->usual);
	size_t n = 1;

	/* "một" is an article, "tư" the word for private, "năm" for year */
	if (v < 2 || word_is(w, i, "tư") || word_is(w, i, "năm"))
		return 0;
	if (v < 10 && word_is(w, i + 1, "mươi")) {
		v *= 10;
		n = 2;
	}
	if (v >= 10 && i + n < w->n) {
		int more = unit_word(w->word[i + n].is->usual);

		if (word_is(w, i + n, "lăm") || word_is(w, i + n, "nhăm"))
			more = 5;
		if (word_is(w, i + n, "mốt"))
			more = 1;
		if (word_is(w, i + n, "năm"))
			more = 0;
		if (more > 0 && more < 10) {
			v += more;
			n++;
		}
	}
	*out = (struct number){ .value = dec_int(v), .is_word = true };
	return n;
}

bool number_is_year(const struct word *word, const struct number *n)
{
	return n->plain && word->to - word->from == 4 &&
	       dec_cmp(n->value, dec_int(1900)) >= 0 &&
	       dec_cmp(n->value, dec_int(2100)) <= 0;
}
