/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a document of any kind; positions in its text. */
#include "lib/document/internal.h"

#include "lib/file/file.h"
#include "lib/text/text.h"

#include <string.h>

static void find_lines(struct document *d)
{
	uint32_t *line = NULL;
	size_t n = 0;
	size_t cap = 0;

	*VEC_PUSH(d->arena, line, n, cap) = 0;
	for (size_t i = 0; i < d->n; i++)
		if (d->text[i] == '\n')
			*VEC_PUSH(d->arena, line, n, cap) = (uint32_t)i + 1;
	d->line = line;
	d->nline = n;
}

struct document *document_parse(struct arena *a, const char *name,
				const void *data, size_t n, struct err *e)
{
	struct document *d = ARENA_NEW(a, struct document);
	char *text;

	*d = (struct document){ .arena = a, .path = name,
				.format = DOCUMENT_TEXT };
	if (text_nfc(a, data, n, &text, e) < 0)
		return NULL;
	d->text = text;
	d->n = strlen(text);
	find_lines(d);
	document_passages_text(d);
	return d;
}

struct document *document_read(struct arena *a, const char *path,
			       struct err *e)
{
	size_t n;
	char *data = file_read(a, path, DOCUMENT_MAX_FILE, &n, e);

	return data ? document_parse(a, path, data, n, e) : NULL;
}

size_t document_point(const struct document *d, size_t byte)
{
	size_t n = 0;

	for (size_t i = 0; i < byte && i < d->n; i++)
		n += (d->text[i] & 0xc0) != 0x80;
	return n;
}

size_t document_line(const struct document *d, size_t byte)
{
	size_t low = 0;
	size_t high = d->nline;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (d->line[mid] <= byte)
			low = mid;
		else
			high = mid;
	}
	return low + 1;
}
