/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Static files compiled into the program: stylesheet, script, fonts, icons.
 *
 * tools/assets makes the array.  The name of a file holds a hash of its
 * content, so that browsers keep it for ever; a change gives a new name.
 */
#ifndef HOPTAC_HTTP_ASSET_H
#define HOPTAC_HTTP_ASSET_H

#include <stddef.h>

struct asset {
	const char *path; /* "/tinh/app.5f0c9a1b.css"; NULL ends the array */
	const char *type; /* "text/css; charset=utf-8" */
	const unsigned char *data;
	size_t size;
	const unsigned char *gzip; /* the same compressed; NULL: not worth it */
	size_t gzip_size;
};

extern const struct asset assets[];

#endif
