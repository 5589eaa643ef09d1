/* SPDX-License-Identifier: Apache-2.0 */
/* Arenas: a list of blocks that grow geometrically, and a list of clean-ups.
 * Memory is cleared when it is handed out, not before: most blocks are never
 * filled.  Under AddressSanitizer every allocation gets a block of its own, so that an
 * overrun by one byte is seen. */
#include "lib/base/arena.h"

#include "lib/base/base.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_BLOCK_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BLOCK_EACH 1
#endif
#endif
#ifndef ONE_BLOCK_EACH
#define ONE_BLOCK_EACH 0
#endif

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct block {
	struct block *next; /* the block that was filled before this one */
	size_t used;
	size_t dirty; /* bytes from here on are zero */
	size_t size;  /* bytes in data */
	alignas(max_align_t) char data[];
};

struct cleanup {
	struct cleanup *next;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct block *block; /* the one being filled; NULL at first */
	struct block *spare; /* empty ones, left by rewinds */
	struct cleanup *cleanups;
	size_t next_size;
	size_t used;
};

static void *must_alloc(size_t size, bool cleared)
{
	void *p = cleared ? calloc(1, size) : malloc(size);

	if (!p)
		BUG("out of memory: %zu bytes", size);
	return p;
}

struct arena *arena_new(void)
{
	struct arena *a = must_alloc(sizeof *a, true);

	a->next_size = FIRST_BLOCK;
	return a;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	/* A clean-up may register another, so take them one at a time.  The
	 * records themselves lie in the blocks. */
	while (a->cleanups) {
		struct cleanup *c = a->cleanups;

		a->cleanups = c->next;
		c->fn(c->arg);
	}
	while (a->block) {
		struct block *b = a->block;

		a->block = b->next;
		free(b);
	}
	while (a->spare) {
		struct block *b = a->spare;

		a->spare = b->next;
		free(b);
	}
	free(a);
}

/* Takes a spare block of at least so many bytes; NULL: there is none. */
static struct block *take_spare(struct arena *a, size_t atleast)
{
	struct block **at = &a->spare;
	struct block *b;

	while (*at && (*at)->size < atleast)
		at = &(*at)->next;
	b = *at;
	if (b)
		*at = b->next;
	return b;
}

static void add_block(struct arena *a, size_t atleast)
{
	size_t size = atleast;
	struct block *b = take_spare(a, atleast);

	if (!ONE_BLOCK_EACH && size < a->next_size)
		size = a->next_size;
	if (a->next_size < LARGEST_BLOCK)
		a->next_size *= 2;
	if (!b) {
		/* the system has cleared pages for very large ones */
		bool cleared = size > LARGEST_BLOCK;

		b = must_alloc(sizeof *b + size, cleared);
		b->used = 0;
		b->dirty = cleared ? 0 : size;
		b->size = size;
	}
	b->next = a->block;
	a->block = b;
}

static size_t align_up(size_t n)
{
	const size_t align = alignof(max_align_t);

	return (n + align - 1) & ~(align - 1);
}

/* Hands out the bytes of the block being filled up to `end`, cleared. */
static void fill(struct arena *a, size_t from, size_t end)
{
	struct block *b = a->block;

	if (from < b->dirty)
		memset(b->data + from, 0,
		       (end < b->dirty ? end : b->dirty) - from);
	b->used = end;
	a->used += end - from;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t start;

	if (size > SIZE_MAX / 2)
		BUG("allocation of %zu bytes", size);
	if (size == 0)
		size = 1;
	start = a->block ? align_up(a->block->used) : 0;
	if (ONE_BLOCK_EACH || !a->block || start > a->block->size ||
	    a->block->size - start < size) {
		add_block(a, size);
		start = 0;
	}
	fill(a, start, start + size);
	return a->block->data + start;
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes))
		BUG("array of %zu elements of %zu bytes", n, size);
	return arena_alloc(a, bytes);
}

void *arena_grow(struct arena *a, void *p, size_t old, size_t size)
{
	struct block *b = a->block;
	void *q;

	if (size < old)
		BUG("arena_grow from %zu to %zu", old, size);
	if (p && !ONE_BLOCK_EACH && b && (char *)p + old == b->data + b->used) {
		size_t start = (size_t)((char *)p - b->data);

		if (b->size - start >= size) {
			fill(a, start + old, start + size);
			return p;
		}
	}
	q = arena_alloc(a, size);
	if (old)
		memcpy(q, p, old);
	return q;
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *t = arena_alloc(a, len + 1);

	memcpy(t, s, len);
	return t;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

void *arena_memdup(struct arena *a, const void *p, size_t n)
{
	void *q = arena_alloc(a, n);

	if (n)
		memcpy(q, p, n);
	return q;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char shorter[256]; /* as nearly all are: formatted once */
	va_list again;
	int len;
	char *s;

	va_copy(again, ap);
	len = vsnprintf(shorter, sizeof shorter, fmt, again);
	va_end(again);
	if (len < 0)
		BUG("format: %s", fmt);
	s = arena_alloc(a, (size_t)len + 1);
	if ((size_t)len < sizeof shorter)
		memcpy(s, shorter, (size_t)len);
	else
		vsnprintf(s, (size_t)len + 1, fmt, ap);
	return s;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return s;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct cleanup *c = ARENA_NEW(a, struct cleanup);

	c->fn = fn;
	c->arg = arg;
	c->next = a->cleanups;
	a->cleanups = c;
}

/* --- rewinding ------------------------------------------------------------ */

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->block, a->block ? a->block->used : 0,
				    a->used, a->cleanups };
}

static void empty_block(struct block *b, size_t from)
{
	if (b->dirty < b->used)
		b->dirty = b->used;
	b->used = from;
}

void arena_rewind(struct arena *a, struct arena_mark m)
{
	if (a->cleanups != m.cleanups)
		BUG("a clean-up was registered since the mark");
	while (a->block != m.block) {
		struct block *b = a->block;

		a->block = b->next;
		if (ONE_BLOCK_EACH) {
			free(b);
			continue;
		}
		empty_block(b, 0);
		b->next = a->spare;
		a->spare = b;
	}
	if (a->block)
		empty_block(a->block, m.filled);
	a->used = m.used;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	size_t want;

	if (n < *cap)
		return v;
	want = *cap ? *cap * 2 : 8;
	v = arena_grow(a, v, *cap * size, want * size);
	*cap = want;
	return v;
}
