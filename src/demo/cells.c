/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the HTX are and what has become of them: every total is shared over
 * the sectors, then over the districts of a sector, until each cell of
 * sector, district and fate has its number.
 */
#include "demo/internal.h"

struct cell {
	int64_t of[FATE__MAX];
};

/* Totals by sector. */
struct split {
	int64_t present[DEMO_SECTORS];
	int64_t idle[DEMO_SECTORS];
	int64_t dormant[DEMO_SECTORS];
	int64_t new[DEMO_SECTORS];
	int64_t gone[DEMO_SECTORS];
	int64_t before[DEMO_SECTORS];
};

static struct split split_by_sector(const struct demo_data *data)
{
	const struct demo_totals *t = &data->totals;
	struct split s = { 0 };

	for (size_t i = 0; i < DEMO_SECTORS; i++) {
		s.idle[i] = data->sector[i].idle;
		s.present[i] = data->sector[i].operating + s.idle[i];
	}
	apportion(t->dormant, DEMO_SECTORS, s.idle, NULL, s.idle, s.dormant);
	apportion(t->new, DEMO_SECTORS, s.present, NULL, NULL, s.new);
	apportion(t->dissolved, DEMO_SECTORS, s.present, NULL, NULL, s.gone);
	apportion(t->dissolved_before, DEMO_SECTORS, s.present, NULL, NULL,
		  s.before);
	return s;
}

/* The cells of one sector, by district: the HTX that exist first (at least
 * one everywhere), of these the idle, of these the dormant; of the operating
 * the new; and the dissolved like those that exist. */
static struct cell *cells_of_sector(struct bench *b, const struct split *s,
				    size_t sector)
{
	size_t n = b->data->ndistrict;
	struct cell *cell = ARENA_ARRAY(b->arena, n, struct cell);
	int64_t *v[8];

	for (size_t k = 0; k < ARRAY_LEN(v); k++)
		v[k] = ARENA_ARRAY(b->arena, n, int64_t);
	for (size_t d = 0; d < n; d++) {
		v[0][d] = b->data->district[d].weight[sector];
		v[1][d] = 1;
	}
	int64_t *present = v[2], *idle = v[3], *dormant = v[4];
	int64_t *open = v[0], *new = v[5], *gone = v[6], *before = v[7];

	apportion(s->present[sector], n, v[0], v[1], NULL, present);
	apportion(s->idle[sector], n, present, NULL, present, idle);
	apportion(s->dormant[sector], n, idle, NULL, idle, dormant);
	for (size_t d = 0; d < n; d++)
		open[d] = present[d] - idle[d];
	apportion(s->new[sector], n, open, NULL, open, new);
	apportion(s->gone[sector], n, present, NULL, NULL, gone);
	apportion(s->before[sector], n, present, NULL, NULL, before);
	for (size_t d = 0; d < n; d++) {
		cell[d].of[FATE_OPERATING] = open[d] - new[d];
		cell[d].of[FATE_NEW] = new[d];
		cell[d].of[FATE_SUSPENDED] = idle[d] - dormant[d];
		cell[d].of[FATE_DORMANT] = dormant[d];
		cell[d].of[FATE_GONE] = gone[d];
		cell[d].of[FATE_GONE_BEFORE] = before[d];
	}
	return cell;
}

static void make_drafts(struct bench *b)
{
	struct split split = split_by_sector(b->data);
	size_t cap = 0;

	for (size_t s = 0; s < DEMO_SECTORS; s++) {
		struct cell *cell = cells_of_sector(b, &split, s);

		for (size_t k = 0; k < b->data->ndistrict * FATE__MAX; k++) {
			size_t d = k / FATE__MAX;
			enum fate f = k % FATE__MAX;

			for (int64_t i = 0; i < cell[d].of[f]; i++)
				*VEC_PUSH(b->arena, b->htx, b->nhtx, cap) =
					(struct draft){ .id = b->nhtx,
							.fate = f,
							.sector = s,
							.district = d,
							.of = DEMO_NO_UNION };
		}
	}
}

/* Those that exist first, else by chance. */
static int by_order(const void *x, const void *y)
{
	const struct draft *p = x;
	const struct draft *q = y;
	int64_t n = (int64_t)1 << 40;
	int64_t dp = draw(p, DRAW_ORDER, n);
	int64_t dq = draw(q, DRAW_ORDER, n);

	if (exists(p) != exists(q))
		return exists(p) ? -1 : 1;
	if (dp != dq)
		return dp < dq ? -1 : 1;
	return p->id < q->id ? -1 : p->id > q->id;
}

static size_t find_commune(const struct bench *b, const char *code)
{
	for (size_t i = 0; i < b->ncommune; i++)
		if (strcmp(b->commune[i].code, code) == 0)
			return i;
	BUG("no commune %s", code);
}

/* An organisation that the plan names takes a place among the operating of
 * its district and sector. */
static void name_one(struct bench *b, const struct demo_named *named)
{
	for (size_t i = 0; i < b->nhtx; i++) {
		struct draft *d = &b->htx[i];
		const struct demo_data *data = b->data;

		if (d->named || d->fate != FATE_OPERATING ||
		    strcmp(data->sector[d->sector].code, named->sector) != 0 ||
		    strcmp(data->district[d->district].code,
			   named->district) != 0)
			continue;
		d->named = named;
		d->special = true;
		return;
	}
	BUG("no place for %s", named->name);
}

size_t deck_of(struct bench *b, const char *district, bool towns,
	       size_t **deck)
{
	size_t n = 0;
	size_t cap = 0;

	*deck = NULL;
	for (int round = 0; round < (towns ? 3 : 1); round++)
		for (size_t i = 0; i < b->ncommune; i++) {
			const struct demo_commune *c = &b->commune[i];

			if (strcmp(c->district, district) == 0 &&
			    (round == 0 || c->town))
				*VEC_PUSH(b->arena, *deck, n, cap) = i;
		}
	if (!n)
		BUG("district %s has no commune", district);
	return n;
}

/* Deals the HTX of a district over its communes: one round of agriculture
 * reaches every one; trade and the like are rather in towns. */
static void seat_all(struct bench *b, size_t district)
{
	const char *code = b->data->district[district].code;
	size_t *deck[2];
	size_t n[2], next[2] = { 0, 0 };

	n[0] = deck_of(b, code, false, &deck[0]);
	n[1] = deck_of(b, code, true, &deck[1]);
	for (size_t i = 0; i < b->nhtx; i++) {
		struct draft *d = &b->htx[i];
		int k = d->sector != 0;

		if (d->district != district)
			continue;
		if (d->named && *d->named->commune)
			d->seat = find_commune(b, d->named->commune);
		else
			d->seat = deck[k][n[k] - 1 - next[k]++ % n[k]];
	}
}

void cells_fill(struct bench *b)
{
	make_drafts(b);
	qsort(b->htx, b->nhtx, sizeof *b->htx, by_order);
	for (size_t i = 0; i < b->data->nnamed; i++)
		if (strcmp(b->data->named[i].kind, "htx") == 0)
			name_one(b, &b->data->named[i]);
	for (size_t d = 0; d < b->data->ndistrict; d++)
		seat_all(b, d);
}
