/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline's texts and cells, taken apart, parsed and checked.
 */
#include "pack/outline.h"

#include <ctype.h>

#include "lib/base/buf.h"
#include "lib/base/period.h"
#include "lib/rule/rule.h"

/* Code points before p. */
static int column_of(const char *text, const char *p)
{
	int n = 1;

	for (; text < p; text++)
		if (((unsigned char)*text & 0xC0) != 0x80)
			n++;
	return n;
}

/* The inside of {{ }} without the blanks around it. */
static const char *trimmed(struct arena *a, const char *s, const char *end)
{
	while (s < end && isspace((unsigned char)*s))
		s++;
	while (end > s && isspace((unsigned char)end[-1]))
		end--;
	return arena_strndup(a, s, (size_t)(end - s));
}

static bool is_period(const char *word)
{
	struct period p;

	return period_word(word, 2024, &p) == 0;
}

/* "year h1" with the word "year": its "h1". */
static const char *after_word(const char *s, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(s, word, n) || !isspace((unsigned char)s[n]))
		return NULL;
	for (s += n; isspace((unsigned char)*s); s++)
		;
	return s;
}

static int bound(struct arena *a, const char *inside,
		 const struct rule_names *names, struct piece *out,
		 struct err *e)
{
	const char *word = after_word(inside, "year");

	out->kind = PIECE_YEAR;
	if (!word) {
		word = after_word(inside, "day");
		out->kind = PIECE_DAY;
	}
	if (word && !is_period(word))
		return err_set(e, ERR_INPUT, "không có kỳ nào tên \"%s\"", word);
	if (word) {
		out->text = word;
		return 0;
	}
	out->text = inside;
	out->kind = PIECE_PLACE;
	if (!strcmp(inside, "place"))
		return 0;
	out->kind = PIECE_FORMULA;
	out->rule = rule_parse_value(a, inside, names, NULL, e);
	return out->rule ? 0 : -1;
}

int outline_pieces(struct arena *a, const char *text,
		   const struct rule_names *names, struct pieces *out,
		   struct err *e)
{
	struct pieces v = { 0 };
	size_t cap = 0;
	const char *s = text;

	while (*s) {
		const char *open = strstr(s, "{{");
		const char *stop = open ? open : s + strlen(s);
		const char *close;
		struct piece *p;

		if (stop > s) {
			p = VEC_PUSH(a, v.v, v.n, cap);
			*p = (struct piece){
				.kind = PIECE_TEXT,
				.text = arena_strndup(a, s, (size_t)(stop - s)),
			};
		}
		if (!open)
			break;
		close = strstr(open, "}}");
		if (!close) {
			err_set(e, ERR_INPUT, "\"{{\" không có \"}}\" đóng lại");
			return err_detail(e, "cột %d", column_of(text, open));
		}
		p = VEC_PUSH(a, v.v, v.n, cap);
		*p = (struct piece){ 0 };
		if (bound(a, trimmed(a, open + 2, close), names, p, e)) {
			err_detail(e, "cột %d", column_of(text, open));
			return -1;
		}
		s = close + 2;
	}
	*out = v;
	return 0;
}

/* Appends "name = value" selectors of a ref or a category. */
static void add_selectors(struct buf *b, const char *s, size_t n)
{
	while (n && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	if (!n)
		return;
	if (b->len)
		buf_adds(b, ", ");
	buf_add(b, s, n);
}

const char *outline_cell(struct arena *a, const struct appendix_row *row,
			 const struct appendix_column *column)
{
	const char *ref = row->ref ? row->ref : column->ref;
	struct buf sel = BUF_INIT(a);
	const char *open;
	size_t name;

	if (!ref || !column->period || !column->basis ||
	    (!row->ref && !row->category))
		return NULL;
	open = strchr(ref, '[');
	name = open ? (size_t)(open - ref) : strlen(ref);
	if (open)
		add_selectors(&sel, open + 1, strcspn(open + 1, "]"));
	if (row->category)
		add_selectors(&sel, row->category, strlen(row->category));
	if (column->category)
		add_selectors(&sel, column->category,
			      strlen(column->category));
	return arena_printf(a, "%s%.*s[%s%speriod = %s, basis = %s]%s",
			    column->percent ? "pct(" : "", (int)name, ref,
			    sel.data, sel.len ? ", " : "", column->period,
			    column->basis, column->percent ? ")" : "");
}

/* --- the whole outline -------------------------------------------------------- */

struct reader {
	struct arena *arena;
	const struct pack *pack;
	struct err *err;
};

static int placed(const struct reader *c, const struct pack_place *at)
{
	struct err *e = c->err;

	if (!e)
		return -1;
	e->detail[0] = 0;
	return err_detail(e, "%s, dòng %d, cột %d", at->file, at->line,
			  at->column);
}

static int read_text(const struct reader *c, const char *text,
		     const struct pack_place *at, struct pieces *out)
{
	if (!text || !outline_pieces(c->arena, text, &c->pack->names, out,
				     c->err))
		return 0;
	return placed(c, at);
}

static const struct appendix *find_appendix(const struct pack *p,
					    const char *code)
{
	for (size_t i = 0; i < p->nappendix; i++)
		if (!strcmp(p->appendix[i].code, code))
			return &p->appendix[i];
	return NULL;
}

static int read_paragraphs(const struct reader *c, struct paragraph *v,
			   size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool table = v[i].style == PARA_TABLE;

		if (table != (v[i].table != NULL) ||
		    table == (v[i].text != NULL)) {
			err_set(c->err, ERR_INPUT,
				"đoạn %s phải có hoặc \"text\", hoặc \"table\" với style: table",
				v[i].id);
			return placed(c, &v[i].at);
		}
		if (table && !find_appendix(c->pack, v[i].table)) {
			err_set(c->err, ERR_INPUT, "không có phụ lục \"%s\"",
				v[i].table);
			return placed(c, &v[i].at);
		}
		if (read_text(c, v[i].text, &v[i].at, &v[i].text_pieces) ||
		    read_text(c, v[i].footnote, &v[i].at,
			      &v[i].footnote_pieces))
			return -1;
	}
	return 0;
}

/* Every name in a computation is known. */
static int check_codes(const struct reader *c, const struct appendix *x,
		       const char *formula, bool rows,
		       const struct pack_place *at)
{
	for (const char *s = formula; s && *s;) {
		size_t n = 0;
		bool known = false;

		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
		if (!n) {
			s++;
			continue;
		}
		if (isdigit((unsigned char)*s) ||
		    (!rows && n == 2 && !strncmp(s, "or", 2)))
			known = true;
		for (size_t i = 0; !known && rows && i < x->nrow; i++)
			known = strlen(x->row[i].code) == n &&
				!strncmp(x->row[i].code, s, n);
		for (size_t i = 0; !known && !rows && i < x->ncolumn; i++)
			known = strlen(x->column[i].code) == n &&
				!strncmp(x->column[i].code, s, n);
		if (!known) {
			err_set(c->err, ERR_INPUT, "không có %s \"%.*s\" trong %s",
				rows ? "dòng" : "cột", (int)n, s, x->code);
			return placed(c, at);
		}
		s += n;
	}
	return 0;
}

static int read_cell(const struct reader *c, const struct appendix_row *row,
		     const struct appendix_column *column,
		     struct appendix_cell *out)
{
	out->formula = outline_cell(c->arena, row, column);
	if (!out->formula)
		return 0;
	out->rule = rule_parse_value(c->arena, out->formula, &c->pack->names,
				     NULL, c->err);
	return out->rule ? 0 : placed(c, &row->at);
}

static int read_columns(const struct reader *c, const struct appendix *x)
{
	for (size_t i = 0; i < x->ncolumn; i++) {
		struct appendix_column *k = &x->column[i];

		if (read_text(c, k->title, &x->at, &k->title_pieces) ||
		    read_text(c, k->group, &x->at, &k->group_pieces) ||
		    check_codes(c, x, k->compute, false, &x->at))
			return -1;
	}
	return 0;
}

static int read_appendix(const struct reader *c, struct appendix *x)
{
	if (read_text(c, x->title, &x->at, &x->title_pieces) ||
	    read_text(c, x->note, &x->at, &x->note_pieces) ||
	    read_columns(c, x))
		return -1;
	x->cell = ARENA_ARRAY(c->arena, x->nrow * x->ncolumn,
			      struct appendix_cell);
	for (size_t r = 0; r < x->nrow; r++) {
		if (check_codes(c, x, x->row[r].sum, true, &x->row[r].at))
			return -1;
		for (size_t i = 0; i < x->ncolumn; i++)
			if (read_cell(c, &x->row[r], &x->column[i],
				      &x->cell[r * x->ncolumn + i]))
				return -1;
	}
	return 0;
}

int outline_parse(struct arena *a, struct pack *p, struct err *e)
{
	const struct reader c = { a, p, e };
	struct outline *o = &p->outline;
	const struct pack_place head = { .file = "outline.yaml", .line = 1,
					.column = 1 };

	if (read_text(&c, o->subject, &head, &o->subject_pieces) ||
	    read_paragraphs(&c, o->opening, o->nopening) ||
	    read_paragraphs(&c, o->closing, o->nclosing))
		return -1;
	for (size_t i = 0; i < o->nsection; i++) {
		struct section *s = &o->section[i];

		if (read_text(&c, s->heading, &s->at, &s->heading_pieces) ||
		    read_paragraphs(&c, s->paragraph, s->nparagraph))
			return -1;
	}
	for (size_t i = 0; i < p->nappendix; i++)
		if (read_appendix(&c, &p->appendix[i]))
			return -1;
	return 0;
}
