/* SPDX-License-Identifier: Apache-2.0 */
/* Which rule pack the register goes by. */
#ifndef HOPTAC_REGISTER_RULES_H
#define HOPTAC_REGISTER_RULES_H

#include "pack/pack.h"

/* The pack in force on a day; when none is, the last one that was or will be:
 * the register must stay readable between two laws.  NULL with ERR_NOTFOUND
 * when there is no pack at all. */
struct pack *rules_on(struct arena *a, struct db *db, day_t on, int64_t known,
		      struct err *e);

#endif
