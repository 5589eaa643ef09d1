/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The log: who changed what, when and why, from the transactions themselves.
 * Nothing is logged besides; what a transaction wrote is read back from the
 * tables.
 */
#ifndef HOPTAC_ADMIN_AUDIT_H
#define HOPTAC_ADMIN_AUDIT_H

#include "figure/figure.h"
#include "lib/http/http.h"
#include "register/register.h"

extern const struct page audit_pages[];

struct audit_entry {
	int64_t tx;
	moment_t at;
	const char *who;
	const char *why;
	const char *digest; /* base 16 */
	const char *hash;
};

/* What is looked for; 0 and NULL: everything. */
struct audit_filter {
	const char *who;
	const char *words; /* in the reason, marks and case aside */
	moment_t from;
	moment_t to;       /* the last one; 0: until now */
};

/* The entries that fit, the newest first: `size` of them, after `skip`.
 * Returns how many there are in all. */
size_t audit_list(struct arena *a, struct db *db, const struct audit_filter *f,
		  size_t skip, size_t size, struct audit_entry **out,
		  size_t *n);

/* One entry, ERR_NOTFOUND when there is none. */
int audit_get(struct arena *a, struct db *db, int64_t tx,
	      struct audit_entry *out, struct err *e);

/* Everybody who ever wrote, in order. */
size_t audit_people(struct arena *a, struct db *db, const char ***out);

enum { AUDIT_MOST = 100 }; /* changes that are told one by one */

/* Reported figures that it wrote, with what stood before. */
struct audit_figure {
	struct figure_key key;
	struct quantity now;
	struct quantity before;
	bool has_now; /* false: told to be missing and the like */
	bool has_before;
};
size_t audit_figures(struct arena *a, struct db *db, int64_t tx,
		     struct audit_figure **out);

/* Events that it recorded, corrected (before) or took back (voided). */
struct audit_event {
	int64_t org;
	const char *name; /* of the organisation, the last one */
	const char *kind; /* code of the pack */
	day_t day;
	int64_t quantity; /* REG_NONE */
	bool corrected;
	bool voided;
	day_t day_before;
	int64_t quantity_before;
};
size_t audit_events(struct arena *a, struct db *db, int64_t tx,
		    struct audit_event **out);

#endif
