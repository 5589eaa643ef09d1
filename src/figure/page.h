/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of figures. */
#ifndef HOPTAC_FIGURE_PAGE_H
#define HOPTAC_FIGURE_PAGE_H

#include "lib/html/parts.h"
#include "lib/http/http.h"
#include "pack/pack.h"

extern const struct page target_pages[]; /* /chi-tieu */

/* The colour of a per cent of plan, by the bounds of the pack; TONE_INFO when
 * it has none. */
enum tone target_tone(const struct pack *p, struct dec percent);

#endif
