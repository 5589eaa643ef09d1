/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What readers of a format build a document with; only for lib/document.
 */
#ifndef HOPTAC_DOCUMENT_INTERNAL_H
#define HOPTAC_DOCUMENT_INTERNAL_H

#include "lib/base/buf.h"
#include "lib/document/document.h"

/* Passages as they are built: text goes in byte for byte with its place. */
struct passages {
	struct arena *arena;
	struct passage *passage;
	size_t n, cap;
	struct buf text; /* of the passage that is open */
	uint32_t *at;
	size_t cap_at;
	struct passage open;
	size_t cap_anchor;
};

/* Ends the passage that is open, unless it is empty, and opens another. */
void passage_open(struct passages *p, enum passage_kind kind);
/* n bytes that stand at byte `at` of the document's text. */
void passage_add(struct passages *p, const char *s, size_t n, size_t at);
/* One blank, unless one is there or nothing yet. */
void passage_blank(struct passages *p, size_t at);
/* A note called here; [start, end) is the call in the document's text. */
void passage_anchor(struct passages *p, const char *label, size_t start,
		    size_t end);
void passage_close(struct passages *p);

/* Plain text, with or without the marks of Markdown: d->text is set. */
void document_passages_text(struct document *d);

#endif
