/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The template compiler: an .html file becomes C functions that append to a
 * struct buf.  docs/pages.md tells how to write templates.
 *
 *	html2c FILE.html OUT.c OUT.h
 *
 * The compiler reads the markup with the states of an HTML tokenizer, so it
 * knows for every value whether it stands in text, in an attribute, in a URL
 * or in a place where no escaping could make it safe.  The last is an error,
 * as are tags that do not match and everything that our Content-Security-
 * Policy would block (style="", on...="", a script with a body).  A branch or
 * loop must end in the state in which it began.
 *
 * Errors read "FILE:LINE: what is wrong"; errors of the C compiler in an
 * expression point to the template as well, through #line.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum place {
	TEXT,     /* between tags */
	IN_TAG,   /* between attributes; a new one may start */
	AFTER,    /* after an attribute; a blank must come first */
	VALUE,    /* in a double-quoted attribute value */
};

enum { MAX_NAME = 48, MAX_OPEN = 256, MAX_BLOCK = 64 };

/* What may be written into an attribute. */
enum attribute {
	PLAIN,    /* escaped text */
	URL,      /* see write_value */
	NUMBERS,  /* read by a script, or as a reference: only whole numbers */
	FIXED,    /* nothing: the template's own words only */
};

struct state {
	enum place place;
	int depth;             /* open tags */
	char tag[MAX_NAME];    /* the tag that we are in */
	char attr[MAX_NAME];   /* the attribute that we are in */
	enum attribute kind;
	bool url_begun;        /* something stands in the URL already */
	bool closing;          /* in </tag> */
	bool has_src, has_type, has_alt;
};

enum block_kind { B_TEMPLATE, B_IF, B_FOR, B_WITH };

struct block {
	enum block_kind kind;
	int line;
	int base;            /* open tags at its begin; may not be closed */
	bool has_else;
	bool url_begun;      /* in every branch so far */
	bool after;          /* some branch ended AFTER an attribute */
	struct state begin;
	char *call;          /* B_WITH: "name" and its arguments */
	char *args;
};

static const char *path;
static const char *src;
static const char *at;
static int line = 1;

static struct state st;
static struct { char name[MAX_NAME]; int line; } open_tags[MAX_OPEN];
static struct block blocks[MAX_BLOCK];
static int n_blocks;

/* one template's output */
static FILE *body;              /* of the function that we are in */
static char *opening;           /* the part before {{slot}} */
static char *body_text;
static size_t body_size;
static char *name, *params;     /* of the template */

static FILE *code, *header;     /* whole files */
static bool uses_assets;

/* static text that waits to be written */
static char *lit;
static size_t lit_len, lit_cap;
static bool blank, blank_newline;   /* white space waits */
static bool eats;                   /* ... and vanishes if it has a newline */

_Noreturn static void fail(int at_line, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

_Noreturn static void fail(int at_line, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s:%d: ", path, at_line);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static bool in_list(const char *list, const char *word)
{
	size_t n = strlen(word);

	if (n == 0)
		return false;
	for (const char *p = list; (p = strcasestr(p, word)); p += n)
		if ((p == list || p[-1] == ' ') &&
		    (p[n] == ' ' || p[n] == '\0'))
			return true;
	return false;
}

/* Elements without an end tag. */
static const char void_tags[] =
	"area br col embed hr img input link meta source track wbr";

/* Elements around which white space has no meaning. */
static const char block_tags[] =
	"html head body title meta link script main header footer nav aside "
	"section article div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table "
	"caption colgroup col thead tbody tfoot tr td th form fieldset legend "
	"details summary dialog select optgroup option figure figcaption "
	"blockquote hr br address search "
	"svg g path rect circle line polygon polyline text tspan defs use";

/* What a paragraph cannot hold: the browser would close it silently. */
static const char not_in_p[] =
	"main header footer nav aside section article div p h1 h2 h3 h4 h5 h6 "
	"ul ol dl table form fieldset details dialog figure blockquote hr "
	"address search pre";

/* Elements that cannot stand in another of their kind. */
static const char not_nested[] = "a button form label select textarea";

/* Elements that we never write: they run or fetch foreign things. */
static const char banned_tags[] =
	"style iframe object embed base applet frame frameset noscript "
	"animate animatetransform animatemotion set foreignobject template";

static const char url_attrs[] =
	"href src action formaction cite poster data xlink:href "
	"hx-get hx-post hx-put hx-patch hx-delete hx-push-url hx-replace-url";

/* Attributes that refer or are read by a script or by the style engine. */
static const char number_attrs[] =
	"fill stroke filter mask clip-path marker-start marker-mid marker-end "
	"hx-target hx-select hx-swap hx-sync hx-indicator";

/* Static text ---------------------------------------------------------- */

static void lit_put(char c)
{
	if (lit_len == lit_cap) {
		lit_cap = lit_cap ? lit_cap * 2 : 4096;
		lit = realloc(lit, lit_cap);
		if (!lit)
			fail(line, "out of memory");
	}
	lit[lit_len++] = c;
}

static void lit_puts(const char *s)
{
	while (*s)
		lit_put(*s++);
}

/* The white space that waits becomes one space or nothing.  next_block: a tag
 * follows around which it has no meaning. */
static void settle_blank(bool next_block)
{
	if (blank && !(blank_newline && (eats || next_block)))
		lit_put(' ');
	blank = blank_newline = eats = false;
}

static void write_c_string(FILE *f, const char *s, size_t n)
{
	fputc('"', f);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\')
			fprintf(f, "\\%c", c);
		else if (c == '\n')
			fputs("\\n", f);
		else if (c < 0x20 || c == 0x7f)
			fprintf(f, "\\%03o", c);
		else
			fputc(c, f);
	}
	fputc('"', f);
}

static void flush(void)
{
	if (lit_len == 0)
		return;
	fprintf(body, "\tbuf_add(b, ");
	write_c_string(body, lit, lit_len);
	fprintf(body, ", %zu);\n", lit_len);
	lit_len = 0;
}

/* C code that belongs to a line of the template. */
static void emit(int at_line, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void emit(int at_line, const char *fmt, ...)
{
	va_list ap;

	flush();
	fprintf(body, "#line %d \"%s\"\n\t", at_line, path);
	va_start(ap, fmt);
	vfprintf(body, fmt, ap);
	va_end(ap);
	fputc('\n', body);
}

/* Reading -------------------------------------------------------------- */

static char next(void)
{
	if (*at == '\n')
		line++;
	return *at++;
}

static bool starts(const char *s)
{
	return strncmp(at, s, strlen(s)) == 0;
}

static bool name_char(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == ':';
}

/* A value, not {{if}}, {{else}}, {{for}}, {{end}} or a comment. */
static bool value_follows(void)
{
	return starts("{{") && !starts("{{if ") && !starts("{{else") &&
	       !starts("{{for ") && !starts("{{end}}") && !starts("{{#");
}

static void read_name(char out[MAX_NAME], const char *what)
{
	size_t n = 0;

	while (name_char(*at)) {
		if (n + 1 == MAX_NAME)
			fail(line, "the name of this %s is too long", what);
		out[n++] = next();
	}
	if (value_follows())
		fail(line, "a value cannot be part of the name of %s", what);
	if (n == 0)
		fail(line, "expected the name of %s", what);
	out[n] = '\0';
}

static char *copy(const char *s, size_t n)
{
	char *p;

	while (n && isspace((unsigned char)*s))
		s++, n--;
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	p = strndup(s, n);
	if (!p)
		fail(line, "out of memory");
	for (char *c = p; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return p;
}

/* The C text up to the }} that ends it: braces and quotes inside are skipped
 * over. */
static char *read_expression(void)
{
	const char *from = at;
	int from_line = line;
	int depth = 0;

	for (;;) {
		char c = *at;

		if (c == '\0')
			fail(from_line, "no }} ends this");
		if (c == '"' || c == '\'') {
			next();
			while (*at && *at != c) {
				if (*at == '\\' && at[1])
					next();
				next();
			}
			if (*at == '\0')
				fail(from_line, "a quote is not closed");
		} else if (c == '{') {
			depth++;
		} else if (c == '}') {
			if (depth == 0 && at[1] == '}')
				break;
			depth--;
		}
		next();
	}
	at += 2;
	return copy(from, (size_t)(at - 2 - from));
}

/* Tags ----------------------------------------------------------------- */

static bool is_open(const char *tag)
{
	for (int i = 0; i < st.depth; i++)
		if (strcasecmp(open_tags[i].name, tag) == 0)
			return true;
	return false;
}

static bool keeps_blanks(void)
{
	return is_open("pre") || is_open("textarea");
}

/* In <title> and <textarea> there are no tags but their own end. */
static bool raw_text(void)
{
	return st.depth && in_list("title textarea",
				   open_tags[st.depth - 1].name);
}

static void check_new_tag(const char *tag)
{
	if (in_list(banned_tags, tag))
		fail(line, "<%s> is not allowed", tag);
	if (in_list(not_in_p, tag) && is_open("p"))
		fail(line, "<%s> cannot stand in <p>", tag);
	if (in_list(not_nested, tag) && is_open(tag))
		fail(line, "<%s> cannot stand in <%s>", tag, tag);
}

static void begin_tag(void)
{
	char tag[MAX_NAME];
	bool closing = at[1] == '/';

	lit_put(next());
	if (closing)
		lit_put(next());
	if (starts("{{"))
		fail(line, "a value cannot be the name of a tag");
	read_name(tag, "a tag");
	if (!closing)
		check_new_tag(tag);
	lit_puts(tag);
	memcpy(st.tag, tag, sizeof(tag));
	st.closing = closing;
	st.has_src = st.has_type = st.has_alt = false;
	st.place = AFTER;
}

static void close_tag(void)
{
	int base = n_blocks ? blocks[n_blocks - 1].base : 0;

	if (in_list(void_tags, st.tag))
		fail(line, "<%s> has no end tag", st.tag);
	if (st.depth == 0)
		fail(line, "</%s> closes nothing", st.tag);
	if (st.depth == base)
		fail(line, "</%s> closes <%s> of line %d across a {{ }} block",
		     st.tag, open_tags[st.depth - 1].name,
		     open_tags[st.depth - 1].line);
	if (strcasecmp(open_tags[st.depth - 1].name, st.tag) != 0)
		fail(line, "</%s> where <%s> of line %d is open", st.tag,
		     open_tags[st.depth - 1].name,
		     open_tags[st.depth - 1].line);
	st.depth--;
}

/* After the > of a start tag. */
static void opened(bool self_closed)
{
	if (strcasecmp(st.tag, "button") == 0 && !st.has_type)
		fail(line, "a <button> needs type=\"submit\" or \"button\"");
	if (strcasecmp(st.tag, "img") == 0 && !st.has_alt)
		fail(line, "an <img> needs alt=\"\"");
	if (strcasecmp(st.tag, "script") == 0) {
		if (!st.has_src)
			fail(line, "a <script> needs src=\"\"");
		if (!starts("</script>"))
			fail(line, "a <script> cannot have a body");
	}
	if (self_closed && !is_open("svg") && !in_list(void_tags, st.tag) &&
	    strcasecmp(st.tag, "svg") != 0)
		fail(line, "<%s/> closes itself only in <svg>", st.tag);
	if (self_closed || in_list(void_tags, st.tag))
		return;
	if (st.depth == MAX_OPEN)
		fail(line, "tags are nested too deep");
	memcpy(open_tags[st.depth].name, st.tag, sizeof(st.tag));
	open_tags[st.depth].line = line;
	st.depth++;
}

static void end_tag(void)
{
	bool self_closed = *at == '/';

	if (self_closed) {
		lit_put(next());
		if (*at != '>')
			fail(line, "expected > after / in <%s>", st.tag);
	}
	lit_put(next());
	st.place = TEXT;
	if (st.closing)
		close_tag();
	else
		opened(self_closed);
	eats = in_list(block_tags, st.tag);
}

static enum attribute attribute_kind(const char *tag, const char *attr)
{
	if (in_list("meta base", tag) || in_list("srcdoc srcset sizes ping "
			"http-equiv integrity nonce xmlns rel type target "
			"method enctype formmethod formtarget", attr))
		return strcasecmp(attr, "type") == 0 &&
		       strcasecmp(tag, "input") == 0 ? PLAIN : FIXED;
	if (in_list(url_attrs, attr))
		return URL;
	if (in_list(number_attrs, attr))
		return NUMBERS;
	if (strncasecmp(attr, "hx-", 3) == 0 || in_list("script link", tag))
		return FIXED;
	return PLAIN;
}

static void begin_attribute(void)
{
	char attr[MAX_NAME];

	if (st.closing)
		fail(line, "</%s> cannot have attributes", st.tag);
	read_name(attr, "an attribute");
	if (strcasecmp(attr, "style") == 0)
		fail(line, "style=\"\" is blocked by our policy: use a class, "
		     "or attributes in SVG");
	if (strncasecmp(attr, "on", 2) == 0 ||
	    strncasecmp(attr, "hx-on", 5) == 0)
		fail(line, "%s=\"\" is blocked by our policy: use a script "
		     "file", attr);
	st.has_src |= strcasecmp(attr, "src") == 0;
	st.has_type |= strcasecmp(attr, "type") == 0;
	st.has_alt |= strcasecmp(attr, "alt") == 0;
	lit_puts(attr);
	st.place = AFTER;
	if (*at != '=')
		return;
	lit_put(next());
	if (starts("{{"))
		fail(line, "a value must stand in double quotes: %s=\"{{...",
		     attr);
	if (*at != '"')
		fail(line, "the value of %s must stand in double quotes", attr);
	lit_put(next());
	memcpy(st.attr, attr, sizeof(attr));
	st.kind = attribute_kind(st.tag, attr);
	st.url_begun = false;
	st.place = VALUE;
}

static void check_static_url(void)
{
	static const char *const good[] = { "/", "?", "#", "./", "../",
		"https://", "mailto:", "tel:", "\"" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (starts(good[i]) && !starts("//"))
			return;
	/* hx-push-url="true", and the names of files beside the page */
	if (strncmp(st.attr, "hx-", 3) == 0 &&
	    (starts("true\"") || starts("false\"")))
		return;
	fail(line, "the URL in %s must begin with / ? # ./ or https://",
	     st.attr);
}

static void skip_comment(void)
{
	int from = line;

	while (*at && !starts("-->"))
		next();
	if (!*at)
		fail(from, "this comment is not closed");
	at += 3;
}

/* One character of the markup. */
static void markup(void)
{
	char c = *at;

	switch (st.place) {
	case TEXT:
		if (isspace((unsigned char)c) && !keeps_blanks()) {
			blank = true;
			blank_newline |= c == '\n';
			next();
		} else if (starts("<!--")) {
			skip_comment();
		} else if (c == '<' && (isalpha((unsigned char)at[1]) ||
					at[1] == '/' || at[1] == '{')) {
			char tag[MAX_NAME] = "";
			size_t n = 0;
			const char *p = at + 1 + (at[1] == '/');

			while (name_char(p[n]) && n + 1 < MAX_NAME)
				n++;
			memcpy(tag, p, n);
			if (raw_text() && at[1] != '/')
				fail(line, "no tags in <%s>",
				     open_tags[st.depth - 1].name);
			settle_blank(in_list(block_tags, tag));
			begin_tag();
		} else if (c == '<' && strncasecmp(at, "<!doctype html>",
						   15) == 0) {
			at += 15;
			lit_puts("<!DOCTYPE html>"); /* XML has it in capitals */
			eats = true;
		} else if (c == '<') {
			fail(line, "write &lt; for <");
		} else {
			settle_blank(false);
			lit_put(next());
		}
		break;
	case AFTER:
	case IN_TAG:
		if (isspace((unsigned char)c)) {
			while (isspace((unsigned char)*at))
				next();
			if (*at != '>' && *at != '/')
				lit_put(' ');
			st.place = IN_TAG;
		} else if (c == '>' || c == '/') {
			end_tag();
		} else if (st.place == AFTER) {
			fail(line, "a blank must stand before an attribute");
		} else {
			begin_attribute();
		}
		break;
	case VALUE:
		if (st.kind == URL && !st.url_begun)
			check_static_url();
		st.url_begun = true;
		if (c == '"')
			st.place = AFTER;
		if (c == '<')
			fail(line, "< in the value of %s", st.attr);
		lit_put(next());
		if (c == '[' && strcasecmp(st.attr, "hx-trigger") == 0)
			fail(line, "a filter in hx-trigger is blocked by our "
			     "policy");
		break;
	}
}

/* Values --------------------------------------------------------------- */

static const struct value {
	const char *word;
	const char *call;    /* the function of lib/html/html.h */
	bool text;           /* in text and plain attributes */
	bool url;            /* in a URL that has begun */
	bool number;         /* where only whole numbers may stand */
} values[] = {
	{ "",       "html_text",   true,  false, false },
	{ "int",    "html_int",    true,  false, false },
	{ "id",     "html_id",     true,  true,  true },
	{ "num",    "html_num",    true,  false, false },
	{ "fixed",  "html_fixed",  true,  false, false },
	{ "day",    "html_day",    true,  false, false },
	{ "iso",    "html_iso",    true,  true,  false },
	{ "moment", "html_moment", true,  false, false },
	{ "arg",    "html_arg",    false, true,  false },
	{ "url",    "html_url",    false, false, false },
};

static const char *shown(const struct value *v)
{
	return v->word[0] ? v->word : "text";
}

static void check_value(const struct value *v, int at_line)
{
	bool url = strcmp(v->word, "url") == 0;

	if (st.place == IN_TAG || st.place == AFTER)
		fail(at_line, "a value cannot be the name of an attribute");
	if (st.place == TEXT) {
		if (!v->text)
			fail(at_line, "{{%s}} belongs in a URL attribute",
			     v->word);
		return;
	}
	if (in_list("script link", st.tag))
		fail(at_line, "only {{asset}} can stand in <%s>", st.tag);
	switch (st.kind) {
	case PLAIN:
		if (!v->text)
			fail(at_line, "{{%s}} belongs in a URL attribute, "
			     "%s is none", v->word, st.attr);
		return;
	case URL:
		if (st.url_begun && url)
			fail(at_line, "{{url}} must begin the URL in %s",
			     st.attr);
		if (!st.url_begun && !url)
			fail(at_line, "the URL in %s must begin with a path "
			     "of the template or with {{url}}, not with a %s",
			     st.attr, shown(v));
		if (st.url_begun && !v->url)
			fail(at_line, "in a URL write {{arg}}, {{id}} or "
			     "{{iso}}, not a %s", shown(v));
		return;
	case NUMBERS:
		if (!v->number)
			fail(at_line, "in %s only {{id}} is safe", st.attr);
		return;
	case FIXED:
		fail(at_line, "no value can stand in %s of <%s>", st.attr,
		     st.tag);
	}
}

static void write_value(const struct value *v, char *expression, int at_line)
{
	if (!*expression)
		fail(at_line, "an empty {{ }}");
	check_value(v, at_line);
	if (st.place == TEXT)
		settle_blank(false);
	emit(at_line, "%s(b, %s);", v->call, expression);
	st.url_begun = true;
}

/* {{asset app.css}} and {{icon home}}: constants of the generated assets.h. */
static void write_asset(const char *what, int at_line)
{
	char constant[MAX_NAME + 8] = "ASSET_";
	size_t n = strlen(constant);

	if (st.place != VALUE || st.kind != URL || st.url_begun)
		fail(at_line, "{{asset}} must begin a URL attribute");
	for (; *what && n + 1 < sizeof(constant); what++)
		constant[n++] = isalnum((unsigned char)*what) ?
				(char)toupper((unsigned char)*what) : '_';
	constant[n] = '\0';
	uses_assets = true;
	st.url_begun = true;
	emit(at_line, "buf_adds(b, %s);", constant);
}

static void write_icon(const char *what, int at_line)
{
	char constant[MAX_NAME + 8] = "ICON_";
	size_t n = strlen(constant);

	if (st.place != TEXT || raw_text())
		fail(at_line, "{{icon}} belongs in text");
	for (const char *p = what; *p; p++)
		if (!name_char(*p))
			fail(at_line, "no such icon: %s", what);
	for (const char *p = what; *p && n + 1 < sizeof(constant); p++)
		constant[n++] = isalnum((unsigned char)*p) ?
				(char)toupper((unsigned char)*p) : '_';
	constant[n] = '\0';
	uses_assets = true;
	settle_blank(false);
	emit(at_line, "html_icon(b, %s);", constant);
}

/* Blocks --------------------------------------------------------------- */

static const char *const block_names[] = { "template", "if", "for", "with" };

static struct block *push(enum block_kind kind, int at_line)
{
	struct block *k;

	if (n_blocks == MAX_BLOCK)
		fail(at_line, "blocks are nested too deep");
	k = &blocks[n_blocks++];
	memset(k, 0, sizeof(*k));
	k->kind = kind;
	k->line = at_line;
	k->base = st.depth;
	if (st.place == IN_TAG || st.place == AFTER)
		k->after = st.place == AFTER;
	k->begin = st;
	k->url_begun = true;
	return k;
}

/* A branch has ended: is the state the one in which the block began? */
static void join(struct block *k, int at_line)
{
	const char *what = block_names[k->kind];

	if (st.depth != k->begin.depth)
		fail(open_tags[st.depth - 1].line,
		     "<%s> is not closed within its {{%s}} of line %d",
		     open_tags[st.depth - 1].name, what, k->line);
	k->after |= st.place == AFTER;
	if (st.place == AFTER)
		st.place = IN_TAG;
	if (st.place != (k->begin.place == AFTER ? IN_TAG : k->begin.place) ||
	    (st.place == VALUE && strcmp(st.attr, k->begin.attr) != 0) ||
	    (st.place != TEXT && strcmp(st.tag, k->begin.tag) != 0))
		fail(at_line, "a branch of the {{%s}} of line %d ends inside "
		     "another tag or attribute than it began", what, k->line);
	k->url_begun &= st.url_begun;
}

static void control_blank(void)
{
	if (st.place == TEXT && !keeps_blanks())
		settle_blank(false);
	eats = true;
}

static struct block *top(const char *word, int at_line)
{
	if (n_blocks < 2)
		fail(at_line, "{{%s}} without {{if}}", word);
	return &blocks[n_blocks - 1];
}

static void do_if(char *expression, int at_line)
{
	control_blank();
	if (!*expression)
		fail(at_line, "{{if}} needs a condition");
	push(B_IF, at_line);
	emit(at_line, "if (%s) {", expression);
}

static void do_else(char *expression, int at_line)
{
	struct block *k = top("else", at_line);

	control_blank();
	if (k->kind != B_IF || k->has_else)
		fail(at_line, "{{else}} does not belong to {{%s}} of line %d",
		     block_names[k->kind], k->line);
	join(k, at_line);
	st = k->begin;
	if (*expression) {
		if (strncmp(expression, "if ", 3) != 0)
			fail(at_line, "write {{else}} or {{else if ...}}");
		emit(at_line, "} else if (%s) {", expression + 3);
	} else {
		k->has_else = true;
		emit(at_line, "} else {");
	}
}

static void do_for(char *expression, int at_line)
{
	char *in = strstr(expression, " in ");
	char *p = expression;

	control_blank();
	while (isalnum((unsigned char)*p) || *p == '_')
		p++;
	if (!in || p != in || p == expression)
		fail(at_line, "write {{for i in count}}");
	*in = '\0';
	push(B_FOR, at_line);
	emit(at_line, "for (size_t %s = 0, %s_end = (size_t)(%s); "
	     "%s < %s_end; %s++) {", expression, expression, in + 4,
	     expression, expression, expression);
}

static void do_let(char *expression, int at_line)
{
	control_blank();
	emit(at_line, "%s;", expression);
}

/* "name(arguments)" into its two parts. */
static void split_call(char *expression, char **fn, char **args, int at_line)
{
	char *p = expression;
	size_t n = strlen(expression);
	int depth = 0;
	char *last;

	while (isalnum((unsigned char)*p) || *p == '_')
		p++;
	for (last = p; *last; last++) {
		if (*last == '"')
			for (last++; *last && *last != '"'; last++)
				last += *last == '\\' && last[1];
		depth += *last == '(';
		depth -= *last == ')';
		if (depth == 0)
			break;
	}
	if (p == expression || *p != '(' || last != expression + n - 1)
		fail(at_line, "write a call: name(arguments)");
	*fn = copy(expression, (size_t)(p - expression));
	*args = copy(p + 1, n - (size_t)(p - expression) - 2);
}

static void in_text_only(const char *word, int at_line)
{
	if (st.place != TEXT || raw_text())
		fail(at_line, "{{%s}} belongs in text", word);
}

static void do_call(char *expression, int at_line)
{
	char *fn, *args;

	in_text_only("call", at_line);
	split_call(expression, &fn, &args, at_line);
	settle_blank(false);
	emit(at_line, "%s(b%s%s);", fn, *args ? ", " : "", args);
	eats = true;
}

static void do_with(char *expression, int at_line)
{
	struct block *k;

	in_text_only("with", at_line);
	control_blank();
	k = push(B_WITH, at_line);
	split_call(expression, &k->call, &k->args, at_line);
	emit(at_line, "%s_open(b%s%s);", k->call, *k->args ? ", " : "",
	     k->args);
}

static void do_template(char *expression, int at_line)
{
	if (n_blocks)
		fail(at_line, "{{template}} within {{%s}} of line %d",
		     block_names[blocks[n_blocks - 1].kind],
		     blocks[n_blocks - 1].line);
	split_call(expression, &name, &params, at_line);
	memset(&st, 0, sizeof(st));
	push(B_TEMPLATE, at_line);
	body = open_memstream(&body_text, &body_size);
	if (!body)
		fail(at_line, "out of memory");
	opening = NULL;
	blank = blank_newline = false;
	eats = true;
}

static char *end_body(void)
{
	flush();
	if (fclose(body) != 0)
		fail(line, "out of memory");
	return body_text;
}

static void do_slot(int at_line)
{
	if (n_blocks != 1)
		fail(at_line, "{{slot}} cannot stand in another block");
	in_text_only("slot", at_line);
	if (opening)
		fail(at_line, "a second {{slot}}");
	control_blank();
	opening = end_body();
	body = open_memstream(&body_text, &body_size);
	if (!body)
		fail(at_line, "out of memory");
}

static void write_function(const char *suffix, const char *text, int at_line)
{
	fprintf(header, "void %s%s(struct buf *b%s%s);\n", name, suffix,
		*params ? ", " : "", params);
	fprintf(code, "\n#line %d \"%s\"\nvoid %s%s(struct buf *b%s%s)\n{\n",
		at_line, path, name, suffix, *params ? ", " : "", params);
	fputs(text, code);
	fprintf(code, "\t(void)b;\n}\n");
}

static void end_template(struct block *k)
{
	char *text = end_body();

	if (opening) {
		write_function("_open", opening, k->line);
		write_function("_close", text, k->line);
	} else {
		write_function("", text, k->line);
	}
}

static void do_end(int at_line)
{
	struct block *k;

	if (n_blocks == 0)
		fail(at_line, "{{end}} without a block");
	k = &blocks[n_blocks - 1];
	if (k->kind == B_TEMPLATE)
		blank = false;
	else
		control_blank();
	join(k, at_line);
	n_blocks--;
	switch (k->kind) {
	case B_TEMPLATE:
		end_template(k);
		return;
	case B_WITH:
		emit(at_line, "%s_close(b%s%s);", k->call,
		     *k->args ? ", " : "", k->args);
		break;
	case B_IF:
	case B_FOR:
		emit(at_line, "}");
		break;
	}
	/* without {{else}} the block may have written nothing */
	if (k->kind == B_FOR || !k->has_else)
		k->url_begun &= k->begin.url_begun;
	st.url_begun = k->url_begun;
	if (k->after && st.place == IN_TAG)
		st.place = AFTER;
}

/* {{ ... }} */
static void directive(void)
{
	int at_line = line;
	char word[MAX_NAME] = "";
	size_t n = 0;
	char *rest;

	at += 2;
	if (*at == '#') {
		while (*at && !starts("}}"))
			next();
		if (!*at)
			fail(at_line, "this comment is not closed");
		at += 2;
		eats = true;
		return;
	}
	while (islower((unsigned char)at[n]) && n + 1 < MAX_NAME)
		n++;
	memcpy(word, at, n);
	at += n;
	if (!isspace((unsigned char)*at) && !starts("}}"))
		fail(at_line, "a C expression has a blank after {{: "
		     "write {{ %s...", word);
	rest = read_expression();

	if (n_blocks == 0 && strcmp(word, "template") != 0)
		fail(at_line, "{{%s...}} before {{template name(...)}}", word);
	if (strcmp(word, "template") == 0) {
		do_template(rest, at_line);
		return;
	}
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		if (strcmp(values[i].word, word) == 0) {
			write_value(&values[i], rest, at_line);
			return;
		}
	}
	if (strcmp(word, "if") == 0)
		do_if(rest, at_line);
	else if (strcmp(word, "else") == 0)
		do_else(rest, at_line);
	else if (strcmp(word, "for") == 0)
		do_for(rest, at_line);
	else if (strcmp(word, "let") == 0)
		do_let(rest, at_line);
	else if (strcmp(word, "call") == 0)
		do_call(rest, at_line);
	else if (strcmp(word, "with") == 0)
		do_with(rest, at_line);
	else if (strcmp(word, "slot") == 0)
		do_slot(at_line);
	else if (strcmp(word, "end") == 0)
		do_end(at_line);
	else if (strcmp(word, "asset") == 0)
		write_asset(rest, at_line);
	else if (strcmp(word, "icon") == 0)
		write_icon(rest, at_line);
	else
		fail(at_line, "unknown word {{%s}}; a C expression has a "
		     "blank after {{", word);
}

/* Between templates: #include lines, comments and blanks. */
static void outside(void)
{
	const char *end = strchrnul(at, '\n');

	if (isspace((unsigned char)*at)) {
		next();
	} else if (starts("<!--")) {
		skip_comment();
	} else if (starts("#include ")) {
		fprintf(header, "%.*s\n", (int)(end - at), at);
		at = end;
	} else {
		fail(line, "expected #include or {{template name(...)}}");
	}
}

static char *slurp(const char *file)
{
	FILE *f = fopen(file, "r");
	char *text = NULL;
	size_t cap = 0;
	ssize_t n;

	if (!f || ((n = getdelim(&text, &cap, '\0', f)) < 0 && !feof(f))) {
		perror(file);
		exit(1);
	}
	if (fgetc(f) != EOF)
		fail(1, "a NUL in the file");
	fclose(f);
	return text ? text : (char *)"";
}

static void write_guard(const char *file)
{
	for (int pass = 0; pass < 2; pass++) {
		fputs(pass ? "#define TEMPLATE_" : "#ifndef TEMPLATE_",
		      header);
		for (const char *p = file; *p; p++)
			fputc(isalnum((unsigned char)*p) ? *p : '_', header);
		fputc('\n', header);
	}
}

static void compile(void)
{
	while (*at) {
		if (starts("{{"))
			directive();
		else if (n_blocks == 0)
			outside();
		else
			markup();
	}
	if (n_blocks)
		fail(blocks[n_blocks - 1].line, "{{%s}} has no {{end}}",
		     block_names[blocks[n_blocks - 1].kind]);
}

static void save(const char *file, const char *head, const char *text)
{
	FILE *f = fopen(file, "w");

	if (!f || fputs(head, f) < 0 || fputs(text, f) < 0 ||
	    fclose(f) != 0) {
		perror(file);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	char *code_text, *header_text;
	size_t code_size, header_size;
	char *head;

	if (argc != 4) {
		fputs("usage: html2c FILE.html OUT.c OUT.h\n", stderr);
		return 2;
	}
	path = argv[1];
	src = at = slurp(path);
	code = open_memstream(&code_text, &code_size);
	header = open_memstream(&header_text, &header_size);
	if (!code || !header)
		fail(1, "out of memory");
	write_guard(path);
	fputs("#include \"lib/base/buf.h\"\n", header);
	compile();
	fputs("#endif\n", header);
	fclose(code);
	fclose(header);
	if (asprintf(&head, "/* Compiled from %s; do not edit. */\n"
		     "#include \"%s.h\"\n#include \"lib/base/base.h\"\n"
		     "#include \"lib/html/html.h\"\n%s"
		     "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n",
		     path, path + (strncmp(path, "src/", 4) == 0 ? 4 : 0),
		     uses_assets ? "#include \"assets.h\"\n" : "") < 0)
		fail(1, "out of memory");
	save(argv[2], head, code_text);
	save(argv[3], "/* Compiled from a template; do not edit. */\n",
	     header_text);
	return 0;
}
