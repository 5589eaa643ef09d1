/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units through time: what became of a unit, and with which share.
 *
 * The changes make a graph without circles, because each leads to a later
 * day.  A share is known when every part of the split is known; along a path
 * shares multiply, and where paths meet again they add up.
 */
#include "territory/territory.h"

#include "territory/internal.h"

#include <stdlib.h>
#include <string.h>

/* The changes of u: a run in the array, which is in the order of old ids. */
static const struct unit_change *changes_of(const struct territory *t,
					    const struct unit *u, size_t *n)
{
	size_t low = 0;
	size_t high = t->nchange;
	const struct unit_change *c;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->change[mid].old->id < u->id)
			low = mid + 1;
		else
			high = mid;
	}
	c = t->change ? &t->change[low] : NULL;
	for (*n = 0; low < t->nchange && t->change[low].old == u; low++)
		++*n;
	return c;
}

size_t territory_changes(struct arena *a, const struct territory *t,
			 const struct unit *u, struct unit_change **out)
{
	size_t n;
	const struct unit_change *c = changes_of(t, u, &n);

	*out = n ? arena_memdup(a, c, n * sizeof *c) : NULL;
	return n;
}

const struct unit *territory_on(const struct territory *t,
				const struct unit *u, day_t on)
{
	const struct unit *one = NULL;
	const struct unit_change *c;
	size_t n;

	if (on < u->from)
		return NULL;
	if (on <= u->to)
		return u;
	c = changes_of(t, u, &n);
	for (size_t i = 0; i < n; i++) {
		const struct unit *v = territory_on(t, c[i].new, on);

		if (!v || (one && v != one))
			return NULL;
		one = v;
	}
	return one;
}

/* --- shares --------------------------------------------------------------- */

struct parts {
	struct arena *a;
	struct unit_part *part;
	size_t n;
	size_t cap;
};

static struct unit_part *part_of(struct parts *p, const struct unit *u)
{
	struct unit_part *new;

	for (size_t i = 0; i < p->n; i++)
		if (p->part[i].unit == u)
			return &p->part[i];
	new = VEC_PUSH(p->a, p->part, p->n, p->cap);
	*new = (struct unit_part){ u, true, true, DEC_ZERO, DEC_ZERO };
	return new;
}

/* part / whole of a share that is known; -1: not known. */
static bool multiply(bool known, struct dec *share, int64_t part,
		     int64_t whole)
{
	return known && part >= 0 && whole > 0 &&
	       dec_mul(*share, dec_int(part), share) == 0 &&
	       dec_div(*share, dec_int(whole), share) == 0;
}

/* The sum over all parts, -1 when one is not known. */
static int64_t sum_area(const struct unit_change *c, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (c[i].area_m2 < 0)
			return -1;
		else
			sum += c[i].area_m2;
	return sum;
}

static int64_t sum_people(const struct unit_change *c, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (c[i].people < 0)
			return -1;
		else
			sum += c[i].people;
	return sum;
}

/* Spreads a share of u over the units of a day. */
static void follow(const struct territory *t, struct unit_part share, day_t on,
		   struct parts *out)
{
	const struct unit *u = share.unit;
	const struct unit_change *c;
	size_t n;

	if (on <= u->to) {
		struct unit_part *p = part_of(out, u);

		p->area_known = p->area_known && share.area_known &&
				dec_add(p->area, share.area, &p->area) == 0;
		p->people_known =
			p->people_known && share.people_known &&
			dec_add(p->people, share.people, &p->people) == 0;
		return;
	}
	c = changes_of(t, u, &n);
	for (size_t i = 0; i < n; i++) {
		struct unit_part next = share;

		next.unit = c[i].new;
		if (n > 1) {
			next.area_known = multiply(share.area_known, &next.area,
						   c[i].area_m2,
						   sum_area(c, n));
			next.people_known = multiply(share.people_known,
						     &next.people, c[i].people,
						     sum_people(c, n));
		}
		follow(t, next, on, out);
	}
}

static int cmp_part(const void *x, const void *y)
{
	const struct unit_part *p = x;
	const struct unit_part *q = y;

	return strcmp(p->unit->code, q->unit->code);
}

size_t territory_successors(struct arena *a, const struct territory *t,
			    const struct unit *u, day_t on,
			    struct unit_part **out)
{
	struct unit_part all = { u, true, true, dec_int(1), dec_int(1) };
	struct parts parts = { .a = a };

	if (on >= u->from)
		follow(t, all, on, &parts);
	/* Parts that all meet again in one unit are the whole of it, even when
	 * nobody knows how large each was. */
	if (parts.n == 1) {
		all.unit = parts.part[0].unit;
		parts.part[0] = all;
	}
	if (parts.n > 1)
		qsort(parts.part, parts.n, sizeof *parts.part, cmp_part);
	*out = parts.part;
	return parts.n;
}
