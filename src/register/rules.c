/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule pack the register goes by. */
#include "register/rules.h"

const struct pack *rules_on(struct arena *a, struct db *db, day_t on,
			    int64_t known, struct err *e)
{
	struct pack_entry *entry;

	if (pack_list(a, db, known, &entry) > 0 && on < entry[0].from)
		on = entry[0].from;
	return pack_in_force(a, db, on, known, e);
}
