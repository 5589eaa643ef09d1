/* SPDX-License-Identifier: Apache-2.0 */
/* A table and its rules from texts. */
#include "fixture.h"

#include "lib/file/file.h"

struct book *table(struct arena *a, const char *csv)
{
	const char *path = arena_printf(a, "%s/table.csv", test_dir(a));
	struct err e = { 0 };
	struct book *b;

	if (file_write(path, csv, strlen(csv), &e) < 0)
		BUG("%s", e.message);
	b = book_open(a, path, &e);
	if (!b)
		BUG("%s", e.message);
	return b;
}

int rules_of(struct book *b, const char *text, struct rules *out,
	     struct err *e)
{
	*e = (struct err){ 0 };
	return rules_parse(b, "t.rules", text, strlen(text), out, e);
}

struct findings *found(struct arena *a, const char *csv, const char *rules)
{
	struct findings *f = ARENA_NEW(a, struct findings);
	struct rules *r = ARENA_NEW(a, struct rules);
	struct err e = { 0 };

	if (rules_of(table(a, csv), rules, r, &e) < 0 ||
	    findings_make(r, f, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	return f;
}

const char *proposals(struct arena *a, const struct solving *s, size_t group)
{
	struct buf b = BUF_INIT(a);
	const struct repair_group *g;

	if (group >= s->result.ngroup)
		return "";
	g = &s->result.group[group];
	for (size_t i = 0; i < g->nsolution; i++) {
		const struct repair_solution *sol = &g->solution[i];

		buf_adds(&b, i ? "; " : "");
		for (size_t k = 0; k < sol->nchange; k++) {
			const struct repair_change *c = &sol->change[k];

			buf_addf(&b, "%s%s %s -> %s", k ? " + " : "",
				 s->cell[c->var]->name, dec_str(a, c->from),
				 dec_str(a, c->to));
		}
		buf_addf(&b, " %s", cause_name(sol->cause));
	}
	return b.data;
}
