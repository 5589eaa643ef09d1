/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of pages that are compressed once: see piece.h. */
#include "lib/http/piece.h"

#include "lib/http/http.h"

#include <zlib.h>

enum {
	WELL = 6, /* 9 saves a hundredth more, in half as long again */
	FLUSH = 16, /* bytes, at most, for the end at a whole byte */
};

const struct http_piece *piece_new(struct arena *a, const char *text, size_t size)
{
	struct http_piece *p = ARENA_NEW(a, struct http_piece);
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)text,
		       .avail_in = (uInt)size };
	size_t bound;

	if (deflateInit2(&z, WELL, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		BUG("deflateInit2");
	bound = deflateBound(&z, size) + FLUSH;
	p->text = text;
	p->size = size;
	p->crc = (uint32_t)crc32(0, (const unsigned char *)text, (uInt)size);
	p->zipped = arena_alloc(a, bound);
	z.next_out = (unsigned char *)(uintptr_t)p->zipped;
	z.avail_out = (uInt)bound;
	if (deflate(&z, Z_FULL_FLUSH) != Z_OK || !z.avail_out)
		BUG("deflate: %s", z.msg ? z.msg : "");
	p->zipped_size = bound - z.avail_out;
	deflateEnd(&z);
	return p;
}

void http_piece(struct buf *b, struct response *r, const struct http_piece *p)
{
	if (b != &r->body || r->piece)
		BUG("a piece outside of the body, or two of them");
	r->piece = p;
	r->piece_at = b->len;
	buf_add(b, p->text, p->size);
}
