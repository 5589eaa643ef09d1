/* SPDX-License-Identifier: Apache-2.0 */
/* Repairs of small systems by trying everything. */
#include "lib/rule/repair_oracle.h"

#include "test.h"

enum { MAX_ROWS = 4000 };

/* sum coef * x (tenths, over two) REL right: low side only, strict or not */
struct inequality {
	__int128 a[ORACLE_VARS]; /* a . x <= b, or < b */
	__int128 b;
	bool strict;
};

struct state {
	const struct oracle *o;
	unsigned change;
	unsigned rules;
	bool set[ORACLE_VARS];
	int x[ORACLE_VARS]; /* tenths */
};


/* Where a figure may be, in twentieths (half of a tenth), so that the half of
 * a rounded whole number is whole. */
struct span {
	int low;
	int high;
	bool high_open;
};

static struct span span_of(const struct state *s, int j)
{
	const struct oracle_var *v = &s->o->var[j];
	struct span r = { 2 * v->low, 2 * v->high, false };

	if (s->set[j])
		return (struct span){ 2 * s->x[j], 2 * s->x[j], false };
	if (v->missing || (s->change >> j & 1))
		return r;
	if (v->step)
		return (struct span){ 2 * v->value, 2 * v->value, false };
	if (v->value == 0) { /* (-0.5, 0.5) and not below zero */
		r = (struct span){ 0, 10, true };
	} else {
		r = (struct span){ 2 * v->value - 10, 2 * v->value + 10,
				   true };
	}
	if (r.low < 2 * v->low)
		r.low = 2 * v->low;
	if (r.high > 2 * v->high)
		r = (struct span){ r.low, 2 * v->high, false };
	return r;
}

/* Whether a linear rule can hold with each figure somewhere in its span. */
static bool rule_possible(const struct state *s, const struct oracle_rule *r,
			  const struct span *span)
{
	long low = 0;
	long high = 0;
	long b = 40L * r->right;

	for (int j = 0; j < s->o->nvar; j++) {
		int c = 20 * r->coef[j];

		low += (long)c * (c > 0 ? span[j].low : span[j].high);
		high += (long)c * (c > 0 ? span[j].high : span[j].low);
	}
	/* nothing is below zero; twentieths times twentieths */
	for (int k = 0; k < ORACLE_TIMES; k++) {
		const struct oracle_times *t = &r->times[k];
		long least = (long)span[t->x].low * span[t->y].low;
		long most = (long)span[t->x].high * span[t->y].high;

		low += t->coef * (t->coef > 0 ? least : most);
		high += t->coef * (t->coef > 0 ? most : least);
	}
	switch (r->rel) {
	case '=':
		return low <= b && high >= b;
	case 'l':
		return low <= b;
	case '<':
		return low < b;
	case 'g':
		return high >= b;
	default:
		return high > b;
	}
}

/* value = part / 100 * whole with value and whole set; the part's range is in
 * hundredths of a per cent of nothing: compare 100 value / whole with it. */
static bool product_holds(const struct state *s, const struct oracle_rule *r)
{
	const struct oracle_var *part = &s->o->var[r->var[1]];
	int j = r->var[1];
	bool free = part->missing || (s->change >> j & 1);
	/* per cents times whole, all in tenths * tenths * 2 */
	__int128 v = (__int128)s->x[r->var[0]] * 100 * 10 * 2;
	__int128 w = s->x[r->var[2]];
	__int128 low = 2 * part->low * w;
	__int128 high = 2 * part->high * w;

	if (v < low || v > high)
		return false;
	if (free)
		return true;
	/* printed whole: the value in tenths less and plus half a per cent */
	low = (2 * part->value - 10) * w;
	high = (2 * part->value + 10) * w;
	if (part->value == 0)
		return v < high; /* (-0.5, 0.5) and not negative */
	return v >= low && v < high;
}

static bool possible(const struct state *s, const struct span *span)
{
	for (int i = 0; i < s->o->nrule; i++) {
		const struct oracle_rule *r = &s->o->rule[i];

		if (!(s->rules >> i & 1))
			continue;
		if (!r->product) {
			if (!rule_possible(s, r, span))
				return false;
		} else if (s->set[r->var[0]] && s->set[r->var[2]] &&
			   !product_holds(s, r)) {
			return false;
		}
	}
	return true;
}

/* --- real figures ----------------------------------------------------------- */

static void add(struct inequality *row, int *n, struct inequality r)
{
	bool zero = true;

	for (int j = 0; j < ORACLE_VARS; j++)
		zero = zero && r.a[j] == 0;
	if (zero && (r.b > 0 || (r.b == 0 && !r.strict)))
		return; /* says nothing */
	if (*n == MAX_ROWS)
		BUG("too many rows to eliminate");
	row[(*n)++] = r;
}

static void add_rule(const struct state *s, const struct oracle_rule *r,
		     struct inequality *row, int *n)
{
	struct inequality up = { .b = 20L * r->right,
				 .strict = r->rel == '<' };
	struct inequality down = { .b = -20L * r->right,
				   .strict = r->rel == '>' };

	for (int j = 0; j < s->o->nvar; j++) {
		if (s->set[j]) {
			up.b -= 20L * r->coef[j] * s->x[j];
			down.b += 20L * r->coef[j] * s->x[j];
		} else {
			up.a[j] = 10 * r->coef[j];
			down.a[j] = -10 * r->coef[j];
		}
	}
	for (int k = 0; k < ORACLE_TIMES; k++) {
		const struct oracle_times *t = &r->times[k];
		int real = s->set[t->x] ? t->y : t->x;
		int other = s->set[t->x] ? t->x : t->y;

		if (t->coef && s->set[real]) {
			up.b -= 2L * t->coef * s->x[t->x] * s->x[t->y];
			down.b += 2L * t->coef * s->x[t->x] * s->x[t->y];
		} else if (t->coef) {
			up.a[real] += (__int128)t->coef * s->x[other];
			down.a[real] -= (__int128)t->coef * s->x[other];
		}
	}
	if (r->rel == '=' || r->rel == 'l' || r->rel == '<')
		add(row, n, up);
	if (r->rel == '=' || r->rel == 'g' || r->rel == '>')
		add(row, n, down);
}

static bool eliminated(struct inequality *row, int n, int nvar)
{
	for (int j = 0; j < nvar; j++) {
		static struct inequality next[MAX_ROWS];
		int m = 0;

		for (int i = 0; i < n; i++) {
			if (row[i].a[j] == 0)
				add(next, &m, row[i]);
			for (int k = 0; row[i].a[j] > 0 && k < n; k++) {
				struct inequality r = { .strict =
					row[i].strict || row[k].strict };
				__int128 p = row[i].a[j];
				__int128 q = -row[k].a[j];

				if (q <= 0)
					continue;
				for (int c = 0; c < nvar; c++)
					r.a[c] = q * row[i].a[c] +
						 p * row[k].a[c];
				r.b = q * row[i].b + p * row[k].b;
				add(next, &m, r);
			}
		}
		memcpy(row, next, (size_t)m * sizeof *row);
		n = m;
	}
	for (int i = 0; i < n; i++)
		if (row[i].b < 0 || (row[i].b == 0 && row[i].strict))
			return false;
	return true;
}

static bool reals_exist(const struct state *s)
{
	static struct inequality row[MAX_ROWS];
	int n = 0;
	bool any = false;

	for (int j = 0; j < s->o->nvar; j++) {
		struct inequality up = { 0 };
		struct inequality down = { 0 };
		struct span p = span_of(s, j);

		if (s->set[j] || s->o->var[j].part)
			continue;
		any = true;
		up.a[j] = 1;
		up.b = p.high;
		up.strict = p.high_open;
		down.a[j] = -1;
		down.b = -p.low;
		add(row, &n, up);
		add(row, &n, down);
	}
	if (!any)
		return true;
	for (int i = 0; i < s->o->nrule; i++)
		if ((s->rules >> i & 1) && !s->o->rule[i].product)
			add_rule(s, &s->o->rule[i], row, &n);
	return eliminated(row, n, s->o->nvar);
}

/* --- search ------------------------------------------------------------------ */

static bool is_used(const struct state *s, int j)
{
	bool used = false;

	for (int i = 0; i < s->o->nrule; i++) {
		const struct oracle_rule *r = &s->o->rule[i];

		for (int k = 0; (s->rules >> i & 1) && k < ORACLE_TIMES; k++)
			used = used || (r->times[k].coef &&
					(r->times[k].x == j ||
					 r->times[k].y == j));
		if (s->rules >> i & 1)
			used = used || (r->product ? r->var[0] == j ||
							     r->var[2] == j
						   : r->coef[j] != 0);
	}
	return used;
}

static bool search(struct state *s)
{
	int j = 0;
	struct span span[ORACLE_VARS] = { 0 };
	int low;
	int high;

	for (int i = 0; i < s->o->nvar; i++)
		span[i] = span_of(s, i);
	if (!possible(s, span))
		return false;
	while (j < s->o->nvar &&
	       (s->set[j] || s->o->var[j].part || s->o->var[j].step == 0))
		j++;
	if (j == s->o->nvar)
		return reals_exist(s);
	low = span[j].low / 2;
	high = span[j].high / 2;
	s->set[j] = true;
	for (int x = low; x <= high; x += s->o->var[j].step) {
		s->x[j] = x;
		span[j] = (struct span){ 2 * x, 2 * x, false };
		if (possible(s, span) && search(s))
			return true;
		if (!is_used(s, j))
			break; /* its value is of no matter */
	}
	s->set[j] = false;
	return false;
}

/* A figure that stands must lie in its domain. */
static bool domains_hold(const struct oracle *o, unsigned change)
{
	for (int j = 0; j < o->nvar; j++) {
		const struct oracle_var *v = &o->var[j];

		if (!v->missing && !(change >> j & 1) &&
		    (v->value < v->low || v->value > v->high))
			return false;
	}
	return true;
}

/* Every way to choose, from choice c on, for the rules of flat. */
static bool any_way(const struct oracle *o, unsigned change, unsigned rules,
		    int c, const struct oracle *flat)
{
	struct state s = { .o = flat, .change = change, .rules = ~0U };

	while (c < o->nchoice && !(rules >> (o->nrule + c) & 1))
		c++;
	if (c == o->nchoice)
		return search(&s);
	for (int k = 0; k < o->choice[c].n; k++) {
		struct oracle chosen = *flat;

		for (int i = 0; i < o->choice[c].nline[k]; i++)
			chosen.rule[chosen.nrule++] = o->choice[c].line[k][i];
		if (any_way(o, change, rules, c + 1, &chosen))
			return true;
	}
	return false;
}

bool oracle_feasible(const struct oracle *o, unsigned change, unsigned rules)
{
	struct oracle flat = *o;

	flat.nrule = flat.nchoice = 0;
	for (int i = 0; i < o->nrule; i++)
		if (rules >> i & 1)
			flat.rule[flat.nrule++] = o->rule[i];
	return domains_hold(o, change) && any_way(o, change, rules, 0, &flat);
}

bool oracle_at(const struct oracle *o, unsigned change, int var, int value)
{
	struct oracle c = *o;

	c.var[var].value = value;
	return oracle_feasible(&c, change & ~(1U << var), ~0U);
}

int oracle_least(const struct oracle *o, unsigned *set, int *nset)
{
	int least = -1;
	unsigned all = 0;

	*nset = 0;
	for (int j = 0; j < o->nvar; j++)
		if (!o->var[j].fixed && !o->var[j].missing)
			all |= 1U << j;
	if (!oracle_feasible(o, all, ~0U))
		return -1;
	for (unsigned change = 0; change < 1U << o->nvar; change++) {
		int weight = 0;

		for (int j = 0; j < o->nvar; j++)
			if (change >> j & 1)
				weight += o->var[j].weight;
		if ((change & ~all) || (least >= 0 && weight > least) ||
		    !oracle_feasible(o, change, ~0U))
			continue;
		if (weight < least)
			*nset = 0;
		if (least < 0 || weight < least)
			least = weight;
		set[(*nset)++] = change;
	}
	return least;
}
