/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder are given. */
#ifndef HOPTAC_PACK_VIEW_H
#define HOPTAC_PACK_VIEW_H

#include "lib/html/parts.h"
#include "pack/ruleset.h"

struct pack_row {
	const struct pack_entry *entry;
	const struct pack *pack; /* NULL: another pack stands in its place */
	const char *url;
	bool governs; /* the day that is looked at */
	bool ended;   /* before that day: it governs until another is installed */
};

struct packs_view {
	struct pack_row *row;
	size_t n;
};

struct check_row {
	const struct check *check;
	enum tone tone;
	const char *severity;
	const char *contexts; /* "6 tháng, thực hiện; năm, ước thực hiện" */
};

/* What the first page shows under this pack. */
struct overview_view {
	const char *on_course; /* "95"; NULL: the pack does not say anything */
	const char *behind;
	const char **title; /* of the tables, for the plan made on the day
			     * that is looked at, or on its last one */
};

struct pack_view {
	const struct pack *pack;
	struct check_row *check;
	size_t n_check;
	struct overview_view overview;
	const char *examine_url;
	bool examined;
	const char *contradiction; /* NULL: there is none */
	const struct ruleset *rules;
};

#endif
