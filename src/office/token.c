/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens of users, and when each was used last. */
#include "office/token.h"

#include "lib/db/db.h"
#include "office/internal.h"

#include <pthread.h>
#include <sodium.h>

/* --- when they were used ---------------------------------------------------------- */

/* In memory: to write it down would make every question a transaction. */
enum { USES = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct use {
	int64_t row;
	moment_t at;
} uses[USES];

static void use_note(int64_t row, moment_t now)
{
	struct use *oldest = &uses[0];

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < USES; i++) {
		if (uses[i].row == row) {
			oldest = &uses[i];
			break;
		}
		if (uses[i].at < oldest->at)
			oldest = &uses[i];
	}
	*oldest = (struct use){ row, now };
	pthread_mutex_unlock(&lock);
}

static moment_t use_last(int64_t row)
{
	moment_t at = 0;

	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < USES; i++)
		if (uses[i].row == row)
			at = uses[i].at;
	pthread_mutex_unlock(&lock);
	return at;
}

/* --- tokens --------------------------------------------------------------------------- */

static void hash_of(const char *text, char out[TOKEN_HASH])
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text,
			   strlen(text), NULL, 0);
	sodium_bin2hex(out, TOKEN_HASH, hash, sizeof hash);
}

int token_make(struct db *db, int64_t account, const char *name,
	       char text[TOKEN_TEXT + 1], struct err *e)
{
	unsigned char raw[32];
	char hex[2 * sizeof raw + 1];
	char hash[TOKEN_HASH];

	if (!name || !*name) {
		err_set(e, ERR_INPUT, "chưa ghi mã này dùng cho việc gì");
		return err_field(e, "name");
	}
	if (token_count(db, account) >= TOKENS_MAX) {
		err_set(e, ERR_RULE, "đã có %d mã đang dùng", TOKENS_MAX);
		return err_hint(e, "thu hồi mã không còn dùng trước");
	}
	randombytes_buf(raw, sizeof raw);
	sodium_bin2hex(hex, sizeof hex, raw, sizeof raw);
	snprintf(text, TOKEN_TEXT + 1, "%s%s", TOKEN_PREFIX, hex);
	hash_of(text, hash);
	token_write(db, account, name, hash);
	return db_failed(db, e);
}

int token_revoke(struct db *db, int64_t account, int64_t row, struct err *e)
{
	if (!token_stands(db, account, row))
		return err_set(e, ERR_NOTFOUND,
			       "mã này không có hoặc đã thu hồi");
	db_withdraw(db, "token", row);
	return db_failed(db, e);
}

void token_revoke_all(struct db *db, int64_t account)
{
	int64_t row;

	while ((row = token_any(db, account)))
		db_withdraw(db, "token", row);
}

size_t token_list(struct arena *a, struct db *db, int64_t account,
		  struct token **out)
{
	size_t n = token_rows(a, db, account, out);

	for (size_t i = 0; i < n; i++)
		(*out)[i].used = use_last((*out)[i].row);
	return n;
}

int64_t token_account(struct db *db, const char *text, moment_t now)
{
	char hash[TOKEN_HASH];
	int64_t account;
	int64_t row;

	if (strlen(text) != TOKEN_TEXT)
		return 0;
	hash_of(text, hash);
	account = token_row(db, hash, &row);
	if (account)
		use_note(row, now);
	return account;
}
