/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The days of each life.  Every fate has its own spans, laid out so that one
 * day of a life always comes after the other.
 */
#include "demo/internal.h"

int64_t draw(const struct draft *d, enum draw what, int64_t n)
{
	return (int64_t)(scramble(d->id * DRAW__MAX + what) % (uint64_t)n);
}

day_t on(int year, int month, int day)
{
	day_t d;

	if (day_from_civil(year, month, day, &d))
		BUG("no day %d/%d/%d", day, month, year);
	return d;
}

day_t demo_day(void)
{
	return on(2023, 6, 30);
}

/* Saturday and Sunday become Monday, or Friday where the span ends. */
static day_t working_day(day_t d, day_t last)
{
	int weekday = (d + 4) % 7; /* 0 Sunday: 1/1/1970 was a Thursday */

	if (weekday == 0)
		return d + 1 <= last ? d + 1 : d - 2;
	if (weekday == 6)
		return d + 2 <= last ? d + 2 : d - 1;
	return d;
}

day_t draw_day(const struct draft *d, enum draw what, day_t first, day_t last)
{
	if (last < first)
		BUG("draft %llu: no day between", (unsigned long long)d->id);
	return working_day(first + (day_t)draw(d, what, last - first + 1),
			   last);
}

bool exists(const struct draft *d)
{
	return d->fate != FATE_GONE && d->fate != FATE_GONE_BEFORE;
}

bool operates(const struct draft *d)
{
	return d->fate == FATE_OPERATING || d->fate == FATE_NEW;
}

struct lot {
	struct draft *draft;
	uint64_t number;
};

static int by_lot(const void *x, const void *y)
{
	const struct lot *p = x;
	const struct lot *q = y;

	if (p->number != q->number)
		return p->number < q->number ? -1 : 1;
	return p->draft->id < q->draft->id ? -1 : 1;
}

struct draft **choose(struct bench *b, enum draw what, int64_t n,
		      bool (*fits)(const struct draft *d, size_t ctx),
		      size_t ctx)
{
	struct lot *lot = ARENA_ARRAY(b->arena, b->nhtx, struct lot);
	struct draft **out = ARENA_ARRAY(b->arena, (size_t)n, struct draft *);
	size_t nlot = 0;

	for (size_t i = 0; i < b->nhtx; i++) {
		struct draft *d = &b->htx[i];

		if (d->special || !fits(d, ctx))
			continue;
		lot[nlot].draft = d;
		lot[nlot++].number = scramble(d->id * DRAW__MAX + what);
	}
	if (nlot < (size_t)n)
		BUG("%lld wanted, %zu fit", (long long)n, nlot);
	qsort(lot, nlot, sizeof *lot, by_lot);
	for (size_t i = 0; i < (size_t)n; i++) {
		out[i] = lot[i].draft;
		out[i]->special = true;
	}
	return out;
}

/* The later of two draws: its density grows in a straight line. */
day_t founding(const struct draft *d, day_t last)
{
	day_t x = draw_day(d, DRAW_AGE, LAW_FIRST, last);
	day_t y = draw_day(d, DRAW_AGE_2, LAW_FIRST, last);

	return x > y ? x : y;
}

static void found(struct draft *d)
{
	switch (d->fate) {
	case FATE_NEW:
		d->founded = draw_day(d, DRAW_AGE, HALF_FIRST, HALF_LAST);
		break;
	case FATE_SUSPENDED:
		d->founded = founding(d, on(2020, 12, 31));
		break;
	case FATE_DORMANT:
	case FATE_GONE:
		d->founded = founding(d, on(2018, 12, 28));
		break;
	case FATE_GONE_BEFORE:
		d->founded = founding(d, on(2015, 12, 31));
		break;
	default:
		if (d->of != DEMO_NO_UNION)
			d->founded = founding(d, on(2015, 6, 30));
		else if (d->named)
			d->founded = founding(d, on(2019, 12, 31));
		else
			d->founded = founding(d, on(2022, 12, 23));
	}
}

/* How an HTX came to stand still, and how it ended. */
static void stop(struct draft *d)
{
	bool direct = draw(d, DRAW_WAY, 4) == 0; /* one in four */

	switch (d->fate) {
	case FATE_SUSPENDED:
		d->suspended = draw_day(d, DRAW_STOP, on(2021, 4, 1),
					on(2023, 6, 16));
		break;
	case FATE_DORMANT:
		if (!direct)
			d->suspended = draw_day(d, DRAW_STOP, on(2019, 6, 3),
						on(2020, 12, 31));
		d->dormant = draw_day(d, DRAW_DORMANT, on(2021, 10, 15),
				      on(2023, 5, 31));
		break;
	case FATE_GONE:
		d->suspended = draw_day(d, DRAW_STOP, on(2019, 6, 3),
					on(2020, 12, 31));
		if (!direct)
			d->dormant = draw_day(d, DRAW_DORMANT,
					      on(2021, 10, 15),
					      on(2022, 6, 30));
		d->dissolving = draw_day(d, DRAW_DISSOLVE, on(2022, 8, 1),
					 on(2022, 12, 23));
		d->gone = draw_day(d, DRAW_GONE, on(2023, 1, 9),
				   on(2023, 6, 23));
		break;
	case FATE_GONE_BEFORE:
		if (!direct)
			d->suspended = draw_day(d, DRAW_STOP, on(2016, 7, 1),
						on(2016, 12, 30));
		d->gone = draw_day(d, DRAW_GONE, on(2017, 3, 1),
				   on(2022, 12, 16));
		break;
	default:
		break;
	}
}

static bool may_join_union(const struct draft *d, size_t ctx)
{
	(void)ctx;
	return d->fate == FATE_OPERATING && d->sector == 0;
}

/* The members of the unions: each has at least what the law asks for. */
static void fill_unions(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	struct draft **member = choose(b, DRAW_UNION, t->union_members,
				       may_join_union, 0);
	int64_t least[] = { t->least_union_members, t->least_union_members };
	int64_t weight[] = { 1, 1 };
	int64_t size[2];

	apportion(t->union_members, 2, weight, least, NULL, size);
	for (int64_t i = 0; i < t->union_members; i++)
		member[i]->of = i < size[0] ? 0 : 1;
}

static bool may_resume(const struct draft *d, size_t ctx)
{
	(void)ctx;
	return d->fate == FATE_OPERATING && d->founded <= on(2019, 12, 31);
}

/* Most that stood still in the epidemic of 2021 went on; a few only after
 * they had been found dormant. */
static void resume_some(struct bench *b)
{
	int64_t n = b->data->totals.resumed;
	struct draft **htx = choose(b, DRAW_RESUMER, n, may_resume, 0);

	for (int64_t i = 0; i < n; i++) {
		struct draft *d = htx[i];

		if (i % 6 == 0) {
			d->suspended = draw_day(d, DRAW_STOP, on(2020, 6, 1),
						on(2020, 9, 30));
			d->dormant = draw_day(d, DRAW_DORMANT,
					      on(2021, 10, 15),
					      on(2021, 12, 31));
		} else {
			d->suspended = draw_day(d, DRAW_STOP, on(2021, 5, 10),
						on(2021, 8, 31));
		}
		d->resumed = draw_day(d, DRAW_RESUME, on(2022, 1, 10),
				      on(2022, 10, 31));
	}
}

void life_fill(struct bench *b)
{
	fill_unions(b);
	for (size_t i = 0; i < b->nhtx; i++) {
		found(&b->htx[i]);
		stop(&b->htx[i]);
	}
	resume_some(b);
}
