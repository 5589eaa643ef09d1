/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Citations against the register of documents: a wrong number, date or period
 * of a document that is known; one that is no longer in force.
 */
#include "lint/cite.h"

#include "lib/base/buf.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

#include <string.h>

/* Has the title at least most words of the known name, and few others? */
static bool names(const struct cite_words *words,
		  const struct law_document *d)
{
	return words->n <= 2 * d->words.n &&
	       cite_same_title(words, &d->words);
}

/* The same without looking at the years. */
static bool names_apart_from_years(struct cite_words words,
				   const struct law_document *d)
{
	memset(words.year, 0, sizeof words.year);
	return names(&words, d);
}

static void soften(struct lint_finding *f, const struct law_document *d)
{
	if (!d->sure)
		f->severity = SEV_NOTE;
}

/* Does the text cite the document rightly elsewhere?  Then the finding is
 * that of two citations that disagree. */
static bool is_cited_rightly(const struct cite *k,
			     const struct law_document *d)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->cited[i].known == d && k->cited[i].c->has_day &&
		    k->cited[i].c->day == d->day)
			return true;
	return false;
}

/* --- dates, numbers, periods ------------------------------------------------------ */

static void check_day(struct cite *k, const struct cited *x)
{
	const struct law_document *d = x->known;
	const struct citation *c = x->c;
	struct lint_finding *f;

	if (!d->has_day || !c->has_day || c->day == d->day ||
	    is_cited_rightly(k, d))
		return;
	if (c->year == 0 && day_year(c->day) != day_year(d->day) &&
	    !names(&x->words, d))
		return; /* the same number of another year */
	if (c->year == 0 && !x->is_national && !names(&x->words, d))
		return;
	f = cite_report(k, CITE_DATE_CONFLICT,
			"%s %s ban hành ngày %s, không phải ngày %s (theo sổ "
			"văn bản); sửa ngày.", d->type, d->code,
			day_vi(k->a, d->day), day_vi(k->a, c->day));
	f->repair = arena_printf(k->a, "%s → %s",
				 cite_text(k, c, c->day_from, c->day_to),
				 day_vi(k->a, d->day));
	cite_part(k, f, c, c->day_from, c->day_to);
	soften(f, d);
}

/* A number that is not in the register, of a document that is: the same
 * symbol and day or year, its title, and a slip of the hand apart. */
static bool is_miswritten(const struct cited *x, const struct law_document *d,
			  bool *titled)
{
	const struct citation *c = x->c;
	bool same_day = d->has_day && c->has_day && c->day == d->day;

	*titled = d->words.n > 0 && names(&x->words, d);
	if (strcmp(d->key, c->key) != 0 || *d->place)
		return false;
	if (c->number == d->number) /* another year in the code */
		return c->year > 0 && c->year != d->code_year &&
		       (same_day || *titled) &&
		       (!c->has_day || day_year(c->day) != c->year);
	if (!same_day || c->year != d->code_year)
		return false;
	return *titled ? cite_slip(c->number, d->number) != SLIP_NONE
		       : cite_slip(c->number, d->number) == SLIP_SWAP;
}

static void check_number(struct cite *k, const struct cited *x)
{
	for (size_t i = 0; i < k->law->n; i++) {
		const struct law_document *d = &k->law->document[i];
		struct lint_finding *f;
		bool titled;

		if (!is_miswritten(x, d, &titled) || is_cited_rightly(k, d))
			continue;
		f = cite_report(k, CITE_NUMBER_CONFLICT,
				"%s ngày %s về nội dung này có số %s, không "
				"phải %s (theo sổ văn bản); sửa số.", d->type,
				d->has_day ? day_vi(k->a, d->day) : "…",
				d->code, x->c->code);
		if (x->c->number == d->number) /* the year is wrong */
			f->repair = arena_printf(k->a, "%s → %s", x->c->code,
						 d->code);
		else
			f->repair = arena_printf(k->a, "%d → %d", x->c->number,
						 d->number);
		if (!titled)
			f->severity = SEV_WARNING;
		cite_part(k, f, x->c, x->c->code_from,
			  x->c->number == d->number ? x->c->code_to
						    : x->digits_to);
		soften(f, d);
		return;
	}
}

/* Where else the text gives the name with its right period: "chiến lược ...
 * 2021-2030", beginning with the first two syllables of the name. */
static void add_witnesses(struct cite *k, struct lint_finding *f,
			  const struct law_document *d)
{
	char type[32];
	size_t blank = strcspn(d->name, " ");
	size_t n = blank + 1 + strcspn(d->name + blank + 1, " ");
	const char *low;

	if (!d->name[blank] || n >= sizeof type)
		return;
	low = word_small(k->a, d->name);
	memcpy(type, low, n);
	type[n] = '\0';
	for (size_t i = 0; i < k->l->doc->npassage && f->npart < 4; i++) {
		const struct passage *p = &k->l->doc->passage[i];
		const char *s = k->l->marked[i].small;
		struct cite_period period;

		for (const char *at = s; (at = strstr(at, type)); at += n) {
			size_t from = (size_t)(at - s);
			size_t to = from + 200 < p->n ? from + 200 : p->n;

			if (cite_next_period(p->text, from, to, &period) &&
			    period.first == d->period_from &&
			    period.last == d->period_to &&
			    names_apart_from_years(
				    cite_words(k->a, arena_strndup(
						k->a, p->text + from,
						period.to - from)), d)) {
				lint_part(k->l, f, p, period.from, period.to);
				break;
			}
		}
	}
}

static void check_period(struct cite *k, const struct cited *x)
{
	const struct law_document *d = x->known;
	const struct cite_period *p = &x->period;
	struct lint_finding *f;

	if (d->period_from == 0 || p->to == 0 ||
	    (p->first == d->period_from && p->last == d->period_to) ||
	    !names_apart_from_years(x->name, d))
		return;
	if (d->has_day && x->c->has_day && x->c->day != d->day)
		return;
	f = cite_report(k, CITE_PERIOD_CONFLICT,
			"%s %s là của giai đoạn %d-%d, không phải %d-%d (theo "
			"sổ văn bản); sửa giai đoạn.", d->type, d->code,
			d->period_from, d->period_to, p->first, p->last);
	f->repair = arena_printf(k->a, "%d-%d → %d-%d", p->first, p->last,
				 d->period_from, d->period_to);
	cite_part(k, f, x->c, p->from, p->to);
	soften(f, d);
	add_witnesses(k, f, d);
}

/* --- laws by their year -------------------------------------------------------------- */

static const char *law_name(struct cite *k, const char *name)
{
	const char *fold = text_fold(k->a, name);

	return strcmp(fold, "htx") == 0 ? "hop tac xa" : fold;
}

/* "Luật Hợp tác xã năm 2013": is there a law of that name and year?  Laws
 * older than the oldest that is known are left alone. */
static void check_law_year(struct cite *k, const struct citation *c)
{
	struct buf years = BUF_INIT(k->a);
	struct lint_finding *f;
	int oldest = 9999;

	for (size_t i = 0; i < k->law->n; i++) {
		const struct law_document *d = &k->law->document[i];

		if (d->year == 0 || strcmp(d->type, c->type) != 0 ||
		    strcmp(law_name(k, d->name), law_name(k, c->title)) != 0)
			continue;
		if (d->year == c->named_year)
			return;
		oldest = d->year < oldest ? d->year : oldest;
		buf_addf(&years, "%s%d", years.len > 0 ? ", " : "", d->year);
	}
	if (c->named_year < oldest)
		return;
	f = cite_report(k, CITE_DATE_CONFLICT,
			"Không có %s %s năm %d trong sổ văn bản (có các năm "
			"%s); kiểm tra năm của luật.", c->type, c->title,
			c->named_year, years.data);
	f->severity = SEV_WARNING;
	cite_part(k, f, c, c->from, c->to);
}

/* "Luật Hợp tác xã năm 2012 số 17/2023/QH15" */
static void check_named_year(struct cite *k, const struct citation *c)
{
	struct lint_finding *f;

	if (c->form == CITATION_NAMED) {
		check_law_year(k, c);
	} else if (c->named_year != c->year) {
		f = cite_report(k, CITE_DATE_CONFLICT,
				"%s %s gọi là của năm %d nhưng số %s là của năm "
				"%d; sửa năm hoặc số.", c->type, c->title,
				c->named_year, c->code, c->year);
		cite_part(k, f, c, c->code_from, c->code_to);
	}
}

/* --- no longer in force -------------------------------------------------------------- */

/* Words that tell that the writer knows. */
static const char *const aware[] = {
	"hết hiệu lực", "thay thế", "bãi bỏ", "nay là", "trước đây", "sửa đổi",
	"đã được thay", "hủy bỏ", NULL,
};

static bool is_aware(struct cite *k, const struct citation *c)
{
	size_t from = c->from > 60 ? c->from - 60 : 0;
	size_t to = c->to + 160 < c->passage->n ? c->to + 160 : c->passage->n;
	const char *low = word_small(k->a, arena_strndup(
				k->a, c->passage->text + from, to - from));

	for (size_t i = 0; aware[i]; i++)
		if (strstr(low, aware[i]))
			return true;
	return false;
}

/* "Luật Hợp tác xã năm 2012" is known by name and year. */
static bool is_law(struct cite *k, const struct citation *c,
		   const struct law_document *d)
{
	return c->form == CITATION_NAMED && d->year > 0 &&
	       c->year == d->year && strcmp(c->type, d->type) == 0 &&
	       strcmp(law_name(k, c->title), law_name(k, d->name)) == 0;
}

static bool cites(struct cite *k, const struct citation *c,
		  const struct law_document *d)
{
	return (c->number == d->number && c->year == d->code_year &&
		strcmp(c->key, d->key) == 0) || is_law(k, c, d);
}

/* The latest day of a citation: the document is not older. */
static day_t latest(const struct cite *k)
{
	day_t day = DAY_MIN;

	for (size_t i = 0; i < k->n; i++)
		if (k->cited[i].c->has_day && k->cited[i].c->day > day)
			day = k->cited[i].c->day;
	return day;
}

/* The year that the head speaks of: the latest of its first passages. */
static int subject_year(const struct cite *k)
{
	int last = 0;

	for (size_t i = 0; i < k->l->doc->npassage && i < 12; i++) {
		const char *s = k->l->doc->passage[i].text;

		for (; (s = strstr(s, "năm 20")); s++) {
			int year = (int)strtol(s + strlen("năm "), NULL, 10);

			if (year > last && year < 2100)
				last = year;
		}
	}
	return last;
}

static void report_superseded(struct cite *k, const struct law_document *d,
			      enum severity severity, bool later)
{
	struct citations *all = k->l->citations;
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct citation *c = &all->citation[i];

		if (!cites(k, c, d) || is_aware(k, c))
			continue;
		if (!f) {
			f = cite_report(k, CITE_SUPERSEDED,
					"%s %s%s hết hiệu lực từ ngày %s%s%s; "
					"%s.", d->type, d->code,
					later ? " sẽ" : " đã",
					day_vi(k->a, d->to + 1),
					*d->replaced ? ", thay bằng " : "",
					d->replaced,
					later ? "nêu rõ thời gian áp dụng của "
						"từng văn bản"
					      : "viện dẫn văn bản đang có hiệu "
						"lực hoặc nói rõ là quy định "
						"trước đây");
			f->severity = severity;
			soften(f, d);
		}
		cite_part(k, f, c, c->from, c->to);
	}
}

static bool is_replacement_cited(struct cite *k, const struct law_document *d)
{
	for (size_t i = 0; *d->replaced && i < k->n; i++)
		if (strcmp(k->cited[i].c->code, d->replaced) == 0)
			return true;
	return false;
}

static void check_force(struct cite *k, const struct law_document *d)
{
	bool both = is_replacement_cited(k, d);

	if (d->to == DAY_MAX)
		return;
	if (k->has_head && k->head_from > d->to)
		report_superseded(k, d, both ? SEV_NOTE : SEV_WARNING, false);
	else if (!k->has_head && latest(k) > d->to)
		report_superseded(k, d, SEV_NOTE, false);
	else if (k->has_head && !both && d->to < k->head_to + 548 &&
		 subject_year(k) >= day_year(d->to))
		report_superseded(k, d, SEV_NOTE, true);
}

void cite_known(struct cite *k)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct cited *x = &k->cited[i];

		if (x->known) {
			check_day(k, x);
			check_period(k, x);
		} else if (x->c->number >= 0) {
			check_number(k, x);
		}
	}
	for (size_t i = 0; i < k->l->citations->n; i++)
		if (k->l->citations->citation[i].named_year > 0)
			check_named_year(k, &k->l->citations->citation[i]);
	for (size_t i = 0; i < k->law->n; i++)
		check_force(k, &k->law->document[i]);
}
