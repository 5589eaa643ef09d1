/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The text of requests: addresses, queries, forms, cookies.  Everything here
 * comes from a stranger: what is not exactly right is refused, never guessed.
 */
#include "lib/http/internal.h"

#include "lib/text/text.h"

#include <strings.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* %41 to A, and + to a blank in queries.  NULL when an escape is broken or
 * the outcome is no text. */
static char *decode(struct arena *a, const char *s, size_t n, bool plus)
{
	char *out = arena_alloc(a, n + 1);
	char *nfc;
	size_t o = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '+' && plus) {
			out[o++] = ' ';
		} else if (s[i] != '%') {
			out[o++] = s[i];
		} else {
			int high = i + 2 < n ? hex(s[i + 1]) : -1;
			int low = high >= 0 ? hex(s[i + 2]) : -1;

			if (low < 0)
				return NULL;
			out[o++] = (char)(high << 4 | low);
			i += 2;
		}
	}
	if (memchr(out, '\0', o) || text_nfc(a, out, o, &nfc, NULL) < 0)
		return NULL;
	return nfc;
}

static int add_pair(struct arena *a, struct pairs *out, const char *name,
		    const char *value, size_t size, const char *file)
{
	struct pair *p;

	if (out->n == FIELDS_MAX || !*name || strlen(name) > FIELD_NAME_MAX)
		return -1;
	p = VEC_PUSH(a, out->v, out->n, out->cap);
	*p = (struct pair){ name, value, size, file };
	return 0;
}

int form_query(struct arena *a, const char *s, size_t n, struct pairs *out)
{
	for (size_t i = 0; i < n;) {
		const char *const end = memchr(s + i, '&', n - i);
		const size_t len = end ? (size_t)(end - s) - i : n - i;
		const char *const eq = memchr(s + i, '=', len);
		const size_t name_len = eq ? (size_t)(eq - s) - i : len;
		char *name, *value;

		if (len > 0) {
			name = decode(a, s + i, name_len, true);
			value = eq ? decode(a, eq + 1, len - name_len - 1, true)
				   : arena_strdup(a, "");
			if (!name || !value ||
			    add_pair(a, out, name, value, strlen(value), NULL))
				return -1;
		}
		i += len + 1;
	}
	return 0;
}

/* What a path may be written with (RFC 3986, pchar and "/"). */
static bool path_char(char c)
{
	return c && (strchr("-._~!$&'()*+,;=:@/%", c) ||
		     (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		     (c >= 'A' && c <= 'Z'));
}

int form_path(struct arena *a, const char *s, size_t n,
	      const char *segment[SEGMENTS_MAX], size_t *count)
{
	*count = 0;
	if (n == 0 || s[0] != '/')
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!path_char(s[i]))
			return -1;
	if (n == 1)
		return 0;
	for (size_t i = 1; i <= n;) {
		const char *const end = memchr(s + i, '/', n - i);
		const size_t len = end ? (size_t)(end - s) - i : n - i;
		char *word = decode(a, s + i, len, false);

		/* an empty word, "." and ".." would make two addresses of one
		 * page, and a slash or a control character none of ours */
		if (!word || !*word || *count == SEGMENTS_MAX ||
		    strcmp(word, ".") == 0 || strcmp(word, "..") == 0)
			return -1;
		for (const char *p = word; *p; p++)
			if ((unsigned char)*p < ' ' || *p == 127 ||
			    *p == '/' || *p == '\\')
				return -1;
		segment[(*count)++] = word;
		i += len + 1;
	}
	return 0;
}

void form_escape(struct buf *out, const char *s)
{
	static const char digit[] = "0123456789ABCDEF";

	for (; *s; s++) {
		const unsigned char c = (unsigned char)*s;
		const char escaped[3] = { '%', digit[c >> 4], digit[c & 15] };

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || strchr("-._~", c))
			buf_addch(out, *s);
		else
			buf_add(out, escaped, sizeof escaped);
	}
}

/* Cookies are split by "; "; a name that comes twice is none (somebody set it
 * for a wider path or domain). */
const char *form_cookie(struct arena *a, const char *header, const char *name)
{
	const size_t n = strlen(name);
	const char *found = NULL;

	while (header && *header) {
		size_t len;

		header += strspn(header, "; \t");
		len = strcspn(header, ";");
		if (len > n && memcmp(header, name, n) == 0 &&
		    header[n] == '=') {
			if (found)
				return NULL;
			found = arena_strndup(a, header + n + 1, len - n - 1);
		}
		header += len;
	}
	return found;
}

/* --- multipart/form-data (RFC 7578) ------------------------------------------ */

/* The boundary out of the content type, NULL when there is none that we take. */
static const char *boundary(struct arena *a, const char *type)
{
	static const char key[] = "boundary=";
	const char *p = strcasestr(type, key);
	size_t n;

	if (!p || (p[-1] != ' ' && p[-1] != ';'))
		return NULL;
	p += sizeof key - 1;
	if (*p == '"') {
		p++;
		n = strcspn(p, "\"");
		if (p[n] != '"')
			return NULL;
	} else {
		n = strcspn(p, "; \t");
	}
	if (n < 1 || n > 70)
		return NULL;
	return arena_printf(a, "--%.*s", (int)n, p);
}

/* A parameter of a Content-Disposition: name="...".  Browsers write %22, %0D
 * and %0A for what would break the quotes, and nothing else. */
static char *parameter(struct arena *a, const char *line, const char *key)
{
	const size_t n = strlen(key);
	const char *p = line;
	struct buf out = BUF_INIT(a);
	const char *end;
	char *nfc;

	for (;;) {
		p = strchr(p, ';');
		if (!p)
			return NULL;
		p += 1 + strspn(p + 1, " \t");
		if (strncasecmp(p, key, n) == 0 && p[n] == '=' &&
		    p[n + 1] == '"')
			break;
		/* over a quoted value, which may hold a semicolon */
		p += strcspn(p, ";\"");
		if (*p == '"') {
			p = strchr(p + 1, '"');
			if (!p)
				return NULL;
		}
	}
	p += n + 2;
	end = strchr(p, '"');
	if (!end)
		return NULL;
	for (; p < end; p++) {
		if (strncasecmp(p, "%22", 3) == 0) {
			buf_addch(&out, '"');
			p += 2;
		} else {
			buf_addch(&out, *p);
		}
	}
	return text_nfc(a, out.data, out.len, &nfc, NULL) < 0 ? NULL : nfc;
}

/* The headers of a part, up to the empty line; where its content begins, or
 * NULL.  Sets name and file. */
static const char *part_head(struct arena *a, const char *p, const char *end,
			     const char **name, const char **file)
{
	static const char key[] = "content-disposition:";

	*name = *file = NULL;
	for (int lines = 0; lines < 16; lines++) {
		const char *const eol =
			memmem(p, (size_t)(end - p), "\r\n", 2);
		char *line;

		if (!eol || eol - p > 4096)
			return NULL;
		if (eol == p)
			return *name ? p + 2 : NULL;
		if (memchr(p, '\0', (size_t)(eol - p)))
			return NULL;
		line = arena_strndup(a, p, (size_t)(eol - p));
		if (strncasecmp(line, key, sizeof key - 1) == 0) {
			const char *value = line + sizeof key - 1;

			value += strspn(value, " ");
			if (*name || strncasecmp(value, "form-data;", 10))
				return NULL;
			*name = parameter(a, value, "name");
			*file = parameter(a, value, "filename");
			if (!*name)
				return NULL;
		}
		p = eol + 2;
	}
	return NULL;
}

/* The last name of a path of any system. */
static const char *base_name(const char *s)
{
	for (const char *p = s; *p; p++)
		if (*p == '/' || *p == '\\')
			s = p + 1;
	return s;
}

int form_multipart(struct arena *a, const char *type, const char *body,
		   size_t n, struct pairs *out)
{
	const char *const mark = boundary(a, type);
	const char *const line = mark ? arena_printf(a, "\r\n%s", mark) : NULL;
	const char *const end = body + n;
	const char *p = body;

	if (!mark || n < strlen(mark) || memcmp(p, mark, strlen(mark)))
		return -1;
	p += strlen(mark);
	for (;;) {
		const char *name, *file, *stop;

		if (end - p < 2)
			return -1;
		if (memcmp(p, "--", 2) == 0)
			return 0;
		if (memcmp(p, "\r\n", 2))
			return -1;
		p = part_head(a, p + 2, end, &name, &file);
		if (!p)
			return -1;
		stop = memmem(p, (size_t)(end - p), line, strlen(line));
		if (!stop)
			return -1;
		if (file) {
			if (add_pair(a, out, name, p, (size_t)(stop - p),
				     base_name(file)) < 0)
				return -1;
		} else {
			char *text;

			if (memchr(p, '\0', (size_t)(stop - p)) ||
			    text_nfc(a, p, (size_t)(stop - p), &text, NULL) < 0)
				return -1;
			if (add_pair(a, out, name, text, strlen(text), NULL) < 0)
				return -1;
		}
		p = stop + strlen(line);
	}
}
