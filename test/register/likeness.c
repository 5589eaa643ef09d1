/* SPDX-License-Identifier: Apache-2.0 */
/* Likely duplicates. */
#include "register/likeness.h"

#include "register/fixture.h"
#include "territory/territory.h"

/* The province of Lạng Sơn in 2023, loaded from the lists of the project. */
static const struct territory *units(struct arena *a, struct db *db)
{
	struct err e = { 0 };
	const struct territory *t;

	if (territory_load(db, "packs/vn-units", "20", &e) < 0)
		BUG("%s", e.message);
	fixture_next(db, "đơn vị hành chính");
	t = territory_read(a, db, "20", db_last_tx(db), &e);
	if (!t)
		BUG("%s", e.message);
	return t;
}

static int64_t unit(const struct territory *t, const char *code)
{
	const struct unit *u = territory_find(t, code, day("2023-06-30"));

	if (!u)
		BUG("no unit %s", code);
	return u->id;
}

/* "2 100" : the best of those alike and its per cent. */
static const char *best(struct arena *a, const struct likeness *l,
			const char *name, int64_t seat)
{
	struct org_likeness out[LIKENESS_MOST];
	size_t n = likeness_find(a, l, name, seat, out);

	return n ? arena_printf(a, "%lld %d", (long long)out[0].org,
				out[0].percent) :
		   "none";
}

TEST(likeness_of_names)
{
	struct db *db = register_fixture(a, NULL);
	const struct territory *t = units(a, db);
	struct likeness *l = likeness_read(a, db, t);
	int64_t bac_xa = unit(t, "06619");    /* huyện Đình Lập */
	int64_t kien_moc = unit(t, "06625");  /* the same */
	int64_t dong_buc = unit(t, "06553");  /* huyện Lộc Bình */

	likeness_add(l, 1, "HTX Nông nghiệp Thanh Niên", bac_xa);
	likeness_add(l, 2, "HTX Phượng Hoàng", bac_xa);
	likeness_add(l, 3, "HTX minh hoạ 017", bac_xa);
	likeness_add(l, 4, "HTX Ansơn", bac_xa);
	CHECK_STR(best(a, l, "Hợp tác xã Thanh Niên", kien_moc), "1 100");
	CHECK_STR(best(a, l, "HTX Thanh Nien", kien_moc), "1 100");
	/* "thanh nien" has ten letters, one is missing */
	CHECK_STR(best(a, l, "HTX Thanh Niê", kien_moc), "1 90");
	CHECK_STR(best(a, l, "HTX Hoàng Phượng", bac_xa), "2 99");
	CHECK_STR(best(a, l, "HTX Thanh Niên", dong_buc), "none");
	CHECK_STR(best(a, l, "HTX Thanh Niên", REG_NONE), "none");
	CHECK_STR(best(a, l, "HTX Thanh Bình", bac_xa), "none");
	/* a number makes another organisation of it */
	CHECK_STR(best(a, l, "HTX minh hoạ 018", bac_xa), "none");
	CHECK_STR(best(a, l, "HTX minh hoạ 017", bac_xa), "3 100");
	/* single words: a letter more, a letter less */
	CHECK_STR(best(a, l, "HTX Anssơn", bac_xa), "none"); /* 84: 5 of 6 */
	CHECK_STR(best(a, l, "HTX Ansơn", kien_moc), "4 100");
}

TEST(duplicates_before_saving)
{
	struct db *db = register_fixture(a, NULL);
	const struct territory *t = units(a, db);
	struct org_event founded = happening("founded", "2020-01-01");
	struct org_identifier id = { "tax", "4900000001", NULL, DAY_MIN };
	struct org_new org = {
		.kind = "htx", .event = &founded, .nevent = 1,
		.identifier = &id, .nidentifier = 1,
		.version = { .name = "HTX An Sơn", .from = founded.day,
			     .seat = unit(t, "06619"), .capital = REG_NONE,
			     .members = REG_NONE, .labour = REG_NONE,
			     .managers = REG_NONE, .managers_low = REG_NONE,
			     .managers_high = REG_NONE },
	};
	struct org_likeness *out;
	struct err e = { 0 };
	size_t n;

	CHECK_INT(register_duplicates(a, db, &register_pack, t, &org, &out), 0);
	CHECK_INT(register_add(db, &register_pack, &org, &e), 1);
	org.nidentifier = 0;
	org.version.seat = unit(t, "06625");
	CHECK_INT(register_add(db, &register_pack, &org, &e), 2);
	org.nidentifier = 1;
	org.version.name = "Hợp tác xã An Sơn";
	n = register_duplicates(a, db, &register_pack, t, &org, &out);
	CHECK_INT(n, 2);
	CHECK_INT(out[0].org, 1);
	CHECK_STR(out[0].why, "cùng Mã số thuế 4900000001");
	CHECK_INT(out[1].org, 2);
	CHECK_STR(out[1].name, "HTX An Sơn");
	CHECK_STR(out[1].why, "tên như nhau, cùng huyện");
}

/* The seat of a new organisation must not have ended before. */
TEST(seat_must_stand)
{
	struct db *db = register_fixture(a, NULL);
	const struct territory *t = units(a, db);
	struct org_event founded = happening("founded", "2025-08-01");
	struct org_new org = {
		.kind = "htx", .event = &founded, .nevent = 1,
		.version = { .name = "HTX An Sơn", .from = founded.day,
			     .seat = unit(t, "06619"), .capital = REG_NONE,
			     .members = REG_NONE, .labour = REG_NONE,
			     .managers = REG_NONE, .managers_low = REG_NONE,
			     .managers_high = REG_NONE },
	};
	struct err e = { 0 };

	/* xã Bắc Xa became part of another on 1/7/2025 */
	CHECK_INT(register_add(db, &register_pack, &org, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "chỉ có đến ngày 30/6/2025");
	CHECK_STR(e.field, "seat");
	e = (struct err){ 0 };
	org.version.seat = 999999;
	CHECK_INT(register_add(db, &register_pack, &org, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "999999");
}
