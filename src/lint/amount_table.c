/* SPDX-License-Identifier: Apache-2.0 */
/* The labels of the cells of a table. */
#include "lint/amount_table.h"

#include <string.h>

enum {
	MAX_COLUMNS = 64, /* of a table whose cells are read */
	MAX_HEADINGS = 6, /* rows */
	MAX_ABOVE = 3,    /* paragraphs above a table that may tell its unit */
};

struct table_column {
	struct words head; /* the headings above it, one after the other */
	struct unit unit;
	bool has_unit;
	bool is_unit;       /* it holds the units: "ĐVT" */
	bool is_order;      /* it counts rows: "STT" */
	struct said said;
};

struct table_view {
	int table;
	size_t begin, end;  /* passages */
	int body;           /* first row that is no heading */
	struct table_column column[MAX_COLUMNS + 1];
	struct unit unit;   /* told above the table */
	bool has_unit;
	struct said said;
};

bool cell_is_number(const struct words *w)
{
	size_t i = 0;

	if (word_is(w, 0, "+") || word_is(w, 0, "-") || word_is(w, 0, "–"))
		i++;
	if (i >= w->n || w->word[i].is->kind != WORD_NUMBER)
		return false;
	return i + 1 == w->n || (word_is(w, i + 1, "%") && i + 2 == w->n);
}

/* --- units -------------------------------------------------------------------- */

/* "Vốn (triệu đồng)", "Tỷ lệ %", "ĐVT: người": the unit that a label names. */
static bool unit_in(struct arena *a, const struct words *w, struct unit *out)
{
	static const char *const before[] = { "đơn vị tính :", "đơn vị tính",
					      "đvt :", "đvt", "đơn vị :", "tính :",
					      "(", NULL };

	for (size_t i = 0; i < w->n; i++) {
		if (word_is(w, i, "%") ||
		    phrase_at(w, i, "tỷ lệ") || phrase_at(w, i, "tỷ trọng")) {
			*out = (struct unit){ .kind = UNIT_PERCENT,
					      .base = "%",
					      .factor = dec_int(1) };
			return true;
		}
		if (phrase_any_before(w, i, before) && unit_at(a, w, i, out)) {
			out->n = 0;
			return true;
		}
	}
	return false;
}

/* A cell of a column of units: the whole of it. */
static bool unit_alone(struct arena *a, const struct words *w,
		       struct unit *out)
{
	size_t i = word_is(w, 0, "1.000") || word_is(w, 0, "1000") ? 1 : 0;

	if (!unit_at(a, w, i, out))
		return false;
	if (i > 0 && dec_mul(out->factor, dec_int(1000), &out->factor) < 0)
		return false;
	out->n = 0;
	return true;
}

/* "Số HTX", "Tổng số thành viên": the noun that is counted. */
static bool unit_of_noun(const struct words *w, struct unit *out)
{
	bool found = false;

	for (size_t i = 0; i < w->n;) {
		struct unit u;

		if (!unit_noun_at(w, i, &u)) {
			i++;
			continue;
		}
		if (u.kind == UNIT_PERSON ||
		    (u.kind == UNIT_ORG && !found)) {
			*out = u;
			out->n = 0;
			found = true;
			if (u.kind == UNIT_PERSON)
				return true;
		}
		i += u.n;
	}
	return found;
}

/* Money is never counted by the noun beside it. */
static bool names_money(const struct words *w)
{
	static const char *const words[] = { "doanh thu", "vốn", "lợi nhuận",
					     "lãi", "thu nhập", "kinh phí",
					     "dư nợ", "tài sản", "ngân sách",
					     "thuế", "tiền", "giá trị",
					     "đtpt", NULL };

	return phrase_any_in(w, 0, w->n, words) < w->n;
}

/* --- times ----------------------------------------------------------------------- */

/* As in a sentence; a bare year and "TH", "KH" count in a heading too. */
static struct said said_in(const struct words *w, int year)
{
	static const char *const done[] = { "thực hiện", "th", "kết quả", NULL };
	static const char *const plan[] = { "kế hoạch", "kh", NULL };
	static const char *const against[] = { "so với", "%", "tỷ lệ", NULL };
	struct said s = said_by(w, 0, w->n, year);

	for (size_t i = 0; i < w->n && s.time.kind == TIME_UNSAID; i++) {
		struct number n;

		if (w->word[i].is->kind != WORD_NUMBER ||
		    number_read(w->word[i].is->usual, w->word[i].is->len, &n) <
			    0 ||
		    !number_is_year(&w->word[i], &n))
			continue;
		s.time.kind = TIME_PERIOD;
		snprintf(s.time.code, sizeof s.time.code, "%s",
			 w->word[i].is->usual);
	}
	if (!s.has_basis && phrase_any_in(w, 0, w->n, plan) < w->n &&
	    phrase_any_in(w, 0, w->n, against) == w->n) {
		s.has_basis = true;
		s.basis = BASIS_PLAN;
	}
	if (!s.has_basis && phrase_any_in(w, 0, w->n, done) < w->n) {
		s.has_basis = true;
		s.basis = BASIS_ACTUAL;
	}
	return s;
}

/* --- the table ------------------------------------------------------------------- */

static bool is_year_cell(const struct words *w)
{
	struct number n;

	return w->n == 1 && w->word[0].is->kind == WORD_NUMBER &&
	       number_read(w->word[0].is->usual, w->word[0].is->len, &n) == 0 &&
	       number_is_year(&w->word[0], &n);
}

/* "(1)", "3", "A", "(5)=(4)/(3)": a row that numbers the columns has the
 * number of each column, or the one before, in its cell. */
static bool is_column_number(const struct words *w, int column)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].is->kind == WORD_NUMBER) {
			long v = strtol(w->word[i].is->usual, NULL, 10);

			return w->word[i].to - w->word[i].from <= 2 &&
			       v <= column && v + 3 >= column;
		}
	return true;
}

/* The first row that holds figures: numbers that are neither years nor the
 * numbers of columns. */
static int find_body(const struct words *words, const struct document *d,
		     const struct table_view *t)
{
	size_t i = t->begin;

	while (i < t->end) {
		int row = d->passage[i].row;
		bool figures = false;
		bool columns = true;
		size_t numbers = 0;

		for (; i < t->end && d->passage[i].row == row; i++) {
			struct words w = words[i];

			columns &= is_column_number(&w, d->passage[i].column);
			if (!cell_is_number(&w) || is_year_cell(&w) ||
			    d->passage[i].column == 1)
				continue;
			numbers++;
			figures = true;
		}
		if (figures && !(columns && numbers > 1))
			return row;
		if (row > MAX_HEADINGS)
			break;
	}
	return MAX_HEADINGS + 1;
}

static void add_words(struct arena *a, struct words *to,
		      const struct words *from)
{
	struct word *both =
		ARENA_ARRAY(a, to->n + from->n, struct word);

	if (to->n > 0)
		memcpy(both, to->word, to->n * sizeof *both);
	if (from->n > 0)
		memcpy(both + to->n, from->word, from->n * sizeof *both);
	to->word = both;
	to->n += from->n;
	to->passage = from->passage;
}

/* The words of a heading that tell what is counted, not when or how sure. */
static void add_nouns(struct arena *a, struct words *to,
		      const struct words *head)
{
	static const char *const when[] = { "kế hoạch", "thực hiện", "kh", "th",
					    "ước", "dự kiến", "so sánh", "uth",
					    "kỳ báo cáo", NULL };

	for (size_t i = 0; i < head->n;) {
		size_t n = phrase_any(head, i, when);
		struct words one = { .passage = head->passage,
				      .word = head->word + i, .n = 1 };

		if (n == 0)
			add_words(a, to, &one);
		i += n ? n : 1;
	}
}

/* Headings reach over the columns right of them up to the next heading of
 * their row, when a later heading row divides them. */
static void read_headings(struct arena *a, const struct words *words,
			  const struct document *d, struct table_view *t)
{
	for (size_t i = t->begin; i < t->end && d->passage[i].row < t->body;
	     i++) {
		const struct passage *p = &d->passage[i];
		struct words w = words[i];
		int end = p->column + 1;

		if (p->column < 1 || p->column > MAX_COLUMNS ||
		    (cell_is_number(&w) && !is_year_cell(&w)))
			continue;
		if (i + 1 < t->end && d->passage[i + 1].row == p->row)
			end = d->passage[i + 1].column;
		for (int c = p->column; c < end && c <= MAX_COLUMNS; c++)
			add_words(a, &t->column[c].head, &w);
	}
}

static void read_columns(struct arena *a, struct table_view *t, int year)
{
	static const char *const units[] = { "đơn vị tính", "đvt", "đơn vị",
					     NULL };
	static const char *const order[] = { "stt", "tt", "số tt",
					     "số thứ tự", NULL };

	for (int c = 1; c <= MAX_COLUMNS; c++) {
		struct table_column *x = &t->column[c];

		x->is_order = phrase_any(&x->head, 0, order) > 0;
		x->has_unit = unit_in(a, &x->head, &x->unit);
		x->is_unit = !x->has_unit && x->head.n < 5 &&
			     phrase_any(&x->head, 0, units) > 0;
		x->said = said_in(&x->head, year);
	}
}

static struct table_view *open_table(struct arena *a, const struct words *words,
				     const struct document *d, size_t index,
				     int year)
{
	struct table_view *t = ARENA_NEW(a, struct table_view);

	t->table = d->passage[index].table;
	t->begin = t->end = index;
	while (t->begin > 0 && d->passage[t->begin - 1].table == t->table)
		t->begin--;
	while (t->end < d->npassage && d->passage[t->end].table == t->table)
		t->end++;
	t->body = find_body(words, d, t);
	read_headings(a, words, d, t);
	read_columns(a, t, year);
	for (size_t i = t->begin, k = 0; i > 0 && k < MAX_ABOVE; i--, k++) {
		struct words w = words[i - 1];

		if (d->passage[i - 1].table != 0 || w.n > 60)
			break;
		if (!t->has_unit)
			t->has_unit = (phrase_in(&w, 0, w.n, "đvt") < w.n ||
				       phrase_in(&w, 0, w.n, "tính") < w.n) &&
				      unit_in(a, &w, &t->unit);
		if (t->said.time.kind == TIME_UNSAID)
			t->said = said_in(&w, year);
	}
	return t;
}

/* --- a cell ------------------------------------------------------------------------ */

/* The label of a row: its first cells that hold words. */
static struct words row_label(struct arena *a, const struct words *words,
			       const struct document *d,
			       const struct table_view *t, size_t index,
			       struct words *unit)
{
	struct words label = { .passage = &d->passage[index] };
	size_t i = index;

	while (i > t->begin && d->passage[i - 1].row == d->passage[index].row)
		i--;
	for (; i < index; i++) {
		struct words w = words[i];
		int c = d->passage[i].column;

		if (c < 1 || c > MAX_COLUMNS || cell_is_number(&w) ||
		    t->column[c].is_order)
			continue;
		if (t->column[c].is_unit)
			*unit = w;
		else if (w.n > 1 || (w.n == 1 && w.word[0].is->len > 3))
			add_words(a, &label, &w);
	}
	return label;
}

static bool find_unit(struct arena *a, const struct table_view *t,
		      const struct table_column *x, const struct words *row,
		      const struct words *unit, struct cell_labels *out)
{
	if (x->has_unit) {
		out->unit = x->unit;
		return true;
	}
	if (unit->n > 0 && unit_alone(a, unit, &out->unit))
		return true;
	if (unit_in(a, row, &out->unit))
		return true;
	if (t->has_unit &&
	    (t->unit.kind != UNIT_MONEY || names_money(row) ||
	     names_money(&x->head) || !unit_of_noun(row, &out->unit))) {
		out->unit = t->unit;
		return true;
	}
	if (names_money(row) || names_money(&x->head))
		return false;
	return unit_of_noun(row, &out->unit) ||
	       unit_of_noun(&x->head, &out->unit);
}

static enum amount_role role_of(const struct cell_labels *c,
				const struct words *head,
				const struct words *row)
{
	static const char *const plans[] = { "so với kế hoạch", "so với kh",
					     "kế hoạch", "kh", NULL };
	static const char *const shares[] = { "cơ cấu", "tỷ trọng", "chiếm",
					      NULL };

	if (c->unit.kind == UNIT_PERCENT) {
		if (phrase_any_in(head, 0, head->n, shares) < head->n)
			return AMOUNT_SHARE;
		return phrase_any_in(head, 0, head->n, plans) < head->n
			       ? AMOUNT_OF_PLAN
			       : AMOUNT_OTHER;
	}
	if (!c->unit.base[0] || c->unit.kind == UNIT_TIME ||
	    c->unit.kind == UNIT_TIMES)
		return AMOUNT_OTHER;
	if (c->unit.per_thing || phrase_in(row, 0, row->n, "bình quân") < row->n ||
	    phrase_in(head, 0, head->n, "bình quân") < head->n)
		return AMOUNT_AVERAGE;
	return AMOUNT_COUNT;
}

bool cell_read(struct arena *a, const struct words *words,
	       const struct document *d, struct table_view **view, size_t index,
	       int year, struct cell_labels *out)
{
	const struct passage *p = &d->passage[index];
	static const struct word_entry mark = { .text = ";", .lower = ";",
						.usual = ";", .len = 1,
						.fold = "", .kind = WORD_MARK };
	static struct word semicolon = { .is = &mark };
	const struct words between = { .passage = p, .word = &semicolon,
					.n = 1 };
	const struct table_column *x;
	struct words unit = { 0 };
	struct words row, both;
	const char *place;
	struct said said;

	*out = (struct cell_labels){ .unit = { .base = "",
					       .factor = dec_int(1) } };
	if (p->column < 1 || p->column > MAX_COLUMNS)
		return false;
	if (!*view || (*view)->table != p->table)
		*view = open_table(a, words, d, index, year);
	x = &(*view)->column[p->column];
	if (p->row < (*view)->body || x->is_order || x->is_unit)
		return false;
	row = row_label(a, words, d, *view, index, &unit);
	if (row.n == 0 && p->column == 1)
		return false;
	find_unit(a, *view, x, &row, &unit, out);
	place = lead_place(a, &row);
	both = place[0] ? (struct words){ .passage = p } : row;
	add_words(a, &both, &between);
	add_nouns(a, &both, &x->head);
	out->lead = lead_of(a, &both, 0, both.n);
	if (place[0])
		out->lead.scope = place;
	said = said_in(&row, year);
	out->said = x->said;
	if (out->said.time.kind == TIME_UNSAID)
		out->said.time = said.time.kind != TIME_UNSAID
					 ? said.time
					 : (*view)->said.time;
	if (!out->said.has_basis) {
		out->said.has_basis =
			said.has_basis || (*view)->said.has_basis;
		out->said.basis = said.has_basis ? said.basis
						 : (*view)->said.basis;
	}
	out->role = role_of(out, &x->head, &row);
	return true;
}
