/* SPDX-License-Identifier: Apache-2.0 */
/* Labels that a word processor numbers by itself. */
#include "lib/document/numbering.h"

#include "lib/base/base.h"
#include "lib/base/buf.h"

#include <ctype.h>
#include <string.h>

enum { MAX_ROMAN = 3999, MAX_LETTERS = 26 * 26 };

static const char *roman(struct arena *a, int n, bool upper)
{
	static const struct {
		int value;
		const char *text;
	} parts[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" },
		      { 400, "cd" }, { 100, "c" },  { 90, "xc" },
		      { 50, "l" },   { 40, "xl" },  { 10, "x" },
		      { 9, "ix" },   { 5, "v" },    { 4, "iv" },
		      { 1, "i" } };
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			buf_adds(&b, parts[i].text);
	for (size_t i = 0; upper && i < b.len; i++)
		b.data[i] = (char)toupper((unsigned char)b.data[i]);
	return b.data;
}

/* a .. z, then aa, bb .. zz as Word counts. */
static const char *letters(struct arena *a, int n, bool upper)
{
	struct buf b = BUF_INIT(a);

	for (int i = 0; i <= (n - 1) / 26; i++)
		buf_addch(&b, (char)((upper ? 'A' : 'a') + (n - 1) % 26));
	return b.data;
}

const char *number_text(struct arena *a, enum number_format format, int n)
{
	bool upper = format == NUMBER_UPPER_ROMAN ||
		     format == NUMBER_UPPER_LETTER;

	if ((format == NUMBER_LOWER_ROMAN || format == NUMBER_UPPER_ROMAN) &&
	    n > 0 && n <= MAX_ROMAN)
		return roman(a, n, upper);
	if ((format == NUMBER_LOWER_LETTER || format == NUMBER_UPPER_LETTER) &&
	    n > 0 && n <= MAX_LETTERS)
		return letters(a, n, upper);
	if (format == NUMBER_NONE || format == NUMBER_BULLET)
		return "";
	return arena_printf(a, format == NUMBER_ZERO ? "%02d" : "%d", n);
}

/* A bullet as a letter that any text can hold: fonts of symbols have theirs
 * in the private area. */
static const char *bullet(const char *s)
{
	if (!*s)
		return "";
	if (strncmp(s, "\xee", 1) == 0 || strncmp(s, "\xef\x80", 2) == 0 ||
	    strncmp(s, "\xef\x81", 2) == 0 || strncmp(s, "\xef\x82", 2) == 0 ||
	    strncmp(s, "\xef\x83", 2) == 0 || strcmp(s, "o") == 0 ||
	    strcmp(s, "\u00a7") == 0 || strcmp(s, "\u00b7") == 0)
		return "•";
	return s;
}

const char *number_next(struct arena *a, struct number_list *list, int level)
{
	struct buf b = BUF_INIT(a);
	const struct number_level *own;

	if (level < 0 || level >= NUMBERING_LEVELS)
		return "";
	own = &list->level[level];
	if (own->format == NUMBER_BULLET)
		return bullet(own->text ? own->text : "");
	for (int i = 0; i < level; i++)
		if (list->counter[i] == 0)
			list->counter[i] = list->level[i].start;
	if (list->counter[level] == 0)
		list->counter[level] = own->start;
	else if (list->counter[level] < 1 << 20)
		list->counter[level]++;
	for (int i = level + 1; i < NUMBERING_LEVELS; i++)
		list->counter[i] = 0;
	for (const char *p = own->text ? own->text : ""; *p; p++) {
		int k = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ?
				p[1] - '1' : -1;

		if (k < 0) {
			buf_addch(&b, *p);
			continue;
		}
		buf_adds(&b, number_text(a, list->level[k].format,
					 list->counter[k]));
		p++;
	}
	return b.data;
}
