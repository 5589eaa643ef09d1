/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shares: "338 HTX, chiếm 71 %", "10/12 huyện (83,3 %)", and groups of them
 * that make up the whole.
 *
 * The base of a share is seldom named.  It is the nearest amount of the same
 * kind before it that fits; when none in the whole document fits, the share
 * is wrong if the words leave one base only, else it is left alone.
 */
#include "lint/relation_read.h"

#include "lib/base/buf.h"

#include <string.h>

enum { MAX_GROUP = 12 };

/* The number that a share is told of; SIZE_MAX: none. */
static size_t value_of(const struct relations *rs, size_t share)
{
	const struct amount *s = &rs->amount[share];
	size_t v;

	if (s->about < 0)
		return SIZE_MAX;
	v = (size_t)s->about;
	if (v > 0 && rs->amount[v - 1].whole == (int)v)
		v--;
	return amount_is_count(&rs->amount[v]) ? v : SIZE_MAX;
}

/* Is value the share of base? */
static bool fits(const struct relations *rs, size_t value, size_t share,
		 size_t base)
{
	const struct amount *s = &rs->amount[share];
	struct dec ratio = amount_base(&rs->amount[value]);
	struct dec unit = { DEC_ONE };
	struct dec low = s->written.low;
	struct dec high = s->written.high;

	for (int i = 0; i < s->written.places; i++)
		unit.u /= 10;
	ratio.u *= 100;
	if (dec_div(ratio, amount_base(&rs->amount[base]), &ratio) < 0)
		return false;
	switch (s->written.qualifier) {
	case QUAL_APPROX:
	case QUAL_NEARLY:
	case QUAL_MORE_THAN:
	case QUAL_LESS_THAN:
	case QUAL_APPROX_RANGE:
		unit.u *= 3;
		break;
	case QUAL_AT_LEAST:
		return ratio.u >= low.u;
	case QUAL_AT_MOST:
		return ratio.u <= high.u;
	default:
		break;
	}
	/* cut off, rounded, or what the others leave to 100: one unit either
	 * way */
	return ratio.u >= low.u - unit.u && ratio.u <= high.u + unit.u;
}

static bool can_be_base(const struct relations *rs, size_t value, size_t base)
{
	const struct amount *v = &rs->amount[value];
	const struct amount *b = &rs->amount[base];

	return base != value && amount_is_count(b) && amount_same_unit(v, b) &&
	       dec_cmp(amount_base(b), amount_base(v)) > 0;
}

/* Any amount of the document that makes the share right, the nearest first;
 * those after it in the sentence too. */
static size_t fitting_base(const struct relations *rs, size_t value,
			   size_t share)
{
	const struct amount *s = &rs->amount[share];

	for (size_t i = share + 1;
	     i < rs->namount && rs->amount[i].sentence == s->sentence; i++)
		if (can_be_base(rs, value, i) && fits(rs, value, share, i))
			return i;
	for (size_t i = value; i-- > 0;)
		if (can_be_base(rs, value, i) && fits(rs, value, share, i))
			return i;
	for (size_t i = value + 1; i < rs->namount; i++)
		if (can_be_base(rs, value, i) && fits(rs, value, share, i))
			return i;
	return SIZE_MAX;
}

/* "12.800 người, trong đó 9.600 người": the nearest such whole before it in
 * the sentence. */
static size_t part_of(struct relations *rs, size_t value)
{
	const struct amount *v = &rs->amount[value];

	for (size_t i = value; i-- > 0;) {
		const struct amount *b = &rs->amount[i];
		struct stretch gap;

		if (b->index != v->index || b->sentence != v->sentence)
			break;
		if (!amount_is_count(b) || !amount_same_unit(b, v) ||
		    b->bracket != v->bracket)
			continue;
		gap = stretch_between(rs, b, v);
		return stretch_has(&gap, "trong đó") &&
				       can_be_base(rs, value, i)
			       ? i : SIZE_MAX;
	}
	return SIZE_MAX;
}

/* The base that the words leave: M of "N/M"; "trên tổng số M"; the whole
 * that a sum has the value as a part of. */
static size_t named_base(struct relations *rs, size_t value, size_t share,
			 const size_t *whole_of)
{
	const struct amount *v = &rs->amount[value];
	const struct amount *s = &rs->amount[share];

	if (v->whole >= 0)
		return (size_t)v->whole;
	if (share + 1 < rs->namount && s[1].sentence == s->sentence &&
	    s[1].index == s->index && can_be_base(rs, value, share + 1)) {
		struct stretch gap = stretch_between(rs, s, s + 1);

		if (gap.to - gap.from < 40 &&
		    (stretch_has(&gap, "tổng số") ||
		     stretch_has(&gap, "trong số") || stretch_has(&gap, "của")))
			return share + 1;
	}
	if (whole_of[value] == SIZE_MAX && part_of(rs, value) != SIZE_MAX)
		return part_of(rs, value);
	if (whole_of[value] == SIZE_MAX) {
		struct stretch after = stretch_after(rs, share);

		/* "chiếm 85 % tổng số": the total of the day */
		return stretch_find(&after, "tổng số") != SIZE_MAX &&
				       !stretch_has(&after, "hoạt động")
			       ? amount_total(rs, value)
			       : SIZE_MAX;
	}
	return whole_of[value];
}

/* "chiếm 85 % tổng số" and nothing more. */
static bool is_of_all(struct relations *rs, size_t share)
{
	struct stretch s = stretch_after(rs, share);
	size_t at = stretch_find(&s, "tổng số");

	if (at == SIZE_MAX)
		return false;
	s.from = at + strlen("tổng số");
	return s.to - s.from < strlen(" hợp tác xã toàn tỉnh") + 4;
}

/* Something else is named as the base: "chiếm 20 % GRDP". */
static bool names_other_base(struct relations *rs, size_t share)
{
	static const char *const words[] = {
		"tổng số", "trên", "so với", "của", "trong", "cả nước",
		"dân số", "số hộ", "grdp", "gdp", "diện tích", "kế hoạch",
		NULL
	};
	struct stretch after = stretch_after(rs, share);

	return stretch_has_any(&after, words);
}

static void claim(struct relations *rs, size_t value, size_t share,
		  size_t base, bool sure)
{
	struct relation *r = relation_add(
		rs, &relation_rules[SHARE_MISMATCH], sure);

	relation_product(rs, r, (int)value, (int)share, (int)base);
}

static void read_share(struct relations *rs, size_t share,
		       const size_t *whole_of)
{
	const struct amount *s = &rs->amount[share];
	size_t value = value_of(rs, share);
	size_t base;
	bool divided;

	if (value == SIZE_MAX || s->written.qualifier == QUAL_RANGE ||
	    s->written.qualifier == QUAL_APPROX_RANGE)
		return;
	base = named_base(rs, value, share, whole_of);
	divided = rs->amount[value].whole >= 0;
	if (base != SIZE_MAX && fits(rs, value, share, base)) {
		claim(rs, value, share, base, true);
		return;
	}
	if (fitting_base(rs, value, share) != SIZE_MAX && !divided)
		return;
	if (base != SIZE_MAX && s->written.qualifier == QUAL_EXACT &&
	    (divided || is_of_all(rs, share) || !names_other_base(rs, share)))
		claim(rs, value, share, base, true);
}

/* --- shares that make up the whole ------------------------------------------------ */

struct group {
	size_t share[MAX_GROUP];
	size_t n;
};

static bool is_share(const struct amount *m)
{
	return m->unit[0] == '%' &&
	       (m->role == AMOUNT_SHARE || m->role == AMOUNT_OTHER);
}

static struct dec total_of(const struct relations *rs, const struct group *g)
{
	struct dec sum = DEC_ZERO;

	for (size_t i = 0; i < g->n; i++)
		(void)dec_add(sum, rs->amount[g->share[i]].written.low, &sum);
	return sum;
}

/* Words that name groups which leave nothing out and do not overlap. */
static bool is_whole_division(struct relations *rs, const struct group *g)
{
	static const char *const rests[] = {
		"còn lại", "phi nông nghiệp", "yếu", "yếu kém", "loại yếu",
		NULL
	};
	struct stretch s = stretch_before(rs, g->share[g->n - 1]);
	struct stretch t = stretch_after(rs, g->share[g->n - 1]);

	return stretch_has_any(&s, rests) || stretch_has_any(&t, rests);
}

static void read_group(struct relations *rs, const struct group *g)
{
	struct dec sum = total_of(rs, g);
	struct dec slack = { DEC_ONE };
	int64_t places = rs->amount[g->share[0]].written.places;
	struct buf b = BUF_INIT(rs->lint->arena);
	struct lint_finding *f;

	for (int64_t i = 0; i < places; i++)
		slack.u /= 10;
	slack.u *= (__int128)g->n;
	if (g->n < 2 || !is_whole_division(rs, g) ||
	    (sum.u + slack.u >= 100 * (__int128)DEC_ONE &&
	     sum.u - slack.u <= 100 * (__int128)DEC_ONE) ||
	    sum.u < 80 * (__int128)DEC_ONE || sum.u > 120 * (__int128)DEC_ONE)
		return;
	for (size_t i = 0; i < g->n; i++)
		buf_addf(&b, "%s%s%%", i ? " + " : "",
			 amount_digits(b.arena, &rs->amount[g->share[i]]));
	buf_addf(&b, " = %s%%, không phải 100%%. Kiểm tra lại các tỷ lệ này.",
		 number_vi(b.arena, sum, -1));
	f = lint_report(rs->lint, &relation_rules[SHARES_NOT_WHOLE], b.data);
	for (size_t i = 0; i < g->n; i++) {
		const struct amount *m = &rs->amount[g->share[i]];

		lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	}
}

/* Exact shares of one sentence that are told of no counts. */
static void read_groups(struct relations *rs)
{
	for (size_t i = 0; i < rs->namount;) {
		const struct amount *m = &rs->amount[i];
		struct group g = { .n = 0 };
		size_t k = i;

		for (; k < rs->namount && g.n < MAX_GROUP; k++) {
			const struct amount *x = &rs->amount[k];

			if (!is_share(x) || x->sentence != m->sentence ||
			    x->index != m->index || x->about >= 0 ||
			    x->written.qualifier != QUAL_EXACT)
				break;
			g.share[g.n++] = k;
		}
		if (g.n >= 2)
			read_group(rs, &g);
		i = k > i ? k : i + 1;
	}
}

void read_shares(struct relations *rs)
{
	size_t *whole_of = ARENA_ARRAY(rs->lint->arena, rs->namount + 1,
				       size_t);

	for (size_t i = 0; i < rs->namount; i++)
		whole_of[i] = SIZE_MAX;
	for (size_t i = 0; i < rs->n; i++) {
		const struct relation *r = &rs->v[i];
		const struct relation_line *line = &r->line[0];

		if (r->rule != &relation_rules[SUM_MISMATCH] || !r->sure)
			continue;
		for (size_t k = 1; k < line->n; k++)
			whole_of[line->term[k].of] = (size_t)line->term[0].of;
	}
	for (size_t i = 0; i < rs->namount; i++)
		if (rs->amount[i].role == AMOUNT_SHARE &&
		    rs->amount[i].unit[0] == '%')
			read_share(rs, i, whole_of);
	read_groups(rs);
}
