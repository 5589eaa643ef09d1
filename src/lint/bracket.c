/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brackets and quotation marks that open and never close, or the reverse.
 *
 * "a)" and "1)" are labels and close nothing; but "(năm 2)" does.  So each
 * passage is read in two ways, with such brackets as labels and as brackets,
 * and is wrong only when both ways leave one over.  A bracket may close in
 * one of the next paragraphs or at the end of the list that it opens.
 */
#include "lint/pass.h"

#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { BRACKET, QUOTE };

static const struct lint_rule rules[] = {
	[BRACKET] = { "unbalanced-bracket", SEV_ERROR,
		      "Ngoặc mở không đóng hoặc đóng không mở",
		      "Dấu ngoặc đơn dùng theo cặp; thiếu một dấu thì không rõ "
		      "phần chú thích đến đâu." },
	[QUOTE] = { "unbalanced-quote", SEV_WARNING,
		    "Ngoặc kép mở không đóng hoặc đóng không mở",
		    "Dấu ngoặc kép dùng theo cặp; thiếu một dấu thì không rõ "
		    "phần trích dẫn đến đâu." },
	{ 0 }
};

static const struct pair {
	const char *open, *close;
	int rule;
} pairs[] = {
	{ "(", ")", BRACKET },
	{ "[", "]", BRACKET },
	{ "“", "”", QUOTE },
	{ "«", "»", QUOTE },
};

enum {
	MAX_OPEN = 64,  /* nested or left over in one passage */
	MAX_REACH = 3,  /* paragraphs after which a bracket may still close */
	MAX_LIST = 60,  /* items of a list after which it may */
	MAX_QUOTED = 40, /* paragraphs that one quotation may have */
	MAX_QUOTES = 3, /* more wrong ones than this are a habit of typing */
};

/* What one way of reading leaves over. */
struct rest {
	size_t open[MAX_OPEN], close[MAX_OPEN];
	size_t nopen, nclose;
};

/* Is the bracket that closes at byte i one of a label: "a)", "12)", "b.1)"? */
static bool is_label(const char *s, size_t i)
{
	size_t from = i;
	size_t letters = 0;
	size_t digits = 0; /* in a row; years and amounts have more than two */
	bool long_number = false;
	int32_t c = 0;

	while (from > 0) {
		c = word_before(s, from);
		if (!word_is_letter(c) && !word_is_digit(c) && c != '.')
			break;
		letters += word_is_letter(c);
		digits = word_is_digit(c) ? digits + 1 : 0;
		long_number |= digits > 2;
		do
			from--;
		while (((unsigned char)s[from] & 0xc0) == 0x80);
	}
	if (letters > 1 && strspn(s + from, "ivxIVX") != letters)
		return false;
	if (from == i || long_number)
		return false;
	return from == 0 || strchr(" ;:,.-–", (char)c) != NULL;
}

static struct rest read_passage(const char *s, const struct pair *p,
				bool labels)
{
	size_t nopen = strlen(p->open);
	size_t nclose = strlen(p->close);
	struct rest r = { 0 };

	for (size_t i = 0; s[i];) {
		if (strncmp(s + i, p->open, nopen) == 0) {
			if (r.nopen < MAX_OPEN)
				r.open[r.nopen++] = i;
			i += nopen;
		} else if (strncmp(s + i, p->close, nclose) == 0) {
			bool label = p->rule == BRACKET && is_label(s, i);

			if (r.nopen > 0 && !(label && labels))
				r.nopen--;
			else if (!label && r.nclose < MAX_OPEN)
				r.close[r.nclose++] = i;
			i += nclose;
		} else {
			i++;
		}
	}
	return r;
}

/* The way of reading that leaves less over. */
static struct rest read_best(const char *s, const struct pair *p)
{
	struct rest brackets = read_passage(s, p, false);
	struct rest labels;

	if (brackets.nopen + brackets.nclose == 0 || p->rule != BRACKET)
		return brackets;
	labels = read_passage(s, p, true);
	return labels.nopen + labels.nclose <
			       brackets.nopen + brackets.nclose ?
		       labels :
		       brackets;
}

/* An opening that waits for its end. */
struct waiting {
	const struct passage *passage;
	size_t at;
	size_t index;
	bool list; /* only items of a list since, or an unfinished sentence */
};

struct scan {
	struct lint *l;
	const struct pair *pair;
	struct waiting *waiting;
	size_t n, cap;
};

static bool ends_sentence(const struct passage *p)
{
	return p->n > 0 && strchr(".;:!?/", p->text[p->n - 1]) != NULL;
}

/* Is the text cut off in the middle of its last paragraph? */
static bool is_cut(const struct lint *l, const struct passage *p)
{
	return p == &l->doc->passage[l->doc->npassage - 1] &&
	       p->kind != PASSAGE_CELL && !ends_sentence(p);
}

static void report(struct scan *s, const struct passage *p, size_t at,
		   bool open)
{
	const char *sign = open ? s->pair->open : s->pair->close;
	const char *other = open ? s->pair->close : s->pair->open;
	struct lint_finding *f;

	if (open && is_cut(s->l, p))
		return;
	f = lint_report(
		s->l, &rules[s->pair->rule],
		arena_printf(s->l->arena,
			     open ? "Dấu “%s” mở ở đây mà không có dấu “%s” "
				    "đóng; thêm dấu đóng vào chỗ hết phần chú "
				    "thích." :
				    "Dấu “%s” ở đây đóng mà không có dấu “%s” "
				    "mở; thêm dấu mở hoặc bỏ dấu này.",
			     sign, other));

	f->repair = arena_printf(s->l->arena, "thêm “%s”", other);
	/* cells and unfinished lines may have lost their other half */
	if (p->kind == PASSAGE_CELL || !ends_sentence(p) ||
	    s->l->doc->format == DOCUMENT_PDF)
		f->severity = SEV_WARNING;
	lint_part(s->l, f, p, at, at + strlen(sign));
}

/* Does what was opened before go on in this passage and after it? */
static bool goes_on(const struct passage *p)
{
	static const char *const marks[] = { "-", "+", "–", "•", "*", "(" };

	if (p->kind == PASSAGE_ITEM || !strchr(".!?/", p->text[p->n - 1]))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (strncmp(p->text, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static bool is_heading(const struct lint *l, size_t index)
{
	int s = l->outline->of[index];

	return s >= 0 && l->outline->section[s].passage == index &&
	       (l->outline->section[s].style <= SECTION_DECIMAL ||
		l->outline->section[s].style == SECTION_TITLE);
}

/* Openings whose end is too far away are left over for good. */
static void give_up(struct scan *s, size_t index)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct waiting *w = &s->waiting[i];
		size_t reach = s->pair->rule == QUOTE ? MAX_QUOTED :
			       w->list ? MAX_LIST : MAX_REACH;

		if (index - w->index > reach)
			report(s, w->passage, w->at, true);
		else
			s->waiting[kept++] = *w;
	}
	s->n = kept;
}

static void visit(struct scan *s, size_t index)
{
	const struct passage *p = &s->l->doc->passage[index];
	struct rest r = read_best(p->text, s->pair);

	for (size_t i = 0; is_heading(s->l, index) && i < s->n; i++)
		s->waiting[i].list = false;
	give_up(s, index);
	for (size_t i = 0; i < r.nclose; i++) {
		if (s->n > 0)
			s->n--;
		else
			report(s, p, r.close[i], false);
	}
	for (size_t i = 0; i < s->n; i++)
		s->waiting[i].list = s->waiting[i].list && goes_on(p);
	for (size_t i = 0; i < r.nopen; i++)
		*VEC_PUSH(s->l->arena, s->waiting, s->n, s->cap) =
			(struct waiting){ p, r.open[i], index, goes_on(p) };
}

static void scan_pair(struct lint *l, const struct pair *pair,
		      enum passage_kind only)
{
	struct scan s = { .l = l, .pair = pair };
	bool notes = only == PASSAGE_NOTE;

	for (size_t i = 0; i < l->doc->npassage; i++)
		if ((l->doc->passage[i].kind == PASSAGE_NOTE) == notes)
			visit(&s, i);
	give_up(&s, SIZE_MAX);
}

/* Many single quotes: the author types them in another way. */
static void soften_quotes(struct lint *l, size_t first)
{
	size_t n = 0;

	for (size_t i = first; i < l->nfinding; i++)
		n += l->finding[i].rule == &rules[QUOTE];
	for (size_t i = first; n > MAX_QUOTES && i < l->nfinding; i++)
		if (l->finding[i].rule == &rules[QUOTE])
			l->finding[i].severity = SEV_NOTE;
}

static void run(struct lint *l)
{
	size_t first = l->nfinding;

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		scan_pair(l, &pairs[i], PASSAGE_BODY);
		scan_pair(l, &pairs[i], PASSAGE_NOTE);
	}
	soften_quotes(l, first);
}

const struct lint_pass lint_bracket_pass = { rules, run };
