/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/check/accept.c: a proposal becomes a correction, whole or not at
 * all. */
#include "check/accept.h"
#include "figure/fixture.h"

static void estimate(struct db *db, const char *indicator,
		     const char *breakdown, const char *text)
{
	fixture_report(db, indicator, "20", breakdown, "2023", BASIS_ESTIMATE,
		       text);
}

/* Closes the transaction, solves, and gives the id of the first choice. */
static const char *first_id(struct arena *a, struct db *db,
			    struct proposal *x)
{
	static struct check_report r;
	struct err e = { 0 };

	CHECK_INT(check_run(fixture_open(a, db), "20", 2024, &r, &e), 0);
	db_rollback(db);
	CHECK_INT(proposal_make(a, &r, x, &e), 0);
	return CHECK(x->nchoice > 0) ? x->choice[0].id : "";
}

static int accept(struct arena *a, struct db *db, const char *id,
		  const char *reason, struct acceptance *out, struct err *e)
{
	struct accept_request q = {
		.pack = fixture_pack(), .place = "20", .year = 2024, .id = id,
		.who = "bà An", .reason = reason,
	};

	*e = (struct err){ 0 };
	return proposal_accept(a, db, &q, out, e);
}

/* 500 - 420 = 80: a digit was dropped. */
static struct db *broken_sum(struct arena *a)
{
	struct db *db = figure_fixture(a);

	estimate(db, "htx_total", "", "500");
	estimate(db, "htx_operating", "", "420");
	estimate(db, "htx_suspended", "", "8");
	return db;
}

TEST(the_correction_is_a_report_with_its_reason)
{
	struct db *db = broken_sum(a);
	struct figure_key k = key_of("htx_suspended", "20", "", "2023",
				     BASIS_ESTIMATE);
	struct figure_version *v;
	struct proposal x;
	struct acceptance done;
	struct err e = { 0 };
	const char *id = first_id(a, db, &x);
	int64_t before = db_last_tx(db);
	size_t n;

	if (!CHECK_INT(accept(a, db, id, "theo biên bản", &done, &e), 0))
		return;
	CHECK_INT(db_last_tx(db), before + 1);
	CHECK_INT(done.errors_before, 1);
	CHECK_INT(check_errors(&done.after), 0);
	CHECK_STR(value_of(a, done.figures, k), "80");
	CHECK_INT(figure_history(a, db, &k, before + 1, &v, &n, &e), 0);
	if (!CHECK_INT(n, 2))
		return;
	CHECK_STR(v[0].who, "bà An");
	CHECK_STR(v[0].note, "theo biên bản");
	CHECK(strstr(v[0].origin, id) && strstr(v[0].origin, "8 → 80"));
	CHECK(strstr(v[0].why, "theo biên bản"));
	CHECK_INT(v[1].value.low.u == dec_int(8).u, 1);
	CHECK_INT(figure_history(a, db, &k, before, &v, &n, &e), 0);
	CHECK_INT(n, 1);
}

TEST(nothing_is_written_without_a_reason_or_a_proposal)
{
	struct db *db = broken_sum(a);
	struct proposal x;
	struct acceptance done;
	struct err e;
	const char *id = first_id(a, db, &x);
	int64_t before = db_last_tx(db);

	CHECK_INT(accept(a, db, id, NULL, &done, &e), -1);
	CHECK_INT(e.kind, ERR_INPUT);
	CHECK_INT(accept(a, db, id, " \n", &done, &e), -1);
	CHECK_STR(e.field, "reason");
	CHECK_INT(accept(a, db, "00000000", "x", &done, &e), -1);
	CHECK_INT(e.kind, ERR_NOTFOUND);
	CHECK_INT(accept(a, db, "", "x", &done, &e), -1);
	CHECK_INT(accept(a, db, id, "\xff", &done, &e), -1);
	CHECK_INT(db_last_tx(db), before);
}

/* The id stands for 8 -> 80.  With 421 operating it would be 79: the proposal
 * that was read is gone, also when the figure to change is the same. */
TEST(a_proposal_that_has_gone_is_refused)
{
	struct db *db = broken_sum(a);
	struct proposal x;
	struct acceptance done;
	struct err e = { 0 };
	const char *id = first_id(a, db, &x);
	int64_t before;

	CHECK_INT(db_begin(db, "test", "test", &e), 0);
	estimate(db, "htx_operating", "", "421");
	CHECK_INT(db_commit(db, &e), 0);
	before = db_last_tx(db);
	CHECK_INT(accept(a, db, id, "x", &done, &e), -1);
	CHECK_INT(e.kind, ERR_NOTFOUND);
	CHECK_INT(db_last_tx(db), before);
	/* 8 and 500 as before: the same proposal, the same id */
	CHECK_INT(db_begin(db, "test", "test", &e), 0);
	estimate(db, "htx_operating", "", "420");
	CHECK_INT(db_commit(db, &e), 0);
	CHECK_INT(accept(a, db, id, "x", &done, &e), 0);
}

/* The sums need 46 to be 47 and 51: two figures must change, at once. */
TEST(all_changes_of_a_proposal_are_one_transaction)
{
	struct db *db = figure_fixture(a);
	const char *trade = "sector=trade_service_env";
	struct proposal x;
	struct acceptance done;
	struct err e;
	const char *id;
	int64_t before;

	estimate(db, "htx_total", trade, "56");
	estimate(db, "htx_operating", trade, "46");
	estimate(db, "htx_suspended", trade, "9");
	estimate(db, "htx_operating", "", "114");
	estimate(db, "htx_operating", "sector=agri", "40");
	estimate(db, "htx_operating", "sector=industry_construction", "20");
	estimate(db, "htx_operating", "sector=transport", "3");
	id = first_id(a, db, &x);
	before = db_last_tx(db);
	CHECK_INT(x.choice[0].solution.nchange, 2);
	if (!CHECK_INT(accept(a, db, id, "đếm lại", &done, &e), 0))
		return;
	CHECK_INT(db_last_tx(db), before + 1);
	CHECK_INT(done.errors_before, 2);
	CHECK_INT(check_errors(&done.after), 0);
}

/* What the register counts is never reported over. */
TEST(what_the_register_counts_is_refused)
{
	struct db *db = figure_fixture(a);
	const struct candidate *c = NULL;
	struct proposal x;
	struct acceptance done;
	struct err e;

	fixture_event(db, fixture_htx(db, "HTX Một", "06040", "agri",
				      "2020-01-01", 1000, 7),
		      "members_joined", "2023-03-01", 5);
	estimate(db, "htx_new_members", "", "3");
	(void)first_id(a, db, &x);
	CHECK(choice_acceptable(&x, &x.choice[0]));
	for (size_t i = 0; i < x.nchoice; i++)
		if (!choice_acceptable(&x, &x.choice[i]))
			c = &x.choice[i];
	if (!CHECK(c))
		return;
	CHECK(c->second);
	CHECK_INT(accept(a, db, c->id, "x", &done, &e), -1);
	CHECK_INT(e.kind, ERR_RULE);
	CHECK(strstr(e.message, "sổ đăng ký"));
	CHECK(strstr(e.detail, "HTX Một"));
	CHECK(strstr(e.hint, "htx_new_members[period = 2023-H1"));
}
