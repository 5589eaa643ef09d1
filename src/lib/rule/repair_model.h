/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The system of a repair in whole numbers, and the test of one set of changed
 * figures.
 *
 * Compiling clears all denominators: values are counted in the largest unit
 * in which every number of the system is whole.  A product rule becomes rows
 * that hold while its part stands as printed (the guard), and rows of the
 * part's domain, which always hold.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_REPAIR_MODEL_H
#define HOPTAC_RULE_REPAIR_MODEL_H

#include "lib/rule/repair.h"
#include "lib/rule/simplex.h"
#include "lib/rule/slack.h"

/* --- what was told (struct repair) --------------------------------------- */

#define NO_CHOICE SIZE_MAX

struct line {
	size_t rule;
	size_t choice; /* NO_CHOICE, or that whose alternative has the line */
	size_t alternative;
	const struct repair_term *term;
	size_t nterm;
	enum repair_relation rel;
	struct dec right;
	int64_t right_den;
};

struct choice {
	size_t rule;
	size_t nalternative;
};

struct product {
	size_t rule;
	size_t value;
	size_t part;
	size_t whole;
	int64_t num;
	int64_t den;
};

/* var = x * y, a missing figure that the engine made for it. */
struct times {
	size_t rule;
	size_t var;
	size_t x;
	size_t y;
};

struct repair {
	struct arena *arena;
	struct repair_var *var;
	size_t nvar;
	size_t var_cap;
	const char **rule;
	size_t nrule;
	size_t rule_cap;
	struct line *line;
	size_t nline;
	size_t line_cap;
	struct product *product;
	size_t nproduct;
	size_t product_cap;
	struct times *times;
	size_t ntimes;
	size_t times_cap;
	struct choice *choice;
	size_t nchoice;
	size_t choice_cap;
};

/* --- compiled ------------------------------------------------------------ */

#define NO_GUARD SIZE_MAX

enum { CORNERS = 4 }; /* rows of a product of two figures, see repair_times.c */

struct term {
	size_t col;
	__int128 a;
};

struct row {
	size_t rule;
	size_t guard; /* the part that must stand for it to hold */
	const struct product *product; /* that it comes from, or NULL */
	const struct times *times; /* or this, whose coefficients are made in */
	int corner;                /* a piece: those told mean nothing */
	size_t choice; /* that it is of, or NO_CHOICE */
	struct term *term;
	size_t nterm;
	struct edge low;
	struct edge high;
	__int128 base;  /* sum over the exact figures as printed */
	size_t nactive; /* terms that are not exact figures */
};

/* Alternative k has the rows row[at[k]] to before row[at[k + 1]]. */
struct fork {
	size_t *row;
	size_t *at;
	size_t n;
	size_t nterm; /* of all its rows */
};

enum column_kind {
	COLUMN_EXACT,   /* one value while it stands */
	COLUMN_INEXACT, /* a range while it stands */
	COLUMN_MISSING,
};

struct column {
	enum column_kind kind;
	bool part;      /* of a product: stands in no row */
	bool lone;      /* a factor of one product, and in nothing else */
	const struct times *times; /* that it is, in units of units; or NULL */
	bool fixed;
	__int128 point; /* of an exact one */
	__int128 step;  /* its values are multiples of this; 0: any */
	__int128 grid;  /* the same, and of a product, whose step is 0 because
			 * those of its factors see to it */
	struct edge low; /* while it stands */
	struct edge high;
	struct edge floor; /* of its domain */
	struct edge ceiling;
	size_t *row; /* rows with it; of a part, those of its products */
	size_t nrow;
};

struct model {
	const struct repair *s;
	struct arena *arena;
	__int128 unit; /* millionths of one whole number here */
	struct column *col;
	bool *exact; /* by column: of that kind, where it is soon looked up */
	struct row *row;
	size_t nrow;
	struct fork *fork; /* by choice */
	size_t *bad; /* rows of exact figures only that are broken; of a choice
		      * without one that holds, its first */
	size_t nbad;
	size_t *outside; /* figures outside their domain as printed */
	size_t noutside;
	size_t *rule_row; /* rows by rule: of rule i those from rule_at[i] */
	size_t *rule_at;
};

/* Whether the exact figures of a row, as printed, break it. */
bool model_broken(const struct row *r);

/* 0; -1 with e when malformed or too large. */
int model_compile(struct arena *a, const struct repair *s, struct model *m,
		  struct err *e);

/* Makes a changed figure stand as printed `to`; *saved undoes it.  false when
 * it cannot: outside the domain or too large. */
struct standing {
	size_t var;
	struct column col;
	struct row *row; /* copies of the column's rows */
};
bool model_stand(struct model *m, struct arena *a, size_t var, struct dec to,
		 struct standing *saved);
void model_unstand(struct model *m, const struct standing *saved);

/* The range within which a figure printed so can lie. */
struct repair_range model_printed(const struct repair_var *v, struct dec to);

/* --- trying a set of changed figures -------------------------------------- */

struct conflicts {
	struct repair_conflict *v;
	size_t n;
	size_t cap;
};

/* A choice in a piece; its rows are those of the piece from first on. */
struct taken {
	const struct fork *fork;
	size_t first;
	bool chosen; /* one of its alternatives is being tried */
};

/* The bounds of what is unknown in a row. */
struct part_bounds {
	struct edge low;
	struct edge high;
	__int128 gcd;   /* that it is a multiple of; 0: of nothing */
	bool tight_low; /* rounded for that */
	bool tight_high;
};

/* Rows and columns that hang together through unknowns. */
struct piece {
	size_t *col;
	size_t ncol;
	size_t *row;
	size_t nrow;
	size_t nentry; /* of its rows, at most */
	size_t nopen;  /* products of which both factors are unknown */
	struct edge *box_low; /* by column, tighter than its own; or NULL */
	struct edge *box_high;
	struct slack slack;
	struct simplex lp;
	struct near *num; /* by column, the values found */
	__int128 *den;
	/* by row; those of a choice hold only while its alternative is tried */
	struct part_bounds *bounds;
	bool single;      /* one unknown, without simplex: between these */
	struct edge low;
	struct edge high;
	struct taken *choice;
	size_t nchoice;
	size_t col_cap;
	size_t row_cap;
	size_t choice_cap;
	const bool *in;
	int depth;
	uint64_t forks; /* left */
};

struct marks {
	bool *set;    /* by number */
	size_t *list; /* the numbers set */
	size_t n;
};

struct trial {
	struct model *m;
	struct arena *keep;    /* of conflicts */
	struct arena *room;    /* used again by every test */
	struct arena *scratch; /* of one test: the room, or keep */
	uint64_t *steps;
	const bool *only;      /* by rule, or NULL: all */
	size_t *col_seen;
	size_t *row_seen;
	size_t *col_pos;
	size_t seen;
	struct marks figures;  /* of the conflict being collected */
	struct marks rules;
	__int128 *sum;
	size_t *touched;       /* columns with a sum */
	size_t ntouched;
	uint64_t forks;        /* of a piece, at most */
	bool *moved;           /* by figure, or NULL: see trial_run */
	bool *in;              /* the figures tried, and products of them */
	uint64_t tests;
};

enum trial_answer {
	TRIAL_FEASIBLE,
	TRIAL_INFEASIBLE,
	TRIAL_OVERFLOW,
	TRIAL_LIMIT,
	TRIAL_TOO_LARGE,
};

void trial_init(struct arena *a, struct model *m, struct trial *t,
		uint64_t *steps);

/*
 * Whether all rules can hold when the figures with in[] may change.  With
 * focus only the rules around those figures are looked at.  Conflicts are
 * appended to out when infeasible; out may be NULL.  In t->moved the figures
 * are cleared that kept their value in what was found.
 */
enum trial_answer trial_run(struct trial *t, const bool *in,
			    const size_t *focus, size_t nfocus,
			    struct conflicts *out);

/* The bounds of a column as an unknown: of its domain, and while it is not
 * changed of what is printed.  An exact one is taken as changed. */
void model_bounds(const struct model *m, bool changed, size_t col,
		  struct edge *low, struct edge *high);

/* The piece with column col, built and checked.  Valid until the next call
 * of the trial. */
enum trial_answer trial_piece(struct trial *t, const bool *in, size_t col,
			      struct piece *out);

/* Least or greatest value of a column in a piece that was found feasible, as
 * num / den in the model's unit; of a column with steps a multiple of them.
 * *bounded false when there is none. */
enum trial_answer piece_extreme(struct trial *t, struct piece *p, size_t col,
				int dir, bool *bounded, struct near *num,
				__int128 *den);

/* --- values --------------------------------------------------------------- */

/*
 * The solution in which the n figures of var change, with in[] true for them
 * and for the changes of other groups, which stay unknown.
 */
void repair_propose(struct trial *t, bool *in, const size_t *var, size_t n,
		    const struct cause_table *table, struct arena *a,
		    struct repair_solution *out);

#endif
