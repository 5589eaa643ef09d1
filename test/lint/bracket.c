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

TEST(bracket_quotes)
{
	CHECK_STR(found(a, "unbalanced-quote", "Đề án “nhân rộng mô hình."),
		  "warning: “ => thêm “””");
	CHECK_STR(found(a, "unbalanced-quote", "Đề án “nhân rộng” mô hình."),
		  "");
	CHECK_STR(BRACKET("Đề án “nhân rộng mô hình."), "");
}
