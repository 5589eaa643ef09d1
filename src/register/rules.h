/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule pack the register goes by. */
#ifndef HOPTAC_REGISTER_RULES_H
#define HOPTAC_REGISTER_RULES_H

#include "pack/pack.h"

/* The pack that governs a day (pack_in_force); for a day before the first one,
 * the first: cooperatives are older than the laws that are loaded.  NULL with
 * ERR_NOTFOUND when there is no pack at all. */
const struct pack *rules_on(struct arena *a, struct db *db, day_t on,
			    int64_t known, struct err *e);

#endif
