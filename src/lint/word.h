/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of passages: Vietnamese syllables, names, abbreviations, numbers.
 *
 * A word is a run of letters, digits and the signs that join them in one
 * ("BKHĐT-KTHT" is two words, "30/6" is three).  Scanners that need the signs
 * between look at the text.
 */
#ifndef HOPTAC_LINT_WORD_H
#define HOPTAC_LINT_WORD_H

#include "lib/document/document.h"
#include "lint/syllable.h"

#include <stdint.h>

/* The code point at s and its length; (0, 0) at the end. */
int word_next(const char *s, int32_t *c);
/* The code point that ends before byte i of s; 0 at the begin. */
int32_t word_before(const char *s, size_t i);

bool word_is_letter(int32_t c);
bool word_is_upper(int32_t c);
bool word_is_digit(int32_t c);

/* Does s begin with this phrase as whole words, letter case aside?  phrase is
 * in lower case.  Its length, or 0. */
size_t word_match(const char *s, const char *phrase);
/* The first place of the phrase in s, as word_match; NULL when there is none.
 */
const char *word_find(const char *s, const char *phrase);

/* Lists of words and phrases, in lower case: is a word one of them; the place
 * of the first phrase of the list (not of the text) that s holds, or NULL. */
bool word_is_in(const char *lower, const char *const *list, size_t n);
const char *word_find_in(const char *s, const char *const *list, size_t n);
#define WORD_IN(lower, list) word_is_in((lower), (list), ARRAY_LEN(list))
#define WORD_FIND_IN(s, list) word_find_in((s), (list), ARRAY_LEN(list))

/* The sentence around byte `at` of a text: up to a full stop or the end, but
 * no more than a few thousand bytes; the clause: up to a semicolon too. */
void word_sentence(const char *s, size_t at, size_t *from, size_t *to);
void word_clause(const char *s, size_t at, size_t *from, size_t *to);

/* What is known of a word wherever it stands; the same word, whatever its
 * letter case, has one entry. */
struct word_entry {
	uint64_t key;          /* hash of its lower case */
	uint64_t plain;        /* hash without marks, but for đ */
	const char *lower;     /* in lower case */
	enum syllable syllable;
	char tone_style;       /* syllable_tone_style */
	char initial;          /* its first letter without marks, d for đ */
};

struct word {
	const struct word_entry *entry;
	uint32_t from, to;  /* bytes of the passage */
	uint64_t key;       /* of its entry */
	const char *lower;
	bool capital;       /* its first letter is a capital */
	bool all_capitals;  /* every letter is one */
	bool has_digit;
	int letters;        /* code points */
	int32_t gap;        /* sign between the word before and this one: ' '
			     * for blanks alone, 0 for the first, else the
			     * first that is no blank */
};

struct words {
	struct word *word;
	size_t n;
};

/* The last word that begins before byte `at`; 0 when none does. */
size_t word_at(const struct words *w, size_t at);

/* The words of a document as they are met; it ends with the arena. */
struct lexicon *lexicon_new(struct arena *a) __attribute__((returns_nonnull));

/* The words of a text, on the arena; what is new enters the lexicon. */
struct words words_of(struct arena *a, struct lexicon *x, const char *text);

#endif
