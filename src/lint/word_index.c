/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where each word stands in a document.  The places are sorted by the number
 * of their word, so a phrase is tried only where its first word stands.
 */
#include "lint/word.h"

#include "lib/base/multimap.h"

#include <string.h>

struct place {
	uint32_t passage, word;
};

struct word_index {
	const struct words *words;
	struct multimap *number; /* hash of small letters -> number */
	size_t *first;           /* of each number, and of one more */
	struct place *place;
};

static size_t count_numbers(const struct words *w, size_t npassage)
{
	size_t n = 0;

	for (size_t i = 0; i < npassage; i++)
		for (size_t k = 0; k < w[i].n; k++)
			if (w[i].word[k].is->number >= n)
				n = w[i].word[k].is->number + 1u;
	return n;
}

/* first[n + 1] counts word n, then becomes where its places begin, then, as
 * they are filled in, where those of n + 1 do. */
static void sort_places(struct arena *a, struct word_index *x, size_t npassage,
			size_t nnumber)
{
	const struct words *w = x->words;

	x->first = ARENA_ARRAY(a, nnumber + 2, size_t);
	for (size_t i = 0; i < npassage; i++)
		for (size_t k = 0; k < w[i].n; k++) {
			const struct word_entry *e = w[i].word[k].is;

			if (x->first[e->number + 2]++ == 0)
				multimap_add(x->number, e->key, e->number);
		}
	for (size_t n = 2; n < nnumber + 2; n++)
		x->first[n] += x->first[n - 1];
	x->place = ARENA_ARRAY(a, x->first[nnumber + 1], struct place);
	for (size_t i = 0; i < npassage; i++)
		for (size_t k = 0; k < w[i].n; k++)
			x->place[x->first[w[i].word[k].is->number + 1]++] =
				(struct place){ (uint32_t)i, (uint32_t)k };
}

struct word_index *word_index_new(struct arena *a, const struct words *w,
				  size_t npassage)
{
	struct word_index *x = ARENA_NEW(a, struct word_index);

	x->words = w;
	x->number = multimap_new(a);
	sort_places(a, x, npassage, count_numbers(w, npassage));
	return x;
}

/* The bytes of the first word of a phrase. */
static size_t first_word(const char *phrase)
{
	size_t n = 0;

	while (word_goes_on(phrase + n))
		n++;
	return n;
}

bool word_index_next(const struct word_index *x, const char *phrase,
		     struct word_place *at)
{
	uint64_t key = hash_bytes(HASH_BEGIN, phrase, first_word(phrase));
	size_t e = multimap_first(x->number, key);
	size_t number, i;

	if (e == 0)
		return false;
	number = (size_t)multimap_value(x->number, e);
	i = x->first[number];
	for (i += at->next; i < x->first[number + 1]; i++) {
		const struct place *p = &x->place[i];
		const struct words *w = &x->words[p->passage];
		size_t from = w->word[p->word].from;
		size_t n = word_match(w->passage->text + from, phrase);

		if (n == 0)
			continue;
		*at = (struct word_place){ p->passage, from, from + n,
					   i - x->first[number] + 1 };
		return true;
	}
	return false;
}
