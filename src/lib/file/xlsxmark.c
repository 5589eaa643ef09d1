/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marking cells of a workbook: colours.
 *
 * A colour is a fill and a cell format that is a copy of the cell's own with
 * that fill.  Comments are put in by xlsxnote.c.
 */
#include "lib/file/sheet.h"
#include "lib/file/xlsxjob.h"

#include <ctype.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define STRICT "http://purl.oclc.org/ooxml/officeDocument/"
#define VML_TYPE TYPES "vmlDrawing"

/* --- parts --------------------------------------------------------------------- */

/* Reads an entry whole; the changed one when it was changed before. */
int mark_load(struct job *j, const char *entry, struct markup *m)
{
	struct buf b = BUF_INIT(j->arena);
	struct zip_stream *s;
	char piece[1 << 14];
	int got;

	*m = (struct markup){ .arena = j->arena, .what = entry };
	for (size_t i = 0; i < j->nentry; i++) {
		if (strcmp(j->entry[i].name, entry) != 0)
			continue;
		m->data = j->entry[i].data;
		m->n = j->entry[i].n;
		return 0;
	}
	s = zip_stream_open(j->arena, j->zip, entry, j->e);
	if (!s)
		return -1;
	while ((got = zip_stream_read(s, piece, sizeof piece, j->e)) > 0)
		buf_add(&b, piece, (size_t)got);
	m->data = b.data;
	m->n = b.len;
	return got;
}

void mark_store(struct job *j, const char *entry, const char *data, size_t n)
{
	for (size_t i = 0; i < j->nentry; i++) {
		if (strcmp(j->entry[i].name, entry) != 0)
			continue;
		j->entry[i].data = data;
		j->entry[i].n = n;
		return;
	}
	*VEC_PUSH(j->arena, j->entry, j->nentry, j->capentry) =
		(struct zip_entry){ entry, data, n };
}

void mark_store_markup(struct job *j, struct markup *m)
{
	size_t n;
	const char *data = markup_result(m, &n);

	mark_store(j, m->what, data, n);
}

bool mark_has(const struct job *j, const char *entry)
{
	for (size_t i = 0; i < j->nentry; i++)
		if (strcmp(j->entry[i].name, entry) == 0)
			return true;
	return zip_has(j->zip, entry);
}

/* A name that no entry has: "xl/comments7.xml". */
const char *mark_new_entry(const struct job *j, const char *stem,
			     const char *ending)
{
	const char *name;
	int i = 1;

	do {
		name = arena_printf(j->arena, "%s%d%s", stem, i++, ending);
	} while (mark_has(j, name));
	return name;
}

/* The folder of an entry, with its slash. */
const char *mark_folder_of(struct arena *a, const char *entry)
{
	const char *slash = strrchr(entry, '/');

	return slash ? arena_strndup(a, entry, (size_t)(slash + 1 - entry))
		     : "";
}

size_t mark_number_of(const char *s)
{
	size_t n = 0;

	for (; s && isdigit((unsigned char)*s) && n < 100000000; s++)
		n = n * 10 + (size_t)(*s - '0');
	return n;
}

/* --- colours ------------------------------------------------------------------------ */

static size_t colour_index(struct job *j, uint32_t colour)
{
	for (size_t i = 0; i < j->ncolour; i++)
		if (j->colour[i] == colour)
			return i;
	*VEC_PUSH(j->arena, j->colour, j->ncolour, j->capcolour) = colour;
	return j->ncolour - 1;
}

static size_t format_index(struct job *j, size_t own, uint32_t colour)
{
	size_t c = colour_index(j, colour);

	for (size_t i = 0; i < j->nformat; i++)
		if (j->format[i].own == own && j->format[i].colour == c)
			return i;
	*VEC_PUSH(j->arena, j->format, j->nformat, j->capformat) =
		(struct format){ own, c, 0 };
	return j->nformat - 1;
}

struct styles {
	struct job *job;
	struct markup xml;
	struct element *fills;
	struct element *formats; /* cellXfs */
	struct element *after_fills; /* what follows them when there are none */
	size_t nfill;
	struct element **format;
	size_t nformat, cap;
};

static void styles_close(void *ctx, const struct element *el)
{
	struct styles *s = ctx;

	if (el->depth == 1 && element_is(el, "fills"))
		s->fills = element_keep(&s->xml, el);
	else if (el->depth == 1 && element_is(el, "cellXfs"))
		s->formats = element_keep(&s->xml, el);
	else if (el->depth == 2 && element_is(el->parent, "fills"))
		s->nfill++;
	else if (el->depth == 2 && element_is(el->parent, "cellXfs"))
		*VEC_PUSH(s->xml.arena, s->format, s->nformat, s->cap) =
			element_keep(&s->xml, el);
	if (el->depth == 1 && !s->after_fills &&
	    (element_is(el, "borders") || element_is(el, "cellStyleXfs") ||
	     element_is(el, "cellXfs")))
		s->after_fills = element_keep(&s->xml, el);
}

/* Adds text to a list that counts its members. */
static void append_counted(struct markup *m, const struct element *el,
			   size_t count, const char *text)
{
	struct arena *a = m->arena;
	char *tag = element_with(a, m, el, "count",
				 arena_printf(a, "%zu", count));
	bool empty = el->end == el->inner;

	if (empty) /* <x/> */
		tag = arena_printf(a, "%.*s>%s</%s>", (int)strlen(tag) - 2,
				   tag, text, el->name);
	markup_replace(m, el->start, el->inner, tag);
	if (!empty)
		markup_append(m, el, text);
}

static void add_fills(struct styles *s)
{
	struct job *j = s->job;
	const struct element *near = s->fills ? s->fills : s->after_fills;
	const char *p = element_prefix(j->arena, near);
	struct buf b = BUF_INIT(j->arena);

	if (!s->fills) /* the first two are always these */
		buf_addf(&b, "<%sfill><%spatternFill patternType=\"none\"/>"
			     "</%sfill><%sfill><%spatternFill patternType="
			     "\"gray125\"/></%sfill>", p, p, p, p, p, p);
	for (size_t i = 0; i < j->ncolour; i++)
		buf_addf(&b,
			 "<%sfill><%spatternFill patternType=\"solid\">"
			 "<%sfgColor rgb=\"FF%06X\"/><%sbgColor indexed=\"64\""
			 "/></%spatternFill></%sfill>",
			 p, p, p, j->colour[i], p, p, p);
	if (s->fills) {
		append_counted(&s->xml, s->fills, s->nfill + j->ncolour,
			       b.data);
		return;
	}
	s->nfill = 2;
	markup_replace(&s->xml, near->start, near->start,
		       arena_printf(j->arena, "<%sfills>%s</%sfills>", p,
				    b.data, p));
}

/* A cell format as it is, but for its fill. */
static void add_format(struct styles *s, const struct format *f, struct buf *b)
{
	struct arena *a = s->xml.arena;
	const char *fill = arena_printf(a, "%zu", s->nfill + f->colour);
	const struct element *el;
	struct element with;
	const char **attribute;
	size_t k = 0;
	size_t n = 0;

	if (f->own >= s->nformat) {
		buf_addf(b, "<%sxf fillId=\"%s\" applyFill=\"1\"/>",
			 element_prefix(a, s->formats), fill);
		return;
	}
	el = s->format[f->own];
	while (el->attribute[n])
		n++;
	attribute = ARENA_ARRAY(a, n + 3, const char *);
	for (size_t i = 0; i < n; i += 2) {
		if (strcmp(el->attribute[i], "applyFill") == 0)
			continue;
		attribute[k++] = el->attribute[i];
		attribute[k++] = el->attribute[i + 1];
	}
	attribute[k++] = "applyFill";
	attribute[k++] = "1";
	with = *el;
	with.attribute = attribute;
	buf_adds(b, element_with(a, &s->xml, &with, "fillId", fill));
	buf_add(b, s->xml.data + el->inner, el->end - el->inner);
}

/* Gives every wanted format its index in the copy. */
static int add_styles(struct job *j)
{
	struct styles s = { .job = j };
	const struct markup_reader reader = { &s, NULL, styles_close };
	struct buf b = BUF_INIT(j->arena);

	if (mark_load(j, j->styles, &s.xml) < 0 ||
	    markup_read(&s.xml, &reader, j->e) < 0)
		return -1;
	if (!s.formats) {
		j->styles = NULL; /* nothing to build on */
		return 0;
	}
	add_fills(&s);
	for (size_t i = 0; i < j->nformat; i++) {
		j->format[i].made = s.nformat + i;
		add_format(&s, &j->format[i], &b);
	}
	append_counted(&s.xml, s.formats, s.nformat + j->nformat, b.data);
	mark_store_markup(j, &s.xml);
	return 0;
}

/* --- the worksheet ---------------------------------------------------------------------- */

size_t mark_column_of(const char *name)
{
	size_t n = 0;

	for (; isalpha((unsigned char)*name) && n < 100000; name++)
		n = n * 26 + (size_t)(toupper((unsigned char)*name) - 'A' + 1);
	return n ? n - 1 : 0;
}

static int by_place(const void *x, const void *y)
{
	const struct xlsx_mark *a = ((const struct marked *)x)->mark;
	const struct xlsx_mark *b = ((const struct marked *)y)->mark;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

struct marked *mark_find(const struct part *p, size_t column,
				int64_t row)
{
	const struct xlsx_mark at = { .column = column, .row = row };
	const struct marked key = { .mark = &at };

	return bsearch(&key, p->cell, p->n, sizeof key, by_place);
}

static void cell_open(struct part *p, const struct element *el)
{
	const char *r = element_get(el, "r");

	struct marked *m;

	p->column = r ? mark_column_of(r) : p->column + 1;
	m = mark_find(p, p->column, p->row);
	if (m)
		m->cell = element_keep(&p->xml, el);
}

/* What follows a legacyDrawing in a worksheet; the first comes behind the
 * cells, where it may stand for one of the others. */
static bool follows_drawing(const struct element *el)
{
	static const char *const names[] = {
		"AlternateContent", "legacyDrawingHF", "drawingHF", "picture",
		"oleObjects", "controls", "webPublishItems", "tableParts",
		"extLst",
	};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (element_is(el, names[i]))
			return true;
	return false;
}

static void sheet_open_element(void *ctx, const struct element *el)
{
	struct part *p = ctx;
	const char *r;

	if (el->depth == 0)
		p->root = element_keep(&p->xml, el);
	if (el->depth == 1 && p->after_data && !p->behind &&
	    follows_drawing(el))
		p->behind = el->start;
	if (el->depth == 1 && element_is(el, "legacyDrawing")) {
		r = element_get(el, "id");
		p->drawing = r ? arena_strdup(p->xml.arena, r) : NULL;
	}
	if (el->depth == 2 && element_is(el, "row")) {
		r = element_get(el, "r");
		p->row = r ? (int64_t)mark_number_of(r) : p->row + 1;
		p->column = SIZE_MAX;
	}
	if (el->depth == 3 && element_is(el, "c"))
		cell_open(p, el);
}

static void sheet_close_element(void *ctx, const struct element *el)
{
	struct part *p = ctx;

	if (el->depth == 1 && element_is(el, "sheetData"))
		p->after_data = true;
	if (el->depth == 0 && !p->behind)
		p->behind = el->outer;
}

static int read_sheet(struct part *p)
{
	struct job *j = p->job;
	const struct markup_reader reader = { p, sheet_open_element,
					      sheet_close_element };

	if (mark_load(j, p->entry, &p->xml) < 0 ||
	    markup_read(&p->xml, &reader, j->e) < 0)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		struct marked *c = &p->cell[i];

		if (c->cell)
			c->format = format_index(
				j, mark_number_of(element_get(c->cell, "s")),
				c->mark->colour);
	}
	return 0;
}

/* Is the workbook of the strict edition of the standard? */
bool mark_is_strict(const struct part *p)
{
	for (const char **at = p->root->attribute; at[0]; at += 2)
		if (strcmp(at[1], STRICT_MAIN) == 0)
			return true;
	return false;
}

const char *mark_relation_base(const struct part *p)
{
	return mark_is_strict(p) ? STRICT "relationships" : OFFICE "relationships";
}

/* Puts in the new formats and, unless there was one, the drawing. */
static void write_sheet(struct part *p, const char *drawing)
{
	struct job *j = p->job;
	struct arena *a = j->arena;

	for (size_t i = 0; i < p->n && j->styles; i++) {
		const struct marked *c = &p->cell[i];
		const char *style;

		if (!c->cell)
			continue;
		style = arena_printf(a, "%zu", j->format[c->format].made);
		markup_replace(&p->xml, c->cell->start, c->cell->inner,
			       element_with(a, &p->xml, c->cell, "s", style));
	}
	if (drawing)
		markup_replace(&p->xml, p->behind, p->behind,
			       arena_printf(a, "<%slegacyDrawing xmlns:r=\"%s\""
					       " r:id=\"%s\"/>",
					    element_prefix(a, p->root),
					    mark_relation_base(p), drawing));
	mark_store_markup(j, &p->xml);
}

/* --- content types ------------------------------------------------------------------------------ */

struct types {
	struct markup *xml;
	struct element *root;
	bool vml;
};

static void types_close(void *ctx, const struct element *el)
{
	struct types *t = ctx;
	const char *ending = element_get(el, "Extension");

	if (el->depth == 0)
		t->root = element_keep(t->xml, el);
	else if (ending && element_is(el, "Default") &&
		 (strcmp(ending, "vml") == 0 || strcmp(ending, "VML") == 0))
		t->vml = true;
}

static int write_types(struct job *j)
{
	static const char entry[] = "[Content_Types].xml";
	struct markup m;
	struct types t = { .xml = &m };
	const struct markup_reader reader = { &t, NULL, types_close };

	if (mark_load(j, entry, &m) < 0 || markup_read(&m, &reader, j->e) < 0)
		return -1;
	if (!t.vml && j->drawn)
		buf_adds(&j->types, "<Default Extension=\"vml\" ContentType=\""
				    VML_TYPE "\"/>");
	if (!j->types.len)
		return 0;
	markup_append(&m, t.root, j->types.data);
	mark_store_markup(j, &m);
	return 0;
}

/* --- all -------------------------------------------------------------------------------------------- */

static bool same_name(const char *x, const char *y)
{
	return x == y || (x && y && strcmp(x, y) == 0);
}

/* The worksheet of a mark, found on first use. */
static struct part *part_of(struct job *j, const char *from, const char *sheet)
{
	struct xlsx_places places;
	struct part *p;

	for (size_t i = 0; i < j->nsheet; i++)
		if (same_name(j->sheet[i]->sheet, sheet))
			return j->sheet[i];
	if (xlsx_places(j->arena, from, sheet, &places, j->e) < 0)
		return NULL;
	j->styles = places.styles;
	/* the first worksheet may also be called by its name */
	for (size_t i = 0; i < j->nsheet; i++)
		if (strcmp(j->sheet[i]->entry, places.sheet) == 0)
			return j->sheet[i];
	p = ARENA_NEW(j->arena, struct part);
	p->job = j;
	p->sheet = sheet;
	p->entry = places.sheet;
	*VEC_PUSH(j->arena, j->sheet, j->nsheet, j->capsheet) = p;
	return p;
}

static int sort_marks(struct job *j, const char *from)
{
	for (size_t i = 0; i < j->n; i++) {
		struct part *p = part_of(j, from, j->mark[i].sheet);

		if (!p)
			return -1;
		if (!p->cell)
			p->cell = ARENA_ARRAY(j->arena, j->n, struct marked);
		p->cell[p->n++].mark = &j->mark[i];
	}
	for (size_t i = 0; i < j->nsheet; i++)
		qsort(j->sheet[i]->cell, j->sheet[i]->n,
		      sizeof *j->sheet[i]->cell, by_place);
	return 0;
}

static int mark_all(struct job *j, const char *from)
{
	const char *drawing;

	if (sort_marks(j, from) < 0)
		return -1;
	for (size_t i = 0; i < j->nsheet; i++)
		if (read_sheet(j->sheet[i]) < 0)
			return -1;
	if (j->styles && j->nformat && add_styles(j) < 0)
		return -1;
	for (size_t i = 0; i < j->nsheet; i++) {
		if (mark_comment_sheet(j->sheet[i], i, &drawing) < 0)
			return -1;
		write_sheet(j->sheet[i], drawing);
	}
	return write_types(j);
}

int xlsx_mark(const char *from, const char *path, const char *author,
	      const struct xlsx_mark *mark, size_t n, struct err *e)
{
	struct arena *a = arena_new();
	struct job j = { .arena = a, .author = author, .mark = mark, .n = n,
			 .types = BUF_INIT(a), .e = e };
	int rc = -1;

	j.zip = zip_archive_open(a, from, e);
	if (j.zip)
		rc = mark_all(&j, from);
	if (rc == 0)
		rc = zip_rewrite(from, path, j.entry, j.nentry, e);
	else
		err_detail(e, "tệp “%s”", from);
	arena_free(a);
	return rc;
}
