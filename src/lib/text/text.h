/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Vietnamese text: normal form, search folding, collation, width.
 *
 * Inside hoptac every text is UTF-8 in NFC; text_nfc is the door through
 * which outside text comes in.  The other functions expect such text.
 */
#ifndef HOPTAC_TEXT_TEXT_H
#define HOPTAC_TEXT_TEXT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdint.h>

/*
 * Are the n bytes text at all: UTF-8 without NUL?  Returns 0; -1 with
 * ERR_INPUT, whose message gives the place of the first wrong byte and names
 * the encoding when it looks like UTF-16 or like a legacy Vietnamese one
 * (TCVN3, VNI, windows-1258), and whose hint says how to convert it.
 */
int text_check(const char *s, size_t n, struct err *e);

/*
 * Was this UTF-8 text typed with a font from before Unicode ("Hîp t¸c x·" is
 * then shown as "Hợp tác xã")?  Give it a whole line: a text with a letter
 * that only Unicode has is never suspected, nor one with fewer than two signs
 * that no Vietnamese word holds.  Returns 0; -1 with ERR_INPUT naming the
 * encoding, and a hint how to convert it.
 */
int text_check_font(const char *s, struct err *e);

/*
 * n bytes of outside text as NFC, without a byte order mark, on the arena.
 * Returns 0; -1 as text_check.
 */
int text_nfc(struct arena *a, const char *s, size_t n, char **out,
	     struct err *e);

/*
 * For search: lower case, no diacritics, đ as d, every run of blanks and
 * punctuation one space, none at the ends.  "HTX  Đình-Lập" gives
 * "htx dinh lap".  Two texts that an officer would call the same when typed
 * without marks fold alike.  Signs that only look like đ (eth) count as it.
 */
char *text_fold(struct arena *a, const char *s)
	__attribute__((returns_nonnull));

/*
 * A key whose memcmp order is the Vietnamese dictionary order: letters
 * a ă â b c d đ e ê ... first, then tone (ngang huyền hỏi ngã sắc nặng), then
 * case (small first); blanks, then punctuation, then digits before letters;
 * any other script last.  A prefix comes first.  *n gets its length.
 */
uint8_t *text_sort_key(struct arena *a, const char *s, size_t *n)
	__attribute__((returns_nonnull));

/* <0, 0, >0 in that order. */
int text_cmp(const char *x, const char *y);

/* Columns that s takes on a terminal (code points that take a cell). */
size_t text_width(const char *s);

/* Upper and lower case of a whole text ("ủy" -> "ỦY"), on the arena. */
char *text_upper(struct arena *a, const char *s)
	__attribute__((returns_nonnull));
char *text_lower(struct arena *a, const char *s)
	__attribute__((returns_nonnull));

/*
 * How alike two folded texts are, 0..100: 100 when equal, 99 when the same
 * words stand in another order, else falling with the edit distance (a swap
 * of neighbours counts one).  Texts whose numbers differ ("htx so 1", "htx so
 * 2") get half of that: they mean two things.  Only the first 256 bytes count.
 * For likely duplicates; leave the generic words out first:
 */
int text_likeness(const char *fold_x, const char *fold_y);

/* A folded text without the given folded phrases ("htx", "hop tac xa", "dich
 * vu"), each taken out where it stands as whole words, the longest first; on
 * the arena.  May be empty. */
char *text_without(struct arena *a, const char *fold,
		   const char *const *phrases, size_t n)
	__attribute__((returns_nonnull));

#endif
