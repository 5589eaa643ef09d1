/* SPDX-License-Identifier: Apache-2.0 */
/* Reasons in the database: what goes in comes out, versions stay. */
#include "check/store.h"

#include "figure/fixture.h"

static struct printed figure(const char *period, enum basis basis,
				   bool percent, const char *text)
{
	struct printed f = {
		.key = key_of("htx_members", "20", "sector=agri", period,
			      basis),
		.state = text ? FIG_VALUE : FIG_REFUSED,
	};
	struct err e = { 0 };

	f.key.percent = percent;
	if (text && quantity_parse(text, &f.value, &e) < 0)
		BUG("%s", e.message);
	return f;
}

static struct reason sample(struct printed *v, size_t n)
{
	return (struct reason){
		.check = "members_growth_explained", .place = "20",
		.year = 2024, .period = "2023", .basis = BASIS_ESTIMATE,
		.breakdown = "", .text = "sáp nhập", .figure = v,
		.nfigure = n,
	};
}

static void commit(struct db *db)
{
	struct err e = { 0 };

	if (db_commit(db, &e) < 0 || db_begin(db, "test", "tiếp", &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
}

static size_t load(struct arena *a, struct db *db, int year, int64_t known,
		   struct reason **out)
{
	struct err e = { 0 };
	size_t n;

	if (reason_load(a, db, year, known, out, &n, &e) < 0)
		BUG("%s (%s)", e.message, e.detail);
	return n;
}

TEST(a_reason_comes_out_as_it_went_in)
{
	struct db *db = figure_fixture(a);
	struct printed v[] = {
		figure("2023", BASIS_ESTIMATE, false, "khoảng 3,5 - 4,5"),
		figure("2023-H1", BASIS_ACTUAL, true, "96,40"),
		figure("2022", BASIS_ACTUAL, false, NULL),
	};
	struct reason r = sample(v, ARRAY_LEN(v));
	struct reason *got;
	struct err e = { 0 };

	CHECK_INT(reason_insert(a, db, &r, &e), 0);
	commit(db);
	if (!CHECK_INT(load(a, db, 2024, db_last_tx(db), &got), 1))
		return;
	CHECK_STR(got->check, r.check);
	CHECK_STR(got->place, "20");
	CHECK_INT(got->year, 2024);
	CHECK_STR(got->period, "2023");
	CHECK_INT(got->basis, BASIS_ESTIMATE);
	CHECK_STR(got->breakdown, "");
	CHECK_STR(got->text, "sáp nhập");
	CHECK_STR(got->who, "test");
	CHECK(got->when > 0);
	if (!CHECK_INT(got->nfigure, 3))
		return;
	CHECK_STR(quantity_vi(a, &got->figure[0].value, false),
		  "khoảng 3,5 - 4,5");
	CHECK_STR(quantity_vi(a, &got->figure[1].value, false), "96,40");
	CHECK(got->figure[1].key.percent);
	CHECK_STR(got->figure[1].key.period, "2023-H1");
	CHECK_STR(got->figure[1].key.breakdown, "sector=agri");
	CHECK_INT(got->figure[2].state, FIG_REFUSED);
}

TEST(versions_of_a_reason_and_its_end)
{
	struct db *db = figure_fixture(a);
	struct printed one = figure("2023", BASIS_ESTIMATE, false, "5");
	struct reason r = sample(&one, 1);
	struct reason other = r;
	struct reason *got;
	struct err e = { 0 };
	int64_t first, second;

	CHECK_INT(reason_insert(a, db, &r, &e), 0);
	other.breakdown = "sector=agri";
	other.nfigure = 0;
	CHECK_INT(reason_insert(a, db, &other, &e), 0);
	commit(db);
	first = db_last_tx(db);
	r.text = "lý do mới";
	CHECK_INT(reason_insert(a, db, &r, &e), 0);
	commit(db);
	second = db_last_tx(db);
	CHECK_INT(load(a, db, 2024, second, &got), 2);
	CHECK_STR(got[1].text, "lý do mới");
	CHECK_INT(got[1].nfigure, 1);
	CHECK_INT(got[0].nfigure, 0);
	CHECK_INT(reason_remove(db, &got[1], &e), 0);
	commit(db);
	CHECK_INT(load(a, db, 2024, db_last_tx(db), &got), 1);
	CHECK_STR(got[0].breakdown, "sector=agri");
	CHECK_INT(load(a, db, 2024, first, &got), 2);
	CHECK_STR(got[0].text, "sáp nhập");
	CHECK_INT(got[0].nfigure, 1);
	CHECK_INT(load(a, db, 2023, second, &got), 0);
	CHECK_INT(load(a, db, 2024, first - 1, &got), 0);
	db_rollback(db);
	CHECK_INT(db_verify(db, NULL, NULL, &e), 0);
}

TEST(taking_back_what_was_replaced_is_a_conflict)
{
	struct db *db = figure_fixture(a);
	struct printed one = figure("2023", BASIS_ESTIMATE, false, "5");
	struct reason r = sample(&one, 1);
	struct reason *got;
	struct err e = { 0 };

	CHECK_INT(reason_insert(a, db, &r, &e), 0);
	commit(db);
	CHECK_INT(load(a, db, 2024, db_last_tx(db), &got), 1);
	CHECK_INT(reason_insert(a, db, &r, &e), 0);
	commit(db);
	CHECK_INT(reason_remove(db, got, &e), -1);
	CHECK_INT(e.kind, ERR_CONFLICT);
}
