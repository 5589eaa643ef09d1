/* SPDX-License-Identifier: Apache-2.0 */
/* PDF: words with places become paragraphs.  Tests
 * src/lib/document/pdfline.c, src/lib/document/pdftable.c and
 * src/lib/document/convert.c too. */
#include "lib/document/convert.h"
#include "lib/document/internal.h"
#include "lib/document/passages.h"

#include <unistd.h>

/* Writes text at a place, each letter 6 points wide and 12 high; "~" is a gap
 * of two letters inside a word, "^1" a raised digit. */
static void put(struct buf *b, int x, int y, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, " ^");
		int width = 0;

		for (size_t i = 0; i < n; i++)
			width += ((text[i] & 0xc0) != 0x80) * 6;
		if (n > 0)
			buf_addf(b, "<word xMin=\"%d.0\" yMin=\"%d.5\" "
				    "xMax=\"%d.0\" yMax=\"%d.5\">%.*s</word>\n",
				 x, y, x + width, y + 12, (int)n, text);
		x += width;
		text += n;
		if (*text == '^') {
			buf_addf(b, "<word xMin=\"%d.0\" yMin=\"%d.0\" "
				    "xMax=\"%d.0\" yMax=\"%d.0\">%c</word>\n",
				 x, y, x + 4, y + 8, text[1]);
			x += 4;
			text += 2;
		}
		if (*text == ' ') {
			x += 4;
			text++;
		}
	}
}

static void page(struct buf *b)
{
	buf_adds(b, "<page width=\"595.3\" height=\"841.8\">\n");
}

static const char *pdf(struct arena *a, struct buf *b)
{
	struct document *d = ARENA_NEW(a, struct document);
	struct err e = { 0 };
	char *copy = arena_strndup(a, b->data, b->len);

	*d = (struct document){ .arena = a, .path = "t.pdf",
				.format = DOCUMENT_PDF };
	if (document_pdf_words(d, copy, b->len, &e) < 0)
		return arena_strdup(a, e.message);
	return shown(a, d);
}

/* Lines of 60 letters: full from x = 50 to about 410. */
TEST(pdf_lines_become_paragraphs)
{
	struct buf b = BUF_INIT(a);

	page(&b);
	put(&b, 300, 20, "1");
	put(&b, 70, 50, "Toàn tỉnh có bốn mươi hợp tác xã với hơn một nghìn");
	put(&b, 50, 65, "thành viên^1, trong đó hai mươi ở vùng cao và số còn lại");
	put(&b, 50, 80, "ở thành phố. Vốn của các hợp tác xã là ba mươi tỷ đồng.");
	put(&b, 70, 95, "Năm nay thành lập mới sáu hợp tác xã, đạt đúng theo kế");
	put(&b, 50, 110, "hoạch.");
	put(&b, 70, 125, "a) Khó khăn");
	buf_adds(&b, "</page>\n");
	CHECK_STR(pdf(a, &b),
		  "body: Toàn tỉnh có bốn mươi hợp tác xã với hơn một nghìn"
		  " thành viên^1, trong đó hai mươi ở vùng cao và số còn lại ở"
		  " thành phố. Vốn của các hợp tác xã là ba mươi tỷ đồng.\n"
		  "body: Năm nay thành lập mới sáu hợp tác xã, đạt đúng theo"
		  " kế hoạch.\n"
		  "body: a) Khó khăn\n");
}

/* Words that a font divides touch: "ti" + "ế" + "n". */
TEST(pdf_words_that_touch_are_one)
{
	struct buf b = BUF_INIT(a);

	page(&b);
	put(&b, 50, 50, "ti");
	put(&b, 62, 50, "ế");
	put(&b, 68, 50, "n độ");
	buf_adds(&b, "</page>\n");
	CHECK_STR(pdf(a, &b), "body: tiến độ\n");
}

TEST(pdf_sentences_go_over_pages_and_notes)
{
	struct buf b = BUF_INIT(a);

	page(&b);
	put(&b, 70, 50, "Toàn tỉnh có bốn mươi hợp tác xã với hơn một nghìn");
	put(&b, 50, 65, "thành viên^1, trong đó hai mươi ở vùng cao và số còn lại");
	put(&b, 50, 700, "^1 Theo Báo cáo số 5.");
	put(&b, 230, 800, "7");
	buf_adds(&b, "</page>\n");
	page(&b);
	put(&b, 50, 50, "HTX ở thành phố.");
	put(&b, 230, 800, "8");
	buf_adds(&b, "</page>\n");
	CHECK_STR(pdf(a, &b),
		  "body: Toàn tỉnh có bốn mươi hợp tác xã với hơn một nghìn"
		  " thành viên^1, trong đó hai mươi ở vùng cao và số còn lại"
		  " HTX ở thành phố.\n"
		  "note [1]: Theo Báo cáo số 5.\n");
}

TEST(pdf_tables_are_columns)
{
	struct buf b = BUF_INIT(a);

	page(&b);
	put(&b, 50, 50, "Số lượng hợp tác xã theo lĩnh vực và theo năm như sau đây");
	put(&b, 50, 80, "TT");
	put(&b, 80, 80, "Lĩnh vực");
	put(&b, 220, 80, "2023");
	put(&b, 300, 80, "2024");
	put(&b, 80, 100, "Nông, lâm,");
	put(&b, 50, 106, "1");
	put(&b, 220, 106, "338");
	put(&b, 300, 106, "358");
	put(&b, 80, 112, "ngư nghiệp");
	put(&b, 50, 140, "2");
	put(&b, 80, 140, "Vận tải");
	put(&b, 220, 140, "17");
	put(&b, 300, 140, "17");
	put(&b, 50, 180, "Trên đây là số liệu của các huyện, thành phố trong tỉnh");
	buf_adds(&b, "</page>\n");
	CHECK_STR(pdf(a, &b),
		  "body: Số lượng hợp tác xã theo lĩnh vực và theo năm như sau"
		  " đây\n"
		  "cell 1:1,1: TT\ncell 1:1,2: Lĩnh vực\ncell 1:1,3: 2023\n"
		  "cell 1:1,4: 2024\ncell 1:2,1: 1\n"
		  "cell 1:2,2: Nông, lâm, ngư nghiệp\ncell 1:2,3: 338\n"
		  "cell 1:2,4: 358\ncell 1:3,1: 2\ncell 1:3,2: Vận tải\n"
		  "cell 1:3,3: 17\ncell 1:3,4: 17\n"
		  "body: Trên đây là số liệu của các huyện, thành phố trong"
		  " tỉnh\n");
}

TEST(pdf_letter_head_is_told_by_column)
{
	struct buf b = BUF_INIT(a);

	page(&b);
	put(&b, 50, 50, "UBND TỈNH MẪU");
	put(&b, 260, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA");
	put(&b, 60, 65, "Số: 1/KH");
	put(&b, 260, 65, "Mẫu, ngày 5 tháng 7");
	put(&b, 50, 100, "Thực hiện văn bản của trung ương, tỉnh báo cáo như sau:");
	buf_adds(&b, "</page>\n");
	CHECK_STR(pdf(a, &b),
		  "body: UBND TỈNH MẪU\nbody: Số: 1/KH\n"
		  "body: CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n"
		  "body: Mẫu, ngày 5 tháng 7\n"
		  "body: Thực hiện văn bản của trung ương, tỉnh báo cáo như"
		  " sau:\n");
}

/* A PDF of one page with a line of text, or with none. */
static const char *file(struct arena *a, const char *content)
{
	return arena_printf(a,
		"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
		"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
		"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
		"4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
		"trailer<</Root 1 0 R>>\n%%%%EOF\n",
		strlen(content), content);
}

TEST(pdf_files_are_converted)
{
	const char *with = file(a, "BT /F 12 Tf 50 700 Td (Hop tac xa) Tj ET");
	const char *none = file(a, "0 0 m 9 9 l S");
	struct err e = { 0 };

	CHECK_STR(shown(a, parse_as(a, "t.pdf", with, strlen(with))),
		  "body: Hop tac xa\n");
	CHECK(!document_parse(a, "t.pdf", none, strlen(none), &e));
	CHECK_ERR(&e, ERR_INPUT, "scan");
	e = (struct err){ 0 };
	CHECK(!document_parse(a, "t.pdf", "%PDF-1.4\n1 0 obj", 16, &e));
	CHECK_ERR(&e, ERR_INPUT, "cắt cụt");
	e = (struct err){ 0 };
	CHECK(!document_parse(a, "t.pdf", "%PDF-1.4\nx /Encrypt %%EOF", 25,
			      &e));
	CHECK_ERR(&e, ERR_INPUT, "mật khẩu");
}

/* The converter gives what a child gives, also for a file that cannot be read.
 * It stays for the tests that come after: they see no difference. */
TEST(pdf_converter_converts_too)
{
	const char *with = file(a, "BT /F 12 Tf 50 700 Td (Hop tac xa) Tj ET");
	char *here, *there, *bad;
	size_t n, m;

	CHECK_INT(convert_pdf(a, with, strlen(with), &here, &n), CONVERT_OK);
	document_converter_start();
	CHECK_INT(convert_pdf(a, "%PDF-", 5, &bad, &m), CONVERT_FAILED);
	CHECK_INT(convert_pdf(a, with, strlen(with), &there, &m), CONVERT_OK);
	CHECK_INT(n, m);
	CHECK(memcmp(here, there, n) == 0);
}
