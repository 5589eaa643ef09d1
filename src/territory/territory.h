/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Administrative units as a dated graph.
 *
 * A unit is one province, district or commune with one name, kind and parent
 * from its first day to its last.  When one of these changes, or its code, the
 * unit ends and what it became begins.  Codes are given again: 06040 was xã
 * Đại Đồng, then thị trấn Thất Khê, then xã Thất Khê, three units.  So
 * everything that lasts holds a unit's id, which stands for code and first
 * day; a code means something only together with a day.
 *
 * A commune that only grew goes on as the same unit.
 *
 * All questions are put to a snapshot in memory (territory_read), immutable
 * and as known after one transaction.  The lists come from packs/vn-units;
 * docs/territory.md tells what they cover.
 */
#ifndef HOPTAC_TERRITORY_H
#define HOPTAC_TERRITORY_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"
#include "lib/cli/cli.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct territory;

enum unit_level {
	UNIT_ANY,          /* in questions only */
	UNIT_PROVINCE = 1, /* codes of two digits */
	UNIT_DISTRICT,     /* three digits; none from 1/7/2025 */
	UNIT_COMMUNE,      /* five digits */
};

struct unit {
	int64_t id;
	const char *code;
	const char *name;   /* with its kind: "Xã Đại Đồng" */
	const char *kind;   /* "Xã", "Thị trấn", "Huyện" ... */
	const char *bare;   /* the name without its kind: "Đại Đồng" */
	const char *fold;   /* text_fold of the name, and of the bare name */
	const char *bare_fold;
	enum unit_level level;
	day_t from;         /* DAY_MIN: not known */
	day_t to;           /* last day; DAY_MAX: until further notice */
	const struct unit *parent; /* NULL for a province */
};

/* What a unit became, one part of it. */
struct unit_change {
	const struct unit *old;
	const struct unit *new;
	const char *kind;     /* whole, split, rename, recode, abolish */
	day_t day;            /* first day of the new order */
	int64_t area_m2;      /* of the part; -1: not known */
	int64_t people;       /* living there; -1: not known */
	const char *decision; /* number and date, or NULL */
	const char *note;     /* or NULL */
};

/* A share of a unit, 0 to 1: of its area and of its people, where known. */
struct unit_part {
	const struct unit *unit;
	bool area_known;
	bool people_known;
	struct dec area;
	struct dec people;
};

/* --- making --------------------------------------------------------------- */

/*
 * Brings the units of the database to what a folder of lists says
 * (packs/vn-units: units-*.csv, then changes-*.csv in the order of their
 * names, and coverage.csv), in the open write transaction.  home is the code
 * of the province that the data directory belongs to; NULL: the one whose
 * list is kept up to date (no last day in coverage.csv).
 * What stands already and is the same stays untouched.  The number of rows
 * written or withdrawn; -1 with e (file, row).
 */
int64_t territory_load(struct db *db, const char *dir, const char *home,
		       struct err *e);

/* The code of that province, on the arena; NULL before territory_load. */
char *territory_home(struct arena *a, struct db *db, int64_t known);

/* Reads the units of one province (NULL: of the whole country) as known after
 * a transaction.  NULL with ERR_NOTFOUND when there is none with that code, or
 * ERR_IO. */
const struct territory *territory_read(struct arena *a, struct db *db,
				       const char *province, int64_t known,
				       struct err *e);

/* --- finding -------------------------------------------------------------- */

/* The unit with this id; NULL when it is not in the snapshot. */
const struct unit *territory_unit(const struct territory *t, int64_t id);

/* The unit that has this code on a day, or NULL. */
const struct unit *territory_find(const struct territory *t, const char *code,
				  day_t on);

/*
 * The unit that a code written on a day means for good: the one that has it
 * then, else the last that had it before; NULL: none had.  Whom somebody works
 * for is kept as a code and that day, because codes are given again.
 */
const struct unit *territory_meant(const struct territory *t, const char *code,
				   day_t written);

/* Does what has `code` on a day lie in the unit that `own` meant when it was
 * written?  This is what a user who is limited to a unit may write for; what
 * his unit became is not his until he is given it. */
bool territory_is_in(const struct territory *t, const char *code, day_t on,
		     const char *own, day_t written);

/*
 * The units with this name on a day, under a unit (NULL: anywhere) and of a
 * level, written with or without the kind, with or without
 * diacritics: "Xã Đình Lập", "dinh lap".  When the text written as it is
 * names some, only these are given.  One: it is that; several: the text does
 * not say which; none: there is no such unit.
 */
size_t territory_named(struct arena *a, const struct territory *t,
		       const char *name, const struct unit *under,
		       enum unit_level level, day_t on,
		       const struct unit ***out);

/* The units on a day whose name holds the text, diacritics aside, or whose
 * code begins with it; in order of code. */
size_t territory_search(struct arena *a, const struct territory *t,
			const char *text, day_t on, const struct unit ***out);

/* The units of a level under a unit on a day, itself not counted
 * (NULL: all), in order of district and code. */
size_t territory_below(struct arena *a, const struct territory *t,
		       const struct unit *under, enum unit_level level,
		       day_t on, const struct unit ***out);

/* The unit of that level that u is or lies in; NULL when there is none. */
const struct unit *unit_above(const struct unit *u, enum unit_level level);

/* Is u the unit `above`, or does it lie in it? */
bool unit_is_under(const struct unit *u, const struct unit *above);

/* The units right under a unit on a day: districts of a province while it had
 * them, communes after; in order of code. */
size_t territory_children(struct arena *a, const struct territory *t,
			  const struct unit *of, day_t on,
			  const struct unit ***out);

/* --- through time --------------------------------------------------------- */

/* What u became, when it ended: no rows while it stands. */
size_t territory_changes(struct arena *a, const struct territory *t,
			 const struct unit *u, struct unit_change **out);

/*
 * The units of a day that u leads to, with the shares of it that they hold, in
 * order of code: itself while it stands, one with share 1 after mergers,
 * several after a split.  None for a day before u began.
 */
size_t territory_successors(struct arena *a, const struct territory *t,
			    const struct unit *u, day_t on,
			    struct unit_part **out);

/* The one unit that stands for u on a day; NULL when u was split on the way,
 * so that only a person can say, or had not begun. */
const struct unit *territory_on(const struct territory *t,
				const struct unit *u, day_t on);

/* Is the list of u's province complete on that day?  If not, e (may be NULL)
 * tells the days for which it is, and -1. */
int territory_covers(const struct territory *t, const struct unit *u,
		     day_t on, struct err *e);

/* The command: units. */
extern const struct cmd territory_cmds[];

#endif
