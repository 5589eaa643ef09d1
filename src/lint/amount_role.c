/* SPDX-License-Identifier: Apache-2.0 */
/* What the words around a number say: open words, and what it tells. */
#include "lint/amount_internal.h"

#include <string.h>

static const struct {
	const char *words;
	enum qualifier q;
} open_words[] = {
	{ "trên dưới", QUAL_APPROX },
	{ "không dưới", QUAL_AT_LEAST },
	{ "không ít hơn", QUAL_AT_LEAST },
	{ "không thấp hơn", QUAL_AT_LEAST },
	{ "ít nhất", QUAL_AT_LEAST },
	{ "tối thiểu", QUAL_AT_LEAST },
	{ "không quá", QUAL_AT_MOST },
	{ "không vượt quá", QUAL_AT_MOST },
	{ "không hơn", QUAL_AT_MOST },
	{ "tối đa", QUAL_AT_MOST },
	{ "khoảng", QUAL_APPROX },
	{ "xấp xỉ", QUAL_APPROX },
	{ "chừng", QUAL_APPROX },
	{ "gần", QUAL_NEARLY },
	{ "trên", QUAL_MORE_THAN },
	{ "hơn", QUAL_MORE_THAN },
	{ "dưới", QUAL_LESS_THAN },
};

static const char *const compared[] = { "cao hơn", "thấp hơn", "nhiều hơn",
					"ít hơn", "lớn hơn", "nhỏ hơn",
					"chậm hơn", "nhanh hơn", NULL };

/* Steps over "từ", "đạt", "là" that stand between a word and its number. */
static bool is_number_before(const struct words *w, size_t i)
{
	return i > 0 && (w->word[i - 1].is->kind == WORD_NUMBER ||
			 word_is(w, i - 1, "%"));
}

enum qualifier site_qualifier(struct site *s, bool range)
{
	enum qualifier q = QUAL_EXACT;
	size_t n = 0;

	for (size_t i = 0; n == 0 && i < ARRAY_LEN(open_words); i++) {
		n = phrase_before(s->w, s->number, open_words[i].words);
		q = open_words[i].q;
	}
	/* "400 trên 474 HTX", "cao hơn 5 %" */
	if (n > s->number - s->begin || is_number_before(s->w, s->number - n) ||
	    phrase_any_before(s->w, s->number, compared))
		n = 0;
	if (n == 0)
		q = QUAL_EXACT;
	s->open = s->number - n;
	/* "Đại Từ 120 HTX" is a place */
	if (s->open > s->begin && word_is(s->w, s->open - 1, "từ") &&
	    !(s->w->word[s->open - 1].is->capital && s->open > s->begin + 1 &&
	      s->w->word[s->open - 2].is->capital))
		s->open--;
	if (phrase_at(s->w, s->end, "trở lên")) {
		s->end += 2;
		return QUAL_AT_LEAST;
	}
	if (phrase_at(s->w, s->end, "trở xuống")) {
		s->end += 2;
		return QUAL_AT_MOST;
	}
	if (range)
		return q == QUAL_APPROX || q == QUAL_NEARLY ? QUAL_APPROX_RANGE
							    : QUAL_RANGE;
	return q;
}

static const char *const averages[] = { "bình quân", "trung bình", "mỗi",
					NULL };

static const char *const plans[] = {
	"kế hoạch", "so với kế hoạch", "so với chỉ tiêu", "chỉ tiêu",
	"so với mục tiêu", "mục tiêu", "kh", "so với kh", "của kế hoạch",
	"dự toán", "so với dự toán", "kế hoạch giao", NULL
};

static const char *const of_whole[] = { "chiếm", "chiếm tỷ lệ",
					"chiếm tỷ trọng", "tỷ lệ", "đạt tỷ lệ",
					"tỷ trọng", NULL };

/* Rates of something that is no part of a whole. */
static const char *const rates[] = {
	"lãi suất", "tốc độ", "tăng trưởng", "thuế suất", "hỗ trợ", "mức",
	"đóng góp", "grdp", "gdp", "vượt", "so với cùng kỳ", NULL
};

/* Words between a verb and its number. */
static const char *const between[] = {
	"là", "được", "đạt", "khoảng", "gần", "hơn", "trên", "dưới", "từ",
	"ước", "ước đạt", "tỷ lệ", "tỷ trọng", ":", "tương ứng", "với",
	"lần lượt", "thêm", "bình quân", NULL
};

static size_t skip_back(const struct site *s)
{
	size_t i = s->open;
	size_t n;

	while (i > s->begin && (n = phrase_any_before(s->w, i, between)) > 0 &&
	       i - n >= s->begin)
		i -= n;
	return i;
}

static bool is_change(const struct site *s)
{
	size_t i = skip_back(s);

	if (phrase_any_before(s->w, s->number, compared))
		return true;
	if (i <= s->begin && i > 0 && word_is(s->w, i - 1, "("))
		return false;
	return word_is(s->w, i - 1, "tăng") || word_is(s->w, i - 1, "giảm") ||
	       phrase_any_before(s->w, i, compared) > 0;
}

static bool is_bare_in_brackets(const struct site *s)
{
	size_t i = skip_back(s);

	return i > 0 && word_is(s->w, i - 1, "(") && word_is(s->w, s->end, ")");
}

/* "5, 6 và 7 %": nothing but what joins it to the one before. */
static bool goes_on(const struct site *s, bool comma)
{
	if (!s->before || s->begin == s->open)
		return false;
	for (size_t i = s->begin; i < s->open; i++)
		if (!word_is(s->w, i, "và") &&
		    !(comma && word_is(s->w, i, ",")))
			return false;
	return true;
}

static enum amount_role percent_role(const struct site *s)
{
	const struct words *w = s->w;
	size_t i = skip_back(s);
	bool plan = phrase_any(w, s->end, plans) > 0;

	if (goes_on(s, true) && s->before->unit[0] == '%')
		return s->before->role;
	if (s->unit.rate)
		return AMOUNT_OTHER;
	if (i > s->begin && is_change(s))
		return plan ? AMOUNT_OTHER : AMOUNT_CHANGE;
	if (plan)
		return i > 0 && word_is(w, i - 1, "vượt") &&
				       !phrase_before(w, i, "đạt và vượt")
			       ? AMOUNT_OTHER
			       : AMOUNT_OF_PLAN;
	if (phrase_any_in(w, s->begin, s->open, of_whole) < s->open)
		return phrase_at(w, s->end, "so với") ? AMOUNT_OTHER
						      : AMOUNT_SHARE;
	if (phrase_any_in(w, s->begin, s->open, rates) < s->open)
		return AMOUNT_OTHER;
	if (s->before && s->before->role == AMOUNT_CHANGE &&
	    (is_bare_in_brackets(s) ||
	     phrase_in(w, s->begin, s->open, "tương ứng") < s->open))
		return AMOUNT_CHANGE;
	/* "(84,4 %)", but not "(đạt 84,4 %)" */
	if (is_bare_in_brackets(s) &&
	    phrase_in(w, s->begin, s->open, "đạt") == s->open)
		return AMOUNT_SHARE;
	return AMOUNT_OTHER;
}

enum amount_role site_role(const struct site *s)
{
	const struct words *w = s->w;

	switch (s->unit.kind) {
	case UNIT_PERCENT:
		return percent_role(s);
	case UNIT_TIME:
		return AMOUNT_OTHER;
	case UNIT_TIMES:
		return is_change(s) || phrase_before(w, s->open, "gấp")
			       ? AMOUNT_CHANGE
			       : AMOUNT_OTHER;
	case UNIT_ORG:
	case UNIT_PERSON:
	case UNIT_MONEY:
	case UNIT_MEASURE:
	case UNIT_THING:
		break;
	}
	if (s->unit.rate && !s->unit.per_thing && s->unit.kind != UNIT_MONEY)
		return AMOUNT_OTHER;
	if (s->unit.per_thing ||
	    phrase_any_in(w, s->label, s->open, averages) < s->open)
		return AMOUNT_AVERAGE;
	/* "4,43 triệu đồng và của người lao động là 3,81 triệu đồng/tháng" */
	if (s->unit.per_time && s->before && s->before->role == AMOUNT_AVERAGE)
		return AMOUNT_AVERAGE;
	/* "từ 7 triệu lên 14 triệu" */
	if (s->before && s->before->role == AMOUNT_AVERAGE &&
	    phrase_before(s->w, s->open, "lên") && s->unit.kind == UNIT_MONEY)
		return AMOUNT_AVERAGE;
	if (is_change(s) ||
	    (goes_on(s, false) && s->before->role == AMOUNT_CHANGE))
		return AMOUNT_CHANGE;
	return AMOUNT_COUNT;
}

bool site_is_plan(const struct site *s)
{
	static const char *const plan[] = { "kế hoạch", "chỉ tiêu", "kh", NULL };
	static const char *const step[] = { "(", ":", "là", "giao", "năm",
					    "đề ra", "được", NULL };
	size_t i = s->open;

	for (int k = 0; k < 6 && i > 0; k++) {
		if (phrase_any_before(s->w, i, plan))
			return i < s->open || word_is(s->w, i - 1, "hoạch");
		if (s->w->word[i - 1].is->kind != WORD_NUMBER &&
		    !phrase_any_before(s->w, i, step))
			return false;
		i--;
	}
	return false;
}

size_t site_compared(const struct site *s)
{
	size_t i = s->open;

	if (i == 0 || !word_is(s->w, i - 1, "("))
		return s->number;
	for (i--; i > 0 && s->open - i < 12; i--) {
		if (phrase_at(s->w, i - 1, "so với"))
			return i - 1;
		if (s->w->word[i - 1].is->kind == WORD_MARK &&
		    !word_is(s->w, i - 1, "/"))
			break;
	}
	return s->number;
}
