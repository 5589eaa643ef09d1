/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline from the numbering.
 *
 * Labels are read first (outline_label), each by the strict form of its kind,
 * so that a date or an amount at the begin of a line is none.  Then they are
 * nested: a label continues the innermost open list of its kind that it
 * follows in number; a first label opens a list of its own below whatever is
 * open.  Mark-up says little (levels jump, parts are plain lines), so a
 * heading of the format counts only where it has no label.
 */
#include "lint/outline.h"

#include "lib/base/arena.h"
#include "lint/word.h"

#include <string.h>

/* --- labels ---------------------------------------------------------------- */

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

static bool next_is_upper(const char *s)
{
	int32_t c;

	word_next(s, &c);
	return word_is_upper(c);
}

/* May a title begin here: a capital, a quote, a bracket, a digit? */
static bool begins_title(const char *s)
{
	return next_is_upper(s) || *s == '"' || *s == '(' ||
	       strncmp(s, "“", strlen("“")) == 0;
}

/* Is a label ended at s by a stop and a blank (or a capital after it)? */
static bool ends_label(const char *s, const char *stops)
{
	const char *after;
	int32_t c;
	int n;

	if (!*s || !strchr(stops, *s))
		return false;
	if (s[1] == ' ' || !s[1])
		return true;
	n = word_next(s + 1, &c);
	after = s + 1 + n;
	/* "I.Kết quả", not "V.I. Lê" */
	return word_is_upper(c) && *after != '.' && *after != ' ';
}

/* 1 or 2 digits, 1..99; its length. */
static size_t read_number(const char *s, int *value)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 2)
		return 0;
	*value = n == 1 ? s[0] - '0' : 10 * (s[0] - '0') + s[1] - '0';
	return *value > 0 ? n : 0;
}

/* A Roman numeral of I, V, X in this case, in its one proper spelling. */
static size_t read_roman(const char *s, bool upper, int *value)
{
	static const char *const unit[] = { "",	 "I",  "II",  "III",  "IV",
					    "V", "VI", "VII", "VIII", "IX" };
	static const char *const low[] = { "",	"i",  "ii",  "iii",  "iv",
					   "v", "vi", "vii", "viii", "ix" };
	size_t tens = strspn(s, upper ? "X" : "x");
	size_t rest;

	if (tens > 3)
		return 0;
	rest = strspn(s + tens, upper ? "IVX" : "ivx");
	for (int i = 0; i < 10; i++) {
		const char *u = upper ? unit[i] : low[i];

		if (strlen(u) == rest && strncmp(s + tens, u, rest) == 0) {
			*value = 10 * (int)tens + i;
			return *value > 0 ? tens + rest : 0;
		}
	}
	return 0;
}

/* 1..23 for a, b, c, d, đ, e, g ...: the order of items in documents. */
static size_t read_letter(const char *s, int *value)
{
	static const int32_t order[] = { 'a', 'b', 'c', 'd', 0x111, 'e', 'g',
					 'h', 'i', 'k', 'l', 'm',   'n', 'o',
					 'p', 'q', 'r', 's', 't',   'u', 'v',
					 'x', 'y' };
	int32_t c;
	int n = word_next(s, &c);

	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		if (order[i] == c) {
			*value = (int)i + 1;
			return (size_t)n;
		}
	return 0;
}

static size_t set_label(struct lint_section *s, enum section_style style,
			size_t n)
{
	s->style = style;
	return n;
}

/* "Phần thứ nhất", "Phụ lục 2", "Chương III", "Điều 4", "Mục 1". */
static size_t read_named(const char *s, struct lint_section *out)
{
	static const struct {
		const char *word;
		enum section_style style;
	} names[] = {
		{ "phần", SECTION_PART },    { "phụ lục", SECTION_ANNEX },
		{ "chương", SECTION_CHAPTER }, { "mục", SECTION_DIVISION },
		{ "điều", SECTION_ARTICLE },
	};
	static const char *const ordinals[] = { "nhất", "hai", "ba", "tư",
						"năm",	"sáu", "bảy", "tám" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t n = word_match(s, names[i].word);
		size_t k = 0;
		size_t th;

		if (n == 0 || !next_is_upper(s))
			continue;
		if (s[n] != ' ')
			return names[i].style == SECTION_ANNEX && !s[n] ?
				       set_label(out, SECTION_ANNEX, n) :
				       0;
		n++;
		th = word_match(s + n, "số");
		if (th > 0 && s[n + th] == ' ')
			n += th + 1;
		th = word_match(s + n, "thứ");
		if (th > 0 && s[n + th] == ' ')
			n += th + 1;
		for (size_t o = 0; k == 0 && o < ARRAY_LEN(ordinals); o++) {
			k = th ? word_match(s + n, ordinals[o]) : 0;
			out->part[0] = (int)o + 1;
		}
		if (k == 0)
			k = read_number(s + n, &out->part[0]);
		if (k == 0)
			k = read_roman(s + n, true, &out->part[0]);
		if (k == 0)
			return 0;
		n += k;
		out->nparts = 1;
		if (s[n] && strchr(".:", s[n]))
			n++;
		else if (s[n] && !(s[n] == ' ' &&
				   (begins_title(s + n + 1) ||
				    strncmp(s + n + 1, "-", 1) == 0 ||
				    strncmp(s + n + 1, "–", 3) == 0)))
			return 0; /* "Phụ lục 1 và 2 kèm theo" */
		return set_label(out, names[i].style, n);
	}
	return 0;
}

/* "1.", "1.1.", "1.1", "1)", "1/", "II.1." */
static size_t read_numbers(const char *s, struct lint_section *out)
{
	size_t n = 0;
	size_t roman = read_roman(s, true, &out->part[0]);

	if (roman > 0 && s[roman] == '.' && s[roman + 1] >= '1' &&
	    s[roman + 1] <= '9') {
		n = roman + 1;
		out->nparts = 1;
	}
	for (;;) {
		size_t k = out->nparts < SECTION_MAX_PARTS ?
				   read_number(s + n, &out->part[out->nparts]) :
				   0;

		if (k == 0)
			return 0;
		n += k;
		out->nparts++;
		if (s[n] != '.' || s[n + 1] < '0' || s[n + 1] > '9')
			break;
		n++;
	}
	if (out->nparts == 1) {
		if (ends_label(s + n, "."))
			return set_label(out, SECTION_NUMBER, n + 1);
		if (ends_label(s + n, "/-") && begins_title(s + n + 2))
			return set_label(out, SECTION_NUMBER, n + 1);
		return ends_label(s + n, ")") ?
			       set_label(out, SECTION_COUNT, n + 1) :
			       0;
	}
	if (ends_label(s + n, ".)/"))
		return set_label(out, SECTION_DECIMAL, n + 1);
	/* without a stop it can be an amount: "1.5 triệu" */
	return s[n] == ' ' && begins_title(s + n + 1) ?
		       set_label(out, SECTION_DECIMAL, n) :
		       0;
}

static size_t read_capital(const char *s, struct lint_section *out)
{
	int value;
	size_t n = read_roman(s, true, &value);

	if (n > 0 && (ends_label(s + n, ".)/:") ||
		      (ends_label(s + n, "-") && begins_title(s + n + 2)))) {
		out->part[0] = value;
		out->nparts = 1;
		return set_label(out, SECTION_ROMAN, n + 1);
	}
	if (n > 0 && s[n] == ' ' &&
	    (s[n + 1] == '-' || strncmp(s + n + 1, "–", 3) == 0)) {
		out->part[0] = value;
		out->nparts = 1;
		return set_label(out, SECTION_ROMAN,
				 n + (s[n + 1] == '-' ? 2 : 4));
	}
	if (s[0] >= 'A' && s[0] <= 'H' && ends_label(s + 1, "./)") &&
	    s[2] == ' ' && next_is_upper(s + 3)) {
		out->part[0] = s[0] - 'A' + 1;
		out->nparts = 1;
		return set_label(out, SECTION_CAPITAL, 2);
	}
	return 0;
}

/* "a)", "đ.", "a1)", "a.1)", "(a)", "ii)" */
static size_t read_small(const char *s, struct lint_section *out)
{
	size_t open = s[0] == '(';
	size_t n = open;
	size_t k = read_letter(s + n, &out->part[0]);
	size_t roman = read_roman(s + n, false, &out->part[0]);

	if (roman > 1 && s[n + roman] == ')') {
		out->nparts = 1;
		return set_label(out, SECTION_COUNT, n + roman + 1);
	}
	if (k == 0 || read_letter(s + n, &out->part[0]) == 0)
		return 0;
	n += k;
	out->nparts = 1;
	k = s[n] == '.' && s[n + 1] >= '1' && s[n + 1] <= '9';
	if (read_number(s + n + k, &out->part[1]) > 0) {
		n += k + read_number(s + n + k, &out->part[1]);
		out->nparts = 2;
	}
	if (s[n] == ')')
		return set_label(out, SECTION_LETTER, n + 1);
	if (!open && ends_label(s + n, "./") &&
	    begins_title(skip_blanks(s + n + 1)))
		return set_label(out, SECTION_LETTER, n + 1);
	return 0;
}

/* "(1)", "(5.1)" */
static size_t read_count(const char *s, struct lint_section *out)
{
	size_t n = 1;

	if (s[0] != '(')
		return 0;
	while (out->nparts < SECTION_MAX_PARTS) {
		size_t k = read_number(s + n, &out->part[out->nparts]);

		if (k == 0)
			return 0;
		out->nparts++;
		n += k;
		if (s[n] == ')')
			return set_label(out, SECTION_COUNT, n + 1);
		if (s[n++] != '.')
			return 0;
	}
	return 0;
}

static size_t read_mark(const char *s, struct lint_section *out)
{
	static const char *const dashes[] = { "-", "–", "—", "•", "*",
					      "●", "▪" };

	if (s[0] == '+' && (s[1] == ' ' || next_is_upper(s + 1)))
		return set_label(out, SECTION_PLUS, 1);
	for (size_t i = 0; i < ARRAY_LEN(dashes); i++) {
		size_t n = strlen(dashes[i]);

		if (strncmp(s, dashes[i], n) == 0 &&
		    (s[n] == ' ' || next_is_upper(s + n)))
			return set_label(out, SECTION_DASH, n);
	}
	return 0;
}

bool outline_label(struct arena *a, const char *text, struct lint_section *s)
{
	static size_t (*const readers[])(const char *, struct lint_section *) = {
		read_named, read_numbers, read_capital,
		read_count, read_small,	  read_mark,
	};

	for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
		size_t n;

		*s = (struct lint_section){ .parent = -1 };
		n = readers[i](text, s);
		if (n == 0)
			continue;
		s->label = arena_strndup(a, text, n);
		s->title_from = (size_t)(skip_blanks(text + n) - text);
		s->title = text + s->title_from;
		return true;
	}
	return false;
}

/* --- nesting --------------------------------------------------------------- */

/* Which kinds stand above which when numbers do not tell. */
static const int rank[] = {
	[SECTION_ANNEX] = 0,    [SECTION_PART] = 1,    [SECTION_CHAPTER] = 2,
	[SECTION_DIVISION] = 3, [SECTION_ARTICLE] = 4, [SECTION_CAPITAL] = 5,
	[SECTION_ROMAN] = 6,    [SECTION_NUMBER] = 7,  [SECTION_DECIMAL] = 8,
	[SECTION_TITLE] = 12,   [SECTION_LETTER] = 13, [SECTION_COUNT] = 15,
	[SECTION_DASH] = 17,    [SECTION_PLUS] = 18,
};

enum { MAX_QUOTED = 40 }; /* paragraphs of a quotation */

struct builder {
	struct arena *arena;
	struct lint_section *section;
	size_t n, cap;
	int open[64]; /* sections around here, the innermost last */
	int nopen;
	size_t passage;
};

static int rank_of(const struct lint_section *s)
{
	if (s->style == SECTION_DECIMAL || s->style == SECTION_LETTER ||
	    s->style == SECTION_COUNT)
		return rank[s->style] + (s->nparts > 1 ? s->nparts - 1 : 0);
	return rank[s->style];
}

/* Do two labels belong to one way of numbering? */
static bool is_same_kind(const struct lint_section *x, const struct lint_section *y)
{
	size_t nx = strlen(x->label);
	size_t ny = strlen(y->label);

	if (x->style != y->style || x->nparts != y->nparts)
		return false;
	if (nx == 0 || ny == 0)
		return nx == ny;
	switch (x->style) {
	case SECTION_LETTER:
	case SECTION_COUNT: /* "1)" and "(1)", "a." and "a)", "i)" and "1)" */
		return (x->label[0] == '(') == (y->label[0] == '(') &&
		       (x->label[nx - 1] == ')') ==
			       (y->label[ny - 1] == ')') &&
		       (strpbrk(x->label, "ivx") == NULL) ==
			       (strpbrk(y->label, "ivx") == NULL);
	case SECTION_DECIMAL:
		return next_is_upper(x->label) == next_is_upper(y->label);
	default:
		return true;
	}
}

/* Are the parts before the last one the same? */
static bool has_same_stem(const struct lint_section *x, const struct lint_section *y)
{
	for (int i = 0; i + 1 < x->nparts; i++)
		if (x->part[i] != y->part[i])
			return false;
	return true;
}

static int last_part(const struct lint_section *s)
{
	return s->nparts > 0 ? s->part[s->nparts - 1] : 0;
}

static struct lint_section *at(const struct builder *b, int depth)
{
	return &b->section[b->open[depth]];
}

static void close_to(struct builder *b, int depth)
{
	while (b->nopen > depth)
		at(b, --b->nopen)->end = b->passage;
}

static bool is_dash(const struct lint_section *s)
{
	return s->style == SECTION_DASH || s->style == SECTION_PLUS;
}

/* The open list that a section continues: the innermost of its kind that it
 * follows in number, else the innermost of its kind; -1: none. */
static int continued(const struct builder *b, const struct lint_section *s)
{
	int nearest = -1;
	int next = -1;

	for (int i = b->nopen - 1; i >= 0; i--) {
		const struct lint_section *o = at(b, i);

		if (!is_same_kind(o, s))
			continue;
		if (nearest < 0)
			nearest = i;
		if (s->nparts > 0 && (!has_same_stem(o, s) ||
				      last_part(s) != last_part(o) + 1))
			continue;
		if (next < 0)
			next = i;
		/* a heading goes on from a heading, not from its list */
		if (o->marked == s->marked)
			return i;
	}
	return next >= 0 ? next : nearest;
}

/* At which depth a section goes: that of the list it continues, or below
 * everything that stands above its kind. */
static int depth_of(const struct builder *b, const struct lint_section *s)
{
	int depth = b->nopen;
	int list = continued(b, s);

	if (list < 0) {
		while (depth > 0 && rank_of(at(b, depth - 1)) >= rank_of(s))
			depth--;
		return depth;
	}
	if (last_part(s) != 1)
		return list;
	while (depth - 1 > list && is_dash(at(b, depth - 1)))
		depth--;
	/* "1." in the text of a heading with a number */
	if (s->style == SECTION_NUMBER && at(b, list)->marked && !s->marked)
		return depth;
	/* "a)" once more: a list of its own within (2) of b), else another
	 * list beside */
	return s->style >= SECTION_LETTER && depth - 1 > list ? depth : list;
}

static void add(struct builder *b, struct lint_section *s)
{
	int depth = depth_of(b, s);

	close_to(b, depth);
	s->parent = depth > 0 ? b->open[depth - 1] : -1;
	s->depth = depth;
	s->passage = b->passage;
	s->end = b->passage + 1;
	*VEC_PUSH(b->arena, b->section, b->n, b->cap) = *s;
	if (b->nopen < (int)ARRAY_LEN(b->open))
		b->open[b->nopen++] = (int)b->n - 1;
}

/* "i)" is the letter after h) or the first of i), ii), iii). */
static void settle_roman(const struct builder *b, struct lint_section *s)
{
	static const struct {
		char letter;
		int number;
	} both[] = { { 'i', 1 }, { 'v', 5 }, { 'x', 10 } };
	char c = s->label[s->label[0] == '('];

	if (s->style != SECTION_LETTER || s->nparts != 1)
		return;
	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		if (c != both[i].letter)
			continue;
		for (int k = b->nopen - 1; k >= 0; k--)
			if (at(b, k)->style == SECTION_LETTER &&
			    last_part(at(b, k)) + 1 == s->part[0])
				return;
		s->style = SECTION_COUNT;
		s->part[0] = both[i].number;
	}
}

/* A line below "Phần thứ hai" that has no title of its own. */
static bool takes_title(struct builder *b, const struct passage *p)
{
	struct lint_section *s = b->nopen > 0 ? at(b, b->nopen - 1) : NULL;

	if (!s || s->passage + 1 != b->passage || s->title[0] ||
	    s->style > SECTION_ARTICLE)
		return false;
	s->title = p->text;
	return true;
}

static void heading(struct builder *b, const struct passage *p)
{
	struct lint_section s = { .style = SECTION_TITLE, .label = "",
			     .title = p->text, .part = { p->level } };

	/* a heading of a higher level ends those below it */
	for (int i = 0; i < b->nopen; i++)
		if (at(b, i)->style == SECTION_TITLE &&
		    at(b, i)->part[0] >= p->level) {
			close_to(b, i);
			break;
		}
	while (b->nopen > 0 && at(b, b->nopen - 1)->style != SECTION_TITLE &&
	       rank_of(at(b, b->nopen - 1)) > rank[SECTION_TITLE])
		close_to(b, b->nopen - 1);
	s.parent = b->nopen > 0 ? b->open[b->nopen - 1] : -1;
	s.depth = b->nopen;
	s.passage = b->passage;
	s.end = b->passage + 1;
	*VEC_PUSH(b->arena, b->section, b->n, b->cap) = s;
	if (b->nopen < (int)ARRAY_LEN(b->open))
		b->open[b->nopen++] = (int)b->n - 1;
}

static void take(struct builder *b, const struct passage *p)
{
	struct lint_section s;

	if (p->kind == PASSAGE_CELL || p->kind == PASSAGE_NOTE)
		return;
	if (outline_label(b->arena, p->text, &s)) {
		s.marked = p->kind == PASSAGE_HEADING;
		settle_roman(b, &s);
		add(b, &s);
	} else if (p->kind == PASSAGE_ITEM) {
		s = (struct lint_section){ .style = SECTION_DASH, .label = "",
				      .title = p->text };
		add(b, &s);
	} else if (takes_title(b, p)) {
		return;
	} else if (p->kind == PASSAGE_HEADING) {
		heading(b, p);
	} else {
		/* a plain paragraph ends a list of dashes */
		while (b->nopen > 0 && is_dash(at(b, b->nopen - 1)))
			close_to(b, b->nopen - 1);
	}
}

/* Quotation marks that a passage leaves open (> 0) or closes for another. */
static int open_quotes(const char *s)
{
	int open = 0;

	for (; *s; s++) {
		open += strncmp(s, "“", strlen("“")) == 0;
		open -= strncmp(s, "”", strlen("”")) == 0;
	}
	return open;
}

/* The passage after a quotation of several paragraphs that begins with
 * passage i; i when none does.  Its labels are those of another text. */
static size_t quoted(const struct document *d, size_t i)
{
	if (strncmp(d->passage[i].text, "“", strlen("“")) != 0 ||
	    open_quotes(d->passage[i].text) < 1)
		return i;
	for (size_t k = i + 1; k < d->npassage && k <= i + MAX_QUOTED; k++)
		if (open_quotes(d->passage[k].text) < 0)
			return k + 1;
	return i;
}

struct lint_outline *outline_make(struct arena *a, const struct document *d)
{
	struct lint_outline *o = ARENA_NEW(a, struct lint_outline);
	struct builder b = { .arena = a };
	size_t end = 0; /* of a quotation */

	o->of = ARENA_ARRAY(a, d->npassage, int);
	for (size_t i = 0; i < d->npassage; i++) {
		b.passage = i;
		if (i >= end)
			end = quoted(d, i);
		if (i >= end)
			take(&b, &d->passage[i]);
		o->of[i] = b.nopen > 0 ? b.open[b.nopen - 1] : -1;
	}
	b.passage = d->npassage;
	close_to(&b, 0);
	o->section = b.section;
	o->n = b.n;
	return o;
}
