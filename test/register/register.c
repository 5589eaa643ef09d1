/* SPDX-License-Identifier: Apache-2.0 */
/* Entering, changing and correcting. Tests src/register/store.c too. */
#include "register/register.h"

#include "register/fixture.h"

static struct org_version plain(const char *name, const char *from)
{
	return (struct org_version){
		.from = day(from), .name = name, .seat = REG_NONE,
		.sector = "agri", .capital = REG_NONE, .members = REG_NONE,
		.labour = REG_NONE, .managers = REG_NONE,
		.managers_low = REG_NONE, .managers_high = REG_NONE,
	};
}

static const struct org *see(struct arena *a, struct db *db, int64_t org,
			     int64_t known)
{
	struct err e = { 0 };
	const struct org *o =
		register_org(a, db, &register_pack, org, known, &e);

	if (!o)
		BUG("%s", e.message);
	return o;
}

TEST(register_keeps_what_was_entered)
{
	struct db *db = register_fixture(a, NULL);
	struct org_event events[] = { happening("founded", "2019-05-20"),
				      happening("members_joined",
						"2023-02-01") };
	struct org_identifier ids[] = {
		{ "certificate", "141207000012", "Phòng TCKH huyện Lộc Bình",
		  day("2019-05-20") },
		{ "tax", "4900812345", NULL, DAY_MIN },
	};
	struct org_new org = { .kind = "htx", .event = events, .nevent = 2,
			       .identifier = ids, .nidentifier = 2,
			       .demonstration = true };
	struct err e = { 0 };
	const struct org *o;
	int64_t id;

	events[1].quantity = 5;
	events[1].decision = "12/NQ-HTX";
	org.version = plain("HTX Đồng Bục", "2019-05-20");
	org.version.capital = 1500000000;
	org.version.members = 12;
	org.version.managers = 3;
	org.version.managers_low = 2;
	org.version.address = "thôn Khòn Quắc";
	id = register_add(db, &register_pack, &org, &e);
	CHECK(id > 0);
	o = see(a, db, id, db_tx(db));
	CHECK_STR(o->kind, "htx");
	CHECK(o->demonstration);
	CHECK_STR(o->number, "4900812345");
	CHECK_INT(o->nversion, 1);
	CHECK_STR(o->version->name, "HTX Đồng Bục");
	CHECK_STR(o->version->address, "thôn Khòn Quắc");
	CHECK_INT(o->version->capital, 1500000000);
	CHECK_INT(o->version->members, 12);
	CHECK_INT(o->version->managers_low, 2);
	CHECK(o->version->managers_high == REG_NONE);
	CHECK(o->version->seat == REG_NONE);
	CHECK_INT(o->nevent, 2);
	CHECK_INT(o->event[1].quantity, 5);
	CHECK_STR(o->event[1].decision, "12/NQ-HTX");
	CHECK(o->event[0].quantity == REG_NONE);
	CHECK_INT(register_find(db, "141207000012", day("2023-06-30"),
				db_tx(db), &e), id);
}

TEST(register_refuses_wrong_entries)
{
	static const struct {
		const char *field;
		const char *says;
	} want[] = {
		{ "kind", "Không có loại hình “cty”" },
		{ "name", "Thiếu tên" },
		{ "sector", "Không có lĩnh vực “mining”" },
		{ "sector", "nhóm gộp" },
		{ "members", "số âm: -1" },
		{ "managers", "(2 + 2) nhiều hơn tổng số cán bộ quản lý (3)" },
		{ "founded", "Thiếu ngày thành lập" },
		{ "event", "tổ chức chưa thành lập" },
		{ "identifier", "Gói quy định không có loại mã số “cccd”" },
		{ "tax", "để trống" },
		{ "tax", "Mã số thuế 4900000001 đã thuộc về tổ chức #1 “HTX A”" },
	};
	struct db *db = register_fixture(a, NULL);
	struct org_identifier taken = { "tax", "4900000001", NULL, DAY_MIN };
	struct err e = { 0 };
	int64_t before;
	struct org_event founded = happening("founded", "2020-01-01");
	struct org_new first = { .kind = "htx", .event = &founded, .nevent = 1,
				 .identifier = &taken, .nidentifier = 1,
				 .version = plain("HTX A", "2020-01-01") };

	CHECK_INT(register_add(db, &register_pack, &first, &e), 1);
	before = db_get_int(db, -1,
			    "SELECT (SELECT COUNT(*) FROM organisation)"
			    " + (SELECT COUNT(*) FROM organisation_version)"
			    " + (SELECT COUNT(*) FROM event)"
			    " + (SELECT COUNT(*) FROM identifier)");
	CHECK_INT(before, 4);
	for (size_t i = 0; i < ARRAY_LEN(want); i++) {
		struct org_event event = founded;
		struct org_identifier id = { "tax", "4900000002", NULL,
					     DAY_MIN };
		struct org_new org = first;

		org.version.name = "HTX B";
		org.event = &event;
		org.identifier = &id;
		if (i == 0)
			org.kind = "cty";
		if (i == 1)
			org.version.name = "";
		if (i == 2)
			org.version.sector = "mining";
		if (i == 3)
			org.version.sector = "nonagri";
		if (i == 4)
			org.version.members = -1;
		if (i == 5) {
			org.version.managers = 3;
			org.version.managers_low = 2;
			org.version.managers_high = 2;
		}
		if (i == 6)
			org.nevent = 0;
		if (i == 7)
			event.kind = "suspended";
		if (i == 8)
			id.kind = "cccd";
		if (i == 9)
			id.number = "";
		if (i == 10)
			id.number = "4900000001";
		e = (struct err){ 0 };
		CHECK_INT(register_add(db, &register_pack, &org, &e), -1);
		CHECK_STR(e.field, want[i].field);
		CHECK(strstr(e.message, want[i].says) != NULL);
	}
	CHECK_INT(before,
		  db_get_int(db, -1,
			     "SELECT (SELECT COUNT(*) FROM organisation)"
			     " + (SELECT COUNT(*) FROM organisation_version)"
			     " + (SELECT COUNT(*) FROM event)"
			     " + (SELECT COUNT(*) FROM identifier)"));
}

TEST(register_event_must_fit_the_whole_life)
{
	struct db *db = register_fixture(a, NULL);
	int64_t org = add_htx(db, "HTX A", "2015-01-01");
	struct org_event stop = happening("suspended", "2020-01-01");
	struct org_event end = happening("dissolved", "2022-01-01");
	struct org_event again = happening("resumed", "2023-01-01");
	struct org_event between = happening("resumed", "2021-01-01");
	struct err e = { 0 };

	CHECK(register_event(db, &register_pack, org, &stop, &e) > 0);
	CHECK(register_event(db, &register_pack, org, &end, &e) > 0);
	CHECK_INT(register_event(db, &register_pack, org, &again, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "Căn cứ: Điều B Luật thử");
	/* entered late, but on a day when it was possible */
	CHECK(register_event(db, &register_pack, org, &between, &e) > 0);
	CHECK_INT(see(a, db, org, db_tx(db))->nevent, 4);
	e = (struct err){ 0 };
	CHECK_INT(register_event(db, &register_pack, 99, &stop, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "số 99");
}

TEST(register_correction_is_not_a_change)
{
	struct db *db = register_fixture(a, NULL);
	int64_t org = add_htx(db, "HTX A", "2015-01-01");
	struct org_event stop = happening("suspended", "2020-01-01");
	struct org_event end = happening("dissolved", "2022-01-01");
	struct org_event as;
	struct err e = { 0 };
	int64_t known;
	int64_t event = register_event(db, &register_pack, org, &stop, &e);
	const struct snapshot *s;

	register_event(db, &register_pack, org, &end, &e);
	known = fixture_next(db, "đính chính ngày");
	as = happening("suspended", "2019-06-01");
	as.reason = "thiếu vốn";
	CHECK_INT(register_correct_event(db, &register_pack, event, &as,
					 false, &e), 0);
	s = register_snapshot(a, db, &register_pack, known, &e);
	CHECK_STR(org_status(s, s->org, day("2019-07-01")), "operating");
	s = register_snapshot(a, db, &register_pack, db_tx(db), &e);
	CHECK_STR(org_status(s, s->org, day("2019-07-01")), "suspended");
	CHECK_INT(s->org->event[1].id, event);
	CHECK_STR(s->org->event[1].reason, "thiếu vốn");
	CHECK_INT(s->org->nevent, 3);

	/* not to before the founding, nor beyond the end */
	as.day = day("2014-01-01");
	CHECK_INT(register_correct_event(db, &register_pack, event, &as,
					 false, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "chưa thành lập");
	CHECK_ERR(&e, ERR_RULE, "Đính chính này làm cho");
	e = (struct err){ 0 };
	as.day = day("2023-01-01");
	CHECK_INT(register_correct_event(db, &register_pack, event, &as,
					 false, &e), -1);
	e = (struct err){ 0 };
	CHECK_INT(register_correct_event(db, &register_pack, event, NULL,
					 true, &e), 0);
	CHECK_INT(see(a, db, org, db_tx(db))->nevent, 2);
	CHECK_INT(register_correct_event(db, &register_pack, event, &as,
					 false, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "đã bị hủy");
}

TEST(register_versions_change_and_are_corrected)
{
	struct db *db = register_fixture(a, NULL);
	int64_t org = add_htx(db, "HTX A", "2015-01-01");
	struct org_version v = plain("HTX A mới", "2020-01-01");
	struct err e = { 0 };
	int64_t known;
	const struct org *o;

	CHECK_INT(register_version(db, &register_pack, org, &v, false, &e), 0);
	CHECK_INT(register_version(db, &register_pack, org, &v, false, &e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "Đã có thông tin của tổ chức từ ngày 01/01/2020");
	known = fixture_next(db, "đính chính");
	e = (struct err){ 0 };
	v = plain("HTX A đúng", "2022-05-05");
	CHECK_INT(register_version(db, &register_pack, org, &v, true, &e), 0);
	o = see(a, db, org, db_tx(db));
	CHECK_INT(o->nversion, 2);
	CHECK_STR(org_version_on(o, day("2019-12-31"))->name, "HTX A");
	CHECK_STR(org_version_on(o, day("2020-01-01"))->name, "HTX A đúng");
	CHECK_INT(o->version[0].to, day("2019-12-31"));
	CHECK_INT(o->version[1].to, DAY_MAX);
	CHECK(org_version_on(o, day("2014-12-31")) == NULL);
	o = see(a, db, org, known);
	CHECK_STR(org_version_on(o, day("2022-05-05"))->name, "HTX A mới");
	v.from = day("2001-01-01");
	CHECK_INT(register_version(db, &register_pack, org, &v, true, &e), -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "Ngày 01/01/2001");
}

TEST(register_links)
{
	struct db *db = register_fixture(a, NULL);
	int64_t htx = add_htx(db, "HTX A", "2015-01-01");
	int64_t other = add_htx(db, "HTX B", "2015-01-01");
	struct err e = { 0 };
	const struct snapshot *s;

	CHECK_INT(register_link(db, htx, other, "member", day("2018-01-01"),
				&e), 0);
	CHECK_INT(register_link(db, htx, other, "member", day("2019-01-01"),
				&e), -1);
	CHECK_ERR(&e, ERR_CONFLICT, "đã là thành viên");
	e = (struct err){ 0 };
	CHECK_INT(register_link(db, htx, htx, "member", day("2019-01-01"),
				&e), -1);
	e = (struct err){ 0 };
	CHECK_INT(register_link(db, htx, 77, "member", day("2019-01-01"), &e),
		  -1);
	CHECK_ERR(&e, ERR_NOTFOUND, "77");
	s = register_snapshot(a, db, &register_pack, db_tx(db), &e);
	CHECK_INT(s->nlink, 1);
	CHECK_INT(s->link->member, htx);
	CHECK_INT(s->link->of, other);
	CHECK_INT(s->link->from, day("2018-01-01"));
	CHECK_INT(s->link->to, DAY_MAX);
}
