/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The roll: the organisations of the register on a day, found and filtered.
 * Command and page show the same one.
 */
#ifndef HOPTAC_REGISTER_ROLL_H
#define HOPTAC_REGISTER_ROLL_H

#include "register/view.h"

struct roll_filter {
	const char *text;   /* words of a name or place, a number; "": all */
	const char *kind;   /* codes of the pack; NULL: every one */
	const char *status; /* or a roll-up of statuses */
	const char *sector; /* or a roll-up of sectors */
	const struct unit *place; /* that the seat lies in */
	bool ended; /* also those that no longer exist; a status asks so too */
};

/* One organisation on the day. */
struct roll_line {
	const struct org *org;
	const struct org_version *version; /* NULL: not known on that day */
	const struct status *status;
	day_t status_day; /* since when it is in that status */
	const struct unit *seat;
};

/*
 * Those founded by the day of the view that pass the filter: first the ones
 * that register_search finds by the text, then those whose place it names
 * ("htx dinh lap": an HTX in a place of that name), each in dictionary order.
 * Returns how many; the caller asks db_failed.
 */
size_t roll_read(struct arena *a, struct db *db, const struct view *v,
		 const struct snapshot *s, const struct roll_filter *f,
		 struct roll_line **out);

/* Does a line pass the filter, its text apart? */
bool roll_wanted(const struct view *v, const struct roll_filter *f,
		 const struct roll_line *l);

/* One organisation as a line; false when it was not founded by the day. */
bool roll_look(const struct view *v, const struct snapshot *s,
	       const struct org *o, struct roll_line *out);

/*
 * Puts the best answers to a text first: what is called just so, then what
 * begins with it, holds it as a phrase, holds its words; with the same
 * diacritics before without.  Among equals the order stays.
 */
void roll_rank(struct arena *a, const char *text, struct roll_line *line,
	       size_t n);

/* The identifier of a kind, or NULL. */
const char *org_identifier(const struct org *o, const char *kind);

/* The roll as CSV or JSON in codes and plain numbers, under the names that
 * import takes ("table" is refused). */
void roll_print(struct arena *a, const struct roll_line *line, size_t n,
		const char *format, struct buf *out);

#endif
