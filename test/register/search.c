/* SPDX-License-Identifier: Apache-2.0 */
/* Finding organisations. */
#include "register/search.h"

#include "register/fixture.h"

static const char *found(struct arena *a, struct db *db, const char *text)
{
	int64_t *id;
	size_t n = register_search(a, db, text, day("2023-06-30"), db_tx(db),
				   &id);
	char *s = arena_strdup(a, "");

	for (size_t i = 0; i < n; i++)
		s = arena_printf(a, "%s%s%lld", s, i ? " " : "",
				 (long long)id[i]);
	return s;
}

TEST(search_key_knows_the_long_forms)
{
	CHECK_STR(search_key(a, "Hợp tác xã Đình Lập"), "htx dinh lap");
	CHECK_STR(search_key(a, "HTX  Đình-Lập"), "htx dinh lap");
	CHECK_STR(search_key(a, "Liên hiệp hợp tác xã Xứ Lạng"),
		  "lhhtx xu lang");
	CHECK_STR(search_key(a, "Liên hiệp HTX Xứ Lạng"), "lhhtx xu lang");
	CHECK_STR(search_key(a, "Tổ hợp tác trồng na"), "tht trong na");
	CHECK_STR(search_key(a, "hợp tác xãy"), "hop tac xay");
	CHECK_STR(search_key(a, "hop tac xa"), "htx");
	CHECK_STR(search_key(a, ""), "");
}

TEST(search_without_diacritics)
{
	struct db *db = register_fixture(a, NULL);

	add_htx(db, "HTX Đình Lập", "2020-01-01");          /* 1 */
	add_htx(db, "Hợp tác xã nông nghiệp An Sơn", "2020-01-01");
	add_htx(db, "THT Ba Sơn", "2020-01-01");            /* 3 */
	add_htx(db, "HTX Ăn Sơn", "2020-01-01");            /* 4 */
	CHECK_STR(found(a, db, "dinh lap"), "1");
	CHECK_STR(found(a, db, "ĐÌNH"), "1");
	CHECK_STR(found(a, db, "lap dinh"), "1"); /* any order */
	/* in dictionary order: Hợp tác xã ..., HTX Ăn ..., HTX Đình ... */
	CHECK_STR(found(a, db, "hop tac xa"), "2 4 1");
	CHECK_STR(found(a, db, "htx an son"), "2 4");
	CHECK_STR(found(a, db, "to hop tac"), "3");
	CHECK_STR(found(a, db, "son"), "2 4 3");
	CHECK_STR(found(a, db, "inh"), ""); /* words, not pieces of them */
	CHECK_STR(found(a, db, "a b c d e f g h"), "");
	CHECK_STR(found(a, db, "an so nong h nghi n xa"), "");
	CHECK_STR(found(a, db, ""), "2 4 1 3");
}

TEST(search_sees_old_names)
{
	struct db *db = register_fixture(a, NULL);
	int64_t org = add_htx(db, "HTX Cũ", "2020-01-01");
	struct org_version v = { .from = day("2022-01-01"), .name = "HTX Mới",
				 .seat = REG_NONE, .capital = REG_NONE,
				 .members = REG_NONE, .labour = REG_NONE,
				 .managers = REG_NONE,
				 .managers_low = REG_NONE,
				 .managers_high = REG_NONE };
	struct err e = { 0 };

	CHECK_INT(register_version(db, &register_pack, org, &v, false, &e), 0);
	CHECK_STR(found(a, db, "cu"), "1");
	CHECK_STR(found(a, db, "moi"), "1");
	CHECK_STR(found(a, db, "cu moi"), "");
}

TEST(find_one)
{
	struct db *db = register_fixture(a, NULL);
	day_t on = day("2023-06-30");
	struct err e = { 0 };

	add_htx(db, "HTX An Sơn", "2020-01-01");
	add_htx(db, "HTX An Sơn Bắc", "2020-01-01");
	add_htx(db, "HTX 1 tháng 5", "2020-01-01");
	CHECK_INT(register_find(db, "#2", on, db_tx(db), &e), 2);
	CHECK_INT(register_find(db, "1", on, db_tx(db), &e), 1);
	CHECK_INT(register_find(db, "bac", on, db_tx(db), &e), 2);
	/* several hold the words, one is called so */
	CHECK_INT(register_find(db, "hợp tác xã an sơn", on, db_tx(db), &e), 1);
	CHECK_INT(e.kind, ERR_NONE);
	CHECK_INT(register_find(db, "an", on, db_tx(db), &e), 0);
	CHECK_ERR(&e, ERR_CONFLICT, "#1 HTX An Sơn; #2 HTX An Sơn Bắc");
	e = (struct err){ 0 };
	/* 2 and 4 hold both words, each of them side by side one way */
	add_htx(db, "HTX Bắc Sơn", "2020-01-01");
	CHECK_INT(register_find(db, "bac son", on, db_tx(db), &e), 4);
	CHECK_INT(register_find(db, "son bac", on, db_tx(db), &e), 2);
	CHECK_INT(e.kind, ERR_NONE);
	CHECK_INT(register_find(db, "sông", on, db_tx(db), &e), 0);
	CHECK_ERR(&e, ERR_NOTFOUND, "sông");
	e = (struct err){ 0 };
	CHECK_INT(register_find(db, "#9", on, db_tx(db), &e), 0);
	CHECK_INT(e.kind, ERR_NOTFOUND);
}
