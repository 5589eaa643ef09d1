/* SPDX-License-Identifier: Apache-2.0 */
/* CSV by RFC 4180, in and out.  The file is read whole and checked to be
 * UTF-8 before the first row is handed out, so that a wrong encoding is told
 * once, for the file, and nothing of it gets in. */
#include "lib/file/sheet.h"

#include "lib/file/file.h"
#include "lib/text/text.h"

#include <ctype.h>

struct csv {
	const char *p; /* next byte */
	const char *end;
	char delimiter;
	int64_t line; /* rows begun so far */
};

/* The delimiter that the first line has most of, outside quotes. */
static char find_delimiter(const char *p, const char *end)
{
	static const char candidates[] = { ',', ';', '\t' };
	size_t count[ARRAY_LEN(candidates)] = { 0 };
	size_t best = 0;
	bool quoted = false;

	for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
		quoted ^= *p == '"';
		for (size_t i = 0; i < ARRAY_LEN(candidates) && !quoted; i++)
			count[i] += *p == candidates[i];
	}
	for (size_t i = 1; i < ARRAY_LEN(candidates); i++)
		if (count[i] > count[best])
			best = i;
	return candidates[best];
}

/* Behind the blanks at p. */
static const char *skip_spaces(const char *p, const char *end)
{
	while (p < end && *p == ' ')
		p++;
	return p;
}

/* A sign, digits, dots and commas: what a spreadsheet takes for a number. */
static bool number_like(const char *s)
{
	bool digit = false;

	for (s += *s == '-' || *s == '+'; *s; s++) {
		if (isdigit((unsigned char)*s))
			digit = true;
		else if (*s != '.' && *s != ',')
			return false;
	}
	return digit;
}

/*
 * Would a spreadsheet program run s as a formula?  Apostrophes before it do
 * not count: csv_add_cell puts one there and the reader takes one away, so
 * that what was exported comes back as it was.
 */
static bool formula_like(const char *s)
{
	while (*s == '\'')
		s++;
	return *s && strchr("=+-@\t\r", *s) && !number_like(s);
}

static int put(struct sheet *s, size_t column, const char *text, size_t n,
	       struct err *e)
{
	if (n > 1 && *text == '\'' &&
	    formula_like(arena_strndup(s->row_arena, text, n))) {
		text++;
		n--;
	}
	return sheet_put_cell(s, column, text, n, e);
}

/* The cell at c->p between quotes; c->p stops behind it. */
static int quoted_cell(struct sheet *s, struct csv *c, size_t column,
		       struct err *e)
{
	struct buf b = BUF_INIT(s->row_arena);
	const char *p = c->p + 1;

	for (;;) {
		const char *quote = memchr(p, '"', (size_t)(c->end - p));

		if (!quote) {
			err_set(e, ERR_INPUT,
				"Ô mở dấu ngoặc kép mà không đóng");
			err_hint(e, "Trong ô có dấu \" thì viết đôi: \"\".");
			return sheet_at_cell(s, column, e);
		}
		buf_add(&b, p, (size_t)(quote - p));
		p = quote + 1;
		if (p == c->end || *p != '"')
			break;
		buf_addch(&b, *p++);
	}
	p = skip_spaces(p, c->end);
	if (p < c->end && *p != c->delimiter && *p != '\n' && *p != '\r') {
		err_set(e, ERR_INPUT,
			"Có chữ sau dấu ngoặc kép đóng của ô “%.60s”", b.data);
		err_hint(e, "Trong ô có dấu \" thì viết đôi: \"\".");
		return sheet_at_cell(s, column, e);
	}
	c->p = p;
	return put(s, column, b.data, b.len, e);
}

static int plain_cell(struct sheet *s, struct csv *c, size_t column,
		      struct err *e)
{
	const char *p = c->p;

	while (p < c->end && *p != c->delimiter && *p != '\n' && *p != '\r')
		p++;
	if (put(s, column, c->p, (size_t)(p - c->p), e) < 0)
		return -1;
	c->p = p;
	return 0;
}

static int csv_next(struct sheet *s, struct err *e)
{
	struct csv *c = s->reader;

	if (c->p == c->end)
		return 0;
	if (sheet_begin_row(s, ++c->line, e) < 0)
		return -1;
	for (size_t column = 0;; column++) {
		const char *p = skip_spaces(c->p, c->end);
		int r;

		if (p < c->end && *p == '"') {
			c->p = p;
			r = quoted_cell(s, c, column, e);
		} else {
			r = plain_cell(s, c, column, e);
		}
		if (r < 0)
			return -1;
		if (c->p == c->end || *c->p != c->delimiter)
			break;
		c->p++;
	}
	if (c->p < c->end && *c->p == '\r')
		c->p++;
	if (c->p < c->end && *c->p == '\n')
		c->p++;
	return 1;
}

int csv_open(struct sheet *s, struct err *e)
{
	struct csv *c = ARENA_NEW(s->arena, struct csv);
	size_t n;
	char *data = file_read(s->arena, s->path, SHEET_MAX_FILE, &n, e);

	if (!data)
		return -1;
	if (n >= 4 && memcmp(data, "PK\3\4", 4) == 0) {
		err_set(e, ERR_INPUT,
			"Tệp “%s” không phải CSV mà là tệp nén hoặc XLSX",
			s->path);
		return err_hint(e, "Đổi đuôi tệp thành .xlsx.");
	}
	if (text_check(data, n, e) < 0)
		return err_detail(e, "tệp “%s”", s->path);
	if (n >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
		data += 3;
		n -= 3;
	}
	c->p = data;
	c->end = data + n;
	c->delimiter = find_delimiter(c->p, c->end);
	s->reader = c;
	s->next = csv_next;
	return 0;
}

void csv_add_cell(struct buf *b, const char *s, bool first)
{
	bool formula = formula_like(s);
	size_t n = strlen(s);
	bool blank_end = n > 0 && (s[0] == ' ' || s[n - 1] == ' ');

	if (!first)
		buf_addch(b, ',');
	if (!formula && !blank_end && s[strcspn(s, ",;\t\"\r\n")] == '\0') {
		buf_add(b, s, n);
		return;
	}
	buf_addch(b, '"');
	if (formula)
		buf_addch(b, '\'');
	for (; *s; s++) {
		if (*s == '"')
			buf_addch(b, '"');
		buf_addch(b, *s);
	}
	buf_addch(b, '"');
}
