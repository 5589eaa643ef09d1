/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marking cells of a workbook: comments.
 *
 * A comment of a cell stands in three places: its text in the comments part
 * of the worksheet, its box in a VML drawing (the old way, which every program
 * still reads), and a relation to each; the worksheet names the drawing in an
 * element "legacyDrawing".
 */
#include "lib/file/sheet.h"
#include "lib/file/xlsxjob.h"

#define COMMENTS_TYPE TYPES "spreadsheetml.comments+xml"

/* --- relations --------------------------------------------------------------------------- */

static const char *relations_of(struct arena *a, const char *entry)
{
	const char *folder = mark_folder_of(a, entry);

	return arena_printf(a, "%s_rels/%s.rels", folder,
			    entry + strlen(folder));
}

/* The entry that a target means, seen from a folder. */
static const char *target_entry(struct arena *a, const char *folder,
				const char *target)
{
	char *base = arena_strdup(a, folder);
	size_t n = strlen(base);

	if (*target == '/')
		return target + 1;
	while (strncmp(target, "../", 3) == 0 || strncmp(target, "./", 2) == 0) {
		bool up = target[1] == '.';

		target += up ? 3 : 2;
		n -= up && n > 0; /* the slash, then the name before it */
		while (up && n > 0 && base[n - 1] != '/')
			n--;
	}
	base[n] = '\0';
	return arena_printf(a, "%s%s", base, target);
}

struct relations {
	struct part *part;
	struct markup xml;
	struct element *root;
	const char **id;
	size_t nid, cap;
};

static bool ends_with(const char *s, const char *end)
{
	size_t n = s ? strlen(s) : 0;

	return n >= strlen(end) && strcmp(s + n - strlen(end), end) == 0;
}

static void relations_close(void *ctx, const struct element *el)
{
	struct relations *r = ctx;
	struct part *p = r->part;
	struct arena *a = r->xml.arena;
	const char *id = element_get(el, "Id");
	const char *type = element_get(el, "Type");
	const char *target = element_get(el, "Target");

	if (el->depth == 0)
		r->root = element_keep(&r->xml, el);
	if (el->depth != 1 || !id || !type || !target)
		return;
	*VEC_PUSH(a, r->id, r->nid, r->cap) = arena_strdup(a, id);
	target = target_entry(a, mark_folder_of(a, p->entry),
			      arena_strdup(a, target));
	if (ends_with(type, "/relationships/comments"))
		p->comments = target;
	if (p->drawing && strcmp(id, p->drawing) == 0)
		p->vml = target;
}

static const char *new_id(const struct relations *r)
{
	for (int i = 1;; i++) {
		const char *id = arena_printf(r->xml.arena, "rIdMark%d", i);
		bool taken = false;

		for (size_t k = 0; k < r->nid; k++)
			taken = taken || strcmp(r->id[k], id) == 0;
		if (!taken)
			return id;
	}
}

/* Adds a relation; its id. */
static const char *add_relation(struct relations *r, const char *kind,
				const char *entry, struct buf *b)
{
	const char *id = new_id(r);

	*VEC_PUSH(r->xml.arena, r->id, r->nid, r->cap) = id;
	buf_addf(b, "<%sRelationship Id=\"%s\" Type=\"%s/%s\" Target=\"/",
		 r->root ? element_prefix(r->xml.arena, r->root) : "", id,
		 mark_relation_base(r->part), kind);
	buf_addxml(b, entry);
	buf_adds(b, "\"/>");
	return id;
}

/* Finds the comments and the drawing of a worksheet, or names new ones.
 * *drawing gets the relation of a drawing that the worksheet does not name
 * yet.  *fresh[0], [1]: the comments, the drawing are new. */
static int relate(struct part *p, const char **drawing, bool fresh[2])
{
	struct job *j = p->job;
	struct relations r = { .part = p };
	const struct markup_reader reader = { &r, NULL, relations_close };
	const char *entry = relations_of(j->arena, p->entry);
	bool there = mark_has(j, entry);
	struct buf b = BUF_INIT(j->arena);
	const char *text;

	*drawing = NULL;
	if (there && (mark_load(j, entry, &r.xml) < 0 ||
		      markup_read(&r.xml, &reader, j->e) < 0))
		return -1;
	r.xml.arena = j->arena;
	fresh[0] = !p->comments || !mark_has(j, p->comments);
	fresh[1] = !p->vml || !mark_has(j, p->vml);
	if (fresh[0]) {
		p->comments = mark_new_entry(j, "xl/comments", ".xml");
		mark_store(j, p->comments, "", 0); /* the name is taken */
		add_relation(&r, "comments", p->comments, &b);
		buf_addf(&j->types, "<Override PartName=\"/%s\" ContentType="
				    "\"" COMMENTS_TYPE "\"/>", p->comments);
	}
	if (fresh[1]) {
		j->drawn = true;
		p->vml = mark_new_entry(j, "xl/drawings/vmlDrawing", ".vml");
		mark_store(j, p->vml, "", 0);
		*drawing = add_relation(&r, "vmlDrawing", p->vml, &b);
	}
	if (!b.len)
		return 0;
	if (there) {
		markup_append(&r.xml, r.root, b.data);
		mark_store_markup(j, &r.xml);
		return 0;
	}
	text = arena_printf(j->arena,
			    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			    "<Relationships xmlns=\"http://schemas."
			    "openxmlformats.org/package/2006/relationships\">"
			    "%s</Relationships>", b.data);
	mark_store(j, entry, text, strlen(text));
	return 0;
}

/* --- comments ------------------------------------------------------------------------------- */

struct comments {
	struct part *part;
	struct markup xml;
	struct element *authors;
	struct element *list;
	size_t nauthor;
	const struct element *text_end; /* last run, or t, of the comment being read */
};

/* "<r><rPr>...</rPr><t>text</t></r>" */
static const char *run(struct arena *a, const char *p, const char *text)
{
	struct buf b = BUF_INIT(a);

	buf_addf(&b, "<%sr><%srPr><%ssz val=\"9\"/><%scolor indexed=\"81\"/>"
		     "<%srFont val=\"Tahoma\"/><%sfamily val=\"2\"/></%srPr>"
		     "<%st xml:space=\"preserve\">", p, p, p, p, p, p, p, p);
	buf_addxml(&b, text);
	buf_addf(&b, "</%st></%sr>", p, p);
	return b.data;
}

/* Says more at the end of a comment that is there. */
static void extend(struct comments *c, struct marked *m,
		   const struct element *text)
{
	struct arena *a = c->xml.arena;
	const struct element *last = c->text_end;
	const char *more = arena_printf(a, "\n\n%s", m->mark->comment);
	struct buf b = BUF_INIT(a);

	m->told = true;
	if (!last) {
		markup_append(&c->xml, text,
			      run(a, element_prefix(a, text),
				  m->mark->comment));
	} else if (element_is(last, "t")) {
		buf_addxml(&b, more);
		markup_append(&c->xml, last, b.data);
	} else {
		markup_replace(&c->xml, last->end, last->end,
			       run(a, element_prefix(a, last), more));
	}
}

static void comments_close(void *ctx, const struct element *el)
{
	struct comments *c = ctx;
	const char *ref;
	struct marked *m;

	if (el->depth == 1 && element_is(el, "authors"))
		c->authors = element_keep(&c->xml, el);
	else if (el->depth == 1 && element_is(el, "commentList"))
		c->list = element_keep(&c->xml, el);
	else if (el->depth == 2 && element_is(el, "author"))
		c->nauthor++;
	else if (el->depth == 4 &&
		 (element_is(el, "t") || element_is(el, "r")))
		c->text_end = element_keep(&c->xml, el);
	if (el->depth != 3 || !element_is(el, "text"))
		return;
	ref = element_get(el->parent, "ref");
	m = ref ? mark_find(c->part, mark_column_of(ref),
			    (int64_t)mark_number_of(ref + strcspn(ref, DIGITS)))
		: NULL;
	if (m && m->mark->comment && !m->told)
		extend(c, m, el);
	c->text_end = NULL;
}

/* The comments of marks that were not told yet. */
static const char *new_comments(const struct part *p, const char *prefix,
				size_t author)
{
	struct arena *a = p->job->arena;
	struct buf b = BUF_INIT(a);

	for (size_t i = 0; i < p->n; i++) {
		const struct xlsx_mark *m = p->cell[i].mark;

		if (p->cell[i].told || !m->comment)
			continue;
		buf_addf(&b, "<%scomment ref=\"%s\" authorId=\"%zu\"><%stext>"
			     "%s</%stext></%scomment>", prefix,
			 sheet_cell_name(a, m->column, m->row), author, prefix,
			 run(a, prefix, m->comment), prefix, prefix);
	}
	return b.data;
}

static const char *author_element(const struct job *j, const char *prefix)
{
	struct buf b = BUF_INIT(j->arena);

	buf_addf(&b, "<%sauthor>", prefix);
	buf_addxml(&b, j->author);
	buf_addf(&b, "</%sauthor>", prefix);
	return b.data;
}

static int write_comments(struct part *p, bool fresh)
{
	struct job *j = p->job;
	struct comments c = { .part = p };
	const struct markup_reader reader = { &c, NULL, comments_close };
	const char *text;
	const char *x;

	if (fresh) {
		text = arena_printf(j->arena,
				    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
				    "\n<comments xmlns=\"%s\"><authors>%s"
				    "</authors><commentList>%s</commentList>"
				    "</comments>",
				    mark_is_strict(p) ? STRICT_MAIN : MAIN,
				    author_element(j, ""),
				    new_comments(p, "", 0));
		mark_store(j, p->comments, text, strlen(text));
		return 0;
	}
	if (mark_load(j, p->comments, &c.xml) < 0 ||
	    markup_read(&c.xml, &reader, j->e) < 0)
		return -1;
	if (!c.authors || !c.list)
		return err_set(j->e, ERR_INPUT, "Phần “%s” thiếu danh sách "
						"nhận xét", p->comments);
	x = element_prefix(j->arena, c.list);
	markup_append(&c.xml, c.authors, author_element(j, x));
	markup_append(&c.xml, c.list, new_comments(p, x, c.nauthor));
	mark_store_markup(j, &c.xml);
	return 0;
}

/* --- boxes ------------------------------------------------------------------------------------ */

/* The largest number after "_x0000_s" in a drawing. */
static size_t last_shape(const char *vml)
{
	size_t most = 1024;

	for (const char *s = vml; (s = strstr(s, "_x0000_s")); s++) {
		size_t n = mark_number_of(s + strlen("_x0000_s"));

		if (n > most)
			most = n;
	}
	return most;
}

static int lines_of(const char *text)
{
	int n = 1;
	int width = 0;

	for (; *text; text++) {
		width += ((unsigned char)*text & 0xc0) != 0x80;
		if (*text == '\n' || width > 48) {
			n++;
			width = 0;
		}
	}
	return n;
}

/* A box of four columns beside the cell, as high as its text. */
static void add_shape(struct buf *b, const struct xlsx_mark *m, size_t id)
{
	int64_t top = m->row > 1 ? m->row - 2 : 0;
	int64_t bottom = top + lines_of(m->comment) + 2;

	buf_addf(b,
		 "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\""
		 " xmlns:o=\"urn:schemas-microsoft-com:office:office\""
		 " xmlns:x=\"urn:schemas-microsoft-com:office:excel\""
		 " id=\"_x0000_s%zu\" type=\"#_x0000_t202\" style=\""
		 "position:absolute;margin-left:80pt;margin-top:5pt;"
		 "width:280pt;height:%dpt;z-index:%zu;visibility:hidden\""
		 " fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
		 "<v:fill color2=\"#ffffe1\"/>"
		 "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>"
		 "<v:path o:connecttype=\"none\"/>"
		 "<v:textbox style=\"mso-direction-alt:auto\">"
		 "<div style=\"text-align:left\"></div></v:textbox>"
		 "<x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>"
		 "<x:SizeWithCells/><x:Anchor>%zu, 15, %lld, 10, %zu, 15, "
		 "%lld, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
		 "<x:Row>%lld</x:Row><x:Column>%zu</x:Column></x:ClientData>"
		 "</v:shape>",
		 id, 14 * (lines_of(m->comment) + 1), id % 1024 + 1,
		 m->column + 1, (long long)top, m->column + 5,
		 (long long)bottom, (long long)(m->row - 1), m->column);
}

static const char shape_type[] =
	"<v:shapetype xmlns:v=\"urn:schemas-microsoft-com:vml\""
	" xmlns:o=\"urn:schemas-microsoft-com:office:office\""
	" id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\""
	" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
	"<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/* The last "</xml>": these drawings need not be well-formed XML. */
static const char *closing(const char *vml)
{
	const char *last = NULL;

	for (const char *s = vml; (s = strstr(s, "</xml>")); s++)
		last = s;
	return last;
}

static int write_drawing(struct part *p, bool fresh, size_t serial)
{
	struct job *j = p->job;
	struct markup m = { .data = "" };
	struct buf b = BUF_INIT(j->arena);
	const char *end;
	size_t id = 1024 * (1000 + serial);

	if (!fresh && mark_load(j, p->vml, &m) < 0)
		return -1;
	end = fresh ? m.data : closing(m.data);
	if (!end)
		return err_set(j->e, ERR_INPUT, "Phần “%s” hỏng: không có "
						"“</xml>”", p->vml);
	if (fresh)
		buf_addf(&b, "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\""
			     " xmlns:o=\"urn:schemas-microsoft-com:office:"
			     "office\" xmlns:x=\"urn:schemas-microsoft-com:"
			     "office:excel\"><o:shapelayout v:ext=\"edit\">"
			     "<o:idmap v:ext=\"edit\" data=\"%zu\"/>"
			     "</o:shapelayout>", id / 1024);
	else
		id = last_shape(m.data);
	buf_add(&b, m.data, (size_t)(end - m.data));
	if (!strstr(m.data, "id=\"_x0000_t202\""))
		buf_adds(&b, shape_type);
	for (size_t i = 0; i < p->n; i++)
		if (!p->cell[i].told && p->cell[i].mark->comment)
			add_shape(&b, p->cell[i].mark, ++id);
	buf_adds(&b, fresh ? "</xml>" : end);
	mark_store(j, p->vml, b.data, b.len);
	return 0;
}

/* Puts the comments of a worksheet into their three places.  *drawing: see
 * relate. */
int mark_comment_sheet(struct part *p, size_t serial, const char **drawing)
{
	bool fresh[2];
	bool any = false;

	*drawing = NULL;
	for (size_t i = 0; i < p->n; i++)
		any = any || p->cell[i].mark->comment;
	if (!any)
		return 0;
	if (relate(p, drawing, fresh) < 0 || write_comments(p, fresh[0]) < 0)
		return -1;
	return write_drawing(p, fresh[1], serial);
}
