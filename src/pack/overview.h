/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inside of pack: what must hold of overview.yaml beyond its shape.
 */
#ifndef HOPTAC_PACK_OVERVIEW_H
#define HOPTAC_PACK_OVERVIEW_H

#include "pack/pack.h"

/* Bounds in order, signs that exist, counts where counts are drawn, one figure
 * in every cell.  0; -1 with e: ERR_INPUT, the value in the message, detail
 * its place. */
int overview_check(struct arena *a, const struct pack *p, struct err *e);

#endif
