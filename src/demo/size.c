/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How large each HTX is: people and capital, every total shared out between
 * bounds that keep each organisation credible by itself.
 */
#include "demo/internal.h"

/* How one total is shared: a weight and bounds for each HTX that exists. */
struct sharing {
	int64_t (*weight)(const struct draft *d);
	int64_t (*least)(const struct draft *d);
	int64_t (*most)(const struct draft *d);
	size_t field; /* int64_t of struct draft */
};

static int64_t *field_of(struct draft *d, size_t offset)
{
	return (int64_t *)(void *)((char *)d + offset);
}

static void give(struct bench *b, int64_t total, bool (*to)(const struct draft *),
		 const struct sharing *s)
{
	int64_t *weight = ARENA_ARRAY(b->arena, b->nhtx, int64_t);
	int64_t *least = ARENA_ARRAY(b->arena, b->nhtx, int64_t);
	int64_t *most = ARENA_ARRAY(b->arena, b->nhtx, int64_t);
	int64_t *out = ARENA_ARRAY(b->arena, b->nhtx, int64_t);

	for (size_t i = 0; i < b->nhtx; i++) {
		if (!to(&b->htx[i]))
			continue;
		weight[i] = s->weight(&b->htx[i]);
		least[i] = s->least(&b->htx[i]);
		most[i] = s->most(&b->htx[i]);
	}
	apportion(total, b->nhtx, weight, least, most, out);
	for (size_t i = 0; i < b->nhtx; i++)
		if (to(&b->htx[i]))
			*field_of(&b->htx[i], s->field) = out[i];
}

static bool is_new(const struct draft *d)
{
	return d->fate == FATE_NEW;
}

static bool is_older(const struct draft *d)
{
	return exists(d) && !is_new(d);
}

/* --- members: a new HTX has just its founders ---------------------------- */

static int64_t members_weight(const struct draft *d)
{
	int64_t w = 2 + draw(d, DRAW_SIZE, 9) * draw(d, DRAW_SIZE_2, 9);

	return d->named ? 60 + w : w; /* the plan shows the strong ones */
}

static int64_t members_least(const struct draft *d)
{
	return d->members; /* set beforehand: what the law asks for */
}

static int64_t members_most(const struct draft *d)
{
	return is_new(d) ? d->members : d->members + 60;
}

/* --- managers, of them by qualification ---------------------------------- */

static int64_t managers_weight(const struct draft *d)
{
	return d->members + draw(d, DRAW_MANAGERS, 20);
}

static int64_t managers_least(const struct draft *d)
{
	return operates(d) ? 2 : 1;
}

static int64_t managers_most(const struct draft *d)
{
	return d->members < 7 ? d->members : 7;
}

static int64_t none(const struct draft *d)
{
	(void)d;
	return 0;
}

static int64_t high_weight(const struct draft *d)
{
	return d->managers * (2 + draw(d, DRAW_LABOUR, 5) + (d->sector != 0));
}

static int64_t high_most(const struct draft *d)
{
	return d->managers;
}

static int64_t low_weight(const struct draft *d)
{
	return d->managers * (1 + draw(d, DRAW_CAPITAL, 4));
}

static int64_t low_most(const struct draft *d)
{
	return d->managers - d->managers_high;
}

/* --- regular labour: managers at least; watchmen where work has stopped --- */

static int64_t labour_weight(const struct draft *d)
{
	static const int64_t by_sector[] = { 5, 12, 7, 8 };

	return by_sector[d->sector] *
	       (d->members + draw(d, DRAW_LABOUR, 25));
}

static int64_t labour_least(const struct draft *d)
{
	return operates(d) ? d->managers : 0;
}

static int64_t labour_most(const struct draft *d)
{
	if (operates(d))
		return 150;
	return d->fate == FATE_SUSPENDED ? 2 : 0;
}

/* --- capital, in tens of million đồng ------------------------------------ */

static int64_t capital_weight(const struct draft *d)
{
	static const int64_t by_sector[] = { 3, 6, 4, 7 };
	int64_t large = draw(d, DRAW_CAPITAL_2, 8) == 0 ? 4 : 1;

	return by_sector[d->sector] * large * (4 + draw(d, DRAW_CAPITAL, 20));
}

static int64_t capital_least(const struct draft *d)
{
	return is_new(d) ? 20 : 10;
}

static int64_t capital_most(const struct draft *d)
{
	return is_new(d) ? 600 : 5000;
}

/* HTX that are gone count in no total: what they had is drawn. */
static void size_gone(struct draft *d, int64_t least_members)
{
	d->members = least_members + draw(d, DRAW_SIZE, 6);
	d->managers = 1 + draw(d, DRAW_MANAGERS, 3);
	d->managers_low = draw(d, DRAW_LABOUR, d->managers + 1);
	d->capital = 100 + 10 * draw(d, DRAW_CAPITAL, 80);
}

#define FIELD(name) offsetof(struct draft, name)

void size_fill(struct bench *b)
{
	const struct demo_totals *t = &b->data->totals;
	const struct sharing members = { members_weight, members_least,
					 members_most, FIELD(members) };
	const struct sharing managers = { managers_weight, managers_least,
					  managers_most, FIELD(managers) };
	const struct sharing high = { high_weight, none, high_most,
				      FIELD(managers_high) };
	const struct sharing low = { low_weight, none, low_most,
				     FIELD(managers_low) };
	const struct sharing labour = { labour_weight, labour_least,
					labour_most, FIELD(labour) };
	const struct sharing capital = { capital_weight, capital_least,
					 capital_most, FIELD(capital) };

	for (size_t i = 0; i < b->nhtx; i++)
		b->htx[i].members = t->least_members;
	give(b, t->members, exists, &members);
	give(b, t->managers, exists, &managers);
	give(b, t->managers_high, exists, &high);
	give(b, t->managers_low, exists, &low);
	give(b, t->labour, exists, &labour);
	/* published capital is in tens of million: 36,48 and 991,5 tỷ */
	give(b, t->new_capital / 10, is_new, &capital);
	give(b, (t->capital - t->new_capital) / 10, is_older, &capital);
	for (size_t i = 0; i < b->nhtx; i++) {
		if (exists(&b->htx[i]))
			b->htx[i].capital *= 10;
		else
			size_gone(&b->htx[i], t->least_members);
	}
}
