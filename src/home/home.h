/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tổng quan: the first page.  Headline indicators against their plan,
 * cooperatives by sector and district, money, and what waits for who asks.
 *
 * It shows what the figures say and nothing else.  Which indicators stand at
 * the top is the choice of this page (page.c); what the pack in force does not
 * have is left out.  The rows of plan and money follow from the pack alone.
 */
#ifndef HOPTAC_HOME_HOME_H
#define HOPTAC_HOME_HOME_H

#include "lib/http/http.h"

extern const struct page home_pages[];

#endif
