/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What compiled templates write with; docs/pages.md is the guide.
 *
 * A template never calls these by name: {{ e }} is html_text, {{int e}} is
 * html_int, and so on.  The template compiler lets each stand only where its
 * escaping is enough.  C functions that draw (chart.h) use them too.
 *
 * Texts are UTF-8, NFC; NULL is written as nothing.
 */
#ifndef HOPTAC_HTML_H
#define HOPTAC_HTML_H

#include "lib/base/buf.h"
#include "lib/base/date.h"
#include "lib/base/dec.h"

#include <stdbool.h>
#include <stdint.h>

/* {{ e }}: text for content and double-quoted attributes: & < > " ' are
 * escaped, control characters other than tab and line feed left out. */
void html_text(struct buf *b, const char *s);

/* {{int e}}: a count as officers read it, "23.720". */
void html_int(struct buf *b, int64_t n);

/* {{id e}}: plain digits, for years, keys, URLs and coordinates: "23720". */
void html_id(struct buf *b, int64_t n);

/* {{num e}} and {{fixed e, places}}: a decimal, "36,48"; with as many
 * decimals as it has, or exactly places. */
void html_num(struct buf *b, struct dec d);
void html_fixed(struct buf *b, struct dec d, int places);

/* {{day e}}: "30/6/2023".  {{iso e}}: "2023-06-30", for <input type="date">
 * and URLs.  {{moment e}}: "09:42 ngày 14/7/2023", in Vietnam. */
void html_day(struct buf *b, day_t d);
void html_iso(struct buf *b, day_t d);
void html_moment(struct buf *b, moment_t m);

/* {{url e}}: a whole URL, or its beginning.  It must lead into this site: it
 * begins with one "/", with "?" or with "#", or it is https://, mailto: or
 * tel:.  Anything else is written as "#": a link that does nothing. */
void html_url(struct buf *b, const char *url);

/* {{arg e}}: a text as one part of a path or query, per-cent-encoded. */
void html_arg(struct buf *b, const char *s);

/* {{icon home}}: a sign from the sprite, hidden from screen readers; name as
 * ICON_... of the generated assets.h.  "" and NULL write nothing. */
void html_icon(struct buf *b, const char *name);

/* True when the sprite has that sign: for names that come from data. */
bool html_has_icon(const char *name);

/* A stylesheet of assets (ASSET_REPORT_CSS) written out in the page: for files
 * that stand by themselves.  Pages of the site link to it instead. */
void html_sheet(struct buf *b, const char *path);

#endif
