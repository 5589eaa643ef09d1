/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Figures that are not what their place promises: a number of organisations
 * given in per cent, a sector without the split that its siblings have.
 */
#include "lint/relation_read.h"

#include "lib/base/buf.h"

#include <string.h>

enum { MAX_SPLITS = 60 };

/* --- "Số HTX ...: Đạt 40 % trở lên" ------------------------------------------- */

static void check_label(struct relations *rs, size_t amount)
{
	static const char *const labels[] = {
		"số htx", "số hợp tác xã", "số tht", "số tổ hợp tác",
		"số lượng htx", "số lượng hợp tác xã", "số lượng tht",
		"tổng số htx", "tổng số hợp tác xã", "số lhhtx",
		"số thành viên", "số lao động", NULL
	};
	static const char *const bases[] = {
		"tổng số", "kế hoạch", "chiếm", "tỷ lệ", "tỉ lệ", "so với",
		"tăng", "giảm", "trên", "chỉ tiêu", NULL
	};
	const struct amount *m = &rs->amount[amount];
	struct stretch s = stretch_passage(rs, m->index);
	struct stretch label = s;
	size_t start = strspn(s.text, " -+*•");
	const char *colon = strchr(s.text, ':');
	struct lint_finding *f;

	if (m->unit[0] != '%' || !colon ||
	    (amount > 0 && m[-1].index == m->index) ||
	    (size_t)(colon - s.text) > m->from || m->bracket > 0)
		return;
	label.from = start;
	label.to = (size_t)(colon - s.text);
	s.from = label.to;
	if (stretch_find_any(&label, labels, NULL) != start ||
	    stretch_has(&label, "%") || stretch_has(&label, "tỷ lệ") ||
	    stretch_has_any(&s, bases))
		return;
	f = lint_report(rs->lint, &relation_rules[UNIT_LABEL],
			arena_printf(rs->lint->arena,
				     "Chỉ tiêu đếm số đơn vị nhưng ghi %s%%. "
				     "Sửa tên chỉ tiêu thành “Tỷ lệ ... trên "
				     "tổng số ...”, hoặc ghi số đơn vị.",
				     amount_digits(rs->lint->arena, m)));
	lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	lint_part(rs->lint, f, m->passage, label.from, label.to);
}

/* --- a split that siblings have ------------------------------------------------ */

struct splits {
	struct relations *rs;
	size_t whole[MAX_SPLITS];
	size_t n;
};

static bool same_cell(const struct amount *x, const struct amount *y)
{
	return strcmp(x->unit, y->unit) == 0 && strcmp(x->when, y->when) == 0 &&
	       strcmp(x->subject, y->subject) == 0;
}

static bool is_split(const struct splits *v, size_t amount)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->whole[i] == amount)
			return true;
	return false;
}

/* Scoped totals that are split by state. */
static void find_splits(struct splits *v)
{
	for (size_t i = 0; i < v->rs->n && v->n < MAX_SPLITS; i++) {
		const struct relation *r = &v->rs->v[i];
		const struct relation_line *line = &r->line[0];
		size_t w = (size_t)line->term[0].of;

		if (r->rule != &relation_rules[SUM_MISMATCH] || !r->sure ||
		    line->n != 3 || !*v->rs->amount[w].scope ||
		    !*v->rs->amount[w].when ||
		    v->rs->amount[w].passage->kind == PASSAGE_CELL ||
		    state_of(v->rs, (size_t)line->term[1].of) == STATE_NONE ||
		    state_of(v->rs, (size_t)line->term[2].of) == STATE_NONE ||
		    is_split(v, w))
			continue;
		v->whole[v->n++] = w;
	}
}

static void report_missing(struct splits *v, size_t amount, size_t like,
			   size_t n)
{
	struct relations *rs = v->rs;
	const struct amount *m = &rs->amount[amount];
	struct buf b = BUF_INIT(rs->lint->arena);
	struct lint_finding *f;

	buf_addf(&b, "%zu lĩnh vực khác ghi riêng số đang hoạt động và số ngừng "
		     "hoạt động ở cùng thời điểm, %s ở đây thì không. Bổ sung "
		     "hai số này.", n, amount_words(b.arena, m));
	f = lint_report(rs->lint, &relation_rules[MISSING_CELL], b.data);
	lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
	m = &rs->amount[like];
	lint_part(rs->lint, f, m->passage, m->digits, m->digits_end);
}

static bool is_sibling(const struct relations *rs, size_t x, size_t y)
{
	const struct lint_outline *o = rs->lint->outline;
	int a = o->of[rs->amount[x].index];
	int b = o->of[rs->amount[y].index];

	return a >= 0 && b >= 0 && a != b &&
	       (o->section[a].parent == o->section[b].parent ||
		o->section[a].depth <= o->section[b].depth + 1);
}

/* At least three of one cell have it, one has not. */
static void check_missing(struct splits *v, size_t amount)
{
	const struct amount *m = &v->rs->amount[amount];
	size_t n = 0;
	size_t like = 0;

	if (!amount_is_count(m) || !*m->scope || !*m->when ||
	    m->flow != FLOW_STOCK || m->passage->kind == PASSAGE_CELL ||
	    is_split(v, amount) || state_of(v->rs, amount) != STATE_NONE)
		return;
	for (size_t i = 0; i < v->n; i++) {
		const struct amount *w = &v->rs->amount[v->whole[i]];

		if (!same_cell(w, m))
			continue;
		if (strcmp(w->scope, m->scope) == 0 ||
		    !is_sibling(v->rs, v->whole[i], amount))
			return;
		like = v->whole[i];
		n++;
	}
	if (n >= 3)
		report_missing(v, amount, like, n);
}

void check_cells(struct relations *rs)
{
	struct splits v = { .rs = rs };

	find_splits(&v);
	for (size_t i = 0; i < rs->namount; i++) {
		check_label(rs, i);
		if (v.n >= 3)
			check_missing(&v, i);
	}
}
