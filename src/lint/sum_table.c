/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Columns of tables: the row "Tổng cộng" is the sum of the others.
 *
 * Tables have rows that are parts of other rows.  So a column is only judged
 * when others of its table add up over the same rows: they prove how the table
 * is meant.
 */
#include "lint/relation_read.h"

#include <string.h>

enum { MAX_ROWS = 200, MAX_COLUMNS = 60, MIN_PROOF = 2 };

struct sum_column {
	size_t total; /* amount; SIZE_MAX: none */
	size_t part[MAX_ROWS];
	size_t n;
};

struct figures {
	struct relations *rs;
	int total_row;
	struct sum_column *column; /* by number */
};

/* The row that a cell begins, when it is that of the total. */
static int total_row(struct relations *rs, size_t first, size_t end)
{
	static const char *const labels[] = { "tổng cộng", "tổng số", "cộng",
					      "tổng", "toàn tỉnh", NULL };
	const struct passage *p = rs->lint->doc->passage;
	int found = 0;

	for (size_t i = first; i < end; i++) {
		struct stretch s = stretch_passage(rs, i);

		if (p[i].row < 2 || p[i].column > 2 || p[i].n > 40 ||
		    stretch_find_any(&s, labels, NULL) != 0)
			continue;
		if (found && found != p[i].row)
			return 0; /* several totals: groups of rows */
		found = p[i].row;
	}
	return found;
}

static bool is_figure(const struct amount *m)
{
	return m->unit[0] != '%' && m->written.qualifier == QUAL_EXACT &&
	       (m->role == AMOUNT_COUNT || m->role == AMOUNT_OTHER) &&
	       m->passage->kind == PASSAGE_CELL;
}

static void collect(struct figures *f, size_t first, size_t end)
{
	const struct relations *rs = f->rs;

	for (size_t c = 0; c < MAX_COLUMNS; c++)
		f->column[c] = (struct sum_column){ .total = SIZE_MAX };
	for (size_t i = amount_first(rs, first, 0);
	     i < rs->namount && rs->amount[i].index < end; i++) {
		const struct amount *m = &rs->amount[i];
		struct sum_column *c;

		if (!is_figure(m) || m->passage->column >= MAX_COLUMNS)
			continue;
		c = &f->column[m->passage->column];
		if (m->passage->row == f->total_row)
			c->total = i;
		else if (c->n < MAX_ROWS)
			c->part[c->n++] = i;
	}
}

static bool same_rows(const struct relations *rs, const struct sum_column *x,
		      const struct sum_column *y)
{
	if (x->n != y->n)
		return false;
	for (size_t i = 0; i < x->n; i++)
		if (rs->amount[x->part[i]].passage->row !=
		    rs->amount[y->part[i]].passage->row)
			return false;
	return true;
}

static bool is_column(const struct sum_column *c)
{
	return c->total != SIZE_MAX && c->n >= 2;
}

static bool fits(const struct relations *rs, const struct sum_column *c)
{
	return is_column(c) && amounts_add_up(rs, c->total, c->part, c->n);
}

static void claim(struct relations *rs, const struct sum_column *c)
{
	struct relation_term t[MAX_ROWS];

	for (size_t i = 0; i < c->n; i++)
		t[i] = (struct relation_term){ (int)c->part[i], 1 };
	relation_sum(rs, relation_add(rs, &relation_rules[SUM_MISMATCH], true),
		     (int)c->total, REPAIR_EQ, t, c->n);
}

/* |sum - total| <= total / 4: a slip, not an average or a rate. */
static bool is_near(const struct relations *rs, const struct sum_column *c)
{
	__int128 w = amount_base(&rs->amount[c->total]).u;
	__int128 sum = 0;

	for (size_t i = 0; i < c->n; i++)
		sum += amount_base(&rs->amount[c->part[i]]).u;
	return (sum > w ? sum - w : w - sum) * 4 <= w;
}

static void judge(struct figures *f)
{
	for (size_t c = 0; c < MAX_COLUMNS; c++) {
		const struct sum_column *x = &f->column[c];
		int proofs = 0;

		if (!is_column(x))
			continue;
		if (fits(f->rs, x)) {
			claim(f->rs, x);
			continue;
		}
		for (size_t k = 0; k < MAX_COLUMNS; k++)
			proofs += k != c && fits(f->rs, &f->column[k]) &&
				  same_rows(f->rs, x, &f->column[k]);
		if (proofs >= MIN_PROOF && is_near(f->rs, x))
			claim(f->rs, x);
	}
}

void read_tables(struct relations *rs)
{
	const struct document *d = rs->lint->doc;
	struct figures f = { .rs = rs };

	for (size_t i = 0; i < d->npassage;) {
		size_t end = i + 1;

		if (d->passage[i].table == 0) {
			i++;
			continue;
		}
		while (end < d->npassage &&
		       d->passage[end].table == d->passage[i].table)
			end++;
		f.total_row = total_row(rs, i, end);
		if (f.total_row > 0) {
			if (!f.column)
				f.column = ARENA_ARRAY(rs->lint->arena,
						       MAX_COLUMNS,
						       struct sum_column);
			collect(&f, i, end);
			judge(&f);
		}
		i = end;
	}
}
