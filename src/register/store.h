/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The register's SQL.  Writers work in the open write transaction; readers
 * that return rows give them in order of organisation, for organisations
 * first..last, as known after one transaction.  Errors stick to the handle.
 */
#ifndef HOPTAC_REGISTER_STORE_H
#define HOPTAC_REGISTER_STORE_H

#include "register/register.h"

struct rows;

/* --- writing ---------------------------------------------------------- */

int64_t store_add_organisation(struct db *db, const char *kind,
			       bool demonstration);
void store_add_identifier(struct db *db, int64_t org,
			  const struct org_identifier *id);
void store_add_version(struct db *db, int64_t org,
		       const struct org_version *v);
/* With event->id 0 a new event gets its id; else a new version of that one. */
int64_t store_add_event(struct db *db, int64_t org,
			const struct org_event *event);
void store_add_link(struct db *db, const struct org_link *link);

/* --- what stands, while writing --------------------------------------- */

/* The kind of an organisation, NULL when there is none. */
char *store_kind(struct arena *a, struct db *db, int64_t org);
/* Whose identifier this is: its organisation, 0 when free. */
int64_t store_identifier_org(struct db *db, const char *kind,
			     const char *number);
/* As known after a transaction: the first organisation with a number of any
 * kind; id itself when there is such an organisation.  Else 0. */
int64_t store_by_number(struct db *db, const char *number, int64_t known);
int64_t store_organisation(struct db *db, int64_t id, int64_t known);
/* The name that an organisation has had last. */
char *store_last_name(struct arena *a, struct db *db, int64_t org);
/* The organisation of an event, 0 when there is none. */
int64_t store_event_org(struct db *db, int64_t event);
bool store_linked(struct db *db, int64_t member, int64_t of,
		  const char *kind);
/* The last day of a unit of the territory that stands; DAY_MIN when there is
 * none. */
day_t store_unit_end(struct db *db, int64_t unit);
/* The first day of the version that holds on a day, and its row; false when
 * none does. */
bool store_version_at(struct db *db, int64_t org, day_t on, day_t *from,
		      int64_t *row);

/* --- reading ----------------------------------------------------------- */

/* The range of organisations and the state of knowledge to read. */
struct scope {
	int64_t first;
	int64_t last;
	int64_t known;
};

struct scope_size {
	size_t norg;
	size_t nversion;
	size_t nevent;
	size_t nidentifier;
	size_t nlink;
};
struct scope_size store_size(struct db *db, const struct scope *s);

/* id, kind, demonstration */
struct rows *store_organisations(struct db *db, const struct scope *s);
/* org, then what store_version reads from column 1 on; and so below. */
struct rows *store_versions(struct db *db, const struct scope *s);
struct rows *store_events(struct db *db, const struct scope *s);
struct rows *store_identifiers(struct db *db, const struct scope *s);
/* Links of members in the scope: what store_link reads from column 0 on. */
struct rows *store_links(struct db *db, const struct scope *s);

void store_version(struct arena *a, struct rows *r, int col,
		   struct org_version *out);
void store_event(struct arena *a, struct rows *r, int col,
		 struct org_event *out);
void store_identifier(struct arena *a, struct rows *r, int col,
		      struct org_identifier *out);
void store_link(struct arena *a, struct rows *r, int col,
		struct org_link *out);

/* Links of or to one organisation; then the name of the other. */
struct rows *store_links_of(struct db *db, int64_t org, int64_t known);

/* All standing names: org, name, seat. */
struct rows *store_names(struct db *db);

/* Organisations of which a name holds all words (LIKE patterns on fold; at
 * most STORE_WORDS, the others "%"), or which have this number; by the name
 * they have on a day. */
enum { STORE_WORDS = 6 };
struct rows *store_search(struct db *db, const char *const word[STORE_WORDS],
			  const char *number, day_t on, int64_t known);

/* Every version and every event of one organisation that was written up to a
 * transaction, withdrawn or not.  Columns: known_from, known_to, then what
 * store_version or store_event reads. */
struct rows *store_version_history(struct db *db, int64_t org, int64_t known);
struct rows *store_event_history(struct db *db, int64_t org, int64_t known);

/* Who wrote a transaction, when and why. */
void store_tx(struct arena *a, struct db *db, int64_t tx, moment_t *at,
	      const char **who, const char **why);

#endif
