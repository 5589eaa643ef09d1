/* SPDX-License-Identifier: Apache-2.0 */
/* Running the passes over a document. */
#include "lint/lint.h"

#include "lib/base/multimap.h"
#include "lint/amount.h"
#include "lint/citation.h"
#include "lint/outline.h"
#include "lint/pass.h"
#include "lint/word.h"

#include <string.h>

const struct lint_pass *const lint_passes[] = {
	&lint_form_pass,
	&lint_relation_pass,
	&lint_indicator_pass,
	&lint_heading_pass,
	&lint_heading_mark_pass,
	&lint_heading_cover_pass,
	&lint_bracket_pass,
	&lint_date_pass,
	&lint_date_year_pass,
	&lint_name_place_pass,
	&lint_term_pass,
	&lint_note_pass,
	&lint_repeat_text_pass,
	&lint_abbreviation_pass,
	&lint_name_pass,
	&lint_cite_pass,
	&lint_style_pass,
	&lint_syllable_typo_pass,
	NULL,
};

const struct lint_rule *lint_rule(const char *id)
{
	for (size_t i = 0; lint_passes[i]; i++)
		for (const struct lint_rule *r = lint_passes[i]->rules; r->id;
		     r++)
			if (strcmp(r->id, id) == 0)
				return r;
	return NULL;
}

/* Is id one of the words of a list split by commas? */
static bool is_listed(const char *list, const char *id)
{
	size_t n = strlen(id);

	for (const char *p = list; p && *p; p += strcspn(p, ",")) {
		p += strspn(p, ", ");
		if (strncmp(p, id, n) == 0 && strchr(", ", p[n]))
			return true;
	}
	return false;
}

static bool is_wanted(const struct lint *l, const struct lint_rule *rule)
{
	const struct lint_options *o = l->options;

	return (!o->only || is_listed(o->only, rule->id)) &&
	       !is_listed(o->without, rule->id);
}

struct lint_finding *lint_report(struct lint *l, const struct lint_rule *rule,
				 const char *message)
{
	struct lint_finding *f =
		VEC_PUSH(l->arena, l->finding, l->nfinding, l->capfinding);

	*f = (struct lint_finding){ .rule = rule, .severity = rule->severity,
				    .message = message, .start = SIZE_MAX };
	return f;
}

void lint_part(struct lint *l, struct lint_finding *f,
	       const struct passage *p, size_t from, size_t to)
{
	size_t start = p->at[from];
	size_t end = to > from ? p->at[to - 1] + 1 : start;

	*VEC_PUSH(l->arena, f->part, f->npart, f->cappart) =
		(struct lint_part){ start, end, p, from, to };
	if (p != f->part[0].passage)
		return;
	if (start < f->start)
		f->start = start;
	if (end > f->end)
		f->end = end;
}

static int by_place(const void *x, const void *y)
{
	const struct lint_finding *a = x;
	const struct lint_finding *b = y;

	if (a->part[0].start != b->part[0].start)
		return a->part[0].start < b->part[0].start ? -1 : 1;
	return strcmp(a->rule->id, b->rule->id);
}

static uint64_t hash_words(const struct lint *l, uint64_t h, size_t start,
			   size_t end)
{
	const char *s = lint_quote(l->arena, l->doc, start, end);

	return hash_bytes(h, s, strlen(s) + 1);
}

/* A name made of the rule and the words, so that it stays when the document
 * changes elsewhere; the same words again are told apart by their order. */
static void name_findings(struct lint *l)
{
	struct multimap *seen = multimap_new(l->arena);

	for (size_t i = 0; i < l->nfinding; i++) {
		struct lint_finding *f = &l->finding[i];
		uint64_t h = hash_bytes(HASH_BEGIN, f->rule->id,
					strlen(f->rule->id) + 1);

		h = hash_words(l, h, f->start, f->end);
		for (size_t k = 0; k < f->npart; k++)
			h = hash_words(l, h, f->part[k].start, f->part[k].end);
		while (multimap_first(seen, h))
			h = hash_bytes(h, "", 1);
		multimap_add(seen, h, 1);
		f->id = arena_printf(l->arena, "%012llx",
				     (unsigned long long)(h >> 16));
	}
}

struct lint *lint_run(struct arena *a, const struct document *d,
		      const struct lint_options *o)
{
	struct lint *l = ARENA_NEW(a, struct lint);
	size_t n = 0;

	*l = (struct lint){ .arena = a, .doc = d, .options = o };
	l->marked = words_of_document(a, d);
	l->words = ARENA_ARRAY(a, d->npassage, struct words);
	for (size_t i = 0; i < d->npassage; i++)
		l->words[i] = words_bare(a, &l->marked[i]);
	l->index = word_index_new(a, l->words, d->npassage);
	l->outline = outline_make(a, d);
	l->amounts = amounts_find(a, d, l->marked, l->outline);
	l->citations = citations_find(a, d, l->marked);
	for (size_t i = 0; lint_passes[i]; i++)
		lint_passes[i]->run(l);
	for (size_t i = 0; i < l->nfinding; i++) {
		if (l->finding[i].npart == 0)
			BUG("a finding of %s without a place",
			    l->finding[i].rule->id);
		if (is_wanted(l, l->finding[i].rule))
			l->finding[n++] = l->finding[i];
	}
	l->nfinding = n;
	if (n > 0)
		qsort(l->finding, n, sizeof *l->finding, by_place);
	name_findings(l);
	return l;
}

size_t lint_count(const struct lint *l, enum severity s)
{
	size_t n = 0;

	for (size_t i = 0; i < l->nfinding; i++)
		n += l->finding[i].severity == s && !l->finding[i].why;
	return n;
}
