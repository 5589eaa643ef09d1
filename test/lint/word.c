/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting text into words. */
#include "lint/word.h"

#include "test.h"

TEST(words_are_letters_numbers_and_marks)
{
	static const char *const want[] = { "có", "474", "htx", ",", "36,48",
					    "m2", "(", "thủy", ")", "." };
	static const enum word_kind kinds[] = {
		WORD_LETTERS, WORD_NUMBER, WORD_LETTERS, WORD_MARK, WORD_NUMBER,
		WORD_LETTERS, WORD_MARK, WORD_LETTERS, WORD_MARK, WORD_MARK,
	};
	struct words w = words_of(vocabulary_new(a),
				  "Có 474HTX, 36,48 m2 (Thuỷ).");

	CHECK_INT(w.n, ARRAY_LEN(want));
	for (size_t i = 0; i < w.n && i < ARRAY_LEN(want); i++) {
		CHECK_STR(w.word[i].is->usual, want[i]);
		CHECK_INT(w.word[i].is->kind, kinds[i]);
	}
	CHECK(w.word[0].is->capital && !w.word[5].is->capital);
	CHECK_INT(w.word[0].gap, 0);
	CHECK_INT(w.word[2].gap, 0);
	CHECK_INT(w.word[4].gap, ' ');
	CHECK_STR(w.word[7].is->fold, "thuy");
	CHECK_STR(w.word[7].is->lower, "thuỷ");
	CHECK_STR(w.word[7].is->text, "Thuỷ");
	CHECK_INT(w.word[1].from, 4); /* after "Có", 3 bytes, and a blank */
	CHECK_INT(w.word[1].to, 7);
	CHECK_STR(w.small, "có 474htx, 36,48 m2 (thủy).");
}

TEST(words_bare_have_the_mark_before_them)
{
	struct words all = words_of(vocabulary_new(a),
				    "Đến 30/6, 1.550 HTX (“Đông-Bắc”)");
	struct words w = words_bare(a, &all);

	CHECK_INT(w.n, 7);
	CHECK_STR(w.word[0].is->lower, "đến");
	CHECK(w.word[0].is->capital && !w.word[0].is->all_capitals);
	CHECK_INT(w.word[0].gap, 0);
	CHECK_INT(w.word[1].gap, ' ');
	CHECK_INT(w.word[2].gap, '/');
	CHECK_INT(w.word[3].gap, ','); /* the blank after it is not told */
	CHECK_INT(w.word[3].is->letters, 4);
	CHECK(w.word[3].is->has_digit);
	CHECK(w.word[4].is->all_capitals);
	CHECK_INT(w.word[5].gap, '('); /* the first of two */
	CHECK_INT(w.word[6].gap, '-');
	CHECK_INT(w.word[0].to, 6); /* 2 bytes of Đ, 3 of ế, 1 of n */
}

TEST(word_is_one_entry_wherever_it_stands)
{
	struct words w = words_of(vocabulary_new(a), "Hóa hóa hóa hoa đoa hoá");

	CHECK(w.word[1].is == w.word[2].is);
	CHECK(w.word[0].is != w.word[1].is);
	CHECK(w.word[0].is->key == w.word[1].is->key);
	CHECK(w.word[0].is->plain == w.word[3].is->plain);
	CHECK(w.word[3].is->plain != w.word[4].is->plain);
	CHECK_INT(w.word[1].is->tone_style, 'o');
	CHECK_INT(w.word[4].is->initial, 'd');
	CHECK(w.word[5].is->key != w.word[1].is->key);
	CHECK_STR(w.word[5].is->usual, "hóa");
}

TEST(words_of_two_spellings_are_one)
{
	struct words w = words_of(vocabulary_new(a), "tỉ ngàn ngưng quỳ");

	CHECK_STR(w.word[0].is->usual, "tỷ");
	CHECK_STR(w.word[1].is->usual, "nghìn");
	CHECK_STR(w.word[2].is->usual, "ngừng");
	CHECK_STR(w.word[3].is->usual, "quỳ"); /* after q it is no rime uy */
}

TEST(word_before_a_byte)
{
	struct words w = words_of(vocabulary_new(a), "ab cd ef");

	CHECK_INT(word_at(&w, 0), 0);
	CHECK_INT(word_at(&w, 5), 1);
	CHECK_INT(word_at(&w, 6), 1);
	CHECK_INT(word_at(&w, 8), 2);
}
