/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether indicators are told whole: in one way, with their time, with what
 * they are compared to.
 *
 * Nothing here is a sum that fails; a figure may be right and still not say
 * what it is of.  All are notes, and each looks at the amounts of the document
 * only, so a text that tells its figures in full is passed without a word.
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"
#include "lint/amount.h"
#include "lint/outline.h"
#include "lint/relation.h"
#include "lint/when.h"
#include "lint/word.h"

#include <string.h>

enum { QUALIFIER, BASELINE, PERIOD, DAY, TARGET };

static const struct lint_rule rules[] = {
	[QUALIFIER] = { "qualifier-mismatch", SEV_NOTE,
			"Một số liệu khi ghi đúng số, khi ghi “khoảng”",
			"Cùng một số liệu ở cùng thời điểm thì hoặc là số "
			"đúng, hoặc là số ước chừng." },
	[BASELINE] = { "missing-indicator", SEV_NOTE,
		       "Chỉ tiêu năm sau không có số cả năm trước để so",
		       "Chỉ tiêu của cả năm chỉ đánh giá được khi so với số "
		       "của cả năm trước." },
	[PERIOD] = { "missing-period", SEV_NOTE,
		     "Kết quả không ghi kỳ",
		     "Số của một kỳ không có kỳ thì không cộng và không so "
		     "sánh được." },
	[DAY] = { "missing-asof", SEV_NOTE,
		  "Tổng số không ghi thời điểm",
		  "Số tại một thời điểm phải ghi thời điểm, nhất là ngay sau "
		  "số của thời điểm khác." },
	[TARGET] = { "missing-target", SEV_NOTE,
		     "Mục tiêu không có các chỉ tiêu đã được đánh giá",
		     "Những gì năm nay đánh giá thì năm sau cần có mục tiêu để "
		     "đánh giá tiếp." },
	{ 0 }
};

enum {
	MAX_FINDINGS = 6,  /* of a rule */
	MAX_PARTS = 12,
	MIN_SIBLINGS = 2,  /* that tell their period */
	MIN_ABSENT = 3,    /* targets */
	MAX_BEFORE = 3,    /* passages between two totals that are read as one
			    * account */
};

static bool is_prose(const struct amount *m)
{
	return m->passage->kind != PASSAGE_CELL && *m->subject;
}

static void part_digits(struct lint *l, struct lint_finding *f,
			const struct amount *m)
{
	if (f->npart < MAX_PARTS)
		lint_part(l, f, m->passage, m->digits, m->digits_end);
}

/* --- about and exactly ------------------------------------------------------ */

static bool same_figure(const struct amount *x, const struct amount *y)
{
	return x->role == y->role && x->flow == y->flow &&
	       x->basis == y->basis && strcmp(x->subject, y->subject) == 0 &&
	       strcmp(x->scope, y->scope) == 0 &&
	       strcmp(x->unit, y->unit) == 0 && strcmp(x->when, y->when) == 0 &&
	       dec_cmp(amount_base(x), amount_base(y)) == 0;
}

static uint64_t figure_hash(const struct amount *m)
{
	struct dec v = amount_base(m);
	uint64_t h = hash_bytes(HASH_BEGIN, m->subject, strlen(m->subject) + 1);

	h = hash_bytes(h, m->scope, strlen(m->scope) + 1);
	h = hash_bytes(h, m->when, strlen(m->when) + 1);
	return hash_bytes(h, &v, sizeof v);
}

/* Two trainings of one year, each of 20 people, are two figures: only what can
 * stand but once is compared, a stock, what came or went, a share, a mean. */
static bool stands_once(const struct amount *m)
{
	return is_prose(m) && *m->when &&
	       (m->role == AMOUNT_COUNT ? m->flow != FLOW_NONE :
		m->role == AMOUNT_SHARE || m->role == AMOUNT_AVERAGE);
}

static void report_qualifier(struct lint *l, const struct amount *about,
			     const struct amount *exact)
{
	struct arena *a = l->arena;
	const char *words = amount_words(a, exact);
	struct lint_finding *f = lint_report(
		l, &rules[QUALIFIER],
		arena_printf(a,
			     "Ở đây ghi “khoảng %s”, nơi khác ghi “%s” cho cùng "
			     "một số liệu; ghi một cách.",
			     words, words));

	part_digits(l, f, about);
	part_digits(l, f, exact);
}

static void check_qualifiers(struct lint *l)
{
	struct multimap *seen = multimap_new(l->arena);
	struct multimap *told = multimap_new(l->arena);
	size_t n = 0;

	for (size_t i = 0; i < l->amounts->n && n < MAX_FINDINGS; i++) {
		const struct amount *m = &l->amounts->amount[i];
		bool exact = m->written.qualifier == QUAL_EXACT;
		uint64_t key = figure_hash(m);

		if (!stands_once(m) || multimap_first(told, key) ||
		    (!exact && m->written.qualifier != QUAL_APPROX))
			continue;
		for (size_t e = multimap_first(seen, key); e;
		     e = multimap_next(seen, e)) {
			const struct amount *o =
				&l->amounts->amount[multimap_value(seen, e)];

			if (o->written.qualifier == m->written.qualifier ||
			    !same_figure(o, m))
				continue;
			report_qualifier(l, exact ? o : m, exact ? m : o);
			multimap_add(told, key, 1);
			n++;
			break;
		}
		multimap_add(seen, key, (int64_t)i);
	}
}

/* --- targets and what they go on from ----------------------------------------- */

/* The year that a code begins with; 0. */
static int year_of(const char *when)
{
	return strlen(when) >= 4 ? (int)strtol(when, NULL, 10) : 0;
}

static bool is_flow(const struct amount *m)
{
	return m->role == AMOUNT_COUNT && !*m->scope &&
	       (m->flow == FLOW_IN || m->flow == FLOW_OUT);
}

static bool same_indicator(const struct amount *x, const struct amount *y)
{
	return x->flow == y->flow && strcmp(x->subject, y->subject) == 0 &&
	       strcmp(x->unit, y->unit) == 0 && !*y->scope &&
	       y->role == x->role;
}

/* What the document tells of the target's indicator for the year before: NULL
 * when it tells the whole year, or nothing. */
static const struct amount *part_year_only(const struct lint *l,
					   const struct amount *target)
{
	const struct amount *part = NULL;
	int year = year_of(target->when) - 1;

	for (size_t i = 0; i < l->amounts->n; i++) {
		const struct amount *m = &l->amounts->amount[i];

		if (year_of(m->when) != year || !same_indicator(target, m))
			continue;
		if (strlen(m->when) == 4)
			return NULL;
		if (m->basis == BASIS_ACTUAL && m->when[4] == '-' && !part)
			part = m;
	}
	return part;
}

static void check_baselines(struct lint *l)
{
	size_t told = 0;

	for (size_t i = 0; i < l->amounts->n && told < MAX_FINDINGS; i++) {
		const struct amount *m = &l->amounts->amount[i];
		const struct amount *part;
		struct lint_finding *f;

		if (m->basis != BASIS_PLAN || !is_prose(m) || !is_flow(m) ||
		    strlen(m->when) != 4)
			continue;
		part = part_year_only(l, m);
		if (!part)
			continue;
		f = lint_report(
			l, &rules[BASELINE],
			arena_printf(l->arena,
				     "Chỉ tiêu năm %s là %s, nhưng của năm %d "
				     "mới có %s, chưa có số ước cả năm để so; "
				     "bổ sung.",
				     m->when, amount_words(l->arena, m),
				     year_of(m->when) - 1,
				     amount_words(l->arena, part)));
		part_digits(l, f, part);
		part_digits(l, f, m);
		told++;
	}
}

/* --- results of a list that tell no period --------------------------------------- */

/* What the amounts of a section tell of their time. */
struct told_time {
	size_t with;
	const struct amount *without; /* the first, of something done */
};

static bool is_done(const struct lint *l, const struct amount *m)
{
	return m->role == AMOUNT_COUNT && m->basis == BASIS_ACTUAL &&
	       m->flow != FLOW_STOCK && is_prose(m) &&
	       word_find_within(l->marked[m->index].small, 0, m->from, "đã") !=
		       SIZE_MAX;
}

static void read_times(const struct lint *l, struct told_time *t)
{
	for (size_t i = 0; i < l->amounts->n; i++) {
		const struct amount *m = &l->amounts->amount[i];
		int s = l->outline->of[m->index];

		if (s < 0 || m->passage->kind == PASSAGE_CELL)
			continue;
		if (*m->when)
			t[s].with++;
		else if (!t[s].without && is_done(l, m))
			t[s].without = m;
	}
}

static bool is_numbered(const struct lint_section *s)
{
	return s->style >= SECTION_NUMBER && s->style <= SECTION_COUNT;
}

static void check_periods(struct lint *l)
{
	struct arena *a = l->arena;
	size_t n = l->outline->n;
	struct told_time *t = ARENA_ARRAY(a, n + 1, struct told_time);
	size_t *with = ARENA_ARRAY(a, n + 1, size_t); /* children of each */
	struct lint_finding *f = NULL;

	read_times(l, t);
	for (size_t i = 0; i < n; i++) {
		const struct lint_section *s = &l->outline->section[i];

		if (s->parent >= 0 && is_numbered(s))
			with[s->parent] += t[i].with > 0;
	}
	for (size_t i = 0; i < n; i++) {
		const struct lint_section *s = &l->outline->section[i];

		if (s->parent < 0 || !is_numbered(s) || t[i].with > 0 ||
		    !t[i].without || with[s->parent] < MIN_SIBLINGS)
			continue;
		if (!f)
			f = lint_report(l, &rules[PERIOD],
					"Kết quả này không ghi kỳ (6 tháng, cả "
					"năm), trong khi các mục cùng danh sách "
					"có ghi; bổ sung.");
		part_digits(l, f, t[i].without);
	}
}

/* --- totals that tell no day ------------------------------------------------- */

static bool is_total(const struct lint *l, const struct amount *m)
{
	return m->role == AMOUNT_COUNT && m->flow == FLOW_STOCK &&
	       is_prose(m) && strlen(m->when) == 10 && m->bracket == 0 &&
	       word_find_within(l->marked[m->index].small, 0, m->from,
				"tổng số") != SIZE_MAX;
}

/* Do the words of a passage before a byte tell a time? */
static bool tells_time(const struct lint *l, size_t passage, size_t before)
{
	const struct words *w = &l->marked[passage];
	size_t n = 0;

	while (n < w->n && w->word[n].from < before)
		n++;
	return said_by(w, 0, n, 0).time.kind != TIME_UNSAID;
}

/* A heading between the two begins a new account. */
static bool same_account(const struct lint *l, const struct amount *x,
			 const struct amount *y)
{
	return x->index < y->index && y->index - x->index <= MAX_BEFORE &&
	       l->outline->of[x->index] == l->outline->of[y->index];
}

static void check_days(struct lint *l)
{
	struct lint_finding *f = NULL;

	for (size_t i = 1; i < l->amounts->n; i++) {
		const struct amount *m = &l->amounts->amount[i];
		const struct amount *before = m - 1;

		while (before > l->amounts->amount && !*before->when)
			before--;
		if (!is_total(l, m) || !same_account(l, before, m) ||
		    strlen(before->when) != 10 ||
		    strcmp(before->when, m->when) == 0 ||
		    tells_time(l, m->index, m->from))
			continue;
		if (!f)
			f = lint_report(
				l, &rules[DAY],
				arena_printf(l->arena,
					     "“%s” không ghi thời điểm, mà số "
					     "ngay trước là của thời điểm khác; "
					     "ghi rõ “đến ngày ...”.",
					     amount_words(l->arena, m)));
		part_digits(l, f, m);
	}
}

/* --- targets that are left out -------------------------------------------------- */

/* Headline indicators: the subject of their amounts, words that tell of them
 * all the same, and their name. */
static const struct headline {
	const char *subject;
	const char *words[4];
	const char *name;
} headlines[] = {
	{ "htx", { "tổng số htx", "tổng số hợp tác xã", "số lượng htx" },
	  "số hợp tác xã" },
	{ "tht", { "tổ hợp tác", "tht" }, "số tổ hợp tác" },
	{ "thanh vien htx", { "thành viên" }, "thành viên hợp tác xã" },
	{ "lao dong thuong xuyen htx", { "lao động" },
	  "lao động thường xuyên" },
	{ "doanh thu htx", { "doanh thu" }, "doanh thu của hợp tác xã" },
	{ "loi nhuan htx", { "lợi nhuận", "lãi" }, "lợi nhuận của hợp tác xã" },
};

static bool is_target_section(const struct lint_section *s)
{
	static const char *const titles[] = {
		"mục tiêu cụ thể", "chỉ tiêu cụ thể", "các chỉ tiêu cụ thể",
		"một số chỉ tiêu cụ thể",
	};

	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		if (word_match(s->title, titles[i]) > 0)
			return true;
	return false;
}

static bool section_has(const struct lint *l, const struct lint_section *s,
			const char *words)
{
	for (size_t i = s->passage; i < s->end; i++)
		if (word_find(l->doc->passage[i].text, words))
			return true;
	return false;
}

/* The year that the targets of a section are for; 0 when it has fewer than
 * two. */
static int target_year(const struct lint *l, const struct lint_section *s)
{
	size_t n = 0;
	int year = 0;

	for (size_t i = 0; i < l->amounts->n; i++) {
		const struct amount *m = &l->amounts->amount[i];

		if (m->index < s->passage || m->index >= s->end ||
		    m->basis != BASIS_PLAN || strchr(m->when, '-') == m->when + 4)
			continue;
		year = year_of(m->when);
		n += year > 0;
	}
	return n < 2 ? 0 : year;
}

/* Is the indicator assessed for the year, and has it no target for the next? */
static bool is_left_out(const struct lint *l, const struct lint_section *s,
			const struct headline *h, int year)
{
	bool assessed = false;

	for (size_t i = 0; i < l->amounts->n; i++) {
		const struct amount *m = &l->amounts->amount[i];

		if (*m->scope || strcmp(m->subject, h->subject) != 0)
			continue;
		if (m->basis == BASIS_PLAN && year_of(m->when) == year)
			return false;
		assessed |= m->basis != BASIS_PLAN &&
			    year_of(m->when) == year - 1;
	}
	for (size_t i = 0; i < ARRAY_LEN(h->words) && h->words[i]; i++)
		if (section_has(l, s, h->words[i]))
			return false;
	return assessed;
}

/* A document that has its annexes has the other targets in them. */
static bool has_annex(const struct lint *l)
{
	for (size_t i = 0; i < l->outline->n; i++)
		if (l->outline->section[i].style == SECTION_ANNEX)
			return true;
	return false;
}

static void check_target(struct lint *l, const struct lint_section *s)
{
	struct buf names = BUF_INIT(l->arena);
	const struct passage *p = &l->doc->passage[s->passage];
	int year = target_year(l, s);
	size_t absent = 0;
	struct lint_finding *f;

	if (year == 0 || has_annex(l) || section_has(l, s, "phụ lục") ||
	    section_has(l, s, "biểu"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(headlines); i++)
		if (is_left_out(l, s, &headlines[i], year))
			buf_addf(&names, "%s%s", absent++ ? ", " : "",
				 headlines[i].name);
	if (absent < MIN_ABSENT)
		return;
	f = lint_report(l, &rules[TARGET],
			arena_printf(l->arena,
				     "Mục tiêu năm %d không có: %s, trong khi "
				     "phần đánh giá năm %d có; bổ sung, hoặc "
				     "dẫn phụ lục.",
				     year, names.data, year - 1));
	lint_part(l, f, p, s->title_from, p->n);
}

static void run(struct lint *l)
{
	check_qualifiers(l);
	check_baselines(l);
	check_periods(l);
	check_days(l);
	for (size_t i = 0; i < l->outline->n; i++)
		if (is_target_section(&l->outline->section[i]))
			check_target(l, &l->outline->section[i]);
}

const struct lint_pass lint_indicator_pass = { rules, run };
