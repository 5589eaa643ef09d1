/* SPDX-License-Identifier: Apache-2.0 */
/* The SQL of users and of what proves that they are it. */
#include "office/internal.h"

#include "lib/db/db.h"

#define ACCOUNT_COLUMNS                                                      \
	"SELECT u.id, u.login, u.name, u.role, u.place, u.sector, u.disabled," \
	" c.totp IS NOT NULL, c.since,"                                      \
	/* since when he has this unit, over later versions with the same */ \
	" (SELECT MIN(t.at) FROM account v JOIN tx t ON t.id = v.known_from" \
	" WHERE v.id = u.id AND v.place = u.place AND v.known_from >"        \
	" COALESCE((SELECT MAX(w.known_from) FROM account w WHERE w.id = u.id" \
	" AND w.place <> u.place AND w.known_from < u.known_from), 0))"      \
	" FROM account u LEFT JOIN credential c ON c.account = u.id "

/* A transaction that is still open has no time yet. */
static day_t day_of(moment_t at)
{
	return at == INT64_MAX ? day_today() : moment_day(at);
}

static struct account read_account(struct arena *a, struct rows *r)
{
	return (struct account){
		.id = db_col_int(r, 0),
		.login = arena_strdup(a, db_col_text(r, 1)),
		.name = arena_strdup(a, db_col_text(r, 2)),
		.role = role_find(db_col_text(r, 3)),
		.place = arena_strdup(a, db_col_text(r, 4)),
		.sector = arena_strdup(a, db_col_text(r, 5)),
		.disabled = db_col_int(r, 6) != 0,
		.has_totp = db_col_int(r, 7) != 0,
		.since = db_col_int(r, 8),
		.place_since = day_of(db_col_int(r, 9)),
	};
}

size_t account_rows(struct arena *a, struct db *db, int64_t known,
		 struct account **out)
{
	struct rows *r = db_query(db, ACCOUNT_COLUMNS
				  "WHERE u.known_from <= $1 AND u.known_to > $1"
				  " ORDER BY u.login", db_int(known));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r)) {
		struct account u = read_account(a, r);

		*VEC_PUSH(a, *out, n, cap) = u;
	}
	return n;
}

/* The one row of a query, if there is one. */
static bool one_account(struct arena *a, struct rows *r, struct account *out)
{
	if (!db_step(r))
		return false;
	*out = read_account(a, r);
	db_end(r);
	return true;
}

bool account_row_by_id(struct arena *a, struct db *db, int64_t id,
		    struct account *out)
{
	return one_account(a, db_query(db, ACCOUNT_COLUMNS
				    "WHERE u.id = $1 AND u.known_to = $2",
				    db_int(id), db_int(DB_STILL)), out);
}

bool account_row_by_login(struct arena *a, struct db *db, const char *login,
		       struct account *out)
{
	return one_account(a, db_query(db, ACCOUNT_COLUMNS
				    "WHERE u.login = $1 AND u.known_to = $2",
				    db_text(login), db_int(DB_STILL)), out);
}

int64_t account_count(struct db *db, const char *role, int64_t but)
{
	return db_get_int(db, 0,
			  "SELECT COUNT(*) FROM account WHERE role = $1"
			  " AND disabled = 0 AND id <> $2 AND known_to = $3",
			  db_text(role), db_int(but), db_int(DB_STILL));
}

int64_t account_next(struct db *db)
{
	return db_next(db, "account", "id");
}

bool unit_known(struct db *db, const char *code)
{
	return db_get_int(db, 0,
			  "SELECT 1 FROM unit WHERE code = $1"
			  " AND known_to = $2 LIMIT 1",
			  db_text(code), db_int(DB_STILL)) != 0;
}

void account_write(struct db *db, const struct account *u)
{
	int64_t standing = db_get_int(db, 0,
				      "SELECT row FROM account WHERE id = $1"
				      " AND known_to = $2",
				      db_int(u->id), db_int(DB_STILL));

	if (standing)
		db_withdraw(db, "account", standing);
	db_run(db,
	       "INSERT INTO account (row, known_from, known_to, id, login,"
	       " name, role, place, sector, disabled)"
	       " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
	       db_int(db_next(db, "account", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(u->id), db_text(u->login),
	       db_text(u->name), db_text(u->role->code), db_text(u->place),
	       db_text(u->sector), db_int(u->disabled));
}

void credential_read(struct arena *a, struct db *db, int64_t id,
		     struct credential *out)
{
	struct rows *r = db_query(db,
				  "SELECT password, totp, totp_step"
				  " FROM credential WHERE account = $1",
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

void credential_password(struct db *db, int64_t id, const char *hash,
			 moment_t since)
{
	if (db_run(db,
		   "UPDATE credential SET password = $2, since = $3"
		   " WHERE account = $1",
		   db_int(id), db_text(hash), db_int(since)) == 0)
		db_run(db,
		       "INSERT INTO credential (account, password, since,"
		       " totp_step) VALUES ($1, $2, $3, 0)",
		       db_int(id), db_text(hash), db_int(since));
}

void credential_since(struct db *db, int64_t id, moment_t since)
{
	db_run(db, "UPDATE credential SET since = $2 WHERE account = $1",
	       db_int(id), db_int(since));
}

void credential_totp(struct db *db, int64_t id, const uint8_t *secret)
{
	db_run(db, "UPDATE credential SET totp = $2 WHERE account = $1",
	       db_int(id), db_blob(secret, TOTP_SECRET));
}

void credential_step(struct db *db, int64_t id, int64_t step)
{
	db_run(db, "UPDATE credential SET totp_step = $2 WHERE account = $1",
	       db_int(id), db_int(step));
}

/* --- tokens ------------------------------------------------------------------ */

void token_write(struct db *db, int64_t account, const char *name,
		 const char *hash)
{
	db_run(db,
	       "INSERT INTO token (row, known_from, known_to, account, name,"
	       " hash) VALUES ($1, $2, $3, $4, $5, $6)",
	       db_int(db_next(db, "token", "row")), db_int(db_tx(db)),
	       db_int(DB_STILL), db_int(account), db_text(name),
	       db_text(hash));
}

int64_t token_count(struct db *db, int64_t account)
{
	return db_get_int(db, 0,
			  "SELECT COUNT(*) FROM token WHERE account = $1"
			  " AND known_to = $2",
			  db_int(account), db_int(DB_STILL));
}

int64_t token_any(struct db *db, int64_t account)
{
	return db_get_int(db, 0,
			  "SELECT row FROM token WHERE account = $1"
			  " AND known_to = $2 LIMIT 1",
			  db_int(account), db_int(DB_STILL));
}

bool token_stands(struct db *db, int64_t account, int64_t row)
{
	return db_get_int(db, 0,
			  "SELECT 1 FROM token WHERE account = $1"
			  " AND row = $2 AND known_to = $3",
			  db_int(account), db_int(row), db_int(DB_STILL)) != 0;
}

int64_t token_row(struct db *db, const char *hash, int64_t *row)
{
	struct rows *r = db_query(db,
				  "SELECT account, row FROM token"
				  " WHERE hash = $1 AND known_to = $2",
				  db_text(hash), db_int(DB_STILL));
	int64_t account;

	if (!db_step(r))
		return 0;
	account = db_col_int(r, 0);
	*row = db_col_int(r, 1);
	db_end(r);
	return account;
}

size_t token_rows(struct arena *a, struct db *db, int64_t account,
		  struct token **out)
{
	struct rows *r = db_query(db,
				  "SELECT k.row, k.name, m.at, e.at"
				  " FROM token k JOIN tx m"
				  " ON m.id = k.known_from"
				  " LEFT JOIN tx e ON e.id = k.known_to"
				  " WHERE k.account = $1"
				  " ORDER BY k.known_to DESC, k.row DESC",
				  db_int(account));
	size_t n = 0;
	size_t cap = 0;

	*out = NULL;
	while (db_step(r))
		*VEC_PUSH(a, *out, n, cap) = (struct token){
			.row = db_col_int(r, 0),
			.name = arena_strdup(a, db_col_text(r, 1)),
			.made = db_col_int(r, 2),
			.revoked = db_col_int(r, 3),
		};
	return n;
}
