/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder are given. */
#ifndef HOPTAC_OFFICE_PAGES_H
#define HOPTAC_OFFICE_PAGES_H

#include "lib/html/parts.h"
#include "lib/http/http.h"
#include "office/account.h"
#include "office/token.h"

struct login_view {
	const char *csrf;
	const char *to;  /* the page that was asked for */
	bool first;      /* there is no user yet */
	struct control control[6];
	size_t n_control;
};

struct account_view {
	struct control password[3];
	size_t n_password;
	bool has_totp;
	const char *totp_url;
	const char *totp_secret; /* as 40 digits of base 16 */
	struct control code[1];
	const struct session *session;
	size_t n_session;
};

struct tokens_view {
	const struct token *token;
	size_t n;
	const char *fresh; /* just made: shown this once; or NULL */
	struct control control[1];
};

struct users_view {
	const struct account *user;
	size_t n;
};

struct user_view {
	const char *action;
	struct control control[8];
	size_t n_control;
	const struct role *role;
	size_t n_role;
};

#endif
