/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arenas: memory with a lifetime.
 *
 * Nothing in hoptac is freed one by one.  Whatever returns memory takes the
 * arena it comes from as its first parameter; the memory lives until that
 * arena is freed.  There are three lifetimes: the process, the request or
 * job, and the step inside it.  Foreign resources (statements, files, library
 * objects) hang on the arena as clean-ups and are released with it, last
 * registered first.
 *
 * Lack of memory aborts the program with a message (see BUG): committed data
 * is safe in the database, and no caller could do better.
 */
#ifndef HOPTAC_BASE_ARENA_H
#define HOPTAC_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena.  Free it with arena_free. */
struct arena *arena_new(void)
	__attribute__((malloc, returns_nonnull, warn_unused_result));

/* Runs the clean-ups (last first), then frees every allocation.  NULL is
 * allowed and does nothing. */
void arena_free(struct arena *a);

/* size bytes, zeroed, aligned for any type.  size 0 gives a unique pointer.
 * Never NULL. */
void *arena_alloc(struct arena *a, size_t size)
	__attribute__((malloc, returns_nonnull, alloc_size(2)));

/* An array of n zeroed elements of size bytes; aborts when n * size
 * overflows. */
void *arena_array(struct arena *a, size_t n, size_t size)
	__attribute__((malloc, returns_nonnull, alloc_size(2, 3)));

/* Grows an allocation of old bytes to size bytes (size >= old), in place when
 * it was the last one.  The new part is zeroed; p may be NULL with old 0. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t size)
	__attribute__((returns_nonnull));

/* Copies of a string, of its first n bytes, of n bytes of memory; the string
 * copies are terminated. */
char *arena_strdup(struct arena *a, const char *s)
	__attribute__((returns_nonnull, nonnull));
char *arena_strndup(struct arena *a, const char *s, size_t n)
	__attribute__((returns_nonnull, nonnull));
void *arena_memdup(struct arena *a, const void *p, size_t n)
	__attribute__((returns_nonnull));

/* A formatted string. */
char *arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((returns_nonnull, format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
	__attribute__((returns_nonnull, format(printf, 2, 0)));

/* Registers fn(arg) to run when the arena is freed. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);

/*
 * Steps that are repeated often: what was allocated since the mark is given
 * back and its room used again, which is much cheaper than an arena a step.
 * Nothing may be deferred in between.
 *
 *	struct arena_mark m = arena_mark(a);
 *	...
 *	arena_rewind(a, m);
 */
struct arena_mark {
	void *block;
	size_t filled;
	size_t used;
	void *cleanups;
};
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark m);

/* Bytes handed out so far; for tests and limits. */
size_t arena_used(const struct arena *a);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/*
 * A growing array, for loops that do not know how many there will be:
 *
 *	struct row *rows = NULL;
 *	size_t n = 0, cap = 0;
 *	while (...)
 *		*VEC_PUSH(a, rows, n, cap) = row;
 *
 * VEC_PUSH makes room for one more element, counts it and yields its address.
 */
#define VEC_PUSH(a, v, n, cap)                                               \
	((v) = vec_room((a), (v), (n), &(cap), sizeof *(v)), &(v)[(n)++])

/* Behind VEC_PUSH: v with room for at least n + 1 elements. */
void *vec_room(struct arena *a, void *v, size_t n, size_t *cap, size_t size);

#endif
