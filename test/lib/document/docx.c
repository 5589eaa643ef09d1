/* SPDX-License-Identifier: Apache-2.0 */
/* Word documents.  Tests src/lib/document/docxpart.c, src/lib/document/xml.c,
 * src/lib/document/build.c and src/lib/document/told.c too. */
#include "lib/document/passages.h"
#include "lib/file/zip.h"

#define W                                                                    \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/" \
	"main\" xmlns:mc=\"http://schemas.openxmlformats.org/"               \
	"markup-compatibility/2006\""
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define P(text) "<w:p>" R(text) "</w:p>"

static struct document *read_with(struct arena *a, const char *body,
				  const char *part, const char *content,
				  struct err *e)
{
	char *path = arena_printf(a, "%s/t.docx", test_dir(a));
	char *document = arena_printf(a, "<w:document " W "><w:body>%s"
				      "</w:body></w:document>", body);
	char *rels = arena_printf(a,
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/"
		"package/2006/relationships\"><Relationship Id=\"r1\" "
		"Type=\"http://x/%s\" Target=\"%s.xml\"/></Relationships>",
		part ? part : "none", part ? part : "none");
	char *name = arena_printf(a, "word/%s.xml", part ? part : "none");
	struct zip_entry entries[] = {
		{ "word/document.xml", document, strlen(document) },
		{ "word/_rels/document.xml.rels", rels, strlen(rels) },
		{ name, content, content ? strlen(content) : 0 },
	};

	if (zip_write(path, entries, ARRAY_LEN(entries), e) < 0)
		BUG("%s", e->message);
	return document_read(a, path, e);
}

static const char *docx_with(struct arena *a, const char *body,
			     const char *part, const char *content)
{
	struct err e = { 0 };
	struct document *d = read_with(a, body, part, content, &e);

	return d ? shown(a, d) : arena_strdup(a, e.message);
}

static const char *docx(struct arena *a, const char *body)
{
	return docx_with(a, body, NULL, NULL);
}

TEST(docx_paragraphs_and_runs)
{
	CHECK_STR(docx(a, P("Tổng số ") "<w:p><w:r><w:t>4</w:t></w:r><w:r>"
			  "<w:t>6 HTX</w:t></w:r><w:r><w:tab/><w:t>ở &amp; "
			  "xã</w:t></w:r></w:p><w:p/>" P("- Một mục")),
		  "body: Tổng số\nbody: 46 HTX ở & xã\nitem: - Một mục\n");
}

TEST(docx_text_is_composed)
{
	/* "hợp" with a dot below that another run brings */
	CHECK_STR(docx(a, "<w:p>" R("h\u01a1") R("\u0323p ta\u0301c")
			  "</w:p>"),
		  "body: hợp tác\n");
}

TEST(docx_tracked_changes)
{
	CHECK_STR(docx(a, "<w:p>" R("Có ") "<w:ins>" R("47") "</w:ins><w:del>"
			  "<w:r><w:delText>46</w:delText></w:r></w:del>"
			  "<w:moveFrom>" R("cũ") "</w:moveFrom>"
			  R(" HTX") "</w:p>"),
		  "body: Có 47 HTX\n");
	/* the mark of the first paragraph is deleted */
	CHECK_STR(docx(a, "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
			  R("Một ") "</w:p>" P("câu.") P("Hai.")),
		  "body: Một câu.\nbody: Hai.\n");
	CHECK_STR(docx(a, "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
			  P("a") "</w:tc></w:tr><w:tr><w:tc>" P("b")
			  "</w:tc></w:tr></w:tbl>" P("c")),
		  "body: b\nbody: c\n");
}

TEST(docx_what_is_not_seen)
{
	CHECK_STR(docx(a, "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t>"
			  "</w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
			  "<w:t>hiện</w:t></w:r><w:r><w:instrText>PAGE"
			  "</w:instrText></w:r>" R("\u00ad 5") "</w:p>"),
		  "body: hiện 5\n");
}

TEST(docx_text_box_comes_once)
{
	CHECK_STR(docx(a, "<w:p>" R("Trước") "<w:r><mc:AlternateContent>"
			  "<mc:Choice Requires=\"wps\"><w:drawing>"
			  "<w:txbxContent>" P("Trong hộp") "</w:txbxContent>"
			  "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
			  "<w:txbxContent>" P("Trong hộp") "</w:txbxContent>"
			  "</w:pict></mc:Fallback></mc:AlternateContent>"
			  "<w:t> sau</w:t></w:r></w:p>"),
		  "body: Trước sau\nbody: Trong hộp\n");
}

TEST(docx_raised_and_symbols)
{
	CHECK_STR(docx(a, "<w:p>" R("giải thể") "<w:r><w:rPr><w:vertAlign "
			  "w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>"
			  R(" 5 m") "<w:r><w:rPr><w:vertAlign w:val="
			  "\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r>"
			  "<w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/>"
			  "<w:noBreakHyphen/></w:r></w:p>"),
		  "body: giải thể^1 5 m2•-\n");
}

TEST(docx_headings_by_style)
{
	CHECK_STR(docx_with(a, "<w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr>"
			       R("I. Chung") "</w:p><w:p><w:pPr><w:pStyle "
			       "w:val=\"T\"/></w:pPr>" R("I. Chung 3")
			       "</w:p><w:p><w:pPr><w:outlineLvl w:val=\"1\"/>"
			       "</w:pPr>" R("1. Riêng") "</w:p>",
			    "styles",
			    "<w:styles " W "><w:style w:styleId=\"A\"><w:pPr>"
			    "<w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
			    "<w:style w:styleId=\"T\"><w:name w:val=\"toc 1\"/>"
			    "</w:style><w:style w:styleId=\"B\"><w:basedOn "
			    "w:val=\"A\"/></w:style></w:styles>"),
		  "heading 1: I. Chung\nheading 2: 1. Riêng\n");
}

TEST(docx_labels_are_counted)
{
#define L(level, list, text)                                                 \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" \
	list "\"/></w:numPr></w:pPr>" R(text) "</w:p>"
	CHECK_STR(docx_with(a, L("0", "1", "A") L("1", "1", "B")
			       L("1", "1", "C") L("0", "1", "D")
			       L("1", "1", "E") L("0", "2", "F")
			       L("2", "1", "G"),
			    "numbering",
			    "<w:numbering " W "><w:abstractNum "
			    "w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start"
			    " w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/>"
			    "<w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl="
			    "\"1\"><w:start w:val=\"1\"/><w:numFmt w:val="
			    "\"lowerLetter\"/><w:lvlText w:val=\"%2)\"/>"
			    "</w:lvl><w:lvl w:ilvl=\"2\"><w:numFmt w:val="
			    "\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl>"
			    "</w:abstractNum><w:num w:numId=\"1\">"
			    "<w:abstractNumId w:val=\"7\"/></w:num><w:num "
			    "w:numId=\"2\"><w:abstractNumId w:val=\"7\"/>"
			    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride "
			    "w:val=\"5\"/></w:lvlOverride></w:num>"
			    "</w:numbering>"),
		  "body: I. A\nbody: a) B\nbody: b) C\nbody: II. D\n"
		  "body: a) E\nbody: V. F\nitem: - G\n");
}

TEST(docx_notes_come_behind)
{
	CHECK_STR(docx_with(a, "<w:p>" R("Đã giải thể") "<w:r>"
			       "<w:footnoteReference w:id=\"2\"/></w:r>"
			       R(" ba đơn vị.") "</w:p>" P("Hết."),
			    "footnotes",
			    "<w:footnotes " W "><w:footnote w:type="
			    "\"separator\" w:id=\"0\"/><w:footnote w:id=\"2\">"
			    "<w:p><w:r><w:footnoteRef/></w:r>"
			    R(" Báo cáo số 5.") "</w:p></w:footnote>"
			    "</w:footnotes>"),
		  "body: Đã giải thể^1 ba đơn vị.\n"
		  "note [1]: Báo cáo số 5.\nbody: Hết.\n");
}

#define C(text) "<w:tc>" P(text) "</w:tc>"
TEST(docx_tables)
{
	CHECK_STR(docx(a, "<w:tbl><w:tr>" C("TT") "<w:tc><w:tcPr><w:gridSpan "
			  "w:val=\"2\"/></w:tcPr>" P("Năm") "</w:tc>" C("Ghi")
			  "</w:tr><w:tr><w:tc><w:p/></w:tc>" C("2023")
			  C("2024") C("") "</w:tr><w:tr><w:trPr><w:gridBefore "
			  "w:val=\"1\"/></w:trPr>" C("5") C("6") C("x")
			  "</w:tr></w:tbl>"),
		  "cell 1:1,1: TT\ncell 1:1,2: Năm\ncell 1:1,4: Ghi\n"
		  "cell 1:2,2: 2023\ncell 1:2,3: 2024\n"
		  "cell 1:3,2: 5\ncell 1:3,3: 6\ncell 1:3,4: x\n");
}

TEST(docx_letter_head_is_no_table)
{
	CHECK_STR(docx(a, "<w:tbl><w:tr><w:tc>" P("ỦY BAN") P("Số: 1/KH")
			  "</w:tc>" C("CỘNG HÒA") "</w:tr></w:tbl>"),
		  "body: ỦY BAN\nbody: Số: 1/KH\nbody: CỘNG HÒA\n");
}

TEST(docx_text_is_lines_and_rows)
{
	struct err e = { 0 };
	struct document *d = read_with(a, P("Biểu") "<w:tbl><w:tr>" C("a")
				       C("b") "</w:tr><w:tr>" C("1") C("2")
				       "</w:tr><w:tr>" C("3") C("4")
				       "</w:tr></w:tbl>", NULL, NULL, &e);

	CHECK_STR(d->text, "Biểu\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n");
	for (size_t i = 0; i < d->npassage; i++)
		CHECK(memcmp(d->text + d->passage[i].at[0], d->passage[i].text,
			     d->passage[i].n) == 0);
}

TEST(docx_hostile_parts_are_refused)
{
	struct err e = { 0 };
	struct buf deep = BUF_INIT(a);

	CHECK(!document_parse(a, "x.docx", "PK\3\4abcdef", 10, &e));
	CHECK_ERR(&e, ERR_INPUT, "cắt cụt");
	for (int i = 0; i < 1000; i++)
		buf_adds(&deep, "<w:sdt>");
	e = (struct err){ 0 };
	CHECK(!read_with(a, deep.data, NULL, NULL, &e));
	CHECK_ERR(&e, ERR_INPUT, "lồng quá");
	e = (struct err){ 0 };
	CHECK(!read_with(a, P("a"), "styles",
			 "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:styles " W
			 "/>", &e));
	CHECK_ERR(&e, ERR_INPUT, "DTD");
	e = (struct err){ 0 };
	CHECK(!read_with(a, "<w:p>", NULL, NULL, &e));
	CHECK_ERR(&e, ERR_INPUT, "hỏng");
}
