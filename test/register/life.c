/* SPDX-License-Identifier: Apache-2.0 */
/* Lives: order, transitions, refusals. */
#include "register/life.h"

#include "register/fixture.h"

static int check(struct org_event *event, size_t n, struct err *e)
{
	*e = (struct err){ 0 };
	life_sort(event, n);
	return life_check(&register_pack, "htx", event, n, e);
}

TEST(life_statuses)
{
	struct org_event life[] = {
		happening("founded", "2015-03-01"),
		happening("suspended", "2020-01-01"),
		happening("resumed", "2021-01-01"),
		happening("dissolution_started", "2022-01-01"),
		happening("dissolved", "2023-01-01"),
	};
	struct err e;

	CHECK_INT(check(life, 5, &e), 0);
	CHECK_STR(life[0].status, "operating");
	CHECK_STR(life[1].status, "suspended");
	CHECK_STR(life[2].status, "operating");
	CHECK_STR(life[3].status, "dissolving");
	CHECK_STR(life[4].status, "dissolved");
}

TEST(life_order_is_day_then_id)
{
	struct org_event life[] = {
		happening("resumed", "2020-05-01"),
		happening("suspended", "2020-05-01"),
		happening("founded", "2015-03-01"),
	};
	struct err e;

	life[0].id = 9;
	life[1].id = 8;
	life[2].id = 10;
	CHECK_INT(check(life, 3, &e), 0);
	CHECK_STR(life[0].kind, "founded");
	CHECK_STR(life[1].kind, "suspended");
	CHECK_STR(life[2].kind, "resumed");
	/* same day and id: as they stand */
	life[1].id = life[2].id = 0;
	life_sort(life, 3);
	CHECK_STR(life[1].kind, "suspended");
}

TEST(life_illegal_transitions)
{
	struct org_event twice[] = { happening("founded", "2015-03-01"),
				     happening("founded", "2016-03-01") };
	struct org_event early[] = { happening("suspended", "2015-03-01"),
				     happening("founded", "2016-03-01") };
	struct org_event idle[] = { happening("founded", "2015-03-01"),
				    happening("resumed", "2016-03-01") };
	struct org_event dead[] = { happening("founded", "2015-03-01"),
				    happening("dissolved", "2016-03-01"),
				    happening("dissolved", "2017-03-01") };
	struct err e;

	CHECK_INT(check(twice, 2, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "đã thành lập trước đó");
	CHECK_INT(check(early, 2, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "tổ chức chưa thành lập");
	CHECK_INT(check(idle, 2, &e), -1);
	CHECK_ERR(&e, ERR_RULE,
		  "Không thể có sự kiện “Hoạt động trở lại” ngày 01/3/2016: tổ "
		  "chức đang ở tình trạng “Đang hoạt động”");
	CHECK_ERR(&e, ERR_RULE, "Căn cứ: Điều B Luật thử");
	CHECK_ERR(&e, ERR_RULE, "“Tạm ngừng”, “Ngừng, còn trên sổ”");
	CHECK_INT(check(dead, 3, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "“Đã giải thể”");
	CHECK_ERR(&e, ERR_RULE, "Căn cứ: Điều C Luật thử");
}

TEST(life_kinds_and_quantities)
{
	struct org_event life[] = { happening("founded", "2015-03-01"),
				    happening("members_joined", "2016-03-01"),
				    happening("scheme_joined", "2017-03-01") };
	struct err e;

	CHECK_INT(check(life, 3, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "phải có số lượng");
	life[1].quantity = 0;
	CHECK_INT(check(life, 3, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "không thể là 0");
	life[1].quantity = 12;
	CHECK_INT(check(life, 3, &e), 0);
	CHECK_STR(life[1].status, "operating");
	life[2].quantity = 1;
	CHECK_INT(check(life, 3, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "không có số lượng");
	CHECK_STR(e.field, "quantity");
	life[2].quantity = REG_NONE;
	CHECK_INT(life_check(&register_pack, "tht", life, 3, &e), -1);
	e = (struct err){ 0 };
	CHECK_INT(life_check(&register_pack, "tht", life, 3, &e), -1);
	CHECK_ERR(&e, ERR_RULE, "không áp dụng cho loại hình này");
	life[2].kind = "bay";
	CHECK_INT(check(life, 3, &e), -1);
	CHECK_ERR(&e, ERR_INPUT, "Không có loại sự kiện “bay”");
}

TEST(life_empty_is_legal)
{
	struct err e;

	CHECK_INT(check(NULL, 0, &e), 0);
}

TEST(life_what_a_status_allows)
{
	const struct pack *p = &register_pack;
	static const struct {
		const char *event, *kind, *status;
		bool may;
	} cases[] = {
		{ "founded", "htx", "", true },
		{ "founded", "htx", "operating", false },
		{ "suspended", "htx", "operating", true },
		{ "suspended", "htx", "suspended", false },
		{ "suspended", "htx", "", false },
		/* from a roll-up: suspended is under not_operating */
		{ "dissolution_started", "htx", "suspended", true },
		/* without a list: wherever it exists */
		{ "dissolved", "htx", "dissolving", true },
		{ "dissolved", "htx", "dissolved", false },
		{ "scheme_joined", "tht", "operating", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_INT(life_allows(p, pack_event(p, cases[i].event),
				      cases[i].kind, cases[i].status),
			  cases[i].may);
}
