/* SPDX-License-Identifier: Apache-2.0 */
/* Styles and lists of an OpenDocument text. */
#include "lib/document/odtstyle.h"

#include "lib/base/buf.h"
#include "lib/document/xml.h"

#include <string.h>

enum { MAX_PARENTS = 16, MAX_LISTS = 4096 };

static bool is(const char *name, const char *want)
{
	return strcmp(name, want) == 0;
}

static const char *keep(struct odt_styles *s, const char *text)
{
	return text ? arena_strdup(s->arena, text) : NULL;
}

/* --- lists ---------------------------------------------------------------------------- */

static void open_list(struct odt_styles *s, const char *name)
{
	struct number_list *l;

	if (!name || s->nlist >= MAX_LISTS)
		return;
	l = VEC_PUSH(s->arena, s->list, s->nlist, s->caplist);
	*l = (struct number_list){ .id = keep(s, name) };
	l->counter = ARENA_ARRAY(s->arena, NUMBERING_LEVELS, int);
	for (int i = 0; i < NUMBERING_LEVELS; i++)
		l->level[i] = (struct number_level){ NUMBER_NONE, 1, "" };
}

static enum number_format format_of(const char *value)
{
	switch (value ? value[0] : 0) {
	case '1':
		return NUMBER_DECIMAL;
	case '0':
		return NUMBER_ZERO;
	case 'a':
		return NUMBER_LOWER_LETTER;
	case 'A':
		return NUMBER_UPPER_LETTER;
	case 'i':
		return NUMBER_LOWER_ROMAN;
	case 'I':
		return NUMBER_UPPER_ROMAN;
	default:
		return NUMBER_NONE;
	}
}

/* "%1.%2" between prefix and suffix. */
static void open_number(struct odt_styles *s, const char **attribute)
{
	const char *prefix = xml_get(attribute, "style:num-prefix");
	const char *suffix = xml_get(attribute, "style:num-suffix");
	long shown = xml_number(xml_get(attribute, "text:display-levels"), 1);
	long level = s->level - s->list[s->nlist - 1].level;
	struct buf b = BUF_INIT(s->arena);

	s->level->format =
		format_of(xml_get(attribute, "style:num-format"));
	s->level->start =
		(int)xml_number(xml_get(attribute, "text:start-value"), 1);
	buf_adds(&b, prefix ? prefix : "");
	for (long k = level + 1 - (shown > level ? level + 1 : shown);
	     k <= level && s->level->format != NUMBER_NONE; k++)
		buf_addf(&b, "%%%ld%s", k + 1, k < level ? "." : "");
	buf_adds(&b, suffix ? suffix : "");
	s->level->text = s->level->format == NUMBER_NONE ? "" : b.data;
}

static void open_level(struct odt_styles *s, const char *name,
		       const char **attribute)
{
	long k = xml_number(xml_get(attribute, "text:level"), 0);
	const char *bullet = xml_get(attribute, "text:bullet-char");

	if (!s->nlist || k < 1 || k >= NUMBERING_LEVELS)
		return;
	s->level = &s->list[s->nlist - 1].level[k - 1];
	if (is(name, "text:list-level-style-bullet"))
		*s->level = (struct number_level){
			NUMBER_BULLET, 1, bullet ? keep(s, bullet) : "-"
		};
	else if (is(name, "text:list-level-style-number") ||
		 is(name, "text:outline-level-style"))
		open_number(s, attribute);
}

struct number_list *odt_list(struct odt_styles *s, const char *name)
{
	for (size_t i = s->nlist; name && i-- > 0;)
		if (is(s->list[i].id, name))
			return &s->list[i];
	return NULL;
}

/* --- styles --------------------------------------------------------------------------- */

/* "super 58%", "33% 66%": raised; "sub 58%", "-33% 66%": not. */
static bool is_raised(const char *position)
{
	return position && (strncmp(position, "super", 5) == 0 ||
			    (position[0] > '0' && position[0] <= '9'));
}

static void open_style(struct odt_styles *s, const char **attribute)
{
	const char *name = xml_get(attribute, "style:name");

	s->in_style = name != NULL;
	s->sorted = false;
	if (name)
		*VEC_PUSH(s->arena, s->style, s->n, s->cap) =
			(struct odt_style){
				.name = keep(s, name),
				.parent = keep(s, xml_get(attribute,
					"style:parent-style-name")),
				.list = keep(s, xml_get(attribute,
					"style:list-style-name")),
			};
}

void odt_style_open(struct odt_styles *s, const char *name,
		    const char **attribute)
{
	const char *display;

	if (is(name, "style:style")) {
		open_style(s, attribute);
	} else if (is(name, "text:list-style")) {
		open_list(s, xml_get(attribute, "style:name"));
	} else if (is(name, "text:outline-style")) {
		open_list(s, "");
	} else if (strncmp(name, "text:list-level-style-", 22) == 0 ||
		   is(name, "text:outline-level-style")) {
		open_level(s, name, attribute);
	} else if (is(name, "style:text-properties") && s->in_style) {
		struct odt_style *st = &s->style[s->n - 1];

		display = xml_get(attribute, "text:display");
		st->raised |= is_raised(
			xml_get(attribute, "style:text-position"));
		st->hidden |= display && is(display, "none");
	}
}

void odt_style_close(struct odt_styles *s, const char *name)
{
	if (is(name, "style:style"))
		s->in_style = false;
}

static int by_name(const void *x, const void *y)
{
	const struct odt_style *a = x;
	const struct odt_style *b = y;

	return strcmp(a->name, b->name);
}

static struct odt_style *find(struct odt_styles *s, const char *name)
{
	struct odt_style key = { .name = name };

	return name && s->n ? bsearch(&key, s->style, s->n, sizeof *s->style,
				      by_name) :
			      NULL;
}

const struct odt_style *odt_style(struct odt_styles *s, const char *name)
{
	struct odt_style *st;
	const struct odt_style *up;

	if (!s->sorted && s->n)
		qsort(s->style, s->n, sizeof *s->style, by_name);
	s->sorted = true;
	up = st = find(s, name);
	for (int i = 0; st && !st->told && i < MAX_PARENTS; i++) {
		up = find(s, up->parent);
		if (!up)
			break;
		st->raised |= up->raised;
		st->hidden |= up->hidden;
		if (!st->list)
			st->list = up->list;
	}
	if (st)
		st->told = true;
	return st;
}
