/* SPDX-License-Identifier: Apache-2.0 */
/* OpenDocument texts.  Tests src/lib/document/odtstyle.c too. */
#include "lib/document/passages.h"
#include "lib/file/zip.h"

#define NS(p, last) \
	" xmlns:" p "=\"urn:oasis:names:tc:opendocument:xmlns:" last ":1.0\""
#define SPACES                                                               \
	NS("office", "office") NS("text", "text") NS("table", "table")       \
	NS("style", "style")
#define P(text) "<text:p>" text "</text:p>"

static const char *odt_with(struct arena *a, const char *styles,
			    const char *body)
{
	struct err e = { 0 };
	char *path = arena_printf(a, "%s/t.odt", test_dir(a));
	char *content = arena_printf(a, "<office:document-content" SPACES
				     "><office:automatic-styles>%s"
				     "</office:automatic-styles><office:body>"
				     "<office:text>%s</office:text>"
				     "</office:body></office:document-content>",
				     styles, body);
	struct zip_entry entry = { "content.xml", content, strlen(content) };
	struct document *d;

	if (zip_write(path, &entry, 1, &e) < 0)
		BUG("%s", e.message);
	d = document_read(a, path, &e);
	return d ? shown(a, d) : arena_strdup(a, e.message);
}

TEST(odt_paragraphs)
{
	CHECK_STR(odt_with(a, "", "<text:h text:outline-level=\"2\">I. Một"
				  "</text:h>" P("Có<text:s text:c=\"3\"/>46"
				  "<text:tab/>HTX") P("- Mục") P("")),
		  "heading 2: I. Một\nbody: Có 46 HTX\nitem: - Mục\n");
}

TEST(odt_what_is_not_seen)
{
	CHECK_STR(odt_with(a, "<style:style style:name=\"H\">"
			      "<style:text-properties text:display=\"none\"/>"
			      "</style:style>",
			   "<text:tracked-changes><text:changed-region>"
			   P("đã xoá") "</text:changed-region>"
			   "</text:tracked-changes>"
			   P("Một<office:annotation>" P("ý kiến")
			     "</office:annotation><text:span text:style-name="
			     "\"H\">ẩn</text:span> hai")),
		  "body: Một hai\n");
}

TEST(odt_notes_and_raised)
{
	CHECK_STR(odt_with(a, "<style:style style:name=\"S\">"
			      "<style:text-properties style:text-position="
			      "\"super 58%\"/></style:style>",
			   P("Giải thể<text:note><text:note-citation>1"
			     "</text:note-citation><text:note-body>"
			     P("Báo cáo số 5.") "</text:note-body></text:note>"
			     " ba đơn vị<text:span text:style-name=\"S\">2"
			     "</text:span>.")),
		  "body: Giải thể^1 ba đơn vị^2.\nnote [1]: Báo cáo số 5.\n");
}

TEST(odt_labels_are_counted)
{
	CHECK_STR(odt_with(a,
		"<text:list-style style:name=\"L\">"
		"<text:list-level-style-number text:level=\"1\""
		" style:num-format=\"1\" style:num-suffix=\".\"/>"
		"<text:list-level-style-number text:level=\"2\""
		" style:num-format=\"a\" style:num-suffix=\")\"/>"
		"</text:list-style>",
		"<text:list text:style-name=\"L\"><text:list-item>" P("A")
		P("vẫn A") "<text:list><text:list-item>" P("B")
		"</text:list-item></text:list></text:list-item></text:list>"
		"<text:list text:style-name=\"L\" text:continue-numbering="
		"\"true\"><text:list-item>" P("C") "</text:list-item>"
		"</text:list><text:list text:style-name=\"L\">"
		"<text:list-item>" P("D") "</text:list-item></text:list>"),
		  "body: 1. A\nbody: vẫn A\nbody: a) B\nbody: 2. C\n"
		  "body: 1. D\n");
}

#define CELL(text) "<table:table-cell>" P(text) "</table:table-cell>"
TEST(odt_tables)
{
	CHECK_STR(odt_with(a, "", "<table:table><table:table-row>" CELL("a")
				  "<table:table-cell table:number-columns-"
				  "spanned=\"2\">" P("b") "</table:table-cell>"
				  "<table:covered-table-cell/>" CELL("c")
				  "</table:table-row><table:table-row>"
				  CELL("1") "<table:table-cell "
				  "table:number-columns-repeated=\"2\"/>"
				  CELL("2") "</table:table-row></table:table>"),
		  "cell 1:1,1: a\ncell 1:1,2: b\ncell 1:1,4: c\n"
		  "cell 1:2,1: 1\ncell 1:2,4: 2\n");
}
