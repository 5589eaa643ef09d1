/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stocks and flows: a supported part of a flow above the flow, six months
 * above the year, and "thành lập mới A, giải thể B, nâng tổng số từ C lên D".
 */
#include "lint/relation_read.h"

#include <string.h>

enum { MAX_LOOK = 2000 }; /* amounts that one is compared with */

static bool is_flow(const struct amount *m, enum amount_flow flow)
{
	return amount_is_count(m) && m->flow == flow && *m->when;
}

/* "hỗ trợ thành lập mới 23 HTX": a part of those that were founded. */
static bool is_supported(struct relations *rs, size_t amount)
{
	struct stretch s = stretch_before(rs, amount);

	return stretch_has(&s, "hỗ trợ thành lập");
}

static bool is_plain_founding(struct relations *rs, size_t amount)
{
	struct stretch s = stretch_before(rs, amount);

	return stretch_has(&s, "thành lập mới") && !stretch_has(&s, "hỗ trợ") &&
	       !stretch_has(&s, "tư vấn") && !stretch_has(&s, "vận động");
}

static void check_supported(struct relations *rs, size_t part)
{
	const struct amount *m = &rs->amount[part];

	for (size_t i = 0; i < rs->namount && i < MAX_LOOK; i++) {
		const struct amount *w = &rs->amount[i];
		struct relation_term t = { (int)i, 1 };
		struct relation *r;

		if (!is_flow(w, FLOW_IN) || !amount_same_unit(w, m) ||
		    strcmp(w->when, m->when) != 0 || w->basis != m->basis ||
		    strcmp(w->scope, m->scope) != 0 ||
		    !is_plain_founding(rs, i))
			continue;
		r = relation_add(rs, &relation_rules[SUBSET_LARGER], false);
		r->claim = arena_printf(
			rs->lint->arena,
			"Trong cùng kỳ hỗ trợ thành lập mới %s nhưng chỉ thành "
			"lập mới %s", amount_words(rs->lint->arena, m),
			amount_words(rs->lint->arena, w));
		r->unless = "Chỉ đúng nếu số được hỗ trợ gồm cả những đơn vị "
			    "thành lập trước kỳ này; nêu rõ phạm vi hoặc thống "
			    "nhất số liệu.";
		relation_sum(rs, r, (int)part, REPAIR_LE, &t, 1);
		return;
	}
}

/* "2023-H1" within "2023" */
static bool is_half_of(const char *half, const char *year)
{
	return strlen(year) == 4 && strlen(half) > 4 &&
	       strncmp(half, year, 4) == 0 && half[4] == '-';
}

/* A flow of part of the year above that of the year. */
static void check_half(struct relations *rs, size_t half)
{
	const struct amount *m = &rs->amount[half];

	for (size_t i = half + 1; i < rs->namount && i < half + 60; i++) {
		const struct amount *w = &rs->amount[i];
		struct relation_term t = { (int)i, 1 };

		if (m->flow != w->flow || !amount_is_count(w) ||
		    !amount_same_unit(w, m) || !is_half_of(m->when, w->when) ||
		    w->basis == BASIS_PLAN || m->basis == BASIS_PLAN ||
		    strcmp(w->scope, m->scope) != 0 ||
		    strcmp(w->subject, m->subject) != 0)
			continue;
		relation_sum(rs, relation_add(rs, &relation_rules[SUBSET_LARGER],
					      false),
			     (int)half, REPAIR_LE, &t, 1);
		return;
	}
}

/* "... nâng tổng số HTX từ 460 HTX lên 474 HTX" after flows of one sentence;
 * all of it stands there, so it must be right. */
static void check_raised(struct relations *rs, size_t closing)
{
	const struct amount *c = &rs->amount[closing];
	struct stretch s = stretch_before(rs, closing);
	struct relation_term t[8];
	struct relation *r;
	size_t n = 0;
	bool flows = false;

	if (closing == 0 || !amount_is_count(c) || !stretch_has(&s, "lên"))
		return;
	for (size_t i = closing; i-- > 0 && n < ARRAY_LEN(t);) {
		const struct amount *m = &rs->amount[i];

		if (m->sentence != c->sentence || m->index != c->index)
			break;
		if (!amount_same_unit(m, c) || !amount_is_count(m) ||
		    m->bracket != c->bracket)
			continue;
		if (m->flow == FLOW_IN || m->flow == FLOW_OUT) {
			t[n++] = (struct relation_term){
				(int)i, m->flow == FLOW_IN ? 1 : -1 };
			flows = true;
			continue;
		}
		s = stretch_before(rs, i);
		if (i + 1 != closing || !stretch_has(&s, "từ"))
			return;
		t[n++] = (struct relation_term){ (int)i, 1 };
	}
	if (n < 2 || !flows || t[0].of != (int)closing - 1 ||
	    rs->amount[closing - 1].flow == FLOW_IN ||
	    rs->amount[closing - 1].flow == FLOW_OUT)
		return;
	r = relation_add(rs, &relation_rules[STOCK_FLOW], false);
	r->unless = "Chỉ đúng nếu còn tăng, giảm khác chưa nêu trong câu; kiểm "
		    "tra lại các số này.";
	relation_sum(rs, r, (int)closing, REPAIR_EQ, t, n);
}

void read_stocks(struct relations *rs)
{
	for (size_t i = 0; i < rs->namount; i++) {
		const struct amount *m = &rs->amount[i];

		if (amount_is_count(m) && *m->when && is_supported(rs, i))
			check_supported(rs, i);
		if (is_flow(m, FLOW_IN) || is_flow(m, FLOW_OUT))
			check_half(rs, i);
		check_raised(rs, i);
	}
}
