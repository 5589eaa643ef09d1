/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which syllables Vietnamese can have.
 *
 * The sounds are few: an onset, a rime and a tone, with a handful of rules on
 * which go together.  A list of them is exact where a dictionary has gaps, so
 * a syllable that breaks them is a slip of the keyboard, a foreign word or a
 * name.  (Which legal syllable is meant, they cannot tell.)
 */
#ifndef HOPTAC_LINT_SYLLABLE_H
#define HOPTAC_LINT_SYLLABLE_H

enum syllable {
	SYLLABLE_LEGAL,
	SYLLABLE_MISPLACED, /* legal, with the tone mark on a wrong letter:
			     * "họat", "qủa" */
	SYLLABLE_BROKEN,    /* has Vietnamese letters and is none: "thưc" */
	SYLLABLE_FOREIGN,   /* neither */
};

/* What a word in lower case is. */
enum syllable syllable_of(const char *lower);

/* Where a tone mark goes on "oa", "oe", "uy" at the end of a word: 'o' for the
 * older way ("hóa"), 'n' for the newer ("hoá"), 0 when the word has none of
 * them. */
char syllable_tone_style(const char *lower);

#endif
