/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drafts that are only looked at: they stay in memory, never on a disk, until
 * the officer ends the visit, has not looked for half an hour, uploads more
 * than there is room for, or the server stops.
 *
 * Shared by all requests; every function takes the lock for itself.
 */
#ifndef HOPTAC_LINT_VISIT_H
#define HOPTAC_LINT_VISIT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"

enum {
	VISIT_MOST = 5,                /* of one user; the oldest goes */
	VISIT_BYTES = 24 << 20,        /* of all together */
	VISIT_IDLE_MS = 30 * 60 * 1000,
	VISIT_ID = 32,                 /* letters of an id */
};

struct visit {
	const char *id; /* 32 hexadecimal digits that nobody guesses */
	const char *name;
	const void *data;
	size_t n;
	moment_t since;
};

/* Takes a copy of a file; returns the id, on the arena.  NULL with e when it
 * is larger than all the room. */
const char *visit_begin(struct arena *a, int64_t user, const char *name,
			const void *data, size_t n, struct err *e);

/* A copy of a user's visit on the arena; NULL with e (ERR_NOTFOUND: ended, or
 * somebody else's). */
const struct visit *visit_get(struct arena *a, int64_t user, const char *id,
			      struct err *e);

/* Ends a visit; one that has ended already is no error. */
void visit_end(int64_t user, const char *id);

/* The visits of a user without their bytes, the newest first; how many. */
size_t visit_list(struct arena *a, int64_t user, struct visit **out);

#endif
