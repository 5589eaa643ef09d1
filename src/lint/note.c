/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Footnotes: each call has its note and each note its call, no note twice,
 * all end alike, and what they list is what the sentence speaks of.
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lint/citation.h"
#include "lint/word.h"

#include <string.h>

enum { CALL_WITHOUT, NOTE_WITHOUT, DUPLICATE, PUNCTUATION, LIST_TYPE };

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
	[LIST_TYPE] = { "list-type-mismatch", SEV_NOTE,
			"Chú thích liệt kê cả loại văn bản mà câu không nêu",
			"Chú thích minh họa cho câu thì chỉ gồm những loại văn "
			"bản mà câu nói tới." },
	{ 0 }
};

enum {
	MIN_WORDS = 6, /* shorter notes ("Như trên") may come again */
	RUN = 30,      /* words that a title and its date do not have */
	MIN_OF_TYPE = 2, /* documents of the types that were named */
	MAX_PARTS = 12,
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
	size_t first; /* word */
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
				(struct run){ i, k };
		}
	}
	return index;
}

/* How many words from word k of a note on are those of the run. */
static size_t copied(const struct words *note, size_t k,
		     const struct words *text, size_t first)
{
	size_t n = 0;

	while (k + n < note->n && first + n < text->n &&
	       note->word[k + n].is->key == text->word[first + n].is->key)
		n++;
	return n;
}

static void part_words(struct lint *l, struct lint_finding *f, size_t passage,
		       size_t first, size_t n)
{
	const struct word *w = l->words[passage].word;

	lint_part(l, f, &l->doc->passage[passage], w[first].from,
		  w[first + n - 1].to);
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
			size_t same;

			if (!e)
				continue;
			r = &run[multimap_value(index, e)];
			same = copied(w, k, &l->words[r->passage], r->first);
			if (same < RUN) /* only their hashes are alike */
				continue;
			f = lint_report(l, &rules[DUPLICATE],
					"Chú thích chép lại nguyên văn phần đã "
					"có trong bài; dẫn ngắn gọn.");
			part_words(l, f, i, k, same);
			part_words(l, f, r->passage, r->first, same);
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

/* --- what a list is of ------------------------------------------------------- */

static const char *const types[] = {
	"chương trình", "kế hoạch", "nghị quyết", "quyết định", "chỉ thị",
	"đề án",	"báo cáo",  "thông tư",	  "nghị định",	"công văn",
	"hướng dẫn",	NULL,
};

/* The types of a list "chương trình, kế hoạch và đề án ..." at s, a bit of
 * each; 0 when none stands there. */
static unsigned types_at(const char *s)
{
	unsigned named = 0;
	size_t which, n;

	while ((n = word_match_any(s, types, &which)) > 0) {
		named |= 1u << which;
		s += n;
		s += *s == ',';
		s += word_blanks(s);
		n = word_match(s, "và");
		s += n + word_blanks(s + n);
	}
	return named;
}

/* "ban hành các chương trình, kế hoạch cụ thể (2)": the types named in the
 * clause before the call; 0 when it names none, or "văn bản". */
static unsigned named_types(const struct lint *l, size_t passage, size_t at)
{
	const char *s = l->marked[passage].small;
	unsigned named = 0;
	size_t from, to, i;

	word_clause(s, at > 0 ? at - 1 : 0, &from, &to);
	if (word_find_within(s, from, at, "văn bản") != SIZE_MAX)
		return 0;
	while ((i = word_find_within(s, from, at, "các")) != SIZE_MAX) {
		from = i + strlen("các");
		named = types_at(s + from + word_blanks(s + from));
	}
	return named;
}

/* Does the citation begin an item of a list, not stand in the title of one? */
static bool is_item(const struct citation *c)
{
	size_t i = c->from;

	while (i > 0 && c->passage->text[i - 1] == ' ')
		i--;
	return i == 0 || c->passage->text[i - 1] == ';';
}

static bool is_of_type(const struct citation *c, unsigned named)
{
	for (size_t k = 0; types[k]; k++)
		if ((named & (1u << k)) && word_match(c->type, types[k]) > 0)
			return true;
	return false;
}

/* The note of a call: the next of its label. */
static size_t note_of(const struct lint *l, size_t passage, const char *label)
{
	for (size_t i = passage + 1; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];

		if (p->kind == PASSAGE_NOTE && p->label &&
		    strcmp(p->label, label) == 0)
			return i;
	}
	return SIZE_MAX;
}

static void check_list(struct lint *l, size_t note, unsigned named)
{
	struct buf others = BUF_INIT(l->arena);
	const struct citation *other[MAX_PARTS];
	size_t of_type = 0;
	size_t n = 0;
	struct lint_finding *f;

	for (size_t i = 0; i < l->citations->n; i++) {
		const struct citation *c = &l->citations->citation[i];

		if (c->index != note || !c->has_type || !is_item(c))
			continue;
		if (is_of_type(c, named)) {
			of_type++;
		} else if (n < MAX_PARTS) {
			buf_addf(&others, "%s%s", n ? ", " : "", c->type);
			other[n++] = c;
		}
	}
	if (of_type < MIN_OF_TYPE || n == 0 || n >= of_type)
		return;
	f = lint_report(l, &rules[LIST_TYPE],
			arena_printf(l->arena,
				     "Chú thích còn liệt kê %s, loại văn bản "
				     "mà câu gọi nó không nêu; bỏ, hoặc viết "
				     "“các văn bản” trong câu.",
				     others.data));
	for (size_t i = 0; i < n; i++)
		lint_part(l, f, other[i]->passage, other[i]->from,
			  other[i]->from + strlen(other[i]->type));
}

static void check_lists(struct lint *l)
{
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];

		for (size_t k = 0; k < p->nanchor; k++) {
			unsigned named = named_types(l, i, p->anchor[k].at);
			size_t note = named ? note_of(l, i, p->anchor[k].label) :
					      SIZE_MAX;

			if (note != SIZE_MAX)
				check_list(l, note, named);
		}
	}
}

static void run(struct lint *l)
{
	check_pairs(l);
	check_duplicates(l);
	check_copies(l);
	check_ends(l);
	check_lists(l);
}

const struct lint_pass lint_note_pass = { rules, run };
