/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Per cents of plan: "5.409 người, đạt 115 % kế hoạch".
 *
 * The plan is seldom printed, but an indicator has one plan a year: value and
 * per cent of June and of December must lead to the same one.  Where the plan
 * stands beside them, the three are checked at once.
 */
#include "lint/relation_read.h"

#include "lib/base/buf.h"

#include <string.h>

/* A value and its per cent of plan. */
struct reach {
	size_t value;
	size_t per_cent;
	const char *key; /* what is planned */
};

/* Plans that are not the year's, and per cents that are not of the plan. */
static bool is_other(struct relations *rs, size_t per_cent)
{
	static const char *const words[] = {
		"giai đoạn", "nhiệm kỳ", "nghị quyết", "đại hội", "cùng kỳ",
		"5 năm", "06 tháng", "6 tháng", "quý", "tháng", "năm trước",
		NULL
	};
	struct stretch after = stretch_after(rs, per_cent);
	struct stretch before = stretch_before(rs, per_cent);

	return stretch_has_any(&after, words) || stretch_has(&before, "vượt") ||
	       stretch_has(&before, "tăng");
}

static bool is_value(const struct amount *m)
{
	return (m->role == AMOUNT_COUNT || m->role == AMOUNT_AVERAGE) &&
	       m->unit[0] != '%';
}

/* "2023": the year that a plan of this amount is for; "" unknown. */
static const char *year_of(struct arena *a, const struct amount *m)
{
	return strlen(m->when) >= 4 ? arena_strndup(a, m->when, 4) : "";
}

/* The number right after "so với kế hoạch": "(463 HTX)", "– 463 HTX". */
static size_t printed_plan(struct relations *rs, const struct reach *r)
{
	const struct amount *m = &rs->amount[r->per_cent];
	const struct amount *v = &rs->amount[r->value];
	const struct amount *p = m + 1;
	struct stretch gap;

	if (r->per_cent + 1 >= rs->namount || p->index != m->index ||
	    p->sentence != m->sentence || !amount_is_count(p) ||
	    !amount_same_unit(p, v))
		return SIZE_MAX;
	gap = stretch_between(rs, m, p);
	if (gap.to - gap.from > 60 || !stretch_has(&gap, "kế hoạch"))
		return SIZE_MAX;
	if (p->basis == BASIS_PLAN && p->bracket > m->bracket)
		return r->per_cent + 1;
	for (size_t i = gap.to; i-- > gap.from;) {
		if (strchr("(:", gap.text[i]) ||
		    (i >= 2 && memcmp(gap.text + i - 2, "\xe2\x80\x93", 3) == 0))
			return r->per_cent + 1;
		if (strchr(" -", gap.text[i]))
			continue;
		break;
	}
	gap.from = stretch_find(&gap, "kế hoạch") + strlen("kế hoạch");
	return stretch_is_blank(&gap) && !memchr(gap.text + gap.from, ';',
						 gap.to - gap.from) &&
			       !memchr(gap.text + gap.from, ',',
				       gap.to - gap.from)
		       ? r->per_cent + 1
		       : SIZE_MAX;
}

static void claim_printed(struct relations *rs, const struct reach *r,
			  size_t plan)
{
	struct relation *x = relation_add(
		rs, &relation_rules[SHARE_MISMATCH], true);

	relation_product(rs, x, (int)r->value, (int)r->per_cent, (int)plan);
}

static void add_implied(struct relations *rs, const struct reach *r,
			struct buf *b)
{
	struct arena *a = rs->lint->arena;
	const struct amount *v = &rs->amount[r->value];
	const struct amount *p = &rs->amount[r->per_cent];
	struct dec plan = v->written.low;

	plan.u *= 100;
	if (dec_div(plan, p->written.low, &plan) < 0)
		plan = DEC_ZERO;
	buf_addf(b, "%s/%s%% cho kế hoạch khoảng %s", amount_digits(a, v),
		 amount_digits(a, p),
		 number_vi(a, dec_round(plan, v->written.places), -1));
}

static void claim_same_plan(struct relations *rs, const struct reach *x,
			    const struct reach *y)
{
	struct buf b = BUF_INIT(rs->lint->arena);
	struct relation *r = relation_add(rs, &relation_rules[PLAN_DISJOINT],
					  true);
	const struct amount *vx = &rs->amount[x->value];
	const struct amount *vy = &rs->amount[y->value];
	bool up = dec_cmp(amount_base(vx), amount_base(vy)) < 0;
	bool more = dec_cmp(rs->amount[x->per_cent].written.low,
			    rs->amount[y->per_cent].written.low) < 0;
	int plan = relation_hidden(rs, r, vx->factor);

	add_implied(rs, x, &b);
	buf_adds(&b, ", ");
	add_implied(rs, y, &b);
	buf_adds(&b, ": một chỉ tiêu không thể có hai kế hoạch");
	if (up != more)
		buf_adds(&b, up ? " (số tăng mà tỷ lệ giảm)"
				: " (số giảm mà tỷ lệ tăng)");
	r->claim = b.data;
	relation_product(rs, r, (int)x->value, (int)x->per_cent, plan);
	relation_product(rs, r, (int)y->value, (int)y->per_cent, plan);
}

static bool same_plan(const struct reach *x, const struct reach *y)
{
	return strcmp(x->key, y->key) == 0;
}

void read_plans(struct relations *rs)
{
	struct arena *a = rs->lint->arena;
	struct reach *v = NULL;
	size_t n = 0;
	size_t cap = 0;

	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];
		struct reach r = { .per_cent = i };
		size_t plan;

		if (m->role != AMOUNT_OF_PLAN || m->unit[0] != '%' ||
		    m->about < 0 || is_other(rs, i) ||
		    !is_value(&rs->amount[m->about]))
			continue;
		r.value = (size_t)m->about;
		plan = printed_plan(rs, &r);
		if (plan != SIZE_MAX)
			claim_printed(rs, &r, plan);
		r.key = amount_key(rs, r.value);
		if (!*r.key)
			continue;
		r.key = arena_printf(a, "%s|%s", r.key,
				     year_of(a, &rs->amount[r.value]));
		*VEC_PUSH(a, v, n, cap) = r;
	}
	/* each with the one before it of the same plan: plans are few */
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k-- > 0 && i - k < 200;)
			if (same_plan(&v[i], &v[k])) {
				claim_same_plan(rs, &v[k], &v[i]);
				break;
			}
}
