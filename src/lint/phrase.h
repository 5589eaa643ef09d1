/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of a passage, for those who look for phrases around a number.
 *
 * A word is a run of letters, a number with its separators, or one mark of
 * punctuation.  Each knows its bytes in the passage, its lower case with the
 * tone in one place ("hoá" as "hóa") and its folded form; equal words share
 * both texts, so a document of a thousand pages folds each word once.
 */
#ifndef HOPTAC_LINT_PHRASE_H
#define HOPTAC_LINT_PHRASE_H

#include "lib/document/document.h"

enum token_kind {
	TOKEN_LETTERS, /* may hold digits: "m2", "J02" */
	TOKEN_NUMBER,  /* "23.720", "36,48", "06" */
	TOKEN_MARK,    /* one sign */
};

struct token {
	size_t from, to;  /* bytes of the passage */
	const char *low;  /* lower case, tones in one place ... */
	size_t len;       /* ... and its bytes */
	const char *fold; /* without diacritics; "" of a mark */
	enum token_kind kind;
	bool gap;         /* a blank stands before it */
	bool capital;     /* it begins with a capital letter */
};

struct tokens {
	const struct passage *passage;
	struct token *token;
	size_t n;
};

/* The texts that words share; it ends with the arena. */
struct vocabulary;
struct vocabulary *vocabulary_new(struct arena *a)
	__attribute__((returns_nonnull));

/* The words of a passage, on the arena of v. */
struct tokens tokens_of(struct vocabulary *v, const struct passage *p);

/* How many words the phrase ("đang hoạt động", lower case) takes at word i;
 * 0 when it does not stand there. */
size_t phrase_at(const struct tokens *w, size_t i, const char *phrase);

/* The same for the words that end before word i. */
size_t phrase_before(const struct tokens *w, size_t i, const char *phrase);

/* The first phrase of a list (ended by NULL) that stands at word i, or ends
 * before it: its words; 0 when none does. */
size_t phrase_any(const struct tokens *w, size_t i, const char *const *list);
size_t phrase_any_before(const struct tokens *w, size_t i,
			 const char *const *list);

/* Does the phrase, or one of the list, stand within words [from, to)?  Where
 * it begins, or `to`. */
size_t phrase_in(const struct tokens *w, size_t from, size_t to,
		 const char *phrase);
size_t phrase_any_in(const struct tokens *w, size_t from, size_t to,
		     const char *const *list);

/* Is word i this text (in lower case)?  False outside the passage. */
bool token_is(const struct tokens *w, size_t i, const char *low);

#endif
