/* SPDX-License-Identifier: Apache-2.0 */
/* What compiled templates write with. */
#include "lib/html/html.h"

#include "assets.h"
#include "lib/base/base.h"
#include "lib/http/asset.h"
#include "lib/text/number.h"

#include <string.h>

/* What stands for a byte of text; NULL: the byte itself. */
static const char *const escape[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;",
	['"'] = "&quot;", ['\''] = "&#39;",
	/* control characters but tab and line feed are left out; the first
	 * ends the text */
	[0x00 ... 0x08] = "", [0x0b ... 0x1f] = "", [0x7f] = "",
};

void html_text(struct buf *b, const char *s)
{
	const char *from = s;

	if (!s)
		return;
	for (;; s++) {
		const char *const e = escape[(unsigned char)*s];

		if (!e)
			continue;
		buf_add(b, from, (size_t)(s - from));
		if (!*s)
			return;
		buf_adds(b, e);
		from = s + 1;
	}
}

void html_int(struct buf *b, int64_t n)
{
	buf_adds(b, number_vi(b->arena, dec_int(n), 0));
}

void html_id(struct buf *b, int64_t n)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		digits[--at] = '-';
	buf_add(b, digits + at, sizeof digits - at);
}

void html_num(struct buf *b, struct dec d)
{
	buf_adds(b, number_vi(b->arena, d, -1));
}

void html_fixed(struct buf *b, struct dec d, int places)
{
	buf_adds(b, number_vi(b->arena, d, places));
}

void html_day(struct buf *b, day_t d)
{
	buf_adds(b, day_vi(b->arena, d));
}

void html_iso(struct buf *b, day_t d)
{
	buf_adds(b, day_iso(b->arena, d));
}

void html_moment(struct buf *b, moment_t m)
{
	enum { MINUTE = 60000, DAY = 24 * 60 };
	day_t d = moment_day(m);
	moment_t from_utc_midnight = m - (moment_t)d * DAY * MINUTE;
	int minutes = (int)(from_utc_midnight / MINUTE) + 7 * 60;

	buf_addf(b, "%02d:%02d ngày %s", minutes / 60, minutes % 60,
		 day_vi(b->arena, d));
}

static bool leads_somewhere_safe(const char *url)
{
	static const char *const schemes[] = { "https://", "mailto:", "tel:" };

	/* browsers read /\ as //, and leave out tabs and line feeds */
	if (strpbrk(url, "\\\t\n\r"))
		return false;
	if (*url == '?' || *url == '#' || *url == '\0')
		return true;
	if (*url == '/')
		return url[1] != '/';
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (strncmp(url, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

void html_url(struct buf *b, const char *url)
{
	html_text(b, url && leads_somewhere_safe(url) ? url : "#");
}

/* What may stand in a part of an address as it is (RFC 3986, 2.3). */
static const bool plain[256] = {
	['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
	['-'] = true, ['.'] = true, ['_'] = true, ['~'] = true,
};

void html_arg(struct buf *b, const char *s)
{
	static const char digit[] = "0123456789ABCDEF";
	const char *from = s;

	if (!s)
		return;
	for (;; s++) {
		const unsigned char c = (unsigned char)*s;
		const char escaped[3] = { '%', digit[c >> 4], digit[c & 15] };

		if (plain[c])
			continue;
		buf_add(b, from, (size_t)(s - from));
		if (!c)
			return;
		buf_add(b, escaped, sizeof escaped);
		from = s + 1;
	}
}

void html_icon(struct buf *b, const char *name)
{
	if (!name || !*name)
		return;
	buf_adds(b, "<svg class=\"i\" aria-hidden=\"true\"><use href=\""
		 ASSET_ICONS_SVG "#");
	html_text(b, name);
	buf_adds(b, "\"/></svg>");
}

static const struct asset *asset_find(const char *path)
{
	const struct asset *x = assets;

	while (x->path && strcmp(x->path, path) != 0)
		x++;
	if (!x->path)
		BUG("no asset %s", path);
	return x;
}

bool html_has_icon(const char *name)
{
	const struct asset *sprite = asset_find(ASSET_ICONS_SVG);
	char id[64];
	int n = snprintf(id, sizeof id, "id=\"%s\"", name);

	return n < (int)sizeof id &&
	       memmem(sprite->data, sprite->size, id, (size_t)n);
}

void html_sheet(struct buf *b, const char *path)
{
	const struct asset *x = asset_find(path);

	buf_adds(b, "<style>");
	buf_add(b, x->data, x->size);
	buf_adds(b, "</style>");
}
