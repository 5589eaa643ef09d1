/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of a plain text, each looked at alone; and numbers of pages, which
 * show only in how they follow each other.
 */
#include "lib/document/line.h"
#include "lib/document/mark.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
	MIN_PAGE = 600,   /* bytes of a page at least */
	MAX_RUNNING = 90, /* bytes of a head or foot of a page */
	MIN_RUNNING = 3,  /* pages that have it */
};

/* --- one line -------------------------------------------------------------------- */

/* Only n or more of one of these marks, perhaps with blanks between. */
static bool is_rule(const char *s, const char *end)
{
	char mark = *s;
	size_t n = 0;

	if (!mark || !strchr("-*_=~—", mark))
		return false;
	for (; s < end; s++) {
		if (*s == mark)
			n++;
		else if (*s != ' ')
			return false;
	}
	return n >= 3;
}

/* "```", "{3}------", "<!-- page 3 -->", "<span id="page-3-0"></span>" */
static bool is_markup_only(const char *s, const char *end)
{
	size_t n = (size_t)(end - s);

	if (n >= 3 && memcmp(s, "```", 3) == 0)
		return !memchr(s, ' ', n);
	if (*s == '{' && n > 10)
		return memmem(s, n, "}-----", 6) != NULL;
	return n >= 7 && memcmp(s, "<!--", 4) == 0 &&
	       memcmp(end - 3, "-->", 3) == 0;
}

/* "- 2 -", "Trang 3/12", "Page 3 of 4" */
static bool is_page_words(const char *s, const char *end)
{
	static const char *const words[] = { "Trang ", "trang ", "Page ",
					     "TRANG ", "page " };
	const char *p = s;

	if (*p == '-' || strncmp(p, "–", 3) == 0) {
		p += *p == '-' ? 1 : 3;
		p += strspn(p, " ");
		if (!isdigit((unsigned char)*p))
			return false;
		p += strspn(p, "0123456789");
		p += strspn(p, " ");
		return p < end && (*p == '-' || strncmp(p, "–", 3) == 0) &&
		       end - p <= 3;
	}
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(end - s) <= n || memcmp(s, words[i], n) != 0)
			continue;
		while (n < (size_t)(end - s) &&
		       (isdigit((unsigned char)s[n]) ||
			strchr(" /|oftrên", s[n])))
			n++;
		return n == (size_t)(end - s) &&
		       isdigit((unsigned char)end[-1]);
	}
	return false;
}

/* "<sup>1</sup> ...", "[^1]: ...", "¹ ...": the length of the mark. */
static size_t scan_note(struct arena *a, const char *s, const char *end,
			const char **label)
{
	static const char open[] = "<sup>";
	static const char close[] = "</sup>";
	char raised[4];
	const char *from = s;
	const char *stop = NULL;
	size_t mark = 0;

	if ((size_t)(end - s) > strlen(open) &&
	    memcmp(s, open, strlen(open)) == 0) {
		from = s + strlen(open);
		stop = memmem(from, (size_t)(end - from), close,
			      strlen(close));
		mark = strlen(close);
	} else if (end - s > 5 && memcmp(s, "[^", 2) == 0) {
		from = s + 2;
		stop = memmem(from, (size_t)(end - from), "]:", 2);
		mark = 2;
	} else if ((mark = raised_scan(s, end, raised)) > 0) {
		*label = arena_strdup(a, raised);
		return mark;
	}
	if (!stop || stop == from || stop - from > 8)
		return 0;
	*label = arena_strndup(a, from, (size_t)(stop - from));
	return (size_t)(stop - s) + mark;
}

static uint32_t count_pipes(const char *s, const char *end)
{
	uint32_t n = 0;

	for (const char *p = s; p < end; p++)
		n += *p == '|' && (p == s || p[-1] != '\\');
	return n;
}

/* Marks of emphasis and anchors of pages that a label may hide behind. */
static const char *skip_marks(const char *s, const char *end)
{
	while (s < end) {
		if (*s == '*' && !bullet_scan(s, end))
			s++;
		else if (end - s > 6 && memcmp(s, "<span ", 6) == 0 &&
			 memmem(s, (size_t)(end - s), "</span>", 7))
			s = (const char *)memmem(s, (size_t)(end - s),
						 "</span>", 7) + 7;
		else if (*s == '\\' && s + 1 < end)
			s++;
		else
			break;
	}
	return s;
}

/* The text begins n bytes into the line, or is empty ("# ", "<sup>1</sup> "). */
static void set_body(struct line *l, size_t n)
{
	l->body = n < l->to - l->from ? l->from + (uint32_t)n : l->to;
}

static void look(struct lines *ls, struct line *l)
{
	const char *s = ls->text + l->from;
	const char *end = ls->text + l->to;
	size_t n;

	l->body = l->from;
	if (s == end) {
		l->kind = LINE_BLANK;
		return;
	}
	for (const char *p = s; p < end; p++)
		l->width += (*p & 0xc0) != 0x80;
	if (is_rule(s, end) || is_markup_only(s, end)) {
		l->kind = LINE_RULE;
		return;
	}
	if (is_page_words(s, end)) {
		l->kind = LINE_PAGE;
		return;
	}
	n = strspn(s, "#");
	if (n > 0 && n < 7 && s[n] == ' ') {
		l->kind = LINE_HEADING;
		l->level = (int)n;
		set_body(l, n + strspn(s + n, " "));
		return;
	}
	if (end - s >= 7 && strncasecmp(s, "<table", 6) == 0 &&
	    strchr(" >", s[6])) {
		l->kind = LINE_TABLE;
		return;
	}
	l->pipes = count_pipes(s, end);
	if (l->pipes > 0) {
		l->kind = LINE_ROW;
		return;
	}
	n = scan_note(ls->arena, s, end, &l->note);
	if (n > 0) {
		l->kind = LINE_NOTE;
		set_body(l, n);
		return;
	}
	s = skip_marks(s, end);
	l->kind = bullet_scan(s, end) ? LINE_ITEM : LINE_TEXT;
	l->label = (uint32_t)label_scan(s, end);
}

/* --- pages --------------------------------------------------------------------------- */

static bool is_apart(const struct lines *ls, size_t i)
{
	const struct line *l = &ls->line[i];

	return l->page || i == 0 || i + 1 == ls->n || l[1].page ||
	       (l[-1].kind <= LINE_PAGE && l[1].kind <= LINE_PAGE);
}

/* A line of up to four digits; -1. */
static int page_number(const struct lines *ls, size_t i)
{
	const struct line *l = &ls->line[i];
	int v = 0;

	if (l->kind != LINE_TEXT || l->to - l->from > 4 || !is_apart(ls, i))
		return -1;
	for (uint32_t k = l->from; k < l->to; k++) {
		if (!isdigit((unsigned char)ls->text[k]))
			return -1;
		v = 10 * v + ls->text[k] - '0';
	}
	return v;
}

/* Numbers that stand alone, a page apart, and count up by one. */
static void find_page_numbers(struct lines *ls)
{
	struct line *last = NULL;
	int number = -1;

	for (size_t i = 0; i < ls->n; i++) {
		struct line *l = &ls->line[i];
		int v = page_number(ls, i);

		if (v < 0)
			continue;
		if (last && v == number + 1 && l->from - last->to >= MIN_PAGE) {
			last->kind = LINE_PAGE;
			l->kind = LINE_PAGE;
		} else if (last && l->from - last->to < MIN_PAGE &&
			   last->kind == LINE_PAGE) {
			continue;
		}
		last = l;
		number = v;
	}
}

/* --- heads and feet of pages ------------------------------------------------------------ */

/* A line at the edge of a page, with its digits left out. */
struct running {
	struct line *line;
	const char *text;
};

static char *without_digits(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_strndup(a, s, n);
	char *to = copy;

	for (char *p = copy; *p; p++)
		if (!isdigit((unsigned char)*p))
			*to++ = *p;
	*to = '\0';
	return copy;
}

static int by_text(const void *x, const void *y)
{
	const struct running *a = x;
	const struct running *b = y;
	int r = strcmp(a->text, b->text);

	if (r != 0)
		return r;
	return a->line < b->line ? -1 : a->line > b->line;
}

static bool is_edge(const struct lines *ls, size_t i)
{
	size_t k = i;

	if (ls->line[i].page)
		return true;
	while (k > 0 && ls->line[k - 1].kind == LINE_BLANK)
		if (ls->line[k--].page)
			return true;
	if (k == 0 || ls->line[k].page || ls->line[k - 1].kind == LINE_PAGE)
		return true;
	for (k = i + 1; k < ls->n; k++) {
		if (ls->line[k].page || ls->line[k].kind == LINE_PAGE)
			return true;
		if (ls->line[k].kind != LINE_BLANK)
			return false;
	}
	return false;
}

/* The same short line at the edge of three pages is text only once: it may
 * be the title. */
static void find_running(struct lines *ls)
{
	struct running *edge = NULL;
	size_t n = 0;
	size_t cap = 0;

	for (size_t i = 0; i < ls->n; i++) {
		struct line *l = &ls->line[i];

		if (l->kind < LINE_HEADING || l->to - l->from > MAX_RUNNING ||
		    !is_edge(ls, i))
			continue;
		*VEC_PUSH(ls->arena, edge, n, cap) = (struct running){
			l, without_digits(ls->arena, ls->text + l->from,
					  l->to - l->from)
		};
	}
	if (n == 0)
		return;
	qsort(edge, n, sizeof *edge, by_text);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && strcmp(edge[i].text, edge[k].text) == 0;)
			k++;
		for (size_t j = i + 1; k - i >= MIN_RUNNING && j < k; j++)
			edge[j].line->kind = LINE_PAGE;
	}
}

/* --- all ----------------------------------------------------------------------------------- */

struct lines *lines_find(struct arena *a, const struct document *d)
{
	struct lines *ls = ARENA_NEW(a, struct lines);

	*ls = (struct lines){ .arena = a, .text = d->text, .n = d->nline };
	ls->line = ARENA_ARRAY(a, ls->n + 1, struct line);
	for (size_t k = 0; k < ls->n; k++) {
		struct line *l = &ls->line[k];
		size_t i = d->line[k];
		size_t end = k + 1 < d->nline ? d->line[k + 1] - 1 : d->n;

		while (i < end && strchr(" \t\r\f\v>", d->text[i])) {
			l->page |= d->text[i] == '\f';
			l->indent += d->text[i] == '\t' ? 4 : 1;
			i++;
		}
		while (end > i && strchr(" \t\r\f\v", d->text[end - 1])) {
			if (d->text[end - 1] == '\f' && k + 1 < ls->n)
				ls->line[k + 1].page = true;
			end--;
		}
		l->from = (uint32_t)i;
		l->to = (uint32_t)end;
		look(ls, l);
	}
	find_page_numbers(ls);
	find_running(ls);
	return ls;
}
