/* SPDX-License-Identifier: Apache-2.0 */
/* Findings in words: what the report and the comments of the copy share. */
#include "sheet/sheet.h"

#include "lib/rule/repair_words.h"

const char *rule_words(struct arena *a, const struct instance *in)
{
	const struct table_rule *r = in->rule;

	if (!r->title)
		return arena_printf(a, "%s (%s)", r->text, in->where);
	return arena_printf(a, "%s: %s (%s)", r->title, r->text, in->where);
}

const char *change_words(struct arena *a, const struct solving *s,
			 const struct repair_change *c)
{
	const struct cell *cell = s->cell[c->var];

	return repair_change_vi(a, c, cell_written(a, cell),
				cell_value(a, cell, c->to));
}

const char *reason_words(struct arena *a, const struct repair_group *g,
			 const struct repair_solution *sol)
{
	const char *what = sol->nchange == 1 ? "ô này" : "các ô này";

	if (g->nrule == 0)
		return arena_printf(a, "chỉ sửa %s thì các quan hệ cùng đúng "
				       "được với nhau", what);
	if (g->nrule == 1)
		return arena_printf(a, "chỉ sửa %s thì quan hệ đang sai trở "
				       "thành đúng, không làm sai quan hệ nào",
				    what);
	return arena_printf(a, "chỉ sửa %s thì cả %zu quan hệ đang sai cùng "
			       "đúng, không làm sai quan hệ nào", what,
			    g->nrule);
}

const char *cause_words(const struct solving *s,
			const struct repair_solution *sol)
{
	for (size_t i = 0; i < sol->nchange; i++)
		if (s->cell[sol->change[i].var]->formula)
			return "công thức của ô không tính đúng các ô mà quan "
			       "hệ nêu; xem lại công thức";
	return cause_vi(sol->cause);
}
