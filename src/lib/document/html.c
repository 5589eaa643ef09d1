/* SPDX-License-Identifier: Apache-2.0 */
/*
 * HTML: pages of portals, and what word processors save as web pages.
 *
 * libxml2's tolerant parser tells elements and text; a block element ends the
 * paragraph that is open.  A link inside the page whose text is a number is
 * the call of a note where it stands in a sentence, and the note itself where
 * a paragraph begins with it.
 */
#include "lib/document/build.h"
#include "lib/text/text.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

enum {
	MAX_LISTS = 32,
	MAX_TABLES = 16,
	MAX_COLUMNS = 64,
	MAX_LABEL = 16,   /* bytes of a link that may be the call of a note */
	CHARSET_IN = 4096, /* bytes in which the page names its encoding */
};

struct list {
	bool ordered;
	char format; /* of an ordered one: '1', 'a', 'A', 'i', 'I' */
	int next;
};

struct table {
	int down[MAX_COLUMNS]; /* rows that a cell above still covers */
	int column;            /* the next one */
};

struct reading {
	struct build build;
	htmlParserCtxt *parser;
	int skip;         /* depth inside what is left out */
	struct list list[MAX_LISTS];
	int lists;
	struct table table[MAX_TABLES];
	int tables;
	const char *label; /* of the item, before its text */
	int heading;       /* level of the heading that is open; 0 */
	int raised;
	int pre;
	bool open;         /* a paragraph is */
	bool note;         /* the item or division is the text of a note */
	const char *note_label;
	bool in_link;
	bool link_calls; /* it is raised, or leads to a note */
	struct buf link;
};

/* --- elements by what they do --------------------------------------------------------- */

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static const char *const left_out[] = {
	"head", "script", "style", "noscript", "template", "select", "button",
	"iframe", "svg", "object", "textarea", "del", "title", "nav", "map",
	"audio", "video", "canvas", NULL
};

static const char *const blocks[] = {
	"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
	"section", "article", "header", "footer", "main", "aside", "table",
	"tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6",
	"hr", "center", "address", "fieldset", "form", "figure", "figcaption",
	"body", "html", "tbody", "thead", "tfoot", NULL
};

/* Elements without an end. */
static const char *const empty[] = { "br", "hr", "img", "input", "meta",
				     "link", "col", "wbr", "area", "base",
				     NULL };

static const char *get(const xmlChar **attribute, const char *name)
{
	for (; attribute && attribute[0]; attribute += 2)
		if (strcmp((const char *)attribute[0], name) == 0)
			return attribute[1] ? (const char *)attribute[1] : "";
	return NULL;
}

static bool is_hidden(const xmlChar **attribute)
{
	const char *style = get(attribute, "style");

	return get(attribute, "hidden") ||
	       (style && (strcasestr(style, "display:none") ||
			  strcasestr(style, "display: none") ||
			  strcasestr(style, "mso-hide:all")));
}

/* --- paragraphs -------------------------------------------------------------------------- */

static void end_para(struct reading *r)
{
	if (r->open)
		build_end(&r->build);
	r->open = false;
}

static void begin_para(struct reading *r)
{
	struct piece *p;

	if (r->open)
		return;
	r->open = true;
	build_para(&r->build, r->note    ? PASSAGE_NOTE :
			      r->heading ? PASSAGE_HEADING :
					   PASSAGE_BODY,
		   r->note ? 0 : r->heading);
	p = build_open(&r->build);
	if (p && r->note)
		p->label = r->note_label;
	if (r->label && !r->note) {
		build_text(&r->build, r->label, strlen(r->label), 0, 0);
		build_text(&r->build, " ", 1, 0, 0);
	}
	r->label = NULL;
}

static bool is_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isspace((unsigned char)s[i]))
			return false;
	return true;
}

/* Text with runs of blanks made one; lines of <pre> are kept. */
static void add_text(struct reading *r, const char *s, size_t n)
{
	struct piece *p;

	if (!r->open && is_blank(s, n))
		return;
	begin_para(r);
	p = build_open(&r->build);
	for (size_t i = 0; p && i < n;) {
		size_t k = i;

		if (s[i] == '\n' && r->pre > 0) {
			build_break(&r->build);
			i++;
			continue;
		}
		if (isspace((unsigned char)s[i])) {
			if (p->text.len && p->text.data[p->text.len - 1] != ' ')
				build_text(&r->build, " ", 1, 0, 0);
			i++;
			continue;
		}
		while (k < n && !isspace((unsigned char)s[k]))
			k++;
		if (r->raised > 0)
			build_raised(&r->build, s + i, k - i, 0, 0);
		else
			build_text(&r->build, s + i, k - i, 0, 0);
		i = k;
	}
}

/* --- lists and notes --------------------------------------------------------------------- */

static void open_list(struct reading *r, bool ordered,
		      const xmlChar **attribute)
{
	const char *type = get(attribute, "type");
	const char *start = get(attribute, "start");

	if (r->lists < MAX_LISTS)
		r->list[r->lists] = (struct list){
			.ordered = ordered,
			.format = type && *type ? *type : '1',
			.next = start ? (int)strtol(start, NULL, 10) : 1,
		};
	r->lists++;
}

static const char *item_label(struct reading *r)
{
	struct list *l;
	int n;

	if (r->lists < 1 || r->lists > MAX_LISTS)
		return "-";
	l = &r->list[r->lists - 1];
	if (!l->ordered)
		return "-";
	n = l->next < 1 << 20 ? l->next++ : l->next;
	if ((l->format == 'a' || l->format == 'A') && n > 0 && n <= 26)
		return arena_printf(r->build.arena, "%c)",
				    l->format + n - 1);
	return arena_printf(r->build.arena, "%d.", n);
}

/* What the ids of notes begin with. */
static const char *const note_names[] = { "fn", "sdfootnote", "ftn", "_ftn",
					  "footnote", "edn", "_edn" };

/* id="fn1", "fn:1", "sdfootnote1", "_ftn1": the text of note 1. */
static const char *note_of(struct reading *r, const char *id)
{
	for (size_t i = 0; id && i < ARRAY_LEN(note_names); i++) {
		size_t n = strlen(note_names[i]);

		if (strncmp(id, note_names[i], n) != 0)
			continue;
		id += n;
		id += *id && strchr(":-_", *id);
		n = strspn(id, "0123456789");
		return n > 0 && n < 4 && !id[n] ?
			       arena_strndup(r->build.arena, id, n) : NULL;
	}
	return NULL;
}

static void open_holder(struct reading *r, const char *name,
			const xmlChar **attribute)
{
	const char *label = note_of(r, get(attribute, "id"));

	if (label) {
		r->note = true;
		r->note_label = label;
	}
	if (strcmp(name, "li") == 0)
		r->label = item_label(r);
}

/* The digits of "1", "[1]", "(1)"; NULL. */
static const char *label_in(struct reading *r, const char *s)
{
	size_t n;

	s += strspn(s, " [(");
	n = strspn(s, "0123456789");
	if (n == 0 || n > 3 || s[n + strspn(s + n, " ])")])
		return NULL;
	return arena_strndup(r->build.arena, s, n);
}

/* href="#fn1", "#_ftnref1": to a note or back from it. */
static bool leads_to_note(const char *href)
{
	const char *id = href ? strchr(href, '#') : NULL;

	for (size_t i = 0; id && i < ARRAY_LEN(note_names); i++)
		if (strncmp(id + 1, note_names[i], strlen(note_names[i])) == 0)
			return true;
	return false;
}

/* A link inside the page is read: a call, a note, a way back, or text. */
static void end_link(struct reading *r)
{
	const char *label = label_in(r, r->link.data);
	struct piece *p = r->open ? build_open(&r->build) : NULL;

	r->in_link = false;
	if (strncmp(r->link.data, "\u21a9", 3) == 0)
		return;
	if (!label || !(r->link_calls || r->link.data[0] == '[')) {
		add_text(r, r->link.data, r->link.len);
		return;
	}
	if (p && !is_blank(p->text.data, p->text.len)) {
		build_raised(&r->build, label, strlen(label), 0, 0);
		return;
	}
	if (r->note) /* says its number again */
		return;
	begin_para(r);
	p = build_open(&r->build);
	if (!p)
		return;
	p->as = PASSAGE_NOTE;
	p->label = label;
}

/* --- SAX ---------------------------------------------------------------------------------- */

static int number_of(const char *s)
{
	long n = s ? strtol(s, NULL, 10) : 1;

	return n < 1 ? 1 : n > MAX_COLUMNS ? MAX_COLUMNS : (int)n;
}

/* Cells that one above covers come before it, empty. */
static void open_cell(struct reading *r, const xmlChar **attribute)
{
	int span = number_of(get(attribute, "colspan"));
	int rows = number_of(get(attribute, "rowspan"));
	struct table *t = r->tables >= 1 && r->tables <= MAX_TABLES ?
				  &r->table[r->tables - 1] : NULL;

	while (t && t->column < MAX_COLUMNS && t->down[t->column] > 0) {
		t->down[t->column++]--;
		build_cell(&r->build, 1);
	}
	build_cell(&r->build, span);
	for (int i = 0; t && i < span && t->column < MAX_COLUMNS; i++)
		t->down[t->column++] = rows - 1;
}

static void close_row(struct reading *r)
{
	struct table *t = r->tables >= 1 && r->tables <= MAX_TABLES ?
				  &r->table[r->tables - 1] : NULL;

	for (; t && t->column < MAX_COLUMNS; t->column++)
		t->down[t->column] -= t->down[t->column] > 0;
}

static void open_table(struct reading *r, const char *name,
		       const xmlChar **attribute)
{
	if (strcmp(name, "table") == 0) {
		build_table(&r->build);
		if (r->tables < MAX_TABLES)
			r->table[r->tables] = (struct table){ 0 };
		r->tables++;
	} else if (strcmp(name, "tr") == 0) {
		build_row(&r->build, 0);
		if (r->tables >= 1 && r->tables <= MAX_TABLES)
			r->table[r->tables - 1].column = 0;
	} else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) {
		open_cell(r, attribute);
	}
}

static void open_block(struct reading *r, const char *name,
		       const xmlChar **attribute)
{
	end_para(r);
	r->pre += strcmp(name, "pre") == 0;
	if (name[0] == 'h' && isdigit((unsigned char)name[1]))
		r->heading = name[1] - '0';
	else if (strcmp(name, "hr") == 0)
		r->build.torn = true;
	else if (strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0)
		open_list(r, name[0] == 'o', attribute);
	else if (strcmp(name, "li") == 0 || strcmp(name, "div") == 0 ||
		 strcmp(name, "p") == 0)
		open_holder(r, name, attribute);
	else
		open_table(r, name, attribute);
}

static void on_open(void *ctx, const xmlChar *xname, const xmlChar **attribute)
{
	struct reading *r = ctx;
	const char *name = (const char *)xname;
	const char *href;

	if (r->skip > 0 || is_one_of(name, left_out) || is_hidden(attribute)) {
		if (!is_one_of(name, empty))
			r->skip++;
		return;
	}
	if (is_one_of(name, blocks)) {
		open_block(r, name, attribute);
	} else if (strcmp(name, "br") == 0) {
		if (r->open)
			build_break(&r->build);
	} else if (strcmp(name, "sup") == 0) {
		r->raised++;
	} else if (strcmp(name, "a") == 0) {
		href = get(attribute, "href");
		r->in_link = href && strchr(href, '#');
		r->link_calls = r->raised > 0 || leads_to_note(href);
		buf_cut(&r->link, 0);
	}
}

static void close_block(struct reading *r, const char *name)
{
	end_para(r);
	if (name[0] == 'h' && isdigit((unsigned char)name[1]))
		r->heading = 0;
	else if (strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0)
		r->lists -= r->lists > 0;
	else if (strcmp(name, "pre") == 0)
		r->pre -= r->pre > 0;
	else if (strcmp(name, "tr") == 0)
		close_row(r);
	if (strcmp(name, "table") == 0 && r->tables > 0) {
		build_table_end(&r->build);
		r->tables--;
	}
	if (strcmp(name, "li") == 0 || strcmp(name, "div") == 0)
		r->note = false;
	if (strcmp(name, "li") == 0)
		r->label = NULL;
}

static void on_close(void *ctx, const xmlChar *xname)
{
	struct reading *r = ctx;
	const char *name = (const char *)xname;

	if (r->skip > 0) {
		if (!is_one_of(name, empty))
			r->skip--;
		return;
	}
	if (r->in_link && (strcmp(name, "a") == 0 || is_one_of(name, blocks)))
		end_link(r);
	if (is_one_of(name, blocks))
		close_block(r, name);
	else if (strcmp(name, "sup") == 0)
		r->raised -= r->raised > 0;
}

static void on_text(void *ctx, const xmlChar *s, int n)
{
	struct reading *r = ctx;

	if (r->skip > 0)
		return;
	if (r->in_link && r->link.len + (size_t)n <= MAX_LABEL) {
		buf_add(&r->link, s, (size_t)n);
		return;
	}
	if (r->in_link) { /* too long for a call */
		r->in_link = false;
		add_text(r, r->link.data, r->link.len);
	}
	add_text(r, (const char *)s, (size_t)n);
	if (r->build.total > DOCUMENT_MAX_TEXT)
		xmlStopParser(r->parser);
}

/* --- the page ------------------------------------------------------------------------------ */

/* The encoding of bytes that are not UTF-8, when the page names one of those
 * that word processors write; NULL. */
static const char *charset_of(const char *data, size_t n)
{
	static const char *const known[] = { "windows-1252", "windows-1258",
					     "iso-8859-1" };
	static const char key[] = "charset=";
	const char *p = memmem(data, n < CHARSET_IN ? n : CHARSET_IN, key,
			       strlen(key));
	size_t room;

	if (!p)
		return NULL;
	p += strlen(key);
	p += p < data + n && (*p == '"' || *p == '\'');
	room = (size_t)(data + n - p);
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (room > strlen(known[i]) &&
		    strncasecmp(p, known[i], strlen(known[i])) == 0)
			return known[i];
	return NULL;
}

static void parse(struct reading *r, const char *data, size_t n,
		  const char *charset)
{
	static htmlSAXHandler sax = { .startElement = on_open,
				      .endElement = on_close,
				      .characters = on_text,
				      .ignorableWhitespace = on_text };
	htmlSAXHandler *own;

	r->parser = htmlCreateMemoryParserCtxt(data, (int)n);
	if (!r->parser)
		BUG("out of memory: HTML parser");
	own = r->parser->sax;
	r->parser->sax = &sax;
	r->parser->userData = r;
	htmlCtxtUseOptions(r->parser, HTML_PARSE_NOERROR |
					      HTML_PARSE_NOWARNING |
					      HTML_PARSE_NONET);
	xmlSwitchToEncoding(r->parser, xmlFindCharEncodingHandler(charset));
	htmlParseDocument(r->parser);
	end_para(r);
	r->parser->sax = own;
	htmlFreeParserCtxt(r->parser);
}

int document_read_html(struct document *d, const char *data, size_t n,
		       struct err *e)
{
	const char *charset = "UTF-8";
	struct err not_utf8 = { 0 };
	struct arena *step;
	struct reading r = { .build = { .d = d } };
	int rc;

	if (text_check(data, n, &not_utf8) < 0) {
		charset = charset_of(data, n);
		if (!charset) {
			if (e && e->kind == ERR_NONE)
				*e = not_utf8;
			return -1;
		}
	}
	step = arena_new();
	r.build.arena = step;
	r.link = (struct buf)BUF_INIT(step);
	if (n > 0)
		parse(&r, data, n, charset);
	rc = build_finish(&r.build, e);
	arena_free(step);
	return rc;
}

/* Does it begin as a page does, or is it named so and holds a tag? */
bool document_is_html(const char *name, const char *data, size_t n)
{
	static const char *const begins[] = { "<!doctype html", "<html",
					      "<head", "<body" };
	const char *dot = strrchr(name, '.');
	const char *s = data;

	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		s += 3;
	while (s < data + n && isspace((unsigned char)*s))
		s++;
	n -= (size_t)(s - data);
	for (size_t i = 0; i < ARRAY_LEN(begins); i++)
		if (n > strlen(begins[i]) &&
		    strncasecmp(s, begins[i], strlen(begins[i])) == 0)
			return true;
	if (n > 5 && strncmp(s, "<?xml", 5) == 0)
		return memmem(s, n < CHARSET_IN ? n : CHARSET_IN, "<html", 5);
	return dot && (strcasecmp(dot, ".html") == 0 ||
		       strcasecmp(dot, ".htm") == 0 ||
		       strcasecmp(dot, ".xhtml") == 0) &&
	       memchr(s, '<', n);
}
