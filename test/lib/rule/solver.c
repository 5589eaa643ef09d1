/* SPDX-License-Identifier: Apache-2.0 */
/* Repairs as integer programmes for glpsol and cbc. */
#include "lib/rule/solver.h"

#include "lib/base/buf.h"

#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static bool is_product(const struct solver_rule *r)
{
	return r->whole != r->value;
}

static struct dec tenths(int64_t n)
{
	return (struct dec){ (__int128)n * (DEC_ONE / 10) };
}

/* --- to the library ------------------------------------------------------- */

static void tell_linear(struct arena *a, struct repair *s, size_t rule,
			const struct solver_rule *r)
{
	struct repair_term *t = ARENA_ARRAY(a, r->n, struct repair_term);

	for (size_t i = 0; i < r->n; i++)
		t[i] = (struct repair_term){ r->figure[i], r->coef[i], 1 };
	repair_linear(s, rule, t, r->n,
		      r->rel == '='   ? REPAIR_EQ
		      : r->rel == 'l' ? REPAIR_LE
		      : r->rel == '<' ? REPAIR_LT
		      : r->rel == 'g' ? REPAIR_GE
				      : REPAIR_GT,
		      tenths(r->right), 1);
}

struct repair *solver_told(struct arena *a, const struct solver_system *s)
{
	struct repair *out = repair_new(a);

	for (size_t j = 0; j < s->nfigure; j++) {
		const struct solver_figure *v = &s->figure[j];
		struct repair_var x = {
			.name = arena_printf(a, "x%zu", j),
			.missing = v->missing,
			.fixed = v->fixed,
			.weight = v->weight,
			.places = v->step == 1,
			.value = tenths(v->value),
			.inexact = v->part,
			.domain = { .has_low = true,
				    .has_high = !s->no_high,
				    .low = tenths(v->low),
				    .high = tenths(v->high) },
		};

		if (v->part) {
			struct rule_value r = rule_rounded(x.value, x.places);

			x.kept = (struct repair_range){
				true, true, r.low_open, r.high_open,
				r.low, r.high,
			};
		}
		repair_var(out, &x);
	}
	for (size_t i = 0; i < s->nrule; i++) {
		const struct solver_rule *r = &s->rule[i];
		size_t rule = repair_rule(out, arena_printf(a, "r%zu", i));

		if (is_product(r))
			repair_product(out, rule, r->value, r->part, 1, 100,
				       r->whole);
		else
			tell_linear(a, out, rule, r);
	}
	return out;
}

/* --- to a solver ----------------------------------------------------------- */

/* A row of the programme: xN counts steps of figure N, dN says that it
 * changes.  Terms come as they are written; equal ones are added up. */
struct row {
	struct {
		char kind;
		size_t at;
		int64_t by;
	} term[64];
	size_t n;
};

static void put(struct row *r, char kind, size_t at, int64_t by)
{
	size_t i = 0;

	while (i < r->n && (r->term[i].kind != kind || r->term[i].at != at))
		i++;
	if (i == r->n) {
		if (r->n == ARRAY_LEN(r->term))
			BUG("a rule is too long for the solver");
		r->term[r->n].kind = kind;
		r->term[r->n].at = at;
		r->term[r->n++].by = 0;
	}
	r->term[i].by += by;
}

static int64_t gcd(int64_t x, int64_t y)
{
	for (x = x < 0 ? -x : x; y; ) {
		int64_t rest = x % (y < 0 ? -y : y);

		x = y < 0 ? -y : y;
		y = rest;
	}
	return x;
}

static int64_t floor_div(int64_t n, int64_t d)
{
	return n / d - (n % d < 0);
}

/* terms <= right, or = right; all whole numbers, so divided by what the
 * coefficients have in common. */
static void end_row(FILE *f, const struct row *r, bool equal, int64_t right)
{
	int64_t g = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		g = gcd(g, r->term[i].by);
	if (g == 0)
		g = 1;
	if (equal && right % g)
		g = 1;
	for (size_t i = 0; i < r->n; i++)
		if (r->term[i].by)
			fprintf(f, " %+" PRId64 " %c%zu%s",
				r->term[i].by / g, r->term[i].kind,
				r->term[i].at, ++n % 8 == 0 ? "\n" : "");
	/* a row without terms must stay one: 0 <= -1 has no solution */
	if (n == 0)
		fprintf(f, " 0 x0");
	fprintf(f, " %s %" PRId64 "\n", equal ? "=" : "<=",
		floor_div(right, g));
}

static void write_linear(FILE *f, const struct solver_system *s,
			 const struct solver_rule *r)
{
	int sign = r->rel == 'g' || r->rel == '>' ? -1 : 1;
	struct row row = { .n = 0 };

	for (size_t i = 0; i < r->n; i++)
		put(&row, 'x', r->figure[i],
		    (int64_t)sign * r->coef[i] * s->figure[r->figure[i]].step);
	end_row(f, &row, r->rel == '=',
		sign * r->right - (r->rel == '<' || r->rel == '>'));
}

/* 2000 value / whole >= p, or < p when up, p in twentieths of a per cent, as
 * half a tenth is; relaxed when the figure d changes (SIZE_MAX: never). */
static void write_bound(FILE *f, const struct solver_system *s,
			const struct solver_rule *r, bool up, bool strict,
			int64_t p, size_t d)
{
	const struct solver_figure *v = &s->figure[r->value];
	const struct solver_figure *w = &s->figure[r->whole];
	int64_t sign = up ? 1 : -1;
	int64_t most = up ? 200 * v->high - p * w->low / 10
			  : p * w->high / 10 - 200 * v->low;
	struct row row = { .n = 0 };

	put(&row, 'x', r->value, 2000 * sign);
	put(&row, 'x', r->whole, -p * sign);
	if (d != SIZE_MAX && most + 10 > 0)
		put(&row, 'd', d, -(most + 10) / 10 * 10);
	end_row(f, &row, false, -(int64_t)strict);
}

/* Value and whole are whole numbers, the whole at least one. */
static void write_product(FILE *f, const struct solver_system *s,
			  const struct solver_rule *r)
{
	const struct solver_figure *p = &s->figure[r->part];

	write_bound(f, s, r, false, false, 2 * p->low, SIZE_MAX);
	write_bound(f, s, r, true, false, 2 * p->high, SIZE_MAX);
	if (p->missing)
		return;
	write_bound(f, s, r, false, false, 2 * p->value - p->step,
		    p->fixed ? SIZE_MAX : r->part);
	write_bound(f, s, r, true, true, 2 * p->value + p->step,
		    p->fixed ? SIZE_MAX : r->part);
}

static bool may_change(const struct solver_figure *v)
{
	return !v->missing && !v->fixed;
}

/* As printed, unless dN. */
static void write_kept(FILE *f, const struct solver_figure *v, size_t j)
{
	int64_t at = v->value / v->step;
	struct row up = { .n = 0 };
	struct row down = { .n = 0 };

	if (v->missing || v->part)
		return;
	put(&up, 'x', j, 1);
	put(&down, 'x', j, -1);
	if (may_change(v)) {
		put(&up, 'd', j, at - v->high / v->step);
		put(&down, 'd', j, v->low / v->step - at);
	}
	end_row(f, &up, false, at);
	end_row(f, &down, false, -at);
}

static void write_programme(FILE *f, const struct solver_system *s)
{
	fprintf(f, "Minimize\n cost:");
	/* all columns, in an order that is known */
	for (size_t j = 0; j < s->nfigure; j++)
		fprintf(f, " + 0 x%zu + %d d%zu\n", j,
			may_change(&s->figure[j]) ? s->figure[j].weight : 0,
			j);
	fprintf(f, "Subject To\n");
	for (size_t i = 0; i < s->nrule; i++)
		if (is_product(&s->rule[i]))
			write_product(f, s, &s->rule[i]);
		else
			write_linear(f, s, &s->rule[i]);
	for (size_t j = 0; j < s->nfigure; j++)
		write_kept(f, &s->figure[j], j);
	fprintf(f, "Bounds\n");
	for (size_t j = 0; j < s->nfigure; j++) {
		const struct solver_figure *v = &s->figure[j];

		fprintf(f, " %" PRId64 " <= x%zu <= %" PRId64 "\n",
			v->low / v->step, j, v->high / v->step);
	}
	fprintf(f, "General\n");
	for (size_t j = 0; j < s->nfigure; j++)
		fprintf(f, " x%zu\n", j);
	fprintf(f, "Binary\n");
	for (size_t j = 0; j < s->nfigure; j++)
		fprintf(f, " d%zu\n", j);
	fprintf(f, "End\n");
}

/* --- running -------------------------------------------------------------- */

static const struct {
	const char *name;
	const char *program;
} solvers[SOLVER__MAX] = {
	[SOLVER_GLPK] = { "GLPK", "glpsol" },
	[SOLVER_GLPK_CUTS] = { "GLPK --cuts", "glpsol" },
	[SOLVER_CBC] = { "CBC", "cbc" },
};

const char *solver_name(enum solver k)
{
	return solvers[k].name;
}

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Runs it, output to a file; returns its status, -1 when it did not start. */
static int process(const char *const *argv, const char *output, int64_t *us)
{
	posix_spawn_file_actions_t to;
	int64_t start = now_us();
	int status = -1;
	pid_t pid;
	int rc;

	posix_spawn_file_actions_init(&to);
	posix_spawn_file_actions_addopen(&to, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
		&to, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_adddup2(&to, 1, 2);
	rc = posix_spawnp(&pid, argv[0], &to, NULL,
			  (char *const *)(uintptr_t)argv, environ);
	posix_spawn_file_actions_destroy(&to);
	if (rc != 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	*us = now_us() - start;
	return WEXITSTATUS(status);
}

bool solver_exists(enum solver k)
{
	const char *argv[] = { solvers[k].program,
			       k == SOLVER_CBC ? "quit" : "--version", NULL };
	int64_t us;

	return process(argv, "/dev/null", &us) == 0;
}

static char *text_of(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = BUF_INIT(a);
	char part[4096];
	size_t n;

	buf_add(&b, "", 0);
	while (f && (n = fread(part, 1, sizeof part, f)) > 0)
		buf_add(&b, part, n);
	if (f)
		fclose(f);
	return b.data;
}

static void take(const struct solver_system *s, struct solver_answer *x,
		 char kind, size_t j, double value)
{
	if (j >= s->nfigure)
		return;
	if (kind == 'x')
		x->value[j] = s->figure[j].step * llround(value);
	else
		x->changed[j] = value > 0.5;
}

/* "s mip ROWS COLUMNS STATUS OBJECTIVE", then "j COLUMN VALUE" */
static void read_glpk(const struct solver_system *s, const char *log,
		      char *solution, struct solver_answer *x)
{
	const char *line = strstr(solution, "\ns mip ");
	double objective = 0;
	char status = 'u';

	if (line)
		sscanf(line, "\ns mip %*d %*d %c %lf", &status, &objective);
	if (strstr(log, "TIME LIMIT EXCEEDED"))
		x->status = SOLVER_LIMIT;
	else if (status == 'o')
		x->status = SOLVER_OPTIMAL;
	else if (strstr(log, "FEASIBLE SOLUTION"))
		x->status = SOLVER_INFEASIBLE;
	x->weight = llround(objective);
	for (char *next, *at = strtok_r(solution, "\n", &next); at;
	     at = strtok_r(NULL, "\n", &next)) {
		size_t column;
		double value;

		if (sscanf(at, "j %zu %lf", &column, &value) == 2)
			take(s, x, column % 2 ? 'x' : 'd', (column - 1) / 2,
			     value);
	}
}

/* "Optimal - objective value 3.0", then "NUMBER NAME VALUE COST" */
static void read_cbc(const struct solver_system *s, char *solution,
		     struct solver_answer *x)
{
	const char *objective = strstr(solution, "objective value ");

	if (strncmp(solution, "Optimal", 7) == 0)
		x->status = SOLVER_OPTIMAL;
	else if (strncmp(solution, "Stopped", 7) == 0)
		x->status = SOLVER_LIMIT;
	else if (strstr(solution, "nfeasible"))
		x->status = SOLVER_INFEASIBLE;
	if (objective)
		x->weight = llround(strtod(objective + 16, NULL));
	for (char *next, *at = strtok_r(solution, "\n", &next); at;
	     at = strtok_r(NULL, "\n", &next)) {
		char kind;
		size_t j;
		double value;

		if (sscanf(at, "%*[ *]%*d %c%zu %lf", &kind, &j, &value) == 3)
			take(s, x, kind, j, value);
	}
}

struct solver_answer solver_ask(struct arena *a, enum solver k,
				const struct solver_system *s, const char *dir,
				int seconds, bool time)
{
	struct solver_answer x = {
		.status = SOLVER_FAILED,
		.value = ARENA_ARRAY(a, s->nfigure, int64_t),
		.changed = ARENA_ARRAY(a, s->nfigure, bool),
	};
	char *lp = arena_printf(a, "%s/programme.lp", dir);
	char *out = arena_printf(a, "%s/solution", dir);
	char *log = arena_printf(a, "%s/log", dir);
	char *limit = arena_printf(a, "%d", seconds);
	const char *glpk[] = { "glpsol", "--lp",  lp,    "-w",
			 out,	   "--tmlim", limit, NULL, NULL };
	const char *cbc[] = { "cbc", lp, "timeMode", "elapsed", "sec", limit,
			"integerTolerance", "1e-9",
			"ratio", "0", "allow", "0", "solve", "solution", out,
			NULL };
	const char *glpk_read[] = { "glpsol", "--lp", lp, "--check", NULL };
	const char *cbc_read[] = { "cbc", lp, "quit", NULL };
	FILE *f = fopen(lp, "w");

	if (!f)
		BUG("cannot write %s", lp);
	write_programme(f, s);
	if (fclose(f) != 0)
		BUG("cannot write %s", lp);
	if (k == SOLVER_GLPK_CUTS)
		glpk[7] = "--cuts";
	unlink(out);
	if (time && process(k == SOLVER_CBC ? cbc_read : glpk_read, log,
			    &x.read_us) < 0)
		return x;
	if (process(k == SOLVER_CBC ? cbc : glpk, log, &x.wall_us) < 0)
		return x;
	if (k == SOLVER_CBC)
		read_cbc(s, text_of(a, out), &x);
	else
		read_glpk(s, text_of(a, log), text_of(a, out), &x);
	return x;
}

/* --- checking ------------------------------------------------------------- */

static bool linear_holds(const struct solver_rule *r, const int64_t *value)
{
	int64_t sum = 0;

	for (size_t i = 0; i < r->n; i++)
		sum += r->coef[i] * value[r->figure[i]];
	switch (r->rel) {
	case '=':
		return sum == r->right;
	case 'l':
		return sum <= r->right;
	case '<':
		return sum < r->right;
	case 'g':
		return sum >= r->right;
	default:
		return sum > r->right;
	}
}

/* There is a per cent in [low, high), or [low, high], with value = it of
 * whole. */
static bool product_holds(const struct solver_system *s,
			  const struct solver_rule *r, const int64_t *value,
			  const bool *changed)
{
	const struct solver_figure *p = &s->figure[r->part];
	int64_t v = 2000 * value[r->value];
	int64_t w = value[r->whole];

	if (w <= 0 || v < 2 * p->low * w || v > 2 * p->high * w)
		return false;
	return p->missing || (changed && changed[r->part]) ||
	       (v >= (2 * p->value - p->step) * w &&
		v < (2 * p->value + p->step) * w);
}

bool solver_holds(const struct solver_system *s, size_t i,
		  const int64_t *value, const bool *changed)
{
	const struct solver_rule *r = &s->rule[i];

	return is_product(r) ? product_holds(s, r, value, changed)
			     : linear_holds(r, value);
}

int64_t solver_weight(const struct solver_system *s,
		      const struct solver_answer *x)
{
	int64_t weight = 0;

	for (size_t j = 0; j < s->nfigure; j++) {
		const struct solver_figure *v = &s->figure[j];
		int64_t at = x->value[j];

		if (may_change(v) && x->changed[j])
			weight += v->weight;
		if (v->part)
			continue;
		if (at < v->low || at > v->high || at % v->step ||
		    (!v->missing && !(may_change(v) && x->changed[j]) &&
		     at != v->value))
			return -1;
	}
	for (size_t i = 0; i < s->nrule; i++)
		if (!solver_holds(s, i, x->value, x->changed))
			return -1;
	return weight;
}
