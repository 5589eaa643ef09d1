/* SPDX-License-Identifier: Apache-2.0 */
/* Every figure that there is for some places and periods. */
#include "figure/internal.h"

#include "territory/territory.h"

struct list {
	struct figures *f;
	const struct figure_filter *filter;
	const struct cuts *cuts; /* of the indicator at hand */
	struct figure *v;
	size_t n;
	size_t cap;
	struct err *e;
};

/* A unit with whether anything was reported for it. */
struct site {
	const char *code;
	bool reported;
};

static void add_cut(struct figures *f, struct cuts *c,
		    const struct breakdown *b)
{
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->v[i].text, b->text) == 0)
			return;
	*VEC_PUSH(f->arena, c->v, c->n, c->cap) = *b;
}

/* The total, every category of each classification, and whatever finer cut
 * was reported. */
static int make_cuts(struct figures *f, const struct indicator *ind,
		     struct cuts *out, struct err *e)
{
	struct breakdown b = { .text = "" };

	add_cut(f, out, &b);
	for (size_t i = 0; i < ind->nby; i++) {
		const struct classification *c = ind->by[i];

		for (size_t k = 0; k < c->ncategory; k++) {
			b = (struct breakdown){ .text = "" };
			if (breakdown_set(f->arena, &b, c, &c->category[k],
					  e) < 0)
				return -1;
			add_cut(f, out, &b);
		}
	}
	for (size_t i = 0; i < f->reports->n; i++) {
		const struct figure_key *k = &f->reports->v[i].key;

		if (strcmp(k->indicator, ind->code) != 0 ||
		    !strchr(k->breakdown, ';'))
			continue;
		if (breakdown_parse(f->arena, f->pack, k->breakdown, &b, e) <
		    0)
			return -1;
		add_cut(f, out, &b);
	}
	return 0;
}

static int find_cuts(struct list *l, const struct indicator *ind)
{
	struct figures *f = l->f;
	struct cuts *c;

	if (!f->cuts)
		f->cuts = ARENA_ARRAY(f->arena, f->pack->nindicator,
				      struct cuts);
	c = &f->cuts[ind - f->pack->indicator];
	l->cuts = c;
	return c->n > 0 ? 0 : make_cuts(f, ind, c, l->e);
}

static void push(struct list *l, const struct figure *fig)
{
	*VEC_PUSH(l->f->arena, l->v, l->n, l->cap) = *fig;
}

static int add_figure(struct list *l, const struct want *w, bool reports,
		      bool read_register)
{
	const struct reported *r = reports ? reported_find(l->f, w, false)
					   : NULL;
	struct figure fig;
	struct figure beside = { 0 };

	/* an aggregate says nothing of estimates and plans */
	if (!r && !w->indicator->rule &&
	    !(reports && reported_find(l->f, w, true)))
		return 0;
	if (figure_want(l->f, w, &fig, l->e) < 0)
		return -1;
	if (!read_register && fig.from_register)
		fig.state = FIG_MISSING;
	if (fig.state != FIG_MISSING || fig.row || fig.percent_reported)
		push(l, &fig);
	if (r && fig.row != r->row) {
		figure_of_report(l->f, w, r, &beside);
		beside.beside = true;
		push(l, &beside);
	}
	return 0;
}

static int add_period(struct list *l, const struct indicator *ind,
		      const struct site *s, size_t period)
{
	bool read_register = period < l->filter->nregister;
	struct want w = {
		.indicator = ind,
		.place = s->code,
		.period = l->filter->period[period],
		.silent = !s->reported,
	};

	for (int basis = BASIS_ACTUAL; basis <= BASIS_PLAN; basis++) {
		if (!s->reported && basis != BASIS_ACTUAL)
			continue;
		for (size_t i = 0; i < l->cuts->n; i++) {
			w.basis = (enum basis)basis;
			w.breakdown = l->cuts->v[i];
			if (add_figure(l, &w, s->reported,
				       read_register) < 0)
				return -1;
		}
	}
	return 0;
}

static bool any_report(const struct figures *f, const char *place)
{
	for (size_t i = 0; i < f->reports->n; i++)
		if (strcmp(f->reports->v[i].key.place, place) == 0)
			return true;
	return false;
}

/* The place, and with `below` the units under it on the period's last day. */
static struct site *find_sites(struct list *l, const struct period *p,
			       size_t *n)
{
	struct figures *f = l->f;
	const struct figure_filter *filter = l->filter;
	const struct unit **unit = NULL;
	const struct unit *in = NULL;
	struct site *site;
	size_t nunit = 0;

	if (filter->below && f->ground->territory)
		in = territory_find(f->ground->territory, filter->place, p->last);
	if (in)
		nunit = territory_below(f->arena, f->ground->territory, in, 0, p->last,
					&unit);
	site = ARENA_ARRAY(f->arena, nunit + 1, struct site);
	site[0].code = filter->place;
	for (size_t i = 0; i < nunit; i++)
		site[i + 1].code = unit[i]->code;
	*n = nunit + 1;
	for (size_t i = 0; i < *n; i++)
		site[i].reported = any_report(f, site[i].code);
	return site;
}

int figures_list(struct figures *f, const struct figure_filter *filter,
		 struct figure **out, size_t *n, struct err *e)
{
	struct list l = { .f = f, .filter = filter, .e = e };
	struct site **site = ARENA_ARRAY(f->arena, filter->nperiod,
					 struct site *);
	size_t *nsite = ARENA_ARRAY(f->arena, filter->nperiod, size_t);

	for (size_t i = 0; i < filter->nperiod; i++)
		site[i] = find_sites(&l, &filter->period[i], &nsite[i]);
	for (size_t i = 0; i < f->pack->nindicator; i++) {
		const struct indicator *ind = &f->pack->indicator[i];

		if (filter->indicator &&
		    strcmp(filter->indicator, ind->code) != 0)
			continue;
		if (find_cuts(&l, ind) < 0)
			return -1;
		for (size_t p = 0; p < filter->nperiod; p++)
			for (size_t s = 0; s < nsite[p]; s++)
				if (add_period(&l, ind, &site[p][s], p) < 0)
					return -1;
	}
	*out = l.v;
	*n = l.n;
	return 0;
}
