/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Years that were mistyped: a period that ends before it begins, "năm 2203",
 * "năm 20223".
 */
#include "lint/pass.h"

#include "lint/word.h"

#include <string.h>

enum { REVERSED, IMPLAUSIBLE };

static const struct lint_rule rules[] = {
	[REVERSED] = { "period-reversed", SEV_ERROR,
		       "Giai đoạn kết thúc trước khi bắt đầu",
		       "Năm đầu của giai đoạn đứng trước năm cuối." },
	[IMPLAUSIBLE] = { "year-implausible", SEV_WARNING,
			  "Năm có lẽ gõ nhầm",
			  "Năm gồm bốn chữ số; kế hoạch và báo cáo nói về "
			  "những năm gần đây." },
	{ 0 }
};

/* Words before two years that make them a period; "cùng kỳ" does not. */
static const char *const periods[] = {
	"giai đoạn", "thời kỳ", "nhiệm kỳ",
};

static bool is_digits(const struct word *w, int n)
{
	return w->is->letters == n &&
	       strspn(w->is->lower, "0123456789") == (size_t)n;
}

static bool is_year(const struct word *w)
{
	return is_digits(w, 4) && (strncmp(w->is->lower, "19", 2) == 0 ||
				   strncmp(w->is->lower, "20", 2) == 0);
}

/* "giai đoạn 2025-2021" */
static void check_period(struct lint *l, const struct passage *p,
			 const struct words *w, size_t k)
{
	const struct word *y = &w->word[k];
	struct lint_finding *f;

	if (k < 2 || k + 1 >= w->n || !is_year(&y[0]) || !is_year(&y[1]) ||
	    (y[1].gap != '-' && y[1].gap != 0x2013) ||
	    y[1].from - y[0].to > 5 ||
	    strcmp(y[0].is->lower, y[1].is->lower) <= 0)
		return;
	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		if (word_match(p->text + y[-2].from, periods[i]) == 0)
			continue;
		f = lint_report(l, &rules[REVERSED],
				arena_printf(l->arena,
					     "Giai đoạn bắt đầu năm %s mà kết "
					     "thúc năm %s; kiểm tra hai năm.",
					     y[0].is->lower, y[1].is->lower));
		lint_part(l, f, p, y[0].from, y[1].to);
		return;
	}
}

/* May what follows "năm N" be counted by N ("mỗi năm 2500 tấn")? */
static bool counts(const char *after)
{
	int32_t c;

	after += strspn(after, " ");
	word_next(after, &c);
	return word_is_letter(c) || word_is_digit(c) || c == '%';
}

/* Is what was read only the begin of a number: "2.500", "2,5"? */
static bool goes_on(const char *s)
{
	return *s && strchr(".,/-", *s) && word_is_digit((unsigned char)s[1]);
}

/* "năm 2203", "năm 20223": one digit wrong or too many. */
static void check_year(struct lint *l, const struct passage *p,
		       const struct words *w, size_t k)
{
	const struct word *y = &w->word[k];
	struct lint_finding *f;
	bool wrong;

	if (k == 0 || strcmp(y[-1].is->lower, "năm") != 0 || y->gap != ' ' ||
	    goes_on(p->text + y->to))
		return;
	wrong = (is_digits(y, 4) && y->is->lower[0] == '2' &&
		 y->is->lower[1] > '0') ||
		(is_digits(y, 5) && strncmp(y->is->lower, "20", 2) == 0);
	if (!wrong || counts(p->text + y->to))
		return;
	f = lint_report(l, &rules[IMPLAUSIBLE],
			arena_printf(l->arena,
				     "“năm %s” có lẽ gõ nhầm; kiểm tra năm.",
				     y->is->lower));
	lint_part(l, f, p, y->from, y->to);
}

static void run(struct lint *l)
{
	for (size_t i = 0; i < l->doc->npassage; i++)
		for (size_t k = 0; k < l->words[i].n; k++) {
			check_period(l, &l->doc->passage[i], &l->words[i], k);
			check_year(l, &l->doc->passage[i], &l->words[i], k);
		}
}

const struct lint_pass lint_date_year_pass = { rules, run };
