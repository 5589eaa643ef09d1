/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A copy of a Word draft with a comment for each finding.
 */
#ifndef HOPTAC_LINT_ANNOTATE_H
#define HOPTAC_LINT_ANNOTATE_H

#include "lint/lint.h"

/*
 * The n bytes of the .docx that was audited, with one comment at the words of
 * each finding that was not accepted; every other byte as it is.  On the
 * arena, *len gets the length.  NULL with ERR_INPUT when the draft is no
 * .docx, or ERR_IO.
 */
char *lint_annotate(struct arena *a, const struct lint *l, const void *data,
		    size_t n, size_t *len, struct err *e);

#endif
