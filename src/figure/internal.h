/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside src/figure: breakdowns by index, the store of reported figures, and
 * the columnar engine that sums the register.
 */
#ifndef HOPTAC_FIGURE_INTERNAL_H
#define HOPTAC_FIGURE_INTERNAL_H

#include "figure/figure.h"

/* --- breakdowns (key.c) ----------------------------------------------------- */

enum { BREAKDOWN_MAX = 4 };

/* A breakdown by pointers into the pack, in order of classification code. */
struct breakdown {
	size_t n;
	struct {
		const struct classification *c;
		const struct category *category;
	} at[BREAKDOWN_MAX];
	const char *text; /* canonical */
};

/* Reads "b = y; a = x" (also with commas).  0; -1 with e: an unknown
 * classification or category, one that stands twice. */
int breakdown_parse(struct arena *a, const struct pack *p, const char *text,
		    struct breakdown *out, struct err *e);

/* Sets (category NULL: takes out) one classification; text is made anew. */
int breakdown_set(struct arena *a, struct breakdown *b,
		  const struct classification *c,
		  const struct category *category, struct err *e);

/* The category that b gives of a classification, or NULL. */
const struct category *breakdown_get(const struct breakdown *b,
				     const struct classification *c);

/* True when the indicator may be broken down so. */
bool breakdown_fits(const struct breakdown *b, const struct indicator *ind);

/* What a figure can have been: its interval. */
struct rule_value quantity_range(const struct quantity *q,
				 const struct measure *m);

/* --- reported figures (store.c) --------------------------------------------- */

struct reported {
	struct figure_key key;
	enum figure_state state;
	struct quantity value;
	const char *note;
	const char *origin;
	const char *who;
	moment_t when;
	int64_t row;
};

/* They with a hash of their keys. */
struct reports {
	int last_year; /* as reported_last_year */
	struct reported *v;
	size_t n;
	size_t cap;
	uint32_t *slot; /* index into v + 1 */
	size_t mask;
};

/* All that was reported as known after a transaction, in order of row. */
int reported_load(struct arena *a, struct db *db, int64_t known,
		  struct reported **out, size_t *n, struct err *e);

/* Withdraws what stands for the key, then keeps the report, which is sound. */
int reported_insert(struct arena *a, struct db *db,
		    const struct figure_report *r, struct err *e);

/* The reports as known after a transaction, shared by who reads the same; as
 * long as the arena lives. */
const struct reports *reports_open(struct arena *a, struct db *db,
				   int64_t known, struct err *e);

/* What figure_report checks; out gets the key made canonical. */
int report_check(struct arena *a, const struct pack *p,
		 const struct territory *t, const struct figure_report *r,
		 struct figure_report *out, struct err *e);

/* The day on which a transaction was written. */
day_t known_day(struct db *db, int64_t known);

/* The year of the plan that the reports speak of: the last year for which
 * there is a plan, or the one after the last that was estimated or counted;
 * 0 when there is none. */
int reported_last_year(struct db *db, int64_t known);

/* --- sums over the register (cube.c) ---------------------------------------- */

/* From when to when events count, and the day of stocks. */
struct window {
	day_t first; /* DAY_MIN for what is cumulative */
	day_t last;
};

struct cubes; /* several threads may ask one at the same time */

/* home: the province in which organisations without a seat are counted. */
struct cubes *cubes_new(struct arena *a, const struct snapshot *s,
			const struct territory *t, const char *home);

/* True when so many sums were asked for that it is time for a new one. */
bool cubes_full(struct cubes *cs);

/* One cell of an aggregate. */
struct cell {
	struct dec value;  /* in the unit of the field; of count, records */
	int64_t n;         /* records that gave it */
	int64_t of;        /* records that should have */
};

/*
 * An aggregate for a place and a breakdown; all places and all categories of
 * the classifications `by` are summed at once when one is asked for first.
 * Returns 1; 0 when the register cannot say: it holds no record of the kind,
 * has no such place on the last day, or its records do not have the
 * classification; -1 with e on overflow.
 */
int cubes_get(struct cubes *cs, const struct rule_agg *agg, struct window w,
	      const struct classification *const *by, size_t nby,
	      const char *place, const struct breakdown *b, struct cell *out,
	      struct err *e);

/* The organisations in such a cell, one by one, with the number of each. */
int cubes_records(struct cubes *cs, const struct rule_agg *agg,
		  struct window w, const struct classification *const *by,
		  size_t nby, const char *place, const struct breakdown *b,
		  struct arena *a, struct figure_record **out, size_t *n,
		  struct err *e);

/* --- one figure (figure.c) ----------------------------------------------------- */

/* A key with its names looked up. */
struct want {
	const struct indicator *indicator;
	const char *place;
	struct breakdown breakdown;
	struct period period;
	enum basis basis;
	bool percent;
	int year;    /* of the plan, for words of periods; 0: from the period */
	bool silent; /* nothing was reported for the place: do not look */
};

/* In which breakdowns an indicator is listed. */
struct cuts {
	struct breakdown *v;
	size_t n;
	size_t cap;
};

/* The register with its units and the sums over it: for many sessions. */
struct ground {
	const struct territory *territory; /* or NULL */
	const char *home;                  /* or NULL */
	const struct snapshot *snapshot;
	struct cubes *cubes;
};

struct figures {
	struct arena *arena;
	struct shelf *shelf; /* on which pack, ground and reports stand; NULL:
			      * they are this session's own */
	const struct pack *pack;
	const struct measure *percent; /* of the pack; NULL: it has none */
	const struct ground *ground;
	day_t known_day; /* the register says nothing about later days */
	int year;
	const struct reports *reports;
	struct reports *supposed; /* they, once something was supposed */
	struct cuts *cuts; /* of each indicator, once they were asked for */
	const char *code; /* of the last period, shared by keys */
	int depth;        /* of formulas that use figures with formulas */
};

int want_of_key(struct figures *f, const struct figure_key *key,
		struct want *out, struct err *e);

/* As figures_get. */
int figure_want(struct figures *f, const struct want *w, struct figure *out,
		struct err *e);

/* The report for a key as it stands, NULL when there is none. */
const struct reported *reported_find(const struct figures *f,
				     const struct want *w, bool percent);
void figure_of_report(const struct figures *f, const struct want *w,
		      const struct reported *r, struct figure *out);

/* The aggregate that an indicator is, and the factor to its measure; NULL. */
const struct rule_agg *indicator_aggregate(const struct indicator *ind,
					   int64_t *num, int64_t *den);
struct window indicator_window(const struct indicator *ind,
			       const struct period *p);

/* A formula over other figures, into out (eval.c).  1, 0 missing, or -1. */
int figure_formula(struct figures *f, const struct want *w,
		   struct figure *out, struct err *e);

/* As a value of a formula. */
struct rule_value figure_value(const struct figure *fig);

#endif
