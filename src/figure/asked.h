/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a page about figures is asked for: which year's plan, which place, as
 * of which day, as known when.
 */
#ifndef HOPTAC_FIGURE_ASKED_H
#define HOPTAC_FIGURE_ASKED_H

#include "figure/figure.h"
#include "lib/http/http.h"

struct asked {
	struct figures *figures; /* on the arena of the request */
	const struct pack *pack;
	const char *home;        /* the province; never NULL */
	const char *place;       /* the unit the user works for, or home */
	int year;                /* of the plan */
	const char *now;         /* what is counted is counted for this period:
				  * 2023-H1, with ?ngay= the year up to it */
	int64_t known;           /* transaction */
};

/*
 * Opens the figures for a request.  year 0: the one after ?ngay=, else the
 * one that the reports speak of.  The rules are those in force on ?ngay=, else
 * in the middle of the year before the plan's.  0; -1 with q->err.
 */
int figures_asked(struct request *q, int year, struct asked *out);

/*
 * What a user who is limited to a unit or a sector may not write; NULL when he
 * may, else why not, in words for him.  The one rule for every page and route
 * that writes figures; what a role may do at all is a right of its own.
 *
 * For a figure: its place must be his unit or lie in it at the end of its
 * period (territory_is_in), its sector must be his or lie in it; a total is of
 * no sector.  Its place alone: for a form, which has cells of all sectors.
 * For what concerns the whole province (settling its checks, its plan): he
 * must not be limited.
 */
const char *asked_barred(struct request *q, const struct asked *x,
			 const struct figure_key *k);
const char *asked_barred_place(struct request *q, const struct asked *x,
			       const struct figure_key *k);
const char *asked_barred_all(struct request *q, const struct asked *x);

/* A local address with the ?ngay= and ?biet= of the request carried on, so
 * that whoever follows it sees the same state. */
const char *asked_url(struct request *q, const char *url)
	__attribute__((returns_nonnull));

/* Where the source of a figure stands, likewise carried on. */
const char *asked_source(struct request *q, const struct figure_key *k)
	__attribute__((returns_nonnull));

#endif
