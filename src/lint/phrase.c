/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases among the words of a passage. */
#include "lint/word.h"

#include <string.h>

size_t phrase_at_all(const struct words *w, size_t i, const char *phrase)
{
	size_t n = 0;

	for (;; n++) {
		const char *low =
			i + n < w->n ? w->word[i + n].is->usual : "";

		while (*low && *low == *phrase) {
			low++;
			phrase++;
		}
		if (*low || i + n >= w->n)
			return 0;
		if (*phrase == '\0')
			return n + 1;
		if (*phrase++ != ' ')
			return 0;
	}
}

size_t phrase_before(const struct words *w, size_t i, const char *phrase)
{
	size_t left = strlen(phrase);
	size_t n = 0;

	while (i > n) {
		const struct word_entry *x = w->word[i - n - 1].is;

		if (x->len > left || x->usual[x->len - 1] != phrase[left - 1] ||
		    memcmp(x->usual, phrase + left - x->len, x->len) != 0)
			return 0;
		left -= x->len;
		n++;
		if (left == 0)
			return n;
		if (phrase[--left] != ' ')
			return 0;
	}
	return 0;
}

size_t phrase_any(const struct words *w, size_t i, const char *const *list)
{
	size_t n = 0;

	while (*list && n == 0)
		n = phrase_at(w, i, *list++);
	return n;
}

size_t phrase_any_before(const struct words *w, size_t i,
			 const char *const *list)
{
	size_t n = 0;

	while (*list && n == 0)
		n = phrase_before(w, i, *list++);
	return n;
}

size_t phrase_in(const struct words *w, size_t from, size_t to,
		 const char *phrase)
{
	for (size_t i = from; i < to; i++) {
		size_t n = phrase_at(w, i, phrase);

		if (n > 0 && i + n <= to)
			return i;
	}
	return to;
}

size_t phrase_any_in(const struct words *w, size_t from, size_t to,
		     const char *const *list)
{
	size_t first = to;

	for (; *list; list++) {
		size_t i = phrase_in(w, from, to, *list);

		if (i < first)
			first = i;
	}
	return first;
}
