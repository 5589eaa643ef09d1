/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Users: who may work here, in which role, for which unit and sector.
 *
 * A role is a row of a table and carries rights; a page or a command of the
 * API asks for a right, never for a role.  A user may be limited to one unit
 * (and those below it) and to one sector.  There is no default account: the
 * first administrator is made by whoever holds the code that the first start
 * prints, or on the command line by whoever may write the data directory.
 *
 * Passwords follow OWASP ASVS 5.0, chapter 6.2: 12 to 128 characters of any
 * kind, no rules of composition, no forced change, none that stands in every
 * list; kept as argon2id (libsodium).  The second factor is TOTP (RFC 6238:
 * SHA-1, 30 seconds, 6 digits), each code once.
 */
#ifndef HOPTAC_OFFICE_ACCOUNT_H
#define HOPTAC_OFFICE_ACCOUNT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"
#include "lib/base/date.h"
#include "lib/cli/cli.h"

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128 }; /* characters */

struct role {
	const char *code;
	const char *name;          /* Vietnamese */
	const char *about;         /* what he does, in a sentence */
	const char *const *rights; /* NULL-ended */
	bool second_factor;        /* should have one */
};

/* Their codes, for a choice. */
#define ROLE_CHOICES "viewer|unit|officer|approver|administrator"

/* Every role, ended by code NULL; one of them by code, or NULL. */
extern const struct role roles[];
const struct role *role_find(const char *code);

struct account {
	int64_t id;
	const char *login;
	const char *name;
	const struct role *role;
	const char *place;  /* "" for the whole province */
	day_t place_since;  /* when it was written: the day its code is of */
	const char *sector; /* "" for all */
	bool disabled;
	bool has_totp;
	moment_t since;     /* the password was set, or the account disabled:
				sessions begun before are over */
};

/* True when the role of an enabled user carries the right. */
bool account_may(const struct account *u, const char *right);

/* The users, as known after a transaction, by login; how many. */
size_t account_list(struct arena *a, struct db *db, int64_t known,
		 struct account **out);

/* One of them, as known now.  0, or -1 with ERR_NOTFOUND. */
int account_get(struct arena *a, struct db *db, int64_t id, struct account *out,
	     struct err *e);
int account_find(struct arena *a, struct db *db, const char *login,
	      struct account *out, struct err *e);

/*
 * In the open write transaction: a new user (u->id is ignored, *id gets it),
 * a new version of one.  Checked are login (3 to 32 of a-z 0-9 . _ -), name,
 * role, unit; the last enabled administrator can neither be disabled nor get
 * another role.  0, or -1 with e (field set).
 */
int account_add(struct db *db, const struct account *u, const char *password,
	     int64_t *id, struct err *e);
int account_change(struct db *db, const struct account *u, struct err *e);

/* May this be the password of that user?  0, or -1 with ERR_INPUT that says
 * why not. */
int password_check(const char *password, const char *login, struct err *e);

/* Sets a new password, in the open write transaction: sessions and tokens of
 * the account end with the old one (OWASP ASVS 7.4.3), as they do when
 * account_change disables it.  Takes about 0.1 s and 64 MB, as does
 * account_login; one at a time. */
int account_set_password(struct db *db, int64_t id, const char *password,
		      struct err *e);

/*
 * Who logs in.  0 with *out; -1 with ERR_RULE and one message for every
 * reason (unknown, disabled, wrong), in the same time.
 */
int account_login(struct arena *a, struct db *db, const char *login,
	       const char *password, struct account *out, struct err *e);

/*
 * The second factor.  user_totp_new makes a secret (20 bytes) and sets it when
 * `code` proves, in the open write transaction, that the user's device holds
 * it; account_totp_take accepts a code of the present half-minute or of the ones
 * beside it, once: it needs the write transaction because it remembers.  0,
 * or -1 with ERR_RULE.
 */
enum { TOTP_SECRET = 20 };
void totp_secret(uint8_t out[TOTP_SECRET]);
/* The six digits at a moment. */
int totp_code(const uint8_t secret[TOTP_SECRET], moment_t at);
/* "otpauth://totp/..." for the device, on the arena. */
char *totp_url(struct arena *a, const char *login,
	       const uint8_t secret[TOTP_SECRET])
	__attribute__((returns_nonnull));
int account_totp_set(struct db *db, int64_t id, const uint8_t secret[TOTP_SECRET],
		  int code, moment_t now, struct err *e);
int account_totp_take(struct db *db, int64_t id, int code, moment_t now,
		   struct err *e);


extern const struct cmd office_cmds[];

#endif
