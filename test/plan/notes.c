/* SPDX-License-Identifier: Apache-2.0 */
/* Notes under the appendices: which cells bear which marks. */
#include "figure/fixture.h"
#include "lib/file/zip.h"
#include "plan/internal.h"

static void half_year(struct db *db, const char *indicator, const char *text)
{
	fixture_report(db, indicator, "20", "", "2023-H1", BASIS_ACTUAL, text);
}

/* Three broken warnings: 23 supported of 20 founded; 500 HTX with 10 members;
 * 500 HTX after 400 and 20 founded. */
static struct db *broken(struct arena *a)
{
	struct db *db = figure_fixture(a);

	half_year(db, "support_new_htx_count", "23");
	half_year(db, "htx_new", "20");
	half_year(db, "htx_total", "500");
	half_year(db, "htx_members", "10");
	half_year(db, "htx_dissolved", "0");
	fixture_report(db, "htx_total", "20", "", "2022", BASIS_ACTUAL, "400");
	return db;
}

static struct plan *compile(struct arena *a, struct db *db)
{
	struct figures *f = fixture_open(a, db);
	struct plan_request r = {
		.place = "20", .year = 2024, .known = db_last_tx(db),
		.day = DAY_MIN,
	};
	struct err e = { 0 };
	struct plan *p;

	r.reasons = reasons_read(a, db, "20", 2024, r.known, &e);
	p = r.reasons ? plan_compile(a, f, &r, &e) : NULL;
	if (!p)
		BUG("%s (%s)", e.message, e.detail);
	return p;
}

static void justify(struct arena *a, struct db *db, const char *check,
		    const char *text)
{
	const struct plan *p = compile(a, db);
	struct err e = { 0 };

	for (size_t i = 0; i < p->checks.nbroken; i++) {
		const struct finding *f = &p->checks.broken[i];

		if (strcmp(f->check->code, check) == 0 &&
		    f->context.basis == BASIS_ACTUAL) {
			if (reason_give(db, p->figures, f, text, &e) < 0)
				BUG("%s", e.message);
			return;
		}
	}
	BUG("%s is not broken", check);
}

/* The marks of the cell that the number of "phu-luc-1.htx_new.C" stands in. */
static const char *marks_of(struct arena *a, const struct plan *p,
			    const char *cell, bool raised)
{
	for (size_t i = 0; i < p->ntable; i++) {
		const struct table *t = &p->table[i];
		const struct appendix *x = t->appendix;

		for (size_t k = 0; k < x->nrow * x->ncolumn; k++) {
			const struct cell *c = &t->cell[k];
			const size_t *marks = cell_marks(p, t, c);

			if (c->number != NO_NUMBER &&
			    !strcmp(p->number[c->number].paragraph, cell))
				return marks ? marks_text(a, marks, raised)
					     : "";
		}
	}
	BUG("no cell %s", cell);
}

TEST(cells_of_a_justified_warning_bear_its_mark)
{
	struct db *db = broken(a);
	const struct plan *p;

	justify(a, db, "supported_new_within_new", "thành lập cuối năm trước");
	p = compile(a, db);
	CHECK_STR(marks_of(a, p, "phu-luc-1.htx_new.C", false), "(1)");
	CHECK_STR(marks_of(a, p, "phu-luc-3.s1_n.A", false), "(1)");
	CHECK_STR(marks_of(a, p, "phu-luc-1.htx_total.C", false), "");
	CHECK_INT(p->table[0].nfoot, 1);
	CHECK_INT(p->table[1].nfoot, 0);
	CHECK_STR(note_text(p, &p->table[0].foot[0]),
		  "thành lập cuối năm trước (Giải trình cảnh báo “HTX được hỗ "
		  "trợ thành lập mới không nhiều hơn HTX thành lập mới”, thực "
		  "hiện 6 tháng đầu năm 2023.)");
}

TEST(marks_count_row_by_row_and_a_cell_may_bear_two)
{
	struct db *db = broken(a);
	const struct plan *p;

	justify(a, db, "supported_new_within_new", "một");
	justify(a, db, "htx_minimum_members", "hai");
	justify(a, db, "htx_stock_flow", "ba");
	p = compile(a, db);
	if (!CHECK_INT(p->table[0].nfoot, 3))
		return;
	/* the row of the total comes before that of the new ones */
	CHECK_STR(marks_of(a, p, "phu-luc-1.htx_total.C", false), "(1)(2)");
	CHECK_STR(marks_of(a, p, "phu-luc-1.htx_total.C", true), "⁽¹⁾⁽²⁾");
	CHECK_INT(strlen(marks_of(a, p, "phu-luc-1.htx_new.C", false)), 6);
	CHECK(strstr(marks_of(a, p, "phu-luc-1.htx_new.C", false), "(3)"));
	CHECK_STR(p->table[0].foot[2].finding->justification->given->text,
		  "một");
}

TEST(a_void_reason_gives_no_note)
{
	struct db *db = broken(a);
	const struct plan *p;

	justify(a, db, "supported_new_within_new", "một");
	half_year(db, "support_new_htx_count", "24");
	p = compile(a, db);
	CHECK_STR(marks_of(a, p, "phu-luc-1.htx_new.C", false), "");
	CHECK_INT(p->table[0].nfoot, 0);
}

TEST(a_reason_that_no_cell_bears_is_told_under_the_last_table)
{
	struct db *db = broken(a);
	const struct table *last;
	struct plan *p;

	justify(a, db, "supported_new_within_new", "một");
	p = compile(a, db);
	for (size_t i = 0; i < p->ntable; i++) {
		p->table[i].nfoot = 0;
		p->table[i].foot = NULL;
	}
	for (size_t i = 0; i < p->nnumber; i++)
		p->number[i].nreason = 0;
	plan_set_notes(p);
	last = &p->table[p->ntable - 1];
	if (CHECK_INT(last->nfoot, 1))
		CHECK_INT(last->foot[0].mark, 0);
	CHECK_INT(p->table[0].nfoot, 0);
}

TEST(marks_above_nine)
{
	const size_t marks[] = { 1, 12, 0 };

	CHECK_STR(marks_text(a, marks, true), "⁽¹⁾⁽¹²⁾");
	CHECK_STR(marks_text(a, marks, false), "(1)(12)");
}

TEST(a_draft_counts_warnings_without_a_valid_reason)
{
	struct db *db = broken(a);
	size_t n = check_unjustified(&compile(a, db)->checks);
	const char *why;

	CHECK(n >= 3);
	CHECK(plan_is_draft(compile(a, db), &why));
	CHECK(strstr(why, arena_printf(a, "%zu cảnh báo chưa giải trình", n)));
	justify(a, db, "supported_new_within_new", "một");
	CHECK(plan_is_draft(compile(a, db), &why));
	CHECK(strstr(why, arena_printf(a, "%zu cảnh báo chưa giải trình",
				       n - 1)));
}

TEST(document_and_appendix_print_the_notes)
{
	struct db *db = broken(a);
	struct err e = { 0 };
	const char *const *files;
	char *styles, *sheet;
	size_t n;

	justify(a, db, "supported_new_within_new", "lý do <thử> & rõ");
	if (plan_write(compile(a, db), test_dir(a), &files, &e) < 0)
		BUG("%s", e.message);
	styles = zip_read_entry(a, files[1], "xl/styles.xml", 1 << 20, &n,
				NULL);
	sheet = zip_read_entry(a, files[1], "xl/sharedStrings.xml", 1 << 20,
			       &n, NULL);
	if (!CHECK(styles && sheet))
		return;
	CHECK(strstr(styles, "#,##0&quot;⁽¹⁾&quot;") != NULL);
	CHECK(strstr(sheet, "(1) lý do &lt;thử&gt; &amp; rõ (Giải trình"));
}
