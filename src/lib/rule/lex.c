/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a formula. */
#include "lib/rule/lex.h"

#include "lib/base/base.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* A point belongs to a number only when a digit follows: 0..5 is a range. */
static size_t number_len(const char *s)
{
	size_t n = digits(s);

	if (s[n] == '.' && is_digit(s[n + 1]))
		n += 1 + digits(s + n + 1);
	return n;
}

static size_t sign_len(const char *s)
{
	static const char *const two[] = {"<=", ">=", "!=", "=>", ".."};

	for (size_t i = 0; i < ARRAY_LEN(two); i++)
		if (strncmp(s, two[i], 2) == 0)
			return 2;
	return strchr("+-*/()[],%=<>", *s) ? 1 : 0;
}

/* A character that does not belong, with the bytes that continue it. */
static size_t other_len(const char *s)
{
	size_t n = 1;

	while (n < 4 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

static bool is_word(char c)
{
	return is_letter(c) || is_digit(c);
}

static size_t word_len(const char *s)
{
	size_t n = 0;

	while (is_word(s[n]))
		n++;
	return n;
}

struct token lex_code(const char *text, size_t at)
{
	struct token t = {.kind = TOK_NAME, .start = at};

	t.len = word_len(text + at);
	while (t.len > 0 && text[at + t.len] == '-' &&
	       is_word(text[at + t.len + 1]))
		t.len += 1 + word_len(text + at + t.len + 1);
	return t;
}

struct token lex_next(const char *text, size_t at)
{
	struct token t = {.kind = TOK_END};
	const char *s;

	at += strspn(text + at, " \t\r\n");
	s = text + at;
	t.start = at;
	if (*s == '\0')
		return t;
	if (is_letter(*s)) {
		t.kind = TOK_NAME;
		t.len = word_len(s);
		return t;
	}
	if (is_digit(*s)) {
		t.kind = TOK_NUMBER;
		t.len = number_len(s);
		return t;
	}
	t.len = sign_len(s);
	t.kind = TOK_SIGN;
	if (t.len == 0) {
		t.kind = TOK_OTHER;
		t.len = other_len(s);
	}
	return t;
}

bool lex_is(const char *text, struct token t, const char *s)
{
	return t.len == strlen(s) && strncmp(text + t.start, s, t.len) == 0;
}

int lex_column(const char *text, size_t at)
{
	int column = 1;

	for (size_t i = 0; i < at; i++)
		column += ((unsigned char)text[i] & 0xc0) != 0x80;
	return column;
}
