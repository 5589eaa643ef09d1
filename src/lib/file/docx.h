/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing administrative documents as DOCX, in the form of Nghị định
 * 30/2020/NĐ-CP, Phụ lục I: A4, margins 20/20/30/20 mm, Times New Roman 14,
 * page number centred in the top margin from page 2, footnotes per document,
 * headings by style.  The same calls give the same bytes.
 *
 * Calls append to the document in reading order:
 *
 *	struct docx *d = docx_new(a, "Kế hoạch ...");
 *	docx_paragraph(d, DOCX_HEADING_1);
 *	docx_text(d, "Phần thứ nhất", DOCX_BOLD);
 *	...
 *	docx_write(d, path, e);
 */
#ifndef HOPTAC_FILE_DOCX_H
#define HOPTAC_FILE_DOCX_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

struct docx;

enum docx_style {
	DOCX_BODY,      /* justified, first line indented 1,27 cm, 14 pt */
	DOCX_PLAIN,     /* left, no indent */
	DOCX_CENTER,
	DOCX_TITLE,     /* type name: centred, bold, capitals */
	DOCX_SUBJECT,   /* centred, bold; docx_rule draws the line under it */
	DOCX_HEADING_1, /* Phần: centred, bold */
	DOCX_HEADING_2, /* I. ... */
	DOCX_HEADING_3, /* 1. ... */
	DOCX_HEADING_4, /* 1.1. ..., a) ... */
	DOCX_ITEM,      /* a list line with its own mark, body otherwise */
	DOCX_CELL,      /* in a table: 12 pt, left */
	DOCX_CELL_CENTER,
	DOCX_CELL_RIGHT,
	DOCX_CAPTION,   /* over a table, 12 pt, right, italic; stays with it */
	DOCX_RECIPIENT, /* Nơi nhận, 11 pt */
	DOCX_NOTE,      /* under a table, justified, 11 pt */
};

enum docx_run { /* flags */
	DOCX_BOLD = 1,
	DOCX_ITALIC = 2,
	DOCX_CAPS = 4,      /* shown in capitals */
	DOCX_UNDERLINE = 8,
	DOCX_HIGHLIGHT = 16, /* a figure that a broken check names */
	DOCX_SMALLER = 32,   /* one point less than the style */
	DOCX_RAISED = 64,    /* a superscript: the mark of a note */
};

/* A new document on the arena; the title goes into its properties. */
struct docx *docx_new(struct arena *a, const char *title);

/* Marks every page as a draft: "DỰ THẢO" at the head of the first page and
 * in the header of the others. */
void docx_draft(struct docx *d, const char *mark);

/* Starts a paragraph; text, breaks and footnotes go into the last one.  In a
 * text "\n" breaks the line and "\t" is a tab. */
void docx_paragraph(struct docx *d, enum docx_style style);
void docx_text(struct docx *d, const char *text, unsigned run_flags);
void docx_break(struct docx *d);
void docx_footnote(struct docx *d, const char *text);
/* A named place (for a later link or a replacement) around a text; in the name
 * every byte but ASCII letters and digits becomes _, and 40 bytes count. */
void docx_bookmark(struct docx *d, const char *name, const char *text,
		   unsigned run_flags);

/* A table of the given column widths in tenths of a millimetre; bordered or
 * bare (letter head, signature block), centred on the page, whose text is 1600
 * wide.  Cells are filled in reading order: docx_cell opens the next one (span
 * columns wide); paragraphs follow.  A header row repeats on every page.  No
 * tables in tables. */
void docx_table(struct docx *d, size_t columns, const int *widths,
		int bordered);
void docx_row(struct docx *d, int header);
void docx_cell(struct docx *d, int span);
/* The same, one column wide, for a cell over several rows: not continued in
 * the first of them, continued (and left empty) in the others. */
void docx_cell_tall(struct docx *d, int continued);
void docx_table_end(struct docx *d);

/* A short centred line under what was written (quốc hiệu, tên cơ quan,
 * subject); per mille of the cell or page width.  It is a paragraph of its own:
 * text needs a new one behind it. */
void docx_rule(struct docx *d, int per_mille);

/* What comes next begins a new page. */
void docx_page_break(struct docx *d);

/* Writes the file whole or not at all.  0 or -1. */
int docx_write(struct docx *d, const char *path, struct err *e);

#endif
