/* SPDX-License-Identifier: Apache-2.0 */
/* The tables of the pack: money, as a rule. */
#include "figure/words.h"
#include "home/page.html.h"
#include "home/reading.h"

/* True when the cell is a figure that is known. */
static bool read_cell(struct reading *x, const struct rule *rule,
		      struct told *out)
{
	const struct figure_context context = {
		.place = x->asked.place, .breakdown = "",
		.period = x->year.code, .basis = BASIS_ESTIMATE,
		.year = x->asked.year,
	};
	struct rule_result result;
	const struct figure *fig;
	struct err e = { 0 };

	if (figures_eval(x->asked.figures, rule, &context, &result, &e) < 0)
		return false;
	fig = operand_figure(&result, 0);
	if (!fig || fig->state == FIG_MISSING)
		return false;
	*out = tell(x, fig);
	return true;
}

/* True when the row has something to say: a heading, or a figure. */
static bool read_row(struct reading *x, const struct form *t, size_t row,
		     struct table_row *out)
{
	bool known = false;

	*out = (struct table_row){
		.name = t->row[row].title,
		.head = true,
		.total = t->row[row].total,
		.cell = ARENA_ARRAY(x->a, t->ncolumn, struct told),
	};
	for (size_t i = 0; i < t->ncolumn; i++) {
		const struct rule *rule = pack_form_cell(x->a, x->asked.pack,
							 t, row, i);

		if (!rule)
			continue;
		out->head = false;
		known |= read_cell(x, rule, &out->cell[i]);
	}
	return out->head || known;
}

static void write_table(struct reading *x, const struct form *t,
			struct buf *out)
{
	const struct pack *p = x->asked.pack;
	struct table_view v = {
		.title = overview_title(x->a, p, t->title, x->asked.year),
		.note = t->note,
		.column = ARENA_ARRAY(x->a, t->ncolumn, const char *),
		.n_column = t->ncolumn,
		.row = ARENA_ARRAY(x->a, t->nrow, struct table_row),
	};

	for (size_t i = 0; i < t->ncolumn; i++)
		v.column[i] = overview_title(x->a, p, t->column[i].title,
					     x->asked.year);
	for (size_t i = 0; i < t->nrow; i++)
		v.n += read_row(x, t, i, &v.row[v.n]);
	home_table(out, &v);
}

void tables_write(struct reading *x, size_t first, struct buf *out)
{
	const struct overview *o = x->asked.pack->overview;

	for (size_t i = first; o && i < o->ntable; i += 2)
		write_table(x, &o->table[i], out);
}
