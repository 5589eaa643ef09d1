/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A growing string on an arena.
 *
 *	struct buf b = BUF_INIT(a);
 *	buf_addf(&b, "%d HTX", n);
 *	puts(b.data);
 *
 * data is never NULL and always terminated; len does not count the
 * terminator.  The memory is the arena's.
 */
#ifndef HOPTAC_BASE_BUF_H
#define HOPTAC_BASE_BUF_H

#include "lib/base/arena.h"

struct buf {
	char *data;
	size_t len;
	size_t cap; /* 0 while data is the shared empty string */
	struct arena *arena;
};

extern char buf_empty[1];
#define BUF_INIT(a) { buf_empty, 0, 0, (a) }

/* Append one byte, n bytes, a string, formatted text. */
void buf_addch(struct buf *b, char c);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addf(struct buf *b, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Append s with what XML and HTML need escaped in text and in double-quoted
 * attributes: & < > " and '.  Control characters other than tab, line feed
 * and carriage return, which XML cannot hold, are left out. */
void buf_addxml(struct buf *b, const char *s);

/* Cut to len bytes (len <= b->len). */
void buf_cut(struct buf *b, size_t len);

#endif
