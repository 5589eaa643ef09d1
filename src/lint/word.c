/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting text into words. */
#include "lint/word.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lib/text/text.h"

#include <string.h>
#include <utf8proc.h>

int word_next(const char *s, int32_t *c)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;

	*c = (unsigned char)*s;
	if (*c < 0x80)
		return *c != 0;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &cp);
	if (n <= 0) {
		*c = 0xfffd;
		return 1;
	}
	*c = cp;
	return (int)n;
}

int32_t word_before(const char *s, size_t i)
{
	int32_t c;

	if (i == 0)
		return 0;
	do
		i--;
	while (i > 0 && ((unsigned char)s[i] & 0xc0) == 0x80);
	word_next(s + i, &c);
	return c;
}

bool word_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return utf8proc_category(c) >= UTF8PROC_CATEGORY_LU &&
	       utf8proc_category(c) <= UTF8PROC_CATEGORY_LO;
}

bool word_is_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool word_is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

size_t word_match(const char *s, const char *phrase)
{
	const char *p = s;
	int32_t x;

	while (*phrase) {
		int32_t y;
		int n = word_next(p, &x);

		phrase += word_next(phrase, &y);
		if (n == 0 || utf8proc_tolower(x) != y)
			return 0;
		p += n;
	}
	word_next(p, &x);
	return word_is_letter(x) || word_is_digit(x) ? 0 : (size_t)(p - s);
}

/* The nearest place from s on where one of two bytes stands. */
static const char *next_of(const char *s, unsigned char x, unsigned char y)
{
	while (*s && (unsigned char)*s != x && (unsigned char)*s != y)
		s++;
	return *s ? s : NULL;
}

const char *word_find(const char *s, const char *phrase)
{
	utf8proc_uint8_t upper[4];
	const char *p = s;
	int32_t first;
	int32_t before;

	word_next(phrase, &first);
	utf8proc_encode_char(utf8proc_toupper(first), upper);
	while ((p = next_of(p, (unsigned char)*phrase, upper[0])) != NULL) {
		if (word_match(p, phrase) > 0) {
			before = word_before(s, (size_t)(p - s));
			if (!word_is_letter(before) && !word_is_digit(before))
				return p;
		}
		p++;
	}
	return NULL;
}

bool word_is_in(const char *lower, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], lower) == 0)
			return true;
	return false;
}

const char *word_find_in(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *p = word_find(s, list[i]);

		if (p)
			return p;
	}
	return NULL;
}

/* Does a sentence end with byte i?  No number, abbreviation or ellipsis does:
 * a blank and a capital or a digit follow. */
static bool is_end(const char *s, size_t i)
{
	int32_t c;

	if (!s[i])
		return true;
	if (!strchr(".!?", s[i]) || (s[i + 1] && s[i + 1] != ' '))
		return false;
	if (!s[i + 1])
		return true;
	word_next(s + i + 2, &c);
	return word_is_upper(c) || word_is_digit(c) || c > 0x2000;
}

enum { MAX_SENTENCE = 4000 }; /* bytes before and after; more is no prose */

static bool is_inside(const char *s, size_t i)
{
	return ((unsigned char)s[i] & 0xc0) == 0x80;
}

static void around(const char *s, size_t at, bool clause, size_t *from,
		   size_t *to)
{
	size_t low = at > MAX_SENTENCE ? at - MAX_SENTENCE : 0;

	*from = at;
	while (*from > low && !is_end(s, *from - 1) &&
	       !(clause && s[*from - 1] == ';'))
		--*from;
	while (s[*from] == ' ' || is_inside(s, *from))
		++*from;
	*to = at;
	while (s[*to] && !is_end(s, *to) && !(clause && s[*to] == ';') &&
	       (*to < at + MAX_SENTENCE || is_inside(s, *to)))
		++*to;
}

void word_sentence(const char *s, size_t at, size_t *from, size_t *to)
{
	around(s, at, false, from, to);
}

void word_clause(const char *s, size_t at, size_t *from, size_t *to)
{
	around(s, at, true, from, to);
}

/* Takes one word from text at *at; false when none begins there. */
static bool take(struct buf *b, const char *text, size_t *at, struct word *w)
{
	int32_t c;
	int n;

	*w = (struct word){ .from = (uint32_t)*at, .all_capitals = true };
	buf_cut(b, 0);
	while ((n = word_next(text + *at, &c)) > 0) {
		utf8proc_uint8_t low[4];

		if (word_is_letter(c)) {
			w->capital |= w->letters == 0 && word_is_upper(c);
			w->all_capitals &= word_is_upper(c);
		} else if (word_is_digit(c)) {
			w->has_digit = true;
		} else {
			break;
		}
		w->letters++;
		buf_add(b, low, (size_t)utf8proc_encode_char(
					utf8proc_tolower(c), low));
		*at += (size_t)n;
	}
	w->to = (uint32_t)*at;
	w->all_capitals &= w->letters > 0;
	return w->letters > 0;
}

size_t word_at(const struct words *w, size_t at)
{
	size_t low = 0;
	size_t high = w->n;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (w->word[mid].from < at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

struct lexicon {
	struct arena *arena;
	struct multimap *index; /* key -> entry */
	struct word_entry **entry;
	size_t n, cap;
};

struct lexicon *lexicon_new(struct arena *a)
{
	struct lexicon *x = ARENA_NEW(a, struct lexicon);

	x->arena = a;
	x->index = multimap_new(a);
	return x;
}

static struct word_entry *new_entry(struct lexicon *x, uint64_t key,
			       const char *lower)
{
	struct word_entry *e = ARENA_NEW(x->arena, struct word_entry);
	const char *fold = text_fold(x->arena, lower);
	bool crossed = strncmp(lower, "đ", strlen("đ")) == 0;

	*e = (struct word_entry){
		.key = key,
		.plain = hash_bytes(crossed ? 1 : HASH_BEGIN, fold,
				    strlen(fold)),
		.lower = arena_strdup(x->arena, lower),
		.syllable = syllable_of(lower),
		.tone_style = syllable_tone_style(lower),
		.initial = fold[0],
	};
	multimap_add(x->index, key, (int64_t)x->n);
	*VEC_PUSH(x->arena, x->entry, x->n, x->cap) = e;
	return e;
}

static const struct word_entry *entry_of(struct lexicon *x, const struct buf *lower)
{
	uint64_t key = hash_bytes(HASH_BEGIN, lower->data, lower->len);
	size_t e = multimap_first(x->index, key);

	return e ? x->entry[multimap_value(x->index, e)] :
		   new_entry(x, key, lower->data);
}

struct words words_of(struct arena *a, struct lexicon *x, const char *text)
{
	struct words all = { 0 };
	struct buf b = BUF_INIT(a);
	size_t cap = 0;
	size_t i = 0;
	int32_t gap = 0;

	while (text[i]) {
		struct word w;
		int32_t c;

		if (take(&b, text, &i, &w)) {
			w.gap = gap;
			w.entry = entry_of(x, &b);
			w.key = w.entry->key;
			w.lower = w.entry->lower;
			*VEC_PUSH(a, all.word, all.n, cap) = w;
			gap = 0;
			continue;
		}
		i += (size_t)word_next(text + i, &c);
		if (gap == 0 || gap == ' ')
			gap = c;
	}
	return all;
}
