/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The records behind aggregates: organisations as formulas see them.
 *
 * "htx" means every cooperative that exists on the last day of the window, as
 * it is on that day.  "htx with founded" means every cooperative to which that
 * happened inside the window, once, as it was on the day it happened (the last
 * time, when more than once); only its quantity is given for every time.
 * Where it lies is always told by the units of the last day: an organisation
 * whose old commune was split lies in the unit above that holds all the
 * parts; one whose seat nobody said, in the home province.
 *
 * A field that nobody has said is unknown, and so is a condition on it.
 */
#ifndef HOPTAC_FIGURE_RECORDS_H
#define HOPTAC_FIGURE_RECORDS_H

#include "figure/internal.h"
#include "territory/territory.h"

/* A unit of one day; parents stand before their children. */
struct place {
	const struct unit *unit; /* NULL: nowhere */
	int parent;              /* -1: none */
};

struct record {
	const struct org *org;
	const struct org_version *version; /* may be NULL */
	int status;       /* index in the pack, -1 unknown */
	int place;        /* of the view */
	int64_t quantity; /* of the event, REG_NONE */
	int64_t links;    /* records that are members of it */
};

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

struct records; /* a snapshot, indexed */
struct view;    /* it on one day */

struct records *records_new(struct arena *a, const struct snapshot *s,
			    const struct territory *t, const char *home);
const struct snapshot *records_snapshot(const struct records *rs);

/* True when the register holds any record of the kind. */
bool records_any(const struct records *rs, const char *kind);

/* The snapshot on a day; kept. */
struct view *records_view(struct records *rs, day_t day);

const struct place *view_places(const struct view *v, size_t *n);
/* The place with a code on that day; PLACE_EMPTY for a unit in which no record
 * lies, PLACE_NONE when there is no such unit. */
enum { PLACE_EMPTY = -1, PLACE_NONE = -2 };
int view_place(const struct view *v, const char *code);

/* A field of a kind, found once. */
struct field {
	const struct record_field *def;
	int column; /* internal */
};
/* Returns 0; -1 when records do not have it. */
int field_find(const struct records *rs, const char *kind, const char *code,
	       struct field *out);

/* Its number, REG_NONE when unknown. */
int64_t field_number(const struct field *f, const struct record *r);
/* Its category by index in the classification, -1 when unknown; of a field of
 * places the index of the place. */
int field_category(const struct records *rs, const struct view *v,
		   const struct field *f, const struct record *r);

/*
 * Every record that an aggregate is over, with what its condition says (the
 * records for which it says no are left out), in order of organisation.
 * Returns 0; -1 with e when the condition cannot be read.
 */
typedef void record_fn(void *ctx, const struct record *r, enum truth t);
int records_each(struct records *rs, const struct rule_agg *agg,
		 struct window w, record_fn *fn, void *ctx, struct err *e);

#endif
