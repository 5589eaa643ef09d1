/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of a DOCX that hardly depend on its text; nobody but docx.c
 * includes this.  Lengths of the page are in twips, 1/20 of a point.
 */
#ifndef HOPTAC_FILE_DOCXPART_H
#define HOPTAC_FILE_DOCXPART_H

#include "lib/base/buf.h"
#include "lib/file/docx.h"

enum { /* A4 and the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I */
	PAGE_WIDTH = 11906,
	PAGE_HEIGHT = 16838,
	MARGIN_TOP = 1134,
	MARGIN_BOTTOM = 1134,
	MARGIN_LEFT = 1701,
	MARGIN_RIGHT = 1134,
	MARGIN_HEADER = 510, /* the page number stands in the top margin */
	TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT,
};

#define DOCX_NS                                                              \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/"      \
	"2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/"           \
	"officeDocument/2006/relationships\""
#define DOCX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* The id of a style and its size in half points. */
const char *docx_style_id(enum docx_style style)
	__attribute__((returns_nonnull));
int docx_style_size(enum docx_style style);

/* Append the whole part. */
void docx_add_styles(struct buf *b);
void docx_add_properties(struct buf *b, const char *title);
/* The header of the first page, without a number, or of the others; mark may
 * be NULL. */
void docx_add_header(struct buf *b, const char *mark, int first);

/* Parts that are always the same. */
extern const char docx_content_types[];
extern const char docx_package_relations[];
extern const char docx_document_relations[];
extern const char docx_settings[];
extern const char docx_application[];

#endif
