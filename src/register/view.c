/* SPDX-License-Identifier: Apache-2.0 */
/* See view.h. */
#include "register/view.h"

#include "register/rules.h"

int view_at(struct arena *a, struct db *db, day_t on, int64_t known,
	    struct view *out, struct err *e)
{
	char *home;

	*out = (struct view){ .on = on, .known = known };
	out->pack = rules_on(a, db, on, known, e);
	if (!out->pack)
		return -1;
	home = territory_home(a, db, known);
	out->territory = territory_read(a, db, home, known, e);
	return out->territory ? 0 : -1;
}

const struct unit *view_seat(const struct view *v, int64_t seat)
{
	const struct unit *u = seat == REG_NONE ?
				       NULL :
				       territory_unit(v->territory, seat);
	const struct unit *then = u ? territory_on(v->territory, u, v->on) :
				      NULL;

	return then ? then : u;
}

const char *unit_name(const struct unit *u, enum unit_level level)
{
	const struct unit *at = u ? unit_above(u, level) : NULL;

	return at ? at->name : NULL;
}

const char *unit_code(const struct unit *u, enum unit_level level)
{
	const struct unit *at = u ? unit_above(u, level) : NULL;

	return at ? at->code : NULL;
}

const char *sector_name(const struct view *v, const char *code, bool brief)
{
	const struct classification *c = pack_classification(v->pack, "sector");
	const struct category *sector = c && code ? category_find(c, code) :
						    NULL;

	if (!sector)
		return code;
	return brief && sector->brief ? sector->brief : sector->name;
}
