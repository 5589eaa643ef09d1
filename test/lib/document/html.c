/* SPDX-License-Identifier: Apache-2.0 */
/* HTML pages. */
#include "lib/document/passages.h"

static const char *html(struct arena *a, const char *body)
{
	char *page = arena_printf(a, "<!DOCTYPE html><html><head><title>T"
				  "</title></head><body>%s</body></html>",
				  body);

	return shown(a, parse_as(a, "t.html", page, strlen(page)));
}

TEST(html_blocks_and_blanks)
{
	CHECK_STR(html(a, "<h2>I. M&#7897;t</h2>\n<p>Có <b>46</b>\n   HTX&nbsp;"
			  "ở<script>x()</script> xã<p>Hai<br>dòng<div>Ba</div>"
			  "<p style='display: none'>ẩn</p>bốn"),
		  "heading 2: I. Một\nbody: Có 46 HTX ở xã\n"
		  "body: Hai dòng\nbody: Ba\nbody: bốn\n");
}

TEST(html_lists_have_labels)
{
	CHECK_STR(html(a, "<ul><li>A</li><li><p>B</p></li></ul>"
			  "<ol start=3><li>C<ol type=a><li>D</ol></li><li>E"
			  "</ol>"),
		  "item: - A\nitem: - B\nbody: 3. C\nbody: a) D\n"
		  "body: 4. E\n");
}

TEST(html_notes_of_word_processors)
{
	const char *want = "body: Giải thể^1 ba đơn vị.\n"
			   "note [1]: Báo cáo số 5.\n";

	/* raised digits */
	CHECK_STR(html(a, "<p>Giải thể<sup>1</sup> ba đơn vị.</p>"
			  "<p><sup>1</sup> Báo cáo số 5.</p>"), want);
	/* Word */
	CHECK_STR(html(a, "<p>Giải thể<a href='#_ftn1' name='_ftnref1'><span>"
			  "[1]</span></a> ba đơn vị.</p><div id='ftn1'><p>"
			  "<a href='#_ftnref1'>[1]</a> Báo cáo số 5.</p>"
			  "</div>"), want);
	/* LibreOffice */
	CHECK_STR(html(a, "<p>Giải thể<a href='#sdfootnote1sym'><sup>1</sup>"
			  "</a> ba đơn vị.</p><div id='sdfootnote1'><p>"
			  "<a href='#sdfootnote1anc'>1</a> Báo cáo số 5."
			  "</p></div>"), want);
	/* pandoc */
	CHECK_STR(html(a, "<p>Giải thể<a href='#fn1'><sup>1</sup></a> ba đơn"
			  " vị.</p><ol><li id='fn1'><p>Báo cáo số 5."
			  "<a href='#fnref1'>↩︎</a></p></li></ol>"), want);
	CHECK_STR(html(a, "<p>Xem <a href='#x'>mục 3 ở trên của văn bản</a>"
			  " nhé</p>"),
		  "body: Xem mục 3 ở trên của văn bản nhé\n");
}

TEST(html_tables)
{
	CHECK_STR(html(a, "<table><tr><th>TT<th colspan=2>Năm<th>x<tr><td>1"
			  "<td>2<td><p>3</p><p>bis</p><td></table>"
			  "<table><tr><td><p>ỦY BAN</p><p>Số: 1</p></td>"
			  "<td>CỘNG HÒA</td></tr></table>"),
		  "cell 1:1,1: TT\ncell 1:1,2: Năm\ncell 1:1,4: x\n"
		  "cell 1:2,1: 1\ncell 1:2,2: 2\ncell 1:2,3: 3\n"
		  "cell 1:2,3: bis\nbody: ỦY BAN\nbody: Số: 1\n"
		  "body: CỘNG HÒA\n");
}

TEST(html_cells_over_rows)
{
	CHECK_STR(html(a, "<table><tr><td rowspan=2>TT<td colspan=2>Năm<td "
			  "rowspan=2>Ghi<tr><td>2023<td>2024<tr><td>1<td>5"
			  "<td>6<td>x</table>"),
		  "cell 1:1,1: TT\ncell 1:1,2: Năm\ncell 1:1,4: Ghi\n"
		  "cell 1:2,2: 2023\ncell 1:2,3: 2024\ncell 1:3,1: 1\n"
		  "cell 1:3,2: 5\ncell 1:3,3: 6\ncell 1:3,4: x\n");
}

TEST(html_that_is_deep_or_broken_is_read)
{
	struct buf b = BUF_INIT(a);

	for (int i = 0; i < 20000; i++)
		buf_adds(&b, "<table><tr><td>");
	buf_adds(&b, "chữ</b></p></table");
	CHECK(strstr(html(a, b.data), "chữ") != NULL);
}

TEST(html_of_another_encoding)
{
	struct err e = { 0 };
	const char *page = "<html><meta charset=windows-1252><p>K&#7871; "
			   "ho\xe0ng \x96 2023</p></html>";
	const char *tcvn = "<html><p>Hîp t¸c x· \xb5\xb6</p></html>";

	CHECK_STR(shown(a, parse_as(a, "t.htm", page, strlen(page))),
		  "body: Kế hoàng – 2023\n");
	CHECK(!document_parse(a, "t.htm", tcvn, strlen(tcvn), &e));
	CHECK_ERR(&e, ERR_INPUT, "UTF-8");
}
