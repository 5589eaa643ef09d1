/* SPDX-License-Identifier: Apache-2.0 */
/* The grid of a form: what is read, what would be written, what the checks say
 * of it.  test/web/entry.test.js tests src/check/form_page.c. */
#include "check/form.h"

#include "figure/fixture.h"

/* The third row of the form by sector: trade; its columns: operating, not
 * operating, total, dissolved. */
enum { WIDTH = 4, OPERATING = 2 * WIDTH, IDLE, TOTAL, DISSOLVED };

static void report(struct db *db, const char *indicator, const char *text)
{
	fixture_report(db, indicator, "20", "sector=trade_service_env", "2023",
		       BASIS_ESTIMATE, text);
}

/* 46 operate, 9 do not, 56 in all: the province's draft plan. */
static struct db *trade(struct arena *a)
{
	struct db *db = figure_fixture(a);

	report(db, "htx_operating", "46");
	report(db, "htx_suspended", "9");
	report(db, "htx_total", "56");
	return db;
}

static struct form_entry *open(struct figures *f)
{
	struct form_entry *x = ARENA_NEW(figures_arena(f), struct form_entry);
	struct err e = { 0 };

	if (entry_open(f, pack_form(fixture_pack(), "bieu-1"), "20", 2024, x,
		       &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	return x;
}

/* Types every cell as it stands, but one. */
static void type_one(struct form_entry *x, const struct form_entry *base, size_t cell,
		     const char *text)
{
	const struct form_entry *shown = base ? base : x;

	for (size_t i = 0; i < x->form->nrow * x->form->ncolumn; i++)
		entry_type(x, base, i, i == cell ? text : shown->cell[i].text);
}

TEST(form_opens_with_what_stands)
{
	struct form_entry *x = open(fixture_open(a, trade(a)));

	CHECK_STR(x->cell[OPERATING].name, "trade.A");
	CHECK_STR(x->cell[OPERATING].text, "46");
	CHECK_STR(x->cell[DISSOLVED].text, "");
	CHECK_INT(x->ncell, 20);
	CHECK_INT(x->nfilled, 3);
	CHECK(x->when > 0);
}

TEST(form_reads_what_officers_write)
{
	static const struct { const char *text; enum figure_state state;
		enum qualifier qualifier; const char *low, *high; } t[] = {
		{ "1.250,5", FIG_VALUE, QUAL_EXACT, "1250.5", "1250.5" },
		{ "khoảng 500", FIG_VALUE, QUAL_APPROX, "500", "500" },
		{ "trên 50", FIG_VALUE, QUAL_MORE_THAN, "50", "50" },
		{ "3,5 - 4,5", FIG_VALUE, QUAL_RANGE, "3.5", "4.5" },
		{ "0", FIG_VALUE, QUAL_EXACT, "0", "0" },
		{ "", FIG_MISSING, QUAL_EXACT, "0", "0" },
		{ "  ", FIG_MISSING, QUAL_EXACT, "0", "0" },
		{ "-", FIG_NOT_APPLICABLE, QUAL_EXACT, "0", "0" },
		{ "–", FIG_NOT_APPLICABLE, QUAL_EXACT, "0", "0" },
	};

	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		enum figure_state state;
		struct quantity q;
		struct err e = { 0 };

		CHECK_INT(entry_parse(t[i].text, &state, &q, &e), 0);
		CHECK_INT(state, t[i].state);
		CHECK_INT(q.qualifier, t[i].qualifier);
		CHECK_STR(dec_str(a, q.low), t[i].low);
		CHECK_STR(dec_str(a, q.high), t[i].high);
	}
}

TEST(form_writes_only_what_was_changed)
{
	struct db *db = trade(a);
	struct form_entry *x = open(fixture_open(a, db));
	struct figure_report *r;

	type_one(x, NULL, OPERATING, "47");
	CHECK_INT(x->nchanged, 1);
	CHECK_INT(entry_reports(x, &r), 1);
	CHECK_STR(r[0].key.indicator, "htx_operating");
	CHECK_STR(r[0].key.breakdown, "sector=trade_service_env");
	CHECK_STR(r[0].key.period, "2023");
	CHECK_INT(r[0].key.basis, BASIS_ESTIMATE);
	CHECK_STR(dec_str(a, r[0].value.low), "47");
	CHECK_STR(r[0].origin, "Biểu 1");
}

TEST(form_clearing_a_cell_reports_that_it_is_missing)
{
	struct form_entry *x = open(fixture_open(a, trade(a)));
	struct figure_report *r;

	type_one(x, NULL, TOTAL, "");
	CHECK_INT(entry_reports(x, &r), 1);
	CHECK_INT(r[0].state, FIG_MISSING);
	CHECK_STR(r[0].key.indicator, "htx_total");
}

TEST(form_refuses_at_the_cell)
{
	static const char *const bad[] = { "bốn sáu", "-3", "46,5", "1.5" };

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct form_entry *x = open(fixture_open(a, trade(a)));
		struct figure_report *r;

		type_one(x, NULL, OPERATING, bad[i]);
		CHECK_INT(x->nrefused, 1);
		CHECK(x->cell[OPERATING].error);
		CHECK_STR(x->cell[OPERATING].text, bad[i]);
		CHECK(!x->cell[IDLE].error);
		CHECK_INT(entry_reports(x, &r), 0);
	}
}

TEST(form_says_the_sum_in_numbers)
{
	struct form_entry *x = open(fixture_open(a, trade(a)));
	struct err e = { 0 };

	CHECK_INT(entry_check(x, &e), 0);
	CHECK_STR(x->row_note[2], "46 + 9 = 55 ≠ 56");
	CHECK(!x->row_note[1]);
	CHECK_INT(x->nerror, 1);
	CHECK(x->cell[OPERATING].suspect);
}

TEST(form_checks_what_is_typed_before_it_is_written)
{
	struct db *db = trade(a);
	struct figures *f = fixture_open(a, db);
	struct form_entry *x = open(f);
	struct err e = { 0 };

	type_one(x, NULL, OPERATING, "47");
	CHECK_INT(entry_check(x, &e), 0);
	CHECK(!x->row_note[2]);
	CHECK_INT(x->nerror, 0);
	/* nothing is written: the next reading finds what stood */
	CHECK_STR(open(fixture_open(a, db))->cell[OPERATING].text, "46");
}

/* 420 in all, 308 + 54 + 46 + 11 = 419 by sector: the plan again.  46 stands in
 * both broken equations, so it is the one to look at. */
TEST(form_points_to_the_cell_that_both_sums_name)
{
	struct db *db = trade(a);
	static const char *const sector[] = { "agri", "industry_construction",
					      "transport" };
	static const char *const n[] = { "308", "54", "11" };
	struct form_entry *x;
	struct err e = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(sector); i++)
		fixture_report(db, "htx_operating", "20",
			       arena_printf(a, "sector=%s", sector[i]), "2023",
			       BASIS_ESTIMATE, n[i]);
	fixture_report(db, "htx_operating", "20", "", "2023", BASIS_ESTIMATE,
		       "420");
	x = open(fixture_open(a, db));
	CHECK_INT(entry_check(x, &e), 0);
	CHECK_STR(x->column_note[0], "419 ≠ 420");
	for (size_t i = 0; i < x->form->nrow * WIDTH; i++)
		CHECK_INT(x->cell[i].suspect, i == OPERATING);
}

TEST(form_two_officers_one_cell)
{
	struct db *db = trade(a);
	struct form_entry *base = open(fixture_open(a, db));
	struct form_entry *x;

	report(db, "htx_operating", "48");
	x = open(fixture_open(a, db));
	type_one(x, base, OPERATING, "47");
	CHECK_INT(x->nconflict, 1);
	CHECK(x->cell[OPERATING].theirs);
	CHECK_STR(x->cell[OPERATING].text, "47");

	/* other cells: theirs stays, mine is written */
	x = open(fixture_open(a, db));
	type_one(x, base, IDLE, "8");
	CHECK_INT(x->nconflict, 0);
	CHECK_INT(x->nchanged, 1);
	CHECK_STR(x->cell[OPERATING].text, "48");

	/* both the same: nothing to do */
	x = open(fixture_open(a, db));
	type_one(x, base, OPERATING, "48");
	CHECK_INT(x->nconflict, 0);
	CHECK_INT(x->nchanged, 0);
}
