/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changing an XML part in a few places and leaving every other byte alone.
 *
 * expat reads the part and says where its elements stand; what is to change
 * is noted as a replacement of bytes, and all are made at once.  Only for
 * UTF-8 parts, which is what office programs write.  Only inside lib/file.
 */
#ifndef HOPTAC_FILE_MARKUP_H
#define HOPTAC_FILE_MARKUP_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>

struct markup {
	struct arena *arena;
	const char *what; /* the part, for messages */
	const char *data;
	size_t n;
	struct markup_edit *edit;
	size_t nedit, cap;
};

/* An element, by its bytes: [start, inner) is its start tag, [inner, outer)
 * what it holds, [outer, end) its end tag.  In an empty element all three are
 * its end. */
struct element {
	const char *name;        /* with its prefix, "x:fills" */
	const char **attribute;  /* name, value, ..., NULL; names with prefix */
	int depth;               /* 0: the root */
	size_t start, inner, outer, end;
	const struct element *parent;
};

/* The name without prefix; the prefix with its colon, or "". */
const char *element_local(const struct element *el);
const char *element_prefix(struct arena *a, const struct element *el);
bool element_is(const struct element *el, const char *local);
/* An attribute by its local name, or NULL. */
const char *element_get(const struct element *el, const char *local);

/* A copy that lives as long as m's arena, as far as it is known; without its
 * parent. */
struct element *element_keep(struct markup *m, const struct element *el);

/* The start tag written again, with attribute `name` set to value, and those
 * of its attributes that are not named so.  Ends in ">" or "/>" as it was. */
char *element_with(struct arena *a, const struct markup *m,
		   const struct element *el, const char *name,
		   const char *value);

/*
 * Reads the whole part.  open is called at each start tag (outer and end are
 * not known yet), close at each end; either may be NULL.  What they are given
 * ends with the element: see element_keep.  0 or -1 with e: broken, with a
 * document type, or not in UTF-8.
 */
struct markup_reader {
	void *ctx;
	void (*open)(void *ctx, const struct element *el);
	void (*close)(void *ctx, const struct element *el);
};
int markup_read(struct markup *m, const struct markup_reader *r,
		struct err *e);

/* Notes that bytes [from, to) become text; from = to inserts.  No two may
 * overlap; insertions at one place come in the order noted. */
void markup_replace(struct markup *m, size_t from, size_t to,
		    const char *text);

/* Puts text at the end of what the element holds. */
void markup_append(struct markup *m, const struct element *el,
		   const char *text);

/* The part with all changes. */
char *markup_result(struct markup *m, size_t *n);

#endif
