/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Notes under the appendices: why a warning that is broken was left to stand.
 *
 * Marks count from 1 in each table, row by row.  Notes at the cells that the
 * document shows too come first, so that their marks have no gaps there.
 */
#include "figure/words.h"
#include "lib/base/buf.h"
#include "plan/internal.h"

static bool shows(const struct table *t, size_t r, size_t c, enum extent e)
{
	return shows_row(t, r, e) && shows_column(t, c, e);
}

static struct note *find(const struct table *t, const struct finding *f)
{
	for (size_t i = 0; i < t->nfoot; i++)
		if (t->foot[i].finding == f)
			return &t->foot[i];
	return NULL;
}

/* One after another for the cells that the document shows, or for the rest. */
static void number_notes(struct plan *p, struct table *t, bool inside,
			 size_t *cap)
{
	const struct appendix *x = t->appendix;
	struct note *note;

	for (size_t i = 0; i < x->nrow * x->ncolumn; i++) {
		size_t r = i / x->ncolumn, c = i % x->ncolumn;
		const struct plan_number *n;

		if (!shows(t, r, c, IN_APPENDIX) ||
		    shows(t, r, c, IN_DOCUMENT) != inside ||
		    t->cell[i].number == NO_NUMBER)
			continue;
		n = &p->number[t->cell[i].number];
		for (size_t k = 0; k < n->nreason; k++) {
			if (find(t, n->reason[k]))
				continue;
			note = VEC_PUSH(p->arena, t->foot, t->nfoot, *cap);
			*note = (struct note){ n->reason[k], t->nfoot, inside };
		}
	}
}

void plan_set_notes(struct plan *p)
{
	size_t cap = 0; /* of the notes of the last table, after the loop */

	for (size_t i = 0; i < p->ntable; i++) {
		cap = 0;
		number_notes(p, &p->table[i], true, &cap);
		number_notes(p, &p->table[i], false, &cap);
	}
	for (size_t i = 0; p->ntable && i < p->checks.nbroken; i++) {
		const struct finding *f = &p->checks.broken[i];
		struct table *last = &p->table[p->ntable - 1];
		bool told = !is_justified(f);

		for (size_t k = 0; !told && k < p->ntable; k++)
			told = find(&p->table[k], f) != NULL;
		if (!told)
			*VEC_PUSH(p->arena, last->foot, last->nfoot, cap) =
				(struct note){ .finding = f };
	}
}

const size_t *cell_marks(const struct plan *p, const struct table *t,
			 const struct cell *cell)
{
	const struct plan_number *n;
	size_t *mark;
	size_t k = 0;

	if (cell->kind == CELL_EMPTY || cell->number == NO_NUMBER)
		return NULL;
	n = &p->number[cell->number];
	if (!n->nreason)
		return NULL;
	mark = ARENA_ARRAY(p->arena, n->nreason + 1, size_t);
	for (size_t i = 0; i < t->nfoot; i++)
		for (size_t j = 0; j < n->nreason; j++)
			if (t->foot[i].finding == n->reason[j])
				mark[k++] = t->foot[i].mark;
	return mark;
}

static void add_raised(struct buf *b, size_t n)
{
	static const char *const digit[] = { "⁰", "¹", "²", "³", "⁴",
					     "⁵", "⁶", "⁷", "⁸", "⁹" };

	if (n >= 10)
		add_raised(b, n / 10);
	buf_adds(b, digit[n % 10]);
}

const char *marks_text(struct arena *a, const size_t *mark, bool raised)
{
	struct buf b = BUF_INIT(a);

	for (; *mark; mark++) {
		if (!raised) {
			buf_addf(&b, "(%zu)", *mark);
			continue;
		}
		buf_adds(&b, "⁽");
		add_raised(&b, *mark);
		buf_adds(&b, "⁾");
	}
	return b.data;
}

const char *note_text(const struct plan *p, const struct note *n)
{
	const struct finding *f = n->finding;
	const struct figure_context *c = &f->context;
	const char *cut = breakdown_vi(p->arena, p->pack, c->breakdown);
	bool here = strcmp(c->place, p->request.place) == 0;

	return arena_printf(p->arena,
			    "%s (Giải trình cảnh báo “%s”, %s%s%s%s%s %s.)",
			    f->justification->given->text, f->check->title,
			    here ? "" : place_vi(p->figures, c->place,
						 c->period),
			    here ? "" : ", ", cut, *cut ? ", " : "",
			    basis_vi(c->basis),
			    period_vi(p->arena, c->period));
}
