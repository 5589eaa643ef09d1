/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Outlines of administrative units, for choropleths, and their places in a
 * grid of tiles, for print and small screens.
 *
 * Maps are data: the files of assets/map, turned into C at build time.  They are
 * for illustration only; show the notice with them.
 */
#ifndef HOPTAC_HTML_MAP_H
#define HOPTAC_HTML_MAP_H

#include "lib/base/date.h"

#include <stddef.h>

struct map_area {
	const char *code; /* of the unit */
	const char *name; /* as it stands on the map: "TP Lạng Sơn" */
	int x, y;         /* where the name stands, in tenths of a pixel */
	int away_x, away_y; /* the name stands there, with a line; 0: at x, y */
	int row, column;  /* in the grid of tiles */
};

struct map {
	const char *parent; /* the code of the unit that it shows */
	const char *first;  /* "2000-01-01": from and to which day it holds */
	const char *last;
	const char *notice;
	const char *url;   /* of the outlines: a path "u178" for every area, in
			    * tenths of a pixel */
	int width, height;  /* in tenths of a pixel */
	const struct map_area *areas;
	size_t n;
};

extern const struct map maps[]; /* ends with a parent of NULL */

/* The map of the units of parent on a day, or NULL. */
const struct map *map_find(const char *parent, day_t on);

#endif
