/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The exact simplex.
 *
 * The systems of repair are small (the rules that touch the few changed
 * figures), so the tableau is dense and values of basic variables are
 * computed when they are looked at.  Rows are divided by their common factor
 * after each pivot; with sums and differences the entries then stay at one
 * or two digits.
 */
#include "lib/rule/simplex.h"

#include "lib/base/base.h"

static uint64_t gcd64(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t r = a % b;

		a = b;
		b = r;
	}
	return a;
}

__int128 wide_gcd(__int128 x, __int128 y)
{
	unsigned __int128 a;
	unsigned __int128 b;

	if ((int64_t)x == x && (int64_t)y == y)
		return gcd64(x < 0 ? -(uint64_t)x : (uint64_t)x,
			     y < 0 ? -(uint64_t)y : (uint64_t)y);
	a = x < 0 ? -(unsigned __int128)x : (unsigned __int128)x;
	b = y < 0 ? -(unsigned __int128)y : (unsigned __int128)y;
	while (b) {
		unsigned __int128 r;

		if ((uint64_t)a == a && (uint64_t)b == b)
			return gcd64((uint64_t)a, (uint64_t)b);
		r = a % b;
		a = b;
		b = r;
	}
	return (__int128)a;
}

__int128 wide_floor_div(__int128 x, __int128 y)
{
	__int128 q = wide_div(x, y);
	__int128 rest = x - q * y;

	return q - (rest < 0);
}

void simplex_init(struct arena *a, struct simplex *s, size_t nrow,
		  size_t ncol, struct edge *low, struct edge *high,
		  uint64_t *steps)
{
	size_t n = nrow + ncol;

	__int128 *wide = ARENA_ARRAY(a, nrow + n, __int128);
	struct near *near = ARENA_ARRAY(a, nrow + n, struct near);
	size_t *size = ARENA_ARRAY(a, nrow + 2 * ncol + n, size_t);
	bool *flag = ARENA_ARRAY(a, 2 * nrow, bool);

	*s = (struct simplex){
		.nrow = nrow,
		.ncol = ncol,
		.t = arena_array(a, nrow * ncol, sizeof *s->t),
		.den = wide,
		.mult = wide + nrow,
		.sum = near,
		.value = near + nrow,
		.basic = size,
		.nonbasic = size + nrow,
		.entry = size + nrow + ncol,
		.place = size + nrow + 2 * ncol,
		.summed = flag,
		.fits = flag + nrow,
		.low = low,
		.high = high,
		.steps = steps,
	};
	for (size_t j = 0; j < ncol; j++) {
		s->nonbasic[j] = j;
		s->place[j] = j;
	}
	for (size_t i = 0; i < nrow; i++) {
		s->den[i] = 1;
		s->basic[i] = ncol + i;
		s->place[ncol + i] = ncol + i;
	}
}

/* --- values -------------------------------------------------------------- */

static int near_cmp(struct near x, struct near y)
{
	if (x.a != y.a)
		return x.a < y.a ? -1 : 1;
	return (x.k > y.k) - (x.k < y.k);
}

static bool is_basic(const struct simplex *s, size_t var)
{
	return s->place[var] >= s->ncol;
}

/* The numerator of a row's value, kept until something changes it. */
static bool row_value(const struct simplex *s, size_t row, struct near *out)
{
	const __int128 *t = &s->t[row * s->ncol];
	struct near *num = &s->sum[row];

	if (s->summed[row]) {
		*out = *num;
		return true;
	}
	*num = (struct near){ 0, 0 };
	for (size_t j = 0; j < s->ncol; j++) {
		const struct near *v = &s->value[s->nonbasic[j]];

		if (t[j] == 0)
			continue;
		if (v->a && !wide_mac(&num->a, t[j], v->a))
			return false;
		if (v->k && !wide_mac(&num->k, t[j], v->k))
			return false;
	}
	s->summed[row] = true;
	*out = *num;
	return true;
}

static void forget_sums(struct simplex *s)
{
	memset(s->summed, 0, s->nrow * sizeof *s->summed);
}

static bool near_times(struct near v, __int128 m, struct near *out)
{
	return wide_mul(v.a, m, &out->a) && wide_mul(v.k, m, &out->k);
}

bool simplex_value(const struct simplex *s, size_t var, struct near *num,
		   __int128 *den)
{
	if (!is_basic(s, var)) {
		*num = s->value[var];
		*den = 1;
		return true;
	}
	*den = s->den[s->place[var] - s->ncol];
	return row_value(s, s->place[var] - s->ncol, num);
}

/* A variable outside the basis is kept between its bounds. */
void simplex_touch(struct simplex *s, size_t var)
{
	struct near v = s->value[var];

	if (is_basic(s, var)) {
		s->fits[s->place[var] - s->ncol] = false;
		return;
	}
	if (s->high[var].on && near_cmp(v, s->high[var].at) > 0)
		v = s->high[var].at;
	if (s->low[var].on && near_cmp(v, s->low[var].at) < 0)
		v = s->low[var].at;
	if (near_cmp(v, s->value[var]) == 0)
		return;
	s->value[var] = v;
	for (size_t i = 0; i < s->nrow; i++)
		if (s->t[i * s->ncol + s->place[var]])
			s->summed[i] = false;
}

/* --- pivoting ------------------------------------------------------------ */

/* Divides a row by the common factor of its entries. */
static void reduce(struct simplex *s, size_t row)
{
	__int128 *t = &s->t[row * s->ncol];
	__int128 g = s->den[row];

	for (size_t j = 0; j < s->ncol && g != 1; j++)
		if (t[j])
			g = wide_gcd(g, t[j]);
	if (g == 1)
		return;
	s->den[row] = wide_div(s->den[row], g);
	for (size_t j = 0; j < s->ncol; j++)
		if (t[j])
			t[j] = wide_div(t[j], g);
}

/* Replaces column col in a row by what row `by`, solved for it, says; that
 * one has entries in the columns s->entry only. */
static bool eliminate(struct simplex *s, size_t row, size_t by, size_t col)
{
	__int128 *t = &s->t[row * s->ncol];
	const __int128 *p = &s->t[by * s->ncol];
	__int128 f = t[col];

	t[col] = 0;
	if (s->den[by] != 1) {
		for (size_t j = 0; j < s->ncol; j++)
			if (t[j] && !wide_mul(t[j], s->den[by], &t[j]))
				return false;
		if (!wide_mul(s->den[row], s->den[by], &s->den[row]))
			return false;
	}
	for (size_t k = 0; k < s->nentry; k++)
		if (!wide_mac(&t[s->entry[k]], p[s->entry[k]], f))
			return false;
	reduce(s, row);
	s->summed[row] = false;
	return true;
}

/* The variable of the row leaves the basis, that of the column enters. */
static bool pivot(struct simplex *s, size_t row, size_t col)
{
	__int128 *t = &s->t[row * s->ncol];
	__int128 d = t[col];
	size_t out = s->basic[row];
	size_t in = s->nonbasic[col];

	t[col] = -s->den[row];
	s->den[row] = d < 0 ? -d : d;
	s->nentry = 0;
	for (size_t j = 0; j < s->ncol; j++) {
		if (t[j] == 0)
			continue;
		if (d > 0)
			t[j] = -t[j];
		s->entry[s->nentry++] = j;
	}
	for (size_t i = 0; i < s->nrow; i++)
		if (i != row && s->t[i * s->ncol + col] &&
		    !eliminate(s, i, row, col))
			return false;
	s->summed[row] = false;
	s->basic[row] = in;
	s->nonbasic[col] = out;
	s->place[in] = s->ncol + row;
	s->place[out] = col;
	return true;
}

/* A pivot of a large tableau counts for more. */
static void spend(struct simplex *s)
{
	uint64_t work = 1 + s->nrow * s->ncol / 64;

	*s->steps -= work < *s->steps ? work : *s->steps;
}

/* --- feasibility --------------------------------------------------------- */

/* dir > 0: the row's variable is below its lower bound; < 0: above its
 * upper. */
struct breach {
	size_t row;
	int dir;
};

static enum simplex_answer find_breach(struct simplex *s,
				       struct breach *b)
{
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < s->nrow; i++) {
		size_t var = s->basic[i];
		struct near num;
		struct near at;
		bool fits;

		if (var > least || (s->summed[i] && s->fits[i]) ||
		    (!s->low[var].on && !s->high[var].on))
			continue;
		if (!row_value(s, i, &num))
			return SIMPLEX_OVERFLOW;
		fits = true;
		for (int dir = -1; dir <= 1; dir += 2) {
			const struct edge *e =
				dir > 0 ? &s->low[var] : &s->high[var];

			if (!e->on)
				continue;
			if (!near_times(e->at, s->den[i], &at))
				return SIMPLEX_OVERFLOW;
			if (near_cmp(num, at) * dir < 0) {
				*b = (struct breach){ i, dir };
				least = var;
				fits = false;
			}
		}
		s->fits[i] = fits;
	}
	return least == SIZE_MAX ? SIMPLEX_FEASIBLE : SIMPLEX_INFEASIBLE;
}

/* Whether a variable outside the basis can move up (dir > 0) or down. */
static bool can_move(const struct simplex *s, size_t var, int dir)
{
	if (dir > 0)
		return !s->high[var].on ||
		       near_cmp(s->value[var], s->high[var].at) < 0;
	return !s->low[var].on ||
	       near_cmp(s->value[var], s->low[var].at) > 0;
}

/* The first column that can move the row's variable in the direction. */
static size_t entering(const struct simplex *s, size_t row, int dir)
{
	const __int128 *t = &s->t[row * s->ncol];
	size_t best = SIZE_MAX;

	for (size_t j = 0; j < s->ncol; j++)
		if (t[j] &&
		    (best == SIZE_MAX || s->nonbasic[j] < s->nonbasic[best]) &&
		    can_move(s, s->nonbasic[j], t[j] > 0 ? dir : -dir))
			best = j;
	return best;
}

/* The same, but one that brings no new fractions where there is one. */
static size_t entering_whole(const struct simplex *s, size_t row, int dir)
{
	const __int128 *t = &s->t[row * s->ncol];
	__int128 den = s->den[row];

	for (size_t j = 0; j < s->ncol; j++)
		if ((t[j] == den || t[j] == -den) &&
		    can_move(s, s->nonbasic[j], t[j] > 0 ? dir : -dir))
			return j;
	return entering(s, row, dir);
}

static void certify(struct simplex *s, const struct breach *b)
{
	const __int128 *t = &s->t[b->row * s->ncol];

	memset(s->mult, 0, (s->nrow + s->ncol) * sizeof *s->mult);
	s->mult[s->basic[b->row]] = b->dir * s->den[b->row];
	for (size_t j = 0; j < s->ncol; j++)
		s->mult[s->nonbasic[j]] = -b->dir * t[j];
}

enum simplex_answer simplex_check(struct simplex *s)
{
	struct breach b = { .row = 0 };

	/* Bland's rule is what ends it; before, fractions are avoided */
	for (size_t n = 0;; n++) {
		enum simplex_answer answer = find_breach(s, &b);
		size_t var;
		size_t col;

		if (answer != SIMPLEX_INFEASIBLE)
			return answer;
		if (*s->steps == 0)
			return SIMPLEX_LIMIT;
		spend(s);
		col = n < s->nrow + s->ncol
			      ? entering_whole(s, b.row, b.dir)
			      : entering(s, b.row, b.dir);
		if (col == SIZE_MAX) {
			certify(s, &b);
			return SIMPLEX_INFEASIBLE;
		}
		var = s->basic[b.row];
		if (!pivot(s, b.row, col))
			return SIMPLEX_OVERFLOW;
		s->value[var] =
			b.dir > 0 ? s->low[var].at : s->high[var].at;
	}
}

/* --- extremes ------------------------------------------------------------ */

/* How far a row lets the entering variable go: num / den, den > 0. */
struct room {
	struct near num;
	__int128 den;
	size_t row; /* SIZE_MAX: the entering variable's own other bound */
	size_t var;
};

/* *cmp of x and y; false on overflow. */
static bool room_cmp(const struct room *x, const struct room *y, int *cmp)
{
	struct near a;
	struct near b;

	if (!near_times(x->num, y->den, &a) || !near_times(y->num, x->den, &b))
		return false;
	*cmp = near_cmp(a, b);
	return true;
}

static bool near_sub(struct near x, struct near y, struct near *out)
{
	return !__builtin_sub_overflow(x.a, y.a, &out->a) &&
	       !__builtin_sub_overflow(x.k, y.k, &out->k);
}

/* Room that a row leaves when column col moves by dir; 1, 0 (no limit) or -1
 * on overflow. */
static int row_room(const struct simplex *s, size_t row, size_t col, int dir,
		    struct room *out)
{
	__int128 t = s->t[row * s->ncol + col];
	size_t var = s->basic[row];
	bool up = (t > 0) == (dir > 0);
	const struct edge *e = up ? &s->high[var] : &s->low[var];
	struct near num;
	struct near at;

	if (t == 0 || !e->on)
		return 0;
	if (!row_value(s, row, &num) || !near_times(e->at, s->den[row], &at) ||
	    !(up ? near_sub(at, num, &out->num) : near_sub(num, at, &out->num)))
		return -1;
	out->den = t < 0 ? -t : t;
	out->row = row;
	out->var = var;
	return 1;
}

/* Keeps the tighter room, of equal ones the smaller variable's. */
static bool tighter(struct room *best, bool *have, const struct room *r)
{
	int cmp = -1;

	if (*have && !room_cmp(r, best, &cmp))
		return false;
	if (cmp < 0 || (cmp == 0 && r->var < best->var))
		*best = *r;
	*have = true;
	return true;
}

/* The tightest room of a column; 1, 0 (unbounded) or -1. */
static int find_room(const struct simplex *s, size_t col, int dir,
		     struct room *best)
{
	size_t var = s->nonbasic[col];
	const struct edge *own = dir > 0 ? &s->high[var] : &s->low[var];
	bool have = false;
	struct room r;

	if (own->on) {
		r = (struct room){ .den = 1, .row = SIZE_MAX, .var = var };
		if (!(dir > 0 ? near_sub(own->at, s->value[var], &r.num)
			      : near_sub(s->value[var], own->at, &r.num)) ||
		    !tighter(best, &have, &r))
			return -1;
	}
	for (size_t i = 0; i < s->nrow; i++) {
		int rc = row_room(s, i, col, dir, &r);

		if (rc < 0 || (rc > 0 && !tighter(best, &have, &r)))
			return -1;
	}
	return have;
}

/* One step towards the extreme; 1 moved, 0 done, -1 overflow or unbounded. */
static int improve(struct simplex *s, size_t col, int dir,
		   enum simplex_answer *answer, bool *bounded)
{
	size_t var = s->nonbasic[col];
	struct room r = { .den = 1 };
	int rc = find_room(s, col, dir, &r);
	bool up;

	if (rc < 0) {
		*answer = SIMPLEX_OVERFLOW;
		return -1;
	}
	if (rc == 0) {
		*bounded = false;
		return -1;
	}
	if (*s->steps == 0) {
		*answer = SIMPLEX_LIMIT;
		return -1;
	}
	spend(s);
	if (r.row == SIZE_MAX) {
		s->value[var] = dir > 0 ? s->high[var].at : s->low[var].at;
		forget_sums(s);
		return 1;
	}
	up = (s->t[r.row * s->ncol + col] > 0) == (dir > 0);
	if (!pivot(s, r.row, col)) {
		*answer = SIMPLEX_OVERFLOW;
		return -1;
	}
	s->value[r.var] = up ? s->high[r.var].at : s->low[r.var].at;
	return 1;
}

enum simplex_answer simplex_extreme(struct simplex *s, size_t var, int dir,
				    bool *bounded, struct near *num,
				    __int128 *den)
{
	enum simplex_answer answer = SIMPLEX_FEASIBLE;

	*bounded = true;
	while (answer == SIMPLEX_FEASIBLE && *bounded) {
		size_t col;
		int towards = dir;

		if (is_basic(s, var)) {
			size_t row = s->place[var] - s->ncol;

			col = entering(s, row, dir);
			if (col == SIZE_MAX)
				break;
			if (s->t[row * s->ncol + col] < 0)
				towards = -dir;
		} else {
			if (!can_move(s, var, dir))
				break;
			col = s->place[var];
		}
		if (improve(s, col, towards, &answer, bounded) < 0)
			break;
	}
	if (answer == SIMPLEX_FEASIBLE && *bounded &&
	    !simplex_value(s, var, num, den))
		answer = SIMPLEX_OVERFLOW;
	return answer;
}
