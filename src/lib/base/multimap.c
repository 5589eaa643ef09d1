/* SPDX-License-Identifier: Apache-2.0 */
/* Chained hashing in two arrays; the arena holds the arrays that growing left
 * behind, at most as much again. */
#include "lib/base/multimap.h"

struct entry {
	uint64_t key;
	int64_t value;
	size_t next; /* entry of the same bucket, 0: none */
};

struct multimap {
	struct arena *arena;
	struct entry *entry; /* from 1 */
	size_t n;            /* in use, with the unused one at 0 */
	size_t cap;
	size_t *bucket;
	size_t nbucket; /* a power of two */
};

enum { FIRST_BUCKETS = 64 };

/* FNV-1a (Fowler, Noll, Vo), with its bits mixed once more when used. */
uint64_t hash_bytes(uint64_t before, const void *p, size_t n)
{
	const unsigned char *byte = p;

	for (size_t i = 0; i < n; i++)
		before = (before ^ byte[i]) * UINT64_C(0x100000001b3);
	return before;
}

static size_t *bucket_of(const struct multimap *m, uint64_t key)
{
	key = (key ^ (key >> 32)) * UINT64_C(0x9e3779b97f4a7c15);
	return &m->bucket[(key >> 32) & (m->nbucket - 1)];
}

static void link_in(struct multimap *m, size_t i)
{
	size_t *bucket = bucket_of(m, m->entry[i].key);

	m->entry[i].next = *bucket;
	*bucket = i;
}

struct multimap *multimap_new(struct arena *a)
{
	struct multimap *m = ARENA_NEW(a, struct multimap);

	m->arena = a;
	m->nbucket = FIRST_BUCKETS;
	m->bucket = ARENA_ARRAY(a, m->nbucket, size_t);
	(void)VEC_PUSH(a, m->entry, m->n, m->cap);
	return m;
}

/* In order of entry, so that the newest stays first. */
static void grow(struct multimap *m)
{
	m->nbucket *= 4;
	m->bucket = ARENA_ARRAY(m->arena, m->nbucket, size_t);
	for (size_t i = 1; i < m->n; i++)
		link_in(m, i);
}

void multimap_add(struct multimap *m, uint64_t key, int64_t value)
{
	size_t i = m->n;

	*VEC_PUSH(m->arena, m->entry, m->n, m->cap) =
		(struct entry){ .key = key, .value = value };
	if (m->n > m->nbucket)
		grow(m);
	else
		link_in(m, i);
}

/* From entry i on, the first that has the key. */
static size_t seek(const struct multimap *m, size_t i, uint64_t key)
{
	while (i && m->entry[i].key != key)
		i = m->entry[i].next;
	return i;
}

size_t multimap_first(const struct multimap *m, uint64_t key)
{
	return seek(m, *bucket_of(m, key), key);
}

size_t multimap_next(const struct multimap *m, size_t entry)
{
	return seek(m, m->entry[entry].next, m->entry[entry].key);
}

int64_t multimap_value(const struct multimap *m, size_t entry)
{
	return m->entry[entry].value;
}
