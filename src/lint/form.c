/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Form: fields that were left blank, and words that hold a place until
 * somebody fills it.
 */
#include "lint/pass.h"

#include "lint/outline.h"
#include "lint/word.h"

#include <string.h>

enum { BLANK_FIELD, HEADER };

static const struct lint_rule rules[] = {
	[BLANK_FIELD] = { "blank-field", SEV_ERROR,
			  "Ô chưa điền (số, ngày, tháng, số liệu)",
			  "Văn bản ban hành phải có số, ký hiệu và ngày tháng "
			  "(Nghị định 30/2020/NĐ-CP, Phụ lục I)." },
	[HEADER] = { "header-missing", SEV_NOTE,
		     "Thiếu quốc hiệu, tiêu ngữ",
		     "Văn bản hành chính có quốc hiệu và tiêu ngữ (Nghị định "
		     "30/2020/NĐ-CP, Phụ lục I)." },
	{ 0 }
};

/* Words that stand for a figure or a name that is still to come. */
static const char *const placeholders[] = {
	"đơn vị bổ sung", "bổ sung số liệu", "cập nhật số liệu sau",
	"số liệu cập nhật sau", "điền số liệu", "xxx", "xx",
};

/* What follows dots that hold the place of a number. */
static const char *const counted[] = {
	"htx", "tht", "lhhtx", "hợp tác xã", "tổ hợp tác", "triệu", "tỷ",
	"người", "thành viên", "đồng", "ha", "lao động", "%",
};

enum {
	HEAD = 12,      /* passages in which number and day of issue stand, */
	MAX_HEAD = 60,  /* or all before the first heading, but not more */
	MIN_DOCUMENT = 10, /* passages; less is a note or a part */
	MAX_DOTTED = 6, /* more dotted fields than this: it is a form */
};

/* Blanks, dots and strokes that hold a place. */
static size_t span_filler(const char *s)
{
	size_t n = 0;

	for (;;) {
		if (s[n] && strchr(" ._-", s[n]))
			n++;
		else if (strncmp(s + n, "…", strlen("…")) == 0)
			n += strlen("…");
		else
			return n;
	}
}

static bool is_dotted(const char *s, size_t n)
{
	size_t signs = 0;

	for (size_t i = 0; i < n; i++)
		signs += s[i] == '.' || s[i] == '_';
	return signs >= 2 || memmem(s, n, "…", strlen("…"));
}

/* "Số:   /KH-UBND": bytes of the field; false when a number is there. */
static bool blank_number(const char *s, size_t *from, size_t *to)
{
	const char *p = word_find(s, "số");
	size_t n;
	int32_t c;

	for (; p; p = word_find(p + strlen("số"), "số")) {
		n = strlen("số");
		n += p[n] == ':';
		n += span_filler(p + n);
		if (p[n] != '/')
			continue;
		word_next(p + n + 1, &c);
		if (!word_is_upper(c))
			continue;
		*from = (size_t)(p - s);
		*to = *from + n + strcspn(p + n, " ,.;)");
		return true;
	}
	return false;
}

/* A day or month of a date: its length; 0 when it was left blank. */
static size_t span_number(const char *s)
{
	return strspn(s, "0123456789");
}

/* "ngày   tháng 7 năm 2023", "ngày ... tháng ... năm 2023": is there a blank
 * among them?  In the head a place name and a comma before are enough. */
static bool blank_day(const char *s, bool head, size_t *from, size_t *to)
{
	for (const char *p = word_find(s, "ngày"); p;
	     p = word_find(p + strlen("ngày"), "ngày")) {
		const char *q = p + strlen("ngày");
		size_t gap = span_filler(q);
		size_t day = span_number(q + gap);
		size_t gap2, month, gap3, year;
		const char *m = q + gap + day + span_filler(q + gap + day);
		const char *y;
		bool dotted;

		if (word_match(m, "tháng") == 0)
			continue;
		m += strlen("tháng");
		gap2 = span_filler(m);
		month = span_number(m + gap2);
		y = m + gap2 + month + span_filler(m + gap2 + month);
		if (word_match(y, "năm") == 0)
			continue;
		y += strlen("năm");
		gap3 = span_filler(y);
		year = span_number(y + gap3);
		if (day > 0 && month > 0)
			continue;
		dotted = is_dotted(q, gap) || is_dotted(m, gap2);
		if (day + month + year == 0 && !dotted &&
		    !(head && p > s + 2 && p[-2] == ',' && !*y))
			continue; /* "ngày, tháng, năm sinh" */
		*from = (size_t)(p - s);
		*to = (size_t)(y + gap3 + year - s);
		while (s[*to - 1] == ' ')
			--*to;
		return true;
	}
	return false;
}

/* "ngày   /7/2023" */
static bool blank_short_day(const char *s, size_t *from, size_t *to)
{
	for (const char *p = word_find(s, "ngày"); p;
	     p = word_find(p + strlen("ngày"), "ngày")) {
		size_t n = strlen("ngày");
		size_t month, year;

		n += span_filler(p + n);
		if (p[n] != '/')
			continue;
		n++;
		n += span_filler(p + n);
		month = span_number(p + n);
		n += month;
		n += span_filler(p + n);
		if (p[n] != '/')
			continue;
		year = span_number(p + n + 1);
		if (year != 4)
			continue;
		*from = (size_t)(p - s);
		*to = *from + n + 1 + year;
		return true;
	}
	return false;
}

/* Number and day of issue stand side by side and are told together. */
static void check_issue(struct lint *l, size_t i, bool head,
			struct lint_finding **open)
{
	const struct passage *p = &l->doc->passage[i];
	size_t from;
	size_t to;

	if (blank_number(p->text, &from, &to)) {
		struct lint_finding *f = lint_report(
			l, &rules[BLANK_FIELD],
			"Số văn bản còn để trống; điền số khi ban hành.");

		f->repair = "điền số văn bản";
		if (!head)
			f->severity = SEV_WARNING;
		lint_part(l, f, p, from, to);
		*open = head ? f : NULL;
	}
	if (!blank_day(p->text, head, &from, &to) &&
	    !blank_short_day(p->text, &from, &to))
		return;
	if (*open) {
		(*open)->message = "Số và ngày ban hành còn để trống; điền đủ "
				   "số, ngày, tháng khi ban hành.";
		(*open)->repair = "điền số và ngày, tháng ban hành";
		lint_part(l, *open, p, from, to);
		*open = NULL;
	} else {
		struct lint_finding *f = lint_report(
			l, &rules[BLANK_FIELD],
			"Ngày, tháng còn để trống; điền đủ ngày, tháng, năm.");

		f->repair = "điền ngày, tháng, năm";
		if (!head)
			f->severity = SEV_WARNING;
		lint_part(l, f, p, from, to);
	}
}

static bool is_counted(const char *s)
{
	for (size_t i = 0; i < ARRAY_LEN(counted); i++)
		if (word_match(s, counted[i]) > 0 || s[0] == '%')
			return true;
	return false;
}

/* "đạt ..... triệu đồng": dots after a blank and before a unit.  Dots after a
 * word or a comma only say "and so on". */
static bool next_dotted(const char *s, size_t *at, size_t *to)
{
	for (size_t i = *at; s[i]; i++) {
		size_t n;

		if (i == 0 || s[i - 1] != ' ' ||
		    (s[i] != '.' && strncmp(s + i, "…", strlen("…")) != 0))
			continue;
		n = span_filler(s + i);
		if (i >= 2 && !strchr(",;", s[i - 2]) &&
		    is_dotted(s + i, n) && is_counted(s + i + n)) {
			*at = i;
			*to = i + n;
			while (s[*to - 1] == ' ')
				--*to;
			return true;
		}
		i += n > 0 ? n - 1 : 0;
	}
	return false;
}

static size_t count_dotted(const struct lint *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->doc->npassage; i++) {
		size_t at = 0;
		size_t to;

		for (; next_dotted(l->doc->passage[i].text, &at, &to); at = to)
			n++;
	}
	return n;
}

static void check_dotted(struct lint *l, const struct passage *p)
{
	size_t at = 0;
	size_t to;

	for (; next_dotted(p->text, &at, &to); at = to) {
		struct lint_finding *f = lint_report(
			l, &rules[BLANK_FIELD],
			"Số liệu còn để chấm; điền số trước khi trình.");

		f->severity = SEV_WARNING;
		f->repair = "điền số liệu";
		lint_part(l, f, p, at, to);
	}
}

static void check_placeholder(struct lint *l, const struct passage *p)
{
	for (size_t i = 0; i < ARRAY_LEN(placeholders); i++) {
		const char *s = word_find(p->text, placeholders[i]);
		struct lint_finding *f;
		size_t from;

		if (!s || *s == 'X')
			continue;
		from = (size_t)(s - p->text);
		f = lint_report(l, &rules[BLANK_FIELD],
				"Chỗ này còn chờ điền nội dung; điền hoặc bỏ "
				"trước khi trình.");
		f->severity = SEV_WARNING;
		lint_part(l, f, p, from, from + strlen(placeholders[i]));
		return;
	}
}

/* A document with a number of its own has the name of the state above. */
static void check_header(struct lint *l)
{
	const struct passage *number = NULL;

	for (size_t i = 0; i < l->doc->npassage && i < MAX_HEAD; i++) {
		const struct passage *p = &l->doc->passage[i];

		if (word_find(p->text, "cộng hòa xã hội chủ") ||
		    word_find(p->text, "cộng hoà xã hội chủ") ||
		    word_find(p->text, "đảng cộng sản việt nam"))
			return;
		if (!number && i < HEAD && word_match(p->text, "số") > 0 &&
		    strncmp(p->text + strlen("số"), ":", 1) == 0)
			number = p;
	}
	if (number && l->doc->npassage >= MIN_DOCUMENT)
		lint_part(l,
			  lint_report(l, &rules[HEADER],
				      "Trên số văn bản không có quốc hiệu, tiêu "
				      "ngữ; bổ sung, hoặc bỏ qua nếu mất khi "
				      "chuyển đổi tệp."),
			  number, 0, number->n);
}

/* Passages in which the document names itself. */
static size_t head_of(const struct lint *l)
{
	size_t n = l->outline->n > 0 ? l->outline->section[0].passage : 0;

	if (n < HEAD)
		return HEAD;
	return n < MAX_HEAD ? n : MAX_HEAD;
}

/* Blanks of a form that is attached are to be filled by others. */
static bool is_form(const struct lint *l, size_t i)
{
	for (int s = l->outline->of[i]; s >= 0; s = l->outline->section[s].parent)
		if (l->outline->section[s].style == SECTION_ANNEX ||
		    word_find(l->outline->section[s].title, "mẫu"))
			return true;
	return false;
}

static void run(struct lint *l)
{
	bool form = count_dotted(l) > MAX_DOTTED;
	struct lint_finding *open = NULL;

	check_header(l);
	for (size_t i = 0; i < l->doc->npassage; i++) {
		const struct passage *p = &l->doc->passage[i];
		size_t before = l->nfinding;

		bool head = i < head_of(l);

		if (!head)
			open = NULL;
		if (head || !is_form(l, i))
			check_issue(l, i, head, &open);
		if (l->nfinding > before && !open)
			continue;
		if (!form)
			check_dotted(l, p);
		check_placeholder(l, p);
	}
}

const struct lint_pass lint_form_pass = { rules, run };
