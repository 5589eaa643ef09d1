/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Subjects.  The words around a number are cut into items (noun_items.h); a
 * subject is its items in a fixed order of kinds, so that the order of the
 * sentence does not matter.
 */
#include "lint/noun.h"

#include "lib/base/buf.h"
#include "lint/noun_items.h"

#include <string.h>

enum { MAX_SUBJECT = 12 }; /* items */

/* --- subjects ---------------------------------------------------------------- */

/* "mới" beside "thành lập mới", "lao động" beside "lao động thường xuyên". */
static bool is_idle(const struct items *s, const struct item *x)
{
	size_t n = strlen(x->text);

	for (size_t i = 0; x->kind == ITEM_MEASURE && i < s->n; i++)
		if (s->item[i].kind == ITEM_MEASURE &&
		    strncmp(s->item[i].text, x->text, n) == 0 &&
		    s->item[i].text[n] == ' ')
			return true;
	return strcmp(x->text, "moi") == 0 &&
	       (items_have(s, "thanh lap moi") || items_have(s, "moi gia nhap"));
}

/* The items in the order of their kinds; what is counted comes first. */
static const char *subject_text(struct arena *a, const struct items *s,
				bool counts_orgs)
{
	const enum item_kind order[] = {
		counts_orgs ? ITEM_ORG : ITEM_MEASURE,
		counts_orgs ? ITEM_MEASURE : ITEM_ORG,
		ITEM_ACTIVITY, ITEM_STATE, ITEM_WORD,
	};
	struct buf b = BUF_INIT(a);
	size_t n = 0;

	for (size_t k = 0; k < ARRAY_LEN(order); k++) {
		for (size_t i = 0; i < s->n; i++) {
			if (s->item[i].kind != order[k] || n++ >= MAX_SUBJECT ||
			    is_idle(s, &s->item[i]))
				continue;
			buf_addf(&b, "%s%s", b.len ? " " : "", s->item[i].text);
		}
	}
	return b.data;
}

static enum amount_flow flow_of_items(const struct items *s)
{
	enum amount_flow flow = FLOW_NONE;

	for (size_t i = 0; i < s->n; i++) {
		enum amount_flow f = s->item[i].flow;

		if (s->item[i].kind != ITEM_STATE || f == FLOW_NONE)
			continue;
		/* "đang hoạt động" and "thành lập mới" at once: unclear */
		if (flow != FLOW_NONE && flow != f)
			return FLOW_NONE;
		flow = f;
	}
	return flow;
}

struct lead lead_of(struct arena *a, const struct words *w, size_t from,
		    size_t to)
{
	struct items s = { 0 };
	struct lead lead = { .org = "", .scope = "" };
	int orgs = 0;

	items_collect(a, NULL, w, from, to, "", false, &s);
	for (size_t i = 0; i < s.n; i++) {
		if (s.item[i].kind != ITEM_ORG)
			continue;
		orgs++;
		lead.org = s.item[i].text;
	}
	if (phrase_in(w, from, to, "kinh tế tập thể") < to ||
	    phrase_in(w, from, to, "kttt") < to)
		orgs = 2;
	if (orgs != 1)
		lead.org = "";
	lead.several = orgs > 1;
	lead.subject = subject_text(a, &s, !items_have_kind(&s, ITEM_MEASURE));
	lead.flow = flow_of_items(&s);
	if (s.scope)
		lead.scope = s.scope;
	return lead;
}

const char *lead_place(struct arena *a, const struct words *w)
{
	const char *place = items_bare_place(a, w, 0, w->n);

	return place ? place : "";
}

enum amount_flow lead_flow(const struct lead *lead, const struct unit *u)
{
	static const char *const stocks[] = { "von", "tai san", "du no" };

	if (lead->flow != FLOW_NONE)
		return lead->flow;
	if (u->kind == UNIT_ORG || u->kind == UNIT_PERSON)
		return FLOW_STOCK;
	for (size_t i = 0; i < ARRAY_LEN(stocks); i++)
		if (u->kind == UNIT_MONEY &&
		    strncmp(lead->subject, stocks[i], strlen(stocks[i])) == 0)
			return FLOW_STOCK;
	return FLOW_NONE;
}

/* The unit's own noun as an item: "thành viên", "HTX", "lớp". */
static void add_unit(const struct site *s, struct items *out)
{
	const struct words *w = s->w;
	const struct item_phrase *p = NULL;
	size_t noun = s->after + s->unit.noun;
	size_t n;

	switch (s->unit.kind) {
	case UNIT_MONEY:
	case UNIT_PERCENT:
	case UNIT_TIMES:
	case UNIT_TIME:
	case UNIT_MEASURE:
		return;
	case UNIT_ORG:
		items_add(out, ITEM_ORG, FLOW_NONE, s->unit.base, noun);
		return;
	case UNIT_THING:
		items_add(out, ITEM_MEASURE, FLOW_NONE, s->unit.base, noun);
		return;
	case UNIT_PERSON:
		if (s->unit.n > 0)
			p = item_phrase_at(w, noun, false, &n);
		if (p && p->kind == ITEM_MEASURE)
			items_add(out, ITEM_MEASURE, FLOW_NONE, p->text, noun);
		else if (s->unit.n > 0 && !word_is(w, noun, "người"))
			items_add(out, ITEM_MEASURE, FLOW_NONE,
				 w->word[noun].is->fold, noun);
		return;
	}
}

/* Items of the label that belong to the subject.  Before a count of
 * organisations a sentence says many things; only what qualifies them is
 * taken, all of it when the label names the same noun ("Số HTX ... là 80
 * HTX"). */
static void add_label(const struct site *s, const struct items *label,
		      struct items *out)
{
	bool money = s->unit.kind == UNIT_MONEY &&
		     !items_have_kind(label, ITEM_MEASURE);
	bool same = s->unit.kind != UNIT_ORG || items_have(label, s->unit.base);
	bool noun = items_have_kind(label, ITEM_MEASURE) || items_have_kind(label, ITEM_ORG);
	bool seen = false;

	for (size_t i = 0; i < label->n; i++) {
		const struct item *x = &label->item[i];

		seen |= x->kind == ITEM_MEASURE || x->kind == ITEM_ORG;
		if (x->kind == ITEM_STATE || x->kind == ITEM_ACTIVITY ||
		    (same && (seen || money ||
			      (!noun && s->unit.kind != UNIT_ORG))))
			items_add(out, x->kind, x->flow, x->text, x->at);
	}
}

static bool is_link(const struct site *s)
{
	return s->before && s->before->role == AMOUNT_COUNT &&
	       s->before->sentence == s->spot[s->number].sentence &&
	       (phrase_in(s->w, s->begin, s->open, "với") < s->open ||
		phrase_in(s->w, s->begin, s->open, "thu hút") < s->open);
}

/* A part with words of its own is qualified by its whole: "trong đó: trình độ
 * đại học 350 người" of "can bo quan ly htx"; by the owner alone where both
 * name the same ("thành viên HTX ..., trong đó thành viên mới gia nhập"). */
static void add_whole(const struct site *s, struct items *out)
{
	const struct amount *p = s->parent;

	if (!p || strcmp(p->unit, s->unit.base) != 0 || !p->subject[0] ||
	    (s->unit.kind != UNIT_PERSON && s->unit.kind != UNIT_MONEY) ||
	    items_have_kind(out, ITEM_ORG))
		return;
	for (size_t i = 0; i < out->n; i++) {
		size_t n = strlen(out->item[i].text);

		if (out->item[i].kind != ITEM_MEASURE ||
		    strncmp(p->subject, out->item[i].text, n) != 0 ||
		    !strchr(" ", p->subject[n]))
			continue;
		if (p->subject[n])
			items_add(out, ITEM_ORG, FLOW_NONE, p->subject + n + 1,
				 0);
		return;
	}
	items_add(out, ITEM_ORG, FLOW_NONE, p->subject, 0);
}

/* Is what follows told of just the organisations before: "thành lập mới 8
 * HTX, vốn điều lệ 13 tỷ đồng"? */
static bool is_of_owner(const struct site *s)
{
	return s->owner && (is_link(s) ||
			    (s->owner->flow != FLOW_STOCK &&
			     s->owner->clause == s->spot[s->number].clause &&
			     phrase_in(s->w, s->begin, s->open, "tổng") ==
				     s->open));
}

/* Whose members, workers, revenue: as the organisations before it or the lead
 * say. */
static void add_owner(const struct site *s, const struct lead *lead,
		      struct items *out)
{
	const char *owner = lead->org;

	if (items_have_kind(out, ITEM_ORG) ||
	    !items_have_kind(out, ITEM_MEASURE) ||
	    s->unit.kind == UNIT_THING || s->two)
		return;
	if (is_of_owner(s))
		owner = s->owner->subject;
	else if (s->parent && unit_is_org(s->parent->unit))
		owner = s->parent->unit; /* behind the list of its parts */
	else if (s->owner)
		owner = s->owner->unit;
	if (owner[0])
		items_add(out, ITEM_ORG, FLOW_NONE, owner, 0);
}

static bool is_stock_measure(const struct items *s)
{
	static const char *const stocks[] = { "von dang ky", "von dieu le",
					      "von gop", "von hoat dong",
					      "tai san", "du no", "von",
					      "nguon von" };

	for (size_t i = 0; i < ARRAY_LEN(stocks); i++)
		if (items_have(s, stocks[i]))
			return true;
	return false;
}

static enum amount_flow flow_of(const struct site *s, const struct items *items)
{
	enum amount_flow flow = flow_of_items(items);

	switch (s->unit.kind) {
	case UNIT_ORG:
	case UNIT_PERSON:
		if (items_have_kind(items, ITEM_ACTIVITY) ||
		    strcmp(s->unit.base, "luot nguoi") == 0)
			return FLOW_NONE;
		return flow == FLOW_NONE && !items_have_kind(items, ITEM_STATE)
			       ? FLOW_STOCK
			       : flow;
	case UNIT_MONEY:
		return is_stock_measure(items) && flow != FLOW_IN &&
				       !(is_of_owner(s) &&
					 s->owner->flow != FLOW_STOCK)
			       ? FLOW_STOCK
			       : FLOW_NONE;
	case UNIT_PERCENT:
		return FLOW_STOCK;
	case UNIT_TIMES:
	case UNIT_TIME:
	case UNIT_MEASURE:
	case UNIT_THING:
		break;
	}
	return FLOW_NONE;
}

/* --- scopes ------------------------------------------------------------------- */

static const char *scope_of(struct arena *a, const struct site *s,
			    const struct items *label, const struct items *after,
			    size_t begin, const struct lead *lead)
{
	const struct amount *b = s->before;
	const char *place;

	if (after->scope)
		return after->scope;
	if (label->scope)
		return label->scope;
	if (label->everywhere)
		return "";
	place = items_have_kind(label, ITEM_MEASURE) ? NULL
					      : items_bare_place(a, s->w, begin,
							   s->open);
	if (place && begin > 0)
		return place;
	if (b && b->scope[0] &&
	    (s->spot[s->number].bracket > b->bracket || is_link(s) ||
	     phrase_in(s->w, s->begin, s->open, "trong đó") < s->open))
		return b->scope;
	/* the next part of the same bracket */
	if (b && b->clause == s->spot[s->number].clause && b->bracket > 0 &&
	    b->role == AMOUNT_COUNT && s->spot[s->number].bracket == b->bracket)
		return b->scope;
	return lead->scope;
}

/* Does the lead go on from this subject (or from none)? */
static bool continues(const char *lead, const char *subject)
{
	size_t n = strlen(subject);

	return n == 0 || (strncmp(lead, subject, n) == 0 && lead[n] == ' ');
}

/* Does it say nothing but its unit and words that tell parts apart? */
static bool is_bare(const struct site *s, const struct items *items)
{
	for (size_t i = 0; i < items->n; i++) {
		const struct item *x = &items->item[i];

		if (x->kind != ITEM_WORD && strcmp(x->text, s->unit.base) != 0)
			return false;
	}
	return s->unit.kind == UNIT_ORG || s->unit.kind == UNIT_MONEY;
}

/* Is it a second kind of organisations to which the same happened? */
static bool is_joined(const struct site *s)
{
	const struct amount *b = s->before;

	return b && s->unit.kind == UNIT_ORG && unit_is_org(b->unit) &&
	       (b->flow == FLOW_IN || b->flow == FLOW_OUT) &&
	       b->role == AMOUNT_COUNT && strcmp(b->unit, s->unit.base) != 0 &&
	       strncmp(b->subject, b->unit, strlen(b->unit)) == 0 &&
	       s->begin + 1 == s->number &&
	       (word_is(s->w, s->begin, "và") ||
		word_is(s->w, s->begin, ","));
}

/* "htx thanh lap moi", and the words of the part. */
static const char *part_subject(struct arena *a, const char *whole,
				const struct items *items)
{
	struct buf b = BUF_INIT(a);

	buf_adds(&b, whole);
	for (size_t i = 0; i < items->n; i++)
		if (items->item[i].kind == ITEM_WORD)
			buf_addf(&b, "%s%s", b.len ? " " : "",
				 items->item[i].text);
	return b.data;
}

/* "Tây Bắc (39 HTX)": what stands before a bracket that holds the number
 * alone tells of which part it is. */
static const char *scope_outside(struct arena *a, const struct site *s,
				 const char *home)
{
	struct items items = { 0 };
	size_t open = s->open;
	size_t from;
	const char *place;

	if (open < 2 || !word_is(s->w, open - 1, "("))
		return NULL;
	open--;
	for (from = open; from > 0; from--) {
		const struct word *x = &s->w->word[from - 1];

		if (x->is->kind != WORD_LETTERS ||
		    word_is(s->w, from - 1, "đó"))
			break;
	}
	place = items_bare_place(a, s->w, from, open);
	if (place)
		return place;
	items_collect(a, NULL, s->w, from, open, home, false, &items);
	return items.scope;
}

void noun_of(struct arena *a, struct site *s, const struct lead *lead,
	     const struct amount *about, struct amount *m)
{
	struct items all = { 0 };
	struct items label = { 0 };
	struct items after = { 0 };
	size_t begin = items_label_begin(a, s);

	items_collect(a, s, s->w, begin, s->open, lead->home, false, &label);
	/* "1.260 lao động làm việc thường xuyên": one phrase with the unit */
	s->beyond = items_collect(a, s, s->w,
			    s->unit.kind == UNIT_PERSON && s->unit.n > 0 &&
					    !s->unit.rate
				    ? s->after + s->unit.noun
				    : s->end,
			    s->w->n, lead->home, true, &after);
	if (s->begin + 1 >= s->open && !label.scope)
		label.scope = scope_outside(a, s, lead->home);
	m->scope = scope_of(a, s, &label, &after, begin, lead);
	if (about) {
		m->subject = about->subject;
		m->scope = about->scope;
		m->flow = about->flow;
		return;
	}
	if (!items_have_kind(&after, ITEM_MEASURE) || s->unit.kind != UNIT_PERSON ||
	    after.item[0].at != s->after + s->unit.noun)
		add_unit(s, &all);
	if (s->unit.kind == UNIT_ORG || s->unit.kind == UNIT_PERSON ||
	    s->unit.kind == UNIT_THING)
		for (size_t i = 0; i < after.n; i++)
			items_add(&all, after.item[i].kind, after.item[i].flow,
				 after.item[i].text, after.item[i].at);
	add_label(s, &label, &all);
	if (all.n > 0)
		add_whole(s, &all);
	add_owner(s, lead, &all);
	m->subject = subject_text(a, &all, s->unit.kind == UNIT_ORG);
	m->flow = flow_of(s, &all);
	/* a part of what is counted before: "giải thể 152 HTX (95 HTX nông
	 * nghiệp ...)" */
	if (s->parent && !label.everywhere &&
	    strcmp(s->parent->unit, m->unit) == 0 && is_bare(s, &all)) {
		m->subject = part_subject(a, s->parent->subject, &all);
		m->flow = s->parent->flow;
		return;
	}
	/* the same, as planned or at the time compared with */
	if (s->alike && is_bare(s, &all) &&
	    (site_is_plan(s) || site_compared(s) < s->number)) {
		m->subject = s->alike->subject;
		m->scope = s->alike->scope;
		m->flow = s->alike->flow;
		return;
	}
	/* "thành lập mới 60 THT và 40 HTX" */
	if (is_joined(s) && is_bare(s, &all)) {
		m->subject = arena_printf(a, "%s%s", m->unit,
					  s->before->subject +
						  strlen(s->before->unit));
		m->flow = s->before->flow;
		return;
	}
	/* "bình quân ở HTX nông nghiệp 2,8 triệu đồng; HTX phi nông nghiệp
	 * 3,5 triệu đồng" */
	if (s->unit.kind == UNIT_MONEY && !items_have_kind(&all, ITEM_MEASURE) &&
	    !items_have_kind(&all, ITEM_WORD) && s->alike) {
		m->subject = s->alike->subject;
		m->flow = s->alike->flow;
		return;
	}
	/* "Số HTX thành lập mới: 6 tháng 20 HTX; ước cả năm 45 HTX" */
	if (all.n <= 1 && continues(lead->subject, m->subject)) {
		m->subject = lead->subject;
		if (lead->flow != FLOW_NONE)
			m->flow = lead->flow;
	}
}
