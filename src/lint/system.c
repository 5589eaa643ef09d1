/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Relations as a system of the repair engine, and its answer as findings.
 */
#include "lint/relation.h"

#include "lib/base/buf.h"
#include "lib/rule/repair_words.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_NODES = 100000, /* of search for one set of amounts */
	MAX_SHOWN = 4,      /* ways to repair in a message */
};

/* --- forests ------------------------------------------------------------------ */

static size_t root(size_t *parent, size_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

static void join(size_t *parent, size_t x, size_t y)
{
	size_t a = root(parent, x);
	size_t b = root(parent, y);

	if (a < b) /* the root is the first in the text */
		parent[b] = a;
	else
		parent[a] = b;
}

static size_t *forest(struct arena *a, size_t n)
{
	size_t *parent = ARENA_ARRAY(a, n + 1, size_t);

	for (size_t i = 0; i < n; i++)
		parent[i] = i;
	return parent;
}

/* --- making ------------------------------------------------------------------- */

struct relations *relations_new(struct lint *l, const struct amount *amount,
				size_t n)
{
	struct relations *rs = ARENA_NEW(l->arena, struct relations);

	*rs = (struct relations){ .lint = l, .amount = amount, .namount = n };
	rs->same = forest(l->arena, n);
	return rs;
}

struct relation *relation_add(struct relations *rs,
			      const struct lint_rule *rule, bool sure)
{
	struct relation *r = VEC_PUSH(rs->lint->arena, rs->v, rs->n, rs->cap);

	*r = (struct relation){ .rule = rule, .sure = sure };
	return r;
}

int relation_hidden(struct relations *rs, struct relation *r,
		    struct dec factor)
{
	*VEC_PUSH(rs->lint->arena, r->hidden, r->nhidden, r->caphidden) =
		(struct relation_hidden){ factor };
	return -(int)r->nhidden;
}

static struct relation_line *add_line(struct relations *rs,
				      struct relation *r, size_t n)
{
	struct relation_line *line = VEC_PUSH(rs->lint->arena, r->line,
					      r->nline, r->capline);

	*line = (struct relation_line){
		.rel = REPAIR_EQ, .n = n,
		.term = ARENA_ARRAY(rs->lint->arena, n, struct relation_term),
	};
	return line;
}

void relation_sum(struct relations *rs, struct relation *r, int whole,
		  enum repair_relation rel, const struct relation_term *term,
		  size_t n)
{
	struct relation_line *line = add_line(rs, r, n + 1);

	line->rel = rel;
	line->term[0] = (struct relation_term){ whole, 1 };
	memcpy(line->term + 1, term, n * sizeof *term);
}

void relation_product(struct relations *rs, struct relation *r, int value,
		      int per_cent, int whole)
{
	struct relation_line *line = add_line(rs, r, 3);

	line->product = true;
	line->term[0] = (struct relation_term){ value, 1 };
	line->term[1] = (struct relation_term){ per_cent, 1 };
	line->term[2] = (struct relation_term){ whole, 1 };
}

void relations_same(struct relations *rs, size_t x, size_t y)
{
	join(rs->same, x, y);
}

/* --- what an amount says --------------------------------------------------------- */

static bool is_percent(const struct amount *m)
{
	return strcmp(m->unit, "%") == 0;
}

struct dec amount_base(const struct amount *m)
{
	struct dec out = m->written.low;

	(void)dec_mul(m->written.low, m->factor, &out);
	return out;
}

const char *amount_digits(struct arena *a, const struct amount *m)
{
	return arena_strndup(a, m->passage->text + m->digits,
			     m->digits_end - m->digits);
}

const char *amount_words(struct arena *a, const struct amount *m)
{
	const char *digits = amount_digits(a, m);

	if (is_percent(m))
		return arena_printf(a, "%s%%", digits);
	return m->unit_text && *m->unit_text
		       ? arena_printf(a, "%s %s", digits, m->unit_text)
		       : digits;
}

/* 10^-places / 2 */
static struct dec half_digit(int places)
{
	struct dec h = { DEC_ONE / 2 };

	while (places-- > 0)
		h.u /= 10;
	return h;
}

/* What the amount can have been, in its unit as written. */
static struct rule_value possible(const struct amount *m)
{
	struct rule_value v = rule_written(&m->written,
					   m->rounded || is_percent(m));

	if (!is_percent(m) || m->written.qualifier != QUAL_EXACT)
		return v;
	/* cut off; of a share also what the others leave to 100 */
	(void)dec_add(v.high, half_digit(m->written.places), &v.high);
	if (m->role != AMOUNT_OF_PLAN)
		(void)dec_sub(v.low, half_digit(m->written.places), &v.low);
	return v;
}

static bool is_point(const struct rule_value *v)
{
	return v->has_low && v->has_high && dec_cmp(v->low, v->high) == 0;
}

/* What one side can be: -1, 1; false when it is open there. */
static bool bound(const struct amount *m, int side, struct dec *out)
{
	struct rule_value v = possible(m);

	if (side < 0 ? !v.has_low : !v.has_high)
		return false;
	return dec_mul(side < 0 ? v.low : v.high, m->factor, out) == 0;
}

static bool sum_bound(const struct relations *rs, const size_t *part,
		      size_t n, int side, struct dec *out)
{
	*out = DEC_ZERO;
	for (size_t i = 0; i < n; i++) {
		struct dec d;

		if (!bound(&rs->amount[part[i]], side, &d) ||
		    dec_add(*out, d, out) < 0)
			return false;
	}
	return true;
}

bool amounts_add_up(const struct relations *rs, size_t whole,
		    const size_t *part, size_t n)
{
	const struct amount *w = &rs->amount[whole];
	struct dec x;
	struct dec y;

	if (sum_bound(rs, part, n, -1, &x) && bound(w, 1, &y) &&
	    dec_cmp(x, y) > 0)
		return false;
	return !(sum_bound(rs, part, n, 1, &x) && bound(w, -1, &y) &&
		 dec_cmp(x, y) < 0);
}

/* --- one system ------------------------------------------------------------------ */

struct system {
	struct relations *rs;
	struct arena *arena;
	struct repair *repair;
	size_t *var;      /* of each root amount, + 1; 0: not in it */
	size_t *amount;   /* of each variable; SIZE_MAX: hidden */
	size_t n, cap;
	size_t *relation; /* of each rule */
	size_t nrule, caprule;
	const size_t *times; /* how often each root is stated */
};

static struct repair_var variable_of(const struct amount *m, size_t times)
{
	struct rule_value v = possible(m);
	struct repair_var out = {
		.name = "", .value = m->written.low,
		.weight = REPAIR_TYPED * (int64_t)times,
		.places = m->written.places,
		.inexact = !is_point(&v),
		.domain = { .has_low = true },
	};

	out.kept = (struct repair_range){
		.has_low = v.has_low, .has_high = v.has_high,
		.low_open = v.low_open, .high_open = v.high_open,
		.low = v.low, .high = v.high,
	};
	return out;
}

static size_t add_var(struct system *s, const struct repair_var *v,
		      size_t amount)
{
	*VEC_PUSH(s->arena, s->amount, s->n, s->cap) = amount;
	return repair_var(s->repair, v);
}

static size_t var_of(struct system *s, size_t amount)
{
	size_t r = root(s->rs->same, amount);

	if (s->var[r] == 0) {
		struct repair_var v = variable_of(&s->rs->amount[r],
						  s->times[r]);

		s->var[r] = add_var(s, &v, r) + 1;
	}
	return s->var[r] - 1;
}

static struct dec factor_of(const struct relations *rs,
			    const struct relation *r, int of)
{
	return of < 0 ? r->hidden[-of - 1].factor : rs->amount[of].factor;
}

static int64_t gcd(int64_t a, int64_t b)
{
	while (b) {
		int64_t t = a % b;

		a = b;
		b = t;
	}
	return a < 0 ? -a : a;
}

static void tell_sum(struct system *s, const struct relation *r, size_t rule,
		     const struct relation_line *line, const size_t *var)
{
	struct repair_term *t = ARENA_ARRAY(s->arena, line->n,
					    struct repair_term);
	int64_t common = 0;

	for (size_t i = 0; i < line->n; i++) {
		int64_t f = (int64_t)factor_of(s->rs, r, line->term[i].of).u;

		common = gcd(f, common);
		t[i] = (struct repair_term){ var[i], f, 1 };
	}
	for (size_t i = 0; i < line->n; i++)
		t[i].num = t[i].num / common * line->term[i].by *
			   (i == 0 ? 1 : -1);
	repair_linear(s->repair, rule, t, line->n, line->rel, DEC_ZERO, 1);
}

static void tell_product(struct system *s, const struct relation *r,
			 size_t rule, const struct relation_line *line,
			 const size_t *var)
{
	int64_t whole = (int64_t)factor_of(s->rs, r, line->term[2].of).u;
	int64_t value = (int64_t)factor_of(s->rs, r, line->term[0].of).u;
	int64_t common = gcd(whole, value);

	repair_product(s->repair, rule, var[0], var[1], whole / common,
		       value / common * 100, var[2]);
}

static void tell_relation(struct system *s, size_t index)
{
	const struct relation *r = &s->rs->v[index];
	size_t rule = repair_rule(s->repair, r->rule->id);
	size_t *hidden = ARENA_ARRAY(s->arena, r->nhidden + 1, size_t);

	*VEC_PUSH(s->arena, s->relation, s->nrule, s->caprule) = index;
	for (size_t i = 0; i < r->nhidden; i++)
		hidden[i] = add_var(s, &(struct repair_var){
						.name = "", .missing = true,
						.inexact = true,
						.domain = { .has_low = true } },
				    SIZE_MAX);
	for (size_t i = 0; i < r->nline; i++) {
		const struct relation_line *line = &r->line[i];
		size_t *var = ARENA_ARRAY(s->arena, line->n, size_t);

		for (size_t k = 0; k < line->n; k++) {
			int of = line->term[k].of;

			var[k] = of < 0 ? hidden[-of - 1]
					: var_of(s, (size_t)of);
		}
		if (line->product)
			tell_product(s, r, rule, line, var);
		else
			tell_sum(s, r, rule, line, var);
	}
}

/* Solves some relations; false when it could not be decided. */
static bool solve(struct relations *rs, const size_t *relation, size_t n,
		  const size_t *times, struct system *s,
		  struct repair_result *out)
{
	const struct repair_options o = { .max_nodes = MAX_NODES };
	size_t *var = s->var;

	*s = (struct system){ .rs = rs, .arena = rs->lint->arena, .var = var,
			      .times = times };
	s->repair = repair_new(s->arena);
	for (size_t i = 0; i < n; i++)
		tell_relation(s, relation[i]);
	for (size_t i = 0; i < s->n; i++) /* clean for the next one */
		if (s->amount[i] != SIZE_MAX)
			var[s->amount[i]] = 0;
	return repair_solve(s->arena, s->repair, &o, out, NULL) == 0;
}

/* --- in words --------------------------------------------------------------------- */

static bool one_unit(const struct relations *rs,
		     const struct relation_line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->term[i].of < 0 ||
		    dec_cmp(rs->amount[line->term[i].of].factor,
			    rs->amount[line->term[0].of].factor) != 0)
			return false;
	return true;
}

/* The number as it would stand in the place of the amount. */
static const char *number_like(struct arena *a, const struct amount *m,
			       struct dec d)
{
	bool padded = m->passage->text[m->digits] == '0';
	const char *s = padded ? number_vi_padded(a, d, m->written.places)
			       : number_vi(a, d, m->written.places);

	return is_percent(m) ? arena_printf(a, "%s%%", s) : s;
}

static const char *printed(struct arena *a, const struct amount *m, bool unit)
{
	if (unit)
		return amount_words(a, m);
	return number_vi(a, m->written.low, m->written.places);
}

/* The sum of the terms after the first, in the unit of the first. */
static bool sum_of(const struct relations *rs, const struct relation_line *line,
		   struct dec *out)
{
	*out = DEC_ZERO;
	for (size_t i = 1; i < line->n; i++) {
		struct dec d = amount_base(&rs->amount[line->term[i].of]);

		d.u *= line->term[i].by;
		if (dec_add(*out, d, out) < 0)
			return false;
	}
	return dec_div(*out, rs->amount[line->term[0].of].factor, out) == 0;
}

/* "46 + 9 = 55, không phải 56" */
static const char *sum_vi(struct relations *rs,
			  const struct relation_line *line)
{
	struct arena *a = rs->lint->arena;
	const struct amount *whole = &rs->amount[line->term[0].of];
	bool unit = !one_unit(rs, line);
	struct buf b = BUF_INIT(a);
	struct dec total;

	for (size_t i = 1; i < line->n; i++) {
		int64_t by = line->term[i].by;

		buf_adds(&b, i > 1 && by > 0 ? " + " : "");
		buf_adds(&b, by < 0 ? (i > 1 ? " − " : "−") : "");
		buf_adds(&b, printed(a, &rs->amount[line->term[i].of], unit));
		if (by > 1 || by < -1)
			buf_addf(&b, " × %lld", (long long)(by < 0 ? -by : by));
	}
	if (sum_of(rs, line, &total) && (line->n > 2 || unit ||
					 line->term[1].by != 1))
		buf_addf(&b, " = %s", number_vi(a, total, -1));
	if (line->rel == REPAIR_LE || line->rel == REPAIR_LT)
		return arena_printf(a, "%s lớn hơn %s", printed(a, whole, unit),
				    b.data);
	if (line->rel == REPAIR_GE || line->rel == REPAIR_GT)
		return arena_printf(a, "%s nhỏ hơn %s", printed(a, whole, unit),
				    b.data);
	return arena_printf(a, "%s, không phải %s", b.data,
			    printed(a, whole, unit));
}

/* "338/474 = 71,31%, không phải 75%" */
static const char *share_vi(struct relations *rs,
			    const struct relation_line *line)
{
	struct arena *a = rs->lint->arena;
	const struct amount *value = &rs->amount[line->term[0].of];
	const struct amount *share = &rs->amount[line->term[1].of];
	const struct amount *whole = &rs->amount[line->term[2].of];
	bool unit = dec_cmp(value->factor, whole->factor) != 0;
	struct dec ratio = amount_base(value);

	ratio.u *= 100;
	if (dec_div(ratio, amount_base(whole), &ratio) < 0)
		return "";
	return arena_printf(a, "%s/%s = %s%%, không phải %s%%",
			    printed(a, value, unit), printed(a, whole, unit),
			    number_vi(a, dec_round(ratio, 2), -1),
			    amount_digits(a, share));
}

static const char *claim_vi(struct relations *rs, const struct relation *r)
{
	const struct relation_line *line = &r->line[0];

	if (r->claim)
		return r->claim;
	for (size_t i = 0; i < line->n; i++)
		if (line->term[i].of < 0)
			BUG("a relation over hidden figures without a claim");
	return line->product ? share_vi(rs, line) : sum_vi(rs, line);
}

static const char *change_vi(struct system *s, const struct repair_change *c)
{
	const struct amount *m = &s->rs->amount[s->amount[c->var]];
	struct arena *a = s->arena;
	const char *from = amount_digits(a, m);

	if (is_percent(m))
		from = arena_printf(a, "%s%%", from);
	if (!c->unique && c->range.has_low && !c->range.has_high)
		return arena_printf(a, "%s → từ %s trở lên", from,
				    number_like(a, m, c->range.low));
	/* a domain ends at zero: that is no lower bound to tell */
	if (!c->unique && c->range.has_high && c->range.low.u == 0)
		return arena_printf(a, "%s → không quá %s", from,
				    number_like(a, m, c->range.high));
	return arena_printf(a, "%s → %s", from, number_like(a, m, c->to));
}

/* "46 → 47"; several changes at once: "9 → 10 và 46 → 45" */
static const char *solution_vi(struct system *s,
			       const struct repair_solution *x)
{
	struct buf b = BUF_INIT(s->arena);

	for (size_t i = 0; i < x->nchange; i++)
		buf_addf(&b, "%s%s", i ? " và " : "",
			 change_vi(s, &x->change[i]));
	return b.data;
}

/* --- findings ---------------------------------------------------------------------- */

struct telling {
	struct system *s;
	const struct repair_group *group;
	const struct repair_solution **way; /* worth showing, best first */
	size_t nway;
	const size_t *relation; /* broken */
	size_t nrelation;
};

static bool only_percents(const struct system *s,
			  const struct repair_solution *x)
{
	for (size_t i = 0; i < x->nchange; i++)
		if (!is_percent(&s->rs->amount[s->amount[x->change[i].var]]))
			return false;
	return true;
}

/* The ways to repair: a per cent of a base that the text does not print is
 * doubted before the numbers that it was computed from. */
static void choose_ways(struct telling *t)
{
	const struct repair_group *g = t->group;
	bool percents = false;

	t->way = ARENA_ARRAY(t->s->arena, g->nsolution + 1,
			     const struct repair_solution *);
	for (size_t i = 0; i < g->nsolution; i++)
		percents = percents || (g->solution[i].decided &&
					only_percents(t->s, &g->solution[i]));
	for (size_t i = 0; i < g->nsolution; i++)
		if (g->solution[i].decided &&
		    (!percents || only_percents(t->s, &g->solution[i])))
			t->way[t->nway++] = &g->solution[i];
}

static const char *ways_vi(struct telling *t, const char *between)
{
	struct buf b = BUF_INIT(t->s->arena);

	for (size_t i = 0; i < t->nway && i < MAX_SHOWN; i++)
		buf_addf(&b, "%s%s", i ? between : "",
			 solution_vi(t->s, t->way[i]));
	return b.data;
}

static void add_advice(struct telling *t, struct buf *b)
{
	static const char *const all[] = { "đúng", "đúng", "cả hai đúng" };
	size_t n = t->nrelation;

	if (t->nway == 0)
		buf_adds(b, " Kiểm tra lại các số này.");
	else if (t->nway > 1)
		buf_addf(b, " Sửa một trong các số: %s%s.", ways_vi(t, "; "),
			 t->nway > MAX_SHOWN || t->group->more ? "; …" : "");
	else if (n <= 2)
		buf_addf(b, " Sửa %s thì %s.", ways_vi(t, ""), all[n]);
	else
		buf_addf(b, " Sửa %s thì cả %zu phép tính đúng.",
			 ways_vi(t, ""), n);
}

static void add_claims(struct telling *t, struct buf *b)
{
	for (size_t i = 0; i < t->nrelation; i++)
		buf_addf(b, "%s%s", i ? "; " : "",
			 claim_vi(t->s->rs, &t->s->rs->v[t->relation[i]]));
	buf_adds(b, ".");
}

struct marking {
	struct relations *rs;
	struct lint_finding *f;
	bool *done; /* by amount */
};

static void mark(struct marking *k, size_t amount)
{
	const struct amount *m = &k->rs->amount[amount];

	if (k->done[amount])
		return;
	k->done[amount] = true;
	lint_part(k->rs->lint, k->f, m->passage, m->digits, m->digits_end);
}

static void mark_all(struct marking *k, size_t figure)
{
	for (size_t i = figure; i < k->rs->namount; i++)
		if (root(k->rs->same, i) == figure)
			mark(k, i);
}

/* The wrong ones first, then the witnesses. */
static void mark_parts(struct telling *t, struct lint_finding *f)
{
	struct relations *rs = t->s->rs;
	struct marking k = { rs, f, ARENA_ARRAY(t->s->arena, rs->namount, bool) };

	for (size_t i = 0; t->nway > 0 && i < t->way[0]->nchange; i++)
		mark_all(&k, t->s->amount[t->way[0]->change[i].var]);
	for (size_t i = 0; i < t->nrelation; i++) {
		const struct relation *r = &rs->v[t->relation[i]];

		for (size_t n = 0; n < r->nline; n++)
			for (size_t m = 0; m < r->line[n].n; m++)
				if (r->line[n].term[m].of >= 0)
					mark(&k, (size_t)r->line[n].term[m].of);
	}
}

static void report(struct telling *t)
{
	struct relations *rs = t->s->rs;
	const struct relation *first = &rs->v[t->relation[0]];
	struct buf b = BUF_INIT(t->s->arena);
	struct lint_finding *f;

	add_claims(t, &b);
	if (!first->sure && first->unless)
		buf_addf(&b, " %s", first->unless);
	else
		add_advice(t, &b);
	f = lint_report(rs->lint, first->rule, b.data);
	if (!first->sure && f->severity == SEV_ERROR)
		f->severity = SEV_WARNING;
	if (t->nway > 0 && !(!first->sure && first->unless))
		f->repair = ways_vi(t, "; hoặc ");
	mark_parts(t, f);
}

/* Which relations the group is about. */
static void choose_relations(struct telling *t)
{
	const struct repair_group *g = t->group;
	bool direct = g->nrule > 0;
	size_t n = direct ? g->nrule : g->conflict[0].nrule;
	const size_t *rule = direct ? g->rule : g->conflict[0].rule;
	size_t *out = ARENA_ARRAY(t->s->arena, n + 1, size_t);

	for (size_t i = 0; i < n; i++)
		out[i] = t->s->relation[rule[i]];
	t->relation = out;
	t->nrelation = n;
}

/* --- all of it ------------------------------------------------------------------------ */

struct judging {
	struct relations *rs;
	size_t *times;
	size_t *var;    /* scratch for systems */
	bool *doubted;  /* amounts that an error wants changed */
};

static void report_alone(struct judging *j, size_t index);

/* A number to change for each broken relation: they only hang together, and
 * are told one by one. */
static bool is_several(const struct telling *t)
{
	return t->group->nrule > 1 && t->nway > 0 &&
	       t->way[0]->nchange >= t->nrelation;
}

static void report_result(struct judging *j, struct system *s,
			  const struct repair_result *r, bool alone)
{
	for (size_t i = 0; i < r->ngroup; i++) {
		struct telling t = { .s = s, .group = &r->group[i] };

		if (t.group->nconflict == 0 && t.group->nrule == 0)
			continue;
		choose_ways(&t);
		choose_relations(&t);
		if (!alone && is_several(&t)) {
			for (size_t k = 0; k < t.nrelation; k++)
				report_alone(j, t.relation[k]);
			continue;
		}
		report(&t);
		for (size_t w = 0; w < t.nway; w++)
			for (size_t c = 0; c < t.way[w]->nchange; c++)
				j->doubted[s->amount[t.way[w]->change[c].var]] =
					true;
	}
}

/* What could not be solved together is told one by one. */
static void report_alone(struct judging *j, size_t index)
{
	struct system s = { .var = j->var };
	struct repair_result r = { 0 };

	if (solve(j->rs, &index, 1, j->times, &s, &r))
		report_result(j, &s, &r, true);
}

static bool is_broken(struct judging *j, size_t index)
{
	struct arena_mark m = arena_mark(j->rs->lint->arena);
	struct system s = { .var = j->var };
	struct repair_result r = { 0 };
	bool broken = solve(j->rs, &index, 1, j->times, &s, &r) &&
		      r.status != REPAIR_NONE;

	arena_rewind(j->rs->lint->arena, m);
	return broken;
}

/* The amounts that hang together by sure relations have one root. */
static size_t *join_amounts(struct relations *rs)
{
	size_t *parent = forest(rs->lint->arena, rs->namount);

	for (size_t i = 0; i < rs->n; i++) {
		const struct relation *r = &rs->v[i];
		size_t first = SIZE_MAX;

		for (size_t k = 0; r->sure && k < r->nline; k++)
			for (size_t t = 0; t < r->line[k].n; t++) {
				int of = r->line[k].term[t].of;

				if (of < 0)
					continue;
				if (first == SIZE_MAX)
					first = root(rs->same, (size_t)of);
				join(parent, first, root(rs->same, (size_t)of));
			}
	}
	return parent;
}

static size_t first_amount(const struct relation *r)
{
	for (size_t k = 0; k < r->nline; k++)
		for (size_t t = 0; t < r->line[k].n; t++)
			if (r->line[k].term[t].of >= 0)
				return (size_t)r->line[k].term[t].of;
	BUG("a relation without amounts");
}

/* All sure relations that hang together with a broken one. */
static void tell_component(struct judging *j, const size_t *relation, size_t n)
{
	struct system s = { .var = j->var };
	struct repair_result r = { 0 };

	if (solve(j->rs, relation, n, j->times, &s, &r) &&
	    (r.status == REPAIR_MINIMAL || r.status == REPAIR_BEST_FOUND)) {
		report_result(j, &s, &r, false);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (j->rs->v[relation[i]].broken)
			report_alone(j, relation[i]);
}

static void tell_sure(struct judging *j)
{
	struct relations *rs = j->rs;
	struct arena *a = rs->lint->arena;
	size_t *parent = join_amounts(rs);
	size_t *head = ARENA_ARRAY(a, rs->namount + 1, size_t); /* + 1 */
	size_t *next = ARENA_ARRAY(a, rs->n + 1, size_t);
	bool *broken = ARENA_ARRAY(a, rs->namount + 1, bool);
	size_t *list = ARENA_ARRAY(a, rs->n + 1, size_t);

	for (size_t i = rs->n; i-- > 0;) {
		size_t c;

		if (!rs->v[i].sure)
			continue;
		c = root(parent, root(rs->same, first_amount(&rs->v[i])));
		next[i] = head[c];
		head[c] = i + 1;
		broken[c] = broken[c] || rs->v[i].broken;
	}
	for (size_t c = 0; c < rs->namount; c++) {
		size_t n = 0;

		for (size_t i = head[c]; broken[c] && i; i = next[i - 1])
			list[n++] = i - 1;
		if (n > 0)
			tell_component(j, list, n);
	}
}

static bool is_explained(struct judging *j, const struct relation *r)
{
	for (size_t k = 0; k < r->nline; k++)
		for (size_t t = 0; t < r->line[k].n; t++) {
			int of = r->line[k].term[t].of;

			if (of >= 0 &&
			    j->doubted[root(j->rs->same, (size_t)of)])
				return true;
		}
	return false;
}

void relations_tell(struct relations *rs)
{
	struct arena *a = rs->lint->arena;
	struct judging j = { rs, ARENA_ARRAY(a, rs->namount + 1, size_t),
			     ARENA_ARRAY(a, rs->namount + 1, size_t),
			     ARENA_ARRAY(a, rs->namount + 1, bool) };

	for (size_t i = 0; i < rs->namount; i++)
		j.times[root(rs->same, i)]++;
	for (size_t i = 0; i < rs->n; i++)
		rs->v[i].broken = is_broken(&j, i);
	tell_sure(&j);
	for (size_t i = 0; i < rs->n; i++)
		if (!rs->v[i].sure && rs->v[i].broken &&
		    !is_explained(&j, &rs->v[i]))
			report_alone(&j, i);
}
