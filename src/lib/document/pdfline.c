/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of a PDF as lines, and which lines are no text: numbers of pages,
 * heads and feet that come back on every page, notes at the foot.
 */
#include "lib/document/mark.h"
#include "lib/document/pdfpage.h"

#include <ctype.h>
#include <string.h>

enum {
	TOUCH = 10,      /* per cent of the height: words that are one */
	WIDE = 160,      /* and a gap between two columns */
	SAME_LINE = 40,  /* and how far the middles of a line's words differ */
	SMALL = 88,      /* per cent of the usual height: a raised digit */
	NOTE = 95,       /* and a line of a note at the foot */
	EDGE = 3,        /* lines at the edge of a page that may be running */
	MIN_RUNNING = 3, /* pages that have it */
	MAX_PAGES = 20000,
	MAX_POINTS = 20000, /* of a page; farther words have no place */
};

/* --- reading ------------------------------------------------------------------------------ */

/* A length as "92.800000" in the value of an attribute. */
static int length_of(const char *s, const char *name)
{
	const char *p = strstr(s, name);
	long whole;
	char *end;
	int cents = 0;

	if (!p)
		return 0;
	whole = strtol(p + strlen(name), &end, 10);
	if (whole < -MAX_POINTS || whole > MAX_POINTS)
		return 0;
	if (*end == '.' && isdigit((unsigned char)end[1])) {
		cents = 10 * (end[1] - '0');
		if (isdigit((unsigned char)end[2]))
			cents += end[2] - '0';
	}
	return (int)whole * 100 + (whole < 0 ? -cents : cents);
}

/* Reads entities in place. */
static void read_entities(char *s)
{
	char *to = s;
	char text[4];
	size_t len;
	size_t n;

	while (*s) {
		n = *s == '&' ? entity_scan(s, strlen(s), text, &len) : 0;
		if (n == 0) {
			*to++ = *s++;
			continue;
		}
		memcpy(to, text, len);
		to += len;
		s += n;
	}
	*to = '\0';
}

static bool read_word(char *s, struct pdf_word *w)
{
	char *text = strchr(s, '>');
	char *end = text ? strstr(text, "</word>") : NULL;

	if (!end)
		return false;
	*end = '\0';
	*w = (struct pdf_word){
		.x0 = length_of(s, "xMin=\""), .y0 = length_of(s, "yMin=\""),
		.x1 = length_of(s, "xMax=\""), .y1 = length_of(s, "yMax=\""),
		.text = text + 1,
	};
	read_entities(text + 1);
	return *w->text && w->x1 >= w->x0 && w->y1 > w->y0;
}

/* --- lines --------------------------------------------------------------------------------- */

static int middle(const struct pdf_word *w)
{
	return (w->y0 + w->y1) / 2;
}

static int by_middle(const void *x, const void *y)
{
	const struct pdf_word *a = x;
	const struct pdf_word *b = y;

	if (middle(a) != middle(b))
		return middle(a) < middle(b) ? -1 : 1;
	return a->x0 < b->x0 ? -1 : a->x0 > b->x0;
}

static int by_x(const void *x, const void *y)
{
	const struct pdf_word *a = x;
	const struct pdf_word *b = y;

	if (a->x0 != b->x0)
		return a->x0 < b->x0 ? -1 : 1;
	return a->x1 < b->x1 ? -1 : a->x1 > b->x1;
}

static bool is_number(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

/* Marks the raised digits of a line, and takes its measure without them. */
static void measure(struct pdf_line *l, struct pdf_word *w, size_t n)
{
	int tallest = 0;
	int bottom = 0;

	for (size_t i = 0; i < n; i++)
		if (w[i].y1 - w[i].y0 > tallest) {
			tallest = w[i].y1 - w[i].y0;
			bottom = w[i].y1;
		}
	l->x0 = w[0].x0;
	l->x1 = w[0].x1;
	l->height = tallest;
	l->y1 = bottom;
	l->y0 = bottom - tallest;
	for (size_t i = 0; i < n; i++) {
		int h = w[i].y1 - w[i].y0;

		w[i].raised = is_number(w[i].text) &&
			      strlen(w[i].text) <= 3 &&
			      100 * h < SMALL * tallest &&
			      bottom - w[i].y1 > h / 10;
		if (w[i].x1 > l->x1)
			l->x1 = w[i].x1;
	}
}

/* Words with letters that were set apart to fill a line: all gaps are wide. */
static bool is_stretched(const struct pdf_word *w, size_t n, int height)
{
	int least = INT32_MAX;
	int most = 0;

	for (size_t i = 0; i + 1 < n; i++) {
		int gap = w[i + 1].x0 - w[i].x1;

		if (100 * gap < TOUCH * height)
			continue;
		if (gap < least)
			least = gap;
		if (gap > most)
			most = gap;
	}
	for (size_t i = 0; i < n; i++)
		if (isdigit((unsigned char)w[i].text[0]))
			return false;
	return most > 0 && 4 * most <= 5 * least && 5 * most > 4 * height;
}

static void divide(struct pdf_lines *ls, struct pdf_line *l,
		   struct pdf_word *w, size_t n)
{
	size_t from = 0;
	size_t cap = 0;

	l->stretched = is_stretched(w, n, l->height);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && (l->stretched || 100 * (w[i].x0 - w[i - 1].x1) <
						   WIDE * l->height))
			continue;
		*VEC_PUSH(ls->arena, l->piece, l->n, cap) = (struct pdf_piece){
			w[from].x0, w[i - 1].x1, w + from, i - from
		};
		from = i;
	}
}

static void end_page(struct pdf_lines *ls, struct pdf_word *word, size_t n)
{
	size_t from = 0;

	if (n > 0)
		qsort(word, n, sizeof *word, by_middle);
	for (size_t i = 1; i <= n; i++) {
		int h = word[i - 1].y1 - word[i - 1].y0;
		struct pdf_line *l;

		if (word[from].y1 - word[from].y0 > h)
			h = word[from].y1 - word[from].y0;
		if (i < n && 100 * (middle(&word[i]) - middle(&word[from])) <
				     SAME_LINE * h)
			continue;
		qsort(word + from, i - from, sizeof *word, by_x);
		l = VEC_PUSH(ls->arena, ls->line, ls->n, ls->cap);
		*l = (struct pdf_line){ .page = ls->pages };
		measure(l, word + from, i - from);
		divide(ls, l, word + from, i - from);
		from = i;
	}
	ls->pages++;
}

static void read_pages(struct pdf_lines *ls, char *s)
{
	struct pdf_word *word = NULL;
	size_t n = 0;
	size_t cap = 0;

	while (s && *s && ls->pages < MAX_PAGES) {
		char *next = strchr(s, '\n');
		struct pdf_word w;

		if (next)
			*next++ = '\0';
		s += strspn(s, " ");
		if (strncmp(s, "<word ", 6) == 0 && read_word(s, &w)) {
			*VEC_PUSH(ls->arena, word, n, cap) = w;
		} else if (strncmp(s, "</page>", 7) == 0) {
			end_page(ls, word, n);
			word = NULL; /* its lines hold the words */
			n = cap = 0;
		}
		s = next;
	}
}

/* --- measures of the document ------------------------------------------------------------------ */

static int by_int(const void *x, const void *y)
{
	int a = *(const int *)x;
	int b = *(const int *)y;

	return a < b ? -1 : a > b;
}

static size_t letters(const struct pdf_line *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->piece[i].n; k++)
			n += strlen(l->piece[i].word[k].text);
	return n;
}

/* Height of the line that the middle letter stands in; of lines with it, the
 * margins that a tenth of them reach. */
static void measure_all(struct pdf_lines *ls)
{
	int *v = ARENA_ARRAY(ls->arena, ls->n + 1, int);
	size_t n = 0;

	for (size_t i = 0; i < ls->n; i++)
		if (letters(&ls->line[i]) > 20)
			v[n++] = ls->line[i].height;
	if (n == 0)
		for (size_t i = 0; i < ls->n; i++)
			v[n++] = ls->line[i].height;
	if (n == 0)
		return;
	qsort(v, n, sizeof *v, by_int);
	ls->height = v[n / 2];
	n = 0;
	for (size_t i = 0; i < ls->n; i++)
		if (letters(&ls->line[i]) > 20)
			v[n++] = ls->line[i].x0;
	qsort(v, n, sizeof *v, by_int);
	ls->left = n ? v[n / 10] : 0;
	n = 0;
	for (size_t i = 0; i < ls->n; i++)
		if (letters(&ls->line[i]) > 20)
			v[n++] = ls->line[i].x1;
	qsort(v, n, sizeof *v, by_int);
	ls->right = n ? v[n * 9 / 10] : 0;
}

/* --- what is no text --------------------------------------------------------------------------- */

const char *pdf_piece_text(struct arena *a, const struct pdf_piece *p)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_word *w = &p->word[i];
		int h = w->y1 - w->y0;

		if (i > 0 && 100 * (w->x0 - w[-1].x1) >= TOUCH * h)
			buf_addch(&b, ' ');
		if (!w->raised) {
			buf_adds(&b, w->text);
			continue;
		}
		for (const char *s = w->text; *s; s++)
			buf_adds(&b, raised_digit_text(*s));
	}
	return b.data;
}

/* Lines [from, to) of a page; false behind the last. */
static bool next_page(const struct pdf_lines *ls, size_t *from, size_t *to)
{
	*from = *to;
	while (*to < ls->n && ls->line[*to].page == ls->line[*from].page)
		++*to;
	return *to > *from;
}

struct running {
	struct pdf_line *line;
	const char *text;
};

static int by_text(const void *x, const void *y)
{
	const struct running *a = x;
	const struct running *b = y;
	int r = strcmp(a->text, b->text);

	if (r != 0)
		return r;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* The text of a line without digits and blanks: "Trang3/9" is "Trang/". */
static const char *running_text(struct arena *a, const struct pdf_line *l)
{
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < l->n; i++)
		for (const char *s = pdf_piece_text(a, &l->piece[i]); *s; s++)
			if (!isdigit((unsigned char)*s) && *s != ' ')
				buf_addch(&b, *s);
	return b.data;
}

/* Numbers of pages: a line of digits at the edge. */
static bool is_page_number(const struct pdf_line *l)
{
	const char *s = l->piece[0].word[0].text;

	if (l->n != 1 || l->piece[0].n > 3)
		return false;
	if (l->piece[0].n == 1)
		return is_number(s) && strlen(s) <= 4;
	return l->piece[0].n == 3 && strcmp(s, "-") == 0 &&
	       is_number(l->piece[0].word[1].text);
}

static void find_running(struct pdf_lines *ls)
{
	struct running *edge = NULL;
	size_t n = 0, cap = 0;
	size_t from, to = 0;

	while (next_page(ls, &from, &to)) {
		for (size_t i = from; i < to; i++) {
			struct pdf_line *l = &ls->line[i];
			size_t d = i - from < to - 1 - i ? i - from :
							   to - 1 - i;

			if (d >= EDGE)
				continue;
			if (d == 0 && is_page_number(l))
				l->gone = true;
			*VEC_PUSH(ls->arena, edge, n, cap) = (struct running){
				l, running_text(ls->arena, l)
			};
		}
	}
	if (n == 0)
		return;
	qsort(edge, n, sizeof *edge, by_text);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && strcmp(edge[i].text, edge[k].text) == 0;)
			k++;
		/* the first one may be the title */
		for (size_t j = i + (edge[i].line->page == 0);
		     k - i >= MIN_RUNNING && j < k; j++)
			edge[j].line->gone = true;
	}
}

size_t pdf_note_digits(const struct pdf_line *l)
{
	const struct pdf_word *w = l->piece[0].word;
	size_t n;

	if (w->raised)
		return strlen(w->text);
	if (!l->note)
		return 0;
	n = strspn(w->text, "0123456789");
	return n > 0 && n < 3 && !w->text[n] && l->piece[0].n > 1 ? n : 0;
}

/* From the foot of a page upwards, lines in a smaller size; the first of them
 * begins with the number of a note. */
static void find_notes(struct pdf_lines *ls)
{
	size_t from, to = 0;

	while (next_page(ls, &from, &to)) {
		size_t i = to;
		size_t first;

		while (i > from && (ls->line[i - 1].gone ||
				    100 * ls->line[i - 1].height <
					    NOTE * ls->height)) {
			i--;
			ls->line[i].note = true;
		}
		first = i;
		while (first < to && (ls->line[first].gone ||
				      pdf_note_digits(&ls->line[first]) == 0))
			ls->line[first++].note = false;
	}
}

struct pdf_lines *pdf_lines(struct arena *a, char *bbox, size_t n)
{
	struct pdf_lines *ls = ARENA_NEW(a, struct pdf_lines);

	ls->arena = a;
	bbox[n] = '\0';
	read_pages(ls, bbox);
	measure_all(ls);
	find_running(ls);
	find_notes(ls);
	return ls;
}
