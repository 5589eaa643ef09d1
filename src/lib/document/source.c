/* SPDX-License-Identifier: Apache-2.0 */
/* Where the text of a Word document stands in its file. */
#include "lib/document/build.h"

#include <string.h>

/* The first run that ends behind a byte of the text. */
static size_t first_run(const struct source *s, size_t byte)
{
	size_t low = 0;
	size_t high = s->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if ((size_t)s->run[mid].at + s->run[mid].n <= byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Where the note is called whose text has a byte. */
static bool find_call(const struct document *d, size_t byte, size_t *start,
		      size_t *end)
{
	const char *label = NULL;

	for (size_t i = d->npassage; i-- > 0;) {
		const struct passage *p = &d->passage[i];

		if (!label && p->label && p->at[0] <= byte)
			label = p->label;
		for (size_t k = 0; label && k < p->nanchor; k++)
			if (strcmp(p->anchor[k].label, label) == 0) {
				*start = p->anchor[k].start;
				*end = p->anchor[k].end;
				return true;
			}
	}
	return false;
}

bool document_source(const struct document *d, size_t start, size_t end,
		     size_t *from, size_t *to)
{
	const struct source *s = d->source;
	const struct source_run *first, *last;
	size_t i, k;

	if (!s)
		return false;
	i = first_run(s, start);
	if (i < s->n && s->run[i].part != 0) {
		if (!find_call(d, start, &start, &end))
			return false;
		i = first_run(s, start);
	}
	if (i == s->n || s->run[i].at >= end || s->run[i].part != 0)
		return false;
	first = last = &s->run[i];
	for (k = i; k < s->n && s->run[k].at < end && s->run[k].part == 0; k++)
		last = &s->run[k];
	*from = first->xml;
	if (first->count == first->n && start > first->at)
		*from += start - first->at;
	*to = last->xml + last->count;
	if (last->count == last->n && end < (size_t)last->at + last->n)
		*to = last->xml + (end - last->at);
	return *to > *from;
}
