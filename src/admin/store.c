/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of users and of what proves that they are it. */
#include "admin/internal.h"

#include "lib/db/db.h"

#define USER_COLUMNS                                                         \
	"SELECT u.id, u.login, u.name, u.role, u.place, u.sector, u.disabled," \
	" EXISTS (SELECT 1 FROM credential c WHERE c.app_user = u.id"         \
	" AND c.totp IS NOT NULL) FROM app_user u "

static struct user read_user(struct arena *a, struct rows *r)
{
	return (struct user){
		.id = db_col_int(r, 0),
		.login = arena_strdup(a, db_col_text(r, 1)),
		.name = arena_strdup(a, db_col_text(r, 2)),
		.role = role_find(db_col_text(r, 3)),
		.place = arena_strdup(a, db_col_text(r, 4)),
		.sector = arena_strdup(a, db_col_text(r, 5)),
		.disabled = db_col_int(r, 6) != 0,
		.has_totp = db_col_int(r, 7) != 0,
	};
}

size_t user_rows(struct arena *a, struct db *db, int64_t known,
		 struct user **out)
{
	struct rows *r = db_query(db, USER_COLUMNS
				  "WHERE u.known_from <= $1 AND u.known_to > $1"
				  " ORDER BY u.login", db_int(known));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r)) {
		struct user u = read_user(a, r);

		*VEC_PUSH(a, *out, n, cap) = u;
	}
	return n;
}

/* The one row of a query, if there is one. */
static bool one_user(struct arena *a, struct rows *r, struct user *out)
{
	if (!db_step(r))
		return false;
	*out = read_user(a, r);
	db_end(r);
	return true;
}

bool user_row_by_id(struct arena *a, struct db *db, int64_t id,
		    struct user *out)
{
	return one_user(a, db_query(db, USER_COLUMNS
				    "WHERE u.id = $1 AND u.known_to = $2",
				    db_int(id), db_int(DB_STILL)), out);
}

bool user_row_by_login(struct arena *a, struct db *db, const char *login,
		       struct user *out)
{
	return one_user(a, db_query(db, USER_COLUMNS
				    "WHERE u.login = $1 AND u.known_to = $2",
				    db_text(login), db_int(DB_STILL)), out);
}

int64_t user_count(struct db *db, const char *role, int64_t but)
{
	return db_get_int(db, 0,
			  "SELECT COUNT(*) FROM app_user WHERE role = $1"
			  " AND disabled = 0 AND id <> $2 AND known_to = $3",
			  db_text(role), db_int(but), db_int(DB_STILL));
}

int64_t user_next(struct db *db)
{
	return db_next(db, "app_user", "id");
}

bool unit_known(struct db *db, const char *code)
{
	return db_get_int(db, 0, "SELECT 1 FROM unit WHERE code = $1 LIMIT 1",
			  db_text(code)) != 0;
}

void user_write(struct db *db, const struct user *u)
{
	int64_t standing = db_get_int(db, 0,
				      "SELECT row FROM app_user WHERE id = $1"
				      " AND known_to = $2",
				      db_int(u->id), db_int(DB_STILL));

	if (standing)
		db_withdraw(db, "app_user", standing);
	db_run(db,
	       "INSERT INTO app_user (row, known_from, known_to, id, login,"
	       " name, role, place, sector, disabled)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	       db_int(db_next(db, "app_user", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(u->id), db_text(u->login),
	       db_text(u->name), db_text(u->role->code), db_text(u->place),
	       db_text(u->sector), db_int(u->disabled));
}

void credential_read(struct arena *a, struct db *db, int64_t id,
		     struct credential *out)
{
	struct rows *r = db_query(db,
				  "SELECT password, totp, totp_step"
				  " FROM credential WHERE app_user = $1",
				  db_int(id));
	const void *secret;
	size_t n;

	*out = (struct credential){ 0 };
	if (!db_step(r))
		return;
	out->password = arena_strdup(a, db_col_text(r, 0));
	out->totp_step = db_col_int(r, 2);
	secret = db_col_blob(r, 1, &n);
	if (secret && n == TOTP_SECRET) {
		memcpy(out->totp, secret, n);
		out->has_totp = true;
	}
	db_end(r);
}

void credential_password(struct db *db, int64_t id, const char *hash)
{
	if (db_run(db, "UPDATE credential SET password = $2 WHERE app_user = $1",
		   db_int(id), db_text(hash)) == 0)
		db_run(db,
		       "INSERT INTO credential (app_user, password, totp_step)"
		       " VALUES ($1, $2, 0)", db_int(id), db_text(hash));
}

void credential_totp(struct db *db, int64_t id, const uint8_t *secret)
{
	db_run(db, "UPDATE credential SET totp = $2 WHERE app_user = $1",
	       db_int(id), db_blob(secret, TOTP_SECRET));
}

void credential_step(struct db *db, int64_t id, int64_t step)
{
	db_run(db, "UPDATE credential SET totp_step = $2 WHERE app_user = $1",
	       db_int(id), db_int(step));
}
