/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Fuzzes the readers of documents; the first byte says which (or the variable
 * READER, from 0, for a run on one of them): plain text, HTML, the parts of a Word document or of an OpenDocument text (split by
 * byte 1), the words of a PDF, or a file of any kind.  What comes out keeps
 * its promises, or there is an error with a message.
 */
#include "lib/document/internal.h"
#include "lib/file/docxnote.h"
#include "lib/text/text.h"

#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { READERS = 6 };

static size_t runs[READERS];

__attribute__((destructor)) static void tell(void)
{
	static const char *const names[] = { "text", "html", "docx", "odt",
					     "pdf", "any" };

	for (int i = 0; i < READERS; i++)
		fprintf(stderr, "%s: %zu inputs\n", names[i], runs[i]);
}

static void check(const struct document *d)
{
	size_t before = 0;

	for (size_t i = 0; i <= d->n; i += 97) {
		size_t at = document_point(d, i);

		if (at < before || document_line(d, i) > d->nline)
			BUG("places go back");
		before = at;
	}
	for (size_t i = 0; i < d->npassage; i++) {
		const struct passage *p = &d->passage[i];

		if (p->n == 0 || strlen(p->text) != p->n ||
		    text_check(p->text, p->n, NULL) < 0)
			BUG("a passage is no text");
		for (size_t k = 0; k < p->n; k++)
			if (p->at[k] >= d->n || p->at[k] > p->at[k + 1])
				BUG("a byte without a place");
		for (size_t k = 0; k < p->nanchor; k++)
			if (p->anchor[k].at > p->n ||
			    p->anchor[k].end > d->n)
				BUG("a call without a place");
		if ((p->kind == PASSAGE_CELL) != (p->table > 0) ||
		    (p->kind == PASSAGE_NOTE && !p->label))
			BUG("a passage of the wrong kind");
	}
}

/* --- an archive that stores its parts as they are ---------------------------------- */

static void add_number(struct buf *b, uint32_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_addch(b, (char)(v >> 8 * i & 0xff));
}

static void add_sizes(struct buf *b, const uint8_t *data, size_t n,
		      const char *name)
{
	add_number(b, (uint32_t)crc32(0, data, (uInt)n), 4);
	add_number(b, (uint32_t)n, 4);
	add_number(b, (uint32_t)n, 4);
	add_number(b, (uint32_t)strlen(name), 2);
	add_number(b, 0, 2);
}

/* Each name gets the bytes up to the next byte 1. */
static struct buf archive(struct arena *a, const uint8_t *data, size_t n,
			  const char *const *names)
{
	struct buf b = BUF_INIT(a);
	struct buf directory = BUF_INIT(a);
	uint32_t count = 0;
	size_t start;

	for (; *names; names++, count++) {
		const uint8_t *end = n ? memchr(data, 1, n) : NULL;
		size_t len = end ? (size_t)(end - data) : n;

		buf_add(&directory, "PK\1\2\24\0\24\0\0\0\0\0\0\0\0\0", 16);
		add_sizes(&directory, data, len, *names);
		buf_add(&directory, "\0\0\0\0\0\0\0\0\0\0", 10);
		add_number(&directory, (uint32_t)b.len, 4);
		buf_adds(&directory, *names);
		buf_add(&b, "PK\3\4\24\0\0\0\0\0\0\0\0\0", 14);
		add_sizes(&b, data, len, *names);
		buf_adds(&b, *names);
		buf_add(&b, data, len);
		data += len + (end != NULL);
		n -= len + (end != NULL);
	}
	start = b.len;
	buf_add(&b, directory.data, directory.len);
	buf_add(&b, "PK\5\6\0\0\0\0", 8);
	add_number(&b, count, 2);
	add_number(&b, count, 2);
	add_number(&b, (uint32_t)directory.len, 4);
	add_number(&b, (uint32_t)start, 4);
	add_number(&b, 0, 2);
	return b;
}

static struct document *read_words(struct arena *a, const uint8_t *data,
				   size_t n, struct err *e)
{
	struct document *d = ARENA_NEW(a, struct document);
	char *copy = arena_alloc(a, n + 1);

	memcpy(copy, data, n);
	*d = (struct document){ .arena = a, .path = "x.pdf",
				.format = DOCUMENT_PDF };
	return document_pdf_words(d, copy, n, e) == 0 ? d : NULL;
}

/* A copy with comments on every tenth letter has the same text. */
static void annotate(struct arena *a, const struct document *d,
		     const struct buf *file)
{
	struct docx_remark *remark = NULL;
	size_t n = 0, cap = 0, len;
	struct err e = { 0 };
	struct document *copy;
	char *out;

	for (size_t i = 0; i < d->n; i += 10) {
		struct docx_remark r = { .text = "a\nb" };
		size_t start = i;
		size_t end = i + 1 + i % 7;

		while (start > 0 && (d->text[start] & 0xc0) == 0x80)
			start--;
		end = end < d->n ? end : d->n;
		while (end < d->n && (d->text[end] & 0xc0) == 0x80)
			end++;
		if (document_source(d, start, end, &r.from, &r.to))
			*VEC_PUSH(a, remark, n, cap) = r;
	}
	out = docx_remarks_add(a, "x.docx", file->data, file->len, d->part,
			       remark, n, &len, &e);
	if (!out)
		return;
	copy = document_parse(a, "x.docx", out, len, &e);
	if (!copy)
		BUG("the copy cannot be read: %s", e.message);
	/* blanks at the ends of texts count from now on */
	for (const char *x = d->text, *y = copy->text; *x || *y;) {
		if (*x == ' ' || *y == ' ') {
			x += *x == ' ';
			y += *y == ' ';
			continue;
		}
		if (*x++ != *y++)
			BUG("the copy has another text");
	}
}

static struct document *read_as(struct arena *a, int reader,
				const uint8_t *data, size_t n, struct err *e)
{
	struct document *d;
	static const char *const docx[] = {
		"word/document.xml", "word/_rels/document.xml.rels",
		"word/styles.xml", "word/numbering.xml", "word/footnotes.xml",
		"[Content_Types].xml", NULL
	};
	static const char *const odt[] = { "content.xml", "styles.xml", NULL };
	static const char *const names[] = { "x.txt", "x.html", "x.docx",
					     "x.odt", "x.pdf", "x" };
	struct buf b;

	if (reader == 4)
		return read_words(a, data, n, e);
	if (reader != 2 && reader != 3)
		return document_parse(a, names[reader], data, n, e);
	b = archive(a, data, n, reader == 2 ? docx : odt);
	d = document_parse(a, names[reader], b.data, b.len, e);
	if (d && d->format == DOCUMENT_DOCX)
		annotate(a, d, &b);
	return d;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	const char *only = getenv("READER");
	struct document *d;
	int reader;

	if (size > 0) {
		reader = (only ? *only - '0' : data[0]) % READERS;
		/* pdftotext has its own tests */
		if (reader == 5 && size > 5 && memcmp(data + 1, "%PDF", 4) == 0)
			reader = 0;
		runs[reader]++;
		d = read_as(a, reader, data + 1, size - 1, &e);
		if (d)
			check(d);
		else if (e.kind == ERR_NONE || !e.message[0])
			BUG("failure without an error");
	}
	arena_free(a);
	return 0;
}
