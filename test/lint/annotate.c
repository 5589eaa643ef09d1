/* SPDX-License-Identifier: Apache-2.0 */
/* The copy with comments.  Tests src/lib/document/source.c too. */
#include "lint/annotate.h"

#include "lib/document/passages.h"
#include "lib/file/docx.h"
#include "lib/file/file.h"
#include "lib/file/zip.h"

/* A draft with a wrong sum in the text, and a wrong date in a note. */
static char *draft(struct arena *a, size_t *n)
{
	struct err e = { 0 };
	char *path = arena_printf(a, "%s/t.docx", test_dir(a));
	struct docx *d = docx_new(a, "Mẫu");

	docx_paragraph(d, DOCX_BODY);
	docx_text(d, "Năm 2023 có 46 hợp tác xã, trong đó ", 0);
	docx_text(d, "20 hợp tác xã", DOCX_BOLD);
	docx_text(d, " & 26 tổ", 0);
	docx_footnote(d, "Báo cáo số 305/BC-UBND ngày 31/02/2023 của tỉnh.");
	docx_text(d, ".", 0);
	if (docx_write(d, path, &e) < 0)
		BUG("%s", e.message);
	return file_read(a, path, 1 << 20, n, &e);
}

/* What the bytes of the part say that a text of the document stands for. */
static void check_source(struct arena *a, const struct document *d,
			 const char *xml, const char *words, const char *want)
{
	size_t start = (size_t)(strstr(d->text, words) - d->text);
	size_t from, to;

	if (!CHECK(document_source(d, start, start + strlen(words), &from,
				   &to)))
		return;
	CHECK_STR(arena_strndup(a, xml + from, to - from), want);
}

TEST(source_knows_the_bytes)
{
	size_t n, len;
	char *data = draft(a, &n);
	struct document *d = parse_as(a, "t.docx", data, n);
	struct err e = { 0 };
	struct zip_archive *z = zip_archive_parse(a, "t.docx", data, n, &e);
	char *xml = zip_entry_read(a, z, d->part, 1 << 20, &len, &e);
	size_t from, to;

	check_source(a, d, xml, "46", "46");
	check_source(a, d, xml, "& 26", "&amp; 26");
	check_source(a, d, xml, "&", "&amp;");
	/* of a note: where it is called */
	size_t start = (size_t)(strstr(d->text, "31/02") - d->text);

	CHECK(document_source(d, start, start + 5, &from, &to));
	CHECK(memcmp(xml + from, "<w:footnoteReference", 20) == 0);
	d = parse_as(a, "t.txt", "abc", 3);
	CHECK(!document_source(d, 0, 1, &from, &to));
}

TEST(annotate_marks_the_first_part_of_each_finding)
{
	size_t n, len;
	char *data = draft(a, &n);
	struct document *d = parse_as(a, "t.docx", data, n);
	struct lint_options none = { 0 };
	struct lint *l = lint_run(a, d, &none);
	struct err e = { 0 };
	char *out = lint_annotate(a, l, data, n, &len, &e);
	char *again = lint_annotate(a, l, data, n, &n, &e);
	struct document *copy = parse_as(a, "t.docx", out, len);
	struct zip_archive *z = zip_archive_parse(a, "t.docx", out, len, &e);
	const char *xml = zip_entry_read(a, z, "word/document.xml", 1 << 20,
					 &n, &e);
	size_t count = 0;

	CHECK(l->nfinding > 0);
	for (const char *p = xml; (p = strstr(p, "<w:commentReference")); p++)
		count++;
	CHECK_INT(count, l->nfinding);
	/* the text is what it was, and the bytes do not depend on the run */
	CHECK_STR(copy->text, d->text);
	CHECK(memcmp(out, again, len) == 0);
}

TEST(annotate_wants_a_word_document)
{
	struct lint_options none = { 0 };
	struct document *d = parse_as(a, "t.txt", "abc", 3);
	struct err e = { 0 };
	size_t n;

	CHECK(!lint_annotate(a, lint_run(a, d, &none), "abc", 3, &n, &e));
	CHECK_ERR(&e, ERR_INPUT, ".docx");
}
