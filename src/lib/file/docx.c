/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing DOCX.
 *
 * The calls append to the XML of the body as they come; what is open (a
 * paragraph, a cell, a row, a table) is closed by the next call that needs
 * it closed.  A caller that breaks the order, such as text without a
 * paragraph, is a BUG.
 */
#include "lib/file/docxpart.h"

#include "lib/file/zip.h"

#include <ctype.h>
#include <stdbool.h>

enum {
	CELL_MARGIN = 85, /* 1,5 mm left and right in a table */
	LONGEST_BOOKMARK = 40,
	RULE_SIZE = 6, /* eighths of a point */
};

struct docx {
	struct arena *arena;
	const char *title;
	const char *mark; /* NULL: no draft */
	struct buf body;
	struct buf notes;
	int n_notes;
	int n_bookmarks;

	bool in_paragraph;
	enum docx_style style; /* of the last paragraph */
	bool page_break;       /* before the next paragraph */
	bool after_table;      /* nothing stands behind the last table */

	const int *widths; /* of the open table's columns, NULL outside */
	size_t columns;
	bool bordered;
	size_t column; /* the next cell's */
	bool in_row, in_cell;
	bool cell_filled; /* a cell must have a paragraph */
	int cell_width;   /* twips */
};

struct docx *docx_new(struct arena *a, const char *title)
{
	struct docx *d = ARENA_NEW(a, struct docx);

	d->arena = a;
	d->title = arena_strdup(a, title);
	d->body = (struct buf)BUF_INIT(a);
	d->notes = (struct buf)BUF_INIT(a);
	return d;
}

void docx_draft(struct docx *d, const char *mark)
{
	d->mark = arena_strdup(d->arena, mark);
}

static int twips(int tenths_of_mm)
{
	return (tenths_of_mm * 567 + 50) / 100;
}

static void close_paragraph(struct docx *d)
{
	if (d->in_paragraph)
		buf_adds(&d->body, "</w:p>");
	d->in_paragraph = false;
}

/* Opens a paragraph up to its style; the caller closes <w:pPr>. */
static void open_paragraph(struct docx *d, enum docx_style style)
{
	close_paragraph(d);
	if (d->widths && !d->in_cell)
		BUG("paragraph in a table, outside a cell");
	buf_addf(&d->body, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>",
		 docx_style_id(style));
	if (d->page_break)
		buf_adds(&d->body, "<w:pageBreakBefore/>");
	d->page_break = false;
	d->after_table = false;
	d->cell_filled = true;
	d->in_paragraph = true;
	d->style = style;
}

void docx_paragraph(struct docx *d, enum docx_style style)
{
	open_paragraph(d, style);
	buf_adds(&d->body, "</w:pPr>");
}

/* The text of a run: line feeds and tabs have elements of their own. */
static void add_run_text(struct buf *b, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n\t");

		if (n > 0) {
			buf_adds(b, "<w:t xml:space=\"preserve\">");
			buf_addxml(b, arena_strndup(b->arena, text, n));
			buf_adds(b, "</w:t>");
		}
		text += n;
		if (*text)
			buf_adds(b, *text++ == '\n' ? "<w:br/>" : "<w:tab/>");
	}
}

void docx_text(struct docx *d, const char *text, unsigned run_flags)
{
	struct buf *b = &d->body;

	if (!d->in_paragraph)
		BUG("text outside a paragraph: %s", text);
	if (!*text)
		return;
	buf_adds(b, "<w:r>");
	if (run_flags) {
		int size = docx_style_size(d->style) - 2;

		buf_adds(b, "<w:rPr>");
		if (run_flags & DOCX_BOLD)
			buf_adds(b, "<w:b/><w:bCs/>");
		if (run_flags & DOCX_ITALIC)
			buf_adds(b, "<w:i/><w:iCs/>");
		if (run_flags & DOCX_CAPS)
			buf_adds(b, "<w:caps/>");
		if (run_flags & DOCX_SMALLER)
			buf_addf(b, "<w:sz w:val=\"%d\"/><w:szCs "
				    "w:val=\"%d\"/>", size, size);
		if (run_flags & DOCX_HIGHLIGHT)
			buf_adds(b, "<w:highlight w:val=\"yellow\"/>");
		if (run_flags & DOCX_UNDERLINE)
			buf_adds(b, "<w:u w:val=\"single\"/>");
		if (run_flags & DOCX_RAISED)
			buf_adds(b, "<w:vertAlign w:val=\"superscript\"/>");
		buf_adds(b, "</w:rPr>");
	}
	add_run_text(b, text);
	buf_adds(b, "</w:r>");
}

void docx_break(struct docx *d)
{
	if (!d->in_paragraph)
		BUG("line break outside a paragraph");
	buf_adds(&d->body, "<w:r><w:br/></w:r>");
}

void docx_footnote(struct docx *d, const char *text)
{
	struct buf *b = &d->notes;

	if (!d->in_paragraph)
		BUG("footnote outside a paragraph: %s", text);
	d->n_notes++;
	buf_addf(&d->body,
		 "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
		 "<w:footnoteReference w:id=\"%d\"/></w:r>",
		 d->n_notes);
	buf_addf(b,
		 "<w:footnote w:id=\"%d\"><w:p><w:pPr><w:pStyle "
		 "w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle "
		 "w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>"
		 "<w:r><w:t xml:space=\"preserve\"> </w:t></w:r><w:r>",
		 d->n_notes);
	add_run_text(b, text);
	buf_adds(b, "</w:r></w:p></w:footnote>");
}

void docx_bookmark(struct docx *d, const char *name, const char *text,
		   unsigned run_flags)
{
	char *clean = arena_strndup(d->arena, name, LONGEST_BOOKMARK);
	int id = d->n_bookmarks++;

	for (char *p = clean; *p; p++)
		if (!isalnum((unsigned char)*p))
			*p = '_';
	buf_addf(&d->body,
		 "<w:bookmarkStart w:id=\"%d\" w:name=\"%s\"/>", id, clean);
	docx_text(d, text, run_flags);
	buf_addf(&d->body, "<w:bookmarkEnd w:id=\"%d\"/>", id);
}

void docx_table(struct docx *d, size_t columns, const int *widths, int bordered)
{
	struct buf *b = &d->body;
	int *twip_widths = ARENA_ARRAY(d->arena, columns, int);
	int total = 0;

	if (d->widths)
		BUG("table in a table");
	/* two tables without anything between would become one */
	if (d->after_table || d->page_break)
		docx_paragraph(d, DOCX_PLAIN);
	close_paragraph(d);
	for (size_t i = 0; i < columns; i++) {
		twip_widths[i] = twips(widths[i]);
		total += twip_widths[i];
	}
	buf_addf(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
		    "<w:jc w:val=\"center\"/>", total);
	if (bordered) {
		static const char *const sides[] = { "top", "left", "bottom",
						     "right", "insideH",
						     "insideV" };

		buf_adds(b, "<w:tblBorders>");
		for (size_t i = 0; i < ARRAY_LEN(sides); i++)
			buf_addf(b, "<w:%s w:val=\"single\" w:sz=\"4\" "
				    "w:space=\"0\" w:color=\"auto\"/>",
				 sides[i]);
		buf_adds(b, "</w:tblBorders>");
	}
	buf_addf(b, "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
		    "<w:left w:w=\"%d\" w:type=\"dxa\"/>"
		    "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar>"
		    "</w:tblPr><w:tblGrid>", CELL_MARGIN, CELL_MARGIN);
	for (size_t i = 0; i < columns; i++)
		buf_addf(b, "<w:gridCol w:w=\"%d\"/>", twip_widths[i]);
	buf_adds(b, "</w:tblGrid>");
	d->widths = twip_widths;
	d->columns = columns;
	d->bordered = bordered;
}

static void close_cell(struct docx *d)
{
	if (!d->in_cell)
		return;
	if (!d->cell_filled)
		docx_paragraph(d, DOCX_CELL);
	close_paragraph(d);
	buf_adds(&d->body, "</w:tc>");
	d->in_cell = false;
}

static void close_row(struct docx *d)
{
	close_cell(d);
	if (!d->in_row)
		return;
	if (d->column != d->columns)
		BUG("row of %zu columns in a table of %zu", d->column,
		    d->columns);
	buf_adds(&d->body, "</w:tr>");
	d->in_row = false;
}

void docx_row(struct docx *d, int header)
{
	if (!d->widths)
		BUG("row outside a table");
	close_row(d);
	buf_adds(&d->body, "<w:tr><w:trPr><w:cantSplit/>");
	if (header)
		buf_adds(&d->body, "<w:tblHeader/>");
	buf_adds(&d->body, "</w:trPr>");
	d->in_row = true;
	d->column = 0;
}

/* merge: how the cell belongs to the ones below or above, or NULL. */
static void open_cell(struct docx *d, int span, const char *merge)
{
	if (!d->in_row || span < 1 || d->column + (size_t)span > d->columns)
		BUG("cell %d columns wide at column %zu", span, d->column);
	close_cell(d);
	d->cell_width = 0;
	for (int i = 0; i < span; i++)
		d->cell_width += d->widths[d->column++];
	buf_addf(&d->body, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>",
		 d->cell_width);
	if (span > 1)
		buf_addf(&d->body, "<w:gridSpan w:val=\"%d\"/>", span);
	if (merge)
		buf_addf(&d->body, "<w:vMerge w:val=\"%s\"/>", merge);
	if (d->bordered)
		buf_adds(&d->body, "<w:vAlign w:val=\"center\"/>");
	buf_adds(&d->body, "</w:tcPr>");
	d->in_cell = true;
	d->cell_filled = false;
}

void docx_cell(struct docx *d, int span)
{
	open_cell(d, span, NULL);
}

void docx_cell_tall(struct docx *d, int continued)
{
	open_cell(d, 1, continued ? "continue" : "restart");
}

void docx_table_end(struct docx *d)
{
	if (!d->widths)
		BUG("end of no table");
	close_row(d);
	buf_adds(&d->body, "</w:tbl>");
	d->widths = NULL;
	d->after_table = true;
}

void docx_rule(struct docx *d, int per_mille)
{
	int width = d->in_cell ? d->cell_width - 2 * CELL_MARGIN : TEXT_WIDTH;
	int side = width * (1000 - per_mille) / 2000;

	open_paragraph(d, DOCX_PLAIN);
	buf_addf(&d->body,
		 "<w:pBdr><w:top w:val=\"single\" w:sz=\"%d\" w:space=\"1\" "
		 "w:color=\"auto\"/></w:pBdr><w:spacing w:before=\"40\" "
		 "w:line=\"80\" w:lineRule=\"exact\"/><w:ind w:left=\"%d\" "
		 "w:right=\"%d\"/></w:pPr>",
		 RULE_SIZE, side, side);
	close_paragraph(d);
}

void docx_page_break(struct docx *d)
{
	if (d->widths)
		BUG("page break in a table");
	d->page_break = true;
}

/* document.xml around the body. */
static struct buf document(const struct docx *d)
{
	struct buf b = BUF_INIT(d->arena);

	buf_adds(&b, DOCX_XML "<w:document " DOCX_NS "><w:body>");
	buf_add(&b, d->body.data, d->body.len);
	if (d->in_paragraph)
		buf_adds(&b, "</w:p>");
	else if (d->after_table) /* Word wants one behind a table */
		buf_adds(&b, "<w:p/>");
	buf_addf(&b,
		 "<w:sectPr><w:headerReference w:type=\"default\" "
		 "r:id=\"rId4\"/><w:headerReference w:type=\"first\" "
		 "r:id=\"rId5\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"/>"
		 "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" "
		 "w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" "
		 "w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body>"
		 "</w:document>",
		 PAGE_WIDTH, PAGE_HEIGHT, MARGIN_TOP, MARGIN_RIGHT,
		 MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_HEADER, MARGIN_HEADER);
	return b;
}

static struct buf footnotes(const struct docx *d)
{
	struct buf b = BUF_INIT(d->arena);

	buf_adds(&b, DOCX_XML
		 "<w:footnotes " DOCX_NS ">"
		 "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r>"
		 "<w:separator/></w:r></w:p></w:footnote>"
		 "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
		 "<w:p><w:r><w:continuationSeparator/></w:r></w:p>"
		 "</w:footnote>");
	buf_add(&b, d->notes.data, d->notes.len);
	buf_adds(&b, "</w:footnotes>");
	return b;
}

int docx_write(struct docx *d, const char *path, struct err *e)
{
	struct buf body = document(d);
	struct buf notes = footnotes(d);
	struct buf styles = BUF_INIT(d->arena);
	struct buf properties = BUF_INIT(d->arena);
	struct buf header = BUF_INIT(d->arena);
	struct buf first = BUF_INIT(d->arena);

	if (d->widths)
		BUG("document written inside a table");
	docx_add_styles(&styles);
	docx_add_properties(&properties, d->title);
	docx_add_header(&header, d->mark, 0);
	docx_add_header(&first, d->mark, 1);
	{
		const struct zip_entry entries[] = {
			{ "[Content_Types].xml", docx_content_types,
			  strlen(docx_content_types) },
			{ "_rels/.rels", docx_package_relations,
			  strlen(docx_package_relations) },
			{ "word/document.xml", body.data, body.len },
			{ "word/_rels/document.xml.rels",
			  docx_document_relations,
			  strlen(docx_document_relations) },
			{ "word/styles.xml", styles.data, styles.len },
			{ "word/settings.xml", docx_settings,
			  strlen(docx_settings) },
			{ "word/footnotes.xml", notes.data, notes.len },
			{ "word/header1.xml", header.data, header.len },
			{ "word/header2.xml", first.data, first.len },
			{ "docProps/core.xml", properties.data,
			  properties.len },
			{ "docProps/app.xml", docx_application,
			  strlen(docx_application) },
		};

		return zip_write(path, entries, ARRAY_LEN(entries), e);
	}
}
