/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: what must hold of forms.yaml, and of every other grid of
 * figures, beyond its shape.
 */
#ifndef HOPTAC_PACK_FORMS_H
#define HOPTAC_PACK_FORMS_H

#include "pack/pack.h"

/* Every cell names one figure of the pack, no two cells the same.  0; -1 with
 * e: ERR_INPUT, detail the place of the row. */
int forms_check(struct arena *a, const struct pack *p, struct err *e);

/* The same of one grid; what: "Biểu", for messages. */
int grid_check(struct arena *a, const struct pack *p, const char *what,
	       const struct form *grid, struct err *e);

#endif
