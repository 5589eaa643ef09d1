/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of the trade: one status told in two words, words that the law no
 * longer has, two names of one indicator.
 */
#include "lint/pass.h"

#include "lib/base/date.h"
#include "lint/word.h"
#include "pack/tree.h"

#include <string.h>

enum { STATUS, OBSOLETE, INDICATOR };

static const struct lint_rule rules[] = {
	[STATUS] = { "status-term-variant", SEV_WARNING,
		     "Một tình trạng hoạt động gọi bằng nhiều từ",
		     "Luật phân biệt tạm ngừng kinh doanh, giải thể, chấm dứt "
		     "hoạt động; mỗi từ là một tình trạng pháp lý khác nhau "
		     "theo Luật Hợp tác xã." },
	[OBSOLETE] = { "obsolete-term", SEV_WARNING,
		       "Từ của luật cũ",
		       "Từ này không còn trong luật hiện hành." },
	[INDICATOR] = { "indicator-name-variant", SEV_NOTE,
			"Một chỉ tiêu có hai tên",
			"Một chỉ tiêu dùng một tên trong cả văn bản để số liệu "
			"so sánh được." },
	{ 0 }
};

enum { MAX_PARTS = 12 };

static struct lint_finding *add_part(struct lint *l, struct lint_finding *f,
				     const struct lint_rule *rule,
				     const char *message,
				     const struct passage *p, const char *s,
				     size_t n)
{
	size_t from = (size_t)(s - p->text);

	if (!f)
		f = lint_report(l, rule, message);
	if (f->npart < MAX_PARTS)
		lint_part(l, f, p, from, from + n);
	return f;
}

/* --- status ----------------------------------------------------------------- */

/* From "tạm" on, so that "ngừng" is not seen in it. */
static const char *const statuses[] = {
	"tạm ngừng hoạt động", "tạm dừng hoạt động", "tạm ngưng hoạt động",
	"ngừng hoạt động",     "ngưng hoạt động",    "dừng hoạt động",
	"không hoạt động",
};

/* "15 HTX tạm ngừng hoạt động": a number of cooperatives with a status. */
struct state {
	const struct passage *passage;
	size_t index;
	size_t from, to;   /* of the status */
	const char *count; /* "15" */
	int status;        /* index into statuses */
};

static int read_status(const char *s)
{
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
		if (word_match(s, statuses[i]) > 0)
			return (int)i;
	return -1;
}

static bool is_cooperative(const char *lower)
{
	return strcmp(lower, "htx") == 0 || strcmp(lower, "lhhtx") == 0;
}

/* Reads "N HTX [đang|đã|còn] STATUS" at word k. */
static bool read_state(struct lint *l, size_t index, size_t k,
		       struct state *s)
{
	const struct passage *p = &l->doc->passage[index];
	const struct word *w = l->words[index].word;
	size_t n = l->words[index].n;
	size_t next = k + 1;

	if (!word_is_digit((unsigned char)w[k].is->lower[0]) || next >= n)
		return false;
	if (is_cooperative(w[next].is->lower))
		next++;
	else if (next + 2 < n && word_match(p->text + w[next].from,
					    "hợp tác xã") > 0)
		next += 3;
	else
		return false;
	if (next < n && (strcmp(w[next].is->lower, "đã") == 0 ||
			 strcmp(w[next].is->lower, "đang") == 0))
		next++;
	if (next >= n || w[next].gap != ' ')
		return false;
	*s = (struct state){ .passage = p, .index = index,
			     .from = w[next].from, .count = w[k].is->lower,
			     .status = read_status(p->text + w[next].from) };
	if (s->status < 0)
		return false;
	s->to = s->from + strlen(statuses[s->status]);
	while (s->count[0] == '0')
		s->count++;
	return true;
}

/* The same number under two words in one paragraph is one set: 15 of a sector
 * now and at the end of the year.  Two words side by side in one sentence are
 * two sets, told apart on purpose. */
static bool is_one_set(const struct state *x, const struct state *y)
{
	return x->index == y->index && x->status != y->status &&
	       strcmp(x->count, y->count) == 0;
}

static void check_status(struct lint *l)
{
	struct state *state = NULL;
	size_t n = 0;
	size_t cap = 0;
	struct lint_finding *f = NULL;
	size_t at = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			struct state s;

			if (read_state(l, i, k, &s))
				*VEC_PUSH(l->arena, state, n, cap) = s;
		}
	for (size_t i = 1; i < n; i++) {
		if (!is_one_set(&state[i - 1], &state[i]))
			continue;
		f = lint_report(
			l, &rules[STATUS],
			arena_printf(l->arena,
				     "Cùng %s HTX mà nơi viết “%s”, nơi viết "
				     "“%s”; nếu là một tình trạng thì dùng "
				     "một từ trong cả văn bản.",
				     state[i].count,
				     statuses[state[i - 1].status],
				     statuses[state[i].status]));
		for (int k = 0; k < 2; k++)
			lint_part(l, f, state[i - k].passage, state[i - k].from,
				  state[i - k].to);
		at = i;
		break;
	}
	/* the other places of the words, so that all can be made one */
	for (size_t i = 0; f && i < n && f->npart < MAX_PARTS; i++)
		if (i + 1 != at && i != at)
			lint_part(l, f, state[i].passage, state[i].from,
				  state[i].to);
}

/* --- words of former laws ---------------------------------------------------- */

extern const char terms_yaml[]; /* packs/vn-law/terms.yaml, by tools/text2c */

struct term {
	const char *old, *new;
	const char *law;
	int year; /* the first in which the law has only the new word */
};

static const char *field(const struct node *map, const char *key)
{
	for (const struct node *n = map->child; n; n = n->next)
		if (strcmp(n->key, key) == 0 && n->kind == NODE_TEXT)
			return n->text;
	BUG("terms.yaml, line %d: no %s", map->line, key);
}

/* The file is a part of the program: what is wrong in it is our mistake. */
static struct term *read_terms(struct arena *a, size_t *n)
{
	struct err e = { 0 };
	struct node *tree = tree_read(a, "terms.yaml", terms_yaml,
				      strlen(terms_yaml), &e);
	struct term *terms = NULL;
	size_t cap = 0;

	if (!tree || tree->kind != NODE_MAP || !tree->child ||
	    tree->child->kind != NODE_LIST)
		BUG("terms.yaml: %s %s", e.message, e.detail);
	*n = 0;
	for (const struct node *t = tree->child->child; t; t = t->next) {
		day_t from;

		if (day_parse(field(t, "from"), &from) < 0)
			BUG("terms.yaml, line %d: no day", t->line);
		*VEC_PUSH(a, terms, *n, cap) =
			(struct term){ field(t, "old"), field(t, "new"),
				       field(t, "law"), day_year(from) };
	}
	return terms;
}

/* The last year that the document speaks of; 0: none. */
static int last_year(const struct lint *l)
{
	int last = 0;

	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			const char *s = l->words[i].word[k].is->lower;
			long year;

			if (strlen(s) != 4 || strspn(s, "0123456789") != 4)
				continue;
			year = strtol(s, NULL, 10);
			if (year >= 1990 && year <= 2035 && year > last)
				last = (int)year;
		}
	return last;
}

static bool is_used(const struct lint *l, const char *phrase)
{
	struct word_place at = { 0 };

	return word_index_next(l->index, phrase, &at);
}

/* "hợp tác xã viên chức": the word ends inside another. */
static bool is_cut(const struct passage *p, const char *s)
{
	static const char before[] = "hợp tác ";
	size_t at = (size_t)(s - p->text);
	size_t n = strlen(before);

	return at >= n && word_match(s - n, "hợp tác xã viên") > 0;
}

static void check_term(struct lint *l, const struct term *t)
{
	struct lint_finding *f = NULL;
	struct word_place at = { 0 };

	while (word_index_next(l->index, t->old, &at)) {
		const struct passage *p = &l->doc->passage[at.passage];

		if (!is_cut(p, p->text + at.from))
			f = add_part(l, f, &rules[OBSOLETE], "", p,
				     p->text + at.from, at.to - at.from);
	}
	if (!f)
		return;
	f->message = arena_printf(l->arena,
				  "“%s” là từ của luật trước năm %d; %s dùng "
				  "“%s”.",
				  t->old, t->year, t->law, t->new);
	f->repair = arena_printf(l->arena, "%s → %s", t->old, t->new);
}

/* A document of that time, or one that only has the old word, is left alone. */
static void check_obsolete(struct lint *l)
{
	size_t n;
	const struct term *terms = read_terms(l->arena, &n);
	int year = last_year(l);

	for (size_t i = 0; i < n; i++)
		if (year >= terms[i].year && is_used(l, terms[i].new))
			check_term(l, &terms[i]);
}

/* --- indicators -------------------------------------------------------------- */

static const char *const indicators[][2] = {
	{ "lợi nhuận bình quân", "lãi bình quân" },
	{ "tốt, khá", "khá, tốt" },
	{ "doanh thu bình quân", "doanh số bình quân" },
};

static void check_indicators(struct lint *l)
{
	for (size_t k = 0; k < ARRAY_LEN(indicators); k++) {
		struct lint_finding *f = NULL;

		if (!is_used(l, indicators[k][0]) ||
		    !is_used(l, indicators[k][1]))
			continue;
		for (size_t i = 0; i < l->doc->npassage; i++) {
			const struct passage *p = &l->doc->passage[i];

			for (int v = 1; v >= 0; v--) {
				const char *s =
					word_find(p->text, indicators[k][v]);

				if (s)
					f = add_part(l, f, &rules[INDICATOR],
						     "", p, s,
						     strlen(indicators[k][v]));
			}
		}
		if (f)
			f->message = arena_printf(
				l->arena,
				"Một chỉ tiêu gọi là “%s” và “%s”; dùng một "
				"tên.",
				indicators[k][0], indicators[k][1]);
	}
}

static void run(struct lint *l)
{
	check_status(l);
	check_obsolete(l);
	check_indicators(l);
}

const struct lint_pass lint_term_pass = { rules, run };
