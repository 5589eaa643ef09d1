/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the audit keeps in the register: drafts that an officer kept, and
 * findings that were accepted with a reason.
 */
#ifndef HOPTAC_LINT_STORE_H
#define HOPTAC_LINT_STORE_H

#include "lib/base/date.h"
#include "lib/db/db.h"
#include "lint/baseline.h"

struct kept_draft {
	int64_t row;
	const char *name;
	const char *who;
	moment_t when;
};

/* Kept drafts as known after a transaction, the newest first; how many. */
size_t drafts_read(struct arena *a, struct db *db, int64_t known,
		   struct kept_draft **out);

/* The file of one; NULL with e (ERR_NOTFOUND). */
const void *draft_file(struct arena *a, struct db *db, int64_t row,
		       int64_t known, const char **name, size_t *n,
		       struct err *e);

/* Inside a transaction: keeps a file, and returns its row; lets one go. */
int64_t draft_keep(struct db *db, const char *name, const void *data,
		   size_t n);
void draft_drop(struct db *db, int64_t row);

/* The findings accepted, as known after a transaction. */
struct baseline accepted_read(struct arena *a, struct db *db, int64_t known);

/* Inside a transaction: accepts one; one that is accepted already gets the
 * new reason. */
void accepted_write(struct db *db, const struct baseline_entry *x);

#endif
