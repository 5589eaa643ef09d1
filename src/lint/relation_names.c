/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A number and the names behind it: "03 huyện: Cao Lộc, Lộc Bình, Đình Lập".
 *
 * Only names tell what is counted, so every item must begin with a capital; a
 * comma or "và" within a name ("HTX Chăn nuôi và dịch vụ An") parts nothing.
 * A list that is far from the number is another list, or a part of it: only
 * one too many or one too few is told.
 */
#include "lint/relation_read.h"

#include "lint/word.h"

#include <string.h>

enum { MOST = 20, SOON = 40 }; /* names; bytes from the number to the list */

static bool is_capital_at(const char *s)
{
	int32_t c;

	word_next(s, &c);
	return word_is_letter(c) && word_is_upper(c);
}

/* The bytes of what parts two items here: ", ", "; ", " và "; 0. */
static size_t separator_at(const char *s)
{
	static const char *const marks[] = { ", và ", "; và ", ", ", "; ",
					     " và " };

	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 0;
}

/* Names between two bytes of a passage; 0 when it is no list of names. */
static size_t count_names(const char *s, size_t from, size_t to)
{
	size_t n = 1;

	if (from >= to || !is_capital_at(s + from))
		return 0;
	for (size_t i = from; i < to; i++) {
		size_t part = separator_at(s + i);

		if (word_is_digit((unsigned char)s[i]) || s[i] == ':')
			return 0;
		if (part == 0 || i + part >= to)
			continue;
		if (is_capital_at(s + i + part))
			n++;
		else if (s[i] != ' ')
			return 0; /* "A, huyện B": a place of A, or a name */
		i += part - 1;
	}
	return n;
}

/* Where the list begins behind an amount: after a colon or in a bracket that
 * comes soon, without a full stop before it; and where it ends. */
static bool find_list(const struct passage *p, size_t at, size_t *from,
		      size_t *to)
{
	const char *s = p->text;
	size_t i = at;
	char end;

	while (i < p->n && i < at + SOON && !strchr(".,;:()", s[i]))
		i++;
	if (i >= p->n || (s[i] != ':' && s[i] != '('))
		return false;
	end = s[i] == '(' ? ')' : '.';
	for (i++; i < p->n && s[i] == ' ';)
		i++;
	*from = i;
	while (i < p->n && s[i] != end && s[i] != '(')
		i++;
	*to = i;
	return i < p->n && s[i] == end &&
	       !(s[i] == '.' && i + 1 < p->n && s[i + 1] == '.');
}

static void check_count(struct relations *rs, size_t amount)
{
	static const char *const open[] = { "như", "tiêu biểu", "điển hình",
					    "trong đó", "chủ yếu", "ví dụ",
					    "gồm cả", NULL };
	struct arena *a = rs->lint->arena;
	const struct amount *m = &rs->amount[amount];
	struct stretch words = stretch_passage(rs, m->index);
	struct lint_finding *f;
	int64_t told;
	size_t from;
	size_t to;
	size_t n;

	if (!amount_is_count(m) || m->written.qualifier != QUAL_EXACT ||
	    dec_to_int(m->written.low, &told) < 0 || told < 2 || told > MOST ||
	    !find_list(m->passage, m->to, &from, &to))
		return;
	n = count_names(m->passage->text, from, to);
	words.from = m->to;
	words.to = to;
	if (n < 2 || (n + 1 != (size_t)told && n != (size_t)told + 1) ||
	    stretch_has_any(&words, open))
		return;
	f = lint_report(rs->lint, &relation_rules[COUNT_MISMATCH],
			arena_printf(a,
				     "Ghi %s nhưng kể %zu tên; bổ sung tên còn "
				     "thiếu hoặc sửa số lượng.",
				     amount_words(a, m), n));
	lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	lint_part(rs->lint, f, m->passage, from, to);
}

void check_names(struct relations *rs)
{
	for (size_t i = 0; i < rs->namount; i++)
		check_count(rs, i);
}
