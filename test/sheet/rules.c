/* SPDX-License-Identifier: Apache-2.0 */
/* Rules files: what they may say, and what is refused with its place. */
#include "fixture.h"

static const char table_text[] = "Huyện;Tổng;Nam;Nữ;Ghi chú\n"
				 "A;3;1;2;\n"
				 "B;7;3;4;x\n"
				 "Cộng;10;4;6;\n";

/* Where the rules of a text apply: "dòng 1, hàng 2; dòng 1, hàng 3". */
static const char *where(struct arena *a, const char *text)
{
	struct book *b = table(a, table_text);
	struct buf out = BUF_INIT(a);
	struct rules r;
	struct err e;

	if (rules_of(b, text, &r, &e) < 0)
		return arena_printf(a, "%s | %s", e.message, e.detail);
	for (size_t i = 0; i < r.ninstance; i++)
		buf_addf(&out, "%s%s", i ? "; " : "", r.instance[i].where);
	return out.data;
}

TEST(where_rules_apply)
{
	CHECK_STR(where(a, "# nothing\n\n  B4 = B2 + B3 # the sum\r\n"),
		  "dòng 3");
	CHECK_STR(where(a, "each row: tong = nam + nữ\n"),
		  "dòng 1, hàng 2; dòng 1, hàng 3; dòng 1, hàng 4");
	CHECK_STR(where(a, "each row 3..4: $B = sum($C:$D)\n"),
		  "dòng 1, hàng 3; dòng 1, hàng 4");
	CHECK_STR(where(a, "each column B..D: $4 = sum($2:$3)\n"),
		  "dòng 1, cột B; dòng 1, cột C; dòng 1, cột D");
	CHECK_STR(where(a, "trust B2 3\nrounded [Nam]\nfixed $D\n"
			   "negative $2\nB2 >= C2\n"), "dòng 5");
	CHECK_STR(where(a, "“Tên # 1”: B2 = 3"), "dòng 1");
	CHECK_STR(where(a, "\"Tên\" each row 2..2: [Nữ] <= [Tổng]"),
		  "dòng 1, hàng 2");
}

TEST(titles_are_kept)
{
	struct rules r;
	struct err e;

	CHECK_INT(rules_of(table(a, table_text), "\"Tổng # 1\": B2 = 3\n", &r,
			   &e), 0);
	CHECK_STR(r.rule[0].title, "Tổng # 1");
	CHECK_STR(r.rule[0].text, "B2 = 3");
	CHECK_STR(rule_words(a, &r.instance[0]), "Tổng # 1: B2 = 3 (dòng 1)");
}

TEST(refusals_name_line_and_column)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "B2 = C2 +", "chờ một giá trị (số, chỉ tiêu, hàm hoặc dấu "
			       "ngoặc), nhưng công thức đã hết | tệp "
			       "“t.rules”, dòng 1, cột 10" },
		{ "\n  \"Tên\" B2 C2",
		  "chờ phép so sánh (= <= >= < >) hoặc “in”, nhưng gặp “C2” | "
		  "tệp “t.rules”, dòng 2, cột 12" },
		{ "B2 = Z9", "“Z9” nằm ngoài bảng, bảng có A1:E4 | tệp "
			     "“t.rules”, dòng 1, cột 6" },
		{ "each row: tong = nam + xyz",
		  "không có cột nào tên “xyz” | tệp “t.rules”, dòng 1, cột "
		  "24" },
		{ "tong = 3", "“tong” là một cột: chỉ dùng sau “each row:” | "
			      "tệp “t.rules”, dòng 1, cột 1" },
		{ "$2 = 3", "“$2” là một hàng: chỉ dùng sau “each column "
			    "B..F:” | tệp “t.rules”, dòng 1, cột 1" },
		{ "each row: $B = 3",
		  "không gọi cột theo tên thì phải ghi các hàng, như “each "
		  "row 3..20:”, nhưng gặp “each row: $B = 3” | tệp "
		  "“t.rules”, dòng 1, cột 1" },
		{ "each row 3..9: $B = 3", "bảng chỉ có 4 hàng | tệp "
					   "“t.rules”, dòng 1, cột 10" },
		{ "each row 3..2: $B = 3",
		  "số sau phải lớn hơn số trước, nhưng gặp “3..2: $B = 3” | "
		  "tệp “t.rules”, dòng 1, cột 10" },
		{ "each cell: B2 = 3",
		  "sau “each” chờ “row” hoặc “column”, nhưng gặp “cell: B2 = "
		  "3” | tệp “t.rules”, dòng 1, cột 6" },
		{ "B2:B4 = 3", "nhiều ô phải nằm trong sum(...), min(...), "
			       "max(...) hoặc mean(...) | tệp “t.rules”, dòng 1, cột 1" },
		{ "C2 = mean(B2:B4 weight C3:C4)",
		  "số quyền số khác số các số cần tính bình quân | tệp "
		  "“t.rules”, dòng 1, cột 24" },
		{ "pct(B2) = 3", "pct và implied_plan không dùng trong bảng: "
				 "gọi thẳng ô chứa tỷ lệ | tệp “t.rules”, dòng "
				 "1, cột 5" },
		{ "B2 <= 40%", "không viết dấu % trong quan hệ: ô ghi 67,6% "
			       "là số 67,6 | tệp “t.rules”, dòng 1, cột 9" },
		{ "B2 = 3 tỷ", "không có đơn vị “tỷ” | tệp “t.rules”, dòng 1, "
			       "cột 8" },
		{ "\"Tên B2 = 3", "tên quan hệ mở ngoặc kép mà không đóng, "
				  "nhưng gặp “\"Tên B2 = 3” | tệp “t.rules”, "
				  "dòng 1, cột 1" },
		{ "trust B2", "chờ độ tin, số nguyên từ 1 đến 1000000, nhưng "
			      "dòng đã hết | tệp “t.rules”, dòng 1, cột 9" },
		{ "trust B2 0", "chờ độ tin, số nguyên từ 1 đến 1000000, "
				"nhưng gặp “0” | tệp “t.rules”, dòng 1, cột "
				"10" },
		{ "fixed B2 x", "chờ hết dòng, nhưng gặp “x” | tệp "
				"“t.rules”, dòng 1, cột 10" },
		{ "Hai!B2 = 3", "tệp CSV chỉ có một bảng, không có trang tính "
				"“Hai” | tệp “t.rules”, dòng 1, cột 1" },
		{ "# only this", "Tệp quy tắc “t.rules” không có quan hệ nào "
				 "| " },
		{ "B2 = sum(htx where x = y)",
		  "không có cột nào tên “htx” | tệp “t.rules”, dòng 1, cột "
		  "10" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(where(a, cases[i].text), cases[i].want);
}

TEST(a_text_where_a_number_is_needed)
{
	struct book *b = table(a, table_text);
	struct rules r;
	struct err e;

	CHECK_INT(rules_of(b, "B3 = E3\n", &r, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "ô E3 phải là một số, nhưng ghi “x”");
	CHECK(strstr(e.detail, "dòng 1"));
}

TEST(too_many_rules)
{
	struct buf b = BUF_INIT(a);
	struct rules r;
	struct err e;

	for (int i = 0; i <= SHEET_MAX_RULES; i++)
		buf_adds(&b, "B2 = 3\n");
	CHECK_INT(rules_of(table(a, table_text), b.data, &r, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "quá nhiều quan hệ");
}
