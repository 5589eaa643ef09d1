/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a Word document beside its text. */
#include "lib/document/docxpart.h"

#include "lib/document/xml.h"

#include <string.h>
#include <strings.h>

enum { MAX_BASED = 16 };

struct abstract {
	const char *id;
	struct number_level level[NUMBERING_LEVELS];
	int counter[NUMBERING_LEVELS];
};

/* A list that is begun again has counters of its own. */
struct list {
	struct number_list list;
	const char *abstract;
	bool restarted;
};

struct docx_styles {
	struct arena *arena;
	struct docx_style *style;
	size_t n, cap;
	struct abstract *abstract;
	size_t nabstract, capabstract;
	struct list *list;
	size_t nlist, caplist;
	/* while reading */
	struct number_level *level;
	int start; /* of an override; -1 */
	int at;    /* its level */
	bool open;
};

static bool is(const char *name, const char *want)
{
	return strcmp(name, want) == 0;
}

/* --- which parts there are ------------------------------------------------------------ */

struct relations {
	struct arena *arena;
	const char *folder; /* "word/" */
	struct docx_parts *parts;
	struct zip_archive *zip;
};

static void on_relation(void *ctx, const char *name, const char **attribute,
			size_t at, size_t count)
{
	struct relations *r = ctx;
	const char *type = xml_get(attribute, "Type");
	const char *target = xml_get(attribute, "Target");
	const char *last = type ? strrchr(type, '/') : NULL;
	const char *path;

	(void)at;
	(void)count;
	if (!is(name, "rel:Relationship") || !last || !target)
		return;
	path = target[0] == '/' ? arena_strdup(r->arena, target + 1) :
				  arena_printf(r->arena, "%s%s", r->folder,
					       target);
	if (!zip_has(r->zip, path))
		return;
	if (is(last, "/officeDocument"))
		r->parts->document = path;
	else if (is(last, "/styles"))
		r->parts->styles = path;
	else if (is(last, "/numbering"))
		r->parts->numbering = path;
	else if (is(last, "/footnotes"))
		r->parts->footnotes = path;
	else if (is(last, "/endnotes"))
		r->parts->endnotes = path;
}

static int read_relations(struct relations *r, const char *name,
			  struct err *e)
{
	struct xml_reader reader = { .ctx = r, .open = on_relation };
	size_t n;
	char *data;

	if (!zip_has(r->zip, name))
		return 0;
	data = zip_entry_read(r->arena, r->zip, name, DOCX_MAX_PART, &n, e);
	return data ? xml_read(data, n, name, &reader, e) : -1;
}

int docx_parts_find(struct arena *a, struct zip_archive *z,
		    struct docx_parts *out, struct err *e)
{
	struct relations r = { .arena = a, .folder = "", .parts = out,
			       .zip = z };
	const char *slash;

	*out = (struct docx_parts){ 0 };
	if (read_relations(&r, "_rels/.rels", e) < 0)
		return -1;
	if (!out->document && zip_has(z, "word/document.xml"))
		out->document = "word/document.xml";
	if (!out->document) {
		err_set(e, ERR_INPUT, "Tệp không phải là văn bản Word: không có "
				      "phần “word/document.xml”");
		return err_hint(e, "Mở tệp bằng Word hoặc LibreOffice rồi lưu "
				   "thành .docx.");
	}
	slash = strrchr(out->document, '/');
	r.folder = slash ? arena_strndup(a, out->document,
					 (size_t)(slash + 1 - out->document)) :
			   "";
	return read_relations(&r, arena_printf(a, "%s_rels/%s.rels", r.folder,
					       slash ? slash + 1 :
						       out->document),
			      e);
}

/* --- styles ------------------------------------------------------------------------------ */

static void on_style(void *ctx, const char *name, const char **attribute,
		     size_t at, size_t count)
{
	struct docx_styles *s = ctx;
	const char *value = xml_get(attribute, "w:val");
	struct docx_style *st = s->n ? &s->style[s->n - 1] : NULL;

	(void)at;
	(void)count;
	if (is(name, "w:style")) {
		const char *id = xml_get(attribute, "w:styleId");
		const char *type = xml_get(attribute, "w:type");

		s->open = id && (!type || is(type, "paragraph"));
		if (s->open)
			*VEC_PUSH(s->arena, s->style, s->n, s->cap) =
				(struct docx_style){
					.id = arena_strdup(s->arena, id),
					.outline = -1,
					.ilvl = -1
				};
		return;
	}
	if (!s->open || !st || !value)
		return;
	if (is(name, "w:name"))
		st->name = arena_strdup(s->arena, value);
	else if (is(name, "w:basedOn"))
		st->based = arena_strdup(s->arena, value);
	else if (is(name, "w:outlineLvl"))
		st->outline = (int)xml_number(value, -1);
	else if (is(name, "w:numId"))
		st->num = arena_strdup(s->arena, value);
	else if (is(name, "w:ilvl"))
		st->ilvl = (int)xml_number(value, -1);
}

static void on_style_end(void *ctx, const char *name)
{
	struct docx_styles *s = ctx;

	if (is(name, "w:style"))
		s->open = false;
}

static int by_id(const void *x, const void *y)
{
	const struct docx_style *a = x;
	const struct docx_style *b = y;

	return strcmp(a->id, b->id);
}

static struct docx_style *find_style(struct docx_styles *s, const char *id)
{
	struct docx_style key = { .id = id };

	return id && s->n ? bsearch(&key, s->style, s->n, sizeof *s->style,
				    by_id) :
			    NULL;
}

const struct docx_style *docx_style(struct docx_styles *s, const char *id)
{
	struct docx_style *st = find_style(s, id);
	const struct docx_style *up = st;

	if (!st || st->told)
		return st;
	st->told = true;
	for (int i = 0; i < MAX_BASED; i++) {
		up = find_style(s, up->based);
		if (!up)
			break;
		if (st->outline < 0)
			st->outline = up->outline;
		if (!st->num)
			st->num = up->num;
		if (st->ilvl < 0)
			st->ilvl = up->ilvl;
	}
	return st;
}

bool docx_is_contents(const struct docx_style *style)
{
	return style && style->name &&
	       strncasecmp(style->name, "toc ", 4) == 0;
}

/* --- numbering -------------------------------------------------------------------------- */

static enum number_format format_of(const char *value)
{
	static const struct {
		const char *name;
		enum number_format format;
	} formats[] = {
		{ "decimal", NUMBER_DECIMAL },
		{ "decimalZero", NUMBER_ZERO },
		{ "lowerLetter", NUMBER_LOWER_LETTER },
		{ "upperLetter", NUMBER_UPPER_LETTER },
		{ "lowerRoman", NUMBER_LOWER_ROMAN },
		{ "upperRoman", NUMBER_UPPER_ROMAN },
		{ "bullet", NUMBER_BULLET },
		{ "none", NUMBER_NONE },
	};

	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (is(value, formats[i].name))
			return formats[i].format;
	return NUMBER_DECIMAL;
}

static void open_list(struct docx_styles *s, const char *id)
{
	struct list *l = VEC_PUSH(s->arena, s->list, s->nlist, s->caplist);

	*l = (struct list){ .abstract = "" };
	l->list.id = arena_strdup(s->arena, id);
	l->list.counter = ARENA_ARRAY(s->arena, NUMBERING_LEVELS, int);
	for (int i = 0; i < NUMBERING_LEVELS; i++)
		l->list.level[i].start = -1; /* as the abstract one has it */
}

static void open_level(struct docx_styles *s, const char *ilvl)
{
	long k = xml_number(ilvl, -1);

	s->level = NULL;
	if (k < 0 || k >= NUMBERING_LEVELS)
		return;
	if (s->nlist)
		s->level = &s->list[s->nlist - 1].list.level[k];
	else if (s->nabstract)
		s->level = &s->abstract[s->nabstract - 1].level[k];
	if (s->level)
		*s->level = (struct number_level){ .start = 1, .text = "" };
}

static void on_numbering(void *ctx, const char *name, const char **attribute,
			 size_t at, size_t count)
{
	struct docx_styles *s = ctx;
	const char *value = xml_get(attribute, "w:val");
	const char *id;

	(void)at;
	(void)count;
	if (is(name, "w:abstractNum") &&
	    (id = xml_get(attribute, "w:abstractNumId"))) {
		*VEC_PUSH(s->arena, s->abstract, s->nabstract,
			  s->capabstract) =
			(struct abstract){ .id = arena_strdup(s->arena, id) };
		s->level = NULL;
	} else if (is(name, "w:num") && (id = xml_get(attribute, "w:numId"))) {
		open_list(s, id);
		s->level = NULL;
	} else if (is(name, "w:abstractNumId") && value && s->nlist) {
		s->list[s->nlist - 1].abstract = arena_strdup(s->arena, value);
	} else if (is(name, "w:lvlOverride")) {
		s->at = (int)xml_number(xml_get(attribute, "w:ilvl"), -1);
	} else if (is(name, "w:startOverride") && s->nlist && s->at >= 0 &&
		   s->at < NUMBERING_LEVELS) {
		s->list[s->nlist - 1].restarted = true;
		s->list[s->nlist - 1].list.counter[s->at] = 0;
		s->list[s->nlist - 1].list.level[s->at].start =
			(int)xml_number(value, 1);
	} else if (is(name, "w:lvl")) {
		open_level(s, xml_get(attribute, "w:ilvl"));
	} else if (!s->level || !value) {
		return;
	} else if (is(name, "w:start")) {
		s->level->start = (int)xml_number(value, 1);
	} else if (is(name, "w:numFmt")) {
		s->level->format = format_of(value);
	} else if (is(name, "w:lvlText")) {
		s->level->text = arena_strdup(s->arena, value);
	}
}

/* Gives each list the levels that it has from its abstract one. */
static void settle(struct docx_styles *s)
{
	for (size_t i = 0; i < s->nlist; i++) {
		struct list *l = &s->list[i];
		struct abstract *from = NULL;

		for (size_t k = 0; k < s->nabstract; k++)
			if (is(s->abstract[k].id, l->abstract))
				from = &s->abstract[k];
		for (int k = 0; from && k < NUMBERING_LEVELS; k++) {
			struct number_level *own = &l->list.level[k];

			if (own->text)
				continue; /* a level of its own */
			own->format = from->level[k].format;
			own->text = from->level[k].text;
			if (own->start < 0)
				own->start = from->level[k].start;
		}
		if (from && !l->restarted)
			l->list.counter = from->counter;
	}
}

const char *docx_label(struct docx_styles *s, const struct docx_style *style,
		       const char *num, int ilvl)
{
	if (!num && style) {
		num = style->num;
		if (ilvl < 0)
			ilvl = style->ilvl;
	}
	for (size_t i = 0; num && i < s->nlist; i++)
		if (is(s->list[i].list.id, num))
			return number_next(s->arena, &s->list[i].list,
					   ilvl < 0 ? 0 : ilvl);
	return "";
}

static int read_part(struct arena *a, struct zip_archive *z, const char *name,
		     const struct xml_reader *reader, struct err *e)
{
	size_t n;
	char *data;

	if (!name)
		return 0;
	data = zip_entry_read(a, z, name, DOCX_MAX_PART, &n, e);
	return data ? xml_read(data, n, name, reader, e) : -1;
}

struct docx_styles *docx_styles_read(struct arena *a, struct zip_archive *z,
				     const struct docx_parts *parts,
				     struct err *e)
{
	struct docx_styles *s = ARENA_NEW(a, struct docx_styles);
	struct xml_reader styles = { .ctx = s, .open = on_style,
				     .close = on_style_end };
	struct xml_reader numbering = { .ctx = s, .open = on_numbering };

	s->arena = a;
	if (read_part(a, z, parts->styles, &styles, e) < 0 ||
	    read_part(a, z, parts->numbering, &numbering, e) < 0)
		return NULL;
	if (s->n)
		qsort(s->style, s->n, sizeof *s->style, by_id);
	settle(s);
	return s;
}
