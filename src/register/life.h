/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of an organisation: which events may follow which.
 *
 * Pure: works on events in memory by the transitions of the pack.
 */
#ifndef HOPTAC_REGISTER_LIFE_H
#define HOPTAC_REGISTER_LIFE_H

#include "register/register.h"

/* Puts events in the order in which they count: by day, then by id; events
 * of the same day and id stay as they are. */
void life_sort(struct org_event *event, size_t n);

/* The status after one event in a life whose status was `before` (NULL: not
 * founded yet).  An event that the pack does not know leaves it. */
const char *life_step(const struct pack *p, const char *before,
		      const struct org_event *event);

/* May this event happen to an organisation of a kind that is in a status ("":
 * not founded yet)? */
bool life_allows(const struct pack *p, const struct event_kind *k,
		 const char *kind, const char *status);

/*
 * Checks a whole life, given in order, of an organisation of this kind, and
 * sets the status of every event.  No events at all are a legal life (of an
 * organisation whose registration was withdrawn).  0; -1 with e: ERR_INPUT
 * (an unknown event, a quantity that is missing or out of place), ERR_RULE (a
 * transition that the pack does not allow; detail cites its basis).
 */
int life_check(const struct pack *p, const char *kind,
	       struct org_event *event, size_t n, struct err *e);

#endif
