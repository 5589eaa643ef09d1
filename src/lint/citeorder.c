/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Citations in time: what implements a document comes after it, what a
 * document cites comes before it, and a note is of the year that the sentence
 * names.
 */
#include "lint/cite.h"

#include "lib/base/multimap.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

#include <string.h>

/* --- A thực hiện B -------------------------------------------------------------- */

static const char *const links[] = {
	"tổ chức triển khai thực hiện", "triển khai thực hiện",
	"tổ chức thực hiện", "hướng dẫn thực hiện", "hướng dẫn triển khai",
	"thực hiện", "triển khai", "cụ thể hóa", NULL,
};

/* Does the text between two citations say that the first implements the
 * second: "[của BODY] [về [việc]] thực hiện"? */
static bool implements(struct cite *k, const struct citation *x,
		       const struct citation *y)
{
	const char *low;

	if (x->passage != y->passage || x->to >= y->from ||
	    y->from - x->to > 200)
		return false;
	low = word_small(k->a, cite_text(k, x, x->to, y->from));
	if (strpbrk(low, ",;:.()"))
		return false;
	for (const char *s = low; *s; s++) {
		size_t n = s == low || s[-1] == ' '
			       ? word_match_any(s, links, NULL)
			       : 0;

		if (n > 0 && s[n + word_blanks(s + n)] == '\0')
			return true;
		/* only the issuer may stand before the link */
		if (n > 0 || strncmp(s, "đã ", strlen("đã ")) == 0 ||
		    strncmp(s, "được ", strlen("được ")) == 0)
			return false;
	}
	return false;
}

static void check_chain(struct cite *k, const struct citation *x,
			const struct citation *y)
{
	struct lint_finding *f;

	if (!x->has_day || !y->has_day || x->day >= y->day ||
	    !implements(k, x, y))
		return;
	f = cite_report(k, CITE_OLDER_THAN_PARENT,
			"%s %s ngày %s không thể thực hiện %s %s ban hành sau "
			"đó, ngày %s; kiểm tra ngày của hai văn bản.", x->type,
			x->code, day_vi(k->a, x->day), y->type, y->code,
			day_vi(k->a, y->day));
	cite_part(k, f, x, x->day_from, x->day_to);
	cite_part(k, f, y, y->day_from, y->day_to);
}

/* --- numbers in the order of days ---------------------------------------------------- */

enum { MAX_GROUP = 64, SLACK = 15 /* days between number and signature */ };

/* Documents of one body, kind and year: their numbers grow with their days. */
struct numbered {
	uint64_t group;
	const struct citation *c;
};

static int by_group(const void *x, const void *y)
{
	const struct numbered *a = x;
	const struct numbered *b = y;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->c->number != b->c->number)
		return a->c->number < b->c->number ? -1 : 1;
	return (a->c->from > b->c->from) - (a->c->from < b->c->from);
}

static bool is_inverted(const struct citation *x, const struct citation *y)
{
	return (x->number < y->number && x->day > y->day + SLACK) ||
	       (x->number > y->number && x->day < y->day - SLACK);
}

/* The one that disagrees with most others, against the first of those. */
static void check_group(struct cite *k, const struct numbered *x, size_t n)
{
	const struct citation *worst = NULL;
	const struct citation *other = NULL;
	struct lint_finding *f;
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		const struct citation *against = NULL;
		size_t count = 0;

		for (size_t j = 0; j < n; j++)
			if (is_inverted(x[i].c, x[j].c)) {
				against = against ? against : x[j].c;
				count++;
			}
		if (count > most) {
			most = count;
			worst = x[i].c;
			other = against;
		}
	}
	if (!worst)
		return;
	f = cite_report(k, CITE_NUMBER_ORDER,
			"%s %s ngày %s và %s ngày %s: số %s mà ngày %s; đối "
			"chiếu số và ngày.", worst->type, worst->code,
			day_vi(k->a, worst->day), other->code,
			day_vi(k->a, other->day),
			worst->number < other->number ? "nhỏ hơn" : "lớn hơn",
			worst->number < other->number ? "muộn hơn" : "sớm hơn");
	cite_part(k, f, worst, worst->code_from, worst->code_to);
	cite_part(k, f, worst, worst->day_from, worst->day_to);
	cite_part(k, f, other, other->code_from, other->code_to);
	cite_part(k, f, other, other->day_from, other->day_to);
}

static uint64_t group_of(struct cite *k, const struct cited *x)
{
	const char *issuer = x->is_national ? ""
			     : text_fold(k->a, x->c->issuer);
	uint64_t h = hash_bytes(HASH_BEGIN, x->c->key, strlen(x->c->key));
	int year[2] = { day_year(x->c->day), x->c->year > 0 };

	h = hash_bytes(h, year, sizeof year);
	return hash_bytes(h, issuer, strlen(issuer));
}

static void check_numbers(struct cite *k)
{
	struct numbered *x = ARENA_ARRAY(k->a, k->n + 1, struct numbered);
	size_t n = 0;

	for (size_t i = 0; i < k->n; i++) {
		const struct cited *y = &k->cited[i];

		if (y->c->has_day && y->c->number >= 0 &&
		    (y->is_national || *y->c->issuer))
			x[n++] = (struct numbered){ group_of(k, y), y->c };
	}
	if (n > 1)
		qsort(x, n, sizeof *x, by_group);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && x[to].group == x[from].group;)
			to++;
		if (to - from > 1 && to - from <= MAX_GROUP)
			check_group(k, x + from, to - from);
	}
}

/* --- after the document itself ----------------------------------------------------- */

static bool is_future(const struct cite *k, const struct citation *c)
{
	return k->has_head && c->has_day && c->day > k->head_to &&
	       c->index > k->head;
}

static void report_future(struct cite *k, const struct citation *c)
{
	struct lint_finding *f = cite_report(k, CITE_AFTER_DOCUMENT,
			"%s %s ghi ngày %s, sau ngày của dự thảo (muộn nhất "
			"%s); kiểm tra ngày của văn bản viện dẫn.", c->type,
			c->code, day_vi(k->a, c->day),
			day_vi(k->a, k->head_to));

	cite_part(k, f, c, c->day_from, c->day_to);
}

/* Many citations after the document's day: that day is the one to look at. */
static void report_head(struct cite *k, size_t n)
{
	struct lint_finding *f = cite_report(k, CITE_AFTER_DOCUMENT,
			"%zu văn bản viện dẫn có ngày sau ngày của dự thảo "
			"(muộn nhất %s); kiểm tra ngày ở đầu dự thảo.", n,
			day_vi(k->a, k->head_to));

	lint_part(k->l, f, &k->l->doc->passage[k->head], k->head_day,
		  k->head_day_to);
	for (size_t i = 0; i < k->n; i++)
		if (is_future(k, k->cited[i].c))
			cite_part(k, f, k->cited[i].c, k->cited[i].c->day_from,
				  k->cited[i].c->day_to);
}

static void check_future(struct cite *k)
{
	size_t n = 0;

	for (size_t i = 0; i < k->n; i++)
		n += is_future(k, k->cited[i].c);
	if (n >= 3)
		report_head(k, n);
	for (size_t i = 0; n < 3 && i < k->n; i++)
		if (is_future(k, k->cited[i].c))
			report_future(k, k->cited[i].c);
}

/* --- the year of a note -------------------------------------------------------------- */

/* Documents that a year can be said of: "các Kế hoạch thực hiện năm 2022". */
static const char *const planned[] = {
	"kế hoạch", "chương trình", "quyết định", "nghị quyết", "chỉ thị",
	"công văn", "hướng dẫn", "văn bản", NULL,
};

/* A year named just before byte `at`, in a clause of s that speaks of
 * documents issued for or in it: where it stands. */
static bool year_before(struct cite *k, const struct passage *p, size_t at,
			size_t *from, int *year)
{
	size_t start = at;
	bool document = false;
	const char *low;
	size_t end = at;

	while (end > 0 && strchr(" ),\"", p->text[end - 1]))
		end--;
	if (end < 4 || strspn(p->text + end - 4, "0123456789") < 4)
		return false;
	*from = end - 4;
	*year = (int)strtol(arena_strndup(k->a, p->text + *from, 4), NULL, 10);
	if (*year < 1990 || *year > 2099)
		return false;
	while (start > 0 && !strchr(";.,:(", p->text[start - 1]))
		start--;
	low = word_small(k->a, arena_strndup(k->a, p->text + start,
					     end - start));
	if (!strstr(low, "ban hành") || strlen(low) < strlen("năm 2022") ||
	    strncmp(low + strlen(low) - strlen("năm 2022"), "năm ",
		    strlen("năm ")) != 0)
		return false;
	for (size_t i = 0; planned[i]; i++)
		document |= strstr(low, planned[i]) != NULL;
	return document;
}

/* The note of a label that comes next after passage i. */
static const struct passage *note_of(const struct document *d, size_t i,
				     const char *label)
{
	for (; i < d->npassage; i++)
		if (d->passage[i].kind == PASSAGE_NOTE && d->passage[i].label &&
		    strcmp(d->passage[i].label, label) == 0)
			return &d->passage[i];
	return NULL;
}

/* The bytes of "năm Y" in a note where Y is after the year; 0 when the year
 * itself is named, or none. */
static size_t other_year(const struct passage *note, int year)
{
	size_t found = 0;

	for (const char *s = note->text; (s = strstr(s, "năm ")); s++) {
		const char *digits = s + strlen("năm ");
		int y = word_is_digit(*digits)
				? (int)strtol(digits, NULL, 10) : 0;

		if (y == year)
			return 0;
		if (y > year && y < 2100 && found == 0)
			found = (size_t)(digits - note->text);
	}
	return found;
}

static void check_note(struct cite *k, const struct passage *p, size_t from,
		       int year, const struct passage *note)
{
	const struct citation *first = NULL;
	size_t other = other_year(note, year);
	struct lint_finding *f;

	for (size_t i = 0; i < k->n; i++) {
		const struct citation *c = k->cited[i].c;

		if (c->passage != note)
			continue;
		if (!c->has_day || day_year(c->day) <= year)
			return;
		if (!first)
			first = c;
	}
	if (!first || other == 0)
		return;
	f = cite_report(k, CITE_FOOTNOTE_YEAR,
			"Câu nói tới văn bản của năm %d, chú thích %s lại dẫn "
			"%s %s ngày %s của năm %d; sửa năm trong câu hoặc dẫn "
			"đúng văn bản.", year, note->label, first->type,
			first->code, day_vi(k->a, first->day),
			(int)strtol(note->text + other, NULL, 10));
	f->repair = arena_printf(k->a, "năm %d → năm %d", year,
				 (int)strtol(note->text + other, NULL, 10));
	lint_part(k->l, f, p, from, from + 4);
	cite_part(k, f, first, first->day_from, first->day_to);
	lint_part(k->l, f, note, other, other + 4);
}

static void check_anchors(struct cite *k, size_t i)
{
	const struct passage *p = &k->l->doc->passage[i];

	if (p->kind == PASSAGE_NOTE)
		return;
	for (size_t j = 0; j < p->nanchor; j++) {
		const struct passage *note;
		size_t from;
		int year;

		if (!year_before(k, p, p->anchor[j].at, &from, &year))
			continue;
		note = note_of(k->l->doc, i + 1, p->anchor[j].label);
		if (note)
			check_note(k, p, from, year, note);
	}
}

void cite_order(struct cite *k)
{
	for (size_t i = 0; i + 1 < k->n; i++)
		check_chain(k, k->cited[i].c, k->cited[i + 1].c);
	check_future(k);
	check_numbers(k);
	for (size_t i = 0; i < k->l->doc->npassage; i++)
		check_anchors(k, i);
}
