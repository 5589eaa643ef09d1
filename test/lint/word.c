/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting text into words. */
#include "lint/word.h"

#include "test.h"

TEST(word_cuts_text)
{
	struct words w = words_of(a, lexicon_new(a), "Đến 30/6, HTX (Đông-Bắc)");

	CHECK_INT(w.n, 6);
	CHECK_STR(w.word[0].lower, "đến");
	CHECK(w.word[0].capital && !w.word[0].all_capitals);
	CHECK_INT(w.word[2].gap, '/');
	CHECK(w.word[3].all_capitals);
	CHECK_INT(w.word[4].gap, '(');
	CHECK_INT(w.word[5].gap, '-');
	CHECK_INT(w.word[0].to, 6); /* 2 bytes of Đ, 3 of ế, 1 of n */
}

TEST(word_has_one_entry)
{
	struct words w = words_of(a, lexicon_new(a), "Hóa hóa hoa đoa");

	CHECK(w.word[0].entry == w.word[1].entry);
	CHECK(w.word[0].entry->plain == w.word[2].entry->plain);
	CHECK(w.word[2].entry->plain != w.word[3].entry->plain);
	CHECK_INT(w.word[0].entry->tone_style, 'o');
	CHECK_INT(w.word[3].entry->initial, 'd');
}

TEST(word_before_a_byte)
{
	struct words w = words_of(a, lexicon_new(a), "ab cd ef");

	CHECK_INT(word_at(&w, 0), 0);
	CHECK_INT(word_at(&w, 5), 1);
	CHECK_INT(word_at(&w, 6), 1);
	CHECK_INT(word_at(&w, 8), 2);
}

TEST(word_sentences)
{
	static const char s[] = "Một 1.5 a; hai... ba. Bốn năm";
	size_t from, to;

	word_sentence(s, 4, &from, &to);
	CHECK_INT(from, 0);
	CHECK_STR(arena_strndup(a, s, to), "Một 1.5 a; hai... ba");
	word_clause(s, 18, &from, &to);
	CHECK_STR(arena_strndup(a, s + from, to - from), "hai... ba");
}

TEST(word_matches_whole_words)
{
	CHECK_INT(word_match("ĐIỀU lệ", "điều"), 7);
	CHECK_INT(word_match("điềum", "điều"), 0);
	CHECK(word_find("các Ban chỉ đạo", "ban chỉ đạo") != NULL);
	CHECK(word_find("bban", "ban") == NULL);
	CHECK_STR(word_find("ở Đường, đường", "đường"), "Đường, đường");
}
