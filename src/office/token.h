/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tokens: how a program of a user's asks in his name.
 *
 * A token is 256 random bits, shown once when it is made; the database has
 * only its hash, which is enough because nobody can try 2^256 of them.  It
 * carries the rights that its user has at the time of asking, and ends when it
 * is revoked, its user disabled or his password changed.  It opens no page and no session.
 */
#ifndef HOPTAC_OFFICE_TOKEN_H
#define HOPTAC_OFFICE_TOKEN_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

#define TOKEN_PREFIX "hoptac_" /* so that one is known when it is found */

enum { TOKEN_TEXT = sizeof TOKEN_PREFIX - 1 + 64, TOKENS_MAX = 20 };

struct token {
	int64_t row;
	const char *name;
	moment_t made;
	moment_t revoked; /* 0: it stands */
	moment_t used;    /* last, since the program started; 0: not */
};

/* Makes a token of an account in the open write transaction; text gets it,
 * terminated.  ERR_INPUT (field "name") without a name, ERR_RULE when the
 * account has TOKENS_MAX that stand.  0 or -1. */
int token_make(struct db *db, int64_t account, const char *name,
	       char text[TOKEN_TEXT + 1], struct err *e);

/* Revokes one in the open write transaction; ERR_NOTFOUND when it is not the
 * account's or stands no more.  0 or -1. */
int token_revoke(struct db *db, int64_t account, int64_t row, struct err *e);

/* Revokes all of an account in the open write transaction. */
void token_revoke_all(struct db *db, int64_t account);

/* Those of an account, the newest first, those that stand before the others.
 * Returns how many; the caller asks db_failed. */
size_t token_list(struct arena *a, struct db *db, int64_t account,
		  struct token **out);

/* The account whose token this is, 0: nobody's.  Notes that it was used. */
int64_t token_account(struct db *db, const char *text, moment_t now);

#endif
