/* SPDX-License-Identifier: Apache-2.0 */
/* Changing an XML part in a few places and leaving every other byte alone. */
#include "lib/file/markup.h"

#include "lib/base/buf.h"

#include <expat.h>
#include <stdint.h>
#include <strings.h>

enum { MAX_DEPTH = 100 };

struct markup_edit {
	size_t from, to;
	const char *text;
	size_t order;
};

/* An open element, whose memory the next one of the same depth takes over. */
struct level {
	struct element el;
	struct buf text; /* its name and attributes, each terminated */
	const char **attribute;
	size_t cap;
};

struct reading {
	struct markup *m;
	const struct markup_reader *reader;
	XML_Parser parser;
	struct arena *arena; /* of the reading */
	struct level *level;
	int depth;
	struct err *e;
	bool failed;
};

/* --- elements ----------------------------------------------------------------- */

static const char *local(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *element_local(const struct element *el)
{
	return local(el->name);
}

const char *element_prefix(struct arena *a, const struct element *el)
{
	return arena_strndup(a, el->name,
			     (size_t)(local(el->name) - el->name));
}

bool element_is(const struct element *el, const char *name)
{
	return strcmp(local(el->name), name) == 0;
}

const char *element_get(const struct element *el, const char *name)
{
	for (const char **p = el->attribute; p[0]; p += 2)
		if (strcmp(local(p[0]), name) == 0)
			return p[1];
	return NULL;
}

char *element_with(struct arena *a, const struct markup *m,
		   const struct element *el, const char *name,
		   const char *value)
{
	struct buf b = BUF_INIT(a);
	bool empty = m->data[el->inner - 2] == '/';

	buf_addf(&b, "<%s", el->name);
	for (const char **p = el->attribute; p[0]; p += 2) {
		if (strcmp(p[0], name) == 0)
			continue;
		buf_addf(&b, " %s=\"", p[0]);
		buf_addxml(&b, p[1]);
		buf_addch(&b, '"');
	}
	buf_addf(&b, " %s=\"%s\"%s>", name, value, empty ? "/" : "");
	return b.data;
}

/* --- reading -------------------------------------------------------------------- */

static void stop(struct reading *r)
{
	r->failed = true;
	XML_StopParser(r->parser, XML_FALSE);
}

struct element *element_keep(struct markup *m, const struct element *el)
{
	struct element *copy = arena_memdup(m->arena, el, sizeof *el);
	size_t n = 0;

	while (el->attribute[n])
		n++;
	copy->name = arena_strdup(m->arena, el->name);
	copy->attribute = ARENA_ARRAY(m->arena, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		copy->attribute[i] = arena_strdup(m->arena, el->attribute[i]);
	copy->parent = NULL;
	return copy;
}

/* Takes the name and the attributes into the level's own memory. */
static void take_texts(struct reading *r, struct level *l, const char *name,
		       const char **attribute)
{
	size_t n = 0;
	const char *s;

	buf_cut(&l->text, 0);
	buf_add(&l->text, name, strlen(name) + 1);
	for (; attribute[n]; n++)
		buf_add(&l->text, attribute[n], strlen(attribute[n]) + 1);
	if (n + 1 > l->cap) {
		l->attribute = ARENA_ARRAY(r->arena, 2 * (n + 1),
					   const char *);
		l->cap = 2 * (n + 1);
	}
	s = l->text.data;
	l->el.name = s;
	for (size_t i = 0; i < n; i++) {
		s += strlen(s) + 1;
		l->attribute[i] = s;
	}
	l->attribute[n] = NULL;
	l->el.attribute = l->attribute;
}

static void on_start(void *arg, const char *name, const char **attribute)
{
	struct reading *r = arg;
	struct level *l = &r->level[r->depth];
	struct element *el = &l->el;

	if (r->depth == MAX_DEPTH) {
		err_set(r->e, ERR_INPUT, "Phần “%s” lồng quá %d cấp",
			r->m->what, MAX_DEPTH);
		stop(r);
		return;
	}
	*el = (struct element){ .depth = r->depth++ };
	take_texts(r, l, name, attribute);
	el->start = (size_t)XML_GetCurrentByteIndex(r->parser);
	el->inner = el->start + (size_t)XML_GetCurrentByteCount(r->parser);
	el->parent = el->depth ? &l[-1].el : NULL;
	if (r->reader->open)
		r->reader->open(r->reader->ctx, el);
}

static void on_end(void *arg, const char *name)
{
	struct reading *r = arg;
	struct element *el;

	(void)name;
	if (r->failed)
		return;
	el = &r->level[--r->depth].el;
	if (r->m->data[el->inner - 2] == '/') {
		el->outer = el->inner;
		el->end = el->inner;
	} else {
		el->outer = (size_t)XML_GetCurrentByteIndex(r->parser);
		el->end = el->outer +
			  (size_t)XML_GetCurrentByteCount(r->parser);
	}
	if (r->reader->close)
		r->reader->close(r->reader->ctx, el);
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
		r->m->what);
	stop(r);
}

static void on_declaration(void *arg, const char *version,
			   const char *encoding, int standalone)
{
	struct reading *r = arg;

	(void)version;
	(void)standalone;
	if (!encoding || strcasecmp(encoding, "UTF-8") == 0 ||
	    strcasecmp(encoding, "US-ASCII") == 0)
		return;
	err_set(r->e, ERR_INPUT, "Phần “%s” mã hoá bằng %.40s, không phải "
				 "UTF-8", r->m->what, encoding);
	stop(r);
}

int markup_read(struct markup *m, const struct markup_reader *reader,
		struct err *e)
{
	struct reading r = { .m = m, .reader = reader, .e = e };
	int rc = 0;

	if (m->n > INT32_MAX)
		return err_set(e, ERR_INPUT, "Phần “%s” quá lớn", m->what);
	if (m->n >= 2 && (memcmp(m->data, "\xff\xfe", 2) == 0 ||
			  memcmp(m->data, "\xfe\xff", 2) == 0))
		return err_set(e, ERR_INPUT,
			       "Phần “%s” mã hoá bằng UTF-16, không phải UTF-8",
			       m->what);
	r.arena = arena_new();
	r.level = ARENA_ARRAY(r.arena, MAX_DEPTH + 1, struct level);
	for (int i = 0; i < MAX_DEPTH; i++)
		r.level[i].text = (struct buf)BUF_INIT(r.arena);
	r.parser = XML_ParserCreate(NULL);
	if (!r.parser)
		BUG("out of memory: XML parser");
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	XML_SetXmlDeclHandler(r.parser, on_declaration);
	if (XML_Parse(r.parser, m->data, (int)m->n, 1) != XML_STATUS_OK ||
	    r.failed) {
		if (!r.failed)
			err_set(e, ERR_INPUT, "Phần “%s” hỏng, dòng %lu: %s",
				m->what, XML_GetCurrentLineNumber(r.parser),
				XML_ErrorString(XML_GetErrorCode(r.parser)));
		rc = -1;
	}
	XML_ParserFree(r.parser);
	arena_free(r.arena);
	return rc;
}

/* --- changing --------------------------------------------------------------------- */

void markup_replace(struct markup *m, size_t from, size_t to, const char *text)
{
	size_t order = m->nedit;

	if (from > to || to > m->n)
		BUG("bytes %zu to %zu of %zu", from, to, m->n);
	*VEC_PUSH(m->arena, m->edit, m->nedit, m->cap) =
		(struct markup_edit){ from, to, text, order };
}

void markup_append(struct markup *m, const struct element *el,
		   const char *text)
{
	if (el->end > el->inner) {
		markup_replace(m, el->outer, el->outer, text);
		return;
	}
	/* <x/> becomes <x>text</x> */
	markup_replace(m, el->inner - 2, el->inner,
		       arena_printf(m->arena, ">%s</%s>", text, el->name));
}

static int by_place(const void *x, const void *y)
{
	const struct markup_edit *a = x;
	const struct markup_edit *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

char *markup_result(struct markup *m, size_t *n)
{
	struct buf b = BUF_INIT(m->arena);
	size_t at = 0;

	if (m->nedit)
		qsort(m->edit, m->nedit, sizeof *m->edit, by_place);
	for (size_t i = 0; i < m->nedit; i++) {
		const struct markup_edit *d = &m->edit[i];

		if (d->from < at)
			BUG("two changes at byte %zu of %s", d->from, m->what);
		buf_add(&b, m->data + at, d->from - at);
		buf_adds(&b, d->text);
		at = d->to;
	}
	buf_add(&b, m->data + at, m->n - at);
	*n = b.len;
	return b.data;
}
