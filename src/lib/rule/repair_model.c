/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From figures and rules in decimals to rows of whole numbers.
 */
#include "lib/rule/repair_model.h"

enum { ROWS_OF_PRODUCT = 5 }; /* at most, see compile_product */

/* 10^18, in millionths */
static const __int128 max_figure = (__int128)1000000000000000000 * DEC_ONE;

static int too_large(struct err *e, const char *name)
{
	err_set(e, ERR_INPUT, "số quá lớn để xét chính xác: %s", name);
	return err_hint(e, "kiểm tra đơn vị tính; số lớn nhất là 10^18");
}

static bool within_limits(struct dec d)
{
	return d.u <= max_figure && d.u >= -max_figure;
}

/* --- ranges -------------------------------------------------------------- */

struct repair_range model_printed(const struct repair_var *v, struct dec to)
{
	struct rule_value r = v->inexact ? rule_rounded(to, v->places)
					 : rule_point(to);

	return (struct repair_range){
		.has_low = true, .has_high = true,
		.low_open = r.low_open, .high_open = r.high_open,
		.low = r.low, .high = r.high,
	};
}

static struct repair_range standing_range(const struct repair_var *v)
{
	return v->inexact ? v->kept : model_printed(v, v->value);
}

static bool empty(const struct repair_range *r)
{
	int c;

	if (!r->has_low || !r->has_high)
		return false;
	c = dec_cmp(r->low, r->high);
	return c > 0 || (c == 0 && (r->low_open || r->high_open));
}

static bool disjoint(const struct repair_range *x, const struct repair_range *y)
{
	struct repair_range r = { .has_low = x->has_low,
				  .low = x->low,
				  .low_open = x->low_open,
				  .has_high = y->has_high,
				  .high = y->high,
				  .high_open = y->high_open };
	struct repair_range q = { .has_low = y->has_low,
				  .low = y->low,
				  .low_open = y->low_open,
				  .has_high = x->has_high,
				  .high = x->high,
				  .high_open = x->high_open };

	return empty(&r) || empty(&q);
}

/* --- checking the system ------------------------------------------------- */

static int check_range(const struct repair_range *r, const char *name,
		       struct err *e)
{
	if (empty(r))
		return err_set(e, ERR_INPUT, "khoảng giá trị rỗng: %s", name);
	if ((r->has_low && !within_limits(r->low)) ||
	    (r->has_high && !within_limits(r->high)))
		return too_large(e, name);
	return 0;
}

static int check_var(const struct repair_var *v, struct err *e)
{
	if (v->places < 0 || v->places > DEC_PLACES)
		BUG("%s printed with %d decimals", v->name, v->places);
	if (!v->missing && !v->fixed &&
	    (v->weight < 1 || v->weight > REPAIR_MAX_WEIGHT))
		BUG("%s has weight %lld", v->name, (long long)v->weight);
	if (!v->missing && !within_limits(v->value))
		return too_large(e, v->name);
	if (!v->missing && v->inexact && check_range(&v->kept, v->name, e) < 0)
		return -1;
	return check_range(&v->domain, v->name, e);
}

static bool below_zero(const struct repair_range *r)
{
	return !r->has_low || r->low.u < 0;
}

static int check_product(const struct repair *s, const struct product *p,
			 const struct column *col, struct err *e)
{
	const struct repair_var *part = &s->var[p->part];
	const struct repair_var *whole = &s->var[p->whole];

	if (p->num <= 0 || p->den <= 0)
		BUG("factor %lld / %lld", (long long)p->num, (long long)p->den);
	if (col[p->value].times || col[p->whole].times)
		BUG("a product of %s in another", part->name);
	if (below_zero(&part->domain) || below_zero(&whole->domain))
		return err_set(e, ERR_INPUT,
			       "tỷ lệ hoặc số gốc có thể âm: %s, %s",
			       part->name, whole->name);
	if (col[p->value].part || col[p->whole].part)
		return err_set(e, ERR_INPUT,
			       "tỷ lệ đứng làm số trong quy tắc khác: %s",
			       col[p->value].part ? s->var[p->value].name
						  : whole->name);
	return 0;
}

static int check_times(const struct repair *s, const struct times *t,
		       const struct column *col, struct err *e)
{
	const size_t factor[] = { t->x, t->y };

	for (size_t i = 0; i < ARRAY_LEN(factor); i++) {
		const struct column *c = &col[factor[i]];

		if (c->part || c->times)
			return err_set(e, ERR_INPUT,
				       "thừa số là tỷ lệ hoặc tích khác: %s",
				       s->var[factor[i]].name);
	}
	return 0;
}

static int check_system(const struct repair *s, struct column *col,
			struct err *e)
{
	for (size_t i = 0; i < s->nvar; i++)
		if (check_var(&s->var[i], e) < 0)
			return -1;
	for (size_t i = 0; i < s->nproduct; i++)
		col[s->product[i].part].part = true;
	for (size_t i = 0; i < s->ntimes; i++)
		col[s->times[i].var].times = &s->times[i];
	for (size_t i = 0; i < s->ntimes; i++)
		if (check_times(s, &s->times[i], col, e) < 0)
			return -1;
	for (size_t i = 0; i < s->nproduct; i++)
		if (check_product(s, &s->product[i], col, e) < 0)
			return -1;
	for (size_t i = 0; i < s->nline; i++)
		for (size_t j = 0; j < s->line[i].nterm; j++)
			if (col[s->line[i].term[j].var].part)
				return err_set(
				    e, ERR_INPUT,
				    "tỷ lệ đứng làm số trong quy tắc khác: %s",
				    s->var[s->line[i].term[j].var].name);
	return 0;
}

/* --- rows ---------------------------------------------------------------- */

/* Adds a term, to the one of the same column if there is one. */
static bool add_term(struct row *r, size_t col, __int128 a)
{
	for (size_t i = 0; i < r->nterm; i++)
		if (r->term[i].col == col)
			return wide_add(r->term[i].a, a, &r->term[i].a);
	r->term[r->nterm++] = (struct term){ .col = col, .a = a };
	return true;
}

static void drop_zero_terms(struct row *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nterm; i++)
		if (r->term[i].a)
			r->term[n++] = r->term[i];
	r->nterm = n;
}

static void bound_row(struct row *r, enum repair_relation rel, __int128 right)
{
	struct edge at = { .on = true, .at = { right, 0 } };

	if (rel == REPAIR_EQ || rel == REPAIR_GE || rel == REPAIR_GT)
		r->low = at;
	if (rel == REPAIR_EQ || rel == REPAIR_LE || rel == REPAIR_LT)
		r->high = at;
	if (rel == REPAIR_GT)
		r->low.at.k = 1;
	if (rel == REPAIR_LT)
		r->high.at.k = -1;
}

/* Least common multiple of two positive numbers. */
static bool lcm(__int128 x, __int128 y, __int128 *out)
{
	if (y == 1 || y == x) {
		*out = x;
		return true;
	}
	return wide_mul(x / wide_gcd(x, y), y, out);
}

/* Takes room for its terms from *room. */
static bool compile_line(const struct line *l, struct term **room,
			 struct row *r)
{
	__int128 den = l->right_den;
	__int128 right;

	*r = (struct row){ .rule = l->rule, .guard = NO_GUARD,
			   .choice = l->choice };
	r->term = *room;
	*room += l->nterm;
	for (size_t i = 0; i < l->nterm; i++) {
		if (l->term[i].den <= 0)
			BUG("a coefficient over %lld",
			    (long long)l->term[i].den);
		if (!lcm(den, l->term[i].den, &den))
			return false;
	}
	for (size_t i = 0; i < l->nterm; i++) {
		__int128 a = l->term[i].num;

		if ((den != l->term[i].den &&
		     !wide_mul(a, wide_div(den, l->term[i].den), &a)) ||
		    !add_term(r, l->term[i].var, a))
			return false;
	}
	drop_zero_terms(r);
	if (!wide_mul(l->right.u, wide_div(den, l->right_den), &right))
		return false;
	bound_row(r, l->rel, right);
	return true;
}

/* value * den >= bound * num * whole (low), or <=. */
static bool fill_product_row(struct row *r, const struct product *p, bool low,
			     struct dec bound, bool open)
{
	__int128 a;
	__int128 b;

	r->nterm = 0;
	r->low.on = false;
	r->high.on = false;
	if (!wide_mul(p->den, DEC_ONE, &a) || !wide_mul(p->num, bound.u, &b) ||
	    !add_term(r, p->value, a) || !add_term(r, p->whole, -b))
		return false;
	bound_row(r, low ? (open ? REPAIR_GT : REPAIR_GE)
			 : (open ? REPAIR_LT : REPAIR_LE), 0);
	return true;
}

static bool compile_edge(struct model *m, const struct product *p, bool guard,
			 bool low, const struct repair_range *range)
{
	struct row r = { .rule = p->rule,
			 .guard = guard ? p->part : NO_GUARD,
			 .product = p,
			 .choice = NO_CHOICE };
	bool on = low ? range->has_low : range->has_high;

	if (!on && !guard)
		return true;
	r.term = ARENA_ARRAY(m->arena, 2, struct term);
	if (!fill_product_row(&r, p, low, low ? range->low : range->high,
			      low ? range->low_open : range->high_open))
		return false;
	if (!on) { /* room for when the part stands otherwise */
		r.low.on = false;
		r.high.on = false;
	}
	m->row[m->nrow++] = r;
	return true;
}

/* There is no per cent of nothing. */
static void compile_whole(struct model *m, const struct product *p)
{
	struct row r = { .rule = p->rule, .guard = NO_GUARD, .product = p,
			 .choice = NO_CHOICE };

	r.term = ARENA_ARRAY(m->arena, 1, struct term);
	r.term[r.nterm++] = (struct term){ .col = p->whole, .a = 1 };
	bound_row(&r, REPAIR_GT, 0);
	m->row[m->nrow++] = r;
}

/* The rows of the domain; then those of the part as it stands, first the
 * lower bound, then the upper. */
static bool compile_product(struct model *m, const struct product *p)
{
	const struct repair_var *part = &m->s->var[p->part];
	struct repair_range kept = standing_range(part);

	if (!compile_edge(m, p, false, true, &part->domain) ||
	    !compile_edge(m, p, false, false, &part->domain))
		return false;
	if (!part->missing)
		compile_whole(m, p);
	return part->missing || (compile_edge(m, p, true, true, &kept) &&
				 compile_edge(m, p, true, false, &kept));
}

/* --- columns ------------------------------------------------------------- */

static struct edge edge_of(bool on, struct dec at, bool open, int inward)
{
	return (struct edge){ .on = on,
			      .at = { at.u, open ? inward : 0 } };
}

static void compile_column(const struct repair_var *v, struct column *c)
{
	c->kind = v->missing	? COLUMN_MISSING
		  : v->inexact ? COLUMN_INEXACT
				: COLUMN_EXACT;
	c->fixed = v->fixed;
	c->point = v->value.u;
	if (!v->inexact) {
		c->step = DEC_ONE;
		for (int i = 0; i < v->places; i++)
			c->step /= 10;
		/* more decimals than it says to have: then those */
		while (!v->missing && c->step > 1 &&
		       wide_mod(v->value.u, c->step))
			c->step /= 10;
	}
	if (c->kind == COLUMN_EXACT) {
		c->low = c->high = edge_of(true, v->value, false, 0);
	} else if (c->kind == COLUMN_INEXACT) {
		c->low = edge_of(v->kept.has_low, v->kept.low,
				 v->kept.low_open, 1);
		c->high = edge_of(v->kept.has_high, v->kept.high,
				  v->kept.high_open, -1);
	}
	c->floor = edge_of(v->domain.has_low, v->domain.low,
			   v->domain.low_open, 1);
	c->ceiling = edge_of(v->domain.has_high, v->domain.high,
			     v->domain.high_open, -1);
}

/* --- the unit ------------------------------------------------------------ */

/* What is added last is mostly a multiple: then one division tells. */
static void into(__int128 *g, __int128 v)
{
	if (v)
		*g = wide_gcd(v, *g);
}

static void into_edge(__int128 *g, const struct edge *e)
{
	if (e->on)
		into(g, e->at.a);
}

/* The largest unit in which all is whole. */
static __int128 common_unit(const struct model *m)
{
	__int128 g = 0;

	for (size_t i = 0; i < m->s->nvar && g != 1; i++) {
		const struct column *c = &m->col[i];

		if (c->part || c->times)
			continue;
		into(&g, c->step);
		if (m->s->var[i].inexact) /* a change is rounded, too */
			into(&g, rule_rounded(dec_int(1), m->s->var[i].places)
					 .high.u);
		if (c->kind == COLUMN_EXACT) {
			into(&g, c->point);
		} else {
			into_edge(&g, &c->low);
			into_edge(&g, &c->high);
		}
		into_edge(&g, &c->floor);
		into_edge(&g, &c->ceiling);
	}
	for (size_t i = 0; i < m->nrow && g != 1; i++) {
		into_edge(&g, &m->row[i].low);
		into_edge(&g, &m->row[i].high);
	}
	return g ? g : 1;
}

static void divide_edge(struct edge *e, __int128 g)
{
	if (e->at.a)
		e->at.a = wide_div(e->at.a, g);
}

static void divide(struct model *m, __int128 g)
{
	if (g == 1)
		return;
	for (size_t i = 0; i < m->s->nvar; i++) {
		struct column *c = &m->col[i];

		if (c->part || c->times)
			continue;
		c->grid = c->step = wide_div(c->step, g);
		c->point = wide_div(c->point, g);
		divide_edge(&c->low, g);
		divide_edge(&c->high, g);
		divide_edge(&c->floor, g);
		divide_edge(&c->ceiling, g);
	}
	for (size_t i = 0; i < m->nrow; i++) {
		divide_edge(&m->row[i].low, g);
		divide_edge(&m->row[i].high, g);
	}
}

/* Divides a row by the common factor of its coefficients, if its bounds
 * allow. */
static void reduce_row(struct row *r)
{
	__int128 g = 0;

	for (size_t i = 0; i < r->nterm && g != 1; i++)
		g = wide_gcd(g, r->term[i].a);
	if (g <= 1 || r->low.at.a % g || r->high.at.a % g)
		return;
	for (size_t i = 0; i < r->nterm; i++)
		r->term[i].a /= g;
	r->low.at.a /= g;
	r->high.at.a /= g;
}

/* --- products of two figures ---------------------------------------------- */

static void compile_times(struct model *m, const struct times *t)
{
	const size_t col[] = { t->var, t->x, t->y };
	size_t n = t->x == t->y ? 2 : 3;

	for (int corner = 0; corner < CORNERS; corner++) {
		struct row *r = &m->row[m->nrow++];

		*r = (struct row){ .rule = t->rule, .guard = NO_GUARD,
				   .choice = NO_CHOICE, .times = t,
				   .corner = corner };
		r->term = ARENA_ARRAY(m->arena, n, struct term);
		for (; r->nterm < n; r->nterm++)
			r->term[r->nterm] = (struct term){ col[r->nterm], 1 };
	}
}

static bool find_product(struct model *m, const struct times *t)
{
	return wide_mul(m->col[t->x].point, m->col[t->y].point,
			&m->col[t->var].point);
}

/* A product counts in units of units. */
static bool compile_product_column(struct model *m, const struct times *t)
{
	const struct column *x = &m->col[t->x];
	const struct column *y = &m->col[t->y];
	struct column *c = &m->col[t->var];

	c->kind = x->kind == COLUMN_EXACT && y->kind == COLUMN_EXACT
			  ? COLUMN_EXACT
			  : COLUMN_MISSING;
	return wide_mul(x->step, y->step, &c->grid) && find_product(m, t);
}

static bool scale_edge(struct edge *e, __int128 by)
{
	return wide_mul(e->at.a, by, &e->at.a);
}

/* A line with products, of which one of a unit each is unit / 10^6 units. */
static bool scale_row(const struct model *m, struct row *r)
{
	__int128 g = wide_gcd(m->unit, DEC_ONE);
	bool any = false;

	for (size_t j = 0; j < r->nterm; j++)
		any = any || m->col[r->term[j].col].times;
	if (!any || r->times)
		return true;
	for (size_t j = 0; j < r->nterm; j++) {
		bool product = m->col[r->term[j].col].times;

		if (!wide_mul(r->term[j].a, product ? m->unit / g : DEC_ONE / g,
			      &r->term[j].a))
			return false;
	}
	return scale_edge(&r->low, DEC_ONE / g) &&
	       scale_edge(&r->high, DEC_ONE / g);
}

static void find_lone(struct model *m)
{
	const struct repair *s = m->s;
	size_t *n = ARENA_ARRAY(m->arena, s->nvar, size_t);

	for (size_t i = 0; i < m->nrow; i++)
		for (size_t j = 0; j < m->row[i].nterm; j++)
			n[m->row[i].term[j].col]++;
	for (size_t i = 0; i < s->ntimes; i++) {
		const struct times *t = &s->times[i];

		m->col[t->x].lone = n[t->x] == CORNERS && t->x != t->y;
		m->col[t->y].lone = n[t->y] == CORNERS && t->x != t->y;
	}
}

/* After the unit is known. */
static int finish_times(struct model *m, struct err *e)
{
	const struct repair *s = m->s;

	for (size_t i = 0; i < s->ntimes; i++)
		if (!compile_product_column(m, &s->times[i]))
			return too_large(e, s->var[s->times[i].x].name);
	for (size_t i = 0; i < m->nrow; i++)
		if (!scale_row(m, &m->row[i]))
			return too_large(e, s->rule[m->row[i].rule]);
	find_lone(m);
	return 0;
}

/* --- the model ----------------------------------------------------------- */

static bool find_base(const struct model *m, struct row *r)
{
	r->base = 0;
	r->nactive = 0;
	for (size_t i = 0; i < r->nterm; i++) {
		const struct column *c = &m->col[r->term[i].col];

		if (c->kind != COLUMN_EXACT)
			r->nactive++;
		else if (!wide_mac(&r->base, r->term[i].a, c->point))
			return false;
	}
	return true;
}

bool model_broken(const struct row *r)
{
	return (r->low.on && (r->base < r->low.at.a ||
			      (r->base == r->low.at.a && r->low.at.k > 0))) ||
	       (r->high.on && (r->base > r->high.at.a ||
			       (r->base == r->high.at.a && r->high.at.k < 0)));
}

/* The column of term j of a row; of one past the last the part of its
 * product, or NULL. */
static struct column *column_at(const struct model *m, const struct row *r,
				size_t j)
{
	if (j < r->nterm)
		return &m->col[r->term[j].col];
	return r->product ? &m->col[r->product->part] : NULL;
}

/* Counts a row of a column, and lists it where there is room already. */
static void place(struct column *c, size_t row)
{
	if (c->row)
		c->row[c->nrow] = row;
	c->nrow++;
}

static void place_row(struct model *m, size_t i)
{
	const struct row *r = &m->row[i];

	for (size_t j = 0; j <= r->nterm; j++) {
		struct column *c = column_at(m, r, j);

		if (!c)
			continue;
		place(c, i);
		if (c->times && !r->times) {
			place(&m->col[c->times->x], i);
			place(&m->col[c->times->y], i);
		}
	}
}

/* By column the rows that it stands in, and those of its products. */
static void index_rows(struct model *m)
{
	size_t total = 0;
	size_t *room;

	for (size_t i = 0; i < m->nrow; i++)
		place_row(m, i);
	for (size_t i = 0; i < m->s->nvar; i++)
		total += m->col[i].nrow;
	room = ARENA_ARRAY(m->arena, total, size_t);
	for (size_t i = 0; i < m->s->nvar; i++) {
		m->col[i].row = room;
		room += m->col[i].nrow;
		m->col[i].nrow = 0;
	}
	for (size_t i = 0; i < m->nrow; i++)
		place_row(m, i);
}

static void index_rules(struct model *m)
{
	size_t n = m->s->nrule;
	size_t *at = ARENA_ARRAY(m->arena, n + 2, size_t);

	m->rule_row = ARENA_ARRAY(m->arena, m->nrow, size_t);
	for (size_t i = 0; i < m->nrow; i++)
		at[m->row[i].rule + 2]++;
	for (size_t r = 2; r < n + 2; r++)
		at[r] += at[r - 1];
	for (size_t i = 0; i < m->nrow; i++)
		m->rule_row[at[m->row[i].rule + 1]++] = i;
	m->rule_at = at;
}

/* The rows of each choice by alternative.  Those of lines are in their
 * order. */
static void index_choices(struct model *m)
{
	const struct repair *s = m->s;

	m->fork = ARENA_ARRAY(m->arena, s->nchoice, struct fork);
	for (size_t i = 0; i < s->nchoice; i++) {
		m->fork[i].n = s->choice[i].nalternative;
		m->fork[i].at = ARENA_ARRAY(m->arena, m->fork[i].n + 2,
					    size_t);
	}
	for (size_t i = 0; i < s->nline; i++)
		if (s->line[i].choice != NO_CHOICE)
			m->fork[s->line[i].choice]
				.at[s->line[i].alternative + 2]++;
	for (size_t i = 0; i < s->nchoice; i++) {
		struct fork *f = &m->fork[i];

		for (size_t k = 2; k < f->n + 2; k++)
			f->at[k] += f->at[k - 1];
		f->row = ARENA_ARRAY(m->arena, f->at[f->n + 1], size_t);
	}
	for (size_t i = 0; i < s->nline; i++) {
		const struct line *l = &s->line[i];
		struct fork *f;

		if (l->choice == NO_CHOICE)
			continue;
		f = &m->fork[l->choice];
		f->row[f->at[l->alternative + 1]++] = i;
		f->nterm += m->row[i].nterm;
	}
}

/* A choice that exact figures break whatever is chosen. */
static bool none_holds(const struct model *m, const struct fork *f)
{
	for (size_t k = 0; k < f->n; k++) {
		bool holds = true;

		for (size_t i = f->at[k]; i < f->at[k + 1]; i++) {
			const struct row *r = &m->row[f->row[i]];

			holds = holds && (r->nactive || !model_broken(r));
		}
		if (holds)
			return false;
	}
	return true;
}

static int find_broken(struct model *m, struct err *e)
{
	m->bad = ARENA_ARRAY(m->arena, m->nrow, size_t);
	for (size_t i = 0; i < m->nrow; i++) {
		struct row *r = &m->row[i];

		if (!find_base(m, r))
			return too_large(e, m->s->rule[r->rule]);
		if (r->choice == NO_CHOICE && r->nactive == 0 &&
		    model_broken(r))
			m->bad[m->nbad++] = i;
	}
	for (size_t i = 0; i < m->s->nchoice; i++)
		if (none_holds(m, &m->fork[i]))
			m->bad[m->nbad++] = m->fork[i].row[0];
	m->outside = ARENA_ARRAY(m->arena, m->s->nvar, size_t);
	for (size_t i = 0; i < m->s->nvar; i++) {
		const struct column *c = &m->col[i];

		if (edges_cross(&c->low, &c->ceiling) ||
		    edges_cross(&c->floor, &c->high))
			m->outside[m->noutside++] = i;
	}
	return 0;
}

int model_compile(struct arena *a, const struct repair *s, struct model *m,
		  struct err *e)
{
	struct term *room;
	size_t nterm = 0;

	*m = (struct model){ .s = s, .arena = a };
	m->col = ARENA_ARRAY(a, s->nvar, struct column);
	m->exact = ARENA_ARRAY(a, s->nvar, bool);
	if (check_system(s, m->col, e) < 0)
		return -1;
	for (size_t i = 0; i < s->nvar; i++)
		compile_column(&s->var[i], &m->col[i]);
	m->row = ARENA_ARRAY(a,
			     s->nline + ROWS_OF_PRODUCT * s->nproduct +
				     CORNERS * s->ntimes,
			     struct row);
	for (size_t i = 0; i < s->nline; i++)
		nterm += s->line[i].nterm;
	room = ARENA_ARRAY(a, nterm, struct term);
	for (size_t i = 0; i < s->nline; i++)
		if (!compile_line(&s->line[i], &room, &m->row[m->nrow++]))
			return too_large(e, s->rule[s->line[i].rule]);
	for (size_t i = 0; i < s->nproduct; i++)
		if (!compile_product(m, &s->product[i]))
			return too_large(e, s->rule[s->product[i].rule]);
	for (size_t i = 0; i < s->ntimes; i++)
		compile_times(m, &s->times[i]);
	m->unit = common_unit(m);
	divide(m, m->unit);
	if (s->ntimes && finish_times(m, e) < 0)
		return -1;
	for (size_t i = 0; i < m->nrow; i++)
		reduce_row(&m->row[i]);
	for (size_t i = 0; i < s->nvar; i++)
		m->exact[i] = m->col[i].kind == COLUMN_EXACT;
	index_rows(m);
	index_rules(m);
	index_choices(m);
	return find_broken(m, e);
}

/* --- standing at another value ------------------------------------------- */

static bool restand_part(struct model *m, size_t var,
			 const struct repair_range *kept)
{
	bool low = false;

	/* its rows come in pairs, see compile_product */
	for (size_t i = 0; i < m->col[var].nrow; i++) {
		struct row *r = &m->row[m->col[var].row[i]];

		if (r->guard != var)
			continue;
		low = !low;
		if (!fill_product_row(r, r->product, low,
				      low ? kept->low : kept->high,
				      low ? kept->low_open : kept->high_open))
			return false;
		reduce_row(r);
		if (!find_base(m, r))
			return false;
	}
	return true;
}

/* The products of a factor that stands at another value. */
static bool restand_products(struct model *m, size_t var)
{
	for (size_t i = 0; i < m->s->ntimes; i++) {
		const struct times *t = &m->s->times[i];

		if ((t->x == var || t->y == var) && !find_product(m, t))
			return false;
	}
	return true;
}

static bool restand(struct model *m, size_t var, struct dec to)
{
	struct column *c = &m->col[var];
	const struct repair_var *v = &m->s->var[var];
	struct repair_range kept = model_printed(v, to);

	if (disjoint(&kept, &v->domain) || !within_limits(to))
		return false;
	if (c->part)
		return restand_part(m, var, &kept);
	if (to.u % m->unit || (v->inexact && (kept.low.u % m->unit ||
					      kept.high.u % m->unit)))
		return false;
	c->point = to.u / m->unit;
	c->low = edge_of(true, (struct dec){ kept.low.u / m->unit },
			 kept.low_open, 1);
	c->high = edge_of(true, (struct dec){ kept.high.u / m->unit },
			  kept.high_open, -1);
	if (!restand_products(m, var))
		return false;
	for (size_t i = 0; i < c->nrow; i++)
		if (!find_base(m, &m->row[c->row[i]]))
			return false;
	return true;
}

bool model_stand(struct model *m, struct arena *a, size_t var, struct dec to,
		 struct standing *saved)
{
	struct column *c = &m->col[var];

	*saved = (struct standing){ .var = var, .col = *c };
	saved->row = ARENA_ARRAY(a, c->nrow, struct row);
	for (size_t i = 0; i < c->nrow; i++) {
		struct row *r = &m->row[c->row[i]];

		saved->row[i] = *r;
		if (c->part)
			saved->row[i].term = arena_memdup(
				a, r->term, r->nterm * sizeof *r->term);
	}
	if (restand(m, var, to))
		return true;
	model_unstand(m, saved);
	return false;
}

void model_unstand(struct model *m, const struct standing *saved)
{
	struct column *c = &m->col[saved->var];

	*c = saved->col;
	restand_products(m, saved->var); /* as they were */
	for (size_t i = 0; i < c->nrow; i++) {
		struct row *r = &m->row[c->row[i]];
		struct term *own = r->term;

		if (c->part)
			memcpy(own, saved->row[i].term,
			       saved->row[i].nterm * sizeof *own);
		*r = saved->row[i];
		r->term = own;
	}
}
