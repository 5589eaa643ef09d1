/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of territory share. */
#ifndef HOPTAC_TERRITORY_INTERNAL_H
#define HOPTAC_TERRITORY_INTERNAL_H

#include "territory/territory.h"

/* The days for which the list of a province is complete. */
struct coverage {
	const char *province;
	day_t from;
	day_t to;
};

struct territory {
	struct unit *unit; /* by id */
	size_t nunit;
	const struct unit **by_code; /* by code, then first day */
	struct unit_change *change;  /* by id of the old, code of the new */
	size_t nchange;
	struct coverage *coverage;
	size_t ncoverage;
};

/* lists.c: what a folder of lists says.  Units are in an order in which a
 * parent comes before what lies in it; their ids are 0. */
struct lists {
	struct unit **unit;
	size_t nunit;
	size_t cap_unit;
	struct unit_change *change;
	size_t nchange;
	size_t cap_change;
	struct coverage *coverage;
	size_t ncoverage;
	size_t cap_coverage;
};
int lists_read(struct arena *a, const char *dir, struct lists *out,
	       struct err *e);

/* store.c */

/* Writes what differs, in the open transaction; the number of rows. */
int64_t store_lists(struct db *db, const struct lists *l, const char *home,
		    struct err *e);
/* Fills unit, change and coverage; units are on a, by id. */
int store_read(struct arena *a, struct db *db, const char *province,
	       int64_t known, struct territory *t, struct err *e);

#endif
