/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbering of headings, items and annexes: one missing, doubled or out of
 * order, two ways of writing one level, a section with a single child;
 * annexes that are cited and not there, or numbered in two ways.
 *
 * A number is compared with the one before it in the same section.  Lists in
 * running text begin anew where they please, so only levels of headings are
 * held to begin with 1.
 */
#include "lint/pass.h"

#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { NUMBERING, NUMBERING_STYLE, SINGLE_CHILD, ANNEX_MISSING,
       ANNEX_NUMBERING };

static const struct lint_rule rules[] = {
	[NUMBERING] = { "heading-numbering", SEV_WARNING,
			"Đánh số đề mục thiếu, trùng hoặc lộn thứ tự",
			"Đề mục đánh số liên tục trong từng cấp (Nghị định "
			"30/2020/NĐ-CP, Phụ lục I)." },
	[NUMBERING_STYLE] = { "heading-numbering-style", SEV_NOTE,
			      "Cách viết số đề mục không thống nhất",
			      "Cùng một cấp đề mục viết số theo một cách." },
	[SINGLE_CHILD] = { "heading-single-child", SEV_NOTE,
			   "Mục chỉ có một tiểu mục",
			   "Chia mục thì có ít nhất hai tiểu mục." },
	[ANNEX_MISSING] = { "annex-missing", SEV_WARNING,
			    "Phụ lục được dẫn kèm theo nhưng không có trong tệp",
			    "Phụ lục dẫn kèm theo là một phần của văn bản." },
	[ANNEX_NUMBERING] = { "annex-numbering", SEV_WARNING,
			      "Phụ lục đánh số theo hai kiểu",
			      "Phụ lục đánh số thống nhất bằng chữ số La Mã "
			      "(Nghị định 30/2020/NĐ-CP, Phụ lục I)." },
	{ 0 }
};

enum { MAX_PARTS = 12 }; /* places that one finding shows */

/* --- numbers in order ------------------------------------------------------- */

static int last_part(const struct lint_section *s)
{
	return s->part[s->nparts - 1];
}

static bool is_numbered(const struct lint_section *s)
{
	return s->nparts > 0 && s->style != SECTION_ANNEX;
}

/* Levels of headings are numbered through; items may be a quoted list. */
static bool is_heading(const struct lint_section *s)
{
	return s->style <= SECTION_DECIMAL && s->style != SECTION_ANNEX;
}

static void part_label(struct lint *l, struct lint_finding *f,
		       const struct lint_section *s)
{
	const struct passage *p = &l->doc->passage[s->passage];

	lint_part(l, f, p, 0, strlen(s->label));
}

static bool is_same_style(const struct lint_section *x,
			  const struct lint_section *y)
{
	return x->style == y->style && x->nparts == y->nparts;
}

static void report_number(struct lint *l, const struct lint_section *s,
			  const struct lint_section *before,
			  enum severity severity, const char *message)
{
	struct lint_finding *f = lint_report(l, &rules[NUMBERING], message);

	f->severity = severity;
	part_label(l, f, s);
	if (before)
		part_label(l, f, before);
}

/* d) may be followed by e): not everybody counts đ). */
static bool skips_crossed_d(const struct lint_section *before,
			    const struct lint_section *s)
{
	return s->style == SECTION_LETTER && last_part(before) == 4 &&
	       last_part(s) == 6;
}

/* Does the section after s go on from it, as if s were right? */
static bool is_confirmed(const struct lint_section *s,
			 const struct lint_section *next)
{
	return next && is_same_style(s, next) &&
	       last_part(next) == last_part(s) + 1;
}

static void check_pair(struct lint *l, const struct lint_section *before,
		       const struct lint_section *s,
		       const struct lint_section *next)
{
	int gap = last_part(s) - last_part(before);
	const char *message;

	if (gap == 1 || skips_crossed_d(before, s) || last_part(s) == 1)
		return;
	if (gap == 0) {
		bool certain = s->style == SECTION_ROMAN ||
			       s->style == SECTION_DECIMAL;

		message = arena_printf(
			l->arena,
			"Hai đề mục liền nhau cùng mang số “%s”; đánh số lại "
			"từ đề mục thứ hai.",
			s->label);
		report_number(l, s, before,
			      certain && is_confirmed(s, next) &&
					      last_part(before) > 1 ?
				      SEV_ERROR :
				      SEV_WARNING,
			      message);
		return;
	}
	message = gap > 1 ?
			  arena_printf(l->arena,
				       "Sau “%s” là “%s”: thiếu %d số ở giữa; "
				       "đánh số lại hoặc bổ sung mục thiếu.",
				       before->label, s->label, gap - 1) :
			  arena_printf(l->arena,
				       "Sau “%s” là “%s”: số lộn thứ tự; đánh "
				       "số lại.",
				       before->label, s->label);
	report_number(l, s, before,
		      is_heading(s) ? SEV_WARNING : SEV_NOTE, message);
}

static void check_first(struct lint *l, const struct lint_section *s)
{
	if (last_part(s) == 1 || !is_heading(s) ||
	    s->style == SECTION_ARTICLE || s->style == SECTION_NUMBER)
		return;
	report_number(l, s, NULL,
		      SEV_NOTE,
		      arena_printf(l->arena,
				   "Đề mục đầu tiên của cấp này mang số “%s”, "
				   "không phải số 1; kiểm tra mục đứng trước.",
				   s->label));
}

/* "3.2" below "2.": the number of the section above is not its beginning. */
static void check_stem(struct lint *l, const struct lint_section *s)
{
	const struct lint_section *up =
		s->parent >= 0 ? &l->outline->section[s->parent] : NULL;

	if (s->style != SECTION_DECIMAL || !up ||
	    (up->style != SECTION_NUMBER && up->style != SECTION_DECIMAL) ||
	    up->nparts != s->nparts - 1 || last_part(up) == s->part[up->nparts - 1])
		return;
	report_number(l, s, up, SEV_WARNING,
		      arena_printf(l->arena,
				   "Tiểu mục “%s” nằm trong mục “%s”; đánh số "
				   "lại theo mục chứa nó.",
				   s->label, up->label));
}

static void check_numbers(struct lint *l)
{
	const struct lint_outline *o = l->outline;
	int *last = ARENA_ARRAY(l->arena, o->n + 1, int);
	int *next = ARENA_ARRAY(l->arena, o->n + 1, int);
	int *before = ARENA_ARRAY(l->arena, o->n + 1, int);

	for (size_t i = 0; i <= o->n; i++)
		last[i] = next[i] = before[i] = -1;
	for (size_t i = 0; i < o->n; i++) {
		int *slot = &last[o->section[i].parent + 1];

		if (!is_numbered(&o->section[i]))
			continue;
		before[i] = *slot;
		if (*slot >= 0)
			next[*slot] = (int)i;
		*slot = (int)i;
	}
	for (size_t i = 0; i < o->n; i++) {
		const struct lint_section *s = &o->section[i];
		const struct lint_section *b =
			before[i] < 0 ? NULL : &o->section[before[i]];

		if (!is_numbered(s))
			continue;
		check_stem(l, s);
		if (b && is_same_style(b, s))
			check_pair(l, b, s,
				   next[i] < 0 ? NULL : &o->section[next[i]]);
		else if (!b)
			check_first(l, s);
	}
}

/* --- ways of writing -------------------------------------------------------- */

/* "2.1 Về" beside "2.2. Về": how labels of one level end. */
static void check_styles(struct lint *l)
{
	const struct lint_outline *o = l->outline;
	size_t n[2] = { 0 };
	struct lint_finding *f;
	int rare;

	for (size_t i = 0; i < o->n; i++)
		if (o->section[i].style == SECTION_DECIMAL)
			n[o->section[i].label[strlen(o->section[i].label) -
					      1] == '.']++;
	if (n[0] == 0 || n[1] == 0)
		return;
	rare = n[0] <= n[1] ? 0 : 1;
	f = lint_report(l, &rules[NUMBERING_STYLE],
			rare ? "Số đề mục này có dấu chấm cuối, các đề mục "
			       "cùng cấp khác thì không; viết theo một kiểu." :
			       "Số đề mục này không có dấu chấm cuối, các đề "
			       "mục cùng cấp khác thì có; viết theo một kiểu.");
	for (size_t i = 0; i < o->n && f->npart < MAX_PARTS; i++) {
		const struct lint_section *s = &o->section[i];

		if (s->style == SECTION_DECIMAL &&
		    (s->label[strlen(s->label) - 1] == '.') == rare)
			part_label(l, f, s);
	}
}

static void check_single(struct lint *l)
{
	const struct lint_outline *o = l->outline;
	int *children = ARENA_ARRAY(l->arena, o->n + 1, int);

	for (size_t i = 0; i < o->n; i++)
		if (o->section[i].style == SECTION_DECIMAL)
			children[o->section[i].parent + 1]++;
	for (size_t i = 0; i < o->n; i++) {
		const struct lint_section *s = &o->section[i];
		struct lint_finding *f;

		if (s->style != SECTION_DECIMAL || s->parent < 0 ||
		    children[s->parent + 1] != 1 || last_part(s) != 1)
			continue;
		f = lint_report(l, &rules[SINGLE_CHILD],
				arena_printf(l->arena,
					     "Mục này chỉ chia thành một tiểu "
					     "mục “%s”; bỏ cấp này hoặc bổ "
					     "sung tiểu mục tiếp theo.",
					     s->label));
		part_label(l, f, s);
	}
}

/* --- annexes ---------------------------------------------------------------- */

struct cited {
	const struct passage *passage;
	size_t from, to; /* from "Phụ lục" to the last number */
	int number[8];
	size_t n;
	bool roman;
	bool attached; /* "kèm theo" */
};

/* A number of an annex at s: its length, or 0. */
static size_t annex_number(struct arena *a, const char *s, int *value,
			   bool *roman)
{
	struct lint_section label;
	size_t n = strspn(s, "0123456789");

	*roman = n == 0;
	if (n == 0)
		n = strspn(s, "IVX");
	if (n == 0 || n > 6 || word_is_letter((unsigned char)s[n]) ||
	    s[n] == '/')
		return 0;
	/* the outline knows which numerals are proper */
	if (!outline_label(a, arena_printf(a, "%.*s. A", (int)n, s), &label) ||
	    label.nparts != 1)
		return 0;
	*value = label.part[0];
	return n;
}

/* "Phụ lục 1 và 2", "Phụ lục I, II, III", "Phụ lục số 01" at s. */
static bool read_cited(struct arena *a, const char *text, const char *s,
		       struct cited *c)
{
	size_t n = word_match(s, "phụ lục");
	size_t k;
	bool roman;

	*c = (struct cited){ .from = (size_t)(s - text) };
	n += strspn(s + n, " ");
	n += word_match(s + n, "số");
	n += strspn(s + n, " ");
	while (c->n < ARRAY_LEN(c->number) &&
	       (k = annex_number(a, s + n, &c->number[c->n], &roman)) > 0) {
		c->roman |= roman;
		c->n++;
		n += k;
		c->to = c->from + n;
		n += strspn(s + n, " ,;-");
		n += word_match(s + n, "và");
		n += strspn(s + n, " ");
		n += word_match(s + n, "phụ lục");
		n += strspn(s + n, " ");
	}
	return c->n > 0;
}

/* Does an annex of another document follow: "Phụ lục I Nghị định ..."? */
static bool is_foreign(const char *after)
{
	static const char *const owners[] = {
		"ban hành kèm theo", "của", "nghị định", "thông tư",
		"quyết định", "luật", "nghị quyết", "kèm theo nghị định",
		"kèm theo thông tư", "kèm theo quyết định",
		"kèm theo công văn", "kèm theo luật", "tại", "công văn",
	};

	after += strspn(after, " ,(");
	for (size_t i = 0; i < ARRAY_LEN(owners); i++)
		if (word_match(after, owners[i]) > 0)
			return true;
	return false;
}

/* Is another document named in the same clause before: "Thông tư ... (Phụ lục
 * I)"? */
static bool is_of_other(struct arena *a, const struct passage *p,
			const struct cited *c)
{
	size_t from, to;
	const char *before;

	word_clause(p->text, c->from, &from, &to);
	before = arena_strndup(a, p->text + from, c->from - from);
	return word_find(before, "thông tư") || word_find(before, "nghị định");
}

static bool is_attached(struct arena *a, const struct passage *p,
			const struct cited *c)
{
	size_t from, to;
	const char *sentence;

	word_clause(p->text, c->from, &from, &to);
	sentence = arena_strndup(a, p->text + from, to - from);
	return word_find(sentence, "kèm theo") ||
	       word_find(sentence, "đính kèm");
}

static struct cited *cited_annexes(struct lint *l, size_t *n)
{
	struct cited *cited = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		const char *s = word_find(p->text, "phụ lục");

		for (; s; s = word_find(s + strlen("phụ lục"), "phụ lục")) {
			struct cited c;

			if (!read_cited(l->arena, p->text, s, &c) ||
			    is_foreign(p->text + c.to) ||
			    is_of_other(l->arena, p, &c))
				continue;
			if (l->outline->of[i] >= 0 && s == p->text &&
			    l->outline->section[l->outline->of[i]].passage == i)
				continue; /* its own heading */
			c.passage = p;
			c.attached = is_attached(l->arena, p, &c);
			*VEC_PUSH(l->arena, cited, *n, cap) = c;
			s = p->text + c.to - strlen("phụ lục");
		}
	}
	return cited;
}

/* Which annexes the file has, by number; one without a number can be any. */
struct annexes {
	bool has[100];
	bool any;
};

/* Their headings can stand in tables, too. */
static struct annexes find_annexes(const struct lint *l)
{
	struct annexes x = { 0 };

	for (size_t i = 0; i < l->doc->npassage; i++) {
		const char *text = l->doc->passage[i].text;
		struct lint_section s;

		if (word_match(text, "phụ lục") == 0 ||
		    !outline_label(l->arena, text, &s) ||
		    s.style != SECTION_ANNEX)
			continue;
		x.any |= s.nparts == 0;
		x.has[s.part[0]] = true;
	}
	return x;
}

/* Citations of attached annexes that are not in the file, in one finding. */
static void check_missing(struct lint *l, const struct cited *cited, size_t n)
{
	struct annexes there = find_annexes(l);
	struct lint_finding *f = NULL;

	for (size_t i = 0; i < n && !there.any; i++) {
		bool missing = false;

		for (size_t k = 0; k < cited[i].n; k++)
			missing |= !there.has[cited[i].number[k]];
		if (!missing || !cited[i].attached)
			continue;
		if (!f)
			f = lint_report(l, &rules[ANNEX_MISSING],
					"Phụ lục được dẫn là kèm theo nhưng "
					"không có trong tệp này; đính kèm, "
					"hoặc bỏ qua nếu phụ lục là tệp "
					"riêng.");
		if (f->npart < MAX_PARTS)
			lint_part(l, f, cited[i].passage, cited[i].from,
				  cited[i].to);
	}
}

/* "Phụ lục 1, 2" beside "Phụ lục IV": the rarer kind first. */
static void check_kinds(struct lint *l, const struct cited *cited, size_t n)
{
	size_t kinds[2] = { 0 };
	struct lint_finding *f;
	bool rare;
	const struct cited *odd = NULL;

	for (size_t i = 0; i < n; i++)
		kinds[cited[i].roman]++;
	if (kinds[0] == 0 || kinds[1] == 0)
		return;
	rare = kinds[1] <= kinds[0];
	f = lint_report(l, &rules[ANNEX_NUMBERING],
			"Phụ lục khi thì đánh số Ả Rập, khi thì số La Mã; "
			"dùng một kiểu và kiểm tra xem có phải cùng một phụ "
			"lục không.");
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n && f->npart < MAX_PARTS; i++) {
			if (cited[i].roman != (pass == 0 ? rare : !rare))
				continue;
			if (!odd)
				odd = &cited[i];
			lint_part(l, f, cited[i].passage, cited[i].from,
				  cited[i].to);
		}
	if (odd && odd->n == 1 && odd->roman)
		f->repair = arena_printf(
			l->arena, "%.*s → Phụ lục %d",
			(int)(odd->to - odd->from),
			odd->passage->text + odd->from, odd->number[0]);
}

static void check_annexes(struct lint *l)
{
	size_t n;
	struct cited *cited = cited_annexes(l, &n);

	check_missing(l, cited, n);
	check_kinds(l, cited, n);
}

static void run(struct lint *l)
{
	check_numbers(l);
	check_styles(l);
	check_single(l);
	check_annexes(l);
}

const struct lint_pass lint_heading_pass = { rules, run };
