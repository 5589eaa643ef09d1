/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paragraphs in an officer's wording.
 *
 * A paragraph of the plan is made from the text of the pack, in which every
 * number is a formula.  An officer may say it otherwise: his text replaces the
 * pack's from then on, in every file and on the page, and the numbers that he
 * left in it stay formulas, so that they follow the figures.
 *
 * Kept with it is the base, the text of the pack that he had before him.  When
 * the pack says something else later there are three texts (base, his, new),
 * and only an officer can tell which is right: his stands, marked, until one
 * has decided.
 *
 * In a form a bound number is written {3: 474}: the third number of the
 * paragraph, which is 474 now.  The number of the number binds, its value is
 * there to be read.
 */
#ifndef HOPTAC_PLAN_TEXT_H
#define HOPTAC_PLAN_TEXT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { PLAN_TEXT_MAX = 10000 }; /* bytes of a paragraph */

struct plan_text {
	int64_t row;
	const char *paragraph; /* its id in the outline */
	const char *base;      /* with {{ formulas }} */
	const char *text;      /* with {{ formulas }} */
	const char *who;       /* wrote it ... */
	moment_t when;
	const char *why;       /* ... as he gave the reason */
	const char *until_who; /* took it back or replaced it; NULL: it stands */
	moment_t until;
	const char *until_why;
};

/* What stands for one place and the plan of one year. */
struct plan_texts {
	struct plan_text *v;
	size_t n;
};

enum text_state {
	TEXT_GENERATED,  /* nobody changed it */
	TEXT_EDITED,     /* his; the pack says what it said */
	TEXT_AGREED,     /* his, and the pack says the same now */
	TEXT_CONFLICT,   /* his; the pack says something else now */
	TEXT_UNREADABLE, /* the pack's: his has formulas that are none now */
};

/* The three-way comparison: t (NULL: none) and what the pack says now. */
enum text_state text_merge(const struct plan_text *t, const char *generated);

/* The wording for a paragraph, NULL when there is none (or no texts). */
const struct plan_text *plan_text_find(const struct plan_texts *t,
				       const char *paragraph);

/* --- texts of forms ---------------------------------------------------------- */

/* The bound numbers of a paragraph, counted from 1 in the order in which they
 * were added; the same formula is one number. */
struct bound {
	const char *formula;
	const char *value; /* as printed */
};

struct bounds {
	struct bound *v;
	size_t n;
	size_t cap;
};

/* Its number: added when it is new. */
size_t bounds_add(struct arena *a, struct bounds *b, const char *formula,
		  const char *value);

/*
 * A text as typed into a form, with its bound numbers as formulas; *out on the
 * arena.  Blanks and line breaks become single blanks.  shown is the text that
 * the form began with: a number may say what it said there, for its figure may
 * have changed meanwhile.  ERR_INPUT: nothing is left, it is too long, a number
 * that there is not, a number that was changed inside its brackets, brackets
 * that are none.
 */
int text_bind(struct arena *a, const char *typed, const struct bounds *b,
	      const char *shown, const char **out, struct err *e);

/* --- the store ---------------------------------------------------------------- */

/* What was known after a transaction.  NULL with e. */
struct plan_texts *plan_texts_read(struct arena *a, struct db *db,
				   const char *place, int year, int64_t known,
				   struct err *e);

/* Every version of a paragraph up to a transaction, the newest first.  0 or
 * -1. */
int plan_text_history(struct arena *a, struct db *db, const char *place,
		      int year, const char *paragraph, int64_t known,
		      struct plan_texts *out, struct err *e);

/*
 * Writes a wording (paragraph, base, text) in the open transaction over the one
 * in row `over` (0: over none); or takes that one back (t->text NULL).
 * ERR_CONFLICT when another stands there by now.
 */
int plan_text_write(struct db *db, const char *place, int year,
		    const struct plan_text *t, int64_t over, struct err *e);

/* The latest transactions up to one that wrote something a plan is made of,
 * the newest first, at most max. */
struct plan_moment {
	int64_t tx;
	moment_t when;
	const char *who;
	const char *why;
};
int plan_moments(struct arena *a, struct db *db, int64_t known, size_t max,
		 struct plan_moment **out, size_t *n, struct err *e);

#endif
