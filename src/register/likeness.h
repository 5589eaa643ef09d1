/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Likely duplicates: names much alike within one district.
 *
 * Two names are compared when, without the generic words, they have the same
 * words in any order but for one (a single word: but for one letter); so a
 * hundred thousand names are searched without comparing each with each.
 * Words with digits must be the same.
 */
#ifndef HOPTAC_REGISTER_LIKENESS_H
#define HOPTAC_REGISTER_LIKENESS_H

#include "register/register.h"

struct territory;
struct likeness;

/* Of all names that stand in the register. */
struct likeness *likeness_read(struct arena *a, struct db *db,
			       const struct territory *t);

/* Adds a name.  seat: unit id or REG_NONE. */
void likeness_add(struct likeness *l, int64_t org, const char *name,
		  int64_t seat);

/* Those much alike, best first, on the arena; at most LIKENESS_MOST. */
enum { LIKENESS_MOST = 5, LIKENESS_LEAST_PERCENT = 85 };
size_t likeness_find(struct arena *a, const struct likeness *l,
		     const char *name, int64_t seat,
		     struct org_likeness out[LIKENESS_MOST]);

#endif
