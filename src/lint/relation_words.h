/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words around amounts, as readers of relations look at them: in small
 * letters, byte for byte in the place of the passage's text.
 */
#ifndef HOPTAC_LINT_RELATION_WORDS_H
#define HOPTAC_LINT_RELATION_WORDS_H

#include "lint/relation.h"

/* Bytes [from, to) of a passage. */
struct stretch {
	const char *text; /* of the whole passage, small letters */
	size_t from, to;
};

/* The whole passage that an amount stands in; from there to here: what lies
 * between two amounts of one passage. */
struct stretch stretch_passage(struct relations *rs, size_t passage);
struct stretch stretch_between(struct relations *rs, const struct amount *x,
			       const struct amount *y);

/* What follows the amount, and what stands before it, up to the next mark
 * , ; . ( ) : or the next amount. */
struct stretch stretch_after(struct relations *rs, size_t amount);
struct stretch stretch_before(struct relations *rs, size_t amount);

/* Where the words stand as whole words; SIZE_MAX when they do not. */
size_t stretch_find(const struct stretch *s, const char *words);
bool stretch_has(const struct stretch *s, const char *words);

/* The same for any of a list that ends with NULL: the first in the text. */
size_t stretch_find_any(const struct stretch *s, const char *const *list,
			const char **which);
bool stretch_has_any(const struct stretch *s, const char *const *list);

/* No letters and digits? */
bool stretch_is_blank(const struct stretch *s);

/* How things stand that are counted. */
enum state {
	STATE_NONE,
	STATE_WORKING, /* đang hoạt động */
	STATE_STOPPED, /* (tạm) ngừng hoạt động */
	STATE_IDLE,    /* không hoạt động, chờ giải thể: often part of those */
};
enum state state_of(struct relations *rs, size_t amount);

/* The first amount that begins at or after a byte of a passage. */
size_t amount_first(const struct relations *rs, size_t passage, size_t at);

/* One number that counts or measures things, no per cent. */
bool amount_is_count(const struct amount *m);

bool amount_same_unit(const struct amount *x, const struct amount *y);

/* Can one be a part of the other?  A people's credit fund is a cooperative. */
bool amount_part_unit(const struct amount *part, const struct amount *whole);

/* The number of all that the amount is some of, on the same day: stated before
 * it, the same wherever it is stated; SIZE_MAX when there is none. */
size_t amount_total(const struct relations *rs, size_t amount);

/* What the amount counts, of which part of the whole, as one text that is the
 * same for amounts of one indicator; "" when that is not known. */
const char *amount_key(const struct relations *rs, size_t amount);

#endif
