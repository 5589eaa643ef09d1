/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one rule finds in a short text, as a line that a test compares:
 * "error: 46 | 47 => 46 → 47; note: x" (severity, parts, repair).
 */
#ifndef HOPTAC_TEST_FINDING_H
#define HOPTAC_TEST_FINDING_H

#include "lint/lint.h"

#include "check/check.h"
#include "lib/base/buf.h"

#include <string.h>

static inline const char *found_in(struct arena *a, const char *rule,
				   const struct document *d)
{
	struct lint_options o = { .only = rule };
	struct buf b = BUF_INIT(a);
	struct lint *l = lint_run(a, d, &o);

	for (size_t i = 0; i < l->nfinding; i++) {
		const struct lint_finding *f = &l->finding[i];

		buf_addf(&b, "%s%s:", i ? "; " : "",
			 severity_code(f->severity));
		for (size_t k = 0; k < f->npart; k++)
			buf_addf(&b, "%s %s", k ? " |" : "",
				 lint_quote(a, d, f->part[k].start,
					    f->part[k].end));
		if (f->repair)
			buf_addf(&b, " => %s", f->repair);
	}
	return b.data;
}

static inline const char *found(struct arena *a, const char *rule,
				const char *text)
{
	struct err e = { 0 };
	struct document *d = document_parse(a, "t.md", text, strlen(text), &e);

	if (!d)
		BUG("%s", e.message);
	return found_in(a, rule, d);
}

#endif
