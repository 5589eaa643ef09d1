/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: the formulas of a pack, parsed in its words.
 */
#ifndef HOPTAC_PACK_FORMULA_H
#define HOPTAC_PACK_FORMULA_H

#include "pack/load.h"

/* Parses every formula of indicators and checks, measures and all, and
 * refuses indicators that are computed from themselves.  0 or -1. */
int pack_parse_formulas(struct arena *a, struct pack *p, struct err *e);

/* Parses one formula that stands at a place; check: a relation, else a value
 * of the unit wanted (NULL: any).  NULL with e, placed in the file. */
const struct rule *pack_parse(struct arena *a, const struct pack *p,
			      const char *text, const struct pack_place *at,
			      bool check, const char *wanted, struct err *e);

#endif
