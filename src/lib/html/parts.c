/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of the parts ask for. */
#include "lib/html/parts.h"

#include "assets.h"
#include "lib/base/base.h"
#include "lib/text/number.h"

const char *tone_class(enum tone t)
{
	static const char *const names[] = {
		[TONE_NONE] = "",   [TONE_INFO] = "info", [TONE_OK] = "ok",
		[TONE_WARN] = "warn", [TONE_ERR] = "err",
	};

	if (t >= ARRAY_LEN(names))
		BUG("tone %d", (int)t);
	return names[t];
}

const char *tone_icon(enum tone t)
{
	static const char *const names[] = {
		[TONE_NONE] = "", [TONE_INFO] = ICON_INFO_CIRCLE,
		[TONE_OK] = ICON_CIRCLE_CHECK, [TONE_WARN] = ICON_ALERT_TRIANGLE,
		[TONE_ERR] = ICON_ALERT_CIRCLE,
	};

	if (t >= ARRAY_LEN(names))
		BUG("tone %d", (int)t);
	return names[t];
}

const char *control_value(struct arena *a, const struct control *c)
{
	day_t d;

	if (!c->value)
		return "";
	/* what does not parse is what was typed: it is shown again */
	if (c->kind == CONTROL_DAY && day_parse(c->value, &d) == 0)
		return day_vi(a, d);
	return c->value;
}

int64_t pager_pages(const struct pager *p)
{
	if (p->size < 1)
		BUG("a pager with %lld rows a page", (long long)p->size);
	return p->total < 1 ? 1 : (p->total - 1) / p->size + 1;
}

/*
 * The first, the last, this one and its neighbours, and a gap (0) where some
 * are left out: 1 0 4 5 6 0 10.  The gap of a single number is that number.
 */
static size_t numbers(const struct pager *p, int64_t out[9])
{
	int64_t last = pager_pages(p);
	int64_t before = 0;
	size_t n = 0;

	for (int64_t i = 1; i <= last; i++) {
		/* from one neighbourhood straight to the next */
		if (i > 1 && i < p->page - 1)
			i = p->page - 1 < last ? p->page - 1 : last;
		else if (i > p->page + 1 && i < last)
			i = last;
		if (i == before + 2)
			out[n++] = i - 1;
		else if (i > before + 2)
			out[n++] = 0;
		out[n++] = i;
		before = i;
	}
	return n;
}

size_t pager_shown(const struct pager *p)
{
	int64_t out[9];

	return numbers(p, out);
}

int64_t pager_number(const struct pager *p, size_t i)
{
	int64_t out[9];

	if (i >= numbers(p, out))
		BUG("pager_number %zu", i);
	return out[i];
}
