/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the parts of the parser share: the token at hand and how to refuse.
 *
 * A function that fails has set the parser's error and returns NULL or -1;
 * the first error stays, so callers only pass it on.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_PARSER_H
#define HOPTAC_RULE_PARSER_H

#include "lib/rule/lex.h"
#include "lib/rule/measure.h"

struct parser {
	struct arena *arena;
	const struct rule_names *names;
	const char *text;
	struct token tok; /* the next one */
	size_t end;       /* of the last one taken, in bytes */
	int depth;        /* of nesting */
	struct err *e;
};

/* Refuse: with a message; with "expected WHAT, but there stands ..."; or with
 * only the place, of an error that a callback has set.  Always NULL. */
void *parser_fail(struct parser *p, int column, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void *parser_expected(struct parser *p, const char *what);
void *parser_fail_at(struct parser *p, int column);

/* Reads the token at or after byte `at` as the next one. */
void parser_look(struct parser *p, size_t at);

/* The column of the next token. */
int parser_column(const struct parser *p);

void parser_take(struct parser *p);

/* The next token is this sign, this word, a word of the grammar. */
bool parser_at_sign(const struct parser *p, const char *s);
bool parser_at_word(const struct parser *p, const char *s);
bool parser_at_reserved(const struct parser *p);

/* If it is, it is taken. */
bool parser_took_sign(struct parser *p, const char *s);
bool parser_took_word(struct parser *p, const char *s);

/* It is taken, or refused.  A code may begin with a digit (2023-H1, 06040). */
int parser_need_sign(struct parser *p, const char *s);
int parser_need_word(struct parser *p, const char *s);
const char *parser_need_name(struct parser *p, const char *what);
const char *parser_need_code(struct parser *p, const char *what);
int parser_need_number(struct parser *p, struct dec *value);

/* The next token's text, taken. */
const char *parser_take_text(struct parser *p);

/* The "%" or the unit that may follow a number; measure_none without. */
int parser_unit(struct parser *p, struct measure *m);

/* One level of nesting more; refused beyond RULE_MAX_DEPTH. */
int parser_deeper(struct parser *p);

/* A measure in words for messages. */
const char *parser_words(struct parser *p, const struct measure *m);

#endif
