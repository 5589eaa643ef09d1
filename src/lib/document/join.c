/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Joining what a page break tore.
 *
 * A paragraph that ends without a mark of punctuation and is followed by one
 * that begins in lower case is one sentence; notes, rules and numbers of
 * pages that stand between are stepped over.  When one of these does stand
 * between, the second half may begin with a capital ("... cán bộ quản lý /
 * HTX là 1.590 người").  What has a label of its own never is a second half,
 * and a short line (a line of the letter head, a title) never a first one.
 */
#include "lib/document/internal.h"

#include <string.h>

enum {
	MIN_FIRST = 40,      /* code points of a first half */
	MIN_FIRST_TORN = 60, /* when the second half begins with a capital */
	MIN_COMMA = 20,      /* bytes of a line that a comma carries on */
};

/* Words that no sentence ends with. */
static const char *const unfinished[] = {
	"của", "và", "là", "các", "với", "cho", "trong", "theo", "tại", "từ",
	"về", "có", "bằng", "những", "hoặc", "hay", "do", "để", "mà", "như",
	"gồm", "đạt", "khoảng", "ngày", "thuộc", "bởi", "vào", "cùng", "một",
	"được", "đã", "sẽ", "số", "trên", "đối", "giữa", "nhằm", "nên", "ở",
	"đến", "tiếp", "này", "bị", "chưa", "không", "khi", "nếu", "vì",
};

/* Steps back over blanks, marks of emphasis and calls of notes. */
static const char *strip_end(const char *start, const char *end)
{
	static const char sup[] = "</sup>";

	for (;;) {
		size_t n = (size_t)(end - start);
		const char *p;

		if (n > 0 && strchr(" \t*_\\", end[-1]) && end[-1]) {
			end--;
			continue;
		}
		if (n < sizeof sup ||
		    memcmp(end - strlen(sup), sup, strlen(sup)) != 0)
			return end;
		for (p = end - strlen(sup); p > start && *p != '<'; p--)
			;
		if (memcmp(p, "<sup>", 5) != 0 || p == start)
			return end;
		end = p;
	}
}

static const char *strip_start(const char *s, const char *end)
{
	while (s < end && strchr(" \t*_", *s) && *s)
		s++;
	return s;
}

static bool is_closing(int32_t cp)
{
	return cp == ')' || cp == ']' || cp == '"' || cp == 0x201d ||
	       cp == 0x2019 || cp == '\'' || cp == 0xbb;
}

/* Does it end with a mark that ends a sentence or a part of a list? */
static bool is_ended(const char *start, const char *end)
{
	size_t n;
	int32_t cp = point_before(start, end, &n);

	while (is_closing(cp)) {
		end -= n;
		cp = point_before(start, end, &n);
	}
	return cp < 0 || cp == 0x2026 || (cp < 0x80 && strchr(".!?:;", cp));
}

static bool ends_unfinished(const char *start, const char *end)
{
	const char *p = end;
	size_t n;

	if (end > start && strchr(",(-/&", end[-1]) && end[-1])
		return true;
	while (p > start && p[-1] != ' ')
		p--;
	n = (size_t)(end - p);
	for (size_t i = 0; i < ARRAY_LEN(unfinished); i++)
		if (strlen(unfinished[i]) == n &&
		    memcmp(p, unfinished[i], n) == 0)
			return true;
	return false;
}

static size_t points(const char *text, const struct para *p)
{
	size_t n = 0;

	for (size_t k = 0; k < p->nspan; k++)
		for (size_t i = p->span[k].from; i < p->span[k].to; i++)
			n += (text[i] & 0xc0) != 0x80;
	return n;
}

/* A heading of its own: "4.1. Kết quả ...", all of it one clause. */
static bool is_title(const char *text, const struct para *p)
{
	const char *s = strip_start(text + p->span[0].from,
				    text + p->span[0].to);
	const char *end = text + p->span[0].to;
	size_t n = label_scan(s, end);

	if (n == 0 || bullet_scan(s, end))
		return false;
	return !memmem(s + n, (size_t)(end - s) - n, ". ", 2) &&
	       !memmem(s + n, (size_t)(end - s) - n, "; ", 2);
}

static bool is_torn(const char *text, const struct para *a,
		    const struct para *b, bool page)
{
	const struct span *last = &a->span[a->nspan - 1];
	const char *a_end = strip_end(text + last->from, text + last->to);
	const char *b_end = text + b->span[0].to;
	const char *s = strip_start(text + b->span[0].from, b_end);
	size_t len;
	int32_t cp = point_at(s, b_end, &len);
	size_t n;

	if (b->kind != PASSAGE_BODY || label_scan(s, b_end) ||
	    is_ended(text + last->from, a_end))
		return false;
	n = points(text, a);
	if (point_is_lower(cp))
		return n >= MIN_FIRST || a_end[-1] == ',';
	if (ends_unfinished(text + last->from, a_end))
		return n >= MIN_FIRST && !is_title(text, a);
	return page && n >= MIN_FIRST_TORN && !is_title(text, a);
}

/* "ngày 28 tháng / 7 năm 2021": a date that the end of a line tore. */
static bool ends_in_date(const char *start, const char *end)
{
	static const char *const words[] = { " ngày", " tháng" };

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t n = strlen(words[i]);

		if ((size_t)(end - start) > n &&
		    memcmp(end - n, words[i], n) == 0)
			return true;
	}
	return false;
}

bool broken_goes_on(const char *text, const struct para *p, size_t from,
		    size_t to)
{
	const struct span *x;
	const char *s = strip_start(text + from, text + to);
	const char *x_end;
	size_t len;

	if (p->nspan == 0) /* only the number of a note so far */
		return true;
	x = &p->span[p->nspan - 1];
	x_end = strip_end(text + x->from, text + x->to);
	if (label_scan(s, text + to) || is_ended(text + x->from, x_end))
		return false;
	if (x_end[-1] == ',')
		return x->to - x->from >= MIN_COMMA;
	if (*s == '(')
		s++;
	if (point_is_lower(point_at(s, text + to, &len)))
		return true;
	if (*s >= '0' && *s <= '9' && ends_in_date(text + x->from, x_end))
		return true;
	/* "I. TÌNH HÌNH ... / NĂM 2023" */
	s = text + p->span[0].from;
	s = strip_start(s, text + p->span[0].to);
	return p->nspan == 1 && label_scan(s, x_end) &&
	       !bullet_scan(s, x_end) && text_is_capitals(s, x_end) &&
	       text_is_capitals(text + from, text + to);
}

void paras_join(const char *text, struct paras *ps)
{
	struct para *first = NULL;
	bool page = false;

	for (size_t i = 0; i < ps->n; i++) {
		struct para *p = &ps->para[i];

		page |= p->torn;
		if (p->kind == PASSAGE_NOTE) {
			page = true;
			continue;
		}
		if (p->kind == PASSAGE_CELL || p->kind == PASSAGE_HEADING ||
		    p->nspan == 0) {
			first = NULL;
		} else if (first && is_torn(text, first, p, page)) {
			for (size_t k = 0; k < p->nspan; k++)
				*VEC_PUSH(ps->arena, first->span, first->nspan,
					  first->cap) = p->span[k];
			p->gone = true;
		} else {
			first = p;
		}
		page = false;
	}
}
