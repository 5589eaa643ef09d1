/* SPDX-License-Identifier: Apache-2.0 */
/* The token at hand, and refusals with their column. */
#include "lib/rule/parser.h"

#include "lib/rule/interval.h"

/* Words that cannot be the unit after a number. */
static const char *const reserved[] = {"and", "by",	"in",	 "not", "of",
				       "or",  "weight", "where", "with"};

/* --- errors --------------------------------------------------------------- */

static const char *at_token(struct parser *p)
{
	if (p->tok.kind == TOK_END)
		return "công thức đã hết";
	return arena_printf(p->arena, "gặp “%.*s”", (int)p->tok.len,
			    p->text + p->tok.start);
}

void *parser_fail(struct parser *p, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_set(p->e, ERR_INPUT, "%s", arena_vprintf(p->arena, fmt, ap));
	va_end(ap);
	err_detail(p->e, "cột %d", column);
	return NULL;
}

int parser_column(const struct parser *p)
{
	return lex_column(p->text, p->tok.start);
}

void *parser_expected(struct parser *p, const char *what)
{
	return parser_fail(p, parser_column(p), "chờ %s, nhưng %s", what,
			   at_token(p));
}

/* What a callback or a unit said, with the place. */
void *parser_fail_at(struct parser *p, int at)
{
	err_detail(p->e, "cột %d", at);
	return NULL;
}

/* --- tokens --------------------------------------------------------------- */

void parser_look(struct parser *p, size_t at)
{
	size_t n = 0;

	p->tok = lex_next(p->text, at);
	if (p->names->name_len && p->tok.kind != TOK_END)
		n = p->names->name_len(p->names->ctx, p->text + p->tok.start);
	if (n > 0) {
		p->tok.kind = TOK_NAME;
		p->tok.len = n;
	}
}

void parser_take(struct parser *p)
{
	p->end = p->tok.start + p->tok.len;
	parser_look(p, p->end);
}

bool parser_at_sign(const struct parser *p, const char *s)
{
	return p->tok.kind == TOK_SIGN && lex_is(p->text, p->tok, s);
}

bool parser_at_word(const struct parser *p, const char *s)
{
	return p->tok.kind == TOK_NAME && lex_is(p->text, p->tok, s);
}

bool parser_took_sign(struct parser *p, const char *s)
{
	if (!parser_at_sign(p, s))
		return false;
	parser_take(p);
	return true;
}

bool parser_took_word(struct parser *p, const char *s)
{
	if (!parser_at_word(p, s))
		return false;
	parser_take(p);
	return true;
}

int parser_need_sign(struct parser *p, const char *s)
{
	if (parser_took_sign(p, s))
		return 0;
	parser_expected(p, arena_printf(p->arena, "“%s”", s));
	return -1;
}

int parser_need_word(struct parser *p, const char *s)
{
	if (parser_took_word(p, s))
		return 0;
	parser_expected(p, arena_printf(p->arena, "“%s”", s));
	return -1;
}

const char *parser_take_text(struct parser *p)
{
	const char *s =
	    arena_strndup(p->arena, p->text + p->tok.start, p->tok.len);

	parser_take(p);
	return s;
}

const char *parser_need_name(struct parser *p, const char *what)
{
	if (p->tok.kind != TOK_NAME)
		return parser_expected(p, what);
	return parser_take_text(p);
}

/* A code may begin with a digit; the number that was read is read again. */
const char *parser_need_code(struct parser *p, const char *what)
{
	struct token t = lex_code(p->text, p->tok.start);

	if (t.len == 0)
		return parser_expected(p, what);
	p->tok = t;
	return parser_take_text(p);
}

bool parser_at_reserved(const struct parser *p)
{
	for (size_t i = 0; i < ARRAY_LEN(reserved); i++)
		if (lex_is(p->text, p->tok, reserved[i]))
			return true;
	return false;
}

int parser_deeper(struct parser *p)
{
	if (p->depth == RULE_MAX_DEPTH) {
		parser_fail(p, parser_column(p), "công thức lồng quá %d cấp",
			    RULE_MAX_DEPTH);
		return -1;
	}
	p->depth++;
	return 0;
}

int parser_need_number(struct parser *p, struct dec *value)
{
	int at = parser_column(p);
	const char *text;

	if (p->tok.kind != TOK_NUMBER) {
		parser_expected(p, "một số");
		return -1;
	}
	text = parser_take_text(p);
	if (dec_parse(text, value, NULL) < 0 || !iv_in_range(*value)) {
		parser_fail(p, at,
			    "số “%s” quá lớn hoặc có quá %d chữ số thập phân",
			    text, DEC_PLACES);
		return -1;
	}
	return 0;
}

/* "%" or a unit after a number; none gives measure_none. */
int parser_unit(struct parser *p, struct measure *m)
{
	int at = parser_column(p);

	*m = measure_none();
	if (parser_took_sign(p, "%")) {
		*m = measure_percent_unit();
		return 0;
	}
	if (p->tok.kind != TOK_NAME || parser_at_reserved(p))
		return 0;
	if (measure_of(p->arena, p->names, parser_take_text(p), m, p->e) < 0) {
		parser_fail_at(p, at);
		return -1;
	}
	return 0;
}

const char *parser_words(struct parser *p, const struct measure *m)
{
	return measure_words(p->arena, p->names, m);
}
