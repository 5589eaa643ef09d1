/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Footnotes: each call has its note and each note its call, no note twice,
 * all end alike.
 */
#include "lint/pass.h"

#include "lib/base/multimap.h"
#include "lint/word.h"

#include <string.h>

enum { CALL_WITHOUT, NOTE_WITHOUT, DUPLICATE, PUNCTUATION };

static const struct lint_rule rules[] = {
	[CALL_WITHOUT] = { "footnote-missing", SEV_WARNING,
			   "Số chú thích không có nội dung",
			   "Mỗi số chú thích trong bài phải có một chú thích "
			   "cuối trang." },
	[NOTE_WITHOUT] = { "footnote-orphan", SEV_WARNING,
			   "Chú thích không có chỗ gọi",
			   "Mỗi chú thích cuối trang phải có chỗ gọi trong "
			   "bài." },
	[DUPLICATE] = { "footnote-duplicate", SEV_NOTE,
			"Hai chú thích giống nhau",
			"Chú thích lặp lại thì dẫn lại chú thích trước." },
	[PUNCTUATION] = { "footnote-punctuation", SEV_NOTE,
			  "Chú thích thiếu dấu chấm cuối",
			  "Các chú thích kết thúc như nhau." },
	{ 0 }
};

enum {
	MIN_WORDS = 6, /* shorter notes ("Như trên") may come again */
	RUN = 30,      /* words that a title and its date do not have */
};

static uint64_t label_key(const char *label)
{
	return hash_bytes(HASH_BEGIN, label, strlen(label));
}

/* The word after which a note is called. */
static void part_call(struct lint *l, struct lint_finding *f, size_t passage,
		      size_t at)
{
	const struct words *w = &l->words[passage];
	size_t k = word_at(w, at);

	if (w->n > 0)
		lint_part(l, f, &l->doc->passage[passage], w->word[k].from,
			  w->word[k].to);
	else
		lint_part(l, f, &l->doc->passage[passage], 0, 0);
}

/* "m²" is written like a call. */
static bool is_power(const struct lint *l, size_t passage,
		     const struct anchor *c)
{
	static const char *const units[] = { "m", "km", "dm", "cm", "mm" };
	const struct words *w = &l->words[passage];
	size_t k = word_at(w, c->at);

	return w->n > 0 && w->word[k].to == c->at &&
	       WORD_IN(w->word[k].is->lower, units);
}

/* Calls and notes by label.  Labels may begin anew on each page, so it is
 * their numbers that must agree. */
static void check_pairs(struct lint *l)
{
	struct multimap *calls = multimap_new(l->arena);
	struct multimap *notes = multimap_new(l->arena);
	size_t nnotes = 0;

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];

		for (size_t k = 0; k < p->nanchor; k++)
			multimap_add(calls, label_key(p->anchor[k].label), 1);
		if (p->kind == PASSAGE_NOTE && p->label) {
			multimap_add(notes, label_key(p->label), 1);
			nnotes++;
		}
	}
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		struct lint_finding *f;

		for (size_t k = 0; nnotes > 0 && k < p->nanchor; k++) {
			const struct anchor *c = &p->anchor[k];
			if (multimap_first(notes, label_key(c->label)) ||
			    is_power(l, i, c))
				continue;
			f = lint_report(l, &rules[CALL_WITHOUT],
					arena_printf(l->arena,
						     "Chú thích số %s được gọi "
						     "ở đây nhưng không có nội "
						     "dung; bổ sung chú thích "
						     "hoặc bỏ số.",
						     c->label));
			part_call(l, f, i, c->at);
		}
		if (p->kind != PASSAGE_NOTE || !p->label ||
		    multimap_first(calls, label_key(p->label)))
			continue;
		f = lint_report(l, &rules[NOTE_WITHOUT],
				arena_printf(l->arena,
					     "Chú thích số %s không được gọi "
					     "ở đâu trong bài; thêm chỗ gọi "
					     "hoặc bỏ chú thích.",
					     p->label));
		lint_part(l, f, p, 0, p->n);
	}
}

/* The words of a passage as one number. */
static uint64_t words_key(const struct words *w)
{
	uint64_t key = HASH_BEGIN;

	for (size_t i = 0; i < w->n; i++)
		key = hash_bytes(key, &w->word[i].is->key,
				 sizeof w->word[i].is->key);
	return key;
}

static void check_duplicates(struct lint *l)
{
	struct multimap *seen = multimap_new(l->arena);

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct passage *first;
		struct lint_finding *f;
		uint64_t key;
		size_t entry;

		if (p->kind != PASSAGE_NOTE || l->words[i].n < MIN_WORDS)
			continue;
		key = words_key(&l->words[i]);
		entry = multimap_first(seen, key);
		multimap_add(seen, key, (int64_t)i);
		if (!entry)
			continue;
		first = &l->doc->passage[multimap_value(seen, entry)];
		f = lint_report(l, &rules[DUPLICATE],
				arena_printf(l->arena,
					     "Chú thích %s giống hệt chú thích "
					     "%s; dẫn lại chú thích trước.",
					     p->label ? p->label : "này",
					     first->label ? first->label :
							    "trước"));
		lint_part(l, f, p, 0, p->n);
		lint_part(l, f, first, 0, first->n);
	}
}

/* A clause of a note that stands word for word in the text as well. */
struct run {
	size_t passage;
	size_t from, to;
};

/* The keys of the RUN words from each on, one rolled into the next; NULL when
 * there are fewer. */
static const uint64_t *run_keys(struct arena *a, const struct words *w)
{
	enum { BASE = 1000003 };
	uint64_t *key;
	uint64_t h = 0;
	uint64_t last = 1; /* BASE to the power RUN: of the word that leaves */

	if (w->n < RUN)
		return NULL;
	key = ARENA_ARRAY(a, w->n - RUN + 1, uint64_t);
	for (size_t k = 0; k < RUN; k++) {
		h = h * BASE + w->word[k].is->key;
		last *= BASE;
	}
	key[0] = h;
	for (size_t k = RUN; k < w->n; k++) {
		h = h * BASE + w->word[k].is->key -
		    last * w->word[k - RUN].is->key;
		key[k - RUN + 1] = h;
	}
	return key;
}

/* Runs of RUN words of the text before the notes, by hash. */
static struct multimap *read_runs(struct lint *l, struct run **run, size_t *n)
{
	struct multimap *index = multimap_new(l->arena);
	size_t cap = 0;

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct words *w = &l->words[i];
		const uint64_t *key;

		if (l->doc->passage[i].kind == PASSAGE_NOTE ||
		    l->doc->passage[i].kind == PASSAGE_CELL)
			continue;
		key = run_keys(l->arena, w);
		for (size_t k = 0; k + RUN <= w->n; k++) {
			multimap_add(index, key[k], (int64_t)*n);
			*VEC_PUSH(l->arena, *run, *n, cap) =
				(struct run){ i, w->word[k].from,
					      w->word[k + RUN - 1].to };
		}
	}
	return index;
}

static bool has_notes(const struct lint *l)
{
	for (size_t i = 0; i < l->doc->npassage; i++)
		if (l->doc->passage[i].kind == PASSAGE_NOTE)
			return true;
	return false;
}

static void check_copies(struct lint *l)
{
	struct run *run = NULL;
	size_t n = 0;
	struct multimap *index;

	if (!has_notes(l))
		return;
	index = read_runs(l, &run, &n);
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const struct words *w = &l->words[i];
		const uint64_t *key;

		if (p->kind != PASSAGE_NOTE)
			continue;
		key = run_keys(l->arena, w);
		for (size_t k = 0; k + RUN <= w->n; k++) {
			size_t e = multimap_first(index, key[k]);
			const struct run *r;
			struct lint_finding *f;

			if (!e)
				continue;
			r = &run[multimap_value(index, e)];
			f = lint_report(l, &rules[DUPLICATE],
					"Chú thích chép lại nguyên văn phần đã "
					"có trong bài; dẫn ngắn gọn.");
			lint_part(l, f, p, w->word[k].from,
				  w->word[k + RUN - 1].to);
			lint_part(l, f, &l->doc->passage[r->passage], r->from,
				  r->to);
			break;
		}
	}
}

static bool has_stop(const struct passage *p)
{
	return p->n > 0 && strchr(".;!?", p->text[p->n - 1]);
}

/* Most notes end with a stop: which do not? */
static void check_ends(struct lint *l)
{
	struct lint_finding *f = NULL;
	size_t with = 0;
	size_t without = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		if (l->doc->passage[i].kind == PASSAGE_NOTE) {
			with += has_stop(&l->doc->passage[i]);
			without += !has_stop(&l->doc->passage[i]);
		}
	if (without == 0 || with < 2 * without)
		return;
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		size_t last;

		if (p->kind != PASSAGE_NOTE || has_stop(p) ||
		    l->words[i].n == 0)
			continue;
		if (!f)
			f = lint_report(l, &rules[PUNCTUATION],
					"Chú thích này không có dấu chấm cuối "
					"như các chú thích khác.");
		last = l->words[i].n - 1;
		lint_part(l, f, p, l->words[i].word[last].from,
			  l->words[i].word[last].to);
	}
}

static void run(struct lint *l)
{
	check_pairs(l);
	check_duplicates(l);
	check_copies(l);
	check_ends(l);
}

const struct lint_pass lint_note_pass = { rules, run };
