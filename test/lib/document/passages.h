/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of lib/document: passages as lines of text. */
#include "lib/base/buf.h"
#include "lib/document/document.h"

#include "test.h"

#include <string.h>

static inline struct document *parse_as(struct arena *a, const char *name,
					const void *data, size_t n)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, name, data, n, &e);

	if (!d)
		BUG("%s", e.message);
	return d;
}

/* "heading 1: text", "cell 1:2,3: text", "note [1]: text"; a call of a note
 * is shown as ^1 where it stands. */
static inline const char *shown(struct arena *a, const struct document *d)
{
	static const char *const kinds[] = { "body", "heading", "item", "cell",
					     "note" };
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < d->npassage; i++) {
		const struct passage *p = &d->passage[i];
		size_t from = 0;

		buf_adds(&b, kinds[p->kind]);
		if (p->kind == PASSAGE_HEADING)
			buf_addf(&b, " %d", p->level);
		if (p->table)
			buf_addf(&b, " %d:%d,%d", p->table, p->row, p->column);
		if (p->label)
			buf_addf(&b, " [%s]", p->label);
		buf_adds(&b, ": ");
		for (size_t k = 0; k < p->nanchor; k++) {
			buf_add(&b, p->text + from, p->anchor[k].at - from);
			buf_addf(&b, "^%s", p->anchor[k].label);
			from = p->anchor[k].at;
		}
		buf_adds(&b, p->text + from);
		buf_addch(&b, '\n');
	}
	return b.data;
}
