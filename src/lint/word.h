/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of a document, and phrases that are looked for in it.
 *
 * There are two ways to look.  By bytes: word_match and word_find ask whether
 * a phrase stands at a place of any text, as whole words, letter case aside;
 * word_small gives a copy of a text in which also the spelling is one.  By
 * words: a document is cut once, and each word knows its bytes and, through
 * its entry, what is known of it wherever it stands; phrase_at and its
 * relatives look for phrases among such words.
 *
 * A phrase is written in small letters with one blank between its words; in
 * word_small text and among words its tones stand as in "hóa", "thủy".
 */
#ifndef HOPTAC_LINT_WORD_H
#define HOPTAC_LINT_WORD_H

#include "lib/document/document.h"
#include "lint/syllable.h"

#include <stdint.h>
#include <string.h>

/* --- letters ------------------------------------------- */

/* The code point at s and its length; (0, 0) at the end. */
int word_next(const char *s, int32_t *c);
/* The code point that ends before byte i of s; 0 at the begin. */
int32_t word_before(const char *s, size_t i);

bool word_is_letter(int32_t c);
bool word_is_upper(int32_t c);
bool word_is_digit(int32_t c);

/* Does a letter or digit begin, or go on, with the byte at s? */
bool word_goes_on(const char *s);

/* The bytes of blanks (also those that do not break) at s. */
size_t word_blanks(const char *s);

/* --- phrases in text ------------------------------------------- */

/*
 * s in small letters with every byte at its place: Ð and Ɖ count as đ, and
 * tone marks stand where the older spelling has them ("khoá" as "khóa", "uỷ"
 * as "ủy"), so that both spellings of a word are found by one.
 */
char *word_small(struct arena *a, const char *s)
	__attribute__((returns_nonnull));

/* Does s begin with this phrase, ended by something that is no letter or
 * digit?  Letter case aside; one blank of the phrase fits any run of blanks.
 * Its length in s, or 0. */
size_t word_match_all(const char *s, const char *phrase);

/* Can the letter at s be this one?  A capital and its small letter begin with
 * the same byte when they are not of ASCII. */
static inline bool word_may_match(const char *s, const char *small)
{
	return *s == *small ||
	       (*small >= 'a' && *small <= 'z' && *s == *small - 'a' + 'A');
}

/* Asked at every word for long lists: mostly the first byte says no. */
static inline size_t word_match(const char *s, const char *phrase)
{
	return word_may_match(s, phrase) ? word_match_all(s, phrase) : 0;
}

/* The first of a list, ended by NULL, that stands at s: its length, and which
 * in *which unless that is NULL; 0 when none does. */
size_t word_match_any(const char *s, const char *const *list, size_t *which);

/* The first place of the phrase in s, as whole words; NULL when there is none;
 * in bytes [from, to) of s: SIZE_MAX when there is none. */
const char *word_find(const char *s, const char *phrase);
size_t word_find_within(const char *s, size_t from, size_t to,
			const char *phrase);

/* Lists of words and phrases, in small letters: is a word one of them; the
 * place of the first phrase of the list (not of the text) that s holds, or
 * NULL. */
bool word_is_in(const char *lower, const char *const *list, size_t n);
const char *word_find_in(const char *s, const char *const *list, size_t n);
#define WORD_IN(lower, list) word_is_in((lower), (list), ARRAY_LEN(list))
#define WORD_FIND_IN(s, list) word_find_in((s), (list), ARRAY_LEN(list))

/* The sentence around byte `at` of a text: up to a full stop or the end, but
 * no more than a few thousand bytes; the clause: up to a semicolon too. */
void word_sentence(const char *s, size_t at, size_t *from, size_t *to);
void word_clause(const char *s, size_t at, size_t *from, size_t *to);

/* --- words ------------------------------------------- */

enum word_kind {
	WORD_LETTERS, /* may hold digits: "m2", "J02" */
	WORD_NUMBER,  /* digits with their separators: "23.720", "36,48" */
	WORD_MARK,    /* one sign */
};

/* What is known of a word wherever it stands, as it is written. */
struct word_entry {
	const char *text;
	const char *lower; /* in small letters */
	const char *usual; /* the same, spelled in one way: "hoá" as "hóa",
			    * "tỉ" as "tỷ", "ngàn" as "nghìn" ... */
	size_t len;        /* ... and its bytes */
	const char *fold;  /* without diacritics; "" of a mark */
	uint64_t key;      /* hash of its small letters */
	uint64_t plain;    /* hash without marks, but for đ */
	uint32_t number;   /* the same for words of the same small letters,
			    * counted from 0 */
	enum word_kind kind;
	enum syllable syllable;
	char tone_style;   /* syllable_tone_style */
	char initial;      /* its first letter without marks, d for đ */
	bool capital;      /* it begins with a capital letter */
	bool all_capitals; /* every letter is one */
	bool has_digit;
	int letters;       /* letters and digits */
};

struct word {
	const struct word_entry *is;
	uint32_t from, to; /* bytes of the text */
	int32_t gap;       /* what stands between the word before and this
			    * one: ' ' for blanks alone, 0 for nothing or
			    * before the first; where the marks are left out,
			    * the first of them */
};

struct words {
	const struct passage *passage; /* NULL of a text that has none */
	const char *small;             /* its text as word_small gives it */
	struct word *word;
	size_t n;
};

/* The entries of the words of a document; they end with the arena. */
struct vocabulary;
struct vocabulary *vocabulary_new(struct arena *a)
	__attribute__((returns_nonnull));

/* The words, numbers and marks of a text, on the arena of v. */
struct words words_of(struct vocabulary *v, const char *text);

/* Those of each passage of a document. */
struct words *words_of_document(struct arena *a, const struct document *d);

/* Words and numbers alone, without the marks between them. */
struct words words_bare(struct arena *a, const struct words *w);

/* Where each word stands in a document: a phrase is found without reading it
 * all again. */
struct word_index;
struct word_index *word_index_new(struct arena *a, const struct words *w,
				  size_t npassage)
	__attribute__((returns_nonnull));

struct word_place {
	size_t passage;
	size_t from, to; /* bytes */
	size_t next;     /* where to look on */
};

/* The next place of a phrase that begins with letters, as whole words, letter
 * case aside, in reading order; *at begins as { 0 }.  False after the last. */
bool word_index_next(const struct word_index *x, const char *phrase,
		     struct word_place *at);

/* The last word that begins before byte `at`; 0 when none does. */
size_t word_at(const struct words *w, size_t at);

/* --- phrases among words ------------------------------------------- */

/* Is word i this text, as usually spelled?  False outside the words. */
static inline bool word_is(const struct words *w, size_t i, const char *usual)
{
	return i < w->n && *w->word[i].is->usual == *usual &&
	       strcmp(w->word[i].is->usual, usual) == 0;
}

/* How many words the phrase ("đang hoạt động") takes at word i; 0 when it does
 * not stand there.  Asked at every word for long lists, as word_match. */
size_t phrase_at_all(const struct words *w, size_t i, const char *phrase);

static inline size_t phrase_at(const struct words *w, size_t i,
			       const char *phrase)
{
	return i < w->n && *w->word[i].is->usual == *phrase ?
		       phrase_at_all(w, i, phrase) :
		       0;
}

/* The same for the words that end before word i. */
size_t phrase_before(const struct words *w, size_t i, const char *phrase);

/* The first phrase of a list (ended by NULL) that stands at word i, or ends
 * before it: its words; 0 when none does. */
size_t phrase_any(const struct words *w, size_t i, const char *const *list);
size_t phrase_any_before(const struct words *w, size_t i,
			 const char *const *list);

/* Does the phrase, or one of the list, stand within words [from, to)?  Where
 * it begins, or `to`. */
size_t phrase_in(const struct words *w, size_t from, size_t to,
		 const char *phrase);
size_t phrase_any_in(const struct words *w, size_t from, size_t to,
		     const char *const *list);

#endif
