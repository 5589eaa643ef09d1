/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Charts as SVG.
 *
 * Places are kept in hundredths of a per cent (of the room that the chart
 * gets) and written as "62.5%", so that no viewBox scales the text.
 */
#include "lib/html/chart.h"

#include "lib/base/base.h"
#include "lib/html/html.h"

enum {
	WHOLE = 10000,       /* 100 %, in hundredths */
	BULLET_END = 160,    /* the per cent at the end of a bullet bar */
	BAR_ROOM = 8600,     /* of the bars; the rest is for the total */
};

static const char *fill(enum tone t)
{
	static const char *const names[] = {
		[TONE_NONE] = "f-none", [TONE_INFO] = "s2", [TONE_OK] = "f-ok",
		[TONE_WARN] = "f-warn", [TONE_ERR] = "f-err",
	};

	if (t >= ARRAY_LEN(names))
		BUG("tone %d", (int)t);
	return names[t];
}

/* ' name="62.5%"' */
static void share(struct buf *b, const char *name, int64_t hundredths)
{
	buf_addf(b, " %s=\"%lld.%02lld%%\"", name,
		 (long long)(hundredths / 100), (long long)(hundredths % 100));
}

/* part of whole in hundredths of a per cent of room, without overflow for
 * figures to 10^14. */
static int64_t part_of(int64_t part, int64_t whole, int64_t room)
{
	if (whole <= 0 || part <= 0)
		return 0;
	return (int64_t)((__int128)part * room / whole);
}

void chart_parts(struct buf *b, const int64_t *parts, const enum tone *tones,
		 size_t n)
{
	int64_t whole = 0;
	int64_t before = 0;

	for (size_t i = 0; i < n; i++)
		whole += parts[i];
	buf_adds(b, "<svg class=\"bar\" width=\"100%\" height=\"10\""
		 " aria-hidden=\"true\"><rect class=\"track\" width=\"100%\""
		 " height=\"10\"/>");
	for (size_t i = 0; i < n; i++) {
		buf_addf(b, "<rect class=\"%s\" height=\"10\"",
			 fill(tones[i]));
		share(b, "x", part_of(before, whole, WHOLE));
		share(b, "width", part_of(parts[i], whole, WHOLE));
		buf_adds(b, "/>");
		before += parts[i];
	}
	buf_adds(b, "</svg>");
}

/* value / end of room, 0..room. */
static int64_t along(struct dec value, struct dec end, int64_t room)
{
	if (value.u <= 0)
		return 0;
	if (dec_cmp(value, end) >= 0)
		return room;
	/* value < end: the product fits as long as end < 10^28 */
	return (int64_t)(value.u * room / end.u);
}

void chart_bullet(struct buf *b, struct dec percent, enum tone tone)
{
	buf_adds(b, "<svg width=\"100%\" height=\"14\" aria-hidden=\"true\">"
		 "<rect class=\"track\" y=\"2\" width=\"100%\" height=\"10\""
		 " rx=\"2\"/>");
	buf_addf(b, "<rect class=\"%s\" y=\"2\" height=\"10\" rx=\"2\"",
		 fill(tone));
	share(b, "width", along(percent, dec_int(BULLET_END), WHOLE));
	buf_adds(b, "/><rect class=\"mark100\" width=\"2\" height=\"14\"");
	share(b, "x", WHOLE * 100 / BULLET_END);
	buf_adds(b, "/></svg>");
}

void chart_meter(struct buf *b, struct dec value, struct dec max,
		 enum tone tone)
{
	if (max.u <= 0)
		BUG("chart_meter without a maximum");
	buf_adds(b, "<svg class=\"meter\" width=\"100%\" height=\"10\""
		 " aria-hidden=\"true\"><rect class=\"track\" width=\"100%\""
		 " height=\"10\" rx=\"2\"/>");
	buf_addf(b, "<rect class=\"%s\" height=\"10\" rx=\"2\"", fill(tone));
	share(b, "width", along(value, max, WHOLE));
	buf_adds(b, "/></svg>");
}

int64_t chart_scale(int64_t most)
{
	static const int64_t steps[] = { 2, 4, 5, 8, 10 };
	int64_t unit = 1;

	while (most > 10 * unit && unit < INT64_MAX / 100)
		unit *= 10;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (most <= steps[i] * unit)
			return steps[i] * unit;
	return most;
}

int64_t bars_scale(const struct bar *bar, size_t n)
{
	int64_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (bar[i].full + bar[i].pale > most)
			most = bar[i].full + bar[i].pale;
	return chart_scale(most);
}

static void number_link(struct buf *b, const char *url, int64_t n)
{
	if (url) {
		buf_adds(b, "<a href=\"");
		html_url(b, url);
		buf_adds(b, "\">");
	}
	html_int(b, n);
	if (url)
		buf_adds(b, "</a>");
}

/* The figures are HTML beside and over the bar, so that they can be read,
 * copied and followed. */
void chart_bar(struct buf *b, const struct bar *bar, int64_t scale)
{
	int64_t full = part_of(bar->full, scale, BAR_ROOM);
	int64_t pale = part_of(bar->pale, scale, BAR_ROOM);
	bool inside = full >= 900;

	if (bar->series < 1 || bar->series > 6)
		BUG("series %d", bar->series);
	buf_adds(b, "<svg class=\"chart\" width=\"100%\" height=\"18\">");
	for (int i = 1; i <= 4; i++) {
		buf_adds(b, "<line class=\"tick\" y1=\"-4\" y2=\"22\"");
		share(b, "x1", BAR_ROOM * i / 4);
		share(b, "x2", BAR_ROOM * i / 4);
		buf_adds(b, "/>");
	}
	buf_addf(b, "<rect class=\"s%d\" height=\"18\" rx=\"1\"", bar->series);
	share(b, "width", full);
	buf_addf(b, "/><rect class=\"s%d pale\" height=\"18\" rx=\"1\"",
		 bar->series);
	share(b, "x", full);
	share(b, "width", pale);
	buf_adds(b, "/>");
	if (inside) {
		buf_adds(b, "<text class=\"on-dark\" y=\"13\" dx=\"-5\""
			 " text-anchor=\"end\"");
		share(b, "x", full);
		buf_adds(b, ">");
		number_link(b, bar->full_url, bar->full);
		buf_adds(b, "</text>");
	}
	buf_adds(b, "<text class=\"b\" y=\"13\" dx=\"6\"");
	share(b, "x", full + pale);
	buf_adds(b, ">");
	number_link(b, bar->total_url,
		    bar->total ? bar->total : bar->full + bar->pale);
	if (bar->note) {
		buf_adds(b, "<tspan class=\"bad\" dx=\"12\">");
		html_text(b, bar->note);
		buf_adds(b, "</tspan>");
	}
	buf_adds(b, "</text></svg>");
}

void chart_axis(struct buf *b, int64_t scale)
{
	buf_adds(b, "<svg class=\"chart\" width=\"100%\" height=\"16\""
		 " aria-hidden=\"true\">");
	for (int i = 0; i <= 4; i++) {
		if (scale * i % 4 != 0)
			continue;
		buf_addf(b, "<text class=\"soft\" y=\"11\" text-anchor=\"%s\"",
			 i == 0 ? "start" : "middle");
		share(b, "x", BAR_ROOM * i / 4);
		buf_adds(b, ">");
		html_int(b, scale * i / 4);
		buf_adds(b, "</text>");
	}
	buf_adds(b, "</svg>");
}

void chart_swatch(struct buf *b, const char *class_name)
{
	buf_adds(b, "<svg width=\"12\" height=\"12\" aria-hidden=\"true\">"
		 "<rect width=\"12\" height=\"12\" rx=\"2\" class=\"");
	html_text(b, class_name);
	buf_adds(b, "\"/></svg>");
}
