/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain text.  An empty line ends a passage; so does a line that begins like
 * an item or a heading of Markdown.  Marks of emphasis are left out.
 */
#include "lib/document/internal.h"

#include <string.h>

/* "<sup>7</sup>": its length, and the label; 0 when it is none. */
static size_t scan_anchor(struct arena *a, const char *s, const char **label)
{
	static const char open[] = "<sup>";
	static const char close[] = "</sup>";
	const char *end;

	if (strncmp(s, open, strlen(open)) != 0)
		return 0;
	end = strstr(s, close);
	if (!end || end - s > 16)
		return 0;
	*label = arena_strndup(a, s + strlen(open),
			       (size_t)(end - s) - strlen(open));
	return (size_t)(end - s) + strlen(close);
}

static size_t scan_mark(const char *s, enum passage_kind *kind, int *level)
{
	size_t n = strspn(s, "#");

	if (n > 0 && n < 7 && s[n] == ' ') {
		*kind = PASSAGE_HEADING;
		*level = (int)n;
		return n + 1;
	}
	if (strchr("-+*", s[0]) && s[0] && s[1] == ' ') {
		*kind = PASSAGE_ITEM;
		return 0;
	}
	return 0;
}

static void add_line(struct document *d, struct passages *p, size_t i,
		     size_t end)
{
	while (i < end) {
		const char *label;
		size_t n = scan_anchor(d->arena, d->text + i, &label);

		if (n > 0) {
			passage_anchor(p, label, i, i + n);
			i += n;
		} else if (strchr(" \t\r", d->text[i])) {
			passage_blank(p, i++);
		} else if (d->text[i] == '*') {
			i++;
		} else {
			passage_add(p, d->text + i, 1, i);
			i++;
		}
	}
}

void document_passages_text(struct document *d)
{
	struct passages p = { .arena = d->arena, .text = BUF_INIT(d->arena) };

	for (size_t k = 0; k < d->nline; k++) {
		size_t i = d->line[k];
		size_t end = k + 1 < d->nline ? d->line[k + 1] - 1 : d->n;
		enum passage_kind kind = PASSAGE_BODY;
		int level = 0;
		size_t mark;

		i += strspn(d->text + i, " \t\r");
		if (i >= end) {
			passage_close(&p);
			continue;
		}
		mark = scan_mark(d->text + i, &kind, &level);
		if (kind != PASSAGE_BODY) {
			passage_open(&p, kind);
			p.open.level = level;
		}
		passage_blank(&p, i);
		add_line(d, &p, i + mark, end);
	}
	passage_close(&p);
	d->passage = p.passage;
	d->npassage = p.n;
}
