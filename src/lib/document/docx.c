/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Word documents (.docx, ECMA-376): the text as its reader sees it.
 *
 * Insertions that are tracked are there, deletions are not; hidden text,
 * tables of contents and the instructions of fields are left out; a text box
 * comes behind the paragraph that it is anchored in, once.
 */
#include "lib/document/build.h"
#include "lib/document/docxpart.h"
#include "lib/document/xml.h"
#include "lib/file/zip.h"

#include <string.h>

/* A note of footnotes.xml. */
struct docx_note {
	const char *id;
	const struct piece *piece;
	size_t n;
};

struct notes {
	struct docx_note *note;
	size_t n, cap;
};

struct reading {
	struct build build;
	struct docx_styles *styles;
	const struct notes *notes[2]; /* foot, end */
	struct notes *taking;         /* notes are read now */
	const char *taken;            /* id of the note that is open */
	size_t first;                 /* its first piece */
	int called;                   /* notes so far */
	int skip;                     /* depth inside what is left out */
	bool in_props;                /* of the paragraph */
	bool in_row_props;
	bool in_run;
	bool in_text;
	/* of the run */
	bool hidden;
	bool raised;
	/* of the paragraph, one for each that is open */
	struct docx_para {
		const char *style;
		const char *num;
		int ilvl;
		int outline;
		bool begun; /* its label stands */
		bool unmarked; /* its mark is deleted */
		bool goes_on;  /* so the next one goes on in it */
	} para[BUILD_DEPTH];
	/* of the row and of the cell */
	int before;
	bool row_begun;
	int span;
	bool cell_begun;
};

static struct docx_para *props(struct reading *r)
{
	int i = r->build.depth - 1;

	return i >= 0 && i < BUILD_DEPTH ? &r->para[i] : NULL;
}

static bool is(const char *name, const char *want)
{
	return strcmp(name, want) == 0;
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (is(name, *names))
			return true;
	return false;
}

/* A switch: <w:vanish/> is on, <w:vanish w:val="0"/> is off. */
static bool is_on(const char **attribute)
{
	const char *v = xml_get(attribute, "w:val");

	return !v || (!is(v, "0") && !is(v, "false") && !is(v, "off"));
}

/* --- paragraphs --------------------------------------------------------------------- */

/* At the first text: style and numbering are known now. */
static void begin(struct reading *r)
{
	struct docx_para *q = props(r);
	struct piece *p = build_open(&r->build);
	const struct docx_style *style;
	const char *label;

	if (!q || !p || q->begun)
		return;
	q->begun = true;
	style = docx_style(r->styles, q->style);
	if (q->outline < 0)
		q->outline = style ? style->outline : -1;
	if (q->outline >= 0 && q->outline < 9 && p->as == PASSAGE_BODY) {
		p->as = PASSAGE_HEADING;
		p->level = q->outline + 1;
	}
	label = docx_label(r->styles, style, q->num, q->ilvl);
	if (*label) {
		build_text(&r->build, label, strlen(label), 0, 0);
		build_text(&r->build, " ", 1, 0, 0);
	}
}

static void open_para(struct reading *r)
{
	struct docx_para *q;

	q = props(r);
	if (q && q->goes_on) {
		q->goes_on = false;
		return;
	}
	build_para(&r->build, PASSAGE_BODY, 0);
	q = props(r);
	if (q)
		*q = (struct docx_para){ .outline = -1, .ilvl = -1 };
}

static void end_para(struct reading *r)
{
	struct docx_para *q = props(r);
	struct piece *p = build_open(&r->build);
	const struct docx_style *style;

	if (q && p) {
		style = docx_style(r->styles, q->style);
		if (!q->begun) /* it counts even so */
			docx_label(r->styles, style, q->num, q->ilvl);
		if (docx_is_contents(style))
			buf_cut(&p->text, 0);
		q->goes_on = false;
	}
	build_end(&r->build);
}

static void close_para(struct reading *r)
{
	struct docx_para *q = props(r);

	if (q && q->unmarked) {
		q->unmarked = false;
		q->goes_on = true;
	} else {
		end_para(r);
	}
}

/* What holds paragraphs ends: nothing goes on in the next one. */
static void close_holder(struct reading *r)
{
	struct docx_para *q = props(r);

	if (q && q->goes_on)
		end_para(r);
}

/* --- what is left out --------------------------------------------------------------- */

static const char *const left_out[] = {
	"w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText",
	"w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange",
	"w:tcPrChange", "w:sectPrChange", "w:numberingChange", "w:sectPr",
	"w:rt", "w:tblPr", "w:tblGrid", "w:sdtPr", "w:sdtEndPr",
	"w:delInstrText", NULL
};

/* --- elements ----------------------------------------------------------------------- */

static void open_property(struct reading *r, const char *name,
			  const char **attribute)
{
	const char *value = xml_get(attribute, "w:val");
	struct docx_para *q = props(r);

	if (r->in_run) {
		if (is(name, "w:vanish"))
			r->hidden = is_on(attribute);
		else if (is(name, "w:vertAlign"))
			r->raised = value && is(value, "superscript");
		else if (is(name, "w:position"))
			r->raised = xml_number(value, 0) > 0;
		return;
	}
	if (!r->in_props || !q)
		return;
	if (is(name, "w:pStyle") && value)
		q->style = arena_strdup(r->build.arena, value);
	else if (is(name, "w:outlineLvl"))
		q->outline = (int)xml_number(value, -1);
	else if (is(name, "w:ilvl"))
		q->ilvl = (int)xml_number(value, 0);
	else if (is(name, "w:numId") && value)
		q->num = arena_strdup(r->build.arena, value);
	else if (is(name, "w:pageBreakBefore"))
		r->build.torn = true;
}

static void call_note(struct reading *r, const struct notes *notes,
		      const char **attribute, size_t at, size_t count)
{
	const char *id = xml_get(attribute, "w:id");
	const char *custom = xml_get(attribute, "w:customMarkFollows");

	begin(r);
	for (size_t i = 0; notes && id && i < notes->n; i++) {
		if (!is(notes->note[i].id, id))
			continue;
		if (custom && !is(custom, "0"))
			return;
		build_call(&r->build, ++r->called, notes->note[i].piece,
			   notes->note[i].n, at, count);
		return;
	}
}

/* <w:sym w:font="Wingdings" w:char="F0FC"/> */
static void symbol(struct reading *r, const char **attribute)
{
	const char *value = xml_get(attribute, "w:char");
	unsigned long cp = value ? strtoul(value, NULL, 16) : 0;
	char text[8];

	begin(r);
	if (cp < 0x80 && cp > ' ')
		snprintf(text, sizeof text, "%c", (char)cp);
	else
		snprintf(text, sizeof text, "•");
	build_text(&r->build, text, strlen(text), 0, 0);
}

static void in_run(struct reading *r, const char *name,
		   const char **attribute, size_t at, size_t count)
{
	const char *type = xml_get(attribute, "w:type");

	if (is(name, "w:t") || is(name, "m:t")) {
		r->in_text = true;
		return;
	}
	if (r->hidden)
		return;
	if (is(name, "w:br") && type && is(type, "page"))
		r->build.torn = true;
	if (is(name, "w:br") || is(name, "w:cr")) {
		begin(r);
		build_break(&r->build);
	} else if (is(name, "w:tab") || is(name, "w:ptab")) {
		begin(r);
		build_text(&r->build, " ", 1, 0, 0);
	} else if (is(name, "w:noBreakHyphen")) {
		begin(r);
		build_text(&r->build, "-", 1, at, count);
	} else if (is(name, "w:sym")) {
		symbol(r, attribute);
	} else if (is(name, "w:footnoteReference")) {
		call_note(r, r->notes[0], attribute, at, count);
	} else if (is(name, "w:endnoteReference")) {
		call_note(r, r->notes[1], attribute, at, count);
	}
}

static void begin_cell(struct reading *r)
{
	if (!r->cell_begun)
		build_cell(&r->build, r->span);
	r->cell_begun = true;
}

static void begin_row(struct reading *r)
{
	if (!r->row_begun)
		build_row(&r->build, r->before);
	r->row_begun = true;
}

/* Tables, rows and cells; true when it was one of them. */
static bool in_table(struct reading *r, const char *name,
		     const char **attribute)
{
	if (is(name, "w:tbl")) {
		begin_cell(r);
		build_table(&r->build);
	} else if (is(name, "w:tr")) {
		r->before = 0;
		r->row_begun = false;
	} else if (is(name, "w:gridBefore")) {
		r->before = (int)xml_number(xml_get(attribute, "w:val"), 0) %
			    64;
	} else if (is(name, "w:tc")) {
		begin_row(r);
		r->span = 1;
		r->cell_begun = false;
	} else if (is(name, "w:gridSpan")) {
		r->span = (int)xml_number(xml_get(attribute, "w:val"), 1);
	} else {
		return false;
	}
	return true;
}

static void take_note_open(struct reading *r, const char *name,
			   const char **attribute)
{
	const char *type = xml_get(attribute, "w:type");
	const char *id = xml_get(attribute, "w:id");

	if ((!is(name, "w:footnote") && !is(name, "w:endnote")) || !id)
		return;
	if (type && !is(type, "normal"))
		return;
	r->taken = arena_strdup(r->build.arena, id);
	r->first = r->build.n;
}

/* A mark of a paragraph, or a row, that is deleted.  How many more elements
 * end before what comes counts again: those of a row and its properties. */
static int deleted_whole(struct reading *r, const char *name)
{
	if (r->skip > 0 || !is(name, "w:del"))
		return 0;
	if (r->in_props && props(r))
		props(r)->unmarked = true;
	if (!r->in_row_props)
		return 0;
	r->in_row_props = false;
	return 2;
}

static void on_open(void *ctx, const char *name, const char **attribute,
		    size_t at, size_t count)
{
	struct reading *r = ctx;

	if (r->skip > 0 || is_one_of(name, left_out)) {
		r->skip += 1 + deleted_whole(r, name);
		return;
	}
	if (r->taking)
		take_note_open(r, name, attribute);
	if (is(name, "w:p")) {
		begin_cell(r);
		open_para(r);
	} else if (is(name, "w:pPr")) {
		r->in_props = true;
	} else if (is(name, "w:trPr")) {
		r->in_row_props = true;
	} else if (is(name, "w:r") || is(name, "m:r")) {
		r->in_run = true;
		r->hidden = false;
		r->raised = false;
	} else if (is(name, "w:txbxContent")) {
		r->in_run = false;
	} else if (r->in_props || is(name, "w:vanish") ||
		   is(name, "w:vertAlign") || is(name, "w:position")) {
		open_property(r, name, attribute);
	} else if (!in_table(r, name, attribute) && r->in_run) {
		in_run(r, name, attribute, at, count);
	}
}

static void take_note_close(struct reading *r)
{
	struct build *b = &r->build;

	if (!r->taken)
		return;
	*VEC_PUSH(b->arena, r->taking->note, r->taking->n, r->taking->cap) =
		(struct docx_note){ r->taken,
				    arena_memdup(b->arena, b->piece + r->first,
						 (b->n - r->first) *
							 sizeof *b->piece),
				    b->n - r->first };
	r->taken = NULL;
}

static void on_close(void *ctx, const char *name)
{
	struct reading *r = ctx;

	if (r->skip > 0) {
		r->skip--;
		return;
	}
	if (is(name, "w:p")) {
		close_para(r);
	} else if (is(name, "w:pPr")) {
		r->in_props = false;
	} else if (is(name, "w:trPr")) {
		r->in_row_props = false;
	} else if (is(name, "w:t") || is(name, "m:t")) {
		r->in_text = false;
	} else if (is(name, "w:r") || is(name, "m:r")) {
		r->in_run = false;
	} else if (is(name, "w:txbxContent")) {
		close_holder(r);
		r->in_run = true;
	} else if (is(name, "w:body")) {
		close_holder(r);
	} else if (is(name, "w:tc")) {
		close_holder(r);
		begin_cell(r);
	} else if (is(name, "w:tbl")) {
		build_table_end(&r->build);
		r->cell_begun = true;
		r->row_begun = true;
	} else if (r->taking &&
		   (is(name, "w:footnote") || is(name, "w:endnote"))) {
		close_holder(r);
		take_note_close(r);
	}
}

static void on_text(void *ctx, const char *s, size_t n, size_t at,
		    size_t count)
{
	struct reading *r = ctx;

	if (r->skip > 0 || !r->in_text || r->hidden)
		return;
	begin(r);
	if (r->raised)
		build_raised(&r->build, s, n, at, count);
	else
		build_text(&r->build, s, n, at, count);
}

/* --- parts ----------------------------------------------------------------------------- */

static const struct xml_reader reader = { .open = on_open,
					  .close = on_close,
					  .text = on_text };

static int read_part(struct reading *r, struct zip_archive *z,
		     const char *name, int part, struct err *e)
{
	struct xml_reader own = reader;
	size_t n;
	char *data = zip_entry_read(r->build.arena, z, name, DOCX_MAX_PART, &n, e);

	if (!data)
		return -1;
	own.ctx = r;
	r->build.part = part;
	r->cell_begun = true;
	return xml_read(data, n, name, &own, e);
}

static const struct notes *read_notes(struct reading *from,
				      struct zip_archive *z, const char *name,
				      int part, struct err *e)
{
	struct notes *notes = ARENA_NEW(from->build.arena, struct notes);
	struct reading r = { .taking = notes, .styles = from->styles,
			     .build = { .arena = from->build.arena,
					.d = from->build.d } };

	if (name && read_part(&r, z, name, part, e) < 0)
		return NULL;
	return notes;
}

int document_read_docx(struct document *d, struct zip_archive *z,
		       struct err *e)
{
	struct arena *step = arena_new();
	struct docx_parts parts;
	struct reading r = { .build = { .arena = step, .d = d } };
	int rc = -1;

	if (docx_parts_find(step, z, &parts, e) == 0 &&
	    (r.styles = docx_styles_read(step, z, &parts, e)) &&
	    (r.notes[0] = read_notes(&r, z, parts.footnotes, 1, e)) &&
	    (r.notes[1] = read_notes(&r, z, parts.endnotes, 2, e)) &&
	    read_part(&r, z, parts.document, 0, e) == 0)
		rc = build_finish(&r.build, e);
	if (rc == 0)
		d->part = arena_strdup(d->arena, parts.document);
	arena_free(step);
	return rc;
}
