/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/lib/rule/repair_search.c src/lib/rule/repair_model.c too,
 * src/lib/rule/repair_trial.c src/lib/rule/repair_piece.c src/lib/rule/repair_single.c
 * src/lib/rule/repair_times.c src/lib/rule/repair_extreme.c
 * src/lib/rule/repair_value.c src/lib/rule/repair_explain.c and
 * src/lib/rule/simplex.c: random systems of up to 8 figures, with products of
 * two of them, against trying everything.  5,000 of them, or as many as
 * HOPTAC_REPAIR_INSTANCES says. */
#include "lib/rule/repair.h"
#include "lib/rule/repair_oracle.h"
#include "test.h"

static struct dec tenths(int n)
{
	return (struct dec){ (__int128)n * (DEC_ONE / 10) };
}

static int pick(uint64_t *seed, int n)
{
	return (int)test_random(seed, (uint32_t)n);
}

/* --- making ------------------------------------------------------------------ */

static struct oracle_var random_var(uint64_t *seed)
{
	struct oracle_var v = { .weight = 1 + pick(seed, 3),
				.step = 10,
				.high = 60 };
	int kind = pick(seed, 10);

	if (kind == 0) {
		v.step = 1;
		v.high = 12;
	} else if (kind <= 2) {
		v.step = 0;
	}
	if (pick(seed, 6) == 0)
		v.missing = true;
	else if (pick(seed, 10) == 0)
		v.fixed = true;
	if (pick(seed, 8) == 0 && v.step)
		v.low = v.step * (1 + pick(seed, 2));
	v.value = v.step == 1 ? pick(seed, 13) : 10 * pick(seed, 7);
	if (v.step == 10 && pick(seed, 12) == 0)
		v.value = 70; /* outside its domain */
	return v;
}

/* Turns two whole figures and a new part into a per cent rule. */
static bool random_product(uint64_t *seed, struct oracle *o,
			   struct oracle_rule *r)
{
	int value = pick(seed, o->nvar);
	int whole = pick(seed, o->nvar);
	struct oracle_var *part;

	if (o->nvar == ORACLE_VARS || value == whole ||
	    o->var[value].part || o->var[whole].part ||
	    o->var[value].step == 0 || o->var[whole].step == 0)
		return false;
	*r = (struct oracle_rule){ .product = true,
				   .var = { value, o->nvar, whole } };
	part = &o->var[o->nvar++];
	*part = (struct oracle_var){ .weight = 1 + pick(seed, 3),
				     .high = 3000,
				     .part = true,
				     .missing = pick(seed, 8) == 0,
				     .value = 10 * pick(seed, 200) };
	if (pick(seed, 2) && o->var[whole].value)
		part->value = o->var[value].value * 100 / o->var[whole].value *
			      10;
	if (part->value > part->high)
		part->value = part->high;
	if (o->var[whole].low == 0)
		o->var[whole].low = o->var[whole].step;
	if (o->var[whole].value == 0)
		o->var[whole].value = o->var[whole].step;
	return true;
}

/* A product of two figures, which need not differ; what it is, in tenths. */
static int random_times(uint64_t *seed, const struct oracle *o,
			struct oracle_times *t)
{
	int x = pick(seed, o->nvar);
	int y = pick(seed, o->nvar);

	if (o->var[x].part || o->var[y].part ||
	    (o->var[x].step == 0 && o->var[y].step == 0))
		return 0;
	*t = (struct oracle_times){ pick(seed, 3) ? 1 : -1, x, y };
	return t->coef * o->var[x].value * o->var[y].value / 10;
}

static struct oracle_rule random_linear(uint64_t *seed,
					const struct oracle *o)
{
	static const char rels[] = "====llgg<>";
	struct oracle_rule r = { .rel = rels[pick(seed, 10)] };
	int sum = 0;

	for (int j = 0; j < o->nvar; j++) {
		if (o->var[j].part || pick(seed, 5) < 2)
			continue;
		r.coef[j] = pick(seed, 2) ? 1 : -1;
		if (pick(seed, 6) == 0)
			r.coef[j] *= 2 + pick(seed, 2);
		sum += r.coef[j] * o->var[j].value;
	}
	if (pick(seed, 4) == 0)
		for (int k = 0; k <= pick(seed, ORACLE_TIMES); k++)
			sum += random_times(seed, o, &r.times[k]);
	/* mostly such that it holds or nearly does */
	r.right = pick(seed, 3) ? sum : sum + 10 * (pick(seed, 5) - 2);
	if (pick(seed, 4) == 0)
		r.right = 10 * (pick(seed, 9) - 2);
	return r;
}

static struct oracle_choice random_choice(uint64_t *seed,
					  const struct oracle *o)
{
	struct oracle_choice c = { .n = 2 + pick(seed, 2) };

	for (int k = 0; k < c.n; k++) {
		c.nline[k] = 1 + (pick(seed, 4) == 0);
		for (int i = 0; i < c.nline[k]; i++) {
			c.line[k][i] = random_linear(seed, o);
			if (pick(seed, 2))
				c.line[k][i].right += 10 * (pick(seed, 7) - 3);
		}
	}
	return c;
}

static struct oracle random_system(uint64_t *seed)
{
	struct oracle o = { .nvar = 2 + pick(seed, 7) };
	int nrule = 1 + pick(seed, 6);

	for (int j = 0, reals = 0; j < o.nvar; j++) {
		do
			o.var[j] = random_var(seed);
		while (o.var[j].step == 0 && reals == 2);
		reals += o.var[j].step == 0;
	}
	for (int i = 0; i < nrule; i++) {
		struct oracle_rule *r = &o.rule[o.nrule++];

		if (pick(seed, 5) || !random_product(seed, &o, r))
			*r = random_linear(seed, &o);
	}
	if (pick(seed, 3) == 0)
		for (o.nchoice = 1 + pick(seed, 2), nrule = 0;
		     nrule < o.nchoice; nrule++)
			o.choice[nrule] = random_choice(seed, &o);
	return o;
}

/* --- telling the library ------------------------------------------------------ */

enum { TERMS = ORACLE_VARS + ORACLE_TIMES };

static size_t terms_of(struct repair *s, size_t rule,
		       const struct oracle_rule *r, struct repair_term *term)
{
	size_t n = 0;

	for (int k = 0; k < ORACLE_TIMES; k++)
		if (r->times[k].coef)
			term[n++] = (struct repair_term){
				repair_times(s, rule, (size_t)r->times[k].x,
					     (size_t)r->times[k].y),
				r->times[k].coef, 1 };

	for (int j = 0; j < ORACLE_VARS; j++)
		if (r->coef[j])
			term[n++] = (struct repair_term){ (size_t)j,
							  r->coef[j], 1 };
	return n;
}

static enum repair_relation relation_of(char rel)
{
	return rel == '='   ? REPAIR_EQ
	       : rel == 'l' ? REPAIR_LE
	       : rel == '<' ? REPAIR_LT
	       : rel == 'g' ? REPAIR_GE
			    : REPAIR_GT;
}

static void tell_rule(struct repair *s, const struct oracle_rule *r,
		      size_t rule)
{
	struct repair_term term[TERMS];

	if (r->product)
		repair_product(s, rule, (size_t)r->var[0], (size_t)r->var[1],
			       1, 100, (size_t)r->var[2]);
	else
		repair_linear(s, rule, term, terms_of(s, rule, r, term),
			      relation_of(r->rel), tenths(r->right), 1);
}

static void tell_choice(struct repair *s, const struct oracle_choice *c,
			size_t rule)
{
	size_t choice = repair_choice(s, rule);
	struct repair_term term[TERMS];

	for (int k = 0; k < c->n; k++) {
		size_t at = repair_alternative(s, choice);

		for (int i = 0; i < c->nline[k]; i++)
			repair_linear_in(s, choice, at, term,
					 terms_of(s, rule, &c->line[k][i],
						  term),
					 relation_of(c->line[k][i].rel),
					 tenths(c->line[k][i].right), 1);
	}
}

static struct repair *told(struct arena *a, const struct oracle *o)
{
	static const char *const names[] = { "a", "b", "c", "d",
					     "e", "f", "g", "h" };
	struct repair *s = repair_new(a);

	for (int j = 0; j < o->nvar; j++) {
		const struct oracle_var *v = &o->var[j];
		struct repair_var x = {
			.name = names[j],
			.missing = v->missing,
			.fixed = v->fixed,
			.weight = v->weight,
			.places = v->step == 1,
			.value = tenths(v->value),
			.inexact = v->step == 0,
			.domain = { .has_low = true, .has_high = true,
				    .low = tenths(v->low),
				    .high = tenths(v->high) },
		};

		if (x.inexact) {
			struct rule_value r = rule_rounded(x.value, 0);

			x.kept = (struct repair_range){
				.has_low = true, .has_high = true,
				.low_open = r.low_open,
				.high_open = r.high_open,
				.low = r.low, .high = r.high,
			};
		}
		repair_var(s, &x);
	}
	for (int i = 0; i < o->nrule; i++)
		tell_rule(s, &o->rule[i], repair_rule(s, names[i]));
	for (int i = 0; i < o->nchoice; i++)
		tell_choice(s, &o->choice[i],
			    repair_rule(s, names[o->nrule + i]));
	return s;
}

/* --- comparing ---------------------------------------------------------------- */

/* Every combination of the groups' solutions, as bit sets. */
static int combine(const struct repair_result *r, unsigned *out)
{
	int n = 1;

	out[0] = 0;
	for (size_t k = 0; k < r->ngroup; k++) {
		const struct repair_group *g = &r->group[k];
		unsigned next[256];
		int m = 0;

		for (int i = 0; i < n; i++)
			for (size_t j = 0; j < g->nsolution; j++) {
				unsigned set = out[i];

				for (size_t x = 0;
				     x < g->solution[j].nchange; x++)
					set |= 1U << g->solution[j]
							     .change[x].var;
				if (m < 256)
					next[m++] = set;
			}
		memcpy(out, next, (size_t)m * sizeof *out);
		n = m;
	}
	return n;
}

static bool same_sets(const unsigned *x, int n, const unsigned *y, int m)
{
	if (n != m)
		return false;
	for (int i = 0; i < n; i++) {
		int found = 0;

		for (int j = 0; j < m; j++)
			found += x[i] == y[j];
		if (found != 1)
			return false;
	}
	return true;
}

static int in_tenths(struct dec d)
{
	return (int)(d.u / (DEC_ONE / 10));
}

/* The proposals, written into the figures, leave nothing to repair. */
static bool proposals_hold(const struct oracle *o,
			   const struct repair_result *r)
{
	for (size_t k = 0; k < r->ngroup; k++)
		for (size_t i = 0; i < r->group[k].nsolution; i++) {
			const struct repair_solution *x =
				&r->group[k].solution[i];
			struct oracle c = *o;
			unsigned others = 0;

			if (!x->decided)
				return false;
			for (size_t j = 0; j < x->nchange; j++)
				c.var[x->change[j].var].value =
					in_tenths(x->change[j].to);
			for (size_t q = 0; q < r->ngroup; q++)
				for (size_t j = 0;
				     q != k && j < r->group[q].solution[0]
							   .nchange; j++)
					others |= 1U << r->group[q].solution[0]
								.change[j].var;
			if (!oracle_feasible(&c, others, ~0U))
				return false;
		}
	return true;
}

/* The first solutions of all groups together. */
static bool firsts_hold(const struct oracle *o, const struct repair_result *r)
{
	struct oracle c = *o;

	for (size_t k = 0; k < r->ngroup; k++) {
		const struct repair_solution *x = &r->group[k].solution[0];

		for (size_t j = 0; j < x->nchange; j++)
			c.var[x->change[j].var].value =
				in_tenths(x->change[j].to);
	}
	return oracle_feasible(&c, 0, ~0U);
}

/* The range of an exact figure that changes alone, value by value. */
static bool range_holds(const struct oracle *o,
			const struct repair_result *r)
{
	const struct repair_change *c;
	int low = 1000;
	int high = -1000;

	if (r->ngroup != 1 || r->group[0].solution[0].nchange != 1)
		return true;
	c = &r->group[0].solution[0].change[0];
	if (o->var[c->var].step == 0)
		return true;
	for (int x = o->var[c->var].low; x <= o->var[c->var].high;
	     x += o->var[c->var].step)
		if (oracle_at(o, 1U << c->var, (int)c->var, x)) {
			low = x < low ? x : low;
			high = x > high ? x : high;
		}
	return c->range.has_low && c->range.has_high &&
	       in_tenths(c->range.low) == low &&
	       in_tenths(c->range.high) == high &&
	       c->unique == (low == high);
}

static unsigned mask(const size_t *v, size_t n)
{
	unsigned m = 0;

	for (size_t i = 0; i < n; i++)
		m |= 1U << v[i];
	return m;
}

/* Everything may change but the figures that are fixed. */
static unsigned loose(const struct oracle *o)
{
	unsigned m = 0;

	for (int j = 0; j < o->nvar; j++)
		if (!o->var[j].fixed)
			m |= 1U << j;
	return m;
}

static const char superfluous[] = "something superfluous in a conflict";

/* A conflict is one by its rules alone, and is not with any figure less; NULL,
 * or what is wrong with it. */
static const char *conflict_fault(const struct oracle *o,
				  const struct repair_conflict *c)
{
	unsigned figures = mask(c->var, c->nvar);
	unsigned rules = mask(c->rule, c->nrule);
	unsigned change = loose(o) & ~figures;

	if (oracle_feasible(o, change, rules))
		return "a conflict";
	for (size_t i = 0; i < c->nvar; i++)
		if (!oracle_feasible(o, change | 1U << c->var[i], rules))
			return superfluous;
	for (size_t i = 0; i < c->nrule; i++)
		if (!oracle_feasible(o, change, rules & ~(1U << c->rule[i])))
			return superfluous;
	return NULL;
}

static const char *conflicts_fault(const struct oracle *o,
				   const struct repair_result *r)
{
	const char *fault = NULL;

	if (r->status == REPAIR_IMPOSSIBLE)
		return conflict_fault(o, &r->contradiction);
	for (size_t k = 0; k < r->ngroup; k++)
		for (size_t i = 0; i < r->group[k].nconflict && !fault; i++)
			fault = conflict_fault(o, &r->group[k].conflict[i]);
	return fault;
}

static const char *disagreement(struct arena *a, const struct oracle *o,
				bool thorough, int *weight)
{
	struct repair_options options = { .max_solutions = 256 };
	struct repair_result r;
	struct err e = { 0 };
	unsigned want[256];
	unsigned got[256];
	const char *fault;
	int nwant;

	*weight = oracle_least(o, want, &nwant);
	if (repair_solve(a, told(a, o), &options, &r, &e) < 0)
		return e.message[0] ? "an error" : "an error without message";
	if ((r.status == REPAIR_IMPOSSIBLE) != (*weight < 0))
		return "status";
	fault = thorough ? conflicts_fault(o, &r) : NULL;
	if (fault || *weight < 0)
		return fault;
	if (r.status != (*weight ? REPAIR_MINIMAL : REPAIR_NONE))
		return "status";
	if (r.weight != *weight || r.bound != *weight)
		return "weight";
	if (r.untried || !same_sets(got, combine(&r, got), want, nwant))
		return "solutions";
	if (!proposals_hold(o, &r))
		return "a proposal";
	if (!firsts_hold(o, &r))
		return "the first proposals together";
	return range_holds(o, &r) ? NULL : "a range";
}

static void show_line(const struct oracle_rule *r)
{
	for (int j = 0; j < ORACLE_VARS; j++)
		if (r->coef[j])
			printf(" %+d %c", r->coef[j], 'a' + j);
	for (int k = 0; k < ORACLE_TIMES; k++)
		if (r->times[k].coef)
			printf(" %+d %c*%c", r->times[k].coef,
			       'a' + r->times[k].x, 'a' + r->times[k].y);
	printf(" %c %d", r->rel, r->right);
}

static void show(const struct oracle *o)
{
	for (int j = 0; j < o->nvar; j++) {
		const struct oracle_var *v = &o->var[j];

		printf("  %c%s%s%s = %d in %d..%d step %d weight %d (tenths)\n",
		       'a' + j, v->part ? " part" : "",
		       v->missing ? " missing" : "", v->fixed ? " fixed" : "",
		       v->value, v->low, v->high, v->step, v->weight);
	}
	for (int i = 0; i < o->nrule; i++) {
		const struct oracle_rule *r = &o->rule[i];

		if (r->product)
			printf("  %c = %c%% of %c", 'a' + r->var[0],
			       'a' + r->var[1], 'a' + r->var[2]);
		else
			show_line(r);
		printf("\n");
	}
	for (int i = 0; i < o->nchoice; i++)
		for (int k = 0; k < o->choice[i].n; k++) {
			printf(k ? "   or" : " one of");
			for (int x = 0; x < o->choice[i].nline[k]; x++)
				show_line(&o->choice[i].line[k][x]);
			printf("\n");
		}
}

static bool has_times(const struct oracle_rule *r)
{
	for (int k = 0; k < ORACLE_TIMES; k++)
		if (r->times[k].coef)
			return true;
	return false;
}

static bool has_products(const struct oracle *o)
{
	for (int i = 0; i < o->nrule; i++)
		if (has_times(&o->rule[i]))
			return true;
	for (int i = 0; i < o->nchoice; i++)
		for (int k = 0; k < o->choice[i].n; k++)
			for (int x = 0; x < o->choice[i].nline[k]; x++)
				if (has_times(&o->choice[i].line[k][x]))
					return true;
	return false;
}

TEST(random_systems_agree_with_trying_everything)
{
	const char *asked = getenv("HOPTAC_REPAIR_INSTANCES");
	long n = asked ? strtol(asked, NULL, 10) : 5000;
	long by_weight[4] = { 0 };
	long products = 0;
	long loose = 0;
	int shown = 0;

	for (long i = 0; i < n; i++) {
		uint64_t seed = 20231231 + (uint64_t)i * 7919;
		struct arena *step = arena_new();
		struct oracle o = random_system(&seed);
		int weight;
		const char *what = disagreement(
			step, &o, asked || i % 8 == 0, &weight);

		by_weight[weight < 0 ? 3 : weight == 0 ? 0 : weight < 3 ? 1
								   : 2]++;
		products += has_products(&o);
		/* among products it can be too hard to say what a conflict
		 * can do without */
		if (what == superfluous && has_products(&o)) {
			loose++;
			what = NULL;
		}
		if (what && shown++ < 5) {
			printf("instance %ld: %s\n", i, what);
			show(&o);
			CHECK(!what);
		}
		arena_free(step);
	}
	CHECK_INT(shown, 0);
	CHECK(loose * 1000 <= products);
	if (asked)
		printf("%ld instances, %d disagree; nothing to repair %ld, "
		       "weight 1-2 %ld, more %ld, impossible %ld\n",
		       n, shown, by_weight[0], by_weight[1], by_weight[2],
		       by_weight[3]);
	if (asked)
		printf("%ld with products, %ld with something superfluous in "
		       "a conflict\n", products, loose);
	/* the mixture is worth something */
	CHECK(by_weight[0] > n / 50 && by_weight[1] > n / 20 &&
	      by_weight[2] > n / 20 && by_weight[3] > n / 50 &&
	      products > n / 4);
}
