/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/phrase.h"

#include "test.h"

#include <string.h>

static struct tokens cut(struct arena *a, const char *text)
{
	struct passage *p = ARENA_NEW(a, struct passage);

	p->text = text;
	p->n = strlen(text);
	return tokens_of(vocabulary_new(a), p);
}

TEST(tokens_are_words_numbers_and_marks)
{
	struct tokens w = cut(a, "Có 474HTX, 36,48 m2 (Thuỷ).");
	static const char *const want[] = { "có", "474", "htx", ",", "36,48",
					    "m2", "(", "thủy", ")", "." };

	CHECK_INT(w.n, ARRAY_LEN(want));
	for (size_t i = 0; i < w.n && i < ARRAY_LEN(want); i++)
		CHECK_STR(w.token[i].low, want[i]);
	CHECK(w.token[0].capital && !w.token[5].capital);
	CHECK(!w.token[2].gap && w.token[4].gap);
	CHECK_STR(w.token[7].fold, "thuy");
	CHECK_INT(w.token[1].from, 4);
}

TEST(phrases_stand_at_and_before_a_word)
{
	struct tokens w = cut(a, "Số HTX đang hoạt động là 400");

	CHECK_INT(phrase_at(&w, 2, "đang hoạt động"), 3);
	CHECK_INT(phrase_at(&w, 2, "đang hoạt"), 2);
	CHECK_INT(phrase_at(&w, 2, "đang hoạ"), 0);
	CHECK_INT(phrase_at(&w, 6, "400 HTX"), 0);
	CHECK_INT(phrase_before(&w, 5, "hoạt động"), 2);
	CHECK_INT(phrase_before(&w, 1, "tổng số"), 0);
	CHECK_INT(phrase_in(&w, 0, w.n, "là"), 5);
	CHECK_INT(phrase_in(&w, 0, 5, "là"), 5);
}
