/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments in a Word document that somebody else wrote: only what a comment
 * needs is added, every other byte stays as it is, and comments that were
 * there stay too.
 */
#ifndef HOPTAC_FILE_DOCXNOTE_H
#define HOPTAC_FILE_DOCXNOTE_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stddef.h>

/* A comment on what stands in bytes [from, to) of the document's part: text
 * of a run, or an element of one.  The text of the comment has a paragraph for
 * each line. */
struct docx_remark {
	size_t from, to;
	const char *text;
};

/*
 * The n bytes of a .docx with these comments, by author "hoptac", without a
 * date, so that the same call gives the same bytes.  name: of the file, for
 * messages; part: the one that the bytes are counted in,
 * "word/document.xml".  On the arena, *len gets the length; NULL with
 * ERR_INPUT (the file is broken) or ERR_IO.
 */
char *docx_remarks_add(struct arena *a, const char *name, const void *data,
		       size_t n, const char *part,
		       const struct docx_remark *remark, size_t count,
		       size_t *len, struct err *e);

#endif
