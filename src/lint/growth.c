/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Growth: "25.400 người, tăng 1.200 người (tương ứng 5 %) so với cùng kỳ",
 * and the stock that opening, inflow and outflow lead to.
 */
#include "lint/relation_read.h"

#include "lib/base/buf.h"
#include "lib/base/multimap.h"

#include <string.h>

enum { MAX_GAP = 60 }; /* bytes between a change and what it is told with */

/* --- a change and its per cent ------------------------------------------------- */

/* The sign of a change: 1, -1, or 0 when the words do not say. */
static int sign_of(struct relations *rs, size_t change)
{
	struct stretch s = stretch_before(rs, change);
	bool up = stretch_has(&s, "tăng");
	bool down = stretch_has(&s, "giảm");

	return up == down ? 0 : up ? 1 : -1;
}

static bool is_exact(const struct amount *m)
{
	return m->written.qualifier != QUAL_RANGE &&
	       m->written.qualifier != QUAL_APPROX_RANGE;
}

static bool is_against(const struct stretch *gap)
{
	static const char *const words[] = { "so với", "cùng kỳ", "năm trước",
					     NULL };

	return stretch_has_any(gap, words);
}

/* Does the per cent say value / base, to one unit of its last digit? */
static bool is_ratio(const struct amount *percent, struct dec value,
		     struct dec base)
{
	struct dec unit = { DEC_ONE };
	struct dec p = percent->written.low;

	for (int i = 0; i < percent->written.places; i++)
		unit.u /= 10;
	value.u *= 100;
	if (dec_div(value, base, &value) < 0)
		return false;
	return value.u > p.u - unit.u && value.u < p.u + unit.u;
}

/* The other of a pair "tăng N (p %)", "tăng p % (N)" right behind it. */
static size_t partner(struct relations *rs, size_t i)
{
	const struct amount *m = &rs->amount[i];
	const struct amount *p = m + 1;
	bool percent = m->unit[0] == '%';
	struct stretch gap;

	if (i + 1 >= rs->namount || p->index != m->index ||
	    p->sentence != m->sentence || !is_exact(p) ||
	    (p->unit[0] == '%') == percent ||
	    (p->role != AMOUNT_CHANGE && p->role != AMOUNT_COUNT &&
	     p->role != AMOUNT_OTHER && p->role != AMOUNT_SHARE))
		return SIZE_MAX;
	gap = stretch_between(rs, m, p);
	if (gap.to - gap.from > MAX_GAP ||
	    (percent && is_against(&gap))) /* that is the old value */
		return SIZE_MAX;
	if (p->bracket == m->bracket + 1 ||
	    stretch_has(&gap, "tương ứng") || stretch_has(&gap, "tương đương"))
		return i + 1;
	return SIZE_MAX;
}

/* value = old + change (or old = value + change); change = p % of old. */
static void claim_change(struct relations *rs, size_t value, size_t change,
			 size_t percent, int sign)
{
	struct arena *a = rs->lint->arena;
	const struct amount *v = &rs->amount[value];
	const struct amount *c = &rs->amount[change];
	struct relation *r = relation_add(rs, &relation_rules[GROWTH_MISMATCH],
					  true);
	int old = relation_hidden(rs, r, v->factor);
	struct dec before;
	struct dec ratio = amount_base(c);
	struct relation_term t[2] = { { old, 1 }, { (int)change, 1 } };

	if (sign > 0) {
		relation_sum(rs, r, (int)value, REPAIR_EQ, t, 2);
		(void)dec_sub(amount_base(v), amount_base(c), &before);
	} else {
		t[0].of = (int)value;
		relation_sum(rs, r, old, REPAIR_EQ, t, 2);
		(void)dec_add(amount_base(v), amount_base(c), &before);
	}
	relation_product(rs, r, (int)change, (int)percent, old);
	ratio.u *= 100;
	if (before.u <= 0 || dec_div(ratio, before, &ratio) < 0)
		ratio = DEC_ZERO;
	r->claim = arena_printf(
		a, "số trước là %s %s %s, %s %s thì bằng %s%%, không phải %s",
		amount_digits(a, v), sign > 0 ? "−" : "+", amount_digits(a, c),
		sign > 0 ? "tăng" : "giảm", amount_digits(a, c),
		number_vi(a, dec_round(ratio, 1), -1),
		amount_words(a, &rs->amount[percent]));
}

static void read_change(struct relations *rs, size_t i)
{
	const struct amount *m = &rs->amount[i];
	size_t other = partner(rs, i);
	int sign = sign_of(rs, i);
	bool percent = m->unit[0] == '%';
	size_t change = percent ? other : i;
	size_t value;

	if (other == SIZE_MAX || sign == 0 || m->about < 0)
		return;
	value = (size_t)m->about;
	/* some divide by the new value: a habit, not an error to prove */
	if (is_ratio(&rs->amount[percent ? i : other],
		     amount_base(&rs->amount[change]),
		     amount_base(&rs->amount[value])))
		return;
	if (!amount_is_count(&rs->amount[value]) ||
	    !amount_same_unit(&rs->amount[value], &rs->amount[change]) ||
	    rs->amount[value].sentence + 1 < m->sentence ||
	    dec_cmp(amount_base(&rs->amount[change]),
		    amount_base(&rs->amount[value])) >= 0)
		return;
	claim_change(rs, value, change, percent ? i : other, sign);
}

/* --- a per cent and the old value ---------------------------------------------- */

/* "36,5 tỷ đồng, tăng 12 % so với cùng kỳ (32,6 tỷ đồng)" */
static void read_old_value(struct relations *rs, size_t i)
{
	struct arena *a = rs->lint->arena;
	const struct amount *p = &rs->amount[i];
	const struct amount *v = p - 1;
	const struct amount *o = p + 1;
	int sign = sign_of(rs, i);
	struct relation_term t[2] = { { (int)i + 1, 1 }, { 0, sign } };
	struct stretch gap;
	struct relation *r;
	struct dec step;

	if (i == 0 || i + 1 >= rs->namount || p->unit[0] != '%' ||
	    p->about != (int)i - 1 || !is_exact(p) || sign == 0 ||
	    !amount_is_count(v) || !amount_is_count(o) ||
	    !amount_same_unit(v, o) || o->index != p->index ||
	    o->sentence != p->sentence || o->bracket != p->bracket + 1)
		return;
	gap = stretch_between(rs, p, o);
	step.u = sign * (amount_base(v).u - amount_base(o).u);
	if (gap.to - gap.from > MAX_GAP || !is_against(&gap) || step.u <= 0)
		return;
	r = relation_add(rs, &relation_rules[GROWTH_MISMATCH], true);
	t[1].of = relation_hidden(rs, r, v->factor);
	relation_sum(rs, r, (int)i - 1, REPAIR_EQ, t, 2);
	relation_product(rs, r, t[1].of, (int)i, (int)i + 1);
	step.u *= 100;
	(void)dec_div(step, amount_base(o), &step);
	r->claim = arena_printf(a, "từ %s đến %s là %s %s%%, không phải %s",
				amount_words(a, o), amount_words(a, v),
				sign > 0 ? "tăng" : "giảm",
				number_vi(a, dec_round(step, 2), -1),
				amount_words(a, p));
}

/* --- a multiple of the old value ------------------------------------------------ */

/* Can the multiple be x / y, or that less `less`, to one unit of its last
 * digit?  All are what they can have been before they were printed. */
static bool is_multiple(const struct amount *p, const struct amount *x,
			const struct amount *y, int less)
{
	struct dec unit = { DEC_ONE };
	struct dec low, high;

	for (int i = 0; i < p->written.places; i++)
		unit.u /= 10;
	if (y->value.low.u <= 0 ||
	    dec_div(x->value.low, y->value.high, &low) < 0 ||
	    dec_div(x->value.high, y->value.low, &high) < 0)
		return true;
	low.u -= less * dec_int(1).u;
	high.u -= less * dec_int(1).u;
	return high.u > p->value.low.u - unit.u &&
	       low.u < p->value.high.u + unit.u;
}

/* "36 tỷ đồng, gấp 1,5 lần năm 2020 (24 tỷ đồng)"; "tăng 1,5 lần" some say of
 * 1,5 times as much, some of as much again and a half. */
static void check_multiple(struct relations *rs, size_t i)
{
	struct arena *a = rs->lint->arena;
	const struct amount *p = &rs->amount[i];
	const struct amount *v = p - 1;
	const struct amount *o = p + 1;
	struct stretch before = stretch_before(rs, i);
	bool down = stretch_has(&before, "giảm");
	struct lint_finding *f;
	struct dec ratio;

	if (i == 0 || i + 1 >= rs->namount || strcmp(p->unit, "lan") != 0 ||
	    p->role != AMOUNT_CHANGE || !is_exact(p) || !amount_is_count(v) ||
	    !amount_is_count(o) || !amount_same_unit(v, o) ||
	    v->sentence != p->sentence || o->sentence != p->sentence ||
	    v->bracket != p->bracket || o->bracket != p->bracket + 1 ||
	    p->from - v->to > MAX_GAP || o->from - p->to > MAX_GAP)
		return;
	if (is_multiple(p, down ? o : v, down ? v : o, 0) ||
	    (stretch_has(&before, "tăng") && is_multiple(p, v, o, 1)) ||
	    dec_div(amount_base(down ? o : v), amount_base(down ? v : o),
		    &ratio) < 0)
		return;
	f = lint_report(
		rs->lint, &relation_rules[GROWTH_MISMATCH],
		arena_printf(a,
			     "Từ %s đến %s là %s %s lần, không phải %s lần; "
			     "kiểm tra ba số.",
			     amount_words(a, o), amount_words(a, v),
			     down ? "giảm" : "gấp",
			     number_vi(a, dec_round(ratio, 2), -1),
			     amount_digits(a, p)));
	lint_part(rs->lint, f, p->passage, p->digits, p->digits_end);
	lint_part(rs->lint, f, v->passage, v->digits, v->digits_end);
	lint_part(rs->lint, f, o->passage, o->digits, o->digits_end);
}

void check_multiples(struct relations *rs)
{
	for (size_t i = 0; i < rs->namount; i++)
		check_multiple(rs, i);
}

/* --- opening + in - out = closing ----------------------------------------------- */

enum { MAX_FLOWS = 6 };

/* The flows of one kind of organisation in one period. */
struct period_flows {
	const char *when;
	const char *unit;
	size_t in[MAX_FLOWS], out[MAX_FLOWS];
	size_t nin, nout;
};

/* The day before a period begins and its last one, as codes of days. */
static bool ends_of(struct arena *a, const char *when, const char **opening,
		    const char **closing)
{
	struct period p;

	if (strlen(when) > 7 || period_parse(when, &p) < 0)
		return false;
	*opening = day_iso(a, p.first - 1);
	*closing = day_iso(a, p.last);
	return true;
}

/* The stock of a unit on a day: the plain total, said with one value only. */
static size_t stock_on(const struct relations *rs, const char *unit,
		       const char *day)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (m->flow != FLOW_STOCK || !amount_is_count(m) ||
		    m->written.qualifier != QUAL_EXACT || *m->scope ||
		    strcmp(m->unit, unit) != 0 ||
		    strcmp(m->subject, unit) != 0 || strcmp(m->when, day) != 0)
			continue;
		if (found == SIZE_MAX)
			found = i;
		else if (dec_cmp(amount_base(m),
				 amount_base(&rs->amount[found])) != 0)
			return SIZE_MAX;
	}
	return found;
}

static bool is_flow_of(const struct amount *m, const char *subject_end)
{
	size_t n = strlen(m->unit);

	return strncmp(m->subject, m->unit, n) == 0 && m->subject[n] == ' ' &&
	       strcmp(m->subject + n + 1, subject_end) == 0;
}

/* Every flow once; a second value for one says that the words mean more than
 * they tell. */
static bool add_flow(const struct relations *rs, size_t *list, size_t *n,
		     size_t i)
{
	for (size_t k = 0; k < *n; k++) {
		const struct amount *m = &rs->amount[list[k]];

		if (strcmp(m->subject, rs->amount[i].subject) == 0)
			return dec_cmp(amount_base(m),
				       amount_base(&rs->amount[i])) == 0;
	}
	if (*n == MAX_FLOWS)
		return false;
	list[(*n)++] = i;
	return true;
}

static bool collect(const struct relations *rs, struct period_flows *f)
{
	static const char *const outs[] = { "giai the", "chuyen doi",
					    "sap nhap", "giai the chuyen doi" };

	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (!amount_is_count(m) || *m->scope ||
		    strcmp(m->unit, f->unit) != 0 ||
		    strcmp(m->when, f->when) != 0 ||
		    (m->flow != FLOW_IN && m->flow != FLOW_OUT))
			continue;
		if (m->written.qualifier != QUAL_EXACT)
			return false;
		if (m->flow == FLOW_IN && is_flow_of(m, "thanh lap moi") &&
		    !add_flow(rs, f->in, &f->nin, i))
			return false;
		for (size_t k = 0; k < ARRAY_LEN(outs); k++)
			if (m->flow == FLOW_OUT && is_flow_of(m, outs[k]) &&
			    !add_flow(rs, f->out, &f->nout, i))
				return false;
	}
	return f->nin == 1 && f->nout > 0;
}

static void claim_stock(struct relations *rs, const struct period_flows *f,
			size_t opening, size_t closing)
{
	struct relation_term t[2 + 2 * MAX_FLOWS];
	const struct amount *c = &rs->amount[closing];
	const struct amount *in = &rs->amount[f->in[0]];
	/* told together: one wrote them to fit */
	bool together = c->index == in->index;
	struct relation *r = relation_add(rs, &relation_rules[STOCK_FLOW],
					  together);
	struct buf b = BUF_INIT(rs->lint->arena);
	struct dec sum = amount_base(&rs->amount[opening]);
	size_t n = 0;

	t[n++] = (struct relation_term){ (int)opening, 1 };
	t[n++] = (struct relation_term){ (int)f->in[0], 1 };
	(void)dec_add(sum, amount_base(in), &sum);
	buf_addf(&b, "%s + %s", amount_digits(b.arena, &rs->amount[opening]),
		 amount_digits(b.arena, in));
	for (size_t i = 0; i < f->nout; i++) {
		const struct amount *o = &rs->amount[f->out[i]];

		t[n++] = (struct relation_term){ (int)f->out[i], -1 };
		(void)dec_sub(sum, amount_base(o), &sum);
		buf_addf(&b, " − %s", amount_digits(b.arena, o));
	}
	buf_addf(&b, " = %s, không phải %s", number_vi(b.arena, sum, -1),
		 amount_digits(b.arena, c));
	r->claim = b.data;
	relation_sum(rs, r, (int)closing, REPAIR_EQ, t, n);
}

static void read_stock(struct relations *rs, size_t i)
{
	const struct amount *m = &rs->amount[i];
	struct period_flows f = { .when = m->when, .unit = m->unit };
	const char *first;
	const char *last;
	size_t opening;
	size_t closing;

	if (!ends_of(rs->lint->arena, m->when, &first, &last) ||
	    !collect(rs, &f) || f.in[0] != i)
		return;
	opening = stock_on(rs, m->unit, first);
	closing = stock_on(rs, m->unit, last);
	if (opening != SIZE_MAX && closing != SIZE_MAX)
		claim_stock(rs, &f, opening, closing);
}

void read_growth(struct relations *rs)
{
	struct multimap *seen = multimap_new(rs->lint->arena);

	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];
		uint64_t key;

		if (m->role == AMOUNT_CHANGE && is_exact(m)) {
			read_change(rs, i);
			read_old_value(rs, i);
		}
		if (m->flow != FLOW_IN || m->role != AMOUNT_COUNT ||
		    !*m->when || !is_flow_of(m, "thanh lap moi"))
			continue;
		/* once for each unit and period: the document has few */
		key = hash_bytes(hash_bytes(HASH_BEGIN, m->unit,
					    strlen(m->unit) + 1),
				 m->when, strlen(m->when));
		if (multimap_first(seen, key))
			continue;
		multimap_add(seen, key, 1);
		read_stock(rs, i);
	}
}
