/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is proposed for broken checks, in words and in JSON.  A proposal is
 * never applied: accepting one is a correction that somebody makes.
 */
#ifndef HOPTAC_CHECK_PROPOSAL_H
#define HOPTAC_CHECK_PROPOSAL_H

#include "check/system.h"
#include "lib/base/buf.h"

#include <jansson.h>

struct proposal {
	struct check_system system;
	struct repair_result result;
	const char *undecided; /* Vietnamese: why there is no answer; or NULL */
};

/* Solves the system of a run.  What cannot be decided is no error: see
 * `undecided`.  All memory is a's.  0 or -1 with e. */
int proposal_make(struct arena *a, const struct check_report *r,
		  struct proposal *out, struct err *e);

void proposal_print(struct arena *a, const struct pack *p,
		    const struct proposal *x, struct buf *out);

/* Adds "conflicts", "repairs" and "repair" to an object. */
void proposal_json(struct arena *a, const struct pack *p,
		   const struct proposal *x, json_t *into);

#endif
