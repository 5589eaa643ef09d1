/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule pack the register goes by. */
#include "register/rules.h"

struct pack *rules_on(struct arena *a, struct db *db, day_t on, int64_t known,
		      struct err *e)
{
	struct pack_entry *entry;
	size_t n = pack_list(a, db, known, &entry);

	for (size_t i = 0; i < n; i++) {
		if (entry[i].from <= on && on <= entry[i].to)
			return pack_in_force(a, db, on, known, e);
	}
	return pack_in_force(a, db, n ? entry[n - 1].from : on, known, e);
}
