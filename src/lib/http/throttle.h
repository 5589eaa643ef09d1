/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Guessing passwords made slow, without letting anybody lock a colleague out.
 *
 * Failures are counted for each pair of account and address, for each address
 * and for each account; each count makes one wait, twice as long each time:
 *
 *	pair      from the 5th failure, up to 15 minutes
 *	address   from the 20th, up to 15 minutes
 *	account   from the 30th, up to 10 seconds: the owner who comes from
 *	          another place than the guesser waits no longer than that
 *
 * Counts are forgotten half an hour after the last failure.  They live in
 * memory, in a fixed space; a restart forgets them.
 */
#ifndef HOPTAC_HTTP_THROTTLE_H
#define HOPTAC_HTTP_THROTTLE_H

#include "lib/base/arena.h"
#include "lib/base/date.h"

struct throttle;

/* Ends with the arena.  May be used by several threads. */
struct throttle *throttle_new(struct arena *a)
	__attribute__((returns_nonnull));

/* How many seconds to wait before the next attempt; 0: go on.  Ask before the
 * password is looked at. */
int throttle_wait(struct throttle *t, const char *account,
		  const char *address, moment_t now);

/* An attempt has failed; has succeeded (forgets the pair, nothing else). */
void throttle_failed(struct throttle *t, const char *account,
		     const char *address, moment_t now);
void throttle_passed(struct throttle *t, const char *account,
		     const char *address);

#endif
