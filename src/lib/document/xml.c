/* SPDX-License-Identifier: Apache-2.0 */
/* Reading an XML part of an office document over expat. */
#include "lib/document/xml.h"

#include <expat.h>
#include <stdbool.h>

enum {
	MAX_DEPTH = 400,
	MAX_NAME = 128,
	MAX_ATTRIBUTES = 64, /* more are not looked at */
};

static const struct {
	const char *uri;
	const char *name;
} spaces[] = {
	{ "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w" },
	{ "http://purl.oclc.org/ooxml/wordprocessingml/main", "w" },
	{ "http://schemas.openxmlformats.org/officeDocument/2006/math", "m" },
	{ "http://schemas.openxmlformats.org/markup-compatibility/2006", "mc" },
	{ "http://schemas.openxmlformats.org/package/2006/relationships",
	  "rel" },
	{ "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office" },
	{ "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text" },
	{ "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table" },
	{ "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style" },
	{ "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw" },
	{ "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest" },
	{ "urn:oasis:names:tc:opendocument:xmlns:"
	  "xsl-fo-compatible:1.0", "fo" },
	{ "http://www.w3.org/1999/xhtml", "html" },
};

struct reading {
	const struct xml_reader *reader;
	XML_Parser parser;
	const char *what;
	int depth;
	struct err *e;
	bool failed;
};

/* "http://... p" becomes "w:p". */
static void short_name(char out[MAX_NAME], const char *name)
{
	const char *blank = strrchr(name, ' ');
	const char *space = "?";

	if (!blank) {
		snprintf(out, MAX_NAME, "%s", name);
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(spaces); i++)
		if (strlen(spaces[i].uri) == (size_t)(blank - name) &&
		    memcmp(spaces[i].uri, name, (size_t)(blank - name)) == 0)
			space = spaces[i].name;
	snprintf(out, MAX_NAME, "%s:%s", space, blank + 1);
}

static void stop(struct reading *r)
{
	r->failed = true;
	XML_StopParser(r->parser, XML_FALSE);
}

static void on_open(void *arg, const char *name, const char **attribute)
{
	struct reading *r = arg;
	char names[MAX_ATTRIBUTES][MAX_NAME];
	const char *out[2 * MAX_ATTRIBUTES + 1];
	char own[MAX_NAME];
	size_t n = 0;

	if (r->failed)
		return;
	if (r->depth++ == MAX_DEPTH) {
		err_set(r->e, ERR_INPUT, "Phần “%s” lồng quá %d cấp", r->what,
			MAX_DEPTH);
		stop(r);
		return;
	}
	if (!r->reader->open)
		return;
	for (; attribute[2 * n] && n < MAX_ATTRIBUTES; n++) {
		short_name(names[n], attribute[2 * n]);
		out[2 * n] = names[n];
		out[2 * n + 1] = attribute[2 * n + 1];
	}
	out[2 * n] = NULL;
	short_name(own, name);
	r->reader->open(r->reader->ctx, own, out,
			(size_t)XML_GetCurrentByteIndex(r->parser),
			(size_t)XML_GetCurrentByteCount(r->parser));
}

static void on_close(void *arg, const char *name)
{
	struct reading *r = arg;
	char own[MAX_NAME];

	if (r->failed)
		return;
	r->depth--;
	if (!r->reader->close)
		return;
	short_name(own, name);
	r->reader->close(r->reader->ctx, own);
}

static void on_text(void *arg, const char *s, int n)
{
	struct reading *r = arg;

	if (r->failed || !r->reader->text)
		return;
	r->reader->text(r->reader->ctx, s, (size_t)n,
			(size_t)XML_GetCurrentByteIndex(r->parser),
			(size_t)XML_GetCurrentByteCount(r->parser));
}

static void on_doctype(void *arg, const char *name, const char *system,
		       const char *public, int internal)
{
	struct reading *r = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	err_set(r->e, ERR_INPUT, "Phần “%s” có khai báo DTD: từ chối đọc",
		r->what);
	err_hint(r->e, "Tệp do Word hoặc LibreOffice lưu không có khai báo "
		       "này; mở tệp gốc rồi lưu lại.");
	stop(r);
}

int xml_read(const char *data, size_t n, const char *what,
	     const struct xml_reader *reader, struct err *e)
{
	struct reading r = { .reader = reader, .what = what, .e = e };
	int rc = 0;

	if (n > INT32_MAX)
		return err_set(e, ERR_INPUT, "Phần “%s” quá lớn", what);
	r.parser = XML_ParserCreateNS(NULL, ' ');
	if (!r.parser)
		BUG("out of memory: XML parser");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_open, on_close);
	XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	if (XML_Parse(r.parser, data, (int)n, 1) != XML_STATUS_OK || r.failed) {
		if (!r.failed) {
			err_set(e, ERR_INPUT, "Phần “%s” hỏng, dòng %lu: %s",
				what, XML_GetCurrentLineNumber(r.parser),
				XML_ErrorString(XML_GetErrorCode(r.parser)));
			err_hint(e, "Mở tệp bằng Word hoặc LibreOffice rồi lưu "
				    "lại; nếu không mở được, lấy lại tệp gốc.");
		}
		rc = -1;
	}
	XML_ParserFree(r.parser);
	return rc;
}

const char *xml_get(const char **attribute, const char *name)
{
	for (const char **p = attribute; p[0]; p += 2)
		if (strcmp(p[0], name) == 0)
			return p[1];
	return NULL;
}

long xml_number(const char *value, long otherwise)
{
	char *end;
	long v;

	if (!value || !*value)
		return otherwise;
	v = strtol(value, &end, 10);
	return *end ? otherwise : v;
}
