/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hitting sets of few elements, found by trying.
 *
 * What can be hit by a handful of elements needs no prices and no matrices:
 * the smallest set that is not hit yet is hit by each of its elements in turn.
 * Sets that share no element each cost their cheapest one, which is the bound.
 * Only inside the cover.
 */
#ifndef HOPTAC_RULE_COVER_FEW_H
#define HOPTAC_RULE_COVER_FEW_H

#include "lib/rule/cover.h"

enum { FEW_SETS = 64 };

struct few {
	const int64_t *weight;
	const struct cover_set *set[FEW_SETS]; /* the smallest first */
	uint64_t near[FEW_SETS]; /* by set: those it shares an element with */
	int64_t cheapest[FEW_SETS]; /* by set: what hitting it costs */
	uint64_t all;            /* sets */
	uint64_t *hits; /* by element: the sets that have it */
	unsigned *past; /* by element: with it all was tried before */
	bool *in;       /* by element: chosen now */
	int64_t limit;  /* hitting sets lighter than this are sought */
	/* Told of each, once; stops the search by returning false. */
	bool (*found)(struct few *f, int64_t weight);
	void *ctx;
};

/* At most FEW_SETS sets.  found and ctx are the caller's to set. */
void few_init(struct arena *a, struct few *f, const int64_t *weight,
	      size_t nelem, const struct cover_set *set, size_t nset);

/* Whether in[] hits all sets; *weight its weight. */
bool few_hit(const struct few *f, size_t nelem, const bool *in, int64_t *weight);

/* Sets f->limit to the weight of a hitting set, which is put into in[]. */
void few_greedy(struct few *f, size_t nelem, bool *in);

/* Whether what is lighter than the limit has few elements, so that trying is
 * quick. */
bool few_enough(const struct few *f);

/* false when it was stopped. */
bool few_search(struct few *f);

#endif
