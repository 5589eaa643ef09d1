/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting text into words. */
#include "lint/word.h"

#include "lib/base/multimap.h"
#include "lib/text/text.h"

#include <string.h>
#include <utf8proc.h>

struct vocabulary {
	struct arena *arena;
	struct multimap *index; /* hash of the text -> entry */
	struct word_entry **entry;
	size_t n, cap;
	struct multimap *small; /* hash of the small letters -> number */
	uint32_t nsmall;
};

struct vocabulary *vocabulary_new(struct arena *a)
{
	struct vocabulary *v = ARENA_NEW(a, struct vocabulary);

	v->arena = a;
	v->index = multimap_new(a);
	v->small = multimap_new(a);
	return v;
}

/* --- what is known of a word ------------------------------------------- */

/* Words that have two spellings. */
static const char *const same_word[][2] = {
	{ "tỉ", "tỷ" }, { "ngàn", "nghìn" }, { "ngưng", "ngừng" },
};

static const char *usual_spelling(struct arena *a, const char *lower)
{
	for (size_t i = 0; i < ARRAY_LEN(same_word); i++)
		if (strcmp(lower, same_word[i][0]) == 0)
			return same_word[i][1];
	return word_small(a, lower);
}

/* Capitals, digits and how many letters there are. */
static void look_at_letters(struct word_entry *e)
{
	int32_t c;
	int n;

	e->all_capitals = true;
	for (const char *s = e->text; (n = word_next(s, &c)) > 0; s += n) {
		bool letter = word_is_letter(c);

		if (letter) {
			e->capital |= e->letters == 0 && word_is_upper(c);
			e->all_capitals &= word_is_upper(c);
		}
		e->has_digit |= word_is_digit(c);
		e->letters += letter || word_is_digit(c);
	}
	e->all_capitals &= e->letters > 0;
}

static struct word_entry *new_entry(struct arena *a, const char *s, size_t n,
				    enum word_kind kind)
{
	struct word_entry *e = ARENA_NEW(a, struct word_entry);
	bool crossed;

	e->text = arena_strndup(a, s, n);
	e->kind = kind;
	e->lower = text_lower(a, e->text);
	e->usual = usual_spelling(a, e->lower);
	e->len = strlen(e->usual);
	e->fold = text_fold(a, e->text);
	e->initial = e->fold[0];
	e->key = hash_bytes(HASH_BEGIN, e->lower, strlen(e->lower));
	crossed = strncmp(e->lower, "đ", strlen("đ")) == 0;
	e->plain = hash_bytes(crossed ? 1 : HASH_BEGIN, e->fold,
			      strlen(e->fold));
	e->syllable = syllable_of(e->lower);
	e->tone_style = syllable_tone_style(e->lower);
	look_at_letters(e);
	return e;
}

/* Words that differ in capitals alone have one number. */
static void give_number(struct vocabulary *v, struct word_entry *e)
{
	size_t i = multimap_first(v->small, e->key);

	if (i == 0) {
		multimap_add(v->small, e->key, v->nsmall);
		e->number = v->nsmall++;
	} else {
		e->number = (uint32_t)multimap_value(v->small, i);
	}
}

static const struct word_entry *look_up(struct vocabulary *v, const char *s,
					size_t n, enum word_kind kind)
{
	uint64_t key = hash_bytes(HASH_BEGIN, s, n);
	struct word_entry *e;

	for (size_t i = multimap_first(v->index, key); i;
	     i = multimap_next(v->index, i)) {
		e = v->entry[multimap_value(v->index, i)];
		if (strncmp(e->text, s, n) == 0 && e->text[n] == '\0')
			return e;
	}
	multimap_add(v->index, key, (int64_t)v->n);
	e = new_entry(v->arena, s, n, kind);
	give_number(v, e);
	*VEC_PUSH(v->arena, v->entry, v->n, v->cap) = e;
	return e;
}

/* --- cutting ------------------------------------------- */

/* The bytes of the code point at s; *letter: it belongs to a word. */
static size_t scan_point(const char *s, bool *letter)
{
	utf8proc_category_t c;
	int32_t cp;
	size_t n = (size_t)word_next(s, &cp);

	if (cp < 0x80) {
		*letter = word_is_letter(cp);
		return n;
	}
	c = utf8proc_category(cp);
	*letter = (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
		  (c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME) ||
		  c == UTF8PROC_CATEGORY_NO;
	return n;
}

static size_t scan_number(const char *s)
{
	size_t i = 0;

	while (word_is_digit(s[i])) {
		i++;
		if ((s[i] == '.' || s[i] == ',') && word_is_digit(s[i + 1]))
			i++;
	}
	return i;
}

static size_t scan_letters(const char *s)
{
	size_t i = 0;

	while (s[i]) {
		bool letter;
		size_t n = scan_point(s + i, &letter);

		if (!letter && !word_is_digit(s[i]))
			break;
		i += n;
	}
	return i;
}

/* The bytes of the word, number or mark at s. */
static size_t scan_word(const char *s, enum word_kind *kind)
{
	bool letter;
	size_t n = scan_point(s, &letter);

	*kind = WORD_MARK;
	if (letter) {
		*kind = WORD_LETTERS;
		return scan_letters(s);
	}
	if (word_is_digit(*s)) {
		*kind = WORD_NUMBER;
		return scan_number(s);
	}
	return n;
}

/* Blanks: of ASCII, and the no-break space. */
static size_t scan_blank(const char *s)
{
	if (strchr(" \t\r\n", *s))
		return 1;
	return strncmp(s, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

struct words words_of(struct vocabulary *v, const char *text)
{
	struct words w = { .small = word_small(v->arena, text) };
	size_t cap = 0;
	size_t i = 0;
	int32_t gap = 0;

	while (text[i]) {
		size_t n = scan_blank(text + i);
		enum word_kind kind;

		if (n > 0) {
			gap = w.n > 0 ? ' ' : 0;
			i += n;
			continue;
		}
		n = scan_word(text + i, &kind);
		*VEC_PUSH(v->arena, w.word, w.n, cap) = (struct word){
			.is = look_up(v, text + i, n, kind),
			.from = (uint32_t)i, .to = (uint32_t)(i + n),
			.gap = gap,
		};
		gap = 0;
		i += n;
	}
	return w;
}

struct words *words_of_document(struct arena *a, const struct document *d)
{
	struct vocabulary *v = vocabulary_new(a);
	struct words *w = ARENA_ARRAY(a, d->npassage, struct words);

	for (size_t i = 0; i < d->npassage; i++) {
		w[i] = words_of(v, d->passage[i].text);
		w[i].passage = &d->passage[i];
	}
	return w;
}

struct words words_bare(struct arena *a, const struct words *w)
{
	struct words bare = { .passage = w->passage, .small = w->small };
	int32_t gap = 0;

	bare.word = ARENA_ARRAY(a, w->n, struct word);
	for (size_t i = 0; i < w->n; i++) {
		struct word x = w->word[i];

		if (gap == 0)
			gap = x.gap;
		if (x.is->kind != WORD_MARK) {
			x.gap = gap;
			bare.word[bare.n++] = x;
			gap = 0;
		} else if (gap == 0 || gap == ' ') {
			word_next(x.is->text, &gap);
		}
	}
	return bare;
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
