/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentences that say the same twice, words that stand twice.
 *
 * Sentences are compared by their runs of four words, found through an index;
 * runs that many sentences share tell nothing and are passed over, so that
 * the work stays linear.  Sentences with other numbers are other sentences.
 */
#include "lint/pass.h"

#include "lib/base/multimap.h"
#include "lint/amount.h"
#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { SENTENCE, WORDS };

static const struct lint_rule rules[] = {
	[SENTENCE] = { "repeated-sentence", SEV_WARNING,
		       "Câu viết hai lần",
		       "Câu lặp lại gần như nguyên văn thường là còn sót khi "
		       "sửa." },
	[WORDS] = { "repeated-words", SEV_NOTE,
		    "Từ lặp liền nhau",
		    "Cụm từ viết hai lần liền nhau thường là còn sót khi "
		    "sửa." },
	{ 0 }
};

enum {
	RUN = 4,         /* words of a run */
	MIN_WORDS = 12,  /* of a sentence that is compared */
	MAX_SHARED = 12, /* sentences that a telling run stands in */
	NEAR = 2,        /* paragraphs: a repetition, not a summary */
	LIKE = 75,       /* per cent of common runs (near) */
	ALIKE = 85,      /* the same, far apart */
	MAX_DOUBLE = 8,  /* words that are doubled as a whole */
	MIN_FIGURES = 4, /* that two paragraphs both tell */
	MAX_TOLD = 12,   /* findings on them */
};

/* Words that say how exact a number is: with or without, it is the same. */
static const char *const fillers[] = {
	"khoảng", "ước", "gần", "hơn", "trên", "được", "là", "đã", "có",
};

struct sentence {
	size_t passage;
	size_t first, end; /* words of the passage */
	uint64_t *run;     /* keys of its runs */
	size_t nrun;
	uint64_t numbers;  /* of its numbers, in order */
	size_t shared;     /* runs shared with the sentence in question */
	size_t seen_for;   /* that sentence, from 1 */
};

static bool is_filler(const struct word *w)
{
	return WORD_IN(w->is->lower, fillers);
}

static void read_sentence(struct lint *l, struct sentence *s)
{
	const struct word *w = l->words[s->passage].word;
	uint64_t *key = ARENA_ARRAY(l->arena, s->end - s->first, uint64_t);
	size_t n = 0;

	s->numbers = HASH_BEGIN;
	for (size_t i = s->first; i < s->end; i++) {
		if (w[i].is->has_digit)
			s->numbers = hash_bytes(s->numbers, &w[i].is->key,
						sizeof w[i].is->key);
		if (!is_filler(&w[i]))
			key[n++] = w[i].is->key;
	}
	s->run = key;
	for (size_t i = 0; i + RUN <= n; i++) {
		uint64_t h = HASH_BEGIN;

		for (size_t k = 0; k < RUN; k++)
			h = hash_bytes(h, &key[i + k], sizeof key[i + k]);
		s->run[s->nrun++] = h;
	}
}

/* Titles repeat one another: lines of headings, sentences in capitals. */
static bool is_title(const struct lint *l, const struct sentence *s)
{
	const struct word *w = l->words[s->passage].word;
	const struct passage *p = &l->doc->passage[s->passage];
	int section = l->outline->of[s->passage];
	size_t capitals = 0;

	for (size_t i = s->first; i < s->end; i++)
		capitals += w[i].is->all_capitals;
	if (2 * capitals > s->end - s->first)
		return true;
	return section >= 0 && p->text[p->n - 1] != '.' &&
	       l->outline->section[section].passage == s->passage &&
	       l->outline->section[section].style < SECTION_DASH;
}

/* Cuts a passage into sentences of enough words. */
static void cut(struct lint *l, size_t passage, struct sentence **all,
		size_t *n, size_t *cap)
{
	const struct words *w = &l->words[passage];
	const char *text = l->doc->passage[passage].text;
	size_t i = 0;

	while (i < w->n) {
		struct sentence s = { .passage = passage, .first = i };
		size_t from, to;

		word_sentence(text, w->word[i].from, &from, &to);
		while (i < w->n && w->word[i].from < to)
			i++;
		s.end = i > s.first ? i : ++i;
		if (s.end - s.first >= MIN_WORDS && !is_title(l, &s)) {
			read_sentence(l, &s);
			*VEC_PUSH(l->arena, *all, *n, *cap) = s;
		}
	}
}

/* Does x have a word (no filler) that y does not have? */
static bool has_own_word(const struct lint *l, const struct sentence *x,
			 const struct sentence *y)
{
	const struct word *w = l->words[x->passage].word;
	const struct word *v = l->words[y->passage].word;

	for (size_t i = x->first; i < x->end; i++) {
		size_t k = y->first;

		while (k < y->end && v[k].is->key != w[i].is->key)
			k++;
		if (k == y->end && !is_filler(&w[i]))
			return true;
	}
	return false;
}

/* One word for another makes another sentence ("Sở Tài chính", "Sở Nội vụ");
 * words left out or put in do not. */
static bool is_substituted(const struct lint *l, const struct sentence *x,
			   const struct sentence *y)
{
	return has_own_word(l, x, y) && has_own_word(l, y, x);
}

static void part_sentence(struct lint *l, struct lint_finding *f,
			  const struct sentence *s)
{
	const struct word *w = l->words[s->passage].word;

	lint_part(l, f, &l->doc->passage[s->passage], w[s->first].from,
		  w[s->end - 1].to);
}

static void report(struct lint *l, const struct sentence *s,
		   const struct sentence *before, bool near)
{
	struct lint_finding *f = lint_report(
		l, &rules[SENTENCE],
		near ? "Câu này viết lại gần như nguyên văn câu trước; bỏ một "
		       "câu." :
		       "Câu này đã viết gần như nguyên văn ở trên; dẫn lại "
		       "thay vì chép lại.");

	if (near)
		f->repair = "bỏ một câu";
	else
		f->severity = SEV_NOTE;
	part_sentence(l, f, s);
	part_sentence(l, f, before);
}

/* The earlier sentence that shares most runs with s; NULL: none. */
static struct sentence *most_alike(struct sentence *all, size_t i,
				   const struct multimap *index)
{
	struct sentence *best = NULL;
	const struct sentence *s = &all[i];

	for (size_t r = 0; r < s->nrun; r++) {
		size_t shared = 0;
		size_t e = multimap_first(index, s->run[r]);

		for (; e && shared < MAX_SHARED; e = multimap_next(index, e)) {
			struct sentence *o = &all[multimap_value(index, e)];

			shared++;
			if (o->numbers != s->numbers)
				continue;
			if (o->seen_for != i + 1) {
				o->seen_for = i + 1;
				o->shared = 0;
			}
			o->shared++;
			if (!best || o->shared > best->shared)
				best = o;
		}
	}
	return best;
}

static void check_sentences(struct lint *l)
{
	struct multimap *index = multimap_new(l->arena);
	struct sentence *all = NULL;
	size_t n = 0;
	size_t cap = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		if (l->doc->passage[i].kind == PASSAGE_BODY ||
		    l->doc->passage[i].kind == PASSAGE_ITEM)
			cut(l, i, &all, &n, &cap);
	for (size_t i = 0; i < n; i++) {
		const struct sentence *o = most_alike(all, i, index);

		if (o) {
			size_t longer = o->nrun > all[i].nrun ? o->nrun :
								all[i].nrun;
			bool near = all[i].passage - o->passage <= NEAR;

			if (100 * o->shared >=
				    (near ? LIKE : ALIKE) * longer &&
			    !is_substituted(l, &all[i], o))
				report(l, &all[i], o, near);
		}
		for (size_t r = 0; r < all[i].nrun; r++)
			multimap_add(index, all[i].run[r], (int64_t)i);
	}
}

/* --- figures told twice ----------------------------------------------------------- */

static uint64_t figure_key(const struct amount *m)
{
	uint64_t h = hash_bytes(HASH_BEGIN, m->subject, strlen(m->subject) + 1);

	h = hash_bytes(h, m->scope, strlen(m->scope) + 1);
	h = hash_bytes(h, m->when, strlen(m->when) + 1);
	h = hash_bytes(h, m->unit, strlen(m->unit) + 1);
	return hash_bytes(h, &m->written.low, sizeof m->written.low);
}

static bool is_figure(const struct amount *m)
{
	return m->role == AMOUNT_COUNT && *m->subject && *m->when &&
	       m->passage->kind != PASSAGE_CELL &&
	       m->passage->kind != PASSAGE_NOTE &&
	       dec_cmp(m->written.low, dec_int(9)) > 0;
}

/* Of the figures of a passage, those that an earlier one tells as well. */
struct retold {
	size_t passage;  /* the earlier one */
	size_t n;
	const struct amount *here[MIN_FIGURES], *there[MIN_FIGURES];
};

static void add_retold(struct retold *r, const struct amount *here,
		       const struct amount *there)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->there[i] == there)
			return;
	if (r->n < MIN_FIGURES) {
		r->here[r->n] = here;
		r->there[r->n++] = there;
	}
}

/* The first earlier passage that tells MIN_FIGURES of amounts [from, to). */
static bool find_retold(const struct lint *l, const struct multimap *index,
			size_t from, size_t to, struct retold *best)
{
	struct retold r[8];
	size_t n = 0;

	for (size_t i = from; i < to; i++) {
		const struct amount *m = &l->amounts->amount[i];
		size_t e;

		if (!is_figure(m))
			continue;
		e = multimap_first(index, figure_key(m));
		for (size_t tried = 0; e && tried < MAX_SHARED; tried++) {
			const struct amount *o =
				&l->amounts->amount[multimap_value(index, e)];
			size_t k = 0;

			while (k < n && r[k].passage != o->index)
				k++;
			if (k == n && n < ARRAY_LEN(r))
				r[n++] = (struct retold){ .passage = o->index };
			if (k < n)
				add_retold(&r[k], m, o);
			e = multimap_next(index, e);
		}
	}
	for (size_t k = 0; k < n; k++)
		if (r[k].n == MIN_FIGURES) {
			*best = r[k];
			return true;
		}
	return false;
}

static void report_retold(struct lint *l, const struct retold *r)
{
	struct lint_finding *f = lint_report(
		l, &rules[SENTENCE],
		"Các số liệu này đã nêu ở trên; dẫn lại thay vì chép lại, để "
		"khi sửa một chỗ chỗ kia không sai.");

	f->severity = SEV_NOTE;
	for (size_t i = 0; i < r->n; i++)
		lint_part(l, f, r->here[i]->passage, r->here[i]->digits,
			  r->here[i]->digits_end);
	for (size_t i = 0; i < r->n; i++)
		lint_part(l, f, r->there[i]->passage, r->there[i]->digits,
			  r->there[i]->digits_end);
}

/* Paragraphs that tell the same four figures of the same day. */
static void check_figures(struct lint *l)
{
	struct multimap *index = multimap_new(l->arena);
	const struct amount *m = l->amounts->amount;
	size_t n = l->amounts->n;
	size_t told = 0;

	for (size_t from = 0, to; from < n; from = to) {
		struct retold r;

		for (to = from; to < n && m[to].index == m[from].index;)
			to++;
		if (told < MAX_TOLD && find_retold(l, index, from, to, &r)) {
			report_retold(l, &r);
			told++;
		}
		for (size_t i = from; i < to; i++)
			if (is_figure(&m[i]))
				multimap_add(index, figure_key(&m[i]),
					     (int64_t)i);
	}
}

/* --- doubled words ------------------------------------------------------------ */

/* Single words that never stand twice; others do: "luôn luôn", "năm năm", "thực
 * hiện hiện đại hóa", "một số số liệu". */
static const char *const never_doubled[] = {
	"và",	"các",	 "của", "là",	 "có",	 "trong", "được", "cho",
	"với",	"để",	 "những", "tại", "theo", "về",	 "do",	 "bởi",
	"trên", "một",	 "như", "nhưng", "thì",	 "mà",	 "này",	 "hoặc",
	"đến",	"htx",
};

/* Do words [i, i + n) stand again right after, with only a blank between the
 * two and the same signs inside? */
static bool is_doubled(const struct word *w, size_t i, size_t n)
{
	bool letters = false;

	if (w[i + n].gap != ' ')
		return false;
	for (size_t k = 0; k < n; k++) {
		if (w[i + k].is->key != w[i + n + k].is->key ||
		    (k > 0 && w[i + k].gap != w[i + n + k].gap))
			return false;
		letters |= !w[i + k].is->has_digit && w[i + k].is->letters > 1;
	}
	return letters && (n > 1 || WORD_IN(w[i].is->lower, never_doubled));
}

/* "song song song song"? A doubled pair must not be one word doubled. */
static bool is_one_word(const struct word *w, size_t i, size_t n)
{
	for (size_t k = 1; k < n; k++)
		if (w[i + k].is->key != w[i].is->key)
			return false;
	return n > 1;
}

static void check_doubled(struct lint *l, size_t passage)
{
	const struct words *all = &l->words[passage];
	const struct word *w = all->word;

	for (size_t i = 0; i < all->n; i++)
		for (size_t n = 1; n <= MAX_DOUBLE && i + 2 * n <= all->n;
		     n++) {
			struct lint_finding *f;

			if (!is_doubled(w, i, n) || is_one_word(w, i, n))
				continue;
			f = lint_report(l, &rules[WORDS],
					"Cụm từ này viết hai lần liền nhau; "
					"bỏ một.");
			lint_part(l, f, &l->doc->passage[passage],
				  w[i + n].from, w[i + 2 * n - 1].to);
			lint_part(l, f, &l->doc->passage[passage], w[i].from,
				  w[i + n - 1].to);
			i += 2 * n - 1;
			break;
		}
}

static void run(struct lint *l)
{
	check_sentences(l);
	check_figures(l);
	for (size_t i = 0; i < l->doc->npassage; i++)
		if (l->doc->passage[i].kind != PASSAGE_CELL)
			check_doubled(l, i);
}

const struct lint_pass lint_repeat_text_pass = { rules, run };
