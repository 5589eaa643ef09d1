/* SPDX-License-Identifier: Apache-2.0 */
/* A growing string on an arena. */
#include "lib/base/buf.h"

#include "lib/base/base.h"

#include <stdio.h>
#include <string.h>

char buf_empty[1];

static void grow(struct buf *b, size_t n)
{
	size_t want = b->cap ? b->cap : 64;

	while (want <= b->len + n)
		want *= 2;
	b->data = arena_grow(b->arena, b->cap ? b->data : NULL, b->cap, want);
	b->cap = want;
}

/* Room for n bytes more, and the NUL behind them. */
static inline void room(struct buf *b, size_t n)
{
	if (b->len + n >= b->cap)
		grow(b, n);
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	room(b, n);
	memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void buf_addch(struct buf *b, char c)
{
	room(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	va_list again;
	size_t left;
	int len;

	room(b, 32); /* most that is written so is short: it fits at once */
	left = b->cap - b->len;
	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(b->data + b->len, left, fmt, ap);
	va_end(ap);
	if (len < 0)
		BUG("format: %s", fmt);
	if ((size_t)len >= left) {
		room(b, (size_t)len);
		vsnprintf(b->data + b->len, (size_t)len + 1, fmt, again);
	}
	va_end(again);
	b->len += (size_t)len;
}

void buf_addxml(struct buf *b, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&':
			buf_adds(b, "&amp;");
			break;
		case '<':
			buf_adds(b, "&lt;");
			break;
		case '>':
			buf_adds(b, "&gt;");
			break;
		case '"':
			buf_adds(b, "&quot;");
			break;
		case '\'':
			buf_adds(b, "&#39;");
			break;
		default:
			if ((unsigned char)*s >= 0x20 || *s == '\t' ||
			    *s == '\n' || *s == '\r')
				buf_addch(b, *s);
		}
	}
}

void buf_cut(struct buf *b, size_t len)
{
	if (len > b->len)
		BUG("buf_cut to %zu of %zu", len, b->len);
	if (b->cap)
		b->data[len] = '\0';
	b->len = len;
}
