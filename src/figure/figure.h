/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures: what an indicator was, is estimated or planned to be, for a place,
 * a breakdown and a period.
 *
 * A figure is computed when its indicator has a formula and its basis is
 * actual: from the register (source "register") or from other figures
 * ("formula").  What a unit reported is kept with who and when ("reported")
 * and is used where nothing can be computed, or beside it for comparison.
 * Computed figures are never stored.  Totals come from unrounded values.
 *
 * The register speaks for stocks as of the last day of the period, for flows
 * between its first and last day, for what is cumulative from the beginning to
 * the last day; never for a day after the one it is known on, and never when it
 * holds no record of the kind.  Where records lack a number the sum is that of
 * the others: n of `of`, and the range has no upper end.  Formulas over other
 * figures are read in every basis in which their operands are.
 *
 * A figure has a range: a count is a point; a per cent as printed is all that
 * rounds to it; "khoảng 500" is half of its last digit to either side (450 to
 * 550); "trên 50" has no upper end.
 *
 * The per cent of plan of a figure is a figure of its own right when it was
 * reported (it can be wrong by itself); else it is computed when value and
 * plan are both there.
 */
#ifndef HOPTAC_FIGURE_FIGURE_H
#define HOPTAC_FIGURE_FIGURE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/dec.h"
#include "lib/base/period.h"
#include "lib/rule/rule.h"
#include "lib/text/number.h"
#include "pack/pack.h"
#include "register/register.h"

struct db;
struct territory;

enum basis { BASIS_ACTUAL, BASIS_ESTIMATE, BASIS_PLAN };

/* "actual", "estimate", "plan". */
const char *basis_name(enum basis b) __attribute__((returns_nonnull));
int basis_parse(const char *s, enum basis *out);

struct figure_key {
	const char *indicator;
	const char *place;     /* unit code */
	const char *breakdown; /* canonical: "funding_kind=investment;funding_source=central",
				* classifications in order of code; "" for the total */
	const char *period;    /* a code of period.h */
	enum basis basis;
	bool percent;          /* the reported per cent of plan of that figure */
};

bool figure_key_same(const struct figure_key *x, const struct figure_key *y);

/* 32 bits of the key, the same for keys that are. */
uint64_t figure_key_hash(const struct figure_key *k);

/* The formula that means just this figure, read for the total of any place,
 * period and basis: "htx_total[sector = agri, period = 2023, basis =
 * estimate]"; the place is named when it is not `home` (or home is NULL). */
const char *figure_reference(struct arena *a, const struct figure_key *k,
			     const char *home)
	__attribute__((returns_nonnull));

/* Where a page shows the source of that figure: "/nguon?so=" and the reference
 * with its place, escaped as an address.  Every number on a page leads there.
 * The key may come from anywhere: what is in it stays one parameter. */
char *figure_source_url(struct arena *a, const struct figure_key *k)
	__attribute__((returns_nonnull));

enum figure_state { FIG_VALUE, FIG_MISSING, FIG_NOT_APPLICABLE, FIG_REFUSED };
/* (zero is a value) */

/* "value", "missing", "not_applicable", "refused". */
const char *state_name(enum figure_state s) __attribute__((returns_nonnull));
int state_parse(const char *s, enum figure_state *out);

enum figure_source { FIG_REGISTER, FIG_FORMULA, FIG_REPORTED };

struct figure {
	struct figure_key key;
	const struct indicator *indicator;
	const struct measure *measure; /* of the value: the indicator's, or the
					* per cent of the pack; NULL: it has none */
	enum figure_state state;
	struct quantity value;
	enum figure_source source;
	/* reported figures: */
	int64_t row;             /* of figure_reported; 0 when computed */
	const char *who;         /* who entered it ... */
	moment_t when;           /* ... and when */
	const char *note;        /* or NULL */
	const char *origin;      /* the paper or file it came from, or NULL */
	/* per cent of plan: */
	bool has_percent;
	bool percent_reported;
	struct quantity percent;
	/* of computed figures: */
	int64_t n;               /* records that were counted ... */
	int64_t of;              /* ... of those that should have been */
	bool from_register;      /* nothing reported is behind it */
	bool beside;             /* reported, while the register has its own */
	struct rule_value range; /* what the value can have been: see below */
};

/* One session of reading: a pack, a snapshot, what was reported, at one state
 * of knowledge.  Everything it returns lives on its arena. */
struct figures;

struct figures *figures_open(struct arena *a, struct db *db,
			     const struct pack *p, int64_t known,
			     struct err *e);

struct arena *figures_arena(const struct figures *f);
const struct pack *figures_pack(const struct figures *f);
const struct snapshot *figures_snapshot(const struct figures *f);
const struct territory *figures_territory(const struct figures *f); /* or NULL */

/* What commands take when they are not told: the province that the data
 * directory belongs to (NULL: none is loaded), and the year after the last one
 * that was estimated, or the last one that was planned. */
const char *figures_home(const struct figures *f);
int figures_year(const struct figures *f);

/*
 * What follows from these figures alone, such as the checks of a year, is made
 * once for everybody who reads the same state: `what` names it among all that
 * are made so, and `make` makes it from a session of its own, on whose arena
 * all of it lies.  It must not be changed.  Where nothing is shared (commands,
 * transactions, what was supposed) it is made from f itself.
 */
typedef void *figures_make(struct figures *own, void *ctx, struct err *e);
void *figures_shared(struct figures *f, const char *what, figures_make *make,
		     void *ctx, struct err *e);

/* One figure.  1; 0 when nobody can say (out->state FIG_MISSING, key and
 * indicator filled); -1 with e for a malformed key. */
int figures_get(struct figures *f, const struct figure_key *key,
		struct figure *out, struct err *e);

/* "register" or "reported": where the value comes from in the end. */
const char *figure_source_name(const struct figure *fig)
	__attribute__((returns_nonnull));

/* Every figure that there is for a place (with `below`, also for the units
 * under it) and the given periods, in pack order; what was reported although
 * the register knows better follows it (beside).  0 or -1. */
struct figure_filter {
	const char *place;
	bool below;
	const struct period *period;
	size_t nperiod;
	size_t nregister;      /* the register is read for so many of the first
				* periods; for the others only what was reported
				* is given, and what follows from it */
	const char *indicator; /* NULL: all */
};
int figures_list(struct figures *f, const struct figure_filter *filter,
		 struct figure **out, size_t *n, struct err *e);

/* Records a reported figure in the open write transaction, withdrawing what
 * was reported for the same key before (a revision).  Checks indicator, place,
 * breakdown, measure (whole, not negative), period.  0 or -1. */
struct figure_report {
	struct figure_key key;
	enum figure_state state;
	struct quantity value;
	const char *note;
	const char *origin;
};
int figure_report(struct db *db, const struct pack *p,
		  const struct figure_report *r, struct err *e);

/* The same for many, which is much faster than one by one.  On -1 *bad is the
 * index of the first that was refused. */
int figure_report_all(struct db *db, const struct pack *p,
		      const struct figure_report *r, size_t n, size_t *bad,
		      struct err *e);

/* The row of what stands reported for a figure, as known now; 0 when there is
 * none.  Who revises it compares this, in the write transaction, with the row
 * that he had seen. */
int64_t figure_standing(struct db *db, const struct figure_key *k);

/* The same before anything is written: as if r had been reported, in what
 * figures_get and figures_eval read from now on.  Refuses what figure_report
 * refuses.  0 or -1. */
int figures_suppose(struct figures *f, const struct figure_report *r,
		    struct err *e);

/* What was reported for one figure as it came to be known up to a transaction,
 * the newest first: the first stands, each of the others until the one before
 * it.  All memory is a's.  0 or -1. */
struct figure_version {
	enum figure_state state;
	struct quantity value;
	const char *who;
	moment_t when;
	const char *why;    /* of the transaction */
	const char *note;   /* or NULL */
	const char *origin; /* or NULL */
};
int figure_history(struct arena *a, struct db *db, const struct figure_key *k,
		   int64_t known, struct figure_version **out, size_t *n,
		   struct err *e);

/* --- evaluation of other formulas in the same words ------------------------- */

/* The context that a formula is read in. */
struct figure_context {
	const char *place;
	const char *breakdown; /* "" for the total */
	const char *period;    /* code */
	enum basis basis;
	int year;              /* of the plan, for period words in selectors */
};

/* Evaluates any formula (a check, a number in a document) in a context.
 * Operands' sources are struct figure. */
int figures_eval(struct figures *f, const struct rule *r,
		 const struct figure_context *c, struct rule_result *out,
		 struct err *e);

/* The organisations behind a figure computed from the register, by id, with
 * what each contributes. */
struct figure_record {
	int64_t org;
	const char *name;
	const char *number; /* identifier, or NULL */
	struct dec value;
};
int figures_records(struct figures *f, const struct figure_key *key,
		    struct figure_record **out, size_t *n, struct err *e);

struct cmd;
extern const struct cmd figure_cmds[];

#endif
