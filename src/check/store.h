/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SQL of checks: reasons for broken warnings, with the figures that they
 * stand on, as known when.
 */
#ifndef HOPTAC_CHECK_STORE_H
#define HOPTAC_CHECK_STORE_H

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

#endif
