/* SPDX-License-Identifier: Apache-2.0 */
/* Contradictions, and checks that nobody needs. */
#include "pack/ruleset.h"

#include "lib/base/buf.h"
#include "pack/load.h"
#include "pack/symbolic.h"

/* Statements on one island beyond which it is only asked whether all can hold:
 * each further question grows with their number, and so does how many. */
enum { LARGE = 1000 };

struct exam {
	struct symbolic all;
	struct ruleset *out;
	bool *idle;      /* by check: implied or dead, so no premise any more */
	size_t *proof;   /* gathered: statements */
	size_t nproof;
	size_t capproof;
	struct err *e;
};

static struct arena *arena_of(const struct exam *x)
{
	return x->all.arena;
}

static size_t check_index(const struct exam *x, const struct check *c)
{
	return (size_t)(c - x->all.pack->check);
}

/* --- words -------------------------------------------------------------------- */

/* “htx_by_sector” (checks.yaml, dòng 12) */
static void name_statement(struct buf *b, const struct statement *s)
{
	const struct pack_place *at;

	if (s->check)
		at = &s->check->at;
	else
		at = s->indicator ? &s->indicator->at : &s->rollup->at;
	buf_addf(b, "%s“%s” (%s, dòng %d)",
		 s->check ? "" :
		 s->indicator ? "cách tính chỉ tiêu " : "mã gộp ",
		 s->check ? s->check->code :
		 s->indicator ? s->indicator->code : s->rollup->code,
		 at->file, at->line);
}

static bool same_name(const struct statement *x, const struct statement *y)
{
	return x->check == y->check && x->indicator == y->indicator &&
	       x->rollup == y->rollup;
}

/* The checks of a proof, each once, in order. */
static const char *names_of(const struct exam *x, const size_t *v, size_t n)
{
	const struct statement *s = x->all.statement;
	struct buf b = BUF_INIT(arena_of(x));

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < i && !same_name(&s[v[k]], &s[v[i]]))
			k++;
		if (k < i)
			continue;
		if (b.len)
			buf_adds(&b, ", ");
		name_statement(&b, &s[v[i]]);
	}
	return b.data;
}

static void remark(struct exam *x, enum ruleset_kind kind,
		   const struct check *c, const char *text)
{
	*VEC_PUSH(arena_of(x), x->out->remark, x->out->nremark,
		  x->out->capremark) = (struct ruleset_remark){ kind, c, text };
}

static const char *place_of(const struct exam *x, const struct check *c)
{
	return arena_printf(arena_of(x), "“%s” (%s, dòng %d)", c->code,
			    c->at.file, c->at.line);
}

/* --- contradictions ------------------------------------------------------------ */

/* The figures of an example that satisfies all of a proof but its last rule:
 * "htx_total[h1, actual] = 10".  "" when the engine does not give one. */
static const char *example(struct exam *x, const size_t *proof, size_t n)
{
	const struct statement *s = x->all.statement;
	struct buf b = BUF_INIT(arena_of(x));
	struct inquiry q;
	size_t *nothing;
	size_t none;

	ask_begin(&q, &x->all);
	q.given = true;
	for (size_t i = 0; i + 1 < n; i++)
		ask_law(&q, proof[i]);
	if (ask(&q, &nothing, &none) != ASK_POSSIBLE)
		q.nvar = 0;
	for (size_t i = 0; i < q.nvar; i++) {
		struct dec v = dec_int(GIVEN);
		bool shown = false;

		for (size_t k = 0; k < s[proof[n - 1]].nsymbol; k++)
			shown = shown || s[proof[n - 1]].symbol[k] == i;
		if (q.var[i] == SIZE_MAX || !shown)
			continue;
		for (size_t g = 0; g < q.result.ngroup; g++) {
			const struct repair_solution *best =
				q.result.group[g].solution;

			for (size_t k = 0; best && k < best->nchange; k++)
				if (best->change[k].var == q.var[i])
					v = best->change[k].to;
		}
		buf_addf(&b, "%s%s = %s", b.len ? "; " : "",
			 x->all.symbol[i].name, dec_str(arena_of(x), v));
	}
	ask_end(&q);
	return b.len ? b.data : "";
}

static int contradicts(struct exam *x, const size_t *proof, size_t n)
{
	const struct statement *s = x->all.statement;
	const struct statement *last = &s[proof[n - 1]];
	const char *figures = n > 1 ? example(x, proof, n) : "";
	size_t first = proof[0];

	if (n == 1)
		err_set(x->e, ERR_INPUT, "Kiểm tra “%s” không số liệu nào thoả "
			"được: %s", s[first].check->code,
			s[first].check->formula);
	else
		err_set(x->e, ERR_INPUT, "Các quy tắc sau mâu thuẫn, không số "
			"liệu nào thoả được hết: %s",
			names_of(x, proof, n));
	err_detail(x->e, "%s, dòng %d", s[first].check->at.file,
		   s[first].check->at.line);
	if (*figures)
		err_hint(x->e, "Thử với %s: các quy tắc trước đều đúng mà “%s” "
			 "sai.", figures, last->check ? last->check->code : "");
	return -1;
}

static bool is_large(const struct exam *x, size_t island)
{
	size_t n = 0;

	for (size_t i = 0; i < x->all.nstatement; i++)
		n += x->all.statement[i].island == island;
	return n > LARGE;
}

/* Tells what a statement's island demands, but for checks that are left out:
 * less grave than `severity`, idle, or `not`. */
static void suppose_island(struct exam *x, struct inquiry *q, size_t island,
			   enum severity severity, const struct check *not)
{
	for (size_t i = 0; i < x->all.nstatement; i++) {
		const struct statement *s = &x->all.statement[i];

		if (s->island != island || !statement_is_law(s))
			continue;
		if (s->check && (s->check == not ||
				 s->check->severity > severity ||
				 x->idle[check_index(x, s->check)]))
			continue;
		ask_law(q, i);
	}
}

static int find_contradictions(struct exam *x)
{
	for (size_t i = 0; i < x->all.nisland; i++) {
		struct inquiry q;
		enum answer answer;
		size_t *proof;
		size_t n;

		ask_begin(&q, &x->all);
		suppose_island(x, &q, i, SEV_NOTE, NULL);
		answer = ask(&q, &proof, &n);
		x->out->nundecided += answer == ASK_UNDECIDED;
		ask_end(&q);
		if (answer == ASK_IMPOSSIBLE)
			return contradicts(x, proof, n);
	}
	return 0;
}

/* --- dead, empty, redundant ----------------------------------------------------- */

static void gather(struct exam *x, const size_t *proof, size_t n)
{
	for (size_t i = 0; i < n; i++)
		*VEC_PUSH(arena_of(x), x->proof, x->nproof, x->capproof) =
			proof[i];
}

static void suppose_condition(struct inquiry *q, const struct statement *s)
{
	for (size_t i = 0; i < s->parts.ncondition; i++)
		ask_suppose(q, s, s->parts.condition[i]);
}

enum premises { ALONE, BESIDE_OTHERS };

/* Can the condition hold and this part too? */
static enum answer can(struct exam *x, const struct statement *s,
		       const struct rule *part, enum premises with)
{
	struct inquiry q;
	enum answer answer = ASK_UNDECIDED;
	size_t *proof;
	size_t n;

	ask_begin(&q, &x->all);
	suppose_condition(&q, s);
	if (part)
		ask_suppose(&q, s, part);
	if (!q.unstated && (with == ALONE || !is_large(x, s->island))) {
		if (with == BESIDE_OTHERS)
			suppose_island(x, &q, s->island, s->check->severity,
				       s->check);
		answer = ask(&q, &proof, &n);
	}
	if (answer == ASK_IMPOSSIBLE)
		gather(x, proof, n);
	if (answer == ASK_UNDECIDED && !q.unstated)
		x->out->nundecided++;
	ask_end(&q);
	return answer;
}

static bool cannot_fail(struct exam *x, const struct statement *s,
			enum premises with)
{
	for (size_t i = 0; i < s->parts.nfailure; i++)
		if (can(x, s, s->parts.failure[i], with) != ASK_IMPOSSIBLE)
			return false;
	return true;
}

static bool condition_is_impossible(struct exam *x, const struct statement *s)
{
	return s->parts.ncondition &&
	       can(x, s, NULL, ALONE) == ASK_IMPOSSIBLE;
}

static int compare_size(const void *x, const void *y)
{
	size_t a = *(const size_t *)x;
	size_t b = *(const size_t *)y;

	return (a > b) - (a < b);
}

/* The checks that the gathered proofs rest on. */
static const char *proof_names(struct exam *x)
{
	if (x->nproof)
		qsort(x->proof, x->nproof, sizeof *x->proof, compare_size);
	return names_of(x, x->proof, x->nproof);
}

/* Whether it is so in every context of the check; what cannot be stated in
 * one of them is so in none. */
static bool always(struct exam *x, const struct check *c,
		   bool (*so)(struct exam *, const struct statement *))
{
	bool any = false;

	x->nproof = 0;
	for (size_t i = 0; i < x->all.nstatement; i++) {
		const struct statement *s = &x->all.statement[i];

		if (s->check != c)
			continue;
		if (s->why || !so(x, s))
			return false;
		any = true;
	}
	return any;
}

static bool is_dead(struct exam *x, const struct statement *s)
{
	return cannot_fail(x, s, ALONE);
}

static bool is_implied(struct exam *x, const struct statement *s)
{
	return cannot_fail(x, s, BESIDE_OTHERS);
}

static bool is_empty(struct exam *x, const struct statement *s)
{
	return s->parts.ncondition &&
	       can(x, s, NULL, BESIDE_OTHERS) == ASK_POSSIBLE &&
	       can(x, s, s->parts.demand, BESIDE_OTHERS) == ASK_IMPOSSIBLE;
}

static void tell_dead(struct exam *x, const struct check *c)
{
	const char *where = place_of(x, c);

	x->idle[check_index(x, c)] = true;
	if (always(x, c, condition_is_impossible))
		remark(x, RULESET_DEAD, c, arena_printf(arena_of(x),
			"Không bao giờ báo: điều kiện của %s không thể xảy ra",
			where));
	else
		remark(x, RULESET_DEAD, c, arena_printf(arena_of(x),
			"Không bao giờ báo: không số liệu nào làm sai %s, "
			"%s", where, c->formula));
}

static void examine_alone(struct exam *x, const struct check *c)
{
	if (always(x, c, is_dead)) {
		tell_dead(x, c);
	} else if (always(x, c, is_empty)) {
		remark(x, RULESET_EMPTY, c, arena_printf(arena_of(x),
			"Luôn sai khi xét: mỗi khi điều kiện của %s xảy ra thì "
			"quan hệ không thể đúng, vì %s", place_of(x, c),
			proof_names(x)));
	}
}

static void examine_need(struct exam *x, const struct check *c)
{
	const char *where = place_of(x, c);
	size_t undecided = x->out->nundecided;

	if (x->idle[check_index(x, c)])
		return;
	if (!always(x, c, is_implied)) {
		if (c->keep && x->out->nundecided == undecided)
			remark(x, RULESET_NEEDED, c, arena_printf(arena_of(x),
				"Không cần “keep”: không quy tắc nào khác bao "
				"hàm %s", where));
		return;
	}
	x->idle[check_index(x, c)] = true;
	if (c->keep)
		x->out->nkept++;
	else
		remark(x, RULESET_REDUNDANT, c, arena_printf(arena_of(x),
			"Thừa: %s đúng mỗi khi các quy tắc sau đúng: %s",
			where, proof_names(x)));
}

/* --- zero ------------------------------------------------------------------------ */

/* A share or a per cent stands in no sum, so that nothing can be said of it
 * alone. */
static bool is_amount(const struct symbol *s)
{
	return !s->percent && strcmp(s->indicator->measure->dimension, "1") != 0;
}

static bool on_island(const struct exam *x, size_t island, size_t symbol)
{
	for (size_t i = 0; i < x->all.nstatement; i++)
		if (x->all.statement[i].island == island &&
		    x->all.statement[i].nsymbol)
			for (size_t k = 0; k < x->all.statement[i].nsymbol; k++)
				if (x->all.statement[i].symbol[k] == symbol)
					return true;
	return false;
}

static enum answer nonzero(struct exam *x, size_t island, size_t symbol,
			   bool below)
{
	struct inquiry q;
	enum answer answer;
	size_t *proof;
	size_t n;

	ask_begin(&q, &x->all);
	suppose_island(x, &q, island, SEV_ERROR, NULL);
	for (size_t i = 0; i < x->all.nsymbol; i++)
		if (is_amount(&x->all.symbol[i]) &&
		    (symbol == SIZE_MAX ? on_island(x, island, i)
					: i == symbol))
			ask_nonzero(&q, i, below);
	answer = ask(&q, &proof, &n);
	if (answer == ASK_IMPOSSIBLE)
		gather(x, proof, n);
	ask_end(&q);
	return answer;
}

static void find_zeros(struct exam *x, size_t island)
{
	if (is_large(x, island) ||
	    nonzero(x, island, SIZE_MAX, false) == ASK_POSSIBLE)
		return;
	for (size_t i = 0; i < x->all.nsymbol; i++) {
		const struct symbol *s = &x->all.symbol[i];

		x->nproof = 0;
		if (!is_amount(s) || !on_island(x, island, i) ||
		    nonzero(x, island, i, false) != ASK_IMPOSSIBLE ||
		    (!s->indicator->nonnegative &&
		     nonzero(x, island, i, true) != ASK_IMPOSSIBLE))
			continue;
		remark(x, RULESET_ZERO, NULL, arena_printf(arena_of(x),
			"Buộc bằng 0: %s chỉ có thể bằng 0, vì %s", s->name,
			proof_names(x)));
	}
}

/* --- all --------------------------------------------------------------------------- */

static void list_left(struct exam *x)
{
	const struct check *last = NULL;

	for (size_t i = 0; i < x->all.nstatement; i++) {
		const struct statement *s = &x->all.statement[i];

		if (!s->check || !s->why || s->check == last)
			continue;
		last = s->check;
		*VEC_PUSH(arena_of(x), x->out->left, x->out->nleft,
			  x->out->capleft) =
			(struct ruleset_left){ s->check, s->why };
	}
}

int ruleset_examine(struct arena *a, const struct pack *p, struct ruleset *out,
		    struct err *e)
{
	struct exam x = { .out = out, .e = e };

	*out = (struct ruleset){ 0 };
	symbolic_make(a, p, &x.all);
	x.idle = ARENA_ARRAY(a, p->ncheck, bool);
	out->nstatement = x.all.nstatement;
	out->nsymbol = x.all.nsymbol;
	list_left(&x);
	if (find_contradictions(&x) < 0)
		return -1;
	for (size_t i = 0; i < x.all.nisland; i++)
		find_zeros(&x, i);
	for (size_t i = 0; i < p->ncheck; i++)
		examine_alone(&x, &p->check[i]);
	/* what stays on purpose first, so that it makes nothing else redundant;
	 * then from the end, so that of equals the first stays */
	for (int keep = 1; keep >= 0; keep--)
		for (size_t i = p->ncheck; i-- > 0;)
			if (!p->check[i].keep == !keep)
				examine_need(&x, &p->check[i]);
	return 0;
}
