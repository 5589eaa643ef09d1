/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Styles and lists of an OpenDocument text; only for lib/document.
 */
#ifndef HOPTAC_DOCUMENT_ODTSTYLE_H
#define HOPTAC_DOCUMENT_ODTSTYLE_H

#include "lib/document/numbering.h"

#include <stddef.h>

struct odt_style {
	const char *name;
	const char *parent;
	const char *list; /* its list style; NULL */
	bool raised;
	bool hidden;
	bool told; /* what it inherits is in it */
};

struct odt_styles {
	struct arena *arena;
	struct odt_style *style;
	size_t n, cap;
	struct number_list *list; /* the outline is the one called "" */
	size_t nlist, caplist;
	bool sorted;
	/* while reading */
	bool in_style;
	struct number_level *level;
};

/* Takes what an element says of styles; of content.xml and of styles.xml. */
void odt_style_open(struct odt_styles *s, const char *name,
		    const char **attribute);
void odt_style_close(struct odt_styles *s, const char *name);

/* A style or a list by its name; NULL. */
const struct odt_style *odt_style(struct odt_styles *s, const char *name);
struct number_list *odt_list(struct odt_styles *s, const char *name);

#endif
