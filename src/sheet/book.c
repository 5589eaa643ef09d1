/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as cells: what stands where, and what number it is. */
#include "sheet/sheet.h"

#include "lib/base/multimap.h"
#include "lib/file/csv.h"
#include "lib/text/number.h"
#include "lib/text/text.h"

enum { HEADING_ROWS = 30 }; /* above a cell in which its heading is looked for */

struct said {
	enum saying what;
	struct span where;
	int64_t weight;
};

struct book {
	struct arena *arena;
	const char *path;
	bool csv;
	struct grid **grid;
	size_t ngrid, capgrid;
	struct said *said;
	size_t nsaid, capsaid;
	struct cell **cell;
	size_t ncell, capcell;
	struct multimap *by_place; /* cells, by grid, column and row */
};

/* --- reading ------------------------------------------------------------------ */

/* A minus before a digit. */
static bool is_minus(const char *s)
{
	if (*s == '-')
		s++;
	else if (strncmp(s, "−", strlen("−")) == 0)
		s += strlen("−");
	else
		return false;
	return *s >= '0' && *s <= '9';
}

static void keep_row(struct book *b, struct grid *g,
		     const struct sheet_row *row, size_t *cap)
{
	struct arena *a = b->arena;
	struct grid_row *r = NULL;
	size_t n = row->n;

	while (n > 0 && !*row->cell[n - 1])
		n--;
	while (g->nrow < row->number) {
		size_t have = (size_t)g->nrow;

		r = VEC_PUSH(a, g->row, have, *cap);
		*r = (struct grid_row){ 0 };
		g->nrow++;
	}
	if (!r)
		BUG("row %lld twice", (long long)row->number);
	for (size_t i = 0; i < n; i++)
		g->minus[i] = g->minus[i] || is_minus(row->cell[i]);
	r->n = n;
	r->text = ARENA_ARRAY(a, n, const char *);
	r->mark = arena_memdup(a, row->mark, n);
	for (size_t i = 0; i < n; i++)
		r->text[i] = *row->cell[i] ? arena_strdup(a, row->cell[i]) : "";
	if (n > g->ncolumn)
		g->ncolumn = n;
}

static struct grid *read_grid(struct book *b, const char *name, struct err *e)
{
	struct arena *step = arena_new();
	struct grid *g = ARENA_NEW(b->arena, struct grid);
	struct sheet *s = sheet_open(step, b->path, name, e);
	struct sheet_row row;
	size_t cells = 0;
	size_t cap = 0;
	int rc = s ? 1 : -1;

	name = s ? sheet_name(s) : NULL;
	g->name = name ? arena_strdup(b->arena, name) : NULL;
	while (rc > 0 && (rc = sheet_next(s, &row, e)) > 0) {
		cells += row.n;
		if (cells > SHEET_MAX_CELLS)
			rc = err_set(e, ERR_INPUT,
				     "Tệp “%s” có quá %d ô: quá lớn để xét",
				     b->path, SHEET_MAX_CELLS);
		else
			keep_row(b, g, &row, &cap);
	}
	arena_free(step);
	if (rc < 0)
		return NULL;
	if (g->nrow == 0) {
		err_set(e, ERR_INPUT, "Bảng “%s” không có ô nào", b->path);
		return NULL;
	}
	g->index = (int)b->ngrid;
	*VEC_PUSH(b->arena, b->grid, b->ngrid, b->capgrid) = g;
	return g;
}

struct grid *book_grid(struct book *b, const char *name, struct err *e)
{
	if (!name && b->ngrid > 0)
		return b->grid[0];
	for (size_t i = 0; i < b->ngrid; i++)
		if (b->grid[i]->name && name &&
		    strcmp(b->grid[i]->name, name) == 0)
			return b->grid[i];
	if (name && b->csv) {
		err_set(e, ERR_INPUT, "tệp CSV chỉ có một bảng, không có trang "
				      "tính “%s”", name);
		return NULL;
	}
	return read_grid(b, name, e);
}

struct book *book_open(struct arena *a, const char *path, struct err *e)
{
	struct book *b = ARENA_NEW(a, struct book);
	struct sheet *s = sheet_open(a, path, NULL, e);

	if (!s)
		return NULL;
	b->arena = a;
	b->path = arena_strdup(a, path);
	b->csv = !sheet_typed(s);
	b->by_place = multimap_new(a);
	return book_grid(b, NULL, e) ? b : NULL;
}

struct arena *book_arena(const struct book *b)
{
	return b->arena;
}

const char *book_path(const struct book *b)
{
	return b->path;
}

bool book_is_csv(const struct book *b)
{
	return b->csv;
}

static const struct grid_row *row_of(const struct grid *g, int64_t row)
{
	return row >= 1 && row <= g->nrow ? &g->row[row - 1] : NULL;
}

const char *grid_text(const struct grid *g, size_t column, int64_t row)
{
	const struct grid_row *r = row_of(g, row);

	return r && column < r->n ? r->text[column] : "";
}

static unsigned grid_mark(const struct grid *g, size_t column, int64_t row)
{
	const struct grid_row *r = row_of(g, row);

	return r && column < r->n ? r->mark[column] : 0;
}

/* --- numbers ------------------------------------------------------------------- */

/* Only dashes: there can be no number here. */
static bool is_dash(const char *s)
{
	static const char *const dashes[] = { "-", "–", "—", "−" };

	while (*s) {
		size_t n = 0;

		for (size_t i = 0; i < ARRAY_LEN(dashes); i++)
			if (!strncmp(s, dashes[i], strlen(dashes[i])))
				n = strlen(dashes[i]);
		if (n == 0)
			return false;
		s += n;
	}
	return true;
}

/* A number of a worksheet, to six decimals. */
static int read_stored(const char *text, struct quantity *q, bool *cut)
{
	const char *point = strchr(text, '.');
	struct arena *step = arena_new();
	struct dec d;
	int rc;

	*cut = point && strlen(point + 1) > DEC_PLACES;
	if (*cut) /* one place more, to round by */
		text = arena_strndup(step, text,
				     (size_t)(point - text) + 1 + DEC_PLACES);
	rc = dec_parse(text, &d, &q->places);
	arena_free(step);
	q->low = d;
	q->high = d;
	q->qualifier = QUAL_EXACT;
	return rc;
}

static int hundredfold(struct quantity *q)
{
	if (dec_mul(q->low, dec_int(100), &q->low) < 0)
		return -1;
	q->high = q->low;
	q->places = q->places > 2 ? q->places - 2 : 0;
	return 0;
}

struct reading {
	struct quantity written;
	bool percent;
	bool cut; /* it had more decimals than are kept */
};

/* 0; -1 when the cell holds no number. */
static int read_number(const char *text, unsigned mark, struct reading *out)
{
	size_t n = strlen(text);
	struct arena *step;
	int rc;

	*out = (struct reading){ .percent = mark & SHEET_PERCENT };
	if (mark & SHEET_NUMBER) {
		rc = read_stored(text, &out->written, &out->cut);
		if (rc == 0 && out->percent)
			rc = hundredfold(&out->written);
		return rc;
	}
	step = arena_new();
	if (n > 1 && text[n - 1] == '%') {
		out->percent = true;
		for (n--; n > 0 && text[n - 1] == ' '; n--)
			;
	}
	rc = quantity_parse(arena_strndup(step, text, n), &out->written, NULL);
	arena_free(step);
	return rc;
}

bool grid_is_number(const struct grid *g, size_t column, int64_t row)
{
	const char *text = grid_text(g, column, row);
	struct reading r;

	return *text && (is_dash(text) ||
			 read_number(text, grid_mark(g, column, row), &r) == 0);
}

static bool too_large(const struct quantity *q)
{
	static const int64_t most = 1000000000000000; /* 10^15 */

	return dec_cmp(q->low, dec_int(most)) > 0 ||
	       dec_cmp(q->low, dec_int(-most)) < 0 ||
	       dec_cmp(q->high, dec_int(most)) > 0 ||
	       dec_cmp(q->high, dec_int(-most)) < 0;
}

/* --- what surrounds a cell -------------------------------------------------------- */

/* The nearest words above: its heading. */
static const char *heading(const struct grid *g, size_t column, int64_t row)
{
	int64_t end = row > HEADING_ROWS ? row - HEADING_ROWS : 0;

	for (int64_t i = row - 1; i > end; i--) {
		const char *text = grid_text(g, column, i);

		if (*text && !grid_is_number(g, column, i))
			return text;
	}
	for (int64_t i = 1; i <= g->nrow && i < row && i <= HEADING_ROWS; i++)
		if (*grid_text(g, column, i) && !grid_is_number(g, column, i))
			return grid_text(g, column, i);
	return "";
}

/* The first words of its row. */
static const char *stub(const struct grid *g, size_t column, int64_t row)
{
	for (size_t i = 0; i < column; i++)
		if (*grid_text(g, i, row) && !grid_is_number(g, i, row))
			return grid_text(g, i, row);
	return "";
}

static const char *cell_label(struct arena *a, const struct cell *c)
{
	const char *row = stub(c->grid, c->column, c->row);
	const char *column = heading(c->grid, c->column, c->row);

	return arena_printf(a, "%s%s%s", row, *row && *column ? ", " : "",
			    column);
}

static const char *cell_name(struct arena *a, const struct cell *c)
{
	const char *name = sheet_cell_name(a, c->column, c->row);

	return c->grid->index > 0 ? arena_printf(a, "'%s'!%s", c->grid->name, name)
			     : name;
}

/* --- what the rules say of it ------------------------------------------------------- */

void book_say(struct book *b, enum saying what, const struct span *where,
	      int64_t weight)
{
	*VEC_PUSH(b->arena, b->said, b->nsaid, b->capsaid) =
		(struct said){ what, *where, weight };
}

static bool lies_in(const struct cell *c, const struct span *s)
{
	return c->grid == s->grid && c->column >= s->left &&
	       c->column <= s->right && c->row >= s->top && c->row <= s->bottom;
}

/* Whether it was said to be rounded. */
static bool apply_sayings(const struct book *b, struct cell *c)
{
	bool rounded = false;

	for (size_t i = 0; i < b->nsaid; i++) {
		const struct said *s = &b->said[i];

		if (!lies_in(c, &s->where))
			continue;
		switch (s->what) {
		case SAY_TRUST:
			c->weight = s->weight;
			break;
		case SAY_FIXED:
			c->fixed = true;
			break;
		case SAY_ROUNDED:
			rounded = true;
			break;
		case SAY_NEGATIVE:
			c->negative = true;
			break;
		}
	}
	return rounded;
}

/* --- cells --------------------------------------------------------------------------- */

static uint64_t place_key(const struct grid *g, size_t column, int64_t row)
{
	uint64_t key[3] = { (uint64_t)g->index, column, (uint64_t)row };

	return hash_bytes(HASH_BEGIN, key, sizeof key);
}

static struct cell *known_cell(const struct book *b, const struct grid *g,
			       size_t column, int64_t row)
{
	uint64_t key = place_key(g, column, row);

	for (size_t i = multimap_first(b->by_place, key); i;
	     i = multimap_next(b->by_place, i)) {
		struct cell *c = b->cell[multimap_value(b->by_place, i)];

		if (c->grid == g && c->column == column && c->row == row)
			return c;
	}
	return NULL;
}

static int no_number(const struct cell *c, struct err *e)
{
	err_set(e, ERR_INPUT, "ô %s phải là một số, nhưng ghi “%.200s”",
		c->name, c->text);
	return err_hint(e, "Số viết như 1.250,5; khoảng 500; trên 50; 3,5 - "
			   "4,5; 115%%. Ô trống là thiếu số, “-” là không có.");
}

static int read_cell(const struct book *b, struct cell *c, struct err *e)
{
	unsigned mark = grid_mark(c->grid, c->column, c->row);
	bool rounded = apply_sayings(b, c);
	struct reading r;
	bool error;

	c->percent = strchr(heading(c->grid, c->column, c->row), '%');
	c->formula = mark & SHEET_FORMULA;
	error = c->formula && *c->text == '#'; /* #DIV/0!: no result */
	if (!*c->text || is_dash(c->text) || error) {
		c->state = *c->text && !error ? RULE_NOT_APPLICABLE
					      : RULE_MISSING;
		c->value = rule_absent(c->state, !c->negative);
		return 0;
	}
	if (read_number(c->text, mark, &r) < 0)
		return no_number(c, e);
	if (too_large(&r.written))
		return err_set(e, ERR_INPUT,
			       "ô %s ghi “%.60s”: số lớn hơn 10^15, không tính "
			       "chính xác được", c->name, c->text);
	c->state = RULE_KNOWN;
	c->percent = c->percent || r.percent;
	c->written = r.written;
	c->negative = c->negative || dec_cmp(r.written.low, DEC_ZERO) < 0;
	c->value = rule_written(&r.written, c->percent || rounded || r.cut);
	if (c->value.has_high && c->value.has_low &&
	    dec_cmp(c->value.low, c->value.high) > 0)
		return no_number(c, e); /* "dưới -5" */
	return 0;
}

struct cell *book_cell(struct book *b, struct grid *g, size_t column,
		       int64_t row, struct err *e)
{
	struct cell *c = known_cell(b, g, column, row);

	if (c)
		return c;
	c = ARENA_NEW(b->arena, struct cell);
	c->grid = g;
	c->column = column;
	c->row = row;
	c->weight = REPAIR_TYPED;
	c->text = grid_text(g, column, row);
	c->name = cell_name(b->arena, c);
	c->label = cell_label(b->arena, c);
	c->var = SIZE_MAX;
	if (read_cell(b, c, e) < 0)
		return NULL;
	c->value.source = c;
	multimap_add(b->by_place, place_key(g, column, row),
		     (int64_t)b->ncell);
	*VEC_PUSH(b->arena, b->cell, b->ncell, b->capcell) = c;
	return c;
}

static const char *signed_vi(struct arena *a, const struct cell *c,
			     const char *number)
{
	return c->percent ? percent_vi(a, number) : number;
}

const char *cell_value(struct arena *a, const struct cell *c, struct dec v)
{
	int places = c->state == RULE_KNOWN && !c->formula ? c->written.places
							    : -1;

	if (places >= 0 && dec_cmp(dec_round(v, places), v) != 0)
		places = -1;
	return signed_vi(a, c, number_vi(a, v, places));
}

const char *cell_written(struct arena *a, const struct cell *c)
{
	if (c->state == RULE_NOT_APPLICABLE)
		return "-";
	if (c->state != RULE_KNOWN)
		return "(trống)";
	if (c->written.qualifier != QUAL_EXACT)
		return signed_vi(a, c, quantity_vi(a, &c->written, false));
	return cell_value(a, c, c->written.low);
}
