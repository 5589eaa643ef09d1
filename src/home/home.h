/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tổng quan: the first page.  Headline indicators against their plan,
 * cooperatives by sector and district, money, and what waits for who asks.
 *
 * It shows what the figures say and nothing else.  Which indicators stand at
 * the top, what is drawn and from which per cent on a plan is kept is said by
 * the rule pack (overview.yaml, docs/pack.md); a pack that does not say it
 * leaves those parts out, and the page says so.
 */
#ifndef HOPTAC_HOME_HOME_H
#define HOPTAC_HOME_HOME_H

#include "lib/http/http.h"

extern const struct page home_pages[];

#endif
