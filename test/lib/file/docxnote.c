/* SPDX-License-Identifier: Apache-2.0 */
/* Comments in a Word document that somebody else wrote. */
#include "lib/file/docxnote.h"
#include "lib/file/zip.h"

#include "test.h"

#include <string.h>

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define HEAD "<w:document xmlns:w=\"" W "\"><w:body><w:p>"
#define TAIL "</w:p></w:body></w:document>"

struct file {
	const char *document;
	const char *comments;
	const char *relations;
};

static char *make(struct arena *a, const struct file *f, size_t *n)
{
	struct err e = { 0 };
	char *path = arena_printf(a, "%s/t.docx", test_dir(a));
	const char *types = "<Types xmlns=\"t\"><Default/></Types>";
	struct zip_entry entries[] = {
		{ "[Content_Types].xml", types, strlen(types) },
		{ "word/document.xml", f->document, strlen(f->document) },
		{ "word/media/x.png", "\1\2\3", 3 },
		{ "word/_rels/document.xml.rels", f->relations,
		  f->relations ? strlen(f->relations) : 0 },
		{ "word/comments.xml", f->comments,
		  f->comments ? strlen(f->comments) : 0 },
	};

	if (zip_write(path, entries, f->relations ? 5 : 3, &e) < 0)
		BUG("%s", e.message);
	return file_read(a, path, 1 << 20, n, &e);
}

static const char *part(struct arena *a, const char *data, size_t n,
			const char *name)
{
	struct err e = { 0 };
	struct zip_archive *z = zip_archive_parse(a, "t.docx", data, n, &e);
	size_t len;

	if (!z || !zip_has(z, name))
		return NULL;
	return zip_entry_read(a, z, name, 1 << 20, &len, &e);
}

/* The document with a remark on each of the words. */
static const char *remarked(struct arena *a, const struct file *f,
			    const char *const *words, char **out, size_t *len)
{
	struct docx_remark r[4];
	struct err e = { 0 };
	size_t n, count = 0;
	char *data = make(a, f, &n);

	for (; words[count]; count++) {
		const char *p = strstr(f->document, words[count]);

		r[count] = (struct docx_remark){
			(size_t)(p - f->document),
			(size_t)(p - f->document) + strlen(words[count]),
			"Sai & thiếu\nĐề xuất"
		};
	}
	*out = docx_remarks_add(a, "t.docx", data, n, "word/document.xml", r,
				count, len, &e);
	return *out ? part(a, *out, *len, "word/document.xml") :
		      arena_strdup(a, e.message);
}

#define OPENS(id) "<w:commentRangeStart w:id=\"" id "\"/>"
#define ENDS(id)                                                             \
	"<w:commentRangeEnd w:id=\"" id "\"/><w:r><w:commentReference "      \
	"w:id=\"" id "\"/></w:r>"

TEST(docxnote_divides_a_run)
{
	const struct file f = { .document = HEAD "<w:r><w:rPr><w:b/></w:rPr>"
				"<w:t>Có 46 HTX</w:t></w:r>" TAIL };
	char *out;
	size_t n;

	CHECK_STR(remarked(a, &f, (const char *[]){ "46", NULL }, &out, &n),
		  HEAD "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">"
		  "Có </w:t></w:r>" OPENS("0") "<w:r><w:rPr><w:b/></w:rPr>"
		  "<w:t xml:space=\"preserve\">46</w:t></w:r>" ENDS("0")
		  "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">"
		  " HTX</w:t></w:r>" TAIL);
	CHECK_STR(part(a, out, n, "word/media/x.png"), "\1\2\3");
	CHECK(strstr(part(a, out, n, "[Content_Types].xml"),
		     "<Default/><Override PartName=\"/word/comments.xml\""));
	CHECK(strstr(part(a, out, n, "word/_rels/document.xml.rels"),
		     "Id=\"hoptac0\""));
	CHECK(strstr(part(a, out, n, "word/comments.xml"),
		     "w:author=\"hoptac\" w:initials=\"ht\"><w:p><w:r><w:t "
		     "xml:space=\"preserve\">Sai &amp; thiếu</w:t></w:r></w:p>"
		     "<w:p>"));
}

TEST(docxnote_whole_runs_are_not_divided)
{
	const struct file f = { .document = HEAD "<w:r><w:t>46</w:t></w:r>"
				"<w:r><w:t>47</w:t></w:r>" TAIL };
	char *out;
	size_t n;

	CHECK_STR(remarked(a, &f, (const char *[]){ "46", "47", NULL }, &out,
			   &n),
		  HEAD OPENS("0") "<w:r><w:t>46</w:t></w:r>" ENDS("0")
		  OPENS("1") "<w:r><w:t>47</w:t></w:r>" ENDS("1") TAIL);
}

TEST(docxnote_ranges_may_overlap)
{
	const struct file f = { .document = HEAD "<w:r><w:t>abcdef</w:t></w:r>"
				TAIL };
	char *out;
	size_t n;

	CHECK_STR(remarked(a, &f, (const char *[]){ "abcd", "cdef", NULL },
			   &out, &n),
		  HEAD OPENS("0") "<w:r><w:t>ab</w:t></w:r>" OPENS("1")
		  "<w:r><w:t xml:space=\"preserve\">cd</w:t></w:r>" ENDS("0")
		  "<w:r><w:t xml:space=\"preserve\">ef</w:t></w:r>" ENDS("1")
		  TAIL);
}

/* In a text box: around what holds it. */
TEST(docxnote_text_boxes_are_marked_from_outside)
{
	const struct file f = { .document = HEAD "<w:r><w:pict><w:txbxContent>"
				"<w:p><w:r><w:t>abc</w:t></w:r></w:p>"
				"</w:txbxContent></w:pict></w:r>" TAIL };
	char *out;
	size_t n;

	CHECK_STR(remarked(a, &f, (const char *[]){ "bc", NULL }, &out, &n),
		  HEAD OPENS("0") "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>"
		  "abc</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
		  ENDS("0") TAIL);
}

TEST(docxnote_keeps_comments_that_were_there)
{
	const struct file f = {
		.document = HEAD "<w:r><w:t>46</w:t></w:r>" TAIL,
		.comments = "<w:comments xmlns:w=\"" W "\"><w:comment w:id="
			    "\"7\"><w:p/></w:comment></w:comments>",
		.relations = "<Relationships xmlns=\"r\"><Relationship Id=\"a\""
			     " Type=\"x/comments\" Target=\"comments.xml\"/>"
			     "</Relationships>",
	};
	const char *comments;
	char *out;
	size_t n;

	CHECK(strstr(remarked(a, &f, (const char *[]){ "46", NULL }, &out, &n),
		     OPENS("8")));
	comments = part(a, out, n, "word/comments.xml");
	CHECK(strstr(comments, "<w:comment w:id=\"7\"><w:p/></w:comment>"
			       "<w:comment w:id=\"8\""));
	CHECK_STR(part(a, out, n, "[Content_Types].xml"),
		  "<Types xmlns=\"t\"><Default/></Types>");
}

TEST(docxnote_broken_parts_are_refused)
{
	const struct file f = { .document = "<w:document" };
	struct err e = { 0 };
	size_t n, len;
	char *data = make(a, &f, &n);

	CHECK(!docx_remarks_add(a, "t.docx", data, n, "word/document.xml",
				NULL, 0, &len, &e));
	CHECK_ERR(&e, ERR_INPUT, "hỏng");
}
