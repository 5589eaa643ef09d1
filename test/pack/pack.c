/* SPDX-License-Identifier: Apache-2.0 */
/* Tests src/pack/load.c, src/pack/formula.c, src/pack/bind.c and src/pack/tree.c too: loading the
 * real pack, and look-ups in it. */
#include "pack/pack.h"
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
