/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The formula language: indicators, checks and numbers in documents.
 *
 * One formula has three readings: it is computed, explained and (later)
 * repaired.  This library is pure: it reads no file and no database; whoever
 * evaluates gives it figures and record aggregates through struct rule_env.
 *
 * Grammar (blanks are free; keywords are lower case; a NAME is a letter, then
 * letters, digits and "_"; lists repeat with commas):
 *
 *	check   = [ rel { "and" rel } "=>" ] rel
 *	rel     = value ( "=" | "<=" | ">=" | "<" | ">" ) value
 *	        | value "in" value ".." value
 *	value   = term { ( "+" | "-" ) term }
 *	term    = factor { ( "*" | "/" ) factor }
 *	factor  = [ "-" ] ( number | call | ref | "(" value ")" )
 *	number  = digits [ "." digits ] [ "%" | UNIT ]    1000, 0.5, 40%, 7 person
 *	ref     = NAME [ "[" sel { "," sel } "]" ]
 *	sel     = DIMENSION "=" CATEGORY         a CATEGORY may be 2023-H1, 06040
 *	call    = "sum" "(" ref "by" DIMENSION ")"                  over figures
 *	        | ("min"|"max") "(" part "by" DIMENSION ")"
 *	        | ("sum"|"min"|"max") "(" ref ")"    of a name for several
 *	        | "mean" "(" part "by" DIMENSION [ "weight" part ] ")"
 *	        | "mean" "(" part [ "weight" part ] ")"        of such names
 *	        | "pct" "(" ref ")"            the reported per cent of plan
 *	        | "implied_plan" "(" ref ")"   value / per cent, as an interval
 *	        | "whole" "(" value ")"        its whole numbers
 *	        | "round" "(" value "," digits ")"
 *	        | "value" "(" ref ")"          the point, without its rounding
 *	        | "about" "(" ref ")"          as if "khoảng" stood before it
 *	        | "count" "(" records ")"                        over records
 *	        | ("sum"|"min"|"max") "(" FIELD "of" records ")"
 *	        | "distinct" "(" FIELD "of" records ")"
 *	part    = ref | "value" "(" ref ")" | "about" "(" ref ")"
 *	records = KIND [ "with" EVENT ] [ "where" cond ]
 *	cond    = and { "or" and } ; and = not { "and" not }
 *	not     = [ "not" ] ( FIELD op literal | "(" cond ")" )
 *	op      = "=" | "!=" | "<" | "<=" | ">" | ">="
 *	literal = CATEGORY | [ "-" ] number
 *
 * A ref takes from the context what it does not say: place, period, basis and
 * breakdown.  DIMENSION is "period", "basis", "place" or a classification;
 * CATEGORY may be "all" for a classification (its total).  "with EVENT" means:
 * the event happened to the record in the context's period (for a cumulative
 * indicator: up to its end); then FIELD "quantity" is the event's own.
 *
 * Three values.  A figure may be missing, not applicable or refused; missing
 * is not zero.  Arithmetic works on intervals: an exact figure is a point, a
 * printed per cent of 115 is [114.5, 115.5), "trên 50" is (50, oo), a range
 * is itself, and a missing figure of a unit that cannot be negative is
 * [0, oo) and makes the result incomplete.  A relation is BROKEN only when no
 * values inside the intervals satisfy it, HOLDS when the operands are all
 * there and it can be satisfied, UNKNOWN when it could but operands are
 * missing.  What is not applicable adds nothing to a sum, is left out of
 * min, max and mean, and makes a product, a quotient or a relation not
 * applicable (the check is then IDLE).  A condition ("... =>") that is only
 * possible never makes a check BROKEN; one that is impossible makes it IDLE,
 * and what follows is then not evaluated, so it can guard a division.
 *
 * Units of measure.  Values keep the unit they come in.  Where two meet in
 * "+", "-" or a relation they must have the same dimension, and the coarser
 * is converted to the finer by an exact whole factor (tỷ and triệu; months
 * and years: 3.5 triệu a month is 42 triệu a year without writing "* 12").
 * Products and quotients multiply and divide units.  A bare number has no
 * unit: write 7 person, 40%; only 0 fits everywhere.  A per cent is a
 * hundredth, as a tỷ is 10^9: a / b, 100 * a / b and a figure in per cent
 * may all be compared, x * 6% is 0.06 x, and a bare number beside a per cent
 * counts per cents.
 */
#ifndef HOPTAC_RULE_RULE_H
#define HOPTAC_RULE_RULE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/dec.h"
#include "lib/text/number.h"

#include <stdbool.h>

/* --- values -------------------------------------------------------------- */

enum rule_state {
	RULE_KNOWN,          /* low..high bound it */
	RULE_MISSING,        /* nobody has said */
	RULE_NOT_APPLICABLE, /* there can be none */
	RULE_REFUSED,        /* asked, and not given */
};

struct rule_value {
	enum rule_state state;
	bool complete;   /* no operand behind it was missing */
	bool has_low;    /* false: unbounded below; low is then meaningless */
	bool has_high;
	bool low_open;   /* the bound itself is excluded */
	bool high_open;
	bool empty;      /* no value is possible: whole() of (1.2, 1.8) */
	struct dec low;
	struct dec high;
	struct dec point;   /* the value to print, when known; the bounds of a
			     * result are rounded outwards, the point to the
			     * nearest */
	const void *source; /* the environment's own: which figure this is */
};

/* The point v, known and complete. */
struct rule_value rule_point(struct dec v);
/* Missing; bounded below by zero when nonnegative. */
struct rule_value rule_absent(enum rule_state state, bool nonnegative);
/* What a printed figure of `places` decimals can have been before rounding
 * half up: [v - h, v + h). */
struct rule_value rule_rounded(struct dec v, int places);
/* What a figure as written can be; `rounded`: an exact one was rounded.  Open
 * words leave open half of the last digit that is not zero ("khoảng 500" is
 * 450 to 550), and what is less than something is not below zero. */
struct rule_value rule_written(const struct quantity *q, bool rounded);

/* --- formulas ------------------------------------------------------------ */

enum { RULE_MAX_TEXT = 4096, RULE_MAX_DEPTH = 100 };


struct rule;  /* a parsed formula, immutable, on its arena */

struct rule_sel {
	const char *dimension;
	const char *category;
};

/* A figure, by what the formula says of it. */
struct rule_ref {
	const char *indicator;
	const struct rule_sel *sel;
	size_t nsel;
	bool percent; /* its reported per cent of plan */
	int column;   /* in the formula's text, in code points from 1 */
};

enum rule_cond_op {
	COND_AND, COND_OR, COND_NOT,          /* left, right */
	COND_EQ, COND_NE, COND_LT, COND_LE, COND_GT, COND_GE, /* field, literal */
};

struct rule_cond {
	enum rule_cond_op op;
	const struct rule_cond *left;
	const struct rule_cond *right;
	const char *field;
	const char *literal;  /* a category or a number as written */
	struct dec number;    /* when is_number */
	bool is_number;
};

enum rule_agg_op { AGG_COUNT, AGG_SUM, AGG_MIN, AGG_MAX, AGG_DISTINCT };

/* An aggregate over records. */
struct rule_agg {
	enum rule_agg_op op;
	const char *kind;              /* the record kind: htx, lhhtx, tht */
	const char *field;             /* NULL for count */
	const char *event;             /* NULL, or "with EVENT" */
	const struct rule_cond *where; /* NULL, or the predicate */
	int column;
};

/* What names mean, for parsing: the pack's answer.  Each callback returns 0,
 * or -1 when there is no such name; unit texts stay the caller's. */
struct rule_names {
	void *ctx;
	/* The unit of measure of an indicator, and whether it can be negative.
	 * NULL for a unit: a bare number, as a constant without one. */
	int (*indicator)(void *ctx, const char *name, const char **unit,
			 bool *nonnegative);
	/* A dimension, and one of its categories (category NULL: only the
	 * dimension).  period, basis and place are asked too, and "all". */
	int (*category)(void *ctx, const char *dimension,
			const char *category);
	/* A field of a record kind and its unit ("" for a code).  field NULL:
	 * only the kind, and the unit in which its records are counted
	 * ("HTX"; "" fits every unit). */
	int (*field)(void *ctx, const char *kind, const char *field,
		     const char **unit);
	int (*event)(void *ctx, const char *kind, const char *event);
	/*
	 * The dimension of a unit and the factor to it: 1 billion_vnd =
	 * 1000000000 money.  A dimension is names joined by "*" and "/"
	 * ("money/person/month"; "1" is none); "/" divides by the one name
	 * after it.  A name that is itself a unit of another dimension is
	 * replaced by it with its factor, any other is a base dimension.  So
	 * with year = 12 month, both million_vnd/person/month and
	 * million_vnd/person/year are 10^6 and 10^6/12 money/person/month.
	 * percent is dimension "1", factor 0.01 (or dimension "percent").
	 */
	int (*unit)(void *ctx, const char *unit, const char **dimension,
		    struct dec *factor);
	/* May be NULL: how a unit is called in a message ("tỷ đồng"); NULL
	 * for a unit without a name. */
	const char *(*unit_name)(void *ctx, const char *unit);
	/*
	 * May be NULL: names of the caller's own.  How many bytes the text,
	 * which stands at the beginning of a word or sign of the formula,
	 * begins with that are one name ("'Bieu 1'!B2:B9"); 0 when the usual
	 * rules hold.
	 */
	size_t (*name_len)(void *ctx, const char *text);
	/* May be NULL: the dimension by which sum, min, max and mean take a
	 * name that stands for several figures when the formula does not say
	 * "by"; NULL when it stands for one.  Names that do not stand for as
	 * many have different dimensions. */
	const char *(*parts)(void *ctx, const char *name);
};

/*
 * Parses a value or a check of at most RULE_MAX_TEXT bytes and
 * RULE_MAX_DEPTH levels of nesting.  On error NULL, with e: ERR_INPUT, a Vietnamese
 * message that says what was expected, and detail "cột N" (column in code
 * points).  Names are resolved and units of measure are checked here: adding
 * đồng to người is an error that names both operands.
 *
 * wanted_unit, when not NULL, is the unit that the result must be convertible
 * to (the same dimension); figures and fields in other units of the dimension
 * are converted by their factors during evaluation.
 */
struct rule *rule_parse_value(struct arena *a, const char *text,
			      const struct rule_names *names,
			      const char *wanted_unit, struct err *e);
struct rule *rule_parse_check(struct arena *a, const char *text,
			      const struct rule_names *names, struct err *e);

/* The text it was parsed from; the unit of its result, of a check that of
 * both sides of its relation: a unit code, or codes joined by "*" and "/"
 * ("million_vnd/HTX"), or "" without a unit. */
const char *rule_text(const struct rule *r);
const char *rule_unit(const struct rule *r);

/*
 * A check taken apart.  Every part is a check of its own without a condition,
 * with the text and the unit of the whole: what its condition says (all of it
 * together; nothing when it has none), what it then demands, and the ways in
 * which that can fail, each by itself enough: "a = b" fails by a < b or by
 * a > b, "a in b .. c" by a < b or by a > c, the others in one way.
 */
struct rule_parts {
	const struct rule **condition;
	size_t ncondition;
	const struct rule *demand;
	const struct rule *failure[2];
	size_t nfailure;
};
struct rule_parts rule_take_apart(struct arena *a, const struct rule *check);

/* When the whole formula is one aggregate over records, that aggregate, else
 * NULL: the columnar engine sums such formulas for all cells at once. */
const struct rule_agg *rule_as_aggregate(const struct rule *r);

/* The same, but also when the aggregate only needs converting from the unit
 * of its field (đồng) to that of the formula (tỷ): the value is the aggregate
 * times *num / *den. */
const struct rule_agg *rule_as_scaled_aggregate(const struct rule *r,
						int64_t *num, int64_t *den);

/* Every figure that the formula mentions, in reading order: fn is called with
 * each; a "by DIMENSION" is given as a selector with category "*". */
void rule_each_ref(const struct rule *r,
		   void (*fn)(void *ctx, const struct rule_ref *ref),
		   void *ctx);

/* --- evaluation ---------------------------------------------------------- */

struct rule_env {
	void *ctx;
	struct arena *arena; /* where the explanation goes */
	/* The figure in the current context; in the indicator's unit. */
	int (*figure)(void *ctx, const struct rule_ref *ref,
		      struct rule_value *out, struct err *e);
	/* An aggregate over records; in the field's unit. */
	int (*aggregate)(void *ctx, const struct rule_agg *agg,
			 struct rule_value *out, struct err *e);
	/* The categories that partition a dimension, in order, for summing
	 * `by`, whose last selector it is: its leaves, or a roll-up instead of
	 * those under it when there are figures only for the roll-up. */
	size_t (*categories)(void *ctx, const struct rule_ref *by,
			     const char *dimension, const char *const **out);
};

/* One operand of an evaluation, in reading order. */
struct rule_operand {
	const struct rule_ref *ref; /* with the "by" selector filled in; or NULL */
	const struct rule_agg *agg; /* or NULL */
	struct rule_value value;    /* as the environment gave it */
	int side;                   /* 0 left of the relation or a value, 1 right,
				     * 2 in the condition */
};

struct rule_result {
	/* A result is KNOWN when its operands are; else it is MISSING, REFUSED
	 * or NOT_APPLICABLE, and of a missing one the interval still says
	 * between what it must lie. */
	struct rule_value value;    /* of a value formula */
	struct rule_value left;     /* of a check */
	struct rule_value right;
	enum { RULE_HOLDS, RULE_BROKEN, RULE_UNKNOWN, RULE_IDLE } verdict;
				    /* IDLE: its condition does not hold */
	struct rule_operand *operand;
	size_t noperand;
};

/*
 * Evaluates.  0; -1 with e when the environment failed, and on overflow or
 * division by exactly zero (ERR_INPUT with the column; a divisor that may be
 * zero gives an unbounded interval).  All memory is env->arena's.
 */
int rule_eval(const struct rule *r, const struct rule_env *env,
	      struct rule_result *out, struct err *e);

#endif
