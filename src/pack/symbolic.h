/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: the checks as rules over figures that nobody has given yet.
 *
 * Every check is read in each of its contexts.  What it then speaks of are
 * symbols: an indicator with place, breakdown, period and basis, of which only
 * the domain is known (not negative, whole).  Periods are those of one year of
 * the plan, so that "h1" of one check is "h1" of another.  Places are the one
 * that the plan is for, and two units right under it, which stand for any
 * number.
 *
 * Beside the checks stand definitions, which hold by themselves: what an
 * indicator is computed from, and that a roll-up is the sum of its leaves.
 */
#ifndef HOPTAC_PACK_SYMBOLIC_H
#define HOPTAC_PACK_SYMBOLIC_H

#include "lib/rule/repair.h"
#include "pack/pack.h"

/* In what a formula is read, or what a figure is of. */
struct scope {
	const char *place;  /* "" that of the plan; "1", "2" units under it */
	const char *period; /* code */
	const char *basis;
	const struct category **cut; /* by classification of the pack; NULL:
				      * the total */
};

struct symbol {
	const struct indicator *indicator;
	struct scope scope;
	bool percent;     /* its reported per cent of plan */
	const char *name; /* htx_total[sector = agri, h1, actual] */
};

struct statement {
	const struct check *check; /* or NULL, and a definition: */
	const struct indicator *indicator; /* equals its formula, */
	const struct category *rollup;     /* or a roll-up its leaves */
	struct scope scope;
	struct rule_parts parts; /* of a check or a formula */
	size_t *symbol;          /* that it speaks of; of a roll-up the first
				  * is it, the others are its leaves */
	size_t nsymbol;
	size_t island;           /* statements that share symbols, directly or
				  * through others, stand on one */
	const char *why; /* Vietnamese: why the engine cannot state it; NULL:
			  * it can */
};

struct symbolic {
	struct arena *arena;
	const struct pack *pack;
	struct symbol *symbol;
	size_t nsymbol;
	size_t capsymbol;
	struct statement *statement; /* checks in pack order, then definitions */
	size_t nstatement;
	size_t capstatement;
	size_t nisland;
};

/* All checks of a pack, and the definitions behind what they speak of. */
void symbolic_make(struct arena *a, const struct pack *p,
		   struct symbolic *out);

/* True when what it demands holds without a condition, and can be stated. */
bool statement_is_law(const struct statement *s);

/* --- questions ------------------------------------------------------------- */

enum answer { ASK_POSSIBLE, ASK_IMPOSSIBLE, ASK_UNDECIDED };

/*
 * Can all this be so at once?  ask_begin, then what is to be so, then ask once;
 * ask_end frees everything but the answer.
 */
struct inquiry {
	struct symbolic *all;
	struct arena *arena;    /* its own */
	struct repair *repair;
	size_t *var;            /* by symbol; SIZE_MAX: not mentioned */
	size_t nvar;
	size_t capvar;
	size_t *source;         /* by rule of the repair: the statement; SIZE_MAX
				 * for what was only supposed */
	size_t nsource;
	size_t capsource;
	const struct scope *scope; /* of the formula that is being read */
	bool unstated;          /* something could not be said */
	bool given;             /* figures are GIVEN where nothing hinders */
	struct repair_result result;
};

enum { GIVEN = 10 };

void ask_begin(struct inquiry *q, struct symbolic *all);
void ask_end(struct inquiry *q);

/* What a statement demands. */
void ask_law(struct inquiry *q, size_t statement);
/* A part of a check (a condition, a failure) in the statement's scope. */
void ask_suppose(struct inquiry *q, const struct statement *s,
		 const struct rule *part);
/* A figure above, or below, zero. */
void ask_nonzero(struct inquiry *q, size_t symbol, bool below);

/* On ASK_IMPOSSIBLE *proof gets the statements that together exclude it, in
 * order, on the arena of the symbols; no one of them can be left out. */
enum answer ask(struct inquiry *q, size_t **proof, size_t *nproof);

#endif
