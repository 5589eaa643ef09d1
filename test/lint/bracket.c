/* SPDX-License-Identifier: Apache-2.0 */
/* Brackets and quotes that stand alone. */
#include "finding.h"
#include "test.h"

#define BRACKET(text) found(a, "unbalanced-bracket", (text))

TEST(bracket_left_open)
{
	CHECK_STR(BRACKET("Có 30 HTX (trong đó 10 HTX ngừng. Hiện nay ổn."),
		  "error: ( => thêm “)”");
	CHECK_STR(BRACKET("Có 30 HTX (trong đó (năm 2) ngừng hẳn."),
		  "error: ( => thêm “)”");
	CHECK_STR(BRACKET("Có 30 HTX) ngừng."), "error: ) => thêm “(”");
	/* an unfinished line can have lost its end */
	CHECK_STR(BRACKET("Có 30 HTX (trong đó\n\nSau đó.\n\nSau đó.\n\n"
			  "Sau đó.\n\nSau đó."),
		  "warning: ( => thêm “)”");
	/* so has the last line of a text that was cut off */
	CHECK_STR(BRACKET("Có 30 HTX (trong đó"), "");
	CHECK_STR(BRACKET("A (b.\n\nC.\n\nD.\n\nE.\n\nGì)."),
		  "error: ( => thêm “)”; error: ) => thêm “(”");
}

TEST(bracket_labels_close_nothing)
{
	CHECK_STR(BRACKET("a) Một\n\nb) Hai\n\nđ) Ba (năm 2)\n\n1) Bốn"), "");
	CHECK_STR(BRACKET("gồm: a) một; b) hai; 1) ba; ii) bốn; c.1) năm."),
		  "");
	CHECK_STR(BRACKET("chia ra (gồm: a) một; b) hai) là đủ."), "");
	CHECK_STR(BRACKET("(1) Một; (2) hai; (5.1) ba."), "");
	CHECK_STR(BRACKET("năm trước (năm 2) và (quý 1)."), "");
}

TEST(bracket_closes_in_a_later_paragraph)
{
	CHECK_STR(BRACKET("Có 30 HTX (trong đó:\n\n- 10 HTX mới;\n\n- 20 HTX "
			  "cũ) đều tốt."),
		  "");
	CHECK_STR(BRACKET("Có 30 HTX (trong đó 10 HTX\n\nmới thành lập) đều "
			  "tốt."),
		  "");
}

TEST(bracket_over_a_list_without_marks)
{
	CHECK_STR(BRACKET("Có 30 HTX (trong đó:\n\nHuyện A: 5 HTX;\n\nHuyện "
			  "B: 5 HTX;\n\nHuyện C: 5 HTX;\n\nHuyện D: 15 "
			  "HTX) đều tốt."),
		  "");
	/* a heading ends the list */
	CHECK_STR(BRACKET("Có 30 HTX (trong đó:\n\n1. Vốn\n\nMột;\n\n"
			  "Hai;\n\nBa;\n\nBốn) hết."),
		  "error: ( => thêm “)”; error: ) => thêm “(”");
}

/* A right text with labels and brackets of all kinds; without any one of its
 * brackets, that one is missed. */
static const char right[] =
	"I. Kết quả (6 tháng)\n\n"
	"1. Về HTX: có 30 HTX (trong đó (a) 10 HTX mới; (b) 20 HTX cũ).\n\n"
	"a) Nông nghiệp (gồm trồng trọt, chăn nuôi): 5 HTX.\n\n"
	"b) Khác (vận tải...): 5 HTX.\n\n"
	"Riêng quý 2 (năm 2023) có thêm 3 HTX (tăng 10%).\n\n"
	"1) Vốn; 2) đất; 3) thị trường (trong nước).\n\n"
	"(1) Đào tạo (20 người); (2) tín dụng.\n\n"
	"Hết.\n\nHết.\n\nHết.\n\nHết.\n\nHết.";

/* Is the bracket at byte i a part of a label: "a)", "(1)"? */
static bool is_of_label(size_t i)
{
	return (right[i] == '(' && right[i + 2] == ')') ||
	       (right[i] == ')' && i > 1 &&
		strchr(" (\n", right[i - 2]) != NULL);
}

TEST(bracket_each_one_is_missed)
{
	size_t tried = 0;

	CHECK_STR(BRACKET(right), "");
	for (size_t i = 0; right[i]; i++) {
		char *text = arena_strdup(a, right);

		if (!strchr("()", right[i]) || is_of_label(i))
			continue;
		memmove(text + i, text + i + 1, strlen(text + i));
		if (!CHECK(BRACKET(text)[0] != '\0'))
			printf("  without byte %zu: %.30s\n", i, right + i);
		tried++;
	}
	CHECK_INT(tried, 16);
}

TEST(bracket_quotes)
{
	CHECK_STR(found(a, "unbalanced-quote", "Đề án “nhân rộng mô hình."),
		  "warning: “ => thêm “””");
	CHECK_STR(found(a, "unbalanced-quote", "Đề án “nhân rộng” mô hình."),
		  "");
	CHECK_STR(BRACKET("Đề án “nhân rộng mô hình."), "");
}
