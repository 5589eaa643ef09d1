/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding the amounts of a document: one walk over the words of each passage.
 *
 * At every number: does it name something?  Then it is stepped over.  Else its
 * value or range, its open words, its unit and what it tells are read from
 * the words around it; a number without a unit takes the one of the noun that
 * it labels ("Tổng số HTX: 474"), of the list it ends ("5, 6 và 7 %") or of
 * the amount it is a part of, else it is left alone.
 */
#include "lint/amount_internal.h"
#include "lint/amount_table.h"
#include "lint/noun.h"
#include "lint/outline.h"
#include "lint/when.h"

#include <ctype.h>
#include <string.h>

enum {
	MAX_DEPTH = 4, /* of brackets that divide a count */
	MAX_BACK = 64, /* amounts that are looked back over */
	MAX_WINDOW = 120, /* words before a number that may tell of it ... */
	MAX_LABEL = 30,   /* ... and may be its label */
	MAX_NOUN = 6,     /* words of a noun that is counted */
};

struct finder {
	struct arena *arena;
	const struct document *doc;
	const struct words *words; /* of each passage */
	const struct lint_outline *outline;
	struct calendar *calendar;
	struct table_view *table;
	struct lead **heading; /* of each section; NULL until it is read */
	struct amounts *out;
	size_t cap;
	size_t sentence, clause; /* counted on over the document */
	/* of the passage: */
	size_t index;
	struct words w;
	struct spot *spot;
	size_t begin;     /* word after the last amount */
	size_t beyond;    /* word after the last amount's own words */
	const char *home; /* the province that the document is of; "" */
	size_t first;     /* the passage's first amount */
	int parent[MAX_DEPTH]; /* amount that a list divides, by brackets; -1 */
	size_t whole_of;  /* index of the amount whose whole comes next */
	bool awaits_whole;
	bool whole_is_bare; /* no "tổng số" before it */
	size_t listing;   /* sentence + 1 in which units are left out; 0 */
	struct lead lead; /* what it and the headings above it talk of */
};

/* --- the number ------------------------------------------------------------- */

struct reading {
	struct number low, high;
	bool range;
	size_t n; /* words */
};

static bool is_dash(const struct words *w, size_t i)
{
	return word_is(w, i, "-") || word_is(w, i, "–") || word_is(w, i, "—");
}

static int read_at(const struct words *w, size_t i, struct number *out)
{
	const struct word *x = &w->word[i];

	if (i >= w->n || x->is->kind != WORD_NUMBER)
		return -1;
	return number_read(x->is->usual, x->is->len, out);
}

/* "3,5 - 4,5", "5%-7%", "từ 3 đến 5": the words after the first number up to
 * the end of the second; 0 when it is no range. */
static size_t range_at(const struct words *w, size_t i, struct number *high,
		       const struct number *low)
{
	size_t n = word_is(w, i + 1, "%") ? 2 : 1;
	size_t second = i + n + 1;

	if (!is_dash(w, i + n) && !word_is(w, i + n, "đến") &&
	    !word_is(w, i + n, "tới"))
		return 0;
	if (read_at(w, second, high) < 0 || number_names(w, second) > 1 ||
	    dec_cmp(low->value, high->value) >= 0)
		return 0;
	return n + 2;
}

static bool read_number(const struct words *w, size_t i, struct reading *r)
{
	struct unit u;

	*r = (struct reading){ .n = 1 };
	if (w->word[i].is->kind == WORD_LETTERS) {
		r->n = number_in_words(w, i, &r->low);
		r->high = r->low;
		return r->n > 0 && unit_noun_at(w, i + r->n, &u) &&
		       u.kind != UNIT_TIME && !word_is(w, i + r->n, "đ");
	}
	if (read_at(w, i, &r->low) < 0)
		return false;
	r->high = r->low;
	r->n = range_at(w, i, &r->high, &r->low);
	r->range = r->n > 0;
	if (!r->range) {
		r->high = r->low;
		r->n = 1;
	}
	return true;
}

static const char *const part_words[] = { "trong đó", "gồm", "bao gồm",
					  "cụ thể", "chia ra", NULL };

/* --- its unit ---------------------------------------------------------------- */

/* "20, 30 và 40 %", "12/15 xã": the unit that the next number has. */
static bool unit_of_next(struct finder *f, size_t i, struct unit *out)
{
	const struct words *w = &f->w;

	for (int k = 0; k < 8; k++) {
		struct number next;

		if (!word_is(w, i, ",") && !word_is(w, i, "và") &&
		    !word_is(w, i, "/"))
			return false;
		if (read_at(w, ++i, &next) < 0 || number_names(w, i))
			return false;
		if (unit_at(f->arena, w, ++i, out)) {
			out->n = 0;
			return true;
		}
	}
	return false;
}

/* May a number end here without a unit? */
static bool ends_plainly(const struct words *w, size_t i)
{
	static const char *const after[] = { "và", "đạt", "tăng", "giảm",
					     "chiếm", "so với", "trong đó",
					     "gồm", "bằng", NULL };

	return i >= w->n || w->word[i].is->kind == WORD_MARK ||
	       phrase_any(w, i, after) > 0;
}

/* The begin of the window, at most n words before the number. */
static size_t near_begin(const struct site *s, size_t n)
{
	return s->number - s->begin > n ? s->number - n : s->begin;
}

/* "HTX 30/4", "HTX Tân Tiến 2": the number ends a name. */
static bool ends_name(const struct site *s)
{
	const struct word *x = &s->w->word[s->number - 1];
	struct unit u;

	if (s->number <= s->begin || x->is->kind != WORD_LETTERS)
		return false;
	for (size_t i = near_begin(s, MAX_NOUN); i < s->number; i++)
		if (unit_noun_at(s->w, i, &u) && i + u.n == s->number)
			return u.kind == UNIT_ORG &&
			       !word_is(s->w, i - 1, "số");
	for (size_t k = x->from; x->is->capital && k < x->to; k++)
		if (islower((unsigned char)s->w->passage->text[k]))
			return s->number - 1 > s->begin;
	return false;
}

/* The noun of the label that is counted: "Tổng số HTX: 474". */
static bool unit_of_label(const struct site *s, struct unit *out)
{
	static const char *const number_of[] = { "số", "số lượng", NULL };
	bool found = false;

	for (size_t i = near_begin(s, MAX_LABEL); i < s->open;) {
		struct unit u;

		if (!unit_noun_at(s->w, i, &u)) {
			i++;
			continue;
		}
		/* "Số thành viên HTX" are persons, "Số HTX là thành viên" are
		 * none */
		if ((u.kind == UNIT_ORG || u.kind == UNIT_PERSON) &&
		    (!found || phrase_any_before(s->w, i, number_of))) {
			*out = u;
			out->n = 0;
			found = true;
		}
		i += u.n;
	}
	return found;
}

/* A part of the amount before: "gồm: nông nghiệp 338, vận tải 17". */
static bool unit_of_list(const struct site *s, struct unit *out)
{
	const struct amount *b = s->before;

	if (!b || s->open == s->begin || s->number - s->begin > 12 ||
	    (b->role != AMOUNT_COUNT && b->role != AMOUNT_SHARE))
		return false;
	*out = (struct unit){ .base = b->unit, .factor = b->factor,
			      .scaled = b->rounded };
	out->kind = strcmp(b->unit, "dong") == 0 ? UNIT_MONEY
		    : strcmp(b->unit, "%") == 0	 ? UNIT_PERCENT
						 : UNIT_THING;
	return true;
}

/* May it be a part of the amount before, so that its unit is left out? */
static bool is_part(const struct site *s)
{
	return s->before &&
	       (word_is(s->w, s->open - 1, ":") ||
		s->spot[s->number].bracket > s->before->bracket ||
		phrase_any_in(s->w, s->begin, s->open, part_words) < s->open);
}

static bool find_unit(struct finder *f, struct site *s)
{
	bool listing, next;

	if (f->listing != s->spot[s->number].sentence + 1)
		f->listing = 0;
	if (unit_at(f->arena, s->w, s->end, &s->unit)) {
		s->end += s->unit.n;
		/* "Tổ hợp tác: 260 tổ" */
		if (strcmp(s->unit.base, "to") == 0 &&
		    (strcmp(f->lead.org, "tht") == 0 ||
		     phrase_in(s->w, s->begin, s->open, "tht") < s->open ||
		     phrase_in(s->w, s->begin, s->open, "tổ hợp tác") <
			     s->open)) {
			s->unit.kind = UNIT_ORG;
			s->unit.base = "tht";
		}
		return true;
	}
	next = unit_of_next(f, s->end, &s->unit);
	/* "tổng số HTX là 105 và 1 liên hiệp HTX", but "20, 30 và 50 %" */
	if (next && (s->unit.kind == UNIT_PERCENT ||
		     s->unit.kind == UNIT_MONEY || word_is(s->w, s->end, "/")))
		return true;
	if (!ends_plainly(s->w, s->end) || ends_name(s))
		return false;
	if (unit_of_label(s, &s->unit) || next)
		return true;
	if (f->listing == 0 && !is_part(s))
		return false;
	listing = unit_of_list(s, &s->unit);
	if (listing)
		f->listing = s->spot[s->number].sentence + 1;
	return listing;
}

/* "bình quân 01 HTX": the one is a divisor, not an amount. */
static size_t divisor_at(const struct words *w, size_t i)
{
	static const char *const before[] = { "bình quân", "trung bình", "mỗi",
					      "bình quân của", "bình quân trên",
					      "bình quân cho", "tính trên",
					      "trung bình của", "bình quân /",
					      NULL };
	struct unit u;

	if ((!word_is(w, i, "01") && !word_is(w, i, "1") &&
	     !word_is(w, i, "một")) ||
	    !phrase_any_before(w, i, before) || !unit_noun_at(w, i + 1, &u))
		return 0;
	return 1 + u.n;
}

/* The divisor that stands before the number completes its unit. */
static void add_divisor(struct finder *f, struct site *s)
{
	struct unit u;

	if (s->unit.per_thing || s->unit.kind != UNIT_MONEY)
		return;
	for (size_t i = s->begin; i < s->open; i++) {
		size_t n = divisor_at(s->w, i) > 0 ? 1
						  : phrase_at(s->w, i, "mỗi");

		/* "bình quân/HTX" */
		if (n == 0 && phrase_before(s->w, i, "bình quân"))
			n = phrase_at(s->w, i, "/");
		if (n == 0 || !unit_noun_at(s->w, i + n, &u))
			continue;
		unit_per(f->arena, &s->unit, u.base, u.kind == UNIT_TIME);
		return;
	}
}

/* --- the amount -------------------------------------------------------------- */

static struct rule_value scale(struct rule_value v, struct dec factor)
{
	struct dec *const part[] = { &v.low, &v.high, &v.point };

	for (size_t i = 0; i < ARRAY_LEN(part); i++)
		if (dec_mul(*part[i], factor, part[i]) < 0)
			return rule_absent(RULE_MISSING, true);
	return v;
}

static char *words_text(struct arena *a, const struct words *w, size_t from,
			size_t to)
{
	size_t start, end;

	if (from >= to)
		return arena_strdup(a, "");
	start = w->word[from].from;
	end = w->word[to - 1].to;
	return arena_strndup(a, w->passage->text + start, end - start);
}

/* Is it told of the amount right before: nothing of its own stands between
 * ("400 HTX đang hoạt động, chiếm 84 %", not "HTX nông nghiệp chiếm 71 %")? */
static bool tells_of_before(const struct site *s)
{
	static const char *const verbs[] = { "chiếm", "đạt", "tăng", "giảm",
					     "bằng", "vượt", "tương ứng",
					     "tỷ lệ", NULL };
	size_t verb = s->begin;
	bool marks = false;

	while (verb < s->open && !phrase_any(s->w, verb, verbs))
		verb++;
	if (phrase_in(s->w, s->begin, s->open, "trong đó") < s->open ||
	    phrase_in(s->w, s->begin, s->open, ":") < s->open)
		return false;
	if (verb > s->begin && word_is(s->w, verb - 1, "và"))
		verb--;
	for (size_t i = s->begin; i < verb; i++)
		marks |= s->w->word[i].is->kind == WORD_MARK;
	return !marks || verb == s->begin ||
	       s->w->word[verb - 1].is->kind == WORD_MARK;
}

/* Is it the unit, or what a rate is counted in: "dong" of "dong/htx/nam"? */
static bool is_unit_of(const char *unit, const char *whole)
{
	size_t n = strlen(unit);

	return strncmp(unit, whole, n) == 0 &&
	       (whole[n] == '\0' || whole[n] == '/');
}

/* Where the amounts of this sentence begin, at most MAX_BACK before the next. */
static size_t sentence_begin(const struct finder *f, size_t sentence)
{
	size_t i = f->out->n;

	while (i > f->first && f->out->n - i < MAX_BACK &&
	       f->out->amount[i - 1].sentence == sentence)
		i--;
	return i;
}

/* The amount before it in the sentence that a share or a change tells of. */
static int about_of(struct finder *f, const struct site *s,
		    const struct amount *m)
{
	size_t begin = sentence_begin(f, m->sentence);

	if (!tells_of_before(s))
		return -1;
	if (m->role != AMOUNT_SHARE && m->role != AMOUNT_OF_PLAN &&
	    m->role != AMOUNT_CHANGE)
		return -1;
	for (size_t i = f->out->n; i > begin; i--) {
		const struct amount *b = &f->out->amount[i - 1];

		if (b->bracket > m->bracket)
			continue;
		/* "tăng 17 % (tăng 18 LHHTX)" */
		if (m->role == AMOUNT_CHANGE && m->unit[0] != '%' &&
		    strcmp(m->unit, "lan") != 0 && !is_unit_of(m->unit, b->unit))
			continue;
		/* of "25/30 HTX" the 25 */
		if (i - 1 > f->first && b[-1].whole == (int)(i - 1))
			continue;
		if (b->role == AMOUNT_COUNT ||
		    (b->role == AMOUNT_AVERAGE && m->role != AMOUNT_SHARE) ||
		    (b->role == AMOUNT_CHANGE && m->role == AMOUNT_CHANGE &&
		     b->unit[0] != '%'))
			return (int)(i - 1);
	}
	return -1;
}

static void add_amount(struct finder *f, struct site *s,
		       const struct reading *r)
{
	const struct words *w = s->w;
	struct quantity q = { .low = r->low.value, .high = r->high.value,
			      .places = r->low.places };
	struct amount m = { .passage = w->passage, .index = f->index };

	if (r->range && r->high.places > q.places)
		q.places = r->high.places;
	add_divisor(f, s);
	q.qualifier = site_qualifier(s, r->range);
	m.role = site_role(s);
	m.sentence = s->spot[s->number].sentence;
	m.clause = s->spot[s->number].clause;
	m.bracket = s->spot[s->number].bracket;
	m.from = w->word[s->open].from;
	m.to = w->word[s->end - 1].to;
	m.digits = w->word[s->number].from;
	m.digits_end = w->word[s->after - 1].to;
	m.written = q;
	m.rounded = s->unit.kind == UNIT_MONEY || s->unit.scaled ||
		    s->unit.kind == UNIT_PERCENT ||
		    s->unit.kind == UNIT_TIMES || m.role == AMOUNT_AVERAGE ||
		    s->unit.kind == UNIT_MEASURE;
	m.factor = s->unit.factor;
	m.value = scale(rule_written(&q, m.rounded), m.factor);
	m.unit = s->unit.base;
	m.unit_text = words_text(f->arena, w, s->after, s->after + s->unit.n);
	m.is_word = r->low.is_word;
	m.whole = -1;
	m.about = about_of(f, s, &m);
	noun_of(f->arena, s, &f->lead,
		m.about < 0 ? NULL : &f->out->amount[m.about], &m);
	calendar_tell(f->calendar, s, &m);
	*VEC_PUSH(f->arena, f->out->amount, f->out->n, f->cap) = m;
}

/* "12/15 xã", "20 HTX/tổng số 474 HTX": a whole follows. */
static void link_whole(struct finder *f, const struct site *s)
{
	size_t last = f->out->n - 1;
	size_t i = s->end;

	if (f->awaits_whole) {
		f->out->amount[f->whole_of].whole = (int)last;
		f->awaits_whole = false;
		/* "25/30 HTX": of the planned or of all? */
		if (f->whole_is_bare)
			f->out->amount[last].role = AMOUNT_OTHER;
	}
	if (!word_is(s->w, i, "/") && !word_is(s->w, i, "trên"))
		return;
	f->whole_is_bare = true;
	i++;
	if (phrase_at(s->w, i, "kế hoạch"))
		return;
	if (word_is(s->w, i, "tổng") && word_is(s->w, i + 1, "số")) {
		f->whole_is_bare = false;
		i += 2;
	}
	if (i < s->w->n && s->w->word[i].is->kind == WORD_NUMBER) {
		f->awaits_whole = true;
		f->whole_of = last;
	}
}

/* --- parts ---------------------------------------------------------------------- */

/* The last count before the number whose brackets are not deeper than depth:
 * of its unit in the sentence, of another unit, or the first of the sentence
 * before. */
static int count_before(const struct finder *f, const struct site *s,
			int depth)
{
	size_t sentence = s->spot[s->number].sentence;
	int first = -1;
	int last = -1;

	for (size_t i = f->out->n; i > f->first && f->out->n - i < MAX_BACK;
	     i--) {
		const struct amount *m = &f->out->amount[i - 1];

		if (m->sentence + 1 < sentence)
			break;
		if (m->role != AMOUNT_COUNT || m->bracket > depth)
			continue;
		if (m->sentence == sentence &&
		    strcmp(m->unit, s->unit.base) == 0)
			return (int)i - 1;
		if (m->sentence < sentence || last < 0)
			first = (int)i - 1;
		if (m->sentence == sentence)
			last = (int)i - 1;
	}
	return last >= 0 ? last : first;
}

/* The amount that this one seems to be a part of; goes on over a list. */
static const struct amount *parent_of(struct finder *f, const struct site *s)
{
	const struct spot *p = &s->spot[s->number];
	int depth = p->bracket < MAX_DEPTH ? p->bracket : MAX_DEPTH - 1;

	if (!s->before)
		for (int i = 0; i < MAX_DEPTH; i++)
			f->parent[i] = -1;
	if (phrase_any_in(s->w, s->begin, s->open, part_words) < s->open)
		f->parent[depth] = count_before(f, s, p->bracket);
	else if (s->before && p->bracket > s->before->bracket)
		f->parent[depth] = count_before(f, s, p->bracket - 1);
	return f->parent[depth] < 0 ? NULL : &f->out->amount[f->parent[depth]];
}

/* The last amount of the unit in the sentence. */
static const struct amount *alike_before(const struct finder *f,
					 const struct site *s)
{
	size_t begin = sentence_begin(f, s->spot[s->number].sentence);

	for (size_t i = f->out->n; i > begin; i--)
		if (strcmp(f->out->amount[i - 1].unit, s->unit.base) == 0)
			return &f->out->amount[i - 1];
	return NULL;
}

/* Whose members or money come next: the last organisations counted in the
 * sentence; of "08/14 HTX" the eight. */
static const struct amount *owner_before(const struct finder *f,
					 const struct site *s)
{
	size_t begin = sentence_begin(f, s->spot[s->number].sentence);

	for (size_t i = f->out->n; i > begin; i--) {
		const struct amount *m = &f->out->amount[i - 1];

		if (m->role != AMOUNT_COUNT || !unit_is_org(m->unit) ||
		    m->bracket > s->spot[s->number].bracket)
			continue;
		if (i - 1 > f->first && m[-1].whole == (int)(i - 1))
			return m - 1;
		return m;
	}
	return NULL;
}

/* Does the owner follow another kind: "430 HTX và 7.150 THT"? */
static bool follows_another(const struct finder *f, const struct site *s)
{
	static const char and[] = "và ";
	const struct amount *b = s->owner;

	return b && b > &f->out->amount[f->first] &&
	       b[-1].sentence == b->sentence && unit_is_org(b[-1].unit) &&
	       strcmp(b[-1].unit, b->unit) != 0 && b->from >= strlen(and) &&
	       strncmp(s->w->passage->text + b->from - strlen(and), and,
		       strlen(and)) == 0;
}

/* Takes the number at word i when it is an amount; the words it took. */
static size_t take(struct finder *f, size_t i)
{
	const struct words *w = &f->w;
	struct site s = { .w = w, .spot = f->spot, .number = i, .open = i };
	struct reading r;
	size_t n = number_names(w, i);
	size_t clause = i;

	if (n == 0)
		n = divisor_at(w, i);
	if (n > 0)
		return n;
	if (!read_number(w, i, &r))
		return 1;
	while (clause > f->begin && i - clause < MAX_WINDOW &&
	       f->spot[clause - 1].sentence == f->spot[i].sentence &&
	       (f->spot[clause - 1].clause == f->spot[i].clause ||
		f->spot[clause - 1].bracket > f->spot[i].bracket))
		clause--;
	s.begin = s.label = clause;
	if (f->beyond > clause && f->beyond <= i)
		s.label = f->beyond;
	s.after = s.end = i + r.n;
	if (f->out->n > f->first &&
	    f->out->amount[f->out->n - 1].sentence == f->spot[i].sentence)
		s.before = &f->out->amount[f->out->n - 1];
	if (!find_unit(f, &s)) {
		f->awaits_whole = false;
		/* "HTX 30/4" */
		return word_is(w, s.end, "/") && s.end + 1 < w->n &&
			       w->word[s.end + 1].is->kind == WORD_NUMBER
			   ? r.n + 2
			   : r.n;
	}
	s.parent = parent_of(f, &s);
	s.alike = alike_before(f, &s);
	s.owner = owner_before(f, &s);
	s.two = follows_another(f, &s);
	add_amount(f, &s, &r);
	link_whole(f, &s);
	f->begin = s.end;
	f->beyond = s.beyond;
	return s.end - i;
}

/* The first word after the number of a heading or item. */
static size_t after_label(struct finder *f, const struct passage *p)
{
	struct lint_section label;
	size_t i = 0;

	if (p->kind == PASSAGE_CELL || !outline_label(f->arena, p->text, &label))
		return 0;
	while (i < f->w.n && f->w.word[i].from < label.title_from)
		i++;
	return i;
}

/* --- what headings and lead-ins talk of ---------------------------------------- */

enum { MAX_LEAD = 30 }; /* words */

/* The end of the lead-in that words from i begin with: a colon before any
 * amount.  i when there is none. */
static size_t lead_end(const struct words *w, size_t i)
{
	for (size_t k = i; k < w->n && k < i + MAX_LEAD;) {
		size_t n = number_names(w, k);

		if (word_is(w, k, ":"))
			return k;
		if (word_is(w, k, ";") || word_is(w, k, ".") ||
		    word_is(w, k, "(") ||
		    (n == 0 && w->word[k].is->kind == WORD_NUMBER))
			break;
		k += n ? n : 1;
	}
	return i;
}

static const struct lead *heading_of(struct finder *f, int section)
{
	const struct lint_section *x;
	struct lead *lead, *above;
	struct words w;
	size_t end;

	if (section < 0)
		return NULL;
	if (f->heading[section])
		return f->heading[section];
	x = &f->outline->section[section];
	w = f->words[x->passage];
	end = lead_end(&w, 0);
	lead = ARENA_NEW(f->arena, struct lead);
	*lead = lead_of(f->arena, &w, 0,
			end ? end : w.n < MAX_LEAD ? w.n : 0);
	above = (struct lead *)heading_of(f, x->parent);
	if (above && !lead->org[0] && !lead->several) {
		lead->org = above->org;
		lead->several = above->several;
	}
	if (above && !lead->scope[0])
		lead->scope = above->scope;
	f->heading[section] = lead;
	return lead;
}

static void read_lead(struct finder *f)
{
	int section = f->outline ? f->outline->of[f->index] : -1;
	const struct lead *above;
	size_t end = lead_end(&f->w, f->begin);

	if (section >= 0 &&
	    f->outline->section[section].passage == f->index)
		section = f->outline->section[section].parent;
	above = heading_of(f, section);
	f->lead = lead_of(f->arena, &f->w, f->begin, end);
	f->lead.home = f->home;
	if (!above)
		return;
	if (!f->lead.org[0] && !f->lead.several)
		f->lead.org = above->org;
	if (!f->lead.scope[0])
		f->lead.scope = above->scope;
}

/* --- cells ---------------------------------------------------------------------- */

/* A number alone in its cell. */
static void read_cell(struct finder *f)
{
	const struct words *w = &f->w;
	bool minus = word_is(w, 0, "-") || word_is(w, 0, "–");
	size_t at = w->word[0].is->kind == WORD_MARK ? 1 : 0;
	struct amount m = { .passage = w->passage, .index = f->index,
			    .about = -1, .whole = -1 };
	struct cell_labels labels;
	struct number n;

	if (read_at(w, at, &n) < 0 ||
	    !cell_read(f->arena, f->words, f->doc, &f->table, f->index,
			calendar_year(f->calendar), &labels))
		return;
	if (at + 1 < w->n) /* "71 %" */
		unit_at(f->arena, w, at + 1, &labels.unit);
	if (minus)
		n.value = dec_neg(n.value);
	m.sentence = f->spot[at].sentence;
	m.clause = f->spot[at].clause;
	m.from = w->word[0].from;
	m.to = w->word[w->n - 1].to;
	m.digits = w->word[at].from;
	m.digits_end = w->word[at].to;
	m.written = (struct quantity){ .low = n.value, .high = n.value,
				       .places = n.places };
	m.role = labels.role;
	m.rounded = labels.unit.kind == UNIT_MONEY || labels.unit.scaled ||
		    labels.unit.kind == UNIT_PERCENT || n.places > 0 ||
		    m.role == AMOUNT_AVERAGE;
	m.factor = labels.unit.factor;
	m.value = scale(rule_written(&m.written, m.rounded), m.factor);
	m.unit = labels.unit.base;
	m.unit_text = "";
	m.subject = labels.lead.subject;
	m.scope = labels.lead.scope[0] ? labels.lead.scope : f->lead.scope;
	m.flow = lead_flow(&labels.lead, &labels.unit);
	calendar_tell_cell(f->calendar, &labels.said, &m);
	*VEC_PUSH(f->arena, f->out->amount, f->out->n, f->cap) = m;
}

/* The first province that the head of the document names. */
static const char *home_of(struct finder *f)
{
	for (size_t i = 0; i < f->doc->npassage && i < 40; i++) {
		const struct words *w = &f->words[i];
		const char *place;

		for (size_t k = 0; k < w->n; k++)
			if (province_at(f->arena, w, k, &place))
				return place;
	}
	return "";
}

static void read_passage(struct finder *f, const struct passage *p)
{
	f->w = f->words[f->index];
	f->spot = spots_of(f->arena, &f->w, &f->sentence, &f->clause);
	f->begin = after_label(f, p);
	f->beyond = f->begin;
	f->first = f->out->n;
	f->awaits_whole = false;
	read_lead(f);
	calendar_passage(f->calendar, f->index, &f->w, f->spot);
	if (p->kind == PASSAGE_CELL && cell_is_number(&f->w)) {
		read_cell(f);
		return;
	}
	for (size_t i = f->begin; i < f->w.n;) {
		if (f->w.word[i].is->kind == WORD_MARK)
			i++;
		else
			i += take(f, i);
	}
}

struct amounts *amounts_find(struct arena *a, const struct document *d,
			     const struct words *words,
			     const struct lint_outline *o)
{
	struct finder f = { .arena = a, .doc = d, .words = words,
			    .outline = o,
			    .calendar = calendar_new(a, d, words, o),
			    .heading = ARENA_ARRAY(a, o ? o->n : 0,
						   struct lead *),
			    .out = ARENA_NEW(a, struct amounts) };

	f.home = home_of(&f);
	for (f.index = 0; f.index < d->npassage; f.index++)
		read_passage(&f, &d->passage[f.index]);
	return f.out;
}
