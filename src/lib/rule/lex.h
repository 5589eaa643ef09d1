/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a formula.  Only inside lib/rule. */
#ifndef HOPTAC_RULE_LEX_H
#define HOPTAC_RULE_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
	TOK_END,
	TOK_NAME,
	TOK_NUMBER, /* digits [ "." digits ] */
	TOK_SIGN,   /* an operator or bracket of one or two characters */
	TOK_OTHER,  /* a character that no formula has, whole in UTF-8 */
};

struct token {
	enum token_kind kind;
	size_t start; /* in bytes; the text has len of them */
	size_t len;
};

/* The token that begins at or after byte `at`, blanks left out. */
struct token lex_next(const char *text, size_t at);

/* The code at byte `at`: letters, digits and "_", with "-" between them, as
 * in 2023-H1 and 06040; len 0 when there is none. */
struct token lex_code(const char *text, size_t at);

/* Whether the token's text is s. */
bool lex_is(const char *text, struct token t, const char *s);

/* The column of byte `at`: code points from 1. */
int lex_column(const char *text, size_t at);

#endif
