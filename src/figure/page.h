/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of figures. */
#ifndef HOPTAC_FIGURE_PAGE_H
#define HOPTAC_FIGURE_PAGE_H

#include "lib/http/http.h"

extern const struct page target_pages[]; /* /chi-tieu */

#endif
