/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a DOCX that hardly depend on its text: styles, headers,
 * properties, and the lists that hold the package together. */
#include "lib/file/docxpart.h"

#include <stdbool.h>

struct look {
	const char *id;
	const char *name; /* Word's own name where it has one */
	const char *align;
	int size;         /* half points */
	int first_indent; /* twips */
	int before;       /* gaps above and below, twips */
	int after;
	int line;      /* 240 is single */
	int outline;   /* level of a heading, 0 for none */
	unsigned runs; /* enum docx_run */
};

enum { INDENT = 720 }; /* 1,27 cm */

static const struct look looks[] = {
	[DOCX_PLAIN] = { "Normal", "Normal", "left", 28, 0, 0, 0, 240, 0, 0 },
	[DOCX_BODY] = { "BodyText", "Body Text", "both", 28, INDENT, 120, 0,
			276, 0, 0 },
	[DOCX_CENTER] = { "Centered", "Centered", "center", 28, 0, 0, 0, 240,
			  0, 0 },
	[DOCX_TITLE] = { "Title", "Title", "center", 28, 0, 240, 0, 240, 0,
			 DOCX_BOLD | DOCX_CAPS },
	[DOCX_SUBJECT] = { "Subtitle", "Subtitle", "center", 28, 0, 0, 0, 240,
			   0, DOCX_BOLD },
	[DOCX_HEADING_1] = { "Heading1", "heading 1", "center", 28, 0, 240, 0,
			     276, 1, DOCX_BOLD },
	[DOCX_HEADING_2] = { "Heading2", "heading 2", "both", 28, INDENT, 160,
			     0, 276, 2, DOCX_BOLD },
	[DOCX_HEADING_3] = { "Heading3", "heading 3", "both", 28, INDENT, 120,
			     0, 276, 3, DOCX_BOLD },
	[DOCX_HEADING_4] = { "Heading4", "heading 4", "both", 28, INDENT, 120,
			     0, 276, 4, DOCX_BOLD | DOCX_ITALIC },
	[DOCX_ITEM] = { "ListItem", "List Item", "both", 28, INDENT, 120, 0,
			276, 0, 0 },
	[DOCX_CELL] = { "Cell", "Cell", "left", 24, 0, 40, 40, 240, 0, 0 },
	[DOCX_CELL_CENTER] = { "CellCenter", "Cell Center", "center", 24, 0,
			       40, 40, 240, 0, 0 },
	[DOCX_CELL_RIGHT] = { "CellRight", "Cell Right", "right", 24, 0, 40,
			      40, 240, 0, 0 },
	[DOCX_CAPTION] = { "Caption", "caption", "right", 24, 0, 40, 40, 240, 0,
			   DOCX_ITALIC },
	[DOCX_RECIPIENT] = { "Recipient", "Recipient", "left", 22, 0, 0, 0,
			     240, 0, 0 },
	[DOCX_NOTE] = { "TableNote", "Table Note", "both", 22, 0, 40, 0, 240,
			0, 0 },
};

const char *docx_style_id(enum docx_style style)
{
	if (style < 0 || style >= ARRAY_LEN(looks))
		BUG("style %d", (int)style);
	return looks[style].id;
}

int docx_style_size(enum docx_style style)
{
	return looks[style].size;
}

static void add_look(struct buf *b, const struct look *l)
{
	bool normal = l == &looks[DOCX_PLAIN];

	buf_addf(b,
		 "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\">"
		 "<w:name w:val=\"%s\"/>",
		 normal ? " w:default=\"1\"" : "", l->id, l->name);
	if (!normal)
		buf_adds(b, "<w:basedOn w:val=\"Normal\"/>");
	buf_adds(b, "<w:qFormat/><w:pPr>");
	if (l->outline || l == &looks[DOCX_CAPTION])
		buf_adds(b, "<w:keepNext/>");
	buf_addf(b,
		 "<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" "
		 "w:lineRule=\"auto\"/><w:ind w:firstLine=\"%d\"/>"
		 "<w:jc w:val=\"%s\"/>",
		 l->before, l->after, l->line, l->first_indent, l->align);
	if (l->outline)
		buf_addf(b, "<w:outlineLvl w:val=\"%d\"/>", l->outline - 1);
	buf_adds(b, "</w:pPr><w:rPr>");
	if (l->runs & DOCX_BOLD)
		buf_adds(b, "<w:b/><w:bCs/>");
	if (l->runs & DOCX_ITALIC)
		buf_adds(b, "<w:i/><w:iCs/>");
	if (l->runs & DOCX_CAPS)
		buf_adds(b, "<w:caps/>");
	buf_addf(b,
		 "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>",
		 l->size, l->size);
}

void docx_add_styles(struct buf *b)
{
	buf_adds(b, DOCX_XML
		 "<w:styles " DOCX_NS "><w:docDefaults><w:rPrDefault><w:rPr>"
		 "<w:rFonts w:ascii=\"Times New Roman\" "
		 "w:eastAsia=\"Times New Roman\" "
		 "w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
		 "<w:color w:val=\"000000\"/><w:sz w:val=\"28\"/>"
		 "<w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\" "
		 "w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr>"
		 "</w:rPrDefault><w:pPrDefault/></w:docDefaults>");
	for (size_t i = 0; i < ARRAY_LEN(looks); i++)
		add_look(b, &looks[i]);
	buf_adds(b,
		 "<w:style w:type=\"paragraph\" w:styleId=\"Header\">"
		 "<w:name w:val=\"header\"/><w:basedOn w:val=\"Normal\"/>"
		 "</w:style>"
		 "<w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\">"
		 "<w:name w:val=\"footnote text\"/><w:basedOn "
		 "w:val=\"Normal\"/><w:pPr><w:jc w:val=\"both\"/></w:pPr>"
		 "<w:rPr><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>"
		 "</w:style>"
		 "<w:style w:type=\"character\" "
		 "w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote "
		 "reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/>"
		 "</w:rPr></w:style></w:styles>");
}

void docx_add_properties(struct buf *b, const char *title)
{
	/* fixed days: the same calls give the same bytes */
	buf_adds(b, DOCX_XML
		 "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats."
		 "org/package/2006/metadata/core-properties\" "
		 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		 "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
		 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
		 "<dc:title>");
	buf_addxml(b, title);
	buf_adds(b,
		 "</dc:title><dc:creator>hoptac</dc:creator>"
		 "<dcterms:created xsi:type=\"dcterms:W3CDTF\">"
		 "1980-01-01T00:00:00Z</dcterms:created>"
		 "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">"
		 "1980-01-01T00:00:00Z</dcterms:modified>"
		 "<dc:language>vi-VN</dc:language></cp:coreProperties>");
}

static void add_mark(struct buf *b, const char *mark)
{
	/* small enough to leave the middle to the page number */
	buf_adds(b, "<w:r><w:rPr><w:b/><w:sz w:val=\"20\"/>"
		    "<w:szCs w:val=\"20\"/></w:rPr><w:t>");
	buf_addxml(b, mark);
	buf_adds(b, "</w:t></w:r>");
}

void docx_add_header(struct buf *b, const char *mark, int first)
{
	buf_addf(b,
		 DOCX_XML "<w:hdr " DOCX_NS "><w:p><w:pPr>"
			  "<w:pStyle w:val=\"Header\"/><w:tabs>"
			  "<w:tab w:val=\"center\" w:pos=\"%d\"/>"
			  "<w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>"
			  "</w:pPr>",
		 TEXT_WIDTH / 2, TEXT_WIDTH);
	if (!first)
		buf_adds(b,
			 "<w:r><w:tab/></w:r>"
			 "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
			 "<w:r><w:instrText xml:space=\"preserve\"> PAGE "
			 "</w:instrText></w:r>"
			 "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
			 "<w:r><w:t>2</w:t></w:r>"
			 "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
			 "<w:r><w:tab/></w:r>");
	if (mark)
		add_mark(b, mark);
	buf_adds(b, "</w:p></w:hdr>");
}

#define PART_TYPE                                                            \
	"ContentType=\"application/vnd.openxmlformats-officedocument."       \
	"wordprocessingml."
#define RELATION_TYPE                                                        \
	"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"      \
	"relationships/"
#define RELATIONS                                                            \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"  \
	"2006/relationships\">"

const char docx_content_types[] = DOCX_XML
	"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
	"content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd."
	"openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" " PART_TYPE
	"document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" " PART_TYPE "styles+xml\"/>"
	"<Override PartName=\"/word/settings.xml\" " PART_TYPE
	"settings+xml\"/>"
	"<Override PartName=\"/word/footnotes.xml\" " PART_TYPE
	"footnotes+xml\"/>"
	"<Override PartName=\"/word/header1.xml\" " PART_TYPE "header+xml\"/>"
	"<Override PartName=\"/word/header2.xml\" " PART_TYPE "header+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/"
	"vnd.openxmlformats-package.core-properties+xml\"/>"
	"<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
	"vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
	"</Types>";

const char docx_package_relations[] = DOCX_XML RELATIONS
	"<Relationship Id=\"rId1\" " RELATION_TYPE
	"officeDocument\" Target=\"word/document.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/"
	"package/2006/relationships/metadata/core-properties\" "
	"Target=\"docProps/core.xml\"/>"
	"<Relationship Id=\"rId3\" " RELATION_TYPE
	"extended-properties\" Target=\"docProps/app.xml\"/>"
	"</Relationships>";

const char docx_document_relations[] = DOCX_XML RELATIONS
	"<Relationship Id=\"rId1\" " RELATION_TYPE
	"styles\" Target=\"styles.xml\"/>"
	"<Relationship Id=\"rId2\" " RELATION_TYPE
	"settings\" Target=\"settings.xml\"/>"
	"<Relationship Id=\"rId3\" " RELATION_TYPE
	"footnotes\" Target=\"footnotes.xml\"/>"
	"<Relationship Id=\"rId4\" " RELATION_TYPE
	"header\" Target=\"header1.xml\"/>"
	"<Relationship Id=\"rId5\" " RELATION_TYPE
	"header\" Target=\"header2.xml\"/>"
	"</Relationships>";

const char docx_settings[] = DOCX_XML
	"<w:settings " DOCX_NS "><w:defaultTabStop w:val=\"720\"/>"
	"<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/>"
	/* a line that ends with a break is not stretched to both margins */
	"</w:footnotePr><w:compat><w:doNotExpandShiftReturn/>"
	"<w:compatSetting "
	"w:name=\"compatibilityMode\" "
	"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
	"</w:compat><w:themeFontLang w:val=\"vi-VN\"/>"
	"<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/>"
	"</w:settings>";

const char docx_application[] = DOCX_XML
	"<Properties xmlns=\"http://schemas.openxmlformats.org/"
	"officeDocument/2006/extended-properties\">"
	"<Application>hoptac</Application></Properties>";
