/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of a passage for the grammar of citations: a copy in lower case that
 * keeps every byte in its place, and phrases that are looked for in it.
 */
#ifndef HOPTAC_LINT_CITETEXT_H
#define HOPTAC_LINT_CITETEXT_H

#include "lib/base/arena.h"

#include <stdbool.h>

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

#endif
