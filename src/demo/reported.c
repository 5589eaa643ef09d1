/* SPDX-License-Identifier: Apache-2.0 */
/* What the plan only states: reported.csv. */
#include "demo/demo.h"

#include "demo/table.h"
#include "figure/figure.h"
#include "lib/db/db.h"
#include "lib/text/number.h"

#define REPORTED "reported.csv"

/* A printed number, or a range of two. */
static int parse_value(struct csv_table *t, const char *low, const char *high,
		       const char *qualifier, struct quantity *out,
		       struct err *e)
{
	struct quantity upper;

	if (quantity_parse(low, out, e))
		return csv_place(t, "value", e);
	if (*qualifier && qualifier_parse(qualifier, &out->qualifier)) {
		err_set(e, ERR_INPUT, "Không có từ hạn định “%s”", qualifier);
		return csv_place(t, "qualifier", e);
	}
	if (!*high)
		return 0;
	if (quantity_parse(high, &upper, e))
		return csv_place(t, "value_max", e);
	out->high = upper.low;
	if (upper.places > out->places)
		out->places = upper.places;
	return 0;
}

/* The texts of a row of reported.csv. */
struct line {
	const char *indicator, *place, *breakdown, *period, *basis;
	const char *value, *value_max, *qualifier, *percent, *note, *origin;
};

static int read_line(struct csv_table *t, struct line *l, struct err *e)
{
	const struct {
		const char *column;
		const char **to;
	} cells[] = {
		{ "indicator", &l->indicator }, { "place", &l->place },
		{ "breakdown", &l->breakdown }, { "period", &l->period },
		{ "basis", &l->basis }, { "value", &l->value },
		{ "value_max", &l->value_max }, { "qualifier", &l->qualifier },
		{ "percent_of_plan", &l->percent }, { "note", &l->note },
		{ "origin", &l->origin },
	};

	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		*cells[i].to = csv_cell(t, cells[i].column, e);
		if (!*cells[i].to)
			return -1;
	}
	return 0;
}

/* The figures read so far, and the row that each stands in. */
struct reports {
	struct arena *arena;
	struct figure_report *report;
	int64_t *row;
	size_t n;
	size_t cap;
	size_t row_cap;
};

static struct figure_report *add(struct reports *to, int64_t row,
				 const struct figure_report *r)
{
	size_t n = to->n;
	struct figure_report *out = VEC_PUSH(to->arena, to->report, to->n,
					     to->cap);

	*out = *r;
	*VEC_PUSH(to->arena, to->row, n, to->row_cap) = row;
	return out;
}

/* A row gives a value, its per cent of plan, or both. */
static int read_row(struct csv_table *t, struct reports *to, struct err *e)
{
	struct figure_report r = { .state = FIG_VALUE };
	struct line l;

	if (read_line(t, &l, e))
		return -1;
	r.key.indicator = l.indicator;
	r.key.place = l.place;
	r.key.breakdown = l.breakdown;
	r.key.period = l.period;
	r.note = *l.note ? l.note : NULL;
	r.origin = l.origin;
	if (basis_parse(l.basis, &r.key.basis)) {
		err_set(e, ERR_INPUT, "Không có loại số liệu “%s”", l.basis);
		return csv_place(t, "basis", e);
	}
	if (*l.value && parse_value(t, l.value, l.value_max, l.qualifier,
				    &add(to, t->row.number, &r)->value, e))
		return -1;
	r.key.percent = true;
	if (*l.percent && parse_value(t, l.percent, "", "",
				      &add(to, t->row.number, &r)->value, e))
		return -1;
	return 0;
}

static int read_all(struct arena *a, const char *dir, struct reports *out,
		    struct err *e)
{
	struct csv_table t;
	int step = csv_table_open(a, dir, REPORTED, &t, e);

	while (step >= 0 && (step = csv_table_next(&t, e)) == 1)
		step = read_row(&t, out, e);
	return step;
}

int64_t demo_load_reported(struct db *db, const char *dir, struct err *e)
{
	struct arena *a = arena_new();
	struct reports r = { .arena = a };
	const struct pack *p = pack_in_force(a, db, demo_day(), db_last_tx(db), e);
	int64_t n = -1;
	size_t bad = 0;

	if (p && read_all(a, dir, &r, e) == 0) {
		n = (int64_t)r.n;
		if (figure_report_all(db, p, r.report, r.n, &bad, e)) {
			err_detail(e, "%s/%s, dòng %lld", dir, REPORTED,
				   (long long)r.row[bad]);
			n = -1;
		}
	}
	arena_free(a);
	return n;
}
