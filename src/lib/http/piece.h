/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A piece: the part of a page that is the same for everybody, set and
 * compressed once.
 *
 * A long page is the same for all who may see it but for what is around: who
 * is logged in, the tokens of forms.  What is the same is kept as a piece, on
 * a shelf (lib/db/shelf.h) under a key that names all that it was made from.
 * The template of the page sets it between the rest:
 *
 *	{{with frame(v->frame)}}
 *	{{call http_piece(v->response, v->piece)}}
 *	{{end}}
 *
 * The answer is then compressed around it: blocks of a deflate stream that do
 * not refer to each other may stand one behind another (RFC 1951), so that the
 * piece is copied as it was compressed.  Nothing that belongs to one session
 * may be in it.
 */
#ifndef HOPTAC_HTTP_PIECE_H
#define HOPTAC_HTTP_PIECE_H

#include "lib/base/arena.h"
#include "lib/base/buf.h"

#include <stdint.h>

struct response;

struct http_piece {
	const char *text;
	size_t size;
	const char *zipped; /* blocks of deflate, none of them the last, that end
			     * at a whole byte */
	size_t zipped_size;
	uint32_t crc;       /* CRC-32 of the text */
};

/* A piece of a text, which must live as long; all else is on a. */
const struct http_piece *piece_new(struct arena *a, const char *text, size_t size);

/* Appends a piece to b, which is the body of the response; one a response. */
void http_piece(struct buf *b, struct response *r, const struct http_piece *p);

#endif
