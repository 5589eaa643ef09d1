/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 10,000 slips planted on realistic forms, or as many as
 * HOPTAC_REPAIR_PLANTED says.  Prints the rate by cause.
 *
 * Four forms, of the shape of a province's report on its cooperatives: their
 * number by sector and status, with shares and what the year brought;
 * members, opening + joined - left = closing, with per cents of a plan that
 * nobody printed; budgets by year, source and kind, with one decimal; managers
 * by qualification.  Totals both ways, parts within wholes, figures of the
 * year before (approved), here and there a missing cell.
 *
 * A slip is identifiable when no lighter change than undoing it satisfies the
 * rules; otherwise nobody could tell it from another.  The argument for it is
 * not the engine's: a broken rule needs a change of one of its figures, so
 * broken rules without a common figure need as many changes, each of at least
 * the weight of the rule's lightest figure.  When such a set of rules adds up
 * to what undoing weighs, undoing is least.  So every slip that breaks a rule
 * is identifiable when it is of one figure that weighs least in the rule, and
 * those of several figures when they break as many separate rules; a slip that
 * breaks no rule is not.
 *
 * Identifiable slips must all be among the solutions with the weight of
 * undoing, and first in nine of ten; of those that are first eight in ten are
 * told by their cause.  A slip over columns that no rule ties together is two
 * problems for the engine, each with causes of its own: most swapped or
 * shifted cells that are not first are of that kind.
 */
#include "lib/rule/solver.h"
#include "test.h"

enum { MAX_CELLS = 64, MAX_RULES = 64, MAX_LINES = 24, MAX_LINE = 6 };
enum { HIGH = 1000000000 };

/* Cells of a row side by side, which one may type in each other's place. */
struct line {
	size_t cell[MAX_LINE];
	size_t n;
};

struct form {
	struct solver_system s; /* as typed */
	int64_t right[MAX_CELLS];
	bool wrong[MAX_CELLS];
	int row[MAX_CELLS];
	int column[MAX_CELLS];
	struct line line[MAX_LINES];
	size_t nline;
	int nrow; /* tables stand one below the other */
	size_t plan; /* a hidden plan of two per cents, or SIZE_MAX */
};

static int pick(uint64_t *seed, int n)
{
	return (int)test_random(seed, (uint32_t)n);
}

static int between(uint64_t *seed, int low, int high)
{
	return low + pick(seed, high - low + 1);
}

/* --- forms ------------------------------------------------------------------ */

/* A figure that stands apart; value in tenths. */
static size_t add_cell(struct form *f, int step, int64_t value)
{
	size_t j = f->s.nfigure++;

	if (j == MAX_CELLS)
		BUG("a form with more than %d figures", MAX_CELLS);
	f->s.figure[j] = (struct solver_figure){
		.weight = REPAIR_TYPED, .step = step, .value = value,
		.high = HIGH,
	};
	f->row[j] = f->column[j] = -1;
	return j;
}

static struct solver_rule *add_rule(struct arena *a, struct form *f, char rel)
{
	struct solver_rule *r = &f->s.rule[f->s.nrule++];

	if (f->s.nrule > MAX_RULES)
		BUG("a form with more than %d rules", MAX_RULES);
	*r = (struct solver_rule){ .rel = rel,
				   .figure = ARENA_ARRAY(a, 8, size_t),
				   .coef = ARENA_ARRAY(a, 8, int) };
	return r;
}

static void add_term(struct solver_rule *r, size_t figure, int coef)
{
	r->figure[r->n] = figure;
	r->coef[r->n++] = coef;
}

static void add_within(struct arena *a, struct form *f, size_t part,
		       size_t whole)
{
	struct solver_rule *r = add_rule(a, f, 'l');

	add_term(r, part, 1);
	add_term(r, whole, -1);
}

/* A column of a table. */
struct column {
	int across; /* sign in the row's rule, the last one -1; 0: not in it */
	int low;    /* of whole numbers, or of tenths */
	int high;
};

/* Rows with a total row below; returns the first cell.  Rows may differ in
 * size: a sector holds most. */
static size_t add_table(struct arena *a, uint64_t *seed, struct form *f,
			int rows, const struct column *column, int columns,
			int step)
{
	size_t first = f->s.nfigure;
	struct solver_figure *v = &f->s.figure[first];
	int last = columns - 1;

	while (column[last].across == 0)
		last--;
	for (int i = 0; i < (rows + 1) * columns; i++) {
		size_t j = add_cell(f, step, 0);

		f->row[j] = f->nrow + i / columns;
		f->column[j] = i % columns;
	}
	for (int r = 0; r < rows; r++) {
		int times = r == 0 ? between(seed, 3, 6) : 1;
		struct solver_figure *x = v + r * columns;

		for (int c = 0; c < columns; c++)
			x[c].value = c == last ? 0
					       : (int64_t)step * times *
							 between(seed,
								 column[c].low,
								 column[c].high);
		for (int c = 0; c < last; c++)
			x[last].value += column[c].across * x[c].value;
		for (int c = 0; c < columns; c++)
			v[rows * columns + c].value += x[c].value;
	}
	for (int r = 0; r <= rows; r++) {
		struct solver_rule *rule = add_rule(a, f, '=');

		for (int c = 0; c < columns; c++)
			if (column[c].across)
				add_term(rule,
					 first + (size_t)(r * columns + c),
					 column[c].across);
	}
	for (int c = 0; c < columns; c++) {
		struct solver_rule *rule = add_rule(a, f, '=');

		for (int r = 0; r <= rows; r++)
			add_term(rule, first + (size_t)(r * columns + c),
				 r < rows ? 1 : -1);
	}
	for (int r = 0; r <= rows; r++) {
		struct line *l = &f->line[f->nline++];

		for (int c = 0; c < columns && l->n < MAX_LINE; c++)
			l->cell[l->n++] = first + (size_t)(r * columns + c);
	}
	f->nrow += rows + 2;
	return first;
}

/* A printed per cent of value in whole; step as in add_cell. */
static size_t add_percent(struct arena *a, struct form *f, size_t value,
			  size_t whole, int64_t of, int step)
{
	struct solver_rule *r = add_rule(a, f, 'p');
	int64_t v = f->s.figure[value].value;
	int64_t tenths = 1000 * v;
	size_t part;

	/* rounded half up, as printed */
	tenths = (2 * tenths + step * of) / (2 * step * of) * step;
	part = add_cell(f, step, tenths);
	f->s.figure[part].part = true;
	r->value = value;
	r->part = part;
	r->whole = whole;
	return part;
}

/* Number of cooperatives by sector: operating, not operating, total, founded,
 * dissolved; of those not operating some only on the books; shares. */
static void make_status(struct arena *a, uint64_t *seed, struct form *f)
{
	static const struct column column[] = {
		{ 1, 11, 98 }, { 1, 2, 17 }, { -1, 0, 0 },
		{ 0, 0, 12 },  { 0, 0, 9 },
	};
	size_t first = add_table(a, seed, f, 4, column, 5, 10);
	size_t total = first + 4 * 5;
	struct solver_rule *r;
	size_t before;
	size_t part;

	for (size_t i = 0; i < 5; i++) {
		size_t whole = first + i * 5 + 1;

		part = add_cell(f, 10, 10 * pick(seed, (int)(f->s.figure[whole]
							      .value / 10) + 1));
		add_within(a, f, part, whole);
	}
	part = add_cell(f, 10, 10 * between(seed, 10, (int)(f->s.figure[total]
							     .value / 10)));
	add_within(a, f, part, total);
	/* total = before + founded - dissolved, or less (merged, converted) */
	before = add_cell(f, 10, f->s.figure[total + 2].value -
					 f->s.figure[total + 3].value +
					 f->s.figure[total + 4].value +
					 10 * pick(seed, 3));
	f->s.figure[before].weight = REPAIR_APPROVED;
	r = add_rule(a, f, 'l');
	add_term(r, total + 2, 1);
	add_term(r, before, -1);
	add_term(r, total + 3, -1);
	add_term(r, total + 4, 1);
	for (size_t i = 0; i < 4; i++)
		add_percent(a, f, first + i * 5 + 2, total + 2,
			    f->s.figure[total + 2].value, 1);
}

/* Members by sector, and in half a year: opening + joined - left = closing;
 * women; both totals as per cents of one plan. */
static void make_flow(struct arena *a, uint64_t *seed, struct form *f)
{
	static const struct column column[] = {
		{ 1, 150, 900 }, { 1, 3, 90 }, { -1, 0, 60 }, { -1, 0, 0 },
		{ 0, 10, 90 },
	};
	size_t first = add_table(a, seed, f, 4, column, 5, 10);
	size_t closing = first + 4 * 5 + 3;
	const struct solver_figure *v = f->s.figure;
	int64_t half_value = v[closing].value - 10 * pick(seed, 40);
	int64_t plan;
	size_t half;

	for (size_t i = 0; i < 5; i++)
		add_within(a, f, first + i * 5 + 4, first + i * 5 + 3);
	half = add_cell(f, 10, half_value);
	plan = v[closing].value / 10 * between(seed, 85, 125) / 100 * 10;
	f->plan = add_cell(f, 10, plan);
	add_percent(a, f, half, f->plan, plan, 10);
	add_percent(a, f, closing, f->plan, plan, 10);
	f->s.figure[f->plan].missing = true;
	f->s.figure[f->plan].low = 10;
}

/* Two or three years and the programme, by source and kind. */
static void make_budget(struct arena *a, uint64_t *seed, struct form *f)
{
	static const struct column column[] = {
		{ 1, 200, 9000 }, { 1, 200, 9000 }, { -1, 0, 0 },
	};
	static const struct column rounded[] = {
		{ 1, 2, 90 }, { 1, 2, 90 }, { -1, 0, 0 },
	};
	int years = between(seed, 2, 3);
	bool thousands = pick(seed, 2);
	size_t year[3];
	size_t all = 0;

	for (int y = 0; y < years; y++)
		year[y] = add_table(a, seed, f, 2,
				    thousands ? rounded : column, 3, 1);
	for (size_t i = 0; thousands && i < f->s.nfigure; i++)
		f->s.figure[i].value *= 1000; /* in round sums */
	for (size_t i = 0; i < 9; i++) {
		struct solver_rule *r = add_rule(a, f, '=');
		int64_t sum = 0;
		size_t j;

		for (int y = 0; y < years; y++) {
			add_term(r, year[y] + i, 1);
			sum += f->s.figure[year[y] + i].value;
		}
		j = add_cell(f, 1, sum);
		add_term(r, j, -1);
		f->row[j] = f->nrow + (int)i / 3;
		f->column[j] = (int)i % 3;
		all = i == 0 ? j : all;
	}
	f->nrow += 4;
	for (size_t i = 0; i < 3; i++) {
		struct line *l = &f->line[f->nline++];
		struct solver_rule *r = add_rule(a, f, '=');

		for (size_t c = 0; c < 3; c++) {
			l->cell[l->n++] = all + 3 * i + c;
			add_term(r, all + 3 * i + c, c < 2 ? 1 : -1);
		}
	}
}

/* Managers by kind of organisation and qualification, women among them, the
 * share of those with a college degree. */
static void make_managers(struct arena *a, uint64_t *seed, struct form *f)
{
	static const struct column column[] = {
		{ 1, 20, 160 }, { 1, 30, 200 }, { 1, 12, 120 }, { -1, 0, 0 },
		{ 0, 2, 50 },
	};
	int rows = between(seed, 3, 5);
	size_t first = add_table(a, seed, f, rows, column, 5, 10);

	for (size_t i = 0; i <= (size_t)rows; i++) {
		size_t total = first + i * 5 + 3;

		add_within(a, f, total + 1, total);
		add_percent(a, f, total - 1, total,
			    f->s.figure[total].value, 10);
	}
}

static struct form make_form(struct arena *a, uint64_t *seed)
{
	static void (*const make[])(struct arena *, uint64_t *,
				    struct form *) = {
		make_status, make_flow, make_budget, make_managers,
	};
	struct form f = {
		.s = { .figure = ARENA_ARRAY(a, MAX_CELLS,
					     struct solver_figure),
		       .rule = ARENA_ARRAY(a, MAX_RULES, struct solver_rule),
		       .no_high = true },
		.plan = SIZE_MAX,
	};

	make[pick(seed, ARRAY_LEN(make))](a, seed, &f);
	for (size_t j = 0; j < f.s.nfigure; j++) {
		f.right[j] = f.s.figure[j].value;
		if (pick(seed, 40) == 0)
			f.s.figure[j].missing = true;
	}
	return f;
}

/* --- slips ------------------------------------------------------------------ */

static int64_t swapped_digits(uint64_t *seed, int64_t n)
{
	int64_t unit = 1;

	for (int i = pick(seed, 4); i > 0; i--)
		unit *= 10;
	if (n < 10 * unit)
		return n;
	return n + (n / unit % 10 - n / unit / 10 % 10) * 9 * unit;
}

static int64_t without_first(int64_t n)
{
	int64_t unit = 1;

	while (unit * 10 <= n)
		unit *= 10;
	return n < 10 ? n : n % unit;
}

static void plant_one(uint64_t *seed, struct form *f, enum cause cause)
{
	struct solver_figure *v =
		&f->s.figure[pick(seed, (int)f->s.nfigure)];
	int64_t n = v->value / v->step; /* as typed, without the point */

	if (v->missing)
		return;
	if (cause == CAUSE_UNIT)
		n = n % 1000 == 0 && pick(seed, 4) ? n / 1000 : n * 1000;
	else if (cause == CAUSE_SIGN)
		n = -n;
	else if (cause == CAUSE_SWAPPED_DIGITS)
		n = swapped_digits(seed, n);
	else
		n = without_first(n);
	v->value = n * v->step;
}

/* Two neighbours change places, or 3 or more cells move by one, the last to
 * the place of the first.  What is not typed cannot move. */
static void plant_cells(uint64_t *seed, struct form *f, enum cause cause)
{
	const struct line *l = &f->line[pick(seed, (int)f->nline)];
	size_t n = 2;
	size_t first;
	size_t by = 1;

	if (cause == CAUSE_SHIFTED) {
		n = (size_t)between(seed, 3, (int)l->n);
		by = pick(seed, 2) ? 1 : n - 1;
	}
	first = (size_t)pick(seed, (int)(l->n - n + 1));
	for (size_t i = 0; i < n; i++)
		if (f->s.figure[l->cell[first + i]].missing)
			return;
	for (size_t i = 0; i < n; i++)
		f->s.figure[l->cell[first + i]].value =
			f->right[l->cell[first + (i + by) % n]];
}

/* Whether anything changed. */
static bool plant(uint64_t *seed, struct form *f, enum cause cause)
{
	bool changed = false;

	if (cause == CAUSE_SWAPPED_CELLS || cause == CAUSE_SHIFTED)
		plant_cells(seed, f, cause);
	else
		plant_one(seed, f, cause);
	for (size_t j = 0; j < f->s.nfigure; j++) {
		f->wrong[j] = f->s.figure[j].value != f->right[j];
		changed = changed || f->wrong[j];
	}
	return changed;
}

/* --- identifiable ------------------------------------------------------------ */

/* Broken rules: their figures as bits, and the weight of the lightest. */
struct broken {
	uint64_t figures[MAX_RULES + MAX_CELLS];
	int64_t weight[MAX_RULES + MAX_CELLS];
	size_t n;
};

static void add_broken(struct broken *b, const struct form *f, uint64_t set)
{
	int64_t least = INT64_MAX;

	for (size_t j = 0; j < f->s.nfigure; j++)
		if ((set >> j & 1) && f->s.figure[j].weight < least)
			least = f->s.figure[j].weight;
	b->figures[b->n] = set;
	b->weight[b->n++] = least;
}

/* The figures of rule i; *decided: none is missing. */
static uint64_t figures_of(const struct form *f, size_t i, bool *decided)
{
	const struct solver_rule *r = &f->s.rule[i];
	uint64_t set = 0;

	if (r->whole != r->value)
		set = UINT64_C(1) << r->value | UINT64_C(1) << r->part |
		      UINT64_C(1) << r->whole;
	for (size_t k = 0; k < r->n; k++)
		set |= UINT64_C(1) << r->figure[k];
	*decided = true;
	for (size_t j = 0; j < f->s.nfigure; j++)
		if (set >> j & 1)
			*decided = *decided && !f->s.figure[j].missing;
	return set;
}

/* Of the per cents of one plan that are printed with their value: whether a
 * whole number can be that plan. */
static bool has_plan(const struct form *f, uint64_t *set)
{
	/* plan > 1000 value / (2 p + step) * 2, <= 1000 value / (2 p - step)
	 * * 2; both as fractions */
	int64_t low = 1;
	int64_t high = HIGH / 10;

	*set = 0;
	for (size_t i = 0; i < f->s.nrule; i++) {
		const struct solver_rule *r = &f->s.rule[i];
		const struct solver_figure *p = &f->s.figure[r->part];
		int64_t v = 200 * f->s.figure[r->value].value;

		if (r->whole == r->value || r->whole != f->plan ||
		    p->missing || f->s.figure[r->value].missing)
			continue;
		*set |= UINT64_C(1) << r->value | UINT64_C(1) << r->part;
		if (v / (2 * p->value + p->step) + 1 > low)
			low = v / (2 * p->value + p->step) + 1;
		if (2 * p->value > p->step &&
		    v / (2 * p->value - p->step) < high)
			high = v / (2 * p->value - p->step);
	}
	return low <= high;
}

static struct broken broken_rules(const struct form *f)
{
	struct broken b = { .n = 0 };
	int64_t value[MAX_CELLS];
	uint64_t set;
	bool decided;
	bool negative = false;

	for (size_t j = 0; j < f->s.nfigure; j++) {
		value[j] = f->s.figure[j].value;
		if (value[j] < 0 && !f->s.figure[j].missing) {
			add_broken(&b, f, UINT64_C(1) << j);
			negative = true;
		}
	}
	for (size_t i = 0; i < f->s.nrule; i++) {
		set = figures_of(f, i, &decided);
		if (decided && !solver_holds(&f->s, i, value, NULL))
			add_broken(&b, f, set);
	}
	if (f->plan != SIZE_MAX && !negative && !has_plan(f, &set))
		add_broken(&b, f, set);
	return b;
}

/* The heaviest set of broken rules, from the k-th on, without a common
 * figure. */
static int64_t heaviest(const struct broken *b, size_t k, uint64_t used)
{
	int64_t with = 0;
	int64_t without;

	if (k == b->n)
		return 0;
	without = heaviest(b, k + 1, used);
	if (!(b->figures[k] & used))
		with = b->weight[k] +
		       heaviest(b, k + 1, used | b->figures[k]);
	return with > without ? with : without;
}

static int64_t undoing(const struct form *f)
{
	int64_t weight = 0;

	for (size_t j = 0; j < f->s.nfigure; j++)
		weight += f->wrong[j] ? f->s.figure[j].weight : 0;
	return weight;
}

/* --- repair ------------------------------------------------------------------ */

struct rate {
	int planted;
	int silent; /* broke no rule */
	int identifiable;
	int among;
	int rivals; /* among others of the same weight */
	int first;
	int values; /* the first with the right values */
	int named;  /* and by its cause */
};

/* Every change is one of a wrong figure. */
static bool within_truth(const struct form *f,
			 const struct repair_solution *x)
{
	for (size_t i = 0; i < x->nchange; i++)
		if (!f->wrong[x->change[i].var])
			return false;
	return true;
}

static bool right_values(const struct form *f,
			 const struct repair_solution *x)
{
	for (size_t i = 0; i < x->nchange; i++) {
		size_t j = x->change[i].var;
		struct dec right = { (__int128)f->right[j] * (DEC_ONE / 10) };

		/* a per cent is right when it can be what was printed */
		if (f->s.figure[j].part
			    ? x->change[i].range.low.u > right.u +
					      f->s.figure[j].step * DEC_ONE / 20
			    : dec_cmp(x->change[i].to, right) != 0)
			return false;
	}
	return true;
}

/* The solutions that undo the slip, one of each group. */
static void judge(const struct form *f, const struct repair_result *r,
		  enum cause cause, struct rate *rate)
{
	int64_t undone = 0;
	bool first = true;
	bool values = true;
	bool named = true;
	bool alone = true;

	for (size_t k = 0; k < r->ngroup; k++) {
		const struct repair_group *g = &r->group[k];
		size_t i = 0;

		while (i < g->nsolution && !within_truth(f, &g->solution[i]))
			i++;
		if (i == g->nsolution)
			return;
		undone += g->weight;
		alone = alone && g->nsolution == 1;
		first = first && i == 0;
		values = values && right_values(f, &g->solution[i]);
		named = named && g->solution[i].cause == cause;
	}
	if (undone != undoing(f))
		return;
	rate->among++;
	rate->rivals += !alone;
	rate->first += first;
	rate->values += first && values;
	rate->named += first && values && named;
}

static void try_one(struct arena *a, const struct form *f, enum cause cause,
		    struct rate *rate)
{
	struct cause_table table = { f->row, f->column, f->s.nfigure };
	struct repair_options o = { .max_solutions = 256, .table = &table };
	struct broken b = broken_rules(f);
	struct repair_result r;
	struct err e = { 0 };

	rate->planted++;
	rate->silent += b.n == 0;
	if (b.n == 0 || heaviest(&b, 0, 0) < undoing(f))
		return;
	rate->identifiable++;
	if (!CHECK(repair_solve(a, solver_told(a, &f->s), &o, &r, &e) == 0) ||
	    !CHECK_INT(r.status, REPAIR_MINIMAL) ||
	    !CHECK_INT(r.weight, undoing(f)))
		return;
	judge(f, &r, cause, rate);
}

TEST(planted_slips_are_found_and_named)
{
	static const enum cause causes[] = {
		CAUSE_UNIT, CAUSE_SIGN, CAUSE_SWAPPED_DIGITS,
		CAUSE_SWAPPED_CELLS, CAUSE_SHIFTED, CAUSE_MISSING_DIGIT,
	};
	const char *asked = getenv("HOPTAC_REPAIR_PLANTED");
	long n = asked ? strtol(asked, NULL, 10) : 10000;
	struct rate all[ARRAY_LEN(causes)] = { { 0 } };
	uint64_t seed = 321;

	for (long i = 0; i < n;) {
		size_t c = (size_t)i % ARRAY_LEN(causes);
		struct arena *step = arena_new();
		struct form f = make_form(step, &seed);

		CHECK_INT(broken_rules(&f).n, 0);
		if (plant(&seed, &f, causes[c])) {
			try_one(step, &f, causes[c], &all[c]);
			i++;
		}
		arena_free(step);
	}
	for (size_t c = 0; c < ARRAY_LEN(causes); c++) {
		const struct rate *r = &all[c];

		printf("%-14s planted %5d  breaking nothing %4d  identifiable "
		       "%5d  among %5d  with rivals %5d  first %5d (%.1f %%)  "
		       "right values %5d  named %5d\n",
		       cause_name(causes[c]), r->planted, r->silent,
		       r->identifiable, r->among, r->rivals, r->first,
		       100.0 * r->first / r->identifiable, r->values,
		       r->named);
		CHECK_INT(r->among, r->identifiable);
		CHECK(r->first * 10 >= r->identifiable * 9);
		CHECK(r->named * 10 >= r->first * 8);
		CHECK(r->identifiable * 2 > r->planted);
	}
}
