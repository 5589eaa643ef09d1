/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings that somebody looked at and let stand, each with the reason: a
 * baseline.  On the command line it is a file beside the draft,
 *
 *	{"accepted": [{"id": "1f0c...", "rule": "...", "quote": "...",
 *	               "reason": "..."}]}
 *
 * in the web application a table of the register.  A finding keeps its id as
 * long as its words do, so a baseline holds for the next draft too.
 */
#ifndef HOPTAC_LINT_BASELINE_H
#define HOPTAC_LINT_BASELINE_H

#include "lint/lint.h"

struct baseline_entry {
	const char *id;
	const char *rule;
	const char *quote;  /* for people */
	const char *reason;
};

struct baseline {
	struct baseline_entry *entry;
	size_t n, cap;
};

/* Reads a file; one that does not exist yet is empty.  0, or -1 with e:
 * ERR_INPUT naming the place where it is no baseline. */
int baseline_read(struct arena *a, const char *path, struct baseline *out,
		  struct err *e);

/* Writes it, whole or not at all. */
int baseline_write(struct arena *a, const char *path,
		   const struct baseline *b, struct err *e);

/* Marks the findings that stand in it as accepted. */
void baseline_apply(const struct baseline *b, struct lint *l);

/* Adds every finding that is not accepted yet, for one reason; how many. */
size_t baseline_accept(struct baseline *b, struct lint *l, const char *reason);

#endif
