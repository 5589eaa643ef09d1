/* SPDX-License-Identifier: Apache-2.0 */
/* The real pack, and look-ups in it. */
#include "pack/pack.h"
#include "lib/file/csv.h"
#include "lib/file/file.h"
#include "lib/text/text.h"
#include "test.h"

static struct pack *real(struct arena *a)
{
	struct err e = { 0 };
	struct pack *p = pack_read(a, "packs/vn-htx-2012", &e);

	CHECK_STR(e.message, "");
	CHECK_STR(e.detail, "");
	if (!p)
		BUG("the pack does not load");
	return p;
}

TEST(pack_real)
{
	const struct pack *p = real(a);
	const struct indicator *i = pack_indicator(p, "htx_managers");

	CHECK_STR(p->code, "vn-htx-2012");
	CHECK_STR(day_iso(a, p->from), "2013-07-01");
	CHECK_STR(day_iso(a, p->to), "2024-06-30");
	CHECK_INT(p->nkind, 3);
	CHECK_STR(i->measure->name, "người");
	CHECK_INT(i->nby, 2);
	CHECK(i->nonnegative);
	CHECK(!pack_indicator(p, "no_such"));
}

TEST(pack_rollups)
{
	const struct pack *p = real(a);
	const struct classification *sector = pack_classification(p, "sector");
	const struct classification *status = pack_classification(p, "status");

	CHECK_INT(sector->nleaf, 4);
	CHECK_STR(sector->leaf[0], "agri");
	CHECK(category_is(sector, "transport", "nonagri"));
	CHECK(!category_is(sector, "agri", "nonagri"));
	CHECK(category_find(sector, "nonagri")->rollup);
	CHECK_INT(status->nleaf, 4); /* those that exist */
	CHECK(status_is(p, "dormant", "not_operating"));
	CHECK(status_is(p, "dissolved", "ended"));
	CHECK(!status_is(p, "operating", "not_operating"));
	CHECK(!pack_status(p, "dissolved")->exists);
}

TEST(pack_formulas_are_parsed)
{
	const struct pack *p = real(a);
	const struct indicator *i = pack_indicator(p, "htx_new_members");

	CHECK(rule_as_aggregate(i->rule));
	CHECK_STR(rule_as_aggregate(i->rule)->event, "members_joined");
	CHECK(!pack_indicator(p, "htx_avg_revenue")->rule);
	for (size_t c = 0; c < p->ncheck; c++)
		CHECK(p->check[c].rule && p->check[c].ncontext > 0);
}

/* Every check and every computed indicator has a worked case. */
TEST(pack_every_formula_has_a_case)
{
	const struct pack *p = real(a);
	struct err e = { 0 };
	size_t n;
	const char *cases = file_read(a, "packs/vn-htx-2012/cases.yaml",
				      1 << 20, &n, &e);

	CHECK(p->ncase > 0);
	for (size_t i = 0; cases && i < p->ncheck; i++)
		CHECK(strstr(cases, arena_printf(a, " check: %s\n",
						 p->check[i].code)));
	for (size_t i = 0; cases && i < p->nindicator; i++)
		CHECK(!p->indicator[i].formula ||
		      strstr(cases, arena_printf(a, " indicator: %s\n",
						 p->indicator[i].code)));
}

/* The table that says which check states which of the 155 relations names
 * only checks of the pack, or gives a reason. */
TEST(pack_states_the_relations)
{
	const struct pack *p = real(a);
	struct err e = { 0 };
	struct sheet *s = sheet_open(a, "test/data/identity-checks.csv", NULL,
				     &e);
	struct sheet_row row;
	int n = 0, covered = 0;

	CHECK(s && sheet_next(s, &row, &e) == 1);
	while (s && sheet_next(s, &row, &e) == 1) {
		n++;
		covered += *row.cell[2] != '\0';
		CHECK(*row.cell[2] ? pack_check(p, row.cell[2]) != NULL
				   : *row.cell[3] != '\0');
	}
	CHECK_STR(e.message, "");
	CHECK_INT(n, 155);
	CHECK(covered > 70);
}

/* What the register and the figures rely on, by the names in the law's own
 * order of life. */
TEST(pack_life_of_an_organisation)
{
	const struct pack *p = real(a);
	const struct event_kind *resumed = pack_event(p, "resumed");
	const struct event_kind *dissolved = pack_event(p, "dissolved");

	CHECK(pack_event(p, "founded")->first);
	CHECK_STR(pack_event(p, "founded")->to, "operating");
	CHECK_INT(resumed->nfrom, 2);
	CHECK_STR(resumed->from[0], "suspended");
	CHECK_INT(dissolved->nfrom, 0); /* from wherever it exists */
	CHECK(strstr(dissolved->basis, "Điều 54") != NULL);
	CHECK(event_applies(dissolved, "tht"));
	CHECK(!event_applies(pack_event(p, "scheme_joined"), "tht"));
}

TEST(pack_kinds_of_identifiers)
{
	const struct pack *p = real(a);

	CHECK_STR(identifier_name(p, "tax"), "Mã số thuế");
	CHECK_STR(p->identifier[0].code, "tax"); /* the one that lists show */
	CHECK(pack_identifier(p, "certificate"));
	CHECK(!pack_identifier(p, "cccd"));
	CHECK_STR(identifier_name(p, "cccd"), "cccd");
}

TEST(pack_parts_of_fields)
{
	const struct pack *p = real(a);
	const struct record_kind *htx = pack_kind(p, "htx");
	size_t parts = 0;

	for (size_t i = 0; i < htx->nfield; i++)
		if (htx->field[i].part_of) {
			parts++;
			CHECK_STR(htx->field[i].part_of, "managers");
			CHECK_STR(htx->field[i].classification,
				  "qualification");
		}
	CHECK_INT(parts, 3);
	CHECK_STR(htx->measure, "htx");
}
