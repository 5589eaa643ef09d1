/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases among words. */
#include "lint/word.h"

#include "test.h"

TEST(phrases_stand_at_and_before_a_word)
{
	struct words w = words_of(vocabulary_new(a),
				  "Số HTX đang hoạt động là 400");

	CHECK_INT(phrase_at(&w, 2, "đang hoạt động"), 3);
	CHECK_INT(phrase_at(&w, 2, "đang hoạt"), 2);
	CHECK_INT(phrase_at(&w, 2, "đang hoạ"), 0);
	CHECK_INT(phrase_at(&w, 6, "400 HTX"), 0);
	CHECK_INT(phrase_before(&w, 5, "hoạt động"), 2);
	CHECK_INT(phrase_before(&w, 1, "tổng số"), 0);
	CHECK_INT(phrase_in(&w, 0, w.n, "là"), 5);
	CHECK_INT(phrase_in(&w, 0, 5, "là"), 5);
	CHECK(word_is(&w, 1, "htx") && !word_is(&w, 7, "htx"));
}

TEST(phrases_of_a_list)
{
	static const char *const list[] = { "đang", "hoạt động", NULL };
	struct words w = words_of(vocabulary_new(a),
				  "Số HTX đang hoạt động là 400");

	CHECK_INT(phrase_any(&w, 3, list), 2);
	CHECK_INT(phrase_any(&w, 4, list), 0);
	CHECK_INT(phrase_any_before(&w, 5, list), 2);
	CHECK_INT(phrase_any_before(&w, 3, list), 1);
	CHECK_INT(phrase_any_in(&w, 0, w.n, list), 2);
	CHECK_INT(phrase_any_in(&w, 3, w.n, list), 3);
	CHECK_INT(phrase_any_in(&w, 5, w.n, list), w.n);
}
