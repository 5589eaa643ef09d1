/* SPDX-License-Identifier: Apache-2.0 */
/*
 * OpenDocument texts (.odt, ISO/IEC 26300): the text as its reader sees it.
 * Tracked deletions stand apart in the file and are left out, as are comments,
 * tables of contents and hidden text.
 */
#include "lib/document/build.h"
#include "lib/document/odtstyle.h"
#include "lib/document/xml.h"
#include "lib/file/zip.h"

#include <string.h>

enum {
	MAX_PART = 64 << 20,
	MAX_SPANS = 64,
	MAX_REPEAT = 64, /* columns that one element stands for */
};

struct list_place {
	struct number_list *list;
	bool labelled; /* the item has its label */
};

struct reading {
	struct build build;
	struct odt_styles styles;
	int skip;
	bool in_body;
	/* spans that are open, and how each changes what is in it */
	struct span_state {
		bool raised;
		bool hidden;
	} span[MAX_SPANS];
	int spans;
	/* lists that are open */
	struct list_place list[NUMBERING_LEVELS];
	int lists;
	/* the note that is open */
	struct buf citation;
	bool in_citation;
	bool in_note;
};

static bool is(const char *name, const char *want)
{
	return strcmp(name, want) == 0;
}

/* --- paragraphs ------------------------------------------------------------------------ */

/* The label of the item that a paragraph is the first of. */
static const char *item_label(struct reading *r)
{
	struct list_place *place;

	if (r->lists < 1 || r->lists > NUMBERING_LEVELS)
		return "";
	place = &r->list[r->lists - 1];
	if (place->labelled || !place->list)
		return "";
	place->labelled = true;
	return number_next(r->build.arena, place->list, r->lists - 1);
}

static void open_para(struct reading *r, bool heading,
		      const char **attribute)
{
	long level = xml_number(xml_get(attribute, "text:outline-level"), 1);
	const struct odt_style *style = odt_style(
		&r->styles, xml_get(attribute, "text:style-name"));
	struct number_list *outline = odt_list(&r->styles, "");
	const char *label = "";

	if (r->in_note)
		build_para(&r->build, PASSAGE_NOTE, 0);
	else if (heading)
		build_para(&r->build, PASSAGE_HEADING,
			   level < 1 || level > 9 ? 9 : (int)level);
	else
		build_para(&r->build, PASSAGE_BODY, 0);
	r->spans = 1;
	r->span[0] = (struct span_state){
		.raised = style && style->raised,
		.hidden = style && style->hidden,
	};
	if (r->in_note) {
		struct piece *p = build_open(&r->build);

		if (p)
			p->label = arena_strdup(r->build.arena,
						r->citation.data);
		return;
	}
	if (r->lists > 0)
		label = item_label(r);
	else if (heading && outline && level >= 1)
		label = number_next(r->build.arena, outline, (int)level - 1);
	if (*label) {
		build_text(&r->build, label, strlen(label), 0, 0);
		build_text(&r->build, " ", 1, 0, 0);
	}
}

/* --- lists ------------------------------------------------------------------------------ */

static void open_list(struct reading *r, const char **attribute)
{
	const char *name = xml_get(attribute, "text:style-name");
	const char *on = xml_get(attribute, "text:continue-numbering");
	struct number_list *list = odt_list(&r->styles, name);

	if (r->lists < NUMBERING_LEVELS) {
		if (!list && r->lists > 0)
			list = r->list[r->lists - 1].list;
		r->list[r->lists] = (struct list_place){ .list = list,
							 .labelled = true };
		if (list && r->lists == 0 && !(on && is(on, "true")) &&
		    !xml_get(attribute, "text:continue-list"))
			memset(list->counter, 0,
			       NUMBERING_LEVELS * sizeof *list->counter);
	}
	r->lists++;
}

static void open_item(struct reading *r, const char **attribute)
{
	long start = xml_number(xml_get(attribute, "text:start-value"), 0);
	struct list_place *place;

	if (r->lists < 1 || r->lists > NUMBERING_LEVELS)
		return;
	place = &r->list[r->lists - 1];
	place->labelled = false;
	if (start > 1 && start < 10000 && place->list)
		place->list->counter[r->lists - 1] = (int)start - 1;
}

/* --- tables ------------------------------------------------------------------------------ */

static void open_cell(struct reading *r, const char **attribute)
{
	long n = xml_number(
		xml_get(attribute, "table:number-columns-repeated"), 1);

	/* a cell that is spanned over has its element too */
	for (long i = 0; i < (n < 1 ? 1 : n > MAX_REPEAT ? MAX_REPEAT : n); i++)
		build_cell(&r->build, 1);
}

/* --- elements ---------------------------------------------------------------------------- */

static const char *const left_out[] = {
	"text:tracked-changes", "office:annotation", "text:table-of-content",
	"text:ruby-text", "text:sequence-decls", "office:forms", "?:title",
	"?:desc", NULL
};

static bool is_left_out(const char *name)
{
	for (const char *const *p = left_out; *p; p++)
		if (is(name, *p))
			return true;
	return false;
}

static void add_blanks(struct reading *r, const char **attribute)
{
	long n = xml_number(xml_get(attribute, "text:c"), 1);

	for (long i = 0; i < (n > 100 ? 100 : n); i++)
		build_text(&r->build, " ", 1, 0, 0);
}

static void open_span(struct reading *r, const char **attribute)
{
	const struct odt_style *style = odt_style(
		&r->styles, xml_get(attribute, "text:style-name"));
	int up = r->spans - 1;
	struct span_state s = { 0 };

	if (up >= 0 && up < MAX_SPANS)
		s = r->span[up];
	if (style) {
		s.raised |= style->raised;
		s.hidden |= style->hidden;
	}
	if (r->spans < MAX_SPANS && r->spans >= 0)
		r->span[r->spans] = s;
	r->spans++;
}

static bool open_block(struct reading *r, const char *name,
		       const char **attribute)
{
	if (is(name, "text:p"))
		open_para(r, false, attribute);
	else if (is(name, "text:h"))
		open_para(r, true, attribute);
	else if (is(name, "text:list"))
		open_list(r, attribute);
	else if (is(name, "text:list-item"))
		open_item(r, attribute);
	else if (is(name, "table:table"))
		build_table(&r->build);
	else if (is(name, "table:table-row"))
		build_row(&r->build, 0);
	else if (is(name, "table:table-cell") ||
		 is(name, "table:covered-table-cell"))
		open_cell(r, attribute);
	else
		return false;
	return true;
}

static void open_inline(struct reading *r, const char *name,
			const char **attribute)
{
	if (is(name, "text:span")) {
		open_span(r, attribute);
	} else if (is(name, "text:s")) {
		add_blanks(r, attribute);
	} else if (is(name, "text:tab")) {
		build_text(&r->build, " ", 1, 0, 0);
	} else if (is(name, "text:line-break")) {
		build_break(&r->build);
	} else if (is(name, "text:soft-page-break")) {
		r->build.torn = true;
	} else if (is(name, "text:note-citation")) {
		r->in_citation = true;
		buf_cut(&r->citation, 0);
	} else if (is(name, "text:note-body")) {
		r->in_note = true;
	}
}

static void on_open(void *ctx, const char *name, const char **attribute,
		    size_t at, size_t count)
{
	struct reading *r = ctx;

	(void)at;
	(void)count;
	if (r->skip > 0 || is_left_out(name)) {
		r->skip++;
		return;
	}
	if (is(name, "office:text"))
		r->in_body = true;
	if (!r->in_body)
		odt_style_open(&r->styles, name, attribute);
	else if (!open_block(r, name, attribute))
		open_inline(r, name, attribute);
}

static void on_close(void *ctx, const char *name)
{
	struct reading *r = ctx;

	if (r->skip > 0) {
		r->skip--;
	} else if (!r->in_body) {
		odt_style_close(&r->styles, name);
	} else if (is(name, "text:p") || is(name, "text:h")) {
		build_end(&r->build);
		r->spans = r->build.depth > 0; /* back in the one around it */
		r->span[0] = (struct span_state){ 0 };
	} else if (is(name, "text:span")) {
		if (r->spans > 0)
			r->spans--;
	} else if (is(name, "text:list")) {
		r->lists--;
	} else if (is(name, "table:table")) {
		build_table_end(&r->build);
	} else if (is(name, "text:note-citation")) {
		r->in_citation = false;
		build_raised(&r->build, r->citation.data, r->citation.len, 0,
			     0);
	} else if (is(name, "text:note-body")) {
		r->in_note = false;
	}
}

static void on_text(void *ctx, const char *s, size_t n, size_t at,
		    size_t count)
{
	struct reading *r = ctx;
	const struct span_state *state = NULL;

	(void)at;
	(void)count;
	if (r->skip > 0 || !r->in_body)
		return;
	if (r->in_citation) {
		if (r->citation.len + n < 16)
			buf_add(&r->citation, s, n);
		return;
	}
	if (r->spans > 0)
		state = &r->span[r->spans <= MAX_SPANS ? r->spans - 1 :
							 MAX_SPANS - 1];
	if (state && state->hidden)
		return;
	if (state && state->raised)
		build_raised(&r->build, s, n, 0, 0);
	else
		build_text(&r->build, s, n, 0, 0);
}

/* --- parts ------------------------------------------------------------------------------- */

static int read_part(struct reading *r, struct zip_archive *z,
		     const char *name, struct err *e)
{
	const struct xml_reader reader = { r, on_open, on_close, on_text };
	size_t n;
	char *data;

	if (!zip_has(z, name) && strcmp(name, "styles.xml") == 0)
		return 0;
	data = zip_entry_read(r->build.arena, z, name, MAX_PART, &n, e);
	return data ? xml_read(data, n, name, &reader, e) : -1;
}

static void on_manifest(void *ctx, const char *name, const char **attribute,
			size_t at, size_t count)
{
	(void)attribute;
	(void)at;
	(void)count;
	if (is(name, "manifest:encryption-data"))
		*(bool *)ctx = true;
}

/* A file with a password has its parts packed in a way of its own. */
static int check_password(struct arena *a, struct zip_archive *z,
			  const char *path, struct err *e)
{
	static const char manifest[] = "META-INF/manifest.xml";
	bool encrypted = false;
	const struct xml_reader reader = { .ctx = &encrypted,
					   .open = on_manifest };
	size_t n;
	char *data;

	if (!zip_has(z, manifest))
		return 0;
	data = zip_entry_read(a, z, manifest, MAX_PART, &n, e);
	if (!data || xml_read(data, n, manifest, &reader, e) < 0)
		return -1;
	if (!encrypted)
		return 0;
	err_set(e, ERR_INPUT, "Tệp “%s” có mật khẩu", path);
	return err_hint(e, "Mở tệp, bỏ mật khẩu rồi lưu lại.");
}

int document_read_odt(struct document *d, struct zip_archive *z,
		      struct err *e)
{
	struct arena *step = arena_new();
	struct reading r = { .build = { .arena = step, .d = d },
			     .styles = { .arena = step },
			     .citation = BUF_INIT(step) };
	int rc = -1;

	if (check_password(step, z, d->path, e) == 0 &&
	    read_part(&r, z, "styles.xml", e) == 0 &&
	    read_part(&r, z, "content.xml", e) == 0)
		rc = build_finish(&r.build, e);
	arena_free(step);
	return rc;
}
