/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text as passages.  Tests src/lib/document/document.c,
 * src/lib/document/passage.c, src/lib/document/line.c,
 * src/lib/document/label.c and src/lib/document/mark.c too. */
#include "lib/document/passages.h"

static struct document *parse(struct arena *a, const char *text)
{
	return parse_as(a, "t.txt", text, strlen(text));
}

TEST(text_lines_of_a_sentence_are_joined)
{
	CHECK_STR(shown(a, parse(a, "# Một\n\nhai *ba*\n  bốn\n\n- năm\n- sáu")),
		  "heading 1: Một\n"
		  "body: hai ba bốn\n"
		  "item: - năm\n"
		  "item: - sáu\n");
}

TEST(text_bytes_know_their_places)
{
	struct document *d = parse(a, "đạt **400** HTX<sup>1</sup>, còn 74");
	const struct passage *p = &d->passage[0];

	CHECK_STR(p->text, "đạt 400 HTX, còn 74");
	for (size_t i = 0; i < p->n; i++)
		CHECK_INT(d->text[p->at[i]], p->text[i]);
	CHECK_INT(p->nanchor, 1);
	CHECK_STR(p->anchor[0].label, "1");
	CHECK_STR(p->text + p->anchor[0].at, ", còn 74");
	CHECK_INT(document_point(d, p->at[strlen("đạt ")]), 6);
}

TEST(text_positions_have_lines)
{
	struct document *d = parse(a, "a\n\nbc\n");

	CHECK_INT(document_line(d, 0), 1);
	CHECK_INT(document_line(d, 3), 3);
	CHECK_INT(document_line(d, 6), 4);
}

/* Points are counted in steps of 256 bytes: every byte is asked. */
TEST(text_points_are_counted_at_every_byte)
{
	struct buf b = BUF_INIT(a);
	struct document *d;
	size_t n = 0;

	for (int i = 0; i < 200; i++)
		buf_adds(&b, "hợp tác xã ");
	d = parse(a, b.data);
	for (size_t i = 0; i <= d->n; i++) {
		CHECK_INT(document_point(d, i), n);
		n += (d->text[i] & 0xc0) != 0x80;
	}
}

TEST(text_marks_go_and_signs_stay)
{
	CHECK_STR(shown(a, parse(a, "5 * 3 = 15; **Đậm**, _nghiêng_ và"
				    " ***cả hai***; (*) chú thích; 4*5*6")),
		  "body: 5 * 3 = 15; Đậm, nghiêng và cả hai; (*) chú thích;"
		  " 4*5*6\n");
	CHECK_STR(shown(a, parse(a, "Số: ____/BC-UBND; ký_hiệu_riêng; \\* sao;"
				    " 2 \\- 3")),
		  "body: Số: ____/BC-UBND; ký_hiệu_riêng; * sao; 2 - 3\n");
	CHECK_STR(shown(a, parse(a, "A &amp; B&nbsp;C &#273;ồng; a < b; R&D")),
		  "body: A & B C đồng; a < b; R&D\n");
	CHECK_STR(shown(a, parse(a, "Xem [Luật](https://x.vn/a) ![](b.png)"
				    " <u>số</u> 2<br>dòng")),
		  "body: Xem Luật số 2 dòng\n");
	CHECK_STR(shown(a, parse(a, "120 m<sup>2</sup> và 30 km²")),
		  "body: 120 m2 và 30 km²\n");
}

TEST(text_odd_blanks_become_one)
{
	CHECK_STR(shown(a, parse(a, "\xef\xbb\xbfhợp\u00a0 tác\u200b xã\u00ad"
				    " mới\r\nlập ra.\r\n")),
		  "body: hợp tác xã mới lập ra.\n");
}

TEST(text_notes_are_taken_out)
{
	CHECK_STR(shown(a, parse(a, "Đã giải thể<sup>1</sup> hai đơn vị.\n\n"
				    "<sup>1</sup> Báo cáo số 5.\n")),
		  "body: Đã giải thể^1 hai đơn vị.\n"
		  "note [1]: Báo cáo số 5.\n");
	CHECK_STR(shown(a, parse(a, "Đã giải thể[^2] hai đơn vị.\n\n"
				    "[^2]: Báo cáo số 5.\n")),
		  "body: Đã giải thể^2 hai đơn vị.\n"
		  "note [2]: Báo cáo số 5.\n");
	CHECK_STR(shown(a, parse(a, "Đã giải thể¹ hai đơn vị.\n\n"
				    "¹ Báo cáo số 5.\n")),
		  "body: Đã giải thể^1 hai đơn vị.\n"
		  "note [1]: Báo cáo số 5.\n");
}

/* A digit glued to a word is a note only when that note is there. */
TEST(text_marks_without_text)
{
	CHECK_STR(shown(a, parse(a, "# \n\nb")), "body: b\n");
	CHECK_INT(parse(a, "a<sup>1</sup>\n\n<sup>1</sup> \n\nb")->npassage, 2);
}

TEST(text_glued_digits_are_calls_of_notes_that_exist)
{
	CHECK_STR(shown(a, parse(a, "Đã ban hành kế hoạch1, nghị quyết2.\n\n"
				    "1 Kế hoạch số 5/KH-UBND.\n"
				    "2 Nghị quyết số 6/NQ-CP.\n")),
		  "body: Đã ban hành kế hoạch^1, nghị quyết^2.\n"
		  "note [1]: Kế hoạch số 5/KH-UBND.\n"
		  "note [2]: Nghị quyết số 6/NQ-CP.\n");
	CHECK_STR(shown(a, parse(a, "Nhóm gạo st25 và kế hoạch1.\n")),
		  "body: Nhóm gạo st25 và kế hoạch1.\n");
	CHECK_STR(shown(a, parse(a, "Theo Báo cáo[1] trên.\n\n"
				    "[1] Báo cáo số 8/BC-UBND.\n")),
		  "body: Theo Báo cáo^1 trên.\n"
		  "note [1]: Báo cáo số 8/BC-UBND.\n");
}

/* A wrapped text: lines of at most 60 columns, paragraphs not apart. */
TEST(text_wrapped_lines_are_joined)
{
	CHECK_STR(shown(a, parse(a,
		"I. TÌNH HÌNH CHUNG\n"
		"Đến nay toàn tỉnh có 40 hợp tác xã đang hoạt động, trong\n"
		"đó có 25 hợp tác xã nông nghiệp và 15 hợp tác xã khác; số\n"
		"thành viên là 1.200 người, tăng 30 người so với cùng kỳ\n"
		"năm trước. Vốn điều lệ của các hợp tác xã đạt khoảng\n"
		"30. tỷ đồng theo báo cáo của các huyện gửi về trong quý,\n"
		"tăng hơn hai tỷ đồng.\n"
		"Doanh thu bình quân của một hợp tác xã là 900 triệu đồng,\n"
		"lãi bình quân là 80 triệu đồng, thu nhập của lao động là\n"
		"50 triệu đồng một năm.\n"
		"a) Khó khăn: vốn ít.\n"
		"b) Thuận lợi: nhiều.\n")),
		"body: I. TÌNH HÌNH CHUNG\n"
		"body: Đến nay toàn tỉnh có 40 hợp tác xã đang hoạt động,"
		" trong đó có 25 hợp tác xã nông nghiệp và 15 hợp tác xã khác;"
		" số thành viên là 1.200 người, tăng 30 người so với cùng kỳ"
		" năm trước. Vốn điều lệ của các hợp tác xã đạt khoảng 30. tỷ"
		" đồng theo báo cáo của các huyện gửi về trong quý, tăng hơn"
		" hai tỷ đồng.\n"
		"body: Doanh thu bình quân của một hợp tác xã là 900 triệu"
		" đồng, lãi bình quân là 80 triệu đồng, thu nhập của lao động"
		" là 50 triệu đồng một năm.\n"
		"body: a) Khó khăn: vốn ít.\n"
		"body: b) Thuận lợi: nhiều.\n");
}

/* Wrapped at 40: a roman number and a date begin lines by chance, a sentence
 * ends where the line does. */
TEST(text_wrapped_at_a_column)
{
	CHECK_STR(shown(a, parse(a,
		"II. KẾT QUẢ THỰC HIỆN VÀ CÁC TỒN TẠI NÀO\n"
		"1. Kết quả\n"
		"Thực hiện nghị quyết của Đảng bộ khóa\n"
		"XIII. Ủy ban đã ban hành kế hoạch ngày\n"
		"30. Các huyện đã báo cáo số liệu về\n"
		"các hợp tác xã và các tổ hợp tác ở xã.\n"
		"Kết quả chung như sau, tính từ đầu năm\n"
		"đến nay và so với cùng kỳ của năm cũ.\n"
		"(Kèm theo phụ lục)\n"
		"Các hợp tác xã đã được hỗ trợ về vốn,\n"
		"đất đai, đào tạo và xúc tiến thương\n"
		"mại; nhiều nơi đã có sản phẩm được bán\n"
		"trong tỉnh và ra ngoài tỉnh.\n")),
		"body: II. KẾT QUẢ THỰC HIỆN VÀ CÁC TỒN TẠI NÀO\n"
		"body: 1. Kết quả\n"
		"body: Thực hiện nghị quyết của Đảng bộ khóa XIII. Ủy ban đã"
		" ban hành kế hoạch ngày 30. Các huyện đã báo cáo số liệu về"
		" các hợp tác xã và các tổ hợp tác ở xã. Kết quả chung như"
		" sau, tính từ đầu năm đến nay và so với cùng kỳ của năm cũ.\n"
		"body: (Kèm theo phụ lục)\n"
		"body: Các hợp tác xã đã được hỗ trợ về vốn, đất đai, đào tạo"
		" và xúc tiến thương mại; nhiều nơi đã có sản phẩm được bán"
		" trong tỉnh và ra ngoài tỉnh.\n");
}

TEST(text_lines_that_are_paragraphs_stay_apart)
{
	CHECK_STR(shown(a, parse(a,
		"Toàn tỉnh có 40 hợp tác xã\n"
		"Tổng số thành viên là 1.200 người\n"
		"- Trong nông nghiệp 25\n"
		"Vốn 30 tỷ đồng, tăng 2 tỷ đồng, là mức cao nhất từ trước\n"
		"đến nay.\n"
		"Hết\n")),
		"body: Toàn tỉnh có 40 hợp tác xã\n"
		"body: Tổng số thành viên là 1.200 người\n"
		"item: - Trong nông nghiệp 25\n"
		"body: Vốn 30 tỷ đồng, tăng 2 tỷ đồng, là mức cao nhất từ"
		" trước đến nay.\n"
		"body: Hết\n");
}

TEST(text_dates_at_ends_of_lines)
{
	CHECK_STR(shown(a, parse(a, "Nghị quyết số 9 ngày 28 tháng\n7 năm 2021 "
				    "của Quốc hội\n\nTỉnh A, ngày\n02 tháng 8 "
				    "năm 2023")),
		  "body: Nghị quyết số 9 ngày 28 tháng 7 năm 2021 của Quốc hội\n"
		  "body: Tỉnh A, ngày 02 tháng 8 năm 2023\n");
}

TEST(text_hyphens_at_ends_of_lines)
{
	CHECK_STR(shown(a, parse(a, "theo Quyết định số 72/\nQĐ-\nTTg giai đoạn"
				    " 2021-\n2025 và nhóm coopera-\ntcts\n")),
		  "body: theo Quyết định số 72/QĐ-TTg giai đoạn 2021-2025 và"
		  " nhóm cooperatcts\n");
}

TEST(text_pages_are_left_out)
{
	struct buf b = BUF_INIT(a);
	const char *text;

	for (int i = 1; i <= 4; i++) {
		buf_addf(&b, "%sBÁO CÁO KINH TẾ TẬP THỂ\n\n",
			 i > 1 ? "\f" : "");
		for (int k = 0; k < 12; k++)
			buf_addf(&b, "Câu %c%c nói về hợp tác xã ở một xã"
				     " trong tỉnh.\n\n", 'A' + i, 'a' + k);
		buf_addf(&b, "%d\n", i);
	}
	text = shown(a, parse(a, b.data));
	CHECK(strstr(text, "KINH TẾ") == text + strlen("body: BÁO CÁO "));
	CHECK(!strstr(text + 30, "KINH TẾ")); /* once, as the title */
	CHECK(!strstr(text, "body: 1\n") && !strstr(text, "body: 4\n"));
	CHECK(strstr(text, "Câu El nói") != NULL);
	/* numbers that are no pages stay */
	CHECK_STR(shown(a, parse(a, "Xã A\n\n1\n\nXã B\n\n2\n")),
		  "body: Xã A\nbody: 1\nbody: Xã B\nbody: 2\n");
}

TEST(text_that_is_none_is_refused)
{
	struct err e = { 0 };

	CHECK(!document_parse(a, "x.txt", "một hai ba\0bốn",
			      strlen("một hai ba") + 3, &e));
	CHECK_ERR(&e, ERR_INPUT, "NUL");
}

TEST(text_of_another_language_is_refused)
{
	struct buf b = BUF_INIT(a);
	struct err e = { 0 };

	for (int i = 0; i < 20; i++)
		buf_adds(&b, "The province has forty cooperatives. ");
	CHECK(!document_parse(a, "x.txt", b.data, b.len, &e));
	CHECK_ERR(&e, ERR_INPUT, "không phải tiếng Việt");
	buf_cut(&b, 0);
	for (int i = 0; i < 30; i++)
		buf_adds(&b, "Hîp t¸c x· n«ng nghiÖp. ");
	e = (struct err){ 0 };
	CHECK(!document_parse(a, "x.txt", b.data, b.len, &e));
	CHECK_ERR(&e, ERR_INPUT, "TCVN3");
	e = (struct err){ 0 };
	CHECK(!document_parse(a, "x.txt", " \n", 2, &e));
	CHECK_ERR(&e, ERR_INPUT, "không có chữ");
}

TEST(text_of_notepad_is_utf16)
{
	static const char little[] = "\xff\xfeT\0\xd5\x1e" "7\0";
	static const char big[] = "\xfe\xff\0T\x1e\xd5\0" "7";

	CHECK_STR(shown(a, parse_as(a, "t.txt", little, sizeof little - 1)),
		  "body: Tổ7\n");
	CHECK_STR(shown(a, parse_as(a, "t.txt", big, sizeof big - 1)),
		  "body: Tổ7\n");
}

TEST(text_refuses_other_forms_with_a_hint)
{
	struct err e = { 0 };

	CHECK(!document_parse(a, "x.rtf", "{\\rtf1 abc}", 11, &e));
	CHECK_ERR(&e, ERR_INPUT, "RTF");
	e = (struct err){ 0 };
	CHECK(!document_parse(a, "x.txt", "H\xeep t\xb8" "c x\xb7", 10, &e));
	CHECK_ERR(&e, ERR_INPUT, "TCVN3");
	CHECK(strstr(e.hint, ".docx") != NULL);
}

/* A few words without any mark are no Vietnamese either; a name in capitals
 * may have few, and what is shorter tells nothing. */
TEST(text_short_and_not_vietnamese)
{
	static const char english[] =
		"The cooperative report of this province was not examined.";
	static const char name[] = "HTX Thanh Xuân, xã Hòa Bình, thôn Cao Lan "
				   "Trung Sơn Nam Giang";
	struct err e = { 0 };

	CHECK(!document_parse(a, "t.txt", english, strlen(english), &e));
	CHECK_ERR(&e, ERR_INPUT, "không phải tiếng Việt");
	CHECK(document_parse(a, "t.txt", name, strlen(name), &e));
	CHECK(document_parse(a, "t.txt", "HTX Lam Sơn", 11, &e));
}
