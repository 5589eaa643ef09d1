/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Averages of the whole beside those of its parts: one outside all of them,
 * or far from their mean weighted by the number of organisations.
 *
 * Sectors may be left out and "trên 50" has no upper end, so nothing here is
 * proven: the warning says what would have to be true.
 */
#include "lint/relation_read.h"

#include "lib/base/buf.h"

#include <string.h>

enum { MAX_SCOPES = 30, MIN_MISS = 10 /* per cent */ };

struct averages {
	struct relations *rs;
	size_t whole;
	size_t part[MAX_SCOPES];
	size_t weight[MAX_SCOPES]; /* amounts; SIZE_MAX: not told */
	size_t n;
};

static bool same_indicator(const struct amount *x, const struct amount *y)
{
	return strcmp(x->subject, y->subject) == 0 &&
	       strcmp(x->unit, y->unit) == 0 && x->basis == y->basis &&
	       strcmp(x->when, y->when) == 0 && *x->subject;
}

/* One number, or "trên" one. */
static bool is_average(const struct amount *m)
{
	return m->role == AMOUNT_AVERAGE && *m->when &&
	       m->written.qualifier != QUAL_RANGE &&
	       m->written.qualifier != QUAL_APPROX_RANGE;
}

/* The last count of organisations in the section of the average. */
static size_t weight_of(const struct relations *rs, size_t average)
{
	const struct amount *m = &rs->amount[average];
	const int *of = rs->lint->outline->of;

	for (size_t i = average; i-- > 0 && i + 30 > average;) {
		const struct amount *c = &rs->amount[i];

		if (of[c->index] != of[m->index])
			break;
		if (!amount_is_count(c) || c->flow != FLOW_STOCK ||
		    strncmp(c->when, m->when, 4) != 0 || c->bracket > 0 ||
		    strcmp(c->subject, c->unit) != 0)
			continue;
		return i;
	}
	return SIZE_MAX;
}

static bool collect(struct averages *v)
{
	const struct relations *rs = v->rs;
	const struct amount *w = &rs->amount[v->whole];

	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (!is_average(m) || !*m->scope || !same_indicator(m, w))
			continue;
		for (size_t k = 0; k < v->n; k++)
			if (strcmp(rs->amount[v->part[k]].scope, m->scope) == 0)
				return false;
		if (v->n == MAX_SCOPES)
			return false;
		v->weight[v->n] = weight_of(rs, i);
		v->part[v->n++] = i;
	}
	return v->n >= 2;
}

/* 30, trên 50, 45 */
static void add_parts(const struct averages *v, struct buf *b)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct amount *m = &v->rs->amount[v->part[i]];

		buf_addf(b, "%s%s%s", i ? "; " : "",
			 m->written.qualifier == QUAL_MORE_THAN ? "trên " : "",
			 amount_digits(b->arena, m));
	}
}

static struct lint_finding *report(struct averages *v, enum relation_rule rule,
				   const char *message)
{
	struct relations *rs = v->rs;
	struct lint_finding *f = lint_report(rs->lint, &relation_rules[rule],
					     message);
	const struct amount *w = &rs->amount[v->whole];

	lint_part(rs->lint, f, w->passage, w->digits, w->digits_end);
	for (size_t i = 0; i < v->n; i++) {
		const struct amount *m = &rs->amount[v->part[i]];

		lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	}
	return f;
}

/* Above or below every part; true when it was told. */
static bool check_hull(struct averages *v)
{
	struct dec w = amount_base(&v->rs->amount[v->whole]);
	struct buf b = BUF_INIT(v->rs->lint->arena);
	bool above = true;
	bool below = true;

	for (size_t i = 0; i < v->n; i++) {
		struct dec p = amount_base(&v->rs->amount[v->part[i]]);

		above = above && dec_cmp(w, p) > 0;
		below = below && dec_cmp(w, p) < 0;
	}
	if (!above && !below)
		return false;
	buf_addf(&b, "Bình quân chung %s %s bình quân của mọi phần (",
		 amount_words(b.arena, &v->rs->amount[v->whole]),
		 above ? "cao hơn" : "thấp hơn");
	add_parts(v, &b);
	buf_addf(&b, "). Chỉ đúng nếu một phần chưa ghi số, hoặc phần ghi "
		     "“trên”, có mức %s hơn hẳn; kiểm tra lại nguồn của các số "
		     "này.", above ? "cao" : "thấp");
	(void)report(v, AVERAGE_OUTSIDE, b.data);
	return true;
}

/* sum of weight x average / sum of weights, in base units */
static bool weighted_mean(const struct averages *v, struct dec *mean,
			  struct dec *weights)
{
	struct dec sum = DEC_ZERO;

	*weights = DEC_ZERO;
	for (size_t i = 0; i < v->n; i++) {
		const struct relations *rs = v->rs;
		struct dec x;

		if (v->weight[i] == SIZE_MAX ||
		    dec_mul(amount_base(&rs->amount[v->weight[i]]),
			    amount_base(&rs->amount[v->part[i]]), &x) < 0 ||
		    dec_add(sum, x, &sum) < 0 ||
		    dec_add(*weights,
			    amount_base(&rs->amount[v->weight[i]]),
			    weights) < 0)
			return false;
	}
	return dec_div(sum, *weights, mean) == 0;
}

/* What the part with an open end, else the heaviest, would have to be. */
static size_t doubtful_part(const struct averages *v)
{
	size_t best = 0;

	for (size_t i = 0; i < v->n; i++) {
		const struct amount *m = v->rs->amount;

		if (m[v->part[i]].written.qualifier == QUAL_MORE_THAN)
			return i;
		if (dec_cmp(amount_base(&m[v->weight[i]]),
			    amount_base(&m[v->weight[best]])) > 0)
			best = i;
	}
	return best;
}

static void check_mean(struct averages *v)
{
	const struct relations *rs = v->rs;
	const struct amount *w = &rs->amount[v->whole];
	struct buf b = BUF_INIT(rs->lint->arena);
	struct dec mean, weights, off, factor = w->factor;
	size_t k;

	if (!weighted_mean(v, &mean, &weights))
		return;
	off.u = amount_base(w).u - mean.u;
	if ((off.u < 0 ? -off.u : off.u) * 100 <=
	    amount_base(w).u * MIN_MISS)
		return;
	k = doubtful_part(v);
	buf_addf(&b, "Bình quân gia quyền của các phần (");
	add_parts(v, &b);
	(void)dec_div(mean, factor, &mean);
	buf_addf(&b, ") theo số lượng từng phần khoảng %s, không phải %s.",
		 number_vi(b.arena, dec_round(mean, w->written.places), -1),
		 amount_digits(b.arena, w));
	if (dec_mul(off, weights, &off) == 0 &&
	    dec_div(off, amount_base(&rs->amount[v->weight[k]]), &off) == 0) {
		off.u += amount_base(&rs->amount[v->part[k]]).u;
		(void)dec_div(off, factor, &off);
		if (off.u > 0)
			buf_addf(&b, " Chỉ đúng nếu số %s thực ra là khoảng %s;",
				 amount_digits(b.arena,
					       &rs->amount[v->part[k]]),
				 number_vi(b.arena, dec_round(off, 0), -1));
	}
	buf_adds(&b, " kiểm tra lại nguồn của các số này.");
	(void)report(v, WEIGHTED_MEAN, b.data);
}

/* --- a target that is reached already ------------------------------------------- */

/* Income of a person in a year at least, in đồng; false: it is none. */
static bool yearly_income(struct relations *rs, size_t amount, struct dec *out)
{
	const struct amount *m = &rs->amount[amount];
	struct stretch s = stretch_passage(rs, m->index);

	if (m->role != AMOUNT_AVERAGE || !*m->when ||
	    strncmp(m->unit, "dong/nguoi/", strlen("dong/nguoi/")) != 0 ||
	    !stretch_has(&s, "thu nhập"))
		return false;
	*out = amount_base(m);
	if (strcmp(m->unit, "dong/nguoi/thang") == 0)
		out->u *= 12;
	return true;
}

/* Below what every part of the year before had. */
static void check_target(struct relations *rs, size_t target)
{
	const struct amount *m = &rs->amount[target];
	struct buf b = BUF_INIT(rs->lint->arena);
	size_t base[MAX_SCOPES];
	struct lint_finding *f;
	struct dec want, had;
	size_t n = 0;

	if (m->basis != BASIS_PLAN || !yearly_income(rs, target, &want))
		return;
	for (size_t i = 0; i < rs->namount && n < MAX_SCOPES; i++) {
		const struct amount *x = &rs->amount[i];

		if (x->basis == BASIS_PLAN || !yearly_income(rs, i, &had) ||
		    strncmp(x->when, m->when, 4) >= 0)
			continue;
		if (dec_cmp(had, want) <= 0)
			return;
		base[n++] = i;
	}
	if (n < 2)
		return;
	buf_addf(&b, "Chỉ tiêu %s thấp hơn mọi mức đã nêu của kỳ trước (",
		 amount_words(b.arena, m));
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "; " : "",
			 amount_words(b.arena, &rs->amount[base[i]]));
	buf_adds(&b, "; tính theo năm). Nâng chỉ tiêu, hoặc nêu rõ chỉ tiêu tính "
		     "cho đối tượng nào.");
	f = lint_report(rs->lint, &relation_rules[TARGET_BELOW], b.data);
	lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	for (size_t i = 0; i < n; i++) {
		m = &rs->amount[base[i]];
		lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	}
}

void check_averages(struct relations *rs)
{
	size_t done = 0;

	for (size_t i = 0; i < rs->namount && done < 40; i++) {
		struct averages v = { .rs = rs, .whole = i };

		check_target(rs, i);
		if (!is_average(&rs->amount[i]) || *rs->amount[i].scope ||
		    rs->amount[i].written.qualifier != QUAL_EXACT)
			continue;
		done++;
		if (collect(&v) && !check_hull(&v))
			check_mean(&v);
	}
}
