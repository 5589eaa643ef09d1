/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What changed figures must be: the range of each, and a proposal.
 *
 * A proposal is made by trying: a number that a known slip explains is made
 * to stand, and the rules decide.  Figures are fixed one after the other, so
 * the proposals of a solution satisfy all rules together.
 */
#include "lib/rule/repair_model.h"

#include "lib/rule/interval.h"

enum { MAX_TRIES = 60 }; /* of numbers for one figure */

struct proposer {
	struct trial *t;
	bool *in;
	struct arena *a;
	struct arena *step; /* of what is undone at the end */
	const struct cause_table *table;
	struct repair_solution *out;
	struct standing *stood;
	size_t nstood;
	struct piece piece; /* the last one looked at */
	size_t seen;        /* its number in the trial */
};

/* --- ranges --------------------------------------------------------------- */

/* num / den of the model's units, or of units of units, in millionths, rounded
 * outwards. */
static bool bound_of(const struct model *m, bool product, struct near num,
		     __int128 den, int dir, struct dec *out, bool *open)
{
	__int128 n;

	if (!wide_mul(num.a, m->unit, &n) ||
	    (product && (!wide_mul(n, m->unit, &n) ||
			 !wide_mul(den, DEC_ONE, &den))))
		return false;
	*open = num.k != 0 || n % den != 0;
	out->u = dir < 0 ? wide_floor_div(n, den) : -wide_floor_div(-n, den);
	return true;
}

/* The piece with a column, the last one when it is that. */
static bool piece_of(struct proposer *p, size_t col)
{
	struct trial *t = p->t;

	if (p->seen == t->seen && t->col_seen[col] == t->seen)
		return true;
	p->seen = 0;
	if (trial_piece(t, p->in, col, &p->piece) != TRIAL_FEASIBLE)
		return false;
	p->seen = t->seen;
	return true;
}

/* The range of a column; false when it cannot be computed. */
static bool column_range(struct proposer *p, size_t col,
			 struct repair_range *r)
{
	struct trial *t = p->t;
	const struct column *c = &t->m->col[col];
	struct near num = { 0, 0 };
	__int128 den = 1;

	*r = (struct repair_range){ 0 };
	if (c->kind == COLUMN_EXACT && !p->in[col]) {
		r->has_low = r->has_high = true;
		r->low.u = r->high.u = c->point * t->m->unit;
		return true;
	}
	if (!piece_of(p, col) ||
	    piece_extreme(t, &p->piece, col, -1, &r->has_low, &num, &den) !=
		    TRIAL_FEASIBLE ||
	    (r->has_low &&
	     !bound_of(t->m, c->times, num, den, -1,
		        &r->low, &r->low_open)) ||
	    piece_extreme(t, &p->piece, col, 1, &r->has_high, &num, &den) !=
		    TRIAL_FEASIBLE)
		return false;
	return !r->has_high ||
	       bound_of(t->m, c->times, num, den, 1, &r->high, &r->high_open);
}

static void intersect(struct repair_range *r, const struct repair_range *by)
{
	int c = r->has_low && by->has_low ? dec_cmp(by->low, r->low) : 1;

	if (by->has_low && c >= 0) {
		r->low_open = by->low_open || (c == 0 && r->has_low &&
					       r->low_open);
		r->low = by->low;
		r->has_low = true;
	}
	c = r->has_high && by->has_high ? dec_cmp(by->high, r->high) : -1;
	if (by->has_high && c <= 0) {
		r->high_open = by->high_open || (c == 0 && r->has_high &&
						 r->high_open);
		r->high = by->high;
		r->has_high = true;
	}
}

static struct rule_value as_value(const struct repair_range *r)
{
	return (struct rule_value){
		.state = RULE_KNOWN, .complete = true,
		.has_low = r->has_low, .has_high = r->has_high,
		.low_open = r->low_open, .high_open = r->high_open,
		.low = r->low, .high = r->high,
	};
}

static struct repair_range as_range(const struct rule_value *v)
{
	return (struct repair_range){
		.has_low = v->has_low, .has_high = v->has_high,
		.low_open = v->low_open, .high_open = v->high_open,
		.low = v->low, .high = v->high,
	};
}

/* part = value * den / num / whole, for each product that it stands in. */
static bool part_range(struct proposer *p, size_t part,
		       struct repair_range *r)
{
	const struct repair *s = p->t->m->s;

	*r = s->var[part].domain;
	for (size_t i = 0; i < s->nproduct; i++) {
		const struct product *q = &s->product[i];
		struct repair_range value;
		struct repair_range whole;
		struct rule_value v;

		if (q->part != part)
			continue;
		if (!column_range(p, q->value, &value) ||
		    !column_range(p, q->whole, &whole))
			return false;
		v = as_value(&value);
		if (iv_scale(v, q->den, q->num, &v) < 0)
			return false;
		if (whole.has_high && whole.high.u == 0)
			continue; /* a part of nothing: any */
		if (iv_div(v, as_value(&whole), &v) < 0)
			return false;
		value = as_range(&v);
		intersect(r, &value);
	}
	return true;
}

/* A range from a multiple of the step to one. */
static void keep_to_steps(__int128 step, struct repair_range *r)
{
	if (r->has_low)
		r->low.u = -wide_floor_div(-r->low.u, step) * step;
	if (r->has_high)
		r->high.u = wide_floor_div(r->high.u, step) * step;
	r->low_open = r->high_open = false;
}

/* A factor is the product over the other factor: what that leaves of the range
 * of one where both are unknown, which the enclosure may leave wide. */
static void divide_range(struct proposer *p, size_t var,
			 struct repair_range *r)
{
	const struct model *m = p->t->m;

	for (size_t i = 0; i < m->s->ntimes; i++) {
		const struct times *t = &m->s->times[i];
		size_t other = t->x == var ? t->y : t->x;
		struct repair_range z;
		struct repair_range y;
		struct rule_value v;

		if ((t->x != var && t->y != var) || t->x == t->y ||
		    (m->col[other].kind == COLUMN_EXACT && !p->in[other]))
			continue;
		if (!column_range(p, t->var, &z) ||
		    !column_range(p, other, &y) || !y.has_low ||
		    y.low.u <= 0 ||
		    iv_div(as_value(&z), as_value(&y), &v) < 0)
			continue;
		z = as_range(&v);
		intersect(r, &z);
		if (m->col[var].step)
			keep_to_steps(m->col[var].step * m->unit, r);
	}
}

static bool range_of(struct proposer *p, size_t var, struct repair_range *r)
{
	if (p->t->m->col[var].part)
		return part_range(p, var, r);
	if (!column_range(p, var, r))
		return false;
	divide_range(p, var, r);
	return true;
}

/* --- numbers as printed ---------------------------------------------------- */

static bool meets(const struct repair_var *v, struct dec to,
		  const struct repair_range *r)
{
	struct repair_range printed = model_printed(v, to);
	int low = r->has_low ? dec_cmp(printed.high, r->low) : 1;
	int high = r->has_high ? dec_cmp(printed.low, r->high) : -1;

	if (low < 0 || (low == 0 && (printed.high_open || r->low_open)))
		return false;
	return !(high > 0 || (high == 0 && (printed.low_open || r->high_open)));
}

static __int128 grid(const struct repair_var *v)
{
	__int128 unit = DEC_ONE;

	for (int i = 0; i < v->places; i++)
		unit /= 10;
	return unit;
}

/* The first printed number from near d on, upwards (dir > 0) or downwards,
 * that meets the range. */
static bool printed_from(const struct repair_var *v, struct dec d, int dir,
			 const struct repair_range *r, struct dec *out)
{
	struct dec at = dec_round(d, v->places);

	at.u -= dir * grid(v);
	for (int i = 0; i < 4; i++, at.u += dir * grid(v))
		if (meets(v, at, r)) {
			*out = at;
			return true;
		}
	return false;
}

/* The printed number nearest to the middle of a range with two ends. */
static struct dec middle(const struct repair_var *v,
			 const struct repair_range *r)
{
	__int128 sum = r->low.u + r->high.u;

	return dec_round((struct dec){ wide_floor_div(sum, 2) }, v->places);
}

static bool inside(const struct repair_range *r, struct dec at)
{
	return (!r->has_low || at.u >= r->low.u + r->low_open) &&
	       (!r->has_high || at.u <= r->high.u - r->high_open);
}

/* Whether no printed number lies in the range itself, it is so narrow. */
static bool narrow(const struct repair_var *v, const struct repair_range *r)
{
	return r->has_low && r->has_high && !inside(r, middle(v, r));
}

/* The printed number to propose where nothing explains the change: the one in
 * the middle of the range, of a range without an end the one nearest to what
 * stands.  *only: whether there is no other. */
static bool nearest(const struct repair_var *v, const struct repair_range *r,
		    struct dec *out, bool *only)
{
	struct dec low;
	struct dec high;
	bool has_low = r->has_low && printed_from(v, r->low, 1, r, &low);
	bool has_high = r->has_high && printed_from(v, r->high, -1, r, &high);
	struct dec from = dec_round(v->value, v->places);

	*only = has_low && has_high && dec_cmp(low, high) == 0;
	if (has_low && has_high && meets(v, middle(v, r), r))
		*out = middle(v, r);
	else if (meets(v, from, r))
		*out = from;
	else if (has_low && dec_cmp(from, low) < 0)
		*out = low;
	else if (has_high)
		*out = high;
	else if (has_low)
		*out = low;
	else
		return false;
	return true;
}

/* --- trying ---------------------------------------------------------------- */

/* Makes a figure stand at a number, if all rules can still hold. */
static bool stand(struct proposer *p, size_t var, struct dec to)
{
	struct standing *s = &p->stood[p->nstood];

	p->seen = 0;
	if (!model_stand(p->t->m, p->step, var, to, s))
		return false;
	p->in[var] = false;
	if (trial_run(p->t, p->in, &var, 1, NULL) == TRIAL_FEASIBLE) {
		p->nstood++;
		return true;
	}
	p->in[var] = true;
	model_unstand(p->t->m, s);
	return false;
}

static void unstand_all(struct proposer *p)
{
	p->seen = 0;
	while (p->nstood) {
		const struct standing *s = &p->stood[--p->nstood];

		model_unstand(p->t->m, s);
		p->in[s->var] = true;
	}
}

struct slip {
	struct proposer *p;
	const struct repair_range *range;
	struct repair_change *change;
	bool narrow; /* the range is */
	int tries;
};

/* A guess may be proposed when it lies in the range itself; only where no
 * printed number does, when it stands for a part of the range. */
static bool try_slip(void *ctx, struct dec right, enum cause c)
{
	struct slip *s = ctx;
	size_t var = s->change->var;

	if (!inside(s->range, right) &&
	    !(s->narrow &&
	      meets(&s->p->t->m->s->var[var], right, s->range)))
		return false;
	if (s->tries-- <= 0 || !stand(s->p, var, right))
		return false;
	s->change->to = right;
	s->change->cause = c;
	return true;
}

/* The values of two columns, as num / den, in one solution of the rules as
 * they stand now. */
static bool solved(struct proposer *p, const size_t col[2], __int128 num[2],
		   __int128 den[2])
{
	struct piece piece = { .ncol = 0 };

	for (int i = 0; i < 2; i++) {
		const struct column *c = &p->t->m->col[col[i]];

		num[i] = c->point;
		den[i] = 1;
		if (c->kind == COLUMN_EXACT && !p->in[col[i]])
			continue;
		/* a product holds its two columns in one piece */
		if (piece.ncol == 0 &&
		    trial_piece(p->t, p->in, col[i], &piece) !=
			    TRIAL_FEASIBLE)
			return false;
		num[i] = piece.num[p->t->col_pos[col[i]]].a;
		den[i] = piece.den[p->t->col_pos[col[i]]];
	}
	return true;
}

static bool solved_part(struct proposer *p, size_t part, struct dec *out)
{
	const struct repair *s = p->t->m->s;
	__int128 num[2];
	__int128 den[2];
	size_t i = 0;

	while (i < s->nproduct && s->product[i].part != part)
		i++;
	if (i == s->nproduct ||
	    !solved(p,
		    (const size_t[]){ s->product[i].value,
				      s->product[i].whole },
		    num, den) ||
	    num[1] <= 0 || !wide_mul(num[0], den[1], &num[0]) ||
	    !wide_mul(num[0], s->product[i].den, &num[0]) ||
	    !wide_mul(num[0], DEC_ONE, &num[0]) ||
	    !wide_mul(den[0], num[1], &den[0]) ||
	    !wide_mul(den[0], s->product[i].num, &den[0]))
		return false;
	out->u = wide_floor_div(num[0], den[0]);
	return true;
}

/* Some value that the rules leave, as they leave it now. */
static bool some_value(struct proposer *p, size_t var, struct dec *out)
{
	const struct model *m = p->t->m;
	__int128 num[2];
	__int128 den[2];

	if (m->col[var].part) {
		if (!solved_part(p, var, out))
			return false;
	} else {
		if (!solved(p, (const size_t[]){ var, var }, num, den) ||
		    !wide_mul(num[0], m->unit, &num[0]))
			return false;
		out->u = wide_floor_div(num[0], den[0]);
	}
	*out = dec_round(*out, m->s->var[var].places);
	return true;
}

/* Any number of the range, from its middle or from the old number on. */
static bool settle(struct proposer *p, const struct repair_range *r,
		   struct repair_change *c)
{
	const struct repair_var *v = &p->t->m->s->var[c->var];
	bool only;
	struct dec to;

	c->cause = CAUSE_UNKNOWN;
	if (nearest(v, r, &to, &only)) {
		/* near ones, to both sides of it */
		for (int i = 1; i <= MAX_TRIES; i++) {
			c->to.u = to.u + (i % 2 ? -(i / 2) : i / 2) * grid(v);
			if (meets(v, c->to, r) && stand(p, c->var, c->to))
				return true;
			if (only)
				break;
		}
	}
	return some_value(p, c->var, &c->to) && stand(p, c->var, c->to);
}

static bool propose_one(struct proposer *p, struct repair_change *c)
{
	const struct repair_var *v = &p->t->m->s->var[c->var];
	struct repair_range now = c->range;
	struct slip s = { .p = p, .range = &now, .change = c,
			  .tries = MAX_TRIES };

	/* what was fixed before may leave less than the range of its own */
	if (p->nstood && !range_of(p, c->var, &now))
		return false;
	s.narrow = narrow(v, &now);
	return cause_each(v->value, v->places, try_slip, &s) ||
	       settle(p, &now, c);
}

/* --- slips of several figures ---------------------------------------------- */

/* Each figure what now stands in the place of the one after it in order. */
static bool rotated(struct proposer *p, const size_t *order, size_t n,
		    size_t by)
{
	struct repair_change *c = p->out->change;
	const struct repair_var *var = p->t->m->s->var;

	for (size_t i = 0; i < n; i++) {
		struct repair_change *x = &c[order[i]];

		x->to = var[c[order[(i + by) % n]].var].value;
		if (dec_cmp(x->to, var[x->var].value) == 0 ||
		    !meets(&var[x->var], x->to, &x->range) ||
		    !stand(p, x->var, x->to)) {
			unstand_all(p);
			return false;
		}
	}
	return true;
}

static void explain_all(struct proposer *p, enum cause cause)
{
	for (size_t i = 0; i < p->out->nchange; i++)
		p->out->change[i].cause = cause;
	p->out->cause = cause;
	p->out->cost = cause_cost(cause);
}

/* Whether the figures stand in one row (or column) of the table; order gets
 * them from first to last. */
static bool in_line(const struct proposer *p, bool column, size_t *order)
{
	const struct repair_change *c = p->out->change;
	const int *same = column ? p->table->column : p->table->row;
	const int *along = column ? p->table->row : p->table->column;
	size_t n = p->out->nchange;

	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		if (c[i].var >= p->table->n || same[c[i].var] < 0 ||
		    same[c[i].var] != same[c[0].var])
			return false;
		for (; at && along[c[order[at - 1]].var] > along[c[i].var];
		     at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	return true;
}

static bool together(struct proposer *p)
{
	size_t n = p->out->nchange;
	size_t *order = ARENA_ARRAY(p->step, n, size_t);

	for (size_t i = 0; i < n; i++) {
		if (p->t->m->col[p->out->change[i].var].part)
			return false;
		order[i] = i;
	}
	if (n == 2 && rotated(p, order, n, 1)) {
		explain_all(p, CAUSE_SWAPPED_CELLS);
		return true;
	}
	for (int column = 0; column < 2 && p->table && n > 2; column++)
		if (in_line(p, column, order) &&
		    (rotated(p, order, n, 1) || rotated(p, order, n, n - 1))) {
			explain_all(p, CAUSE_SHIFTED);
			return true;
		}
	return false;
}

/* --- a solution ------------------------------------------------------------ */

static bool one_by_one(struct proposer *p)
{
	struct repair_solution *out = p->out;

	out->cause = CAUSE_UNIT;
	out->cost = 0;
	/* per cents last: what they may be depends on the rest */
	for (int part = 0; part < 2; part++)
		for (size_t i = 0; i < out->nchange; i++) {
			struct repair_change *c = &out->change[i];

			if (p->t->m->col[c->var].part != (bool)part)
				continue;
			if (!propose_one(p, c))
				return false;
			out->cost += cause_cost(c->cause);
			if (c->cause > out->cause)
				out->cause = c->cause;
		}
	return true;
}

static bool propose(struct proposer *p, const size_t *var)
{
	struct repair_solution *out = p->out;

	for (size_t i = 0; i < out->nchange; i++) {
		out->change[i].var = var[i];
		out->change[i].from = p->t->m->s->var[var[i]].value;
		out->change[i].cause = CAUSE_UNKNOWN;
	}
	for (size_t i = 0; i < out->nchange; i++) {
		struct repair_change *c = &out->change[i];
		const struct repair_var *v = &p->t->m->s->var[var[i]];
		struct dec to;

		if (!range_of(p, var[i], &c->range))
			return false;
		nearest(v, &c->range, &to, &c->unique);
	}
	return (out->nchange > 1 && together(p)) || one_by_one(p);
}

void repair_propose(struct trial *t, bool *in, const size_t *var, size_t n,
		    const struct cause_table *table, struct arena *a,
		    struct repair_solution *out)
{
	struct arena *keep = t->keep;
	struct proposer p = { .t = t, .in = in, .a = a, .table = table,
			      .out = out };

	*out = (struct repair_solution){
		.change = ARENA_ARRAY(a, n, struct repair_change),
		.nchange = n,
		.cause = CAUSE_UNKNOWN,
		.cost = (int)n * cause_cost(CAUSE_UNKNOWN),
	};
	p.step = t->keep = arena_new();
	p.stood = ARENA_ARRAY(p.step, n, struct standing);
	out->decided = propose(&p, var);
	unstand_all(&p);
	t->keep = keep;
	arena_free(p.step);
}
