/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Vietnamese syllables.  Letters are written in a code of one byte each:
 * A ă, B â, E ê, O ô, P ơ, U ư, D đ; the tone is taken off and kept with the
 * letter that carried it.
 */
#include "lint/syllable.h"

#include "lib/base/base.h"
#include "lint/word.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

static const char *const onsets[] = {
	/* longest first */
	"ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch",
	"b",   "c",  "d",  "D",	 "g",  "h",  "k",  "l",	 "m",  "n",  "p",
	"r",   "s",  "t",  "v",	 "x",  "",
};

static const char *const rimes[] = {
	"a",	"ac",	"ach",	"ai",	"am",	"an",	"ang",	"anh",	"ao",
	"ap",	"at",	"au",	"ay",	"Ac",	"Am",	"An",	"Ang",	"Ap",
	"At",	"Bc",	"Bm",	"Bn",	"Bng",	"Bp",	"Bt",	"Bu",	"By",
	"e",	"ec",	"em",	"en",	"eng",	"eo",	"ep",	"et",	"E",
	"Ech",	"Em",	"En",	"Enh",	"Ep",	"Et",	"Eu",	"i",	"ia",
	"ich",	"im",	"in",	"inh",	"ip",	"it",	"iu",	"iEc",	"iEm",
	"iEn",	"iEng", "iEp",	"iEt",	"iEu",	"o",	"oa",	"oac",	"oach",
	"oai",	"oam",	"oan",	"oang", "oanh", "oao",	"oap",	"oat",	"oay",
	"oAc",	"oAm",	"oAn",	"oAng", "oAp",	"oAt",	"oc",	"oe",	"oen",
	"oeo",	"oet",	"oi",	"om",	"on",	"ong",	"ooc",	"oong", "op",
	"ot",	"O",	"Oc",	"Oi",	"Om",	"On",	"Ong",	"Op",	"Ot",
	"P",	"Pi",	"Pm",	"Pn",	"Pp",	"Pt",	"u",	"ua",	"uc",
	"ui",	"um",	"un",	"ung",	"up",	"ut",	"uBn",	"uBng", "uBt",
	"uBy",	"uE",	"uEch", "uEn",	"uEnh", "uEt",	"uOc",	"uOi",	"uOm",
	"uOn",	"uOng", "uOt",	"uP",	"uy",	"uya",	"uych", "uyEn", "uyEt",
	"uyn",	"uynh", "uyp",	"uyt",	"uyu",	"U",	"Ua",	"Uc",	"Ui",
	"Um",	"Un",	"Ung",	"Ut",	"Uu",	"UPc",	"UPi",	"UPm",	"UPn",
	"UPng", "UPp",	"UPt",	"UPu",	"y",	"yEm",	"yEn",	"yEng", "yEt",
	"yEu",
};

enum tone { LEVEL, FALLING, RISING, DIPPING, BROKEN, HEAVY };

enum { MAX_LETTERS = 7 }; /* nghiêng */

struct letters {
	char code[MAX_LETTERS + 1];
	int n;
	enum tone tone;
	int tone_at;  /* letter that carries it; -1 */
	bool marked;  /* has a letter that only Vietnamese has */
	bool foreign; /* has one that it does not have, or is too long */
};

static char coded(int32_t base, int32_t mark)
{
	switch (mark) {
	case 0x302:
		return base == 'a' ? 'B' : base == 'e' ? 'E' :
		       base == 'o' ? 'O' : 0;
	case 0x306:
		return base == 'a' ? 'A' : 0;
	case 0x31b:
		return base == 'o' ? 'P' : base == 'u' ? 'U' : 0;
	default:
		return 0;
	}
}

static enum tone tone_of(int32_t mark)
{
	switch (mark) {
	case 0x300:
		return FALLING;
	case 0x301:
		return RISING;
	case 0x309:
		return DIPPING;
	case 0x303:
		return BROKEN;
	case 0x323:
		return HEAVY;
	default:
		return LEVEL;
	}
}

static void add_letter(struct letters *l, int32_t cp)
{
	utf8proc_int32_t part[8];
	utf8proc_ssize_t k = utf8proc_decompose_char(
		cp, part, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, NULL);
	char code = cp == 0x111 ? 'D' : (char)part[0];

	if (k < 1 || k > 3 || l->n >= MAX_LETTERS ||
	    (cp != 0x111 && (part[0] < 'a' || part[0] > 'z'))) {
		l->foreign = true;
		return;
	}
	l->marked |= k > 1 || cp == 0x111;
	for (int i = 1; i < k; i++) {
		enum tone t = tone_of(part[i]);

		if (t != LEVEL) {
			l->foreign |= l->tone_at >= 0;
			l->tone = t;
			l->tone_at = l->n;
		} else {
			code = coded(part[0], part[i]);
			l->foreign |= code == 0;
		}
	}
	l->code[l->n++] = code;
}

static struct letters letters_of(const char *lower)
{
	struct letters l = { .tone_at = -1 };
	int32_t c;
	int n;

	for (; (n = word_next(lower, &c)) > 0; lower += n)
		add_letter(&l, c);
	return l;
}

/* k, gh, ngh stand before e, ê, i, y; c, g, ng before the others. */
static bool go_together(const char *onset, const char *rime)
{
	bool front = rime[0] && strchr("eEiy", rime[0]);

	if (strcmp(onset, "k") == 0 || strcmp(onset, "gh") == 0 ||
	    strcmp(onset, "ngh") == 0)
		return front;
	if (strcmp(onset, "c") == 0 || strcmp(onset, "ng") == 0)
		return !front;
	if (strcmp(onset, "g") == 0)
		return !front || rime[0] == 'i'; /* gì, giếng */
	if (strcmp(onset, "qu") == 0)
		return rime[0] && (strchr("aABeEiPy", rime[0]) ||
				   strcmp(rime, "Oc") == 0);
	return true;
}

static bool has_tone(const char *rime, enum tone t)
{
	size_t n = strlen(rime);
	bool stop = strchr("cpt", rime[n - 1]) ||
		    (n > 1 && strcmp(rime + n - 2, "ch") == 0);

	return !stop || t == RISING || t == HEAVY;
}

/* Is this the rime after the onset?  That of "qu" can lack its u. */
static bool is_rime(const char *onset, const char *written, const char *rime)
{
	if (strcmp(onset, "qu") == 0 && rime[0] == 'u' && rime[1] &&
	    strcmp(rime + 1, written) == 0)
		return true;
	return strcmp(rime, written) == 0;
}

/* Splits into onset and rime; the length of the onset, -1 when it is no
 * syllable. */
static int split(const struct letters *l)
{
	if (l->foreign || l->n == 0)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(onsets); i++) {
		size_t n = strlen(onsets[i]);
		const char *rime = l->code + n;

		if (strncmp(l->code, onsets[i], n) != 0)
			continue;
		for (size_t k = 0; k < ARRAY_LEN(rimes); k++)
			if (is_rime(onsets[i], rime, rimes[k]) &&
			    go_together(onsets[i], rime) &&
			    has_tone(rime, l->tone))
				return (int)n;
	}
	return -1;
}

static bool is_vowel(char c)
{
	return strchr("aABeEioOPuUy", c) != NULL;
}

static bool ends_in_consonant(const char *rime)
{
	return !is_vowel(rime[strlen(rime) - 1]);
}

/* "oa", "oe", "uy" at the end: either letter may carry the tone. */
static bool is_free(const char *rime)
{
	return strcmp(rime, "oa") == 0 || strcmp(rime, "oe") == 0 ||
	       strcmp(rime, "uy") == 0;
}

/* The letter of a rime that carries its tone. */
static int tone_letter(const char *rime)
{
	int vowels = (int)strspn(rime, "aABeEioOPuUy");

	for (int i = vowels - 1; i >= 0; i--)
		if (strchr("ABEOPU", rime[i]) &&
		    !(rime[i] == 'U' && rime[i + 1] == 'P'))
			return i;
	if (ends_in_consonant(rime))
		return vowels - 1;
	return vowels == 3 ? 1 : 0;
}

enum syllable syllable_of(const char *lower)
{
	struct letters l = letters_of(lower);
	int onset = split(&l);
	const char *rime = l.code + onset;

	if (onset < 0)
		return l.marked ? SYLLABLE_BROKEN : SYLLABLE_FOREIGN;
	if (l.tone_at < 0)
		return SYLLABLE_LEGAL;
	if (is_free(rime) && l.tone_at >= onset)
		return SYLLABLE_LEGAL;
	return l.tone_at == onset + tone_letter(rime) ? SYLLABLE_LEGAL :
							SYLLABLE_MISPLACED;
}

char syllable_tone_style(const char *lower)
{
	struct letters l = letters_of(lower);
	int onset = split(&l);

	if (onset < 0 || !is_free(l.code + onset) || l.tone_at < onset)
		return 0;
	return l.tone_at == onset ? 'o' : 'n';
}
