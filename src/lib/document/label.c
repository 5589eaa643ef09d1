/* SPDX-License-Identifier: Apache-2.0 */
/* Code points of a text, and the labels that its lines begin with. */
#include "lib/document/internal.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

int32_t point_at(const char *s, const char *end, size_t *n)
{
	utf8proc_int32_t cp = -1;
	utf8proc_ssize_t len;

	*n = 0;
	if (s >= end)
		return -1;
	len = utf8proc_iterate((const utf8proc_uint8_t *)s, end - s, &cp);
	*n = len > 0 ? (size_t)len : 1;
	return len > 0 ? cp : 0xfffd;
}

int32_t point_before(const char *start, const char *s, size_t *n)
{
	const char *p = s;

	*n = 0;
	if (s <= start)
		return -1;
	do
		p--;
	while (p > start && (*p & 0xc0) == 0x80);
	return point_at(p, s, n);
}

static bool in_category(int32_t cp, utf8proc_category_t low,
			utf8proc_category_t high)
{
	utf8proc_category_t c;

	if (cp < 0)
		return false;
	c = utf8proc_category(cp);
	return c >= low && c <= high;
}

bool point_is_lower(int32_t cp)
{
	return in_category(cp, UTF8PROC_CATEGORY_LL, UTF8PROC_CATEGORY_LL);
}

bool point_is_upper(int32_t cp)
{
	return in_category(cp, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LU);
}

bool point_is_letter(int32_t cp)
{
	return in_category(cp, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LO);
}

static bool is_blank_at(const char *s, const char *end)
{
	return s >= end || *s == ' ' || *s == '\t' ||
	       (end - s > 1 && memcmp(s, "\u00a0", 2) == 0);
}

bool bullet_scan(const char *s, const char *end)
{
	static const char *const marks[] = { "-", "+", "*", "•", "–", "—",
					     "▪", "●", "○", "■", "⁃", "∙",
					     "", "", "" };

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		size_t n = strlen(marks[i]);

		if ((size_t)(end - s) > n && memcmp(s, marks[i], n) == 0 &&
		    is_blank_at(s + n, end))
			return true;
	}
	return false;
}

static size_t digits(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && isdigit((unsigned char)s[n]))
		n++;
	return n;
}

static size_t roman(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && n < 6 && strchr("IVX", s[n]) && s[n])
		n++;
	return n;
}

/* "12." "2.1" "2.1." "3.1.2)": each part has one or two digits. */
static size_t scan_number(const char *s, const char *end)
{
	const char *p = s;
	int parts = 0;

	for (;;) {
		size_t n = digits(p, end);

		if (n == 0 || n > 2)
			break;
		parts++;
		p += n;
		if (p >= end || *p != '.')
			break;
		p++;
	}
	if (parts == 0 || p == s)
		return 0;
	if (p < end && strchr(")/:", *p) && p[-1] != '.')
		return *p == '/' ? (is_blank_at(p + 1, end) ?
				    (size_t)(p + 1 - s) : 0) :
				   (size_t)(p + 1 - s);
	return p[-1] == '.' || parts > 1 ? (size_t)(p - s) : 0;
}

/* "a)", "đ)", "b.", "IV.", "A." */
static size_t scan_letter(const char *s, const char *end)
{
	size_t n = roman(s, end);
	size_t len;
	int32_t cp;

	if (n > 0 && s + n < end && strchr(".-)/", s[n]))
		return n + 1;
	cp = point_at(s, end, &len);
	if (!point_is_letter(cp) || s + len >= end)
		return 0;
	if (s[len] == ')' || s[len] == '.')
		return len + 1;
	/* "a.1)", "a1)" */
	n = len + (s[len] == '.') + digits(s + len + (s[len] == '.'), end);
	return n > len && s + n < end && s[n] == ')' ? n + 1 : 0;
}

/* "(1)", "(5.1)", "(a)", "(i)" */
static size_t scan_bracket(const char *s, const char *end)
{
	const char *p = s + 1;
	size_t len;

	if (s >= end || *s != '(')
		return 0;
	while (p < end && p - s < 8 &&
	       (isdigit((unsigned char)*p) || *p == '.'))
		p++;
	if (p == s + 1) {
		while (p < end && p - s < 5 && strchr("ivx", *p) && *p)
			p++;
		if (p == s + 1 && point_is_letter(point_at(p, end, &len)))
			p += len;
	}
	return p > s + 1 && p < end && *p == ')' ? (size_t)(p + 1 - s) : 0;
}

/* "Điều 5", "Phần thứ nhất", "Chương II", "Phụ lục 1": the first word. */
static size_t scan_word(const char *s, const char *end)
{
	static const char *const words[] = {
		"Phần", "PHẦN", "Chương", "CHƯƠNG", "Điều", "ĐIỀU",
		"Phụ lục", "PHỤ LỤC", "Biểu số", "BIỂU SỐ", "Biểu mẫu số",
		"Mục", "MỤC", "Khoản", "Bảng", "BẢNG",
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t n = strlen(words[i]);
		const char *p = s + n;

		if ((size_t)(end - s) <= n + 1 || memcmp(s, words[i], n) != 0 ||
		    *p != ' ')
			continue;
		p++;
		if (isdigit((unsigned char)*p) || strchr("IVX", *p) ||
		    (i < 2 && (size_t)(end - p) > strlen("thứ ") &&
		     (memcmp(p, "thứ ", strlen("thứ ")) == 0 ||
		      memcmp(p, "THỨ ", strlen("THỨ ")) == 0)))
			return n;
	}
	return 0;
}

size_t label_scan(const char *s, const char *end)
{
	size_t n;

	if (bullet_scan(s, end)) {
		point_at(s, end, &n);
		return n;
	}
	n = scan_number(s, end);
	if (n == 0)
		n = scan_letter(s, end);
	if (n == 0)
		n = scan_bracket(s, end);
	if (n > 0 && is_blank_at(s + n, end))
		return n;
	return scan_word(s, end);
}

bool text_is_capitals(const char *s, const char *end)
{
	size_t upper = 0;
	size_t lower = 0;
	size_t n;

	for (; s < end; s += n) {
		int32_t cp = point_at(s, end, &n);

		upper += point_is_upper(cp);
		lower += point_is_lower(cp);
	}
	return upper > 4 * lower;
}
