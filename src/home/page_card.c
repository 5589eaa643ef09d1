/* SPDX-License-Identifier: Apache-2.0 */
/* The headlines at the top, as the pack lists them. */
#include "home/page.html.h"
#include "home/reading.h"

/* The bar: what is well, what rests, what is lost. */
static void add_parts(struct reading *x, const struct overview_parts *parts,
		      const struct figure *whole, struct card_view *c)
{
	struct figure well, lost;
	int64_t all, good, bad;

	if (!parts->well ||
	    !read_of(x, parts->well, "", &x->now, BASIS_ACTUAL, &well) ||
	    !read_of(x, parts->lost, "", &x->now, BASIS_ACTUAL, &lost) ||
	    !is_whole(whole, &all) || !is_whole(&well, &good) ||
	    !is_whole(&lost, &bad) || good + bad > all || all == 0)
		return;
	c->parts[0] = good;
	c->parts[1] = all - good - bad;
	c->parts[2] = bad;
	c->n_parts = ARRAY_LEN(c->parts);
	c->wide = true;
}

static void add_beside(struct reading *x, const struct overview_beside *b,
		       struct card_view *c)
{
	struct figure fig;

	if (!read_of(x, b->indicator, "", &x->now, BASIS_ACTUAL, &fig))
		return;
	c->told[c->n_told] = tell(x, &fig);
	c->told[c->n_told++].after = b->words;
}

/* "đạt 87% kế hoạch"; "ước cả năm 8.100". */
static void add_plan(struct reading *x, const struct indicator *ind,
		     const struct figure *fig, struct card_view *c)
{
	struct told *t = &c->told[c->n_told];
	struct figure year;

	if (fig && read_percent(x, fig, t, NULL)) {
		t->before = "đạt";
		t->after = "kế hoạch";
		c->n_told++;
	}
	if (!read_of(x, ind, "", &x->year, BASIS_ESTIMATE, &year))
		return;
	c->told[c->n_told] = tell(x, &year);
	c->told[c->n_told++].before = "ước cả năm";
}

static void write_card(struct reading *x, const struct overview_card *card,
		       struct buf *out)
{
	const struct measure *m = card->indicator->measure;
	struct card_view c = { .label = card->label, .icon = card->icon };
	struct figure fig;
	bool known = read_of(x, card->indicator, "", &x->now, BASIS_ACTUAL,
			     &fig);

	if (known)
		c.figure = tell(x, &fig);
	if (!m->whole)
		c.label = arena_printf(x->a, "%s, %s", card->label, m->name);
	c.told = ARENA_ARRAY(x->a, card->nbeside + 2, struct told);
	for (size_t i = 0; i < card->nbeside; i++)
		add_beside(x, &card->beside[i], &c);
	add_plan(x, card->indicator, known ? &fig : NULL, &c);
	if (known)
		add_parts(x, &card->parts, &fig, &c);
	home_card(out, &c);
}

void cards_write(struct reading *x, struct buf *out)
{
	const struct overview *o = x->asked.pack->overview;

	for (size_t i = 0; o && i < o->ncard; i++)
		write_card(x, &o->card[i], out);
}
