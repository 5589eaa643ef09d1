/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of a passage for the grammar of citations: a copy in lower case that
 * keeps every byte in its place, and phrases that are looked for in it.
 */
#ifndef HOPTAC_LINT_CITETEXT_H
#define HOPTAC_LINT_CITETEXT_H

#include "lib/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * s in lower case, byte for byte at its place: Ð and Ɖ count as đ, and tone
 * marks stand where the older spelling has them ("khoá" as "khóa", "uỷ" as
 * "ủy"), so that both spellings of a word are found by one.
 */
char *cite_lower(struct arena *a, const char *s)
	__attribute__((returns_nonnull));

/* Does a letter or digit begin, or go on, at s? */
bool cite_is_letter(const char *s);
bool cite_is_digit(char c);

/* The bytes of blanks (also those that do not break) at s. */
size_t cite_blanks(const char *s);

/*
 * The length of the phrase when it stands at s, ended by something that is no
 * letter or digit; one blank of it fits any run of blanks.  0: it does not.
 * Who calls it knows that a word begins at s.
 */
size_t cite_phrase(const char *s, const char *phrase);

/* The first of the phrases, ended by NULL, that stands at s: its length, and
 * which in *which unless that is NULL; 0 when none does. */
size_t cite_any(const char *s, const char *const *phrases, size_t *which);

/*
 * What a title says, to compare it with another: its words without order,
 * the short forms of this subject spelled out (KTTT, HTX), words that every
 * title has left out (về việc, phê duyệt, trên địa bàn ...), and its years.
 */
struct cite_words {
	uint64_t *word; /* hashes, ascending, each once */
	size_t n;
	int year[4];    /* in order of place; 0 after the last */
	uint64_t numbers; /* sum of the hashes of the other numbers; 0 */
};
struct cite_words cite_words(struct arena *a, const char *title);

/*
 * Are two titles nearly the same?  At least three words each, at most one in
 * six of the shorter missing in the longer, and no year or number of one
 * against another of the other.
 */
bool cite_same_title(const struct cite_words *x, const struct cite_words *y);

#endif
