/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sums over a document: the total of one section and its parts by sector or
 * place in others, and figures that are stated twice.
 *
 * Which sections make up the whole is told nowhere.  Where one indicator adds
 * up over them exactly, they are taken for a division of the whole; another
 * indicator over the same sections that misses by a little is then wrong.
 */
#include "lint/relation_read.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_SCOPES = 30,
	MIN_PROOF = 50, /* a total that three parts do not hit by chance */
};

/* Amounts of one indicator, day and basis. */
struct stated {
	struct relations *rs;
	const size_t *amount; /* in the order of the text */
	size_t n;
	size_t whole;         /* SIZE_MAX: none, or several that differ */
	size_t part[MAX_SCOPES];
	int section[MAX_SCOPES];
	size_t nparts;
};

static const struct relations *sorting;

static int by_indicator(const void *x, const void *y)
{
	const struct amount *a = &sorting->amount[*(const size_t *)x];
	const struct amount *b = &sorting->amount[*(const size_t *)y];
	int d = strcmp(a->subject, b->subject);

	d = d ? d : strcmp(a->unit, b->unit);
	d = d ? d : strcmp(a->when, b->when);
	d = d ? d : (int)a->basis - (int)b->basis;
	d = d ? d : (int)a->flow - (int)b->flow;
	return d;
}

static int by_indicator_and_place(const void *x, const void *y)
{
	size_t a = *(const size_t *)x;
	size_t b = *(const size_t *)y;
	int d = by_indicator(x, y);

	return d ? d : a < b ? -1 : a > b;
}

static bool same_value(const struct relations *rs, size_t x, size_t y)
{
	return dec_cmp(amount_base(&rs->amount[x]),
		       amount_base(&rs->amount[y])) == 0;
}

static int section_of(const struct relations *rs, size_t amount)
{
	return rs->lint->outline->of[rs->amount[amount].index];
}

/* One amount for the whole, and one for each scope in a section of its own. */
static bool split(struct stated *k)
{
	k->whole = SIZE_MAX;
	for (size_t i = 0; i < k->n; i++) {
		size_t m = k->amount[i];
		bool new = true;

		if (!*k->rs->amount[m].scope) {
			if (k->whole != SIZE_MAX &&
			    !same_value(k->rs, k->whole, m))
				return false;
			if (k->whole == SIZE_MAX)
				k->whole = m;
			continue;
		}
		for (size_t p = 0; p < k->nparts; p++) {
			if (strcmp(k->rs->amount[k->part[p]].scope,
				   k->rs->amount[m].scope) != 0)
				continue;
			if (!same_value(k->rs, k->part[p], m))
				return false;
			new = false;
		}
		if (!new)
			continue;
		if (k->nparts == MAX_SCOPES)
			return false;
		k->section[k->nparts] = section_of(k->rs, m);
		k->part[k->nparts++] = m;
	}
	return k->whole != SIZE_MAX && k->nparts >= 2;
}

static void link_same(struct stated *k)
{
	for (size_t i = 1; i < k->n; i++) {
		size_t x = k->amount[i - 1];
		size_t y = k->amount[i];
		const struct amount *a = &k->rs->amount[x];
		const struct amount *b = &k->rs->amount[y];

		if (strcmp(a->scope, b->scope) == 0 &&
		    same_value(k->rs, x, y) &&
		    dec_cmp(a->factor, b->factor) == 0 &&
		    a->written.qualifier == b->written.qualifier)
			relations_same(k->rs, x, y);
	}
}

/* "toàn tỉnh có 474 HTX": said of everything. */
static bool is_of_all(struct relations *rs, size_t amount)
{
	static const char *const words[] = { "toàn tỉnh", "cả tỉnh",
					     "tổng số", "trên địa bàn tỉnh",
					     NULL };
	struct stretch s = stretch_before(rs, amount);
	const struct amount *m = &rs->amount[amount];

	return !*m->scope && m->bracket == 0 && m->basis == BASIS_ACTUAL &&
	       m->flow == FLOW_STOCK && strlen(m->when) == 10 &&
	       m->written.qualifier == QUAL_EXACT &&
	       strcmp(m->subject, m->unit) == 0 && stretch_has_any(&s, words);
}

/* The total of one day with two values, not far from each other. */
static void claim_conflicts(struct stated *k)
{
	struct relations *rs = k->rs;
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < k->n; i++) {
		size_t m = k->amount[i];
		struct relation_term t = { (int)last, 1 };
		struct relation *r;
		__int128 x, y;

		if (!is_of_all(rs, m))
			continue;
		if (last == SIZE_MAX || same_value(rs, last, m)) {
			last = m;
			continue;
		}
		x = amount_base(&rs->amount[last]).u;
		y = amount_base(&rs->amount[m]).u;
		if ((x > y ? x - y : y - x) * 4 > x)
			continue;
		r = relation_add(rs, &relation_rules[FIGURE_CONFLICT], true);
		r->claim = arena_printf(
			rs->lint->arena,
			"%s và %s là hai giá trị của cùng một số liệu ở cùng "
			"thời điểm", amount_words(rs->lint->arena,
						 &rs->amount[last]),
			amount_words(rs->lint->arena, &rs->amount[m]));
		relation_sum(rs, r, (int)m, REPAIR_EQ, &t, 1);
		return;
	}
}

static void claim(struct stated *k)
{
	struct relation_term t[MAX_SCOPES];

	for (size_t i = 0; i < k->nparts; i++)
		t[i] = (struct relation_term){ (int)k->part[i], 1 };
	relation_sum(k->rs,
		     relation_add(k->rs, &relation_rules[SUM_MISMATCH], true),
		     (int)k->whole, REPAIR_EQ, t, k->nparts);
}

static bool same_sections(const struct stated *x, const struct stated *y)
{
	if (x->nparts != y->nparts)
		return false;
	for (size_t i = 0; i < x->nparts; i++)
		if (x->section[i] != y->section[i])
			return false;
	return true;
}

static bool is_proof(const struct stated *k)
{
	return k->nparts >= 3 &&
	       dec_cmp(amount_base(&k->rs->amount[k->whole]),
		       dec_int(MIN_PROOF)) >= 0;
}

static bool is_near(const struct stated *k)
{
	struct dec w = amount_base(&k->rs->amount[k->whole]);
	__int128 sum = 0;

	for (size_t i = 0; i < k->nparts; i++)
		sum += amount_base(&k->rs->amount[k->part[i]]).u;
	return (sum > w.u ? sum - w.u : w.u - sum) <= w.u / 20;
}

static bool fits(const struct stated *k)
{
	return amounts_add_up(k->rs, k->whole, k->part, k->nparts);
}

static void claim_all(struct stated *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool proven = false;

		if (fits(&v[i])) {
			claim(&v[i]);
			continue;
		}
		for (size_t k = 0; k < n && k < 200 && !proven; k++)
			proven = k != i && same_sections(&v[i], &v[k]) &&
				 is_proof(&v[k]) && fits(&v[k]);
		if (proven && is_near(&v[i]))
			claim(&v[i]);
	}
}

void read_scopes(struct relations *rs)
{
	struct arena *a = rs->lint->arena;
	size_t *order = ARENA_ARRAY(a, rs->namount + 1, size_t);
	struct stated *v = NULL;
	size_t n = 0;
	size_t nv = 0;
	size_t cap = 0;

	for (size_t i = 0; i < rs->namount; i++)
		if (amount_is_count(&rs->amount[i]) &&
		    *rs->amount[i].subject && *rs->amount[i].when &&
		    rs->amount[i].passage->kind != PASSAGE_CELL)
			order[n++] = i;
	sorting = rs;
	if (n > 0)
		qsort(order, n, sizeof *order, by_indicator_and_place);
	for (size_t i = 0; i < n;) {
		struct stated k = { .rs = rs, .amount = order + i };

		while (i < n && by_indicator(k.amount, &order[i]) == 0) {
			k.n++;
			i++;
		}
		link_same(&k);
		claim_conflicts(&k);
		if (split(&k))
			*VEC_PUSH(a, v, nv, cap) = k;
	}
	claim_all(v, nv);
}
