/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days that do not fit the year that is planned: a target that was due before
 * the plan begins, an assessment of the year before last.
 *
 * The year of a plan is the one that the nearest title above says ("Kế hoạch
 * phát triển kinh tế tập thể năm 2024").  Only sentences that set a target
 * are looked at: a date after "so với", "tính đến" or "đã" is a base.
 */
#include "lint/pass.h"

#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { TARGET_BEFORE, STALE_BASE };

static const struct lint_rule rules[] = {
	[TARGET_BEFORE] = { "target-date-before-plan-year", SEV_ERROR,
			    "Thời hạn của mục tiêu trước năm kế hoạch",
			    "Mục tiêu của kế hoạch năm phải đến hạn trong hoặc "
			    "sau năm kế hoạch." },
	[STALE_BASE] = { "stale-baseline-year", SEV_WARNING,
			 "Năm làm căn cứ không phải năm liền trước",
			 "Kế hoạch năm dựa trên tình hình thực hiện của năm "
			 "liền trước; năm khác thường là còn sót của văn bản "
			 "cũ." },
	{ 0 }
};

/* Titles of sections that set targets or tasks. */
static const char *const planning[] = {
	"mục tiêu", "chỉ tiêu", "nhiệm vụ", "giải pháp", "phương hướng",
	"định hướng", "kế hoạch",
};

/* Those that set targets; those that set tasks, some of which prepare the
 * year and are due before it. */
static const char *const targets[] = { "mục tiêu", "chỉ tiêu" };
static const char *const tasks[] = {
	"nhiệm vụ", "giải pháp", "tổ chức thực hiện",
};

/* Titles of sections that look back. */
static const char *const backward[] = {
	"kết quả", "đánh giá", "tình hình", "thực trạng", "tồn tại",
	"hạn chế", "nguyên nhân", "căn cứ",
};

/* What a plan is to fit. */
static const char *const bases[] = {
	"phù hợp với", "căn cứ", "trên cơ sở", "dựa trên",
};

enum {
	MAX_HEAD = 12,   /* passages in which the title of a document stands */
	MAX_TITLE = 250, /* bytes of a title; what is longer is text */
};

/* Words right before a deadline that make it one; the first say that it is
 * promised. */
static const char *const promises[] = {
	"đảm bảo", "bảo đảm", "phấn đấu", "hoàn thành", "xong", "chậm nhất",
	"yêu cầu", "quyết tâm",
};

static const char *const until[] = {
	"đến ngày", "đến hết ngày", "đến hết", "đến", "trước ngày", "trước",
	"đến hết tháng", "đến tháng", "trong tháng", "chậm nhất ngày",
	"chậm nhất đến", "vào ngày",
};

/* Words in the sentence that make the date a base or a fact. */
static const char *const facts[] = {
	"so với", "đã", "tính đến", "hiện có", "cùng kỳ", "năm trước",
	"thời điểm", "ước", "số liệu", "kết quả thực hiện", "dự kiến",
	"hiện nay", "từ ngày", "từ năm", "từ tháng", "báo cáo",
};

/* A day or month as written, with its year. */
struct when {
	size_t from, to;
	int year;
	size_t year_at; /* of its four digits */
};

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

static int number(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++)
		v = 10 * v + (s[i] - '0');
	return v;
}

static bool is_year(const char *s)
{
	return digits(s) == 4 && number(s, 4) >= 1990 && number(s, 4) <= 2100;
}

/* "30/9/2023" or "9/2023" at byte `at`; no number of a document. */
static bool read_when(const char *text, size_t at, struct when *w)
{
	const char *s = text + at;
	size_t n = digits(s);
	size_t k;

	if (n == 0 || n > 2 || s[n] != '/')
		return false;
	k = digits(s + n + 1);
	if (k > 0 && k <= 2 && s[n + 1 + k] == '/')
		n += 1 + k;
	if (!is_year(s + n + 1) || s[n + 5] == '/' || s[n + 5] == '-')
		return false;
	*w = (struct when){ at, at + n + 5, number(s + n + 1, 4),
			    at + n + 1 };
	return true;
}

/* "năm 2024" after byte `from`, no range of years; false: none. */
static bool next_year(const char *text, size_t from, struct when *w)
{
	const char *p = word_find(text + from, "năm");

	for (; p; p = word_find(p + strlen("năm"), "năm")) {
		const char *y = p + strlen("năm") + 1;
		size_t gap = is_year(y) ? strspn(y + 4, " ") : 0;

		if (!is_year(y) || y[4] == '-' || y[4 + gap] == '-' ||
		    strncmp(y + 4 + gap, "–", strlen("–")) == 0)
			continue;
		*w = (struct when){ (size_t)(p - text),
				    (size_t)(y + 4 - text), number(y, 4),
				    (size_t)(y - text) };
		return true;
	}
	return false;
}

/* --- the year that is planned ---------------------------------------------- */

struct plan {
	int year;
	const struct passage *passage; /* of the title that says it */
	size_t from, to;
	bool targets; /* in a section of targets */
	bool tasks;   /* in one of tasks */
};

/* The first year named from a byte of a passage on. */
static bool says_year(const struct passage *p, size_t from, struct plan *plan)
{
	struct when w;

	if (!next_year(p->text, from, &w))
		return false;
	plan->year = w.year;
	plan->passage = p;
	plan->from = w.from;
	plan->to = w.to;
	return true;
}

static bool says_plan_year(const struct passage *p, const char *title,
			   struct plan *plan)
{
	const char *word = WORD_FIND_IN(title, planning);

	return word && says_year(p, (size_t)(word - p->text), plan);
}

/* The year of the plan in the head of the document. */
static bool head_plan(const struct lint *l, struct plan *plan)
{
	size_t end = l->outline->n > 0 ? l->outline->section[0].passage : 0;

	for (size_t i = 0; i < end && i < MAX_HEAD; i++) {
		const struct passage *p = &l->doc->passage[i];

		if (word_match(p->text, "kế hoạch") == 0)
			continue;
		if (says_plan_year(p, p->text, plan))
			return true;
		/* the title goes on in the next line */
		return i + 1 < end && says_year(p + 1, 0, plan);
	}
	return false;
}

/* What is planned in a section; year 0: nothing, or it looks back. */
static struct plan plan_of(const struct lint *l, int index)
{
	struct plan plan = { 0 };

	for (int i = index; i >= 0; i = l->outline->section[i].parent) {
		const struct lint_section *s = &l->outline->section[i];
		const struct passage *p = &l->doc->passage[s->passage];
		const char *title = p->text + s->title_from;

		if (s->style >= SECTION_DASH && s->style != SECTION_TITLE)
			continue;
		if (s->title != title) /* it stands in the next line */
			p++;
		if (strlen(s->title) > MAX_TITLE) /* an item in sentences */
			continue;
		if (WORD_FIND_IN(s->title, backward))
			return (struct plan){ 0 };
		plan.targets |= WORD_FIND_IN(s->title, targets) != NULL;
		plan.tasks |= WORD_FIND_IN(s->title, tasks) != NULL;
		if (says_plan_year(p, s->title, &plan))
			return plan;
	}
	head_plan(l, &plan);
	return plan;
}

/* --- deadlines -------------------------------------------------------------- */

/* Does text[from, at) end in one of these words?  Where they begin. */
static bool ends_in(const char *text, size_t from, size_t at,
		    const char *const *words, size_t n, size_t *begin)
{
	bool found = false;

	while (at > from && text[at - 1] == ' ')
		at--;
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(words[i]);

		if (at - from < k || word_match(text + at - k, words[i]) != k ||
		    (at - k > 0 && text[at - k - 1] != ' '))
			continue;
		if (!found || at - k < *begin)
			*begin = at - k;
		found = true;
	}
	return found;
}

static bool is_fact(struct arena *a, const char *text, size_t from, size_t to)
{
	const char *sentence = arena_strndup(a, text + from, to - from);
	const char *p = word_find(sentence, "từ");

	for (; p; p = word_find(p + strlen("từ"), "từ"))
		if (digits(p + strlen("từ") + 1) > 0)
			return true;
	return WORD_FIND_IN(sentence, facts) != NULL;
}

static void report_target(struct lint *l, const struct passage *p,
			  const struct when *w, const struct plan *plan,
			  bool promised)
{
	const char *date = arena_strndup(l->arena, p->text + w->from,
					 w->to - w->from);
	struct lint_finding *f = lint_report(
		l, &rules[TARGET_BEFORE],
		arena_printf(l->arena,
			     "Mục tiêu của kế hoạch năm %d có thời hạn %s, "
			     "trước khi năm kế hoạch bắt đầu; kiểm tra lại năm "
			     "hoặc chuyển sang phần ước thực hiện.",
			     plan->year, date));

	f->repair = arena_printf(l->arena, "%s → %.*s%d", date,
				 (int)(w->year_at - w->from), date,
				 plan->year);
	if (!promised || !plan->targets)
		f->severity = SEV_WARNING;
	lint_part(l, f, p, w->from, w->to);
	lint_part(l, f, plan->passage, plan->from, plan->to);
}

static void check_targets(struct lint *l, const struct passage *p,
			  const struct plan *plan)
{
	for (size_t i = 0; i < p->n; i++) {
		size_t from, to, begin, promise;
		struct when w;

		if (digits(p->text + i) == 0)
			continue;
		if (!read_when(p->text, i, &w)) {
			i += digits(p->text + i) - 1;
			continue;
		}
		i = w.to;
		word_clause(p->text, w.from, &from, &to);
		if (w.year >= plan->year - !plan->targets ||
		    !ends_in(p->text, from, w.from, until, ARRAY_LEN(until),
			     &begin) ||
		    is_fact(l->arena, p->text, from, to))
			continue;
		report_target(l, p, &w, plan,
			      ends_in(p->text, from, begin, promises,
				      ARRAY_LEN(promises), &promise));
	}
}

/* "phù hợp với tình hình thực hiện ... năm 2022" in a plan for 2024. */
static void check_base(struct lint *l, const struct passage *p,
		       const struct plan *plan)
{
	const char *s = WORD_FIND_IN(p->text, bases);
	size_t from, to;
	struct when w;
	struct lint_finding *f;

	if (!s || !next_year(p->text, (size_t)(s - p->text), &w))
		return;
	word_clause(p->text, (size_t)(s - p->text), &from, &to);
	if (w.year >= plan->year - 1 || w.to > to ||
	    !word_find(arena_strndup(l->arena, s, (size_t)(w.from +
							   p->text - s)),
		       "thực hiện") ||
	    strstr(arena_strndup(l->arena, p->text + from, to - from),
		   arena_printf(l->arena, "%d", plan->year - 1)))
		return;
	f = lint_report(l, &rules[STALE_BASE],
			arena_printf(l->arena,
				     "Kế hoạch năm %d lấy tình hình thực hiện "
				     "năm %d làm căn cứ; năm liền trước là "
				     "%d. Kiểm tra xem có phải câu của kế "
				     "hoạch cũ không.",
				     plan->year, w.year, plan->year - 1));
	f->repair = arena_printf(l->arena, "năm %d → năm %d", w.year,
				 plan->year - 1);
	lint_part(l, f, p, w.from, w.to);
	lint_part(l, f, plan->passage, plan->from, plan->to);
}

static void run(struct lint *l)
{
	struct plan plan = { 0 };
	int section = -2;

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];

		if (p->kind == PASSAGE_NOTE || p->kind == PASSAGE_CELL)
			continue;
		if (l->outline->of[i] != section)
			plan = plan_of(l, l->outline->of[i]);
		section = l->outline->of[i];
		if (plan.year == 0 || section < 0)
			continue;
		if (plan.targets || plan.tasks)
			check_targets(l, p, &plan);
		check_base(l, p, &plan);
	}
}

const struct lint_pass lint_date_pass = { rules, run };
