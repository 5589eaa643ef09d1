/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A proposed change, in words and in JSON: the same whoever asks the engine,
 * the checks of a pack or those of a table.
 */
#ifndef HOPTAC_RULE_REPAIR_WORDS_H
#define HOPTAC_RULE_REPAIR_WORDS_H

#include "lib/rule/repair.h"

#include <jansson.h>

/*
 * "46 → 47", "115% → 85% (số đúng nằm giữa 84,07 và 85,03)", "3 → từ 5 trở lên
 * (có thể là 30)".  from and to are the two numbers as the caller writes them;
 * bounds are written as plain numbers, to two decimals.  On the arena.
 */
const char *repair_change_vi(struct arena *a, const struct repair_change *c,
			     const char *from, const char *to)
	__attribute__((returns_nonnull));

/* Adds "unique", "low" and "high" (decimals as text, null where there is none)
 * to an object.  decided: see struct repair_solution. */
void repair_range_json(struct arena *a, const struct repair_change *c,
		       bool decided, json_t *into);

#endif
