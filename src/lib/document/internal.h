/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What readers of a format build a document with; only for lib/document.
 *
 * A reader finds paragraphs: pieces of the document's text that belong
 * together.  join.c rejoins those that a page break tore, and passages are
 * made of what is left.
 */
#ifndef HOPTAC_DOCUMENT_INTERNAL_H
#define HOPTAC_DOCUMENT_INTERNAL_H

#include "lib/base/buf.h"
#include "lib/document/document.h"

/* Bytes of the document's text. */
struct span {
	uint32_t from, to;
};

struct para {
	enum passage_kind kind;
	int level;
	int table, row, column;
	const char *label;
	struct span *span; /* its lines, without blanks at their ends */
	size_t nspan, cap;
	bool torn;  /* a page ends somewhere before it */
	bool gone;  /* joined to one before it */
};

/* The paragraphs of a document. */
struct paras {
	struct arena *arena;
	struct para *para;
	size_t n, cap;
};

/* A new last paragraph; a further line of the last one. */
struct para *para_open(struct paras *ps, enum passage_kind kind)
	__attribute__((returns_nonnull));
void para_span(struct paras *ps, size_t from, size_t to);

/* Does a line that was broken on purpose, the last of the paragraph, go on in
 * [from, to)? */
bool broken_goes_on(const char *text, const struct para *p, size_t from,
		    size_t to);

/* Joins what a page break tore: see join.c. */
void paras_join(const char *text, struct paras *ps);

/* Makes d's passages of its paragraphs.  calls: of a plain text, whose marks
 * are taken out (see mark.h); else NULL. */
struct note_calls;
void document_make(struct document *d, struct paras *ps,
		   const struct note_calls *calls);

/* Passages as they are built: text goes in byte for byte with its place. */
struct passages {
	struct arena *arena; /* of the document */
	struct arena *step;  /* of what is open */
	struct passage *passage;
	size_t n, cap;
	struct buf text; /* of the passage that is open */
	uint32_t *at;
	size_t cap_at;
	struct passage open;
	size_t cap_anchor;
};

/* Ends the passage that is open, unless it is empty, and opens another. */
void passage_open(struct passages *p, enum passage_kind kind);
/* n bytes that stand at byte `at` of the document's text. */
void passage_add(struct passages *p, const char *s, size_t n, size_t at);
/* n bytes that stand for what [start, end) of the document's text says in
 * another way: "&amp;". */
void passage_add_for(struct passages *p, const char *s, size_t n,
		     size_t start, size_t end);
/* One blank, unless one is there or nothing yet. */
void passage_blank(struct passages *p, size_t at);
/* A note called here; [start, end) is the call in the document's text. */
void passage_anchor(struct passages *p, const char *label, size_t start,
		    size_t end);
void passage_close(struct passages *p);

/* Plain text, with or without the marks of Markdown: d->text is set. */
void document_passages_text(struct document *d);

/* Takes n bytes, which are the document's from then on, as its text. */
void document_set_text(struct document *d, const char *text, size_t n);

/* Readers of the formats: text and passages of d, whose arena, path and
 * format are set.  0, or -1 with e. */
struct zip_archive;
int document_read_docx(struct document *d, struct zip_archive *z,
		       struct err *e);
int document_read_odt(struct document *d, struct zip_archive *z,
		      struct err *e);

int document_read_pdf(struct document *d, const char *data, size_t n,
		      struct err *e);
/* Of what pdftotext wrote: n bytes and one more, which are changed. */
int document_pdf_words(struct document *d, char *bbox, size_t n,
		       struct err *e);
int document_read_html(struct document *d, const char *data, size_t n,
		       struct err *e);
bool document_is_html(const char *name, const char *data, size_t n);

/* --- looking at text ----------------------------------------------------------- */

/* The code point at s (before end), its length in *n; -1 at the end. */
int32_t point_at(const char *s, const char *end, size_t *n);
/* The one that ends at s (after start). */
int32_t point_before(const char *start, const char *s, size_t *n);
bool point_is_lower(int32_t cp);
bool point_is_upper(int32_t cp);
bool point_is_letter(int32_t cp);

/* The label that a line begins with: "1.", "2.1", "a)", "(3)", "IV.", "-",
 * "+", "•", "Điều 5.", "Phụ lục"; its length without the blank behind it; 0
 * when there is none. */
size_t label_scan(const char *s, const char *end);

/* Are the letters capitals, with few exceptions? */
bool text_is_capitals(const char *s, const char *end);

/* A mark of a list without number: "-", "+", "*", "•", "–" with a blank. */
bool bullet_scan(const char *s, const char *end);

#endif
