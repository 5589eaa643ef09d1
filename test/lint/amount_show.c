/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows the amounts of a document, for those who work on them:
 *
 *	HOPTAC_LINT_SHOW=ke-hoach.txt build/unit amounts_show
 *
 * prints a line for each: offset in code points, the words, value in the base
 * unit, role, flow, what is counted, of what part, when, basis, sentence and
 * clause, and the amounts that it is about or a part of.
 */
#include "lint/lint.h"

#include "lint/amount.h"
#include "test.h"

#include <string.h>

static const char *const roles[] = { "count", "average", "share", "of-plan",
				     "change", "other" };
static const char *const flows[] = { "stock", "in", "out", "-" };

static void show(struct arena *a, const struct lint *l, size_t i)
{
	const struct amount *m = &l->amounts->amount[i];
	const struct passage *p = m->passage;

	printf("%zu %zu [%.*s] %s%s%s %s %s/%s | %s | %s | %s %s | s%zu c%zu b%d",
	       i, document_point(l->doc, p->at[m->digits]),
	       (int)(m->to - m->from), p->text + m->from,
	       qualifier_name(m->written.qualifier), m->is_word ? " word " : " ",
	       dec_str(a, m->value.point), m->unit, roles[m->role],
	       flows[m->flow], m->subject, m->scope, m->when,
	       basis_name(m->basis), m->sentence, m->clause, m->bracket);
	if (m->about >= 0)
		printf(" about %d", m->about);
	if (m->whole >= 0)
		printf(" of %d", m->whole);
	printf("\n");
}

TEST(amounts_show)
{
	const char *path = getenv("HOPTAC_LINT_SHOW");
	struct err e = { 0 };
	struct document *d;
	struct lint *l;

	if (!path)
		return;
	d = document_read(a, path, &e);
	if (!CHECK(d)) {
		printf("%s\n", e.message);
		return;
	}
	l = lint_run(a, d, &(struct lint_options){ 0 });
	for (size_t i = 0; i < l->amounts->n; i++)
		show(a, l, i);
}
