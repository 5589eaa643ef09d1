/* SPDX-License-Identifier: Apache-2.0 */
/* Folding for search, letter case, width.  All three walk code points; a byte
 * that is no UTF-8 counts as a blank, so that a search box never fails. */
#include "lib/text/text.h"

#include "lib/base/buf.h"

#include <stdbool.h>
#include <utf8proc.h>

/* The code point at *s, which moves on; 0 at the end. */
static int32_t next(const char **s)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t len;

	if (!**s)
		return 0;
	len = utf8proc_iterate((const utf8proc_uint8_t *)*s, -1, &cp);
	if (len <= 0) {
		(*s)++;
		return ' ';
	}
	*s += len;
	return cp;
}

static void add_cp(struct buf *b, int32_t cp)
{
	utf8proc_uint8_t bytes[4];

	buf_add(b, bytes, (size_t)utf8proc_encode_char(cp, bytes));
}

static bool letter_or_digit(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	       (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO);
}

/* đ has no decomposition; Ð (eth) and Ɖ look like Đ and are typed for it. */
static int32_t plain_d(int32_t cp)
{
	return cp == 0x111 || cp == 0xf0 || cp == 0x256 ? 'd' : cp;
}

char *text_fold(struct arena *a, const char *s)
{
	const utf8proc_option_t how = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
				      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
				      UTF8PROC_STRIPMARK;
	struct buf b = BUF_INIT(a);
	bool gap = false;
	int32_t cp;

	while ((cp = next(&s)) != 0) {
		utf8proc_int32_t part[32]; /* the longest has 18 */
		utf8proc_ssize_t n =
			utf8proc_decompose_char(cp, part, 32, how, NULL);

		for (utf8proc_ssize_t i = 0; i < n; i++) {
			if (!letter_or_digit(part[i])) {
				gap = true;
				continue;
			}
			if (gap && b.len > 0)
				buf_addch(&b, ' ');
			gap = false;
			add_cp(&b, plain_d(part[i]));
		}
	}
	return b.cap ? b.data : arena_strdup(a, "");
}

static char *change_case(struct arena *a, const char *s,
			 utf8proc_int32_t (*change)(utf8proc_int32_t))
{
	struct buf b = BUF_INIT(a);
	int32_t cp;

	while ((cp = next(&s)) != 0)
		add_cp(&b, change(cp));
	return b.cap ? b.data : arena_strdup(a, "");
}

char *text_upper(struct arena *a, const char *s)
{
	return change_case(a, s, utf8proc_toupper);
}

char *text_lower(struct arena *a, const char *s)
{
	return change_case(a, s, utf8proc_tolower);
}

size_t text_width(const char *s)
{
	size_t width = 0;
	int32_t cp;

	while ((cp = next(&s)) != 0)
		width += (size_t)utf8proc_charwidth(cp);
	return width;
}
