/* SPDX-License-Identifier: Apache-2.0 */
/* Forms: every cell is one figure, and every figure has one cell. */
#include "pack/forms.h"

#include "pack/load.h"
#include "pack/outline.h"

const struct form *pack_form(const struct pack *p, const char *code)
{
	for (size_t i = 0; i < p->nform; i++)
		if (strcmp(p->form[i].code, code) == 0)
			return &p->form[i];
	return NULL;
}

/* "htx_total[sector = agri, period = year, basis = estimate]" parsed; NULL
 * with e, or without when the row is a heading. */
static const struct rule *parse_cell(struct arena *a, const struct pack *p,
				     const struct form *form, size_t row,
				     size_t column, const char **text,
				     struct err *e)
{
	*text = outline_cell(a, &form->row[row], &form->column[column]);
	return *text ? rule_parse_value(a, *text, &p->names, NULL, e) : NULL;
}

const struct rule *pack_form_cell(struct arena *a, const struct pack *p,
			     const struct form *form, size_t row,
			     size_t column)
{
	const char *text;

	return parse_cell(a, p, form, row, column, &text, NULL);
}

/* The figures named by a formula, and whether each is there once and whole. */
struct mention {
	size_t n;
	bool swept; /* "by DIMENSION": more than one figure */
};

static void on_mention(void *ctx, const struct rule_ref *ref)
{
	struct mention *m = ctx;

	m->n++;
	for (size_t i = 0; i < ref->nsel; i++)
		m->swept |= strcmp(ref->sel[i].category, "*") == 0;
}

/* What stands before the selectors is the code of an indicator and nothing
 * else, so that what is typed into the cell is its value. */
static bool is_one_figure(const struct pack *p, struct arena *a,
			  const char *text, const struct rule *rule,
			  bool percent)
{
	const char *name = percent ? text + strlen("pct(") : text;
	struct mention m = { 0 };

	rule_each_ref(rule, on_mention, &m);
	return m.n == 1 && !m.swept &&
	       pack_indicator(p, arena_strndup(a, name, strcspn(name, "[")));
}

static int placed(struct err *e, const struct pack_place *at)
{
	if (!e)
		return -1;
	e->detail[0] = '\0';
	return err_detail(e, "%s, dòng %d, cột %d", at->file, at->line,
			  at->column);
}

static int check_cell(struct arena *a, const struct pack *p, const char *what,
		      const struct form *f, size_t row, size_t column,
		      const char **text, struct err *e)
{
	const struct pack_place *at = &f->row[row].at;
	const struct rule *rule = parse_cell(a, p, f, row, column, text, e);

	if (!*text)
		return 0;
	if (!rule)
		return placed(e, at);
	if (!is_one_figure(p, a, *text, rule, f->column[column].percent))
		return pack_err(e, at, "%s “%s”, dòng “%s”, cột “%s”: một ô "
				"phải là đúng một số liệu, không phải công "
				"thức", what, f->code, f->row[row].code,
				f->column[column].code);
	return 0;
}

int grid_check(struct arena *a, const struct pack *p, const char *what,
	       const struct form *f, struct err *e)
{
	const char **text = ARENA_ARRAY(a, f->nrow * f->ncolumn, const char *);
	size_t n = 0;

	for (size_t r = 0; r < f->nrow; r++) {
		for (size_t c = 0; c < f->ncolumn; c++) {
			if (check_cell(a, p, what, f, r, c, &text[n], e) < 0)
				return -1;
			if (!text[n])
				continue;
			for (size_t i = 0; i < n; i++)
				if (strcmp(text[i], text[n]) == 0)
					return pack_err(e, &f->row[r].at,
							"%s “%s”: hai ô cùng là "
							"%s", what, f->code,
							text[n]);
			n++;
		}
	}
	if (n == 0)
		return pack_err(e, &f->at, "%s “%s” không có ô nào", what,
				f->code);
	return 0;
}

int forms_check(struct arena *a, const struct pack *p, struct err *e)
{
	for (size_t i = 0; i < p->nform; i++)
		if (grid_check(a, p, "Biểu", &p->form[i], e) < 0)
			return -1;
	return 0;
}
