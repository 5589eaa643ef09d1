/* SPDX-License-Identifier: Apache-2.0 */
/* What the gallery shows. */
#ifndef HOPTAC_TEST_GALLERY_H
#define HOPTAC_TEST_GALLERY_H

#include "lib/html/chart.h"
#include "lib/html/parts.h"

struct gallery {
	struct frame frame;
	int part;
	const struct kpi *kpis;
	size_t n_kpis;
	const struct bullet *bullets;
	size_t n_bullets;
	const struct map *map;
	const struct area_value *areas;
	size_t n_areas;
	int64_t bounds[4];
	const struct bar *bars;
	size_t n_bars;
	const struct item *items;
	size_t n_items;
	struct sort sort;
	struct pager pager;
	const char *hostile;
	const struct tab *tabs;
	size_t n_tabs;
	const struct step *steps;
	size_t n_steps;
	const struct happening *happenings;
	size_t n_happenings;
	const struct equation *equations;
	size_t n_equations;
	const char *const *sectors;
	const char *const (*cells)[3];
	const struct control *controls;
	size_t n_controls;
	const struct control *login;
	struct hyperlink action;
};

#endif
