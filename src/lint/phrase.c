/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting passages into words, and finding phrases among them. */
#include "lint/phrase.h"

#include "lib/base/multimap.h"
#include "lib/text/text.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

struct entry {
	const char *text;
	const char *low;
	size_t len;
	const char *fold;
};

struct vocabulary {
	struct arena *arena;
	struct multimap *index;
	struct entry *entry;
	size_t n, cap;
};

struct vocabulary *vocabulary_new(struct arena *a)
{
	struct vocabulary *v = ARENA_NEW(a, struct vocabulary);

	v->arena = a;
	v->index = multimap_new(a);
	return v;
}

/* Ends of open syllables whose tone two schools set on different letters,
 * and words with two spellings. */
static const char *const respelt[][2] = {
	{ "oá", "óa" }, { "oà", "òa" }, { "oả", "ỏa" }, { "oã", "õa" },
	{ "oạ", "ọa" }, { "oé", "óe" }, { "oè", "òe" }, { "oẻ", "ỏe" },
	{ "uý", "úy" }, { "uỳ", "ùy" }, { "uỷ", "ủy" }, { "uỹ", "ũy" },
	{ "uỵ", "ụy" },
};

static const char *const same_word[][2] = {
	{ "tỉ", "tỷ" }, { "ngàn", "nghìn" }, { "ngưng", "ngừng" },
};

static const char *respell(struct arena *a, const char *low)
{
	size_t n = strlen(low);

	for (size_t i = 0; i < ARRAY_LEN(same_word); i++)
		if (strcmp(low, same_word[i][0]) == 0)
			return same_word[i][1];
	for (size_t i = 0; i < ARRAY_LEN(respelt); i++) {
		size_t m = strlen(respelt[i][0]);

		if (n < m || strcmp(low + n - m, respelt[i][0]) != 0)
			continue;
		if (n > m && low[n - m - 1] == 'q')
			return low;
		return arena_printf(a, "%.*s%s", (int)(n - m), low,
				    respelt[i][1]);
	}
	return low;
}

static const struct entry *look_up(struct vocabulary *v, const char *s,
				   size_t n)
{
	uint64_t key = hash_bytes(HASH_BEGIN, s, n);
	struct entry *e;

	for (size_t i = multimap_first(v->index, key); i;
	     i = multimap_next(v->index, i)) {
		e = &v->entry[multimap_value(v->index, i)];
		if (strncmp(e->text, s, n) == 0 && e->text[n] == '\0')
			return e;
	}
	multimap_add(v->index, key, (int64_t)v->n);
	e = VEC_PUSH(v->arena, v->entry, v->n, v->cap);
	e->text = arena_strndup(v->arena, s, n);
	e->low = respell(v->arena, text_lower(v->arena, e->text));
	e->len = strlen(e->low);
	e->fold = text_fold(v->arena, e->text);
	return e;
}

/* The bytes of the code point at s; *letter: it belongs to a word. */
static size_t scan_point(const char *s, size_t n, bool *letter, bool *capital)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t len;
	utf8proc_category_t c;

	*capital = false;
	if ((unsigned char)*s < 0x80) {
		*letter = isalpha((unsigned char)*s);
		*capital = isupper((unsigned char)*s);
		return 1;
	}
	len = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n,
			       &cp);
	if (len <= 0) {
		*letter = false;
		return 1;
	}
	c = utf8proc_category(cp);
	*letter = (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
		  (c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME) ||
		  c == UTF8PROC_CATEGORY_NO;
	*capital = c == UTF8PROC_CATEGORY_LU;
	return (size_t)len;
}

static size_t scan_number(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && isdigit((unsigned char)s[i])) {
		i++;
		if (i + 1 < n && (s[i] == '.' || s[i] == ',') &&
		    isdigit((unsigned char)s[i + 1]))
			i++;
	}
	return i;
}

static size_t scan_letters(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		bool letter, capital;
		size_t len = scan_point(s + i, n - i, &letter, &capital);

		if (!letter && !isdigit((unsigned char)s[i]))
			break;
		i += len;
	}
	return i;
}

/* Blanks: of ASCII, and the no-break space. */
static size_t scan_blank(const char *s, size_t n)
{
	if (strchr(" \t\r\n", *s))
		return 1;
	return n > 1 && memcmp(s, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

struct tokens tokens_of(struct vocabulary *v, const struct passage *p)
{
	struct tokens w = { .passage = p };
	size_t cap = 0;
	bool gap = true;

	for (size_t i = 0; i < p->n;) {
		const char *s = p->text + i;
		size_t len = scan_blank(s, p->n - i);
		struct token word = { .from = i, .gap = gap };
		bool letter;

		if (len > 0) {
			gap = true;
			i += len;
			continue;
		}
		len = scan_point(s, p->n - i, &letter, &word.capital);
		if (letter) {
			word.kind = TOKEN_LETTERS;
			len = scan_letters(s, p->n - i);
		} else if (isdigit((unsigned char)*s)) {
			word.kind = TOKEN_NUMBER;
			len = scan_number(s, p->n - i);
		} else {
			word.kind = TOKEN_MARK;
		}
		const struct entry *e = look_up(v, s, len);

		word.to = i + len;
		word.low = e->low;
		word.len = e->len;
		word.fold = e->fold;
		*VEC_PUSH(v->arena, w.token, w.n, cap) = word;
		gap = false;
		i += len;
	}
	return w;
}

bool token_is(const struct tokens *w, size_t i, const char *low)
{
	return i < w->n && strcmp(w->token[i].low, low) == 0;
}

/* These two are asked for every word of a document and long lists; most
 * answers are no at the first byte. */
size_t phrase_at(const struct tokens *w, size_t i, const char *phrase)
{
	size_t n = 0;

	for (;; n++) {
		const char *low = i + n < w->n ? w->token[i + n].low : "";

		while (*low && *low == *phrase) {
			low++;
			phrase++;
		}
		if (*low || i + n >= w->n)
			return 0;
		if (*phrase == '\0')
			return n + 1;
		if (*phrase++ != ' ')
			return 0;
	}
}

size_t phrase_before(const struct tokens *w, size_t i, const char *phrase)
{
	size_t left = strlen(phrase);
	size_t n = 0;

	while (i > n) {
		const struct token *x = &w->token[i - n - 1];

		if (x->len > left || x->low[x->len - 1] != phrase[left - 1] ||
		    memcmp(x->low, phrase + left - x->len, x->len) != 0)
			return 0;
		left -= x->len;
		n++;
		if (left == 0)
			return n;
		if (phrase[--left] != ' ')
			return 0;
	}
	return 0;
}

size_t phrase_any(const struct tokens *w, size_t i, const char *const *list)
{
	size_t n = 0;

	while (*list && n == 0)
		n = phrase_at(w, i, *list++);
	return n;
}

size_t phrase_any_before(const struct tokens *w, size_t i,
			 const char *const *list)
{
	size_t n = 0;

	while (*list && n == 0)
		n = phrase_before(w, i, *list++);
	return n;
}

size_t phrase_in(const struct tokens *w, size_t from, size_t to,
		 const char *phrase)
{
	for (size_t i = from; i < to; i++) {
		size_t n = phrase_at(w, i, phrase);

		if (n > 0 && i + n <= to)
			return i;
	}
	return to;
}

size_t phrase_any_in(const struct tokens *w, size_t from, size_t to,
		     const char *const *list)
{
	size_t first = to;

	for (; *list; list++) {
		size_t i = phrase_in(w, from, to, *list);

		if (i < first)
			first = i;
	}
	return first;
}
