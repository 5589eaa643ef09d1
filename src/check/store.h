/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SQL of checks: reasons for broken warnings, inquiries with units, each
 * with the figures that they stand on, as known when.
 */
#ifndef HOPTAC_CHECK_STORE_H
#define HOPTAC_CHECK_STORE_H

#include "check/inquiry.h"
#include "check/reason.h"

/* The reasons in the plans of a year that stood after a transaction, of every
 * place, in the order in which they were given.  0 or -1. */
int reason_load(struct arena *a, struct db *db, int year, int64_t known,
		struct reason **out, size_t *n, struct err *e);

/* Keeps a reason in the open write transaction, withdrawing the one that
 * stands in the same context.  0 or -1. */
int reason_insert(struct arena *a, struct db *db, const struct reason *r,
		  struct err *e);

/* Withdraws the version r with its figures; ERR_CONFLICT when it does not
 * stand any more.  0 or -1. */
int reason_remove(struct db *db, const struct reason *r, struct err *e);

/* The inquiries in the plans of a year as known after a transaction, with all
 * that was said until then, in the order in which they were first asked.  0
 * or -1. */
int inquiry_load(struct arena *a, struct db *db, int year, int64_t known,
		 struct inquiry **out, size_t *n, struct err *e);

/* One that is not closed stands for this unit in this context. */
bool inquiry_stands(struct db *db, const struct inquiry *i);

/* Keeps what is said, in the open write transaction, as the next version of an
 * inquiry: of a new one when it has no id (*id gets it), else of the one whose
 * last entry it knows; ERR_CONFLICT when that is not the last any more.  The
 * figures of i replace those kept when it is a question.  0 or -1. */
int inquiry_insert(struct arena *a, struct db *db, const struct inquiry *i,
		   const struct inquiry_entry *said, int64_t *id,
		   struct err *e);

#endif
