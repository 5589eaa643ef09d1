/* SPDX-License-Identifier: Apache-2.0 */
/* Cells that follow from others, on an appendix made by hand. */
#include "plan/internal.h"
#include "test.h"

/* Three rows and a total: as published in July 2023 for the year's end, where
 * 46 + 9 is not 56 and 308 + 46 is not 355. */
static struct appendix_column columns[] = {
	{ .code = "A", .period = "year", .compute = "B + C" },
	{ .code = "B", .period = "year" },
	{ .code = "C", .period = "year" },
	{ .code = "X", .compute = "B + C - A", .optional = true },
	{ .code = "P", .period = "year", .percent = true,
	  .compute = "100 * B / A or 100 * C / A" },
	{ .code = "Z", .period = "prev", .optional = true },
};
static struct appendix_row rows[] = {
	{ .code = "head" },
	{ .code = "agri", .category = "sector = agri" },
	{ .code = "trade", .category = "sector = trade_service_env" },
	{ .code = "total", .category = "sector = all", .sum = "agri + trade" },
	{ .code = "gap", .sum = "agri + trade - total", .optional = true },
};
static const struct appendix appendix = {
	.code = "thu", .column = columns, .ncolumn = ARRAY_LEN(columns),
	.row = rows, .nrow = ARRAY_LEN(rows),
};
static const struct measure htx = { .code = "htx", .whole = true };
static const struct measure percent = { .code = "percent", .places = 1 };

static void figure(struct table *t, size_t r, size_t c, int64_t v)
{
	struct cell *cell = table_cell_at(t, r, c);

	cell->kind = CELL_FIGURE;
	cell->value = (struct quantity){ .low = dec_int(v),
					 .high = dec_int(v) };
	cell->number = 0;
}

static struct table *finished(struct arena *a)
{
	struct table *t = ARENA_NEW(a, struct table);

	t->appendix = &appendix;
	t->cell = ARENA_ARRAY(a, appendix.nrow * appendix.ncolumn, struct cell);
	t->hide_row = ARENA_ARRAY(a, appendix.nrow, bool);
	t->hide_column = ARENA_ARRAY(a, appendix.ncolumn, bool);
	for (size_t r = 0; r < appendix.nrow; r++) {
		for (size_t c = 0; c < appendix.ncolumn; c++) {
			table_cell_at(t, r, c)->number = NO_NUMBER;
			table_cell_at(t, r, c)->measure =
				columns[c].code[0] == 'P' ? &percent : &htx;
		}
	}
	figure(t, 1, 0, 358);
	figure(t, 1, 1, 308);
	figure(t, 1, 2, 50);
	figure(t, 2, 0, 56);
	figure(t, 2, 1, 46);
	figure(t, 2, 2, 9);
	figure(t, 3, 0, 414);
	figure(t, 3, 1, 355);
	table_finish(a, t);
	return t;
}

TEST(figure_equal_to_its_formula_is_live)
{
	struct cell *cell = table_cell_at(finished(a), 1, 0);

	CHECK_INT(cell->kind, CELL_LIVE); /* 308 + 50 = 358 */
	CHECK_STR(cell->live, "B + C");
	CHECK(!cell->implied);
}

TEST(published_number_that_is_no_sum_stands)
{
	struct table *t = finished(a);

	CHECK_INT(table_cell_at(t, 2, 0)->kind, CELL_FIGURE);
	CHECK_STR(dec_str(a, table_cell_at(t, 2, 0)->value.low), "56");
	/* beside it the difference: 46 + 9 - 56 */
	CHECK_INT(table_cell_at(t, 2, 3)->kind, CELL_LIVE);
	CHECK_STR(table_cell_at(t, 2, 3)->text, "-1");
	CHECK(!t->hide_column[3]);
	/* and under the column: 308 + 46 - 355 */
	CHECK_INT(table_cell_at(t, 3, 1)->kind, CELL_FIGURE);
	CHECK_STR(table_cell_at(t, 4, 1)->text, "-1");
	CHECK(!t->hide_row[4]);
}

TEST(blank_is_not_zero)
{
	struct table *t = finished(a);

	/* 358 + 56 = 414 is live by rows; C of the total is only computed */
	CHECK(table_cell_at(t, 3, 0)->live_rows);
	CHECK_STR(table_cell_at(t, 3, 2)->text, "59");
	CHECK(table_cell_at(t, 3, 2)->implied);
	CHECK_INT(table_cell_at(t, 0, 0)->kind, CELL_EMPTY);
	/* a column of another year, without any figure, is left out */
	CHECK_INT(table_cell_at(t, 3, 5)->kind, CELL_EMPTY);
	CHECK(t->hide_column[5]);
}

TEST(per_cent_is_rounded_to_its_measure)
{
	/* 100 * 308 / 358 = 86.03; 100 * 46 / 56 = 82.14 */
	CHECK_STR(table_cell_at(finished(a), 1, 4)->text, "86");
	CHECK_STR(table_cell_at(finished(a), 2, 4)->text, "82,1");
}

TEST(differences_of_zero_are_left_out)
{
	struct table *t = finished(a);

	figure(t, 2, 2, 10);
	figure(t, 3, 1, 354);
	for (size_t r = 0; r < appendix.nrow; r++)
		for (size_t c = 0; c < appendix.ncolumn; c++)
			if (table_cell_at(t, r, c)->number == NO_NUMBER)
				table_cell_at(t, r, c)->kind = CELL_EMPTY;
	table_finish(a, t);
	CHECK(t->hide_column[3]);
	CHECK(t->hide_row[4]);
}

/* "2023" over A and C, which are neighbours where B is left out. */
TEST(head_spans_the_columns_shown_under_it)
{
	static const char *group[] = { "2023", NULL, "2023", "2023", NULL,
				       "2023" };
	struct table *t = finished(a);

	t->group = group;
	t->hide_column[1] = true;
	CHECK_INT(head_span(t, 0, IN_APPENDIX), 3); /* A, C, X */
	CHECK_INT(head_span(t, 2, IN_APPENDIX), 0);
	CHECK_INT(head_span(t, 5, IN_APPENDIX), 1); /* after P, by itself */
	CHECK_INT(head_span(t, 2, IN_DOCUMENT), 1); /* X is optional, B stands */
	CHECK(!shows_row(t, 4, IN_DOCUMENT) && shows_row(t, 4, IN_APPENDIX));
}

static const char *spelt(void *ctx, const char *code)
{
	(void)ctx;
	return strcmp(code, "Q") ? strcmp(code, "B") ? "D4" : "E4" : NULL;
}

TEST(live_formula_in_the_names_of_a_sheet)
{
	CHECK_STR(live_text(a, "100 * B / (A + 1)", spelt, NULL),
		  "100*E4/(D4+1)");
	CHECK(!live_text(a, "B + Q", spelt, NULL));
}
