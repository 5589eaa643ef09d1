/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers that name something: dates, documents, articles, labels, addresses.
 * Words that only sometimes make a name ("loại 1", "điểm 5") do not when a
 * unit follows ("loại 30 %").
 */
#include "lint/number_scan.h"

#include "lint/amount_unit.h"

#include <string.h>

/* What carries a number, whatever follows it. */
static const char *const always[] = {
	"điều", "khoản", "chương", "phụ lục", "biểu", "mẫu", "bảng", "hình",
	"trang", "quý", "thứ", "khóa", "nhiệm kỳ", "trung ương", "nghị quyết",
	"quyết định", "nghị định", "thông tư", "kết luận", "chỉ thị", "luật",
	"công văn", "văn bản", "tờ trình", "thông báo", "quốc lộ",
	"tỉnh lộ", "covid", "iso", "tcvn", "điện thoại", "đt", "sđt", "fax",
	"hotline", "mst", "mã số thuế", "số hiệu", "biển số", "mã số",
	"phụ lục số", "biểu số", "mẫu số", "tiêu chí số", "nghị quyết số",
	"quyết định số", "nghị định số", "thông tư số", "kết luận số",
	"chỉ thị số", "luật số", "công văn số", "văn bản số", "tờ trình số",
	"thông báo số", "kế hoạch số", "chương trình số", "báo cáo số",
	"hướng dẫn số", "đề án số", "hợp đồng số", "gmt +", "phiên họp thứ",
	NULL
};

/* What carries one unless a unit follows. */
static const char *const sometimes[] = {
	"điểm", "mục", "phần", "loại", "cấp", "hạng", "nhóm", "đợt", "bước",
	"giai đoạn", "tổ", "khu", "thôn", "bản", "ấp", "phường", "quận",
	"vùng", "bậc", "tiêu chí", "kế hoạch", "chương trình", "báo cáo",
	"đường", "km", "khu phố", "tổ dân phố", "agenda", "luật htx",
	"luật hợp tác xã", "kỳ", "số", NULL
};

/* "số" that begins a count: "tổng số 474 HTX", "trong số 04 HTX". */
static const char *const of_many[] = {
	"tổng số", "con số", "trong số", "trên số", "với số", NULL
};

static bool is_digits(const struct words *w, size_t i, size_t least,
		      size_t most)
{
	const struct word *x;

	if (i >= w->n || w->word[i].is->kind != WORD_NUMBER)
		return false;
	x = &w->word[i];
	return x->to - x->from >= least && x->to - x->from <= most &&
	       strspn(x->is->usual, "0123456789") == x->is->len;
}

static int value_of(const struct words *w, size_t i)
{
	return (int)strtol(w->word[i].is->usual, NULL, 10);
}

static bool is_between(const struct words *w, size_t i, int least, int most)
{
	return is_digits(w, i, 1, 4) && value_of(w, i) >= least &&
	       value_of(w, i) <= most;
}

static bool is_year_at(const struct words *w, size_t i)
{
	return is_digits(w, i, 4, 4) && is_between(w, i, 1900, 2100);
}

/* One of the signs, right after the word before and right before the next. */
static bool is_tight(const struct words *w, size_t i, const char *signs)
{
	return i + 1 < w->n && w->word[i].is->kind == WORD_MARK &&
	       w->word[i].is->len == 1 &&
	       strchr(signs, *w->word[i].is->usual) && !w->word[i].gap &&
	       !w->word[i + 1].gap;
}

static size_t dash_at(const struct words *w, size_t i)
{
	return word_is(w, i, "-") || word_is(w, i, "–") || word_is(w, i, "—");
}

/* 30.6.2023, written as one number. */
static bool is_dotted_date(const struct words *w, size_t i)
{
	int d, m, y;
	char end;

	return w->word[i].is->len >= strlen("1.1.2023") &&
	       sscanf(w->word[i].is->usual, "%2d.%2d.%4d%c", &d, &m, &y,
		      &end) == 3 &&
	       d >= 1 && d <= 31 && m >= 1 && m <= 12 && y >= 1900 && y <= 2100;
}

/* Words of a date at i: 30/6/2023, 6/2023, 2021 - 2025, "30 tháng 6 năm
 * 2023"; "30/6" after a word that calls it a day. */
static size_t date_at(const struct words *w, size_t i)
{
	if (is_dotted_date(w, i))
		return 1;
	if (is_tight(w, i + 1, "/-.") && is_tight(w, i + 3, "/-.") &&
	    is_between(w, i, 1, 31) && is_between(w, i + 2, 1, 12) &&
	    is_digits(w, i + 4, 4, 4))
		return 5;
	if (is_tight(w, i + 1, "/-") && is_between(w, i, 1, 12) &&
	    is_year_at(w, i + 2))
		return 3;
	if (is_year_at(w, i) && dash_at(w, i + 1) && is_year_at(w, i + 2))
		return 3;
	if (is_between(w, i, 1, 31) && word_is(w, i + 1, "tháng") &&
	    is_between(w, i + 2, 1, 12) &&
	    (i == 0 || word_is(w, i - 1, "ngày")))
		return word_is(w, i + 3, "năm") && is_year_at(w, i + 4) ? 5 : 3;
	if (is_tight(w, i + 1, "/-") && is_between(w, i, 1, 31) &&
	    is_between(w, i + 2, 1, 12) && i > 0 &&
	    (word_is(w, i - 1, "ngày") || word_is(w, i - 1, "sáng") ||
	     word_is(w, i - 1, "chiều")))
		return 3;
	/* "HTX 20-10", "HTX 30/4" */
	if (is_tight(w, i + 1, "/-") && is_between(w, i, 1, 31) &&
	    is_between(w, i + 2, 1, 12) &&
	    (phrase_before(w, i, "htx") || phrase_before(w, i, "hợp tác xã")))
		return 3;
	if (is_between(w, i, 1, 12) && i > 0 && word_is(w, i - 1, "tháng") &&
	    !word_is(w, i + 1, "triệu") && !word_is(w, i + 1, "nghìn"))
		return 1;
	if (is_between(w, i, 1, 31) && i > 0 && word_is(w, i - 1, "ngày") &&
	    !phrase_at(w, i + 1, "%"))
		return 1;
	return 0;
}

/* "6 tháng đầu năm 2023", "sáu tháng cuối năm", "9 tháng năm 2023". */
static size_t months_at(const struct words *w, size_t i)
{
	size_t n = 1;

	if (!word_is(w, i + 1, "tháng") && !word_is(w, i + 1, "tháng/năm"))
		return 0;
	if (!word_is(w, i + 2, "đầu") && !word_is(w, i + 2, "cuối") &&
	    !word_is(w, i + 2, "năm") && !phrase_at(w, i + 2, "của năm"))
		return 0;
	n = 3;
	while (i + n < w->n && (word_is(w, i + n, "năm") ||
				is_year_at(w, i + n)))
		n++;
	return n;
}

/* 72/KH-UBND, 193/2013/NĐ-CP, 20-NQ/TW, 134/-CP: the words of a code. */
static size_t code_at(const struct words *w, size_t i)
{
	struct unit u;
	size_t n = 1;
	bool letters = false;

	while (is_tight(w, i + n, "/-.")) {
		size_t k = i + n + 1;

		if (w->word[k].is->kind == WORD_MARK && is_tight(w, k, "-")) {
			n++;
			k++;
		}
		if (w->word[k].is->kind == WORD_MARK)
			break;
		if (w->word[k].is->kind == WORD_LETTERS) {
			/* 900/HTX/năm is a rate */
			if (!letters && unit_noun_at(w, k, &u))
				return 0;
			letters = true;
		}
		n = k + 1 - i;
	}
	return letters ? n : 0;
}

/* "(1)", "1.", "2.1", "a1)": a label of the outline or of a list. */
static size_t label_at(const struct words *w, size_t i)
{
	bool first = i == 0;
	const struct word *next = i + 1 < w->n ? &w->word[i + 1] : NULL;

	if (w->word[i].to - w->word[i].from > 7)
		return 0;
	if (i > 0 && word_is(w, i - 1, "(") && word_is(w, i + 1, ")") &&
	    strspn(w->word[i].is->usual, "0123456789.") == w->word[i].is->len &&
	    is_between(w, i, 1, 50)) {
		if (i == 1 || w->word[i - 2].is->kind == WORD_MARK ||
		    word_is(w, i - 2, "và") || word_is(w, i - 2, "gồm"))
			return 1;
	}
	if (!first || w->passage->kind == PASSAGE_CELL || !next)
		return 0;
	if (word_is(w, 1, ".") || word_is(w, 1, ")"))
		return 1;
	/* "2.1 Về các THT" */
	return strchr(w->word[0].is->usual, '.') && next->gap &&
	       next->is->capital;
}

static size_t clock_at(const struct words *w, size_t i)
{
	if (is_tight(w, i + 1, ":") && is_digits(w, i + 2, 2, 4) &&
	    is_digits(w, i, 1, 5))
		return 3;
	if (is_between(w, i, 0, 24) &&
	    (word_is(w, i + 1, "giờ") || word_is(w, i + 1, "h")) &&
	    is_between(w, i + 2, 0, 59))
		return 3;
	if (i + 1 < w->n && !w->word[i + 1].gap && is_between(w, i, 0, 24) &&
	    w->word[i + 1].is->usual[0] == 'h' &&
	    strspn(w->word[i + 1].is->usual, "h0123456789") ==
		    w->word[i + 1].is->len)
		return 2;
	return 0;
}

/* Letters and a dash right before: Covid-19, QL-1. */
static bool is_tail(const struct words *w, size_t i)
{
	return i >= 2 && !w->word[i].gap && !w->word[i - 1].gap &&
	       strchr("-/_.", *w->word[i - 1].is->usual) &&
	       w->word[i - 1].is->len == 1 &&
	       w->word[i - 2].is->kind == WORD_LETTERS &&
	       strcmp(w->word[i - 2].is->usual, "n") != 0;
}

static bool carries(const struct words *w, size_t i)
{
	struct unit u = { 0 };
	struct number in_words;
	bool unit;
	size_t k = i > 0 && (word_is(w, i - 1, ":") || word_is(w, i - 1, "-"))
			   ? i - 1
			   : i;

	if (w->word[i].is->kind == WORD_LETTERS &&
	    number_in_words(w, i, &in_words) == 0)
		return false;
	/* "công nghiệp 4.0" */
	if (word_is(w, i, "4.0") || word_is(w, i, "5.0"))
		return true;
	unit = unit_noun_at(w, i + 1, &u) || word_is(w, i + 1, "triệu") ||
	       word_is(w, i + 1, "tỷ") || word_is(w, i + 1, "nghìn");
	if (word_is(w, k, "-") && k > 0 && word_is(w, k - 1, "covid"))
		return true;
	if (k == i && phrase_any_before(w, i, of_many))
		return false;
	if (phrase_any_before(w, i, always))
		/* "Trung ương 5 khóa IX" */
		return !unit || word_is(w, i - 1, "số") ||
		       u.kind == UNIT_TIME || word_is(w, i + 1, "khóa");
	return !unit && k == i && phrase_any_before(w, i, sometimes);
}

static size_t year_at(const struct words *w, size_t i)
{
	struct unit u;

	if (!is_year_at(w, i))
		return 0;
	if (i > 0 && (word_is(w, i - 1, "năm") || word_is(w, i - 1, "hè")))
		return 1;
	if (w->passage->kind == PASSAGE_CELL && w->n == 1)
		return 0;
	return !unit_noun_at(w, i + 1, &u) || u.kind == UNIT_TIME ||
	       w->word[i + 1].is->kind == WORD_MARK;
}

size_t number_names(const struct words *w, size_t i)
{
	size_t n;

	if (w->word[i].is->kind == WORD_MARK)
		return 0;
	n = months_at(w, i);
	if (n > 0 || w->word[i].is->kind == WORD_LETTERS)
		return n > 0 ? n : carries(w, i);
	n = date_at(w, i);
	if (n == 0)
		n = code_at(w, i);
	if (n == 0)
		n = label_at(w, i);
	if (n == 0)
		n = clock_at(w, i);
	if (n == 0 && (is_tail(w, i) || carries(w, i)))
		n = 1;
	return n ? n : year_at(w, i);
}
