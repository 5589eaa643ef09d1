/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentences and clauses.  A bracket is a clause inside another, which goes on
 * behind it; a closing bracket that nothing opened belongs to a label, "a)".
 */
#include "lint/amount_internal.h"

#include <string.h>

enum { MAX_BRACKETS = 16 };

/* Abbreviations whose full stop ends no sentence. */
static const char *const abbreviated[] = { "tp", "tx", "tt", "kt", "tm", "tl",
					   "ths", "ts", "pgs", "gs", "tr",
					   "stt", "st", "vd", NULL };

static bool ends_sentence(const struct words *w, size_t i)
{
	const struct word *x = &w->word[i];
	const struct word *next = i + 1 < w->n ? x + 1 : NULL;

	if (strcmp(x->is->usual, "!") == 0 || strcmp(x->is->usual, "?") == 0)
		return true;
	if (strcmp(x->is->usual, ".") != 0 && strcmp(x->is->usual, "…") != 0)
		return false;
	if (!next)
		return true;
	if (!next->gap || next->is->kind == WORD_MARK)
		return next->is->kind == WORD_MARK && next->gap &&
		       !strchr(".,;:)/", *next->is->usual);
	if (i == 1 && w->word[0].is->kind == WORD_NUMBER)
		return false; /* "1. Về ..." */
	if (i > 0 && !x->gap && phrase_any_before(w, i, abbreviated))
		return false;
	/* "..." may stand in mid-sentence */
	return next->is->capital || next->is->kind == WORD_NUMBER;
}

struct spot *spots_of(struct arena *a, const struct words *w,
		      size_t *sentence, size_t *clause)
{
	struct spot *spot = ARENA_ARRAY(a, w->n, struct spot);
	size_t outer[MAX_BRACKETS];
	size_t last = *clause;
	size_t now = last;
	int depth = 0;

	for (size_t i = 0; i < w->n; i++) {
		const char *x = w->word[i].is->usual;

		if (strcmp(x, "(") == 0 || strcmp(x, "[") == 0) {
			if (depth < MAX_BRACKETS)
				outer[depth] = now;
			depth++;
			now = ++last;
		}
		spot[i] = (struct spot){ *sentence, now, depth };
		if ((strcmp(x, ")") == 0 || strcmp(x, "]") == 0) && depth > 0) {
			depth--;
			now = depth < MAX_BRACKETS ? outer[depth] : ++last;
		} else if (strcmp(x, ";") == 0) {
			now = ++last;
		} else if (depth == 0 && ends_sentence(w, i)) {
			++*sentence;
			now = ++last;
		}
	}
	++*sentence;
	*clause = last + 1;
	return spot;
}
