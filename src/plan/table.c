/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Appendices: cells that follow from other cells.
 *
 * A live formula is a sum, share or per cent over codes of columns or rows.
 * It fills a cell for which nobody gave a figure; where there is a figure, the
 * figure stands, and the formula lives in the spreadsheet only when it gives
 * the same number.  A blank is not zero: a formula over one gives nothing.
 */
#include <ctype.h>

#include "lib/base/buf.h"
#include "plan/internal.h"

struct cell *table_cell_at(const struct table *t, size_t r, size_t c)
{
	return &t->cell[r * t->appendix->ncolumn + c];
}

/* --- live formulas ---------------------------------------------------------- */

/* A formula being read: + - * / over codes and whole numbers, and brackets. */
struct live {
	const char *s;
	/* The value of a code; false when there is none. */
	bool (*value)(void *ctx, const char *code, size_t n, struct dec *out);
	void *ctx;
	bool missing;
	bool failed; /* overflow, or division by zero */
};

static void skip_blanks(struct live *l)
{
	while (*l->s == ' ')
		l->s++;
}

static size_t word_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

static struct dec live_sum(struct live *l);

static struct dec live_factor(struct live *l)
{
	struct dec v = DEC_ZERO;
	size_t n;

	skip_blanks(l);
	if (*l->s == '(') {
		l->s++;
		v = live_sum(l);
		skip_blanks(l);
		if (*l->s == ')')
			l->s++;
		return v;
	}
	if (isdigit((unsigned char)*l->s)) {
		int64_t whole = 0;

		while (isdigit((unsigned char)*l->s) && whole < 1000000000)
			whole = whole * 10 + (*l->s++ - '0');
		return dec_int(whole);
	}
	n = word_length(l->s);
	if (!n || !l->value(l->ctx, l->s, n, &v))
		l->missing = true;
	l->s += n;
	return v;
}

static struct dec live_term(struct live *l)
{
	struct dec v = live_factor(l);

	for (;;) {
		struct dec w;
		char op;

		skip_blanks(l);
		op = *l->s;
		if (op != '*' && op != '/')
			return v;
		l->s++;
		w = live_factor(l);
		if (op == '*' ? dec_mul(v, w, &v) : dec_div(v, w, &v))
			l->failed = true;
	}
}

static struct dec live_sum(struct live *l)
{
	struct dec v = live_term(l);

	for (;;) {
		struct dec w;
		char op;

		skip_blanks(l);
		op = *l->s;
		if (op != '+' && op != '-')
			return v;
		l->s++;
		w = live_term(l);
		if (op == '+' ? dec_add(v, w, &v) : dec_sub(v, w, &v))
			l->failed = true;
	}
}

/* True when every code has a value and the result exists. */
static bool live_value(const char *formula,
		       bool (*value)(void *, const char *, size_t,
				     struct dec *),
		       void *ctx, struct dec *out)
{
	struct live l = { .s = formula, .value = value, .ctx = ctx };

	*out = live_sum(&l);
	return !l.missing && !l.failed;
}

char *live_text(struct arena *a, const char *live,
		const char *(*name)(void *ctx, const char *code), void *ctx)
{
	struct buf b = BUF_INIT(a);

	while (*live) {
		size_t n = word_length(live);

		if (*live == ' ') {
			live++;
		} else if (!n) {
			buf_addch(&b, *live++);
		} else {
			const char *code = arena_strndup(a, live, n);

			if (!isdigit((unsigned char)*code))
				code = name(ctx, code);
			if (!code)
				return NULL;
			buf_adds(&b, code);
			live += n;
		}
	}
	return b.data;
}

/* --- cells -------------------------------------------------------------------- */

/* Where a formula is read: one row, or one column, of a table. */
struct at {
	const struct table *table;
	size_t row;
	size_t column;
	bool figures_only;
};

static bool cell_value(const struct at *at, size_t r, size_t c,
		       struct dec *out)
{
	const struct cell *cell = table_cell_at(at->table, r, c);

	if (cell->kind == CELL_EMPTY ||
	    dec_cmp(cell->value.low, cell->value.high) ||
	    (at->figures_only && cell->number == NO_NUMBER))
		return false;
	*out = cell->value.low;
	return true;
}

static bool is_code(const char *code, const char *s, size_t n)
{
	return strlen(code) == n && !strncmp(code, s, n);
}

static bool column_value(void *ctx, const char *s, size_t n, struct dec *out)
{
	const struct at *at = ctx;
	const struct appendix *x = at->table->appendix;

	for (size_t c = 0; c < x->ncolumn; c++)
		if (is_code(x->column[c].code, s, n))
			return cell_value(at, at->row, c, out);
	return false;
}

static bool row_value(void *ctx, const char *s, size_t n, struct dec *out)
{
	const struct at *at = ctx;
	const struct appendix *x = at->table->appendix;

	for (size_t r = 0; r < x->nrow; r++)
		if (is_code(x->row[r].code, s, n))
			return cell_value(at, r, at->column, out);
	return false;
}

/* Decimals to which a quotient is taken: those of its measure. */
static int places_of(const struct cell *cell)
{
	if (!cell->measure)
		return 1;
	return cell->measure->whole ? 0 : cell->measure->places;
}

/* Puts a computed value into a cell; a figure that is already there stands,
 * and is live when it is equal. */
static void put(struct arena *a, struct cell *cell, struct dec v,
		const char *formula, bool rows)
{
	if (strchr(formula, '/'))
		v = dec_round(v, places_of(cell));
	if (cell->kind == CELL_EMPTY) {
		cell->value = (struct quantity){
			.low = v, .high = v, .qualifier = QUAL_EXACT,
			.places = dec_places(v),
		};
		cell->text = number_vi(a, v, -1);
		cell->implied = true;
	} else if (dec_cmp(v, cell->value.low) ||
		   dec_cmp(v, cell->value.high)) {
		return;
	}
	cell->kind = CELL_LIVE;
	cell->live = formula;
	cell->live_rows = rows;
}

/* A row that stands for something, not a heading or a difference. */
static bool names_figures(const struct appendix_row *row)
{
	return row->ref || row->category;
}

/* The first alternative of a column's computation whose cells are there. */
static void compute(struct arena *a, const struct table *t, size_t r, size_t c,
		    bool figures_only)
{
	const struct appendix_column *column = &t->appendix->column[c];
	struct at at = { t, r, c, figures_only };
	const char *s = column->compute;

	while (s) {
		const char *or = strstr(s, " or ");
		const char *one = or ? arena_strndup(a, s, (size_t)(or - s)) : s;
		struct dec v;

		if (live_value(one, column_value, &at, &v)) {
			put(a, table_cell_at(t, r, c), v, one, false);
			return;
		}
		s = or ? or + 4 : NULL;
	}
}

static void compute_columns(struct arena *a, const struct table *t, bool pure)
{
	const struct appendix *x = t->appendix;

	for (size_t r = 0; r < x->nrow; r++)
		for (size_t c = 0; c < x->ncolumn; c++)
			if (x->column[c].compute &&
			    !x->column[c].period == pure &&
			    names_figures(&x->row[r]))
				compute(a, t, r, c, !pure);
}

static void sum_rows(struct arena *a, const struct table *t)
{
	const struct appendix *x = t->appendix;

	for (size_t r = 0; r < x->nrow; r++) {
		for (size_t c = 0; x->row[r].sum && c < x->ncolumn; c++) {
			struct at at = { t, r, c, false };
			struct dec v;

			/* per cents do not add up */
			if (x->column[c].period && !x->column[c].percent &&
			    live_value(x->row[r].sum, row_value, &at, &v))
				put(a, table_cell_at(t, r, c), v, x->row[r].sum,
				    true);
		}
	}
}

static bool says_something(const struct cell *cell)
{
	return cell->kind != CELL_EMPTY &&
	       (dec_cmp(cell->value.low, DEC_ZERO) ||
		dec_cmp(cell->value.high, DEC_ZERO));
}

static void hide(const struct table *t)
{
	const struct appendix *x = t->appendix;

	for (size_t r = 0; r < x->nrow; r++)
		t->hide_row[r] = x->row[r].optional;
	for (size_t c = 0; c < x->ncolumn; c++)
		t->hide_column[c] = x->column[c].optional;
	for (size_t r = 0; r < x->nrow; r++) {
		for (size_t c = 0; c < x->ncolumn; c++) {
			if (!says_something(table_cell_at(t, r, c)))
				continue;
			t->hide_row[r] = false;
			t->hide_column[c] = false;
		}
	}
}

void table_finish(struct arena *a, struct table *t)
{
	compute_columns(a, t, false);
	sum_rows(a, t);
	compute_columns(a, t, true);
	hide(t);
}

/* --- what is shown --------------------------------------------------------------- */

bool shows_row(const struct table *t, size_t r, enum extent e)
{
	return e == IN_DOCUMENT ? !t->appendix->row[r].optional
				: !t->hide_row[r];
}

bool shows_column(const struct table *t, size_t c, enum extent e)
{
	return e == IN_DOCUMENT ? !t->appendix->column[c].optional
				: !t->hide_column[c];
}

static bool under_one_head(const struct table *t, size_t c, size_t d)
{
	return t->group[c] && t->group[d] &&
	       strcmp(t->group[c], t->group[d]) == 0;
}

size_t head_span(const struct table *t, size_t c, enum extent e)
{
	size_t n = 1;

	for (size_t i = c; i-- > 0;) {
		if (!shows_column(t, i, e))
			continue;
		if (under_one_head(t, i, c))
			return 0;
		break;
	}
	for (size_t i = c + 1; i < t->appendix->ncolumn; i++) {
		if (!shows_column(t, i, e))
			continue;
		if (!under_one_head(t, i, c))
			break;
		n++;
	}
	return n;
}

bool is_bold(const struct appendix_row *row)
{
	return row->sum || !names_figures(row);
}

bool is_implied(const struct table *t, size_t r, size_t c)
{
	return table_cell_at(t, r, c)->implied &&
	       t->appendix->column[c].period && !t->appendix->row[r].sum;
}
