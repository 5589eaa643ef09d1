/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of a Word document beside its text: which there are, styles,
 * numbering.  Only for lib/document.
 */
#ifndef HOPTAC_DOCUMENT_DOCXPART_H
#define HOPTAC_DOCUMENT_DOCXPART_H

#include "lib/document/numbering.h"
#include "lib/file/zip.h"

enum { DOCX_MAX_PART = 64 << 20 };

/* Names in the archive; NULL: there is none. */
struct docx_parts {
	const char *document;
	const char *styles;
	const char *numbering;
	const char *footnotes;
	const char *endnotes;
};

/* 0; -1 with e when it is no Word document. */
int docx_parts_find(struct arena *a, struct zip_archive *z,
		    struct docx_parts *out, struct err *e);

/* A paragraph style, with what it inherits. */
struct docx_style {
	const char *id;
	const char *name;
	const char *based;
	int outline;     /* 0..8; -1: none */
	const char *num; /* its list; NULL */
	int ilvl;        /* -1 */
	bool told;       /* what it inherits is in it */
};

struct docx_styles;

struct docx_styles *docx_styles_read(struct arena *a, struct zip_archive *z,
				     const struct docx_parts *parts,
				     struct err *e);

/* A style by its id; NULL when there is none. */
const struct docx_style *docx_style(struct docx_styles *s, const char *id);

/* Is it a line of a table of contents? */
bool docx_is_contents(const struct docx_style *style);

/* The label of the next paragraph of a list; num and ilvl as the paragraph
 * has them (NULL, -1: as its style has them).  "" when it has none. */
const char *docx_label(struct docx_styles *s, const struct docx_style *style,
		       const char *num, int ilvl)
	__attribute__((returns_nonnull));

#endif
