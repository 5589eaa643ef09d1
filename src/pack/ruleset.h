/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rule set itself: do the checks of a pack contradict each other, and is
 * each of them needed?
 *
 * What is asked of the exact engine (lib/rule/repair.h), with every figure
 * free in its domain:
 *
 *	contradiction  no figures at all satisfy these checks together
 *	dead           no figures break this check; or its condition never holds
 *	empty          when its condition holds, it cannot hold beside the others
 *	redundant      no figures break it that satisfy the others
 *	zero           checks together leave a figure no value but zero
 *
 * A check that does not follow from others of its severity or a graver one is
 * not redundant: an error must not hang on a warning.  Of checks that follow
 * from each other the last in the file is told; a check with `keep` says why
 * it stays and is told only when it is not redundant.
 *
 * What the engine cannot state (products, minima, value()) is left out and
 * listed.  A condition is used for its own check but not as a premise.  So
 * what is found is certain; there may be more.  Where more than a thousand
 * statements hang together only contradictions are looked for.
 */
#ifndef HOPTAC_PACK_RULESET_H
#define HOPTAC_PACK_RULESET_H

#include "pack/pack.h"

enum ruleset_kind {
	RULESET_DEAD,
	RULESET_EMPTY,
	RULESET_REDUNDANT,
	RULESET_NEEDED, /* has `keep`, but nothing implies it */
	RULESET_ZERO,
};

struct ruleset_remark {
	enum ruleset_kind kind;
	const struct check *check; /* of RULESET_ZERO NULL */
	const char *text;          /* Vietnamese, with file, line and proof */
};

struct ruleset_left {
	const struct check *check;
	const char *why; /* Vietnamese */
};

struct ruleset {
	size_t nstatement; /* checks in their contexts, and definitions */
	size_t nsymbol;    /* the figures that they speak of */
	size_t nkept;      /* redundant checks that say why they stay */
	size_t nundecided; /* questions too large to be decided exactly */
	struct ruleset_remark *remark;
	size_t nremark;
	size_t capremark;
	struct ruleset_left *left;
	size_t nleft;
	size_t capleft;
};

/* Examines a loaded pack.  0; -1 with e (ERR_INPUT) when checks contradict
 * each other: which, where, on what figures, with an example. */
int ruleset_examine(struct arena *a, const struct pack *p, struct ruleset *out,
		    struct err *e);

#endif
