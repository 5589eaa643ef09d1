/* SPDX-License-Identifier: Apache-2.0 */
/* The checks of a pack over symbols, and questions to the exact engine. */
#include "pack/symbolic.h"

#include "lib/base/buf.h"
#include "lib/base/period.h"

enum {
	ANY_YEAR = 2024,    /* of the plan: words of periods are relative */
	MAX_NODES = 20000,  /* of one question */
	UNITS = 2,          /* right under a place */
};

static const char *const words[] = { "prev", "h1", "year", "next",
				     "programme" };

/* --- scopes ------------------------------------------------------------------- */

static const char *period_code(struct arena *a, const char *word)
{
	struct period p;

	if (period_word(word, ANY_YEAR, &p) < 0)
		BUG("no period %s", word); /* the loader has looked */
	return arena_strdup(a, p.code);
}

static void apply(struct inquiry *q, const struct rule_sel *s,
		  struct scope *sc)
{
	const struct pack *p = q->all->pack;
	const struct classification *c;

	if (strcmp(s->dimension, "period") == 0) {
		sc->period = period_code(q->arena, s->category);
	} else if (strcmp(s->dimension, "basis") == 0) {
		sc->basis = s->category;
	} else if (strcmp(s->dimension, "place") == 0) {
		sc->place = s->category;
	} else {
		c = pack_classification(p, s->dimension);
		sc->cut[c - p->classification] =
			category_find(c, s->category); /* NULL: "all" */
	}
}

static const struct category **copy_cut(struct arena *a, const struct pack *p,
					const struct scope *sc)
{
	return arena_memdup(a, sc->cut, p->nclassification * sizeof *sc->cut);
}

/* Where a reference points, read in the scope of its formula. */
static struct scope narrowed(struct inquiry *q, const struct rule_ref *ref)
{
	struct scope sc = *q->scope;

	sc.cut = copy_cut(q->arena, q->all->pack, &sc);
	for (size_t i = 0; i < ref->nsel; i++)
		apply(q, &ref->sel[i], &sc);
	return sc;
}

static bool same_scope(const struct pack *p, const struct scope *x,
		       const struct scope *y)
{
	return strcmp(x->place, y->place) == 0 &&
	       strcmp(x->period, y->period) == 0 &&
	       strcmp(x->basis, y->basis) == 0 &&
	       memcmp(x->cut, y->cut, p->nclassification * sizeof *x->cut) == 0;
}

/* --- symbols ------------------------------------------------------------------ */

static const char *period_name(const char *code)
{
	struct period p;

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (period_word(words[i], ANY_YEAR, &p) == 0 &&
		    strcmp(p.code, code) == 0)
			return words[i];
	return code;
}

static const char *symbol_name(struct arena *a, const struct pack *p,
			       const struct symbol *s)
{
	struct buf b = BUF_INIT(a);

	buf_addf(&b, s->percent ? "pct(%s)[" : "%s[", s->indicator->code);
	if (*s->scope.place)
		buf_addf(&b, "place = %s, ", s->scope.place);
	for (size_t i = 0; i < p->nclassification; i++)
		if (s->scope.cut[i])
			buf_addf(&b, "%s = %s, ", p->classification[i].code,
				 s->scope.cut[i]->code);
	buf_addf(&b, "%s, %s]", period_name(s->scope.period), s->scope.basis);
	return b.data;
}

static size_t symbol_of(struct symbolic *all, const struct indicator *ind,
			bool percent, const struct scope *sc)
{
	struct symbol *s;

	for (size_t i = 0; i < all->nsymbol; i++) {
		s = &all->symbol[i];
		if (s->indicator == ind && s->percent == percent &&
		    same_scope(all->pack, &s->scope, sc))
			return i;
	}
	s = VEC_PUSH(all->arena, all->symbol, all->nsymbol, all->capsymbol);
	*s = (struct symbol){ .indicator = ind, .scope = *sc,
			      .percent = percent };
	s->scope.place = arena_strdup(all->arena, sc->place);
	s->scope.period = arena_strdup(all->arena, sc->period);
	s->scope.cut = copy_cut(all->arena, all->pack, sc);
	s->name = symbol_name(all->arena, all->pack, s);
	return all->nsymbol - 1;
}

/* --- questions ----------------------------------------------------------------- */

void ask_begin(struct inquiry *q, struct symbolic *all)
{
	*q = (struct inquiry){ .all = all, .arena = arena_new() };
	q->repair = repair_new(q->arena);
}

void ask_end(struct inquiry *q)
{
	arena_free(q->arena);
}

static size_t variable(struct inquiry *q, size_t symbol)
{
	const struct symbol *s = &q->all->symbol[symbol];
	const struct measure *m = s->indicator->measure;

	while (q->nvar <= symbol)
		*VEC_PUSH(q->arena, q->var, q->nvar, q->capvar) = SIZE_MAX;
	if (q->var[symbol] == SIZE_MAX)
		q->var[symbol] = repair_var(
			q->repair,
			&(struct repair_var){
				.name = s->name,
				.missing = !q->given,
				.inexact = !q->given &&
					   (s->percent || !m->whole),
				.weight = REPAIR_TYPED,
				.value = dec_int(GIVEN),
				.domain.has_low = s->percent ||
						  s->indicator->nonnegative,
			});
	return q->var[symbol];
}

static int on_var(void *ctx, const struct rule_ref *ref, size_t *out,
		  struct err *e)
{
	struct inquiry *q = ctx;
	struct scope sc = narrowed(q, ref);

	(void)e;
	*out = variable(q, symbol_of(q->all,
				     pack_indicator(q->all->pack,
						    ref->indicator),
				     ref->percent, &sc));
	return 0;
}

static size_t on_categories(void *ctx, const struct rule_ref *by,
			    const char *dimension, const char *const **out)
{
	struct inquiry *q = ctx;
	const struct classification *c =
		pack_classification(q->all->pack, dimension);
	const char *place = q->scope->place;
	const char **unit;

	if (c) {
		*out = (const char *const *)c->leaf;
		return c->nleaf;
	}
	if (strcmp(dimension, "place") != 0)
		return 0;
	(void)by; /* its place is that of the formula */
	unit = ARENA_ARRAY(q->arena, UNITS, const char *);
	for (int i = 0; i < UNITS; i++)
		unit[i] = arena_printf(q->arena, "%s%s%d", place,
				       *place ? "." : "", i + 1);
	*out = unit;
	return UNITS;
}

/* Why it could not be told, or NULL. */
static const char *tell(struct inquiry *q, const struct scope *sc,
			const struct rule *part, size_t source)
{
	const struct repair_names names = { .ctx = q, .var = on_var,
					    .categories = on_categories };
	const char *why = NULL;
	struct err e = { 0 };
	size_t rule;

	q->scope = sc;
	if (repair_check(q->repair, part, "", &names, &rule, &why, &e) == 1) {
		*VEC_PUSH(q->arena, q->source, q->nsource, q->capsource) =
			source;
		return NULL;
	}
	q->unstated = true;
	return why;
}

static void tell_rollup(struct inquiry *q, const struct statement *s,
			size_t source)
{
	struct repair_term *t =
		ARENA_ARRAY(q->arena, s->nsymbol, struct repair_term);

	for (size_t i = 0; i < s->nsymbol; i++)
		t[i] = (struct repair_term){ variable(q, s->symbol[i]),
					     i == 0 ? -1 : 1, 1 };
	*VEC_PUSH(q->arena, q->source, q->nsource, q->capsource) = source;
	repair_linear(q->repair, repair_rule(q->repair, ""), t, s->nsymbol,
		      REPAIR_EQ, DEC_ZERO, 1);
}

void ask_law(struct inquiry *q, size_t statement)
{
	const struct statement *s = &q->all->statement[statement];

	if (s->rollup)
		tell_rollup(q, s, statement);
	else
		tell(q, &s->scope, s->parts.demand, statement);
}

void ask_suppose(struct inquiry *q, const struct statement *s,
		 const struct rule *part)
{
	tell(q, &s->scope, part, SIZE_MAX);
}

void ask_nonzero(struct inquiry *q, size_t symbol, bool below)
{
	struct repair_term t = { variable(q, symbol), 1, 1 };

	*VEC_PUSH(q->arena, q->source, q->nsource, q->capsource) = SIZE_MAX;
	repair_linear(q->repair, repair_rule(q->repair, ""), &t, 1,
		      below ? REPAIR_LT : REPAIR_GT, DEC_ZERO, 1);
}

enum answer ask(struct inquiry *q, size_t **proof, size_t *nproof)
{
	const struct repair_options few = { .max_nodes = MAX_NODES };
	const struct repair_conflict *c = &q->result.contradiction;
	struct err e = { 0 };

	*proof = NULL;
	*nproof = 0;
	if (repair_solve(q->arena, q->repair, &few, &q->result, &e) < 0)
		return ASK_UNDECIDED;
	if (q->result.status != REPAIR_IMPOSSIBLE)
		return ASK_POSSIBLE;
	*proof = ARENA_ARRAY(q->all->arena, c->nrule, size_t);
	for (size_t i = 0; i < c->nrule; i++)
		if (q->source[c->rule[i]] != SIZE_MAX)
			(*proof)[(*nproof)++] = q->source[c->rule[i]];
	return ASK_IMPOSSIBLE;
}

/* --- statements ------------------------------------------------------------------ */

/* The symbols of a question, as those of a statement. */
static void keep_symbols(const struct inquiry *q, struct statement *s)
{
	s->symbol = ARENA_ARRAY(q->all->arena, q->nvar, size_t);
	for (size_t i = 0; i < q->nvar; i++)
		if (q->var[i] != SIZE_MAX)
			s->symbol[s->nsymbol++] = i;
}

/* Reads a check or a formula once, to see what it speaks of and whether it can
 * be stated. */
static void add_formula(struct symbolic *all, struct statement s,
			const struct rule *rule)
{
	struct inquiry q;
	const char *why;

	s.parts = rule_take_apart(all->arena, rule);
	ask_begin(&q, all);
	s.why = tell(&q, &s.scope, s.parts.demand, 0);
	for (size_t i = 0; i < s.parts.ncondition; i++) {
		why = tell(&q, &s.scope, s.parts.condition[i], 0);
		s.why = s.why ? s.why : why;
	}
	keep_symbols(&q, &s);
	ask_end(&q);
	*VEC_PUSH(all->arena, all->statement, all->nstatement,
		  all->capstatement) = s;
}

static void add_check(struct symbolic *all, const struct check *c,
		      const struct check_context *in, const char *place,
		      const struct category *each)
{
	const struct pack *p = all->pack;
	struct statement s = { .check = c };

	s.scope = (struct scope){
		.place = place,
		.period = period_code(all->arena, in->period),
		.basis = in->basis,
		.cut = ARENA_ARRAY(all->arena, p->nclassification,
				   const struct category *),
	};
	if (each)
		s.scope.cut[c->each - p->classification] = each;
	add_formula(all, s, c->rule);
}

static void add_context(struct symbolic *all, const struct check *c,
			const struct check_context *in, const char *place)
{
	add_check(all, c, in, place, NULL);
	for (size_t i = 0; c->each && i < c->each->nleaf; i++)
		add_check(all, c, in, place,
			  category_find(c->each, c->each->leaf[i]));
}

/* For the place of the plan, and where asked for the two units under it. */
static void add_places(struct symbolic *all, const struct check *c,
		       const struct check_context *in)
{
	static const char *const places[] = { "", "1", "2" };

	for (size_t i = 0; i < (c->each_place ? ARRAY_LEN(places) : 1); i++)
		add_context(all, c, in, places[i]);
}

/* Sums over leaves: not averages and ratios, and not per cents. */
static bool adds_up(const struct symbol *s)
{
	enum indicator_kind k = s->indicator->kind;

	return !s->percent && (k == IND_STOCK || k == IND_FLOW ||
			       k == IND_CUMULATIVE);
}

static void define_rollup(struct symbolic *all, size_t symbol,
			  const struct classification *c,
			  const struct category *up)
{
	struct scope sc = all->symbol[symbol].scope;
	size_t at = (size_t)(c - all->pack->classification);
	struct statement s = { .rollup = up, .scope = sc };

	s.symbol = ARENA_ARRAY(all->arena, c->nleaf + 1, size_t);
	s.symbol[s.nsymbol++] = symbol;
	for (size_t i = 0; i < c->nleaf; i++) {
		if (!category_is(c, c->leaf[i], up->code))
			continue;
		sc.cut = copy_cut(all->arena, all->pack, &s.scope);
		sc.cut[at] = category_find(c, c->leaf[i]);
		s.symbol[s.nsymbol++] =
			symbol_of(all, all->symbol[symbol].indicator, false,
				  &sc);
	}
	if (s.nsymbol > 1)
		*VEC_PUSH(all->arena, all->statement, all->nstatement,
			  all->capstatement) = s;
}

static void define_formula(struct symbolic *all, size_t symbol)
{
	const struct indicator *ind = all->symbol[symbol].indicator;
	struct statement s = { .indicator = ind,
			       .scope = all->symbol[symbol].scope };
	struct err e = { 0 };
	const struct rule *r = rule_parse_check(
		all->arena,
		arena_printf(all->arena, "%s = %s", ind->code, ind->formula),
		&all->pack->names, &e);

	if (r) /* else the two together are too long */
		add_formula(all, s, r);
}

static void define(struct symbolic *all, size_t symbol)
{
	const struct symbol *s = &all->symbol[symbol];
	const struct pack *p = all->pack;

	if (!s->percent && s->indicator->rule)
		define_formula(all, symbol);
	for (size_t i = 0; i < p->nclassification; i++) {
		const struct category *k = all->symbol[symbol].scope.cut[i];

		if (k && k->rollup && adds_up(&all->symbol[symbol]))
			define_rollup(all, symbol, &p->classification[i], k);
	}
}

bool statement_is_law(const struct statement *s)
{
	return !s->why && s->parts.ncondition == 0;
}

/* --- islands --------------------------------------------------------------------- */

/* The first of the symbols that are tied together. */
static size_t root(size_t *up, size_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

static void find_islands(struct symbolic *all)
{
	size_t *up = ARENA_ARRAY(all->arena, all->nsymbol, size_t);
	size_t *island = ARENA_ARRAY(all->arena, all->nsymbol, size_t);

	for (size_t i = 0; i < all->nsymbol; i++)
		up[i] = i;
	for (size_t i = 0; i < all->nstatement; i++) {
		const struct statement *s = &all->statement[i];

		for (size_t k = 1; k < s->nsymbol; k++)
			up[root(up, s->symbol[k])] = root(up, s->symbol[0]);
	}
	for (size_t i = 0; i < all->nsymbol; i++)
		if (up[i] == i)
			island[i] = all->nisland++;
	for (size_t i = 0; i < all->nstatement; i++)
		if (all->statement[i].nsymbol)
			all->statement[i].island = island[root(
				up, all->statement[i].symbol[0])];
}

void symbolic_make(struct arena *a, const struct pack *p, struct symbolic *out)
{
	*out = (struct symbolic){ .arena = a, .pack = p };
	for (size_t i = 0; i < p->ncheck; i++)
		for (size_t k = 0; k < p->check[i].ncontext; k++)
			add_places(out, &p->check[i], &p->check[i].context[k]);
	for (size_t i = 0; i < out->nsymbol; i++) /* grows meanwhile */
		define(out, i);
	find_islands(out);
}
