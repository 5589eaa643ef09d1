/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: worked examples.  A case gives figures or organisations, by
 * hand, and says what a check or an indicator must make of them.
 */
#ifndef HOPTAC_PACK_CASES_H
#define HOPTAC_PACK_CASES_H

#include "pack/load.h"

/* A member of a mapping whose keys the pack itself defines. */
struct case_pair {
	struct pack_place at;
	const char *name;
	const char *text;
};

struct case_org {
	struct pack_place at;
	const char *kind;
	struct case_pair *field; /* status: dormant */
	size_t nfield;
	struct case_pair *event; /* members_joined: 12 */
	size_t nevent;
};

/* A figure that is given: exactly one of value, above, at_least, from and to,
 * state. */
struct case_figure {
	struct pack_place at;
	const char *figure; /* htx_total[sector = agri], pct(htx_members) */
	struct pack_place figure_at;
	const char *value;
	const char *above;
	const char *at_least;
	const char *from;
	const char *to;
	const char *state; /* missing, not_applicable, refused */
	const char *key;   /* canonical, set when it is run ... */
	const char *place; /* ... and the unit that it is of; or NULL */
};

struct pack_case {
	struct pack_place at;
	const char *code;
	const char *check;     /* one of these two */
	const char *indicator;
	const char *period;    /* of its context */
	const char *basis;
	struct case_pair *breakdown; /* sector: agri */
	size_t nbreakdown;
	const char *note;
	struct case_figure *given;
	size_t ngiven;
	struct case_org *org;
	size_t norg;
	const char *expect;    /* holds, broken, unknown, idle; a number; missing */
	const char *left;      /* both sides of a check, when worth showing */
	const char *right;
};

struct pack_cases {
	struct pack_case *list;
	size_t n;
};

extern const struct shape cases_yaml;

/* Runs all.  0; -1 with e naming the first that fails, what was expected and
 * what came out; also when there are none. */
int pack_run_cases(struct arena *a, struct pack *p, struct pack_cases *cases,
		   struct err *e);

#endif
