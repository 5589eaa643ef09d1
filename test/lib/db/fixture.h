/* SPDX-License-Identifier: Apache-2.0 */
/* A small versioned table for the tests of lib/db. */
#ifndef HOPTAC_TEST_DB_FIXTURE_H
#define HOPTAC_TEST_DB_FIXTURE_H

#include "lib/db/internal.h"
#include "test.h"

/* fact(row, id, value, note), in a new database: in a directory given, or in
 * one of its own that ends with the arena. */
struct db *fixture_in(struct arena *a, const char *dir);
struct db *fixture(struct arena *a, char **dir);

/* Writes, and corrects, the fact with this id; returns its new row. */
int64_t fixture_write(struct db *db, int64_t id, int64_t value,
		      const char *note);
void fixture_withdraw(struct db *db, int64_t id);

/* A whole transaction that writes one fact. */
void fixture_commit(struct db *db, int64_t id, int64_t value);

/* Runs SQL behind hoptac's back, on a connection without any protection. */
void fixture_tamper(const char *dir, const char *sql);

/* The number of findings of db_verify on the directory; their text is
 * joined into *text when not NULL. */
int fixture_verify(struct arena *a, const char *dir, char **text);

#endif
