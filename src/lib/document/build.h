/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Building a document out of the paragraphs, tables and notes of an office
 * format; only for lib/document.
 *
 * Readers tell what comes in reading order; build_finish writes the text that
 * positions refer to (a line for each paragraph, "| a | b |" for each row of a
 * table, notes behind the paragraph that calls them) and makes the passages.
 * A table that only places the letter head or the signatures is told as the
 * paragraphs that it holds.
 *
 * Paragraphs may be opened inside a paragraph (a text box): they come after
 * it.
 */
#ifndef HOPTAC_DOCUMENT_BUILD_H
#define HOPTAC_DOCUMENT_BUILD_H

#include "lib/document/internal.h"

enum piece_kind {
	PIECE_PARA,
	PIECE_TABLE,
	PIECE_ROW,
	PIECE_CELL,
	PIECE_TABLE_END,
};

/* Bytes of a paragraph and where a part of the file has them. */
struct origin {
	uint32_t at;    /* byte of the paragraph */
	uint32_t n;     /* bytes of the paragraph */
	uint32_t xml;   /* byte of the part */
	uint32_t count; /* bytes of the part; = n: the same bytes */
};

struct piece {
	enum piece_kind kind;
	enum passage_kind as; /* of a paragraph */
	int level;
	const char *label;    /* of a note */
	struct buf text;
	struct origin *origin;
	size_t norigin, cap;
	int part;             /* of the file that the origins mean */
	int span;             /* of a cell: columns; of a row: left out first */
	bool torn;
};

enum { BUILD_DEPTH = 64 };

struct build {
	struct arena *arena; /* of the reading; gone afterwards */
	struct document *d;
	struct piece *piece;
	size_t n, cap;
	size_t open[BUILD_DEPTH]; /* paragraphs that are open */
	int depth;
	int tables; /* that are open */
	int deep;   /* tables that are open too deep to be told */
	int part;
	bool torn;  /* a page ends here */
	size_t total;
	struct note *note; /* called, and not told yet */
	size_t nnote, capnote;
};

/* A paragraph begins; ends. */
void build_para(struct build *b, enum passage_kind kind, int level);
void build_end(struct build *b);
/* The paragraph that is open, NULL when none is. */
struct piece *build_open(struct build *b);

/* n bytes of text that stand in [at, at + count) of the part; count 0: they
 * stand nowhere. */
void build_text(struct build *b, const char *s, size_t n, size_t at,
		size_t count);
/* The line is broken here. */
void build_break(struct build *b);
/* Digits as raised ones; other text as it is. */
void build_raised(struct build *b, const char *s, size_t n, size_t at,
		  size_t count);

/* A note is called here; its paragraphs are told by the n pieces. */
void build_call(struct build *b, int number, const struct piece *piece,
		size_t n, size_t at, size_t count);

void build_table(struct build *b);
void build_row(struct build *b, int before);
void build_cell(struct build *b, int span);
void build_table_end(struct build *b);

/* The document's text and passages.  0, or -1 with ERR_INPUT: too large, or
 * nothing in it. */
int build_finish(struct build *b, struct err *e);

/* Where the text of a document stands in a part of its file; only of DOCX. */
struct source {
	struct source_run *run; /* by at */
	size_t n, cap;
};

struct source_run {
	uint32_t at;    /* byte of the document's text */
	uint32_t n;
	uint32_t xml;   /* byte of the part */
	uint32_t count; /* = n: byte for byte */
	int part;       /* 0: the document itself; else notes */
};

#endif
