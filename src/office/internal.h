/* SPDX-License-Identifier: Apache-2.0 */
/* Between the files of this folder. */
#ifndef HOPTAC_OFFICE_INTERNAL_H
#define HOPTAC_OFFICE_INTERNAL_H

#include "office/account.h"
#include "office/token.h"

struct db;

/* What store.c keeps of a user beside struct account. */
struct credential {
	char *password; /* NULL: there is none */
	uint8_t totp[TOTP_SECRET];
	bool has_totp;
	int64_t totp_step;
};

size_t account_rows(struct arena *a, struct db *db, int64_t known,
		 struct account **out);
bool account_row_by_id(struct arena *a, struct db *db, int64_t id,
		    struct account *out);
bool account_row_by_login(struct arena *a, struct db *db, const char *login,
		       struct account *out);
/* Enabled users of a role, but for one. */
int64_t account_count(struct db *db, const char *role, int64_t but);
int64_t account_next(struct db *db);

/* Whether a unit that stands has, or had, this code. */
bool unit_known(struct db *db, const char *code);

/* Writes the version that stands from now on. */
void account_write(struct db *db, const struct account *u);

enum { TOKEN_HASH = 65 }; /* with its NUL */

void token_write(struct db *db, int64_t account, const char *name,
		 const char *hash);
/* Those of an account that stand; whether one of them is it. */
int64_t token_count(struct db *db, int64_t account);
bool token_stands(struct db *db, int64_t account, int64_t row);
/* The account of the token that stands with this hash, or 0. */
int64_t token_row(struct db *db, const char *hash, int64_t *row);
/* One that stands of an account, 0: none does. */
int64_t token_any(struct db *db, int64_t account);
size_t token_rows(struct arena *a, struct db *db, int64_t account,
		  struct token **out);

void credential_read(struct arena *a, struct db *db, int64_t id,
		     struct credential *out);
void credential_password(struct db *db, int64_t id, const char *hash,
			 moment_t since);
void credential_since(struct db *db, int64_t id, moment_t since);
void credential_totp(struct db *db, int64_t id, const uint8_t *secret);
void credential_step(struct db *db, int64_t id, int64_t step);

#endif
