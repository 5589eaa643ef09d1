/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a document of any kind; positions in its text. */
#include "lib/document/internal.h"

#include "lib/document/mark.h"
#include "lib/file/file.h"
#include "lib/file/zip.h"
#include "lib/text/text.h"

#include <string.h>
#include <utf8proc.h>

enum {
	POINT_STEP = 256,  /* bytes between two counted places */
	MIN_LETTERS = 300, /* of a text whose language is looked at */
	MIN_SHORT = 40,    /* of one that has no letter with a mark at all */
	MIN_OWN = 3,       /* per cent of them that only Vietnamese has */
};

static void count_points(struct document *d)
{
	uint32_t *point = ARENA_ARRAY(d->arena, d->n / POINT_STEP + 1,
				      uint32_t);
	uint32_t n = 0;

	for (size_t i = 0; i < d->n; i++) {
		if (i % POINT_STEP == 0)
			point[i / POINT_STEP] = n;
		n += (d->text[i] & 0xc0) != 0x80;
	}
	if (d->n % POINT_STEP == 0)
		point[d->n / POINT_STEP] = n;
	d->point = point;
}

static void find_lines(struct document *d)
{
	uint32_t *line = NULL;
	size_t n = 0;
	size_t cap = 0;

	*VEC_PUSH(d->arena, line, n, cap) = 0;
	for (size_t i = 0; i < d->n; i++)
		if (d->text[i] == '\n')
			*VEC_PUSH(d->arena, line, n, cap) = (uint32_t)i + 1;
	d->line = line;
	d->nline = n;
}

void document_make(struct document *d, struct paras *ps,
		   const struct note_calls *calls)
{
	struct arena *step = arena_new();
	struct passages out = { .arena = d->arena, .step = step,
				.text = BUF_INIT(step) };

	for (size_t i = 0; i < ps->n; i++) {
		const struct para *p = &ps->para[i];

		if (p->gone)
			continue;
		passage_open(&out, p->kind);
		out.open.level = p->level;
		out.open.table = p->table;
		out.open.row = p->row;
		out.open.column = p->column;
		if (p->label)
			out.open.label = arena_strdup(d->arena, p->label);
		mark_paragraph(&out, d->text, p, calls);
	}
	passage_close(&out);
	d->passage = out.passage;
	d->npassage = out.n;
	arena_free(step);
}

void document_set_text(struct document *d, const char *text, size_t n)
{
	d->text = text;
	d->n = n;
	find_lines(d);
	count_points(d);
}

static void add_point(struct buf *b, uint32_t cp)
{
	utf8proc_uint8_t out[4];
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)cp, out);

	buf_add(b, out, (size_t)n);
}

/* UTF-16 with its mark, as Notepad saves "Unicode", in UTF-8; what is half a
 * pair becomes the sign for a letter that cannot be shown. */
static struct buf from_utf16(struct arena *a, const unsigned char *s, size_t n)
{
	struct buf b = BUF_INIT(a);
	int high = s[0] == 0xff; /* index of the high byte */

	for (size_t i = 2; i + 1 < n; i += 2) {
		uint32_t cp = (uint32_t)s[i + high] << 8 | s[i + 1 - high];
		uint32_t low;

		if (cp >= 0xd800 && cp < 0xdc00 && i + 3 < n) {
			low = (uint32_t)s[i + 2 + high] << 8 | s[i + 3 - high];
			if (low >= 0xdc00 && low < 0xe000) {
				cp = 0x10000 + ((cp - 0xd800) << 10) + low -
				     0xdc00;
				i += 2;
			}
		}
		add_point(&b, cp >= 0xd800 && cp < 0xe000 ? 0xfffd : cp);
	}
	return b;
}

static int read_text(struct document *d, const void *data, size_t n,
		     struct err *e)
{
	const unsigned char *u = data;
	char *text;

	d->format = DOCUMENT_TEXT;
	if (n >= 2 && ((u[0] == 0xff && u[1] == 0xfe) ||
		       (u[0] == 0xfe && u[1] == 0xff))) {
		struct buf b = from_utf16(d->arena, u, n);

		data = b.data;
		n = b.len;
	}
	if (text_nfc(d->arena, data, n, &text, e) < 0) {
		/* the hint of text_check is for tables */
		if (e)
			e->hint[0] = '\0';
		err_detail(e, "tệp “%s”", d->path);
		return err_hint(e, "Mở văn bản, chuyển chữ sang Unicode (UniKey: "
				   "Ctrl+Shift+F6) rồi lưu thành .docx, hoặc "
				   ".txt với mã UTF-8.");
	}
	if (strlen(text) > DOCUMENT_MAX_TEXT)
		return err_set(e, ERR_INPUT,
			       "Tệp “%s” có quá nhiều chữ (hơn %d triệu byte)",
			       d->path, DOCUMENT_MAX_TEXT >> 20);
	document_set_text(d, text, strlen(text));
	document_passages_text(d);
	return 0;
}

/* Forms that are known and not read. */
static int refuse(const struct document *d, struct err *e)
{
	err_set(e, ERR_INPUT, "Tệp “%s” ở dạng RTF", d->path);
	return err_hint(e, "Mở tệp bằng Word hoặc LibreOffice và lưu lại thành "
			   ".docx.");
}

static int read_zip(struct document *d, const void *data, size_t n,
		    struct err *e)
{
	struct arena *step = arena_new();
	struct zip_archive *z = zip_archive_parse(step, d->path, data, n, e);
	int rc = -1;

	if (z && zip_has(z, "content.xml")) {
		d->format = DOCUMENT_ODT;
		rc = document_read_odt(d, z, e);
	} else if (z) {
		d->format = DOCUMENT_DOCX;
		rc = document_read_docx(d, z, e);
	}
	arena_free(step);
	return rc;
}

static int read_html(struct document *d, const void *data, size_t n,
		     struct err *e)
{
	d->format = DOCUMENT_HTML;
	return document_read_html(d, data, n, e);
}

static int read_pdf(struct document *d, const void *data, size_t n,
		    struct err *e)
{
	d->format = DOCUMENT_PDF;
	return document_read_pdf(d, data, n, e);
}

static bool begins(const void *data, size_t n, const char *with, size_t len)
{
	return n >= len && memcmp(data, with, len) == 0;
}

/* Letters, those with marks, and those of them that only Vietnamese and few
 * others write. */
static void count_letters(const struct document *d, size_t *all,
			  size_t *marked, size_t *own)
{
	const char *end = d->text + d->n;
	size_t n;

	*all = *marked = *own = 0;
	for (const char *s = d->text; s < end; s += n) {
		int32_t cp = point_at(s, end, &n);

		*all += point_is_letter(cp);
		*marked += cp > 0x7f && point_is_letter(cp);
		*own += cp == 0x111 || cp == 0x110 || cp == 0x1a1 ||
			cp == 0x1b0 || cp == 0x103 ||
			(cp >= 0x1ea0 && cp <= 0x1ef9);
	}
}

/* Is there text, and is it Vietnamese?  Of a Vietnamese text more than one
 * letter in ten is such; without marks, nothing could be found in it. */
static int check_language(const struct document *d, struct err *e)
{
	size_t all, marked, own;

	if (d->npassage == 0) {
		err_set(e, ERR_INPUT, "Tệp “%s” không có chữ nào", d->path);
		return err_hint(e, "Nếu văn bản là ảnh chụp (scan), dùng bản "
				   "Word gốc hoặc nhận dạng chữ (OCR) trước.");
	}
	count_letters(d, &all, &marked, &own);
	if (all < (marked ? MIN_LETTERS : MIN_SHORT) ||
	    100 * own >= MIN_OWN * all)
		return 0;
	for (size_t i = 0; i < d->npassage && i < 50; i++)
		if (text_check_font(d->passage[i].text, e) < 0)
			return -1;
	err_set(e, ERR_INPUT, "Văn bản “%s” không phải tiếng Việt có dấu: chỉ "
			      "%zu trong %zu chữ cái là chữ có dấu của tiếng "
			      "Việt", d->path, own, all);
	return err_hint(e, "Rà soát chỉ hiểu tiếng Việt viết đủ dấu bằng "
			   "Unicode.");
}

struct document *document_parse(struct arena *a, const char *name,
				const void *data, size_t n, struct err *e)
{
	struct document *d = ARENA_NEW(a, struct document);
	int rc;

	*d = (struct document){ .arena = a, .path = name };
	if (n > DOCUMENT_MAX_FILE)
		rc = err_set(e, ERR_INPUT, "Tệp “%s” lớn hơn %d triệu byte",
			     name, DOCUMENT_MAX_FILE >> 20);
	else if (begins(data, n, "PK\3\4", 4) || begins(data, n, "\xd0\xcf", 2))
		rc = read_zip(d, data, n, e);
	else if (begins(data, n, "%PDF-", 5))
		rc = read_pdf(d, data, n, e);
	else if (begins(data, n, "{\\rtf", 5))
		rc = refuse(d, e);
	else if (document_is_html(name, data, n))
		rc = read_html(d, data, n, e);
	else
		rc = read_text(d, data, n, e);
	return rc == 0 && check_language(d, e) == 0 ? d : NULL;
}

struct document *document_read(struct arena *a, const char *path,
			       struct err *e)
{
	size_t n;
	char *data = file_read(a, path, DOCUMENT_MAX_FILE, &n, e);

	return data ? document_parse(a, path, data, n, e) : NULL;
}

size_t document_point(const struct document *d, size_t byte)
{
	size_t i = (byte < d->n ? byte : d->n) / POINT_STEP;
	size_t n = d->point[i];

	for (i *= POINT_STEP; i < byte && i < d->n; i++)
		n += (d->text[i] & 0xc0) != 0x80;
	return n;
}

size_t document_line(const struct document *d, size_t byte)
{
	size_t low = 0;
	size_t high = d->nline;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (d->line[mid] <= byte)
			low = mid;
		else
			high = mid;
	}
	return low + 1;
}
