/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases in text. */
#include "lint/word.h"

#include "test.h"

#include <string.h>

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
	CHECK_INT(word_match("điều2", "điều"), 0);
	CHECK_INT(word_match("điều”", "điều"), 7);
	CHECK_INT(word_match("điề", "điều"), 0);
	CHECK_INT(word_match("ĐIỀU", "điểu"), 0);
	CHECK(word_find("các Ban chỉ đạo", "ban chỉ đạo") != NULL);
	CHECK(word_find("bban", "ban") == NULL);
	CHECK_STR(word_find("ở Đường, đường", "đường"), "Đường, đường");
}

TEST(word_matches_over_any_blanks)
{
	CHECK_INT(word_match("Tổ  hợp\xc2\xa0tác", "tổ hợp tác"), 17);
	CHECK_INT(word_match("Tổhợp tác", "tổ hợp tác"), 0);
}

/* A phrase of marks needs no break where a mark is its border. */
TEST(word_matches_marks)
{
	CHECK_INT(word_match("/HTX", "/"), 1);
	CHECK_STR(word_find("500 tr/HTX", "/htx"), "/HTX");
	CHECK(word_find("500 tr/HTXs", "/htx") == NULL);
}

TEST(word_is_found_within)
{
	static const char s[] = "ban, Ban và ban";

	CHECK_INT(word_find_within(s, 0, strlen(s), "ban"), 0);
	CHECK_INT(word_find_within(s, 1, strlen(s), "ban"), 5);
	CHECK_INT(word_find_within(s, 6, strlen(s), "ban"), 13);
	CHECK(word_find_within(s, 6, strlen(s) - 1, "ban") == SIZE_MAX);
}

TEST(word_match_of_a_list)
{
	static const char *const list[] = { "tổ", "tổ hợp tác", "hợp", NULL };
	size_t which = 9;

	CHECK_INT(word_match_any("hợp tác", list, &which), 5);
	CHECK_INT(which, 2);
	CHECK_INT(word_match_any("tổ hợp tác", list, &which), 4);
	CHECK_INT(which, 0);
	CHECK_INT(word_match_any("liên hiệp", list, NULL), 0);
}

/* Every byte keeps its place; the two schools of tone marks become one. */
TEST(word_small_spells_in_one_way)
{
	CHECK_STR(word_small(a, "Khoá UỶ thuý quý HOẠCH hoè"),
		  "khóa ủy thúy quý hoạch hòe");
	CHECK_STR(word_small(a, "ÐẢNG Ɖảng"), "đảng đảng");
	CHECK_INT(strlen(word_small(a, "Ɑ Ⱥ")), strlen("Ɑ Ⱥ"));
}
