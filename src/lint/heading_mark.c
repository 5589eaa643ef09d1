/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Headings as the file marks them, against their numbers: one level of
 * numbering under two styles, headings without a style, a plan without the
 * section that says who does what, a plan that names itself in several ways, a
 * heading that promises what its section does not tell.
 * A table of contents is made from the styles, so it shows what is wrong here.
 */
#include "lint/pass.h"

#include "lib/base/buf.h"
#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { LEVEL, UNMARKED, SECTION, TITLE, PROMISE };

static const struct lint_rule rules[] = {
	[LEVEL] = { "heading-level", SEV_NOTE,
		    "Một cấp đề mục mang nhiều kiểu tiêu đề",
		    "Mục lục và điều hướng lấy từ kiểu tiêu đề (Heading 1, 2, "
		    "3), nên cùng một cấp số phải cùng một kiểu." },
	[UNMARKED] = { "missing-heading-markup", SEV_NOTE,
		       "Đề mục không mang kiểu tiêu đề",
		       "Mục lục và điều hướng lấy từ kiểu tiêu đề; đề mục "
		       "không có kiểu thì không vào mục lục." },
	[SECTION] = { "missing-section", SEV_NOTE,
		      "Kế hoạch không có phần tổ chức thực hiện",
		      "Kế hoạch nêu ai làm, đến khi nào, bằng nguồn nào." },
	[TITLE] = { "title-variant", SEV_NOTE,
		    "Tên kế hoạch viết theo nhiều cách",
		    "Một văn bản có một tên." },
	[PROMISE] = { "heading-promise", SEV_NOTE,
		      "Đề mục nêu chỉ tiêu mà nội dung không có",
		      "Nội dung của mục phải đủ những gì đề mục nêu." },
	{ 0 }
};

enum {
	MAX_PARTS = 12,
	MAX_TITLE = 250,    /* bytes of a title; what is longer is text */
	MAX_LEVEL = 10,
	MIN_SECTIONS = 12,  /* of a plan that is long enough to be whole */
	MAX_NAMES = 6,
	MIN_BODY = 3,       /* passages of a section that can keep a promise */
};

/* The levels of numbering that are headings; -1: none of them. */
static int class_of(const struct lint_section *s)
{
	switch (s->style) {
	case SECTION_PART:
		return 0;
	case SECTION_ROMAN:
		return 1;
	case SECTION_NUMBER:
		return 2;
	case SECTION_DECIMAL:
		return s->nparts < 5 ? 1 + s->nparts : -1;
	default:
		return -1;
	}
}

enum { CLASSES = 6 };

static int level_of(const struct lint *l, const struct lint_section *s)
{
	const struct passage *p = &l->doc->passage[s->passage];

	return p->kind == PASSAGE_HEADING && p->level < MAX_LEVEL ? p->level :
								    0;
}

static bool is_title(const struct lint_section *s)
{
	return strlen(s->title) <= MAX_TITLE;
}

/* How often each class of numbering has each level of style; 0: no style. */
static void count_levels(const struct lint *l, size_t n[CLASSES][MAX_LEVEL])
{
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];

		if (class_of(s) >= 0 && is_title(s))
			n[class_of(s)][level_of(l, s)]++;
	}
}

static int commonest(const size_t n[MAX_LEVEL])
{
	int best = 1;

	for (int i = 2; i < MAX_LEVEL; i++)
		if (n[i] > n[best])
			best = i;
	return best;
}

static void add_part(struct lint *l, struct lint_finding *f,
		     const struct lint_section *s)
{
	const struct passage *p = &l->doc->passage[s->passage];

	if (f->npart < MAX_PARTS)
		lint_part(l, f, p, 0, p->n < MAX_TITLE ? p->n :
							 strlen(s->label));
}

static void check_levels(struct lint *l)
{
	size_t n[CLASSES][MAX_LEVEL] = { 0 };
	struct lint_finding *f = NULL;

	count_levels(l, n);
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];
		int c = class_of(s);

		if (c < 0 || level_of(l, s) == 0 ||
		    level_of(l, s) == commonest(n[c]))
			continue;
		if (!f)
			f = lint_report(l, &rules[LEVEL],
					"Đề mục này mang kiểu tiêu đề khác với "
					"các đề mục cùng cấp số; đặt lại kiểu "
					"cho thống nhất.");
		add_part(l, f, s);
	}
}

/* Headings without a style, where most of their class have one. */
static void check_unmarked(struct lint *l)
{
	size_t n[CLASSES][MAX_LEVEL] = { 0 };
	struct lint_finding *f = NULL;

	count_levels(l, n);
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];
		int c = class_of(s);
		size_t marked = 0;

		/* numbers alone may be paragraphs */
		if (c < 0 || s->style == SECTION_NUMBER || !is_title(s) ||
		    level_of(l, s) > 0)
			continue;
		for (int k = 1; k < MAX_LEVEL; k++)
			marked += n[c][k];
		if (marked <= n[c][0])
			continue;
		if (!f)
			f = lint_report(l, &rules[UNMARKED],
					"Đề mục này không mang kiểu tiêu đề "
					"như các đề mục cùng cấp số; đặt kiểu "
					"tiêu đề.");
		add_part(l, f, s);
	}
}

/* --- what a heading promises ------------------------------------------------- */

/* Indicators, and other words that tell of them. */
static const char *const promised[][3] = {
	{ "doanh thu", "doanh số", NULL },
	{ "thu nhập", "tiền lương", "tiền công" },
	{ "lợi nhuận", "lãi", NULL },
	{ "lao động", "việc làm", NULL },
	{ "thành viên", "xã viên", NULL },
	{ "trình độ", "bồi dưỡng", "đào tạo" },
};

static bool is_told(const struct lint *l, const struct lint_section *s,
		    const char *const *words)
{
	for (size_t i = s->passage + 1; i < s->end; i++)
		for (size_t k = 0; k < 3 && words[k]; k++)
			if (word_find(l->doc->passage[i].text, words[k]))
				return true;
	return false;
}

/* Is the text cut off in this section? */
static bool is_cut(const struct lint *l, const struct lint_section *s)
{
	const struct passage *last = &l->doc->passage[l->doc->npassage - 1];

	return s->end >= l->doc->npassage &&
	       !strchr(".;/", last->text[last->n - 1]);
}

/* "Về số lượng, doanh thu và thu nhập": is each of them told of? */
static void check_promises(struct lint *l)
{
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];

		if (s->style > SECTION_LETTER || !is_title(s) ||
		    word_match(s->title, "về") == 0 ||
		    s->end < s->passage + MIN_BODY || is_cut(l, s))
			continue;
		for (size_t k = 0; k < ARRAY_LEN(promised); k++) {
			const struct passage *p = &l->doc->passage[s->passage];
			const char *at =
				word_find(p->text + s->title_from, promised[k][0]);
			struct lint_finding *f;

			if (!at || is_told(l, s, promised[k]))
				continue;
			f = lint_report(
				l, &rules[PROMISE],
				arena_printf(l->arena,
					     "Đề mục nêu “%s” nhưng nội dung "
					     "mục không nói đến; bổ sung hoặc "
					     "sửa đề mục.",
					     promised[k][0]));
			lint_part(l, f, p, (size_t)(at - p->text),
				  (size_t)(at - p->text) +
					  strlen(promised[k][0]));
		}
	}
}

/* --- plans ---------------------------------------------------------------- */

static const struct passage *plan_title(const struct lint *l)
{
	size_t end = l->outline->n > 0 ? l->outline->section[0].passage : 0;

	for (size_t i = 0; i < end; i++)
		if (word_match(l->doc->passage[i].text, "kế hoạch") > 0)
			return &l->doc->passage[i];
	return NULL;
}

static void check_section(struct lint *l, const struct passage *title)
{
	static const char *const names[] = {
		"tổ chức thực hiện", "phân công", "trách nhiệm",
	};
	struct lint_finding *f;

	if (l->outline->n < MIN_SECTIONS)
		return;
	for (size_t i = 0; i < l->outline->n; i++) {
		const struct lint_section *s = &l->outline->section[i];

		/* it is a section of its own, not a title that holds it */
		for (size_t k = 0; k < ARRAY_LEN(names); k++)
			if (class_of(s) >= 0 &&
			    word_match(s->title, names[k]) > 0)
				return;
	}
	f = lint_report(l, &rules[SECTION],
			"Kế hoạch không có mục “Tổ chức thực hiện”; bổ sung "
			"phân công, thời hạn và nguồn lực.");
	lint_part(l, f, title, 0, strlen("kế hoạch"));
}

/* What a plan calls itself: "Kế hoạch phát triển ... năm 2024", from the verb
 * on; the word before can stand in a line of its own. */
struct name {
	const struct passage *passage;
	size_t from, to;
	const char *key;
	const char *year;
};

static void add_word(struct buf *key, const char *lower)
{
	if (strcmp(lower, "kttt") == 0)
		lower = "kinh tế tập thể";
	else if (strcmp(lower, "htx") == 0)
		lower = "hợp tác xã";
	if (strcmp(lower, "và") != 0)
		buf_addf(key, " %s", lower);
}

/* Where the name begins in a passage; NULL: nowhere. */
static const char *name_begin(const struct lint *l, size_t passage)
{
	const char *text = l->doc->passage[passage].text;
	const char *s = word_find(text, "kế hoạch phát triển");

	if (s)
		return s + strlen("kế hoạch ");
	if (passage > 0 && word_match(text, "phát triển") > 0 &&
	    word_match(l->doc->passage[passage - 1].text, "kế hoạch") ==
		    l->doc->passage[passage - 1].n)
		return text;
	return NULL;
}

static bool read_name(struct lint *l, size_t passage, struct name *name)
{
	const struct passage *p = &l->doc->passage[passage];
	const struct words *w = &l->words[passage];
	const char *s = name_begin(l, passage);
	struct buf key = BUF_INIT(l->arena);
	size_t k = 0;

	if (!s)
		return false;
	while (k < w->n && p->text + w->word[k].from < s)
		k++;
	for (size_t i = k; i + 1 < w->n && i < k + 20; i++) {
		if (strcmp(w->word[i].is->lower, "năm") == 0 &&
		    w->word[i + 1].is->has_digit) {
			*name = (struct name){ p, w->word[k].from,
					       w->word[i + 1].to, key.data,
					       w->word[i + 1].is->lower };
			return strstr(key.data, "kinh tế tập thể") != NULL;
		}
		if (i > k && (w->word[i].gap == ';' || w->word[i].gap == '.'))
			return false;
		add_word(&key, w->word[i].is->lower);
	}
	return false;
}

/* Is passage i a heading, or the line below one that is its title? */
static bool is_heading(const struct lint *l, size_t i)
{
	const struct lint_section *s = &l->outline->section[l->outline->of[i]];

	return class_of(s) >= 0 && is_title(s) &&
	       (s->passage == i || s->title == l->doc->passage[i].text);
}

/* Names in the head and in headings; running text may shorten them. */
static void check_names(struct lint *l)
{
	struct name name[MAX_NAMES];
	size_t n = 0;
	struct lint_finding *f;

	for (size_t i = 0; i < l->doc->npassage && n < MAX_NAMES; i++) {
		bool known = false;

		if (l->outline->of[i] >= 0 && !is_heading(l, i))
			continue;
		if (l->doc->passage[i].n > MAX_TITLE ||
		    !read_name(l, i, &name[n]))
			continue;
		for (size_t k = 0; k < n; k++)
			known |= strcmp(name[k].key, name[n].key) == 0 ||
				 strcmp(name[k].year, name[n].year) != 0;
		n += !known;
	}
	if (n < 2)
		return;
	f = lint_report(l, &rules[TITLE],
			"Kế hoạch cùng một năm có nhiều tên; viết theo một "
			"tên.");
	for (size_t k = n; k-- > 0;)
		lint_part(l, f, name[k].passage, name[k].from, name[k].to);
}

static void run(struct lint *l)
{
	const struct passage *title = plan_title(l);

	check_levels(l);
	check_unmarked(l);
	check_names(l);
	check_promises(l);
	if (title)
		check_section(l, title);
}

const struct lint_pass lint_heading_mark_pass = { rules, run };
