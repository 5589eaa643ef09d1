/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is proposed for broken checks, in words and in JSON.  A proposal is
 * never applied by itself: see accept.h.
 *
 * The minimal repairs come first.  Then every other figure of the conflicts is
 * changed alone: where that would satisfy all as well it is a second choice,
 * heavier because the figure is trusted more; where not, it is told how many
 * errors stay.  So an officer sees not only what is proposed but also what
 * was tried.  Changes of more figures than that are not looked for: one
 * mistake is likelier than two.
 */
#ifndef HOPTAC_CHECK_PROPOSAL_H
#define HOPTAC_CHECK_PROPOSAL_H

#include "check/attempt.h"
#include "lib/base/buf.h"

#include <jansson.h>

enum { ATTEMPTS_MAX = 64 }; /* figures tried alone, in all groups together */

struct candidate {
	const char *id;  /* of these changes: figures, from and to; "5c0d1e2f" */
	size_t group;    /* index into result.group */
	bool second;     /* heavier than the best of its group */
	int64_t weight;
	struct repair_solution solution;
	struct finding *fresh; /* held before and would be broken: warnings,
				* notes, and errors that the engine was not
				* told of */
	size_t nfresh;
};

/* A figure changed alone that does not satisfy all. */
struct attempt {
	size_t group;
	struct repair_change change;
	struct finding *left; /* errors of the group that stay, and new ones */
	size_t nleft;
};

struct proposal {
	struct check_system system;
	struct repair_result result;
	const char *undecided;  /* Vietnamese: why there is no answer; or NULL */
	struct candidate *choice;  /* group by group, the likeliest first */
	size_t nchoice;
	struct attempt *attempt; /* group by group */
	size_t nattempt;
};

/* Solves the system of a run.  What cannot be decided is no error: see
 * `undecided`.  All memory is a's.  0 or -1 with e. */
int proposal_make(struct arena *a, const struct check_report *r,
		  struct proposal *out, struct err *e);

/* The same for all checks of a place and year, made once for whoever reads
 * these figures; as long as the arena of the figures.  NULL with e. */
const struct proposal *proposal_shared(struct figures *f, const char *place,
				       int year, struct err *e);

/* The choice with this id, or NULL. */
const struct candidate *proposal_find(const struct proposal *x, const char *id);

/* Whether it can be accepted: its numbers are known and all its figures were
 * reported.  What the register counts is corrected there. */
bool choice_acceptable(const struct proposal *x, const struct candidate *c);

/* "46", "115%": a number as that figure is printed. */
const char *figure_number_vi(struct arena *a, const struct figure *fig,
			     struct dec d, int places)
	__attribute__((returns_nonnull));

/* In words: "46 → 47", "115% → 85% (số đúng nằm giữa 84,07 và 85,03)", "3 → từ
 * 5 trở lên (có thể là 30)"; and why this choice and no other, or why only
 * after others. */
const char *change_vi(struct arena *a, const struct proposal *x,
		      const struct repair_change *c)
	__attribute__((returns_nonnull));
const char *choice_reason_vi(struct arena *a, const struct pack *p,
			     const struct proposal *x, const struct candidate *c)
	__attribute__((returns_nonnull));

void proposal_print(struct arena *a, const struct pack *p,
		    const struct proposal *x, struct buf *out);

/* Adds "conflicts", "repairs", "tried" and "repair" to an object. */
void proposal_json(struct arena *a, const struct pack *p,
		   const struct proposal *x, json_t *into);

#endif
