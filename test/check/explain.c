/* SPDX-License-Identifier: Apache-2.0 */
/* Tests what src/check/explain.c knows of a figure; test/cli/explain.sh has
 * the words. */
#include "check/explain.h"
#include "figure/fixture.h"

static struct explained explain(struct arena *a, struct db *db,
				const struct figure_key *k)
{
	struct figures *f = fixture_open(a, db);
	struct explained x = { 0 };
	struct err e = { 0 };

	CHECK_INT(figure_explain(f, db, k, 2024, db_last_tx(db), &x, &e), 0);
	return x;
}

static void estimate(struct db *db, const char *indicator, const char *text)
{
	fixture_report(db, indicator, "20", "", "2023", BASIS_ESTIMATE, text);
}

TEST(history_and_checks_of_a_figure)
{
	struct db *db = figure_fixture(a);
	struct figure_key k = key_of("htx_suspended", "20", "", "2023",
				     BASIS_ESTIMATE);
	struct explained x;

	estimate(db, "htx_total", "500");
	estimate(db, "htx_operating", "420");
	estimate(db, "htx_suspended", "8");
	x = explain(a, db, &k);
	CHECK_INT(x.nhistory, 1);
	if (!CHECK(x.ncheck > 0))
		return;
	CHECK_STR(x.check[0].check->code, "htx_by_status");
	CHECK_INT(x.check[0].result.verdict, RULE_BROKEN);
	estimate(db, "htx_suspended", "80");
	x = explain(a, db, &k);
	if (!CHECK_INT(x.nhistory, 2))
		return;
	CHECK_INT(x.history[0].value.low.u == dec_int(80).u, 1);
	CHECK_INT(x.history[1].value.low.u == dec_int(8).u, 1);
	for (size_t i = 0; i < x.ncheck; i++)
		CHECK(x.check[i].result.verdict != RULE_BROKEN);
	/* nobody said anything of another breakdown */
	k.breakdown = "sector=agri";
	x = explain(a, db, &k);
	CHECK_INT(x.nhistory, 0);
}

/* Whatever total a reference is read for, it is the same figure. */
TEST(a_reference_names_one_figure)
{
	struct figures *f = fixture_demo(a);
	const struct figure_context elsewhere = {
		.place = "183", .breakdown = "", .period = "2025",
		.basis = BASIS_PLAN, .year = 2030,
	};
	struct figure_key key[] = {
		key_of("htx_operating", "20", "sector=trade_service_env",
		       "2023", BASIS_ESTIMATE),
		key_of("support_capital_need", "20",
		       "funding_kind=investment;funding_source=central",
		       "2024", BASIS_PLAN),
		key_of("htx_members", "20", "sector=agri", "2023-H1",
		       BASIS_ACTUAL),
		key_of("htx_members", "20", "sector=agri", "2023-H1",
		       BASIS_ACTUAL),
	};
	struct rule_result r;
	struct err e = { 0 };

	key[3].percent = true;
	for (size_t i = 0; i < ARRAY_LEN(key); i++) {
		const char *text = figure_reference(a, &key[i], NULL);
		struct rule *rule = rule_parse_value(
			a, text, &figures_pack(f)->names, NULL, &e);
		const struct figure *fig;

		if (!CHECK(rule) ||
		    !CHECK_INT(figures_eval(f, rule, &elsewhere, &r, &e), 0))
			continue;
		fig = r.operand[0].value.source;
		if (!CHECK(figure_key_same(&fig->key, &key[i])))
			printf("%s\n", text);
	}
	CHECK_STR(figure_reference(a, &key[3], "20"),
		  "pct(htx_members[sector = agri, period = 2023-H1, basis = "
		  "actual])");
}
