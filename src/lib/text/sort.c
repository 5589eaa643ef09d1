/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Vietnamese dictionary order.
 *
 * A text is decomposed into letters with their marks.  The breve, circumflex
 * and horn make another letter (ă after a); the five tones do not.  The key
 * is three strings, a byte 01 between: letters, then a tone for each letter,
 * then a case for each letter, so that memcmp decides by letters of the whole
 * text first.
 */
#include "lib/text/text.h"

#include "lib/base/buf.h"

#include <stdbool.h>
#include <utf8proc.h>

enum {
	END = 0x01, /* below everything: a prefix comes first */
	BLANK = 0x02,
	PUNCTUATION = 0x03, /* .. 0x22, by ASCII code */
	DIGIT = 0x30,
	LETTER = 0x40,
	OTHER = 0xf0, /* any other sign: this, then its code point */
};

enum { TONE_NONE = 2, TONE_OTHER = 8 };

enum { BREVE = 0x306, CIRCUMFLEX = 0x302, HORN = 0x31b };

static const int32_t tones[] = { 0x300, 0x309, 0x303, 0x301, 0x323 };

/* The alphabet; the foreign f j w z stand where Latin has them.  Capitals
 * mark letters with a mark: A ă, B â, D đ, E ê, O ô, P ơ, U ư. */
static const char alphabet[] = "aABbcdDeEfghijklmnoOPpqrstuUvwxyz";

static int letter_weight(char name)
{
	return LETTER + (int)(strchr(alphabet, name) - alphabet);
}

/* The letter that a base and a mark make; 0 when they make none. */
static char marked(int32_t base, int32_t mark)
{
	if (mark == BREVE)
		return base == 'a' ? 'A' : '\0';
	if (mark == CIRCUMFLEX)
		return base == 'a'   ? 'B'
		       : base == 'e' ? 'E'
		       : base == 'o' ? 'O'
				     : '\0';
	if (mark == HORN)
		return base == 'o' ? 'P' : base == 'u' ? 'U' : '\0';
	return '\0';
}

static int tone_weight(int32_t mark)
{
	for (size_t i = 0; i < ARRAY_LEN(tones); i++)
		if (tones[i] == mark)
			return TONE_NONE + 1 + (int)i;
	return TONE_OTHER;
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

static bool is_blank(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return cp <= ' ' || (c >= UTF8PROC_CATEGORY_ZS &&
			     c <= UTF8PROC_CATEGORY_ZP);
}

/* First level of a sign that is no letter of the alphabet. */
static void add_sign(struct buf *b, int32_t cp)
{
	if (is_blank(cp)) {
		buf_addch(b, BLANK);
	} else if (cp >= '0' && cp <= '9') {
		buf_addch(b, (char)(DIGIT + cp - '0'));
	} else if (cp < 0x80) {
		/* four runs of ASCII punctuation, moved together */
		int32_t w = cp < '0'   ? cp - '!'
			    : cp < 'A' ? cp - '0' - 10 + 15
			    : cp < 'a' ? cp - '[' + 22
				       : cp - '{' + 28;

		buf_addch(b, (char)(PUNCTUATION + w));
	} else {
		char code[] = { (char)OTHER, (char)(cp >> 16),
				(char)(cp >> 8), (char)cp };

		buf_add(b, code, sizeof code);
	}
}

/* s as code points, marks in canonical order; *n gets how many. */
static utf8proc_int32_t *decompose(struct arena *a, const char *s, size_t *n)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
				      UTF8PROC_COMPAT | UTF8PROC_IGNORE;
	size_t bytes = strlen(s);
	utf8proc_ssize_t cap = (utf8proc_ssize_t)bytes * 2 + 1;
	utf8proc_ssize_t len;
	utf8proc_int32_t *cp;

	for (;;) {
		cp = ARENA_ARRAY(a, (size_t)cap, utf8proc_int32_t);
		len = utf8proc_decompose((const utf8proc_uint8_t *)s,
					 (utf8proc_ssize_t)bytes, cp, cap,
					 how);
		if (len <= cap)
			break;
		cap = len;
	}
	if (len < 0) /* no UTF-8: order its bytes, never fail */
		for (len = 0; s[len]; len++)
			cp[len] = (unsigned char)s[len];
	*n = (size_t)len;
	return cp;
}

uint8_t *text_sort_key(struct arena *a, const char *s, size_t *n)
{
	struct buf letters = BUF_INIT(a);
	struct buf tone = BUF_INIT(a);
	struct buf lettercase = BUF_INIT(a);
	size_t len;
	utf8proc_int32_t *cp = decompose(a, s, &len);

	for (size_t i = 0; i < len;) {
		int32_t base = utf8proc_tolower(cp[i]);
		bool upper = base != cp[i];
		char name = base == 0x111		? 'D'
			    : base >= 'a' && base <= 'z' ? (char)base
							 : '\0';
		int t = TONE_NONE;

		for (i++; i < len && is_mark(cp[i]); i++) {
			char m = marked(base, cp[i]);

			if (name && m)
				name = m;
			else
				t = tone_weight(cp[i]);
		}
		if (name)
			buf_addch(&letters, (char)letter_weight(name));
		else
			add_sign(&letters, base);
		buf_addch(&tone, (char)t);
		buf_addch(&lettercase, upper ? 3 : 2);
	}
	buf_addch(&letters, END);
	buf_add(&letters, tone.data, tone.len);
	buf_addch(&letters, END);
	buf_add(&letters, lettercase.data, lettercase.len);
	*n = letters.len;
	return (uint8_t *)letters.data;
}

int text_cmp(const char *x, const char *y)
{
	struct arena *a = arena_new();
	size_t nx, ny;
	const uint8_t *kx = text_sort_key(a, x, &nx);
	const uint8_t *ky = text_sort_key(a, y, &ny);
	int d = memcmp(kx, ky, nx < ny ? nx : ny);

	if (d == 0)
		d = (nx > ny) - (nx < ny);
	arena_free(a);
	return d;
}
