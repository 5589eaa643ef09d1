/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Documents that people wrote, read as text with positions.
 *
 * A document has two faces.  Its text is what `hoptac lint --text` prints and
 * what every position refers to: of a plain file the file itself, of an office
 * document the paragraphs, cells and notes in reading order.  Its passages are
 * that text as a reader understands it: marks of the format taken out, lines
 * and pages joined again where a sentence goes on, notes taken out of the
 * sentence that they interrupt.  Every byte of a passage knows its byte in the
 * text.
 *
 *	struct document *d = document_read(a, "ke-hoach.docx", &e);
 *	for (size_t i = 0; d && i < d->npassage; i++)
 *		puts(d->passage[i].text);
 *
 * All text is UTF-8 in NFC.  Everything lives on the arena it was read with.
 */
#ifndef HOPTAC_DOCUMENT_DOCUMENT_H
#define HOPTAC_DOCUMENT_DOCUMENT_H

#include "lib/base/arena.h"
#include "lib/base/base.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	DOCUMENT_MAX_FILE = 64 << 20, /* bytes of a file */
	DOCUMENT_MAX_TEXT = 16 << 20, /* of the text it becomes: 4,000 pages */
};

enum document_format {
	DOCUMENT_TEXT, /* .txt, .md: Markdown marks are understood in both */
	DOCUMENT_HTML,
	DOCUMENT_DOCX,
	DOCUMENT_ODT,
	DOCUMENT_PDF,
};

enum passage_kind {
	PASSAGE_BODY,
	PASSAGE_HEADING, /* by its style or mark; numbered lines may be body */
	PASSAGE_ITEM,    /* of a list, with or without a mark of its own */
	PASSAGE_CELL,    /* of a table */
	PASSAGE_NOTE,    /* the text of a footnote */
};

/* Where a note is called in a passage. */
struct anchor {
	size_t at;         /* byte of the passage's text before which it stands */
	const char *label; /* "1" */
	size_t start, end; /* its bytes in the document's text */
};

struct passage {
	enum passage_kind kind;
	const char *text;   /* clean, terminated: one blank between words */
	size_t n;
	const uint32_t *at; /* n + 1 bytes of the document's text, ascending
			     * (more than one apart over a mark or a note) */
	int level;          /* of a heading by its style, 1..9; else 0 */
	int table;          /* of a cell: which table, from 1; else 0 */
	int row, column;    /* of a cell, from 1 */
	const char *label;  /* of a note: its number; else NULL */
	struct anchor *anchor;
	size_t nanchor;
};

struct document {
	struct arena *arena;
	const char *path;
	enum document_format format;
	const char *text;
	size_t n;
	struct passage *passage;
	size_t npassage;
	const uint32_t *line; /* byte at which each line begins */
	size_t nline;
	const uint32_t *point; /* code points before some of the bytes */
	struct source *source; /* of DOCX: where the file has the text */
	const char *part;      /* of DOCX: the part that has it */
};

/*
 * Reads a document; the format is told by the content, then by the name.
 * NULL with e: ERR_NOTFOUND, ERR_IO, ERR_INPUT (not a document that can be
 * read, encrypted, truncated, too large, a scan without text, not UTF-8 ...).
 */
struct document *document_read(struct arena *a, const char *path,
			       struct err *e);

/* The same from n bytes that were received under this name. */
struct document *document_parse(struct arena *a, const char *name,
				const void *data, size_t n, struct err *e);

/*
 * Of a DOCX: where bytes [start, end) of the text stand in the part d->part of
 * the file: [*from, *to) of its bytes.  Of the text of a note it is where the
 * note is called.  False when the file does not have them (a label that is
 * counted).
 */
bool document_source(const struct document *d, size_t start, size_t end,
		     size_t *from, size_t *to);

/*
 * Starts a process that runs pdftotext for this one.  Call it once before the
 * process gives up its right to start programs (seal.h) and before its first
 * thread; it ends with this one.  Without it PDFs are converted by a child of
 * their own.
 */
void document_converter_start(void);

/* Code points before a byte of the text, and its line, from 1. */
size_t document_point(const struct document *d, size_t byte);
size_t document_line(const struct document *d, size_t byte);

#endif
