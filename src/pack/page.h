/* SPDX-License-Identifier: Apache-2.0 */
/* The pages Gói quy định: the packs in force, what they rest on, their checks,
 * what the self-check of a pack remarks. */
#ifndef HOPTAC_PACK_PAGE_H
#define HOPTAC_PACK_PAGE_H

#include "lib/http/http.h"

extern const struct page pack_pages[];

#endif
