/* SPDX-License-Identifier: Apache-2.0 */
/* What the template of /nguon is given. */
#ifndef HOPTAC_CHECK_SOURCE_VIEW_H
#define HOPTAC_CHECK_SOURCE_VIEW_H

#include "lib/html/parts.h"

/* A figure that stands behind another. */
struct source_part {
	const char *text;
	const char *value;
	const char *url; /* its own source; NULL: it has none */
	bool missing;
	bool wrong;      /* in red */
};

struct source_record {
	const char *name;
	const char *note; /* its number */
	const char *url;
	const char *value; /* NULL: it counts as one */
	bool demonstration;
};

struct source_fact {
	const char *term;
	const char *text;
	const char *url;  /* NULL: plain text */
	bool number;      /* the url is the source of a number */
};

struct source_view {
	const char *title;  /* "Nguồn của số 420" */
	const char *name;   /* the indicator */
	const char *name_url;
	const char *value;
	const char *unit;
	bool missing;
	const struct source_fact *fact;
	size_t n_fact;
	const char *about;  /* its definition, or NULL */
	const char *formula; /* in words, or NULL */
	const char *how;    /* "Đếm trong sổ đăng ký", what stands above it */
	const struct source_part *part;
	size_t n_part;
	const struct source_part *within; /* the categories that it is made of */
	size_t n_within;
	const char *within_title;
	const struct source_record *record;
	size_t n_record;
	int64_t n_all;      /* records, shown or not */
	const char *all_url; /* to see all of them; NULL: they are */
	const struct happening *history;
	size_t n_history;
	const struct item *broken; /* checks that name it and do not hold */
	size_t n_broken;
	const struct item *check;  /* the others */
	size_t n_check;
	const char *code;   /* as hoptac explain takes it */
};

#endif
