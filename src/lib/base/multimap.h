/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers found again by a text: an index from hashes to small integers, for
 * "have I seen this before" over a hundred thousand rows.
 *
 * A key may have several values.  Two keys of the same 64-bit hash are taken
 * for one; who needs certainty compares what the value stands for.
 *
 *	for (size_t i = multimap_first(m, key); i; i = multimap_next(m, i))
 *		use(multimap_value(m, i));
 */
#ifndef HOPTAC_BASE_MULTIMAP_H
#define HOPTAC_BASE_MULTIMAP_H

#include "lib/base/arena.h"

#include <stdint.h>

struct multimap;

/* An empty one; it ends with the arena. */
struct multimap *multimap_new(struct arena *a)
	__attribute__((returns_nonnull));

void multimap_add(struct multimap *m, uint64_t key, int64_t value);

/* Entries of a key, the newest first; 0 at the end. */
size_t multimap_first(const struct multimap *m, uint64_t key);
size_t multimap_next(const struct multimap *m, size_t entry);
int64_t multimap_value(const struct multimap *m, size_t entry);

/* The hash of n bytes, going on from the hash of what came before (first
 * HASH_BEGIN). */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)
uint64_t hash_bytes(uint64_t before, const void *p, size_t n);

#endif
