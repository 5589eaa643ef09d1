/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain text, with or without the marks of Markdown.
 *
 * Each line is looked at alone first (blank, rule, heading, note, row of a
 * table, item, text), then lines become paragraphs.  Where lines of a block
 * are not told apart by their marks, the lengths decide: in a text that was
 * wrapped at a width, a full line goes on in the next one; in a text whose
 * lines are paragraphs, only a line that begins in lower case goes on.
 */
#include "lib/document/line.h"
#include "lib/document/mark.h"

#include <ctype.h>
#include <string.h>

enum {
	MAX_WRAP = 130,    /* code points; longer lines are paragraphs */
	MIN_BREAKS = 4,    /* lines that must speak for wrapping */
	EVEN = 6,          /* columns from the usual to the widest, then */
	MIN_NOTE = 15,     /* bytes of a note whose number has no mark */
};

struct reading {
	const struct document *d;
	struct lines *lines;
	struct paras paras;
	struct note_calls calls;
	uint32_t wrap;    /* code points a full line has at least; 0 */
	uint32_t usual;   /* and that most have */
	uint32_t widest;  /* and that hardly one exceeds */
	bool even;        /* wrapped at a column, not at a width on paper */
	struct line *open; /* last line of the paragraph that is open; NULL */
	bool bold;         /* a run of ** is open in it */
	bool torn;
};

/* --- is the text wrapped? ------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x;
	uint32_t b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

static bool begins_lower(const char *text, const struct line *l)
{
	size_t len;
	const char *s = text + l->body;

	while (s < text + l->to && strchr("*_(", *s) && *s)
		s++;
	return l->kind == LINE_TEXT &&
	       point_is_lower(point_at(s, text + l->to, &len));
}

/* The width that most lines which surely go on in the next one reach. */
static void find_wrap(struct reading *r)
{
	struct lines *ls = r->lines;
	uint32_t *width = ARENA_ARRAY(ls->arena, ls->n + 1, uint32_t);
	size_t n = 0;
	size_t breaks = 0;

	for (size_t i = 0; i + 1 < ls->n; i++) {
		const struct line *l = &ls->line[i];

		if ((l->kind != LINE_TEXT && l->kind != LINE_NOTE) ||
		    l[1].kind != LINE_TEXT)
			continue;
		breaks++;
		if (begins_lower(r->d->text, l + 1))
			width[n++] = l->width;
	}
	if (n < MIN_BREAKS || 5 * n < breaks)
		return;
	qsort(width, n, sizeof *width, by_number);
	if (width[n * 9 / 10] > MAX_WRAP || width[n / 2] < 30)
		return;
	r->usual = width[n / 2];
	r->widest = width[n * 98 / 100];
	r->even = r->widest - r->usual <= EVEN;
	r->wrap = width[n / 10] < width[n / 2] * 3 / 4 ?
			  width[n / 2] * 3 / 4 : width[n / 10];
}

/* --- paragraphs ------------------------------------------------------------------ */

static bool ends_sentence(const char *text, const struct line *l)
{
	const char *s = text + l->to;

	while (s > text + l->body && strchr("*_ )\"", s[-1]))
		s--;
	return s > text + l->body && strchr(".;:!?", s[-1]);
}

/* Was the line before broken because the next word had no room?  When a
 * sentence ends in it, that must be sure. */
static bool is_full(const struct reading *r, const struct line *l)
{
	const char *text = r->d->text;
	uint32_t word = 0;

	if (!r->wrap)
		return false;
	for (uint32_t i = l->body; i < l->to && text[i] != ' '; i++)
		word += (text[i] & 0xc0) != 0x80;
	if (!ends_sentence(text, r->open) || begins_lower(text, l))
		return r->open->width + 1 + word > r->wrap;
	if (text[l->body] == '(')
		return false;
	return r->even ? r->open->width + 1 + word > r->widest :
			 r->open->width >= r->usual;
}

/* Does a text line with a label at its start go on with the one before it?
 * "ngày / 30. Tổng": the line is full and no sentence ends. */
static bool is_label_by_chance(const struct reading *r, const struct line *l)
{
	const char *text = r->d->text;
	const struct line *before = r->open;
	char c = text[before->to - 1];

	if (bullet_scan(text + l->body, text + l->to))
		return isdigit((unsigned char)c) &&
		       isdigit((unsigned char)text[l->body + l->label + 1]) &&
		       l->label == 1;
	return is_full(r, l) && !ends_sentence(text, before) &&
	       !text_is_capitals(text + before->body, text + before->to) &&
	       text[l->body + l->label - 1] != ')';
}

/* "72/", "QĐ-", "2021-": half a word. */
static bool ends_in_word(const char *text, const struct line *l)
{
	size_t len;
	int32_t cp;

	if (text[l->to - 1] != '-' && text[l->to - 1] != '/')
		return false;
	cp = point_before(text + l->body, text + l->to - 1, &len);
	return point_is_letter(cp) || (cp >= '0' && cp <= '9');
}

static bool goes_on(const struct reading *r, const struct line *l)
{
	const char *text = r->d->text;
	const struct line *before = r->open;

	if (!before || l->kind != LINE_TEXT)
		return false;
	if (l->label > 0 && !is_label_by_chance(r, l))
		return false;
	if (before->kind == LINE_HEADING)
		return r->bold;
	if (l->indent >= before->indent + 2 && r->wrap &&
	    !begins_lower(text, l))
		return before->kind == LINE_ITEM;
	if (r->bold && !ends_sentence(text, before))
		return !text_is_capitals(text + l->body, text + l->to) ||
		       text[before->to - 1] == ',' || before->width >= 45;
	if (is_full(r, l) || ends_in_word(text, before))
		return true;
	return broken_goes_on(text, &r->paras.para[r->paras.n - 1], l->body,
			      l->to);
}

static void add_line(struct reading *r, const struct line *l)
{
	const char *s = r->d->text + l->body;
	const char *end = r->d->text + l->to;

	para_span(&r->paras, l->body, l->to);
	while ((s = memmem(s, (size_t)(end - s), "**", 2))) {
		r->bold = !r->bold;
		s += 2;
	}
}

static void start(struct reading *r, const struct line *l,
		  enum passage_kind kind)
{
	struct para *p = para_open(&r->paras, kind);

	p->level = l->level;
	p->torn = r->torn;
	r->torn = false;
	r->bold = false;
	add_line(r, l);
}

static void take_note(struct reading *r, struct line *l)
{
	start(r, l, PASSAGE_NOTE);
	r->paras.para[r->paras.n - 1].label = l->note;
}

/* --- notes whose numbers lost their marks -------------------------------------------- */

/* Which numbers are glued to words, as raised digits become in a text that
 * was copied: "thực hiện2." */
static void find_glued(const struct document *d, bool seen[100])
{
	const char *s = d->text;

	for (size_t i = 1; i < d->n; i++) {
		size_t n = 0;
		size_t len;
		int32_t cp;

		if (!isdigit((unsigned char)s[i]) ||
		    isdigit((unsigned char)s[i - 1]) ||
		    isspace((unsigned char)s[i - 1]))
			continue;
		while (n < 3 && isdigit((unsigned char)s[i + n]))
			n++;
		cp = point_before(s, s + i, &len);
		if (call_number(s + i, n) > 0 &&
		    !isalnum((unsigned char)s[i + n]) && s[i + n] != '/' &&
		    (point_is_lower(cp) || cp == ')' || cp == 0x201d))
			seen[call_number(s + i, n)] = true;
	}
}

/* "1 Báo cáo số ..." and "[1] Báo cáo số ...", in order from 1. */
static void find_notes(struct reading *r)
{
	const char *text = r->d->text;
	bool glued[100] = { false };
	int next[CALL_STYLES] = { 1, 1 };

	find_glued(r->d, glued);
	for (size_t i = 0; i < r->lines->n; i++) {
		struct line *l = &r->lines->line[i];
		const char *s = text + l->body;
		const char *p = s;
		enum call_style style;
		size_t n = 0, len;
		int number;

		if (l->kind != LINE_TEXT || l->to - l->body < MIN_NOTE)
			continue;
		style = *p == '[' ? CALL_SQUARE : CALL_GLUED;
		p += style == CALL_SQUARE;
		while (n < 3 && isdigit((unsigned char)p[n]))
			n++;
		number = call_number(p, n);
		if (number != next[style])
			continue;
		p += n;
		if (style == CALL_SQUARE ? *p++ != ']' :
		    *p != ' ' || !glued[number])
			continue;
		p += strspn(p, " ");
		if (!point_is_upper(point_at(p, text + l->to, &len)))
			continue;
		l->kind = LINE_NOTE;
		l->note = arena_printf(r->d->arena, "%d", number);
		l->body = (uint32_t)(p - text);
		l->label = 0;
		r->calls.noted[style][number] = true;
		next[style]++;
	}
}

/* --- all lines --------------------------------------------------------------------------- */

static void take_line(struct reading *r, struct line *l)
{
	switch (l->kind) {
	case LINE_BLANK:
		r->open = NULL;
		return;
	case LINE_RULE:
	case LINE_PAGE:
		r->open = NULL;
		r->torn = true;
		return;
	case LINE_HEADING:
		start(r, l, PASSAGE_HEADING);
		break;
	case LINE_ITEM:
		if (r->open && is_label_by_chance(r, l))
			add_line(r, l);
		else
			start(r, l, PASSAGE_ITEM);
		break;
	case LINE_NOTE:
		take_note(r, l);
		break;
	case LINE_ROW:
	case LINE_TABLE:
	case LINE_TEXT:
		if (goes_on(r, l))
			add_line(r, l);
		else
			start(r, l, PASSAGE_BODY);
		break;
	}
	r->open = l;
}

void document_passages_text(struct document *d)
{
	struct arena *step = arena_new();
	struct reading r = { .d = d, .lines = lines_find(step, d),
			     .paras = { .arena = step } };

	find_notes(&r);
	find_wrap(&r);
	for (size_t i = 0; i < r.lines->n; i++) {
		struct line *l = &r.lines->line[i];

		if (l->page) {
			r.open = NULL;
			r.torn = true;
		}
		if (l->kind == LINE_ROW || l->kind == LINE_TABLE) {
			r.open = NULL;
			i += table_take(&r.paras, r.lines, i) - 1;
		} else {
			take_line(&r, l);
		}
	}
	paras_join(d->text, &r.paras);
	document_make(d, &r.paras, &r.calls);
	arena_free(step);
}
