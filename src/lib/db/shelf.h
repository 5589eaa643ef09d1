/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A shelf: what was made from a database once, for everybody who reads.
 *
 * A rule pack takes milliseconds to parse, the register to read into memory;
 * who asks for the same again gets the same, as long as it is on the shelf.
 * Each thing lies on an arena of its own, never changes after it was made
 * (or guards its changes with a lock of its own), and is known by a key that
 * names everything it was made from.  What is known as of a transaction never
 * changes, so a key that holds the transaction, or better the last one that
 * touched the tables it is read from (db_changed), needs no invalidation: a
 * write makes a new key, and the old thing is forgotten when it has not been
 * asked for in a while.
 *
 * Who takes a thing holds it until his own arena is freed; what others throw
 * out meanwhile stays until the last one lets go.  Several threads may share
 * a shelf.  When several want the same thing that is not there, one makes it
 * and the others wait.
 */
#ifndef HOPTAC_DB_SHELF_H
#define HOPTAC_DB_SHELF_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>

struct shelf;

/* A shelf on an arena, for at most so many things and so many bytes; what was
 * not asked for longest is thrown out first.  The newest stays in any case. */
struct shelf *shelf_new(struct arena *a, size_t things, size_t bytes);

/* Makes the thing on the arena `own`; NULL with e when it cannot, and then
 * nothing is kept. */
typedef void *shelf_make(struct arena *own, void *ctx, struct err *e);

/* The thing with this key, made if need be, for as long as `a` lives.  Without
 * a shelf (NULL) it is made on `a` itself. */
void *shelf_get(struct shelf *s, struct arena *a, const char *key,
		shelf_make *make, void *ctx, struct err *e);

/* For a thing that is made from another one: that one stays at least as long
 * as `a` lives.  False when it is none of this shelf's; then the new thing
 * cannot rely on it and must not go there either. */
bool shelf_hold(struct shelf *s, struct arena *a, const void *thing);

/* Throws a thing out: who asks next gets a new one. */
void shelf_drop(struct shelf *s, const void *thing);

#endif
