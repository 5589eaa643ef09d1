/* SPDX-License-Identifier: Apache-2.0 */
/* The pages Địa bàn: units on a day, what became of them. */
#ifndef HOPTAC_TERRITORY_PAGE_H
#define HOPTAC_TERRITORY_PAGE_H

#include "lib/http/http.h"

extern const struct page territory_pages[];

#endif
