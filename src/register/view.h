/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The register as of a day, as known after a transaction: what its commands
 * and its pages ask with, and how they name what they find.
 */
#ifndef HOPTAC_REGISTER_VIEW_H
#define HOPTAC_REGISTER_VIEW_H

#include "register/register.h"
#include "territory/territory.h"

/* A question's two times, and the rules and units to answer it. */
struct view {
	day_t on;
	int64_t known;
	const struct pack *pack;
	const struct territory *territory;
};

/* 0; -1 with ERR_NOTFOUND (no pack, no territory) or ERR_IO. */
int view_at(struct arena *a, struct db *db, day_t on, int64_t known,
	    struct view *out, struct err *e);

/* The unit that a seat is on the day of the view: itself, or what it became;
 * as recorded when it was split; NULL for REG_NONE. */
const struct unit *view_seat(const struct view *v, int64_t seat);

/* The names of a unit's level above it; NULL when there is none. */
const char *unit_name(const struct unit *u, enum unit_level level);
const char *unit_code(const struct unit *u, enum unit_level level);

/* The name of a sector, or its short form; NULL for NULL, the code when the
 * pack does not know it. */
const char *sector_name(const struct view *v, const char *code, bool brief);

#endif
