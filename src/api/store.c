/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of the log. */
#include "api/internal.h"

#include "lib/db/db.h"

#include <sodium.h>

size_t log_read(struct arena *a, struct db *db, int64_t before,
		const char *who, int64_t limit, struct log_entry **out)
{
	struct rows *r = db_query(db,
				  "SELECT id, at, who, why, hash FROM tx"
				  " WHERE id < $1 AND ($2 IS NULL OR who = $2)"
				  " ORDER BY id DESC LIMIT $3",
				  db_int(before), db_text(who), db_int(limit));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r)) {
		size_t size;
		const void *hash = db_col_blob(r, 4, &size);
		char *hex = arena_alloc(a, 2 * size + 1);

		sodium_bin2hex(hex, 2 * size + 1, hash, size);
		*VEC_PUSH(a, *out, n, cap) = (struct log_entry){
			.id = db_col_int(r, 0),
			.at = db_col_int(r, 1),
			.who = arena_strdup(a, db_col_text(r, 2)),
			.why = arena_strdup(a, db_col_text(r, 3)),
			.hash = hex,
		};
	}
	return n;
}
