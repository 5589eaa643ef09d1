/* SPDX-License-Identifier: Apache-2.0 */
/* How alike two names are: edit distance with swapped neighbours (Damerau,
 * restricted), on the words as they stand and in alphabetical order. */
#include "lib/text/text.h"

#include <ctype.h>
#include <stdbool.h>

enum { LONGEST = 256, MOST_WORDS = 64 };

static int smaller(int x, int y)
{
	return x < y ? x : y;
}

static int distance(const char *x, int nx, const char *y, int ny)
{
	int rows[3][LONGEST + 1];
	int *before = rows[0]; /* the rows of x[i - 2], x[i - 1], x[i] */
	int *above = rows[1];
	int *here = rows[2];

	for (int j = 0; j <= ny; j++)
		above[j] = j;
	for (int i = 1; i <= nx; i++) {
		int *oldest = before;

		here[0] = i;
		for (int j = 1; j <= ny; j++) {
			int d = above[j - 1] + (x[i - 1] != y[j - 1]);

			d = smaller(d, above[j] + 1);
			d = smaller(d, here[j - 1] + 1);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] &&
			    x[i - 2] == y[j - 1])
				d = smaller(d, before[j - 2] + 1);
			here[j] = d;
		}
		before = above;
		above = here;
		here = oldest;
	}
	return above[ny];
}

/* 100 for equal texts, 0 for texts without anything in common. */
static int alike(const char *x, const char *y)
{
	int nx = (int)strnlen(x, LONGEST);
	int ny = (int)strnlen(y, LONGEST);
	int longer = nx > ny ? nx : ny;

	if (longer == 0)
		return 100;
	return 100 - (100 * distance(x, nx, y, ny) + longer - 1) / longer;
}

static int by_word(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* The words of s in alphabetical order, in to (cut like everything here). */
static void sort_words(const char *s, char to[LONGEST + 1])
{
	char copy[LONGEST + 1];
	char *word[MOST_WORDS];
	char *save = NULL;
	size_t n = 0;
	size_t len = 0;

	snprintf(copy, sizeof copy, "%s", s);
	for (char *w = strtok_r(copy, " ", &save); w && n < MOST_WORDS;
	     w = strtok_r(NULL, " ", &save))
		word[n++] = w;
	qsort(word, n, sizeof word[0], by_word);
	to[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		size_t wlen = strlen(word[i]);

		if (i > 0)
			to[len++] = ' ';
		memcpy(to + len, word[i], wlen + 1);
		len += wlen;
	}
}

/* The digits of s, one blank between the groups. */
static void numbers_of(const char *s, char to[LONGEST + 1])
{
	size_t len = 0;

	for (; *s && len < LONGEST; s++) {
		if (isdigit((unsigned char)*s))
			to[len++] = *s;
		else if (len > 0 && to[len - 1] != ' ')
			to[len++] = ' ';
	}
	if (len > 0 && to[len - 1] == ' ')
		len--;
	to[len] = '\0';
}

int text_likeness(const char *fold_x, const char *fold_y)
{
	char x[LONGEST + 1];
	char y[LONGEST + 1];
	int as_written = alike(fold_x, fold_y);
	int sorted;
	int best;

	sort_words(fold_x, x);
	sort_words(fold_y, y);
	sorted = alike(x, y);
	if (sorted == 100 && as_written < 100)
		sorted = 99; /* the same words in another order */
	best = as_written > sorted ? as_written : sorted;
	numbers_of(fold_x, x);
	numbers_of(fold_y, y);
	return strcmp(x, y) == 0 ? best : best / 2;
}

/* The length of the phrase at p when p holds it as whole words, else 0. */
static size_t phrase_at(const char *p, const char *phrase)
{
	size_t n = strlen(phrase);

	if (n == 0 || strncmp(p, phrase, n) != 0)
		return 0;
	return p[n] == ' ' || p[n] == '\0' ? n : 0;
}

char *text_without(struct arena *a, const char *fold,
		   const char *const *phrases, size_t n)
{
	char *out = arena_alloc(a, strlen(fold) + 1);
	size_t len = 0;

	while (*fold) {
		size_t skip = 0;
		size_t word = strcspn(fold, " ");

		for (size_t i = 0; i < n; i++) {
			size_t m = phrase_at(fold, phrases[i]);

			skip = m > skip ? m : skip;
		}
		if (skip == 0) {
			if (len > 0)
				out[len++] = ' ';
			memcpy(out + len, fold, word);
			len += word;
			skip = word;
		}
		fold += skip;
		fold += *fold == ' ';
	}
	out[len] = '\0';
	return out;
}
